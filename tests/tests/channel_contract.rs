//! What every channel promises, whatever marketplace is behind it. The store and the outbox build
//! on exactly these promises: rows are unique on (chat, remote id), replays change nothing, and the
//! feed can prove a reply.
//!
//! A further channel joins with a [`Marketplace`] over its simulator and one line at the end.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_connectors::{Channel, Connect, NoMarks, SendReply, Timeouts, Uncertain};
use pult_domain::{Author, ChannelKind, Cursor, ErrorCode, FeedMessage, RemoteChatId, Retry, ShiftedClock, echo};
use pult_sim::{Buyer, Fault, Item, RetryHeaders, SimOptions, WbSim};
use secrecy::SecretString;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

/// What goes wrong with the next reply.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    /// Delivered, the answer lost.
    AcceptThenDrop,
    /// Delivered, a gateway says 502.
    AcceptThenGateway,
    /// Not processed: asked to wait.
    AskedToWait,
    /// Not processed: refused for good.
    Refused,
    /// Never answered.
    Silence,
}

/// What the suite needs of a simulated marketplace.
trait Marketplace: Sized {
    async fn open() -> Self;
    fn connect(&self) -> Arc<dyn Channel>;
    fn buyer(&self, name: &str) -> String;
    fn buyer_writes(&self, chat: &str, text: &str);
    fn arrives_late(&self, chat: &str, text: &str);
    fn pages_are_replayed_and_reordered(&self);
    fn next_reply_meets(&self, trouble: Trouble);
    fn token_is_revoked(&self);
    async fn closes(&mut self);
    fn delivered(&self, chat: &str) -> Vec<String>;
    /// Chat and id of every event.
    fn ledger(&self) -> Vec<(String, String)>;
}

struct Wildberries {
    sim: WbSim,
    clock: ShiftedClock,
}

impl Marketplace for Wildberries {
    async fn open() -> Self {
        let clock = ShiftedClock::default();
        let sim = WbSim::start(SimOptions { page_size: 4, clock: Arc::new(clock.clone()), ..SimOptions::default() }).await.expect("a free port");
        Self { sim, clock }
    }

    fn connect(&self) -> Arc<dyn Channel> {
        let second = Duration::from_millis(500);
        let connect = Connect {
            channel: ChannelKind::Wildberries,
            base_url: Some(self.sim.base_url().to_owned()),
            client_id: None,
            token: SecretString::from(self.sim.token().to_owned()),
            limits_off: true,
            timeouts: Timeouts { connect: second, first_byte: second, idle: second, whole: second * 2 },
        };
        pult_connectors::connect(connect, Arc::new(self.clock.clone())).expect("a connector")
    }

    fn buyer(&self, name: &str) -> String {
        let Buyer { chat, .. } = self.sim.buyer(name, Item::default());
        chat
    }

    fn buyer_writes(&self, chat: &str, text: &str) {
        self.sim.buyer_writes(chat, text);
    }

    fn arrives_late(&self, chat: &str, text: &str) {
        self.sim.arrives_late(chat, text, 60_000);
    }

    fn pages_are_replayed_and_reordered(&self) {
        self.sim.faults().events(Fault::DuplicateEvents).with(Fault::ReorderEvents).with(Fault::UnknownFields).times(6);
    }

    fn next_reply_meets(&self, trouble: Trouble) {
        let fault = match trouble {
            Trouble::AcceptThenDrop => Fault::AcceptThenDrop,
            Trouble::AcceptThenGateway => Fault::AcceptThen5xx { status: 502 },
            Trouble::AskedToWait => Fault::TooManyRequests { headers: RetryHeaders::Documented(9) },
            Trouble::Refused => Fault::Status { status: 400 },
            Trouble::Silence => Fault::SlowAnswer { ms: 5_000 },
        };
        self.sim.faults().message(fault);
    }

    fn token_is_revoked(&self) {
        self.sim.revoke_token();
    }

    async fn closes(&mut self) {
        self.sim.refuse_connections().await;
    }

    fn delivered(&self, chat: &str) -> Vec<String> {
        self.sim.delivered_to(chat).into_iter().map(|one| one.text).collect()
    }

