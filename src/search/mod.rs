//! From a practitioner's own words to the statements of a document.
//!
//! Pure and deterministic, as the check is: no clock, no network, no chance. Two judgements are put together. The first counts how
//! strongly each stem speaks for each statement; the second compares places in a space in which what means the same lies close,
//! so that "dads fists" and "physical chastisement" meet though they share no word. Both were worked out when the index was
//! built, from thousands of everyday phrases (`rules/words`).
//!
//! ```text
//! text -- words --> features -- asked --> stems of the index   words.rs, asked.rs, near.rs
//!                                    -- rank --> statements     rank.rs
//!      -- parts --> several concerns in one note                 parts.rs
//!      -- flags --> grave signs, which always show the gravest   flags.rs
//! bytes <-- travel --> Index                                      travel.rs, coder.rs, weigh.rs
//! ```

mod asked;
mod coder;
mod flags;
pub mod index;
mod near;
mod parts;
mod rank;
mod travel;
mod weigh;
pub mod words;

pub use asked::Asked;
pub use index::Index;
pub use parts::{Found, Part};
pub use rank::Hit;

use near::Letters;
use words::Reader;

/// An index, ready to be asked.
#[derive(Debug)]
pub struct Search {
    index: Index,
    reader: Reader,
    letters: Letters,
    /// What the stems of each statement's own words weigh together.
    own: Vec<f32>,
}

impl Search {
    /// Makes an index ready.
    #[must_use]
    pub fn new(index: Index) -> Search {
        let mut own = vec![0.0; index.topics.len()];
        for posting in index.postings.iter().flatten().filter(|posting| posting.own) {
            if let Some(own) = own.get_mut(usize::from(posting.statement)) {
                *own += f32::from(posting.weight);
            }
        }
        Search { letters: Letters::of(&index), index, reader: Reader::default(), own }
    }

    /// The index.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }
}

/// What is said where nothing fits.
pub const NOTHING_FITS: &str = "Nothing listed fits these words well. That is not the same as no concern: say it in other words, \
    browse the list, or talk to your safeguarding lead.";

/// A number that tells the statements of a pack from any others, and their order (FNV-1a).
#[must_use]
pub fn check_of(ids: &[String]) -> u32 {
    let bytes = ids.iter().flat_map(|id| id.bytes().chain([b'\n']));
    fnv(bytes)
}

/// A number that tells bytes from any others (FNV-1a).
fn check_of_bytes(bytes: &[u8]) -> u32 {
    fnv(bytes.iter().copied())
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(0x811c_9dc5, |check, byte| (check ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The places of numbers, highest number first; equals keep their order.
///
/// A sort of its own (by ever smaller gaps): the library's is many times as much code, once more for every kind of thing sorted.
#[inline(never)]
fn highest_first(numbers: &[f32]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    let number = |place: usize| numbers.get(place).copied().unwrap_or(0.0);
    let follows = |a: usize, b: usize| number(b).total_cmp(&number(a)).then(a.cmp(&b)).is_gt();
    let mut gap = numbers.len() / 2;
    while gap > 0 {
        for from in gap..places.len() {
            let mut at = from;
            while at >= gap && follows(places[at - gap], places[at]) {
                places.swap(at - gap, at);
                at -= gap;
            }
        }
        gap = if gap == 2 { 1 } else { gap * 5 / 11 };
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_highest_come_first_and_equals_keep_their_order(numbers in proptest::collection::vec(-3_i8..4, 0..200)) {
            let numbers: Vec<f32> = numbers.into_iter().map(|number| f32::from(number) / 2.0).collect();
            let mut wanted: Vec<usize> = (0..numbers.len()).collect();
            wanted.sort_by(|a, b| numbers[*b].total_cmp(&numbers[*a]));
            proptest::prop_assert_eq!(highest_first(&numbers), wanted);
        }
    }
}
