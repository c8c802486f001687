//! A stretch of a part's bytes, moved along as they are taken.

use std::io::Read;

/// How much is read at a time, and the longest element that is taken.
const BLOCK: usize = 256 * 1024;
const LONGEST: usize = 16 * BLOCK;

/// Why a stretch could not be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Halt {
    /// It goes on beyond the bytes that were seen.
    Short,
    /// It is not of the plain form.
    Strange,
}

/// Not of the plain form: somebody else has to read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Strange;

/// The window.
pub(crate) struct Window<R> {
    part: R,
    bytes: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: Read> Window<R> {
    pub(crate) fn new(part: R) -> Self {
        Self {
            part,
            bytes: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    /// Takes what `take` finds at the window's beginning; where it comes to the end of what was
    /// read it is asked again with more. `Strange` also where there is no more, where reading
    /// fails, and where one stretch is longer than any should be.
    pub(crate) fn take<T>(
        &mut self,
        mut take: impl FnMut(&mut Cursor<'_>) -> Result<T, Halt>,
    ) -> Result<T, Strange> {
        loop {
            let mut cursor = Cursor::new(&self.bytes[self.at..]);
            match take(&mut cursor) {
                Ok(taken) => {
                    self.at += cursor.at;
                    return Ok(taken);
                }
                Err(Halt::Strange) => return Err(Strange),
                Err(Halt::Short) => self.read_on()?,
            }
        }
    }

    fn read_on(&mut self) -> Result<(), Strange> {
        if self.ended || self.bytes.len() - self.at > LONGEST {
            return Err(Strange);
        }
        self.bytes.drain(..self.at);
        self.at = 0;
        let before = self.bytes.len();
        let block = u64::try_from(BLOCK).unwrap_or(u64::MAX);
        let more = (&mut self.part).take(block).read_to_end(&mut self.bytes);
        self.ended = more.map_err(|_| Strange)? < BLOCK;
        if self.bytes.len() == before {
            return Err(Strange);
        }
        Ok(())
    }
}

/// The name of an attribute and its value as it is written.
type Attribute<'b> = (&'b [u8], &'b [u8]);

/// Where one is in the bytes that were read.
pub(crate) struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Cursor<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn rest(&self) -> &'b [u8] {
        &self.bytes[self.at..]
    }

    /// The next byte, which stays.
    pub(crate) fn peek(&self) -> Result<u8, Halt> {
        self.rest().first().copied().ok_or(Halt::Short)
    }

    /// The next byte.
    pub(crate) fn byte(&mut self) -> Result<u8, Halt> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    /// Goes past some bytes, if they are the next.
    pub(crate) fn pass(&mut self, bytes: &[u8]) -> Result<bool, Halt> {
        let rest = self.rest();
        if rest.starts_with(bytes) {
            self.at += bytes.len();
            return Ok(true);
        }
        if rest.len() < bytes.len() && bytes.starts_with(rest) {
            return Err(Halt::Short);
        }
        Ok(false)
    }

    /// Goes past some bytes, which must be the next.
    pub(crate) fn expect(&mut self, bytes: &[u8]) -> Result<(), Halt> {
        if self.pass(bytes)? {
            Ok(())
        } else {
            Err(Halt::Strange)
        }
    }

    /// Goes past blanks between elements.
    pub(crate) fn pass_blanks(&mut self) -> Result<(), Halt> {
        while matches!(self.peek()?, b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        Ok(())
    }

    /// What stands before a byte, past which it goes.
    pub(crate) fn until(&mut self, end: u8) -> Result<&'b [u8], Halt> {
        let rest = self.rest();
        let length = memchr::memchr(end, rest).ok_or(Halt::Short)?;
        self.at += length + 1;
        Ok(&rest[..length])
    }

    /// What stands before some bytes, past which it goes.
    pub(crate) fn until_all(&mut self, end: &[u8]) -> Result<&'b [u8], Halt> {
        let rest = self.rest();
        let length = memchr::memmem::find(rest, end).ok_or(Halt::Short)?;
        self.at += length + end.len();
        Ok(&rest[..length])
    }

    /// An attribute, ` name="value"`; none where the tag ends, of which it goes past nothing.
    pub(crate) fn attribute(&mut self) -> Result<Option<Attribute<'b>>, Halt> {
        if self.peek()? != b' ' {
            return Ok(None);
        }
        self.at += 1;
        let name = self.until(b'=')?;
        if !name.iter().all(|b| b.is_ascii_alphanumeric() || *b == b':') {
            return Err(Halt::Strange);
        }
        self.expect(b"\"")?;
        let value = self.until(b'"')?;
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'<' | b'&');
        if !value.iter().all(is_plain) {
            return Err(Halt::Strange);
        }
        Ok(Some((name, value)))
    }

    /// The end of a start tag: whether it is an element without content.
    pub(crate) fn end_of_tag(&mut self) -> Result<bool, Halt> {
        match self.byte()? {
            b'>' => Ok(false),
            b'/' => self.expect(b">").map(|()| true),
            _ => Err(Halt::Strange),
        }
    }
}

/// What stands before the data of a part, and the name of their element: the head must be in
/// UTF-8, and hold nothing but tags and none of that name.
pub(crate) fn head(cursor: &mut Cursor<'_>, name: &[u8]) -> Result<(), Halt> {
    let head = cursor.until_all(name)?;
    let declared = memchr::memmem::find(head, b"encoding=").map(|at| &head[at + 9..]);
    let in_utf8 = declared.is_none_or(|rest| {
        let name = rest.get(1..6);
        name.is_some_and(|name| name.eq_ignore_ascii_case(b"utf-8"))
    });
    let hides = memchr::memmem::find(head, b"<!").is_some();
    if in_utf8 && !hides && head.ends_with(b"<") {
        Ok(())
    } else {
        Err(Halt::Strange)
    }
}

/// A text as calamine understands it, where nothing in it needs more than the five names of
/// XML. `None`: line ends to be made alike, numbered letters, `_x000D_` and the like.
pub(crate) fn text(raw: &[u8], keeps_blanks: bool) -> Result<Option<String>, Halt> {
    let raw = std::str::from_utf8(raw).map_err(|_| Halt::Strange)?;
    if raw.contains(['\r', '<']) || raw.contains("_x") {
        return Ok(None);
    }
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let names = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&apos;", '\''),
        ];
        let Some((name, letter)) = names.iter().find(|(name, _)| rest[at..].starts_with(name))
        else {
            return Ok(None);
        };
        out.push(*letter);
        rest = &rest[at + name.len()..];
    }
    out.push_str(rest);
    if keeps_blanks {
        return Ok(Some(out));
    }
    Ok(Some(out.trim_matches([' ', '\t', '\n']).to_owned()))
}
