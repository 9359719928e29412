//! What counts in a case, and the level that it reaches.
//!
//! A level or sub-level has a height: its place among the pack's levels. Nothing here ever takes a statement away.

use crate::case::{Age, Case, Home};
use crate::condition::{Condition, Fact, Facts, Set, Truth};
use crate::finding::Answer;
use crate::ordered::{OrderedMap, OrderedSet};
use crate::pack::{Ages, Band, Item, Level, Pack, Rule, Situation};

/// What counts, and the level reached.
pub(super) struct Weighed<'a> {
    pub(super) pack: &'a Pack,
    pub(super) case: &'a Case,
    /// Positions of the statements that count, with the reason where they were not picked.
    pub(super) counting: OrderedMap<usize, Option<String>>,
    /// The whole level reached.
    pub(super) level: Option<&'a Level>,
    /// The highest sub-level reached within it.
    pub(super) sublevel: Option<&'a Level>,
    /// Rules that act.
    pub(super) acting: Vec<&'a Rule>,
    /// Rules that wait for facts not known.
    pub(super) waiting: Vec<(&'a Rule, OrderedSet<Fact>)>,
    /// Positions of what was picked, wherever else it is printed too.
    picked: OrderedSet<usize>,
    /// Height reached, 0 for none.
    reached: usize,
    /// Rank of the lowest level.
    lowest: u8,
    /// Topics of what counts and of the situations that were ticked.
    pub(super) topics: OrderedSet<&'a str>,
    /// Every statement on those topics, in the source's order, with its position.
    pub(super) on_topic: Vec<(usize, &'a Item)>,
    /// What every citation begins with.
    prefix: String,
}

/// Weighs a case: repeats until no rule adds anything, which ends since rules only add.
pub(super) fn weigh<'a>(pack: &'a Pack, case: &'a Case) -> Weighed<'a> {
    let mut weighed = Weighed {
        pack,
        case,
        counting: OrderedMap::new(),
        level: None,
        sublevel: None,
        acting: Vec::new(),
        waiting: Vec::new(),
        picked: OrderedSet::new(),
        reached: 0,
        topics: OrderedSet::new(),
        on_topic: Vec::new(),
        prefix: pack.cite(""),
        lowest: pack.levels.iter().map(|level| level.rank).min().unwrap_or(0),
    };
    for i in case.concerns.keys() {
        weighed.picked.add_all(weighed.with_same(*i));
    }
    for i in weighed.picked.clone().into_entries() {
        let why = (!case.concerns.has(&i)).then(|| "The document prints the same words here too.".to_owned());
        weighed.counting.at(i, || why);
    }
    loop {
        weighed.settle_level();
        weighed.acting.clear();
        weighed.waiting.clear();
        for rule in &pack.rules {
            match rule.when.holds(&weighed) {
                Truth::Met => weighed.acting.push(rule),
                Truth::NotKnown(facts) => weighed.waiting.push((rule, facts)),
                Truth::NotMet => {}
            }
        }
        let before = weighed.counting.len();
        for rule in weighed.acting.clone() {
            let Some(first) = rule.because.as_ref().and_then(|id| pack.item_index(id)) else { continue };
            for i in weighed.with_same(first) {
                weighed.counting.at(i, || Some(rule.about.clone()));
            }
        }
        if weighed.counting.len() == before {
            weighed.settle_topics();
            return weighed;
        }
    }
}

impl<'a> Weighed<'a> {
    /// A citation: document, edition, section.
    pub(super) fn cite(&self, place: &str) -> String {
        [self.prefix.as_str(), place].concat()
    }

    /// A statement, and the same statement wherever else it is printed.
    fn with_same(&self, i: usize) -> Vec<usize> {
        let Some(item) = self.pack.items.get(i) else { return Vec::new() };
        item.same_as.iter().filter_map(|id| self.pack.item_index(id)).chain([i]).collect()
    }

    fn settle_level(&mut self) {
        if !self.pack.indicators {
            return;
        }
        let of_items = self.counting.keys().filter_map(|i| self.pack.items.get(*i)?.level.as_deref());
        let of_situations = self.levelled_situations().filter_map(|situation| situation.level.as_deref());
        // The whole level first, then the highest sub-level within it.
        let Some(top) =
            of_items.chain(of_situations).max_by_key(|id| (self.pack.rank(Some(id)), self.height(Some(id))))
        else {
            return;
        };
        let (level, whole) = (self.pack.level(top), self.pack.whole_level(top));
        self.reached = self.height(Some(top));
        self.level = whole;
        self.sublevel = level.filter(|level| level.within.is_some());
    }

    /// A level's place among the pack's levels, from 1; 0 for none.
    pub(super) fn height(&self, level: Option<&str>) -> usize {
        level.and_then(|id| self.pack.levels.iter().position(|level| level.id == id)).map_or(0, |position| position + 1)
    }

    /// Whether this level or sub-level is higher than what was reached.
    pub(super) fn is_higher(&self, level: Option<&str>) -> bool {
        self.height(level) > self.reached
    }

    /// Situations that were ticked and that the document gives a level.
    pub(super) fn levelled_situations(&self) -> impl Iterator<Item = &'a Situation> + use<'a> {
        let pack = self.pack;
        self.case.ticked(pack).into_iter().filter(|situation| situation.level.is_some())
    }

    pub(super) fn answer(&self) -> Answer {
        if !self.pack.indicators {
            Answer::NoIndicators
        } else if self.level.is_some() {
            Answer::Level
        } else if self.counting.is_empty() && self.case.situations.is_empty() {
            Answer::NothingListed
        } else {
            Answer::NotEnoughKnown
        }
    }

    /// Sections that the document ties to the level, and to the sub-levels of it that were reached.
    pub(super) fn statutory(&self) -> Vec<String> {
        let Some(whole) = self.level else { return Vec::new() };
        let of_items = self.counting.keys().filter_map(|i| self.pack.items.get(*i)?.level.as_deref());
        let of_situations = self.levelled_situations().filter_map(|situation| situation.level.as_deref());
        let reached: OrderedSet<&str> = of_items.chain(of_situations).chain([whole.id.as_str()]).collect();
        let mut sections = Vec::new();
        for level in self.pack.levels.iter().filter(|level| level.rank == whole.rank && reached.has(&level.id.as_str()))
        {
            for section in &level.statutory {
                if !sections.contains(section) {
                    sections.push(section.clone());
                }
            }
        }
        sections
    }

    /// Whether a statement is a strength: met by services for everyone.
    pub(super) fn is_strength(&self, item: &Item) -> bool {
        item.level.as_deref().and_then(|id| self.pack.level(id)).is_some_and(|level| level.bands == [Band::Universal])
    }

    fn settle_topics(&mut self) {
        let of_items = self.counting.keys().filter_map(|i| self.pack.items.get(*i)).map(|item| item.topic.as_str());
        let situations = self.case.ticked(self.pack);
        let of_situations = situations.iter().flat_map(|situation| &situation.topics).map(String::as_str);
        self.topics = of_items.chain(of_situations).collect();
        let topics: Vec<&str> = self.topics.keys().copied().collect();
        let on_topic = self.pack.items.iter().enumerate().filter(|(_, item)| topics.contains(&item.topic.as_str()));
        self.on_topic = on_topic.collect();
    }

    /// Whether the child lives in one of these local authorities; none where that is not known, true where there are none to
    /// choose from.
    pub(super) fn lives_in_one_of(&self, authorities: &[String]) -> Option<bool> {
        if authorities.is_empty() {
            return Some(true);
        }
        match &self.case.local_authority {
            None => None,
            Some(Home::Within(authority)) => Some(authorities.contains(authority)),
            Some(Home::Neighbour(_)) => Some(false),
        }
    }

    fn picked_items(&self) -> impl Iterator<Item = &'a Item> + use<'a, '_> {
        self.picked.keys().filter_map(|i| self.pack.items.get(*i))
    }

    /// Concerns above the universal level, and those of lists without a level.
    fn concerns(&self) -> impl Iterator<Item = &'a Item> + use<'a, '_> {
        self.picked_items().filter(|item| item.level.is_none() || self.pack.rank(item.level.as_deref()) > self.lowest)
    }
}

