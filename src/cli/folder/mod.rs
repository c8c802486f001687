//! The audit's folder (DESIGN 1): reads the plan, holds the lock, writes files whole or not
//! at all. A command gathers what it changes in a [`Batch`], which happens as a whole or not,
//! whatever stops the program on the way.

mod batch;
mod journal;
mod lock;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io;
use std::path::{Component, Path, PathBuf};

use stickprov::plan::{self, Plan};
use stickprov::problem::{Error, Fault, Place, Result};
use stickprov::template::{self, Template, TemplateFile};

use super::texts;

pub(crate) use batch::{Access, Batch};

/// The plan's name.
pub(crate) const PLAN: &str = "granskning.toml";
/// Where the exports are.
pub(crate) const EXPORTS: &str = "register";

/// A folder with an audit, or one that is to be.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
    /// Whether the plan may name files outside the folder.
    outside: bool,
}

/// A plan with what it was read from and by.
pub(crate) struct Audit {
    /// The folder.
    pub(crate) folder: Folder,
    /// The plan.
    pub(crate) plan: Plan,
    /// Its template.
    pub(crate) template: Template,
    /// The plan's bytes.
    pub(crate) plan_bytes: Vec<u8>,
}

impl Folder {
    pub(crate) fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            outside: false,
        }
    }

    /// The same folder, whose plan may name files outside it where that is allowed.
    pub(crate) fn allowing(mut self, outside: bool) -> Self {
        self.outside = outside;
        self
    }

    /// Whether its plan may name files outside it.
    pub(crate) fn may_leave(&self) -> bool {
        self.outside
    }

    /// Another audit's folder, with the same permission.
    pub(crate) fn other(&self, root: &Path) -> Self {
        Self::new(root).allowing(self.outside)
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A file in it; `/` between folders.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        if self.root == Path::new(".") {
            PathBuf::from(name)
        } else {
            self.root.join(name)
        }
    }

    /// Whether there is a plan.
    pub(crate) fn has_plan(&self) -> bool {
        self.path(PLAN).is_file()
    }

    /// Reads the plan and loads its template.
    pub(crate) fn audit(&self) -> Result<Audit> {
        if !self.has_plan() {
            let place = Place::file(self.path(PLAN).to_string_lossy());
            return Err(Error::at(place, texts::no_plan()).hint(texts::no_plan_hint()));
        }
        journal::resume(self)?;
        let plan_bytes = self.read(PLAN)?;
        let text = std::str::from_utf8(&plan_bytes).map_err(|error| {
            let text = String::from_utf8_lossy(&plan_bytes);
            let row = template::line_of(&text, error.valid_up_to());
            Error::at(Place::file(PLAN).at_row(row), texts::plan_not_utf8())
                .hint(texts::plan_not_utf8_hint())
        })?;
        let (plan, template) = plan::parse(text, PLAN, &|name| {
            if !template::builtin_names().contains(&name) {
                self.inside("template", name).map_or(Ok(()), |fault| {
                    Err(Error {
                        faults: vec![fault],
                    })
                })?;
            }
            self.template(name)
        })?;
        self.all_inside(&plan)?;
        Ok(Audit {
            folder: self.clone(),
            plan,
            template,
            plan_bytes,
        })
    }

    /// Every file that a plan names must lie in its folder: a plan that somebody sends must not
    /// make the program read other files. The audit of `[sample.coordinate]` or `earlier` is
    /// another folder by its nature.
    fn all_inside(&self, plan: &Plan) -> Result<()> {
        let registers = plan.registers.iter();
        let registers = registers.flat_map(|export| {
            let files = export.files();
            files.map(|file| (format!("registers.{}", export.id), file))
        });
        let given = plan.sample.given.iter();
        let given = given.map(|given| ("given".to_owned(), given.file.as_str()));
        let totals = plan.control_totals.iter();
        let totals = totals.map(|totals| ("control_totals".to_owned(), totals.file.as_str()));
        // An earlier audit is another folder by its nature; a file of one is a file.
        let earlier = plan.report.earlier.as_deref();
        let earlier = earlier.filter(|path| path.to_lowercase().ends_with(".json"));
        let earlier = earlier.map(|path| ("earlier".to_owned(), path));
        let named = registers.chain(given).chain(totals).chain(earlier);
        Error::all(
            named
                .filter_map(|(key, file)| self.inside(&key, file))
                .collect(),
        )
    }

    /// The fault of a path that leaves the folder, where that is not allowed.
    fn inside(&self, key: &str, path: &str) -> Option<Fault> {
        let mut depth = 0_i64;
        let mut leaves = false;
        for part in Path::new(path).components() {
            match part {
                Component::CurDir => {}
                Component::Normal(_) => depth += 1,
                Component::ParentDir => depth -= 1,
                Component::RootDir | Component::Prefix(_) => leaves = true,
            }
            leaves |= depth < 0;
        }
        (leaves && !self.outside).then(|| Fault {
            what: texts::outside(key),
            place: Some(Place::file(PLAN)),
            hint: Some(texts::outside_hint()),
        })
    }

    /// A built-in template, or one in a folder whose name is relative to this one.
    pub(crate) fn template(&self, name: &str) -> Result<Template> {
        if template::builtin_names().contains(&name) {
            return template::builtin(name);
        }
        let folder = self.root.join(name);
        if !folder.is_dir() {
            return Err(no_template(name));
        }
        template::load_on(name, &template_files(&folder)?, &|asking, name| {
            self.base(asking, name)
        })
    }

    /// The template that another builds on: a built-in one, or one in a folder whose name is
    /// relative to the other's.
    pub(crate) fn base(&self, asking: &str, name: &str) -> Result<(String, Vec<TemplateFile>)> {
        if let Some(files) = template::builtin_files(name) {
            return Ok((name.to_owned(), files));
        }
        let id = Path::new(asking).join(name);
        let folder = self.root.join(&id);
        if !folder.is_dir() {
            return Err(no_template(name));
        }
        // By its real place, so that one that builds on itself is known again.
        let id = folder.canonicalize().unwrap_or(id);
        Ok((id.to_string_lossy().into_owned(), template_files(&folder)?))
    }

    /// A file's bytes.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>> {
        read(&self.path(name), name)
    }

    /// The names of all files in a folder of the audit's, sorted; none without the folder.
    pub(crate) fn names(&self, folder: &str) -> Result<BTreeSet<String>> {
        let path = self.path(folder);
        if !path.is_dir() {
            return Ok(BTreeSet::new());
        }
        let mut names = BTreeSet::new();
        for entry in std::fs::read_dir(path).map_err(|error| not_read(&error, folder))? {
            let name = entry.map_err(|error| not_read(&error, folder))?.file_name();
            names.extend(name.into_string());
        }
        Ok(names)
    }

    /// Begins to write files.
    pub(crate) fn batch(&self) -> Batch<'_> {
        Batch::new(self)
    }
}

