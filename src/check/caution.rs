//! What the reader must bear in mind: the document's reach and age, contradictions of the source, limits of the answer.

use crate::case::{Age, Case, Home};
use crate::finding::Line;
use crate::ordered::keep_first;
use crate::pack::{Contact, Covers, Item, Pack, Status};
use crate::words;

use super::open;
use super::route::{Taken, has_hours};
use super::weigh::{Weighed, age_in};
use super::{STANDING, level_of};

/// Cautions, the gravest first.
pub(super) fn cautions(weighed: &Weighed, taken: &Taken) -> Vec<Line> {
    let (pack, case) = (weighed.pack, weighed.case);
    let mut cautions = Vec::new();
    cautions.extend(outside_age(pack, case));
    cautions.extend(elsewhere(pack, case));
    if pack.status != Status::Current {
        cautions.push(Line {
            text: standing_of(pack, case),
            cite: crate::pack::cite_whole(&pack.short_title, &pack.published),
        });
    }
    if case.immediate_danger == Some(true) {
        cautions.push(standing(
            "The level rests on the statements that were picked, not on the danger. Act on the danger first.",
        ));
    }
    for rule in &weighed.acting {
        cautions.extend(rule.cautions.iter().map(|text| Line { text: text.clone(), cite: weighed.cite(&rule.place) }));
    }
    cautions.extend(ages_that_differ(weighed));
    if !weighed.counting.is_empty()
        && weighed.counting.keys().filter_map(|i| pack.items.get(*i)).all(|item| weighed.is_strength(item))
    {
        cautions.push(standing("Only strengths were recorded. Strengths are shown and never make a worry smaller. If you are worried, look again for what worries you."));
    }
    cautions.extend(of_the_source(weighed, taken));
    cautions.extend(local_numbers(pack, taken));
    cautions.extend(holidays(weighed, taken));
    if pack.status == Status::Current {
        cautions.push(Line {
            text: standing_of(pack, case),
            cite: crate::pack::cite_whole(&pack.short_title, &pack.published),
        });
    }
    cautions.push(standing(
        "This supports your judgement and does not replace it. The document indicates at least what is shown here. It never shows that a child is safe.",
    ));
    keep_first(&mut cautions, |a, b| a.text == b.text);
    cautions
}

/// Numbers that are a school's own, with what the document prints in their place.
#[cold]
#[inline(never)]
fn local_numbers(pack: &Pack, taken: &Taken) -> Vec<Line> {
    let Some(local) = &pack.local else { return Vec::new() };
    let shown = |id: &String| taken.contacts.iter().find(|contact| contact.id == *id);
    let mut lines = Vec::new();
    for printed in &local.replaced {
        let Some((name, own)) = shown(&printed.id).and_then(|shown| Some((&shown.name, pack.contact(&shown.id)?)))
        else {
            continue;
        };
        lines.push(Line {
            text: ["What is shown for ", name, " is from ", &local.name, ".", &in_its_place(pack, printed, own)]
                .concat(),
            cite: local.cite.clone(),
        });
    }
    let own = local.added.iter().filter_map(shown).map(|contact| contact.name.clone());
    let own: Vec<String> = own.collect();
    if !own.is_empty() {
        lines.push(Line {
            text: [&local.name, " named ", &words::list(&own, "and"), ". The document does not."].concat(),
            cite: local.cite.clone(),
        });
    }
    lines
}

/// What the document prints of a contact where a school gives something else.
#[cold]
#[inline(never)]
fn in_its_place(pack: &Pack, printed: &Contact, own: &Contact) -> String {
    let mut parts = Vec::new();
    if printed.name != own.name {
        parts.push(["the name “", &printed.name, "”"].concat());
    }
    for (printed, own, none) in [
        (&printed.phone, &own.phone, "no number that can be rung"),
        (&printed.email, &own.email, "no e-mail address"),
        (&printed.web, &own.web, "no web address"),
    ] {
        if printed != own {
            parts.extend(printed.iter().cloned());
            parts.extend(printed.is_empty().then(|| none.to_owned()));
        }
    }
    if printed.opening != own.opening {
        let hours = open::hours(pack, printed);
        parts.push(hours.map_or_else(|| "no hours".into(), |hours| ["the hours ", &hours].concat()));
    }
    let parts = words::list(&parts, "and");
    if parts.is_empty() { parts } else { [" The document prints ", &parts, "."].concat() }
}

fn standing(text: &str) -> Line {
    Line { text: text.to_owned(), cite: STANDING.to_owned() }
}

/// A document's age and standing in one sentence.
pub(super) fn standing_of(pack: &Pack, case: &Case) -> String {
    let dated = if pack.published == "unknown" {
        format!("{} bears no date", pack.short_title)
    } else {
        let age = case.when.and_then(|now| months_between(&pack.published, now.day.date()));
        let ago = match age {
            Some(months) if months >= 24 => format!(", {} old", words::count(months / 12, "year")),
            Some(months) if months >= 1 => format!(", {} old", words::count(months, "month")),
            _ => String::new(),
        };
        format!("{} is dated {}{ago}", pack.short_title, words::published(&pack.published))
    };
    match (pack.status, &pack.superseded_by) {
        (Status::Current, _) => format!(
            "{dated}. Numbers and services may have changed since: check with your safeguarding lead if one fails."
        ),
        (Status::Draft, by) => {
            let instead = by.as_ref().map(|by| format!(" Use {by} instead.")).unwrap_or_default();
            format!("This is a draft and was never in force. {dated}.{instead}")
        }
        (Status::Superseded, Some(by)) => format!("This edition is no longer in force: {by} replaced it. {dated}."),
        (Status::Superseded, None) => format!("This edition is no longer in force. {dated}."),
    }
}

