//! `explain`: every criterion as a page of an audit manual in both languages, and why a file got
//! its outcome.

mod folders;
mod program;

use folders::copy_of;
use program::run;

/// Every criterion of every built-in template has a page without a hole in it.
#[test]
fn every_criterion_has_a_page_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let all = run(folder.path(), "explain --format json").json();
    let ids: Vec<String> = all["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    // DOMAIN 5, family by family.
    let count = |family: &str| ids.iter().filter(|id| id.starts_with(family)).count();
    for (family, expected) in [
        ("SAM-", 15),
        ("JP-", 17),
        ("KOM-", 9),
        ("AP-", 11),
        ("UPF-", 9),
        ("VT-", 5),
        ("KART-", 5),
        ("REG-", 10),
        ("NAR-", 4),
        ("AVS-", 6),
        ("ARK-", 3),
        ("GP-", 19),
    ] {
        assert_eq!(count(family), expected, "{family}");
    }
    assert_eq!(ids.len(), 113);
    for lang in ["sv", "en"] {
        for id in &ids {
            let page = run(
                folder.path(),
                &format!("--lang {lang} explain {id} --format md"),
            );
            assert_eq!(page.status, 0, "{id}: {}", page.stderr);
            for hole in ["  ,", ": .", " ;", "()", "{", "när .", "where ."] {
                assert!(
                    !page.stdout.contains(hole),
                    "{id} {lang}: {hole}: {}",
                    page.stdout
                );
            }
        }
    }
}

#[test]
fn the_five_day_rule_reads_like_a_manual() {
    let folder = tempfile::tempdir().unwrap();
    let page = run(folder.path(), "--lang sv explain JP-02 --format md").stdout;
    for words in [
        "Hur utfallet avgörs",
        "Avvikelse: när dagen då den första jobbplanen var klar kom senare än 5 dagar",
        "Förklarad avvikelse: aspiranten uteblev från ett möte, enligt akten, när svaret på P23 är",
        "när ärendet avslutats före gränsen",
        "när inget datum finns för det första introduktionsmötet",
        "Stockholms stads budget 2009",
        "days = 5",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = run(folder.path(), "--lang en explain JP-02 --format md").stdout;
    for words in [
        "How the outcome is decided",
        "came later than 5 days",
        "where the case was closed before the limit",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn a_file_is_explained_by_its_evidence_and_the_places() {
    let folder = copy_of("jobbtorg-2009");
    let files = json(&run(&folder.path, "gaps --format json").stdout);
    let file = files["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["outcomes"]["JP-02"] == "gap")
        .unwrap();
    let id = file["id"].as_str().unwrap();
    let told = json(
        &run(
            &folder.path,
            &format!("explain JP-02 --file {id} --format json"),
        )
        .stdout,
    );
    assert_eq!(told["file"]["outcome"], "gap");
    let evidence = told["file"]["evidence"].as_array().unwrap();
    assert!(!evidence.is_empty());
    for seen in evidence {
        assert!(
            seen["place"]["file"].as_str().unwrap().contains('/'),
            "{seen}"
        );
    }
    let page = run(
        &folder.path,
        &format!("--lang sv explain JP-02 --file {id}"),
    )
    .stdout;
    assert!(
        page.contains(&format!("Akt {id}")) && page.contains("Utfall: Avvikelse"),
        "{page}"
    );
    // The plan's own value, with the template's beside it.
    let plan = folder.path.join(folders::PLAN);
    let text = std::fs::read_to_string(&plan).unwrap();
    let change = "\n[criteria.JP-02]\ndays = 7\nreason = \"nämndens svar\"\n";
    std::fs::write(&plan, text + change).unwrap();
    let page = run(&folder.path, "--lang sv explain JP-02 --format md").stdout;
    assert!(page.contains("ändrad; mallens värde är 5"), "{page}");
    assert!(
        page.contains("senare än 7 dagar") && page.contains("nämndens svar"),
        "{page}"
    );
}

/// What became of the file stands right after the rule, in the reviewer's words and not in codes,
/// with the last day in time.
#[test]
fn why_a_file_deviates_stands_first_and_in_words() {
    let folder = copy_of("jobbtorg-2009");
    let told = |id: &str, file: &str, lang: &str| {
        let page = run(
            &folder.path,
            &format!("--lang {lang} explain {id} --file {file} --format md"),
        )
        .stdout;
        let (told, _) = page
            .split_once("Vad som granskas")
            .or_else(|| page.split_once("What is reviewed"))
            .expect("the page goes on after the file");
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // Thursday 30 April and five days: Tuesday 5 May (DOMAIN 3e).
    let late = told("JP-02", "D-07", "sv");
    assert!(
        late.contains("Det tog 7 dagar Sista dagen i tid: 2009-05-05"),
        "{late}"
    );
    let late = told("JP-02", "D-07", "en");
    assert!(
        late.contains("It took 7 days Last day in time: 2009-05-05"),
        "{late}"
    );
    let consent = told("SAM-01", "D-07", "sv");
    assert!(
        consent.contains("| Endast till kontroller | S05 |"),
        "{consent}"
    );
    // What a routine rests on is shown, and what it does not explain is not called met.
    let explained = told("AP-02", "E-02", "sv");
    for words in [
        "Förklarad avvikelse",
        "| arbetsplanen | Nej | S13 |",
        "S13b",
    ] {
        assert!(explained.contains(words), "{words}: {explained}");
    }
    let left = told("AP-02", "A-03", "sv");
    assert!(
        left.contains("avvikelsen i AP-01 står kvar") && !left.contains("Uppfyllt"),
        "{left}"
    );
}

/// The result of a command that has something to say of the data as well.
fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("the output is JSON")
}

/// The codes of problems as the sources have them: beside the word `code`, where one is counted,
/// and in the two lists of what can be odd about a row and a cell.
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
fn codes_in(folder: &std::path::Path, found: &mut std::collections::BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes_in(&path, found);
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        let is_test = ["tests", "fixture", "problem.rs", "problems.rs"];
        let is_source = path.extension().is_some_and(|ending| ending == "rs");
        if !is_source || is_test.iter().any(|word| name.contains(word)) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let text: String = text.split_whitespace().collect::<Vec<&str>>().join(" ");
        let is_list = name.ends_with("register/fault.rs") || name.ends_with("table/source.rs");
        let before = [
            "code: \"",
            "add(\"",
            "add( \"",
            "add_many(\"",
            "add_many( \"",
            "push((\"",
            "tell(\"",
        ];
        let lists = if is_list { vec!["=> \""] } else { Vec::new() };
        for sign in before.into_iter().chain(lists) {
            for rest in text.split(sign).skip(1) {
                let code = rest.split('"').next().unwrap();
                let is_code = code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                if is_code && (code.contains('-') || is_list) {
                    found.insert(code.to_owned());
                }
            }
        }
    }
}

/// Whoever meets a code in JSON or in brackets can ask what it means.
#[test]
fn every_code_of_a_problem_is_explained() {
    let mut codes = std::collections::BTreeSet::new();
    codes_in(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut codes,
    );
    assert!(codes.len() > 60, "{codes:?}");
    let folder = tempfile::tempdir().unwrap();
    let all = run(folder.path(), "explain problems --format json").json();
    let explained: std::collections::BTreeSet<String> = all["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(explained, codes);
    let page = run(folder.path(), "--lang sv explain hidden-rows").stdout;
    assert!(page.contains("Raden är dold i kalkylarket"), "{page}");
    let near = run(folder.path(), "--lang sv explain hidden-row");
    assert!(
        near.stderr.contains("menade du hidden-rows?"),
        "{}",
        near.stderr
    );
}
