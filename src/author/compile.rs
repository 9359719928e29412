//! From a draft that lint found no error in to a [`Pack`]: sections become citations, blocks become statements.

use std::collections::BTreeMap;

use super::draft::{Draft, DraftCited, DraftContact, DraftHours, FromAge, Holidays, Topics};
use super::shape::clock;
use crate::calendar::BankHolidays;
use crate::hours::{Hours, Opening};
use crate::pack::{
    Action, Checklist, Cited, Contact, Covers, Discrepancy, District, Domain, Group, Item, Kind, Level, LocalAuthority,
    Pack, PackConsent, PackStep, Question, Route, Rule, Service, Situation, Term, Topic, cite,
};

/// What a pack is compiled with besides its own file.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// The shared topics.
    pub topics: Topics,
    /// Bank holidays.
    pub holidays: Holidays,
    /// Title and date, in words, of every pack, by name: for numbers borrowed from another document.
    pub titles: BTreeMap<String, String>,
}

impl Shared {
    /// Every topic, with the name of its group.
    #[must_use]
    pub fn topics(&self) -> Vec<Topic> {
        let Topics { groups, topics } = &self.topics;
        let group = |id: &str| {
            groups.iter().find(|group| group.id == id).map_or_else(|| id.to_owned(), |group| group.name.clone())
        };
        topics
            .iter()
            .map(|topic| Topic { id: topic.id.clone(), name: topic.name.clone(), group: group(&topic.group) })
            .collect()
    }

    /// Bank holidays as a pack holds them.
    #[must_use]
    pub fn bank_holidays(&self) -> BankHolidays {
        BankHolidays {
            from: self.holidays.from.clone(),
            until: self.holidays.until.clone(),
            days: self.holidays.days.clone(),
        }
    }
}

/// Compiles a draft. Ids that lead nowhere, which lint reports, stay as they are.
#[must_use]
pub fn compile(draft: &Draft, shared: &Shared) -> Pack {
    let to = Compiler { draft, shared };
    let about = &draft.about;
    let mut pack = Pack {
        id: draft.id(),
        area: about.area.clone(),
        area_name: about.area_name.clone(),
        edition: about.edition.clone(),
        title: about.title.clone(),
        short_title: about.short_title.clone(),
        publisher: about.publisher.clone(),
        published: about.published.clone(),
        status: about.status,
        replaces: about.replaces.clone(),
        superseded_by: about.superseded_by.clone(),
        read_at: about.read_at.clone(),
        checked_by: about.checked_by.clone(),
        checked_on: about.checked_on.clone(),
        indicators: about.indicators,
        quoting: about.quoting.clone(),
        covers: Covers {
            unborn: matches!(about.covers.from, FromAge::Unborn(_)),
            from: match about.covers.from {
                FromAge::Years(years) => years,
                FromAge::Unborn(_) => 0,
            },
            to: about.covers.to,
            to_with_send: about.covers.to_with_send,
            place: to.place(&about.covers.place),
        },
        home: to.cited(&about.home),
        outside_age: about.outside_age.as_ref().map(|said| to.cited(said)),
        immediate_danger: about.immediate_danger.as_ref().map(|said| to.cited(said)),
        disagreement: about.disagreement.clone(),
        local_authorities: draft
            .local_authorities
            .iter()
            .map(|authority| LocalAuthority { id: authority.id.clone(), name: authority.name.clone() })
            .collect(),
        districts: draft
            .districts
            .iter()
            .map(|district| District {
                id: district.id.clone(),
                name: district.name.clone(),
                local_authority: district.local_authority.clone(),
            })
            .collect(),
        levels: to.levels(),
        domains: draft
            .domains
            .iter()
            .map(|domain| Domain { id: domain.id.clone(), name: domain.name.clone() })
            .collect(),
        topics: Vec::new(),
        groups: to.groups(),
        items: to.items(),
        questions: draft
            .questions
            .iter()
            .map(|question| Question {
                id: question.id.clone(),
                text: question.text.clone(),
                why: question.why.clone(),
                place: to.place(&question.place),
            })
            .collect(),
        rules: to.rules(),
        situations: draft
            .situations
            .iter()
            .map(|situation| Situation {
                id: situation.id.clone(),
                text: situation.text.clone(),
                cite: to.cite(&situation.place),
                topics: situation.topics.clone(),
                level: situation.level.clone(),
                group: situation.group.clone(),
            })
            .collect(),
        routes: to.routes(),
        contacts: draft.contacts.iter().map(|contact| to.contact(contact)).collect(),
        checklists: draft
            .checklists
            .iter()
            .map(|list| Checklist {
                id: list.id.clone(),
                name: list.name.clone(),
                situations: list.situations.clone(),
                items: list.items.clone(),
                cite: to.cite(&list.place),
            })
            .collect(),
        glossary: draft
            .glossary
            .iter()
            .map(|term| Term {
                short: term.short.clone(),
                long: term.long.clone(),
                place: term.place.as_ref().map(|place| to.place(place)),
            })
            .collect(),
        discrepancies: draft
            .discrepancies
            .iter()
            .map(|found| Discrepancy {
                id: found.id.clone(),
                text: found.text.clone(),
                used: found.used.clone(),
                cite: to.cite_all(&found.places),
                contacts: found.contacts.clone(),
                statements: found.statements.clone(),
                situations: found.situations.clone(),
            })
            .collect(),
        bank_holidays: shared.bank_holidays(),
        local: None,
    };
    pack.complete(&shared.topics());
    pack
}

