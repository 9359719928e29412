//! The folder of rules: finds, reads, checks and compiles every pack in it. The only part of authoring that touches files.

use std::collections::{BTreeMap, BTreeSet};
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
    /// What all packs share.
    pub shared: crate::Shared,
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

/// A file that all packs share, read but perhaps faulty.
#[derive(Debug)]
pub struct SharedFile<T> {
    /// The file, as it is shown in messages.
    pub file: String,
    /// What could be read.
    pub value: T,
    /// Line of every key, by path.
    pub lines: BTreeMap<String, usize>,
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

/// Whether a folder of rules holds anything that could be a pack.
#[must_use]
pub fn has_packs(folder: &Path) -> bool {
    !pack_files(folder).is_empty()
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
        let topics: SharedFile<Topics> = shared_file(folder, "topics.toml", keys::TOPICS, &mut faults);
        let holidays: SharedFile<Holidays> =
            shared_file(folder, "england/bank-holidays.toml", keys::HOLIDAYS, &mut faults);
        faults.extend(lint::lint_shared(&topics, &holidays));
        faults.extend(stray_files(folder));
        let in_library = pack_files(folder);
        let given = more
            .iter()
            .filter(|path| !in_library.iter().any(|known| same_file(known, path)))
            .map(|path| (path.clone(), false));
        let mut reads = Vec::new();
        for (path, in_library) in in_library.iter().map(|path| (path.clone(), true)).chain(given) {
            reads.extend(read_pack(&path, in_library, &mut faults));
        }
        // A file from elsewhere stands in for the pack that it is a copy of.
        let copied: Vec<String> = reads.iter().filter(|read| !read.in_library).map(|read| read.draft.id()).collect();
        reads.retain(|read| !read.in_library || !copied.contains(&read.draft.id()));
        let titles = reads
            .iter()
            .map(|read| {
                let about = &read.draft.about;
                (read.draft.id(), format!("{} ({})", about.short_title, crate::words::published(&about.published)))
            })
            .collect();
        let shared = Shared { topics: topics.value, holidays: holidays.value, titles };
        faults.extend(lint::lint_all(&reads, &shared));
        let torn: BTreeSet<_> =
            faults.iter().filter(|fault| fault.code == "not-toml").map(|fault| fault.file.clone()).collect();
        faults.retain(|fault| !(rests_on_the_whole(fault.code) && torn.contains(&fault.file)));
        let packs = reads
            .iter()
            .filter(|read| !faults.iter().any(|fault| !fault.warning && fault.file.as_ref() == Some(&read.file)))
            .map(|read| (read.draft.id(), compile(&read.draft, &shared)))
            .collect();
        faults.sort_by(|a, b| (&a.file, a.line, &a.key, a.code).cmp(&(&b.file, b.line, &b.key, b.code)));
        faults.dedup();
        let shared = crate::Shared { topics: shared.topics(), bank_holidays: shared.bank_holidays() };
        Library { packs, shared, faults }
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
        // Packs with errors are not among those that can be used: say so of a pack, and of an area that they leave without one.
        let file = format!("{name}.toml");
        let with_errors = self.faults.iter().find_map(|fault| {
            let path = Path::new(fault.file.as_deref().filter(|_| !fault.warning)?);
            let edition = path.file_stem()?.to_str()?;
            let of_area = || path.parent().is_some_and(|folder| folder.ends_with(name)) && !name.contains('/');
            (path.ends_with(&file) && name.contains('/') || of_area()).then(|| match name.contains('/') {
                true => name.to_owned(),
                false => format!("{name}/{edition}"),
            })
        });
        if let Some(broken) = with_errors.filter(|_| !name.is_empty()) {
            let message = format!("the pack `{broken}` has errors: `doorstep lint` lists them");
            return Err(Fault::new("unknown-pack", "pack", message, "mend them: a pack with errors is not used"));
        }
        let editions: Vec<&str> =
            self.packs.values().filter(|pack| pack.area == name).map(|pack| pack.id.as_str()).collect();
        if !editions.is_empty() {
            let message = format!("no edition of `{name}` is current");
            let help = format!("name the edition: {}", editions.join(", "));
            return Err(Fault::new("unknown-pack", "pack", message, help));
        }
        let known: Vec<&str> =
            self.packs.keys().map(String::as_str).chain(self.packs.values().map(|pack| pack.area.as_str())).collect();
        let fallback = format!("packs are {}", self.packs.keys().cloned().collect::<Vec<_>>().join(", "));
        let help = crate::fault::did_you_mean(&crate::fault::nearest(name, known), &fallback);
        let message = format!("there is no pack `{}`", crate::fault::quote(name));
        Err(Fault::new("unknown-pack", "pack", message, help))
    }
}

