//! The people of an example: who is in scope, and what the registers hold about them. The
//! rest of the registers is made up by the template's own recipe.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use jiff::civil::Date;
use stickprov::calendar::plus_days;
use stickprov::register::Sources;
use stickprov::synth::{self, At, Exports, Format, Made, Person, Recipe, Say};
use stickprov::table::Direct;
use stickprov::template::{self, Template};
use stickprov::{frame, plan, sample};

use crate::Example;
use crate::table::{Row, Table};

/// People of one stratum.
#[derive(Clone, Copy)]
pub(crate) struct Group {
    /// The stratum's letter; empty for people who are not in scope.
    letter: &'static str,
    count: usize,
    reporting: &'static str,
    office: &'static str,
    board: &'static str,
}

impl Group {
    pub(crate) const fn new(
        letter: &'static str,
        count: usize,
        reporting: &'static str,
        office: &'static str,
        board: &'static str,
    ) -> Self {
        Self {
            letter,
            count,
            reporting,
            office,
            board,
        }
    }
}

/// The register that no example needs: attendance day by day.
const LEFT_OUT: &str = "narapp_narvaro";

/// An example's people.
pub(crate) struct Cohort<'a> {
    example: &'a Example,
    template: Template,
    recipe: Recipe,
    people: Vec<Person>,
    /// Identity → group, and the day of enrolment.
    members: BTreeMap<String, (Group, Date)>,
    week: [Date; 2],
}

/// Who got which löpnummer.
#[derive(PartialEq, Eq)]
pub(crate) struct Drawn {
    /// Identity → löpnummer, and whether it is a reserve.
    ids: BTreeMap<String, (String, bool)>,
}

impl Drawn {
    pub(crate) fn is_reserve(&self, id: &str) -> bool {
        self.ids
            .values()
            .any(|(known, reserve)| known == id && *reserve)
    }
}

impl<'a> Cohort<'a> {
    pub(crate) fn new(example: &'a Example) -> Result<Self> {
        let template = template::builtin("jobbtorg")?;
        let recipe = synth::recipe(&template)?;
        let people = synth::people(&recipe, example.rows, example.name);
        let week = [example.week[0].parse()?, example.week[1].parse()?];
        let members = members(example, &people, week);
        Ok(Self {
            example,
            template,
            recipe,
            people,
            members,
            week,
        })
    }

    /// Draws from registers in which only the strata are settled.
    pub(crate) fn draw(&self, folder: &Path) -> Result<Drawn> {
        let trial = tempfile::tempdir()?;
        fs::copy(
            folder.join("granskning.toml"),
            trial.path().join("granskning.toml"),
        )?;
        let nobody = Drawn {
            ids: BTreeMap::new(),
        };
        let nothing = Table { rows: Vec::new() };
        self.write(trial.path(), &nobody, &nothing)?;
        self.draw_from(trial.path())
    }

    /// Draws from the registers in a folder, with its plan.
    pub(crate) fn draw_from(&self, folder: &Path) -> Result<Drawn> {
        let text = fs::read_to_string(folder.join("granskning.toml"))?;
        let (plan, template) = plan::parse(&text, "granskning.toml", &template::builtin)?;
        let sources = Sources {
            folder,
            legacy: &Direct,
            progress: &|_, _| {},
        };
        let frame = frame::build(&plan, &template, sources)?;
        let meant = self.example.groups.iter().filter(|g| !g.letter.is_empty());
        let meant: Vec<(&str, u64)> = meant.map(|g| (g.letter, g.count as u64)).collect();
        let strata = frame.strata.iter();
        let strata: Vec<(&str, u64)> = strata.map(|s| (s.letter.as_str(), s.population)).collect();
        ensure!(strata == meant, "the frame is {strata:?}");
        let selection = sample::draw(&plan.sample, &frame)?;
        let ids = selection.drawn.iter().map(|drawn| {
            let key = frame.units.get(drawn.unit).key.expose().to_owned();
            (key, (drawn.id.clone(), drawn.reserve))
        });
        Ok(Drawn { ids: ids.collect() })
    }

