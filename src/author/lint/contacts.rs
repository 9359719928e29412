//! Contacts: numbers, addresses and hours that can be right, and emergency teams kept for emergencies.

use std::collections::BTreeSet;

use super::{Lint, ids};
use crate::author::draft::{Draft, DraftContact, DraftHours};
use crate::pack::Band;
use crate::reachable::{clock, digits_fit, email_fits, web_fits};

pub(super) fn check(lint: &mut Lint) {
    let draft = lint.draft;
    let contacts = ids(&draft.contacts, |contact| &contact.id);
    let authorities = ids(&draft.local_authorities, |authority| &authority.id);
    let districts = ids(&draft.districts, |district| &district.id);
    for (i, contact) in draft.contacts.iter().enumerate() {
        let at = format!("contacts[{i}]");
        reach(lint, &at, contact);
        hours(lint, &at, contact);
        for (j, id) in contact.outside.iter().enumerate() {
            let path = format!("{at}.outside[{j}]");
            lint.known("unknown-contact", &path, "contact", id, &contacts);
            if *id == contact.id {
                lint.error(
                    "answers-itself",
                    &path,
                    format!("`{id}` answers in its own place"),
                    "name who answers while it is closed",
                );
            }
        }
        if let Some(id) = &contact.answers_outside {
            lint.known("unknown-contact", &format!("{at}.answers_outside"), "contact", id, &contacts);
            if let Some(other) = draft.contacts.iter().find(|other| other.id == *id)
                && (other.answers_outside.is_some() || other.id == contact.id)
            {
                lint.error(
                    "answers-itself",
                    &format!("{at}.answers_outside"),
                    format!("the hours of `{}` rest on `{id}`, whose hours rest on another", contact.id),
                    "name a contact with hours of its own",
                );
            }
        }
        for (j, id) in contact.local_authorities.iter().enumerate() {
            lint.known(
                "unknown-local-authority",
                &format!("{at}.local_authorities[{j}]"),
                "local authority",
                id,
                &authorities,
            );
        }
        for (j, id) in contact.districts.iter().enumerate() {
            lint.known("unknown-district", &format!("{at}.districts[{j}]"), "district", id, &districts);
        }
        if let Some(neighbour) = &contact.neighbour
            && authorities.contains(neighbour.as_str())
        {
            lint.error(
                "neighbour-within",
                &format!("{at}.neighbour"),
                format!("`{neighbour}` lies in this area"),
                "a neighbour is another area: use local_authorities",
            );
        }
    }
    for (i, service) in draft.services.iter().enumerate() {
        addresses(lint, &format!("services[{i}]"), &service.phones, &service.emails, &service.webs);
    }
    emergencies(lint);
    numbers(lint);
    unused(lint);
}

fn reach(lint: &mut Lint, at: &str, contact: &DraftContact) {
    addresses(lint, at, &contact.phones, &contact.emails, &contact.webs);
    let none = contact.phones.is_empty()
        && contact.phones_faulty.is_empty()
        && contact.emails.is_empty()
        && contact.webs.is_empty();
    if none && contact.purpose.is_none() {
        lint.error(
            "contact-out-of-reach",
            at,
            format!("`{}` has no number, address or purpose", contact.id),
            "add phones, emails or webs; where the document prints none, say so in `purpose`",
        );
    }
    for (j, phone) in contact.phones_faulty.iter().enumerate() {
        if digits_fit(&phone.printed) {
            lint.warning(
                "faulty-but-right",
                &format!("{at}.phones_faulty[{j}].printed"),
                format!("`{}` has the right count of digits", phone.printed),
                "check that it is faulty indeed; else write it under phones",
            );
        }
    }
}

fn addresses(lint: &mut Lint, at: &str, phones: &[String], emails: &[String], webs: &[String]) {
    for (j, phone) in phones.iter().enumerate() {
        if !digits_fit(phone) {
            lint.error(
                "phone-digits",
                &format!("{at}.phones[{j}]"),
                format!(
                    "`{phone}` has too few or too many digits for the United Kingdom, or something else among them"
                ),
                "compare it with the document; where the document prints it so, write it under phones_faulty",
            );
        }
    }
    for (j, email) in emails.iter().enumerate() {
        if !email_fits(email) {
            lint.error(
                "bad-email",
                &format!("{at}.emails[{j}]"),
                format!("`{email}` is no e-mail address"),
                "compare it with the document",
            );
        }
    }
    for (j, web) in webs.iter().enumerate() {
        if !web_fits(web) {
            lint.error("bad-web-address", &format!("{at}.webs[{j}]"), format!("`{web}` is no web address"), "compare it with the document; leave out a link that the document breaks, and say so under [[discrepancies]]");
        }
    }
}

fn hours(lint: &mut Lint, at: &str, contact: &DraftContact) {
    let ways = usize::from(contact.always)
        + usize::from(contact.answers_outside.is_some())
        + usize::from(!contact.hours.is_empty());
    if ways > 1 {
        lint.error(
            "hours-twice",
            at,
            format!("`{}` has its hours in more than one way", contact.id),
            "write one of hours, always, answers_outside",
        );
    }
    for (j, span) in contact.hours.iter().enumerate() {
        let path = format!("{at}.hours[{j}]");
        let (Some(open), Some(close)) = (clock(&span.open), clock(&span.close)) else { continue };
        if span.days.is_empty() && lint.left_empty(&format!("{path}.days")) {
            lint.error("hours-without-days", &format!("{path}.days"), "the hours name no day", "add the days");
        }
        if close <= open && !(open == 0 && close == 0) {
            lint.error(
                "hours-backwards",
                &format!("{path}.close"),
                format!("it closes at {} and opens at {}", span.close, span.open),
                "a span ends later than it begins; split one that runs past midnight",
            );
        }
        if contact.hours[..j].iter().any(|other| overlap(other, span)) {
            lint.error(
                "hours-overlap",
                &path,
                format!("two spans of `{}` overlap", contact.id),
                "join them, or correct the days",
            );
        }
    }
}

