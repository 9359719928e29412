//! Whom to ring, and whether they answer, for every minute of a week with bank holidays in it and of an ordinary one.
//!
//! Opening hours are read straight from the pack files here, as text, and bank holidays are worked out from the law.

#![allow(clippy::unwrap_used, missing_docs)]

mod naive;

use std::collections::{BTreeMap, BTreeSet};

use doorstep::{Case, Finding, Pack, check};
use naive::draw::{Dice, Drawer};
use naive::{Naive, every_pack, next_day, weekday};
use serde_json::{Value, json};

/// An ordinary week; and from the Monday before Christmas 2026 to the Monday after it, a bank holiday.
const WEEKS: [(&str, usize); 2] = [("2026-11-16", 7), ("2026-12-21", 8)];

fn run(pack: &Pack, case: &Value) -> Finding {
    check(pack, &Case::read(case, pack).unwrap_or_else(|faults| panic!("{case}: {faults:?}")))
}

// Hours, straight from the files.

/// When a contact answers, by the pack file's own words.
#[derive(Debug, Clone)]
enum Stated {
    Not,
    Always,
    Weekly(Vec<(Vec<String>, String, String)>),
    Outside(String),
}

fn stated_hours(pack: &str) -> BTreeMap<String, Stated> {
    let file: toml::Table = toml::from_str(&std::fs::read_to_string(format!("rules/{pack}.toml")).unwrap()).unwrap();
    let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
    let mut stated = BTreeMap::new();
    for contact in file["contacts"].as_array().unwrap() {
        let hours = if contact.get("always").and_then(toml::Value::as_bool) == Some(true) {
            Stated::Always
        } else if let Some(of) = contact.get("answers_outside") {
            Stated::Outside(text(of))
        } else if let Some(hours) = contact.get("hours") {
            let spans = hours.as_array().unwrap().iter();
            let days = |span: &toml::Value| span["days"].as_array().unwrap().iter().map(text).collect();
            Stated::Weekly(spans.map(|span| (days(span), text(&span["open"]), text(&span["close"]))).collect())
        } else {
            Stated::Not
        };
        stated.insert(text(&contact["id"]), hours);
    }
    stated
}

/// Do they answer? `working`: the day is no bank holiday; `time` as in `16:29`: such times compare as text.
fn answers(stated: &BTreeMap<String, Stated>, id: &str, day: &str, working: bool, time: &str) -> Option<bool> {
    match &stated[id] {
        Stated::Not => None,
        Stated::Always => Some(true),
        Stated::Outside(of) => answers(stated, of, day, working, time).map(|open| !open),
        Stated::Weekly(spans) => {
            let now = |days: &[String], open: &str, close: &str| {
                days.iter().any(|one| one == weekday(day)) && open <= time && time < close
            };
            Some(working && spans.iter().any(|(days, open, close)| now(days, open, close)))
        }
    }
}

/// For every contact that some case shows: such a case. Few cases for many contacts.
fn cases_that_show(pack: &Pack) -> Vec<(Value, BTreeSet<String>)> {
    let naive = Naive::new(&pack.to_json());
    let drawer = Drawer::new(&naive);
    let mut dice = Dice::new(7);
    let mut left: BTreeSet<String> = pack.contacts.iter().map(|contact| contact.id.clone()).collect();
    let mut cases = Vec::new();
    let one = |situation| json!({ "pack": pack.id, "situations": [situation], "when": "2026-11-20T16:31" });
    let situations: Vec<Value> = drawer.situations.iter().map(one).collect();
    for case in situations.into_iter().chain((0..20_000).map(|_| drawer.case(&mut dice))) {
        if left.is_empty() {
            break;
        }
        let shown: BTreeSet<String> = run(pack, &case).contacts.iter().map(|contact| contact.id.clone()).collect();
        let found: BTreeSet<String> = shown.intersection(&left).cloned().collect();
        if !found.is_empty() {
            left.retain(|id| !found.contains(id));
            cases.push((smallest(pack, case, &found), found));
        }
    }
    assert!(left.is_empty(), "{}: no case shows {left:?}", pack.id);
    cases
}

