//! Search as typed.

use crate::{DAY, Shop, buyer, page};
use proptest::prelude::*;

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
