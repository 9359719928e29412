//! What was typed, as stems of the index: misspelt, run together, but begun, or in shorthand.

use super::Search;
use super::near;
use super::words::{Typed, typed};

/// No more features of one text than this are looked at: a pasted page still answers at once.
const MOST_FEATURES: usize = 300;
/// A stem that speaks for fewer statements than this is seldom said.
const SELDOM: usize = 8;
/// Of no more words than this each may be another word misspelt.
const FEW: usize = 4;
/// How unlikely two slips in one word are, as [`near::Letters::nearest`] reckons it.
const TWO_EDITS: u32 = 16;

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
        let mut stems = Vec::new();
        for (term, _) in &self.stems {
            if let Err(place) = stems.binary_search(term) {
                stems.insert(place, *term);
            }
        }
        stems
    }
}

/// Stems that a word may have, each with how much it counts.
type Readings = Vec<(u16, f32)>;

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
            match self.unknown_word(&typed.word, &feature.term) {
                Some((readings, likeliest)) => {
                    asked.stems.extend(readings);
                    if let Some(last) = plain.last_mut() {
                        *last = likeliest;
                    }
                }
                None => asked.unknown += 1,
            }
        }
        asked.word_of.resize(asked.stems.len(), plain.len().saturating_sub(1));
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
            let stands = |row: &[Option<u16>]| row.iter().zip(short).all(|(typed, known)| *typed == Some(*known));
            if !short.is_empty() && plain.windows(short.len()).any(stands) {
                asked.stems.extend(long.iter().map(|term| (*term, 0.7)));
            }
        }
        asked.word_of.resize(asked.stems.len(), plain.len());
        asked.row = plain.into_iter().flatten().collect();
        asked
    }

    /// How a word that no statement knows may be meant, and its likeliest stem where it is one: misspelt, or two words in one.
    fn unknown_word(&self, word: &str, stem: &str) -> Option<(Readings, Option<u16>)> {
        let near = self.letters.nearest(&self.index, &[word, stem]);
        let slight = near.first().is_some_and(|(_, cost)| *cost < TWO_EDITS);
        let parts = near::run_together(&self.index, |word| self.reader.stem(word), word);
        match (parts, near.first()) {
            (Some(parts), _) if !slight => Some((parts.map(|term| (term, 0.9)).to_vec(), None)),
            (_, Some((first, least))) => {
                let counts = |cost: &u32| if *cost <= least + 4 { 0.9 } else { 0.5 };
                Some((near.iter().map(|(term, cost)| (*term, counts(cost))).collect(), Some(*first)))
            }
            _ => None,
        }
    }
}
