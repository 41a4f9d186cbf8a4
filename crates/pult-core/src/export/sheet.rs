//! What every form of an export is given: the chat with its facts, then its messages page by page.

use crate::api::dto::ChatContext;
use crate::words::Words;
use pult_domain::sla::Hours;
use pult_domain::{AccountId, AtMs, AttachmentId, ChatKind, LabelId};
use pult_store::{ChatRow, MessageRow, OutboxRow};
use std::collections::HashMap;
use std::io::{Result, Write};
use std::sync::Arc;

/// One form of an export.
pub(super) trait Sheet: Send {
    /// What stands before everything.
    fn head(&mut self, out: &mut dyn Write) -> Result<()>;
    /// A chat begins.
    fn chat(&mut self, out: &mut dyn Write, chat: &ChatPart) -> Result<()>;
    /// The next messages of that chat, oldest first.
    fn messages(&mut self, out: &mut dyn Write, rows: &[MessageRow]) -> Result<()>;
    /// What stands after everything.
    fn end(&mut self, out: &mut dyn Write) -> Result<()>;
}

/// The language, the zone and the moment of an export.
#[derive(Clone)]
pub(super) struct About {
    /// The owner's words.
    pub words: Words,
    /// Their language.
    pub locale: String,
    /// The shop's clock.
    pub hours: Arc<Hours>,
    /// When the export began.
    pub made_at: AtMs,
}

impl About {
    /// The zone by its name in the database of zones.
    pub(super) fn zone(&self) -> String {
        self.hours.zone().iana_name().unwrap_or("UTC").to_owned()
    }

    /// The words of that id with parameters.
    pub(super) fn say(&self, id: &str, params: &[(&str, &str)]) -> String {
        self.words.say_of(id, &params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    /// The words of that id.
    pub(super) fn plain(&self, id: &str) -> String {
        self.words.say(id, None)
    }
}

/// A chat with its facts.
#[derive(Clone, Debug)]
pub(super) struct ChatPart {
    /// Its row.
    pub row: ChatRow,
    /// Who it is with.
    pub kind: ChatKind,
    /// The owner's name for the shop.
    pub shop: String,
    /// The owner's labels.
    pub labels: Vec<String>,
    /// What only a dispute pack tells.
    pub dispute: Option<Arc<Dispute>>,
}

/// What a dispute pack tells of its chat beyond an ordinary export.
#[derive(Debug)]
pub(super) struct Dispute {
    /// Facts about the item and the order, as they were last asked.
    pub context: ChatContext,
    /// Our replies with their states, oldest first.
    pub replies: Vec<OutboxRow>,
    /// Where each file of a message lies in the pack; those not named are missing.
    pub files: HashMap<AttachmentId, Beside>,
}

/// A file of a message in a dispute pack.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    /// Where it lies in the pack.
    pub path: String,
    /// Whether whoever opens the timeline can be shown it without harm.
    pub picture: bool,
}

impl ChatPart {
    pub(super) fn new(row: ChatRow, kind: ChatKind, shops: &HashMap<AccountId, String>, labels: &HashMap<LabelId, String>) -> Self {
        let shop = shops.get(&row.account).cloned().unwrap_or_default();
        let labels = row.labels.iter().filter_map(|label| labels.get(label).cloned()).collect();
        Self { row, kind, shop, labels, dispute: None }
    }
}
