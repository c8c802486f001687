//! From cases to the lines of a table: for every definition and period the members, each
//! person once where the rule says so, shared out on the groups.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Choice;
use super::cases::Cases;
use super::clock::{self, Day, WorkingDays};
use super::curve;
use super::kept::Number;
use super::measure::Sums;
use super::table::{Cell, Head, Role, Row, Table, Unit};
use super::texts;
use super::view::View;
use crate::exact::Confidence;
use crate::lang::{Text, sort_key};
use crate::template::Template;
use crate::template::indicator::{
    Column, Content, DayChoice, DayCount, Fact, Indicator, Measure, Once, Period, Population,
};

/// What a table is built from.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) template: &'a Template,
    pub(super) population: &'a Population,
    pub(super) cases: &'a Cases,
    pub(super) clock: &'a WorkingDays,
    /// The last day of the last month.
    pub(super) last: Day,
    pub(super) choice: &'a Choice,
    pub(super) confidence: Confidence,
}

/// A definition at hand: places in `from`, `to` and `count`.
#[derive(Clone, Copy)]
struct Definition<'a> {
    from: Option<&'a DayChoice>,
    to: Option<&'a DayChoice>,
    count: Option<DayCount>,
}

/// A part of the period with its label; `None` where there is but one.
struct Part {
    label: Option<Text>,
    days: (Day, Day),
}

/// A group: the codes of `by`, then the place in the list; past its end for the rest.
type Key = (Vec<Number>, usize);

pub(super) fn table(ground: &Ground<'_>, indicator: &Indicator) -> Table {
    let whole = whole(indicator.period, ground.last);
    let mut table = Table {
        id: indicator.id.clone(),
        title: indicator.title.clone(),
        note: indicator.note.clone(),
        detail: indicator.detail,
        period: (clock::day(whole.0), clock::day(whole.1)),
        columns: heads(ground, indicator),
        rows: Vec::new(),
    };
    for definition in definitions(ground, indicator) {
        for part in parts(indicator.period, whole) {
            lines(ground, indicator, definition, &part, &mut table);
        }
    }
    table
}

/// First and last day.
pub(super) fn whole(period: Period, last: Day) -> (Day, Day) {
    // The month's last day, months back, is again a month's last day.
    let end = clock::day(last);
    let end = crate::calendar::plus_months(end, -period.back).last_of_month();
    let first = match period.months {
        Some(months) => crate::calendar::plus_months(end.first_of_month(), 1 - months),
        None => Date::new(end.year(), 1, 1).expect("every year has a first of January"),
    };
    (clock::number(first), clock::number(end))
}

fn parts(period: Period, whole: (Day, Day)) -> Vec<Part> {
    if !period.by_month {
        return vec![Part {
            label: None,
            days: whole,
        }];
    }
    let mut parts = Vec::new();
    let mut first = clock::day(whole.0);
    while clock::number(first) <= whole.1 {
        parts.push(Part {
            label: Some(Text::same(month(first))),
            days: (clock::number(first), clock::number(first.last_of_month())),
        });
        first = crate::calendar::plus_months(first, 1);
    }
    parts.push(Part {
        label: Some(texts::whole_period()),
        days: whole,
    });
    parts
}

/// `2009-05`.
pub(super) fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The definitions in turn, those that were chosen; only such whose days some register knows.
fn definitions<'a>(ground: &Ground<'a>, indicator: &'a Indicator) -> Vec<Definition<'a>> {
    let vary = &indicator.vary;
    let choice = ground.choice;
    let known = |days: &'a [DayChoice], chosen: Option<&String>| {
        if days.is_empty() {
            return vec![None];
        }
        let known = days.iter().filter(|day| ground.cases.known[day.fact]);
        let known = known.filter(|day| chosen.is_none_or(|chosen| *chosen == day.id));
        known.map(Some).collect::<Vec<Option<&'a DayChoice>>>()
    };
    let counts: Vec<Option<DayCount>> = if vary.count.is_empty() {
        vec![None]
    } else {
        let counts = vary.count.iter().copied();
        let counts = counts.filter(|count| choice.count.is_none_or(|chosen| chosen == *count));
        counts.map(Some).collect()
    };
    let mut all = Vec::new();
    for from in known(&vary.from, choice.from.as_ref()) {
        for to in known(&vary.to, choice.to.as_ref()) {
            for count in &counts {
                all.push(Definition {
                    from,
                    to,
                    count: *count,
                });
            }
        }
    }
    if !vary.shown {
        all.truncate(1);
    }
    all
}

fn label(id: &str, title: Text) -> Head {
    Head::new(id, title, Unit::Label)
}

