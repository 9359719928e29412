//! What to do, in a few words: the heading of a finding.
//!
//! It may only ever say as much as the rest of the finding or more, and never reassures: where there is nobody to ring, it is the
//! safeguarding lead. Whom it names stands first among those to ring now, so that the heading and the first number agree.

use crate::case::Home;
use crate::finding::{ContactNow, Line};
use crate::hours::Now;
use crate::pack::{Band, Contact};
use crate::words;

use super::open;
use super::route::{Taken, leads_to_top};
use super::weigh::Weighed;

/// Names longer than this are said by the abbreviation that they end in.
const LONG_NAME: usize = 30;
/// A heading longer than this does not fit a phone.
const LONG_ACTION: usize = 60;

/// What to do, in a few words.
pub(super) fn action(weighed: &Weighed, taken: &Taken, urgent: &[Line]) -> String {
    if weighed.case.immediate_danger == Some(true) {
        return "Ring 999 now".into();
    }
    let first: Vec<&ContactNow> = taken.contacts.iter().filter(|contact| contact.first).collect();
    let ring: Vec<&ContactNow> = first.iter().copied().filter(|contact| !contact.phone.is_empty()).collect();
    let bands = weighed.level.map(|level| level.bands.as_slice()).unwrap_or_default();
    // Whom the highest level rings is never rung tomorrow, whatever the level.
    let cannot_wait = bands.contains(&Band::Statutory)
        || !urgent.is_empty()
        || matches!(weighed.case.local_authority, Some(Home::Neighbour(_)))
        || first.iter().any(|contact| leads_to_top(weighed, &contact.id));
    if urgent.iter().any(|line| line.text.contains("999")) {
        return named(weighed, &ring).map_or("Ring 999 now".into(), |whom| said("Ring 999 or ", &whom, " now"));
    }
    if cannot_wait {
        return reach(weighed, &first, &ring, " now").unwrap_or_else(|| "Talk to your safeguarding lead now".into());
    }
    if !bands.is_empty() && bands != [Band::Universal] {
        return early_help(weighed, taken, &first);
    }
    if let Some(action) = reach(weighed, &first, &ring, " today") {
        return action;
    }
    // Only what somebody asked about may wait until a team opens, not what they saw.
    if weighed.counting.is_empty()
        && let Some(contact) = taken.closed()
        && let (Now::Closed(Some(next)), Some(at)) = (open::now(weighed.pack, contact, weighed.case), weighed.case.when)
    {
        return said("Ring ", &[short(&contact.name), " at ".into(), words::time_from(next, at)].concat(), "");
    }
    if bands.is_empty() {
        "Talk to your safeguarding lead today".into()
    } else {
        "If you are worried, talk to your safeguarding lead".into()
    }
}

fn said(before: &str, whom: &str, after: &str) -> String {
    [before, whom, after].concat()
}

/// The first of these by telephone, or else by what the document prints instead.
fn reach(weighed: &Weighed, first: &[&ContactNow], ring: &[&ContactNow], when: &str) -> Option<String> {
    if let Some(whom) = whom(weighed, ring) {
        return Some(said("Ring ", &whom, when));
    }
    let contact = first.iter().find(|contact| is_someone(contact))?;
    Some(said("Contact ", &short(&contact.name), when)).filter(|action| fits(action))
}

/// Offers early help; says also whom to turn to beside it, for a situation or a rule that has its own door.
fn early_help(weighed: &Weighed, taken: &Taken, first: &[&ContactNow]) -> String {
    let of_level = |contact: &ContactNow| {
        let of_level = |id: &String| weighed.level.is_some_and(|level| level.id == *id);
        taken.routes.iter().any(|route| route.levels.iter().any(of_level) && route.contacts.contains(&contact.id))
    };
    let other = first.iter().find(|contact| !of_level(contact) && is_someone(contact));
    if let Some(other) = other.filter(|other| !depends_on_home(weighed, &other.id)) {
        let verb = if other.phone.is_empty() { "contact " } else { "ring " };
        let action = ["Offer early help and ", verb, &short(&other.name)].concat();
        if fits(&action) {
            return action;
        }
    }
    match weighed.case.consent() {
        // What was refused cannot simply be offered again.
        Some("refused" | "would-increase-risk") => "Talk to your safeguarding lead today".into(),
        _ => "Offer early help and tell your safeguarding lead".into(),
    }
}

