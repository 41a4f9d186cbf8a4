//! What Pult knows, kept in one SQLite file through sqlx. The only crate with SQL.
//!
//! Here live: the writer and the readers ([`Store`], [`Lane`]), the migrations, one file per noun
//! with its row types beside its queries, the search index, and the checks of all of them.
//! Never here: HTTP, business decisions (what waits, what may be resent: `pult-domain`), reading a
//! clock (a [`pult_domain::Clock`] is passed in), customer text in an error or a log line.
//!
//! Every write is one transaction on the one writing connection; what it changed is collected in
//! that transaction and published after its commit, see [`Store::changes`].

mod accounts;
mod ai_drafts;
mod analysis;
mod bulk;
mod canned;
mod chats;
mod check;
mod copies;
mod corrections;
mod deadlines;
mod draft_figures;
mod drafts;
mod error;
mod export;
mod feed;
#[doc(hidden)]
pub mod fuzz;
mod habits;
mod hashes;
mod history;
mod imports;
mod judging;
mod known;
mod labels;
mod ledger;
mod lookups;
mod messages;
mod migrate;
mod moves;
mod notes;
mod outbox;
mod overrides;
mod past_replies;
mod people;
mod pictures;
mod places;
mod pool;
mod providers;
mod remote;
mod rollup;
mod search;
mod settings;
mod sql;
mod summaries;
mod text;
mod traces;
mod uploads;
mod views;

#[cfg(test)]
mod statement_tests;

pub use accounts::{AccountChange, AccountCounts, AccountRow, NewAccount, StoredProblem, TokenFacts};
pub use ai_drafts::{AiDraft, AiDraftRow, DraftCounts, DraftFate, SeenWords};
pub use analysis::AnalysisRow;
pub use bulk::{Acted, ChatAct, ChatTarget, Undo, Undone};
pub use canned::{CannedRow, SnippetRow};
pub use chats::{ChatHead, ChatListPage, ChatListQuery, ChatRow, LIST_END, LastMessage, MOST_AI_DRAFTS, QueueCounts};
pub use check::QuickCheck;
pub use copies::{Recovered, doubt_waiting, empty_search, has_accounts, mend_search, put_log_back, recover};
pub use corrections::CorrectionRow;
pub use deadlines::UNTIL_BUYER_WRITES;
pub use draft_figures::MakerFigures;
pub use drafts::ComposerRow;
pub use error::StoreError;
pub use export::ChatEvent;
pub use feed::channel_facts::{ChannelFacts, HistoryRefused};
pub use feed::{Applied, WritingPages};
pub use habits::{Decision, HabitRow, NewHabit, TaughtDraft};
pub use history::{ChatPast, PastQuery, PastReader};
pub use imports::{ImportChat, ImportCounts, ImportMessage, ImportRow, ImportSlice};
pub use judging::{AccountJudge, OpenMessage};
pub use labels::LabelRow;
pub use ledger::{ModelCallEnd, ModelCallRow, NewModelCall, SpendLimit};
pub use lookups::{Lookup, LookupKind};
pub use messages::{AttachmentRow, MessageRow, MessageRows, RawRow};
pub use notes::NoteRow;
pub use outbox::batch::{Batch, Drafted, ReplyChange, ReplyTold, Withdrawn};
pub use outbox::{NewReply, OutboxRow, Quoted, SentFacts};
pub use overrides::{Override, OverrideRow};
pub use past_replies::PastPair;
pub use people::{PersonHint, PersonRow};
pub use places::{Days, Place};
pub use pool::{Lane, Store};
pub use providers::ProviderRow;
pub use search::{CHATS as SEARCH_CHATS, ChatHit, Found, Hit, NoteHit, SearchRequest};
pub use summaries::{Summary, SummaryRow};
pub use uploads::{NewUpload, UploadRow};
pub use views::SavedView;
