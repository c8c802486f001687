//! What is said about estimates.

stickprov::texts! {
    numbers_missing() { "ange --deviations och --sample, eller --strata", "give --deviations and --sample, or --strata" }
    needs_population() { "den exakta metoden för ändliga populationer behöver --population", "the exact method for finite populations needs --population" }
    needs_strata() { "metoden gäller flera strata: ange --strata", "the method is for several strata: give --strata" }
    not_for_strata() { "metoden gäller ett stratum; för flera: --method wendell-schmee eller korn-graubard", "the method is for one stratum; for several: --method wendell-schmee or korn-graubard" }
    applies_to_all_only() { "wendell-schmee gäller kriterier som gäller alla akter; när kolumnen applicable är mindre än sample: --method korn-graubard", "wendell-schmee is for criteria that apply to all files; where the column applicable is less than sample: --method korn-graubard" }
    only_searched() { "maximum söktes men bevisades inte: beviset skulle ta mer arbete än vad som medges", "the maximum was searched for and not proved: the proof would take more work than is allowed" }
    out_of_reach() { "den exakta metoden är utom räckhåll: strata och urvalsstorlekar ger för många möjliga summor", "the exact method is out of reach: the strata and sample sizes give too many possible sums" }
    single_file() { "Ett stratum där en av flera akter granskats har ingen egen spridning; akten har mätts från den samlade andelen.", "A stratum of which one file of several was reviewed has no spread of its own; the file was measured from the overall rate." }
    not_reached(names: &str) { "Inga akter granskade i: {names}. Uppräkningen gäller de övriga strata.", "No file reviewed in: {names}. The estimate is for the other strata." }
    with_all(population: &str, lower: &str, upper: &str) { "För samtliga {population} akter, med de strata som inte nåtts fria från noll till alla: {lower}–{upper} akter.", "For all {population} files, the strata not reached free from none to all: {lower}–{upper} files." }
    stratum() { "Stratum", "Stratum" }
    population() { "Population", "Population" }
    deviations() { "Avvikelser", "Deviations" }
    share() { "Andel", "Rate" }
    interval() { "Intervall", "Interval" }
    files() { "Akter", "Files" }
    applicable() { "Akter som kriteriet uppskattas gälla", "Files the criterion is estimated to apply to" }
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
