//! Each rule by example, and what holds under any stream of chats, moments and moods.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

const MINUTE: i64 = 60_000;
const SHOP: AccountId = AccountId(1);
const START: AtMs = AtMs(1_795_165_200_000);

fn said(chat: i64) -> Said {
    Said { customer: format!("Покупатель {chat}"), text: "Чайник пришёл разбитый".into() }
}

/// An urgent chat that came at [`START`] and must be answered in 30 minutes.
fn urgent(chat: i64) -> Waiter {
    Waiter {
        chat: ChatId(chat),
        account: SHOP,
        priority: Priority::Urgent,
        since: START,
        deadline: Some(START.plus_ms(30 * MINUTE)),
        snoozed: false,
        unread: true,
        message: MessageId(1),
        before_shop: false,
        said: said(chat),
    }
}

/// A whole look so many milliseconds after [`START`].
fn look(after_ms: i64, waiters: &[Waiter]) -> Look {
    Look { now: START.plus_ms(after_ms), waiters: waiters.to_vec(), whole: true, imported: [SHOP].into(), ..Look::default() }
}

/// A memory that has looked once, so that what comes is news.
fn memory() -> Memory {
    let mut memory = Memory::default();
    assert_eq!(decide(&mut memory, &look(-MINUTE, &[])), []);
    memory
}

fn places(deeds: &[Deed]) -> Vec<Place> {
    deeds.iter().filter_map(|deed| if let Deed::Show(toast) = deed { Some(toast.place) } else { None }).collect()
}

fn chat_place(chat: i64) -> Place {
    Place::Chat(ChatId(chat))
}

#[test]
fn one_toast_a_chat_updated_by_new_messages() {
    let mut memory = memory();
    assert_eq!(places(&decide(&mut memory, &look(0, &[urgent(1)]))), [chat_place(1)]);
    assert_eq!(decide(&mut memory, &look(10, &[urgent(1)])), [], "nothing new, nothing shown");
    let more = Waiter { message: MessageId(2), ..urgent(1) };
    assert_eq!(places(&decide(&mut memory, &look(20, std::slice::from_ref(&more)))), [chat_place(1)], "the same place: it is replaced");
    assert_eq!(decide(&mut memory, &look(30, &[])), [Deed::Withdraw(chat_place(1))], "answered");
}

#[test]
fn only_urgent_chats_call_unless_the_owner_wants_more() {
    for (level, expected) in [(NoticeLevel::Nothing, 0), (NoticeLevel::Urgent, 1), (NoticeLevel::High, 2), (NoticeLevel::All, 3)] {
        let rules = NoticeRules { level, ..NoticeRules::default() };
        let chats = [Priority::Urgent, Priority::High, Priority::Normal];
        let chats: Vec<Waiter> = chats.into_iter().zip(1..).map(|(priority, chat)| Waiter { priority, ..urgent(chat) }).collect();
        let mut memory = Memory::default();
        decide(&mut memory, &Look { rules: rules.clone(), ..look(-MINUTE, &[]) });
        assert_eq!(places(&decide(&mut memory, &Look { rules, ..look(0, &chats) })).len(), expected, "{level:?}");
    }
}

#[test]
fn more_than_three_in_a_minute_become_one_summary() {
    let mut memory = memory();
    let chats: Vec<Waiter> = (1..=5).map(urgent).collect();
    assert_eq!(places(&decide(&mut memory, &look(0, &chats[..3]))).len(), 3, "three are shown by themselves");
    let deeds = decide(&mut memory, &look(59_000, &chats[..4]));
    assert_eq!(places(&deeds), [Place::Summary]);
    assert_eq!(deeds.iter().filter(|deed| matches!(deed, Deed::Withdraw(_))).count(), 3, "the summary stands in their place: {deeds:?}");
    let deeds = decide(&mut memory, &look(60_001, &chats));
    assert_eq!(places(&deeds), [chat_place(5)], "the minute of the first three is over");
    assert_eq!(decide(&mut memory, &look(62_000, &chats[4..])), [Deed::Withdraw(Place::Summary)], "all behind the summary are answered");
}

