//! `inspect`: how exports are taken, what is said, and the table as CSV.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "helpers of tests fail by panicking, and their texts are short"
)]

mod program;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use program::run;

/// Title rows, Windows-1252, semicolons, a date that is none and a row of totals.
fn write_export(folder: &Path) {
    let text = "Uttag ur FLAI;;;\r\n2009-10-01;;;\r\n\
        Personnr;Jobbtorg;Intromöte;Övrigt\r\n\
        19901210-2399;JS Farsta;2009-05-04;=1+1\r\n\
        199102012383;JS Farsta;kommer;\r\n\
        19910301-2390;Farsta;2009-05-06;\"a;b\"\r\n\
        Summa;3;;\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    fs::write(folder.join("flai.csv"), bytes).unwrap();
}

#[test]
fn the_machine_form_is_the_designs() {
    let folder = tempfile::tempdir().unwrap();
    write_export(folder.path());
    let seen = run(folder.path(), "inspect flai.csv --format json").json();
    assert_eq!(seen["schema"], "stickprov/inspect/1");
    assert_eq!(seen["file"], "flai.csv");
    assert_eq!(seen["kind"], "csv");
    assert_eq!(seen["encoding"], "windows-1252");
    assert_eq!(seen["delimiter"], ";");
    assert_eq!(seen["sheet"], serde_json::Value::Null);
    assert_eq!(seen["header_row"], 3);
    assert_eq!(seen["rows"], 3);
    assert_eq!(
        seen["columns"],
        serde_json::json!([
            {"header": "Personnr", "field": "flai.personnummer", "type": "personnummer", "empty": 0, "distinct": 3},
            {"header": "Jobbtorg", "field": "flai.jobbtorg", "type": "text", "empty": 0, "distinct": 2},
            {"header": "Intromöte", "field": "flai.introduktionsmöte", "type": "text", "empty": 0, "distinct": 3},
            {"header": "Övrigt", "field": null, "type": "text", "empty": 1, "distinct": 2},
        ])
    );
    let problem = (seen["problems"].as_array().unwrap().iter())
        .find(|problem| problem["code"] == "not-a-date")
        .unwrap();
    assert_eq!(problem["count"], 1);
    assert_eq!(problem["place"]["row"], 5);
    assert_eq!(problem["place"]["column"], "Intromöte");
    let strict = run(folder.path(), "inspect flai.csv --strict");
    assert_eq!(strict.status, 1);
}

#[test]
fn the_table_itself_is_plain_csv() {
    let folder = tempfile::tempdir().unwrap();
    write_export(folder.path());
    let ran = run(folder.path(), "inspect flai.csv --to csv");
    assert_eq!(ran.status, 0);
    assert_eq!(
        ran.stdout,
        "Personnr,Jobbtorg,Intromöte,Övrigt\r\n\
         19901210-2399,JS Farsta,2009-05-04,=1+1\r\n\
         199102012383,JS Farsta,kommer,\r\n\
         19910301-2390,Farsta,2009-05-06,a;b\r\n"
    );
    assert!(ran.stderr.contains("rad 7"), "{}", ran.stderr);
    let bare = run(folder.path(), "inspect flai.csv --to csv --header-row 0").stdout;
    assert!(!bare.starts_with("A,B"), "{bare}");
}

#[test]
fn a_person_sees_how_the_file_was_taken_and_no_person() {
    let folder = tempfile::tempdir().unwrap();
    write_export(folder.path());
    for (lang, words) in [
        (
            "sv",
            [
                "rubriker på rad 3, 3 rader",
                "summarader 1",
                "registret flai",
                "3 av 4 kolumner",
                "rad 5, kolumn Intromöte",
            ],
        ),
        (
            "en",
            [
                "headers in row 3, 3 rows",
                "rows of totals 1",
                "register flai",
                "3 of 4 columns",
                "row 5, column Intromöte",
            ],
        ),
    ] {
        let seen = run(folder.path(), &format!("inspect flai.csv --lang {lang}")).done();
        for word in words {
            let flat = seen.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(word), "{word} in\n{seen}");
        }
        assert!(
            seen.lines().all(|line| line.chars().count() <= 80),
            "{seen}"
        );
        for person in ["901210", "910201", "910301", "2399"] {
            assert!(!seen.contains(person), "{person} in\n{seen}");
        }
    }
}

