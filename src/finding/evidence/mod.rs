//! Evidence of one unit: the first source that has a value counts, and which one it was is
//! kept. A blank question, a file that is missing and a register that is not there are
//! three different ways of having no value.

mod horizon;
mod source;

use jiff::civil::Date;

use super::{Case, Seen};
use crate::lang::Text;
use crate::template::{EvidenceRef, FieldRef, Partial, Source, Template};
use source::{Answered, asks_for_days};

pub(super) use source::Asked;

/// One unit with all that is known of it.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    pub(super) id: &'a str,
    pub(super) case: Case<'a>,
    /// Whether it is asked what meets a criterion, or only what is so: the criterion's
    /// `accept` and `partial` and the day of notice concern the first alone.
    pub(super) judging: bool,
}

/// What a piece of evidence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Says {
    /// It is there, without a date.
    Yes,
    /// It is there only in part.
    Partly,
    /// It is certainly not there.
    No,
    /// The reviewer says that it does not apply, or there should be no file that could show it.
    NotApplicable,
    /// It is there, with these days, sorted.
    Days(Vec<Date>),
}

/// What was found when a piece of evidence was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Found {
    /// The value, of the first source that has one.
    pub(super) says: Option<Says>,
    /// A question that was asked and not answered.
    pub(super) blank: bool,
    /// The files that could show it are missing, and no other source is left.
    pub(super) file_missing: bool,
    /// How many sources exist at all.
    pub(super) sources: usize,
    /// Days that were left out because they came after the audit was announced.
    pub(super) after_notice: Option<Date>,
    /// What was seen: one value, or several where sources are taken together.
    pub(super) seen: Vec<Seen>,
}

/// Why sources have no value, counted.
#[derive(Default)]
struct Silent {
    missing: usize,
    not_expected: usize,
    not_applicable: bool,
}

impl Found {
    /// Whether it is there.
    pub(super) fn is_there(&self, partial: Partial) -> bool {
        match self.says {
            Some(Says::Yes | Says::Days(_)) => true,
            Some(Says::Partly) => partial == Partial::MetWithRemark,
            Some(Says::No | Says::NotApplicable) | None => false,
        }
    }

    /// Its days.
    pub(super) fn days(&self) -> &[Date] {
        match &self.says {
            Some(Says::Days(days)) => days,
            Some(Says::Yes | Says::Partly | Says::No | Says::NotApplicable) | None => &[],
        }
    }

    /// Whether nothing is said because the file is missing.
    pub(super) fn is_lost(&self) -> bool {
        self.says.is_none() && self.file_missing
    }
}

