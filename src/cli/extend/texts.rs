//! What is said about an extension.

stickprov::texts! {
    not_more(now: &str) { "urvalet har redan {now} akter", "the sample has {now} files already"; one now: "urvalet har redan {now} akt", "the sample has {now} file already" }
    not_more_hint() { "ange det nya antalet i allt, till exempel stickprov extend 60", "give the new total, for example stickprov extend 60" }
    strata_changed() { "urvalsramens strata är andra än vid dragningen", "the frame's strata are others than at the draw" }
    added(ids: &str) { "nya akter: {ids}; nya aktbeställningar ligger i urval/", "new files: {ids}; new fetch lists are in urval/" }
    added_reserves(ids: &str) { "inga nya akter; nya reserver: {ids}", "no new files; new reserves: {ids}" }
    picked_not_drawn() { "akterna är utvalda på förhand (given under [sample]); ett sådant urval kan inte utökas med en dragning", "the files were picked beforehand (given under [sample]); such a selection cannot be extended by a draw" }
    picked_not_drawn_hint() { "skriv de nya akterna sist i listan och läs in den igen: stickprov draw --again SKÄL", "write the new files last in the list and read it again: stickprov draw --again REASON" }
}
