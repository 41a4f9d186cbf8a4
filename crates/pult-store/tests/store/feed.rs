//! Pages, cursors, replays and orders.

use crate::{DAY, Shop, account, buyer, described, list, page, said, seller};
use pult_domain::{
    AccountId, AtMs, AttachmentKind, Author, ChatKind, ErrorCode, FeedAttachment, FeedChat, FeedItem, FeedMessage, FeedPage, HistoryRight, MessageKind,
    Quarantined, Queue, RemoteChatId, ReplyRight, TokenKind, View,
};
use pult_store::{Applied, ChannelFacts, ChatEvent, Lane, TokenFacts};
use tokio::sync::broadcast::error::TryRecvError;

/// What a shop looks like from outside, by the marketplace's ids.
async fn digest(shop: &Shop) -> Vec<String> {
    let mut lines = vec![format!("{:?}", shop.store.queue_counts().await.unwrap())];
    for chat in shop.store.chat_list(list(View::All)).await.unwrap().rows {
        let last = chat.last.as_ref().map(|last| (last.author, last.text.clone(), last.sent_at, last.attachments));
        lines.push(format!("{:?} {:?} {:?} {:?} {} {last:?} {}", chat.remote_id, chat.queue, chat.waiting_since, chat.deadline, chat.unread, chat.customer));
        for message in shop.store.messages(chat.id, None, None, 500).await.unwrap().rows {
            lines.push(format!("  {:?} {:?} {} {:?}", message.remote_id, message.author, message.text, message.sent_at));
        }
    }
    for hit in shop.store.search("посылка", 100).await.unwrap() {
        lines.push(format!("found {:?} {:?}", hit.sent_at, hit.snippet));
    }
    lines
}

fn history() -> Vec<FeedMessage> {
    let mut all = Vec::new();
    for n in 0..60_i64 {
        let chat = format!("c{}", n % 7);
        let author = if n % 3 == 2 { Author::Seller } else { Author::Customer };
        all.push(said(&chat, &format!("m{n}"), author, &format!("Где моя посылка {n}?"), DAY + n * 1_000));
    }
    all
}

#[tokio::test]
async fn a_replay_changes_nothing_and_announces_nothing() {
    let shop = Shop::open().await;
    let told = || FeedPage {
        chats: vec![described("c1", Some("Анна"), Some("sign"))],
        quarantined: vec![Quarantined { raw: "{\"odd\":1}".into(), reason: "no id".into() }],
        ..page(history(), "1")
    };
    let first = shop.apply(told()).await;
    assert_eq!((first.messages_seen, first.messages_new, first.chats_new, first.quarantined_new), (60, 60, 7, 1));
    let before = digest(&shop).await;
    let mut changes = shop.store.changes();
    let again = shop.apply(told()).await;
    assert_eq!(again, Applied { messages_seen: 60, ..Applied::default() });
    assert_eq!(changes.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(digest(&shop).await, before);
    shop.check().await;
}

#[tokio::test]
async fn the_same_message_twice_in_one_page_is_one_message() {
    let shop = Shop::open().await;
    let applied = shop.apply(page(vec![buyer("c", "m", "Здравствуйте", DAY), buyer("c", "m", "Здравствуйте", DAY)], "1")).await;
    assert_eq!((applied.messages_seen, applied.messages_new), (2, 1));
    shop.check().await;
}

#[tokio::test]
async fn every_order_of_arrival_ends_in_the_same_state() {
    let ordered = Shop::open().await;
    ordered.apply(page(history(), "1")).await;
    let expected = digest(&ordered).await;
    assert!(expected.iter().any(|line| line.contains("Waiting")) && expected.iter().any(|line| line.contains("InProgress")));
    for turn in [1, 17, 31, 59] {
        let shop = Shop::open().await;
        let mut messages = history();
        messages.rotate_left(turn);
        if turn % 2 == 1 {
            messages.reverse();
        }
        for (n, few) in messages.chunks(turn.min(13)).enumerate() {
            shop.apply(page(few.to_vec(), &n.to_string())).await;
        }
        assert_eq!(digest(&shop).await, expected, "turned by {turn}");
        shop.check().await;
    }
}

#[tokio::test]
async fn the_cursor_is_never_ahead_of_the_messages() {
    let shop = Shop::open().await;
    let mut changes = shop.store.changes();
    let many: Vec<FeedMessage> = (0..3_000).map(|n| buyer(&format!("c{}", n % 40), &format!("m{n}"), "текст", DAY + n)).collect();
    let pages = vec![page(many, "one"), page(vec![buyer("z", "last", "последнее", DAY + 10_000)], "two")];
    let (store, account) = (shop.store.clone(), shop.account);
    let writing = tokio::spawn(async move { store.apply_pages(account, pages, Lane::BackFill).await });
    let mut parts = 0;
    while !writing.is_finished() {
        // Reading both between the parts: whatever the cursor says must be there.
        let cursor = shop.store.account(shop.account).await.unwrap().unwrap().cursor;
        let stored = shop.store.check_quick().await.unwrap().messages;
        match cursor.as_ref().map(|cursor| cursor.0.as_str()) {
            None => {}
            Some("one") => assert!(stored >= 3_000, "{stored} messages under cursor one"),
            Some(_) => assert_eq!(stored, 3_001),
        }
        while changes.try_recv().is_ok() {
            parts += 1;
        }
    }
    assert_eq!(writing.await.unwrap().unwrap().messages_new, 3_001);
    while changes.try_recv().is_ok() {
        parts += 1;
    }
    assert!(parts > 2, "a large page is cut: {parts} transactions");
    assert_eq!(shop.store.account(shop.account).await.unwrap().unwrap().cursor.unwrap().0, "two");
    shop.check().await;
}

#[tokio::test]
async fn a_page_without_a_cursor_leaves_the_stored_one() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "раз", DAY)], "kept")).await;
    shop.apply(FeedPage { messages: vec![buyer("c", "2", "два", DAY + 1)], ..FeedPage::default() }).await;
    assert_eq!(shop.store.account(shop.account).await.unwrap().unwrap().cursor.unwrap().0, "kept");
}

