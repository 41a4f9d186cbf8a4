//! Words about language models: who serves them, what they are asked for, what is told to them.

use crate::AtMs;
use crate::chat::words;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

words!(
    /// Who serves a model. What is particular to each is a profile in `pult-assist`.
    ProviderKind {
        /// DeepSeek.
        Deepseek = "deepseek",
        /// OpenRouter: one account, many models.
        Openrouter = "openrouter",
        /// OpenAI.
        Openai = "openai",
        /// Anthropic.
        Anthropic = "anthropic",
        /// Yandex AI Studio.
        YandexGpt = "yandex_gpt",
        /// Sber's GigaChat.
        Gigachat = "gigachat",
        /// Ollama on this machine.
        Ollama = "ollama",
        /// LM Studio on this machine.
        LmStudio = "lm_studio",
        /// A llama.cpp server on this machine.
        LlamaCpp = "llama_cpp",
        /// Any address that speaks like OpenAI.
        Compatible = "compatible",
    }
);

words!(
    /// What a model is asked for.
    ModelPurpose {
        /// A reply to a chat.
        Draft = "draft",
        /// What a chat is about.
        Analysis = "analysis",
        /// A text made shorter, warmer, more formal.
        Rewrite = "rewrite",
        /// A text in another language.
        Translation = "translation",
        /// A long chat in short.
        Summary = "summary",
        /// Whether the provider answers at all.
        Check = "check",
    }
);

words!(
    /// A kind of facts that went into a question. The ledger keeps kinds, never contents.
    ModelField {
        /// What the buyer of this chat wrote.
        BuyerMessages = "buyer_messages",
        /// What the shop answered in this chat.
        OwnReplies = "own_replies",
        /// The item of this chat.
        Item = "item",
        /// The order of this chat.
        Order = "order",
        /// How the shop speaks.
        Tone = "tone",
        /// The owner's notes and canned replies.
        Snippets = "snippets",
        /// A text the owner is writing.
        OwnerText = "owner_text",
    }
);

words!(
    /// In what a provider bills. There is no exchange: each has a budget of its own.
    ModelCurrency {
        /// US dollars.
        Usd = "usd",
        /// Roubles.
        Rub = "rub",
    }
);

/// When the day and the month of a moment began, in the shop's zone: budgets count from there.
#[must_use]
pub fn budget_periods(now: AtMs, zone: &TimeZone) -> (AtMs, AtMs) {
    let begun = || {
        let local = Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone.clone());
        let day = local.start_of_day().ok()?;
        let month = local.first_of_month().ok()?.start_of_day().ok()?;
        Some((AtMs(day.timestamp().as_millisecond()), AtMs(month.timestamp().as_millisecond())))
    };
    // A moment no calendar holds: everything counts.
    begun().unwrap_or((AtMs(i64::MIN), AtMs(i64::MIN)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_shop_is() {
        let moscow = crate::sla::calendar::zone("Europe/Moscow").unwrap();
        // 2026-11-21T22:30:00Z is already the 22nd in Moscow.
        let now = AtMs(1_795_300_200_000);
        let at = |text: &str| AtMs(text.parse::<Timestamp>().unwrap().as_millisecond());
        assert_eq!(budget_periods(now, &moscow), (at("2026-11-21T21:00:00Z"), at("2026-10-31T21:00:00Z")));
        assert_eq!(budget_periods(now, &TimeZone::UTC), (at("2026-11-21T00:00:00Z"), at("2026-11-01T00:00:00Z")));
        let _ = budget_periods(AtMs(i64::MAX), &TimeZone::UTC);
    }
}
