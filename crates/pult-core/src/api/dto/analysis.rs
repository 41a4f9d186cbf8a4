//! What chats mean, and what the owner says of it.

use pult_domain::sla::Urgency;
use pult_domain::{ChatId, Intent, Language, MessageId, Sentiment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// What a chat means: by its newest message that waits and asks for something.
    AnalysisView {
        /// The message that was heard.
        message: MessageId,
        /// Its language.
        language: Language,
        /// What the shop must do.
        intent: Intent,
        /// How the buyer feels.
        sentiment: Sentiment,
        /// The haste of all that waits.
        urgency: Urgency,
        /// How sure the language is, from 0 to 100.
        language_sure: f64,
        /// The same of the intent.
        intent_sure: f64,
        /// The same of the sentiment.
        sentiment_sure: f64,
        /// The same of the urgency.
        urgency_sure: f64,
        /// The owner said the intent.
        own_intent: bool,
        /// The owner said the sentiment.
        own_sentiment: bool,
        /// The owner said the urgency.
        own_urgency: bool,
    }

    /// What the owner says of a message; what is left out stays as it was heard.
    AnalysisCorrect {
        /// The chat.
        chat: ChatId,
        /// The buyer's message.
        message: MessageId,
        /// Its true intent.
        intent: Option<Intent>,
        /// Its true sentiment.
        sentiment: Option<Sentiment>,
        /// Its true urgency.
        urgency: Option<Urgency>,
    }

    /// A message that was corrected.
    AnalysisRef {
        /// The chat.
        chat: ChatId,
        /// The buyer's message.
        message: MessageId,
    }
}
