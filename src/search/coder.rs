//! Numbers as bits, each of which takes as much room as it surprises: what was to be expected takes next to none.
//!
//! Writing and reading take the same steps, so that a form is described once and serves both: see [`super::travel`].
//! A reader never fails and never ends: behind the last byte it reads zeros, and says so.

/// How likely a bit is 0, learnt from the bits that came before in the same place.
#[derive(Debug, Clone, Copy)]
pub struct Chance {
    zero: u16,
    seen: u16,
}

/// From so many bits on a chance changes no more slowly.
const SETTLED: u16 = 40;

impl Chance {
    /// Nothing is known.
    pub const EVEN: Chance = Chance { zero: 1 << 15, seen: 0 };

    fn learn(&mut self, bit: bool) {
        let weight = self.seen + 2;
        if bit {
            self.zero -= self.zero / weight;
        } else {
            self.zero += (u16::MAX - self.zero) / weight;
        }
        // Never quite certain: both must have room left.
        self.zero = self.zero.clamp(48, u16::MAX - 48);
        self.seen = (self.seen + 1).min(SETTLED);
    }
}

/// Chances for a number of which little is known beforehand but that small ones are likelier.
#[derive(Debug, Clone)]
pub struct Number([Chance; 16 + 256]);

impl Number {
    /// Nothing is known.
    #[must_use]
    pub fn even() -> Number {
        Number([Chance::EVEN; 16 + 256])
    }
}

/// Writes or reads.
pub trait Coder {
    /// Whether it writes. What only a writer needs is left out of the reader's code.
    const WRITES: bool;

    /// Writes this bit and gives it back; or reads one, whatever it was given.
    fn bit(&mut self, chance: &mut Chance, bit: bool) -> bool;

    /// Whether more was read than there is.
    fn is_spent(&self) -> bool {
        false
    }

    /// A number below two to the power of `bits`, all equally likely at first; `chances` are as many as there are numbers.
    #[inline(never)]
    fn choice(&mut self, chances: &mut [Chance], bits: u32, number: usize) -> usize {
        let mut at = 1;
        for i in (0..bits).rev() {
            let bit = number >> i & 1 == 1;
            let read = match chances.get_mut(at) {
                Some(chance) => self.bit(chance, bit),
                None => false,
            };
            at = at * 2 + usize::from(read);
        }
        at - (1 << bits)
    }

    /// A number below two to the power of `bits` of which nothing can be known.
    #[inline(never)]
    fn plain(&mut self, bits: u32, number: usize) -> usize {
        let bit = |i: u32| number >> i & 1 == 1;
        (0..bits).rev().fold(0, |sum, i| sum * 2 + usize::from(self.bit(&mut Chance { ..Chance::EVEN }, bit(i))))
    }

    /// A number below 65,535: how many binary digits it has, then these.
    #[inline(never)]
    fn number(&mut self, chances: &mut Number, number: usize) -> usize {
        let number = number + 1;
        let (lengths, digits) = chances.0.split_at_mut(16);
        let mut length = 0;
        while length < 15 && self.bit(&mut lengths[length], number >> (length + 1) > 0) {
            length += 1;
        }
        let mut read = 1;
        for i in (0..length).rev() {
            read = read * 2 + usize::from(self.bit(&mut digits[length * 16 + i], number >> i & 1 == 1));
        }
        read - 1
    }
}

/// Below this the range is widened by a byte.
const NARROW: u32 = 1 << 24;

/// Reads bits (a range decoder).
pub struct Reading<'a> {
    bytes: &'a [u8],
    spent: usize,
    range: u32,
    code: u32,
}

impl<'a> Reading<'a> {
    /// Begins to read.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Reading<'a> {
        let mut reading = Reading { bytes, spent: 0, range: u32::MAX, code: 0 };
        (0..4).for_each(|_| reading.next());
        reading
    }

    fn next(&mut self) {
        let byte = match self.bytes.split_first() {
            Some((first, rest)) => {
                self.bytes = rest;
                *first
            }
            None => {
                self.spent += 1;
                0
            }
        };
        self.code = self.code << 8 | u32::from(byte);
    }
}

