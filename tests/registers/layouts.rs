//! Titles, headers of several rows, totals, notes, tables beside and below.

use stickprov::table::{self, Direct, Wanted};

use super::{check, check_as, known};

#[test]
fn titles_stand_above_the_header() {
    check(
        "a.csv",
        "FLAI inskrivningar;;\nStatusmånad 200911;;\n;;\nPersonnr;Jobbtorg;Inskrivningsdatum\n1;JS Farsta;2009-05-04\n",
        "csv \"utf-8\" \";\" header 4\nPersonnr|Jobbtorg|Inskrivningsdatum\n5: 1|JS Farsta|2009-05-04",
    );
    // Titles without the table's delimiters; a word of the header among them.
    check(
        "a.csv",
        "Jobbtorg\nUttaget 2009-11-30\n\nPersonnr;Jobbtorg;Inskrivningsdatum\n1;JS Farsta;2009-05-04\n2;JS Farsta;2009-05-05\n",
        "csv \"utf-8\" \";\" header 4\nPersonnr|Jobbtorg|Inskrivningsdatum\n5: 1|JS Farsta|2009-05-04\n6: 2|JS Farsta|2009-05-05",
    );
    // Nothing recognised: the first full row of words.
    check(
        "a.csv",
        "Rapport 7\n\nOmråde;Kod;Antal\nNorr;A;12\nSöder;B;7\n",
        "csv \"utf-8\" \";\" header 3\nOmråde|Kod|Antal\n4: Norr|A|12\n5: Söder|B|7",
    );
}

#[test]
fn a_header_the_user_says() {
    let text = "Personnr;Kön\nBättre;Rubrik\n1;M\n";
    let told = |row| Wanted {
        header_row: Some(row),
        recognises: &known,
        ..Wanted::anything()
    };
    check_as(
        "a.csv",
        text,
        &told(2),
        "csv \"utf-8\" \";\" header 2\nBättre|Rubrik\n3: 1|M",
    );
    check_as(
        "a.csv",
        text,
        &told(0),
        "csv \"utf-8\" \";\" no header\nA|B\n1: Personnr|Kön\n2: Bättre|Rubrik\n3: 1|M\n! no-header",
    );
    check_as(
        "a.csv",
        text,
        &told(9),
        "refused: a.csv: there is no header row 9: the file ends before it",
    );
    check_as(
        "a.csv",
        "a;b\n\nc;d\n",
        &told(2),
        "refused: a.csv: the header row 2 is blank",
    );
}

#[test]
fn no_header_at_all() {
    check(
        "a.csv",
        "199012102399;JS Farsta;2009-05-04\n199012102381;JS Kista;2009-05-05\n",
        "csv \"utf-8\" \";\" no header\nA|B|C\n1: 199012102399|JS Farsta|2009-05-04\n2: 199012102381|JS Kista|2009-05-05\n! no-header",
    );
    // Words only, but the first row's come again below.
    check(
        "a.csv",
        "Eva;Farsta;Ungdom\nLars;Farsta;Övrig\nMaj;Kista;Övrig\n",
        "csv \"utf-8\" \";\" no header\nA|B|C\n1: Eva|Farsta|Ungdom\n2: Lars|Farsta|Övrig\n3: Maj|Kista|Övrig\n! no-header",
    );
}

#[test]
fn a_header_and_nothing_else() {
    check(
        "a.csv",
        "Personnr;Kön;Jobbtorg\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg",
    );
    check(
        "a.csv",
        "199012102399;M;Farsta\n",
        "csv \"utf-8\" \";\" no header\nA|B|C\n1: 199012102399|M|Farsta\n! no-header",
    );
}