#[tokio::test]
async fn hostile_texts_are_stored_whole() {
    let shop = Shop::open().await;
    let texts = [
        "нуль\0внутри\0".to_owned(),
        "👩‍👩‍👧‍👦🏳️‍🌈 \u{202e}справа налево\u{202c} עברית العربية".to_owned(),
        "<script>alert('x')</script> '; DROP TABLE message; --".to_owned(),
        "ж".repeat(10_000),
        "слово ".repeat(20_000),
        "\u{fffd}\u{feff}\u{200b}\r\n\t".to_owned(),
        String::new(),
    ];
    let messages = texts.iter().enumerate().map(|(n, text)| buyer("c", &format!("m{n}\0"), text, DAY + i64::try_from(n).unwrap())).collect();
    shop.apply(page(messages, "1")).await;
    let rows = shop.store.messages(shop.chat_id("c").await, None, None, 100).await.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.text.clone()).collect::<Vec<_>>(), texts);
    assert_eq!(rows[0].remote_id.as_ref().unwrap().as_str(), "m0\0");
    shop.check().await;
}

#[tokio::test]
async fn strange_times_are_drawn_to_the_border_and_kept() {
    let shop = Shop::open().await;
    let times = [i64::MIN, -1, 0, DAY, i64::MAX];
    let messages = times.iter().enumerate().map(|(n, at)| buyer("c", &format!("m{n}"), "когда?", *at)).collect();
    shop.apply(page(messages, "1")).await;
    let rows = shop.store.messages(shop.chat_id("c").await, None, None, 100).await.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.sent_at.0).collect::<Vec<_>>(), times);
    assert!(rows.iter().all(|row| row.id.0 < 1 << 53));
    shop.check().await;
}

#[tokio::test]
async fn a_message_without_a_usable_time_is_seen_and_its_chat_has_its_place_in_the_list() {
    let shop = Shop::open().await;
    // "0001-01-01T00:00:00Z" is how some servers write that they know none.
    let never = -62_135_596_800_000;
    shop.apply(page((0..20).map(|n| buyer(&format!("c{n}"), "m", "когда?", never + n)).collect(), "1")).await;
    let rows = shop.in_pages(View::Waiting).await;
    assert_eq!(rows.len(), 20);
    assert!(rows.iter().all(|row| row.unread == 1 && row.last.as_ref().is_some_and(|last| last.text == "когда?")), "{rows:?}");
    shop.check().await;
}

