//! All packs together: editions that replace one another, numbers borrowed from one another, the shared topics and holidays.

use super::line_of;
use crate::author::compile::Shared;
use crate::author::library::Read;
use crate::fault::{Fault, did_you_mean, nearest};
use crate::pack::Status;

pub(super) fn check(reads: &[Read], shared: &Shared) -> Vec<Fault> {
    let mut faults = Vec::new();
    let names: Vec<String> = reads.iter().map(|read| read.draft.id()).collect();
    for (i, read) in reads.iter().enumerate() {
        let about = &read.draft.about;
        let mut put = |code, path: &str, message: String, help: String| {
            let mut fault = Fault::new(code, path, message, help);
            fault.file = Some(read.file.clone());
            fault.line = line_of(&read.lines, path);
            faults.push(fault);
        };
        let mut find = |path: &str, name: &str| -> Option<&Read> {
            let found = reads.iter().find(|other| other.draft.id() == name);
            if found.is_none() {
                let fallback = format!("packs are {}", names.join(", "));
                let help = did_you_mean(&nearest(name, names.iter().map(String::as_str)), &fallback);
                put("unknown-pack", path, format!("there is no pack `{name}`"), help);
            }
            found
        };
        let replaced = about.replaces.as_ref().map(|name| (name, find("about.replaces", name)));
        let successor = about.superseded_by.as_ref().map(|name| (name, find("about.superseded_by", name)));
        let lenders: Vec<_> = read
            .draft
            .contacts
            .iter()
            .enumerate()
            .filter_map(|(j, contact)| {
                contact
                    .borrowed_from
                    .as_ref()
                    .map(|name| (j, contact, find(&format!("contacts[{j}].borrowed_from"), name)))
            })
            .collect();
        if let Some((name, Some(other))) = replaced {
            if *name == read.draft.id() {
                put(
                    "replaces-itself",
                    "about.replaces",
                    "the pack replaces itself".into(),
                    "name the edition before it".into(),
                );
            } else if other.draft.about.status == Status::Current {
                put(
                    "replaced-but-current",
                    "about.replaces",
                    format!("`{name}` is replaced by this pack and still says that it is current"),
                    format!("write status = \"superseded\" in {}", other.file),
                );
            } else if later(&other.draft.about.published, &about.published) {
                put(
                    "replaced-by-older",
                    "about.replaces",
                    format!("`{name}` is newer than this pack"),
                    "check which replaced which".into(),
                );
            }
        }
        match (about.status, &successor) {
            (Status::Superseded, None) => put(
                "superseded-by-none",
                "about.status",
                "the edition is superseded, and nothing says by which".into(),
                "add superseded_by".into(),
            ),
            (Status::Current, Some(_)) => put(
                "current-and-superseded",
                "about.superseded_by",
                "the edition is current and superseded at once".into(),
                "correct status, or take superseded_by out".into(),
            ),
            _ => {}
        }
        if about.status == Status::Current && !about.area.is_empty() {
            let twin = reads[..i]
                .iter()
                .find(|other| other.draft.about.area == about.area && other.draft.about.status == Status::Current);
            if let Some(twin) = twin {
                put(
                    "two-current",
                    "about.status",
                    format!("`{}` and `{}` both say that they are current", twin.draft.id(), read.draft.id()),
                    "an area has one current edition: write superseded or draft in the other".into(),
                );
            }
        }
        for (j, contact, lender) in lenders {
            let Some(lender) = lender else { continue };
            let digits = |phone: &str| phone.chars().filter(char::is_ascii_digit).collect::<String>();
            for (k, phone) in contact.phones.iter().enumerate() {
                let printed = lender
                    .draft
                    .contacts
                    .iter()
                    .filter(|other| other.borrowed_from.is_none())
                    .flat_map(|other| &other.phones)
                    .any(|other| digits(other) == digits(phone));
                if !printed {
                    put(
                        "borrowed-not-printed",
                        &format!("contacts[{j}].phones[{k}]"),
                        format!("`{phone}` is not among the numbers of `{}`", lender.draft.id()),
                        "offer a number only from the document that prints it".into(),
                    );
                }
            }
        }
    }
    faults.extend(topics(shared));
    faults.extend(holidays(shared));
    faults
}

/// Whether one date of a document is later than another, by what both have.
fn later(a: &str, b: &str) -> bool {
    let precision = a.len().min(b.len());
    a != "unknown" && b != "unknown" && a.get(..precision) > b.get(..precision)
}

fn in_file(file: &str, code: &'static str, key: &str, message: String, help: &str) -> Fault {
    let mut fault = Fault::new(code, key, message, help);
    fault.file = Some(file.to_owned());
    fault
}

fn topics(shared: &Shared) -> Vec<Fault> {
    let mut faults = Vec::new();
    let topics = &shared.topics;
    for (i, topic) in topics.topics.iter().enumerate() {
        if topics.topics[..i].iter().any(|other| other.id == topic.id) {
            faults.push(in_file(
                "rules/topics.toml",
                "duplicate-id",
                &format!("topics[{i}].id"),
                format!("the topic `{}` stands twice", topic.id),
                "take one out",
            ));
        }
        if !topics.groups.iter().any(|group| group.id == topic.group) {
            faults.push(in_file(
                "rules/topics.toml",
                "unknown-group",
                &format!("topics[{i}].group"),
                format!("`{}` is no group of topics", topic.group),
                "declare it under [[groups]]",
            ));
        }
    }
    faults
}

fn holidays(shared: &Shared) -> Vec<Fault> {
    let holidays = &shared.holidays;
    let mut faults = Vec::new();
    let mut before = "";
    for (i, day) in holidays.days.iter().enumerate() {
        if day.as_str() <= before || *day < holidays.from || *day > holidays.until {
            faults.push(in_file(
                "rules/england/bank-holidays.toml",
                "holiday-order",
                &format!("days[{i}]"),
                format!("{day} is out of order, or outside the span that is known"),
                "list the days in order, between `from` and `until`",
            ));
        }
        before = day;
    }
    faults
}
