//! Rules and routes: what they name is there, they can act, and none can lower a level.

use std::collections::BTreeSet;

use super::{Lint, ids};
use crate::author::draft::DraftRule;
use crate::case::CONSENT;
use crate::condition::{Condition, Set};
use crate::pack::Ages;

pub(super) fn check(lint: &mut Lint) {
    let draft = lint.draft;
    let levels = ids(&draft.levels, |level| &level.id);
    let contacts = ids(&draft.contacts, |contact| &contact.id);
    let situations = ids(&draft.situations, |situation| &situation.id);
    let statements: BTreeSet<&str> = draft.statements().map(|(_, _, _, s)| s.id.as_str()).collect();
    for (i, rule) in draft.rules.iter().enumerate() {
        let at = format!("rules[{i}]");
        if let Some(level) = &rule.raises_to {
            lint.known("unknown-level", &format!("{at}.raises_to"), "level", level, &levels);
        }
        if let Some(id) = &rule.because {
            lint.known("unknown-statement", &format!("{at}.because"), "statement", id, &statements);
        }
        for (key, list) in [("contacts", &rule.contacts), ("first", &rule.first)] {
            for (j, id) in list.iter().enumerate() {
                lint.known("unknown-contact", &format!("{at}.{key}[{j}]"), "contact", id, &contacts);
            }
        }
        effects(lint, &at, rule);
        condition(lint, &format!("{at}.when"), &rule.when);
        if never(lint, &rule.when) {
            lint.error(
                "rule-never-acts",
                &format!("{at}.when"),
                format!(
                    "the rule `{}` can never act: its conditions exclude one another, or ask for more than there is",
                    rule.id
                ),
                "loosen the condition, or take the rule out",
            );
        }
        deadlines(lint, &at, &rule.steps);
        for (j, text) in rule.urgent.iter().enumerate() {
            printed_numbers(lint, &format!("{at}.urgent[{j}]"), text);
        }
    }
    for (i, route) in draft.routes.iter().enumerate() {
        let at = format!("routes[{i}]");
        for (j, id) in route.levels.iter().enumerate() {
            if id != "none" {
                lint.known("unknown-level", &format!("{at}.levels[{j}]"), "level", id, &levels);
            }
        }
        for (j, id) in route.situations.iter().enumerate() {
            lint.known("unknown-situation", &format!("{at}.situations[{j}]"), "situation", id, &situations);
        }
        for (key, list) in [("contacts", &route.contacts), ("also", &route.also)] {
            for (j, id) in list.iter().enumerate() {
                lint.known("unknown-contact", &format!("{at}.{key}[{j}]"), "contact", id, &contacts);
            }
        }
        if route.levels.is_empty() && route.situations.is_empty() {
            lint.error(
                "route-from-nowhere",
                &at,
                format!("no level and no situation leads to the route `{}`", route.id),
                "add `levels` or `situations`",
            );
        }
        if route.contacts.is_empty() && route.steps.is_empty() {
            lint.error(
                "route-to-nowhere",
                &at,
                format!("the route `{}` leads to no contact and no step", route.id),
                "add `contacts` or `steps`",
            );
        }
        if let Some(when) = &route.when {
            condition(lint, &format!("{at}.when"), when);
            if never(lint, when) {
                lint.error(
                    "route-never-taken",
                    &format!("{at}.when"),
                    format!("the route `{}` can never be taken: its conditions exclude one another", route.id),
                    "loosen the condition",
                );
            }
        }
        deadlines(lint, &at, &route.steps);
        if let Some(said) = &route.until_open {
            printed_numbers(lint, &format!("{at}.until_open.text"), &said.text);
        }
    }
    if let Some(id) = &draft.about.disagreement {
        let mut known = ids(&draft.situations, |situation| &situation.id);
        known.extend(ids(&draft.discrepancies, |discrepancy| &discrepancy.id));
        lint.known("unknown-situation", "about.disagreement", "situation or discrepancy", id, &known);
    }
    if let Some(said) = &draft.about.immediate_danger {
        printed_numbers(lint, "about.immediate_danger.text", &said.text);
    }
}

