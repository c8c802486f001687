//! The words in which a plan's changes to a criterion are said.

use crate::lang::Text;

/// A unit in the singular and the plural.
pub(super) struct Unit {
    pub(super) sv: (&'static str, &'static str),
    pub(super) en: (&'static str, &'static str),
}

pub(super) static UNIT_DAY: Unit = Unit {
    sv: ("dag", "dagar"),
    en: ("day", "days"),
};
pub(super) static UNIT_CALENDAR_DAY: Unit = Unit {
    sv: ("kalenderdag", "kalenderdagar"),
    en: ("calendar day", "calendar days"),
};
pub(super) static UNIT_WORKING_DAY: Unit = Unit {
    sv: ("arbetsdag", "arbetsdagar"),
    en: ("working day", "working days"),
};
pub(super) static UNIT_MONTH: Unit = Unit {
    sv: ("månad", "månader"),
    en: ("month", "months"),
};
pub(super) static UNIT_SECOND: Unit = Unit {
    sv: ("sekund", "sekunder"),
    en: ("second", "seconds"),
};

/// Texts made of texts: each language takes its own words.
macro_rules! of_texts {
    ($($(#[$doc:meta])* $name:ident($($arg:ident),*) { $sv:literal, $en:literal })*) => {
        $($(#[$doc])* pub(super) fn $name($($arg: &Text),*) -> Text {
            let sv = { $(let $arg = &$arg.sv;)* format!($sv) };
            let en = { $(let $arg = &$arg.en;)* format!($en) };
            Text { sv, en }
        })*
    };
}

of_texts! {
    /// The remark behind a sentence or a rule.
    counted_with(values) { "Här räknat med {values}.", "Counted here with {values}." }
    /// The remark behind a title or a question.
    here(figures) { "(här: {figures})", "(here: {figures})" }
    instead_of(now, usual) { "{now} i stället för {usual}", "{now} instead of {usual}" }
    as_start(event) { "{event} som början", "{event} as the start" }
    as_end(event) { "{event} som slut", "{event} as the end" }
    accepted(answer) { "svaret {answer} som godtaget", "the answer {answer} as accepted" }
    several_accepted(answers) { "svaren {answers} som godtagna", "the answers {answers} as accepted" }
    by_definition(title) { "definitionen ”{title}”", "the definition “{title}”" }
    and(first, last) { "{first} och {last}", "{first} and {last}" }
    quoted(words) { "”{words}”", "“{words}”" }
}

/// What a parameter is, by its key in the plan; none for a key that is no parameter.
pub fn parameter(key: &str) -> Option<Text> {
    Some(match key {
        "days" => key_days(),
        "months" => key_months(),
        "count" => key_count(),
        "roll" => key_roll(),
        "from" => key_from(),
        "to" => key_to(),
        "tolerance_days" => key_tolerance(),
        "accept" => key_accept(),
        "partial" => key_partial(),
        "definition" => key_definition(),
        "unknown" => key_unknown(),
        "seconds" => key_seconds(),
        "times" => key_times(),
        "age" => key_age(),
        "percent" => key_percent(),
        _ => return None,
    })
}

crate::texts! {
    key_days() { "tidsgräns i dagar", "limit in days" }
    key_months() { "tidsgräns i månader", "limit in months" }
    key_count() { "hur dagar räknas", "how days are counted" }
    key_roll() { "sista dag som inte är arbetsdag", "last day that is no working day" }
    key_from() { "tidens början", "start of the time" }
    key_to() { "tidens slut", "end of the time" }
    key_tolerance() { "marginal i dagar", "margin in days" }
    key_accept() { "godtagna svar", "accepted answers" }
    key_partial() { "vad delvis räknas som", "what partly counts as" }
    key_definition() { "definition", "definition" }
    key_unknown() { "vad som inte framgår räknas som", "what cannot be seen counts as" }
    key_seconds() { "tid i sekunder", "time in seconds" }
    key_times() { "antal", "number" }
    key_age() { "åldersgräns", "age limit" }
    key_percent() { "andel i procent", "share in per cent" }
    limit() { "tidsgräns", "limit" }
    a_limit() { "en tidsgräns på", "a limit of" }
    within() { "inom", "within" }
    a_time() { "en tid på", "a time of" }
    times() { "antalet", "the number" }
    age() { "åldersgräns", "age limit" }
    an_age() { "en åldersgräns på", "an age limit of" }
    share() { "andel", "share" }
    a_share() { "en andel på", "a share of" }
    years(n: i64) { "{n} år", "{n} years" }
    no_margin() { "ingen marginal", "no margin" }
    margin() { "en marginal på", "a margin of" }
    not_rolled() { "sista dagen kvar där den infaller, också på en dag som inte är arbetsdag", "the last day left where it falls, also on a day that is no working day" }
    rolled() { "sista dagen flyttad till nästa arbetsdag där den infaller på en annan dag", "the last day moved to the next working day where it falls on another day" }
    none_accepted() { "inget svar utöver regelns eget som godtaget", "no answer but the rule's own as accepted" }
    partly_deviates() { "delvis uppfyllt som inte uppfyllt", "partly met as not met" }
    partly_meets() { "delvis uppfyllt som uppfyllt med anmärkning", "partly met as met with a remark" }
    unknown_deviates() { "det som inte framgår som inte uppfyllt", "what cannot be seen as not met" }
    unknown_not_assessable() { "det som inte framgår som ej bedömbart", "what cannot be seen as not assessable" }
}
