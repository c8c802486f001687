//! What the recipe says.

crate::texts! {
    population(read: &str, register: &str, out: &str, superseded: &str, nameless: &str) { "Rader i registret {register}: {read}. Bort faller rader utanför avgränsningen: {out}; rader om en enhet som redan har en rad: {superseded}; rader utan identitet: {nameless}.", "Rows in the register {register}: {read}. Left out are rows out of scope: {out}; rows about a unit that already has one: {superseded}; rows without an identity: {nameless}." }
    population_avoided(avoided: &str) { " Granskade i den tidigare granskningen: {avoided}.", " Reviewed in the earlier audit: {avoided}." }
    population_kept(kept: &str) { " Kvar är urvalsramen: {kept} enheter.", " What remains is the frame: {kept} units."; one kept: " Kvar är urvalsramen: {kept} enhet.", " What remains is the frame: {kept} unit." }
    population_unknown(register: &str) { "Urvalsramen är enheterna i {register} inom avgränsningen.", "The frame is the units of {register} within the scope." }
    no_strata() { "Hela urvalsramen är ett stratum, A.", "The whole frame is one stratum, A." }
    strata(count: usize, fields: &str, last: &str) { "{count} strata efter {fields}, ordnade efter sina värden och med bokstäverna A till {last}.", "{count} strata by {fields}, ordered by their values and lettered A to {last}."; one count: "Ett stratum efter {fields}, {last}.", "One stratum by {fields}, {last}." }
    of(letter: &str, sample: u64, population: u64) { "{letter} {sample} av {population}", "{letter} {sample} of {population}" }
    sizes(allocation: &str, sizes: &str) { "{allocation} Det ger {sizes}.", "{allocation} That gives {sizes}." }
    seed(seed: &str, hash: &str) { "Startvärdet är \"{seed}\". Dess kod (seedhash) är SHA-256 av texten: {hash}.", "The seed is \"{seed}\". Its code (seedhash) is SHA-256 of the text: {hash}." }
    ticket(method: &str) { "Varje enhet får en lott ({method}): SHA-256 av koden följd av enhetens nyckel (key).", "Each unit gets a ticket ({method}): SHA-256 of the code followed by the unit's key." }
    ticket_of_person(method: &str) { "Varje enhet får en lott ({method}): SHA-256 av koden följd av enhetens nyckel (key), för ett personnummer de tolv siffrorna.", "Each unit gets a ticket ({method}): SHA-256 of the code followed by the unit's key, for a personnummer its twelve digits." }
    ranks(reserve: u64) { "I varje stratum ordnas lotterna, lägst först. De första är urvalet, de följande {reserve} är reserver i den ordningen.", "In each stratum the tickets are ordered, lowest first. The first are the sample, the next {reserve} the reserves in that order."; one reserve: "I varje stratum ordnas lotterna, lägst först. De första är urvalet, den följande är reserv.", "In each stratum the tickets are ordered, lowest first. The first are the sample, the next one is the reserve." }
    numbers() { "Löpnumret är stratumets bokstav och platsen i dragningen: A-01, A-02 …", "The number of a file is the stratum's letter and the place in the draw: A-01, A-02 …" }
    numbers_of_list() { "Löpnumret är stratumets bokstav och platsen i listan: A-01, A-02 …", "The number of a file is the stratum's letter and the place in the list: A-01, A-02 …" }
    drawn(sample: &str, reserves: &str) { "Akter i urvalet: {sample}; reserver: {reserves}; ingen akt är ersatt.", "Files in the sample: {sample}; reserves: {reserves}; no file was replaced." }
    drawn_and_replaced(sample: &str, reserves: &str, replaced: usize) { "Akter i urvalet: {sample}; reserver: {reserves}; ersatta akter: {replaced} (urvalsprotokollet säger vilka och varför).", "Files in the sample: {sample}; reserves: {reserves}; files replaced: {replaced} (the sampling record says which and why)." }
    selection(draw_id: &str, sha256: &str) { "Urvalet {draw_id}: SHA-256 av raderna \"löpnummer,nyckel\" för urval och reserver i ordning är {sha256}.", "Draw {draw_id}: SHA-256 of the lines \"number,key\" of sample and reserves in order is {sha256}." }
    independent() { "Radernas ordning, filens format och datorn spelar ingen roll. Allt kontrolleras på nytt med stickprov verify.", "The order of rows, the file's format and the computer do not matter. All of it is checked anew with stickprov verify." }
    twelve_digits() { "ÅÅÅÅMMDDNNNN", "YYYYMMDDNNNN" }
    any_key() { "NYCKELN", "THE_KEY" }
}
