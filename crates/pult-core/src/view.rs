//! From stored rows to what crosses the border.

use crate::api::dto::{
    AccountView, AttachmentView, ChatRow, DraftedBy, ItemView, LastMessage, MessageView, OutboxView, Problem, QueueCounts, QuoteView, SearchChat, SearchHit,
    SearchNote, SnippetPiece, UploadView,
};
use crate::core::Core;
use crate::sync::count;
use pult_domain::outbox::MOST_RESENDS;
use pult_domain::{AccountHealth, AccountId, AtMs, FeedItem, OutboxId, OutboxState, Queue};
use pult_store::{AccountRow, AttachmentRow, ChatHit, Hit, MessageRow, NoteHit, OutboxRow, Quoted, ReplyTold, StoredProblem, UploadRow};
use std::collections::HashMap;
use std::sync::atomic::Ordering;

pub(crate) fn problem(stored: &StoredProblem) -> Problem {
    Problem {
        code: stored.code,
        detail: stored.detail.clone(),
        status: stored.status,
        retry_at_ms: stored.retry_at,
        missing_right: stored.missing_right.clone(),
    }
}

impl Core {
    /// A row with what its shop's hours say of its clock.
    pub(crate) fn chat_row(&self, row: pult_store::ChatRow) -> ChatRow {
        let pause = has_clock(&row).then(|| self.pause_of(row.account)).flatten();
        chat_row(row, pause)
    }

    /// Rows of a list. The hours of a shop are asked once, not for each of its chats: a calendar is
    /// walked for them.
    pub(crate) fn chat_rows(&self, rows: Vec<pult_store::ChatRow>) -> Vec<ChatRow> {
        let mut pauses = HashMap::new();
        let with_pause = |row: pult_store::ChatRow| {
            let pause = has_clock(&row).then(|| *pauses.entry(row.account).or_insert_with(|| self.pause_of(row.account))).flatten();
            chat_row(row, pause)
        };
        rows.into_iter().map(with_pause).collect()
    }

    fn pause_of(&self, account: AccountId) -> Option<(AtMs, AtMs)> {
        self.policies.of(account)?.pause(self.clock.now())
    }

    pub(crate) fn account_view(&self, row: AccountRow) -> AccountView {
        let lane = self.lanes.of(row.id);
        let health = if row.paused || self.paused.load(Ordering::SeqCst) {
            AccountHealth::Paused
        } else if row.blocked.is_some() {
            AccountHealth::NeedsOwner
        } else if row.error_count > 0 {
            AccountHealth::Retrying
        } else if row.last_sync_at.is_none() {
            AccountHealth::New
        } else {
            AccountHealth::Ok
        };
        AccountView {
            account: row.id,
            channel: row.channel,
            name: row.name,
            health,
            last_sync_at_ms: row.last_sync_at,
            next_sync_at_ms: lane.next_sync(),
            syncing: lane.syncing.load(Ordering::Relaxed),
            messages_this_round: count(lane.messages_this_round.load(Ordering::Relaxed)),
            cursor: row.cursor.map(|cursor| cursor.0),
            error_count: count(row.error_count),
            last_error: row.last_error.as_ref().map(problem),
            token_kind: row.token_kind,
            token_expires_at_ms: row.token_expires_at,
            unread: count(row.unread),
            waiting: count(row.waiting),
            // Until the owner chooses, neighbours in the list differ.
            colour: count(row.colour.unwrap_or((row.id.0 - 1).rem_euclid(COLOURS))),
            hidden_kinds: row.hidden_kinds,
            marks_read: row.marks_read,
        }
    }
}

/// Colours of the palette for accounts.
pub(crate) const COLOURS: i64 = 8;

pub(crate) fn queue_counts(counts: &pult_store::QueueCounts) -> QueueCounts {
    QueueCounts {
        waiting: count(counts.waiting),
        urgent: count(counts.urgent),
        in_progress: count(counts.in_progress),
        snoozed: count(counts.snoozed),
        done: count(counts.done),
        all: count(counts.all),
        unread: count(counts.unread),
        unread_chats: count(counts.unread_chats),
        starred: count(counts.starred),
        ai_drafts: count(counts.ai_drafts),
        spam: count(counts.spam),
        replies_in_trouble: count(counts.replies_in_trouble),
    }
}

fn item(item: FeedItem) -> ItemView {
    ItemView {
        remote_id: item.remote_id,
        title: item.title,
        order_id: item.order_id,
        price_minor: item.price_minor.map(count),
        currency: item.currency,
        size: item.size,
    }
}

/// Whether a clock runs for the chat.
fn has_clock(row: &pult_store::ChatRow) -> bool {
    row.queue == Queue::Waiting && row.deadline.is_some()
}

