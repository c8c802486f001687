//! What is said about drawing.

crate::texts! {
    no_seed() { "planen har inget startvärde (seed under [sample])", "the plan has no seed (under [sample])" }
    no_seed_hint() { "skriv ett som ni har slumpat fram och antecknat, t.ex. med tärning eller lotteri: seed = \"…\"", "write one that you have made by chance and noted, e.g. by dice or lottery: seed = \"…\"" }
    listed_not_drawn() { "planen anger redan valda akter (given under [sample]); då dras inget urval", "the plan gives files already picked (given under [sample]); then nothing is drawn" }
    size_for_nobody(value: &str) { "planen ger ett antal för \"{value}\", som ingen i urvalsramen har", "the plan gives a size for \"{value}\", which nobody in the frame has" }
    no_size_for(name: &str) { "planen ger inget antal för stratumet \"{name}\"; skriv 0 om inget ska dras där", "the plan gives no size for the stratum \"{name}\"; write 0 if none shall be drawn there" }
    no_rate_for(name: &str) { "[sample.rates] saknar en gissad andel för stratumet \"{name}\"", "[sample.rates] lacks a guessed rate for the stratum \"{name}\"" }
    no_stratum(name: &str, known: &str) { "det finns inget stratum som heter \"{name}\"; strata: {known}", "there is no stratum called \"{name}\"; strata: {known}" }
    fixed_too_many(size: u64, population: u64, name: &str) { "{size} akter ska dras ur stratumet \"{name}\", som har {population}", "{size} files shall be drawn from the stratum \"{name}\", which has {population}"; one size: "{size} akt ska dras ur stratumet \"{name}\", som har {population}", "{size} file shall be drawn from the stratum \"{name}\", which has {population}" }
}
