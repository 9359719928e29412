//! Statements, actions, situations, services, checklists and discrepancies: levels, domains, topics and ages.

use std::collections::BTreeSet;

use super::{Lint, ids};
use crate::pack::{Ages, fold};

pub(super) fn check(lint: &mut Lint) {
    let draft = lint.draft;
    let levels = ids(&draft.levels, |level| &level.id);
    let domains = ids(&draft.domains, |domain| &domain.id);
    let groups = ids(&draft.criteria, |block| &block.group);
    let situations = ids(&draft.situations, |situation| &situation.id);
    let contacts = ids(&draft.contacts, |contact| &contact.id);
    let authorities = ids(&draft.local_authorities, |authority| &authority.id);
    let statements: BTreeSet<&str> = draft.statements().map(|(_, _, _, s)| s.id.as_str()).collect();

    for (i, block) in draft.indicators.iter().enumerate() {
        lint.known("unknown-level", &format!("indicators[{i}].level"), "level", &block.level, &levels);
        lint.known("unknown-domain", &format!("indicators[{i}].domain"), "domain", &block.domain, &domains);
        if block.statements.is_empty() {
            lint.error(
                "empty-block",
                &format!("indicators[{i}].statements"),
                "the block holds no statement",
                "add its statements, or take the block out",
            );
        }
        if draft.levels.iter().any(|level| level.id == block.level && level.within.is_some()) {
            lint.warning(
                "indicator-of-sub-level",
                &format!("indicators[{i}].level"),
                format!("`{}` is a sub-level", block.level),
                "statements of a sub-level are criteria: write [[criteria]]",
            );
        }
    }
    for (i, block) in draft.criteria.iter().enumerate() {
        if let Some(level) = &block.level {
            lint.known("unknown-level", &format!("criteria[{i}].level"), "level", level, &levels);
        }
        if block.statements.is_empty() {
            lint.error(
                "empty-block",
                &format!("criteria[{i}].statements"),
                "the block holds no statement",
                "add its statements, or take the block out",
            );
        }
        if let Some(first) =
            draft.criteria[..i].iter().find(|other| other.group == block.group && other.name != block.name)
        {
            let message =
                format!("the list `{}` is named `{}` here and `{}` before", block.group, block.name, first.name);
            lint.error(
                "group-named-twice",
                &format!("criteria[{i}].name"),
                message,
                "a list has one name; use `heading` for its parts",
            );
        }
    }
    for (path, _, _, statement) in draft.statements() {
        lint.known_topic(&format!("{path}.topic"), &statement.topic);
        if let Some(ages) = &statement.ages {
            age_span(lint, &format!("{path}.ages"), ages);
        } else if names_an_age(&statement.text) {
            let message = format!("`{}` names an age", crate::fault::quote(&statement.text));
            lint.warning(
                "age-not-given",
                &format!("{path}.text"),
                message,
                "add `ages`, so that the check asks for the child's age",
            );
        }
    }
    printed_twice(lint);
    for (i, block) in draft.actions.iter().enumerate() {
        lint.known("unknown-level", &format!("actions[{i}].level"), "level", &block.level, &levels);
        if let Some(domain) = &block.domain {
            lint.known("unknown-domain", &format!("actions[{i}].domain"), "domain", domain, &domains);
        }
    }
    for (i, situation) in draft.situations.iter().enumerate() {
        for (j, topic) in situation.topics.iter().enumerate() {
            lint.known_topic(&format!("situations[{i}].topics[{j}]"), topic);
        }
        if let Some(level) = &situation.level {
            lint.known("unknown-level", &format!("situations[{i}].level"), "level", level, &levels);
        }
        if let Some(group) = &situation.group {
            lint.known("unknown-group", &format!("situations[{i}].group"), "list of criteria", group, &groups);
        }
    }
    for (i, service) in draft.services.iter().enumerate() {
        lint.known("unknown-level", &format!("services[{i}].level"), "level", &service.level, &levels);
        if let Some(ages) = &service.ages {
            age_span(lint, &format!("services[{i}].ages"), ages);
        }
        for (j, authority) in service.local_authorities.iter().enumerate() {
            lint.known(
                "unknown-local-authority",
                &format!("services[{i}].local_authorities[{j}]"),
                "local authority",
                authority,
                &authorities,
            );
        }
    }
    for (i, list) in draft.checklists.iter().enumerate() {
        for (j, situation) in list.situations.iter().enumerate() {
            lint.known(
                "unknown-situation",
                &format!("checklists[{i}].situations[{j}]"),
                "situation",
                situation,
                &situations,
            );
        }
        if list.items.is_empty() {
            lint.error(
                "empty-block",
                &format!("checklists[{i}].items"),
                "the list holds no point",
                "add its points, or take the list out",
            );
        }
    }
    for (i, found) in draft.discrepancies.iter().enumerate() {
        for (key, known, what, list) in [
            ("contacts", &contacts, "contact", &found.contacts),
            ("statements", &statements, "statement", &found.statements),
            ("situations", &situations, "situation", &found.situations),
        ] {
            for (j, id) in list.iter().enumerate() {
                let code = match key {
                    "contacts" => "unknown-contact",
                    "statements" => "unknown-statement",
                    _ => "unknown-situation",
                };
                lint.known(code, &format!("discrepancies[{i}].{key}[{j}]"), what, id, known);
            }
        }
    }
    if !draft.about.indicators && !draft.indicators.is_empty() {
        lint.error(
            "indicators-after-all",
            "about.indicators",
            "the pack says that its document lists no indicators, and it lists some",
            "write indicators = true, or take them out",
        );
    }
    if draft.about.indicators && draft.indicators.is_empty() {
        lint.error(
            "no-indicators",
            "about.indicators",
            "the pack lists no indicators",
            "add [[indicators]], or write indicators = false",
        );
    }
}

