//! What is said about results.

stickprov::texts! {
    heading(title: &str, cases: usize) { "{title}: avvikelser i {cases} ärenden", "{title}: deviations in {cases} cases"; one cases: "{title}: avvikelser i {cases} ärende", "{title}: deviations in {cases} case" }
    reviewed(done: &str, all: &str, files: &str) { "Granskade {files}: {done} av {all}.", "Reviewed {files}: {done} of {all}." }
    id() { "Kod", "Code" }
    criterion() { "Avvikelse", "Deviation" }
    gaps() { "Antal", "Count" }
    rate() { "Andel", "Rate" }
    interval() { "Intervall", "Interval" }
    remark() { "Anmärkning", "Remark" }
    record() { "Akt", "Record" }
    responsible_short() { "Ansvarig", "Responsible" }
    assessed() { "Bedömda", "Assessed" }
    of_which_explained() { "Förklarade", "Explained" }
    not_applicable_count() { "Ej tillämpliga", "Not applicable" }
    not_assessable_count() { "Ej bedömbara", "Not assessable" }
    unanswered_count() { "Ej besvarade", "Unanswered" }
    estimate() { "Uppräknad andel", "Estimated rate" }
    lower() { "Nedre gräns", "Lower limit" }
    upper() { "Övre gräns", "Upper limit" }
    explained_one() { "förklarad", "explained" }
    explained() { "förklarade", "explained" }
    never() { "där inget kommit", "where nothing came" }
    depends_one() { "beror på hur dagar räknas", "depends on how days are counted" }
    depends() { "beror på hur dagar räknas", "depend on how days are counted" }
    with_remark() { "uppfyllt med anmärkning", "met with a remark" }
    not_applicable_one() { "ej tillämplig", "not applicable" }
    not_applicable() { "ej tillämpliga", "not applicable" }
    not_assessable_one() { "ej bedömbar", "not assessable" }
    not_assessable() { "ej bedömbara", "not assessable" }
    unanswered_one() { "ej besvarad", "unanswered" }
    unanswered() { "ej besvarade", "unanswered" }
    no_answers() { "Inga svar finns ännu i checklistor/; det som står här kommer från registren.", "There are no answers in checklistor/ yet; what stands here comes from the registers." }
    nothing_assessed() { "Ännu inte bedömda, eller inte tillämpliga", "Not assessed yet, or not applicable" }
    descriptive() { "Beskrivande mått, inga avvikelser", "Descriptive measures, no deviations" }
    over_registers() { "Över hela registren", "Over the whole registers" }
    measure() { "Mått", "Measure" }
    counted_in() { "Räknat i", "Counted in" }
    rows() { "rader", "rows" }
    persons() { "personer", "persons" }
    units() { "enheter", "units" }
    figures() { "tal", "figures" }
    spread() { "störst skillnad", "largest difference" }
    months() { "månader", "months" }
    unchecked_months(unchecked: &str, of: &str) { "{unchecked} av {of} månader utan kontroll", "{unchecked} of {of} months without a check"; one of: "{unchecked} av {of} månad utan kontroll", "{unchecked} of {of} month without a check" }
    groups() { "Grupper", "Groups" }
    responsible() { "Per ansvarig enhet", "By responsible unit" }
    only_with_gaps() { "Här står bara kriterier med någon avvikelse; stickprov report visar alla.", "Only criteria with a deviation stand here; stickprov report shows all." }
    few(fewest: u64) { "Andel och intervall anges inte när färre än {fewest} ärenden är bedömda.", "Rate and interval are not given where fewer than {fewest} cases are assessed." }
    tolerances() { "Planens toleranser", "The plan's tolerances" }
    sensitivity() { "Om det som inte kunnat bedömas inte vore avvikelser, eller vore det", "If what could not be assessed were no deviations, or were" }
    missing() { "Ej bedömda", "Not assessed" }
    if_none() { "Inga", "None" }
    if_all() { "Alla", "All" }
    unit() { "Enhet", "Unit" }
    group() { "Grupp", "Group" }
    files() { "Akt för akt (inom parentes: förklarad)", "File by file (in brackets: explained)" }
    file() { "Löpnr", "Number" }
    deviating() { "Avvikelser", "Deviations" }
    open() { "Ej besvarade eller bedömbara", "Unanswered or not assessable" }
    noted_otherwise() { "Akter där rutinen och akten säger olika om skälet", "Files in which the routine and the file differ on the reason" }
    only_the_rule(criterion: &str, question: &str) { "rutinen förklarar avvikelsen ({criterion}), akten anger ingen rutin ({question})", "the routine explains the deviation ({criterion}), the file gives none ({question})" }
    only_the_file(criterion: &str, question: &str) { "akten anger en rutin ({question}) som inte förklarar avvikelsen ({criterion})", "the file gives a routine ({question}) that does not explain the deviation ({criterion})" }
    not_evaluated() { "Inte prövade", "Not evaluated" }
    method(level: &str, methods: &str) { "Andelen gäller de bedömda ärendena. Intervallet gäller hela urvalsramen, viktat, med {level} konfidens: {methods}.", "The rate is that of the assessed cases. The interval is for the whole frame, weighted, with {level} confidence: {methods}." }
    contrasts() { "Skillnader mellan strata och mellan enheter", "Differences between strata and between units" }
    contrasts_made(count: &str, fewest: u64) { "{count} jämförelser är gjorda: alla par där minst {fewest} ärenden är bedömda på båda sidor.", "{count} comparisons were made: all pairs with at least {fewest} cases assessed on either side."; one count: "{count} jämförelse är gjord: det enda par där minst {fewest} ärenden är bedömda på båda sidor.", "{count} comparison was made: the only pair with at least {fewest} cases assessed on either side." }
    contrasts_shown() { "Här står de där p före justering är under 0,05; alla står med --format json. Skillnad: den förra andelen minus den senare bland de bedömda ärendena, i procentenheter (Newcombe). p: Fishers exakta test, justerat för alla jämförelser (Holm): först om det är litet förklarar slumpen knappast skillnaden.", "Those with p below 0.05 before adjustment stand here; --format json has all. Difference: the former rate less the latter among the assessed cases, in percentage points (Newcombe). p: Fisher's exact test, adjusted for all comparisons (Holm): only where it is small can chance hardly explain the difference." }
    contrasts_none() { "I ingen av dem är p under 0,05, ens före justering för antalet.", "In none of them is p below 0.05, even before adjusting for their number." }
    compared() { "Jämförelse", "Comparison" }
    first() { "Den förra", "Former" }
    second() { "Den senare", "Latter" }
    difference() { "Skillnad", "Difference" }
    p() { "p (Holm)", "p (Holm)" }
    stratum(letter: &str) { "stratum {letter}", "stratum {letter}" }
    guaranteed() { "håller alltid minst konfidensen", "always keeps at least the confidence" }
    by_search() { "håller konfidensen så långt sökningen nådde", "keeps the confidence as far as the search reached" }
    approximate() { "ungefärlig", "approximate" }
    exceeds(id: &str, rate: &str, of: &str, highest: &str) { "{id}: {rate} ({of}) överstiger planens gräns {highest}", "{id}: {rate} ({of}) exceeds the plan's limit {highest}" }
    of(assessed: u64) { "av {assessed}", "of {assessed}" }
    not_tested(id: &str) { "{id}: ingen akt kunde prövas, så planens gräns är inte visad att hålla", "{id}: no file could be tested, so the plan's limit is not shown to hold" }
    unknown_field(name: &str) { "fältet {name} kan inte användas för gruppering", "the field {name} cannot be used for grouping" }
    unknown_value(value: &str, field: &str) { "{value} är inget värde för {field}", "{value} is no value of {field}" }
    known_values(values: &str) { "möjliga: {values}", "possible: {values}" }
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
    checked(asked: u64, confirmed: u64, accepted: u64, refused: u64, open: u64) { "Faktakontroll: {asked} uppgifter, varav stämmer {confirmed}, godtagna ändringar {accepted}, ej godtagna {refused}, utan svar eller inte avgjorda {open}", "Fact-check: {asked} facts, of which correct {confirmed}, changes accepted {accepted}, refused {refused}, unanswered or not settled {open}" }
}

/// How far the fact-check has come, and what it changed.
pub(super) fn fact_check(counts: &stickprov::factcheck::Counts) -> stickprov::lang::Text {
    let open = counts.unanswered + counts.contested;
    checked(
        counts.asked,
        counts.confirmed,
        counts.accepted,
        counts.refused,
        open,
    )
}
