//! Reads a school's file: every fault at once, each with its key and the mend.
//!
//! It is in the wasm, where each kilobyte counts: one way of reporting and one of reading lists serve for everything.

use super::{Entry, LEAD, Overlay};
use crate::calendar::{Day, Weekday};
use crate::fault::{Fault, did_you_mean, nearest, quote};
use crate::hours::{Hours, Opening};
use crate::pack::Contact;
use crate::parsed::{Json, Keys};
use crate::reachable::{clock, digits_fit, email_fits, is_id, unseen, web_fits};

const KEYS: [&str; 5] = ["name", "updated", "areas", "dsl", "contacts"];
const LEAD_KEYS: [&str; 6] = ["name", "phones", "emails", "webs", "hours", "always"];
const CONTACT_KEYS: [&str; 9] = ["name", "phones", "emails", "webs", "hours", "always", "id", "replaces", "purpose"];
/// Keys that say how to reach somebody, or when.
const SAYS: [&str; 7] = ["phones", "emails", "webs", "hours", "always", "name", "purpose"];
const HOURS_KEYS: [&str; 3] = ["days", "open", "close"];
/// Keys of a pack that somebody may try here.
const OF_PACKS: [&str; 8] = ["about", "levels", "indicators", "criteria", "rules", "routes", "situations", "questions"];

/// More contacts than any school has; comparing them all would take long.
const MOST_CONTACTS: usize = 200;
/// Three spans for each day of the week.
const MOST_SPANS: usize = 21;
/// Letters of one text.
const MOST_LETTERS: usize = 300;

const ID_HELP: &str = "write `id` for a contact of your own, `replaces` for one of the document's";
const HOURS_HELP: &str =
    "write { days = [\"mon\", \"tue\"], open = \"08:30\", close = \"16:30\" } in a list, or `always = true`";

/// What the texts of a list must be.
struct Must {
    fits: fn(&str) -> bool,
    code: &'static str,
    what: &'static str,
    help: &'static str,
}

const ANY: Must = Must { fits: |_| true, code: "", what: "", help: "" };
const PHONE: Must = Must {
    fits: digits_fit,
    code: "phone-digits",
    what: "has too few or too many digits for the United Kingdom, or something else among them",
    help: "write the whole number, as in \"0115 496 0000\"",
};
const EMAIL: Must = Must {
    fits: email_fits,
    code: "bad-email",
    what: "is no e-mail address",
    help: "write it as in \"dsl@school.example\"",
};
const WEB: Must = Must {
    fits: |web| web.starts_with("https://") && web_fits(web),
    code: "bad-web-address",
    what: "is no web address that begins with https://",
    help: "write it as in \"https://school.example/help\"",
};
const DAY: Must = Must {
    fits: |day| weekday(day).is_some(),
    code: "unknown-word",
    what: "is no day",
    help: "days are mon, tue, wed, thu, fri, sat, sun",
};

/// `mon` … `sun`.
fn weekday(short: &str) -> Option<Weekday> {
    let mut days = Weekday::ALL.iter();
    days.find(|day| short.len() == 3 && day.name().as_bytes()[..3].eq_ignore_ascii_case(short.as_bytes())).copied()
}

/// What is wrong with a key that only threshold documents have.
#[cold]
pub(crate) fn of_packs(key: &str) -> Option<Fault> {
    OF_PACKS.contains(&key).then(|| {
        let message =
            ["`", key, "` belongs to a threshold document, and a school's file can never change one"].concat();
        Fault::new("thresholds-in-overlay", key, message, "keep contacts here, and nothing else")
    })
}

/// Reads a file, or tells every fault of it.
pub(super) fn read(value: &Json<'_>) -> Result<Overlay, Vec<Fault>> {
    let mut reader = Reader { at: String::new(), faults: Vec::new() };
    let Json::Object(keys) = value else {
        let help = "write { \"name\": …, \"updated\": …, \"dsl\": …, \"contacts\": … }";
        reader.fault("not-an-overlay", "", &["the file holds no contacts of a school"], help);
        return Err(reader.faults);
    };
    let overlay = reader.overlay(keys);
    if reader.faults.is_empty() { Ok(overlay) } else { Err(reader.faults) }
}

