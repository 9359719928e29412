//! The same case against several packs: what is followed, what is only like it, and what is said to be missing.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;
use std::process::Command;

use doorstep::author::library::Library;
use doorstep::compare::{Cell, Column, Comparison, How, compare};
use doorstep::{Answer, Case, check};
use serde_json::{Value, json};

const PACKS: [&str; 5] = ["leeds/2013", "llr/2016", "llr/2019-draft", "llr/2021", "nottinghamshire/v9"];

fn compared(case: &Value, packs: &[&str]) -> Comparison {
    let library = Library::open(Path::new("rules"));
    let home = library.find(case["pack"].as_str().unwrap()).unwrap();
    let packs: Vec<_> = packs.iter().map(|name| library.find(name).unwrap()).collect();
    compare(home, &Case::read(case, home).unwrap(), &packs)
}

fn column<'a>(found: &'a Comparison, pack: &str) -> &'a Column {
    found.columns.iter().find(|column| column.pack == pack).unwrap()
}

fn cell<'a>(found: &'a Comparison, id: &str, pack: &str) -> &'a Cell {
    let row = found.rows.iter().find(|row| row.ids.iter().any(|own| own == id)).unwrap();
    row.cells.iter().find(|cell| cell.pack == pack).unwrap()
}

fn ids(places: &[doorstep::diff::Place]) -> Vec<&str> {
    places.iter().map(|place| place.id.as_str()).collect()
}

#[test]
fn domestic_abuse_is_followed_by_topic_and_never_taken_as_the_same() {
    let found = compared(
        &json!({"pack":"llr/2021","local_authority":"leicestershire","age":{"years":7},"when":"2026-11-20T16:45",
            "concerns":["domestic-abuse-present"],"answers":{"consent":"given","domestic-abuse-in-family":"yes"}}),
        &["nottinghamshire", "llr/2019-draft", "llr/2016", "leeds"],
    );
    let packs: Vec<&str> = found.columns.iter().map(|column| column.pack.as_str()).collect();
    assert_eq!(packs, ["llr/2021", "nottinghamshire/v9", "llr/2019-draft", "llr/2016", "leeds/2013"]);
    assert_eq!(cell(&found, "domestic-abuse-present", "llr/2021").how, How::Own);
    let draft = cell(&found, "domestic-abuse-present", "llr/2019-draft");
    assert_eq!((draft.how, draft.same_words), (How::Id, true));
    assert_eq!(column(&found, "llr/2019-draft").level.as_deref(), Some("3"));
    // Nottinghamshire puts domestic abuse at three levels: all are shown, none is picked.
    let there = cell(&found, "domestic-abuse-present", "nottinghamshire/v9");
    assert_eq!((there.how, there.found.len()), (How::ByTopic, 0));
    assert!(ids(&there.candidates).contains(&"domestic-violence"));
    for id in ["violence-in-home", "persistent-domestic-violence", "witnesses-domestic-violence"] {
        assert!(ids(&there.elsewhere).contains(&id), "{id}");
    }
    let notts = column(&found, "nottinghamshire/v9");
    assert_eq!((notts.answer, notts.level.as_deref(), notts.complete), (Answer::NothingListed, None, false));
    assert!(notts.incomplete.as_ref().unwrap().contains("Not carried over: 1 of 1"));
    assert_eq!(notts.could_reach.as_ref().unwrap().bands, ["targeted"]);
    // Leicestershire is a neighbour that Nottinghamshire prints: its number is the one to ring.
    assert_eq!(notts.first.iter().map(|contact| contact.id.as_str()).collect::<Vec<_>>(), ["leicestershire"]);
    let left_out: Vec<&str> = notts.left_out.iter().map(|fact| fact.fact.as_str()).collect();
    assert_eq!(left_out, ["answers.domestic-abuse-in-family"]);
    let carried: Vec<&str> = notts.carried.iter().map(|fact| fact.fact.as_str()).collect();
    assert_eq!(carried, ["local_authority", "age", "when", "answers.consent"]);
    // Leeds lists no statements, and says whom to ring all the same.
    let leeds = column(&found, "leeds/2013");
    assert_eq!((leeds.answer, leeds.complete), (Answer::NoIndicators, false));
    assert_eq!(cell(&found, "domestic-abuse-present", "leeds/2013").how, How::NotListed);
    assert!(leeds.first.iter().any(|contact| contact.id == "duty-and-advice"));
    assert!(leeds.left_out.iter().any(|fact| fact.fact == "local_authority" && fact.given == "leicestershire"));
}

