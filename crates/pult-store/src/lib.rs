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
mod drafts;
mod error;
mod feed;
#[doc(hidden)]
pub mod fuzz;
mod history;
mod judging;
mod labels;
mod ledger;
mod lookups;
mod messages;
mod migrate;
mod outbox;
mod past_replies;
mod pool;
mod providers;
mod remote;
mod rollup;
mod search;
mod settings;
mod people;
mod places;
mod sql;
mod text;
mod uploads;
mod views;

#[cfg(test)]
mod statement_tests;

pub use accounts::{AccountChange, AccountCounts, AccountRow, NewAccount, StoredProblem, TokenFacts};
pub use ai_drafts::{AiDraft, AiDraftRow, DraftCounts, DraftFate};
pub use analysis::AnalysisRow;
pub use bulk::{Acted, ChatAct, ChatTarget, Undo, Undone};
pub use canned::{CannedRow, SnippetRow};
pub use chats::{ChatHead, ChatListPage, ChatListQuery, ChatRow, LIST_END, LastMessage, QueueCounts};
pub use check::QuickCheck;
pub use copies::{Recovered, doubt_waiting, recover};
pub use corrections::CorrectionRow;
pub use deadlines::UNTIL_BUYER_WRITES;
pub use error::StoreError;
pub use feed::channel_facts::ChannelFacts;
pub use feed::{Applied, WritingPages};
pub use history::{ChatPast, PastQuery, PastReader};
pub use judging::AccountJudge;
pub use labels::LabelRow;
pub use ledger::{ModelCallEnd, ModelCallRow, NewModelCall, SpendLimit};
pub use lookups::{Lookup, LookupKind};
pub use messages::{AttachmentRow, MessageRow, MessageRows};
pub use outbox::{NewReply, OutboxRow, SentFacts};
pub use past_replies::PastPair;
pub use pool::{Lane, Store};
pub use providers::ProviderRow;
pub use search::{ChatHit, Found, Hit, SearchRequest};
pub use uploads::{NewUpload, UploadRow};
pub use views::SavedView;
pub use people::{PersonHint, PersonRow};
pub use places::{Days, Place};
