//! Which letters a text file's bytes stand for, judged by evidence from the file itself.
//! Registers are written in UTF-8 or one of the older one-byte alphabets; a file that was
//! put together from two exports holds both, so every field is decoded on its own and what
//! does not fit the file's own encoding is reported, never turned into question marks.

use crate::lang::Text;
use crate::problem::{Error, Place, Result};
use crate::table::texts;

/// How a file's bytes become text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, also plain ASCII.
    Utf8,
    /// One byte a letter.
    Single(Box<Single>),
    /// UTF-8 that was taken for a one-byte alphabet and encoded once more: `Ã¶` for `ö`.
    Twice,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// A one-byte alphabet over ASCII.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Single {
    name: String,
    high: [char; 128],
}

impl Single {
    /// Appends the text of some bytes.
    pub(super) fn decode_to(&self, bytes: &[u8], out: &mut String) {
        out.extend(bytes.iter().map(|byte| self.letter(*byte)));
    }

    /// The letter of a byte.
    pub(super) fn letter(&self, byte: u8) -> char {
        match byte.checked_sub(0x80) {
            Some(at) => self.high[usize::from(at)],
            None => char::from(byte),
        }
    }

    /// The byte of a letter, if the alphabet has it.
    pub(super) fn encode(&self, letter: char) -> Option<u8> {
        if letter.is_ascii() {
            return u8::try_from(letter).ok();
        }
        let at = self.high.iter().position(|known| *known == letter)?;
        u8::try_from(at + 0x80).ok()
    }

    fn of(encoding: &'static encoding_rs::Encoding, name: &str) -> Self {
        let mut high = ['\u{fffd}'; 128];
        for (byte, letter) in (0x80..=0xff_u8).zip(&mut high) {
            let bytes = [byte];
            let (text, _) = encoding.decode_without_bom_handling(&bytes);
            *letter = text.chars().next().unwrap_or('\u{fffd}');
        }
        Self {
            name: name.to_owned(),
            high,
        }
    }

    /// ISO-8859-1 to the letter; the web's label of that name means Windows-1252.
    fn latin1() -> Self {
        let mut high = ['\0'; 128];
        for (byte, letter) in (0x80..=0xff_u8).zip(&mut high) {
            *letter = char::from(byte);
        }
        Self {
            name: "iso-8859-1".to_owned(),
            high,
        }
    }

    /// DOS Western Europe, which no crate of ours knows (the table is IBM's code page 850).
    fn cp850() -> Self {
        const HIGH: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»\
            ░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\
            \u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";
        let mut high = ['\u{fffd}'; 128];
        for (letter, known) in high.iter_mut().zip(HIGH.chars()) {
            *letter = known;
        }
        Self {
            name: "cp850".to_owned(),
            high,
        }
    }

    pub(super) fn windows1252() -> Self {
        Self::of(encoding_rs::WINDOWS_1252, "windows-1252")
    }

    fn macintosh() -> Self {
        Self::of(encoding_rs::MACINTOSH, "macintosh")
    }
}

impl Encoding {
    /// The usual name.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Twice => "utf-8x2",
            Self::Single(single) => &single.name,
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// An encoding the user named.
    pub(super) fn named(name: &str, place: &Place) -> Result<Self> {
        let label = name.trim().to_ascii_lowercase().replace('_', "-");
        Ok(match label.as_str() {
            "iso-8859-1" | "iso8859-1" | "latin1" | "latin-1" => {
                Self::Single(Box::new(Single::latin1()))
            }
            "cp850" | "ibm850" | "850" | "dos" => Self::Single(Box::new(Single::cp850())),
            "mac" | "macroman" | "macintosh" => Self::Single(Box::new(Single::macintosh())),
            "cp1252" | "ansi" => Self::Single(Box::new(Single::windows1252())),
            "utf8" | "utf-8-sig" | "ascii" => Self::Utf8,
            "utf-8x2" => Self::Twice,
            "utf-16" | "utf16" => Self::Utf16Le,
            other => {
                let known = encoding_rs::Encoding::for_label(other.as_bytes());
                match known {
                    Some(e) if e == encoding_rs::UTF_8 => Self::Utf8,
                    Some(e) if e == encoding_rs::UTF_16LE => Self::Utf16Le,
                    Some(e) if e == encoding_rs::UTF_16BE => Self::Utf16Be,
                    Some(e) if e.is_single_byte() => {
                        Self::Single(Box::new(Single::of(e, &e.name().to_ascii_lowercase())))
                    }
                    Some(_) | None => {
                        return Err(Error::at(
                            place.clone(),
                            texts::unknown_encoding(&printable(name)),
                        )
                        .hint(texts::known_encodings()));
                    }
                }
            }
        })
    }

