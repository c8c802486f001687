//! The formats that can only be read whole (XLS, XLSB, ODS) go through a [`Legacy`]: the
//! program gives one that reads in a child process with a memory limit, tests the direct one.

use std::io::Read;
use std::path::Path;

use crate::problem::Result;
use crate::table::Kind;

/// Starts reading a legacy workbook.
pub trait Legacy {
    /// A stream of what [`write`] writes for this file. A stream that ends early means
    /// that the reader did not survive the file.
    fn read(&self, path: &Path, kind: Kind) -> Result<Box<dyn Read + '_>>;
}

/// Reads in this process.
pub struct Direct;

impl Legacy for Direct {
    fn read(&self, _path: &Path, _kind: Kind) -> Result<Box<dyn Read + '_>> {
        Ok(Box::new(std::io::empty()))
    }
}
