//! What is said about the registers' own figures.

use crate::lang::Text;
use crate::template::indicator::DayCount;

crate::texts! {
    start() { "Start", "Start" }
    stop() { "Slut", "End" }
    days_counted() { "Dagar", "Days" }
    month() { "Månad", "Month" }
    whole_period() { "Hela perioden", "Whole period" }
    all() { "Samtliga", "All" }
    blank() { "(tomt)", "(blank)" }
    rest() { "(ingen av grupperna)", "(none of the groups)" }
    calendar() { "kalenderdagar", "calendar days" }
    rolled() { "kalenderdagar, till nästa arbetsdag", "calendar days, to the next working day" }
    working() { "arbetsdagar", "working days" }
    after_months() { "Månader", "Months" }
    followed() { "Följs längre", "Followed longer" }
    left() { "Har slutat", "Have left" }
    remaining() { "Kvar", "Remaining" }
    lower() { "Nedre gräns", "Lower limit" }
    upper() { "Övre gräns", "Upper limit" }
    figure() { "Nyckeltal", "Key figure" }
    period() { "Period", "Period" }
    value() { "Värde", "Value" }
    previous() { "Föregående", "Previous" }
    previous_short() { "Föreg.", "Prev." }
    numerator() { "Täljare", "Numerator" }
    denominator() { "Nämnare", "Denominator" }
    no_register(register: &str) { "registret {register} finns inte i planen", "the register {register} is not in the plan" }
    no_source(fields: &str) { "inget register i planen har {fields}", "no register of the plan has {fields}" }
    no_indicator(id: &str) { "det finns inget mått som heter {id}", "there is no indicator called {id}" }
    no_indicators(template: &str) { "mallen {template} har inga mått (indicators.toml)", "the template {template} has no indicators (indicators.toml)" }
    no_definition(id: &str) { "{id} är ingen start eller ett slut i något av de valda måtten", "{id} is no start or end in any of the chosen indicators" }
    no_published() { "ingen tabell i filen har mallens rubriker och rader (indicators.toml)", "no table in the file has the headings and lines of the template (indicators.toml)" }
    no_published_hint() { "en kontrolltabell har rubriker som Inskrivna, antal och en rad för varje grupp eller jobbtorg; en ny rubrik skrivs som alias i mallens indicators.toml", "a control table has headings like Inskrivna, antal and a line for each group or office; a new heading is written as an alias in the template's indicators.toml" }
    no_line() { "(ingen rad)", "(no line)" }
    nothing() { "(tomt)", "(blank)" }
    points(number: &str) { "{number} p.e.", "{number} pp" }
    known(ids: &str) { "de här finns: {ids}", "there are: {ids}" }
    nearest(id: &str) { "menade du {id}?", "did you mean {id}?" }
}

/// How days are counted, in words.
pub(super) fn count(count: DayCount) -> Text {
    match count {
        DayCount::Calendar => calendar(),
        DayCount::Rolled => rolled(),
        DayCount::Working => working(),
    }
}
