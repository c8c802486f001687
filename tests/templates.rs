//! What holds for every built-in template: that it says everything in both languages, that
//! nothing in it is ambiguous, and that its plan and its made-up exports can be used.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use stickprov::lang::{Lang, Text};
use stickprov::template::{self, Authority, FileStatus, MissingMeans, Template};

fn each(mut check: impl FnMut(&Template)) {
    let names = template::builtin_names();
    for known in ["arbetsplan", "genomforandeplan", "jobbtorg"] {
        assert!(names.contains(&known), "{known} is built in");
    }
    for name in names {
        let template = template::builtin(name);
        check(&template.unwrap_or_else(|error| panic!("{name}: {}", error.in_words(Lang::En))));
    }
}

#[test]
fn everything_people_read_is_there_in_both_languages() {
    each(|template| {
        for (place, text) in texts(template) {
            for words in [&text.sv, &text.en] {
                let place = format!("{} {place}", template.id);
                assert!(!words.trim().is_empty(), "{place}: empty");
                assert_eq!(words.trim(), words, "{place}: white space around");
            }
        }
    });
}

/// Every text with its place.
fn texts(template: &Template) -> Vec<(String, &Text)> {
    let mut texts: Vec<(String, &Text)> = vec![("title".to_owned(), &template.title)];
    for register in &template.registers {
        texts.push((register.id.clone(), &register.title));
        for field in &register.fields {
            texts.push((format!("{}.{}", register.id, field.id), &field.title));
        }
    }
    for list in &template.checklists {
        for text in [&list.title, &list.file, &list.files, &list.instructions] {
            texts.push((list.id.clone(), text));
        }
        for question in &list.questions {
            texts.push((question.id.clone(), &question.text));
            texts.push((format!("{} help", question.id), &question.help));
            let section = &question.section;
            assert_eq!(section.sv.is_empty(), section.en.is_empty());
            for option in &question.options {
                texts.push((format!("{} {}", question.id, option.code), &option.label));
            }
        }
    }
    for piece in &template.evidence {
        texts.push((piece.id.clone(), &piece.title));
    }
    for criterion in &template.criteria {
        let id = &criterion.id;
        for text in [&criterion.title, &criterion.finding, &criterion.rule] {
            texts.push((id.clone(), text));
        }
        texts.extend(criterion.published.iter().map(|t| (id.clone(), t)));
        for explanation in &criterion.explained_by {
            texts.push((id.clone(), &explanation.title));
        }
        for definition in criterion.definitions.iter().filter(|d| !d.id.is_empty()) {
            texts.push((format!("{id} {}", definition.id), &definition.title));
        }
    }
    texts
}

#[test]
fn the_first_sheet_has_a_handful_of_lines_in_each_language() {
    each(|template| {
        for list in &template.checklists {
            let (sv, en) = (&list.instructions.sv, &list.instructions.en);
            assert_eq!(sv.lines().count(), en.lines().count(), "{}", list.id);
            assert!((5..=8).contains(&sv.lines().count()), "{}", list.id);
        }
    });
}

#[test]
fn an_answer_means_one_option() {
    each(|template| {
        for question in template.checklists.iter().flat_map(|list| &list.questions) {
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for option in &question.options {
                let code = &option.code;
                let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
                assert!(code.chars().all(plain), "{} {code}", question.id);
                let words = [code, &option.label.sv, &option.label.en];
                for word in words.into_iter().chain(&option.aliases) {
                    let other = seen.insert(word.to_lowercase(), code);
                    assert!(
                        other.is_none_or(|other| other == code),
                        "{}: {word} means {code} and {other:?}",
                        question.id
                    );
                }
            }
        }
    });
}

#[test]
fn the_head_says_what_became_of_a_file() {
    each(|template| {
        for list in &template.checklists {
            let status = &list.questions[list.head.status].options;
            let status: Vec<(&str, FileStatus)> = status
                .iter()
                .map(|option| (option.code.as_str(), option.status.unwrap()))
                .collect();
            assert_eq!(
                status,
                [
                    ("BESTALLD", FileStatus::Ordered),
                    ("GRANSKAD", FileStatus::Reviewed),
                    ("SAKNAS", FileStatus::Missing),
                    ("SKA_INTE_FINNAS", FileStatus::NotExpected),
                ]
            );
            // DESIGN 7: never drawn up or weeded without decision is a gap, the others are not.
            let reasons = &list.questions[list.head.reason].options;
            let gaps: Vec<&str> = reasons
                .iter()
                .filter(|option| option.missing.unwrap() == MissingMeans::Gap)
                .map(|option| option.code.as_str())
                .collect();
            assert_eq!(gaps, ["GALLRAD", "EJ_UPPRATTAD"]);
            assert!(list.head.exists.is_some());
        }
    });
}

