//! Chats of one buyer, and places in a chat.

use super::ChatRow;
use pult_domain::ids::PersonId;
use pult_domain::{AtMs, ChatId, MessageId, PersonReason, PersonSureness};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Whose chat it is.
    PersonOf {
        /// The chat. Not called `chat`: the answer is about others too, and follows their changes.
        of: ChatId,
    }

    /// A buyer with several chats, by the owner's word.
    PersonView {
        /// The person; none while the chat stands alone.
        person: Option<PersonId>,
        /// All chats, that one too, the newest words first; empty while it stands alone.
        chats: Vec<PersonChat>,
    }

    /// A chat of a person.
    PersonChat {
        /// The chat as lists show it.
        row: ChatRow,
        /// It joined by itself: a later chat of the same buyer of the same account.
        by_itself: bool,
    }

    /// A chat that may be the same buyer's.
    PersonSuggestion {
        /// The chat as lists show it.
        row: ChatRow,
        /// How much speaks for it.
        sureness: PersonSureness,
        /// What speaks for it, the strongest first.
        reasons: Vec<PersonBecause>,
    }

    /// One reason.
    PersonBecause {
        /// What is the same.
        reason: PersonReason,
        /// The last digits of the phone, or the order.
        value: Option<String>,
    }

    /// Chats that are one buyer's.
    PeopleJoin {
        /// The chats, two or more; whoever they belonged to comes along.
        chats: Vec<ChatId>,
    }

    /// Two chats that are two buyers'.
    PeopleApart {
        /// The chat.
        chat: ChatId,
        /// The other one.
        other: ChatId,
    }

    /// Days of a chat.
    ChatDaysQuery {
        /// The chat.
        chat: ChatId,
        /// Where the days begin, one after another, and where the last one ends; 63 at most.
        borders: Vec<AtMs>,
    }

    /// Which days have messages.
    ChatDays {
        /// The first message of each day; none where nobody wrote.
        first: Vec<Option<MessageId>>,
        /// The last message before the first day.
        before: Option<MessageId>,
        /// The first message after the last day.
        after: Option<MessageId>,
    }

    /// Where the owner was reading in a chat.
    ChatPlace {
        /// The first message that was seen.
        message: MessageId,
        /// How much of it was above the edge, in pixels.
        above_px: f64,
    }

    /// Where the owner is reading now.
    ChatPlaceSet {
        /// The chat.
        chat: ChatId,
        /// The place; none at the chat's end.
        place: Option<ChatPlace>,
    }
}
