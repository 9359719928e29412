//! Every key that a pack, the shared topics, the bank holidays and an overlay may hold: one table for reading and for the
//! JSON Schema, so that the two cannot differ.

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text that is not empty.
    Text,
    /// Lower-case words joined by `-`.
    Id,
    /// `area/edition`.
    PackId,
    /// Year, year-month, year-month-day, or `unknown`.
    Published,
    /// Year-month-day.
    Date,
    /// `08:30`.
    Clock,
    /// `true` or `false`.
    Bool,
    /// A whole number within these bounds.
    Int(i64, i64),
    /// `unborn`, or an age in whole years.
    FromAge,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A list of values.
    List(&'static Kind),
    /// A table with these keys.
    Table(&'static [Field]),
    /// A condition: see `rules/README.md`.
    Condition,
}

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What its value must be.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for, as an editor shows it.
    pub doc: &'static str,
}

const fn must(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, required: true, doc }
}

const fn may(key: &'static str, kind: Kind, doc: &'static str) -> Field {
    Field { key, kind, required: false, doc }
}

const IDS: Kind = Kind::List(&Kind::Id);
const TEXTS: Kind = Kind::List(&Kind::Text);
const WHERE: Field = must("where", Kind::Id, "Id of the section of the document that says so.");

/// Bands: the common yardstick.
pub const BANDS: &[&str] = &["universal", "early-help", "targeted", "statutory"];
/// Sections of the Children Act 1989.
pub const STATUTORY: &[&str] = &["s17", "s47", "s31", "s20"];
/// Days of the week.
pub const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// `{ text, where }`.
pub const CITED: &[Field] = &[must("text", Kind::Text, "Our own plain words."), WHERE];

/// A span of ages.
pub const AGES: &[Field] = &[
    may("from", Kind::Int(0, 25), "The lowest age, in whole years, included."),
    may("to", Kind::Int(0, 25), "The highest age, in whole years, included."),
    may("unborn", Kind::Bool, "True: only an unborn child."),
];

const COVERS: &[Field] = &[
    must("from", Kind::FromAge, "\"unborn\", or the first age covered."),
    must("to", Kind::Int(1, 30), "Covered up to this birthday."),
    may("to_with_send", Kind::Int(1, 30), "Covered up to this birthday with a special educational need or disability."),
    WHERE,
];

const ABOUT: &[Field] = &[
    must("area", Kind::Id, "The folder's name."),
    must("area_name", Kind::Text, "The area as a practitioner says it."),
    must("edition", Kind::Id, "The file's name without its ending."),
    must("title", Kind::Text, "The document's title, word for word."),
    must("short_title", Kind::Text, "A few words that name document and edition in every citation."),
    must("publisher", Kind::Text, "Who published the document."),
    must(
        "published",
        Kind::Published,
        "Year, year-month or year-month-day; \"unknown\" where the document has no date.",
    ),
    must("status", Kind::OneOf(&["current", "superseded", "draft"]), "Whether this edition is in force."),
    may("replaces", Kind::PackId, "The pack that this one replaced."),
    may("superseded_by", Kind::PackId, "The pack that replaced this one."),
    may("read_at", Kind::Text, "Where the document can be read, as printed in it."),
    must("checked_by", Kind::Text, "Who compared this file with the source."),
    must("checked_on", Kind::Date, "When that was: year-month-day."),
    must("indicators", Kind::Bool, "False where the document lists no indicators."),
    may("quoting", Kind::Text, "What the reader must know about how the text was read."),
    must("covers", Kind::Table(COVERS), "The ages that the document is for."),
    must("home", Kind::Table(CITED), "Whose area decides, with its exceptions."),
    may("outside_age", Kind::Table(CITED), "Whom to ask when the child is outside the range."),
    may("immediate_danger", Kind::Table(CITED), "What the document says of immediate danger."),
    may(
        "disagreement",
        Kind::Id,
        "The situation whose route says how to question a decision; where the document names no way, the discrepancy that says so.",
    ),
];

const LOCAL_AUTHORITY: &[Field] = &[must("id", Kind::Id, "Its id."), must("name", Kind::Text, "Its name.")];

const DISTRICT: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("name", Kind::Text, "Its name."),
    must("local_authority", Kind::Id, "The local authority that it lies in."),
];

const SECTION: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("name", Kind::Text, "As the source names it."),
    may("page", Kind::Int(1, 999), "The page, where known."),
];