#[tokio::test]
async fn thousands_of_messages_in_one_millisecond_get_their_own_ids() {
    let shop = Shop::open().await;
    for round in 0..3 {
        let messages = (0..1_000).map(|n| buyer("c", &format!("{round}-{n}"), "", DAY)).collect();
        assert_eq!(shop.apply(page(messages, &round.to_string())).await.messages_new, 1_000);
    }
    shop.check().await;
}

#[tokio::test]
async fn what_is_told_of_a_chat_is_never_erased_by_silence() {
    let shop = Shop::open().await;
    let item = FeedItem { remote_id: Some("123".into()), order_id: Some("o-9".into()), price_minor: Some(129_900), ..FeedItem::default() };
    let mut full = described("c", Some("Анна"), Some("sign-1"));
    full.item = Some(item.clone());
    shop.store.apply_chats(shop.account, vec![full, described("empty", None, None)]).await.unwrap();
    shop.apply(FeedPage { chats: vec![described("c", None, None)], ..page(vec![buyer("c", "m", "?", DAY)], "1") }).await;
    let head = shop.store.chat_head(shop.chat_id("c").await).await.unwrap().unwrap();
    assert_eq!((head.row.customer.as_str(), head.reply_token.as_deref(), head.messages), ("Анна", Some("sign-1"), 1));
    assert_eq!(head.row.item, Some(item));
    assert_eq!(shop.store.chats_without_reply_token(shop.account).await.unwrap(), 1);
    assert_eq!(shop.store.items_untitled(shop.account, AtMs(1), 10).await.unwrap(), ["123"]);
    shop.store.items_titled(shop.account, vec!["123".into()], vec![("123".into(), "Ботинки".into())]).await.unwrap();
    assert_eq!(shop.store.items_untitled(shop.account, AtMs(i64::MAX), 10).await.unwrap(), Vec::<String>::new());
    assert_eq!(shop.chat("c").await.item.unwrap().title.as_deref(), Some("Ботинки"));
    assert_eq!(shop.chat("empty").await.last, None);
    shop.check().await;
}

#[tokio::test]
async fn files_come_with_their_message() {
    let shop = Shop::open().await;
    let file = FeedAttachment { remote_id: "f1".into(), kind: AttachmentKind::Image, name: Some("брак.jpg".into()), media_type: None, bytes: Some(7) };
    let mut message = buyer("c", "m", "", DAY);
    message.attachments = vec![file.clone(), FeedAttachment { remote_id: "f2".into(), ..file }];
    shop.apply(page(vec![message], "1")).await;
    let rows = shop.store.messages(shop.chat_id("c").await, None, None, 10).await.unwrap().rows;
    assert_eq!(rows[0].attachments.iter().map(|file| file.remote_id.as_str()).collect::<Vec<_>>(), ["f1", "f2"]);
    let id = rows[0].attachments[0].id;
    shop.store.attachment_stored(id, "files/1".into(), Some("image/jpeg".into()), 9, Lane::Owner).await.unwrap();
    let stored = shop.store.attachment(id).await.unwrap().unwrap();
    assert_eq!((stored.account, stored.path.as_deref(), stored.bytes), (shop.account, Some("files/1"), Some(9)));
    shop.store.account_remove(shop.account).await.unwrap();
    shop.check().await;
}

