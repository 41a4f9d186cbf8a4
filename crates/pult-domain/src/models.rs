//! Words about language models: who serves them, what they are asked for, what is told to them.

use crate::chat::words;
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
