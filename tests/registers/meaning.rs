//! What cells mean: headers, values, dates, numbers and identities as the built-in template
//! reads them. One line of a table per quirk.

use std::collections::BTreeMap;

use jiff::civil::date;
use stickprov::register::{Reader, Value, ValueFault, recognise};
use stickprov::table::Cell;
use stickprov::template::{self, Field, Register};

fn register(id: &str) -> Register {
    let template = template::builtin("jobbtorg").unwrap();
    let mut registers = template.registers.into_iter();
    registers.find(|register| register.id == id).unwrap()
}

fn field(register: &Register, id: &str) -> Field {
    register.fields[register.field_by_id(id).unwrap()].clone()
}

/// The field a header is taken for, with how it was: `=` as it stands, `*` damaged, `?` only
/// suggested, `-` not at all.
fn taken(header: &str) -> String {
    let register = register("flai");
    let found = recognise(&register, &[header.to_owned()], &BTreeMap::new());
    let name = |field: usize| register.fields[field].id.clone();
    if let Some((_, field)) = found.damaged.first() {
        return format!("* {}", name(*field));
    }
    if let Some(field) = found.columns.iter().position(Option::is_some) {
        return format!("= {}", name(field));
    }
    match found.near.first() {
        Some((_, field)) => format!("? {}", name(*field)),
        None => "-".to_owned(),
    }
}

#[test]
fn headers() {
    for (header, expected) in [
        ("Inskrivningsdatum", "= inskrivningsdatum"),
        ("INSKRIVNINGSDATUM", "= inskrivningsdatum"),
        ("inskrivnings-datum", "= inskrivningsdatum"),
        ("Inskrivnings\u{ad}datum", "= inskrivningsdatum"),
        (" Inskrivningsdatum 1)", "= inskrivningsdatum"),
        ("Inskrivningsdatum¹", "= inskrivningsdatum"),
        ("Inskrivningsdatum*", "= inskrivningsdatum"),
        ("Inskrivningsdatum**", "= inskrivningsdatum"),
        ("Inskr.datum", "= inskrivningsdatum"),
        ("Fo\u{308}rsta beso\u{308}k", "= första_besök"),
        ("Forsta besok", "= första_besök"),
        ("Första\nbesök", "= första_besök"),
        ("Första\u{a0}besök", "= första_besök"),
        // As scanned text has them (S4): ö as 6, ä as d, å as é.
        ("F6rsta bes6k", "* första_besök"),
        ("Stadsdelsndmnd", "* stadsdelsnämnd"),
        ("Statusméned", "? statusmånad"),
        ("Statusménad", "* statusmånad"),
        ("Personnumer", "? personnummer"),
        ("Inskrivningdatum", "? inskrivningsdatum"),
        ("Återremiterad", "? återremitterad"),
        // A damaged first letter.
        ("lnskrivningsdatum", "? inskrivningsdatum"),
        ("1nskrivningsdatum", "? inskrivningsdatum"),
        ("Skostorlek", "-"),
        ("", "-"),
    ] {
        assert_eq!(taken(header), expected, "{header:?}");
    }
}

#[test]
fn values_of_a_list_in_every_spelling() {
    let flai = register("flai");
    for (id, text, expected) in [
        ("jobbtorg", "JS Rosenlund", "JS Rosenlundsgatan"),
        ("jobbtorg", "jobbtorg rosenlundsgatan", "JS Rosenlundsgatan"),
        ("jobbtorg", "Vårbergs centrum", "JS Vårberg"),
        ("jobbtorg", "  JS Farsta ", "JS Farsta"),
        ("jobbtorg", "JS\u{a0}Farsta", "JS Farsta"),
        ("jobbtorg", "Va\u{30a}rberg", "JS Vårberg"),
        ("stadsdelsnämnd", "EÅV", "Enskede-Årsta-Vantör"),
        (
            "stadsdelsnämnd",
            "Enskede-Årsta-Vantörs stadsdelsnämnd",
            "Enskede-Årsta-Vantör",
        ),
        ("redovisningsgrupp", "Ungdom 16–24 år", "Ungdom, 16 - 24 år"),
        (
            "avslutsorsak",
            "Självförs. öj. i AF-program",
            "Självförsörjande i AF-program",
        ),
        ("avslutsorsak", "Återremitterad till sdf", "Återremitterad"),
        ("kön", "k", "Kvinna"),
    ] {
        let field = field(&flai, id);
        assert_eq!(field.canonical(text), expected, "{text:?}");
        assert!(field.knows(&field.canonical(text)), "{text:?}");
    }
    // A subtotal of the statistics is no office; what is not known stays as it stands.
    let office = field(&flai, "jobbtorg");
    for text in ["JS Kista", "Torget"] {
        assert_eq!(office.canonical(text), text);
        assert!(!office.knows(text));
    }
}

