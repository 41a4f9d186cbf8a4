//! One buyer, several chats; places in a chat; lists walked both ways.

use super::*;
use pult_domain::{PersonReason, PersonSureness};
use pult_store::{LIST_END, Place};

/// Two shops: in each, buyers with names, orders and a text.
async fn two_shops(chats: &[(bool, &str, &str, Option<&str>, &str)]) -> (Shop, AccountId) {
    let shop = Shop::open().await;
    let second = shop.store.account_add(account("Вторая", Some("seller-2"))).await.unwrap();
    for (n, (other, remote, name, buyer_id, text)) in (1_i64..).zip(chats) {
        let told = FeedChat { buyer: buyer_id.map(Into::into), ..described(remote, Some(name), None) };
        let message = buyer(remote, &format!("m-{remote}"), text, DAY + n * 60_000);
        let page = FeedPage { chats: vec![told], ..page(vec![message], &n.to_string()) };
        shop.store.apply_pages(if *other { second } else { shop.account }, vec![page], Lane::Live).await.unwrap();
    }
    (shop, second)
}

async fn hints(shop: &Shop, chat: &str) -> Vec<(String, PersonSureness, Vec<PersonReason>)> {
    let hints = shop.store.person_hints(shop.chat_id(chat).await).await.unwrap();
    let reasons = |hint: &pult_store::PersonHint| hint.likeness.reasons.iter().map(|(reason, _)| *reason).collect();
    hints.iter().map(|hint| (hint.row.remote_id.0.clone(), hint.likeness.sureness, reasons(hint))).collect()
}

async fn people(shop: &Shop, chat: &str) -> Vec<String> {
    let person = shop.store.person_of(shop.chat_id(chat).await).await.unwrap();
    let mut chats: Vec<String> = person.into_iter().flat_map(|person| person.chats).map(|(row, _)| row.remote_id.0).collect();
    chats.sort();
    chats
}

#[tokio::test]
async fn one_phone_in_two_shops_is_suggested_however_it_is_written() {
    for written in ["89123456789", "+7 (912) 345-67-89", "8 912 345 67 89", "912-345-67-89", "8 912 3456789"] {
        let (shop, _) = two_shops(&[
            (false, "a", "Анна", None, "Здравствуйте! Мой телефон +79123456789"),
            (true, "b", "Анна Белова", None, &format!("Позвоните: {written}, пожалуйста")),
            (true, "c", "Анна", None, "Где мой заказ?"),
        ])
        .await;
        assert_eq!(hints(&shop, "a").await, [("b".into(), PersonSureness::Likely, vec![PersonReason::Phone])], "{written}");
        assert_eq!(hints(&shop, "b").await, [("a".into(), PersonSureness::Likely, vec![PersonReason::Phone])], "{written}");
        assert_eq!(hints(&shop, "c").await, []);
        assert!(people(&shop, "a").await.is_empty(), "nothing is joined by itself");
    }
}

#[tokio::test]
async fn one_name_or_one_order_in_two_shops_is_suggested_and_nothing_is_joined() {
    let (shop, _) = two_shops(&[
        (false, "a", "Иван Петров", None, "Здравствуйте!"),
        (true, "b", "Петров Иван", None, "Добрый день"),
        (false, "c", "Анна", None, "Где мой заказ 12345678?"),
        (true, "d", "Анна", None, "Заказ 12345678 пришёл разбитым"),
        (true, "e", "Сергей", None, "Какой это цвет?"),
    ])
    .await;
    let (name, order) = (vec![PersonReason::Name], vec![PersonReason::Order, PersonReason::Name]);
    assert_eq!(hints(&shop, "a").await, [("b".into(), PersonSureness::Possible, name.clone())]);
    assert_eq!(hints(&shop, "b").await, [("a".into(), PersonSureness::Possible, name)]);
    assert_eq!(hints(&shop, "c").await, [("d".into(), PersonSureness::Likely, order.clone())]);
    assert_eq!(hints(&shop, "d").await, [("c".into(), PersonSureness::Likely, order)]);
    assert_eq!(hints(&shop, "e").await, []);
    for chat in ["a", "b", "c", "d"] {
        assert!(people(&shop, chat).await.is_empty(), "{chat}");
    }
}

