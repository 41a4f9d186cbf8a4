//! Promises about files, both ways.

use crate::markets::Marketplace;
use crate::reading::conversation;
use crate::sending::{reply, token_for};
use pult_connectors::{Channel, OutgoingFile, SendReply};
use pult_domain::{AttachmentKind, Author, FeedMessage};
use pult_tests::reader::{Reader, places};
use std::sync::Arc;

/// The smallest picture that is one.
const DOT: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0,
    0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D, 0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

async fn the_only_picture(channel: &Arc<dyn Channel>, messages: &[FeedMessage]) {
    let with: Vec<&FeedMessage> = messages.iter().filter(|message| !message.attachments.is_empty()).collect();
    assert_eq!(places(&with.iter().map(|one| (*one).clone()).collect::<Vec<_>>()).len(), 1, "{with:?}");
    let [picture] = with[0].attachments.as_slice() else { panic!("one picture: {:?}", with[0]) };
    assert_eq!(picture.kind, AttachmentKind::Image, "{picture:?}");
    let fetched = channel.download(&picture.remote_id).await.expect("its bytes");
    assert_eq!(fetched.bytes, DOT, "the bytes that were sent");
}

pub async fn files_are_sent_and_come_back_once<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    let (channel, token) = token_for(&market, &chats[0]).await;
    let mut reader = Reader::of(channel.clone());
    reader.round().await;
    let file = OutgoingFile { name: "трещина.png".into(), media_type: "image/png".into(), bytes: DOT.to_vec() };
    let text = if channel.limits().files_with_text { "вот фото" } else { "" };
    channel.send(&SendReply { file: Some(file), ..reply(&chats[0], token.as_ref(), text) }).await.expect("sent");
    let delivered = market.delivered(&chats[0]);
    assert_eq!(delivered.len(), 1, "one reply: {delivered:?}");
    assert!(delivered[0].files.len() == 1 && delivered[0].files[0].ends_with(".png"), "{delivered:?}");
    let own: Vec<FeedMessage> = reader.round().await.into_iter().filter(|message| message.author == Author::Seller).collect();
    the_only_picture(&channel, &own).await;
}

pub async fn a_picture_of_the_buyer_can_be_fetched<M: Marketplace>() {
    let (market, chats) = conversation::<M>().await;
    market.buyer_sends(&chats[1], DOT);
    let channel = market.connect();
    let seen = Reader::of(channel.clone()).round().await;
    the_only_picture(&channel, &seen).await;
}
