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
    two_columns(found: usize) { "filen har {found} kolumner i stället för två", "the file has {found} columns instead of two" }
    two_columns_hint() { "skriv en rubrikrad och sedan en rad per akt med de två granskarnas svar, till exempel: granskare 1,granskare 2", "write a header and then a row for each file with the two reviewers' answers, for example: reviewer 1,reviewer 2" }
}
