//! The program is killed at any moment of its work, at a call or between two. How often is said
//! by `STICKPROV_KILLS`, 12 without it; a command that was done before it could be killed does not
//! count:
//!
//! ```text
//! STICKPROV_KILLS=200 cargo test --test interrupted kills -- --nocapture
//! ```

use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::program::program;
use super::{Base, SCENES, Tally, aftermath, run};

/// The commands that are killed: each at as many moments.
const KILLED: [&str; 4] = [
    "draw",
    "checklist",
    "report --lang en",
    "replace A-01 --reason wrong_person",
];

/// Moments spread over the command's time, without order, the same in every run: the multiples of the
/// golden ratio's fraction.
fn moment(number: u32) -> f64 {
    (f64::from(number) * 0.618_033_988_749_894_9).fract()
}

#[test]
fn kills_at_any_moment_leave_a_folder_that_is_as_before_or_as_after() {
    let wanted = std::env::var("STICKPROV_KILLS").map_or(12, |text| text.parse().unwrap());
    let commands = u32::try_from(KILLED.len()).unwrap();
    println!("| command | killed at work | was done already | as before | as after | lost |");
    println!("|---|--:|--:|--:|--:|--:|");
    for line in KILLED {
        let scene = SCENES.iter().find(|scene| scene.command == line).unwrap();
        let mut takes = Duration::ZERO;
        let base = Base::make(scene, |folder| {
            let start = Instant::now();
            let ran = run(folder, line);
            takes = start.elapsed();
            assert_eq!(ran.status, 0, "{line}: {}", ran.stderr);
        });
        let mut tally = Tally::default();
        let mut done = 0;
        let wanted = u64::from(wanted / commands);
        for number in 0.. {
            if tally.tried - done == wanted {
                break;
            }
            assert!(
                tally.tried < 4 * wanted,
                "{line} is done before it can be killed"
            );
            let folder = base.copy(&format!("kill-{number}"));
            let mut child = program(&folder)
                .args(line.split_whitespace())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            sleep(takes.mul_f64(0.9 * moment(number)));
            child.kill().unwrap();
            let status = child.wait().unwrap();
            let what = format!("{line}, kill {number}");
            assert!(
                status.signal() == Some(9) || status.code() == Some(0),
                "{what}: {status}"
            );
            let is_after = aftermath(&folder, scene, &base, &what, "");
            if status.signal().is_none() {
                assert!(is_after, "{what}: done, but not all of it is there");
                done += 1;
            }
            tally.count(is_after);
            std::fs::remove_dir_all(&folder).unwrap();
        }
        assert!(
            tally.tried > 0,
            "STICKPROV_KILLS must be at least {commands}"
        );
        println!(
            "| `{line}` | {} | {done} | {} | {} | 0 |",
            tally.tried - done,
            tally.as_before,
            tally.as_after
        );
    }
}
