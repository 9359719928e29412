//! An [`Overlay`]: a school's own contacts, its safeguarding lead first, laid over those of a document.
//!
//! It is one small file that a school keeps beside the page. It can add contacts, put its own number in the place of one that
//! has changed since the document was printed, and name the school's lead. It touches nothing else: no level, statement, rule
//! or step of a pack can be reached from here. A file with any fault is refused whole, so that nobody rings half of it.

use crate::calendar::{Day, Weekday};
use crate::fault::{Fault, did_you_mean, nearest, quote};
use crate::hours::{Hours, Opening};
use crate::pack::{Contact, Pack};
use crate::parsed::{Json, Keys};
use crate::reachable::{clock, digits_fit, email_fits, web_fits};
use crate::words;

/// A school's own contacts, as its file gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Whose contacts these are.
    name: String,
    /// The day on which somebody last made sure of them: year-month-day.
    updated: String,
    /// Areas or packs that it is for; all where empty.
    areas: Vec<String>,
    /// The designated safeguarding lead.
    dsl: Option<Entry>,
    /// Contacts to add, or to put in the place of the document's.
    contacts: Vec<Entry>,
}

/// One contact of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    /// Where it stands in the file: `contacts[2]`.
    at: String,
    id: String,
    replaces: bool,
    name: Option<String>,
    purpose: Option<String>,
    phones: Vec<String>,
    emails: Vec<String>,
    webs: Vec<String>,
    opening: Option<Opening>,
}

/// What an overlay has put into a pack's contacts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    /// Whose contacts these are.
    pub(crate) name: String,
    /// Citation of the file.
    pub(crate) cite: String,
    /// Id of the safeguarding lead among the pack's contacts.
    pub(crate) lead: Option<String>,
    /// Ids of contacts that the document does not have.
    pub(crate) added: Vec<String>,
    /// Contacts whose number is the school's, each with what the document prints.
    pub(crate) replaced: Vec<(String, String)>,
}

impl Local {
    /// Whether a contact is the school's and not the document's.
    pub(crate) fn brings(&self, id: &str) -> bool {
        self.lead.as_deref() == Some(id) || self.added.iter().any(|added| added == id)
    }
}

/// Id of the safeguarding lead among contacts.
const LEAD: &str = "school-dsl";
const KEYS: [&str; 5] = ["name", "updated", "areas", "dsl", "contacts"];
const LEAD_KEYS: [&str; 6] = ["name", "phones", "emails", "webs", "hours", "always"];
const CONTACT_KEYS: [&str; 9] = ["id", "replaces", "name", "purpose", "phones", "emails", "webs", "hours", "always"];
/// Keys of a pack that somebody may try here.
const OF_PACKS: [&str; 8] = ["about", "levels", "indicators", "criteria", "rules", "routes", "situations", "questions"];

impl Overlay {
    /// Reads a file, given as JSON text.
    /// # Errors
    /// Every fault at once; then nothing of the file is used.
    pub fn from_json(json: &str) -> Result<Overlay, Vec<Fault>> {
        let value = Json::parse(json).map_err(|error| {
            vec![Fault::new(
                "not-json",
                "",
                format!("the file is not valid JSON: {}", crate::case::near(&error)),
                "check quotation marks, commas and brackets near that place",
            )]
        })?;
        Overlay::read(value)
    }

