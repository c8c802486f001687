//! The closed set of conditions a criterion can be made of (DESIGN 7), and the parameters
//! that a plan may change. A condition holds when the file deviates.

use super::{EvidenceRef, FieldRef, QuestionRef};

/// When a file deviates.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// A question has one of these answers.
    Answer {
        /// The question.
        question: QuestionRef,
        /// The answers that deviate; `parameters.accept` takes some away.
        is: Vec<String>,
    },
    /// None of the listed pieces of evidence is there.
    Absent {
        /// The pieces.
        of: Vec<EvidenceRef>,
        /// Only once this much time has passed (`days`, `months` of the parameters) after
        /// `parameters.from`, and the case was still open then.
        due: bool,
        /// The end of the case: closed before due is not applicable.
        closed: Option<EvidenceRef>,
    },
    /// Any of the listed pieces of evidence is there: what must not be.
    Present {
        /// The pieces.
        of: Vec<EvidenceRef>,
    },
    /// More than `days` or `months` from `parameters.from` to `parameters.to`.
    Late {
        /// What a missing end means.
        missing_end: MissingEnd,
        /// Evidence that the thing exists even where its date is unknown.
        exists: Option<EvidenceRef>,
        /// The end of the case: closed before due is not applicable.
        closed: Option<EvidenceRef>,
    },
    /// An event was due at `parameters.from` + period, the case was still open, and it is
    /// not there.
    Due {
        /// The event; any of its dates after the start counts.
        event: EvidenceRef,
        /// Evidence that the event took place even where its date is unknown.
        exists: Option<EvidenceRef>,
        /// The end of the case.
        closed: Option<EvidenceRef>,
    },
    /// Events are further apart than the period, from `parameters.from` to the end of the
    /// case or of what is known.
    Recurs {
        /// The events.
        event: EvidenceRef,
        /// Evidence that says whether there were any, where no date is known.
        exists: Option<EvidenceRef>,
        /// The end of the case.
        closed: Option<EvidenceRef>,
    },
    /// `first` came before `then`, by more than `days` or `months` (none: at all) and
    /// `tolerance_days`.
    Before {
        /// Must not come first.
        first: EvidenceRef,
        /// Must not come after.
        then: EvidenceRef,
    },
    /// Two sources differ, dates by more than `tolerance_days`.
    Disagrees {
        /// One.
        one: EvidenceRef,
        /// The other.
        other: EvidenceRef,
    },
    /// What is claimed, on any day on which it is, is contradicted: within `days` or `months`
    /// before that day one thing is shown, and what would bear the claim out is not.
    Contradicted {
        /// The claim; each of its days is tried.
        claim: EvidenceRef,
        /// What speaks against it.
        by: EvidenceRef,
        /// What bears it out.
        unless: EvidenceRef,
    },
    /// Something is out of date on the last day up to which things are known: its period has run
    /// out or, where it has none, it is older than `days` or `months`.
    Aged {
        /// What carries the date; the latest of several counts.
        dated: EvidenceRef,
        /// The last day of its period.
        until: Option<EvidenceRef>,
        /// The end of the case: after it nothing grows old.
        closed: Option<EvidenceRef>,
    },
    /// A register gives the person one of these values.
    Value {
        /// The field.
        field: FieldRef,
        /// The values.
        is: Vec<String>,
    },
    /// Fewer than `parameters.percent` of the months with something are checked: by the
    /// answers, otherwise by the registers.
    Months {
        /// How many are checked.
        done: QuestionRef,
        /// Of how many.
        of: QuestionRef,
        /// The month of a row of a register, by the first of these fields that has one.
        month: Vec<FieldRef>,
        /// The day or month of a check in another.
        checked: FieldRef,
        /// Only rows of the other in which each of these fields has one of these values.
        only: Vec<(FieldRef, Vec<String>)>,
    },
    /// All hold; three-valued: one that certainly does not hold decides. A part that is not
    /// applicable drops out, here and in `Any`; where none is left the whole is not applicable.
    All(Vec<Condition>),
    /// At least one holds; three-valued: one that certainly holds decides.
    Any(Vec<Condition>),
    /// The inner one certainly does not hold.
    Not(Box<Condition>),
}

impl Condition {
    /// The conditions that this one is put together of.
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(inner) => std::slice::from_ref(&**inner),
            Self::Answer { .. }
            | Self::Absent { .. }
            | Self::Present { .. }
            | Self::Late { .. }
            | Self::Due { .. }
            | Self::Recurs { .. }
            | Self::Before { .. }
            | Self::Disagrees { .. }
            | Self::Contradicted { .. }
            | Self::Aged { .. }
            | Self::Value { .. }
            | Self::Months { .. } => &[],
        }
    }

    /// Gives this condition and all those inside it.
    pub fn each(&self, see: &mut dyn FnMut(&Self)) {
        see(self);
        for part in self.parts() {
            part.each(see);
        }
    }
}

/// What a missing end date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingEnd {
    /// The thing never came: a deviation.
    Gap,
    /// Nothing can be said.
    NotAssessable,
}

/// How days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// Every day.
    Calendar,
    /// Monday to Friday, no holidays and eves.
    Working,
}

/// Where a limit goes that falls on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// Nowhere: the literal reading.
    None,
    /// To the next working day.
    NextWorkingDay,
}

/// What "partly" counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Partial {
    /// A deviation.
    Gap,
    /// Met, with a remark counted apart.
    MetWithRemark,
}

/// What is decided where nothing was found and no question is blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unknown {
    /// A deviation.
    Gap,
    /// Nothing can be said.
    NotAssessable,
}

/// What a plan can change in a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// The limit in days.
    pub days: Option<i64>,
    /// The limit in months.
    pub months: Option<i64>,
    /// How days are counted.
    pub count: Count,
    /// Where a limit goes that falls on a day off.
    pub roll: Roll,
    /// The start of the clock.
    pub from: Option<EvidenceRef>,
    /// The end of the clock.
    pub to: Option<EvidenceRef>,
    /// Other starts that the sensitivity table shows and a plan may choose.
    pub from_choices: Vec<EvidenceRef>,
    /// Other ends.
    pub to_choices: Vec<EvidenceRef>,
    /// Moves the due day.
    pub tolerance_days: i64,
    /// How near two rows are at the same time.
    pub seconds: Option<i64>,
    /// How often something must occur.
    pub times: Option<i64>,
    /// The highest age of the younger group.
    pub age: Option<i64>,
    /// The share that is enough, in per cent.
    pub percent: Option<i64>,
    /// Answers that do not deviate after all.
    pub accept: Vec<String>,
    /// Which definition is the headline.
    pub definition: String,
    /// What "partly" counts as.
    pub partial: Partial,
    /// What is decided where nothing was found.
    pub unknown: Unknown,
}
