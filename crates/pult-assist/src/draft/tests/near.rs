//! What of a shop's own words lies nearest to a question, where that is to be judged by the owner.
//!
//! Four more shops that somebody made up who has not seen how questions are compared, and what 200 buyers ask them, labelled before
//! anything was measured. Nothing was mended for them: they say what a new shop may expect.

use super::shops::{Answer, each};
use super::*;

const UNSEEN: &str = include_str!("../../../tests/data/draft-shops-2.jsonl");

fn nearest(case: &Case) -> Vec<Near> {
    let read = |text: &str| read(text);
    near(case, &read(&case.question()), &Guard::default(), &read)
}

#[test]
fn of_a_shop_nobody_has_seen_few_questions_are_drafted_and_none_wrongly_but_its_own_words_are_at_hand() {
    let (mut answerable, mut drafts, mut first, mut among, mut wrong) = (0, 0, 0, 0, Vec::new());
    each(UNSEEN, |shop, ask| {
        let case = shop.asked(&ask);
        let right = |words: &str| ask.from.as_deref() == Some(words) || ask.also.iter().any(|also| also == words);
        let made = drafted(&case).draft;
        let words = made.as_ref().ok().and_then(|draft| draft.sources.first()).and_then(|source| shop.own_words(source));
        match (words, &ask.answer) {
            (Some(words), Answer::Told | Answer::None) if !right(words) => wrong.push(format!("{} -> {words}", ask.question)),
            _ => {}
        }
        if ask.answer != Answer::Told {
            return;
        }
        answerable += 1;
        let drafted = words.is_some_and(right);
        let near = nearest(&case);
        let is_right = |near: &Near| shop.own_words(&near.source).is_some_and(right);
        drafts += usize::from(drafted);
        first += usize::from(drafted || near.first().is_some_and(is_right));
        among += usize::from(drafted || near.iter().any(is_right));
    });
    eprintln!("of {answerable}: {drafts} drafted, {first} first, {among} at hand");
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(first >= 55 && among >= 60, "of {answerable}: {drafts} drafted, {first} first, {among} at hand");
}

const HOOD: &str = "Капюшон снимаетса?";

fn hood() -> Past {
    past("Капюшон отстёгивается?", "Здравствуйте, Светлана! Капюшон на кнопках, его можно снять.")
}

fn with(past: Vec<Past>) -> Case {
    Case { past, ..with_order(HOOD, OrderState::OnTheWay) }
}

#[test]
fn an_own_reply_in_other_words_is_at_hand_without_anything_of_the_old_buyer() {
    let found = nearest(&with(vec![hood()]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "Здравствуйте! Капюшон на кнопках, его можно снять.");
    assert_eq!((found[0].source.kind, found[0].source.id.as_str()), (SourceKind::PastReply, "7/70"));
    assert_eq!(found[0].source.excerpt, "Капюшон на кнопках, его можно снять.");
}

#[test]
fn what_need_not_hold_here_is_not_at_hand() {
    let elsewhere = Past { same_item: false, item: Some("Куртка «Север»".into()), ..hood() };
    let other_shop = Past { same_account: false, same_item: false, item: None, ..hood() };
    let badly_taken = Past { after: Some("Вы издеваетесь? Ужасный ответ, капюшон оторван!".into()), ..hood() };
    let refund = past("Капюшон порван, верните деньги", "Капюшон порван, поэтому вернём вам все деньги сегодня.");
    for (why, past) in [("another item", elsewhere), ("another shop", other_shop), ("badly taken", badly_taken), ("a promise the guard stops", refund)] {
        assert_eq!(nearest(&with(vec![past])), [], "{why}");
    }
    let burnt = Case { past: vec![hood()], ..with_order("Капюшон загорелся, ребёнок получил ожог!", OrderState::OnTheWay) };
    assert_eq!(nearest(&burnt), [], "danger is no matter for what once fitted somebody else");
}

/// What is said to an old buyer in words that hide it: a name behind a greeting, a code in groups; the rest of the reply stands.
#[test]
fn words_of_the_old_buyer_are_left_out_however_they_are_put() {
    let kept = "Капюшон на кнопках, его можно снять, постирать отдельно от куртки и за минуту пристегнуть обратно.";
    for said in [
        "Добрый день, Ирина, капюшон отстёгивается весь.",
        "Ирина, здравствуйте! Капюшон отстёгивается весь.",
        "Для капюшона код получения 1234-5678 на кнопке.",
        "Для капюшона код получения 12 34 56 78 на кнопке.",
    ] {
        let text = nearest(&with(vec![past("Капюшон отстёгивается?", &format!("{said} {kept}"))])).pop().map(|near| near.text).unwrap_or_default();
        assert!(text.contains(kept), "{said}: {text}");
        assert!(!["Ирина", "1234", "5678", "56 78"].iter().any(|old| text.contains(old)), "{said}: {text}");
    }
    let sizes = "Капюшон подходит на размеры 40 42 44 46.";
    let told = nearest(&with(vec![past("Капюшон отстёгивается?", &format!("{sizes} {kept}"))])).pop().map(|near| near.text).unwrap_or_default();
    assert!(told.contains(sizes), "sizes are no code: {told}");
    let evening = past("Dá se kapuce sundat?", "Dobrý večer, Jano, kapuce na knoflíky se dá sundat.");
    let czech = Case { past: vec![evening], ..with_order("Dá se ta kapuce nějak sundat?", OrderState::OnTheWay) };
    assert!(nearest(&czech).iter().all(|near| !near.text.contains("Jano")), "nobody is greeted by a name");
    let good = past("Dá se kapuce sundat?", "Dobrý materiál, kapuce na knoflíky se dá sundat.");
    let czech = Case { past: vec![good], ..with_order("Dá se ta kapuce nějak sundat?", OrderState::OnTheWay) };
    assert!(nearest(&czech).iter().any(|near| near.text.contains("Dobrý materiál, kapuce")), "what is good is no greeting");
}