#[test]
fn a_row_of_data_that_stands_as_header_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "19901210-2399;Ett;Två\n19910201-2383;Tre;Fyra\n";
    fs::write(folder.path().join("utan.csv"), rows).unwrap();
    for format in ["table", "json", "csv", "md"] {
        let ran = run(
            folder.path(),
            &format!("inspect utan.csv --header-row 1 --format {format}"),
        );
        let all = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!all.contains("901210") && !all.contains("910201"), "{all}");
    }
}

#[test]
fn the_plan_says_how_its_own_exports_are_read() {
    let folder = tempfile::tempdir().unwrap();
    write_export(folder.path());
    let plan = "[audit]\ntemplate = \"jobbtorg\"\nreference_date = 2009-11-30\n\
        [registers.flai]\nfile = \"flai.csv\"\n[registers.flai.columns]\n\"coach\" = \"Övrigt\"\n\
        [unit]\none_per = \"personnummer\"\n[sample]\nsize = 3\n";
    fs::write(folder.path().join("granskning.toml"), plan).unwrap();
    let seen = run(folder.path(), "inspect flai.csv --format json").json();
    assert_eq!(seen["columns"][3]["field"], "flai.coach");
    let other = run(
        folder.path(),
        "inspect flai.csv --register paraplyet --format json",
    )
    .json();
    assert_eq!(other["register"], "paraplyet");
    let said = run(folder.path(), "inspect flai.csv --register nej").refused();
    assert!(said.contains("paraplyet"), "{said}");
}

/// The smallest workbook of the kind that LibreOffice writes.
fn ods(rows: &[&[&str]]) -> Vec<u8> {
    let cells = |row: &&[&str]| {
        let cells: String = (row.iter())
            .map(|text| {
                format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
            })
            .collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let rows: String = rows.iter().map(cells).collect();
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Blad1\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ];
    for (name, text) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn an_old_format_is_read_by_a_child_and_a_damaged_one_costs_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let book = ods(&[
        &["Personnummer", "Jobbtorg", "Inskrivningsdatum"],
        &["19901210-2399", "JS Farsta", "2009-05-04"],
        &["19910201-2383", "JS Farsta", "2009-05-05"],
    ]);
    fs::write(folder.path().join("flai.ods"), &book).unwrap();
    let seen = run(folder.path(), "inspect flai.ods --format json").json();
    assert_eq!((&seen["kind"], &seen["rows"]), (&"ods".into(), &2.into()));
    assert_eq!(seen["columns"][0]["type"], "personnummer");
    fs::write(folder.path().join("halv.ods"), &book[..book.len() / 2]).unwrap();
    let said = run(folder.path(), "inspect halv.ods").refused();
    assert!(said.starts_with("fel: halv.ods"), "{said}");
    assert!(
        !said.contains("panicked") && !said.contains(".rs"),
        "{said}"
    );
}

#[test]
fn a_file_that_is_not_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), "inspect nej.csv").refused();
    assert!(said.starts_with("fel: nej.csv"), "{said}");
}

/// A register without a row is no register that can be used.
#[test]
fn a_file_without_rows_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("flai.csv"),
        "Personnr;Namn;Jobbtorg;Inskrivningsdatum\n",
    )
    .unwrap();
    let said = run(folder.path(), "inspect flai.csv").done();
    assert!(
        said.contains("Filen har ingen rad under rubrikerna"),
        "{said}"
    );
    assert!(said.contains("\nIngen person i filen\n"), "{said}");
    for line in ["Filen kan användas", "filen kan användas som den är"] {
        assert!(!said.contains(line), "{said}");
    }
}

