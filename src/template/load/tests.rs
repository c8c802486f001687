//! Templates that build on others, and faults with their lines.

use super::*;
use crate::lang::Lang;
use crate::template::{Condition, QuestionKind};

fn file(path: &str, text: &str) -> TemplateFile {
    TemplateFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

const CHECKLIST: &str = r#"
title = { sv = "L", en = "L" }
file = { sv = "akt", en = "file" }
files = { sv = "akter", en = "files" }
instructions = { sv = "I", en = "I" }
responsible = "unit"
head = { status = "H.s", reason = "H.r", reviewer = "H.w", date = "H.d" }
[option_sets]
size = [{ code = "BIG", label = { sv = "Stor", en = "Big" } }]
[[questions]]
id = "H.s"
text = { sv = "s", en = "s" }
type = "coded"
options = [{ code = "OK", label = { sv = "ok", en = "ok" }, status = "reviewed" }]
[[questions]]
id = "H.r"
text = { sv = "r", en = "r" }
type = "coded"
options = [{ code = "X", label = { sv = "x", en = "x" }, missing = "gap" }]
[[questions]]
id = "H.w"
text = { sv = "w", en = "w" }
type = "text"
[[questions]]
id = "H.d"
text = { sv = "d", en = "d" }
type = "date"
[[questions]]
id = "Q1"
text = { sv = "ett", en = "one" }
type = "coded"
options = ["J", "N"]
[[questions]]
id = "Q2"
text = { sv = "två", en = "two" }
type = "date"
options = ["FE"]
"#;

const EVIDENCE: &str = r#"
[[evidence]]
id = "begun"
title = { sv = "början", en = "the beginning" }
sources = ["Q2", "other.begun", "main.begun"]
[[evidence]]
id = "elsewhere"
title = { sv = "annat", en = "elsewhere" }
sources = ["other.begun"]
"#;

const REGISTERS: &str = r#"
[[registers]]
id = "main"
title = { sv = "Stora", en = "Main" }
link = "number"
fields = [
    { id = "number", title = { sv = "Nr", en = "No" }, type = "id" },
    { id = "begun", title = { sv = "Början", en = "Begun" }, type = "date" },
]
[[registers]]
id = "other"
title = { sv = "Andra", en = "Other" }
link = "number"
fields = [
    { id = "number", title = { sv = "Nr", en = "No" }, type = "id" },
    { id = "begun", title = { sv = "Början", en = "Begun" }, type = "date" },
]
"#;

const CRITERION: &str = r#"
title = { sv = "ett saknas", en = "one missing" }
finding = { sv = "f", en = "f" }
rule = { sv = "r", en = "r" }
record = "list"
authority = "routine"
severity = "low"
responsible = "unit"
source = "s"
parameters.days = 5
parameters.from = "begun"
condition.due = { event = "begun" }
"#;

/// A whole template to build on.
fn base() -> Vec<TemplateFile> {
    vec![
        file(
            "template.toml",
            "title = { sv = \"Bas\", en = \"Base\" }\nfamilies = [\"A\"]",
        ),
        file("registers.toml", REGISTERS),
        file("evidence.toml", EVIDENCE),
        file("checklists/list.toml", CHECKLIST),
        file("criteria/A-01.toml", CRITERION),
        file("criteria/B-01.toml", CRITERION),
        file("plan.toml", "[unit]\nregister = \"main\"\n"),
    ]
}

/// A template on the base; `further` besides its head.
fn on_base(head: &str, further: &[(&str, &str)]) -> Result<Template> {
    let mut files = vec![file("template.toml", head)];
    files.extend(further.iter().map(|(path, text)| file(path, text)));
    load_on("own", &files, &|_, name| match name {
        "base" => Ok(("base".to_owned(), base())),
        "own" => Ok(("own".to_owned(), vec![file("template.toml", head)])),
        other => Err(Error::new(texts::no_template(other, "base"))),
    })
}

fn sound(head: &str, further: &[(&str, &str)]) -> Template {
    on_base(head, further).unwrap_or_else(|error| panic!("{}", error.in_words(Lang::En)))
}

/// Every fault with its place, one a line.
fn faults(result: Result<Template>) -> Vec<String> {
    let error = result.err().map(|error| error.faults).unwrap_or_default();
    error
        .iter()
        .map(|fault| {
            let place = fault
                .place
                .as_ref()
                .map_or_else(String::new, |p| p.in_words(Lang::En));
            let hint = fault.hint.as_ref().map_or("", |hint| hint.get(Lang::En));
            format!("{place}: {} {hint}", fault.what.get(Lang::En))
                .trim_end()
                .to_owned()
        })
        .collect()
}

const HEAD: &str = "extends = \"base\"\ntitle = { sv = \"Egen\", en = \"Own\" }\n";

#[test]
fn what_is_not_said_comes_from_below() {
    let own = sound(HEAD, &[]);
    assert_eq!((own.id.as_str(), own.title.get(Lang::En)), ("own", "Own"));
    assert_eq!(own.extends.as_deref(), Some("base"));
    let base = load("base", &base()).unwrap();
    assert_eq!(base.extends, None);
    assert_eq!(own.registers, base.registers);
    assert_eq!(own.checklists, base.checklists);
    assert_eq!(own.evidence, base.evidence);
    assert_eq!(own.criteria, base.criteria);
    assert_eq!(own.plan, base.plan);
}

#[test]
fn only_what_is_taken_is_there_and_evidence_follows() {
    let head = format!(
        "{HEAD}[take]\nregisters = [\"main\"]\nquestions = [\"H.*\", \"Q1\"]\ncriteria = [\"B-*\"]\n"
    );
    let own = sound(&head, &[]);
    let ids: Vec<&str> = own.registers.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["main"]);
    let questions: Vec<&str> = own.checklists[0]
        .questions
        .iter()
        .map(|q| q.id.as_str())
        .collect();
    assert_eq!(questions, ["H.s", "H.r", "H.w", "H.d", "Q1"]);
    // Of `begun` the register is left, of `elsewhere` nothing.
    let evidence: Vec<(&str, usize)> = own
        .evidence
        .iter()
        .map(|e| (e.id.as_str(), e.sources.len()))
        .collect();
    assert_eq!(evidence, [("begun", 1)]);
    let criteria: Vec<&str> = own.criteria.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(criteria, ["B-01"]);
}

