//! What one pack says and another does not: two editions of a document, or the documents of two areas.
//!
//! Statements pair by id, then by their words; nothing pairs by likeness. What only looks alike is named beside a statement
//! that was added or removed, as a question for a person. The difference of `b` and `a` mirrors that of `a` and `b`.
//! Sees two packs only: no files, no clock, no earlier difference.

use crate::json::{ToJson, to_json, written};
use crate::ordered::OrderedSet;
use crate::pack::{Band, Contact, Item, Level, Pack, Status, fold};

/// What changed from one pack to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diff {
    /// The pack that was read first.
    pub from: Edition,
    /// The pack that it is compared with.
    pub to: Edition,
    /// How many statements stand in both with the same words at the same level.
    pub unchanged: usize,
    /// Statements of `to` alone.
    pub added: Vec<Alone>,
    /// Statements of `from` alone.
    pub removed: Vec<Alone>,
    /// Statements in both, in other words. One that moved level too stands in both lists.
    pub reworded: Vec<Reworded>,
    /// Statements in both, at another level.
    pub moved: Vec<Moved>,
    /// Statements whose words are the same but for case, punctuation or spacing.
    pub punctuation: Vec<Reworded>,
    /// Levels that differ, and how.
    pub levels: Vec<LevelChange>,
    /// Contacts that differ, and how.
    pub contacts: Contacts,
}

/// One of the two packs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// `area/edition`.
    pub id: String,
    /// Document and date, as in citations.
    pub document: String,
    /// current, superseded or draft.
    pub status: Status,
    /// How many statements it holds.
    pub statements: usize,
}

/// A statement where it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The statement's id.
    pub id: String,
    /// The statement, word for word.
    pub text: String,
    /// Its level's own id; none for lists that the document ties to no level.
    pub level: Option<String>,
    /// Its level in words.
    pub level_name: String,
    /// What its level covers on the common yardstick: universal, early-help, targeted, statutory.
    pub bands: Vec<&'static str>,
    /// Its topic's id.
    pub topic: String,
    /// Document, edition and section.
    pub cite: String,
    /// Words that stand before its list in the document and govern it.
    pub preamble: Option<String>,
    /// What is uncertain in the source's layout.
    pub uncertain: Option<String>,
}

/// A statement that stands in one pack alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alone {
    /// The statement.
    pub statement: Place,
    /// Where the other pack prints the same statement, paired with another place of this one: it was not lost, it is
    /// printed less often.
    pub still_at: Vec<Place>,
    /// Statements that stand in the other pack alone, in much the same words, the likest first. They may be the same
    /// statement, or not: nobody has said so.
    pub perhaps: Vec<Place>,
}

/// A statement in other words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reworded {
    /// How the two were paired: `id` or `words`.
    pub by: &'static str,
    /// Before.
    pub from: Place,
    /// After.
    pub to: Place,
}

/// A statement at another level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moved {
    /// How the two were paired: `id` or `words`.
    pub by: &'static str,
    /// `up`, `down`; `across` between levels of one height; `narrower` where a level that covered several bands gave way to
    /// a level of one of them, `wider` the other way round; `given-level`, `lost-level` where a list was tied to no level.
    pub direction: &'static str,
    /// Before.
    pub from: Place,
    /// After.
    pub to: Place,
}

/// How a level differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelChange {
    /// The level before; none where it is new.
    pub from: Option<LevelPlace>,
    /// The level after; none where it is gone.
    pub to: Option<LevelPlace>,
    /// Definitions of `to` alone, word for word.
    pub added: Vec<String>,
    /// Definitions of `from` alone, word for word.
    pub removed: Vec<String>,
}

/// A level, as a difference names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LevelPlace {
    /// Its id.
    pub id: String,
    /// Its name, as the source says it.
    pub name: String,
    /// The common yardstick.
    pub bands: Vec<&'static str>,
    /// Sections of the Children Act 1989.
    pub statutory: Vec<String>,
}

/// How contacts differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    /// Contacts of `to` alone.
    pub added: Vec<Reach>,
    /// Contacts of `from` alone.
    pub removed: Vec<Reach>,
    /// Contacts in both whose name, number, address or hours differ.
    pub changed: Vec<ContactChange>,
}

