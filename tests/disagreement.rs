//! Words to question a decision with: they quote all that the finding rests on, ask for the criterion, and say the document's own
//! way to take it further.

#![allow(clippy::unwrap_used, missing_docs)]

mod naive;

use std::fmt::Write as _;
use std::process::Command;

use doorstep::{Case, Finding, Pack, check, disagreement};
use naive::draw::Drawer;
use naive::{Naive, every_pack};
use serde_json::{Value, json};

/// Generated cases for each pack.
const CASES: usize = 500;

/// One case of each pack that somebody could question a decision about.
const USUAL: [(&str, &str); 5] = [
    ("leeds/2013", r#"{"situations":["needs-specialist-help"],"age":{"years":9},"when":"2026-11-20T10:00"}"#),
    (
        "llr/2016",
        r#"{"local_authority":"rutland","age":{"years":4},"when":"2026-11-20T10:00","situations":["significant-harm"]}"#,
    ),
    (
        "llr/2019-draft",
        r#"{"local_authority":"leicester","age":{"years":4},"when":"2026-11-20T10:00","situations":["significant-harm"]}"#,
    ),
    (
        "llr/2021",
        r#"{"local_authority":"leicestershire","age":{"years":4},"when":"2026-11-20T10:00","situations":["significant-harm"]}"#,
    ),
    (
        "nottinghamshire/v9",
        r#"{"age":{"years":12},"when":"2026-11-20T10:00","concerns":["starting-to-have-sex"],"situations":["referral-not-accepted"]}"#,
    ),
];

fn checked(pack: &Pack, mut case: Value) -> (Finding, String) {
    case["pack"] = json!(pack.id);
    let read = Case::read(&case, pack).unwrap_or_else(|faults| panic!("{case}: {faults:?}"));
    let finding = check(pack, &read);
    let text = disagreement(pack, &read, &finding);
    (finding, text)
}

/// What is wrong with the words for a finding.
fn faults(pack: &Pack, finding: &Finding, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut holds = |part: &str| {
        if !text.contains(part) {
            wrong.push(format!("{}: `{part}` is not said", pack.id));
        }
    };
    for part in [&pack.title, &pack.publisher, &pack.id, &finding.document.published] {
        holds(part);
    }
    holds("Please tell me in writing ");
    holds("and what you advise instead.");
    holds("\nHow to take it further\n- ");
    for line in &finding.urgent {
        holds(&line.text);
    }
    for reason in finding.reasons.iter().filter(|reason| !reason.strength) {
        holds(&format!("{}: “{}”", reason.level_name, reason.text));
        holds(&format!("[{}]", reason.cite));
    }
    if finding.level.is_some() {
        holds(&finding.headline.replace("This document indicates", "The local threshold document indicates"));
    } else {
        holds(&finding.headline);
    }
    let id = pack.disagreement.as_ref().unwrap();
    for step in pack.routes.iter().filter(|route| route.situations.contains(id)).flat_map(|route| &route.steps) {
        holds(&step.text);
        holds(&format!("[{}", pack.cite(&step.place)));
    }
    for said in pack.discrepancies.iter().filter(|said| said.id == *id || said.situations.contains(id)) {
        holds(&said.text);
        holds(&said.used);
    }
    wrong
}

#[test]
fn the_usual_case_of_every_pack_reads_well() {
    let packs = every_pack();
    assert_eq!(packs.iter().map(|pack| pack.id.as_str()).collect::<Vec<_>>(), USUAL.map(|(id, _)| id));
    let mut out = String::new();
    for (pack, (_, case)) in packs.iter().zip(USUAL) {
        let (finding, text) = checked(pack, serde_json::from_str(case).unwrap());
        assert_eq!(faults(pack, &finding, &text), Vec::<String>::new());
        let _ = writeln!(out, "==== {}\n\n{text}", pack.id);
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("disagreement", out));
}

#[test]
fn nothing_that_a_finding_rests_on_is_left_out() {
    let mut wrong = Vec::new();
    for (i, pack) in every_pack().iter().enumerate() {
        let drawer = Drawer::new(&Naive::new(&pack.to_json()));
        for n in 0..CASES {
            let case = drawer.nth((i * CASES + n) as u64 + 1);
            let (finding, text) = checked(pack, case);
            wrong.extend(faults(pack, &finding, &text));
        }
    }
    wrong.truncate(10);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_pack_that_names_no_way_says_so_and_names_the_lead() {
    let mut pack = every_pack().pop().unwrap();
    pack.disagreement = None;
    let (_, text) = checked(&pack, json!({}));
    assert!(
        text.contains("The document gives no way to take a disagreement further. Tell your safeguarding lead"),
        "{text}"
    );
}

#[test]
fn the_command_prints_them_and_not_beside_json() {
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_doorstep"));
        let done = command.args(["check", "--pack", "nottinghamshire", "--disagreement"]).args(more).output().unwrap();
        (done.status.code(), String::from_utf8(done.stdout).unwrap())
    };
    let (code, out) = run(&["--concern", "homeless"]);
    assert_eq!(code, Some(0));
    assert!(out.starts_with("Please look again at the decision on what I reported."), "{out}");
    assert_eq!(run(&["--json"]).0, Some(2));
}
