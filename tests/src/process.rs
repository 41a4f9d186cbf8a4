//! The real programs: `pultctl` with a data folder of its own, run, waited for, or killed.

use crate::stage::Market;
use pult_domain::ChannelKind;
use serde_json::Value;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

/// No command of these tests may take longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program of this workspace, beside the test that asks for it; `PULT_PROGRAMS` names another
/// folder, for trying installed ones.
///
/// # Panics
/// When it is not built: Cargo builds the programs of other packages only when told to.
#[must_use]
pub fn program(name: &str, package: &str) -> PathBuf {
    if let Some(folder) = std::env::var_os("PULT_PROGRAMS") {
        return Path::new(&folder).join(name);
    }
    let test = std::env::current_exe().expect("a running program has a path");
    let beside = test.ancestors().skip(1).take(2).map(|folder| folder.join(name)).find(|file| file.is_file());
    beside.unwrap_or_else(|| panic!("{name} is not built beside {}: run `cargo build -p {package}` first, as script/test does", test.display()))
}

/// A terminal in which `pultctl` is typed: one data folder, secrets in a file, JSON out.
#[derive(Debug)]
pub struct Terminal {
    folder: TempDir,
    variables: Vec<(OsString, OsString)>,
    printed: Mutex<String>,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Ran {
    /// How it ended.
    pub status: ExitStatus,
    /// What it printed.
    pub stdout: String,
    /// What it logged, and its refusal.
    pub stderr: String,
}

impl Ran {
    /// The exit code; `None` when it was killed.
    #[must_use]
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// The lines of its JSON.
    #[must_use]
    pub fn lines(&self) -> Vec<Value> {
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("stdout holds a line that is no JSON ({error}): {line}"));
        self.stdout.lines().map(parse).collect()
    }

    /// The lines of a command that must have ended well.
    pub fn well(&self) -> Vec<Value> {
        assert_eq!(self.code(), Some(0), "the command must end well: {self:?}");
        self.lines()
    }

    /// The only line of a command that must have ended well.
    pub fn one(&self) -> Value {
        let mut lines = self.well();
        assert_eq!(lines.len(), 1, "one line is due: {self:?}");
        lines.remove(0)
    }

    /// The refusal of a command that must have failed with this exit code: `{"code","message","retryable"}`.
    #[must_use]
    pub fn refusal(&self, exit: i32) -> Value {
        assert_eq!(self.code(), Some(exit), "the command must be refused with exit status {exit}: {self:?}");
        let errors: Vec<Value> = self.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()?.get("error").cloned()).collect();
        let [error] = errors.as_slice() else { panic!("one line of error JSON is due on stderr: {self:?}") };
        error.clone()
    }
}

impl Default for Terminal {
    fn default() -> Self {
        Self::new()
    }
}

