//! `rapport.md` through Pandoc to a DOCX and back to text: the headings, the tables and the
//! pictures are where they were. A machine without Pandoc can only say that it did not look;
//! CI installs it and demands it with `STICKPROV_NEEDS_PANDOC=1`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;

use std::io::Read as _;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use folders::copy_of;
use program::run;

/// Longer than Pandoc has ever needed, so that a hanging one fails and does not hang us.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs Pandoc in a folder; what it did, or that it did not end.
fn pandoc(folder: &Path, arguments: &[&str]) {
    let mut child = Command::new("pandoc")
        .args(arguments)
        .current_dir(folder)
        .spawn()
        .unwrap();
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "pandoc {arguments:?}: {status}");
            return;
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("pandoc {arguments:?}: no answer within {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_markdown_becomes_a_document_with_headings_tables_and_pictures() {
    if Command::new("pandoc").arg("--version").output().is_err() {
        let needed = std::env::var_os("STICKPROV_NEEDS_PANDOC").is_some_and(|value| value == "1");
        assert!(!needed, "Pandoc is not installed: install pandoc");
        println!("Pandoc is not installed here: no document was made");
        return;
    }
    let audit = copy_of("jobbtorg-2009");
    for (command, name) in [
        ("report", "rapport"),
        ("report --publish", "rapport-offentlig"),
    ] {
        assert_eq!(run(&audit.path, command).status, 0);
        check(&audit.path.join("rapport"), name);
    }
}

/// Headings, tables and pictures as they follow each other in the text.
fn order_in(markdown: &str) -> String {
    let kind = |line: &str| match line {
        _ if line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ") => {
            Some('H')
        }
        _ if line.starts_with("| --") || line.starts_with("|--") => Some('T'),
        _ if line.starts_with("![") => Some('P'),
        _ => None,
    };
    markdown.lines().filter_map(kind).collect()
}

/// The same in a document that was read back.
fn order_of(blocks: &[serde_json::Value]) -> String {
    let kind = |block: &serde_json::Value| match block["t"].as_str().unwrap() {
        "Header" => Some('H'),
        "Table" => Some('T'),
        "Para" | "Plain" | "Figure" if block.to_string().contains("\"Image\"") => Some('P'),
        _ => None,
    };
    blocks.iter().filter_map(kind).collect()
}

fn check(folder: &Path, name: &str) {
    let markdown = std::fs::read_to_string(folder.join(format!("{name}.md"))).unwrap();
    let document = format!("{name}.docx");
    pandoc(
        folder,
        &["--from=gfm", &format!("{name}.md"), "--output", &document],
    );
    pandoc(folder, &["--to=json", &document, "--output=back.json"]);
    pandoc(
        folder,
        &["--to=plain", "--wrap=none", &document, "--output=back.txt"],
    );

    let back = std::fs::read_to_string(folder.join("back.json")).unwrap();
    let back: serde_json::Value = serde_json::from_str(&back).unwrap();
    let blocks = back["blocks"].as_array().unwrap();
    let count = |kind: &str| blocks.iter().filter(|block| block["t"] == kind).count();
    let lines = |starts: &str| markdown.lines().filter(|l| l.starts_with(starts)).count();
    let headings = lines("# ") + lines("## ") + lines("### ");
    assert!(headings > 10);
    assert_eq!(count("Header"), headings, "{name}");
    // Each table has one line that parts its head from its body.
    assert_eq!(
        count("Table"),
        lines("|--") + lines("|:-") + lines("| --") + lines("| :-")
    );
    assert!(count("Table") > 3);

    assert_eq!(order_of(blocks), order_in(&markdown), "{name}");

    let text = std::fs::read_to_string(folder.join("back.txt")).unwrap();
    for heading in markdown.lines().filter_map(|line| line.strip_prefix("## ")) {
        assert!(text.contains(heading), "{name} lost {heading}");
    }
    assert!(text.contains("69\u{a0}%"), "{name} lost a share");

    // Every picture of the text is in the document's own folder.
    let pictures = markdown.matches("![").count();
    let file = std::fs::File::open(folder.join(&document)).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let media = names
        .iter()
        .filter(|name| name.starts_with("word/media/"))
        .count();
    assert!(
        pictures > 0 && media >= pictures,
        "{name}: {media} of {pictures} pictures"
    );
    let mut body = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut body)
        .unwrap();
    assert!(body.matches("<pic:pic").count() >= pictures);
}
