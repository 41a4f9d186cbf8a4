//! The form for programs and for an import; its shape is in `history_file`.

use super::sheet::{About, ChatPart, Sheet};
use crate::history_file::{CLOSING, ChatRecord, EndRecord, FORMAT, FileRecord, Head, ItemRecord, MessageRecord, OPENING, Record, VERSION, written};
use pult_store::MessageRow;
use std::io::{Error, Result, Write};

/// The document being written.
pub(super) struct Document {
    about: About,
    end: EndRecord,
    any: bool,
}

impl Document {
    pub(super) fn new(about: About) -> Self {
        Self { about, end: EndRecord::default(), any: false }
    }

    fn record(&mut self, out: &mut dyn Write, record: &Record) -> Result<()> {
        // The comma belongs to the line before, the line break to this one: each record has a line of its own.
        out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        serde_json::to_writer(out, record).map_err(Error::from)
    }
}

impl Sheet for Document {
    fn head(&mut self, out: &mut dyn Write) -> Result<()> {
        let head = Head {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at: written(self.about.made_at),
            zone: self.about.zone(),
        };
        let head = serde_json::to_string(&head)?;
        write!(out, "{},{OPENING}", head.strip_suffix('}').unwrap_or(&head))
    }

    fn chat(&mut self, out: &mut dyn Write, chat: &ChatPart) -> Result<()> {
        self.end.chats += 1;
        let row = &chat.row;
        let item = row.item.clone().map(|item| ItemRecord {
            id: item.remote_id,
            title: item.title,
            order: item.order_id,
            price_minor: item.price_minor,
            currency: item.currency,
            size: item.size,
        });
        let record = ChatRecord {
            n: self.end.chats,
            channel: row.channel,
            shop: chat.shop.clone(),
            id: row.remote_id.0.clone(),
            customer: row.customer.clone(),
            kind: chat.kind,
            queue: Some(row.queue.as_str().to_owned()),
            labels: chat.labels.clone(),
            item,
        };
        self.record(out, &Record::Chat(record))
    }

    fn messages(&mut self, out: &mut dyn Write, rows: &[MessageRow]) -> Result<()> {
        for row in rows {
            self.end.messages += 1;
            let files = row.attachments.iter().map(|file| FileRecord {
                kind: file.kind,
                name: file.name.clone(),
                media_type: file.media_type.clone(),
                bytes: file.bytes,
            });
            let record = MessageRecord {
                chat: self.end.chats,
                id: row.remote_id.as_ref().map(|id| id.0.clone()),
                author: row.author,
                kind: row.kind,
                sent_at: written(row.sent_at),
                text: row.text.clone(),
                text_before: row.text_before.clone(),
                read: row.read,
                files: files.collect(),
            };
            self.record(out, &Record::Message(record))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<()> {
        let end = Record::End(self.end);
        self.record(out, &end)?;
        writeln!(out, "\n{CLOSING}")
    }
}