fn in_set(set: &Set, item: &Item) -> bool {
    let has = |list: &[String], value: Option<&String>| value.is_some_and(|value| list.contains(value));
    set.concerns.contains(&item.id)
        || set.topics.contains(&item.topic)
        || has(&set.groups, item.group.as_ref())
        || has(&set.levels, item.level.as_ref())
        || has(&set.domains, item.domain.as_ref())
}

/// The id that stands for a statement wherever it is printed.
fn first_print(item: &Item) -> &str {
    item.same_as.iter().map(String::as_str).chain([item.id.as_str()]).min().unwrap_or(&item.id)
}

/// Whether an age lies in a span; an unborn child is below every age.
pub(super) fn age_in(ages: &Ages, age: Age) -> bool {
    match age {
        Age::Unborn => ages.unborn || (ages.from.is_none() && ages.to.is_some()),
        Age::Born { years, .. } => {
            !ages.unborn && ages.from.is_none_or(|from| from <= years) && ages.to.is_none_or(|to| years <= to)
        }
    }
}

fn known<T>(value: Option<T>, fact: Fact, is_met: impl Fn(T) -> bool) -> Truth {
    match value {
        None => Truth::NotKnown([fact].into_iter().collect()),
        Some(value) => met(is_met(value)),
    }
}

