//! From records and rows to messages of chats, batch by batch.

use super::columns;
use super::lines::{Lines, Raw, bare};
use super::moments;
use super::table::{Row, Rows, separator_of, split};
use crate::api::dto::{ImportColumn, ImportFault, ImportForm};
use crate::export::{CSV_MARK, undefused};
use crate::history_file::{CLOSING, ChatRecord, FORMAT, Head, MessageRecord, OPENING, Record, VERSION, moment};
use jiff::tz::TimeZone;
use pult_domain::fingerprint::fnv;
use pult_domain::{AtMs, AttachmentKind, Author, ChannelKind, ErrorCode, FeedAttachment, FeedItem, MessageKind};
use pult_store::{ImportChat, ImportMessage, ImportSlice};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, Result};

/// Longest text of a message that is taken, in Unicode scalar values.
const TEXT_CHARS: usize = 100_000;
/// Longest name, number or title that is taken, in Unicode scalar values.
const NAME_CHARS: usize = 500;
/// Most files of one message.
const MOST_FILES: usize = 100;

/// What a file turned out to be, from its first lines.
#[derive(Debug)]
pub(super) struct Look {
    pub form: ImportForm,
    pub headings: Vec<String>,
    pub samples: Vec<Vec<String>>,
    pub columns: Vec<Option<ImportColumn>>,
    pub separator: u8,
    pub channel: Option<ChannelKind>,
    pub shop: Option<String>,
}

/// How the lines of a file are understood.
#[derive(Clone)]
pub(super) struct Reading {
    pub form: ImportForm,
    pub columns: Vec<Option<ImportColumn>>,
    pub separator: u8,
    pub zone: TimeZone,
    pub now: AtMs,
    /// The channel of the shop it goes to.
    pub channel: ChannelKind,
}

/// What a batch of lines came to.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub slices: Vec<ImportSlice>,
    pub faults: Vec<(u64, ImportFault)>,
    /// The file is at its end.
    pub ended: bool,
}

/// Rows looked at to show what a column holds.
const SAMPLES: usize = 3;

/// Looks at the beginning of a file.
pub(super) fn look(file: impl BufRead) -> Result<std::result::Result<Look, ErrorCode>> {
    let mut lines = Lines::new(file);
    let first = match lines.next()? {
        Some(Raw::Line(_, bytes)) => bytes,
        Some(Raw::Bad(..)) | None => return Ok(Err(ErrorCode::ImportUnknown)),
    };
    let Ok(first) = std::str::from_utf8(bare(&first)) else { return Ok(Err(ErrorCode::ImportUnknown)) };
    let first = first.trim_start_matches(CSV_MARK);
    if first.trim_start().starts_with(['{', '[']) {
        return look_at_json(first, &mut lines);
    }
    let separator = separator_of(first);
    let headings = split(first, char::from(separator));
    let own = columns::ours(&headings);
    if headings.len() < 2 || headings.iter().all(|heading| heading.trim().is_empty()) {
        return Ok(Err(ErrorCode::ImportUnknown));
    }
    let mut rows = Rows::new(lines, separator);
    let mut samples = Vec::new();
    while samples.len() < SAMPLES {
        match rows.next()? {
            Some(Row::Cells(_, cells)) => samples.push(cells),
            Some(Row::Bad(..)) => {}
            None => break,
        }
    }
    let columns = if own { columns::own_columns() } else { columns::guessed(&headings) };
    let form = if own { ImportForm::OwnCsv } else { ImportForm::Csv };
    Ok(Ok(Look { form, headings, samples, columns, separator, channel: None, shop: None }))
}

