//! The outputs of an audit full of attacks, opened by the programs that people open them with:
//! LibreOffice finds no formula that others wrote and no link, Chromium runs nothing and fetches
//! nothing. A machine without one of them can only say that it did not look.

#![allow(
    clippy::print_stderr,
    reason = "a test that could not look says so to whoever runs it"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::folders::contents;
use super::program::run;
use super::{hostile, office};

/// Longer than these programs have ever needed, so that a hanging one fails and does not hang us.
const PATIENCE: Duration = Duration::from_secs(180);

/// Counts in a page what could run or be fetched; the script of its own is the first.
const LOOK: &str = r##"<script>document.title="SEEN "+[document.querySelectorAll("script").length,
[...document.querySelectorAll("*")].filter(e=>[...e.attributes].some(a=>a.name.startsWith("on"))).length,
document.querySelectorAll("img,iframe,object,embed,base,form,link").length,
[...document.querySelectorAll("a[href]")].filter(a=>!a.getAttribute("href").startsWith("#")).length,
performance.getEntriesByType("resource").length].join(" ")</script></body>"##;

/// The whole line over the hostile audit: what it wrote, but for the exports.
fn written(folder: &Path) -> Vec<PathBuf> {
    hostile::audit(folder);
    for line in ["draw", "checklist"] {
        assert_eq!(run(folder, line).status, 0, "{line}");
    }
    fs::write(folder.join("checklistor/svar.csv"), hostile::answers()).unwrap();
    for line in ["report", "report --publish", "factcheck"] {
        let ran = run(folder, line);
        assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
    }
    contents(folder)
        .into_keys()
        .filter(|name| !name.starts_with("register/") && name != "checklistor/svar.csv")
        .map(|name| folder.join(name))
        .collect()
}

fn of_kind<'a>(files: &'a [PathBuf], endings: &[&str]) -> Vec<&'a Path> {
    let wanted = files.iter().filter(|file| {
        let ending = file.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    });
    wanted.map(PathBuf::as_path).collect()
}

/// Runs a program to its end; what it printed.
fn patiently(command: &mut Command) -> String {
    let holder = tempfile::NamedTempFile::new().unwrap();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(holder.reopen().unwrap())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert!(status.success(), "{command:?}: {status}");
            return fs::read_to_string(holder.path()).unwrap();
        }
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{command:?}: no answer within {PATIENCE:?}");
        }
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn libreoffice_finds_no_formula_of_others() {
    if !office::is_here() {
        return;
    }
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path().join("audit");
    let files = written(&folder);
    let sheets = of_kind(&files, &["xlsx", "csv"]);
    // Names are not told apart by their folders where all come to one.
    let flat = holder.path().join("flat");
    let named = holder.path().join("named");
    fs::create_dir_all(&named).unwrap();
    for (number, file) in sheets.iter().enumerate() {
        let ending = file.extension().unwrap().to_str().unwrap();
        fs::copy(file, named.join(format!("{number}.{ending}"))).unwrap();
    }
    let profile = format!(
        "-env:UserInstallation=file://{}",
        holder.path().join("p").display()
    );
    let mut command = Command::new("soffice");
    command
        .args([&profile, "--headless", "--convert-to", "fods", "--outdir"])
        .arg(&flat)
        .args(
            fs::read_dir(&named)
                .unwrap()
                .map(|entry| entry.unwrap().path()),
        );
    patiently(&mut command);
    let mut ours = 0;
    for (number, file) in sheets.iter().enumerate() {
        let text = fs::read_to_string(flat.join(format!("{number}.fods"))).unwrap();
        let what = file.display();
        assert!(!text.contains("xlink:href=\"http"), "{what}: a link out");
        assert!(!text.contains("<table:dde-link"), "{what}: a DDE link");
        assert!(!text.contains("<script:event"), "{what}: a macro");
        for piece in text.split("table:formula=\"").skip(1) {
            ours += 1;
            let formula = piece.split('"').next().unwrap();
            // A sheet has the name of its office; between quotes that is a name.
            let formula: String = formula.split("&apos;").step_by(2).collect();
            for attack in ["HYPERLINK", "cmd", "calc", "script", "ond.example", "DDE"] {
                assert!(!formula.contains(attack), "{what}: {formula}");
            }
        }
        assert!(text.contains("<office:spreadsheet"), "{what} was not read");
    }
    // The checklists count their own answers: had no formula been found, none was looked at.
    assert!(
        ours > 0 && sheets.len() > 6,
        "{ours} formulas in {} files",
        sheets.len()
    );
}

#[test]
fn chromium_runs_nothing_in_the_pages() {
    if Command::new("chromium").arg("--version").output().is_err() {
        eprintln!("Chromium is not installed here: no page was opened in it");
        return;
    }
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path().join("audit");
    let files = written(&folder);
    let pages = of_kind(&files, &["html", "svg"]);
    let mut seen = 0;
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        if !text.contains("</body>") {
            continue;
        }
        let copy = holder.path().join("page.html");
        fs::write(&copy, text.replace("</body>", LOOK)).unwrap();
        let mut command = Command::new("chromium");
        let profile = format!(
            "--user-data-dir={}",
            holder.path().join("profile").display()
        );
        command
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--dump-dom",
                &profile,
            ])
            .arg(format!("file://{}", copy.display()));
        let dom = patiently(&mut command);
        let title = dom.split("<title>").nth(1).unwrap_or_default();
        let title = title.split("</title>").next().unwrap();
        // One script, which is ours; no handler, nothing that is fetched, no link out of the page.
        assert_eq!(title, "SEEN 1 0 0 0 0", "{}", page.display());
        seen += 1;
    }
    assert!(seen >= 2, "{seen} of {} pages were opened", pages.len());
}
