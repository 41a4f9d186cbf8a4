//! The names a message can be given.

/// Declares a closed list of labels with their names in files and on the wire.
macro_rules! labels {
    ($(#[$about:meta])* $name:ident { $($(#[$why:meta])* $label:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$why])* #[serde(rename = $text)] $label,)+ }

        impl $name {
            /// All of them, in the order of the model's columns.
            pub const ALL: &'static [Self] = &[$(Self::$label,)+];

            /// Its name on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$label => $text,)+ }
            }

            /// The label of that name.
            #[must_use]
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.as_str() == name)
            }

            /// Its column.
            #[must_use]
            pub const fn index(self) -> usize {
                self as usize
            }
        }
    };
}

labels!(
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

labels!(
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

labels!(
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

labels!(
    /// How soon somebody must look.
    Urgency {
        /// The rest.
        Normal = "normal",
        /// Said to be urgent, a change, money held, long overdue.
        High = "high",
        /// Danger, law, fraud, or a deadline today.
        Critical = "critical",
    }
);
