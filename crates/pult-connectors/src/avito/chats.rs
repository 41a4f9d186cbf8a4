//! The list of chats: who, about what, and what is new in them.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use pult_domain::{AtMs, ChatKind, FeedChat, FeedItem, Quarantined, RemoteChatId};
use serde_json::value::RawValue;

use crate::avito::{files, is_id, price};
use crate::channel::ItemFacts;
use crate::loose::{self, Fields};
use crate::walk::Listed;

/// Chats and messages asked for at once (messenger.json, `limit`, 2026-04-30).
pub(crate) const LIMIT: usize = 100;

/// The furthest page that may be asked for (messenger.json, `offset`): with [`LIMIT`], 1,100 chats
/// and 1,100 messages of each are within reach.
pub(crate) const FURTHEST: usize = 1_000;

/// More elements than this in one answer are refused; asked for are [`LIMIT`].
pub(crate) const MOST: usize = 10_000;

/// How many chats of a page are asked for again with the next: one that leaves the list meanwhile
/// moves all behind it a place up, past the border between two pages.
const OVERLAP: usize = 10;

/// By how much clocks may differ, in seconds: 5 minutes.
const CLOCKS_S: i64 = 5 * 60;

/// How far before the last message a history is read again, in seconds: a message may be deleted
/// for an hour (messenger.json, `deleteMessage`), and [`CLOCKS_S`].
const LOOK_BACK_S: i64 = 60 * 60 + CLOCKS_S;

/// Whether a second has come. Whoever took one that has not for how far a history was read would pass over
/// everything that is written until then.
pub(crate) fn has_come(second: i64, now: AtMs) -> bool {
    second <= now.0 / 1_000 + CLOCKS_S
}

/// How far a chat's history was read: when the chat changed and which message is its last. A last
/// message that is deleted keeps its id and becomes of another type, so that is part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) updated: Option<i64>,
    pub(crate) created: Option<i64>,
    pub(crate) kind: String,
    pub(crate) id: String,
}

impl Mark {
    /// The mark a text was made of.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let (updated, created, kind, id) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Self { updated: updated.parse().ok(), created: created.parse().ok(), kind: kind.to_owned(), id: id.to_owned() })
    }

    /// From which second on the history behind this stored mark has to be read again, now that the
    /// list tells `listed`; `None` means all of it. A chat that changed without a new last message
    /// had something happen further back: an older message came late or was deleted.
    pub(crate) fn read_from(&self, listed: Option<&Self>) -> Option<i64> {
        if listed.is_some_and(|listed| listed.created == self.created && listed.id == self.id) {
            return None;
        }
        Some(self.created?.saturating_sub(LOOK_BACK_S))
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = |number: Option<i64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
        let kind: String = self.kind.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
        write!(f, "{}.{}.{kind}.{}", number(self.updated), number(self.created), self.id)
    }
}

/// A page of the list, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChatsPage {
    pub(crate) chats: Vec<ListedChat>,
    pub(crate) quarantined: Vec<Quarantined>,
    /// The offset of the next page.
    pub(crate) next: Option<usize>,
    /// The list goes on where nothing can be asked for.
    pub(crate) out_of_reach: bool,
    /// See [`Elements::may_be_last`].
    pub(crate) may_be_last: bool,
}

impl ChatsPage {
    /// What it is known again by: its first chat, or its [`imprint`].
    pub(crate) fn head(&self) -> Option<String> {
        self.chats.first().map(|listed| listed.chat.remote_id.0.clone()).or_else(|| imprint(&self.quarantined))
    }
}

/// A chat of the list and what else its entry tells.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListedChat {
    pub(crate) chat: FeedChat,
    pub(crate) mark: Mark,
    pub(crate) item: Option<ItemFacts>,
}

impl From<ListedChat> for Listed {
    fn from(ListedChat { chat, mark, .. }: ListedChat) -> Self {
        Self { chat, mark: Some(mark.to_string()) }
    }
}

