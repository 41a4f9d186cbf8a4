//! Pictures that nobody has opened: fetched ahead by a Pult that runs by itself, and asked for again only where that
//! makes sense.

use base64::Engine as _;
use pult_core::dto::{AttachmentData, AttachmentView};
use pult_domain::{AttachmentKind, ErrorCode};
use pult_sim::{Attach, Buyer, Endpoint, Fault, RetryHeaders, Seen};
use pult_tests::world::{World, minutes, seconds};
use serde_json::{Value, json};
use std::time::Duration;

/// A JPEG of one point: what tells no size is not shown.
const PHOTO: &[u8] = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0\xff\xd9";

/// Longer than the pause before a picture is asked for: what would be asked for has been by then.
const A_WHILE: Duration = Duration::from_secs(4);

/// The files of a chat, oldest first.
async fn files(w: &World, buyer: &Buyer) -> Vec<AttachmentView> {
    w.messages(buyer).await.into_iter().flat_map(|message| message.attachments).collect()
}

/// Which of them are on this machine.
async fn here(w: &World, buyer: &Buyer) -> Vec<bool> {
    files(w, buyer).await.iter().map(|file| file.stored).collect()
}

fn downloads(w: &World) -> Vec<Seen> {
    w.sim().requests().into_iter().filter(|seen| seen.endpoint == Endpoint::Download).collect()
}

fn statuses(w: &World) -> Vec<Option<u16>> {
    downloads(w).iter().map(|seen| seen.status).collect()
}

async fn open(w: &World, file: &AttachmentView) -> AttachmentData {
    w.ok("attachment_get", json!({"attachment": file.attachment})).await
}

/// A chat with two photos that nobody has opened, in a Pult that does nothing by itself yet.
async fn two_photos() -> (World, Buyer) {
    let w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_sends(&ivan, "Пришла с трещиной", &[Attach::picture("image/jpeg", PHOTO)]);
    w.advance(seconds(5));
    w.sim().buyer_sends(&ivan, "Вот ещё ближе", &[Attach::picture("image/jpeg", PHOTO)]);
    w.sync().await;
    assert_eq!(here(&w, &ivan).await, [false, false]);
    (w, ivan)
}

#[tokio::test]
async fn a_photo_that_nobody_has_opened_is_here_when_the_network_is_gone() {
    let mut w = World::with_shop().await;
    let ivan = w.buyer("Иван");
    w.sim().buyer_sends(&ivan, "Пришла с трещиной", &[Attach::picture("image/jpeg", PHOTO), Attach::pdf("чек.pdf", b"%PDF-1.4 check")]);
    w.sync().await;
    w.run().await;
    w.until("the photo is here", async |w| here(w, &ivan).await.contains(&true)).await;
    w.sim_mut().refuse_connections().await;

    let (photos, papers): (Vec<_>, Vec<_>) = files(&w, &ivan).await.into_iter().partition(|file| file.kind == AttachmentKind::Image);
    let shown = open(&w, &photos[0]).await;
    assert_eq!(shown.media_type.as_deref(), Some("image/jpeg"));
    assert_eq!(shown.base64, base64::engine::general_purpose::STANDARD.encode(PHOTO));
    assert_eq!(w.refused("attachment_get", json!({"attachment": papers[0].attachment})).await, ErrorCode::Unreachable, "a paper waits for its click");
    assert_eq!(downloads(&w).len(), 1);
    w.sim_mut().accept_connections().await;
    w.end().await;
}

#[tokio::test]
async fn a_photo_that_is_gone_is_asked_for_once_and_again_when_the_owner_asks() {
    let (mut w, ivan) = two_photos().await;
    w.sim().faults().download(Fault::Status { status: 404 });
    w.run().await;
    w.until("the older one is here", async |w| here(w, &ivan).await == [true, false]).await;
    assert_eq!(statuses(&w), [Some(404), Some(200)], "the newer one was asked for first and then left");

    w.advance(minutes(60 * 24));
    w.sync().await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(downloads(&w).len(), 2, "not again by itself");

    let shown = open(&w, &files(&w, &ivan).await[1]).await;
    assert_eq!(shown.media_type.as_deref(), Some("image/jpeg"), "the owner's click tries anyway");
    assert_eq!(here(&w, &ivan).await, [true, true]);
    w.end().await;
}

#[tokio::test]
async fn a_photo_that_failed_comes_after_a_pause() {
    let (mut w, ivan) = two_photos().await;
    w.sim().faults().download(Fault::Status { status: 500 });
    w.run().await;
    w.until("the newer one was tried", async |w| statuses(w) == [Some(500)]).await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(downloads(&w).len(), 1, "a marketplace that fails is left alone for a while");
    w.advance(minutes(2));
    w.sync().await;
    w.until("the older one is here", async |w| here(w, &ivan).await == [true, false]).await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(downloads(&w).len(), 2, "the one that failed has its pause");
    w.advance(minutes(11));
    w.sync().await;
    w.until("both are here", async |w| here(w, &ivan).await == [true, true]).await;
    w.end().await;
}

#[tokio::test]
async fn a_429_makes_all_photos_rest_for_its_time_and_blames_none() {
    let (mut w, ivan) = two_photos().await;
    w.sim().faults().download(Fault::TooManyRequests { headers: RetryHeaders::Documented(600) });
    w.run().await;
    w.until("one was asked for", async |w| statuses(w) == [Some(429)]).await;
    w.sync().await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(downloads(&w).len(), 1, "nothing is asked for inside that time");
    w.advance(minutes(11));
    w.sync().await;
    w.until("both are here", async |w| here(w, &ivan).await == [true, true]).await;
    let asked = downloads(&w);
    assert_eq!(asked[0].path, asked[1].path, "the same one was first in line again");
    w.end().await;
}

#[tokio::test]
async fn a_shop_that_is_paused_fetches_nothing() {
    let (mut w, ivan) = two_photos().await;
    let account = w.shops[0].account;
    w.ok::<Value>("sync_pause", json!({"account": account, "paused": true})).await;
    w.run().await;
    tokio::time::sleep(A_WHILE).await;
    assert_eq!(downloads(&w).len(), 0);
    w.ok::<Value>("sync_pause", json!({"account": account, "paused": false})).await;
    w.until("both are here", async |w| here(w, &ivan).await == [true, true]).await;
    w.end().await;
}

#[tokio::test]
async fn a_file_that_comes_when_its_shop_is_gone_leaves_nothing() {
    let (w, ivan) = two_photos().await;
    let (account, file) = (w.shops[0].account, files(&w, &ivan).await[0].attachment);
    w.sim().faults().download(Fault::SlowBody { ms: 8_000 });
    let removed = async {
        w.until("it is on its way", async |w| !downloads(w).is_empty()).await;
        w.ok::<Value>("account_remove", json!({"account": account})).await
    };
    let (opened, _) = tokio::join!(w.call::<Value>("attachment_get", json!({"attachment": file})), removed);
    assert_eq!(opened.expect_err("the shop is gone").code, ErrorCode::AccountNotFound);
    assert!(!w.folder().join("files").join(account.to_string()).exists(), "no file is left behind");
}
