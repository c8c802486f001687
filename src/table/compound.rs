//! Office's old container, as far as a stream in it is found by name: a file system of sectors
//! whose chains stand in a table ([MS-CFB]). Every chain is followed at most as far as the file
//! has sectors, so that one that bites its tail ends.

/// No sector follows.
const LAST: u32 = 0xffff_fffa;
const ENTRY: usize = 128;
const HEADER_TABLE: usize = 109;

/// The bytes of the first stream that has one of these names; `None` where the container cannot
/// be understood, which its reader will say.
pub(super) fn stream(file: &[u8], names: &[&str]) -> Option<Vec<u8>> {
    let container = Container::new(file)?;
    let directory = container.chain(u32_at(file, 48)?)?;
    let entries = || directory.chunks_exact(ENTRY);
    let entry = entries().find(|entry| names.iter().any(|name| is_named(entry, name)))?;
    let size = usize::try_from(u32_at(entry, 120)?).ok()?;
    let start = u32_at(entry, 116)?;
    let mut bytes = if size < usize::try_from(u32_at(file, 56)?).ok()? {
        let root = entries().next()?;
        let small = container.chain(u32_at(root, 116)?)?;
        let table = numbers(&container.chain(u32_at(file, 60)?)?);
        gathered(&small, &table, start, 64, 0)?
    } else {
        container.chain(start)?
    };
    bytes.truncate(size);
    Some(bytes)
}

/// Whether a chain that a reader of the container, or of a stream of one of these names, follows
/// for longer than the file is never ends. It would fill the memory.
pub(super) fn never_ends(file: &[u8], names: &[&str]) -> bool {
    let Some(container) = Container::new(file) else {
        return false;
    };
    let header = |at| u32_at(file, at).unwrap_or(u32::MAX);
    let is_long = |size: u64| size > file.len() as u64;
    let loops = |start| has_no_end(&container.table, start);
    // The directory has no length; the table of small sectors has its own.
    let small = u64::from(header(64)) * container.sector as u64;
    if loops(header(48)) || (is_long(small) && loops(header(60))) {
        return true;
    }
    let Some(directory) = container.chain(header(48)) else {
        return false;
    };
    let small = container.chain(header(60)).map(|bytes| numbers(&bytes));
    directory
        .chunks_exact(ENTRY)
        .enumerate()
        .filter(|(at, entry)| *at == 0 || names.iter().any(|name| is_named(entry, name)))
        .any(|(at, entry)| {
            let (start, size) = (u32_at(entry, 116), u32_at(entry, 120));
            let (start, size) = (start.unwrap_or(u32::MAX), size.unwrap_or(0));
            let no_end = match &small {
                Some(table) if at > 0 && size < header(56) => has_no_end(table, start),
                Some(_) | None => loops(start),
            };
            no_end && is_long(size.into())
        })
}

/// Whether a chain goes on after as many steps as there are sectors.
fn has_no_end(table: &[u32], start: u32) -> bool {
    let mut next = start;
    for _ in 0..=table.len() {
        let after = usize::try_from(next).ok().and_then(|at| table.get(at));
        match after {
            Some(after) => next = *after,
            None => return false,
        }
    }
    true
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let mut wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    wanted.extend([0, 0]);
    entry.starts_with(&wanted)
}

struct Container<'f> {
    file: &'f [u8],
    sector: usize,
    /// Which sector follows which.
    table: Vec<u32>,
}

impl<'f> Container<'f> {
    fn new(file: &'f [u8]) -> Option<Self> {
        let shift = u16::from_le_bytes(*file.get(30..)?.first_chunk()?);
        let sector = 1_usize
            .checked_shl(u32::from(shift))
            .filter(|size| (64..=65_536).contains(size))?;
        let mut container = Self {
            file,
            sector,
            table: Vec::new(),
        };
        // The sectors that hold the table: the first in the header, the rest in a chain of lists.
        let mut parts = numbers(file.get(76..76 + 4 * HEADER_TABLE)?);
        let mut next = u32_at(file, 68)?;
        for _ in 0..file.len() / sector {
            if next >= LAST {
                break;
            }
            let mut list = numbers(container.sector(next)?);
            next = list.pop()?;
            parts.extend(list);
        }
        // A table has an entry for every sector; one with more repeats itself, without an end.
        let sectors = file.len() / sector;
        for part in parts.into_iter().filter(|part| *part < LAST) {
            if container.table.len() >= sectors {
                break;
            }
            container.table.extend(numbers(container.sector(part)?));
        }
        container.table.truncate(sectors);
        Some(container)
    }

