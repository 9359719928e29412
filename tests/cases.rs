//! Runs every case file under `tests/cases`, and sees to it that nothing of any pack is left unreached.
//!
//! Writes `target/cases.ndjson`, which the WebAssembly tests must answer with the same bytes.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep::author::library::Library;
use doorstep::pack::fold;
use doorstep::{Case, Finding, Pack, Trace, check_traced};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[allow(dead_code)]
    about: String,
    pack: String,
    #[serde(default)]
    case: Vec<OneCase>,
    #[serde(default)]
    each: Vec<Each>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OneCase {
    name: String,
    #[allow(dead_code)]
    source: String,
    case: Value,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Each {
    #[allow(dead_code)]
    source: String,
    level: Option<String>,
    concerns: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Expect {
    answer: Option<String>,
    level: Option<String>,
    sublevel: Option<String>,
    statutory: Option<Vec<String>>,
    because: Option<Vec<String>>,
    also_at: Option<Vec<String>>,
    first: Option<Vec<String>>,
    contacts: Option<Vec<String>>,
    not_contacts: Option<Vec<String>>,
    open: Option<Vec<String>>,
    closed: Option<Vec<String>>,
    urgent: Option<Vec<String>>,
    steps: Option<Vec<String>>,
    consent: Option<Vec<String>>,
    asks: Option<Vec<String>>,
    cautions: Option<Vec<String>>,
    to: Option<Vec<String>>,
    /// Of an `each`: the statement, and the level that it must have as a reason.
    #[serde(skip)]
    alone: Option<(String, Option<String>)>,
}

/// What the cases of one pack have reached.
#[derive(Default)]
struct Reached {
    statements: BTreeSet<String>,
    rules: BTreeSet<String>,
    routes: BTreeSet<String>,
    situations: BTreeSet<String>,
    contacts: BTreeSet<String>,
}

#[test]
fn every_case_is_as_expected_and_everything_is_reached() {
    let library = Library::open(Path::new("rules"));
    let mut wrong = String::new();
    for fault in library.faults.iter().filter(|fault| !fault.warning) {
        let _ = writeln!(wrong, "{fault}");
    }
    let mut lines = String::new();
    let mut reached: BTreeMap<String, Reached> = BTreeMap::new();
    let mut count = 0;
    for path in toml_files(Path::new("tests/cases")) {
        let file: CaseFile = toml::from_str(&fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let Some(pack) = library.packs.get(&file.pack) else {
            let _ = writeln!(wrong, "{}: no pack {}", path.display(), file.pack);
            continue;
        };
        let reached = reached.entry(pack.id.clone()).or_default();
        for (name, case, expect) in cases_of(file) {
            count += 1;
            let (found, finding, trace) = match run(pack, case) {
                Ok(done) => done,
                Err(fault) => {
                    let _ = writeln!(wrong, "{}: {name}\n  {fault}", path.display());
                    continue;
                }
            };
            note(reached, &finding, &trace);
            let faults = compare(pack, &finding, &expect);
            if !faults.is_empty() {
                let _ = writeln!(wrong, "{}: {name}\n  {}", path.display(), faults.join("\n  "));
            }
            let line = json!({ "file": path.display().to_string(), "name": name, "pack": pack.id, "case": found, "finding": finding.to_json() });
            let _ = writeln!(lines, "{line}");
        }
    }
    for (id, pack) in &library.packs {
        let none = Reached::default();
        let left = unreached(pack, reached.get(id).unwrap_or(&none));
        if !left.is_empty() {
            let _ = writeln!(wrong, "{id}: no case reaches\n  {}", left.join("\n  "));
        }
    }
    fs::create_dir_all("target").unwrap();
    fs::write("target/cases.ndjson", lines).unwrap();
    println!("{count} cases");
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    entries
        .into_iter()
        .flat_map(|path| if path.is_dir() { toml_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect()
}

/// All cases of a file; an `each` gives a case for every statement that it lists.
fn cases_of(file: CaseFile) -> Vec<(String, Value, Expect)> {
    let pack = file.pack;
    let mut cases = Vec::new();
    for one in file.case {
        let mut case = one.case;
        case["pack"] = json!(pack);
        cases.push((one.name, case, one.expect));
    }
    for each in file.each {
        for id in each.concerns {
            let case = json!({ "pack": pack, "concerns": [id] });
            let name = format!("`{id}` alone is {}", each.level.as_deref().unwrap_or("of no level"));
            // A statement without a level may still be raised by a rule.
            let answer = each.level.as_ref().map(|_| "level".to_owned());
            let alone = Expect { answer, alone: Some((id, each.level.clone())), ..Expect::default() };
            cases.push((name, case, alone));
        }
    }
    cases
}

fn run(pack: &Pack, case: Value) -> Result<(Value, Finding, Trace), String> {
    let read = Case::read(&case, pack)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))?;
    let (finding, trace) = check_traced(pack, &read);
    // Nothing is dropped: every concern that was given is a reason.
    for given in case["concerns"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !finding.reasons.iter().any(|reason| reason.id == given || fold(&reason.text) == fold(given)) {
            return Err(format!("`{given}` was dropped"));
        }
    }
    Ok((case, finding, trace))
}

fn note(reached: &mut Reached, finding: &Finding, trace: &Trace) {
    reached.statements.extend(finding.reasons.iter().map(|reason| reason.id.clone()));
    reached.rules.extend(trace.rules.iter().cloned());
    reached.routes.extend(trace.routes.iter().cloned());
    reached.situations.extend(finding.situations.iter().map(|situation| situation.id.clone()));
    reached.contacts.extend(finding.contacts.iter().map(|contact| contact.id.clone()));
}

fn unreached(pack: &Pack, reached: &Reached) -> Vec<String> {
    let mut left = Vec::new();
    let mut look = |what: &str, ids: Vec<&String>, seen: &BTreeSet<String>| {
        left.extend(ids.into_iter().filter(|id| !seen.contains(*id)).map(|id| format!("{what} {id}")));
    };
    look("statement", pack.items.iter().map(|item| &item.id).collect(), &reached.statements);
    look("rule", pack.rules.iter().map(|rule| &rule.id).collect(), &reached.rules);
    look("route", pack.routes.iter().map(|route| &route.id).collect(), &reached.routes);
    look("situation", pack.situations.iter().map(|situation| &situation.id).collect(), &reached.situations);
    look("contact", pack.contacts.iter().map(|contact| &contact.id).collect(), &reached.contacts);
    left
}

fn compare(pack: &Pack, finding: &Finding, expect: &Expect) -> Vec<String> {
    let json: Value = serde_json::from_str(&finding.to_json()).unwrap();
    let mut wrong = Vec::new();
    if let Some((id, level)) = &expect.alone {
        match finding.reasons.iter().find(|reason| reason.id == *id) {
            Some(reason) if reason.level == *level => {}
            other => wrong.push(format!("`{id}`: expected as a reason of level {level:?}, found {other:?}")),
        }
        // The same words at a higher level count too, so the level may be higher, never lower.
        let whole = level.as_deref().and_then(|id| pack.whole_level(id));
        if finding.level.as_deref().map_or(0, |id| pack.rank(Some(id))) < whole.map_or(0, |level| level.rank) {
            wrong.push(format!("level: expected at least {level:?}, found {:?}", finding.level));
        }
    }
    let ids = |list: &str| -> Vec<String> {
        json[list].as_array().unwrap().iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
    };
    let texts = |list: &str, key: &str| -> Vec<String> {
        json[list]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| format!("{} {}", entry[key].as_str().unwrap(), entry["by"].as_str().unwrap_or("")))
            .collect()
    };
    let mut same = |what: &str, wanted: &Option<String>, found: Option<&str>| {
        if let Some(wanted) = wanted
            && wanted != found.unwrap_or("")
        {
            wrong.push(format!("{what}: expected `{wanted}`, found `{}`", found.unwrap_or("")));
        }
    };
    same("answer", &expect.answer, json["answer"].as_str());
    same("level", &expect.level, json["level"].as_str());
    same("sublevel", &expect.sublevel, json["sublevel"].as_str());
    let mut exactly = |what: &str, wanted: &Option<Vec<String>>, found: Vec<String>| {
        if let Some(wanted) = wanted {
            let (wanted, found): (BTreeSet<_>, BTreeSet<_>) =
                (wanted.iter().cloned().collect(), found.into_iter().collect());
            if wanted != found {
                wrong.push(format!("{what}: expected {wanted:?}, found {found:?}"));
            }
        }
    };
    exactly("statutory", &expect.statutory, finding.statutory.clone());
    exactly("because", &expect.because, ids("reasons"));
    exactly(
        "first",
        &expect.first,
        finding.contacts.iter().filter(|contact| contact.first).map(|contact| contact.id.clone()).collect(),
    );
    let mut among = |what: &str, wanted: &Option<Vec<String>>, found: Vec<String>| {
        for id in wanted.iter().flatten().filter(|id| !found.contains(id)) {
            wrong.push(format!("{what}: expected `{id}`, found {found:?}"));
        }
    };
    among("also_at", &expect.also_at, ids("also_at"));
    among("contacts", &expect.contacts, ids("contacts"));
    among(
        "open",
        &expect.open,
        finding
            .contacts
            .iter()
            .filter(|contact| contact.open == Some(true))
            .map(|contact| contact.id.clone())
            .collect(),
    );
    among(
        "closed",
        &expect.closed,
        finding
            .contacts
            .iter()
            .filter(|contact| contact.open == Some(false))
            .map(|contact| contact.id.clone())
            .collect(),
    );
    among("to", &expect.to, finding.would_change.iter().filter_map(|change| change.to.clone()).collect());
    for id in expect.not_contacts.iter().flatten().filter(|id| ids("contacts").contains(id)) {
        wrong.push(format!("not_contacts: `{id}` is shown"));
    }
    let mut holds = |what: &str, wanted: &Option<Vec<String>>, found: Vec<String>| {
        let Some(wanted) = wanted else { return };
        if wanted.is_empty() && !found.is_empty() {
            wrong.push(format!("{what}: expected none, found {found:?}"));
        }
        for part in
            wanted.iter().filter(|part| !found.iter().any(|text| text.to_lowercase().contains(&part.to_lowercase())))
        {
            wrong.push(format!("{what}: expected `{part}` in {found:?}"));
        }
    };
    holds("urgent", &expect.urgent, texts("urgent", "text"));
    holds("steps", &expect.steps, texts("steps", "text"));
    holds(
        "asks",
        &expect.asks,
        finding.would_change.iter().map(|change| format!("{} {}", change.question, change.why)).collect(),
    );
    holds("cautions", &expect.cautions, texts("cautions", "text"));
    holds("consent", &expect.consent, finding.consent.iter().map(|line| line.text.clone()).collect());
    wrong
}
