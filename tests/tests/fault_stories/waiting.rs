//! Being told to wait, and accounts that must wait for the owner.

use pult_core::dto::{AccountAdded, OutboxView};
use pult_domain::retry::LONGEST_SERVER_WAIT_MS;
use pult_domain::{AccountHealth, ErrorCode, OutboxId, OutboxState};
use pult_sim::{Buyer, Endpoint, Fault, Item, RetryHeaders, SimOptions, TokenKind, TokenSpec, WbSim};
use pult_tests::world::{Shop, ShopOptions, World, minutes, seconds};
use serde_json::{Value, json};

/// No request for the feed reached the marketplace after its 429 and before the end of the wait.
fn nothing_inside(w: &World, wait_ms: i64) {
    let requests: Vec<_> = w.sim().requests().into_iter().filter(|seen| seen.endpoint == Endpoint::Events).collect();
    let told = requests.iter().rposition(|seen| seen.status == Some(429)).expect("a 429 was given");
    let until = requests[told].at.plus_ms(wait_ms);
    let inside: Vec<_> = requests[told + 1..].iter().filter(|seen| seen.at < until).collect();
    assert!(inside.is_empty(), "{wait_ms} ms were asked for, these came inside: {inside:?}");
}

/// A 429 with these headers forbids the feed for so long; the state is told in words.
async fn told_to_wait(headers: RetryHeaders, wait_ms: i64) {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Вы работаете?");
    w.sim().faults().events(Fault::TooManyRequests { headers });
    let asked_at = w.now();
    w.sync_stops_with(ErrorCode::RateLimited).await;
    let account = w.account().await;
    assert_eq!(account.health, AccountHealth::Retrying, "{headers:?}");
    let problem = account.last_error.expect("the account says what happened");
    assert_eq!((problem.code, problem.status), (ErrorCode::RateLimited, Some(429)), "{headers:?}");
    let again = problem.retry_at_ms.expect("and when it goes on").since_ms(asked_at);
    // The clock of the test runs on while the answer is on its way.
    assert!((wait_ms - 1_000..=wait_ms + seconds(5)).contains(&again), "{headers:?}: again in {again} ms, {wait_ms} were asked for");
    w.section("the owner presses the button again and again");
    if wait_ms > seconds(6) {
        for _ in 0..3 {
            w.sync_stops_with(ErrorCode::RateLimited).await;
        }
        w.advance(wait_ms - seconds(3));
    }
    w.sync().await;
    nothing_inside(&w, wait_ms);
    w.reads(&ivan, "buyer: Вы работаете?").await;
    w.end().await;
}

#[tokio::test]
async fn a_429_as_documented_is_honoured() {
    told_to_wait(RetryHeaders::Documented(30), seconds(30)).await;
    told_to_wait(RetryHeaders::Documented(2), seconds(2)).await;
}

#[tokio::test]
async fn a_429_with_retry_after_is_honoured() {
    told_to_wait(RetryHeaders::Seconds(40), seconds(40)).await;
    // A date has whole seconds: up to one may be lost.
    told_to_wait(RetryHeaders::Date(90), seconds(89)).await;
}

#[tokio::test]
async fn a_429_that_asks_for_an_absurd_time_is_bounded() {
    told_to_wait(RetryHeaders::Absurd, LONGEST_SERVER_WAIT_MS).await;
}

#[tokio::test]
async fn a_429_without_usable_headers_still_means_a_pause() {
    told_to_wait(RetryHeaders::None, seconds(1)).await;
    told_to_wait(RetryHeaders::Garbage, seconds(1)).await;
}

#[tokio::test]
async fn by_itself_pult_keeps_out_of_the_forbidden_time_too() {
    let mut w = World::with_shop().await;
    w.crowd(2, 2);
    w.sim().faults().events(Fault::TooManyRequests { headers: RetryHeaders::Documented(2) }).times(2);
    w.run().await;
    w.until("everything is here", async |w| w.account().await.health == AccountHealth::Ok).await;
    let events: Vec<_> = w.sim().requests().into_iter().filter(|seen| seen.endpoint == Endpoint::Events).collect();
    for pair in events.windows(2).filter(|pair| pair[0].status == Some(429)) {
        let apart = pair[1].at.since_ms(pair[0].at);
        assert!(apart >= 2_000, "two seconds were asked for, {apart} ms later we came again");
    }
    w.end().await;
}

