//! The walk over a list and histories that change, fail and lie while it goes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use pult_domain::{AtMs, Author, MessageKind, RemoteMessageId, ShiftedClock};

use super::*;

/// One chat over there: its messages by number.
#[derive(Clone, Debug, Default)]
struct Over {
    messages: Vec<u32>,
    touched: u32,
    kind: Option<ChatKind>,
    /// What its history answers instead.
    failing: Option<ChannelError>,
}

/// The other side, with few chats a page so that everything takes several.
#[derive(Debug, Default)]
struct Shop {
    chats: BTreeMap<String, Over>,
    moment: u32,
    backward: bool,
    newest_first: bool,
    list_page: usize,
    circle: Option<String>,
    history_circle: bool,
    stale_mark: bool,
    refuse_list_place: bool,
}

#[derive(Debug, Default)]
struct Fake {
    shop: Mutex<Shop>,
    stumbles: Stumbles,
    asked: Mutex<Vec<String>>,
    every_ms: Option<i64>,
}

fn error(status: Option<u16>, code: ErrorCode, retry: Retry) -> ChannelError {
    ChannelError { code, retry, status, detail: String::new(), missing_right: None }
}

fn message(chat: &str, number: u32) -> FeedMessage {
    FeedMessage {
        remote_chat_id: RemoteChatId::new(chat),
        remote_id: RemoteMessageId::new(number.to_string()),
        author: Author::Customer,
        kind: MessageKind::Text,
        text: String::new(),
        sent_at: AtMs(i64::from(number)),
        attachments: Vec::new(),
        read: None,
        raw: None,
        undated: false,
    }
}

impl Fake {
    fn new(chats: usize, backward: bool, every_ms: Option<i64>) -> Self {
        let mut shop = Shop { backward, newest_first: every_ms.is_some(), list_page: 3, ..Shop::default() };
        for chat in 0..chats {
            shop.chats.insert(format!("chat-{chat}"), Over::default());
        }
        let fake = Self { shop: Mutex::new(shop), every_ms, ..Self::default() };
        (0..chats).for_each(|chat| fake.write(chat));
        fake
    }

    /// A new message in a chat.
    fn write(&self, chat: usize) {
        let mut shop = self.shop.lock().unwrap();
        shop.moment += 1;
        let moment = shop.moment;
        let chat = shop.chats.entry(format!("chat-{chat}")).or_default();
        chat.messages.push(moment);
        chat.touched = moment;
    }

    fn change(&self, chat: usize, change: impl FnOnce(&mut Over)) {
        change(self.shop.lock().unwrap().chats.get_mut(&format!("chat-{chat}")).unwrap());
    }

