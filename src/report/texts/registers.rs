//! What is said about the registers' own figures.

crate::texts! {
    indicators() { "Registrens egna tal", "The registers' own figures" }
    indicators_intro() { "Talen är räknade över hela registren, utan urval, och är därför utan felmarginal. De är exakta: ska de lämnas ut måste små tal först prövas.", "The figures are computed over the whole registers, without a sample, and therefore have no margin of error. They are exact: before they are handed out, small numbers must be considered." }
    open_intro(from: u64, least: u64) { "Talen är räknade över hela registren, utan urval, och skyddade mot röjande. Andelar är hela procent och anges när de vilar på minst {from} fall med minst {least} på vardera sidan; antal anges bara för alla tillsammans, till närmaste tiotal. Det som inte visas, eller skulle göra att sådant kan räknas ut, visas som två punkter (..).", "The figures are computed over the whole registers, without a sample, and protected against disclosure. Shares are whole per cent and given where they rest on at least {from} cases with at least {least} on either side; numbers are given for all together only, to the nearest ten. What is not shown, or would let such be worked out, is shown as two dots (..)." }
    together(said: &str) { "Alla tillsammans: {said}.", "All together: {said}." }
    why() { "registrens egna tal: få fall, antal i en grupp, eller ett tal som andra kunde räknas ut ur", "the registers' own figures: few cases, the number in a group, or a figure from which others could be worked out" }
    figures(count: &str) { "{count} tal", "{count} figures"; one count: "{count} tal", "{count} figure" }
    control_agrees(file: &str, title: &str, compared: &str) { "Registret stämmer med den publicerade tabellen i {file} (\u{201d}{title}\u{201d}): alla {compared} tal är lika.", "The register agrees with the published table in {file} (\u{201c}{title}\u{201d}): all {compared} figures are equal."; one compared: "Registret stämmer med den publicerade tabellen i {file} (\u{201d}{title}\u{201d}): dess enda tal är lika.", "The register agrees with the published table in {file} (\u{201c}{title}\u{201d}): its one figure is equal." }
    control_as_far_as_read(file: &str, title: &str, compared: &str) { "Registret stämmer med den publicerade tabellen i {file} (\u{201d}{title}\u{201d}) så långt den kunde läsas: {compared} tal är lika.", "The register agrees with the published table in {file} (\u{201c}{title}\u{201d}) as far as it could be read: {compared} figures are equal."; one compared: "Registret stämmer med den publicerade tabellen i {file} (\u{201d}{title}\u{201d}) så långt den kunde läsas: {compared} tal är lika.", "The register agrees with the published table in {file} (\u{201c}{title}\u{201d}) as far as it could be read: {compared} figure is equal." }
    control_unread(count: &str) { "Publicerade tal som inte kunde läsas och inte jämfördes: {count}; stickprov frame visar vilka.", "Published figures that could not be read and were not compared: {count}; stickprov frame shows which." }
    control_differs(file: &str, title: &str, differing: &str, compared: &str) { "Registret skiljer sig från den publicerade tabellen i {file} (\u{201d}{title}\u{201d}) i {differing} av {compared} tal; stickprov frame visar vilka.", "The register differs from the published table in {file} (\u{201c}{title}\u{201d}) in {differing} of {compared} figures; stickprov frame shows which."; one compared: "Registret skiljer sig från den publicerade tabellen i {file} (\u{201d}{title}\u{201d}) i tabellens enda tal; stickprov frame visar båda.", "The register differs from the published table in {file} (\u{201c}{title}\u{201d}) in the one figure of the table; stickprov frame shows both." }
    period(from: &str, to: &str) { "Period: {from}\u{2013}{to}.", "Period: {from}\u{2013}{to}." }
    after(months: &str) { "{months} mån.", "{months} mo." }
    remaining() { "Andel som är kvar efter så många månader, med intervall", "Share that remains after so many months, with interval" }
    sheet() { "Mått", "Indicator" }
    column() { "Mått", "Indicator" }
    line() { "Rad", "Line" }
    measure() { "Kolumn", "Column" }
    shown() { "Visas som", "Shown as" }
    value() { "Värde", "Value" }
    numerator() { "Täljare", "Numerator" }
    denominator() { "Nämnare", "Denominator" }
}
