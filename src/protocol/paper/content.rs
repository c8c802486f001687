//! What the urvalsprotokoll says, in order (DOMAIN 3a).

use super::words::{
    allocation_in_words, coordination_in_words, method_in_words, reason_in_words,
    replacement_in_words, scope_in_words, several_in_words,
};
use super::{Content, Grid, GridColumn, Paper, Part, texts};
use crate::lang::{self, Lang, Text};
use crate::plan::ScopeLine;
use crate::protocol::{Reason, Role, Status, Stratum, Unit};
use crate::sample::seed_hash;

/// What checks one ticket, for anyone with a shell.
pub const RECIPE: &str = "printf %s \"$seedhash$key\" | sha256sum";

/// The whole paper.
pub(super) fn content(paper: &Paper) -> Content {
    let say = |text: Text| text.get(paper.lang).to_owned();
    let mut parts = vec![Part::Facts(facts(paper))];

    parts.push(Part::Heading(say(texts::population())));
    parts.push(Part::Facts(population(paper)));
    parts.push(Part::Grid(sources(paper)));
    if let Some(steps) = steps(paper) {
        parts.push(Part::Grid(steps));
    }

    parts.push(Part::Heading(say(texts::strata())));
    parts.push(Part::Grid(strata(paper)));
    let mut chosen = vec![(
        say(texts::allocation()),
        say(allocation_in_words(paper.plan, paper.protocol)),
    )];
    if let Some(coordination) = &paper.protocol.coordination {
        let words = coordination_in_words(coordination);
        chosen.push((say(texts::coordination()), say(words)));
    }
    parts.push(Part::Facts(chosen));

    parts.push(Part::Heading(say(texts::method())));
    let method = say(method_in_words(paper.plan, &paper.protocol.method));
    if paper.plan.sample.given.is_some() {
        parts.push(Part::Text(method));
    } else {
        parts.push(Part::Text(format!("{method} {}", say(texts::anyone()))));
        parts.push(Part::Code(RECIPE.to_owned()));
    }
    parts.push(Part::Facts(sums(paper)));

    parts.push(Part::Heading(say(texts::drawn())));
    parts.push(Part::Grid(drawn(paper)));
    if is_changed(paper) {
        parts.push(Part::Heading(say(texts::reviewed_now())));
        parts.push(Part::Grid(reviewed_now(paper)));
    }
    if let Some(count) = paper.protected {
        parts.push(Part::Text(say(texts::protected(count))));
    }
    if paper.replacements.is_empty() {
        parts.push(Part::Text(say(texts::no_replacements())));
    } else {
        parts.push(Part::Heading(say(texts::replacements())));
        parts.push(Part::Grid(replacements(paper)));
    }
    parts.push(Part::Text(say(texts::deviation())));

    parts.push(Part::Heading(say(texts::signatures())));
    parts.push(Part::Signatures(vec![
        say(texts::date()),
        say(texts::name()),
        say(texts::role()),
        say(texts::signature()),
    ]));
    Content {
        title: say(texts::title()),
        parts,
    }
}

fn facts(paper: &Paper) -> Vec<(String, String)> {
    let Paper { plan, protocol, .. } = paper;
    let say = |text: Text| text.get(paper.lang).to_owned();
    let mut facts = vec![(say(texts::audit()), plan.title.clone())];
    if !plan.reference.is_empty() {
        facts.push((say(texts::reference()), plan.reference.clone()));
    }
    facts.push((say(texts::draw()), protocol.draw_id.clone()));
    facts.push((
        say(texts::reference_date()),
        plan.reference_date.to_string(),
    ));
    if let Some(day) = plan.announced {
        facts.push((say(texts::announced()), day.to_string()));
    }
    facts.push((
        say(texts::template()),
        paper.template.title.get(paper.lang).to_owned(),
    ));
    facts.push((say(texts::program()), protocol.program.clone()));
    facts
}

