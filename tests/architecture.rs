//! The house rules that a compiler does not check (DESIGN 6, STYLE): imports go one way, no
//! register, question or criterion is named in the code, the library neither prints nor reads
//! the clock nor asks the operating system for anything, and files stay short and say what
//! they are for.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order of the data: each may use only those before it. Ones that are not
/// built yet have their place.
const ORDER: [&str; 27] = [
    "lang",
    "problem",
    "exact",
    "stats",
    "calendar",
    "identity",
    "workbook",
    "markdown",
    "template",
    "plan",
    "table",
    "register",
    "frame",
    "sample",
    "protocol",
    "log",
    "verify",
    "sql",
    "indicator",
    "synth",
    "checklist",
    "factcheck",
    "finding",
    "estimate",
    "disclosure",
    "report",
    "compare",
];

/// The longest a source file may be.
const LONGEST: usize = 600;

/// One source file, its path from `src/` or `tests/`.
struct Source {
    path: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All Rust files below a folder, by path.
fn sources(folder: &str) -> Vec<Source> {
    let top = root().join(folder);
    let mut found = Vec::new();
    let mut open = vec![top.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(Source {
                    text: fs::read_to_string(&path).unwrap(),
                    path: slashed(path.strip_prefix(&top).unwrap()),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no Rust file below {folder}");
    found
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The library's files: everything below `src/` that is not the binary's own.
fn library() -> Vec<Source> {
    let mut all = sources("src");
    all.retain(|file| file.path != "main.rs" && !file.path.starts_with("cli/"));
    all
}

/// The files and folders that exist for tests only: those declared under `#[cfg(test)]`.
fn only_for_tests(files: &[Source]) -> BTreeSet<String> {
    let mut only = BTreeSet::new();
    for file in files {
        let folder = match file.path.rsplit_once('/') {
            Some((folder, "mod.rs")) => format!("{folder}/"),
            None if file.path == "lib.rs" => String::new(),
            Some(_) | None => format!("{}/", file.path.trim_end_matches(".rs")),
        };
        for (attribute, declared) in file.text.lines().zip(file.text.lines().skip(1)) {
            if attribute.trim() == "#[cfg(test)]"
                && let Some((_, name)) = declared.split_once("mod ")
                && let Some(name) = name.strip_suffix(';')
            {
                only.insert(format!("{folder}{name}"));
            }
        }
    }
    only
}

/// A file's code without comments and without what follows `#[cfg(test)] mod … {`.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut before = "";
    for line in text.lines() {
        if before.trim() == "#[cfg(test)]" && line.contains("mod ") && line.ends_with('{') {
            break;
        }
        // No string of ours holds `//` except addresses, which name no module.
        code.push_str(line.split_once("//").map_or(line, |(code, _)| code));
        code.push('\n');
        before = line;
    }
    code
}

/// The files of the library that are no tests, with their code.
fn library_code() -> Vec<(String, String)> {
    let files = library();
    let only = only_for_tests(&files);
    files
        .iter()
        .filter(|file| {
            let stem = file.path.trim_end_matches(".rs");
            !only
                .iter()
                .any(|test| stem == test || file.path.starts_with(&format!("{test}/")))
        })
        .map(|file| (file.path.clone(), code(&file.text)))
        .collect()
}

/// The top-level module of a file.
fn module_of(path: &str) -> &str {
    let top = path.split('/').next().unwrap_or(path);
    top.trim_end_matches(".rs")
}

/// The modules named after every `crate::`, also in braces: `use crate::{a, b::c}`.
fn used_modules(code: &str) -> BTreeSet<String> {
    let mut used = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let own = code[..at].ends_with('$') || code[..at].ends_with(is_word);
        if own {
            continue;
        }
        let rest = &code[at + found.len()..];
        if let Some(inner) = rest.strip_prefix('{') {
            for item in top_level_items(inner) {
                used.extend(first_word(item));
            }
        } else {
            used.extend(first_word(rest));
        }
    }
    used
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text
        .trim_start()
        .chars()
        .take_while(|c| is_word(*c))
        .collect();
    (!word.is_empty()).then_some(word)
}

/// The items of a braced list up to its end, inner braces kept together.
fn top_level_items(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut items) = (0_usize, 0, Vec::new());
    for (at, c) in inner.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&inner[start..at]);
                return items;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

/// The names of `pub mod` in `lib.rs`, in its order.
fn declared_modules() -> Vec<String> {
    let text = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_library_lists_its_modules_in_the_order_of_the_data() {
    let declared = declared_modules();
    let expected: Vec<&str> = ORDER
        .into_iter()
        .filter(|name| declared.iter().any(|module| module == name))
        .collect();
    assert_eq!(declared, expected, "src/lib.rs and tests/architecture.rs");
}

#[test]
fn imports_go_one_way() {
    let place: BTreeMap<&str, usize> = ORDER.iter().enumerate().map(|(at, m)| (*m, at)).collect();
    let mut wrong = Vec::new();
    for (path, code) in library_code() {
        let Some(own) = place.get(module_of(&path)) else {
            assert_eq!(
                path, "lib.rs",
                "every file belongs to a module of the order"
            );
            continue;
        };
        for used in used_modules(&code) {
            match place.get(used.as_str()) {
                Some(other) if other <= own => {}
                Some(_) => wrong.push(format!("src/{path} uses {used}")),
                // The macro of `lang` stands at the crate's root.
                None => assert_eq!(used, "texts", "src/{path} uses crate::{used}"),
            }
        }
        // `super` must not climb out of the module: that would be an import unseen.
        let depth = path.matches('/').count() + usize::from(!path.ends_with("mod.rs"));
        let climb = "super::".repeat(depth.max(1));
        assert!(
            !code.contains(&climb),
            "src/{path} climbs out of its module with {climb}"
        );
    }
    assert!(wrong.is_empty(), "imports against the order: {wrong:#?}");
}

#[test]
fn the_reader_of_imports_sees_them_in_every_form() {
    let code = "use crate::plan::Plan;\nuse crate::{\n frame::{a, b}, sample,\n};\nlet x = crate::log::y();\ncrate::texts! {}\nmycrate::table::z();";
    let expected = ["frame", "log", "plan", "sample", "texts"].map(str::to_owned);
    assert_eq!(used_modules(code), BTreeSet::from(expected));
    let code = super_code();
    assert!(!code.contains("hidden") && code.contains("kept"));
}

fn super_code() -> String {
    code("fn kept() {} // hidden\n#[cfg(test)]\nmod tests {\n use hidden;\n}")
}

/// The ids of registers, questions and criteria of every built-in template.
fn template_ids() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for template in fs::read_dir(root().join("src/template")).unwrap() {
        let folder = template.unwrap().path();
        if !folder.join("template.toml").is_file() {
            continue;
        }
        // A template that builds on another need have neither.
        let registers = folder.join("registers.toml");
        if registers.is_file() {
            ids.extend(id_of_each(&parsed(&registers)["registers"]));
        }
        for (checklist, _) in toml_files(&folder.join("checklists")) {
            if let Some(questions) = parsed(&checklist).get("questions") {
                ids.extend(id_of_each(questions));
            }
        }
        ids.extend(
            toml_files(&folder.join("criteria"))
                .into_iter()
                .map(|(_, id)| id),
        );
    }
    ids
}

fn parsed(path: &Path) -> toml::Table {
    fs::read_to_string(path).unwrap().parse().unwrap()
}

fn id_of_each(list: &toml::Value) -> Vec<String> {
    let items = list.as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

fn toml_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| {
            let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (path, id)
        })
        .collect()
}

/// Whether a word stands in a text with nothing of a word on either side. A code that goes on
/// after a point (`Q1.date`) is that code too.
fn stands_in(word: &str, text: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(is_word) && !text[at + word.len()..].starts_with(is_word)
    })
}

