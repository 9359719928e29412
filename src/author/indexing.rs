//! Builds the search data from packs, everyday language and the meaning of stems (`rules/words/meaning.json`).

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::everyday::{Everyday, Said};
use crate::Pack;
use crate::search::Search;
use crate::search::index::{DIMENSIONS, Flag, Index, KINDS, PART, PARTS, PackPart, Posting};
use crate::search::words::{Reader, typed};

/// A posting that weighs no more than this, and is none of a statement's own words, is left out: it hides more than it finds.
const TOO_LIGHT: u8 = 1;

/// Where stems and statements lie in the space of meanings, as `scripts/words/train.py` worked it out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meaning {
    /// Tells what it was worked out from: see [`Training::check`].
    pub check: String,
    /// Stems.
    pub terms: Vec<String>,
    /// `PARTS` kinds for each stem.
    pub codes: Vec<[u8; PARTS]>,
    /// `PARTS` times `KINDS` times `PART` numbers.
    pub codebook: Vec<i8>,
    /// Pack and id of each statement.
    pub statements: Vec<(String, String)>,
    /// `DIMENSIONS` numbers for each statement.
    pub vectors: Vec<Vec<i8>>,
    /// For each statement those that say the same elsewhere, and how much of their words it may borrow, in hundredths.
    pub related: Vec<Vec<(usize, u32)>>,
}

/// What the meaning of stems is worked out from.
#[derive(Debug, Serialize)]
pub struct Training {
    /// Changes whenever anything below does.
    pub check: String,
    /// Every stem, with the words it was made of.
    pub terms: Vec<(String, Vec<String>)>,
    /// Every statement.
    pub statements: Vec<TrainingStatement>,
    /// Every topic.
    pub topics: Vec<TrainingStatement>,
}

/// One statement or topic to learn.
#[derive(Debug, Default, Serialize)]
pub struct TrainingStatement {
    /// `area/edition`; empty for a topic.
    pub pack: String,
    /// Its id.
    pub id: String,
    /// Its topic.
    pub topic: String,
    /// Its own words, where it has any, then how people say it.
    pub sentences: Vec<String>,
    /// The same concern in other documents: pack and id.
    pub counterparts: Vec<(String, String)>,
    /// The same as stems, by number.
    pub stems: Vec<Vec<usize>>,
}

/// Reads sentences as numbered stems, and remembers which words made each stem.
#[derive(Default)]
struct Stems {
    reader: Reader,
    known: BTreeMap<String, BTreeSet<String>>,
}

impl Stems {
    fn of(&mut self, text: &str) -> Vec<String> {
        let mut stems = Vec::new();
        let mut negated = false;
        for feature in self.reader.features(&typed(text)) {
            let words = self.known.entry(feature.term.clone()).or_default();
            if let Some(typed) = &feature.typed {
                words.insert(typed.word.clone());
                if negated {
                    let turned = format!("~not-{}", feature.term);
                    self.known.entry(turned.clone()).or_default().insert(format!("not {}", typed.word));
                    stems.push(turned);
                }
            }
            negated = feature.term == "~not";
            stems.push(feature.term);
        }
        stems
    }
}

/// Gathers what the meaning of stems is worked out from.
#[must_use]
pub fn training<'a>(packs: impl Iterator<Item = &'a Pack> + Clone, everyday: &Everyday) -> Training {
    let mut stems = Stems::default();
    let mut read = |pack: &str, id: &str, topic: &str, text: Option<&str>, phrases: &[String]| {
        let sentences: Vec<String> = text.into_iter().map(str::to_owned).chain(phrases.iter().cloned()).collect();
        let terms: Vec<Vec<String>> = sentences.iter().map(|sentence| stems.of(sentence)).collect();
        (
            TrainingStatement {
                pack: pack.into(),
                id: id.into(),
                topic: topic.into(),
                sentences,
                ..TrainingStatement::default()
            },
            terms,
        )
    };
    let mut statements = Vec::new();
    for pack in packs {
        for said in everyday.in_order(pack) {
            let phrases = said.sayings.map_or(&[][..], |sayings| &sayings.found_by);
            let mut read = read(&pack.id, said.id, said.topic, Some(said.text), phrases);
            read.0.counterparts = everyday.counterparts_of(&pack.id, said.id);
            statements.push(read);
        }
    }
    let mut topics = Vec::new();
    for (id, sayings) in &everyday.topics {
        topics.push(read("", id, id, None, &sayings.found_by));
    }
    let terms: Vec<(String, Vec<String>)> =
        stems.known.into_iter().map(|(term, words)| (term, words.into_iter().collect())).collect();
    let number: BTreeMap<&str, usize> = terms.iter().enumerate().map(|(i, (term, _))| (term.as_str(), i)).collect();
    let numbered = |list: Vec<(TrainingStatement, Vec<Vec<String>>)>| -> Vec<TrainingStatement> {
        list.into_iter()
            .map(|(statement, rows)| TrainingStatement {
                stems: rows
                    .iter()
                    .map(|row| row.iter().filter_map(|term| number.get(term.as_str()).copied()).collect())
                    .collect(),
                ..statement
            })
            .collect()
    };
    let (statements, topics) = (numbered(statements), numbered(topics));
    let mut check = Check::default();
    for statement in statements.iter().chain(&topics) {
        check.add(&statement.pack);
        check.add(&statement.id);
        statement.sentences.iter().for_each(|sentence| check.add(sentence));
        statement.counterparts.iter().for_each(|(pack, id)| {
            check.add(pack);
            check.add(id);
        });
    }
    Training { check: format!("{:016x}", check.0), terms, statements, topics }
}

