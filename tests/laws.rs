//! Laws that hold for every pack and every case, as property tests. The seed is fixed: the same cases every time.

#![allow(clippy::unwrap_used, missing_docs)]

mod naive;

use std::collections::BTreeSet;

use doorstep::{Case, Finding, Pack, check};
use naive::draw::{CONSENT, Drawer};
use naive::{Naive, every_pack, list, text};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value, json};

/// A pack with what the laws need to know of it.
struct Law {
    pack: Pack,
    naive: Naive,
    drawer: Drawer,
}

/// Tries a law on every pack.
fn holds<S: Strategy>(
    cases: u32,
    inputs: impl Fn(&Law) -> S,
    law: impl Fn(&Law, S::Value) -> Result<(), TestCaseError>,
) {
    for pack in every_pack() {
        let naive = Naive::new(&pack.to_json());
        let drawer = Drawer::new(&naive);
        let of = Law { pack, naive, drawer };
        let config = Config { cases, failure_persistence: None, max_shrink_iters: 4000, ..Config::default() };
        let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        if let Err(error) = runner.run(&inputs(&of), |input| law(&of, input)) {
            panic!("{}: {error}", of.pack.id);
        }
    }
}

impl Law {
    fn check(&self, case: &Value) -> Finding {
        check(&self.pack, &Case::read(case, &self.pack).unwrap_or_else(|faults| panic!("{case}: {faults:?}")))
    }

    /// The finding as other programs read it.
    fn check_json(&self, case: &Value) -> Value {
        serde_json::from_str(&self.check(case).to_json()).unwrap()
    }

    fn height(&self, finding: &Finding) -> (u64, usize) {
        self.naive.height(finding.level.as_deref(), finding.sublevel.as_deref())
    }

    /// The level is as high or higher, and every reason still stands.
    fn never_less(&self, before: &Value, after: &Value) -> Result<(), TestCaseError> {
        let (less, more) = (self.check(before), self.check(after));
        prop_assert!(
            self.height(&more) >= self.height(&less),
            "the level fell from {:?} {:?} to {:?} {:?}\nbefore: {before}\nafter: {after}",
            less.level,
            less.sublevel,
            more.level,
            more.sublevel,
        );
        let lost: Vec<String> = reasons(&less).difference(&reasons(&more)).cloned().collect();
        prop_assert!(lost.is_empty(), "reasons lost: {lost:?}\nbefore: {before}\nafter: {after}");
        let lost = less.statutory.iter().find(|section| !more.statutory.contains(section));
        prop_assert!(lost.is_none(), "section lost: {lost:?}\nbefore: {before}\nafter: {after}");
        let lost = less.urgent.iter().find(|line| !more.urgent.contains(line));
        prop_assert!(lost.is_none(), "urgent line lost: {lost:?}\nbefore: {before}\nafter: {after}");
        Ok(())
    }

    /// Every fact that the case leaves open, with every value that it could take.
    fn open_facts(&self, case: &Value) -> Vec<(String, Vec<Value>)> {
        let mut facts = vec![
            ("age".to_owned(), ages()),
            ("send".into(), vec![json!(true), json!(false)]),
            ("immediate_danger".into(), vec![json!(true), json!(false)]),
            ("when".into(), vec![json!("2026-11-20T16:29"), json!("2026-12-25T12:00")]),
            ("answers.consent".into(), CONSENT.map(|answer| json!(answer)).to_vec()),
        ];
        let homes: Vec<Value> = self.drawer.homes.iter().map(|home| json!(home)).collect();
        let allowed = |authority: &Value| case["local_authority"].is_null() || case["local_authority"] == *authority;
        let districts: Vec<Value> = (self.drawer.districts.iter())
            .filter(|(_, authority)| allowed(&json!(authority)))
            .map(|(id, _)| json!(id))
            .collect();
        let inside = self.drawer.districts.iter().find(|(id, _)| case["district"] == json!(id));
        let homes = inside.map_or(homes, |(_, authority)| vec![json!(authority)]);
        facts.push(("local_authority".into(), homes));
        facts.push(("district".into(), districts));
        for question in &self.drawer.questions {
            facts.push((format!("answers.{question}"), vec![json!("yes"), json!("no")]));
        }
        facts.retain(|(fact, values)| !values.is_empty() && !is_known(case, fact));
        facts
    }
}

fn reasons(finding: &Finding) -> BTreeSet<String> {
    finding.reasons.iter().map(|reason| reason.id.clone()).collect()
}

fn ages() -> Vec<Value> {
    let mut ages: Vec<Value> = (0..=25).map(|years| json!({ "years": years })).collect();
    ages.push(json!("unborn"));
    ages
}

