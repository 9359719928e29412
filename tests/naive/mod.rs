//! A second evaluator, written from the design and from `rules/README.md`, and never from the engine.
//!
//! It is slow and simple on purpose: it walks the JSON of a compiled pack and of a case as text, has its own calendar (Zeller's
//! congruence, one day after another) and finds opening times by walking from minute to minute. Where the design leaves the
//! engine free, it says nothing. It uses nothing of the crate but the JSON that the crate writes.

#![allow(dead_code, clippy::unwrap_used, missing_docs)]

pub mod draw;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use serde_json::{Value, json};

/// What the design says of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    pub answer: String,
    pub level: Option<String>,
    pub sublevel: Option<String>,
    pub statutory: BTreeSet<String>,
    /// Ids of the statements that count.
    pub reasons: BTreeSet<String>,
    /// Ids of the rules whose condition is met.
    pub acting: BTreeSet<String>,
    /// For each rule that would raise the level and whose condition is not known: the level that it raises to.
    pub might_raise: BTreeMap<String, String>,
    /// Ids of the routes that the level and the situations lead to.
    pub routes: BTreeSet<String>,
    pub danger: bool,
}

/// Whether someone answers at a time, and when that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    pub open: Option<bool>,
    pub closes: Option<String>,
    pub next_opens: Option<String>,
}

/// For each minute of a day: do they answer?
type Minutes = Rc<Vec<bool>>;

pub struct Naive {
    pub pack: Value,
    /// Every statement, by id.
    items: BTreeMap<String, Value>,
    /// The words of every statement, folded, by id.
    folded: BTreeMap<String, String>,
    /// Ids of the statements with the same words.
    same_words: BTreeMap<String, Vec<String>>,
    /// Levels, situations, contacts and whatever else has an id, by kind and id.
    names: HashMap<String, HashMap<String, Value>>,
    /// The minutes of a day on which a contact answers, worked out once for each contact and day.
    days: RefCell<HashMap<(String, String), Minutes>>,
    /// What the walk through those minutes found, by contact and time: walking takes long.
    walked: RefCell<HashMap<(String, String), Hours>>,
}

impl Naive {
    pub fn new(pack_json: &str) -> Naive {
        let pack: Value = serde_json::from_str(pack_json).unwrap();
        let mut items = BTreeMap::new();
        let mut folded = BTreeMap::new();
        let mut same_words: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for item in list(&pack["items"]) {
            let id = text(&item["id"]);
            let plain = words(&text(&item["text"]));
            same_words.entry(plain.clone()).or_default().push(id.clone());
            folded.insert(id.clone(), plain);
            items.insert(id, item.clone());
        }
        let names = ["levels", "situations", "contacts", "routes", "rules"].map(|kind| {
            let entries = list(&pack[kind]).iter().map(|entry| (text(&entry["id"]), entry.clone()));
            (kind.to_owned(), entries.collect())
        });
        Naive {
            pack,
            items,
            folded,
            same_words,
            names: names.into(),
            days: RefCell::default(),
            walked: RefCell::default(),
        }
    }

    /// The statements that a practitioner meant: by id or by words, with every place where the document prints those words.
    pub fn meant(&self, given: &str) -> BTreeSet<String> {
        let said = self.folded.get(given).cloned().unwrap_or_else(|| words(given));
        self.same_words.get(&said).into_iter().flatten().cloned().collect()
    }

