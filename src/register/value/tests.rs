//! Cells of every kind, read as the types of fields say.

use super::super::scene::field;
use super::*;
use crate::register::fault::ValueFault;
use crate::table::{Cell, Cells};
use crate::template::FieldKind;
use jiff::civil::date;

fn check(kind: FieldKind, cell: &Cell<'_>, value: &Value<'_>, fault: Option<ValueFault>) {
    let reader = Reader::new(&field(kind), date(2009, 11, 30));
    let (seen, odd) = reader.read(cell);
    assert_eq!((&seen, odd), (value, fault), "{cell:?}");
}

/// Whatever the day of the audit: 11 September 2020 is no month.
#[test]
fn six_digits_in_a_column_of_months_are_a_month() {
    let month = Value::Date(Written::Month(2009, 11));
    let today = date(2026, 11, 28);
    for cell in [Cell::Text(" 200911".into()), Cell::Number(200_911.0)] {
        let reader = Reader::new(&field(FieldKind::Month), today);
        assert_eq!(reader.read(&cell), (month.clone(), None));
        let reader = Reader::new(&field(FieldKind::Date), today);
        let odd = Some(ValueFault::AmbiguousDate);
        assert_eq!(reader.read(&cell), (Value::Missing, odd));
    }
}

#[test]
fn dates_in_every_kind_of_cell() {
    let day = Value::Date(Written::Day(date(2009, 5, 4)));
    check(FieldKind::Date, &Cell::Date(date(2009, 5, 4)), &day, None);
    check(FieldKind::Date, &Cell::Text("20090504".into()), &day, None);
    check(FieldKind::Date, &Cell::Number(20_090_504.0), &day, None);
    // Excel shows 39937 as 2009-05-04: 39814 is 2009-01-01, and 123 days follow.
    let odd = Some(ValueFault::DateAsNumber);
    check(FieldKind::Date, &Cell::Number(39_937.0), &day, odd);
    check(
        FieldKind::Date,
        &Cell::Text("-".into()),
        &Value::Missing,
        None,
    );
    let ambiguous = Some(ValueFault::AmbiguousDate);
    let american = Cell::Text("04/05/2009".into());
    check(FieldKind::Date, &american, &Value::Missing, ambiguous);
}

/// What a program writes for no date is none, whether the cell is a date, a text or the number
/// of a day (73 050 is 2099-12-31: 36 526 is 2000-01-01, and 36 524 days follow).
#[test]
fn a_date_that_says_there_is_none() {
    let none = Some(ValueFault::PlaceholderDate);
    let cells = [
        Cell::Date(date(1900, 1, 1)),
        Cell::Date(date(9999, 12, 31)),
        Cell::DateTime(date(1899, 12, 30).at(0, 0, 0, 0)),
        Cell::Text("1900-01-01".into()),
        Cell::Text("9999-12-31 00:00:00".into()),
        Cell::Text("0001-01-01".into()),
        Cell::Text("0000-00-00".into()),
        Cell::Number(73_050.0),
        Cell::Number(99_991_231.0),
        Cell::Number(2_958_465.0),
    ];
    for cell in &cells {
        check(FieldKind::Date, cell, &Value::Missing, none);
    }
    let month = Cell::Text("190001".into());
    check(FieldKind::Month, &month, &Value::Missing, none);
    // A day of somebody who was old, and one that is no date at all.
    let old = Value::Date(Written::Day(date(1900, 1, 3)));
    check(FieldKind::Date, &Cell::Date(date(1900, 1, 3)), &old, None);
    let odd = Some(ValueFault::NotADate);
    let text = Cell::Text("2009-13-45".into());
    check(FieldKind::Date, &text, &Value::Missing, odd);
}

/// By Microsoft's statement of the two systems a day's number from 1904 is 1 462 lower.
#[test]
fn a_workbook_may_count_from_1904() {
    let reader = Reader::new(&field(FieldKind::Date), date(2009, 11, 30)).in_workbook(true);
    let cell = Cell::Number(39_937.0 - 1462.0);
    let (value, fault) = reader.read(&cell);
    assert_eq!(value, Value::Date(Written::Day(date(2009, 5, 4))));
    assert_eq!(fault, Some(ValueFault::DateAsNumber));
}