#[test]
fn self_harm_is_shown_where_the_other_document_draws_the_line() {
    let found = compared(
        &json!({"pack":"nottinghamshire/v9","local_authority":"nottinghamshire","district":"ashfield","age":{"years":14},
            "when":"2026-11-21T23:00","concerns":["superficial-self-harm","self-harm-escalating"],
            "situations":["mental-health-crisis"]}),
        &["llr", "leeds"],
    );
    // Level 2 in Nottinghamshire; LLR has nothing so low, and says so beside what it has above.
    let low = cell(&found, "superficial-self-harm", "llr/2021");
    assert_eq!((low.how, low.candidates.len()), (How::NotListed, 0));
    assert_eq!(ids(&low.elsewhere), ["anger-and-emerging-self-harm", "serious-disability-or-health-problem"]);
    let high = cell(&found, "self-harm-escalating", "llr/2021");
    assert_eq!((high.how, ids(&high.candidates)), (How::ByTopic, vec!["anger-and-emerging-self-harm"]));
    // The situation has a row of its own, and LLR names none like it.
    assert_eq!(cell(&found, "mental-health-crisis", "llr/2021").how, How::NotListed);
    let llr = column(&found, "llr/2021");
    assert!(llr.incomplete.as_ref().unwrap().contains("3 of 3"), "{:?}", llr.incomplete);
    let left_out: Vec<&str> = llr.left_out.iter().map(|fact| fact.fact.as_str()).collect();
    assert_eq!(left_out, ["local_authority", "district"]);
}

#[test]
fn not_brought_is_followed_by_id_through_other_words() {
    let found = compared(
        &json!({"pack":"llr/2021","age":{"years":2},
            "concerns":["repeatedly-not-brought-to-health","defaults-on-health-appointments"]}),
        &["llr/2019-draft", "llr/2016", "nottinghamshire"],
    );
    for id in ["repeatedly-not-brought-to-health", "defaults-on-health-appointments"] {
        let draft = cell(&found, id, "llr/2019-draft");
        assert_eq!((draft.how, draft.same_words, ids(&draft.found)), (How::Id, false, vec![id]));
    }
    let draft = column(&found, "llr/2019-draft");
    assert_eq!((draft.level.as_deref(), draft.complete, draft.could_reach.as_ref()), (Some("3"), true, None));
    // 2016 has one Early Help that covers both heights.
    assert_eq!(ids(&cell(&found, "repeatedly-not-brought-to-health", "llr/2016").candidates), ["missed-appointments"]);
    let notts = cell(&found, "repeatedly-not-brought-to-health", "nottinghamshire/v9");
    assert_eq!(ids(&notts.candidates), ["missed-health-appointments"]);
    assert!(ids(&notts.elsewhere).contains(&"missing-immunisations"));
}

