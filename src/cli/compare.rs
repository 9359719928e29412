//! Differences of packs, and a case against several packs, as text for people.

use std::fmt::Write as _;
use std::io::Write;

use serde_json::Value;

use super::Failure;
use crate::author::library::{Library, rules_folder};
use crate::case::{Case, not_json, pack_named};
use crate::compare::{Cell, Column, Comparison, How, Row};
use crate::diff::{Alone, Diff, Edition, LevelPlace, Place, Reach, Reworded};
use crate::pack::{Pack, Status};

pub(super) fn diff(from: &str, to: &str, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let library = Library::open(&rules_folder());
    let found = crate::diff::diff(library.find(from)?, library.find(to)?);
    if json {
        writeln!(out, "{}", found.to_json())?
    } else {
        write!(out, "{}", diff_text(&found))?
    }
    Ok(())
}

pub(super) fn compare(file: &str, names: &[String], json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let value: Value = serde_json::from_str(&super::read(file)?).map_err(|error| {
        let mut fault = not_json(&error);
        fault.file = Some(file.to_owned());
        fault
    })?;
    let library = Library::open(&rules_folder());
    let home = library.find(&pack_named(&value)?)?;
    let packs: Vec<&Pack> = names.iter().map(|name| library.find(name)).collect::<Result<_, _>>()?;
    let case = Case::read(&value, home).map_err(|mut faults| {
        for fault in &mut faults {
            fault.file = Some(file.to_owned());
        }
        Failure::Input(faults)
    })?;
    let found = crate::compare::compare(home, &case, &packs);
    if json {
        writeln!(out, "{}", found.to_json())?
    } else {
        write!(out, "{}", comparison_text(&found))?
    }
    Ok(())
}

// ---- Differences ---------------------------------------------------------------------------------------------------

/// A difference as a person reads it: what moved first, for that is what changes a decision.
#[must_use]
pub fn diff_text(diff: &Diff) -> String {
    let mut out = format!("{}\n{}\n\n", edition("From", &diff.from), edition("To  ", &diff.to));
    let _ = writeln!(
        out,
        "Statements: {} removed, {} added, {} reworded, {} moved level, {} unchanged",
        diff.removed.len(),
        diff.added.len(),
        diff.reworded.len(),
        diff.moved.len(),
        diff.unchanged
    );
    if !diff.punctuation.is_empty() {
        let _ = writeln!(out, "({} differ in case, punctuation or spacing alone)", diff.punctuation.len());
    }
    heading(&mut out, "Moved level", diff.moved.len());
    for moved in &diff.moved {
        let levels = format!("{} -> {}", at(&moved.from), at(&moved.to));
        let _ = writeln!(out, "- {}: {levels}\n  {}", moved.direction, ids(&moved.from, &moved.to, moved.by));
        words(&mut out, &moved.from, &moved.to);
    }
    heading(&mut out, "Reworded", diff.reworded.len());
    for Reworded { by, from, to } in &diff.reworded {
        let levels = if from.level_name == to.level_name { at(from) } else { format!("{} -> {}", at(from), at(to)) };
        let _ = writeln!(out, "- {levels}\n  {}", ids(from, to, by));
        words(&mut out, from, to);
    }
    heading(&mut out, "Removed", diff.removed.len());
    diff.removed.iter().for_each(|alone| alone_text(&mut out, alone, "now"));
    heading(&mut out, "Added", diff.added.len());
    diff.added.iter().for_each(|alone| alone_text(&mut out, alone, "before"));
    heading(&mut out, "Levels", diff.levels.len());
    for level in &diff.levels {
        let name = |level: &Option<LevelPlace>| match level {
            Some(level) => format!("{} [{}]", level.name, listed(&level.bands)),
            None => "(none)".into(),
        };
        let _ = writeln!(out, "- {} -> {}", name(&level.from), name(&level.to));
        for text in &level.removed {
            let _ = writeln!(out, "    no longer: “{text}”");
        }
        for text in &level.added {
            let _ = writeln!(out, "    new: “{text}”");
        }
    }
    let contacts = &diff.contacts;
    heading(&mut out, "Contacts changed", contacts.changed.len());
    for change in &contacts.changed {
        let _ = writeln!(out, "- {} ({})", change.to.name, change.what.join(", "));
        let _ = writeln!(out, "    before: {}\n    after:  {}", reach(&change.from), reach(&change.to));
    }
    for (title, list) in [("Contacts removed", &contacts.removed), ("Contacts added", &contacts.added)] {
        heading(&mut out, title, list.len());
        for contact in list {
            let _ = writeln!(out, "- {}", reach(contact));
        }
    }
    out
}

fn edition(word: &str, edition: &Edition) -> String {
    let status = match edition.status {
        Status::Current => "current",
        Status::Superseded => "superseded",
        Status::Draft => "draft, never in force",
    };
    format!("{word} {:<20} {} ({status}), {} statements", edition.id, edition.document, edition.statements)
}

fn heading(out: &mut String, title: &str, n: usize) {
    if n > 0 {
        let _ = writeln!(out, "\n{title}: {n}");
    }
}

/// `Tier 2 (ADDITIONAL) [early-help]`.
fn at(place: &Place) -> String {
    if place.bands.is_empty() {
        return place.level_name.clone();
    }
    format!("{} [{}]", place.level_name, listed(&place.bands))
}