#[test]
fn alerts_at_half_at_a_tenth_and_at_the_breach() {
    let mut memory = memory();
    let stages: Vec<(i64, Vec<Stage>)> = [0, 14, 15, 16, 26, 27, 28, 30, 31, 600].map(|minutes| (minutes, stages(&mut memory, minutes))).into();
    let told: Vec<(i64, Stage)> = stages.into_iter().flat_map(|(minutes, stages)| stages.into_iter().map(move |stage| (minutes, stage))).collect();
    assert_eq!(told, [(0, Stage::Fresh), (15, Stage::Half), (27, Stage::Tenth), (30, Stage::Breached)]);
}

fn stages(memory: &mut Memory, minutes: i64) -> Vec<Stage> {
    let deeds = decide(memory, &look(minutes * MINUTE, &[urgent(1)]));
    let breached = deeds.contains(&Deed::Attention);
    let shown: Vec<Stage> =
        deeds.iter().filter_map(|deed| if let Deed::Show(Toast { topic: Topic::Chat { stage, .. }, .. }) = deed { Some(*stage) } else { None }).collect();
    assert_eq!(breached, shown.contains(&Stage::Breached), "the window asks for attention at the breach and only then");
    shown
}

#[test]
fn quiet_hours_and_do_not_disturb_hold_and_digest() {
    let quiet = |look: Look| Look { quiet: [SHOP].into(), ..look };
    let busy = |look: Look| Look { desk: DeskNow { do_not_disturb: true, locked: false }, ..look };
    for hold in [&quiet as &dyn Fn(Look) -> Look, &busy] {
        let mut memory = memory();
        let chats = [urgent(1), urgent(2)];
        assert_eq!(decide(&mut memory, &hold(look(0, &chats))), []);
        assert!(memory.holds_back());
        assert_eq!(decide(&mut memory, &hold(look(30 * MINUTE, &chats))), [], "a breach too");
        let deeds = decide(&mut memory, &look(31 * MINUTE, &chats));
        assert_eq!(deeds, [Deed::Show(Toast { place: Place::Digest, opens: None, topic: Topic::Held(2) })]);
        assert_eq!(decide(&mut memory, &look(32 * MINUTE, &chats)), [], "told once");
        assert_eq!(decide(&mut memory, &look(33 * MINUTE, &[])), [Deed::Withdraw(Place::Digest)]);
    }
}

#[test]
fn what_was_answered_meanwhile_is_not_in_the_digest() {
    let mut memory = memory();
    let quiet = Look { quiet: [SHOP].into(), ..look(0, &[urgent(1), urgent(2)]) };
    decide(&mut memory, &quiet);
    let deeds = decide(&mut memory, &look(MINUTE, &[urgent(2)]));
    assert_eq!(deeds, [Deed::Show(Toast { place: Place::Digest, opens: Some(ChatId(2)), topic: Topic::Held(1) })]);
}

#[test]
fn an_answered_wait_calls_no_more_when_its_buyer_says_thanks() {
    let thanks = Waiter { since: START.plus_ms(MINUTE), priority: Priority::Normal, message: MessageId(2), ..urgent(1) };
    let mut shown = memory();
    assert_eq!(places(&decide(&mut shown, &look(0, &[urgent(1)]))), [chat_place(1)]);
    assert_eq!(decide(&mut shown, &look(2 * MINUTE, std::slice::from_ref(&thanks))), [Deed::Withdraw(chat_place(1))]);
    assert_eq!(decide(&mut shown, &look(3 * MINUTE, std::slice::from_ref(&thanks))), [], "once");
    let again = Waiter { priority: Priority::Urgent, message: MessageId(3), ..thanks.clone() };
    assert_eq!(places(&decide(&mut shown, &look(4 * MINUTE, &[again]))), [chat_place(1)], "urgent after all: that is new");
    let mut held = memory();
    assert_eq!(decide(&mut held, &Look { quiet: [SHOP].into(), ..look(0, &[urgent(1)]) }), []);
    assert_eq!(decide(&mut held, &look(2 * MINUTE, &[thanks])), [], "no digest for it");
    assert!(!held.holds_back());
}

