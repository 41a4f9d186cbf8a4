//! The command line.
//!
//! Long because it is what `--help` says, in that order: one tree of commands, and no thinking.

use crate::face::Format;
use clap::{Parser, Subcommand};
use pult_domain::{OutboxState, View};
use std::path::PathBuf;

/// Apart in the help, lest they stand between the options that a command has of its own.
const EVERYWHERE: &str = "Options of every command";

/// Every marketplace chat of a shop, from a terminal.
#[derive(Debug, Parser)]
#[command(name = "pultctl", version, about, disable_help_subcommand = true)]
pub(crate) struct Args {
    /// The data folder [default: $PULT_DATA, else the system's place for data]
    #[arg(long, global = true, value_name = "DIR", value_parser = folder, help_heading = EVERYWHERE)]
    pub(crate) data: Option<PathBuf>,
    /// How lines are written
    #[arg(long, global = true, value_enum, default_value = "text", help_heading = EVERYWHERE)]
    pub(crate) format: Format,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The connected shops
    Accounts {
        #[command(subcommand)]
        command: Accounts,
    },
    /// One full round now, until no page is left
    Sync {
        /// Only this account
        #[arg(long, value_name = "ID", value_parser = id())]
        account: Option<i64>,
    },
    /// The chats, those that wait first, by deadline
    Chats {
        /// waiting, urgent, in_progress, snoozed, done, unread, starred, ai_drafts, spam or all
        #[arg(long, value_name = "QUEUE", default_value = "all", value_parser = view)]
        queue: View,
        /// At most so many
        #[arg(long, default_value = "50", value_parser = limit())]
        limit: u32,
        /// Continue after this cursor: `next` of the last line
        #[arg(long, value_name = "CURSOR")]
        after: Option<String>,
    },
    /// The newest messages of a chat, oldest first; then the replies that have not left
    Messages {
        /// The chat
        #[arg(value_parser = id())]
        chat: i64,
        /// At most so many
        #[arg(long, default_value = "50", value_parser = limit())]
        limit: u32,
    },
    /// Answers a chat
    Reply {
        /// The chat
        #[arg(value_parser = id())]
        chat: i64,
        /// The text
        #[arg(long, allow_hyphen_values = true)]
        text: String,
        /// Time to undo, in milliseconds; nobody sits at a script to undo anything
        #[arg(long, value_name = "MS", default_value_t = 0, value_parser = clap::value_parser!(u32).range(..=60_000))]
        undo_ms: u32,
        /// Stay until it is sent, failed or in doubt
        #[arg(long)]
        wait: bool,
        /// Send it though this rule of the guard warns, and keep a record of that; "any" stands for all
        #[arg(long, value_name = "RULE")]
        despite: Vec<String>,
        #[command(flatten)]
        plan: Plan,
    },
    /// Private notes beside a chat; they never leave
    Note {
        #[command(subcommand)]
        command: NoteCommand,
    },
    /// Replies on their way, sent or failed
    Outbox(Outbox),
    /// The chats of one buyer across shops, and those that may be
    People(People),
    /// Looks for words in all messages
    Search {
        /// The words; "in quotes" in this order, -without, from: shop: channel: has: before: after: is: label: order: intent: sentiment:
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// At most so many, 1,000 at most
        #[arg(long, default_value = "20", value_parser = clap::value_parser!(u32).range(1..=1_000))]
        limit: u32,
    },
    /// Syncs in the background and serves the operations on 127.0.0.1, until stopped
    Serve {
        /// The port; 0 takes a free one
        #[arg(long, default_value = "0")]
        port: u16,
        /// Also serve the built interface of this folder to a browser
        #[arg(long, value_name = "DIR", value_parser = folder)]
        ui: Option<PathBuf>,
    },
    /// Makes the demo shop, or removes it
    Demo {
        /// How many chats [default: 60]
        #[arg(long, conflicts_with = "remove", value_parser = clap::value_parser!(u32).range(1..=200_000))]
        chats: Option<u32>,
        /// Remove it
        #[arg(long)]
        remove: bool,
    },
    /// Makes an encrypted backup of everything but the tokens, and reads it back
    Backup {
        /// The folder [default: where downloads are kept]
        #[arg(long, value_name = "DIR", value_parser = folder)]
        folder: Option<PathBuf>,
        /// Read the passphrase from stdin; there is no other way, so that it stands in no process list
        #[arg(long, required = true)]
        passphrase_stdin: bool,
    },
    /// Restores a backup into the data folder, which must be empty or not there yet
    Restore {
        /// The backup
        #[arg(value_parser = folder)]
        file: PathBuf,
        /// Read the passphrase from stdin
        #[arg(long, required = true)]
        passphrase_stdin: bool,
    },
    /// Writes chats into a file: a page, JSON, CSV, or a dispute pack
    Export(Export),
    /// Reads history from a JSON or CSV file into an archive or a connected shop
    Import(Import),
    /// The imports there were, newest first, or the way back from one
    Imports(Imports),
    /// Looks at the health of everything
    Doctor,
    /// What messages mean: one JSON object a line on stdin
    Classify,
    /// What must not stand in replies: one JSON object a line on stdin
    Guard(GuardScope),
    /// Drafts a reply for a chat, or says why there is none
    Draft {
        /// The chat
        #[arg(value_parser = id())]
        chat: i64,
        /// Ask no model, though one is set up
        #[arg(long)]
        embedded: bool,
    },
    /// How soon a message must be answered, and why
    Sla {
        #[command(subcommand)]
        command: Sla,
    },
}

