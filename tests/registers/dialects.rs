//! Encodings, delimiters, line ends, quotation marks, ragged rows.

use stickprov::table::Wanted;

use super::{LATIN1, check, check_as, known, single};

const TEXT: &str =
    "Personnr;Kön;Stadsdelsnämnd\n199012102399;M;Södermalm\n199012102381;K;Östermalm – Älvsjö\n";
const READ: &str = "Personnr|Kön|Stadsdelsnämnd\n2: 199012102399|M|Södermalm\n3: 199012102381|K|Östermalm – Älvsjö";

fn wanted() -> Wanted<'static> {
    Wanted {
        recognises: &known,
        ..Wanted::anything()
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn utf8_with_and_without_its_mark() {
    check(
        "a.csv",
        TEXT,
        &format!("csv \"utf-8\" \";\" header 1\n{READ}"),
    );
    check(
        "a.csv",
        format!("\u{feff}{TEXT}"),
        &format!("csv \"utf-8\" \";\" header 1\n{READ}"),
    );
}

#[test]
fn one_byte_alphabets() {
    let windows = single(TEXT, &LATIN1);
    check(
        "a.csv",
        &windows,
        &format!("csv \"windows-1252\" \";\" header 1\n{READ}"),
    );
    // ISO-8859-1 has no dash; where the letters are the same the alphabets are one.
    let latin1 = single(&TEXT.replace(" – ", "-"), &LATIN1);
    let read = READ.replace(" – ", "-");
    check(
        "a.csv",
        &latin1,
        &format!("csv \"windows-1252\" \";\" header 1\n{read}"),
    );
    let told = Wanted {
        encoding: Some("ISO-8859-1"),
        ..wanted()
    };
    check_as(
        "a.csv",
        &latin1,
        &told,
        &format!("csv \"iso-8859-1\" \";\" header 1\n{read}"),
    );
    let dos = [
        ('å', 0x86),
        ('ä', 0x84),
        ('ö', 0x94),
        ('Å', 0x8f),
        ('Ä', 0x8e),
        ('Ö', 0x99),
    ];
    let dos = single(&TEXT.replace(" – ", "-"), &dos);
    check(
        "a.csv",
        dos,
        &format!("csv \"cp850\" \";\" header 1\n{read}\n! encoding-guessed"),
    );
    let mac = [
        ('å', 0x8c),
        ('ä', 0x8a),
        ('ö', 0x9a),
        ('Å', 0x81),
        ('Ä', 0x80),
        ('Ö', 0x85),
    ];
    let mac = single(&TEXT.replace(" – ", "-"), &mac);
    check(
        "a.csv",
        mac,
        &format!("csv \"macintosh\" \";\" header 1\n{read}\n! encoding-guessed"),
    );
}

#[test]
fn utf16_with_and_without_its_mark() {
    let tabs = TEXT.replace(';', "\t");
    for (name, bytes) in [
        ("utf-16le", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("utf-16be", u16::to_be_bytes),
    ] {
        let expected = format!("csv \"{name}\" \"\\t\" header 1\n{READ}");
        check("a.txt", utf16(&tabs, bytes), &expected);
        check("a.txt", utf16(&format!("\u{feff}{tabs}"), bytes), &expected);
    }
}

/// Found by the fuzzer: the end of the file was asked for more than once.
#[test]
fn utf16_that_is_nothing_or_breaks_off() {
    let told = Wanted {
        encoding: Some("utf-16le"),
        ..wanted()
    };
    for bytes in [
        &b";\x00a\x00;\x00b\x00\n\x00b"[..],
        b"\xff\xfe",
        b"a",
        b";J\x1da;b\n\x62\nJ\n",
    ] {
        let file = super::given("a.csv", bytes);
        let said = super::shown(&file.path, &told);
        assert!(
            said.starts_with("csv") || said.starts_with("refused"),
            "{said}"
        );
    }
}

/// A file that breaks off within a letter: the cell is told.
#[test]
fn utf16_that_breaks_off_within_a_letter() {
    let text = "Personnr;Namn\r\n199012102399;Test\r\n199012102381;Prov";
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.pop();
    let file = super::given("a.csv", bytes);
    let said = super::shown(&file.path, &wanted());
    assert!(said.contains("! undecodable 3/Namn"), "{said}");
}

/// 400 kB of ASCII before the first letter that tells.
#[test]
fn the_whole_file_is_evidence() {
    let mut text = "Personnr;Kon;Jobbtorg\n".to_owned();
    for _ in 0..12_000 {
        text.push_str("199012102399;M;JS Farsta, en trappa\n");
    }
    let mut bytes = text.into_bytes();
    bytes.extend(b"199012102381;K;S\xf6dermalm\n");
    let file = super::given("a.csv", bytes);
    let shown = super::shown(&file.path, &wanted());
    assert!(shown.starts_with("csv \"windows-1252\" \";\" header 1\n"));
    assert!(shown.ends_with("\n12002: 199012102381|K|Södermalm"));
}

#[test]
fn fields_in_another_encoding_are_read_in_their_own_and_said() {
    let mut mixed = TEXT.as_bytes().to_vec();
    mixed.extend(b"199012102399;M;Enskede-\xc5rsta\n");
    check(
        "a.csv",
        mixed,
        &format!(
            "csv \"utf-8\" \";\" header 1\n{READ}\n4: 199012102399|M|Enskede-Årsta\n! mixed-encoding 4/Stadsdelsnämnd"
        ),
    );
    let mut mixed = single(TEXT, &LATIN1);
    mixed.extend("199012102399;M;Årsta\n".as_bytes());
    check(
        "a.csv",
        mixed,
        &format!(
            "csv \"windows-1252\" \";\" header 1\n{READ}\n4: 199012102399|M|Årsta\n! mixed-encoding 4/Stadsdelsnämnd"
        ),
    );
    // What the user says is done, and what does not fit is said.
    let told = Wanted {
        encoding: Some("utf-8"),
        ..wanted()
    };
    check_as(
        "a.csv",
        b"Personnr;Jobbtorg\n199012102399;S\xf6der\n",
        &told,
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg\n2: 199012102399|S\u{fffd}der\n! undecodable 2/Jobbtorg",
    );
}

#[test]
fn delimiters() {
    for delimiter in [
        ";", ",", "\t", "|", " ", ", ", "; ", " | ", "||", "::", "~", "^",
    ] {
        let text = TEXT.replace(" – ", "-").replace(';', delimiter);
        let read = READ.replace(" – ", "-");
        check(
            "a.csv",
            text,
            &format!("csv \"utf-8\" {delimiter:?} header 1\n{read}"),
        );
    }
    // Values in quotation marks that have other delimiters in them.
    for delimiter in [";", ",", "\t", "|", " ", ", "] {
        let row = |cells: [&str; 3]| cells.map(|cell| format!("\"{cell}\"")).join(delimiter);
        let text = [
            row(["Personnr", "Redovisningsgrupp", "Jobbtorg"]),
            row(["199012102399", "Övrig, över 24 år", "JS Farsta"]),
            row(["199012102381", "Ungdom 16 - 24 år", "JS Kista; väst"]),
        ];
        let expected = format!(
            "csv \"utf-8\" {delimiter:?} header 1\nPersonnr|Redovisningsgrupp|Jobbtorg\n\
             2: 199012102399|Övrig, över 24 år|JS Farsta\n\
             3: 199012102381|Ungdom 16 - 24 år|JS Kista; väst"
        );
        check("a.csv", text.join("\n"), &expected);
    }
    // One the user says.
    let text = "Personnr\u{a7}Kön\n199012102399\u{a7}M\n";
    let told = Wanted {
        delimiter: Some("\u{a7}"),
        ..wanted()
    };
    check_as(
        "a.csv",
        text,
        &told,
        "csv \"utf-8\" \"\u{a7}\" header 1\nPersonnr|Kön\n2: 199012102399|M",
    );
    check_as(
        "a.csv",
        single(
            "Personnr;Kön\n199012102399;M\n",
            &[('ö', 0xf6), (';', 0xa7)],
        )
        .iter()
        .map(|b| if *b == b';' { 0xa7 } else { *b })
        .collect::<Vec<_>>(),
        &told,
        "csv \"windows-1252\" \"\u{a7}\" header 1\nPersonnr|Kön\n2: 199012102399|M",
    );
}

#[test]
fn a_decimal_comma_is_no_delimiter() {
    check(
        "a.csv",
        "Grupp;Andel;Index\nUngdom, 16 - 24 år;7,9;1,0\nÖvrig, över 24 år;13,2;2,5\n",
        "csv \"utf-8\" \";\" header 1\nGrupp|Andel|Index\n2: Ungdom, 16 - 24 år|7,9|1,0\n3: Övrig, över 24 år|13,2|2,5",
    );
}

#[test]
fn a_sep_line_is_obeyed_and_counted() {
    check(
        "a.csv",
        "sep=,\r\nPersonnr,Namn\r\n199012102399,\"A; B\"\r\n",
        "csv \"utf-8\" \",\" header 2\nPersonnr|Namn\n3: 199012102399|A; B",
    );
    check(
        "a.csv",
        utf16(
            "\u{feff}sep=\t\r\nPersonnr\tNamn\r\n199012102399\tA\r\n",
            u16::to_le_bytes,
        ),
        "csv \"utf-16le\" \"\\t\" header 2\nPersonnr|Namn\n3: 199012102399|A",
    );
}

#[test]
fn one_column() {
    check(
        "a.csv",
        "Personnr\n199012102399\n199012102381\n",
        "csv \"utf-8\" header 1\nPersonnr\n2: 199012102399\n3: 199012102381",
    );
    check(
        "a.csv",
        "Namn\nEfternamn, Förnamn\nEfternamn, Förnamn Andra\n",
        "csv \"utf-8\" header 1\nNamn\n2: Efternamn, Förnamn\n3: Efternamn, Förnamn Andra",
    );
    // Values with a blank or a comma under a header that is known as a whole.
    let known =
        |header: &str| ["akt", "akt nr", "nr", "är"].contains(&header.to_lowercase().as_str());
    let wanted = Wanted {
        recognises: &known,
        ..Wanted::anything()
    };
    check_as(
        "a.csv",
        "Akt nr\nSN 2018/001\nSN 2018/002\n",
        &wanted,
        "csv \"utf-8\" header 1\nAkt nr\n2: SN 2018/001\n3: SN 2018/002",
    );
    check_as(
        "a.csv",
        "Akt nr\nÄR, 1\nÄR, 2\n",
        &wanted,
        "csv \"utf-8\" header 1\nAkt nr\n2: ÄR, 1\n3: ÄR, 2",
    );
}

/// Two marks in different rows that make one field of what may be two rows: both are told.
#[test]
fn every_line_that_a_quoted_field_swallows_is_said() {
    check(
        "a.csv",
        "Personnr;Namn;Kön\n1;\"A;M\n2;B\";K\n3;C;K\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn|Kön\n2: 1|A;M\\n2;B|K\n4: 3|C|K\n! quote-over-rows 2 3",
    );
}

/// As a spreadsheet program saves a file that it did not divide.
#[test]
fn whole_lines_in_quotes_are_said() {
    check(
        "a.csv",
        "\"Personnr;Namn;Kön\"\n\"1;A;M\"\n\"2;B;K\"\n",
        "csv \"utf-8\" header 1\nPersonnr;Namn;Kön\n2: 1;A;M\n3: 2;B;K\n! lines-as-one-column 1",
    );
}

#[test]
fn characters_that_end_no_line() {
    for end in ["\u{85}", "\u{2028}", "\u{2029}"] {
        check(
            "a.csv",
            TEXT.replace('\n', end),
            "refused: a.csv: the rows are parted by a character that is no line end (NEL, U+2028 or U+2029), so that the whole file became one row\n  export it again",
        );
    }
    // A register whose columns begin as those of a SYLK do.
    check(
        "a.csv",
        "ID;Personnr\nA;1\nB;2\n",
        "csv \"utf-8\" \";\" header 1\nID|Personnr\n2: A|1\n3: B|2",
    );
}

#[test]
fn line_ends() {
    for (name, end) in [("LF", "\n"), ("CRLF", "\r\n"), ("CR", "\r")] {
        let text = TEXT.replace('\n', end);
        check(
            name,
            &text,
            &format!("csv \"utf-8\" \";\" header 1\n{READ}"),
        );
        // Without one at the end.
        check(
            name,
            text.trim_end(),
            &format!("csv \"utf-8\" \";\" header 1\n{READ}"),
        );
    }
    check(
        "a.csv",
        "Personnr;Namn\r\n1;A\n2;B\r3;C\r\r\n4;D",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn\n2: 1|A\n3: 2|B\n4: 3|C\n6: 4|D\nblank: 1",
    );
}

#[test]
fn quoted_fields_hold_delimiters_and_lines() {
    check(
        "a.csv",
        "Personnr;Namn;Kön\n1;\"A; \"\"B\"\"\r\nrad två\";M\n2;C;K\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn|Kön\n2: 1|A; \\\"B\\\"\\r\\nrad två|M\n4: 2|C|K",
    );
    check(
        "a.csv",
        "'Personnr';'Namn'\n'1';'A;B'\n'2';'C'\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn\n2: 1|A;B\n3: 2|C",
    );
    check(
        "a.csv",
        "Personnr;Namn\n1;\"A \\\"B\\\" ; C\"\n2;C\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn\n2: 1|A \\\"B\\\" ; C\n3: 2|C",
    );
}

#[test]
fn marks_that_are_no_structure_are_text() {
    check(
        "a.csv",
        "Personnr;Namn;Kön\n1;\"A;M\n2;B;K\n3;C;M\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn|Kön\n2: 1|\\\"A|M\n3: 2|B|K\n4: 3|C|M\n! unclosed-quote 2",
    );
    check(
        "a.csv",
        "Personnr;Namn;Kön\n1;\"A\" B;M\n2;5\" rör;K\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn|Kön\n2: 1|\\\"A\\\" B|M\n3: 2|5\\\" rör|K\n! stray-quote 2 3",
    );
    // Closed by another row's mark: two rows, not one.
    check(
        "a.csv",
        "Personnr;Namn;Kön\n1;\"A;M\n2;B;K\"\n3;C;M\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn|Kön\n2: 1|\\\"A|M\n3: 2|B|K\\\"\n4: 3|C|M\n! stray-quote 3\n! unclosed-quote 2",
    );
}

#[test]
fn ragged_rows_are_kept_padded_and_never_shifted() {
    check(
        "a.csv",
        "Personnr;Namn;Kön\n1;A\n2;B;K;extra\n3;C;M;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn|Kön\n2: 1|A|\n3: 2|B|K\n4: 3|C|M\n! too-few-cells 2\n! too-many-cells 3",
    );
    // A delimiter at every line's end is no column.
    check(
        "a.csv",
        "Personnr;Namn;\n1;A;\n2;B;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn\n2: 1|A\n3: 2|B",
    );
}

/// Columns at fixed places are told, not cut.
#[test]
fn columns_at_fixed_places_are_told() {
    let mut file = String::from("JOBBTORG STOCKHOLM    LISTA 4711       SIDA   1\n");
    let mut rows = String::new();
    for row in 2..20 {
        file.push_str(&format!(
            "9012{row:02}-2399   Provdahl Bo   JS Farsta   Vuxen\n"
        ));
        rows.push_str(&format!(
            "\n{row}: 9012{row:02}-2399   Provdahl Bo   JS Farsta   Vuxen"
        ));
    }
    let title = "JOBBTORG STOCKHOLM    LISTA 4711       SIDA   1";
    check(
        "a.txt",
        file,
        &format!("csv \"utf-8\" header 1\n{title}{rows}\n! fixed-columns"),
    );
}