/// Whether a fault says that something is missing. In a file that is not TOML it may stand in the part that was not read.
fn rests_on_the_whole(code: &str) -> bool {
    const OF_SPELLING: [&str; 3] = ["unknown-key", "unknown-word", "unknown-condition"];
    const OF_REACH: [&str; 11] = [
        "area-without-current",
        "contact-unused",
        "first-without-number",
        "indicators-after-all",
        "level-unreachable",
        "night-without-number",
        "number-of-nobody",
        "rule-never-acts",
        "route-never-taken",
        "sub-level-place",
        "unused-section",
    ];
    OF_REACH.contains(&code)
        || code == "missing-key"
        || code.starts_with("no-")
        || code.ends_with("-without-route")
        || (code.starts_with("unknown-") && !OF_SPELLING.contains(&code))
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
        // `england` holds what all areas share, `words` how people say it.
        if area.file_name().is_some_and(|name| name == "england" || name == super::everyday::FOLDER) {
            continue;
        }
        files.extend(sorted(&area).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")));
    }
    files
}

/// TOML files that lie where nothing looks for them.
fn stray_files(folder: &Path) -> Vec<Fault> {
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    let entries = sorted(folder);
    let beside = entries.iter().filter(|path| path.is_file() && !path.ends_with("topics.toml")).cloned();
    let shared = sorted(&folder.join("england")).into_iter().filter(|path| !path.ends_with("bank-holidays.toml"));
    let below = entries.iter().filter(|path| path.is_dir()).flat_map(|area| sorted(area)).filter(|path| path.is_dir());
    beside
        .chain(shared)
        .chain(below.flat_map(|path| sorted(&path)))
        .filter(is_toml)
        .map(|path| {
            let help = "move it to <area>/<edition>.toml; the folder england is for what all areas share";
            let mut fault = Fault::new("stray-file", "", "a pack in this place is never read", help);
            fault.file = Some(path.display().to_string());
            fault
        })
        .collect()
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    paths.sort();
    paths
}

pub(super) fn read_text(path: &Path, faults: &mut Vec<Fault>) -> Option<String> {
    let (message, line, help) = match fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => return Some(text),
        Ok(Err(error)) => {
            let good = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
            ("the file is not UTF-8".to_owned(), Some(line), "save it as UTF-8, and look at the letters of that line")
        }
        Err(error) => (format!("the file cannot be read: {error}"), None, "check that it is there, and its name"),
    };
    let mut fault = Fault::new("cannot-read", "", message, help);
    fault.file = Some(path.display().to_string());
    fault.line = line;
    faults.push(fault);
    None
}

fn shared_file<T: serde::de::DeserializeOwned + Default>(
    folder: &Path,
    name: &str,
    fields: &'static [keys::Field],
    faults: &mut Vec<Fault>,
) -> SharedFile<T> {
    let path = folder.join(name);
    let file = path.display().to_string();
    let Some(text) = read_text(&path, faults) else {
        return SharedFile { file, value: T::default(), lines: BTreeMap::new() };
    };
    let Shaped { value, lines, faults: found } = shape(&file, &text, fields);
    faults.extend(found);
    SharedFile { file, value: serde_json::from_value(value).unwrap_or_default(), lines }
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
