//! Which column is which field: by id, title and alias, folding what exports do to headers.
//! A near miss is suggested, never taken in silence.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::table::Description;
use crate::template::{Field, Register};

/// How alike a header must be to a known one to be suggested.
const NEAR: f64 = 0.88;

/// In a wider table no header is looked at for likeness: it is no register as people write
/// it, and every header would be compared with every name.
const MOST_COLUMNS: usize = 1000;

/// Which columns were recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognition {
    /// The column of every field of the register.
    pub columns: Vec<Option<usize>>,
    /// Columns that are nearly a field that has none: (column, field).
    pub near: Vec<(usize, usize)>,
    /// Columns that mean a field which another column has already: (column, field).
    pub twice: Vec<(usize, usize)>,
    /// Columns that were taken although their å, ä and ö are damaged: (column, field).
    pub damaged: Vec<(usize, usize)>,
    /// Columns that were taken because a header that may mean the field stands over values of
    /// its type: (column, field).
    pub by_values: Vec<(usize, usize)>,
    /// Fields whose header the plan names: no other column is taken for one of them.
    pub said: BTreeSet<usize>,
}

/// Finds the column of every field of a table. `said` names the header of a field, where the plan does;
/// the letters of columns without headers mean nothing but there.
pub fn recognise_table(
    register: &Register,
    description: &Description,
    said: &BTreeMap<usize, String>,
) -> Recognition {
    let headers = &description.headers;
    if description.header_row.is_some() {
        return recognise(register, headers, said);
    }
    let mut found = recognise(register, &[], &BTreeMap::new());
    for (field, letter) in said {
        let is_said = |own: &String| own.eq_ignore_ascii_case(letter.trim());
        found.columns[*field] = headers.iter().position(is_said);
    }
    found.said = said.keys().copied().collect();
    found
}

/// The same by headers alone.
pub fn recognise(
    register: &Register,
    headers: &[String],
    said: &BTreeMap<usize, String>,
) -> Recognition {
    let forms: Vec<Vec<String>> = headers.iter().map(|header| forms_of(header)).collect();
    let mut columns: Vec<Option<usize>> = vec![None; register.fields.len()];
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for (field, header) in said {
        let exact = headers.iter().position(|seen| seen.trim() == header.trim());
        let column = exact.or_else(|| forms.iter().position(|f| f.contains(&folded(header))));
        columns[*field] = column;
        taken.extend(column);
    }
    let mut by_form: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (column, forms) in forms.iter().enumerate() {
        for form in forms {
            by_form.entry(form).or_default().push(column);
        }
    }
    let mut twice = Vec::new();
    // A header that is the field's own name goes before one that is an alias of it, and of
    // several the one whose name stands first in the template, never the leftmost: the order
    // of columns must not decide what is read.
    let kinds: [fn(&Field) -> Vec<String>; 2] = [own_names, aliases];
    for names in kinds {
        for (at, field) in register.fields.iter().enumerate() {
            let names = names(field);
            let mut found: Vec<(usize, &String, usize)> = names
                .iter()
                .enumerate()
                .flat_map(|(rank, name)| {
                    let columns = by_form.get(name.as_str()).into_iter().flatten();
                    columns.map(move |column| (rank, *column))
                })
                .filter(|(_, column)| !taken.contains(column))
                .map(|(rank, column)| (rank, &headers[column], column))
                .collect();
            found.sort_unstable();
            let mut seen = BTreeSet::new();
            found.retain(|(_, _, column)| seen.insert(*column));
            for (_, _, column) in found {
                if columns[at].is_none() && !said.contains_key(&at) {
                    columns[at] = Some(column);
                    taken.insert(column);
                } else if columns[at].is_some() {
                    twice.push((column, at));
                }
            }
        }
    }
    twice.sort_unstable();
    twice.dedup();
    let said: BTreeSet<usize> = said.keys().copied().collect();
    let damaged = damaged(register, headers, &columns, &taken, &said);
    for (column, field) in &damaged {
        columns[*field] = Some(*column);
        taken.insert(*column);
    }
    let near = near_misses(register, &forms, &columns, &taken);
    Recognition {
        columns,
        near,
        twice,
        damaged,
        by_values: Vec::new(),
        said,
    }
}