#[test]
fn a_missed_deadline_breaks_the_quiet_where_the_owner_chose_so() {
    let rules = NoticeRules { breaches_always: true, ..NoticeRules::default() };
    let at = |minutes: i64| Look { quiet: [SHOP].into(), rules: rules.clone(), ..look(minutes * MINUTE, &[urgent(1)]) };
    let mut memory = memory();
    assert_eq!(decide(&mut memory, &at(0)), []);
    let deeds = decide(&mut memory, &at(30));
    assert_eq!((places(&deeds), deeds.contains(&Deed::Attention)), (vec![chat_place(1)], true));
}

#[test]
fn mute_is_by_shop_and_by_queue() {
    let high = Waiter { priority: Priority::High, chat: ChatId(2), ..urgent(2) };
    let told = |rules: NoticeRules| {
        let mut memory = Memory::default();
        decide(&mut memory, &Look { rules: rules.clone(), ..look(-MINUTE, &[]) });
        places(&decide(&mut memory, &Look { rules, ..look(0, &[urgent(1), high.clone()]) }))
    };
    let all = NoticeRules { level: NoticeLevel::All, ..NoticeRules::default() };
    assert_eq!(told(all.clone()), [chat_place(1), chat_place(2)]);
    assert_eq!(told(NoticeRules { muted_accounts: vec![SHOP], ..all.clone() }), []);
    assert_eq!(told(NoticeRules { muted_accounts: vec![AccountId(2)], ..all.clone() }).len(), 2);
    assert_eq!(told(NoticeRules { muted_queues: vec![View::Urgent], ..all.clone() }), [chat_place(2)]);
    assert_eq!(told(NoticeRules { muted_queues: vec![View::Waiting], ..all }), [chat_place(1)]);
}

#[test]
fn a_snoozed_chat_is_silent_and_comes_back_once() {
    let mut memory = memory();
    decide(&mut memory, &look(0, &[urgent(1)]));
    let snoozed = Waiter { snoozed: true, ..urgent(1) };
    assert_eq!(decide(&mut memory, &look(MINUTE, std::slice::from_ref(&snoozed))), [Deed::Withdraw(chat_place(1))]);
    assert_eq!(decide(&mut memory, &look(20 * MINUTE, &[snoozed])), [], "no alert while it sleeps");
    assert_eq!(places(&decide(&mut memory, &look(31 * MINUTE, &[urgent(1)]))), [chat_place(1)]);
    assert_eq!(decide(&mut memory, &look(32 * MINUTE, &[urgent(1)])), []);
}

#[test]
fn a_chat_read_in_the_window_needs_no_toast_but_still_alerts() {
    let mut memory = memory();
    decide(&mut memory, &look(0, &[urgent(1)]));
    let read = Waiter { unread: false, ..urgent(1) };
    assert_eq!(decide(&mut memory, &look(MINUTE, std::slice::from_ref(&read))), [Deed::Withdraw(chat_place(1))]);
    assert_eq!(places(&decide(&mut memory, &look(15 * MINUTE, std::slice::from_ref(&read)))), [chat_place(1)]);
    assert_eq!(decide(&mut memory, &look(16 * MINUTE, &[read])), [], "the alert stays");
}

#[test]
fn old_chats_of_a_new_shop_do_not_call_and_escalate_later() {
    let mut memory = memory();
    let shop = AccountId(2);
    let old = |chat: i64, priority| Waiter { account: shop, before_shop: true, priority, ..urgent(chat) };
    let importing = [old(1, Priority::Urgent), old(2, Priority::Normal)];
    assert_eq!(decide(&mut memory, &look(0, &importing)), [], "while it is imported");
    let imported = |after, waiters: &[Waiter]| Look { imported: [SHOP, shop].into(), ..look(after, waiters) };
    assert_eq!(decide(&mut memory, &imported(1_000, &importing)), [], "when it is there");
    assert!(memory.knows_shop(shop));
    let escalated = [old(1, Priority::Urgent), old(2, Priority::Urgent)];
    assert_eq!(places(&decide(&mut memory, &imported(2_000, &escalated))), [chat_place(2)], "made urgent by time passing");
    assert_eq!(places(&decide(&mut memory, &imported(15 * MINUTE, &escalated[..1]))), [chat_place(1)], "and half of the time is over");
}