#[test]
fn homeless_at_16_is_followed_by_words_where_they_are_the_same() {
    let found = compared(
        &json!({"pack":"nottinghamshire/v9","district":"mansfield","age":{"years":16},"when":"2026-11-20T10:00",
            "concerns":["homeless-16-17","homeless"],"immediate_danger":true}),
        &["llr/2021", "llr/2016", "leeds/2013"],
    );
    // Footnote marks are no difference; both places of 2016 are found.
    let old = cell(&found, "homeless", "llr/2016");
    assert_eq!((old.how, old.same_words), (How::Words, true));
    assert_eq!(ids(&old.found), ["no-fixed-abode", "no-fixed-abode-parents"]);
    assert_eq!(column(&found, "llr/2016").level.as_deref(), Some("specialist"));
    assert_eq!(column(&found, "llr/2016").bands, ["statutory"]);
    let now = cell(&found, "homeless-16-17", "llr/2021");
    assert_eq!((now.how, now.found.len()), (How::ByTopic, 0));
    // The likest candidate stands first.
    assert_eq!(ids(&now.candidates), ["homeless-at-16-or-17", "homeless-and-destitute"]);
    let llr = column(&found, "llr/2021");
    assert_eq!((llr.answer, llr.could_reach.as_ref().unwrap().level.as_str()), (Answer::NothingListed, "4"));
    for column in &found.columns {
        assert!(column.urgent.iter().any(|line| line.text.contains("999")), "{}: danger is carried", column.pack);
    }
}

#[test]
fn an_id_that_another_area_chose_for_something_else_is_only_a_candidate() {
    let library = Library::open(Path::new("rules"));
    let home = library.find("nottinghamshire").unwrap();
    let mut other = library.find("llr/2016").unwrap().clone();
    let at = other.item_index("victim-of-crime").unwrap();
    let case = Case::read(&json!({"pack": home.id, "concerns": ["victim-of-crime"]}), home).unwrap();
    let how = |other: &doorstep::Pack| {
        let found = compare(home, &case, &[other]);
        let cell = cell(&found, "victim-of-crime", "llr/2016").clone();
        (cell.how, cell.found.len(), ids(&cell.elsewhere).contains(&"victim-of-crime"))
    };
    assert_eq!(how(&other), (How::Id, 1, false));
    other.items[at].topic = "community".into();
    assert_eq!(how(&other), (How::NotListed, 0, true));
}