/// How someone can be reached.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reach {
    /// The contact's id.
    pub id: String,
    /// The source's name.
    pub name: String,
    /// Telephone numbers, as printed.
    pub phone: Vec<String>,
    /// Numbers that cannot be right as printed.
    pub phone_faulty: Vec<String>,
    /// E-mail addresses.
    pub email: Vec<String>,
    /// Web addresses.
    pub web: Vec<String>,
    /// Weekly hours, in words; none where the document does not state them.
    pub hours: Option<String>,
    /// Where the number comes from, when the document does not print it.
    pub borrowed_from: Option<String>,
    /// Document, edition and section.
    pub cite: String,
}

/// A contact whose particulars differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContactChange {
    /// What differs: `name`, `phone`, `phone_faulty`, `email`, `web`, `hours`, `borrowed_from`.
    pub what: Vec<&'static str>,
    /// Before.
    pub from: Reach,
    /// After.
    pub to: Reach,
}

/// What changed from one pack to another. A pack against itself finds nothing.
#[must_use]
pub fn diff(from: &Pack, to: &Pack) -> Diff {
    let pairs = pair(from, to);
    let place_from = |i: usize| Place::of(from, &from.items[i]);
    let place_to = |i: usize| Place::of(to, &to.items[i]);
    let (mut reworded, mut moved, mut punctuation) = (Vec::new(), Vec::new(), Vec::new());
    let mut unchanged = 0;
    for pair in &pairs {
        let (before, after) = (&from.items[pair.from], &to.items[pair.to]);
        let by = pair.by();
        let changed = || Reworded { by, from: place_from(pair.from), to: place_to(pair.to) };
        let direction = direction(from, before.level.as_deref(), to, after.level.as_deref());
        let same_words = fold(&before.text) == fold(&after.text);
        if !same_words {
            reworded.push(changed());
        } else if before.text != after.text {
            punctuation.push(changed());
        }
        if let Some(direction) = direction {
            moved.push(Moved { by, direction, from: place_from(pair.from), to: place_to(pair.to) });
        }
        if same_words && direction.is_none() {
            unchanged += 1;
        }
    }
    Diff {
        from: Edition::of(from),
        to: Edition::of(to),
        unchanged,
        added: alone(to, from, &pairs.iter().map(|pair| (pair.to, pair.from)).collect::<Vec<_>>()),
        removed: alone(from, to, &pairs.iter().map(|pair| (pair.from, pair.to)).collect::<Vec<_>>()),
        reworded,
        moved,
        punctuation,
        levels: levels(from, to),
        contacts: contacts(from, to),
    }
}

// ---- Statements ----------------------------------------------------------------------------------------------------

/// Two statements that are one.
struct Pair {
    from: usize,
    to: usize,
    by_id: bool,
}

impl Pair {
    fn by(&self) -> &'static str {
        if self.by_id { "id" } else { "words" }
    }
}

/// Pairs statements, each with at most one: by id first, then by words. Of several places of one statement, those at the
/// nearest levels belong together.
fn pair(from: &Pack, to: &Pack) -> Vec<Pair> {
    let (of_from, of_to) = (Printed::all(from), Printed::all(to));
    let mut candidates = Vec::new();
    for (i, before) in of_from.iter().enumerate() {
        for (j, after) in of_to.iter().enumerate() {
            let same_id = before.id == after.id;
            let by_id = before.ids.iter().any(|id| after.ids.contains(id));
            if !by_id && before.words != after.words {
                continue;
            }
            // Where both print a statement under exactly the same ids, each id is its own place.
            let own_place = same_id && before.ids == after.ids;
            let far = distance(&before.bands, &after.bands);
            // No two candidates that share a statement are equal, so the order, and with it the mirror, is certain.
            candidates.push((!own_place, !by_id, far, !same_id, before.words != after.words, i + j, i, j));
        }
    }
    candidates.sort_unstable();
    let (mut used_from, mut used_to) = (OrderedSet::new(), OrderedSet::new());
    let mut pairs = Vec::new();
    for (_, not_by_id, _, _, _, _, i, j) in candidates {
        if !used_from.has(&i) && !used_to.has(&j) {
            used_from.add(i);
            used_to.add(j);
            pairs.push(Pair { from: i, to: j, by_id: !not_by_id });
        }
    }
    pairs.sort_unstable_by_key(|pair| (pair.from, pair.to));
    pairs
}

/// One place of a statement, as pairing sees it.
struct Printed<'p> {
    id: &'p str,
    words: String,
    bands: Vec<Band>,
    /// The ids of all its places, in order.
    ids: Vec<&'p str>,
}

