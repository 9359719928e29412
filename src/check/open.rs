//! Who answers at the time of the case, and how that reads.

use crate::calendar::{LocalTime, Weekday};
use crate::case::Case;
use crate::hours::{Hours, Now, Opening, weekly};
use crate::pack::{Contact, Pack};
use crate::words;

/// Whether a contact answers at the time of the case.
pub(super) fn now(pack: &Pack, contact: &Contact, case: &Case) -> Now {
    match &contact.opening {
        Opening::NotStated => Now::NotKnown,
        Opening::Always => Now::Open(None),
        Opening::Weekly { hours } => case.when.map_or(Now::NotKnown, |at| weekly(hours, &pack.bank_holidays, at)),
        Opening::Outside { of } => match (pack.contact(of).map(|other| &other.opening), case.when) {
            (Some(Opening::Weekly { hours }), Some(at)) => weekly(hours, &pack.bank_holidays, at).turned(),
            _ => Now::NotKnown,
        },
    }
}

/// Open or closed, and until when, in words.
pub(super) fn status(pack: &Pack, contact: &Contact, now: Now, at: Option<LocalTime>) -> String {
    match (now, at) {
        (Now::Open(Some(until)), Some(at)) => format!("Open now, until {}", words::time_from(until, at)),
        (Now::Open(_), _) if contact.opening == Opening::Always => "Open day and night".into(),
        (Now::Open(_), _) => "Open now".into(),
        (Now::Closed(Some(next)), Some(at)) => format!("Closed now. Opens {}", words::time_from(next, at)),
        (Now::Closed(_), _) => "Closed now".into(),
        (Now::NotKnown, _) => match &contact.opening {
            Opening::Outside { of } => {
                let other = pack.contact(of).map_or(of.as_str(), |other| other.name.as_str());
                format!("Answers while {other} is closed")
            }
            Opening::Weekly { hours } => format!("Open {}", hours_in_words(hours)),
            _ if pack.local.as_ref().is_some_and(|local| local.brings(&contact.id)) => "No hours given".into(),
            _ if contact.phone.is_empty() => "The document prints no telephone number".into(),
            _ => "The document does not say when they answer".into(),
        },
    }
}

/// Weekly hours in words; none where there are none.
pub(super) fn hours(pack: &Pack, contact: &Contact) -> Option<String> {
    match &contact.opening {
        Opening::Weekly { hours } => Some(hours_in_words(hours)),
        Opening::Always => Some("day and night".into()),
        Opening::Outside { of } => pack.contact(of).map(|other| format!("while {} is closed", other.name)),
        Opening::NotStated => None,
    }
}

/// `Monday to Thursday 8:30am to 5pm, Friday 8:30am to 4:30pm`.
pub fn hours_in_words(hours: &[Hours]) -> String {
    let mut out = String::new();
    for span in hours {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&days_in_words(&span.days));
        for (before, minute) in [(" ", span.open), (" to ", span.close)] {
            out.push_str(before);
            out.push_str(&words::clock(minute));
        }
    }
    out
}

fn days_in_words(days: &[Weekday]) -> String {
    let all: Vec<usize> =
        Weekday::ALL.iter().enumerate().filter(|(_, day)| days.contains(day)).map(|(i, _)| i).collect();
    let in_a_row = all.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    match all.as_slice() {
        [first, .., last] if in_a_row && all.len() > 2 => {
            format!("{} to {}", Weekday::ALL[*first].name(), Weekday::ALL[*last].name())
        }
        some => words::list(&some.iter().map(|i| Weekday::ALL[*i].name().to_owned()).collect::<Vec<_>>(), "and"),
    }
}
