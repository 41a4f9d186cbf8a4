//! What crosses the border: requests and answers of the operations, as JSON and as TypeScript.
//!
//! Ids of rows are numbers (below 2^53), ids of marketplaces are text, moments are UTC
//! milliseconds in `..._at_ms`, durations `..._ms`, money is minor units plus currency.
//!
//! Long on purpose: the heart of the contract (shops, chats, messages, replies, settings) is read from top
//! to bottom. What a later room added stands in a file of its own below `dto/`.

use pult_domain::{
    AccountHealth, AccountId, AtMs, AttachmentId, AttachmentKind, Author, ChannelKind, ChannelLimits, ChatId, ChatKind, DraftMaker, ErrorCode, GuardWriter,
    Hold, LabelId, MessageId, MessageKind, NoticeLevel, OutboxId, OutboxState, Priority, Queue, Tag, TokenCheck, TokenKind, UploadId, View,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! dto {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
            #[serde(deny_unknown_fields)]
            #[ts(optional_fields = nullable)]
            pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }
        )+
    };
}

mod analysis;
mod backup;
mod composer;
mod context;
mod deadlines;
mod door;
mod drafts;
mod export;
mod files;
mod guarding;
mod import;
mod labels;
mod learning;
mod metrics;
mod models;
mod people;
mod raw;
mod search;
mod state;
mod what_if;

pub use analysis::{AnalysisCorrect, AnalysisRef, AnalysisView};
pub use backup::{BackupDone, BackupEvery, BackupFile, BackupNow, BackupResult, BackupsSet, BackupsView, RestoreAsk, RestoreDone, RestoredShop};
pub use composer::{DraftMode, NoteAdd, NoteEdit, NoteRef, NoteView, QuoteView, ReplyEdit, SendTime, SendTimeAsk, UploadRename};
pub use context::{ChatContext, ItemFactsView, OrderLineView, OrderView};
pub use deadlines::{ChatSnooze, ChatSnoozed, SlaRef, SlaSet, SlaTried, SlaTry, SlaView, SnoozeTimeAsk, WhyView};
pub use door::OverrideView;
pub use drafts::{
    CannedExpand, CannedRef, CannedSet, CannedText, CannedView, DraftCounts, DraftLooked, DraftMake, DraftMaking, DraftOutcome, DraftSource, DraftView,
    GuardAsk, GuardFinding, GuardRewrite, GuardView, NearReply, SnippetRef, SnippetSet, SnippetView, SnippetsImport, SnippetsImported, ToneView,
};
pub use export::{ExportForm, ExportStart, ExportView, TransferRef, TransferState};
pub use files::{SavedFile, UploadAdd, UploadRef, UploadView};
pub use guarding::{GuardRuleRef, GuardRuleView, GuardTry};
pub use import::{
    ImportChunk, ImportColumn, ImportColumnView, ImportDone, ImportFault, ImportFaultAt, ImportFile, ImportForm, ImportLooked, ImportRef, ImportStart,
    ImportTarget, ImportUpload, ImportView,
};
pub use labels::{
    ActDone, ChatFilter, ChatsAct, ChatsDo, LabelAdd, LabelPatch, LabelRef, LabelView, SavedViewMove, SavedViewRef, SavedViewSave, SavedViewView, UndoAsk,
    UndoDone,
};
pub use learning::{DraftFigures, FaultCount, HabitDecide, HabitEffect, HabitView, MakerFiguresView, SummaryPoint, SummaryView};
pub use metrics::{FileForm, MetricsExport, MetricsQuery, MetricsView};
pub use models::{
    LedgerCall, LedgerPage, LedgerQuery, LoginBegin, LoginStarted, ModelBudget, ModelBudgetSet, ModelListed, ModelLogin, ModelPrice, ModelsPatch, ModelsView,
    ProviderCheck, ProviderMove, ProviderProfile, ProviderRef, ProviderSet, ProviderView,
};
pub use people::{
    ChatDays, ChatDaysQuery, ChatPlace, ChatPlaceSet, PeopleApart, PeopleJoin, PersonBecause, PersonChat, PersonOf, PersonSuggestion, PersonView,
};
pub use raw::MessageRaw;
pub use search::{SearchChat, SearchFound, SearchHint, SearchHints, SearchHit, SearchNote, SearchProblem, SearchQuery, SearchTyped, SnippetPiece};
pub use state::{AccountState, DiskUse, LookupUse, QuotaView, RecoveryView, StateView};
pub use what_if::{WhatIfRef, WhatIfStart, WhatIfState, WhatIfView};

