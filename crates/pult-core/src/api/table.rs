//! The one declared table of operations: every face (window, HTTP, `pultctl`, the generated
//! TypeScript, the map of stale queries) reads it, and none names an operation a second time.
//!
//! Alternatives that lost: one Tauri command per operation (a second and a third table for HTTP
//! and for TypeScript, kept equal by hand) and a procedural macro over the bodies (a crate of its
//! own, and the list of operations would be spread over the code). A `macro_rules` table costs one
//! line an operation, and a missing body does not compile.

use super::dto::*;
use async_trait::async_trait;
use pult_domain::{ErrorCode, Tag, TokenCheck};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

/// One operation as the faces see it.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Its name, the same on every face.
    pub name: &'static str,
    /// What it does, in one sentence.
    pub doc: &'static str,
    /// The request's name in TypeScript.
    pub request: fn(&Config) -> String,
    /// The answer's name in TypeScript.
    pub response: fn(&Config) -> String,
    /// Kinds of data its answer depends on: a change of one of them makes the answer stale.
    pub reads: &'static [Tag],
    /// Kinds of data it changes. What really changed is told by the store after the commit; this
    /// is for the window to know beforehand.
    pub touches: &'static [Tag],
}

impl Operation {
    /// The operation of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Self> {
        OPERATIONS.iter().find(|operation| operation.name == name)
    }
}

macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $name:ident($request:ty) -> $response:ty, reads [$($read:ident),*], touches [$($touch:ident),*];)+) => {
        /// Every operation, in the order of the table.
        pub static OPERATIONS: &[Operation] = &[$(Operation {
            name: stringify!($name),
            doc: concat!($($doc),+).trim_ascii(),
            request: <$request as TS>::name,
            response: <$response as TS>::name,
            reads: &[$(Tag::$read),*],
            touches: &[$(Tag::$touch),*],
        }),+];

        /// What each operation does. The core implements it; a missing body does not compile.
        #[async_trait]
        pub trait Bodies: Send + Sync {
            $($(#[doc = $doc])+ async fn $name(&self, request: $request) -> Result<$response, ApiError>;)+
        }

        /// Calls an operation by name with the JSON of its request; `null` stands for `{}`. The answer is
        /// JSON as text: a tree of values in between would be made only to be written out again.
        ///
        /// # Errors
        /// `unknown_operation`, `invalid_request`, and whatever the operation refuses.
        pub async fn dispatch<B: Bodies + ?Sized>(bodies: &B, name: &str, json: Value) -> Result<String, ApiError> {
            match name {
                $(stringify!($name) => answer(&bodies.$name(request(json)?).await?),)+
                _ => Err(ApiError::new(ErrorCode::UnknownOperation, "No such operation")),
            }
        }

        /// Reads the request of an operation and does nothing with it.
        ///
        /// # Errors
        /// `unknown_operation` and `invalid_request`, as [`dispatch`] has them.
        pub fn check_request(name: &str, json: Value) -> Result<(), ApiError> {
            match name {
                $(stringify!($name) => request::<$request>(json).map(drop),)+
                _ => Err(ApiError::new(ErrorCode::UnknownOperation, "No such operation")),
            }
        }

        /// Shows the types of every request and answer to a visitor, for the bindings.
        pub fn visit_types(visitor: &mut impl TypeVisitor) {
            $(visitor.visit::<$request>();
            visitor.visit::<$response>();)+
        }
    };
}

operations! {
    /// The program as the window needs to know it at start.
    app_info(Nothing) -> AppInfo, reads [Settings], touches [];
    /// Changes some of the settings.
    settings_set(SettingsPatch) -> Settings, reads [], touches [Settings];

    /// The owner has read what the start from a copy did.
    recovery_seen(Nothing) -> Nothing, reads [], touches [Settings];

    /// The connected shops with their sync state.
    accounts_list(Nothing) -> Vec<AccountView>, reads [Accounts, Chats], touches [];
    /// Tries a token; nothing is saved.
    account_check(AccountAdd) -> TokenCheck, reads [], touches [];
    /// Connects a shop.
    account_add(AccountAdd) -> AccountAdded, reads [], touches [Accounts];
    /// Gives a connected shop a new token.
    account_set_token(AccountToken) -> TokenCheck, reads [], touches [Accounts];
    /// Changes a shop's name, colour, hidden kinds of chats, and whether it is told what was read.
    account_set(AccountPatch) -> AccountView, reads [], touches [Accounts];
    /// Removes a shop with its chats, files and token.
    account_remove(AccountRef) -> Nothing, reads [], touches [Accounts, Chats, Messages, Outbox, Drafts];

    /// One full round now, until no page is left.
    sync_now(SyncNow) -> Vec<SyncReport>, reads [], touches [Accounts, Chats, Messages, Outbox];
    /// Pauses a shop, or all of them, or goes on.
    sync_pause(SyncPause) -> Nothing, reads [], touches [Accounts];

    /// Chats in each view.
    queue_counts(Nothing) -> QueueCounts, reads [Chats, Outbox], touches [];
    /// A page of a view.
    chat_list(ChatListQuery) -> ChatPage, reads [Chats, Outbox, Drafts], touches [];
    /// One chat with what the thread's head and the side panel show.
    chat_get(ChatRef) -> ChatView, reads [Chats, Outbox, Drafts], touches [];
    /// A page of a chat's messages.
    chat_messages(MessagesQuery) -> MessagePage, reads [Messages, Outbox], touches [];
    /// The owner has looked at the chat.
    chat_read(ChatRef) -> Nothing, reads [], touches [Chats];
    /// Moves a chat to another queue.
    chat_move(ChatMove) -> ChatRow, reads [], touches [Chats];

    /// Hides a chat until a time as typed, or brings it back.
    chat_snooze(ChatSnooze) -> ChatSnoozed, reads [], touches [Chats];
    /// Reads until when chats would be hidden, as it is typed.
    snooze_time(SnoozeTimeAsk) -> ChatSnoozed, reads [Settings], touches [];
    /// Does one thing with many chats at once; they are named, or they are a whole list.
    chats_act(ChatsAct) -> ActDone, reads [], touches [Chats];
    /// Takes an act back, the newest where none is named. What buyers did since stays.
    undo(UndoAsk) -> UndoDone, reads [], touches [Chats, Labels, Views, People];

    /// The owner's labels, by name.
    labels_list(Nothing) -> Vec<LabelView>, reads [Labels], touches [];
    /// Makes a label.
    label_add(LabelAdd) -> LabelView, reads [], touches [Labels];
    /// Changes a label's name or colour.
    label_set(LabelPatch) -> LabelView, reads [], touches [Labels];
    /// Deletes a label: it comes off its chats, and views that stand on it go with it.
    label_remove(LabelRef) -> ActDone, reads [], touches [Labels, Chats, Views];

    /// The owner's saved views, in his order, each with the number of its chats.
    views_list(Nothing) -> Vec<SavedViewView>, reads [Views, Chats, Accounts], touches [];
    /// Keeps a view, a new one or a known one.
    view_save(SavedViewSave) -> SavedViewView, reads [], touches [Views];
    /// Puts a view elsewhere in the order.
    view_move(SavedViewMove) -> Nothing, reads [], touches [Views];
    /// Removes a view; its chats stay.
    view_remove(SavedViewRef) -> ActDone, reads [], touches [Views];

    /// Why a waiting chat is due when it is.
    chat_why(ChatRef) -> WhyView, reads [Chats, Settings], touches [];

    /// The owner says what a message means; the program learns from it at once.
    analysis_correct(AnalysisCorrect) -> AnalysisView, reads [], touches [Chats, AiDrafts];
    /// Takes a correction back, and what was learned from it.
    analysis_undo(AnalysisRef) -> AnalysisView, reads [], touches [Chats, AiDrafts];

    /// The rules and hours of a shop, or of all.
    sla_get(SlaRef) -> SlaView, reads [Settings], touches [];
    /// Keeps rules and hours, and judges the waiting chats by them.
    sla_set(SlaSet) -> SlaView, reads [], touches [Settings, Chats];
    /// What rules say to a text.
    sla_try(SlaTry) -> SlaTried, reads [], touches [];

    /// Replays the past under other rules, hours or response times; nothing is stored.
    what_if_start(WhatIfStart) -> WhatIfView, reads [], touches [WhatIf];
    /// How a replay stands, and its result; nothing when it is not remembered any more.
    what_if(WhatIfRef) -> Option<WhatIfView>, reads [WhatIf], touches [];
    /// Ends a replay.
    what_if_cancel(WhatIfRef) -> Nothing, reads [], touches [WhatIf];

    /// The drafted reply of a chat; without one of its present state, one is made without a model.
    chat_draft(ChatRef) -> DraftView, reads [AiDrafts, Messages, Lookups, Knowledge], touches [];
    /// The owner's own texts that lie nearest to what the buyer asks, at most two, the nearest first: to choose from where no
    /// draft stands on them.
    near_replies(ChatRef) -> Vec<NearReply>, reads [AiDrafts, Messages, Lookups, Knowledge], touches [];
    /// Drafts a reply now, or puts the draft there is into another form.
    draft_make(DraftMake) -> DraftView, reads [], touches [AiDrafts];
    /// Takes back the form that was asked for last: the draft before it stands again.
    draft_back(ChatRef) -> DraftView, reads [], touches [AiDrafts];
    /// Stops a draft that a model is writing.
    draft_cancel(ChatRef) -> Nothing, reads [], touches [AiDrafts];
    /// Notes what the owner did with a draft, and what they think of it.
    draft_outcome(DraftOutcome) -> Nothing, reads [], touches [AiDrafts];
    /// How drafts fared in the last 30 days.
    draft_counts(Nothing) -> DraftCounts, reads [AiDrafts], touches [];
    /// What became of drafts in the last 30 days, by whoever drafted them.
    draft_figures(Nothing) -> DraftFigures, reads [AiDrafts], touches [];
    /// What the owner does to drafts again and again.
    habits_list(Nothing) -> Vec<HabitView>, reads [Habits, AiDrafts], touches [];
    /// Lets drafts follow a habit, or not.
    habit_decide(HabitDecide) -> HabitView, reads [], touches [Habits, Knowledge, AiDrafts];
    /// What a long chat comes to, without a model unless one has summed it up already.
    chat_summary(ChatRef) -> SummaryView, reads [AiDrafts, Messages, Models, Knowledge], touches [];
    /// Asks a model what a long chat comes to.
    summary_make(ChatRef) -> SummaryView, reads [], touches [AiDrafts, Models];
    /// What the guard says of a text.
    guard_text(GuardAsk) -> GuardView, reads [Settings, Messages, AiDrafts, Lookups, Knowledge], touches [];
    /// The owner's own rules of the guard.
    guard_rules_list(Nothing) -> Vec<GuardRuleView>, reads [Settings], touches [];
    /// Keeps a rule of the owner.
    guard_rule_set(GuardRuleView) -> GuardRuleView, reads [], touches [Settings, Knowledge];
    /// Removes a rule of the owner.
    guard_rule_remove(GuardRuleRef) -> Nothing, reads [], touches [Settings, Knowledge];
    /// What the guard says of a text with a rule that is being written.
    guard_try(GuardTry) -> GuardView, reads [], touches [];

    /// The owner's canned replies.
    canned_list(Nothing) -> Vec<CannedView>, reads [Knowledge], touches [];
    /// Keeps a canned reply.
    canned_set(CannedSet) -> CannedView, reads [], touches [Knowledge];
    /// Removes a canned reply.
    canned_remove(CannedRef) -> Nothing, reads [], touches [Knowledge];
    /// Fills the variables of a canned reply in for a chat.
    canned_expand(CannedExpand) -> CannedText, reads [Knowledge, Lookups], touches [];
    /// The owner's snippets of knowledge.
    snippets_list(Nothing) -> Vec<SnippetView>, reads [Knowledge], touches [];
    /// Keeps a snippet.
    snippets_set(SnippetSet) -> SnippetView, reads [], touches [Knowledge];
    /// Removes a snippet.
    snippets_remove(SnippetRef) -> Nothing, reads [], touches [Knowledge];
    /// Reads snippets out of a text, CSV or Markdown file.
    snippets_import(SnippetsImport) -> SnippetsImported, reads [], touches [Knowledge];
    /// How the shop speaks, and when it drafts.
    tone_get(Nothing) -> ToneView, reads [Knowledge], touches [];
    /// Keeps how the shop speaks.
    tone_set(ToneView) -> ToneView, reads [], touches [Knowledge];

    /// Keeps a text being written.
    draft_set(DraftSet) -> Nothing, reads [], touches [Drafts];
    /// Stores a reply that the guard lets pass; it leaves when its time to undo is over.
    reply_send(ReplySend) -> OutboxView, reads [], touches [Outbox, Chats, Drafts];
    /// The warnings of the guard under which replies of a chat were sent off.
    reply_overrides(ChatRef) -> Vec<OverrideView>, reads [Outbox, Settings], touches [];
    /// Reads a time to send at, as it is typed.
    send_time(SendTimeAsk) -> SendTime, reads [Settings], touches [];
    /// Changes the words or the moment of a reply that has not begun to leave.
    reply_edit(ReplyEdit) -> OutboxView, reads [], touches [Outbox, Chats];
    /// The owner's private notes beside a chat, oldest first.
    notes_list(ChatRef) -> Vec<NoteView>, reads [Notes], touches [];
    /// Keeps a private note.
    note_add(NoteAdd) -> NoteView, reads [], touches [Notes, Drafts];
    /// Changes a private note.
    note_edit(NoteEdit) -> NoteView, reads [], touches [Notes];
    /// Deletes a private note; for a day it can be brought back.
    note_remove(NoteRef) -> NoteView, reads [], touches [Notes];
    /// Brings a deleted note back.
    note_restore(NoteRef) -> NoteView, reads [], touches [Notes];
    /// Replies on their way, sent or failed.
    outbox_list(OutboxQuery) -> Vec<OutboxView>, reads [Outbox], touches [];
    /// Sends a failed reply again, or one in doubt after the owner looked.
    outbox_retry(OutboxRef) -> OutboxView, reads [], touches [Outbox, Chats];
    /// Withdraws a queued or failed reply; its text goes back to an empty draft.
    outbox_cancel(OutboxRef) -> OutboxView, reads [], touches [Outbox, Chats, Drafts];
    /// The owner has seen a reply in doubt at the marketplace.
    outbox_confirm(OutboxRef) -> OutboxView, reads [], touches [Outbox, Chats, Messages];

    /// Fetches a file once and keeps it under the data folder.
    attachment_get(AttachmentRef) -> AttachmentData, reads [], touches [Messages];
    /// Copies a file of a message to where downloads are kept.
    attachment_save(AttachmentRef) -> SavedFile, reads [], touches [Messages];
    /// What a message came as, where something in it was not understood.
    message_raw(MessageRef) -> MessageRaw, reads [Messages], touches [];
    /// Deletes a message of ours at the channel, where and as long as it allows that.
    message_delete(MessageRef) -> Nothing, reads [], touches [Messages];

    /// Keeps a file for the next reply of a chat, after looking at its size and contents.
    upload_add(UploadAdd) -> UploadView, reads [], touches [Drafts];
    /// Gives a file that waits in the composer another name.
    upload_rename(UploadRename) -> UploadView, reads [], touches [Drafts];
    /// Drops a file that has not been sent off.
    upload_remove(UploadRef) -> Nothing, reads [], touches [Drafts];
    /// The picture of a file of a reply, to be shown before it leaves.
    upload_get(UploadRef) -> AttachmentData, reads [], touches [];

    /// The chats of the buyer of this one, across shops, by the owner's word.
    person_get(PersonOf) -> PersonView, reads [Chats, People], touches [];
    /// Chats that may be the same buyer's, each with its reasons.
    person_suggestions(ChatRef) -> Vec<PersonSuggestion>, reads [Messages, People], touches [];
    /// The owner says that chats are one buyer's.
    people_join(PeopleJoin) -> ActDone, reads [], touches [People];
    /// Takes a chat out of its buyer's.
    people_part(ChatRef) -> ActDone, reads [], touches [People];
    /// The owner says that two chats are two buyers'; they are not suggested again.
    people_apart(PeopleApart) -> ActDone, reads [], touches [People];
    /// Which of some days of a chat have messages.
    chat_days(ChatDaysQuery) -> ChatDays, reads [Messages], touches [];
    /// Keeps where the owner is reading in a chat.
    chat_place_set(ChatPlaceSet) -> Nothing, reads [], touches [];

    /// What is known about the item and the order of a chat.
    chat_context(ChatRef) -> ChatContext, reads [Lookups, Chats], touches [];
    /// The picture of a chat's item.
    item_picture(ChatRef) -> AttachmentData, reads [Lookups], touches [];
    /// Looks for words in all messages, and in what chats are about.
    search(SearchQuery) -> SearchFound, reads [Messages, Chats, Notes], touches [];
    /// What may stand where a query is being typed.
    search_hints(SearchTyped) -> SearchHints, reads [Accounts, Labels], touches [];

    /// How the shop answers: waits, volumes, and when they come.
    metrics(MetricsQuery) -> MetricsView, reads [Messages, Chats, Settings, Accounts], touches [];
    /// Writes these figures into a file where downloads are kept.
    metrics_export(MetricsExport) -> SavedFile, reads [], touches [];

    /// Begins to write chats into a file where downloads are kept.
    export_start(ExportStart) -> ExportView, reads [], touches [Transfers];
    /// How an export stands; nothing when it is not remembered any more.
    export_view(TransferRef) -> Option<ExportView>, reads [Transfers], touches [];
    /// Stops an export; no file is left.
    export_cancel(TransferRef) -> Nothing, reads [], touches [Transfers];

    /// Takes a piece of a file of history from the window.
    import_chunk(ImportChunk) -> ImportUpload, reads [], touches [];
    /// What a file of history is, and what its columns seem to hold.
    import_look(ImportFile) -> ImportLooked, reads [], touches [];
    /// Begins to import history, or only to look what that would do.
    import_start(ImportStart) -> ImportView, reads [], touches [Transfers];
    /// How an import stands; nothing when it is not remembered any more.
    import_view(TransferRef) -> Option<ImportView>, reads [Transfers], touches [];
    /// Stops an import; what is stored stays and can be taken back.
    import_cancel(TransferRef) -> Nothing, reads [], touches [Transfers];
    /// The imports there were, newest first.
    imports_list(Nothing) -> Vec<ImportDone>, reads [Transfers, Accounts], touches [];
    /// Begins to take everything back that an import added.
    import_undo(ImportRef) -> ImportView, reads [], touches [Transfers, Accounts, Chats, Messages];

    /// Providers of language models, what can be added, budgets and what was spent.
    providers_list(Nothing) -> ModelsView, reads [Models, Settings], touches [];
    /// Adds or changes a provider of models; its key goes to the keychain.
    provider_set(ProviderSet) -> ProviderView, reads [], touches [Models];
    /// Tries a provider with a tiny question, as it is or with what is typed; nothing typed is saved.
    provider_check(ProviderSet) -> ProviderCheck, reads [], touches [Models];
    /// The models a provider offers, as it is or with what is typed.
    provider_models(ProviderSet) -> Vec<ModelListed>, reads [], touches [];
    /// Puts a provider elsewhere in the order they are asked in.
    provider_move(ProviderMove) -> Nothing, reads [], touches [Models];
    /// Removes a provider and its key.
    provider_remove(ProviderRef) -> Nothing, reads [], touches [Models];
    /// Changes budgets, and whether only models on this machine may be asked.
    models_set(ModelsPatch) -> ModelsView, reads [], touches [Models];
    /// What was sent to models, newest first: figures and kinds of facts.
    ledger_list(LedgerQuery) -> LedgerPage, reads [Models], touches [];
    /// Begins a login at OpenRouter; the answer's address is for the browser.
    openrouter_login(LoginBegin) -> LoginStarted, reads [], touches [Models];
    /// Gives up a login that waits for the browser.
    openrouter_login_cancel(Nothing) -> Nothing, reads [], touches [Models];

    /// Makes the demo shop.
    demo_add(DemoAdd) -> DemoAdded, reads [], touches [Accounts, Chats, Messages];
    /// Removes the demo shop.
    demo_remove(Nothing) -> Nothing, reads [], touches [Accounts, Chats, Messages, Outbox, Drafts];

    /// Everything about the program's state: accounts, limits, disk, versions.
    state(Nothing) -> StateView, reads [Accounts], touches [];
    /// Makes an encrypted backup of everything but the keychain's secrets, and reads it back.
    backup_now(BackupNow) -> BackupDone, reads [], touches [Settings];
    /// When backups are made by themselves, and how the last one went.
    backups_get(Nothing) -> BackupsView, reads [Settings], touches [];
    /// Sets when backups are made by themselves.
    backups_set(BackupsSet) -> BackupsView, reads [], touches [Settings];
    /// Backups that lie where owners put them.
    backup_files(Nothing) -> Vec<BackupFile>, reads [], touches [];
    /// Lays a backup ready for the next start, where no shop is connected yet.
    restore_ready(RestoreAsk) -> RestoreDone, reads [], touches [];
    /// Writes the logs without anything personal into one file where downloads are kept.
    log_export(Nothing) -> SavedFile, reads [], touches [];
    /// Looks at the health of the program.
    doctor(Nothing) -> Vec<DoctorCheck>, reads [], touches [];
    /// Brings the window to the front, if this process has one.
    window_raise(Nothing) -> Nothing, reads [], touches [];
}

fn request<T: DeserializeOwned>(json: Value) -> Result<T, ApiError> {
    let json = if json.is_null() { Value::Object(serde_json::Map::new()) } else { json };
    serde_json::from_value(json).map_err(|error| ApiError::new(ErrorCode::InvalidRequest, without_values(&error.to_string())))
}

fn answer<T: Serialize>(value: &T) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|error| ApiError::new(ErrorCode::Internal, format!("The answer could not be written: {error}")))
}

