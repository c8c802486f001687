//! What is said about two reports side by side.

stickprov::texts! {
    not_a_report() { "filen är ingen rapport.json från stickprov", "the file is not a rapport.json from stickprov" }
    not_a_report_hint() { "ange rapport/rapport.json, eller granskningens mapp; rapporten skrivs av stickprov report", "give rapport/rapport.json, or the audit's folder; the report is written by stickprov report" }
    older_first(first: &str, second: &str) { "den första rapporten är från {first} och den andra från {second}: de visas med den äldre först, som den som var då", "the first report is of {first} and the second of {second}: they are shown with the older first, as the one that was then" }
    not_earlier(day: &str, ours: &str) { "rapporten som planen kallar tidigare är från {day}, efter den här granskningens referensdag {ours}", "the report that the plan calls earlier is of {day}, after this audit's reference date {ours}" }
    not_earlier_hint() { "låt [report] earlier nämna en rapport från ett år före det här", "let [report] earlier name a report from a year before this one" }
    heading(old: &str, new: &str) { "{new} jämfört med {old}", "{new} compared with {old}" }
    draft(title: &str) { "{title} är ett utkast: allt är inte bedömt.", "{title} is a draft: not everything is assessed." }
    compared(count: &str) { "{count} kriterier är bedömda båda åren.", "{count} criteria are assessed in both years."; one count: "{count} kriterium är bedömt båda åren.", "{count} criterion is assessed in both years." }
    beyond() { "Skillnader som slumpen svårligen förklarar", "Differences that chance can hardly explain" }
    none_beyond() { "Ingen skillnad är större än vad slumpen kan ge när så många jämförs.", "No difference is larger than chance may give when so many are compared." }
    all() { "Alla kriterier", "All criteria" }
    descriptive() { "Beskrivande mått", "Descriptive measures" }
    id() { "Kod", "Code" }
    criterion() { "Avvikelse", "Deviation" }
    then() { "Då", "Then" }
    now() { "Nu", "Now" }
    difference() { "Skillnad", "Difference" }
    p() { "p (Holm)", "p (Holm)" }
    how(level: &str) { "Skillnad: andelen nu minus andelen då bland de bedömda akterna, i procentenheter, med {level} intervall (Newcombe). p: Fishers exakta test, justerat för antalet jämförelser (Holm); litet p betyder att slumpen ensam sällan ger en så stor skillnad. Inget anges när färre än 10 akter är bedömda något av åren.", "Difference: the rate now less the rate then among the assessed files, in percentage points, with {level} interval (Newcombe). p: Fisher's exact test, adjusted for the number of comparisons (Holm); a small p means that chance alone seldom gives so large a difference. Nothing is given where fewer than 10 files are assessed in either year." }
    differently(ids: &str) { "Räknade på olika sätt de två åren, så skillnaden är också en skillnad i regler: {ids}.", "Counted in different ways in the two years, so the difference is also one of rules: {ids}." }
    only_old(ids: &str) { "Bara i den förra: {ids}.", "Only in the earlier one: {ids}." }
    only_new(ids: &str) { "Bara i den nya: {ids}.", "Only in the later one: {ids}." }
    tolerances() { "Planens toleranser, nu", "The plan's tolerances, now" }
}