/// Whole months from a date of whatever precision to a day; none where the document is from later.
fn months_between(published: &str, now: (i32, u8, u8)) -> Option<u32> {
    let mut parts = published.split('-').map(str::parse::<i32>);
    let year = parts.next()?.ok()?;
    // Where no month is given the document may be as young as the end of its year.
    let month = parts.next().and_then(Result::ok).unwrap_or(12);
    let months = (now.0 - year) * 12 + i32::from(now.1) - month;
    u32::try_from(months).ok()
}

/// Whether an age lies within a document's range; none where that hangs on special needs that are not known.
pub(super) fn covered(covers: &Covers, age: Age, send: Option<bool>) -> Option<bool> {
    match age {
        Age::Unborn => Some(covers.unborn),
        Age::Born { years, .. } if years < covers.from => Some(false),
        Age::Born { years, .. } if years < covers.to => Some(true),
        Age::Born { years, .. } => match (covers.to_with_send, send) {
            (Some(longer), Some(true)) => Some(years < longer),
            (Some(longer), None) if years < longer => None,
            _ => Some(false),
        },
    }
}

fn outside_age(pack: &Pack, case: &Case) -> Option<Line> {
    let covers = &pack.covers;
    let age = case.age?;
    let range = match covers.to_with_send {
        Some(longer) => format!("up to {}, or {longer} with a special educational need or a disability", covers.to),
        None => format!("up to {}", covers.to),
    };
    let text = match covered(covers, age, case.send)? {
        true => return None,
        false => {
            let who = pack.outside_age.as_ref().map_or_else(
                || "For an adult, ring the council's adult social care. In danger call 999.".to_owned(),
                |said| said.text.clone(),
            );
            format!(
                "This document does not apply at this age: it covers children {range}. {who} The statements are shown at their levels all the same."
            )
        }
    };
    Some(Line { text, cite: pack.cite(pack.outside_age.as_ref().map_or(&covers.place, |said| &said.place)) })
}

fn elsewhere(pack: &Pack, case: &Case) -> Option<Line> {
    match &case.local_authority {
        Some(Home::Neighbour(home)) => {
            let name = pack
                .contacts
                .iter()
                .find(|contact| contact.neighbour.as_ref() == Some(home))
                .map_or(home.as_str(), |contact| &contact.name);
            let text = format!(
                "The child lives in another authority: ring {name}, whose own thresholds apply. {}",
                pack.home.text
            );
            Some(Line { text, cite: pack.cite(&pack.home.place) })
        }
        _ => None,
    }
}

/// Statements that name an age which the child does not have.
fn ages_that_differ(weighed: &Weighed) -> Vec<Line> {
    let Some(age) = weighed.case.age else { return Vec::new() };
    let pack = weighed.pack;
    weighed
        .counting
        .keys()
        .filter_map(|i| pack.items.get(*i))
        .filter(|item| item.ages.as_ref().is_some_and(|ages| !age_in(ages, age)))
        .map(|item| Line {
            text: format!(
                "“{}” ({}) names an age that the child does not have. It counts all the same: check which statement fits.",
                item.text,
                level_of(pack, item.level.as_deref())
            ),
            cite: weighed.cite(&item.place),
        })
        .collect()
}

/// Contradictions and uncertainties of the source that touch what is shown.
fn of_the_source(weighed: &Weighed, taken: &Taken) -> Vec<Line> {
    let pack = weighed.pack;
    let counting: Vec<&Item> = weighed.counting.keys().filter_map(|i| pack.items.get(*i)).collect();
    let counts = |id: &String| counting.iter().any(|item| item.id == *id);
    let ticked = weighed.case.ticked(pack);
    let is_ticked = |id: &String| ticked.iter().any(|situation| situation.id == *id);
    let mut lines: Vec<Line> = pack
        .discrepancies
        .iter()
        .filter(|found| {
            found.contacts.iter().any(|id| taken.contacts.iter().any(|contact| contact.id == *id))
                || found.statements.iter().any(counts)
                || found.situations.iter().any(is_ticked)
        })
        .map(|found| Line {
            text: format!("The document is not clear here. {} {}", found.text, found.used),
            cite: found.cite.clone(),
        })
        .collect();
    lines.extend(weighed.counting.keys().filter_map(|i| pack.items.get(*i)).filter_map(|item| {
        let uncertain = item.uncertain.as_ref()?;
        Some(Line { text: format!("“{}”: {uncertain}", item.text), cite: weighed.cite(&item.place) })
    }));
    lines
}

/// Whether bank holidays are known at the time of the case.
fn holidays(weighed: &Weighed, taken: &Taken) -> Option<Line> {
    let pack = weighed.pack;
    let at = weighed.case.when?;
    let timed =
        taken.contacts.iter().filter_map(|contact| pack.contact(&contact.id)).any(|contact| has_hours(pack, contact));
    (timed && !pack.bank_holidays.known(at.day)).then(|| {
        standing(&format!(
            "Bank holidays are known to this copy from {} to {} only. On a bank holiday offices are closed: opening times shown here may be wrong.",
            crate::words::published(&pack.bank_holidays.from),
            crate::words::published(&pack.bank_holidays.until)
        ))
    })
}
