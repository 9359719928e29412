//! Weekly opening hours: whether someone answers at a given minute, until when, and when they next do.
//!
//! Closing time itself counts as closed: hours until 16:30 end at 16:30.

use serde::Serialize;

use crate::calendar::{BankHolidays, Day, LocalTime, Weekday};

/// When someone can be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Opening {
    /// The document does not say.
    NotStated,
    /// Day and night, bank holidays too.
    Always,
    /// Weekly hours, closed on bank holidays.
    Weekly {
        /// In order; hours of one day do not overlap.
        hours: Vec<Hours>,
    },
    /// Exactly while another contact is closed.
    Outside {
        /// The other contact's id.
        of: String,
    },
}

/// The same hours on some days of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// The days, Monday first.
    pub days: Vec<Weekday>,
    /// Opening time, minutes since midnight.
    pub open: u16,
    /// Closing time, minutes since midnight, up to 1440.
    pub close: u16,
}

/// Whether someone answers now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// The time, or the hours, are not known.
    NotKnown,
    /// Open; until then, or without end.
    Open(Option<LocalTime>),
    /// Closed; until then, or for as far as can be seen.
    Closed(Option<LocalTime>),
}

/// How far ahead an opening is looked for: longer than any run of holidays and weekends.
const DAYS_AHEAD: i32 = 21;

/// Whether weekly hours are open at this time.
#[must_use]
pub fn weekly(hours: &[Hours], holidays: &BankHolidays, at: LocalTime) -> Now {
    if let Some(close) = spans_on(hours, holidays, at.day)
        .filter(|span| span.0 <= at.minute && at.minute < span.1)
        .map(|span| span.1)
        .max()
    {
        return Now::Open(Some(clock(at.day, close)));
    }
    let next = (0..=DAYS_AHEAD).map(|ahead| Day(at.day.0 + ahead)).find_map(|day| {
        spans_on(hours, holidays, day)
            .filter(|span| day > at.day || span.0 > at.minute)
            .map(|span| span.0)
            .min()
            .map(|open| clock(day, open))
    });
    Now::Closed(next)
}

fn spans_on<'a>(hours: &'a [Hours], holidays: &BankHolidays, day: Day) -> impl Iterator<Item = (u16, u16)> + use<'a> {
    let open_today = !holidays.is_one(day);
    let weekday = day.weekday();
    hours.iter().filter(move |span| open_today && span.days.contains(&weekday)).map(|span| (span.open, span.close))
}

fn clock(day: Day, minute: u16) -> LocalTime {
    // Hours may end at 24:00, which a clock shows as 00:00 of the next day.
    if minute >= 1440 { LocalTime { day: Day(day.0 + 1), minute: 0 } } else { LocalTime { day, minute } }
}

impl Now {
    /// Open exactly while this one is closed.
    #[must_use]
    pub fn turned(self) -> Now {
        match self {
            Now::NotKnown => Now::NotKnown,
            Now::Open(until) => Now::Closed(until),
            Now::Closed(until) => Now::Open(until),
        }
    }
}