/// The same contacts from fewer concerns: it is checked thousands of times.
fn smallest(pack: &Pack, mut case: Value, shown: &BTreeSet<String>) -> Value {
    for key in ["concerns", "situations"] {
        for i in (0..case[key].as_array().map_or(0, Vec::len)).rev() {
            let mut smaller = case.clone();
            smaller[key].as_array_mut().unwrap().remove(i);
            let still = run(pack, &smaller).contacts;
            if shown.iter().all(|id| still.iter().any(|contact| contact.id == *id)) {
                case = smaller;
            }
        }
    }
    case
}

#[test]
fn every_contact_is_open_or_closed_as_its_hours_say_at_every_minute() {
    let packs = every_pack();
    std::thread::scope(|scope| {
        for pack in &packs {
            let cases = cases_that_show(pack);
            for (first, days) in WEEKS {
                let cases = cases.clone();
                scope.spawn(move || every_minute(pack, cases, first, days));
            }
        }
    });
}

fn every_minute(pack: &Pack, mut cases: Vec<(Value, BTreeSet<String>)>, first: &str, days: usize) {
    let stated = stated_hours(&pack.id);
    // Those without hours answer alike at every minute: one look a day is enough for them.
    let has_hours = |id: &String| answers(&stated, id, "2026-11-16", true, "12:00").is_some();
    let mut seen: BTreeSet<(String, Option<bool>)> = BTreeSet::new();
    for hourless in [true, false] {
        let mut day = first.to_owned();
        for _ in 0..days {
            let working = !bank_holidays(2026).contains(&day);
            for minute in (0..1440).step_by(if hourless { 720 } else { 1 }) {
                let time = format!("{:02}:{:02}", minute / 60, minute % 60);
                for (case, shown) in cases.iter_mut().filter(|(_, shown)| hourless || shown.iter().any(has_hours)) {
                    case["when"] = json!(format!("{day}T{time}"));
                    let finding = run(pack, case);
                    for id in shown.iter() {
                        let contact = finding.contacts.iter().find(|contact| contact.id == *id);
                        // A contact may be shown at some hours only, as one who answers in another's place.
                        let Some(contact) = contact else { continue };
                        seen.insert((id.clone(), contact.open));
                        assert_eq!(
                            contact.open,
                            answers(&stated, id, &day, working, &time),
                            "{id} on {day} at {time}: {case}"
                        );
                        assert!(!contact.first || contact.open != Some(false), "{id} on {day} at {time}: {case}");
                    }
                }
            }
            day = next_day(&day);
        }
    }
    for (id, hours) in &stated {
        let states: &[Option<bool>] = match hours {
            Stated::Weekly(_) => &[Some(true), Some(false)],
            Stated::Always => &[Some(true)],
            // One who answers in another's place may be shown at those times alone.
            Stated::Outside(_) if has_hours(id) => &[Some(true)],
            _ => &[None],
        };
        for state in states {
            assert!(seen.contains(&(id.clone(), *state)), "{}: {id} was never seen with open {state:?}", pack.id);
        }
    }
}

// Whom to ring in Nottinghamshire, spelt out.

fn nottinghamshire() -> Pack {
    every_pack().into_iter().find(|pack| pack.id == "nottinghamshire/v9").unwrap()
}

/// At level 4 at this time: who is to be rung first, and MASH and EDT as they are shown.
fn at(when: &str) -> (Vec<String>, Finding) {
    let pack = nottinghamshire();
    let finding = run(&pack, &json!({ "pack": pack.id, "concerns": ["fgm"], "when": when, "immediate_danger": false }));
    assert_eq!(finding.level.as_deref(), Some("4"));
    (finding.contacts.iter().filter(|contact| contact.first).map(|contact| contact.id.clone()).collect(), finding)
}

/// Open, when it closes, when it next opens.
fn shown(finding: &Finding, id: &str) -> (Option<bool>, Option<String>, Option<String>) {
    let contact =
        finding.contacts.iter().find(|contact| contact.id == id).unwrap_or_else(|| panic!("{id} is not shown"));
    (contact.open, contact.closes.clone(), contact.next_opens.clone())
}

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

