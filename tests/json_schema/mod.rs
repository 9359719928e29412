//! As much of JSON Schema, draft 7, as the schema of packs uses. A keyword that is not known here is a failure, never ignored.

use serde_json::{Map, Value};

const KNOWN: [&str; 18] = [
    "$schema",
    "title",
    "description",
    "definitions",
    "$ref",
    "type",
    "enum",
    "const",
    "pattern",
    "minLength",
    "minimum",
    "maximum",
    "items",
    "properties",
    "required",
    "additionalProperties",
    "anyOf",
    "allOf",
];
const SIZES: [&str; 2] = ["minProperties", "maxProperties"];

/// Panics where a schema has a keyword that is not known here, or one with a value that draft 7 does not allow.
pub fn well_formed(schema: &Value, at: &str) {
    if schema.is_boolean() {
        return;
    }
    let map = schema.as_object().unwrap_or_else(|| panic!("{at}: a schema is an object"));
    for (keyword, value) in map {
        let right = match keyword.as_str() {
            "$schema" | "title" | "description" | "pattern" => value.is_string(),
            "$ref" => value == "#/definitions/condition",
            "type" => value.as_str().is_some_and(|name| TYPES.contains(&name)),
            "enum" => value.as_array().is_some_and(|words| !words.is_empty()),
            "const" => true,
            "minLength" | "minProperties" | "maxProperties" => value.is_u64(),
            "minimum" | "maximum" => value.is_number(),
            "required" => value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
            "items" | "additionalProperties" => true,
            "properties" | "definitions" => value.is_object(),
            "anyOf" | "allOf" => value.as_array().is_some_and(|parts| !parts.is_empty()),
            _ => panic!("{at}: the keyword `{keyword}` is not known ({KNOWN:?}, {SIZES:?})"),
        };
        assert!(right, "{at}: `{keyword}` is {value}");
        match keyword.as_str() {
            "items" | "additionalProperties" => well_formed(value, &format!("{at}/{keyword}")),
            "properties" | "definitions" => {
                for (name, part) in value.as_object().into_iter().flatten() {
                    well_formed(part, &format!("{at}/{keyword}/{name}"));
                }
            }
            "anyOf" | "allOf" => value.as_array().into_iter().flatten().for_each(|part| well_formed(part, at)),
            _ => {}
        }
    }
    if let (Some(required), Some(properties)) = (map.get("required"), map.get("properties")) {
        for name in required.as_array().into_iter().flatten().filter_map(Value::as_str) {
            assert!(properties.get(name).is_some(), "{at}: `{name}` is required and not described");
        }
    }
}

const TYPES: [&str; 7] = ["object", "array", "string", "integer", "number", "boolean", "null"];

/// Where a value does not fit a schema.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    look(schema, schema, value, "", &mut found);
    found
}

fn look(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Value::Bool(allowed) = schema {
        if !allowed {
            found.push(format!("{at}: not allowed"));
        }
        return;
    }
    let empty = Map::new();
    let map = schema.as_object().unwrap_or(&empty);
    for (keyword, wanted) in map {
        let fits = match keyword.as_str() {
            "type" => match wanted.as_str() {
                Some("object") => value.is_object(),
                Some("array") => value.is_array(),
                Some("string") => value.is_string(),
                Some("integer") => value.is_i64(),
                _ => value.is_boolean(),
            },
            "enum" => wanted.as_array().is_some_and(|words| words.contains(value)),
            "const" => wanted == value,
            "pattern" => value.as_str().is_none_or(|text| fits_pattern(wanted.as_str().unwrap_or(""), text)),
            "minLength" => {
                value.as_str().is_none_or(|text| text.chars().count() as u64 >= wanted.as_u64().unwrap_or(0))
            }
            "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap_or(i64::MIN)),
            "maximum" => value.as_i64().is_none_or(|number| number <= wanted.as_i64().unwrap_or(i64::MAX)),
            "minProperties" => value.as_object().is_none_or(|map| map.len() as u64 >= wanted.as_u64().unwrap_or(0)),
            "maxProperties" => value.as_object().is_none_or(|map| map.len() as u64 <= wanted.as_u64().unwrap_or(0)),
            "required" => value.as_object().is_none_or(|map| {
                wanted.as_array().into_iter().flatten().filter_map(Value::as_str).all(|name| map.contains_key(name))
            }),
            "anyOf" => wanted.as_array().into_iter().flatten().any(|part| {
                let mut inner = Vec::new();
                look(root, part, value, at, &mut inner);
                inner.is_empty()
            }),
            _ => true,
        };
        if !fits {
            found.push(format!("{at}: {keyword} {wanted}, found {value}"));
        }
    }
    if let Some(target) = map.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(target.trim_start_matches('#')).unwrap_or(&Value::Bool(false));
        look(root, target, value, at, found);
    }
    for part in map.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        look(root, part, value, at, found);
    }
    if let (Some(items), Value::Array(entries)) = (map.get("items"), value) {
        for (i, entry) in entries.iter().enumerate() {
            look(root, items, entry, &format!("{at}[{i}]"), found);
        }
    }
    if let Value::Object(entries) = value {
        for (key, entry) in entries {
            let at = format!("{at}.{key}");
            match (map.get("properties").and_then(|known| known.get(key)), map.get("additionalProperties")) {
                (Some(known), _) => look(root, known, entry, &at, found),
                (None, Some(others)) => look(root, others, entry, &at, found),
                (None, None) => {}
            }
        }
    }
}