/// The first of these, who all stand to be rung now.
fn named(weighed: &Weighed, ring: &[&ContactNow]) -> Option<String> {
    // Where the home decides and is not known, the first of several is not the one.
    match ring {
        [] => None,
        [one, two, ..] if depends_on_home(weighed, &one.id) && depends_on_home(weighed, &two.id) => {
            Some("the number for the child's home area".into())
        }
        [one, ..] => Some(short(&one.name)),
    }
}

/// The first of these, and a second where the first alone may not be the right one.
fn whom(weighed: &Weighed, ring: &[&ContactNow]) -> Option<String> {
    let name = named(weighed, ring)?;
    let (one, rest) = ring.split_first()?;
    let stands_in = |two: &ContactNow| weighed.pack.contact(&one.id).is_some_and(|one| one.outside.contains(&two.id));
    let with = |word: &str, two: &ContactNow| [&name, word, &short(&two.name)].concat();
    let both = match rest.first() {
        // The time is not known, so either may answer.
        Some(two) if stands_in(two) && one.open.is_none() && !two.name.starts_with(&one.name) => {
            Some(with(" or ", two))
        }
        _ if !leads_to_top(weighed, &one.id) => {
            rest.iter().find(|two| leads_to_top(weighed, &two.id)).map(|two| with(" and ", two))
        }
        _ => None,
    };
    Some(both.filter(|both| both.len() <= LONG_ACTION - "Ring  now".len()).unwrap_or(name))
}

/// Whether the contact is for some homes only, and the case does not say which home.
fn depends_on_home(weighed: &Weighed, id: &str) -> bool {
    let unknown = |contact: &Contact| {
        (!contact.local_authorities.is_empty() && weighed.case.local_authority.is_none())
            || (!contact.districts.is_empty() && weighed.case.district.is_none())
    };
    weighed.pack.contact(id).is_some_and(unknown)
}

/// Whether this is somebody to speak or write to, not a page or a form.
fn is_someone(contact: &ContactNow) -> bool {
    !contact.phone.is_empty()
        || !contact.email.is_empty()
        || in_brackets(&contact.name).is_some()
        || contact.name.ends_with("Service")
}

fn fits(action: &str) -> bool {
    action.chars().count() <= LONG_ACTION
}

/// The abbreviation in brackets at the end of a name.
fn in_brackets(name: &str) -> Option<&str> {
    let (_, inside) = name.strip_suffix(')')?.rsplit_once('(')?;
    let short = inside.strip_prefix("known as the ").unwrap_or(inside);
    short.bytes().all(|byte| byte.is_ascii_uppercase()).then_some(short)
}

/// A name as people say it: `the MASH`, `the Early Help Unit`, `First Response`.
fn short(name: &str) -> String {
    // What stands after a comma says which of several, and where they sit is for the contacts to say.
    let whole = name.split(", ").next().unwrap_or(name);
    let whole = whole.split(" in the ").next().unwrap_or(whole);
    let (said, abbreviated) = match in_brackets(name) {
        Some(short) if name.len() > LONG_NAME => (short, true),
        some => (whole.strip_prefix("The ").unwrap_or(whole), some.is_some()),
    };
    let takes_the = ["Team", "Unit", "Hub", "Service", "Centre", "Officer", "Points", "SPA", "line", "desk", "ors"];
    if abbreviated || takes_the.iter().any(|last| said.ends_with(last)) {
        ["the ", said].concat()
    } else {
        said.to_owned()
    }
}
