//! Workbooks: sheets, merged cells, formulas, dates, and the formats that are read whole.

use stickprov::table::{self, Direct, Wanted};

use super::zipped::{Sheet, container, prefixed, sheet, texts, xlsx, xlsx_with};
use super::{check, check_as, known, odd, shown};

const HEADER: &[&str] = &["Personnr", "Jobbtorg", "Inskrivningsdatum"];

pub(crate) fn wanted() -> Wanted<'static> {
    Wanted {
        recognises: &known,
        ..Wanted::anything()
    }
}

#[test]
fn every_kind_of_cell() {
    let rows = texts(
        1,
        &[&["Personnr", "Namn", "Kön", "Jobbtorg", "Upprättad", "Klar"]],
    ) + "<row r=\"2\"><c r=\"A2\"><v>199012102399</v></c><c r=\"B2\" s=\"1\"><v>39937</v></c><c r=\"C2\" s=\"2\"><v>0.3125</v></c><c r=\"D2\" s=\"3\"><v>1.25</v></c><c r=\"E2\" t=\"b\"><v>1</v></c><c r=\"F2\" t=\"e\"><v>#N/A</v></c></row>"
        + "<row r=\"3\"><c r=\"A3\" s=\"4\"><v>6.1</v></c><c r=\"B3\" s=\"1\"><v>39937.5</v></c><c r=\"C3\" s=\"1\"><v>60</v></c><c r=\"D3\"><v>39937</v></c><c r=\"E3\" t=\"b\"><v>0</v></c><c r=\"F3\" t=\"d\"><v>2009-05-04</v></c></row>"
        + "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>B2</f><v>text</v></c><c r=\"B4\"><f>B2</f><v>7</v></c><c r=\"C4\"><f>B2</f></c><c r=\"D4\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"E4\" t=\"inlineStr\"><is><r><t xml:space=\"preserve\">rik </t></r><r><t>text</t></r></is></c><c r=\"F4\" t=\"e\"><v>#SPILL!</v></c></row>";
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 1
Personnr|Namn|Kön|Jobbtorg|Upprättad|Klar
2: 199012102399|2009-05-04|07:30:00|30:00:00|SANT|#N/A
3: 6.1|2009-05-04T12:00:00|60|39937|FALSKT|2009-05-04
4: text|7|||rik text|
! error-value 2/Klar 4
! formula-without-value 4/Kön
! not-a-date 3/Kön",
    );
}

#[test]
fn days_since_1904() {
    let rows = texts(1, &[HEADER])
        + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"C2\" s=\"1\"><v>38475</v></c></row>";
    check(
        "a.xlsx",
        xlsx_with(&[sheet("Blad1", &rows)], "date1904=\"1\"", &[]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 1||2009-05-04",
    );
}

#[test]
fn a_table_away_from_the_corner() {
    let rows = texts(3, &[&["", "Uttag 2009"]])
        + &texts(
            5,
            &[
                &["", "", "Personnr", "Jobbtorg"],
                &["", "", "1", "JS Farsta"],
                &["", "", "2", "JS Kista"],
            ],
        );
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 5\nPersonnr|Jobbtorg\n6: 1|JS Farsta\n7: 2|JS Kista",
    );
}