    /// Reads a file.
    /// # Errors
    /// Every fault at once; then nothing of the file is used.
    pub fn read<'a>(value: impl Into<Json<'a>>) -> Result<Overlay, Vec<Fault>> {
        let value = value.into();
        let mut reader = Reader { faults: Vec::new() };
        let Json::Object(keys) = &value else {
            reader.fault("not-an-overlay", "", "the file is no list of contacts".into(), "it begins with `name`");
            return Err(reader.faults);
        };
        let overlay = reader.overlay(keys);
        if reader.faults.is_empty() { Ok(overlay) } else { Err(reader.faults) }
    }

    /// Whether the file is for this pack.
    #[must_use]
    pub fn is_for(&self, pack: &Pack) -> bool {
        self.areas.is_empty() || self.areas.iter().any(|area| *area == pack.area || *area == pack.id)
    }

    /// Areas or packs that the file names.
    #[must_use]
    pub fn areas(&self) -> &[String] {
        &self.areas
    }

    /// The pack with the school's contacts laid over its own; unchanged where the file is for other areas.
    /// # Errors
    /// A contact to replace that this pack does not have, or that nothing may replace.
    pub fn over(&self, pack: &Pack) -> Result<Pack, Vec<Fault>> {
        let mut pack = pack.clone();
        if !self.is_for(&pack) {
            return Ok(pack);
        }
        let cite = format!("{}, its own contacts, made sure of on {}", self.name, words::published(&self.updated));
        let mut local = Local { name: self.name.clone(), cite, ..Local::default() };
        let mut faults = Vec::new();
        if let Some(lead) = &self.dsl {
            let mut contact = lead.contact(LEAD, &local.cite);
            contact.purpose = Some(format!("Designated safeguarding lead of {}.", self.name));
            local.lead = Some(contact.id.clone());
            pack.contacts.push(contact);
        }
        for entry in &self.contacts {
            let known = pack.contacts.iter_mut().find(|contact| contact.id == entry.id);
            match (known, entry.replaces) {
                (None, false) => {
                    pack.contacts.push(entry.contact(&entry.id, &local.cite));
                    local.added.push(entry.id.clone());
                }
                (Some(known), true) if known.phone.iter().all(|phone| phone != "999") => {
                    let printed = [&known.phone, &known.email].into_iter().flatten().cloned().collect::<Vec<_>>();
                    local.replaced.push((known.id.clone(), words::list(&printed, "and")));
                    entry.put_into(known, &local.cite);
                }
                (Some(known), true) => faults.push(Fault::new(
                    "not-replaceable",
                    format!("{}.replaces", entry.at),
                    format!("`{}` is reached by 999, and no file may change that", known.id),
                    "leave this contact out",
                )),
                (Some(_), false) => faults.push(Fault::new(
                    "contact-is-the-documents",
                    format!("{}.id", entry.at),
                    format!("`{}` is a contact of {} already", entry.id, pack.id),
                    format!(
                        "write `replaces = \"{}\"` to put your number in its place, or choose another id",
                        entry.id
                    ),
                )),
                (None, true) => {
                    let known = pack.contacts.iter().map(|contact| contact.id.as_str());
                    let fallback = format!("`doorstep show {}` lists its contacts", pack.id);
                    faults.push(Fault::new(
                        "unknown-contact",
                        format!("{}.replaces", entry.at),
                        format!("{} has no contact `{}`", pack.id, quote(&entry.id)),
                        did_you_mean(&nearest(&entry.id, known), &fallback),
                    ));
                }
            }
        }
        pack.local = Some(local);
        if faults.is_empty() { Ok(pack) } else { Err(faults) }
    }
}

impl Entry {
    /// A contact that the document does not have.
    fn contact(&self, id: &str, cite: &str) -> Contact {
        Contact {
            id: id.to_owned(),
            name: self.name.clone().unwrap_or_default(),
            purpose: self.purpose.clone(),
            phone: self.phones.clone(),
            phone_faulty: Vec::new(),
            email: self.emails.clone(),
            web: self.webs.clone(),
            address: None,
            opening: self.opening.clone().unwrap_or(Opening::NotStated),
            outside: Vec::new(),
            emergency: false,
            local_authorities: Vec::new(),
            districts: Vec::new(),
            neighbour: None,
            borrowed_from: None,
            cite: cite.to_owned(),
        }
    }

    /// Puts what the file gives in the place of what the document prints. Whom it is for, and who answers in its place, stay.
    fn put_into(&self, contact: &mut Contact, cite: &str) {
        if let Some(name) = &self.name {
            contact.name.clone_from(name);
        }
        if let Some(purpose) = &self.purpose {
            contact.purpose = Some(purpose.clone());
        }
        if let Some(opening) = &self.opening {
            contact.opening = opening.clone();
        }
        // What the file does not speak of stays as printed: a new number does not take the address away.
        for (own, printed) in
            [(&self.phones, &mut contact.phone), (&self.emails, &mut contact.email), (&self.webs, &mut contact.web)]
        {
            if !own.is_empty() {
                printed.clone_from(own);
            }
        }
        if !self.phones.is_empty() {
            contact.phone_faulty.clear();
            contact.borrowed_from = None;
        }
        contact.cite = format!("{cite}, in the place of {}", contact.cite);
    }
}

