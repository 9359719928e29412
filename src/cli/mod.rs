//! The command line: reads files and arguments, calls the core, prints. Decides nothing about thresholds.
//!
//! Results go to stdout, messages to stderr. Exit codes: 0 the work was done, 1 lint found errors, 2 bad input.

mod compare;
mod input;
mod overlay;
mod search;
mod text;

use std::collections::BTreeSet;
use std::io::{self, BufRead, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use serde_json::{Value, json};

use crate::author::everyday::Everyday;
use crate::author::library::{Library, has_packs, rules_folder};
use crate::author::schema::{overlay_schema, schema};
use crate::case::{Case, not_json, pack_named};
use crate::fault::Fault;
use crate::pack::Pack;
use crate::parsed::{Json, NotJson};

/// Which level of need does a local threshold document indicate, why, and whom to ring now?
#[derive(Debug, Parser)]
#[command(name = "doorstep", version, about, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the packs.
    Packs {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show a whole pack.
    Show {
        /// `area/edition`; a bare area means its current edition.
        pack: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Find the statements that fit what somebody saw, in their own words.
    Search {
        /// `area/edition`; a bare area means its current edition.
        pack: String,
        /// What was seen or heard.
        #[arg(required = true)]
        words: Vec<String>,
        /// How many statements at most.
        #[arg(long, default_value_t = 10)]
        limit: usize,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print what the meaning of words is worked out from (for `make words`).
    #[command(hide = true)]
    Training,
    /// Write search data of many statements (for `make bench`).
    #[command(hide = true)]
    Grown {
        /// `area/edition`.
        pack: String,
        /// How many.
        statements: u16,
        /// The file to write.
        file: PathBuf,
    },
    /// Check one case.
    Check(Box<CheckArgs>),
    /// Check many cases: NDJSON cases in, NDJSON findings out, in order.
    Batch {
        /// A file, or `-` for stdin.
        #[arg(default_value = "-")]
        file: String,
        /// A school's own contacts, TOML or JSON, laid over those of the document.
        #[arg(long, value_name = "FILE")]
        overlay: Option<PathBuf>,
        /// As JSON (always so).
        #[arg(long)]
        json: bool,
    },
    /// What changed from one pack to another: statements added, removed, reworded, moved level; levels; contacts.
    Diff {
        /// `area/edition`; a bare area means its current edition.
        from: String,
        /// The pack to compare it with.
        to: String,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check the same case against several packs, side by side.
    Compare {
        /// A case as JSON: a file, or `-` for stdin. Its own pack is always among those compared.
        #[arg(long, value_name = "FILE")]
        case: String,
        /// `area/edition`; a bare area means its current edition.
        #[arg(value_name = "PACK", required = true)]
        packs: Vec<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check packs, and schools' own contacts: every fault at once, with file, line, key and the mend.
    Lint {
        /// Files or folders; none for all of the rules.
        paths: Vec<PathBuf>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check a school's own contacts, and print them as the JSON that the page takes.
    Overlay {
        /// A TOML or JSON file.
        file: PathBuf,
        /// As JSON (always so).
        #[arg(long)]
        json: bool,
    },
    /// Print the JSON Schema of a pack.
    Schema {
        /// Of a school's own contacts in place of a pack.
        #[arg(long)]
        overlay: bool,
        /// As JSON (always so).
        #[arg(long)]
        json: bool,
    },
    /// Write every pack as the JSON that the page fetches.
    Compile {
        /// The folder to write into.
        folder: PathBuf,
    },
}

/// A case: from a file, from flags, or a file with flags on top.
#[derive(Debug, Args)]
struct CheckArgs {
    /// A case as JSON: a file, or `-` for stdin.
    #[arg(long, value_name = "FILE")]
    case: Option<String>,
    /// `area/edition`; a bare area means its current edition.
    #[arg(long)]
    pack: Option<String>,
    /// The child's age: 7, 3m, 1y6m or unborn.
    #[arg(long)]
    age: Option<String>,
    /// A statement's id, or its exact words. May be given again.
    #[arg(long, value_name = "ID|TEXT", num_args = 1..)]
    concern: Vec<String>,
    /// A situation's id. May be given again.
    #[arg(long, value_name = "ID", num_args = 1..)]
    situation: Vec<String>,
    /// The time by a clock in England, as in 2026-11-20T16:45.
    #[arg(long)]
    when: Option<String>,
    /// The local authority that the child lives in.
    #[arg(long, value_name = "ID")]
    local_authority: Option<String>,
    /// The district that the child lives in.
    #[arg(long, value_name = "ID")]
    district: Option<String>,
    /// Special educational need or disability: yes, no.
    #[arg(long)]
    send: Option<String>,
    /// Somebody is in immediate danger.
    #[arg(long)]
    immediate_danger: bool,
    /// given, refused, not-sought, would-increase-risk.
    #[arg(long)]
    consent: Option<String>,
    /// The answer to a question of the pack, as in health-professional=yes. May be given again.
    #[arg(long, value_name = "QUESTION=ANSWER")]
    answer: Vec<String>,
    /// A school's own contacts, TOML or JSON, laid over those of the document.
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// Words to question a decision with, and the document's own way to take it further, in place of the finding.
    #[arg(long, conflicts_with = "json")]
    disagreement: bool,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

/// What went wrong, as an exit code knows it.
enum Failure {
    /// Bad input.
    Input(Vec<Fault>),
    /// Lint found errors.
    Lint,
    /// Nobody reads our output any more.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Failure {
        Failure::Input(vec![fault])
    }
}

/// Runs the command that the arguments name.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done = run(cli.command, &mut out).and_then(|()| out.flush().map_err(Failure::Output));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Lint) => {
            let _ = out.flush();
            ExitCode::from(1)
        }
        Err(Failure::Input(faults)) => {
            let _ = out.flush();
            for fault in faults {
                eprintln!("{fault}");
            }
            ExitCode::from(2)
        }
        // A closed pipe (`doorstep show … | head`) is no fault of the input.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Failure::Output(error)) => {
            eprintln!("error[cannot-write]: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, out: &mut impl Write) -> Result<(), Failure> {
    // What is linted may be a folder of rules itself; a schema needs none.
    if !matches!(command, Command::Schema { .. } | Command::Lint { .. }) {
        rules_are_there(&rules_folder())?;
    }
    match command {
        Command::Packs { json } => packs(&Library::open(&rules_folder()), json, out),
        Command::Show { pack, json } => {
            let library = Library::open(&rules_folder());
            let pack = library.find(&pack)?;
            if json {
                writeln!(out, "{}", pack.to_json())?
            } else {
                write!(out, "{}", text::pack(pack))?
            }
            Ok(())
        }
        Command::Check(args) => check(&args, out),
        Command::Batch { file, overlay, json: _ } => batch(&file, overlay.as_deref(), out),
        Command::Search { pack, words, limit, json } => search::search(&pack, &words, limit, json, out),
        Command::Training => search::training(out),
        Command::Grown { pack, statements, file } => search::grown(&pack, statements, &file),
        Command::Diff { from, to, json } => compare::diff(&from, &to, json, out),
        Command::Compare { case, packs, json } => compare::compare(&case, &packs, json, out),
        Command::Lint { paths, json } => lint(&paths, json, out),
        Command::Overlay { file, json: _ } => overlay::print(&file, out),
        Command::Schema { overlay: true, json: _ } => Ok(writeln!(out, "{:#}", overlay_schema())?),
        Command::Schema { overlay: false, json: _ } => Ok(writeln!(out, "{:#}", schema())?),
        Command::Compile { folder } => compile(&folder, out),
    }
}

/// Makes sure that there are packs where they are looked for.
fn rules_are_there(folder: &Path) -> Result<(), Fault> {
    if has_packs(folder) {
        return Ok(());
    }
    let looked = folder.display();
    let message = if folder.is_dir() {
        format!("there are no packs: looked in the folder `{looked}`")
    } else {
        format!("there are no rules: looked for the folder `{looked}`")
    };
    let help = "set DOORSTEP_RULES to the folder that has topics.toml, and packs as <area>/<edition>.toml";
    Err(Fault::new("no-rules", "", message, help))
}

fn packs(library: &Library, json: bool, out: &mut impl Write) -> Result<(), Failure> {
    if json {
        let list: Vec<Value> = library.packs.values().map(about).collect();
        writeln!(out, "{}", Value::Array(list))?;
    } else {
        for pack in library.packs.values() {
            writeln!(out, "{}", text::pack_line(pack))?;
        }
    }
    Ok(())
}

/// What a list of packs says of one.
fn about(pack: &Pack) -> Value {
    json!({
        "id": pack.id, "area": pack.area, "area_name": pack.area_name, "edition": pack.edition, "title": pack.title,
        "short_title": pack.short_title, "publisher": pack.publisher, "published": pack.published,
        "published_words": crate::words::published(&pack.published), "status": pack.status,
        "current": pack.status == crate::pack::Status::Current, "replaces": pack.replaces,
        "superseded_by": pack.superseded_by, "local_authorities": pack.local_authorities,
    })
}

/// The case that a file gives, or none yet.
fn case_in(file: Option<&String>) -> Result<Value, Fault> {
    let Some(file) = file else { return Ok(json!({})) };
    serde_json::from_str(&read(file)?).map_err(|error| {
        let mut fault = not_json(&error);
        fault.file = Some(file.clone());
        fault
    })
}

/// The case that the arguments give. What is wrong with a flag goes to the faults, and the case is as without it.
fn case_of(args: &CheckArgs, faults: &mut Vec<Fault>) -> Result<Value, Fault> {
    let given = case_in(args.case.as_ref());
    let mut flag = |read: Option<Result<Value, Fault>>| match read? {
        Ok(value) => Some(value),
        Err(fault) => {
            faults.push(fault);
            None
        }
    };
    let age = flag(args.age.as_deref().map(input::age));
    let send = flag(args.send.as_deref().map(|send| input::yes_no("--send", send)));
    let mut answers: Vec<(&str, &str)> = args.consent.iter().map(|consent| ("consent", consent.as_str())).collect();
    for answer in &args.answer {
        match answer.split_once('=') {
            Some(pair) => answers.push(pair),
            None => {
                let message = format!("`{}` has no =", crate::fault::quote(answer));
                faults.push(Fault::new("bad-answer", "--answer", message, "write QUESTION=ANSWER"));
            }
        }
    }
    let mut case = given?;
    let Value::Object(map) = &mut case else {
        pack_named(&case)?;
        return Ok(case);
    };
    for (key, value) in [
        ("pack", &args.pack),
        ("when", &args.when),
        ("local_authority", &args.local_authority),
        ("district", &args.district),
    ] {
        if let Some(value) = value {
            map.insert(key.into(), json!(value));
        }
    }
    for (key, value) in [("age", age), ("send", send)] {
        if let Some(value) = value {
            map.insert(key.into(), value);
        }
    }
    if args.immediate_danger {
        map.insert("immediate_danger".into(), json!(true));
    }
    for (key, given) in [("concerns", &args.concern), ("situations", &args.situation)] {
        if !given.is_empty() {
            match map.entry(key).or_insert(Value::Null) {
                Value::Array(list) => list.extend(given.iter().map(|entry| json!(entry))),
                nothing @ Value::Null => *nothing = json!(given),
                // What is wrong in the file is said when the case is read, never hidden.
                _ => {}
            }
        }
    }
    if !answers.is_empty() {
        let given = answers.into_iter().map(|(question, answer)| (question.to_owned(), json!(answer)));
        match map.entry("answers").or_insert(Value::Null) {
            Value::Object(known) => known.extend(given),
            nothing @ Value::Null => *nothing = Value::Object(given.collect()),
            _ => {}
        }
    }
    Ok(case)
}

fn read(file: &str) -> Result<String, Fault> {
    let mut bytes = Vec::new();
    let done = if file == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut open| open.read_to_end(&mut bytes))
    };
    let help = "check the file's name, and save it as UTF-8";
    done.map_err(|error| Fault::new("cannot-read", file, format!("`{file}` cannot be read: {error}"), help))?;
    String::from_utf8(bytes).map_err(|_| Fault::new("cannot-read", file, format!("`{file}` is not UTF-8"), help))
}

fn check(args: &CheckArgs, out: &mut impl Write) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let value = case_of(args, &mut faults);
    let (mut packs, broken) = overlay::Packs::open(args.overlay.as_deref());
    faults.extend(broken);
    let found = value.and_then(|value| Ok((pack_named(&value)?, value)));
    let found = found.map_err(|fault| vec![fault]).and_then(|(name, value)| Ok((packs.find(&name)?, value)));
    let read = found.and_then(|(pack, value)| match Case::read(&value, pack) {
        Ok(case) => Ok((pack, case)),
        Err(mut faults) => {
            for fault in &mut faults {
                fault.file.clone_from(&args.case);
            }
            Err(faults)
        }
    });
    let (pack, case) = match read {
        Ok(read) if faults.is_empty() => read,
        read => {
            faults.extend(read.err().unwrap_or_default());
            return Err(Failure::Input(faults));
        }
    };
    let finding = crate::check(pack, &case);
    if args.json {
        writeln!(out, "{}", finding.to_json())?
    } else if args.disagreement {
        write!(out, "{}", crate::disagreement(pack, &case, &finding))?
    } else {
        write!(out, "{}", crate::record(pack, &case, &finding))?
    }
    Ok(())
}

fn batch(file: &str, overlay: Option<&Path>, out: &mut impl Write) -> Result<(), Failure> {
    let (mut packs, broken) = overlay::Packs::open(overlay);
    if !broken.is_empty() {
        return Err(Failure::Input(broken));
    }
    let reader: Box<dyn BufRead> = if file == "-" {
        Box::new(io::stdin().lock())
    } else {
        let open = std::fs::File::open(file).map_err(|error| {
            Fault::new("cannot-read", file, format!("`{file}` cannot be read: {error}"), "check the file's name")
        })?;
        Box::new(io::BufReader::new(open))
    };
    let mut faults = Vec::new();
    for (i, line) in reader.split(b'\n').enumerate() {
        let line = line.map_err(|error| {
            Fault::new("cannot-read", file, format!("`{file}` cannot be read: {error}"), "check the file")
        })?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match checked(&mut packs, &line) {
            Ok(json) => writeln!(out, "{json}")?,
            Err(found) => faults.extend(found.into_iter().map(|mut fault| {
                // What is wrong with a school's contacts names their file.
                if fault.file.is_none() {
                    fault.file = Some(if file == "-" { "stdin".into() } else { file.to_owned() });
                    fault.line = Some(i + 1);
                }
                fault
            })),
        }
    }
    // Their faults hold for every case of the pack, and are said once.
    let mut said = BTreeSet::new();
    faults.retain(|fault| said.insert(fault.to_string()));
    if faults.is_empty() { Ok(()) } else { Err(Failure::Input(faults)) }
}

fn checked(packs: &mut overlay::Packs, line: &[u8]) -> Result<String, Vec<Fault>> {
    let text = str::from_utf8(line).map_err(|_| {
        // The library tells best where bytes stop being text.
        let error = serde_json::from_slice::<Value>(line).err();
        let first = NotJson { line: 1, column: 0, too_early: false };
        vec![not_json(error.map_or(first, |error| NotJson::from(&error)))]
    })?;
    let value = Json::parse(text).map_err(|error| vec![not_json(error)])?;
    let pack = packs.find(&pack_named(value.clone()).map_err(|fault| vec![fault])?)?;
    let case = Case::read(value, pack)?;
    Ok(crate::check(pack, &case).to_json())
}

fn lint(paths: &[PathBuf], json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let folder = rules_folder();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(input::toml_files(path));
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            return Err(Fault::new(
                "cannot-read",
                "",
                format!("`{}` is no file and no folder", path.display()),
                "check its name",
            )
            .into());
        }
    }
    let (overlays, files) = overlay::parted(files);
    // A folder of rules with topics of its own is linted by itself; anything else beside the rules.
    let own = match paths {
        [only] if only.join("topics.toml").exists() => Some(only.clone()),
        _ => None,
    };
    let library = match &own {
        Some(own) => Library::open(own),
        None => {
            // A pack can be linted before there is any other: what all packs share is enough.
            if !folder.join("topics.toml").exists() {
                rules_are_there(&folder)?;
            }
            Library::with(&folder, &files)
        }
    };
    // What is wrong with what all packs share is said whichever pack was asked for.
    let asked = |file: &str| {
        own.is_some()
            || (files.is_empty() && overlays.is_empty())
            || input::SHARED.iter().any(|shared| std::path::Path::new(file).ends_with(shared))
            || files.iter().any(|path| path.display().to_string() == file || input::same(path, file))
    };
    let mut own = overlay::lint(&overlays, &library);
    // Everyday words are judged with all the packs: a statement that nobody's words find is a fault too.
    if paths.is_empty() && library.faults.iter().all(|fault| fault.warning) {
        own.extend(Everyday::open(&folder, &library).faults);
    }
    let faults = library.faults.iter().filter(|fault| fault.file.as_deref().is_none_or(asked));
    let faults: Vec<&Fault> = faults.chain(&own).collect();
    let errors = faults.iter().filter(|fault| !fault.warning).count();
    if json {
        writeln!(out, "{}", json!(faults))?;
    } else {
        for fault in &faults {
            writeln!(out, "{fault}\n")?;
        }
        let warnings = u32::try_from(faults.len() - errors).unwrap_or(u32::MAX);
        let errors = u32::try_from(errors).unwrap_or(u32::MAX);
        writeln!(out, "{}, {}", crate::words::count(errors, "error"), crate::words::count(warnings, "warning"))?;
    }
    if errors > 0 { Err(Failure::Lint) } else { Ok(()) }
}

fn compile(folder: &std::path::Path, out: &mut impl Write) -> Result<(), Failure> {
    let library = Library::open(&rules_folder());
    let errors: Vec<Fault> = library.faults.iter().filter(|fault| !fault.warning).cloned().collect();
    if !errors.is_empty() {
        return Err(Failure::Input(errors));
    }
    let mut index = Vec::new();
    for pack in library.packs.values() {
        let json = pack.to_wire();
        input::write(&folder.join(format!("{}.json", pack.id)), &json)?;
        let mut entry = about(pack);
        entry["bytes"] = json!(json.len());
        index.push(entry);
    }
    input::write(&folder.join("shared.json"), json!(library.shared).to_string())?;
    input::write(&folder.join("search.bin"), search::index(&library)?.to_bytes())?;
    input::write(&folder.join("index.json"), Value::Array(index).to_string())?;
    input::write(&folder.join("emergency.json"), text::emergencies(library.packs.values()).to_string())?;
    Ok(writeln!(
        out,
        "{} written to {}",
        crate::words::count(u32::try_from(library.packs.len()).unwrap_or(u32::MAX), "pack"),
        folder.display()
    )?)
}