impl Coder for Reading<'_> {
    const WRITES: bool = false;

    // Once is enough: it is asked for in many places.
    #[inline(never)]
    fn bit(&mut self, chance: &mut Chance, _: bool) -> bool {
        let bound = (self.range >> 16) * u32::from(chance.zero);
        let bit = self.code >= bound;
        if bit {
            self.code -= bound;
            self.range -= bound;
        } else {
            self.range = bound;
        }
        chance.learn(bit);
        while self.range < NARROW {
            self.range <<= 8;
            self.next();
        }
        bit
    }

    fn is_spent(&self) -> bool {
        // A writer leaves out nothing, so that a whole file is never read beyond its end.
        self.spent > 0
    }
}

/// Writes bits (a range encoder).
#[cfg(feature = "cli")]
pub struct Writing {
    out: Vec<u8>,
    low: u64,
    range: u32,
    // A byte that a carry may still raise, and how many bytes of 255 follow it, through which the carry would go.
    held: u8,
    follow: usize,
    begun: bool,
}

#[cfg(feature = "cli")]
impl Default for Writing {
    fn default() -> Self {
        Writing { out: Vec::new(), low: 0, range: u32::MAX, held: 0, follow: 0, begun: false }
    }
}

#[cfg(feature = "cli")]
impl Writing {
    /// What was written.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        (0..5).for_each(|_| self.shift());
        self.out
    }

    fn shift(&mut self) {
        let top = self.low.to_be_bytes();
        let carry = top[3];
        if top[4] == 255 && carry == 0 {
            self.follow += 1;
        } else {
            if self.begun {
                self.out.push(self.held.wrapping_add(carry));
            }
            self.out.extend(std::iter::repeat_n(255_u8.wrapping_add(carry), self.follow));
            (self.held, self.follow, self.begun) = (top[4], 0, true);
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }
}

#[cfg(feature = "cli")]
impl Coder for Writing {
    const WRITES: bool = true;

    fn bit(&mut self, chance: &mut Chance, bit: bool) -> bool {
        let bound = (self.range >> 16) * u32::from(chance.zero);
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        chance.learn(bit);
        while self.range < NARROW {
            self.range <<= 8;
            self.shift();
        }
        bit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind of number, one after the other.
    fn all<C: Coder>(coder: &mut C, numbers: &[u16]) -> Vec<u16> {
        let mut chances = [Chance::EVEN; 256];
        let (mut number, mut bit) = (Number::even(), Chance::EVEN);
        let mut given = |at: usize, of: u16| {
            let of = usize::from(of);
            let read = match at % 4 {
                0 => coder.choice(&mut chances, 8, of & 255),
                1 => coder.number(&mut number, of.min(65_534)),
                2 => coder.plain(16, of),
                _ => usize::from(coder.bit(&mut bit, of > 9)),
            };
            u16::try_from(read).unwrap_or(0)
        };
        numbers.iter().enumerate().map(|(at, of)| given(at, *of)).collect()
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read(numbers in proptest::collection::vec(0..=u16::MAX, 0..400)) {
            let mut writing = Writing::default();
            let written = all(&mut writing, &numbers);
            let bytes = writing.finish();
            let mut reading = Reading::new(&bytes);
            let nothing = vec![0; numbers.len()];
            proptest::prop_assert_eq!(all(&mut reading, &nothing), written);
            proptest::prop_assert!(!reading.is_spent());
        }

        #[test]
        fn any_bytes_are_read_and_never_panic(bytes in proptest::collection::vec(0..=u8::MAX, 0..40)) {
            let mut reading = Reading::new(&bytes);
            all(&mut reading, &[0; 400]);
        }
    }

    #[test]
    fn what_was_to_be_expected_takes_next_to_no_room() {
        let mut writing = Writing::default();
        let mut chance = Chance::EVEN;
        for at in 0..10_000 {
            writing.bit(&mut chance, at % 100 == 0);
        }
        let size = writing.finish().len();
        assert!(size < 130, "{size} bytes");
    }
}
