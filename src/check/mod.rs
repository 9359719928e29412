//! Checks one case against one pack. Never sees TOML, files, clocks or a browser.
//!
//! Total and deterministic: a pack is valid once built and a case is valid once read, so every case gets a finding.
//! The highest level wins, and rules may only raise or add.
//!
//! ```text
//! Case + Pack -- weigh --> what counts, at which level     weigh.rs
//!                -- route --> whom to ring, what to do      route.rs, open.rs
//!                -- change --> what could raise it          change.rs
//!                -- caution --> what to bear in mind        caution.rs
//!                -- action --> all that in a few words      action.rs
//!                -- card --> what to see at a glance        card.rs
//! ```

mod action;
mod card;
mod caution;
mod change;
mod open;
mod route;
mod weigh;

use crate::case::Case;
use crate::finding::{AlsoAt, Answer, ContactNow, Document, Finding, List, Reason, ServiceLine, Step, Ticked};
use crate::ordered::{OrderedMap, sort_down};
use crate::pack::{Item, Level, Pack};
use weigh::Weighed;

/// Citation of what rests on this checker's own standing rules and on no document.
pub(crate) const STANDING: &str = "Doorstep, standing rule";

/// A contact's weekly hours in words; none where the document does not state them.
#[cfg(feature = "cli")]
pub(crate) fn hours_of(pack: &Pack, contact: &crate::pack::Contact) -> Option<String> {
    open::hours(pack, contact)
}

/// What the routes of one situation say, and whom they name, whether or not it was ticked.
pub(crate) fn of_situation(pack: &Pack, case: &Case, id: &str) -> (Vec<Step>, Vec<ContactNow>) {
    route::of_situation(&weigh::weigh(pack, case), id)
}

/// Checks one case against one pack.
#[must_use]
pub fn check(pack: &Pack, case: &Case) -> Finding {
    check_traced(pack, case).0
}

/// Ids of what acted in a check, so that tests can tell that everything is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// Rules that acted.
    pub rules: Vec<String>,
    /// Routes that were taken.
    pub routes: Vec<String>,
}

/// As [`check`], with what acted.
#[must_use]
pub fn check_traced(pack: &Pack, case: &Case) -> (Finding, Trace) {
    let weighed = weigh::weigh(pack, case);
    let mut taken = route::take(&weighed);
    card::mark(pack, &mut taken);
    let also_at = also_at(&weighed);
    let urgent = route::urgent(&weighed);
    let action = action::action(&weighed, &taken, &urgent);
    let finding = Finding {
        pack: pack.id.clone(),
        document: document(pack, case),
        headline: headline(&weighed),
        urgency: card::urgency(&weighed, &action, &urgent),
        action,
        answer: weighed.answer(),
        level: weighed.level.map(|level| level.id.clone()),
        sublevel: weighed.sublevel.map(|level| level.id.clone()),
        statutory: weighed.statutory(),
        urgent,
        reasons: reasons(&weighed),
        would_change: change::changes(&weighed, &taken),
        also_at,
        situations: case
            .ticked(pack)
            .into_iter()
            .map(|situation| Ticked {
                id: situation.id.clone(),
                text: situation.text.clone(),
                cite: situation.cite.clone(),
            })
            .collect(),
        steps: route::steps(&weighed, &taken),
        consent: route::consent(&weighed, &taken),
        spread: spread(&weighed),
        services: services(&weighed),
        checklists: checklists(pack, case),
        cautions: caution::cautions(&weighed, &taken),
        contacts: taken.contacts,
    };
    let trace = Trace {
        rules: weighed.acting.iter().map(|rule| rule.id.clone()).collect(),
        routes: taken.routes.iter().map(|route| route.id.clone()).collect(),
    };
    (finding, trace)
}

fn document(pack: &Pack, case: &Case) -> Document {
    Document {
        area: pack.area_name.clone(),
        title: pack.title.clone(),
        publisher: pack.publisher.clone(),
        published: crate::words::published(&pack.published),
        status: pack.status,
        note: caution::standing_of(pack, case),
    }
}

fn headline(weighed: &Weighed) -> String {
    let pack = weighed.pack;
    match weighed.answer() {
        Answer::Level => {
            let level = weighed.sublevel.or(weighed.level);
            format!("This document indicates at least {}", level.map(level_name).unwrap_or_default())
        }
        Answer::NothingListed => "Nothing listed was picked. That is not the same as no concern".into(),
        Answer::NotEnoughKnown => "What you picked is listed, but the document gives it no level by itself".into(),
        Answer::NoIndicators => format!("{} lists no indicators. It says whom to talk to next", pack.short_title),
    }
}

/// `Level 2 (Early Help)`.
pub(crate) fn level_name(level: &Level) -> String {
    if level.label == level.name { level.name.clone() } else { [&level.label, " (", &level.name, ")"].concat() }
}

/// The level of a statement in words; `No level given` for lists that the document ties to none.
pub(crate) fn level_of(pack: &Pack, level: Option<&str>) -> String {
    level.and_then(|id| pack.level(id)).map_or_else(|| "No level given".into(), level_name)
}