/// How a cell is read: what it shows, and the fault.
fn read(field: &Field, cell: &Cell<'_>) -> (String, Option<&'static str>) {
    let reader = Reader::new(field, date(2009, 11, 30));
    let (value, fault) = reader.read(cell);
    let shown = match value {
        Value::Missing => "(missing)".to_owned(),
        Value::Identity(identity, class) => format!("{class:?} {}", identity.expose()),
        Value::Text(_) | Value::Date(_) | Value::Integer(_) | Value::YesNo(_) => value.shown(),
    };
    (shown, fault.map(ValueFault::code))
}

#[test]
fn dates() {
    let day = field(&register("flai"), "inskrivningsdatum");
    for (text, shown, fault) in [
        ("2009-05-04", "2009-05-04", None),
        ("20090504", "2009-05-04", None),
        ("090504", "2009-05-04", None),
        ("2009-05-04 00:00:00", "2009-05-04", None),
        ("4/5 2009", "2009-05-04", None),
        ("4 maj 2009", "2009-05-04", None),
        ("04MAY2009:00:00:00", "2009-05-04", None),
        ("20090504.0", "2009-05-04", None),
        ("13/05/2009", "2009-05-13", None),
        // To the month: no day is made up.
        ("maj 2009", "2009-05", None),
        ("200905", "2009-05", None),
        // Two orders: refused, not guessed.
        ("04/05/2009", "(missing)", Some("ambiguous-date")),
        ("05/13/2009", "(missing)", Some("ambiguous-date")),
        ("2009-02-30", "(missing)", Some("not-a-date")),
        ("i våras", "(missing)", Some("not-a-date")),
        // What programs write for no date, or for an end that is open.
        ("1900-01-01", "(missing)", Some("placeholder-date")),
        ("1899-12-30 00:00:00", "(missing)", Some("placeholder-date")),
        ("9999-12-31", "(missing)", Some("placeholder-date")),
        ("20991231", "(missing)", Some("placeholder-date")),
        ("0001-01-01", "(missing)", Some("placeholder-date")),
        ("0000-00-00", "(missing)", Some("placeholder-date")),
        ("1900-01-03", "1900-01-03", None),
        ("-", "(missing)", None),
        ("..", "(missing)", None),
        ("", "(missing)", None),
        ("\u{a0}", "(missing)", None),
    ] {
        let cell = Cell::Text(text.into());
        assert_eq!(read(&day, &cell), (shown.to_owned(), fault), "{text:?}");
    }
    // Day 39937 of the 1900 system is 4 May 2009 (39814 is 1 January, and 123 days follow).
    let number = Cell::Number(39_937.0);
    let serial = ("2009-05-04".to_owned(), Some("date-as-number"));
    assert_eq!(read(&day, &number), serial);
    let error = Cell::Error("#SAKNAS!");
    let missing = ("(missing)".to_owned(), Some("error-cell"));
    assert_eq!(read(&day, &error), missing);
}

