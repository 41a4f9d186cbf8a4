//! A real, tiny model behind a real llama.cpp server, on loopback.
//!
//! It tests plumbing: streams, schemas, counts of tokens, limits. What it says means nothing, and
//! differs from build to build: no test may look at meaning or at exact words.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};

/// How long the model may take to load on a machine that is busy with other tests.
const LOADING: Duration = Duration::from_secs(120);

/// A running server; it ends with its input, so it cannot outlive the test.
#[derive(Debug)]
pub struct SmallModel {
    port: u16,
    _input: ChildStdin,
    _child: Child,
}

impl SmallModel {
    /// Starts one; `None`, and a line that says so, where its packages are not installed
    /// (`script/bootstrap` does that where they can be had). `PULT_MODEL_PYTHON` names another
    /// Python that has them.
    ///
    /// # Panics
    /// When the packages are there and the server does not start.
    pub async fn start() -> Option<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let python = std::env::var_os("PULT_MODEL_PYTHON").map_or_else(|| here.join("model/.venv/bin/python"), PathBuf::from);
        if !python.exists() {
            crate::skipped::lacking("the small model's packages are not installed: script/bootstrap does it where they can be had");
            return None;
        }
        let mut command = Command::new(python);
        command.arg(here.join("model/serve.py")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let mut child = command.spawn().expect("the server starts");
        let input = child.stdin.take().expect("piped");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let port = async {
            loop {
                let line = lines.next_line().await.expect("readable").expect("the server ended before it listened");
                if let Ok(port) = line.trim().parse::<u16>() {
                    return port;
                }
            }
        };
        let port = tokio::time::timeout(LOADING, port).await.expect("the server listens in time");
        // Whatever else it prints must not fill the pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Some(Self { port, _input: input, _child: child })
    }

    /// Its address in OpenAI's dialect.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }
}