    /// Writes the registers: what the table says about those who have a line in it.
    pub(crate) fn write(&self, folder: &Path, drawn: &Drawn, table: &Table) -> Result<()> {
        let mut settled = Settled {
            cohort: self,
            cells: BTreeMap::new(),
            rows: BTreeMap::new(),
            row: (None, String::new()),
        };
        for (person, (group, day)) in &self.members {
            let line = drawn.ids.get(person).and_then(|(id, _)| table.row(id));
            settled.person(person, *group, *day, line)?;
        }
        let names = synth::files(&self.recipe, Format::AsRecipe);
        let mut bytes = vec![Vec::new(); names.len()];
        let outs = bytes
            .iter_mut()
            .map(|bytes| Box::new(bytes) as Box<dyn Write + '_>)
            .collect();
        let (recipe, seed) = (&self.recipe, self.example.name);
        let mut exports = Exports::begin(recipe, &self.template, Format::AsRecipe, seed, outs)?;
        synth::make(
            recipe,
            &self.people,
            seed,
            &mut settled,
            &mut |register, made| exports.row(register, made),
        )?;
        exports.end()?;
        fs::create_dir_all(folder.join("register"))?;
        for (name, bytes) in names.iter().zip(bytes) {
            if !name.starts_with(LEFT_OUT) {
                fs::write(folder.join("register").join(name), bytes)?;
            }
        }
        Ok(())
    }

    fn spot(&self, name: &str) -> Result<(usize, usize)> {
        let spot = self.recipe.spot(&self.template, name);
        spot.with_context(|| format!("the recipe makes no {name}"))
    }
}

/// People of the right age, spread over the file.
fn members(
    example: &Example,
    people: &[Person],
    week: [Date; 2],
) -> BTreeMap<String, (Group, Date)> {
    let mut members = BTreeMap::new();
    let wanted: usize = example.groups.iter().map(|group| group.count).sum();
    let step = people.len() / (2 * wanted);
    let mut free: Vec<&Person> = people
        .iter()
        .step_by(step.max(1))
        .chain(people.iter().skip(1).step_by(step.max(1)))
        .filter(|person| person.rows == 1)
        .collect();
    for group in example.groups {
        for place in 0..group.count {
            let young = group.reporting == crate::YOUNG;
            let fits = |person: &&Person| {
                let birthdays = week[0].year() - person.born.year();
                // Whole calendar years keep clear of birthdays in the week itself.
                if young {
                    birthdays <= 24
                } else {
                    birthdays > 25
                }
            };
            let at = free
                .iter()
                .position(fits)
                .expect("enough people of every age");
            let person = free.remove(at);
            let day = plus_days(week[0], i64::try_from(place % 5).expect("a weekday"));
            members.insert(person.identity.clone(), (*group, day));
        }
    }
    members
}

/// What is settled about the people of the example.
struct Settled<'a> {
    cohort: &'a Cohort<'a>,
    /// Person, register, row and column → what stands there.
    cells: BTreeMap<(String, usize, usize, usize), Made>,
    /// Person and register → how many rows.
    rows: BTreeMap<(String, usize), usize>,
    /// Enrolment and office of the row at hand, for those who must not be in scope.
    row: (Option<Date>, String),
}

