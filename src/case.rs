//! A [`Case`]: what a practitioner entered, read against one pack. It holds no names and no free words.
//!
//! Reading reports every fault at once and drops nothing: a concern that the pack does not hold is an error, never ignored.
//! Whatever is absent, null or `not-known` stays not known.

use crate::calendar::LocalTime;
use crate::fault::{Fault, did_you_mean, nearest, quote};
use crate::ordered::{OrderedMap, OrderedSet};
use crate::pack::{Pack, Situation, fold};
use crate::parsed::{Json, Keys, NotJson};

/// What a practitioner entered, valid for one pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// The local authority that the child lives in.
    pub(crate) local_authority: Option<Home>,
    /// The district that the child lives in.
    pub(crate) district: Option<String>,
    /// The child's age.
    pub(crate) age: Option<Age>,
    /// Special educational need or disability.
    pub(crate) send: Option<bool>,
    /// The time, by a clock in England.
    pub(crate) when: Option<LocalTime>,
    /// Positions of the statements that were picked.
    pub(crate) concerns: OrderedSet<usize>,
    /// Positions of the situations that were ticked.
    pub(crate) situations: OrderedSet<usize>,
    /// Whether somebody is in immediate danger.
    pub(crate) immediate_danger: Option<bool>,
    /// Answers to `consent` and to the pack's questions; those not known are absent.
    pub(crate) answers: OrderedMap<String, String>,
}

/// Where the child lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// In a local authority of the area.
    Within(String),
    /// In a neighbouring one, whose access point the document prints.
    Neighbour(String),
}

/// The child's age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Not yet born.
    Unborn,
    /// Completed years, and months beyond them where given.
    Born {
        /// 0 to 120.
        years: u8,
        /// 0 to 11.
        months: Option<u8>,
    },
}

/// The keys of a case.
const KEYS: [&str; 10] = [
    "pack",
    "local_authority",
    "district",
    "age",
    "send",
    "when",
    "concerns",
    "situations",
    "immediate_danger",
    "answers",
];
/// Answers to the question of consent.
pub const CONSENT: [&str; 4] = ["given", "refused", "not-sought", "would-increase-risk"];
/// How many unknown concerns get suggestions.
const SUGGESTIONS: usize = 12;
const YES_NO: [&str; 2] = ["yes", "no"];

/// The pack that a case names.
/// # Errors
/// One fault where the case is no JSON object or names no pack.
pub fn pack_named<'a>(case: impl Into<Json<'a>>) -> Result<String, Fault> {
    name_in(&case.into()).map(str::to_owned)
}

fn name_in<'v>(case: &'v Json<'_>) -> Result<&'v str, Fault> {
    let Json::Object(keys) = case else {
        return Err(Fault::new(
            "not-a-case",
            "",
            "the case is not a JSON object",
            "a case looks like {\"pack\":\"nottinghamshire/v9\",\"concerns\":[]}",
        ));
    };
    match keys.get("pack") {
        Some(Json::Text(name)) => Ok(name),
        Some(other) => Err(wrong_type("pack", other, "a pack's name, such as \"nottinghamshire/v9\"")),
        None => Err(Fault::new(
            "missing-key",
            "pack",
            "the case does not say which pack it is for",
            "add \"pack\": for example \"nottinghamshire/v9\"",
        )),
    }
}

impl Case {
    /// The answer to the question of consent.
    pub(crate) fn consent(&self) -> Option<&str> {
        self.answers.get(&"consent".to_owned()).map(String::as_str)
    }

