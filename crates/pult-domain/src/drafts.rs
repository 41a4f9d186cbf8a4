//! Words about drafted replies: what they stand on, how sure they are, what became of them.

use crate::chat::words;
use serde::{Deserialize, Serialize};

words!(
    /// What a draft stands on.
    DraftSourceKind {
        /// A reply of the owner in another chat.
        PastReply = "past_reply",
        /// A canned reply of the owner.
        Canned = "canned",
        /// A canned reply that goes with the program.
        Shipped = "shipped",
        /// A snippet of the owner's knowledge.
        Snippet = "snippet",
        /// A field of the order.
        Order = "order",
        /// A field of the item.
        Item = "item",
        /// A message of this chat.
        Message = "message",
    }
);

words!(
    /// Why there is no draft.
    DraftGap {
        /// Nothing of the buyer waits for an answer.
        NothingOpen = "nothing_open",
        /// The buyer sent files only; nobody here can look at them.
        OnlyFiles = "only_files",
        /// Advertising or abuse: no answer is the answer.
        Spam = "spam",
        /// It is not clear what the buyer wants.
        Unsure = "unsure",
        /// Everything that fitted was stopped by the guard.
        Blocked = "blocked",
        /// Drafts are switched off.
        Off = "off",
        /// This takes a language model, and there is none.
        NeedsModel = "needs_model",
    }
);

words!(
    /// How sure a draft is, in words. Ordered.
    DraftSureness {
        /// Nobody knows.
        Unsure = "unsure",
        /// Worth a look before sending.
        Check = "check",
        /// Fits.
        Sure = "sure",
    }
);

words!(
    /// Another form of a draft.
    DraftVariant {
        /// Fewer words.
        Shorter = "shorter",
        /// More warmth.
        Warmer = "warmer",
        /// More distance.
        Formal = "formal",
        /// In another language.
        Translate = "translate",
    }
);

words!(
    /// How the shop speaks.
    DraftManner {
        /// As written.
        Neutral = "neutral",
        /// With a word more of warmth.
        Warm = "warm",
        /// With a formal close.
        Formal = "formal",
    }
);

words!(
    /// What became of a draft.
    DraftFate {
        /// Put into the composer.
        Inserted = "inserted",
        /// Sent with changes.
        Edited = "edited",
        /// Sent as it was.
        Sent = "sent",
        /// Something else was sent.
        Ignored = "ignored",
    }
);

words!(
    /// What was wrong with a draft, in the owner's opinion.
    DraftFault {
        /// It says something that is not so.
        WrongFact = "wrong_fact",
        /// It answers another question.
        OffTopic = "off_topic",
        /// It sounds wrong.
        WrongTone = "wrong_tone",
        /// It is too long or too short.
        WrongLength = "wrong_length",
        /// A person should have written it.
        NeedsPerson = "needs_person",
    }
);

words!(
    /// What a file of knowledge is.
    SnippetForm {
        /// Paragraphs between blank lines, the first line of each its title.
        Text = "text",
        /// A title and a text in each row, with commas, semicolons or tabs.
        Csv = "csv",
        /// A section under each heading.
        Markdown = "markdown",
    }
);

words!(
    /// What the guard says of a text. Ordered.
    GuardVerdict {
        /// Nothing.
        Pass = "pass",
        /// The owner should look.
        Warn = "warn",
        /// It does not leave as it is.
        Block = "block",
    }
);

words!(
    /// Who writes a reply.
    GuardWriter {
        /// A person.
        Human = "human",
        /// A person sends what was drafted for them.
        Assisted = "assisted",
        /// Nobody looks at it before it leaves.
        Automatic = "automatic",
    }
);