/// A system that fills one sheet goes on in the next without headers, and a colleague calls the
/// columns otherwise: the persons in them are no fewer. A sheet of another kind is none of it.
#[test]
fn a_sheet_of_the_same_kinds_is_told_whatever_its_headers() {
    let rows: [&[&str]; 2] = [
        &["19901210-2399", "JS Farsta", "2009-05-04"],
        &["19910201-2383", "JS Kista", "2009-05-05"],
    ];
    let data = texts(1, &[HEADER, rows[0], rows[1]]);
    let bare = texts(1, &rows);
    let renamed = texts(1, &[&["Aspirant", "Kontor", "Start"], rows[0], rows[1]]);
    let summed = texts(1, &[&["Kontor", "Antal"], &["JS Farsta", "1"]]);
    check(
        "a.xlsx",
        xlsx(&[
            sheet("Blad1", &data),
            sheet("Blad2", &bare),
            sheet("Blad3", &renamed),
            sheet("Blad4", &summed),
        ]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 19901210-2399|JS Farsta|2009-05-04\n3: 19910201-2383|JS Kista|2009-05-05\n! sheet-alike Blad2 Blad3",
    );
}

/// A title in two merged parts over headers that are known by themselves is no group heading.
#[test]
fn a_title_in_parts_is_no_group() {
    let header = &["Personnr", "Namn", "Jobbtorg", "Kön"];
    let rows = texts(1, &[&["Jobbtorg Farsta, coach Test", "", "Utskrivet", ""]])
        + &texts(2, &[header, &["1", "A", "JS Farsta", "K"]]);
    let titled = Sheet {
        name: "Blad1",
        state: "",
        rows: &rows,
        after: "<mergeCells count=\"2\"><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"C1:D1\"/></mergeCells>",
    };
    check(
        "a.xlsx",
        xlsx(&[titled]),
        "xlsx \"Blad1\" header 2\nPersonnr|Namn|Jobbtorg|Kön\n3: 1|A|JS Farsta|K",
    );
}

#[test]
fn the_sheet_with_the_known_columns() {
    let info = texts(
        1,
        &[
            &["Om uttaget", "Datum", "Antal", "Ansvarig"],
            &["FLAI", "2009-11-30", "11319", "x"],
            &["FLAI", "2009-11-30", "11319", "y"],
        ],
    );
    let data = texts(1, &[HEADER, &["1", "JS Farsta", "2009-05-04"]]);
    let hidden = Sheet {
        name: "Dold",
        state: "state=\"hidden\"",
        rows: &data,
        after: "",
    };
    check(
        "a.xlsx",
        xlsx(&[
            sheet("Info", &info),
            sheet("Register", &data),
            sheet("Maj", &data),
        ]),
        "xlsx \"Register\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 1|JS Farsta|2009-05-04\n! sheet-alike Maj",
    );
    check(
        "a.xlsx",
        xlsx(&[sheet("Info", &info), hidden]),
        "xlsx \"Dold\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 1|JS Farsta|2009-05-04\n! sheet-hidden Dold",
    );
    // Last year's list, hidden, has its headers in better order than the one that is shown.
    let old = texts(1, &[HEADER, &["19901210-2399", "JS Farsta", "2008-05-04"]]);
    let new = texts(
        1,
        &[
            &["Personnr", "Jobbtorg", "Start för personen"],
            &["19910201-2383", "JS Kista", "2009-05-05"],
        ],
    );
    let hidden = Sheet {
        name: "2008",
        state: "state=\"hidden\"",
        rows: &old,
        after: "",
    };
    check(
        "a.xlsx",
        xlsx(&[hidden, sheet("2009", &new)]),
        "xlsx \"2009\" header 1\nPersonnr|Jobbtorg|Start för personen\n2: 19910201-2383|JS Kista|2009-05-05\n! sheet-alike 2008",
    );
    let told = |name| Wanted {
        sheet: Some(name),
        ..wanted()
    };
    check_as(
        "a.xlsx",
        xlsx(&[sheet("Register", &data), sheet("Blad 2", &data)]),
        &told("blad 2"),
        "xlsx \"Blad 2\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 1|JS Farsta|2009-05-04",
    );
    check_as(
        "a.xlsx",
        xlsx(&[sheet("Register", &data), sheet("Blad 2", "")]),
        &told("Blad3"),
        "refused: a.xlsx: there is no sheet ‘Blad3’; the workbook has Register, Blad 2\n  \
         write the sheet's name as it stands in the workbook: sheet = \"…\" in the plan, \
         --sheet for inspect",
    );
    check_as(
        "a.xlsx",
        xlsx(&[sheet("Register", &data), sheet("Blad 2", "")]),
        &told("Blad 2"),
        "refused: a.xlsx, sheet Blad 2: the file holds no table",
    );
}

/// Formulas are met wherever they stand, also after a thousand rows of plain cells, and merged
/// cells too, whether or not the tags have a prefix.
#[test]
fn tags_with_a_prefix_are_the_same_tags() {
    let mut rows = texts(1, &[HEADER]);
    for number in 2..2000 {
        let jobbtorg = if number == 1500 { "" } else { "Kista" };
        rows += &texts(number, &[&["19901210-2399", jobbtorg, "2009-05-04"]]);
    }
    rows += "<row r=\"2000\"><c r=\"A2000\"><v>199012102399</v></c><c r=\"B2000\"><f>B2</f></c><c r=\"C2000\" t=\"str\"><f>C2</f><v>2009-05-04</v></c></row>";
    let one = Sheet {
        after: "<mergeCells count=\"1\"><mergeCell ref=\"B1499:B1500\"/></mergeCells>",
        ..sheet("Blad1", &rows)
    };
    let plain = xlsx(&[one]);
    for bytes in [prefixed(&plain), plain] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xlsx");
        std::fs::write(&path, bytes).unwrap();
        let mut table = table::open(&path, "a.xlsx", &wanted(), &Direct).unwrap();
        let mut seen = Vec::new();
        let read = table.rows(&mut |row| {
            if [1499, 1500, 2000].contains(&row.number) {
                let cells = row.cells.iter().map(|cell| cell.text().into_owned());
                seen.push(cells.collect::<Vec<_>>().join("|"));
            }
            Ok(())
        });
        assert_eq!(
            seen,
            [
                "19901210-2399|Kista|2009-05-04",
                "19901210-2399|Kista|2009-05-04",
                "199012102399||2009-05-04"
            ]
        );
        let problems = read.unwrap().problems;
        let count = |code| problems.count(code);
        assert_eq!(count("formula-without-value"), 1);
        assert_eq!(count("merged-cells"), 1);
    }
}