    /// The situations that were ticked.
    #[inline(never)]
    pub(crate) fn ticked<'p>(&self, pack: &'p Pack) -> Vec<&'p Situation> {
        self.situations.keys().filter_map(|i| pack.situations.get(*i)).collect()
    }

    /// Reads a case, given as JSON text, for this pack.
    /// # Errors
    /// Every fault at once: text that is not JSON, unknown keys, concerns, levels, ages, dates and answers, each with the
    /// nearest known one.
    pub fn from_json(json: &str, pack: &Pack) -> Result<Case, Vec<Fault>> {
        Case::read(Json::parse(json).map_err(|error| vec![not_json(error)])?, pack)
    }

    /// Reads a case for this pack.
    /// # Errors
    /// Every fault at once.
    pub fn read<'a>(value: impl Into<Json<'a>>, pack: &Pack) -> Result<Case, Vec<Fault>> {
        let value = value.into();
        let mut faults = Vec::new();
        match name_in(&value) {
            Ok(name) if name == pack.id || name == pack.area => {}
            Ok(name) => faults.push(Fault::new(
                "wrong-pack",
                "pack",
                format!("the case is for `{}`, and this is `{}`", quote(name), pack.id),
                format!("load the pack that the case names, or write \"pack\":\"{}\"", pack.id),
            )),
            Err(fault) => faults.push(fault),
        }
        let Json::Object(map) = &value else { return Err(faults) };
        let mut reader = Reader { map, pack, faults };
        let case = reader.case();
        if reader.faults.is_empty() { Ok(case) } else { Err(reader.faults) }
    }
}

/// A fault for text that is not JSON.
#[must_use]
pub fn not_json(error: impl Into<NotJson>) -> Fault {
    let error = error.into();
    let mut fault = Fault::new(
        "not-json",
        "",
        format!("the case is not valid JSON: {}", near(error)),
        "check quotation marks, commas and brackets near that place",
    );
    fault.line = (error.line > 0).then_some(error.line);
    fault
}

/// Where JSON text goes wrong.
pub(crate) fn near(error: NotJson) -> String {
    let what = if error.too_early { "the text ends too early" } else { "something there does not fit" };
    format!("{what}, line {} column {}", error.line, error.column)
}

fn wrong_type(key: &str, found: &Json<'_>, wanted: &str) -> Fault {
    Fault::new("wrong-type", key, format!("`{key}` is {}", shown(found)), format!("write {wanted}"))
}

/// A value as a message names it. Written out by hand: a library's way of printing any number is kilobytes of wasm.
fn shown(value: &Json<'_>) -> String {
    match value {
        Json::Null => "null".into(),
        Json::Bool(yes) => format!("`{yes}`"),
        Json::Whole(number) => format!("the number `{number}`"),
        Json::OtherNumber => "a number that is not whole, or too large".into(),
        Json::Text(text) => format!("the text `{}`", quote(text)),
        Json::List(_) => "a list".into(),
        Json::Object(_) => "an object".into(),
    }
}

