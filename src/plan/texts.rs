//! What is said about a plan.

crate::texts! {
    /// The TOML reader's own words, where we have none.
    not_toml(message: &str) { "raden kan inte läsas som TOML: {message}", "the line cannot be read as TOML: {message}" }
    /// An unquoted text.
    quote_texts() { "text ska stå inom citattecken", "texts stand in quotation marks" }
    /// A bare yes or no.
    true_or_false() { "ja och nej skrivs true och false, utan citattecken", "yes and no are written true and false, without quotation marks" }
    /// A decimal comma.
    decimal_comma() { "decimaler skrivs med punkt, till exempel 0.95", "decimals are written with a point, for example 0.95" }
    /// Something after a whole value.
    more_on_line() { "efter värdet står något mer på raden", "something more stands on the line after the value" }
    /// What it may be.
    more_on_line_hint() { "en kommentar börjar med #; citattecken inne i en text skrivs \\\"", "a comment begins with #; quotation marks within a text are written \\\"" }
    /// An unquoted key with other letters than a to z.
    quote_keys() { "nyckeln ska stå inom citattecken, eftersom den har å, ä, ö, mellanslag eller punkt", "the key stands in quotation marks, as it has letters beyond a to z, spaces or a point" }
    /// A text without its end.
    open_text() { "texten saknar avslutande citattecken eller har ett tecken som inte får stå där", "the text lacks its closing quotation mark or has a character that must not stand there" }
    /// A backslash.
    backslash() { "ett omvänt snedstreck (\\) betyder något särskilt i text", "a backslash means something special in a text" }
    /// What to write instead.
    backslash_hint() { "skriv / i filnamn, eller sätt texten inom apostrofer: 'register\\export.xlsx'", "write / in file names, or put the text in apostrophes: 'register\\export.xlsx'" }
    /// A key or table twice.
    key_twice() { "nyckeln står två gånger", "the key stands twice" }
    /// A list without a comma.
    no_comma() { "det saknas ett kommatecken", "a comma is missing" }
    /// A bracket that is not closed.
    not_closed() { "en klammer är inte stängd", "a bracket is not closed" }
    /// `key =` and nothing.
    no_value() { "nyckeln saknar värde", "the key has no value" }
    /// No `=`.
    no_equals() { "det saknas ett likhetstecken mellan nyckel och värde", "an equals sign between key and value is missing" }
    /// A date that is none.
    no_such_date() { "datumet finns inte; skriv ÅÅÅÅ-MM-DD", "there is no such date; write YYYY-MM-DD" }
    /// A number that is none.
    no_number() { "talet är inte skrivet som ett tal", "the number is not written as a number" }
    /// What to do when it is a text.
    number_hint() { "är det en text, till exempel ett startvärde, så sätt den inom citattecken", "if it is a text, a seed for instance, put it in quotation marks" }

    /// An unknown key.
    unknown_key(key: &str, section: &str) { "{section} har ingen nyckel {key}", "{section} has no key {key}" }
    /// An unknown section.
    unknown_section(key: &str) { "planen har inget avsnitt [{key}]", "a plan has no section [{key}]" }
    /// Nearest valid word.
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
    /// The nearest valid key, which is there as well.
    there_already(name: &str) { "menade du {name}? den nyckeln finns redan här: ta bort den ena", "did you mean {name}? that key is here already: take one away" }
    /// All valid words.
    one_of(names: &str) { "möjliga: {names}", "possible: {names}" }
    /// A required key.
    missing_key(key: &str, section: &str) { "{section} saknar {key}", "{section} lacks {key}" }
    /// A required section.
    missing_section(key: &str) { "planen saknar avsnittet [{key}]", "the plan lacks the section [{key}]" }
    /// Why a date is needed.
    reference_date_hint() { "reference_date = ÅÅÅÅ-MM-DD: den dag fram till vilken något kan ha hunnit bli aktuellt", "reference_date = YYYY-MM-DD: the day up to which anything can have fallen due" }
    /// A value of another type.
    wrong_type(key: &str, wanted: &str, found: &str) { "{key} ska vara {wanted}, inte {found}", "{key} is to be {wanted}, not {found}" }
    /// An empty text.
    empty(key: &str) { "{key} är tom", "{key} is empty" }
    /// An empty list.
    empty_list(key: &str) { "listan {key} är tom", "the list {key} is empty" }
    /// The same text twice in a list.
    twice_in_list(key: &str, text: &str) { "\"{text}\" står två gånger i {key}: raderna skulle räknas två gånger", "\"{text}\" stands twice in {key}: its rows would count twice" }
    /// Files and sheets both as lists.
    two_lists() { "file och sheet kan inte båda vara listor: det framgår inte vilket blad som hör till vilken fil", "file and sheet cannot both be lists: it is not clear which sheet is of which file" }
    /// What to write instead.
    two_lists_hint() { "skriv flera filer som file = [\"…\", \"…\"], eller flera blad i en fil som sheet = [\"…\", \"…\"]", "write several files as file = [\"…\", \"…\"], or several sheets of one file as sheet = [\"…\", \"…\"]" }
    /// Too many parts.
    many_parts(most: usize) { "ett register kan ha högst {most} delar", "a register can have at most {most} parts" }
    /// A list of the reviewers' in parts.
    list_in_parts(id: &str) { "{id} är en lista som granskarna fyller i och skrivs som en fil: file och sheet kan inte vara listor här", "{id} is a list that the reviewers fill in and is written as one file: file and sheet cannot be lists here" }
    /// A word outside a closed set.
    unknown_word(key: &str, word: &str) { "{key} kan inte vara \"{word}\"", "{key} cannot be \"{word}\"" }
    /// A number outside its range.
    out_of_range(key: &str, low: &str, high: &str) { "{key} ska vara från {low} till {high}", "{key} is to be from {low} to {high}" }
    /// A rate or a level that is none, with the reason.
    bad_level(key: &str, reason: &str) { "{key}: {reason}", "{key}: {reason}" }
    /// A control character in a file name.
    odd_path(key: &str) { "{key} innehåller ett tecken som inte kan stå i ett filnamn", "{key} holds a character that cannot stand in a file name" }

    /// No such template, the loader's words follow.
    unknown_register(id: &str) { "mallen har inget register {id}", "the template has no register {id}" }
    /// What to do about it.
    kind_hint(names: &str) { "mallens register: {names}; heter exporten något annat, skriv kind = \"…\" under den", "the template's registers: {names}; if the export is called something else, write kind = \"…\" below it" }
    /// No register at all.
    no_registers() { "planen har inget register", "the plan has no register" }
    /// What to write.
    no_registers_hint() { "skriv [registers.ID] och file = \"register/…\" för varje export", "write [registers.ID] and file = \"register/…\" for each export" }
    /// A register id that the plan does not have.
    unknown_export(id: &str) { "planen har inget register {id}", "the plan has no register {id}" }
    /// Fields.
    unknown_field(field: &str, register: &str) { "registret {register} har inget fält {field}", "the register {register} has no field {field}" }
    /// A field of another register.
    other_register(field: &str, register: &str) { "{field} hör inte till {register}, vars rader är populationen", "{field} does not belong to {register}, whose rows are the population" }
    /// A field that names persons.
    personal_field(field: &str) { "{field} pekar ut personer och kan inte avgränsa eller stratifiera", "{field} points out persons and cannot be scope or stratum" }
    /// No field orders several rows.
    no_order() { "[unit] saknar by: det datumfält som avgör vilken av flera rader som gäller", "[unit] lacks by: the date field that decides which of several rows counts" }
    /// A field that orders nothing.
    no_order_field(field: &str) { "by behöver ett datumfält eller ett tal; {field} är inget sådant", "by needs a date field or a number; {field} is neither" }
    /// No identity.
    unit_without_persons(register: &str) { "raderna i {register} gäller inga personer, så de kan inte vara urvalsramen", "the rows of {register} are about no persons, so they cannot be the frame" }
    no_one_per() { "[unit] saknar one_per: det fält som är en akt", "[unit] lacks one_per: the field that is one file" }
    /// A value outside a field's list.
    unknown_value(value: &str, field: &str) { "{field} har inget värde \"{value}\" i mallen", "{field} has no value \"{value}\" in the template" }
    /// The way out.
    value_hint(hint: &str) { "{hint}\n  är värdet rätt, lägg det till i en egen mall (stickprov template export)", "{hint}\n  if the value is right, add it to a template of your own (stickprov template export)" }
    /// The way out where no value is near.
    own_template_hint() { "är värdet rätt, lägg det till i en egen mall (stickprov template export)", "if the value is right, add it to a template of your own (stickprov template export)" }
    /// A scope of another form than the field's type.
    scope_list(field: &str) { "{field} avgränsas med en lista av värden: [\"…\", \"…\"]", "{field} is limited by a list of values: [\"…\", \"…\"]" }
    /// The same for dates.
    scope_days(field: &str) { "{field} avgränsas med datum: {{ from = ÅÅÅÅ-MM-DD, to = ÅÅÅÅ-MM-DD }}", "{field} is limited by dates: {{ from = YYYY-MM-DD, to = YYYY-MM-DD }}" }
    /// The same for numbers.
    scope_numbers(field: &str) { "{field} avgränsas med tal: {{ from = …, to = … }}", "{field} is limited by numbers: {{ from = …, to = … }}" }
    /// The same for yes and no.
    scope_yes_no(field: &str) { "{field} avgränsas med true (ja) eller false (nej)", "{field} is limited by true (yes) or false (no)" }
    /// An empty scope line.
    scope_empty(field: &str) { "{field} släpper inte igenom något: listan är tom eller från ligger efter till", "{field} lets nothing through: the list is empty or from comes after to" }
    /// The same field twice.
    twice(name: &str) { "{name} står två gånger", "{name} stands twice" }

    /// A table of sizes without strata.
    size_without_strata() { "size per värde behöver [strata] by: tabellen gäller den första indelningens värden", "size by value needs [strata] by: the table holds the first stratifier's values" }
    /// Two ways to say how many.
    two_sizes(one: &str, other: &str) { "säg antingen {one} eller {other}, inte båda", "say either {one} or {other}, not both" }
    /// A key that does nothing under this setting.
    without_effect(key: &str, setting: &str) { "{key} gäller bara med {setting}", "{key} counts only with {setting}" }
    /// A setting that needs another.
    needs(setting: &str, key: &str) { "{setting} behöver {key}", "{setting} needs {key}" }

    /// No such criterion.
    unknown_criterion(id: &str) { "mallen har inget kriterium {id}", "the template has no criterion {id}" }
    /// No such evidence.
    unknown_evidence(id: &str) { "mallen har inget underlag {id}", "the template has no evidence {id}" }
    /// An answer code.
    unknown_answer(code: &str, criterion: &str) { "{criterion} har inget svar {code}", "{criterion} has no answer {code}" }

    /// Types, in a sentence.
    a_text() { "en text inom citattecken", "a text in quotation marks" }
    /// A whole number.
    a_whole_number() { "ett heltal", "a whole number" }
    /// A number.
    a_number() { "ett tal", "a number" }
    /// A day.
    a_date() { "ett datum (ÅÅÅÅ-MM-DD)", "a date (YYYY-MM-DD)" }
    /// True or false.
    a_flag() { "true eller false", "true or false" }
    /// A list.
    a_list() { "en lista [ … ]", "a list [ … ]" }
    /// A list of texts.
    a_list_of_texts() { "en lista av texter", "a list of texts" }
    /// A table.
    a_table() { "en tabell", "a table" }
    /// A size.
    a_size() { "ett heltal eller en tabell med ett tal per värde", "a whole number or a table with a number for each value" }
}