/// Bilaga 4 in a workbook: merged group headings, labels merged over both header rows.
#[test]
fn merged_headings_are_joined() {
    let rows = texts(
        1,
        &[
            &["Bilaga 4. Statusmånad 200911"],
            &["Redovisningsgrupp*", "Inskrivna", "därav avslutsorsak"],
            &["", "", "Arbete", "Studier", "AF-program"],
        ],
    ) + "<row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>Nyanländ flykting</t></is></c><c r=\"B4\"><v>652</v></c><c r=\"C4\"><v>44</v></c><c r=\"D4\"><v>2</v></c></row>"
        + "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>Samtliga</t></is></c><c r=\"B5\"><v>11319</v></c><c r=\"C5\"><v>1817</v></c><c r=\"D5\"><v>453</v></c><c r=\"E5\"><v>181</v></c></row>";
    let after = "<mergeCells count=\"4\"><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:B3\"/><mergeCell ref=\"C2:E2\"/></mergeCells>";
    check("a.xlsx", xlsx(&[Sheet { name: "Bilaga 4", state: "", rows: &rows, after }]), "xlsx \"Bilaga 4\" header 3
Redovisningsgrupp*|Inskrivna|därav avslutsorsak: Arbete|därav avslutsorsak: Studier|därav avslutsorsak: AF-program
4: Nyanländ flykting|652|44|2|
totals: 1
! totals-row 5");
}

#[test]
fn merged_cells_share_their_value() {
    let rows = texts(
        1,
        &[
            HEADER,
            &["1", "JS Farsta", "2009-05-04"],
            &["2", "", "2009-05-05"],
            &["3", "", "2009-05-06"],
            &["4", "JS Kista", "2009-05-07"],
            &["5", "", "2009-05-08"],
        ],
    );
    let after = "<mergeCells><mergeCell ref=\"B2:B4\"/></mergeCells>";
    check(
        "a.xlsx",
        xlsx(&[Sheet {
            name: "Blad1",
            state: "",
            rows: &rows,
            after,
        }]),
        "xlsx \"Blad1\" header 1
Personnr|Jobbtorg|Inskrivningsdatum
2: 1|JS Farsta|2009-05-04
3: 2|JS Farsta|2009-05-05
4: 3|JS Farsta|2009-05-06
5: 4|JS Kista|2009-05-07
6: 5||2009-05-08
! merged-cells 3/Jobbtorg 4/Jobbtorg",
    );
}

#[test]
fn formatted_but_empty_cells_cost_and_mean_nothing() {
    let mut rows = texts(1, &[HEADER, &["1", "JS Farsta", "2009-05-04"]]);
    for n in 3..60_000 {
        rows.push_str(&format!(
            "<row r=\"{n}\"><c r=\"A{n}\" s=\"1\"/><c r=\"XFD{n}\" s=\"1\"/></row>"
        ));
    }
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 1|JS Farsta|2009-05-04",
    );
}

