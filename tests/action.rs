//! The heading of a finding: what to do, in a few words. What every one of them must hold, and all of them to read.

#![allow(clippy::unwrap_used, missing_docs)]

mod naive;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep::{Card, Case, Finding, Pack, Urgency, check};
use naive::draw::Drawer;
use naive::{Naive, every_pack};
use serde_json::{Value, json};

/// Generated cases for each pack.
const CASES: usize = 3_000;

/// Every case of every case file: its pack, its name, whether somebody wrote it out, and the case.
fn written_cases() -> Vec<(String, String, bool, Value)> {
    let mut cases = Vec::new();
    for path in toml_files(Path::new("tests/cases")) {
        let file: Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let pack = file["pack"].as_str().unwrap().to_owned();
        for one in file["case"].as_array().into_iter().flatten() {
            cases.push((pack.clone(), one["name"].as_str().unwrap().to_owned(), true, one["case"].clone()));
        }
        for each in file["each"].as_array().into_iter().flatten() {
            for id in each["concerns"].as_array().unwrap() {
                let name = format!("{} alone", id.as_str().unwrap());
                cases.push((pack.clone(), name, false, json!({ "concerns": [id] })));
            }
        }
    }
    assert!(cases.len() > 1_000, "only {} cases were found", cases.len());
    cases
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    let below = |path: PathBuf| if path.is_dir() { toml_files(&path) } else { vec![path] };
    entries.into_iter().flat_map(below).filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

fn found(pack: &Pack, mut case: Value) -> Finding {
    case["pack"] = json!(pack.id);
    check(pack, &Case::read(&case, pack).unwrap_or_else(|faults| panic!("{case}: {faults:?}")))
}

/// What is wrong with the heading of a finding.
fn faults(pack: &Pack, case: &Value, finding: &Finding) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut law = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("{what}: `{}`\n  {}: {case}", finding.action, pack.id));
        }
    };
    let action = &finding.action;
    let length = action.chars().count();
    law((10..=60).contains(&length), "fits a phone");
    law((3..=12).contains(&action.split_whitespace().count()), "is a few words");
    let said = action.to_lowercase();
    law(!said.contains("no concern"), "never reassures");
    for soothing in ["safe", "nothing", "fine", "wait", "low", "only"] {
        law(!said.split(|c: char| !c.is_alphabetic()).any(|word| word == soothing), "never reassures");
    }
    if case["immediate_danger"] == json!(true) {
        law(action == "Ring 999 now", "immediate danger is 999 and nothing else");
    }
    if finding.urgent.iter().any(|line| line.text.contains("999")) {
        law(action.starts_with("Ring 999 "), "999 comes before anything else");
    }
    if !finding.urgent.is_empty() {
        law(action.ends_with(" now"), "what is urgent is for now");
    }
    let statutory = finding.level.as_deref().and_then(|id| pack.level(id)).is_some_and(|level| {
        serde_json::to_value(&level.bands).unwrap().as_array().unwrap().contains(&json!("statutory"))
    });
    if statutory {
        law(action.ends_with(" now"), "the statutory level is for now");
    }
    // Urgency never says less than the heading, and is mild for a universal level alone.
    if action.ends_with(" now") {
        law(finding.urgency == Urgency::Immediate, "what is for now is shown as immediate");
    }
    let universal = finding
        .level
        .as_deref()
        .and_then(|id| pack.level(id))
        .is_some_and(|level| serde_json::to_value(&level.bands).unwrap() == json!(["universal"]));
    law(universal || finding.urgency != Urgency::Advice, "nothing above the universal level is shown as mild");
    // Who is to be rung now is on the card; nobody who is not first is called so.
    for contact in &finding.contacts {
        law((contact.card == Some(Card::Ring)) == contact.first, "whom to ring now is on the card");
    }
    if finding.contacts.iter().any(|contact| contact.first) {
        law(
            finding.contacts.iter().all(|contact| !matches!(contact.card, Some(Card::WhenOpen | Card::Lead))),
            "who is closed, and the school's lead, take no place from whom to ring now",
        );
    }
    for contact in finding.contacts.iter().filter(|contact| contact.card == Some(Card::WhenOpen)) {
        let said = format!("{} is closed", contact.name);
        law(contact.open == Some(false) && !contact.phone.is_empty(), "who is to be rung when open is closed now");
        law(finding.steps.iter().any(|step| step.text.contains(&said)), "a step says what to do until they open");
    }
    // The heading and the number that stands first agree.
    let first = finding.contacts.iter().find(|contact| contact.first && !contact.phone.is_empty());
    if let Some(first) = first
        && (statutory || !finding.urgent.is_empty() || action.ends_with(" now"))
        && action != "Ring 999 now"
    {
        let short = first.name.rsplit_once('(').map_or("", |(_, short)| short.trim_end_matches(')'));
        let named = action.contains(&first.name) || (!short.is_empty() && action.contains(short));
        let by_home = pack.contact(&first.id).is_some_and(|contact| {
            !contact.local_authorities.is_empty() && case["local_authority"].is_null()
                || !contact.districts.is_empty() && case["district"].is_null()
        });
        law(named || (by_home && action.contains("child's home area")), "names whom to ring first");
    }
    wrong
}

#[test]
fn the_heading_of_every_written_case_holds_to_its_laws_and_reads_well() {
    let packs: BTreeMap<String, Pack> = every_pack().into_iter().map(|pack| (pack.id.clone(), pack)).collect();
    let mut wrong = Vec::new();
    let mut actions: BTreeMap<String, BTreeMap<String, (Vec<String>, usize)>> = BTreeMap::new();
    for (id, name, by_hand, case) in written_cases() {
        let pack = &packs[&id];
        let finding = found(pack, case.clone());
        wrong.extend(faults(pack, &case, &finding));
        let (names, alone) = actions.entry(id).or_default().entry(finding.action).or_default();
        if by_hand { names.push(name) } else { *alone += 1 }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let mut out = String::new();
    for (pack, actions) in actions {
        let _ = writeln!(out, "# {pack}");
        for (action, (names, alone)) in actions {
            let _ = writeln!(out, "\n{action}");
            for name in names {
                let _ = writeln!(out, "  {name}");
            }
            if alone > 0 {
                let _ = writeln!(out, "  (statements picked alone: {alone})");
            }
        }
        out.push('\n');
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("actions", out));
}

#[test]
fn the_heading_of_generated_cases_holds_to_the_same_laws() {
    let mut wrong = Vec::new();
    for (i, pack) in every_pack().iter().enumerate() {
        let drawer = Drawer::new(&Naive::new(&pack.to_json()));
        for n in 0..CASES {
            let case = drawer.nth((i * CASES + n) as u64 + 1);
            wrong.extend(faults(pack, &case, &found(pack, case.clone())));
        }
    }
    wrong.truncate(10);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
