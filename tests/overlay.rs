//! A school's own contacts: every fault told with its line and the mend, and nothing of a document within their reach.
//!
//! The messages are in `tests/snapshots/overlay-faults.snap`, a whole record in `overlay-record.snap`: after a change of
//! wording run `INSTA_UPDATE=always cargo test --test overlay` and read the difference.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use doorstep::author::library::Library;
use doorstep::author::overlay::{OverlayFile, is_overlay};
use doorstep::{Case, Fault, Opening, Overlay, Pack, check, record};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::Deserialize;
use serde_json::{Value, json};

const SCHOOL: &str = "tests/overlay/hazel-school.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    fault: Vec<Broken>,
}

/// A way to break the file, and the fault that it must lead to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Broken {
    code: String,
    about: String,
    find: Option<String>,
    #[serde(default)]
    replace: String,
    /// Words that stand once in the edited file, on the line that must be named.
    at: Option<String>,
    json: Option<String>,
    /// Other faults that it cannot but lead to.
    #[serde(default)]
    also: Vec<String>,
}

fn broken() -> Vec<Broken> {
    toml::from_str::<Faults>(&fs::read_to_string("tests/overlay/faults.toml").unwrap()).unwrap().fault
}

fn library() -> Library {
    Library::open(Path::new("rules"))
}

fn school() -> OverlayFile {
    let file = OverlayFile::open(Path::new(SCHOOL));
    assert!(file.faults.is_empty(), "{:?}", file.faults);
    file
}

