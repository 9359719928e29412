//! The form in which packs travel to the page: the same data, about a seventh smaller once compressed.
//!
//! - What can be told from the rest at once is left out: definitions joined, topics' names, bank holidays.
//!   Topics and bank holidays, which all packs share, travel once, as [`Shared`].
//! - Sections stand once, in `sections`; every `where` and `cite` is a number in that list.
//! - A list of objects becomes an object of columns: `{"=": {"id": ["a", "b", "c", "d"], "level": ["1", "=", "2"]}}`. A value
//!   `"="` is the one above it, and `"=5"` stands for five such; a column that ends early is absent from there on.
//!
//! `www/src/wire.ts` reads the same form for what the page draws. Nulls count as absent in both.

#[cfg(feature = "cli")]
use {
    crate::json::COLUMNS,
    crate::ordered::OrderedMap,
    crate::pack::fold,
    serde_json::{Map, Value, json},
};

use crate::calendar::BankHolidays;
use crate::json::{Places, Wrong, from_json, read, read_with};
use crate::pack::{Pack, Topic};
use crate::parsed::{Json, Keys};

/// What all packs share.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Shared {
    /// Every topic.
    pub topics: Vec<Topic>,
    /// Days on which offices are closed.
    pub bank_holidays: BankHolidays,
}

from_json!(Shared { topics, bank_holidays });

impl Shared {
    /// Reads what all packs share.
    /// # Errors
    /// Says what does not fit.
    pub fn from_json(json: &[u8]) -> Result<Shared, String> {
        let value = parse(json)?;
        read(value).map_err(|wrong| wrong.to_string())
    }
}

impl Pack {
    /// Reads a pack as it travels.
    /// # Errors
    /// Says what does not fit when `json` is not a pack that this version compiled.
    pub fn from_wire(json: &[u8], shared: &Shared) -> Result<Pack, String> {
        let value = parse(json)?;
        let Json::Object(keys) = value else { return Err("it is no JSON object".into()) };
        let mut pack = unpack(keys).map_err(|wrong| wrong.to_string())?;
        pack.complete_quickly(&shared.topics);
        pack.bank_holidays = shared.bank_holidays.clone();
        Ok(pack)
    }

    /// Reads a pack as `doorstep show --json` prints it.
    /// # Errors
    /// Says what does not fit when `json` is not a pack.
    pub fn from_json(json: &str) -> Result<Pack, String> {
        let value = Json::parse(json).map_err(crate::case::near)?;
        read(value).map_err(|wrong| wrong.to_string())
    }

    /// Fills in what can be told from the rest: what the author of a pack need not write.
    #[cfg(feature = "cli")]
    pub(crate) fn complete(&mut self, topics: &[Topic]) {
        let mut printed: OrderedMap<String, Vec<usize>> = OrderedMap::new();
        for (i, item) in self.items.iter().enumerate() {
            printed.at(fold(&item.text), Vec::new).push(i);
        }
        for same in printed.into_values().filter(|same| same.len() > 1) {
            for i in &same {
                let others = same.iter().filter(|other| *other != i).map(|other| self.items[*other].id.clone());
                self.items[*i].same_as = others.collect();
            }
        }
        self.complete_quickly(topics);
    }

    /// Fills in what can be told from the rest in no time.
    fn complete_quickly(&mut self, topics: &[Topic]) {
        for level in &mut self.levels {
            let texts: Vec<&str> = level.definitions.iter().map(|said| said.text.as_str()).collect();
            level.definition = texts.join("\n");
        }
        let items = &self.items;
        let situations = &self.situations;
        let used = |topic: &&Topic| {
            items.iter().any(|item| item.topic == topic.id)
                || situations.iter().any(|situation| situation.topics.contains(&topic.id))
        };
        self.topics = topics.iter().filter(used).cloned().collect();
    }

    /// The pack as it travels.
    #[must_use]
    #[cfg(feature = "cli")]
    pub fn to_wire(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        // What the reader fills in: nothing, but there.
        value["topics"] = Value::Null;
        value["bank_holidays"] = json!({ "from": "", "until": "" });
        for level in value["levels"].as_array_mut().into_iter().flatten() {
            level["definition"] = "".into();
        }
        // Few statements are printed twice.
        for item in value["items"].as_array_mut().into_iter().flatten() {
            if item["same_as"].as_array().is_some_and(Vec::is_empty) {
                item["same_as"] = Value::Null;
            }
        }
        let mut sections = Vec::new();
        let prefix = self.cite("");
        number_places(&mut value, &prefix, &mut sections);
        let mut value = to_columns(value);
        value["sections"] = sections.into();
        value.to_string()
    }
}