#[test]
fn another_level_does_not_call_for_what_waits_already() {
    let mut memory = memory();
    let all = |after, waiters: &[Waiter]| Look { rules: NoticeRules { level: NoticeLevel::All, ..NoticeRules::default() }, ..look(after, waiters) };
    let normal = |chat| Waiter { priority: Priority::Normal, ..urgent(chat) };
    assert_eq!(decide(&mut memory, &look(0, &[normal(1)])), []);
    assert_eq!(decide(&mut memory, &all(1, &[normal(1)])), []);
    assert_eq!(places(&decide(&mut memory, &all(2, &[normal(1), normal(2)]))), [chat_place(2)]);
}

#[test]
fn a_restart_repeats_nothing() {
    let mut memory = memory();
    decide(&mut memory, &look(0, &[urgent(1)]));
    decide(&mut memory, &Look { quiet: [SHOP].into(), ..look(1, &[urgent(1), urgent(2)]) });
    let kept = serde_json::to_string(&memory).expect("JSON");
    let mut memory: Memory = serde_json::from_str(&kept).expect("read again");
    let deeds = decide(&mut memory, &look(MINUTE, &[urgent(1), urgent(2)]));
    assert_eq!(places(&deeds), [Place::Digest], "only what was held");
    assert!(!kept.contains("Покупатель") && !kept.contains("Чайник"), "no words of a buyer are kept: {kept}");
}

/// A step of the world: time passes, and one chat changes.
#[derive(Clone, Debug)]
struct Step {
    after_ms: i64,
    chat: i64,
    change: Happens,
    quiet: bool,
    busy: bool,
    locked: bool,
    restart: bool,
}

#[derive(Clone, Copy, Debug)]
enum Happens {
    Writes(Priority),
    Answered,
    Snoozed,
    Read,
    Nothing,
}

fn step() -> impl Strategy<Value = Step> {
    let change = prop_oneof![
        4 => prop_oneof![3 => Just(Priority::Urgent), 1 => Just(Priority::High), 1 => Just(Priority::Normal)].prop_map(Happens::Writes),
        1 => Just(Happens::Answered),
        1 => Just(Happens::Snoozed),
        1 => Just(Happens::Read),
        3 => Just(Happens::Nothing),
    ];
    let rare = || proptest::bool::weighted(0.1);
    (0..20 * MINUTE, 1..9_i64, change, rare(), rare(), rare(), rare()).prop_map(|(after_ms, chat, change, quiet, busy, locked, restart)| Step {
        after_ms,
        chat,
        change,
        quiet,
        busy,
        locked,
        restart,
    })
}

/// The waiting chats after a step.
fn happen(world: &mut BTreeMap<i64, Waiter>, step: &Step, now: AtMs) {
    match step.change {
        Happens::Writes(priority) => {
            let deadline = Some(now.plus_ms(30 * MINUTE));
            let waiter = world.entry(step.chat).or_insert_with(|| Waiter { since: now, deadline, priority: Priority::Low, ..urgent(step.chat) });
            waiter.message = MessageId::first_at(now);
            waiter.priority = waiter.priority.max(priority);
            (waiter.unread, waiter.snoozed) = (true, false);
        }
        Happens::Answered => drop(world.remove(&step.chat)),
        Happens::Snoozed => drop(world.get_mut(&step.chat).map(|waiter| waiter.snoozed = true)),
        Happens::Read => drop(world.get_mut(&step.chat).map(|waiter| waiter.unread = false)),
        Happens::Nothing => {}
    }
}

