//! The engine and the naive evaluator agree on 100,000 generated cases.

#![allow(clippy::unwrap_used, missing_docs)]

mod naive;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use doorstep::{Answer, Case, Finding, Pack, Trace, check_traced};
use naive::draw::Drawer;
use naive::{Naive, every_pack, list, text};
use serde_json::{Value, json};

const CASES: usize = 100_000;
const SEED: u64 = 20_261_122;

#[test]
fn engine_and_naive_evaluator_agree_on_generated_cases() {
    let packs = every_pack();
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 8);
    let wrong: BTreeSet<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..threads)
            .map(|thread| {
                let packs = &packs;
                scope.spawn(move || {
                    let runs = packs.iter().enumerate();
                    runs.flat_map(|(i, pack)| run(pack, i, thread, threads, packs.len())).collect::<Vec<_>>()
                })
            })
            .collect();
        runs.into_iter().flat_map(|run| run.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n\n"));
}

/// This thread's share of one pack's cases; the first few disagreements of different kinds, made as small as they get.
fn run(pack: &Pack, index: usize, thread: usize, threads: usize, packs: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut kinds = BTreeSet::new();
    let naive = Naive::new(&pack.to_json());
    let drawer = Drawer::new(&naive);
    for n in (thread..CASES.div_ceil(packs)).step_by(threads) {
        // Each case has a seed of its own, so that the cases are the same however many threads there are.
        let case = drawer.nth(SEED + (index * CASES + n) as u64);
        let found = kinds_of(&faults(pack, &naive, &case));
        if !found.is_subset(&kinds) {
            wrong.push(report(pack, &naive, &smallest(pack, &naive, case, found.difference(&kinds).next().unwrap())));
            kinds.extend(found);
        }
        if wrong.len() == 3 {
            break;
        }
    }
    wrong
}

/// What a disagreement is about, without the case's own words.
fn kinds_of(faults: &[String]) -> BTreeSet<String> {
    faults.iter().map(|fault| fault.split([':', ',']).next().unwrap().to_owned()).collect()
}

