//! The recipe of a draw: the whole method in ten lines with this audit's own numbers, and the
//! two shell lines that check one ticket. What an auditor puts into the report, and what a
//! reader needs to make the draw again.

mod texts;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::paper::{RECIPE, allocation_in_words, coordination_in_words, method_in_words};
use super::{Protocol, Status};
use crate::frame::AVOIDED;
use crate::lang::{Lang, whole};
use crate::plan::Plan;
use crate::sample::seed_hash;
use crate::template::{FieldKind, Template};

/// A recipe, ready to be laid out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// The steps in their order.
    pub steps: Vec<String>,
    /// What checks one ticket in a shell; empty where nothing was drawn.
    pub commands: Vec<String>,
}

/// The recipe of a draw that was made.
pub fn recipe(plan: &Plan, template: &Template, protocol: &Protocol, lang: Lang) -> Recipe {
    let say = |text: crate::lang::Text| text.get(lang).to_owned();
    let mut steps = vec![
        say(population(plan, protocol, lang)),
        say(strata(plan, template, protocol, lang)),
    ];
    let sizes: Vec<String> = protocol
        .strata
        .iter()
        .map(|s| {
            texts::of(&s.letter, s.sample, s.population)
                .get(lang)
                .to_owned()
        })
        .collect();
    let allocation = say(allocation_in_words(plan, protocol));
    steps.push(say(texts::sizes(&allocation, &sizes.join(", "))));
    if protocol.seed.is_empty() {
        steps.push(say(method_in_words(plan, &protocol.method)));
        steps.push(say(texts::numbers_of_list()));
    } else {
        let hash = seed_hash(&protocol.seed);
        steps.push(say(texts::seed(&protocol.seed, &hash)));
        steps.push(say(if by_personnummer(plan, template) {
            texts::ticket_of_person(&protocol.method)
        } else {
            texts::ticket(&protocol.method)
        }));
        steps.push(say(texts::ranks(plan.sample.reserve)));
        steps.push(say(texts::numbers()));
    }
    if let Some(coordination) = &protocol.coordination {
        steps.push(say(coordination_in_words(coordination)));
    }
    steps.push(say(changes(protocol, lang)));
    steps.push(say(texts::selection(
        &protocol.draw_id,
        &protocol.selection_sha256,
    )));
    steps.push(say(texts::independent()));
    Recipe {
        steps,
        commands: commands(plan, template, &protocol.seed, lang),
    }
}

/// Whether the units' keys are personnummer.
fn by_personnummer(plan: &Plan, template: &Template) -> bool {
    template.field(plan.unit.one_per).kind == FieldKind::Personnummer
}

/// The shell lines that compute a ticket, the key left for the reader.
fn commands(plan: &Plan, template: &Template, seed: &str, lang: Lang) -> Vec<String> {
    if seed.is_empty() {
        return Vec::new();
    }
    let key = if by_personnummer(plan, template) {
        texts::twelve_digits()
    } else {
        texts::any_key()
    };
    vec![
        format!(
            "seedhash=$(printf %s {} | sha256sum | cut -c1-64)",
            quoted(seed)
        ),
        format!("key={}; {RECIPE}", key.get(lang)),
    ]
}

/// A text as one word of a shell, in the form that is hashed.
fn quoted(text: &str) -> String {
    let text: String = text.nfc().collect();
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn population(plan: &Plan, protocol: &Protocol, lang: Lang) -> crate::lang::Text {
    let register = &plan.export(plan.unit.export).id;
    let found = protocol
        .reconciliation
        .iter()
        .find(|one| one.register == *register);
    let Some(one) = found else {
        return texts::population_unknown(register);
    };
    let count = |reasons: &[super::Reason], wanted: fn(&str) -> bool| {
        let counts = reasons.iter().filter(|reason| wanted(&reason.reason));
        whole(lang, counts.map(|reason| reason.count).sum())
    };
    let superseded = count(&one.excluded, |reason| reason == crate::frame::SUPERSEDED);
    let out = count(&one.excluded, |reason| {
        reason != crate::frame::SUPERSEDED && reason != AVOIDED
    });
    let nameless = count(&one.rejected, |_| true);
    let mut text = texts::population(
        &whole(lang, one.read),
        register,
        &out,
        &superseded,
        &nameless,
    );
    let avoided = one.excluded.iter().find(|reason| reason.reason == AVOIDED);
    if let Some(avoided) = avoided {
        let more = texts::population_avoided(&whole(lang, avoided.count));
        text.sv.push_str(&more.sv);
        text.en.push_str(&more.en);
    }
    let last = texts::population_kept(&whole(lang, one.kept));
    text.sv.push_str(&last.sv);
    text.en.push_str(&last.en);
    text
}

fn strata(plan: &Plan, template: &Template, protocol: &Protocol, lang: Lang) -> crate::lang::Text {
    if plan.strata.is_empty() {
        return texts::no_strata();
    }
    let fields: Vec<String> = plan
        .strata
        .iter()
        .map(|field| template.field(*field).title.get(lang).to_owned())
        .collect();
    let last = protocol.strata.last().map_or("A", |s| s.letter.as_str());
    texts::strata(protocol.strata.len(), &fields.join(" × "), last)
}

fn changes(protocol: &Protocol, lang: Lang) -> crate::lang::Text {
    let sample: u64 = protocol.strata.iter().map(|s| s.sample).sum();
    let reserves: u64 = protocol.strata.iter().map(|s| s.reserve).sum();
    let replaced = protocol
        .units
        .iter()
        .filter(|unit| unit.status == Status::Replaced)
        .count();
    let (sample, reserves) = (whole(lang, sample), whole(lang, reserves));
    if replaced == 0 {
        texts::drawn(&sample, &reserves)
    } else {
        texts::drawn_and_replaced(&sample, &reserves, replaced)
    }
}