#[tokio::test]
async fn one_account_waits_and_the_other_goes_on() {
    let mut w = World::with_shop().await;
    let second = w.connect(ShopOptions { seed: 2, ..ShopOptions::default() }).await;
    let boris = w.shops[second].sim.buyer("Борис", Item::default());
    w.shops[second].sim.buyer_writes(&boris, "Привезёте до пятницы?");
    w.sim().faults().events(Fault::Status { status: 500 }).always();
    for _ in 0..4 {
        let reports = w.try_sync().await;
        assert!(reports[0].error.is_some() && reports[1].error.is_none(), "one shop's failure is its own: {reports:?}");
        w.advance(minutes(6));
    }
    assert_eq!(w.account().await.error_count, 4.0);
    assert_eq!(w.account_at(second).await.health, AccountHealth::Ok);
    w.reply_and_wait(&boris, "Да, в четверг").await;
    assert_eq!(w.delivered(&boris), ["Да, в четверг"]);
    w.end().await;
}

#[tokio::test]
async fn a_revoked_token_stops_its_account_alone_until_a_new_one_comes() {
    let mut w = World::with_shop().await;
    let second = w.connect(ShopOptions { seed: 2, ..ShopOptions::default() }).await;
    let (ivan, boris) = (w.buyer("Иван"), w.shops[second].sim.buyer("Борис", Item::default()));
    w.sim().buyer_writes(&ivan, "Где заказ?");
    w.shops[second].sim.buyer_writes(&boris, "Есть скидка?");
    w.sync().await;
    let cursor = w.account().await.cursor;

    w.section("the token is withdrawn in the cabinet");
    w.sim().revoke_token();
    w.sim().forget_requests();
    w.sync_stops_with(ErrorCode::TokenRejected).await;
    let account = w.account().await;
    assert_eq!(account.health, AccountHealth::NeedsOwner);
    assert_eq!(account.cursor, cursor);
    w.run().await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(w.sim().requests().len() <= 2, "no storm of requests after a 401: {:?}", w.sim().requests());

    w.section("the other shop answers meanwhile");
    w.reply_and_wait(&boris, "Да, по выходным").await;
    assert_eq!(w.delivered(&boris), ["Да, по выходным"]);
    let waits = w.reply(&ivan, "Заказ в пути").await;
    w.stands(waits, OutboxState::Queued).await;

    w.section("the owner pastes a new one");
    w.sim().buyer_writes(&ivan, "Ау?");
    let fresh = w.sim().token_with(pult_sim::TokenSpec::default());
    let check: Value = w.ok("account_set_token", json!({"account": w.shops[0].account, "token": fresh})).await;
    assert_eq!(check["ok"], true, "{check}");
    w.until("the account is well and the reply is out", async |w| w.outbox_of(waits).await.state == OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Заказ в пути"], "what waited for the token left once");
    w.end().await;
}

/// Replies to two buyers, queued when the shop's key is taken back.
struct TwoReplies {
    w: World,
    buyers: [Buyer; 2],
    replies: [OutboxId; 2],
}

impl TwoReplies {
    async fn refused() -> Self {
        let w = World::with_shop().await;
        let buyers = [w.buyer("Иван"), w.buyer("Мария")];
        for buyer in &buyers {
            w.sim().buyer_writes(buyer, "Где заказ?");
        }
        w.sync().await;
        let replies = [w.reply(&buyers[0], "В пути").await, w.reply(&buyers[1], "Уже в пункте").await];
        w.sim().revoke_token();
        w.sim().forget_requests();
        Self { w, buyers, replies }
    }

    async fn stand(&self, states: [OutboxState; 2]) {
        for (reply, state) in self.replies.into_iter().zip(states) {
            self.w.stands(reply, state).await;
        }
    }

    /// What the old key was refused with has failed; what had waited left once.
    async fn second_alone_has_left(&self) {
        self.stand([OutboxState::Failed, OutboxState::Sent]).await;
        let [ivan, maria] = &self.buyers;
        assert_eq!((self.w.delivered(ivan), self.w.delivered(maria)), (vec![], vec!["Уже в пункте".to_owned()]));
    }
}

#[tokio::test]
async fn a_key_that_ends_fails_one_reply_and_the_others_wait() {
    let two = TwoReplies::refused().await;
    let w = &two.w;
    w.try_sync().await;
    let asked = w.sim().requests().into_iter().filter(|seen| seen.endpoint == Endpoint::Message).count();
    assert_eq!(asked, 1, "what the first was told holds for the others: {:?}", w.sim().requests());
    two.stand([OutboxState::Failed, OutboxState::Queued]).await;

    w.section("a new key: what waited leaves without being asked for");
    let fresh = w.sim().token_with(pult_sim::TokenSpec::default());
    let _: Value = w.ok("account_set_token", json!({"account": w.shops[0].account, "token": fresh})).await;
    w.sync().await;
    two.second_alone_has_left().await;
    two.w.end().await;
}

#[tokio::test]
async fn what_is_left_leaves_with_the_key_that_replaced_a_refused_one() {
    let two = TwoReplies::refused().await;
    let w = &two.w;
    let fresh = w.sim().token_with(pult_sim::TokenSpec::default());
    w.sim().faults().message(Fault::SlowAnswer { ms: 700 });
    let replacing = async {
        w.until("the first is under way", async |w| w.sim().requests().iter().any(|seen| seen.endpoint == Endpoint::Message)).await;
        let _: Value = w.ok("account_set_token", json!({"account": w.shops[0].account, "token": fresh})).await;
    };
    tokio::join!(w.try_sync(), replacing);
    w.sync().await;
    two.second_alone_has_left().await;
    assert_eq!(w.account().await.health, AccountHealth::Ok);
    two.w.end().await;
}

#[tokio::test]
async fn a_clock_that_is_set_back_holds_nothing_up() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Где заказ?");
    w.sync().await;
    w.sim().faults().events(Fault::TooManyRequests { headers: RetryHeaders::Documented(30) });
    w.sync_stops_with(ErrorCode::RateLimited).await;
    let chat = w.chat(&ivan).await;
    let reply: OutboxView = w.ok("reply_send", json!({"chat": chat, "text": "В пути", "undo_ms": 10_000})).await;
    w.section("this machine's clock had been three hours ahead");
    w.set_clock_on(-minutes(180));
    w.sync().await;
    w.stands(reply.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["В пути"]);
}

