//! `pultctl`: the operations from a terminal or a script. The contract of its lines and exit
//! statuses is in `docs/pultctl.md`; what an operation does is the core's business.

mod args;
mod asked;
mod commands;
mod demo;
mod face;
mod failure;
mod lines;
mod refusals;
mod way;

use clap::Parser as _;
use face::Face;
use failure::Failure;
use pult_domain::ErrorCode;
use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

/// How long work that blocks may go on once the command has ended.
const LAST_WORK: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let face = Face::new(refusals::wanted_format(&words));
    let ended = parse(&words).and_then(|args| run(args, &face));
    face.end(ended)
}

fn parse(words: &[OsString]) -> Result<args::Args, Failure> {
    if words.iter().any(|word| word.to_str().is_none()) {
        return Err(Failure::usage(ErrorCode::InvalidUtf8, "An argument is not UTF-8"));
    }
    args::Args::try_parse_from(words).map_err(|error| refusals::of_clap(&error))
}

fn run(args: args::Args, face: &Face) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::failed(ErrorCode::Internal, format!("No threads: {}", error.kind())))?;
    let ended = runtime.block_on(commands::run(args, face));
    // A keychain that waits for its password holds a thread for ever; the answer must not wait with it.
    runtime.shutdown_timeout(LAST_WORK);
    ended
}
