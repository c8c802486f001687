//! What is said about a verification.

stickprov::texts! {
    identical(units: &str) { "Identiskt: samma {units} akter och reserver i samma ordning, samma strata och antal.", "Identical: the same {units} files and reserves in the same order, the same strata and numbers."; one units: "Identiskt: samma enda akt, samma strata och antal.", "Identical: the same single file, the same strata and numbers." }
    differs(count: usize) { "Urvalet skiljer sig på {count} punkter från protokollet:", "The sample differs from the protocol in {count} points:"; one count: "Urvalet skiljer sig på {count} punkt från protokollet:", "The sample differs from the protocol in {count} point:" }
    what() { "Vad", "What" }
    id() { "Löpnummer/rad", "Number/row" }
    stratum() { "Stratum", "Stratum" }
    seed() { "planen har ett annat startvärde", "the plan has another seed" }
    stratum_gone() { "stratumet finns inte längre", "the stratum is gone" }
    stratum_new() { "stratumet är nytt", "the stratum is new" }
    population() { "antalet i populationen är ett annat", "the number in the population differs" }
    sample_size() { "antalet i urvalet är ett annat", "the number in the sample differs" }
    reserve_size() { "antalet reserver är ett annat", "the number of reserves differs" }
    gone() { "enheten finns inte längre i urvalsramen (raden borta eller utanför avgränsningen)", "the unit is no longer in the frame (its row gone or out of scope)" }
    not_drawn() { "enheten dras inte längre, men finns kvar i urvalsramen", "the unit is no longer drawn, but is still in the frame" }
    other_stratum() { "enheten hör till ett annat stratum", "the unit belongs to another stratum" }
    other_rank() { "enheten har en annan plats i ordningen", "the unit has another rank" }
    other_role() { "urval har blivit reserv eller tvärtom", "sample has become reserve or the reverse" }
    new_unit() { "en enhet dras som inte drogs då", "a unit is drawn that was not then" }
    selection() { "urvalet är ett annat (utan nyckelfil kan mer inte sägas)", "the selection differs (without the key file no more can be said)" }
    sizes() { "planens antal kan inte längre dras ur registret; jämfört med protokollets antal", "the plan's numbers can no longer be drawn from the register; compared by the protocol's numbers" }
    draw_id() { "dragningens beteckning (draw_id) är inte den första dragningens", "the draw's name (draw_id) is not that of the first draw" }
    key_file() { "nyckelfilen stämmer inte med protokollet", "the key file does not agree with the protocol" }
    protocol() { "protokollets delar stämmer inte överens med varandra: det är ändrat för hand", "the protocol's parts do not agree with each other: it was edited by hand" }
    replacement() { "protokollet och loggen säger inte detsamma om aktens ersättning", "the protocol and the log do not say the same of the file's replacement" }
    log() { "loggen är bruten, saknas eller stämmer inte med protokollet", "the log is broken, missing or does not agree with the protocol" }
    file_changed(register: &str) { "Filen för {register} är en annan än vid dragningen, men ger samma urvalsram om inget annat sägs ovan.", "The file of {register} is another than at the draw, but gives the same frame unless said otherwise above." }
    file_added(register: &str) { "{register} har kommit till i planen efter dragningen; urvalsramen är densamma om inget annat sägs ovan.", "{register} was added to the plan after the draw; the frame is the same unless said otherwise above." }
    file_gone(register: &str) { "{register} lästes vid dragningen och står inte längre i planen; urvalsramen är densamma om inget annat sägs ovan.", "{register} was read at the draw and is in the plan no longer; the frame is the same unless said otherwise above." }
    plan_changed() { "Planen är ändrad sedan dragningen.", "The plan was changed since the draw." }
    would_change() { "registren eller planen ger inte längre det urval som är draget", "the registers or the plan no longer give the sample that was drawn" }
    would_change_hint() { "se vad som skiljer med stickprov verify, och lägg tillbaka de exporter som urvalet drogs ur", "see what differs with stickprov verify, and put back the exports that the sample was drawn from" }
    files_changed_hint(files: &str) { "inte som vid dragningen: {files}. Se vad som skiljer med stickprov verify, och lägg tillbaka de exporter som urvalet drogs ur", "not as at the draw: {files}. See what differs with stickprov verify, and put back the exports that the sample was drawn from" }
    method() { "enheterna valdes med en annan metod", "the units were chosen by another method" }
    coordination() { "samordningen med en tidigare granskning är en annan", "the coordination with an earlier audit is another" }
}
