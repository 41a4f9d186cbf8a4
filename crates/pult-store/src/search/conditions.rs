//! Conditions of a query as SQL. What was typed is only ever bound, never part of a statement.

use super::SearchRequest;
use super::asked::chunk_terms;
use crate::StoreError;
use crate::sql::statements;
use pult_domain::MessageId;
use pult_domain::query::{Condition, Filter, Has, Sender, Status};
use pult_domain::sla::calendar;
use pult_domain::stems::fold;
use sqlx::{AssertSqlSafe, SqliteConnection};

/// Chats that may be listed in a statement; with more of them, walking the hits finds enough.
const FEW_CHATS: usize = 2_000;

statements! {
    ACCOUNTS_SQL = "SELECT id, channel, name FROM account WHERE removing = 0";
    LABELS_SQL = "SELECT id, name FROM label";
}

/// Conditions, ready to be asked.
#[derive(Clone, Debug)]
pub(crate) struct Conditions {
    sql: String,
    values: Vec<String>,
    /// Those on the chat alone.
    chat_sql: String,
    chat_values: Vec<String>,
    on_messages: bool,
    bounds: (i64, i64),
}

/// One condition as SQL over `m`, `c` and `a`.
struct Clause {
    sql: String,
    value: Option<String>,
    on_message: bool,
}

impl Clause {
    fn chat(sql: impl Into<String>, value: Option<String>) -> Self {
        Self { sql: sql.into(), value, on_message: false }
    }

    fn message(sql: impl Into<String>, value: Option<String>) -> Self {
        Self { sql: sql.into(), value, on_message: true }
    }
}