/// A shifted row has a person's number where a code should be: it is never shown.
#[test]
fn a_personnummer_is_no_value() {
    for kind in [FieldKind::Code, FieldKind::Text] {
        for text in ["19901210-2399", "9012102390", "901210-T239"] {
            let fault = Some(ValueFault::IdentityAsCode);
            check(kind, &Cell::Text(text.into()), &Value::Missing, fault);
        }
        let number = Cell::Text("2018001234".into());
        check(kind, &number, &Value::Text("2018001234".into()), None);
    }
}

/// Of a code among other words only the code's place is known: a number within is somebody's.
#[test]
fn a_personnummer_among_words_is_no_value_either() {
    let fault = Some(ValueFault::IdentityAsCode);
    for text in ["(460501-2394)", "Testlund, Åsa 621120-2384"] {
        let cell = Cell::Text(text.into());
        check(FieldKind::Code, &cell, &Value::Missing, fault);
        // Lists show the words of a text to those who hold the file.
        check(FieldKind::Text, &cell, &Value::Text(text.into()), None);
    }
    // A number and a mark are nothing but the number.
    for kind in [FieldKind::Code, FieldKind::Text] {
        let cell = Cell::Text("670619-2389 *".into());
        check(kind, &cell, &Value::Missing, fault);
    }
}

/// The name of the row's person is no code, in whatever order it stands; an unknown code that no
/// other cell has is one, and so is a known one.
#[test]
fn the_row_s_name_is_no_code() {
    let mut listed = field(FieldKind::Code);
    listed.values = vec![crate::template::Value {
        value: "Farsta strand".to_owned(),
        aliases: Vec::new(),
    }];
    let reader = Reader::new(&listed, date(2009, 11, 30));
    let read = |code: &'static str, name: &'static str| {
        let cells = [Cell::Text(code.into()), Cell::Text(name.into())];
        reader.read_in(&Cells::from(&cells[..]), 0, &cells[0]).1
    };
    let name = Some(ValueFault::NameAsCode);
    assert_eq!(read("Åsa Testlund", "Testlund, Åsa"), name);
    assert_eq!(read("Testlund Åsa", "Åsa Testlund"), name);
    let unknown = Some(ValueFault::UnknownCode);
    assert_eq!(read("Åsa Testlund", "Provdahl, Bo"), unknown);
    assert_eq!(read("Kista", "Kista"), unknown);
    assert_eq!(read("Farsta strand", "Farsta strand"), None);
}

/// A heading or a remark alone in its row is nobody; with anything beside it, it is somebody's
/// identity, as is a number of a file.
#[test]
fn a_heading_alone_in_its_row_is_nobody() {
    let reader = Reader::new(&field(FieldKind::Personnummer), date(2009, 11, 30));
    let read = |texts: &[&'static str]| {
        let cells: Vec<Cell<'_>> = (texts.iter())
            .map(|text| match *text {
                "" => Cell::Empty,
                text => Cell::Text(text.into()),
            })
            .collect();
        let (value, fault) = reader.read_in(&Cells::from(&cells[..]), 0, &cells[0]);
        (matches!(value, Value::Identity(..)), fault)
    };
    let (nobody, words) = (
        Some(ValueFault::NoIdentity),
        Some(ValueFault::WordsAsIdentity),
    );
    let other = Some(ValueFault::OtherIdentity);
    for text in ["Enhet 45012 JS Farsta", "Uttag 2009-11-30 14:32"] {
        assert_eq!(read(&[text, "", "", ""]), (false, nobody), "{text}");
        assert_eq!(read(&[text, "", "2009-05-04", ""]), (true, words), "{text}");
        assert_eq!(read(&[text, ""]), (true, words), "{text}");
    }
    for text in ["SN 2009-114", "R 12", "19901210-T399"] {
        assert_eq!(read(&[text, "", "", ""]), (true, other), "{text}");
    }
    assert_eq!(read(&["19901210-2399", "", "", ""]), (true, None));
}

