//! The search: every statement is found by its own words, misspelt too, by how people say it, and not by near misses.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use doorstep::Pack;
use doorstep::author::everyday::{Everyday, Said};
use doorstep::author::indexing::{self, Meaning};
use doorstep::author::library::Library;
use doorstep::pack::fold;
use doorstep::search::{Index, Search};

struct World {
    library: Library,
    everyday: Everyday,
    search: Search,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let rules = Path::new("rules");
    let library = Library::open(rules);
    let everyday = Everyday::open(rules, &library);
    assert_eq!(everyday.faults, []);
    let meaning: Meaning = serde_json::from_str(&fs::read_to_string("rules/words/meaning.json").unwrap()).unwrap();
    let topics: Vec<String> = library.shared.topics.iter().map(|topic| topic.id.clone()).collect();
    let index = indexing::index(library.packs.values(), &everyday, &meaning, &topics).unwrap();
    World { library, everyday, search: Search::new(index) }
});

impl World {
    fn said<'a>(&'a self, pack: &'a Pack) -> Vec<Said<'a>> {
        self.everyday.in_order(pack).collect()
    }

    /// Places of the first hits.
    fn hits(&self, pack: &Pack, words: &str, limit: usize) -> Vec<usize> {
        self.search.find(&pack.id, words, limit).unwrap().hits.iter().map(|hit| hit.at).collect()
    }
}

fn share(part: usize, whole: usize) -> f64 {
    f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(whole).unwrap())
}

/// The text with one typo in it, in each of its longer words in turn: letters swapped, left out, doubled, or another in their
/// place.
fn with_typos(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut bent = Vec::new();
    let mut from = 0;
    for to in 0..=letters.len() {
        if letters.get(to).is_some_and(char::is_ascii_alphabetic) {
            continue;
        }
        if to - from > 3 {
            let mut word = letters[from..to].to_vec();
            let at = 1 + bent.len() % (word.len() - 2);
            match bent.len() % 4 {
                0 => word.swap(at, at + 1),
                1 => drop(word.remove(at)),
                2 => word.insert(at, word[at]),
                _ => word[at] = if word[at] == 'e' { 'r' } else { 'e' },
            }
            bent.push(letters[..from].iter().chain(&word).chain(&letters[to..]).collect());
        }
        from = to + 1;
    }
    bent
}