/// Longest name from a request that an error message repeats, in characters: all ours are shorter.
const NAME_CHARS: usize = 32;

/// Serde's message without the values it quotes: a text or a token sent in the wrong place must
/// not come back in a message that is logged. A wrong name stays as long as it can be a name.
fn without_values(message: &str) -> String {
    for kind in ["unknown field `", "unknown variant `"] {
        let Some(rest) = message.strip_prefix(kind) else { continue };
        // The name may hold backticks of its own; serde's own words begin at the last of these.
        let end = ["`, expected", "`, there are no"].iter().filter_map(|words| rest.rfind(words)).max();
        let (name, after) = end.and_then(|end| rest.split_at_checked(end)).unwrap_or((rest, ""));
        let shown = if is_name(name) { name } else { "…" };
        return format!("{kind}{shown}{after}");
    }
    // A quoted value may hold quotes too; serde puts it before its own words, which have none.
    let quotes = message.find('"').zip(message.rfind('"')).filter(|(start, end)| start < end);
    match quotes.and_then(|(start, end)| message.get(..start).zip(message.get(end + 1..))) {
        Some((before, after)) => format!("{before}…{after}"),
        None => message.to_owned(),
    }
}

fn is_name(text: &str) -> bool {
    text.len() <= NAME_CHARS && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests;
