//! Civil days and times in England, from numbers alone: no clock and no time zone database.
//!
//! A [`LocalTime`] is what a clock on the wall in England shows. Only the two nights on which clocks change need more:
//! [`LocalTime::plus_hours`] gives the earlier of the possible readings, so that no deadline is ever shown too late.

use serde::Serialize;

/// A day: days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

/// Days of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "cli", derive(serde::Deserialize))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

    /// The English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        }
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a month, 1 to 12.
#[must_use]
pub fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

/// Number of days in a month, 0 where there is no such month.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

impl Day {
    /// The day with this date; none where the calendar has no such day or the year is not 1900 to 2200.
    #[must_use]
    pub fn from_date(year: i32, month: u8, day: u8) -> Option<Day> {
        if !(1900..=2200).contains(&year) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Days from civil, by Howard Hinnant: years begin in March, eras have 400 years.
        let (m, d) = (i32::from(month), i32::from(day));
        let y = if m <= 2 { year - 1 } else { year };
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// Reads `2026-11-20`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        Day::from_date(digits(year)?, u8::try_from(digits(month)?).ok()?, u8::try_from(digits(day)?).ok()?)
    }

    /// Year, month, day.
    #[must_use]
    pub fn date(self) -> (i32, u8, u8) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        (year, u8::try_from(month).unwrap_or(0), u8::try_from(day).unwrap_or(0))
    }

    /// Which day of the week it is.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        Weekday::ALL[usize::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)]
    }

    /// `2026-11-20`.
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day) = self.date();
        format!("{year:04}-{month:02}-{day:02}")
    }
}

/// Digits only: no sign, no space.
fn digits(text: &str) -> Option<i32> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// What a clock on the wall in England shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    /// The day.
    pub day: Day,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

impl LocalTime {
    /// Reads `2026-11-20T16:45`, with or without seconds (which are dropped); a space may stand for the `T`.
    #[must_use]
    pub fn parse(text: &str) -> Option<LocalTime> {
        let (date, clock) = text.split_once(['T', ' '])?;
        let day = Day::parse(date)?;
        let mut parts = clock.split(':');
        let (hour, minute) = (parts.next()?, parts.next()?);
        if let Some(seconds) = parts.next() {
            let whole = seconds.split('.').next().unwrap_or("");
            if whole.len() != 2 || digits(whole)? > 59 {
                return None;
            }
        }
        if parts.next().is_some() || hour.len() != 2 || minute.len() != 2 {
            return None;
        }
        let (hour, minute) = (digits(hour)?, digits(minute)?);
        if hour > 23 || minute > 59 {
            return None;
        }
        Some(LocalTime { day, minute: u16::try_from(hour * 60 + minute).ok()? })
    }

    /// `2026-11-20T16:45`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{}T{:02}:{:02}", self.day.iso(), self.minute / 60, self.minute % 60)
    }

    /// This many hours later on the clock; an hour less where the clocks go back in between, so that a deadline reckoned
    /// from it is never too late.
    #[must_use]
    pub fn plus_hours(self, hours: u16) -> LocalTime {
        let later = self.plus_minutes(i32::from(hours) * 60);
        let goes_back = |day: Day| {
            let (_, month, date) = day.date();
            month == 10 && day.weekday() == Weekday::Sun && date > 24
        };
        let mut day = self.day;
        while day <= later.day {
            // Clocks go back at 2am on the last Sunday of October.
            let change = LocalTime { day, minute: 120 };
            if goes_back(day) && self < change && later >= change {
                return later.plus_minutes(-60);
            }
            day = Day(day.0 + 1);
        }
        later
    }

    fn plus_minutes(self, minutes: i32) -> LocalTime {
        let total = i32::from(self.minute) + minutes;
        LocalTime {
            day: Day(self.day.0 + total.div_euclid(1440)),
            minute: u16::try_from(total.rem_euclid(1440)).unwrap_or(0),
        }
    }
}

/// The bank holidays of England and Wales, for the span of days in which they are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BankHolidays {
    /// First day of the span: year-month-day.
    pub from: String,
    /// Last day of the span.
    pub until: String,
    /// The bank holidays in it, in order.
    pub days: Vec<String>,
}

impl BankHolidays {
    /// Whether offices are closed all of this day.
    #[must_use]
    pub fn is_one(&self, day: Day) -> bool {
        self.days.binary_search(&day.iso()).is_ok()
    }

    /// Whether bank holidays are known for this day.
    #[must_use]
    pub fn known(&self, day: Day) -> bool {
        let iso = day.iso();
        self.from <= iso && iso <= self.until
    }

    /// The day after this many working days (Monday to Friday, no bank holiday).
    #[must_use]
    pub fn plus_working_days(&self, from: Day, count: u16) -> Day {
        let (mut day, mut left) = (from, count);
        while left > 0 {
            day = Day(day.0 + 1);
            if day.weekday() < Weekday::Sat && !self.is_one(day) {
                left -= 1;
            }
        }
        day
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_day_from_1900_to_2200_reads_back_and_follows_the_one_before() {
        let mut before = Day::from_date(1899 + 1, 1, 1).unwrap().0 - 1;
        for year in 1900..=2200 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    let d = Day::from_date(year, month, day).unwrap();
                    assert_eq!(d.0, before + 1);
                    assert_eq!(d.date(), (year, month, day));
                    before = d.0;
                }
            }
        }
    }

    #[test]
    fn weekdays_are_right() {
        assert_eq!(Day::parse("2026-11-20").unwrap().weekday(), Weekday::Fri);
        assert_eq!(Day::parse("2000-02-29").unwrap().weekday(), Weekday::Tue);
    }

    #[test]
    fn what_is_not_a_time_is_refused() {
        for bad in [
            "",
            "2026-11-20",
            "2026-13-01T00:00",
            "2026-02-29T10:00",
            "2026-11-20T24:00",
            "2026-11-20T10:60",
            "2026-11-20T10:00Z",
            "2026-11-20T10:00+01:00",
            "20-11-2026T10:00",
            "2026-11-20T1:00",
            "2026-11-20T10:00:61",
            "+026-11-20T10:00",
            "2026-11-20T10:00:00:00",
            "1066-10-14T09:00",
        ] {
            assert_eq!(LocalTime::parse(bad), None, "{bad}");
        }
        for good in ["2026-11-20T16:45", "2026-11-20 16:45", "2026-11-20T16:45:10", "2026-11-20T16:45:10.5"] {
            assert_eq!(LocalTime::parse(good).unwrap().iso(), "2026-11-20T16:45");
        }
    }

    #[test]
    fn twenty_four_hours_are_never_shown_too_long() {
        let plus = |text: &str| LocalTime::parse(text).unwrap().plus_hours(24).iso();
        assert_eq!(plus("2026-11-20T16:45"), "2026-11-21T16:45");
        // Clocks go back on Sunday 25 October 2026: 24 hours after 16:45 on Saturday is 15:45 on Sunday.
        assert_eq!(plus("2026-10-24T16:45"), "2026-10-25T15:45");
        assert_eq!(plus("2026-10-24T00:30"), "2026-10-25T00:30");
        assert_eq!(plus("2026-12-31T23:59"), "2027-01-01T23:59");
    }
}
