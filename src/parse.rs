//! JSON text to [`Json`]: what is JSON, and where text stops being it, is the same letter for letter as serde_json has it.
//!
//! A library that parses for everybody knows how a decimal becomes a float, and brings a table of every power of ten for it:
//! a sixteenth of the whole wasm, for numbers that nothing here has a use for.

use std::borrow::Cow;

use crate::json::clean_run;
use crate::parsed::{Json, Keys, NotJson};

/// How many lists and objects may lie within each other: text from anywhere must not use up the stack.
const DEEPEST: usize = 127;

/// Parses JSON text.
pub(crate) fn parse(text: &str) -> Result<Json<'_>, NotJson> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    match reader.whole() {
        Ok(value) => Ok(value),
        Err(Stop(at)) => Err(position(text, at)),
    }
}

/// The place of the letter that does not fit, or of the end.
#[cold]
fn position(text: &str, at: usize) -> NotJson {
    let read = text.as_bytes().get(..=at).unwrap_or(text.as_bytes());
    let line = read.iter().filter(|byte| **byte == b'\n').count();
    let column = read.iter().rev().take_while(|byte| **byte != b'\n').count();
    NotJson { line: line + 1, column, too_early: at >= text.len() }
}

/// Where the first letter stands that does not fit; at the end, that something is missing.
struct Stop(usize);

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn whole(&mut self) -> Result<Json<'a>, Stop> {
        let value = self.value()?;
        match self.past_space() {
            None => Ok(value),
            Some(_) => Err(Stop(self.at)),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next letter that is no white space.
    #[inline(never)]
    fn past_space(&mut self) -> Option<u8> {
        loop {
            match self.peek() {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                other => return other,
            }
        }
    }

    /// Goes past a letter that must stand here.
    fn expect(&mut self, letter: u8) -> Result<(), Stop> {
        if self.peek() != Some(letter) {
            return Err(Stop(self.at));
        }
        self.at += 1;
        Ok(())
    }

    #[inline(never)]
    fn value(&mut self) -> Result<Json<'a>, Stop> {
        match self.past_space() {
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(open @ (b'[' | b'{')) => {
                if self.depth == DEEPEST {
                    return Err(Stop(self.at));
                }
                self.at += 1;
                self.depth += 1;
                let value = if open == b'[' { self.list() } else { self.object() };
                self.depth -= 1;
                value
            }
            _ => Err(Stop(self.at)),
        }
    }

    #[inline(never)]
    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, Stop> {
        for letter in word.bytes() {
            self.expect(letter)?;
        }
        Ok(value)
    }

    fn list(&mut self) -> Result<Json<'a>, Stop> {
        let mut list = Vec::new();
        while self.goes_on(b']', list.is_empty())? {
            list.push(self.value()?);
        }
        Ok(Json::List(list))
    }

    fn object(&mut self) -> Result<Json<'a>, Stop> {
        let mut keys = Vec::new();
        while self.goes_on(b'}', keys.is_empty())? {
            if self.past_space() != Some(b'"') {
                return Err(Stop(self.at));
            }
            let key = self.string()?;
            self.past_space();
            self.expect(b':')?;
            keys.push((key, self.value()?));
        }
        Ok(Json::Object(Keys::from(keys)))
    }

    /// Goes past the end, or past the comma before another entry; whether there is one.
    #[inline(never)]
    fn goes_on(&mut self, end: u8, first: bool) -> Result<bool, Stop> {
        if self.past_space() == Some(end) {
            self.at += 1;
            return Ok(false);
        }
        if !first {
            self.expect(b',')?;
        }
        Ok(true)
    }

    /// A string, from its first quotation mark on.
    #[inline(never)]
    fn string(&mut self) -> Result<Cow<'a, str>, Stop> {
        self.at += 1;
        let mut copied = String::new();
        let mut from = self.at;
        loop {
            self.at += clean_run(self.text.as_bytes().get(self.at..).unwrap_or_default());
            let next = self.peek();
            if let Some(0x80..) = next {
                self.at += 1;
                continue;
            }
            // Runs without an escape are taken whole; most strings are one.
            let run = self.text.get(from..self.at).unwrap_or_default();
            match next {
                Some(b'"') => {
                    self.at += 1;
                    if copied.is_empty() {
                        return Ok(Cow::Borrowed(run));
                    }
                    copied.push_str(run);
                    return Ok(Cow::Owned(copied));
                }
                Some(b'\\') => {
                    self.at += 1;
                    copied.push_str(run);
                    copied.push(self.escape()?);
                    from = self.at;
                }
                _ => return Err(Stop(self.at)),
            }
        }
    }

    /// The letter that an escape stands for, from after its backslash on.
    #[inline(never)]
    fn escape(&mut self) -> Result<char, Stop> {
        let letter = match self.peek() {
            Some(letter @ (b'"' | b'\\' | b'/')) => letter as char,
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                return self.by_number();
            }
            _ => return Err(Stop(self.at)),
        };
        self.at += 1;
        Ok(letter)
    }

    /// A letter by its number, or by the two halves of it that UTF-16 needs.
    fn by_number(&mut self) -> Result<char, Stop> {
        let mut number = self.four_digits()?;
        if (0xd800..0xdc00).contains(&number) {
            self.expect(b'\\')?;
            self.expect(b'u')?;
            let low = self.four_digits()?;
            // What is no second half makes no letter either.
            if (0xdc00..0xe000).contains(&low) {
                number = ((number - 0xd7c0) << 10) + (low - 0xdc00);
            }
        }
        char::from_u32(number).ok_or(Stop(self.at - 1))
    }

    #[inline(never)]
    fn four_digits(&mut self) -> Result<u32, Stop> {
        let Some(four) = self.text.as_bytes().get(self.at..self.at + 4) else { return Err(Stop(self.text.len())) };
        self.at += 4;
        let digits = four.iter().try_fold(0, |number, byte| Some(number << 4 | char::from(*byte).to_digit(16)?));
        digits.ok_or(Stop(self.at - 1))
    }

    /// A number, from its sign or first digit on.
    #[inline(never)]
    fn number(&mut self) -> Result<Json<'a>, Stop> {
        let negative = self.expect(b'-').is_ok();
        let first = self.at;
        let mut number = Decimal::default();
        self.digits(&mut number, 1)?;
        // A nought stands alone.
        if self.at > first + 1 && self.text.as_bytes().get(first) == Some(&b'0') {
            return Err(Stop(first + 1));
        }
        let mut whole = number.tens == 0;
        if self.expect(b'.').is_ok() {
            whole = false;
            self.digits(&mut number, 0)?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            self.exponent(&mut number)?;
        }
        if number.is_too_large() {
            return Err(Stop(self.at - 1));
        }
        let value = match negative {
            false => 0_i64.checked_add_unsigned(number.digits),
            // There is no whole number -0.
            true => 0_i64.checked_sub_unsigned(number.digits).filter(|value| *value != 0),
        };
        Ok(value.filter(|_| whole).map_or(Json::OtherNumber, Json::Whole))
    }

    fn digit(&self) -> Option<u8> {
        self.peek().filter(u8::is_ascii_digit).map(|byte| byte - b'0')
    }

    /// Digits before the point or after it, at least one. `left_out` is how many tens each digit stands for that no longer fits.
    #[inline(never)]
    fn digits(&mut self, number: &mut Decimal, left_out: i64) -> Result<(), Stop> {
        let first = self.at;
        let mut full = false;
        while let Some(digit) = self.digit() {
            self.at += 1;
            let more = number.digits.checked_mul(10).and_then(|digits| digits.checked_add(digit.into()));
            match more.filter(|_| !full) {
                Some(more) => {
                    number.digits = more;
                    number.tens += left_out - 1;
                }
                None => {
                    full = true;
                    number.tens += left_out;
                }
            }
        }
        if self.at == first { Err(Stop(first)) } else { Ok(()) }
    }

    /// An exponent, from its sign or first digit on.
    fn exponent(&mut self, number: &mut Decimal) -> Result<(), Stop> {
        let down = self.expect(b'-').is_ok();
        if !down && self.peek() == Some(b'+') {
            self.at += 1;
        }
        let first = self.at;
        let mut exponent: i64 = 0;
        while let Some(digit) = self.digit() {
            self.at += 1;
            exponent = exponent * 10 + i64::from(digit);
            if exponent > i32::MAX.into() {
                // At this digit at the latest it is too large for anybody.
                if !down && number.digits != 0 {
                    return Err(Stop(self.at - 1));
                }
                exponent = i32::MAX.into();
            }
        }
        number.tens += if down { -exponent } else { exponent };
        if self.at == first { Err(Stop(first)) } else { Ok(()) }
    }
}

