use super::*;
use crate::CoreOptions;
use crate::api::dto::ApiError;
use crate::secrets::FileSecrets;
use pult_domain::sla::calendar::MINUTE_MS;
use pult_domain::sla::{Calendar, Cell, Judge, Letter, Memory, OffHours, Week};
use pult_domain::sla::{DayRange, Said};
use pult_domain::{Author, ChannelKind, Clock, FeedMessage, FeedPage, MessageKind, Queue, RemoteChatId, RemoteMessageId};
use pult_store::{Lane, NewAccount};
use serde_json::{Value, json};
use std::sync::atomic::AtomicI64;

/// Monday, 23 November 2026, noon in Moscow.
const NOW: i64 = 1_795_424_400_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

#[derive(Debug)]
struct Set(AtomicI64);

impl Clock for Set {
    fn now(&self) -> AtMs {
        AtMs(self.0.load(Ordering::SeqCst))
    }

    fn steady_ms(&self) -> i64 {
        self.now().0
    }
}

struct Shop {
    _folder: tempfile::TempDir,
    clock: Arc<Set>,
    core: Arc<Core>,
}

impl Shop {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(Set(AtomicI64::new(NOW)));
        let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
        let core = Core::open(CoreOptions { clock: clock.clone(), secrets: Some(secrets), ..CoreOptions::new(folder.path()) }).await.expect("a core");
        Self { _folder: folder, clock, core }
    }

    async fn account(&self, name: &str) -> AccountId {
        let new = NewAccount::plain(ChannelKind::Wildberries, name);
        self.core.store.account_add(new).await.expect("an account")
    }

    async fn said(&self, account: AccountId, chat: &str, messages: &[Said]) {
        let messages = messages.iter().map(|said| FeedMessage {
            remote_chat_id: RemoteChatId(chat.into()),
            remote_id: RemoteMessageId(format!("{chat}-{}", said.at.0)),
            author: said.author,
            kind: MessageKind::Text,
            text: said.text.clone(),
            sent_at: said.at,
            attachments: Vec::new(),
            read: None,
            raw: None,
            undated: false,
        });
        let page = FeedPage { messages: messages.collect(), ..FeedPage::default() };
        self.core.store.apply_pages(account, vec![page], Lane::Live).await.expect("stored");
    }

    async fn ask(&self, request: Value) -> WhatIfView {
        let view: Value = self.core.call("what_if_start", request).await.expect("a replay");
        serde_json::from_value(view).expect("a view")
    }

    async fn seen(&self, run: u32) -> Option<WhatIfView> {
        self.core.call("what_if", json!({"run": run})).await.expect("a view")
    }

    async fn ended(&self, run: u32) -> WhatIfView {
        let mut changes = self.core.changes();
        loop {
            let view = self.seen(run).await.expect("it is remembered");
            if view.state != WhatIfState::Running {
                return view;
            }
            // Told, not asked again and again: as the window does.
            while !changes.recv().await.expect("a change").tags.contains(&Tag::WhatIf) {}
        }
    }
}

fn start(policy: &SlaPolicy, answering: Answering) -> Value {
    json!({"window": "test", "policy": policy, "answering": answering})
}

/// A chat as it was made, before anything stored it.
struct Made {
    account: usize,
    name: String,
    messages: Vec<Said>,
    closed: Vec<AtMs>,
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((self.0 >> 33) % u64::try_from(n).expect("positive")).expect("small")
    }
}

fn random_chat(dice: &mut Dice, n: usize) -> Made {
    const TEXTS: [&str; 5] = ["Чайник пришёл разбитый", "где мой заказ?", "какой у него вес?", "kde je můj balík", "хочу вернуть деньги"];
    let mut made = Made { account: n % 2, name: format!("chat-{n}"), messages: Vec::new(), closed: Vec::new() };
    let mut at = NOW - dice.below(100 * 24) * HOUR_MS;
    for _ in 0..=dice.below(7) {
        let most = if dice.below(3) == 0 { 3_000 } else { 60 };
        at += (1 + dice.below(most)) * MINUTE_MS;
        if at >= NOW {
            break;
        }
        match dice.below(5) {
            0 | 1 => made.messages.push(Said { author: Author::Seller, at: AtMs(at), text: String::new() }),
            2 if at > NOW - 89 * DAY_MS && !made.messages.is_empty() => made.closed.push(AtMs(at)),
            _ => made.messages.push(Said { author: Author::Customer, at: AtMs(at), text: TEXTS[usize::try_from(dice.below(5)).expect("small")].into() }),
        }
    }
    made
}

