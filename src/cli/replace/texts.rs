//! What is said about replacements.

stickprov::texts! {
    no_key() { "nyckelfilen är gallrad: ingen akt kan ersättas längre", "the key file is purged: no file can be replaced any more" }
    no_key_hint() { "dra om urvalet med stickprov draw --again SKÄL om granskningen ska fortsätta", "draw anew with stickprov draw --again REASON if the audit is to go on" }
    replaced(id: &str, reserve: &str) { "{id} är ersatt av {reserve}; en ny aktbeställning ligger i urval/", "{id} is replaced by {reserve}; a new fetch list is in urval/" }
    undone(id: &str, reserve: &str) { "{id} granskas igen och {reserve} är reserv", "{id} is reviewed again and {reserve} is a reserve" }
    replaced_in_turn(id: &str, later: &str) { "{id} ersattes av {later}, som själv är ersatt", "{id} was replaced by {later}, which was replaced itself" }
    replaced_in_turn_hint(later: &str) { "ta först tillbaka den ersättningen: stickprov replace {later} --undo", "take that replacement back first: stickprov replace {later} --undo" }
}
