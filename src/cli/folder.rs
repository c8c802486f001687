//! The audit's folder (DESIGN 1): reads the plan, holds the lock, writes files whole or not
//! at all. A command gathers what it writes in a [`Batch`]; every file is written beside its
//! place and synced before the first one is renamed, in the order they were added.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use stickprov::plan::{self, Plan};
use stickprov::problem::{Error, Place, Result};
use stickprov::template::{self, Template, TemplateFile};
use tempfile::NamedTempFile;

use super::texts;

/// The plan's name.
pub(crate) const PLAN: &str = "granskning.toml";
/// Where the exports are.
pub(crate) const EXPORTS: &str = "register";

const LOCK: &str = ".stickprov.lock";

/// A folder with an audit, or one that is to be.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
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
        }
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
        let plan_bytes = self.read(PLAN)?;
        let text = std::str::from_utf8(&plan_bytes).map_err(|error| {
            let text = String::from_utf8_lossy(&plan_bytes);
            let row = template::line_of(&text, error.valid_up_to());
            Error::at(Place::file(PLAN).at_row(row), texts::plan_not_utf8())
                .hint(texts::plan_not_utf8_hint())
        })?;
        let (plan, template) = plan::parse(text, PLAN, &|name| self.template(name))?;
        Ok(Audit {
            folder: self.clone(),
            plan,
            template,
            plan_bytes,
        })
    }

    /// A built-in template, or one in a folder whose name is relative to this one.
    pub(crate) fn template(&self, name: &str) -> Result<Template> {
        if template::builtin_names().contains(&name) {
            return template::builtin(name);
        }
        let folder = self.root.join(name);
        if !folder.is_dir() {
            let known = template::builtin_names().join(", ");
            return Err(Error::new(texts::no_template(name, &known)));
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
            let known = template::builtin_names().join(", ");
            return Err(Error::new(texts::no_template(name, &known)));
        }
        // By its real place, so that one that builds on itself is known again.
        let id = folder.canonicalize().unwrap_or(id);
        Ok((id.to_string_lossy().into_owned(), template_files(&folder)?))
    }

    /// A file's bytes.
    pub(crate) fn read(&self, name: &str) -> Result<Vec<u8>> {
        read(&self.path(name), name)
    }

    /// Removes a file of ours.
    pub(crate) fn remove(&self, name: &str) -> Result<()> {
        std::fs::remove_file(self.path(name)).map_err(|error| not_written(&error, name))
    }

    /// Takes the folder for this command alone, until the lock is dropped.
    pub(crate) fn lock(&self) -> Result<Lock> {
        // The one before may remove its file between our opening and locking it: then what
        // we hold is no longer the file that others see, and we begin again.
        for _ in 0..20 {
            let path = self.path(LOCK);
            let mut options = OpenOptions::new();
            let opened = options.create(true).truncate(false).write(true).open(&path);
            let file = opened.map_err(|error| not_written(&error, &self.root.to_string_lossy()))?;
            match file.try_lock() {
                Ok(()) if is_still(&file, &path) => return Ok(Lock { path, _file: file }),
                Ok(()) => {}
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Lock { path, _file: file });
                }
                Err(TryLockError::WouldBlock | TryLockError::Error(_)) => break,
            }
        }
        let place = Place::file(self.root.to_string_lossy());
        Err(Error::at(place, texts::busy()).hint(texts::busy_hint()))
    }

    /// Begins to write files.
    pub(crate) fn batch(&self) -> Batch<'_> {
        Batch {
            folder: self,
            files: Vec::new(),
        }
    }
}

/// The folder is ours as long as this lives.
pub(crate) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Left behind, the file is harmless: what locks is the open handle.
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(ours), Ok(seen)) => ours.ino() == seen.ino() && ours.dev() == seen.dev(),
        (Err(_), _) | (_, Err(_)) => false,
    }
}

#[cfg(not(unix))]
fn is_still(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Who may read a file that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// As the folder's other files.
    Usual,
    /// The owner alone (mode 0600; Windows has the folder's permissions).
    #[allow(
        dead_code,
        reason = "the first files with identities come with the draw"
    )]
    Owner,
}

/// Files that are written together.
pub(crate) struct Batch<'a> {
    folder: &'a Folder,
    files: Vec<(String, NamedTempFile)>,
}