/// Boards and places are lines of the scope; so is everything else that bounds the frame.
fn population(paper: &Paper) -> Vec<(String, String)> {
    let Paper { plan, template, .. } = paper;
    let say = |text: Text| text.get(paper.lang).to_owned();
    let register = plan.export(plan.unit.export).register;
    let mut facts = vec![(
        say(texts::population()),
        say(texts::one_per(
            &template
                .field(plan.unit.one_per)
                .title
                .get(paper.lang)
                .to_lowercase(),
            template.register(register).title.get(paper.lang),
        )),
    )];
    if plan.scope.is_empty() {
        facts.push((say(texts::scope()), say(texts::no_scope())));
    }
    // Who holds the files comes first: it says which boards and places the audit concerns.
    let holds = |line: &&ScopeLine| {
        template
            .checklists
            .iter()
            .any(|checklist| checklist.recipient == Some(line.field))
    };
    let (places, others): (Vec<_>, Vec<_>) = plan.scope.iter().partition(holds);
    for line in places.into_iter().chain(others) {
        facts.push(scope_in_words(paper.lang, template, line));
    }
    facts.push((say(texts::several()), say(several_in_words(plan, template))));
    facts
}

fn column(header: &Text, lang: Lang, number: bool, span: u16) -> GridColumn {
    GridColumn {
        header: header.get(lang).to_owned(),
        number,
        span,
    }
}

fn sources(paper: &Paper) -> Grid {
    let lang = paper.lang;
    let as_of = |register: &str| {
        paper
            .plan
            .registers
            .iter()
            .find(|export| export.id == register)
            .and_then(|export| export.as_of)
            .map_or_else(String::new, |day| day.to_string())
    };
    Grid {
        columns: vec![
            column(&texts::register(), lang, false, 2),
            column(&texts::file(), lang, false, 2),
            column(&texts::as_of(), lang, false, 1),
            column(&texts::rows(), lang, true, 1),
            column(&Text::same("SHA-256"), lang, false, 6),
        ],
        rows: paper
            .protocol
            .inputs
            .iter()
            .map(|input| {
                vec![
                    input.register.clone(),
                    input.place().in_words(lang),
                    as_of(&input.register),
                    lang::whole(lang, input.rows),
                    input.sha256.clone(),
                ]
            })
            .collect(),
    }
}

/// From the unit register's rows to the frame, rule by rule.
fn steps(paper: &Paper) -> Option<Grid> {
    let lang = paper.lang;
    let register = &paper.plan.export(paper.plan.unit.export).id;
    let reconciliation = paper
        .protocol
        .reconciliation
        .iter()
        .find(|reconciliation| reconciliation.register == *register)?;
    let line = |text: Text, count: u64| vec![text.get(lang).to_owned(), lang::whole(lang, count)];
    let removed = |reason: &Reason| {
        let words = reason_in_words(paper.template, &reason.reason);
        line(texts::minus(words.get(lang)), reason.count)
    };
    let mut rows = vec![line(texts::read(), reconciliation.read)];
    rows.extend(reconciliation.rejected.iter().map(removed));
    rows.extend(reconciliation.excluded.iter().map(removed));
    rows.push(line(texts::frame(), reconciliation.kept));
    Some(Grid {
        columns: vec![
            column(&texts::step(), lang, false, 8),
            column(&texts::count(), lang, true, 4),
        ],
        rows,
    })
}

fn strata(paper: &Paper) -> Grid {
    let lang = paper.lang;
    let line = |letter: &str, name: &str, population: u64, sample: u64, reserve: u64| {
        vec![
            letter.to_owned(),
            name.to_owned(),
            lang::whole(lang, population),
            lang::whole(lang, sample),
            fraction(lang, sample, population),
            weight(lang, population, sample),
            lang::whole(lang, reserve),
        ]
    };
    let strata = &paper.protocol.strata;
    let mut rows: Vec<Vec<String>> = strata
        .iter()
        .map(|stratum| {
            let name = if stratum.name.is_empty() {
                texts::whole().get(lang).to_owned()
            } else {
                stratum.name.clone()
            };
            line(
                &stratum.letter,
                &name,
                stratum.population,
                stratum.sample,
                paper.protocol.reserves_left(&stratum.letter),
            )
        })
        .collect();
    let sum = |count: fn(&Stratum) -> u64| strata.iter().map(count).sum();
    rows.push(line(
        "",
        texts::total().get(lang),
        sum(|stratum| stratum.population),
        sum(|stratum| stratum.sample),
        strata
            .iter()
            .map(|stratum| paper.protocol.reserves_left(&stratum.letter))
            .sum(),
    ));
    let reserves = if is_changed(paper) {
        texts::reserves_left()
    } else {
        texts::reserve_count()
    };
    Grid {
        columns: vec![
            column(&texts::letter(), lang, false, 1),
            column(&texts::values(), lang, false, 4),
            column(&texts::population_count(), lang, true, 1),
            column(&texts::sample_count(), lang, true, 1),
            column(&texts::fraction(), lang, true, 2),
            column(&texts::weight(), lang, true, 2),
            column(&reserves, lang, true, 1),
        ],
        rows,
    }
}