impl<'p> Printed<'p> {
    fn all(pack: &'p Pack) -> Vec<Printed<'p>> {
        let words: Vec<String> = pack.items.iter().map(|item| fold(&item.text)).collect();
        pack.items
            .iter()
            .zip(&words)
            .map(|(item, own)| {
                let same = pack.items.iter().zip(&words).filter(|(_, words)| *words == own);
                let mut ids: Vec<&str> = same.map(|(item, _)| item.id.as_str()).collect();
                ids.sort_unstable();
                Printed { id: &item.id, words: own.clone(), bands: bands(pack, item.level.as_deref()), ids }
            })
            .collect()
    }
}

/// The statements of a pack that are in no pair.
fn alone(pack: &Pack, other: &Pack, pairs: &[(usize, usize)]) -> Vec<Alone> {
    let paired: OrderedSet<usize> = pairs.iter().map(|(own, _)| *own).collect();
    let paired_there: OrderedSet<usize> = pairs.iter().map(|(_, other)| *other).collect();
    let words: Vec<String> = pack.items.iter().map(|item| fold(&item.text)).collect();
    let telling = |item: &Item| Telling::of(&fold(&item.text));
    let telling_there: Vec<Telling> = other.items.iter().map(telling).collect();
    (0..pack.items.len())
        .filter(|i| !paired.has(i))
        .map(|i| {
            let item = &pack.items[i];
            let told = telling(item);
            let still_at: Vec<Place> = pairs
                .iter()
                .filter(|(own, _)| words[*own] == words[i])
                .map(|(_, there)| Place::of(other, &other.items[*there]))
                .collect();
            let mut perhaps: Vec<(std::cmp::Reverse<usize>, usize)> = (0..other.items.len())
                .filter(|j| !paired_there.has(j))
                .map(|j| (std::cmp::Reverse(told.likeness(&telling_there[j])), j))
                .filter(|(likeness, _)| likeness.0 >= ALIKE)
                .collect();
            perhaps.sort_unstable();
            Alone {
                statement: Place::of(pack, item),
                still_at,
                perhaps: perhaps.into_iter().map(|(_, j)| Place::of(other, &other.items[j])).collect(),
            }
        })
        .collect()
}

/// From this share of common words, in hundredths, two statements look alike.
const ALIKE: usize = 50;
/// Words that stand in half of all statements and say nothing of any one.
const COMMON: [&str; 10] = ["and", "for", "the", "with", "child", "children", "parent", "parents", "carer", "carers"];

/// The telling words of a statement.
pub(crate) struct Telling(OrderedSet<String>);

impl Telling {
    /// The telling words of a folded statement.
    pub(crate) fn of(folded: &str) -> Telling {
        let words = folded.split(|c: char| !c.is_alphanumeric());
        Telling(words.filter(|word| word.len() > 2 && !COMMON.contains(word)).map(str::to_owned).collect())
    }

    /// How many of the words of two statements are common to both, in hundredths.
    pub(crate) fn likeness(&self, other: &Telling) -> usize {
        let common = self.0.keys().filter(|word| other.0.has(word)).count();
        (200 * common).checked_div(self.0.len() + other.0.len()).unwrap_or(0)
    }
}

// ---- Levels --------------------------------------------------------------------------------------------------------

/// The bands of a level; none where a statement has no level.
pub(crate) fn bands(pack: &Pack, level: Option<&str>) -> Vec<Band> {
    level.and_then(|id| pack.level(id)).map(|level| level.bands.clone()).unwrap_or_default()
}

/// The stable name of a band.
pub(crate) fn band_name(band: Band) -> &'static str {
    match band {
        Band::Universal => "universal",
        Band::EarlyHelp => "early-help",
        Band::Targeted => "targeted",
        Band::Statutory => "statutory",
    }
}

/// The stable names of bands.
pub(crate) fn band_names(bands: &[Band]) -> Vec<&'static str> {
    bands.iter().map(|band| band_name(*band)).collect()
}

fn height(band: Band) -> i32 {
    match band {
        Band::Universal => 1,
        Band::EarlyHelp => 2,
        Band::Targeted => 3,
        Band::Statutory => 4,
    }
}

/// How far apart two levels are on the common yardstick. A level is far from none at all.
fn distance(a: &[Band], b: &[Band]) -> i32 {
    if a.is_empty() && b.is_empty() {
        return 0;
    }
    let gaps = a.iter().flat_map(|one| b.iter().map(|other| (height(*one) - height(*other)).abs()));
    // Bands that overlap are near, bands that are the same are nearest.
    gaps.min().map_or(99, |gap| 2 * gap + i32::from(a != b))
}

