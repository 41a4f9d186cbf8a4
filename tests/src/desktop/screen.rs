//! What a person does and sees on the display beside the page: windows, their order, notes.

use super::Desktop;
use std::time::Duration;

impl Desktop {
    /// The number of the visible window whose title holds these words, once it is there.
    ///
    /// # Panics
    /// When it does not come.
    pub async fn window_of(&self, title: &str) -> String {
        let pattern = title.replace('(', "\\(").replace(')', "\\)");
        // Kept as found: a title that changes in the next moment is not found again.
        let mut found = String::new();
        self.until(&format!("a window named {title}"), async |desk| {
            found = desk.search(&pattern).await;
            !found.is_empty()
        })
        .await;
        found
    }

    /// Whether a window is on the screen.
    pub async fn is_visible(&self, window: &str) -> bool {
        let info = self.command("xwininfo").args(["-id", window]).output().await.expect("xwininfo runs");
        String::from_utf8_lossy(&info.stdout).contains("IsViewable")
    }

    /// Closes a window as its owner does, with the window manager's key; pressed again where a window
    /// manager still busy with the new window did not hear it.
    ///
    /// # Panics
    /// When the window stays.
    pub async fn close(&self, window: &str) {
        for _ in 0..5 {
            self.run("xdotool", &["windowactivate", window]).await;
            self.run("xdotool", &["key", "--clearmodifiers", "alt+F4"]).await;
            for _ in 0..40 {
                if !self.is_visible(window).await {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        panic!("the window does not close");
    }

    /// Gives a window another size.
    pub async fn resize(&self, window: &str, width: u32, height: u32) {
        self.run("xdotool", &["windowsize", window, &width.to_string(), &height.to_string()]).await;
    }

    /// Moves a window, frame and all, to another place of the display.
    pub async fn move_to(&self, window: &str, x: i32, y: i32) {
        self.run("xdotool", &["windowmove", window, &x.to_string(), &y.to_string()]).await;
    }

    /// Where a window stands without its frame, in pixels from the display's upper left corner.
    ///
    /// # Panics
    /// When there is no such window.
    pub async fn place_of(&self, window: &str) -> (i32, i32) {
        let info = self.run("xwininfo", &["-id", window]).await;
        let number = |name: &str| info.lines().find_map(|line| line.trim().strip_prefix(name)?.trim().parse::<i32>().ok());
        let place = number("Absolute upper-left X:").zip(number("Absolute upper-left Y:"));
        place.unwrap_or_else(|| panic!("no place of {window}: {info}"))
    }

    /// The window that has the keyboard.
    pub async fn active_window(&self) -> String {
        let output = self.command("xdotool").arg("getactivewindow").output().await.expect("xdotool runs");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Puts another program's window in front of everything, and gives its number.
    pub async fn cover(&mut self) -> String {
        self.spawn("xmessage", &["-center", "-title", "in front", "another program"]);
        let cover = self.window_of("in front").await;
        self.run("xdotool", &["windowactivate", "--sync", &cover]).await;
        cover
    }

    /// How many notifications are on the screen.
    pub async fn notes_shown(&self) -> u32 {
        self.run("dunstctl", &["count", "displayed"]).await.trim().parse().unwrap_or(0)
    }

    async fn search(&self, pattern: &str) -> String {
        let output = self.command("xdotool").args(["search", "--onlyvisible", "--name", pattern]).output().await.expect("xdotool runs");
        String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_owned()
    }
}
