//! The same case against several packs, side by side.
//!
//! A concern is followed into another pack by its id, else by its words. Where neither is there, the statements on the same
//! topic at the same height are listed as candidates and none is picked: only a person can say that two statements are one.
//! Nothing is dropped. What could not be followed is listed, and each column says that its level may be too low for it.

use crate::case::{Age, Case, Home};
use crate::check::{check, level_name};
use crate::diff::{Place, Telling, band_names, bands};
use crate::finding::{Answer, ContactNow, Document, Line};
use crate::json::{to_json, words_to_json, written};
use crate::ordered::{OrderedMap, OrderedSet};
use crate::pack::{Band, Item, Level, Pack, Situation, fold};
use crate::words;

/// A case against several packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The pack that the case was written for.
    pub pack: String,
    /// One for each pack, in the order given; the case's own pack comes first where it was not among them.
    pub columns: Vec<Column>,
    /// One for each concern and each situation, with a cell for each column.
    pub rows: Vec<Row>,
}

/// What one document indicates for the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// `area/edition`.
    pub pack: String,
    /// The document.
    pub document: Document,
    /// What kind of answer the document gives.
    pub answer: Answer,
    /// The finding in one sentence.
    pub headline: String,
    /// The level indicated, for what was carried over: at least this one.
    pub level: Option<String>,
    /// That level in words.
    pub level_name: Option<String>,
    /// What the level covers on the common yardstick: universal, early-help, targeted, statutory.
    pub bands: Vec<&'static str>,
    /// The highest sub-level reached.
    pub sublevel: Option<String>,
    /// Sections of the Children Act 1989.
    pub statutory: Vec<String>,
    /// Whether every concern and situation was carried over.
    pub complete: bool,
    /// What is missing from this column, in one sentence; none where it is complete.
    pub incomplete: Option<String>,
    /// The highest level among the candidates, where it is above the level indicated.
    pub could_reach: Option<Reaches>,
    /// Above everything: what to do this minute.
    pub urgent: Vec<Line>,
    /// Whom to ring now.
    pub first: Vec<ContactNow>,
    /// Facts of the case that this document's finding rests on.
    pub carried: Vec<Fact>,
    /// Facts of the case that this pack does not know.
    pub left_out: Vec<Fact>,
    /// What the reader must bear in mind.
    pub cautions: Vec<Line>,
}

/// A level that a candidate stands at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaches {
    /// Its id.
    pub level: String,
    /// In words.
    pub level_name: String,
    /// The common yardstick.
    pub bands: Vec<&'static str>,
}

/// A fact of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The case's key: `age`, `local_authority`, `answers.consent` …
    pub fact: String,
    /// What was given.
    pub given: String,
}

/// One concern or situation, followed across packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `concern` or `situation`.
    pub kind: &'static str,
    /// Its ids in the case's own pack: several where the same words were picked in several places.
    pub ids: Vec<String>,
    /// Word for word, as the case's own pack has it.
    pub text: String,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What a pack has of a concern or situation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The pack.
    pub pack: String,
    /// How it was found.
    pub how: How,
    /// What counts in this column's finding. Empty unless `how` is `own`, `id` or `words`.
    pub found: Vec<Place>,
    /// Whether what was found has the same words.
    pub same_words: bool,
    /// Statements on the same topic at the same height. They count for nothing here until someone picks them.
    pub candidates: Vec<Place>,
    /// Statements on the same topic at other heights: this document may draw the line elsewhere.
    pub elsewhere: Vec<Place>,
}

/// How a concern was found in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is the case's own pack.
    Own,
    /// By its id.
    Id,
    /// By its words.
    Words,
    /// Not itself: only others on its topic, at the same height.
    ByTopic,
    /// Not at all.
    NotListed,
}

