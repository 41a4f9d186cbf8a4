//! The message row of a reply that was sent, before the feed brings it back.

use super::OutboxRow;
use crate::StoreError;
use crate::feed::{INSERT_MESSAGES, free_ids};
use crate::judging::judge;
use crate::pool::Tx;
use crate::remote::Remote;
use crate::rollup::{self, Fresh};
use crate::search::index;
use crate::sql::statements;
use pult_domain::{AtMs, AttachmentKind, Author, Tag};

statements! {
    OF_OUTBOX_SQL = "SELECT id FROM message WHERE outbox_id = ? LIMIT 1";
    ATTACH_SQL = "INSERT INTO attachment (message_id, remote_id, kind, name, media_type, bytes, path) VALUES (?, '', ?, ?, ?, ?, ?)";
    SAME_REMOTE_SQL = "UPDATE message SET outbox_id = ?3 WHERE chat_id = ?1 AND remote_id = ?2";
}

/// Stores the reply as a message of ours, unless the feed was quicker.
pub(super) async fn store(tx: &mut Tx, row: &OutboxRow, sent_at: Option<AtMs>, terms: String) -> Result<(), StoreError> {
    let known: Option<i64> = sqlx::query_scalar(OF_OUTBOX_SQL).bind(row.id.0).fetch_optional(&mut tx.conn).await?;
    if known.is_some() {
        return Ok(());
    }
    let remote = row.machine.remote_id.as_ref().map(|id| Remote::of(&id.0));
    if let Some(remote) = &remote {
        let named = sqlx::query(SAME_REMOTE_SQL).bind(row.chat.0).bind(remote.clone()).bind(row.id.0).execute(&mut tx.conn).await?;
        if named.rows_affected() > 0 {
            return Ok(());
        }
    }
    let sent_at = sent_at.unwrap_or(tx.now);
    let files = i64::from(row.file.is_some());
    let Some(id) = free_ids(&mut tx.conn, &[sent_at]).await?.pop() else { return Ok(()) };
    INSERT_MESSAGES
        .execute(&mut tx.conn, &[id], |query, id| {
            let query = query.bind(id.0).bind(row.chat.0).bind(remote.clone()).bind(Author::Seller.code()).bind(0).bind(sent_at.0);
            query.bind(row.id.0).bind(files).bind(row.text.clone()).bind(None::<String>)
        })
        .await?;
    if let Some(file) = &row.file {
        let kind = if file.media_type.starts_with("image/") { AttachmentKind::Image } else { AttachmentKind::File };
        let query = sqlx::query(ATTACH_SQL).bind(id.0).bind(kind.as_str()).bind(file.name.clone()).bind(file.media_type.clone());
        query.bind(file.bytes).bind(file.path.clone()).execute(&mut tx.conn).await?;
    }
    index::add(tx, &[(id.0, &terms)]).await?;
    let before = rollup::load(tx, row.chat).await?;
    let mut after = before.clone();
    let fresh = Fresh { id, author: Author::Seller, at: sent_at, text: &row.text, attachments: files };
    if !after.follow(&mut [fresh]) {
        after.recount(&mut tx.conn).await?;
        judge(tx, &mut after).await?;
    }
    rollup::save(tx, row.account.0, &[(before, after)]).await?;
    tx.change().tag(Tag::Messages).tag(Tag::Chats).chat(row.chat).account(row.account);
    Ok(())
}
