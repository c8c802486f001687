//! The registers' own figures: over the whole population, no sample. What is computed is the
//! template's `indicators.toml`; how, is a closed set of tests and measures. Registers are
//! read by the one reading path, row by row; of every row only the few fields are kept that
//! the indicators ask for.

mod build;
mod cases;
mod clock;
mod control;
mod curve;
mod facts;
mod figure;
mod kept;
mod measure;
mod published;
mod record;
mod sources;
mod table;
mod texts;
mod view;
mod words;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Text;
use crate::plan::{ExportRef, Plan};
use crate::problem::{Error, Problems, Result};
use crate::register::Sources;
use crate::template::indicator::{Content, DayCount, Figure, Indicator};
use crate::template::{RegisterRef, Template, nearest};
use build::Ground;
use cases::Cases;
use clock::{Day, WorkingDays};

pub use control::{Control, Difference, control};
pub use figure::Figure as PublishedFigure;
pub use published::{LineOf, Published, PublishedLine, published};
pub use record::{Record, role, unit};
pub use table::{Cell, Head, Role, Row, Table, Unit};

/// Which indicators, and under which definition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// By id; all that are not details where it is empty.
    pub ids: Vec<String>,
    /// Details too.
    pub details: bool,
    /// The start that definitions go by.
    pub from: Option<String>,
    /// The end.
    pub to: Option<String>,
    /// How days are counted.
    pub count: Option<DayCount>,
}

/// What was computed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// In the order of the template.
    pub tables: Vec<Table>,
    /// Indicators that the plan's registers do not suffice for.
    pub left_out: Vec<LeftOut>,
    /// The plan's published tables beside their registers.
    pub controls: Vec<Control>,
    /// What was odd in the files.
    pub problems: Problems,
}

/// An indicator that could not be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What is missing.
    pub reason: Text,
}

impl Outcome {
    /// A figure of an indicator, `column` in the line for all cases: what a criterion with a
    /// limit goes by.
    pub fn figure(&self, indicator: &str, column: &str) -> Option<&Cell> {
        let table = self.tables.iter().find(|table| table.id == indicator)?;
        table.figure(column)
    }
}

/// Computes the indicators that are chosen, and sets the plan's published tables against
/// their registers.
pub fn compute(
    plan: &Plan,
    template: &Template,
    choice: &Choice,
    sources: Sources<'_>,
) -> Result<Outcome> {
    let chosen = chosen(template, choice)?;
    let mut bench = Bench::new(plan, template, choice, sources);
    let mut outcome = Outcome::default();
    for at in chosen {
        let indicator = &template.indicators.list[at];
        match bench.table(at)? {
            Ok(table) => outcome.tables.push(table),
            Err(reason) => outcome.left_out.push(LeftOut {
                id: indicator.id.clone(),
                title: indicator.title.clone(),
                reason,
            }),
        }
    }
    outcome.controls = control::all(&mut bench)?;
    for (_, cases) in bench.cases {
        outcome.problems.append(cases.problems);
    }
    Ok(outcome)
}

/// The indicators that are asked for, by their places; all faults of the choice at once.
fn chosen(template: &Template, choice: &Choice) -> Result<Vec<usize>> {
    let list = &template.indicators.list;
    if list.is_empty() {
        return Err(Error::new(texts::no_indicators(&template.id)));
    }
    let mut faults = Vec::new();
    let mut chosen = BTreeSet::new();
    for id in &choice.ids {
        if let Some(at) = template.indicators.by_id(id) {
            chosen.insert(at);
            continue;
        }
        let known: Vec<String> = list.iter().map(|i| i.id.clone()).collect();
        let hint = nearest(id, &known).map_or_else(
            || texts::known(&known.join(", ")),
            |near| texts::nearest(&near),
        );
        faults.extend(Error::new(texts::no_indicator(id)).hint(hint).faults);
    }
    if choice.ids.is_empty() {
        let shown = list.iter().enumerate();
        chosen.extend(
            shown
                .filter(|(_, i)| choice.details || !i.detail)
                .map(|(at, _)| at),
        );
    }
    for said in choice.from.iter().chain(&choice.to) {
        let days = chosen.iter().flat_map(|at| {
            let vary = &list[*at].vary;
            vary.from.iter().chain(&vary.to).map(|day| day.id.clone())
        });
        let known: BTreeSet<String> = days.collect();
        if faults.is_empty() && !known.contains(said) {
            let known: Vec<String> = known.into_iter().collect();
            let hint = texts::known(&known.join(", "));
            faults.extend(Error::new(texts::no_definition(said)).hint(hint).faults);
        }
    }
    Error::all(faults)?;
    Ok(chosen.into_iter().collect())
}

/// Populations are read when an indicator first asks for them.
struct Bench<'a> {
    plan: &'a Plan,
    template: &'a Template,
    choice: &'a Choice,
    sources: Sources<'a>,
    cases: BTreeMap<(usize, ExportRef), Cases>,
}

