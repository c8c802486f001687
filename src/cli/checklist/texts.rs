//! What is said about checklists.

stickprov::texts! {
    file() { "Arbetsbok", "Workbook" }
    units() { "Akter", "Files" }
    second() { "", "" }
    blind() { "andra läsning, blind", "second reading, blind" }
    nothing() { "Alla akter står redan i en checklista; inget skrevs.", "All files stand in a checklist already; nothing was written." }
}
