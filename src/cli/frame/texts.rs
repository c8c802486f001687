//! What is said about the frame.

stickprov::texts! {
    reconciliation() { "Avstämning: varje rad i registren", "Reconciliation: every row of the registers" }
    register() { "Register", "Register" }
    what() { "Vad", "What" }
    rows() { "Rader", "Rows" }
    read() { "lästa rader", "rows read" }
    no_identity() { "− utan identitet", "− without identity" }
    out_of_scope(field: &str) { "− utanför avgränsningen: {field}", "− out of scope: {field}" }
    superseded() { "− en annan rad gäller för samma enhet", "− another row speaks for the same unit" }
    in_frame() { "= i urvalsramen", "= in the frame" }
    usable() { "= användbara", "= usable" }
    matching() { "Samkörning med registret för urvalsramen", "Matching with the frame's register" }
    rows_unmatched() { "Rader utan träff", "Rows unmatched" }
    units_matched() { "I ramen med träff", "Frame matched" }
    units_unmatched() { "I ramen utan träff", "Frame unmatched" }
    strata() { "Strata", "Strata" }
    letter() { "", "" }
    stratum() { "Stratum", "Stratum" }
    population() { "Population", "Population" }
    quota() { "Kvot", "Quota" }
    sample() { "Urval", "Sample" }
    reserve() { "Reserver", "Reserves" }
    everybody() { "hela urvalsramen", "the whole frame" }
    in_all(sample: &str, population: &str) { "{sample} av {population} i urvalsramen.", "{sample} of {population} in the frame." }
    quota_rule() { "Kvoten är stratumets andel av urvalet med minsta antal inräknat. Den rundas ned, och resten går till de största decimaldelarna; vid lika till det större stratumet.", "The quota is the stratum's share of the sample, its minimum included. It is rounded down, and the rest goes to the largest remainders; on a tie to the larger stratum." }
}
