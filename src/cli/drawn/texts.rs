//! What is said about a drawn audit.

stickprov::texts! {
    nobody_protected() { "inget register säger vem som har skyddade personuppgifter: ingen utelämnas därför ur listorna. Finns en sådan kolumn, säg vilken i planen, under columns; annars ta reda på det innan listorna lämnas ut", "no register says who has protected personal data, so nobody is left out of the lists. If there is such a column, say which in the plan, under columns; else find out before the lists are handed over" }
    no_draw() { "det finns inget urval ännu", "there is no sample yet" }
    no_draw_hint() { "dra det med stickprov draw", "draw it with stickprov draw" }
    foreign_key() { "nyckelfilen hör inte till det urval som protokollet beskriver", "the key file does not belong to the sample that the protocol describes" }
    foreign_key_hint() { "hämta den rätta ur er säkerhetskopia, eller flytta undan filen: finns exporterna kvar dras urvalet om ur dem", "fetch the right one from your backup, or move the file away: while the exports are there the sample is drawn again from them" }
    purged(day: &str) { "exporten gallrades den {day} enligt loggen", "the export was purged on {day} by the log" }
    purged_hint() { "urvalet kan därför inte dras om, och en annan granskning kan inte samordnas med det ([sample.coordinate]); hur akterna valdes står i urval/urvalsprotokoll.md och loggen", "the sample can therefore not be drawn again, and no other audit can be coordinated with it ([sample.coordinate]); how the files were chosen stands in urval/urvalsprotokoll.md and the log" }
    coordinated_in_a_ring() { "granskningarna är samordnade med varandra i en ring", "the audits are coordinated with each other in a ring" }
    coordinated_in_a_ring_hint() { "[sample.coordinate] with ska vara en tidigare granskning i en annan mapp", "[sample.coordinate] with shall be an earlier audit in another folder" }
    another_key(ours: &str, theirs: &str) { "den granskningen drar en enhet per {theirs}, den här en per {ours}: enheterna kan inte jämföras", "that audit draws one unit per {theirs}, this one per {ours}: the units cannot be compared" }
    another_key_hint() { "samordna med en granskning som har samma one_per, eller ta bort [sample.coordinate]", "coordinate with an audit that has the same one_per, or take away [sample.coordinate]" }
    earlier_unknown() { "det går inte att veta vilka som granskades: nyckelfilen saknas och exporterna ger ett annat urval", "who was reviewed cannot be known: the key file is missing and the exports give another sample" }
    earlier_unknown_hint() { "lägg tillbaka de exporter som urvalet drogs ur, eller nyckelfilen", "put back the exports that the sample was drawn from, or the key file" }
}
