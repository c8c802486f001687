//! What `inspect` found, laid out for people and for programs.

use serde::Serialize;
use stickprov::lang::{Lang, Text, whole};
use stickprov::problem::Place;
use stickprov::table::{Description, Kind};
use stickprov::template::Template;

use super::super::export::TakenAs;
use super::super::output::{Align, Block, Grid, Item};
use super::look::Looked;
use super::persons::Persons;
use super::profile::{Holds, Profile};
use super::words;
use super::{repeats, texts};

/// All that is to be shown.
pub(super) struct Answer<'a> {
    pub(super) description: &'a Description,
    pub(super) taken_as: Option<&'a TakenAs<'a>>,
    /// The export's id in the plan.
    pub(super) export_id: Option<&'a str>,
    pub(super) templates: &'a [Template],
    pub(super) looked: &'a Looked,
}

/// `inspect/1` (DESIGN 5).
#[derive(Serialize)]
pub(super) struct Machine {
    schema: &'static str,
    file: String,
    kind: &'static str,
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    header_row: Option<u64>,
    rows: u64,
    columns: Vec<Column>,
    problems: Vec<Found>,
    register: Option<String>,
    sheets: Vec<String>,
    left_out: LeftOut,
    /// What programs get is about the whole file; a person may have seen a part.
    complete: bool,
    persons: Option<Persons>,
}

#[derive(Serialize)]
struct Column {
    header: String,
    field: Option<String>,
    #[serde(rename = "type")]
    holds: &'static str,
    empty: u64,
    distinct: Option<u64>,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    place: Option<Place>,
    places: Vec<Place>,
    count: u64,
    message: String,
}

#[derive(Serialize)]
struct LeftOut {
    totals: u64,
    notes: u64,
    headers_again: u64,
    marks: u64,
    below: u64,
    outside: u64,
    blank: u64,
}

