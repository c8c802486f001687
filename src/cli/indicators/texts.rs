//! What is said about the registers' own figures.

stickprov::texts! {
    id() { "Mått", "Indicator" }
    title() { "Titel", "Title" }
    detail() { "Visas", "Shown" }
    always() { "alltid", "always" }
    on_request() { "på begäran", "on request" }
    period(from: &str, to: &str) { "Period: {from}\u{2013}{to}.", "Period: {from}\u{2013}{to}." }
    left_out() { "Kunde inte räknas", "Could not be computed" }
    why() { "Varför", "Why" }
    row() { "Rad", "Row" }
    column() { "Kolumn", "Column" }
    value() { "Värde", "Value" }
    numerator() { "Täljare", "Numerator" }
    denominator() { "Nämnare", "Denominator" }
    more(count: usize) { "{count} mått till visas på begäran: stickprov indicators --list", "{count} further indicators are shown on request: stickprov indicators --list"; one count: "{count} mått till visas på begäran: stickprov indicators --list", "{count} further indicator is shown on request: stickprov indicators --list" }
}