struct Reader {
    faults: Vec<Fault>,
}

impl Reader {
    fn fault(&mut self, code: &'static str, key: &str, message: String, help: &str) {
        self.faults.push(Fault::new(code, key, message, help));
    }

    fn overlay(&mut self, keys: &Keys<'_>) -> Overlay {
        self.known_keys("", keys, &KEYS);
        let updated = self.text("updated", keys, "updated").unwrap_or_default();
        if keys.get("updated").is_none() {
            self.missing("updated", "write the day on which somebody last rang these numbers, as in \"2026-09-01\"");
        } else if !updated.is_empty() && Day::parse(&updated).is_none() {
            let message = format!("`{}` is no date", quote(&updated));
            self.fault("bad-date", "updated", message, "write year-month-day, as in \"2026-09-01\"");
        }
        let dsl = match keys.get("dsl") {
            None | Some(Json::Null) => None,
            Some(Json::Object(lead)) => Some(self.entry("dsl", lead, &LEAD_KEYS)),
            Some(_) => {
                self.fault("wrong-type", "dsl", "`dsl` is no table".into(), "give it `name` and `phones`");
                None
            }
        };
        let mut contacts: Vec<Entry> = Vec::new();
        match keys.get("contacts") {
            None | Some(Json::Null) => {}
            Some(Json::List(list)) => {
                for (i, entry) in list.iter().enumerate() {
                    let at = format!("contacts[{i}]");
                    let Json::Object(entry) = entry else {
                        self.fault(
                            "wrong-type",
                            &at,
                            format!("`{at}` is no table"),
                            "give it `id`, `name` and `phones`",
                        );
                        continue;
                    };
                    let entry = self.entry(&at, entry, &CONTACT_KEYS);
                    if !entry.id.is_empty() && contacts.iter().any(|other| other.id == entry.id) {
                        let message = format!("the contact `{}` stands twice", quote(&entry.id));
                        self.fault("duplicate-id", &at, message, "leave one of them out");
                    }
                    contacts.push(entry);
                }
            }
            Some(_) => {
                self.fault("wrong-type", "contacts", "`contacts` is no list".into(), "write [[contacts]] for each")
            }
        }
        if dsl.is_none() && contacts.is_empty() && self.faults.is_empty() {
            self.fault("nothing-in-it", "", "the file names nobody".into(), "add `dsl`, or `contacts`");
        }
        Overlay { name: self.name("name", keys), updated, areas: self.texts("areas", keys, "areas"), dsl, contacts }
    }