fn is_known(case: &Value, fact: &str) -> bool {
    let value = match fact.strip_prefix("answers.") {
        Some(question) => &case["answers"][question],
        None => &case[fact],
    };
    !value.is_null() && value != &json!("not-known")
}

fn with(case: &Value, fact: &str, value: &Value) -> Value {
    let mut case = case.clone();
    match fact.strip_prefix("answers.") {
        Some(question) => case["answers"][question] = value.clone(),
        None => case[fact] = value.clone(),
    }
    case
}

/// One of these; nothing to pick from gives nothing.
fn one_of<T: Clone + std::fmt::Debug + 'static>(from: &[T]) -> BoxedStrategy<Option<T>> {
    if from.is_empty() { Just(None).boxed() } else { proptest::option::of(select(from.to_vec())).boxed() }
}

fn many_of(from: &[String], most: usize) -> BoxedStrategy<Vec<String>> {
    if from.is_empty() {
        Just(Vec::new()).boxed()
    } else {
        proptest::collection::vec(select(from.to_vec()), 0..=most).boxed()
    }
}

fn concerns(law: &Law, most: usize) -> BoxedStrategy<Vec<String>> {
    let drawer = &law.drawer;
    let all = many_of(&drawer.items, most);
    let watched = if drawer.watched.is_empty() { all.clone() } else { many_of(&drawer.watched, most) };
    let doubled = if drawer.doubled.is_empty() { all.clone() } else { many_of(&drawer.doubled, most) };
    prop_oneof![4 => watched, 3 => all, 1 => doubled].boxed()
}

fn answers(law: &Law) -> BoxedStrategy<Value> {
    let questions: Vec<BoxedStrategy<Option<&str>>> =
        law.drawer.questions.iter().map(|_| proptest::option::of(select(vec!["yes", "no"])).boxed()).collect();
    let named = law.drawer.questions.clone();
    (one_of(&CONSENT), questions)
        .prop_map(move |(consent, answers)| {
            let mut map = Map::new();
            map.extend(consent.map(|consent| ("consent".to_owned(), json!(consent))));
            let given =
                named.iter().zip(answers).filter_map(|(question, answer)| Some((question.clone(), json!(answer?))));
            map.extend(given);
            Value::Object(map)
        })
        .boxed()
}

fn cases(law: &Law) -> BoxedStrategy<Value> {
    let pack = law.pack.id.clone();
    let districts = law.drawer.districts.clone();
    let facts = (
        one_of(&ages()),
        proptest::option::of(any::<bool>()),
        proptest::option::of(any::<bool>()),
        one_of(&law.drawer.times),
        one_of(&law.drawer.homes),
        one_of(&districts),
    );
    let most = law.drawer.situations.len().min(2);
    (concerns(law, 6), subsequence(law.drawer.situations.clone(), 0..=most), answers(law), facts)
        .prop_map(move |(concerns, situations, answers, (age, send, danger, when, home, district))| {
            let mut case = json!({ "pack": pack, "concerns": concerns, "situations": situations, "answers": answers });
            let district = district.filter(|(_, authority)| home.as_ref().is_none_or(|home| home == authority));
            let facts = [
                ("age", age),
                ("send", send.map(|send| json!(send))),
                ("immediate_danger", danger.map(|danger| json!(danger))),
                ("when", when.map(|when| json!(when))),
                ("local_authority", home.map(|home| json!(home))),
                ("district", district.map(|(id, _)| json!(id))),
            ];
            for (fact, value) in facts {
                if let Some(value) = value {
                    case[fact] = value;
                }
            }
            case
        })
        .boxed()
}

#[test]
fn one_more_concern_or_situation_never_lowers_the_level_and_never_removes_a_reason() {
    let inputs = |law: &Law| (cases(law), concerns(law, 2), many_of(&law.drawer.situations, 1));
    holds(800, inputs, |law, (case, more, situations)| {
        let mut after = case.clone();
        after["concerns"].as_array_mut().unwrap().extend(more.into_iter().map(Value::from));
        after["situations"].as_array_mut().unwrap().extend(situations.into_iter().map(Value::from));
        law.never_less(&case, &after)
    });
}

#[test]
fn one_more_fact_never_lowers_the_level_and_never_removes_a_reason() {
    holds(
        600,
        |law| (cases(law), any::<Index>(), any::<Index>()),
        |law, (case, which, value)| {
            let open = law.open_facts(&case);
            if open.is_empty() {
                return Ok(());
            }
            let (fact, values) = &open[which.index(open.len())];
            law.never_less(&case, &with(&case, fact, &values[value.index(values.len())]))
        },
    );
}

