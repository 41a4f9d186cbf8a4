//! What a message is.

use crate::chat::words;
use serde::{Deserialize, Serialize};

words!(
    /// Who wrote a message.
    Author {
        /// The buyer.
        Customer = "customer",
        /// The shop, from here or from the marketplace's own cabinet.
        Seller = "seller",
        /// The shop's assistant, without a person's hand.
        Assistant = "assistant",
        /// The marketplace or Pult.
        System = "system",
    }
);

impl Author {
    /// The number in the schema.
    #[must_use]
    pub fn code(self) -> i64 {
        match self {
            Self::Customer => 0,
            Self::Seller => 1,
            Self::Assistant => 2,
            Self::System => 3,
        }
    }

    /// The author of that number; an unknown number is the system's.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        Self::ALL.iter().copied().find(|author| author.code() == code).unwrap_or(Self::System)
    }
}

words!(
    /// What can be shown of a message.
    MessageKind {
        /// Text, files or both; the text may be empty.
        Text = "text",
        /// A kind this version does not know. The raw event is kept and a neutral line is shown.
        Unsupported = "unsupported",
        /// Taken back by its author, or removed by the marketplace.
        Deleted = "deleted",
        /// A call that was made or missed; the text says how it ended.
        Call = "call",
        /// A place; the text holds its words or coordinates.
        Location = "location",
        /// A reference to an item on sale; the text holds its title.
        Item = "item",
        /// A link; the text holds its words and address.
        Link = "link",
    }
);

impl MessageKind {
    /// The number in the schema.
    #[must_use]
    pub fn code(self) -> i64 {
        match self {
            Self::Text => 0,
            Self::Unsupported => 1,
            Self::Deleted => 2,
            Self::Call => 3,
            Self::Location => 4,
            Self::Item => 5,
            Self::Link => 6,
        }
    }

    /// The kind of that number; an unknown number is a kind this version cannot show.
    #[must_use]
    pub fn from_code(code: i64) -> Self {
        Self::ALL.iter().copied().find(|kind| kind.code() == code).unwrap_or(Self::Unsupported)
    }
}

words!(
    /// What an attachment is, as far as the channel says.
    AttachmentKind {
        /// A picture.
        Image = "image",
        /// Any other file.
        File = "file",
        /// A recorded voice.
        Voice = "voice",
    }
);
