//! Words that nobody wrote into the index: misspelt, run together, or but begun.

use super::index::Index;

/// The most edits that a misspelt word may have.
const EDITS: u8 = 2;
/// How many letters of an ending may follow a stem.
const ENDING: usize = 5;

/// Letters of every stem, so that most can be passed over at a glance.
#[derive(Debug, Clone, Default)]
pub struct Letters(Vec<u32>);

fn letters(word: &str) -> u32 {
    word.bytes().filter(u8::is_ascii_lowercase).fold(0, |mask, byte| mask | 1 << (byte - b'a'))
}

impl Letters {
    /// Looks at every stem once.
    #[must_use]
    pub fn of(index: &Index) -> Letters {
        Letters(index.terms.iter().map(|term| letters(term)).collect())
    }

    /// The three stems that a misspelt word most likely has, likeliest first, each with how unlikely it is: 8 for an edit,
    /// and less for other differences.
    ///
    /// A stem fits where it is nearly the beginning of the word and an ending follows: `depresion` has the stem `depress`.
    /// The word is given as it was typed and as a stem, since a slip in an ending hides it from the stemmer.
    #[must_use]
    pub fn nearest(&self, index: &Index, forms: &[&str]) -> Vec<(u16, u32)> {
        let mut best: Vec<(u32, u16)> = Vec::new();
        for form in forms {
            self.near(index, form, &mut best);
        }
        best.into_iter().map(|(cost, at)| (at, cost)).collect()
    }

    fn near(&self, index: &Index, word: &str, best: &mut Vec<(u32, u16)>) {
        let typed = word.as_bytes();
        if typed.len() < 3 || typed.len() > 40 || !typed.iter().all(u8::is_ascii_lowercase) {
            return;
        }
        let mask = letters(word);
        let most = if typed.len() >= 7 { EDITS } else { 1 };
        for (at, (term, letters)) in index.terms.iter().zip(&self.0).enumerate() {
            let strange = (letters & !mask).count_ones();
            if strange > u32::from(most) || term.len() < 3 || term.len() > typed.len() + 2 || term == word {
                continue;
            }
            // The fewer letters a stem has, the fewer of them may be wrong.
            let allowed = most.min(match term.len() {
                0..=5 => 1,
                _ => EDITS,
            });
            let Some((edits, left)) = begins(term.as_bytes(), typed, allowed) else { continue };
            // A short stem with a slip and a long ending is nearly any word.
            let far = edits > 0 && (left > 3 || (term.len() < 4 && typed.len() > 3))
                || edits > 1 && term.len() < 8 && left > 1;
            if left > ENDING || far || (edits == 0 && left > 3 && term.len() < 5) {
                continue;
            }
            let first = u32::from(term.as_bytes().first() != typed.first());
            let said = index.postings.get(at).map_or(0, Vec::len);
            let silent = u32::from(said == 0);
            let seldom = u32::from(said < 8);
            let cost =
                u32::from(edits) * 8 + u32::try_from(left).unwrap_or(9) * 2 + first * 3 + silent * 6 + seldom * 2;
            let Ok(at) = u16::try_from(at) else { break };
            if best.iter().any(|(known, other)| *other == at && *known <= cost) {
                continue;
            }
            best.retain(|(_, other)| *other != at);
            let place = best.iter().position(|(known, _)| cost < *known).unwrap_or(best.len());
            best.insert(place, (cost, at));
            best.truncate(3);
        }
    }
}

/// With how few edits a stem begins a word, and how many letters are left behind it.
fn begins(stem: &[u8], word: &[u8], allowed: u8) -> Option<(u8, usize)> {
    let same = stem.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (stem, word) = (&stem[same..], &word[same..]);
    if stem.is_empty() {
        return Some((0, word.len()));
    }
    if allowed == 0 {
        return None;
    }
    let swapped = stem.len() > 1 && word.len() > 1 && stem[0] == word[1] && stem[1] == word[0];
    let tries = [
        swapped.then(|| begins(&stem[2..], &word[2..], allowed - 1)),
        (!word.is_empty()).then(|| begins(&stem[1..], &word[1..], allowed - 1)),
        Some(begins(&stem[1..], word, allowed - 1)),
        (!word.is_empty()).then(|| begins(stem, &word[1..], allowed - 1)),
    ];
    tries.into_iter().flatten().flatten().map(|(edits, left)| (edits + 1, left)).min_by_key(|(e, l)| (*e, *l))
}

/// Stems that begin with what was typed so far: those that speak for most statements first.
#[must_use]
pub fn begun(index: &Index, word: &str) -> Vec<u16> {
    if word.len() < 3 {
        return Vec::new();
    }
    let from = index.terms.partition_point(|term| term.as_str() < word);
    let begun = index.terms.iter().skip(from).take_while(|term| term.starts_with(word)).take(200);
    let said: Vec<f32> = index.postings.iter().skip(from).zip(begun).map(|(row, _)| row.len() as f32).collect();
    super::highest_first(&said).into_iter().take(4).map(|at| (from + at) as u16).collect()
}

/// Two known words that were run together: `selfharm`.
#[must_use]
pub fn run_together(index: &Index, stem: impl Fn(&str) -> String, word: &str) -> Option<[u16; 2]> {
    if word.len() < 6 || word.len() > 40 || !word.is_ascii() {
        return None;
    }
    let known = |part: &str| {
        let term = index.term(&stem(part))?;
        index.postings.get(usize::from(term)).is_some_and(|row| !row.is_empty()).then_some(term)
    };
    (3..=word.len() - 3).rev().find_map(|at| Some([known(&word[..at])?, known(&word[at..])?]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_stem_begins_a_misspelt_word() {
        for (stem, word, wanted) in [
            ("depress", "depresion", Some((1, 2))),
            ("truanc", "turancy", Some((1, 1))),
            ("obes", "obseity", Some((1, 3))),
            ("school", "shcool", Some((1, 0))),
            ("bruis", "bruise", Some((0, 1))),
            ("knife", "fork", None),
        ] {
            assert_eq!(begins(stem.as_bytes(), word.as_bytes(), 1), wanted, "{stem} {word}");
        }
    }
}
