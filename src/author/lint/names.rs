//! Ids: unique where they are declared, known where they are used; and the order of levels.

use std::path::Path;

use super::{Lint, ids};
use crate::author::draft::FromAge;
use crate::pack::Band;

pub(super) fn check(lint: &mut Lint) {
    file_name(lint);
    uniqueness(lint);
    sections(lint);
    levels(lint);
    about(lint);
    districts(lint);
    questions(lint);
    glossary(lint);
}

fn file_name(lint: &mut Lint) {
    if !lint.read.in_library {
        return;
    }
    let path = Path::new(&lint.read.file);
    let stem = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str()).unwrap_or_default();
    let about = &lint.draft.about;
    if !about.edition.is_empty() && about.edition != stem {
        let message = format!("the edition is `{}` and the file is `{stem}.toml`", about.edition);
        lint.error("wrong-file-name", "about.edition", message, "rename one of them");
    }
    if !about.area.is_empty() && about.area != folder {
        let message = format!("the area is `{}` and the folder is `{folder}`", about.area);
        lint.error("wrong-file-name", "about.area", message, "rename one of them, or move the file");
    }
}

fn uniqueness(lint: &mut Lint) {
    let draft = lint.draft;
    fn listed<T>(name: &str, list: &[T], id: impl Fn(&T) -> &String) -> Vec<(String, String)> {
        list.iter().enumerate().map(|(i, entry)| (format!("{name}[{i}].id"), id(entry).clone())).collect()
    }
    lint.unique("local authority", &listed("local_authorities", &draft.local_authorities, |entry| &entry.id));
    lint.unique("district", &listed("districts", &draft.districts, |entry| &entry.id));
    lint.unique("section", &listed("sections", &draft.sections, |entry| &entry.id));
    lint.unique("level", &listed("levels", &draft.levels, |entry| &entry.id));
    lint.unique("domain", &listed("domains", &draft.domains, |entry| &entry.id));
    lint.unique("question", &listed("questions", &draft.questions, |entry| &entry.id));
    lint.unique("rule", &listed("rules", &draft.rules, |entry| &entry.id));
    lint.unique("route", &listed("routes", &draft.routes, |entry| &entry.id));
    lint.unique("contact", &listed("contacts", &draft.contacts, |entry| &entry.id));
    lint.unique("checklist", &listed("checklists", &draft.checklists, |entry| &entry.id));
    lint.unique("service", &listed("services", &draft.services, |entry| &entry.id));
    lint.unique("discrepancy", &listed("discrepancies", &draft.discrepancies, |entry| &entry.id));
    // Situations and statements share one name space: both may be reasons of a finding.
    let mut both: Vec<(String, String)> =
        draft.statements().map(|(path, _, _, s)| (format!("{path}.id"), s.id.clone())).collect();
    both.extend(listed("situations", &draft.situations, |entry| &entry.id));
    lint.unique("statement or situation", &both);
}

