//! Which files go into which workbook: by reviewer and place, a blind second reading apart,
//! and only what stands in no workbook yet, so that writing again never doubles a file.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use super::{Case, Occasion, texts};
use crate::lang::sort_key;
use crate::problem::{Error, Fault, Result};
use crate::template::{Checklist, Template, nearest, plain};

/// A workbook to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned<'a> {
    /// Plain ASCII, with its ending.
    pub file_name: String,
    /// The checklist, by its place in the template.
    pub checklist: usize,
    /// Who fills it in; may be empty.
    pub reviewer: String,
    /// Whether it is a blind second reading.
    pub second: bool,
    /// In the order of the protocol.
    pub cases: Vec<&'a Case>,
}

/// What stands in the folder already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// Names of files there, whatever they are: none is used again.
    pub names: Vec<String>,
    /// Löpnummer by checklist and reading (`true`: a second one) that stand in a workbook.
    pub files: BTreeSet<(usize, bool, String)>,
}

/// How the files are to be shared out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Reviewers with their places, in order; see [`reviewers`].
    pub reviewers: Vec<Reviewer>,
    /// How many files per place are read a second time.
    pub double: usize,
    /// Whether files that stand in a workbook are written again, to be filled with the old
    /// answers.
    pub again: bool,
}

/// A reviewer and the places whose files they read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// As they call themselves.
    pub name: String,
    /// Recipients of any checklist.
    pub places: Vec<String>,
}

/// Reads `Eva=JS Farsta;Thomas=JS Kista-Kista,JS Rosenlundsgatan`. A place must be one that
/// holds a file, and stands with one reviewer; all faults are told at once.
pub fn reviewers(text: &str, cases: &[Case]) -> Result<Vec<Reviewer>> {
    let known: BTreeSet<&str> = cases
        .iter()
        .flat_map(|case| case.place.values())
        .map(String::as_str)
        .collect();
    let mut faults = Vec::new();
    let mut fault = |what, hint| {
        faults.push(Fault {
            what,
            place: None,
            hint: Some(hint),
        });
    };
    let mut found: Vec<Reviewer> = Vec::new();
    let mut shared_out: BTreeSet<&str> = BTreeSet::new();
    for part in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
        let Some((name, places)) = part.split_once('=') else {
            fault(texts::reviewer_without_place(), texts::reviewers_form());
            continue;
        };
        let mut own = Vec::new();
        let places = places.split(',').map(str::trim).filter(|p| !p.is_empty());
        let places: Vec<&str> = places.collect();
        if name.trim().is_empty() || places.is_empty() {
            fault(texts::reviewer_without_place(), texts::reviewers_form());
        }
        for place in places {
            let wanted = plain(place).to_lowercase();
            let hit = known
                .iter()
                .find(|known| plain(known).to_lowercase() == wanted);
            match hit {
                None => {
                    let names: Vec<String> = known.iter().map(|&name| name.to_owned()).collect();
                    let hint = nearest(place, &names).map_or_else(
                        || texts::places_are(&names.join(", ")),
                        |near| texts::did_you_mean(&near),
                    );
                    fault(texts::unknown_place(place), hint);
                }
                Some(hit) if shared_out.insert(hit) => own.push((*hit).to_owned()),
                Some(_) => fault(texts::place_twice(place), texts::place_twice_hint()),
            }
        }
        found.push(Reviewer {
            name: name.trim().to_owned(),
            places: own,
        });
    }
    if !faults.is_empty() {
        return Err(Error { faults });
    }
    Ok(found)
}

/// The workbooks to write, in order: checklist by checklist, reviewer by reviewer, what no
/// reviewer has, then second readings. A workbook without files is left out.
pub fn plan<'a>(
    template: &Template,
    occasion: Occasion<'_>,
    cases: &'a [Case],
    wanted: &Wanted,
    standing: &Standing,
) -> Vec<Planned<'a>> {
    let mut taken: BTreeSet<String> = standing
        .names
        .iter()
        .map(|name| name.to_lowercase())
        .collect();
    let mut planned = Vec::new();
    for (at, checklist) in template.checklists.iter().enumerate() {
        let place = |case: &Case| case.place.get(&at).cloned().unwrap_or_default();
        let is_left =
            |case: &&Case| wanted.again || !standing.files.contains(&(at, false, case.id.clone()));
        let mut add = |stem: String, reviewer: &str, second, cases: Vec<&'a Case>| {
            if !cases.is_empty() {
                planned.push(Planned {
                    file_name: free_name(&stem, &mut taken),
                    checklist: at,
                    reviewer: reviewer.to_owned(),
                    second,
                    cases,
                });
            }
        };
        let of = |reviewer: &Reviewer, case: &Case| reviewer.places.contains(&place(case));
        for reviewer in &wanted.reviewers {
            let own = |case: &&Case| is_left(case) && of(reviewer, case);
            let stem = format!("{}-{}", checklist.id, slug(&reviewer.name));
            add(
                stem,
                &reviewer.name,
                false,
                cases.iter().filter(own).collect(),
            );
        }
        let no_ones = |case: &&Case| is_left(case) && !wanted.reviewers.iter().any(|r| of(r, case));
        let rest = cases.iter().filter(no_ones).collect();
        add(checklist.id.clone(), "", false, rest);
        let second: BTreeSet<&str> = second_reading(occasion.draw_id, at, cases, wanted.double)
            .into_iter()
            .filter(|id| !standing.files.contains(&(at, true, (*id).to_owned())))
            .collect();
        let again = cases
            .iter()
            .filter(|case| second.contains(case.id.as_str()));
        let stem = format!("{}-andra", checklist.id);
        add(stem, "", true, again.collect());
    }
    planned
}

