//! Doorstep: which level of need a local threshold document indicates, why, what would change it, and whom to ring now.
//!
//! ```text
//! rules/**/*.toml --author::compile--> Pack --to_json--> JSON that the page fetches
//! Case --check(&pack, &case)--> Finding --> page, record, JSON
//! two packs --diff::diff--> what changed;  Case + packs --compare::compare--> the same case side by side
//! ```
//!
//! The core is pure: no clock, network, storage, randomness or browser. The time, like every other fact, comes with the case.
//! Packs are read from TOML only with the feature `cli`; the browser parses the compiled JSON.

#[cfg(feature = "cli")]
pub mod author;
mod calendar;
mod case;
mod check;
#[cfg(feature = "cli")]
pub mod compare;
mod condition;
#[cfg(feature = "cli")]
pub mod diff;
mod disagreement;
mod fault;
mod finding;
mod hours;
mod json;
mod ordered;
mod overlay;
pub mod pack;
mod parse;
mod parsed;
mod reachable;
mod read;
mod record;
#[cfg(any(feature = "cli", feature = "finder"))]
pub mod search;
mod wire;
mod words;

#[cfg(feature = "cli")]
pub mod cli;
// Two doors to JavaScript, each a file of its own: the check, and the search.
#[cfg(all(target_arch = "wasm32", feature = "finder"))]
mod finder;
#[cfg(all(target_arch = "wasm32", not(feature = "finder")))]
mod wasm;

pub use crate::{
    calendar::{BankHolidays, Day, LocalTime, Weekday},
    case::{Age, CONSENT, Case, not_json, pack_named},
    check::{Trace, check, check_traced},
    condition::{Condition, Fact, Set, Truth},
    disagreement::disagreement,
    fault::{Fault, did_you_mean, nearest, quote},
    finding::{Answer, Card, Finding, Urgency},
    hours::{Hours, Opening},
    ordered::{OrderedMap, OrderedSet},
    overlay::Overlay,
    pack::Pack,
    parsed::{Json, Keys, NotJson},
    record::record,
    wire::Shared,
};