    pub fn evaluate(&self, case: &Value) -> Verdict {
        let concerns: BTreeSet<String> = list(&case["concerns"]).iter().flat_map(|id| self.meant(&text(id))).collect();
        let mut reasons = concerns.clone();
        let mut raised = BTreeSet::new();
        // Every level says why: a situation that the document gives a level is a reason as well.
        for situation in list(&case["situations"]).iter().filter_map(|id| self.named("situations", &text(id))) {
            if let Some(level) = some_text(&situation["level"]) {
                raised.insert(level);
                reasons.insert(text(&situation["id"]));
            }
        }
        let mut acting = BTreeSet::new();
        // Rules raise the level until nothing moves; only then is it known which of the others act.
        loop {
            let before = (reasons.clone(), raised.clone());
            for rule in list(&self.pack["rules"]) {
                let Some(to) = some_text(&rule["raises_to"]) else { continue };
                let height = self.highest(&self.reached(&reasons, &raised));
                if self.truth(&rule["when"], case, &concerns, height) == Some(true) {
                    acting.insert(text(&rule["id"]));
                    raised.insert(to);
                    reasons.extend(some_text(&rule["because"]).iter().flat_map(|id| self.meant(id)));
                }
            }
            if before == (reasons.clone(), raised.clone()) {
                break;
            }
        }
        let reached = self.reached(&reasons, &raised);
        let height = self.highest(&reached);
        let mut might_raise = BTreeMap::new();
        for rule in list(&self.pack["rules"]) {
            match self.truth(&rule["when"], case, &concerns, height) {
                Some(true) => {
                    acting.insert(text(&rule["id"]));
                }
                None if rule["raises_to"].is_string() => {
                    might_raise.insert(text(&rule["id"]), text(&rule["raises_to"]));
                }
                _ => {}
            }
        }
        let level = list(&self.pack["levels"])
            .iter()
            .find(|level| number(&level["rank"]) == height.0 && level["within"].is_null())
            .map(|level| text(&level["id"]))
            .filter(|_| height.0 > 0);
        // Levels are listed lowest first, so the last sub-level that was reached is the highest.
        let sublevel = list(&self.pack["levels"])
            .iter()
            .filter(|sub| some_text(&sub["within"]).is_some_and(|within| Some(within) == level))
            .map(|sub| text(&sub["id"]))
            .rfind(|id| reached.contains(id));
        let statutory = list(&self.pack["levels"])
            .iter()
            .filter(|level| reached.contains(&text(&level["id"])))
            .flat_map(|level| list(&level["statutory"]).to_vec())
            .map(|section| text(&section))
            .collect();
        let something = !concerns.is_empty() || !list(&case["situations"]).is_empty();
        let answer = match (&level, something) {
            _ if self.pack["indicators"] == json!(false) => "no-indicators",
            (Some(_), _) => "level",
            (None, true) => "not-enough-known",
            (None, false) => "nothing-listed",
        };
        let routes = self.routes(case, &concerns, level.as_deref(), height);
        Verdict {
            answer: answer.into(),
            level,
            sublevel,
            statutory,
            reasons,
            acting,
            might_raise,
            routes,
            danger: case["immediate_danger"] == json!(true),
        }
    }

    /// Every level and sub-level that a statement, a situation or a rule gives, and the levels that sub-levels lie in.
    fn reached(&self, reasons: &BTreeSet<String>, raised: &BTreeSet<String>) -> BTreeSet<String> {
        let mut all = raised.clone();
        all.extend(reasons.iter().filter_map(|id| some_text(&self.items.get(id)?["level"])));
        let parents: Vec<String> =
            all.iter().filter_map(|id| some_text(&self.named("levels", id).unwrap()["within"])).collect();
        all.extend(parents);
        all
    }

    fn highest(&self, reached: &BTreeSet<String>) -> (u64, usize) {
        reached.iter().map(|id| self.height_of(id)).max().unwrap_or((0, 0))
    }

    pub fn rank(&self, level: &str) -> u64 {
        self.named("levels", level).map_or(0, |level| number(&level["rank"]))
    }

    /// How high a level with its sub-level stands: by rank, then by the order of sub-levels.
    pub fn height(&self, level: Option<&str>, sublevel: Option<&str>) -> (u64, usize) {
        let Some(level) = level else { return (0, 0) };
        let sub = sublevel.map_or(0, |sub| {
            1 + list(&self.pack["levels"])
                .iter()
                .filter(|l| l["within"] == json!(level))
                .position(|l| l["id"] == json!(sub))
                .unwrap()
        });
        (self.rank(level), sub)
    }

    /// As `height`, for an id that is either.
    pub fn height_of(&self, id: &str) -> (u64, usize) {
        match some_text(&self.named("levels", id).unwrap()["within"]) {
            Some(whole) => self.height(Some(&whole), Some(id)),
            None => self.height(Some(id), None),
        }
    }

    pub fn named(&self, kind: &str, id: &str) -> Option<&Value> {
        self.names[kind].get(id)
    }