/// A delimiter by its name, what has no effect, and the registers each once.
#[test]
fn what_is_said_is_understood_or_answered() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Personnr\tNamn\n19901210-2399\tA\n";
    fs::write(folder.path().join("flai.csv"), text).unwrap();
    for name in ["tabb", "tab", "Tabulator", "\\t"] {
        let arguments = format!("inspect flai.csv --format json --delimiter {name}");
        let seen = run(folder.path(), &arguments).json();
        assert_eq!(seen["delimiter"], "\t", "{name}");
        assert_eq!(seen["columns"].as_array().unwrap().len(), 2, "{name}");
    }
    let said = run(folder.path(), "inspect flai.csv --sheet Blad2");
    assert_eq!(said.status, 0);
    assert_eq!(
        said.stderr,
        "--sheet har ingen verkan: filen är en textfil och har inga blad\n"
    );
    let refused = run(folder.path(), "inspect flai.csv --register klingon").refused();
    assert_eq!(refused.matches(" treserva").count(), 1, "{refused}");
    assert_eq!(refused.matches(" flai,").count(), 1, "{refused}");
}

/// `Rinkeby - Kista` with blanks around its hyphen is no value the template knows, and counts by
/// itself: `inspect` says which it nearly is, and `frame` which stratum it made.
#[test]
fn a_value_spelled_nearly_like_a_known_one_is_pointed_out() {
    let folder = tempfile::tempdir().unwrap();
    let register = folder.path().join("register");
    fs::create_dir(&register).unwrap();
    let text = "Personnr;Jobbtorg;Stadsdel;Inskrivningsdatum;Redovisningsgrupp\n\
        19901210-2399;JS Farsta;Rinkeby-Kista;2009-05-04;Ungdom, 16 - 24 år\n\
        19910201-2383;JS Farsta;Rinkeby - Kista;2009-05-05;Ungdom, 16 - 24 år\n\
        19850712-2383;JS Farsta;Stockholm;2009-05-05;Ungdom, 16 - 24 år\n";
    fs::write(register.join("flai.csv"), text).unwrap();
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = one_line(&run(folder.path(), "inspect register/flai.csv").done());
    assert!(
        said.contains("Kolumnen Stadsdel, rad 3: ett värde som inte är känt men nästan; menade du Rinkeby-Kista?"),
        "{said}"
    );
    assert_eq!(said.matches("menade du").count(), 1, "{said}");
    assert!(!said.contains("Rinkeby - Kista"), "{said}");

    run(folder.path(), "init --seed 1").done();
    let plan = fs::read_to_string(folder.path().join("granskning.toml")).unwrap();
    let by = "by = [\"flai.redovisningsgrupp\", \"flai.stadsdelsnämnd\"]";
    assert!(plan.contains(by), "{plan}");
    let plan = plan.replace(by, "by = [\"flai.stadsdelsnämnd\"]");
    let size = plan
        .lines()
        .find(|line| line.starts_with("size = "))
        .unwrap();
    let plan = plan.replace(size, "size = 3");
    fs::write(folder.path().join("granskning.toml"), plan).unwrap();
    let seen = run(folder.path(), "frame --format json");
    // By code point: "Rinkeby - Kista" (A), "Rinkeby-Kista" (B), "Stockholm" (C).
    assert!(
        seen.stderr.contains("stratum A (Rinkeby-Kista): ") && !seen.stderr.contains("C ("),
        "{}",
        seen.stderr
    );
    let seen: serde_json::Value = serde_json::from_str(&seen.stdout).unwrap();
    assert_eq!(seen["strata"].as_array().unwrap().len(), 3);
}

/// Every row begins with a tabulator too many, so that nobody has a number; or the numbers are cut
/// after the date of birth. Neither file can be used, whatever else is right.
#[test]
fn a_file_about_nobody_is_not_called_usable() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Personnr\tNamn\tJobbtorg\tInskrivningsdatum\n";
    let shifted =
        "\t19901210-2399\tPåhittad 1\tJS Farsta\n\t19910201-2383\tPåhittad 2\tJS Farsta\n";
    let cut = "901210\t2399\tJS Farsta\t2009-05-04\n910201\t2383\tJS Farsta\t2009-05-05\n";
    for (rows, said) in [
        (shifted, "Ingen rad har en identitet"),
        (cut, "Kolumnen Personnr har bara födelsedatum"),
    ] {
        fs::write(folder.path().join("flai.txt"), format!("{header}{rows}")).unwrap();
        let seen = run(folder.path(), "inspect flai.txt");
        assert!(seen.stdout.contains(said), "{}", seen.stdout);
        assert!(
            !seen.stdout.contains("kan användas, men"),
            "{}",
            seen.stdout
        );
    }
}

