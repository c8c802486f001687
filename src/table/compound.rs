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

    /// Sectors of 64 kB, all zeros: the list of the table's parts goes on in itself, and all of
    /// its million parts are itself too. Without a bound they would be 64 thousand million bytes.
    #[test]
    fn a_table_of_itself_ends() {
        let mut file = vec![0; 4 * 1024 * 1024];
        file[30] = 16;
        assert_eq!(stream(&file, &["Workbook"]), None);
    }
}