#[test]
fn headers_as_people_write_them() {
    check(
        "a.csv",
        "Personnr;Namn*;Namn*;;Jobbtorg\n1;A;B;x;JS Farsta\n2;A;B;y;JS Farsta\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Namn*|Namn*||Jobbtorg\n2: 1|A|B|x|JS Farsta\n3: 2|A|B|y|JS Farsta\n! header-blank 1/D\n! header-twice 1/Namn*",
    );
    // Row labels without a header, and a last column without one.
    check(
        "a.csv",
        ";Kön;Jobbtorg;\n1;M;JS Farsta;7\n2;K;JS Kista;8\n",
        "csv \"utf-8\" \";\" header 1\n|Kön|Jobbtorg|\n2: 1|M|JS Farsta|7\n3: 2|K|JS Kista|8\n! header-blank 1/A 1/D",
    );
}

/// Bilaga 4 of the 2009 report: title and month, two header rows, a blank for nil, totals,
/// a second table of the same kind, a footnote.
const BILAGA_4: &str = "\
Bilaga 4. Resultat per redovisningsgrupp. Statusmånad 200911
Redovisningsgrupp*;Inskrivna;Återremitterade;;Avslutade exkl. återremitterade;;därav avslutsorsak;;;;
;;antal;% av inskrivna;antal;%;Arbete;Studier;AF-program;Övrig;Okänd
Nyanländ flykting;652;40;6,1;147;24,0;44;2;;84;17
Ungdom, 16 - 24 år;2190;173;7,9;1162;57,6;460;204;34;147;317
Övrig, över 24 år;8477;1119;13,2;2990;40,6;1313;247;147;540;743
Samtliga;11319;1332;11,8;4299;43,0;1817;453;181;771;1077

Jobbtorg;Inskrivna;Återremitterade;;Avslutade exkl. återremitterade;;därav avslutsorsak;;;;
;;antal;% av inskrivna;antal;%;Arbete;Studier;AF-program;Övrig;Okänd
JS Kista;3400;418;;1147;38,5;432;131;45;193;346
  JS Kista-Kista;1623;233;;444;31,9;172;39;26;93;114
Samtliga;11319;1332;;4299;43,0;1817;453;181;771;1077

* Redovisningsgrupp enligt beslut
";

const HEADERS: &str = "Inskrivna|Återremitterade: antal|Återremitterade: % av inskrivna|\
Avslutade exkl. återremitterade: antal|Avslutade exkl. återremitterade: %|\
därav avslutsorsak: Arbete|därav avslutsorsak: Studier|därav avslutsorsak: AF-program|\
därav avslutsorsak: Övrig|därav avslutsorsak: Okänd";

#[test]
fn two_header_rows_totals_and_a_second_table() {
    let expected = format!(
        "csv \"utf-8\" \";\" header 3\nRedovisningsgrupp*|{HEADERS}
4: Nyanländ flykting|652|40|6,1|147|24,0|44|2||84|17
5: Ungdom, 16 - 24 år|2190|173|7,9|1162|57,6|460|204|34|147|317
6: Övrig, över 24 år|8477|1119|13,2|2990|40,6|1313|247|147|540|743
blank: 1
totals: 1
below: 6
! table-below 9
! totals-row 7"
    );
    check_as("a.csv", BILAGA_4, &Wanted::anything(), &expected);
}

#[test]
fn the_second_table_is_read_where_the_user_says_so() {
    let expected = format!(
        "csv \"utf-8\" \";\" header 10\nJobbtorg|{HEADERS}
11: JS Kista|3400|418||1147|38,5|432|131|45|193|346
12:   JS Kista-Kista|1623|233||444|31,9|172|39|26|93|114
blank: 1
totals: 1
notes: 1
! note-below 15
! totals-row 13"
    );
    for row in [9, 10] {
        let told = Wanted {
            header_row: Some(row),
            ..Wanted::anything()
        };
        check_as("a.csv", BILAGA_4, &told, &expected);
    }
}