#[tokio::test]
async fn an_account_is_removed_with_all_it_brought_and_nothing_else() {
    let shop = Shop::open().await;
    let other = shop.store.account_add(account("Другой", Some("seller-2"))).await.unwrap();
    assert_eq!(shop.store.account_add(account("Ещё", Some("seller-1"))).await.unwrap_err().code(), ErrorCode::DuplicateAccount);
    let key_of = |seller: &str| TokenFacts { kind: TokenKind::Unknown, expires_at: None, seller_id: Some(seller.to_owned()) };
    for (seller, refused) in [("seller-1", ErrorCode::DuplicateAccount), ("seller-3", ErrorCode::TokenOtherShop)] {
        assert_eq!(shop.store.account_set_token_facts(other, key_of(seller)).await.unwrap_err().code(), refused, "{seller}");
    }
    shop.store.account_set_token_facts(other, key_of("seller-2")).await.unwrap();
    shop.apply(page((0..900).map(|n| buyer(&format!("c{n}"), &format!("m{n}"), "посылка", DAY + n)).collect(), "1")).await;
    shop.store.apply_pages(other, vec![page(vec![buyer("c1", "m1", "посылка", DAY)], "1")], Lane::Live).await.unwrap();
    shop.store.account_remove(shop.account).await.unwrap();
    assert_eq!(shop.store.account_remove(shop.account).await.unwrap_err().code(), ErrorCode::AccountNotFound);
    assert_eq!(shop.store.queue_counts().await.unwrap().all, 1);
    assert_eq!(shop.store.search("посылка", 50).await.unwrap().len(), 1);
    let late = shop.store.apply_pages(shop.account, vec![page(Vec::new(), "2")], Lane::Live).await;
    assert_eq!(late.unwrap_err().code(), ErrorCode::AccountNotFound);
    shop.store.account_add(account("Снова", Some("seller-1"))).await.unwrap();
    shop.check().await;
}

#[tokio::test]
async fn whose_turn_it_is_follows_the_messages_and_the_owner() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "вопрос", DAY)], "1")).await;
    let id = shop.chat_id("c").await;
    let moved = |queue, at| shop.store.chat_move(id, queue, AtMs(at));
    assert_eq!(moved(Queue::Done, DAY + 10).await.unwrap().queue, Queue::Done);
    shop.check().await;
    let back = moved(Queue::Waiting, DAY + 20).await.unwrap();
    assert_eq!((back.queue, back.waiting_since), (Queue::Waiting, Some(AtMs(DAY))), "taking back finds the clock where it was");
    assert_eq!(moved(Queue::InProgress, DAY + 30).await.unwrap().waiting_since, None);
    shop.check().await;
    shop.apply(page(vec![buyer("c", "2", "ау", DAY + 40)], "2")).await;
    assert_eq!(shop.chat("c").await.queue, Queue::Waiting);
    shop.apply(page(vec![seller("c", "3", "ответ", DAY + 50)], "3")).await;
    assert_eq!((shop.chat("c").await.queue, shop.chat("c").await.unread), (Queue::InProgress, 0));
    let again = moved(Queue::Waiting, DAY + 60).await.unwrap();
    assert_eq!((again.queue, again.waiting_since), (Queue::Waiting, Some(AtMs(DAY + 60))));
    shop.check().await;
    shop.apply(page(vec![buyer("c", "0", "старое", DAY - 5)], "4")).await;
    assert_eq!(shop.chat("c").await.unread, 0, "an old question was read with what followed it");
    shop.check().await;
}

#[tokio::test]
async fn a_message_on_its_way_while_the_chat_was_closed_waits() {
    for queue in [Queue::Done, Queue::InProgress] {
        let shop = Shop::open().await;
        shop.apply(page(vec![buyer("c", "1", "вопрос", DAY)], "1")).await;
        let id = shop.chat_id("c").await;
        shop.store.chat_move(id, queue, AtMs(DAY + 20_000)).await.unwrap();
        shop.apply(page(vec![buyer("c", "2", "и ещё один", DAY + 10_000)], "2")).await;
        let row = shop.chat("c").await;
        assert_eq!((row.queue, row.waiting_since, row.unread), (Queue::Waiting, Some(AtMs(DAY + 10_000)), 2), "{queue:?}");
        shop.check().await;
        let events = shop.store.chat_events(id).await.unwrap();
        assert_eq!(events.iter().map(ChatEvent::moment).collect::<Vec<_>>(), [None, Some(AtMs(DAY + 9_999))]);
        let told: Vec<_> = events.into_iter().map(|event| (event.kind, event.detail)).collect();
        let words = |kind: &str, detail: &str| (kind.to_owned(), Some(detail.to_owned()));
        assert_eq!(told, [words("moved", queue.as_str()), words("crossed", &(DAY + 9_999).to_string())]);
        shop.apply(page(vec![seller("c", "3", "ответ", DAY + 30_000)], "3")).await;
        assert_eq!(shop.chat("c").await.queue, Queue::InProgress);
        shop.check().await;
    }
}

