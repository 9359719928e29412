//! How well each statement fits what was typed.

use super::Search;
use super::asked::Asked;
use super::index::{DIMENSIONS, KINDS, PART, PARTS, PackPart, WHOLE};

/// How much the second judgement counts beside the first.
const MEANING: f32 = 1.0;
/// How much of what fits elsewhere counts here.
const LENT: f32 = 0.5;
/// How much a statement gains whose own words were typed, all of them.
const OWN_WORDS: f32 = 25.0;
/// How much a statement loses whose near miss was typed.
const NEAR_MISS: f32 = 30.0;

/// Weight, for each word asked by the square root of their count, and closeness that a description usually reaches with a
/// statement that fits it. Measured on the descriptions in `tests/searches/building.toml`.
const USUAL_WEIGHT: f32 = 10.0;
const USUAL_CLOSENESS: f32 = 0.42;
/// Together they must reach this much; nine in ten descriptions do, and hardly any text about something else.
const FITS: f32 = 1.85;
/// As much for one or two words, which cannot speak for much together.
const A_WORD_FITS: f32 = 1.6;
/// A pack of fewer statements than this has none to compare with: there any weight is enough.
const FEW_STATEMENTS: usize = 20;

/// A statement that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its place in the pack: statements in order, then situations.
    pub at: usize,
    /// How well it fits, in no unit: only for putting hits in order.
    pub score: f32,
    /// How much of what was asked speaks for it, whatever else there is.
    pub weight: f32,
    /// How close its place is to that of what was asked: 1 is the same.
    pub closeness: f32,
}

impl Search {
    /// Every statement of a pack that has anything to do with what was asked, best first.
    #[must_use]
    pub fn rank(&self, pack: &PackPart, asked: &Asked) -> Vec<Hit> {
        let index = &self.index;
        let (from, to) = (usize::from(pack.from), usize::from(pack.to));
        let n = to - from;
        if n == 0 || asked.stems.is_empty() {
            return Vec::new();
        }
        let mut words = vec![0.0_f32; index.topics.len()];
        let mut own = vec![0.0_f32; n];
        // The most that the readings of each word weigh, in any statement's own words and in each one's.
        let mut all: Vec<f32> = vec![0.0; asked.word_of.iter().max().map_or(0, |most| most + 1)];
        let mut best: Vec<(usize, f32)> = vec![(usize::MAX, 0.0); n];
        let mut seen: Vec<u16> = Vec::new();
        for ((term, counts), word) in asked.stems.iter().zip(&asked.word_of) {
            if seen.contains(term) {
                continue;
            }
            seen.push(*term);
            let Some(row) = index.postings.get(usize::from(*term)) else { continue };
            let mut heaviest = 0.0_f32;
            for posting in row {
                let weight = f32::from(posting.weight) * counts;
                if let Some(sum) = words.get_mut(usize::from(posting.statement)) {
                    *sum += weight;
                }
                let Some(at) = usize::from(posting.statement).checked_sub(from).filter(|at| posting.own && *at < n)
                else {
                    continue;
                };
                heaviest = heaviest.max(weight);
                let before = if best[at].0 == *word { best[at].1 } else { 0.0 };
                own[at] += (weight - before).max(0.0);
                best[at] = (*word, weight.max(before));
            }
            if let Some(most) = all.get_mut(*word) {
                *most = most.max(heaviest);
            }
        }
        let all: f32 = all.iter().sum();
        // What says the same in another document has been said in other words there.
        let words: Vec<f32> = (from..to)
            .map(|at| {
                let others = index.related.get(at).into_iter().flatten();
                let lent =
                    others.map(|(other, share)| words.get(usize::from(*other)).unwrap_or(&0.0) * f32::from(*share));
                words.get(at).unwrap_or(&0.0) + LENT * lent.sum::<f32>() / 100.0
            })
            .collect();
        let meaning = self.meaning(pack, asked);
        let (weight, closeness) = (words, meaning);
        let words = spread(&weight);
        let meaning = spread(&closeness);
        let mut hits: Vec<Hit> = (0..n)
            .map(|at| {
                // Where somebody types a statement's own words, that statement comes first.
                let of_asked = if all > 0.0 { own[at] / all } else { 0.0 };
                let of_statement = own[at] / self.own_weight(from + at).max(1.0);
                let whole = (of_asked * of_statement).min(1.0);
                let score = words[at] + MEANING * meaning[at] + OWN_WORDS * whole * whole;
                Hit { at, score, weight: weight[at], closeness: closeness[at] }
            })
            .collect();
        // Nobody means a statement whose near miss was typed: it stays in the list, lower down.
        if index.misses.iter().any(|(statement, _)| (from..to).contains(&usize::from(*statement))) {
            let asked = asked.only_stems();
            for (statement, _) in index.misses.iter().filter(|(_, stems)| *stems == asked) {
                if let Some(hit) = usize::from(*statement).checked_sub(from).and_then(|at| hits.get_mut(at)) {
                    hit.score -= NEAR_MISS;
                }
            }
        }
        best_first(&hits)
    }