struct Reader {
    /// The table that is being read: `contacts[2]`.
    at: String,
    faults: Vec<Fault>,
}

impl Reader {
    /// Reports what is wrong at a key of the table, or with the table itself.
    #[cold]
    #[inline(never)]
    fn fault(&mut self, code: &'static str, key: &str, message: &[&str], help: &str) {
        let dot = if self.at.is_empty() || key.is_empty() || key.starts_with('[') { "" } else { "." };
        self.faults.push(Fault::new(code, [&self.at, dot, key].concat(), message.concat(), help));
    }

    /// Goes into an entry of a list; returns what [`Reader::leave`] needs.
    #[inline(never)]
    fn enter(&mut self, key: &str, i: usize) -> usize {
        let before = self.at.len();
        if before > 0 {
            self.at.push('.');
        }
        self.at.push_str(&place(key, i));
        before
    }

    fn leave(&mut self, before: usize) {
        self.at.truncate(before);
    }

    fn overlay(&mut self, keys: &Keys<'_>) -> Overlay {
        self.known_keys(keys, &KEYS);
        let name = self.must(keys, "name", "write the name that people know");
        let help = "write the day on which somebody last rang these numbers, as in \"2026-09-01\"";
        let updated = self.must(keys, "updated", help);
        if !updated.is_empty() && updated != super::UNKNOWN && Day::parse(&updated).is_none() {
            self.fault("bad-date", "updated", &["`", &quote(&updated), "` is no date"], help);
        }
        let areas = self.texts(keys, "areas", &ANY);
        let mut contacts: Vec<Entry> = Vec::new();
        match keys.get("dsl") {
            None | Some(Json::Null) => {}
            Some(Json::Object(lead)) => {
                self.at.push_str("dsl");
                let mut entry = self.entry(lead, &LEAD_KEYS);
                self.at.clear();
                entry.contact.id = LEAD.into();
                entry.contact.purpose = Some(["Designated safeguarding lead of ", &name, "."].concat());
                contacts.push(entry);
            }
            Some(_) => self.fault("wrong-type", "dsl", &["`dsl` is no table"], "give it `name` and `phones`"),
        }
        for (i, entry) in self.list(keys, "contacts", MOST_CONTACTS, "write [[contacts]] for each").iter().enumerate() {
            let before = self.enter("contacts", i);
            if let Json::Object(entry) = entry {
                let entry = self.entry(entry, &CONTACT_KEYS);
                let id = &entry.contact.id;
                if !id.is_empty() && *id != LEAD && contacts.iter().any(|other| other.contact.id == *id) {
                    let message = ["the contact `", &quote(id), "` stands twice"];
                    self.fault("duplicate-id", "", &message, "leave one of them out");
                }
                contacts.push(entry);
            } else {
                self.fault("wrong-type", "", &["this is no table"], "give it `id`, `name` and `phones`");
            }
            self.leave(before);
        }
        if contacts.is_empty() && self.faults.is_empty() {
            self.fault("nothing-in-it", "", &["the file names nobody"], "add `dsl`, or `contacts`");
        }
        Overlay { name, updated, areas, contacts }
    }

