//! What was heard in a buyer's message: language, intent, sentiment, urgency, each with how sure it is.
//!
//! The labels are those of the label guide; [`crate::sla::Urgency`] is the fourth. Who hears is known
//! elsewhere: a [`Reader`] is handed to whoever needs one, so that rules and store work with the built-in
//! classifier, with an owner's corrections on top, and with none at all.

use crate::chat::words;
use crate::sla::Urgency;
use serde::{Deserialize, Serialize};

words!(
    /// The language of the words, whatever the alphabet.
    Language {
        /// Russian, in Latin letters too.
        Ru = "ru",
        /// English.
        En = "en",
        /// Hungarian.
        Hu = "hu",
        /// Czech.
        Cs = "cs",
        /// French.
        Fr = "fr",
    }
);

words!(
    /// What the shop must do to close the chat.
    Intent {
        /// Advertising, phishing, gibberish, or insults without a request.
        AbuseSpam = "abuse_spam",
        /// Cancel or change an order that has not arrived.
        CancelChangeOrder = "cancel_change_order",
        /// Payments, charges, invoices, receipts.
        BillingInvoice = "billing_invoice",
        /// Money back, goods back, exchange for size or taste.
        ReturnRefund = "return_refund",
        /// Broken, unsafe, badly made, not as described.
        DefectComplaint = "defect_complaint",
        /// Another thing came, or something is missing.
        WrongItem = "wrong_item",
        /// Late, stuck, not delivered.
        DeliveryDelay = "delivery_delay",
        /// Where it is and when it comes, without a sign that it is late.
        OrderStatus = "order_status",
        /// Site, app, account, codes, digital goods.
        TechnicalProblem = "technical_problem",
        /// The shop is asked to choose.
        Recommendation = "recommendation",
        /// Facts about a product.
        ProductQuestion = "product_question",
        /// Stock, price, discounts, delivery before ordering.
        AvailabilityPrice = "availability_price",
        /// A person is wanted, and no problem is named.
        HumanRequest = "human_request",
        /// Thanks or praise.
        PraiseThanks = "praise_thanks",
        /// A greeting and nothing else.
        GreetingSmalltalk = "greeting_smalltalk",
    }
);

words!(
    /// How the buyer feels about it.
    Sentiment {
        /// A problem suffered, or anger.
        Negative = "negative",
        /// Everything else.
        Neutral = "neutral",
        /// Praise, joy or thanks.
        Positive = "positive",
    }
);

macro_rules! columns {
    ($($label:ident),+) => {$(
        impl $label {
            /// Its place among the labels of its question.
            #[must_use]
            pub const fn index(self) -> usize {
                self as usize
            }
        }
    )+};
}
columns!(Language, Intent, Sentiment, Urgency);

/// How many intents there are.
pub const INTENTS: usize = Intent::ALL.len();

/// Probabilities that the labels are right, each between 0 and 1, calibrated on messages that the model had
/// not seen. What the owner said is surely so: 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Confidence {
    /// Of the language.
    pub language: f32,
    /// Of the intent.
    pub intent: f32,
    /// Of the sentiment.
    pub sentiment: f32,
    /// Of the urgency.
    pub urgency: f32,
}

/// What a message means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Its language.
    pub language: Language,
    /// What the shop must do.
    pub intent: Intent,
    /// How the buyer feels.
    pub sentiment: Sentiment,
    /// How soon somebody must look.
    pub urgency: Urgency,
    /// How sure each of the four is.
    pub confidence: Confidence,
    /// How likely each intent is, in the order of [`Intent::ALL`]: a message that may be a return or a
    /// defect is surely one of the two.
    pub intents: [f32; INTENTS],
}

/// Reads messages; the seam between those who judge and those who understand.
pub trait Reader: Send + Sync {
    /// What a message means.
    fn read(&self, text: &str) -> Reading;
}

/// What the owner says of a message; what they leave alone is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Its true intent.
    pub intent: Option<Intent>,
    /// Its true sentiment.
    pub sentiment: Option<Sentiment>,
    /// Its true urgency.
    pub urgency: Option<Urgency>,
}

