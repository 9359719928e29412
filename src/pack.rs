//! A [`Pack`]: one edition of one threshold document for one area, valid and ready to use.
//!
//! Its JSON form is canonical: the same pack always gives the same bytes. That JSON is what the page fetches, and what
//! `doorstep show --json` prints. Knows nothing of TOML, files or line numbers: those end in [`crate::author`].

use serde::Serialize;

use crate::calendar::BankHolidays;
use crate::condition::Condition;
use crate::hours::Opening;

/// One edition of one threshold document. Build it with [`crate::author::compile`] or [`Pack::from_json`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pack {
    /// `area/edition`, for example `nottinghamshire/v9`.
    pub id: String,
    /// The area's id: the folder of the pack.
    pub area: String,
    /// The area as a practitioner says it.
    pub area_name: String,
    /// The edition's id: the file's name without its ending.
    pub edition: String,
    /// The document's title, word for word.
    pub title: String,
    /// A few words that name document and edition in every citation.
    pub short_title: String,
    /// Who published the document.
    pub publisher: String,
    /// Year, year-month or year-month-day; `unknown` where the document bears no date.
    pub published: String,
    /// Whether this edition is in force.
    pub status: Status,
    /// The pack that this one replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    /// The pack that replaced this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// Where the document can be read, as printed in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_at: Option<String>,
    /// Who compared this pack with the source.
    pub checked_by: String,
    /// When that was: year-month-day.
    pub checked_on: String,
    /// False where the document lists no indicators (a finding then answers `no-indicators`).
    pub indicators: bool,
    /// What the reader must know about how the text was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quoting: Option<String>,
    /// The ages that the document is for.
    pub covers: Covers,
    /// Whose area decides, with its exceptions.
    pub home: Cited,
    /// Whom to ask when the child's age is outside the range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outside_age: Option<Cited>,
    /// What the document says of immediate danger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub immediate_danger: Option<Cited>,
    /// The situation, or the discrepancy where the document names no way, that tells how to question a decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disagreement: Option<String>,
    /// The local authorities of the area.
    pub local_authorities: Vec<LocalAuthority>,
    /// Districts, where contacts differ by district.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub districts: Vec<District>,
    /// Levels of need, lowest first; a sub-level follows the level that it belongs to.
    pub levels: Vec<Level>,
    /// Domains of the assessment triangle, in the source's order.
    pub domains: Vec<Domain>,
    /// Topics that this pack's statements are about, in the shared list's order.
    pub topics: Vec<Topic>,
    /// Lists of criteria, in the source's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Every threshold statement, in the source's order.
    pub items: Vec<Item>,
    /// Facts that only this document asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Conditions and what they add.
    pub rules: Vec<Rule>,
    /// Pathways that the document names beside its levels.
    pub situations: Vec<Situation>,
    /// Whom to contact, how, by when and with what consent.
    pub routes: Vec<Route>,
    /// Everyone that can be contacted.
    pub contacts: Vec<Contact>,
    /// Lists to go through.
    pub checklists: Vec<Checklist>,
    /// Abbreviations.
    pub glossary: Vec<Term>,
    /// What the source contradicts, misprints or leaves out.
    pub discrepancies: Vec<Discrepancy>,
    /// Days on which offices are closed.
    pub bank_holidays: BankHolidays,
    /// What a school's own contacts have put beside those of the document. Never part of the pack's JSON.
    #[serde(skip)]
    pub local: Option<crate::overlay::Local>,
}

/// Whether an edition is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In force.
    Current,
    /// Replaced by a later edition.
    Superseded,
    /// Never put in force.
    Draft,
}

/// Our own words, and the section of the document that they rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// The words.
    pub text: String,
    /// The section, with its page where known.
    #[serde(rename = "where")]
    pub place: String,
}

/// The ages that a document is for, in whole years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Covers {
    /// True where the document speaks of unborn children.
    pub unborn: bool,
    /// The first age covered.
    pub from: u8,
    /// Covered up to this birthday.
    pub to: u8,
    /// Covered up to this birthday with a special educational need or disability.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_with_send: Option<u8>,
    /// The section that says so.
    #[serde(rename = "where")]
    pub place: String,
}

/// A local authority of the area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocalAuthority {
    /// Its id within the pack.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A district or borough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct District {
    /// Its id within the pack.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The local authority that it lies in.
    pub local_authority: String,
}

/// A step on the document's continuum of need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Level {
    /// `1`…`4`, `4a`…, or a name where the source has names only.
    pub id: String,
    /// For a sub-level: the level that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Higher needs more help. A sub-level has its level's rank.
    pub rank: u8,
    /// The source's name: `Early Help`.
    pub name: String,
    /// How the source says it: `Level 2`, `Tier 2`.
    pub label: String,
    /// The common yardstick: universal, early-help, targeted, statutory.
    pub bands: Vec<Band>,
    /// s17, s47, s31, s20, where the document ties them to this level.
    pub statutory: Vec<String>,
    /// The definitions below, joined by a line break: for readers who want one text.
    pub definition: String,
    /// The document's own definitions, word for word.
    pub definitions: Vec<Cited>,
    /// Which assessment belongs to this level, in our words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<Cited>,
    /// What the document says to do at this level, word for word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// Services at this level.
    pub services: Vec<Service>,
}