/// Each episode by itself, from plain verdicts and arithmetic, without the simulation.
fn by_hand(chats: &[Made], judges: &[(Judge, Judge); 2], answering: Answering, reader: &dyn Reader) -> Simulated {
    let mut result = Simulated { chats: 0, ..Simulated::default() };
    for chat in chats {
        let (before, after) = &judges[chat.account];
        let due = |judge: &Judge, said: &Said| {
            let letter = Letter { channel: Some(ChannelKind::Wildberries), ..Letter::new(&said.text, said.at) };
            judge.verdict(&mut Memory::default(), &letter.heard(&reader.read(&said.text))).due_at
        };
        let ends: Vec<AtMs> = {
            let replies = chat.messages.iter().filter(|said| said.author == Author::Seller).map(|said| said.at);
            let mut ends: Vec<AtMs> = replies.chain(chat.closed.iter().copied()).collect();
            ends.sort_unstable();
            ends
        };
        let buyers: Vec<&Said> = chat.messages.iter().filter(|said| said.author == Author::Customer).collect();
        let mut rest = buyers.as_slice();
        while let Some(first) = rest.first() {
            let end = ends.iter().copied().find(|end| *end >= first.at);
            let many = rest.iter().take_while(|said| end.is_none_or(|end| said.at <= end)).count();
            let episode = &rest[..many];
            rest = &rest[many..];
            if first.at < AtMs(NOW - 90 * DAY_MS) {
                continue;
            }
            let was = episode.iter().any(|said| end.unwrap_or(AtMs(NOW)) > due(before, said));
            let mut would = false;
            let mut waits = episode;
            while let Some(first) = waits.first() {
                let took = end.map(|end| end.since_ms(first.at));
                let quicker = match answering {
                    Answering::AsItWas => took,
                    Answering::Percent { percent } => took.map(|ms| ms * i64::from(percent) / 100),
                    Answering::AtMost { minutes } => {
                        let most = i64::from(minutes) * MINUTE_MS;
                        took.map(|ms| ms.min(most)).or(Some(most).filter(|ms| first.at.0 + ms <= NOW))
                    }
                };
                let at = quicker.map_or(AtMs(NOW), |ms| first.at.plus_ms(ms));
                let answered = waits.iter().take_while(|said| quicker.is_none() || said.at <= at).count();
                would |= waits[..answered].iter().any(|said| at > due(after, said));
                waits = &waits[answered..];
            }
            // Moscow has had one offset of three hours since 2014; 1 January 1970 was a Thursday.
            let local = first.at.0 + 3 * HOUR_MS;
            let (day, hour) = ((local / DAY_MS + 3) % 7, local % DAY_MS / HOUR_MS);
            let cell = &mut result.hours[usize::try_from(day).expect("a day")][usize::try_from(hour).expect("an hour")];
            for cell in [cell, &mut result.total] {
                cell.episodes += 1;
                cell.breached_before += u32::from(was);
                cell.breached_after += u32::from(would);
                cell.avoided += u32::from(was && !would);
                cell.added += u32::from(!was && would);
            }
        }
    }
    result
}