#[test]
fn cells_far_apart_and_a_size_that_lies() {
    let rows = texts(1, &[HEADER, &["1", "JS Farsta", "2009-05-04"]])
        + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 1|JS Farsta|2009-05-04\noutside: 1\n! cells-outside 1048576",
    );
}

#[test]
fn notes_beside_the_table_are_said() {
    let rows = texts(
        1,
        &[
            HEADER,
            &["1", "JS Farsta", "2009-05-04", "", "kolla"],
            &["2", "JS Farsta", "2009-05-04"],
            &["3", "JS Farsta", "2009-05-04"],
        ],
    );
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 1
Personnr|Jobbtorg|Inskrivningsdatum
2: 1|JS Farsta|2009-05-04
3: 2|JS Farsta|2009-05-04
4: 3|JS Farsta|2009-05-04
! too-many-cells 2",
    );
    // A row that stands wholly to the right, or to the left, of the table.
    let rows = texts(
        1,
        &[
            &["", "Personnr", "Jobbtorg", "Inskrivningsdatum"],
            &["", "1", "JS Farsta", "2009-05-04"],
            &["", "", "", "", "2", "JS Kista", "2009-05-05"],
            &["", "3", "JS Farsta", "2009-05-04"],
            &["se nedan"],
        ],
    );
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 1
Personnr|Jobbtorg|Inskrivningsdatum
2: 1|JS Farsta|2009-05-04
4: 3|JS Farsta|2009-05-04
outside: 2
! cells-outside 3 5",
    );
}

#[test]
fn a_cell_that_stands_twice() {
    let rows =
        texts(1, &[HEADER]) + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>";
    check(
        "a.xlsx",
        xlsx(&[sheet("Blad1", &rows)]),
        "xlsx \"Blad1\" header 1\nPersonnr|Jobbtorg|Inskrivningsdatum\n2: 2||\n! cell-given-twice 2/Personnr",
    );
}

/// The same register by LibreOffice 7.4: titles, a sheet before it, merged cells, dates, a
/// time of day, truth values, a formula, a total and a note (`testdata/registers/README.md`).
#[test]
fn the_formats_that_are_read_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/registers");
    for (file, yes, no) in [
        ("enrolled.xlsx", "SANT", "FALSKT"),
        ("enrolled.xls", "SANT", "FALSKT"),
        ("enrolled.ods", "1", "0"),
    ] {
        let kind = file.rsplit('.').next().unwrap();
        let expected = format!(
            "{kind} \"Blad1\" header 4
Personnr|Namn|Jobbtorg|Inskrivningsdatum|Klar|Tid|Dagar
5: 199012102399|Åsa Öberg|JS Farsta|2009-05-04|{yes}|07:30:00|5
6: 199012102381|Måns Ärlig|JS Farsta|2009-05-05|{no}|08:15:00|4
7: 198501012390|Eva Ek|JS Farsta|2009-05-06|{yes}|13:00:00|3
8: 198501012382|Bo Bok|JS Kista|2009-05-07|{no}||2
blank: 1
totals: 1
notes: 1
! merged-cells 6/Jobbtorg 7/Jobbtorg
! note-below 11
! totals-row 9"
        );
        assert_eq!(shown(&folder.join(file), &wanted()), expected, "{file}");
    }
}