/// A number that changes with every letter that is added (FNV-1a).
struct Check(u64);

impl Default for Check {
    fn default() -> Self {
        Check(0xcbf2_9ce4_8422_2325)
    }
}

impl Check {
    fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// Builds the search data.
/// # Errors
/// Says where a count does not fit its numbers.
pub fn index<'a>(
    packs: impl Iterator<Item = &'a Pack> + Clone,
    everyday: &Everyday,
    meaning: &Meaning,
    topics: &[String],
) -> Result<Index, String> {
    let mut stems = Stems::default();
    let mut index = Index { codebook: meaning.codebook.clone(), ..Index::default() };
    if index.codebook.len() != PARTS * KINDS * PART {
        return Err("meaning.json has a codebook of another size".into());
    }
    let place: BTreeMap<(&str, &str), usize> =
        meaning.statements.iter().enumerate().map(|(i, (pack, id))| ((pack.as_str(), id.as_str()), i)).collect();
    // What is said of each statement: how often each stem, and which are its own.
    let mut rows: BTreeMap<String, Vec<Posting>> = BTreeMap::new();
    let mut trained: Vec<Option<usize>> = Vec::new();
    let short = |n: usize| u16::try_from(n).map_err(|_| "too many statements".to_owned());
    for pack in packs.clone() {
        let from = trained.len();
        let mut ids = Vec::new();
        for said in everyday.in_order(pack) {
            let Said { id, text, topic, level, sayings } = said;
            ids.push(id.to_owned());
            let own: BTreeSet<String> = stems.of(text).into_iter().collect();
            // Its own words count as one phrase.
            let mut counts: BTreeMap<String, u8> = own.iter().map(|stem| (stem.clone(), 1)).collect();
            for phrase in sayings.into_iter().flat_map(|sayings| &sayings.found_by) {
                for stem in stems.of(phrase).into_iter().collect::<BTreeSet<_>>() {
                    let times = counts.entry(stem).or_default();
                    *times = times.checked_add(1).ok_or("a stem is said too often of one statement")?;
                }
            }
            index.lengths.push(short(counts.values().map(|times| usize::from(*times)).sum())?);
            for (stem, times) in counts {
                let posting = Posting { statement: short(trained.len())?, times, weight: 0, own: own.contains(&stem) };
                rows.entry(stem).or_default().push(posting);
            }
            let at = place.get(&(pack.id.as_str(), id)).copied();
            trained.push(at);
            let vector = at.and_then(|at| meaning.vectors.get(at)).filter(|vector| vector.len() == DIMENSIONS);
            index.vectors.extend(vector.cloned().unwrap_or_else(|| vec![0; DIMENSIONS]));
            let number = topics.iter().position(|known| known == topic).unwrap_or(255);
            index.topics.push(u8::try_from(number).map_err(|_| "too many topics")?);
            index.heights.push(height(pack, level));
        }
        let check = crate::search::check_of(&ids);
        index.packs.push(PackPart { id: pack.id.clone(), check, from: short(from)?, to: short(trained.len())? });
    }
    // Statements that say the same elsewhere lend how well they fit.
    let at_trained: BTreeMap<usize, usize> =
        trained.iter().enumerate().filter_map(|(at, trained)| trained.map(|trained| (trained, at))).collect();
    for trained in &trained {
        let row = trained.and_then(|trained| meaning.related.get(trained)).into_iter().flatten();
        let row = row.filter_map(|(other, share)| {
            Some((u16::try_from(*at_trained.get(other)?).ok()?, u8::try_from(*share).ok()?))
        });
        index.related.push(row.collect());
    }
    // Shorthand and grave signs may hold stems that nobody says.
    // A grave sign is a row of words one after the other.
    let row_of = |stems: &mut Stems, text: &str| -> Vec<String> {
        stems.of(text).into_iter().filter(|stem| !stem.starts_with("~not-")).collect()
    };
    let shorthand: Vec<(Vec<String>, Vec<String>)> =
        everyday.shorthand.iter().map(|(short, long)| (stems.of(short), stems.of(long))).collect();
    let flags: Vec<(Vec<Vec<String>>, Vec<u8>)> = everyday
        .red_flags
        .iter()
        .map(|flag| {
            let number = |id: &String| topics.iter().position(|known| known == id).and_then(|n| u8::try_from(n).ok());
            (
                flag.words.iter().map(|form| row_of(&mut stems, form)).collect(),
                flag.topics.iter().filter_map(number).collect(),
            )
        })
        .collect();
    index.terms = stems.known.keys().cloned().collect();
    let codes: BTreeMap<&str, &[u8; PARTS]> = meaning.terms.iter().map(String::as_str).zip(&meaning.codes).collect();
    for term in &index.terms {
        index.codes.push(codes.get(term.as_str()).map(|codes| **codes));
        index.postings.push(rows.remove(term).unwrap_or_default());
    }
    index.weigh();
    leave_out(&mut index);
    let number =
        |row: &Vec<String>, index: &Index| -> Vec<u16> { row.iter().filter_map(|term| index.term(term)).collect() };
    for (short, long) in &shorthand {
        let row = (number(short, &index), number(long, &index));
        if !row.0.is_empty() && !row.1.is_empty() {
            index.shorthand.push(row);
        }
    }
    for (forms, topics) in &flags {
        let forms = forms.iter().map(|form| number(form, &index)).filter(|form| !form.is_empty()).collect();
        index.flags.push(Flag { forms, topics: topics.clone() });
    }
    index.misses = misses(packs, everyday, &index);
    Ok(index)
}