/// Follows a case into each pack and checks it there.
///
/// `home` is the pack that the case was read for. It is put first where it is not among `packs`.
#[must_use]
pub fn compare(home: &Pack, case: &Case, packs: &[&Pack]) -> Comparison {
    let mut all: Vec<&Pack> = if packs.iter().any(|pack| pack.id == home.id) { Vec::new() } else { vec![home] };
    for pack in packs {
        if !all.iter().any(|known| known.id == pack.id) {
            all.push(pack);
        }
    }
    let concerns = concerns(home, case);
    let situations = case.ticked(home);
    let mut rows: Vec<Row> = Vec::new();
    for concern in &concerns {
        let cells = all.iter().map(|pack| concern.cell(home, pack)).collect();
        rows.push(Row { kind: "concern", ids: concern.picked.clone(), text: concern.item.text.clone(), cells });
    }
    for situation in &situations {
        let cells = all.iter().map(|pack| situation_cell(home, situation, pack)).collect();
        rows.push(Row { kind: "situation", ids: vec![situation.id.clone()], text: situation.text.clone(), cells });
    }
    let columns = all.iter().enumerate().map(|(at, pack)| column(home, case, pack, at, &rows)).collect();
    Comparison { pack: home.id.clone(), columns, rows }
}

// ---- Concerns ------------------------------------------------------------------------------------------------------

/// One statement that was picked, with all its places in its own pack.
struct Concern<'p> {
    item: &'p Item,
    /// The ids that were picked.
    picked: Vec<String>,
    /// The ids of all places where its pack prints it.
    ids: Vec<&'p str>,
    words: String,
    bands: Vec<Band>,
}

fn concerns<'p>(home: &'p Pack, case: &Case) -> Vec<Concern<'p>> {
    let mut found: Vec<Concern> = Vec::new();
    for item in case.concerns.keys().filter_map(|i| home.items.get(*i)) {
        let words = fold(&item.text);
        if let Some(known) = found.iter_mut().find(|known| known.words == words) {
            known.picked.push(item.id.clone());
            continue;
        }
        let places: Vec<&Item> = home.items.iter().filter(|other| fold(&other.text) == words).collect();
        let heights: OrderedSet<Band> = places.iter().flat_map(|place| bands(home, place.level.as_deref())).collect();
        found.push(Concern {
            item,
            picked: vec![item.id.clone()],
            ids: places.iter().map(|place| place.id.as_str()).collect(),
            bands: heights.into_entries().collect(),
            words,
        });
    }
    found
}

impl Concern<'_> {
    fn cell(&self, home: &Pack, pack: &Pack) -> Cell {
        let mut cell = Cell::new(pack);
        if pack.id == home.id {
            cell.how = How::Own;
            cell.same_words = true;
            cell.found = self.places(pack, |item| self.picked.contains(&item.id));
            return cell;
        }
        // Within an area an id never changes its meaning. Elsewhere somebody else chose it, and the topic must bear it out.
        let by_id = |item: &Item| {
            self.ids.contains(&item.id.as_str()) && (pack.area == home.area || item.topic == self.item.topic)
        };
        cell.found = self.places(pack, by_id);
        cell.how = How::Id;
        if cell.found.is_empty() {
            cell.found = self.places(pack, |item| fold(&item.text) == self.words);
            cell.how = How::Words;
        }
        if !cell.found.is_empty() {
            cell.same_words = cell.found.iter().all(|place| fold(&place.text) == self.words);
        } else {
            // An id that means something else here is a candidate too: nothing that bears its name stays hidden.
            let on_topic = |item: &Item| item.topic == self.item.topic || self.ids.contains(&item.id.as_str());
            let level = |item: &Item| bands(pack, item.level.as_deref());
            let near = |item: &Item| {
                let there = level(item);
                self.bands.is_empty() || there.iter().any(|band| self.bands.contains(band))
            };
            cell.candidates = self.places(pack, |item| on_topic(item) && near(item));
            cell.elsewhere = self.places(pack, |item| on_topic(item) && !near(item));
            cell.how = if cell.candidates.is_empty() { How::NotListed } else { How::ByTopic };
            // The likest first: a person reads them in this order.
            let told = Telling::of(&self.words);
            cell.candidates
                .sort_by_cached_key(|place| std::cmp::Reverse(Telling::of(&fold(&place.text)).likeness(&told)));
        }
        cell
    }

    fn places(&self, pack: &Pack, these: impl Fn(&Item) -> bool) -> Vec<Place> {
        pack.items.iter().filter(|item| these(item)).map(|item| Place::of(pack, item)).collect()
    }
}