#[test]
fn friday_16_29_is_the_last_minute_of_mash() {
    let (first, finding) = at("2026-11-20T16:29");
    assert!(first.contains(&"mash".into()) && !first.contains(&"edt".into()), "{first:?}");
    assert_eq!(shown(&finding, "mash"), (Some(true), some("2026-11-20T16:30"), None));
}

#[test]
fn friday_16_30_belongs_to_the_emergency_duty_team() {
    let (first, finding) = at("2026-11-20T16:30");
    assert!(first.contains(&"edt".into()) && !first.contains(&"mash".into()), "{first:?}");
    assert_eq!(shown(&finding, "mash"), (Some(false), None, some("2026-11-23T08:30")));
}

#[test]
fn friday_16_31_is_the_emergency_duty_team_until_monday() {
    let (first, finding) = at("2026-11-20T16:31");
    assert!(first.contains(&"edt".into()) && !first.contains(&"mash".into()), "{first:?}");
    assert_eq!(shown(&finding, "mash"), (Some(false), None, some("2026-11-23T08:30")));
    assert_eq!(shown(&finding, "edt"), (Some(true), some("2026-11-23T08:30"), None));
}

#[test]
fn thursday_16_59_is_mash_and_17_00_is_not() {
    let (first, finding) = at("2026-11-19T16:59");
    assert!(first.contains(&"mash".into()) && !first.contains(&"edt".into()), "{first:?}");
    assert_eq!(shown(&finding, "mash"), (Some(true), some("2026-11-19T17:00"), None));
    let (first, finding) = at("2026-11-19T17:00");
    assert!(first.contains(&"edt".into()) && !first.contains(&"mash".into()), "{first:?}");
    assert_eq!(shown(&finding, "mash"), (Some(false), None, some("2026-11-20T08:30")));
}

/// D5 does not say when office hours end, so whoever answers out of office hours stands above the line of office hours.
#[test]
fn in_a_mental_health_crisis_the_crisis_team_stands_above_the_office_line() {
    let pack = nottinghamshire();
    for when in ["2026-11-18T10:00", "2026-11-18T22:00", "2026-11-21T11:00", "2026-12-25T11:00"] {
        let case =
            json!({ "pack": pack.id, "age": { "years": 15 }, "situations": ["mental-health-crisis"], "when": when });
        let ring: Vec<String> = run(&pack, &case).contacts.into_iter().filter(|c| c.first).map(|c| c.id).collect();
        let place =
            |id: &str| ring.iter().position(|one| one == id).unwrap_or_else(|| panic!("{when}: {id}: {ring:?}"));
        assert!(place("crisis-line") < place("camhs-spa"), "{when}: {ring:?}");
        assert!(place("camhs-crisis-team") < place("camhs-spa"), "{when}: {ring:?}");
    }
}

#[test]
fn over_christmas_the_emergency_duty_team_answers_from_thursday_evening_to_tuesday_morning() {
    // Friday the 25th, Saturday the 26th with its substitute on Monday the 28th.
    for when in ["2026-12-24T17:00", "2026-12-25T10:00", "2026-12-26T10:00", "2026-12-27T10:00", "2026-12-28T10:00"] {
        let (first, finding) = at(when);
        assert!(first.contains(&"edt".into()) && !first.contains(&"mash".into()), "{when}: {first:?}");
        assert_eq!(shown(&finding, "mash"), (Some(false), None, some("2026-12-29T08:30")), "{when}");
        assert_eq!(shown(&finding, "edt"), (Some(true), some("2026-12-29T08:30"), None), "{when}");
    }
    let (first, _) = at("2026-12-29T08:30");
    assert!(first.contains(&"mash".into()) && !first.contains(&"edt".into()), "{first:?}");
}

// Bank holidays, from the law.

/// Easter Sunday: month and day, by the rule of Meeus, Jones and Butcher.
fn easter(year: u64) -> (u64, u64) {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l + 114 - 7 * m;
    (sum / 31, sum % 31 + 1)
}