/// The common yardstick for comparing documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Met by services for everyone.
    Universal,
    /// Some additional help.
    EarlyHelp,
    /// Several agencies, co-ordinated.
    Targeted,
    /// Children's social care and other statutory services.
    Statutory,
}

/// What the document says to do at a level, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// The words.
    pub text: String,
    /// The domain's id, where the row belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The section.
    #[serde(rename = "where")]
    pub place: String,
}

/// A domain of the assessment triangle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Domain {
    /// Its id within the pack.
    pub id: String,
    /// The source's name for it.
    pub name: String,
}

/// What a statement is about; shared by all packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Topic {
    /// Its id, the same in every pack.
    pub id: String,
    /// Its name, in plain words.
    pub name: String,
    /// The name of the group of topics that it belongs to.
    pub group: String,
}

/// A list of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its id: `4b`, `neglect`, `camhs`.
    pub id: String,
    /// The source's name for it.
    pub name: String,
    /// The level, where the document ties the list to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// Whether a statement stands in a level's table or in a supplementary list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A statement of a threshold table.
    Indicator,
    /// A statement of a supplementary list.
    Criterion,
}

/// One threshold statement, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Never changes, even when the statement is reworded or moves level.
    pub id: String,
    /// Indicator or criterion.
    pub kind: Kind,
    /// For a criterion: the id of its list.
    pub group: Option<String>,
    /// The level's id; none for lists that the document ties to no level.
    pub level: Option<String>,
    /// The domain's name, as the source prints it; none for criteria.
    pub domain: Option<String>,
    /// The heading that it stands under, as printed.
    pub heading: Option<String>,
    /// The statement, word for word.
    pub text: String,
    /// What it is about.
    pub topic: String,
    /// The section, with its page where known.
    #[serde(rename = "where")]
    pub place: String,
    /// The ages that its own words name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ages: Option<Ages>,
    /// Words that stand before its list and govern it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preamble: Option<String>,
    /// What is uncertain in the source's layout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertain: Option<String>,
    /// Ids of the same statement in other places of the document: one counts wherever it is printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
}

/// A span of ages in whole years, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
pub struct Ages {
    /// The lowest age; none for no lower end (an unborn child is below every age).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub from: Option<u8>,
    /// The highest age; none for no upper end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to: Option<u8>,
    /// Only an unborn child.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unborn: bool,
}

/// A fact that only this document asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The key among a case's answers.
    pub id: String,
    /// The question.
    pub text: String,
    /// Why it matters.
    pub why: String,
    /// The section.
    #[serde(rename = "where")]
    pub place: String,
}

/// A condition over the case, and what it adds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rule {
    /// Its id within the pack.
    pub id: String,
    /// Why the rule is there.
    pub about: String,
    /// When it acts.
    pub when: Condition,
    /// The section.
    #[serde(rename = "where")]
    pub place: String,
    /// The level or sub-level that is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub raises_to: Option<String>,
    /// The statement whose threshold the facts meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<PackStep>,
    /// Contacts that are shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Contacts that are rung first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first: Vec<String>,
    /// True where `first` takes the place of every other contact that would be rung first.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub first_instead: bool,
    /// Warnings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cautions: Vec<String>,
    /// Emergencies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urgent: Vec<String>,
    /// The question to ask while a fact that the rule needs is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<String>,
}

/// Something to do, as a pack says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
pub struct PackStep {
    /// Our words.
    pub text: String,
    /// By when, in words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
    /// By when, in hours from the time of the case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within_hours: Option<u16>,
    /// By when, in working days from the time of the case.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within_working_days: Option<u16>,
    /// The section.
    #[serde(rename = "where")]
    pub place: String,
}

/// A pathway that the document names beside its levels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Situation {
    /// Its id within the pack.
    pub id: String,
    /// As a practitioner would tick it.
    pub text: String,
    /// Document, edition and section.
    pub cite: String,
    /// Topics whose statements are shown beside it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// The level, where the document itself gives it one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// A list of criteria that belongs to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// Whom to contact, how, by when and with what consent.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Route {
    /// Its id within the pack.
    pub id: String,
    /// What the route is, in our words.
    pub about: String,
    /// Levels that lead here; `none` for a case in which no level is indicated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Situations that lead here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<String>,
    /// A further condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Whom to ring.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Shown below, not rung first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<PackStep>,
    /// With what consent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<PackConsent>,
    /// What to do while whom to ring is closed and no one answers in their place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until_open: Option<Cited>,
    /// The section.
    #[serde(rename = "where")]
    pub place: String,
}