#[test]
fn no_register_question_or_criterion_is_named_in_the_code() {
    let ids = template_ids();
    // One of each kind, so that a change of the files' form cannot empty the test.
    for known in [
        "flai",
        "treserva",
        "paraplyet_journal",
        "P25.datum",
        "S13b",
        "SAM-01",
        "AP-02",
    ] {
        assert!(ids.contains(known), "{known} is an id of a template");
    }
    let mut named = Vec::new();
    for file in sources("src") {
        let lower = file.text.to_lowercase();
        for id in &ids {
            // Registers are systems' names, which people also write with capitals.
            let folded = id.to_lowercase();
            let is_register = *id == folded;
            if stands_in(id, &file.text) || is_register && stands_in(&folded, &lower) {
                named.push(format!("src/{} names {id}", file.path));
            }
        }
    }
    assert!(named.is_empty(), "{named:#?}");
    assert!(stands_in("Q1", "ask(\"Q1\")") && !stands_in("Q1", "SEQ1 Q12"));
}

/// What the library must not do, and the words by which it would.
const FORBIDDEN: [(&str, &[&str]); 5] = [
    (
        "print",
        &["println!", "print!", "dbg!", "stdout()", "stderr()"],
    ),
    (
        "read the clock",
        &["SystemTime::now", "Instant::now", "::now()"],
    ),
    (
        "read the environment",
        &["env::", "std::env", "current_dir("],
    ),
    (
        "ask the system for randomness",
        &[
            "SysRng",
            "OsRng",
            "rand::rng",
            "thread_rng",
            "from_os_rng",
            "getrandom",
            "rand::random",
        ],
    ),
    (
        "end the program",
        &["process::exit", "process::abort", "stdin()"],
    ),
];

