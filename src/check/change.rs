//! What would change the finding: facts not known, and statements on the same topics at higher levels.

use crate::condition::Fact;
use crate::finding::Change;
use crate::ordered::{OrderedMap, sort_down};
use crate::pack::Item;
use crate::words;

use super::route::{Taken, has_hours};
use super::weigh::Weighed;
use super::{STANDING, level_of, topic_name};

/// How many reasons are given for one question; more would not be read.
const REASONS_SHOWN: usize = 3;

/// Everything that could raise the level or change a step: what raises most comes first.
pub(super) fn changes(weighed: &Weighed, taken: &Taken) -> Vec<Change> {
    let mut asked = Asked { weighed, by_fact: OrderedMap::new() };
    asked.rules();
    asked.ages();
    asked.routes(taken);
    asked.home(taken);
    let mut danger = danger(weighed);
    let mut changes = Vec::new();
    for mut asking in asked.by_fact.into_values() {
        // Asked once, with every reason: what to do in danger first.
        if let Some(same) = danger.take_if(|danger| danger.fact == asking.fact && danger.question == asking.question) {
            asking.whys.insert(0, same.why);
            asking.cites.retain(|cite| *cite != same.cite);
            asking.cites.insert(0, same.cite);
        }
        changes.push(asking.into_change());
    }
    changes.extend(danger);
    changes.extend(time(weighed, taken));
    changes.extend(sublevels(weighed));
    changes.extend(ladders(weighed));
    sort_down(&mut changes, |change| weighed.height(change.to.as_deref()));
    changes
}

/// A question about one fact, with every reason for asking it.
struct Asking {
    question: String,
    fact: String,
    to: Option<String>,
    height: usize,
    whys: Vec<String>,
    cites: Vec<String>,
}

impl Asking {
    fn into_change(self) -> Change {
        let more = self.whys.len().saturating_sub(REASONS_SHOWN);
        let mut why = self.whys.into_iter().take(REASONS_SHOWN).collect::<Vec<_>>().join(" ");
        if more > 0 {
            why.push_str(&format!(" And {} more.", words::count(u32::try_from(more).unwrap_or(u32::MAX), "reason")));
        }
        Change {
            question: self.question,
            to: self.to,
            why,
            fact: self.fact,
            statements: Vec::new(),
            cite: self.cites.join("; "),
        }
    }
}

struct Asked<'a, 'b> {
    weighed: &'b Weighed<'a>,
    by_fact: OrderedMap<Fact, Asking>,
}

impl Asked<'_, '_> {
    fn ask(&mut self, fact: &Fact, question: Option<&str>, to: Option<&str>, why: String, cite: String) {
        let (usual, key) = self.usual(fact);
        let height = self.weighed.height(to);
        let to = to.filter(|_| height > 0).map(str::to_owned);
        let entry = self.by_fact.at(fact.clone(), || Asking {
            question: question.map_or(usual, str::to_owned),
            fact: key,
            to: to.clone(),
            height,
            whys: Vec::new(),
            cites: Vec::new(),
        });
        if height > entry.height {
            entry.to = to;
            entry.height = height;
        }
        if !entry.whys.contains(&why) {
            entry.whys.push(why);
        }
        if !entry.cites.contains(&cite) {
            entry.cites.push(cite);
        }
    }

    fn usual(&self, fact: &Fact) -> (String, String) {
        let asked = |text: &str, key: &str| (text.to_owned(), key.to_owned());
        match fact {
            Fact::Age => asked("How old is the child?", "age"),
            Fact::Send => asked("Does the child have a special educational need or a disability?", "send"),
            Fact::LocalAuthority => asked("Which council's area does the child live in?", "local_authority"),
            Fact::District => asked("Which district does the child live in?", "district"),
            Fact::ImmediateDanger => asked("Is anyone in immediate danger?", "immediate_danger"),
            Fact::Answer(id) if id == "consent" => {
                asked("Do the parents, or the young person, agree?", "answers.consent")
            }
            Fact::Answer(id) => {
                let text = self
                    .weighed
                    .pack
                    .questions
                    .iter()
                    .find(|question| question.id == *id)
                    .map(|question| question.text.clone());
                (text.unwrap_or_else(|| id.clone()), format!("answers.{id}"))
            }
        }
    }

