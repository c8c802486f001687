//! Titles, rules and questions of a template name its own figures. Where a plan counts with
//! others, that is said beside them in every output, in the words of an auditor.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;

use std::path::Path;

use folders::{PLAN, copy_of};
use program::run;
use stickprov::lang::Lang;
use stickprov::plan::{self, Plan};
use stickprov::table::{Cell, Direct, grids};
use stickprov::template::{Template, builtin};

/// The example's plan with a further section.
fn planned(section: &str) -> (Plan, Template) {
    let text = std::fs::read_to_string(folders::example("jobbtorg-2009").join(PLAN)).unwrap();
    plan::parse(
        &format!(
            "{text}
{section}
"
        ),
        PLAN,
        &builtin,
    )
    .unwrap()
}

/// The remark on a criterion with these parameters.
fn remark(id: &str, parameters: &str) -> (String, String) {
    let (plan, template) = planned(&format!("[criteria.{id}]\n{parameters}"));
    let at = template.criterion_by_id(id).unwrap();
    let remark = plan.remark(&template, at).unwrap_or_default();
    (remark.sv, remark.en)
}

/// What is said on a criterion with these parameters; nothing is expected of a blank.
fn check(id: &str, parameters: &str, sv: &str, en: &str) {
    let said = remark(id, parameters);
    let expected = |words: &str, with: &str| match words {
        "" => String::new(),
        words => format!("{with} {words}."),
    };
    let (sv, en) = (
        expected(sv, "Här räknat med"),
        expected(en, "Counted here with"),
    );
    assert_eq!(said, (sv, en), "{id} {parameters}");
}

#[test]
fn a_limit_is_said_with_its_unit_its_ends_and_its_margin() {
    let limit = "en tidsgräns på sju dagar i stället för fem dagar";
    check(
        "JP-02",
        "days = 7",
        limit,
        "a limit of seven days instead of five days",
    );
    let one = "en tidsgräns på en dag i stället för fem dagar";
    check(
        "JP-02",
        "days = 1",
        one,
        "a limit of one day instead of five days",
    );
    // Ten and more in digits, as in the sentences.
    let many = "en tidsgräns på 10 dagar i stället för fem dagar";
    check(
        "JP-02",
        "days = 10",
        many,
        "a limit of 10 days instead of five days",
    );
    check(
        "JP-02",
        "count = \"working\"",
        "en tidsgräns på fem arbetsdagar i stället för fem kalenderdagar",
        "a limit of five working days instead of five calendar days",
    );
    check(
        "JP-02",
        "months = 1",
        "en tidsgräns på en månad i stället för fem dagar",
        "a limit of one month instead of five days",
    );
    check(
        "JP-02",
        "from = \"inskrivning\"\nroll = \"none\"",
        "inskrivningen på jobbtorget som början i stället för det första introduktionsmötet; \
         sista dagen kvar där den infaller, också på en dag som inte är arbetsdag",
        "the enrolment at the jobbtorg as the start instead of the first introductory meeting; \
         the last day left where it falls, also on a day that is no working day",
    );
    check(
        "JP-09",
        "tolerance_days = 0",
        "ingen marginal i stället för en marginal på 14 dagar",
        "no margin instead of a margin of 14 days",
    );
}

#[test]
fn every_other_parameter_has_words() {
    check(
        "SAM-01",
        "accept = [\"D\", \"KONTROLLER\"]",
        "svaren ”Delvis” och ”Endast till kontroller” som godtagna",
        "the answers “Partly” and “Only for checks” as accepted",
    );
    check(
        "SAM-10",
        "definition = \"any_missing\"",
        "definitionen ”minst ett av de två samtyckena saknas” i stället för \
         ”inget samtycke visas”",
        "the definition “at least one of the two consents missing” instead of \
         “no consent shown”",
    );
    check(
        "JP-06",
        "partial = \"gap\"",
        "delvis uppfyllt som inte uppfyllt",
        "partly met as not met",
    );
    check(
        "JP-01",
        "unknown = \"not_assessable\"",
        "det som inte framgår som ej bedömbart",
        "what cannot be seen as not assessable",
    );
    check(
        "NAR-03",
        "seconds = 30",
        "en tid på 30 sekunder i stället för 60 sekunder",
        "a time of 30 seconds instead of 60 seconds",
    );
    check(
        "REG-02",
        "times = 3",
        "antalet tre i stället för två",
        "the number three instead of two",
    );
    let age = "en åldersgräns på 25 år i stället för 24 år";
    check(
        "REG-07",
        "age = 25",
        age,
        "an age limit of 25 years instead of 24 years",
    );
    let share = "en andel på 80\u{a0}% i stället för 100\u{a0}%";
    check(
        "UPF-01",
        "percent = 80",
        share,
        "a share of 80% instead of 100%",
    );
    // The template's own value changes nothing, and nothing is said.
    check("JP-02", "days = 5", "", "");
}

