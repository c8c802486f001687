//! Spellings, centuries, check digits, and keys that do not show themselves.

use super::*;

/// Birth dates and serials are made up; the check digits are computed by hand below.
/// 901210-239?: 9·2=18→9, 0, 1·2=2, 2, 1·2=2, 0, 2·2=4, 3, 9·2=18→9: sum 31, digit 9.
fn check(text: &str, numeric: bool, key: &str, class: IdentityClass) {
    let reference = Date::constant(2009, 11, 30);
    let read = read_personnummer(text, numeric, reference);
    assert_eq!(
        read.identity.as_ref().map(Identity::expose),
        Some(key),
        "{text}"
    );
    assert_eq!(read.class, class, "{text}");
}

#[test]
fn a_key_is_its_text_short_or_long() {
    let long = "R".repeat(SHORT + 1);
    for text in ["R", &long[..SHORT], &long] {
        let key = Identity::from_text(text).unwrap();
        assert_eq!(key.expose(), text);
        assert_eq!(key, Identity::new(text));
    }
    assert!(Identity::new("a") < Identity::new("b"));
    assert!(Identity::new("ab") > Identity::new("a"));
    let composed = Identity::from_text("A\u{30a}").unwrap();
    assert_eq!(composed.expose(), "\u{c5}");
}

#[test]
fn one_person_in_every_spelling() {
    for text in [
        "19901210-2399",
        "199012102399",
        "901210-2399",
        "9012102399",
        " 901210 2399 ",
        "901210\u{2013}2399",
        "901210\u{2212}2399",
        "19901210\u{a0}2399",
        "901210\u{ad}2399",
    ] {
        check(text, false, "199012102399", IdentityClass::Personnummer);
    }
    check(
        "9012102399",
        true,
        "199012102399",
        IdentityClass::Personnummer,
    );
    check(
        "199012102399",
        true,
        "199012102399",
        IdentityClass::Personnummer,
    );
}

/// 050101-238?: 0, 5, 0, 1, 0, 1, 4, 3, 16→7: sum 21, digit 9.
#[test]
fn lost_zeros_come_back() {
    check(
        "501012389",
        true,
        "200501012389",
        IdentityClass::Personnummer,
    );
    check(
        "501012389",
        false,
        "200501012389",
        IdentityClass::Personnummer,
    );
    check(
        "50101-2389",
        false,
        "200501012389",
        IdentityClass::Personnummer,
    );
}

/// 091201-238?: 0, 9, 2, 2, 0, 1, 4, 3, 7: sum 28, digit 2.
/// 090501-238?: 0, 9, 0, 5, 0, 1, 4, 3, 7: sum 29, digit 1.
#[test]
fn the_century_follows_the_reference_date() {
    check(
        "091201-2382",
        false,
        "190912012382",
        IdentityClass::Personnummer,
    );
    check(
        "090501-2381",
        false,
        "200905012381",
        IdentityClass::Personnummer,
    );
    check(
        "090501+2381",
        false,
        "190905012381",
        IdentityClass::Personnummer,
    );
}

/// 701063-2391 is printed by the tax agency as an example of a samordningsnummer.
#[test]
fn samordningsnummer_are_persons_too() {
    check(
        "701063-2391",
        false,
        "197010632391",
        IdentityClass::Samordningsnummer,
    );
}

#[test]
fn the_unusual_is_kept_as_text() {
    check("000101-T220", false, "000101-T220", IdentityClass::Interim);
    check(
        "901210-2390",
        false,
        "901210-2390",
        IdentityClass::BadCheckDigit,
    );
    check("1,98507E+11", false, "1,98507E+11", IdentityClass::Rounded);
    check("901310-2399", false, "901310-2399", IdentityClass::Other);
    check("AB 12", false, "AB 12", IdentityClass::Other);
    let blank = read_personnummer(" \u{a0} ", false, Date::constant(2009, 11, 30));
    assert_eq!(blank.identity, None);
}

/// What spreadsheets do to a number is undone; what stands for nothing is nobody.
#[test]
fn a_personnummer_comes_back_from_a_spreadsheet() {
    for text in [
        "'901210-2399",
        "199012102399.0",
        "1,99012102399E+11",
        "\u{200e}19901210-2399",
    ] {
        check(text, false, "199012102399", IdentityClass::Personnummer);
    }
    for text in ["-", "NULL", "Skyddad identitet", "000000-0000"] {
        let read = read_personnummer(text, false, Date::constant(2009, 11, 30));
        assert_eq!((read.identity, read.class), (None, IdentityClass::Other));
    }
}

/// A mark beside a right number changes nothing of whose it is; beside anything else it stays.
#[test]
fn a_mark_beside_a_number_is_no_part_of_it() {
    let reference = Date::constant(2009, 11, 30);
    for text in [
        "901210-2399*",
        "901210-2399 *",
        "* 19901210-2399",
        "901210-2399 (S)",
        "901210-2399 [2]*",
        "199012102399\u{b9}",
        "'901210-2399 \u{2020}",
        "A 19901210-2399",
    ] {
        check(text, false, "199012102399", IdentityClass::Personnummer);
        assert!(
            read_personnummer(text, false, reference).is_marked,
            "{text}"
        );
    }
    // A false check digit, a reserve number, a number of seven digits, a word, two numbers.
    for text in [
        "901210-2398*",
        "TF 4711*",
        "TF 901210-2399",
        "9012102 (S)",
        "901210-2399 (Farsta)",
        "901210-2399 (S",
        "901210-2399 901210-2399*",
        "901210-2399S",
    ] {
        check(text, false, text, IdentityClass::Other);
        assert!(
            !read_personnummer(text, false, reference).is_marked,
            "{text}"
        );
    }
    assert!(!read_personnummer("901210-2399", false, reference).is_marked);
}

#[test]
fn an_identity_does_not_show_itself() {
    let identity = Identity::from_text("199012102399").unwrap();
    assert_eq!(format!("{identity:?}"), "Identity(hidden)");
}

#[test]
fn check_digits_are_made_as_they_are_checked() {
    assert_eq!(check_digit("901210239"), '9');
    assert_eq!(check_digit("050101238"), '9');
}

/// Twelve digits are a number and come back from it; nothing else is one.
#[test]
fn twelve_digits_are_a_number() {
    for text in ["199012102399", "000000000017"] {
        let key = Identity::from_text(text).unwrap();
        let number = key.number().unwrap();
        assert_eq!(number, u64::from_str_radix(text, 16).unwrap());
        assert_eq!(Identity::of_number(number), key);
    }
    for text in ["19901210239", "1990121023990", "19901210239A", "R"] {
        assert_eq!(Identity::from_text(text).unwrap().number(), None, "{text}");
    }
}

/// A key whose check digit is wrong stays as it was written; its date of birth is the same.
#[test]
fn the_date_of_birth_stands_first() {
    let born = Some(Date::constant(1990, 12, 10));
    for text in ["199012102399", "19901210-2390"] {
        assert_eq!(birth_date(text), born, "{text}");
    }
    for text in ["199013102399", "1990", "901210-2399", "A9901210"] {
        assert_eq!(birth_date(text), None, "{text}");
    }
}
