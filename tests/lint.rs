//! Lint as a policy officer meets it: an invented pack that is clean, and for every kind of fault a small edit of it that must
//! be reported at the right line, in words that say how to mend it.
//!
//! A fixture is a file under `tests/lint/faults`; `tests/lint/README.md` says what it holds. Snapshots are what a person reads:
//! after a change of wording run `INSTA_UPDATE=always cargo test --test lint` and read the difference.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use doorstep::Fault;
use doorstep::author::library::Library;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::Deserialize;

const RULES: &str = "tests/lint/rules";
const PACK: &str = "exampleshire/2025.toml";

/// A small edit of the invented pack, and the fault that it must lead to.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    /// The kind of fault.
    code: String,
    /// What the author of the pack got wrong.
    about: String,
    /// What to look for; it stands once in the file.
    find: Option<String>,
    /// What to write in its place.
    replace: Option<String>,
    /// Further edits, of this or another file.
    #[serde(default)]
    edit: Vec<Edit>,
    /// Further files.
    #[serde(default)]
    file: Vec<NewFile>,
    /// Files that are taken away.
    #[serde(default)]
    without: Vec<String>,
    /// The file that is to blame.
    #[serde(default = "pack")]
    blame: String,
    /// Words that stand once in the edited file, on the line that is to blame or from it on; left out where the fault has no line.
    at: Option<String>,
    /// Other faults that the edit cannot but lead to.
    #[serde(default)]
    also: Vec<String>,
    /// True where the pack can be used all the same.
    #[serde(default)]
    warning: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    #[serde(default = "pack")]
    file: String,
    find: String,
    replace: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewFile {
    path: String,
    #[serde(default)]
    text: String,
    /// A file to copy in place of `text`.
    copy_of: Option<String>,
    /// Bytes in place of `text`.
    bytes: Option<Vec<u8>>,
}

fn pack() -> String {
    PACK.to_owned()
}

/// Every fixture, by name.
fn fixtures() -> Vec<(String, Fixture)> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir("tests/lint/faults").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let fixture = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (path.file_stem().unwrap().to_str().unwrap().to_owned(), fixture)
        })
        .collect()
}

/// A copy of the invented rules in a folder of its own.
fn copy_of_rules(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lint").join(name);
    let _ = fs::remove_dir_all(&folder);
    for file in ["topics.toml", "england/bank-holidays.toml", "exampleshire/2019.toml", PACK] {
        write(&folder, file, &fs::read(Path::new(RULES).join(file)).unwrap());
    }
    folder
}

