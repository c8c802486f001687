//! What `explain` says.

use stickprov::lang::{Lang, Text};
use stickprov::template::{Authority, Severity};

stickprov::texts! {
    no_criterion(id: &str, template: &str) { "det finns inget kriterium {id} i {template}", "there is no criterion {id} in {template}" }
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
    all_criteria() { "stickprov explain visar alla", "stickprov explain shows them all" }
    code() { "Kod", "Code" }
    step() { "Steg", "Step" }
    what_is_done() { "Vad som görs", "What is done" }
    meaning() { "Vad det betyder", "What it means" }
    criterion() { "Kriterium", "Criterion" }
    about() { "Gäller", "About" }
    ground() { "Grund", "Ground" }
    grave() { "Allvar", "Severity" }
    answers_for_it() { "Ansvarar", "Responsible" }
    source() { "Källa", "Source" }
    published() { "Publicerat", "Published" }
    part_of() { "Del av", "Part of" }
    explained_by() { "Kan förklaras av", "Can be explained by" }
    only_describes() { "Beskriver bara och räknas aldrig som avvikelse.", "Only describes and is never counted as a deviation." }
    definitions() { "Definitioner, den första i rapportens huvudtal om planen inte säger annat", "Definitions, the first in the report's main figure unless the plan says otherwise" }
    evidence() { "Underlag, i ordning: den första källan som har ett värde gäller", "Evidence, in order: the first source with a value counts" }
    recipe(audit: &str) { "{audit}: så drogs urvalet", "{audit}: how the sample was drawn" }
    check_one() { "Kontrollera en lott för hand, med en nyckel ur registret", "Check one ticket by hand, with a key from the register" }
    parameters() { "I planen kan ändras (här mallens värden)", "The plan can change (here the template's values)" }
    about_cross() { "flera akter, eller akter och register", "several files, or files and registers" }
    about_register() { "hela registret", "the whole register" }
    about_unit() { "en enhet, inte en akt", "a unit, not a file" }
    either_way(clause: &str) { "det går att avgöra om {clause}", "it can be decided whether {clause}" }
    what_is_reviewed() { "Vad som granskas", "What is reviewed" }
    how_decided() { "Hur utfallet avgörs", "How the outcome is decided" }
    outcome_line(outcome: &str, when: &str) { "{outcome}: {when}.", "{outcome}: {when}." }
    met() { "Uppfyllt", "Met" }
    gap() { "Avvikelse", "Deviation" }
    case_described() { "Det som beskrivs", "The thing described" }
    explained() { "Förklarad avvikelse", "Explained deviation" }
    not_applicable() { "Ej tillämpligt", "Not applicable" }
    not_assessable() { "Ej bedömbart", "Not assessable" }
    unanswered() { "Ej besvarad", "Unanswered" }
    otherwise() { "i övriga fall", "in all other cases" }
    otherwise_remark() { "i övriga fall; svaret Delvis är uppfyllt med anmärkning och räknas för sig", "in all other cases; the answer Partly is met with a remark and counted apart" }
    when(clause: &str) { "när {clause}", "where {clause}" }
    other_boards(values: &str) { "utom för {values}", "except for {values}" }
    before_day(day: &str) { "före {day}", "before {day}" }
    after_day(day: &str) { "efter {day}", "after {day}" }
    only_profiles() { "där ingen av regelns profiler gäller", "where none of the rule's profiles holds" }
    not_due() { "när gränsen inte har passerats den dag akten granskades, den dag registret sträcker sig till eller på referensdatumet", "where the limit has not passed by the day of the review, the day to which the register reaches, or the reference date" }
    closed_first() { "när ärendet avslutats före gränsen", "where the case was closed before the limit" }
    answered_et() { "när granskaren svarat att frågan inte gäller (ET), eller akten inte ska finnas", "where the reviewer has answered that the question does not apply (ET), or there should be no file" }
    no_deviation_to_divide(id: &str) { "när {id} inte är en avvikelse", "where {id} is not a deviation" }
    file_gone() { "när akten saknas av ett skäl som inte är en avvikelse (utlånad, överflyttad, skyddad, ej återfunnen)", "where the file is missing for a reason that is no deviation (on loan, moved, protected, not found)" }
    no_date_of(what: &str) { "när inget datum finns för {what}", "where there is no date for {what}" }
    nothing_known() { "när ingen källa ger besked", "where no source tells" }
    weeded() { "en akt som aldrig upprättats eller gallrats utan beslut är också en avvikelse", "a file that was never drawn up, or weeded without a decision, is a deviation too" }
    blank(questions: &str) { "när akten inte har kommit, eller {questions} är obesvarad och inget annat avgör", "where the file has not come, or {questions} is blank and nothing else decides" }
    never_unanswered() { "aldrig, registren avgör", "never, the registers decide" }
    after_notice_line(day: &str) { "Det som är daterat efter att granskningen aviserades ({day}) uppfyller inget.", "What is dated after the audit was announced ({day}) meets nothing." }
    over_registers() { "Över hela registret", "Over the whole register" }
    over_line(register: &str, what: &str) { "{register}: {what}.", "{register}: {what}." }
    profiles() { "Gäller på annat sätt för vissa nämnder eller år", "Holds otherwise for some boards or years" }
    parameters_here() { "Parametrar i den här granskningen", "Parameters in this audit" }
    changed_from(value: &str) { "   # ändrad; mallens värde är {value}", "   # changed; the template's value is {value}" }
    reason_line(reason: &str) { "Skäl till ändringen: {reason}", "Reason for the change: {reason}" }
    answer_is(code: &str, answers: &str) { "svaret på {code} är {answers}", "the answer to {code} is {answers}" }
    is_absent(pieces: &str) { "{pieces} inte finns", "{pieces} is not there" }
    passed(limit: &str, start: &str) { "det gått mer än {limit} från {start}", "more than {limit} have passed since {start}" }
    is_present(pieces: &str) { "{pieces} finns", "{pieces} is there" }
    is_late(end: &str, limit: &str, start: &str) { "{end} kom senare än {limit} från {start}, eller inte alls", "{end} came later than {limit} from {start}, or not at all" }
    is_due(event: &str, limit: &str, start: &str) { "{event} saknas när {limit} gått från {start} och ärendet då var öppet", "{event} is missing when {limit} have passed since {start} and the case was then open" }
    recurs(event: &str, limit: &str, start: &str) { "det någon gång gick mer än {limit} utan {event}, från {start} tills ärendet slutade", "more than {limit} passed at some time without {event}, from {start} until the case ended" }
    before(first: &str, then: &str) { "{first} ligger före {then}", "{first} comes before {then}" }
    before_by(first: &str, then: &str, limit: &str) { "{first} ligger mer än {limit} före {then}", "{first} comes more than {limit} before {then}" }
    disagrees(one: &str, other: &str) { "{one} och {other} inte stämmer överens", "{one} and {other} do not agree" }
    contradicted(claim: &str, by: &str, unless: &str, limit: &str) { "{by} finns inom {limit} före {claim}, men inte {unless}", "{by} is there within {limit} before {claim}, but not {unless}" }
    aged(dated: &str, limit: &str) { "det vid granskningen gått mer än {limit} sedan {dated}", "more than {limit} had passed since {dated} at the review" }
    aged_or_expired(dated: &str, until: &str, limit: &str) { "{until} hade passerats vid granskningen eller, där ingen sådan finns, det gått mer än {limit} sedan {dated}", "{until} had passed at the review or, where there is none, more than {limit} since {dated}" }
    value_is(field: &str, values: &str) { "{field} är {values}", "{field} is {values}" }
    months(percent: i64, done: &str, of: &str) { "färre än {percent} % av månaderna är kontrollerade ({done} av {of}, annars enligt registren)", "fewer than {percent}% of the months are checked ({done} of {of}, otherwise by the registers)" }
    and() { ", och ", ", and " }
    or() { ", eller ", ", or " }
    and_word() { "och", "and" }
    or_word() { "eller", "or" }
    not_so(clause: &str) { "det inte är så att {clause}", "it is not so that {clause}" }
    calendar_days(days: i64) { "{days} dagar", "{days} days" }
    working_days(days: i64) { "{days} arbetsdagar", "{days} working days" }
    one_calendar_day() { "en dag", "one day" }
    one_working_day() { "en arbetsdag", "one working day" }
    one_month() { "en månad", "one month" }
    months_long(months: i64) { "{months} månader", "{months} months" }
    answer_is_not(code: &str, answers: &str) { "svaret på {code} är något annat än {answers}", "the answer to {code} is anything but {answers}" }
    value_is_not(field: &str, values: &str) { "{field} är något annat än {values}", "{field} is anything but {values}" }
    rolled() { "(en gräns på en helgdag flyttas till nästa arbetsdag)", "(a limit on a day off moves to the next working day)" }
    over_problem(codes: &str) { "rader med felet {codes}", "rows with the problem {codes}" }
    over_blank(field: &str) { "rader där {field} är tomt", "rows in which {field} is blank" }
    over_blank_or(field: &str, values: &str) { "rader där {field} är tomt eller {values}", "rows in which {field} is blank or {values}" }
    over_order(chains: &str) { "rader där datumen inte följer på varandra ({chains}) eller ligger efter den dag registret sträcker sig till", "rows in which the dates do not follow one another ({chains}) or lie after the day to which the register reaches" }
    over_pairs(of: &str, with: &str) { "rader där {of} och {with} inte hör ihop", "rows in which {of} and {with} do not go together" }
    over_age(group: &str, age: i64, on: &str) { "rader där {group} inte stämmer med åldern (gräns {age} år) på dagen för {on}", "rows in which {group} does not agree with the age (bound {age} years) on the day of {on}" }
    over_unmatched(other: &str) { "personer som inte finns i {other}", "persons who are not in {other}" }
    over_unfilled(other: &str, filled: &str) { "personer utan rad i {other} där {filled} är ifyllt", "persons without a row in {other} in which {filled} is filled in" }
    over_repeats(times: i64) { "personer med minst {times} sådana rader", "persons with at least {times} such rows"; one times: "personer med minst en sådan rad", "persons with at least one such row" }
    over_repeats_within(times: i64, months: i64) { "personer med minst {times} sådana rader inom {months} månader", "persons with at least {times} such rows within {months} months"; one months: "personer med minst {times} sådana rader inom en månad", "persons with at least {times} such rows within one month" }
    over_returns(began: &str, months: i64, ended: &str) { "personer med nytt {began} inom {months} månader från {ended}", "persons with a new {began} within {months} months of {ended}"; one months: "personer med nytt {began} inom en månad från {ended}", "persons with a new {began} within one month of {ended}" }
    over_together(key: &str, seconds: i64) { "rader där en annan person har samma {key} inom {seconds} sekunder", "rows for which another person has the same {key} within {seconds} seconds"; one seconds: "rader där en annan person har samma {key} inom en sekund", "rows for which another person has the same {key} within one second" }
    over_fewer(field: &str, times: i64) { "{field} är färre än {times}", "{field} is fewer than {times}" }
    over_indicator(figure: &str, days: i64) { "{figure}: enheten ligger mer än {days} över den lägsta", "{figure}: the unit is more than {days} above the lowest" }
    over_indicator_without_limit(figure: &str) { "{figure}: den största skillnaden mellan enheterna visas; ingen gräns är satt (days)", "{figure}: the largest difference between units is shown; no limit is set (days)" }
    over_control_total() { "talet i den publicerade tabellen ([[control_totals]]) är ett annat än registrets", "the figure in the published table ([[control_totals]]) is not the register's" }
    over_months(other: &str) { "månader utan rad i {other}", "months without a row in {other}" }
    file_heading(id: &str) { "Akt {id}", "File {id}" }
    outcome() { "Utfall", "Outcome" }
    because() { "Därför", "Because" }
    holds_for(boards: &str) { " (gäller {boards})", " (holds for {boards})" }
    and_when(clause: &str) { ", när {clause}", ", where {clause}" }
    no_routine(id: &str) { "när inget sådant förklarar avvikelsen i {id}", "where nothing of the kind explains the deviation in {id}" }
    not_explained(id: &str) { "Inte förklarad: avvikelsen i {id} står kvar", "Not explained: the deviation in {id} stands" }
    took(days: &str) { "Det tog {days}", "It took {days}" }
    longest(days: &str) { "Längsta uppehållet: {days}", "The longest stretch: {days}" }
    apart(days: &str) { "Skillnad mellan dagarna: {days}", "Difference between the days: {days}" }
    old(days: &str) { "Ålder: {days}", "Age: {days}" }
    last_day(day: &str) { "Sista dagen i tid: {day}", "Last day in time: {day}" }
    months_checked(done: i64, of: i64) { "Kontrollerade månader: {done} av {of}", "Months checked: {done} of {of}" }
    depends_on_count() { "Utfallet beror på hur dagar räknas.", "The outcome depends on how days are counted." }
    met_with_remark() { "Uppfyllt med anmärkning (delvis).", "Met with a remark (partly)." }
    late_evidence(day: &str) { "Tillkom efter att granskningen aviserades: {day}", "Added after the audit was announced: {day}" }
    seen() { "Vad som sågs, i den ordning det prövades", "What was seen, in the order it was tried" }
    seen_what() { "Uppgift", "Information" }
    seen_value() { "Svar", "Answer" }
    seen_source() { "Källa", "Source" }
    seen_where() { "Var", "Where" }
    blank_in_file(id: &str) { "Obesvarade frågor i {id}", "Unanswered questions of {id}" }
    blank_next() { "De besvaras i aktens arbetsbok i checklistor/, eller i en CSV där med id,question,answer.", "They are answered in the file's workbook in checklistor/, or in a CSV there with id,question,answer." }
    question_code() { "Kod", "Code" }
    question_text() { "Fråga", "Question" }
    nothing_seen() { "Ingen källa hade något värde.", "No source had a value." }
    further_definition(title: &str, outcome: &str) { "Med definitionen ”{title}”: {outcome}", "By the definition “{title}”: {outcome}" }
    no_file(id: &str) { "{id} hör inte till de akter som granskas", "{id} is not among the files that are reviewed" }
    needs_criterion() { "--file gäller ett kriterium: säg vilket, till exempel stickprov explain KOD --file A-07", "--file is about one criterion: say which, for example stickprov explain CODE --file A-07" }
    not_decided(id: &str) { "{id} prövas inte fil för fil", "{id} is not decided file by file" }
}