#[tokio::test]
async fn it_waits_also_behind_what_the_marketplace_said_and_not_where_somebody_has_answered() {
    let shop = Shop::open().await;
    for chat in ["system", "answered", "late answer", "older"] {
        shop.apply(page(vec![buyer(chat, "1", "вопрос", DAY)], "1")).await;
    }
    shop.apply(page(vec![said("system", "2", Author::System, "Заказ передан в доставку", DAY + 15_000)], "2")).await;
    shop.apply(page(vec![seller("late answer", "2", "да", DAY + 15_000)], "3")).await;
    for chat in ["system", "answered", "late answer", "older"] {
        let id = shop.chat_id(chat).await;
        shop.store.chat_snooze(id, Some(pult_store::UNTIL_BUYER_WRITES)).await.unwrap();
        shop.store.chat_move(id, Queue::InProgress, AtMs(DAY + 20_000)).await.unwrap();
    }
    shop.apply(page(vec![buyer("system", "3", "ау", DAY + 10_000), buyer("late answer", "3", "ау", DAY + 10_000)], "4")).await;
    shop.apply(page(vec![buyer("answered", "3", "ау", DAY + 10_000), seller("answered", "4", "да", DAY + 12_000)], "5")).await;
    shop.apply(page(vec![buyer("older", "0", "добрый день", DAY - 10_000)], "6")).await;
    let of = async |chat: &str| {
        let row = shop.chat(chat).await;
        (row.queue, row.waiting_since.map(|at| at.0 - DAY), row.snoozed_until.is_some())
    };
    assert_eq!(of("system").await, (Queue::Waiting, Some(10_000), false));
    assert_eq!(of("answered").await, (Queue::InProgress, None, false), "answered in the cabinet, then taken here");
    assert_eq!(of("late answer").await, (Queue::InProgress, None, true));
    assert_eq!(of("older").await, (Queue::InProgress, None, true), "older than what the owner saw");
    shop.check().await;
}

#[tokio::test]
async fn taking_a_closing_back_leaves_the_one_before_it() {
    const HOUR: i64 = 3_600_000;
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "спасибо", DAY)], "1")).await;
    let id = shop.chat_id("c").await;
    let moved = |queue, at| shop.store.chat_move(id, queue, AtMs(at));
    moved(Queue::Done, DAY + 10).await.unwrap();
    shop.apply(page(vec![buyer("c", "2", "вопрос", DAY + HOUR)], "2")).await;
    for again in [HOUR + 10, HOUR + 30] {
        moved(Queue::Done, DAY + again).await.unwrap();
        shop.check().await;
        let back = moved(Queue::Waiting, DAY + again + 10).await.unwrap();
        assert_eq!((back.queue, back.waiting_since), (Queue::Waiting, Some(AtMs(DAY + HOUR))), "the thanks were closed long ago");
        shop.check().await;
    }
    // Answered and closed: nothing is left that waited, so it waits from now on, and the first closing holds.
    shop.apply(page(vec![seller("c", "3", "ответ", DAY + 2 * HOUR)], "3")).await;
    moved(Queue::Done, DAY + 3 * HOUR).await.unwrap();
    let back = moved(Queue::Waiting, DAY + 4 * HOUR).await.unwrap();
    assert_eq!((back.queue, back.waiting_since), (Queue::Waiting, Some(AtMs(DAY + 4 * HOUR))));
    shop.check().await;

    shop.apply(page(vec![buyer("taken", "1", "вопрос", DAY)], "4")).await;
    let id = shop.chat_id("taken").await;
    for (queue, at) in [(Queue::InProgress, 10), (Queue::Done, 20), (Queue::Waiting, 30)] {
        shop.store.chat_move(id, queue, AtMs(DAY + at)).await.unwrap();
    }
    assert_eq!(shop.chat("taken").await.waiting_since, Some(AtMs(DAY)), "taken and closed, it has waited all the time");
    shop.check().await;
}

