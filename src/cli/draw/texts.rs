//! What is said about drawing.

stickprov::texts! {
    drawn_already() { "urvalet är redan draget", "the sample is drawn already" }
    drawn_already_hint() { "kontrollera det med stickprov verify, eller dra om med --again SKÄL", "check it with stickprov verify, or draw anew with --again REASON" }
    first_draw() { "första dragningen", "first draw" }
    protected_listed() { "aktbeställningar för personer med skyddade uppgifter skrevs i egna filer", "fetch lists of persons with protected data were written to files of their own" }
    protected_name(name: &str) { "skyddade-{name}", "skyddade-{name}" }
    heading() { "Urval", "Sample" }
    letter() { "", "" }
    stratum() { "Stratum", "Stratum" }
    population() { "Population", "Population" }
    sample() { "Urval", "Sample" }
    reserve() { "Reserver", "Reserves" }
    reserves_left() { "Reserver kvar", "Reserves left" }
    files() { "Akter", "Files" }
    drawn(sample: &str, population: &str, seed: &str) { "{sample} akter av {population} i urvalsramen, med startvärdet {seed}.", "{sample} files of {population} in the frame, with the seed {seed}." }
    picked(sample: &str, population: &str) { "{sample} utvalda akter av {population} i urvalsramen, ur planens lista.", "{sample} picked files of {population} in the frame, from the plan's list." }
    selection(draw_id: &str, sha256: &str) { "Dragning {draw_id}, urvalets kontrollsumma {sha256}.", "Draw {draw_id}, the selection's checksum {sha256}." }
    no_reason() { "skälet till att dra om är tomt", "the reason to draw anew is empty" }
    no_reason_hint() { "skriv varför, till exempel --again \"fel referensdag\": loggen behåller det", "say why, for example --again \"wrong reference date\": the log keeps it" }
    written() { "skrivet i urval/: urvalsprotokoll (md, xlsx), protokoll.json, logg.jsonl; nyckel.csv och aktbeställningarna innehåller personuppgifter", "written in urval/: urvalsprotokoll (md, xlsx), protokoll.json, logg.jsonl; nyckel.csv and the fetch lists hold personal data" }
    no_modes() { "filernas läsbehörighet följer mappen: Windows känner inte läget 0600", "who may read the files is as for the folder: Windows does not know the mode 0600" }
    not_announced() { "planen har inget datum för när granskningen aviserades (announced); uppgifter som tillkommer efteråt kan då inte skiljas ut", "the plan has no date for when the audit was announced (announced); evidence added later cannot be told apart" }
}