    fn rules(&mut self) {
        for (rule, facts) in &self.weighed.waiting {
            let raises = rule.raises_to.as_deref().filter(|to| self.weighed.is_higher(Some(to)));
            if raises.is_none()
                && rule.raises_to.is_some()
                && rule.steps.is_empty()
                && rule.contacts.is_empty()
                && rule.first.is_empty()
            {
                // The level is already as high: nothing would change.
                continue;
            }
            for fact in facts.keys() {
                // A rule's own question is about the child or the family; where the child lives is asked in the usual words.
                let own =
                    !matches!(fact, Fact::LocalAuthority | Fact::District | Fact::ImmediateDanger) || facts.len() == 1;
                let question = rule.ask.as_deref().filter(|_| own);
                self.ask(fact, question, raises, rule.about.clone(), self.weighed.cite(&rule.place));
            }
        }
    }

    /// Statements on the same topics whose own words name an age.
    fn ages(&mut self) {
        if self.weighed.case.age.is_some() {
            return;
        }
        let pack = self.weighed.pack;
        // What counts is on its own topic, so all that matters is among these.
        for (i, item) in self.weighed.on_topic.iter().filter(|(_, item)| item.ages.is_some()) {
            let higher = self.weighed.is_higher(item.level.as_deref());
            if higher || self.weighed.counting.has(i) {
                let to = item.level.as_deref().filter(|_| higher);
                let why = format!("{} names an age: “{}”.", level_of(pack, item.level.as_deref()), item.text);
                self.ask(&Fact::Age, None, to, why, self.weighed.cite(&item.place));
            }
        }
    }

    fn routes(&mut self, taken: &Taken) {
        let pack = self.weighed.pack;
        for (route, facts) in &taken.waiting {
            for fact in facts.keys() {
                self.ask(
                    fact,
                    None,
                    None,
                    format!("{}.", route.about.trim_end_matches('.')),
                    self.weighed.cite(&route.place),
                );
            }
        }
        let asks_consent = taken.routes.iter().find(|route| route.consent.is_some());
        if let (Some(route), None) = (asks_consent, self.weighed.case.consent()) {
            let why = "What you do next depends on it.".to_owned();
            self.ask(&Fact::Answer("consent".into()), None, None, why, self.weighed.cite(&route.place));
        }
        let years = self.weighed.case.age.and_then(|age| match age {
            crate::case::Age::Born { years, .. } => Some(years),
            crate::case::Age::Unborn => None,
        });
        if let (Some(years), Some(longer), None) = (years, pack.covers.to_with_send, self.weighed.case.send)
            && years >= pack.covers.to
            && years < longer
        {
            let why = format!("The document covers ages from {} to {longer} only with one.", pack.covers.to);
            self.ask(&Fact::Send, None, None, why, self.weighed.cite(&pack.covers.place));
        }
    }

    /// Where the child lives, where contacts differ by it.
    fn home(&mut self, taken: &Taken) {
        let (pack, case) = (self.weighed.pack, self.weighed.case);
        let shown = |of: &dyn Fn(&crate::pack::Contact) -> bool| {
            taken.contacts.iter().filter_map(|contact| pack.contact(&contact.id)).any(of)
        };
        if case.local_authority.is_none() && shown(&|contact| !contact.local_authorities.is_empty()) {
            let why = "Whom to ring depends on where the child lives.".to_owned();
            self.ask(&Fact::LocalAuthority, None, None, why, self.weighed.cite(&pack.home.place));
        }
        if case.district.is_none() && shown(&|contact| !contact.districts.is_empty()) {
            let why = "Whom to ring depends on the district.".to_owned();
            self.ask(&Fact::District, None, None, why, self.weighed.cite(&pack.home.place));
        }
    }
}