#[test]
fn the_library_asks_the_system_for_nothing_and_prints_nothing() {
    let mut wrong = Vec::new();
    for (path, code) in library_code() {
        for (what, words) in FORBIDDEN {
            for word in words.iter().filter(|word| code.contains(**word)) {
                wrong.push(format!("src/{path} would {what}: {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches"] {
        if !root().join(folder).is_dir() {
            continue;
        }
        for file in sources(folder) {
            let path = format!("{folder}/{}", file.path);
            if !file.text.starts_with("//! ") {
                wrong.push(format!("{path} does not open with what it is for"));
            }
            let lines = file.text.lines().count();
            if lines > LONGEST {
                wrong.push(format!("{path} has {lines} lines"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_lints_that_hold_the_rules_are_on() {
    let manifest = parsed(&root().join("Cargo.toml"));
    let lints = &manifest["workspace"]["lints"];
    let (rust, clippy) = (&lints["rust"], &lints["clippy"]);
    let members = manifest["workspace"]["members"].as_array().unwrap();
    assert!(!members.is_empty());
    for member in members
        .iter()
        .map(|name| name.as_str().unwrap())
        .chain([""])
    {
        let manifest = parsed(&root().join(member).join("Cargo.toml"));
        let takes = manifest["lints"]["workspace"].as_bool();
        assert_eq!(takes, Some(true), "{member}/Cargo.toml");
    }
    assert_eq!(rust["unsafe_code"].as_str(), Some("forbid"));
    assert_eq!(clippy["pedantic"]["level"].as_str(), Some("warn"));
    for (table, lints) in [
        (
            rust,
            &["missing_docs", "unreachable_pub", "unused_qualifications"][..],
        ),
        (
            clippy,
            &[
                "print_stdout",
                "print_stderr",
                "dbg_macro",
                "todo",
                "exit",
                "unwrap_used",
                "float_cmp",
                "iter_over_hash_type",
                "self_named_module_files",
                "allow_attributes_without_reason",
                "wildcard_enum_match_arm",
            ][..],
        ),
    ] {
        for lint in lints {
            assert_eq!(table[*lint].as_str(), Some("warn"), "{lint}");
        }
    }
    // A lint is only as good as the places where nobody turned it off for a whole crate.
    for file in sources("src") {
        assert!(
            !file.text.contains("#![allow(warnings") && !file.text.contains("#![allow(clippy::all"),
            "src/{} turns the lints off",
            file.path
        );
    }
}