/// History to be read from a file.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// The file: our own JSON or CSV, or any CSV with headings
    #[arg(value_parser = folder)]
    pub(crate) file: PathBuf,
    /// Store nothing, only look what it would do
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Into this account
    #[arg(long, value_name = "ID", value_parser = id(), conflicts_with = "archive")]
    pub(crate) account: Option<i64>,
    /// Into the archive of this name, which never syncs or sends
    #[arg(long, value_name = "NAME", default_value = "Archive")]
    pub(crate) archive: String,
    /// The zone of times without one [default: the shop's]
    #[arg(long)]
    pub(crate) zone: Option<String>,
}

/// The imports there were.
#[derive(Debug, clap::Args)]
pub(crate) struct Imports {
    #[command(subcommand)]
    pub(crate) command: Option<ImportsCommand>,
}

/// What is to be done with an import.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportsCommand {
    /// Removes everything that it added and the channel has not brought since
    Undo {
        /// The import
        #[arg(value_parser = id())]
        import: i64,
    },
}

/// Chats to be written, or a pack to be looked at.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Export {
    #[command(subcommand)]
    pub(crate) command: Option<ExportCommand>,
    #[command(flatten)]
    pub(crate) what: ExportWhat,
}

/// What else is to be done with exports.
#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Recomputes the hashes of a dispute pack; needs no data
    Verify {
        /// The pack
        #[arg(value_parser = folder)]
        file: PathBuf,
        /// The SHA-256 of its manifest that was written down when it was made
        #[arg(long, value_name = "SHA256")]
        manifest: Option<String>,
    },
}

/// Which chats, and in which form.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("which").required(true).args(["chats", "queue", "search"]))]
pub(crate) struct ExportWhat {
    /// These chats
    #[arg(value_name = "CHAT", value_parser = id())]
    pub(crate) chats: Vec<i64>,
    /// All chats of a queue: waiting, urgent, in_progress, snoozed, done, unread, starred, ai_drafts, spam or all
    #[arg(long, value_name = "QUEUE", value_parser = view)]
    pub(crate) queue: Option<View>,
    /// With --queue: only this account's chats
    #[arg(long, value_name = "ID", requires = "queue", value_parser = id())]
    pub(crate) account: Option<i64>,
    /// The chats that a search finds
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) search: Option<String>,
    /// The form; a pack is of one chat
    #[arg(long = "as", value_name = "FORM", value_enum, default_value = "html")]
    pub(crate) form: Form,
    /// The folder [default: where downloads are kept]
    #[arg(long, value_name = "DIR", value_parser = folder)]
    pub(crate) folder: Option<PathBuf>,
    /// The language of a page: ru, en, hu, cs or fr [default: the owner's]
    #[arg(long, value_parser = ["ru", "en", "hu", "cs", "fr"])]
    pub(crate) locale: Option<String>,
}