#[test]
fn numbers_and_truth() {
    let number = field(&register("flai_planer"), "plannr");
    let truth = field(&register("flai"), "återremitterad");
    for (field, text, shown, fault) in [
        (&number, "11 319", "11319", None),
        (&number, "11\u{a0}319", "11319", None),
        (&number, "11\u{202f}319", "11319", None),
        (&number, "\u{2212}3", "-3", None),
        (&number, "-", "(missing)", None),
        (&number, "\u{2013}", "(missing)", None),
        (&number, "..", "(missing)", None),
        (&number, "6,1 %", "(missing)", Some("not-a-number")),
        (&number, "tre", "(missing)", Some("not-a-number")),
        (&truth, "SANT", "J", None),
        (&truth, "FALSKT", "N", None),
        (&truth, "ja", "J", None),
        (&truth, "X", "J", None),
        (&truth, "0", "N", None),
        (&truth, "kanske", "(missing)", Some("not-yes-or-no")),
    ] {
        let cell = Cell::Text(text.into());
        assert_eq!(read(field, &cell), (shown.to_owned(), fault), "{text:?}");
    }
}

/// Made-up people (serials 238 and 239). Check digits by hand, weights 2 1 2 1 …:
/// 901210-239: 9 0 2 2 2 0 4 3 9 = 31, digit 9. 850165-239: 16→7 5 0 1 12→3 5 4 3 18→9 = 37,
/// digit 3. 050101-238: 0 5 0 1 0 1 4 3 16→7 = 21, digit 9.
#[test]
fn identities() {
    let person = field(&register("flai"), "personnummer");
    for (text, shown, fault) in [
        ("19901210-2399", "Personnummer 199012102399", None),
        ("901210-2399", "Personnummer 199012102399", None),
        ("901210\u{2013}2399", "Personnummer 199012102399", None),
        ("901210\u{2212}2399", "Personnummer 199012102399", None),
        ("901210 2399", "Personnummer 199012102399", None),
        ("501012389", "Personnummer 200501012389", None),
        ("850165-2393", "Samordningsnummer 198501652393", None),
        (
            "901210-2398",
            "BadCheckDigit 901210-2398",
            Some("bad-check-digit"),
        ),
        ("000101-T220", "Interim 000101-T220", Some("other-identity")),
        ("850101-TF01", "Other 850101-TF01", Some("other-identity")),
        ("901210", "Other 901210", Some("birth-date-as-identity")),
        (
            "1990-12-10",
            "Other 1990-12-10",
            Some("birth-date-as-identity"),
        ),
        (
            "19901210-****",
            "Other 19901210-****",
            Some("birth-date-as-identity"),
        ),
        ("4711", "Other 4711", Some("other-identity")),
        (
            "901210-2399 / 850165-2393",
            "Other 901210-2399 / 850165-2393",
            Some("several-identities"),
        ),
        (
            "Provdahl 901210-2399",
            "Other Provdahl 901210-2399",
            Some("identity-among-words"),
        ),
        ("2009-11", "Other 2009-11", Some("other-identity")),
        (
            "1,98507E+11",
            "Rounded 1,98507E+11",
            Some("rounded-identity"),
        ),
        ("1,99012102399E+11", "Personnummer 199012102399", None),
        ("'199012102399", "Personnummer 199012102399", None),
        ("199,012,102,399", "Personnummer 199012102399", None),
        ("9,012,102,399", "Personnummer 199012102399", None),
        ("199,012,10", "Other 199,012,10", Some("other-identity")),
        ("", "(missing)", None),
        ("-", "(missing)", Some("not-an-identity")),
        ("Skyddad identitet", "(missing)", Some("not-an-identity")),
    ] {
        let cell = Cell::Text(text.into());
        assert_eq!(read(&person, &cell), (shown.to_owned(), fault), "{text:?}");
    }
    let number = Cell::Number(501_012_389.0);
    let expected = ("Personnummer 200501012389".to_owned(), None);
    assert_eq!(read(&person, &number), expected);
    // Other identities are no personnummer, whatever they look like.
    let id = field(&register("flai"), "aspirant_id");
    let cell = Cell::Text(" 901210-2399 ".into());
    let expected = ("Other 901210-2399".to_owned(), None);
    assert_eq!(read(&id, &cell), expected);
}