impl Corrected {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This with what a later one says on top.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self { intent: later.intent.or(self.intent), sentiment: later.sentiment.or(self.sentiment), urgency: later.urgency.or(self.urgency) }
    }
}

impl Reading {
    /// The reading of the very message that the owner corrected: their word is not one voice among others.
    #[must_use]
    pub fn corrected(mut self, by: Corrected) -> Self {
        if let Some(intent) = by.intent {
            (self.intent, self.confidence.intent, self.intents) = (intent, 1.0, [0.0; INTENTS]);
            if let Some(share) = self.intents.get_mut(intent.index()) {
                *share = 1.0;
            }
        }
        if let Some(sentiment) = by.sentiment {
            (self.sentiment, self.confidence.sentiment) = (sentiment, 1.0);
        }
        if let Some(urgency) = by.urgency {
            (self.urgency, self.confidence.urgency) = (urgency, 1.0);
        }
        self
    }

    /// How likely one of these intents is.
    #[must_use]
    pub fn share_of(&self, intents: &[Intent]) -> f32 {
        intents.iter().filter_map(|intent| self.intents.get(intent.index())).sum()
    }

    /// Whether the message only opens or closes a talk: "hello", "are you there?", "thanks".
    fn says_little(&self) -> bool {
        matches!(self.intent, Intent::GreetingSmalltalk | Intent::PraiseThanks)
    }
}

/// Which of a chat's waiting messages speaks for it, newest first: the newest that asks for something
/// ("give me my money back", then "hello?"), else the newest.
#[must_use]
pub fn spokesman<'a, T>(newest_first: impl IntoIterator<Item = (&'a T, &'a Reading)>) -> Option<(&'a T, &'a Reading)> {
    let mut newest = None;
    for message in newest_first {
        if !message.1.says_little() {
            return Some(message);
        }
        newest = newest.or(Some(message));
    }
    newest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(intent: Intent) -> Reading {
        let confidence = Confidence { language: 1.0, intent: 0.6, sentiment: 1.0, urgency: 1.0 };
        let mut intents = [0.4 / (INTENTS - 1) as f32; INTENTS];
        intents[intent.index()] = 0.6;
        Reading { language: Language::Ru, intent, sentiment: Sentiment::Neutral, urgency: Urgency::Normal, confidence, intents }
    }

    #[test]
    fn columns_follow_the_order_of_the_words() {
        assert!(Intent::ALL.iter().enumerate().all(|(n, intent)| intent.index() == n));
        assert!(Language::ALL.iter().enumerate().all(|(n, language)| language.index() == n));
        assert!(Sentiment::ALL.iter().enumerate().all(|(n, sentiment)| sentiment.index() == n));
        assert!(Urgency::ALL.iter().enumerate().all(|(n, urgency)| urgency.index() == n));
    }

    #[test]
    fn a_greeting_after_a_request_does_not_speak_for_the_chat() {
        let said = [reading(Intent::GreetingSmalltalk), reading(Intent::ReturnRefund), reading(Intent::OrderStatus)];
        let heard = |readings: &[Reading]| spokesman(readings.iter().map(|reading| (&(), reading))).map(|(_, reading)| reading.intent);
        assert_eq!(heard(&said), Some(Intent::ReturnRefund), "the newest that asks for something");
        assert_eq!(heard(&[reading(Intent::PraiseThanks), reading(Intent::GreetingSmalltalk)]), Some(Intent::PraiseThanks));
        assert_eq!(heard(&[]), None);
    }

    #[test]
    fn the_owner_is_believed_wholly_and_only_in_what_they_said() {
        let heard = reading(Intent::OrderStatus).corrected(Corrected { intent: Some(Intent::WrongItem), ..Corrected::default() });
        assert_eq!((heard.intent, heard.confidence.intent, heard.share_of(&[Intent::WrongItem])), (Intent::WrongItem, 1.0, 1.0));
        assert_eq!(heard.share_of(&[Intent::OrderStatus, Intent::DeliveryDelay]), 0.0);
        assert_eq!((heard.sentiment, heard.urgency), (Sentiment::Neutral, Urgency::Normal));
    }
}
