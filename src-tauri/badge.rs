//! What title, tray icon and tray label show: computed in one place, so that they always agree.

use pult_core::dto::{AccountView, QueueCounts};
use pult_domain::AccountHealth;

/// Numbers above this are of no use at the size of a tray label.
const MOST_SHOWN: u32 = 999;

/// The icon by the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Nothing new.
    #[default]
    Calm,
    /// Unread messages.
    New,
    /// An urgent chat waits, or a reply waits for the owner's decision.
    Urgent,
    /// Checking is paused, or no marketplace could be asked.
    Offline,
}

/// The state of the counter in one look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Badge {
    pub(crate) icon: Icon,
    pub(crate) unread: u32,
    pub(crate) paused: bool,
}

impl Badge {
    /// From what the operations say.
    pub(crate) fn of(counts: &QueueCounts, accounts: &[AccountView], paused: bool) -> Self {
        let unread = whole(counts.unread);
        let reached = |account: &AccountView| matches!(account.health, AccountHealth::Ok | AccountHealth::New);
        let offline = paused || (!accounts.is_empty() && !accounts.iter().any(reached));
        let icon = if whole(counts.urgent) > 0 || whole(counts.replies_in_trouble) > 0 {
            Icon::Urgent
        } else if offline {
            Icon::Offline
        } else if unread > 0 {
            Icon::New
        } else {
            Icon::Calm
        };
        Self { icon, unread, paused }
    }

    /// The number beside the icon; nothing where there is nothing new.
    pub(crate) fn label(self) -> Option<String> {
        match self.unread {
            0 => None,
            n if n > MOST_SHOWN => Some(format!("{MOST_SHOWN}+")),
            n => Some(n.to_string()),
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, clamped before")]
fn whole(count: f64) -> u32 {
    count.clamp(0.0, f64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(unread: f64, urgent: f64, replies_in_trouble: f64) -> QueueCounts {
        QueueCounts {
            waiting: unread,
            urgent,
            in_progress: 0.0,
            snoozed: 0.0,
            done: 0.0,
            all: unread,
            unread,
            unread_chats: unread,
            starred: 0.0,
            ai_drafts: 0.0,
            spam: 0.0,
            replies_in_trouble,
        }
    }

    #[test]
    fn each_state_has_its_icon() {
        let icon = |unread, urgent, trouble, paused| Badge::of(&counts(unread, urgent, trouble), &[], paused).icon;
        assert_eq!(icon(0.0, 0.0, 0.0, false), Icon::Calm);
        assert_eq!(icon(3.0, 0.0, 0.0, false), Icon::New);
        assert_eq!(icon(3.0, 1.0, 0.0, false), Icon::Urgent);
        assert_eq!(icon(0.0, 0.0, 1.0, false), Icon::Urgent, "a reply in doubt must not hide behind a calm icon");
        assert_eq!(icon(3.0, 0.0, 0.0, true), Icon::Offline);
    }

    #[test]
    fn the_number_never_hides() {
        let label = |unread, paused| Badge::of(&counts(unread, 0.0, 0.0), &[], paused).label();
        assert_eq!(label(0.0, false), None);
        assert_eq!(label(7.0, true).as_deref(), Some("7"), "a pause does not hide what is unread");
        assert_eq!(label(1_000.0, false).as_deref(), Some("999+"));
    }
}
