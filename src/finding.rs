//! What the check returns. Its JSON keys are a contract that other programs call: see `CONTRIBUTING.md` before changing one.
//!
//! Everything that a person reads is a sentence made here or quoted from the pack, so that every door says the same.

use crate::json::{to_json, words_to_json, written};
use crate::ordered::OrderedMap;
use crate::pack::{FaultyPhone, Status};

/// What the document indicates for a case, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `area/edition`.
    pub pack: String,
    /// The document that this finding rests on.
    pub document: Document,
    /// The finding in one sentence.
    pub headline: String,
    /// What to do, in a few words: the heading of the finding.
    pub action: String,
    /// How urgent that is.
    pub urgency: Urgency,
    /// What kind of answer the document gives.
    pub answer: Answer,
    /// The level indicated: at least this one. None unless `answer` is `level`.
    pub level: Option<String>,
    /// The highest sub-level reached.
    pub sublevel: Option<String>,
    /// Sections of the Children Act 1989 that the document ties to what was reached.
    pub statutory: Vec<String>,
    /// Above everything: what to do this minute.
    pub urgent: Vec<Line>,
    /// The statements that count, most serious first.
    pub reasons: Vec<Reason>,
    /// Other statements on the same topics, at their levels.
    pub also_at: Vec<AlsoAt>,
    /// Situations that were ticked.
    pub situations: Vec<Ticked>,
    /// What to do, in order.
    pub steps: Vec<Step>,
    /// Whom to contact; those to ring now come first.
    pub contacts: Vec<ContactNow>,
    /// With what consent.
    pub consent: Option<Line>,
    /// Facts and statements that could raise the level or change a step.
    pub would_change: Vec<Change>,
    /// How many statements count, by domain (or list) and level.
    pub spread: OrderedMap<String, OrderedMap<String, u32>>,
    /// Services at the level indicated.
    pub services: Vec<ServiceLine>,
    /// Lists to go through.
    pub checklists: Vec<List>,
    /// What the reader must bear in mind.
    pub cautions: Vec<Line>,
}

/// How urgent what to do is, after the NHS's three kinds of care card. It has no kind for "all is well".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Act now.
    Immediate,
    /// Act, if not this minute.
    Urgent,
    /// Nothing but statements of the universal level.
    Advice,
}

/// Which document, and how old it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The area, as a practitioner says it.
    pub area: String,
    /// The document's title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, in words.
    pub published: String,
    /// current, superseded or draft.
    pub status: Status,
    /// Its age and standing in one sentence.
    pub note: String,
}

/// What kind of answer the document gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// At least this level.
    Level,
    /// Nothing was recorded that the document lists.
    NothingListed,
    /// What was recorded is listed, but the document ties it to no level by itself.
    NotEnoughKnown,
    /// The document lists no indicators.
    NoIndicators,
}

/// A sentence and its citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The sentence.
    pub text: String,
    /// Document, edition and section; or the standing rule of this checker that it rests on.
    pub cite: String,
}

/// A statement that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The statement's id.
    pub id: String,
    /// The statement, word for word.
    pub text: String,
    /// Its level; none for lists that the document ties to no level.
    pub level: Option<String>,
    /// Its level in words.
    pub level_name: String,
    /// Where it stands: domain and heading, or list and heading.
    pub under: String,
    /// Its topic's id.
    pub topic: String,
    /// Document, edition and section.
    pub cite: String,
    /// Why it counts, where it was not picked itself.
    pub why: Option<String>,
    /// True for a statement of the universal level.
    pub strength: bool,
    /// Words that stand before its list in the document and govern it.
    pub preamble: Option<String>,
    /// What is uncertain in the source's layout.
    pub uncertain: Option<String>,
}

/// Another statement on the same topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoAt {
    /// The statement's id.
    pub id: String,
    /// The statement, word for word.
    pub text: String,
    /// Its level; none for lists that the document ties to no level.
    pub level: Option<String>,
    /// Its level in words.
    pub level_name: String,
    /// The topic's name.
    pub topic: String,
    /// Document, edition and section.
    pub cite: String,
}

/// A situation that was ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// The situation's id.
    pub id: String,
    /// As the practitioner ticked it.
    pub text: String,
    /// Document, edition and section.
    pub cite: String,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub text: String,
    /// By when, in words.
    pub by: Option<String>,
    /// True where the words are the document's own.
    pub quoted: bool,
    /// Document, edition and section.
    pub cite: String,
}

