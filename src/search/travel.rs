//! The bytes in which an [`Index`] travels: what each part has to do with the others is used to make it small.
//!
//! Writing and reading are the same steps over the same index, full or growing: see [`super::coder`]. What helps most: a stem
//! stands in statements whose place lies close to its own, so that places go first and foretell where it stands. How often it
//! is said there travels, and what that weighs is worked out again.

use super::coder::{Chance, Coder, Number, Reading};
use super::index::{DIMENSIONS, Flag, Index, KINDS, PART, PARTS, PackPart, Posting, WHOLE};

/// What the bytes begin with: kind of file, and version.
const MAGIC: &[u8] = b"doorstep-search-2\n";
/// The beginning of a stem after a "not": it travels with the stem.
const TURNED: &str = "~not-";
/// How many binary digits a kind has.
const KIND_BITS: u32 = KINDS.ilog2();
/// No list is longer than this.
const MOST: usize = 65_534;
/// No more packs than this: what is kept for every stem and pack must fit the memory of a phone, also where a length was bent.
const MOST_PACKS: usize = 1_000;

impl Index {
    /// Reads the bytes in which an index travels.
    /// # Errors
    /// Says that they are none; a file cut short or bent never panics.
    pub fn from_bytes(bytes: &[u8]) -> Result<Index, &'static str> {
        let bytes = bytes.strip_prefix(MAGIC).ok_or("it is no search data of this version")?;
        let index = bytes.split_last_chunk().and_then(|(rest, check)| {
            let mut index = Index::default();
            (u32::from_le_bytes(*check) == super::check_of_bytes(rest)).then_some(())?;
            travel(&mut Reading::new(rest), &mut index)?;
            Some(index)
        });
        index.ok_or("the search data are damaged")
    }

    /// The bytes in which an index travels: the same for the same index.
    #[must_use]
    #[cfg(feature = "cli")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writing = super::coder::Writing::default();
        travel(&mut writing, &mut self.clone());
        let coded = writing.finish();
        let check = super::check_of_bytes(&coded).to_le_bytes();
        [MAGIC, coded.as_slice(), &check].concat()
    }
}

/// Writes an index, or reads into an empty one. None where what was read is no index.
fn travel<C: Coder>(c: &mut C, index: &mut Index) -> Option<()> {
    packs(c, index)?;
    statements(c, index)?;
    terms(c, index)?;
    places(c, index);
    postings(c, index)?;
    rest(c, index)?;
    let n = index.topics.len();
    let whole = !c.is_spent()
        && index.packs.iter().all(|pack| pack.from <= pack.to && usize::from(pack.to) <= n)
        && index.packs.windows(2).all(|pair| pair[0].to <= pair[1].from);
    whole.then(|| index.weigh())
}

/// How long a list is; one that is read gets so many empty entries.
fn list<C: Coder, T: Default + Clone>(c: &mut C, chances: &mut Number, list: &mut Vec<T>) {
    let length = c.number(chances, list.len()).min(MOST);
    list.resize(length, T::default());
}

/// A byte.
fn byte<C: Coder>(c: &mut C, chances: &mut [Chance; 256], of: u8) -> u8 {
    c.choice(chances, 8, usize::from(of)).to_le_bytes()[0]
}

/// A byte with a sign.
fn signed<C: Coder>(c: &mut C, chances: &mut [Chance; 256], of: i8) -> i8 {
    i8::from_le_bytes([byte(c, chances, of.to_le_bytes()[0])])
}

/// A number below 65,536 of which nothing can be known.
fn short<C: Coder>(c: &mut C, of: u16) -> u16 {
    u16::try_from(c.plain(16, usize::from(of))).unwrap_or(0)
}

fn packs<C: Coder>(c: &mut C, index: &mut Index) -> Option<()> {
    list(c, &mut Number::even(), &mut index.packs);
    for pack in &mut index.packs {
        let mut id = std::mem::take(&mut pack.id).into_bytes();
        list(c, &mut Number::even(), &mut id);
        for letter in &mut id {
            *letter = byte(c, &mut [Chance::EVEN; 256], *letter);
        }
        let mut check = pack.check.to_le_bytes();
        for part in &mut check {
            *part = byte(c, &mut [Chance::EVEN; 256], *part);
        }
        let (from, to) = (short(c, pack.from), short(c, pack.to));
        *pack = PackPart { id: String::from_utf8(id).ok()?, check: u32::from_le_bytes(check), from, to };
    }
    (!c.is_spent() && index.packs.len() <= MOST_PACKS).then_some(())
}