impl<'a> Bench<'a> {
    fn new(
        plan: &'a Plan,
        template: &'a Template,
        choice: &'a Choice,
        sources: Sources<'a>,
    ) -> Self {
        Self {
            plan,
            template,
            choice,
            sources,
            cases: BTreeMap::new(),
        }
    }

    /// The export that a population's rows come from: the plan's own population where it is
    /// of that register, else the one that evidence comes from.
    fn export(&self, register: RegisterRef) -> Option<ExportRef> {
        let unit = self.plan.unit.export;
        if self.plan.export(unit).register == register {
            return Some(unit);
        }
        self.plan.evidence_export(register)
    }

    /// The table of an indicator, or why there is none.
    fn table(&mut self, at: usize) -> Result<std::result::Result<Table, Text>> {
        let indicator = &self.template.indicators.list[at];
        if let Content::Figures(figures) = &indicator.content {
            return self.figures(indicator, figures);
        }
        self.at(at, 0, None)
    }

    /// The table as it was so many months ago, from an export that is said or the plan's own.
    fn at(
        &mut self,
        at: usize,
        months_ago: i64,
        export: Option<ExportRef>,
    ) -> Result<std::result::Result<Table, Text>> {
        let indicator = &self.template.indicators.list[at];
        let population = &self.template.indicators.populations[indicator.population];
        let own = export.filter(|at| self.plan.export(*at).register == population.register);
        let Some(export) = own.or_else(|| self.export(population.register)) else {
            let register = &self.template.register(population.register).id;
            return Ok(Err(texts::no_register(register)));
        };
        let key = (indicator.population, export);
        if let Entry::Vacant(vacant) = self.cases.entry(key) {
            let cases = cases::read(self.plan, self.template, population, export, self.sources)?;
            vacant.insert(cases);
        }
        let cases = &self.cases[&key];
        let missing = sources::missing(self.template, population, cases, indicator);
        if !missing.is_empty() {
            return Ok(Err(sources::reason(&missing)));
        }
        let ground = Ground {
            template: self.template,
            population,
            cases,
            clock: WorkingDays::table(),
            last: months_back(cases.last_day(self.plan.reference_date), months_ago),
            choice: self.choice,
            confidence: self.plan.report.confidence,
        };
        Ok(Ok(build::table(&ground, indicator)))
    }

    /// Key figures with the value a year before, the numerator and the denominator.
    fn figures(
        &mut self,
        indicator: &Indicator,
        figures: &[Figure],
    ) -> Result<std::result::Result<Table, Text>> {
        let mut rows = Vec::new();
        let mut period = None;
        let mut reason = None;
        for figure in figures {
            let now = match self.at(figure.indicator, 0, None)? {
                Ok(table) => table,
                Err(why) => {
                    reason = Some(why);
                    continue;
                }
            };
            let before = self.at(figure.indicator, 12, None)?.ok();
            let column = &self.template.indicators.list[figure.indicator].columns()[figure.column];
            let cell = |table: &Table| table.figure(&column.id).cloned();
            let value = cell(&now).unwrap_or(Cell::Missing);
            let previous = before.as_ref().and_then(cell).unwrap_or(Cell::Missing);
            let (numerator, denominator) = match &value {
                Cell::Share {
                    numerator,
                    denominator,
                } => (Cell::Count(*numerator), Cell::Count(*denominator)),
                Cell::Missing
                | Cell::Label(_)
                | Cell::Count(_)
                | Cell::Number(_)
                | Cell::Fraction(_)
                | Cell::Difference(_) => (Cell::Missing, Cell::Missing),
            };
            let months = (build::month(now.period.0), build::month(now.period.1));
            period = period.or(Some(now.period));
            rows.push(Row {
                role: Role::Group,
                aliases: Vec::new(),
                cells: vec![
                    Cell::Label(figure.title.clone()),
                    Cell::label(format!("{}\u{2013}{}", months.0, months.1)),
                    value,
                    previous,
                    numerator,
                    denominator,
                ],
            });
        }
        let (Some(period), None) = (period, reason.as_ref().filter(|_| rows.is_empty())) else {
            return Ok(Err(reason.unwrap_or_default()));
        };
        Ok(Ok(Table {
            id: indicator.id.clone(),
            title: indicator.title.clone(),
            note: indicator.note.clone(),
            detail: indicator.detail,
            period,
            columns: figure_heads(),
            rows,
        }))
    }
}

fn figure_heads() -> Vec<Head> {
    let head = Head::new;
    vec![
        head("figure", texts::figure(), Unit::Label),
        head("period", texts::period(), Unit::Label),
        head("value", texts::value(), Unit::Any),
        Head {
            short: texts::previous_short(),
            ..head("previous", texts::previous(), Unit::Any)
        },
        head("numerator", texts::numerator(), Unit::Count),
        head("denominator", texts::denominator(), Unit::Count),
    ]
}

/// The last day of the month so many months before.
fn months_back(last: Day, months: i64) -> Day {
    let end = crate::calendar::plus_months(clock::day(last), -months);
    clock::number(end.last_of_month())
}
