//! The demo shop is what it says: hand-written, of several languages, never from the future.

use std::collections::BTreeSet;
use std::time::Duration;

use pult_domain::ShiftedClock;

use super::*;
use crate::shop::Sender;

#[test]
fn sixty_chats_in_five_languages_all_different() {
    let scripts = script::all();
    assert_eq!(scripts.len(), WRITTEN_CHATS);
    let per_lang = |lang| scripts.iter().filter(|script| script.lang == lang).count();
    assert_eq!([per_lang("ru"), per_lang("hu"), per_lang("cs"), per_lang("fr"), per_lang("en")], [40, 6, 5, 4, 5]);
    let openings: BTreeSet<&str> = scripts.iter().filter_map(|script| script.lines.first()).map(|line| line.text.as_str()).collect();
    assert_eq!(openings.len(), WRITTEN_CHATS, "no two chats begin alike");
    let items = script::items();
    for script in &scripts {
        assert!(items.iter().any(|(key, _)| *key == script.item), "{}: no such item", script.name);
        assert_eq!(script.lines.first().map(|line| line.by), Some(Sender::Client), "{}: only a buyer opens a chat", script.name);
        assert!(script.lines.iter().all(|line| line.text.chars().count() <= 1_000 && !line.text.is_empty()));
        assert!(script.lines.iter().flat_map(|line| &line.pictures).all(|name| picture(name).is_some_and(|file| file.bytes.len() < 60_000)));
    }
    let pictured = scripts.iter().filter(|script| script.lines.iter().any(|line| line.by == Sender::Client && !line.pictures.is_empty())).count();
    assert!(pictured > 0, "some buyers send a photo");
    let unanswered = scripts.iter().filter(|script| script.lines.iter().all(|line| line.by != Sender::Seller)).count();
    assert!((15..=30).contains(&unanswered), "some wait for an answer: {unanswered}");
}

#[test]
fn nothing_is_from_the_future_or_out_of_order() {
    for hour in 0..24 {
        let now = AtMs(1_795_234_200_000 + hour * 3_600_000);
        for script in script::all() {
            let times = times(&script, now);
            assert!(times.is_sorted() && times.last().is_some_and(|last| *last <= now.plus_ms(-60_000)), "{} at {hour}", script.name);
            assert!(times.first().is_some_and(|first| now.since_ms(*first) < 23 * DAY_MS), "{}: three weeks and a little", script.name);
        }
    }
}

#[tokio::test]
async fn a_kept_shop_is_the_same_shop_and_more_chats_are_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let options = |chats| DemoOptions { chats, alive: false, state_file: Some(folder.path().join("demo.json")), ..DemoOptions::default() };
    let sim = start(options(130)).await.expect("starts");
    assert_eq!(sim.chats().len(), 130);
    assert_eq!(sim.chats().iter().filter(|buyer| buyer.name.contains('№')).count(), 70);
    let (ledger, token) = (sim.ledger(), sim.token().to_owned());
    sim.stop().await;
    let again = start(options(60)).await.expect("starts again");
    assert_eq!((again.ledger(), again.token()), (ledger, token.as_str()));
    again.stop().await;
    std::fs::write(folder.path().join("demo.json"), b"{\"seed\":").expect("writes");
    assert_eq!(start(options(60)).await.expect("a broken file is replaced").chats().len(), 60);
}

#[tokio::test]
async fn buyers_come_back_and_answer_in_their_language() {
    let clock = ShiftedClock::default();
    let sim = start(DemoOptions { clock: Arc::new(clock.clone()), ..DemoOptions::default() }).await.expect("starts");
    let before = sim.ledger().len();
    clock.advance_ms(121_000);
    eventually(|| sim.ledger().len() > before, "a buyer writes within two minutes").await;
}

#[tokio::test]
async fn an_answer_is_answered_in_its_language_and_politeness_ends() {
    let clock = ShiftedClock::default();
    let sim = start(DemoOptions { clock: Arc::new(clock.clone()), alive: false, ..DemoOptions::default() }).await.expect("starts");
    let mut life = life::Life::new(sim.shop(), 1);
    let katalin = sim.chats().into_iter().find(|buyer| buyer.name == "Katalin N.").expect("Katalin is there");
    let hers = || sim.ledger().into_iter().filter(|entry| entry.chat == katalin.chat).collect::<Vec<_>>();
    let mut said = Vec::new();
    for round in 0..6 {
        sim.world.change(|shop, now| shop.deliver(draft(&katalin.chat, Sender::Seller, &format!("Elküldjük: {round}")), now));
        life.tick();
        assert_eq!(hers().last().map(|entry| entry.sender), Some(Sender::Seller), "nobody answers at once");
        clock.advance_ms(26_000);
        life.tick();
        said.extend(hers().into_iter().next_back().filter(|entry| entry.sender == Sender::Client).map(|entry| entry.text));
    }
    assert_eq!(said.first().map(String::as_str), Some("Köszönöm a gyors választ, akkor várom a szűrőt!"), "the chat's own answer first");
    assert!(said.len() >= 3 && said.len() < 6, "politeness has an end: {said:?}");
}

#[tokio::test]
async fn the_shop_falls_silent_in_the_end() {
    let clock = ShiftedClock::default();
    let sim = start(DemoOptions { clock: Arc::new(clock.clone()), alive: false, ..DemoOptions::default() }).await.expect("starts");
    let written = sim.ledger().len();
    let mut life = life::Life::new(sim.shop(), 1);
    for _ in 0..400 {
        clock.advance_ms(121_000);
        life.tick();
    }
    let grown = sim.ledger().len() - written;
    assert!((60..=200).contains(&grown), "every buyer has said what there was to say: {grown}");
    clock.advance_ms(121_000);
    life.tick();
    assert_eq!(sim.ledger().len() - written, grown);
}

async fn eventually(mut holds: impl FnMut() -> bool, what: &str) {
    for _ in 0..60 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("did not happen: {what}");
}