#[tokio::test]
async fn a_clock_that_is_set_on_sends_nothing_twice() {
    for (behind_ms, restarted) in [(0, false), (0, true), (minutes(180), false)] {
        let mut w = World::with(ShopOptions { clock_ahead_ms: behind_ms, ..ShopOptions::default() }).await;
        let ivan = w.buyer("Иван");
        w.sim().buyer_writes(&ivan, "Где заказ?");
        w.sync().await;
        w.sim().faults().message(Fault::AcceptLate { ms: seconds(60) });
        let view = w.reply_and_wait(&ivan, "В пути").await;
        assert_eq!(view.state, OutboxState::Unconfirmed);
        w.section("this machine's clock is set three hours on");
        w.set_clock_on(minutes(180));
        if restarted {
            w.restart_core().await;
        }
        w.sync().await;
        w.stands(view.outbox, OutboxState::Unconfirmed).await;
        w.advance(seconds(70));
        w.sync().await;
        let sent = w.stands(view.outbox, OutboxState::Sent).await;
        assert_eq!(sent.attempts, 1.0, "{behind_ms}: its own event was known again");
        assert_eq!(w.delivered(&ivan), ["В пути"], "{behind_ms}: the buyer sees one answer");
    }
}

#[tokio::test]
async fn a_clock_that_was_wrong_before_a_start_leaves_the_doubt_to_the_owner() {
    let mut w = World::with(ShopOptions { clock_ahead_ms: minutes(180), ..ShopOptions::default() }).await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Где заказ?");
    w.sync().await;
    w.sim().faults().message(Fault::AcceptLate { ms: seconds(60) });
    let view = w.reply_and_wait(&ivan, "В пути").await;
    w.section("the clock is put right, and nobody knows any more how it went");
    w.set_clock_on(minutes(180));
    w.restart_core().await;
    w.sync().await;
    w.advance(seconds(70));
    w.sync().await;
    w.advance(minutes(5));
    w.sync().await;
    w.sync().await;
    let left = w.stands(view.outbox, OutboxState::Unconfirmed).await;
    assert!(left.needs_owner, "{left:?}");
    assert_eq!(w.delivered(&ivan), ["В пути"], "the buyer sees one answer");
}

#[tokio::test]
async fn after_a_clock_was_set_back_the_shops_older_words_are_no_echo() {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Вы работаете?");
    w.sync().await;
    w.advance(minutes(240));
    w.section("this machine's clock is set three hours back while nothing is under way");
    w.set_clock_on(-minutes(180));
    w.sync().await;
    w.section("what was said in the cabinet two hours ago comes into the feed with a reply that never arrived");
    w.sim().seller_wrote_at(&ivan, "Спасибо!", w.clock().unset().plus_ms(-minutes(120)));
    w.sim().faults().message(Fault::ResetBefore);
    let view = w.reply_and_wait(&ivan, "Спасибо!").await;
    assert_eq!(view.state, OutboxState::Unconfirmed, "it was said hours before the attempt, by either clock: {view:?}");
    w.advance(minutes(3));
    w.sync().await;
    let sent = w.stands(view.outbox, OutboxState::Sent).await;
    assert_eq!(sent.attempts, 2.0, "its absence was proven");
    assert_eq!(w.delivered(&ivan), ["Спасибо!"]);
}

#[tokio::test]
async fn a_settle_time_goes_on_while_the_program_does_not_run() {
    let mut w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Где заказ?");
    w.sync().await;
    w.sim().faults().message(Fault::ResetBefore);
    let view = w.reply_and_wait(&ivan, "В пути").await;
    assert_eq!(view.state, OutboxState::Unconfirmed);
    w.advance(minutes(3));
    w.restart_core().await;
    w.sync().await;
    w.stands(view.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["В пути"]);
    w.end().await;
}

