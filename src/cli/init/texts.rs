//! What `init` says, and what it writes into a new plan and a new order.

stickprov::texts! {
    plan_exists() { "här finns redan en plan", "there is a plan here already" }
    plan_exists_hint() { "ändra i den, eller ange en annan mapp", "edit it, or name another folder" }
    order_exists() { "beställningen finns redan", "the order exists already" }
    not_utf8() { "planen är inte sparad som UTF-8", "the plan is not saved as UTF-8" }
    which_template(known: &str) { "säg vilken mall med --template: {known}", "say which template with --template: {known}" }
    no_file() { "filen finns inte", "there is no such file" }
    name_taken(name: &str) { "det finns redan en annan fil som heter {name}", "there is another file called {name} already" }

    made(plan: &str) { "Planen är skriven: {plan}", "The plan is written: {plan}" }
    file() { "Fil", "File" }
    register() { "Register", "Register" }
    rows() { "Rader", "Rows" }
    columns() { "Kända kolumner", "Known columns" }
    unknown() { "Inte kända", "Not known" }
    of(known: usize, all: usize) { "{known} av {all}", "{known} of {all}" }
    to_do() { "Att göra", "To do" }
    not_recognised(name: &str) { "{name} känns inte igen som något register i mallen och står inte i planen; stickprov inspect visar hur filen läses", "{name} is not recognised as any register of the template and is not in the plan; stickprov inspect shows how the file is read" }
    no_register(id: &str, near: &str) { "--register {id}: mallen har inget register med det id:t; menade du {near}?", "--register {id}: the template has no register of that id; did you mean {near}?" }
    missing(name: &str, field: &str, id: &str) { "{name} saknar en kolumn för {field}: skriv \"{field}\" = \"rubriken\" under [registers.{id}.columns]", "{name} has no column for {field}: write \"{field}\" = \"the header\" under [registers.{id}.columns]" }
    strata_left_out(fields: &str) { "mallen delar också på {fields}, som exporten inte har", "the template also divides by {fields}, which the export has not" }
    no_strata_column(fields: &str) { "[strata] är utan {fields}: exporten har ingen sådan kolumn. Finns den under en annan rubrik, säg vilken i planen under columns; annars välj vad urvalet ska delas på", "[strata] is without {fields}: the export has no such column. If it is there under another header, say which in the plan under columns; else choose what to divide the sample by" }
    of_file(name: &str, what: &str) { "{name}: {what}", "{name}: {what}" }
    same_columns(id: &str, first: &str, files: &str) { "{id} har samma kolumner som {first}. Är filerna delar av ett register, som en fil per kontor: skriv file = [{files}] under [registers.{first}] och ta bort [registers.{id}]. Är den ena en senare export av samma sak: låt dem stå var för sig och skriv as_of för båda", "{id} has the same columns as {first}. If the files are parts of one register, as one file per office: write file = [{files}] below [registers.{first}] and take away [registers.{id}]. If one is a later export of the same: let them stand by themselves and write as_of for both" }
    template_taken(name: &str, others: &str) { "mallen är {name}; en annan väljs med --template: {others}", "the template is {name}; choose another with --template: {others}" }
    no_exports() { "lägg exporterna i mappen register och skriv in dem i planen under [registers]", "put the exports into the folder register and write them into the plan under [registers]" }
    ambiguous(name: &str, columns: &str, count: &str) { "{name}, {columns}: datum som inte läses ({count}), eftersom dag och månad kan stå i två ordningar; be om exporten med datum som ÅÅÅÅ-MM-DD", "{name}, {columns}: dates that are not read ({count}), as day and month could stand in two orders; ask for the export with dates as YYYY-MM-DD" }
    check_date(date: &str) { "kontrollera reference_date = {date}: det är det senaste datum som finns i exporterna", "check reference_date = {date}: it is the latest date in the exports" }
    set_date() { "skriv in reference_date: den dag fram till vilken något kan ha hunnit bli aktuellt", "write in reference_date: the day up to which anything can have fallen due" }
    check_seed(seed: &str) { "startvärdet {seed} är slumpat av datorn; byt det mot ett från tärning eller lotteri om ni hellre har det, före dragningen", "the seed {seed} was made by the computer's chance; replace it by one from dice or a lottery if you prefer, before the draw" }
    same_names(names: &str) { "title och reference är kvar från förra granskningen: {names}; skriv in årets", "title and reference are still the last audit's: {names}; write in this year's" }
    template_copied(name: &str) { "den egna mallen är kopierad hit, till {name}/: ändra den här; den andra rörs inte", "your own template is copied here, to {name}/: edit it here; the other one is left alone" }
    template_there(name: &str) { "mallen i {name}/ fanns redan här och används; den andra är inte kopierad", "the template in {name}/ was here already and is used; the other one is not copied" }
    same_coordination(with: &str) { "[sample.coordinate] är kvar från förra granskningen: urvalet samordnas med {with} och inte med förra granskningen själv; ändra with om det ska vara den, eller ta bort avsnittet", "[sample.coordinate] is still the last audit's: the sample is coordinated with {with} and not with the last audit itself; edit with if it shall be, or take the section away" }
    columns_came(id: &str, names: &str) { "{id} har fått kolumner sedan förra granskningen: {names}", "{id} has got columns since the last audit: {names}" }
    columns_went(id: &str, names: &str) { "{id} saknar kolumner som fanns förra gången: {names}; heter de något annat nu, skriv det under [registers.{id}.columns]", "{id} lacks columns that were there last time: {names}; if they are called something else now, write it under [registers.{id}.columns]" }
    no_old_export(id: &str) { "förra granskningens export av {id} finns inte kvar, så kolumnerna har inte kunnat jämföras", "the last audit's export of {id} is gone, so the columns could not be compared" }
    no_file_yet(id: &str, file: &str) { "{file} finns inte än: lägg exporten av {id} där, eller ta bort [registers.{id}]", "{file} is not there yet: put the export of {id} there, or take away [registers.{id}]" }
    next() { "ändra avgränsning, strata och storlek i planen; sedan visar stickprov frame urvalsramen", "edit scope, strata and size in the plan; then stickprov frame shows the frame" }
    ordered(path: &str) { "Beställningen är skriven: {path}", "The order is written: {path}" }

    plan_head() { "Planen för granskningen. Det som står efter # är kommentarer.\nAlla fel i planen visas på en gång, med rad och kolumn.", "The plan of the audit. What stands after # is comment.\nAll faults of the plan are shown at once, with line and column." }
    about_title() { "granskningens namn", "the audit's name" }
    about_reference() { "granskningens nummer eller diarienummer", "the audit's number or reference" }
    about_template() { "fält, checklistor och kriterier", "fields, checklists and criteria" }
    about_language() { "sv eller en", "sv or en" }
    about_date() { "den dag fram till vilken något kan ha hunnit bli aktuellt", "the day up to which anything can have fallen due" }
    about_date_found() { "KONTROLLERA: senaste datum i exporterna; tak för vad som hunnit bli aktuellt", "CHECK: the latest date in the exports; a ceiling for what is due" }
    about_announced() { "när granskningen meddelades; senare underlag räknas inte", "when the audit was announced; later evidence does not count" }
    about_registers() { "Exporterna. Ändras aldrig av programmet.", "The exports. The program never changes them." }
    known_columns(rows: &str, known: usize, all: usize) { "rader: {rows}, kända kolumner: {known} av {all}", "rows: {rows}, known columns: {known} of {all}" }
    about_as_of() { "hur långt exporten sträcker sig; detta är det senaste datumet i den", "how far the export reaches; this is the latest date in it" }
    unknown_headers(headers: &str) { "Inte kända kolumner: {headers}", "Columns not known: {headers}" }
    about_columns() { "liknande rubriker: ta bort # om de är rätt", "similar headers: take away # if they are right" }

    order_title(title: &str) { "Beställning av registeruttag: {title}", "Order for register exports: {title}" }
    order_head() { "Granskning och diarienummer: ______________________\n\nBeställare och kontaktperson: ______________________\n\nTill: ______________________\n\nUttagsdag (läget per): ____-__-__\n\nPeriod: alla som var aktuella (inskrivna, eller med ett öppet ärende) någon gång från ____-__-__ till ____-__-__, även avslutade och återremitterade. Hela populationen behövs, inte ett urval: urvalet dras av revisionen.\n\nUttaget görs med stöd av revisorernas rätt till upplysningar enligt kommunallagen. Bara de fält som står nedan behövs; lämna inte ut andra uppgifter, och inga fritextfält.", "Audit and reference number: ______________________\n\nOrdered by and contact: ______________________\n\nTo: ______________________\n\nDay of the export (state as of): ____-__-__\n\nPeriod: all who were current (enrolled, or with an open case) at any time from ____-__-__ to ____-__-__, also those who left or were referred back. The whole population is needed, not a sample: the auditors draw the sample.\n\nThe export is made under the auditors' right to information by the Local Government Act. Only the fields below are needed; hand out no other data, and no free text." }
    order_columns() { "| Fält | Form | Behövs |", "| Field | Form | Needed |" }
    must_be() { "måste finnas", "must be there" }
    if_there() { "om det finns", "if it exists" }
    for_fetching() { "endast för att hämta akter", "only to fetch files" }
    form_personnummer() { "tolv siffror, som text", "twelve digits, as text" }
    form_id() { "som i systemet, som text", "as in the system, as text" }
    form_code() { "som i systemet", "as in the system" }
    form_date() { "ÅÅÅÅ-MM-DD", "YYYY-MM-DD" }
    form_month() { "ÅÅÅÅ-MM", "YYYY-MM" }
    form_yes_no() { "ja eller nej", "yes or no" }
    form_integer() { "heltal", "whole number" }
    form_text() { "text", "text" }
    order_tail() { "## Form\n\n- En fil per register: Excel (.xlsx) eller CSV i UTF-8, med rubrikerna på första raden. Tar varje kontor ut sin egen fil ska alla ha samma rubriker.\n- En rad per inskrivning, ärende eller händelse; inga summarader.\n- Ange antalet rader och hur uttaget är gjort (urvalsvillkor, datum).\n- Personer med skyddade personuppgifter ingår och märks i ett eget fält.\n\n## Överföring\n\n- Uppgifterna omfattas av sekretess inom socialtjänsten och den sekretessen följer med till revisionen.\n- Skicka aldrig med vanlig e-post. Använd kommunens säkra filöverföring eller en krypterad fil, med lösenordet för sig.\n- Uttaget registreras när det kommer in och gallras efter beslut.", "## Form\n\n- One file per register: Excel (.xlsx) or CSV in UTF-8, with the headers in the first row. If every office exports a file of its own, all have the same headers.\n- One row per enrolment, case or event; no rows of totals.\n- Say how many rows there are and how the export was made (conditions, dates).\n- Persons with protected personal data are included and marked in a field of their own.\n\n## Transfer\n\n- The data are secret within the social services, and the secrecy follows them to the auditors.\n- Never send them by ordinary e-mail. Use the municipality's secure file transfer or an encrypted file, with the password apart.\n- The export is registered on receipt and destroyed by decision." }
}
