//! Why an outcome is what it is.

use crate::lang::Text;

/// A date is not known; `what` is the evidence in words.
pub(crate) fn no_date(what: &Text) -> Text {
    Text {
        sv: format!("datum saknas: {}", what.sv),
        en: format!("no date: {}", what.en),
    }
}

/// What was claimed on a day is contradicted by `days` days of something since another day.
pub(crate) fn contradicted(
    (since, claimed): (&str, &str),
    (by, days): (&Text, usize),
    unless: &Text,
) -> Text {
    let days = if days == 1 {
        took_one()
    } else {
        took(i64::try_from(days).unwrap_or(i64::MAX))
    };
    let (sv, en) = (&by.sv, &by.en);
    Text {
        sv: format!(
            "{since}–{claimed}: {sv} ({}), men inte {}",
            days.sv, unless.sv
        ),
        en: format!(
            "{since}–{claimed}: {en} ({}), but not {}",
            days.en, unless.en
        ),
    }
}

/// Neither what speaks against a claim nor what bears it out is known for the time before it.
pub(crate) fn not_contradicted_or_borne_out(claimed: &str, by: &Text, unless: &Text) -> Text {
    Text {
        sv: format!(
            "varken {} eller {} är känt för tiden före {claimed}",
            by.sv, unless.sv
        ),
        en: format!(
            "neither {} nor {} is known for the time before {claimed}",
            by.en, unless.en
        ),
    }
}

crate::texts! {
    file_missing() { "akten saknas", "the file is missing" }
    not_expected() { "akten ska inte finnas", "there should be no file" }
    not_asked() { "frågan ställs inte efter det tidigare svaret", "the question is not asked after the earlier answer" }
    answered_so() { "besvarad som ej tillämplig", "answered as not applicable" }
    not_due(limit: &str, horizon: &str) { "inte förfallen: gränsen {limit} ligger efter {horizon}", "not due: the limit {limit} falls after {horizon}" }
    closed_before(closed: &str, limit: &str) { "avslutad {closed}, före gränsen {limit}", "closed {closed}, before the limit {limit}" }
    start_unknown() { "startdatum saknas", "the start date is not known" }
    without_date() { "finns, men utan datum", "there, but without a date" }
    no_months() { "inga månader att kontrollera", "no months to check" }
    nothing_found() { "ingen uppgift finns", "nothing is recorded" }
    end_before_start() { "slutdatum ligger före startdatum", "the end date is before the start date" }
    no_rule_for() { "regeln gäller inte här", "the rule does not hold here" }
    no_rule_then() { "regeln gällde inte då", "the rule did not hold then" }
    not_part() { "ingen avvikelse att dela upp", "no deviation to divide" }
    outside() { "det som regeln förutsätter finns inte här", "what the rule presupposes is not so here" }
    not_explained() { "inget dokumenterat skäl förklarar avvikelsen", "no documented reason explains the deviation" }
    missing_is_a_gap() { "akten saknas av ett skäl som är en avvikelse", "the file is missing for a reason that is a deviation" }
    no_source() { "inget register eller formulär i planen ger uppgiften", "no register or checklist in the plan gives the information" }
    list_not_written(file: &str) { "listan {file} är inte skriven ännu; det gör stickprov checklist", "the list {file} is not written yet; stickprov checklist does that" }
    expired(until: &str, on: &str) { "gällde till {until}; granskad {on}", "in force until {until}; reviewed {on}" }
    still_good(until: &str, on: &str) { "gäller till {until}; granskad {on}", "in force until {until}; reviewed {on}" }
    aged(since: &str, on: &str) { "från {since}; granskad {on}", "of {since}; reviewed {on}" }
    no_control_totals() { "planen anger ingen publicerad tabell ([[control_totals]])", "the plan names no published table ([[control_totals]])" }
    no_column(field: &str) { "exporten har ingen kolumn för {field}", "the export has no column for {field}" }
    population_only() { "kriteriet gäller hela registret", "the criterion is about the whole register" }
    took_one() { "1 dag", "1 day" }
    took(days: i64) { "{days} dagar", "{days} days" }
    never() { "har inte kommit", "never came" }
    no_answer() { "inget svar", "no answer" }
    file_not_received(criteria: usize) { "Akten kunde inte granskas (kriterier där det räknas som avvikelse: {criteria})", "The file could not be reviewed (criteria where that counts as a deviation: {criteria})" }
}
