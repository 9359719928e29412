//! Reading of arguments and files for the command line.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::fault::Fault;

/// `7`, `3m`, `1y6m`, `unborn`, as a case writes it.
pub(super) fn age(text: &str) -> Result<Value, Fault> {
    let bad = || {
        Fault::new(
            "bad-age",
            "--age",
            format!("`{}` is no age", crate::fault::quote(text)),
            "write years, as in 7; months of a baby, as in 3m; both, as in 1y6m; or unborn",
        )
    };
    if text == "unborn" || text == "not-known" {
        return Ok(json!(text));
    }
    let whole = |part: &str| part.parse::<u8>().map_err(|_| bad());
    let (years, months) = match (text.strip_suffix('m'), text.split_once('y')) {
        (Some(_), Some((years, months))) => (whole(years)?, Some(whole(months.trim_end_matches('m'))?)),
        (Some(months), None) => (0, Some(whole(months)?)),
        (None, Some((years, ""))) => (whole(years)?, None),
        (None, None) => (whole(text)?, None),
        (None, Some(_)) => return Err(bad()),
    };
    Ok(match months {
        Some(months) => json!({ "years": years, "months": months }),
        None => json!({ "years": years }),
    })
}

/// `yes`, `no`, `not-known`.
pub(super) fn yes_no(flag: &str, text: &str) -> Result<Value, Fault> {
    match text {
        "yes" | "true" => Ok(json!(true)),
        "no" | "false" => Ok(json!(false)),
        "not-known" => Ok(Value::Null),
        other => Err(Fault::new(
            "bad-answer",
            flag,
            format!("`{}` is neither yes nor no", crate::fault::quote(other)),
            "write yes, no or not-known",
        )),
    }
}

/// Files that are shared by packs.
pub(super) const SHARED: [&str; 2] = ["topics.toml", "bank-holidays.toml"];

/// TOML files under a folder, in order of name. Files that are shared by packs are left out.
pub(super) fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).map(|entries| entries.flatten().map(|entry| entry.path()).collect()).unwrap_or_default();
    entries.sort();
    entries
        .into_iter()
        .flat_map(|path| if path.is_dir() { toml_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter(|path| !SHARED.iter().any(|shared| path.ends_with(shared)))
        .collect()
}

/// Whether a path and a file's shown name are the same file.
pub(super) fn same(path: &Path, file: &str) -> bool {
    matches!((path.canonicalize(), Path::new(file).canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Writes a file, with the folders above it.
pub(super) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<(), Fault> {
    let cannot = |error: std::io::Error| {
        Fault::new("cannot-write", "", format!("`{}` cannot be written: {error}", path.display()), "check the folder")
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot)?;
    }
    fs::write(path, text).map_err(cannot)
}