    fn entry(&mut self, keys: &Keys<'_>, known: &[&str]) -> Entry {
        self.known_keys(keys, known);
        let own = self.text(keys, "id");
        let replaced = self.text(keys, "replaces");
        let replaces = given(keys, "replaces");
        if known.contains(&"id") {
            if given(keys, "id") == replaces {
                let (code, message) =
                    if replaces { ("id-and-replaces", "both `id` and `replaces`") } else { ("missing-key", "no `id`") };
                self.fault(code, if replaces { "" } else { "id" }, &["the contact has ", message], ID_HELP);
            }
            for (key, id) in [("id", &own), ("replaces", &replaced)] {
                let Some(id) = id else { continue };
                if id == LEAD {
                    self.fault(
                        "reserved-id",
                        key,
                        &["`", LEAD, "` is kept for the lead"],
                        "write the lead under `dsl`",
                    );
                } else if !is_id(id) {
                    let help = "write lower-case words joined by -, as in \"school-nurse\"";
                    self.fault("bad-id", key, &["`", &quote(id), "` is no id"], help);
                }
            }
        }
        let silent = |ways: &[&str]| !ways.iter().any(|key| given(keys, key));
        if replaces && silent(&SAYS) {
            let help = "add what is yours: `phones`, `emails`, `webs`, `hours` or `name`; or leave this contact out";
            self.fault("replaces-nothing", "", &["nothing is given in the place of what the document prints"], help);
        } else if !replaces && silent(&SAYS[..3]) {
            let help = "add `phones`, `emails` or `webs`";
            self.fault("contact-out-of-reach", "", &["the contact has no number and no address"], help);
        }
        let name = if replaces {
            self.text(keys, "name").unwrap_or_default()
        } else {
            self.must(keys, "name", "write the name that people know")
        };
        Entry {
            at: self.at.clone(),
            replaces,
            contact: Contact {
                id: own.or(replaced).unwrap_or_default(),
                name,
                purpose: self.text(keys, "purpose"),
                phone: self.texts(keys, "phones", &PHONE),
                email: self.texts(keys, "emails", &EMAIL),
                web: self.texts(keys, "webs", &WEB),
                opening: self.opening(keys),
                phone_faulty: Vec::new(),
                address: None,
                outside: Vec::new(),
                emergency: false,
                local_authorities: Vec::new(),
                districts: Vec::new(),
                neighbour: None,
                borrowed_from: None,
                cite: String::new(),
            },
        }
    }