/// `Child's Developmental Needs, HEALTH`.
fn under(pack: &Pack, item: &Item) -> String {
    let list = item
        .group
        .as_ref()
        .and_then(|id| pack.groups.iter().find(|group| group.id == *id))
        .map(|group| group.name.clone());
    let parts: Vec<String> = [list, item.domain.clone(), item.heading.clone()].into_iter().flatten().collect();
    parts.join(", ")
}

fn reasons(weighed: &Weighed) -> Vec<Reason> {
    let pack = weighed.pack;
    let mut reasons: Vec<(usize, usize, Reason)> = Vec::new();
    for (i, why) in weighed.counting.iter() {
        let Some(item) = pack.items.get(*i) else { continue };
        let reason = Reason {
            id: item.id.clone(),
            text: item.text.clone(),
            level: item.level.clone(),
            level_name: level_of(pack, item.level.as_deref()),
            under: under(pack, item),
            topic: item.topic.clone(),
            cite: weighed.cite(&item.place),
            why: why.clone(),
            strength: weighed.is_strength(item),
            preamble: item.preamble.clone(),
            uncertain: item.uncertain.clone(),
        };
        reasons.push((weighed.height(item.level.as_deref()), *i, reason));
    }
    for situation in weighed.levelled_situations() {
        let reason = Reason {
            id: situation.id.clone(),
            text: situation.text.clone(),
            level: situation.level.clone(),
            level_name: level_of(pack, situation.level.as_deref()),
            under: "Situation".into(),
            topic: situation.topics.first().cloned().unwrap_or_default(),
            cite: situation.cite.clone(),
            why: None,
            strength: false,
            preamble: None,
            uncertain: None,
        };
        reasons.push((weighed.height(situation.level.as_deref()), pack.items.len(), reason));
    }
    sort_down(&mut reasons, |(height, _, _)| *height);
    reasons.into_iter().map(|(_, _, reason)| reason).collect()
}

fn also_at(weighed: &Weighed) -> Vec<AlsoAt> {
    let pack = weighed.pack;
    // A few topics and many statements: each name is looked up once.
    let names: Vec<(&str, String)> = weighed.topics.keys().map(|id| (*id, topic_name(pack, id))).collect();
    let name = |id: &str| names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone());
    weighed
        .on_topic
        .iter()
        .filter(|(i, _)| !weighed.counting.has(i))
        .map(|(_, item)| AlsoAt {
            id: item.id.clone(),
            text: item.text.clone(),
            level: item.level.clone(),
            level_name: level_of(pack, item.level.as_deref()),
            topic: name(&item.topic).unwrap_or_default(),
            cite: weighed.cite(&item.place),
        })
        .collect()
}

/// The topic's name in plain words.
fn topic_name(pack: &Pack, id: &str) -> String {
    pack.topics.iter().find(|topic| topic.id == id).map_or_else(|| id.to_owned(), |topic| topic.name.clone())
}

fn spread(weighed: &Weighed) -> OrderedMap<String, OrderedMap<String, u32>> {
    let mut spread: OrderedMap<String, OrderedMap<String, u32>> = OrderedMap::new();
    for item in weighed.counting.keys().filter_map(|i| weighed.pack.items.get(*i)) {
        let list = item.group.as_ref().and_then(|id| weighed.pack.groups.iter().find(|group| group.id == *id));
        let place = item.domain.clone().or_else(|| list.map(|group| group.name.clone())).unwrap_or_default();
        let level = item.level.clone().unwrap_or_else(|| "none".into());
        *spread.at(place, OrderedMap::new).at(level, || 0) += 1;
    }
    spread
}

fn services(weighed: &Weighed) -> Vec<ServiceLine> {
    let Some(level) = weighed.level else { return Vec::new() };
    weighed
        .pack
        .levels
        .iter()
        .filter(|other| other.id == level.id || other.within.as_deref() == Some(level.id.as_str()))
        .flat_map(|other| other.services.iter().map(move |service| (other, service)))
        .filter(|(_, service)| weighed.lives_in_one_of(&service.local_authorities) != Some(false))
        .filter(|(_, service)| match (&service.ages, weighed.case.age) {
            (Some(ages), Some(age)) => weigh::age_in(ages, age),
            _ => true,
        })
        .map(|(other, service)| ServiceLine {
            name: service.name.clone(),
            text: service.text.clone(),
            level: other.id.clone(),
            phone: service.phone.clone(),
            email: service.email.clone(),
            web: service.web.clone(),
            cite: service.cite.clone(),
        })
        .collect()
}

fn checklists(pack: &Pack, case: &Case) -> Vec<List> {
    let ticked: Vec<&str> = case.ticked(pack).iter().map(|situation| situation.id.as_str()).collect();
    pack.checklists
        .iter()
        .filter(|list| list.situations.iter().any(|id| ticked.contains(&id.as_str())))
        .map(|list| List { name: list.name.clone(), items: list.items.clone(), cite: list.cite.clone() })
        .collect()
}