fn effects(lint: &mut Lint, at: &str, rule: &DraftRule) {
    let nothing = rule.raises_to.is_none()
        && rule.steps.is_empty()
        && rule.contacts.is_empty()
        && rule.first.is_empty()
        && rule.cautions.is_empty()
        && rule.urgent.is_empty();
    if nothing {
        lint.error(
            "rule-does-nothing",
            at,
            format!("the rule `{}` adds nothing", rule.id),
            "add raises_to, steps, contacts, first, cautions or urgent",
        );
    }
    if rule.first_instead && rule.first.is_empty() {
        lint.error(
            "instead-of-whom",
            &format!("{at}.first_instead"),
            "`first_instead` stands without `first`",
            "add `first`, or take it out",
        );
    }
    match (&rule.raises_to, &rule.because) {
        (Some(_), None) => lint.error(
            "raised-without-reason",
            &format!("{at}.raises_to"),
            "the rule raises the level and names no statement for it",
            "add `because`: the statement whose threshold the facts meet",
        ),
        (None, Some(_)) => lint.error(
            "reason-without-level",
            &format!("{at}.because"),
            "`because` stands without `raises_to`",
            "add `raises_to`, or take it out",
        ),
        (Some(level), Some(id)) => {
            let found = lint
                .draft
                .statements()
                .find(|(_, _, _, s)| s.id == *id)
                .map(|(_, level, _, _)| level.map(str::to_owned));
            if let Some(of) = found.filter(|of| of.as_ref() != Some(level)) {
                let of = of.map_or_else(|| "no level".to_owned(), |of| format!("level `{of}`"));
                lint.error(
                    "reason-of-other-level",
                    &format!("{at}.because"),
                    format!("`{id}` has {of}, and the rule raises to `{level}`"),
                    "name a statement of the level that is raised to",
                );
            }
        }
        (None, None) => {}
    }
    if rule.raises_to.is_some() && rule.when.can_be_lost() {
        lint.error(
            "rule-could-lower",
            &format!("{at}.when"),
            format!(
                "the rule `{}` raises the level by `not` or `only`: one more concern or fact would lower it again",
                rule.id
            ),
            "say what must be there, not what must be missing",
        );
    }
}

/// Telephone numbers in prose are those of contacts: nobody compares two spellings of one number at night.
fn printed_numbers(lint: &mut Lint, path: &str, text: &str) {
    let digits = |phone: &str| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    let known: Vec<String> =
        lint.draft.contacts.iter().flat_map(|contact| &contact.phones).map(|phone| digits(phone)).collect();
    for number in numbers_in(text) {
        // A contact's own number may go on with an extension.
        if !known.iter().any(|phone| phone.starts_with(&digits(&number))) {
            lint.error(
                "number-of-nobody",
                path,
                format!("`{number}` is the number of no contact of this pack"),
                "compare it with the document and with phones under [[contacts]]",
            );
        }
    }
}

/// What looks like a whole telephone number in a text: from ten digits on, the first a nought, spaces allowed.
fn numbers_in(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut run: Vec<&str> = Vec::new();
    let count = |run: &[&str]| run.iter().map(|part| part.len()).sum::<usize>();
    let text = text.replace(['-', '\u{2011}', '\u{2013}'], " ");
    // An empty word at the end closes the last number.
    for word in text.split_whitespace().chain([""]) {
        let bare = word.trim_matches(|c: char| !c.is_ascii_digit());
        let is_digits = !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit());
        let goes_on = is_digits && !run.is_empty() && word.starts_with(bare) && count(&run) < 11;
        if !goes_on {
            if count(&run) >= 10 {
                found.push(run.join(" "));
            }
            run.clear();
        }
        if goes_on || (is_digits && bare.starts_with('0')) {
            run.push(bare);
        }
        if is_digits && !word.ends_with(bare) {
            if count(&run) >= 10 {
                found.push(run.join(" "));
            }
            run.clear();
        }
    }
    found
}