    /// Whether any of the first hits fits well by itself, and not only better than the others.
    #[must_use]
    pub(super) fn fits(&self, pack: &PackPart, asked: &Asked, hits: &[Hit]) -> bool {
        let first = || hits.iter().take(5);
        let weight = first().map(|hit| hit.weight).fold(0.0, f32::max);
        let closeness = first().map(|hit| hit.closeness).fold(0.0, f32::max);
        if usize::from(pack.to - pack.from) < FEW_STATEMENTS {
            return weight > 0.0 && closeness > USUAL_CLOSENESS * 0.65;
        }
        let words = u16::try_from(asked.row.len() + asked.unknown).unwrap_or(u16::MAX).max(1);
        let wanted = if words <= 2 { A_WORD_FITS } else { FITS };
        let own = hits.first().is_some_and(|hit| hit.score >= OWN_WORDS);
        own || weight / f32::from(words).sqrt() / USUAL_WEIGHT + closeness / USUAL_CLOSENESS >= wanted
    }

    /// How close the place of each statement is to that of what was asked.
    fn meaning(&self, pack: &PackPart, asked: &Asked) -> Vec<f32> {
        let index = &self.index;
        let mut place = [0.0_f32; DIMENSIONS];
        for (term, counts) in &asked.stems {
            let Some(Some(codes)) = index.codes.get(usize::from(*term)) else { continue };
            for (part, kind) in codes.iter().enumerate() {
                let at = (part * KINDS + usize::from(*kind)) * PART;
                let Some(numbers) = index.codebook.get(at..at + PART) else { continue };
                for (sum, number) in place[part * PART..].iter_mut().zip(numbers) {
                    *sum += f32::from(*number) * counts;
                }
            }
        }
        debug_assert_eq!(PARTS * PART, DIMENSIONS);
        let length = place.iter().map(|x| x * x).sum::<f32>().sqrt();
        (usize::from(pack.from)..usize::from(pack.to))
            .map(|at| {
                let Some(vector) = index.vectors.get(at * DIMENSIONS..(at + 1) * DIMENSIONS) else { return 0.0 };
                let sum: f32 = vector.iter().zip(&place).map(|(a, b)| f32::from(*a) * b).sum();
                if length > 0.0 { sum / length / f32::from(WHOLE) } else { 0.0 }
            })
            .collect()
    }

    /// What the stems of a statement's own words weigh together.
    fn own_weight(&self, statement: usize) -> f32 {
        self.own.get(statement).copied().unwrap_or(0.0)
    }
}

/// Hits put in order; those with the same score stay as they are.
pub(super) fn best_first(hits: &[Hit]) -> Vec<Hit> {
    let scores: Vec<f32> = hits.iter().map(|hit| hit.score).collect();
    super::highest_first(&scores).into_iter().filter_map(|at| hits.get(at).copied()).collect()
}

/// Each number as how far it stands from the middle of all, in units of their usual distance from it.
fn spread(numbers: &[f32]) -> Vec<f32> {
    let count = numbers.iter().map(|_| 1.0_f32).sum::<f32>().max(1.0);
    let middle = numbers.iter().sum::<f32>() / count;
    let usual = (numbers.iter().map(|x| (x - middle) * (x - middle)).sum::<f32>() / count).sqrt();
    if usual <= f32::EPSILON {
        return vec![0.0; numbers.len()];
    }
    numbers.iter().map(|x| (x - middle) / usual).collect()
}
