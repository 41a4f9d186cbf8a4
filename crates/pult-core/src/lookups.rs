//! Facts about the item and the order of a chat, asked for when somebody looks, kept for a while.
//!
//! Whoever asks is answered at once from this machine; an answer that is too old is asked for in
//! the background, once however many ask, and announced when it comes. So nothing in the window
//! ever waits for a marketplace, and a marketplace that is down costs a fact its freshness only.

use crate::api::dto::{ApiError, AttachmentData, ChatContext, ItemFactsView, LookupUse, OrderLineView, OrderView};
use crate::core::Core;
use crate::sync::count;
use pult_connectors::{ItemFacts, OrderFacts};
use pult_domain::fingerprint::fnv;
use pult_domain::{AccountId, AtMs, ChatId, ErrorCode, OrderState};
use pult_store::{AccountRow, ChatRow, LookupKind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How long an item's facts count as fresh, in milliseconds: 1 h (issue of the marketplaces).
const ITEM_FRESH_MS: i64 = 60 * 60 * 1000;
/// How long an order's facts count as fresh, in milliseconds: 5 min (ibidem).
const ORDER_FRESH_MS: i64 = 5 * 60 * 1000;

/// What is being asked for, and how often it was at hand.
#[derive(Default)]
pub(crate) struct Lookups {
    asking: Mutex<HashSet<(AccountId, LookupKind, String)>>,
    hits: AtomicI64,
    misses: AtomicI64,
}

impl Lookups {
    /// How often facts were at hand since the program started.
    pub(crate) fn used(&self) -> LookupUse {
        LookupUse { hits: count(self.hits.load(Ordering::Relaxed)), misses: count(self.misses.load(Ordering::Relaxed)) }
    }

    fn begin(&self, key: &(AccountId, LookupKind, String)) -> bool {
        self.asking.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone())
    }

    fn end(&self, key: &(AccountId, LookupKind, String)) {
        self.asking.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}

/// An item as kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptItem {
    title: Option<String>,
    price_minor: Option<i64>,
    currency: Option<String>,
    picture: Option<String>,
    url: Option<String>,
    stock: Option<i64>,
}

/// An order as kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptOrder {
    state: String,
    state_word: Option<String>,
    placed_at: Option<i64>,
    due_at: Option<i64>,
    delivered_at: Option<i64>,
    total_minor: Option<i64>,
    currency: Option<String>,
    tracking: Option<String>,
    lines: Vec<(String, i64)>,
}

impl From<ItemFacts> for KeptItem {
    fn from(facts: ItemFacts) -> Self {
        // An address is opened in a browser: only the web's own, and only encrypted.
        let url = facts.url.filter(|url| url.starts_with("https://"));
        Self { title: facts.title, price_minor: facts.price_minor, currency: facts.currency, picture: facts.picture, url, stock: facts.stock }
    }
}

impl From<OrderFacts> for KeptOrder {
    fn from(facts: OrderFacts) -> Self {
        Self {
            state: facts.state.as_str().to_owned(),
            state_word: facts.state_word,
            placed_at: facts.placed_at.map(|at| at.0),
            due_at: facts.due_at.map(|at| at.0),
            delivered_at: facts.delivered_at.map(|at| at.0),
            total_minor: facts.total_minor,
            currency: facts.currency,
            tracking: facts.tracking,
            lines: facts.lines.into_iter().map(|line| (line.title, line.pieces)).collect(),
        }
    }
}

/// An answer at hand.
struct AtHand<T> {
    facts: Option<T>,
    asked_at: AtMs,
    asking: bool,
}

impl Core {
    /// What is known about the item and the order of a chat.
    pub(crate) async fn context(self: &Arc<Self>, chat: ChatId) -> Result<ChatContext, ApiError> {
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let account = self.account_row(row.account).await?;
        let told = row.item.unwrap_or_default();
        let (mut item, mut order, mut asking) = (None, None, false);
        if let Some(id) = told.remote_id {
            let at_hand = self.at_hand::<KeptItem>(&account, LookupKind::Item, &id).await?;
            asking |= at_hand.asking;
            item = at_hand.facts.map(|facts| item_view(id, facts, at_hand.asked_at));
        }
        if let Some(id) = told.order_id {
            let at_hand = self.at_hand::<KeptOrder>(&account, LookupKind::Order, &id).await?;
            asking |= at_hand.asking;
            order = at_hand.facts.map(|facts| order_view(id, facts, at_hand.asked_at));
        }
        Ok(ChatContext { item, order, asking })
    }

    /// The same as it is on this machine, however old; nobody is asked.
    pub(crate) async fn context_at_hand(&self, row: &ChatRow) -> Result<ChatContext, ApiError> {
        let told = row.item.clone().unwrap_or_default();
        let (mut item, mut order) = (None, None);
        if let Some(id) = told.remote_id {
            let kept = self.store.lookup(row.account, LookupKind::Item, &id).await?;
            item = kept.and_then(|kept| Some(item_view(id, serde_json::from_str(&kept.facts?).ok()?, kept.asked_at)));
        }
        if let Some(id) = told.order_id {
            let kept = self.store.lookup(row.account, LookupKind::Order, &id).await?;
            order = kept.and_then(|kept| Some(order_view(id, serde_json::from_str(&kept.facts?).ok()?, kept.asked_at)));
        }
        Ok(ChatContext { item, order, asking: false })
    }