/// Every `where` of the file leads to a section, and every section is cited.
fn sections(lint: &mut Lint) {
    let draft = lint.draft;
    let known = ids(&draft.sections, |section| &section.id);
    let mut cited: Vec<(String, &str)> = vec![
        ("about.covers.where".into(), &draft.about.covers.place),
        ("about.home.where".into(), &draft.about.home.place),
    ];
    cited
        .extend(draft.about.outside_age.iter().map(|said| ("about.outside_age.where".to_owned(), said.place.as_str())));
    cited.extend(
        draft
            .about
            .immediate_danger
            .iter()
            .map(|said| ("about.immediate_danger.where".to_owned(), said.place.as_str())),
    );
    for (i, level) in draft.levels.iter().enumerate() {
        cited.extend(
            level
                .definitions
                .iter()
                .enumerate()
                .map(|(j, said)| (format!("levels[{i}].definitions[{j}].where"), said.place.as_str())),
        );
        cited
            .extend(level.assessment.iter().map(|said| (format!("levels[{i}].assessment.where"), said.place.as_str())));
    }
    macro_rules! every {
        ($($list:ident),*) => { $(
            cited.extend(draft.$list.iter().enumerate().map(|(i, entry)| (format!(concat!(stringify!($list), "[{}].where"), i), entry.place.as_str())));
        )* };
    }
    every!(actions, indicators, criteria, questions, rules, situations, routes, contacts, checklists, services);
    for (i, rule) in draft.rules.iter().enumerate() {
        cited.extend(
            rule.steps
                .iter()
                .enumerate()
                .map(|(j, step)| (format!("rules[{i}].steps[{j}].where"), step.place.as_str())),
        );
    }
    for (i, route) in draft.routes.iter().enumerate() {
        cited.extend(
            route
                .steps
                .iter()
                .enumerate()
                .map(|(j, step)| (format!("routes[{i}].steps[{j}].where"), step.place.as_str())),
        );
        cited
            .extend(route.consent.iter().map(|consent| (format!("routes[{i}].consent.where"), consent.place.as_str())));
        cited
            .extend(route.until_open.iter().map(|said| (format!("routes[{i}].until_open.where"), said.place.as_str())));
    }
    cited.extend(
        draft
            .glossary
            .iter()
            .enumerate()
            .filter_map(|(i, term)| Some((format!("glossary[{i}].where"), term.place.as_deref()?))),
    );
    for (i, found) in draft.discrepancies.iter().enumerate() {
        cited.extend(
            found
                .places
                .iter()
                .enumerate()
                .map(|(j, place)| (format!("discrepancies[{i}].where[{j}]"), place.as_str())),
        );
        if found.places.is_empty() {
            lint.error(
                "no-citation",
                &format!("discrepancies[{i}].where"),
                format!("`{}` names no section", found.id),
                "name the sections that contradict one another",
            );
        }
    }
    for (path, place) in &cited {
        lint.known("unknown-section", path, "section", place, &known);
    }
    for (i, section) in draft.sections.iter().enumerate() {
        if !section.id.is_empty() && !cited.iter().any(|(_, place)| *place == section.id) {
            lint.warning(
                "unused-section",
                &format!("sections[{i}].id"),
                format!("nothing cites the section `{}`", section.id),
                "cite it, or take it out",
            );
        }
    }
}

fn levels(lint: &mut Lint) {
    let draft = lint.draft;
    let known = ids(&draft.levels, |level| &level.id);
    // Where the key itself is missing, that has been said.
    if draft.levels.is_empty() && lint.read.lines.contains_key("levels") {
        lint.error("no-levels", "levels", "the pack has no levels", "add [[levels]], lowest first");
    }
    let mut whole: Option<usize> = None;
    for (i, level) in draft.levels.iter().enumerate() {
        let at = format!("levels[{i}]");
        if level.bands.is_empty() && lint.left_empty(&format!("{at}.bands")) {
            lint.error(
                "level-without-band",
                &format!("{at}.bands"),
                format!("the level `{}` has no band", level.id),
                "give it one or more of universal, early-help, targeted, statutory",
            );
        }
        if level.definitions.is_empty() {
            lint.error(
                "level-without-definition",
                &format!("{at}.definitions"),
                format!("the level `{}` has no definition", level.id),
                "quote the document's own",
            );
        }
        if level.id == "none" {
            lint.error("reserved-id", &format!("{at}.id"), "`none` stands for no level", "choose another id");
        }
        match &level.within {
            None => {
                let before = whole.map(|j| &draft.levels[j]);
                if let Some(before) = before {
                    if before.rank >= level.rank {
                        let message = format!(
                            "the level `{}` has rank {} and comes after `{}` with rank {}",
                            level.id, level.rank, before.id, before.rank
                        );
                        lint.error(
                            "level-order",
                            &format!("{at}.rank"),
                            message,
                            "put the levels lowest first; ranks rise",
                        );
                    }
                    if !level.bands.is_empty() && before.bands.iter().max() > level.bands.iter().max() {
                        let message = format!(
                            "the level `{}` has a lower band than `{}`, which is a lower level",
                            level.id, before.id
                        );
                        lint.error("band-order", &format!("{at}.bands"), message, "bands rise with the levels");
                    }
                }
                whole = Some(i);
            }
            Some(parent) => {
                lint.known("unknown-level", &format!("{at}.within"), "level", parent, &known);
                let before = whole.map(|j| &draft.levels[j]);
                match before {
                    Some(before) if before.id == *parent => {
                        if before.rank != level.rank {
                            let message = format!(
                                "the sub-level `{}` has rank {} and its level `{}` has rank {}",
                                level.id, level.rank, before.id, before.rank
                            );
                            lint.error(
                                "sub-level-rank",
                                &format!("{at}.rank"),
                                message,
                                "a sub-level has its level's rank",
                            );
                        }
                    }
                    _ => {
                        let message = format!("the sub-level `{}` does not follow its level `{parent}`", level.id);
                        lint.error(
                            "sub-level-place",
                            &format!("{at}.within"),
                            message,
                            "put sub-levels right after the level that they belong to",
                        );
                    }
                }
            }
        }
    }
    let lowest = draft.levels.iter().min_by_key(|level| level.rank).filter(|_| draft.about.indicators);
    if let Some(lowest) = lowest.filter(|level| !level.bands.is_empty() && level.bands != [Band::Universal]) {
        let i = draft.levels.iter().position(|level| level.id == lowest.id).unwrap_or(0);
        lint.warning(
            "no-universal-level",
            &format!("levels[{i}].bands"),
            format!("the lowest level, `{}`, is not the universal one", lowest.id),
            "check its bands: strengths are statements of a level with the band universal alone",
        );
    }
}