    fn entry(&mut self, at: &str, keys: &Keys<'_>, known: &[&str]) -> Entry {
        self.known_keys(at, keys, known);
        let path = |key: &str| format!("{at}.{key}");
        let own = self.text(&path("id"), keys, "id");
        let replaces = self.text(&path("replaces"), keys, "replaces");
        if at != "dsl" {
            match (&own, &replaces) {
                (Some(_), Some(_)) => self.fault(
                    "id-and-replaces",
                    at,
                    format!("`{at}` has both `id` and `replaces`"),
                    "write `id` for a contact of your own, `replaces` for one of the document's",
                ),
                (None, None) if keys.get("id").is_none() && keys.get("replaces").is_none() => {
                    self.missing(
                        &path("id"),
                        "write `id` for a contact of your own, `replaces` for one of the document's",
                    );
                }
                _ => {}
            }
        }
        if own.as_deref() == Some(LEAD) {
            self.fault(
                "reserved-id",
                &path("id"),
                format!("`{LEAD}` is kept for the lead"),
                "write the lead under `dsl`",
            );
        }
        if let Some(id) =
            own.as_ref().filter(|id| !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
        {
            let message = format!("`{}` is no id", quote(id));
            self.fault("bad-id", &path("id"), message, "use lower-case letters, digits and -");
        }
        let name = if replaces.is_some() {
            self.text(&path("name"), keys, "name")
        } else {
            Some(self.name(&path("name"), keys))
        };
        let phones = self.texts(&path("phones"), keys, "phones");
        let emails = self.texts(&path("emails"), keys, "emails");
        let webs = self.texts(&path("webs"), keys, "webs");
        for (i, phone) in phones.iter().enumerate().filter(|(_, phone)| !digits_fit(phone)) {
            let message = format!(
                "`{}` has too few or too many digits for the United Kingdom, or something else among them",
                quote(phone)
            );
            self.fault(
                "phone-digits",
                &path(&format!("phones[{i}]")),
                message,
                "write the whole number, as in \"0115 496 0000\"",
            );
        }
        for (i, email) in emails.iter().enumerate().filter(|(_, email)| !email_fits(email)) {
            let message = format!("`{}` is no e-mail address", quote(email));
            self.fault("bad-email", &path(&format!("emails[{i}]")), message, "write it as in \"dsl@school.example\"");
        }
        for (i, web) in webs.iter().enumerate().filter(|(_, web)| !(web.starts_with("https://") && web_fits(web))) {
            let message = format!("`{}` is no web address that begins with https://", quote(web));
            self.fault(
                "bad-web-address",
                &path(&format!("webs[{i}]")),
                message,
                "write it as in \"https://school.example/help\"",
            );
        }
        if phones.is_empty()
            && emails.is_empty()
            && webs.is_empty()
            && !keys.names().any(|key| ["phones", "emails", "webs"].contains(&key))
        {
            self.fault(
                "contact-out-of-reach",
                at,
                format!("`{at}` has no number and no address"),
                "add `phones`, `emails` or `webs`",
            );
        }
        Entry {
            at: at.to_owned(),
            id: own.or_else(|| replaces.clone()).unwrap_or_default(),
            replaces: replaces.is_some(),
            name,
            purpose: self.text(&path("purpose"), keys, "purpose"),
            phones,
            emails,
            webs,
            opening: self.opening(at, keys),
        }
    }

    fn opening(&mut self, at: &str, keys: &Keys<'_>) -> Option<Opening> {
        let always = match keys.get("always") {
            None | Some(Json::Null) => false,
            Some(Json::Bool(yes)) => *yes,
            Some(_) => {
                self.fault(
                    "wrong-type",
                    &format!("{at}.always"),
                    "`always` is neither true nor false".into(),
                    "write true, or leave it out",
                );
                false
            }
        };
        let path = format!("{at}.hours");
        let spans = match keys.get("hours") {
            None | Some(Json::Null) => return always.then_some(Opening::Always),
            Some(Json::List(spans)) => spans,
            Some(_) => {
                self.fault("wrong-type", &path, "`hours` is no list".into(), HOURS_HELP);
                return None;
            }
        };
        if always {
            self.fault("hours-twice", at, format!("`{at}` has both `hours` and `always`"), "leave one of them out");
        }
        let mut hours: Vec<Hours> = Vec::new();
        for (i, span) in spans.iter().enumerate() {
            let path = format!("{path}[{i}]");
            let Some(span) = self.span(&path, span) else { continue };
            let overlaps = |other: &Hours| {
                span.days.iter().any(|day| other.days.contains(day))
                    && span.open < other.close
                    && other.open < span.close
            };
            if hours.iter().any(overlaps) {
                self.fault(
                    "hours-overlap",
                    &path,
                    "two spans of hours overlap".into(),
                    "join them, or correct the days",
                );
            }
            hours.push(span);
        }
        Some(Opening::Weekly { hours })
    }

    fn span(&mut self, path: &str, span: &Json<'_>) -> Option<Hours> {
        let Json::Object(span) = span else {
            self.fault("wrong-type", path, format!("`{path}` is no table"), HOURS_HELP);
            return None;
        };
        self.known_keys(path, span, &["days", "open", "close"]);
        let mut days = Vec::new();
        for day in self.texts(&format!("{path}.days"), span, "days") {
            match Weekday::ALL.iter().find(|known| known.name().to_lowercase().get(..3) == Some(day.as_str())) {
                Some(known) => days.push(*known),
                None => {
                    let message = format!("`{}` is no day", quote(&day));
                    self.fault(
                        "unknown-word",
                        &format!("{path}.days"),
                        message,
                        "days are mon, tue, wed, thu, fri, sat, sun",
                    );
                }
            }
        }
        if days.is_empty() {
            self.fault("hours-without-days", &format!("{path}.days"), "the hours name no day".into(), HOURS_HELP);
        }
        let mut minute = |key: &str| {
            let text = self.text(&format!("{path}.{key}"), span, key);
            let minute = text.as_deref().and_then(clock);
            if minute.is_none() {
                let given = text.map(|text| format!("`{}` is no time of day", quote(&text)));
                let message = given.unwrap_or_else(|| format!("the hours have no `{key}`"));
                self.fault("bad-clock", &format!("{path}.{key}"), message, "write it as in \"08:30\"");
            }
            minute
        };
        let (open, close) = (minute("open")?, minute("close")?);
        if close <= open {
            let message = format!("it closes at {} and opens at {}", words::clock(close), words::clock(open));
            self.fault(
                "hours-backwards",
                &format!("{path}.close"),
                message,
                "hours end later than they begin; split a span that runs past midnight",
            );
        }
        Some(Hours { days, open, close })
    }

    fn known_keys(&mut self, at: &str, keys: &Keys<'_>, known: &[&str]) {
        for key in keys.names().filter(|key| !known.contains(key)) {
            let path = if at.is_empty() { key.to_owned() } else { format!("{at}.{key}") };
            if at.is_empty() && OF_PACKS.contains(&key) {
                let message =
                    format!("`{key}` belongs to a threshold document, and a school's file can never change one");
                self.fault("thresholds-in-overlay", &path, message, "keep contacts here, and nothing else");
                continue;
            }
            let help =
                did_you_mean(&nearest(key, known.iter().copied()), &format!("keys here are {}", known.join(", ")));
            self.fault("unknown-key", &path, format!("there is no key `{}` here", quote(key)), &help);
        }
    }

    fn missing(&mut self, path: &str, help: &str) {
        self.fault("missing-key", path, format!("there is no `{path}`"), help);
    }

    /// Text that must be there.
    fn name(&mut self, path: &str, keys: &Keys<'_>) -> String {
        if keys.get("name").is_none() {
            self.missing(path, "write the name that people know");
        }
        self.text(path, keys, "name").unwrap_or_default()
    }

    fn text(&mut self, path: &str, keys: &Keys<'_>, key: &str) -> Option<String> {
        match keys.get(key)? {
            Json::Null => None,
            Json::Text(text) if text.chars().count() > 300 => {
                self.fault("too-long", path, format!("`{path}` is longer than 300 letters"), "say it shortly");
                None
            }
            Json::Text(text) if !text.trim().is_empty() && !text.contains(char::is_control) => {
                Some(text.trim().to_owned())
            }
            Json::Text(_) => {
                self.fault(
                    "empty-text",
                    path,
                    format!("`{path}` is empty, or has invisible characters in it"),
                    "write it anew, or leave it out",
                );
                None
            }
            _ => {
                self.fault("wrong-type", path, format!("`{path}` is no text"), "write it in quotation marks");
                None
            }
        }
    }

    fn texts(&mut self, path: &str, keys: &Keys<'_>, key: &str) -> Vec<String> {
        let list = match keys.get(key) {
            None | Some(Json::Null) => return Vec::new(),
            Some(Json::List(list)) => list,
            Some(_) => {
                self.fault("wrong-type", path, format!("`{path}` is no list"), "write a list, as in [\"…\"]");
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for (i, entry) in list.iter().enumerate() {
            match entry {
                Json::Text(text) if !text.trim().is_empty() && !text.contains(char::is_control) && text.len() < 300 => {
                    texts.push(text.trim().to_owned());
                }
                _ => {
                    let at = format!("{path}[{i}]");
                    self.fault("wrong-type", &at, format!("`{at}` is no short text"), "write it in quotation marks");
                }
            }
        }
        texts
    }
}

const HOURS_HELP: &str =
    "write { days = [\"mon\", \"tue\"], open = \"08:30\", close = \"16:30\" } in a list, or `always = true`";
