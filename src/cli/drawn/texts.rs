//! What is said about a drawn audit.

stickprov::texts! {
    no_draw() { "det finns inget urval ännu", "there is no sample yet" }
    no_draw_hint() { "dra det med stickprov draw", "draw it with stickprov draw" }
    foreign_key() { "nyckelfilen hör inte till det urval som protokollet beskriver", "the key file does not belong to the sample that the protocol describes" }
    foreign_key_hint() { "hämta den rätta ur er säkerhetskopia, eller flytta undan filen: finns exporterna kvar dras urvalet om ur dem", "fetch the right one from your backup, or move the file away: while the exports are there the sample is drawn again from them" }
}