/// Weekly hours; hours that lint refuses are left out.
#[must_use]
pub fn weekly(hours: &[DraftHours]) -> Vec<Hours> {
    hours
        .iter()
        .filter_map(|span| {
            Some(Hours { days: span.days.clone(), open: clock(&span.open)?, close: clock(&span.close)? })
        })
        .collect()
}

struct Compiler<'a> {
    draft: &'a Draft,
    shared: &'a Shared,
}

impl Compiler<'_> {
    /// A section in words, with its page where known.
    fn place(&self, id: &str) -> String {
        match self.draft.sections.iter().find(|section| section.id == id) {
            Some(section) => match section.page {
                Some(page) => format!("{}, page {page}", section.name),
                None => section.name.clone(),
            },
            None => id.to_owned(),
        }
    }

    fn cite(&self, id: &str) -> String {
        cite(&self.draft.about.short_title, &self.draft.about.published, &self.place(id))
    }

    fn cite_all(&self, ids: &[String]) -> String {
        let places: Vec<String> = ids.iter().map(|id| self.place(id)).collect();
        cite(&self.draft.about.short_title, &self.draft.about.published, &places.join("; "))
    }

    fn cited(&self, said: &DraftCited) -> Cited {
        Cited { text: said.text.clone(), place: self.place(&said.place) }
    }

    fn levels(&self) -> Vec<Level> {
        let draft = self.draft;
        draft
            .levels
            .iter()
            .map(|level| Level {
                id: level.id.clone(),
                within: level.within.clone(),
                rank: level.rank,
                name: level.name.clone(),
                label: level.label.clone(),
                bands: level.bands.clone(),
                statutory: level.statutory.clone(),
                definition: level.definitions.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join("\n"),
                definitions: level.definitions.iter().map(|said| self.cited(said)).collect(),
                assessment: level.assessment.as_ref().map(|said| self.cited(said)),
                actions: draft
                    .actions
                    .iter()
                    .filter(|block| block.level == level.id)
                    .flat_map(|block| block.statements.iter().map(move |text| (block, text)))
                    .map(|(block, text)| Action {
                        text: text.clone(),
                        domain: block.domain.clone(),
                        place: self.place(&block.place),
                    })
                    .collect(),
                services: draft
                    .services
                    .iter()
                    .filter(|service| service.level == level.id)
                    .map(|service| Service {
                        id: service.id.clone(),
                        name: service.name.clone(),
                        text: service.text.clone(),
                        phone: service.phones.clone(),
                        email: service.emails.clone(),
                        web: service.webs.clone(),
                        ages: service.ages,
                        local_authorities: service.local_authorities.clone(),
                        cite: self.cite(&service.place),
                    })
                    .collect(),
            })
            .collect()
    }

    fn items(&self) -> Vec<Item> {
        let draft = self.draft;
        let domain_name = |id: &str| {
            draft.domains.iter().find(|domain| domain.id == id).map_or_else(|| id.to_owned(), |d| d.name.clone())
        };
        let mut items = Vec::new();
        for block in &draft.indicators {
            for statement in &block.statements {
                items.push(Item {
                    id: statement.id.clone(),
                    kind: Kind::Indicator,
                    group: None,
                    level: Some(block.level.clone()),
                    domain: Some(domain_name(&block.domain)),
                    heading: block.heading.clone(),
                    text: statement.text.clone(),
                    topic: statement.topic.clone(),
                    place: self.place(&block.place),
                    ages: statement.ages,
                    preamble: None,
                    uncertain: statement.uncertain.clone(),
                    same_as: Vec::new(),
                });
            }
        }
        for block in &draft.criteria {
            for statement in &block.statements {
                items.push(Item {
                    id: statement.id.clone(),
                    kind: Kind::Criterion,
                    group: Some(block.group.clone()),
                    level: block.level.clone(),
                    domain: None,
                    heading: block.heading.clone(),
                    text: statement.text.clone(),
                    topic: statement.topic.clone(),
                    place: self.place(&block.place),
                    ages: statement.ages,
                    preamble: block.preamble.clone(),
                    uncertain: statement.uncertain.clone(),
                    same_as: Vec::new(),
                });
            }
        }
        items
    }

    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for block in &self.draft.criteria {
            if !groups.iter().any(|group| group.id == block.group) {
                groups.push(Group { id: block.group.clone(), name: block.name.clone(), level: block.level.clone() });
            }
        }
        groups
    }

    fn steps(&self, steps: &[PackStep]) -> Vec<PackStep> {
        steps.iter().map(|step| PackStep { place: self.place(&step.place), ..step.clone() }).collect()
    }

    fn rules(&self) -> Vec<Rule> {
        self.draft
            .rules
            .iter()
            .map(|rule| Rule {
                id: rule.id.clone(),
                about: rule.about.clone(),
                when: self.with_domain_names(&rule.when),
                place: self.place(&rule.place),
                raises_to: rule.raises_to.clone(),
                because: rule.because.clone(),
                steps: self.steps(&rule.steps),
                contacts: rule.contacts.clone(),
                first: rule.first.clone(),
                first_instead: rule.first_instead,
                cautions: rule.cautions.clone(),
                urgent: rule.urgent.clone(),
                ask: rule.ask.clone(),
            })
            .collect()
    }

    /// Authors name domains by id; statements carry the source's names.
    fn with_domain_names(&self, condition: &crate::condition::Condition) -> crate::condition::Condition {
        use crate::condition::{Condition as C, Set};
        let named = |set: &Set| Set {
            domains: set
                .domains
                .iter()
                .map(|id| {
                    self.draft
                        .domains
                        .iter()
                        .find(|domain| domain.id == *id)
                        .map_or_else(|| id.clone(), |d| d.name.clone())
                })
                .collect(),
            ..set.clone()
        };
        match condition {
            C::All(parts) => C::All(parts.iter().map(|part| self.with_domain_names(part)).collect()),
            C::Any(parts) => C::Any(parts.iter().map(|part| self.with_domain_names(part)).collect()),
            C::Not(part) => C::Not(Box::new(self.with_domain_names(part))),
            C::AtLeast { n, of } => C::AtLeast { n: *n, of: named(of) },
            C::Only(set) => C::Only(named(set)),
            plain => plain.clone(),
        }
    }

    fn routes(&self) -> Vec<Route> {
        self.draft
            .routes
            .iter()
            .map(|route| Route {
                id: route.id.clone(),
                about: route.about.clone(),
                levels: route.levels.clone(),
                situations: route.situations.clone(),
                when: route.when.as_ref().map(|when| self.with_domain_names(when)),
                contacts: route.contacts.clone(),
                also: route.also.clone(),
                steps: self.steps(&route.steps),
                consent: route
                    .consent
                    .as_ref()
                    .map(|consent| PackConsent { place: self.place(&consent.place), ..consent.clone() }),
                until_open: route.until_open.as_ref().map(|said| self.cited(said)),
                place: self.place(&route.place),
            })
            .collect()
    }

    fn contact(&self, contact: &DraftContact) -> Contact {
        Contact {
            id: contact.id.clone(),
            name: contact.name.clone(),
            purpose: contact.purpose.clone(),
            phone: contact.phones.clone(),
            phone_faulty: contact.phones_faulty.clone(),
            email: contact.emails.clone(),
            web: contact.webs.clone(),
            address: contact.address.clone(),
            opening: match (&contact.answers_outside, contact.always, contact.hours.is_empty()) {
                (Some(of), _, _) => Opening::Outside { of: of.clone() },
                (None, true, _) => Opening::Always,
                (None, false, true) => Opening::NotStated,
                (None, false, false) => Opening::Weekly { hours: weekly(&contact.hours) },
            },
            outside: contact.outside.clone(),
            emergency: contact.emergency,
            local_authorities: contact.local_authorities.clone(),
            districts: contact.districts.clone(),
            neighbour: contact.neighbour.clone(),
            borrowed_from: contact
                .borrowed_from
                .as_ref()
                .map(|pack| self.shared.titles.get(pack).cloned().unwrap_or_else(|| pack.clone())),
            cite: self.cite(&contact.place),
        }
    }
}
