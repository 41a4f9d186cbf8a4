//! The desktop's notification service, over the session bus.

use super::{Choice, chosen};
use crate::desk::lock;
use futures_util::StreamExt as _;
use pult_core::notices::{Note, Place};
use pult_domain::ChatId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tauri::AppHandle;
use zbus::message::Type;
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, MessageStream, Proxy};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// Urgency levels of the Desktop Notifications Specification 1.2, "Urgency Levels".
const NORMAL: u8 = 1;
/// As [`NORMAL`]: such a toast does not go away by itself.
const CRITICAL: u8 = 2;
/// The service decides how long a toast stays (same specification, `expire_timeout`).
const AS_USUAL: i32 = -1;
/// The action of a click on the toast itself, and the snooze button's.
const DEFAULT: &str = "default";
const BUTTON: &str = "open";
const SNOOZE: &str = "snooze";

/// Which toast on the screen is whose.
type Shown = Arc<Mutex<HashMap<u32, (Place, Option<ChatId>)>>>;

/// The way to the service; without a session bus nothing is shown.
pub(super) struct Bus {
    connection: Option<Connection>,
    shown: Shown,
    markup: bool,
}

impl Bus {
    /// Connects and listens to what the owner chooses.
    pub(super) async fn open(app: &AppHandle) -> Self {
        let shown = Shown::default();
        match connect(app, &shown).await {
            Ok((connection, markup)) => Self { connection: Some(connection), shown, markup },
            Err(error) => {
                tracing::info!(%error, "No notification service can be reached: nobody is called");
                Self { connection: None, shown, markup: false }
            }
        }
    }

    pub(super) fn connection(&self) -> Option<Connection> {
        self.connection.clone()
    }

    /// Shows a note in place of an older one.
    pub(super) async fn show(&self, note: Note) -> zbus::Result<()> {
        let Some(connection) = &self.connection else { return Ok(()) };
        let older = lock(&self.shown).iter().find(|(_, (place, _))| *place == note.place).map_or(0, |(id, _)| *id);
        let body = if self.markup { escaped(&plain(&note.body)) } else { plain(&note.body) };
        let mut actions = vec![DEFAULT, note.open.as_str(), BUTTON, note.open.as_str()];
        if let Some(snooze) = &note.snooze {
            actions.extend([SNOOZE, snooze.as_str()]);
        }
        let urgency = if note.pressing { CRITICAL } else { NORMAL };
        let hints: HashMap<&str, Value<'_>> =
            [("urgency", Value::U8(urgency)), ("category", Value::from("im.received")), ("desktop-entry", Value::from("pult"))].into();
        let request = ("Pult", older, "pult", plain(&note.title), body, actions, hints, AS_USUAL);
        let answer = service(connection).await?.call_method("Notify", &request).await?;
        let id: u32 = answer.body().deserialize()?;
        let mut shown = lock(&self.shown);
        shown.remove(&older);
        shown.insert(id, (note.place, note.chat));
        Ok(())
    }

    /// Takes the note of a place away, if it is still there.
    pub(super) async fn withdraw(&self, place: Place) {
        let Some(connection) = &self.connection else { return };
        let id = lock(&self.shown).iter().find(|(_, (shown, _))| *shown == place).map(|(id, _)| *id);
        let Some(id) = id else { return };
        lock(&self.shown).remove(&id);
        let closed = match service(connection).await {
            Ok(service) => service.call_method("CloseNotification", &id).await.map(drop),
            Err(error) => Err(error),
        };
        if let Err(error) = closed {
            tracing::debug!(%error, "A toast was gone before it was taken away");
        }
    }
}

async fn connect(app: &AppHandle, shown: &Shown) -> zbus::Result<(Connection, bool)> {
    let connection = Connection::session().await?;
    let rule = MatchRule::builder().msg_type(Type::Signal).interface(NAME)?.path(PATH)?.build();
    let heard = MessageStream::for_match_rule(rule, &connection, None).await?;
    tauri::async_runtime::spawn(listen(app.clone(), shown.clone(), heard));
    let markup = match service(&connection).await?.call_method("GetCapabilities", &()).await {
        Ok(answer) => answer.body().deserialize::<Vec<String>>()?.iter().any(|one| one == "body-markup"),
        // The service may come later; most of them read markup.
        Err(_) => true,
    };
    Ok((connection, markup))
}

async fn service(connection: &Connection) -> zbus::Result<Proxy<'static>> {
    Proxy::new(connection, NAME, PATH, NAME).await
}

async fn listen(app: AppHandle, shown: Shown, mut heard: MessageStream) {
    while let Some(Ok(message)) = heard.next().await {
        let header = message.header();
        match header.member().map(|member| member.as_str()) {
            Some("ActionInvoked") => {
                let Ok((id, action)) = message.body().deserialize::<(u32, String)>() else { continue };
                // Toasts of other programs are told of as well.
                let Some((_, chat)) = lock(&shown).get(&id).copied() else { continue };
                match action.as_str() {
                    DEFAULT | BUTTON => chosen(&app, chat, Choice::Open),
                    SNOOZE => chosen(&app, chat, Choice::Snooze),
                    _ => {}
                }
            }
            Some("NotificationClosed") => {
                let Ok((id, _reason)) = message.body().deserialize::<(u32, u32)>() else { continue };
                lock(&shown).remove(&id);
            }
            _ => {}
        }
    }
}

/// A stranger's words without what is no letter: control characters and marks that turn the
/// direction of writing would let one line look like another.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| *c == '\n' || !(c.is_control() || matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')))
        .collect()
}

/// Words in a body that is read as markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buyers_words_are_no_markup() {
        assert_eq!(escaped("<b>5 < 6 & 7</b>"), "&lt;b&gt;5 &lt; 6 &amp; 7&lt;/b&gt;");
        assert_eq!(plain("чай\u{202e}\u{7}ник\nдва"), "чайник\nдва");
    }
}
