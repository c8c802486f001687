//! The registers' own figures in the report that others may read: what disclosure control
//! leaves of them, and how much it does not.

use super::indicators::insert;
use super::model::{
    Block, Cell, Column, Depth, Kind, Level, Numbers, Report, Row, Section, Shown, Table,
};
use super::published::{Indicator, Line, Suppressed};
use super::texts::registers as texts;
use crate::disclosure::Rules;
use crate::disclosure::registers::{Figure, Open, registers};
use crate::indicator::{Outcome, Role, role};
use crate::lang::{Lang, Text, whole};
use crate::plan::Plan;

/// What stands for a figure that is not shown, as in the report's other tables.
const HIDDEN: &str = "..";
/// The id of the table that lists what is not shown.
pub(super) const SUPPRESSED: &str = "suppressed";

/// Puts what may be shown in its place, and among the numbers for programs.
pub fn attach(report: &mut Report, outcome: &Outcome, plan: &Plan) {
    let lang = report.lang;
    let rules = Rules {
        min_cell: plan.report.min_cell,
        percent_from: plan.report.scale.percent_from,
    };
    let open = registers(&outcome.tables, rules);
    let hidden: Vec<(String, Suppressed)> = open
        .iter()
        .filter(|table| table.hidden() > 0)
        .map(|table| (say(&table.title, lang), suppressed(table, lang)))
        .collect();
    tell(report, &hidden);
    let shown: Vec<&Open> = open.iter().filter(|one| one.says_something()).collect();
    let mut blocks = vec![Block::Paragraph(say(
        &texts::open_intro(rules.percent_from, rules.min_cell),
        lang,
    ))];
    let tables = shown.iter().enumerate();
    blocks.extend(tables.map(|(at, one)| Block::Table(table(one, at, lang))));
    if let Numbers::Published(numbers) = &mut report.numbers {
        numbers.indicators = shown.iter().map(|one| numbers_of(one, lang)).collect();
        numbers
            .suppressed
            .extend(hidden.into_iter().map(|(_, one)| one));
    }
    if !shown.is_empty() {
        let section = Section {
            id: "indicators",
            heading: say(&texts::indicators(), lang),
            depth: Depth::Annex,
            blocks,
        };
        insert(report, section);
    }
}

fn say(text: &Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}

fn suppressed(table: &Open, lang: Lang) -> Suppressed {
    let count = whole(lang, u64::try_from(table.hidden()).unwrap_or(u64::MAX));
    Suppressed {
        what: table.id.clone(),
        place: say(&texts::figures(&count), lang),
        shown: "nothing".to_owned(),
        why: "registers".to_owned(),
    }
}

fn table(open: &Open, at: usize, lang: Lang) -> Table {
    let period = (open.period.0.to_string(), open.period.1.to_string());
    let mut notes = vec![say(&texts::period(&period.0, &period.1), lang)];
    if !open.note.get(lang).is_empty() {
        notes.push(say(&open.note, lang));
    }
    let used = used(open);
    if let Some(together) = together(open, &used, lang) {
        notes.insert(0, together);
    }
    let columns = used.iter().map(|at| {
        let (_, title) = &open.columns[*at];
        let first = open.rows.iter().map(|(_, figures)| &figures[*at]);
        Column {
            header: match title.get(lang) {
                "" => say(&texts::line(), lang),
                words => words.to_owned(),
            },
            kind: first
                .map(kind)
                .find(Option::is_some)
                .flatten()
                .unwrap_or(Kind::Short),
        }
    });
    let rows = open.rows.iter().filter(|(_, figures)| {
        // A line of labels alone says nothing.
        let mut shown = used.iter().map(|at| &figures[*at]);
        shown.any(|figure| !matches!(figure, Figure::Label(_) | Figure::Hidden | Figure::Missing))
    });
    let rows = rows.map(|(role, figures)| Row {
        level: match role {
            Role::Total => Level::Total,
            Role::Group | Role::Subtotal | Role::Unplaced | Role::Spread => Level::Item,
        },
        cells: used.iter().map(|at| cell(&figures[*at], lang)).collect(),
    });
    Table {
        id: format!("indicator-{}", at + 1),
        title: say(&open.title, lang),
        sheet: format!("{} {}", say(&texts::sheet(), lang), at + 1),
        shown: Shown::Everywhere,
        columns: columns.collect(),
        rows: rows.collect(),
        notes,
    }
}

fn is_shown(figure: &Figure) -> bool {
    !matches!(figure, Figure::Hidden | Figure::Missing)
}

