//! What is said about the frame.

crate::texts! {
    no_identity() { "raden saknar identitet och kan inte användas", "the row has no identity and cannot be used" }
    unknown_out_of_scope() { "raden föll utanför avgränsningen med ett värde som mallen inte känner: har kontoret eller nämnden bytt namn?", "the row was out of scope with a value that the template does not know: has the office or board another name now?" }
    undecided_out_of_scope() { "raden räknas som utanför avgränsningen fast det inte går att avgöra: där dagen behövs står bara månaden, eller bara att det är gjort (ja, x); be om dagen, eller välj hela månader i [scope]", "the row counts as out of scope though it cannot be decided: where the day is needed only the month stands, or only that it was done (yes, x); ask for the day, or choose whole months in [scope]" }
    scope_value_unseen(values: &str) { "ingen rad har det här värdet i [scope]: {values}", "no row has this value of [scope]: {values}" }
    strata_alike(which: &str, template: &str) { "stratum {which}: värdet är nästan ett känt, det inom parentes, och dras för sig. Är det samma: rätta i systemet, eller lägg till skrivsättet i en egen mall (stickprov template export {template} mall; values i registers.toml) före dragningen", "stratum {which}: the value is nearly a known one, that in brackets, and is drawn by itself. If it is the same: mend it in the system, or add the spelling in a template of your own (stickprov template export {template} mall; values in registers.toml) before the draw" }
    equal_dates() { "flera rader för samma enhet har samma datum, eller inget som kan läsas; den vars stratumvärden sorteras först gäller", "several rows of one unit have the same date, or none that can be read; the one whose stratum values sort first counts" }
    several_rows(count: usize, rows: &str) { "{count} rader hör till en enhet som redan har en rad (rad {rows})", "{count} rows belong to a unit that has a row already (row {rows})" }
    several_rows_hint() { "välj if_several = \"latest\" eller \"earliest\" i planen, eller rätta exporten", "choose if_several = \"latest\" or \"earliest\" in the plan, or mend the export" }
    same_for_all_hint(units: usize) { "kolumnen skiljer inte raderna åt (olika värden: {units}): kontrollera med stickprov inspect att det är rätt kolumn och att filen delades rätt, och säg annars delimiter eller columns i planen; med if_several = \"latest\" blir {units} kvar", "the column does not tell the rows apart (different values: {units}): check with stickprov inspect that it is the right column and that the file was cut rightly, and else say delimiter or columns in the plan; with if_several = \"latest\" {units} would be left" }
    nobody_in_scope(rows: u64, nameless: u64) { "ingen av {rows} rader är inom avgränsningen ({nameless} saknar identitet)", "none of {rows} rows is in scope ({nameless} have no identity)" }
    scope_lines(lines: &str) { "rader som föll på varje rad i [scope]: {lines}", "rows that failed each line of [scope]: {lines}" }
    widen_scope() { "\n  vidga eller rätta [scope] i planen", "\n  widen or correct [scope] in the plan" }
    undecided_rows(count: u64) { "\n  av dem har bara månad, ja eller x där dagen behövs, så att det inte går att avgöra: {count}", "\n  of them have only a month, yes or x where the day is needed, so that it cannot be decided: {count}" }
    nobody_in_common(register: &str, unit: &str) { "registret {register} har ingen person gemensam med {unit}", "the register {register} has no person in common with {unit}" }
    nobody_in_common_hint() { "kontrollera att det är rätt fil och att personnumren (eller aktnumren) står i den kolumn som läses (stickprov inspect)", "check that it is the right file and that the personnummer (or file numbers) stand in the column that is read (stickprov inspect)" }
    picked_twice() { "raden pekar ut en enhet som redan står i listan och räknas en gång", "the row names a unit that already stands in the list, and counts once" }
    not_in_frame() { "raden pekar ut någon som inte finns i urvalsramen", "the row names somebody who is not in the frame" }
    not_in_frame_hint(count: usize) { "{count} rader i listan saknas i urvalsramen: rätta listan, eller vidga [scope] (stickprov frame visar vad som föll bort)", "{count} rows of the list are not in the frame: correct the list, or widen [scope] (stickprov frame shows what was left out)" }
    nobody_picked() { "listan över valda akter är tom", "the list of picked files is empty" }
    nobody_picked_hint() { "listan behöver en rubrikrad och en rad för varje akt", "the list needs a header row and a row for each file" }
    not_all(count: u64) { "how = \"all\" säger att alla är valda, men {count} i urvalsramen står inte i listan", "how = \"all\" says that everybody is picked, but {count} of the frame are not in the list" }
    not_all_hint() { "ta med dem i listan, snäva in [scope], eller välj how = \"judgement\" eller \"systematic\"", "put them in the list, narrow [scope], or choose how = \"judgement\" or \"systematic\"" }
    two_seeds(with: &str) { "planen har ett eget startvärde, men mode = \"keep\" drar med startvärdet i {with}", "the plan has a seed of its own, but mode = \"keep\" draws with the seed of {with}" }
    two_seeds_hint() { "ta bort seed under [sample], eller [sample.coordinate]", "take away seed under [sample], or [sample.coordinate]" }
    nobody_left() { "alla i urvalsramen granskades redan i den granskningen", "everybody in the frame was reviewed in that audit already" }
    nobody_left_hint() { "vidga [scope], eller ta bort [sample.coordinate]", "widen [scope], or take away [sample.coordinate]" }
}
