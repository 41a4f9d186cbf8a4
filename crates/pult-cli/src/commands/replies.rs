//! `reply` and `outbox`.

use crate::args::{Outbox, OutboxCommand, OutboxFilter, Plan};
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::{OutboxLine, ReplyLine};
use crate::way::Way;
use pult_core::dto::{OutboxQuery, OutboxRef, OutboxView, ReplyEdit, ReplySend};
use pult_domain::{ChatId, ErrorCode, MessageId, OutboxId, OutboxState};

/// The request of `reply`.
pub(crate) fn request(chat: ChatId, text: String, undo_ms: u32, wait: bool, despite: Vec<String>, plan: Plan) -> ReplySend {
    let despite = Some(despite).filter(|rules| !rules.is_empty());
    ReplySend {
        undo_ms: Some(f64::from(undo_ms)),
        wait: Some(wait),
        despite,
        at: plan.at,
        reply_to: plan.reply_to.map(MessageId),
        seen: plan.seen.map(MessageId),
        ..ReplySend::of(chat, text)
    }
}

/// Answers a chat. Queued is done: it leaves with the next round.
pub(crate) async fn reply(way: &Way, request: ReplySend, face: &Face) -> Result<(), Failure> {
    let reply: OutboxView = way.call("reply_send", &request).await?;
    face.line(&ReplyLine::from(&reply))?;
    match reply.state {
        OutboxState::Failed => Err(Failure::failed(reply.reason.unwrap_or(ErrorCode::ChannelRefused), "The reply was not taken; its text is kept")),
        OutboxState::Unconfirmed => Err(Failure::failed(ErrorCode::Unconfirmed, "Whether the reply arrived is not certain; it is not sent again blindly")),
        _ => Ok(()),
    }
}

/// Lists replies, or decides one.
pub(crate) async fn outbox(way: &Way, outbox: Outbox, face: &Face) -> Result<(), Failure> {
    let (operation, id) = match outbox.command {
        None => return list(way, outbox.filter, face).await,
        Some(OutboxCommand::List(filter)) => return list(way, filter, face).await,
        Some(OutboxCommand::Edit { outbox, text, at, despite }) => {
            let despite = Some(despite).filter(|rules| !rules.is_empty());
            let reply: OutboxView = way.call("reply_edit", &ReplyEdit { outbox: OutboxId(outbox), text, at, despite }).await?;
            return face.line(&OutboxLine::from(reply));
        }
        Some(OutboxCommand::Retry { outbox }) => ("outbox_retry", outbox),
        Some(OutboxCommand::Cancel { outbox }) => ("outbox_cancel", outbox),
        Some(OutboxCommand::Confirm { outbox }) => ("outbox_confirm", outbox),
    };
    let reply: OutboxView = way.call(operation, &OutboxRef { outbox: OutboxId(id) }).await?;
    face.line(&OutboxLine::from(reply))
}

async fn list(way: &Way, filter: OutboxFilter, face: &Face) -> Result<(), Failure> {
    let query = OutboxQuery { state: filter.state, chat: None, limit: Some(f64::from(filter.limit)), held: filter.held.then_some(true) };
    let replies: Vec<OutboxView> = way.call("outbox_list", &query).await?;
    replies.into_iter().try_for_each(|reply| face.line(&OutboxLine::from(reply)))
}