fn heads(ground: &Ground<'_>, indicator: &Indicator) -> Vec<Head> {
    let mut heads = Vec::new();
    let vary = &indicator.vary;
    if vary.shown {
        heads.push(label("from", texts::start()));
        heads.push(label("to", texts::stop()));
        heads.push(label("count", texts::days_counted()));
    }
    if indicator.period.by_month {
        heads.push(label("month", texts::month()));
    }
    for (title, fact) in &indicator.rows.by {
        let id = match &ground.population.facts[*fact] {
            Fact::Value(field) => ground.template.field(*field).id.as_str(),
            Fact::Day(_) | Fact::Months { .. } => "group",
        };
        heads.push(label(id, title.clone()));
    }
    if !indicator.rows.list.is_empty() || heads.is_empty() {
        heads.push(label("group", indicator.rows.title.clone()));
    }
    match &indicator.content {
        Content::Columns(columns) => heads.extend(columns.iter().map(head)),
        Content::Curve(_) => heads.extend(curve::heads()),
        Content::Figures(_) => {}
    }
    heads
}

fn head(column: &Column) -> Head {
    Head {
        id: column.id.clone(),
        title: column.title.clone(),
        short: column.short.clone(),
        aliases: column.aliases.clone(),
        unit: match column.measure {
            Measure::Count(_) => Unit::Count,
            Measure::Share { .. } => Unit::Share,
            Measure::Percentile(..) | Measure::Mean(..) => Unit::Days,
            Measure::Load(..) => Unit::Load,
        },
        format: column.format,
        blank_zero: column.blank_zero,
    }
}

/// The lines of one definition and one part of the period.
fn lines(
    ground: &Ground<'_>,
    indicator: &Indicator,
    definition: Definition<'_>,
    part: &Part,
    table: &mut Table,
) {
    let view = View {
        cases: ground.cases,
        clock: ground.clock,
        from: definition.from.map(|day| day.fact),
        to: definition.to.map(|day| day.fact),
        count: definition.count.unwrap_or(DayCount::Calendar),
        period: part.days,
    };
    let mut first = Vec::new();
    if indicator.vary.shown {
        let title = |day: Option<&DayChoice>| day.map(|day| day.title.clone());
        first.push(Cell::Label(title(definition.from).unwrap_or_default()));
        first.push(Cell::Label(title(definition.to).unwrap_or_default()));
        first.push(Cell::Label(
            definition.count.map_or_else(Text::default, texts::count),
        ));
    }
    first.extend(part.label.clone().map(Cell::Label));
    let (groups, all) = share_out(ground, indicator, &view);
    let grouped = !indicator.rows.by.is_empty() || !indicator.rows.list.is_empty();
    let mut rows = Vec::new();
    if grouped {
        for (key, sums) in in_order(ground, indicator, groups) {
            let mut cells = first.clone();
            let (labels, role, aliases) = named(ground, indicator, &key);
            cells.extend(labels);
            sums.finish(ground, indicator, &cells, (role, aliases), &all, &mut rows);
        }
    }
    // A month without groups is a line among months; the whole period is their total.
    let is_month = !grouped && part.days != whole(indicator.period, ground.last);
    let spread = indicator.spread.as_ref().filter(|_| grouped);
    let spread = spread.map(|title| spread_of(&rows, &first, title, table));
    if let Some(title) = indicator
        .total
        .clone()
        .or_else(|| (!grouped).then(texts::all))
    {
        let mut cells = first.clone();
        let own = table.labels() - cells.len();
        for at in 0..own {
            cells.push(Cell::Label(if at == 0 {
                title.clone()
            } else {
                Text::default()
            }));
        }
        all.finish(
            ground,
            indicator,
            &cells,
            (if is_month { Role::Group } else { Role::Total }, Vec::new()),
            &all,
            &mut rows,
        );
    }
    rows.extend(spread);
    table.rows.extend(rows);
}

/// What is added up of a group.
#[derive(Clone)]
enum Group {
    Columns(Sums),
    Curve(curve::Followed),
}

impl Group {
    fn new(content: &Content) -> Self {
        match content {
            Content::Curve(_) => Self::Curve(curve::Followed::default()),
            Content::Columns(_) | Content::Figures(_) => {
                let columns = match content {
                    Content::Columns(columns) => columns.as_slice(),
                    Content::Curve(_) | Content::Figures(_) => &[],
                };
                Self::Columns(Sums::new(columns))
            }
        }
    }

    fn add(&mut self, indicator: &Indicator, view: &View<'_>, case: usize, person: &[usize]) {
        match (self, &indicator.content) {
            (Self::Columns(sums), _) => sums.add(indicator.columns(), view, case, person),
            (Self::Curve(followed), Content::Curve(curve)) => followed.add(curve, view, case),
            (Self::Curve(_), Content::Columns(_) | Content::Figures(_)) => {}
        }
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Columns(sums) => sums.cases == 0,
            Self::Curve(followed) => followed.is_empty(),
        }
    }

    /// Adds the group's lines after its labels.
    fn finish(
        &self,
        ground: &Ground<'_>,
        indicator: &Indicator,
        labels: &[Cell],
        (role, aliases): (Role, Vec<String>),
        all: &Self,
        rows: &mut Vec<Row>,
    ) {
        let row = |cells: Vec<Cell>| Row {
            role,
            aliases: aliases.clone(),
            cells: labels.iter().cloned().chain(cells).collect(),
        };
        match (self, all, &indicator.content) {
            (Self::Columns(own), Self::Columns(all), _) => {
                let mut cells = own.cells(indicator.columns(), all);
                for (cell, known) in cells.iter_mut().zip(ground.known_columns(indicator)) {
                    if !known {
                        *cell = Cell::Missing;
                    }
                }
                rows.push(row(cells));
            }
            (Self::Curve(followed), _, Content::Curve(curve)) => {
                rows.extend(followed.points(curve, ground.confidence).map(row));
            }
            (_, _, _) => {}
        }
    }
}

