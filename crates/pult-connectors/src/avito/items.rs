//! Items on sale.

use std::sync::PoisonError;

use reqwest::Method as Verb;
use serde_json::value::RawValue;

use crate::avito::limits::Method;
use crate::avito::{Avito, Call, is_id, price};
use crate::channel::{ChannelError, ItemFacts, ItemsTold};
use crate::loose::{self, Fields};
use crate::money::minor_units;

/// Items on a page of the list (context.json, `per_page`: "less than 100").
const ITEMS_PAGE: usize = 99;

/// Pages looked through for items the chats did not tell of; 25 requests a minute are allowed.
const MOST_PAGES: usize = 3;

impl Avito {
    /// What is known of items: from the list of chats, which shows title, price and picture of each
    /// chat's item, and for the rest from the list of items on sale. Facts are a kindness: a refusal
    /// leaves what the chat itself told.
    pub(super) async fn item_facts(&self, remote_ids: &[String]) -> Result<ItemsTold, ChannelError> {
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        {
            let items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
            for id in remote_ids {
                match items.get(id) {
                    Some(item) => found.push(item.clone()),
                    None => missing.push(id.as_str()),
                }
            }
        }
        for page in 1..=MOST_PAGES {
            if missing.is_empty() {
                break;
            }
            match self.items_page(page).await {
                Ok((items, more)) => {
                    found.extend(items.into_iter().filter(|item| missing.contains(&item.remote_id.as_str())));
                    missing.retain(|id| !found.iter().any(|item| item.remote_id == *id));
                    if !more {
                        break;
                    }
                }
                Err(error) => return ItemsTold::broken_off(found, missing.iter().map(|id| (*id).to_owned()).collect(), missing.len(), error),
            }
        }
        Ok(ItemsTold::whole(found))
    }

    /// A page of our items on sale, and whether another may follow.
    async fn items_page(&self, page: usize) -> Result<(Vec<ItemFacts>, bool), ChannelError> {
        let mut url = self.url(["core", "v1", "items"])?;
        url.set_query(Some(&format!("per_page={ITEMS_PAGE}&page={page}")));
        let answer = self.read(&Call::new(Method::Items, Verb::GET, url)).await?;
        let text = String::from_utf8_lossy(&answer.body);
        let resources = Fields::of(&text).and_then(|fields| fields.get("resources").and_then(loose::list)).unwrap_or_default();
        let more = resources.len() >= ITEMS_PAGE;
        Ok((resources.into_iter().filter_map(item).collect(), more))
    }
}

fn item(raw: &RawValue) -> Option<ItemFacts> {
    let fields = Fields::of(raw.get())?;
    let price_minor = fields.text("price").and_then(|price| minor_units(&price, Some(price::CURRENCY)));
    Some(ItemFacts {
        remote_id: fields.text("id").filter(|id| is_id(id))?,
        title: fields.text("title").filter(|title| !title.trim().is_empty()),
        currency: price_minor.map(|_| price::CURRENCY.to_owned()),
        price_minor,
        picture: None,
        url: fields.text("url").filter(|url| url.starts_with("https://")),
        stock: None,
    })
}