fn danger(weighed: &Weighed) -> Option<Change> {
    weighed.case.immediate_danger.is_none().then(|| {
        let cite = weighed
            .pack
            .immediate_danger
            .as_ref()
            .map_or_else(|| STANDING.to_owned(), |said| weighed.cite(&said.place));
        Change {
            question: "Is anyone in immediate danger?".into(),
            to: None,
            why: "If so, call 999 before anything else.".into(),
            fact: "immediate_danger".into(),
            statements: Vec::new(),
            cite,
        }
    })
}

fn time(weighed: &Weighed, taken: &Taken) -> Option<Change> {
    let pack = weighed.pack;
    // The document's own contacts, as it prints them before what a school gives in its place; never those that a school adds.
    let local = pack.local.as_ref();
    let shown = || taken.contacts.iter().filter(|contact| local.is_none_or(|local| !local.brings(&contact.id)));
    let printed = |id: &str| local.and_then(|local| local.printed(id)).or_else(|| pack.contact(id));
    let timed = shown()
        .filter_map(|contact| printed(&contact.id))
        .chain(shown().filter_map(|contact| pack.contact(&contact.id)))
        .find(|contact| has_hours(pack, contact))?;
    weighed.case.when.is_none().then(|| Change {
        question: "What time is it?".into(),
        to: None,
        why: format!("Whom to ring depends on the time: {} has opening hours.", timed.name),
        fact: "when".into(),
        statements: Vec::new(),
        cite: timed.cite.clone(),
    })
}

/// The level's sub-levels, where none was reached.
fn sublevels(weighed: &Weighed) -> Option<Change> {
    let (level, pack) = (weighed.level?, weighed.pack);
    let subs: Vec<_> = pack.levels.iter().filter(|sub| sub.within.as_ref() == Some(&level.id)).collect();
    let top = subs.last().filter(|_| weighed.sublevel.is_none())?;
    let names: Vec<String> = subs.iter().map(|sub| sub.label.clone()).collect();
    let of_subs = |item: &&Item| subs.iter().any(|sub| item.level.as_ref() == Some(&sub.id));
    let statements: Vec<&Item> = weighed.on_topic.iter().map(|(_, item)| *item).filter(of_subs).collect();
    let reached =
        statements.iter().max_by_key(|item| weighed.height(item.level.as_deref())).and_then(|item| item.level.clone());
    let place = pack
        .items
        .iter()
        .find(|item| item.level.as_ref() == Some(&top.id))
        .map_or(level.definitions.first().map(|d| &d.place), |item| Some(&item.place))?;
    Some(Change {
        question: format!("Does one of the statements of {} fit?", words::list(&names, "or")),
        // Only what the same topics lead to: a bruised baby is not asked about care leavers.
        to: reached,
        why: format!("They say which kind of {} this is.", level.label.to_ascii_lowercase()),
        fact: "concerns".into(),
        statements: statements.iter().map(|item| item.id.clone()).collect(),
        cite: weighed.cite(place),
    })
}

/// Topics on which the document has statements above the level reached.
fn ladders(weighed: &Weighed) -> Vec<Change> {
    let pack = weighed.pack;
    let mut changes = Vec::new();
    for topic in weighed.topics.keys().copied() {
        let on_topic = weighed.on_topic.iter().map(|(_, item)| *item).filter(|item| item.topic == topic);
        let higher: Vec<&Item> = on_topic
            .filter(|item| pack.rank(item.level.as_deref()) > weighed.level.map_or(0, |level| level.rank))
            .filter(|item| !weighed.is_strength(item))
            .collect();
        let Some(top) = higher.iter().max_by_key(|item| weighed.height(item.level.as_deref())) else { continue };
        let quoted: Vec<String> = higher
            .iter()
            .take(REASONS_SHOWN)
            .map(|item| format!("“{}” ({})", item.text, level_of(pack, item.level.as_deref())))
            .collect();
        changes.push(Change {
            question: format!("Does a more serious statement on “{}” fit?", topic_name(pack, topic)),
            to: top.level.clone(),
            why: format!("The document also lists {}.", words::list(&quoted, "and")),
            fact: "concerns".into(),
            statements: higher.iter().map(|item| item.id.clone()).collect(),
            cite: weighed.cite(&top.place),
        });
    }
    changes
}