impl Batch<'_> {
    /// Writes a file beside its place. Folders on the way are made.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8], access: Access) -> Result<()> {
        let path = self.folder.path(name);
        is_free(&path, name)?;
        let parent = parent_of(&path);
        let write = || -> io::Result<NamedTempFile> {
            std::fs::create_dir_all(parent)?;
            let mut file = beside(parent, access)?;
            file.write_all(bytes)?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = write().map_err(|error| not_written(&error, name))?;
        self.files.push((name.to_owned(), file));
        Ok(())
    }

    /// Begins a file beside its place, to be written piece by piece until the batch is
    /// committed; for files too large to hold.
    pub(crate) fn begin(&mut self, name: &str) -> Result<File> {
        let path = self.folder.path(name);
        is_free(&path, name)?;
        let parent = parent_of(&path);
        let open = || -> io::Result<(NamedTempFile, File)> {
            std::fs::create_dir_all(parent)?;
            let file = beside(parent, Access::Usual)?;
            let handle = file.as_file().try_clone()?;
            Ok((file, handle))
        };
        let (file, handle) = open().map_err(|error| not_written(&error, name))?;
        self.files.push((name.to_owned(), file));
        Ok(handle)
    }

    /// Copies a file, whatever its size.
    pub(crate) fn copy(&mut self, name: &str, from: &Path) -> Result<()> {
        let path = self.folder.path(name);
        is_free(&path, name)?;
        let shown = from.to_string_lossy();
        let mut source = File::open(from).map_err(|error| not_read(&error, &shown))?;
        let parent = parent_of(&path);
        let mut write = || -> io::Result<NamedTempFile> {
            std::fs::create_dir_all(parent)?;
            let mut file = beside(parent, Access::Usual)?;
            io::copy(&mut source, &mut file)?;
            file.as_file().sync_all()?;
            Ok(file)
        };
        let file = write().map_err(|error| not_written(&error, name))?;
        self.files.push((name.to_owned(), file));
        Ok(())
    }

    /// Puts every file in its place, in the order they were added.
    pub(crate) fn commit(self) -> Result<()> {
        for (name, file) in &self.files {
            let synced = file.as_file().sync_all();
            synced.map_err(|error| not_written(&error, name))?;
        }
        for (name, file) in self.files {
            let path = self.folder.path(&name);
            let kept = file.persist(&path);
            kept.map_err(|failed| not_written(&failed.error, &name))?;
        }
        Ok(())
    }
}

/// The folder of a file; the current one is written out, as an empty path is none.
fn parent_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        Some(_) | None => Path::new("."),
    }
}

#[cfg(unix)]
fn beside(parent: &Path, access: Access) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    // What the user's umask takes away from 0666 is taken away by the system.
    let mode = match access {
        Access::Usual => 0o666,
        Access::Owner => 0o600,
    };
    let permissions = std::fs::Permissions::from_mode(mode);
    tempfile::Builder::new()
        .prefix(".stickprov-")
        .permissions(permissions)
        .tempfile_in(parent)
}

#[cfg(not(unix))]
fn beside(parent: &Path, _access: Access) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".stickprov-")
        .tempfile_in(parent)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path());
        (dir, folder)
    }

    #[test]
    fn a_batch_appears_when_it_is_committed() {
        let (_dir, folder) = folder();
        let mut batch = folder.batch();
        batch.add("urval/nyckel.csv", b"id", Access::Owner).unwrap();
        batch.add("a.txt", b"a", Access::Usual).unwrap();
        assert!(!folder.path("a.txt").exists());
        batch.commit().unwrap();
        assert_eq!(folder.read("a.txt").unwrap(), b"a");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = |name| folder.path(name).metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode("urval/nyckel.csv"), 0o600);
            assert_eq!(mode("a.txt") & 0o600, 0o600);
        }
        let left = std::fs::read_dir(folder.root()).unwrap().count();
        assert_eq!(left, 2, "no file is left beside");
    }

    #[test]
    fn a_batch_that_fails_writes_nothing() {
        let (_dir, folder) = folder();
        std::fs::write(folder.path("~$b.xlsx"), "").unwrap();
        let mut batch = folder.batch();
        batch.add("a.txt", b"a", Access::Usual).unwrap();
        let error = batch.add("b.xlsx", b"b", Access::Usual).unwrap_err();
        assert!(error.to_string().contains("Excel"), "{error}");
        drop(batch);
        assert!(!folder.path("a.txt").exists());
        assert_eq!(std::fs::read_dir(folder.root()).unwrap().count(), 1);
    }

    #[test]
    fn one_command_at_a_time_works_in_a_folder() {
        let (_dir, folder) = folder();
        let lock = folder.lock().unwrap();
        assert!(folder.lock().is_err());
        drop(lock);
        assert!(folder.lock().is_ok());
        assert!(!folder.path(LOCK).exists());
    }
}