    fn ledger(&self) -> Vec<(String, String)> {
        self.sim.ledger().into_iter().map(|entry| (entry.chat, entry.event)).collect()
    }
}

/// Pages from a cursor until nothing follows.
async fn walk(channel: &dyn Channel, from: Option<Cursor>) -> (Vec<FeedMessage>, Option<Cursor>) {
    let (mut all, mut at) = (Vec::new(), from);
    for _ in 0..200 {
        let page = channel.page(at.as_ref(), &NoMarks).await.expect("a page");
        assert!(page.quarantined.is_empty(), "nothing of an ordinary feed is unreadable: {:?}", page.quarantined);
        all.extend(page.messages);
        at = page.cursor.or(at);
        if page.last {
            return (all, at);
        }
    }
    panic!("a feed of a few messages must end");
}

fn places(messages: &[FeedMessage]) -> BTreeSet<(String, String)> {
    messages.iter().map(|message| (message.remote_chat_id.0.clone(), message.remote_id.0.clone())).collect()
}

async fn conversation<M: Marketplace>() -> (M, Vec<String>) {
    let market = M::open().await;
    let chats: Vec<String> = ["Иван", "Мария", "Борис"].iter().map(|name| market.buyer(name)).collect();
    for n in 0..15 {
        market.buyer_writes(&chats[n % 3], &format!("Сообщение {n}"));
    }
    (market, chats)
}

async fn token_for<M: Marketplace>(market: &M, chat: &str) -> (Arc<dyn Channel>, Option<String>) {
    let channel = market.connect();
    let listed = channel.chats().await.expect("the list of chats");
    let token = listed.into_iter().find(|one| one.remote_id.as_str() == chat).expect("the chat is listed").reply_token;
    (channel, token)
}

async fn the_feed_is_walked_whole_and_its_end_is_told<M: Marketplace>() {
    let empty = M::open().await;
    let (none, cursor) = walk(&*empty.connect(), None).await;
    assert!(none.is_empty());
    let chat = empty.buyer("Анна");
    empty.buyer_writes(&chat, "Первое");
    let (first, _) = walk(&*empty.connect(), cursor).await;
    assert_eq!(places(&first).len(), 1, "what comes after an empty feed is seen");
    let (market, _) = conversation::<M>().await;
    let (all, cursor) = walk(&*market.connect(), None).await;
    assert_eq!(places(&all), market.ledger().into_iter().collect());
    let (rest, _) = walk(&*market.connect(), cursor).await;
    assert!(places(&rest).len() <= 1, "behind the cursor at most its border comes again: {rest:?}");
}

async fn no_channel_moves_an_event_between_chats<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let channel = market.connect();
    let mut home: BTreeMap<String, String> = BTreeMap::new();
    for round in 0..4 {
        market.pages_are_replayed_and_reordered();
        let (all, cursor) = walk(&*channel, None).await;
        let (overlap, _) = walk(&*channel, cursor.map(|cursor| channel.overlap(&cursor))).await;
        for (chat, id) in places(&all).into_iter().chain(places(&overlap)) {
            let before = home.insert(id.clone(), chat.clone());
            assert!(before.is_none_or(|before| before == chat), "round {round}: event {id} was in another chat before");
        }
    }
    assert_eq!(home.len(), market.ledger().len(), "one id is one event");
}

async fn a_replay_gives_the_same_messages<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let channel = market.connect();
    let (first, _) = walk(&*channel, None).await;
    let (second, _) = walk(&*market.connect(), None).await;
    assert_eq!(first, second, "ids, texts, authors and times do not depend on when or by whom they are read");
}

async fn the_overlap_sees_what_was_put_in_late<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let channel = market.connect();
    let (_, cursor) = walk(&*channel, None).await;
    let cursor = cursor.expect("a cursor");
    market.arrives_late(&chats[0], "Опоздало");
    let (seen, _) = walk(&*channel, Some(channel.overlap(&cursor))).await;
    assert!(seen.iter().any(|message| message.text == "Опоздало"));
}