#[test]
fn titles_rules_and_questions_carry_the_figure_in_force() {
    let (_, usual) = planned("");
    let (_, template) = planned("[criteria.JP-03]\ndays = 7\n[criteria.SAM-01]\naccept = [\"D\"]");
    let both = |id: &str| {
        let of = |template: &Template| {
            template
                .criterion(template.criterion_by_id(id).unwrap())
                .clone()
        };
        (of(&usual), of(&template))
    };
    let (before, after) = both("JP-03");
    assert_eq!(
        after.title.sv,
        format!("{} (här: tidsgräns sju dagar)", before.title.sv)
    );
    assert_eq!(
        after.title.en,
        format!("{} (here: limit seven days)", before.title.en)
    );
    assert!(
        after
            .rule
            .sv
            .ends_with(" Här räknat med en tidsgräns på sju dagar i stället för fem dagar.")
    );
    // What is no figure stands with the rule and not in the title.
    let (before, after) = both("SAM-01");
    assert_eq!(after.title, before.title);
    assert_ne!(after.rule, before.rule);
    // A criterion that the plan leaves alone is as it was.
    let (before, after) = both("JP-02");
    assert_eq!(after, before);
    // Of the questions the one that names this limit, and no other.
    let text = |template: &Template, id: &str| {
        let at = template.question_by_id(id).unwrap();
        template.question(at).text.get(Lang::Sv).to_owned()
    };
    assert_eq!(
        text(&template, "P24"),
        "Fick aspiranten insats eller arbete inom fem dagar? (här: tidsgräns sju dagar)"
    );
    assert_eq!(text(&template, "P23"), text(&usual, "P23"));
    assert_eq!(text(&template, "P26"), text(&usual, "P26"));
}

/// Every text of a workbook, sheet by sheet.
fn words_of(file: &Path) -> Vec<String> {
    let sheets = grids(file, "workbook", &Direct).unwrap().unwrap();
    let cells = sheets.iter().flat_map(|sheet| sheet.cells.values());
    let texts = cells.filter_map(|cell| {
        let Cell::Text(text) = cell else { return None };
        Some(text.to_string())
    });
    texts.collect()
}

/// The words of a page: lines of a picture's labels are elements of their own.
fn without_tags(page: &str) -> String {
    let pieces = page.split('<').map(|piece| {
        let (_, after) = piece.split_once('>').unwrap_or(("", piece));
        after
    });
    pieces.collect::<Vec<_>>().join(" ").replace(" :", ":")
}

/// What a command prints; of the registers' problems it may speak.
fn out(path: &Path, command: &str) -> String {
    let ran = run(path, command);
    assert_eq!(ran.status, 0, "{command}: {}", ran.stderr);
    ran.stdout
}

/// Terminal, page of the criterion, report in every format, checklist: the title that names five
/// days never stands without the seven that count.
#[test]
fn no_output_shows_the_template_s_figure_alone() {
    for (lang, title, here, remark, question) in [
        (
            "sv",
            "Första jobbplanen senare än fem dagar",
            "(här: tidsgräns sju dagar)",
            "Här räknat med en tidsgräns på sju dagar i stället för fem dagar.",
            "Fick aspiranten insats eller arbete inom fem dagar?",
        ),
        (
            "en",
            "First job plan later than five days",
            "(here: limit seven days)",
            "Counted here with a limit of seven days instead of five days.",
            "Did the participant get a measure or work within five days?",
        ),
    ] {
        let folder = copy_of("jobbtorg-2009");
        let path = &folder.path;
        let plan = std::fs::read_to_string(path.join(PLAN)).unwrap();
        let report = "[report]\nestimate_in_sentence = true\n";
        let changes = ["JP-02", "JP-03"]
            .map(|id| format!("\n[criteria.{id}]\ndays = 7\nreason = \"nämndens svar\"\n"));
        assert!(plan.contains("[report]\n"));
        let plan = plan.replace("[report]\n", report) + &changes.concat();
        std::fs::write(path.join(PLAN), plan).unwrap();

        let check = |what: &str, text: &str| {
            let is_page = text.starts_with("<!DOCTYPE html>");
            let text = if is_page {
                without_tags(text)
            } else {
                text.to_owned()
            };
            let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let named = line.matches(title).count();
            let said = line.matches(&format!("{title} {here}")).count();
            assert!(named > 0, "{what}: {title} stands nowhere");
            assert_eq!(named, said, "{what}");
        };
        let page = out(path, &format!("--lang {lang} explain JP-02 --format md"));
        check("explain", &page);
        assert!(page.replace('\n', " ").contains(remark), "{page}");
        check(
            "explain",
            &out(path, &format!("--lang {lang} explain --format md")),
        );
        for format in ["md", "json", "csv"] {
            let gaps = out(path, &format!("--lang {lang} gaps --format {format}"));
            check(&format!("gaps {format}"), &gaps);
        }

        out(path, &format!("--lang {lang} report"));
        let read = |name: &str| std::fs::read_to_string(path.join("rapport").join(name)).unwrap();
        for name in ["rapport.md", "rapport.html", "rapport.json"] {
            check(name, &read(name));
        }
        check(
            "rapport.xlsx",
            &words_of(&path.join("rapport/rapport.xlsx")).join("\n"),
        );
        // With the estimate in its bracket the sentence ends before the remark begins.
        let report = read("rapport.md");
        let (projected, end) = match lang {
            "sv" => ("; uppräknat till hela urvalsramen ", "\u{a0}%). "),
            _ => ("; projected to the whole frame ", " confidence). "),
        };
        let said = report
            .lines()
            .find(|line| line.contains(projected) && line.ends_with(&format!("{end}{remark}")));
        assert!(said.is_some(), "{report}");

        for book in std::fs::read_dir(path.join("checklistor")).unwrap() {
            std::fs::remove_file(book.unwrap().path()).unwrap();
        }
        out(path, &format!("--lang {lang} checklist"));
        let books = std::fs::read_dir(path.join("checklistor")).unwrap();
        let words: Vec<String> = books
            .flat_map(|book| words_of(&book.unwrap().path()))
            .collect();
        let asked: Vec<&String> = words
            .iter()
            .filter(|words| words.contains(question))
            .collect();
        assert!(!asked.is_empty());
        assert!(asked.iter().all(|words| words.contains(here)), "{asked:?}");
    }
}
