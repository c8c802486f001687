//! What is said about results.

stickprov::texts! {
    heading(title: &str, reviewed: usize) { "{title}: avvikelser i {reviewed} granskade ärenden", "{title}: deviations in {reviewed} cases reviewed" }
    id() { "Kod", "Code" }
    criterion() { "Avvikelse", "Deviation" }
    gaps() { "Antal", "Count" }
    rate() { "Andel", "Rate" }
    interval() { "Intervall", "Interval" }
    other() { "Varav, utanför", "Of which, outside" }
    explained(count: u64) { "{count} förklarade", "{count} explained" }
    never(count: u64) { "{count} helt utan", "{count} never came" }
    depends(count: u64) { "{count} beror på dagdefinition", "{count} depend on the day count" }
    remarks(count: u64) { "{count} med anmärkning", "{count} with remark" }
    not_applicable(count: u64) { "{count} ej tillämpliga", "{count} not applicable" }
    not_assessable(count: u64) { "{count} ej bedömbara", "{count} not assessable" }
    unanswered(count: u64) { "{count} ej besvarade", "{count} unanswered" }
    no_answers() { "Inga svar finns ännu i checklistor/.", "There are no answers in checklistor/ yet." }
    nothing_assessed() { "Ännu inget att bedöma", "Nothing to assess yet" }
    descriptive() { "Beskrivande mått, inga avvikelser", "Descriptive measures, no deviations" }
    groups() { "Grupper", "Groups" }
    responsible() { "Per ansvarig enhet", "By responsible unit" }
    group() { "Enhet", "Unit" }
    files() { "Akt för akt (inom parentes: förklarad)", "File by file (in brackets: explained)" }
    file() { "Löpnr", "Number" }
    deviating() { "Avvikelser", "Deviations" }
    open() { "Ej besvarade eller bedömbara", "Unanswered or not assessable" }
    not_evaluated() { "Inte prövade", "Not evaluated" }
    method(level: &str, method: &str, promise: &str) { "Intervallen gäller hela urvalsramen, viktat, med {level} konfidens: {method} ({promise}).", "The intervals are for the whole frame, weighted, with {level} confidence: {method} ({promise})." }
    guaranteed() { "håller alltid minst konfidensen", "always keeps at least the confidence" }
    by_search() { "håller konfidensen så långt sökningen nådde", "keeps the confidence as far as the search reached" }
    approximate() { "ungefärlig", "approximate" }
    exceeds(id: &str, rate: &str, highest: &str) { "{id}: {rate} överstiger planens gräns {highest}", "{id}: {rate} exceeds the plan's limit {highest}" }
    unknown_field(name: &str) { "fältet {name} kan inte användas för gruppering", "the field {name} cannot be used for grouping" }
    unknown_value(value: &str, field: &str) { "{value} är inget värde för {field}", "{value} is no value of {field}" }
    known_values(values: &str) { "möjliga: {values}", "possible: {values}" }
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
}