impl Settled<'_> {
    fn set(&mut self, person: &str, nth: usize, field: &str, made: Made) -> Result<()> {
        let (register, column) = self.cohort.spot(field)?;
        let cell = (person.to_owned(), register, nth, column);
        self.cells.insert(cell, made);
        Ok(())
    }

    fn count(&mut self, person: &str, of: &str, rows: usize) -> Result<()> {
        let (register, _) = self.cohort.spot(of)?;
        self.rows.insert((person.to_owned(), register), rows);
        Ok(())
    }

    fn person(&mut self, who: &str, group: Group, day: Date, line: Option<&Row>) -> Result<()> {
        let text = |text: &str| Made::Text(text.to_owned());
        let board = group.board;
        self.set(who, 0, "flai.redovisningsgrupp", text(group.reporting))?;
        self.set(who, 0, "flai.jobbtorg", text(group.office))?;
        self.set(who, 0, "flai.stadsdelsnämnd", text(board))?;
        self.set(who, 0, "flai.inskrivningsdatum", Made::Day(day))?;
        let protected = line.and_then(|line| line.get("skydd")).is_some();
        let protected = if protected { "Ja" } else { "Nej" };
        self.set(who, 0, "flai.skyddad_identitet", text(protected))?;
        if group.letter.is_empty() {
            return Ok(());
        }
        // One who needs no support has no case and no file at the district.
        let supported = line.is_none_or(|line| line.get("nybesök").is_some());
        let target = if supported {
            "Försörjningsstöd"
        } else {
            "Uppsök"
        };
        self.set(who, 0, "flai.målgrupp", text(target))?;
        self.count(who, "paraplyet.personnummer", usize::from(supported))?;
        self.count(who, "narapp_bokningar.personnummer", 1)?;
        self.set(who, 0, "narapp_bokningar.utfall", text("Kom"))?;
        match line {
            Some(line) => self.as_the_table_says(who, line),
            None => Ok(()),
        }
    }

    fn as_the_table_says(&mut self, who: &str, line: &Row) -> Result<()> {
        let text = |text: &str| Made::Text(text.to_owned());
        let day = |column: &str| line.day(column).map_or(Made::Blank, Made::Day);
        let contact = line.day("kontakt").map_or(Made::Blank, Made::Day);
        let closed = line.closed().map_or(Made::Blank, Made::Day);
        let back = line.part("avslut", 1) == Some("ATERREMITTERAD");
        let referred = if back { closed.clone() } else { Made::Blank };
        let reason = match line.part("avslut", 1) {
            None => Made::Blank,
            Some("ARBETE") => text("Arbete"),
            Some("STUDIER") => text("Studier"),
            Some("ATERREMITTERAD") => text("Återremitterad"),
            Some(_) => text("Övrig"),
        };
        for (field, made) in [
            ("flai.anmälningsdatum", contact.clone()),
            ("flai.introduktionsmöte", day("intro")),
            ("flai.första_besök", day("intro")),
            ("flai.inskrivningsdatum", day("inskr")),
            ("flai.avslutsdatum", closed.clone()),
            ("flai.avslutsorsak", reason),
            ("flai.återremitterad", text(if back { "Ja" } else { "Nej" })),
            ("flai.återremissdatum", referred),
            ("flai.slutrapport_skickad", closed),
            ("paraplyet.första_kontakt", contact.clone()),
            ("paraplyet.ansökningsdatum", contact.clone()),
            ("paraplyet.nybesök", day("nybesök")),
            ("paraplyet.beslut", text("Bifall")),
            ("paraplyet.beslutsdatum", day("beslut")),
            ("paraplyet.arbetsplan_upprättad", day("arbetsplan")),
            ("paraplyet.jobbplan_inkommen", day("jobbplanS")),
            ("paraplyet.avslutsdatum", Made::Blank),
        ] {
            self.set(who, 0, field, made)?;
        }
        let consent = match line.part("samtS", 0) {
            Some("SKRIFTLIGT") => Some("Skriftligt"),
            Some("MUNTLIGT") => Some("Muntligt"),
            Some("NEKAT") => Some("Nekat"),
            Some("D") => Some("Delvis"),
            Some(_) | None => None,
        };
        let noted = consent.filter(|_| line.part("samtS", 1) != Some("FE"));
        let on = |said: Option<&str>| said.map_or(Made::Blank, |_| contact.clone());
        self.set(
            who,
            0,
            "paraplyet.samtycke",
            consent.map_or(Made::Blank, text),
        )?;
        self.set(who, 0, "paraplyet.samtyckesdatum", on(noted))?;
        self.set(who, 0, "paraplyet.journalfört", on(noted))?;
        self.plans(who, line)
    }

    /// The versions of the plan in FLAI.
    fn plans(&mut self, who: &str, line: &Row) -> Result<()> {
        // What was added after the cut-off date is not in the export.
        let late = |day: &Date| day.year() == 2009;
        let versions = [
            ("Första", line.plan_in_flai()),
            ("Fördjupad", line.day("fördj").filter(late)),
            ("Uppföljning", line.day("uppf")),
            ("Revidering", line.day("rev")),
        ];
        let versions = versions
            .into_iter()
            .filter_map(|(kind, day)| Some((kind, day?)));
        let versions: Vec<(&str, Date)> = versions.collect();
        self.count(who, "flai_planer.aspirant_id", versions.len())?;
        for (nth, (kind, day)) in versions.into_iter().enumerate() {
            let signed = |at: usize| match (kind, line.letter("skrift", at)) {
                ("Första", Some('N' | 'F')) => Made::Blank,
                _ => Made::Day(day),
            };
            let sent = match (kind, line.day("jobbplanS")) {
                ("Första", Some(arrived)) => Made::Day(arrived.max(day)),
                _ => Made::Blank,
            };
            for (field, made) in [
                ("flai_planer.plantyp", Made::Text(kind.to_owned())),
                ("flai_planer.upprättad", Made::Day(day)),
                ("flai_planer.klar", Made::Day(day)),
                ("flai_planer.undertecknad_coach", signed(0)),
                ("flai_planer.undertecknad_aspirant", signed(1)),
                ("flai_planer.huvudmål", main_goal(line)),
                ("flai_planer.delmål", sub_goals(line)),
                ("flai_planer.skickad_till_sdf", sent),
            ] {
                self.set(who, nth, field, made)?;
            }
        }
        Ok(())
    }

    /// Whether someone who is not of the example would be in scope on this board.
    fn intrudes(&self, board: &str) -> bool {
        let (enrolled, office) = &self.row;
        let [monday, friday] = self.cohort.week;
        let groups = self.cohort.example.groups.iter();
        let offices: BTreeSet<&str> = groups.clone().map(|group| group.office).collect();
        let boards: BTreeSet<&str> = groups.map(|group| group.board).collect();
        enrolled.is_some_and(|day| monday <= day && day <= friday)
            && offices.contains(office.as_str())
            && boards.contains(board)
    }
}