#[tokio::test]
async fn our_own_phone_and_a_number_that_everybody_writes_say_nothing() {
    let mut chats: Vec<(bool, String, String)> = (0..12).map(|n| (n % 2 == 0, format!("x{n}"), format!("Покупатель{n}"))).collect();
    chats.push((false, "a".into(), "Анна".into()));
    let rows: Vec<_> = chats.iter().map(|(other, remote, name)| (*other, remote.as_str(), name.as_str(), None, "Звонили с 88005553535, кто это?")).collect();
    let (shop, second) = two_shops(&rows).await;
    assert_eq!(hints(&shop, "a").await, []);
    // What the shop wrote is not what the buyer wrote.
    for (account, chat, at) in [(shop.account, "s1", 1), (second, "s2", 2)] {
        let ours = seller(chat, &format!("o-{chat}"), "Наш телефон +7 999 111-22-33", DAY + at);
        shop.store
            .apply_pages(account, vec![FeedPage { chats: vec![described(chat, Some("Олег"), None)], ..page(vec![ours], "99") }], Lane::Live)
            .await
            .unwrap();
    }
    assert_eq!(hints(&shop, "s1").await, []);
}

#[tokio::test]
async fn chats_are_joined_by_the_owner_parted_and_brought_back() {
    let (shop, _) = two_shops(&[
        (false, "a", "Анна", None, "Мой телефон 89123456789"),
        (true, "b", "Анна", None, "89123456789 это я"),
        (true, "c", "Анна Белова", None, "Где заказ?"),
    ])
    .await;
    let id = async |chat: &str| shop.chat_id(chat).await;
    let joined = shop.store.people_join(vec![id("a").await, id("b").await]).await.unwrap();
    assert_eq!(people(&shop, "a").await, ["a", "b"]);
    assert_eq!(hints(&shop, "a").await, [], "what belongs together is not suggested");
    let third = shop.store.people_join(vec![id("b").await, id("c").await]).await.unwrap();
    assert_eq!(people(&shop, "c").await, ["a", "b", "c"], "whoever it belonged to comes along");
    let now = AtMs(DAY);
    shop.store.chats_undo(third, now).await.unwrap();
    assert_eq!((people(&shop, "a").await.len(), people(&shop, "c").await.len()), (2, 0));

    let parted = shop.store.people_part(id("b").await).await.unwrap();
    assert_eq!((people(&shop, "a").await.len(), hints(&shop, "a").await.len()), (0, 0), "what was parted is not suggested again");
    shop.store.chats_undo(parted, now).await.unwrap();
    assert_eq!(people(&shop, "a").await, ["a", "b"]);
    shop.store.chats_undo(joined, now).await.unwrap();
    assert!(people(&shop, "a").await.is_empty());
    assert_eq!(hints(&shop, "a").await.len(), 1, "the suggestion is back where it was");

    let said_no = shop.store.people_apart(id("b").await, id("a").await).await.unwrap();
    assert_eq!((hints(&shop, "a").await, hints(&shop, "b").await), (vec![], vec![]));
    shop.store.chats_undo(said_no, now).await.unwrap();
    assert_eq!(hints(&shop, "b").await.len(), 1);
    shop.check().await;
}

#[tokio::test]
async fn a_joining_survives_a_restart_and_the_removal_of_a_shop() {
    let (shop, second) = two_shops(&[(false, "a", "Анна", None, "один"), (true, "b", "Анна", None, "два"), (false, "c", "Анна", None, "три")]).await;
    let ids = [shop.chat_id("a").await, shop.chat_id("b").await, shop.chat_id("c").await];
    shop.store.people_join(ids.to_vec()).await.unwrap();
    let Shop { dir, store, account } = shop;
    store.close().await;
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(ShiftedClock::default())).await.unwrap();
    let shop = Shop { dir, store, account };
    assert_eq!(people(&shop, "a").await, ["a", "b", "c"]);
    shop.store.account_remove(second).await.unwrap();
    assert_eq!(people(&shop, "a").await, ["a", "c"]);
    shop.check().await;
}

