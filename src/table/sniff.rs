//! What a file really is, by its first bytes and, for a container, by what it holds: an
//! ending says what somebody once called it.

use std::fs::{self, File};
use std::io::{BufReader, Read as _};
use std::path::Path;

use zip::ZipArchive;

use crate::lang::Text;
use crate::problem::{Error, Place, Result};
use crate::table::{Kind, file, texts};

/// How a kind of file begins, and what it is.
type Other = (&'static [u8], fn() -> Text);

/// The files that are no registers, by how they begin.
const OTHERS: [Other; 15] = [
    (b"%PDF", texts::a_pdf),
    (b"{\\rtf", texts::a_word_document),
    (b"\x1f\x8b", texts::an_archive),
    (b"7z\xbc\xaf\x27\x1c", texts::an_archive),
    (b"Rar!", texts::an_archive),
    (b"BZh", texts::an_archive),
    (b"\xfd7zXZ", texts::an_archive),
    (b"\x28\xb5\x2f\xfd", texts::an_archive),
    (b"SQLite format 3", texts::a_database),
    (b"\x00\x01\x00\x00Standard ", texts::a_database),
    (b"PAR1", texts::a_database),
    (b"\x89PNG", texts::a_picture),
    (b"\xff\xd8\xff", texts::a_picture),
    (b"GIF8", texts::a_picture),
    (b"\x09\x04\x06\x00", texts::an_old_sheet),
];

/// What to do with a file that a spreadsheet program can open.
const SAVE: fn() -> Text = texts::save_as_xlsx;

/// The kind of a file, or what it is instead.
pub(super) fn kind(path: &Path, place: &Place) -> Result<Kind> {
    let mut start = vec![0; 16 * 1024];
    let mut from = file::open(path, place)?;
    let length =
        file::fill(&mut from, &mut start).map_err(|error| file::cannot_read(place, &error))?;
    let start = &start[..length];
    let is_workbook = [&b"PK"[..], b"\xd0\xcf\x11\xe0"]
        .iter()
        .any(|begins| start.starts_with(begins));
    if let Some(real) = locked(path).filter(|_| !is_workbook) {
        return Err(Error::at(place.clone(), texts::a_lock_file()).hint(texts::give_instead(&real)));
    }
    if start.is_empty() {
        return Err(Error::at(place.clone(), texts::empty_file()).hint(texts::export_again()));
    }
    let not = |what: Text| Err(Error::at(place.clone(), what).hint(texts::save_as_xlsx()));
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return match container(path, place)? {
            Some(kind) => Ok(kind),
            None if holds(path, place, "word/document.xml")? => not(texts::a_word_document()),
            None => not(texts::an_archive()),
        };
    }
    if start.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return match compound(path, place)? {
            Compound::Workbook => Ok(Kind::Xls),
            Compound::Encrypted => Err(password(place)),
            Compound::Word => not(texts::a_word_document()),
            Compound::Other if is_cut_off(path, start) => Err(damaged(place)),
            Compound::Other => not(texts::no_workbook()),
        };
    }
    if let Some((_, what)) = OTHERS.iter().find(|(begins, _)| start.starts_with(begins)) {
        return not(what());
    }
    match markup(start).or_else(|| exchange(start)) {
        Some((what, hint)) => Err(Error::at(place.clone(), what).hint(hint())),
        None => Ok(Kind::Csv),
    }
}

/// The workbook whose lock file this is by its name: what Excel or `LibreOffice` leaves beside a
/// workbook for as long as it is open.
fn locked(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let excel = name.strip_prefix("~$");
    let office = || name.strip_prefix(".~lock.")?.strip_suffix('#');
    excel.or_else(office).map(str::to_owned)
}

/// A workbook that cannot be read without its password.
pub(super) fn password(place: &Place) -> Error {
    Error::at(place.clone(), texts::has_password()).hint(texts::remove_password())
}

/// A container or workbook whose insides are broken.
pub(super) fn damaged(place: &Place) -> Error {
    Error::at(place.clone(), texts::damaged()).hint(texts::save_again())
}

/// Opens a zip container.
pub(super) fn archive(path: &Path, place: &Place) -> Result<ZipArchive<BufReader<File>>> {
    ZipArchive::new(BufReader::new(file::open(path, place)?)).map_err(|_| damaged(place))
}

fn container(path: &Path, place: &Place) -> Result<Option<Kind>> {
    let mut archive = archive(path, place)?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") {
        return Ok(Some(Kind::Xlsb));
    }
    let is_office = has("[Content_Types].xml");
    let has_sheets = archive
        .file_names_raw()
        .any(|name| name.to_ascii_lowercase().starts_with(b"xl/"));
    if is_office {
        return Ok(has_sheets.then_some(Kind::Xlsx));
    }
    let mut mimetype = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        // A mimetype is a line; a container whose first entry is not, is no spreadsheet.
        if entry.take(256).read_to_string(&mut mimetype).is_err() {
            return Ok(None);
        }
    }
    let is_ods = mimetype
        .trim()
        .starts_with("application/vnd.oasis.opendocument.spreadsheet");
    Ok(is_ods.then_some(Kind::Ods))
}

fn holds(path: &Path, place: &Place, name: &str) -> Result<bool> {
    Ok(archive(path, place)?.index_for_name(name).is_some())
}