    fn all(&self) -> BTreeSet<(String, u32)> {
        let shop = self.shop.lock().unwrap();
        shop.chats.iter().flat_map(|(id, chat)| chat.messages.iter().map(|number| (id.clone(), *number))).collect()
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

#[async_trait]
impl Walked for Fake {
    async fn list(&self, at: Option<&str>) -> Result<ListPart, ChannelError> {
        self.asked.lock().unwrap().push(format!("list {}", at.unwrap_or("top")));
        let shop = self.shop.lock().unwrap();
        if at.is_some() && shop.refuse_list_place {
            return Err(error(Some(400), ErrorCode::ChannelRefused, Retry::Never));
        }
        let mut chats: Vec<(&String, &Over)> = shop.chats.iter().collect();
        if shop.newest_first {
            chats.sort_by_key(|(_, chat)| std::cmp::Reverse(chat.touched));
        }
        let from: usize = at.map_or(0, |at| at.parse().unwrap());
        let until = (from + shop.list_page).min(chats.len());
        let listed = |(id, chat): &(&String, &Over)| {
            let mark = chat.messages.last().map(|newest| if shop.stale_mark { "ahead".to_owned() } else { newest.to_string() });
            Listed { chat: FeedChat { kind: chat.kind, ..FeedChat::new(id.as_str()) }, mark }
        };
        let next = (until < chats.len()).then(|| until.to_string());
        Ok(ListPart { chats: chats[from.min(until)..until].iter().map(listed).collect(), next: shop.circle.clone().or(next), quarantined: Vec::new() })
    }

    async fn history(&self, chat: &RemoteChatId, known: Option<&str>, _: &str, at: Option<&str>) -> Result<HistoryPart, ChannelError> {
        self.asked.lock().unwrap().push(format!("{} {}", chat.as_str(), at.unwrap_or("start")));
        let shop = self.shop.lock().unwrap();
        let over = &shop.chats[chat.as_str()];
        if let Some(error) = &over.failing {
            return Err(error.clone());
        }
        let known: Option<u32> = known.and_then(|known| known.parse().ok());
        let newer = |number: &&u32| known.is_none_or(|known| **number > known);
        let mut wanted: Vec<u32> = match (at, shop.backward) {
            (None, _) => over.messages.iter().filter(newer).copied().collect(),
            (Some(at), true) => over.messages.iter().filter(newer).filter(|number| **number < at.parse().unwrap()).copied().collect(),
            (Some(at), false) => over.messages.iter().filter(|number| **number > at.parse().unwrap()).copied().collect(),
        };
        if shop.backward {
            wanted.reverse();
        }
        let more = wanted.len() > 2;
        wanted.truncate(2);
        let next = if shop.history_circle { Some(if at == Some("1") { "2" } else { "1" }.to_owned()) } else { more.then(|| wanted[1].to_string()) };
        let mark = (shop.stale_mark || !shop.backward).then(|| over.messages.last().unwrap().to_string());
        Ok(HistoryPart { messages: wanted.iter().map(|number| message(chat.as_str(), *number)).collect(), next, mark, ..HistoryPart::default() })
    }

    fn whole_every_ms(&self) -> Option<i64> {
        self.every_ms
    }

    fn stumbles(&self) -> &Stumbles {
        &self.stumbles
    }
}

/// What the store keeps: everything of a page at once.
#[derive(Debug, Default)]
struct Kept {
    messages: BTreeSet<(String, u32)>,
    marks: Mutex<HashMap<RemoteChatId, String>>,
    cursor: Option<Cursor>,
}

#[async_trait]
impl Marks for Kept {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        let marks = self.marks.lock().unwrap();
        Ok(chats.iter().filter_map(|chat| Some((chat.clone(), marks.get(chat)?.clone()))).collect())
    }
}

impl Kept {
    fn keep(&mut self, page: &FeedPage) {
        let numbers = page.messages.iter().map(|message| (message.remote_chat_id.0.clone(), message.remote_id.as_str().parse().unwrap()));
        self.messages.extend(numbers);
        let marks = page.chats.iter().filter_map(|chat| Some((chat.remote_id.clone(), chat.mark.clone()?)));
        self.marks.lock().unwrap().extend(marks);
        self.cursor.clone_from(&page.cursor);
    }

