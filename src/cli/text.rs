//! Packs as text for people, and the numbers that the page shows where no engine runs.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::check::{hours_of, level_name};
use crate::pack::{Contact, Pack, Status};
use crate::words;

/// One line about a pack.
pub(super) fn pack_line(pack: &Pack) -> String {
    let status = match pack.status {
        Status::Current => "current",
        Status::Superseded => "superseded",
        Status::Draft => "draft",
    };
    format!("{:<22} {:<11} {}, {}", pack.id, status, pack.title, words::published(&pack.published))
}

/// A whole pack, to read.
pub(super) fn pack(pack: &Pack) -> String {
    let mut out = format!("{}\n{}, {}\n", pack_line(pack), pack.publisher, words::published(&pack.published));
    if let Some(quoting) = &pack.quoting {
        let _ = writeln!(out, "{quoting}");
    }
    for level in &pack.levels {
        let _ = writeln!(out, "\n{}\n  “{}”", level_name(level), level.definition.replace('\n', "”\n  “"));
        let mut heading = String::new();
        for item in pack.items.iter().filter(|item| item.level.as_ref() == Some(&level.id)) {
            let here = [&item.domain, &item.heading].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
            if here != heading {
                let _ = writeln!(out, "  {here}");
                heading = here;
            }
            let _ = writeln!(out, "    {:<48} “{}”", item.id, item.text);
        }
        for action in &level.actions {
            let _ = writeln!(out, "    ACTION “{}”", action.text);
        }
        for service in &level.services {
            let _ = writeln!(out, "    service: {}. {}", service.name, service.text);
        }
    }
    for group in pack.groups.iter().filter(|group| group.level.is_none()) {
        let _ = writeln!(out, "\n{} (no level given)", group.name);
        for item in pack.items.iter().filter(|item| item.group.as_ref() == Some(&group.id)) {
            let _ = writeln!(out, "    {:<48} “{}”", item.id, item.text);
        }
    }
    let _ = writeln!(out, "\nSituations");
    for situation in &pack.situations {
        let _ = writeln!(out, "    {:<48} {} [{}]", situation.id, situation.text, situation.cite);
    }
    let _ = writeln!(out, "\nContacts");
    for contact in &pack.contacts {
        let reach = [&contact.phone, &contact.email, &contact.web]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
        let hours = hours_of(pack, contact).map(|hours| format!(", {hours}")).unwrap_or_default();
        let _ = writeln!(out, "    {:<48} {}: {reach}{hours} [{}]", contact.id, contact.name, contact.cite);
        for faulty in &contact.phone_faulty {
            let _ = writeln!(out, "    {:<48} printed as {}: {}", "", faulty.printed, faulty.fault);
        }
    }
    for list in &pack.checklists {
        let _ = writeln!(out, "\n{} [{}]", list.name, list.cite);
        for item in &list.items {
            let _ = writeln!(out, "    “{item}”");
        }
    }
    let _ = writeln!(out, "\nAbbreviations");
    for term in &pack.glossary {
        let _ = writeln!(out, "    {:<10} {}", term.short, term.long);
    }
    let _ = writeln!(out, "\nWhere the document is not clear");
    for found in &pack.discrepancies {
        let _ = writeln!(out, "    {} {} [{}]", found.text, found.used, found.cite);
    }
    out
}

/// Whom to ring at the highest level in each current pack: what the page shows where no engine runs.
pub(super) fn emergencies<'a>(packs: impl Iterator<Item = &'a Pack>) -> Value {
    let shown = |pack: &Pack, contact: &Contact| json!({ "name": contact.name, "phone": contact.phone, "hours": hours_of(pack, contact), "borrowed_from": contact.borrowed_from, "cite": contact.cite });
    let list: Vec<Value> = packs
        .filter(|pack| pack.status == Status::Current)
        .map(|pack| {
            let top = pack.levels.iter().filter(|level| level.within.is_none()).max_by_key(|level| level.rank);
            let of_level = pack.routes.iter().filter(|route| top.is_some_and(|top| route.levels.contains(&top.id)));
            // A document without indicators leads to its duty team by situations alone.
            let of_emergencies = pack.contacts.iter().filter(|contact| contact.emergency).map(|contact| &contact.id);
            let outside = |id: &String| pack.contact(id).map(|contact| contact.outside.clone()).unwrap_or_default();
            let mut ids: Vec<String> = Vec::new();
            for id in of_level.flat_map(|route| &route.contacts) {
                ids.push(id.clone());
                ids.extend(outside(id));
            }
            for id in of_emergencies {
                ids.extend(
                    pack.contacts
                        .iter()
                        .filter(|contact| contact.outside.contains(id))
                        .map(|contact| contact.id.clone()),
                );
                ids.push(id.clone());
            }
            let mut contacts: Vec<&Contact> = Vec::new();
            for contact in ids.iter().filter_map(|id| pack.contact(id)).filter(|contact| !contact.phone.is_empty()) {
                if !contacts.iter().any(|known| known.id == contact.id) {
                    contacts.push(contact);
                }
            }
            json!({
                "area": pack.area, "area_name": pack.area_name,
                "document": format!("{}, {}", pack.short_title, words::published(&pack.published)),
                "contacts": contacts.into_iter().map(|contact| shown(pack, contact)).collect::<Vec<_>>(),
            })
        })
        .collect();
    Value::Array(list)
}