#[test]
fn every_statement_alone_keeps_its_level_whatever_else_is_known() {
    // Not a sample: every statement, with every age, and with each answer to each question.
    for pack in every_pack() {
        let naive = Naive::new(&pack.to_json());
        let drawer = Drawer::new(&naive);
        let law = Law { pack, naive, drawer };
        for id in law.drawer.watched.clone() {
            let case = json!({ "pack": law.pack.id, "concerns": [id], "answers": {} });
            let alone = law.height(&law.check(&case));
            for (fact, values) in law.open_facts(&case) {
                for value in values {
                    let case = with(&case, &fact, &value);
                    assert!(law.height(&law.check(&case)) >= alone, "{case} is lower than `{id}` alone");
                }
            }
        }
    }
}

#[test]
fn order_and_doubling_never_matter() {
    let inputs = |law: &Law| {
        let seed = any::<u64>();
        (cases(law), seed)
    };
    holds(400, inputs, |law, (case, seed)| {
        let mut other = case.clone();
        for key in ["concerns", "situations"] {
            let entries = other[key].as_array_mut().unwrap();
            entries.extend(entries.clone().into_iter().take(seed as usize % 4));
            let n = entries.len().max(1);
            entries.rotate_left(seed as usize % n % n);
            if seed % 2 == 0 {
                entries.reverse();
            }
        }
        prop_assert_eq!(bytes(law, &case), bytes(law, &other), "{} and {}", case, other);
        Ok(())
    });
}

#[test]
fn a_statements_words_mean_what_its_id_means() {
    holds(100, cases, |law, case| {
        let mut other = case.clone();
        for concern in other["concerns"].as_array_mut().unwrap() {
            let item = law.pack.items.iter().find(|item| json!(item.id) == *concern).unwrap();
            *concern = json!(format!("  {} ", item.text.to_uppercase().replace(' ', "  ")));
        }
        let (by_id, by_words) = (law.check(&case), law.check(&other));
        prop_assert_eq!(&by_id.level, &by_words.level);
        prop_assert_eq!(reasons(&by_id), reasons(&by_words));
        Ok(())
    });
}

fn bytes(law: &Law, case: &Value) -> String {
    check(&law.pack, &Case::from_json(&case.to_string(), &law.pack).unwrap()).to_json()
}

#[test]
fn checking_twice_gives_the_same_bytes_and_not_known_is_the_same_as_absent() {
    holds(300, cases, |law, case| {
        let mut other = case.clone();
        for fact in ["age", "send", "immediate_danger", "when", "local_authority", "district"] {
            if !is_known(&case, fact) {
                let spelt = ["age", "send", "immediate_danger"].contains(&fact);
                other[fact] = if spelt { json!("not-known") } else { Value::Null };
            }
        }
        for question in law.drawer.questions.iter().map(String::as_str).chain(["consent"]) {
            if other["answers"][question].is_null() {
                other["answers"][question] = json!("not-known");
            }
        }
        prop_assert_eq!(bytes(law, &case), bytes(law, &case));
        prop_assert_eq!(bytes(law, &case), bytes(law, &other), "{} and {}", case, other);
        Ok(())
    });
}

#[test]
fn whatever_could_raise_the_level_is_asked_for() {
    holds(100, cases, |law, case| {
        let now = law.check(&case);
        let least = law.height(&now);
        let asked = |fact: Option<&str>, height: (u64, usize)| {
            now.would_change.iter().any(|change| {
                fact.is_none_or(|fact| change.fact == fact)
                    && change.to.as_deref().is_some_and(|to| law.naive.height_of(to) >= height)
            })
        };
        let open = law.open_facts(&case);
        for (fact, values) in open.iter().filter(|(fact, _)| fact != "when") {
            for value in values {
                let known = with(&case, fact, value);
                let height = law.height(&law.check(&known));
                prop_assert!(
                    height <= least || asked(Some(fact), height),
                    "nobody asks for `{fact}`, and {value} would raise the level to {height:?}: {case}\nasked: {:?}",
                    now.would_change
                );
            }
        }
        // Two facts that raise the level only together are asked for too, one after the other.
        for (question, _) in open.iter().filter(|(fact, _)| fact.starts_with("answers.") && fact != "answers.consent") {
            for age in [9, 12, 14, 16].map(|years| json!({ "years": years })) {
                if is_known(&case, "age") {
                    continue;
                }
                let known = with(&with(&case, "age", &age), question, &json!("yes"));
                let height = law.height(&law.check(&known));
                prop_assert!(
                    height <= least || asked(None, height),
                    "`age` and `{question}` together would raise the level to {height:?}: {case}\nasked: {:?}",
                    now.would_change
                );
            }
        }
        Ok(())
    });
}