/// What a document says of consent, in our words, for each answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
pub struct PackConsent {
    /// Said whatever the answer.
    pub text: String,
    /// Said where consent was given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub given: Option<String>,
    /// Said where consent was refused.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub refused: Option<String>,
    /// Said where consent was not sought.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub not_sought: Option<String>,
    /// Said where seeking it would increase the risk.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub would_increase_risk: Option<String>,
    /// The section.
    #[serde(rename = "where")]
    pub place: String,
}

/// Someone that can be contacted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contact {
    /// Its id within the pack.
    pub id: String,
    /// The source's name.
    pub name: String,
    /// What they are for, in our words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// Telephone numbers, as printed.
    pub phone: Vec<String>,
    /// Numbers that cannot be right as printed: shown, marked, never a link.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phone_faulty: Vec<FaultyPhone>,
    /// E-mail addresses, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub email: Vec<String>,
    /// Web addresses, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub web: Vec<String>,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When they answer.
    pub opening: Opening,
    /// Who answers in their place while they are closed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub outside: Vec<String>,
    /// An emergency team: never given for an early-help question.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub emergency: bool,
    /// Only for children who live in these local authorities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub local_authorities: Vec<String>,
    /// Only for children who live in these districts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub districts: Vec<String>,
    /// The access point of this neighbouring authority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub neighbour: Option<String>,
    /// Where the number comes from, when this document does not print it: title and date of the document that does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borrowed_from: Option<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// A number that cannot be right as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
pub struct FaultyPhone {
    /// As the document prints it.
    pub printed: String,
    /// What is wrong with it.
    pub fault: String,
}

/// A list to go through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checklist {
    /// Its id within the pack.
    pub id: String,
    /// Our name for it.
    pub name: String,
    /// The situations that it belongs to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<String>,
    /// Its points, word for word.
    pub items: Vec<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// A service at a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Its id within the pack.
    pub id: String,
    /// The source's name.
    pub name: String,
    /// What it does, in our words.
    pub text: String,
    /// Telephone numbers, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phone: Vec<String>,
    /// E-mail addresses, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub email: Vec<String>,
    /// Web addresses, as printed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub web: Vec<String>,
    /// The ages that it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ages: Option<Ages>,
    /// Only for children who live in these local authorities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub local_authorities: Vec<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// An abbreviation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The abbreviation.
    pub short: String,
    /// What it stands for.
    pub long: String,
    /// Where the document spells it out; none where it never does.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// What the source contradicts, misprints or leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discrepancy {
    /// Its id within the pack.
    pub id: String,
    /// What is wrong.
    pub text: String,
    /// Which reading is used, and why.
    pub used: String,
    /// Document, edition and sections.
    pub cite: String,
    /// Shown with these contacts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<String>,
    /// Shown with these statements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// Shown with these situations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<String>,
}

impl Pack {
    /// The canonical JSON of this pack: one line, the same bytes every time.
    #[must_use]
    #[cfg(feature = "cli")]
    pub fn to_json(&self) -> String {
        // A pack holds strings, whole numbers, lists and structs only, none of which can fail to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A citation: document, edition, section.
    #[must_use]
    pub fn cite(&self, place: &str) -> String {
        cite(&self.short_title, &self.published, place)
    }

    /// The level with this id.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.id == id)
    }

    /// The level that a sub-level belongs to; a level itself otherwise.
    #[must_use]
    pub fn whole_level(&self, id: &str) -> Option<&Level> {
        let level = self.level(id)?;
        match &level.within {
            Some(parent) => self.level(parent),
            None => Some(level),
        }
    }

    /// The contact with this id.
    #[must_use]
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// The position of the statement with this id.
    #[must_use]
    pub fn item_index(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.id == id)
    }

    /// Rank of a level or sub-level; 0 for none.
    #[must_use]
    pub fn rank(&self, level: Option<&str>) -> u8 {
        level.and_then(|id| self.level(id)).map_or(0, |level| level.rank)
    }
}

/// A citation: document, edition, section.
#[must_use]
pub fn cite(short_title: &str, published: &str, place: &str) -> String {
    format!("{}, {place}", cite_whole(short_title, published))
}

/// A citation of a whole document.
#[must_use]
pub fn cite_whole(short_title: &str, published: &str) -> String {
    format!("{short_title} ({})", crate::words::published(published))
}

/// Statements are the same statement when they differ only in case, white space, spaces round a slash, dashes and quotation
/// marks, closing stops and footnote marks.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let c = match c {
            '\u{2018}' | '\u{2019}' | '`' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2015}' => '-',
            '*' => continue,
            c => c,
        };
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() && c != '/' && !folded.ends_with('/') {
            folded.push(' ');
        }
        gap = false;
        // The sources are English: letters beyond ASCII keep their case, and the tables for them stay out of the wasm.
        folded.push(c.to_ascii_lowercase());
    }
    while folded.ends_with(['.', ';', ',', ' ']) {
        folded.pop();
    }
    folded
}
