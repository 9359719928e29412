//! Everyday language: how people say what the documents list. Reads and checks `rules/words`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::library::Library;
use crate::fault::{Fault, did_you_mean, nearest, quote};

/// Folder of everyday language within a folder of rules.
pub const FOLDER: &str = "words";

/// How people say it, and near misses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sayings {
    /// Phrases that must find it.
    #[serde(default)]
    pub found_by: Vec<String>,
    /// Phrases close by for which it must not come first.
    #[serde(default)]
    pub not_found_by: Vec<String>,
}

/// Words after which the gravest statements of topics are always shown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedFlag {
    /// Topics.
    pub topics: Vec<String>,
    /// The forms in which people write it.
    pub words: Vec<String>,
}

/// By pack, then by the other pack, then by statement: the statements that mean the same there.
pub type Counterparts = BTreeMap<String, BTreeMap<String, BTreeMap<String, Vec<String>>>>;

/// All everyday language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Everyday {
    /// By pack, then by statement or situation.
    pub statements: BTreeMap<String, BTreeMap<String, Sayings>>,
    /// By topic.
    pub topics: BTreeMap<String, Sayings>,
    /// The same concern in another document: by pack, then by the other pack, then by statement.
    pub counterparts: Counterparts,
    /// Abbreviations, jargon and slang, with plain words for each.
    pub shorthand: BTreeMap<String, String>,
    /// Grave signs.
    pub red_flags: Vec<RedFlag>,
    /// Everything wrong.
    pub faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ShorthandFile {
    shorthand: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RedFlagFile {
    red_flag: Vec<RedFlag>,
}

impl Everyday {
    /// Reads everything under `words` of a folder of rules, and checks it against the packs.
    #[must_use]
    pub fn open(folder: &Path, library: &Library) -> Everyday {
        let mut everyday = Everyday::default();
        let folder = folder.join(FOLDER);
        let file = |name: &str| folder.join(name);
        everyday.topics = everyday.read(&file("topics.toml")).unwrap_or_default();
        everyday.shorthand =
            everyday.read::<ShorthandFile>(&file("shorthand.toml")).map(|read| read.shorthand).unwrap_or_default();
        everyday.red_flags =
            everyday.read::<RedFlagFile>(&file("red-flags.toml")).map(|read| read.red_flag).unwrap_or_default();
        everyday.counterparts = everyday.read(&file("counterparts.toml")).unwrap_or_default();
        for id in library.packs.keys() {
            let name = file(&format!("{}.toml", id.replace('/', "-")));
            if let Some(read) = everyday.read(&name) {
                everyday.statements.insert(id.clone(), read);
            }
        }
        everyday.check(&folder, library);
        everyday
    }

    fn read<T: for<'de> Deserialize<'de>>(&mut self, file: &Path) -> Option<T> {
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("`{}` cannot be read: {error}", file.display());
                self.fault(file, "", "cannot-read", message, "every pack has a file of everyday words");
                return None;
            }
        };
        match toml::from_str(&text) {
            Ok(read) => Some(read),
            Err(error) => {
                let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
                let message = format!("these are no everyday words: {}", error.message());
                self.fault(file, "", "not-everyday-words", message, "see the other files of this folder");
                if let Some(fault) = self.faults.last_mut() {
                    fault.line = line;
                }
                None
            }
        }
    }

    fn fault(&mut self, file: &Path, key: &str, code: &'static str, message: String, help: &str) {
        let mut fault = Fault::new(code, key, message, help);
        fault.file = Some(file.display().to_string());
        self.faults.push(fault);
    }

    fn check(&mut self, folder: &Path, library: &Library) {
        let topics: BTreeSet<&str> = library.shared.topics.iter().map(|topic| topic.id.as_str()).collect();
        let mut wrong = Vec::new();
        for (pack, sayings) in &self.statements {
            let Some(read) = library.packs.get(pack) else { continue };
            let name = format!("{}.toml", pack.replace('/', "-"));
            let known: BTreeSet<&str> = read
                .items
                .iter()
                .map(|item| item.id.as_str())
                .chain(read.situations.iter().map(|situation| situation.id.as_str()))
                .collect();
            for id in known.iter().filter(|id| !sayings.contains_key(**id)) {
                let message =
                    format!("`{id}` of {pack} has no everyday words: nobody who does not know it will find it");
                wrong.push((name.clone(), (*id).to_owned(), "no-everyday-words", message, "add found_by".to_owned()));
            }
            for (id, said) in sayings {
                if !known.contains(id.as_str()) {
                    let message = format!("`{}` is no statement and no situation of {pack}", quote(id));
                    let help = did_you_mean(&nearest(id, known.iter().copied()), "take it out");
                    wrong.push((name.clone(), id.clone(), "unknown-statement", message, help));
                }
                let mut seen = BTreeSet::new();
                for (i, phrase) in said.found_by.iter().chain(&said.not_found_by).enumerate() {
                    if phrase.trim().is_empty() || !seen.insert(phrase) {
                        let message = format!("`{}` is empty or stands twice", quote(phrase));
                        let key = format!("{id}.found_by[{i}]");
                        wrong.push((name.clone(), key, "phrase-twice", message, "take it out".to_owned()));
                    }
                }
            }
        }
        let known = |pack: &str, id: &str| {
            library.packs.get(pack).is_none_or(|read| {
                read.items.iter().any(|item| item.id == id) || read.situations.iter().any(|one| one.id == id)
            })
        };
        for (pack, others) in &self.counterparts {
            for (other, pairs) in others {
                for (from, to) in pairs.iter().flat_map(|(from, to)| to.iter().map(move |to| (from, to))) {
                    for (pack, id) in [(pack, from), (other, to)].into_iter().filter(|(pack, id)| !known(pack, id)) {
                        let message = format!("`{}` is no statement and no situation of {pack}", quote(id));
                        wrong.push((
                            "counterparts.toml".into(),
                            id.clone(),
                            "unknown-statement",
                            message,
                            "take it out".into(),
                        ));
                    }
                }
            }
        }
        for topic in topics.iter().filter(|topic| !self.topics.contains_key(**topic)) {
            let message = format!("the topic `{topic}` has no everyday words");
            wrong.push((
                "topics.toml".into(),
                (*topic).to_owned(),
                "no-everyday-words",
                message,
                "add found_by".into(),
            ));
        }
        let flagged = self.red_flags.iter().flat_map(|flag| flag.topics.iter().map(|id| ("red-flags.toml", id)));
        for (name, topic) in self.topics.keys().map(|id| ("topics.toml", id)).chain(flagged) {
            if !topics.contains(topic.as_str()) {
                let message = format!("`{}` is no topic of topics.toml", quote(topic));
                let help = did_you_mean(&nearest(topic, topics.iter().copied()), "choose one of those there");
                wrong.push((name.into(), topic.clone(), "unknown-topic", message, help));
            }
        }
        for (name, key, code, message, help) in wrong {
            self.fault(&folder.join(name), &key, code, message, &help);
        }
    }

    /// The same concern in other documents, said from either side: pack and id.
    #[must_use]
    pub fn counterparts_of(&self, pack: &str, id: &str) -> Vec<(String, String)> {
        let mut found = BTreeSet::new();
        for (from, others) in &self.counterparts {
            for (to, pairs) in others {
                if from == pack {
                    found.extend(pairs.get(id).into_iter().flatten().map(|other| (to.clone(), other.clone())));
                } else if to == pack {
                    let same = pairs.iter().filter(|(_, others)| others.iter().any(|other| other == id));
                    found.extend(same.map(|(other, _)| (from.clone(), other.clone())));
                }
            }
        }
        // Only packs that can be searched.
        found.retain(|(pack, _)| self.statements.contains_key(pack));
        found.into_iter().collect()
    }

    /// Every statement of a pack, in the order of the index, with its own words and its sayings.
    pub fn in_order<'a>(&'a self, pack: &'a crate::Pack) -> impl Iterator<Item = Said<'a>> {
        let sayings = self.statements.get(&pack.id);
        let of = move |id: &str| sayings.and_then(|all| all.get(id));
        let items = pack.items.iter().map(move |item| Said {
            id: &item.id,
            text: &item.text,
            topic: &item.topic,
            level: item.level.as_deref(),
            sayings: of(&item.id),
        });
        let situations = pack.situations.iter().map(move |situation| Said {
            id: &situation.id,
            text: &situation.text,
            topic: situation.topics.first().map_or("", String::as_str),
            level: situation.level.as_deref(),
            sayings: of(&situation.id),
        });
        items.chain(situations)
    }
}

/// A statement or situation with how people say it.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its own words.
    pub text: &'a str,
    /// Its topic; empty where it has none.
    pub topic: &'a str,
    /// Its level.
    pub level: Option<&'a str>,
    /// How people say it.
    pub sayings: Option<&'a Sayings>,
}
