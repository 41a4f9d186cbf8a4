//! Words about drafted replies: what they stand on, how sure they are, what became of them.

use crate::ProviderKind;
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
    /// The drafter that needs no model.
    BuiltIn {
        /// It goes with the program.
        Embedded = "embedded",
    }
);

/// Who drafted: the program itself, or a model of a provider. On every border it is one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(untagged)]
pub enum DraftMaker {
    /// The program.
    BuiltIn(BuiltIn),
    /// A model.
    Model(ProviderKind),
}

impl DraftMaker {
    /// The program itself.
    pub const EMBEDDED: Self = Self::BuiltIn(BuiltIn::Embedded);

    /// The word used in the schema, in scripts and in the interface.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BuiltIn(own) => own.as_str(),
            Self::Model(provider) => provider.as_str(),
        }
    }

    /// The maker of that word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        BuiltIn::parse(word).map(Self::BuiltIn).or_else(|| ProviderKind::parse(word).map(Self::Model))
    }
}

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

words!(
    /// Something an owner does to drafts again and again.
    HabitKind {
        /// Another greeting, one more, or none.
        Greeting = "greeting",
        /// Another last line, one more, or none.
        SignOff = "sign_off",
        /// A sentence that is added or left out.
        Phrase = "phrase",
        /// One word or a few in place of others.
        Words = "words",
        /// Fewer sentences.
        Shorter = "shorter",
        /// Knowledge that is added to answers of one kind.
        Snippet = "snippet",
    }
);

words!(
    /// What the owner made of a habit that was found.
    HabitState {
        /// It waits for the owner.
        Proposed = "proposed",
        /// Drafts follow it.
        On = "on",
        /// Drafts followed it once.
        Off = "off",
        /// It is none, and is not proposed again.
        Rejected = "rejected",
    }
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maker_is_one_word_on_every_border() {
        for maker in [DraftMaker::EMBEDDED, DraftMaker::Model(ProviderKind::LlamaCpp)] {
            let word = serde_json::to_string(&maker).unwrap();
            assert_eq!(word, format!("\"{}\"", maker.as_str()));
            assert_eq!((DraftMaker::parse(maker.as_str()), serde_json::from_str(&word).ok()), (Some(maker), Some(maker)));
        }
        assert_eq!(DraftMaker::parse("nobody"), None);
    }
}