fn met(yes: bool) -> Truth {
    if yes { Truth::Met } else { Truth::NotMet }
}

impl Facts for Weighed<'_> {
    fn truth(&self, condition: &Condition) -> Truth {
        let case = self.case;
        match condition {
            Condition::Concern(id) => met(self.picked_items().any(|item| item.id == *id)),
            Condition::Topic(id) => met(self.concerns().any(|item| item.topic == *id)),
            Condition::Group(id) => met(self.picked_items().any(|item| item.group.as_ref() == Some(id))),
            Condition::Level(id) => met(self.reaches(id)),
            Condition::Situation(id) => met(case.ticked(self.pack).into_iter().any(|situation| situation.id == *id)),
            Condition::Age(ages) => known(case.age, Fact::Age, |age| age_in(ages, age)),
            Condition::Answer(wanted) => {
                let mut missing = OrderedSet::new();
                for (question, answer) in wanted.iter() {
                    match case.answers.get(question) {
                        None => {
                            missing.add(Fact::Answer(question.clone()));
                        }
                        Some(given) if given == answer => {}
                        Some(_) => return Truth::NotMet,
                    }
                }
                if missing.is_empty() { Truth::Met } else { Truth::NotKnown(missing) }
            }
            Condition::Send(wanted) => known(case.send, Fact::Send, |send| send == *wanted),
            Condition::LocalAuthority(id) => {
                known(case.local_authority.as_ref(), Fact::LocalAuthority, |home| *home == Home::Within(id.clone()))
            }
            Condition::District(id) => known(case.district.as_ref(), Fact::District, |district| district == id),
            Condition::ImmediateDanger(wanted) => {
                known(case.immediate_danger, Fact::ImmediateDanger, |danger| danger == *wanted)
            }
            Condition::AtLeast { n, of } => {
                // A statement that the document prints twice is one concern.
                let different: OrderedSet<&str> =
                    self.concerns().filter(|item| in_set(of, item)).map(first_print).collect();
                met(different.len() >= usize::from(*n))
            }
            Condition::Only(set) => {
                let mut concerns = self.concerns().peekable();
                let others =
                    self.case.ticked(self.pack).iter().any(|situation| !set.situations.contains(&situation.id));
                if concerns.peek().is_none() || others || !concerns.all(|item| in_set(set, item)) {
                    return Truth::NotMet;
                }
                // Danger would be one thing more; while it is not known, nobody can say that this is all.
                known(case.immediate_danger, Fact::ImmediateDanger, |danger| !danger)
            }
            // `holds` has taken these apart.
            Condition::All(_) | Condition::Any(_) | Condition::Not(_) => Truth::NotMet,
        }
    }
}

impl Weighed<'_> {
    /// Whether the level indicated is this one or higher. A whole level counts whichever of its sub-levels was reached.
    fn reaches(&self, id: &str) -> bool {
        let Some(level) = self.pack.level(id) else { return false };
        let rank = self.level.map_or(0, |level| level.rank);
        if level.within.is_none() {
            self.level.is_some() && rank >= level.rank
        } else {
            rank > level.rank || self.reached >= self.height(Some(id))
        }
    }
}
