//! The words of the report and what they mean.

use crate::lang::Text;

/// A word with its meaning.
type Entry = (fn() -> Text, fn() -> Text);

/// In the order in which a reader meets them.
pub(in crate::report) const GLOSSARY: [Entry; 14] = [
    (frame, about_frame),
    (stratum, about_stratum),
    (number, about_number),
    (seed, about_seed),
    (reserve, about_reserve),
    (weight, about_weight),
    (gap, about_gap),
    (explained, about_explained),
    (not_applicable, about_not_applicable),
    (not_assessable, about_not_assessable),
    (unanswered, about_unanswered),
    (estimate, about_estimate),
    (interval, about_interval),
    (reference_date, about_reference_date),
];

crate::texts! {
    frame() { "Urvalsram", "Sampling frame" }
    about_frame() { "alla som hade kunnat dras: registrets personer inom avgränsningen", "all who could have been drawn: the register's persons in scope" }
    stratum() { "Stratum", "Stratum" }
    about_stratum() { "en del av urvalsramen som det dras ur för sig", "a part of the frame that is drawn from by itself" }
    number() { "Löpnummer", "Number (löpnummer)" }
    about_number() { "aktens beteckning i granskningen: stratumets bokstav och ordningen i dragningen", "what a file is called in the audit: the letter of its stratum and its place in the draw" }
    seed() { "Startvärde", "Seed" }
    about_seed() { "text som bestämmer lotterna; med den och registret kan vem som helst göra om dragningen", "a text that decides the tickets; with it and the register anyone can repeat the draw" }
    reserve() { "Reserv", "Reserve" }
    about_reserve() { "nästa i dragningen; tar plats bara för en akt som inte hör till urvalsramen", "the next in the draw; takes the place only of a file that is not part of the frame" }
    weight() { "Vikt", "Weight" }
    about_weight() { "hur många i urvalsramen en granskad akt svarar för", "how many in the frame a reviewed file stands for" }
    gap() { "Avvikelse", "Deviation" }
    about_gap() { "akten uppfyller inte det som lag, budget, riktlinje eller rutin kräver", "the file does not meet what law, budget, guideline or routine requires" }
    explained() { "Förklarad avvikelse", "Explained deviation" }
    about_explained() { "en avvikelse som följer av en dokumenterad lokal rutin eller ett dokumenterat skäl; den räknas fortfarande som avvikelse", "a deviation that follows from a documented local routine or reason; it still counts as one" }
    not_applicable() { "Ej tillämpligt", "Not applicable" }
    about_not_applicable() { "regeln gäller inte den här akten, eller gränsen har inte passerats", "the rule does not concern this file, or its limit has not passed" }
    not_assessable() { "Ej bedömbart", "Not assessable" }
    about_not_assessable() { "underlag saknas för att säga något", "there is nothing to judge by" }
    unanswered() { "Ej besvarad", "Unanswered" }
    about_unanswered() { "granskaren har inte svarat på en fråga som behövs", "the reviewer has not answered a question that is needed" }
    estimate() { "Uppräknad andel", "Estimated share" }
    about_estimate() { "andelen i hela urvalsramen, uppskattad ur de granskade akterna med deras vikter", "the share in the whole frame, estimated from the reviewed files with their weights" }
    interval() { "Konfidensintervall", "Confidence interval" }
    about_interval() { "gränser som täcker den sanna andelen med den angivna säkerheten", "limits that cover the true share with the stated certainty" }
    reference_date() { "Referensdag", "Reference date" }
    about_reference_date() { "det som skulle ske senare räknas inte som försenat eller saknat", "what was due later counts neither as late nor as missing" }
}