impl Terminal {
    /// A terminal with an empty data folder.
    #[must_use]
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), variables: Vec::new(), printed: Mutex::default() }
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Ends the terminal and hands its data folder on.
    #[must_use]
    pub fn into_folder(self) -> TempDir {
        self.folder
    }

    /// Sets an environment variable for the commands to come.
    pub fn set(&mut self, name: &str, value: impl AsRef<OsStr>) {
        self.unset(name);
        self.variables.push((name.into(), value.as_ref().to_owned()));
    }

    /// Takes an environment variable back.
    pub fn unset(&mut self, name: &str) {
        self.variables.retain(|(kept, _)| kept != name);
    }

    /// Everything all commands printed and logged so far.
    #[must_use]
    pub fn printed(&self) -> String {
        self.printed.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A command, not yet started; it dies with the test.
    pub fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new(program("pultctl", "pult-cli"));
        command.arg("--data").arg(self.folder()).args(["--format", "json"]).args(args);
        command.env_remove("PULT_DATA").env_remove("PULT_CRASH_AT").env("PULT_SECRETS", "file");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        command
    }

    /// Runs a command to its end.
    pub async fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        self.wait(self.command(args).spawn().expect("pultctl starts")).await
    }

    /// Runs a command to its end with something on its stdin.
    pub async fn run_with<S: AsRef<OsStr>>(&self, args: &[S], stdin: &[u8]) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().expect("pultctl starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        // A command that refuses at once may close its end before it has read all.
        let _ = pipe.write_all(stdin).await;
        drop(pipe);
        self.wait(child).await
    }

    /// Waits for a started command.
    pub async fn wait(&self, child: Child) -> Ran {
        let output = tokio::time::timeout(PATIENCE, child.wait_with_output()).await;
        let output = output.expect("a command must not hang").expect("a command can be waited for");
        let ran = Ran {
            status: output.status,
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on stdout"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        let mut printed = self.printed.lock().unwrap_or_else(PoisonError::into_inner);
        printed.push_str(&ran.stderr);
        drop(printed);
        ran
    }

    /// Connects a simulator's shop; returns the account.
    pub async fn connect(&self, sim: &pult_sim::WbSim, more: &[&str]) -> String {
        let mut args = vec!["accounts", "add", "wildberries", "--name", "Лавка", "--base-url", sim.base_url(), "--token-stdin", "--limits", "off"];
        args.extend(more);
        let line = self.run_with(&args, sim.token().as_bytes()).await.one();
        line["account"].to_string()
    }

    /// Connects the shop of a marketplace of any kind; returns the account.
    pub async fn connect_market(&self, market: &Market, channel: ChannelKind, more: &[&str]) -> String {
        let ((base_url, token), client_id) = (market.address(), market.client_id());
        let mut args = vec!["accounts", "add", channel.as_str(), "--name", "Лавка", "--base-url", &base_url, "--token-stdin", "--limits", "off"];
        if let Some(id) = &client_id {
            args.extend(["--client-id", id]);
        }
        args.extend(more);
        self.run_with(&args, token.as_bytes()).await.one()["account"].to_string()
    }

    /// Starts `serve` and waits for its address and token.
    pub async fn serve(&self) -> Served {
        let mut child = self.command(&["serve"]).spawn().expect("pultctl starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let first = tokio::time::timeout(PATIENCE, lines.next_line()).await.expect("serve tells its address in time").expect("a line");
        let first = match first {
            Some(line) => line,
            None => panic!("serve ended at once: {:?}", self.wait(child).await),
        };
        let told: Value = serde_json::from_str(&first).expect("a line of JSON");
        let text = |name: &str| told[name].as_str().unwrap_or_else(|| panic!("serve tells its {name}: {first}")).to_owned();
        Served { url: text("url"), token: text("token"), child }
    }
}

/// A running `pultctl serve`; dropping kills it.
#[derive(Debug)]
pub struct Served {
    /// Its address.
    pub url: String,
    /// What opens it.
    pub token: String,
    child: Child,
}

impl Served {
    /// Kills it as `kill -9` does and waits until it is gone.
    pub async fn kill(mut self) {
        self.child.kill().await.expect("it can be killed");
    }

    /// Waits until it has ended by itself; returns its exit code.
    pub async fn ended(mut self) -> Option<i32> {
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        ended.expect("it ends in time").expect("it can be waited for").code()
    }

    /// The process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// Calls an operation over HTTP; returns the status and the JSON.
    pub async fn call(&self, name: &str, request: &Value) -> (u16, Value) {
        let client = client();
        let url = format!("{}/rpc/{name}", self.url.trim_end_matches('/'));
        let answer = client.post(url).bearer_auth(&self.token).json(request).send().await.expect("serve answers");
        let status = answer.status().as_u16();
        (status, answer.json().await.expect("an answer in JSON"))
    }
}

/// A plain HTTP client for loopback.
#[must_use]
pub fn client() -> reqwest::Client {
    // Somebody may have named the cryptography of this process before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().tls_certs_only(std::iter::empty()).build().expect("a client")
}