fn listed(bands: &[&str]) -> String {
    bands.join(", ")
}

fn ids(from: &Place, to: &Place, by: &str) -> String {
    let both = if from.id == to.id { from.id.clone() } else { format!("{} -> {}", from.id, to.id) };
    if by == "words" { format!("{both} (paired by its words)") } else { both }
}

fn words(out: &mut String, from: &Place, to: &Place) {
    if from.text == to.text {
        let _ = writeln!(out, "    “{}”", from.text);
    } else {
        let _ = writeln!(out, "    before: “{}”\n    after:  “{}”", from.text, to.text);
    }
}

fn alone_text(out: &mut String, alone: &Alone, when: &str) {
    let place = &alone.statement;
    let _ = writeln!(out, "- {}: “{}” ({})", at(place), place.text, place.id);
    for other in &alone.still_at {
        let _ = writeln!(out, "    the same statement stands {when} at {}: “{}” ({})", at(other), other.text, other.id);
    }
    for other in &alone.perhaps {
        let _ = writeln!(out, "    perhaps {when}: {}: “{}” ({})", at(other), other.text, other.id);
    }
}

fn reach(contact: &Reach) -> String {
    let faulty = contact.phone_faulty.iter().map(|number| format!("{number} (cannot be right as printed)"));
    let parts: Vec<String> = contact
        .phone
        .iter()
        .cloned()
        .chain(faulty)
        .chain(contact.email.iter().cloned())
        .chain(contact.web.iter().cloned())
        .chain(contact.hours.iter().cloned())
        .collect();
    let parts = if parts.is_empty() { "no number printed".to_owned() } else { parts.join(", ") };
    let from = contact.borrowed_from.as_ref().map(|from| format!(" (number from {from})")).unwrap_or_default();
    format!("{}: {parts}{from}", contact.name)
}

// ---- Comparisons ---------------------------------------------------------------------------------------------------

/// A comparison as a person reads it: the answers first, then each concern across the documents.
#[must_use]
pub fn comparison_text(found: &Comparison) -> String {
    let mut out = String::from("The same case in each document\n");
    for column in &found.columns {
        column_text(&mut out, column, &found.pack);
    }
    for row in &found.rows {
        row_text(&mut out, row);
    }
    out
}

fn column_text(out: &mut String, column: &Column, home: &str) {
    let document = &column.document;
    let own = if column.pack == home { " (the case was written for this one)" } else { "" };
    let _ = writeln!(out, "\n== {}: {}, {}{own}", column.pack, document.title, document.published);
    for line in &column.urgent {
        let _ = writeln!(out, "   NOW: {}", line.text);
    }
    let bands = if column.bands.is_empty() { String::new() } else { format!(" [{}]", listed(&column.bands)) };
    // What is missing comes before an answer that it may have made too low.
    if let Some(incomplete) = &column.incomplete {
        let _ = writeln!(out, "   {incomplete}");
    }
    let _ = writeln!(out, "   {}{bands}", column.headline);
    if let Some(could) = &column.could_reach {
        let _ = writeln!(
            out,
            "   A statement like those picked stands at {} [{}]: see below.",
            could.level_name,
            listed(&could.bands)
        );
    }
    if document.status != Status::Current {
        let _ = writeln!(out, "   {}", document.note);
    }
    for contact in &column.first {
        let numbers =
            if contact.phone.is_empty() { "the document prints no number".into() } else { contact.phone.join(", ") };
        let from = contact.borrowed_from.as_ref().map(|from| format!(" (number from {from})")).unwrap_or_default();
        let _ = writeln!(out, "   Ring: {}: {numbers}. {}.{from}", contact.name, contact.status);
    }
    for fact in &column.left_out {
        let _ = writeln!(out, "   Not known to this document: {} = {}", fact.fact, fact.given);
    }
}

fn row_text(out: &mut String, row: &Row) {
    let quoted = if row.kind == "concern" { format!("“{}”", row.text) } else { format!("Situation: {}", row.text) };
    let _ = writeln!(out, "\n-- {quoted}");
    for cell in &row.cells {
        cell_text(out, cell, row.kind);
    }
}

fn cell_text(out: &mut String, cell: &Cell, kind: &str) {
    let how = match (cell.how, cell.same_words) {
        (How::Own, _) => "picked here",
        (How::Id | How::Words, true) => "the same words",
        (How::Id | How::Words, false) => "the same statement by its id, in other words",
        (How::ByTopic, _) => "not listed as such; counts for nothing until you pick one of these on the same topic",
        (How::NotListed, _) => "not listed",
    };
    let _ = writeln!(out, "   {}: {how}", cell.pack);
    for place in cell.found.iter().chain(&cell.candidates) {
        let _ = match kind {
            "situation" => writeln!(out, "      {} ({})", place.text, place.id),
            _ => writeln!(out, "      {}: “{}” ({})", at(place), place.text, place.id),
        };
    }
    if !cell.elsewhere.is_empty() {
        let _ = writeln!(out, "      On the same topic at other levels:");
        for place in &cell.elsewhere {
            let _ = writeln!(out, "      {}: “{}” ({})", at(place), place.text, place.id);
        }
    }
}
