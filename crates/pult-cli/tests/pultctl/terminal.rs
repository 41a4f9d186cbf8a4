//! A terminal: a data folder, and `pultctl` run on it.

use serde_json::Value;
use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) struct Terminal {
    pub(crate) data: PathBuf,
    _folder: Option<TempDir>,
}

/// What a command left behind.
pub(crate) struct Ran {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self { data: folder.path().to_owned(), _folder: Some(folder) }
    }

    /// A terminal on a place that somebody else keeps.
    pub(crate) fn at(data: PathBuf) -> Self {
        Self { data, _folder: None }
    }

    /// A terminal with a demo shop of so many chats.
    pub(crate) fn with_demo(chats: u32) -> Self {
        let terminal = Self::new();
        let made = terminal.run(["demo", "--chats", &chats.to_string()]);
        assert_eq!(made.status, Some(0), "{}", made.stderr);
        terminal
    }

    pub(crate) fn command<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pultctl"));
        command.arg("--data").arg(&self.data).args(["--format", "json"]).args(words);
        command.env("PULT_SECRETS", "file").env_remove("PULT_LOG").env_remove("PULT_DATA").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Ran {
        self.run_with(words, b"")
    }

    pub(crate) fn run_with<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>, stdin: &[u8]) -> Ran {
        let mut child = self.command(words).spawn().expect("pultctl starts");
        // A command that reads nothing may have ended already.
        let _ = child.stdin.take().expect("piped").write_all(stdin);
        let output = child.wait_with_output().expect("an end");
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Ran { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The lines of a command that must do well.
    pub(crate) fn lines<S: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = S>) -> Vec<Value> {
        let ran = self.run(words);
        assert_eq!(ran.status, Some(0), "{}", ran.stderr);
        ran.lines()
    }

    /// A `pultctl serve` on this folder.
    pub(crate) fn serve(&self) -> Served {
        let mut child = self.command(["serve"]).stdin(Stdio::null()).spawn().expect("pultctl starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let line: Value = serde_json::from_str(&line).expect("JSON");
        Served { child, url: line["url"].as_str().expect("a url").to_owned(), token: line["token"].as_str().expect("a token").to_owned() }
    }
}

impl Ran {
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).expect("every line is JSON")).collect()
    }

    /// The refusal: the one line of stderr, with exactly the fields of the contract.
    pub(crate) fn refusal(&self) -> (String, String) {
        let line: Value = serde_json::from_str(self.stderr.trim_end()).unwrap_or_else(|_| panic!("one line of JSON, not {:?}", self.stderr));
        let error = line["error"].as_object().expect("an error");
        assert_eq!((line.as_object().expect("an object").len(), error.len()), (1, 3), "{line}");
        assert!(error["retryable"].is_boolean());
        (error["code"].as_str().expect("a code").to_owned(), error["message"].as_str().expect("a message").to_owned())
    }
}

pub(crate) struct Served {
    pub(crate) child: Child,
    pub(crate) url: String,
    pub(crate) token: String,
}

impl Served {
    /// Asks it to stop and waits for that.
    pub(crate) fn stop(mut self, signal: &str) -> Option<i32> {
        let sent = Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
        let until = Instant::now() + Duration::from_secs(10);
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it did not stop within ten seconds");
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The names of a JSON object's fields, in order of the alphabet.
pub(crate) fn fields(value: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

/// Whether a path is there.
pub(crate) fn is_there(folder: &Path, name: &str) -> bool {
    folder.join(name).exists()
}
