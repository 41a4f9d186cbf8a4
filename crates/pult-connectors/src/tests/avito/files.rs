use pult_domain::ErrorCode;
use serde_json::json;

use super::super::server::{Server, answer, json as json_answer};
use super::{asked, avito, path, shop, told};

#[tokio::test]
async fn a_picture_is_fetched_without_the_token() {
    let server = shop(|got| {
        assert_eq!((path(got), got.header("authorization")), ("/chat/1280x960/1.jpg?h=a%2Fb", None));
        answer(200, "content-type: image/jpeg\r\n", "JPEG")
    })
    .await;
    let file = avito(&server.url).download(&format!("image:{}/chat/1280x960/1.jpg?h=a%2Fb", server.url)).await.unwrap();
    assert_eq!((file.bytes.as_slice(), file.media_type.as_deref()), (b"JPEG".as_slice(), Some("image/jpeg")));
    assert_eq!(server.seen().len(), 1, "not even a token was asked for");
}

#[tokio::test]
async fn nothing_is_fetched_from_elsewhere() {
    let trap = Server::always(answer(200, "", "secrets")).await;
    let server = shop(|_| answer(500, "", "")).await;
    let channel = avito(&server.url);
    for id in [
        format!("image:{}/1.jpg", trap.url),
        "image:http://img.k.avito.ru/1.jpg".to_owned(),
        "image:https://example.org/1.jpg".to_owned(),
        "image:file:///etc/passwd".to_owned(),
    ] {
        assert_eq!(channel.download(&id).await.unwrap_err().code, ErrorCode::FileBlocked, "{id}");
    }
    for id in ["", "image", "voice:", "voice:a,b", "video:1", "https://img.k.avito.ru/1.jpg"] {
        assert_eq!(channel.download(id).await.unwrap_err().code, ErrorCode::AttachmentNotFound, "{id}");
    }
    assert!(trap.seen().is_empty() && asked(&server).is_empty());
    let redirecting = {
        let to = format!("location: {}/1.jpg\r\n", trap.url);
        Server::start(move |_, _| answer(302, &to, "")).await
    };
    assert_eq!(avito(&redirecting.url).download(&format!("image:{}/1.jpg", redirecting.url)).await.unwrap_err().code, ErrorCode::ChannelFailed);
    assert!(trap.seen().is_empty());
}

#[tokio::test]
async fn a_voice_is_asked_for_by_its_id_and_fetched_without_the_token() {
    let files = std::sync::Arc::new(std::sync::OnceLock::<String>::new());
    let base = files.clone();
    let server = shop(move |got| {
        if path(got).starts_with("/messenger/") {
            assert_eq!(path(got), "/messenger/v1/accounts/94235311/getVoiceFiles?voice_ids=v%2F1");
            return told(&json!({ "voices_urls": { "v/1": format!("{}/voice.mp4", base.get().unwrap()) } }));
        }
        assert_eq!((path(got), got.header("authorization")), ("/voice.mp4", None));
        answer(200, "content-type: audio/mp4\r\n", "OPUS")
    })
    .await;
    files.set(server.url.clone()).unwrap();
    assert_eq!(avito(&server.url).download("voice:v/1").await.unwrap().bytes, b"OPUS");
    for body in [r#"{"voices_urls":{}}"#, r#"{"voices_urls":null}"#, "{}", "<html>"] {
        let server = shop(move |_| json_answer(body)).await;
        assert_eq!(avito(&server.url).download("voice:v").await.unwrap_err().code, ErrorCode::AttachmentNotFound, "{body}");
    }
    let elsewhere = shop(|_| told(&json!({ "voices_urls": { "v": "https://example.org/voice" } }))).await;
    assert_eq!(avito(&elsewhere.url).download("voice:v").await.unwrap_err().code, ErrorCode::FileBlocked);
}

#[tokio::test]
async fn a_file_that_is_gone_or_too_large_says_so() {
    let table = [
        (answer(404, "", ""), ErrorCode::AttachmentNotFound),
        (answer(403, "", ""), ErrorCode::AttachmentNotFound),
        (answer(200, "", ""), ErrorCode::AttachmentNotFound),
        (answer(200, "", &"x".repeat(17 * 1024 * 1024)), ErrorCode::FileTooLarge),
        (answer(500, "", ""), ErrorCode::ChannelFailed),
        (answer(429, "", ""), ErrorCode::RateLimited),
    ];
    for (act, code) in table {
        let server = Server::always(act).await;
        assert_eq!(avito(&server.url).download(&format!("image:{}/1.jpg", server.url)).await.unwrap_err().code, code);
        assert_eq!(server.seen().len(), 1);
    }
}