/// Excel and LibreOffice leave a file beside one that they hold open.
pub(crate) fn is_free(path: &Path, shown_as: &str) -> Result<()> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Ok(());
    };
    for owner in [format!("~${name}"), format!(".~lock.{name}#")] {
        if path.with_file_name(&owner).exists() {
            let place = Place::file(shown_as);
            return Err(Error::at(place, texts::open_elsewhere()).hint(texts::owner_file(&owner)));
        }
    }
    Ok(())
}

/// A file's bytes, or a sentence.
pub(crate) fn read(path: &Path, shown_as: &str) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| not_read(&error, shown_as))
}

/// That there is no template of a name, with the one that is most like it.
fn no_template(name: &str) -> Error {
    let known: Vec<String> = template::builtin_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let error = Error::new(texts::no_template(name, &known.join(", ")));
    match template::nearest(name, &known) {
        Some(near) => error.hint(texts::nearest(&near)),
        None => error,
    }
}

/// The files of a template in a folder, sorted by their paths.
pub(crate) fn template_files(folder: &Path) -> Result<Vec<TemplateFile>> {
    let mut files = Vec::new();
    gather(folder, "", &mut files)?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn gather(folder: &Path, prefix: &str, files: &mut Vec<TemplateFile>) -> Result<()> {
    let shown = folder.to_string_lossy();
    let entries = std::fs::read_dir(folder).map_err(|error| not_read(&error, &shown))?;
    for entry in entries {
        let entry = entry.map_err(|error| not_read(&error, &shown))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() && prefix.is_empty() {
            gather(&entry.path(), &format!("{name}/"), files)?;
        } else if entry
            .path()
            .extension()
            .is_some_and(|ending| ending == "toml")
        {
            let bytes = read(&entry.path(), &path)?;
            let text = String::from_utf8(bytes);
            let text = text.map_err(|_| {
                Error::at(Place::file(&path), texts::plan_not_utf8())
                    .hint(texts::plan_not_utf8_hint())
            })?;
            files.push(TemplateFile { path, text });
        }
    }
    Ok(())
}

/// Windows says 32 or 33 when another program holds the file.
fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the system has many errors, and most need no words of their own"
)]
pub(crate) fn not_read(error: &io::Error, shown_as: &str) -> Error {
    let place = Place::file(shown_as);
    if is_held(error) {
        return Error::at(place, texts::open_elsewhere()).hint(texts::open_elsewhere_hint());
    }
    Error::at(
        place,
        match error.kind() {
            io::ErrorKind::NotFound => texts::no_such_file(),
            io::ErrorKind::PermissionDenied => texts::no_access(),
            io::ErrorKind::IsADirectory => texts::is_a_folder(),
            _ => texts::cannot_read(&error.to_string()),
        },
    )
}

#[allow(
    clippy::wildcard_enum_match_arm,
    reason = "the system has many errors, and most need no words of their own"
)]
pub(crate) fn not_written(error: &io::Error, shown_as: &str) -> Error {
    let place = Place::file(shown_as);
    if is_held(error) {
        return Error::at(place, texts::open_elsewhere()).hint(texts::open_elsewhere_hint());
    }
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Error::at(place, texts::disk_full())
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::at(place, texts::read_only()).hint(texts::read_only_hint())
        }
        _ => Error::at(place, texts::cannot_write(&error.to_string())),
    }
}
