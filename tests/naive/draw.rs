//! Draws cases: few facts or many, those that rules ask for more often than others, times close to where offices open and close.

use serde_json::{Map, Value, json};

use super::{Naive, list, text};

/// A small generator of random numbers (xorshift), so that the same seed gives the same cases for ever.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % n.max(1) as u64) as usize
    }

    /// True once in `n`.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What cases of one pack can hold.
pub struct Drawer {
    pub pack: String,
    pub items: Vec<String>,
    /// Statements that rules and situations speak of.
    pub watched: Vec<String>,
    /// Statements that stand in more than one place.
    pub doubled: Vec<String>,
    pub situations: Vec<String>,
    pub questions: Vec<String>,
    /// Local authorities, neighbours included.
    pub homes: Vec<String>,
    /// Districts, each with its local authority.
    pub districts: Vec<(String, String)>,
    pub times: Vec<String>,
    /// Words of statements, by id.
    texts: std::collections::BTreeMap<String, String>,
}

const DAYS: [&str; 19] = [
    "2026-11-20",
    "2026-11-21",
    "2026-11-22",
    "2026-11-23",
    "2026-12-24",
    "2026-12-25",
    "2026-12-26",
    "2026-12-27",
    "2026-12-28",
    "2026-12-29",
    "2026-12-31",
    "2027-01-01",
    "2027-03-25",
    "2027-03-26",
    "2027-03-29",
    "2024-02-29",
    "2028-12-31",
    "2029-01-01",
    "2029-03-30",
];

impl Drawer {
    pub fn new(naive: &Naive) -> Drawer {
        let pack = &naive.pack;
        let ids = |kind: &str| -> Vec<String> { list(&pack[kind]).iter().map(|entry| text(&entry["id"])).collect() };
        let items = ids("items");
        let rules = format!("{}{}", pack["rules"], pack["routes"]);
        let watched = list(&pack["items"])
            .iter()
            .filter(|item| {
                let spoken =
                    |kind: &str| item[kind].is_string() && rules.contains(&format!("\"{kind}\":{}", item[kind]));
                rules.contains(&item["id"].to_string()) || spoken("group") || spoken("topic")
            })
            .map(|item| text(&item["id"]))
            .collect();
        let doubled = items.iter().filter(|id| naive.meant(id).len() > 1).cloned().collect();
        let mut homes = ids("local_authorities");
        homes.extend(
            list(&pack["contacts"]).iter().filter_map(|contact| contact["neighbour"].as_str().map(str::to_owned)),
        );
        let districts = list(&pack["districts"])
            .iter()
            .map(|district| (text(&district["id"]), text(&district["local_authority"])))
            .collect();
        let mut minutes = vec![0, 1, 479, 720, 1080, 1439];
        for span in list(&pack["contacts"]).iter().flat_map(|contact| list(&contact["opening"]["hours"])) {
            for edge in [span["open"].as_u64().unwrap(), span["close"].as_u64().unwrap()] {
                minutes.extend([edge - 1, edge, edge + 1]);
            }
        }
        let times = DAYS
            .iter()
            .flat_map(|day| minutes.iter().map(move |minute| format!("{day}T{:02}:{:02}", minute / 60, minute % 60)))
            .collect();
        let texts = list(&pack["items"]).iter().map(|item| (text(&item["id"]), text(&item["text"]))).collect();
        Drawer {
            pack: text(&pack["id"]),
            items,
            watched,
            doubled,
            situations: ids("situations"),
            questions: ids("questions"),
            homes,
            districts,
            times,
            texts,
        }
    }

    pub fn concern(&self, dice: &mut Dice) -> Option<String> {
        let from = match dice.below(8) {
            0 if !self.doubled.is_empty() => &self.doubled,
            1..=4 if !self.watched.is_empty() => &self.watched,
            _ => &self.items,
        };
        if from.is_empty() {
            return None;
        }
        let id = dice.pick(from).clone();
        // Now and then as its words, which must mean the same.
        Some(if dice.once_in(40) { self.texts[&id].clone() } else { id })
    }

    /// The case of this seed: the same for ever, whatever was drawn before it.
    pub fn nth(&self, seed: u64) -> Value {
        let mut dice = Dice::new(seed);
        // The first throws of seeds that are near are alike.
        for _ in 0..4 {
            dice.below(2);
        }
        self.case(&mut dice)
    }

    pub fn case(&self, dice: &mut Dice) -> Value {
        let mut case = Map::new();
        case.insert("pack".into(), json!(self.pack));
        let count = if dice.once_in(200) { 40 } else { dice.below(7) };
        let concerns: Vec<String> = (0..count).filter_map(|_| self.concern(dice)).collect();
        case.insert("concerns".into(), json!(concerns));
        for fact in FACTS {
            if dice.once_in(2)
                && let Some(value) = self.fact(fact, dice)
            {
                case.insert(fact.into(), value);
            }
        }
        // A district says which local authority; the other must not gainsay it.
        if let Some((_, authority)) = self.districts.iter().find(|(id, _)| Some(&json!(id)) == case.get("district"))
            && case.contains_key("local_authority")
        {
            if dice.once_in(2) {
                case.insert("local_authority".into(), json!(authority));
            } else {
                case.remove("district");
            }
        }
        Value::Object(case)
    }

    /// A value for a fact; none where the pack has none.
    pub fn fact(&self, fact: &str, dice: &mut Dice) -> Option<Value> {
        Some(match fact {
            "age" => match dice.below(8) {
                0 => json!("unborn"),
                1 => json!({ "years": 0, "months": dice.below(12) }),
                2 => json!("not-known"),
                _ => json!({ "years": dice.below(27) }),
            },
            "send" => json!(dice.once_in(2)),
            "immediate_danger" => json!(dice.once_in(4)),
            "when" => json!(dice.pick(&self.times)),
            "local_authority" => json!(dice.pick(&self.homes)),
            "district" if self.districts.is_empty() => return None,
            "district" => json!(dice.pick(&self.districts).0),
            "situations" if self.situations.is_empty() || dice.once_in(2) => return None,
            "situations" => {
                json!((0..=dice.below(2)).map(|_| dice.pick(&self.situations).clone()).collect::<Vec<_>>())
            }
            "answers" => {
                let mut answers = Map::new();
                if dice.once_in(2) {
                    answers.insert("consent".into(), json!(dice.pick(&CONSENT)));
                }
                for question in &self.questions {
                    if dice.once_in(2) {
                        answers.insert(question.clone(), json!(dice.pick(&["yes", "no", "yes", "not-known"])));
                    }
                }
                Value::Object(answers)
            }
            _ => return None,
        })
    }
}

pub const FACTS: [&str; 8] =
    ["age", "send", "immediate_danger", "when", "local_authority", "district", "situations", "answers"];
pub const CONSENT: [&str; 4] = ["given", "refused", "not-sought", "would-increase-risk"];
