//! Why a file got its outcome: what was decided, by which evidence, and where each piece stands.
//! The reviewer's own words are not repeated here: they stand in the checklist, at that place.

use serde::Serialize;
use stickprov::finding::{Finding, Outcome, Seen};
use stickprov::lang::{Lang, Text};
use stickprov::problem::{Error, Place, Result};
use stickprov::report;
use stickprov::template::{
    Condition, Criterion, CriterionRef, Definition, QuestionRef, Template, standard_label,
};

use super::super::evaluated;
use super::super::folder::Audit;
use super::super::output::{Align, Block, Grid, Item};
use super::texts;

/// The decision on one file.
pub(super) struct Decided {
    id: String,
    finding: Finding,
    further: Vec<(Text, Outcome)>,
    /// What is asked of the file and not answered.
    blank: Vec<QuestionRef>,
}

/// What programs get of it.
#[derive(Serialize)]
pub(super) struct Machine {
    id: String,
    outcome: Outcome,
    reason: Option<String>,
    days: Option<i64>,
    evidence: Vec<MachineSeen>,
    blank: Vec<String>,
}

#[derive(Serialize)]
struct MachineSeen {
    what: String,
    source: String,
    value: String,
    place: Option<Place>,
}

/// Evaluates the audit and finds what was decided for a file.
pub(super) fn decided(
    audit: &Audit,
    id: &str,
    criterion: CriterionRef,
    lang: Lang,
) -> Result<Decided> {
    let evaluation = evaluated::evaluate(audit, &[], lang)?;
    let id = id.to_uppercase();
    let findings = &evaluation.findings;
    let Some(unit) = findings.units.get(&id) else {
        return Err(Error::new(texts::no_file(&id)));
    };
    let of = audit.template.criterion(criterion);
    let Some(finding) = unit.get(&criterion) else {
        let reason = findings
            .not_evaluated
            .iter()
            .find(|(at, _)| *at == criterion);
        let error = Error::new(texts::not_decided(&of.id));
        return Err(match reason {
            Some((_, reason)) => error.hint(reason.clone()),
            None => error,
        });
    };
    let further = of
        .definitions
        .iter()
        .enumerate()
        .filter_map(|(at, definition)| {
            let outcome = findings.further.get(&(criterion, at))?.get(&id)?;
            Some((definition.title.clone(), *outcome))
        });
    let states = report::states(&audit.template, &evaluation.protocol, &evaluation.answers);
    let blank = states.into_iter().filter(|state| state.id == id);
    Ok(Decided {
        blank: blank.flat_map(|state| state.blank).collect(),
        further: further.collect(),
        finding: finding.clone(),
        id,
    })
}

pub(super) fn machine(decided: &Decided, template: &Template, lang: Lang) -> Machine {
    let finding = &decided.finding;
    let code = |question: &QuestionRef| template.question(*question).id.clone();
    Machine {
        id: decided.id.clone(),
        outcome: finding.outcome,
        reason: finding
            .reason
            .as_ref()
            .map(|reason| reason.get(lang).to_owned()),
        days: finding.days,
        blank: decided.blank.iter().map(code).collect(),
        evidence: finding
            .evidence
            .iter()
            .map(|seen| MachineSeen {
                what: seen.what.get(lang).to_owned(),
                source: seen.source.clone(),
                value: seen.value.clone(),
                place: seen.place.clone(),
            })
            .collect(),
    }
}

pub(super) fn blocks(
    decided: &Decided,
    audit: &Audit,
    criterion: &Criterion,
    lang: Lang,
) -> Vec<Block> {
    let say = |text: Text| text.get(lang).to_owned();
    let finding = &decided.finding;
    let word = |outcome| say(outcome_word(outcome, criterion.descriptive));
    // Of a part that a routine decides "met" would be read as if the deviation were gone.
    let whole = criterion
        .part_of
        .map(|whole| audit.template.criterion(whole));
    let divided = whole.filter(|whole| !whole.explained_by.is_empty());
    let outcome = match (finding.outcome, divided) {
        (Outcome::Met, Some(whole)) => say(texts::not_explained(&whole.id)),
        (outcome, _) => word(outcome),
    };
    let mut lines = vec![format!("{}: {outcome}", say(texts::outcome()))];
    if let Some(reason) = &finding.reason {
        lines.push(format!("{}: {}", say(texts::because()), reason.get(lang)));
    }
    let at = audit.template.criterion_by_id(&criterion.id);
    let parameters = at.map_or(&criterion.parameters, |at| {
        audit.plan.parameters(&audit.template, at)
    });
    let definition = criterion.definitions.get(criterion.headline(parameters));
    let days = finding
        .days
        .map(|days| days_in_words(definition, days, lang));
    lines.extend(days.map(say));
    let limit = finding.limit.map(|day| day.to_string());
    lines.extend(limit.map(|day| say(texts::last_day(&day))));
    lines.extend(
        finding
            .months
            .map(|(done, of)| say(texts::months_checked(done, of))),
    );
    if finding.remark {
        lines.push(say(texts::met_with_remark()));
    }
    if finding.depends_on_count {
        lines.push(say(texts::depends_on_count()));
    }
    let late = finding.after_notice.map(|day| day.to_string());
    lines.extend(late.map(|day| say(texts::late_evidence(&day))));
    for (title, outcome) in &decided.further {
        let outcome = word(*outcome);
        lines.push(say(texts::further_definition(title.get(lang), &outcome)));
    }
    let mut blocks = vec![
        Block::Heading(say(texts::file_heading(&decided.id))),
        Block::Lines(lines),
        Block::Heading(say(texts::seen())),
    ];
    let evidence = seen(&finding.evidence, &audit.template, lang);
    if finding.evidence.is_empty() {
        blocks.push(Block::Lines(vec![say(texts::nothing_seen())]));
        blocks.push(Block::Sheet(evidence));
    } else {
        blocks.push(Block::Grid(evidence));
    }
    if !decided.blank.is_empty() {
        blocks.push(Block::Heading(say(texts::blank_in_file(&decided.id))));
        blocks.push(Block::Grid(questions(
            &decided.blank,
            &audit.template,
            lang,
        )));
        blocks.push(Block::Lines(vec![say(texts::blank_next())]));
    }
    blocks
}