/// Topics, heights, lengths, which lend to which, and places.
fn statements<C: Coder>(c: &mut C, index: &mut Index) -> Option<()> {
    list(c, &mut Number::even(), &mut index.topics);
    let n = index.topics.len();
    for bytes in [&mut index.topics, &mut index.heights] {
        bytes.resize(n, 0);
        let (mut same, mut which, mut before) = (Chance::EVEN, [Chance::EVEN; 256], 0);
        for number in bytes {
            *number = if c.bit(&mut same, *number == before) { before } else { byte(c, &mut which, *number) };
            before = *number;
        }
    }
    index.lengths.resize(n, 0);
    let mut lengths = Number::even();
    for length in &mut index.lengths {
        *length = u16::try_from(c.number(&mut lengths, usize::from(*length))).unwrap_or(0);
    }
    related(c, index, n);
    // A statement lies close to the one that it borrows most from.
    index.vectors.resize(n * DIMENSIONS, 0);
    let mut chances = vec![[Chance::EVEN; 256]; 64];
    for at in 0..n {
        let lender = index.related[at].first().map(|(other, _)| usize::from(*other)).filter(|other| *other < at);
        for i in 0..DIMENSIONS {
            let lent = |other: usize| {
                usize::from(index.vectors[other * DIMENSIONS + i].clamp(-31, 31).wrapping_add(32).unsigned_abs())
            };
            let known = lender.map_or(0, lent);
            let number = &mut index.vectors[at * DIMENSIONS + i];
            *number = signed(c, &mut chances[known], *number);
        }
    }
    (!c.is_spent()).then_some(())
}

/// What lends to what: mostly both ways, and as much.
fn related<C: Coder>(c: &mut C, index: &mut Index, n: usize) {
    index.related.resize(n, Vec::new());
    let (mut back, mut as_much) = (Chance::EVEN, Chance::EVEN);
    let (mut counts, mut gaps, mut shares) = (Number::even(), Number::even(), [Chance::EVEN; 128]);
    for at in 0..n {
        if c.is_spent() {
            return;
        }
        let mut given = std::mem::take(&mut index.related[at]);
        let mut row: Vec<(u16, u8)> = Vec::new();
        let mut share = |c: &mut C, of: u8| c.choice(&mut shares, 7, usize::from(of)).to_le_bytes()[0];
        for other in 0..at {
            let Some((_, lent)) = index.related[other].iter().find(|(to, _)| usize::from(*to) == at) else { continue };
            let other = other as u16;
            let found = if C::WRITES { taken(&mut given, other) } else { None };
            if c.bit(&mut back, found.is_some()) {
                let same = c.bit(&mut as_much, found == Some(*lent));
                row.push((other, if same { *lent } else { share(c, found.unwrap_or(0)) }));
            }
        }
        if C::WRITES {
            given.sort_unstable();
        }
        list(c, &mut counts, &mut given);
        let mut before = 0;
        for (other, lent) in given {
            before = (before + c.number(&mut gaps, usize::from(other).saturating_sub(before))).min(n - 1);
            row.push((before as u16, share(c, lent)));
        }
        // Most first; rows are short.
        let mut sorted: Vec<(u16, u8)> = Vec::with_capacity(row.len());
        for (other, share) in row {
            let before = |known: &&(u16, u8)| (known.1, other) > (share, known.0);
            let place = sorted.iter().take_while(before).count();
            sorted.insert(place, (other, share));
        }
        index.related[at] = sorted;
    }
}

/// What a statement lends, taken out of a list.
fn taken(given: &mut Vec<(u16, u8)>, other: u16) -> Option<u8> {
    given.iter().position(|(from, _)| *from == other).map(|found| given.swap_remove(found).1)
}