#[test]
fn csv_of_a_workbook_is_what_was_read() {
    let rows = texts(1, &[&["Uttag"], HEADER])
        + "<row r=\"3\"><c r=\"A3\"><v>199012102399</v></c><c r=\"B3\" t=\"inlineStr\"><is><t>=SUMMA(A1), \"Farsta\"</t></is></c><c r=\"C3\" s=\"1\"><v>39937</v></c></row>";
    let file = super::given("a.xlsx", xlsx(&[sheet("Blad1", &rows)]));
    let mut table = table::open(&file.path, "a.xlsx", &wanted(), &Direct).unwrap();
    let mut out = Vec::new();
    let read = table::to_csv(&mut table, &mut out).unwrap().unwrap();
    assert_eq!(odd(&read.problems), "");
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "Personnr,Jobbtorg,Inskrivningsdatum\r\n199012102399,\"=SUMMA(A1), \"\"Farsta\"\"\",2009-05-04\r\n"
    );
}

/// What `--to csv` writes is read back as what was read first.
#[test]
fn csv_of_a_text_file_is_the_same_table() {
    let text = "Titel\n\nPersonnr;Namn;K\u{f6}n\n1;\"A; B\nrad\";M\n;;\n2;\"C\";\nSumma;;2\n";
    let file = super::given("a.csv", text);
    let mut table = table::open(&file.path, "a.csv", &wanted(), &Direct).unwrap();
    let mut out = Vec::new();
    table::to_csv(&mut table, &mut out).unwrap().unwrap();
    assert_eq!(
        String::from_utf8(out.clone()).unwrap(),
        "Personnr,Namn,K\u{f6}n\r\n1,\"A; B\nrad\",M\r\n2,C,\r\n"
    );
    check(
        "a.csv",
        out,
        "csv \"utf-8\" \",\" header 1\nPersonnr|Namn|K\u{f6}n\n2: 1|A; B\\nrad|M\n4: 2|C|",
    );
}

/// A sheet of an ODS: its rows as they stand in `content.xml`.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let oasis = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{oasis}:office:1.0\" xmlns:table=\"{oasis}:table:1.0\" xmlns:text=\"{oasis}:text:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Blad1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    container(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

/// An ODS keeps a formula's error as text: it is no value, least of all an identity. A formula
/// with a blank for its value has been worked out; one without any has not.
#[test]
fn formulas_of_an_ods() {
    let text = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let error = |shown: &str| {
        format!(
            "<table:table-cell table:formula=\"of:=x\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"><text:p>{shown}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let blank = "<table:table-cell table:formula=\"of:=&quot;&quot;\"><text:p/></table:table-cell>";
    let not_worked_out = "<table:table-cell table:formula=\"of:=1\"/>";
    let rows = [
        row(&[text("Personnr"), text("Jobbtorg"), text("Namn")]),
        row(&[error("#N/A"), text("JS Farsta"), blank.to_owned()]),
        row(&[
            error("#SAKNAS"),
            text("JS Farsta"),
            not_worked_out.to_owned(),
        ]),
        row(&[error("Err:511"), text("#N/A"), text("B")]),
    ];
    check(
        "a.ods",
        ods(&rows.concat()),
        "ods \"Blad1\" header 1
Personnr|Jobbtorg|Namn
2: #N/A|JS Farsta|
3: #N/A|JS Farsta|
4: #VALUE!|#N/A|B
! error-value 2/Personnr 3/Personnr 4/Personnr
! formula-without-value 3/Namn",
    );
}
