//! Sentences and paragraphs of the report.

crate::texts! {
    not_received(files: &str, count: usize, ids: &str) { "Inte mottagna {files}: {count} ({ids}).", "Not received, {files}: {count} ({ids})." }
    blank_questions(files: &str, count: usize, ids: &str) { "Obesvarade frågor i {files}: {count} ({ids}). De besvaras i aktens arbetsbok i checklistor/.", "Unanswered questions in {files}: {count} ({ids}). They are answered in the file's workbook in checklistor/." }
    no_reference(count: usize, ids: &str) { "Avvikelser utan uppgift om var i akten de syns: {count} ({ids}).", "Deviations without a reference to where in the file they show: {count} ({ids})." }
    and_more(count: usize) { " och {count} till", " and {count} more" }
    in_short(units: usize) { "Granskningen omfattar {units} slumpmässigt utvalda ärenden", "The audit covers {units} randomly selected cases"; one units: "Granskningen omfattar {units} slumpmässigt utvalt ärende", "The audit covers {units} randomly selected case" }
    in_short_given(units: usize) { "Granskningen omfattar {units} på förhand utvalda ärenden", "The audit covers {units} cases picked beforehand"; one units: "Granskningen omfattar {units} på förhand utvalt ärende", "The audit covers {units} case picked beforehand" }
    and_tests(criteria: usize) { " och prövar {criteria} kriterier.", " and tests {criteria} criteria."; one criteria: " och prövar {criteria} kriterium.", " and tests {criteria} criterion." }
    none_tested() { ", men inget kriterium är prövat.", ", but no criterion was tested." }
    with_deviations(gaps: usize) { " För {gaps} av kriterierna finns avvikelser.", " There are deviations for {gaps} of the criteria." }
    it_deviates() { " För det finns avvikelser.", " There are deviations for it." }
    none_deviates() { " Inga avvikelser är funna.", " No deviations were found." }
    estimate_in_sentence(rate: &str, lower: &str, upper: &str, confidence: &str) { "uppräknat till hela urvalsramen {rate}, med {confidence} konfidens {lower}–{upper}", "projected to the whole frame {rate}, {lower}–{upper} with {confidence} confidence" }
    published_note(largest: u64, from: u64) { "Uppgifterna är skyddade mot röjande. Antal från 1 till {largest} visas inte, och inte heller uppgifter som skulle göra att de kan räknas ut; de visas som två punkter (..). Andelar är hela procent och anges bara när minst {from} akter är bedömda. Vad som inte visas, och varför, står sist.", "The figures are protected against disclosure. Counts from 1 to {largest} are not shown, nor are figures from which they could be worked out; they are shown as two dots (..). Shares are whole per cent, given only where at least {from} files were assessed. What is not shown, and why, stands last." }
    not_published() { "Resultatet redovisas inte: antalet är för litet för att visas utan risk att någon känns igen.", "The result is not shown: the count is too small to be shown without a risk that someone is recognised." }
    no_groups_shown() { "Ingen grupp är stor nog att visas.", "No group is large enough to be shown." }
    published_draft() { "Granskningen är inte avslutad.", "The audit is not finished." }
    share_only_note() { "Där bara andelen visas skulle antalen röja hur många akter en regel inte gällde.", "Where only the share is shown the counts would tell how many files a rule did not concern." }
    cross_note(rows: &str, columns: &str) { "Raderna är {rows}, kolumnerna {columns}.", "The rows are {rows}, the columns {columns}." }
    cross_outside(count: u64) { "Utanför tabellen, därför att något av de två inte är bedömt: {count}.", "Outside the table, because one of the two was not assessed: {count}." }
    of_which_explained() { "därav förklarade", "of which explained" }
    of_which_never() { "därav där inget har kommit alls", "of which nothing came at all" }
    depends_on_count() { "beror på hur dagar räknas", "depends on how days are counted" }
    with_remark() { "uppfyllt med anmärkning", "met with a remark" }
    remarks(count: u64, met: u64) { "Av de {met} där kravet är uppfyllt är {count} uppfyllda med anmärkning.", "Of the {met} in which the requirement is met, {count} are met with a remark."; one count: "Av de {met} där kravet är uppfyllt är {count} uppfyllt med anmärkning.", "Of the {met} in which the requirement is met, {count} is met with a remark." }
    estimate_of_deviations() { "andelen avvikelser ", "the share of deviations " }
    small_note(from: u64) { "Andel anges inte när färre än {from} akter är bedömda.", "No share is given where fewer than {from} files are assessed." }
    interval_note(confidence: &str) { "Andelen gäller de granskade akterna. Uppräknat gäller hela urvalsramen, vägt efter stratum, med {confidence} konfidensintervall.", "The share is that of the reviewed files. The estimate is for the whole frame, weighted by stratum, with a {confidence} confidence interval." }
    approximate_note() { "≈: intervallet är ungefärligt. Utan tecknet är det garanterat: det täcker det sanna värdet med minst den angivna säkerheten.", "≈: the interval is approximate. Without the sign it is guaranteed: it covers the true value with at least the confidence given." }
    by_search_note() { "~: intervallet täcker det sanna värdet med den angivna säkerheten så långt sökningen nådde.", "~: the interval covers the true value with the confidence given, as far as the search reached." }
    tolerances() { "Planens toleranser:", "The plan's tolerances:" }
    contrasts_note(count: &str, fewest: u64) { "{count} jämförelser är gjorda: alla par av strata och av enheter där minst {fewest} akter är bedömda på båda sidor. Skillnad: den förra andelen minus den senare bland de bedömda akterna, i procentenheter, med intervall (Newcombe). p: Fishers exakta test, justerat för alla jämförelser (Holm); är det litet förklarar slumpen knappast skillnaden.", "{count} comparisons were made: all pairs of strata and of units with at least {fewest} files assessed on either side. Difference: the former rate less the latter among the assessed files, in percentage points, with an interval (Newcombe). p: Fisher's exact test, adjusted for all comparisons (Holm); where it is small, chance hardly explains the difference."; one count: "{count} jämförelse är gjord: det enda par av strata eller enheter där minst {fewest} akter är bedömda på båda sidor. Skillnad: den förra andelen minus den senare bland de bedömda akterna, i procentenheter, med intervall (Newcombe). p: Fishers exakta test; är det litet förklarar slumpen knappast skillnaden.", "{count} comparison was made: the only pair of strata or units with at least {fewest} files assessed on either side. Difference: the former rate less the latter among the assessed files, in percentage points, with an interval (Newcombe). p: Fisher's exact test; where it is small, chance hardly explains the difference." }
    contrasts_shown() { "Här står de där p före justering är under 0,05; arbetsboken har alla.", "Those with p below 0.05 before adjustment stand here; the workbook has all." }
    contrasts_none() { "I ingen av dem är p under 0,05, ens före justering för antalet; arbetsboken har alla.", "In none of them is p below 0.05, even before adjusting for their number; the workbook has all." }
    no_interval_note() { "Inga intervall: akterna är inte slumpmässigt utvalda.", "No intervals: the files were not chosen at random." }
    described_note() { "Uppgifterna beskriver; de är inte avvikelser från en regel som förvaltningen är bunden av.", "These figures describe; they are not deviations from a rule that binds the administration." }
    rates_alternative() { "Varje kriterium har en punkt för den uppräknade andelen och en linje för intervallet; talen står i tabellen ovan.", "Each criterion has a dot for the estimated share and a line for the interval; the numbers stand in the table above." }
    outcomes_note() { "Bedömda är uppfyllt och avvikelser tillsammans. Förklarade avvikelser ingår i avvikelserna.", "Assessed is met and deviations together. Explained deviations are included in the deviations." }
    nothing_assessed() { "Ingen akt kunde bedömas.", "No file could be assessed." }
    other_definition(title: &str, of: &str) { "Med en annan avgränsning ({title}): {of}.", "With another definition ({title}): {of}." }
    explained_mark(count: u64) { " ({count} f)", " ({count} e)" }
    explained_note() { "f: förklarade, till exempel av en lokal rutin; de ingår i avvikelserna.", "e: explained, for instance by a local routine; included in the deviations." }
    step_rows(register: &str) { "Rader i registret {register}", "Rows in the register {register}" }
    step_frame() { "Urvalsram", "Sampling frame" }
    step_sample() { "Urval", "Sample" }
    step_reviewed(files: &str) { "Granskade {files}", "Reviewed {files}" }
    not_drawn(count: &str) { "inte dragna: {count}", "not drawn: {count}" }
    of_which_reserves(count: &str) { "varav reserver som har ersatt utgångna akter: {count}", "of which reserves in place of files that left: {count}" }
    weight_note() { "Vikten säger hur många i urvalsramen varje granskad akt svarar för.", "The weight says how many in the frame each reviewed file stands for." }
    replaced_note() { "Svaren för akter som utgick är kvar i checklistorna men ingår inte i resultatet.", "The answers for files that left stay in the checklists but are not part of the result." }
    days_note() { "Kalenderdagar från start till slut i akter där båda datum är kända.", "Calendar days from start to end in files where both dates are known." }
    working_days_note() { "Arbetsdagar från start till slut i akter där båda datum är kända.", "Working days from start to end in files where both dates are known." }
    both_days_note(ids: &str) { "Dagar från start till slut i akter där båda datum är kända: arbetsdagar för {ids}, annars kalenderdagar.", "Days from start to end in files where both dates are known: working days for {ids}, otherwise calendar days." }
    moved_note() { "En akt strax bortom gränsen kan vara i tid: den sista dagen kan ha flyttats till nästa arbetsdag eller regeln ge en marginal. Resultatet per kriterium räknar med det.", "A file just beyond the limit may be in time: the last day may have moved to the next working day, or the rule may give a margin. The result of the criterion takes that into account." }
    files_at(days: &str, count: u64) { "dag {days}: {count}", "day {days}: {count}" }
    limit_line(days: &str) { "gräns: {days}", "limit: {days}" }
    one_day() { "1 dag", "1 day" }
    many_days(days: i64) { "{days} dagar", "{days} days" }
    one_working_day() { "1 arbetsdag", "1 working day" }
    many_working_days(days: i64) { "{days} arbetsdagar", "{days} working days" }
    working_days_axis() { "arbetsdagar", "working days" }
    days_axis() { "dagar", "days" }
    as_counted_here() { " (så räknat här)", " (as counted here)" }
    bounds_note() { "Kolumnerna visar vad resultatet blir om det som inte kunde bedömas eller inte är besvarat räknas åt ena eller andra hållet.", "The columns show the result if what could not be assessed or is unanswered is counted one way or the other." }
    internal_only() { "Avsnittet är arbetsmaterial för revisorerna. Löpnumren kan med registret och startvärdet föras tillbaka till personer.", "This section is for the auditors alone. With the register and the seed the numbers can be traced to persons." }
    most_note() { "Kriterier som bara delar upp ett annat räknas inte en gång till.", "Criteria that only divide another one are not counted again." }
    never_came() { "inget har kommit", "nothing came" }
    took_days(days: i64) { "dagar: {days}", "days: {days}" }
    after_notice(day: &str) { "tillfört efter aviseringen ({day})", "added after notice ({day})" }
    no_problems() { "Inga fel i data har upptäckts.", "No faults were found in the data." }
    speaks_for_text(count: &str) { "Resultaten gäller de {count} enheterna i urvalsramen, på de platser och under den tid som avgränsningen anger, och inga andra.", "The results concern the {count} units of the frame, at the places and in the period that the scope gives, and no others."; one count: "Resultaten gäller den enda enheten i urvalsramen, på de platser och under den tid som avgränsningen anger, och inga andra.", "The results concern the one unit of the frame, at the places and in the period that the scope gives, and no others." }
    kept_text() { "Urvalet har samma startvärde som en tidigare granskning, så att så många akter som möjligt är desamma.", "The sample has the same seed as an earlier audit, so that as many files as can be are the same." }
    avoided_text() { "De som granskades i en tidigare granskning är inte med i urvalsramen. Antal, andelar och intervall gäller dem som återstår.", "Those reviewed in an earlier audit are not in the frame. Counts, shares and intervals concern those who remain." }
    recipe_heading() { "Så kan urvalet göras om", "How to make the draw again" }
    recipe_ticket() { "En lott kontrolleras med två rader i ett skal, med enhetens nyckel i stället för bokstäverna:", "One ticket is checked by two lines in a shell, with the unit's key in place of the letters:" }
    counts_text() { "Meningarna i rapporten anger antal bland de granskade akterna. Vägda andelar och intervall står i tabellerna.", "The sentences of the report give counts among the reviewed files. Weighted shares and intervals stand in the tables." }
    intervals_text(confidence: &str) { "Konfidensgraden är {confidence}. En garanterad metod täcker det sanna värdet minst så ofta, vilket det än är; en ungefärlig gör det nästan. Så här har intervallen räknats:", "The confidence is {confidence}. A guaranteed method covers the true value at least that often, whatever it is; an approximate one nearly so. The intervals were computed thus:" }
    judgement_text() { "Akterna är utvalda efter bedömning. Då finns inget mått på osäkerheten, och resultatet kan inte räknas upp till andra akter.", "The files were picked by judgement. There is then no measure of uncertainty, and the result cannot be projected to other files." }
    about_hypergeometric() { "Exakt: den hypergeometriska fördelningen inverterad, för ett ändligt antal akter i ett stratum. Garanterad.", "Exact: the hypergeometric distribution inverted, for the finite number of files of one stratum. Guaranteed." }
    about_wendell_schmee() { "Wendell–Schmee (1996): exakt för flera strata tillsammans, genom att största sannolikheten söks över alla möjliga fördelningar av avvikelser på strata.", "Wendell–Schmee (1996): exact for several strata together, by the greatest probability over all possible spreads of deviations over strata." }
    about_korn_graubard() { "Korn–Graubard (1998): effektivt antal akter efter urvalets uppläggning, aldrig fler än de granskade. Ungefärlig.", "Korn–Graubard (1998): the effective number of files under the design, never more than were reviewed. Approximate." }
    missing_text() { "Akter som inte kunde bedömas och frågor som inte är besvarade ingår inte i andelarna. Vad de kan betyda visas för sig.", "Files that could not be assessed and questions not answered are not part of the shares. What they could mean is shown apart." }
}
