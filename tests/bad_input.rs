//! Cases that cannot be read: every fault at once, each with what was given, where, and the nearest that would do.
//!
//! The messages are in `tests/snapshots/bad_input.snap`: after a change of wording run
//! `INSTA_UPDATE=always cargo test --test bad_input` and read the difference.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use doorstep::author::library::Library;
use doorstep::{Case, Fault, not_json, pack_named};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

/// What was got wrong, and the case as it was given. All are for the invented pack of the lint tests.
const CASES: &[(&str, &str)] = &[
    ("not JSON at all", "a worried teacher"),
    ("a comma too many", r#"{"pack":"exampleshire/2025","concerns":["missed-appointments",]}"#),
    ("cut short", r#"{"pack":"exampleshire/2025","concerns":["missed-app"#),
    ("nothing", ""),
    ("an empty object", "{}"),
    ("a list in place of a case", "[]"),
    ("null in place of a case", "null"),
    ("text in place of a case", r#""exampleshire/2025""#),
    ("a pack misspelt", r#"{"pack":"exampelshire/2025"}"#),
    ("an edition that does not exist", r#"{"pack":"exampleshire/2024"}"#),
    ("an area misspelt", r#"{"pack":"exampleshyre"}"#),
    ("a pack that resembles none", r#"{"pack":"zzz"}"#),
    ("an empty pack", r#"{"pack":""}"#),
    ("a pack that is a number", r#"{"pack":2025}"#),
    ("a pack that is null", r#"{"pack":null}"#),
    ("a key misspelt", r#"{"pack":"exampleshire/2025","concern":["missed-appointments"]}"#),
    ("a level, which no case has", r#"{"pack":"exampleshire/2025","level":"7"}"#),
    ("a name, which no case holds", r#"{"pack":"exampleshire/2025","childs_name":"A"}"#),
    ("a concern misspelt by id", r#"{"pack":"exampleshire/2025","concerns":["missed-apointments"]}"#),
    (
        "a concern by nearly its words",
        r#"{"pack":"exampleshire/2025","concerns":["Planned health appointments were missed"]}"#,
    ),
    ("a concern by some of its words", r#"{"pack":"exampleshire/2025","concerns":["hurt by an adult"]}"#),
    ("a concern that resembles none", r#"{"pack":"exampleshire/2025","concerns":["xyzzy"]}"#),
    ("empty concerns", r#"{"pack":"exampleshire/2025","concerns":["","   "]}"#),
    (
        "a concern that is a number",
        r#"{"pack":"exampleshire/2025","concerns":[3, null, {"id":"missed-appointments"}, ["a"]]}"#,
    ),
    ("concerns that are no list", r#"{"pack":"exampleshire/2025","concerns":"missed-appointments"}"#),
    ("a situation misspelt", r#"{"pack":"exampleshire/2025","situations":["sleep-crises"]}"#),
    ("a situation that resembles none", r#"{"pack":"exampleshire/2025","situations":["xyzzy", 7]}"#),
    ("an age below nought", r#"{"pack":"exampleshire/2025","age":{"years":-1}}"#),
    ("an age of 121", r#"{"pack":"exampleshire/2025","age":{"years":121}}"#),
    ("an age of 300 years", r#"{"pack":"exampleshire/2025","age":{"years":300}}"#),
    ("half a year", r#"{"pack":"exampleshire/2025","age":{"years":7.5}}"#),
    ("years as text", r#"{"pack":"exampleshire/2025","age":{"years":"7"}}"#),
    ("months alone", r#"{"pack":"exampleshire/2025","age":{"months":3}}"#),
    ("twelve months", r#"{"pack":"exampleshire/2025","age":{"years":0,"months":12}}"#),
    ("weeks", r#"{"pack":"exampleshire/2025","age":{"years":0,"weeks":6}}"#),
    ("an age that is a number", r#"{"pack":"exampleshire/2025","age":7}"#),
    ("an age that is text", r#"{"pack":"exampleshire/2025","age":"seven"}"#),
    ("an age that is a list", r#"{"pack":"exampleshire/2025","age":[7]}"#),
    ("a day that no calendar has", r#"{"pack":"exampleshire/2025","when":"2026-02-30T10:00"}"#),
    ("an hour that no clock has", r#"{"pack":"exampleshire/2025","when":"2026-02-03T25:00"}"#),
    ("a time zone", r#"{"pack":"exampleshire/2025","when":"2026-02-03T10:00Z"}"#),
    ("a day without a time", r#"{"pack":"exampleshire/2025","when":"2026-02-03"}"#),
    ("British letters", r#"{"pack":"exampleshire/2025","when":"03/02/2026 10:00"}"#),
    ("a time that is a number", r#"{"pack":"exampleshire/2025","when":1770112800}"#),
    ("a local authority misspelt", r#"{"pack":"exampleshire/2025","local_authority":"exampelshire"}"#),
    ("a local authority of elsewhere", r#"{"pack":"exampleshire/2025","local_authority":"wonderland"}"#),
    ("a neighbour misspelt", r#"{"pack":"exampleshire/2025","local_authority":"borderlands"}"#),
    ("a district misspelt", r#"{"pack":"exampleshire/2025","district":"northdal"}"#),
    ("a district of elsewhere", r#"{"pack":"exampleshire/2025","district":"xyzzy"}"#),
    (
        "a district of another local authority",
        r#"{"pack":"exampleshire/2025","local_authority":"sampleton","district":"northdale"}"#,
    ),
    ("a district where the pack has none", r#"{"pack":"exampleshire/2019","district":"northdale"}"#),
    (
        "a district of a neighbour",
        r#"{"pack":"exampleshire/2025","local_authority":"borderland","district":"northdale"}"#,
    ),
    ("consent misspelt", r#"{"pack":"exampleshire/2025","answers":{"consent":"refuse"}}"#),
    ("consent that is true", r#"{"pack":"exampleshire/2025","answers":{"consent":true}}"#),
    ("an answer that resembles none", r#"{"pack":"exampleshire/2025","answers":{"health-worker":"perhaps"}}"#),
    ("a question misspelt", r#"{"pack":"exampleshire/2025","answers":{"health-wroker":"yes"}}"#),
    ("answers that are a list", r#"{"pack":"exampleshire/2025","answers":["given"]}"#),
    ("an answer that is an object", r#"{"pack":"exampleshire/2025","answers":{"consent":{"given":true}}}"#),
    ("yes in place of true", r#"{"pack":"exampleshire/2025","send":"yes","immediate_danger":"no"}"#),
    ("1 in place of true", r#"{"pack":"exampleshire/2025","send":1,"immediate_danger":0}"#),
    (
        "control characters",
        r#"{"pack":"exampleshire/2025","concerns":["missed\u0000\u001b[31mappointments\u0007"],"a\u0000b":1}"#,
    ),
    (
        "line breaks",
        r#"{"pack":"exampleshire/2025","concerns":["xyzzy\nerror[fake]: all is well\n  help: ring nobody"],"x\ny":1}"#,
    ),
    ("emoji", r#"{"pack":"exampleshire/2025","concerns":["👩‍👧😢"],"situations":["😢"]}"#),
    (
        "text from right to left",
        r#"{"pack":"exampleshire/2025","concerns":["\u202Estnemtnioppa-dessim\u202C","الطفل وحده"]}"#,
    ),
    ("letters with marks", r#"{"pack":"exampleshire/2025","concerns":["míssed-appointmênts"]}"#),
    (
        "everything at once",
        r#"{"pack":"exampleshire/2025","lvel":"3","local_authority":"sampelton","district":"southdale","age":{"years":-3,"months":40},
            "send":"maybe","when":"yesterday","concerns":["tired-at-nursry",5],"situations":["sleepcrisis"],"immediate_danger":"yes",
            "answers":{"consent":"gave","health-worker":"sure","shoe-size":"4"}}"#,
    ),
];

fn library() -> Library {
    Library::open(Path::new("tests/lint/rules"))
}

/// Reads a case as the command line does.
fn read(library: &Library, text: &str) -> Result<Case, Vec<Fault>> {
    let value: Value = serde_json::from_str(text).map_err(|error| vec![not_json(&error)])?;
    let pack = pack_named(&value).and_then(|name| library.find(&name)).map_err(|fault| vec![fault])?;
    Case::read(&value, pack)
}

fn faults(library: &Library, text: &str) -> Vec<Fault> {
    read(library, text).err().unwrap_or_default()
}

/// What a message may never do: be empty, run on, or write to the terminal.
fn is_readable(fault: &Fault) -> Result<(), TestCaseError> {
    let shown = fault.to_string();
    prop_assert!(!fault.message.is_empty() && !fault.help.is_empty(), "{fault:?}");
    prop_assert!(shown.len() < 2500, "{} bytes of message", shown.len());
    prop_assert!(!shown.chars().any(|c| c.is_control() && c != '\n'), "{shown:?}");
    prop_assert!(shown.lines().count() <= 3, "more than three lines: {shown}");
    prop_assert!(!shown.chars().any(|c| ('\u{202a}'..='\u{202e}').contains(&c)), "turns the text around: {shown:?}");
    Ok(())
}

#[test]
fn every_bad_case_is_told_what_where_and_how_to_mend_it() {
    let library = library();
    let mut shown = String::new();
    for (name, text) in CASES {
        let faults = faults(&library, text);
        assert!(!faults.is_empty(), "{name}: {text} was read");
        let _ = writeln!(shown, "## {name}\n");
        for fault in &faults {
            is_readable(fault).unwrap_or_else(|error| panic!("{name}: {error}"));
            let _ = writeln!(shown, "{fault}\n");
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("bad_input", shown));
}

#[test]
fn every_kind_of_fault_of_a_case_is_met() {
    let library = library();
    let mut met: BTreeSet<String> =
        CASES.iter().flat_map(|(_, text)| faults(&library, text)).map(|fault| fault.code.to_owned()).collect();
    // A case read against a pack that it does not name.
    let other = Case::from_json(r#"{"pack":"exampleshire/2019"}"#, &library.packs["exampleshire/2025"]);
    met.extend(other.unwrap_err().into_iter().map(|fault| fault.code.to_owned()));
    let source = fs::read_to_string("src/case.rs").unwrap();
    let words = ["not-known", "not-sought", "would-increase-risk"];
    let mut named = 0;
    for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for code in line.replace("\\\"", "").split('"').skip(1).step_by(2) {
            let is_code = code.contains('-') && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            if is_code && !words.contains(&code) {
                named += 1;
                assert!(met.contains(code), "no bad case leads to `{code}`");
            }
        }
    }
    assert!(named >= 12, "only {named} kinds of fault found in the source");
}

#[test]
fn suggestions_are_right() {
    let library = library();
    for (given, key, wanted) in [
        (json!({ "concerns": ["missed-apointments"] }), "concerns[0]", "`missed-appointments`"),
        (
            json!({ "concerns": ["Planned health appointments were missed"] }),
            "concerns[0]",
            "`Planned health appointments are missed`",
        ),
        (json!({ "concerns": ["hurt by an adult"] }), "concerns[0]", "`The child has been hurt by an adult at home`"),
        (json!({ "situations": ["sleep crisis!"] }), "situations[0]", "`sleep-crisis`"),
        (json!({ "local_authority": "Sampleton" }), "local_authority", "`sampleton`"),
        (json!({ "district": "North Dale" }), "district", "`northdale`"),
        (json!({ "answers": { "consent": "increase-risk" } }), "answers.consent", "`would-increase-risk`"),
        (json!({ "answers": { "health_worker": "yes" } }), "answers.health_worker", "`health-worker`"),
        (json!({ "imediate_danger": true }), "imediate_danger", "`immediate_danger`"),
    ] {
        let mut case = given;
        case["pack"] = json!("exampleshire/2025");
        let found = faults(&library, &case.to_string());
        assert_eq!(found.len(), 1, "{case}: {found:?}");
        assert_eq!(found[0].key, key, "{case}");
        let first = found[0].help.split([',', '?']).next().unwrap().replace(" or ", " ");
        assert!(first.contains(wanted), "{case}: expected {wanted} first, found: {}", found[0].help);
    }
    for (given, wanted) in [("exampelshire/2025", "`exampleshire/2025`"), ("Exampleshire", "`exampleshire`")] {
        let found = faults(&library, &json!({ "pack": given }).to_string());
        assert!(found[0].help.contains(wanted), "{given}: {}", found[0].help);
    }
}

#[test]
fn suggestions_are_right_in_the_real_packs() {
    let library = Library::open(Path::new("rules"));
    for (pack, key, given) in [
        ("nottinghamshire/v9", "concerns", "slow in reaching development milestones"),
        ("nottinghamshire/v9", "situations", "homelesness"),
        ("llr/2021", "local_authority", "rutlnd"),
        ("llr/2016", "local_authority", "leicester-cty"),
        ("leeds/2013", "situations", "worried-and-not-shure"),
    ] {
        let value = if key == "local_authority" { json!(given) } else { json!([given]) };
        let found = faults(&library, &json!({ "pack": pack, key: value }).to_string());
        assert_eq!(found.len(), 1, "{pack} {given}: {found:?}");
        assert!(found[0].message.contains(given), "{pack}: {}", found[0]);
        // The first suggestion can be used as it stands.
        let Some(suggested) = found[0].help.split('`').nth(1) else {
            panic!("{pack}: nothing suggested: {}", found[0])
        };
        let value = if key == "local_authority" { json!(suggested) } else { json!([suggested]) };
        assert!(read(&library, &json!({ "pack": pack, key: value }).to_string()).is_ok(), "{pack}: {}", found[0]);
    }
}

#[test]
fn all_faults_come_at_once_and_in_a_fixed_order() {
    let library = library();
    let (_, text) = CASES.iter().find(|(name, _)| *name == "everything at once").unwrap();
    let codes: BTreeSet<&str> = faults(&library, text).iter().map(|fault| fault.code).collect();
    assert!(codes.len() >= 10, "{codes:?}");
    assert_eq!(faults(&library, text), faults(&library, text));
}

#[test]
fn whatever_is_not_known_is_no_fault() {
    let library = library();
    for text in [
        r#"{"pack":"exampleshire/2025"}"#,
        r#"{"pack":"exampleshire"}"#,
        r#"{"pack":"exampleshire/2025","age":null,"send":null,"when":null,"concerns":null,"situations":null,
            "local_authority":null,"district":null,"immediate_danger":null,"answers":null}"#,
        r#"{"pack":"exampleshire/2025","age":"not-known","send":"not-known","immediate_danger":"not-known",
            "answers":{"consent":"not-known","health-worker":null}}"#,
        r#"{"pack":"exampleshire/2025","age":"unborn","concerns":[],"situations":[],"answers":{}}"#,
        r#"{"pack":"exampleshire/2025","age":{"years":120,"months":null},"when":"2026-02-28T23:59"}"#,
        r#"{"pack":"exampleshire/2025","concerns":["  PLANNED  health appointments are missed. "]}"#,
        r#"{"pack":"exampleshire/2025","local_authority":"borderland"}"#,
    ] {
        let read = read(&library, text);
        assert!(read.is_ok(), "{text}: {:?}", read.err());
    }
}

#[test]
fn huge_and_deep_input_is_refused_in_few_words_and_soon() {
    let library = library();
    let start = std::time::Instant::now();
    let word = "x".repeat(1 << 20);
    let page = "the child is often alone and ".repeat(40_000);
    for text in [
        json!({ "pack": "exampleshire/2025", "concerns": [word] }),
        json!({ "pack": "exampleshire/2025", "concerns": [page], "situations": [page], "district": page, "when": page }),
        json!({ "pack": word }),
        json!({ "pack": "exampleshire/2025", word.clone(): 1 }),
        json!({ "pack": "exampleshire/2025", "answers": { word.clone(): "yes" } }),
        json!({ "pack": "exampleshire/2025", "age": { word.clone(): 1 } }),
        json!({ "pack": "exampleshire/2025", "concerns": vec!["missed-apointments"; 5_000] }),
    ] {
        for fault in faults(&library, &text.to_string()) {
            is_readable(&fault).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!(
            "{{\"pack\":\"exampleshire/2025\",\"concerns\":{}1{}}}",
            open.repeat(100_000),
            close.repeat(100_000)
        );
        let found = faults(&library, &deep);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].code, "not-json");
    }
    assert!(start.elapsed().as_secs() < 60, "took {:?}", start.elapsed());
}

#[test]
fn no_case_whatever_makes_it_panic() {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        proptest::sample::select(
            &["unborn", "given", "missed-appointments", "exampleshire/2025", "2026-11-20T16:45"][..]
        )
        .prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map("years|months|consent|health-worker|[a-z]{3}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    });
    const KEYS: [&str; 12] = [
        "pack",
        "local_authority",
        "district",
        "age",
        "send",
        "when",
        "concerns",
        "situations",
        "immediate_danger",
        "answers",
        "other",
        "",
    ];
    let cases = proptest::collection::vec((proptest::sample::select(&KEYS[..]), value), 0..8);
    let library = library();
    let config = Config { cases: 2000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let done = runner.run(&cases, |entries| {
        let mut case = json!({ "pack": "exampleshire/2025" });
        for (key, value) in entries {
            case[key] = value;
        }
        for fault in faults(&library, &case.to_string()) {
            is_readable(&fault)?;
        }
        Ok(())
    });
    done.unwrap_or_else(|error| panic!("{error}"));
}
