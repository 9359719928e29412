//! How strongly each stem speaks for each statement (BM25), worked out anew wherever an index is built or read: how often a stem is
//! said takes less room than what it weighs.
//!
//! Plus, minus, times and divided give the same on every machine; so nothing else is used, and no logarithm of a library.

use super::index::Index;

/// How fast a stem's weight stops growing with how often it is said.
const K1: f64 = 2.0;
/// How much a statement's length counts against it.
const B: f64 = 0.75;
/// The weight of the posting that weighs most.
const HEAVIEST: f64 = 15.0;

impl Index {
    /// Weighs every posting.
    pub(crate) fn weigh(&mut self) {
        let mut weights: Vec<f64> = Vec::new();
        let parts = self.packs.len();
        let lengths: Vec<f64> = self.lengths.iter().map(|length| f64::from(*length)).collect();
        let usual: Vec<f64> = self
            .packs
            .iter()
            .map(|pack| {
                let statements = f64::from(pack.to - pack.from);
                let here = lengths.get(usize::from(pack.from)..usize::from(pack.to)).unwrap_or_default();
                (here.iter().sum::<f64>() / statements.max(1.0)).max(1.0)
            })
            .collect();
        for (term, row) in self.postings.iter().enumerate() {
            let mut rest = row.as_slice();
            for (at, pack) in self.packs.iter().enumerate() {
                let (here, others) = rest.split_at(rest.partition_point(|posting| posting.statement < pack.to));
                rest = others;
                let statements = f64::from(pack.to - pack.from);
                let left_out = self.left_out.get(term * parts + at).copied().unwrap_or(0);
                let said_in = f64::from(left_out) + here.iter().map(|_| 1.0).sum::<f64>();
                let rare = ln(1.0 + (statements - said_in + 0.5) / (said_in + 0.5));
                for posting in here {
                    let times = f64::from(posting.times);
                    let length = lengths.get(usize::from(posting.statement)).unwrap_or(&0.0);
                    weights.push(rare * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length / usual[at])));
                }
            }
            weights.extend(rest.iter().map(|_| 0.0));
        }
        let heaviest = weights.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
        for (posting, weight) in self.postings.iter_mut().flatten().zip(weights) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let weight = (weight / heaviest * HEAVIEST + 0.5).clamp(1.0, HEAVIEST) as u8;
            posting.weight = weight;
        }
    }
}

/// The natural logarithm of a number from 1 on.
fn ln(number: f64) -> f64 {
    let (mut rest, mut halved) = (number, 0.0);
    while rest > 1.5 {
        rest /= 2.0;
        halved += 1.0;
    }
    let z = (rest - 1.0) / (rest + 1.0);
    // The series of the inverse hyperbolic tangent; z is at most a fifth.
    let series = (0..12).rev().map(f64::from).fold(0.0, |sum, i| sum * z * z + 1.0 / (2.0 * i + 1.0));
    2.0 * z * series + halved * std::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_that_of_the_library() {
        for number in [1.0, 1.001, 1.3, 1.5, 1.6, 2.0, 17.25, 765.0, 40_000.0] {
            let (ours, theirs) = (ln(number), f64::ln(number));
            assert!((ours - theirs).abs() < 1e-13, "{number}: {ours} beside {theirs}");
        }
    }
}