fn look_at_json<R: BufRead>(first: &str, lines: &mut Lines<R>) -> Result<std::result::Result<Look, ErrorCode>> {
    let Some(head) = head_of(first) else { return Ok(Err(ErrorCode::ImportUnknown)) };
    if head.format != FORMAT {
        return Ok(Err(ErrorCode::ImportUnknown));
    }
    if head.version > VERSION {
        return Ok(Err(ErrorCode::ImportNewer));
    }
    let mut look = Look { form: ImportForm::Json, headings: Vec::new(), samples: Vec::new(), columns: Vec::new(), separator: b',', channel: None, shop: None };
    if let Some(Raw::Line(_, bytes)) = lines.next()?
        && let Some(Record::Chat(chat)) = record(&bytes)
    {
        (look.channel, look.shop) = (Some(chat.channel), Some(cut(&chat.shop, NAME_CHARS)));
    }
    Ok(Ok(look))
}

/// The head: the first line up to where the records begin.
fn head_of(line: &str) -> Option<Head> {
    let fields = line.trim_end().strip_suffix(OPENING)?.trim_end().strip_suffix(',')?;
    serde_json::from_str(&format!("{fields}}}")).ok()
}

/// A record's line: its JSON with or without the comma to the next.
fn record(bytes: &[u8]) -> Option<Record> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    serde_json::from_str(text.strip_suffix(',').unwrap_or(text)).ok()
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A file being gathered.
pub(super) struct Gathering<R> {
    source: Source<R>,
    reading: Reading,
    /// Chats of a JSON file by their numbers.
    chats: HashMap<u64, ImportChat>,
    /// How often the same words stood in the same moment of a chat, where messages have no number.
    twins: HashMap<u64, u32>,
    ended: bool,
}

enum Source<R> {
    Json(Lines<R>),
    Table(Rows<R>),
}

/// A line that is something.
enum Entry {
    Chat(ImportChat),
    Message(ImportChat, Box<ImportMessage>),
    Nothing,
}

impl<R: BufRead> Gathering<R> {
    /// Begins behind the heading or the head, which [`look`] has seen.
    pub(super) fn new(file: R, reading: Reading) -> Result<Self> {
        let mut lines = Lines::new(file);
        let source = match reading.form {
            ImportForm::Json => {
                lines.next()?;
                Source::Json(lines)
            }
            ImportForm::OwnCsv | ImportForm::Csv => {
                let mut rows = Rows::new(lines, reading.separator);
                rows.next()?;
                Source::Table(rows)
            }
        };
        Ok(Self { source, reading, chats: HashMap::new(), twins: HashMap::new(), ended: false })
    }

    /// How much was read, in bytes.
    pub(super) fn bytes(&self) -> u64 {
        match &self.source {
            Source::Json(lines) => lines.bytes,
            Source::Table(rows) => rows.bytes(),
        }
    }

    /// The next messages, at most so many, in the order of the file.
    pub(super) fn batch(&mut self, most: usize) -> Result<Batch> {
        let mut batch = Batch::default();
        let mut taken = 0;
        while taken < most {
            taken += 1;
            let entry = match &mut self.source {
                Source::Json(lines) => match lines.next()? {
                    None => {
                        if !self.ended {
                            batch.faults.push((lines.number(), ImportFault::Cut));
                        }
                        batch.ended = true;
                        return Ok(batch);
                    }
                    Some(Raw::Bad(line, fault)) => Err((line, fault)),
                    Some(Raw::Line(line, bytes)) => self.json(&bytes).map_err(|fault| (line, fault)),
                },
                Source::Table(rows) => match rows.next()? {
                    None => {
                        batch.ended = true;
                        return Ok(batch);
                    }
                    Some(Row::Bad(line, fault)) => Err((line, fault)),
                    Some(Row::Cells(line, cells)) => self.row(&cells).map_err(|fault| (line, fault)),
                },
            };
            match entry {
                Ok(Entry::Nothing) => {}
                Ok(Entry::Chat(chat)) => place(&mut batch.slices, chat, None),
                Ok(Entry::Message(chat, message)) => place(&mut batch.slices, chat, Some(*message)),
                Err(fault) => batch.faults.push(fault),
            }
        }
        Ok(batch)
    }