const LEVEL: &[Field] = &[
    must("id", Kind::Id, "`1`, `4a`, or a name where the source has only names."),
    may("within", Kind::Id, "For a sub-level: the level that it belongs to."),
    must("rank", Kind::Int(1, 9), "Higher needs more help; a sub-level has its level's rank."),
    must("name", Kind::Text, "As the source names it."),
    must("label", Kind::Text, "How the source says it: Tier 2, Level 4a."),
    must("bands", Kind::List(&Kind::OneOf(BANDS)), "The common yardstick."),
    may(
        "statutory",
        Kind::List(&Kind::OneOf(STATUTORY)),
        "Sections of the Children Act 1989 that the document ties to this level.",
    ),
    must("definitions", Kind::List(&Kind::Table(CITED)), "The document's definitions, word for word."),
    may("assessment", Kind::Table(CITED), "Which assessment belongs to this level, in our words."),
];

const ACTION: &[Field] = &[
    must("level", Kind::Id, "The level's id."),
    may("domain", Kind::Id, "The domain, where the row belongs to one."),
    WHERE,
    must("statements", TEXTS, "What to do, word for word."),
];

const DOMAIN: &[Field] =
    &[must("id", Kind::Id, "Its id."), must("name", Kind::Text, "The source's name, word for word.")];

/// One statement.
pub const STATEMENT: &[Field] = &[
    must("id", Kind::Id, "Never changes. Says what it is about, never its level."),
    must("topic", Kind::Id, "What it is about: an id of rules/topics.toml."),
    must("text", Kind::Text, "Word for word."),
    may("ages", Kind::Table(AGES), "The ages that its own words name."),
    may("uncertain", Kind::Text, "What is uncertain in the source's layout."),
];

const INDICATORS: &[Field] = &[
    must("level", Kind::Id, "The level's id."),
    must("domain", Kind::Id, "The domain's id."),
    may("heading", Kind::Text, "As printed."),
    WHERE,
    must("statements", Kind::List(&Kind::Table(STATEMENT)), "In the source's order."),
];

const CRITERIA: &[Field] = &[
    must("group", Kind::Id, "Id of the list."),
    must("name", Kind::Text, "The list's name, as printed."),
    may("level", Kind::Id, "The level, where the document ties the list to one."),
    may("heading", Kind::Text, "As printed."),
    may("preamble", Kind::Text, "Words that stand before the list and govern it, word for word."),
    WHERE,
    must("statements", Kind::List(&Kind::Table(STATEMENT)), "In the source's order."),
];

const QUESTION: &[Field] = &[
    must("id", Kind::Id, "The key among a case's answers."),
    must("text", Kind::Text, "The question, in our words."),
    must("why", Kind::Text, "Why it matters."),
    WHERE,
];

const STEP: &[Field] = &[
    must("text", Kind::Text, "What to do, in our words."),
    may("by", Kind::Text, "By when, in words."),
    may("within_hours", Kind::Int(1, 1000), "By when, in hours."),
    may("within_working_days", Kind::Int(1, 250), "By when, in working days."),
    WHERE,
];

const RULE: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("about", Kind::Text, "Why the rule is there, in our words."),
    must("when", Kind::Condition, "When it acts."),
    WHERE,
    may("raises_to", Kind::Id, "A level or sub-level."),
    may("because", Kind::Id, "With raises_to: the statement whose threshold the facts meet."),
    may("steps", Kind::List(&Kind::Table(STEP)), "What to do."),
    may("contacts", IDS, "Contacts that are shown."),
    may("first", IDS, "Contacts that are shown and rung first."),
    may("first_instead", Kind::Bool, "True: `first` are rung in place of whomever the level would have rung."),
    may("cautions", TEXTS, "Warnings, in our words."),
    may("urgent", TEXTS, "Emergencies, in our words."),
    may("ask", Kind::Text, "The question to ask while a fact is not known."),
];

const SITUATION: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("text", Kind::Text, "As a practitioner would tick it, in our words."),
    may("topics", IDS, "Topics whose statements are shown beside it."),
    may("level", Kind::Id, "The level, where the document itself gives it one."),
    may("group", Kind::Id, "A list of criteria that belongs to it."),
    WHERE,
];

const CONSENT: &[Field] = &[
    must("text", Kind::Text, "Said whatever the answer, in our words."),
    may("given", Kind::Text, "Said where consent was given."),
    may("refused", Kind::Text, "Said where it was refused."),
    may("not_sought", Kind::Text, "Said where it was not sought."),
    may("would_increase_risk", Kind::Text, "Said where seeking it would increase the risk."),
    WHERE,
];

const ROUTE: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("about", Kind::Text, "What the route is, in our words."),
    may("levels", IDS, "Levels that lead here; `none` where no level is indicated."),
    may("situations", IDS, "Situations that lead here."),
    may("when", Kind::Condition, "A further condition."),
    may("contacts", IDS, "Whom to ring."),
    may("also", IDS, "Shown below, not rung first."),
    may("steps", Kind::List(&Kind::Table(STEP)), "What to do."),
    may("consent", Kind::Table(CONSENT), "With what consent."),
    may("until_open", Kind::Table(CITED), "What to do while they are closed and no one answers in their place."),
    WHERE,
];

