//! One criterion as a page of an audit manual: the rule, where it comes from, how each outcome
//! comes about, what it rests on, and the parameters of this audit.

use std::collections::BTreeSet;

use stickprov::lang::{Lang, Text};
use stickprov::plan::{self, Plan};
use stickprov::template::{
    Criterion, CriterionRef, Definition, EvidenceRef, Parameters, Partial, QuestionRef, Record,
    Source, Template, Unknown,
};

use super::super::output::Block;
use super::facts::Facts;
use super::texts;
use super::words::Words;

/// How many blocks the title and the rule take.
pub(super) const RULE: usize = 2;

/// The page. With a plan its parameters are shown, otherwise the template's.
pub(super) fn page(
    criterion: &Criterion,
    template: &Template,
    plan: Option<&Plan>,
    lang: Lang,
) -> Vec<Block> {
    let at = template.criterion_by_id(&criterion.id);
    let parameters = plan.zip(at).map_or(&criterion.parameters, |(plan, at)| {
        plan.parameters(template, at)
    });
    let page = Page {
        criterion,
        at,
        plan,
        words: Words {
            template,
            parameters,
            lang,
        },
    };
    let title = format!("{}  {}", criterion.id, criterion.title.get(lang));
    let rule = vec![criterion.rule.get(lang).to_owned()];
    let mut blocks = vec![Block::Heading(title), Block::Lines(rule)];
    let mut section = |heading: Text, lines: Vec<String>| {
        if !lines.is_empty() {
            blocks.push(Block::Heading(heading.get(lang).to_owned()));
            blocks.push(Block::Lines(lines));
        }
    };
    section(texts::what_is_reviewed(), page.about());
    section(texts::how_decided(), page.outcomes());
    section(texts::definitions(), page.definitions());
    section(texts::over_registers(), page.over_registers());
    section(texts::profiles(), page.profiles());
    section(texts::evidence(), page.evidence());
    let heading = if plan.is_some() {
        texts::parameters_here()
    } else {
        texts::parameters()
    };
    section(heading, page.parameters());
    blocks
}

struct Page<'a> {
    criterion: &'a Criterion,
    at: Option<CriterionRef>,
    plan: Option<&'a Plan>,
    words: Words<'a>,
}

