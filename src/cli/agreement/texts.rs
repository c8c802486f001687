//! What is said about reviewers' agreement.

stickprov::texts! {
    quantity() { "Storhet", "Quantity" }
    value() { "Värde", "Value" }
    files() { "Akter som båda besvarat", "Files answered by both" }
    observed() { "Lika svar", "Equal answers" }
    expected() { "Lika svar av en slump", "Equal by chance" }
    kappa() { "Cohens kappa", "Cohen's kappa" }
    standard_error() { "Medelfel", "Standard error" }
    lower() { "Undre gräns", "Lower limit" }
    upper() { "Övre gräns", "Upper limit" }
    confidence() { "Konfidensgrad", "Confidence" }
    no_spread() { "svaren ger kappa inget medelfel, så det finns inget intervall att visa", "the answers leave kappa no standard error, so there is no interval to show" }
    unpaired(rows: usize) { "rader som bara en av granskarna besvarat, och som inte är räknade: {rows}", "rows that only one reviewer answered, and that are not counted: {rows}" }
    bad_line() { "raden kan inte läsas", "the line cannot be read" }
    two_columns(found: usize) { "filen har {found} kolumner i stället för två", "the file has {found} columns instead of two"; one found: "filen har {found} kolumn i stället för två", "the file has {found} column instead of two" }
    two_columns_hint() { "skriv en rubrikrad och sedan en rad per akt med de två granskarnas svar, till exempel: granskare 1,granskare 2", "write a header and then a row for each file with the two reviewers' answers, for example: reviewer 1,reviewer 2" }

    no_second_reading() { "ingen akt är läst av två granskare", "no file has been read by two reviewers" }
    no_second_reading_hint() { "skriv checklistor för en andra läsning med: stickprov checklist --double 10; för två kolumner i en fil: stickprov agreement --ratings FIL.csv", "write checklists for a second reading with: stickprov checklist --double 10; for two columns in a file: stickprov agreement --ratings FILE.csv" }
    readings() { "Hur väl två läsningar stämmer överens", "How well two readings agree" }
    read_twice(count: &str, files: &str) { "Lästa två gånger: {count} {files}", "Read twice: {count} {files}" }
    question() { "Fråga", "Question" }
    both() { "Båda", "Both" }
    equal() { "Lika", "Equal" }
    kappa_short() { "Kappa", "Kappa" }
    interval() { "Intervall", "Interval" }
    one_sided() { "Bara en", "Only one" }
    kappa_note() { "Båda: akter där båda har svarat. Bara en: akter där bara den ena har svarat. Kappa anges för frågor med svar att välja bland, och finns inte där alla svar är desamma.", "Both: files that both answered. Only one: files that only one of them answered. Kappa is given for questions with answers to choose from, and does not exist where all answers are the same." }
    interval_note() { "Intervallet är ungefärligt: kappa ± z medelfel (Fleiss, Cohen och Everitt 1969), avkortat vid −1 och 1.", "The interval is approximate: kappa ± z standard errors (Fleiss, Cohen and Everitt 1969), truncated at −1 and 1." }
    differences() { "Olika svar", "Different answers" }
    none() { "Inga.", "None." }
    id() { "Löpnummer", "Number" }
    first() { "Första", "First" }
    second() { "Andra", "Second" }
    joint() { "Gemensamt", "Joint" }
    unsettled() { "ej avstämt", "not settled" }
    first_counts(count: usize) { "skillnader som inte är avstämda: {count}; där räknas den första läsningens svar. Stäm av dem med: stickprov agreement --settle", "differences not settled: {count}; there the first reading's answer counts. Settle them with: stickprov agreement --settle" }
    settle_in(file: &str) { "fyll i de gemensamma svaren i {file}; de räknas då i stället för de första", "fill in the joint answers in {file}; they then count instead of the first" }
}