const HOURS: &[Field] = &[
    must("days", Kind::List(&Kind::OneOf(DAYS)), "The days."),
    must("open", Kind::Clock, "Opening time, as 08:30."),
    must("close", Kind::Clock, "Closing time, as 17:00; 24:00 is midnight."),
];

const FAULTY: &[Field] =
    &[must("printed", Kind::Text, "As the document prints it."), must("fault", Kind::Text, "What is wrong with it.")];

/// Someone that can be contacted.
pub const CONTACT: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("name", Kind::Text, "The source's name, word for word."),
    may("purpose", Kind::Text, "What they are for, in our words."),
    may("phones", TEXTS, "Telephone numbers, as printed."),
    may("phones_faulty", Kind::List(&Kind::Table(FAULTY)), "Numbers that cannot be right as printed."),
    may("emails", TEXTS, "E-mail addresses, as printed."),
    may("webs", TEXTS, "Web addresses, as printed."),
    may("address", Kind::Text, "Postal address."),
    may("hours", Kind::List(&Kind::Table(HOURS)), "Weekly hours."),
    may("always", Kind::Bool, "True: day and night, bank holidays too."),
    may("outside", IDS, "Who answers in their place while they are closed."),
    may("answers_outside", Kind::Id, "Open exactly while that contact is closed."),
    may("emergency", Kind::Bool, "True: an emergency team, never given for an early-help question."),
    may("local_authorities", IDS, "Only for children who live there."),
    may("districts", IDS, "Only for children who live there."),
    may("neighbour", Kind::Id, "The access point of this neighbouring authority."),
    may("borrowed_from", Kind::PackId, "The pack that prints this number, where this document does not."),
    WHERE,
];

const CHECKLIST: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("name", Kind::Text, "Our name for it."),
    may("situations", IDS, "The situations that it belongs to."),
    WHERE,
    must("items", TEXTS, "Its points, word for word."),
];

const SERVICE: &[Field] = &[
    must("level", Kind::Id, "The level's id."),
    must("id", Kind::Id, "Its id."),
    must("name", Kind::Text, "The source's name, word for word."),
    must("text", Kind::Text, "What it does, in our words."),
    may("phones", TEXTS, "Telephone numbers, as printed."),
    may("emails", TEXTS, "E-mail addresses, as printed."),
    may("webs", TEXTS, "Web addresses, as printed."),
    may("ages", Kind::Table(AGES), "The ages that it is for."),
    may("local_authorities", IDS, "Only for children who live there."),
    WHERE,
];

const TERM: &[Field] = &[
    must("short", Kind::Text, "The abbreviation."),
    must("long", Kind::Text, "What it stands for."),
    may("where", Kind::Id, "Where the document spells it out."),
];

const DISCREPANCY: &[Field] = &[
    must("id", Kind::Id, "Its id."),
    must("text", Kind::Text, "What is wrong, in our words, quoting both."),
    must("used", Kind::Text, "Which reading is used, and why it is the narrower or safer one."),
    must("where", IDS, "The sections."),
    may("contacts", IDS, "Shown with these contacts."),
    may("statements", IDS, "Shown with these statements."),
    may("situations", IDS, "Shown with these situations."),
];

/// A pack.
pub const PACK: &[Field] = &[
    must("about", Kind::Table(ABOUT), "Which document this is."),
    must("local_authorities", Kind::List(&Kind::Table(LOCAL_AUTHORITY)), "The local authorities of the area."),
    may("districts", Kind::List(&Kind::Table(DISTRICT)), "Districts, where contacts differ by district."),
    must("sections", Kind::List(&Kind::Table(SECTION)), "Every place of the source that is cited."),
    must("levels", Kind::List(&Kind::Table(LEVEL)), "Levels of need, lowest first."),
    may("actions", Kind::List(&Kind::Table(ACTION)), "What the document says to do at a level, word for word."),
    may("domains", Kind::List(&Kind::Table(DOMAIN)), "Domains, in the source's order."),
    may("indicators", Kind::List(&Kind::Table(INDICATORS)), "One block for each heading of each level's table."),
    may("criteria", Kind::List(&Kind::Table(CRITERIA)), "One block for each heading of each supplementary list."),
    may("questions", Kind::List(&Kind::Table(QUESTION)), "Facts that only this document asks for."),
    may("rules", Kind::List(&Kind::Table(RULE)), "Conditions over the case, and what they add."),
    may("situations", Kind::List(&Kind::Table(SITUATION)), "Pathways that the document names beside its levels."),
    may("routes", Kind::List(&Kind::Table(ROUTE)), "Whom to contact, how, by when and with what consent."),
    may("contacts", Kind::List(&Kind::Table(CONTACT)), "Everyone that can be contacted."),
    may("checklists", Kind::List(&Kind::Table(CHECKLIST)), "Lists to go through."),
    may("services", Kind::List(&Kind::Table(SERVICE)), "Services at each level."),
    may("glossary", Kind::List(&Kind::Table(TERM)), "Abbreviations."),
    may(
        "discrepancies",
        Kind::List(&Kind::Table(DISCREPANCY)),
        "What the source contradicts, misprints or leaves out.",
    ),
];

