//! What is said when the files cannot be divided over the strata.

crate::texts! {
    /// n > N.
    size_exceeds_population(size: u64, population: u64) { "urvalet är {size} akter men populationen bara {population}", "the sample is {size} files but the population only {population}"; one size: "urvalet är {size} akt men populationen bara {population}", "the sample is {size} file but the population only {population}" }
    /// Σ minimum > n.
    minimum_exceeds_size(minimum: u64, size: u64) { "minsta antal per stratum kräver {minimum} akter men urvalet är {size}", "the minimum per stratum needs {minimum} files but the sample is {size}"; one minimum: "minsta antal per stratum kräver {minimum} akt men urvalet är {size}", "the minimum per stratum needs {minimum} file but the sample is {size}" }
    /// No weights.
    all_weights_zero() { "alla strata får vikten noll: varje gissad andel är 0 eller 1", "every stratum gets weight zero: each guessed rate is 0 or 1" }
    /// Too little room.
    weights_cannot_absorb(most: u64, size: u64) { "strata med vikt över noll rymmer högst {most} akter i allt men urvalet är {size}", "the strata with a weight above zero hold at most {most} files in all but the sample is {size}"; one most: "strata med vikt över noll rymmer högst {most} akt i allt men urvalet är {size}", "the strata with a weight above zero hold at most {most} file in all but the sample is {size}" }
    /// Rates and strata.
    rates_do_not_match(rates: usize, strata: usize) { "{rates} gissade andelar för {strata} strata", "{rates} guessed rates for {strata} strata"; one rates: "{rates} gissad andel för {strata} strata", "{rates} guessed rate for {strata} strata" }
    /// Exponent.
    exponent_too_fine(decimals: u32) { "exponenten i power har högst {decimals} decimaler", "the exponent of power has at most {decimals} decimals" }

    /// For n > N.
    ask_for_fewer() { "begär färre akter (size under [sample] i planen), eller vidga [scope]; stickprov frame visar hur många som finns", "ask for fewer files (size under [sample] in the plan), or widen [scope]; stickprov frame shows how many there are" }
    /// For Σ minimum > n.
    lower_the_minimum() { "sänk minimum eller höj size under [sample] i planen, eller dela in i färre strata", "lower minimum or raise size under [sample] in the plan, or make fewer strata" }
    /// For weights.
    other_weights() { "ändra [sample.rates] eller allocation under [sample] i planen, eller begär färre akter", "change [sample.rates] or allocation under [sample] in the plan, or ask for fewer files" }
    /// For rates and strata.
    one_rate_each() { "skriv en andel per stratum under [sample.rates]; stickprov frame visar vad strata heter", "write one rate per stratum under [sample.rates]; stickprov frame shows what the strata are called" }
    /// For the exponent.
    round_the_exponent() { "avrunda power under [sample] i planen", "round power under [sample] in the plan" }
}