/// Whether a text fits an anchored pattern of letters, classes, groups, alternatives and repeats: matched by trying.
fn fits_pattern(pattern: &str, text: &str) -> bool {
    let inner = pattern.strip_prefix('^').and_then(|rest| rest.strip_suffix('$'));
    let inner: Vec<char> = inner.unwrap_or_else(|| panic!("the pattern {pattern} is not anchored")).chars().collect();
    let text: Vec<char> = text.chars().collect();
    ends(&inner, &text, 0).contains(&text.len())
}

/// Every place where the pattern can end when it begins at a place.
fn ends(pattern: &[char], text: &[char], from: usize) -> Vec<usize> {
    let mut depth = 0;
    for (i, c) in pattern.iter().enumerate() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '|' if depth == 0 => {
                let mut all = ends(&pattern[..i], text, from);
                all.extend(ends(&pattern[i + 1..], text, from));
                return all;
            }
            _ => {}
        }
    }
    let Some(first) = pattern.first() else { return vec![from] };
    let close = |open: char, shut: char| {
        let mut depth = 0;
        pattern.iter().position(|c| {
            depth += i32::from(*c == open) - i32::from(*c == shut);
            depth == 0
        })
    };
    let width = match first {
        '(' => close('(', ')').unwrap_or_else(|| panic!("a bracket is open")) + 1,
        '[' => close('[', ']').unwrap_or_else(|| panic!("a bracket is open")) + 1,
        _ => 1,
    };
    let (atom, rest) = pattern.split_at(width);
    let (least, most, taken) = match rest.first() {
        Some('*') => (0, usize::MAX, 1),
        Some('+') => (1, usize::MAX, 1),
        Some('?') => (0, 1, 1),
        Some('{') => {
            let shut = rest.iter().position(|c| *c == '}').unwrap_or_else(|| panic!("a brace is open"));
            let times = rest[1..shut].iter().collect::<String>().parse().unwrap_or_else(|_| panic!("{{n}} only"));
            (times, times, shut + 1)
        }
        _ => (1, 1, 0),
    };
    let once = |at: usize| -> Vec<usize> {
        match atom {
            ['(', inner @ .., ')'] => ends(inner, text, at),
            ['[', class @ .., ']'] => {
                text.get(at).filter(|c| in_class(class, **c)).map(|_| at + 1).into_iter().collect()
            }
            [letter] => text.get(at).filter(|c| *c == letter).map(|_| at + 1).into_iter().collect(),
            _ => panic!("not known in a pattern: {atom:?}"),
        }
    };
    let (mut all, mut here, mut times) = (Vec::new(), vec![from], 0);
    while !here.is_empty() && times <= most {
        if times >= least {
            all.extend(here.iter().flat_map(|at| ends(&rest[taken..], text, *at)));
        }
        let mut next: Vec<usize> = here.iter().flat_map(|at| once(*at)).filter(|to| !here.contains(to)).collect();
        next.sort_unstable();
        next.dedup();
        here = next;
        times += 1;
    }
    all
}

fn in_class(class: &[char], c: char) -> bool {
    match class {
        [low, '-', high, rest @ ..] => (*low..=*high).contains(&c) || in_class(rest, c),
        [one, rest @ ..] => *one == c || in_class(rest, c),
        [] => false,
    }
}

#[test]
fn patterns_are_read_as_they_are_meant() {
    for (pattern, good, bad) in [
        ("^[a-z0-9]+(-[a-z0-9]+)*$", &["a", "4a", "a-b-9"][..], &["", "-a", "a-", "a--b", "A", "a b"][..]),
        ("^[a-z0-9-]+/[a-z0-9-]+$", &["llr/2021", "llr/2019-draft"], &["llr", "/a", "a/", "a/b/c"]),
        (
            "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$",
            &["2021", "2021-03", "2021-03-31", "unknown"],
            &["21", "2021-3", "x"],
        ),
        ("^([01][0-9]|2[0-4]):[0-5][0-9]$", &["08:30", "24:00"], &["8:30", "25:00", "08.30", "08:60"]),
    ] {
        good.iter().for_each(|text| assert!(fits_pattern(pattern, text), "{pattern} {text}"));
        bad.iter().for_each(|text| assert!(!fits_pattern(pattern, text), "{pattern} {text}"));
    }
}