impl Unit<'_> {
    /// Looks for a fact: when something began or ended, whoever wrote it and when.
    pub(super) fn fact(&self, evidence: EvidenceRef) -> Found {
        self.look(evidence, None)
    }

    /// Looks for what would meet a criterion: what came after the audit was announced does not.
    pub(super) fn find(&self, evidence: EvidenceRef) -> Found {
        let announced = self.case.plan.announced.filter(|_| self.judging);
        self.look(evidence, announced)
    }

    /// The same unit, asked what is so and not what meets a criterion.
    pub(super) fn asking_facts(self) -> Self {
        Self {
            judging: false,
            ..self
        }
    }

    /// The value of a field of the unit register for this unit; `None` where nobody knows.
    pub(super) fn own(&self, field: FieldRef) -> Option<String> {
        self.case.own(self.id, field)
    }

    /// Looks in the sources of a piece of evidence, in their order.
    fn look(&self, evidence: EvidenceRef, announced: Option<Date>) -> Found {
        let evidence = self.case.template.evidence(evidence);
        let mut found = Found::default();
        let mut silent = Silent::default();
        for source in &evidence.sources {
            if let Some((says, seen)) =
                self.source(source, &evidence.title, announced, &mut found, &mut silent)
            {
                found.seen = seen;
                found.says = Some(says);
                break;
            }
        }
        if found.says.is_none() && !found.blank {
            let (missing, not_expected) = (silent.missing, silent.not_expected);
            found.file_missing = missing > 0 && missing + not_expected == found.sources;
            if silent.not_applicable || not_expected > 0 && not_expected == found.sources {
                found.says = Some(Says::NotApplicable);
            }
        }
        found
    }

    /// What one source says, with where it stands.
    fn source(
        &self,
        source: &Source,
        what: &Text,
        announced: Option<Date>,
        found: &mut Found,
        silent: &mut Silent,
    ) -> Option<(Says, Vec<Seen>)> {
        let (says, label, reference, place) = match source {
            Source::Question(question) => {
                found.sources += 1;
                let label = self.case.template.question(*question).id.clone();
                match self.by_question(*question) {
                    Answered::Says(says, reference, place) => (
                        self.in_time(*question, says, announced, found),
                        label,
                        reference,
                        Some(place),
                    ),
                    Answered::Nothing => return None,
                    Answered::Blank => {
                        found.blank = true;
                        return None;
                    }
                    Answered::FileMissing => {
                        silent.missing += 1;
                        return None;
                    }
                    Answered::NoFileExpected => {
                        silent.not_expected += 1;
                        return None;
                    }
                }
            }
            Source::Field { field, only, pick } => {
                let mut asked = std::iter::once(*field).chain(only.iter().map(|(field, _)| *field));
                if !asked.all(|field| self.case.dossiers.has(field)) {
                    return None;
                }
                found.sources += 1;
                let (says, place) = self.by_rows(*field, only, *pick)?;
                let label = self.case.template.field_name(*field);
                (Some(says), label, String::new(), place)
            }
            Source::Together(sources) => {
                let said = sources
                    .iter()
                    .filter_map(|one| self.source(one, what, announced, found, silent));
                return together(said.collect());
            }
        };
        // "Does not apply" ends the search only where no later source knows a date.
        if says == Some(Says::NotApplicable) && asks_for_days(self.case.template, source) {
            silent.not_applicable = true;
            return None;
        }
        let says = before_notice(says, announced, found)?;
        let seen = Seen {
            what: what.clone(),
            source: label,
            value: shown(&says),
            reference,
            place,
        };
        Some((says, vec![seen]))
    }
}

/// What sources taken together say: all their days; without a day, what the first one says.
fn together(said: Vec<(Says, Vec<Seen>)>) -> Option<(Says, Vec<Seen>)> {
    let mut days: Vec<Date> = Vec::new();
    let mut seen: Vec<Seen> = Vec::new();
    for (says, where_seen) in &said {
        if let Says::Days(some) = says {
            days.extend(some);
            seen.extend(where_seen.iter().cloned());
        }
    }
    if days.is_empty() {
        return said.into_iter().next();
    }
    days.sort_unstable();
    days.dedup();
    Some((Says::Days(days), seen))
}

/// Days after the announcement meet nothing; they are kept to be shown.
fn before_notice(says: Option<Says>, announced: Option<Date>, found: &mut Found) -> Option<Says> {
    let (Some(Says::Days(days)), Some(announced)) = (&says, announced) else {
        return says;
    };
    let (before, after): (Vec<Date>, Vec<Date>) = days.iter().partition(|day| **day <= announced);
    found.after_notice = found.after_notice.or(after.first().copied());
    if before.is_empty() {
        None
    } else {
        Some(Says::Days(before))
    }
}

fn shown(says: &Says) -> String {
    match says {
        Says::Yes => "J".to_owned(),
        Says::Partly => "D".to_owned(),
        Says::No => "N".to_owned(),
        Says::NotApplicable => "ET".to_owned(),
        Says::Days(days) => {
            let days: Vec<String> = days.iter().map(Date::to_string).collect();
            days.join("/")
        }
    }
}

/// A piece of evidence in words.
pub(super) fn title(template: &Template, evidence: EvidenceRef) -> &Text {
    &template.evidence(evidence).title
}
