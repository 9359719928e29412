//! All packs together: editions that replace one another, numbers borrowed from one another.

use super::{line_of, seen};
use crate::author::library::Read;
use crate::fault::{Fault, did_you_mean, nearest};
use crate::pack::Status;

pub(super) fn check(reads: &[Read]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let names: Vec<String> = reads.iter().map(|read| read.draft.id()).collect();
    for (i, read) in reads.iter().enumerate() {
        let about = &read.draft.about;
        let mut put = |code, path: &str, message: String, help: String| {
            let mut fault = Fault::new(code, path, seen(&message), help);
            fault.file = Some(read.file.clone());
            fault.line = line_of(&read.lines, path);
            faults.push(fault);
        };
        let mut find = |path: &str, name: &str| -> Option<&Read> {
            let found = reads.iter().find(|other| other.draft.id() == name);
            if found.is_none() {
                let others: Vec<&str> = names.iter().map(String::as_str).filter(|id| *id != read.draft.id()).collect();
                let fallback = match others.as_slice() {
                    [] => "there is no other pack: leave this out".to_owned(),
                    others => format!("the other packs are {}", others.join(", ")),
                };
                let help = did_you_mean(&nearest(name, others.iter().copied()), &fallback);
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
            } else if other.draft.about.status == Status::Current && about.status != Status::Draft {
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
            (_, Some((name, Some(other)))) if **name == read.draft.id() => put(
                "replaces-itself",
                "about.superseded_by",
                "the pack is superseded by itself".into(),
                format!("name the edition after it, not {}", other.draft.about.edition),
            ),
            (_, Some((name, Some(other)))) if other.draft.about.status == Status::Draft => put(
                "superseded-by-draft",
                "about.superseded_by",
                format!("`{name}` is a draft, and no draft replaces an edition"),
                format!("name the edition that came into force; if that is `{name}`, correct status in {}", other.file),
            ),
            (_, Some((name, Some(other)))) if later(&about.published, &other.draft.about.published) => put(
                "superseded-by-older",
                "about.superseded_by",
                format!("`{name}` is older than this pack"),
                "check which replaced which".into(),
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
    faults.extend(areas(reads));
    faults
}

/// Areas without an edition in force, said at the last of their packs.
fn areas(reads: &[Read]) -> Vec<Fault> {
    let last =
        |i: usize, read: &&Read| reads[i + 1..].iter().all(|other| other.draft.about.area != read.draft.about.area);
    let out =
        reads.iter().enumerate().filter(|(i, read)| last(*i, read) && out_of_force(reads, &read.draft.about.area));
    out.map(|(_, read)| {
        let message =
            format!("no edition of `{}` is current, and no pack of another area replaces one", read.draft.about.area);
        let help = "write status = \"current\" in the edition in force; until then the area alone names no pack";
        let mut fault = Fault::new("area-without-current", "about.status", seen(&message), help);
        fault.file = Some(read.file.clone());
        fault.line = line_of(&read.lines, "about.status");
        fault.warning = true;
        fault
    })
    .collect()
}

/// Whether an area has no edition in force, and is not merged into another area either.
fn out_of_force(reads: &[Read], area: &str) -> bool {
    let of = |name: &Option<String>| {
        let found = reads.iter().find(|other| name.as_deref() == Some(other.draft.id().as_str()));
        found.map(|other| other.draft.about.area.clone())
    };
    let elsewhere = |name: &Option<String>| of(name).is_some_and(|other| other != area);
    !area.is_empty()
        && reads.iter().all(|read| {
            let about = &read.draft.about;
            if about.area == area {
                about.status != Status::Current && !elsewhere(&about.superseded_by)
            } else {
                of(&about.replaces).is_none_or(|other| other != area)
            }
        })
}

/// Whether one date of a document is later than another, by what both have.
fn later(a: &str, b: &str) -> bool {
    let precision = a.len().min(b.len());
    a != "unknown" && b != "unknown" && a.get(..precision) > b.get(..precision)
}
