//! What a plan changes in a criterion, in the words of an auditor. The template's titles, rules
//! and questions name the template's own figures; where the plan counts with others this is said
//! beside them, in one place, so that no output shows the one without the other.

use super::{CriterionChange, Plan, words};
use crate::lang::{self, Lang, Text};
use crate::template::{
    Condition, Count, Criterion, CriterionRef, EvidenceRef, Parameters, Partial, Roll, Template,
    Unknown,
};

impl Plan {
    /// That a criterion is counted with other values than its rule names, as a sentence; none
    /// where it is not.
    pub fn remark(&self, template: &Template, criterion: CriterionRef) -> Option<Text> {
        let change = self.criteria.get(&criterion.0)?;
        let changes = Changes::of(template, criterion, change);
        let phrases = changes.all();
        (!phrases.is_empty()).then(|| words::counted_with(&joined(&phrases)))
    }
}

/// Sets the figures in force beside the template's titles, rules and questions.
pub(super) fn apply(plan: &Plan, template: &mut Template) {
    for (place, change) in &plan.criteria {
        let at = CriterionRef(*place);
        let figures = Changes::of(template, at, change).figures();
        let remark = plan.remark(template, at);
        let criterion = &mut template.criteria[*place];
        if let Some(remark) = remark {
            criterion.rule = Text::joined(&[&criterion.rule, &remark], " ");
        }
        if figures.is_empty() {
            continue;
        }
        let here = words::here(&joined(&figures));
        criterion.title = Text::joined(&[&criterion.title, &here], " ");
        for checklist in &mut template.checklists {
            let questions = checklist.questions.iter_mut();
            for question in questions.filter(|question| question.limit_of == Some(at)) {
                question.text = Text::joined(&[&question.text, &here], " ");
            }
        }
    }
}

/// The template's values beside the plan's.
struct Changes<'a> {
    template: &'a Template,
    criterion: &'a Criterion,
    usual: &'a Parameters,
    now: &'a Parameters,
}

/// A limit or number that differs.
struct Number {
    /// What it is, in a title.
    short: Text,
    /// And in a sentence, after "räknat med".
    long: Text,
    now: Text,
    /// The template's; none where it sets none.
    usual: Option<Text>,
}

impl<'a> Changes<'a> {
    fn of(template: &'a Template, at: CriterionRef, change: &'a CriterionChange) -> Self {
        let criterion = template.criterion(at);
        Self {
            template,
            criterion,
            usual: &criterion.parameters,
            now: &change.parameters,
        }
    }

    /// The limits and numbers, as short as a title needs them: "tidsgräns sju dagar".
    fn figures(&self) -> Vec<Text> {
        let figures = self.numbers().into_iter();
        figures
            .map(|number| Text::joined(&[&number.short, &number.now], " "))
            .collect()
    }

    /// Limits and numbers that differ.
    fn numbers(&self) -> Vec<Number> {
        let (now, usual) = (self.now, self.usual);
        let same_count = now.count == usual.count;
        let seconds = |n| counted(n, &words::UNIT_SECOND);
        let all = [
            (
                (words::limit(), words::a_limit()),
                period(now, same_count),
                period(usual, same_count),
            ),
            (
                (words::within(), words::a_time()),
                now.seconds.map(seconds),
                usual.seconds.map(seconds),
            ),
            (
                (words::times(), words::times()),
                now.times.map(number),
                usual.times.map(number),
            ),
            (
                (words::age(), words::an_age()),
                now.age.map(words::years),
                usual.age.map(words::years),
            ),
            (
                (words::share(), words::a_share()),
                now.percent.map(percent),
                usual.percent.map(percent),
            ),
        ];
        let differing = all.into_iter().filter(|(_, now, usual)| now != usual);
        differing
            .filter_map(|((short, long), now, usual)| {
                let now = now?;
                Some(Number {
                    short,
                    long,
                    now,
                    usual,
                })
            })
            .collect()
    }

    /// Everything that differs, each as a phrase after "räknat med".
    fn all(&self) -> Vec<Text> {
        let numbers = self.numbers().into_iter();
        let mut phrases: Vec<Text> = numbers
            .map(|number| {
                instead(
                    &Text::joined(&[&number.long, &number.now], " "),
                    number.usual,
                )
            })
            .collect();
        let (now, usual) = (self.now, self.usual);
        if now.tolerance_days != usual.tolerance_days {
            let margin = |days| match days {
                0 => words::no_margin(),
                days => {
                    let days = counted(days, &words::UNIT_DAY);
                    Text::joined(&[&words::margin(), &days], " ")
                }
            };
            let before = margin(usual.tolerance_days);
            phrases.push(instead(&margin(now.tolerance_days), Some(before)));
        }
        let title = |at: EvidenceRef| self.template.evidence(at).title.clone();
        if now.from != usual.from {
            let start = now.from.map(|at| words::as_start(&title(at)));
            phrases.extend(start.map(|start| instead(&start, usual.from.map(title))));
        }
        if now.to != usual.to {
            let end = now.to.map(|at| words::as_end(&title(at)));
            phrases.extend(end.map(|end| instead(&end, usual.to.map(title))));
        }
        phrases.extend(self.words_that_differ());
        phrases
    }

