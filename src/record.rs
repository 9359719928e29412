//! The record: a finding as plain text, to paste in a referral, to read aloud on the telephone, or to print.
//!
//! It holds what the finding holds and no names; sentences come from the finding, headings from here.

use std::fmt::Write;

use crate::case::{Age, Case};
use crate::finding::{ContactNow, Finding, Reason};
use crate::pack::Pack;
use crate::words;

/// The finding of a case as plain text, for people.
#[must_use]
pub fn record(pack: &Pack, case: &Case, finding: &Finding) -> String {
    let mut out = String::new();
    for line in &finding.urgent {
        let _ = writeln!(out, "NOW: {}\n     [{}]\n", line.text, line.cite);
    }
    let _ = writeln!(out, "{}\nDo first: {}\n", finding.headline, finding.action);
    let _ = writeln!(
        out,
        "Document: {}, {}, {}",
        finding.document.title, finding.document.publisher, finding.document.published
    );
    let _ = writeln!(out, "Pack: {} for {}", finding.pack, finding.document.area);
    if let Some(at) = case.when {
        let _ = writeln!(out, "Checked: {}, {}, {}", words::clock(at.minute), words::day(at.day), at.day.date().0);
    }
    if let Some(age) = case.age {
        let _ = writeln!(out, "Child's age: {}", age_in_words(age));
    }
    if !finding.statutory.is_empty() {
        let sections: Vec<String> =
            finding.statutory.iter().map(|section| format!("section {}", section.trim_start_matches('s'))).collect();
        let _ = writeln!(out, "Children Act 1989: {}", words::list(&sections, "and"));
    }
    let (ring, others): (Vec<_>, Vec<_>) = finding.contacts.iter().partition(|contact| contact.first);
    section(&mut out, "Ring now", ring.iter().map(|contact| contact_line(contact)));
    section(
        &mut out,
        "What to do",
        finding.steps.iter().map(|step| {
            let by = step.by.as_ref().map(|by| format!(" By when: {by}.")).unwrap_or_default();
            let text = if step.quoted { format!("“{}”", step.text) } else { step.text.clone() };
            format!("{text}{by} [{}]", step.cite)
        }),
    );
    section(&mut out, "Consent", finding.consent.iter().map(|line| format!("{} [{}]", line.text, line.cite)));
    let (strengths, reasons): (Vec<_>, Vec<_>) = finding.reasons.iter().partition(|reason| reason.strength);
    section(&mut out, "Why: the document lists", reasons.iter().map(|reason| reason_line(reason)));
    section(&mut out, "Strengths", strengths.iter().map(|reason| reason_line(reason)));
    section(
        &mut out,
        "Situations",
        finding.situations.iter().map(|situation| format!("{} [{}]", situation.text, situation.cite)),
    );
    section(
        &mut out,
        "What would change this",
        finding.would_change.iter().map(|change| {
            let to = change
                .to
                .as_ref()
                .map(|to| format!(" Could lead to {}.", crate::check::level_of(pack, Some(to))))
                .unwrap_or_default();
            format!("{} {}{to} [{}]", change.question, change.why, change.cite)
        }),
    );
    section(
        &mut out,
        "The document also says, on the same topics",
        finding.also_at.iter().map(|also| format!("{}: “{}” [{}]", also.level_name, also.text, also.cite)),
    );
    section(&mut out, "Others to contact", others.iter().map(|contact| contact_line(contact)));
    section(
        &mut out,
        "Services at this level",
        finding.services.iter().map(|service| {
            let reach: Vec<String> =
                [&service.phone, &service.email, &service.web].into_iter().flatten().cloned().collect();
            format!("{}: {} {} [{}]", service.name, service.text, reach.join(", "), service.cite)
        }),
    );
    for list in &finding.checklists {
        section(&mut out, &list.name, list.items.iter().map(|item| format!("“{item}” [{}]", list.cite)));
    }
    section(&mut out, "Bear in mind", finding.cautions.iter().map(|line| format!("{} [{}]", line.text, line.cite)));
    out
}

fn section(out: &mut String, heading: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n{heading}");
    for line in lines {
        let _ = writeln!(out, "- {line}");
    }
}

fn reason_line(reason: &Reason) -> String {
    let why = reason.why.as_ref().map(|why| format!(" {why}")).unwrap_or_default();
    format!("{}: “{}” ({}).{why} [{}]", reason.level_name, reason.text, reason.under, reason.cite)
}

fn contact_line(contact: &ContactNow) -> String {
    let mut reach: Vec<String> = contact.phone.clone();
    reach.extend(contact.phone_faulty.iter().map(|phone| format!("{} ({}: do not ring)", phone.printed, phone.fault)));
    reach.extend(contact.email.iter().cloned());
    reach.extend(contact.web.iter().cloned());
    if reach.is_empty() {
        reach.push("the document prints no number".into());
    }
    let purpose = contact.purpose.as_ref().map(|purpose| format!(" {purpose}")).unwrap_or_default();
    let from = contact
        .borrowed_from
        .as_ref()
        .map(|from| format!(" The number is from another document: {from}."))
        .unwrap_or_default();
    format!("{}: {}. {}.{purpose}{from} [{}]", contact.name, reach.join(", "), contact.status, contact.cite)
}

fn age_in_words(age: Age) -> String {
    match age {
        Age::Unborn => "unborn".into(),
        Age::Born { years: 0, months: Some(months) } => words::count(months.into(), "month"),
        Age::Born { years, months: None | Some(0) } => words::count(years.into(), "year"),
        Age::Born { years, months: Some(months) } => {
            format!("{} {}", words::count(years.into(), "year"), words::count(months.into(), "month"))
        }
    }
}