fn fraction(lang: Lang, sample: u64, population: u64) -> String {
    match (ratio(sample, population), lang) {
        (Some(share), _) => lang::percent(lang, share, 1),
        (None, _) => "–".to_owned(),
    }
}

fn weight(lang: Lang, population: u64, sample: u64) -> String {
    ratio(population, sample)
        .map_or_else(|| "–".to_owned(), |weight| lang::decimal(lang, weight, 2))
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    #[allow(
        clippy::cast_precision_loss,
        reason = "counts of people are far below 2^53"
    )]
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn sums(paper: &Paper) -> Vec<(String, String)> {
    let Paper { plan, protocol, .. } = paper;
    let say = |text: Text| text.get(paper.lang).to_owned();
    let mut facts = Vec::new();
    if plan.sample.given.is_none() {
        facts.push((say(texts::seed()), protocol.seed.clone()));
        facts.push(("seedhash".to_owned(), seed_hash(&protocol.seed)));
    }
    facts.extend([
        (say(texts::selection()), protocol.selection_sha256.clone()),
        (say(texts::plan_sum()), protocol.plan_sha256.clone()),
    ]);
    facts
}

/// Whether others are reviewed now than those that were drawn as the sample.
fn is_changed(paper: &Paper) -> bool {
    let mut units = paper.protocol.units.iter();
    units.any(|unit| unit.status != Status::Drawn)
}

fn drawn(paper: &Paper) -> Grid {
    let columns = [texts::sample(), texts::reserves()];
    numbers(paper, &columns, |unit| Some(unit.role == Role::Sample))
}

/// What is reviewed after replacements, and who can still stand in.
fn reviewed_now(paper: &Paper) -> Grid {
    let columns = [texts::reviewed(), texts::reserves_left()];
    numbers(paper, &columns, |unit| match unit.status {
        Status::Replaced => None,
        Status::Drawn | Status::InUse => Some(unit.is_reviewed()),
    })
}

/// Two lists of numbers for each stratum; `is_first` says which of them a unit stands in.
fn numbers(paper: &Paper, columns: &[Text; 2], is_first: fn(&Unit) -> Option<bool>) -> Grid {
    let lang = paper.lang;
    let ids = |stratum: &Stratum, first: bool| {
        let units = paper.protocol.units.iter();
        let ids: Vec<&str> = units
            .filter(|unit| unit.stratum == stratum.letter && is_first(unit) == Some(first))
            .map(|unit| unit.id.as_str())
            .collect();
        ids.join(", ")
    };
    let row = |stratum: &Stratum| {
        vec![
            stratum.letter.clone(),
            ids(stratum, true),
            ids(stratum, false),
        ]
    };
    Grid {
        columns: vec![
            column(&texts::letter(), lang, false, 1),
            column(&columns[0], lang, false, 8),
            column(&columns[1], lang, false, 3),
        ],
        rows: paper.protocol.strata.iter().map(row).collect(),
    }
}

fn replacements(paper: &Paper) -> Grid {
    let lang = paper.lang;
    Grid {
        columns: vec![
            column(&texts::replaced(), lang, false, 3),
            column(&texts::by(), lang, false, 3),
            column(&texts::reason(), lang, false, 6),
        ],
        rows: paper
            .replacements
            .iter()
            .map(|replaced| {
                vec![
                    replaced.replaced.clone(),
                    replaced.by.clone(),
                    replacement_in_words(&replaced.reason).get(lang).to_owned(),
                ]
            })
            .collect(),
    }
}