    /// What is no number and no piece of evidence.
    fn words_that_differ(&self) -> Vec<Text> {
        let (now, usual) = (self.now, self.usual);
        let mut phrases = Vec::new();
        if now.roll != usual.roll {
            phrases.push(match now.roll {
                Roll::None => words::not_rolled(),
                Roll::NextWorkingDay => words::rolled(),
            });
        }
        if now.accept != usual.accept {
            let accepted = |codes: &[String]| self.answers(codes);
            let before = (!usual.accept.is_empty()).then(|| accepted(&usual.accept));
            let said = match now.accept.len() {
                0 => words::none_accepted(),
                1 => words::accepted(&accepted(&now.accept)),
                _ => words::several_accepted(&accepted(&now.accept)),
            };
            phrases.push(instead(&said, before));
        }
        if now.partial != usual.partial {
            phrases.push(match now.partial {
                Partial::Gap => words::partly_deviates(),
                Partial::MetWithRemark => words::partly_meets(),
            });
        }
        if now.unknown != usual.unknown {
            phrases.push(match now.unknown {
                Unknown::Gap => words::unknown_deviates(),
                Unknown::NotAssessable => words::unknown_not_assessable(),
            });
        }
        let named = |set: &Parameters| {
            let at = self.criterion.headline(set);
            let definition = &self.criterion.definitions[at];
            if definition.title == Text::default() {
                Text::same(&definition.id)
            } else {
                definition.title.clone()
            }
        };
        if now.definition != usual.definition {
            let said = words::by_definition(&named(now));
            phrases.push(instead(&said, Some(words::quoted(&named(usual)))));
        }
        phrases
    }

    /// Answers as the reviewers chose them, in quotation marks.
    fn answers(&self, codes: &[String]) -> Text {
        let mut labels: Vec<Option<Text>> = vec![None; codes.len()];
        for definition in &self.criterion.definitions {
            definition.condition.each(&mut |condition| {
                let Condition::Answer { question, .. } = condition else {
                    return;
                };
                let options = &self.template.question(*question).options;
                for (code, label) in codes.iter().zip(&mut labels) {
                    let option = options.iter().find(|option| option.code == *code);
                    *label = label
                        .take()
                        .or_else(|| option.map(|option| option.label.clone()));
                }
            });
        }
        let quoted: Vec<Text> = codes
            .iter()
            .zip(labels)
            .map(|(code, label)| words::quoted(&label.unwrap_or_else(|| Text::same(code))))
            .collect();
        listed(&quoted)
    }
}

/// "tidsgräns sju dagar i stället för fem dagar".
fn instead(now: &Text, usual: Option<Text>) -> Text {
    match usual {
        Some(usual) => words::instead_of(now, &usual),
        None => now.clone(),
    }
}

/// "fem dagar", "fem arbetsdagar", "en månad"; where the kind of days differs both are named.
fn period(set: &Parameters, same_count: bool) -> Option<Text> {
    let months = set.months.map(|n| counted(n, &words::UNIT_MONTH));
    let unit = match (set.count, same_count) {
        (Count::Working, _) => &words::UNIT_WORKING_DAY,
        (Count::Calendar, false) => &words::UNIT_CALENDAR_DAY,
        (Count::Calendar, true) => &words::UNIT_DAY,
    };
    months.or_else(|| set.days.map(|n| counted(n, unit)))
}

/// A number and its unit.
fn counted(n: i64, unit: &words::Unit) -> Text {
    let one = n == 1;
    let number = number(n);
    let [sv, en] = [unit.sv, unit.en].map(|(single, many)| if one { single } else { many });
    Text {
        sv: format!("{} {sv}", number.sv),
        en: format!("{} {en}", number.en),
    }
}

fn number(n: i64) -> Text {
    let word = |lang| lang::number_word(lang, n.unsigned_abs(), false);
    Text {
        sv: word(Lang::Sv),
        en: word(Lang::En),
    }
}

fn percent(n: i64) -> Text {
    Text {
        sv: format!("{n}\u{a0}%"),
        en: format!("{n}%"),
    }
}

fn joined(phrases: &[Text]) -> Text {
    Text::joined(&phrases.iter().collect::<Vec<_>>(), "; ")
}

/// "a, b och c".
fn listed(items: &[Text]) -> Text {
    match items {
        [] => Text::default(),
        [only] => only.clone(),
        [first @ .., last] => {
            let first = Text::joined(&first.iter().collect::<Vec<_>>(), ", ");
            words::and(&first, last)
        }
    }
}