/// Headers that are a field's name but for letters that scanning and old code pages do to å,
/// ä and ö. Only where it is one column and one field: else it is a near miss.
fn damaged(
    register: &Register,
    headers: &[String],
    columns: &[Option<usize>],
    taken: &BTreeSet<usize>,
    said: &BTreeSet<usize>,
) -> Vec<(usize, usize)> {
    if headers.len() > MOST_COLUMNS {
        return Vec::new();
    }
    let seen: Vec<Vec<char>> = headers.iter().map(|header| letters(header)).collect();
    let fields = register.fields.iter().enumerate();
    let mut found: Vec<(usize, usize)> = fields
        .filter(|(field, _)| columns[*field].is_none() && !said.contains(field))
        .flat_map(|(at, field)| {
            let names = [&field.id, &field.title.sv]
                .into_iter()
                .chain(&field.aliases);
            let names: Vec<Vec<char>> = names.map(|name| letters(name)).collect();
            let free = (0..headers.len()).filter(|column| !taken.contains(column));
            let seen = &seen;
            free.filter(move |column| names.iter().any(|name| is_damaged(name, &seen[*column])))
                .map(move |column| (column, at))
        })
        .collect();
    let all = found.clone();
    found.retain(|(column, field)| {
        all.iter()
            .filter(|(c, f)| c == column || f == field)
            .count()
            == 1
    });
    found.sort_unstable();
    found
}

/// The letters and digits of a header, å, ä and ö kept.
fn letters(header: &str) -> Vec<char> {
    let text = header.nfc().flat_map(char::to_lowercase);
    text.filter(|c| c.is_alphanumeric()).collect()
}

fn is_damaged(name: &[char], seen: &[char]) -> bool {
    name.len() == seen.len()
        && name.iter().zip(seen).all(|pair| match pair {
            (a, b) if a == b => true,
            ('å', 'a' | 'e' | 'é' | 'd') | ('ä', 'a' | 'd') | ('ö', 'o' | '6' | '0') => true,
            (_, _) => false,
        })
}

