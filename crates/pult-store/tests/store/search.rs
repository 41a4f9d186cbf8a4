//! Search as typed.

use crate::{DAY, Shop, account, buyer, page, said};
use proptest::prelude::*;
use pult_domain::query::Query;
use pult_domain::{AtMs, Author, ChannelKind, ErrorCode, OutboxEvent};
use pult_store::{ChatAct, ChatTarget, Lane, NewAccount, NewReply, SEARCH_CHATS, SearchRequest};

async fn shop() -> Shop {
    let shop = Shop::open().await;
    let texts = [
        "Где мой заказ 0012345?",
        "Товар пришёл разбитый",
        "Mikor érkezik a rendelésem?",
        "Kde je moje objednávka?",
        "Où est ma commande ?",
        "Two deliveries are late",
        "Спасибо",
    ];
    shop.apply(page(texts.iter().zip(0_i64..).map(|(text, n)| buyer("c", &format!("m{n}"), text, DAY + n)).collect(), "1")).await;
    shop
}

async fn found(shop: &Shop, query: &str) -> Vec<String> {
    let hits = shop.store.search(query, 20).await.unwrap();
    hits.into_iter().map(|hit| hit.snippet.into_iter().map(|(part, marked)| if marked { format!("[{part}]") } else { part }).collect()).collect()
}

#[tokio::test]
async fn inflections_folds_beginnings_and_numbers_are_found_and_marked() {
    let shop = shop().await;
    assert_eq!(found(&shop, "заказы").await, ["Где мой [заказ] 0012345?"]);
    assert_eq!(found(&shop, "0012345").await, ["Где мой заказ [0012345]?"]);
    assert_eq!(found(&shop, "ЗАКАЗ где").await, ["[Где] мой [заказ] 0012345?"]);
    assert_eq!(found(&shop, "пришел").await, ["Товар [пришёл] разбитый"]);
    assert_eq!(found(&shop, "разб").await, ["Товар пришёл [разбитый]"]);
    assert_eq!(found(&shop, "rendelesek").await, ["Mikor érkezik a [rendelésem]?"]);
    assert_eq!(found(&shop, "objednávky").await, ["Kde je moje [objednávka]?"]);
    assert_eq!(found(&shop, "commandes").await, ["Où est ma [commande] ?"]);
    assert_eq!(found(&shop, "delivery").await, ["Two [deliveries] are late"]);
    assert!(found(&shop, "заказ разбитый").await.is_empty(), "every word must be there");
}

#[tokio::test]
async fn newest_first() {
    let shop = Shop::open().await;
    shop.apply(page((0..30).rev().map(|n| buyer("c", &format!("m{n}"), &format!("слово {n}"), DAY + n)).collect(), "1")).await;
    let hits = shop.store.search("слово", 5).await.unwrap();
    assert_eq!(hits.iter().map(|hit| hit.sent_at.0 - DAY).collect::<Vec<_>>(), [29, 28, 27, 26, 25]);
}