/// `five` and `5` of `within five working days`, with what is counted: working days or hours.
fn span_in(by: &str) -> Option<(u16, bool)> {
    const WORDS: [&str; 20] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let by = by.to_lowercase();
    let mut words = by.split_whitespace().skip_while(|word| *word != "within").skip(1);
    let place = |word: &str| WORDS.iter().position(|known| *known == word).and_then(|at| u16::try_from(at + 1).ok());
    let count = words.next()?;
    let count = match count.split_once('-') {
        Some(("twenty", one)) => 20 + place(one).filter(|one| *one < 10)?,
        _ if count == "thirty" => 30,
        _ => count.parse().ok().or_else(|| place(count))?,
    };
    let unit = words.next()?;
    let is =
        |word: &str, known: &str| word.trim_matches(|c: char| !c.is_ascii_alphabetic()).trim_end_matches('s') == known;
    if is(unit, "hour") {
        Some((count, false))
    } else {
        (is(unit, "working") && is(words.next()?, "day")).then_some((count, true))
    }
}

fn deadlines(lint: &mut Lint, at: &str, steps: &[crate::pack::PackStep]) {
    for (j, step) in steps.iter().enumerate() {
        printed_numbers(lint, &format!("{at}.steps[{j}].text"), &step.text);
        let counted = match (step.within_hours, step.within_working_days) {
            (Some(hours), None) => Some((hours, false)),
            (None, Some(days)) => Some((days, true)),
            _ => None,
        };
        if let (Some(said), Some(counted)) = (step.by.as_deref().and_then(span_in), counted)
            && said != counted
        {
            let words =
                |(n, days): (u16, bool)| crate::words::count(n.into(), if days { "working day" } else { "hour" });
            lint.error(
                "deadline-differs",
                &format!("{at}.steps[{j}].by"),
                format!("`by` says {}, and the deadline is counted as {}", words(said), words(counted)),
                "compare both with the document: within_hours or within_working_days is what a finding counts with",
            );
        }
        if step.within_hours.is_some() && step.within_working_days.is_some() {
            lint.error(
                "two-deadlines",
                &format!("{at}.steps[{j}]"),
                "the step has two deadlines",
                "write within_hours or within_working_days",
            );
        }
    }
}

/// Everything that a condition names is there.
fn condition(lint: &mut Lint, path: &str, condition: &Condition) {
    let draft = lint.draft;
    let statements: BTreeSet<&str> = draft.statements().map(|(_, _, _, s)| s.id.as_str()).collect();
    for plain in condition.plain() {
        match plain {
            Condition::Concern(id) => lint.known("unknown-statement", path, "statement", id, &statements),
            Condition::Topic(id) => lint.known_topic(path, id),
            Condition::Group(id) => {
                lint.known("unknown-group", path, "list of criteria", id, &ids(&draft.criteria, |block| &block.group))
            }
            Condition::Level(id) => {
                lint.known("unknown-level", path, "level", id, &ids(&draft.levels, |level| &level.id))
            }
            Condition::Situation(id) => lint.known(
                "unknown-situation",
                path,
                "situation",
                id,
                &ids(&draft.situations, |situation| &situation.id),
            ),
            Condition::LocalAuthority(id) => lint.known(
                "unknown-local-authority",
                path,
                "local authority",
                id,
                &ids(&draft.local_authorities, |authority| &authority.id),
            ),
            Condition::District(id) => {
                lint.known("unknown-district", path, "district", id, &ids(&draft.districts, |district| &district.id))
            }
            Condition::Answer(wanted) => {
                let questions = ids(&draft.questions, |question| &question.id);
                for (question, answer) in wanted.iter() {
                    if question != "consent" {
                        lint.known("unknown-question", path, "question", question, &questions);
                    }
                    let known: BTreeSet<&str> =
                        if question == "consent" { CONSENT.into_iter().collect() } else { ["yes", "no"].into() };
                    lint.known("unknown-answer", path, &format!("answer to `{question}`"), answer, &known);
                }
            }
            Condition::Age(ages) => {
                if let (Some(from), Some(to)) = (ages.from, ages.to)
                    && from > to
                {
                    lint.error(
                        "ages-backwards",
                        path,
                        format!("the ages run from {from} to {to}"),
                        "`from` must not be above `to`",
                    );
                }
            }
            Condition::AtLeast { of, .. } | Condition::Only(of) => set(lint, path, of, &statements),
            _ => {}
        }
    }
}

