//! Fetch lists as they lie in the folder, the first ones and those that `extend` and `replace`
//! add: none asks a recipient for another's files, whichever pair is tried.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod folders;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use folders::copy_of;
use program::run;

fn is_id(text: &str) -> bool {
    text.split_once('-').is_some_and(|(letter, number)| {
        letter.chars().all(|c| c.is_ascii_uppercase())
            && !letter.is_empty()
            && number.len() >= 2
            && number.chars().all(|c| c.is_ascii_digit())
    })
}

/// Identities on the fetch lists by recipient, further lists included.
fn asked_for(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    use calamine::{Reader as _, Xlsx, open_workbook};
    let mut asked: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("urval")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !name.starts_with("aktbestallning-") {
            continue;
        }
        let mut book: Xlsx<_> = open_workbook(&path).unwrap();
        let sheets = book.sheet_names();
        let ranges = sheets
            .iter()
            .map(|sheet| book.worksheet_range(sheet).unwrap());
        let ids = ranges.flat_map(|range| {
            let rows: Vec<String> = range.rows().map(|row| row[0].to_string()).collect();
            rows
        });
        asked.insert(name, ids.filter(|id| is_id(id)).collect());
    }
    asked
}

/// Who may hold a person's files, by the unit register's export: offices and districts.
fn holders(folder: &Path) -> BTreeMap<String, BTreeSet<String>> {
    use calamine::{Reader as _, Xlsx, open_workbook};
    let mut book: Xlsx<_> = open_workbook(folder.join("register/flai.xlsx")).unwrap();
    let key = std::fs::read_to_string(folder.join("urval/nyckel.csv")).unwrap();
    let mut ids: BTreeMap<String, String> = BTreeMap::new();
    for line in key.lines().skip(1) {
        let mut parts = line.split(',').map(str::to_owned);
        let (id, person) = (parts.next().unwrap(), parts.next().unwrap());
        ids.insert(person, id);
    }
    let template = stickprov::template::builtin("jobbtorg").unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        let rows: Vec<Vec<String>> = range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect();
        let is_header = |row: &&Vec<String>| row.iter().any(|cell| cell.starts_with("Personn"));
        let Some(header) = rows.iter().find(is_header) else {
            continue;
        };
        let column = |names: &[&str]| {
            let at = header
                .iter()
                .position(|cell| names.contains(&cell.as_str()));
            at.unwrap_or_else(|| panic!("none of {names:?} in {header:?}"))
        };
        let person = header
            .iter()
            .position(|cell| cell.starts_with("Personn"))
            .unwrap();
        let places = [
            column(&["Jobbtorg"]),
            column(&["SDN", "Stadsdelsnämnd", "Stadsdel"]),
        ];
        for row in &rows {
            let digits: String = row[person].chars().filter(char::is_ascii_digit).collect();
            let known = ids
                .iter()
                .find(|(key, _)| digits.len() >= 10 && key.ends_with(&digits[digits.len() - 10..]));
            if let Some((_, id)) = known {
                // Enrolled several times: any of the rows may be the one that speaks.
                let held = [("jobbtorg", places[0]), ("stadsdelsnämnd", places[1])]
                    .map(|(field, place)| canonical(&template, field, &row[place]));
                found.entry(id.clone()).or_default().extend(held);
            }
        }
    }
    found
}

/// A place under the name it is known by: registers spell them in many ways.
fn canonical(template: &stickprov::template::Template, field: &str, place: &str) -> String {
    let register = template.register(template.register_by_id("flai").unwrap());
    let field = register.field_by_id(field).unwrap();
    register.fields[field].canonical(place)
}

/// A list of file numbers tells nothing of protection: every command that writes a fetch list
/// says so, and the one that writes none does not.
#[test]
fn every_fetch_list_comes_with_the_note_that_nobody_is_known_to_be_protected() {
    let home = copy_of("genomforandeplan-2018");
    let folder = home.path.as_path();
    let said = "inget register säger vem som har skyddade personuppgifter";
    for (line, says) in [
        ("draw --again omdragning", true),
        ("extend 17", true),
        ("replace A-01 --reason not_in_scope", true),
        ("replace A-01 --undo", false),
    ] {
        let ran = run(folder, line);
        assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
        assert_eq!(ran.stderr.contains(said), says, "{line}: {}", ran.stderr);
    }
}