impl Conditions {
    /// Reads the conditions of a request; names of shops and labels are looked up.
    pub(super) async fn of(conn: &mut SqliteConnection, request: &SearchRequest) -> Result<Self, StoreError> {
        let mut out =
            Self { sql: String::new(), values: Vec::new(), chat_sql: String::new(), chat_values: Vec::new(), on_messages: false, bounds: (0, i64::MAX) };
        let zone = calendar::zone(&request.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        for Filter { condition, without } in &request.query.filters {
            let days = match condition {
                Condition::Before(day) => Some((*day, true)),
                Condition::After(day) => Some((*day, false)),
                _ => None,
            };
            if let Some((day, before)) = days {
                let border = MessageId::first_at(day.begins(request.now, &zone)).0;
                if before == *without {
                    out.bounds.0 = out.bounds.0.max(border)
                } else {
                    out.bounds.1 = out.bounds.1.min(border)
                }
                continue;
            }
            out.add(clause(conn, condition).await?, *without);
        }
        Ok(out)
    }

    fn add(&mut self, clause: Clause, without: bool) {
        let sql = format!(" AND {}({})", if without { "NOT " } else { "" }, clause.sql);
        self.sql.push_str(&sql);
        self.values.extend(clause.value.clone());
        self.on_messages |= clause.on_message;
        if !clause.on_message {
            self.chat_sql.push_str(&sql);
            self.chat_values.extend(clause.value);
        }
    }

    pub(super) fn sql(&self) -> &str {
        &self.sql
    }

    pub(super) fn values(&self) -> &[String] {
        &self.values
    }

    /// First message id that may be found, and the one beyond the last.
    pub(super) fn bounds(&self) -> (i64, i64) {
        self.bounds
    }

    /// Whether nothing is asked besides words.
    pub(super) fn is_empty(&self) -> bool {
        self.sql.is_empty() && self.bounds == (0, i64::MAX)
    }

    /// Whether nothing can be found.
    pub(super) fn is_impossible(&self) -> bool {
        self.bounds.0 >= self.bounds.1
    }

    /// Whether hits may fail a condition.
    pub(super) fn narrows(&self) -> bool {
        !self.sql.is_empty()
    }

    /// Whether a condition is about single messages.
    pub(super) fn on_messages(&self) -> bool {
        self.on_messages
    }

    /// Whether a condition is about chats.
    pub(super) fn on_chats(&self) -> bool {
        !self.chat_sql.is_empty()
    }

    /// The conditions on chats, and what to bind.
    pub(super) fn of_chats(&self) -> (&str, &[String]) {
        (&self.chat_sql, &self.chat_values)
    }

    /// The chats that fulfil the conditions on chats, if they are few.
    pub(super) async fn few_chats(&self, conn: &mut SqliteConnection) -> Result<Option<Vec<i64>>, StoreError> {
        let most = FEW_CHATS + 1;
        let sql = format!("SELECT c.id FROM chat c CROSS JOIN account a ON a.id = c.account_id WHERE a.removing = 0{} LIMIT {most}", self.chat_sql);
        let mut query = sqlx::query_scalar(AssertSqlSafe(sql)).persistent(false);
        for value in &self.chat_values {
            query = query.bind(value.clone());
        }
        let found: Vec<i64> = query.fetch_all(conn).await?;
        Ok((found.len() < most).then_some(found))
    }
}

/// A question to the index of chats: every term in one of its columns.
pub(crate) fn chat_match(column: &str, text: &str, open: bool) -> String {
    let terms = chunk_terms(text);
    let last = terms.len().saturating_sub(1);
    let words: Vec<String> = terms.iter().enumerate().map(|(place, term)| format!("\"{term}\"{}", if open && place == last { " *" } else { "" })).collect();
    if words.is_empty() { "\"\"".to_owned() } else { format!("{column} : ({})", words.join(" AND ")) }
}

async fn clause(conn: &mut SqliteConnection, condition: &Condition) -> Result<Clause, StoreError> {
    const IN_CHATS: &str = "c.id IN (SELECT rowid FROM chat_index WHERE chat_index MATCH ?)";
    Ok(match condition {
        Condition::From(Sender::Us) => Clause::message("m.author IN (1, 2)", None),
        Condition::From(Sender::Buyer) => Clause::message("m.author = 0", None),
        Condition::From(Sender::Named(name)) => Clause::chat(IN_CHATS, Some(chat_match("customer", name, true))),
        Condition::Order(order) => Clause::chat(IN_CHATS, Some(chat_match("orders", order, false))),
        Condition::Shop(name) => {
            let wanted = fold_all(name);
            accounts(conn, |_, shop| fold_all(shop).contains(&wanted)).await?
        }
        Condition::Channel(kind) => accounts(conn, |channel, _| channel == kind.as_str()).await?,
        Condition::Has(Has::File) => Clause::message("m.attachments > 0", None),
        Condition::Has(Has::Photo) => {
            Clause::message("m.attachments > 0 AND EXISTS (SELECT 1 FROM attachment f WHERE f.message_id = m.id AND f.kind = 'image')", None)
        }
        Condition::Is(status) => Clause::chat(
            match status {
                Status::Waiting => "c.queue = 0 AND c.snoozed_until_ms IS NULL",
                Status::Done => "c.queue = 2",
                Status::Unread => "c.unread > 0 OR c.marked_unread > 0",
                Status::Snoozed => "c.snoozed_until_ms IS NOT NULL",
                Status::Starred => "c.starred > 0",
                Status::Spam => "c.spam_at_ms IS NOT NULL",
                Status::AiDrafts => crate::chats::list::AI_DRAFTS,
                Status::Failed => "EXISTS (SELECT 1 FROM outbox o WHERE o.chat_id = c.id AND o.state IN ('failed', 'unconfirmed'))",
            },
            None,
        ),
        Condition::Label(name) => {
            let wanted = fold_all(name);
            let labels: Vec<(i64, String)> = sqlx::query_as(LABELS_SQL).fetch_all(conn).await?;
            // Of a sign alone folding leaves nothing, and with nothing every name begins.
            let begins = |label: &str| if wanted.is_empty() { label.starts_with(name.as_str()) } else { fold_all(label).starts_with(&wanted) };
            let bearing = labels.iter().filter(|(_, label)| begins(label)).map(|(id, _)| id.to_string());
            let bearing = bearing.collect::<Vec<_>>().join(",");
            Clause::chat(format!("EXISTS (SELECT 1 FROM chat_label l WHERE l.chat_id = c.id AND l.label_id IN ({bearing}))"), None)
        }
        Condition::Intent(intent) => heard("intent", intent.as_str()),
        Condition::Sentiment(sentiment) => heard("sentiment", sentiment.as_str()),
        // Days bound the walk itself.
        Condition::Before(_) | Condition::After(_) => Clause::chat("1", None),
    })
}

fn heard(column: &str, word: &str) -> Clause {
    Clause::chat(format!("EXISTS (SELECT 1 FROM analysis h WHERE h.chat_id = c.id AND h.{column} = ?)"), Some(word.to_owned()))
}

fn fold_all(text: &str) -> String {
    crate::text::words(text).filter_map(|range| text.get(range)).map(fold).collect::<Vec<_>>().join(" ")
}

/// The chats of some accounts.
async fn accounts(conn: &mut SqliteConnection, fits: impl Fn(&str, &str) -> bool) -> Result<Clause, StoreError> {
    let all: Vec<(i64, String, String)> = sqlx::query_as(ACCOUNTS_SQL).fetch_all(conn).await?;
    let fitting: Vec<String> = all.iter().filter(|(_, channel, name)| fits(channel, name)).map(|(id, ..)| id.to_string()).collect();
    Ok(Clause::chat(format!("c.account_id IN ({})", fitting.join(",")), None))
}