/// Which way a statement moved; none where it stayed.
fn direction(from: &Pack, before: Option<&str>, to: &Pack, after: Option<&str>) -> Option<&'static str> {
    let (before, after) = match (before, after) {
        (None, None) => return None,
        (None, Some(_)) => return Some("given-level"),
        (Some(_), None) => return Some("lost-level"),
        (Some(before), Some(after)) => (from.level(before)?, to.level(after)?),
    };
    let ends = |level: &Level| {
        let heights = level.bands.iter().map(|band| height(*band));
        (heights.clone().min().unwrap_or(0), heights.max().unwrap_or(0))
    };
    let (low, high) = ends(before);
    let (low_after, high_after) = ends(after);
    // Packs that know each other's levels name them alike, and rank tells what bands do not.
    let alike = from.level(&after.id).is_some() && to.level(&before.id).is_some();
    if before.id == after.id && before.bands == after.bands {
        None
    } else if low_after > high || (alike && after.rank > before.rank) {
        Some("up")
    } else if high_after < low || (alike && after.rank < before.rank) {
        Some("down")
    } else if before.bands == after.bands {
        (alike || before.within.is_some() || after.within.is_some()).then_some("across")
    } else if low_after >= low && high_after <= high {
        Some("narrower")
    } else if low_after <= low && high_after >= high {
        Some("wider")
    } else if low_after > low {
        Some("up")
    } else {
        Some("down")
    }
}

fn levels(from: &Pack, to: &Pack) -> Vec<LevelChange> {
    let pairs = pair_up(
        &from.levels,
        &to.levels,
        |a, b| a.id == b.id,
        |a, b| a.bands.first() == b.bands.first() && a.within.is_none() && b.within.is_none(),
    );
    let only = |own: &Level, other: Option<&Level>| -> Vec<String> {
        let known: Vec<String> =
            other.into_iter().flat_map(|level| &level.definitions).map(|definition| fold(&definition.text)).collect();
        own.definitions
            .iter()
            .filter(|definition| !known.contains(&fold(&definition.text)))
            .map(|definition| definition.text.clone())
            .collect()
    };
    let mut changes = Vec::new();
    for (before, after) in pairs {
        let change = LevelChange {
            from: before.map(LevelPlace::of),
            to: after.map(LevelPlace::of),
            added: after.map(|level| only(level, before)).unwrap_or_default(),
            removed: before.map(|level| only(level, after)).unwrap_or_default(),
        };
        if change.from != change.to || !change.added.is_empty() || !change.removed.is_empty() {
            changes.push(change);
        }
    }
    changes
}

/// Pairs two short lists: first by one likeness, then by another, each entry with at most one; those left over stand alone.
fn pair_up<'a, T>(
    from: &'a [T],
    to: &'a [T],
    first: impl Fn(&T, &T) -> bool,
    then: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut partner: Vec<Option<usize>> = vec![None; from.len()];
    let mut used = OrderedSet::new();
    for alike in [&first as &dyn Fn(&T, &T) -> bool, &then] {
        for (i, before) in from.iter().enumerate() {
            if partner[i].is_none()
                && let Some(j) = (0..to.len()).find(|j| !used.has(j) && alike(before, &to[*j]))
            {
                partner[i] = Some(j);
                used.add(j);
            }
        }
    }
    let both = from.iter().enumerate().map(|(i, before)| (Some(before), partner[i].map(|j| &to[j])));
    let new = (0..to.len()).filter(|j| !used.has(j)).map(|j| (None, Some(&to[j])));
    both.chain(new).collect()
}

// ---- Contacts ------------------------------------------------------------------------------------------------------

fn contacts(from: &Pack, to: &Pack) -> Contacts {
    let mut found = Contacts { added: Vec::new(), removed: Vec::new(), changed: Vec::new() };
    // A name says who it is only where each pack gives it once, or where the same local authorities go with it.
    let once = |pack: &Pack, name: &str| pack.contacts.iter().filter(|other| fold(&other.name) == name).count() == 1;
    let same_name = |a: &Contact, b: &Contact| {
        let name = fold(&a.name);
        let one_each = once(from, &name) && once(to, &name);
        let same_home = !a.local_authorities.is_empty() && a.local_authorities == b.local_authorities;
        name == fold(&b.name) && (one_each || same_home)
    };
    for (before, after) in pair_up(&from.contacts, &to.contacts, |a, b| a.id == b.id, same_name) {
        match (before.map(|contact| Reach::of(from, contact)), after.map(|contact| Reach::of(to, contact))) {
            (Some(before), Some(after)) => {
                let what = before.differs(&after);
                if !what.is_empty() {
                    found.changed.push(ContactChange { what, from: before, to: after });
                }
            }
            (Some(before), None) => found.removed.push(before),
            (None, Some(after)) => found.added.push(after),
            (None, None) => {}
        }
    }
    found
}