#[test]
fn help_tells_the_reviewer_something() {
    each(|template| {
        for question in template.checklists.iter().flat_map(|list| &list.questions) {
            assert!(question.help.sv.len() > 40, "{}", question.id);
            assert!(question.help.en.len() > 40, "{}", question.id);
            let help = question.help.sv.to_lowercase();
            assert!(!help.contains("brist"), "{}", question.id);
        }
    });
}

#[test]
fn only_law_budget_guideline_and_routine_can_be_gaps() {
    each(|template| {
        for criterion in &template.criteria {
            match criterion.authority {
                Authority::Law | Authority::Budget | Authority::Guideline | Authority::Routine => {}
                Authority::Practice | Authority::Recommendation | Authority::Derived => {
                    assert!(criterion.descriptive, "{}", criterion.id);
                }
            }
        }
    });
}

#[test]
fn every_criterion_has_someone_who_answers_for_it_and_a_sentence_with_its_numbers() {
    each(|template| {
        let known = template.checklists.iter().map(|list| &list.responsible);
        let known: BTreeSet<&String> = known.collect();
        for criterion in &template.criteria {
            let id = &criterion.id;
            assert!(known.contains(&criterion.responsible), "{id}");
            assert!(!criterion.source.is_empty(), "{id}");
            for sentence in [&criterion.finding.sv, &criterion.finding.en] {
                let mut rest = sentence.clone();
                for placeholder in ["{gaps}", "{assessed}", "{percent}"] {
                    assert!(rest.contains(placeholder), "{id}: {placeholder}");
                    rest = rest.replace(placeholder, "");
                }
                assert!(!rest.contains(['{', '}']), "{id}");
                assert!(sentence.ends_with('.'), "{id}");
            }
            for words in [&criterion.title, &criterion.finding, &criterion.rule] {
                let words = words.sv.to_lowercase();
                assert!(!words.contains("brist"), "{id}: the auditor's word");
            }
        }
    });
}

#[test]
fn criteria_stand_family_by_family() {
    each(|template| {
        let family = |id: &str| id.rsplit_once('-').unwrap().0.to_owned();
        let mut families: Vec<String> = template.criteria.iter().map(|c| family(&c.id)).collect();
        families.dedup();
        let once: BTreeSet<&String> = families.iter().collect();
        assert_eq!(families.len(), once.len(), "{}: {families:?}", template.id);
    });
}

#[test]
fn the_proposed_plan_is_a_plan_in_both_languages() {
    each(|template| {
        let registers: Vec<&str> = template.registers.iter().map(|r| r.id.as_str()).collect();
        let mut plans = Vec::new();
        for skeleton in [&template.plan, &template.plan_en] {
            let unit = registers
                .iter()
                .find(|id| skeleton.contains(&format!("register = \"{id}\"")))
                .unwrap();
            let head = format!(
                "[audit]\ntemplate = \"{}\"\nreference_date = 2018-01-31\n\
                 [registers.{unit}]\nfile = \"register/a.csv\"\n",
                template.id
            );
            assert!(skeleton.contains("seed = \"\""), "{}", template.id);
            let text = format!("{head}{}", skeleton.replace("seed = \"\"", "seed = \"1\""));
            // The proposals that are commented out are right as well.
            for text in [text.clone(), uncommented(&text)] {
                let plan =
                    stickprov::plan::parse(&text, "granskning.toml", &|id| template::builtin(id));
                let words = |error: stickprov::problem::Error| error.in_words(Lang::En);
                plans.push(plan.map_err(words).unwrap().0);
            }
        }
        assert_eq!(plans[0], plans[2]);
        assert_eq!(plans[1], plans[3]);
        assert!(plans[0].scope.is_empty() && plans[1].scope.len() > 1);
    });
}

/// The plan with the lines that are proposed as comments (`# key = value`, `# [section]`).
fn uncommented(plan: &str) -> String {
    plan.lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.starts_with('[') => rest,
            Some(rest) if rest.split_once(" = ").is_some_and(|(key, _)| is_key(key)) => rest,
            _ => line,
        })
        .fold(String::new(), |text, line| text + line + "\n")
}

fn is_key(words: &str) -> bool {
    words.starts_with('"') || !words.contains(' ')
}

#[test]
fn exports_can_be_made_up() {
    each(|template| {
        let recipe = stickprov::synth::recipe(template);
        assert!(recipe.is_ok(), "{}: {:?}", template.id, recipe.err());
    });
}
