//! Labels, acts on many chats, the way back from them, saved views.

use pult_domain::{AccountId, AtMs, ChatId, LabelId, Queue, SavedViewId, UndoId, View};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// A label.
    LabelView {
        /// The label.
        label: LabelId,
        /// Its name.
        name: String,
        /// Its colour: a place in the palette, 0 to 7.
        colour: f64,
    }

    /// A label to be made.
    LabelAdd {
        /// Its name, up to 40 characters; no other label may read alike.
        name: String,
        /// Its colour, 0 to 7; the next one by default.
        colour: Option<f64>,
    }

    /// What changes about a label; what is absent stays.
    LabelPatch {
        /// The label.
        label: LabelId,
        /// Its name.
        name: Option<String>,
        /// Its colour, 0 to 7.
        colour: Option<f64>,
    }

    /// One label.
    LabelRef {
        /// The label.
        label: LabelId,
    }

    /// A list of chats without its pages.
    ChatFilter {
        /// The view.
        view: View,
        /// Only of this account.
        account: Option<AccountId>,
        /// Only with this label.
        label: Option<LabelId>,
        /// Only with unread messages.
        unread: Option<bool>,
    }

    /// One thing to be done with many chats: with `chats`, or with `all` of a list.
    ChatsAct {
        /// These chats.
        chats: Option<Vec<ChatId>>,
        /// Every chat of this list.
        all: Option<ChatFilter>,
        /// With `all`: when the owner chose them. Chats in which something was written after that
        /// are left out.
        seen_at_ms: Option<AtMs>,
        /// What is done.
        act: ChatsDo,
    }

    /// An act that was done.
    ActDone {
        /// The way back; none where nothing changed.
        undo: Option<UndoId>,
        /// How many chats changed.
        chats: f64,
        /// Until when they are hidden, if they were.
        until_ms: Option<AtMs>,
    }

    /// Which act to take back.
    UndoAsk {
        /// The act; the newest by default.
        undo: Option<UndoId>,
    }

    /// An act that was taken back.
    UndoDone {
        /// Chats and labels that are as they were.
        restored: f64,
        /// Those that were left alone, because something else moved them since.
        left: f64,
    }

    /// A saved view.
    SavedViewView {
        /// The view.
        view: SavedViewId,
        /// Its name.
        name: String,
        /// The view it narrows.
        base: View,
        /// Only of this account.
        account: Option<AccountId>,
        /// Only with this label.
        label: Option<LabelId>,
        /// Only with unread messages.
        unread: bool,
        /// Words that are looked for; empty where none are.
        query: String,
        /// How many chats it shows; none while it looks for words.
        chats: Option<f64>,
    }

    /// A view to be kept.
    SavedViewSave {
        /// A known one; a new one by default.
        view: Option<SavedViewId>,
        /// Its name, up to 40 characters.
        name: String,
        /// The view it narrows.
        base: View,
        /// Only of this account.
        account: Option<AccountId>,
        /// Only with this label.
        label: Option<LabelId>,
        /// Only with unread messages.
        unread: Option<bool>,
        /// Words to look for.
        query: Option<String>,
    }

    /// Another place for a view.
    SavedViewMove {
        /// The view.
        view: SavedViewId,
        /// Its place in the order, from 0.
        place: f64,
    }

    /// One saved view.
    SavedViewRef {
        /// The view.
        view: SavedViewId,
    }
}

/// What is done with chats.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case", deny_unknown_fields)]
pub enum ChatsDo {
    /// Moved to a queue: `done`, `in_progress`, or `waiting` (reopen).
    Move {
        /// The queue.
        queue: Queue,
    },
    /// Hidden until a time as typed; empty brings them back.
    Snooze {
        /// As for one chat.
        until: String,
    },
    /// Everything in them is read.
    Read,
    /// Something in them is as if it had not been read.
    Unread,
    /// They get a star or lose it.
    Star {
        /// They get one.
        on: bool,
    },
    /// They are spam, which closes them, or are none: then those wait again whose buyers have no answer.
    Spam {
        /// They are.
        on: bool,
    },
    /// A label is put on or taken off.
    Label {
        /// The label.
        label: LabelId,
        /// Put on.
        on: bool,
    },
}