#[test]
fn group_headings_over_headers_that_repeat() {
    check(
        "a.csv",
        ";;Jobbplan;;Arbetsplan;\nPersonnr;Jobbtorg;Upprättad;Klar;Upprättad;Klar\n1;JS Farsta;2009-05-04;Ja;2009-05-05;Nej\n",
        "csv \"utf-8\" \";\" header 2\nPersonnr|Jobbtorg|Jobbplan: Upprättad|Jobbplan: Klar|Arbetsplan: Upprättad|Arbetsplan: Klar\n3: 1|JS Farsta|2009-05-04|Ja|2009-05-05|Nej",
    );
    // A title in the same place is no group.
    check(
        "a.csv",
        "Uttag ur registret;;;\nPersonnr;Jobbtorg;Upprättad;Klar\n1;JS Farsta;2009-05-04;Ja\n",
        "csv \"utf-8\" \";\" header 2\nPersonnr|Jobbtorg|Upprättad|Klar\n3: 1|JS Farsta|2009-05-04|Ja",
    );
}

/// Excel's subtotals stand between the rows, with their count where it happens to be; the words
/// that people write; and a person of whom little is known, who is none of them.
#[test]
fn subtotals_between_the_rows_are_no_persons() {
    check(
        "a.csv",
        "Personnr;Jobbtorg;Kön;SDN\n19901210-2399;JS Farsta;M;Farsta\n;JS Farsta Antal;1;\n1;varav kvinnor;;\n4711;JS Kista;;\n2;;Totalantal;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön|SDN\n2: 19901210-2399|JS Farsta|M|Farsta\n5: 4711|JS Kista||\ntotals: 3\n! totals-row 3 4 6",
    );
}

#[test]
fn totals_notes_blanks_and_repeated_headers_are_counted_not_read() {
    check(
        "a.csv",
        "Personnr;Jobbtorg;Kön\n1;JS Farsta;M\n\n;;\n2;JS Farsta;K\nDelsumma JS Farsta;;2\nPersonnr;Jobbtorg;Kön\n3;JS Kista;M\nSumma:;3;\n\nKälla: FLAI\n* uttag\n\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön\n2: 1|JS Farsta|M\n5: 2|JS Farsta|K\n8: 3|JS Kista|M\nblank: 3\ntotals: 2\nnotes: 2\nheaders again: 1\n! header-again 7\n! note-below 11 12\n! totals-row 6 9",
    );
    // A row with one text between data rows is a row: nothing is dropped in silence.
    check(
        "a.csv",
        "Personnr;Jobbtorg;Kön\n1;JS Farsta;M\n;JS Kista;\n3;JS Kista;M\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön\n2: 1|JS Farsta|M\n3: |JS Kista|\n4: 3|JS Kista|M",
    );
    // A last row with nothing but an identity is a row.
    check(
        "a.csv",
        "Personnr;Jobbtorg;Kön\n1;JS Farsta;M\n199012102399;;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön\n2: 1|JS Farsta|M\n3: 199012102399||",
    );
}

#[test]
fn a_table_beside_another() {
    check(
        "a.csv",
        "Personnr;Kön;;Personnr;Jobbtorg;Kön\n1;M;;7;JS Farsta;K\n2;K;;8;JS Kista;M\n3;K;;;;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön\n2: 7|JS Farsta|K\n3: 8|JS Kista|M\n! table-beside",
    );
    // One unnamed empty column does not part a text file's table.
    check(
        "a.csv",
        "Personnr;Kön;;Jobbtorg\n1;M;;JS Farsta\n2;K;;JS Kista\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön||Jobbtorg\n2: 1|M||JS Farsta\n3: 2|K||JS Kista\n! header-blank 1/C",
    );
}

/// A list that goes on beside its table, or below it under other words, is told with its rows: its
/// persons lack in the frame. What is no person there is not.
#[test]
fn persons_in_cells_that_are_not_read_are_told() {
    check(
        "a.csv",
        "Personnr;Kön;Ort;;;\n19901210-2399;M;Farsta;;050101-2389;K\n850165-2393;K;Kista;;08-508 00 000;M\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Ort\n2: 19901210-2399|M|Farsta\n3: 850165-2393|K|Kista\n! persons-unread 2\n! too-many-cells 2 3",
    );
    check(
        "a.csv",
        "Personnr;Kön;Ort\n19901210-2399;M;Farsta\n;;\nPersonnummer;Namn;Ort\n050101-2389;Åsa Testlund;Kista\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Ort\n2: 19901210-2399|M|Farsta\nblank: 1\nbelow: 2\n! persons-unread 5\n! table-below 4",
    );
}