/// Stems, each by what it shares with the one before and the letters that follow; those after a "not" with their stem.
fn terms<C: Coder>(c: &mut C, index: &mut Index) -> Option<()> {
    let given = std::mem::take(&mut index.terms);
    let mut plain: Vec<String> = Vec::new();
    if C::WRITES {
        plain.extend(given.iter().filter(|term| !term.starts_with(TURNED)).cloned());
    }
    list(c, &mut Number::even(), &mut plain);
    let mut shares = vec![[Chance::EVEN; 32]; 32];
    let mut letters = vec![[Chance::EVEN; 128]; 2048];
    let mut turned = Chance::EVEN;
    let mut turns: Vec<String> = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    let mut shared = 0;
    for term in &mut plain {
        let bytes = term.as_bytes();
        let same = bytes.iter().zip(&before).take_while(|(a, b)| a == b).count();
        shared = c.choice(&mut shares[shared], 5, same.min(31));
        let mut word = before.get(..shared)?.to_vec();
        let mut next = before.get(shared).map_or(0, |letter| usize::from(*letter) & 127 | 128);
        loop {
            let last = word.last().map_or(0, |letter| usize::from(*letter) & 127);
            let known = (last * 37 + next * 5) & 2047;
            let letter = bytes.get(word.len()).map_or(0, |letter| usize::from(*letter) & 127);
            let letter = c.choice(&mut letters[known], 7, letter);
            if letter == 0 || c.is_spent() {
                break;
            }
            next = last;
            word.push(letter as u8);
        }
        *term = String::from_utf8(word.clone()).ok()?;
        before = word;
        let of = [TURNED, term].concat();
        if c.bit(&mut turned, C::WRITES && given.binary_search(&of).is_ok()) {
            turns.push(of);
        }
    }
    let mut later = plain.split_off(plain.partition_point(|term| term.as_str() < TURNED));
    plain.append(&mut turns);
    plain.append(&mut later);
    index.terms = plain;
    (!c.is_spent()).then_some(())
}

/// The places of stems: which have one, and its kinds.
fn places<C: Coder>(c: &mut C, index: &mut Index) {
    index.codebook.resize(PARTS * KINDS * PART, 0);
    let mut numbers = [Chance::EVEN; 256];
    for number in &mut index.codebook {
        *number = signed(c, &mut numbers, *number);
    }
    // A place that lies far out does so in all its parts.
    let far: Vec<usize> =
        index.codebook.chunks_exact(PART).map(|kind| (square(kind).max(1).ilog2() as usize / 2).min(7)).collect();
    index.codes.resize(index.terms.len(), None);
    let mut has = Chance::EVEN;
    let mut kinds = vec![[Chance::EVEN; KINDS]; PARTS * 9];
    for codes in &mut index.codes {
        if !c.bit(&mut has, codes.is_some()) {
            continue;
        }
        let mut before = 8;
        for (part, code) in codes.get_or_insert_default().iter_mut().enumerate() {
            *code = c.choice(&mut kinds[part * 9 + before], KIND_BITS, usize::from(*code)) as u8;
            before = far[part * KINDS + usize::from(*code)];
        }
    }
}

/// How long a place is, squared.
fn square(place: &[i8]) -> u32 {
    place.iter().map(|x| u32::from(x.unsigned_abs()).pow(2)).sum()
}

/// How close the place of one stem lies to those of statements, in tenths.
struct Closeness {
    /// For every kind, how much it adds for every statement.
    of_kinds: Vec<i16>,
    statements: usize,
}

impl Closeness {
    fn of(index: &Index) -> Closeness {
        let statements = index.topics.len();
        let mut of_kinds = Vec::with_capacity(PARTS * KINDS * statements);
        for (at, kind) in index.codebook.chunks_exact(PART).enumerate() {
            let part = at / KINDS * PART;
            of_kinds.extend(index.vectors.chunks_exact(DIMENSIONS).map(|vector| {
                let sum: i32 =
                    vector[part..part + PART].iter().zip(kind).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
                (sum / 8) as i16
            }));
        }
        Closeness { of_kinds, statements }
    }

    /// How close the statements of a pack are to a stem with these kinds: from 1 for far to 15.
    fn fill(&self, codes: &[u8; PARTS], scale: i32, from: usize, sums: &mut [i32]) {
        sums.fill(0);
        for (part, kind) in codes.iter().enumerate() {
            let at = (part * KINDS + usize::from(*kind)) * self.statements + from;
            for (sum, more) in sums.iter_mut().zip(&self.of_kinds[at..]) {
                *sum += i32::from(*more);
            }
        }
        for sum in sums {
            *sum = (sum.wrapping_mul(scale) >> 16).clamp(-3, 11) + 4;
        }
    }
}

