//! What is written is read back.

use proptest::prelude::*;

use super::*;

fn day() -> impl Strategy<Value = Date> {
    (1950_i16..2090, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

/// An answer to one of the fixture's questions, by its place.
fn answer() -> impl Strategy<Value = (usize, Value, String)> {
    let code = |at: usize, codes: &'static [&'static str]| {
        proptest::sample::select(codes)
            .prop_map(move |code| (at, Value::Code(code.to_owned()), String::new()))
    };
    // Words with letters of all kinds; a text of blanks is none.
    let words = "[a-zåäöA-Z0-9=+@'/,;:. -]{0,30}[a-zåäö]";
    prop_oneof![
        code(0, &["B", "G", "S"]),
        code(1, &["U"]),
        words.prop_map(|text| (2, Value::Text, text)),
        day().prop_map(|day| (3, Value::Date(day), String::new())),
        code(4, &["J", "N", "FE"]),
        day().prop_map(|day| (5, Value::Date(day), String::new())),
        code(5, &["FE", "ET"]),
        proptest::collection::btree_set(day(), 1..4).prop_map(|days| (
            6,
            Value::Dates(days.into_iter().collect()),
            String::new()
        )),
        (0_u64..5000).prop_map(|number| (7, Value::Integer(number), String::new())),
        code(7, &["FE"]),
        Just((
            8,
            Value::Codes(vec!["A".to_owned(), "S".to_owned()]),
            String::new()
        )),
        Just((8, Value::Codes(vec!["S".to_owned()]), String::new())),
        words.prop_map(|text| (9, Value::Text, text)),
    ]
}

fn filled_by(entries: Vec<(usize, (usize, Value, String), String)>, cases: &[Case]) -> Filled {
    let mut filled = Filled::default();
    for (file, (question, value, text), reference) in entries {
        let at = QuestionRef {
            checklist: 0,
            question,
        };
        let old = Old {
            value,
            text: text.trim().to_owned(),
            reference: reference.trim().to_owned(),
            comment: String::new(),
        };
        let id = cases[file % cases.len()].id.clone();
        filled
            .comments
            .insert((id.clone(), 0), "Kommentar".to_owned());
        filled.answers.insert((id, at), old);
    }
    filled
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn writing_and_reading_is_the_identity(
        entries in proptest::collection::vec((0_usize..5, answer(), "[a-z0-9 =-]{0,12}"), 0..30),
        arrangement in proptest::sample::select(Arrangement::ALL.to_vec()),
        lang in proptest::sample::select(vec![Lang::Sv, Lang::En]),
    ) {
        let template = fixture::template();
        let cases = cases(3, 2);
        let filled = filled_by(entries, &cases);
        let sources = written(&template, &cases, arrangement, lang, &filled);
        let protocol = protocol(&cases);
        let frame = frame(&protocol, &template);
        prop_assert_eq!(&super::filled(&sources, frame).unwrap(), &filled);
        let (answers, _) = read(&sources, frame).unwrap();
        prop_assert_eq!(answers.first.len(), filled.answers.len());
        for (key, answer) in &answers.first {
            prop_assert_eq!(&answer.value, &filled.answers[key].value);
            prop_assert_eq!(&answer.reference, &filled.answers[key].reference);
        }
        prop_assert_eq!(
            answers.commented.keys().collect::<Vec<_>>(),
            filled.comments.keys().collect::<Vec<_>>()
        );
        prop_assert_eq!(holds_answers(&sources[0], &template), !filled.answers.is_empty());
    }
}