/// The header may stand below a long list of what the export was asked for.
#[test]
fn a_header_far_down() {
    let mut file = String::new();
    for at in 1..=70 {
        file.push_str(&format!("Villkor {at}: alla värden;;\n"));
    }
    file.push_str("Personnr;Jobbtorg;Kön\n1;JS Farsta;M\n2;JS Kista;K\n");
    check(
        "a.csv",
        file,
        "csv \"utf-8\" \";\" header 71\nPersonnr|Jobbtorg|Kön\n72: 1|JS Farsta|M\n73: 2|JS Kista|K",
    );
}

/// What Power BI writes above and below its exports is understood.
#[test]
fn an_export_that_says_it_is_not_whole() {
    check(
        "a.csv",
        "Exported data exceeded the allowed volume. Some data may have been omitted.;;\nPersonnr;Kön;Ort\n19901210-2399;M;Farsta\n;;\nApplied filters: Ort is Farsta;;\n",
        "csv \"utf-8\" \";\" header 2\nPersonnr|Kön|Ort\n3: 19901210-2399|M|Farsta\nblank: 1\nnotes: 1\n! export-cut 1\n! export-filtered 5",
    );
}

/// The header may have been sorted into the middle of its list: the persons above it are told.
#[test]
fn a_header_in_the_middle() {
    check(
        "a.csv",
        "19901210-2399;M;Farsta\n050101-2389;K;Kista\nPersonnr;Kön;Ort\n850165-2393;K;Kista\n",
        "csv \"utf-8\" \";\" header 3\nPersonnr|Kön|Ort\n4: 850165-2393|K|Kista\n! persons-unread 1 2\n! table-above 1",
    );
}

/// A file of exactly as many rows as a sheet can have was likely cut there.
#[test]
fn a_file_as_long_as_a_sheet() {
    for (rows, told) in [(65_535, true), (65_534, false)] {
        let file = format!("Personnr;Kön\n{}", "1;M\n".repeat(rows));
        let given = super::given("a.csv", file);
        let path = &given.path;
        let mut table = table::open(path, "a.csv", &Wanted::anything(), &Direct).unwrap();
        let read = table.rows(&mut |_| Ok(())).unwrap();
        assert_eq!(read.problems.count("rows-at-limit"), u64::from(told));
    }
}

/// Of two tables under one another the one with the known headers is taken, and the other is
/// said, also when it stands above.
#[test]
fn a_table_above_the_one_that_is_taken() {
    check(
        "a.csv",
        "Grupp;Antal;Andel\nUngdom;12;6,1\nVuxna;30;7,2\n\nPersonnr;Jobbtorg;Kön\n1;JS Farsta;M\n2;JS Kista;K\n",
        "csv \"utf-8\" \";\" header 5\nPersonnr|Jobbtorg|Kön\n6: 1|JS Farsta|M\n7: 2|JS Kista|K\n! table-above 2",
    );
    // What the export says of itself is no table.
    check(
        "a.csv",
        "Uttag;2009-11-30;\nAntal;2;\nPersonnr;Jobbtorg;Kön\n1;JS Farsta;M\n2;JS Kista;K\n",
        "csv \"utf-8\" \";\" header 3\nPersonnr|Jobbtorg|Kön\n4: 1|JS Farsta|M\n5: 2|JS Kista|K",
    );
}

/// Two exports in one file, the second with its columns in another order: what is below its header
/// is not read under the first one's, and is told.
#[test]
fn a_second_export_in_another_order() {
    check(
        "a.csv",
        "Personnr;Jobbtorg;Kön\n19901210-2399;JS Farsta;M\n\u{feff}kön;Personnr;Jobbtorg\nK;19901211-2398;JS Kista\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön\n2: 19901210-2399|JS Farsta|M\nbelow: 2\n! columns-in-other-order 3\n! persons-unread 4",
    );
}

