//! A whole answer: one description, or a pasted note taken apart into its concerns.

use super::Search;
use super::rank::{Hit, best_first};
use super::words::{is_empty_word, typed};

/// A note of fewer meaningful words than this is one description.
const A_DESCRIPTION: usize = 14;
/// A piece of fewer meaningful words than this belongs to the one before.
const A_PIECE: usize = 2;
/// How far the best hit of a piece stands before others.
const BEST_OF_A_PIECE: f32 = 100.0;
/// No more pieces than this are looked at by themselves.
const MOST_PIECES: usize = 12;

/// What was found for a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Best first.
    pub hits: Vec<Hit>,
    /// Statements that a grave sign puts before a person, whether or not they are among the hits.
    pub grave: Vec<usize>,
    /// Whether anything fits well. Where it is false, that nothing fits is no sign that there is no concern.
    pub fits: bool,
    /// The pieces of a longer note, each with its own hits; empty where the text is one description.
    pub parts: Vec<Part>,
}

/// One piece of a longer note.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// As it was typed.
    pub text: String,
    /// Best first.
    pub hits: Vec<Hit>,
    /// Whether anything fits well.
    pub fits: bool,
}

impl Search {
    /// Finds the statements of a pack that fit a text, at most `limit` of them. None where the index does not hold the pack.
    #[must_use]
    pub fn find(&self, pack: &str, text: &str, limit: usize) -> Option<Found> {
        let pack = self.index.pack(pack)?;
        let asked = self.asked(text);
        let mut hits = self.rank(pack, &asked);
        let whole = self.fits(pack, &asked, &hits);
        let grave = self.grave(pack, &asked);
        let pieces = pieces(text);
        let mut parts = Vec::new();
        if pieces.len() > 1 {
            for piece in pieces.into_iter().take(MOST_PIECES) {
                let asked = self.asked(&piece);
                let hits = self.rank(pack, &asked);
                let fits = self.fits(pack, &asked, &hits);
                parts.push(Part { text: piece, hits, fits });
            }
            // Each piece speaks for itself: its best hits count as much as those of the whole, and the very best of each
            // stands before all others.
            for hit in &mut hits {
                for part in &parts {
                    if let Some(place) = part.hits.iter().take(limit).position(|other| other.at == hit.at) {
                        let ahead = if place == 0 && part.fits { BEST_OF_A_PIECE } else { 0.0 };
                        hit.score = hit.score.max(part.hits[place].score + ahead);
                    }
                }
            }
            hits = best_first(&hits);
            for part in &mut parts {
                part.hits.truncate(limit);
            }
        }
        let fits = whole || parts.iter().any(|part| part.fits);
        hits.truncate(limit);
        Some(Found { hits, grave, fits, parts })
    }
}

/// A text taken apart at the ends of sentences and lines; one piece where it is short.
fn pieces(text: &str) -> Vec<String> {
    let meaningful = |text: &str| typed(text).iter().filter(|typed| !is_empty_word(&typed.word)).count();
    if meaningful(text) < A_DESCRIPTION {
        return vec![text.to_owned()];
    }
    let mut pieces: Vec<String> = Vec::new();
    for piece in text.split(['.', '!', '?', ';', '\n', '\r', '•']) {
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        match pieces.last_mut() {
            Some(before) if meaningful(piece) < A_PIECE => {
                before.push_str(". ");
                before.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_taken_apart_at_its_sentences() {
        let note = "Mum smelt of drink at pick up again. He had no coat, in December! Says he sleeps on the sofa; \
            his brother hits him. Ok";
        assert_eq!(pieces(note).len(), 4);
        assert_eq!(pieces("hit by his dad. cries").len(), 1);
    }
}