/// In which statements each stem stands, how often it is said there, and whether they have it in their own words.
fn postings<C: Coder>(c: &mut C, index: &mut Index) -> Option<()> {
    let closeness = Closeness::of(index);
    let parts = index.packs.len();
    let terms = index.terms.len();
    index.postings.resize(terms, Vec::new());
    index.left_out.resize(terms * parts, 0);
    let mut counts = vec![Number::even(); parts * 4];
    let mut stands = vec![[Chance::EVEN; 16]; 32];
    let mut own = vec![[Chance::EVEN; 16]; 16];
    let mut times = vec![Number::even(); 16 * 4 * 2];
    let mut left_out = vec![Number::even(); 16];
    let mut close: Vec<i32> = Vec::new();
    for term in 0..terms {
        let given = std::mem::take(&mut index.postings[term]);
        let mut given = given.into_iter().peekable();
        let mut row: Vec<Posting> = Vec::new();
        let codes = index.codes[term];
        let kind = |(part, kind): (usize, &u8)| &index.codebook[(part * KINDS + usize::from(*kind)) * PART..][..PART];
        let length = codes.iter().flatten().enumerate().map(kind).map(square).sum::<u32>().isqrt().max(1);
        // Sums stand in eighths; closeness is wanted in tenths.
        let scale = (65_536 * 80 / (length * u32::from(WHOLE))) as i32;
        for (at, pack) in index.packs.iter().enumerate() {
            let (from, to) = (usize::from(pack.from), usize::from(pack.to));
            let ahead =
                if C::WRITES { given.clone().take_while(|posting| posting.statement < pack.to).count() } else { 0 };
            let known = (usize::BITS - row.len().leading_zeros()).min(3) as usize;
            let count = c.number(&mut counts[at * 4 + known], ahead).min(to.checked_sub(from)?);
            if count == 0 {
                continue;
            }
            let size = (count.ilog2() as usize).min(15);
            let out = &mut index.left_out[term * parts + at];
            *out = c.number(&mut left_out[size], usize::from(*out)) as u16;
            close.resize(to - from, 0);
            match &codes {
                Some(codes) if to <= closeness.statements => closeness.fill(codes, scale, from, &mut close),
                _ => close.fill(0),
            }
            let mut still = count;
            let mut before = 0;
            for statement in from..to {
                if still == 0 {
                    break;
                }
                let near = close[statement - from] as usize & 15;
                // How seldom it can be expected, in half powers of two.
                let seldom = ((to - statement) * 4 / still).max(4);
                let power = seldom.ilog2() as usize;
                let rate = (power * 2 + (seldom >> (power - 1) & 1)).min(31);
                let it =
                    if C::WRITES { given.next_if(|posting| usize::from(posting.statement) == statement) } else { None };
                if !c.bit(&mut stands[rate][near], it.is_some()) {
                    continue;
                }
                still -= 1;
                let of = it.unwrap_or_default();
                let own = c.bit(&mut own[size][near], of.own);
                let chances = &mut times[(near * 4 + before) * 2 + usize::from(own)];
                let said = (c.number(chances, usize::from(of.times).saturating_sub(1)) + 1).min(255);
                before = said.min(3);
                row.push(Posting { statement: statement as u16, times: said as u8, own, weight: 0 });
            }
        }
        index.postings[term] = row;
        if c.is_spent() {
            return None;
        }
    }
    Some(())
}

/// How many binary digits a number below this has.
fn bits(most: usize) -> u32 {
    usize::BITS - most.leading_zeros()
}

/// A number below another.
fn below<C: Coder>(c: &mut C, bits: u32, of: u16, most: usize) -> Option<u16> {
    u16::try_from(c.plain(bits, usize::from(of))).ok().filter(|of| usize::from(*of) < most)
}