    /// One round as sync makes it: page after page until the last; how many there were.
    async fn round(&mut self, fake: &Fake, clock: &ShiftedClock) -> Result<usize, ChannelError> {
        let mut at = self.cursor.as_ref().map(overlap);
        for count in 1..10_000 {
            let page = page(fake, at.as_ref(), &*self, clock).await?;
            self.keep(&page);
            at = page.cursor;
            if page.last {
                return Ok(count);
            }
        }
        panic!("a round without an end");
    }
}

const HOUR: i64 = 60 * 60 * 1_000;

#[tokio::test]
async fn everything_is_read_once_and_then_nothing() {
    for backward in [true, false] {
        let (fake, mut kept, clock) = (Fake::new(8, backward, Some(HOUR)), Kept::default(), ShiftedClock::default());
        (0..5).for_each(|_| fake.write(2));
        kept.round(&fake, &clock).await.unwrap();
        assert_eq!(kept.messages, fake.all());
        // 3 pages of the list, 7 histories of one part and one of three.
        assert_eq!(fake.asked().len(), 13);
        kept.round(&fake, &clock).await.unwrap();
        assert_eq!(fake.asked(), ["list top"], "nothing new: one request");
        fake.write(7);
        kept.round(&fake, &clock).await.unwrap();
        assert_eq!(fake.asked(), ["list top", "chat-7 start", "list 3"]);
        assert_eq!(kept.messages, fake.all());
    }
}

#[tokio::test]
async fn the_whole_list_is_gone_through_now_and_then() {
    let (fake, mut kept, clock) = (Fake::new(8, true, Some(HOUR)), Kept::default(), ShiftedClock::default());
    kept.round(&fake, &clock).await.unwrap();
    // The list does not move the chat up.
    fake.change(0, |chat| chat.messages.push(900));
    kept.round(&fake, &clock).await.unwrap();
    assert_ne!(kept.messages, fake.all());
    clock.advance_ms(HOUR);
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn a_mark_comes_with_the_page_that_closes_the_gap() {
    let (fake, mut kept, clock) = (Fake::new(1, true, None), Kept::default(), ShiftedClock::default());
    (0..4).for_each(|_| fake.write(0));
    for (cursor, marked) in [(None, false), (None, false), (None, false), (None, true)] {
        let at: Option<Cursor> = kept.cursor.clone().or(cursor);
        let page = page(&fake, at.as_ref(), &kept, &clock).await.unwrap();
        assert_eq!(page.chats[0].mark.as_deref(), marked.then_some("5"));
        assert_eq!(page.last, marked);
        kept.keep(&page);
    }
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn a_chat_that_is_refused_keeps_nobody_from_being_read() {
    let (fake, mut kept, clock) = (Fake::new(4, true, None), Kept::default(), ShiftedClock::default());
    fake.change(0, |chat| chat.failing = Some(error(Some(403), ErrorCode::ChannelRefused, Retry::Never)));
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages.len(), 3);
    assert!(!kept.marks.lock().unwrap().contains_key(&RemoteChatId::new("chat-0")));
    fake.asked();
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(fake.asked(), ["list top", "list 3"], "a refusal is not asked for again and again");
    fake.change(0, |chat| chat.failing = None);
    clock.advance_ms(HOUR);
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn what_concerns_the_account_ends_the_round() {
    let (fake, mut kept, clock) = (Fake::new(4, true, None), Kept::default(), ShiftedClock::default());
    for (status, code, retry) in [
        (Some(403), ErrorCode::PlanTooLow, Retry::NeedsOwner),
        (Some(429), ErrorCode::RateLimited, Retry::AfterMs(1_000)),
        (None, ErrorCode::Unreachable, Retry::Soon),
    ] {
        fake.change(0, |chat| chat.failing = Some(error(status, code, retry)));
        for _ in 0..5 {
            assert_eq!(kept.round(&fake, &clock).await.unwrap_err().code, code);
        }
    }
    fake.change(0, |chat| chat.failing = None);
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn a_history_that_cannot_be_read_is_passed_over_after_a_while() {
    let (fake, mut kept, clock) = (Fake::new(4, true, None), Kept::default(), ShiftedClock::default());
    fake.change(0, |chat| chat.failing = Some(error(Some(200), ErrorCode::AnswerUnreadable, Retry::Soon)));
    for _ in 0..2 {
        kept.round(&fake, &clock).await.unwrap_err();
    }
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages.len(), 3);
    fake.change(0, |chat| chat.failing = None);
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn circles_and_marks_that_never_close_have_an_end() {
    let (fake, mut kept, clock) = (Fake::new(8, true, Some(HOUR)), Kept::default(), ShiftedClock::default());
    fake.shop.lock().unwrap().history_circle = true;
    assert!(kept.round(&fake, &clock).await.unwrap() < 60);
    assert!(kept.marks.lock().unwrap().is_empty());
    fake.shop.lock().unwrap().history_circle = false;
    fake.shop.lock().unwrap().circle = Some("3".into());
    assert!(kept.round(&fake, &clock).await.unwrap() < 60);
    fake.shop.lock().unwrap().circle = None;
    fake.shop.lock().unwrap().stale_mark = true;
    for _ in 0..4 {
        kept.round(&fake, &clock).await.unwrap();
    }
    assert_eq!(kept.messages, fake.all());
    fake.asked();
    kept.round(&fake, &clock).await.unwrap();
    assert!(fake.asked().iter().all(|asked| asked.starts_with("list")), "chats that never close are left alone for a while");
}

#[tokio::test]
async fn a_list_that_led_in_a_circle_is_gone_through_again() {
    let (fake, mut kept, clock) = (Fake::new(8, true, Some(HOUR)), Kept::default(), ShiftedClock::default());
    kept.round(&fake, &clock).await.unwrap();
    (0..8).for_each(|chat| fake.write(chat));
    fake.shop.lock().unwrap().circle = Some("0".into());
    kept.round(&fake, &clock).await.unwrap();
    assert_ne!(kept.messages, fake.all());
    fake.shop.lock().unwrap().circle = None;
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn a_refused_place_in_the_list_begins_it_anew() {
    let (fake, mut kept, clock) = (Fake::new(8, true, None), Kept::default(), ShiftedClock::default());
    let first = page(&fake, None, &kept, &clock).await.unwrap();
    kept.keep(&first);
    fake.shop.lock().unwrap().refuse_list_place = true;
    assert_eq!(kept.round(&fake, &clock).await.unwrap_err().status, Some(400), "once a round");
    fake.shop.lock().unwrap().refuse_list_place = false;
    kept.round(&fake, &clock).await.unwrap();
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn a_page_longer_than_promised_is_read_whole_with_a_small_cursor() {
    let (fake, mut kept, clock) = (Fake::new(650, true, Some(HOUR)), Kept::default(), ShiftedClock::default());
    fake.shop.lock().unwrap().list_page = 600;
    let mut at = None;
    loop {
        let page = page(&fake, at.as_ref(), &kept, &clock).await.unwrap();
        kept.keep(&page);
        at = page.cursor;
        assert!(at.as_ref().unwrap().0.len() < 10_000);
        if page.last {
            break;
        }
    }
    assert_eq!(kept.messages, fake.all());
}

#[tokio::test]
async fn buyers_come_before_announcements() {
    let (fake, kept, clock) = (Fake::new(3, true, None), Kept::default(), ShiftedClock::default());
    fake.change(0, |chat| chat.kind = Some(ChatKind::Notification));
    fake.change(1, |chat| chat.kind = Some(ChatKind::Support));
    let first = page(&fake, None, &kept, &clock).await.unwrap();
    page(&fake, first.cursor.as_ref(), &kept, &clock).await.unwrap();
    assert_eq!(fake.asked(), ["list top", "chat-2 start"]);
}

/// An owner who does not want announcements.
struct Picky<'a>(&'a Kept);

#[async_trait]
impl Marks for Picky<'_> {
    async fn marks(&self, chats: &[RemoteChatId]) -> Result<HashMap<RemoteChatId, String>, ChannelError> {
        self.0.marks(chats).await
    }

    fn hides(&self, kind: ChatKind) -> bool {
        kind == ChatKind::Notification
    }
}

#[tokio::test]
async fn a_page_of_hidden_chats_does_not_end_the_walk() {
    let (fake, mut kept, clock) = (Fake::new(5, true, Some(HOUR)), Kept::default(), ShiftedClock::default());
    kept.round(&fake, &clock).await.unwrap();
    fake.write(0);
    for chat in 1..4 {
        fake.change(chat, |chat| chat.kind = Some(ChatKind::Notification));
        fake.write(chat);
    }
    loop {
        let page = page(&fake, kept.cursor.as_ref(), &Picky(&kept), &clock).await.unwrap();
        kept.keep(&page);
        if page.last {
            break;
        }
    }
    let hidden = |id: &str| ["chat-1", "chat-2", "chat-3"].contains(&id);
    assert!(fake.all().difference(&kept.messages).all(|(id, _)| hidden(id)), "what the owner wants lies behind what he hides");
    assert_eq!(fake.all().difference(&kept.messages).count(), 3);
}

#[tokio::test]
async fn a_cursor_of_somebody_else_means_the_top() {
    let (fake, kept, clock) = (Fake::new(3, true, None), Kept::default(), ShiftedClock::default());
    for foreign in ["", "1698000000000", "{}", "[]", r#"{"walk":"2"}"#, r#"{"walk":"1","pass":{"since":1}}"#] {
        let cursor = Cursor(foreign.to_owned());
        assert_eq!(overlap(&cursor), cursor);
        assert!(page(&fake, Some(&cursor), &kept, &clock).await.is_ok());
        assert_eq!(fake.asked(), ["list top"], "{foreign}");
    }
}

/// What may happen between two pages.
#[derive(Clone, Debug)]
enum Event {
    Page,
    Write(usize),
    /// The page was asked for and never stored.
    Crash,
    LoseCursor,
    Fail(usize, bool),
    Mend(usize),
    Later(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => Just(Event::Page),
        4 => (0..9_usize).prop_map(Event::Write),
        2 => Just(Event::Crash),
        1 => Just(Event::LoseCursor),
        1 => (0..6_usize, any::<bool>()).prop_map(|(chat, refused)| Event::Fail(chat, refused)),
        1 => (0..6_usize).prop_map(Event::Mend),
        1 => (0..2 * HOUR).prop_map(Event::Later),
    ]
}

proptest! {
    #[test]
    fn nothing_is_lost_whatever_happens(
        events in proptest::collection::vec(event(), 0..120), backward: bool, newest_first: bool, list_page in 1..5_usize,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (fake, mut kept, clock) = (Fake::new(6, backward, newest_first.then_some(HOUR)), Kept::default(), ShiftedClock::default());
            fake.shop.lock().unwrap().list_page = list_page;
            for event in events {
                match event {
                    Event::Page => if let Ok(page) = page(&fake, kept.cursor.as_ref(), &kept, &clock).await {
                        kept.keep(&page);
                    },
                    Event::Write(chat) => fake.write(chat),
                    Event::Crash => drop(page(&fake, kept.cursor.as_ref(), &kept, &clock).await),
                    Event::LoseCursor => kept.cursor = None,
                    Event::Fail(chat, refused) => fake.change(chat, |chat| chat.failing = Some(match refused {
                        true => error(Some(404), ErrorCode::ChannelRefused, Retry::Never),
                        false => error(Some(500), ErrorCode::ChannelFailed, Retry::Soon),
                    })),
                    Event::Mend(chat) => fake.change(chat, |chat| chat.failing = None),
                    Event::Later(ms) => clock.advance_ms(ms),
                }
                prop_assert!(kept.messages.is_subset(&fake.all()));
                let marks = kept.marks.lock().unwrap();
                for (chat, mark) in marks.iter() {
                    let mark: u32 = mark.parse().unwrap();
                    let older = fake.all().into_iter().filter(|(id, number)| *id == chat.0 && *number <= mark);
                    prop_assert!(older.into_iter().all(|message| kept.messages.contains(&message)), "a mark stands for what is stored");
                }
            }
            (0..6).for_each(|chat| fake.change(chat, |chat| chat.failing = None));
            kept.round(&fake, &clock).await.unwrap();
            clock.advance_ms(2 * HOUR);
            kept.round(&fake, &clock).await.unwrap();
            prop_assert_eq!(&kept.messages, &fake.all());
            fake.asked();
            kept.round(&fake, &clock).await.unwrap();
            prop_assert!(fake.asked().iter().all(|asked| asked.starts_with("list")), "what is known is not read again");
            Ok(())
        })?;
    }

    #[test]
    fn any_text_is_a_cursor(text in any::<String>()) {
        let _ = overlap(&Cursor(text));
    }
}
