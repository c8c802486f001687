//! What is said about registers.

crate::texts! {
    no_column(field: &str, register: &str) { "ingen kolumn känns igen som {field} ({register})", "no column is recognised as {field} ({register})" }
    nearest_header(header: &str, export: &str, field: &str, headers: &str) { "närmast är \"{header}\"; är det den, skriv i planen under [registers.{export}.columns]: \"{field}\" = \"{header}\"\n  rubrikerna i filen: {headers}", "the nearest is \"{header}\"; if it is that one, write in the plan under [registers.{export}.columns]: \"{field}\" = \"{header}\"\n  the headers in the file: {headers}" }
    headers_seen(headers: &str, export: &str, field: &str) { "rubrikerna i filen: {headers}\n  skriv i planen under [registers.{export}.columns]: \"{field}\" = \"rubriken\"", "the headers in the file: {headers}\n  write in the plan under [registers.{export}.columns]: \"{field}\" = \"the header\"" }
    said_header_missing(header: &str, field: &str) { "planen säger att {field} är kolumnen \"{header}\", som inte finns i filen", "the plan says that {field} is the column \"{header}\", which is not in the file" }
    header_damaged(field: &str) { "rubrikens å, ä eller ö är skadade; kolumnen togs för {field}", "the header's å, ä or ö are damaged; the column was taken for {field}" }
    column_twice(taken: &str) { "kolumnen betyder samma sak som \"{taken}\", som är den som läses; säg vilken som gäller i planen, under columns", "the column means the same as \"{taken}\", which is the one that is read; say which counts in the plan, under columns" }
    not_a_date() { "cellen kan inte läsas som datum", "the cell cannot be read as a date" }
    ambiguous_date() { "dag och månad kan stå i två ordningar; skriv datum som ÅÅÅÅ-MM-DD", "day and month could stand in two orders; write dates as YYYY-MM-DD" }
    days_swapped() { "datumen i kolumnen är alla den 12:e eller tidigare, och senare dagar står som text med dagen först: ett kalkylprogram har troligen kastat om dag och månad; öppna inte exporten i Excel innan den läses", "the dates of the column are all the 12th or earlier, and later days stand as text with the day first: a spreadsheet program has likely swapped day and month; do not open the export in Excel before it is read" }
    date_as_number() { "ett tal i en datumkolumn är läst som Excels dagnummer", "a number in a date column is read as Excel's day number" }
    not_a_number() { "cellen kan inte läsas som heltal", "the cell cannot be read as a whole number" }
    not_yes_no() { "cellen är varken ja eller nej", "the cell is neither yes nor no" }
    unknown_code() { "värdet finns inte i mallens lista; det är kvar som det står", "the value is not in the template's list; it is kept as it stands" }
    error_cell() { "cellen är ett felvärde i kalkylarket", "the cell is an error value of the spreadsheet" }
    bad_check_digit() { "kontrollsiffran i personnumret stämmer inte; raden är med, med texten som identitet", "the check digit of the personnummer is wrong; the row is kept, with the text as identity" }
    other_identity() { "identiteten är inget personnummer (reservnummer, interimsnummer eller skadad cell); raden är med, med texten som identitet", "the identity is no personnummer (reserve number, interim number or damaged cell); the row is kept, with the text as identity" }
}