fn main_goal(line: &Row) -> Made {
    match line.part("mål", 0) {
        Some("S") => Made::Text("Studier".to_owned()),
        Some(_) => Made::Text("Arbete".to_owned()),
        None => Made::Blank,
    }
}

fn sub_goals(line: &Row) -> Made {
    let Some(letters) = line.part("mål", 1) else {
        return Made::Blank;
    };
    let words = letters.chars().map(|letter| match letter {
        'M' => "Matchning mot arbete",
        'F' => "Jobbförberedelse innan matchning",
        _ => "Tillräckliga kunskaper i svenska",
    });
    Made::Text(words.collect::<Vec<&str>>().join("/"))
}

impl Say for Settled<'_> {
    fn rows(&mut self, person: &Person, register: usize, made: usize) -> usize {
        let key = (person.identity.clone(), register);
        self.rows.get(&key).copied().unwrap_or(made)
    }

    fn value(&mut self, at: At<'_>, made: Made) -> Made {
        let key = (at.person.identity.clone(), at.register, at.nth, at.column);
        if let Some(settled) = self.cells.get(&key) {
            return settled.clone();
        }
        let is = |name: &str| {
            self.cohort
                .spot(name)
                .is_ok_and(|s| s == (at.register, at.column))
        };
        if is("flai.inskrivningsdatum") {
            self.row.0 = made.day();
        }
        let Made::Text(text) = &made else {
            return made;
        };
        if is("flai.jobbtorg") {
            self.row.1.clone_from(text);
        } else if is("flai.stadsdelsnämnd") && self.intrudes(text) {
            // Every office serves other boards too.
            let other = match self.row.1.as_str() {
                "JS Farsta" => "Farsta",
                "JS Rosenlundsgatan" => "Norrmalm",
                _ => "Spånga-Tensta",
            };
            return Made::Text(other.to_owned());
        }
        made
    }
}