fn near_misses(
    register: &Register,
    forms: &[Vec<String>],
    columns: &[Option<usize>],
    taken: &BTreeSet<usize>,
) -> Vec<(usize, usize)> {
    let mut near = Vec::new();
    if forms.len() > MOST_COLUMNS {
        return near;
    }
    for (column, forms) in forms.iter().enumerate() {
        if taken.contains(&column) {
            continue;
        }
        let best = register
            .fields
            .iter()
            .enumerate()
            .filter(|(at, _)| columns[*at].is_none())
            .flat_map(|(at, field)| {
                own_names(field)
                    .into_iter()
                    .chain(aliases(field))
                    .map(move |name| (at, name))
            })
            .flat_map(|(at, name)| {
                forms
                    .first()
                    .into_iter()
                    .map(move |form| (likeness(form, &name), at))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((likeness, field)) = best
            && likeness >= NEAR
        {
            near.push((column, field));
        }
    }
    near
}

/// How alike two texts are, by whichever sees more: scanning damages the first letter too, which counts
/// for more than its share in one, and short forms have the same beginning.
fn likeness(form: &str, name: &str) -> f64 {
    let begins = strsim::jaro_winkler(form, name);
    begins.max(strsim::normalized_damerau_levenshtein(form, name))
}

/// All folded header texts that a register knows, with those the plan names.
pub(super) fn known(register: &Register, said: &BTreeMap<usize, Vec<String>>) -> BTreeSet<String> {
    register
        .fields
        .iter()
        .flat_map(|field| own_names(field).into_iter().chain(aliases(field)))
        .chain(said.values().flatten().map(|header| folded(header)))
        .collect()
}

fn own_names(field: &Field) -> Vec<String> {
    vec![
        folded(&field.id),
        folded(&field.title.sv),
        folded(&field.title.en),
    ]
}

fn aliases(field: &Field) -> Vec<String> {
    field.aliases.iter().map(|alias| folded(alias)).collect()
}

/// Whether a header is the one that the plan says.
pub(super) fn is_said(said: &str, header: &str) -> bool {
    header.trim() == said.trim() || forms_of(header).contains(&folded(said))
}

/// A header, and its last part where a group heading stands before it.
fn forms_of(header: &str) -> Vec<String> {
    let mut forms = vec![folded(header)];
    if let Some((_, last)) = header.rsplit_once(": ") {
        forms.push(folded(last));
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// Lower case without accents, spaces, hyphens and marks: what exports differ in.
pub fn folded(header: &str) -> String {
    without_footnote(header)
        .nfd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A header without the mark of a footnote that is a digit: `1)`, `¹`. Other marks are no
/// letters and go anyway.
fn without_footnote(header: &str) -> &str {
    let superscript =
        |c: char| matches!(c, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2070}'..='\u{2079}');
    let text = header.trim().trim_end_matches(superscript);
    match text.strip_suffix(')') {
        Some(number) => {
            let head = number.trim_end_matches(|c: char| c.is_ascii_digit());
            if head.len() < number.len() && head.ends_with(char::is_whitespace) {
                head
            } else {
                text
            }
        }
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Text;
    use crate::template::{FieldKind, Link};

    fn field(id: &str, aliases: &[&str]) -> Field {
        Field {
            id: id.into(),
            title: Text::same(id),
            kind: FieldKind::Text,
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
            if_values: Vec::new(),
            values: Vec::new(),
            required: false,
            personal: false,
            protects: false,
        }
    }

    fn register() -> Register {
        Register {
            id: "reg_a".into(),
            title: Text::same("reg_a"),
            link: Link::Identity(0),
            pick: None,
            awaited: None,
            persons: true,
            form: None,
            fields: vec![
                field("personnummer", &["Personnr", "Pnr"]),
                field("första_besök", &["Förstabesök"]),
                field("stadsdel", &["SDN"]),
            ],
        }
    }

    fn headers(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn case_accents_hyphens_and_marks_are_folded() {
        let seen = headers(&["PERSON-NR", "Fo\u{308}rsta beso\u{308}k*", "Övrigt: SDN 1)"]);
        let found = recognise(&register(), &seen, &BTreeMap::new());
        assert_eq!(found.columns, [Some(0), Some(1), Some(2)]);
    }

    /// As S4's text has them: ö as 6, å and ä as d.
    #[test]
    fn damaged_letters_are_read_where_it_can_only_be_one() {
        let seen = headers(&["Pnr", "Fdrsta bes6k", "F6rsta bes6k"]);
        let found = recognise(&register(), &seen, &BTreeMap::new());
        assert_eq!(found.columns, [Some(0), Some(2), None]);
        assert_eq!(found.damaged, [(2, 1)]);
        let two = headers(&["Pnr", "F0rsta bes6k", "F6rsta bes6k"]);
        let found = recognise(&register(), &two, &BTreeMap::new());
        assert_eq!((found.columns[1], found.damaged), (None, Vec::new()));
    }

    /// The plan says which column it is; one that is called as the field is not taken instead.
    #[test]
    fn what_the_plan_names_is_not_replaced() {
        let seen = headers(&["Personnr", "Forsta besok"]);
        let said = BTreeMap::from([(0, "Fnr".to_owned()), (1, "Startdag".to_owned())]);
        let found = recognise(&register(), &seen, &said);
        assert_eq!(found.columns, [None, None, None]);
        assert_eq!(found.damaged, []);
    }

    #[test]
    fn a_near_miss_is_suggested_and_not_taken() {
        let found = recognise(
            &register(),
            &headers(&["Personnumer", "SDN"]),
            &BTreeMap::new(),
        );
        assert_eq!(found.columns, [None, None, Some(1)]);
        assert_eq!(found.near, [(0, 0)]);
    }

    /// Two headers that mean one field: the template's order decides, not the file's.
    #[test]
    fn the_order_of_columns_does_not_decide() {
        for (seen, taken) in [
            (["Pnr", "Personnr"], 1),
            (["Personnr", "Pnr"], 0),
            (["Pnr", "Personnummer"], 1),
        ] {
            let found = recognise(&register(), &headers(&seen), &BTreeMap::new());
            assert_eq!(found.columns[0], Some(taken), "{seen:?}");
            assert_eq!(found.twice, [(1 - taken, 0)], "{seen:?}");
        }
    }

    #[test]
    fn the_plan_overrules_and_a_second_column_is_told() {
        let seen = headers(&["SDN", "Stadsdel", "Pnr", "Nr"]);
        let found = recognise(&register(), &seen, &BTreeMap::from([(0, "Nr".to_owned())]));
        assert_eq!(found.columns, [Some(3), None, Some(1)]);
        assert_eq!(found.twice, [(0, 2), (2, 0)]);
    }

    /// The letters of columns without headers mean nothing, also where a field has such a name, but
    /// what the plan says they mean.
    #[test]
    fn letters_of_columns_are_no_headers() {
        use crate::table::Kind;
        let mut description = Description::made_up(Kind::Csv, &["A", "SDN", "PNR"]);
        let none = BTreeMap::new();
        assert_eq!(
            recognise_table(&register(), &description, &none).columns[2],
            Some(1)
        );
        description.header_row = None;
        assert_eq!(
            recognise_table(&register(), &description, &none).columns,
            [None; 3]
        );
        let said = BTreeMap::from([(0, "a".to_owned())]);
        let found = recognise_table(&register(), &description, &said);
        assert_eq!(found.columns, [Some(0), None, None]);
    }
}