    fn json(&mut self, bytes: &[u8]) -> std::result::Result<Entry, ImportFault> {
        if std::str::from_utf8(bytes).is_err() {
            return Err(ImportFault::NotUtf8);
        }
        let line = bytes.trim_ascii();
        if line.is_empty() || line == CLOSING.as_bytes() {
            return Ok(Entry::Nothing);
        }
        match record(bytes).ok_or(ImportFault::NotARecord)? {
            Record::End(_) => {
                self.ended = true;
                Ok(Entry::Nothing)
            }
            Record::Chat(record) => {
                let number = record.n;
                let chat = self.chat_of(record)?;
                self.chats.insert(number, chat.clone());
                Ok(Entry::Chat(chat))
            }
            Record::Message(record) => {
                let chat = self.chats.get(&record.chat).cloned().ok_or(ImportFault::ChatUnknown)?;
                let message = self.message_of(&chat, record)?;
                Ok(Entry::Message(chat, Box::new(message)))
            }
        }
    }

    fn chat_of(&self, record: ChatRecord) -> std::result::Result<ImportChat, ImportFault> {
        if record.id.trim().is_empty() {
            return Err(ImportFault::NoChat);
        }
        let item = record.item.unwrap_or_default();
        let short = |text: Option<String>| text.map(|text| cut(&text, NAME_CHARS));
        let item = FeedItem {
            remote_id: short(item.id),
            title: short(item.title),
            order_id: short(item.order),
            price_minor: item.price_minor,
            currency: short(item.currency),
            size: short(item.size),
        };
        let remote_id = self.place_of(Some(record.channel), &record.id)?;
        let closed = !self.reading.channel.is_live();
        Ok(ImportChat { remote_id, customer: cut(&record.customer, NAME_CHARS), kind: Some(record.kind), item, closed })
    }

    /// A chat's id where it goes: in a shop its own, in an archive with the marketplace before it, so that two
    /// marketplaces' numbers stay apart.
    fn place_of(&self, from: Option<ChannelKind>, id: &str) -> std::result::Result<String, ImportFault> {
        let id = cut(id, NAME_CHARS);
        match (self.reading.channel, from) {
            (ChannelKind::Archive, None | Some(ChannelKind::Archive)) => Ok(id),
            (ChannelKind::Archive, Some(from)) => Ok(format!("{}:{id}", from.as_str())),
            (_, None) => Ok(id),
            (to, Some(from)) if to == from => Ok(id),
            _ => Err(ImportFault::OtherChannel),
        }
    }

    fn message_of(&mut self, chat: &ImportChat, record: MessageRecord) -> std::result::Result<ImportMessage, ImportFault> {
        let sent_at = moment(&record.sent_at).ok_or(ImportFault::TimeUnclear)?;
        let files = record.files.into_iter().take(MOST_FILES).map(|file| FeedAttachment {
            remote_id: String::new(),
            kind: file.kind,
            name: file.name.map(|name| cut(&name, NAME_CHARS)),
            media_type: file.media_type.map(|kind| cut(&kind, NAME_CHARS)),
            bytes: file.bytes.and_then(|bytes| u64::try_from(bytes).ok()),
        });
        let message = ImportMessage {
            remote_id: record.id.clone().filter(|id| !id.is_empty()).map(|id| cut(&id, NAME_CHARS)).unwrap_or_default(),
            made_id: false,
            author: record.author,
            kind: record.kind,
            text: record.text,
            text_before: record.text_before,
            read: record.read,
            sent_at,
            files: files.collect(),
        };
        self.finished(chat, message)
    }