    /// True for a statement of the universal level.
    fn strength(&self, item: &Value) -> bool {
        some_text(&item["level"])
            .is_some_and(|level| self.named("levels", &level).unwrap()["bands"] == json!(["universal"]))
    }

    /// Is the condition met? None: not known.
    fn truth(
        &self,
        condition: &Value,
        case: &Value,
        concerns: &BTreeSet<String>,
        height: (u64, usize),
    ) -> Option<bool> {
        assert_eq!(condition.as_object().unwrap().len(), 1, "{condition} says two things");
        let (kind, what) = condition.as_object().unwrap().iter().next().unwrap();
        let each = |conditions: &Value| -> Vec<Option<bool>> {
            list(conditions).iter().map(|one| self.truth(one, case, concerns, height)).collect()
        };
        match kind.as_str() {
            "all" => all(&each(what)),
            "any" => {
                let parts = each(what);
                if parts.contains(&Some(true)) {
                    Some(true)
                } else if parts.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            "not" => self.truth(what, case, concerns, height).map(|met| !met),
            "concern" => Some(concerns.contains(&text(what))),
            "topic" => Some(self.some_item(concerns, |item| item["topic"] == *what && !self.strength(item))),
            "group" => Some(self.some_item(concerns, |item| item["group"] == *what)),
            "level" => Some(height >= self.height_of(&text(what))),
            "situation" => Some(list(&case["situations"]).iter().any(|ticked| {
                ticked == what
                    || self.named("situations", &text(what)).is_some_and(|situation| situation["text"] == *ticked)
            })),
            "age" => {
                let age = known(&case["age"])?;
                let span = |end: &str| what[end].as_u64();
                Some(if age == &json!("unborn") {
                    what["unborn"] == json!(true) || (span("from").is_none() && span("to").is_some())
                } else {
                    let years = number(&age["years"]);
                    what["unborn"] != json!(true)
                        && span("from").is_none_or(|from| years >= from)
                        && span("to").is_none_or(|to| years <= to)
                })
            }
            "answer" => {
                let given = |(question, wanted): (&String, &Value)| {
                    known(&case["answers"][question]).map(|answer| answer == wanted)
                };
                all(&what.as_object().unwrap().iter().map(given).collect::<Vec<_>>())
            }
            "send" | "immediate_danger" | "local_authority" | "district" => {
                known(&case[kind.as_str()]).map(|fact| fact == what)
            }
            "at_least" => {
                // The same words in two places are one concern.
                let of = concerns.iter().map(|id| &self.items[id]).filter(|item| self.is_of(item, &what["of"]));
                let distinct: BTreeSet<&String> = of.map(|item| &self.folded[item["id"].as_str().unwrap()]).collect();
                Some(distinct.len() as u64 >= number(&what["n"]))
            }
            "only" => self.only(what, case, concerns),
            other => panic!("`{other}` is a condition that rules/README.md does not know"),
        }
    }

    fn some_item(&self, concerns: &BTreeSet<String>, is: impl Fn(&Value) -> bool) -> bool {
        concerns.iter().any(|id| is(&self.items[id]))
    }

    /// Is the statement from this set?
    fn is_of(&self, item: &Value, of: &Value) -> bool {
        let within =
            item["level"].as_str().and_then(|level| some_text(&self.named("levels", level).unwrap()["within"]));
        let domain = list(&self.pack["domains"]).iter().find(|domain| domain["name"] == item["domain"]);
        list(&of["concerns"]).contains(&item["id"])
            || (list(&of["topics"]).contains(&item["topic"]) && !self.strength(item))
            || list(&of["groups"]).contains(&item["group"])
            || list(&of["levels"]).contains(&item["level"])
            || within.is_some_and(|whole| list(&of["levels"]).contains(&json!(whole)))
            || domain.is_some_and(|domain| list(&of["domains"]).contains(&domain["id"]))
    }

    fn only(&self, set: &Value, case: &Value, concerns: &BTreeSet<String>) -> Option<bool> {
        let weighty: Vec<&Value> =
            concerns.iter().map(|id| &self.items[id]).filter(|item| !self.strength(item)).collect();
        let others = list(&case["situations"]).iter().any(|ticked| !list(&set["situations"]).contains(ticked));
        let fits = !weighty.is_empty() && weighty.iter().all(|item| self.is_of(item, set)) && !others;
        match known(&case["immediate_danger"]) {
            _ if !fits => Some(false),
            Some(danger) => Some(danger == &json!(false)),
            None => None,
        }
    }

    fn routes(
        &self,
        case: &Value,
        concerns: &BTreeSet<String>,
        level: Option<&str>,
        height: (u64, usize),
    ) -> BTreeSet<String> {
        list(&self.pack["routes"])
            .iter()
            .filter(|route| {
                let by_level = list(&route["levels"]).contains(&json!(level.unwrap_or("none")));
                let by_situation = list(&route["situations"]).iter().any(|id| list(&case["situations"]).contains(id));
                by_level || by_situation
            })
            .filter(|route| route["when"].is_null() || self.truth(&route["when"], case, concerns, height) == Some(true))
            .map(|route| text(&route["id"]))
            .collect()
    }

    /// May this contact be given to a child who lives there, as far as is known?
    pub fn serves(&self, contact: &Value, case: &Value) -> bool {
        let fits =
            |only: &Value, home: &Value| list(only).is_empty() || known(home).is_none() || list(only).contains(home);
        fits(&contact["local_authorities"], &case["local_authority"]) && fits(&contact["districts"], &case["district"])
    }

    /// Does the contact answer at this time, and when does that change?
    pub fn hours(&self, contact_id: &str, when: Option<&str>) -> Hours {
        let nothing = Hours { open: None, closes: None, next_opens: None };
        let contact = self.named("contacts", contact_id).unwrap();
        if contact["opening"]["kind"] == json!("always") {
            return Hours { open: Some(true), ..nothing };
        }
        let Some(when) = when else { return nothing };
        if !self.states_hours(contact) {
            return nothing;
        }
        let key = (contact_id.to_owned(), when.to_owned());
        if let Some(hours) = self.walked.borrow().get(&key) {
            return hours.clone();
        }
        let hours = self.walk(contact, when);
        self.walked.borrow_mut().insert(key, hours.clone());
        hours
    }

    /// Walks on from minute to minute until it finds the door the other way.
    fn walk(&self, contact: &Value, when: &str) -> Hours {
        let (mut day, time) = (when[..10].to_owned(), &when[11..]);
        let mut minute = time[..2].parse::<usize>().unwrap() * 60 + time[3..5].parse::<usize>().unwrap();
        let open = self.minutes(contact, &day)[minute];
        for _ in 0..60 {
            let minutes = self.minutes(contact, &day);
            while minute < 1440 {
                if minutes[minute] != open {
                    let at = Some(format!("{day}T{:02}:{:02}", minute / 60, minute % 60));
                    return if open {
                        Hours { open: Some(true), closes: at, next_opens: None }
                    } else {
                        Hours { open: Some(false), closes: None, next_opens: at }
                    };
                }
                minute += 1;
            }
            (day, minute) = (next_day(&day), 0);
        }
        Hours { open: Some(open), closes: None, next_opens: None }
    }

    /// Does the document state when they answer?
    fn states_hours(&self, contact: &Value) -> bool {
        let opening = &contact["opening"];
        match opening["kind"].as_str().unwrap() {
            "not-stated" => false,
            "outside" => self.states_hours(self.named("contacts", &text(&opening["of"])).unwrap()),
            _ => true,
        }
    }

    /// For each minute of that day: do they answer?
    fn minutes(&self, contact: &Value, day: &str) -> Minutes {
        let key = (text(&contact["id"]), day.to_owned());
        if let Some(known) = self.days.borrow().get(&key) {
            return known.clone();
        }
        let minutes = Rc::new((0..1440).map(|minute| self.answers(contact, day, minute)).collect::<Vec<bool>>());
        self.days.borrow_mut().insert(key, minutes.clone());
        minutes
    }

    fn answers(&self, contact: &Value, day: &str, minute: u64) -> bool {
        let opening = &contact["opening"];
        match opening["kind"].as_str().unwrap() {
            "always" => true,
            "outside" => !self.answers(self.named("contacts", &text(&opening["of"])).unwrap(), day, minute),
            "weekly" => {
                let closed_today = list(&self.pack["bank_holidays"]["days"]).contains(&json!(day));
                !closed_today && weekly(opening, weekday(day), minute)
            }
            other => panic!("`{other}` is no kind of opening"),
        }
    }
}

/// Is it open in these weekly hours? The minute of closing is closed.
fn weekly(opening: &Value, weekday: &str, minute: u64) -> bool {
    list(&opening["hours"]).iter().any(|span| {
        list(&span["days"]).contains(&json!(weekday))
            && clock(&span["open"]) <= minute
            && minute < clock(&span["close"])
    })
}

fn clock(value: &Value) -> u64 {
    match value {
        Value::String(time) => {
            let (hour, minute) = time.split_once(':').unwrap();
            hour.parse::<u64>().unwrap() * 60 + minute.parse::<u64>().unwrap()
        }
        other => number(other),
    }
}

/// The weekday of `2026-11-20`, by Zeller's congruence.
pub fn weekday(day: &str) -> &'static str {
    let (year, month, date) = parts(day);
    let (year, month) = if month < 3 { (year - 1, month + 12) } else { (year, month) };
    let (century, of_century) = (year / 100, year % 100);
    let h = (date + 13 * (month + 1) / 5 + of_century + of_century / 4 + century / 4 + 5 * century) % 7;
    ["sat", "sun", "mon", "tue", "wed", "thu", "fri"][h as usize]
}

