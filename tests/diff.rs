//! What `diff` must hold for any two packs, and what it says of each pair of editions of Leicester, Leicestershire and Rutland.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use doorstep::Pack;
use doorstep::author::library::Library;
use doorstep::diff::{Contacts, Diff, LevelChange, Moved, Reworded, diff};

fn library() -> Library {
    Library::open(Path::new("rules"))
}

/// Every pair of packs, each way round and with itself.
fn every_pair(mut look: impl FnMut(&Pack, &Pack)) {
    let library = library();
    for from in library.packs.values() {
        for to in library.packs.values() {
            look(from, to);
        }
    }
}

fn set<T: Ord>(list: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    list.into_iter().collect()
}

#[test]
fn a_pack_against_itself_finds_nothing() {
    for pack in library().packs.values() {
        let found = diff(pack, pack);
        assert_eq!(found.unchanged, pack.items.len(), "{}", pack.id);
        let nothing = Diff {
            added: vec![],
            removed: vec![],
            reworded: vec![],
            moved: vec![],
            punctuation: vec![],
            levels: vec![],
            contacts: Contacts { added: vec![], removed: vec![], changed: vec![] },
            ..found.clone()
        };
        assert_eq!(found, nothing, "{}", pack.id);
    }
}

#[test]
fn there_and_back_mirror_each_other() {
    let turned = |direction: &str| match direction {
        "up" => "down",
        "down" => "up",
        "narrower" => "wider",
        "wider" => "narrower",
        "given-level" => "lost-level",
        "lost-level" => "given-level",
        "across" => "across",
        other => panic!("{other}"),
    };
    every_pair(|a, b| {
        let (there, back) = (diff(a, b), diff(b, a));
        let what = format!("{} and {}", a.id, b.id);
        assert_eq!((&there.from, &there.to, there.unchanged), (&back.to, &back.from, back.unchanged), "{what}");
        assert_eq!((&there.added, &there.removed), (&back.removed, &back.added), "{what}");
        let mirrored = |list: &[Reworded]| {
            set(list.iter().map(|one| Reworded { by: one.by, from: one.to.clone(), to: one.from.clone() }))
        };
        assert_eq!(set(there.reworded.clone()), mirrored(&back.reworded), "{what}");
        assert_eq!(set(there.punctuation.clone()), mirrored(&back.punctuation), "{what}");
        let moved = set(back.moved.iter().map(|one| Moved {
            by: one.by,
            direction: turned(one.direction),
            from: one.to.clone(),
            to: one.from.clone(),
        }));
        assert_eq!(set(there.moved.clone()), moved, "{what}");
        let levels = set(back.levels.iter().map(|one| LevelChange {
            from: one.to.clone(),
            to: one.from.clone(),
            added: one.removed.clone(),
            removed: one.added.clone(),
        }));
        assert_eq!(set(there.levels.clone()), levels, "{what}");
        assert_eq!(set(there.contacts.added.clone()), set(back.contacts.removed.clone()), "{what}");
        assert_eq!(set(there.contacts.removed.clone()), set(back.contacts.added.clone()), "{what}");
        let numbers = |found: &Diff| found.contacts.changed.len();
        assert_eq!(numbers(&there), numbers(&back), "{what}");
    });
}

/// Every statement of both packs is accounted for once: alone, changed or unchanged.
#[test]
fn nothing_is_lost() {
    every_pair(|a, b| {
        let found = diff(a, b);
        let changed_from =
            set(found.reworded.iter().map(|one| &one.from.id).chain(found.moved.iter().map(|one| &one.from.id)));
        let changed_to =
            set(found.reworded.iter().map(|one| &one.to.id).chain(found.moved.iter().map(|one| &one.to.id)));
        let what = format!("{} and {}", a.id, b.id);
        assert_eq!(changed_from.len() + found.unchanged + found.removed.len(), a.items.len(), "{what}");
        assert_eq!(changed_to.len() + found.unchanged + found.added.len(), b.items.len(), "{what}");
        let removed = set(found.removed.iter().map(|one| &one.statement.id));
        assert!(removed.is_disjoint(&changed_from), "{what}");
        assert!(found.removed.iter().all(|one| a.item_index(&one.statement.id).is_some()), "{what}");
    });
}

/// Within an area an id is a promise: the same statement, whatever its words.
#[test]
fn the_same_id_is_never_both_added_and_removed() {
    every_pair(|a, b| {
        let found = diff(a, b);
        let added = set(found.added.iter().map(|one| one.statement.id.clone()));
        for one in &found.removed {
            assert!(!added.contains(&one.statement.id), "{} and {}: {} stands in both", a.id, b.id, one.statement.id);
        }
    });
}

#[test]
fn what_moved_level_is_said_with_both_levels() {
    let library = library();
    let found = diff(&library.packs["llr/2019-draft"], &library.packs["llr/2021"]);
    let moved: Vec<_> = found
        .moved
        .iter()
        .map(|one| {
            (one.from.id.as_str(), one.direction, one.from.level.as_deref().unwrap(), one.to.level.as_deref().unwrap())
        })
        .collect();
    assert!(moved.contains(&("inadequate-care", "up", "3", "4")), "{moved:?}");
}

