//! What is said about the protocol and the key file.

crate::texts! {
    unreadable() { "protokollet kan inte läsas", "the protocol cannot be read" }
    unreadable_hint() { "filen ska vara orörd sedan dragningen; hämta den ur er säkerhetskopia", "the file must be untouched since the draw; fetch it from your backup" }
    other_schema(schema: &str) { "filen är inget protokoll av formen {schema}", "the file is no protocol of the form {schema}" }
    other_method(method: &str) { "urvalet är draget med en annan metod än {method}, som är den detta program kan", "the sample was drawn by another method than {method}, which is the one this program knows" }
    stratum_disagrees(letter: &str) { "protokollets delar stämmer inte överens: akterna i stratum {letter} är inte de som antalen där säger", "the parts of the protocol do not agree: the files of stratum {letter} are not those that its numbers say" }
    units_in_no_stratum() { "protokollets delar stämmer inte överens: det finns akter i inget stratum", "the parts of the protocol do not agree: there are files in no stratum" }
    rows_disagree(number: usize) { "protokollets delar stämmer inte överens: raderna i register {number} går inte ihop", "the parts of the protocol do not agree: the rows of register {number} do not add up" }
    sums_disagree() { "protokollets delar stämmer inte överens: urvalets kontrollsumma eller nummer är inte hel", "the parts of the protocol do not agree: the selection's checksum or number is not whole" }
    seed_disagrees() { "protokollets delar stämmer inte överens: startvärdet hör inte ihop med metoden", "the parts of the protocol do not agree: the seed does not belong with the method" }
    population_disagrees(strata: u64, kept: u64) { "protokollets delar stämmer inte överens: strata har {strata} enheter, kvar av raderna är {kept}", "the parts of the protocol do not agree: the strata have {strata} units, the rows kept are {kept}" }
    other_stratifiers() { "protokollet hör till en annan plan: dess strata är delade efter andra fält", "the protocol is another plan's: its strata are made by other fields" }
    other_seed() { "protokollet hör till en annan plan: den har ett annat startvärde", "the protocol is another plan's: it has another seed" }
    other_way() { "protokollet hör till en annan plan: akterna är valda på ett annat sätt", "the protocol is another plan's: its files were picked in another way" }
    other_register(register: &str) { "protokollet hör till en annan plan: det vet inget om {register}", "the protocol is another plan's: it knows nothing of {register}" }
    other_plan_hint() { "lägg tillbaka den plan som urvalet drogs efter, eller dra om med stickprov draw --again SKÄL", "put back the plan that the sample was drawn by, or draw anew with stickprov draw --again REASON" }
    bad_key_file() { "nyckelfilen har inte formen id,key,ticket", "the key file does not have the form id,key,ticket" }
    no_such_unit(id: &str) { "det finns ingen akt med löpnummer {id} i urvalet", "there is no file with the serial number {id} in the sample" }
    no_unit_number() { "det är inget löpnummer; ett sådant skrivs som A-07", "this is no serial number; one is written like A-07" }
    no_such_unit_hint() { "löpnumren står i urval/urvalsprotokoll.md", "the serial numbers stand in urval/urvalsprotokoll.md" }
    not_reviewed(id: &str) { "{id} granskas inte: den är en reserv eller redan ersatt", "{id} is not reviewed: it is a reserve or replaced already" }
    not_replaced(id: &str) { "{id} är inte ersatt", "{id} is not replaced" }
    no_reserve(stratum: &str) { "stratum {stratum} har ingen reserv kvar", "stratum {stratum} has no reserve left" }
    no_reserve_hint(total: u64) { "stickprov extend {total} drar nya reserver till samma urval; ett högre tal drar också fler akter", "stickprov extend {total} draws new reserves for the same sample; a higher number draws more files too" }
    no_reserve_at_all() { "alla i stratumet är dragna, så ingen kan träda in: låt akten stå kvar och svara att den inte ska finnas", "everyone in the stratum is drawn, so nobody can stand in: leave the file as it is and answer that it should not exist" }
    no_reserve_of_list() { "akterna är utvalda på förhand: byt akten i listan och läs in den igen med stickprov draw --again SKÄL", "the files were picked beforehand: change the file in the list and read it again with stickprov draw --again REASON" }
}