#[test]
fn a_statement_is_found_by_its_own_words_and_with_a_typo_in_any_of_them() {
    let mut missed = Vec::new();
    for pack in WORLD.library.packs.values() {
        let said = WORLD.said(pack);
        for (at, statement) in said.iter().enumerate() {
            for words in [statement.text.to_owned()].into_iter().chain(with_typos(statement.text)) {
                let same = |hit: &usize| *hit == at || fold(said[*hit].text) == fold(statement.text);
                if !WORLD.hits(pack, &words, 5).iter().any(same) {
                    missed.push(format!("{}: {words}", pack.id));
                }
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn a_statement_is_found_by_how_people_say_it() {
    for pack in WORLD.library.packs.values() {
        let (mut all, mut found) = (0, 0);
        for (at, statement) in WORLD.said(pack).iter().enumerate() {
            let phrases = &statement.sayings.unwrap().found_by;
            let within = |phrase: &&String| WORLD.hits(pack, phrase, 10).contains(&at);
            let hits = phrases.iter().filter(within).count();
            assert!(share(hits, phrases.len()) > 0.6, "{} {}: {hits} of {}", pack.id, statement.id, phrases.len());
            (all, found) = (all + phrases.len(), found + hits);
        }
        assert!(share(found, all) > 0.97, "{}: {found} of {all} phrases find their statement", pack.id);
    }
}

#[test]
fn near_misses_never_put_their_statement_first() {
    for pack in WORLD.library.packs.values() {
        for (at, statement) in WORLD.said(pack).iter().enumerate() {
            for phrase in &statement.sayings.unwrap().not_found_by {
                assert_ne!(WORLD.hits(pack, phrase, 1).first(), Some(&at), "{} {}: {phrase}", pack.id, statement.id);
            }
        }
    }
}

#[test]
fn it_understands_shorthand_ages_slips_and_words_but_begun() {
    // (what is typed, a topic that must be among those of the first five)
    let wanted = [
        ("dv at home", "domestic-abuse"),
        ("dva", "domestic-abuse"),
        ("selfharm", "self-harm"),
        ("self harm", "self-harm"),
        ("self-har", "self-harm"),
        ("bunking off", "school-attendance"),
        ("not in school", "neet"),
        ("skivving lessons", "school-attendance"),
        ("neet", "neet"),
        ("fgm", "fgm"),
        ("cse", "sexual-exploitation"),
        ("county lines", "criminal-exploitation"),
        ("sofa surfing", "homelessness"),
        ("prevent referal radicalised", "extremism"),
        ("3/12 old with a bruise", "injury"),
        ("young carrer", "young-carer"),
        ("obeese", "growth-weight"),
    ];
    let topics: Vec<&str> = WORLD.library.shared.topics.iter().map(|topic| topic.id.as_str()).collect();
    let mut missed = Vec::new();
    for (words, topic) in wanted {
        assert!(topics.contains(&topic), "{topic} is no topic: {}", topics.join(" "));
        for id in ["nottinghamshire/v9", "llr/2021"] {
            let pack = &WORLD.library.packs[id];
            let said = WORLD.said(pack);
            let on_topic = said.iter().any(|statement| statement.topic == topic);
            if on_topic && !WORLD.hits(pack, words, 5).iter().any(|at| said[*at].topic == topic) {
                missed.push(format!("{id}: {words}"));
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn grave_signs_show_the_gravest_statements() {
    for pack in WORLD.library.packs.values().filter(|pack| !pack.items.is_empty()) {
        let said = WORLD.said(pack);
        for flag in &WORLD.everyday.red_flags {
            for words in &flag.words {
                let grave = WORLD.search.find(&pack.id, &format!("yesterday {words} again"), 5).unwrap().grave;
                let topmost = |topic: &str| {
                    let ranks = said.iter().filter(|statement| statement.topic == topic);
                    ranks.map(|statement| pack.rank(statement.level)).max().unwrap_or(0)
                };
                let wanted = flag.topics.iter().any(|topic| topmost(topic) > 1);
                assert!(!wanted || !grave.is_empty(), "{}: `{words}` shows nothing", pack.id);
                for at in grave.iter().map(|at| said[*at]) {
                    assert_eq!(pack.rank(at.level), topmost(at.topic), "{}: `{words}` shows {}", pack.id, at.id);
                }
            }
        }
    }
}

#[test]
fn what_fits_nothing_says_so() {
    for pack in WORLD.library.packs.values() {
        for words in ["", "qwrtz xkcd", "🙂🙂", "\u{202e}\u{0}", "photosynthesis of ferns", "quarterly vat return"]
        {
            assert!(!WORLD.search.find(&pack.id, words, 5).unwrap().fits, "{}: {words}", pack.id);
        }
    }
    for words in ["hits her with a belt", "not putting on weight dr cant find why", "found a knife in his school bag"] {
        for id in ["nottinghamshire/v9", "llr/2021"] {
            assert!(WORLD.search.find(id, words, 5).unwrap().fits, "{id}: {words}");
        }
    }
}

#[test]
fn most_descriptions_that_have_an_answer_fit() {
    let half: toml::Value = toml::from_str(&fs::read_to_string("tests/searches/building.toml").unwrap()).unwrap();
    for id in ["nottinghamshire/v9", "llr/2021"] {
        let all =
            half["search"].as_array().unwrap().iter().filter(|one| !one["right"][id].as_array().unwrap().is_empty());
        let fits = all.map(|one| WORLD.search.find(id, one["words"].as_str().unwrap(), 5).unwrap().fits);
        let fits: Vec<bool> = fits.collect();
        let part = share(fits.iter().filter(|fits| **fits).count(), fits.len());
        assert!(part > 0.85, "{id}: {part}");
    }
}

#[test]
fn a_note_is_taken_apart_and_each_concern_found() {
    let note = "Mum smelt of drink again at pick up on Monday. He had no coat on in the snow and was asking for food. \
        Says his big brother hits him with a belt! Hasn't been in school for three weeks";
    let found = WORLD.search.find("nottinghamshire/v9", note, 10).unwrap();
    assert_eq!(found.parts.len(), 4);
    for part in &found.parts {
        assert!(part.fits && part.hits.len() == 10, "{}", part.text);
    }
    // Each concern has a place among the hits of the whole.
    for part in &found.parts {
        let first = part.hits.first().unwrap().at;
        assert!(found.hits.iter().any(|hit| hit.at == first), "{}", part.text);
    }
}

#[test]
fn the_bytes_of_an_index_read_back_and_bent_ones_are_refused() {
    let index = WORLD.search.index();
    let bytes = index.to_bytes();
    assert_eq!(Index::from_bytes(&bytes).as_ref(), Ok(index));
    for cut in [0, 5, 17, 18, 40, 1_000, bytes.len() / 2, bytes.len() - 1] {
        assert!(Index::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    for at in (18..bytes.len()).step_by(bytes.len() / 60) {
        let mut bent = bytes.clone();
        bent[at] ^= 64;
        assert!(Index::from_bytes(&bent).is_err(), "bent at {at}");
    }
}

#[test]
fn the_meaning_of_words_was_worked_out_from_these_words() {
    let meaning: serde_json::Value =
        serde_json::from_str(&fs::read_to_string("rules/words/meaning.json").unwrap()).unwrap();
    let training = indexing::training(WORLD.library.packs.values(), &WORLD.everyday);
    assert_eq!(meaning["check"], training.check, "rules/words has changed since: run `make words`");
}

/// Runs `doorstep search` and gives its exit code, stdout and stderr.
fn command(args: &[&str]) -> (Option<i32>, String, String) {
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_doorstep")).arg("search").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}

#[test]
fn the_command_answers_in_json_and_in_words() {
    let (code, out, err) =
        command(&["nottinghamshire", "not", "putting on weight, dr cant find why", "--limit", "3", "--json"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found["pack"], "nottinghamshire/v9");
    assert_eq!(found["query"], "not putting on weight, dr cant find why");
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 3);
    assert!(hits.iter().any(|hit| hit["text"] == "Non-organic failure to thrive" && hit["level"] == "4"), "{out}");
    assert!(hits.windows(2).all(|pair| pair[0]["score"].as_f64() >= pair[1]["score"].as_f64()), "{out}");

    // Grave signs are shown whatever the limit, and every topic with its whole ladder.
    let (_, out, _) = command(&["nottinghamshire", "he strangled her", "--limit", "1", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&out).unwrap();
    let ids = |list: &serde_json::Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
    };
    assert!(!ids(&found["grave"]).is_empty() && ids(&found["grave"]).iter().all(|id| ids(&found["hits"]).contains(id)));
    let (_, out, _) = command(&["nottinghamshire", "Obesity"]);
    insta::assert_snapshot!("search-in-words", out);
}

#[test]
fn the_command_refuses_what_it_cannot_look_for() {
    for (args, wanted) in [
        (&["nottinghamshire", "  "][..], "there are no words to look for"),
        (&["notinghamshire", "bruise"], "did you mean `nottinghamshire`"),
    ] {
        let (code, out, err) = command(args);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}");
        assert!(err.contains(wanted), "{err}");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn any_words_are_answered_the_same_each_time(words in "\\PC{0,60}|[a-z .,!0-9/'-]{0,200}", limit in 0_usize..20) {
        for id in ["nottinghamshire/v9", "leeds/2013"] {
            let found = WORLD.search.find(id, &words, limit).unwrap();
            proptest::prop_assert!(found.hits.len() <= limit);
            proptest::prop_assert_eq!(WORLD.search.find(id, &words, limit).unwrap(), found);
        }
    }
}
