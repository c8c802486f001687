//! What is said about recipes for made-up exports and about making them.

crate::texts! {
    no_recipe(template: &str) { "mallen {template} har inget recept för påhittade exporter (synth.toml)", "the template {template} has no recipe for made-up exports (synth.toml)" }
    not_toml(why: &str) { "filen kan inte läsas som recept: {why}", "the file cannot be read as a recipe: {why}" }
    bad_day(at: &str) { "{at}: en dag skrivs 2009-05-04", "{at}: a day is written 2009-05-04" }
    bad_share(at: &str) { "{at}: en andel ligger mellan 0 och 1", "{at}: a share lies between 0 and 1" }
    bad_window(at: &str) { "{at}: första dagen eller året ligger efter den sista", "{at}: the first day or year comes after the last" }
    no_weights(at: &str) { "{at}: minst en vikt måste vara större än 0", "{at}: at least one weight must be above 0" }
    bad_count(at: &str, word: &str) { "{at}: {word} är inget antal", "{at}: {word} is no number" }
    bad_years(at: &str) { "{at}: födelseår ligger mellan 1900 och 1999", "{at}: years of birth lie between 1900 and 1999" }
    empty_list(at: &str) { "{at}: listan är tom", "{at}: the list is empty" }
    no_registers() { "receptet har inga register", "the recipe has no registers" }
    unknown_register(id: &str) { "mallen har inget register {id}", "the template has no register {id}" }
    unknown_field(at: &str, field: &str) { "{at}: registret har inget fält {field}", "{at}: the register has no field {field}" }
    unknown_column(at: &str, name: &str) { "{at}: {name} är ingen kolumn i registret eller i dem det hänger på", "{at}: {name} is no column of the register or of those it hangs on" }
    unknown_value(at: &str, value: &str) { "{at}: {value} är inget värde som mallen känner", "{at}: {value} is no value that the template knows" }
    unknown_encoding(at: &str, name: &str) { "{at}: teckenkodningen {name} är okänd", "{at}: the encoding {name} is unknown" }
    bad_delimiter(at: &str) { "{at}: avgränsaren måste vara ett enkelt tecken", "{at}: the delimiter must be a plain character" }
    nameless_column(at: &str) { "{at}: en kolumn behöver field eller header", "{at}: a column needs field or header" }
    one_way(at: &str) { "{at}: en kolumn fylls på exakt ett sätt (person, number_from, is, one_of, day, after, before, age_on, copy, month_of, amount eller nth)", "{at}: a column is filled in exactly one way (person, number_from, is, one_of, day, after, before, age_on, copy, month_of, amount or nth)" }
    needs_days(at: &str) { "{at}: after och before behöver days", "{at}: after and before need days" }
    needs_ages(at: &str) { "{at}: age_on behöver ages", "{at}: age_on needs ages" }
    by_needed(at: &str) { "{at}: by saknas, eller finns utan vikter för olika värden", "{at}: by is missing, or stands without weights for different values" }
    first_is_own(at: &str) { "{at}: det första registret har inget for_each, de övriga måste ha ett tidigare register där", "{at}: the first register has no for_each, the others must have an earlier register there" }
    first_needs_nothing(at: &str) { "{at}: det första registret har alla rader och därför inget needs", "{at}: the first register has all its rows and therefore no needs" }
    circle(at: &str) { "{at}: kolumnerna hänger på varandra i ring", "{at}: the columns depend on each other in a circle" }
    bad_dirt(at: &str) { "{at}: dirt behöver text eller check_digit = true", "{at}: dirt needs text or check_digit = true" }
    bad_file(at: &str, file: &str) { "{at}: filen {file} ska sluta på .xlsx eller .csv och inte ha någon mapp", "{at}: the file {file} should end in .xlsx or .csv and have no folder" }
    no_rows() { "det ska vara minst en rad", "there must be at least one row" }
    sheet_full(rows: u64) { "ett blad i Excel rymmer högst {rows} rader", "a sheet in Excel holds at most {rows} rows" }
    sheet_full_hint() { "gör exporterna som text: --format csv", "make the exports as text: --format csv" }
    not_written(file: &str, why: &str) { "{file} kunde inte skrivas: {why}", "{file} could not be written: {why}" }
    unknown_indicator(id: &str) { "måttet {id} finns inte i indicators.toml", "there is no indicator {id} in indicators.toml" }
    no_totals(template: &str) { "receptet i mallen {template} säger inte hur publicerade summor möts ([totals] i synth.toml)", "the recipe of the template {template} does not say how published totals are met ([totals] of synth.toml)" }
    no_totals_in_file() { "filen har ingen tabell vars summor receptet kan möta", "the file has no table whose totals the recipe can meet" }
    wholes_differ(one: u64, other: u64) { "tabellerna räknar olika många personer: {one} och {other}", "the tables count different numbers of people: {one} and {other}" }
    bad_rows(fewest: u64, most: u64) { "rows ska vara minst {fewest} (en rad för varje person i tabellen) och högst {most}", "rows must be at least {fewest} (one for each person in the table) and at most {most}" }
    too_few_people(most: u64) { "det räcker bara till {most} påhittade personer med en rad var", "there are only {most} made-up people with one row each" }
    line_not_made(line: &str) { "raden {line} bestäms av en kolumn som det första registret inte får", "the line {line} goes by a column that the first register does not get" }
    figure_missing(line: &str, column: &str) { "raden {line} har inget antal i kolumnen {column}", "the line {line} has no count in the column {column}" }
    parts_exceed(line: &str) { "delarna på raden {line} är fler än alla", "the parts of the line {line} are more than the whole" }
    part_differs(column: &str, one: u64, other: u64) { "tabellerna har olika summa för {column}: {one} och {other}", "the tables have different sums for {column}: {one} and {other}" }
    not_met(line: &str, column: &str) { "summorna på raden {line} kan inte mötas ({column})", "the totals of the line {line} cannot be met ({column})" }
}
