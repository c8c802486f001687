//! What is said when a statistic does not exist for the numbers given.

crate::texts! {
    /// x > n.
    deviations_exceed_sample(deviations: u64, sample: u64) { "fler avvikelser ({deviations}) än akter i urvalet ({sample})", "more deviations ({deviations}) than files in the sample ({sample})" }
    /// x ≤ a ≤ n.
    applicable_outside(applicable: u64) { "{applicable} tillämpliga akter ligger inte mellan antalet avvikelser och antalet granskade", "{applicable} applicable files do not lie between the deviations and the files reviewed"; one applicable: "{applicable} tillämplig akt ligger inte mellan antalet avvikelser och antalet granskade", "{applicable} applicable file does not lie between the deviations and the files reviewed" }
    /// n > N.
    sample_exceeds_population(sample: u64, population: u64) { "{sample} granskade akter av bara {population}", "{sample} files reviewed out of only {population}"; one sample: "{sample} granskad akt av bara {population}", "{sample} file reviewed out of only {population}" }
    /// n = 0.
    no_files() { "ingen granskad akt att räkna på", "no reviewed file to count" }
    /// n_h = 0.
    stratum_not_reached(stratum: usize) { "ingen akt granskad i stratum {stratum}: det har ingen andel", "no file reviewed in stratum {stratum}: it has no rate" }
    /// n_h = 1.
    single_file_stratum(stratum: usize) { "bara en akt granskad i stratum {stratum}: det har ingen varians; använd den exakta metoden", "only one file reviewed in stratum {stratum}: it has no variance; use the exact method" }
    /// df = 0.
    no_degrees_of_freedom() { "lika många strata som granskade akter: ingen varians kan skattas", "as many strata as reviewed files: no variance can be estimated" }
    /// Too much work.
    too_large() { "urvalet är för stort för den exakta metoden", "the sample is too large for the exact method" }
    /// No n.
    infeasible() { "ingen urvalsstorlek uppfyller kravet", "no sample size meets the demand" }
    /// Kappa.
    one_category() { "alla svar är desamma: kappa är inte definierat", "all answers are the same: kappa is undefined" }
    /// Kappa's table.
    not_square() { "tabellen är inte kvadratisk", "the table is not square" }
    /// Precision.
    no_precision() { "precisionen måste vara större än noll", "the precision must be greater than zero" }
}
