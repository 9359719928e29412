//! A school's own contacts on the command line: laid over packs, and printed for the page.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::Failure;
use crate::author::library::{Library, rules_folder};
use crate::author::overlay::{OverlayFile, is_overlay};
use crate::fault::Fault;
use crate::pack::Pack;

/// The packs that cases are checked against: as they are, or with a school's own contacts laid over them.
pub(super) struct Packs {
    library: Library,
    overlay: Option<OverlayFile>,
    /// Packs that the contacts were laid over before.
    laid: BTreeMap<String, Result<Pack, Vec<Fault>>>,
}

impl Packs {
    /// Opens the rules, and the file of contacts where one is named: with its faults, and then without it.
    pub(super) fn open(overlay: Option<&Path>) -> (Packs, Vec<Fault>) {
        let overlay = overlay.map(OverlayFile::open);
        let broken = overlay.as_ref().map(|overlay| overlay.faults.clone()).unwrap_or_default();
        let overlay = overlay.filter(|_| broken.is_empty());
        (Packs { library: Library::open(&rules_folder()), overlay, laid: BTreeMap::new() }, broken)
    }

    /// The pack with this name.
    pub(super) fn find(&mut self, name: &str) -> Result<&Pack, Vec<Fault>> {
        let pack = self.library.find(name).map_err(|fault| vec![fault])?;
        let Some(overlay) = &self.overlay else { return Ok(pack) };
        let laid = self.laid.entry(pack.id.clone()).or_insert_with(|| overlay.over(pack));
        laid.as_ref().map_err(Clone::clone)
    }
}

/// Checks a file of contacts, beside the packs too, and prints it as the JSON that the page takes.
pub(super) fn print(path: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let file = OverlayFile::open(path);
    let faults = file.lint(&Library::open(&rules_folder()));
    if !faults.is_empty() {
        return Err(Failure::Input(faults));
    }
    Ok(writeln!(out, "{:#}", file.value)?)
}

/// Which of these files are a school's own contacts; the others are packs.
pub(super) fn parted(files: Vec<PathBuf>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    files.into_iter().partition(|path| {
        let text = std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        is_overlay(path, &text)
    })
}

/// What is wrong with files of contacts, beside these packs.
pub(super) fn lint(files: &[PathBuf], library: &Library) -> Vec<Fault> {
    files.iter().flat_map(|path| OverlayFile::open(path).lint(library)).collect()
}