#[tokio::test]
async fn how_far_a_chat_was_read_is_kept_with_its_messages() {
    let shop = Shop::open().await;
    let marked = |mark: &str| FeedChat { mark: Some(mark.into()), ..FeedChat::new("c") };
    let chats = [RemoteChatId::new("c"), RemoteChatId::new("other")];
    shop.apply(page(vec![buyer("c", "1", "раз", DAY)], "1")).await;
    assert!(shop.store.chat_marks(shop.account, &chats).await.unwrap().is_empty(), "a chat without a mark was not read to its end");
    shop.apply(FeedPage { chats: vec![marked("first"), marked("second")], ..page(Vec::new(), "2") }).await;
    shop.apply(FeedPage { chats: vec![FeedChat::new("c")], ..page(Vec::new(), "3") }).await;
    let marks = shop.store.chat_marks(shop.account, &chats).await.unwrap();
    assert_eq!(marks.into_iter().collect::<Vec<_>>(), [(chats[0].clone(), "second".to_owned())], "the last word counts, silence erases nothing");
    let foreign = shop.store.chat_marks(AccountId(shop.account.0 + 1), &chats).await.unwrap();
    assert!(foreign.is_empty(), "the same chat id at another shop is another chat");
}

#[tokio::test]
async fn kinds_of_chats_and_the_end_of_replies_are_kept() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "раз", DAY)], "1")).await;
    let chat = shop.chat_id("c").await;
    assert_eq!(shop.store.chat_channel(chat).await.unwrap(), ChannelFacts::default());
    let told = FeedChat { kind: Some(ChatKind::Dispute), reply_right: Some(ReplyRight::Until(AtMs(DAY + 5))), ..FeedChat::new("c") };
    shop.apply(FeedPage { chats: vec![told], ..page(Vec::new(), "2") }).await;
    let facts = ChannelFacts { kind: ChatKind::Dispute, reply_right: ReplyRight::Until(AtMs(DAY + 5)) };
    assert_eq!(shop.store.chat_channel(chat).await.unwrap(), facts);
    let closed = FeedChat { reply_right: Some(ReplyRight::Closed), ..FeedChat::new("c") };
    shop.apply(FeedPage { chats: vec![closed], ..page(Vec::new(), "3") }).await;
    assert_eq!(shop.store.chat_channel(chat).await.unwrap(), ChannelFacts { reply_right: ReplyRight::Closed, ..facts });
}

#[tokio::test]
async fn a_chat_that_is_refused_says_so_until_it_is_shown_again() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "раз", DAY), buyer("other", "1", "раз", DAY)], "1")).await;
    let chat = shop.chat_id("c").await;
    let told = |history| FeedPage { chats: vec![FeedChat { history: Some(history), ..FeedChat::new("c") }], ..page(Vec::new(), "2") };
    let refused = async || shop.store.chat_history_refused(chat).await.unwrap().map(|refused| refused.status);
    shop.apply(told(HistoryRight::Shown)).await;
    assert_eq!(refused().await, None);
    let mut changes = shop.store.changes();
    shop.apply(told(HistoryRight::Refused(403))).await;
    assert_eq!(refused().await, Some(403));
    assert!(changes.try_recv().unwrap().chats.contains(&chat), "whoever looks at it hears of it");
    shop.apply(told(HistoryRight::Refused(403))).await;
    assert!(matches!(changes.try_recv(), Err(TryRecvError::Empty)), "and of the same refusal once");
    shop.apply(told(HistoryRight::Refused(404))).await;
    assert_eq!(refused().await, Some(404));
    assert_eq!(shop.store.chat_history_refused(shop.chat_id("other").await).await.unwrap(), None, "another chat is another chat");
    shop.apply(FeedPage { messages: vec![buyer("c", "2", "два", DAY + 1)], ..told(HistoryRight::Shown) }).await;
    assert_eq!(refused().await, None);
    let happened: Vec<_> = shop.store.chat_events(chat).await.unwrap().into_iter().map(|event| (event.kind, event.detail)).collect();
    let words = |kind: &str, detail: Option<&str>| (kind.to_owned(), detail.map(str::to_owned));
    assert_eq!(happened, [words("history_refused", Some("403")), words("history_refused", Some("404")), words("history_shown", None)]);
    shop.check().await;
}