async fn a_reply_comes_back_as_the_sellers_own_words<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[1]).await;
    let (_, cursor) = walk(&*channel, None).await;
    let text = "Добрый день!\n  Отправим сегодня 🙂 ё й";
    channel.send(&SendReply { chat: RemoteChatId::new(&chats[1]), reply_token: token, text: text.into(), file: None }).await.expect("sent");
    assert_eq!(market.delivered(&chats[1]).len(), 1, "once");
    let (seen, _) = walk(&*channel, cursor).await;
    let own: Vec<FeedMessage> = seen.into_iter().filter(|message| message.author == Author::Seller).collect();
    assert_eq!(places(&own).len(), 1, "once, though a page's border may come again: {own:?}");
    assert_eq!(own[0].remote_chat_id.as_str(), chats[1]);
    assert_eq!(echo::comparable(&own[0].text), echo::comparable(text), "our words can be recognised");
}

async fn a_failed_send_says_honestly_whether_it_may_have_arrived<M: Marketplace>() {
    let (mut market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[0]).await;
    let reply = |text: &str| SendReply { chat: RemoteChatId::new(&chats[0]), reply_token: token.clone(), text: text.into(), file: None };
    for trouble in [Trouble::AcceptThenDrop, Trouble::AcceptThenGateway, Trouble::Silence] {
        market.next_reply_meets(trouble);
        let outcome = channel.send(&reply("Возможно")).await;
        assert!(matches!(outcome, Err(Uncertain::AnswerLost(_))), "{trouble:?}: {outcome:?}");
    }
    assert_eq!(market.delivered(&chats[0]).len(), 3, "they did arrive");
    market.next_reply_meets(Trouble::Refused);
    let refused = channel.send(&reply("Нет")).await;
    assert!(matches!(&refused, Err(Uncertain::Refused(error)) if error.status == Some(400)), "{refused:?}");
    let wrong = channel.send(&SendReply { reply_token: Some("1:foreign:sign".into()), ..reply("Нет") }).await;
    assert!(matches!(&wrong, Err(Uncertain::Refused(_))), "{wrong:?}");
    market.next_reply_meets(Trouble::AskedToWait);
    let waits = channel.send(&reply("Позже")).await;
    assert!(matches!(&waits, Err(Uncertain::TurnedAway(error)) if error.retry == Retry::AfterMs(9_000)), "{waits:?}");
    market.closes().await;
    let closed = market.connect().send(&reply("Закрыто")).await;
    assert!(matches!(&closed, Err(Uncertain::TurnedAway(_))), "no connection, no byte left: {closed:?}");
    assert_eq!(market.delivered(&chats[0]).len(), 3, "nothing more arrived");
}

async fn a_token_is_tried_and_a_dead_one_is_recognised<M: Marketplace>() {
    let (market, _) = conversation::<M>().await;
    let check = market.connect().check().await.expect("tried");
    assert!(check.ok && check.problem.is_none() && check.chats_seen == Some(3), "{check:?}");
    market.token_is_revoked();
    let dead = market.connect().check().await.expect("a bad token is a finding, not a failure");
    assert!(!dead.ok && dead.problem == Some(ErrorCode::TokenRejected), "{dead:?}");
    let page = market.connect().page(None, &NoMarks).await.expect_err("no feed for a dead token");
    assert_eq!(page.retry, Retry::NeedsOwner, "{page:?}");
}

macro_rules! every_channel {
    ($($channel:ident: $market:ty => [$($promise:ident),+ $(,)?];)+) => {
        $(mod $channel { $(#[tokio::test] async fn $promise() { super::$promise::<$market>().await; })+ })+
    };
}

every_channel! {
    wildberries: super::Wildberries => [
        the_feed_is_walked_whole_and_its_end_is_told,
        no_channel_moves_an_event_between_chats,
        a_replay_gives_the_same_messages,
        the_overlap_sees_what_was_put_in_late,
        a_reply_comes_back_as_the_sellers_own_words,
        a_failed_send_says_honestly_whether_it_may_have_arrived,
        a_token_is_tried_and_a_dead_one_is_recognised,
    ];
}