#[test]
fn everything_shown_carries_its_citation() {
    holds(400, cases, |law, case| {
        let finding = law.check_json(&case);
        for kind in [
            "urgent",
            "reasons",
            "also_at",
            "situations",
            "steps",
            "contacts",
            "would_change",
            "services",
            "checklists",
            "cautions",
        ] {
            for entry in finding[kind].as_array().unwrap() {
                let cite = entry["cite"].as_str().unwrap_or("");
                prop_assert!(cited(law, cite), "{kind}: `{cite}` is no citation: {entry}\n{case}");
            }
        }
        let consent = &finding["consent"];
        prop_assert!(consent.is_null() || cited(law, consent["cite"].as_str().unwrap_or("")), "{consent}");
        for reason in list(&finding["reasons"]) {
            let printed = law.naive.named("situations", reason["id"].as_str().unwrap());
            let item = law.pack.items.iter().find(|item| json!(item.id) == reason["id"]);
            let words =
                item.map(|item| item.text.clone()).or(printed.map(|situation| text(&situation["text"]))).unwrap();
            prop_assert_eq!(&reason["text"], &json!(words), "a statement is quoted word for word");
        }
        Ok(())
    });
}

fn cited(law: &Law, cite: &str) -> bool {
    [law.pack.short_title.as_str(), "Doorstep"].iter().any(|start| cite.starts_with(start) && cite.len() > start.len())
}

#[test]
fn answer_level_and_urgency_hang_together() {
    holds(600, cases, |law, case| {
        let finding = law.check_json(&case);
        prop_assert_eq!(finding["level"].is_string(), finding["answer"] == json!("level"), "{}", case);
        prop_assert!(finding["level"].is_string() || finding["sublevel"].is_null(), "{case}");
        let urgent = finding["urgent"].to_string();
        prop_assert!(case["immediate_danger"] != json!(true) || urgent.contains("999"), "{case}");
        prop_assert!(!list(&finding["steps"]).is_empty(), "no step says what to do: {case}");
        // Every concern that was picked is a reason: nothing is dropped.
        for concern in list(&case["concerns"]) {
            let counts = list(&finding["reasons"]).iter().any(|reason| reason["id"] == *concern);
            prop_assert!(counts, "{concern} was dropped from {case}");
        }
        Ok(())
    });
}

#[test]
fn whom_to_ring_fits_the_level_and_the_hour() {
    holds(600, cases, |law, case| {
        let finding = law.check_json(&case);
        let contact = |id: &Value| law.naive.named("contacts", id.as_str().unwrap()).unwrap();
        let statutory = finding["level"].as_str().is_some_and(|level| {
            list(&law.naive.named("levels", level).unwrap()["bands"]).contains(&json!("statutory"))
        });
        let danger = case["immediate_danger"] == json!(true);
        // Who says that asking for consent would put the child at further risk no longer asks for early help.
        let at_risk = case["answers"]["consent"] == json!("would-increase-risk");
        let no_emergency =
            finding["level"].is_string() && !statutory && !danger && !at_risk && list(&case["situations"]).is_empty();
        let first: Vec<&Value> =
            list(&finding["contacts"]).iter().filter(|contact| contact["first"] == json!(true)).collect();
        for shown in &first {
            prop_assert!(shown["open"] != json!(false), "{} is closed and to be rung first: {case}", shown["id"]);
            let emergency = contact(&shown["id"])["emergency"] == json!(true);
            prop_assert!(!(emergency && no_emergency), "an early-help question goes to {}: {case}", shown["id"]);
        }
        // At a statutory level somebody answers at any hour, wherever the child lives.
        prop_assert!(!statutory || !first.is_empty(), "nobody is to be rung first: {case}");
        let closed = list(&finding["contacts"]).iter().filter(|contact| contact["open"] == json!(false));
        for shown in closed {
            prop_assert!(shown["next_opens"].is_string(), "{} is closed for ever: {case}", shown["id"]);
        }
        Ok(())
    });
}