/// What every fault must have, and may not do to a terminal.
fn is_whole(fault: &Fault) -> Result<(), TestCaseError> {
    let shown = fault.to_string();
    prop_assert!(
        !fault.code.is_empty() && !fault.message.trim().is_empty() && !fault.help.trim().is_empty(),
        "{fault:?}"
    );
    prop_assert!(shown.len() < 2500 && !shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    prop_assert!(!shown.chars().any(|c| ('\u{202a}'..='\u{202e}').contains(&c)), "turns the text around: {shown:?}");
    Ok(())
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn every_fault_is_told_at_its_line_with_the_mend() {
    let library = library();
    let whole = fs::read_to_string(SCHOOL).unwrap();
    let mut shown = String::new();
    let mut wrong = Vec::new();
    for one in broken() {
        let (path, text) = match (&one.find, &one.json) {
            (Some(find), None) => {
                assert_eq!(whole.matches(find.as_str()).count(), 1, "{}: `{find}` must stand once", one.about);
                (Path::new("school.toml"), whole.replace(find, &one.replace))
            }
            (None, Some(json)) => (Path::new("school.json"), json.clone()),
            _ => panic!("{}: either find or json", one.about),
        };
        assert!(is_overlay(path, &text), "{}: it is not seen what the file is", one.about);
        let faults = OverlayFile::read(path, &text).lint(&library);
        let _ = writeln!(shown, "## {}\n", one.about);
        for fault in &faults {
            is_whole(fault).unwrap();
            assert_eq!(fault.file.as_deref(), path.to_str(), "{fault}");
            let _ = writeln!(shown, "{fault}\n");
        }
        let codes: BTreeSet<&str> = faults.iter().map(|fault| fault.code).collect();
        let expected: BTreeSet<&str> = one.also.iter().map(String::as_str).chain([one.code.as_str()]).collect();
        if codes != expected {
            wrong.push(format!("{}: expected {expected:?}, found {codes:?}", one.about));
        }
        if let Some(at) = &one.at {
            assert_eq!(text.matches(at.as_str()).count(), 1, "{}: `{at}` must stand once", one.about);
            let line = text[..text.find(at.as_str()).unwrap()].matches('\n').count() + 1;
            let found: Vec<_> = faults.iter().filter(|fault| fault.code == one.code).map(|fault| fault.line).collect();
            if !found.contains(&Some(line)) {
                wrong.push(format!("{}: expected line {line}, found {found:?}", one.about));
            }
        }
        // One pack after the other may lack a contact; nothing else is said of one key twice.
        let keys = faults.iter().filter(|fault| fault.code != "unknown-contact").map(|fault| fault.key.as_str());
        if keys.clone().count() != keys.clone().collect::<BTreeSet<_>>().len() {
            wrong.push(format!("{}: said twice: {:?}", one.about, keys.collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    snapshot("overlay-faults", &shown);
}

#[test]
fn every_kind_of_fault_is_met() {
    let met: BTreeSet<String> = broken().into_iter().flat_map(|one| [vec![one.code], one.also].concat()).collect();
    // The id of the lead; a file that is not UTF-8; and what has a test of its own below.
    let others = ["school-dsl", "too-many", "not-replaceable"];
    for source in ["src/overlay/mod.rs", "src/overlay/read.rs", "src/author/overlay.rs"] {
        let text = fs::read_to_string(source).unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for code in line.replace("\\\"", "").split('"').skip(1).step_by(2) {
                let is_code = code.contains('-') && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                assert!(!is_code || others.contains(&code) || met.contains(code), "no broken file leads to `{code}`");
            }
        }
    }
}

#[test]
fn too_many_of_anything_are_refused_and_soon() {
    let start = std::time::Instant::now();
    let contact = |i: usize| json!({ "id": format!("c{i}"), "name": "C", "phones": ["0115 496 0001"] });
    let span = json!({ "days": ["mon"], "open": "09:00", "close": "10:00" });
    let many: Vec<Value> = (0..20_000).map(contact).collect();
    for file in [
        json!({ "name": "Hazel", "updated": "2026-09-01", "contacts": many }),
        json!({ "name": "Hazel", "updated": "2026-09-01", "dsl": { "name": "Jo", "phones": vec!["0115 496 0001"; 5000] } }),
        json!({ "name": "Hazel", "updated": "2026-09-01", "dsl": { "name": "Jo", "phones": ["0115 496 0001"], "hours": vec![span; 5000] } }),
    ] {
        let faults = Overlay::from_json(&file.to_string()).unwrap_err();
        assert!(faults.iter().any(|fault| fault.code == "too-many"), "{faults:?}");
    }
    assert!(start.elapsed().as_secs() < 20);
}

#[test]
fn the_two_forms_of_the_example_are_one() {
    let json: Value = serde_json::from_str(&fs::read_to_string("tests/overlay/hazel-school.json").unwrap()).unwrap();
    assert_eq!(school().value, json, "write it again: doorstep overlay {SCHOOL} > tests/overlay/hazel-school.json");
    assert!(school().lint(&library()).is_empty());
    let guide = fs::read_to_string("docs/overlay.md").unwrap();
    let shown = guide.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert!(fs::read_to_string(SCHOOL).unwrap().ends_with(shown), "docs/overlay.md shows another example");
    // What an editor puts before the first letter is passed over.
    let text = format!("\u{feff}{json}");
    assert!(Overlay::from_json(&text).is_ok() && OverlayFile::read(Path::new("a.json"), &text).faults.is_empty());
}

#[test]
fn a_whole_file_adds_a_lead_and_a_contact_and_replaces_one() {
    let library = library();
    let pack = school().over(&library.packs["nottinghamshire/v9"]).unwrap();
    let item = pack.items.iter().find(|item| item.level.as_deref() == Some("3") && item.ages.is_none()).unwrap();
    let case = json!({ "pack": pack.id, "concerns": [item.id], "when": "2026-11-20T15:30", "age": { "years": 9 } });
    let case = Case::read(&case, &pack).unwrap();
    let finding = check(&pack, &case);
    assert_eq!(finding.contacts.iter().filter(|contact| contact.id == "school-dsl").count(), 1);
    assert!(finding.contacts.iter().any(|contact| contact.id == "school-nurse" && !contact.first));
    snapshot("overlay-record", &record(&pack, &case, &finding));
    // Another area is as it was.
    let other = &library.packs["leeds/2013"];
    assert_eq!(school().over(other).unwrap(), *other);
}

#[test]
fn nothing_takes_the_place_of_999() {
    let mut pack = library().packs["nottinghamshire/v9"].clone();
    let mut police = pack.contacts[0].clone();
    police.id = "police".into();
    for phone in ["999", "9 9 9", "112"] {
        police.phone = vec!["101".into(), phone.into()];
        pack.contacts.retain(|contact| contact.id != "police");
        pack.contacts.push(police.clone());
        let before = pack.clone();
        let file = json!({ "name": "Hazel", "updated": "2026-09-01", "dsl": { "name": "Jo", "phones": ["0115 496 0001"] },
            "contacts": [{ "replaces": "police", "phones": ["0115 496 0001"] }] });
        let faults = Overlay::read(&file).unwrap().lay(&mut pack).unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["not-replaceable"]);
        assert_eq!(faults[0].key, "contacts[0].replaces");
        assert_eq!(pack, before, "a file that is refused changes nothing");
    }
}

#[test]
fn the_hours_on_which_it_hangs_who_answers_at_night_stay() {
    let library = library();
    let mut fixed = BTreeSet::new();
    for pack in library.packs.values() {
        for contact in &pack.contacts {
            for (key, hours) in
                [("hours", json!([{ "days": ["mon"], "open": "09:00", "close": "10:00" }])), ("always", json!(true))]
            {
                let mut one = json!({ "replaces": contact.id, "phones": ["0115 496 0001"] });
                let numbers =
                    json!({ "name": "Hazel", "updated": "2026-09-01", "areas": [pack.id], "contacts": [one] });
                one[key] = hours;
                let file = json!({ "name": "Hazel", "updated": "2026-09-01", "areas": [pack.id], "contacts": [one] });
                // Numbers may be replaced all the same.
                let over = Overlay::read(&numbers).unwrap().over(pack).unwrap();
                assert_eq!(over.contact(&contact.id).unwrap().opening, contact.opening);
                match Overlay::read(&file).unwrap().over(pack) {
                    Ok(_) => assert!(!rests_on_night(pack, &contact.id), "{}: {}", pack.id, contact.id),
                    Err(faults) => {
                        assert!(rests_on_night(pack, &contact.id), "{}: {}: {faults:?}", pack.id, contact.id);
                        assert_eq!((faults.len(), faults[0].code), (1, "hours-not-replaceable"));
                        assert_eq!(faults[0].key, format!("contacts[0].{key}"));
                        fixed.insert(format!("{} {}", pack.id, contact.id));
                    }
                }
            }
        }
    }
    let known = [
        "leeds/2013 duty-and-advice",
        "leeds/2013 duty-and-advice-out-of-hours",
        "nottinghamshire/v9 edt",
        "nottinghamshire/v9 mash",
    ];
    assert_eq!(fixed.iter().map(String::as_str).collect::<Vec<_>>(), known);
}

/// A contact of a file: what it may say, said or not.
fn reach(own: bool) -> impl Strategy<Value = Value> {
    let phone = || {
        prop_oneof![
            (0..1000u32).prop_map(|n| format!("0115 496 0{n:03}")),
            (0..1000u32).prop_map(|n| format!("07700 900{n:03}"))
        ]
    };
    let hours = (1..24u32, 0..7usize, any::<bool>()).prop_map(|(close, day, more)| {
        let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let days = if more { days[..=day].to_vec() } else { vec![days[day]] };
        json!([{ "days": days, "open": "00:30", "close": format!("{close:02}:45") }])
    });
    let maybe = |value: BoxedStrategy<Value>| proptest::option::of(value);
    (
        proptest::collection::vec(phone(), 1..3),
        maybe(Just(json!(["a@b.example"])).boxed()),
        maybe(Just(json!(["https://b.example/x"])).boxed()),
        maybe("[A-Za-z][A-Za-z ']{0,20}[a-z]".prop_map(Value::from).boxed()),
        maybe("[A-Za-z]{1,20}".prop_map(Value::from).boxed()),
        maybe(hours.boxed()),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(move |(phones, emails, webs, name, purpose, hours, always, silent)| {
            let mut contact = json!({});
            if own || !silent {
                contact["phones"] = json!(phones);
            }
            for (key, value) in [("emails", emails), ("webs", webs), ("name", name), ("purpose", purpose)] {
                if let Some(value) = value {
                    contact[key] = value;
                }
            }
            match hours {
                Some(hours) => contact["hours"] = hours,
                None if always => contact["always"] = json!(true),
                None => {}
            }
            if own && contact["name"].is_null() {
                contact["name"] = json!("Somebody");
            }
            if !own && contact.as_object().unwrap().is_empty() {
                contact["name"] = json!("Another name");
            }
            contact
        })
}

/// Files that a school may write for this pack.
fn files(pack: &Pack) -> BoxedStrategy<Value> {
    let ids: Vec<String> = pack.contacts.iter().map(|contact| contact.id.clone()).collect();
    let fixed: BTreeSet<String> = ids.iter().filter(|id| rests_on_night(pack, id)).cloned().collect();
    let replaced = proptest::collection::vec((select(ids), reach(false)), 0..5);
    let own = proptest::collection::vec(reach(true), 0..3);
    (proptest::option::of(reach(true)), own, replaced)
        .prop_map(move |(lead, own, replaced)| {
            let mut file = json!({ "name": "Hazel School", "updated": "2026-09-01", "contacts": [] });
            let contacts = file["contacts"].as_array_mut().unwrap();
            let mut seen = BTreeSet::new();
            for (id, mut contact) in replaced {
                if seen.insert(id.clone()) {
                    if fixed.contains(&id) {
                        let given = contact.as_object_mut().unwrap();
                        given.remove("hours");
                        given.remove("always");
                        if given.is_empty() {
                            given.insert("phones".into(), json!(["0115 496 0004"]));
                        }
                    }
                    contact["replaces"] = json!(id);
                    contacts.push(contact);
                }
            }
            for (i, mut contact) in own.into_iter().enumerate() {
                contact["id"] = json!(format!("own-{i}"));
                contacts.push(contact);
            }
            if let Some(mut lead) = lead {
                lead.as_object_mut().unwrap().remove("purpose");
                file["dsl"] = lead;
            } else if contacts.is_empty() {
                file["dsl"] = json!({ "name": "Jo", "phones": ["0115 496 0001"] });
            }
            file
        })
        .boxed()
}

/// The cases of the case files, by pack.
fn cases_of(pack: &str) -> Vec<Value> {
    let mut cases = Vec::new();
    let mut folders = vec![PathBuf::from("tests/cases")];
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "toml") {
                let file: Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
                if file["pack"] == pack {
                    cases.extend(file["case"].as_array().into_iter().flatten().map(|one| {
                        let mut case = one["case"].clone();
                        case["pack"] = json!(pack);
                        case
                    }));
                }
            }
        }
    }
    cases
}

/// Whether it hangs on this contact's hours who answers at night.
fn rests_on_night(pack: &Pack, id: &str) -> bool {
    let outside = |contact: &doorstep::pack::Contact| match &contact.opening {
        Opening::Outside { of } => Some(of.clone()),
        _ => None,
    };
    let contact = pack.contact(id).unwrap();
    let named = pack.contacts.iter().any(|other| {
        other.outside.iter().any(|stands_in| stands_in == id) || outside(other).is_some_and(|of| of == id)
    });
    contact.emergency || !contact.outside.is_empty() || outside(contact).is_some() || named
}

/// Contacts of the document to which a file gives other hours.
fn hours_touched(file: &Value) -> BTreeSet<String> {
    let contacts = file["contacts"].as_array().unwrap().iter();
    let given = contacts.filter(|one| !one["hours"].is_null() || !one["always"].is_null());
    given.filter_map(|one| one["replaces"].as_str().map(str::to_owned)).collect()
}

fn changes_contacts_alone(pack: &Pack, case: &Value, file: &Value) -> Result<(), TestCaseError> {
    let overlay = Overlay::read(file).map_err(|faults| TestCaseError::fail(format!("{faults:?}: {file}")))?;
    let over = overlay.over(pack).map_err(|faults| TestCaseError::fail(format!("{faults:?}: {file}")))?;
    let of = |pack: &Pack| -> (Value, String) {
        let case = Case::read(case, pack).unwrap();
        let finding = check(pack, &case);
        (serde_json::from_str(&finding.to_json()).unwrap(), record(pack, &case, &finding))
    };
    let ((mut before, _), (mut after, words)) = (of(pack), of(&over));
    let touched = hours_touched(file);
    if !touched.is_empty() {
        // Hours that only the school gives may make the time worth asking for; it is never asked for less.
        let asks = |finding: &mut Value| {
            let changes = finding["would_change"].as_array_mut().unwrap();
            let all = changes.len();
            changes.retain(|change| change["fact"] != "when");
            all > changes.len()
        };
        let (asked, asks) = (asks(&mut before), asks(&mut after));
        prop_assert!(asks || !asked, "the time is not asked for any more: {file}\n{case}");
    }
    for key in [
        "pack",
        "document",
        "headline",
        "answer",
        "level",
        "sublevel",
        "statutory",
        "urgent",
        "reasons",
        "also_at",
        "situations",
        "consent",
        "would_change",
        "spread",
        "services",
        "checklists",
    ] {
        prop_assert_eq!(&before[key], &after[key], "{} changed by {}\n{}", key, file, case);
    }
    let after_of = |id: &Value| after["contacts"].as_array().unwrap().iter().find(|contact| contact["id"] == *id);
    for contact in before["contacts"].as_array().unwrap() {
        let Some(now) = after_of(&contact["id"]) else {
            return Err(TestCaseError::fail(format!("{} is gone: {file}\n{case}", contact["id"])));
        };
        if !touched.contains(contact["id"].as_str().unwrap()) {
            prop_assert_eq!(&contact["first"], &now["first"], "{}: {}\n{}", contact["id"], file, case);
            prop_assert_eq!(&contact["open"], &now["open"], "{}: {}\n{}", contact["id"], file, case);
        }
        // No way to reach anybody is lost for nothing.
        for way in ["phone", "email", "web"] {
            prop_assert!(!now[way].as_array().unwrap().is_empty() || contact[way].as_array().unwrap().is_empty());
        }
    }
    let known: BTreeSet<&str> = pack.contacts.iter().map(|contact| contact.id.as_str()).collect();
    let own = after["contacts"].as_array().unwrap().iter().filter(|one| !known.contains(one["id"].as_str().unwrap()));
    let own: Vec<&Value> = own.collect();
    prop_assert!(own.iter().all(|contact| contact["first"] == false), "{file}\n{case}");
    let replaced = file["contacts"].as_array().unwrap().iter().any(|one| !one["replaces"].is_null());
    prop_assert_eq!(
        own.len(),
        file["contacts"].as_array().unwrap().iter().filter(|one| !one["id"].is_null()).count()
            + usize::from(!file["dsl"].is_null())
    );
    // Steps and cautions of before all stand, in their order; where the document's own contacts are as printed, word for word.
    for key in ["steps", "cautions"] {
        let (before, after) = (before[key].as_array().unwrap(), after[key].as_array().unwrap());
        prop_assert!(after.len() >= before.len(), "{key} lost: {file}\n{case}");
        let mut rest = after.iter();
        let lost = before.iter().find(|one| !rest.any(|other| other == *one));
        prop_assert!(replaced || lost.is_none(), "{key}: {lost:?} is lost or moved: {file}\n{case}");
    }
    // Whoever's contacts are shown, it is said whose they are.
    let shown = !own.is_empty();
    prop_assert!(!shown || words.contains("Hazel School named "), "{words}");
    Ok(())
}

#[test]
fn over_every_pack_a_file_changes_contacts_and_nothing_else() {
    for pack in library().packs.values() {
        let cases = cases_of(&pack.id);
        assert!(cases.len() > 5, "{}", pack.id);
        let config = Config { cases: 400, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let inputs = (files(pack), any::<Index>(), any::<bool>());
        let done = runner.run(&inputs, |(file, which, timeless)| {
            let mut case = cases[which.index(cases.len())].clone();
            if timeless {
                case["when"] = Value::Null;
            }
            changes_contacts_alone(pack, &case, &file)
        });
        done.unwrap_or_else(|error| panic!("{}: {error}", pack.id));
    }
}

#[test]
fn no_file_whatever_makes_it_panic() {
    let library = library();
    let (toml, json) = (fs::read(SCHOOL).unwrap(), fs::read("tests/overlay/hazel-school.json").unwrap());
    let edits = proptest::collection::vec((any::<Index>(), any::<u8>()), 0..8);
    let odd = select(vec![
        "null",
        "-1",
        "1e99",
        "\"\"",
        "[]",
        "{}",
        "true",
        "\"\\u202e\"",
        "[[[[]]]]",
        "\"🙂\"",
        "99999999999999999999",
    ]);
    let inputs = (edits, any::<Index>(), any::<bool>(), proptest::option::of((any::<Index>(), odd)), any::<String>());
    let config = Config { cases: 1500, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let done = runner.run(&inputs, |(edits, cut, as_json, odd, text)| {
        let mut bytes = if as_json { json.clone() } else { toml.clone() };
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some((at, odd)) = odd {
            let at = at.index(bytes.len());
            bytes.splice(at..at, odd.bytes());
        } else {
            bytes.truncate(cut.index(bytes.len()) * 2);
        }
        let bent = String::from_utf8_lossy(&bytes).into_owned();
        for text in [bent, text] {
            for name in ["a.toml", "a.json", "a"] {
                let path = Path::new(name);
                let _ = is_overlay(path, &text);
                for fault in OverlayFile::read(path, &text).lint(&library) {
                    is_whole(&fault)?;
                }
            }
            for fault in Overlay::from_json(&text).err().unwrap_or_default() {
                is_whole(&fault)?;
            }
        }
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}

fn run(arguments: &[&str], stdin: &str) -> (i32, String, String) {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_doorstep"))
        .args(arguments)
        .env_remove("DOORSTEP_RULES")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let done = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

/// A file of this text, in a folder of its own.
fn file(name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("overlay");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn the_command_line_lays_a_file_over_and_refuses_a_broken_one() {
    let case = r#"{"pack":"nottinghamshire/v9","concerns":[]}"#;
    let (code, out, err) = run(&["check", "--pack", "nottinghamshire", "--overlay", SCHOOL], "");
    assert!(code == 0 && err.is_empty() && out.contains("Tell Jo Marsh"), "{out}{err}");
    let (_, alone, _) = run(&["check", "--pack", "nottinghamshire", "--overlay", SCHOOL, "--json"], "");
    let json = "tests/overlay/hazel-school.json";
    let many = format!("{case}\n{case}\n{{\"pack\":\"leeds\"}}\n");
    let (code, out, err) = run(&["batch", "--overlay", json], &many);
    assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 3));
    assert_eq!(out.lines().next().unwrap(), alone.trim_end());
    assert!(!out.lines().nth(2).unwrap().contains("Jo Marsh"));
    let (code, printed, _) = run(&["overlay", SCHOOL], "");
    assert_eq!((code, printed), (0, fs::read_to_string(json).unwrap()));
    let (code, schema, _) = run(&["schema", "--overlay"], "");
    assert!(code == 0 && schema.contains("\"dsl\"") && !schema.contains("\"levels\""));

    let broken =
        file("broken.toml", "name = \"Hazel\"\nupdated = 2026-09-01\n[dsl]\nname = \"Jo\"\nphones = [\"0115\"]\n");
    for arguments in [
        vec!["check", "--pack", "nottinghamshire", "--overlay", &broken],
        vec!["batch", "--overlay", &broken],
        vec!["overlay", &broken],
    ] {
        let (code, out, err) = run(&arguments, case);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?}");
        for words in
            ["error[wrong-type]", "broken.toml:2: updated", "error[phone-digits]", "broken.toml:5: dsl.phones[0]"]
        {
            assert!(err.contains(words), "{arguments:?}: no {words} in {err}");
        }
    }
    // A contact that one pack alone lacks: the others are answered, and it is said once.
    let text = r#"{"name":"Hazel","updated":"2026-09-01","contacts":[{"replaces":"mash","phones":["0115 496 0001"]}]}"#;
    let elsewhere = file("elsewhere.json", text);
    let (code, out, err) = run(&["batch", "--overlay", &elsewhere], &format!("{many}{{\"pack\":\"leeds\"}}"));
    assert_eq!((code, out.lines().count(), err.matches("error[").count()), (2, 2, 1), "{err}");
    assert!(err.contains("leeds/2013 has no contact `mash`") && err.contains("contacts[0].replaces"), "{err}");
    let (code, _, err) = run(&["check", "--pack", "leeds", "--overlay", "no/such/file.json"], "");
    assert!(code == 2 && err.contains("cannot-read"), "{err}");
}

#[test]
fn lint_knows_a_schools_contacts_from_a_pack() {
    let bad = file(
        "area.toml",
        "name = \"Hazel\"\nupdated = \"2026-09-01\"\nareas = [\"exampelshire\"]\n[dsl]\nname = \"Jo\"\nphones = [\"0115 496 0001\"]\n",
    );
    let rules = "tests/lint/rules";
    let lint = |path: &str| {
        let done = Command::new(env!("CARGO_BIN_EXE_doorstep"))
            .args(["lint", path])
            .env("DOORSTEP_RULES", rules)
            .output()
            .unwrap();
        (done.status.code().unwrap(), String::from_utf8(done.stdout).unwrap())
    };
    let (code, out) = lint(&bad);
    assert!(code == 1 && out.contains("error[unknown-area]") && out.contains("area.toml:3: areas[0]"), "{out}");
    assert!(out.contains("did you mean `exampleshire`") && out.contains("1 error, 0 warnings"), "{out}");
    let good = file("good.toml", &fs::read_to_string(&bad).unwrap().replace("exampelshire", "exampleshire"));
    assert_eq!(lint(&good), (0, "0 errors, 0 warnings\n".to_owned()));
    let torn = file("torn.json", "{\"name\":");
    assert!(lint(&torn).1.contains("error[not-json]"));
    for (text, own) in [
        ("name = \"Hazel\"", true),
        ("[[contacts]]\nid = \"a\"", true),
        ("[dsl]\n[[levels]]", true),
        ("[[contacts]]\n[[levels]]", false),
        ("[about]\nname = \"x\"\n[[contacts]]", false),
        ("", false),
    ] {
        assert_eq!(is_overlay(Path::new("a.toml"), text), own, "{text}");
    }
}
