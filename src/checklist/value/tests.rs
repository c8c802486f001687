//! Every form in which an answer may be written, and that what is shown reads back.

use super::*;

fn answer(code: &str, sv: &str, en: &str, aliases: &[&str]) -> AnswerOption {
    AnswerOption {
        code: code.to_owned(),
        label: Text {
            sv: sv.to_owned(),
            en: en.to_owned(),
        },
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        status: None,
        missing: None,
    }
}

fn question(kind: QuestionKind) -> Question {
    let options = vec![
        answer("J", "Ja", "Yes", &["X", "1", "SANT"]),
        answer("N", "Nej", "No", &["0"]),
        answer("FE", "Framgår ej", "Not evident", &["?"]),
    ];
    Question {
        id: "Q1".to_owned(),
        text: Text::same("?"),
        help: Text::default(),
        section: Text::default(),
        kind,
        options,
        judgement: false,
        asked_if: None,
        dated_by: None,
        limit_of: None,
    }
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "the cases read better without &"
)]
fn check(kind: QuestionKind, cell: Cell<'_>, expected: Result<Option<Value>, NotAllowed>) {
    let reference = date(2009, 11, 30);
    assert_eq!(
        read(&question(kind), &cell, reference),
        expected,
        "{cell:?}"
    );
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(text.into())
}

#[test]
fn options_by_code_label_or_alias_in_any_case() {
    let code = |code: &str| Ok(Some(Value::Code(code.to_owned())));
    for (cell, expected) in [
        (text("J"), "J"),
        (text(" ja "), "J"),
        // The words of the sheet: Ja (J) · Nej (N).
        (text("Ja (J)"), "J"),
        (text("not evident (fe)"), "FE"),
        (text("YES"), "J"),
        (text("x"), "J"),
        (Cell::Number(1.0), "J"),
        (Cell::Bool(true), "J"),
        (text("n"), "N"),
        (text("framgår\u{a0}EJ"), "FE"),
        (text("?"), "FE"),
    ] {
        check(QuestionKind::Coded, cell, code(expected));
    }
    check(QuestionKind::Coded, text("kanske"), Err(NotAllowed));
    check(QuestionKind::Coded, text(" \u{a0}"), Ok(None));
    check(QuestionKind::Coded, Cell::Error("#N/A"), Err(NotAllowed));
}

#[test]
fn several_options_in_the_order_of_the_options() {
    let codes = |codes: &[&str]| {
        let codes = codes.iter().map(|code| (*code).to_owned()).collect();
        Ok(Some(Value::Codes(codes)))
    };
    check(
        QuestionKind::CodedMany,
        text("Nej / ja"),
        codes(&["J", "N"]),
    );
    check(QuestionKind::CodedMany, text("J;J"), codes(&["J"]));
    check(QuestionKind::CodedMany, text("FE"), codes(&["FE"]));
    check(QuestionKind::CodedMany, text("Ja/Kanske"), Err(NotAllowed));
    check(QuestionKind::CodedMany, text("/"), Err(NotAllowed));
}

#[test]
fn dates_in_every_form_and_options_beside_them() {
    let day = date(2009, 5, 4);
    let dated = Ok(Some(Value::Date(day)));
    for cell in [
        Cell::Date(day),
        Cell::DateTime(day.at(0, 0, 0, 0)),
        // Day 39 937 after 30 December 1899.
        Cell::Number(39_937.0),
        Cell::Number(20_090_504.0),
        text("4 maj 2009"),
        text("090504"),
    ] {
        check(QuestionKind::Date, cell, dated.clone());
    }
    let not_shown = Ok(Some(Value::Code("FE".to_owned())));
    check(QuestionKind::Date, text("fe"), not_shown);
    check(QuestionKind::Date, text("maj 2009"), Err(NotAllowed));
    check(QuestionKind::Date, text("04/05/2009"), Err(NotAllowed));
    // What programs write where there is no day is no answer, in cells and in words.
    for none in [
        Cell::Date(date(1900, 1, 1)),
        Cell::DateTime(date(9999, 12, 31).at(0, 0, 0, 0)),
        text("1900-01-01"),
        text("9999-12-31"),
        text("2099-12-31"),
    ] {
        check(QuestionKind::Date, none.clone(), Ok(None));
        check(QuestionKind::DateList, none, Ok(None));
    }
}

#[test]
fn lists_of_dates_are_parted_and_sorted() {
    let days = |days: &[Date]| Ok(Some(Value::Dates(days.to_vec())));
    let (may, june) = (date(2009, 5, 4), date(2009, 6, 4));
    let both = days(&[may, june]);
    check(
        QuestionKind::DateList,
        text("2009-06-04/2009-05-04"),
        both.clone(),
    );
    check(
        QuestionKind::DateList,
        text("4/5 2009; 4/6 2009"),
        both.clone(),
    );
    check(QuestionKind::DateList, text("090504/090604"), both);
    check(QuestionKind::DateList, text("4/5 2009"), days(&[may]));
    check(QuestionKind::DateList, Cell::Date(may), days(&[may]));
    check(
        QuestionKind::DateList,
        text("2009-05-04/ej"),
        Err(NotAllowed),
    );
}

#[test]
fn whole_numbers_before_words_for_options() {
    check(
        QuestionKind::Integer,
        Cell::Number(1.0),
        Ok(Some(Value::Integer(1))),
    );
    check(
        QuestionKind::Integer,
        text(" 12 "),
        Ok(Some(Value::Integer(12))),
    );
    check(
        QuestionKind::Integer,
        text("fe"),
        Ok(Some(Value::Code("FE".to_owned()))),
    );
    check(QuestionKind::Integer, Cell::Number(3.5), Err(NotAllowed));
    check(QuestionKind::Integer, text("-1"), Err(NotAllowed));
}

#[test]
fn what_is_shown_reads_back() {
    for (kind, value) in [
        (QuestionKind::Coded, Value::Code("FE".to_owned())),
        (
            QuestionKind::CodedMany,
            Value::Codes(vec!["J".to_owned(), "FE".to_owned()]),
        ),
        (QuestionKind::Date, Value::Date(date(2009, 5, 4))),
        (
            QuestionKind::DateList,
            Value::Dates(vec![date(2009, 5, 4), date(2009, 6, 4)]),
        ),
        (QuestionKind::Integer, Value::Integer(7)),
    ] {
        for lang in [Lang::Sv, Lang::En] {
            let shown = shown(&question(kind), &value, lang);
            check(kind, text(&shown), Ok(Some(value.clone())));
        }
    }
    assert_eq!(
        allowed(&question(QuestionKind::Coded)).sv,
        "Ja (J) · Nej (N) · Framgår ej (FE)"
    );
}
