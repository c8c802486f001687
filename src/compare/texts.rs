//! What is said about two reports side by side.

crate::texts! {
    section(title: &str, day: &str) { "Jämfört med {title} ({day})", "Compared with {title} ({day})" }
    sheet() { "Förändringar", "Changes" }
    picture() { "De största förändringarna, uppräknade andelar med intervall", "The largest changes, estimated shares with intervals" }
    picture_alternative() { "Varje kriterium har en rad för då och en för nu, med en punkt för andelen och en linje för intervallet; talen står i tabellen.", "Each criterion has a row for then and one for now, with a dot for the share and a line for the interval; the numbers stand in the table." }
    earlier(title: &str) { "{title}, då", "{title}, then" }
    later(title: &str) { "{title}, nu", "{title}, now" }
    worse(id: &str, title: &str, new: &str, old: &str, points: &str) { "{id} {title}: {new} mot {old} förra gången, {points} procentenheter fler.", "{id} {title}: {new} against {old} last time, {points} percentage points more." }
    better(id: &str, title: &str, new: &str, old: &str, points: &str) { "{id} {title}: {new} mot {old} förra gången, {points} procentenheter färre.", "{id} {title}: {new} against {old} last time, {points} percentage points fewer." }
    draft(title: &str) { "{title} är ett utkast: allt är inte bedömt.", "{title} is a draft: not everything is assessed." }
    compared(count: &str) { "{count} kriterier är bedömda båda åren.", "{count} criteria are assessed in both years."; one count: "{count} kriterium är bedömt båda åren.", "{count} criterion is assessed in both years." }
    beyond() { "Skillnader som slumpen svårligen förklarar", "Differences that chance can hardly explain" }
    none_beyond() { "Ingen skillnad är större än vad slumpen kan ge när så många jämförs.", "No difference is larger than chance may give when so many are compared." }
    id() { "Kod", "Code" }
    criterion() { "Avvikelse", "Deviation" }
    then() { "Då", "Then" }
    this_time() { "Nu", "Now" }
    p() { "p (Holm)", "p (Holm)" }
    differently(ids: &str) { "Räknade på olika sätt de två åren, så skillnaden är också en skillnad i regler: {ids}.", "Counted in different ways in the two years, so the difference is also one of rules: {ids}." }
    only_old(ids: &str) { "Bara i den förra: {ids}.", "Only in the earlier one: {ids}." }
    only_new(ids: &str) { "Bara i den nya: {ids}.", "Only in the later one: {ids}." }
    difference() { "Skillnad (procentenheter)", "Difference (percentage points)" }
    how(level: &str) { "Skillnad: andelen nu minus andelen då bland de bedömda akterna, i procentenheter, med {level} intervall (Newcombe). p: Fishers exakta test, justerat för antalet jämförelser (Holm); litet p betyder att slumpen ensam sällan ger en så stor skillnad. Inget anges när färre än 10 akter är bedömda något av åren.", "Difference: the rate now less the rate then among the assessed files, in percentage points, with {level} interval (Newcombe). p: Fisher's exact test, adjusted for the number of comparisons (Holm); a small p means that chance alone seldom gives so large a difference. Nothing is given where fewer than 10 files are assessed in either year." }
}