/// Near misses, shorthand and grave signs.
fn rest<C: Coder>(c: &mut C, index: &mut Index) -> Option<()> {
    let (n, terms) = (index.topics.len(), index.terms.len());
    let mut lengths = Number::even();
    let mut row = |c: &mut C, row: &mut Vec<u16>| -> Option<()> {
        list(c, &mut lengths, row);
        for term in row {
            *term = below(c, bits(terms), *term, terms)?;
        }
        (!c.is_spent()).then_some(())
    };
    list(c, &mut Number::even(), &mut index.misses);
    for (statement, stems) in &mut index.misses {
        *statement = below(c, bits(n), *statement, n)?;
        row(c, stems)?;
    }
    list(c, &mut Number::even(), &mut index.shorthand);
    for (short, long) in &mut index.shorthand {
        row(c, short)?;
        row(c, long)?;
    }
    list(c, &mut Number::even(), &mut index.flags);
    let (mut forms, mut topics) = (Number::even(), Number::even());
    for Flag { forms: given, topics: on } in &mut index.flags {
        list(c, &mut forms, given);
        for form in given {
            row(c, form)?;
        }
        list(c, &mut topics, on);
        for topic in on {
            *topic = byte(c, &mut [Chance::EVEN; 256], *topic);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::search::Search;

    /// An index with something in every list.
    fn small() -> Index {
        let posting = |statement, times, own| Posting { statement, times, own, weight: 0 };
        let pack = |id: &str, from, to| PackPart { id: id.into(), check: 0x1234_5678, from, to };
        let mut index = Index {
            terms: ["belt", "bruis", "hit", "~baby", "~not", "~not-hit"].map(str::to_owned).to_vec(),
            postings: vec![
                vec![posting(0, 3, true), posting(4, 1, false)],
                vec![posting(1, 2, false)],
                vec![posting(0, 9, true), posting(2, 1, false), posting(3, 4, true)],
                Vec::new(),
                vec![posting(2, 1, false)],
                vec![posting(2, 1, true)],
            ],
            left_out: vec![0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            codes: (0..6).map(|at| (at != 3).then_some([at, 9, 1, 63, 0, 5, at * 2, 7])).collect(),
            codebook: (0..PARTS * KINDS * PART).map(|at| (at % 7) as i8 - 3).collect(),
            packs: vec![pack("here/1", 0, 3), pack("there/2", 3, 5)],
            topics: vec![1, 1, 2, 1, 255],
            heights: vec![3, 2, 0, 3, 1],
            lengths: vec![12, 2, 3, 4, 1],
            vectors: (0..5 * DIMENSIONS).map(|at| (at % 11) as i8 - 5).collect(),
            related: vec![vec![(3, 80)], Vec::new(), vec![(4, 30), (3, 20)], vec![(0, 80), (2, 20)], vec![(2, 25)]],
            misses: vec![(1, vec![1, 2])],
            shorthand: vec![(vec![1], vec![0, 2])],
            flags: vec![Flag { forms: vec![vec![0], vec![2, 1]], topics: vec![1] }],
        };
        index.weigh();
        index
    }

    /// Bytes with a check that fits them, whatever they are.
    fn with_check(coded: &[u8]) -> Vec<u8> {
        [MAGIC, coded, &crate::search::check_of_bytes(coded).to_le_bytes()].concat()
    }

    /// Where bytes can be read as an index, whatever it says, it can be asked.
    fn is_asked(bytes: &[u8]) {
        let Ok(index) = Index::from_bytes(bytes) else { return };
        let packs: Vec<String> = index.packs.iter().map(|pack| pack.id.clone()).collect();
        let search = Search::new(index);
        for pack in packs.iter().take(3) {
            for text in ["not hit with a belt", "bruised 3/12 old", "hitt bel"] {
                search.find(pack, text, 5).unwrap();
            }
        }
    }

    #[test]
    fn an_index_comes_back_as_it_was() {
        let bytes = small().to_bytes();
        assert_eq!(Index::from_bytes(&bytes).unwrap(), small());
        assert_eq!(Search::new(small()).find("here/1", "hit with a belt", 5).unwrap().hits[0].at, 0);
    }

    #[test]
    fn no_byte_can_be_bent_so_that_it_panics_even_where_the_check_fits() {
        let bytes = small().to_bytes();
        let coded = &bytes[MAGIC.len()..bytes.len() - 4];
        for at in (0..coded.len().min(120)).chain((120..coded.len()).step_by(9)) {
            for bend in [1, 64, 255] {
                let mut coded = coded.to_vec();
                coded[at] ^= bend;
                is_asked(&with_check(&coded));
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_panic_even_where_the_check_fits(coded in proptest::collection::vec(0..=u8::MAX, 0..300)) {
            is_asked(&with_check(&coded));
        }
    }
}
