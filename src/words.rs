//! Days, times and small lists as an English sentence says them.

use crate::calendar::{Day, LocalTime, month_name};

/// `5pm`, `4:30pm`, `noon`, `midnight`.
#[must_use]
pub fn clock(minute: u16) -> String {
    let (hour, past) = (minute / 60 % 24, minute % 60);
    match (hour, past) {
        (0, 0) => return "midnight".into(),
        (12, 0) => return "noon".into(),
        _ => {}
    }
    let half = if hour < 12 { "am" } else { "pm" };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if past == 0 { format!("{hour}{half}") } else { format!("{hour}:{past:02}{half}") }
}

/// `Friday 20 November`.
#[must_use]
pub fn day(day: Day) -> String {
    let (_, month, date) = day.date();
    format!("{} {date} {}", day.weekday().name(), month_name(month))
}

/// `today`, `tomorrow`, or the day; seen from another day.
#[must_use]
pub fn day_from(day_meant: Day, today: Day) -> String {
    match day_meant.0 - today.0 {
        0 => "today".into(),
        1 => "tomorrow".into(),
        _ => format!("on {}", day(day_meant)),
    }
}

/// `4:30pm today`, `9am on Monday 23 November`.
#[must_use]
pub fn time_from(at: LocalTime, now: LocalTime) -> String {
    // Midnight belongs, in speech, to the evening before.
    if at.minute == 0 {
        return format!("midnight {}", day_from(Day(at.day.0 - 1), now.day));
    }
    format!("{} {}", clock(at.minute), day_from(at.day, now.day))
}

/// `March 2021`, from `2021-03`; `date unknown`.
#[must_use]
pub fn published(published: &str) -> String {
    let mut parts = published.split('-');
    let year = parts.next().unwrap_or("");
    let month = parts.next().and_then(|m| m.parse::<u8>().ok()).map(month_name).filter(|name| !name.is_empty());
    let date = parts.next().and_then(|d| d.parse::<u8>().ok());
    match (month, date) {
        _ if published == "unknown" => "date unknown".into(),
        (Some(month), Some(date)) => format!("{date} {month} {year}"),
        (Some(month), None) => format!("{month} {year}"),
        _ => year.to_string(),
    }
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}

/// `1 year`, `3 months`.
#[must_use]
pub fn count(n: u32, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_read_as_people_say_them() {
        for (minute, words) in
            [(0, "midnight"), (30, "12:30am"), (540, "9am"), (720, "noon"), (990, "4:30pm"), (1439, "11:59pm")]
        {
            assert_eq!(clock(minute), words);
        }
        let now = LocalTime::parse("2026-11-20T16:31").unwrap();
        let at = |text: &str| time_from(LocalTime::parse(text).unwrap(), now);
        assert_eq!(at("2026-11-20T17:00"), "5pm today");
        assert_eq!(at("2026-11-21T09:00"), "9am tomorrow");
        assert_eq!(at("2026-11-23T08:30"), "8:30am on Monday 23 November");
        assert_eq!(at("2026-11-21T00:00"), "midnight today");
    }

    #[test]
    fn dates_of_documents_keep_their_precision() {
        for (data, words) in [
            ("2021-03", "March 2021"),
            ("2016-10-17", "17 October 2016"),
            ("2013", "2013"),
            ("unknown", "date unknown"),
        ] {
            assert_eq!(published(data), words);
        }
    }
}
