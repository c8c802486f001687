//! Old workbook formats are read by a child process: this program again, with a hidden
//! subcommand. A file that makes the reader ask for all memory there is, or never end,
//! then costs a sentence and not the command. Windows knows no memory limit here; there
//! the timeout and the child's own end are the guard.

use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use stickprov::problem::{Error, Place, Result};
use stickprov::table::{self, Kind, Legacy};

use super::exit::Exit;
use super::texts;

/// The memory a child may use at most: an ODS of a million rows needs 1.7 GB.
#[cfg(unix)]
const MOST_MEMORY: u64 = 4 << 30;
/// What it may use whatever the file, and for every byte of the file unpacked: a small file
/// that asks for much is a bomb.
#[cfg(unix)]
const MEMORY: u64 = 700 << 20;
#[cfg(unix)]
const MEMORY_PER_BYTE: u64 = 4;
/// How long a child may take.
const TIME: Duration = Duration::from_secs(15 * 60);

/// Read an old workbook format for the program itself
#[derive(clap::Args)]
pub(crate) struct Args {
    path: PathBuf,
    kind: String,
}

/// The child's side.
pub(crate) fn run(args: &Args) -> anyhow::Result<Exit> {
    let kinds = [Kind::Xls, Kind::Xlsb, Kind::Ods];
    let Some(kind) = kinds.into_iter().find(|kind| kind.name() == args.kind) else {
        return Ok(Exit::Failed);
    };
    limit_memory(table::unpacked(&args.path, kind));
    let mut out = io::BufWriter::new(io::stdout().lock());
    table::write_legacy(&args.path, kind, &mut out)?;
    out.flush()?;
    Ok(Exit::Done)
}

#[cfg(unix)]
fn limit_memory(unpacked: u64) {
    use rlimit::Resource;
    let wanted = MEMORY.saturating_add(unpacked.saturating_mul(MEMORY_PER_BYTE));
    let limit = wanted.min(MOST_MEMORY);
    let hard = Resource::AS.get_hard().unwrap_or(rlimit::INFINITY);
    // Without the limit the file is read all the same; the parent's timeout remains.
    let _ = Resource::AS.set(limit.min(hard), hard);
}

#[cfg(not(unix))]
fn limit_memory(_unpacked: u64) {}

/// The parent's side.
pub(crate) struct InChild;

impl Legacy for InChild {
    fn read(&self, path: &Path, kind: Kind) -> Result<Box<dyn Read + '_>> {
        let start = || -> io::Result<Running> {
            let mut child = Command::new(std::env::current_exe()?)
                .arg("read-legacy")
                .arg(path)
                .arg(kind.name())
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()?;
            let out = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(Running::watch(child, out))
        };
        let running = start().map_err(|_| {
            let place = Place::file(path.to_string_lossy());
            Error::at(place, texts::legacy_failed()).hint(texts::legacy_failed_hint())
        })?;
        Ok(Box::new(running))
    }
}

/// A child that is read from, and stopped when it takes too long or is not needed any more.
struct Running {
    out: ChildStdout,
    child: Arc<Mutex<Child>>,
    _done: Sender<()>,
}

impl Running {
    fn watch(child: Child, out: ChildStdout) -> Self {
        let child = Arc::new(Mutex::new(child));
        let (done, waits) = mpsc::channel::<()>();
        let watched = Arc::clone(&child);
        std::thread::spawn(move || {
            if waits.recv_timeout(TIME) == Err(RecvTimeoutError::Timeout) {
                stop(&watched);
            }
        });
        Self {
            out,
            child,
            _done: done,
        }
    }
}

/// A child that has ended already cannot be stopped, and need not be.
fn stop(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = child.kill();
    let _ = child.wait();
}

impl Read for Running {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.out.read(buffer)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        stop(&self.child);
    }
}
