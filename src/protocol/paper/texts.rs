//! What is said in the urvalsprotokoll.

crate::texts! {
    title() { "Urvalsprotokoll", "Sampling record" }
    audit() { "Granskning", "Audit" }
    reference() { "Dnr", "Reference" }
    draw() { "Urvalets nummer", "Number of the draw" }
    reference_date() { "Referensdag", "Reference date" }
    announced() { "Aviserad", "Announced" }
    template() { "Mall", "Template" }
    program() { "Program", "Program" }
    population() { "Population", "Population" }
    one_per(field: &str, register: &str) { "En enhet per {field} i {register}.", "One unit per {field} in {register}." }
    no_scope() { "Ingen avgränsning: alla i registret.", "No scope: everyone in the register." }
    scope() { "Avgränsning", "Scope" }
    from(value: &str) { "från och med {value}", "from {value}" }
    to(value: &str) { "till och med {value}", "to {value}" }
    any() { "alla", "all" }
    several() { "Flera rader", "Several rows" }
    latest(field: &str) { "Finns samma enhet på flera rader gäller den rad där {field} är senast.", "Where a unit has several rows, the one with the latest {field} counts." }
    earliest(field: &str) { "Finns samma enhet på flera rader gäller den rad där {field} är tidigast.", "Where a unit has several rows, the one with the earliest {field} counts." }
    one_row_each() { "Varje enhet får ha en enda rad.", "Each unit may have one row only." }
    register() { "Register", "Register" }
    file() { "Fil", "File" }
    rows() { "Rader", "Rows" }
    as_of() { "Per den", "As of" }
    step() { "Från registrets rader till urvalsramen", "From the register's rows to the sampling frame" }
    count() { "Antal", "Number" }
    read() { "Lästa rader", "Rows read" }
    minus(what: &str) { "– {what}", "– {what}" }
    frame() { "Urvalsram (enheter)", "Sampling frame (units)" }
    superseded() { "annan rad gäller för samma enhet", "another row counts for the same unit" }
    avoided() { "granskades i den granskning som urvalet samordnas med", "reviewed in the audit that the sample is coordinated with" }
    coordination() { "Samordning", "Coordination" }
    kept(with: &str, draw_id: &str, units: u64, overlap: u64) { "Samma startvärde som i granskningen {with} (urval {draw_id}, {units} akter). Av urvalet granskades även då: {overlap}.", "The same seed as in the audit {with} (draw {draw_id}, {units} files). Of the sample reviewed then as well: {overlap}."; one units: "Samma startvärde som i granskningen {with} (urval {draw_id}, {units} akt). Av urvalet granskades även då: {overlap}.", "The same seed as in the audit {with} (draw {draw_id}, {units} file). Of the sample reviewed then as well: {overlap}." }
    avoided_units(with: &str, draw_id: &str, units: u64, overlap: u64) { "De som granskades i {with} (urval {draw_id}, {units} akter) är inte med i urvalsramen: resultatet gäller dem som återstår. Av urvalet granskades även då: {overlap}.", "Those reviewed in {with} (draw {draw_id}, {units} files) are not in the frame: the result concerns those who remain. Of the sample reviewed then as well: {overlap}."; one units: "De som granskades i {with} (urval {draw_id}, {units} akt) är inte med i urvalsramen: resultatet gäller dem som återstår. Av urvalet granskades även då: {overlap}.", "Those reviewed in {with} (draw {draw_id}, {units} file) are not in the frame: the result concerns those who remain. Of the sample reviewed then as well: {overlap}." }
    no_identity() { "saknar identitet", "without identity" }
    outside(field: &str) { "utanför avgränsningen: {field}", "out of scope: {field}" }
    strata() { "Strata", "Strata" }
    letter() { "Stratum", "Stratum" }
    values() { "Värden", "Values" }
    whole() { "(hela urvalsramen)", "(the whole frame)" }
    population_count() { "N", "N" }
    sample_count() { "n", "n" }
    fraction() { "Andel dragna", "Fraction drawn" }
    weight() { "Vikt N/n", "Weight N/n" }
    reserve_count() { "Reserver", "Reserves" }
    total() { "Samtliga", "All" }
    allocation() { "Fördelning", "Allocation" }
    size_total(size: u64) { "{size} akter,", "{size} files,"; one size: "{size} akt,", "{size} file," }
    size_per_value(sizes: &str) { "Antal akter per värde ({sizes}),", "Files per value ({sizes})," }
    size_fixed(sizes: &str) { "Antal akter per stratum ({sizes}),", "Files per stratum ({sizes})," }
    size_listed() { "Akterna är utvalda på annat sätt och står i en lista.", "The files were picked by other means and stand in a list." }
    spread_fixed() { "bestämda i planen;", "fixed in the plan;" }
    spread_proportional() { "fördelade proportionellt mot strataens storlek (största rest);", "allocated in proportion to the size of the strata (largest remainder);" }
    spread_equal() { "lika många i varje stratum;", "the same number in each stratum;" }
    spread_neyman() { "fördelade efter storlek och förväntad spridning (Neyman);", "allocated by size and expected spread (Neyman);" }
    spread_power() { "fördelade efter en potens av strataens storlek;", "allocated by a power of the size of the strata;" }
    extended(drawn: u64) { "Urvalet är sedan utökat till {drawn} akter; varje stratum har kvar dem det hade.", "The sample was later extended to {drawn} files; every stratum keeps those it had." }
    more_reserves(strata: &str) { "För akter som ersattes drogs fler reserver; i allt: {strata}.", "For files that were replaced more reserves were drawn; in all: {strata}." }
    at_least(minimum: u64, reserve: u64) { "minst {minimum} per stratum; antal reserver per stratum: {reserve}.", "at least {minimum} per stratum; reserves per stratum: {reserve}." }
    method() { "Metod", "Method" }
    method_text(name: &str) { "Obundet slumpmässigt urval inom varje stratum ({name}). Varje enhet får en lott: SHA-256 av startvärdets kontrollsumma (seedhash) följd av enhetens identitet (key). I varje stratum rangordnas lotterna; de första är urvalet, de följande reserver.", "Simple random sampling within each stratum ({name}). Each unit gets a ticket: SHA-256 of the checksum of the seed (seedhash) followed by the unit's identity (key). Within each stratum the tickets are ranked; the first are the sample, the next the reserves." }
    anyone() { "Vem som helst som har registret kan räkna fram en lott:", "Anyone who has the register can compute a ticket:" }
    given_judgement(file: &str) { "Akterna är utvalda på förhand efter bedömning (lista: {file}). Resultatet gäller dessa akter och kan inte räknas upp till andra.", "The files were picked beforehand by judgement (list: {file}). The result concerns these files and cannot be projected to others." }
    given_systematic(file: &str) { "Akterna är utvalda på förhand, systematiskt med slumpmässig start (lista: {file}).", "The files were picked beforehand, systematically from a random start (list: {file})." }
    given_all(file: &str) { "Samtliga akter ingår (lista: {file}).", "All files are included (list: {file})." }
    seed() { "Startvärde", "Seed" }
    selection() { "Urvalets kontrollsumma (SHA-256)", "Checksum of the selection (SHA-256)" }
    plan_sum() { "Planens kontrollsumma (SHA-256)", "Checksum of the plan (SHA-256)" }
    drawn() { "Dragna löpnummer i dragningsordning", "Drawn numbers in order" }
    sample() { "Urval", "Sample" }
    reserves() { "Reserver", "Reserves" }
    reviewed_now() { "Akter som granskas nu", "Files reviewed now" }
    reviewed() { "Granskas", "Reviewed" }
    reserves_left() { "Reserver kvar", "Reserves left" }
    protected(count: u64) { "Personer med skyddade personuppgifter dras som andra men lämnas utanför listorna: {count} av de dragna.", "Persons with protected personal data are drawn like others but left out of the lists: {count} of those drawn." }
    replacements() { "Ersatta akter", "Replaced files" }
    no_replacements() { "Inga akter är ersatta.", "No files have been replaced." }
    replaced() { "Utgick", "Left" }
    by() { "Ersattes av", "Replaced by" }
    reason() { "Orsak", "Reason" }
    not_in_scope() { "ingår inte i avgränsningen", "not in scope" }
    wrong_person() { "fel person", "wrong person" }
    signatures() { "Underskrift", "Signature" }
    date() { "Datum", "Date" }
    name() { "Namn", "Name" }
    signature() { "Namnteckning", "Signed" }
    role() { "Roll", "Role" }
    deviation() { "Avvikelser från planen: se granskningens logg (urval/logg.jsonl).", "Departures from the plan: see the audit's log (urval/logg.jsonl)." }
}