impl Cell {
    fn new(pack: &Pack) -> Cell {
        Cell {
            pack: pack.id.clone(),
            how: How::NotListed,
            found: Vec::new(),
            same_words: false,
            candidates: Vec::new(),
            elsewhere: Vec::new(),
        }
    }

    fn carried(&self) -> bool {
        matches!(self.how, How::Own | How::Id | How::Words)
    }
}

// ---- Situations ----------------------------------------------------------------------------------------------------

fn situation_cell(home: &Pack, ticked: &Situation, pack: &Pack) -> Cell {
    let mut cell = Cell::new(pack);
    let places = |these: &dyn Fn(&Situation) -> bool| -> Vec<Place> {
        pack.situations.iter().filter(|other| these(other)).map(|other| place_of_situation(pack, other)).collect()
    };
    let same_id = |other: &Situation| other.id == ticked.id;
    let same_words = |other: &Situation| fold(&other.text) == fold(&ticked.text);
    cell.found = places(&same_id);
    cell.how = if pack.id == home.id { How::Own } else { How::Id };
    if cell.found.is_empty() {
        cell.found = places(&same_words);
        cell.how = How::Words;
    }
    cell.same_words = !cell.found.is_empty() && cell.found.iter().all(|place| fold(&place.text) == fold(&ticked.text));
    if cell.found.is_empty() {
        cell.candidates = places(&|other| other.topics.iter().any(|topic| ticked.topics.contains(topic)));
        cell.how = if cell.candidates.is_empty() { How::NotListed } else { How::ByTopic };
    }
    cell
}

fn place_of_situation(pack: &Pack, situation: &Situation) -> Place {
    Place {
        id: situation.id.clone(),
        text: situation.text.clone(),
        level: situation.level.clone(),
        level_name: crate::check::level_of(pack, situation.level.as_deref()),
        bands: band_names(&bands(pack, situation.level.as_deref())),
        topic: situation.topics.first().cloned().unwrap_or_default(),
        cite: situation.cite.clone(),
        preamble: None,
        uncertain: None,
    }
}

// ---- Columns -------------------------------------------------------------------------------------------------------

fn column(home: &Pack, case: &Case, pack: &Pack, at: usize, rows: &[Row]) -> Column {
    let cells: Vec<(&Row, &Cell)> = rows.iter().filter_map(|row| Some((row, row.cells.get(at)?))).collect();
    let (here, carried, left_out) = case_here(home, case, pack, &cells);
    let finding = check(pack, &here);
    let level = finding.level.as_deref().and_then(|id| pack.level(id));
    let missing = cells.iter().filter(|(_, cell)| !cell.carried()).count();
    let candidates = cells.iter().flat_map(|(_, cell)| &cell.candidates);
    let highest: Option<&Level> = candidates
        .filter_map(|place| pack.level(place.level.as_deref()?))
        .max_by_key(|level| (level.rank, level.within.is_none()));
    let could_reach = highest.filter(|highest| highest.rank > level.map_or(0, |level| level.rank)).map(|level| {
        Reaches { level: level.id.clone(), level_name: level_name(level), bands: band_names(&level.bands) }
    });
    Column {
        pack: pack.id.clone(),
        answer: finding.answer,
        headline: finding.headline,
        level_name: level.map(level_name),
        bands: level.map(|level| band_names(&level.bands)).unwrap_or_default(),
        level: finding.level,
        sublevel: finding.sublevel,
        statutory: finding.statutory,
        complete: missing == 0,
        incomplete: (missing > 0).then(|| incomplete(pack, missing, cells.len())),
        could_reach,
        urgent: finding.urgent,
        first: finding.contacts.into_iter().filter(|contact| contact.first).collect(),
        carried,
        left_out,
        cautions: finding.cautions,
        document: finding.document,
    }
}

fn incomplete(pack: &Pack, missing: usize, of: usize) -> String {
    let why = if pack.indicators {
        "What is not carried over counts for nothing here, so this document may put the case higher than shown"
    } else {
        "This document lists no statements, so it gives no level to compare"
    };
    format!("Not carried over: {missing} of {of} picked. {why}.")
}