fn overlap(a: &DraftHours, b: &DraftHours) -> bool {
    let times = (clock(&a.open), clock(&a.close), clock(&b.open), clock(&b.close));
    let (Some(a_open), Some(a_close), Some(b_open), Some(b_close)) = times else { return false };
    a.days.iter().any(|day| b.days.contains(day)) && a_open < b_close && b_open < a_close
}

/// Emergency teams are for the statutory level and for situations alone.
fn emergencies(lint: &mut Lint) {
    let draft = lint.draft;
    for (i, route) in draft.routes.iter().enumerate() {
        let early = route
            .levels
            .iter()
            .any(|id| draft.levels.iter().any(|level| level.id == *id && !level.bands.contains(&Band::Statutory)));
        if !early {
            continue;
        }
        for id in &route.contacts {
            if draft.contacts.iter().any(|contact| contact.id == *id && contact.emergency) {
                lint.error(
                    "emergency-for-early-help",
                    &format!("routes[{i}].contacts"),
                    format!("the route `{}` sends an early-help question to the emergency team `{id}`", route.id),
                    "name who answers such questions, and say under until_open what to do while they are closed",
                );
            }
        }
    }
}

/// Whoever answers at night, or is rung first about a child at risk, has a number.
fn numbers(lint: &mut Lint) {
    let draft = lint.draft;
    let statutory: BTreeSet<&str> = draft
        .levels
        .iter()
        .filter(|level| level.bands.contains(&Band::Statutory))
        .map(|level| level.id.as_str())
        .collect();
    for (i, contact) in draft.contacts.iter().enumerate() {
        if !contact.phones.is_empty()
            || !contact.phones_faulty.is_empty()
            || !lint.left_empty(&format!("contacts[{i}].phones"))
        {
            continue;
        }
        let at = format!("contacts[{i}].id");
        let named = draft.contacts.iter().any(|other| other.outside.contains(&contact.id));
        if contact.emergency || named {
            let what =
                if contact.emergency { "is an emergency team" } else { "answers while another contact is closed" };
            lint.error(
                "night-without-number",
                &at,
                format!("`{}` {what} and has no telephone number", contact.id),
                "add phones, or phones_faulty where the document misprints the number",
            );
            continue;
        }
        let route = draft.routes.iter().find(|route| {
            route.contacts.contains(&contact.id)
                && route.levels.iter().any(|level| statutory.contains(level.as_str()))
                && !covered(draft, contact, &route.contacts)
        });
        if let Some(route) = route
            && !says_none(contact.purpose.as_deref().unwrap_or_default())
        {
            lint.error(
                "first-without-number",
                &at,
                format!("the route `{}` says to ring `{}` first, which has no telephone number", route.id, contact.id),
                "add phones; where the document prints none, say so in `purpose`: the document prints no number",
            );
        }
    }
}

/// Whether others of these contacts have a number, wherever the child lives that this one is for.
fn covered(draft: &Draft, contact: &DraftContact, others: &[String]) -> bool {
    let rung: Vec<&DraftContact> =
        draft.contacts.iter().filter(|other| others.contains(&other.id) && !other.phones.is_empty()).collect();
    let reaches = |authority: Option<&String>| {
        rung.iter().any(|other| {
            let here = other.local_authorities.is_empty()
                || authority.is_some_and(|authority| other.local_authorities.contains(authority));
            here && (other.districts.is_empty() || other.districts == contact.districts)
        })
    };
    let all: Vec<&String> = match contact.local_authorities.as_slice() {
        [] => draft.local_authorities.iter().map(|authority| &authority.id).collect(),
        some => some.iter().collect(),
    };
    if all.is_empty() { reaches(None) } else { all.into_iter().all(|authority| reaches(Some(authority))) }
}

/// Whether the words say that the document prints no number.
fn says_none(purpose: &str) -> bool {
    let purpose = purpose.to_lowercase();
    ["no number", "no telephone number", "prints no", "prints only", "without its address"]
        .iter()
        .any(|words| purpose.contains(words))
}

/// Contacts that no route, rule or other contact leads to, and that serve no neighbour.
fn unused(lint: &mut Lint) {
    let draft = lint.draft;
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for route in &draft.routes {
        used.extend(route.contacts.iter().chain(&route.also).map(String::as_str));
    }
    for rule in &draft.rules {
        used.extend(rule.contacts.iter().chain(&rule.first).map(String::as_str));
    }
    for contact in &draft.contacts {
        used.extend(contact.outside.iter().map(String::as_str));
    }
    for (i, contact) in draft.contacts.iter().enumerate() {
        if contact.neighbour.is_none() && !contact.id.is_empty() && !used.contains(contact.id.as_str()) {
            lint.error(
                "contact-unused",
                &format!("contacts[{i}].id"),
                format!("nothing leads to the contact `{}`", contact.id),
                "name it in a route or a rule",
            );
        }
    }
}
