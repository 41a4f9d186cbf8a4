//! What programs tell the notification service, overheard on the bus.
//!
//! The service itself lists only what was taken from the screen; what it was told, and which note
//! replaced which, is known on the bus.

use super::Desktop;
use serde_json::Value;

const MONITOR: &str = "busctl";

/// A note as a program asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldNote {
    /// The note it stands in for; 0 where it is a new one.
    pub replaces: i64,
    /// Its first line.
    pub title: String,
    /// Its other lines.
    pub body: String,
    /// The names of its actions.
    pub actions: Vec<String>,
}

impl Desktop {
    /// Starts overhearing; what was told before is not known.
    pub async fn overhear_notes(&mut self) {
        let matches = "--match=type='method_call',destination='org.freedesktop.Notifications'";
        self.spawn(MONITOR, &["--user", "--json=short", matches, "monitor"]);
        self.until("the bus overheard", async |desk| desk.overheard().contains("Monitoring bus")).await;
    }

    /// Every note told since [`Self::overhear_notes`], in order.
    #[must_use]
    pub fn notes_told(&self) -> Vec<ToldNote> {
        self.calls("Notify").iter().map(note).collect()
    }

    /// How often somebody asked whether the service is paused: once for each decision about a note.
    #[must_use]
    pub fn pauses_asked(&self) -> usize {
        self.calls("Get").iter().filter(|data| data[1] == "paused").count()
    }

    /// The arguments of every overheard call of a method. The last line may be half written.
    fn calls(&self, method: &str) -> Vec<Value> {
        let heard = self.overheard();
        let messages = heard.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        messages.filter(|message| message["member"] == method).map(|message| message["payload"]["data"].clone()).collect()
    }

    fn overheard(&self) -> String {
        std::fs::read_to_string(self.folder("logs").join(format!("{MONITOR}.log"))).unwrap_or_default()
    }
}

fn note(data: &Value) -> ToldNote {
    let text = |n: usize| data[n].as_str().unwrap_or_default().to_owned();
    let actions = data[5].as_array().cloned().unwrap_or_default();
    ToldNote {
        replaces: data[1].as_i64().unwrap_or(-1),
        title: text(3),
        body: text(4),
        actions: actions.iter().step_by(2).filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}