fn age_span(lint: &mut Lint, path: &str, ages: &Ages) {
    match (ages.from, ages.to, ages.unborn) {
        (Some(from), Some(to), _) if from > to => lint.error(
            "ages-backwards",
            path,
            format!("the ages run from {from} to {to}"),
            "`from` must not be above `to`",
        ),
        (None, None, false) => {
            lint.error("ages-empty", path, "no age is given", "write from, to or unborn = true, or leave it out")
        }
        (Some(_), _, true) | (_, Some(_), true) => {
            lint.error("ages-empty", path, "`unborn` stands with years", "write one or the other")
        }
        _ => {}
    }
}

/// `under 16`, `under the age of 13`, `13-14`, `16/17`: a number of one or two digits after a word of age.
fn names_an_age(text: &str) -> bool {
    let folded = fold(text);
    let number_after = |word: &str| {
        folded.match_indices(word).any(|(i, _)| {
            let rest = folded[i + word.len()..].trim_start();
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            (1..=2).contains(&digits.len()) && !rest[digits.len()..].starts_with('%')
        })
    };
    ["under ", "under the age of ", "aged ", "over the age of "].iter().any(|word| number_after(word))
        || folded.contains("16/17")
        || folded.contains("16 or 17")
}

/// The same words twice in one block are a slip of the pen, unless a discrepancy says that the source prints them so.
fn printed_twice(lint: &mut Lint) {
    let draft = lint.draft;
    let noted: BTreeSet<&str> =
        draft.discrepancies.iter().flat_map(|found| &found.statements).map(String::as_str).collect();
    let blocks = draft
        .indicators
        .iter()
        .enumerate()
        .map(|(i, block)| (format!("indicators[{i}]"), &block.statements))
        .chain(draft.criteria.iter().enumerate().map(|(i, block)| (format!("criteria[{i}]"), &block.statements)));
    let mut found = Vec::new();
    for (path, statements) in blocks {
        for (j, statement) in statements.iter().enumerate() {
            let before = statements[..j]
                .iter()
                .find(|other| fold(&other.text) == fold(&statement.text) && !other.text.is_empty());
            if let Some(before) =
                before.filter(|before| !noted.contains(before.id.as_str()) && !noted.contains(statement.id.as_str()))
            {
                found.push((
                    format!("{path}.statements[{j}].text"),
                    format!("`{}` and `{}` have the same words in one block", before.id, statement.id),
                ));
            }
        }
    }
    for (path, message) in found {
        lint.error(
            "printed-twice",
            &path,
            message,
            "take one out; where the source prints both, say so under [[discrepancies]] with `statements`",
        );
    }
}
