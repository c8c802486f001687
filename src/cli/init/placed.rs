//! The template that a new plan names. One of the user's own lies in the audit's folder, as
//! everything that a plan names does: one that lies elsewhere, such as last year's, is copied
//! into it, with those that it builds on.

use std::path::{Component, Path, PathBuf};

use stickprov::lang::Text;
use stickprov::problem::Result;
use stickprov::template;

use super::{edit, texts};
use crate::cli::folder::{self, Folder};

/// A template as a new plan names it.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// A built-in one's name, or a folder's path from the new folder.
    pub(super) name: String,
    /// Where it is read from: a built-in one's name, or a folder.
    pub(super) from: String,
    /// What is to be written: the path in the new folder, and the text.
    pub(super) files: Vec<(String, String)>,
    /// What the user is told of it.
    pub(super) told: Option<Text>,
}

/// Finds out where a template is to lie. `name` is as it stands, relative to `home`.
pub(super) fn placed(name: &str, home: &Path, new: &Folder) -> Result<Placed> {
    let own = home.join(name);
    if template::builtin_names().contains(&name) || !own.is_dir() {
        let (name, from) = (name.to_owned(), name.to_owned());
        return Ok(Placed {
            name,
            from,
            ..Placed::default()
        });
    }
    let own = real(&own);
    if let Ok(inside) = own.strip_prefix(real(new.root()))
        && let Some(name) = slashed(inside)
    {
        let from = own.to_string_lossy().into_owned();
        return Ok(Placed {
            name,
            from,
            ..Placed::default()
        });
    }
    if new.may_leave() {
        // The user lets plans name what lies elsewhere: then it is the same one as before.
        let path = own.to_string_lossy().into_owned();
        let name = if real(&new.path(name)) == own {
            name.to_owned()
        } else {
            path.clone()
        };
        return Ok(Placed {
            name,
            from: path,
            ..Placed::default()
        });
    }
    let name = own.file_name().map(|name| name.to_string_lossy());
    let name = name.unwrap_or_default().into_owned();
    let there = new.path(&name);
    if there.is_dir() {
        return Ok(Placed {
            from: real(&there).to_string_lossy().into_owned(),
            files: Vec::new(),
            told: Some(texts::template_there(&name)),
            name,
        });
    }
    let mut files = Vec::new();
    copy(&own, &name, new, &mut files)?;
    Ok(Placed {
        from: own.to_string_lossy().into_owned(),
        files,
        told: Some(texts::template_copied(&name)),
        name,
    })
}

/// The files of a template and of those of the user's own that it builds on, as far as these
/// are looked for in the new folder.
fn copy(own: &Path, to: &str, new: &Folder, files: &mut Vec<(String, String)>) -> Result<()> {
    let mut base = None;
    for file in folder::template_files(own)? {
        if file.path == "template.toml" {
            base = edit::extends_of(&file.text);
        }
        files.push((format!("{to}/{}", file.path), file.text));
    }
    let base = base.filter(|name| !template::builtin_names().contains(&name.as_str()));
    let Some((base, to)) = base.and_then(|base| {
        let to = slashed(&Path::new(to).join(&base))?;
        Some((own.join(base), to))
    }) else {
        return Ok(());
    };
    let head = format!("{to}/template.toml");
    let taken = files.iter().any(|(path, _)| *path == head);
    if taken || !base.is_dir() || new.path(&to).exists() {
        // What is wrong with it is told when the template is loaded.
        return Ok(());
    }
    copy(&base, &to, new, files)
}

/// A path below a folder with its `..` resolved; `None` where it leaves the folder.
fn slashed(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// Where a path really leads; one that leads nowhere yet is made whole.
fn real(path: &Path) -> PathBuf {
    let whole = || std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    path.canonicalize().unwrap_or_else(|_| whole())
}
