//! Guards of the packs: how many statements stand where, and every statement word for word, so that none can be lost, moved or
//! reworded without anyone noticing.
//!
//! The frozen lists are `tests/guards/<area>-<edition>.txt`, one statement a line: id, level or list, domain or list, text.
//! When a statement is changed on purpose, compare it with the source, then run
//! `RENEW_GUARDS=1 cargo test --test guards` and commit the difference of the list with the pack.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep::Pack;
use doorstep::author::library::Library;
use doorstep::pack::Kind;

fn packs() -> BTreeMap<String, Pack> {
    let library = Library::open(Path::new("rules"));
    let errors: Vec<String> = library.faults.iter().filter(|fault| !fault.warning).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n\n"));
    library.packs
}

fn list_of(pack: &Pack) -> PathBuf {
    Path::new("tests/guards").join(format!("{}.txt", pack.id.replace('/', "-")))
}

/// One line for each statement, in the source's order.
fn lines(pack: &Pack) -> Vec<String> {
    pack.items
        .iter()
        .map(|item| {
            let level = item.level.as_deref().unwrap_or("-");
            let under = item.group.as_ref().or(item.domain.as_ref()).map_or("-", String::as_str);
            format!("{}\t{level}\t{under}\t{}", item.id, item.text)
        })
        .collect()
}

/// What differs between the frozen list and the pack, for people.
fn differences(frozen: &[String], now: &[String]) -> String {
    fn by_id(lines: &[String]) -> BTreeMap<&str, Vec<&str>> {
        lines.iter().map(|line| (line.split('\t').next().unwrap(), line.split('\t').skip(1).collect())).collect()
    }
    let (before, after) = (by_id(frozen), by_id(now));
    let mut out = String::new();
    for (id, was) in &before {
        let Some(is) = after.get(id) else {
            let _ = writeln!(out, "lost:     {id}\n          {}", was.join(" | "));
            continue;
        };
        for (what, was, is) in
            [("level:   ", was[0], is[0]), ("moved:   ", was[1], is[1]), ("reworded:", was[2], is[2])]
        {
            if was != is {
                let _ = writeln!(out, "{what} {id}\n          was “{was}”\n          is  “{is}”");
            }
        }
    }
    for (id, is) in after.iter().filter(|(id, _)| !before.contains_key(*id)) {
        let _ = writeln!(out, "added:    {id}\n          {}", is.join(" | "));
    }
    if out.is_empty() && frozen != now {
        let first = frozen.iter().zip(now).find(|(a, b)| a != b).map_or("", |(a, _)| a.as_str());
        let _ = writeln!(out, "another order, from: {first}");
    }
    out
}