    fn row(&mut self, cells: &[String]) -> std::result::Result<Entry, ImportFault> {
        let own = self.reading.form == ImportForm::OwnCsv;
        let columns = self.reading.columns.clone();
        let plain: Vec<Cow<'_, str>> = cells.iter().map(|cell| if own { undefused(cell) } else { Cow::Borrowed(cell.as_str()) }).collect();
        let cell = |wanted| {
            let at = columns.iter().position(|column| *column == Some(wanted))?;
            let text: &str = plain.get(at)?;
            Some(text).filter(|text| !text.trim().is_empty())
        };
        if cells.len() < 2 {
            return Err(ImportFault::FewCells);
        }
        let written = cell(ImportColumn::TimeUtc).or_else(|| cell(ImportColumn::Time)).ok_or(ImportFault::NoTime)?;
        let zone = if cell(ImportColumn::TimeUtc).is_some() { TimeZone::UTC } else { self.reading.zone.clone() };
        let sent_at = moments::read(written, &zone, self.reading.now)?;
        let author = columns::author(cell(ImportColumn::Author).ok_or(ImportFault::NoAuthor)?).ok_or(ImportFault::AuthorUnknown)?;
        let customer = cut(cell(ImportColumn::Customer).unwrap_or_default().trim(), NAME_CHARS);
        let channel = cell(ImportColumn::Channel).and_then(|name| ChannelKind::parse(name.trim()));
        let id = match cell(ImportColumn::Chat) {
            Some(id) => self.place_of(channel, id.trim())?,
            None if !customer.is_empty() => self.place_of(channel, &format!("name:{customer}"))?,
            None => return Err(ImportFault::NoChat),
        };
        let short = |column| cell(column).map(|text| cut(text.trim(), NAME_CHARS));
        let item = FeedItem { title: short(ImportColumn::Item), order_id: short(ImportColumn::Order), ..FeedItem::default() };
        let chat = ImportChat { remote_id: id, customer, kind: None, item, closed: !self.reading.channel.is_live() };
        let names = cell(ImportColumn::Files).unwrap_or_default();
        let files = names.split(';').map(str::trim).filter(|name| !name.is_empty()).take(MOST_FILES).map(|name| FeedAttachment {
            remote_id: String::new(),
            kind: AttachmentKind::File,
            name: Some(cut(name, NAME_CHARS)),
            media_type: None,
            bytes: None,
        });
        let message = ImportMessage {
            remote_id: short(ImportColumn::Message).unwrap_or_default(),
            made_id: false,
            author,
            kind: cell(ImportColumn::Kind).and_then(|kind| MessageKind::parse(kind.trim())).unwrap_or(MessageKind::Text),
            text: cell(ImportColumn::Text).unwrap_or_default().to_owned(),
            text_before: None,
            read: None,
            sent_at,
            files: files.collect(),
        };
        let message = self.finished(&chat, message)?;
        Ok(Entry::Message(chat, Box::new(message)))
    }

    /// What every message must be; one without an id gets one of what it says.
    fn finished(&mut self, chat: &ImportChat, mut message: ImportMessage) -> std::result::Result<ImportMessage, ImportFault> {
        // What Pult itself had is taken as it was, an empty message too.
        if self.reading.form == ImportForm::Csv && message.text.is_empty() && message.files.is_empty() && message.kind == MessageKind::Text {
            return Err(ImportFault::Empty);
        }
        if message.text.chars().nth(TEXT_CHARS).is_some() {
            return Err(ImportFault::TooLong);
        }
        if message.remote_id.is_empty() {
            let said = fnv(format!("{}|{}|{}", message.sent_at.0, Author::as_str(message.author), message.text).as_bytes());
            let twin = self.twins.entry(hash_of(&(&chat.remote_id, said))).or_insert(0);
            // The same words twice in one moment are two messages, and at the next import the same two.
            message.remote_id = if *twin == 0 { format!("import:{said:016x}") } else { format!("import:{said:016x}-{twin}") };
            message.made_id = true;
            *twin += 1;
        }
        Ok(message)
    }
}

/// A number that stands for a value within one run.
pub(super) fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Puts a message to its chat. Neighbours share a slice; a chat that comes back later gets another.
fn place(slices: &mut Vec<ImportSlice>, chat: ImportChat, message: Option<ImportMessage>) {
    match slices.last_mut().filter(|slice| slice.chat.remote_id == chat.remote_id) {
        Some(slice) => slice.messages.extend(message),
        None => slices.push(ImportSlice { chat, messages: message.into_iter().collect() }),
    }
}

#[cfg(test)]
#[path = "gather/tests.rs"]
mod tests;
