//! `indicators`: the registers' own figures over the whole population.

mod layout;
mod texts;

use clap::ValueEnum;
use serde::Serialize;
use stickprov::indicator::{self, Choice, Outcome, Record};
use stickprov::template::Template;
use stickprov::template::indicator::DayCount;

use super::control;
use super::drawn;
use super::exit::Exit;
use super::output::{Align, Block, Grid, Item};
use super::problems;
use super::session::Session;
use super::translate::Swedish;

/// Compute the registers' own figures, over the whole population
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only these; all that are not details where none is given
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Details too
    #[arg(long)]
    all: bool,
    /// List the indicators instead of computing them
    #[arg(long, conflicts_with_all = ["ids", "all"])]
    list: bool,
    /// The start that definitions go by, as inskrivning
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The end that definitions go by
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// How days are counted
    #[arg(long, value_name = "DAYS")]
    count: Option<Count>,
    /// End with exit status 1 when the data have problems
    #[arg(long)]
    strict: bool,
}

/// How days are counted, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Count {
    Calendar,
    Rolled,
    Working,
}

impl From<Count> for DayCount {
    fn from(count: Count) -> Self {
        match count {
            Count::Calendar => Self::Calendar,
            Count::Rolled => Self::Rolled,
            Count::Working => Self::Working,
        }
    }
}

/// The Swedish texts.
pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Räkna fram registrens egna tal, över hela populationen",
    args: &[
        (
            "ids",
            "Bara de här måtten; annars alla som inte visas på begäran",
        ),
        ("all", "Även de mått som visas på begäran"),
        ("list", "Lista måtten i stället för att räkna"),
        (
            "from",
            "Den start som definitionerna utgår från, t.ex. inskrivning",
        ),
        ("to", "Det slut som definitionerna utgår från"),
        ("count", "Hur dagar räknas"),
        ("strict", "Avsluta med status 1 om data har problem"),
    ],
};

/// `indicators/1`.
#[derive(Serialize)]
struct Machine<'a> {
    schema: &'static str,
    indicators: Vec<Record>,
    not_computed: Vec<NotComputed<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    control_totals: Vec<control::Machine<'a>>,
    problems: Vec<problems::Machine>,
}

#[derive(Serialize)]
struct NotComputed<'a> {
    id: &'a str,
    reason: &'a str,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let lang = session.lang;
    if args.list {
        return list(&audit.template, session);
    }
    let choice = Choice {
        ids: args.ids.clone(),
        details: args.all,
        from: args.from.clone(),
        to: args.to.clone(),
        count: args.count.map(Into::into),
    };
    let outcome = drawn::reading(&audit, lang, |sources| {
        indicator::compute(&audit.plan, &audit.template, &choice, sources)
    })?;
    let controls = &outcome.controls;
    let machine = Machine {
        schema: "stickprov/indicators/1",
        indicators: outcome
            .tables
            .iter()
            .map(|t| Record::new(t, lang))
            .collect(),
        not_computed: outcome
            .left_out
            .iter()
            .map(|left| NotComputed {
                id: &left.id,
                reason: left.reason.get(lang),
            })
            .collect(),
        control_totals: control::machine(controls, lang),
        problems: problems::machine(&outcome.problems),
    };
    let mut blocks = layout::blocks(&outcome, lang);
    if args.ids.is_empty() && !args.all {
        let list = &audit.template.indicators.list;
        let more = list.iter().filter(|indicator| indicator.detail).count();
        if more > 0 {
            blocks.push(Block::Lines(vec![texts::more(more).get(lang).to_owned()]));
        }
    }
    blocks.extend(control::blocks(controls, lang));
    session.show(&machine, &blocks)?;
    let told = problems::tell(&outcome.problems, lang, args.strict);
    Ok(told.worse(control::verdict(controls, args.strict)))
}

/// What can be computed.
fn list(template: &Template, session: &Session) -> anyhow::Result<Exit> {
    #[derive(Serialize)]
    struct Listed<'a> {
        schema: &'static str,
        indicators: Vec<One<'a>>,
    }
    #[derive(Serialize)]
    struct One<'a> {
        id: &'a str,
        title: &'a str,
        detail: bool,
    }
    let lang = session.lang;
    let mut grid = Grid::new(&[
        (texts::id().get(lang), Align::Left),
        (texts::title().get(lang), Align::Left),
        (texts::detail().get(lang), Align::Left),
    ]);
    let mut indicators = Vec::new();
    for indicator in &template.indicators.list {
        let shown = if indicator.detail {
            texts::on_request()
        } else {
            texts::always()
        };
        grid.push(vec![
            Item::text(&indicator.id),
            Item::text(indicator.title.get(lang)),
            Item::text(shown.get(lang)),
        ]);
        indicators.push(One {
            id: &indicator.id,
            title: indicator.title.get(lang),
            detail: indicator.detail,
        });
    }
    let listed = Listed {
        schema: "stickprov/indicator-list/1",
        indicators,
    };
    session.show(&listed, &[Block::Grid(grid)])?;
    Ok(Exit::Done)
}

/// The outcome's grids, for the layout.
fn is_single(outcome: &Outcome) -> bool {
    outcome.tables.len() == 1
}