/// The shared topics, `rules/topics.toml`.
pub const TOPICS: &[Field] = &[
    must("groups", Kind::List(&Kind::Table(DOMAIN)), "Groups of topics."),
    must(
        "topics",
        Kind::List(&Kind::Table(&[
            must("id", Kind::Id, "Its id."),
            must("name", Kind::Text, "Its name, in plain words."),
            must("group", Kind::Id, "The group that it belongs to."),
        ])),
        "What statements are about, shared by all packs.",
    ),
];

/// Bank holidays, `rules/england/bank-holidays.toml`.
pub const HOLIDAYS: &[Field] = &[
    must("from", Kind::Date, "First day for which bank holidays are known."),
    must("until", Kind::Date, "Last day for which they are known."),
    must("source", Kind::Text, "Where they are from."),
    must("days", Kind::List(&Kind::Date), "The bank holidays, in order."),
];

const LEAD: &[Field] = &[
    must("name", Kind::Text, "Who people here ask for."),
    may("phones", TEXTS, "Telephone numbers, whole."),
    may("emails", TEXTS, "E-mail addresses."),
    may("webs", TEXTS, "Web addresses, from https:// on."),
    may("hours", Kind::List(&Kind::Table(HOURS)), "Weekly hours; closed on bank holidays."),
    may("always", Kind::Bool, "True: day and night, bank holidays too."),
];

const OVERLAY_CONTACT: &[Field] = &[
    may("id", Kind::Id, "For a contact of your own: its id."),
    may("replaces", Kind::Id, "For a contact of the document: the id that `doorstep show` gives it."),
    may("name", Kind::Text, "The name that people know; needed beside `id`."),
    may("purpose", Kind::Text, "What they are for."),
    may("phones", TEXTS, "Telephone numbers, whole."),
    may("emails", TEXTS, "E-mail addresses."),
    may("webs", TEXTS, "Web addresses, from https:// on."),
    may("hours", Kind::List(&Kind::Table(HOURS)), "Weekly hours; closed on bank holidays."),
    may("always", Kind::Bool, "True: day and night, bank holidays too."),
];

/// A school's own contacts; see `docs/overlay.md`.
pub const OVERLAY: &[Field] = &[
    must("name", Kind::Text, "The school's name, as it stands beside each of its contacts."),
    must("updated", Kind::Date, "The day on which somebody last rang these numbers."),
    may("areas", TEXTS, "Areas or packs that the file is for; left out: all."),
    may("dsl", Kind::Table(LEAD), "The designated safeguarding lead."),
    may(
        "contacts",
        Kind::List(&Kind::Table(OVERLAY_CONTACT)),
        "Contacts to add, or to put in the place of the document's.",
    ),
];

/// Keys of a condition; see `rules/README.md`.
pub const CONDITIONS: &[(&str, &str)] = &[
    ("all", "Every one is met."),
    ("any", "One of them is met."),
    ("not", "It is not met."),
    ("concern", "That statement is among the concerns."),
    ("topic", "A concern on that topic, at any level above universal."),
    ("group", "A criterion of that list is among the concerns."),
    ("level", "The level indicated is that level or higher."),
    ("situation", "The situation was ticked."),
    ("age", "The child's age, whole years, both ends included."),
    ("answer", "That answer was given."),
    ("send", "Special educational need or disability."),
    ("local_authority", "The child lives there."),
    ("district", "The child lives there."),
    ("immediate_danger", "Somebody is in immediate danger."),
    ("at_least", "At least n concerns from a set."),
    ("only", "There are concerns, and all are from a set."),
];

/// `{ n, of }`.
pub const AT_LEAST: &[Field] = &[must("n", Kind::Int(1, 99), "How many."), must("of", Kind::Table(SET), "Of which.")];

/// A set of concerns.
pub const SET: &[Field] = &[
    may("concerns", IDS, "Statements, by id."),
    may("topics", IDS, "Topics."),
    may("groups", IDS, "Lists of criteria."),
    may("levels", IDS, "Levels."),
    may("domains", IDS, "Domains."),
    may("situations", IDS, "Situations that may be ticked beside them."),
];
