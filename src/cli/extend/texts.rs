//! What is said about an extension.

stickprov::texts! {
    not_more(now: &str) { "urvalet har redan {now} akter", "the sample has {now} files already" }
    not_more_hint() { "ange det nya antalet i allt, till exempel stickprov extend 60", "give the new total, for example stickprov extend 60" }
    strata_changed() { "urvalsramens strata är andra än vid dragningen", "the frame's strata are others than at the draw" }
    added(ids: &str) { "nya akter: {ids}; nya aktbeställningar ligger i urval/", "new files: {ids}; new fetch lists are in urval/" }
}