/// The form of an export.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Form {
    /// One page to read and print
    Html,
    /// For programs, and for an import
    Json,
    /// For spreadsheets
    Csv,
    /// A dispute pack with files, facts and hashes
    Pack,
}

/// Whose chat it is, and what the owner says of it.
#[derive(Debug, clap::Args)]
pub(crate) struct People {
    /// The chat
    #[arg(value_parser = id())]
    pub(crate) chat: i64,
    /// These chats are the same buyer's
    #[arg(long, value_name = "CHAT", num_args = 1.., value_parser = id())]
    pub(crate) join: Vec<i64>,
    /// This chat is somebody else's after all
    #[arg(long, conflicts_with = "join")]
    pub(crate) part: bool,
    /// These chats are somebody else's: they are not suggested again
    #[arg(long, value_name = "CHAT", num_args = 1.., value_parser = id())]
    pub(crate) apart: Vec<i64>,
}

/// Where the replies go and who writes them.
#[derive(Debug, clap::Args)]
pub(crate) struct GuardScope {
    /// wildberries, ozon, yandex_market, avito, demo or site
    #[arg(long)]
    pub(crate) channel: String,
    /// Who writes
    #[arg(long, value_enum)]
    pub(crate) mode: GuardMode,
    /// The buyer's language: ru, en, hu, cs or fr
    #[arg(long)]
    pub(crate) locale: String,
}

/// Who writes a reply.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum GuardMode {
    /// A person typed it
    Human,
    /// A person sends a draft
    Assisted,
    /// Nobody looks at it first
    Automatic,
}

impl From<GuardMode> for pult_assist::guard::Mode {
    fn from(mode: GuardMode) -> Self {
        match mode {
            GuardMode::Human => Self::Human,
            GuardMode::Assisted => Self::Assisted,
            GuardMode::Automatic => Self::Automatic,
        }
    }
}

/// What is asked about deadlines.
#[derive(Debug, Subcommand)]
pub(crate) enum Sla {
    /// The deadline of a message under the rules of a new shop, step by step; needs no data
    Explain(SlaExplain),
}

/// The message to be judged, or lines of them.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("message").required(true).args(["text", "stdin"]))]
pub(crate) struct SlaExplain {
    /// The message
    #[arg(long, allow_hyphen_values = true, requires = "at")]
    pub(crate) text: Option<String>,
    /// When it was written: 2026-11-20T10:00:00Z
    #[arg(long, value_name = "RFC3339", requires = "text")]
    pub(crate) at: Option<String>,
    /// The shop's zone
    #[arg(long, default_value = "Europe/Moscow")]
    pub(crate) zone: String,
    /// The channel it came through
    #[arg(long)]
    pub(crate) channel: Option<String>,
    /// Let danger, law, dates and money held raise the level, as they do for chats
    #[arg(long)]
    pub(crate) urgency: bool,
    /// Read lines {"id","text","at"} (and "zone", "channel") from stdin
    #[arg(long, conflicts_with = "at")]
    pub(crate) stdin: bool,
}

/// What is to be done with shops.
#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    /// Connects a shop; its token, key or secret is read from stdin
    Add(AccountsAdd),
    /// Lists the shops
    List,
    /// Removes a shop with its chats, files and token
    Remove {
        /// The account
        #[arg(value_parser = id())]
        account: i64,
    },
}

/// A shop to be connected.
#[derive(Debug, clap::Args)]
pub(crate) struct AccountsAdd {
    /// wildberries, ozon, yandex_market or avito
    pub(crate) channel: String,
    /// The name of the shop
    #[arg(long)]
    pub(crate) name: String,
    /// Another address for all hosts of the channel, for a simulator
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    /// The public half of the credentials (Ozon, Avito)
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
    /// Read the token from stdin; there is no other way, so that no token stands in a process list
    #[arg(long, required = true)]
    pub(crate) token_stdin: bool,
    /// Save without trying the token
    #[arg(long)]
    pub(crate) no_check: bool,
    /// `off`: no request limiter; loopback addresses only
    #[arg(long, value_name = "off", value_parser = ["off"])]
    pub(crate) limits: Option<String>,
    /// How long a doubtful reply is looked for; loopback addresses only
    #[arg(long, value_name = "MS")]
    pub(crate) settle_ms: Option<u32>,
}