/// Near misses that would put their statement first. The others need no rule.
fn misses<'a>(packs: impl Iterator<Item = &'a Pack>, everyday: &Everyday, index: &Index) -> Vec<(u16, Vec<u16>)> {
    let search = Search::new(index.clone());
    let mut found = Vec::new();
    for (pack, part) in packs.zip(&index.packs) {
        for (at, said) in everyday.in_order(pack).enumerate() {
            for phrase in said.sayings.into_iter().flat_map(|sayings| &sayings.not_found_by) {
                let asked = search.asked(phrase);
                if search.rank(part, &asked).first().is_some_and(|hit| hit.at == at) {
                    let statement = part.from + u16::try_from(at).unwrap_or(0);
                    found.push((statement, asked.only_stems()));
                }
            }
        }
    }
    found
}

/// The search data of one pack with its statements over and over again, up to `statements`: to measure how the search grows.
/// # Errors
/// Says that there is no such pack, or that there are more statements than the data can hold.
pub fn grown(index: &Index, pack: &str, statements: u16) -> Result<Index, String> {
    let part = index.pack(pack).ok_or("there is no such pack in the search data")?;
    let n = part.to - part.from;
    let within = |statement: u16| statement.checked_sub(part.from).filter(|at| *at < n);
    let every = |at: u16| (at..statements).step_by(usize::from(n.max(1)));
    let mut grown = Index {
        packs: vec![PackPart { to: statements, from: 0, ..part.clone() }],
        misses: Vec::new(),
        left_out: vec![0; index.terms.len()],
        related: vec![Vec::new(); usize::from(statements)],
        ..index.clone()
    };
    for row in &mut grown.postings {
        let here = row.iter().filter_map(|posting| Some((within(posting.statement)?, *posting)));
        let mut more: Vec<Posting> =
            here.flat_map(|(at, posting)| every(at).map(move |statement| Posting { statement, ..posting })).collect();
        more.sort_by_key(|posting| posting.statement);
        *row = more;
    }
    let of = |at: u16| usize::from(part.from + at % n.max(1));
    grown.topics = (0..statements).map(|at| index.topics[of(at)]).collect();
    grown.lengths = (0..statements).map(|at| index.lengths[of(at)]).collect();
    grown.heights = (0..statements).map(|at| index.heights[of(at)]).collect();
    let vector = |at: u16| &index.vectors[of(at) * DIMENSIONS..(of(at) + 1) * DIMENSIONS];
    grown.vectors = (0..statements).flat_map(|at| vector(at).iter().copied()).collect();
    let ids: Vec<String> = (0..statements).map(|at| at.to_string()).collect();
    grown.weigh();
    grown.packs[0].check = crate::search::check_of(&ids);
    Ok(grown)
}

/// Leaves out postings that are too light, and remembers how many, so that the others weigh the same.
fn leave_out(index: &mut Index) {
    let packs = &index.packs;
    for row in &mut index.postings {
        let mut left_out = vec![0; packs.len()];
        let mut kept = vec![false; packs.len()];
        row.retain(|posting| {
            let keep = posting.own || posting.weight > TOO_LIGHT;
            if let Some(at) = packs.iter().position(|pack| posting.statement < pack.to) {
                left_out[at] += u16::from(!keep);
                kept[at] |= keep;
            }
            keep
        });
        // Where a pack keeps none, there is nothing to weigh.
        index.left_out.extend(left_out.iter().zip(kept).map(|(count, kept)| if kept { *count } else { 0 }));
    }
}

/// How high a level stands: 0 for none.
fn height(pack: &Pack, level: Option<&str>) -> u8 {
    level.and_then(|id| pack.level(id)).map_or(0, |level| level.rank)
}
