//! What is told of where was looked for a draft.

use super::*;

/// As pairs, in the order in which they are told.
fn pairs(looked: &[Looked]) -> Vec<(SourceKind, u32)> {
    looked.iter().map(|looked| (looked.kind, looked.found)).collect()
}

/// A chat with everything that can be looked through.
fn full(text: &str) -> Case {
    let canned = Canned { id: 1, title: "Привет".into(), text: "Здравствуйте!".into(), language: None, intent: None, words: Vec::new() };
    let snippet = Snippet {
        id: 1, title: "Упаковка".into(), text: "Каждую чашку заворачиваем в два слоя плёнки.".into(), language: None
    };
    let past = vec![past("Где мой заказ?", "Заказ уже едет к вам."), past("Когда придёт мой заказ?", "Обычно за неделю.")];
    Case { past, canned: vec![canned], snippets: vec![snippet], ..with_order(text, OrderState::OnTheWay) }
}

fn looked(case: &Case) -> Vec<(SourceKind, u32)> {
    pairs(&drafted(case).draft.expect("a draft").looked)
}

#[test]
fn a_draft_tells_what_was_looked_through_used_or_not() {
    use SourceKind::{Canned, Item, Order, PastReply, Snippet};
    assert_eq!(looked(&full("Где мой заказ?")), [(Order, 1), (Item, 1), (PastReply, 2), (Canned, 1), (Snippet, 1)]);
    assert_eq!(looked(&with_order("Где мой заказ?", OrderState::OnTheWay)), [(Order, 1), (Item, 1)]);
    assert!(looked(&case("Где мой заказ?")).is_empty(), "nothing was there");
    let danger = full("Из чайника идёт дым и пахнет горелым, я его выключила!");
    assert_eq!(looked(&danger), [(Order, 1), (Item, 1), (Canned, 1)], "to danger nothing is answered that once fitted another");
}

#[test]
fn a_model_is_told_some_of_it_and_that_is_told() {
    use SourceKind::{Item, Order};
    let told = |case: &Case| pairs(&prompt::build(case, &read(&case.question()), "d1", &prompt::Wish::default()).looked());
    let all = told(&full("Где мой заказ?"));
    assert!(all.starts_with(&[(Order, 1), (Item, 1)]), "one order, whatever is known of it: {all:?}");
    assert!(all.iter().all(|(kind, _)| *kind != SourceKind::Canned), "canned replies are not shown to it: {all:?}");
    assert!(told(&case("Где мой заказ?")).is_empty());
}