/// Days of England and Wales on which offices are closed: those that fall on a weekend stand beside their substitutes.
fn bank_holidays(year: u64) -> BTreeSet<String> {
    let date = |month: u64, day: u64| format!("{year:04}-{month:02}-{day:02}");
    let days_of = |month: u64| {
        let mut day = date(month, 1);
        let mut days = Vec::new();
        while day[5..7] == format!("{month:02}") {
            days.push(day.clone());
            day = next_day(&day);
        }
        days
    };
    let mondays = |month: u64| days_of(month).into_iter().filter(|day| weekday(day) == "mon").collect::<Vec<_>>();
    let mut days: BTreeSet<String> =
        [mondays(5)[0].clone(), mondays(5).pop().unwrap(), mondays(8).pop().unwrap()].into();
    let (month, day) = easter(year);
    let sunday = date(month, day);
    assert_eq!(weekday(&sunday), "sun");
    days.insert(next_day(&sunday));
    // Good Friday is the day whose next day but one is Easter Sunday.
    let spring: Vec<String> = [3, 4].into_iter().flat_map(days_of).collect();
    days.insert(spring.into_iter().find(|day| next_day(&next_day(day)) == sunday).unwrap());
    // Each of these that falls on a weekend is made up for on the next weekday that is not one already.
    let fixed = [date(1, 1), date(12, 25), date(12, 26)];
    days.extend(fixed.clone());
    for day in fixed.iter().filter(|day| ["sat", "sun"].contains(&weekday(day))) {
        let mut substitute = next_day(day);
        while ["sat", "sun"].contains(&weekday(&substitute)) || days.contains(&substitute) {
            substitute = next_day(&substitute);
        }
        days.insert(substitute);
    }
    days
}

#[test]
fn bank_holidays_are_those_of_the_law() {
    let file: toml::Table =
        toml::from_str(&std::fs::read_to_string("rules/england/bank-holidays.toml").unwrap()).unwrap();
    let (from, until) = (file["from"].as_str().unwrap(), file["until"].as_str().unwrap());
    assert!(from.ends_with("-01-01") && until.ends_with("-12-31"), "whole years");
    let years = from[..4].parse::<u64>().unwrap()..=until[..4].parse().unwrap();
    let law: BTreeSet<String> = years.flat_map(bank_holidays).collect();
    let listed: Vec<String> = file["days"].as_array().unwrap().iter().map(|day| day.as_str().unwrap().into()).collect();
    let set: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(set, law);
    assert_eq!(listed.len(), law.len(), "a day is listed twice");
    assert!(listed.is_sorted());
    for pack in every_pack() {
        let compiled: Value = serde_json::from_str(&pack.to_json()).unwrap();
        assert_eq!(compiled["bank_holidays"]["days"], json!(listed), "{}", pack.id);
        assert_eq!(compiled["bank_holidays"]["until"], json!(until), "{}", pack.id);
    }
}

#[test]
fn the_law_is_read_as_it_was_applied() {
    // Years whose bank holidays are known, with each kind of weekend.
    let of = |year: u64| bank_holidays(year).into_iter().collect::<Vec<_>>();
    assert!(of(2021).contains(&"2021-12-27".into()) && of(2021).contains(&"2021-12-28".into()));
    assert!(of(2022).contains(&"2022-01-03".into()) && of(2022).contains(&"2022-12-27".into()));
    assert!(!of(2022).contains(&"2022-12-28".into()));
    assert_eq!((easter(2000), easter(2011), easter(2024), easter(2038)), ((4, 23), (4, 24), (3, 31), (4, 25)));
}

#[test]
fn past_the_last_known_bank_holiday_the_finding_says_so() {
    let cautions = |when: &str| {
        let (_, finding) = at(when);
        let said = finding.cautions.iter().map(|caution| caution.text.to_lowercase()).collect::<Vec<_>>();
        said.into_iter().filter(|text| text.contains("bank holidays are known")).count()
    };
    assert_eq!(cautions("2028-12-31T12:00"), 0);
    assert_eq!(cautions("2029-01-01T12:00"), 1);
    assert_eq!(cautions("2035-06-04T12:00"), 1);
    assert_eq!(cautions("2026-12-25T12:00"), 0);
}