    /// Whether the choice between the one-byte alphabets was a guess worth saying.
    pub(super) fn doubt(&self) -> Option<Text> {
        match self {
            Self::Single(single) if single.name != "windows-1252" => {
                Some(texts::encoding_guessed(&single.name))
            }
            Self::Twice => Some(texts::encoded_twice()),
            Self::Single(_) | Self::Utf8 | Self::Utf16Le | Self::Utf16Be => None,
        }
    }
}

/// A name from the command line or the plan, safe for a terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// UTF-16 by its byte order mark or, without one, by where the zero bytes stand.
pub(super) fn utf16(start: &[u8]) -> Option<Encoding> {
    match start {
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let pairs = start.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| {
        start
            .chunks_exact(2)
            .filter(|pair| pair[offset] == 0)
            .count()
    };
    // Western text has nearly every other byte zero; a few letters (– ” €) have none.
    let (high_first, low_first) = (zeros(0), zeros(1));
    if low_first * 2 > pairs && high_first * 20 < pairs {
        Some(Encoding::Utf16Le)
    } else if high_first * 2 > pairs && low_first * 20 < pairs {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// The letters beyond ASCII that a Swedish register holds most, by alphabet.
const WINDOWS: &[u8] = &[0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9, 0xc9];
const DOS: &[u8] = &[0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82, 0x90];
const MAC: &[u8] = &[0x8c, 0x8a, 0x9a, 0x81, 0x80, 0x85, 0x8e, 0x83];

/// The second byte of åäöÅÄÖé in UTF-8.
const SWEDISH: &[u8] = &[0xa5, 0xa4, 0xb6, 0x85, 0x84, 0x96, 0xa9];

/// What follows 0xc3 where such a letter was encoded twice, by way of ISO-8859-1 or, where
/// that differs, Windows-1252.
const TWICE: &[&[u8]] = &[
    b"\x83\xc2\xa5",
    b"\x83\xc2\xa4",
    b"\x83\xc2\xb6",
    b"\x83\xc2\x85",
    b"\x83\xc2\x84",
    b"\x83\xc2\x96",
    b"\x83\xc2\xa9",
    b"\x83\xe2\x80\xa6",
    b"\x83\xe2\x80\x9e",
    b"\x83\xe2\x80\x93",
];

/// A text that was encoded twice as it was before the second time; `None` where it is not.
pub(super) fn once(text: &str, alphabet: &Single) -> Option<String> {
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|letter| {
            let known = alphabet.encode(letter);
            known.or_else(|| u8::try_from(u32::from(letter)).ok())
        })
        .collect();
    String::from_utf8(bytes?).ok()
}

/// How much evidence is enough to stop looking.
const ENOUGH: u64 = 200;

/// What has been seen of the bytes beyond ASCII.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    utf8: u64,
    other: u64,
    windows: u64,
    dos: u64,
    mac: u64,
    /// Swedish letters, and letters that were encoded twice.
    once: u64,
    twice: u64,
    carry: Vec<u8>,
}

impl Evidence {
    /// Looks at the next bytes of the file.
    pub(super) fn see(&mut self, bytes: &[u8]) {
        if self.carry.is_empty() && bytes.is_ascii() {
            return;
        }
        let joined: Vec<u8>;
        let mut rest = if self.carry.is_empty() {
            bytes
        } else {
            let mut start = std::mem::take(&mut self.carry);
            start.extend_from_slice(bytes);
            joined = start;
            &joined
        };
        let whole = rest;
        let mut at = 0;
        while !rest.is_empty() {
            let (good, bad) = match std::str::from_utf8(rest) {
                Ok(_) => (rest.len(), 0),
                Err(error) => (error.valid_up_to(), error.error_len().unwrap_or(0)),
            };
            if good + bad == 0 || (bad == 0 && good < rest.len()) {
                // The sequence may go on in the next bytes.
                self.carry = rest[good..].to_vec();
                self.count_utf8(&rest[..good]);
                return;
            }
            self.count_utf8(&rest[..good]);
            for i in at + good..at + good + bad {
                self.count_other(whole, i);
            }
            at += good + bad;
            rest = &whole[at..];
        }
    }

    /// Whether more bytes could hardly change the verdict.
    pub(super) fn is_enough(&self) -> bool {
        self.utf8 + self.other >= ENOUGH
    }

    /// The verdict.
    pub(super) fn verdict(mut self) -> Encoding {
        let carry = std::mem::take(&mut self.carry);
        for i in 0..carry.len() {
            self.count_other(&carry, i);
        }
        if self.other == 0 || self.utf8 > self.other {
            return if self.twice > self.once {
                Encoding::Twice
            } else {
                Encoding::Utf8
            };
        }
        // Windows-1252 unless an older alphabet has letters inside words and it has none.
        Encoding::Single(Box::new(
            if self.dos > self.windows && self.dos > self.mac {
                Single::cp850()
            } else if self.mac > self.windows && self.mac > self.dos {
                Single::macintosh()
            } else {
                Single::windows1252()
            },
        ))
    }

    fn count_utf8(&mut self, bytes: &[u8]) {
        let starts = bytes.iter().filter(|b| **b >= 0xc0).count();
        self.utf8 += u64::try_from(starts).unwrap_or(u64::MAX);
        for at in memchr::memchr_iter(0xc3, bytes) {
            let rest = &bytes[at + 1..];
            self.once += u64::from(rest.first().is_some_and(|byte| SWEDISH.contains(byte)));
            self.twice += u64::from(TWICE.iter().any(|twice| rest.starts_with(twice)));
        }
    }

    /// A byte that is no UTF-8 counts for an alphabet where it makes a letter between two
    /// letters: quotation marks and dashes stand at the edges of words.
    fn count_other(&mut self, bytes: &[u8], at: usize) {
        let byte = bytes[at];
        if byte < 0x80 {
            return;
        }
        self.other += 1;
        let inside = at > 0
            && bytes[at - 1].is_ascii_alphabetic()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
        if inside {
            self.windows += u64::from(WINDOWS.contains(&byte));
            self.dos += u64::from(DOS.contains(&byte));
            self.mac += u64::from(MAC.contains(&byte));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(bytes: &[u8]) -> String {
        let mut evidence = Evidence::default();
        for chunk in bytes.chunks(3) {
            evidence.see(chunk);
        }
        evidence.verdict().name().to_owned()
    }

    #[test]
    fn the_bytes_tell_the_alphabet() {
        // Södermalm; Återbesök, written byte by byte from the alphabets' own tables.
        assert_eq!(verdict("Södermalm;Återbesök".as_bytes()), "utf-8");
        assert_eq!(verdict(b"S\xf6dermalm;\xc5terbes\xf6k"), "windows-1252");
        assert_eq!(verdict(b"S\x94dermalm;\x8fterbes\x94k"), "cp850");
        assert_eq!(verdict(b"S\x9adermalm;\x81terbes\x9ak"), "macintosh");
        assert_eq!(verdict(b"Farsta"), "utf-8");
        // Quotation marks and a dash are no letters.
        assert_eq!(verdict(b"\x94ord\x94 \x96 ord"), "windows-1252");
    }

    #[test]
    fn letters_that_were_encoded_twice_are_seen() {
        let verdict = |text: &str| {
            let mut evidence = Evidence::default();
            evidence.see(text.as_bytes());
            evidence.verdict().name().to_owned()
        };
        assert_eq!(verdict("SÃ¶dermalm;Ã…terbesÃ¶k"), "utf-8x2");
        assert_eq!(verdict("Södermalm;Åter;SÃ¶der"), "utf-8");
    }

    #[test]
    fn what_was_encoded_twice_is_read_as_it_was() {
        let alphabet = Single::windows1252();
        let read = |text: &str| once(text, &alphabet);
        assert_eq!(read("SÃ¶dermalm").as_deref(), Some("Södermalm"));
        assert_eq!(
            read("Ã…rsta \u{c3}\u{84}lvsj\u{c3}\u{b6}").as_deref(),
            Some("Årsta Älvsjö")
        );
        assert_eq!(read("Södermalm"), None, "was encoded once");
        assert_eq!(read("\u{4e2d}"), None);
    }

    #[test]
    fn utf16_is_seen_without_a_mark() {
        let low: Vec<u8> = "Kön;Ålder"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let high: Vec<u8> = "Kön;Ålder"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(utf16(&low), Some(Encoding::Utf16Le));
        assert_eq!(utf16(&high), Some(Encoding::Utf16Be));
        assert_eq!(utf16(b"Kon;Alder"), None);
    }

    #[test]
    fn cp850_is_whole() {
        let single = Single::cp850();
        let mut out = String::new();
        single.decode_to(b"\x84\x86\x94\x8e\x8f\x99\x82\xff\x80", &mut out);
        assert_eq!(out, "äåöÄÅÖé\u{a0}Ç");
        assert!(!single.high.contains(&'\u{fffd}'));
    }
}