    /// The picture of a chat's item, fetched once.
    pub(crate) async fn item_picture(self: &Arc<Self>, chat: ChatId) -> Result<AttachmentData, ApiError> {
        let none = || ApiError::new(ErrorCode::AttachmentNotFound, "The item has no picture here");
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        // Before the account is looked at, as for any file (`fetch_for`).
        let lane = self.lanes.of(row.account);
        let account = self.account_row(row.account).await?;
        let id = row.item.and_then(|item| item.remote_id).ok_or_else(none)?;
        let facts = self.at_hand::<KeptItem>(&account, LookupKind::Item, &id).await?.facts;
        let picture = facts.and_then(|facts| facts.picture).ok_or_else(none)?;
        // Named by what it shows: another picture of the item is another file.
        let folder = self.data.files_of(account.id);
        let file = folder.join(format!("item-{:016x}.img", fnv(format!("{id}|{picture}").as_bytes())));
        if let Ok(bytes) = tokio::fs::read(&file).await {
            return Ok(crate::attachments::shown(file, &bytes));
        }
        let _awaited = lane.await_file();
        let download = self.channel(&account).await?.download(&picture).await?;
        let shown = crate::attachments::shown(file.clone(), &download.bytes);
        if shown.media_type.is_some()
            && let Err(error) = self.write_in_turn(&lane, folder, file, download.bytes).await
        {
            tracing::info!(code = %error.code, "The picture of an item could not be kept");
        }
        Ok(shown)
    }

    /// The stored answer; a fresher one is asked for in the background where it is due.
    async fn at_hand<T: DeserializeOwned>(self: &Arc<Self>, account: &AccountRow, kind: LookupKind, id: &str) -> Result<AtHand<T>, ApiError> {
        let stored = self.store.lookup(account.id, kind, id).await?;
        let fresh_ms = match kind {
            LookupKind::Item => ITEM_FRESH_MS,
            LookupKind::Order => ORDER_FRESH_MS,
        };
        let age = stored.as_ref().map(|lookup| self.clock.now().since_ms(lookup.asked_at));
        let fresh = age.is_some_and(|age| (0..fresh_ms).contains(&age));
        let use_of = if fresh { &self.lookups.hits } else { &self.lookups.misses };
        use_of.fetch_add(1, Ordering::Relaxed);
        let may_ask = !fresh && !account.paused && account.blocked.is_none() && self.running.load(Ordering::SeqCst);
        if may_ask {
            self.ask_channel(account.clone(), kind, id.to_owned());
        }
        Ok(AtHand {
            asked_at: stored.as_ref().map_or(AtMs(0), |lookup| lookup.asked_at),
            facts: stored.and_then(|lookup| lookup.facts).and_then(|json| serde_json::from_str(&json).ok()),
            asking: may_ask,
        })
    }

    /// Asks the marketplace in the background, unless it is being asked.
    fn ask_channel(self: &Arc<Self>, account: AccountRow, kind: LookupKind, id: String) {
        let key = (account.id, kind, id);
        if !self.lookups.begin(&key) {
            return;
        }
        let core = self.clone();
        self.tasks.spawn(async move {
            let stop = core.stop.clone();
            let asked = tokio::select! {
                () = stop.cancelled() => Ok(()),
                asked = core.look_up(&account, kind, &key.2) => asked,
            };
            if let Err(error) = asked {
                // What was known stays; whoever looks next asks again.
                tracing::info!(account = %account.id, code = %error.code, "Facts about an item or an order could not be had");
            }
            core.lookups.end(&key);
        });
    }

    async fn look_up(self: &Arc<Self>, account: &AccountRow, kind: LookupKind, id: &str) -> Result<(), ApiError> {
        let channel = self.channel(account).await?;
        let json = |value: serde_json::Result<String>| value.map_err(|_| ApiError::new(ErrorCode::Internal, "Facts could not be written as JSON"));
        let facts = match kind {
            LookupKind::Item => {
                let found = channel.items(&[id.to_owned()]).await?.found.into_iter().find(|item| item.remote_id == id);
                found.map(|item| json(serde_json::to_string(&KeptItem::from(item)))).transpose()?
            }
            LookupKind::Order => channel.order(id).await?.map(|order| json(serde_json::to_string(&KeptOrder::from(order)))).transpose()?,
        };
        Ok(self.store.lookup_keep(account.id, kind, id.to_owned(), facts).await?)
    }
}

fn item_view(remote_id: String, facts: KeptItem, asked_at: AtMs) -> ItemFactsView {
    ItemFactsView {
        remote_id,
        title: facts.title,
        price_minor: facts.price_minor.map(count),
        currency: facts.currency,
        picture: facts.picture.is_some(),
        url: facts.url,
        stock: facts.stock.map(count),
        asked_at_ms: asked_at,
    }
}

fn order_view(remote_id: String, facts: KeptOrder, asked_at: AtMs) -> OrderView {
    OrderView {
        remote_id,
        state: OrderState::parse(&facts.state).unwrap_or_default(),
        state_word: facts.state_word,
        placed_at_ms: facts.placed_at.map(AtMs),
        due_at_ms: facts.due_at.map(AtMs),
        delivered_at_ms: facts.delivered_at.map(AtMs),
        total_minor: facts.total_minor.map(count),
        currency: facts.currency,
        tracking: facts.tracking,
        lines: facts.lines.into_iter().map(|(title, pieces)| OrderLineView { title, pieces: count(pieces) }).collect(),
        asked_at_ms: asked_at,
    }
}
