//! Rules, hours, deadlines and snoozes.

use pult_domain::sla::{SlaPolicy, Verdict};
use pult_domain::{AccountId, AtMs, ChannelKind, ChatId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// Hiding a chat.
    ChatSnooze {
        /// The chat.
        chat: ChatId,
        /// Until when, as typed: "2h30m", "завтра 9", "holnap 9", "until the buyer writes"; empty
        /// brings the chat back.
        until: String,
    }

    /// A time to hide chats until, as it is being typed.
    SnoozeTimeAsk {
        /// The one chat that is meant; its shop's clock counts.
        chat: Option<ChatId>,
        /// The shop whose list is meant; without a chat or a shop the clock of all shops counts.
        account: Option<AccountId>,
        /// As typed.
        typed: String,
    }

    /// A chat that was hidden or brought back.
    ChatSnoozed {
        /// Until when; far in the future where only the buyer ends it; nothing when it is back.
        until_ms: Option<AtMs>,
    }

    /// Whose rules and hours.
    SlaRef {
        /// One shop's; without it those of all shops.
        account: Option<AccountId>,
    }

    /// Rules and hours.
    SlaView {
        /// The shop asked for.
        account: Option<AccountId>,
        /// Whether the shop has its own; otherwise those of all shops are shown.
        own: bool,
        /// The rules, the hours, and what off hours do.
        policy: SlaPolicy,
    }

    /// Other rules and hours.
    SlaSet {
        /// One shop's; without it those of all shops.
        account: Option<AccountId>,
        /// The policy; none gives a shop back to the common one, and the common one back to the built-in.
        policy: Option<SlaPolicy>,
    }

    /// A text to try rules on.
    SlaTry {
        /// What a buyer might write.
        text: String,
        /// Rules not kept yet; those of the shop, or of all, by default.
        policy: Option<SlaPolicy>,
        /// As if written to this shop.
        account: Option<AccountId>,
        /// As if written through this channel.
        channel: Option<ChannelKind>,
        /// As if written then; now by default.
        at_ms: Option<AtMs>,
    }

    /// What the rules say.
    SlaTried {
        /// Level, deadline, rule, and each step.
        verdict: Verdict,
        /// The same in one sentence of the owner's language.
        why: String,
    }

    /// Why a chat is due when it is.
    WhyView {
        /// The verdict on the message that decides; none while nobody waits.
        verdict: Option<Verdict>,
        /// The same in one sentence of the owner's language.
        why: String,
        /// The chat became more pressing since, because its deadline is near.
        escalated: bool,
    }
}
