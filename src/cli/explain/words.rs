//! A rule in words: when a file deviates, as a sentence that an auditor can follow.

use stickprov::lang::{Lang, Text};
use stickprov::template::population::Over;
use stickprov::template::{
    Condition, Count, EvidenceRef, FieldRef, Parameters, QuestionRef, RegisterRef, Roll, Template,
};

use super::texts;

/// What is needed to put a rule into words.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) template: &'a Template,
    pub(super) parameters: &'a Parameters,
    pub(super) lang: Lang,
}

impl Words<'_> {
    fn say(&self, text: Text) -> String {
        match self.lang {
            Lang::Sv => text.sv,
            Lang::En => text.en,
        }
    }

    /// A piece of evidence, as it stands in a sentence.
    pub(super) fn evidence(&self, at: EvidenceRef) -> &str {
        self.template.evidence(at).title.get(self.lang)
    }

    fn start(&self) -> String {
        self.parameters
            .from
            .map_or_else(String::new, |from| self.evidence(from).to_owned())
    }

    fn field(&self, field: FieldRef) -> String {
        self.template.field_name(field)
    }

    /// The condition as a clause: what is so in a file that deviates.
    pub(super) fn clause(&self, condition: &Condition) -> String {
        match condition {
            Condition::Answer { question, is } => {
                let code = &self.template.question(*question).id;
                self.say(texts::answer_is(code, &self.answers(*question, is)))
            }
            Condition::Absent { of, due, .. } => {
                let pieces = self.list(of.iter().map(|piece| self.evidence(*piece)));
                let absent = self.say(texts::is_absent(&pieces));
                if *due {
                    let late = texts::passed(&self.limit(), &self.start());
                    self.both(&absent, &self.say(late))
                } else {
                    absent
                }
            }
            Condition::Present { of } => {
                let pieces = self.list(of.iter().map(|piece| self.evidence(*piece)));
                self.say(texts::is_present(&pieces))
            }
            Condition::Late { .. } => {
                let end = self.parameters.to.map_or("", |to| self.evidence(to));
                self.say(texts::is_late(end, &self.limit(), &self.start()))
            }
            Condition::Due { event, .. } => {
                let event = self.evidence(*event);
                self.say(texts::is_due(event, &self.limit(), &self.start()))
            }
            Condition::Recurs { event, .. } => {
                let event = self.evidence(*event);
                self.say(texts::recurs(event, &self.limit(), &self.start()))
            }
            Condition::Before { first, then } => {
                let (first, then) = (self.evidence(*first), self.evidence(*then));
                let has_limit = self.parameters.days.is_some()
                    || self.parameters.months.is_some()
                    || self.parameters.tolerance_days > 0;
                self.say(if has_limit {
                    texts::before_by(first, then, &self.limit())
                } else {
                    texts::before(first, then)
                })
            }
            Condition::Disagrees { one, other } => {
                let (one, other) = (self.evidence(*one), self.evidence(*other));
                self.say(texts::disagrees(one, other))
            }
            Condition::Contradicted { claim, by, unless } => {
                let (claim, by) = (self.evidence(*claim), self.evidence(*by));
                let unless = self.evidence(*unless);
                self.say(texts::contradicted(claim, by, unless, &self.limit()))
            }
            Condition::Aged { dated, until, .. } => {
                let (dated, limit) = (self.evidence(*dated), self.limit());
                self.say(match until {
                    Some(until) => texts::aged_or_expired(dated, self.evidence(*until), &limit),
                    None => texts::aged(dated, &limit),
                })
            }
            Condition::Value { field, is } => {
                let values = self.list(is.iter().map(String::as_str));
                self.say(texts::value_is(&self.field(*field), &values))
            }
            Condition::Months { done, of, .. } => {
                let percent = self.parameters.percent.unwrap_or(100);
                let code = |question: QuestionRef| &self.template.question(question).id;
                self.say(texts::months(percent, code(*done), code(*of)))
            }
            Condition::All(parts) => self.joined(parts, &self.say(texts::and())),
            Condition::Any(parts) => self.joined(parts, &self.say(texts::or())),
            Condition::Not(inner) => self.denied(inner),
        }
    }

    /// The opposite of a condition as a clause, as people say it where there is a way.
    pub(super) fn denied(&self, condition: &Condition) -> String {
        match condition {
            Condition::Answer { question, is } => {
                let code = &self.template.question(*question).id;
                self.say(texts::answer_is_not(code, &self.answers(*question, is)))
            }
            Condition::Present { of } => {
                let pieces = self.list(of.iter().map(|piece| self.evidence(*piece)));
                self.say(texts::is_absent(&pieces))
            }
            Condition::Absent { of, due: false, .. } => {
                let pieces = self.list(of.iter().map(|piece| self.evidence(*piece)));
                self.say(texts::is_present(&pieces))
            }
            Condition::Value { field, is } => {
                let values = self.list(is.iter().map(String::as_str));
                self.say(texts::value_is_not(&self.field(*field), &values))
            }
            Condition::Not(inner) => self.clause(inner),
            Condition::Absent { due: true, .. }
            | Condition::Late { .. }
            | Condition::Due { .. }
            | Condition::Recurs { .. }
            | Condition::Before { .. }
            | Condition::Disagrees { .. }
            | Condition::Contradicted { .. }
            | Condition::Aged { .. }
            | Condition::Months { .. }
            | Condition::All(_)
            | Condition::Any(_) => self.say(texts::not_so(&self.clause(condition))),
        }
    }

    fn joined(&self, parts: &[Condition], between: &str) -> String {
        // "Late or not late" says that the one or the other can be decided.
        let denied = |part: &Condition| {
            let not =
                |other: &Condition| matches!(other, Condition::Not(inner) if **inner == *part);
            parts.iter().any(not)
        };
        let denies =
            |part: &Condition| matches!(part, Condition::Not(inner) if parts.contains(inner));
        let clauses: Vec<String> = parts
            .iter()
            .filter(|part| !denies(part))
            .map(|part| {
                let clause = self.clause(part);
                let several =
                    matches!(part, Condition::All(inner) | Condition::Any(inner) if inner.len() > 1);
                if denied(part) {
                    self.say(texts::either_way(&clause))
                } else if several {
                    format!("({clause})")
                } else {
                    clause
                }
            })
            .collect();
        clauses.join(between)
    }

    fn both(&self, one: &str, other: &str) -> String {
        format!("{one}{}{other}", self.say(texts::and()))
    }

    /// Answers in words: "Nej, Delvis eller Framgår ej".
    fn answers(&self, question: QuestionRef, codes: &[String]) -> String {
        let options = &self.template.question(question).options;
        let accepted = &self.parameters.accept;
        let codes = codes.iter().filter(|code| !accepted.contains(code));
        self.list(codes.map(|code| {
            let option = options.iter().find(|option| option.code == **code);
            option.map_or(code.as_str(), |option| option.label.get(self.lang))
        }))
    }

    /// "a, b eller c".
    pub(super) fn list<'t>(&self, items: impl Iterator<Item = &'t str>) -> String {
        let items: Vec<&str> = items.collect();
        match items.split_last() {
            None => String::new(),
            Some((only, [])) => (*only).to_owned(),
            Some((last, before)) => {
                format!(
                    "{} {} {last}",
                    before.join(", "),
                    self.say(texts::or_word())
                )
            }
        }
    }

    /// The limit in words: "5 kalenderdagar", "1 månad och 14 dagar".
    fn limit(&self) -> String {
        let parameters = self.parameters;
        let days = |days: i64| match (parameters.count, days) {
            (Count::Calendar, 1) => texts::one_calendar_day(),
            (Count::Calendar, _) => texts::calendar_days(days),
            (Count::Working, 1) => texts::one_working_day(),
            (Count::Working, _) => texts::working_days(days),
        };
        let mut parts = Vec::new();
        parts.extend(parameters.months.map(|months| match months {
            1 => self.say(texts::one_month()),
            months => self.say(texts::months_long(months)),
        }));
        parts.extend(parameters.days.map(|number| self.say(days(number))));
        if parameters.tolerance_days > 0 || parts.is_empty() {
            parts.push(self.say(texts::calendar_days(parameters.tolerance_days)));
        }
        let limit = parts.join(&format!(" {} ", self.say(texts::and_word())));
        match parameters.roll {
            Roll::None => limit,
            Roll::NextWorkingDay => format!("{limit} {}", self.say(texts::rolled())),
        }
    }

    /// What a count over a register counts as deviating.
    pub(super) fn over(&self, register: RegisterRef, over: &Over) -> String {
        let title = |register: RegisterRef| self.template.register(register).title.get(self.lang);
        let field = |at: usize| {
            let fields = &self.template.register(register).fields;
            fields[at].title.get(self.lang)
        };
        let fields = |at: &[usize]| self.list(at.iter().map(|at| field(*at)));
        let text = match over {
            Over::Problem { codes } => {
                texts::over_problem(&self.list(codes.iter().map(String::as_str)))
            }
            Over::Blank { field: at, or } => {
                let values = self.list(or.iter().map(String::as_str));
                if or.is_empty() {
                    texts::over_blank(field(*at))
                } else {
                    texts::over_blank_or(field(*at), &values)
                }
            }
            Over::Order { chains } => {
                let chains: Vec<String> = chains
                    .iter()
                    .map(|chain| {
                        let steps: Vec<&str> = chain.iter().map(|at| field(*at)).collect();
                        steps.join(" – ")
                    })
                    .collect();
                texts::over_order(&chains.join("; "))
            }
            Over::Pairs { of, with, .. } => texts::over_pairs(field(*of), field(*with)),
            Over::Age { group, on, .. } => {
                let age = self.parameters.age.unwrap_or_default();
                texts::over_age(field(*group), age, field(*on))
            }
            Over::Unmatched { other, filled, .. } if filled.is_empty() => {
                texts::over_unmatched(title(*other))
            }
            Over::Unmatched { other, filled, .. } => {
                let of = &self.template.register(*other).fields;
                let filled = self.list(filled.iter().map(|at| of[*at].title.get(self.lang)));
                texts::over_unfilled(title(*other), &filled)
            }
            Over::Repeats { .. } => {
                let times = self.parameters.times.unwrap_or(2);
                match self.parameters.months {
                    Some(months) => texts::over_repeats_within(times, months),
                    None => texts::over_repeats(times),
                }
            }
            Over::Returns { ended, began } => {
                let months = self.parameters.months.unwrap_or_default();
                texts::over_returns(field(*began), months, field(*ended))
            }
            Over::Together { key, .. } => {
                let seconds = self.parameters.seconds.unwrap_or_default();
                texts::over_together(&fields(key), seconds)
            }
            Over::Months { checked, .. } => texts::over_months(title(checked.register)),
            Over::Fewer { field: at } => {
                texts::over_fewer(field(*at), self.parameters.times.unwrap_or_default())
            }
            Over::Indicator { id, column } => {
                let list = &self.template.indicators.list;
                let found = list.iter().find(|one| one.id == *id);
                let columns = found.map(stickprov::template::indicator::Indicator::columns);
                let columns = columns.unwrap_or_default();
                let named = columns.iter().find(|one| one.id == *column);
                let named = named.map_or(column.as_str(), |one| one.title.get(self.lang));
                match self.parameters.days {
                    Some(days) => texts::over_indicator(named, days),
                    None => texts::over_indicator_without_limit(named),
                }
            }
            Over::ControlTotal => texts::over_control_total(),
        };
        self.say(text)
    }
}
