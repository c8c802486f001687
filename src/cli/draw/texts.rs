//! What is said about drawing.

stickprov::texts! {
    drawn_already() { "urvalet är redan draget", "the sample is drawn already" }
    drawn_already_hint() { "kontrollera det med stickprov verify, eller dra om med --again SKÄL", "check it with stickprov verify, or draw anew with --again REASON" }
    first_draw() { "första dragningen", "first draw" }
    protected_listed() { "aktbeställningar för personer med skyddade uppgifter skrevs i egna filer", "fetch lists of persons with protected data were written to files of their own" }
    protected_left_out(count: usize) { "{count} av de dragna har skyddade personuppgifter och står inte i aktbeställningarna; draw --again SKÄL --protected skriver dem i egna filer", "{count} of those drawn have protected personal data and are not in the fetch lists; draw --again REASON --protected writes them to files of their own" }
    protected_apart(count: usize) { "{count} av de dragna har skyddade personuppgifter och står i egna filer, skyddade-…", "{count} of those drawn have protected personal data and are in files of their own, skyddade-…" }
    protected_name(name: &str) { "skyddade-{name}", "skyddade-{name}" }
    heading() { "Urval", "Sample" }
    letter() { "", "" }
    stratum() { "Stratum", "Stratum" }
    population() { "Population", "Population" }
    sample() { "Urval", "Sample" }
    reserve() { "Reserver", "Reserves" }
    reserves_left() { "Reserver kvar", "Reserves left" }
    files() { "Akter", "Files" }
    drawn(sample: &str, population: &str, seed: &str) { "{sample} akter av {population} i urvalsramen, med startvärdet {seed}.", "{sample} files of {population} in the frame, with the seed {seed}."; one sample: "{sample} akt av {population} i urvalsramen, med startvärdet {seed}.", "{sample} file of {population} in the frame, with the seed {seed}." }
    picked(sample: &str, population: &str) { "{sample} utvalda akter av {population} i urvalsramen, ur planens lista.", "{sample} picked files of {population} in the frame, from the plan's list."; one sample: "{sample} utvald akt av {population} i urvalsramen, ur planens lista.", "{sample} picked file of {population} in the frame, from the plan's list." }
    selection(draw_id: &str, sha256: &str) { "Dragning {draw_id}, urvalets kontrollsumma {sha256}.", "Draw {draw_id}, the selection's checksum {sha256}." }
    of_earlier_draw(draw: &str) { "filen har svar från den förra dragningen ({draw}) och säger inte det själv: svaren skulle räknas för andra personer med samma löpnummer", "the file has answers of the earlier draw ({draw}) and does not say so itself: they would count for other persons with the same numbers" }
    of_earlier_draw_hint(draw: &str) { "flytta filerna ur mappen, till exempel till tidigare-{draw}/, och dra sedan om; gäller svaren samma personer, ändra storleken med stickprov extend i stället för att dra om", "move the files out of the folder, for example to tidigare-{draw}/, and then draw anew; if the answers are about the same persons, change the size with stickprov extend instead of drawing anew" }
    no_reason() { "skälet till att dra om är tomt", "the reason to draw anew is empty" }
    no_reason_hint() { "skriv varför, till exempel --again \"fel referensdag\": loggen behåller det", "say why, for example --again \"wrong reference date\": the log keeps it" }
    written() { "skrivet i urval/: urvalsprotokoll (md, xlsx), protokoll.json, logg.jsonl; nyckel.csv och aktbeställningarna innehåller personuppgifter", "written in urval/: urvalsprotokoll (md, xlsx), protokoll.json, logg.jsonl; nyckel.csv and the fetch lists hold personal data" }
    no_modes() { "filernas läsbehörighet följer mappen: Windows känner inte läget 0600", "who may read the files is as for the folder: Windows does not know the mode 0600" }
    not_announced() { "planen har inget datum för när granskningen aviserades (announced); uppgifter som tillkommer efteråt kan då inte skiljas ut", "the plan has no date for when the audit was announced (announced); evidence added later cannot be told apart" }
}
