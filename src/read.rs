//! Which JSON key holds which field of a pack; and the whole conditions, whose one key says their kind.

use crate::calendar::{BankHolidays, Weekday};
use crate::condition::{Condition, Set};
use crate::hours::{Hours, Opening};
use crate::json::{Fits, FromJson, Row, field, from_json, object, words_from_json};
use crate::ordered::OrderedMap;
use crate::pack::{
    Action, Ages, Band, Checklist, Cited, Contact, Covers, Discrepancy, District, Domain, FaultyPhone, Group, Item,
    Kind, Level, LocalAuthority, Pack, PackConsent, PackStep, Question, Route, Rule, Service, Situation, Status, Term,
    Topic,
};
use crate::parsed::Json;

from_json!(Pack {
    id,
    area,
    area_name,
    edition,
    title,
    short_title,
    publisher,
    published,
    status,
    replaces,
    superseded_by,
    read_at,
    checked_by,
    checked_on,
    indicators,
    quoting,
    covers,
    home,
    outside_age,
    immediate_danger,
    disagreement,
    local_authorities,
    districts,
    levels,
    domains,
    topics,
    groups,
    items,
    questions,
    rules,
    situations,
    routes,
    contacts,
    checklists,
    glossary,
    discrepancies,
    bank_holidays,
    ; local
});
words_from_json!(Status { "current" => Current, "superseded" => Superseded, "draft" => Draft });
words_from_json!(Band {
    "universal" => Universal, "early-help" => EarlyHelp, "targeted" => Targeted, "statutory" => Statutory,
});
words_from_json!(Kind { "indicator" => Indicator, "criterion" => Criterion });
words_from_json!(Weekday {
    "mon" => Mon, "tue" => Tue, "wed" => Wed, "thu" => Thu, "fri" => Fri, "sat" => Sat, "sun" => Sun,
});
from_json!(Cited { text, place = "where" });
from_json!(Covers { unborn, from, to, to_with_send, place = "where" });
from_json!(LocalAuthority { id, name });
from_json!(District { id, name, local_authority });
from_json!(Level {
    id,
    within,
    rank,
    name,
    label,
    bands,
    statutory,
    definition,
    definitions,
    assessment,
    actions,
    services,
});
from_json!(Action { text, domain, place = "where" });
from_json!(Domain { id, name });
from_json!(Topic { id, name, group });
from_json!(Group { id, name, level });
from_json!(Item {
    id, kind, group, level, domain, heading, text, topic, place = "where", ages, preamble, uncertain, same_as,
});
from_json!(Ages { from, to, unborn });
from_json!(Question { id, text, why, place = "where" });
from_json!(Rule {
    id, about, when, place = "where", raises_to, because, steps, contacts, first, first_instead, cautions, urgent, ask,
});
from_json!(PackStep { text, by, within_hours, within_working_days, place = "where" });
from_json!(Situation { id, text, cite, topics, level, group });
from_json!(Route { id, about, levels, situations, when, contacts, also, steps, consent, until_open, place = "where" });
from_json!(PackConsent { text, given, refused, not_sought, would_increase_risk, place = "where" });
from_json!(Contact {
    id,
    name,
    purpose,
    phone,
    phone_faulty,
    email,
    web,
    address,
    opening,
    outside,
    emergency,
    local_authorities,
    districts,
    neighbour,
    borrowed_from,
    cite,
});
from_json!(FaultyPhone { printed, fault });
from_json!(Checklist { id, name, situations, items, cite });
from_json!(Service { id, name, text, phone, email, web, ages, local_authorities, cite });
from_json!(Term { short, long, place = "where" });
from_json!(Discrepancy { id, text, used, cite, contacts, statements, situations });
from_json!(BankHolidays { from, until, days });
from_json!(Hours { days, open, close });
from_json!(Set { concerns, topics, groups, levels, domains, situations });

impl FromJson for Opening {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> Opening {
        let mut map = object(value, fits);
        let kind: String = field(&mut map, "kind", fits);
        match kind.as_str() {
            "always" => Opening::Always,
            "weekly" => Opening::Weekly { hours: field(&mut map, "hours", fits) },
            "outside" => Opening::Outside { of: field(&mut map, "of", fits) },
            "not-stated" => Opening::NotStated,
            _ => Opening::absent(fits),
        }
    }
    fn absent(fits: &mut Fits) -> Opening {
        fits.not();
        Opening::NotStated
    }
}

impl FromJson for Condition {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> Condition {
        Condition::from_row(&mut Row::of(&mut object(value, fits)), fits)
    }
    fn from_row(row: &mut Row<'_, '_>, fits: &mut Fits) -> Condition {
        let Some((key, value)) = row.only() else { return Condition::absent(fits) };
        match key {
            "all" => Condition::All(Vec::from_json(value, fits)),
            "any" => Condition::Any(Vec::from_json(value, fits)),
            "not" => Condition::Not(Box::from_json(value, fits)),
            "age" => Condition::Age(Ages::from_json(value, fits)),
            "answer" => Condition::Answer(OrderedMap::from_json(value, fits)),
            "send" => Condition::Send(bool::from_json(value, fits)),
            "immediate_danger" => Condition::ImmediateDanger(bool::from_json(value, fits)),
            "only" => Condition::Only(Set::from_json(value, fits)),
            "at_least" => {
                let mut map = object(value, fits);
                Condition::AtLeast { n: field(&mut map, "n", fits), of: field(&mut map, "of", fits) }
            }
            named => {
                let id = String::from_json(value, fits);
                match named {
                    "concern" => Condition::Concern(id),
                    "topic" => Condition::Topic(id),
                    "group" => Condition::Group(id),
                    "level" => Condition::Level(id),
                    "situation" => Condition::Situation(id),
                    "local_authority" => Condition::LocalAuthority(id),
                    "district" => Condition::District(id),
                    _ => Condition::absent(fits),
                }
            }
        }
    }
    fn absent(fits: &mut Fits) -> Condition {
        fits.not();
        Condition::Any(Vec::new())
    }
}
