//! From what somebody typed to features: stems, ages, shorthand written out, and what a "not" stands before.
//!
//! The same reading serves the everyday phrases when the index is built and a practitioner's words when it is asked, so that
//! both always meet.

use rust_stemmers::{Algorithm, Stemmer};

/// Words that carry no meaning of their own here.
const EMPTY: &str = " a an the and or of to in is was are were be been being at on for with her hers his he she they them their \
    it its i im my me we us our you your this that these those had has have having s t so very just really got get gets as by from \
    but if then than there here what when which who whom whose how will would could should can also too about into over up out \
    do does did doing am ive weve theyre hes shes its some any all ";

/// Words that turn what follows into its opposite.
const NOT: &str = " not no never cant cannot wont doesnt didnt isnt wasnt arent werent dont without hasnt havent hadnt couldnt \
    wouldnt shouldnt nothing nobody none aint neither ";

/// One typed word, in lower case with its apostrophes taken out, and whether the text ended in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// The letters or digits.
    pub word: String,
    /// True where the text ends here, so that the word may be but begun.
    pub last: bool,
}

/// The words of a text.
#[must_use]
pub fn typed(text: &str) -> Vec<Typed> {
    let mut words: Vec<Typed> = Vec::new();
    let mut word = String::new();
    let mut previous = ' ';
    for c in text.chars() {
        let folded = folded(c);
        // `3/12` is three months to anybody in a surgery; `5yo` is two words.
        let joins = c == '/' && previous.is_ascii_digit();
        let turns = folded.is_some_and(|c| c.is_ascii_digit() != previous.is_ascii_digit()) && previous != '/';
        match folded {
            Some(c) => {
                if turns && !word.is_empty() && (c.is_ascii_digit() || previous.is_ascii_digit()) {
                    words.push(Typed { word: std::mem::take(&mut word), last: false });
                }
                word.push(c);
                previous = c;
            }
            // `can't` is `cant`.
            None if matches!(c, '\'' | '’' | '‘' | '`') => {}
            None if joins => {
                word.push('/');
                previous = '/';
            }
            None => {
                if !word.is_empty() {
                    words.push(Typed { word: std::mem::take(&mut word), last: false });
                }
                previous = ' ';
            }
        }
    }
    if !word.is_empty() {
        words.push(Typed { word, last: true });
    }
    words
}

/// A letter or digit in lower case and without its accent; none for anything else.
fn folded(c: char) -> Option<char> {
    let plain = match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ñ' | 'Ñ' => 'n',
        'ç' | 'Ç' => 'c',
        other => other.to_ascii_lowercase(),
    };
    plain.is_ascii_alphanumeric().then_some(plain)
}

/// Whether a word carries no meaning of its own.
#[must_use]
pub fn is_empty_word(word: &str) -> bool {
    listed(EMPTY, word)
}

fn is_not(word: &str) -> bool {
    listed(NOT, word)
}

fn listed(list: &str, word: &str) -> bool {
    list.as_bytes().split(|byte| *byte == b' ').any(|one| one == word.as_bytes())
}

/// One feature of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// A stem, or a mark such as `~baby` or `~not`.
    pub term: String,
    /// The word as typed, where it is one: it may be misspelt or but begun.
    pub typed: Option<Typed>,
}

/// Reads texts into features.
pub struct Reader {
    stemmer: Stemmer,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { stemmer: Stemmer::create(Algorithm::English) }
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}

impl Reader {
    /// The stem of a word.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        self.stemmer.stem(word).into_owned()
    }

    /// The features of words, in order. Empty words are left out; shorthand stays as it is.
    #[must_use]
    pub fn features(&self, words: &[Typed]) -> Vec<Feature> {
        let mut features = Vec::new();
        let mut at = 0;
        while let Some(typed) = words.get(at) {
            if let Some((mark, used)) = age(&words[at..]) {
                features.push(Feature { term: mark.to_owned(), typed: None });
                at += used;
                continue;
            }
            at += 1;
            if is_not(&typed.word) {
                features.push(Feature { term: "~not".to_owned(), typed: None });
            } else if !is_empty_word(&typed.word) && !typed.word.bytes().all(|b| b.is_ascii_digit() || b == b'/') {
                // A bare number means nothing without what it counts.
                features.push(Feature { term: self.stem(&typed.word), typed: Some(typed.clone()) });
            }
        }
        features
    }
}

/// An age at the start of the words: its mark, and how many words it takes.
fn age(words: &[Typed]) -> Option<(&'static str, usize)> {
    let word = |at: usize| words.get(at).map_or("", |typed| typed.word.as_str());
    if let Some((months, of)) = word(0).split_once('/') {
        // `3/12` in months, `2/52` in weeks, `3/7` in days.
        return (matches!(of, "12" | "52" | "7") && months.len() < 3).then(|| (months_mark(months, of), 1));
    }
    if matches!(word(0), "yr" | "year" | "yrs") {
        let of_school: u32 = word(1).parse().ok()?;
        return (1..=13).contains(&of_school).then(|| (years_mark(of_school + 5), 2));
    }
    if matches!(word(0), "aged" | "age") {
        let years: u32 = word(1).parse().ok()?;
        return Some((years_mark(years), 2));
    }
    let number: u32 = match word(0) {
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        digits => digits.parse().ok()?,
    };
    let old = usize::from(word(2) == "old");
    match word(1) {
        "yo" | "y" => Some((years_mark(number), 2)),
        "yr" | "yrs" | "year" | "years" if old == 1 => Some((years_mark(number), 3)),
        "yr" | "yrs" | "years" if word(0).parse::<u32>().is_ok() => None,
        "month" | "months" | "mth" | "mths" | "week" | "weeks" | "wk" | "wks" | "day" | "days" if old == 1 => {
            Some(("~baby", 3))
        }
        _ => None,
    }
}

fn months_mark(number: &str, of: &str) -> &'static str {
    match (number.parse::<u32>(), of) {
        (Ok(months), "12") if months >= 24 => "~small",
        _ => "~baby",
    }
}

fn years_mark(years: u32) -> &'static str {
    match years {
        0 | 1 => "~baby",
        2..=4 => "~small",
        5..=9 => "~child",
        10..=12 => "~older",
        13..=17 => "~teen",
        _ => "~adult",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        Reader::default().features(&typed(text)).into_iter().map(|feature| feature.term).collect()
    }

    #[test]
    fn words_become_stems_marks_and_ages() {
        for (text, wanted) in [
            ("Not putting on weight", "~not put weight"),
            ("can’t sleep, 5yo", "~not sleep ~child"),
            ("3/12 old bruise", "~baby old bruis"),
            ("yr 9 lad nicking sweets", "~teen lad nick sweet"),
            ("6 weeks old baby left", "~baby babi left"),
            ("café", "cafe"),
            ("mum's bf", "mum bf"),
            ("", ""),
            ("🙂 \u{202e}", ""),
        ] {
            assert_eq!(terms(text).join(" "), wanted, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "\\PC*|[0-9/ a-z'’]{0,40}") {
            for term in terms(&text) {
                assert!(!term.is_empty());
            }
        }
    }
}
