//! Indicators as a template knows them: whose rows are counted, when a row belongs to a period,
//! how the rows are grouped and what is measured. The kinds of test and measure are a closed
//! set; a new indicator is a new entry of `indicators.toml` and needs no Rust.

use super::{FieldRef, RegisterRef, Source};
use crate::lang::Text;

/// All indicators of a template.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Indicators {
    /// Whose rows can be counted.
    pub populations: Vec<Population>,
    /// In the order of the file.
    pub list: Vec<Indicator>,
}

/// Whose rows are counted, and what is kept of every row.
#[derive(Debug, Clone, PartialEq)]
pub struct Population {
    /// The name by which indicators mean it.
    pub id: String,
    /// The register whose rows are the cases.
    pub register: RegisterRef,
    /// When a case begins, by its place in `facts`.
    pub start: usize,
    /// When a case ends.
    pub end: Option<usize>,
    /// The field that says which month an export was made for: its last month ends the period.
    pub status_month: Option<usize>,
    /// What is kept of every case; tests and measures point at these.
    pub facts: Vec<Fact>,
}

/// Something that is known of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A day.
    Day(DayOf),
    /// The value of a field, in this register or in the row of another that speaks for the
    /// person.
    Value(FieldRef),
    /// The months in which the person has a row of another register with these values.
    Months {
        /// The field that holds the month.
        field: FieldRef,
        /// Only rows with these values.
        only: Vec<(FieldRef, Vec<String>)>,
    },
}

/// Where a day comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum DayOf {
    /// The first source that has one; never a question.
    First(Vec<Source>),
    /// The earliest of several.
    Earliest(Vec<DayOf>),
    /// The start of the same person's next case.
    Next,
    /// The day of birth, by the identity.
    Born,
}

/// A day of a case: a fact, or what an indicator's definition says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A fact, by its place.
    Fact(usize),
    /// The start of the definition at hand.
    From,
    /// The end of the definition at hand.
    To,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The name by which it is asked for.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// The rule in words, shown below the table.
    pub note: Text,
    /// Whether it is shown only when asked for.
    pub detail: bool,
    /// Whose rows, by its place in [`Indicators::populations`].
    pub population: usize,
    /// Whether each person counts once.
    pub once: Once,
    /// The time it is about.
    pub period: Period,
    /// Which cases belong to the period.
    pub member: Member,
    /// Only cases that pass these.
    pub only: Vec<Test>,
    /// The definitions it is computed under; one of each where nothing varies.
    pub vary: Vary,
    /// How the cases are grouped.
    pub rows: Rows,
    /// The label of the line for all cases together.
    pub total: Option<Text>,
    /// The label of the line with the largest difference between groups.
    pub spread: Option<Text>,
    /// What is measured.
    pub content: Content,
}

/// How often a person counts in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Once {
    /// Every case counts.
    EachCase,
    /// The person counts once, by the case that began last.
    Latest,
}

/// The time an indicator is about; it ends with the register's status month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// How many months; `None`: from January of the year in which the period ends.
    pub months: Option<i64>,
    /// So many months earlier.
    pub back: i64,
    /// Whether each month has lines of its own before the period as a whole.
    pub by_month: bool,
}

/// Which cases belong to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Member {
    /// Those that were open on some day of it.
    Active,
    /// Those with this day in it.
    On(Spot),
    /// All that began before it ended.
    Begun,
}

/// The definitions under which an indicator is computed, each with its title.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vary {
    /// What `from` can mean.
    pub from: Vec<DayChoice>,
    /// What `to` can mean.
    pub to: Vec<DayChoice>,
    /// How days can be counted.
    pub count: Vec<DayCount>,
    /// Whether there are several, which then stand in columns of their own.
    pub shown: bool,
}

/// A day that a definition can go by.
#[derive(Debug, Clone, PartialEq)]
pub struct DayChoice {
    /// The name by which it is chosen.
    pub id: String,
    /// Its fact.
    pub fact: usize,
    /// What it is.
    pub title: Text,
}

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// Every day.
    Calendar,
    /// Every day; a limit that falls on a day off moves to the next working day.
    Rolled,
    /// Working days.
    Working,
}

/// How the cases are grouped.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// The fields whose values are the groups: title and fact.
    pub by: Vec<(Text, usize)>,
    /// The title of the list.
    pub title: Text,
    /// Groups said one by one.
    pub list: Vec<Line>,
}

/// A group that is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its label.
    pub title: Text,
    /// Other labels that mean it in published tables.
    pub aliases: Vec<String>,
    /// The cases that belong to it.
    pub when: Vec<Test>,
    /// Whether its cases stand in other lines too.
    pub subtotal: bool,
}

/// What an indicator shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Measures side by side.
    Columns(Vec<Column>),
    /// How many remain over time.
    Curve(Curve),
    /// Figures of other indicators, with the period before.
    Figures(Vec<Figure>),
}