fn write(folder: &Path, file: &str, bytes: &[u8]) {
    let path = folder.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

impl Fixture {
    /// Lays out the edited rules and reads them.
    fn run(&self, name: &str) -> (PathBuf, Library) {
        let folder = copy_of_rules(name);
        for new in &self.file {
            let bytes = match (&new.copy_of, &new.bytes) {
                (Some(from), _) => fs::read(folder.join(from)).unwrap(),
                (None, Some(bytes)) => bytes.clone(),
                (None, None) => new.text.clone().into_bytes(),
            };
            write(&folder, &new.path, &bytes);
        }
        let first = self.find.as_ref().zip(self.replace.as_ref());
        let first = first.map(|(find, replace)| (self.blame.as_str(), find.as_str(), replace.as_str()));
        let more = self.edit.iter().map(|edit| (edit.file.as_str(), edit.find.as_str(), edit.replace.as_str()));
        for (file, find, replace) in first.into_iter().chain(more) {
            let text = fs::read_to_string(folder.join(file)).unwrap();
            assert_eq!(text.matches(find).count(), 1, "{name}: `{find}` must stand once in {file}");
            write(&folder, file, text.replace(find, replace).as_bytes());
        }
        for gone in &self.without {
            fs::remove_file(folder.join(gone)).unwrap();
        }
        let library = Library::open(&folder);
        (folder, library)
    }
}

/// Faults as a person reads them, with the folder's own name in place of where the test put it.
fn read_aloud(faults: &[Fault], folder: &Path) -> String {
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    text.join("\n\n").replace(&folder.display().to_string(), "rules")
}

fn snapshot(name: &str, about: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/lint");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(about);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// What every fault must have, wherever it is from.
fn is_whole(fault: &Fault) -> Result<(), String> {
    let good = !fault.code.is_empty()
        && !fault.message.trim().is_empty()
        && !fault.help.trim().is_empty()
        && fault.file.is_some()
        && !fault.to_string().chars().any(|c| c.is_control() && c != '\n');
    if good { Ok(()) } else { Err(format!("{fault:?} does not say what, where and how to mend it")) }
}

#[test]
fn the_invented_rules_lint_clean() {
    let library = Library::open(Path::new(RULES));
    assert_eq!(read_aloud(&library.faults, Path::new(RULES)), "");
    let packs: Vec<&str> = library.packs.keys().map(String::as_str).collect();
    assert_eq!(packs, ["exampleshire/2019", "exampleshire/2025"]);
}

#[test]
fn the_invented_pack_uses_every_kind_of_table_and_condition() {
    let text = fs::read_to_string(Path::new(RULES).join(PACK)).unwrap();
    let table: toml::Table = toml::from_str(&text).unwrap();
    for field in doorstep::author::keys::PACK {
        assert!(table.contains_key(field.key), "the invented pack has no `{}`", field.key);
    }
}

#[test]
fn every_fault_is_reported_at_its_line_with_the_mend() {
    let mut wrong = Vec::new();
    for (name, fixture) in fixtures() {
        let (folder, library) = fixture.run(&name);
        let shown = read_aloud(&library.faults, &folder);
        let blamed = folder.join(&fixture.blame).display().to_string();
        let found =
            library.faults.iter().find(|fault| fault.code == fixture.code && fault.file.as_ref() == Some(&blamed));
        let Some(found) = found else {
            wrong.push(format!("{name}: no `{}` for {}:\n{shown}", fixture.code, fixture.blame));
            continue;
        };
        let text = String::from_utf8_lossy(&fs::read(&blamed).unwrap_or_default()).into_owned();
        let before = wrong.len();
        let line = fixture.at.as_ref().map(|at| {
            let places: Vec<usize> = text.match_indices(at.as_str()).map(|(i, _)| i).collect();
            if places.len() != 1 {
                wrong.push(format!("{name}: `{at}` stands {} times in the edited file, not once", places.len()));
            }
            text[..places.first().copied().unwrap_or(0)].matches('\n').count() + 1
        });
        if found.line != line {
            wrong.push(format!("{name}: expected line {line:?}, found {:?}:\n{shown}", found.line));
        }
        if found.warning != fixture.warning {
            wrong.push(format!("{name}: warning is {}:\n{shown}", found.warning));
        }
        let codes: BTreeSet<&str> = library.faults.iter().map(|fault| fault.code).collect();
        let expected: BTreeSet<&str> = fixture.also.iter().map(String::as_str).chain([fixture.code.as_str()]).collect();
        if codes != expected {
            wrong.push(format!("{name}: expected {expected:?}, found {codes:?}:\n{shown}"));
        }
        wrong.extend(library.faults.iter().filter_map(|fault| is_whole(fault).err()));
        let usable = library.packs.contains_key("exampleshire/2025");
        if fixture.blame == PACK && usable != fixture.warning {
            wrong.push(format!("{name}: the pack {} be used", if usable { "can" } else { "cannot" }));
        }
        if wrong.len() == before {
            snapshot(&name, &fixture.about, &shown);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// Words of the source that look like a kind of fault and are none.
const NO_CODES: [&str; 1] = ["not-known"];
/// Kinds of fault that no pack can lead to: a second net under the first.
const NET: [&str; 1] = ["wrong-shape"];

/// Every kind of fault that the source of authoring names.
fn codes_of_the_source() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut folders = vec![PathBuf::from("src/author")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // Keys, the schema and the compiler report nothing; a school's contacts have a test of their own; what is wrong with
            // the words of searches is said when they are compiled, not by lint.
            if ["keys.rs", "schema.rs", "compile.rs", "draft.rs", "overlay.rs", "everyday.rs"]
                .iter()
                .any(|name| path.ends_with(name))
            {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let is_code = |word: &&str| {
                word.contains('-') && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !word.ends_with('-')
            };
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let line = line.replace("\\\"", "");
                codes.extend(line.split('"').skip(1).step_by(2).filter(is_code).map(str::to_owned));
            }
        }
    }
    codes.retain(|code| !NO_CODES.contains(&code.as_str()) && !code.starts_with('-'));
    codes
}

#[test]
fn every_kind_of_fault_has_a_fixture_and_every_fixture_a_snapshot() {
    let fixtures = fixtures();
    let known: BTreeSet<String> = fixtures.iter().map(|(_, fixture)| fixture.code.clone()).collect();
    let codes = codes_of_the_source();
    let without: Vec<&String> =
        codes.iter().filter(|code| !known.contains(*code) && !NET.contains(&code.as_str())).collect();
    assert!(without.is_empty(), "no fixture under tests/lint/faults for {without:?}");
    let unknown: Vec<&String> = known.iter().filter(|code| !codes.contains(*code)).collect();
    assert!(unknown.is_empty(), "fixtures for faults that nothing reports: {unknown:?}");
    assert!(known.len() >= 40, "only {} kinds", known.len());
    let mut names: BTreeSet<String> = fixtures.into_iter().map(|(name, _)| name).collect();
    names.extend(["everything-at-once".to_owned(), "torn-file".to_owned()]);
    let snapshots: BTreeSet<String> = fs::read_dir("tests/snapshots/lint")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .filter_map(|name| name.strip_suffix(".snap").map(str::to_owned))
        .collect();
    assert_eq!(names, snapshots, "fixtures and snapshots differ: remove what is left over");
}

#[test]
fn one_badly_broken_pack_yields_all_of_its_faults_in_one_run() {
    let folder = copy_of_rules("everything-at-once");
    let codes_of = |text: &str| -> BTreeSet<String> {
        write(&folder, PACK, text.as_bytes());
        Library::open(&folder).faults.iter().map(|fault| fault.code.to_owned()).collect()
    };
    // Every edit of the pack that neither undoes one before it nor is undone by it.
    let mut text = fs::read_to_string(folder.join(PACK)).unwrap();
    let mut expected = BTreeSet::new();
    for (_, fixture) in fixtures() {
        let (Some(find), Some(replace)) = (&fixture.find, &fixture.replace) else { continue };
        let alone = fixture.edit.is_empty() && fixture.file.is_empty() && fixture.without.is_empty();
        // While a file is not TOML, what it seems to lack is not said: that has a test of its own.
        if !alone || fixture.code == "not-toml" || fixture.blame != PACK || text.matches(find.as_str()).count() != 1 {
            continue;
        }
        let edited = text.replace(find, replace);
        let codes = codes_of(&edited);
        if codes.contains(&fixture.code) && expected.is_subset(&codes) {
            text = edited;
            expected.insert(fixture.code);
        }
    }
    assert!(expected.len() >= 50, "only {} kinds at once", expected.len());
    assert!(expected.is_subset(&codes_of(&text)));
    let library = Library::open(&folder);
    snapshot("everything-at-once", "As many faults as one file can hold", &read_aloud(&library.faults, &folder));
}

#[test]
fn faults_of_syntax_do_not_hide_the_others() {
    let folder = copy_of_rules("torn-file");
    let text = fs::read_to_string(folder.join(PACK)).unwrap();
    let text = text
        .replace("name = \"Northdale\"", "name = \"Northdale")
        .replace("always = true", "always true")
        .replace("open = \"08:30\", close = \"17:00\"", "open = \"8.30\", close = \"17:00\"")
        .replace("01632 960 003", "01632 960")
        .replace("[[levels]]\nid = \"2\"", "[[levels]\nid = \"2\"");
    write(&folder, PACK, text.as_bytes());
    let library = Library::open(&folder);
    let count = |code: &str| library.faults.iter().filter(|fault| fault.code == code).count();
    assert_eq!((count("not-toml"), count("bad-clock"), count("phone-digits")), (3, 1, 1));
    assert_eq!(
        count("missing-key") + count("unknown-level") + count("no-levels"),
        0,
        "what was not read is not missing"
    );
    snapshot("torn-file", "Three faults of syntax, and two others", &read_aloud(&library.faults, &folder));
}

/// Tries an edit of the invented pack's bytes: never a panic, and either a pack or faults that say where and how.
fn never_panics(name: &str, edited: impl Strategy<Value = Vec<u8>>) {
    let folder = copy_of_rules(name);
    let config = Config { cases: 300, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let done = runner.run(&edited, |bytes| {
        write(&folder, PACK, &bytes);
        let library = Library::open(&folder);
        for fault in &library.faults {
            is_whole(fault).map_err(TestCaseError::fail)?;
            prop_assert!(!NET.contains(&fault.code), "the table of keys let something through: {fault}");
        }
        let errors = library.faults.iter().any(|fault| !fault.warning);
        prop_assert!(library.packs.len() == 2 || errors, "no pack, and no fault");
        Ok(())
    });
    if let Err(error) = done {
        panic!("{error}");
    }
}

fn base() -> Vec<u8> {
    fs::read(Path::new(RULES).join(PACK)).unwrap()
}

#[test]
fn a_file_cut_short_never_panics() {
    never_panics(
        "cut-short",
        any::<Index>().prop_map(|at| {
            let mut bytes = base();
            bytes.truncate(at.index(bytes.len()));
            bytes
        }),
    );
}

#[test]
fn lines_lost_doubled_or_swapped_never_panic() {
    let lines = proptest::collection::vec((any::<Index>(), any::<Index>(), 0..3u8), 1..6);
    never_panics(
        "lines",
        lines.prop_map(|edits| {
            let text = String::from_utf8(base()).unwrap();
            let mut lines: Vec<&str> = text.lines().collect();
            for (a, b, what) in edits {
                let (a, b) = (a.index(lines.len()), b.index(lines.len()));
                match what {
                    0 => drop(lines.remove(a)),
                    1 => lines.insert(b, lines[a]),
                    _ => lines.swap(a, b),
                }
            }
            lines.join("\n").into_bytes()
        }),
    );
}

#[test]
fn odd_values_in_any_place_never_panic() {
    const ODD: [&str; 14] = [
        "\"\"",
        "0",
        "-1",
        "99999999999999999999",
        "1.5",
        "true",
        "[]",
        "{}",
        "2026-01-01",
        "\"none\"",
        "\"24:00\"",
        "[[[[[[{ a = 1 }]]]]]]",
        "\"\\u202Eabc\\u0000\"",
        "\"👩‍👧 naïve\"",
    ];
    let edits = proptest::collection::vec((any::<Index>(), proptest::sample::select(&ODD[..])), 1..5);
    never_panics(
        "odd-values",
        edits.prop_map(|edits| {
            let text = String::from_utf8(base()).unwrap();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for (at, odd) in edits {
                let at = at.index(lines.len());
                if let Some((key, _)) = lines[at].split_once(" = ") {
                    lines[at] = format!("{key} = {odd}");
                }
            }
            lines.join("\n").into_bytes()
        }),
    );
}

#[test]
fn odd_bytes_in_any_place_never_panic() {
    let edits = proptest::collection::vec((any::<Index>(), any::<u8>()), 1..8);
    never_panics(
        "odd-bytes",
        edits.prop_map(|edits| {
            let mut bytes = base();
            for (at, byte) in edits {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            bytes
        }),
    );
}