fn run_engine(pack: &Pack, case: &Value) -> Result<(Finding, Trace), String> {
    match Case::from_json(&case.to_string(), pack) {
        Ok(case) => Ok(check_traced(pack, &case)),
        Err(faults) => Err(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// Everything in which the two differ.
fn faults(pack: &Pack, naive: &Naive, case: &Value) -> Vec<String> {
    let (finding, trace) = match run_engine(pack, case) {
        Ok(done) => done,
        Err(faults) => return vec![format!("the engine refuses the case: {faults}")],
    };
    let verdict = naive.evaluate(case);
    let mut wrong = Vec::new();
    let mut same = |what: &str, engine: String, naive: String| {
        if engine != naive {
            wrong.push(format!("{what}: the engine says {engine}, the naive evaluator {naive}"));
        }
    };
    let answer = match finding.answer {
        Answer::Level => "level",
        Answer::NothingListed => "nothing-listed",
        Answer::NotEnoughKnown => "not-enough-known",
        Answer::NoIndicators => "no-indicators",
    };
    same("answer", answer.into(), verdict.answer.clone());
    same("level", format!("{:?}", finding.level), format!("{:?}", verdict.level));
    same("sublevel", format!("{:?}", finding.sublevel), format!("{:?}", verdict.sublevel));
    same("statutory", sorted(&finding.statutory), format!("{:?}", verdict.statutory));
    let reasons: Vec<String> = finding.reasons.iter().map(|reason| reason.id.clone()).collect();
    same("reasons", sorted(&reasons), format!("{:?}", verdict.reasons));
    same("number of reasons", reasons.len().to_string(), verdict.reasons.len().to_string());
    same("rules that act", sorted(&trace.rules), format!("{:?}", verdict.acting));
    // In immediate danger the routes of the statutory levels may be shown as well.
    let for_danger = |id: &&String| {
        let levels = list(&naive.named("routes", id).unwrap()["levels"]).to_vec();
        verdict.danger && levels.iter().any(|level| naive.named("levels", &text(level)).is_some_and(statutory_level))
    };
    let taken: Vec<String> =
        trace.routes.iter().filter(|id| verdict.routes.contains(*id) || !for_danger(id)).cloned().collect();
    same("routes taken", sorted(&taken), format!("{:?}", verdict.routes));
    if verdict.danger {
        same("999 in `urgent`", finding.urgent.iter().any(|line| line.text.contains("999")).to_string(), "true".into());
    }
    // Whether anyone is in danger is asked once where it is not known, with what to do first.
    let danger =
        finding.would_change.iter().filter(|change| change.why.contains("If so, call 999 before anything else."));
    let known = case["immediate_danger"].is_boolean();
    same("questions about danger", danger.count().to_string(), u8::from(!known).to_string());
    // A fact not yet known that could raise the level is asked for.
    let now = naive.height(verdict.level.as_deref(), verdict.sublevel.as_deref());
    for (rule, to) in &verdict.might_raise {
        let to = naive.height_of(to);
        if to > now
            && !finding
                .would_change
                .iter()
                .filter_map(|change| change.to.as_deref())
                .any(|id| naive.height_of(id) >= to)
        {
            wrong.push(format!("would_change: nothing asks for what the rule `{rule}` needs"));
        }
    }
    // Nothing is asked twice.
    let mut asked = BTreeSet::new();
    for change in &finding.would_change {
        if !asked.insert((&change.question, &change.fact)) {
            wrong.push(format!("would_change: asks twice: {}", change.question));
        }
    }
    wrong.extend(contact_faults(pack, naive, case, &finding));
    wrong
}

fn contact_faults(pack: &Pack, naive: &Naive, case: &Value, finding: &Finding) -> Vec<String> {
    let mut wrong = Vec::new();
    let statutory =
        finding.level.as_deref().is_some_and(|level| statutory_level(naive.named("levels", level).unwrap()));
    // A document that gives no level has not said that this is a question of early help.
    let early_help = finding.level.is_some() && !statutory;
    let emergency = !early_help || !finding.situations.is_empty() || case["immediate_danger"] == json!(true)
        // Who says that asking for consent would put the child at further risk no longer asks for early help.
        || case["answers"]["consent"] == json!("would-increase-risk");
    let mut seen = BTreeSet::new();
    for shown in &finding.contacts {
        let id = &shown.id;
        let contact = naive.named("contacts", id).unwrap();
        if !seen.insert(id) {
            wrong.push(format!("`{id}` is shown twice"));
        }
        let hours = naive.hours(id, case["when"].as_str());
        if (shown.open, &shown.closes, &shown.next_opens) != (hours.open, &hours.closes, &hours.next_opens) {
            wrong.push(format!(
                "`{id}`: open {:?}, closes {:?}, next opens {:?}; naive {hours:?}",
                shown.open, shown.closes, shown.next_opens
            ));
        }
        if !naive.serves(contact, case) {
            wrong.push(format!("`{id}` does not serve where the child lives"));
        }
        if shown.first && shown.open == Some(false) {
            wrong.push(format!("`{id}` is to be rung first, and is closed"));
        }
        if shown.first && contact["emergency"] == json!(true) && !emergency {
            wrong.push(format!("`{id}` is an emergency team, and this is no emergency"));
        }
        if shown.first && contact["neighbour"].is_string() && contact["neighbour"] != case["local_authority"] {
            wrong.push(format!("`{id}` is to be rung first, and the child does not live there"));
        }
    }
    let neighbour = pack.contacts.iter().find(|contact| {
        contact.neighbour.is_some() && contact.neighbour.as_deref() == case["local_authority"].as_str()
    });
    if let Some(neighbour) = neighbour
        && finding.level.is_some()
        && statutory
        && !finding.contacts.iter().any(|shown| shown.id == neighbour.id)
    {
        wrong.push(format!("`{}` is not shown, and the child lives there", neighbour.id));
    }
    wrong
}

fn statutory_level(level: &Value) -> bool {
    list(&level["bands"]).contains(&json!("statutory"))
}

fn sorted(ids: &[String]) -> String {
    format!("{:?}", ids.iter().collect::<BTreeSet<_>>())
}

/// The same disagreement in a smaller case: concerns and facts are dropped one by one for as long as it stays.
fn smallest(pack: &Pack, naive: &Naive, mut case: Value, kind: &str) -> Value {
    'again: loop {
        for smaller in smaller(&case) {
            if kinds_of(&faults(pack, naive, &smaller)).contains(kind) {
                case = smaller;
                continue 'again;
            }
        }
        return case;
    }
}

/// The case with one thing less, in every way there is.
fn smaller(case: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    for key in case.as_object().unwrap().keys().filter(|key| *key != "pack") {
        let mut one = case.clone();
        one.as_object_mut().unwrap().remove(key);
        all.push(one);
        for i in 0..list(&case[key]).len() {
            let mut one = case.clone();
            one[key].as_array_mut().unwrap().remove(i);
            all.push(one);
        }
        for answer in case[key].as_object().into_iter().filter(|_| key == "answers").flat_map(|answers| answers.keys())
        {
            let mut one = case.clone();
            one[key].as_object_mut().unwrap().remove(answer);
            all.push(one);
        }
    }
    all
}

fn report(pack: &Pack, naive: &Naive, case: &Value) -> String {
    let mut said = format!("They disagree on\n{case}\n");
    for fault in faults(pack, naive, case) {
        let _ = writeln!(said, "- {fault}");
    }
    let _ = writeln!(said, "naive: {:#?}", naive.evaluate(case));
    if let Ok((finding, _)) = run_engine(pack, case) {
        let _ = writeln!(said, "engine: {}", finding.to_json());
    }
    said
}