struct Reader<'a> {
    map: &'a Keys<'a>,
    pack: &'a Pack,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn case(&mut self) -> Case {
        for key in self.map.names() {
            if !KEYS.contains(&key) {
                let near = nearest(key, KEYS);
                let known = format!("the keys of a case are {}", KEYS.join(", "));
                self.fault(
                    "unknown-key",
                    key,
                    format!("a case has no key `{}`", quote(key)),
                    did_you_mean(&near, &known),
                );
            }
        }
        let local_authority = self.local_authority();
        Case {
            district: self.district(local_authority.as_ref()),
            local_authority,
            age: self.age(),
            send: self.yes_or_no("send"),
            when: self.when(),
            concerns: self.concerns(),
            situations: self.situations(),
            immediate_danger: self.yes_or_no("immediate_danger"),
            answers: self.answers(),
        }
    }

    fn fault(&mut self, code: &'static str, key: &str, message: String, help: String) {
        self.faults.push(Fault::new(code, key, message, help));
    }

    /// The value of a key; null counts as absent: not known.
    fn get(&self, key: &str) -> Option<&Json<'_>> {
        self.map.get(key).filter(|value| **value != Json::Null)
    }

    fn text(&mut self, key: &str, wanted: &str) -> Option<String> {
        match self.get(key)? {
            Json::Text(text) => Some(text.clone().into_owned()),
            other => {
                let fault = wrong_type(key, other, wanted);
                self.faults.push(fault);
                None
            }
        }
    }

    fn yes_or_no(&mut self, key: &str) -> Option<bool> {
        match self.get(key)? {
            Json::Bool(yes) => Some(*yes),
            Json::Text(text) if text == "not-known" => None,
            other => {
                let fault = wrong_type(key, other, "true, false, or leave it out while it is not known");
                self.faults.push(fault);
                None
            }
        }
    }

    fn local_authority(&mut self) -> Option<Home> {
        let given = self.text("local_authority", "the id of a local authority")?;
        if self.pack.local_authorities.iter().any(|authority| authority.id == given) {
            return Some(Home::Within(given));
        }
        let neighbours: Vec<&str> =
            self.pack.contacts.iter().filter_map(|contact| contact.neighbour.as_deref()).collect();
        if neighbours.contains(&given.as_str()) {
            return Some(Home::Neighbour(given));
        }
        let known: Vec<&str> =
            self.pack.local_authorities.iter().map(|authority| authority.id.as_str()).chain(neighbours).collect();
        let fallback = format!("the pack has {}; leave it out while it is not known", known.join(", "));
        let help = did_you_mean(&nearest(&given, known.iter().copied()), &fallback);
        self.fault(
            "unknown-local-authority",
            "local_authority",
            format!("`{}` is no local authority of {}", quote(&given), self.pack.id),
            help,
        );
        None
    }

    fn district(&mut self, home: Option<&Home>) -> Option<String> {
        let given = self.text("district", "the id of a district")?;
        let Some(district) = self.pack.districts.iter().find(|district| district.id == given) else {
            let known: Vec<&str> = self.pack.districts.iter().map(|district| district.id.as_str()).collect();
            let fallback = if known.is_empty() {
                "this pack has no districts; leave the key out".to_owned()
            } else {
                format!("the pack has {}; leave it out while it is not known", known.join(", "))
            };
            let help = did_you_mean(&nearest(&given, known.iter().copied()), &fallback);
            self.fault(
                "unknown-district",
                "district",
                format!("`{}` is no district of {}", quote(&given), self.pack.id),
                help,
            );
            return None;
        };
        if let Some(Home::Within(authority) | Home::Neighbour(authority)) = home
            && *authority != district.local_authority
        {
            let message = format!("`{given}` lies in {}, and the case says {authority}", district.local_authority);
            self.fault("district-elsewhere", "district", message, "leave out whichever is wrong".into());
        }
        Some(given)
    }

    fn age(&mut self) -> Option<Age> {
        const WANTED: &str =
            "\"unborn\", {\"years\":7} or {\"years\":0,\"months\":3}; leave it out while it is not known";
        match self.get("age")? {
            Json::Text(text) if text == "unborn" => Some(Age::Unborn),
            Json::Text(text) if text == "not-known" => None,
            Json::Object(map) => {
                let mut faults = Vec::new();
                for key in map.names().filter(|key| !["years", "months"].contains(key)) {
                    faults.push(Fault::new(
                        "unknown-key",
                        "age",
                        format!("an age has no key `{}`", quote(key)),
                        format!("write {WANTED}"),
                    ));
                }
                let mut part = |name: &str, most: u64| match map.get(name) {
                    None | Some(Json::Null) => None,
                    Some(value) => {
                        let number = value.as_u64().filter(|number| *number <= most);
                        if number.is_none() {
                            faults.push(Fault::new(
                                "bad-age",
                                format!("age.{name}"),
                                format!("`age.{name}` is {}", shown(value)),
                                format!("write a whole number from 0 to {most}"),
                            ));
                        }
                        number.and_then(|number| u8::try_from(number).ok())
                    }
                };
                let (years, months) = (part("years", 120), part("months", 11));
                if years.is_none() && faults.is_empty() {
                    let help = format!("write {WANTED}");
                    faults.push(Fault::new("bad-age", "age", "the age has no `years`", help));
                }
                let good = faults.is_empty();
                self.faults.append(&mut faults);
                if good { years.map(|years| Age::Born { years, months }) } else { None }
            }
            other => {
                let mut fault = wrong_type("age", other, WANTED);
                fault.code = "bad-age";
                self.faults.push(fault);
                None
            }
        }
    }

    fn when(&mut self) -> Option<LocalTime> {
        const WANTED: &str = "the time by a clock in England, as in \"2026-11-20T16:45\", with no time zone";
        let given = self.text("when", WANTED)?;
        let time = LocalTime::parse(&given);
        if time.is_none() {
            self.fault(
                "bad-time",
                "when",
                format!("`{}` is no date and time", quote(&given)),
                format!("write {WANTED}"),
            );
        }
        time
    }

    fn list(&mut self, key: &str) -> Vec<(String, String)> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Json::List(entries) = value else {
            let fault = wrong_type(key, value, "a list, as in [\"…\"]");
            self.faults.push(fault);
            return Vec::new();
        };
        let mut found = Vec::new();
        let mut wrong = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            let at = format!("{key}[{i}]");
            match entry {
                Json::Text(text) => found.push((at, text.clone().into_owned())),
                other => wrong.push(wrong_type(&at, other, "an id or a statement's words")),
            }
        }
        self.faults.append(&mut wrong);
        found
    }

    fn concerns(&mut self) -> OrderedSet<usize> {
        let mut picked = OrderedSet::new();
        for (at, given) in self.list("concerns") {
            let folded = fold(&given);
            let by_id = self.pack.item_index(&given);
            let mut hits: Vec<usize> = by_id.into_iter().collect();
            if hits.is_empty() && !folded.is_empty() {
                hits = (0..self.pack.items.len()).filter(|i| fold(&self.pack.items[*i].text) == folded).collect();
            }
            if hits.is_empty() {
                // A list of strangers is another pack's: looking for neighbours of each would take long and help nobody.
                let near = if self.faults.len() < SUGGESTIONS {
                    nearest(&given, self.pack.items.iter().flat_map(|item| [item.id.as_str(), item.text.as_str()]))
                } else {
                    Vec::new()
                };
                let help = did_you_mean(&near, "`doorstep show` lists the statements of a pack");
                self.fault(
                    "unknown-concern",
                    &at,
                    format!("`{}` is no statement of {}", quote(&given), self.pack.id),
                    help,
                );
            }
            picked.add_all(hits);
        }
        picked
    }

    fn situations(&mut self) -> OrderedSet<usize> {
        let mut ticked = OrderedSet::new();
        for (at, given) in self.list("situations") {
            let hit = self
                .pack
                .situations
                .iter()
                .position(|situation| situation.id == given || fold(&situation.text) == fold(&given));
            match hit {
                Some(i) => {
                    ticked.add(i);
                }
                None => {
                    let known: Vec<&str> = self.pack.situations.iter().map(|situation| situation.id.as_str()).collect();
                    let fallback = format!("the pack has {}", known.join(", "));
                    let help = did_you_mean(&nearest(&given, known.iter().copied()), &fallback);
                    self.fault(
                        "unknown-situation",
                        &at,
                        format!("`{}` is no situation of {}", quote(&given), self.pack.id),
                        help,
                    );
                }
            }
        }
        ticked
    }

    fn answers(&mut self) -> OrderedMap<String, String> {
        let mut answers = OrderedMap::new();
        let Some(value) = self.get("answers") else { return answers };
        let Json::Object(given) = value else {
            let fault = wrong_type("answers", value, "an object, as in {\"consent\":\"given\"}");
            self.faults.push(fault);
            return answers;
        };
        let mut faults = Vec::new();
        for (question, answer) in given.iter() {
            let at = format!("answers.{question}");
            let known: &[&str] = if question == "consent" {
                &CONSENT
            } else if self.pack.questions.iter().any(|asked| asked.id == question) {
                &YES_NO
            } else {
                let asked: Vec<&str> =
                    ["consent"].into_iter().chain(self.pack.questions.iter().map(|asked| asked.id.as_str())).collect();
                let fallback = format!("the pack asks {}", asked.join(", "));
                let help = did_you_mean(&nearest(question, asked.iter().copied()), &fallback);
                faults.push(Fault::new(
                    "unknown-question",
                    at,
                    format!("{} does not ask `{}`", self.pack.id, quote(question)),
                    help,
                ));
                continue;
            };
            match answer {
                Json::Null => {}
                Json::Text(text) if text == "not-known" => {}
                Json::Text(text) if known.contains(&&**text) => {
                    answers.at(question.to_owned(), || text.clone().into_owned());
                }
                Json::Bool(yes) if known == YES_NO => {
                    answers.at(question.to_owned(), || if *yes { "yes" } else { "no" }.into());
                }
                other => {
                    let given = other.as_str().unwrap_or_default();
                    let fallback = format!("answers are {}, not-known", known.join(", "));
                    let help = did_you_mean(&nearest(given, known.iter().copied()), &fallback);
                    faults.push(Fault::new(
                        "unknown-answer",
                        at.clone(),
                        format!("`{at}` is {}, which is no answer to it", shown(other)),
                        help,
                    ));
                }
            }
        }
        self.faults.append(&mut faults);
        answers
    }
}
