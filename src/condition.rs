//! Conditions over a case, with three answers: met, not met, not known.
//!
//! Never reads "not known" as "not met": a condition that rests on a missing fact is itself not known, and names the fact.

use serde::Serialize;

use crate::ordered::{OrderedMap, OrderedSet};
use crate::pack::Ages;

/// What a rule waits for. In a pack, a table with one key: `{ concern = "id" }`, `{ all = [ … ] }`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every one is met.
    All(Vec<Condition>),
    /// One of them is met.
    Any(Vec<Condition>),
    /// It is not met.
    Not(Box<Condition>),
    /// The statement is among the concerns.
    Concern(String),
    /// A concern on this topic, above the universal level.
    Topic(String),
    /// A criterion of this list is among the concerns.
    Group(String),
    /// The level indicated is this one or higher.
    Level(String),
    /// The situation was ticked.
    Situation(String),
    /// The child's age lies in this span.
    Age(Ages),
    /// This answer was given to each of these questions.
    Answer(OrderedMap<String, String>),
    /// Special educational need or disability, or not.
    Send(bool),
    /// The child lives in this local authority.
    LocalAuthority(String),
    /// The child lives in this district.
    District(String),
    /// Somebody is in immediate danger, or not.
    ImmediateDanger(bool),
    /// At least this many concerns are of a kind.
    AtLeast {
        /// How many.
        n: u16,
        /// Of which.
        of: Set,
    },
    /// There are concerns, and all are of a kind (strengths aside).
    Only(Set),
}

/// A kind of concerns: those that meet any of these lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize), serde(default))]
pub struct Set {
    /// Statements, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub concerns: Vec<String>,
    /// Topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Lists of criteria.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Levels.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<String>,
    /// Domains, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Situations (for `only`: these may be ticked beside the concerns).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<String>,
}

/// A fact that a condition may need and a case may lack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The child's age.
    Age,
    /// Special educational need or disability.
    Send,
    /// The local authority that the child lives in.
    LocalAuthority,
    /// The district that the child lives in.
    District,
    /// Whether anyone is in immediate danger.
    ImmediateDanger,
    /// The answer to a question, or `consent`.
    Answer(String),
}

/// Met, not met, or not known for want of these facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// Met.
    Met,
    /// Not met.
    NotMet,
    /// Not known; these facts would tell.
    NotKnown(OrderedSet<Fact>),
}

/// What a condition can ask of a case.
pub trait Facts {
    /// Whether a plain condition (no `all`, `any`, `not`) is met.
    fn truth(&self, condition: &Condition) -> Truth;
}

impl Condition {
    /// Whether the case meets the condition.
    pub fn holds(&self, case: &impl Facts) -> Truth {
        match self {
            Condition::All(parts) => {
                let mut missing = OrderedSet::new();
                for part in parts {
                    match part.holds(case) {
                        Truth::Met => {}
                        Truth::NotMet => return Truth::NotMet,
                        Truth::NotKnown(facts) => missing.add_all(facts.into_entries()),
                    }
                }
                if missing.is_empty() { Truth::Met } else { Truth::NotKnown(missing) }
            }
            Condition::Any(parts) => {
                let mut missing = OrderedSet::new();
                for part in parts {
                    match part.holds(case) {
                        Truth::Met => return Truth::Met,
                        Truth::NotMet => {}
                        Truth::NotKnown(facts) => missing.add_all(facts.into_entries()),
                    }
                }
                if missing.is_empty() { Truth::NotMet } else { Truth::NotKnown(missing) }
            }
            Condition::Not(part) => match part.holds(case) {
                Truth::Met => Truth::NotMet,
                Truth::NotMet => Truth::Met,
                unknown => unknown,
            },
            plain => case.truth(plain),
        }
    }

    /// Every plain condition inside this one.
    pub fn plain(&self) -> Vec<&Condition> {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::plain).collect(),
            Condition::Not(part) => part.plain(),
            plain => vec![plain],
        }
    }

    /// Whether one more concern or fact could make a met condition unmet.
    #[must_use]
    pub fn can_be_lost(&self) -> bool {
        match self {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(Condition::can_be_lost),
            Condition::Not(_) | Condition::Only(_) => true,
            _ => false,
        }
    }
}
