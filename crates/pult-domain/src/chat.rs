//! Queues, priorities and the views over them.

use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word used in the schema, in scripts and in the interface.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value of that word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use words;

words!(
    /// Whose turn it is. Every chat is in exactly one queue.
    Queue {
        /// The buyer waits for us.
        Waiting = "waiting",
        /// We replied or took it; the buyer may come back.
        InProgress = "in_progress",
        /// Closed by the owner; a new message of the buyer opens it again.
        Done = "done",
    }
);

impl Queue {
    /// The number in the schema.
    #[must_use]
    pub fn code(self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::InProgress => 1,
            Self::Done => 2,
        }
    }

    /// The queue of that number.
    #[must_use]
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|queue| queue.code() == code)
    }
}

words!(
    /// What the rail shows: a queue, or a view across queues.
    View {
        /// The queue of that name.
        Waiting = "waiting",
        /// Waiting chats of urgent priority.
        Urgent = "urgent",
        /// The queue of that name.
        InProgress = "in_progress",
        /// Hidden until a moment the owner chose.
        Snoozed = "snoozed",
        /// The queue of that name.
        Done = "done",
        /// Chats with something unread that are not hidden.
        Unread = "unread",
        /// Chats with the owner's star, closed and hidden ones too.
        Starred = "starred",
        /// Waiting chats for which a draft stands ready.
        AiDrafts = "ai_drafts",
        /// Chats that the owner called spam, whatever their queue.
        Spam = "spam",
        /// Every chat.
        All = "all",
    }
);

words!(
    /// Who a chat is with. Only the owner of a shop can say whether anything but buyers interests him.
    ChatKind {
        /// A buyer.
        Buyer = "buyer",
        /// The marketplace's support.
        Support = "support",
        /// The marketplace's announcements; nobody reads an answer.
        Notification = "notification",
        /// A buyer with an arbiter of the marketplace.
        Dispute = "dispute",
    }
);

impl ChatKind {
    /// The number in the schema.
    #[must_use]
    pub fn code(self) -> i64 {
        match self {
            Self::Buyer => 0,
            Self::Support => 1,
            Self::Notification => 2,
            Self::Dispute => 3,
        }
    }

    /// The kind of that number; an unknown number is a buyer, whom nobody may overlook.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        Self::ALL.iter().copied().find(|kind| kind.code() == code).unwrap_or(Self::Buyer)
    }
}

words!(
    /// How soon a chat must be answered, by the shop's rules. Ordered.
    Priority {
        /// May wait.
        Low = "low",
        /// Within the day.
        Normal = "normal",
        /// Within hours.
        High = "high",
        /// Now.
        Urgent = "urgent",
    }
);

impl Priority {
    /// The number in the schema; greater is more pressing.
    #[must_use]
    pub fn code(self) -> i64 {
        match self {
            Self::Low => 0,
            Self::Normal => 1,
            Self::High => 2,
            Self::Urgent => 3,
        }
    }

    /// The priority of that number.
    #[must_use]
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|priority| priority.code() == code)
    }
}

words!(
    /// Where an order stands, in words common to all channels. Nothing told is `unknown`.
    OrderState {
        /// The channel did not say, or said a word we do not know.
        Unknown = "unknown",
        /// Placed, not packed yet.
        Placed = "placed",
        /// Being packed.
        Packing = "packing",
        /// On its way.
        OnTheWay = "on_the_way",
        /// Waiting to be picked up.
        AtPickup = "at_pickup",
        /// With the buyer.
        Delivered = "delivered",
        /// Being returned.
        Returning = "returning",
        /// Returned.
        Returned = "returned",
        /// Cancelled.
        Cancelled = "cancelled",
    }
);

#[allow(clippy::derivable_impls, reason = "the words! macro derives the same for every vocabulary, and most have no default")]
impl Default for OrderState {
    fn default() -> Self {
        Self::Unknown
    }
}