/// A published table, whose shares are texts and whose first column is a field of the register, may be
/// what the register is compared with.
#[test]
fn a_published_table_is_known_for_one() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bilaga-4");
    let seen = run(&folder, "inspect bilaga-4.xlsx").stdout;
    assert!(seen.contains("[[control_totals]]"), "{seen}");
    assert!(seen.contains("rubriker på rad 3, 3 rader"), "{seen}");
}

/// A comma without quotes in every row's group moves the dates on by one: no date can be read, and
/// the file is not called usable.
#[test]
fn a_column_of_which_no_cell_can_be_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "Personnr,Jobbtorg,Redovisningsgrupp,Inskrivningsdatum\n".to_owned();
    for day in 1..=4 {
        text.push_str(&format!(
            "1990121{day}-2399,JS Farsta,Övrig, över 24 år,2009-05-0{day}\n"
        ));
    }
    fs::write(folder.path().join("flai.csv"), text).unwrap();
    let seen = run(folder.path(), "inspect flai.csv").stdout;
    let said = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let column = "Kolumnen \"Inskrivningsdatum\" togs som fältet inskrivningsdatum, men ingen";
    assert!(said.contains(column), "{seen}");
    assert!(!said.contains("kan användas, men"), "{seen}");
}

/// Excel leaves `~$flai.xlsx` beside an open workbook; it holds who has it open.
#[test]
fn a_lock_file_is_told_for_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    for (name, real) in [
        ("~$flai.xlsx", "flai.xlsx"),
        (".~lock.flai.ods#", "flai.ods"),
    ] {
        fs::write(folder.path().join(name), b"\x05Aa Bb   \x05\0A\0a\0 ").unwrap();
        let said = run(folder.path(), &format!("inspect {name}")).refused();
        assert!(
            said.contains("låsfil") && said.contains(&format!("ange {real} i stället")),
            "{said}"
        );
    }
}

/// A row exported twice is counted with the place of each that repeats another.
#[test]
fn rows_that_repeat_others_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Personnr;Jobbtorg;Inskrivningsdatum\n\
        19901210-2399;JS Farsta;2009-05-04\n\
        19910201-2383;JS Farsta;2009-05-05\n\
        19901210-2399;JS Farsta;2009-05-04\n\
        19901210-2399;JS Farsta;2009-05-05\n\
        19901210-2399;JS Farsta;2009-05-04\n";
    fs::write(folder.path().join("flai.csv"), text).unwrap();
    let seen = run(folder.path(), "inspect flai.csv --format json").json();
    let problems = seen["problems"].as_array().unwrap();
    let repeated: Vec<_> = problems
        .iter()
        .filter(|problem| problem["code"] == "row-repeated")
        .collect();
    assert_eq!(repeated.len(), 1, "{problems:?}");
    assert_eq!(repeated[0]["count"], 2);
    let rows: Vec<_> = (repeated[0]["places"].as_array().unwrap().iter())
        .map(|place| place["row"].as_u64().unwrap())
        .collect();
    assert_eq!(rows, [4, 6]);
}

/// A row whose end comes before its beginning is told, by the steps that the template knows.
#[test]
fn dates_in_disorder_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Personnr;Jobbtorg;Inskrivningsdatum;Avslutsdatum\n\
        19901210-2399;JS Farsta;2009-05-04;2009-09-01\n\
        199102012383;JS Farsta;2009-09-01;2009-05-04\n\
        19910301-2390;JS Farsta;2009-05-06;\n";
    fs::write(folder.path().join("flai.csv"), text).unwrap();
    let seen = run(folder.path(), "inspect flai.csv --format json").json();
    let problems = seen["problems"].as_array().unwrap();
    let told = problems
        .iter()
        .find(|one| one["code"] == "dates-in-disorder");
    assert_eq!(told.unwrap()["count"], 1, "{problems:?}");
    assert_eq!(told.unwrap()["places"][0]["row"], 3);
    let said = run(folder.path(), "--lang sv inspect flai.csv").done();
    assert!(!said.contains("kan användas som den är"), "{said}");
}
