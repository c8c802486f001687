//! What is said about the frame.

crate::texts! {
    no_identity() { "raden saknar identitet och kan inte användas", "the row has no identity and cannot be used" }
    equal_dates() { "flera rader för samma enhet har samma datum; den vars stratumvärden sorteras först gäller", "several rows of one unit have the same date; the one whose stratum values sort first counts" }
    several_rows(count: usize, rows: &str) { "{count} rader hör till en enhet som redan har en rad (rad {rows})", "{count} rows belong to a unit that has a row already (row {rows})" }
    several_rows_hint() { "välj if_several = \"latest\" eller \"earliest\" i planen, eller rätta exporten", "choose if_several = \"latest\" or \"earliest\" in the plan, or mend the export" }
    nobody_in_scope(rows: u64, nameless: u64) { "ingen av {rows} rader är inom avgränsningen ({nameless} saknar identitet)", "none of {rows} rows is in scope ({nameless} have no identity)" }
    scope_lines(lines: &str) { "rader som föll på varje rad i [scope]: {lines}\n  vidga eller rätta [scope] i planen", "rows that failed each line of [scope]: {lines}\n  widen or correct [scope] in the plan" }
    nobody_in_common(register: &str, unit: &str) { "registret {register} har ingen person gemensam med {unit}", "the register {register} has no person in common with {unit}" }
    nobody_in_common_hint() { "kontrollera att det är rätt fil och att personnumren står i den kolumn som läses (stickprov inspect)", "check that it is the right file and that the personnummer stand in the column that is read (stickprov inspect)" }
}
