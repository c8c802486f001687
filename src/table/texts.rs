//! What reading a file says, in both languages; never a cell's content.

crate::texts! {
    // Faults: the file cannot be read.
    /// The operating system's word for it.
    cannot_open(why: &str) { "filen kan inte öppnas: {why}", "the file cannot be opened: {why}" }
    is_a_folder() { "det är en mapp, inte en fil", "that is a folder, not a file" }
    cannot_read(why: &str) { "filen kan inte läsas: {why}", "the file cannot be read: {why}" }
    no_such_file() { "filen finns inte", "there is no such file" }
    check_path() { "kontrollera filens namn och mapp", "check the file's name and folder" }
    no_access() { "du får inte läsa filen", "you may not read the file" }
    ask_for_access() { "be den som äger filen om läsrätt, eller kopiera den till en mapp som är din", "ask its owner for the right to read it, or copy it to a folder of your own" }
    held_open() { "filen är öppen i ett annat program", "the file is open in another program" }
    close_it() { "stäng den i Excel och kör igen", "close it in Excel and run again" }
    empty_file() { "filen är tom", "the file is empty" }
    export_again() { "ta ut exporten på nytt", "export it again" }
    a_lock_file() { "filen är den låsfil som Excel eller LibreOffice lägger bredvid en öppen arbetsbok, ingen tabell", "the file is the lock file that Excel or LibreOffice puts beside an open workbook, no table" }
    give_instead(name: &str) { "ange {name} i stället", "give {name} instead" }
    a_pdf() { "filen är en pdf, ingen tabell", "the file is a PDF, no table" }
    a_word_document() { "filen är ett textdokument, ingen tabell", "the file is a text document, no table" }
    an_archive() { "filen är ett arkiv, ingen tabell", "the file is an archive, no table" }
    a_database() { "filen är en databas, ingen tabell", "the file is a database, no table" }
    a_picture() { "filen är en bild, ingen tabell", "the file is a picture, no table" }
    an_old_sheet() { "filen är ett kalkylark från Excel 4 eller äldre", "the file is a sheet of Excel 4 or older" }
    no_workbook() { "filen är ett Office-dokument utan arbetsbok", "the file is an Office document without a workbook" }
    a_web_page() { "filen är en webbsida (HTML), ingen arbetsbok", "the file is a web page (HTML), no workbook" }
    an_xml_sheet() { "filen är ett kalkylark i XML från Excel 2003", "the file is an XML spreadsheet of Excel 2003" }
    a_flat_ods() { "filen är ett kalkylark från LibreOffice i platt XML (.fods)", "the file is a sheet of LibreOffice in flat XML (.fods)" }
    in_utf16() { "arbetsbokens innehåll är skrivet i UTF-16, som inget kalkylprogram skriver", "the workbook's content is written in UTF-16, which no spreadsheet program writes" }
    xml() { "filen är XML, ingen tabell", "the file is XML, no table" }
    a_dif() { "filen är ett kalkylark i utbytesformatet DIF", "the file is a sheet in the exchange format DIF" }
    a_sylk() { "filen är ett kalkylark i utbytesformatet SYLK", "the file is a sheet in the exchange format SYLK" }
    other_line_ends() { "raderna skiljs åt med ett tecken som inte är ett radslut (NEL, U+2028 eller U+2029), så hela filen blev en enda rad", "the rows are parted by a character that is no line end (NEL, U+2028 or U+2029), so that the whole file became one row" }
    json() { "filen är JSON, ingen tabell", "the file is JSON, no table" }
    has_password() { "arbetsboken är skyddad med lösenord", "the workbook is protected by a password" }
    remove_password() { "öppna den i Excel, ta bort lösenordet och spara den", "open it in Excel, remove the password and save it" }
    damaged() { "arbetsboken är skadad och kan inte läsas", "the workbook is damaged and cannot be read" }
    save_again() { "öppna den i Excel och spara den på nytt, eller ta ut exporten igen", "open it in Excel and save it again, or export it anew" }
    save_again_filled() { "hämta den ur en säkerhetskopia, eller be den som fyllde i den att spara den på nytt", "fetch it from a backup, or ask whoever filled it in to save it again" }
    reader_died() { "arbetsboken kunde inte läsas inom minnesgränsen eller är skadad", "the workbook could not be read within the memory limit or is damaged" }
    too_large() { "arbetsboken skulle kräva mer minne än något register behöver", "the workbook would take more memory than any register needs" }
    save_smaller() { "spara registret ensamt som .xlsx eller .csv", "save the register alone as .xlsx or .csv" }
    unknown_sheet(name: &str, sheets: &str) { "bladet ”{name}” finns inte; arbetsboken har {sheets}", "there is no sheet ‘{name}’; the workbook has {sheets}" }
    say_sheet() { "skriv bladets namn som det står i arbetsboken: sheet = \"…\" i planen, --sheet för inspect", "write the sheet's name as it stands in the workbook: sheet = \"…\" in the plan, --sheet for inspect" }
    save_as_xlsx() { "öppna den i Excel, spara som arbetsbok (.xlsx) och ange den i stället", "open it in Excel, save it as a workbook (.xlsx) and give that file instead" }
    save_in_libreoffice() { "öppna den i LibreOffice, spara som Excel-arbetsbok (.xlsx) och ange den i stället", "open it in LibreOffice, save it as an Excel workbook (.xlsx) and give that file instead" }
    export_as() { "ta ut registret ur systemet som Excel (.xlsx) eller CSV i stället", "export the register from its system as Excel (.xlsx) or CSV instead" }
    nul_bytes(line: u64) { "rad {line} innehåller noll-byte: filen är skadad eller ingen textfil", "line {line} holds zero bytes: the file is damaged or no text file" }
    too_long(line: u64) { "rad {line} är längre än 16 MB: det är ingen tabell", "line {line} is longer than 16 MB: this is no table" }
    changed_while_read() { "filen ändrades medan den lästes", "the file changed while it was read" }
    read_again() { "vänta tills den är färdigskriven och kör igen", "wait until it is written and run again" }
    unknown_encoding(name: &str) { "teckenkodningen ”{name}” är okänd", "the encoding ‘{name}’ is unknown" }
    known_encodings() { "kända är utf-8, windows-1252, iso-8859-1, utf-16le, utf-16be, cp850 och macintosh", "known are utf-8, windows-1252, iso-8859-1, utf-16le, utf-16be, cp850 and macintosh" }
    header_row_beyond(row: u64) { "rubrikraden {row} finns inte: filen tar slut före den", "there is no header row {row}: the file ends before it" }
    header_row_blank(row: u64) { "rubrikraden {row} är tom", "the header row {row} is blank" }
    no_table() { "filen innehåller ingen tabell", "the file holds no table" }

    // Problems: read, but the user should know.
    encoding_guessed(name: &str) { "teckenkodningen bedömdes vara {name} av bokstäverna; stämmer inte å, ä och ö, ange encoding", "the encoding was judged to be {name} by its letters; if å, ä and ö are wrong, say encoding" }
    encoded_twice() { "å, ä och ö kodades två gånger när filen skrevs (Ã¶ för ö) och lästes tillbaka", "å, ä and ö were encoded twice when the file was written (Ã¶ for ö) and were read back" }
    stray_mark() { "citattecken som inte omger ett fält lästes som text", "a quotation mark that does not enclose a field was read as text" }
    unclosed_mark() { "ett citattecken som aldrig stängs lästes som text", "a quotation mark that is never closed was read as text" }
    doubtful_mark() { "raden ser ut som en rad i registret men står inom citattecken tillsammans med raderna intill, och de lästes som en enda rad; kontrollera om ett citattecken är fel", "the line looks like a row of the register but stands between quotation marks with the lines beside it, and they were read as one row; check whether a quotation mark is wrong" }
    fixed_columns() { "kolumnerna står på fasta lägen med blanksteg emellan, utan skiljetecken; sådan text delas inte upp. Låt systemet skriva filen med semikolon eller som Excel, eller öppna en kopia i Excel (Data, Text till kolumner, Fast bredd) och spara den som .xlsx", "the columns stand at fixed places with blanks between them and no delimiter; such text is not divided. Let the system write the file with semicolons or as Excel, or open a copy in Excel (Data, Text to Columns, Fixed width) and save it as .xlsx" }
    lines_as_one_column(delimiter: &str) { "filen blev en enda kolumn, men rubriken är flera rubriker med {delimiter} emellan: raderna står i sin helhet inom citattecken eller i en enda cell. Ta ut exporten på nytt, eller dela upp kolumnen i Excel (Data, Text till kolumner) och spara en kopia", "the file became a single column, but its header is several headers with {delimiter} between them: whole rows stand between quotation marks or in one cell. Export it again, or divide the column in Excel (Data, Text to Columns) and save a copy" }
    too_few() { "raden har för få fält; de som saknas lästes som tomma", "the row has too few fields; the missing ones were read as blank" }
    too_many() { "raden har fält utanför tabellens kolumner; de lästes inte", "the row has fields beyond the table's columns; they were not read" }
    mixed_encoding() { "fältet har en annan teckenkodning än resten av filen och lästes i sin egen", "the field has another encoding than the rest of the file and was read in its own" }
    undecodable() { "fältet har tecken som inte finns i den teckenkodning som filen läses i", "the field has bytes that do not exist in the encoding the file is read in" }
    no_value() { "formeln har inget sparat värde och lästes som tom; öppna filen i Excel och spara den", "the formula has no saved value and was read as blank; open the file in Excel and save it" }
    error_value() { "cellen innehåller ett felvärde", "the cell holds an error value" }
    not_a_date() { "cellen har datumformat men talet är inget datum; det lästes som tal", "the cell is formatted as a date but its number is none; it was read as a number" }
    merged() { "cellen hör till sammanfogade celler och fick den översta cellens värde", "the cell belongs to merged cells and got the value of the topmost" }
    twice_given() { "cellen finns två gånger i filen; den senare gäller", "the cell stands twice in the file; the later one counts" }
    totals() { "summarad, räknas inte som en rad i registret", "a row of totals, not counted as a row of the register" }
    note() { "text under tabellen, räknas inte som en rad i registret", "text below the table, not counted as a row of the register" }
    header_again() { "rubrikraden upprepas; den räknas inte som en rad", "the header row is repeated; it is not counted as a row" }
    group_label(blank: impl std::fmt::Display) { "kolumnen har ett värde bara på första raden i varje grupp; {blank} rader under dem är tomma och fylls inte i. Låt rapporten upprepa värdet på varje rad (pivottabell: Upprepa alla objektetiketter) och ta ut exporten på nytt", "the column has a value only in the first row of each group; {blank} rows below are blank and are not filled in. Let the report repeat the value in every row (pivot table: Repeat All Item Labels) and export again" }
    heading_rows() { "raden är en ensam text mellan datarader; är den en rubrik för raderna under, följer värdet inte med till dem. Låt rapporten visa det i en egen kolumn och ta ut exporten på nytt", "the row is a single text between rows of data; if it is a heading for the rows below, they do not get its value. Let the report show it in a column of its own and export again" }
    outside() { "radens enda celler står utanför tabellens kolumner; de lästes inte. Är det data, flytta in dem under rätt rubriker i systemet och ta ut exporten på nytt", "the row's only cells stand outside the table's columns; they were not read. If they are data, move them under their headers in the system and export again" }
    rule() { "en linje av streck eller andra tecken, räknas inte som en rad i registret", "a line drawn with marks, not counted as a row of the register" }
    numbering() { "raden numrerar kolumnerna, räknas inte som en rad i registret", "the row numbers the columns, not counted as a row of the register" }
    units() { "raden säger vad kolumnerna innehåller (typer, enheter), räknas inte som en rad i registret", "the row says what the columns hold (types, units), not counted as a row of the register" }
    last_unlike() { "sista raden är inte lik de andra men räknas med; är den en summering eller en anmärkning, ta bort den i systemets rapport och ta ut exporten på nytt", "the last row is unlike the others but is counted; if it is a total or a remark, take it out of the system's report and export again" }
    at_limit() { "filen slutar på den sista rad som ett kalkylblad har: resten av registret är troligen avklippt. Ta ut exporten som CSV, eller i flera delar", "the file ends on the last row that a sheet has: the rest of the register is likely cut off. Export as CSV, or in several parts" }
    export_cut() { "exporten säger själv att den är för stor och att rader kan ha utelämnats: urvalsramen är ofullständig. Ta ut den i mindre delar", "the export itself says that it is too large and that rows may have been left out: the frame is incomplete. Export it in smaller parts" }
    export_filtered() { "exporten säger själv vad den är filtrerad på; se efter att det är det som granskningen gäller", "the export itself says what it is filtered by; see that it is what the audit is about" }
    other_order() { "här börjar en export vars kolumner står i en annan ordning; raderna nedanför lästes inte. Spara dem som en egen fil och skriv båda i planen under registret, file = [\"…\", \"…\"]", "an export begins here whose columns stand in another order; the rows below were not read. Save them as a file of their own and write both in the plan below the register, file = [\"…\", \"…\"]" }
    table_below() { "en annan tabell börjar här och lästes inte; ange header_row för att läsa den", "another table begins here and was not read; say header_row to read it" }
    table_above() { "en annan tabell står ovanför den som lästes; ange header_row för att läsa den", "another table stands above the one that was read; say header_row to read it" }
    table_beside(first: &str, last: &str) { "en annan tabell står i kolumnerna {first}–{last} och lästes inte", "another table stands in columns {first}–{last} and was not read" }
    sheet_hidden() { "bladet är dolt i Excel", "the sheet is hidden in Excel" }
    hidden_row() { "raden är dold i kalkylarket, för hand eller av ett filter, och lästes som alla andra; ska den inte vara med, ta ut exporten på nytt utan den eller avgränsa med [scope] i planen", "the row is hidden in the sheet, by hand or by a filter, and was read like all others; if it does not belong, export again without it or leave it out by [scope] in the plan" }
    hidden_column() { "kolumnen är dold i kalkylarket och lästes som alla andra", "the column is hidden in the sheet and was read like all others" }
    persons_unread() { "i celler som inte läses, vid sidan av tabellen, ovanför eller under den, eller i en kolumn till med samma rubrik, står personnummer: går registret vidare där är urvalsramen ofullständig. Låt systemet skriva alla rader under samma rubriker och ta ut exporten på nytt", "cells that are not read, beside the table, above or below it, or in another column with the same header, hold personnummer: if the register goes on there, the frame is incomplete. Let the system write all rows under the same headers and export again" }
    alike(sheets: &str, list: &str) { "arbetsboken har blad med liknande kolumner som inte lästes: {sheets}. Hör de till registret är urvalsramen ofullständig: skriv i planen under registret de blad som är delar av det, sheet = [{list}]. Ska bara ett blad läsas, ange det: sheet = \"…\"", "the workbook has sheets with like columns that were not read: {sheets}. If they belong to the register, the frame is incomplete: write in the plan below the register those sheets that are parts of it, sheet = [{list}]. If one sheet alone shall be read, say which: sheet = \"…\"" }
    no_header() { "ingen rubrikrad hittades; kolumnerna fick bokstäver", "no header row was found; the columns were given letters" }
    header_twice() { "två kolumner har samma rubrik", "two columns have the same header" }
    header_blank() { "kolumnen har värden men ingen rubrik", "the column has values but no header" }
    named_otherwise(kind: &str) { "filnamnet säger något annat, men innehållet är {kind}", "the file's name says otherwise, but its content is {kind}" }
}

/// Sheets with like columns and how many rows each has; `all` are they and the one that was read.
pub(super) fn sheets_alike(sheets: &[(String, u64)], all: &[String]) -> crate::lang::Text {
    let listed = |one: &str, many: &str| {
        let named = sheets.iter().map(|(name, rows)| {
            let word = crate::lang::plural(*rows, one, many);
            format!("{name} ({rows} {word})")
        });
        named.collect::<Vec<_>>().join(", ")
    };
    let quoted = |name: &String| {
        let name = name.replace('\\', "\\\\").replace('"', "\\\"");
        format!("\"{name}\"")
    };
    let all = all.iter().map(quoted).collect::<Vec<_>>().join(", ");
    crate::lang::Text {
        sv: alike(&listed("rad", "rader"), &all).sv,
        en: alike(&listed("row", "rows"), &all).en,
    }
}
