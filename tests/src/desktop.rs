//! A desktop of its own for each window test: display, session bus, keychain, and on request a
//! panel with a tray and a notification daemon; on it the real program, driven by WebKitWebDriver.
//!
//! Alternatives: tauri-driver stands between and adds a program to install, and all it does is
//! translate one capability, so WebKitWebDriver is asked directly. A browser with a stand-in for
//! the IPC is faster, but it is another engine, and access lists, content policy, tray and
//! keychain are the very things to be tested here.

mod bus;
mod notes;
mod page;
mod screen;

pub use bus::{MenuLine, TrayItem};
pub use notes::ToldNote;
pub use page::{DRAWS, DriverLost, FETCHES, Window, family, is_named, until_seen};

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, Command};

/// How long anything on a loaded machine may take before a test gives up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What stands on the desktop beside display, bus and keychain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Furniture {
    /// A panel that shows tray icons (xfce4-panel).
    pub panel: bool,
    /// A notification daemon (dunst).
    pub notes: bool,
    /// A window manager (openbox), for focus and titles.
    pub window_manager: bool,
}

/// Programs a desktop is made of, with the Debian package of each.
const PROGRAMS: [(&str, &str); 6] = [
    ("busctl", "systemd"),
    ("Xvfb", "xvfb"),
    ("dbus-daemon", "dbus"),
    ("gnome-keyring-daemon", "gnome-keyring"),
    ("secret-tool", "libsecret-tools"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
];

/// A running desktop; dropping it ends all its programs.
pub struct Desktop {
    home: TempDir,
    env: Vec<(String, String)>,
    // Dropped in this order: what needs the bus before the bus, the display last.
    children: Vec<Child>,
    _bus: Child,
    _display: Child,
}

impl Desktop {
    /// Builds a desktop. `None`, with a line on stderr, where programs are missing on a developer's
    /// machine; in the continuous check that is a failure.
    ///
    /// # Panics
    /// When a program that is installed does not start.
    pub async fn start(furniture: Furniture) -> Option<Self> {
        if let Some(missing) = missing_programs() {
            assert!(std::env::var_os("CI").is_none(), "the window tests need {missing}: script/bootstrap installs them");
            crate::skipped::lacking(&format!("the window tests need {missing}: script/bootstrap installs them"));
            return None;
        }
        let home = tempfile::Builder::new().prefix("pult-desk").tempdir().expect("a folder for the desktop");
        let (display_child, display) = start_display().await;
        let mut env = environment(home.path(), &display);
        let (bus, address) = start_bus(&env).await;
        env.push(("DBUS_SESSION_BUS_ADDRESS".into(), address));
        let mut desktop = Self { home, env, children: Vec::new(), _bus: bus, _display: display_child };
        desktop.unlock_keychain().await;
        if furniture.window_manager {
            desktop.spawn("openbox", &[]);
        }
        if furniture.notes {
            desktop.spawn("dunst", &[]);
            desktop.until("a notification daemon", async |desk| desk.owns("org.freedesktop.Notifications").await).await;
        }
        if furniture.panel {
            desktop.start_panel().await;
        }
        Some(desktop)
    }

    /// A folder of this desktop, made on first use.
    #[must_use]
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.home.path().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    /// A variable that every program started from now on finds in its environment.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.env.push((name.into(), value.into()));
    }

    /// A command that runs on this desktop and nowhere else.
    #[must_use]
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.env.iter().cloned()).current_dir(self.home.path()).kill_on_drop(true).stdin(Stdio::null());
        command
    }

    /// Runs a command to its end and gives what it wrote to stdout.
    ///
    /// # Panics
    /// When it fails.
    pub async fn run(&self, program: &str, args: &[&str]) -> String {
        let output = self.command(program).args(args).output().await.expect("the program starts");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program} {args:?} failed: {stderr}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What the keychain holds under these attributes (`secret-tool lookup`); empty without an entry.
    pub async fn secret(&self, attributes: &[&str]) -> String {
        let output = self.command("secret-tool").arg("lookup").args(attributes).output().await.expect("secret-tool starts");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// A picture of the whole display, for a person to look at.
    pub async fn picture(&self, file: &Path) {
        self.run("import", &["-window", "root", &file.to_string_lossy()]).await;
    }

    /// Waits until a question is answered with yes.
    ///
    /// # Panics
    /// After [`PATIENCE`], naming what was waited for.
    pub async fn until(&self, what: &str, mut question: impl AsyncFnMut(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !question(self).await {
            assert!(Instant::now() < end, "waited in vain for {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn spawn(&mut self, program: &str, args: &[&str]) {
        let log = std::fs::File::create(self.folder("logs").join(format!("{program}.log"))).expect("a log");
        let child = self.command(program).args(args).stdout(log.try_clone().expect("a log")).stderr(log).spawn();
        self.children.push(child.unwrap_or_else(|error| panic!("{program}: {error}")));
    }

    async fn unlock_keychain(&mut self) {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--unlock", "--components=secrets", "--foreground"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("gnome-keyring-daemon starts");
        // The line is the password, here an empty one; it makes the default keyring.
        let mut input = child.stdin.take().expect("its input");
        input.write_all(b"\n").await.expect("the password is read");
        drop(input);
        self.children.push(child);
        self.until("the keychain", async |desk| desk.owns("org.freedesktop.secrets").await).await;
    }

    /// Starts the panel and waits until it shows tray icons.
    pub async fn start_panel(&mut self) {
        self.spawn("xfce4-panel", &["--disable-wm-check"]);
        self.until("a tray host", async |desk| desk.has_tray_host().await).await;
    }

    /// Ends a program started by [`Self::start`] or [`Self::start_panel`], the newest of that name.
    pub async fn end_newest(&mut self) {
        if let Some(mut child) = self.children.pop() {
            child.kill().await.expect("the program ends");
        }
    }
}

fn missing_programs() -> Option<String> {
    let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect();
    let installed = |name: &str| folders.iter().any(|folder| folder.join(name).is_file());
    let missing: Vec<&str> = PROGRAMS.iter().filter(|(name, _)| !installed(name)).map(|(_, package)| *package).collect();
    (!missing.is_empty()).then(|| missing.join(", "))
}

fn environment(home: &Path, display: &str) -> Vec<(String, String)> {
    let folder = |name: &str| {
        let folder = home.join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        // Some services refuse a runtime folder that others may read.
        std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("its mode");
        folder.to_string_lossy().into_owned()
    };
    let fixed = [("LANG", "C.UTF-8"), ("GDK_BACKEND", "x11"), ("NO_AT_BRIDGE", "1"), ("XDG_SESSION_TYPE", "x11")];
    let mut env: Vec<(String, String)> = fixed.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    env.push(("PATH".into(), std::env::var("PATH").unwrap_or_default()));
    env.push(("DISPLAY".into(), display.to_owned()));
    env.push(("HOME".into(), folder("home")));
    env.push(("XDG_RUNTIME_DIR".into(), folder("run")));
    env.push(("XDG_DATA_HOME".into(), folder("data")));
    env.push(("XDG_CONFIG_HOME".into(), folder("config")));
    env.push(("XDG_CACHE_HOME".into(), folder("cache")));
    env.push(("TMPDIR".into(), folder("tmp")));
    env
}

async fn start_display() -> (Child, String) {
    // The server itself picks a free number and writes it to its stdout.
    let mut child = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("Xvfb starts");
    let number = first_line(&mut child).await;
    (child, format!(":{number}"))
}

async fn start_bus(env: &[(String, String)]) -> (Child, String) {
    let mut child = Command::new("dbus-daemon")
        .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
        .env_clear()
        .envs(env.iter().cloned())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .expect("dbus-daemon starts");
    let address = first_line(&mut child).await;
    (child, address)
}

async fn first_line(child: &mut Child) -> String {
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    let mut line = String::new();
    tokio::time::timeout(PATIENCE, output.read_line(&mut line)).await.expect("it speaks in time").expect("it speaks");
    line.trim().to_owned()
}
