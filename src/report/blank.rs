//! Questions that are still blank, named file by file: whoever is told that something is
//! unanswered is told what.

use super::FileState;
use super::texts::prose;
use crate::lang::{Lang, Text};
use crate::template::{QuestionRef, Template};

/// How many files are named before the rest are only counted.
const FILES: usize = 12;
/// How many questions of one file are named.
const QUESTIONS: usize = 4;

/// A sentence for each checklist of which a reviewed file has blank questions: how many, which
/// ones in which file, and where they are answered.
pub fn blank_questions(template: &Template, files: &[FileState], lang: Lang) -> Vec<String> {
    let checklists = template.checklists.iter().enumerate();
    let sentence = |(at, checklist): (usize, &crate::template::Checklist)| {
        let open: Vec<&FileState> = files
            .iter()
            .filter(|file| file.checklist == at && !file.blank.is_empty())
            .collect();
        let count = open.iter().map(|file| file.blank.len()).sum();
        let named: Vec<String> = open.iter().map(|file| of(template, file, lang)).collect();
        let named = first(&named, FILES, "; ", lang);
        let text = prose::blank_questions(checklist.files.get(lang), count, &named);
        (count > 0).then(|| say(&text, lang))
    };
    checklists.filter_map(sentence).collect()
}

/// One file with the first of its questions, and how many more there are.
fn of(template: &Template, file: &FileState, lang: Lang) -> String {
    let code = |question: &QuestionRef| template.question(*question).id.clone();
    let codes: Vec<String> = file.blank.iter().map(code).collect();
    format!("{}: {}", file.id, first(&codes, QUESTIONS, ", ", lang))
}

fn first(all: &[String], most: usize, between: &str, lang: Lang) -> String {
    let shown = all.len().min(most);
    let mut text = all[..shown].join(between);
    if all.len() > shown {
        text.push_str(&say(&prose::and_more(all.len() - shown), lang));
    }
    text
}

fn say(text: &Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}