/// The groups with what they measure, and all cases together.
fn share_out(
    ground: &Ground<'_>,
    indicator: &Indicator,
    view: &View<'_>,
) -> (BTreeMap<Key, Group>, Group) {
    let list = &indicator.rows.list;
    let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
    let mut all = Group::new(&indicator.content);
    let mut members = Vec::new();
    for person in ground.cases.by_person() {
        view.members(indicator.member, &indicator.only, person, &mut members);
        let counted = match indicator.once {
            Once::EachCase => members.as_slice(),
            // The cases of a person stand in the order in which they began.
            Once::Latest => members.last().map_or(&[][..], std::slice::from_ref),
        };
        for case in counted {
            all.add(indicator, view, *case, &members);
            let by = indicator.rows.by.iter();
            let codes: Vec<Number> = by
                .map(|(_, fact)| ground.cases.values[*fact][*case])
                .collect();
            let mut add = |at: usize| {
                let group = groups.entry((codes.clone(), at));
                let group = group.or_insert_with(|| Group::new(&indicator.content));
                group.add(indicator, view, *case, &members);
            };
            let mut placed = list.is_empty();
            if list.is_empty() {
                add(0);
            }
            for (at, line) in list.iter().enumerate() {
                if view.passes_all(&line.when, *case, &members) {
                    placed |= !line.subtotal;
                    add(at);
                }
            }
            if !placed {
                add(list.len());
            }
        }
    }
    // A line that is said stands there, with or without cases.
    if indicator.rows.by.is_empty() {
        for at in 0..list.len() {
            let group = groups.entry((Vec::new(), at));
            group.or_insert_with(|| Group::new(&indicator.content));
        }
    }
    groups.retain(|(_, at), group| *at < list.len() || !group.is_empty());
    (groups, all)
}

/// The groups as the template lists their values, then others by the alphabet, blank last.
fn in_order(
    ground: &Ground<'_>,
    indicator: &Indicator,
    groups: BTreeMap<Key, Group>,
) -> Vec<(Key, Group)> {
    let mut sorted: Vec<(Key, Group)> = groups.into_iter().collect();
    sorted.sort_by_cached_key(|((codes, at), _)| {
        let by = indicator.rows.by.iter().zip(codes);
        let places = by.map(|((_, fact), code)| {
            let word = ground.cases.codes.text(*code);
            let listed = match &ground.population.facts[*fact] {
                Fact::Value(field) => {
                    let values = &ground.template.field(*field).values;
                    values.iter().position(|value| value.value == word)
                }
                Fact::Day(_) | Fact::Months { .. } => None,
            };
            let place = listed.unwrap_or(usize::MAX);
            (word.is_empty(), place, sort_key(word), word.to_owned())
        });
        (places.collect::<Vec<_>>(), *at)
    });
    sorted
}

/// The labels of a group.
fn named(
    ground: &Ground<'_>,
    indicator: &Indicator,
    (codes, at): &Key,
) -> (Vec<Cell>, Role, Vec<String>) {
    let mut labels = Vec::new();
    let mut aliases = Vec::new();
    let mut role = Role::Group;
    for code in codes {
        let word = ground.cases.codes.text(*code);
        if word.is_empty() {
            role = Role::Unplaced;
            labels.push(Cell::Label(texts::blank()));
        } else {
            labels.push(Cell::label(word));
        }
    }
    let list = &indicator.rows.list;
    if let Some(line) = list.get(*at) {
        labels.push(Cell::Label(line.title.clone()));
        aliases.clone_from(&line.aliases);
        if line.subtotal {
            role = Role::Subtotal;
        }
    } else if !list.is_empty() {
        role = Role::Unplaced;
        labels.push(Cell::Label(texts::rest()));
    }
    (labels, role, aliases)
}

/// The largest difference between the groups in each column that is no count.
fn spread_of(rows: &[Row], first: &[Cell], title: &Text, table: &Table) -> Row {
    let labels = table.labels();
    let mut cells = first.to_vec();
    for at in first.len()..labels {
        let words = if at == first.len() {
            title.clone()
        } else {
            Text::default()
        };
        cells.push(Cell::Label(words));
    }
    for (at, head) in table.columns.iter().enumerate().skip(labels) {
        let groups = rows.iter().filter(|row| row.role == Role::Group);
        let values: Vec<f64> = groups.filter_map(|row| row.cells[at].value()).collect();
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        cells.push(match head.unit {
            _ if values.len() < 2 => Cell::Missing,
            Unit::Share => Cell::Difference(most - least),
            Unit::Days | Unit::Load => Cell::number(most - least),
            Unit::Label | Unit::Count | Unit::Any => Cell::Missing,
        });
    }
    Row {
        role: Role::Spread,
        aliases: Vec::new(),
        cells,
    }
}
