//! Answers as CSV.

use super::*;

#[test]
fn csv_in_either_language_encoding_and_delimiter() {
    let expected = Some(Value::Code("FE".to_owned()));
    for text in [
        "id,question,answer\nA-01,Q1,framgår ej\n".as_bytes(),
        "\u{feff}Löpnummer;Fråga;Svar;Hänvisning\r\na-01;q1;FE;blad 3\r\n".as_bytes(),
        b"svar\tfr\xe5ga\tl\xf6pnummer\nFramg\xe5r ej\tQ1\tA-01\n",
        b"draw_id,id,question,answer\n0123456789ab,A-01,Q1,fe\n",
    ] {
        let mut desk = Desk::new();
        desk.csv("svar.csv", text);
        assert_eq!(desk.value("A-01", "Q1"), expected);
    }
}

#[test]
fn csv_faults_have_line_and_column() {
    let mut desk = Desk::new();
    desk.csv(
        "svar.csv",
        b"id,question,answer\nA-99,Q1,J\nA-01,Q99,J\nA-01,Q1,kanske\n",
    );
    let faults = desk.faults();
    for fault in [
        "svar.csv, rad 2, kolumn id: löpnumret finns inte i urvalet",
        "svar.csv, rad 3, kolumn question: frågan finns inte",
        "svar.csv, rad 4, kolumn answer: svaret på fråga Q1 för A-01",
    ] {
        assert!(faults.contains(fault), "{faults}");
    }
    assert!(!faults.contains("A-99") && !faults.contains("Q99") && !faults.contains("kanske"));

    let mut desk = Desk::new();
    desk.csv("svar.csv", b"draw_id,id,question,answer\nffff,A-01,Q1,J\n");
    assert!(desk.faults().contains("raden hör till ett annat urval"));
}

#[test]
fn csv_names_its_reviewers_row_by_row() {
    let mut desk = Desk::new();
    desk.put(0, "C10", "Eva");
    desk.put(0, "C13", "Ja");
    desk.csv(
        "svar.csv",
        b"id,question,answer,reviewer\nA-01,Q1,J,eva\nA-01,Q1,N,Thomas\n",
    );
    let (answers, _) = desk.read().unwrap();
    let key = ("A-01".to_owned(), question(&desk.template, "Q1"));
    assert_eq!(answers.second[&key].len(), 1);
}

#[test]
fn a_csv_without_the_columns_is_refused() {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, b"a,b\n1,2\n").unwrap();
    let opened = open(file.path(), "svar.csv", &table::Direct);
    let Err(error) = opened else {
        panic!("a file without the columns was taken");
    };
    assert!(error.in_words(Lang::Sv).contains("svar.csv: filen saknar"));
}
