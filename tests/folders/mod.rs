//! The folders of audits that tests work in: copies of the examples, edits of their plans, and
//! everything a folder holds, to be compared with what it held before.

#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "helpers of tests fail by panicking, and no test uses all of them"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The name of every plan.
pub(crate) const PLAN: &str = "granskning.toml";

/// An example as it lies in the repository.
pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

/// A copy of an example, in a folder that goes when this does.
pub(crate) struct Copy {
    _holder: TempDir,
    /// The copy.
    pub(crate) path: PathBuf,
}

/// A copy with everything in it.
pub(crate) fn copy_of(name: &str) -> Copy {
    copy_as(name, name)
}

/// A copy in a folder of another name.
pub(crate) fn copy_as(name: &str, folder: &str) -> Copy {
    let holder = tempfile::tempdir().unwrap();
    let path = holder.path().join(folder);
    copy(&example(name), &path);
    Copy {
        _holder: holder,
        path,
    }
}

/// Copies a folder. What a run writes into it (see `.gitignore`) is not part of an example: a
/// finished report, and the answers as they were then.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if entry.path().is_dir() {
            if name != "rapport" {
                copy(&entry.path(), &to.join(name));
            }
        } else if !entry.path().ends_with("urval/svar.csv") {
            fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

/// Takes away parts of an audit, whether they are there or not.
pub(crate) fn without(folder: &Path, parts: &[&str]) {
    for part in parts {
        let path = folder.join(part);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else if path.exists() {
            fs::remove_file(path).unwrap();
        }
    }
}

/// Replaces a text in a file that must hold it.
pub(crate) fn edit(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(old), "{old} in {}", file.display());
    fs::write(file, text.replacen(old, new, 1)).unwrap();
}

/// Every file and folder below a folder, by its path from there, and what the files hold.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Option<Vec<u8>>> {
    let mut found = BTreeMap::new();
    gather(folder, "", &mut found);
    found
}

fn gather(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Option<Vec<u8>>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            gather(&entry.path(), &format!("{name}/"), found);
            found.insert(name, None);
        } else {
            found.insert(name, Some(fs::read(entry.path()).unwrap()));
        }
    }
}

/// The files whose content is another in `b` than in `a`, or that only one of them has.
pub(crate) fn differences(
    a: &BTreeMap<String, Option<Vec<u8>>>,
    b: &BTreeMap<String, Option<Vec<u8>>>,
) -> Vec<String> {
    let names = a
        .keys()
        .chain(b.keys().filter(|name| !a.contains_key(*name)));
    names
        .filter(|name| a.get(*name) != b.get(*name))
        .cloned()
        .collect()
}
