//! The real program's window, driven through WebKitWebDriver.

use super::{Desktop, PATIENCE};
use crate::process::program;
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::net::TcpListener;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::process::Child;

/// Whether a page of ours stands whole.
const STANDS: &str = "return location.protocol === 'tauri:' && document.readyState === 'complete'";

/// The driver ended its session when the program closed its page, as it does once in five or ten times: what the program
/// shows from then on nobody can ask. WebKitWebDriver takes a browser without a page for one that has gone.
#[derive(Debug)]
pub struct DriverLost;

/// How often such a scene is played: lost once in five times, it is lost each time once in three thousand.
const PLAYS: u32 = 5;

/// Plays a scene in which the page is closed, and plays it again where the driver lost the program by it.
///
/// # Panics
/// Where it always does.
pub async fn until_seen(scene: impl AsyncFn() -> Result<(), DriverLost>) {
    for _ in 0..PLAYS {
        if scene().await.is_ok() {
            return;
        }
        println!("The driver lost the program; the scene is played again");
    }
    panic!("the driver lost the program each time");
}

/// A window of the program on a [`Desktop`].
pub struct Window {
    /// The driver's client, for what is not offered here.
    pub client: Client,
    /// How long it took from the start of the program until its page could be asked.
    pub started_in: Duration,
    /// The process that holds the window.
    pub pid: u32,
    driver: Child,
}

