//! The built-in template for jobbtorg audits: that it loads, that every question of the
//! domain's checklists is there and no other, and that its criteria are as decided. What holds
//! for every template is in `templates.rs`.

use std::collections::BTreeSet;

use stickprov::template::{self, Condition, Criterion, Record, Template};

/// DOMAIN 4.1 with the parts of DESIGN 7, in the order of the checklist. P31.kod tells the two
/// criteria apart that P31 feeds.
const PERSONAKT: &str = "
    P00.status P00.orsak P00.granskare P00.datum P01a P01b P02 P03 P04 P05 P06 P07 P08.1 P08.2
    P09 P10 P11 P12 P13 P14 P15 P16 P17 P18 P19 P20 P21 P22 P23 P24 P25 P25.datum P26 P26.datum
    P27 P28 P29 P29.datum P30 P30.datum P31 P31.kod P32 P33 P33.datum P33.kod P34 P34.datum P35a P35b
    P36 P37 P38";

/// DOMAIN 4.2 and S13b of 5.0, likewise.
const SOL_AKT: &str = "
    S00.status S00.orsak S00.granskare S00.datum S01a S01b S02 S03 S04 S05 S06 S07.1 S07.2 S08
    S09 S10 S10.datum S11 S12 S13 S13.datum S13b S14 S14.kod S15 S16 S17 S18 S19 S20 S21 S22
    S23 S23.datum S24 S25.antal S25.manader S26a S26b S27 S27.datum S28 S29 S30";

fn jobbtorg() -> Template {
    template::builtin("jobbtorg").unwrap_or_else(|error| {
        panic!("{}", error.in_words(stickprov::lang::Lang::En));
    })
}

#[test]
fn the_template_loads_and_is_listed() {
    assert_eq!(jobbtorg().id, "jobbtorg");
    assert!(template::builtin_names().contains(&"jobbtorg"));
}

#[test]
fn the_checklists_hold_exactly_the_questions_of_the_domain() {
    let template = jobbtorg();
    let ids: Vec<&str> = template.checklists.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids, ["personakt", "sol-akt"]);
    for (checklist, expected) in template.checklists.iter().zip([PERSONAKT, SOL_AKT]) {
        let found: Vec<&str> = checklist.questions.iter().map(|q| q.id.as_str()).collect();
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert_eq!(found, expected, "{}", checklist.id);
    }
}

#[test]
fn every_number_of_the_domain_is_asked() {
    let template = jobbtorg();
    for (checklist, (letter, last)) in template.checklists.iter().zip([('P', 38), ('S', 30)]) {
        let numbers: BTreeSet<u32> = checklist
            .questions
            .iter()
            .map(|question| {
                let digits: String = question.id[1..]
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect();
                assert!(question.id.starts_with(letter), "{}", question.id);
                digits.parse().unwrap()
            })
            .collect();
        assert_eq!(numbers, (0..=last).collect::<BTreeSet<u32>>());
    }
}

/// DOMAIN 5 and SAM-15 of 5.0, without what belongs to other years and boards (UPF-05, UPF-06,
/// GP).
const CRITERIA: &str = "
    SAM-01 SAM-02 SAM-03 SAM-04 SAM-05 SAM-06 SAM-07 SAM-08 SAM-09 SAM-10 SAM-11 SAM-12 SAM-13
    SAM-14 SAM-15 JP-01 JP-02 JP-03 JP-04 JP-05 JP-06 JP-07 JP-08 JP-09 JP-10 JP-11 JP-12 JP-13
    JP-14 JP-15 JP-16 JP-17 KOM-01 KOM-02 KOM-03 KOM-04 KOM-05 KOM-06 KOM-07 KOM-08 KOM-09 AP-01
    AP-02 AP-03 AP-04 AP-05 AP-06 AP-07 AP-08 AP-09 AP-10 AP-11 UPF-01 UPF-02 UPF-03 UPF-04 UPF-07
    UPF-08 UPF-09 VT-01 VT-02 VT-03 VT-04 VT-05 KART-01 KART-02 KART-03 KART-04 KART-05 REG-01 REG-02
    REG-03 REG-04 REG-05 REG-06 REG-07 REG-08 REG-09 REG-10 NAR-01 NAR-02 NAR-03 NAR-04 AVS-01 AVS-02
    AVS-03 AVS-04 AVS-05 AVS-06 ARK-01 ARK-02 ARK-03";

fn criterion<'a>(template: &'a Template, id: &str) -> &'a Criterion {
    let at = template.criterion_by_id(id);
    template.criterion(at.expect("a criterion of the template"))
}

#[test]
fn the_catalogue_is_there() {
    let template = jobbtorg();
    let found: Vec<&str> = template.criteria.iter().map(|c| c.id.as_str()).collect();
    let expected: Vec<&str> = CRITERIA.split_whitespace().collect();
    assert_eq!(found, expected);
}

