//! Search on the command line: everyday words to statements.

use std::io::Write;

use serde_json::{Value, json};

use super::Failure;
use crate::author::everyday::Everyday;
use crate::author::indexing;
use crate::author::library::{Library, rules_folder};
use crate::fault::Fault;
use crate::pack::Pack;
use crate::search::{Found, Hit, Index, NOTHING_FITS, Search};

pub(super) fn search(
    name: &str,
    words: &[String],
    limit: usize,
    json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let library = Library::open(&rules_folder());
    let pack = library.find(name)?;
    let text = words.join(" ");
    if text.trim().is_empty() {
        return Err(
            Fault::new("no-words", "WORDS", "there are no words to look for", "say what you saw or heard").into()
        );
    }
    let search = Search::new(index(&library)?);
    let found = search.find(&pack.id, &text, limit).ok_or_else(|| no_data(&pack.id))?;
    if json {
        writeln!(out, "{}", as_json(pack, &text, &found))?;
    } else {
        as_text(pack, &found, out)?;
    }
    Ok(())
}

fn no_data(pack: &str) -> Fault {
    let message = format!("the search data do not hold {pack}");
    Fault::new("no-search-data", "", message, "add everyday words for it under rules/words")
}

/// Builds the search data of a folder of rules.
pub(super) fn index(library: &Library) -> Result<Index, Failure> {
    let folder = rules_folder();
    let everyday = Everyday::open(&folder, library);
    if !everyday.faults.is_empty() {
        return Err(Failure::Input(everyday.faults));
    }
    let file = folder.join("words/meaning.json");
    let meaning = std::fs::read_to_string(&file)
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string()))
        .map_err(|error| {
            let name = file.display().to_string();
            Fault::new("cannot-read", name, format!("the meaning of words cannot be read: {error}"), "run `make words`")
        })?;
    let topics: Vec<String> = library.shared.topics.iter().map(|topic| topic.id.clone()).collect();
    indexing::index(library.packs.values(), &everyday, &meaning, &topics)
        .map_err(|error| Failure::from(Fault::new("bad-search-data", "", error, "run `make words`")))
}

/// What the meaning of words is worked out from, as JSON.
pub(super) fn training(out: &mut impl Write) -> Result<(), Failure> {
    let library = Library::open(&rules_folder());
    let everyday = Everyday::open(&rules_folder(), &library);
    if !everyday.faults.is_empty() {
        return Err(Failure::Input(everyday.faults));
    }
    writeln!(out, "{}", json!(indexing::training(library.packs.values(), &everyday)))?;
    Ok(())
}

/// Writes search data of many statements, to measure how the search grows.
pub(super) fn grown(pack: &str, statements: u16, file: &std::path::Path) -> Result<(), Failure> {
    let library = Library::open(&rules_folder());
    let grown = indexing::grown(&index(&library)?, pack, statements)
        .map_err(|error| Failure::from(Fault::new("bad-search-data", "", error, "name a pack by its whole name")))?;
    Ok(super::input::write(file, grown.to_bytes())?)
}

/// A statement or situation by its place in the index.
struct Place<'a> {
    id: &'a str,
    level: Option<&'a str>,
    text: &'a str,
    topic: &'a str,
}

fn place(pack: &Pack, at: usize) -> Option<Place<'_>> {
    if let Some(item) = pack.items.get(at) {
        return Some(Place { id: &item.id, level: item.level.as_deref(), text: &item.text, topic: &item.topic });
    }
    let situation = pack.situations.get(at - pack.items.len())?;
    let topic = situation.topics.first().map_or("", String::as_str);
    Some(Place { id: &situation.id, level: situation.level.as_deref(), text: &situation.text, topic })
}

fn as_json(pack: &Pack, query: &str, found: &Found) -> Value {
    let hits = |hits: &[Hit]| -> Vec<Value> {
        hits.iter()
            .filter_map(|hit| {
                let at = place(pack, hit.at)?;
                let score = f64::from((hit.score * 1000.0).round()) / 1000.0;
                Some(json!({ "id": at.id, "level": at.level, "text": at.text, "score": score, "topic": at.topic }))
            })
            .collect()
    };
    let grave: Vec<Value> = found
        .grave
        .iter()
        .filter_map(|at| place(pack, *at))
        .map(|at| json!({ "id": at.id, "level": at.level, "text": at.text, "topic": at.topic }))
        .collect();
    let parts: Vec<Value> = found
        .parts
        .iter()
        .map(|part| json!({ "text": part.text, "fits": part.fits, "hits": hits(&part.hits) }))
        .collect();
    // A grave sign always shows the gravest statements, wherever they stand.
    let mut all = found.hits.clone();
    let lowest = all.last().map_or(0.0, |hit| hit.score);
    for at in &found.grave {
        if !all.iter().any(|hit| hit.at == *at) {
            all.push(Hit { at: *at, score: lowest, weight: 0.0, closeness: 0.0 });
        }
    }
    json!({
        "pack": pack.id, "query": query, "hits": hits(&all), "grave": grave, "fits": found.fits,
        "advice": (!found.fits).then_some(NOTHING_FITS), "parts": parts,
    })
}

/// Hits by topic, each with the topic's whole ladder, so that a person picks the statement that fits and not the score.
fn as_text(pack: &Pack, found: &Found, out: &mut impl Write) -> Result<(), Failure> {
    if !found.fits {
        writeln!(out, "{NOTHING_FITS}\n")?;
    }
    if !found.grave.is_empty() {
        writeln!(out, "Grave signs: look at these first")?;
        for at in found.grave.iter().filter_map(|at| place(pack, *at)) {
            line(pack, &at, true, out)?;
        }
        writeln!(out)?;
    }
    let hits: Vec<Place<'_>> = found.hits.iter().filter_map(|hit| place(pack, hit.at)).collect();
    let mut shown: Vec<&str> = Vec::new();
    for hit in &hits {
        if shown.contains(&hit.topic) {
            continue;
        }
        shown.push(hit.topic);
        let name = pack.topics.iter().find(|topic| topic.id == hit.topic).map_or("Other", |topic| topic.name.as_str());
        writeln!(out, "{name}")?;
        let ladder = (0..pack.items.len() + pack.situations.len()).filter_map(|at| place(pack, at));
        let mut ladder: Vec<Place<'_>> = ladder.filter(|at| at.topic == hit.topic).collect();
        ladder.sort_by_key(|at| pack.rank(at.level));
        for at in &ladder {
            line(pack, at, hits.iter().any(|hit| hit.id == at.id), out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn line(pack: &Pack, at: &Place<'_>, hit: bool, out: &mut impl Write) -> Result<(), Failure> {
    let level = crate::check::level_of(pack, at.level);
    let mark = if hit { '>' } else { ' ' };
    writeln!(out, "{mark} {level}: “{}” [{}]", at.text, at.id)?;
    Ok(())
}