/// A cell outside a list of codes that is written as registers write names is not shown. Without a
/// list, and for a code with a comma, it is a value as any other.
#[test]
fn a_name_is_no_code() {
    let mut listed = field(FieldKind::Code);
    listed.values = vec![crate::template::Value {
        value: "Övrig, över 24 år".to_owned(),
        aliases: Vec::new(),
    }];
    let reader = Reader::new(&listed, date(2009, 11, 30));
    for text in [
        "Exempelberg, Åsa",
        "O'Provén, Anna-Lo",
        "von Test, Bo",
        "Prov,Eva",
    ] {
        let cell = Cell::Text(text.into());
        let read = reader.read(&cell);
        let expected = (Value::Missing, Some(ValueFault::NameAsCode));
        assert_eq!(read, expected, "{text}");
    }
    for text in ["Övrig, okänd", "Farsta, 24", "JS Tensta"] {
        let cell = Cell::Text(text.into());
        let expected = (Value::Text(text.into()), Some(ValueFault::UnknownCode));
        assert_eq!(reader.read(&cell), expected);
    }
    check(
        FieldKind::Code,
        &Cell::Text("Farsta, Vuxen".into()),
        &Value::Text("Farsta, Vuxen".into()),
        None,
    );
}

/// Three rows with the same word for nothing are not three rows of one person.
#[test]
fn what_stands_for_nothing_is_nobody() {
    let fault = Some(ValueFault::NoIdentity);
    for text in ["-", "..", "NULL", "Skyddad identitet"] {
        check(
            FieldKind::Personnummer,
            &Cell::Text(text.into()),
            &Value::Missing,
            fault,
        );
    }
    for text in ["-", "..", "***", "null", "\\N", "N/A"] {
        check(
            FieldKind::Id,
            &Cell::Text(text.into()),
            &Value::Missing,
            fault,
        );
    }
    for text in ["A", "Null 3", "SN 2018/001"] {
        let key = identity::Identity::from_text(text).unwrap();
        let value = Value::Identity(key, IdentityClass::Other);
        check(FieldKind::Id, &Cell::Text(text.into()), &value, None);
    }
}

#[test]
fn words_and_numbers() {
    let yes = Cell::Text("SANT".into());
    check(FieldKind::YesNo, &yes, &Value::YesNo(true), None);
    check(
        FieldKind::YesNo,
        &Cell::Bool(false),
        &Value::YesNo(false),
        None,
    );
    let number = Cell::Text("11\u{a0}319".into());
    check(FieldKind::Integer, &number, &Value::Integer(11_319), None);
    check(
        FieldKind::Integer,
        &Cell::Text("..".into()),
        &Value::Missing,
        None,
    );
    let fault = Some(ValueFault::ErrorCell);
    check(
        FieldKind::Text,
        &Cell::Error("#N/A"),
        &Value::Missing,
        fault,
    );
}

/// A database's word for nothing is none of the field's values, and is told; a dash is a
/// blank as it is in every table.
#[test]
fn words_for_nothing_are_blank() {
    let told = Some(ValueFault::NilWord);
    let kinds = [
        FieldKind::Date,
        FieldKind::YesNo,
        FieldKind::Integer,
        FieldKind::Code,
    ];
    for kind in kinds {
        for word in ["NULL", "\\N", "nan", "NaT", "None", " null "] {
            check(kind, &Cell::Text(word.into()), &Value::Missing, told);
        }
        check(kind, &Cell::Text("-".into()), &Value::Missing, None);
    }
    let text = Value::Text("None".into());
    check(FieldKind::Text, &Cell::Text("None".into()), &text, None);
    // A list that has the word means it; without a list, NA may be a code.
    let na = Value::Text("NA".into());
    check(FieldKind::Code, &Cell::Text("NA".into()), &na, None);
    let mut listed = field(FieldKind::Code);
    listed.values = ["None", "-"]
        .map(|value| crate::template::Value {
            value: value.into(),
            aliases: Vec::new(),
        })
        .into();
    let reader = Reader::new(&listed, date(2009, 11, 30));
    let read = |text: &'static str| {
        let cell = Cell::Text(text.into());
        let (value, fault) = reader.read(&cell);
        (value.shown(), fault)
    };
    assert_eq!(read("none"), ("None".to_owned(), None));
    assert_eq!(read("-"), ("-".to_owned(), None));
    assert_eq!(read("NULL"), (String::new(), told));
    assert_eq!(read("NA"), (String::new(), told));
}

#[test]
fn a_number_cell_gets_its_zeros_back() {
    let reader = Reader::new(&field(FieldKind::Personnummer), date(2009, 11, 30));
    let cell = Cell::Number(501_012_389.0);
    let (value, fault) = reader.read(&cell);
    let Value::Identity(identity, class) = value else {
        panic!("an identity")
    };
    assert_eq!(identity.expose(), "200501012389");
    assert_eq!((class, fault), (IdentityClass::Personnummer, None));
}
