//! Whom to ring now, what to do, by when and with what consent.

use crate::case::Home;
use crate::condition::{Fact, Truth};
use crate::finding::{ContactNow, Line, Step};
use crate::hours::{Now, Opening};
use crate::ordered::{OrderedSet, keep_first, sort_down};
use crate::overlay::{LEAD, Local};
use crate::pack::{Band, Contact, Level, Pack, PackStep, Route};
use crate::words;

use super::STANDING;
use super::open;
use super::weigh::Weighed;

/// The routes that a case takes, and whom they lead to.
pub(super) struct Taken<'a> {
    /// Routes taken: those of the highest level first.
    pub(super) routes: Vec<&'a Route>,
    /// Routes that wait for facts not known.
    pub(super) waiting: Vec<(&'a Route, OrderedSet<Fact>)>,
    /// Whom to contact; those to ring now come first.
    pub(super) contacts: Vec<ContactNow>,
    /// Contacts that would be rung but are closed, with no one in their place.
    pub(super) closed: Vec<(&'a Contact, &'a Route)>,
    /// Whom the highest level rings, and who answers in their place.
    top: Vec<&'a str>,
}

/// Takes the routes of the level, of the situations, and in immediate danger those of the highest level.
pub(super) fn take<'a>(weighed: &Weighed<'a>) -> Taken<'a> {
    let mut taken = Taken {
        routes: Vec::new(),
        waiting: Vec::new(),
        contacts: Vec::new(),
        closed: Vec::new(),
        top: at_top(weighed),
    };
    let danger = weighed.case.immediate_danger == Some(true);
    let top = top_level(weighed);
    let level = weighed.level.map(|level| level.id.as_str());
    let sublevel = weighed.sublevel.map(|level| level.id.as_str());
    let no_level = weighed.level.is_none();
    // In immediate danger the routes of the highest level come first, and only they are to be rung.
    let danger_level = top.filter(|_| danger).map(|top| top.id.as_str());
    let stages: [Vec<&str>; 2] = [
        danger_level.into_iter().collect(),
        [sublevel, level, no_level.then_some("none")].into_iter().flatten().collect(),
    ];
    let mut ring = Ring::new(weighed);
    for rule in &weighed.acting {
        for id in &rule.first {
            ring.add(id, true, None);
        }
    }
    for levels in &stages {
        for route in
            weighed.pack.routes.iter().filter(|route| route.levels.iter().any(|id| levels.contains(&id.as_str())))
        {
            take_route(weighed, route, &mut taken);
        }
    }
    let ticked: Vec<&str> = weighed.case.ticked(weighed.pack).iter().map(|situation| situation.id.as_str()).collect();
    for route in
        weighed.pack.routes.iter().filter(|route| route.situations.iter().any(|id| ticked.contains(&id.as_str())))
    {
        take_route(weighed, route, &mut taken);
    }
    let only_rules = weighed.acting.iter().any(|rule| rule.first_instead);
    let mut closed_ones = Vec::new();
    // Whom the highest level rings stands ahead of what can wait, whichever route leads there.
    for at_top in [true, false] {
        for route in taken.routes.iter().filter(|route| route.contacts.iter().any(|id| taken.is_at_top(id)) == at_top) {
            let of_danger = danger_level.is_some_and(|id| route.levels.iter().any(|level| level == id));
            let first = !only_rules && (danger_level.is_none() || of_danger);
            for id in &route.contacts {
                if let Some(closed) = ring.add(id, first, Some(route)) {
                    closed_ones.push((closed, *route));
                }
            }
        }
    }
    taken.closed = closed_ones;
    for id in
        weighed.acting.iter().flat_map(|rule| &rule.contacts).chain(taken.routes.iter().flat_map(|route| &route.also))
    {
        ring.add(id, false, None);
    }
    // With no level, the doors of the document are shown all the same: for advice, and should the worry grow.
    if no_level {
        for id in doors(weighed) {
            ring.add(id, false, None);
        }
    }
    if let Some(local) = &weighed.pack.local {
        ring.add_local(local);
    }
    taken.contacts = ring.finish();
    taken
}

