//! The `stickprov` command: arguments in, library calls, files and exit status out.
//! Everything of the binary is in `cli`; the library knows nothing of it.

mod cli;

fn main() -> std::process::ExitCode {
    cli::start()
}
