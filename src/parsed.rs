//! JSON text as values that borrow from it: [`Json`].
//!
//! A pack is a hundred thousand letters in ten thousand values. Values that own their text copy every letter twice on its way
//! into a pack, and trees of keys cost a search at every field: half of what loading took on a phone. These point into the
//! text, and hold the keys of an object in the order in which they came. `parse.rs` does the parsing.

use std::borrow::Cow;

/// A JSON value. Text without escapes is a slice of what was parsed.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Json<'a> {
    /// `null`.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that fits.
    Whole(i64),
    /// Any other number: nothing here has a use for one.
    OtherNumber,
    /// Text.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// An object: keys as they came.
    Object(Keys<'a>),
}

/// The keys of an object with their values, as they came. Of a key that stands twice the last counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keys<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Keys<'a> {
    /// The value of a key.
    #[inline(never)]
    pub(crate) fn get(&self, key: &str) -> Option<&Json<'a>> {
        self.0.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The value of a key, to change it.
    #[inline(never)]
    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Json<'a>> {
        self.0.iter_mut().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// Keys, as they came.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|(key, _)| key)
    }

    /// Keys and values, as they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }

    /// Keys and values, as they came, to change the values.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Json<'a>)> {
        self.0.iter_mut().map(|(key, value)| (&**key, value))
    }
}

impl<'a> IntoIterator for Keys<'a> {
    type Item = (Cow<'a, str>, Json<'a>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> Json<'a> {
    /// Parses JSON text.
    /// # Errors
    /// Where the text is no JSON, the place.
    pub(crate) fn parse(text: &'a str) -> Result<Json<'a>, NotJson> {
        crate::parse::parse(text)
    }

    /// The text of a text.
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number from 0 on.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        match self {
            Json::Whole(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The keys of an object, to change their values.
    pub(crate) fn keys_mut(&mut self) -> Option<&mut Keys<'a>> {
        match self {
            Json::Object(keys) => Some(keys),
            _ => None,
        }
    }

    /// The value, and null in its place.
    pub(crate) fn take(&mut self) -> Json<'a> {
        std::mem::take(self)
    }
}

/// Where text stops being JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotJson {
    /// From 1.
    pub line: usize,
    /// In bytes; 0 before the first letter of a line.
    pub column: usize,
    /// Whether nothing is wrong but that something is missing at the end.
    pub too_early: bool,
}

#[cfg(feature = "cli")]
impl From<&serde_json::Error> for NotJson {
    fn from(error: &serde_json::Error) -> NotJson {
        NotJson { line: error.line(), column: error.column(), too_early: error.is_eof() }
    }
}

impl<'a> From<Vec<(Cow<'a, str>, Json<'a>)>> for Keys<'a> {
    fn from(keys: Vec<(Cow<'a, str>, Json<'a>)>) -> Keys<'a> {
        Keys(keys)
    }
}

/// A value that the command line put together.
#[cfg(feature = "cli")]
impl<'a> From<&'a serde_json::Value> for Json<'a> {
    fn from(value: &'a serde_json::Value) -> Json<'a> {
        use serde_json::Value;
        match value {
            Value::Null => Json::Null,
            Value::Bool(yes) => Json::Bool(*yes),
            Value::Number(number) => number.as_i64().map_or(Json::OtherNumber, Json::Whole),
            Value::String(text) => Json::Text(Cow::Borrowed(text)),
            Value::Array(list) => Json::List(list.iter().map(Json::from).collect()),
            Value::Object(map) => {
                Json::Object(Keys(map.iter().map(|(key, value)| (Cow::Borrowed(key.as_str()), value.into())).collect()))
            }
        }
    }
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn text_without_escapes_is_not_copied() {
        let Json::List(list) = Json::parse(r#"["plain", "es\"caped"]"#).unwrap() else { panic!("no list") };
        assert!(matches!(&list[0], Json::Text(Cow::Borrowed("plain"))));
        assert_eq!(list[1].as_str(), Some("es\"caped"));
    }

    #[test]
    fn of_a_key_that_stands_twice_the_last_counts() {
        let Json::Object(keys) = Json::parse(r#"{"a":1,"a":2}"#).unwrap() else { panic!("no object") };
        assert_eq!(keys.get("a"), Some(&Json::Whole(2)));
    }
}