#[test]
fn own_files_are_laid_over_key_by_key() {
    let own = sound(
        HEAD,
        &[
            (
                "criteria/A-01.toml",
                "parameters.days = 9\ncondition.absent = { of = [\"begun\"] }\n",
            ),
            (
                "checklists/list.toml",
                "[[questions]]\nid = \"Q1\"\ntype = \"date\"\noptions = []\n\
                 [[questions]]\nid = \"Q1b\"\nafter = \"Q1\"\ntype = \"coded\"\n\
                 text = { sv = \"b\", en = \"b\" }\noptions = [\"size\"]\n",
            ),
            (
                "registers.toml",
                "[[registers]]\nid = \"main\"\n[[registers.fields]]\nid = \"end\"\n\
                 title = { sv = \"Slut\", en = \"End\" }\ntype = \"date\"\n",
            ),
            ("plan.toml", "# own\n"),
        ],
    );
    let a = own.criterion(own.criterion_by_id("A-01").unwrap());
    assert_eq!(a.title.get(Lang::En), "one missing");
    assert_eq!(a.parameters.days, Some(9));
    assert_eq!(a.parameters.from, own.evidence_by_id("begun"));
    assert!(matches!(
        a.definitions[0].condition,
        Condition::Absent { .. }
    ));
    let list = &own.checklists[0];
    let questions: Vec<&str> = list.questions.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(questions, ["H.s", "H.r", "H.w", "H.d", "Q1", "Q1b", "Q2"]);
    let q1 = &list.questions[4];
    assert_eq!(
        (q1.kind, q1.text.get(Lang::En)),
        (QuestionKind::Date, "one")
    );
    assert_eq!(list.questions[5].options[0].code, "BIG");
    let fields: Vec<&str> = own.registers[0]
        .fields
        .iter()
        .map(|f| f.id.as_str())
        .collect();
    assert_eq!(fields, ["number", "begun", "end"]);
    assert_eq!(own.plan, "# own\n");
}