impl Taken<'_> {
    /// Whether a contact is one that the highest level rings, or who answers in the place of such a one.
    pub(super) fn is_at_top(&self, id: &str) -> bool {
        self.top.contains(&id)
    }
}

/// Whom the highest level rings, and who answers in their place.
fn at_top<'a>(weighed: &Weighed<'a>) -> Vec<&'a str> {
    let mut ids = Vec::new();
    let Some(top) = top_level(weighed) else { return ids };
    for route in weighed.pack.routes.iter().filter(|route| route.levels.contains(&top.id)) {
        for id in &route.contacts {
            ids.push(id.as_str());
            for other in weighed.pack.contact(id).map_or(&[][..], |contact| &contact.outside) {
                ids.push(other.as_str());
            }
        }
    }
    ids
}

fn take_route<'a>(weighed: &Weighed<'a>, route: &'a Route, taken: &mut Taken<'a>) {
    if taken.routes.iter().any(|other| other.id == route.id)
        || taken.waiting.iter().any(|(other, _)| other.id == route.id)
    {
        return;
    }
    match route.when.as_ref().map_or(Truth::Met, |when| when.holds(weighed)) {
        Truth::Met => taken.routes.push(route),
        Truth::NotKnown(facts) => taken.waiting.push((route, facts)),
        Truth::NotMet => {}
    }
}

/// What the routes of one situation say, and whom they name.
pub(super) fn of_situation(weighed: &Weighed, id: &str) -> (Vec<Step>, Vec<ContactNow>) {
    let mut steps = Vec::new();
    let mut ring = Ring::new(weighed);
    for route in weighed.pack.routes.iter().filter(|route| route.situations.iter().any(|other| other == id)) {
        if !matches!(route.when.as_ref().map_or(Truth::Met, |when| when.holds(weighed)), Truth::Met) {
            continue;
        }
        for contact in route.contacts.iter().chain(&route.also) {
            ring.add(contact, false, Some(route));
        }
        steps.extend(route.steps.iter().map(|step| said(weighed, step)));
    }
    (steps, ring.finish())
}

/// The highest whole level.
fn top_level<'a>(weighed: &Weighed<'a>) -> Option<&'a Level> {
    weighed.pack.levels.iter().filter(|level| level.within.is_none()).max_by_key(|level| level.rank)
}

/// Contacts of the routes above the universal level, lowest level first.
fn doors<'a>(weighed: &Weighed<'a>) -> Vec<&'a str> {
    let mut doors = Vec::new();
    for level in weighed.pack.levels.iter().filter(|level| level.within.is_none() && level.bands != [Band::Universal]) {
        for route in weighed.pack.routes.iter().filter(|route| route.levels.contains(&level.id)) {
            doors.extend(route.contacts.iter().map(String::as_str));
        }
    }
    doors
}

/// Collects contacts, each once, with who answers now.
struct Ring<'a, 'b> {
    weighed: &'b Weighed<'a>,
    found: Vec<(&'a Contact, Now, bool)>,
    neighbour: bool,
}

impl<'a, 'b> Ring<'a, 'b> {
    fn new(weighed: &'b Weighed<'a>) -> Self {
        let mut ring = Ring { weighed, found: Vec::new(), neighbour: false };
        if let Some(Home::Neighbour(home)) = &weighed.case.local_authority {
            let pack = weighed.pack;
            for contact in pack.contacts.iter().filter(|contact| contact.neighbour.as_ref() == Some(home)) {
                let now = open::now(pack, contact, weighed.case);
                ring.found.push((contact, now, true));
            }
            ring.neighbour = true;
        }
        ring
    }

