//! The folder of rules: finds, reads, checks and compiles every pack in it. The only part of authoring that touches files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::compile::{Shared, compile};
use super::draft::{Draft, Holidays, Topics};
use super::keys;
use super::lint;
use super::shape::{Shaped, shape};
use crate::fault::Fault;
use crate::pack::{Pack, Status};

/// Everything under the folder of rules.
#[derive(Debug, Default)]
pub struct Library {
    /// Packs, by name. Only those without errors.
    pub packs: BTreeMap<String, Pack>,
    /// Everything wrong, in the order of files and lines.
    pub faults: Vec<Fault>,
}

/// One pack file, read but perhaps faulty.
#[derive(Debug)]
pub struct Read {
    /// The file, as it is shown in messages.
    pub file: String,
    /// What could be read.
    pub draft: Draft,
    /// Line of every key, by path.
    pub lines: BTreeMap<String, usize>,
    /// True where the file lies in a folder of rules, so that its name must fit its content.
    pub in_library: bool,
}

/// The folder of rules: that of the environment variable `DOORSTEP_RULES`, or `rules` here or beside the crate.
#[must_use]
pub fn rules_folder() -> PathBuf {
    if let Ok(folder) = std::env::var("DOORSTEP_RULES") {
        return PathBuf::from(folder);
    }
    let here = PathBuf::from("rules");
    if here.join("topics.toml").exists() { here } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("rules") }
}

impl Library {
    /// Reads all of a folder of rules.
    #[must_use]
    pub fn open(folder: &Path) -> Library {
        Library::with(folder, &[])
    }

    /// Reads all of a folder of rules, and pack files beside it that are checked against it.
    #[must_use]
    pub fn with(folder: &Path, more: &[PathBuf]) -> Library {
        let mut faults = Vec::new();
        let topics: Topics = shared_file(folder, "topics.toml", keys::TOPICS, &mut faults);
        let holidays: Holidays = shared_file(folder, "england/bank-holidays.toml", keys::HOLIDAYS, &mut faults);
        let in_library = pack_files(folder);
        let given = more
            .iter()
            .filter(|path| !in_library.iter().any(|known| same_file(known, path)))
            .map(|path| (path.clone(), false));
        let mut reads = Vec::new();
        for (path, in_library) in in_library.iter().map(|path| (path.clone(), true)).chain(given) {
            reads.extend(read_pack(&path, in_library, &mut faults));
        }
        let titles = reads
            .iter()
            .map(|read| {
                let about = &read.draft.about;
                (read.draft.id(), format!("{} ({})", about.short_title, crate::words::published(&about.published)))
            })
            .collect();
        let shared = Shared { topics, holidays, titles };
        faults.extend(lint::lint_all(&reads, &shared));
        let packs = reads
            .iter()
            .filter(|read| !faults.iter().any(|fault| !fault.warning && fault.file.as_ref() == Some(&read.file)))
            .map(|read| (read.draft.id(), compile(&read.draft, &shared)))
            .collect();
        faults.sort_by(|a, b| (&a.file, a.line, &a.key, a.code).cmp(&(&b.file, b.line, &b.key, b.code)));
        faults.dedup();
        Library { packs, faults }
    }

    /// The pack with this name; a bare area means its current edition.
    /// # Errors
    /// Names the nearest packs.
    pub fn find(&self, name: &str) -> Result<&Pack, Fault> {
        if let Some(pack) = self.packs.get(name) {
            return Ok(pack);
        }
        if let Some(pack) = self.packs.values().find(|pack| pack.area == name && pack.status == Status::Current) {
            return Ok(pack);
        }
        let known: Vec<&str> =
            self.packs.keys().map(String::as_str).chain(self.packs.values().map(|pack| pack.area.as_str())).collect();
        let fallback = format!("packs are {}", self.packs.keys().cloned().collect::<Vec<_>>().join(", "));
        let help = crate::fault::did_you_mean(&crate::fault::nearest(name, known), &fallback);
        let mut message = format!("there is no pack `{}`", crate::fault::quote(name));
        let broken = self.faults.iter().any(|fault| {
            !fault.warning && fault.file.as_ref().is_some_and(|file| file.ends_with(&format!("{name}.toml")))
        });
        if broken {
            message = format!("the pack `{name}` has errors: `doorstep lint` lists them");
        }
        Err(Fault::new("unknown-pack", "pack", message, help))
    }
}

fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// Pack files of a folder of rules: `<area>/<edition>.toml`, in order of name.
fn pack_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for area in sorted(folder).into_iter().filter(|path| path.is_dir()) {
        // `england` holds what all areas share.
        if area.file_name().is_some_and(|name| name == "england") {
            continue;
        }
        files.extend(sorted(&area).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    files
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    paths.sort();
    paths
}

fn read_text(path: &Path, faults: &mut Vec<Fault>) -> Option<String> {
    let text = fs::read(path).map_err(|error| error.to_string()).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|error| format!("byte {} is not UTF-8", error.utf8_error().valid_up_to()))
    });
    match text {
        Ok(text) => Some(text),
        Err(error) => {
            let mut fault = Fault::new(
                "cannot-read",
                "",
                format!("the file cannot be read: {error}"),
                "check its name, and save it as UTF-8",
            );
            fault.file = Some(path.display().to_string());
            faults.push(fault);
            None
        }
    }
}

fn shared_file<T: serde::de::DeserializeOwned + Default>(
    folder: &Path,
    name: &str,
    fields: &'static [keys::Field],
    faults: &mut Vec<Fault>,
) -> T {
    let path = folder.join(name);
    let Some(text) = read_text(&path, faults) else { return T::default() };
    let Shaped { value, faults: found, .. } = shape(&path.display().to_string(), &text, fields);
    faults.extend(found);
    serde_json::from_value(value).unwrap_or_default()
}

fn read_pack(path: &Path, in_library: bool, faults: &mut Vec<Fault>) -> Option<Read> {
    let file = path.display().to_string();
    let text = read_text(path, faults)?;
    let Shaped { value, lines, faults: found } = shape(&file, &text, keys::PACK);
    let faulty = !found.is_empty();
    faults.extend(found);
    match serde_json::from_value(value) {
        Ok(draft) => Some(Read { file, draft, lines, in_library }),
        Err(error) => {
            // The table of keys vouches for the shape; what slips through it is said, never passed over.
            if !faulty {
                let mut fault = Fault::new(
                    "wrong-shape",
                    "",
                    format!("the file does not fit: {error}"),
                    "compare it with rules/README.md",
                );
                fault.file = Some(file);
                faults.push(fault);
            }
            None
        }
    }
}