/// An authority in words.
pub(super) fn authority(authority: Authority) -> Text {
    let (sv, en) = match authority {
        Authority::Law => ("lag", "law"),
        Authority::Budget => ("stadens budget", "city budget"),
        Authority::Guideline => ("riktlinje", "guideline"),
        Authority::Routine => ("rutin", "routine"),
        Authority::Practice => ("praxis", "practice"),
        Authority::Recommendation => ("revisionens rekommendation", "auditors' recommendation"),
        Authority::Derived => ("härledd", "derived"),
    };
    both(sv, en)
}

/// A severity in words.
pub(super) fn severity(severity: Severity) -> Text {
    let (sv, en) = match severity {
        Severity::Low => ("låg", "low"),
        Severity::Medium => ("medel", "medium"),
        Severity::High => ("hög", "high"),
    };
    both(sv, en)
}

fn both(sv: &str, en: &str) -> Text {
    Text {
        sv: sv.to_owned(),
        en: en.to_owned(),
    }
}

/// How the draw is made, a paragraph a line (DESIGN 4).
pub(super) fn draw(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Sv => DRAW_SV,
        Lang::En => DRAW_EN,
    }
}

const DRAW_SV: &[&str] = &[
    "Så dras urvalet (metod sha256-rank/1)",
    "",
    "1. Urvalsramen är de rader i populationens register som ligger inom avgränsningen, en per enhet.",
    "2. Strata ordnas efter sina värden och får bokstäverna A, B, C …",
    "3. Antalet per stratum räknas exakt: proportionellt mot stratumets storlek om planen inte säger annat, hela tal först, sedan de största resterna.",
    "4. Startvärdet görs till en kod: SHA-256 av startvärdets text, som 64 tecken 0–9 a–f.",
    "5. Varje enhet får en lott: SHA-256 av den koden följd av enhetens nyckel (för ett personnummer de tolv siffrorna).",
    "6. I varje stratum ordnas enheterna efter lotten. De första är urvalet, de följande reserver, i den ordningen.",
    "7. Löpnumret är stratumets bokstav och ordningen i dragningen: A-01, A-02 …",
    "",
    "Lotten beror bara på startvärdet och nyckeln: inte på radernas ordning, filens format eller datorn. Vem som helst kan räkna om en lott:",
    "",
    "  kod=$(printf %s \"STARTVÄRDET\" | sha256sum | cut -c1-64)",
    "  printf %s \"${kod}NYCKELN\" | sha256sum",
    "",
    "Hela dragningen kontrolleras med stickprov verify. Lotterna står i urval/nyckel.csv, som ska skyddas som registret självt.",
];

const DRAW_EN: &[&str] = &[
    "How the sample is drawn (method sha256-rank/1)",
    "",
    "1. The frame is the rows of the population's register within the scope, one per unit.",
    "2. Strata are ordered by their values and get the letters A, B, C …",
    "3. The number per stratum is computed exactly: in proportion to the stratum's size unless the plan says otherwise, whole numbers first, then the largest remainders.",
    "4. The seed becomes a code: SHA-256 of the seed's text, as 64 characters 0–9 a–f.",
    "5. Every unit gets a ticket: SHA-256 of that code followed by the unit's key (for a personnummer the twelve digits).",
    "6. In each stratum the units are ordered by ticket. The first are the sample, the next the reserves, in that order.",
    "7. The number of a file is the stratum's letter and the order of drawing: A-01, A-02 …",
    "",
    "A ticket depends on the seed and the key alone: not on the order of rows, the file's format or the computer. Anyone can compute one:",
    "",
    "  code=$(printf %s \"THE SEED\" | sha256sum | cut -c1-64)",
    "  printf %s \"${code}THE KEY\" | sha256sum",
    "",
    "The whole draw is checked with stickprov verify. The tickets stand in urval/nyckel.csv, to be protected like the register itself.",
];