#[tokio::test]
async fn no_query_is_an_error() {
    let shop = shop().await;
    let long = "заказ ".repeat(20_000);
    for query in [
        "",
        " ",
        "\"",
        "'",
        "*",
        "заказ*",
        "\"заказ",
        "NEAR(заказ, 2)",
        "заказ AND",
        "OR OR",
        "NOT",
        "terms:заказ",
        "-заказ",
        "^заказ",
        "(",
        ")(",
        "заказ\0мой",
        "\0",
        "{a b}: c",
        "%_",
        "\u{202e}",
        "👩‍👩‍👧",
        "a+b",
        "--",
        ";",
        &long,
    ] {
        shop.store.search(query, 20).await.unwrap();
    }
    assert_eq!(found(&shop, "\"заказ\" *").await.len(), 1);
    assert_eq!(found(&shop, "заказ\0мой").await.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_string_can_be_searched(query in any::<String>()) {
        use std::sync::OnceLock;
        static SHOP: OnceLock<(tokio::runtime::Runtime, Shop)> = OnceLock::new();
        let (runtime, shop) = SHOP.get_or_init(|| {
            let runtime = tokio::runtime::Runtime::new().unwrap();
            let shop = runtime.block_on(shop());
            (runtime, shop)
        });
        runtime.block_on(shop.store.search(&query, 20)).unwrap();
    }
}

fn request(query: &str) -> SearchRequest {
    SearchRequest { query: Query::parse(query), limit: 50, chats: SEARCH_CHATS, ranked: false, now: AtMs(DAY + 40 * 86_400_000), zone: "Europe/Moscow".into() }
}

/// The texts found, newest first.
async fn texts(shop: &Shop, query: &str) -> Vec<String> {
    let hits = shop.store.search_for(&request(query)).await.unwrap().hits;
    hits.into_iter().map(|hit| hit.snippet.into_iter().map(|(part, _)| part).collect()).collect()
}

/// Each query finds so many messages.
async fn finds(shop: &Shop, cases: &[(&str, usize)]) {
    for (query, found) in cases {
        let hits = texts(shop, query).await;
        assert_eq!(hits.len(), *found, "{query}: {hits:?}");
    }
}

/// Two buyers, ten days apart: Иван (answered, with a photo), Anna (waiting).
async fn counter() -> Shop {
    let shop = Shop::open().await;
    let day = 86_400_000;
    let mut photo = buyer("ivan", "m1", "Чехол пришёл треснутый", DAY);
    photo.attachments.push(pult_domain::FeedAttachment {
        remote_id: "f1".into(),
        kind: pult_domain::AttachmentKind::Image,
        name: Some("treshina_77.jpg".into()),
        media_type: None,
        bytes: None,
    });
    let mut first = page(vec![photo, said("ivan", "m2", Author::Seller, "Вернём деньги за чехол", DAY + 1)], "1");
    first.chats = vec![told("ivan", "Иван Петров", "Чехол силиконовый", Some("77120045"))];
    shop.apply(first).await;
    let mut second = page(vec![buyer("anna", "m3", "Где мой чехол? Заказ 555-12", DAY + 10 * day)], "2");
    second.chats = vec![told("anna", "Anna Kovács", "Кружка", None)];
    shop.apply(second).await;
    shop
}

fn told(chat: &str, customer: &str, item: &str, order: Option<&str>) -> pult_domain::FeedChat {
    let item =
        pult_domain::FeedItem { title: Some(item.into()), remote_id: Some(format!("item-{chat}")), order_id: order.map(Into::into), ..Default::default() };
    pult_domain::FeedChat { remote_id: pult_domain::RemoteChatId::new(chat), customer_name: Some(customer.into()), item: Some(item), ..Default::default() }
}

#[tokio::test]
async fn conditions_narrow_the_hits() {
    let shop = counter().await;
    const IVAN: &str = "Чехол пришёл треснутый";
    const REPLY: &str = "Вернём деньги за чехол";
    const ANNA: &str = "Где мой чехол? Заказ 555-12";
    for (query, wanted) in [
        ("чехол", vec![ANNA, REPLY, IVAN]),
        ("чехол from:me", vec![REPLY]),
        ("чехол from:покупателя", vec![ANNA, IVAN]),
        ("чехол от:Петров", vec![REPLY, IVAN]),
        ("чехлы from:kovacs", vec![ANNA]),
        ("чехол -from:Иван", vec![ANNA]),
        ("чехол has:photo", vec![IVAN]),
        ("чехол is:waiting", vec![ANNA]),
        ("чехол -is:waiting", vec![REPLY, IVAN]),
        ("чехол is:failed", vec![]),
        ("чехол before:05.11.2026", vec![REPLY, IVAN]),
        ("чехол после:2026-11-05", vec![ANNA]),
        ("чехол after:2w", vec![]),
        ("чехол order:77120045", vec![REPLY, IVAN]),
        ("чехол order:7712004", vec![]),
        ("чехол shop:обу", vec![ANNA, REPLY, IVAN]),
        ("чехол shop:чужой", vec![]),
        ("чехол channel:ozon", vec![]),
        ("чехол канал:вб", vec![ANNA, REPLY, IVAN]),
        ("чехол label:vip", vec![]),
        ("чехол intent:return_refund", vec![]),
        ("from:Anna", vec![ANNA]),
        ("has:photo", vec![IVAN]),
        ("is:waiting", vec![ANNA]),
        ("shop:обу", vec![ANNA, REPLY]),
    ] {
        assert_eq!(texts(&shop, query).await, wanted, "{query}");
    }
}

#[tokio::test]
async fn every_account_is_searched_and_a_shop_or_its_channel_narrows_to_its_own() {
    let shop = counter().await;
    let second = NewAccount { channel: ChannelKind::Ozon, ..account("Посуда", Some("seller-2")) };
    let second = shop.store.account_add(second).await.unwrap();
    let mut other = page(vec![buyer("olga", "m1", "Чехол для чашки", DAY + 20 * 86_400_000)], "1");
    other.chats = vec![told("olga", "Ольга Котова", "Чашка", Some("900100200"))];
    shop.store.apply_pages(second, vec![other], Lane::Live).await.unwrap();
    let cases = [
        ("чехол", 4),
        ("чехол shop:посуда", 1),
        ("чехол магазин:обувь", 3),
        ("чехол -shop:посуда", 3),
        ("чехол channel:ozon", 1),
        ("чехол канал:вб", 3),
        ("чехол заказ:900100200", 1),
    ];
    finds(&shop, &cases).await;
    for query in ["котова", "900100200"] {
        assert_eq!(shop.store.search_for(&request(query)).await.unwrap().chats.len(), 1, "{query}");
    }
}

#[tokio::test]
async fn chats_whose_reply_did_not_leave_are_asked_for_by_that() {
    let shop = counter().await;
    let chat = shop.chat_id("anna").await;
    let reply = NewReply { chat, text: "Отправили".into(), upload: None, next_at: AtMs(0), client_key: None };
    let row = shop.store.outbox_add(reply).await.unwrap();
    finds(&shop, &[("чехол is:failed", 0)]).await;
    shop.store.outbox_step(row.id, OutboxEvent::Begin, None).await.unwrap();
    shop.store.outbox_step(row.id, OutboxEvent::Refused { reason: ErrorCode::ChannelRefused }, None).await.unwrap();
    finds(&shop, &[("чехол is:failed", 1), ("чехол это:ошибка", 1), ("чехол -is:failed", 2)]).await;
}

#[tokio::test]
async fn the_owners_marks_narrow_the_hits_and_so_does_their_absence() {
    let shop = counter().await;
    const IVAN: &str = "Чехол пришёл треснутый";
    const REPLY: &str = "Вернём деньги за чехол";
    const ANNA: &str = "Где мой чехол? Заказ 555-12";
    finds(&shop, &[("чехол is:starred", 0), ("is:starred", 0), ("чехол -is:starred", 3)]).await;
    let anna = shop.chat_id("anna").await;
    shop.store.chats_act(ChatTarget::Chats(vec![anna]), ChatAct::Star(true), AtMs(DAY + 20 * 86_400_000)).await.unwrap();
    for (query, wanted) in [
        ("чехол is:starred", vec![ANNA]),
        ("чехол это:избранное", vec![ANNA]),
        ("is:starred", vec![ANNA]),
        ("чехол -is:starred", vec![REPLY, IVAN]),
        ("чехол is:starred is:done", vec![]),
        ("деньги is:starred", vec![]),
    ] {
        assert_eq!(texts(&shop, query).await, wanted, "{query}");
    }
    shop.store.chats_act(ChatTarget::Chats(vec![anna]), ChatAct::Spam(true), AtMs(DAY + 20 * 86_400_000)).await.unwrap();
    for (query, wanted) in [("чехол is:spam", vec![ANNA]), ("это:спам", vec![ANNA]), ("чехол -is:spam", vec![REPLY, IVAN]), ("is:spam is:waiting", vec![])]
    {
        assert_eq!(texts(&shop, query).await, wanted, "{query}");
    }
}

#[tokio::test]
async fn phrases_stand_in_order_and_exclusions_are_absent() {
    let shop = counter().await;
    let cases = [
        ("\"деньги за чехол\"", 1),
        ("\"чехол за деньги\"", 0),
        ("\"пришёл треснутый\" чехла", 1),
        ("\"пришел треснутыи\"", 1),
        ("чехол -деньги", 2),
        ("чехол -чехлами", 0),
        ("чехол -\"за чехол\"", 2),
        ("-деньги", 2),
        ("treshina_77", 1),
        ("заказ 555-12", 1),
        ("555-1", 0),
        ("треснутй", 1),
        ("\"заказ 555-12\"", 1),
        ("\"555-12\"", 1),
        ("\"чехол заказ 555-12\"", 1),
        ("\"заказ 555-1\"", 0),
        ("чехол -\"заказ 555-12\"", 2),
        ("чехол -555-12", 2),
        ("чехол -за-кружку", 3),
        ("чехол -за-чехол", 2),
        ("-\"заказ 555-12\"", 2),
        ("\"treshina_77.jpg\"", 1),
        ("чехол -treshina_77.jpg", 2),
    ];
    finds(&shop, &cases).await;
}

#[tokio::test]
async fn a_phrase_is_read_as_the_texts_are() {
    let shop = Shop::open().await;
    let written = ["Quel est l'état de l’écran ?", "Есть размер 42-44 в синем?", "The customer's order is late"];
    shop.apply(page((0..).zip(written).map(|(n, text)| buyer("c", &format!("m{n}"), text, DAY + n)).collect(), "1")).await;
    let cases = [
        ("\"état de l'écran\"", 1),
        ("\"l'écran de l'état\"", 0),
        ("\"размер 42-44\"", 1),
        ("\"размер 42-44 в синем\"", 1),
        ("\"42-44 размер\"", 0),
        ("\"customer's order\"", 1),
    ];
    finds(&shop, &cases).await;
}

#[tokio::test]
async fn chats_are_found_by_buyer_order_and_item() {
    let shop = counter().await;
    for (query, found) in [
        ("Петров", 1),
        ("kovacs", 1),
        ("77120045", 1),
        ("силиконовые", 1),
        ("Anna кружка", 1),
        ("Anna силиконовый", 0),
        // What is said in a chat is not what it is found by.
        ("kovacs -чехол", 1),
        ("kovacs -кружки", 0),
        ("Петров -77120045", 0),
        ("Петров -\"чехол силиконовый\"", 0),
        ("Петров -\"силиконовый чехол\"", 1),
        ("Петров -чехол-силиконовый", 0),
        ("Петров \"чехол силиконовый\"", 1),
        ("Петров \"силиконовый чехол\"", 0),
        ("Петров -\"петров чехол\"", 1),
        ("\"Иван Петров\"", 1),
        ("\"Петров Иван\"", 0),
        ("-Петров", 0),
    ] {
        let chats = shop.store.search_for(&request(query)).await.unwrap().chats;
        assert_eq!(chats.len(), found, "{query}: {chats:?}");
    }
    let named = shop.store.search_for(&request("иван")).await.unwrap().chats;
    assert_eq!(named[0].customer, [("Иван".into(), true), (" Петров".into(), false)]);
    let mut renamed = page(Vec::new(), "3");
    renamed.chats = vec![told("ivan", "Олег Сидоров", "Чехол силиконовый", Some("77120045"))];
    shop.apply(renamed).await;
    assert!(shop.store.search_for(&request("петров")).await.unwrap().chats.is_empty(), "the old name is found no more");
    assert_eq!(shop.store.search_for(&request("олег")).await.unwrap().chats.len(), 1);
}

#[tokio::test]
async fn a_label_that_is_a_sign_alone_is_asked_for_by_it() {
    let shop = counter().await;
    for (name, chat) in [("🔥", "anna"), ("VIP", "ivan")] {
        let label = shop.store.label_add(name.into(), 0).await.unwrap().id;
        let chats = ChatTarget::Chats(vec![shop.chat_id(chat).await]);
        shop.store.chats_act(chats, ChatAct::Label { label, on: true }, AtMs(DAY + 20 * 86_400_000)).await.unwrap();
    }
    finds(&shop, &[("чехол label:🔥", 1), ("чехол -метка:🔥", 2), ("чехол label:vip", 2), ("чехол label:⭐", 0)]).await;
}

#[tokio::test]
async fn a_phrase_is_found_in_a_note_behind_many_that_only_have_its_words() {
    let shop = counter().await;
    let chat = shop.chat_id("anna").await;
    shop.store.note_add(chat, "Позвонить курьеру".into(), None).await.unwrap();
    for n in 0..25 {
        shop.store.note_add(chat, format!("Курьеру позвонить потом, {n}"), None).await.unwrap();
    }
    for (query, found) in [("\"позвонить курьеру\"", 1), ("курьеру", 20)] {
        let notes = shop.store.search_for(&request(query)).await.unwrap().notes;
        assert_eq!(notes.len(), found, "{query}: {notes:?}");
    }
}

#[tokio::test]
async fn the_best_come_first_when_they_are_asked_for() {
    let shop = Shop::open().await;
    let texts = ["размер", "Размер подошёл, спасибо большое за быструю доставку", "какие размеры есть у вас сейчас в наличии"];
    shop.apply(page((0..).zip(texts).map(|(n, text)| buyer("c", &format!("m{n}"), text, DAY + n)).collect(), "1")).await;
    let first = |ranked| {
        let request = SearchRequest { ranked, ..request("размер") };
        let store = shop.store.clone();
        async move { store.search_for(&request).await.unwrap().hits[0].sent_at.0 - DAY }
    };
    assert_eq!((first(false).await, first(true).await), (2, 0));
    // The very same words of a year ago say less than a good hit of today.
    let year = 365 * 86_400_000;
    shop.apply(page(vec![buyer("old", "m0", "размер", DAY - year)], "2")).await;
    let ranked = SearchRequest { ranked: true, ..request("размер") };
    let order: Vec<i64> = shop.store.search_for(&ranked).await.unwrap().hits.iter().map(|hit| hit.sent_at.0 - DAY).collect();
    assert_eq!(order[..2], [0, 1], "{order:?}");
}

#[tokio::test]
async fn what_few_chats_hold_is_found_behind_many_other_hits() {
    let shop = Shop::open().await;
    let day = 86_400_000;
    let mut old = page(vec![buyer("old", "m0", "старое слово", DAY - 30 * day)], "1");
    old.chats = vec![told("old", "Редкая Гостья", "Лампа", None)];
    shop.apply(old).await;
    let many = (0..3_000).map(|n| buyer(&format!("c{}", n % 40), &format!("m{n}"), "слово", DAY + n)).collect();
    shop.apply(page(many, "2")).await;
    assert_eq!(texts(&shop, "слово from:гостья").await, ["старое слово"]);
}

#[tokio::test]
async fn beginnings_of_every_length_find_the_same_words() {
    let shop = Shop::open().await;
    let written = ["чехол", "чек", "че", "чехлы и чашки", "чех12", "iphone15pro в чехле", "Чехословакия"];
    shop.apply(page((0..).zip(written).map(|(n, text)| buyer("c", &format!("m{n}"), text, DAY + n)).collect(), "1")).await;
    for beginning in ["ч", "че", "чех", "чехо", "чехол", "чехл", "чехлы", "чаш", "чашк", "ip", "iph", "ipho", "iphone", "нет", "нетт"]
    {
        let mut wanted: Vec<&str> = written.into_iter().rev().filter(|text| words_of(text).any(|word| is_or_begins(&word, beginning))).collect();
        // A whole word is met in its forms too.
        let found = texts(&shop, beginning).await;
        wanted.retain(|text| !found.iter().any(|hit| hit == text));
        assert!(wanted.is_empty(), "{beginning} misses {wanted:?}");
    }
    assert_eq!(texts(&shop, "ч").await, Vec::<String>::new(), "one letter stands for itself");
    assert_eq!(texts(&shop, "ipho").await, ["iphone15pro в чехле"], "a code that begins as a word does");
    assert_eq!(texts(&shop, "ча").await, ["чехлы и чашки"], "and nothing else");
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(' ').map(str::to_lowercase)
}

fn is_or_begins(word: &str, beginning: &str) -> bool {
    word == beginning || (beginning.chars().count() > 1 && word.starts_with(beginning))
}

#[tokio::test]
async fn a_beginning_of_very_many_words_finds_these_and_no_others() {
    let shop = Shop::open().await;
    // More words than are asked for one by one; others that share their first three letters are newer.
    let letters: Vec<char> = ('а'..='я').collect();
    let word = |start: &str, n: usize| format!("{start}{}{}", letters[n / letters.len()], letters[n % letters.len()]);
    let mut messages: Vec<_> = (0..600).map(|n| buyer("many", &format!("m{n}"), &word("пере", n), DAY + i64::try_from(n).unwrap())).collect();
    messages.extend((0..5_000).map(|n| buyer("others", &format!("o{n}"), "перчатки", DAY + 10_000 + n)));
    let mut named = buyer("named", "f", "без слов", DAY + 20_000);
    named.attachments.push(pult_domain::FeedAttachment {
        remote_id: "f1".into(),
        kind: pult_domain::AttachmentKind::Image,
        name: Some("перевод.jpg".into()),
        media_type: None,
        bytes: None,
    });
    messages.push(named);
    shop.apply(page(messages, "1")).await;
    let all = SearchRequest { limit: 1_000, ..request("пере") };
    let found = shop.store.search_for(&all).await.unwrap().hits;
    assert_eq!(found.len(), 601);
    assert!(found.iter().all(|hit| !hit.snippet.iter().any(|(part, _)| part.contains("перчатки"))));
    assert_eq!(found[0].sent_at.0, DAY + 20_000, "the name of a file counts as well");
    assert_eq!(texts(&shop, "без пере").await, ["без слов"]);
    assert_eq!(texts(&shop, "пере is:done").await, Vec::<String>::new(), "no chat is done");
}
