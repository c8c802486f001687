//! What `template` says.

use stickprov::lang::Text;
use stickprov::template::QuestionKind;

stickprov::texts! {
    template() { "Mall", "Template" }
    title() { "Gäller", "For" }
    registers() { "Register", "Registers" }
    questions() { "Frågor", "Questions" }
    criteria() { "Kriterier", "Criteria" }
    code() { "Kod", "Code" }
    question() { "Fråga", "Question" }
    answers() { "Svar", "Answers" }
    not_built_in(name: &str, known: &str) { "det finns ingen inbyggd mall som heter {name}; inbyggda: {known}", "there is no built-in template called {name}; built in: {known}" }
    folder_exists() { "mappen finns redan och är inte tom", "the folder exists already and is not empty" }
    no_folder() { "det finns ingen sådan mapp", "there is no such folder" }
    exported(files: usize, folder: &str) { "{files} filer skrevs till {folder}; ange mappen som template i planen", "{files} files were written to {folder}; name the folder as template in the plan"; one files: "{files} fil skrevs till {folder}; ange mappen som template i planen", "{files} file was written to {folder}; name the folder as template in the plan" }
    sound(registers: usize, questions: usize, criteria: usize) { "mallen är hel; register: {registers}, frågor: {questions}, kriterier: {criteria}", "the template is sound; registers: {registers}, questions: {questions}, criteria: {criteria}" }
}

/// What is answered to a question that is not answered by a code.
pub(super) fn kind(kind: QuestionKind) -> Text {
    let (sv, en) = match kind {
        QuestionKind::Coded | QuestionKind::CodedMany => ("kod", "code"),
        QuestionKind::Date => ("datum", "date"),
        QuestionKind::DateList => ("datum/datum", "date/date"),
        QuestionKind::Integer => ("heltal", "whole number"),
        QuestionKind::Text => ("text", "text"),
    };
    Text {
        sv: sv.to_owned(),
        en: en.to_owned(),
    }
}