/// Questions by code and wording.
fn questions(questions: &[QuestionRef], template: &Template, lang: Lang) -> Grid {
    let titles = [texts::question_code(), texts::question_text()];
    let columns: Vec<(&str, Align)> = titles.iter().map(|t| (t.get(lang), Align::Left)).collect();
    let mut grid = Grid::new(&columns);
    for question in questions {
        let question = template.question(*question);
        grid.push(vec![
            Item::text(&question.id),
            Item::text(question.text.get(lang)),
        ]);
    }
    grid
}

/// What the days of a finding are, by the kind of rule.
fn days_in_words(definition: Option<&Definition>, days: i64, lang: Lang) -> Text {
    let count = match days {
        1 => texts::one_calendar_day(),
        days => texts::calendar_days(days),
    };
    let apart = match days.abs() {
        1 => texts::one_calendar_day(),
        days => texts::calendar_days(days),
    };
    let (count, apart) = (count.get(lang), apart.get(lang));
    match definition.and_then(|definition| timed(&definition.condition)) {
        Some(Condition::Recurs { .. }) => texts::longest(count),
        Some(Condition::Before { .. } | Condition::Disagrees { .. }) => texts::apart(apart),
        Some(Condition::Aged { .. }) => texts::old(count),
        Some(_) | None => texts::took(count),
    }
}

/// The part of a condition that counts days.
fn timed(condition: &Condition) -> Option<&Condition> {
    match condition {
        Condition::Late { .. }
        | Condition::Recurs { .. }
        | Condition::Before { .. }
        | Condition::Disagrees { .. }
        | Condition::Aged { .. } => Some(condition),
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::Answer { .. }
        | Condition::Absent { .. }
        | Condition::Present { .. }
        | Condition::Due { .. }
        | Condition::Contradicted { .. }
        | Condition::Value { .. }
        | Condition::Months { .. } => condition.parts().iter().find_map(timed),
    }
}

/// A value as the reviewer chose it: options by their words.
fn value_in_words(seen: &Seen, template: &Template, lang: Lang) -> String {
    let question = template.question_by_id(&seen.source);
    let options = question.map_or(&[][..], |at| &template.question(at).options);
    let words = |code: &str| {
        let option = options.iter().find(|option| option.code == code);
        let label = option.map(|option| option.label.clone());
        label
            .or_else(|| standard_label(code))
            .map_or_else(|| code.to_owned(), |label| label.get(lang).to_owned())
    };
    let codes: Vec<String> = seen.value.split('/').map(words).collect();
    codes.join(" / ")
}

fn seen(evidence: &[Seen], template: &Template, lang: Lang) -> Grid {
    let titles = [
        texts::seen_what(),
        texts::seen_value(),
        texts::seen_source(),
        texts::seen_where(),
    ];
    let columns: Vec<(&str, Align)> = titles.iter().map(|t| (t.get(lang), Align::Left)).collect();
    let mut grid = Grid::new(&columns);
    for one in evidence {
        let place = one.place.as_ref().map(|place| place.in_words(lang));
        grid.push(vec![
            Item::text(one.what.get(lang)),
            Item::text(value_in_words(one, template, lang)),
            Item::text(&one.source),
            Item::text(place.unwrap_or_default()),
        ]);
    }
    grid
}

fn outcome_word(outcome: Outcome, descriptive: bool) -> Text {
    match outcome {
        Outcome::Met => texts::met(),
        Outcome::Gap if descriptive => texts::case_described(),
        Outcome::Gap => texts::gap(),
        Outcome::Explained => texts::explained(),
        Outcome::NotApplicable => texts::not_applicable(),
        Outcome::NotAssessable => texts::not_assessable(),
        Outcome::Unanswered => texts::unanswered(),
    }
}