    fn sector(&self, number: u32) -> Option<&'f [u8]> {
        let start = usize::try_from(number)
            .ok()?
            .checked_add(1)?
            .checked_mul(self.sector)?;
        self.file.get(start..start.checked_add(self.sector)?)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        gathered(self.file, &self.table, start, self.sector, self.sector)
    }
}

/// The sectors of a chain, one after the other; they begin after `skipped` bytes.
fn gathered(
    from: &[u8],
    table: &[u32],
    start: u32,
    sector: usize,
    skipped: usize,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut next = start;
    for _ in 0..=table.len() {
        if next >= LAST {
            return Some(bytes);
        }
        if bytes.len() > from.len() {
            break;
        }
        let at = usize::try_from(next).ok()?;
        let begin = at.checked_mul(sector)?.checked_add(skipped)?;
        // The last sector may be cut short.
        let end = from.len().min(begin.checked_add(sector)?);
        bytes.extend_from_slice(from.get(begin..end)?);
        next = *table.get(at)?;
    }
    None
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let (whole, _) = bytes.as_chunks::<4>();
    whole
        .iter()
        .map(|bytes| u32::from_le_bytes(*bytes))
        .collect()
}

/// A number in a header or an entry.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A container of sectors of 512 bytes: the table in sector 0, the directory from sector 1
    /// with its root and a stream of a size from sector 2, which goes on in sector 3.
    fn container(table: &[u32], size: u32) -> Vec<u8> {
        let mut file = vec![0; 5 * 512];
        let mut put = |at: usize, number: u32| {
            file[at..at + 4].copy_from_slice(&number.to_le_bytes());
        };
        put(28, 9 << 16 | 0xfffe);
        for at in (76..512).step_by(4) {
            put(at, u32::MAX);
        }
        for (at, number) in [(48, 1), (56, 4096), (60, END), (68, END), (76, 0)] {
            put(at, number);
        }
        for (at, next) in table.iter().enumerate() {
            put(512 + 4 * at, *next);
        }
        put(1024 + 116, END);
        put(1024 + ENTRY + 116, 2);
        put(1024 + ENTRY + 120, size);
        for (at, unit) in "Book".encode_utf16().enumerate() {
            let at = 1024 + ENTRY + 2 * at;
            file[at..at + 2].copy_from_slice(&unit.to_le_bytes());
        }
        file
    }

    const END: u32 = 0xffff_fffe;

    #[test]
    fn chains_that_never_end_are_known() {
        let sound = container(&[0xffff_fffd, END, 3, END], 8192);
        assert!(!never_ends(&sound, &["Book"]));
        assert_eq!(
            stream(&sound, &["Book"]).map(|bytes| bytes.len()),
            Some(1024)
        );
        let directory = container(&[0xffff_fffd, 1, 3, END], 8192);
        assert!(never_ends(&directory, &["Book"]));
        let book = container(&[0xffff_fffd, END, 3, 2], 8192);
        assert!(never_ends(&book, &["Book"]));
        assert!(!never_ends(&book, &["Workbook"]));
        // Its reader stops at its size, before the end that is none.
        let short = container(&[0xffff_fffd, END, 3, 2], 600);
        assert!(!never_ends(&short, &["Book"]));
    }

    /// Sectors of 64 kB, all zeros: the list of the table's parts goes on in itself, and all of
    /// its million parts are itself too. Without a bound they would be 64 thousand million bytes.
    #[test]
    fn a_table_of_itself_ends() {
        let mut file = vec![0; 4 * 1024 * 1024];
        file[30] = 16;
        assert_eq!(stream(&file, &["Workbook"]), None);
    }
}
