use pult_domain::{ErrorCode, RemoteChatId, Retry};
use serde_json::json;

use super::super::server::{answer, bytes};
use super::*;

#[tokio::test]
async fn a_file_is_fetched_from_the_accounts_own_host_with_its_key() {
    let server = Server::start(|_, got| match method(got) {
        "/v2/chat/file/a.png" => Act::Write(bytes(200, "content-type: image/png\r\n", b"\x89PNG\xff")),
        "/gone" => answer(404, "", ""),
        "/expired" => answer(403, "", ""),
        "/broken" => answer(500, "", ""),
        "/large" => Act::Write(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec()),
        "/elsewhere" => answer(302, "location: http://127.0.0.1:1/\r\n", ""),
        other => panic!("{other}"),
    })
    .await;
    let channel = ozon(&server.url);
    let file = channel.download(&format!("{}/v2/chat/file/a.png", server.url)).await.unwrap();
    assert_eq!((file.bytes.as_slice(), file.media_type.as_deref()), (b"\x89PNG\xff".as_slice(), Some("image/png")));
    assert_eq!(server.seen()[0].header("api-key"), Some(KEY));
    for (path, code, retry) in [
        ("gone", ErrorCode::AttachmentNotFound, Retry::Never),
        ("expired", ErrorCode::AttachmentNotFound, Retry::Never),
        ("broken", ErrorCode::ChannelFailed, Retry::Soon),
        ("large", ErrorCode::FileTooLarge, Retry::Never),
        ("elsewhere", ErrorCode::ChannelFailed, Retry::Soon),
    ] {
        let error = channel.download(&format!("{}/{path}", server.url)).await.unwrap_err();
        assert_eq!((error.code, error.retry), (code, retry), "{path}");
    }
}

#[tokio::test]
async fn nothing_is_fetched_from_strangers() {
    let stranger = Server::always(json_answer("{}")).await;
    let server = Server::always(json_answer("{}")).await;
    let channel = ozon(&server.url);
    let port = server.url.rsplit(':').next().unwrap();
    for url in [
        stranger.url.clone(),
        format!("http://localhost:{port}/x"),
        "http://api-seller.ozon.ru/v2/chat/file/x".into(),
        "https://api-seller.ozon.ru.evil.example/x".into(),
        "https://notozon.ru/x".into(),
        "https://u:p@api-seller.ozon.ru/x".into(),
        "https://api-seller.ozon.ru:8443/x".into(),
        "file:///etc/passwd".into(),
        "checked:[]".into(),
        "..".into(),
        String::new(),
    ] {
        assert_eq!(channel.download(&url).await.unwrap_err().code, ErrorCode::AttachmentNotFound, "{url}");
    }
    assert!(stranger.seen().is_empty() && server.seen().is_empty());
}

/// Scripted by the test: how the picture's check stands.
#[tokio::test]
async fn a_picture_is_asked_for_again_until_it_has_passed() {
    let stand = Arc::new(std::sync::Mutex::new("MODERATION"));
    let now = stand.clone();
    let host: Arc<std::sync::OnceLock<String>> = Arc::default();
    let own = host.clone();
    let server = Server::start(move |_, got| match method(got) {
        "/v3/chat/history" => {
            let status = *now.lock().unwrap();
            let data = if status == "SUCCESS" { vec![format!("![]({}/v2/chat/file/p.jpg)", own.get().unwrap())] } else { vec![] };
            let other = json!({ "message_id": "6", "user": { "type": "Customer" }, "created_at": "2026-09-01T10:00:00Z", "data": ["привет"] });
            let picture = json!({
                "message_id": 7, "user": { "type": "Customer" }, "created_at": "2026-09-01T10:00:01Z", "is_image": true, "moderate_image_status": status, "data": data,
            });
            told(&json!({ "has_next": false, "messages": if status == "GONE" { vec![other] } else { vec![picture, other] } }))
        }
        "/v2/chat/file/p.jpg" => Act::Write(bytes(200, "content-type: image/jpeg\r\n", b"\xff\xd8")),
        other => panic!("{other}"),
    })
    .await;
    host.set(server.url.clone()).unwrap();
    let channel = ozon(&server.url);
    let page = channel.recent(&RemoteChatId::new("chat \"1\"")).await.unwrap().unwrap();
    let id = page.messages[0].attachments[0].remote_id.clone();
    let error = channel.download(&id).await.unwrap_err();
    assert_eq!((error.code, error.retry), (ErrorCode::FilePending, Retry::AfterMs(30_000)));
    for (status, code) in [("FAILED", ErrorCode::FileBlocked), ("GONE", ErrorCode::AttachmentNotFound)] {
        *stand.lock().unwrap() = status;
        assert_eq!(channel.download(&id).await.unwrap_err().code, code, "{status}");
    }
    *stand.lock().unwrap() = "SUCCESS";
    assert_eq!(channel.download(&id).await.unwrap().bytes, b"\xff\xd8");
    let asked = server.seen().into_iter().rev().find(|got| method(got) == "/v3/chat/history").unwrap();
    assert_eq!((&body(&asked)["chat_id"], &body(&asked)["filter"]), (&json!("chat \"1\""), &json!({ "message_ids": ["7"] })));
}
