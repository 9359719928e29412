//! From TOML text to values of the right shape: every fault of spelling, keys and types at once, each with its line.
//!
//! What is wrong is left out or filled in, so that the checks that follow can still look at all the rest.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{self, Field, Kind};
use crate::calendar::Day;
use crate::fault::{Fault, did_you_mean, nearest, quote};
use crate::reachable::unseen;
pub use crate::reachable::{clock, is_id};

/// Values of the right shape, the line of every key, and what was wrong.
#[derive(Debug)]
pub struct Shaped {
    /// The values; what was wrong is left out or filled in.
    pub value: Value,
    /// Line of every key, by path: `contacts[2].hours`.
    pub lines: BTreeMap<String, usize>,
    /// Everything wrong.
    pub faults: Vec<Fault>,
}

/// Reads TOML text against a table of keys.
#[must_use]
pub fn shape(file: &str, text: &str, fields: &'static [Field]) -> Shaped {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { starts: line_starts(text), lines: BTreeMap::new(), faults: Vec::new() };
    for error in errors {
        let at = error.span().map(|span| reader.line(span.start));
        let curly =
            error.span().is_some_and(|span| text.get(span.start..).is_some_and(|rest| rest.starts_with(['“', '”'])));
        let help = if curly {
            "write straight quotation marks (\") round it: a word processor makes them curly"
        } else {
            "check quotation marks, brackets and the = there; what the file may lack is checked once all of it can be read"
        };
        let mut fault = Fault::new("not-toml", "", format!("this is not valid TOML: {}", error.message()), help);
        fault.line = at;
        reader.faults.push(fault);
    }
    let value = reader.table("", table.get_ref(), 0, fields);
    let mut faults = reader.faults;
    for fault in &mut faults {
        fault.file = Some(file.to_owned());
    }
    Shaped { value, lines: reader.lines, faults }
}

fn line_starts(text: &str) -> Vec<usize> {
    [0].into_iter().chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(i, _)| i + 1)).collect()
}

struct Reader {
    starts: Vec<usize>,
    lines: BTreeMap<String, usize>,
    faults: Vec<Fault>,
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

impl Reader {
    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    fn fault(&mut self, code: &'static str, path: &str, offset: usize, message: String, help: String) {
        let mut fault = Fault::new(code, path, message, help);
        fault.line = Some(self.line(offset));
        self.faults.push(fault);
    }

    fn table(&mut self, path: &str, table: &DeTable<'_>, offset: usize, fields: &'static [Field]) -> Value {
        let mut map = Map::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let at = join(path, name);
            self.lines.insert(at.clone(), self.line(key.span().start));
            match fields.iter().find(|field| field.key == name) {
                Some(field) => {
                    if let Some(value) = self.value(&at, value, &field.kind) {
                        map.insert(name.to_owned(), value);
                    }
                }
                None => {
                    let known: Vec<&str> = fields.iter().map(|field| field.key).collect();
                    let fallback = format!("keys here are {}", known.join(", "));
                    let help = did_you_mean(&nearest(name, known.iter().copied()), &fallback);
                    self.fault(
                        "unknown-key",
                        &at,
                        key.span().start,
                        format!("there is no key `{}` here", quote(name)),
                        help,
                    );
                }
            }
        }
        for field in fields.iter().filter(|field| field.required) {
            if map.contains_key(field.key) {
                continue;
            }
            if !table.keys().any(|key| key.get_ref().as_ref() == field.key) {
                let here = if path.is_empty() { "the file".to_owned() } else { format!("`{path}`") };
                self.fault(
                    "missing-key",
                    &join(path, field.key),
                    offset,
                    format!("{here} has no `{}`", field.key),
                    format!("add it. {}", field.doc),
                );
            }
            map.insert(field.key.to_owned(), filler(&field.kind));
        }
        Value::Object(map)
    }

