//! History from files.

use super::export::TransferState;
use pult_domain::{AccountId, AtMs, ChannelKind, ErrorCode, ImportId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportForm {
    /// Our own JSON.
    Json,
    /// Our own table.
    OwnCsv,
    /// Any other table; its columns are guessed by their headings.
    Csv,
}

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportColumn {
    /// When the message was sent, on the shop's clock where no zone stands with it.
    Time,
    /// The same in UTC; preferred where both are there.
    TimeUtc,
    /// Who wrote it.
    Author,
    /// Its text.
    Text,
    /// The chat it belongs to.
    Chat,
    /// The buyer's name; the chat where there is no column for it.
    Customer,
    /// The order.
    Order,
    /// The item's title.
    Item,
    /// The message's own number.
    Message,
    /// Names of files.
    Files,
    /// The channel's name.
    Channel,
    /// What kind of message it is.
    Kind,
}

/// Why a line was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportFault {
    /// It is not UTF-8.
    NotUtf8,
    /// It is longer than a message can be.
    TooLong,
    /// A quote is opened and never closed.
    QuoteOpen,
    /// It is no record of this form.
    NotARecord,
    /// It has fewer cells than are needed.
    FewCells,
    /// No moment stands in it.
    NoTime,
    /// The moment is no date and time that can be read.
    TimeUnclear,
    /// The moment is yet to come, or lies before there were marketplaces.
    TimeImpossible,
    /// Nobody is told to have written it.
    NoAuthor,
    /// Whoever is told to have written it is neither the buyer nor the shop nor the system.
    AuthorUnknown,
    /// It belongs to no chat.
    NoChat,
    /// The chat it belongs to could not be read.
    ChatUnknown,
    /// It is of another marketplace than the chosen shop.
    OtherChannel,
    /// The message is empty.
    Empty,
    /// The file ends in the middle.
    Cut,
}

/// Where history goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ImportTarget {
    /// To a connected shop, or an archive that is there.
    Account(AccountId),
    /// To the archive of that name, made where there is none.
    Archive(String),
}

dto! {
    /// A piece of a file that the window hands over: the first without `upload`.
    ImportChunk {
        /// The file that goes on.
        upload: Option<String>,
        /// The bytes.
        base64: String,
    }

    /// A file that is being handed over.
    ImportUpload {
        /// Its name here.
        upload: String,
        /// How much of it is here, in bytes.
        bytes: f64,
    }

    /// The file of an import: a path of this machine, or a file that was handed over.
    ImportFile {
        /// The path.
        path: Option<String>,
        /// What was handed over.
        upload: Option<String>,
        /// Its own name, for a file that was handed over.
        name: Option<String>,
    }

    /// What a file is, before anything of it is taken.
    ImportLooked {
        /// What kind of file.
        form: ImportForm,
        /// Its name.
        name: String,
        /// Its size.
        bytes: f64,
        /// The channel and the shop of its first chat, where the file says.
        channel: Option<ChannelKind>,
        /// The shop.
        shop: Option<String>,
        /// The columns of a table.
        columns: Vec<ImportColumnView>,
        /// What a table cannot do without and does not have.
        missing: Vec<ImportColumn>,
        /// The zone in which times without one are read.
        zone: String,
    }

    /// A column of a table.
    ImportColumnView {
        /// Its heading; untrusted, as its samples.
        heading: String,
        /// What it seems to hold; nothing where that is not clear.
        means: Option<ImportColumn>,
        /// What stands in its first rows.
        samples: Vec<String>,
    }

    /// An import to be tried or done.
    ImportStart {
        /// The file.
        file: ImportFile,
        /// Where it goes.
        target: ImportTarget,
        /// What each column holds; without it as guessed.
        columns: Option<Vec<Option<ImportColumn>>>,
        /// The zone of times without one; the shop's without it.
        zone: Option<String>,
        /// Only look what it would do.
        dry_run: bool,
    }

    /// A line that was left out.
    ImportFaultAt {
        /// Its number in the file, from 1.
        line: f64,
        /// Why.
        fault: ImportFault,
    }

    /// An import, a trial or the way back of one: how far it is, and what came of it.
    ImportView {
        /// Its number.
        run: u32,
        /// Nothing is stored.
        dry_run: bool,
        /// It takes an import back; `messages_new` are those removed.
        undo: bool,
        /// How it stands.
        state: TransferState,
        /// Read of the file, in bytes.
        bytes: f64,
        /// Its size.
        bytes_in_all: f64,
        /// Chats that are not here yet.
        chats_new: f64,
        /// Chats that are.
        chats_known: f64,
        /// Messages that are not here yet.
        messages_new: f64,
        /// Messages that are.
        messages_known: f64,
        /// Lines left out.
        refused: f64,
        /// The first hundred of them.
        faults: Vec<ImportFaultAt>,
        /// Where it went.
        account: Option<AccountId>,
        /// What was stored, to be taken back by this.
        import: Option<ImportId>,
        /// Why it failed.
        problem: Option<ErrorCode>,
    }

    /// An import there was.
    ImportRef {
        /// The import.
        import: ImportId,
    }

    /// An import there was, and what it added.
    ImportDone {
        /// The import.
        import: ImportId,
        /// Where it went.
        account: AccountId,
        /// When.
        at_ms: AtMs,
        /// The file's name; untrusted.
        name: String,
        /// It came to its end; one that did not can be done again or taken back.
        whole: bool,
        /// Chats it added.
        chats: f64,
        /// Messages it added.
        messages: f64,
        /// Messages it found here.
        known: f64,
        /// Lines it left out.
        refused: f64,
    }
}