/// Whatever is picked in whatever pack: every cell says how, nothing is dropped, own columns are the check itself, and what
/// is only alike counts for nothing.
#[test]
fn nothing_is_dropped() {
    let library = Library::open(Path::new("rules"));
    for home in library.packs.values() {
        let others: Vec<_> = library.packs.values().collect();
        let concerns: Vec<&str> = home.items.iter().map(|item| item.id.as_str()).collect();
        let situations: Vec<&str> = home.situations.iter().map(|situation| situation.id.as_str()).collect();
        let mut cases: Vec<Value> = concerns
            .chunks(3)
            .map(|some| json!({"pack": home.id, "concerns": some, "age": {"years": 9}, "send": true}))
            .collect();
        cases.extend(situations.iter().map(|id| json!({"pack": home.id, "situations": [id], "age": "unborn"})));
        cases.push(json!({"pack": home.id}));
        for value in cases {
            let case = Case::read(&value, home).unwrap();
            let found = compare(home, &case, &others);
            assert_eq!(found.columns.iter().map(|column| column.pack.as_str()).collect::<Vec<_>>(), PACKS);
            let rows: Vec<&str> = found.rows.iter().flat_map(|row| row.ids.iter().map(String::as_str)).collect();
            for id in value["concerns"].as_array().into_iter().chain(value["situations"].as_array()).flatten() {
                assert!(rows.contains(&id.as_str().unwrap()), "{value}: {id} has no row");
            }
            let own = column(&found, &home.id);
            let finding = check(home, &case);
            assert_eq!((&own.level, &own.headline, own.complete), (&finding.level, &finding.headline, true));
            for (at, column) in found.columns.iter().enumerate() {
                let cells: Vec<&Cell> = found.rows.iter().map(|row| &row.cells[at]).collect();
                for cell in &cells {
                    assert_eq!(cell.pack, column.pack);
                    let followed = matches!(cell.how, How::Own | How::Id | How::Words);
                    assert_eq!(followed, !cell.found.is_empty(), "{value}: {cell:?}");
                    assert_eq!(cell.how == How::ByTopic, !cell.candidates.is_empty(), "{value}: {cell:?}");
                }
                let missing = cells.iter().any(|cell| cell.found.is_empty());
                assert_eq!((column.complete, column.incomplete.is_some()), (!missing, missing));
                // Every fact is carried or named as left out.
                assert_eq!(column.carried.len() + column.left_out.len(), own.carried.len(), "{value}");
                if cells.iter().all(|cell| cell.found.is_empty()) {
                    let pack = &library.packs[&column.pack];
                    let bare = json!({"pack": pack.id, "age": value["age"], "send": value["send"]});
                    let bare = check(pack, &Case::read(&bare, pack).unwrap());
                    assert_eq!(column.level, bare.level, "{value}: likeness raised {}", column.pack);
                }
            }
        }
    }
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorstep"));
    let done = command.args(arguments).env_remove("DOORSTEP_RULES").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn file(name: &str, text: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compare");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn the_command_prints_text_and_json() {
    let case = file(
        "homeless.json",
        &json!({"pack":"nottinghamshire/v9","age":{"years":16},"when":"2026-11-20T10:00","concerns":["homeless-16-17","homeless"]})
            .to_string(),
    );
    let (code, out, err) = run(&["compare", "--case", &case, "llr/2021", "llr/2016", "leeds"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/compare");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!("homeless-at-16", out));
    let (code, out, err) = run(&["compare", "--case", &case, "llr/2016", "llr/2016", "nottinghamshire", "--json"]);
    assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 1));
    let value: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["pack"], "nottinghamshire/v9");
    // A pack is shown once, in the order given.
    assert_eq!(value["columns"].as_array().unwrap().len(), 2);
    assert_eq!(value["columns"][0]["pack"], "llr/2016");
    for key in [
        "pack",
        "document",
        "answer",
        "headline",
        "level",
        "level_name",
        "bands",
        "sublevel",
        "statutory",
        "complete",
        "incomplete",
        "could_reach",
        "urgent",
        "first",
        "carried",
        "left_out",
        "cautions",
    ] {
        assert!(value["columns"][0].get(key).is_some(), "{key}");
    }
    for key in ["pack", "how", "found", "same_words", "candidates", "elsewhere"] {
        assert!(value["rows"][0]["cells"][0].get(key).is_some(), "{key}");
    }
    assert_eq!(value["rows"][0]["cells"][0]["how"], "words");
    assert_eq!(value["rows"][1]["cells"][0]["how"], "by_topic");
}

#[test]
fn bad_input_says_what_and_where() {
    let good = file("good.json", "{\"pack\":\"llr\",\"concerns\":[\"forced-marriage\"]}");
    let wrong = file("wrong.json", "{\"pack\":\"llr\",\"concerns\":[\"forced-mariage\"]}");
    let torn = file("torn.json", "{\"pack\":");
    let bare = file("bare.json", "{}");
    for (case, pack, words) in [
        (good.as_str(), "leads", ["error[unknown-pack]", "leeds"]),
        (&wrong, "leeds", ["error[unknown-concern]", "did you mean `forced-marriage`"]),
        (&wrong, "leeds", ["wrong.json", "concerns[0]"]),
        (&torn, "leeds", ["error[not-json]", "torn.json"]),
        (&bare, "leeds", ["error[missing-key]", "pack"]),
        ("no-such-file.json", "leeds", ["error[cannot-read]", "no-such-file.json"]),
    ] {
        let (code, out, err) = run(&["compare", "--case", case, pack]);
        assert_eq!((code, out.as_str()), (2, ""), "{err}");
        assert!(words.iter().all(|word| err.contains(word)), "{err}");
    }
    assert_eq!(run(&["compare", "--case", &good]).0, 2);
    assert_eq!(run(&["compare", "leeds"]).0, 2);
}