    fn value(&mut self, path: &str, value: &Spanned<DeValue<'_>>, kind: &Kind) -> Option<Value> {
        let offset = value.span().start;
        match (kind, value.get_ref()) {
            (Kind::Table(fields), DeValue::Table(table)) => Some(self.table(path, table, offset, fields)),
            (Kind::List(kind), DeValue::Array(array)) => {
                let mut list = Vec::new();
                for (i, entry) in array.iter().enumerate() {
                    let at = format!("{path}[{i}]");
                    self.lines.insert(at.clone(), self.line(entry.span().start));
                    match self.value(&at, entry, kind) {
                        Some(value) => list.push(value),
                        // No other word can stand for a wrong one.
                        None if matches!(kind, Kind::OneOf(_)) => {}
                        // Any other faulty entry keeps its place, so that paths still fit.
                        None => list.push(filler(kind)),
                    }
                }
                Some(Value::Array(list))
            }
            (Kind::Condition, DeValue::Table(table)) => self.condition(path, table, offset),
            (Kind::Bool, DeValue::Boolean(yes)) => Some(json!(yes)),
            (Kind::Int(least, most), DeValue::Integer(number)) => {
                let number = i64::from_str_radix(number.as_str(), number.radix())
                    .ok()
                    .filter(|number| (*least..=*most).contains(number));
                if number.is_none() {
                    let message = format!("`{}` is {}", last(path), describe(value.get_ref()));
                    let help = format!("write a whole number from {least} to {most}");
                    self.fault("out-of-range", path, offset, message, help);
                }
                number.map(|number| json!(number))
            }
            (Kind::FromAge, DeValue::Integer(_)) => self.value(path, value, &Kind::Int(0, 25)),
            (_, DeValue::String(text)) if wants_text(kind) => self.text(path, offset, text, kind),
            (_, found) => {
                let message = format!("`{}` is {}", last(path), describe(found));
                let entry = match kind {
                    Kind::List(inner @ Kind::Table(_)) if matches!(found, DeValue::Table(_)) => Some(*inner),
                    Kind::List(inner) if matches!(found, DeValue::String(_)) && wants_text(inner) => Some(*inner),
                    _ => None,
                };
                let help = match (found, path.contains('.')) {
                    (DeValue::Table(_), false) if entry.is_some() => {
                        format!("begin each entry with [[{path}]]: two square brackets on each side")
                    }
                    _ => format!("write {}", wanted(kind)),
                };
                self.fault("wrong-type", path, offset, message, help);
                // What should be a list is read as a list of one, so that nothing seems to be missing.
                let entry = self.value(&format!("{path}[0]"), value, entry?)?;
                Some(json!([entry]))
            }
        }
    }

    fn text(&mut self, path: &str, offset: usize, text: &str, kind: &Kind) -> Option<Value> {
        let good = match kind {
            Kind::Text => {
                if text.trim().is_empty() {
                    self.fault(
                        "empty-text",
                        path,
                        offset,
                        format!("`{}` is empty", last(path)),
                        "write it, or leave the key out where it may be".into(),
                    );
                    return None;
                }
                if text.trim() != text || text.contains('\n') || text.contains("  ") {
                    let message = "the text has white space at an end, a line break, or two spaces together".to_owned();
                    self.fault("loose-space", path, offset, message, "write it on one line with single spaces".into());
                }
                if text.chars().any(|c| c != '\n' && unseen(c)) {
                    let message = format!("a character that cannot be seen stands in `{}`", quote(text));
                    self.fault("control-character", path, offset, message, "type the words again".into());
                }
                for mark in ["&amp;", "&lt;", "&gt;", "<li>", "</"] {
                    if text.contains(mark) {
                        self.fault(
                            "markup-in-text",
                            path,
                            offset,
                            format!("the text holds `{mark}`"),
                            "write the character itself: packs hold no markup".into(),
                        );
                    }
                }
                true
            }
            Kind::Id => is_id(text),
            Kind::PackId => text.split_once('/').is_some_and(|(area, edition)| is_id(area) && is_id(edition)),
            Kind::Published => is_published(text),
            Kind::Date => Day::parse(text).is_some(),
            Kind::Clock => clock(text).is_some(),
            Kind::FromAge => text == "unborn",
            Kind::OneOf(words) => {
                if !words.contains(&text) {
                    let fallback = format!("write one of {}", words.join(", "));
                    let help = did_you_mean(&nearest(text, words.iter().copied()), &fallback);
                    self.fault(
                        "unknown-word",
                        path,
                        offset,
                        format!("`{}` is not a word that can stand here", quote(text)),
                        help,
                    );
                    return None;
                }
                true
            }
            _ => false,
        };
        if !good {
            let (code, what) = match kind {
                Kind::Id => ("bad-id", "id"),
                Kind::PackId => ("bad-id", "name of a pack"),
                Kind::Clock => ("bad-clock", "time of day"),
                Kind::FromAge => ("wrong-type", "age"),
                _ => ("bad-date", "date"),
            };
            let message = format!("`{}` is no {what}", quote(text));
            let as_id = if matches!(kind, Kind::Id) { id_of(text) } else { String::new() };
            let help =
                if as_id.is_empty() { format!("write {}", wanted(kind)) } else { format!("write it as `{as_id}`") };
            self.fault(code, path, offset, message, help);
            return None;
        }
        Some(json!(text))
    }