impl Reach {
    fn of(pack: &Pack, contact: &Contact) -> Reach {
        Reach {
            id: contact.id.clone(),
            name: contact.name.clone(),
            phone: contact.phone.clone(),
            phone_faulty: contact.phone_faulty.iter().map(|faulty| faulty.printed.clone()).collect(),
            email: contact.email.clone(),
            web: contact.web.clone(),
            hours: crate::check::hours_of(pack, contact),
            borrowed_from: contact.borrowed_from.clone(),
            cite: contact.cite.clone(),
        }
    }

    /// What differs. A number is its digits and an extension; how they are spaced is no difference.
    fn differs(&self, other: &Reach) -> Vec<&'static str> {
        let number = |text: &String| -> String { fold(text).chars().filter(|c| c.is_ascii_alphanumeric()).collect() };
        let numbers = |list: &[String]| -> OrderedSet<String> { list.iter().map(number).collect() };
        let addresses = |list: &[String]| -> OrderedSet<String> { list.iter().map(|text| fold(text)).collect() };
        [
            ("name", fold(&self.name) != fold(&other.name)),
            ("phone", numbers(&self.phone) != numbers(&other.phone)),
            ("phone_faulty", numbers(&self.phone_faulty) != numbers(&other.phone_faulty)),
            ("email", addresses(&self.email) != addresses(&other.email)),
            ("web", addresses(&self.web) != addresses(&other.web)),
            ("hours", self.hours != other.hours),
            ("borrowed_from", self.borrowed_from != other.borrowed_from),
        ]
        .into_iter()
        .filter_map(|(what, differs)| differs.then_some(what))
        .collect()
    }
}

// ---- Shapes --------------------------------------------------------------------------------------------------------

impl Edition {
    fn of(pack: &Pack) -> Edition {
        Edition {
            id: pack.id.clone(),
            document: crate::pack::cite_whole(&pack.short_title, &pack.published),
            status: pack.status,
            statements: pack.items.len(),
        }
    }
}

impl Place {
    /// Where a pack prints this statement.
    pub(crate) fn of(pack: &Pack, item: &Item) -> Place {
        let group = item.group.as_ref().and_then(|id| pack.groups.iter().find(|group| group.id == *id));
        let level_name = match (&item.level, group) {
            (None, Some(group)) => format!("No level given: {}", group.name),
            (level, _) => crate::check::level_of(pack, level.as_deref()),
        };
        Place {
            id: item.id.clone(),
            text: item.text.clone(),
            level: item.level.clone(),
            level_name,
            bands: band_names(&bands(pack, item.level.as_deref())),
            topic: item.topic.clone(),
            cite: pack.cite(&item.place),
            preamble: item.preamble.clone(),
            uncertain: item.uncertain.clone(),
        }
    }
}

impl LevelPlace {
    fn of(level: &Level) -> LevelPlace {
        LevelPlace {
            id: level.id.clone(),
            name: crate::check::level_name(level),
            bands: band_names(&level.bands),
            statutory: level.statutory.clone(),
        }
    }
}

impl Diff {
    /// The canonical JSON of this difference, on one line.
    #[must_use]
    pub fn to_json(&self) -> String {
        written(self)
    }
}

to_json!(Diff { from, to, unchanged, added, removed, reworded, moved, punctuation, levels, contacts });
to_json!(Edition { id, document, status, statements });
to_json!(Place { id, text, level, level_name, bands, topic, cite, preamble, uncertain });
to_json!(Moved { by, direction, from, to });
to_json!(Reworded { by, from, to });
to_json!(LevelChange { from, to, added, removed });
to_json!(LevelPlace { id, name, bands, statutory });
to_json!(Contacts { added, removed, changed });
to_json!(Reach { id, name, phone, phone_faulty, email, web, hours, borrowed_from, cite });
to_json!(ContactChange { what, from, to });

impl ToJson for Alone {
    /// The statement's own keys, with what stands in the other pack beside them.
    fn to_json(&self, out: &mut String) {
        self.statement.to_json(out);
        out.pop();
        crate::json::put_key(',', "still_at", out);
        self.still_at.to_json(out);
        crate::json::put_key(',', "perhaps", out);
        self.perhaps.to_json(out);
        out.push('}');
    }
}
