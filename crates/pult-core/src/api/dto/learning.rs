//! What became of drafts, what edits of them teach, and what long chats come to.

use pult_domain::{AtMs, ChatId, DraftFault, DraftMaker, HabitId, HabitKind, HabitState, Intent, Language, MessageId, ModelCurrency, SnippetId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// What became of drafts in the last 30 days.
    DraftFigures {
        /// By whoever drafted them, the program itself first.
        makers: Vec<MakerFiguresView>,
        /// What was wrong with drafts, in the owner's opinion, the most frequent first.
        faults: Vec<FaultCount>,
    }

    /// What became of the drafts of one maker.
    MakerFiguresView {
        /// Who drafted.
        maker: DraftMaker,
        /// The model.
        model: Option<String>,
        /// Drafts with a text.
        made: f64,
        /// Put into the composer, nothing known of them since.
        inserted: f64,
        /// Sent as they were.
        sent: f64,
        /// Sent with changes.
        edited: f64,
        /// Something else was sent.
        ignored: f64,
        /// Share of those decided about that were sent, as they were or edited, from 0 to 1; none where none was.
        accepted: Option<f64>,
        /// Mean share of letters changed in those that were sent, from 0 to 1; none where none was.
        distance: Option<f64>,
        /// Texts that the guard stopped before these.
        stopped: f64,
        /// Mean cost of an answer, in the currency's units.
        cost: f64,
        /// The currency.
        currency: Option<ModelCurrency>,
        /// Mean time of an answer, in milliseconds.
        took_ms: f64,
        /// Thumbs up.
        up: f64,
        /// Thumbs down.
        down: f64,
    }

    /// A reason and how often it was given.
    FaultCount {
        /// The reason.
        fault: DraftFault,
        /// How often.
        count: f64,
    }

    /// Something the owner does to drafts again and again.
    HabitView {
        /// The habit.
        habit: HabitId,
        /// What it is.
        kind: HabitKind,
        /// The language of the drafts.
        language: Option<Language>,
        /// What stood there; empty where something is only added.
        was: String,
        /// What the owner makes of it; empty where it is left out.
        becomes: String,
        /// What the buyers wanted, where that was always the same.
        intent: Option<Intent>,
        /// What the owner made of it.
        state: HabitState,
        /// Edits it was seen in that are still here.
        examples: f64,
        /// When it was found.
        found_at_ms: AtMs,
        /// When the owner decided.
        decided_at_ms: Option<AtMs>,
        /// The snippet it became.
        snippet: Option<SnippetId>,
        /// Drafts made with it.
        used: f64,
        /// How drafts fared that it would have changed, before it was accepted.
        before: HabitEffect,
        /// How drafts fared that were made with it.
        after: HabitEffect,
    }

    /// How drafts fared.
    HabitEffect {
        /// Drafts that were sent.
        drafts: f64,
        /// Mean share of letters changed in them, from 0 to 1; none where none was sent.
        distance: Option<f64>,
    }

    /// What the owner makes of a habit.
    HabitDecide {
        /// The habit.
        habit: HabitId,
        /// `on`, `off` or `rejected`; `proposed` takes a refusal back.
        state: HabitState,
        /// The text of the snippet, where the owner changed it.
        text: Option<String>,
    }

    /// What a long chat comes to.
    SummaryView {
        /// The chat.
        chat: ChatId,
        /// Messages in the chat.
        messages: f64,
        /// The chat is too short to be summed up; then the parts are empty.
        short: bool,
        /// What the buyer asked for, oldest first; untrusted.
        asked: Vec<SummaryPoint>,
        /// What the shop said it would do; untrusted.
        promised: Vec<SummaryPoint>,
        /// What is still open; untrusted.
        open: Vec<SummaryPoint>,
        /// The order it is about.
        order: Option<String>,
        /// The item it is about; untrusted.
        item: Option<String>,
        /// Who made it.
        maker: DraftMaker,
        /// The model.
        model: Option<String>,
        /// What it cost, in the currency's units.
        cost: f64,
        /// The currency.
        currency: Option<ModelCurrency>,
        /// Counted and priced; otherwise an estimate upwards.
        cost_exact: bool,
        /// The buyer has written since.
        stale: bool,
        /// When it was made.
        made_at_ms: Option<AtMs>,
        /// A model could make another one.
        can_ask: bool,
    }

    /// One thing that was said.
    SummaryPoint {
        /// In words; untrusted.
        text: String,
        /// The message it stands in.
        message: Option<MessageId>,
    }
}
