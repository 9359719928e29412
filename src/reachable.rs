//! Numbers, addresses, clock times, ids and words that can be right. One judgement for packs and for a school's own contacts.

/// Whether a number has as many digits as numbers in the United Kingdom have: eleven with the leading nought, ten for a few
/// exchanges that begin 016977 or 0800, and the short numbers. An extension does not count.
#[must_use]
pub fn digits_fit(phone: &str) -> bool {
    let bytes = phone.as_bytes();
    let ext = bytes.windows(3).position(|three| three.eq_ignore_ascii_case(b"ext"));
    let main = &bytes[..ext.unwrap_or(bytes.len())];
    if main.iter().any(|b| !(b.is_ascii_digit() || b" ()+-".contains(b))) {
        return false;
    }
    let digits: Vec<u8> = main.iter().copied().filter(u8::is_ascii_digit).collect();
    let n = digits.len();
    if digits.starts_with(b"44") && main.trim_ascii_start().starts_with(b"+") {
        return n == 12;
    }
    const SHORT: [&[u8]; 9] = [b"999", b"112", b"101", b"111", b"105", b"119", b"116000", b"116123", b"08001111"];
    let ten = digits.starts_with(b"0800") || digits.starts_with(b"016977");
    SHORT.contains(&digits.as_slice()) || (digits.starts_with(b"0") && (n == 11 || (ten && n == 10)))
}

/// Whether this can be an e-mail address.
#[must_use]
pub fn email_fits(email: &str) -> bool {
    let bytes = email.as_bytes();
    let mut at = bytes.iter().enumerate().filter(|(_, b)| **b == b'@').map(|(i, _)| i);
    let (Some(who), None) = (at.next(), at.next()) else { return false };
    let host = &bytes[who + 1..];
    who > 0 && !email.contains(char::is_whitespace) && host.contains(&b'.') && !host.starts_with(b".")
}

/// Whether this can be a web address, with or without `https://`.
#[must_use]
pub fn web_fits(web: &str) -> bool {
    let bare = web.strip_prefix("https://").or_else(|| web.strip_prefix("http://")).unwrap_or(web);
    let host = bare.split('/').next().unwrap_or("");
    !web.contains(char::is_whitespace) && host.contains('.') && !host.contains(':')
}

/// Lower-case words and numbers joined by single hyphens.
#[must_use]
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

/// Control characters, and marks that a page or a word processor leaves behind: soft hyphens, zero-width spaces, turns of
/// direction, which could show a number back to front.
#[must_use]
pub fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
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