dto! {
    /// A request without contents.
    Nothing {}

    /// The program as the window needs to know it at start.
    AppInfo {
        /// Version of the program.
        version: String,
        /// Where the data lives.
        data_dir: String,
        /// `keychain` or `file`.
        secrets: String,
        /// All that the owner set.
        settings: Settings,
        /// Whether sync is paused for all accounts.
        sync_paused: bool,
        /// What each channel accepts.
        channels: Vec<ChannelInfo>,
        /// The database was damaged and a copy took its place; told until the owner has seen it.
        recovery: Option<RecoveryView>,
    }

    /// What a channel accepts.
    ChannelInfo {
        /// The channel.
        channel: ChannelKind,
        /// Whether an account of it can be connected in this version.
        available: bool,
        /// Its limits.
        limits: ChannelLimits,
    }

    /// What the owner set.
    Settings {
        /// `ru`, `en`, `hu`, `cs`, `fr`, or nothing while the system's language is followed.
        locale: Option<String>,
        /// `light`, `dark` or `system`.
        theme: String,
        /// Time to undo a reply, in milliseconds.
        undo_ms: f64,
        /// Enter sends and Shift+Enter makes a line; otherwise Ctrl+Enter sends.
        enter_sends: bool,
        /// A planned reply is held when the buyer has written since.
        hold_after_news: bool,
        /// Single-letter keys work.
        single_keys: bool,
        /// The first-run steps were finished or skipped.
        onboarded: bool,
        /// The owner was told once that closing hides to the tray.
        tray_explained: bool,
        /// Which chats call with a toast.
        notify_level: NoticeLevel,
        /// No words of a buyer in toasts.
        notify_hide_content: bool,
        /// A missed deadline calls in quiet hours too.
        notify_breaches_always: bool,
        /// Shops that never call.
        notify_muted_accounts: Vec<AccountId>,
        /// Queues whose chats never call: `urgent`, or `waiting` for the others that wait.
        notify_muted_queues: Vec<View>,
        /// The program starts with the session, hidden.
        autostart: bool,
        /// The set of keys the owner began with: `pult`, `gmail`, `chatwoot` or `plain`.
        key_preset: String,
        /// Where the owner's keys differ from the set.
        own_keys: Vec<KeyChoice>,
    }

    /// The keys of one command of the window, as the owner chose them.
    KeyChoice {
        /// The command's name in the window; names the window does not know are left in peace.
        command: String,
        /// Its keys, such as `Mod+Shift+j` or `g w`; none where the owner wants none.
        keys: Vec<String>,
    }

    /// Some of the settings; what is absent stays.
    SettingsPatch {
        /// See [`Settings`].
        locale: Option<String>,
        /// See [`Settings`].
        theme: Option<String>,
        /// See [`Settings`].
        undo_ms: Option<f64>,
        /// See [`Settings`].
        enter_sends: Option<bool>,
        /// See [`Settings`].
        hold_after_news: Option<bool>,
        /// See [`Settings`].
        single_keys: Option<bool>,
        /// See [`Settings`].
        onboarded: Option<bool>,
        /// See [`Settings`].
        tray_explained: Option<bool>,
        /// See [`Settings`].
        notify_level: Option<NoticeLevel>,
        /// See [`Settings`].
        notify_hide_content: Option<bool>,
        /// See [`Settings`].
        notify_breaches_always: Option<bool>,
        /// See [`Settings`].
        notify_muted_accounts: Option<Vec<AccountId>>,
        /// See [`Settings`].
        notify_muted_queues: Option<Vec<View>>,
        /// See [`Settings`].
        autostart: Option<bool>,
        /// See [`Settings`].
        key_preset: Option<String>,
        /// See [`Settings`]; the whole list.
        own_keys: Option<Vec<KeyChoice>>,
    }

    /// A shop's connection as shown.
    AccountView {
        /// The account.
        account: AccountId,
        /// Its channel.
        channel: ChannelKind,
        /// The owner's name for it.
        name: String,
        /// Its state in one word.
        health: AccountHealth,
        /// When the last round ended well.
        last_sync_at_ms: Option<AtMs>,
        /// When the next round starts, if one is planned.
        next_sync_at_ms: Option<AtMs>,
        /// Whether a round is under way.
        syncing: bool,
        /// Messages taken by the round under way, for the progress line of a first import.
        messages_this_round: f64,
        /// Where the feed continues, for scripts.
        cursor: Option<String>,
        /// Failures since the last good round.
        error_count: f64,
        /// The last failure.
        last_error: Option<Problem>,
        /// What sort of token it has.
        token_kind: TokenKind,
        /// When the token ends.
        token_expires_at_ms: Option<AtMs>,
        /// Unread messages of its chats.
        unread: f64,
        /// Waiting chats.
        waiting: f64,
        /// Its colour: a place in the palette, 0 to 7.
        colour: f64,
        /// Kinds of chats that are not fetched.
        hidden_kinds: Vec<ChatKind>,
        /// The channel is told which chats the owner has read.
        marks_read: bool,
    }

    /// What the owner changes about an account; what is absent stays.
    AccountPatch {
        /// The account.
        account: AccountId,
        /// Its name.
        name: Option<String>,
        /// Its colour, 0 to 7.
        colour: Option<f64>,
        /// Kinds of chats that are not fetched.
        hidden_kinds: Option<Vec<ChatKind>>,
        /// Whether the channel is told which chats the owner has read.
        marks_read: Option<bool>,
    }

    /// A failure with what is needed to word it.
    Problem {
        /// The code.
        code: ErrorCode,
        /// The marketplace's own words or ours; untrusted text.
        detail: String,
        /// HTTP status, if an answer came.
        status: Option<u16>,
        /// When the next attempt follows by itself.
        retry_at_ms: Option<AtMs>,
        /// The right that is missing, by the marketplace's own name.
        missing_right: Option<String>,
    }

    /// A token to be tried or saved.
    AccountAdd {
        /// The channel.
        channel: ChannelKind,
        /// The owner's name for the shop; empty takes the marketplace's.
        name: String,
        /// The pasted token, key or secret.
        token: String,
        /// Ozon and Avito: the public half.
        client_id: Option<String>,
        /// Another address, for a simulator.
        base_url: Option<String>,
        /// `false` saves without trying.
        check: Option<bool>,
        /// `true` lifts the request limiter; loopback only.
        limits_off: Option<bool>,
        /// Settle time of doubtful replies in milliseconds; loopback only.
        settle_ms: Option<f64>,
    }

    /// A saved account, with what the check found.
    AccountAdded {
        /// The new account.
        account: AccountId,
        /// Its channel.
        channel: ChannelKind,
        /// Its name.
        name: String,
        /// What the check found; `None` when it was not asked for.
        check: Option<TokenCheck>,
    }

    /// A new token for an account.
    AccountToken {
        /// The account.
        account: AccountId,
        /// The pasted token.
        token: String,
    }

    /// One account.
    AccountRef {
        /// The account.
        account: AccountId,
    }

    /// Pausing an account, or all of them.
    SyncPause {
        /// One account, or all.
        account: Option<AccountId>,
        /// Pause or go on.
        paused: bool,
    }

    /// Which accounts to sync now.
    SyncNow {
        /// One account, or all.
        account: Option<AccountId>,
    }

    /// What a round did.
    SyncReport {
        /// The account.
        account: AccountId,
        /// Its channel.
        channel: ChannelKind,
        /// Pages read.
        pages: f64,
        /// Messages in them.
        messages_seen: f64,
        /// Messages that were new.
        messages_new: f64,
        /// Chats that were new.
        chats_new: f64,
        /// Where the feed continues.
        cursor: Option<String>,
        /// How long it took.
        took_ms: f64,
        /// Why it stopped early.
        error: Option<Problem>,
    }

    /// Chats in each view.
    QueueCounts {
        /// Waiting chats.
        waiting: f64,
        /// Waiting chats of urgent priority.
        urgent: f64,
        /// Chats in progress.
        in_progress: f64,
        /// Snoozed chats.
        snoozed: f64,
        /// Closed chats.
        done: f64,
        /// All chats.
        all: f64,
        /// Unread messages.
        unread: f64,
        /// Chats with something unread that are not hidden.
        unread_chats: f64,
        /// Chats with a star, closed and hidden ones too.
        starred: f64,
        /// Waiting chats for which a draft stands ready; as far as 100, among the thousand most pressing.
        ai_drafts: f64,
        /// Chats that the owner called spam, whatever their queue.
        spam: f64,
        /// Replies that wait for the owner (failed or in doubt).
        replies_in_trouble: f64,
    }

    /// Which chats to list.
    ChatListQuery {
        /// The view.
        view: View,
        /// Only of this account.
        account: Option<AccountId>,
        /// Only with this label.
        label: Option<LabelId>,
        /// Only with unread messages.
        unread: Option<bool>,
        /// At most so many (50 by default, 200 at most).
        limit: Option<f64>,
        /// Continue from this cursor: `next` or `prev` of a page, or `end` for the last page.
        after: Option<String>,
    }

    /// A page of chats.
    ChatPage {
        /// The rows, in the order of the view.
        chats: Vec<ChatRow>,
        /// Where the list continues; `None` at its end.
        next: Option<String>,
        /// What stands before the page; `None` at the beginning.
        prev: Option<String>,
        /// How many chats the view holds in all.
        total: f64,
    }

    /// A chat as a row of a list.
    ChatRow {
        /// The chat.
        chat: ChatId,
        /// Its account.
        account: AccountId,
        /// Its channel.
        channel: ChannelKind,
        /// The marketplace's id.
        remote_id: String,
        /// The buyer's name; untrusted, may be empty.
        customer: String,
        /// What the chat is about.
        item: Option<ItemView>,
        /// Its queue.
        queue: Queue,
        /// Its priority.
        priority: Priority,
        /// Since when the buyer waits.
        waiting_since_ms: Option<AtMs>,
        /// Until when we must answer.
        deadline_at_ms: Option<AtMs>,
        /// Hidden until this moment.
        snoozed_until_ms: Option<AtMs>,
        /// Unread messages of the buyer.
        unread: f64,
        /// The newest message.
        last_message: Option<LastMessage>,
        /// The state of its most troubled reply, if any is not `sent`.
        outbox: Option<OutboxState>,
        /// A planned reply waits for the owner's word.
        plan_held: bool,
        /// A reply is planned for later, and nothing else is on its way.
        planned: bool,
        /// Whether a text is being written.
        has_draft: bool,
        /// Its labels.
        labels: Vec<LabelId>,
        /// The buyer waits and is not happy.
        negative: bool,
        /// The buyer waits, and it speaks of danger, law, fraud, or a deadline today.
        critical: bool,
        /// The owner gave it a star.
        starred: bool,
        /// The owner called it spam.
        spam: bool,
        /// From when its clock stands still, where off hours stop it: now, or this evening.
        paused_from_ms: Option<AtMs>,
        /// Until when it stands still.
        paused_until_ms: Option<AtMs>,
    }

    /// The newest message of a chat.
    LastMessage {
        /// Who wrote it.
        author: Author,
        /// Its beginning; untrusted.
        text: String,
        /// When.
        sent_at_ms: AtMs,
        /// How many files it has.
        attachments: f64,
    }

    /// The item (and order) of a chat.
    ItemView {
        /// The marketplace's article number.
        remote_id: Option<String>,
        /// Its title; untrusted.
        title: Option<String>,
        /// The order.
        order_id: Option<String>,
        /// What the buyer paid, in minor units.
        price_minor: Option<f64>,
        /// ISO 4217 letters.
        currency: Option<String>,
        /// Size or variant.
        size: Option<String>,
    }

    /// One chat.
    ChatRef {
        /// The chat.
        chat: ChatId,
    }

    /// A chat with what the thread's head and the side panel show.
    ChatView {
        /// The row.
        row: ChatRow,
        /// What it means, if anybody has heard it.
        analysis: Option<AnalysisView>,
        /// The account's name.
        account_name: String,
        /// The channel's limits.
        limits: ChannelLimits,
        /// The text being written.
        draft: String,
        /// The buyer's newest message when that text was begun.
        draft_seen: Option<MessageId>,
        /// The message that text answers.
        draft_answers: Option<QuoteView>,
        /// The note being written.
        note_draft: String,
        /// When the first message of the chat was sent.
        first_message_at_ms: Option<AtMs>,
        /// How many messages the chat holds.
        messages: f64,
        /// Messages after this one are new since the owner looked.
        read_up_to: Option<MessageId>,
        /// Whether the channel takes replies now, and if not, why.
        reply_blocked: Option<ErrorCode>,
        /// How many other chats this buyer name has in the same account.
        other_chats: f64,
        /// Who the chat is with.
        kind: ChatKind,
        /// Until when the channel takes a reply; `None` where it names no end.
        reply_until_ms: Option<AtMs>,
        /// Files that wait in the composer.
        uploads: Vec<UploadView>,
        /// Where the owner was reading; `None` at the end.
        place: Option<ChatPlace>,
        /// The channel refuses the chat's messages; `None` where it shows them.
        history_refused: Option<HistoryRefusedView>,
    }

    /// A channel that shows no messages of a chat.
    HistoryRefusedView {
        /// Since when.
        since_ms: AtMs,
        /// The HTTP status it answers with.
        status: u16,
    }

    /// Which messages of a chat.
    MessagesQuery {
        /// The chat.
        chat: ChatId,
        /// Older than this message.
        before: Option<MessageId>,
        /// Newer than this message; excludes `before`.
        after: Option<MessageId>,
        /// At most so many (50 by default, 200 at most).
        limit: Option<f64>,
    }

    /// A page of messages, oldest first, with the replies under way at the end of the newest page.
    MessagePage {
        /// The messages.
        messages: Vec<MessageView>,
        /// Whether older ones exist.
        older: bool,
        /// Whether newer ones exist.
        newer: bool,
        /// Replies that are not a message yet: queued, sending, in doubt, failed. Oldest first.
        /// Only on the newest page.
        outbox: Vec<OutboxView>,
    }

    /// One message.
    MessageView {
        /// The message.
        message: MessageId,
        /// The marketplace's id; `None` for a reply whose echo was not seen yet.
        remote_id: Option<String>,
        /// Who wrote it.
        author: Author,
        /// What can be shown of it.
        kind: MessageKind,
        /// The whole text; untrusted.
        text: String,
        /// When.
        sent_at_ms: AtMs,
        /// The reply it came from, if it left from here.
        outbox: Option<OutboxId>,
        /// Whether the other side has read it, where the channel tells.
        read: Option<bool>,
        /// Its first text, where it was edited or deleted later; untrusted.
        text_before: Option<String>,
        /// Whether something in it was not understood, so that what it came as is kept (`message_raw`).
        has_raw: bool,
        /// The message it answers, where the owner named one.
        answers: Option<QuoteView>,
        /// The moment the owner planned it for.
        planned_at_ms: Option<AtMs>,
        /// The draft that the owner sent as this.
        drafted: Option<DraftedBy>,
        /// Its files.
        attachments: Vec<AttachmentView>,
    }

    /// A draft that became a reply.
    DraftedBy {
        /// Who made it.
        maker: DraftMaker,
        /// Whether the owner changed it before it left.
        edited: bool,
    }

    /// One message.
    MessageRef {
        /// The message.
        message: MessageId,
    }

    /// A file of a message.
    AttachmentView {
        /// The attachment.
        attachment: AttachmentId,
        /// What the channel says it is.
        kind: AttachmentKind,
        /// The file's name; untrusted.
        name: Option<String>,
        /// Media type, as claimed or as found.
        media_type: Option<String>,
        /// Size in bytes.
        bytes: Option<f64>,
        /// Whether it is on this machine.
        stored: bool,
    }

    /// One attachment.
    AttachmentRef {
        /// The attachment.
        attachment: AttachmentId,
    }

    /// A picture to show, checked by its contents.
    AttachmentData {
        /// `image/jpeg`, `image/png`, `image/gif` or `image/webp`; `None` for what is not shown.
        media_type: Option<String>,
        /// The bytes of a picture, base64; empty for what is not shown.
        base64: String,
        /// Where the file lies on this machine.
        path: String,
    }

    /// Another state for a chat, by the owner.
    ChatMove {
        /// The chat.
        chat: ChatId,
        /// `done`, `in_progress`, or `waiting` (reopen).
        queue: Queue,
    }

    /// A text being written.
    DraftSet {
        /// The chat.
        chat: ChatId,
        /// The text; empty forgets the draft.
        text: String,
        /// What it is; a reply by default.
        mode: Option<DraftMode>,
        /// The buyer's newest message when it was begun; kept where it is not told again.
        seen: Option<MessageId>,
        /// The message it answers.
        reply_to: Option<MessageId>,
    }

    /// A reply to be sent.
    ReplySend {
        /// The chat.
        chat: ChatId,
        /// The text; may be empty when files go.
        text: String,
        /// Files that leave before the text, each as a reply of its own.
        uploads: Option<Vec<UploadId>>,
        /// Time to undo, in milliseconds; the setting by default.
        undo_ms: Option<f64>,
        /// Made when the text was begun: a second request with the same key is the same reply.
        client_key: Option<String>,
        /// `true` answers only when the reply is sent, in doubt or failed.
        wait: Option<bool>,
        /// Whose words these are; a person's by default, and a draft's where they are the chat's draft.
        writer: Option<GuardWriter>,
        /// Rules of the guard whose warnings somebody has seen and overrules; `any` stands for all.
        despite: Option<Vec<String>>,
        /// When it shall leave, as typed; at once where nothing is.
        at: Option<String>,
        /// The message it answers, for the owner's eyes: no channel takes that with a reply.
        reply_to: Option<MessageId>,
        /// The buyer's newest message that the writer has seen; with a newer one the reply is refused.
        seen: Option<MessageId>,
        /// `true` sends it though the buyer has written since.
        despite_news: Option<bool>,
    }

    /// Which replies.
    OutboxQuery {
        /// Only in this state.
        state: Option<OutboxState>,
        /// Only of this chat.
        chat: Option<ChatId>,
        /// At most so many (100 by default, 1,000 at most).
        limit: Option<f64>,
        /// Only planned ones that wait for the owner's word.
        held: Option<bool>,
    }

    /// One reply.
    OutboxRef {
        /// The reply.
        outbox: OutboxId,
    }

    /// A reply on its way.
    OutboxView {
        /// The reply.
        outbox: OutboxId,
        /// Its chat.
        chat: ChatId,
        /// Where it stands.
        state: OutboxState,
        /// Its text.
        text: String,
        /// Attempts begun.
        attempts: f64,
        /// Why it waits, failed or is in doubt.
        reason: Option<ErrorCode>,
        /// The marketplace's id, once known.
        remote_id: Option<String>,
        /// When the owner sent it.
        queued_at_ms: AtMs,
        /// Not before this moment (undo, back-off).
        next_at_ms: AtMs,
        /// In doubt and waiting for the owner: the feed could not decide.
        needs_owner: bool,
        /// Since when it is in doubt, while it is.
        unconfirmed_at_ms: Option<AtMs>,
        /// The moment the owner planned it for.
        planned_at_ms: Option<AtMs>,
        /// Why a planned one waits for the owner's word.
        held: Option<Hold>,
        /// The buyer's newest message when the owner last looked at it.
        seen: Option<MessageId>,
        /// The message it answers.
        answers: Option<QuoteView>,
        /// What stands in the composer after it was taken back; only in that answer.
        draft: Option<String>,
        /// The file it is, if it is one.
        file: Option<UploadView>,
    }

    /// The demo shop to be made.
    DemoAdd {
        /// How many chats (60 by default).
        chats: Option<f64>,
    }

    /// The demo shop.
    DemoAdded {
        /// Its account.
        account: AccountId,
        /// Its chats.
        chats: f64,
        /// Its messages.
        messages: f64,
    }

    /// One finding about the health of the program.
    DoctorCheck {
        /// What was looked at: `version`, `data_folder`, `disk`, `database`, `search_index`,
        /// `keychain`, `account:<id>`, `token:<id>`, `limits:<id>`.
        check: String,
        /// Whether it is well.
        ok: bool,
        /// In short English words and figures, for a script or a report.
        detail: String,
    }

    /// What changed, for the window: which queries are stale.
    CoreChange {
        /// Counts the events; a gap means that some were missed.
        seq: f64,
        /// The kinds of data touched.
        tags: Vec<Tag>,
        /// The chats touched.
        chats: Vec<ChatId>,
        /// The accounts touched.
        accounts: Vec<AccountId>,
        /// Ask again for everything.
        resync: bool,
    }

    /// A refusal, as every face gives it.
    ApiError {
        /// The code; the words are the face's.
        code: ErrorCode,
        /// English, for logs and scripts; no customer text, no token.
        message: String,
        /// Whether the same request may succeed later by itself.
        retryable: bool,
        /// Finds the details in the log.
        incident: Option<String>,
        /// What the guard found, where it was the guard that refused: rules and places of the text.
        findings: Option<Vec<GuardFinding>>,
    }
}
