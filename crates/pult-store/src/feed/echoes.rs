//! Finding our own replies among what the feed brings.

use super::part::New;
use crate::StoreError;
use crate::outbox::{self, doubts::awaited};
use crate::pool::Tx;
use crate::remote::Remote;
use crate::sql::statements;
use pult_domain::echo::{self, Awaited, Echo};
use pult_domain::{AccountId, AtMs, ChatId, MessageId, OutboxEvent, OutboxId};
use std::collections::{HashMap, HashSet};

statements! {
    // As `Outbox::untouched` says it, and what the owner was asked about because of such an echo before.
    AWAITED_SQL = concat!("SELECT id, chat_id, text, EXISTS (SELECT 1 FROM upload u WHERE u.outbox_id = outbox.id), first_attempt_at_ms, last_attempt_at_ms, \
        CASE WHEN (state = 'queued' AND unconfirmed_at_ms IS NULL) OR (state = 'unconfirmed' AND reason = 'unconfirmed' AND turned_away = attempts) \
        THEN attempts END \
        FROM outbox WHERE account_id = ? AND ", awaited!(), " ORDER BY id");
    LOCAL_ROW_SQL = "SELECT id FROM message WHERE outbox_id = ? AND remote_id IS NULL";
    NAME_FILES_SQL = "UPDATE attachment SET remote_id = ?2 WHERE message_id = ?1 AND remote_id = ''";
    NAME_LOCAL_SQL = "UPDATE message SET remote_id = ?2 WHERE id = ?1";
}

/// A reply that waits for its echo: its row, chat and text, whether it is a file, its first and its latest attempt, and how many
/// there were where each was turned away.
type Waiting = (i64, i64, String, bool, i64, i64, Option<u32>);

/// The reply that a message is the echo of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paired {
    pub(super) outbox: OutboxId,
    local: Option<MessageId>,
}

impl Paired {
    /// The row that the reply has already.
    pub(super) fn row(&self) -> Option<MessageId> {
        self.local
    }
}

/// Pairs new messages of ours with replies that wait for their echo, and moves those replies on. `clock_ahead_ms`: by so
/// much, at the least and at the most, the channel's times are ahead of this machine's, by which the attempts were written down.
pub(super) async fn pair(
    tx: &mut Tx,
    account: AccountId,
    new: &mut [New<'_>],
    (least_ahead_ms, most_ahead_ms): (i64, i64),
) -> Result<Vec<OutboxId>, StoreError> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let awaited: Vec<Waiting> = sqlx::query_as(AWAITED_SQL).bind(account.0).fetch_all(&mut tx.conn).await?;
    let mut by_chat: HashMap<ChatId, Vec<Awaited>> = HashMap::new();
    let mut turned_away: HashMap<OutboxId, u32> = HashMap::new();
    for (id, chat, text, is_file, first, last, away) in awaited {
        let outbox = OutboxId(id);
        turned_away.extend(away.map(|attempts| (outbox, attempts)));
        let reply = Awaited { outbox, text, is_file, first_attempt_at: AtMs(first), last_attempt_at: AtMs(last), turned_away: away.is_some() };
        by_chat.entry(ChatId(chat)).or_default().push(reply);
    }
    let mut confirmed = Vec::new();
    let mut paired: HashMap<MessageId, OutboxId> = HashMap::new();
    for (chat, awaited) in &by_chat {
        let own = new.iter().filter(|n| n.chat == *chat && crate::rollup::ours(n.message.author));
        let echoes: Vec<Echo> = own
            .map(|n| Echo {
                message: n.id,
                text: n.message.text.clone(),
                has_files: !n.message.attachments.is_empty(),
                sent_at: n.message.sent_at,
                sent_here: n.message.sent_at.plus_ms(-most_ahead_ms)..=n.message.sent_at.plus_ms(-least_ahead_ms),
                undated: n.message.undated,
            })
            .collect();
        paired.extend(echo::pair(awaited, &echoes).into_iter().map(|(outbox, message)| (message, outbox)));
    }
    let mut told = HashSet::new();
    for message in new.iter_mut() {
        let Some(outbox) = paired.get(&message.id).copied().filter(|outbox| told.insert(*outbox)) else { continue };
        if let Some(attempts) = turned_away.get(&outbox).copied().filter(|_| message.message.undated) {
            // It stays a message of its own, and the reply neither counts as sent nor is sent again but by the owner.
            outbox::advance(tx, outbox, OutboxEvent::MayBeThere { attempts }).await?;
            continue;
        }
        let remote_id = message.message.remote_id.clone();
        let local: Option<i64> = sqlx::query_scalar(LOCAL_ROW_SQL).bind(outbox.0).fetch_optional(&mut tx.conn).await?;
        if let Some(local) = local {
            // Its time, id and order stay: the owner has seen it there.
            sqlx::query(NAME_LOCAL_SQL).bind(local).bind(Remote::of(&remote_id.0)).execute(&mut tx.conn).await?;
            if let Some(file) = message.message.attachments.first() {
                sqlx::query(NAME_FILES_SQL).bind(local).bind(file.remote_id.clone()).execute(&mut tx.conn).await?;
            }
            tx.change().chat(message.chat);
        }
        message.paired = Some(Paired { outbox, local: local.map(MessageId) });
        outbox::advance(tx, outbox, OutboxEvent::EchoFound { remote_id }).await?;
        confirmed.push(outbox);
    }
    Ok(confirmed)
}