/// An edition made by hand: one statement gone, one new, one in other words, one a level higher, one number changed.
#[test]
fn each_kind_of_change_is_told_apart() {
    let library = library();
    let before = &library.packs["llr/2021"];
    let mut after = before.clone();
    after.items.retain(|item| item.id != "young-child-left-alone");
    let at = |pack: &Pack, id: &str| pack.item_index(id).unwrap();
    let (forced, homeless, fgm) =
        (at(&after, "forced-marriage"), at(&after, "temporary-home-or-eviction"), at(&after, "honour-based-violence"));
    after.items[forced].text = "Forced marriage of a minor.".into();
    after.items[homeless].level = Some("4".into());
    after.items[fgm].text = "HONOUR based violence".into();
    let mut new = after.items[forced].clone();
    (new.id, new.text) = ("brand-new".into(), "Something no edition has said before".into());
    after.items.push(new);
    let duty = after.contacts.iter_mut().find(|contact| contact.id == "childrens-duty-rutland").unwrap();
    duty.phone = vec!["01572 000000".into()];
    let found = diff(before, &after);
    assert_eq!(
        found.removed.iter().map(|one| one.statement.id.as_str()).collect::<Vec<_>>(),
        ["young-child-left-alone"]
    );
    assert_eq!(found.added.iter().map(|one| one.statement.id.as_str()).collect::<Vec<_>>(), ["brand-new"]);
    assert_eq!(found.reworded.iter().map(|one| one.from.id.as_str()).collect::<Vec<_>>(), ["forced-marriage"]);
    assert_eq!(found.punctuation.iter().map(|one| one.from.id.as_str()).collect::<Vec<_>>(), ["honour-based-violence"]);
    let moved: Vec<_> = found.moved.iter().map(|one| (one.from.id.as_str(), one.direction)).collect();
    assert_eq!(moved, [("temporary-home-or-eviction", "up")]);
    assert_eq!(found.contacts.changed.len(), 1);
    assert_eq!(found.contacts.changed[0].what, ["phone"]);
    // A number spaced otherwise is the same number.
    let mut spaced = before.clone();
    let duty = spaced.contacts.iter_mut().find(|contact| contact.id == "childrens-duty-rutland").unwrap();
    duty.phone = duty.phone.iter().map(|number| number.replace(' ', "")).collect();
    assert!(diff(before, &spaced).contacts.changed.is_empty());
}

/// A statement printed at two levels, of which one edition keeps one: the place that is left is paired with its own level.
#[test]
fn places_of_one_statement_pair_with_the_nearest_level() {
    let library = library();
    let found = diff(&library.packs["llr/2016"], &library.packs["llr/2019-draft"]);
    let gone = found.removed.iter().find(|one| one.statement.id == "fgm").unwrap();
    assert_eq!(gone.statement.level.as_deref(), Some("early-help"));
    assert_eq!(gone.still_at.iter().map(|place| place.id.as_str()).collect::<Vec<_>>(), ["fgm"]);
    assert!(found.moved.iter().all(|one| one.from.id != "fgm"), "{:?}", found.moved);
}

fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doorstep"));
    let done = command.args(arguments).env_remove("DOORSTEP_RULES").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

/// As a person reads it. Each pair was read once beside the documents.
#[test]
fn editions_as_a_person_reads_them() {
    for (from, to) in [("llr/2016", "llr/2019-draft"), ("llr/2019-draft", "llr/2021"), ("llr/2016", "llr/2021")] {
        let (code, out, err) = run(&["diff", from, to]);
        assert_eq!((code, err.as_str()), (0, ""));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("snapshots/diff");
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(format!("{from}-{to}").replace('/', "-"), out));
    }
}

#[test]
fn its_json_has_the_keys_of_the_contract() {
    let (code, out, err) = run(&["diff", "llr/2019-draft", "llr", "--json"]);
    assert_eq!((code, err.as_str(), out.lines().count()), (0, "", 1));
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&value["from"]["id"], &value["to"]["id"]), (&"llr/2019-draft".into(), &"llr/2021".into()));
    for key in ["added", "removed", "reworded", "moved", "punctuation", "levels"] {
        assert!(value[key].is_array(), "{key}");
    }
    for key in ["id", "text", "level", "level_name", "bands", "topic", "cite", "still_at", "perhaps"] {
        assert!(value["added"][0].get(key).is_some(), "{key}");
    }
    for key in ["by", "direction", "from", "to"] {
        assert!(value["moved"][0].get(key).is_some(), "{key}");
    }
    let (code, out, err) = run(&["diff", "llr/2019-draft", "lr/2021"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("error[unknown-pack]") && err.contains("llr/2021"), "{err}");
}
