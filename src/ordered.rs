//! Small ordered maps and sets on sorted lists, and a sort for short lists.
//!
//! Everything that a check counts is short: tens of entries, not thousands. The standard library's trees and sorts are made
//! for more, and each kind of entry costs kilobytes of wasm; these cost a tenth of that and give the same order.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A map in the order of its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderedMap<K, V>(Vec<(K, V)>);

/// A set in the order of its entries.
pub type OrderedSet<T> = OrderedMap<T, ()>;

impl<K, V> Default for OrderedMap<K, V> {
    fn default() -> Self {
        OrderedMap(Vec::new())
    }
}

impl<K: Ord, V> OrderedMap<K, V> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        OrderedMap(Vec::new())
    }

    /// How many entries it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a key stands, or where it would.
    #[inline(never)]
    fn find(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.cmp(key))
    }

    /// Whether it has the key.
    #[must_use]
    pub fn has(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.find(key).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    /// The value of a key, put there first where it is new.
    #[inline(never)]
    pub fn at(&mut self, key: K, new: impl FnOnce() -> V) -> &mut V {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (key, new()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// Keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Values, in the order of their keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }
}

impl<T: Ord> OrderedSet<T> {
    /// Puts an entry in.
    pub fn add(&mut self, entry: T) {
        self.at(entry, || ());
    }

    /// Entries, in order.
    pub fn into_entries(self) -> impl Iterator<Item = T> {
        self.0.into_iter().map(|(entry, ())| entry)
    }

    /// Puts entries in.
    pub fn add_all(&mut self, entries: impl IntoIterator<Item = T>) {
        for entry in entries {
            self.add(entry);
        }
    }
}

impl<T: Ord> FromIterator<T> for OrderedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut set = OrderedSet::new();
        set.add_all(entries);
        set
    }
}

impl<K: Serialize, V: Serialize> Serialize for OrderedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(feature = "cli")]
impl<'de, K: Ord + serde::Deserialize<'de>, V: serde::Deserialize<'de>> serde::Deserialize<'de> for OrderedMap<K, V> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<K, V>::deserialize(deserializer)?;
        Ok(OrderedMap(map.into_iter().collect()))
    }
}

/// Sorts a short list, highest first; equals keep their order.
pub fn sort_down<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    for i in 1..list.len() {
        let mut j = i;
        while j > 0 && key(&list[j - 1]) < key(&list[j]) {
            list.swap(j - 1, j);
            j -= 1;
        }
    }
}

/// Keeps the first of entries that are the same.
pub fn keep_first<T>(list: &mut Vec<T>, same: impl Fn(&T, &T) -> bool) {
    let mut i = 0;
    while i < list.len() {
        if list[..i].iter().any(|before| same(before, &list[i])) {
            list.remove(i);
        } else {
            i += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_stand_in_order_and_once() {
        let set: OrderedSet<u8> = [3, 1, 2, 3, 1].into_iter().collect();
        assert_eq!(set.keys().copied().collect::<Vec<_>>(), [1, 2, 3]);
        assert!(set.has(&2) && !set.has(&4));
    }

    #[test]
    fn equals_keep_their_order() {
        let mut list = [(1, 'a'), (2, 'b'), (1, 'c'), (3, 'd'), (2, 'e')];
        sort_down(&mut list, |(key, _)| *key);
        assert_eq!(list.map(|(_, name)| name), ['d', 'b', 'e', 'a', 'c']);
    }
}