/// Someone to contact, at the time of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNow {
    /// The contact's id.
    pub id: String,
    /// The source's name.
    pub name: String,
    /// What they are for.
    pub purpose: Option<String>,
    /// Telephone numbers, as printed.
    pub phone: Vec<String>,
    /// Numbers that cannot be right as printed.
    pub phone_faulty: Vec<FaultyPhone>,
    /// E-mail addresses.
    pub email: Vec<String>,
    /// Web addresses.
    pub web: Vec<String>,
    /// Whether they answer now; none where their hours, or the time that these hang on, are not known.
    pub open: Option<bool>,
    /// When they close: local time.
    pub closes: Option<String>,
    /// When they next open: local time.
    pub next_opens: Option<String>,
    /// Open or closed, and until when, in words.
    pub status: String,
    /// Their weekly hours, in words.
    pub hours: Option<String>,
    /// To be rung now.
    pub first: bool,
    /// What for, where the number is one of those to see at a glance.
    pub card: Option<Card>,
    /// Where the number comes from, when this document does not print it.
    pub borrowed_from: Option<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// Why a contact is one of those to see at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Card {
    /// To be rung now.
    Ring,
    /// To be rung as soon as they open: they are closed, and nobody answers in their place.
    WhenOpen,
    /// Answers while one of these is closed, or is closed while they answer.
    Instead,
    /// The school's own lead, while there is nobody to ring now.
    Lead,
}

/// Something that could raise the level or change a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What to ask, or to look at again.
    pub question: String,
    /// The level that it could lead to; none where it changes what to do, not the level.
    pub to: Option<String>,
    /// Why.
    pub why: String,
    /// The case's key that the answer goes into: `age`, `send`, `local_authority`, `district`, `immediate_danger`, `when`,
    /// `answers.consent` …; `concerns` where a statement may be added.
    pub fact: String,
    /// Statements that may be added.
    pub statements: Vec<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// A service at the level indicated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    /// The source's name.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Its level's id.
    pub level: String,
    /// Telephone numbers.
    pub phone: Vec<String>,
    /// E-mail addresses.
    pub email: Vec<String>,
    /// Web addresses.
    pub web: Vec<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// A list to go through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Our name for it.
    pub name: String,
    /// Its points, word for word.
    pub items: Vec<String>,
    /// Document, edition and section.
    pub cite: String,
}

impl Finding {
    /// The canonical JSON of this finding: one line, the same bytes for the same case everywhere.
    #[must_use]
    pub fn to_json(&self) -> String {
        written(self)
    }
}

to_json!(Finding {
    pack,
    document,
    headline,
    action,
    urgency,
    answer,
    level,
    sublevel,
    statutory,
    urgent,
    reasons,
    also_at,
    situations,
    steps,
    contacts,
    consent,
    would_change,
    spread,
    services,
    checklists,
    cautions
});
to_json!(Document { area, title, publisher, published, status, note });
to_json!(Line { text, cite });
to_json!(Reason { id, text, level, level_name, under, topic, cite, why, strength, preamble, uncertain });
to_json!(AlsoAt { id, text, level, level_name, topic, cite });
to_json!(Ticked { id, text, cite });
to_json!(Step { text, by, quoted, cite });
to_json!(ContactNow {
    id,
    name,
    purpose,
    phone,
    phone_faulty,
    email,
    web,
    open,
    closes,
    next_opens,
    status,
    hours,
    first,
    card,
    borrowed_from,
    cite
});
to_json!(Change { question, to, why, fact, statements, cite });
to_json!(ServiceLine { name, text, level, phone, email, web, cite });
to_json!(List { name, items, cite });

words_to_json!(Answer { Level => "level", NothingListed => "nothing-listed", NotEnoughKnown => "not-enough-known", NoIndicators => "no-indicators" });

words_to_json!(Urgency { Immediate => "immediate", Urgent => "urgent", Advice => "advice" });

words_to_json!(Card { Ring => "ring", WhenOpen => "when-open", Instead => "instead", Lead => "lead" });

words_to_json!(Status { Current => "current", Superseded => "superseded", Draft => "draft" });

to_json!(FaultyPhone { printed, fault });
