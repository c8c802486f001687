//! The registers of the built-in template for jobbtorg audits: their fields, headers and values,
//! that none of them is ambiguous, and how their rows reach a person.

use std::collections::BTreeMap;

use stickprov::register::folded;
use stickprov::template::{self, FieldKind, Link, Template};

fn jobbtorg() -> Template {
    template::builtin("jobbtorg").unwrap_or_else(|error| {
        panic!("{}", error.in_words(stickprov::lang::Lang::En));
    })
}

#[test]
fn a_header_means_one_field() {
    for register in &jobbtorg().registers {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for field in &register.fields {
            let names = [&field.id, &field.title.sv, &field.title.en];
            for name in names.into_iter().chain(&field.aliases) {
                let other = seen.insert(folded(name), &field.id);
                assert!(
                    other.is_none_or(|other| other == field.id),
                    "{}: {name} means {} and {other:?}",
                    register.id,
                    field.id
                );
            }
        }
    }
}

#[test]
fn a_value_means_one_thing() {
    for register in &jobbtorg().registers {
        for field in &register.fields {
            let mut seen: BTreeMap<String, &str> = BTreeMap::new();
            for value in &field.values {
                for word in std::iter::once(&value.value).chain(&value.aliases) {
                    let other = seen.insert(word.to_lowercase(), &value.value);
                    assert!(
                        other.is_none_or(|other| other == value.value),
                        "{}.{}: {word} means {} and {other:?}",
                        register.id,
                        field.id,
                        value.value
                    );
                    assert_eq!(field.canonical(word), value.value);
                }
            }
        }
    }
}

#[test]
fn the_registers_have_the_fields_of_the_domain() {
    let template = jobbtorg();
    let ids: Vec<&str> = template.registers.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "flai",
            "flai_planer",
            "flai_kartlaggning",
            "flai_insatser",
            "paraplyet",
            "paraplyet_journal",
            "narapp_bokningar",
            "narapp_narvaro",
            "arendegenomgangar",
        ]
    );
    // DOMAIN 2.2 by its first labels.
    let expected: [(&str, &str); 9] = [
        (
            "flai",
            "aspirant_id personnummer namn kön födelsedatum jobbtorg enhet stadsdelsnämnd \
             redovisningsgrupp målgrupp anmälningsdatum introduktionsmöte första_besök \
             inskrivningsdatum coach avslutsdatum avslutsorsak återremitterad återremissdatum \
             återremissorsak slutrapport_skickad skyddad_identitet statusmånad",
        ),
        (
            "flai_planer",
            "aspirant_id plannr plantyp upprättad klar undertecknad_coach \
             undertecknad_aspirant huvudmål delmål aktiviteter uppföljning_planerad \
             uppföljning_genomförd reviderad skickad_till_sdf",
        ),
        (
            "flai_kartlaggning",
            "utbildning erfarenhet färdigheter kompletterande_uppgifter kartläggningsdatum",
        ),
        ("flai_insatser", "aspirant_id insats start slut resultat"),
        (
            "paraplyet",
            "personnummer hushållsid medsökande sdn första_kontakt ansökningsdatum nybesök \
             ansökningsmånad beslut beslutsdatum avslagsorsak försörjningshinder \
             arbetsplan_upprättad arbetsplan_giltig_tom jobbplan_inkommen samtycke \
             samtyckesdatum journalfört handläggare avslutsdatum avslutsorsak",
        ),
        (
            "paraplyet_journal",
            "personnummer datum typ journalanteckning",
        ),
        (
            "narapp_bokningar",
            "personnummer sdf bokad_av bokningsdatum bokat_möte utfall",
        ),
        (
            "narapp_narvaro",
            "personnummer datum aktivitet registrerad_tid status registrerad_av terminal",
        ),
        // DOMAIN 5, UPF-03: by officer and year.
        (
            "arendegenomgangar",
            "signatur stadsdelsnämnd år genomgångar",
        ),
    ];
    for (register, (id, fields)) in template.registers.iter().zip(expected) {
        assert_eq!(register.id, id);
        for field in fields.split_whitespace() {
            assert!(register.field_by_id(field).is_some(), "{id}.{field}");
        }
    }
}

#[test]
fn every_register_can_reach_its_person_and_shows_no_more_than_it_must() {
    let template = jobbtorg();
    for register in template.registers.iter().filter(|one| one.persons) {
        assert!(
            register.field_by_id("personnummer").is_some(),
            "{}",
            register.id
        );
        match register.link {
            Link::Identity(field) => {
                assert_eq!(register.fields[field].kind, FieldKind::Personnummer);
                assert!(register.fields[field].required);
            }
            Link::Via { field, other } => {
                assert_eq!(register.fields[field].id, template.field(other).id);
            }
        }
        for field in &register.fields {
            // Free text can hold anything; the clock and the plan's own codes cannot.
            if field.kind == FieldKind::Text && field.id != "registrerad_tid" {
                assert!(field.personal, "{}.{}", register.id, field.id);
            }
        }
    }
    let protects = |id: &str| {
        let register = template.register(template.register_by_id(id).unwrap());
        register.fields.iter().any(|field| field.protects)
    };
    assert!(protects("flai") && protects("paraplyet"));
}

#[test]
fn offices_and_boards_are_known_under_the_names_people_use() {
    let template = jobbtorg();
    let flai = template.register(template.register_by_id("flai").unwrap());
    let canonical = |field: &str, word: &str| {
        let field = &flai.fields[flai.field_by_id(field).unwrap()];
        let value = field.canonical(word);
        assert!(field.knows(&value), "{word}");
        value
    };
    assert_eq!(canonical("jobbtorg", "Rosenlund"), "JS Rosenlundsgatan");
    assert_eq!(canonical("jobbtorg", "js farsta"), "JS Farsta");
    assert_eq!(canonical("jobbtorg", "Vårbergs centrum"), "JS Vårberg");
    assert_eq!(
        canonical("stadsdelsnämnd", "Enskede-Årsta-Vantörs sdf"),
        "Enskede-Årsta-Vantör"
    );
    assert_eq!(
        canonical("stadsdelsnämnd", "Södermalms stadsdelsnämnd"),
        "Södermalm"
    );
    assert_eq!(
        canonical("stadsdelsnämnd", "SDN Rinkeby Kista"),
        "Rinkeby-Kista"
    );
    assert_eq!(
        canonical("redovisningsgrupp", "Ungdom, 16\u{a0}-\u{a0}24 år"),
        "Ungdom, 16 - 24 år"
    );
    // The subtotal of three offices in the statistics is no office.
    let field = &flai.fields[flai.field_by_id("jobbtorg").unwrap()];
    assert!(!field.knows(&field.canonical("JS Kista")));
    // Bilaga 4's seven offices, and Skärholmen, as Vårberg's was called by 2011; 14 boards and
    // the unit for the homeless (DOMAIN 1.7, 1.10).
    assert_eq!(field.values.len(), 8);
    assert_eq!(
        flai.fields[flai.field_by_id("stadsdelsnämnd").unwrap()]
            .values
            .len(),
        15
    );
    let paraplyet = template.register(template.register_by_id("paraplyet").unwrap());
    let sdn = &paraplyet.fields[paraplyet.field_by_id("sdn").unwrap()];
    assert_eq!(sdn.canonical("EÅV"), "Enskede-Årsta-Vantör");
}