/// Replies to be listed, or one to be decided.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Outbox {
    #[command(subcommand)]
    pub(crate) command: Option<OutboxCommand>,
    #[command(flatten)]
    pub(crate) filter: OutboxFilter,
}

/// What a reply waits for and answers.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Plan {
    /// Send it at a time: "tomorrow 9", "2h", "opening" for the shop's next opening
    #[arg(long, value_name = "WHEN")]
    pub(crate) at: Option<String>,
    /// The message it answers, for your own eyes
    #[arg(long, value_name = "MESSAGE", value_parser = id())]
    pub(crate) reply_to: Option<i64>,
    /// The buyer's newest message you have seen; with a newer one the reply is refused
    #[arg(long, value_name = "MESSAGE", value_parser = id())]
    pub(crate) seen: Option<i64>,
}

/// What is to be done with notes.
#[derive(Debug, Subcommand)]
pub(crate) enum NoteCommand {
    /// Lists those of a chat, oldest first
    List {
        /// The chat
        #[arg(value_parser = id())]
        chat: i64,
    },
    /// Keeps one
    Add {
        /// The chat
        #[arg(value_parser = id())]
        chat: i64,
        /// The text
        #[arg(long, allow_hyphen_values = true)]
        text: String,
    },
    /// Changes one
    Edit {
        /// The note
        #[arg(value_parser = id())]
        note: i64,
        /// The text
        #[arg(long, allow_hyphen_values = true)]
        text: String,
    },
    /// Deletes one; for a day it can be brought back
    Remove {
        /// The note
        #[arg(value_parser = id())]
        note: i64,
    },
    /// Brings a deleted one back
    Restore {
        /// The note
        #[arg(value_parser = id())]
        note: i64,
    },
}

/// What is to be done with replies.
#[derive(Debug, Subcommand)]
pub(crate) enum OutboxCommand {
    /// Lists them, the same as without a word
    List(OutboxFilter),
    /// Sends a planned reply at once, a failed one again, or one in doubt after you looked at the marketplace
    Retry {
        /// The reply
        #[arg(value_parser = id())]
        outbox: i64,
    },
    /// Changes the words or the time of a reply that has not begun to leave
    Edit {
        /// The reply
        #[arg(value_parser = id())]
        outbox: i64,
        /// Other words
        #[arg(long, allow_hyphen_values = true, required_unless_present = "at")]
        text: Option<String>,
        /// Another time
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
        /// Keep it though this rule of the guard warns; "any" stands for all
        #[arg(long, value_name = "RULE")]
        despite: Vec<String>,
    },
    /// Withdraws a queued or failed reply
    Cancel {
        /// The reply
        #[arg(value_parser = id())]
        outbox: i64,
    },
    /// You have seen a reply in doubt at the marketplace
    Confirm {
        /// The reply
        #[arg(value_parser = id())]
        outbox: i64,
    },
}

/// Which replies.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct OutboxFilter {
    /// queued, sending, sent, unconfirmed, failed or cancelled
    #[arg(long, value_parser = state)]
    pub(crate) state: Option<OutboxState>,
    /// Only planned ones that wait for your word
    #[arg(long, conflicts_with = "state")]
    pub(crate) held: bool,
    /// At most so many, 1,000 at most
    #[arg(long, default_value = "1000", value_parser = clap::value_parser!(u32).range(1..=1_000))]
    pub(crate) limit: u32,
}

fn id() -> clap::builder::RangedI64ValueParser<i64> {
    clap::value_parser!(i64).range(1..(1 << 53))
}

fn limit() -> clap::builder::RangedI64ValueParser<u32> {
    clap::value_parser!(u32).range(1..=1_000_000)
}

fn folder(text: &str) -> Result<PathBuf, String> {
    if text.is_empty() { Err("a folder has a name".into()) } else { Ok(PathBuf::from(text)) }
}

fn view(word: &str) -> Result<View, String> {
    View::parse(word).ok_or_else(|| one_of(View::ALL.iter().map(|view| view.as_str())))
}

fn state(word: &str) -> Result<OutboxState, String> {
    OutboxState::parse(word).ok_or_else(|| one_of(OutboxState::ALL.iter().map(|state| state.as_str())))
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("expected one of {}", words.collect::<Vec<_>>().join(", "))
}
