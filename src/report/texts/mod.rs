//! What stands in the report: headings, columns and short words here, sentences in `prose`,
//! the names of the workbook's sheets in `sheets`, the glossary in `glossary`.

pub(super) mod glossary;
pub(super) mod people;
pub(super) mod prose;
pub(super) mod registers;
pub(super) mod sheets;

use crate::template::population::Counted;

crate::texts! {
    draft() { "UTKAST", "DRAFT" }
    skip() { "Till innehållet", "Skip to the content" }
    contents() { "Innehåll", "Contents" }
    summary() { "Resultatet i korthet", "The result in short" }
    selection() { "Hur akterna valdes", "How the files were chosen" }
    criteria() { "Iakttagelser per kriterium", "Observations by criterion" }
    in_full() { "Resultat i sin helhet", "Results in full" }
    by_stratum() { "Resultat per stratum", "Results by stratum" }
    by_responsible() { "Resultat per ansvarig enhet", "Results by responsible unit" }
    disclosure() { "Vad som inte visas", "What is not shown" }
    disclosure_title() { "Uppgifter som har tagits bort eller förenklats", "Figures that were removed or simplified" }
    by_group() { "Resultat per grupp", "Results by group" }
    published_rates_title() { "Andel avvikelser", "Share of deviations" }
    chart_alternative(title: &str, sheet: &str) { "{title}. Talen står i bladet {sheet}.", "{title}. The numbers stand in the sheet {sheet}." }
    shown_as() { "Visas som", "Shown as" }
    where_in() { "Var", "Where" }
    why() { "Varför", "Why" }
    in_all() { "samtliga akter", "all files" }
    shown_share() { "andel", "share" }
    shown_nothing() { "..", ".." }
    shown_counts() { "antal", "counts" }
    why_small() { "litet antal", "small count" }
    why_everyone() { "alla eller ingen i en liten grupp", "all or none of a small group" }
    why_secondary() { "en annan uppgift skulle kunna räknas ut", "another figure could be worked out" }
    why_elsewhere() { "en uppgift i en annan tabell skulle kunna räknas ut", "a figure of another table could be worked out" }
    why_large() { "visas, trots att det gäller alla eller ingen: gruppen är stor", "shown, though it is all or none: the group is large" }
    why_estimate() { "uppräkningen skulle röja ett stratum", "the estimate would give a stratum away" }
    why_cross() { "ett fält har ett litet antal", "a field has a small count" }
    table_strata() { "strata", "strata" }
    table_flow() { "urvalets steg", "the steps of the selection" }
    table_registers() { "hela registret", "the whole register" }
    what_is_hidden() { "Uppgift", "Figure" }
    crosses() { "Två kriterier mot varandra", "Two criteria against each other" }
    number_of_files() { "Antal akter", "Number of files" }
    by_each(what: &str) { "per {what}", "by {what}" }
    no_place() { "(tomt)", "(blank)" }
    deadlines() { "Tidsgränser", "Deadlines" }
    missing() { "Det som inte kunde bedömas", "What could not be assessed" }
    by_file() { "Akt för akt", "File by file" }
    problems() { "Regler, register och fel i data", "Rules, registers and faults in the data" }
    method_heading() { "Metod", "Method" }
    glossary_heading() { "Ordlista", "Glossary" }

    what_was_audited() { "Vad som granskats", "What was audited" }
    reference() { "Dnr", "Reference" }
    template() { "Granskningens mall", "Template" }
    reference_date() { "Referensdag", "Reference date" }
    announced() { "Aviserad", "Announced" }
    outstanding() { "Kvar att göra innan rapporten är slutlig", "Outstanding before the report is final" }
    reminders() { "Att se över", "To look at" }

    summary_title() { "Avvikelser per kriterium", "Deviations by criterion" }
    described_title() { "Beskrivande uppgifter", "Descriptive figures" }
    nothing_assessed_title() { "Kriterier utan någon bedömd akt", "Criteria with no file assessed" }
    not_evaluated_title() { "Kriterier som inte har prövats", "Criteria not evaluated" }
    outcomes_title() { "Utfall per kriterium, antal akter", "Outcomes by criterion, number of files" }
    estimates_title() { "Uppräkning till hela urvalsramen", "Estimates for the whole frame" }
    by_stratum_title() { "Avvikelser av bedömda, per stratum", "Deviations of assessed, by stratum" }
    by_responsible_title(field: &str) { "Avvikelser av bedömda, per {field}", "Deviations of assessed, by {field}" }
    flow_title() { "Från registret till de granskade akterna", "From the register to the reviewed files" }
    strata_title() { "Strata", "Strata" }
    replaced_title() { "Ersatta akter", "Replaced files" }
    rates_title() { "Uppskattad andel avvikelser med intervall", "Estimated share of deviations with intervals" }
    in_sheet(sheet: &str) { "Tabellen står i arbetsboken, på bladet ”{sheet}”.", "The table stands in the workbook, on the sheet “{sheet}”." }
    parts_in_sheet(sheet: &str) { "Hur det fördelar sig på enheter och delar står i arbetsboken, på bladet ”{sheet}”.", "How it divides on units and parts stands in the workbook, on the sheet “{sheet}”." }
    part_of(title: &str, part: usize, parts: usize) { "{title} ({part} av {parts})", "{title} ({part} of {parts})" }
    rates_title_of(part: usize, parts: usize) { "Uppskattad andel avvikelser med intervall ({part} av {parts})", "Estimated share of deviations with intervals ({part} of {parts})" }
    strata_figure_described(id: &str) { "{id}: andel per stratum, med intervall", "{id}: share by stratum, with intervals" }
    strata_figure(id: &str) { "{id}: andel avvikelser per stratum, med intervall", "{id}: share of deviations by stratum, with intervals" }
    days_title() { "Dagar jämfört med gränsen, antal akter", "Days against the limit, number of files" }
    days_figure(id: &str, title: &str) { "{id} {title}: antal akter efter antal dagar", "{id} {title}: number of files by number of days" }
    definitions_title() { "Resultatet med andra sätt att räkna", "The result under other ways to count" }
    missing_title() { "Akter som saknas", "Missing files" }
    bounds_title() { "Vad det som inte kunde bedömas kan betyda", "What could not be assessed could mean" }
    listed_title() { "Fall som listas ett och ett", "Cases listed one by one" }
    most_title() { "Akter med flest avvikelser", "Files with most deviations" }
    deviations_title() { "Samtliga avvikelser", "All deviations" }
    outcomes_by_file() { "Utfall per akt och kriterium", "Outcomes by file and criterion" }
    parameters_title() { "Ändrade parametrar", "Changed parameters" }
    registers_title() { "Hela registret", "The whole register" }
    problems_title() { "Fel i data", "Faults in the data" }
    sources_title() { "Källor", "Sources" }

    criterion() { "Kriterium", "Criterion" }
    gap() { "Avvikelse", "Deviation" }
    what() { "Vad", "What" }
    of_assessed() { "Antal av bedömda", "Number of assessed" }
    rate() { "Andel", "Share" }
    estimate_interval() { "Uppräknat (intervall)", "Estimate (interval)" }
    bar() { "0–100 %", "0–100%" }
    assessed() { "Bedömda", "Assessed" }
    met() { "Uppfyllt", "Met" }
    gaps() { "Avvikelser", "Deviations" }
    gaps_or_cases() { "Antal fall", "Cases" }
    so() { "Antal", "Number" }
    not_so() { "Övriga", "Others" }
    explained() { "Därav förklarade", "Of which explained" }
    not_applicable() { "Ej tillämpligt", "Not applicable" }
    not_assessable() { "Ej bedömbart", "Not assessable" }
    unanswered() { "Ej besvarade", "Unanswered" }
    estimated() { "Uppräknad andel", "Estimated share" }
    lower() { "Nedre gräns", "Lower limit" }
    upper() { "Övre gräns", "Upper limit" }
    method() { "Metod", "Method" }
    promise() { "Utfästelse", "Promise" }
    speaks_for() { "Gäller antal", "Speaks for" }
    record() { "Akt", "File" }
    responsible() { "Ansvarig", "Responsible" }
    remark() { "Upplysning", "Note" }
    reason() { "Orsak", "Reason" }
    stratum() { "Stratum", "Stratum" }
    stratum_values() { "Värden", "Values" }
    population() { "Urvalsram (N)", "Frame (N)" }
    sample() { "Urval (n)", "Sample (n)" }
    fraction() { "Andel dragna", "Fraction drawn" }
    weight() { "Vikt (N/n)", "Weight (N/n)" }
    reviewed_files(files: &str) { "Granskade {files}", "Reviewed {files}" }
    all() { "Samtliga", "All" }
    whole_frame() { "(hela urvalsramen)", "(the whole frame)" }
    step() { "Steg", "Step" }
    count() { "Antal", "Number" }
    lost() { "Bortfall på vägen", "Lost on the way" }
    replaced() { "Utgick", "Left" }
    replaced_by() { "Ersattes av", "Replaced by" }
    observation() { "Iakttagelse", "Observation" }
    rule() { "Regel", "Rule" }
    source() { "Källa", "Source" }
    published() { "Tidigare publicerat", "Published before" }
    limit_days() { "Gräns, dagar", "Limit, days" }
    both_dates() { "Båda datum kända", "Both dates known" }
    before_start() { "Före start", "Before start" }
    same_day() { "Samma dag", "Same day" }
    within_limit() { "Inom gränsen", "Within limit" }
    to_double() { "Upp till dubbla", "Up to double" }
    longer() { "Längre", "Longer" }
    median() { "Median", "Median" }
    longest() { "Längst", "Longest" }
    way_to_count() { "Sätt att räkna", "Way to count" }
    counts_as() { "Räknas som", "Counts as" }
    ids() { "Löpnummer", "Numbers" }
    id() { "Löpnummer", "Number" }
    as_assessed() { "Bedömda akter", "Files assessed" }
    if_missing_files() { "Om saknade akter var avvikelser", "If missing files were deviations" }
    if_none() { "Om inget var avvikelse", "If none were deviations" }
    if_all() { "Om allt var avvikelser", "If all were deviations" }
    outcome() { "Utfall", "Outcome" }
    rests_on() { "Underlag", "Rests on" }
    place_in_file() { "Plats i akten", "Place in the file" }
    which() { "Kriterier", "Criteria" }
    contrasts() { "Skillnader mellan strata och mellan enheter", "Differences between strata and between units" }
    compared() { "Jämförelse", "Comparison" }
    former() { "Den förra", "Former" }
    latter() { "Den senare", "Latter" }
    former_rate() { "Den förra, andel", "Former, rate" }
    latter_rate() { "Den senare, andel", "Latter, rate" }
    difference() { "Skillnad (procentenheter)", "Difference (percentage points)" }
    difference_lower() { "Nedre gräns (procentenheter)", "Lower limit (percentage points)" }
    difference_upper() { "Övre gräns (procentenheter)", "Upper limit (percentage points)" }
    p_plain() { "p före justering", "p before adjustment" }
    p_holm() { "p (Holm)", "p (Holm)" }
    parameter() { "Parameter", "Parameter" }
    value() { "Värde", "Value" }
    noted_title() { "Akter där rutinen och akten säger olika om skälet", "Files in which the routine and the file differ on the reason" }
    noted_note() { "Regeln avgör om en lokal rutin förklarar avvikelsen; frågan antecknar vad akten själv anger.", "The rule decides whether a local routine explains the deviation; the question notes what the file itself says." }
    question() { "Fråga", "Question" }
    by_rule() { "Enligt regeln", "By the rule" }
    in_the_file() { "Akten anger en rutin", "The file gives a routine" }
    routine_explains() { "förklarad av lokal rutin", "explained by a local routine" }
    routine_does_not_explain() { "inte förklarad", "not explained" }
    at_draw() { "Vid dragningen", "At the draw" }
    result_before() { "Resultat före", "Result before" }
    result_after() { "Resultat efter", "Result after" }
    rows() { "Rader", "Rows" }
    counted_in() { "Räknat i", "Counted in" }
    number_of() { "Antal", "Number" }
    places() { "Platser", "Places" }
    code() { "Kod", "Code" }
    meaning() { "Betydelse", "Meaning" }
    register() { "Register", "Register" }
    file() { "Fil", "File" }
    as_of() { "Till och med", "Up to" }
    used_for() { "Underlag för", "Basis of" }
    used_draw() { "dragningen", "the draw" }
    used_results() { "resultatet", "the results" }
    used_both() { "dragningen och resultatet", "the draw and the results" }
    used_protection() { "skyddsmarkeringar", "marks of protection" }
    program() { "Program", "Program" }
    seed() { "Startvärde", "Seed" }
    draw_id() { "Urvalets nummer", "Number of the draw" }
    selection_sum() { "Urvalets kontrollsumma (SHA-256)", "Checksum of the selection (SHA-256)" }
    plan_sum() { "Planens kontrollsumma (SHA-256)", "Checksum of the plan (SHA-256)" }

    record_cross() { "flera källor", "several sources" }
    spread() { "störst skillnad", "largest difference" }
    record_register() { "register", "register" }
    record_unit() { "enhet", "unit" }
    method_hypergeometric() { "exakt", "exact" }
    promise_guaranteed() { "garanterad", "guaranteed" }
    promise_by_search() { "genom sökning", "by search" }
    promise_approximate() { "ungefärlig", "approximate" }
    authority_law() { "lag", "law" }
    authority_budget() { "stadens budget", "city budget" }
    authority_guideline() { "riktlinje", "guideline" }
    authority_routine() { "rutin", "routine" }
    authority_practice() { "praxis", "practice" }
    authority_recommendation() { "revisorernas rekommendation", "the auditors' recommendation" }
    authority_derived() { "härledd ur andra regler", "derived from other rules" }
    is_met() { "uppfyllt", "met" }
    is_gap() { "avvikelse", "deviation" }
    is_explained() { "förklarad avvikelse", "explained deviation" }
    is_not_applicable() { "ej tillämpligt", "not applicable" }
    is_not_assessable() { "ej bedömbart", "not assessable" }
    is_unanswered() { "ej besvarad", "unanswered" }
    counts_as_gap() { "avvikelse", "deviation" }
    counts_as_not_assessable() { "ej bedömbart", "not assessable" }
    status_missing() { "saknas", "missing" }
    status_not_expected() { "ska inte finnas", "should not exist" }
    status_ordered() { "beställda, inte mottagna", "ordered, not received" }
    no_reason_given() { "(ingen orsak angiven)", "(no reason given)" }
    blank_value() { "uppgift saknas", "nothing recorded" }
    as_counted() { "så som i rapporten", "as in the report" }
    calendar_days_literally() { "kalenderdagar, bokstavligt", "calendar days, to the letter" }
    calendar_days_rolled() { "kalenderdagar, sista dagen flyttad till arbetsdag", "calendar days, the last day moved to a working day" }
    working_days() { "arbetsdagar", "working days" }
}

/// Where the clock starts instead.
pub(super) fn counted_from(evidence: &crate::lang::Text) -> crate::lang::Text {
    crate::lang::Text {
        sv: format!("räknat från {}", evidence.sv),
        en: format!("counted from {}", evidence.en),
    }
}

/// Where the clock stops instead.
pub(super) fn counted_to(evidence: &crate::lang::Text) -> crate::lang::Text {
    crate::lang::Text {
        sv: format!("räknat till {}", evidence.sv),
        en: format!("counted to {}", evidence.en),
    }
}

/// What is counted over a register.
pub(super) fn counted(counted: Counted) -> crate::lang::Text {
    let (sv, en) = match counted {
        Counted::Rows => ("rader", "rows"),
        Counted::Persons => ("personer", "persons"),
        Counted::Months => ("månader", "months"),
        Counted::Groups => ("enheter", "units"),
        Counted::Figures => ("tal", "figures"),
    };
    crate::lang::Text {
        sv: sv.to_owned(),
        en: en.to_owned(),
    }
}
