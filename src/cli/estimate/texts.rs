//! What is said about estimates.

stickprov::texts! {
    numbers_missing() { "ange --deviations och --sample, eller --strata", "give --deviations and --sample, or --strata" }
    needs_population() { "den exakta metoden för ändliga populationer behöver --population", "the exact method for finite populations needs --population" }
    needs_strata() { "korn-graubard gäller flera strata: ange --strata", "korn-graubard is for several strata: give --strata" }
    not_for_strata() { "metoden gäller ett stratum; för flera: --method korn-graubard", "the method is for one stratum; for several: --method korn-graubard" }
    bad_line() { "raden kan inte läsas som ett stratum", "the line cannot be read as a stratum" }
    bad_line_hint() { "rubrik: stratum,population,sample,deviations och ev. applicable; sedan heltal", "header: stratum,population,sample,deviations and perhaps applicable; then whole numbers" }
    no_lines() { "filen har inga strata", "the file has no strata" }
    quantity() { "Storhet", "Quantity" }
    value() { "Värde", "Value" }
    rate() { "Andel med avvikelse", "Rate of deviation" }
    lower() { "Nedre gräns", "Lower limit" }
    upper() { "Övre gräns", "Upper limit" }
    lower_count() { "Minst så många akter i populationen", "At least so many files in the population" }
    upper_count() { "Högst så många akter i populationen", "At most so many files in the population" }
    confidence() { "Konfidens", "Confidence" }
    method() { "Metod", "Method" }
    promise() { "Löfte", "Promise" }
    guaranteed() { "håller alltid minst konfidensen", "always keeps at least the confidence" }
    by_search() { "håller konfidensen så långt sökningen nådde", "keeps the confidence as far as the search reached" }
    approximate() { "ungefärlig", "approximate" }
}