fn set(lint: &mut Lint, path: &str, set: &Set, statements: &BTreeSet<&str>) {
    let draft = lint.draft;
    if set.concerns.is_empty()
        && set.topics.is_empty()
        && set.groups.is_empty()
        && set.levels.is_empty()
        && set.domains.is_empty()
    {
        lint.error(
            "empty-set",
            path,
            "the set of concerns is empty",
            "write { concerns = [\"…\"] }, or topics, groups, levels, domains",
        );
    }
    for id in &set.concerns {
        lint.known("unknown-statement", path, "statement", id, statements);
    }
    for id in &set.topics {
        lint.known_topic(path, id);
    }
    for id in &set.groups {
        lint.known("unknown-group", path, "list of criteria", id, &ids(&draft.criteria, |block| &block.group));
    }
    for id in &set.levels {
        lint.known("unknown-level", path, "level", id, &ids(&draft.levels, |level| &level.id));
    }
    for id in &set.domains {
        lint.known("unknown-domain", path, "domain", id, &ids(&draft.domains, |domain| &domain.id));
    }
    for id in &set.situations {
        lint.known("unknown-situation", path, "situation", id, &ids(&draft.situations, |situation| &situation.id));
    }
}

/// Whether a condition can never be met: ages that exclude one another, different answers to one question, two homes, more
/// statements than there are, or nothing to choose from.
fn never(lint: &Lint, condition: &Condition) -> bool {
    match condition {
        Condition::Any(parts) => parts.iter().all(|part| never(lint, part)),
        Condition::AtLeast { n, of } => {
            let draft = lint.draft;
            let in_indicators = draft.indicators.iter().flat_map(|block| {
                let whole = of.levels.contains(&block.level) || of.domains.contains(&block.domain);
                block
                    .statements
                    .iter()
                    .filter(move |s| whole || of.concerns.contains(&s.id) || of.topics.contains(&s.topic))
            });
            let in_criteria = draft.criteria.iter().flat_map(|block| {
                let whole = of.groups.contains(&block.group)
                    || block.level.as_ref().is_some_and(|level| of.levels.contains(level));
                block
                    .statements
                    .iter()
                    .filter(move |s| whole || of.concerns.contains(&s.id) || of.topics.contains(&s.topic))
            });
            in_indicators.chain(in_criteria).count() < usize::from(*n)
        }
        Condition::All(parts) => {
            if parts.iter().any(|part| never(lint, part)) {
                return true;
            }
            let ages: Vec<&Ages> = parts
                .iter()
                .filter_map(|part| if let Condition::Age(ages) = part { Some(ages) } else { None })
                .collect();
            let fits = |years: i16| ages.iter().all(|ages| fits_age(ages, years));
            if !ages.is_empty() && !(-1..=120).any(fits) {
                return true;
            }
            contradictory(parts)
        }
        _ => false,
    }
}

/// Unborn is -1: below every age.
fn fits_age(ages: &Ages, years: i16) -> bool {
    if ages.unborn {
        return years == -1;
    }
    ages.from.is_none_or(|from| i16::from(from) <= years) && ages.to.is_none_or(|to| years <= i16::from(to))
}

fn contradictory(parts: &[Condition]) -> bool {
    parts.iter().enumerate().any(|(i, a)| {
        parts[..i].iter().any(|b| match (a, b) {
            (Condition::LocalAuthority(a), Condition::LocalAuthority(b))
            | (Condition::District(a), Condition::District(b)) => a != b,
            (Condition::Send(a), Condition::Send(b))
            | (Condition::ImmediateDanger(a), Condition::ImmediateDanger(b)) => a != b,
            (Condition::Answer(a), Condition::Answer(b)) => {
                a.iter().any(|(question, answer)| b.get(question).is_some_and(|other| other != answer))
            }
            (Condition::Not(inner), other) | (other, Condition::Not(inner)) => **inner == *other,
            _ => false,
        })
    })
}
