//! JSON Schemas of a pack and of a school's own contacts, from the same tables of keys that read them, so that editors complete
//! and check as one types.

use serde_json::{Map, Value, json};

use super::keys::{self, Field, Kind};

/// The schema of a pack, draft 7, which TOML language servers understand.
#[must_use]
pub fn schema() -> Value {
    let mut schema = whole(keys::PACK, "Doorstep rule pack");
    schema["definitions"] = json!({ "condition": condition() });
    schema
}

/// The schema of a school's own contacts.
#[must_use]
pub fn overlay_schema() -> Value {
    whole(keys::OVERLAY, "Doorstep, a school's own contacts")
}

fn whole(fields: &[Field], title: &str) -> Value {
    let mut schema = object(fields);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!(title);
    schema
}

fn object(fields: &[Field]) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut value = kind(&field.kind);
            if let Value::Object(map) = &mut value {
                map.insert("description".into(), json!(field.doc));
            }
            (field.key.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required })
}

fn kind(kind_of: &Kind) -> Value {
    match kind_of {
        Kind::Text => json!({ "type": "string", "minLength": 1 }),
        Kind::Id => json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" }),
        Kind::PackId => json!({ "type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$" }),
        Kind::Published => json!({ "type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|unknown)$" }),
        Kind::Date => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Kind::Clock => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-4]):[0-5][0-9]$" }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Int(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::FromAge => json!({ "anyOf": [{ "const": "unborn" }, { "type": "integer", "minimum": 0 }] }),
        Kind::OneOf(words) => json!({ "enum": words }),
        Kind::List(inner) => json!({ "type": "array", "items": kind(inner) }),
        Kind::Table(fields) => object(fields),
        Kind::Condition => json!({ "allOf": [{ "$ref": "#/definitions/condition" }] }),
    }
}

fn condition() -> Value {
    let properties: Map<String, Value> = keys::CONDITIONS
        .iter()
        .map(|(name, doc)| {
            let mut value = match *name {
                "all" | "any" => kind(&Kind::List(&Kind::Condition)),
                "not" => kind(&Kind::Condition),
                "age" => object(keys::AGES),
                "send" | "immediate_danger" => kind(&Kind::Bool),
                "at_least" => object(keys::AT_LEAST),
                "only" => object(keys::SET),
                "answer" => json!({ "type": "object", "additionalProperties": kind(&Kind::Id) }),
                _ => kind(&Kind::Id),
            };
            if let Value::Object(map) = &mut value {
                map.insert("description".into(), json!(doc));
            }
            ((*name).to_owned(), value)
        })
        .collect();
    json!({ "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": properties })
}
