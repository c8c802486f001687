//! The templates that come with the program: the TOML files beside this one.
//! They are embedded as a folder, so that a new criterion needs no line of Rust.

use include_dir::{Dir, include_dir};

use super::load::TemplateFile;

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/template");

/// The names of the built-in templates, sorted.
pub fn builtin_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = TEMPLATES
        .dirs()
        // The folder also holds our own modules.
        .filter(|dir| dir.get_file(dir.path().join("template.toml")).is_some())
        .filter_map(|dir| dir.path().file_name()?.to_str())
        .collect();
    names.sort_unstable();
    names
}

/// The files of a built-in template, sorted by path; `None` where there is none of that name.
pub fn builtin_files(name: &str) -> Option<Vec<TemplateFile>> {
    let root = TEMPLATES.get_dir(name)?;
    let mut files = Vec::new();
    collect(root, root, &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Some(files)
}

fn collect(root: &Dir<'_>, dir: &Dir<'_>, files: &mut Vec<TemplateFile>) {
    for file in dir.files() {
        let path = file.path().strip_prefix(root.path()).unwrap_or(file.path());
        let path = path.to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8() {
            files.push(TemplateFile {
                path,
                text: text.to_owned(),
            });
        }
    }
    for child in dir.dirs() {
        collect(root, child, files);
    }
}