fn about(lint: &mut Lint) {
    let about = &lint.draft.about;
    let from = match about.covers.from {
        FromAge::Years(years) => years,
        FromAge::Unborn(_) => 0,
    };
    if from >= about.covers.to {
        lint.error(
            "ages-backwards",
            "about.covers",
            format!("the document covers ages from {from} to {}", about.covers.to),
            "`from` must be below `to`",
        );
    }
    if about.covers.to_with_send.is_some_and(|longer| longer <= about.covers.to) {
        lint.error(
            "ages-backwards",
            "about.covers.to_with_send",
            "`to_with_send` is not above `to`",
            "leave it out where the document covers no one longer",
        );
    }
    // Dates of different precision compare by what both have.
    let precision = about.published.len().min(about.checked_on.len());
    if about.published != "unknown" && about.published.get(..precision) > about.checked_on.get(..precision) {
        lint.error(
            "checked-before-published",
            "about.checked_on",
            format!("the pack was checked on {} against a document of {}", about.checked_on, about.published),
            "correct one of the dates",
        );
    }
    if lint.draft.local_authorities.is_empty() && lint.read.lines.contains_key("local_authorities") {
        lint.error(
            "no-local-authority",
            "local_authorities",
            "the pack names no local authority",
            "add [[local_authorities]]: the child's home address decides",
        );
    }
}

fn districts(lint: &mut Lint) {
    let known = ids(&lint.draft.local_authorities, |authority| &authority.id);
    for (i, district) in lint.draft.districts.iter().enumerate() {
        lint.known(
            "unknown-local-authority",
            &format!("districts[{i}].local_authority"),
            "local authority",
            &district.local_authority,
            &known,
        );
    }
}

fn questions(lint: &mut Lint) {
    for (i, _) in lint.draft.questions.iter().enumerate().filter(|(_, question)| question.id == "consent") {
        let help = "choose another id, or leave the question out: every case may answer `consent`";
        lint.error("reserved-id", &format!("questions[{i}].id"), "`consent` is asked for every pack", help);
    }
}

fn glossary(lint: &mut Lint) {
    let draft = lint.draft;
    for (i, term) in draft.glossary.iter().enumerate() {
        if draft.glossary[..i].iter().any(|other| other.short == term.short && other.long == term.long) {
            lint.error(
                "duplicate-term",
                &format!("glossary[{i}].short"),
                format!("`{}` is explained twice", term.short),
                "take one out",
            );
        }
    }
}