/// A small table under a wide one: its header repeats one of the register's in another column.
#[test]
fn a_narrow_table_below() {
    check(
        "a.csv",
        "Personnr;Jobbtorg;Kön\n199012102399;JS Farsta;M\n199012102381;JS Kista;K\n;;\nJobbtorg;Antal;\nJS Farsta;1;\nJS Kista;1;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Jobbtorg|Kön\n2: 199012102399|JS Farsta|M\n3: 199012102381|JS Kista|K\nblank: 1\nbelow: 3\n! table-below 5",
    );
}

/// A title or a note of two cells below a wide table is none of its rows; one whose texts look like
/// the column's others, or that is followed by data, is.
#[test]
fn two_cells_below_a_wide_table() {
    let table = "Akt;Personnr;Namn;Enhet;Datum\nS-1;199012102399;A A;Norr;2018-05-04\n\
        S-2;199012102381;B B;Norr;2018-05-04\nS-3;199012102399;C C;Syd;2018-05-04\n";
    let read = "csv \"utf-8\" \";\" header 1\nAkt|Personnr|Namn|Enhet|Datum\n\
        2: S-1|199012102399|A A|Norr|2018-05-04\n3: S-2|199012102381|B B|Norr|2018-05-04\n\
        4: S-3|199012102399|C C|Syd|2018-05-04\n";
    for (below, expected) in [
        (
            "\nÄrenden per enhet;;;Månad 201805;\nEnhet;Antal;varav nya;;\nNorr;2;1;;\n",
            "blank: 1\nnotes: 1\nbelow: 2\n! note-below 6\n! table-below 7",
        ),
        (
            "\nUtskrivet;2018-06-01;;;\n",
            "blank: 1\nnotes: 1\n! note-below 6",
        ),
        (
            "\nSida 1 av 1;;;2018-06-01;\n",
            "blank: 1\nnotes: 1\n! note-below 6",
        ),
        ("\nS-4;;;Syd;\n", "6: S-4|||Syd|\nblank: 1"),
        (
            "\nSextiofem;;;Syd;\nS-4;199012102399;D D;Syd;2018-05-04\n",
            "6: Sextiofem|||Syd|\n7: S-4|199012102399|D D|Syd|2018-05-04\nblank: 1",
        ),
    ] {
        check(
            "a.csv",
            format!("{table}{below}"),
            &format!("{read}{expected}"),
        );
    }
}

/// Bilaga 4 as a workbook that LibreOffice wrote, both tables on one sheet: merged group
/// headings, labels merged over two rows, a blank cell, percentages as numbers, a subtotal
/// with indented rows, totals, an asterisk with its note. The figures are those printed
/// (S0 L626–644).
#[test]
fn bilaga_4_as_a_workbook() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = folder.join("testdata/registers/dirty/bilaga-4.xlsx");
    let told = |row| Wanted {
        header_row: Some(row),
        ..Wanted::anything()
    };
    let exits = "Avslutade exkl. återremitterade: antal|Avslutade exkl. återremitterade: %|\
        därav avslutsorsak: Arbete|därav avslutsorsak: Studier|\
        därav avslutsorsak: Självförs. öj. i AF-program|därav avslutsorsak: Övrig|\
        därav avslutsorsak: Okänd";
    let groups = format!(
        "xlsx \"Bilaga 4\" header 4
Redovisningsgrupp*|Inskrivna|Återremitterade: antal|Återremitterade: % av inskrivna|{exits}
5: Nyanländ flykting|652|40|0.061|147|0.24|44|2||84|17
6: Ungdom, 16 - 24 år|2190|173|0.079|1162|0.576|460|204|34|147|317
7: Övrig, över 24 år|8477|1119|0.132|2990|0.406|1313|247|147|540|743
blank: 1
totals: 1
below: 12
! table-below 10
! totals-row 8"
    );
    for row in [3, 4] {
        assert_eq!(super::shown(&path, &told(row)), groups);
    }
    let offices = format!(
        "xlsx \"Bilaga 4\" header 11
Jobbtorg|Inskrivna|Återremitterade|Nyttillkomna: antal|Nyttillkomna: %|{exits}
12: JS Kista|3400|418|2060|0.606|1147|0.385|432|131|45|193|346
13:   JS Kista-Kista|1623|233|933|0.575|444|0.319|172|39|26|93|114
14:   JS Kista-Lunda|1001|118|559|0.558|337|0.382|133|28|14|50|112
15:   JS Kista ungdomsfilial|776|67|568|0.732|366|0.516|127|64|5|50|120
16: JS Vällingby|1603|155|955|0.596|636|0.439|258|56|37|158|127
17: JS Rosenlundsgatan|1241|163|873|0.703|480|0.445|234|42|24|90|90
18: JS Farsta|3299|398|2049|0.621|1306|0.45|550|138|42|200|376
19: JS Vårberg|1776|198|1164|0.655|730|0.463|343|86|33|130|138
blank: 1
totals: 1
notes: 1
! note-below 22
! totals-row 20"
    );
    assert_eq!(super::shown(&path, &told(10)), offices);
    // With nothing said the first table is taken, and the second is said.
    assert_eq!(super::shown(&path, &Wanted::anything()), groups);
}