proptest! {
    /// Whatever happens: one toast a chat; at most three alerts a wait; nothing while nobody may be
    /// disturbed; no words under a lock; only urgent chats; never more than three toasts in a minute
    /// beside the summary; nothing told twice over a restart; nothing on the screen for an answered chat.
    #[test]
    fn the_rules_hold_under_any_stream(steps in proptest::collection::vec(step(), 1..60)) {
        let (mut memory, mut world, mut now) = (memory(), BTreeMap::new(), START);
        let mut alerts: BTreeMap<(ChatId, AtMs), u32> = BTreeMap::new();
        let mut screen: BTreeSet<Place> = BTreeSet::new();
        let mut lately: Vec<(AtMs, Place)> = Vec::new();
        for step in steps {
            now = now.plus_ms(step.after_ms);
            happen(&mut world, &step, now);
            if step.restart {
                memory = serde_json::from_str(&serde_json::to_string(&memory).expect("JSON")).expect("read again");
                (screen, lately) = (BTreeSet::new(), Vec::new());
            }
            let desk = DeskNow { do_not_disturb: step.busy, locked: step.locked };
            let quiet = if step.quiet { [SHOP].into() } else { BTreeSet::new() };
            let look = Look { desk, quiet, waiters: world.values().cloned().collect(), ..look(now.since_ms(START), &[]) };
            let before = memory.clone();
            let deeds = decide(&mut memory, &look);
            for deed in &deeds {
                match deed {
                    Deed::Show(toast) => {
                        prop_assert!(!step.busy && !step.quiet, "shown in the quiet: {toast:?}");
                        screen.insert(toast.place);
                        if let (Topic::Chat { priority, stage, said, .. }, Place::Chat(chat)) = (&toast.topic, toast.place) {
                            prop_assert_eq!(*priority, Priority::Urgent);
                            prop_assert!(said.is_none() || !step.locked, "words under a lock");
                            let waiter = world.get(&chat.0).expect("only chats that wait call");
                            prop_assert!(!waiter.snoozed);
                            if *stage > Stage::Fresh && before.chats.get(&chat).is_some_and(|known| known.stage_told() < *stage) {
                                *alerts.entry((chat, waiter.since)).or_default() += 1;
                            }
                            lately.push((now, toast.place));
                        }
                    }
                    Deed::Withdraw(place) => drop(screen.remove(place)),
                    Deed::Attention => {}
                }
            }
            for place in &screen {
                if let Place::Chat(chat) = place {
                    prop_assert!(world.contains_key(&chat.0), "an answered chat is still on the screen");
                }
            }
            lately.retain(|(at, _)| now.since_ms(*at) < TOGETHER_MS);
            let different: BTreeSet<Place> = lately.iter().map(|(_, place)| *place).collect();
            // A chat answered within the minute makes room for another.
            let answered = different.iter().filter(|place| matches!(place, Place::Chat(chat) if !world.contains_key(&chat.0))).count();
            prop_assert!(different.len() <= MOST_TOASTS + answered, "{different:?}");
            prop_assert!(alerts.values().all(|count| *count <= 3), "{alerts:?}");
            // The same look again says nothing: what was told is known.
            prop_assert_eq!(decide(&mut memory, &look), vec![]);
        }
    }

    /// The stages come in order, each once, and `next` is where `at` changes.
    #[test]
    fn stages_follow_each_other(minutes in 1..10_000_i64, part in 0.0..1.5_f64) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a moment somewhere in the wait")]
        let now = START.plus_ms((minutes as f64 * MINUTE as f64 * part) as i64);
        let deadline = START.plus_ms(minutes * MINUTE);
        let here = Stage::at(START, Some(deadline), now);
        match Stage::next(START, deadline, now) {
            Some(next) => {
                prop_assert_eq!(Stage::at(START, Some(deadline), next.plus_ms(-1)), here);
                prop_assert!(Stage::at(START, Some(deadline), next) > here);
            }
            None => prop_assert_eq!(here, Stage::Breached),
        }
    }
}
