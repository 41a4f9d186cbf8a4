//! Drafted replies, what they are made of, and what the guard says of a text.

use pult_domain::sla::Urgency;
use pult_domain::{
    AtMs, CannedId, ChannelKind, ChatId, DraftFate, DraftFault, DraftGap, DraftId, DraftMaker, DraftManner, DraftSourceKind, DraftSureness, DraftVariant,
    ErrorCode, GuardVerdict, GuardWriter, HabitId, Intent, Language, MessageId, ModelCurrency, Sentiment, SnippetForm, SnippetId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// The drafted reply of a chat. While one is being written, `making` holds what there is of it:
    /// this operation is stale (tag `ai_drafts`) with each piece.
    DraftView {
        /// The chat.
        chat: ChatId,
        /// The draft; none before the first was made.
        draft: Option<DraftId>,
        /// The text; none where none was made.
        text: Option<String>,
        /// Why there is none; beside a stale text, why there is no newer one.
        reason: Option<DraftGap>,
        /// The buyer's language.
        language: Option<Language>,
        /// How the buyer feels.
        sentiment: Option<Sentiment>,
        /// What the buyer wants, the main thing first.
        categories: Vec<Intent>,
        /// How soon somebody must look.
        urgency: Option<Urgency>,
        /// How surely it fits, from 0 to 1; the panel shows the word, the figure on demand.
        confidence: f64,
        /// The same as a word.
        sure: DraftSureness,
        /// Who drafted it: the program itself, or a model of a provider.
        provider: DraftMaker,
        /// The model.
        model: Option<String>,
        /// What it cost, in the currency's units.
        cost: f64,
        /// The currency of the cost.
        currency: Option<ModelCurrency>,
        /// Counted and priced; otherwise an estimate upwards.
        cost_exact: bool,
        /// How long it took, in milliseconds.
        took_ms: f64,
        /// What it stands on, in the order of its citations.
        sources: Vec<DraftSource>,
        /// What was looked through for it, used or not; empty where there was nothing, none of a time when that was not kept.
        looked: Option<Vec<DraftLooked>>,
        /// What the owner should look at before sending.
        findings: Vec<GuardFinding>,
        /// The owner's habits that it follows.
        habits: Vec<HabitId>,
        /// Drafts that the guard stopped before this one.
        blocked: f64,
        /// The rules that stopped them, in the owner's language; none of a time when they were not kept.
        stopped: Vec<String>,
        /// The form that was asked for.
        variant: Option<DraftVariant>,
        /// The text before that form was asked for, while there is a way back to it (`draft_back`).
        former: Option<String>,
        /// The newest message of the chat that it knows of; beside a stale text, the newest that was looked at.
        seen: Option<MessageId>,
        /// The buyer has written since: the text answers what was written before that.
        stale: bool,
        /// A model is at a newer one, or will be asked for it by itself; told of a stale text alone.
        coming: bool,
        /// When it was made.
        analyzed_at_ms: Option<AtMs>,
        /// What became of it.
        outcome: Option<DraftFate>,
        /// The owner's thumb: 1 or -1.
        thumb: Option<f64>,
        /// Why it points down.
        fault: Option<DraftFault>,
        /// One is being written.
        making: Option<DraftMaking>,
        /// Why a model did not draft it although one is set up.
        model_failed: Option<ErrorCode>,
    }

    /// A draft being written.
    DraftMaking {
        /// The reply as far as it is there; unchecked, not to be sent.
        text: String,
        /// Since when.
        since_ms: AtMs,
    }

    /// Something that was looked through for a draft.
    DraftLooked {
        /// What it is.
        kind: DraftSourceKind,
        /// How many there were.
        found: f64,
    }

    /// Something a draft stands on.
    DraftSource {
        /// What it is.
        kind: DraftSourceKind,
        /// Which one: a row, or the name of a field.
        id: String,
        /// A few words; untrusted.
        title: String,
        /// What was taken from it, without anything of another buyer; untrusted.
        excerpt: String,
        /// When it was written or asked for.
        at_ms: Option<AtMs>,
        /// The chat it stands in.
        chat: Option<ChatId>,
        /// The message it is.
        message: Option<MessageId>,
    }

    /// One of the owner's own texts that lies near to what the buyer asks.
    NearReply {
        /// The text as it would stand in the chat.
        text: String,
        /// Where it is from; nothing of another buyer.
        source: DraftSource,
    }

    /// A draft to be made now.
    DraftMake {
        /// The chat.
        chat: ChatId,
        /// The draft there is, in another form.
        variant: Option<DraftVariant>,
        /// The language to translate into.
        language: Option<Language>,
        /// `true` asks no model though one is set up.
        embedded: Option<bool>,
        /// `false` answers at once and tells of progress through [`DraftView::making`].
        wait: Option<bool>,
    }

    /// What became of a draft.
    DraftOutcome {
        /// The draft.
        draft: DraftId,
        /// What was done with it; the program itself notes what was sent.
        fate: Option<DraftFate>,
        /// What the owner made of it, where it was edited.
        text: Option<String>,
        /// 1 or -1; 0 takes it back.
        thumb: Option<f64>,
        /// Why.
        fault: Option<DraftFault>,
    }

    /// How drafts fared.
    DraftCounts {
        /// Drafts with a text.
        made: f64,
        /// Chats where none was made.
        none: f64,
        /// Drafts before which something had to be stopped.
        blocked: f64,
        /// Sent as they were.
        sent: f64,
        /// Sent with changes.
        edited: f64,
        /// Not used.
        ignored: f64,
    }

    /// A canned reply.
    CannedView {
        /// The reply.
        canned: CannedId,
        /// Its name.
        title: String,
        /// The text, with variables as `{{order}}`.
        text: String,
        /// What is typed after a slash.
        shortcut: String,
        /// The language; any without one.
        language: Option<Language>,
        /// What it answers.
        intent: Option<Intent>,
        /// Words of a question that ask for it.
        words: Vec<String>,
        /// How often it was put into a composer.
        used: f64,
    }

    /// A canned reply to be kept.
    CannedSet {
        /// The one to change; none for a new one.
        canned: Option<CannedId>,
        /// Its name.
        title: String,
        /// The text.
        text: String,
        /// What is typed after a slash.
        shortcut: Option<String>,
        /// The language.
        language: Option<Language>,
        /// What it answers.
        intent: Option<Intent>,
        /// Words that ask for it.
        words: Option<Vec<String>>,
    }

    /// One canned reply.
    CannedRef {
        /// The reply.
        canned: CannedId,
    }

    /// A canned reply to be put into a chat.
    CannedExpand {
        /// The chat.
        chat: ChatId,
        /// The reply, which counts as used.
        canned: Option<CannedId>,
        /// Or a text that is being written.
        text: Option<String>,
    }

    /// A canned reply with its variables filled in.
    CannedText {
        /// The text; unknown variables stay as they are written.
        text: String,
        /// The unknown ones.
        missing: Vec<String>,
    }

    /// A snippet of knowledge.
    SnippetView {
        /// The snippet.
        snippet: SnippetId,
        /// What it is about.
        title: String,
        /// The text.
        text: String,
        /// The language; any without one.
        language: Option<Language>,
        /// The file it was read from.
        origin: String,
    }

    /// A snippet to be kept.
    SnippetSet {
        /// The one to change; none for a new one.
        snippet: Option<SnippetId>,
        /// What it is about.
        title: String,
        /// The text.
        text: String,
        /// The language.
        language: Option<Language>,
    }

    /// One snippet.
    SnippetRef {
        /// The snippet.
        snippet: SnippetId,
    }

    /// A file of knowledge.
    SnippetsImport {
        /// Its name: its ending tells the form.
        name: String,
        /// Its contents.
        contents: String,
        /// The form, where the name does not tell.
        form: Option<SnippetForm>,
        /// The language of all of it.
        language: Option<Language>,
        /// `true` keeps nothing and only tells what would be.
        dry: Option<bool>,
    }

    /// What a file of knowledge held.
    SnippetsImported {
        /// Snippets found.
        found: f64,
        /// The first of them, to look at.
        first: Vec<SnippetView>,
    }

    /// How the shop speaks, and when it drafts.
    ToneView {
        /// How formal.
        manner: DraftManner,
        /// Greet by name where the name can be told.
        greet: bool,
        /// A last line under each draft; empty for none.
        signature: String,
        /// What else a model is told of the shop's way of writing.
        style: String,
        /// Drafts are made at all.
        enabled: bool,
        /// Drafts are made before anybody looks.
        ahead: bool,
        /// Models are asked, where one is set up.
        models: bool,
    }

    /// A text to be looked at by the guard.
    GuardAsk {
        /// The text.
        text: String,
        /// The chat it is for: its channel, its buyer's language and message.
        chat: Option<ChatId>,
        /// The channel, without a chat.
        channel: Option<ChannelKind>,
        /// The language it must have, without a chat.
        language: Option<Language>,
        /// Who writes; a person by default.
        writer: Option<GuardWriter>,
    }

    /// What the guard says of a text.
    GuardView {
        /// The worst of it.
        verdict: GuardVerdict,
        /// What it found, by place.
        findings: Vec<GuardFinding>,
    }

    /// Something that should not stand there.
    GuardFinding {
        /// The rule.
        rule: String,
        /// How serious.
        level: GuardVerdict,
        /// First character, in Unicode scalar values.
        start: f64,
        /// One past the last.
        end: f64,
        /// Why, in the owner's language.
        reason: String,
        /// What could stand there, in the buyer's language.
        rewrite: Option<GuardRewrite>,
    }

    /// What could stand in place of something.
    GuardRewrite {
        /// First character that goes.
        start: f64,
        /// One past the last.
        end: f64,
        /// What comes; empty: nothing.
        text: String,
    }
}