/// A look at the first rows gives no more than it was asked for, also where rows of a single
/// text, which could be notes, are rows after all because others follow.
#[test]
fn a_look_ends_where_it_was_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    std::fs::write(
        &path,
        "Namn;Kod;Antal\nNorr;A;12\nSöder;;\nÖster;;\nVäster;B;7\n",
    )
    .unwrap();
    let mut table = table::open(&path, "a.csv", &Wanted::anything(), &Direct).unwrap();
    for limit in 1..=4 {
        let mut rows = Vec::new();
        let glance = table.first_rows(limit, &mut |row| {
            rows.push(row.number);
            Ok(())
        });
        let wanted: Vec<u64> = (2..2 + limit).collect();
        assert_eq!((glance.unwrap().rows, rows), (limit, wanted));
    }
}

/// Pages and joined files repeat the header, never quite alike.
#[test]
fn a_header_comes_again_changed() {
    for again in [
        "PERSONNR;KÖN;JOBBTORG;NAMN",
        "Personnr ; Kön ; Jobbtorg ; Namn ",
        "\u{feff}Personnr;Kön;Jobbtorg;Namn",
        "\u{c}Personnr;Kön;Jobbtorg;Namn",
        "\u{200b}Personnr;Kön;Jobbtorg;Namn",
        "Personnr;Kön;Jobbtorg;",
        "Personnummer;Kön;Jobbtorg;Namn",
    ] {
        check(
            "a.csv",
            format!("Personnr;Kön;Jobbtorg;Namn\n1;M;JS Farsta;A\n{again}\n2;K;JS Kista;B\n"),
            "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg|Namn\n2: 1|M|JS Farsta|A\n4: 2|K|JS Kista|B\nheaders again: 1\n! header-again 3",
        );
    }
    // Two header rows, both of them on every page.
    let head = ";;Jobbplan;;Arbetsplan;\nPersonnr;Jobbtorg;Upprättad;Klar;Upprättad;Klar\n";
    check(
        "a.csv",
        format!(
            "{head}1;JS Farsta;2009-05-04;Ja;2009-05-05;Nej\n{head}2;JS Farsta;2009-05-04;Ja;2009-05-05;Nej\n"
        ),
        "csv \"utf-8\" \";\" header 2\nPersonnr|Jobbtorg|Jobbplan: Upprättad|Jobbplan: Klar|Arbetsplan: Upprättad|Arbetsplan: Klar\n3: 1|JS Farsta|2009-05-04|Ja|2009-05-05|Nej\n6: 2|JS Farsta|2009-05-04|Ja|2009-05-05|Nej\nheaders again: 2\n! header-again 4 5",
    );
    // An identity beside the headers: a row.
    check(
        "a.csv",
        "Personnr;Kön;Jobbtorg;Namn\n1;M;JS Farsta;A\n199012102399;Kön;Jobbtorg;Namn\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg|Namn\n2: 1|M|JS Farsta|A\n3: 199012102399|Kön|Jobbtorg|Namn",
    );
}

