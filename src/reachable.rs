//! Numbers, addresses and clock times that can be right. One judgement for packs and for a school's own contacts.

/// Whether a number has as many digits as numbers in the United Kingdom have: eleven with the leading nought, ten for a few
/// exchanges that begin 016977 or 0800, and the short numbers. An extension does not count.
#[must_use]
pub fn digits_fit(phone: &str) -> bool {
    let lower = phone.to_lowercase();
    let main = lower.split("ext").next().unwrap_or("");
    if main.chars().any(|c| !(c.is_ascii_digit() || " ()+-".contains(c))) {
        return false;
    }
    let digits: String = main.chars().filter(char::is_ascii_digit).collect();
    match digits.as_str() {
        "999" | "112" | "101" | "111" | "105" | "119" | "116000" | "116123" | "08001111" => true,
        d if d.starts_with("44") && main.trim_start().starts_with('+') => d.len() == 12,
        d if d.starts_with("0800") || d.starts_with("016977") => d.len() == 10 || d.len() == 11,
        d => d.starts_with('0') && d.len() == 11,
    }
}

/// Whether this can be an e-mail address.
#[must_use]
pub fn email_fits(email: &str) -> bool {
    let spaced = email.contains(char::is_whitespace);
    email.split_once('@').is_some_and(|(who, host)| {
        !spaced && !who.is_empty() && !host.contains('@') && host.contains('.') && !host.starts_with('.')
    })
}

/// Whether this can be a web address, with or without `https://`.
#[must_use]
pub fn web_fits(web: &str) -> bool {
    let bare = web.strip_prefix("https://").or_else(|| web.strip_prefix("http://")).unwrap_or(web);
    let host = bare.split('/').next().unwrap_or("");
    !web.contains(char::is_whitespace) && host.contains('.') && !web.contains("javascript:")
}

/// Minutes since midnight of `08:30`; `24:00` is 1440.
#[must_use]
pub fn clock(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && (hour < 24 || (hour == 24 && minute == 0))).then_some(hour * 60 + minute)
}