#[tokio::test]
async fn a_later_chat_of_the_same_number_joins_within_its_account_and_nowhere_else() {
    let (shop, second) = two_shops(&[(false, "a", "Анна", Some("u1"), "один"), (true, "b", "Анна", Some("u1"), "два")]).await;
    assert_eq!(hints(&shop, "a").await, [], "one number in two accounts is no reason");
    shop.store.people_join(vec![shop.chat_id("a").await, shop.chat_id("b").await]).await.unwrap();
    let arrive = async |account, chat: &str, number: &str| {
        let told = FeedChat { buyer: Some(number.into()), ..described(chat, Some("Анна"), None) };
        let page = FeedPage { chats: vec![told], ..page(vec![buyer(chat, &format!("m-{chat}"), "ещё", DAY + 900_000)], chat) };
        shop.store.apply_pages(account, vec![page], Lane::Live).await.unwrap();
    };
    arrive(shop.account, "a2", "u1").await;
    arrive(shop.account, "a3", "u2").await;
    assert_eq!(people(&shop, "a").await, ["a", "a2", "b"]);
    arrive(second, "b2", "u1").await;
    assert_eq!(people(&shop, "a").await, ["a", "a2", "b", "b2"]);
    // A chat the owner took out does not come back with the next page that tells of it.
    shop.store.people_part(shop.chat_id("a2").await).await.unwrap();
    arrive(shop.account, "a2", "u1").await;
    assert_eq!(people(&shop, "a").await, ["a", "b", "b2"]);
    shop.check().await;
}

#[tokio::test]
async fn a_place_is_kept_until_the_end_is_reached_and_days_are_found() {
    let shop = Shop::open().await;
    let hour = 3_600_000;
    let messages = [0, 1, 30, 31, 80].map(|n| buyer("a", &format!("m{n}"), "текст", DAY + n * hour));
    shop.apply(page(messages.to_vec(), "1")).await;
    let chat = shop.chat_id("a").await;
    assert_eq!(shop.store.chat_place(chat).await.unwrap(), None);
    let rows = shop.store.messages(chat, None, None, 10).await.unwrap().rows;
    let place = Place { message: rows[1].id, above_px: 17 };
    shop.store.chat_place_keep(chat, Some(place)).await.unwrap();
    assert_eq!(shop.store.chat_place(chat).await.unwrap(), Some(place));
    shop.store.chat_place_keep(chat, None).await.unwrap();
    assert_eq!(shop.store.chat_place(chat).await.unwrap(), None);
    // A chat that is gone keeps no place, and is no failure.
    shop.store.chat_place_keep(ChatId(999), Some(place)).await.unwrap();

    let borders: Vec<AtMs> = (0..4).map(|day| AtMs(DAY + day * 24 * hour)).collect();
    let days = shop.store.chat_days(chat, &borders).await.unwrap();
    assert_eq!(days.first, [Some(rows[0].id), Some(rows[2].id), None]);
    assert_eq!((days.before, days.after), (None, Some(rows[4].id)));
}

#[tokio::test]
async fn every_list_walked_backward_is_the_list_walked_forward() {
    let shop = Shop::open().await;
    let second = shop.store.account_add(account("Вторая", Some("seller-2"))).await.unwrap();
    for n in 0..57_i64 {
        let remote = format!("c{n}");
        // Several chats share a moment, so that the second part of the key counts too.
        let message =
            if n % 5 >= 3 { seller(&remote, "m", "ответ", DAY + n / 3 * 1_000) } else { buyer(&remote, "m", "где заказ?", DAY + n / 3 * 1_000) };
        let to = if n % 2 == 0 { shop.account } else { second };
        shop.store.apply_pages(to, vec![page(vec![message], &n.to_string())], Lane::Live).await.unwrap();
    }
    for view in [View::All, View::Waiting, View::InProgress, View::Unread] {
        for account in [None, Some(second)] {
            let page = async |after: Option<String>| shop.store.chat_list(ChatListQuery { account, limit: 7, after, ..list(view) }).await.unwrap();
            let ids = |rows: &[ChatRow]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
            let (mut forward, mut part) = (Vec::new(), page(None).await);
            assert_eq!(part.prev, None, "nothing stands before the first page");
            loop {
                forward.extend(ids(&part.rows));
                let Some(next) = part.next else { break };
                part = page(Some(next)).await;
                assert!(part.prev.is_some());
            }
            let (mut backward, mut part) = (Vec::new(), page(Some(LIST_END.into())).await);
            assert_eq!(part.next, None, "nothing stands after the last page");
            loop {
                backward.splice(0..0, ids(&part.rows));
                let Some(prev) = part.prev else { break };
                part = page(Some(prev)).await;
                assert!(part.next.is_some());
            }
            assert_eq!(backward, forward, "{view:?} {account:?}");
            assert!(forward.len() > 7);
        }
    }
    let wrong = shop.store.chat_list(ChatListQuery { after: Some("waiting.1.2.forth".into()), ..list(View::Waiting) }).await;
    assert!(matches!(wrong, Err(pult_store::StoreError::BadCursor)));
}