#[test]
fn no_fetch_list_old_or_further_asks_a_recipient_for_anothers_files() {
    let home = copy_of("jobbtorg-2009");
    let folder = home.path.as_path();
    let drawn = asked_for(folder).len();
    assert_eq!(run(folder, "extend 55").status, 0);
    assert_eq!(run(folder, "replace A-01 --reason wrong_person").status, 0);
    let asked = asked_for(folder);
    assert!(asked.len() > drawn, "further lists: {:?}", asked.keys());
    let holders = holders(folder);
    let slug = |place: &str| stickprov::protocol::fetch::slug(place);
    let mut tried = 0;
    for (name, ids) in &asked {
        assert!(!ids.is_empty(), "{name}");
        let stem = name
            .trim_start_matches("aktbestallning-")
            .trim_end_matches(".xlsx");
        let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-');
        for (id, places) in &holders {
            let own = places.iter().any(|place| slug(place) == stem);
            assert!(own || !ids.contains(id), "{name} asks for {id}");
            tried += 1;
        }
    }
    assert_eq!(tried, asked.len() * holders.len());
    // Every asked-for file has a known holder, so the test looked at each.
    let all: BTreeSet<&String> = asked.values().flatten().collect();
    assert!(all.iter().all(|id| holders.contains_key(*id)), "{all:?}");
}

/// Two spouses with one file in common, of whom the one whose row gives way is protected: the file
/// is one, it is drawn, and it stands on no list. Check digits by hand, weights 2 1 2 1 …:
/// 850101-239: 16→7 5 0 1 0 1 4 3 18→9 = 30, digit 0. 860202-238: 16→7 6 0 2 0 2 4 3 16→7 = 31,
/// digit 9. 870303-239: 16→7 7 0 3 0 3 4 3 18→9 = 36, digit 4.
#[test]
fn a_file_of_two_persons_is_protected_as_either_is() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path();
    std::fs::create_dir(folder.join("register")).unwrap();
    let rows = "Aktnummer;Personnr;Namn;Stadsdelsnämnd;Ansökningsdatum;Skyddad identitet\n\
        SOL-1;19850101-2390;Påhittad Ett;Södermalm;2018-05-04;\n\
        SOL-1;19860202-2389;Påhittad Två;Södermalm;2018-05-03;Ja\n\
        SOL-2;19870303-2394;Påhittad Tre;Södermalm;2018-05-04;\n";
    std::fs::write(folder.join("register/t.csv"), rows).unwrap();
    let plan = "[audit]\ntitle = \"Prov\"\ntemplate = \"genomforandeplan\"\nlanguage = \"sv\"\n\
        reference_date = 2018-05-04\n[registers.treserva]\nfile = \"register/t.csv\"\n\
        [unit]\nregister = \"treserva\"\none_per = \"aktnummer\"\nif_several = \"latest\"\n\
        by = \"ansökningsdatum\"\n[sample]\nsize = 2\nreserve = 0\nseed = \"prov\"\n";
    std::fs::write(folder.join("granskning.toml"), plan).unwrap();
    let frame = run(folder, "frame --format json").json();
    assert_eq!(frame["strata"][0]["population"], 2, "{frame}");
    let said = run(folder, "draw");
    let left_out = "1 av de dragna har skyddade personuppgifter";
    assert!(said.stderr.contains(left_out), "{}", said.stderr);
    let key = std::fs::read_to_string(folder.join("urval/nyckel.csv")).unwrap();
    let of = |file: &str| {
        let line = key.lines().find(|line| line.contains(file)).unwrap();
        line.split(',').next().unwrap().to_owned()
    };
    let listed: BTreeSet<String> = asked_for(folder).into_values().flatten().collect();
    assert_eq!(listed, BTreeSet::from([of("SOL-2")]), "{}", of("SOL-1"));
}
