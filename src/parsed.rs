//! JSON text as values that borrow from it: [`Json`].
//!
//! A pack is a hundred thousand letters in ten thousand values. Values that own their text copy every letter twice on its way
//! into a pack, and trees of keys cost a search at every field: half of what loading took on a phone. These point into the
//! text, and hold the keys of an object in the order in which they came. serde_json does the parsing.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

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
    /// Where the text is no JSON, the parser's error.
    pub(crate) fn parse(text: &'a str) -> Result<Json<'a>, serde_json::Error> {
        serde_json::from_str(text)
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

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// A key, or any text: a slice where it can be one.
struct Slice<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Slice<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match deserializer.deserialize_str(Reader)? {
            Json::Text(text) => Ok(Slice(text)),
            // A key of JSON is always text. Saying otherwise would bring the library's errors into the wasm.
            _ => Ok(Slice(Cow::Borrowed(""))),
        }
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Whole(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(i64::try_from(value).map_or(Json::OtherNumber, Json::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json<'de>, E> {
        Ok(Json::OtherNumber)
    }

    #[inline(never)]
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    #[inline(never)]
    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    #[inline(never)]
    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Json::List(list))
    }

    #[inline(never)]
    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json<'de>, A::Error> {
        let mut keys = Vec::new();
        while let Some(Slice(key)) = entries.next_key()? {
            keys.push((key, entries.next_value()?));
        }
        Ok(Json::Object(Keys(keys)))
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

    proptest::proptest! {
        #[test]
        fn any_text_is_read_as_the_library_reads_it(text in "(?s)[\\[\\]{}:,\"a\\\\1.e-]{0,30}|\\PC{0,12}") {
            let ours = Json::parse(&text);
            match serde_json::from_str::<serde_json::Value>(&text) {
                Err(error) => assert_eq!(ours.unwrap_err().to_string(), error.to_string()),
                Ok(value) => {
                    let ours = ours.unwrap();
                    if !text.contains('{') {
                        assert_eq!(ours, Json::from(&value));
                    }
                }
            }
        }
    }
}
