//! Everything that can be wrong with the meaning of packs: each fault with its line and the mend, all at once.
//!
//! Faults of shape (spelling, keys, types) are found before, in [`super::shape`].

mod contacts;
mod editions;
mod names;
mod reach;
mod rules;
mod shared;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use super::compile::Shared;
use super::draft::{Draft, Holidays, Topics};
use super::library::{Read, SharedFile};
use crate::fault::{Fault, did_you_mean, nearest, quote};

/// Checks every pack by itself, then all of them together.
#[must_use]
pub fn lint_all(reads: &[Read], shared: &Shared) -> Vec<Fault> {
    let mut faults = Vec::new();
    for read in reads {
        let mut lint = Lint { read, draft: &read.draft, shared, faults: Vec::new() };
        names::check(&mut lint);
        statements::check(&mut lint);
        rules::check(&mut lint);
        contacts::check(&mut lint);
        reach::check(&mut lint);
        faults.append(&mut lint.faults);
    }
    faults.extend(editions::check(reads));
    faults
}

/// Checks what all packs share.
#[must_use]
pub fn lint_shared(topics: &SharedFile<Topics>, holidays: &SharedFile<Holidays>) -> Vec<Fault> {
    shared::check(topics, holidays)
}

/// One pack under the lens.
struct Lint<'a> {
    read: &'a Read,
    draft: &'a Draft,
    shared: &'a Shared,
    faults: Vec<Fault>,
}

impl Lint<'_> {
    fn error(&mut self, code: &'static str, path: &str, message: impl Into<String>, help: impl Into<String>) {
        self.put(code, path, message.into(), help.into(), false);
    }

    fn warning(&mut self, code: &'static str, path: &str, message: impl Into<String>, help: impl Into<String>) {
        self.put(code, path, message.into(), help.into(), true);
    }

    fn put(&mut self, code: &'static str, path: &str, message: String, help: String, warning: bool) {
        let mut fault = Fault::new(code, path, seen(&message), help);
        fault.file = Some(self.read.file.clone());
        fault.line = line_of(&self.read.lines, path);
        fault.warning = warning;
        self.faults.push(fault);
    }

    /// Reports an id that leads nowhere. Empty ids have been reported as missing.
    fn known(&mut self, code: &'static str, path: &str, what: &str, id: &str, known: &BTreeSet<&str>) {
        if id.is_empty() || known.contains(id) {
            return;
        }
        let fallback = if known.is_empty() {
            format!("this pack declares no {what}: declare it, or leave this out")
        } else if known.len() <= 12 {
            format!("known here: {}", known.iter().copied().collect::<Vec<_>>().join(", "))
        } else {
            format!("declare it, or choose one of the {} that are known", known.len())
        };
        let help = did_you_mean(&nearest(id, known.iter().copied()), &fallback);
        self.error(code, path, format!("`{}` is no {what} of this pack", quote(id)), help);
    }

    /// Whether a list was left empty; false where its entries were faulty, which has been said.
    fn left_empty(&self, path: &str) -> bool {
        !self.read.lines.contains_key(&format!("{path}[0]"))
    }

    /// Reports a topic that is not among the shared ones.
    fn known_topic(&mut self, path: &str, id: &str) {
        let known = ids(&self.shared.topics.topics, |topic| &topic.id);
        // Where the shared topics cannot be read, that is said once.
        if id.is_empty() || known.is_empty() || known.contains(id) {
            return;
        }
        let fallback = "choose a topic of topics.toml, or add one there";
        let help = did_you_mean(&nearest(id, known.iter().copied()), fallback);
        self.error("unknown-topic", path, format!("`{}` is no topic of topics.toml", quote(id)), help);
    }

    /// Reports ids that stand twice among (path, id).
    fn unique(&mut self, what: &str, ids: &[(String, String)]) {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        let mut twice = Vec::new();
        for (path, id) in ids.iter().filter(|(_, id)| !id.is_empty()) {
            if let Some(first) = seen.insert(id, path) {
                twice.push((path.clone(), id.clone(), first.to_owned()));
            }
        }
        for (path, id, first) in twice {
            let line = line_of(&self.read.lines, &first).map(|line| format!(" in line {line}")).unwrap_or_default();
            self.error(
                "duplicate-id",
                &path,
                format!("the {what} `{id}` stands twice: first{line}"),
                "give one of them another id",
            );
        }
    }
}

/// A message with control characters written out: it may quote what an author pasted.
fn seen(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    for c in message.chars() {
        if c.is_control() {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// The line of a key, or of the nearest table around it.
pub(super) fn line_of(lines: &BTreeMap<String, usize>, path: &str) -> Option<usize> {
    let mut path = path;
    loop {
        if let Some(line) = lines.get(path) {
            return Some(*line);
        }
        let cut = path.rfind(['.', '['])?;
        path = &path[..cut];
    }
}

/// The ids of a list.
fn ids<'a, T>(list: &'a [T], id: impl Fn(&'a T) -> &'a str) -> BTreeSet<&'a str> {
    list.iter().map(id).filter(|id| !id.is_empty()).collect()
}
