//! What `run` says of its steps.

stickprov::texts! {
    drawn(draw_id: &str) { "urvalet är draget ({draw_id})", "the sample is drawn ({draw_id})" }
    verified(draw_id: &str) { "urvalet är kontrollerat och identiskt ({draw_id})", "the sample is verified and identical ({draw_id})" }
    checklists(count: usize) { "{count} checklistor skrivna i checklistor/", "{count} checklists written in checklistor/"; one count: "{count} checklista skriven i checklistor/", "{count} checklist written in checklistor/" }
    no_answers() { "inga svar ännu: fyll i checklistorna och kör igen", "no answers yet: fill in the checklists and run again" }
    reported() { "rapporten är skriven i rapport/", "the report is written in rapport/" }
}
