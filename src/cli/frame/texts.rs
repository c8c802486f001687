//! What is said about the frame.

stickprov::texts! {
    reconciliation() { "Avstämning: varje rad i registren", "Reconciliation: every row of the registers" }
    register() { "Register", "Register" }
    what() { "Vad", "What" }
    rows() { "Rader", "Rows" }
    read() { "lästa rader", "rows read" }
    read_of(part: &str) { "lästa ur {part}", "read from {part}" }
    no_identity() { "− utan identitet", "− without identity" }
    out_of_scope(field: &str) { "− utanför avgränsningen: {field}", "− out of scope: {field}" }
    superseded() { "− en annan rad gäller för samma enhet", "− another row speaks for the same unit" }
    avoided() { "− granskades i den granskning som urvalet samordnas med", "− reviewed in the audit that the sample is coordinated with" }
    in_frame() { "= i urvalsramen", "= in the frame" }
    usable() { "= användbara", "= usable" }
    sum(register: &str, read: &str, parts: &str) { "{register}: {read} = {parts}", "{register}: {read} = {parts}" }
    matching(unit: &str) { "Samkörning med {unit}, registret för urvalsramen", "Matching with {unit}, the frame's register" }
    persons() { "Personer", "Persons" }
    not_in(unit: &str) { "Inte i {unit}", "Not in {unit}" }
    units_matched() { "I ramen med träff", "Frame matched" }
    units_unmatched() { "I ramen utan träff", "Frame unmatched" }
    strangers(register: &str, count: &str, unit: &str, rows: &str) { "{register}: {count} finns inte i {unit}, rad {rows}", "{register}: {count} are not in {unit}, row {rows}"; one count: "{register}: {count} finns inte i {unit}, rad {rows}", "{register}: {count} is not in {unit}, row {rows}" }
    not_found(register: &str, count: &str, unit: &str, rows: &str) { "{register}: {count} i urvalsramen saknas, {unit} rad {rows}", "{register}: {count} of the frame are missing, {unit} row {rows}"; one count: "{register}: {count} i urvalsramen saknas, {unit} rad {rows}", "{register}: {count} of the frame is missing, {unit} row {rows}" }
    under_coverage(register: &str) { "Undertäckning enligt {register}", "Under-coverage by {register}" }
    missing(register: &str, missing: &str, unit: &str, until: &str) { "{missing} personer i {register} väntades senast {until} men finns inte i {unit}.", "{missing} persons of {register} were awaited by {until} but are not in {unit}." }
    missing_in_scope(register: &str, missing: &str, unit: &str, until: &str, inside: &str, field: &str) { "{missing} personer i {register} väntades senast {until} men finns inte i {unit}; {inside} av dem hör till avgränsningen enligt {field}.", "{missing} persons of {register} were awaited by {until} but are not in {unit}; {inside} of them belong to the scope by {field}." }
    later(later: &str, until: &str) { "{later} väntas först efter {until} och räknas inte som saknade.", "{later} are awaited only after {until} and are not counted as missing." }
    what_it_means() { "De kan inte dras: urvalet säger inget om dem.", "They cannot be drawn: the sample says nothing about them." }
    strata() { "Strata", "Strata" }
    letter() { "", "" }
    stratum() { "Stratum", "Stratum" }
    population() { "Population", "Population" }
    quota() { "Kvot", "Quota" }
    sample() { "Urval", "Sample" }
    reserve() { "Reserver", "Reserves" }
    everybody() { "hela urvalsramen", "the whole frame" }
    none_sized(population: &str) { "{population} i urvalsramen. Planens storlek går inte att dra ur den.", "{population} in the frame. The plan's size cannot be drawn from it." }
    in_all(sample: &str, population: &str) { "{sample} av {population} i urvalsramen.", "{sample} of {population} in the frame." }
    quota_rule() { "Kvoten är stratumets andel av urvalet med minsta antal inräknat. Den rundas ned, och resten går till de största decimaldelarna; vid lika till det större stratumet.", "The quota is the stratum's share of the sample, its minimum included. It is rounded down, and the rest goes to the largest remainders; on a tie to the larger stratum." }
}