/// What Office's old container holds.
enum Compound {
    Workbook,
    Encrypted,
    Word,
    Other,
}

/// Whether the directory of Office's old container, by what stands at its start, lies behind the file's
/// end ([MS-CFB] 2.2: the size of a sector as a power of two at 30, the directory's first sector at 48).
fn is_cut_off(path: &Path, start: &[u8]) -> bool {
    let (Some(shift), Some(sector)) =
        (start.get(30), start.get(48..).and_then(<[u8]>::first_chunk))
    else {
        return true;
    };
    let size = 1_u64 << (shift & 31);
    let end = (u64::from(u32::from_le_bytes(*sector)) + 2) * size;
    fs::metadata(path).is_ok_and(|file| file.len() < end)
}

/// Blocks overlap by more than the longest name that is looked for.
const OVERLAP: usize = 64;

/// By the names in its directory, which stand in UTF-16 somewhere in the file.
fn compound(path: &Path, place: &Place) -> Result<Compound> {
    let utf16 =
        |name: &str| -> Vec<u8> { name.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let names = [
        (utf16("EncryptedPackage\0"), Compound::Encrypted),
        (utf16("WordDocument\0"), Compound::Word),
        (utf16("Workbook\0"), Compound::Workbook),
        (utf16("Book\0"), Compound::Workbook),
    ];
    let mut found = [false; 4];
    let mut block = vec![0; 256 * 1024];
    let mut kept = 0;
    let mut from = file::open(path, place)?;
    loop {
        let length = file::fill(&mut from, &mut block[kept..])
            .map_err(|error| file::cannot_read(place, &error))?;
        let seen = &block[..kept + length];
        for ((name, _), found) in names.iter().zip(&mut found) {
            *found |= memchr::memmem::find(seen, name).is_some();
        }
        if kept + length < block.len() {
            break;
        }
        let tail = block.len() - OVERLAP;
        block.copy_within(tail.., 0);
        kept = OVERLAP;
    }
    Ok(names
        .into_iter()
        .zip(found)
        .find(|(_, found)| *found)
        .map_or(Compound::Other, |((_, kind), _)| kind))
}

/// DIF and SYLK, in which old programs exchange sheets: text, but a cell a line. A register
/// may begin with a column `ID` too, so that the second line must agree.
fn exchange(start: &[u8]) -> Option<(Text, fn() -> Text)> {
    let mut lines = start
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end);
    match (lines.next()?, lines.next()?) {
        (b"TABLE", second) if second.starts_with(b"0,") => Some((texts::a_dif(), SAVE)),
        (first, [b'B' | b'C' | b'F' | b'O' | b'P', b';', ..]) if first.starts_with(b"ID;P") => {
            Some((texts::a_sylk(), SAVE))
        }
        _ => None,
    }
}

/// Whether a text that must begin with a tag does so in UTF-16.
pub(super) fn is_utf16(start: [u8; 4]) -> bool {
    matches!(
        start,
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'<', 0, _, 0] | [0, b'<', 0, _]
    )
}

/// HTML, XML and JSON, which some systems call `.xls` or `.csv`.
fn markup(start: &[u8]) -> Option<(Text, fn() -> Text)> {
    // UTF-16 markup reads as ASCII once its zero bytes and its mark are gone.
    let ascii: Vec<u8> = start
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let ascii = ascii.trim_ascii_start();
    let has = |text: &[u8]| memchr::memmem::find(ascii, text).is_some();
    // A register in XML may have a tag called table too.
    let is_xml = ascii.starts_with(b"<?xml");
    if ascii.starts_with(b"mime-version:") {
        Some((texts::a_web_page(), SAVE))
    } else if ascii.starts_with(b"<") && has(b"urn:schemas-microsoft-com:office:spreadsheet") {
        Some((texts::an_xml_sheet(), SAVE))
    } else if ascii.starts_with(b"<") && has(b"urn:oasis:names:tc:opendocument") {
        Some(if has(b"application/vnd.oasis.opendocument.text") {
            (texts::a_word_document(), texts::save_in_libreoffice)
        } else {
            (texts::a_flat_ods(), texts::save_in_libreoffice)
        })
    } else if ascii.starts_with(b"<")
        && (has(b"<html") || has(b"<!doctype html") || (!is_xml && has(b"<table")))
    {
        Some((texts::a_web_page(), SAVE))
    } else if is_xml || is_element(ascii) {
        Some((texts::xml(), texts::export_as))
    } else if is_json(ascii) {
        Some((texts::json(), texts::export_as))
    } else {
        None
    }
}

/// By its first two signs, which may stand on lines of their own.
fn is_json(ascii: &[u8]) -> bool {
    let mut signs = ascii.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!(
        (signs.next(), signs.next()),
        (Some(b'{'), Some(b'"')) | (Some(b'['), Some(b'{' | b'['))
    )
}

/// XML that does not say so: it begins with a tag, `<rader>`, and has the end of one.
fn is_element(ascii: &[u8]) -> bool {
    let [b'<', b'a'..=b'z' | b'_', rest @ ..] = ascii else {
        return false;
    };
    let name = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b":_-.".contains(byte))
        .count();
    let is_tag = matches!(
        rest.get(name),
        Some(b'>' | b' ' | b'/' | b'\r' | b'\n' | b'\t')
    );
    is_tag && memchr::memmem::find(rest, b"</").is_some()
}
