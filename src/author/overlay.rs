//! A school's own contacts as a file on disk: TOML or JSON in, an [`Overlay`] or every fault at once out, with file and line.
//!
//! The shape of TOML is read as that of packs is; the meaning is judged by [`Overlay::read`], as in the browser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::keys;
use super::library::{Library, read_text};
use super::lint::line_of;
use super::shape::{Shaped, shape};
use crate::fault::{Fault, did_you_mean, nearest, quote};
use crate::overlay::{Overlay, of_packs};
use crate::pack::{Pack, Status};

/// A school's own contacts as a file has them, and where each key of them stands.
#[derive(Debug)]
pub struct OverlayFile {
    /// The file, as it is shown in messages.
    pub file: String,
    /// What it says, as the page takes it.
    pub value: Value,
    /// Everything wrong with it by itself.
    pub faults: Vec<Fault>,
    /// What it means; none where there is any fault.
    overlay: Option<Overlay>,
    lines: BTreeMap<String, usize>,
}

/// Whether a file of this text is a school's own contacts and not a pack.
#[must_use]
pub fn is_overlay(path: &Path, text: &str) -> bool {
    if is_json(path, text) {
        return true;
    }
    let (table, _) = toml::de::DeTable::parse_recoverable(text);
    let has = |key: &str| table.get_ref().keys().any(|known| known.get_ref() == key);
    let only_here = |field: &&keys::Field| !keys::PACK.iter().any(|of_pack| of_pack.key == field.key);
    let only_packs = |field: &&keys::Field| !keys::OVERLAY.iter().any(|own| own.key == field.key);
    !has("about")
        && (keys::OVERLAY.iter().filter(only_here).any(|field| has(field.key))
            || (has("contacts") && !keys::PACK.iter().filter(only_packs).any(|field| has(field.key))))
}

fn is_json(path: &Path, text: &str) -> bool {
    match path.extension() {
        Some(ending) if ending.eq_ignore_ascii_case("json") => true,
        Some(ending) if ending.eq_ignore_ascii_case("toml") => false,
        _ => text.trim_start().starts_with('{'),
    }
}

impl OverlayFile {
    /// Reads a file.
    #[must_use]
    pub fn open(path: &Path) -> OverlayFile {
        let mut faults = Vec::new();
        match read_text(path, &mut faults) {
            Some(text) => OverlayFile::read(path, &text),
            None => OverlayFile {
                file: path.display().to_string(),
                value: Value::Null,
                faults,
                overlay: None,
                lines: BTreeMap::new(),
            },
        }
    }

    /// Reads the text of a file.
    #[must_use]
    pub fn read(path: &Path, text: &str) -> OverlayFile {
        let file = path.display().to_string();
        // Some editors put a mark before the first letter.
        let text = text.trim_start_matches('\u{feff}');
        let (value, lines, overlay) = if is_json(path, text) {
            (serde_json::from_str(text).unwrap_or_default(), BTreeMap::new(), Overlay::from_json(text))
        } else {
            let Shaped { value, lines, faults } = shape(&file, text, keys::OVERLAY);
            let overlay = if faults.is_empty() { Overlay::read(&value) } else { Err(with_meaning(faults, &value)) };
            (value, lines, overlay)
        };
        let (overlay, faults) = match overlay {
            Ok(overlay) => (Some(overlay), Vec::new()),
            Err(faults) => (None, placed(faults, &file, &lines)),
        };
        OverlayFile { file, value, faults, overlay, lines }
    }

    /// A pack with these contacts laid over its own.
    /// # Errors
    /// What is wrong with the file, by itself or beside this pack.
    pub fn over(&self, pack: &Pack) -> Result<Pack, Vec<Fault>> {
        let Some(overlay) = &self.overlay else { return Err(self.faults.clone()) };
        overlay.over(pack).map_err(|faults| placed(faults, &self.file, &self.lines))
    }

    /// Everything wrong with it, by itself and beside the packs: areas that do not exist, contacts that the packs in force do
    /// not have.
    #[must_use]
    pub fn lint(&self, library: &Library) -> Vec<Fault> {
        let mut faults = self.faults.clone();
        let areas: BTreeSet<&str> = library.packs.values().map(|pack| pack.area.as_str()).collect();
        let named: Vec<&str> = self.value["areas"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (i, area) in named.iter().enumerate().filter(|(_, area)| !area.is_empty() && !areas.contains(*area)) {
            if !library.packs.contains_key(*area) {
                let known = areas.iter().copied().chain(library.packs.keys().map(String::as_str));
                let fallback = format!("areas are {}", areas.iter().copied().collect::<Vec<_>>().join(", "));
                let help = did_you_mean(&nearest(area, known), &fallback);
                let message = format!("there is no area and no pack `{}`", quote(area));
                faults.push(Fault::new("unknown-area", format!("areas[{i}]"), message, help));
            }
        }
        // An older edition may lack a contact of today; whoever names it wants it checked.
        let meant = |pack: &&Pack| pack.status == Status::Current || named.contains(&pack.id.as_str());
        if let Some(overlay) = &self.overlay {
            faults.extend(library.packs.values().filter(meant).filter_map(|pack| overlay.over(pack).err()).flatten());
        }
        placed(faults, &self.file, &self.lines)
    }
}

/// Faults of shape, and those of meaning that they do not account for.
fn with_meaning(shape: Vec<Fault>, value: &Value) -> Vec<Fault> {
    let torn = shape.iter().any(|fault| fault.code == "not-toml");
    let lacks = |code: &str| ["missing-key", "nothing-in-it", "contact-out-of-reach"].contains(&code);
    // What stands in the place of something faulty can make what surrounds it look faulty.
    let stands_for = |fault: &Fault| {
        shape.iter().any(|said| {
            let around = match fault.code {
                "contact-out-of-reach" | "nothing-in-it" => said.code == "unknown-key",
                "hours-overlap" => true,
                _ => false,
            };
            said.key == fault.key || (around && said.key.starts_with(&fault.key))
        })
    };
    let meaning = Overlay::read(value).err().unwrap_or_default();
    let meaning: Vec<Fault> =
        meaning.into_iter().filter(|fault| !(stands_for(fault) || torn && lacks(fault.code))).collect();
    let shape = shape.into_iter().filter(|fault| !(torn && lacks(fault.code)));
    let told = |fault: Fault| match of_packs(&fault.key).filter(|_| fault.code == "unknown-key") {
        Some(better) => Fault { line: fault.line, ..better },
        None => fault,
    };
    shape.map(told).chain(meaning).collect()
}

/// Faults with their file and line, in the order in which the file has them.
fn placed(mut faults: Vec<Fault>, file: &str, lines: &BTreeMap<String, usize>) -> Vec<Fault> {
    for fault in &mut faults {
        fault.file = Some(file.to_owned());
        fault.line = fault.line.or_else(|| line_of(lines, &fault.key));
    }
    faults.sort_by(|a, b| (a.line, &a.key, a.code).cmp(&(b.line, &b.key, b.code)));
    faults.dedup();
    faults
}