#[test]
fn what_is_taken_and_lacks_its_names_is_told_with_the_file_below() {
    let head = format!("{HEAD}[take]\nregisters = [\"other\"]\nquestions = [\"H.*\", \"Q1\"]\n");
    // `begun` still has the other register; without any, its criteria fail.
    assert_eq!(sound(&head, &[]).criteria.len(), 2);
    let own_evidence = "[[evidence]]\nid = \"begun\"\ntitle = { sv = \"x\", en = \"x\" }\n\
                        sources = [\"main.begun\", \"other.begn\"]\n";
    let found = faults(on_base(&head, &[("evidence.toml", own_evidence)]));
    assert_eq!(
        found,
        [
            "evidence.toml, row 4: main.begun is not among the template's registers.toml",
            "evidence.toml, row 4: other.begn is not among the template's registers.toml did you mean other.begun?",
        ]
    );
    let none = format!("{HEAD}[take]\nquestions = [\"H.*\"]\nregisters = []\n");
    let found = faults(on_base(&none, &[]));
    assert!(found.len() == 4, "{found:#?}");
    assert!(
        found[0].starts_with("base/criteria/A-01.toml, row 11: begun is not"),
        "{found:#?}"
    );
}

#[test]
fn every_fault_of_the_layers_is_told_at_once_with_its_line() {
    let head = format!("{HEAD}[take]\nregisters = [\"mian\"]\ncriteria = [\"C-*\", \"A-01\"]\n");
    let list = "[[questions]]\nid = \"Q9\"\nafter = \"Q8\"\ntype = \"date\"\n\
                text = { sv = \"b\", en = \"b\" }\n\
                [[questions]]\nid = \"Q9\"\ntype = \"date\"\n";
    let found = faults(on_base(&head, &[("checklists/list.toml", list)]));
    for expected in [
        "checklists/list.toml, row 3: Q8 is not among the template's questions",
        "checklists/list.toml, row 7: Q9 stands twice",
        "template.toml, row 4: mian is not among the template's registers did you mean main?",
        "template.toml, row 5: C-* is not among the template's criteria",
    ] {
        assert!(
            found.iter().any(|fault| fault.starts_with(expected)),
            "{expected} in {found:#?}"
        );
    }
}

/// What the reviewers fill in about a person of the sample is a question of a checklist.
#[test]
fn a_list_that_the_reviewers_fill_in_is_about_no_person() {
    let list = |persons: &str| {
        let text = format!(
            "[[registers]]\nid = \"list\"\ntitle = {{ sv = \"L\", en = \"L\" }}\nlink = \"number\"\n\
             {persons}form = {{ instructions = {{ sv = \"I\", en = \"I\" }}, rows = 9 }}\n\
             fields = [{{ id = \"number\", title = {{ sv = \"Nr\", en = \"No\" }}, type = \"id\" }}]\n"
        );
        on_base(HEAD, &[("registers.toml", &text)])
    };
    let template = list("persons = false\n").unwrap();
    let register = template.register_by_id("list").unwrap();
    assert_eq!(template.register(register).form.as_ref().unwrap().rows, 9);
    let found = faults(list(""));
    let expected = "registers.toml, row 5: list: form is for a list that is about no persons";
    assert!(
        found.len() == 1 && found[0].starts_with(expected),
        "{found:?}"
    );
}

#[test]
fn a_template_can_build_neither_on_nothing_nor_on_itself() {
    let nothing = faults(on_base("extends = \"bse\"\n", &[]));
    assert_eq!(
        nothing,
        ["template.toml, row 1: there is no template called bse; built in: base"]
    );
    let own = faults(on_base("title = 1\nextends = \"own\"\n", &[]));
    assert_eq!(
        own,
        ["template.toml, row 2: the template builds on own, which in turn builds on it"]
    );
}

/// What is counted over registers is not decided file by file: such a condition would look as
/// if it did something.
#[test]
fn a_criterion_over_registers_has_no_condition_of_files() {
    const COUNTED: &str = "[[population]]\nregister = \"main\"\n\
                           condition.blank = { field = \"begun\" }\n";
    let own = |criterion: &str| {
        let text = CRITERION.replace("\"list\"", "\"register\"");
        let (before, _) = text.split_once("condition.due").unwrap();
        faults(on_base(
            HEAD,
            &[("criteria/C-01.toml", &format!("{before}{criterion}"))],
        ))
    };
    assert_eq!(own(COUNTED), Vec::<String>::new());
    let needed = "criteria/C-01.toml, row 5: a criterion over registers needs [[population]]";
    assert_eq!(own(""), [needed]);
    let condition = "condition.due = { event = \"begun\" }\n";
    let not_here = "criteria/C-01.toml, row 12: a criterion over registers is not decided file \
                    by file: condition does not belong here";
    assert_eq!(own(&format!("{condition}{COUNTED}")), [not_here]);
    assert_eq!(own(condition), [needed, not_here]);
}