/// Digits, and how many noughts follow them.
#[derive(Default)]
struct Decimal {
    digits: u64,
    tens: i64,
}

impl Decimal {
    /// Whether it is beyond every float: the library, which makes one, refuses it.
    fn is_too_large(&self) -> bool {
        /// The powers of ten that take some 64 bits beyond it: those from 289 on.
        const HUGE: [f64; 20] = [
            1e289, 1e290, 1e291, 1e292, 1e293, 1e294, 1e295, 1e296, 1e297, 1e298, 1e299, 1e300, 1e301, 1e302, 1e303,
            1e304, 1e305, 1e306, 1e307, 1e308,
        ];
        match usize::try_from(self.tens - 289) {
            Ok(at) => self.digits != 0 && HUGE.get(at).is_none_or(|power| (self.digits as f64 * power).is_infinite()),
            Err(_) => false,
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::Value;

    /// Text is read as the library reads it: the same values, or the same place where it goes wrong.
    fn as_the_library_does(text: &str) {
        match (parse(text), serde_json::from_str::<Value>(text)) {
            (Err(ours), Err(error)) => assert_eq!(ours, NotJson::from(&error), "{text:?}: {error}"),
            (Ok(ours), Ok(value)) => assert!(same(&ours, &value), "{text:?}: {ours:?} here, {value} there"),
            (ours, value) => panic!("{text:?}: {ours:?} here, {value:?} there"),
        }
    }

    fn same(ours: &Json<'_>, value: &Value) -> bool {
        match (ours, value) {
            (Json::List(ours), Value::Array(list)) => {
                ours.len() == list.len() && ours.iter().zip(list).all(|(ours, value)| same(ours, value))
            }
            // The library keeps each key once, and the last of its values.
            (Json::Object(keys), Value::Object(map)) => {
                keys.names().all(|key| map.contains_key(key))
                    && map.iter().all(|(key, value)| keys.get(key).is_some_and(|ours| same(ours, value)))
            }
            _ => *ours == Json::from(value),
        }
    }

    #[test]
    fn the_edges_are_where_the_library_has_them() {
        let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        let digits = |count: usize| "9".repeat(count);
        let texts = [
            deep(127),
            deep(128),
            format!("{}{{", "[".repeat(126)),
            format!("{}{{", "[".repeat(127)),
            digits(19),
            digits(20),
            digits(308),
            digits(309),
            digits(310),
            format!("{}.{}e280", digits(20), digits(20)),
            format!("1844674407370955161.9{}e290", digits(3)),
            format!("0.{}1e400", "0".repeat(400)),
            format!("1e{}", digits(40)),
            format!("-1e{}", digits(40)),
            format!("1e-{}", digits(40)),
            format!("0e{} ", digits(40)),
        ];
        for text in texts {
            as_the_library_does(&text);
        }
        for text in [
            "",
            " ",
            "\n\n",
            "nul",
            "nulL",
            "truE",
            "fals",
            "-",
            "-0",
            "0",
            "00",
            "01",
            "-01",
            "-1",
            "+1",
            ".5",
            "5.",
            "5.e1",
            "5e",
            "5e+",
            "5e-",
            "5E+1",
            "0.0e-0",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            "18446744073709551615",
            "18446744073709551616",
            "18446744073709551609e0",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "17976931348623157e292",
            "17976931348623159e292",
            "18446744073709551615e288",
            "18446744073709551615e289",
            "9e307",
            "9e308",
            "1e309",
            "0e309",
            "0e2147483648",
            "1e2147483647",
            "1e2147483648x",
            "1e-2147483648x",
            "[1e400",
            "1.5e-400",
            "[",
            "[,",
            "[1",
            "[1,",
            "[1,]",
            "[1 2]",
            "[1}",
            "]",
            "{",
            "{,",
            "{1",
            "{\"a\"",
            "{\"a\":",
            "{\"a\":}",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":1,}",
            "{\"a\":1,2",
            "{\"a\" 1}",
            "{\"a\":1]",
            "{}x",
            "{} \n x",
            "[]]",
            "{\"a\":1,\"b\":2,\"a\":3}",
            "\"",
            "\"a",
            "\"\u{1}\"",
            "\"\n\"",
            "\"\u{7f}\"",
            "\"\\",
            "\"\\x\"",
            "\"é\u{2028}🙂\"",
            "é",
            "[\n\"é\",\n é]",
            "\"\\\"\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\"",
            "\"\\u\"",
            "\"\\u00",
            "\"\\u00e\"",
            "\"\\u00eg\"",
            "\"\\u00é\"",
            "\"\\uD83D\\uDE42 \"",
            "\"\\ud83d\"",
            "\"\\ud83dx\"",
            "\"\\ud83d\\n\"",
            "\"\\ud83d\\u0041\"",
            "\"\\ud83d\\ud83d\"",
            "\"\\ude42\"",
            "\"\\ud83d",
            "\"\\ud83d\\",
            "\"\\ud83d\\u",
            "\"\\ud83d\\ude4",
            "\"\\udbff\\udfff\\ud800\\udc00\"",
        ] {
            as_the_library_does(text);
            as_the_library_does(&["[", text, ",\n", text, "]"].concat());
            as_the_library_does(&["{\"k\":", text, "}"].concat());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_as_the_library_reads_it(text in "(?s)[\\[\\]{}:,\"a\\\\1.e-]{0,30}|\\PC{0,12}") {
            as_the_library_does(&text);
        }

        #[test]
        fn any_number_is_read_as_the_library_reads_it(text in "-?[0-9]{0,22}(\\.[0-9]{0,24})?([eE][+-]?[0-9]{0,4})?,?") {
            as_the_library_does(&text);
        }

        #[test]
        fn any_string_is_read_as_the_library_reads_it(text in "\"([ -~é🙂\\n]|\\\\[\"\\\\/bfnrtu]|\\\\u[dD][89abcdef][0-9a-f]{2}){0,8}\"?") {
            as_the_library_does(&text);
        }

        #[test]
        fn any_value_and_any_end_of_it_is_read_as_the_library_reads_it(
            text in r#"(\[|\{"a": ?|,|\]|\}|"b" ?:|"c"|null|true|false|-1|0.5e3|[ \n]){0,14}"#, end in 0_usize..60,
        ) {
            as_the_library_does(&text);
            as_the_library_does(text.get(..end).unwrap_or(""));
        }
    }
}
