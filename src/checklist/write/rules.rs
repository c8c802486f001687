//! What may be typed as the answer to a question, and what the reviewer is told when
//! standing in its cell.

use jiff::civil::date;

use crate::checklist::manifest::{FIRST_LIST_COLUMN, SHEET};
use crate::checklist::{texts, value};
use crate::lang::Lang;
use crate::table::letters;
use crate::template::{Question, QuestionKind};
use crate::workbook::{Allowed, Number, Style, Validation, fits_in_list};

/// The most a validation's formula holds.
const FORMULA_LIMIT: usize = 255;
/// 31 December 2099 as a sheet counts days.
const LAST_DAY: u32 = 73_050;

/// The options of every question in one language, and where the long ones stand.
pub(crate) struct Lists {
    /// By question: its labels and, where they do not fit into the rule, the place of the
    /// list among those in cells.
    questions: Vec<(Vec<String>, Option<usize>)>,
    in_cells: Vec<Vec<String>>,
}

impl Lists {
    /// For some questions; each is known by its place among them.
    pub(crate) fn new<'q>(questions: impl Iterator<Item = &'q Question>, lang: Lang) -> Self {
        let mut in_cells: Vec<Vec<String>> = Vec::new();
        let questions = questions
            .map(|question| {
                let labels: Vec<String> = question
                    .options
                    .iter()
                    .map(|option| option.label.get(lang).to_owned())
                    .collect();
                if fits_in_list(&labels) {
                    return (labels, None);
                }
                let at = in_cells.iter().position(|list| *list == labels);
                let at = at.unwrap_or_else(|| {
                    in_cells.push(labels.clone());
                    in_cells.len() - 1
                });
                (labels, Some(at))
            })
            .collect();
        Self {
            questions,
            in_cells,
        }
    }

    /// The lists that stand in cells of the sheet out of sight, a column each.
    pub(crate) fn in_cells(&self) -> impl Iterator<Item = &[String]> {
        self.in_cells.iter().map(Vec::as_slice)
    }

    fn allowed(&self, question: usize) -> Allowed {
        let (labels, in_cells) = &self.questions[question];
        match in_cells {
            None => Allowed::List(labels.clone()),
            Some(at) => {
                let column = letters(usize::from(FIRST_LIST_COLUMN) + at);
                let last = labels.len();
                Allowed::ListIn(format!("={SHEET}!${column}$1:${column}${last}"))
            }
        }
    }
}

/// How an answer's cell looks.
pub(crate) fn style(question: &Question) -> Style {
    match question.kind {
        QuestionKind::Date => Style::ANSWER.number(Number::Date),
        QuestionKind::Integer => Style::ANSWER.number(Number::General),
        QuestionKind::Coded
        | QuestionKind::CodedMany
        | QuestionKind::DateList
        | QuestionKind::Text => Style::ANSWER,
    }
}

/// What may be typed as the answer to a question; `cell` is the address of the first cell
/// the rule is for.
pub(crate) fn validation(
    question: &Question,
    at: usize,
    lists: &Lists,
    cell: &str,
    lang: Lang,
) -> Validation {
    let bare = question.options.is_empty();
    let (allowed, strict) = match question.kind {
        QuestionKind::Coded => (lists.allowed(at), true),
        QuestionKind::CodedMany => (lists.allowed(at), false),
        QuestionKind::Date if bare => (Allowed::Date(date(1900, 1, 1), date(2099, 12, 31)), true),
        QuestionKind::Integer if bare => (Allowed::Integer(0, 9999), true),
        QuestionKind::Date => one_of(question, lists.allowed(at), cell, lang, 1, LAST_DAY),
        QuestionKind::Integer => one_of(question, lists.allowed(at), cell, lang, 0, 9999),
        QuestionKind::DateList | QuestionKind::Text => (Allowed::Anything, false),
    };
    let takes = value::allowed(question);
    let help = question.help.get(lang);
    let told = match question.kind {
        // The drop-down shows what a coded question takes.
        QuestionKind::Coded => help.to_owned(),
        QuestionKind::CodedMany
        | QuestionKind::Date
        | QuestionKind::DateList
        | QuestionKind::Integer
        | QuestionKind::Text => format!("{}\n{help}", takes.get(lang)),
    };
    Validation {
        allowed,
        help: (question.id.clone(), told.trim_end().to_owned()),
        refusal: texts::refusal(takes.get(lang)).get(lang).to_owned(),
        strict,
    }
}

/// A number from the first to the last, or one of the options in words or by code; with too
/// many options for a formula they are only proposed.
fn one_of(
    question: &Question,
    otherwise: Allowed,
    cell: &str,
    lang: Lang,
    first: u32,
    last: u32,
) -> (Allowed, bool) {
    let mut tests = vec![format!(
        "AND(ISNUMBER({cell}),{cell}>={first},{cell}<={last})"
    )];
    for option in &question.options {
        for word in [option.label.get(lang), &option.code] {
            tests.push(format!("{cell}=\"{}\"", word.replace('"', "\"\"")));
        }
    }
    let formula = format!("=OR({})", tests.join(","));
    if formula.encode_utf16().count() <= FORMULA_LIMIT {
        (Allowed::Formula(formula), true)
    } else {
        (otherwise, false)
    }
}