/// A measure with its title.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name within the indicator.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its title where there is little room.
    pub short: Text,
    /// Other titles that mean it in published tables.
    pub aliases: Vec<String>,
    /// How its numbers are written.
    pub format: Format,
    /// Whether nothing is written for a count of 0.
    pub blank_zero: bool,
    /// What is measured.
    pub measure: Measure,
}

/// How numbers are written for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// `11 319`, `69,4 %`, `2,5`: as everywhere in the program.
    #[default]
    Usual,
    /// `11319`, `69,4%`: as the city's own statistics write them.
    Plain,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The number of cases that pass.
    Count(Vec<Test>),
    /// One number of cases divided by another, each a sum of columns.
    Share {
        /// The columns of the numerator.
        of: Vec<usize>,
        /// The columns of the denominator, some taken away.
        per: Vec<(usize, Sign)>,
        /// Whether the denominator is that of all cases together.
        of_total: bool,
    },
    /// The number of days that so many in a hundred cases do not exceed: 50 is the median.
    Percentile(u64, Span, Vec<Test>),
    /// The mean number of days.
    Mean(Span, Vec<Test>),
    /// How many cases there are for each value of a field: caseload.
    Load(usize, Take, Vec<Test>),
}

/// Added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Taken away.
    Minus,
}

/// What is taken of the numbers of cases for each value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Take {
    /// How many values there are.
    Values,
    /// The mean.
    Mean,
    /// The median.
    Median,
    /// The largest.
    Largest,
}

/// From one day to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day; day 0.
    pub from: Spot,
    /// The last day.
    pub to: Spot,
    /// How days are counted; `None`: as the definition at hand says.
    pub count: Option<DayCount>,
}

/// Something a case passes or not. What is not known does not pass.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// A fact has one of these values.
    Is(usize, Vec<String>),
    /// The day is known.
    Known(Spot),
    /// The day lies in the period.
    InPeriod(Spot),
    /// The case is open on the last day of the period.
    Open,
    /// So many days, both limits included.
    Days {
        /// Between which days.
        span: Span,
        /// At least.
        least: Option<i64>,
        /// At most.
        most: Option<i64>,
    },
    /// The second day comes at most so many months after the first, and not before it.
    Months {
        /// The first day.
        from: Spot,
        /// The second day.
        to: Spot,
        /// At most.
        most: i64,
    },
    /// So many months after the day are known.
    Followed {
        /// The day.
        from: Spot,
        /// So many.
        months: i64,
    },
    /// So many days after the day are known, and the case was still open then.
    Due {
        /// The day.
        from: Spot,
        /// So many days.
        days: i64,
        /// How they are counted; `None`: as the definition at hand says.
        count: Option<DayCount>,
        /// The end of the case.
        closed: Option<Spot>,
    },
    /// Between these ages on the day, both included.
    Age {
        /// The day of birth.
        born: Spot,
        /// The day.
        on: Spot,
        /// At least.
        from: Option<i64>,
        /// At most.
        to: Option<i64>,
    },
    /// The month so many months after the day is among the fact's months.
    MonthAfter {
        /// The months.
        months: usize,
        /// The day.
        after: Spot,
        /// So many months.
        by: i64,
    },
    /// So many of the period's months are among the fact's months.
    MonthsIn {
        /// The months.
        months: usize,
        /// At least.
        least: i64,
    },
    /// So many of the person's cases in the period pass.
    Times {
        /// What they pass.
        of: Vec<Test>,
        /// At least.
        least: usize,
    },
    /// The person's cases in the period have so many different values.
    Places {
        /// The fact.
        of: usize,
        /// At least.
        least: usize,
    },
    /// None of these passes.
    Not(Vec<Test>),
    /// One of these passes.
    Any(Vec<Test>),
    /// All of these pass.
    All(Vec<Test>),
}

/// How many remain over time, by the method of Kaplan and Meier.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The day from which time runs.
    pub from: Spot,
    /// The day on which one no longer remains.
    pub to: Spot,
    /// After how many months the curve is read.
    pub months: Vec<i64>,
}

/// A figure of another indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is called here.
    pub title: Text,
    /// The indicator, by its place in [`Indicators::list`].
    pub indicator: usize,
    /// The column, by its place.
    pub column: usize,
}

impl DayCount {
    /// All of them, by the names they are chosen by.
    pub const NAMES: [(&'static str, Self); 3] = [
        ("calendar", Self::Calendar),
        ("rolled", Self::Rolled),
        ("working", Self::Working),
    ];
}

impl Indicators {
    /// The indicator with an id.
    pub fn by_id(&self, id: &str) -> Option<usize> {
        self.list.iter().position(|indicator| indicator.id == id)
    }
}

impl Indicator {
    /// The columns; none where something else is shown.
    pub fn columns(&self) -> &[Column] {
        match &self.content {
            Content::Columns(columns) => columns,
            Content::Curve(_) | Content::Figures(_) => &[],
        }
    }
}
