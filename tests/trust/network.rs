//! The program has no network code: it asks the system for none of the calls that a connection
//! needs.
#![cfg(target_os = "linux")]

use std::process::Command;

#[test]
fn no_call_that_a_connection_needs_is_in_the_program() {
    let listed = Command::new("nm")
        .args(["-D", "--undefined-only", env!("CARGO_BIN_EXE_stickprov")])
        .output()
        .expect("nm comes with the linker that Rust needs");
    assert!(listed.status.success());
    let listed = String::from_utf8(listed.stdout).unwrap();
    let called: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().last()?.split('@').next())
        .collect();
    // The list is one of the program: it writes files.
    assert!(called.contains(&"write"), "{listed}");
    for call in [
        "socket",
        "connect",
        "bind",
        "listen",
        "accept",
        "accept4",
        "sendto",
        "recvfrom",
        "getaddrinfo",
        "gethostbyname",
    ] {
        assert!(!called.contains(&call), "the program calls {call}");
    }
}
