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
mod analysis;
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
mod lookups;
mod messages;
mod migrate;
mod outbox;
mod pool;
mod labels;
mod ledger;
mod remote;
mod rollup;
mod search;
mod settings;
mod sql;
mod text;
mod providers;
mod uploads;

#[cfg(test)]
mod statement_tests;

pub use accounts::{AccountChange, AccountCounts, AccountRow, NewAccount, StoredProblem, TokenFacts};
pub use analysis::AnalysisRow;
pub use chats::{ChatHead, ChatListPage, ChatListQuery, ChatRow, LastMessage, QueueCounts};
pub use check::QuickCheck;
pub use copies::{Recovered, recover};
pub use corrections::CorrectionRow;
pub use deadlines::UNTIL_BUYER_WRITES;
pub use error::StoreError;
pub use feed::channel_facts::ChannelFacts;
pub use feed::{Applied, WritingPages};
pub use history::{ChatPast, PastQuery, PastReader};
pub use judging::AccountJudge;
pub use lookups::{Lookup, LookupKind};
pub use messages::{AttachmentRow, MessageRow, MessageRows};
pub use outbox::{NewReply, OutboxRow, SentFacts};
pub use pool::{Lane, Store};
pub use providers::ProviderRow;
pub use search::{ChatHit, Found, Hit, SearchRequest};
pub use uploads::{NewUpload, UploadRow};
pub use labels::LabelRow;
pub use ledger::{ModelCallEnd, ModelCallRow, NewModelCall, SpendLimit};
