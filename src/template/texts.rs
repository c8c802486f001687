//! What is said about templates.

use crate::lang::Text;

/// A value of another kind than its schema says.
pub(super) fn wrong_kind(key: &str, of: &str) -> Text {
    let (sv, en) = match of {
        "string" => ("en text", "a text"),
        "integer" => ("ett heltal", "a whole number"),
        "boolean" => ("true eller false", "true or false"),
        "array" => ("en lista", "a list"),
        "date" => (
            "ett datum (ÅÅÅÅ-MM-DD, utan citattecken)",
            "a date (YYYY-MM-DD, without quotes)",
        ),
        _ => ("en tabell med nycklar", "a table with keys"),
    };
    Text {
        sv: format!("{key} ska vara {sv}"),
        en: format!("{key} should be {en}"),
    }
}

crate::texts! {
    not_toml(message: &str) { "filen kan inte läsas som TOML: {message}", "the file cannot be read as TOML: {message}" }
    unknown_file() { "filen hör inte till en mall; filerna är template.toml, registers.toml, evidence.toml, plan.toml, plan.en.toml, synth.toml, indicators.toml och de i checklists/ och criteria/", "the file does not belong to a template; the files are template.toml, registers.toml, evidence.toml, plan.toml, plan.en.toml, synth.toml, indicators.toml and those in checklists/ and criteria/" }
    unknown_key(key: &str) { "okänd nyckel: {key}", "unknown key: {key}" }
    missing_top_key(key: &str) { "det saknas en nyckel: {key}", "a key is missing: {key}" }
    missing_key(key: &str, of: &str) { "det saknas en nyckel: {key} ({of})", "a key is missing: {key} ({of})" }
    unknown_word(word: &str) { "okänt ord: {word}", "unknown word: {word}" }
    possible(words: &str) { "möjliga: {words}", "possible: {words}" }
    exactly_one(key: &str) { "{key} ska ha precis ett slags villkor", "{key} should have exactly one kind of condition" }
    file_missing(name: &str) { "mallen saknar filen {name}", "the template lacks the file {name}" }
    no_template(name: &str, known: &str) { "det finns ingen mall som heter {name}; inbyggda: {known}", "there is no template called {name}; built in: {known}" }
    builds_on_itself(name: &str) { "mallen bygger på {name}, som i sin tur bygger på mallen", "the template builds on {name}, which in turn builds on it" }
    unknown_name(name: &str, kind: &str) { "{name} finns inte bland mallens {kind}", "{name} is not among the template's {kind}" }
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
    twice(name: &str) { "{name} står två gånger", "{name} stands twice" }
    no_condition() { "kriteriet saknar villkor: condition eller definitions", "the criterion has no condition: condition or definitions" }
    no_option(code: &str, question: &str) { "svaret {code} finns inte bland svaren på {question}", "the answer {code} is not among the answers of {question}" }
    option_set(name: &str) { "svarslistan {name} finns inte; standardkoderna är J N D FE ET AS", "there is no option set {name}; the standard codes are J N D FE ET AS" }
    form_of_persons(register: &str) { "{register}: form gäller en lista som inte handlar om personer; skriv persons = false, eller gör frågor i en checklista", "{register}: form is for a list that is about no persons; write persons = false, or make questions in a checklist" }
    empty_value() { "en värdelista är tom", "a list of values is empty" }
    later_question(question: &str) { "asked_if pekar på {question}, som inte står före frågan", "asked_if points at {question}, which does not stand before the question" }
    no_start() { "villkoret behöver parametern from", "the condition needs the parameter from" }
    no_end() { "villkoret behöver parametern to", "the condition needs the parameter to" }
    no_limit() { "villkoret behöver parametern days eller months", "the condition needs the parameter days or months" }
    no_parameter(name: &str) { "villkoret behöver parametern {name}", "the condition needs the parameter {name}" }
    no_population() { "ett kriterium över register behöver [[population]]", "a criterion over registers needs [[population]]" }
    not_by_file(key: &str) { "ett kriterium över register avgörs inte akt för akt: {key} hör inte hit", "a criterion over registers is not decided file by file: {key} does not belong here" }
    figures_alone() { "indicator och control_total står ensamma i sitt kriterium", "indicator and control_total stand alone in their criterion" }
    bad_date() { "datumet är inte ett helt datum (ÅÅÅÅ-MM-DD)", "the date is not a whole date (YYYY-MM-DD)" }
    one_of_keys(at: &str, keys: &str) { "{at}: det ska stå exakt en av {keys}", "{at}: exactly one of {keys} is needed" }
    circle(name: &str) { "villkoret {name} går i cirkel", "the test {name} goes in a circle" }
    personal_rows(indicator: &str, field: &str) { "{indicator} kan inte delas upp efter {field}: raderna skulle peka ut personer", "{indicator} cannot be broken down by {field}: the rows would point out persons" }
    no_day(name: &str) { "{name} har ingen dag i något register", "{name} has no day in any register" }
    bad_percentile(at: &str) { "{at}: percentile ska vara ett helt tal från 1 till 99", "{at}: percentile must be a whole number from 1 to 99" }
    yes() { "Ja", "Yes" }
    no() { "Nej", "No" }
    partly() { "Delvis", "Partly" }
    not_shown() { "Framgår ej", "Not evident" }
    not_applicable() { "Ej tillämpligt", "Not applicable" }
    missing() { "Akt/handling saknas", "File/document missing" }
}