impl Page<'_> {
    fn say(&self, text: Text) -> String {
        match self.words.lang {
            Lang::Sv => text.sv,
            Lang::En => text.en,
        }
    }

    fn parameters_in_force(&self) -> &Parameters {
        self.words.parameters
    }

    fn headline(&self) -> Option<&Definition> {
        let at = self.criterion.headline(self.parameters_in_force());
        self.criterion.definitions.get(at)
    }

    /// What it is about, as people say it.
    fn record(&self) -> String {
        match self.criterion.record {
            Record::Checklist(at) => {
                let file = &self.words.template.checklists[at].file;
                file.get(self.words.lang).to_owned()
            }
            Record::Cross => self.say(texts::about_cross()),
            Record::Register => self.say(texts::about_register()),
            Record::Unit => self.say(texts::about_unit()),
        }
    }

    fn about(&self) -> Vec<String> {
        let (criterion, template) = (self.criterion, self.words.template);
        let mut lines = Vec::new();
        let mut line = |what: Text, is: &str| {
            if !is.is_empty() {
                lines.push(format!("{}: {is}", what.get(self.words.lang)));
            }
        };
        line(texts::about(), &self.record());
        line(
            texts::answers_for_it(),
            template.responsible_name(criterion).get(self.words.lang),
        );
        line(
            texts::ground(),
            &self.say(texts::authority(criterion.authority)),
        );
        line(
            texts::grave(),
            &self.say(texts::severity(criterion.severity)),
        );
        line(texts::source(), &criterion.source);
        if let Some(published) = &criterion.published {
            line(texts::published(), published.get(self.words.lang));
        }
        if let Some(whole) = criterion.part_of {
            line(texts::part_of(), &template.criterion(whole).id);
        }
        if criterion.descriptive {
            lines.push(self.say(texts::only_describes()));
        }
        lines
    }

    /// A line for each outcome, with what brings it about.
    fn outcomes(&self) -> Vec<String> {
        let Some(definition) = self.headline() else {
            return Vec::new();
        };
        let line = |outcome: Text, when: Vec<String>| {
            let when = when.join("; ");
            (!when.is_empty())
                .then(|| self.say(texts::outcome_line(outcome.get(self.words.lang), &when)))
        };
        let gap = if self.criterion.descriptive {
            texts::case_described()
        } else {
            texts::gap()
        };
        let mut lines: Vec<String> = [
            line(gap, self.deviates(definition)).filter(|_| !self.decided_by_routine()),
            line(texts::explained(), self.explained()),
            line(texts::not_applicable(), self.not_applicable(definition)),
            line(texts::not_assessable(), self.not_assessable(definition)),
            line(texts::unanswered(), vec![self.unanswered(definition)]),
            line(texts::met(), vec![self.met(definition)]),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let Some(day) = self.plan.and_then(|plan| plan.announced) {
            lines.push(self.say(texts::after_notice_line(&day.to_string())));
        }
        lines
    }

    fn deviates(&self, definition: &Definition) -> Vec<String> {
        let clause = self.words.clause(&definition.condition);
        let mut when = vec![self.say(texts::when(&clause))];
        if matches!(self.criterion.record, Record::Checklist(_)) && !self.criterion.descriptive {
            when.push(self.say(texts::weeded()));
        }
        when
    }

    fn explained(&self) -> Vec<String> {
        let template = self.words.template;
        let whole = self
            .criterion
            .part_of
            .map(|whole| template.criterion(whole));
        let routines = &whole.unwrap_or(self.criterion).explained_by;
        let titles = routines.iter().map(|routine| {
            let mut said = routine.title.get(self.words.lang).to_owned();
            for (_, values) in &routine.only_for {
                let values = self.words.list(values.iter().map(String::as_str));
                said.push_str(&self.say(texts::holds_for(&values)));
            }
            if let Some(when) = &routine.when {
                let clause = self.words.clause(when);
                said.push_str(&self.say(texts::and_when(&clause)));
            }
            said
        });
        titles.collect()
    }

    /// Whether it divides deviations into those that a routine explains and the others.
    fn decided_by_routine(&self) -> bool {
        let whole = self.criterion.part_of;
        whole.is_some_and(|whole| {
            let whole = self.words.template.criterion(whole);
            !whole.explained_by.is_empty()
        })
    }

    fn not_applicable(&self, definition: &Definition) -> Vec<String> {
        let criterion = self.criterion;
        let mut when = Vec::new();
        if let Some(whole) = criterion.part_of {
            let id = &self.words.template.criterion(whole).id;
            when.push(self.say(texts::no_deviation_to_divide(id)));
        }
        if let Some(applies_if) = &definition.applies_if {
            let clause = self.words.denied(applies_if);
            when.push(self.say(texts::when(&clause)));
        }
        for (_, values) in &criterion.only_for {
            let values = self.words.list(values.iter().map(String::as_str));
            when.push(self.say(texts::other_boards(&values)));
        }
        if criterion.only_by_profile {
            when.push(self.say(texts::only_profiles()));
        }
        when.extend(
            criterion
                .valid
                .0
                .map(|day| self.say(texts::before_day(&day.to_string()))),
        );
        when.extend(
            criterion
                .valid
                .1
                .map(|day| self.say(texts::after_day(&day.to_string()))),
        );
        let facts = Facts::of(definition);
        if facts.clock {
            when.push(self.say(texts::not_due()));
        }
        if facts.closed {
            when.push(self.say(texts::closed_first()));
        }
        when.push(self.say(texts::answered_et()));
        when
    }

    fn not_assessable(&self, definition: &Definition) -> Vec<String> {
        let mut when = Vec::new();
        if matches!(self.criterion.record, Record::Checklist(_)) {
            when.push(self.say(texts::file_gone()));
        }
        let facts = Facts::of(definition);
        let parameters = self.parameters_in_force();
        let mut dates: Vec<EvidenceRef> = Vec::new();
        if facts.clock {
            dates.extend(parameters.from);
        }
        if facts.end {
            dates.extend(parameters.to);
        }
        dates.extend(&facts.dates);
        for at in dates {
            when.push(self.say(texts::no_date_of(self.words.evidence(at))));
        }
        if parameters.unknown == Unknown::NotAssessable && !facts.evidence.is_empty() {
            when.push(self.say(texts::nothing_known()));
        }
        when
    }

    fn unanswered(&self, definition: &Definition) -> String {
        let questions = self.questions(definition);
        if questions.is_empty() {
            return self.say(texts::never_unanswered());
        }
        let questions = self.words.list(questions.iter().map(String::as_str));
        self.say(texts::blank(&questions))
    }

    /// The codes of the questions that the headline looks at.
    fn questions(&self, definition: &Definition) -> Vec<String> {
        let template = self.words.template;
        let facts = Facts::of(definition);
        let mut questions: Vec<QuestionRef> = facts.questions;
        for at in self.pieces() {
            let sources = template
                .evidence(at)
                .sources
                .iter()
                .flat_map(Source::single);
            questions.extend(sources.filter_map(|source| match source {
                Source::Question(question) => Some(*question),
                Source::Field { .. } | Source::Together(_) => None,
            }));
        }
        let mut seen = BTreeSet::new();
        questions.retain(|question| seen.insert(*question));
        let codes = questions
            .into_iter()
            .map(|question| template.question(question).id.clone());
        codes.collect()
    }

    fn met(&self, definition: &Definition) -> String {
        if let Some(whole) = self.criterion.part_of.filter(|_| self.decided_by_routine()) {
            let id = &self.words.template.criterion(whole).id;
            return self.say(texts::no_routine(id));
        }
        let facts = Facts::of(definition);
        let asks = |question: &QuestionRef| {
            let options = &self.words.template.question(*question).options;
            options.iter().any(|option| option.code == "D")
        };
        let partly = self.parameters_in_force().partial == Partial::MetWithRemark
            && (facts.questions.iter().any(asks));
        self.say(if partly {
            texts::otherwise_remark()
        } else {
            texts::otherwise()
        })
    }

    fn definitions(&self) -> Vec<String> {
        let named = self.criterion.definitions.iter();
        named
            .filter(|definition| !definition.id.is_empty())
            .map(|definition| {
                format!(
                    "{}: {}",
                    definition.id,
                    definition.title.get(self.words.lang)
                )
            })
            .collect()
    }

    fn over_registers(&self) -> Vec<String> {
        let parts = self.criterion.population.iter();
        parts
            .map(|part| {
                let register = self.words.template.register(part.register);
                let title = register.title.get(self.words.lang);
                let what = self.words.over(part.register, &part.condition);
                self.say(texts::over_line(title, &what))
            })
            .collect()
    }

    fn profiles(&self) -> Vec<String> {
        let profiles = self.criterion.profiles.iter();
        profiles
            .map(|profile| profile.title.get(self.words.lang).to_owned())
            .collect()
    }

    /// Every piece of evidence the criterion looks at, in the order it is first named.
    fn pieces(&self) -> Vec<EvidenceRef> {
        let parameters = self.parameters_in_force();
        let mut found: Vec<EvidenceRef> = Vec::new();
        found.extend(parameters.from);
        found.extend(parameters.to);
        for definition in &self.criterion.definitions {
            found.extend(Facts::of(definition).evidence);
        }
        let mut seen = BTreeSet::new();
        found.retain(|piece| seen.insert(*piece));
        found
    }

    fn evidence(&self) -> Vec<String> {
        let template = self.words.template;
        let line = |at: EvidenceRef| {
            let evidence = template.evidence(at);
            let sources: Vec<String> = evidence
                .sources
                .iter()
                .map(|source| source_name(source, template))
                .collect();
            let title = evidence.title.get(self.words.lang);
            format!("{} – {title}: {}", evidence.id, sources.join(", "))
        };
        self.pieces().into_iter().map(line).collect()
    }

    /// As they would stand in a plan; what this one changes is said.
    fn parameters(&self) -> Vec<String> {
        let template = self.words.template;
        let defaults = plan::parameters(self.criterion, template);
        if defaults.is_empty() {
            return Vec::new();
        }
        let here = Criterion {
            parameters: self.parameters_in_force().clone(),
            ..self.criterion.clone()
        };
        let mut lines = vec![format!("[criteria.{}]", self.criterion.id)];
        let in_force = plan::parameters(&here, template);
        for (name, value) in &in_force {
            let before = defaults.iter().find(|(known, _)| known == name);
            let before = before.filter(|(_, before)| before != value);
            let changed = before.map(|(_, before)| self.say(texts::changed_from(before)));
            lines.push(format!("{name} = {value}{}", changed.unwrap_or_default()));
        }
        let change = self.plan.and_then(|plan| plan.criteria.get(&self.at?.0));
        let reason = change.and_then(|change| change.reason.as_deref());
        lines.extend(reason.map(|reason| self.say(texts::reason_line(reason))));
        lines
    }
}

fn source_name(source: &Source, template: &Template) -> String {
    match source {
        Source::Question(question) => template.question(*question).id.clone(),
        Source::Field { field, .. } => template.field_name(*field),
        Source::Together(sources) => {
            let names = sources.iter().map(|source| source_name(source, template));
            names.collect::<Vec<_>>().join(" + ")
        }
    }
}