/// Any JSON at all, with the keys of a case more often than others.
fn any_json() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        select(vec!["unborn", "not-known", "yes", "given", "2026-11-20T16:45", "2026-02-30T25:61", "mash", "\u{0}"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 8, |inner| {
        let key = prop_oneof![
            select(vec![
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
                "years",
                "months",
                "consent",
                "agee",
            ])
            .prop_map(str::to_owned),
            any::<String>(),
        ];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::vec((key, inner), 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
    .boxed()
}

/// Reading never panics: either a case that can be checked, or faults that say where, what and how to mend it.
fn read_or_refuse(law: &Law, json: &str) -> Result<(), TestCaseError> {
    match Case::from_json(json, &law.pack) {
        Ok(case) => {
            let finding = check(&law.pack, &case).to_json();
            prop_assert!(serde_json::from_str::<Value>(&finding).is_ok());
        }
        Err(faults) => {
            prop_assert!(!faults.is_empty(), "refused without a word: {json}");
            for fault in faults {
                // The text as a whole has no key; an unknown key may be the empty text.
                let whole = ["not-json", "not-a-case", "unknown-key"].contains(&fault.code);
                prop_assert!(whole || !fault.key.is_empty(), "`{}` names no key: {json}", fault.message);
                prop_assert!(
                    !fault.message.is_empty() && !fault.help.is_empty() && !fault.code.is_empty(),
                    "{fault:?}: {json}"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn nothing_panics_on_any_json() {
    let inputs = |_: &Law| (any_json(), any_json(), any::<Index>());
    holds(500, inputs, |law, (value, inside, key)| {
        read_or_refuse(law, &value.to_string())?;
        // Any value in any key of what is else a case.
        let keys = ["concerns", "situations", "answers", "age", "when", "send", "district", "local_authority", "pack"];
        let mut case = json!({ "pack": law.pack.id });
        case[keys[key.index(keys.len())]] = inside.clone();
        read_or_refuse(law, &case.to_string())?;
        read_or_refuse(
            law,
            &json!({ "pack": law.pack.id, "concerns": [inside], "answers": { "consent": value } }).to_string(),
        )
    });
}

#[test]
fn nothing_panics_on_any_text() {
    holds(
        300,
        |_| (any::<String>(), any::<Index>(), any::<Index>()),
        |law, (text, cut, place)| {
            read_or_refuse(law, &text)?;
            // A case cut short, or with a character changed.
            let whole =
                json!({ "pack": law.pack.id, "age": { "years": 3 }, "concerns": [text], "when": text }).to_string();
            let chars: Vec<char> = whole.chars().collect();
            read_or_refuse(law, &chars[..cut.index(chars.len())].iter().collect::<String>())?;
            let mut changed = chars.clone();
            changed[place.index(chars.len())] = text.chars().next().unwrap_or('{');
            read_or_refuse(law, &changed.iter().collect::<String>())
        },
    );
}

#[test]
fn nothing_panics_on_any_time() {
    let time = "[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(Z|\\+01:00)?";
    let whole = "(0000|0001|1582|1752|1900|2000|2024|9999)-(01|02|12)-(01|28|29|30|31)T(00|12|23|24):(00|59|60)";
    let inputs = |law: &Law| (prop_oneof![time, whole], concerns(law, 2));
    holds(300, inputs, |law, (when, concerns)| {
        read_or_refuse(law, &json!({ "pack": law.pack.id, "when": when, "concerns": concerns }).to_string())
    });
}

#[test]
fn huge_lists_are_read_and_checked() {
    for pack in every_pack() {
        let naive = Naive::new(&pack.to_json());
        let drawer = Drawer::new(&naive);
        let law = Law { pack, naive, drawer };
        // Everything at once, and everything a hundred times.
        let all = &law.drawer.items;
        let many: Vec<&String> = std::iter::repeat_n(all, 100).flatten().collect();
        let once = json!({ "pack": law.pack.id, "concerns": all, "situations": law.drawer.situations });
        let often = json!({ "pack": law.pack.id, "concerns": many, "situations": law.drawer.situations });
        assert_eq!(bytes(&law, &once), bytes(&law, &often), "{}", law.pack.id);
        assert!(law.check(&once).reasons.len() >= all.len());
        let long = "x".repeat(1_000_000);
        for case in [
            json!({ "pack": law.pack.id, "concerns": [long] }),
            json!({ "pack": law.pack.id, "concerns": vec!["no such thing"; 200] }),
            json!({ "pack": long }),
            json!({ "pack": law.pack.id, "when": long, "age": long, "local_authority": long, "district": long }),
        ] {
            read_or_refuse(&law, &case.to_string()).unwrap();
        }
        let deep = format!("{{\"pack\":\"{}\",\"age\":{}{}}}", law.pack.id, "[".repeat(5000), "]".repeat(5000));
        read_or_refuse(&law, &deep).unwrap();
    }
}