#[tokio::test]
async fn a_token_that_may_only_read_fails_the_reply_with_its_reason() {
    let mut w = World::empty().await;
    w.connect(ShopOptions::default()).await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_writes(&ivan, "Можно вернуть?");
    let read_only = w.sim().token_with(pult_sim::TokenSpec::read_only());
    let check: Value = w.ok("account_set_token", json!({"account": w.shops[0].account, "token": read_only})).await;
    assert_eq!(check["warnings"], json!(["read_only"]), "said before it hurts");
    w.sync().await;
    let view = w.reply_and_wait(&ivan, "Да, в течение 14 дней").await;
    assert_eq!((view.state, view.reason), (OutboxState::Failed, Some(ErrorCode::TokenMissingRight)));
    let problem = w.account().await.last_error.expect("the account says which right");
    assert!(problem.missing_right.is_some(), "{problem:?}");

    w.section("with a better token the same reply is sent again by hand");
    let better = w.sim().token_with(pult_sim::TokenSpec::default());
    let _: Value = w.ok("account_set_token", json!({"account": w.shops[0].account, "token": better})).await;
    let _: Value = w.ok("outbox_retry", json!({"outbox": view.outbox})).await;
    w.sync().await;
    w.stands(view.outbox, OutboxState::Sent).await;
    assert_eq!(w.delivered(&ivan), ["Да, в течение 14 дней"]);
    w.end().await;
}

#[tokio::test]
async fn a_base_token_brings_a_page_an_hour_and_that_is_no_failure() {
    let mut w = World::empty().await;
    let sim = WbSim::start(SimOptions { page_size: 2, ..SimOptions::default() }).await.expect("a free port");
    let token = sim.token_with(TokenSpec::of(TokenKind::Base));
    let add = json!({"channel": "wildberries", "name": "Лавка", "token": token, "base_url": sim.base_url()});
    let added: AccountAdded = w.ok("account_add", add).await;
    w.shops.push(Shop { sim, account: added.account });
    w.crowd(3, 2);
    let asked = |w: &World| w.sim().requests().into_iter().filter(|seen| seen.endpoint == Endpoint::Events).count();

    let reports = w.sync().await;
    assert_eq!((reports[0].messages_new, asked(&w)), (2.0, 1), "the page that it may have");
    let account = w.account().await;
    assert_eq!((account.health, account.error_count), (AccountHealth::Ok, 0.0), "all is well: {account:?}");

    w.section("by itself it looks again when the hour is over, and not before");
    w.run().await;
    w.until("it is known when", async |w| w.account().await.next_sync_at_ms.is_some()).await;
    let account = w.account().await;
    let rests_ms = account.next_sync_at_ms.zip(account.last_sync_at_ms).map(|(next, last)| next.since_ms(last));
    assert!(rests_ms.is_some_and(|ms| (minutes(60)..minutes(90)).contains(&ms)), "{rests_ms:?}");
    assert_eq!(asked(&w), 1);

    w.section("who asks all the same is told to wait");
    w.sync_stops_with(ErrorCode::RateLimited).await;
    assert_eq!(asked(&w), 1, "and the marketplace is left in peace");
    w.stop_core().await;
}

#[tokio::test]
async fn a_doubt_that_nothing_settles_tells_its_age_and_is_the_owners_to_end() {
    for (fault, operation, after) in [(Fault::AcceptThenDrop, "outbox_confirm", OutboxState::Sent), (Fault::ResetBefore, "outbox_retry", OutboxState::Queued)] {
        let w = World::with_shop().await;
        let ivan = w.buyer("Иван");
        w.sim().buyer_writes(&ivan, "Когда отправите?");
        w.sync().await;
        w.sim().faults().message(fault);
        w.sim().faults().events(Fault::Status { status: 500 }).always();
        let doubtful = w.reply_and_wait(&ivan, "Сегодня").await;
        let since = doubtful.unconfirmed_at_ms.expect("since when it is in doubt");
        w.advance(minutes(30));
        w.sync_stops_with(ErrorCode::ChannelFailed).await;
        let stays = w.stands(doubtful.outbox, OutboxState::Unconfirmed).await;
        assert_eq!((stays.unconfirmed_at_ms, stays.needs_owner), (Some(since), false), "a feed that cannot be read settles nothing");

        let ended: OutboxView = w.ok(operation, json!({"outbox": doubtful.outbox})).await;
        assert_eq!((ended.state, ended.unconfirmed_at_ms), (after, None), "{operation}");
        w.sim().faults().clear();
        w.advance(minutes(20));
        w.sync().await;
        assert_eq!(w.delivered(&ivan), ["Сегодня"], "{operation}: once");
        w.end().await;
    }
}
