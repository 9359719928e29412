//! The record: a finding as plain text, to paste in a referral, to read aloud on the telephone, or to print.
//!
//! It holds what the finding holds and no names; sentences come from the finding, headings from here.

use crate::case::{Age, Case};
use crate::finding::{ContactNow, Finding, Reason};
use crate::pack::Pack;
use crate::words;

/// The finding of a case as plain text, for people.
#[must_use]
pub fn record(pack: &Pack, case: &Case, finding: &Finding) -> String {
    let mut out = String::new();
    urgent(&mut out, finding);
    put(&mut out, &[&finding.headline, "\nDo first: ", &finding.action, "\n\n"]);
    about(&mut out, case, finding);
    let mut ring = Section::new("Ring now");
    for contact in finding.contacts.iter().filter(|contact| contact.first) {
        ring.contact(&mut out, contact);
    }
    let mut steps = Section::new("What to do");
    for step in &finding.steps {
        steps.step(&mut out, step);
    }
    let mut consent = Section::new("Consent");
    if let Some(line) = &finding.consent {
        consent.cited(&mut out, &[&line.text], &line.cite);
    }
    reasons(&mut out, finding);
    let mut strengths = Section::new("Strengths");
    for reason in finding.reasons.iter().filter(|reason| reason.strength) {
        strengths.reason(&mut out, reason);
    }
    let mut situations = Section::new("Situations");
    for situation in &finding.situations {
        situations.cited(&mut out, &[&situation.text], &situation.cite);
    }
    let mut changes = Section::new("What would change this");
    for change in &finding.would_change {
        let to = change.to.as_ref().map(|to| crate::check::level_of(pack, Some(to)));
        let (could, to, stop) = to.as_ref().map_or(("", "", ""), |to| (" Could lead to ", to, "."));
        changes.cited(&mut out, &[&change.question, " ", &change.why, could, to, stop], &change.cite);
    }
    let mut others = Section::new("The document also says, on the same topics");
    for also in &finding.also_at {
        others.cited(&mut out, &[&also.level_name, ": “", &also.text, "”"], &also.cite);
    }
    let mut others = Section::new("Others to contact");
    for contact in finding.contacts.iter().filter(|contact| !contact.first) {
        others.contact(&mut out, contact);
    }
    let mut services = Section::new("Services at this level");
    for service in &finding.services {
        let reach = [service.phone.as_slice(), &service.email, &service.web].concat().join(", ");
        services.cited(&mut out, &[&service.name, ": ", &service.text, " ", &reach], &service.cite);
    }
    for list in &finding.checklists {
        let mut section = Section::new(&list.name);
        for item in &list.items {
            section.cited(&mut out, &["“", item, "”"], &list.cite);
        }
    }
    let mut cautions = Section::new("Bear in mind");
    for line in &finding.cautions {
        cautions.cited(&mut out, &[&line.text], &line.cite);
    }
    out
}

/// What to do this minute.
pub(crate) fn urgent(out: &mut String, finding: &Finding) {
    for line in &finding.urgent {
        put(out, &["NOW: ", &line.text, "\n     [", &line.cite, "]\n\n"]);
    }
}

/// Which document, which child's age, when.
pub(crate) fn about(out: &mut String, case: &Case, finding: &Finding) {
    let document = &finding.document;
    put(out, &["Document: ", &document.title, ", ", &document.publisher, ", ", &document.published]);
    put(out, &["\nPack: ", &finding.pack, " for ", &document.area, "\n"]);
    if let Some(at) = case.when {
        let year = at.day.date().0.to_string();
        put(out, &["Checked: ", &words::clock(at.minute), ", ", &words::day(at.day), ", ", &year, "\n"]);
    }
    if let Some(age) = case.age {
        put(out, &["Child's age: ", &age_in_words(age), "\n"]);
    }
    if !finding.statutory.is_empty() {
        let name = |section: &String| ["section ", section.trim_start_matches('s')].concat();
        let sections: Vec<String> = finding.statutory.iter().map(name).collect();
        put(out, &["Children Act 1989: ", &words::list(&sections, "and"), "\n"]);
    }
}

/// The statements that count, without the strengths.
pub(crate) fn reasons(out: &mut String, finding: &Finding) {
    let mut why = Section::new("Why: the document lists");
    for reason in finding.reasons.iter().filter(|reason| !reason.strength) {
        why.reason(out, reason);
    }
}

/// Adds these, one after the other. Formatting macros would be shorter here and longer in the wasm.
#[inline(never)]
pub(crate) fn put(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// A heading with lines under it; without lines there is no heading.
pub(crate) struct Section<'a> {
    heading: Option<&'a str>,
}

impl<'a> Section<'a> {
    pub(crate) fn new(heading: &'a str) -> Section<'a> {
        Section { heading: Some(heading) }
    }

    /// A line with its citation.
    #[inline(never)]
    pub(crate) fn cited(&mut self, out: &mut String, parts: &[&str], cite: &str) {
        if let Some(heading) = self.heading.take() {
            put(out, &["\n", heading, "\n"]);
        }
        out.push_str("- ");
        put(out, parts);
        put(out, &[" [", cite, "]\n"]);
    }

    pub(crate) fn step(&mut self, out: &mut String, step: &crate::finding::Step) {
        let (open, close) = if step.quoted { ("“", "”") } else { ("", "") };
        let (before, by, stop) = step.by.as_ref().map_or(("", "", ""), |by| (" By when: ", by, "."));
        self.cited(out, &[open, &step.text, close, before, by, stop], &step.cite);
    }

    fn reason(&mut self, out: &mut String, reason: &Reason) {
        let (space, why) = reason.why.as_ref().map_or(("", ""), |why| (" ", why));
        let parts = [&reason.level_name, ": “", &reason.text, "” (", &reason.under, ").", space, why];
        self.cited(out, &parts, &reason.cite);
    }

    pub(crate) fn contact(&mut self, out: &mut String, contact: &ContactNow) {
        let mut reach = contact.phone.clone();
        for phone in &contact.phone_faulty {
            reach.push([&phone.printed, " (", &phone.fault, ": do not ring)"].concat());
        }
        reach.extend_from_slice(&contact.email);
        reach.extend_from_slice(&contact.web);
        if reach.is_empty() {
            reach.push("the document prints no number".into());
        }
        let reach = reach.join(", ");
        let (space, purpose) = contact.purpose.as_ref().map_or(("", ""), |purpose| (" ", purpose));
        let from = contact.borrowed_from.as_ref();
        let (before, from, stop) =
            from.map_or(("", "", ""), |from| (" The number is from another document: ", from, "."));
        let parts = [&contact.name, ": ", &reach, ". ", &contact.status, ".", space, purpose, before, from, stop];
        self.cited(out, &parts, &contact.cite);
    }
}

fn age_in_words(age: Age) -> String {
    match age {
        Age::Unborn => "unborn".into(),
        Age::Born { years: 0, months: Some(months) } => words::count(months.into(), "month"),
        Age::Born { years, months: None | Some(0) } => words::count(years.into(), "year"),
        Age::Born { years, months: Some(months) } => {
            [words::count(years.into(), "year"), words::count(months.into(), "month")].join(" ")
        }
    }
}
