//! Summaries of long chats, for the owner who opens one after a week.
//!
//! Without a model a summary costs milliseconds and is made anew where it is read; only a model's is
//! kept, for the messages it has seen. It goes the way of every question to a model: the chain of
//! providers within the budgets, the ledger, personal data under the veil.

use crate::api::dto::{ApiError, ChatRef, SummaryPoint, SummaryView};
use crate::core::Core;
use crate::lane::random_hex;
use crate::sync::count;
use crate::words::locale;
use pult_assist::guard::Locale;
use pult_assist::llm::{Ask, Delta, Schema};
use pult_assist::summary::{self, Heard, LONG, Point, READ, Sum};
use pult_domain::{Author, DraftMaker, ErrorCode, MessageId, MessageKind, ModelCurrency, ModelField, ModelPurpose};
use pult_store::{SeenWords, Summary, SummaryRow};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A long chat as it is read.
struct Read {
    heard: Vec<Heard>,
    seen: Vec<SeenWords>,
    newest: MessageId,
    /// Messages of the whole chat.
    messages: i64,
    customer: String,
    order: Option<String>,
    item: Option<String>,
}

/// A model's summary as it is stored, and whether what it cost is an estimate.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    sum: Sum,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    estimated: bool,
}

impl Core {
    /// What a chat comes to: the model's summary as long as it holds, else its own sentences.
    pub(crate) async fn chat_summary(self: &Arc<Self>, asked: ChatRef) -> Result<SummaryView, ApiError> {
        let read = self.read_whole(asked.chat).await?;
        let kept = if is_long(&read) { self.store.summary(asked.chat).await? } else { None };
        self.summary_view(asked, read, kept).await
    }

    /// Asks a model for a summary now.
    pub(crate) async fn make_summary(self: &Arc<Self>, asked: ChatRef) -> Result<SummaryView, ApiError> {
        let read = self.read_whole(asked.chat).await?;
        if !is_long(&read) {
            return self.summary_view(asked, read, None).await;
        }
        let settings = crate::settings::load(&self.store).await?;
        let owner = Locale::parse(&locale(settings.locale.as_deref())).unwrap_or(Locale::Ru);
        let nonce = format!("s{}", random_hex()?.chars().take(12).collect::<String>());
        let question = summary::question(&read.heard, &read.customer, owner, &nonce);
        let schema = Schema::new("summary", summary::schema()).map_err(|_| ApiError::new(ErrorCode::Internal, "The shape of summaries cannot be used"))?;
        let mut ask = Ask::new(question.system.clone(), question.user.clone());
        ask.schema = Some(schema);
        ask.max_tokens = question.max_tokens;
        ask.temperature = Some(0.0);
        ask.fields = fields(&read);
        let mut quiet = |_: Delta<'_>| {};
        let got = self.ask(ModelPurpose::Summary, Some(asked.chat), &ask, &mut quiet, &self.stop).await.map_err(ApiError::from)?;
        let sum = got.parsed.clone().and_then(|value| summary::read(value, &question, &read.heard, owner).ok());
        let sum = sum.ok_or_else(|| ApiError::new(ErrorCode::ModelMalformed, "The model's summary cannot be used"))?;
        let json = serde_json::to_string(&Kept { sum, estimated: !got.cost.exact })
            .map_err(|_| ApiError::new(ErrorCode::Internal, "A summary could not be written as JSON"))?;
        let kept = Summary {
            newest: read.newest,
            summary: json,
            maker: DraftMaker::Model(got.kind),
            model: Some(got.model.clone()),
            cost_micros: got.cost.micros,
            currency: Some(got.cost.currency.as_str().to_owned()),
        };
        self.store.summary_keep(asked.chat, kept, read.seen.clone()).await?;
        let kept = self.store.summary(asked.chat).await?;
        self.summary_view(asked, read, kept).await
    }

    async fn read_whole(&self, chat: pult_domain::ChatId) -> Result<Read, ApiError> {
        let head = self.store.chat_head(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let rows = self.store.messages(chat, None, None, i64::try_from(READ).unwrap_or(i64::MAX)).await?.rows;
        let newest = rows.last().map_or(MessageId(0), |row| row.id);
        let seen = SeenWords::of(&rows);
        let said = rows.into_iter().filter(|row| row.kind != MessageKind::Deleted && !row.text.trim().is_empty());
        let heard = said.map(|row| Heard { id: row.id, author: row.author, text: row.text, at: row.sent_at }).collect();
        let item = head.row.item.unwrap_or_default();
        Ok(Read { heard, seen, newest, messages: head.messages, customer: head.row.customer, order: item.order_id, item: item.title })
    }

    async fn summary_view(&self, asked: ChatRef, read: Read, kept: Option<SummaryRow>) -> Result<SummaryView, ApiError> {
        let short = !is_long(&read);
        let modelled = kept.and_then(|row| Some((serde_json::from_str::<Kept>(&row.summary.summary).ok()?, row)));
        let can_ask = !short && self.tone().await?.models && self.has_models().await.unwrap_or(false);
        let (Kept { sum, estimated }, row) = match modelled {
            Some((kept, row)) => (kept, Some(row)),
            None if short => (Kept::default(), None),
            None => (Kept { sum: summary::extract(&read.heard), estimated: false }, None),
        };
        #[allow(clippy::cast_precision_loss, reason = "money in millionths, far below 2^53")]
        let cost = row.as_ref().map_or(0.0, |row| row.summary.cost_micros as f64 / 1e6);
        Ok(SummaryView {
            chat: asked.chat,
            messages: count(read.messages),
            short,
            asked: points(sum.asked),
            promised: points(sum.promised),
            open: points(sum.open),
            order: read.order,
            item: read.item,
            maker: row.as_ref().map_or(DraftMaker::EMBEDDED, |row| row.summary.maker),
            model: row.as_ref().and_then(|row| row.summary.model.clone()),
            cost,
            currency: row.as_ref().and_then(|row| row.summary.currency.as_deref().and_then(ModelCurrency::parse)),
            cost_exact: !estimated,
            stale: row.as_ref().is_some_and(|row| row.stale),
            made_at_ms: row.as_ref().map(|row| row.at),
            can_ask,
        })
    }
}

fn is_long(read: &Read) -> bool {
    read.messages > i64::try_from(LONG).unwrap_or(i64::MAX)
}

fn points(points: Vec<Point>) -> Vec<SummaryPoint> {
    points.into_iter().map(|Point { text, message }| SummaryPoint { text, message }).collect()
}

/// The kinds of facts in the question, for the ledger.
fn fields(read: &Read) -> Vec<ModelField> {
    let spoke = |buyer: bool| read.heard.iter().any(|heard| (heard.author == Author::Customer) == buyer);
    [(ModelField::BuyerMessages, spoke(true)), (ModelField::OwnReplies, spoke(false))].into_iter().filter(|(_, there)| *there).map(|(field, _)| field).collect()
}

#[cfg(test)]
mod tests;