/// The day after.
pub fn next_day(day: &str) -> String {
    let (year, month, date) = parts(day);
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let last = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month as usize - 1];
    let (year, month, date) = match (month, date) {
        (12, 31) => (year + 1, 1, 1),
        (_, date) if date == last => (year, month + 1, 1),
        _ => (year, month, date + 1),
    };
    format!("{year:04}-{month:02}-{date:02}")
}

fn parts(day: &str) -> (u64, u64, u64) {
    let part = |range: std::ops::Range<usize>| day[range].parse().unwrap();
    (part(0..4), part(5..7), part(8..10))
}

/// Statements are the same when only case, white space, spaces round a slash, dashes, quotation marks, closing stops and
/// footnote marks tell them apart.
pub fn words(statement: &str) -> String {
    let mut plain = statement.to_lowercase().replace('*', "");
    for (marks, one) in [("‘’`", "'"), ("“”", "\""), ("‐‑‒–—―", "-")] {
        for mark in marks.chars() {
            plain = plain.replace(mark, one);
        }
    }
    let spaced = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let tight = spaced.replace(" /", "/").replace("/ ", "/");
    tight.trim_end_matches(['.', ';', ',', ' ']).to_owned()
}

/// Are all of them met?
fn all(parts: &[Option<bool>]) -> Option<bool> {
    if parts.contains(&Some(false)) {
        Some(false)
    } else if parts.contains(&None) {
        None
    } else {
        Some(true)
    }
}

/// A fact, unless it is not known.
fn known(value: &Value) -> Option<&Value> {
    if value.is_null() || value == &json!("not-known") { None } else { Some(value) }
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

fn some_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

/// Every pack under `rules`, by name, as JSON. Fails when one of them does not compile.
pub fn every_pack() -> Vec<doorstep::Pack> {
    let library = doorstep::author::library::Library::open(std::path::Path::new("rules"));
    let mut packs = Vec::new();
    // What all areas share, and how people say it, are no packs.
    let is_area = |path: &std::path::PathBuf| path.is_dir() && !path.ends_with("england") && !path.ends_with("words");
    for area in sorted("rules").into_iter().filter(is_area) {
        for file in sorted(&area).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
            let name = format!(
                "{}/{}",
                area.file_name().unwrap().to_str().unwrap(),
                file.file_stem().unwrap().to_str().unwrap()
            );
            packs.push(
                library.packs.get(&name).unwrap_or_else(|| panic!("{name} has errors: see `doorstep lint`")).clone(),
            );
        }
    }
    assert!(!packs.is_empty(), "there is no pack under rules");
    packs
}

fn sorted(folder: impl AsRef<std::path::Path>) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