/// Reads a page that was asked for with `offset`; `me` is our user id, and nothing was written after `now`.
///
/// # Errors
/// Why nothing of it can be used.
pub(crate) fn page(body: &[u8], offset: usize, me: &str, now: AtMs) -> Result<ChatsPage, &'static str> {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let list = elements(text, "chats")?;
    let may_be_last = list.may_be_last();
    let mut page = ChatsPage { out_of_reach: list.is_out_of_reach(offset), may_be_last, ..ChatsPage::default() };
    if list.goes_on() && offset < FURTHEST {
        // Behind what may be the end nothing is asked for twice: an empty page shall come next.
        let overlap = if may_be_last { 0 } else { OVERLAP };
        page.next = Some((offset + taken(list.elements.len()).saturating_sub(overlap).max(1)).min(FURTHEST));
    }
    for raw in list.elements {
        match chat(raw.get(), me, now) {
            Ok(chat) => page.chats.push(chat),
            Err(reason) => page.quarantined.push(Quarantined { raw: raw.get().to_owned(), reason: reason.to_owned() }),
        }
    }
    Ok(page)
}

/// The elements of a list and whether it says of itself that it goes on.
pub(crate) struct Elements<'a> {
    pub(crate) elements: Vec<&'a RawValue>,
    pub(crate) told: Option<bool>,
}

impl Elements<'_> {
    /// Whether there may be more behind it. Where it does not say so, only an empty page is the end: a limit is the most that
    /// comes (messenger.json, `limit`), and a page that is shorter may have left something out.
    pub(crate) fn goes_on(&self) -> bool {
        self.told.unwrap_or(!self.elements.is_empty())
    }

    /// Whether it is short and says nothing of what follows: then nothing does, nearly always.
    pub(crate) fn may_be_last(&self) -> bool {
        self.told.is_none() && !self.elements.is_empty() && self.elements.len() < LIMIT
    }

    /// Whether more follows where nothing can be asked for.
    pub(crate) fn is_out_of_reach(&self, offset: usize) -> bool {
        offset >= FURTHEST && self.goes_on() && !self.may_be_last()
    }
}

/// How many places of a list its page stands for. An empty one that says it goes on stands for as many as were
/// asked for: what it left out is not shown, and what lies behind it is.
pub(crate) fn taken(elements: usize) -> usize {
    if elements == 0 { LIMIT } else { elements }
}

/// What a page of which nothing can be read is known again by: all that it holds, letter for letter. `None` where nothing of it has
/// so much as a time: two such pages may be two, and what lies behind them is not to be passed over.
pub(crate) fn imprint(unreadable: &[Quarantined]) -> Option<String> {
    let dated = |element: &Quarantined| Fields::of(&loose::mended(&element.raw)).is_some_and(|fields| fields.number("created").is_some());
    unreadable.iter().any(dated).then(|| {
        let mut hasher = DefaultHasher::new();
        unreadable.iter().for_each(|element| element.raw.hash(&mut hasher));
        format!("?{:016x}", hasher.finish())
    })
}

