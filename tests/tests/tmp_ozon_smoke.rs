#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, unused)]
use pult_connectors::*;
use pult_domain::*;
use pult_sim::*;
use std::sync::Arc;

async fn walk(channel: &Arc<dyn Channel>, mut at: Option<Cursor>) -> (Vec<FeedPage>, Option<Cursor>) {
    let mut pages = vec![];
    loop {
        let page = channel.page(at.as_ref(), &NoMarks).await.unwrap();
        at = page.cursor.clone();
        let last = page.last;
        pages.push(page);
        if last {
            return (pages, at);
        }
        assert!(pages.len() < 500);
    }
}

#[tokio::test]
async fn smoke() {
    let sim = OzonSim::start(SimOptions::default()).await.unwrap();
    let connect = Connect {
        channel: ChannelKind::Ozon,
        base_url: Some(sim.base_url().into()),
        client_id: sim.client_id().map(str::to_owned),
        token: sim.token().to_owned().into(),
        limits_off: true,
        timeouts: Timeouts::default(),
    };
    let channel = pult_connectors::connect(connect, Arc::new(SystemClock)).unwrap();
    println!("{:?}", channel.check().await.unwrap());
    let a = sim.buyer("Анна", Item::default());
    sim.buyer_writes(&a, "Где заказ?");
    let b = sim.buyer("Борис", Item::default());
    for n in 0..120 {
        sim.buyer_writes(&b, &format!("n {n}"));
    }
    let (pages, cursor) = walk(&channel, None).await;
    let n: usize = pages.iter().map(|p| p.messages.len()).sum();
    println!("pages {} messages {n} quarantined {:?}", pages.len(), pages.iter().map(|p| p.quarantined.len()).sum::<usize>());
    println!("{:?}", pages[1].chats);
    println!("{:?}", pages[1].messages[0]);
    let chat = pages[1].chats[0].clone();
    let r = channel.send(&SendReply { chat: chat.remote_id.clone(), reply_token: None, text: "Да".into(), file: None }).await;
    println!("{r:?}");
    let r = channel
        .send(&SendReply {
            chat: chat.remote_id.clone(),
            reply_token: None,
            text: "".into(),
            file: Some(OutgoingFile { name: "a.png".into(), media_type: "image/png".into(), bytes: vec![1, 2, 3] }),
        })
        .await;
    println!("{r:?}");
    let page = channel.recent(&chat.remote_id).await.unwrap().unwrap();
    println!("{:?}", &page.messages[..2]);
    println!("{:?}", channel.download(&page.messages[0].attachments[0].remote_id).await);
    println!("{:?}", channel.mark_read(&chat.remote_id, &page.messages[0].remote_id).await);
    let item = pages.iter().flat_map(|p| p.chats.iter()).find_map(|c| c.item.clone()).unwrap();
    println!("{:?}", channel.items(&[item.remote_id.unwrap()]).await);
    println!("{:?}", channel.order(&item.order_id.unwrap()).await);
    println!("{:?}", channel.quotas());
    panic!("shown");
}
