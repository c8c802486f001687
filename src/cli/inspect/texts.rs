//! What `inspect` says about a file.

use stickprov::lang::Text;
use stickprov::table::Kind;

use super::profile::Holds;

stickprov::texts! {
    text_file(encoding: &str, delimiter: &str) { "textfil ({encoding}, kolumner skilda med \"{delimiter}\")", "text file ({encoding}, columns parted by \"{delimiter}\")" }
    text_file_tabs(encoding: &str) { "textfil ({encoding}, kolumner skilda med tabb)", "text file ({encoding}, columns parted by tabs)" }
    of_figures() { "Det ser ut som en tabell med antal, utan personer. Är den publicerad kan registret jämföras med den: skriv i planen under [[control_totals]] vilken fil det är och vilket register den räknar (file, register).", "This looks like a table of counts without persons. If it is published, the register can be compared with it: in the plan, under [[control_totals]], say which file it is and which register it counts (file, register)." }
    text_file_one_column(encoding: &str) { "textfil ({encoding}, en kolumn)", "text file ({encoding}, one column)" }
    workbook(kind: &str, sheet: &str) { "{kind}, bladet \"{sheet}\"", "{kind}, sheet \"{sheet}\"" }
    header_at(row: u64) { "rubriker på rad {row}", "headers in row {row}" }
    no_header() { "inga rubriker", "no headers" }
    in_part(rows: &str) { "Filen är stor: bara de första {rows} raderna lästes. Läs alla med --full.", "The file is large: only its first {rows} rows were read. Read all of them with --full." }
    no_identity() { "raden saknar identitet och kan inte användas", "the row has no identity and cannot be used" }
    spelled_otherwise() { "personen står på en tidigare rad men är skriven på ett annat sätt; raderna hör ihop", "the person stands in an earlier row but is written in another way; the rows belong together" }
    in_rows(rows: &str) { "rad {rows}", "row {rows}" }
    in_column(column: &str) { "kolumn {column}", "column {column}" }
    in_columns(columns: &str) { "kolumnerna {columns}", "columns {columns}" }
    persons_in_rows(distinct: &str, rows: &str, kinds: &str) { "{distinct} olika personer på {rows} rader: {kinds}", "{distinct} different persons in {rows} rows: {kinds}" }
    persons(distinct: &str, kinds: &str) { "{distinct} olika personer: {kinds}", "{distinct} different persons: {kinds}" }
    nobody() { "Ingen person i filen", "Nobody in the file" }
    useless_in_text(name: &str) { "{name} har ingen verkan: filen är en textfil och har inga blad", "{name} has no effect: the file is a text file and has no sheets" }
    useless_in_workbook(name: &str) { "{name} har ingen verkan: filen är en arbetsbok", "{name} has no effect: the file is a workbook" }
    too_many_persons(kinds: &str) { "Fler än 1 000 000 personer: {kinds}", "More than 1 000 000 persons: {kinds}" }
    personnummer(n: &str) { "personnummer {n}", "personnummer {n}" }
    samordningsnummer(n: &str) { "samordningsnummer {n}", "samordningsnummer {n}" }
    interim(n: &str) { "interimsnummer {n}", "interim numbers {n}" }
    bad_check_digit(n: &str) { "fel kontrollsiffra {n}", "wrong check digit {n}" }
    other_identity(n: &str) { "annat {n}", "other {n}" }
    blank_identity(n: &str) { "utan identitet {n}", "without identity {n}" }
    several_rows(n: &str) { "på flera rader {n}", "on several rows {n}" }
    fixed_columns() { "Filen måste bli en fil med skiljetecken eller en arbetsbok innan den kan användas: se ovan.", "The file must become one with delimiters or a workbook before it can be used: see above." }
    no_header_to_do(register: &str) { "Filen har inga rubriker. Säg i planen vilken kolumn som är vilken: under [registers.{register}.columns] skriver du till exempel \"personnummer\" = \"A\".", "The file has no headers. Say in the plan which column is which: under [registers.{register}.columns] write for instance \"personnummer\" = \"A\"." }
    rows_elsewhere() { "Filen har ingen rad under rubrikerna men personer på andra ställen, se ovan: rubrikraden har kanske sorterats med. Ta ut exporten på nytt och sortera den inte.", "The file has no row below the headers but persons elsewhere, see above: the header row may have been sorted too. Export again and do not sort it." }
    no_row() { "Filen har ingen rad under rubrikerna och kan inte användas. Kontrollera vad som valdes i systemet (period, enhet, behörighet) och ta ut exporten på nytt.", "The file has no row below its headers and cannot be used. Check what was chosen in the system (period, unit, access) and export again." }
    no_identities(column: &str) { "Ingen rad har en identitet, så filen kan inte användas som den är. Kontrollera om kolumnen {column} är den rätta, och om raderna är förskjutna (ett tomt fält först på varje rad, ett skiljetecken för mycket). Rätta i systemet och ta ut exporten på nytt, eller säg rätt kolumn i planen.", "No row has an identity, so the file cannot be used as it is. Check whether the column {column} is the right one, and whether the rows are shifted (an empty field first in every row, a delimiter too many). Correct it in the system and export again, or say the right column in the plan." }
    cut_identity(column: &str) { "Kolumnen {column} har bara födelsedatum, inga hela personnummer: de sista fyra siffrorna saknas eller står i en kolumn för sig. Personer födda samma dag skulle räknas som en. Ta ut exporten på nytt med hela personnumret i en kolumn.", "The column {column} has only dates of birth, no whole personnummer: the last four digits are missing or stand in a column of their own. Persons born on the same day would count as one. Export again with the whole personnummer in one column." }
    check_places() { "Filen kan användas, men gå först igenom ställena ovan. Är något fel: rätta i systemet och ta ut exporten på nytt, ändra inte i filen. Fler ställen visas med --format json.", "The file can be used, but look at the places above first. If something is wrong, correct it in the system and export again; do not edit the file. More places are shown with --format json." }
    rows(rows: &str) { "{rows} rader", "{rows} rows" }
    one_row() { "1 rad", "1 row" }
    left_out(what: &str) { "Utelämnat: {what}", "Left out: {what}" }
    totals(n: u64) { "summarader {n}", "rows of totals {n}" }
    notes(n: u64) { "noter under tabellen {n}", "notes below the table {n}" }
    headers_again(n: u64) { "upprepade rubrikrader {n}", "repeated header rows {n}" }
    marks(n: u64) { "linjer, kolumnnummer och enheter {n}", "lines, column numbers and units {n}" }
    outside(n: u64) { "rader med celler bara utanför tabellen {n}", "rows with cells only outside the table {n}" }
    below(n: u64) { "rader i en annan tabell nedanför {n}", "rows of another table below {n}" }
    blank(n: u64) { "tomma rader {n}", "blank rows {n}" }
    taken_as(register: &str, title: &str, template: &str) { "Taget som registret {register} ({title}) i mallen {template}", "Taken for the register {register} ({title}) of the template {template}" }
    recognised(known: usize, all: usize) { "{known} av {all} kolumner känns igen", "{known} of {all} columns are recognised"; one all: "{known} av {all} kolumn känns igen", "{known} of {all} column is recognised" }
    not_recognised(templates: &str) { "Inga kolumner känns igen. Mallar: {templates}", "No columns are recognised. Templates: {templates}" }
    column() { "Kolumn", "Column" }
    field() { "Fält", "Field" }
    holds() { "Innehåll", "Content" }
    empty() { "Tomma", "Blank" }
    distinct() { "Olika", "Distinct" }
    watch_out() { "Att se upp med", "To watch out for" }
    count() { "Antal", "Count" }
    what() { "Vad", "What" }
    first_places() { "Första ställena", "First places" }
    to_do() { "Att göra", "To do" }
    ready() { "Inget: filen kan användas som den är.", "Nothing: the file can be used as it is." }
    missing_field(field: &str) { "Fältet {field} måste finnas men har ingen kolumn.", "The field {field} must be there but has no column." }
    say_column(field: &str, register: &str) { "Säg i planen vilken kolumn det är: under [registers.{register}.columns] skriver du \"{field}\" = \"rubriken\"", "Say in the plan which column it is: under [registers.{register}.columns] write \"{field}\" = \"the header\"" }
    column_unreadable(column: &str, field: &str) { "Kolumnen \"{column}\" togs som fältet {field}, men ingen av dess celler kan läsas så. Se på några hela rader: är cellerna förskjutna mot rubrikerna, eller skrivna på ett sätt som inte går att tyda? Ta ut exporten igen, eller säg i planen vilken kolumn det är.", "The column \"{column}\" was taken as the field {field}, but none of its cells can be read as that. Look at some whole rows: do the cells stand beside their headers, or are they written in a way that cannot be made out? Export again, or say in the plan which column it is." }
    near(header: &str, field: &str) { "Kolumnen \"{header}\" liknar fältet {field}.", "The column \"{header}\" is like the field {field}." }
    say_near(header: &str, field: &str, register: &str) { "Är det så, skriv i planen under [registers.{register}.columns]: \"{field}\" = \"{header}\"", "If so, write in the plan under [registers.{register}.columns]: \"{field}\" = \"{header}\"" }
    other_sheets(sheets: &str) { "Arbetsboken har fler blad: {sheets}. Ett annat blad tas med --sheet \"NAMN\", i planen sheet = \"NAMN\".", "The workbook has more sheets: {sheets}. Take another with --sheet \"NAME\", in the plan sheet = \"NAME\"." }
    hidden() { "dolt", "hidden" }
    wrongly_taken() { "Är filen fel läst? Säg det som blev fel: --header-row, --sheet, --encoding eller --delimiter (i planen header_row, sheet, encoding, delimiter).", "Was the file read wrongly? Say what went wrong: --header-row, --sheet, --encoding or --delimiter (in the plan header_row, sheet, encoding, delimiter)." }
    value_alike(column: &str, row: u64, near: &str) { "Kolumnen {column}, rad {row}: ett värde som inte är känt men nästan; menade du {near}?", "Column {column}, row {row}: a value that is not known, but nearly; did you mean {near}?" }
    say_alike(template: &str) { "Sådana värden räknas för sig, i avgränsning och strata. Rätta i systemet och ta ut exporten på nytt, eller lägg till skrivsättet i en egen mall före dragningen: stickprov template export {template} mall, values i mall/registers.toml, och template = \"mall\" i planen.", "Such values count by themselves, in scope and strata. Mend them in the system and export anew, or add the spelling in a template of your own before the draw: stickprov template export {template} mall, values in mall/registers.toml, and template = \"mall\" in the plan." }
    in_disorder() { "ett senare steg är daterat före ett tidigare på raden, som ett avslut före inskrivningen; är det många, står kanske kolumnerna omkastade i en del av filen", "a later step of the row is dated before an earlier one, as an end before the enrolment; where there are many, the columns may be in each other's place in a part of the file" }
    row_repeated() { "raden är i varje cell lik en tidigare rad", "the row is like an earlier row in every cell" }
    repeats_of(most: &str) { "Rader som upprepas är sökta bland de första {most} olika raderna.", "Rows that are repeated were looked for among the first {most} different rows." }
    to_terminal() { "tabellen är själva registret och skrivs inte på en terminal", "the table is the register itself and is not written on a terminal" }
    to_terminal_hint() { "skicka den till en fil: stickprov inspect FIL --to csv > tabell.csv", "send it to a file: stickprov inspect FILE --to csv > table.csv" }
    took_sheet(sheet: &str, others: &str) { "tog bladet \"{sheet}\"; övriga blad: {others}", "took the sheet \"{sheet}\"; other sheets: {others}" }
    unknown_register(id: &str, known: &str) { "inget register heter {id}; möjliga: {known}", "no register is called {id}; possible: {known}" }
}

/// What a column holds, in words.
pub(super) fn holds_word(holds: Holds) -> Text {
    let (sv, en) = match holds {
        Holds::Nothing => ("tom", "nothing"),
        Holds::Personnummer => ("personnummer", "personnummer"),
        Holds::Date => ("datum", "date"),
        Holds::Month => ("månad", "month"),
        Holds::YesNo => ("ja/nej", "yes/no"),
        Holds::Integer => ("heltal", "whole number"),
        Holds::Number => ("tal", "number"),
        Holds::Code => ("kod", "code"),
        Holds::Text => ("text", "text"),
    };
    Text {
        sv: sv.to_owned(),
        en: en.to_owned(),
    }
}

/// What a workbook is called.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Csv => "CSV",
        Kind::Xlsx => "Excel (.xlsx)",
        Kind::Xls => "Excel 97–2003 (.xls)",
        Kind::Xlsb => "Excel (.xlsb)",
        Kind::Ods => "LibreOffice (.ods)",
    }
}