/// The list of an answer: bare, as the document has the messages, or under `key`, as integrators
/// report them (with `meta.has_more`). `null` for the chats is an empty list; nothing is marked
/// as read by that.
pub(crate) fn elements<'a>(text: &'a str, key: &str) -> Result<Elements<'a>, &'static str> {
    let few = |(elements, more): (Vec<&'a RawValue>, bool)| if more { Err("more elements than any page has") } else { Ok(elements) };
    if let Some(bare) = loose::bounded(text, MOST) {
        return Ok(Elements { elements: few(bare)?, told: None });
    }
    let fields = Fields::of(text).ok_or("the answer is not JSON of the known shape")?;
    let meta = fields.get("meta").and_then(|meta| Fields::of(meta.get()));
    let told = meta.and_then(|meta| serde_json::from_str(meta.get("has_more")?.get()).ok());
    match fields.get(key) {
        Some(raw) => Ok(Elements { elements: few(loose::bounded(raw.get(), MOST).ok_or("what should be a list is none")?)?, told }),
        None if key == "chats" && fields.has(key) => Ok(Elements { elements: Vec::new(), told }),
        None => Err("the answer holds no list"),
    }
}

fn chat(raw: &str, me: &str, now: AtMs) -> Result<ListedChat, &'static str> {
    let mended = loose::mended(raw);
    let fields = Fields::of(&mended).ok_or("the chat is not an object")?;
    let id = fields.text("id").filter(|id| is_id(id)).ok_or("no usable chat id")?;
    let object = |key: &str| fields.get(key).and_then(|raw| Fields::of(raw.get()));
    let last = object("last_message");
    let value = object("context").filter(|context| context.text("type").is_none_or(|kind| kind == "item")).and_then(|context| {
        let value = context.get("value")?;
        Fields::of(value.get())
    });
    let item = value.as_ref().and_then(item);
    let mark = Mark {
        updated: fields.number("updated"),
        created: last.as_ref().and_then(|last| last.number("created")).filter(|created| has_come(*created, now)),
        kind: last.as_ref().and_then(|last| last.text("type")).unwrap_or_default(),
        id: last.as_ref().and_then(|last| last.text("id")).filter(|id| is_id(id)).unwrap_or_default(),
    };
    let known = item.as_ref();
    let (buyer, customer_name) = buyer(&fields, last.as_ref(), value.as_ref(), me).unzip();
    let chat = FeedChat {
        remote_id: RemoteChatId::new(id),
        customer_name: customer_name.flatten(),
        buyer,
        item: known.map(|item| FeedItem {
            remote_id: Some(item.remote_id.clone()),
            title: item.title.clone(),
            price_minor: item.price_minor,
            currency: item.currency.clone(),
            ..FeedItem::default()
        }),
        kind: Some(ChatKind::Buyer),
        ..FeedChat::default()
    };
    Ok(ListedChat { chat, mark, item })
}

/// The number and the name of the one in `users` who is not us. The document warns that these ids are hashed, so
/// ours may not be among them; then the last message, and at last the item's owner, tell who is who.
fn buyer(chat: &Fields<'_>, last: Option<&Fields<'_>>, item: Option<&Fields<'_>>, me: &str) -> Option<(String, Option<String>)> {
    let users = chat.get("users").and_then(loose::list)?;
    let users: Vec<(String, Option<String>)> = users
        .into_iter()
        .filter_map(|user| {
            let user = Fields::of(user.get())?;
            Some((user.text("id")?, user.text("name").filter(|name| !name.trim().is_empty())))
        })
        .collect();
    let author = last.and_then(|last| Some((last.text("direction")?, last.text("author_id").filter(|id| id != "0")?)));
    if let Some((_, author)) = author.as_ref().filter(|(direction, author)| direction == "in" && author != me)
        && let Some(user) = users.iter().find(|(id, _)| id == author)
    {
        return Some(user.clone());
    }
    let written = author.filter(|(direction, _)| direction == "out").map(|(_, author)| author);
    let owner = item.and_then(|item| item.text("user_id"));
    let ours = [Some(me.to_owned()), written, owner].into_iter().flatten().find(|ours| users.iter().any(|(id, _)| id == ours));
    let mut others = users.iter().filter(|(id, _)| Some(id) != ours.as_ref());
    match (others.next(), others.next()) {
        (Some(user), None) => Some(user.clone()),
        _ => None,
    }
}

/// The item a chat is about.
fn item(value: &Fields<'_>) -> Option<ItemFacts> {
    let price = value.text("price_string").and_then(|text| price::read(&text));
    let images = value.get("images").and_then(|images| Fields::of(images.get()));
    let picture = images.and_then(|images| images.get("main").and_then(files::largest));
    Some(ItemFacts {
        remote_id: value.text("id").filter(|id| is_id(id) && id != "0")?,
        title: value.text("title").filter(|title| !title.trim().is_empty()),
        price_minor: price.map(|(minor, _)| minor),
        currency: price.map(|(_, currency)| currency.to_owned()),
        picture: picture.map(|url| files::picture_id(&url)),
        url: value.text("url").filter(|url| url.starts_with("https://")),
        stock: None,
    })
}

#[cfg(test)]
mod tests;