impl Answer<'_> {
    pub(super) fn machine(&self, lang: Lang) -> Machine {
        let (description, read) = (self.description, &self.looked.read);
        let columns = (0..description.headers.len()).map(|at| {
            let profile = &self.looked.profiles[at];
            Column {
                header: description.column_name(at),
                field: self.field_name(at),
                holds: profile.holds().name(),
                empty: profile.empty,
                distinct: profile.distinct(),
            }
        });
        let problems = read.problems.iter().map(|(code, kind)| Found {
            code,
            place: kind.places.first().cloned(),
            places: kind.places.clone(),
            count: kind.count,
            message: kind.what.get(lang).to_owned(),
        });
        Machine {
            schema: "stickprov/inspect/1",
            file: description.file.clone(),
            kind: description.kind.name(),
            encoding: description.encoding.clone(),
            delimiter: description.delimiter.clone(),
            sheet: description.sheet.clone(),
            header_row: description.header_row,
            rows: read.rows,
            columns: columns.collect(),
            problems: problems.collect(),
            register: self.taken_as.map(|taken| taken.register().id.clone()),
            sheets: description
                .sheets
                .iter()
                .map(|sheet| sheet.name.clone())
                .collect(),
            left_out: LeftOut {
                totals: read.totals,
                notes: read.notes,
                headers_again: read.headers_again,
                marks: read.marks,
                below: read.below,
                outside: read.outside,
                blank: read.blank,
            },
            complete: !self.looked.in_part,
            persons: self.looked.persons.clone(),
        }
    }

    pub(super) fn blocks(&self, lang: Lang) -> Vec<Block> {
        let mut blocks = vec![Block::Lines(self.summary(lang)), self.columns(lang)];
        if !self.looked.read.problems.is_empty() {
            blocks.push(Block::Heading(texts::watch_out().get(lang).to_owned()));
            blocks.push(self.problems(lang));
        }
        blocks.push(Block::Heading(texts::to_do().get(lang).to_owned()));
        blocks.push(Block::Lines(self.to_do(lang)));
        blocks
    }

    /// How the file was taken, in three lines.
    fn summary(&self, lang: Lang) -> Vec<String> {
        let (description, read) = (self.description, &self.looked.read);
        let say = |text: Text| text.get(lang).to_owned();
        let header = match description.header_row {
            Some(row) => say(texts::header_at(row)),
            None => say(texts::no_header()),
        };
        let rows = match read.rows {
            1 => say(texts::one_row()),
            rows => say(texts::rows(&whole(lang, rows))),
        };
        let kind = self.kind(lang);
        let mut lines = vec![format!("{}: {kind}, {header}, {rows}", description.file)];
        if self.looked.in_part {
            lines.push(say(texts::in_part(&whole(lang, read.rows))));
        }
        let left_out = [
            (read.totals, texts::totals(read.totals)),
            (read.notes, texts::notes(read.notes)),
            (read.headers_again, texts::headers_again(read.headers_again)),
            (read.marks, texts::marks(read.marks)),
            (read.below, texts::below(read.below)),
            (read.outside, texts::outside(read.outside)),
            (read.blank, texts::blank(read.blank)),
        ];
        let left_out: Vec<String> = (left_out.into_iter())
            .filter(|(count, _)| *count > 0)
            .map(|(_, text)| say(text))
            .collect();
        if !left_out.is_empty() {
            lines.push(say(texts::left_out(&left_out.join(", "))));
        }
        lines.push(if let Some(taken) = self.taken_as {
            let register = taken.register();
            let title = register.title.get(lang);
            let taken_as = texts::taken_as(&register.id, title, &taken.template.id);
            let all = description.headers.len();
            let known = texts::recognised(taken.recognised(), all);
            format!("{}: {}", say(taken_as), say(known))
        } else {
            let names: Vec<&str> = self.templates.iter().map(|t| t.id.as_str()).collect();
            say(texts::not_recognised(&names.join(", ")))
        });
        lines.extend(
            self.looked
                .persons
                .as_ref()
                .map(|p| words::persons(p, lang)),
        );
        lines
    }

    fn kind(&self, lang: Lang) -> String {
        let description = self.description;
        let text = match description.kind {
            Kind::Csv => {
                let encoding = description.encoding.as_deref().unwrap_or_default();
                match description.delimiter.as_deref() {
                    Some("\t") => texts::text_file_tabs(encoding),
                    Some(delimiter) => texts::text_file(encoding, delimiter),
                    None => texts::text_file_one_column(encoding),
                }
            }
            Kind::Xlsx | Kind::Xls | Kind::Xlsb | Kind::Ods => {
                let sheet = description.sheet.as_deref().unwrap_or_default();
                texts::workbook(texts::kind_word(description.kind), sheet)
            }
        };
        text.get(lang).to_owned()
    }

    fn columns(&self, lang: Lang) -> Block {
        let titles = [
            texts::column(),
            texts::field(),
            texts::holds(),
            texts::empty(),
            texts::distinct(),
        ];
        let aligns = [
            Align::Left,
            Align::Left,
            Align::Left,
            Align::Right,
            Align::Right,
        ];
        let columns: Vec<(&str, Align)> = titles.iter().map(|t| t.get(lang)).zip(aligns).collect();
        let mut grid = Grid::new(&columns);
        for (at, profile) in self.looked.profiles.iter().enumerate() {
            let field = self.taken_as.and_then(|taken| {
                let field = &taken.register().fields[taken.field_of(at)?];
                Some(field.id.clone())
            });
            grid.push(vec![
                Item::text(self.description.column_name(at)),
                Item::text(field.unwrap_or_else(|| "–".to_owned())),
                Item::text(texts::holds_word(profile.holds()).get(lang)),
                Item::whole(lang, profile.empty),
                match profile.distinct() {
                    Some(distinct) => Item::whole(lang, distinct),
                    None => Item::text("> 1 000 000"),
                },
            ]);
        }
        Block::Grid(grid)
    }

    fn problems(&self, lang: Lang) -> Block {
        let titles = [texts::count(), texts::what(), texts::first_places()];
        let aligns = [Align::Right, Align::Left, Align::Left];
        let columns: Vec<(&str, Align)> = titles.iter().map(|t| t.get(lang)).zip(aligns).collect();
        let mut grid = Grid::new(&columns);
        for (_, kind) in self.looked.read.problems.gravest_first() {
            let place = words::places(kind, lang);
            grid.push(vec![
                Item::whole(lang, kind.count),
                Item::text(kind.what.get(lang)),
                Item::text(place),
            ]);
        }
        Block::Grid(grid)
    }

    /// What the user has to do before the file can be used, or may want to do.
    fn to_do(&self, lang: Lang) -> Vec<String> {
        let mut lines: Vec<Text> = Vec::new();
        if self.is_of_figures() {
            lines.push(texts::of_figures());
        } else if let Some(taken) = self.taken_as {
            let register = taken.register();
            let id = self.export_id.unwrap_or(&register.id);
            let near = &taken.recognition.near;
            for field in taken.missing() {
                let name = &register.fields[field].id;
                lines.push(texts::missing_field(name));
                if !near.iter().any(|(_, near)| *near == field) {
                    lines.push(texts::say_column(name, id));
                }
            }
            for (column, field) in near {
                let name = &register.fields[*field].id;
                if let Some(header) = self.description.header(*column) {
                    lines.push(texts::near(header, name));
                    lines.push(texts::say_near(header, name, id));
                }
            }
        }
        for (column, near, row) in self.looked.alike.iter() {
            let name = self.description.column_name(column);
            lines.push(texts::value_alike(&name, row, near));
        }
        if let (Some(taken), Some(_)) = (self.taken_as, self.looked.alike.iter().next()) {
            lines.push(texts::say_alike(&taken.template.id));
        }
        if self.looked.too_many_rows {
            let most = u64::try_from(repeats::MOST).unwrap_or(u64::MAX);
            lines.push(texts::repeats_of(&whole(lang, most)));
        }
        let others: Vec<String> = (self.description.sheets.iter())
            .filter(|sheet| Some(&sheet.name) != self.description.sheet.as_ref())
            .map(|sheet| {
                if sheet.hidden {
                    format!("{} ({})", sheet.name, texts::hidden().get(lang))
                } else {
                    sheet.name.clone()
                }
            })
            .collect();
        if !others.is_empty() {
            lines.push(texts::other_sheets(&others.join(", ")));
        }
        if self.looked.read.problems.count("fixed-columns") > 0 {
            lines.push(texts::fixed_columns());
        } else if self.description.header_row.is_none() {
            let id = self.taken_as.map(|taken| taken.register().id.as_str());
            let id = self.export_id.or(id).unwrap_or("REGISTER");
            lines.push(texts::no_header_to_do(id));
        }
        let half = self.description.headers.len().div_ceil(2);
        if self
            .taken_as
            .is_none_or(|taken| taken.recognised() < half || !taken.missing().is_empty())
        {
            lines.push(texts::wrongly_taken());
        }
        let is_empty = self.looked.read.rows == 0;
        if is_empty && self.looked.read.problems.count("persons-unread") > 0 {
            lines.push(texts::rows_elsewhere());
        } else if is_empty {
            lines.push(texts::no_row());
        }
        let mut unusable: Vec<Text> = self.without_persons().into_iter().collect();
        unusable.extend(self.unreadable());
        let mut codes = self.looked.read.problems.iter().map(|(code, _)| code);
        let usable =
            unusable.is_empty() && (self.taken_as).is_some_and(|taken| taken.missing().is_empty());
        lines.extend(unusable);
        if usable && !is_empty && codes.any(|code| !HARMLESS.contains(&code)) {
            lines.push(texts::check_places());
        }
        if lines.is_empty() {
            lines.push(texts::ready());
        }
        lines.iter().map(|line| line.get(lang).to_owned()).collect()
    }

    /// Columns of which no cell can be read as their field says.
    fn unreadable(&self) -> impl Iterator<Item = Text> {
        let profiles = self.looked.profiles.iter().enumerate();
        let columns = profiles.filter(|(_, profile)| profile.is_unreadable());
        columns.filter_map(|(column, _)| {
            let taken = self.taken_as?;
            let field = &taken.register().fields[taken.field_of(column)?];
            let name = self.description.column_name(column);
            Some(texts::column_unreadable(&name, &field.id))
        })
    }

    /// Why the rows of a register about persons are about nobody: none has an identity, or all
    /// have only a date of birth.
    fn without_persons(&self) -> Option<Text> {
        let persons = self.looked.persons.as_ref()?;
        let column = self.looked.identity?;
        let rows = self.looked.read.rows;
        let name = self.description.column_name(column);
        if rows > 0 && persons.blank == rows {
            return Some(texts::no_identities(&name));
        }
        let are_dates = self.looked.profiles[column].holds() == Holds::Date;
        (persons.other > 0 && persons.other + persons.blank == rows && are_dates)
            .then(|| texts::cut_identity(&name))
    }

    /// Whether it is a published table of counts: columns of numbers and nobody in them.
    fn is_of_figures(&self) -> bool {
        let is_number = |holds: &Holds| matches!(holds, Holds::Integer | Holds::Number);
        let holds: Vec<Holds> = self.looked.profiles.iter().map(Profile::holds).collect();
        let numbers = holds.iter().filter(|holds| is_number(holds)).count();
        let has_fields = self
            .taken_as
            .is_some_and(|taken| taken.missing().is_empty() || taken.recognised() > 2);
        // Shares may be written as texts, `6,1%`.
        let are_most = numbers + 2 >= holds.len() || numbers * 3 >= holds.len() * 2;
        numbers > 1 && are_most && !has_fields && !holds.contains(&Holds::Personnummer)
    }

    fn field_name(&self, column: usize) -> Option<String> {
        let taken = self.taken_as?;
        let field = &taken.register().fields[taken.field_of(column)?];
        Some(format!("{}.{}", taken.register().id, field.id))
    }
}

/// Problems that tell how the file was taken and change no cell of a row.
const HARMLESS: [&str; 12] = [
    "columns-numbered",
    "encoding-guessed",
    "header-again",
    "header-damaged",
    "hidden-columns",
    "merged-cells",
    "named-otherwise",
    "note-below",
    "rule-row",
    "sheet-hidden",
    "totals-row",
    "units-row",
];
