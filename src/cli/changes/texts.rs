//! What is said about the answers that are remembered.

stickprov::texts! {
    unreadable() { "raden är ingen av dem som stickprov skrev: id,question,answer", "the line is none of those that stickprov wrote: id,question,answer" }
    unreadable_hint() { "hämta tillbaka filen från säkerhetskopian, eller ta bort den: då jämförs svaren med dem som gäller nu", "restore the file from the backup, or remove it: answers are then compared with those that hold now" }
}
