//! The contract of the command line, as another program meets it: exit codes, streams, keys and their types.

#![allow(clippy::unwrap_used, missing_docs)]

mod json_schema;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

const PACKS: [&str; 5] = ["leeds/2013", "llr/2016", "llr/2019-draft", "llr/2021", "nottinghamshire/v9"];

fn doorstep(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorstep"));
    command.args(arguments).env_remove("DOORSTEP_RULES").stdin(Stdio::null());
    command
}

struct Done {
    code: i32,
    out: String,
    err: String,
}

fn done(output: Output) -> Done {
    Done {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(arguments: &[&str]) -> Done {
    done(doorstep(arguments).output().unwrap())
}

fn run_with(arguments: &[&str], stdin: &[u8]) -> Done {
    let mut command = doorstep(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let stdin = stdin.to_vec();
    // Written from beside, so that neither side waits for the other.
    let writer = std::thread::spawn(move || drop(pipe.write_all(&stdin)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    done(output)
}

/// Runs a command that must succeed, and reads its JSON.
fn json_of(arguments: &[&str]) -> Value {
    let done = run(arguments);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{arguments:?}");
    assert_eq!(done.out.trim_end().matches('\n').count(), 0, "{arguments:?}: JSON on one line");
    serde_json::from_str(&done.out).unwrap()
}

/// A command that must end as bad input: nothing on stdout, the message on stderr.
fn bad(arguments: &[&str], words: &[&str]) {
    let done = run(arguments);
    assert_eq!(done.code, 2, "{arguments:?}: {}", done.err);
    assert_eq!(done.out, "", "{arguments:?}");
    for word in words {
        assert!(done.err.contains(word), "{arguments:?}: expected `{word}` in\n{}", done.err);
    }
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file(name: &str, bytes: &[u8]) -> String {
    let path = folder(name).join("given");
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

fn is_text(value: &Value) -> bool {
    value.is_string()
}
fn is_texts(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(Value::is_string))
}
fn text_or_null(value: &Value) -> bool {
    value.is_string() || value.is_null()
}

type Key = (&'static str, fn(&Value) -> bool);

/// Every key of the contract is there with the right type, in every entry of a list.
fn has_keys(what: &str, value: &Value, keys: &[Key]) {
    let entries: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
    for entry in entries {
        for (key, right) in keys {
            let found = entry.get(*key).unwrap_or_else(|| panic!("{what} has no `{key}`: {entry}"));
            assert!(right(found), "{what}: `{key}` is {found}");
        }
    }
}

#[test]
fn packs_lists_every_pack() {
    let done = run(&["packs"]);
    assert_eq!((done.code, done.err.as_str(), done.out.lines().count()), (0, "", PACKS.len()));
    for pack in PACKS {
        assert!(done.out.contains(pack), "{}", done.out);
    }
    let list = json_of(&["packs", "--json"]);
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|pack| pack["id"].as_str().unwrap()).collect();
    assert_eq!(ids, PACKS);
    has_keys(
        "packs",
        &list,
        &[
            ("id", is_text),
            ("area", is_text),
            ("edition", is_text),
            ("title", is_text),
            ("published", is_text),
            ("status", is_text),
            ("current", Value::is_boolean),
            ("local_authorities", Value::is_array),
        ],
    );
}

#[test]
fn show_has_every_key_of_the_contract() {
    for name in PACKS {
        let pack = json_of(&["show", name, "--json"]);
        assert_eq!(pack["id"], name);
        has_keys(
            name,
            &pack,
            &[
                ("id", is_text),
                ("area", is_text),
                ("edition", is_text),
                ("status", is_text),
                ("local_authorities", |value| value.as_array().is_some_and(|list| !list.is_empty())),
                ("levels", |value| value.as_array().is_some_and(|list| !list.is_empty())),
                ("items", Value::is_array),
                ("situations", Value::is_array),
                ("contacts", Value::is_array),
                ("checklists", Value::is_array),
                ("glossary", Value::is_array),
                ("discrepancies", Value::is_array),
            ],
        );
        has_keys(
            "levels",
            &pack["levels"],
            &[("id", is_text), ("name", is_text), ("definition", is_text), ("services", Value::is_array)],
        );
        has_keys(
            "items",
            &pack["items"],
            &[
                ("id", is_text),
                ("kind", |value| value == "indicator" || value == "criterion"),
                ("group", text_or_null),
                ("level", text_or_null),
                ("domain", text_or_null),
                ("heading", text_or_null),
                ("text", is_text),
                ("topic", is_text),
                ("where", is_text),
            ],
        );
        has_keys("situations", &pack["situations"], &[("id", is_text), ("text", is_text), ("cite", is_text)]);
        has_keys("contacts", &pack["contacts"], &[("id", is_text), ("name", is_text), ("phone", is_texts)]);
        let words = run(&["show", name]);
        assert_eq!((words.code, words.err.as_str()), (0, ""));
        for item in pack["items"].as_array().unwrap() {
            assert!(words.out.contains(item["text"].as_str().unwrap()), "{name}: {item} is not shown");
        }
    }
}

#[test]
fn a_bare_area_means_its_current_edition() {
    for (area, edition) in [("nottinghamshire", "nottinghamshire/v9"), ("llr", "llr/2021"), ("leeds", "leeds/2013")] {
        assert_eq!(run(&["show", area, "--json"]).out, run(&["show", edition, "--json"]).out);
        assert_eq!(json_of(&["check", "--pack", area, "--json"])["pack"], edition);
    }
    bad(&["show", "lr"], &["error[unknown-pack]", "`lr`", "help: did you mean"]);
    bad(&["show", "llr/2020", "--json"], &["error[unknown-pack]", "`llr/2021`"]);
}

#[test]
fn check_has_every_key_of_the_contract() {
    let cases = [
        json!({ "pack": "nottinghamshire/v9", "when": "2026-11-20T16:45", "age": { "years": 7 },
            "concerns": [json_of(&["show", "nottinghamshire/v9", "--json"])["items"][200]["id"]],
            "situations": [], "immediate_danger": true, "answers": { "consent": "refused" } }),
        json!({ "pack": "llr/2021", "local_authority": "rutland", "district": null, "age": "unborn", "send": false }),
        json!({ "pack": "leeds/2013", "age": { "years": 0, "months": 3 } }),
        json!({ "pack": "llr/2016", "concerns": [json_of(&["show", "llr/2016", "--json"])["items"][90]["text"]] }),
    ];
    for case in cases {
        let done = run_with(&["check", "--case", "-", "--json"], case.to_string().as_bytes());
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{case}");
        let finding: Value = serde_json::from_str(&done.out).unwrap();
        has_keys(
            "finding",
            &finding,
            &[
                ("pack", is_text),
                ("answer", |value| {
                    ["level", "nothing-listed", "not-enough-known", "no-indicators"]
                        .iter()
                        .any(|answer| value == answer)
                }),
                ("level", text_or_null),
                ("sublevel", text_or_null),
                ("statutory", is_texts),
                ("urgent", Value::is_array),
                ("reasons", Value::is_array),
                ("also_at", Value::is_array),
                ("steps", Value::is_array),
                ("contacts", Value::is_array),
                ("consent", |value| value.is_object() || value.is_null()),
                ("would_change", Value::is_array),
                ("spread", |value| {
                    value.as_object().is_some_and(|map| {
                        map.values()
                            .all(|levels| levels.as_object().is_some_and(|levels| levels.values().all(Value::is_u64)))
                    })
                }),
                ("services", Value::is_array),
                ("cautions", Value::is_array),
            ],
        );
        assert_eq!(finding["answer"] == "level", finding["level"].is_string(), "{case}");
        let cited: [Key; 2] = [("text", is_text), ("cite", is_text)];
        has_keys("urgent", &finding["urgent"], &cited);
        has_keys("cautions", &finding["cautions"], &cited);
        if finding["consent"].is_object() {
            has_keys("consent", &finding["consent"], &cited);
        }
        has_keys(
            "reasons",
            &finding["reasons"],
            &[("id", is_text), ("text", is_text), ("level", text_or_null), ("cite", is_text)],
        );
        has_keys(
            "also_at",
            &finding["also_at"],
            &[("id", is_text), ("text", is_text), ("level", text_or_null), ("topic", is_text)],
        );
        has_keys("steps", &finding["steps"], &[("text", is_text), ("by", text_or_null), ("cite", is_text)]);
        has_keys(
            "contacts",
            &finding["contacts"],
            &[
                ("id", is_text),
                ("name", is_text),
                ("phone", is_texts),
                ("open", |value| value.is_boolean() || value.is_null()),
                ("closes", text_or_null),
                ("next_opens", text_or_null),
                ("first", Value::is_boolean),
                ("cite", is_text),
            ],
        );
        has_keys(
            "would_change",
            &finding["would_change"],
            &[("question", is_text), ("to", text_or_null), ("why", is_text), ("cite", is_text)],
        );
        if case["immediate_danger"] == true {
            assert!(finding["urgent"].to_string().contains("999"), "{case}");
        }
    }
}

#[test]
fn flags_alone_a_file_alone_and_flags_on_top_of_a_file_say_the_same() {
    let pack = json_of(&["show", "nottinghamshire/v9", "--json"]);
    let (one, two) = (&pack["items"][60], &pack["items"][100]);
    let whole = json!({ "pack": "nottinghamshire/v9", "age": { "years": 1, "months": 6 }, "send": true, "when": "2026-11-20T16:45",
        "concerns": [one["id"], two["id"]], "immediate_danger": true, "answers": { "consent": "refused" } });
    let part = json!({ "pack": "nottinghamshire/v9", "age": { "years": 9 }, "concerns": [one["id"]], "answers": { "consent": "given" } });
    let (whole, part) = (file("whole", whole.to_string().as_bytes()), file("part", part.to_string().as_bytes()));
    let rest = [
        "--age",
        "1y6m",
        "--send",
        "yes",
        "--when",
        "2026-11-20T16:45",
        "--immediate-danger",
        "--consent",
        "refused",
        "--json",
    ];
    let (id, text) = (one["id"].as_str().unwrap(), two["text"].as_str().unwrap());
    let from_file = run(&["check", "--case", &whole, "--json"]);
    assert_eq!((from_file.code, from_file.err.as_str()), (0, ""));
    let from_flags = run(&[&["check", "--pack", "nottinghamshire", "--concern", id, text], &rest[..]].concat());
    let on_top = run(&[&["check", "--case", &part, "--concern", text], &rest[..]].concat());
    assert_eq!(from_flags.out, from_file.out);
    assert_eq!(on_top.out, from_file.out);
    let nothing = json!({ "pack": "llr/2021", "concerns": null, "answers": null });
    let nothing = file("nothing", nothing.to_string().as_bytes());
    assert_eq!(
        run(&["check", "--case", &nothing, "--consent", "refused", "--json"]).out,
        run(&["check", "--pack", "llr/2021", "--consent", "refused", "--json"]).out
    );
    // For people: words, not JSON.
    let words = run(&["check", "--case", &whole]);
    assert!(words.code == 0 && words.out.contains("999") && !words.out.contains("\"answer\""), "{}", words.out);
}

#[test]
fn bad_cases_exit_with_2_and_say_what_and_where() {
    bad(&["check"], &["error[missing-key]", "pack"]);
    bad(&["check", "--json"], &["error[missing-key]", "pack"]);
    bad(&["check", "--pack", "llr", "--concern", "xyzzy", "--json"], &["error[unknown-concern]", "`xyzzy`"]);
    bad(&["check", "--pack", "llr", "--age", "seven"], &["error[bad-age]", "--age", "`seven`", "1y6m"]);
    bad(&["check", "--pack", "llr", "--age", "é"], &["error[bad-age]"]);
    bad(&["check", "--pack", "llr", "--age", "300"], &["error[bad-age]"]);
    bad(&["check", "--pack", "llr", "--send", "perhaps"], &["error[bad-answer]", "--send"]);
    bad(&["check", "--pack", "llr", "--answer", "consent"], &["error[bad-answer]", "QUESTION=ANSWER"]);
    bad(&["check", "--pack", "llr", "--consent", "refuse"], &["error[unknown-answer]", "`refused`"]);
    bad(&["check", "--pack", "llr", "--when", "now"], &["error[bad-time]"]);
    bad(&["check", "--pack", "llr", "--levl", "2"], &["--levl"]);
    bad(&["check", "--case", "no/such/file"], &["error[cannot-read]", "no/such/file"]);
    bad(&["check", "--case", &file("a-list", b"[1]")], &["error[not-a-case]"]);
    bad(&["check", "--case", &file("not-json", b"{\n\"pack\": llr}")], &["error[not-json]", ":2"]);
    bad(&["check", "--case", &file("latin-1", b"{\"pack\":\"llr\xe9\"}")], &["error[cannot-read]", "UTF-8"]);
    bad(&["nonsense"], &["nonsense"]);
    bad(&[], &["Usage"]);
    let wrong = file("wrong-types", br#"{"pack":"llr","concerns":"a","answers":[],"age":"old"}"#);
    bad(&["check", "--case", &wrong, "--json"], &["concerns", "answers", "age"]);
    // Flags never hide what is wrong in the file that they stand on.
    bad(
        &["check", "--case", &wrong, "--concern", "b", "--consent", "given"],
        &["error[wrong-type]: `concerns`", "error[wrong-type]: `answers`"],
    );
}

#[test]
fn messages_can_be_had_as_json() {
    let done = run(&["check", "--pack", "llr", "--concern", "xyzzy", "--age", "200", "--json"]);
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    let shown = done.err.matches("error[").count();
    assert_eq!(shown, 2, "{}", done.err);
}

#[test]
fn a_bad_flag_hides_no_other_fault() {
    let overlay = file("bad-overlay", br#"{"name":"Hazel"}"#);
    let all = ["check", "--pack", "llr", "--age", "x", "--concern", "xyzzy", "--when", "now", "--send", "perhaps"];
    let more = ["--answer", "consent", "--answer", "a", "--consent", "refuse", "--overlay", &overlay];
    let faults = [
        "error[bad-age]",
        "error[unknown-concern]",
        "error[bad-time]",
        "error[bad-answer]: `perhaps`",
        "error[bad-answer]: `consent` has no =",
        "error[bad-answer]: `a` has no =",
        "error[unknown-answer]",
        "bad-overlay",
    ];
    bad(&[&all[..], &more[..]].concat(), &faults);
    bad(&["check", "--pack", "nowhere", "--age", "x"], &["error[unknown-pack]", "error[bad-age]"]);
    bad(&["check", "--case", "no/such/file", "--age", "x"], &["error[cannot-read]", "error[bad-age]"]);
}

#[test]
fn danger_is_asked_for_once_with_every_reason() {
    let question = |arguments: &[&str]| {
        let finding = json_of(arguments);
        let asked = finding["would_change"].as_array().unwrap().clone();
        let asked: Vec<Value> = asked.into_iter().filter(|change| change["fact"] == "immediate_danger").collect();
        assert_eq!(asked.len(), 1, "{asked:?}");
        asked[0].clone()
    };
    let check = ["check", "--pack", "nottinghamshire", "--json"];
    let plain = question(&check);
    assert_eq!(plain["why"], "If so, call 999 before anything else.");
    let homeless = question(&[&check[..], &["--concern", "overcrowding-homelessness"]].concat());
    let why = homeless["why"].as_str().unwrap();
    assert!(why.starts_with("If so, call 999 before anything else. Homelessness alone is for"), "{why}");
    let cite = homeless["cite"].as_str().unwrap();
    assert!(cite.starts_with(plain["cite"].as_str().unwrap()) && cite.contains("; "), "{cite}");
}

#[test]
fn batch_goes_on_after_bad_lines_and_keeps_the_order() {
    let good = |years: u8| json!({ "pack": "nottinghamshire/v9", "age": { "years": years } }).to_string();
    let mut lines: Vec<Vec<u8>> = (0..40).map(|i| good(i % 18).into_bytes()).collect();
    lines[3] = b"{\"pack\":\"nottinghamshire/v9\",\"concerns\":[\"xyzzy\",\"abcde\"]}".to_vec();
    lines[7] = b"not json".to_vec();
    lines[8] = Vec::new();
    lines[9] = b"   ".to_vec();
    lines[12] = b"{\"pack\":\"\xff\xfe\"}".to_vec();
    lines[20] = b"{\"pack\":\"nowhere\"}".to_vec();
    lines[39] = br#"{"pack":"llr/2021"}"#.to_vec();
    let given = lines.join(&b'\n');
    let good_lines: Vec<&[u8]> =
        [0, 1, 2, 4, 5, 6, 10, 11].into_iter().chain(13..20).chain(21..40).map(|i| lines[i].as_slice()).collect();
    let good = run_with(&["batch"], &good_lines.join(&b'\n'));
    assert_eq!((good.code, good.err.as_str(), good.out.lines().count()), (0, "", good_lines.len()));
    for i in [1, 20, 33] {
        let alone = run_with(&["check", "--case", "-", "--json"], good_lines[i]);
        assert_eq!(alone.out.trim_end(), good.out.lines().nth(i).unwrap());
    }
    for done in [
        run_with(&["batch"], &given),
        run_with(&["batch", "-"], &given),
        run_with(&["batch", "-", "--json"], &[&given[..], b"\n\n"].concat()),
        run_with(&["batch"], &String::from_utf8_lossy(&given).replace('\n', "\r\n").into_bytes()),
        run(&["batch", &file("batch", &given)]),
    ] {
        assert_eq!(done.code, 2);
        assert_eq!(done.out, good.out);
        for line in [4, 8, 13, 21] {
            assert!(done.err.contains(&format!(":{line}")), "line {line} is not named:\n{}", done.err);
        }
        assert_eq!(done.err.matches("error[").count(), 5, "{}", done.err);
        assert_eq!(done.err.matches("error[unknown-concern]").count(), 2, "{}", done.err);
    }
    let done = run_with(&["batch"], b"");
    assert_eq!((done.code, done.out.as_str(), done.err.as_str()), (0, "", ""));
    bad(&["batch", "no/such/file"], &["error[cannot-read]"]);
}

#[test]
fn a_closed_pipe_is_no_fault() {
    for arguments in [&["show", "nottinghamshire", "--json"][..], &["schema"], &["show", "llr"], &["packs"]] {
        let mut child = doorstep(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let done = done(child.wait_with_output().unwrap());
        assert_eq!((done.code, done.err.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn lint_is_clean_on_the_real_rules_and_exits_with_1_on_broken_ones() {
    let done = run(&["lint"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    assert!(done.out.ends_with("0 errors, 0 warnings\n"), "{}", done.out);
    assert_eq!(json_of(&["lint", "--json"]), json!([]));
    assert_eq!(run(&["lint", "rules"]).code, 0);
    assert_eq!(run(&["lint", "rules/llr/2016.toml", "rules/leeds"]).code, 0);
    assert_eq!(run(&["lint", "tests/lint/rules"]).code, 0);
    bad(&["lint", "no/such/file"], &["error[cannot-read]", "no/such/file"]);

    // A broken copy stands in for the pack that it is a copy of: its own faults, and no others.
    let text = fs::read_to_string("rules/nottinghamshire/v9.toml").unwrap();
    let broken = text.replacen("status = \"current\"", "status = \"curent\"", 1).replacen("open = \"", "opens = \"", 1);
    let broken = file("broken", broken.as_bytes());
    let path = format!("{broken}.toml");
    fs::rename(&broken, &path).unwrap();
    let done = run(&["lint", &path]);
    assert_eq!((done.code, done.err.as_str()), (1, ""), "{}", done.out);
    for word in ["error[unknown-word]: `curent`", "did you mean `current`?", "error[unknown-key]", "`opens`", &path] {
        assert!(done.out.contains(word), "expected `{word}` in\n{}", done.out);
    }
    assert!(!done.out.contains("two-current"), "{}", done.out);
    let done = run(&["lint", &path, "--json"]);
    assert_eq!((done.code, done.err.as_str()), (1, ""));
    let faults: Value = serde_json::from_str(&done.out).unwrap();
    has_keys(
        "faults",
        &faults,
        &[
            ("file", is_text),
            ("line", Value::is_u64),
            ("key", is_text),
            ("code", is_text),
            ("message", is_text),
            ("help", is_text),
        ],
    );
    assert!(faults.as_array().unwrap().iter().all(|fault| fault["file"] == path.as_str()));
}

#[test]
fn lint_says_what_is_wrong_with_what_all_packs_share() {
    let folder = folder("shared");
    fs::create_dir_all(folder.join("england")).unwrap();
    for name in ["topics.toml", "england/bank-holidays.toml"] {
        fs::copy(Path::new("rules").join(name), folder.join(name)).unwrap();
    }
    fs::write(folder.join("topics.toml"), "topics = 5\n").unwrap();
    let pack = "rules/leeds/2013.toml";
    let done = done(doorstep(&["lint", pack]).env("DOORSTEP_RULES", &folder).output().unwrap());
    assert_eq!(done.code, 1, "{}", done.out);
    assert!(done.out.contains("topics.toml:1") && done.out.contains("wrong-type"), "{}", done.out);
}

#[test]
fn a_pack_with_errors_is_not_used_and_says_so() {
    let folder = folder("unusable");
    for name in ["topics.toml", "england/bank-holidays.toml", "exampleshire/2019.toml", "exampleshire/2025.toml"] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::copy(Path::new("tests/lint/rules").join(name), folder.join(name)).unwrap();
    }
    let pack = folder.join("exampleshire/2025.toml");
    let text = fs::read_to_string(&pack).unwrap().replace("01632 960 003", "01632 960");
    fs::write(&pack, text).unwrap();
    let done = done(doorstep(&["show", "exampleshire/2025"]).env("DOORSTEP_RULES", &folder).output().unwrap());
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("has errors") && done.err.contains("doorstep lint"), "{}", done.err);
    // So does the area alone, which would have meant it.
    for arguments in [vec!["check", "--pack", "exampleshire"], vec!["show", "exampleshire"]] {
        let done = self::done(doorstep(&arguments).env("DOORSTEP_RULES", &folder).output().unwrap());
        assert_eq!((done.code, done.out.as_str()), (2, ""));
        for words in ["`exampleshire/2025` has errors", "`doorstep lint`"] {
            assert!(done.err.contains(words), "{arguments:?}: no {words} in {}", done.err);
        }
    }
}

#[test]
fn an_area_without_a_current_edition_says_so() {
    let folder = folder("without-current");
    for name in ["topics.toml", "england/bank-holidays.toml", "exampleshire/2025.toml"] {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        let text = fs::read_to_string(Path::new("tests/lint/rules").join(name)).unwrap();
        let text = text.replace("status = \"current\"\nreplaces = \"exampleshire/2019\"", "status = \"draft\"");
        let text = text.replace("borrowed_from = \"exampleshire/2019\"\n", "");
        fs::write(folder.join(name), text).unwrap();
    }
    let done = done(doorstep(&["show", "exampleshire"]).env("DOORSTEP_RULES", &folder).output().unwrap());
    assert_eq!((done.code, done.out.as_str()), (2, ""));
    assert!(done.err.contains("no edition of `exampleshire` is current"), "{}", done.err);
    assert!(
        done.err.contains("name the edition: exampleshire/2025") && !done.err.contains("did you mean"),
        "{}",
        done.err
    );
}

#[test]
fn a_folder_of_rules_that_is_not_there_or_empty_is_named() {
    let empty = folder("no-rules");
    fs::create_dir_all(&empty).unwrap();
    let missing = empty.join("nowhere");
    for folder in [&missing, &empty] {
        for arguments in [
            vec!["packs"],
            vec!["packs", "--json"],
            vec!["show", "llr"],
            vec!["check", "--pack", "llr"],
            vec!["batch"],
            vec!["diff", "llr/2016", "llr"],
            vec!["search", "llr", "bruise"],
            vec!["lint"],
            vec!["lint", "rules/leeds/2013.toml"],
            vec!["overlay", "tests/overlay/hazel-school.toml"],
            vec!["compile", "/dev/null/nowhere"],
        ] {
            let done = done(doorstep(&arguments).env("DOORSTEP_RULES", folder).output().unwrap());
            assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}: {}", done.err);
            let shown = format!("`{}`", folder.display());
            for words in ["error[no-rules]", &shown, "DOORSTEP_RULES"] {
                assert!(done.err.contains(words), "{arguments:?}: no {words} in {}", done.err);
            }
        }
        let schema = done(doorstep(&["schema"]).env("DOORSTEP_RULES", folder).output().unwrap());
        assert_eq!(schema.code, 0);
    }
}

#[test]
fn compile_writes_what_the_page_fetches() {
    let folder = folder("compiled");
    let done = run(&["compile", folder.to_str().unwrap()]);
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{}", done.out);
    for name in ["index.json", "emergency.json"] {
        let _: Value = serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap();
    }
    for pack in PACKS {
        assert!(folder.join(format!("{pack}.json")).exists(), "{pack}");
    }
    bad(&["compile", "/dev/null/nowhere"], &["error[cannot-write]"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for arguments in
        [&["packs", "--json"][..], &["show", "llr", "--json"], &["schema"], &["check", "--pack", "llr", "--json"]]
    {
        assert_eq!(run(arguments).out, run(arguments).out, "{arguments:?}");
    }
}

fn toml_as_json(path: &Path) -> Value {
    let table: toml::Table = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    serde_json::to_value(table).unwrap()
}

#[test]
fn the_schema_is_well_formed_and_every_pack_fits_it() {
    let done = run(&["schema"]);
    assert_eq!((done.code, done.err.as_str()), (0, ""));
    let schema: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(run(&["schema", "--json"]).out, done.out);
    json_schema::well_formed(&schema, "#");
    let real = PACKS.map(|pack| PathBuf::from(format!("rules/{pack}.toml")));
    let invented =
        ["2019", "2025"].map(|edition| PathBuf::from(format!("tests/lint/rules/exampleshire/{edition}.toml")));
    for path in real.iter().chain(&invented) {
        let wrong = json_schema::faults(&schema, &toml_as_json(path));
        assert_eq!(wrong, Vec::<String>::new(), "{}", path.display());
    }
}

#[test]
fn the_schema_refuses_what_lint_refuses_of_shape() {
    let schema: Value = serde_json::from_str(&run(&["schema"]).out).unwrap();
    let text = fs::read_to_string("tests/lint/rules/exampleshire/2025.toml").unwrap();
    let shape = [
        "unknown-key",
        "missing-key",
        "wrong-type",
        "out-of-range",
        "empty-text",
        "bad-id",
        "bad-clock",
        "bad-condition",
        "unknown-condition",
        "unknown-word",
    ];
    let mut refused = 0;
    for path in fs::read_dir("tests/lint/faults").unwrap().map(|entry| entry.unwrap().path()) {
        let fixture: toml::Table = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let part = |key: &str| fixture.get(key).and_then(toml::Value::as_str);
        let (Some(code), Some(find), Some(replace), None) =
            (part("code"), part("find"), part("replace"), part("blame"))
        else {
            continue;
        };
        if !shape.contains(&code) {
            continue;
        }
        let table: toml::Table = toml::from_str(&text.replace(find, replace)).unwrap();
        let wrong = json_schema::faults(&schema, &serde_json::to_value(table).unwrap());
        assert!(!wrong.is_empty(), "the schema lets {} pass", path.display());
        refused += 1;
    }
    assert!(refused >= shape.len(), "only {refused} fixtures of shape");
}