/// The case as this pack can know it, with the facts that were carried over and those that were not.
fn case_here(home: &Pack, case: &Case, pack: &Pack, cells: &[(&Row, &Cell)]) -> (Case, Vec<Fact>, Vec<Fact>) {
    if pack.id == home.id {
        return (case.clone(), facts(case), Vec::new());
    }
    let ids = |kind: &str| -> Vec<String> {
        let of_kind = cells.iter().filter(|(row, cell)| row.kind == kind && cell.carried());
        of_kind.flat_map(|(_, cell)| &cell.found).map(|place| place.id.clone()).collect()
    };
    let local_authority = case.local_authority.as_ref().and_then(|home| lives_in(pack, home));
    let district = case.district.as_ref().filter(|id| {
        pack.districts.iter().any(|district| {
            let within = Home::Within(district.local_authority.clone());
            district.id == **id && local_authority.as_ref().is_none_or(|home| *home == within)
        })
    });
    let mut answers = OrderedMap::new();
    for (question, answer) in case.answers.iter() {
        if question == "consent" || pack.questions.iter().any(|asked| asked.id == *question) {
            answers.at(question.clone(), || answer.clone());
        }
    }
    let here = Case {
        local_authority,
        district: district.cloned(),
        age: case.age,
        send: case.send,
        when: case.when,
        concerns: ids("concern").iter().filter_map(|id| pack.item_index(id)).collect(),
        situations: ids("situation")
            .iter()
            .filter_map(|id| pack.situations.iter().position(|situation| situation.id == *id))
            .collect(),
        immediate_danger: case.immediate_danger,
        answers,
    };
    let carried = facts(&here);
    let left_out = facts(case).into_iter().filter(|fact| !carried.contains(fact)).collect();
    (here, carried, left_out)
}

/// The same local authority, where this pack knows it: as its own, or as a neighbour whose access point it prints.
fn lives_in(pack: &Pack, home: &Home) -> Option<Home> {
    let (Home::Within(id) | Home::Neighbour(id)) = home;
    if pack.local_authorities.iter().any(|authority| authority.id == *id) {
        return Some(Home::Within(id.clone()));
    }
    let neighbour = pack.contacts.iter().any(|contact| contact.neighbour.as_ref() == Some(id));
    neighbour.then(|| Home::Neighbour(id.clone()))
}

/// The facts of a case, concerns and situations aside, as the case writes them.
fn facts(case: &Case) -> Vec<Fact> {
    let yes_no = |yes: bool| if yes { "true" } else { "false" }.to_owned();
    let home = case.local_authority.as_ref().map(|(Home::Within(id) | Home::Neighbour(id))| id.clone());
    let age = case.age.map(|age| match age {
        Age::Unborn => "unborn".to_owned(),
        Age::Born { years, months: None } => words::count(years.into(), "year"),
        Age::Born { years, months: Some(months) } => {
            format!("{} {}", words::count(years.into(), "year"), words::count(months.into(), "month"))
        }
    });
    let when = case.when.map(|at| {
        let (year, month, day) = at.day.date();
        format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}", at.minute / 60, at.minute % 60)
    });
    let given = [
        ("local_authority", home),
        ("district", case.district.clone()),
        ("age", age),
        ("send", case.send.map(yes_no)),
        ("when", when),
        ("immediate_danger", case.immediate_danger.map(yes_no)),
    ];
    let answers = case
        .answers
        .iter()
        .map(|(question, answer)| Fact { fact: format!("answers.{question}"), given: answer.clone() });
    given
        .into_iter()
        .filter_map(|(fact, given)| Some(Fact { fact: fact.to_owned(), given: given? }))
        .chain(answers)
        .collect()
}

// ---- Shapes --------------------------------------------------------------------------------------------------------

impl Comparison {
    /// The canonical JSON of this comparison, on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        written(self)
    }
}

to_json!(Comparison { pack, columns, rows });
to_json!(Column {
    pack,
    document,
    answer,
    headline,
    level,
    level_name,
    bands,
    sublevel,
    statutory,
    complete,
    incomplete,
    could_reach,
    urgent,
    first,
    carried,
    left_out,
    cautions
});
to_json!(Reaches { level, level_name, bands });
to_json!(Fact { fact, given });
to_json!(Row { kind, ids, text, cells });
to_json!(Cell { pack, how, found, same_words, candidates, elsewhere });

words_to_json!(How { Own => "own", Id => "id", Words => "words", ByTopic => "by_topic", NotListed => "not_listed" });
