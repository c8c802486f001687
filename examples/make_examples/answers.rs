//! What the reviewers answered, from the table: one line of CSV for each answer, with where
//! in the file it was seen. What the table does not say is the same in every file.

use anyhow::Result;
use jiff::civil::{Date, date};
use stickprov::calendar::{is_working_day, plus_days};

use crate::table::{Row, day};

/// The answers of some files, as `id,question,answer,reference,comment`.
pub(crate) fn csv<'a>(lines: impl Iterator<Item = &'a Row>) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["id", "question", "answer", "reference", "comment"])?;
    for (place, line) in lines.enumerate() {
        let mut file = File {
            line,
            lines: Vec::new(),
        };
        let reviewed = reviewed_on(place);
        file.personakt(reviewed);
        file.sol_akt(reviewed);
        for (question, answer, reference, comment) in &file.lines {
            writer.write_record([&line["akt"], question, answer, reference, comment])?;
        }
    }
    Ok(writer.into_inner()?)
}

/// Five files a day from the first of March 2010.
fn reviewed_on(place: usize) -> Date {
    let mut day = date(2010, 3, 1);
    for _ in 0..place / 5 {
        day = plus_days(day, 1);
        while !is_working_day(day) {
            day = plus_days(day, 1);
        }
    }
    day
}

/// The answers about one person's two files.
struct File<'a> {
    line: &'a Row,
    /// Question, answer, reference, comment.
    lines: Vec<(String, String, String, String)>,
}

