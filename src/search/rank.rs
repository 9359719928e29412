//! How well each statement fits what was typed.

use super::Search;
use super::index::{DIMENSIONS, KINDS, PART, PARTS, PackPart};
use super::near;
use super::words::{Typed, typed};

/// No more features of one text than this are looked at: a pasted page still answers at once.
const MOST_FEATURES: usize = 300;
/// A stem that speaks for fewer statements than this is seldom said.
const SELDOM: usize = 8;
/// Of no more words than this each may be another word misspelt.
const FEW: usize = 4;
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
const FITS: f32 = 1.75;
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

/// What was typed, as stems of the index, each with how much it counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// Stems. Those of one word, which may be read in several ways, stand together.
    pub stems: Vec<(u16, f32)>,
    /// Which word each stem is a reading of.
    pub word_of: Vec<usize>,
    /// The words one after the other, each as its likeliest stem.
    pub row: Vec<u16>,
    /// How many words are in no way known.
    pub unknown: usize,
}

impl Asked {
    /// The stems in order of number, each once.
    #[must_use]
    pub fn only_stems(&self) -> Vec<u16> {
        let mut stems: Vec<u16> = self.stems.iter().map(|(term, _)| *term).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }
}

impl Search {
    /// Reads a text as stems of the index.
    #[must_use]
    pub fn asked(&self, text: &str) -> Asked {
        self.asked_words(&typed(text))
    }

    pub(super) fn asked_words(&self, words: &[Typed]) -> Asked {
        let index = &self.index;
        let mut asked = Asked::default();
        let mut plain: Vec<Option<u16>> = Vec::new();
        let mut negated = false;
        for (at, feature) in self.reader.features(words).into_iter().take(MOST_FEATURES).enumerate() {
            asked.word_of.resize(asked.stems.len(), at.saturating_sub(1));
            if let Some(term) = index.term(&feature.term) {
                asked.stems.push((term, 1.0));
                plain.push(Some(term));
                if negated
                    && feature.typed.is_some()
                    && let Some(turned) = index.term(&["~not-", &feature.term].concat())
                {
                    asked.stems.push((turned, 1.0));
                }
                // What hardly anybody says may be two words that were run together.
                let seldom = index.postings.get(usize::from(term)).is_none_or(|row| row.len() < SELDOM);
                if seldom
                    && let Some(typed) = &feature.typed
                    && let Some(parts) = near::run_together(index, |word| self.reader.stem(word), &typed.word)
                {
                    asked.stems.extend(parts.map(|term| (term, 0.9)));
                }
                negated = feature.term == "~not";
                continue;
            }
            plain.push(None);
            let Some(typed) = feature.typed else { continue };
            negated = false;
            if typed.last {
                let begun = near::begun(index, &typed.word);
                if !begun.is_empty() {
                    let each = 1.0 / f32::from(u8::try_from(begun.len()).unwrap_or(1)).sqrt();
                    asked.stems.extend(begun.into_iter().map(|term| (term, each)));
                    // What looks begun may be whole and misspelt.
                    let near = self.letters.nearest(index, &[&typed.word, &self.reader.stem(&typed.word)]);
                    asked.stems.extend(near.into_iter().map(|(term, _)| (term, 0.5)));
                    continue;
                }
            }
            let near = self.letters.nearest(index, &[&typed.word, &feature.term]);
            let slight = near.first().is_some_and(|(_, cost)| *cost < 16);
            let parts = near::run_together(index, |word| self.reader.stem(word), &typed.word);
            match (parts, near.as_slice()) {
                (Some(parts), _) if !slight => asked.stems.extend(parts.map(|term| (term, 0.9))),
                (_, [(first, least), ..]) => {
                    let counts = |cost: &u32| if *cost <= least + 4 { 0.9 } else { 0.5 };
                    asked.stems.extend(near.iter().map(|(term, cost)| (*term, counts(cost))));
                    if let Some(last) = plain.last_mut() {
                        *last = Some(*first);
                    }
                }
                _ => asked.unknown += 1,
            }
        }
        asked.word_of.resize(asked.stems.len(), plain.len());
        // In few words one that is known may be another that was misspelt: "young career".
        if plain.len() <= FEW {
            for (at, term) in plain.iter().enumerate() {
                let Some(word) = term.and_then(|term| index.terms.get(usize::from(term))) else { continue };
                let near = self.letters.nearest(index, &[word]);
                asked.stems.extend(near.into_iter().take(1).map(|(term, _)| (term, 0.3)));
                asked.word_of.resize(asked.stems.len(), at);
            }
        }
        for (short, long) in &index.shorthand {
            let stands = plain.windows(short.len()).any(|row| row.iter().zip(short).all(|(a, b)| *a == Some(*b)));
            if stands {
                asked.stems.extend(long.iter().map(|term| (*term, 0.7)));
            }
        }
        asked.word_of.resize(asked.stems.len(), plain.len());
        asked.row = plain.into_iter().flatten().collect();
        asked
    }

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
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits
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
        let own = hits.first().is_some_and(|hit| hit.score >= OWN_WORDS);
        own || weight / f32::from(words).sqrt() / USUAL_WEIGHT + closeness / USUAL_CLOSENESS >= FITS
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
                if length > 0.0 { sum / length / 127.0 } else { 0.0 }
            })
            .collect()
    }

    /// What the stems of a statement's own words weigh together.
    fn own_weight(&self, statement: usize) -> f32 {
        self.own.get(statement).copied().unwrap_or(0.0)
    }
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
