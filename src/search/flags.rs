//! Grave signs: words after which the gravest statements of a topic are shown, however well anything else fits.

use super::Search;
use super::asked::Asked;
use super::index::PackPart;

/// No more statements than this are put before a person for grave signs.
const MOST: usize = 6;

impl Search {
    /// The gravest statements of this pack on the topics of every grave sign in what was asked.
    #[must_use]
    pub fn grave(&self, pack: &PackPart, asked: &Asked) -> Vec<usize> {
        let (from, to) = (usize::from(pack.from), usize::from(pack.to));
        let mut found = Vec::new();
        for flag in &self.index.flags {
            let stands =
                |form: &Vec<u16>| !form.is_empty() && asked.row.windows(form.len()).any(|row| row == form.as_slice());
            if !flag.forms.iter().any(stands) {
                continue;
            }
            for topic in &flag.topics {
                let height = |at: usize| self.index.heights.get(at).copied().unwrap_or(0);
                let on_topic = || (from..to).filter(|at| self.index.topics.get(*at) == Some(topic));
                let Some(top) = on_topic().map(height).max().filter(|top| *top > 1) else { continue };
                for at in on_topic().filter(|at| height(*at) == top) {
                    if !found.contains(&(at - from)) && found.len() < MOST {
                        found.push(at - from);
                    }
                }
            }
        }
        found
    }
}
