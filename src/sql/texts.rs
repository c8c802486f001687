//! What is said about scripts, and what stands in their heads.

crate::texts! {
    given() { "planen anger redan valda akter (given under [sample]): det finns inget urval att dra i en databas", "the plan gives files already picked (given under [sample]): there is no draw to make in a database" }
    coordinated() { "ett urval som samordnas med en annan granskning (avoid) kan inte dras med ett skript: dess personer finns inte i registret", "a draw that is coordinated with another audit (avoid) cannot be made by a script: its persons are not in the register" }
    several() { "if_several = \"error\" kan inte uttryckas: ett skript kan inte vägra. Välj \"latest\" eller \"earliest\"", "if_several = \"error\" cannot be expressed: a script cannot refuse. Choose \"latest\" or \"earliest\"" }
    no_seed() { "planen har inget startvärde (seed under [sample])", "the plan has no seed (under [sample])" }
    allocation(rule: &str) { "fördelningen {rule} kan inte räknas exakt i SQL", "the allocation {rule} cannot be computed exactly in SQL" }
    allocation_hint() { "dra urvalet först (stickprov draw): då tar skriptet antalen ur protokollet; eller skriv dem under [sample.fixed]", "draw first (stickprov draw): the script takes the numbers from the protocol; or write them under [sample.fixed]" }
    months(field: &str) { "avgränsningen på {field} kan inte uttryckas i SQL", "the scope on {field} cannot be expressed in SQL" }
    months_hint() { "använd ett datumfält, en kod, en text eller ett heltal", "use a field that is a date, a code, a text or a whole number" }
    title(audit: &str) { "Urvalet i granskningen {audit}, som ett SQL-skript.", "The sample of the audit {audit}, as one SQL script." }
    method(method: &str) { "Metod {method}: samma akter, samma ordning och samma lotter som stickprov draw.", "Method {method}: the same files, the same order and the same tickets as stickprov draw." }
    head_columns() { "Kolumnerna hämtas i steget source: ändra namnen där om tabellens heter något annat.", "The columns are fetched in the step source: change the names there if the table's are others." }
    head_clean() { "Det här ska vara rätt i tabellen: text i UTF-8; datum som DATE eller text ÅÅÅÅ-MM-DD eller ÅÅÅÅMMDD (annat räknas som tomt); personnummer som text (ett tal med färre än 7 siffror får inte tillbaka sina nollor), utan apostrof, decimaler, exponent eller märken (som *), och tomt där det inte finns något (inte -, NULL eller 0); inga rader som är titlar, rubriker eller summor.", "This must be right in the table: text in UTF-8; dates as DATE or text YYYY-MM-DD or YYYYMMDD (anything else counts as blank); personnummer as text (a number of fewer than 7 digits does not get its zeros back), without apostrophe, decimals, exponent or marks (as *), and blank where there is none (not -, NULL or 0); no rows of titles, headings or totals." }
    head_spark() { "Spark kan inte normalisera text: värden och nycklar ska vara i NFC.", "Spark cannot normalise text: values and keys must be in NFC." }
    head_postgres() { "Databasen ska ha en locale som kan göra Å till å (t.ex. C.UTF-8 eller sv_SE.UTF-8).", "The database needs a locale that can make Å into å (e.g. C.UTF-8 or sv_SE.UTF-8)." }
    head_protocol() { "Antalen per stratum är protokollets.", "The numbers per stratum are the protocol's." }
    head_infeasible() { "Skriptet ger inga rader om fler akter begärs än populationen har, eller färre än minimum kräver.", "The script gives no rows where more files are asked for than the population has, or fewer than the minimum needs." }
    step_source() { "registrets rader, de kolumner som behövs", "the register's rows, the columns that are needed" }
    step_values() { "värden i en form: NFC, utan blanksteg runt om, alias till sitt värde", "values in one form: NFC, trimmed, aliases to their value" }
    step_keyed() { "nyckeln: tolv siffror för ett riktigt personnummer, annars texten", "the key: twelve digits for a right personnummer, otherwise the text" }
    step_scope() { "avgränsningen", "the scope" }
    step_units() { "en rad per enhet", "one row per unit" }
    step_strata() { "strata, ordnade efter kodpunkt", "strata, ordered by code point" }
    step_sizes() { "antalen: proportionellt i exakt heltalsräkning, största rest", "the numbers: proportional in exact whole numbers, largest remainder" }
    step_sizes_given() { "antalen", "the numbers" }
    step_tickets() { "lotterna", "the tickets" }
    step_ranked() { "rangordningen", "the ranks" }
}
