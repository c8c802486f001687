//! Examples at the end of a command's help: a line to type and what it does. A test types
//! each of them.

use stickprov::lang::{Lang, Text};

/// A line to type, and what it does.
type Example = (&'static str, fn() -> Text);

/// The examples of a command by its path; none for those whose usage line says it all.
pub(crate) fn of(path: &str) -> &'static [Example] {
    match path {
        "" => &[
            ("stickprov -C examples/jobbtorg-2009 run", texts::whole_job),
            ("stickprov explain SAM-01", texts::one_criterion),
        ],
        "init" => &[
            (
                "stickprov init granskning-2026 --register flai=flai.xlsx --register paraplyet=paraplyet.csv",
                texts::new_audit,
            ),
            ("stickprov init 2010 --from 2009", texts::next_year),
            ("stickprov init --request", texts::order),
        ],
        "inspect" => &[
            ("stickprov inspect register/flai.xlsx", texts::how_read),
            (
                "stickprov inspect flai.xls --sheet Blad2 --to csv > flai.csv",
                texts::as_csv,
            ),
        ],
        "frame" => &[("stickprov frame --allocation", texts::arithmetic)],
        "draw" => &[
            ("stickprov draw", texts::drawing),
            (
                "stickprov draw --again \"fel avgränsning\"",
                texts::drawing_again,
            ),
        ],
        "extend" => &[("stickprov extend 60", texts::more_files)],
        "replace" => &[(
            "stickprov replace A-07 --reason not_in_scope",
            texts::reserve,
        )],
        "checklist" => &[
            (
                "stickprov checklist --reviewers \"Eva=JS Farsta;Thomas=JS Rosenlundsgatan\"",
                texts::by_reviewer,
            ),
            ("stickprov checklist --double 10", texts::second_reading),
        ],
        "gaps" => &[
            (
                "stickprov gaps --by \"flai.stadsdelsnämnd=Södermalm,Enskede-Årsta-Vantör\"",
                texts::two_boards,
            ),
            ("stickprov gaps --gate --format json", texts::for_a_script),
        ],
        "report" => &[
            ("stickprov report", texts::report),
            ("stickprov report --final", texts::report_final),
            ("stickprov report --publish", texts::report_public),
        ],
        "run" => &[("stickprov -C 2010 --quiet run --gate", texts::scripted)],
        "estimate" => &[(
            "stickprov estimate --deviations 34 --sample 49 --population 90",
            texts::interval,
        )],
        "synth" => &[(
            "stickprov synth --template jobbtorg --rows 500 --seed 1",
            texts::made_up,
        )],
        "explain" => &[
            ("stickprov explain JP-02", texts::one_criterion),
            ("stickprov explain draw", texts::the_draw),
        ],
        "completions" => &[(
            "stickprov completions bash > ~/.local/share/bash-completion/completions/stickprov",
            texts::completed,
        )],
        "man" => &[("stickprov man | man -l -", texts::manual)],
        _ => &[],
    }
}

/// The examples as the end of a help text; `None` where there are none.
pub(crate) fn in_help(path: &str, lang: Lang) -> Option<String> {
    let examples = of(path);
    if examples.is_empty() {
        return None;
    }
    let heading = texts::heading();
    let mut text = format!("{}:\n", heading.get(lang));
    for (line, about) in examples {
        text.push_str(&format!("  {line}\n      {}\n", about().get(lang)));
    }
    Some(text.trim_end().to_owned())
}

mod texts {
    stickprov::texts! {
        heading() { "Exempel", "Examples" }
        whole_job() { "hela jobbet på exemplet: urval, avvikelser, rapport", "the whole job on the example: draw, deviations, report" }
        one_criterion() { "kriteriet som en sida i en handbok", "the criterion as a page of a manual" }
        new_audit() { "en ny mapp med en plan, utifrån två exporter", "a new folder with a plan, from two exports" }
        next_year() { "förra årets plan, utan datum och startvärde; säger vilka kolumner som ändrats", "last year's plan without dates and seed; says which columns changed" }
        order() { "beställningen av registeruttagen", "the order for the exports" }
        how_read() { "hur exporten läses, kolumn för kolumn", "how the export is read, column by column" }
        as_csv() { "tabellen som den läses, som CSV", "the table as it is read, as CSV" }
        arithmetic() { "urvalsramen, och hur stickprovet fördelas på strata", "the frame, and how the sample is allocated to the strata" }
        drawing() { "drar urvalet", "draws the sample" }
        drawing_again() { "drar om; skälet står i loggen", "draws again; the log keeps the reason" }
        more_files() { "fler akter, till sextio, utan att någon faller bort", "more files, to sixty, without losing one" }
        reserve() { "nästa reserv för en akt som inte hör dit", "the next reserve for a file that does not belong" }
        by_reviewer() { "en arbetsbok för varje granskare, efter plats", "a workbook for each reviewer, by place" }
        second_reading() { "tio akter läses av två, utan att se varandras svar", "ten files are read by two who do not see each other's answers" }
        two_boards() { "akterna från två nämnder tagna tillsammans", "the files of two boards taken together" }
        for_a_script() { "för ett skript: status 1 när en andel överstiger planens [gate]", "for a script: status 1 when a rate exceeds the plan's [gate]" }
        report() { "skriver rapport/", "writes rapport/" }
        report_final() { "vägrar så länge något återstår", "refuses while anything is outstanding" }
        report_public() { "skriver rapport-offentlig.*, utan små antal och utan löpnummer", "writes rapport-offentlig.*, without small counts and löpnummer" }
        scripted() { "det som kan göras nu, tyst, i ett skript eller cron", "what can be done now, quietly, in a script or cron" }
        interval() { "intervall för 34 avvikelser av 49, ur 90", "an interval for 34 deviations of 49, from 90" }
        made_up() { "påhittade exporter i register/, att öva på", "made-up exports in register/, to practise on" }
        the_draw() { "hur urvalet dras, så att vem som helst kan räkna efter", "how the draw is made, so that anyone can check it" }
        completed() { "kommandon och val fylls i av skalet", "the shell fills in commands and options" }
        manual() { "läser manualen", "reads the manual" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::translate;

    /// The words of a line, with those in quotation marks together, as far as a shell would
    /// hand them over.
    fn words(line: &str) -> Vec<String> {
        let line = line.split(['>', '|']).next().unwrap_or_default();
        let mut words = Vec::new();
        for (at, part) in line.split('"').enumerate() {
            if at % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }

    #[test]
    fn every_example_can_be_typed() {
        let mut paths: Vec<String> = translate::command(Lang::En)
            .get_subcommands()
            .map(|sub| sub.get_name().to_owned())
            .collect();
        paths.push(String::new());
        let mut typed = 0;
        for path in paths {
            for (line, _) in of(&path) {
                let parsed = translate::command(Lang::En).try_get_matches_from(words(line));
                assert!(parsed.is_ok(), "{line}: {}", parsed.unwrap_err());
                typed += 1;
            }
        }
        assert!(typed > 20);
        let help = in_help("report", Lang::Sv).unwrap();
        assert!(help.starts_with("Exempel:\n  stickprov report\n"));
    }
}