/// The values in a file.
fn parse(json: &[u8]) -> Result<Json<'_>, String> {
    let text = std::str::from_utf8(json).map_err(|_| "it is no text".to_owned())?;
    Json::parse(text).map_err(crate::case::near)
}

/// A travelling pack as the struct, with what can be told from the rest still empty.
fn unpack(mut keys: Keys<'_>) -> Result<Pack, Wrong> {
    let sections: Vec<String> = read(keys.get_mut("sections").map(Json::take).unwrap_or_default())?;
    let word = |key: &str| keys.get(key).and_then(Json::as_str).unwrap_or_default();
    let prefix = crate::pack::cite(word("short_title"), word("published"), "");
    read_with(Json::Object(keys), Places { sections, prefix })
}

/// Numbers every `where` and `cite`.
#[cfg(feature = "cli")]
fn number_places(value: &mut Value, prefix: &str, sections: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|entry| number_places(entry, prefix, sections)),
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(place) if key == "where" || key == "cite" => {
                        let place = place.strip_prefix(prefix).unwrap_or(place).to_owned();
                        let at = sections.iter().position(|known| *known == place).unwrap_or_else(|| {
                            sections.push(place);
                            sections.len() - 1
                        });
                        *value = at.into();
                    }
                    other => number_places(other, prefix, sections),
                }
            }
        }
        _ => {}
    }
}

/// Turns every list of two objects or more into columns.
#[cfg(feature = "cli")]
fn to_columns(value: Value) -> Value {
    match value {
        Value::Array(list) => {
            let list: Vec<Value> = list.into_iter().map(to_columns).collect();
            if list.len() < 2 || !list.iter().all(Value::is_object) {
                return Value::Array(list);
            }
            let mut columns = Map::new();
            for (i, entry) in list.iter().enumerate() {
                for (key, value) in entry.as_object().into_iter().flatten() {
                    let column =
                        columns.entry(key.clone()).or_insert_with(|| Value::Array(vec![Value::Null; list.len()]));
                    column[i] = value.clone();
                }
            }
            for (_, column) in &mut columns {
                let Value::Array(column) = column else { continue };
                *column = in_runs(std::mem::take(column));
            }
            Value::Object(Map::from_iter([(COLUMNS.to_owned(), Value::Object(columns))]))
        }
        Value::Object(map) => Value::Object(map.into_iter().map(|(key, value)| (key, to_columns(value))).collect()),
        plain => plain,
    }
}

/// A column with its repetitions counted; nothing is written for an absent end.
#[cfg(feature = "cli")]
fn in_runs(mut column: Vec<Value>) -> Vec<Value> {
    while column.last().is_some_and(Value::is_null) {
        column.pop();
    }
    let mut runs = Vec::new();
    for same in column.chunk_by(|one, next| one == next) {
        runs.push(same[0].clone());
        match same.len() {
            1 => {}
            2 => runs.push(COLUMNS.into()),
            many => runs.push(format!("{COLUMNS}{}", many - 1).into()),
        }
    }
    runs
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::author::library::Library;

    #[test]
    fn every_pack_arrives_as_it_was_sent() {
        let library = Library::open(std::path::Path::new("rules"));
        let shared = Shared::from_json(&serde_json::to_vec(&library.shared).unwrap()).unwrap();
        assert_eq!(shared, library.shared);
        for pack in library.packs.values() {
            assert_eq!(Pack::from_wire(pack.to_wire().as_bytes(), &shared).unwrap(), *pack);
            assert_eq!(Pack::from_json(&pack.to_json()).unwrap(), *pack);
        }
    }

    #[test]
    fn what_is_no_pack_is_refused_with_the_key() {
        let shared = Shared::default();
        assert!(Pack::from_wire(b"{}", &shared).is_err());
        assert!(Pack::from_wire(b"[1", &shared).is_err());
        let library = Library::open(std::path::Path::new("rules"));
        let pack = library.packs.values().next().unwrap();
        let broken = pack.to_json().replacen("\"rank\":1", "\"rank\":\"one\"", 1);
        assert_eq!(Pack::from_json(&broken).unwrap_err(), "`levels.rank` does not fit");
    }
}