fn chat_row(row: pult_store::ChatRow, pause: Option<(AtMs, AtMs)>) -> ChatRow {
    ChatRow {
        labels: row.labels,
        paused_from_ms: pause.map(|(from, _)| from),
        paused_until_ms: pause.map(|(_, until)| until),
        chat: row.id,
        account: row.account,
        channel: row.channel,
        remote_id: row.remote_id.0,
        customer: row.customer,
        item: row.item.map(item),
        queue: row.queue,
        priority: row.priority,
        waiting_since_ms: row.waiting_since,
        deadline_at_ms: row.deadline,
        snoozed_until_ms: row.snoozed_until,
        unread: count(row.unread),
        last_message: row.last.map(|last| LastMessage { author: last.author, text: last.text, sent_at_ms: last.sent_at, attachments: count(last.attachments) }),
        outbox: row.outbox,
        plan_held: row.plan_held,
        planned: row.planned,
        has_draft: row.has_draft,
        negative: row.negative,
        critical: row.critical,
        starred: row.starred,
        spam: row.spam,
    }
}

fn attachment(row: AttachmentRow) -> AttachmentView {
    AttachmentView { attachment: row.id, kind: row.kind, name: row.name, media_type: row.media_type, bytes: row.bytes.map(count), stored: row.path.is_some() }
}

pub(crate) fn message(row: MessageRow) -> MessageView {
    MessageView {
        message: row.id,
        remote_id: row.remote_id.map(|id| id.0),
        author: row.author,
        kind: row.kind,
        text: row.text,
        sent_at_ms: row.sent_at,
        outbox: row.outbox,
        read: row.read,
        text_before: row.text_before,
        has_raw: row.has_raw,
        answers: None,
        planned_at_ms: None,
        drafted: None,
        attachments: row.attachments.into_iter().map(attachment).collect(),
    }
}

pub(crate) fn outbox(row: OutboxRow) -> OutboxView {
    let machine = row.machine;
    OutboxView {
        outbox: row.id,
        chat: row.chat,
        state: machine.state,
        text: row.text,
        attempts: f64::from(machine.attempts),
        reason: machine.reason,
        remote_id: machine.remote_id.map(|id| id.0),
        queued_at_ms: row.queued_at,
        next_at_ms: machine.next_at,
        needs_owner: machine.state == OutboxState::Unconfirmed && machine.resends >= MOST_RESENDS,
        unconfirmed_at_ms: machine.unconfirmed_at.filter(|_| machine.state == OutboxState::Unconfirmed),
        file: row.file.map(upload),
        planned_at_ms: machine.planned_at,
        held: machine.held,
        seen: row.seen,
        answers: row.answers.map(quote),
        draft: None,
    }
}

pub(crate) fn quote(quoted: Quoted) -> QuoteView {
    QuoteView { message: quoted.message, author: quoted.author, text: quoted.text }
}

/// A message with what only its reply knows.
pub(crate) fn told(message: MessageView, told: &HashMap<OutboxId, ReplyTold>) -> MessageView {
    match message.outbox.and_then(|outbox| told.get(&outbox)) {
        Some(reply) => {
            let drafted = reply.drafted.map(|drafted| DraftedBy { maker: drafted.maker, edited: drafted.edited });
            MessageView { answers: reply.answers.clone().map(quote), planned_at_ms: reply.planned_at, drafted, ..message }
        }
        None => message,
    }
}

pub(crate) fn upload(row: UploadRow) -> UploadView {
    UploadView { upload: row.id, name: row.name, media_type: row.media_type, bytes: count(row.bytes) }
}

pub(crate) fn hit(hit: Hit) -> SearchHit {
    SearchHit {
        message: hit.message,
        chat: hit.chat,
        sent_at_ms: hit.sent_at,
        snippet: pieces(hit.snippet),
        customer: hit.customer,
        channel: hit.channel,
        author: hit.author,
        near: hit.near,
    }
}

pub(crate) fn note_hit(hit: NoteHit) -> SearchNote {
    SearchNote {
        note: hit.note,
        chat: hit.chat,
        channel: hit.channel,
        customer: hit.customer,
        written_at_ms: hit.written_at,
        behind: hit.behind,
        snippet: pieces(hit.snippet),
    }
}

pub(crate) fn chat_hit(hit: ChatHit) -> SearchChat {
    SearchChat {
        chat: hit.chat,
        channel: hit.channel,
        customer: pieces(hit.customer),
        order: pieces(hit.order),
        item: pieces(hit.item),
        message: hit.last,
        last_at_ms: hit.last_at,
    }
}

fn pieces(parts: Vec<(String, bool)>) -> Vec<SnippetPiece> {
    parts.into_iter().map(|(text, hit)| SnippetPiece { text, hit }).collect()
}
