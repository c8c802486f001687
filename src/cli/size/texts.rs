//! What is said about sizes.

use stickprov::lang::Text;

stickprov::texts! {
    nothing_asked() { "säg vad akterna ska räcka till", "say what the files are to be enough for" }
    nothing_asked_hint() { "--tolerable, --precision eller --discovery; eller --population för en tabell; eller kör i en gransknings mapp", "--tolerable, --precision or --discovery; or --population for a table; or run it in an audit's folder" }
    needs_population() { "den exakta modellen behöver --population", "the exact model needs --population" }
    discovery_needs_population() { "--discovery behöver --population", "--discovery needs --population" }
    infeasible_finite() { "inte ens alla akter räcker: fler avvikelser tillåts än den godtagbara andelen medger", "not even all files are enough: more deviations are allowed than the tolerable rate permits" }
    infeasible_endless() { "den godtagbara andelen måste vara större än den väntade", "the tolerable rate must be greater than the expected one" }
    tolerable_none(sample: &str, level: &str, tolerable: &str) { "Granska {sample} akter: avviker ingen av dem kan vi med {level} konfidens säga att högst {tolerable} avviker.", "Review {sample} files: if none of them deviates we can say with {level} confidence that at most {tolerable} deviate."; one sample: "Granska {sample} akt: avviker den inte kan vi med {level} konfidens säga att högst {tolerable} avviker.", "Review {sample} file: if it does not deviate we can say with {level} confidence that at most {tolerable} deviate." }
    tolerable_some(sample: &str, level: &str, tolerable: &str, allowed: &str) { "Granska {sample} akter: avviker högst {allowed} av dem kan vi med {level} konfidens säga att högst {tolerable} avviker.", "Review {sample} files: if at most {allowed} of them deviate we can say with {level} confidence that at most {tolerable} deviate."; one sample: "Granska {sample} akt: avviker högst {allowed} av dem kan vi med {level} konfidens säga att högst {tolerable} avviker.", "Review {sample} file: if at most {allowed} of them deviate we can say with {level} confidence that at most {tolerable} deviate." }
    discovery(sample: &str, level: &str, deviating: &str) { "Granska {sample} akter: finns det {deviating} avvikande i populationen hittar vi minst en med minst {level} säkerhet.", "Review {sample} files: with {deviating} deviating in the population we find at least one with at least {level} certainty."; one sample: "Granska {sample} akt: finns det {deviating} avvikande i populationen hittar vi minst en med minst {level} säkerhet.", "Review {sample} file: with {deviating} deviating in the population we find at least one with at least {level} certainty." }
    precision(sample: &str, level: &str, half_width: &str, rate: &str) { "Granska {sample} akter: om {rate} avviker blir andelen känd på ± {half_width} procentenheter när, med {level} konfidens.", "Review {sample} files: if {rate} deviate, the rate will be known to within ± {half_width} percentage points, with {level} confidence."; one sample: "Granska {sample} akt: om {rate} avviker blir andelen känd på ± {half_width} procentenheter när, med {level} konfidens.", "Review {sample} file: if {rate} deviate, the rate will be known to within ± {half_width} percentage points, with {level} confidence." }
    hypergeometric() { "Räknat exakt för den ändliga populationen (hypergeometriskt).", "Computed exactly for the finite population (hypergeometric)." }
    binomial() { "Räknat som om populationen vore oändlig (binomialt).", "Computed as if the population were endless (binomial)." }
    poisson() { "Räknat med Poissonfaktorn, revisorernas tumregel.", "Computed with the Poisson factor, the auditors' rule of thumb." }
    normal() { "Räknat med normalapproximation; exakta intervall blir något bredare.", "Computed by normal approximation; exact intervals are somewhat wider." }
    table_of(population: &str, rate: &str) { "Vad n akter av {population} kan säga, om {rate} avviker", "What n files of {population} can say, if {rate} deviate" }
    table_endless(rate: &str) { "Vad n akter kan säga, om {rate} avviker", "What n files can say, if {rate} deviate" }
    strata_heading(rate: &str) { "Planens akter, stratum för stratum, om {rate} avviker i vart och ett", "The plan's files, stratum by stratum, if {rate} deviate in each" }
    stratum() { "Stratum", "Stratum" }
    population() { "Population", "Population" }
    files() { "Akter", "Files" }
    at_least_one() { "Minst en", "At least 1" }
    at_least_two() { "Minst två", "At least 2" }
    half_width() { "Intervall", "Interval" }
    upper_at_none() { "Gräns vid 0", "Limit at 0" }
    columns(rate: &str, level: &str) { "Minst en, minst två: chansen att se så många avvikelser om {rate} avviker. Intervall: halva bredden då, i genomsnitt. Gräns vid 0: högst så många avviker om ingen avvikelse hittas, ensidigt. Allt med {level} konfidens.", "At least 1, at least 2: the chance to see so many deviations if {rate} deviate. Interval: half its width then, on average. Limit at 0: at most so many deviate if no deviation is found, one-sided. All with {level} confidence." }
    all_chance(sample: &str, chance: &str, rate: &str) { "I alla strata tillsammans, {sample} akter: chansen att se minst en avvikelse är {chance} om {rate} avviker i vart och ett.", "In all strata together, {sample} files: the chance to see at least one deviation is {chance} if {rate} deviate in each."; one sample: "I alla strata tillsammans, {sample} akt: chansen att se minst en avvikelse är {chance} om {rate} avviker i vart och ett.", "In all strata together, {sample} file: the chance to see at least one deviation is {chance} if {rate} deviate in each." }
    all_limit(sample: &str, count: &str, population: &str, upper: &str, level: &str) { "Hittas ingen avvikelse i de {sample} avviker med {level} konfidens högst {count} av {population} ({upper}).", "If no deviation is found in the {sample}, at most {count} of {population} ({upper}) deviate, with {level} confidence." }
    too_few(letter: &str, sample: &str, population: &str, upper: &str) { "Stratum {letter}: {sample} av {population} akter kan inte bära ett eget uttalande; även om ingen avviker kan upp till {upper} av stratumets akter göra det.", "Stratum {letter}: {sample} of {population} files cannot carry a statement of their own; even if none deviates up to {upper} of the stratum's files may." }
    no_files(letter: &str, population: &str) { "Stratum {letter}: ingen av {population} akter granskas; om det sägs ingenting.", "Stratum {letter}: none of {population} files is reviewed; nothing is said about it."; one population: "Stratum {letter}: dess enda akt granskas inte; om det sägs ingenting.", "Stratum {letter}: its only file is not reviewed; nothing is said about it." }
}

/// How the number was computed.
pub(super) fn by_method(method: &str) -> Text {
    match method {
        "hypergeometric" => hypergeometric(),
        "binomial" => binomial(),
        "poisson" => poisson(),
        _ => normal(),
    }
}

/// Why no number is enough.
pub(super) fn infeasible_hint(finite: bool) -> Text {
    if finite {
        infeasible_finite()
    } else {
        infeasible_endless()
    }
}
