//! Names in the results, and why an interval is not the exact one.

use crate::lang::Text;

crate::texts! {
    blank() { "(tomt)", "(blank)" }
    only_searched() { "maximum söktes men bevisades inte: beviset skulle ta mer arbete än vad som medges", "the maximum was searched for and not proved: the proof would take more work than is allowed" }
    out_of_reach(why: &str) { "den exakta metoden är utom räckhåll: {why}", "the exact method is out of reach: {why}" }
    single_file() { "ett stratum där en av flera akter är bedömd har ingen egen spridning; akten har mätts från den samlade andelen", "a stratum of which one file of several is assessed has no spread of its own; the file was measured from the overall rate" }
    can_say(level: &str, tolerance: &str, count: &str) { "Med {level} konfidens kan vi säga att högst {tolerance} har avvikelsen (övre gräns {count}).", "With {level} confidence we can say that at most {tolerance} have the deviation (upper limit {count})." }
    cannot_say(level: &str, tolerance: &str, count: &str) { "Med {level} konfidens kan vi inte säga att högst {tolerance} har avvikelsen (övre gräns {count}).", "With {level} confidence we cannot say that at most {tolerance} have the deviation (upper limit {count})." }
    out_of_scope(found: &str, examined: u64) { "{found} av {examined} ärenden vars akter har granskats ingick inte i avgränsningen.", "{found} of {examined} cases whose files were reviewed were not in scope."; one examined: "{found} av {examined} ärende vars akter har granskats ingick inte i avgränsningen.", "{found} of {examined} case whose files were reviewed was not in scope." }
    upper_estimates(limits: &str, population: &str, level: &str) { "Det svarar mot {limits} av {population} i urvalsramen ({level} konfidens). Urvalsramens storlek är inte minskad för det: antal som räknas upp till den är övre uppskattningar.", "That is {limits} of {population} in the frame ({level} confidence). The frame's size was not reduced for it: numbers counted up to the frame are upper estimates." }
}

pub(super) fn exact_out_of_reach(why: &Text) -> Text {
    Text {
        sv: out_of_reach(&why.sv).sv,
        en: out_of_reach(&why.en).en,
    }
}