fn hours(from: u16, to: u16, off_hours: OffHours) -> SlaPolicy {
    let week = Week(std::array::from_fn(|day| if day < 5 { vec![DayRange::new(from, to)] } else { Vec::new() }));
    SlaPolicy { calendar: Calendar { week, ..Calendar::default() }, off_hours, ..SlaPolicy::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_figures_are_those_of_judging_each_wait_by_hand() {
    let shop = Shop::open().await;
    let accounts = [shop.account("Посуда").await, shop.account("Свет").await];
    let mut dice = Dice(7);
    let chats: Vec<Made> = (0..160).map(|n| random_chat(&mut dice, n)).filter(|chat| !chat.messages.is_empty()).collect();
    for chat in &chats {
        shop.said(accounts[chat.account], &chat.name, &chat.messages[..1]).await;
    }
    let page: Value = shop.core.call("chat_list", json!({"view": "all", "limit": 200})).await.expect("chats");
    let id = |name: &str| {
        let row = page["chats"].as_array().expect("rows").iter().find(|row| row["remote_id"] == name).expect("the chat");
        pult_domain::ChatId(row["chat"].as_i64().expect("a number"))
    };
    for chat in &chats {
        let mut closed = chat.closed.iter().peekable();
        for said in &chat.messages {
            while let Some(at) = closed.next_if(|at| **at < said.at) {
                shop.clock.0.store(at.0, Ordering::SeqCst);
                shop.core.store.chat_move(id(&chat.name), Queue::Done, *at).await.expect("closed");
            }
            shop.said(accounts[chat.account], &chat.name, std::slice::from_ref(said)).await;
        }
        for at in closed {
            shop.clock.0.store(at.0, Ordering::SeqCst);
            shop.core.store.chat_move(id(&chat.name), Queue::Done, *at).await.expect("closed");
        }
    }
    shop.clock.0.store(NOW, Ordering::SeqCst);
    // The second shop has rules of its own: the common ones tried change nothing there.
    let own = hours(600, 1_080, OffHours::Pause);
    shop.core.set_policy(Some(accounts[1]), Some(own.clone())).await.expect("kept");
    let tried = hours(480, 1_200, OffHours::Pause);
    let reader = shop.core.listening.reader().expect("somebody reads");
    let ready = |policy: &SlaPolicy| policy.ready().expect("a policy");
    let judges = [(ready(&SlaPolicy::default()), ready(&tried)), (ready(&own), ready(&own))];
    for answering in [Answering::AsItWas, Answering::Percent { percent: 40 }, Answering::AtMost { minutes: 45 }] {
        let run = shop.ask(start(&tried, answering)).await.run;
        let view = shop.ended(run).await;
        let result = view.result.expect("a result");
        let expected = by_hand(&chats, &judges, answering, reader.as_ref());
        assert!(
            expected.total.episodes > 100 && expected.total.avoided > 0 && expected.total.breached_before > 20,
            "the world says something: {:?}",
            expected.total
        );
        assert_eq!((result.total, &result.hours), (expected.total, &expected.hours), "{answering:?}");
        assert_eq!((view.state, view.shops_apart, view.words_only), (WhatIfState::Done, 1, false));
        assert_eq!(view.chats, view.chats_in_all, "the bar ends at its end");
        assert_eq!(result.chats, view.chats);
    }
    // One shop alone, by its own rules before.
    let alone: Vec<Made> = chats.into_iter().filter(|chat| chat.account == 1).collect();
    let mut request = start(&tried, Answering::AsItWas);
    request["account"] = json!(accounts[1]);
    let run = shop.ask(request).await.run;
    let view = shop.ended(run).await;
    let judges = [(ready(&own), ready(&tried)), (ready(&own), ready(&tried))];
    assert_eq!(view.result.expect("a result").total, by_hand(&alone, &judges, Answering::AsItWas, reader.as_ref()).total);
    assert_eq!(view.shops_apart, 0);
    shop.core.shutdown().await;
}

#[tokio::test]
async fn a_new_replay_ends_the_earlier_one_of_its_window_only() {
    let shop = Shop::open().await;
    let request = |window: &str| json!({"window": window, "policy": SlaPolicy::default(), "answering": {"how": "as_it_was"}});
    let first = shop.ask(request("one")).await;
    assert_eq!(first.state, WhatIfState::Running);
    let other = shop.ask(request("two")).await;
    let second = shop.ask(request("one")).await;
    assert!(shop.seen(first.run).await.is_none(), "it is over and forgotten");
    assert_eq!(shop.ended(second.run).await.state, WhatIfState::Done);
    assert_eq!(shop.ended(other.run).await.state, WhatIfState::Done);
    for n in 0..WINDOWS {
        shop.ask(request(&format!("window {n}"))).await;
    }
    assert!(shop.seen(second.run).await.is_none(), "windows that went away are not kept");
    shop.core.shutdown().await;
}

#[tokio::test]
async fn a_cancelled_replay_says_so_at_once_and_has_no_result() {
    let shop = Shop::open().await;
    let run = shop.ask(start(&SlaPolicy::default(), Answering::AsItWas)).await.run;
    // The runtime has one thread and it is ours: the replay cannot have ended.
    let replay = shop.core.replays.find(run).expect("the replay");
    replay.finish(End::Cancelled);
    assert_eq!(shop.ended(run).await.state, WhatIfState::Cancelled);
    replay.finish(End::Done(Box::default()));
    let view = replay.view();
    assert_eq!((view.state, view.result), (WhatIfState::Cancelled, None), "what comes too late is not shown");
    let run = shop.ask(start(&SlaPolicy::default(), Answering::AsItWas)).await.run;
    shop.ended(run).await;
    shop.core.call_text("what_if_cancel", json!({"run": run})).await.expect("an answer");
    assert_eq!(shop.seen(run).await.expect("it stays").state, WhatIfState::Done, "what is over stays over");
    shop.core.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_judge_stops_within_one_chat() {
    let policy = SlaPolicy::default();
    let tried = Simulation::new(&policy, &policy, Answering::AsItWas, AtMs(NOW)).expect("policies");
    let simulations = Simulations { tried, apart: HashMap::new() };
    let chat = |n: i64| ChatPast {
        id: pult_domain::ChatId(n),
        began_at: None,
        done_at: None,
        deadline: None,
        moves: Vec::new(),
        history: History { messages: vec![Said { author: Author::Customer, at: AtMs(NOW - n), text: "где заказ?".into() }], ..History::default() },
    };
    let (stop, taken) = (CancellationToken::new(), Arc::new(AtomicU32::new(0)));
    let (slices, given) = mpsc::channel(1);
    let judged = tokio::task::spawn_blocking({
        let (stop, taken) = (stop.clone(), Arc::clone(&taken));
        move || simulations.judge(given, &stop, &taken)
    });
    slices.send((0..3).map(chat).collect()).await.expect("sent");
    while taken.load(Ordering::Relaxed) < 3 {
        tokio::task::yield_now().await;
    }
    stop.cancel();
    // A slice that lies there already is not begun.
    let _ = slices.send((0..1_000).map(chat).collect()).await;
    assert_eq!(judged.await.expect("it ended").chats, 3);
    assert_eq!(taken.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn what_cannot_be_tried_is_refused_before_anything_runs() {
    let shop = Shop::open().await;
    let nowhere = SlaPolicy { calendar: Calendar { zone: "Europe/Nowhere".into(), ..Calendar::default() }, ..SlaPolicy::default() };
    let good = SlaPolicy::default();
    let mut no_time = SlaPolicy::default();
    no_time.rules.0[0].minutes = 0;
    let with = |mut request: Value, name: &str, value: Value| {
        request[name] = value;
        request
    };
    let bad = [
        (start(&nowhere, Answering::AsItWas), ErrorCode::InvalidRequest),
        (start(&no_time, Answering::AsItWas), ErrorCode::InvalidRequest),
        (start(&good, Answering::Percent { percent: MOST_PERCENT + 1 }), ErrorCode::InvalidRequest),
        (start(&good, Answering::AtMost { minutes: MOST_MINUTES + 1 }), ErrorCode::InvalidRequest),
        (with(start(&good, Answering::AsItWas), "days", json!(0)), ErrorCode::InvalidRequest),
        (with(start(&good, Answering::AsItWas), "days", json!(367)), ErrorCode::InvalidRequest),
        (with(start(&good, Answering::AsItWas), "account", json!(77)), ErrorCode::AccountNotFound),
    ];
    for (request, code) in bad {
        let refused: ApiError = shop.core.call_text("what_if_start", request.clone()).await.expect_err("refused");
        assert_eq!(refused.code, code, "{request}");
    }
    assert!(shop.core.replays.all().is_empty());
    shop.core.shutdown().await;
}

#[test]
fn what_the_owner_took_back_never_closed_anything() {
    let past = |moves: &[(i64, Queue)], done_at: Option<i64>| ChatPast {
        id: pult_domain::ChatId(1),
        began_at: None,
        done_at: done_at.map(AtMs),
        deadline: None,
        moves: moves.iter().map(|(at, queue)| (AtMs(*at), *queue)).collect(),
        history: History::default(),
    };
    for (moves, done_at, closed) in [
        (&[(5, Queue::Done), (9, Queue::Done)][..], Some(9), &[5, 9][..]),
        (&[(5, Queue::Done), (6, Queue::Waiting), (9, Queue::InProgress)], Some(9), &[9]),
        (&[(5, Queue::Done), (6, Queue::Waiting)], None, &[]),
        (&[(6, Queue::Waiting)], None, &[]),
        (&[(5, Queue::Done)], None, &[]),
        (&[(5, Queue::Done), (7, Queue::InProgress)], None, &[]),
        (&[], Some(3), &[3]),
    ] {
        let found: Vec<i64> = with_closings(past(moves, done_at)).closed.into_iter().map(|at| at.0).collect();
        assert_eq!(found, closed, "{moves:?}");
    }
}

#[test]
fn an_empty_past_is_an_empty_table() {
    let nothing = Simulated::default();
    assert_eq!((nothing.hours.len(), nothing.hours.iter().map(Vec::len).collect::<Vec<_>>()), (7, vec![24; 7]));
    assert_eq!(nothing.total, Cell::default());
}
