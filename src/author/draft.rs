//! A pack as its author wrote it, with types but not yet checked for meaning. Keys: see [`super::keys`], `rules/README.md`.

#![allow(missing_docs)] // every field is documented in `keys.rs`, which is what editors show

use serde::Deserialize;

use crate::calendar::Weekday;
use crate::condition::Condition;
use crate::pack::{Ages, Band, FaultyPhone, PackConsent, PackStep, Status};

/// A whole pack file.
#[derive(Debug, Clone, Deserialize)]
pub struct Draft {
    pub about: About,
    pub local_authorities: Vec<Named>,
    #[serde(default)]
    pub districts: Vec<DraftDistrict>,
    pub sections: Vec<Section>,
    pub levels: Vec<DraftLevel>,
    #[serde(default)]
    pub actions: Vec<ActionBlock>,
    #[serde(default)]
    pub domains: Vec<Named>,
    #[serde(default)]
    pub indicators: Vec<IndicatorBlock>,
    #[serde(default)]
    pub criteria: Vec<CriteriaBlock>,
    #[serde(default)]
    pub questions: Vec<DraftQuestion>,
    #[serde(default)]
    pub rules: Vec<DraftRule>,
    #[serde(default)]
    pub situations: Vec<DraftSituation>,
    #[serde(default)]
    pub routes: Vec<DraftRoute>,
    #[serde(default)]
    pub contacts: Vec<DraftContact>,
    #[serde(default)]
    pub checklists: Vec<DraftChecklist>,
    #[serde(default)]
    pub services: Vec<DraftService>,
    #[serde(default)]
    pub glossary: Vec<DraftTerm>,
    #[serde(default)]
    pub discrepancies: Vec<DraftDiscrepancy>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct About {
    pub area: String,
    pub area_name: String,
    pub edition: String,
    pub title: String,
    pub short_title: String,
    pub publisher: String,
    pub published: String,
    pub status: Status,
    pub replaces: Option<String>,
    pub superseded_by: Option<String>,
    pub read_at: Option<String>,
    pub checked_by: String,
    pub checked_on: String,
    pub indicators: bool,
    pub quoting: Option<String>,
    pub covers: DraftCovers,
    pub home: DraftCited,
    pub outside_age: Option<DraftCited>,
    pub immediate_danger: Option<DraftCited>,
    pub disagreement: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftCovers {
    pub from: FromAge,
    pub to: u8,
    pub to_with_send: Option<u8>,
    #[serde(rename = "where")]
    pub place: String,
}

/// `unborn`, or an age.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum FromAge {
    Years(u8),
    Unborn(String),
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftCited {
    pub text: String,
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Named {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftDistrict {
    pub id: String,
    pub name: String,
    pub local_authority: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Section {
    pub id: String,
    pub name: String,
    pub page: Option<u16>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftLevel {
    pub id: String,
    pub within: Option<String>,
    pub rank: u8,
    pub name: String,
    pub label: String,
    pub bands: Vec<Band>,
    #[serde(default)]
    pub statutory: Vec<String>,
    pub definitions: Vec<DraftCited>,
    pub assessment: Option<DraftCited>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct ActionBlock {
    pub level: String,
    pub domain: Option<String>,
    #[serde(rename = "where")]
    pub place: String,
    pub statements: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftStatement {
    pub id: String,
    pub topic: String,
    pub text: String,
    pub ages: Option<Ages>,
    pub uncertain: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct IndicatorBlock {
    pub level: String,
    pub domain: String,
    pub heading: Option<String>,
    #[serde(rename = "where")]
    pub place: String,
    pub statements: Vec<DraftStatement>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct CriteriaBlock {
    pub group: String,
    pub name: String,
    pub level: Option<String>,
    pub heading: Option<String>,
    pub preamble: Option<String>,
    #[serde(rename = "where")]
    pub place: String,
    pub statements: Vec<DraftStatement>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftQuestion {
    pub id: String,
    pub text: String,
    pub why: String,
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftRule {
    pub id: String,
    pub about: String,
    pub when: Condition,
    #[serde(rename = "where")]
    pub place: String,
    pub raises_to: Option<String>,
    pub because: Option<String>,
    #[serde(default)]
    pub steps: Vec<PackStep>,
    #[serde(default)]
    pub contacts: Vec<String>,
    #[serde(default)]
    pub first: Vec<String>,
    #[serde(default)]
    pub first_instead: bool,
    #[serde(default)]
    pub cautions: Vec<String>,
    #[serde(default)]
    pub urgent: Vec<String>,
    pub ask: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftSituation {
    pub id: String,
    pub text: String,
    #[serde(default)]
    pub topics: Vec<String>,
    pub level: Option<String>,
    pub group: Option<String>,
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftRoute {
    pub id: String,
    pub about: String,
    #[serde(default)]
    pub levels: Vec<String>,
    #[serde(default)]
    pub situations: Vec<String>,
    pub when: Option<Condition>,
    #[serde(default)]
    pub contacts: Vec<String>,
    #[serde(default)]
    pub also: Vec<String>,
    #[serde(default)]
    pub steps: Vec<PackStep>,
    pub consent: Option<PackConsent>,
    pub until_open: Option<DraftCited>,
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftHours {
    pub days: Vec<Weekday>,
    pub open: String,
    pub close: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftContact {
    pub id: String,
    pub name: String,
    pub purpose: Option<String>,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub phones_faulty: Vec<FaultyPhone>,
    #[serde(default)]
    pub emails: Vec<String>,
    #[serde(default)]
    pub webs: Vec<String>,
    pub address: Option<String>,
    #[serde(default)]
    pub hours: Vec<DraftHours>,
    #[serde(default)]
    pub always: bool,
    #[serde(default)]
    pub outside: Vec<String>,
    pub answers_outside: Option<String>,
    #[serde(default)]
    pub emergency: bool,
    #[serde(default)]
    pub local_authorities: Vec<String>,
    #[serde(default)]
    pub districts: Vec<String>,
    pub neighbour: Option<String>,
    pub borrowed_from: Option<String>,
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftChecklist {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub situations: Vec<String>,
    #[serde(rename = "where")]
    pub place: String,
    pub items: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftService {
    pub level: String,
    pub id: String,
    pub name: String,
    pub text: String,
    #[serde(default)]
    pub phones: Vec<String>,
    #[serde(default)]
    pub emails: Vec<String>,
    #[serde(default)]
    pub webs: Vec<String>,
    pub ages: Option<Ages>,
    #[serde(default)]
    pub local_authorities: Vec<String>,
    #[serde(rename = "where")]
    pub place: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftTerm {
    pub short: String,
    pub long: String,
    #[serde(rename = "where")]
    pub place: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftDiscrepancy {
    pub id: String,
    pub text: String,
    pub used: String,
    #[serde(rename = "where")]
    pub places: Vec<String>,
    #[serde(default)]
    pub contacts: Vec<String>,
    #[serde(default)]
    pub statements: Vec<String>,
    #[serde(default)]
    pub situations: Vec<String>,
}

/// The shared topics.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Topics {
    pub groups: Vec<Named>,
    pub topics: Vec<DraftTopic>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct DraftTopic {
    pub id: String,
    pub name: String,
    pub group: String,
}

/// Bank holidays.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Holidays {
    pub from: String,
    pub until: String,
    pub source: String,
    pub days: Vec<String>,
}

impl Draft {
    /// Every statement with the path of its table, the level of its block and the block's section.
    pub fn statements(&self) -> impl Iterator<Item = (String, Option<&str>, &str, &DraftStatement)> {
        let indicators = self.indicators.iter().enumerate().flat_map(|(i, block)| {
            block.statements.iter().enumerate().map(move |(j, s)| {
                (format!("indicators[{i}].statements[{j}]"), Some(block.level.as_str()), block.place.as_str(), s)
            })
        });
        let criteria = self.criteria.iter().enumerate().flat_map(|(i, block)| {
            block.statements.iter().enumerate().map(move |(j, s)| {
                (format!("criteria[{i}].statements[{j}]"), block.level.as_deref(), block.place.as_str(), s)
            })
        });
        indicators.chain(criteria)
    }

    /// The pack's name: `area/edition`.
    #[must_use]
    pub fn id(&self) -> String {
        format!("{}/{}", self.about.area, self.about.edition)
    }
}
