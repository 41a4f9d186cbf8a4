//! What a model is told of a chat and of the shop.

use super::*;
use crate::draft::prompt::{Prompt, Wish};

fn asked(case: &Case) -> Prompt {
    prompt::build(case, &read(&case.question()), "q7Zk2w", &Wish::default())
}

#[test]
fn the_last_ten_messages_are_told_and_none_before_them() {
    let mut case = case("А крышка к чайнику есть?");
    let waits = std::mem::take(&mut case.said);
    let told = (0..11).map(|n| Said { author: Author::Customer, text: format!("слово-{n:02}"), files: false, at: NOW.plus_ms((n - 20) * 60_000) });
    case.said = told.chain(waits).collect();
    let user = asked(&case).user;
    for n in 0..11 {
        assert_eq!(user.matches(&format!("слово-{n:02}")).count(), usize::from(n >= 2), "{n}: {user}");
    }
    assert_eq!(user.matches("крышка").count(), 1, "{user}");
}

#[test]
fn the_owners_manner_and_notes_stand_beside_the_facts() {
    let mut case = with_order("Какая упаковка чашки?", OrderState::OnTheWay);
    let plain = asked(&case);
    assert!(!plain.user.contains("плёнки") && plain.system.contains("calm and plain") && !plain.system.contains("owner asks"), "{}", plain.system);
    case.tone = Tone { manner: Manner::Formal, style: "пиши без смайликов <и скобок>".into(), ..Tone::default() };
    case.snippets = vec![Snippet {
        id: 1, title: "Упаковка чашки".into(), text: "Заворачиваем в два слоя плёнки.".into(), language: None
    }];
    let Prompt { system, user, .. } = asked(&case);
    assert!(system.contains("in Russian, formal,") && system.contains("The owner asks: пиши без смайликов ‹и скобок›"), "{system}");
    assert!(user.contains("the shop's note \"Упаковка чашки\": Заворачиваем в два слоя плёнки."), "{user}");
    for fact in ["item: Кружка «Лён»", "order state: ", "expected delivery: ", "pieces in stock: 4"] {
        assert!(user.contains(fact), "{fact}: {user}");
    }
}