    /// Adds a contact. Where it is to be rung but is closed and no one answers in its place, returns it.
    fn add(&mut self, id: &str, first: bool, route: Option<&Route>) -> Option<&'a Contact> {
        let (pack, case) = (self.weighed.pack, self.weighed.case);
        let contact = pack.contact(id)?;
        let district_fits = contact.districts.is_empty()
            || case.district.as_ref().is_none_or(|district| contact.districts.contains(district));
        if self.weighed.lives_in_one_of(&contact.local_authorities) == Some(false) || !district_fits {
            return None;
        }
        // The child's home address decides: with a neighbour's child nobody here is rung first.
        let first = first && !self.neighbour;
        let now = open::now(pack, contact, case);
        self.put(contact, now, first && !matches!(now, Now::Closed(_)));
        let mut answered = false;
        for other in contact.outside.iter().filter_map(|id| pack.contact(id)) {
            // An emergency team is for the statutory level and for emergencies alone.
            let allowed = !other.emergency || route.is_none_or(|route| self.may_go_to_emergency(route));
            if !allowed {
                continue;
            }
            let other_now = open::now(pack, other, case);
            let steps_in = !matches!(now, Now::Open(_)) && !matches!(other_now, Now::Closed(_));
            answered |= steps_in;
            self.put(other, other_now, first && steps_in);
        }
        let closed = matches!(now, Now::Closed(_)) && !answered;
        (first && closed).then_some(contact)
    }

    /// Adds a school's own contacts: its lead ahead of all that need not be rung now, the others last. None of them ever
    /// stands in the place of whom the document says to ring.
    fn add_local(&mut self, local: &Local) {
        let (pack, case) = (self.weighed.pack, self.weighed.case);
        for contact in local.added.iter().filter_map(|id| pack.contact(id)) {
            let place = if contact.id == LEAD { 0 } else { self.found.len() };
            self.found.insert(place, (contact, open::now(pack, contact, case), false));
        }
    }

    fn may_go_to_emergency(&self, route: &Route) -> bool {
        let statutory =
            |id: &String| self.weighed.pack.level(id).is_some_and(|level| level.bands.contains(&Band::Statutory));
        !route.situations.is_empty()
            || route.levels.iter().any(statutory)
            || self.weighed.case.immediate_danger == Some(true)
    }

    fn put(&mut self, contact: &'a Contact, now: Now, first: bool) {
        match self.found.iter_mut().find(|(known, _, _)| known.id == contact.id) {
            Some(known) => known.2 |= first,
            None => self.found.push((contact, now, first)),
        }
    }

    fn finish(mut self) -> Vec<ContactNow> {
        // Stable: the order in which routes named them stays, those to ring now ahead.
        sort_down(&mut self.found, |(_, _, first)| *first);
        self.found.iter().map(|(contact, now, first)| self.shown(contact, *now, *first)).collect()
    }

    fn shown(&self, contact: &Contact, now: Now, first: bool) -> ContactNow {
        let (pack, at) = (self.weighed.pack, self.weighed.case.when);
        let (open, closes, next_opens) = match now {
            Now::NotKnown => (None, None, None),
            Now::Open(until) => (Some(true), until, None),
            Now::Closed(until) => (Some(false), None, until),
        };
        ContactNow {
            id: contact.id.clone(),
            name: contact.name.clone(),
            purpose: contact.purpose.clone(),
            phone: contact.phone.clone(),
            phone_faulty: contact.phone_faulty.clone(),
            email: contact.email.clone(),
            web: contact.web.clone(),
            open,
            closes: closes.map(|time| time.iso()),
            next_opens: next_opens.map(|time| time.iso()),
            status: open::status(pack, contact, now, at),
            hours: open::hours(pack, contact),
            first,
            card: None,
            borrowed_from: contact.borrowed_from.clone(),
            cite: contact.cite.clone(),
        }
    }
}

/// What to do this minute.
pub(super) fn urgent(weighed: &Weighed) -> Vec<Line> {
    let pack = weighed.pack;
    let mut urgent = Vec::new();
    if weighed.case.immediate_danger == Some(true) {
        urgent.push(match &pack.immediate_danger {
            Some(said) => Line { text: format!("Call 999 now. {}", said.text), cite: weighed.cite(&said.place) },
            None => Line {
                text: "Call 999 now: someone is in immediate danger. Do not wait for anything else on this page."
                    .into(),
                cite: STANDING.into(),
            },
        });
    }
    for rule in &weighed.acting {
        urgent.extend(rule.urgent.iter().map(|text| Line { text: text.clone(), cite: weighed.cite(&rule.place) }));
    }
    urgent
}