    fn condition(&mut self, path: &str, table: &DeTable<'_>, offset: usize) -> Option<Value> {
        let mut entries = table.iter();
        let (Some((key, value)), None) = (entries.next(), entries.next()) else {
            let (message, help) = match table.len() {
                0 => ("the condition is empty".to_owned(), "write one, as in { concern = \"some-id\" }"),
                keys => (
                    format!("a condition has one key, and this has {keys}"),
                    "join several with { all = [ … ] } or { any = [ … ] }",
                ),
            };
            self.fault("bad-condition", path, offset, message, help.into());
            return None;
        };
        let name = key.get_ref().as_ref();
        let at = join(path, name);
        self.lines.insert(at.clone(), self.line(key.span().start));
        if !keys::CONDITIONS.iter().any(|(known, _)| *known == name) {
            let known: Vec<&str> = keys::CONDITIONS.iter().map(|(known, _)| *known).collect();
            let fallback = format!("conditions are {}", known.join(", "));
            let help = did_you_mean(&nearest(name, known.iter().copied()), &fallback);
            self.fault(
                "unknown-condition",
                &at,
                key.span().start,
                format!("there is no condition `{}`", quote(name)),
                help,
            );
            return None;
        }
        let inner = match name {
            "all" | "any" => self.value(&at, value, &Kind::List(&Kind::Condition)),
            "not" => self.value(&at, value, &Kind::Condition),
            "age" => self.value(&at, value, &Kind::Table(keys::AGES)),
            "send" | "immediate_danger" => self.value(&at, value, &Kind::Bool),
            "at_least" => self.value(&at, value, &Kind::Table(keys::AT_LEAST)),
            "only" => self.value(&at, value, &Kind::Table(keys::SET)),
            "answer" => self.answers(&at, value),
            _ => self.value(&at, value, &Kind::Id),
        }?;
        Some(json!({ name: inner }))
    }

    fn answers(&mut self, path: &str, value: &Spanned<DeValue<'_>>) -> Option<Value> {
        let DeValue::Table(table) = value.get_ref() else {
            let message = format!("`answer` is {}", describe(value.get_ref()));
            let help = "write the question and its answer, as in { consent = \"refused\" }".into();
            self.fault("wrong-type", path, value.span().start, message, help);
            return None;
        };
        let mut map = Map::new();
        for (question, answer) in table {
            let at = join(path, question.get_ref());
            self.lines.insert(at.clone(), self.line(question.span().start));
            if let Some(answer) = self.value(&at, answer, &Kind::Id) {
                map.insert(question.get_ref().to_string(), answer);
            }
        }
        Some(Value::Object(map))
    }
}

/// The last key of a path.
fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// Words as an id: in lower case, joined by hyphens.
fn id_of(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}

fn is_published(text: &str) -> bool {
    match text.len() {
        4 => Day::parse(&format!("{text}-01-01")).is_some(),
        7 if text.is_ascii() && text.as_bytes()[4] == b'-' => Day::parse(&format!("{text}-01")).is_some(),
        10 => Day::parse(text).is_some(),
        _ => text == "unknown",
    }
}

fn wants_text(kind: &Kind) -> bool {
    !matches!(kind, Kind::Bool | Kind::Int(..) | Kind::List(_) | Kind::Table(_) | Kind::Condition)
}

fn describe(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text `{}`", quote(text)),
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the number {number}"),
        DeValue::Boolean(yes) => format!("`{yes}`"),
        DeValue::Datetime(date) => format!("the date {date} without quotation marks"),
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
    }
}

fn wanted(kind: &Kind) -> String {
    match kind {
        Kind::Text => "text in quotation marks".into(),
        Kind::Id => "an id: lower-case words joined by -, as in \"school-attendance\"".into(),
        Kind::PackId => "a pack's name, as in \"llr/2021\"".into(),
        Kind::Published => "\"2021\", \"2021-03\", \"2021-03-31\" or \"unknown\"".into(),
        Kind::Date => "a date, as in \"2021-03-31\"".into(),
        Kind::Clock => "a time, as in \"08:30\"".into(),
        Kind::Bool => "true or false".into(),
        Kind::Int(least, most) => format!("a whole number from {least} to {most}"),
        Kind::FromAge => "\"unborn\" or an age in whole years".into(),
        Kind::OneOf(words) => format!("one of {}", words.join(", ")),
        Kind::List(kind) => format!("a list in square brackets, each entry {}", wanted(kind)),
        Kind::Table(fields) => {
            let keys: Vec<&str> = fields.iter().map(|field| field.key).collect();
            format!("a table with {}", keys.join(", "))
        }
        Kind::Condition => "a condition, as in { concern = \"some-id\" }".into(),
    }
}

/// Something of the right type in place of what is missing or wrong.
fn filler(kind: &Kind) -> Value {
    match kind {
        Kind::Bool => json!(false),
        Kind::Int(least, _) => json!(least),
        Kind::FromAge => json!("unborn"),
        Kind::OneOf(words) => json!(words.first()),
        Kind::List(_) => json!([]),
        Kind::Table(fields) => Value::Object(
            fields
                .iter()
                .filter(|field| field.required)
                .map(|field| (field.key.to_owned(), filler(&field.kind)))
                .collect(),
        ),
        Kind::Condition => json!({ "all": [] }),
        Kind::Clock => json!("00:00"),
        _ => json!(""),
    }
}
