//! What is wrong with an input, in words for the person who wrote it: what, where, and how to mend it.
//!
//! One shape for every door: a case, a line of a batch, a pack, an overlay.

use std::fmt;

use serde::Serialize;

use crate::json::to_json;

/// One thing wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fault {
    /// The file, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line in that file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The key, with the tables that it lies in: `contacts[2].hours`.
    pub key: String,
    /// Stable name of this kind of fault.
    pub code: &'static str,
    /// What is wrong, quoting the input in backticks.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// True where the input can be used all the same.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub warning: bool,
}

impl Fault {
    /// A fault at a key.
    #[must_use]
    pub fn new(
        code: &'static str,
        key: impl Into<String>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Fault {
        Fault {
            file: None,
            line: None,
            // A key may be whatever was typed.
            key: quote(&key.into()),
            code,
            message: message.into(),
            help: help.into(),
            warning: false,
        }
    }
}

to_json!(Fault { file, line, key, code, message, help, warning });

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.warning { "warning" } else { "error" };
        writeln!(f, "{kind}[{}]: {}", self.code, self.message)?;
        let key = if self.key.is_empty() { String::new() } else { format!(": {}", self.key) };
        match (&self.file, self.line) {
            (Some(file), Some(line)) => writeln!(f, "  {file}:{line}{key}")?,
            (Some(file), None) => writeln!(f, "  {file}{key}")?,
            _ if !self.key.is_empty() => writeln!(f, "  at {}", self.key)?,
            _ => {}
        }
        write!(f, "  help: {}", self.help)
    }
}

/// Those of `known` that look most like `given`, best first, at most three. Empty where nothing comes near.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let given = crate::pack::fold(given);
    // A pasted page is nobody's misspelling, and comparing it would take long.
    if given.is_empty() || given.len() > 400 {
        return Vec::new();
    }
    let mut scored: Vec<(u32, &str)> = known
        .into_iter()
        .filter_map(|candidate| {
            let folded = crate::pack::fold(candidate);
            let letters = strsim::jaro_winkler(&given, &folded);
            let words = shared_words(&given, &folded);
            // Whole thousandths, so that ties break by name and never by rounding.
            let score = (letters.max(words) * 1000.0) as u32;
            (score >= 720).then_some((score, candidate))
        })
        .collect();
    crate::ordered::sort_down(&mut scored, |(score, name)| (*score, std::cmp::Reverse(*name)));
    scored.dedup_by(|a, b| a.1 == b.1);
    scored.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}

/// Share of the given words (of three letters or more) that the candidate has too.
fn shared_words(given: &str, candidate: &str) -> f64 {
    let split = |text: &str| -> Vec<String> {
        text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
            .filter(|word| word.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    let (given, candidate) = (split(given), split(candidate));
    if given.len() < 2 {
        return 0.0;
    }
    let found = given.iter().filter(|word| candidate.contains(word)).count();
    found as f64 / given.len() as f64
}

/// `did you mean `a`, `b` or `c`?`, or the fallback where nothing comes near.
#[must_use]
pub fn did_you_mean(near: &[&str], fallback: &str) -> String {
    if near.is_empty() {
        return fallback.to_owned();
    }
    let quoted: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
    format!("did you mean {}?", crate::words::list(&quoted, "or"))
}

/// An input shortened for a message, with characters that cannot be seen written out.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut short = String::new();
    for c in text.chars().take(80) {
        // Besides control characters, those that turn the direction of the text around them.
        if c.is_control()
            || ('\u{200b}'..='\u{200f}').contains(&c)
            || ('\u{202a}'..='\u{202e}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
        {
            short.push_str(&format!("\\u{{{:x}}}", u32::from(c)));
        } else {
            short.push(c);
        }
    }
    if text.chars().nth(80).is_some() {
        short.push('…');
    }
    short
}
