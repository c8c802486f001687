# The same commands as .ci/run, one at a time.

# everything CI does
ci:
    bash .ci/run

fmt:
    cargo fmt

lint:
    cargo clippy --all-targets -- -D warnings

test:
    cargo test

doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# the main job on the 49-file example
example:
    cargo run --quiet -- -C examples/jobbtorg-2009 gaps

# ratios to a bare parse of the same file
bench:
    cargo bench