/// What to do, in order.
pub(super) fn steps(weighed: &Weighed, taken: &Taken) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    steps.extend(elsewhere(weighed, taken));
    steps.extend(lead(weighed));
    if weighed.level.is_none() {
        steps.push(no_level_step(weighed));
    }
    for route in &taken.routes {
        for (contact, _) in taken.closed.iter().filter(|(_, of)| of.id == route.id) {
            steps.push(until_open(weighed, contact, route));
        }
        steps.extend(route.steps.iter().map(|step| said(weighed, step)));
    }
    for rule in &weighed.acting {
        steps.extend(rule.steps.iter().map(|step| said(weighed, step)));
    }
    if let Some(level) = weighed.level {
        steps.extend(level.actions.iter().map(|action| Step {
            text: action.text.clone(),
            by: None,
            quoted: true,
            cite: weighed.cite(&action.place),
        }));
        for level in [Some(level), weighed.sublevel].into_iter().flatten() {
            steps.extend(level.assessment.iter().map(|assessment| Step {
                text: assessment.text.clone(),
                by: None,
                quoted: false,
                cite: weighed.cite(&assessment.place),
            }));
        }
    }
    // What cannot wait stands first, whichever route or rule says it.
    sort_down(&mut steps, |step| step.by.as_deref().is_some_and(at_once));
    keep_first(&mut steps, |a, b| a.text == b.text);
    steps
}

/// Whether a deadline leaves no time at all.
fn at_once(by: &str) -> bool {
    ["at once", "immediately", "without delay"].iter().any(|word| by.starts_with(word))
}

/// The child lives in another authority: ring there first.
fn elsewhere(weighed: &Weighed, taken: &Taken) -> Option<Step> {
    let Some(Home::Neighbour(home)) = &weighed.case.local_authority else { return None };
    let contact = weighed.pack.contacts.iter().find(|contact| contact.neighbour.as_ref() == Some(home))?;
    let shown = taken.contacts.iter().find(|shown| shown.id == contact.id)?;
    let number = words::list(&shown.phone, "or");
    Some(Step {
        text: format!(
            "The child lives elsewhere: ring {} on {number}. Its own thresholds and steps apply, not those below.",
            contact.name
        ),
        by: Some("at once".into()).filter(|_| weighed.level.is_some()),
        quoted: false,
        cite: contact.cite.clone(),
    })
}

/// The school's own safeguarding lead, where a school has named one.
#[cold]
#[inline(never)]
fn lead(weighed: &Weighed) -> Option<Step> {
    let local = weighed.pack.local.as_ref()?;
    let lead = weighed.pack.contact(LEAD)?;
    let (on, number) = (if lead.phone.is_empty() { "" } else { " on " }, words::list(&lead.phone, "or"));
    // Who is at home until Monday cannot be told today.
    let closed = matches!(open::now(weighed.pack, lead, weighed.case), Now::Closed(_));
    Some(Step {
        text: [
            "Tell ",
            &lead.name,
            ", your safeguarding lead,",
            on,
            &number,
            " what you saw and what this page shows, unless the worry is about them. Do not let that hold up a call that cannot wait.",
        ]
        .concat(),
        by: Some(if closed { "as soon as they can be reached" } else { "today" }.into()),
        quoted: false,
        cite: local.cite.clone(),
    })
}

fn no_level_step(weighed: &Weighed) -> Step {
    let top =
        top_level(weighed).and_then(|top| weighed.pack.routes.iter().find(|route| route.levels.contains(&top.id)));
    let worry =
        "A list cannot hold every worry. Write down what you saw and heard, and talk to your safeguarding lead today.";
    match top {
        Some(route) => Step {
            text: format!(
                "{worry} If you think that the child is suffering significant harm, or is likely to, do not wait: ring {}.",
                words::list(&names(weighed, route), "or")
            ),
            by: Some("today".into()),
            quoted: false,
            cite: weighed.cite(&route.place),
        },
        None => Step { text: worry.into(), by: Some("today".into()), quoted: false, cite: STANDING.into() },
    }
}