/// The columns of the table: those that say something of a group, or where there is none, of
/// all cases. Others would only take room.
fn used(open: &Open) -> Vec<usize> {
    let says = |at: usize, of_all: bool| {
        let mut rows = open.rows.iter();
        rows.any(|(role, figures)| (of_all || *role != Role::Total) && is_shown(&figures[at]))
    };
    let label = |at: usize| {
        open.rows
            .iter()
            .any(|(_, f)| matches!(f[at], Figure::Label(_)))
    };
    let columns = 0..open.columns.len();
    let of_groups = columns.clone().any(|at| !label(at) && says(at, false));
    columns
        .filter(|at| label(*at) || says(*at, !of_groups))
        .collect()
}

/// What is known of all cases together in columns that the table leaves out.
fn together(open: &Open, used: &[usize], lang: Lang) -> Option<String> {
    let (_, total) = open
        .rows
        .iter()
        .rev()
        .find(|(role, _)| *role == Role::Total)?;
    let left_out = (0..total.len()).filter(|at| !used.contains(at) && is_shown(&total[*at]));
    let said = left_out.map(|at| {
        let title = open.columns[at].1.get(lang);
        format!("{title}: {}", cell(&total[at], lang).shown())
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| say(&texts::together(&said.join("; ")), lang))
}

/// What is not shown, on the page's own list.
fn tell(report: &mut Report, hidden: &[(String, Suppressed)]) {
    let lang = report.lang;
    let rows = hidden.iter().map(|(title, one)| Row {
        level: Level::Item,
        cells: vec![
            Cell::Text(title.clone()),
            Cell::Text(one.place.clone()),
            Cell::Text(say(&super::texts::shown_nothing(), lang)),
            Cell::Text(say(&texts::why(), lang)),
        ],
    });
    let blocks = report
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks);
    for block in blocks {
        if let Block::Table(table) = block
            && table.id == SUPPRESSED
        {
            table.rows.extend(rows);
            return;
        }
    }
}

fn kind(figure: &Figure) -> Option<Kind> {
    match figure {
        Figure::Label(_) => Some(Kind::Words),
        Figure::Percent(_) => Some(Kind::Percent(0)),
        Figure::About(_) | Figure::Whole(_) => Some(Kind::Count),
        Figure::Missing | Figure::Hidden => None,
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "shares, days and counts of people are far below 2^53"
)]
fn cell(figure: &Figure, lang: Lang) -> Cell {
    match figure {
        Figure::Missing => Cell::Empty,
        Figure::Label(text) => Cell::Text(say(text, lang)),
        Figure::Percent(percent) => Cell::Number {
            value: *percent as f64 / 100.0,
            text: match lang {
                Lang::Sv => format!("{percent}\u{a0}%"),
                Lang::En => format!("{percent}%"),
            },
        },
        Figure::About(count) | Figure::Whole(count) => Cell::Number {
            value: *count as f64,
            text: whole(lang, *count),
        },
        Figure::Hidden => Cell::Text(HIDDEN.to_owned()),
    }
}

fn numbers_of(open: &Open, lang: Lang) -> Indicator {
    let line = |(of, figures): &(Role, Vec<Figure>)| {
        let figures = figures.iter();
        Line {
            role: role(*of).to_owned(),
            labels: figures
                .clone()
                .map(|figure| match figure {
                    Figure::Label(text) => Some(say(text, lang)),
                    Figure::Missing
                    | Figure::Percent(_)
                    | Figure::About(_)
                    | Figure::Whole(_)
                    | Figure::Hidden => None,
                })
                .collect(),
            percent: figures
                .clone()
                .map(|figure| number(figure, |f| matches!(f, Figure::Percent(_))))
                .collect(),
            about: figures
                .clone()
                .map(|figure| number(figure, |f| matches!(f, Figure::About(_))))
                .collect(),
            whole: figures
                .map(|figure| number(figure, |f| matches!(f, Figure::Whole(_))))
                .collect(),
        }
    };
    Indicator {
        id: open.id.clone(),
        title: say(&open.title, lang),
        period: [open.period.0.to_string(), open.period.1.to_string()],
        keys: open.columns.iter().map(|(id, _)| id.clone()).collect(),
        rows: open.rows.iter().map(line).collect(),
    }
}

/// The figure's number, where it is of the kind wanted.
fn number(figure: &Figure, wanted: fn(&Figure) -> bool) -> Option<u64> {
    match figure {
        Figure::Percent(number) | Figure::About(number) | Figure::Whole(number)
            if wanted(figure) =>
        {
            Some(*number)
        }
        Figure::Percent(_)
        | Figure::About(_)
        | Figure::Whole(_)
        | Figure::Missing
        | Figure::Label(_)
        | Figure::Hidden => None,
    }
}