/// The files read a second time: at each place the first by a hash of draw and löpnummer,
/// so that no one chooses them and anyone can see that.
fn second_reading<'a>(
    draw_id: &str,
    checklist: usize,
    cases: &'a [Case],
    each: usize,
) -> Vec<&'a str> {
    let mut by_place: std::collections::BTreeMap<&str, Vec<([u8; 32], &str)>> =
        std::collections::BTreeMap::new();
    for case in cases {
        let place = case.place.get(&checklist).map_or("", String::as_str);
        let hash = Sha256::digest(format!("{draw_id}{}", case.id)).into();
        by_place.entry(place).or_default().push((hash, &case.id));
    }
    by_place
        .into_values()
        .flat_map(|mut files| {
            files.sort_unstable();
            files.into_iter().take(each).map(|(_, id)| id)
        })
        .collect()
}

/// The cases by place: places in the order of the Swedish alphabet, files as they stood.
pub(super) fn by_place<'a>(checklist: usize, cases: &[&'a Case]) -> Vec<(String, Vec<&'a Case>)> {
    let mut places: Vec<(String, Vec<&Case>)> = Vec::new();
    for case in cases {
        let place = case.place.get(&checklist).cloned().unwrap_or_default();
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, files)) => files.push(case),
            None => places.push((place, vec![case])),
        }
    }
    places.sort_by_key(|(place, _)| sort_key(place));
    places
}

/// What a sheet calls a place; a checklist with one recipient is called by its files.
pub(super) fn place_name(checklist: &Checklist, place: &str, lang: crate::lang::Lang) -> String {
    if !place.is_empty() {
        return place.to_owned();
    }
    let files = checklist.files.get(lang);
    let mut letters = files.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// `stem.xlsx`, or the first of `stem-2.xlsx`, `stem-3.xlsx`, … that no file has.
fn free_name(stem: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = format!("{stem}.xlsx");
    let mut number = 1;
    while taken.contains(&name.to_lowercase()) {
        number += 1;
        name = format!("{stem}-{number}.xlsx");
    }
    taken.insert(name.to_lowercase());
    name
}

/// A name as part of a file name: plain ASCII, lower case.
fn slug(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut out = String::new();
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            _ if (c.is_whitespace() || c.is_ascii_punctuation())
                && !out.is_empty()
                && !out.ends_with('-') =>
            {
                out.push('-');
            }
            _ => {}
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() {
        "granskare".to_owned()
    } else {
        out.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checklist::fixture::{self, cases, occasion};
    use crate::lang::Lang;

    fn planned(wanted: &Wanted, standing: &Standing) -> Vec<(String, String, String)> {
        let template = fixture::template();
        let cases = cases(3, 2);
        plan(&template, occasion(Lang::Sv), &cases, wanted, standing)
            .into_iter()
            .map(|planned| {
                let ids: Vec<&str> = planned.cases.iter().map(|case| case.id.as_str()).collect();
                (planned.file_name, planned.reviewer, ids.join(" "))
            })
            .collect()
    }

    fn row(name: &str, reviewer: &str, ids: &str) -> (String, String, String) {
        (name.to_owned(), reviewer.to_owned(), ids.to_owned())
    }

    #[test]
    fn reviewers_share_the_places_and_the_rest_is_left() {
        let wanted = Wanted {
            reviewers: reviewers("Åsa Öberg = östra ENHETEN", &cases(3, 2)).unwrap(),
            ..Wanted::default()
        };
        assert_eq!(
            planned(&wanted, &Standing::default()),
            [
                row("lista-asa-oberg.xlsx", "Åsa Öberg", "A-01 A-02 A-03"),
                row("lista.xlsx", "", "B-01 B-02"),
            ]
        );
    }

    #[test]
    fn only_files_that_stand_nowhere_are_written_under_a_free_name() {
        let mut standing = Standing {
            names: vec!["LISTA.xlsx".to_owned(), "lista-2.xlsx".to_owned()],
            ..Standing::default()
        };
        for id in ["A-01", "A-02", "A-03", "B-01"] {
            standing.files.insert((0, false, id.to_owned()));
        }
        let none = Wanted::default();
        let expected = [row("lista-3.xlsx", "", "B-02")];
        assert_eq!(planned(&none, &standing), expected);
        standing.files.insert((0, false, "B-02".to_owned()));
        assert_eq!(planned(&none, &standing), []);
        let again = Wanted {
            again: true,
            ..none
        };
        let expected = [row("lista-3.xlsx", "", "A-01 A-02 A-03 B-01 B-02")];
        assert_eq!(planned(&again, &standing), expected);
    }

    /// `printf %s 0123456789abA-01 | sha256sum` begins 8b13, A-02 4dc9, A-03 9ec0; B-01 7975,
    /// B-02 c640.
    #[test]
    fn a_second_reading_takes_the_lowest_hashes_of_each_place() {
        let cases = cases(3, 2);
        let chosen = second_reading(fixture::DRAW_ID, 0, &cases, 1);
        assert_eq!(chosen, ["B-01", "A-02"]);
        let most = second_reading(fixture::DRAW_ID, 0, &cases, 10);
        assert_eq!(most.len(), 5);
    }

    #[test]
    fn faults_of_the_sharing_out_are_told_together() {
        let error = reviewers(
            "Eva=Östra enheden;Thomas;Bo=Östra enheten,Östra enheten",
            &cases(1, 1),
        );
        let words = error.unwrap_err().in_words(Lang::Sv);
        assert!(
            words.contains(
                "ingen akt i urvalet finns hos Östra enheden\n  menade du Östra enheten?"
            ),
            "{words}"
        );
        assert!(words.contains("utan namn eller plats"), "{words}");
        assert!(
            words.contains("Östra enheten står hos två granskare"),
            "{words}"
        );
    }
}