/// Whom a route rings, and who answers in their place, each with the number.
fn names(weighed: &Weighed, route: &Route) -> Vec<String> {
    let pack = weighed.pack;
    let mut here: Vec<String> = Vec::new();
    for contact in route.contacts.iter().filter_map(|id| pack.contact(id)) {
        let outside = contact.outside.iter().filter_map(|id| pack.contact(id));
        for contact in [contact].into_iter().chain(outside) {
            if weighed.lives_in_one_of(&contact.local_authorities) == Some(false) || contact.phone.is_empty() {
                continue;
            }
            let name = format!("{} on {}", contact.name, words::list(&contact.phone, "or"));
            if !here.contains(&name) {
                here.push(name);
            }
        }
    }
    if here.is_empty() {
        here.push("children's social care where the child lives".into());
    }
    here
}

/// What to do while whom to ring is closed and no one answers in their place.
fn until_open(weighed: &Weighed, contact: &Contact, route: &Route) -> Step {
    let opens = match (open::now(weighed.pack, contact, weighed.case), weighed.case.when) {
        (Now::Closed(Some(next)), Some(at)) => Some(words::time_from(next, at)),
        _ => None,
    };
    let closed = match &opens {
        Some(opens) => format!("{} is closed until {opens}, and the document names no one in its place.", contact.name),
        None => format!("{} is closed, and the document names no one in its place.", contact.name),
    };
    let (advice, place) = match &route.until_open {
        Some(said) => (said.text.clone(), &said.place),
        None => (
            "Until then talk to your own safeguarding lead. If anyone is in danger, call 999.".to_owned(),
            &route.place,
        ),
    };
    Step { text: format!("{closed} {advice}"), by: opens, quoted: false, cite: weighed.cite(place) }
}

/// A pack's step, with its deadline reckoned from the time of the case.
fn said(weighed: &Weighed, step: &PackStep) -> Step {
    Step { text: step.text.clone(), by: deadline(weighed, step), quoted: false, cite: weighed.cite(&step.place) }
}

fn deadline(weighed: &Weighed, step: &PackStep) -> Option<String> {
    let in_words = step.by.clone().or_else(|| match (step.within_hours, step.within_working_days) {
        (Some(hours), _) => Some(format!("within {}", words::count(hours.into(), "hour"))),
        (_, Some(days)) => Some(format!("within {}", words::count(days.into(), "working day"))),
        _ => None,
    })?;
    let Some(at) = weighed.case.when else { return Some(in_words) };
    let holidays = &weighed.pack.bank_holidays;
    let reckoned = match (step.within_hours, step.within_working_days) {
        (Some(hours), _) => Some(words::time_from(at.plus_hours(hours), at)),
        (_, Some(days)) => {
            let last = holidays.plus_working_days(at.day, days);
            holidays.known(last).then(|| words::day(last))
        }
        _ => None,
    };
    Some(match reckoned {
        Some(time) => format!("{in_words} (by {})", time.strip_prefix("on ").unwrap_or(&time)),
        None => in_words,
    })
}

/// With what consent: the first route that speaks of it.
pub(super) fn consent(weighed: &Weighed, taken: &Taken) -> Option<Line> {
    let said = taken.routes.iter().find_map(|route| route.consent.as_ref())?;
    let answer = weighed.case.consent().and_then(|answer| match answer {
        "given" => said.given.as_ref(),
        "refused" => said.refused.as_ref(),
        "not-sought" => said.not_sought.as_ref(),
        "would-increase-risk" => said.would_increase_risk.as_ref(),
        _ => None,
    });
    let text = match answer {
        Some(answer) => format!("{answer} {}", said.text),
        None => said.text.clone(),
    };
    Some(Line { text, cite: weighed.cite(&said.place) })
}

/// Whether a contact's hours are stated in its document.
pub(super) fn has_hours(pack: &Pack, contact: &Contact) -> bool {
    let weekly = |contact: &Contact| matches!(contact.opening, Opening::Weekly { .. });
    match &contact.opening {
        Opening::Outside { of } => pack.contact(of).is_some_and(weekly),
        _ => weekly(contact),
    }
}