#[test]
fn no_statement_is_lost_moved_or_reworded_unnoticed() {
    let renew = std::env::var_os("RENEW_GUARDS").is_some();
    let packs = packs();
    let mut wrong = String::new();
    for pack in packs.values() {
        let (path, now) = (list_of(pack), lines(pack));
        if renew {
            fs::create_dir_all("tests/guards").unwrap();
            fs::write(&path, now.iter().fold(String::new(), |text, line| text + line + "\n")).unwrap();
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let frozen: Vec<String> = text.lines().map(str::to_owned).collect();
        let found = differences(&frozen, &now);
        if !found.is_empty() {
            let _ = writeln!(wrong, "{} differs from {}:\n{found}", pack.id, path.display());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}\nIf it is meant: RENEW_GUARDS=1 cargo test --test guards");
}

#[test]
fn every_pack_has_its_list_and_every_list_its_pack() {
    let wanted: BTreeSet<PathBuf> = packs().values().map(list_of).collect();
    let found: BTreeSet<PathBuf> = fs::read_dir("tests/guards").unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_lost_moved_or_reworded_statement_would_be_named() {
    let pack = &packs()["nottinghamshire/v9"];
    let frozen = lines(pack);
    assert_eq!(differences(&frozen, &frozen), "");
    let mut now = frozen.clone();
    let lost = now.remove(7);
    assert!(differences(&frozen, &now).starts_with(&format!("lost:     {}", lost.split('\t').next().unwrap())));
    let mut now = frozen.clone();
    now[3] = now[3].replacen("\t1\t", "\t2\t", 1);
    assert!(differences(&frozen, &now).starts_with("level:"));
    let mut now = frozen.clone();
    now[3].push('!');
    assert!(differences(&frozen, &now).starts_with("reworded:"));
    let mut now = frozen.clone();
    now.push("new\t2\tx\tNew".into());
    assert!(differences(&frozen, &now).starts_with("added:"));
    let mut now = frozen.clone();
    now.swap(0, 1);
    assert!(differences(&frozen, &now).starts_with("another order"));
}

/// Statements by level or list, in the order of first mention.
fn counts(pack: &Pack, key: impl Fn(&doorstep::pack::Item) -> Option<String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for item in &pack.items {
        if let Some(key) = key(item) {
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    counts
}

fn indicators_by_level(pack: &Pack) -> BTreeMap<String, usize> {
    counts(pack, |item| (item.kind == Kind::Indicator).then(|| item.level.clone().unwrap_or_default()))
}

fn indicators_by_level_and_domain(pack: &Pack) -> BTreeMap<String, usize> {
    counts(pack, |item| {
        let domain = pack.domains.iter().find(|domain| Some(&domain.name) == item.domain.as_ref());
        (item.kind == Kind::Indicator)
            .then(|| format!("{} {}", item.level.clone().unwrap_or_default(), domain.map_or("?", |domain| &domain.id)))
    })
}

fn criteria_by_list(pack: &Pack) -> BTreeMap<String, usize> {
    counts(pack, |item| (item.kind == Kind::Criterion).then(|| item.group.clone().unwrap_or_default()))
}

fn criteria_by_list_and_heading(pack: &Pack) -> BTreeMap<String, usize> {
    counts(pack, |item| {
        (item.kind == Kind::Criterion).then(|| {
            format!("{}: {}", item.group.clone().unwrap_or_default(), item.heading.clone().unwrap_or_default())
        })
    })
}

fn expect(pack: &str, what: &str, found: &BTreeMap<String, usize>, wanted: &[(&str, usize)]) {
    let wanted: BTreeMap<String, usize> = wanted.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect();
    assert_eq!(*found, wanted, "{pack}: {what}");
}

#[test]
fn ids_are_unique_and_every_statement_is_whole() {
    for pack in packs().values() {
        let mut seen = BTreeSet::new();
        for item in &pack.items {
            assert!(seen.insert(&item.id), "{}: `{}` stands twice", pack.id, item.id);
            assert!(!item.text.is_empty() && item.text.trim() == item.text, "{}: `{}`", pack.id, item.id);
            assert!(!item.place.is_empty(), "{}: `{}` has no citation", pack.id, item.id);
            assert!(pack.topics.iter().any(|topic| topic.id == item.topic), "{}: `{}`", pack.id, item.topic);
            match item.kind {
                Kind::Indicator => assert!(item.level.is_some() && item.domain.is_some() && item.group.is_none()),
                Kind::Criterion => assert!(item.group.is_some() && item.domain.is_none()),
            }
            // Stable ids: words and numbers in lower case, joined by single hyphens.
            assert!(doorstep::author::shape::is_id(&item.id), "{}: `{}`", pack.id, item.id);
        }
    }
}

#[test]
fn nottinghamshire_has_every_statement_at_its_level() {
    let packs = packs();
    let pack = &packs["nottinghamshire/v9"];
    expect(&pack.id, "indicators", &indicators_by_level(pack), &[("1", 39), ("2", 64), ("3", 67), ("4", 73)]);
    expect(
        &pack.id,
        "indicators by domain",
        &indicators_by_level_and_domain(pack),
        &[
            ("1 development", 24),
            ("1 environment", 7),
            ("1 parents", 8),
            ("2 development", 34),
            ("2 environment", 13),
            ("2 parents", 17),
            ("3 development", 39),
            ("3 environment", 12),
            ("3 parents", 16),
            ("4 development", 44),
            ("4 environment", 12),
            ("4 parents", 17),
        ],
    );
    expect(
        &pack.id,
        "criteria",
        &criteria_by_list(pack),
        &[("4a", 15), ("4b", 13), ("4c", 11), ("camhs", 67), ("crime-prevention", 9), ("ehc", 6), ("neglect", 4)],
    );
    expect(
        &pack.id,
        "criteria by heading",
        &criteria_by_list_and_heading(pack),
        &[
            ("4a: Level of Need:", 5),
            ("4a: Threshold Criteria:", 10),
            ("4b: Level of Need:", 1),
            ("4b: Threshold Criteria include:", 12),
            ("4c: Level of Need:", 1),
            ("4c: Threshold Criteria:", 10),
            ("neglect: ", 4),
            ("ehc: ", 6),
            ("crime-prevention: Thresholds for referrals are:", 9),
            ("camhs: Previous support/involvement from other agencies", 11),
            ("camhs: Risk factors", 6),
            ("camhs: Health Needs", 9),
            ("camhs: Cognitions", 5),
            ("camhs: Mood", 9),
            ("camhs: Impact on Education and Learning", 6),
            ("camhs: Impact on Social relationships", 6),
            ("camhs: Impact on Social functioning", 6),
            ("camhs: Impact on family functioning and relationships", 9),
        ],
    );
}

#[test]
fn llr_2016_has_every_statement_at_its_level() {
    let packs = packs();
    let pack = &packs["llr/2016"];
    expect(
        &pack.id,
        "indicators",
        &indicators_by_level(pack),
        &[("universal", 21), ("early-help", 63), ("specialist", 53)],
    );
    expect(
        &pack.id,
        "indicators by domain",
        &indicators_by_level_and_domain(pack),
        &[
            ("universal development", 12),
            ("universal family", 6),
            ("universal parents", 3),
            ("early-help development", 34),
            ("early-help family", 20),
            ("early-help parents", 9),
            ("specialist development", 31),
            ("specialist family", 11),
            ("specialist parents", 11),
        ],
    );
    expect(&pack.id, "criteria", &criteria_by_list(pack), &[("vulnerability", 9)]);
}

#[test]
fn llr_2019_draft_has_every_statement_at_its_level() {
    let packs = packs();
    let pack = &packs["llr/2019-draft"];
    expect(&pack.id, "indicators", &indicators_by_level(pack), &[("1", 19), ("2", 29), ("3", 30), ("4", 31)]);
    expect(
        &pack.id,
        "indicators by domain",
        &indicators_by_level_and_domain(pack),
        &[
            ("1 child", 5),
            ("1 family", 7),
            ("1 parenting", 7),
            ("2 child", 9),
            ("2 family", 9),
            ("2 parenting", 11),
            ("3 child", 10),
            ("3 family", 9),
            ("3 parenting", 11),
            ("4 child", 9),
            ("4 family", 12),
            ("4 parenting", 10),
        ],
    );
    expect(
        &pack.id,
        "criteria",
        &criteria_by_list(pack),
        &[("early-help-alert", 11), ("statutory", 3), ("statutory-assessment", 4)],
    );
}

#[test]
fn llr_2021_has_every_statement_at_its_level() {
    let packs = packs();
    let pack = &packs["llr/2021"];
    expect(&pack.id, "indicators", &indicators_by_level(pack), &[("1", 32), ("2", 49), ("3", 59), ("4", 54)]);
    expect(
        &pack.id,
        "indicators by domain",
        &indicators_by_level_and_domain(pack),
        &[
            ("1 child", 11),
            ("1 family", 8),
            ("1 parenting", 13),
            ("2 child", 18),
            ("2 family", 13),
            ("2 parenting", 18),
            ("3 child", 22),
            ("3 family", 8),
            ("3 parenting", 29),
            ("4 child", 21),
            ("4 family", 11),
            ("4 parenting", 22),
        ],
    );
    expect(
        &pack.id,
        "criteria",
        &criteria_by_list(pack),
        &[("early-help-alert", 11), ("outside-the-home", 6), ("statutory", 3), ("statutory-groups", 4)],
    );
}

#[test]
fn leeds_lists_no_statements() {
    let packs = packs();
    let pack = &packs["leeds/2013"];
    assert!(!pack.indicators && pack.items.is_empty());
}
