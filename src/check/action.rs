//! What to do, in a few words: the heading of a finding.
//!
//! It may only ever say as much as the rest of the finding or more, and never reassures: where there is nobody to ring, it is the
//! safeguarding lead. Whom it names stands first among those to ring now, so that the heading and the first number agree.

use crate::case::Home;
use crate::finding::{ContactNow, Line};
use crate::hours::Now;
use crate::pack::Band;
use crate::words;

use super::open;
use super::route::Taken;
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
    let level = weighed.level.map_or(&[][..], |level| &level.bands);
    // Whom the highest level rings is never rung tomorrow, whatever the level.
    let cannot_wait = level.contains(&Band::Statutory)
        || !urgent.is_empty()
        || matches!(weighed.case.local_authority, Some(Home::Neighbour(_)))
        || first.iter().any(|contact| taken.is_at_top(&contact.id));
    let with_999 = urgent.iter().any(|line| find(&line.text, "999").is_some());
    if !cannot_wait && !level.is_empty() && level != [Band::Universal] {
        return early_help(weighed, taken, &first);
    }
    let when = if cannot_wait { " now" } else { " today" };
    if let Some(whom) = whom(weighed, taken, &first, with_999) {
        return say(if with_999 { "Ring 999 or " } else { "Ring " }, &whom, when);
    }
    if with_999 {
        return "Ring 999 now".into();
    }
    if let Some(contact) = first.iter().find(|contact| is_someone(contact)) {
        return say("Contact ", &short(&contact.name), when);
    }
    // Only what somebody asked about may wait until a team opens, not what they saw.
    if !cannot_wait
        && weighed.counting.is_empty()
        && let Some((contact, _)) = taken.closed.first()
        && let (Now::Closed(Some(next)), Some(at)) = (open::now(weighed.pack, contact, weighed.case), weighed.case.when)
    {
        return say("Ring ", &[&short(&contact.name), " at ", &words::time_from(next, at)].concat(), "");
    }
    match level {
        [Band::Universal] => "If you are worried, talk to your safeguarding lead".into(),
        _ => say("Talk to your safeguarding lead", "", when),
    }
}

#[inline(never)]
fn say(before: &str, whom: &str, after: &str) -> String {
    [before, whom, after].concat()
}

/// Offers early help; says also whom to turn to beside it, for a situation or a rule that has its own door.
fn early_help(weighed: &Weighed, taken: &Taken, first: &[&ContactNow]) -> String {
    for other in first {
        let of_level =
            taken.routes.iter().any(|route| route.situations.is_empty() && route.contacts.contains(&other.id));
        if of_level || !is_someone(other) || depends_on_home(weighed, &other.id) {
            continue;
        }
        let verb = if other.phone.is_empty() { "contact " } else { "ring " };
        let action = say("Offer early help and ", verb, &short(&other.name));
        if action.len() <= LONG_ACTION {
            return action;
        }
    }
    match weighed.case.consent() {
        // What was refused cannot simply be offered again.
        Some("refused" | "would-increase-risk") => "Talk to your safeguarding lead today".into(),
        _ => "Offer early help and tell your safeguarding lead".into(),
    }
}

/// Whom to ring of these, and a second where the first alone may not be the right one.
fn whom(weighed: &Weighed, taken: &Taken, first: &[&ContactNow], alone: bool) -> Option<String> {
    let mut ring = first.iter().filter(|contact| !contact.phone.is_empty());
    let one = ring.next()?;
    let mut name = short(&one.name);
    for (i, two) in ring.enumerate() {
        // Where the home decides and is not known, the first of several is not the one.
        if i == 0 && depends_on_home(weighed, &one.id) && depends_on_home(weighed, &two.id) {
            name = "the number for the child's home area".to_owned();
        }
        // Where the time is not known, either may answer.
        let stands_in = i == 0
            && one.open.is_none()
            && !two.name.starts_with(&one.name)
            && weighed.pack.contact(&one.id).is_some_and(|one| one.outside.contains(&two.id));
        if !alone && (stands_in || (taken.is_at_top(&two.id) && !taken.is_at_top(&one.id))) {
            let both = say(&name, if stands_in { " or " } else { " and " }, &short(&two.name));
            return Some(if both.len() <= LONG_ACTION - "Ring  now".len() { both } else { name });
        }
    }
    Some(name)
}

/// Whether the contact is for some homes only, and the case does not say which home.
#[inline(never)]
fn depends_on_home(weighed: &Weighed, id: &str) -> bool {
    weighed.pack.contact(id).is_some_and(|contact| {
        (!contact.local_authorities.is_empty() && weighed.case.local_authority.is_none())
            || (!contact.districts.is_empty() && weighed.case.district.is_none())
    })
}

/// Whether this is somebody to speak or write to, not a page or a form.
fn is_someone(contact: &ContactNow) -> bool {
    !contact.phone.is_empty()
        || !contact.email.is_empty()
        || contact.name.ends_with(')')
        || contact.name.ends_with("Service")
}

/// Where a part of a text begins. The standard library's search is made for long texts, and costs kilobytes of wasm.
fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).position(|window| window == part.as_bytes())
}

/// What stands before a part of a text; all of it where there is no such part.
fn before<'a>(text: &'a str, part: &str) -> &'a str {
    find(text, part).and_then(|at| text.get(..at)).unwrap_or(text)
}

/// The abbreviation in brackets at the end of a name.
fn in_brackets(name: &str) -> Option<&str> {
    let open = find(name, " (")?;
    let inside = name.get(open + 2..)?.strip_suffix(')')?;
    let short = inside.strip_prefix("known as the ").unwrap_or(inside);
    short.bytes().all(|byte| byte.is_ascii_uppercase()).then_some(short)
}

/// A name as people say it: `the MASH`, `the Early Help Unit`, `First Response`.
#[inline(never)]
fn short(name: &str) -> String {
    // What stands after a comma says which of several, and where they sit is for the contacts to say.
    let whole = before(before(name, ", "), " in the ");
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
