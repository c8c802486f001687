//! `indicators.toml` as serde reads it; names are still plain strings.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::lang::Text;
use crate::template::indicator::{DayCount, Format, Take};
use crate::template::wire::Source;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Indicators {
    #[serde(default)]
    pub(super) populations: BTreeMap<String, Population>,
    /// Days that no evidence of the template gives.
    #[serde(default)]
    pub(super) days: BTreeMap<String, Day>,
    /// Tests under a name.
    #[serde(default)]
    pub(super) tests: BTreeMap<String, Test>,
    #[serde(default, rename = "indicators")]
    pub(super) list: Vec<Indicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Population {
    pub(super) register: String,
    pub(super) start: String,
    pub(super) end: Option<String>,
    pub(super) status_month: Option<String>,
}

/// Exactly one of the keys besides the title.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Day {
    pub(super) title: Text,
    pub(super) sources: Option<Vec<Source>>,
    pub(super) earliest: Option<Vec<String>>,
    #[serde(default)]
    pub(super) next: bool,
    #[serde(default)]
    pub(super) born: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Indicator {
    pub(super) id: String,
    pub(super) title: Text,
    #[serde(default)]
    pub(super) note: Text,
    #[serde(default)]
    pub(super) detail: bool,
    pub(super) population: Option<String>,
    #[serde(default)]
    pub(super) once: Once,
    #[serde(default)]
    pub(super) period: Period,
    /// `active`, `begun`, or a day that must lie in the period.
    pub(super) member: Option<String>,
    #[serde(default)]
    pub(super) only: Vec<Test>,
    #[serde(default)]
    pub(super) definitions: Definitions,
    /// Takes the definitions of an earlier indicator.
    pub(super) definitions_as: Option<String>,
    /// Each combination is computed and shown; else only the first of each, the others on
    /// request.
    #[serde(default)]
    pub(super) every_definition: bool,
    #[serde(default)]
    pub(super) rows: Rows,
    /// Takes the rows of an earlier indicator.
    pub(super) rows_as: Option<String>,
    pub(super) total: Option<Text>,
    pub(super) spread: Option<Text>,
    #[serde(default)]
    pub(super) columns: Vec<Column>,
    /// Takes the columns of an earlier indicator.
    pub(super) columns_as: Option<String>,
    pub(super) curve: Option<Curve>,
    #[serde(default)]
    pub(super) figures: Vec<Figure>,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(in crate::template::load) enum Once {
    #[default]
    EachCase,
    Latest,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Period {
    /// Left out: from January.
    pub(super) months: Option<i64>,
    #[serde(default)]
    pub(super) back: i64,
    #[serde(default)]
    pub(super) by_month: bool,
}

impl Default for Period {
    fn default() -> Self {
        Self {
            months: Some(12),
            back: 0,
            by_month: false,
        }
    }
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Definitions {
    #[serde(default)]
    pub(super) from: Vec<String>,
    #[serde(default)]
    pub(super) to: Vec<String>,
    #[serde(default)]
    pub(super) count: Vec<DayCount>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Rows {
    #[serde(default)]
    pub(super) by: Vec<String>,
    #[serde(default)]
    pub(super) title: Text,
    #[serde(default)]
    pub(super) list: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Line {
    pub(super) title: Text,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) when: Vec<Test>,
    #[serde(default)]
    pub(super) subtotal: bool,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Column {
    pub(super) id: String,
    pub(super) title: Text,
    pub(super) short: Option<Text>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) format: Format,
    #[serde(default)]
    pub(super) blank_zero: bool,

    // What is measured: exactly one of these.
    pub(super) count: Option<Vec<Test>>,
    pub(super) share: Option<Share>,
    pub(super) percentile: Option<u64>,
    pub(super) mean: Option<bool>,
    pub(super) load: Option<Load>,

    /// With `percentile` and `mean`.
    pub(super) days: Option<Span>,
    /// With `percentile`, `mean` and `load`: only these cases.
    #[serde(default)]
    pub(super) only: Vec<Test>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Share {
    pub(super) of: Vec<String>,
    /// Columns; one with `-` before it is taken away.
    pub(super) per: Vec<String>,
    /// The denominator is that of the line for all.
    #[serde(default)]
    pub(super) of_total: bool,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Load {
    pub(super) of: String,
    pub(super) take: Take,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Span {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) count: Option<DayCount>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Curve {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) months: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template::load) struct Figure {
    pub(super) title: Text,
    /// `indicator.column`.
    pub(super) of: String,
}

#[derive(Deserialize, Clone)]
#[serde(untagged)]
pub(in crate::template::load) enum Test {
    Named(String),
    One(Box<OneTest>),
}

#[derive(Deserialize, Clone)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(in crate::template::load) enum OneTest {
    Is(BTreeMap<String, Vec<String>>),
    Known(String),
    InPeriod(String),
    Open(bool),
    Days {
        from: String,
        to: String,
        least: Option<i64>,
        most: Option<i64>,
        count: Option<DayCount>,
    },
    Months {
        from: String,
        to: String,
        most: i64,
    },
    Followed {
        from: String,
        months: i64,
    },
    Due {
        from: String,
        days: i64,
        count: Option<DayCount>,
        closed: Option<String>,
    },
    Age {
        born: String,
        on: String,
        from: Option<i64>,
        to: Option<i64>,
    },
    MonthAfter {
        field: String,
        #[serde(default)]
        only: BTreeMap<String, Vec<String>>,
        after: String,
        months: i64,
    },
    MonthsIn {
        field: String,
        #[serde(default)]
        only: BTreeMap<String, Vec<String>>,
        least: i64,
    },
    Times {
        of: Vec<Test>,
        least: usize,
    },
    Places {
        of: String,
        least: usize,
    },
    Not(Vec<Test>),
    Any(Vec<Test>),
    All(Vec<Test>),
}