impl Window {
    /// Starts the program on a data folder and waits until its page can be asked.
    ///
    /// # Panics
    /// When it does not come up.
    pub async fn open(desktop: &Desktop, data: &Path, args: &[&str]) -> Self {
        let port = free_port();
        let log = std::fs::File::create(desktop.folder("logs").join(format!("driver-{port}.log"))).expect("a log");
        let driver = desktop
            .command("WebKitWebDriver")
            .arg(format!("--port={port}"))
            // The program inherits the driver's environment.
            .env("PULT_DATA", data)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("WebKitWebDriver starts");
        let url = format!("http://127.0.0.1:{port}");
        answering(port).await;
        let options = json!({"binary": program("pult", "pult"), "args": args});
        let capabilities: Map<String, Value> = [("webkitgtk:browserOptions".to_owned(), options)].into_iter().collect();
        let begun = Instant::now();
        let client = ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&url).await.expect("the window opens");
        let pid = child_of(driver.id().expect("the driver runs"));
        Self { client, started_in: begun.elapsed(), pid, driver }
    }

    /// Waits for an element and gives it. One that is drawn anew while the driver names it is looked for again.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn find(&self, css: &str) -> Element {
        let begun = Instant::now();
        loop {
            match self.client.wait().at_most(PATIENCE).every(Duration::from_millis(50)).for_element(Locator::Css(css)).await {
                Ok(element) => return element,
                Err(error) if error.is_stale_element_reference() && begun.elapsed() < PATIENCE => {}
                Err(error) => panic!("no {css}: {error}\n{}", self.text().await),
            }
        }
    }

    /// Waits for an element and clicks on it, as a person does: one that is drawn anew, moves or
    /// does not stand on the page yet at that moment is looked for again.
    ///
    /// # Panics
    /// When it does not come, or cannot be clicked on within [`PATIENCE`].
    pub async fn click(&self, css: &str) {
        self.act_on(css, async |element| element.click().await).await;
    }

    /// Waits for an element and writes into it, with the same patience as [`Window::click`].
    ///
    /// # Panics
    /// When it does not come, or cannot be written into within [`PATIENCE`].
    pub async fn write_into(&self, css: &str, keys: &str) {
        self.act_on(css, async |element| element.send_keys(keys).await).await;
    }

    async fn act_on(&self, css: &str, act: impl AsyncFn(Element) -> Result<(), CmdError>) {
        let begun = Instant::now();
        loop {
            let Err(error) = act(self.find(css).await).await else { return };
            // The driver refuses these before it has done anything, so trying again is no second click.
            let not_yet = error.is_element_not_interactable() || error.is_stale_element_reference();
            if !not_yet || begun.elapsed() > PATIENCE {
                panic!("{css}: {error}\n{}", self.text().await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Runs a script in the page and gives its value.
    ///
    /// # Panics
    /// When it throws.
    pub async fn eval(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script that calls its last argument with its result.
    ///
    /// # Panics
    /// When it throws.
    pub async fn eval_async(&self, script: &str, args: Vec<Value>) -> Value {
        self.client.execute_async(script, args).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// All words on the page.
    pub async fn text(&self) -> String {
        self.eval("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until a script gives a true value, and gives that value.
    ///
    /// # Panics
    /// After [`PATIENCE`], with the words then on the page.
    pub async fn until(&self, what: &str, script: &str) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            let value = self.eval(script).await;
            if !matches!(value, Value::Null | Value::Bool(false)) && value != json!(0) && value != json!("") {
                return value;
            }
            assert!(Instant::now() < end, "waited in vain for {what}; the page says:\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses a key on whatever has the focus, as a keyboard of any layout: the letter it writes
    /// and the place of the key.
    pub async fn press(&self, key: &str, code: &str) {
        let script = "const [key, code] = arguments; const at = document.activeElement ?? document.body;
            for (const kind of ['keydown', 'keyup'])
                at.dispatchEvent(new KeyboardEvent(kind, {key, code, bubbles: true, cancelable: true, composed: true}));";
        self.client.execute(script, vec![json!(key), json!(code)]).await.expect("the key is pressed");
    }

    /// Calls an operation through the window's own way in; what it refuses comes as `{"refused": ...}`.
    pub async fn rpc(&self, name: &str, request: Value) -> Value {
        let script = "const [name, json, done] = arguments;
            window.__TAURI_INTERNALS__.invoke('rpc', {name, json}).then(done, (refused) => done({refused}));";
        self.eval_async(script, vec![json!(name), request]).await
    }

    /// A picture of the page.
    pub async fn picture(&self, file: &Path) {
        let png = self.client.screenshot().await.expect("a picture");
        std::fs::write(file, png).expect("the picture is kept");
    }

    /// The process that draws the page; none while there is no page.
    #[must_use]
    pub fn page_process(&self) -> Option<u32> {
        let of_ours = |pid: &u32| std::iter::successors(parent_of(*pid), |pid| parent_of(*pid)).any(|pid| pid == self.pid);
        processes().filter(|pid| is_named(*pid, DRAWS)).find(of_ours)
    }

    /// Makes the driver look at the page that is there now: another one than at the start, once that one was closed.
    ///
    /// # Errors
    /// [`DriverLost`], with the program as well as ever.
    ///
    /// # Panics
    /// When the driver sees none, with what it saw last.
    pub async fn look_again(&self) -> Result<(), DriverLost> {
        let end = Instant::now() + PATIENCE;
        loop {
            let seen = self.standing_page().await;
            match seen {
                Ok(true) => return Ok(()),
                Err(CmdError::Standard(ref refused)) if refused.error == ErrorStatus::InvalidSessionId => {
                    assert!(self.runs(), "the program ended with its page");
                    return Err(DriverLost);
                }
                _ => {}
            }
            assert!(Instant::now() < end, "the driver sees no page: {seen:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Looks at each page the driver knows: one that was closed may be among them for a while, and one that is still on
    /// its way in answers nothing, or for the empty one before it.
    async fn standing_page(&self) -> Result<bool, CmdError> {
        let mut seen = Ok(false);
        for page in self.client.windows().await? {
            seen = async {
                self.client.switch_to_window(page).await?;
                Ok(self.client.execute(STANDS, Vec::new()).await? == json!(true))
            }
            .await;
            if matches!(seen, Ok(true)) {
                break;
            }
        }
        seen
    }

    /// Whether the program still runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        // A finished child of the driver may stay as a zombie: that is not running.
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid)).unwrap_or_default();
        stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
    }

    /// Waits until the program has ended.
    ///
    /// # Panics
    /// When it does not.
    pub async fn ended(&self) {
        let end = Instant::now() + PATIENCE;
        while self.runs() {
            assert!(Instant::now() < end, "the program did not end");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Ends the program as a session's end does, and the driver with it.
    pub async fn quit(mut self) {
        signal("TERM", self.pid).await;
        self.ended().await;
        self.driver.kill().await.expect("the driver ends");
    }

    /// Kills the program in the middle of whatever it does, and the driver with it.
    pub async fn kill(mut self) {
        signal("KILL", self.pid).await;
        self.ended().await;
        self.driver.kill().await.expect("the driver ends");
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // After a failed assertion nothing may stay behind; a finished process does not mind.
        let _ = std::process::Command::new("kill").args(["-KILL", &self.pid.to_string()]).stderr(std::process::Stdio::null()).status();
    }
}

/// The process that draws a page.
pub const DRAWS: &str = "WebKitWebProces";
/// The process that fetches for pages.
pub const FETCHES: &str = "WebKitNetworkPr";

/// Whether a process has this name, of which the kernel keeps fifteen bytes (proc(5)).
#[must_use]
pub fn is_named(pid: u32, name: &str) -> bool {
    std::fs::read_to_string(format!("/proc/{pid}/comm")).is_ok_and(|found| found.trim_end() == name)
}

/// A process and all that it started.
#[must_use]
pub fn family(root: u32) -> Vec<u32> {
    let mut found = vec![root];
    let mut next = 0;
    while let Some(pid) = found.get(next).copied() {
        next += 1;
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().filter_map(Result::ok);
        let children = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("children")).ok());
        found.extend(children.flat_map(|list| list.split_whitespace().filter_map(|pid| pid.parse().ok()).collect::<Vec<u32>>()));
    }
    found
}

async fn signal(name: &str, pid: u32) {
    tokio::process::Command::new("kill").args([format!("-{name}"), pid.to_string()]).status().await.expect("kill runs");
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a free port").port()
}

async fn answering(port: u16) {
    let end = Instant::now() + PATIENCE;
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        assert!(Instant::now() < end, "the driver does not answer");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The one child of a process, from the kernel's own list.
fn child_of(parent: u32) -> u32 {
    let list = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
    let first = list.split_whitespace().next().and_then(|pid| pid.parse().ok());
    first.or_else(|| scan_for_child(parent)).expect("the driver started the program")
}

fn scan_for_child(parent: u32) -> Option<u32> {
    processes().find(|pid| parent_of(*pid) == Some(parent))
}

fn processes() -> impl Iterator<Item = u32> {
    std::fs::read_dir("/proc").into_iter().flatten().filter_map(Result::ok).filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn parent_of(pid: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // Behind the name, which may hold anything: the state, the parent.
    stat.rsplit_once(')').and_then(|(_, rest)| rest.split_whitespace().nth(1)?.parse().ok())
}
