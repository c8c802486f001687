//! The plan's and the protocol's settings in words, for the paper and for the report.

use super::texts;
use crate::frame::{AVOIDED, NO_IDENTITY, SUPERSEDED};
use crate::lang::{Lang, Text};
use crate::plan::{Allocation, CoordinateMode, How, IfSeveral, Plan, ScopeLine, ScopeRule, Size};
use crate::protocol::{Coordination, Protocol};
use crate::template::Template;

/// Why rows were left out: a code of ours, or the field of a scope line.
pub fn reason_in_words(template: &Template, reason: &str) -> Text {
    match reason {
        SUPERSEDED => return texts::superseded(),
        NO_IDENTITY => return texts::no_identity(),
        AVOIDED => return texts::avoided(),
        _ => {}
    }
    let field = template
        .registers
        .iter()
        .flat_map(|register| register.fields.iter().map(move |field| (register, field)))
        .find(|(register, field)| reason == format!("{}.{}", register.id, field.id));
    match field {
        Some((_, field)) => Text {
            sv: texts::outside(&field.title.sv).sv,
            en: texts::outside(&field.title.en).en,
        },
        None => Text::same(reason),
    }
}

/// Why a unit was replaced, by the code of the closed list.
pub fn replacement_in_words(reason: &str) -> Text {
    match reason {
        "not_in_scope" => texts::not_in_scope(),
        "wrong_person" => texts::wrong_person(),
        other => Text::same(other),
    }
}

/// A line of the scope: what, and which values.
pub fn scope_in_words(lang: Lang, template: &Template, line: &ScopeLine) -> (String, String) {
    let label = template.field(line.field).title.get(lang).to_owned();
    let range = |from: Option<String>, to: Option<String>| match (from, to) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => texts::from(&from).get(lang).to_owned(),
        (None, Some(to)) => texts::to(&to).get(lang).to_owned(),
        (None, None) => texts::any().get(lang).to_owned(),
    };
    let value = match &line.rule {
        // A value may hold a comma itself: "Övrig, över 24 år".
        ScopeRule::OneOf(values) if values.iter().any(|value| value.contains(',')) => {
            values.join("; ")
        }
        ScopeRule::OneOf(values) => values.join(", "),
        ScopeRule::Days { from, to } => {
            range(from.map(|d| d.to_string()), to.map(|d| d.to_string()))
        }
        ScopeRule::Numbers { from, to } => {
            range(from.map(|n| n.to_string()), to.map(|n| n.to_string()))
        }
    };
    (label, value)
}

/// Which of several rows of one unit speaks for it.
pub fn several_in_words(plan: &Plan, template: &Template) -> Text {
    let field = |lang| {
        plan.unit.by.map_or_else(String::new, |by| {
            template.field(by).title.get(lang).to_owned()
        })
    };
    let (sv, en) = (field(Lang::Sv), field(Lang::En));
    match plan.unit.if_several {
        IfSeveral::Latest => Text {
            sv: texts::latest(&sv).sv,
            en: texts::latest(&en).en,
        },
        IfSeveral::Earliest => Text {
            sv: texts::earliest(&sv).sv,
            en: texts::earliest(&en).en,
        },
        IfSeveral::Error => texts::one_row_each(),
    }
}

/// How many, and how they were spread over the strata; and how many there are since more were
/// drawn.
pub fn allocation_in_words(plan: &Plan, protocol: &Protocol) -> Text {
    let planned = planned_in_words(plan);
    let size = match &plan.sample.size {
        Size::Total(size) => *size,
        Size::PerValue(values) | Size::Fixed(values) => values.values().sum(),
        Size::Listed => return planned,
    };
    let drawn: u64 = protocol.strata.iter().map(|stratum| stratum.sample).sum();
    let mut text = planned;
    if drawn > size {
        text = join(&text, &texts::extended(drawn));
    }
    let reserve = plan.sample.reserve;
    let more = protocol
        .strata
        .iter()
        .filter(|stratum| stratum.reserve > reserve);
    let more: Vec<String> = more
        .map(|stratum| format!("{} {}", stratum.letter, stratum.reserve))
        .collect();
    if !more.is_empty() {
        text = join(&text, &texts::more_reserves(&more.join(", ")));
    }
    text
}

fn join(first: &Text, second: &Text) -> Text {
    Text {
        sv: format!("{} {}", first.sv, second.sv),
        en: format!("{} {}", first.en, second.en),
    }
}

fn planned_in_words(plan: &Plan) -> Text {
    let spread = match (&plan.sample.size, &plan.sample.allocation) {
        (Size::Fixed(_), _) => texts::spread_fixed(),
        (_, Allocation::Proportional) => texts::spread_proportional(),
        (_, Allocation::Equal) => texts::spread_equal(),
        (_, Allocation::Neyman(_)) => texts::spread_neyman(),
        (_, Allocation::Power(_)) => texts::spread_power(),
    };
    let sizes = |sizes: &std::collections::BTreeMap<String, u64>| {
        let parts: Vec<String> = sizes
            .iter()
            .map(|(value, size)| format!("{value}: {size}"))
            .collect();
        parts.join("; ")
    };
    let size = match &plan.sample.size {
        Size::Total(size) => texts::size_total(*size),
        Size::PerValue(values) => texts::size_per_value(&sizes(values)),
        Size::Fixed(values) => texts::size_fixed(&sizes(values)),
        // A list was picked elsewhere: nothing was spread over strata.
        Size::Listed => return texts::size_listed(),
    };
    let least = texts::at_least(plan.sample.minimum, plan.sample.reserve);
    Text {
        sv: format!("{} {} {}", size.sv, spread.sv, least.sv),
        en: format!("{} {} {}", size.en, spread.en, least.en),
    }
}

/// How the files were picked.
pub fn method_in_words(plan: &Plan, method: &str) -> Text {
    match &plan.sample.given {
        None => texts::method_text(method),
        Some(given) => match given.how {
            How::Judgement => texts::given_judgement(&given.file),
            How::Systematic => texts::given_systematic(&given.file),
            How::All => texts::given_all(&given.file),
        },
    }
}

/// The coordination with an earlier audit, and what came of it.
pub fn coordination_in_words(coordination: &Coordination) -> Text {
    let Coordination {
        with,
        mode,
        draw_id,
        units,
        overlap,
    } = coordination;
    match mode {
        CoordinateMode::Keep => texts::kept(with, draw_id, *units, *overlap),
        CoordinateMode::Avoid => texts::avoided_units(with, draw_id, *units, *overlap),
    }
}