impl File<'_> {
    #[allow(
        clippy::needless_pass_by_value,
        reason = "words, days and formatted texts alike"
    )]
    fn say(&mut self, question: &str, answer: impl ToString, reference: &str) {
        self.note(question, &answer.to_string(), reference, "");
    }

    fn note(&mut self, question: &str, answer: &str, reference: &str, comment: &str) {
        let left_blank = self.line.get("tomt");
        if left_blank.is_some_and(|list| list.split(',').any(|blank| blank == question)) {
            return;
        }
        let texts = [question, answer, reference, comment].map(ToOwned::to_owned);
        let [question, answer, reference, comment] = texts;
        self.lines.push((question, answer, reference, comment));
    }

    /// A letter of a cell: F is "framgår ej", E "ej tillämpligt".
    fn code(&self, column: &str, at: usize) -> &'static str {
        match self.line.letter(column, at) {
            Some('J') => "J",
            Some('D') => "D",
            Some('F') => "FE",
            Some('E') => "ET",
            Some(_) | None => "N",
        }
    }

    /// The head of a checklist; whether there is more to answer.
    fn head(&mut self, letter: char, column: &str, reviewed: Date) -> bool {
        let status = self.line.part(column, 0).unwrap_or("GRANSKAD").to_owned();
        let reviewer = if matches!(&self.line["akt"][..1], "A" | "D") || self.is_small() {
            "EL"
        } else {
            "TN"
        };
        let asked = format!("svar från arkivet {reviewed}");
        let seen = if status == "GRANSKAD" { "" } else { &asked };
        self.say(&format!("{letter}00.status"), &status, seen);
        if let Some(reason) = self.line.part(column, 1) {
            self.say(&format!("{letter}00.orsak"), reason, seen);
        }
        if status == "BESTALLD" {
            return false;
        }
        self.say(&format!("{letter}00.granskare"), reviewer, "");
        self.say(&format!("{letter}00.datum"), reviewed, "");
        status == "GRANSKAD"
    }

    /// The smaller example has one reviewer.
    fn is_small(&self) -> bool {
        self.line.get("aktP").is_some()
    }

    fn personakt(&mut self, reviewed: Date) {
        if !self.head('P', "aktP", reviewed) {
            return;
        }
        let line = self.line;
        let day = |column: &str| {
            line.day(column)
                .map_or("FE".to_owned(), |day| day.to_string())
        };
        let (intro, enrolled) = (day("intro"), day("inskr"));
        self.say("P01a", "J", "akten");
        self.say("P01b", "J", "akten");
        let journal = format!("journal {intro}");
        self.say("P02", &intro, &journal);
        self.say("P03", "ET", &journal);
        self.say("P04", &enrolled, &format!("journal {enrolled}"));
        self.consents(&intro);
        for (at, question) in ["P10", "P11", "P12", "P13"].into_iter().enumerate() {
            self.say(
                question,
                self.code("kart", at),
                &format!("kartläggning {enrolled}"),
            );
        }
        self.plan();
        self.follow_up();
        self.end();
    }

    fn consents(&mut self, intro: &str) {
        let forms = "flik 2, samtycken";
        for (at, question) in ["P05", "P06", "P07"].into_iter().enumerate() {
            self.say(question, self.code("samtP", at), forms);
        }
        // At Rosenlundsgatan consent is asked for at enrolment, elsewhere at the meeting.
        let at_enrolment = matches!(&self.line["akt"][..1], "C" | "F");
        let enrolled = self.line.day("inskr").map(|day| day.to_string());
        let given = enrolled
            .filter(|_| at_enrolment)
            .unwrap_or_else(|| intro.to_owned());
        for (at, question) in ["P08.1", "P08.2"].into_iter().enumerate() {
            if matches!(self.code("samtP", at), "J" | "D") {
                self.say(question, &given, forms);
            }
        }
        self.say("P09", self.code("samtP", 3), forms);
    }

    fn plan(&mut self) {
        let line = self.line;
        let journal = "journalen genomgången";
        let exists = line["plan"] != "saknas";
        let seen = match (exists, line.day("plan")) {
            (true, Some(day)) => format!("jobbplan {day}"),
            (true, None) => "jobbplan, odaterad".to_owned(),
            (false, _) => "flik 4 tom, journalen genomgången".to_owned(),
        };
        self.say("P14", if exists { "J" } else { "N" }, &seen);
        if exists {
            let done = line
                .day("plan")
                .map_or("FE".to_owned(), |day| day.to_string());
            self.say("P15", done, &seen);
            for (at, question) in ["P16", "P17"].into_iter().enumerate() {
                self.say(question, self.code("skrift", at), &seen);
            }
            self.say("P18", self.code("innehåll", 0), &seen);
            let goal = match line.part("mål", 0) {
                Some("S") => "STUDIER",
                Some(_) => "ARBETE",
                None => "SAKNAS",
            };
            self.say("P19", goal, &seen);
            let parts = line.part("mål", 1).unwrap_or_default().chars();
            let parts = parts.map(|letter| match letter {
                'M' => "MATCHNING",
                'F' => "JOBBFORBEREDELSE",
                _ => "SVENSKA",
            });
            self.say("P20", parts.collect::<Vec<&str>>().join("/"), &seen);
            for (at, question) in [(1, "P21"), (2, "P22")] {
                let code = self.code("innehåll", at);
                let comment = if code == "J" {
                    ""
                } else {
                    "Samma formuleringar som i flera andra planer."
                };
                self.note(question, code, &seen, comment);
            }
        }
        self.say("P23", line.get("försening").unwrap_or("ET"), journal);
        self.say("P24", "N", journal);
        if exists {
            let sent = line.day("jobbplanS");
            self.say("P29", if sent.is_some() { "J" } else { "FE" }, journal);
            if let Some(arrived) = sent {
                let sent = line.day("plan").map_or(arrived, |plan| plan.max(arrived));
                self.say("P29.datum", sent, &format!("journal {sent}"));
            }
        }
    }

    fn follow_up(&mut self) {
        let line = self.line;
        let journal = "flik 5, uppföljningar";
        for (question, column) in [("P25", "fördj"), ("P26", "uppf")] {
            let code = match line[column].as_str() {
                "nej" => "N",
                "ET" => "ET",
                _ => "J",
            };
            self.say(question, code, journal);
            if let Some(day) = line.day(column) {
                self.say(&format!("{question}.datum"), day, &format!("plan {day}"));
            }
        }
        let revised: Vec<String> = [line.day("fördj"), line.day("uppf"), line.day("rev")]
            .into_iter()
            .flatten()
            .map(|day| day.to_string())
            .collect();
        let revised = if revised.is_empty() {
            "N".to_owned()
        } else {
            revised.join("/")
        };
        self.say("P27", revised, journal);
        let documented = match line["dok"].as_str() {
            "J" => "J",
            "N" => "N",
            "D" => "D",
            "FE" => "FE",
            _ => "ET",
        };
        self.say("P28", documented, journal);
        match self.talk() {
            Some((day, _)) => {
                self.say("P30", "J", &format!("journal {day}"));
                self.say("P30.datum", day, &format!("journal {day}"));
            }
            None => self.say("P30", "ET", "journalen genomgången"),
        }
        self.say("P31", "FE", "närvarolistor");
        self.say("P32", "N", "närvarolistor");
    }

    /// The day of the three-party talk, and whether the journal has a note of it.
    fn talk(&self) -> Option<(Date, bool)> {
        let cell = self.line.get("trepart")?;
        Some((day(cell)?, !cell.ends_with('!')))
    }

    fn end(&mut self) {
        let journal = "flik 6, avslut";
        let closed = self.line.closed();
        self.say("P33", if closed.is_some() { "J" } else { "N" }, journal);
        let reason = self.line.part("avslut", 1).map(ToOwned::to_owned);
        let back = reason.as_deref() == Some("ATERREMITTERAD");
        if let (Some(day), Some(reason)) = (closed, reason) {
            self.say("P33.datum", day, journal);
            self.say("P33.kod", reason, journal);
            // Work ends without a report more often than not.
            let report = if back || self.line.part("avslut", 1) == Some("STUDIER") {
                "J"
            } else {
                "N"
            };
            self.say("P34", report, journal);
            if report == "J" {
                self.say("P34.datum", day, journal);
            }
        }
        self.say("P35a", if back { "J" } else { "N" }, journal);
        if back {
            self.say("P35b", "N", journal);
        }
        for question in ["P36", "P37", "P38"] {
            self.say(question, "ET", "journalen genomgången");
        }
    }

    fn sol_akt(&mut self, reviewed: Date) {
        if !self.head('S', "aktS", reviewed) {
            return;
        }
        let line = self.line;
        let day = |column: &str| {
            line.day(column)
                .map_or("FE".to_owned(), |day| day.to_string())
        };
        let (contact, visit, decided) = (day("kontakt"), day("nybesök"), day("beslut"));
        self.say("S01a", "J", "akten");
        self.say("S01b", "N", "akten");
        let inquiry = format!("grundutredning {contact}");
        self.say("S02", &contact, &inquiry);
        self.say("S03", "J", &inquiry);
        self.say("S04", &visit, &format!("journal {visit}"));
        self.consent(&contact, &decided);
        let arrived = line.day("jobbplanS");
        let plans = match arrived {
            Some(day) => format!("jobbplan, inkom {day}"),
            None => "flik planer, journalen genomgången".to_owned(),
        };
        self.say("S10", if arrived.is_some() { "J" } else { "N" }, &plans);
        if let Some(day) = arrived {
            self.say("S10.datum", day, &plans);
        }
        let later = line.day("fördj").is_some() || line.day("uppf").is_some();
        let came = if later { self.code("sdf", 0) } else { "ET" };
        self.say("S11", came, &plans);
        if arrived.is_some() {
            self.say("S12", self.code("sdf", 1), &plans);
        }
        self.work_plan();
        self.contacts();
        let journal = format!("beslut {decided}");
        self.say("S26a", &decided, &journal);
        let before = |column: &str| {
            line.day(column)
                .is_some_and(|d| Some(d) <= line.day("beslut"))
        };
        let basis = before("jobbplanS") || before("arbetsplan");
        self.say("S26b", if basis { "J" } else { "N" }, &journal);
        self.say("S27", "N", "besluten genomgångna");
        let back = line.part("avslut", 1) == Some("ATERREMITTERAD");
        self.say(
            "S29",
            if back { "N" } else { "ET" },
            "journalen genomgången",
        );
        self.say("S30", "1", "journalen genomgången");
    }

    fn consent(&mut self, contact: &str, decided: &str) {
        let line = self.line;
        let code = line.part("samtS", 0).unwrap_or("FE").to_owned();
        let through = format!("journal {contact} – {decided} och blanketter genomgångna");
        let journal = format!("journal {contact}");
        let (seen, comment) = match code.as_str() {
            "N" | "FE" => (&through, ""),
            "KONTROLLER" => (&journal, "Noteringen gäller bara att kontroller får göras."),
            _ => (&journal, ""),
        };
        self.note("S05", &code, seen, comment);
        let Some(place) = line.part("samtS", 1) else {
            return;
        };
        let (place, later) = place.split_once('+').unwrap_or((place, "0"));
        self.say("S06", place, seen);
        let given = line.day("kontakt").filter(|_| place != "FE");
        let noted = given.zip(later.parse().ok());
        let noted = noted.map(|(day, later)| plus_days(day, later));
        let shown = |day: Option<Date>| day.map_or("FE".to_owned(), |day| day.to_string());
        self.say("S07.1", shown(given), seen);
        self.say("S07.2", shown(noted), seen);
        if let Some(more) = line.part("samtS", 2) {
            let question = if code == "NEKAT" { "S08" } else { "S09" };
            self.say(question, more, seen);
        }
    }

    fn work_plan(&mut self) {
        let line = self.line;
        let Some(drawn_up) = line.day("arbetsplan") else {
            let through = "flik planer, journalen genomgången";
            self.say("S13", "N", through);
            self.say(
                "S13b",
                line.part("arbetsplan", 1).unwrap_or("FE"),
                "grundutredningen",
            );
            let by_routine = line.part("arbetsplan", 2) == Some("rutin");
            self.say("S14", if by_routine { "J" } else { "N" }, through);
            if by_routine {
                self.say("S14.kod", "AKTUELL_PA_JOBBTORG", through);
            }
            return;
        };
        let seen = format!("arbetsplan {drawn_up}");
        self.say("S13", "J", &seen);
        self.say("S13.datum", drawn_up, &seen);
        let questions = ["S15", "S16", "S17", "S18", "S19", "S20", "S21", "S22"];
        let followed_up = self.code("arbinnehåll", 5) != "N";
        for (at, question) in questions.into_iter().enumerate() {
            if question != "S21" || followed_up {
                self.say(question, self.code("arbinnehåll", at), &seen);
            }
        }
    }

    fn contacts(&mut self) {
        match self.talk() {
            Some((day, noted)) => {
                let journal = format!("journal {day}");
                self.say("S23", if noted { "J" } else { "N" }, &journal);
                self.say("S23.datum", day, &journal);
            }
            None => self.say("S23", "ET", "journalen genomgången"),
        }
        let reported = match self.line.part("avslut", 1) {
            Some("STUDIER" | "ATERREMITTERAD") => "J",
            Some(_) => "N",
            None => "ET",
        };
        self.say("S24", reported, "journalen genomgången");
        if let Some((checks, months)) = self.line.get("månkontr").and_then(|c| c.split_once('/')) {
            self.say("S25.antal", checks, "journalen genomgången");
            self.say("S25.manader", months, "ansökningarna genomgångna");
        }
    }
}