#[test]
fn what_describes_and_what_is_listed_is_as_decided() {
    let template = jobbtorg();
    // DOMAIN 5.0: the auditors' recommendation and the derived rules.
    for id in ["VT-01", "SAM-05", "SAM-12", "UPF-08", "UPF-09"] {
        assert!(criterion(&template, id).descriptive, "{id}");
    }
    for id in ["SAM-15", "NAR-02"] {
        assert!(criterion(&template, id).list_cases, "{id}");
    }
    // UPF-02 is one board's own rule.
    let upf_02 = criterion(&template, "UPF-02");
    assert!(upf_02.only_by_profile && upf_02.profiles.len() == 1);
    let (field, values) = &upf_02.profiles[0].only_for[0];
    assert_eq!(template.field_name(*field), "flai.stadsdelsnämnd");
    assert_eq!(values, &["Hägersten-Liljeholmen"]);
    let part_of = |id| {
        criterion(&template, id)
            .part_of
            .map(|of| &template.criterion(of).id)
    };
    assert_eq!(part_of("JP-04").map(String::as_str), Some("JP-02"));
}

#[test]
fn partly_counts_as_decided() {
    use stickprov::template::Partial;
    let template = jobbtorg();
    // DOMAIN 5.0: a gap for consent, signature and assessment, and in the auditor's judgement;
    // met with a remark for the content of plans.
    for id in [
        "SAM-08", "SAM-09", "SAM-10", "SAM-11", "JP-05", "KART-01", "JP-13", "AP-07",
    ] {
        assert_eq!(
            criterion(&template, id).parameters.partial,
            Partial::Gap,
            "{id}"
        );
    }
    for id in ["JP-06", "AP-03", "AP-04"] {
        let partial = criterion(&template, id).parameters.partial;
        assert_eq!(partial, Partial::MetWithRemark, "{id}");
    }
}

#[test]
fn consent_is_judged_as_decided() {
    // DOMAIN 5.0: N, FE, only for checks, or documented nowhere; partly and refused are met.
    let template = jobbtorg();
    let sam_01 = criterion(&template, "SAM-01");
    let Condition::Any(parts) = &sam_01.definitions[0].condition else {
        panic!("SAM-01 is met by any of its parts");
    };
    let mut answers: Vec<(&str, &[String])> = Vec::new();
    for part in parts {
        let Condition::Answer { question, is } = part else {
            panic!("not an answer: {part:?}");
        };
        answers.push((&template.question(*question).id, is));
    }
    assert_eq!(answers[0].0, "S05");
    assert_eq!(answers[0].1, ["N", "FE", "KONTROLLER"]);
    assert_eq!(answers[1], ("S06", &["FE".to_owned()][..]));
    // Where nothing is known of a consent, nothing is asked about where it stands.
    let s06 = template.question(template.question_by_id("S06").unwrap());
    let asked = s06.asked_if.as_ref().unwrap();
    assert!(
        !asked
            .is
            .iter()
            .any(|code| ["N", "FE", "ET"].contains(&code.as_str()))
    );
    let sam_15 = criterion(&template, "SAM-15");
    assert!(sam_15.list_cases);
    assert_eq!(sam_15.record, Record::Cross);
    let sam_10 = criterion(&template, "SAM-10");
    let ids: Vec<&str> = sam_10.definitions.iter().map(|d| d.id.as_str()).collect();
    assert_eq!(ids, ["none_shown", "any_missing"]);
    assert_eq!(sam_10.headline(&sam_10.parameters), 0);
}

#[test]
fn the_five_days_are_counted_as_decided() {
    use stickprov::template::{Count, Roll};
    let template = jobbtorg();
    let parameters = &criterion(&template, "JP-02").parameters;
    assert_eq!(parameters.days, Some(5));
    assert_eq!(parameters.count, Count::Calendar);
    assert_eq!(parameters.roll, Roll::NextWorkingDay);
    let named = |evidence| template.evidence(evidence).id.as_str();
    assert_eq!(named(parameters.from.unwrap()), "introduktionsmöte");
    assert_eq!(named(parameters.to.unwrap()), "första_jobbplan_klar");
    assert!(parameters.from_choices.len() >= 2 && parameters.to_choices.len() >= 2);
    for id in ["JP-09", "JP-11"] {
        let parameters = &criterion(&template, id).parameters;
        assert_eq!(named(parameters.from.unwrap()), "inskrivning");
        assert_eq!(parameters.tolerance_days, 14);
    }
}

#[test]
fn the_local_routine_explains_for_its_board_alone() {
    let template = jobbtorg();
    let ap_01 = criterion(&template, "AP-01");
    assert_eq!(ap_01.explained_by.len(), 1);
    let (field, values) = &ap_01.explained_by[0].only_for[0];
    assert_eq!(template.field_name(*field), "flai.stadsdelsnämnd");
    assert_eq!(values, &["Rinkeby-Kista"]);
    let part_of = criterion(&template, "AP-02").part_of.unwrap();
    assert_eq!(template.criterion(part_of).id, "AP-01");
}