#[test]
fn lines_numbers_and_units_under_the_header_are_no_rows() {
    for (under, code) in [
        ("1;2;3;4", "columns-numbered"),
        ("ÅÅÅÅMMDD-NNNN;K/M;text;text", "units-row"),
        ("--------;---;--------;----", "rule-row"),
    ] {
        check(
            "a.csv",
            format!("Personnr;Kön;Jobbtorg;Namn\n{under}\n7;K;JS Kista;B\n"),
            &format!(
                "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg|Namn\n3: 7|K|JS Kista|B\nmarks: 1\n! {code} 2"
            ),
        );
    }
    check(
        "a.csv",
        "Personnr;Kön;Jobbtorg;Namn\n7;K;JS Kista;B\n=====\n***\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg|Namn\n2: 7|K|JS Kista|B\nmarks: 2\n! rule-row 3 4",
    );
    // Somebody whose data the system hides stands in a row.
    check(
        "a.csv",
        "Personnr;Kön;Jobbtorg;Namn\n***;***;***;***\n7;K;JS Kista;B\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg|Namn\n2: ***|***|***|***\n3: 7|K|JS Kista|B",
    );
}

/// What stands once for many rows is told, not filled in.
#[test]
fn labels_of_groups_are_told() {
    check(
        "a.csv",
        "Jobbtorg;Personnr;Kön\nJS Farsta;1;M\n;2;K\n;3;K\nJS Kista;4;M\n;5;K\n;6;M\n",
        "csv \"utf-8\" \";\" header 1\nJobbtorg|Personnr|Kön\n2: JS Farsta|1|M\n3: |2|K\n4: |3|K\n5: JS Kista|4|M\n6: |5|K\n7: |6|M\n! group-label-once",
    );
    // Values that come again, and blanks at the beginning, are no labels.
    check(
        "a.csv",
        "Jobbtorg;Personnr;Kön\nJS Farsta;1;M\n;2;K\nJS Farsta;3;K\n;4;M\n;5;K\n;6;M\n",
        "csv \"utf-8\" \";\" header 1\nJobbtorg|Personnr|Kön\n2: JS Farsta|1|M\n3: |2|K\n4: JS Farsta|3|K\n5: |4|M\n6: |5|K\n7: |6|M",
    );
    check(
        "a.csv",
        "Personnr;Kön;Klar\nJS Farsta;;\n1;M;Ja\n2;K;Nej\nJS Kista;;\n3;K;Ja\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Klar\n2: JS Farsta||\n3: 1|M|Ja\n4: 2|K|Nej\n5: JS Kista||\n6: 3|K|Ja\n! heading-rows 2 5",
    );
}

#[test]
fn a_last_row_unlike_the_others_is_told() {
    let list = |last: &str| format!("Aktnummer\n1\n2\n3\n4\n5\n6\n\n{last}\n");
    let rows = "csv \"utf-8\" header 1\nAktnummer\n2: 1\n3: 2\n4: 3\n5: 4\n6: 5\n7: 6";
    // It counts the rows above, and rightly.
    check(
        "a.csv",
        list("Antal akter: 6"),
        &format!("{rows}\nblank: 1\ntotals: 1\n! totals-row 9"),
    );
    check(
        "a.csv",
        list("Antal akter: 8"),
        &format!("{rows}\n9: Antal akter: 8\nblank: 1\n! last-row-unlike 9"),
    );
    check(
        "a.csv",
        "Personnr;Kön;Jobbtorg\n1;M;A\n2;M;A\n3;M;A\n4;M;A\n5;M;A\n40;;\n",
        "csv \"utf-8\" \";\" header 1\nPersonnr|Kön|Jobbtorg\n2: 1|M|A\n3: 2|M|A\n4: 3|M|A\n5: 4|M|A\n6: 5|M|A\n7: 40||\n! last-row-unlike 7",
    );
}
