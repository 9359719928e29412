//! From JSON values to structs and from structs to JSON text, in a fraction of the code and time that a general serialiser
//! needs: the wasm must stay small, and most of a check is the writing of its finding.
//!
//! Keys may come in any order; unknown keys are passed over; an absent key is its type's nothing (none, false, an empty
//! list), or an error that names the key.

use std::borrow::Cow;

use crate::ordered::OrderedMap;
use crate::parsed::{Json, Keys};

/// A value that does not fit: its key, innermost first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong(pub(crate) String);

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` does not fit", self.0)
    }
}

/// Where the first value that does not fit is noted. Reading goes on with nothing in its place, so that no half-read struct
/// has to be taken apart again at every key: that would cost more code than the reading itself.
#[derive(Debug, Default)]
pub(crate) struct Fits {
    wrong: Option<Wrong>,
    places: Places,
}

/// What the numbers stand for that a travelling pack has for its `where` and `cite`.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// Sections of the source.
    pub(crate) sections: Vec<String>,
    /// What stands before the section in a citation: the document and its date.
    pub(crate) prefix: String,
}

impl Places {
    /// The `where` or `cite` that a number stands for.
    #[inline(never)]
    fn named<'j>(&self, key: &str, number: i64) -> Option<Json<'j>> {
        let before = match key {
            "where" => "",
            "cite" => &self.prefix,
            _ => return None,
        };
        let section = self.sections.get(usize::try_from(number).ok()?)?;
        Some(Json::Text(Cow::Owned([before, section].concat())))
    }
}

impl Fits {
    /// Notes that a value does not fit.
    #[inline(never)]
    pub(crate) fn not(&mut self) {
        if self.wrong.is_none() {
            self.wrong = Some(Wrong(String::new()));
        }
    }

    /// The value that was read, where everything fitted.
    pub(crate) fn or_wrong<T>(self, value: T) -> Result<T, Wrong> {
        match self.wrong {
            None => Ok(value),
            Some(wrong) => Err(wrong),
        }
    }

    /// Puts the key around a fault that was noted within it.
    #[inline(never)]
    fn within(&mut self, key: &str) {
        if let Some(Wrong(path)) = &mut self.wrong {
            if !path.is_empty() {
                path.insert(0, '.');
            }
            path.insert_str(0, key);
        }
    }
}

/// What can be read from a JSON value.
pub(crate) trait FromJson: Sized {
    /// Reads a value.
    fn from_json(value: Json<'_>, fits: &mut Fits) -> Self;

    /// Reads one row of a list that travels as columns. Only structs have rows.
    fn from_row(_: &mut Row<'_, '_>, fits: &mut Fits) -> Self {
        Self::absent(fits)
    }

    /// What an absent key stands for. Notes a fault where the key must be there.
    fn absent(fits: &mut Fits) -> Self;
}

/// Where the fields of one struct are taken from: its own object, or one place in every column of a list.
pub(crate) struct Row<'a, 'j> {
    map: &'a mut Keys<'j>,
    at: Option<usize>,
}

impl<'a, 'j> Row<'a, 'j> {
    /// The fields of an object.
    pub(crate) fn of(map: &'a mut Keys<'j>) -> Row<'a, 'j> {
        Row { map, at: None }
    }

    /// Takes out the only key that is there, with its value.
    pub(crate) fn only(&mut self) -> Option<(&str, Json<'j>)> {
        let at = self.at;
        self.map.iter_mut().find_map(|(key, value)| match taken(value, at) {
            Json::Null => None,
            value => Some((key, value)),
        })
    }

    /// Takes a key's value out; null where it is absent.
    #[inline(never)]
    fn take(&mut self, key: &str) -> Json<'j> {
        match self.map.get_mut(key) {
            Some(value) => taken(value, self.at),
            None => Json::Null,
        }
    }
}

/// Takes out the value itself, or its entry in a column; null where there is none.
fn taken<'j>(value: &mut Json<'j>, at: Option<usize>) -> Json<'j> {
    match (at, value) {
        (None, value) => value.take(),
        (Some(at), Json::List(column)) => column.get_mut(at).map_or(Json::Null, Json::take),
        (Some(_), _) => Json::Null,
    }
}

/// Key of a list of objects that travels as columns; as a value in a column, the same as above.
pub(crate) const COLUMNS: &str = "=";

/// The columns of a list, with every "same as above" written out, and how many rows they have.
#[inline(never)]
fn columns<'v, 'j>(value: &'v mut Json<'j>) -> Option<(&'v mut Keys<'j>, usize)> {
    let columns = value.keys_mut()?.get_mut(COLUMNS)?.keys_mut()?;
    let mut rows = 0;
    for (_, column) in columns.iter_mut() {
        let Json::List(column) = column else { continue };
        if column.iter().any(|value| again(value).is_some()) {
            *column = written_out(std::mem::take(column));
        }
        rows = rows.max(column.len());
    }
    Some((columns, rows))
}

/// How often a value of a column says that the one above it comes again.
fn again(value: &Json<'_>) -> Option<usize> {
    match value.as_str()?.strip_prefix(COLUMNS)? {
        "" => Some(1),
        // More rows than any list has are a fault in the file, not a reason to run out of memory.
        times => times.parse().ok().filter(|times| *times <= 10_000),
    }
}

#[inline(never)]
fn written_out<'j>(runs: Vec<Json<'j>>) -> Vec<Json<'j>> {
    let mut column: Vec<Json<'j>> = Vec::new();
    for value in runs {
        match again(&value) {
            None => column.push(value),
            Some(times) => {
                let above = column.last().cloned().unwrap_or_default();
                column.extend(std::iter::repeat_n(above, times));
            }
        }
    }
    column
}

/// Reads a whole value.
pub(crate) fn read<T: FromJson>(value: Json<'_>) -> Result<T, Wrong> {
    read_with(value, Places::default())
}

/// Reads a whole value in which `where` and `cite` are numbers.
pub(crate) fn read_with<T: FromJson>(value: Json<'_>, places: Places) -> Result<T, Wrong> {
    let mut fits = Fits { wrong: None, places };
    let read = T::from_json(value, &mut fits);
    fits.or_wrong(read)
}

/// The keys of an object.
#[inline(never)]
pub(crate) fn object<'j>(value: Json<'j>, fits: &mut Fits) -> Keys<'j> {
    if let Json::Object(map) = value {
        return map;
    }
    fits.not();
    Keys::default()
}

/// Takes one key out of an object; null counts as absent.
pub(crate) fn field<T: FromJson>(map: &mut Keys<'_>, key: &str, fits: &mut Fits) -> T {
    cell(&mut Row::of(map), key, fits)
}

/// Takes one key out of a row; null counts as absent.
#[inline(never)]
pub(crate) fn cell<T: FromJson>(row: &mut Row<'_, '_>, key: &str, fits: &mut Fits) -> T {
    let before = fits.wrong.is_none();
    let read = match row.take(key) {
        Json::Null => T::absent(fits),
        Json::Whole(number) => {
            let value = fits.places.named(key, number).unwrap_or(Json::Whole(number));
            T::from_json(value, fits)
        }
        value => T::from_json(value, fits),
    };
    if before {
        fits.within(key);
    }
    read
}

#[inline(never)]
fn number(value: &Json<'_>, most: u64, fits: &mut Fits) -> u64 {
    let number = value.as_u64().filter(|number| *number <= most);
    if number.is_none() {
        fits.not();
    }
    number.unwrap_or(0)
}

impl FromJson for String {
    #[inline(never)]
    fn from_json(value: Json<'_>, fits: &mut Fits) -> String {
        if let Json::Text(text) = value {
            return text.into_owned();
        }
        fits.not();
        String::new()
    }
    fn absent(fits: &mut Fits) -> String {
        fits.not();
        String::new()
    }
}

impl FromJson for bool {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> bool {
        if !matches!(value, Json::Bool(_)) {
            fits.not();
        }
        value == Json::Bool(true)
    }
    fn absent(_: &mut Fits) -> bool {
        false
    }
}

impl FromJson for u8 {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> u8 {
        u8::try_from(number(&value, u8::MAX.into(), fits)).unwrap_or(0)
    }
    fn absent(fits: &mut Fits) -> u8 {
        fits.not();
        0
    }
}

impl FromJson for u16 {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> u16 {
        u16::try_from(number(&value, u16::MAX.into(), fits)).unwrap_or(0)
    }
    fn absent(fits: &mut Fits) -> u16 {
        fits.not();
        0
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> Option<T> {
        Some(T::from_json(value, fits))
    }
    fn absent(_: &mut Fits) -> Option<T> {
        None
    }
}

impl<T: FromJson> FromJson for Box<T> {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> Box<T> {
        Box::new(T::from_json(value, fits))
    }
    fn absent(fits: &mut Fits) -> Box<T> {
        Box::new(T::absent(fits))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    #[inline(never)]
    fn from_json(mut value: Json<'_>, fits: &mut Fits) -> Vec<T> {
        let mut read = Vec::new();
        if let Some((map, rows)) = columns(&mut value) {
            for at in 0..rows {
                read.push(T::from_row(&mut Row { map, at: Some(at) }, fits));
            }
        } else if let Json::List(list) = value {
            for entry in list {
                read.push(T::from_json(entry, fits));
            }
        } else {
            fits.not();
        }
        read
    }
    fn absent(_: &mut Fits) -> Vec<T> {
        Vec::new()
    }
}

impl FromJson for OrderedMap<String, String> {
    fn from_json(value: Json<'_>, fits: &mut Fits) -> OrderedMap<String, String> {
        let mut read = OrderedMap::new();
        for (key, value) in object(value, fits) {
            let text = String::from_json(value, fits);
            read.at(key.into_owned(), || text);
        }
        read
    }
    fn absent(_: &mut Fits) -> OrderedMap<String, String> {
        OrderedMap::new()
    }
}

/// Reads a struct from an object: each field under its own name, or under the name given after it. Fields after a `;` do not
/// travel, and begin as their type's default.
macro_rules! from_json {
    ($name:ident { $($field:ident $(= $key:literal)?),* $(,)? $(; $($own:ident),*)? }) => {
        impl $crate::json::FromJson for $name {
            #[inline(never)]
            fn from_json(value: $crate::parsed::Json<'_>, fits: &mut $crate::json::Fits) -> Self {
                let mut map = $crate::json::object(value, fits);
                Self::from_row(&mut $crate::json::Row::of(&mut map), fits)
            }
            #[inline(never)]
            fn from_row(row: &mut $crate::json::Row<'_, '_>, fits: &mut $crate::json::Fits) -> Self {
                $name {
                    $($field: $crate::json::cell(row, $crate::json::key!($field $(= $key)?), fits),)*
                    $($($own: Default::default()),*)?
                }
            }
            fn absent(fits: &mut $crate::json::Fits) -> Self {
                fits.not();
                <Self as $crate::json::FromJson>::from_json($crate::parsed::Json::Null, fits)
            }
        }
    };
}

/// The key of a field.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident = $key:literal) => {
        $key
    };
}

/// Reads an enum from its words; the first stands in for a word that does not fit.
macro_rules! words_from_json {
    ($name:ident { $first:literal => $start:ident $(, $word:literal => $variant:ident)* $(,)? }) => {
        impl $crate::json::FromJson for $name {
            fn from_json(value: $crate::parsed::Json<'_>, fits: &mut $crate::json::Fits) -> Self {
                match value.as_str() {
                    Some($first) => $name::$start,
                    $(Some($word) => $name::$variant,)*
                    _ => Self::absent(fits),
                }
            }
            fn absent(fits: &mut $crate::json::Fits) -> Self {
                fits.not();
                $name::$start
            }
        }
    };
}

/// What can be written as JSON text.
pub(crate) trait ToJson {
    /// Writes itself.
    fn to_json(&self, out: &mut String);
}

/// JSON text of a value.
pub(crate) fn written(value: &impl ToJson) -> String {
    let mut out = String::with_capacity(16 * 1024);
    value.to_json(&mut out);
    out
}

impl ToJson for str {
    #[inline(never)]
    fn to_json(&self, out: &mut String) {
        out.push('"');
        let mut rest = self;
        // Runs without anything to escape are copied whole.
        loop {
            // Never elsewhere than between two letters; the checked way keeps the library's message on it out of the wasm.
            let (run, after) = rest.split_at_checked(clean_run(rest.as_bytes())).unwrap_or((rest, ""));
            out.push_str(run);
            let mut after = after.chars();
            let Some(c) = after.next() else { break };
            escape(c, out);
            rest = after.as_str();
        }
        out.push('"');
    }
}

/// How many bytes stand before the first that may not stand in a JSON string. Looks at eight bytes at a time: most of what a
/// finding holds is text.
#[inline(never)]
pub(crate) fn clean_run(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // For each byte below `n` sets its high bit; a byte above 127 has it set already.
    let below = |word: u64, n: u64| word.wrapping_sub(ONES * n) & !word & HIGH;
    let mut at = 0;
    for chunk in bytes.chunks_exact(8) {
        let Ok(eight) = <[u8; 8]>::try_from(chunk) else { break };
        let word = u64::from_le_bytes(eight);
        let quote = word ^ (ONES * u64::from(b'"'));
        let slash = word ^ (ONES * u64::from(b'\\'));
        if (word & HIGH) | below(word, 0x20) | below(quote, 1) | below(slash, 1) != 0 {
            break;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let unclean = |byte: &u8| !(0x20..0x80).contains(byte) || *byte == b'"' || *byte == b'\\';
    at + rest.iter().position(unclean).unwrap_or(rest.len())
}

/// Writes one character that may not stand in a JSON string as it is, and every one beyond ASCII as its number: the browser
/// reads text of ASCII alone five times as fast.
#[inline(never)]
fn escape(c: char, out: &mut String) {
    let letter = match c {
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        '"' | '\\' => c,
        c => {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.push(char::from_digit(u32::from(*unit >> shift) & 15, 16).unwrap_or('0'));
                }
            }
            return;
        }
    };
    out.push('\\');
    out.push(letter);
}

impl ToJson for String {
    fn to_json(&self, out: &mut String) {
        self.as_str().to_json(out);
    }
}

impl ToJson for &str {
    fn to_json(&self, out: &mut String) {
        (**self).to_json(out);
    }
}

impl ToJson for bool {
    fn to_json(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }
}

impl ToJson for u32 {
    fn to_json(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl ToJson for usize {
    fn to_json(&self, out: &mut String) {
        out.push_str(&self.to_string());
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, out: &mut String) {
        match self {
            Some(value) => value.to_json(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    #[inline(never)]
    fn to_json(&self, out: &mut String) {
        let mut mark = '[';
        for entry in self {
            out.push(mark);
            entry.to_json(out);
            mark = ',';
        }
        if mark == '[' {
            out.push('[');
        }
        out.push(']');
    }
}

impl<V: ToJson> ToJson for OrderedMap<String, V> {
    #[inline(never)]
    fn to_json(&self, out: &mut String) {
        let mut mark = '{';
        for (key, value) in self.iter() {
            out.push(mark);
            key.to_json(out);
            out.push(':');
            value.to_json(out);
            mark = ',';
        }
        if mark == '{' {
            out.push('{');
        }
        out.push('}');
    }
}

/// Writes a key that holds nothing to escape, after a mark.
#[inline(never)]
pub(crate) fn put_key(mark: char, key: &str, out: &mut String) {
    out.push(mark);
    out.push('"');
    out.push_str(key);
    out.push_str("\":");
}

/// Writes a struct as an object: the first field, then the others, each under its own name.
macro_rules! to_json {
    ($name:ident { $first:ident $(, $field:ident)* $(,)? }) => {
        impl $crate::json::ToJson for $name {
            #[inline(never)]
            fn to_json(&self, out: &mut String) {
                $crate::json::put_key('{', stringify!($first), out);
                $crate::json::ToJson::to_json(&self.$first, out);
                $(
                    $crate::json::put_key(',', stringify!($field), out);
                    $crate::json::ToJson::to_json(&self.$field, out);
                )*
                out.push('}');
            }
        }
    };
}

/// Writes an enum as its words.
macro_rules! words_to_json {
    ($name:ident { $($variant:ident => $word:literal),* $(,)? }) => {
        impl $crate::json::ToJson for $name {
            fn to_json(&self, out: &mut String) {
                let word = match self {
                    $($name::$variant => $word,)*
                };
                word.to_json(out);
            }
        }
    };
}

pub(crate) use {from_json, key, to_json, words_from_json, words_to_json};

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Text of ASCII alone that a library reads as the same words; and its own writing where that is ASCII too.
    fn reads_back(text: &str) {
        let json = written(&text);
        assert!(json.is_ascii());
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        if text.is_ascii() {
            assert_eq!(json, serde_json::json!(text).to_string());
        }
    }

    #[test]
    fn text_reads_back_as_it_was() {
        for text in
            ["", "plain", "a \"b\" \\ c", "\u{0}\u{1f}\u{7f}\n\r\t\u{8}\u{c}", "“curly” – £ 🙂 \u{202e}", "\"", "end\n"]
        {
            reads_back(text);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads_back_as_it_was(text in "(?s)[a-c\\x00-\\x22\\\\é€🙂]{0,40}", more in "\\PC*") {
            for text in [text, more] {
                reads_back(&text);
            }
        }
    }
}