#[tokio::test]
async fn a_buyers_other_words_are_taken_from_a_page_that_tells_of_edits() {
    let shop = Shop::open().await;
    shop.apply(page(vec![buyer("c", "1", "Где заказ?", DAY)], "1")).await;
    let chat = shop.chat_id("c").await;
    let first = async || shop.store.messages(chat, None, None, 10).await.unwrap().rows.remove(0);
    let other = || page(vec![buyer("c", "1", "Где мой второй заказ?", DAY)], "2");
    shop.apply(other()).await;
    assert_eq!(first().await.text, "Где заказ?", "an event that comes again is the same event");
    shop.apply(FeedPage { tells_edits: true, ..other() }).await;
    let edited = first().await;
    assert_eq!((edited.text.as_str(), edited.text_before.as_deref()), ("Где мой второй заказ?", Some("Где заказ?")));
    assert_eq!(shop.chat("c").await.last.unwrap().text, "Где мой второй заказ?");
    shop.check().await;
}

#[tokio::test]
async fn what_is_not_shown_of_an_edited_message_is_kept_like_that_of_a_new_one() {
    let shop = Shop::open().await;
    let told = |text: &str, raw: Option<&str>, cursor: &str| FeedPage {
        tells_edits: true,
        ..page(vec![FeedMessage { raw: raw.map(str::to_owned), ..buyer("c", "1", text, DAY) }], cursor)
    };
    shop.apply(told("Где заказ?", None, "1")).await;
    let id = shop.store.messages(shop.chat_id("c").await, None, None, 10).await.unwrap().rows.remove(0).id;
    let kept = async || shop.store.message_raw(id, 100).await.unwrap().unwrap().text;
    assert_eq!(kept().await, None);
    shop.apply(told("Где мой заказ?", Some("{\"gift\":1}"), "2")).await;
    assert_eq!(kept().await.as_deref(), Some("{\"gift\":1}"));
    shop.apply(told("Где же заказ?", None, "3")).await;
    assert_eq!(kept().await.as_deref(), Some("{\"gift\":1}"), "what was kept is not lost by an edit that is shown whole");
    shop.check().await;
}

#[tokio::test]
async fn a_message_edited_deleted_or_read_later_is_the_same_message() {
    let shop = Shop::open().await;
    let told = |text: &str, kind, read| FeedMessage { kind, read, ..buyer("c", "1", text, DAY) };
    shop.apply(page(vec![told("Где заказ?", MessageKind::Text, Some(false)), buyer("c", "2", "Ау", DAY + 1)], "1")).await;
    let chat = shop.chat_id("c").await;
    let first = async || shop.store.messages(chat, None, None, 10).await.unwrap().rows.remove(0);
    assert_eq!(first().await.read, Some(false));
    shop.apply(page(vec![told("Где мой заказ?", MessageKind::Text, Some(true))], "2")).await;
    let edited = first().await;
    assert_eq!((edited.text.as_str(), edited.text_before.as_deref(), edited.read), ("Где мой заказ?", Some("Где заказ?"), Some(true)));
    assert_eq!(shop.store.search("мой", 5).await.unwrap().len(), 1, "the new words are found");
    shop.apply(page(vec![told("", MessageKind::Deleted, None)], "3")).await;
    let deleted = first().await;
    assert_eq!((deleted.kind, deleted.text.as_str(), deleted.text_before.as_deref()), (MessageKind::Deleted, "", Some("Где заказ?")));
    assert!(shop.store.search("заказ", 5).await.unwrap().is_empty(), "what was deleted is found no more");
    // An old page that comes again does not bring it back.
    let mut changes = shop.store.changes();
    shop.apply(page(vec![told("Где заказ?", MessageKind::Text, Some(true))], "4")).await;
    assert_eq!(first().await.kind, MessageKind::Deleted);
    assert_eq!(changes.try_recv(), Err(TryRecvError::Empty), "nor is anybody told of it");
    let gone = FeedMessage { kind: MessageKind::Deleted, ..buyer("c", "2", "", DAY + 1) };
    shop.apply(page(vec![gone], "5")).await;
    assert_eq!(shop.chat("c").await.last.unwrap().text, "", "the list shows no words that were deleted");
    shop.check().await;
}