    fn opening(&mut self, keys: &Keys<'_>) -> Opening {
        let always = match keys.get("always") {
            None | Some(Json::Null) => false,
            Some(Json::Bool(yes)) => *yes,
            Some(_) => {
                self.fault(
                    "wrong-type",
                    "always",
                    &["`always` is neither true nor false"],
                    "write true, or leave it out",
                );
                false
            }
        };
        let spans = self.list(keys, "hours", MOST_SPANS, HOURS_HELP);
        if !given(keys, "hours") {
            // Closed day and night is what an empty list would say.
            if keys.get("hours").is_some_and(|hours| *hours != Json::Null) {
                self.fault("hours-without-days", "hours", &["`hours` is empty"], HOURS_HELP);
            }
            return if always { Opening::Always } else { Opening::NotStated };
        }
        if always {
            self.fault("hours-twice", "", &["there are both `hours` and `always`"], "leave one of them out");
        }
        let mut hours: Vec<Hours> = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            let before = self.enter("hours", i);
            if let Some(span) = self.span(span) {
                let overlaps = |other: &Hours| {
                    span.days.iter().any(|day| other.days.contains(day))
                        && span.open < other.close
                        && other.open < span.close
                };
                if hours.iter().any(overlaps) {
                    self.fault("hours-overlap", "", &["two spans of hours overlap"], "join them, or correct the days");
                }
                hours.push(span);
            }
            self.leave(before);
        }
        Opening::Weekly { hours }
    }

    fn span(&mut self, span: &Json<'_>) -> Option<Hours> {
        let Json::Object(span) = span else {
            self.fault("wrong-type", "", &["this is no table"], HOURS_HELP);
            return None;
        };
        self.known_keys(span, &HOURS_KEYS);
        let days: Vec<Weekday> = self.texts(span, "days", &DAY).iter().filter_map(|day| weekday(day)).collect();
        if !given(span, "days") {
            self.fault("hours-without-days", "days", &["the hours name no day"], HOURS_HELP);
        }
        let mut minute = |key: &str| {
            let text = self.must(span, key, HOURS_HELP);
            let minute = clock(&text);
            if minute.is_none() && !text.is_empty() {
                self.fault("bad-clock", key, &["`", &quote(&text), "` is no time of day"], "write it as in \"08:30\"");
            }
            minute
        };
        let (open, close) = (minute("open"), minute("close"));
        let (open, close) = (open?, close?);
        if close <= open {
            let help = "hours end later than they begin; split a span that runs past midnight";
            self.fault("hours-backwards", "close", &["it closes before it opens"], help);
        }
        Some(Hours { days, open, close })
    }

    fn known_keys(&mut self, keys: &Keys<'_>, known: &[&str]) {
        for key in keys.names().filter(|key| !known.contains(key)) {
            if let Some(fault) = of_packs(key).filter(|_| self.at.is_empty()) {
                self.faults.push(fault);
                continue;
            }
            let fallback = ["keys here are ", &known.join(", ")].concat();
            let help = did_you_mean(&nearest(key, known.iter().copied()), &fallback);
            self.fault("unknown-key", key, &["there is no key `", &quote(key), "` here"], &help);
        }
    }

    /// Text that must be there; empty where it is not, or is faulty.
    #[inline(never)]
    fn must(&mut self, keys: &Keys<'_>, key: &str, help: &str) -> String {
        if matches!(keys.get(key), None | Some(Json::Null)) {
            self.fault("missing-key", key, &["there is no `", key, "`"], help);
        }
        self.text(keys, key).unwrap_or_default()
    }

    /// Text that may be there.
    #[inline(never)]
    fn text(&mut self, keys: &Keys<'_>, key: &str) -> Option<String> {
        self.one(keys.get(key)?, key)
    }

    /// One text, without the white space at its ends.
    #[inline(never)]
    fn one(&mut self, value: &Json<'_>, key: &str) -> Option<String> {
        let (code, what, help) = match value {
            Json::Null => return None,
            Json::Text(text) if text.len() > MOST_LETTERS => {
                ("too-long", "is longer than 300 letters", "say it shortly")
            }
            // Nothing but white space, spaces that do not break among it.
            Json::Text(text) if text.bytes().all(|b| b <= b' ' || b == 0xc2 || b == 0xa0) => {
                ("empty-text", "is empty", "write it, or leave it out")
            }
            Json::Text(text) if text.contains(unseen) => {
                ("control-character", "holds a character that cannot be seen", "type the words again")
            }
            Json::Text(text) => return Some(text.trim_ascii().to_owned()),
            _ => ("wrong-type", "is no text", "write it in quotation marks"),
        };
        self.fault(code, key, &["`", key, "` ", what], help);
        None
    }

    /// A list that may be there, cut short where it is too long.
    #[inline(never)]
    fn list<'k, 'a>(&mut self, keys: &'k Keys<'a>, key: &str, most: usize, help: &str) -> &'k [Json<'a>] {
        match keys.get(key) {
            None | Some(Json::Null) => &[],
            Some(Json::List(list)) => {
                if list.len() > most {
                    self.fault(
                        "too-many",
                        key,
                        &["`", key, "` holds more than anybody can use"],
                        "keep what is needed",
                    );
                }
                list.get(..most).unwrap_or(list)
            }
            Some(_) => {
                self.fault("wrong-type", key, &["`", key, "` is no list"], help);
                &[]
            }
        }
    }

    /// A list of texts that may be there, each as it must be.
    #[inline(never)]
    fn texts(&mut self, keys: &Keys<'_>, key: &str, must: &Must) -> Vec<String> {
        let mut texts = Vec::new();
        for (i, entry) in self.list(keys, key, MOST_SPANS, "write a list, as in [\"…\"]").iter().enumerate() {
            let at = place(key, i);
            let text = if *entry == Json::Null { self.one(&Json::OtherNumber, &at) } else { self.one(entry, &at) };
            let Some(text) = text else { continue };
            if !(must.fits)(&text) {
                self.fault(must.code, &at, &["`", &quote(&text), "` ", must.what], must.help);
            }
            texts.push(text);
        }
        texts
    }
}

/// Whether a key has a value: a list with nothing in it has none.
fn given(keys: &Keys<'_>, key: &str) -> bool {
    match keys.get(key) {
        None | Some(Json::Null | Json::Bool(false)) => false,
        Some(Json::List(list)) => !list.is_empty(),
        Some(_) => true,
    }
}

/// `contacts[2]`.
fn place(key: &str, i: usize) -> String {
    [key, "[", &i.to_string(), "]"].concat()
}
