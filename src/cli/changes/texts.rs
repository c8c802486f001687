//! What is said about the answers that are remembered.

stickprov::texts! {
    gone(answers: &str, files: &str, id: &str, code: &str) { "obs: svar som fanns förra gången är borta: {answers} svar för {files} löpnummer, först {code} för {id}", "note: answers that were there last time are gone: {answers}, from file numbers: {files}; the first is {code} for {id}" }
    gone_hint() { "ligger alla ifyllda arbetsböcker kvar i checklistor/? det borttagna står i urval/logg.jsonl", "are all filled-in workbooks still in checklistor/? what was removed stands in urval/logg.jsonl" }
    unreadable() { "raden är ingen av dem som stickprov skrev: id,question,answer", "the line is none of those that stickprov wrote: id,question,answer" }
    unreadable_hint() { "hämta tillbaka filen från säkerhetskopian, eller ta bort den: då jämförs svaren med dem som gäller nu", "restore the file from the backup, or remove it: answers are then compared with those that hold now" }
}
