//! Who gets in, who does not, and what lies behind: over real sockets, on a real core.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "a test says what it expects")]

use async_trait::async_trait;
use futures_util::{SinkExt as _, Stream, StreamExt as _};
use pult_core::dto::{ApiError, CoreChange};
use pult_core::{Core, CoreOptions, DemoAddress, DemoShop};
use pult_domain::{ErrorCode, Tag};
use pult_server::{Running, ServeOptions, client, serve};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::sync::{Notify, oneshot};
use tokio_tungstenite::tungstenite::Message;

struct House {
    folder: TempDir,
    core: Arc<Core>,
    running: Option<Running>,
    http: reqwest::Client,
}

impl House {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let core = Core::open(CoreOptions::new(folder.path())).await.expect("a core");
        let ui = folder.path().join("ui");
        std::fs::create_dir_all(ui.join("assets")).expect("made");
        std::fs::write(ui.join("index.html"), "<!doctype html>").expect("written");
        std::fs::write(ui.join("assets/a.js"), "1").expect("written");
        let options = ServeOptions { port: 0, ui_dir: Some(ui), data_dir: folder.path().to_owned() };
        let running = serve(core.clone(), options).await.expect("an open door");
        // The client half chooses the cryptography; a plain client of the test needs one too.
        assert!(client::find(folder.path()).await.is_some());
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { folder, core, running: Some(running), http }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("open")
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.running().url()))
    }

    fn rpc(&self, name: &str) -> RequestBuilder {
        self.ask(Method::POST, &format!("/rpc/{name}")).bearer_auth(self.running().token())
    }

    async fn socket(&self) -> tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>> {
        let url = format!("{}/changes", self.running().url().replace("http://", "ws://"));
        tokio_tungstenite::connect_async(url).await.expect("a socket").0
    }

    async fn close(mut self) {
        self.running.take().expect("open").stop().await;
        self.core.shutdown().await;
    }
}

async fn refusal(request: RequestBuilder) -> (StatusCode, ErrorCode, String) {
    let answer = request.send().await.expect("an answer");
    let status = answer.status();
    let error: ApiError = answer.json().await.expect("every refusal is an error of ours");
    (status, error.code, error.message)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_answers_whoever_has_the_token() {
    let house = House::open().await;
    let info: Value = house.rpc("app_info").body("").send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(info["data_dir"], json!(house.folder.path()));
    let settings: Value = house.rpc("settings_set").json(&json!({"theme": "dark"})).send().await.expect("an answer").json().await.expect("JSON");
    assert_eq!(settings["theme"], "dark");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_stay_outside() {
    let house = House::open().await;
    let port = house.running().url().rsplit(':').next().expect("a port").to_owned();
    let token = house.running().token().to_owned();
    let app_info = || house.ask(Method::POST, "/rpc/app_info");

    assert_eq!(refusal(app_info()).await.0, StatusCode::UNAUTHORIZED);
    for wrong in ["", "x", &token.to_uppercase(), &format!("{token}x"), &token[..42]] {
        let (status, _, message) = refusal(app_info().bearer_auth(wrong)).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{wrong}");
        assert!(!message.contains(&token));
    }
    assert_eq!(refusal(app_info().header("authorization", token.clone())).await.0, StatusCode::UNAUTHORIZED, "not as a bearer");

    for foreign in ["shop.example", &format!("shop.example:{port}"), "127.0.0.1:1", "127.0.0.1"] {
        let asked = [app_info(), house.ask(Method::GET, "/health"), house.ask(Method::GET, "/"), house.ask(Method::GET, "/changes")];
        for request in asked {
            assert_eq!(refusal(request.bearer_auth(&token).header("host", foreign)).await.0, StatusCode::FORBIDDEN, "{foreign}");
        }
    }
    for foreign in ["https://shop.example", "http://127.0.0.1:1", "null", "file://"] {
        assert_eq!(refusal(app_info().bearer_auth(&token).header("origin", foreign)).await.0, StatusCode::FORBIDDEN, "{foreign}");
    }
    for ours in [format!("http://127.0.0.1:{port}"), format!("http://localhost:{port}")] {
        let answer = app_info().bearer_auth(&token).header("origin", ours).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "no foreign page may read an answer");
        assert_eq!(answer.headers()["cache-control"], "no-store");
    }
    assert_eq!(app_info().bearer_auth(&token).send().await.expect("an answer").status(), StatusCode::OK);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_request_is_told_in_our_words() {
    let house = House::open().await;
    let cases: [(RequestBuilder, StatusCode, ErrorCode); 8] = [
        (house.rpc("no_such_thing"), StatusCode::NOT_FOUND, ErrorCode::UnknownOperation),
        (house.rpc("chat_get").body("{"), StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest),
        (house.rpc("chat_get").body(vec![0xFF, 0xFE]), StatusCode::BAD_REQUEST, ErrorCode::InvalidUtf8),
        (house.rpc("chat_get").json(&json!({"chat": "1"})), StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest),
        (house.rpc("chat_get").json(&json!({"chat": 404})), StatusCode::NOT_FOUND, ErrorCode::ChatNotFound),
        (house.rpc("search").json(&json!({"query": "x", "limit": 0})), StatusCode::BAD_REQUEST, ErrorCode::InvalidRequest),
        (house.rpc("draft_set").body(vec![b' '; 1024 * 1024 + 1]), StatusCode::PAYLOAD_TOO_LARGE, ErrorCode::InvalidRequest),
        // A photo of a megabyte and more is a request like any other.
        (house.rpc("upload_add").json(&json!({"chat": 404, "name": "a.png", "base64": "A".repeat(1_500_000)})), StatusCode::NOT_FOUND, ErrorCode::ChatNotFound),
    ];
    for (n, (request, status, code)) in cases.into_iter().enumerate() {
        let (was, said, _) = refusal(request).await;
        assert_eq!((was, said), (status, code), "case {n}");
    }
    let secret = "eyJhbGciOiJFUzI1NiJ9.secret";
    let (.., message) = refusal(house.rpc("chat_get").json(&json!({"chat": secret}))).await;
    assert!(!message.contains("secret"), "{message}");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_are_told_after_the_token() {
    let house = House::open().await;
    let mut socket = house.socket().await;
    socket.send(Message::text(house.running().token())).await.expect("sent");
    let first: CoreChange = serde_json::from_str(next(&mut socket).await.to_text().expect("text")).expect("a change");
    assert!(first.resync, "what changed before nobody heard");
    house.core.call_text("settings_set", json!({"theme": "light"})).await.expect("set");
    let change: CoreChange = serde_json::from_str(next(&mut socket).await.to_text().expect("text")).expect("a change");
    assert_eq!(change.tags, [Tag::Settings]);
    house.close().await;
    assert!(matches!(next(&mut socket).await, Message::Close(_)), "the socket is told that the program ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_socket_without_the_token_is_closed_unheard() {
    let house = House::open().await;
    let mut silent = house.socket().await;
    for wrong in [Message::text("guess"), Message::text(""), Message::binary(house.running().token().as_bytes().to_vec()), Message::text("x".repeat(100_000))] {
        let mut socket = house.socket().await;
        socket.send(wrong).await.expect("sent");
        assert!(ends(&mut socket).await, "closed without a word");
    }
    house.core.call_text("settings_set", json!({"theme": "dark"})).await.expect("set");
    assert!(ends(&mut silent).await, "whoever says nothing is not kept");
    house.close().await;
}

/// Whether the socket ends without a change having been told.
async fn ends(socket: &mut (impl Stream<Item = Result<Message, tokio_tungstenite::tungstenite::Error>> + Unpin)) -> bool {
    let end = tokio::time::timeout(Duration::from_secs(8), async {
        while let Some(heard) = socket.next().await {
            match heard {
                Ok(Message::Close(_)) | Err(_) => return true,
                Ok(Message::Text(_) | Message::Binary(_)) => return false,
                Ok(_) => {}
            }
        }
        true
    });
    end.await.expect("an end within the time limit of the handshake")
}

async fn next(socket: &mut (impl Stream<Item = Result<Message, tokio_tungstenite::tungstenite::Error>> + Unpin)) -> Message {
    let heard = tokio::time::timeout(Duration::from_secs(5), socket.next()).await.expect("in time");
    heard.expect("not ended").expect("a message")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_note_is_private_and_goes_with_the_door() {
    let house = House::open().await;
    let note = house.folder.path().join("run.json");
    assert_eq!(std::fs::metadata(&note).expect("there").permissions().mode() & 0o777, 0o600);
    let path = house.folder.path().to_owned();
    let client = client::find(&path).await.expect("found");
    let info: serde_json::Value = client.call("app_info", &json!({})).await.expect("an answer");
    assert_eq!(info["data_dir"], json!(path));
    assert_eq!(client.call::<serde_json::Value>("chat_get", &json!({"chat": 404})).await.expect_err("refused").code, ErrorCode::ChatNotFound);
    assert!(!format!("{client:?} {:?}", house.running()).contains(house.running().token()), "no token in a log");
    let House { folder, core, running, .. } = house;
    running.expect("open").stop().await;
    core.shutdown().await;
    assert!(!note.exists());
    assert!(client::find(folder.path()).await.is_none());
    assert_eq!(client.call::<serde_json::Value>("app_info", &json!({})).await.expect_err("gone").code, ErrorCode::DataInUse);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_was_taken_and_not_answered_is_not_to_be_repeated() {
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("bound").port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut bytes = [0; 4_096];
            let read = stream.read(&mut bytes).await.unwrap_or_default();
            if bytes[..read].starts_with(b"GET /health") {
                let body = json!({"ok": true, "program": "pult", "version": "0", "pid": std::process::id()}).to_string();
                let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        }
    });
    let folder = tempfile::tempdir().expect("a folder");
    let note = json!({"url": format!("http://127.0.0.1:{port}"), "token": "t", "pid": std::process::id()});
    std::fs::write(folder.path().join("run.json"), note.to_string()).expect("written");
    let client = client::find(folder.path()).await.expect("found");
    let lost = client.call::<Value>("reply_send", &json!({"chat": 1, "text": "Да"})).await.expect_err("no answer");
    assert_eq!((lost.code, lost.code.retryable()), (ErrorCode::AnswerLost, false), "a script that repeats it would send twice");
}

/// A demo shop that takes its time to start, and says whether it was let to the end.
struct Slow {
    began: Notify,
    goes_on: Notify,
    ended: Mutex<Option<oneshot::Sender<()>>>,
}

#[async_trait]
impl DemoShop for Slow {
    async fn start(&self, _: &Path, _: u32) -> Result<DemoAddress, String> {
        // Dropped with this call, where it is cut off.
        let ended = self.ended.lock().expect("whole").take();
        self.began.notify_one();
        self.goes_on.notified().await;
        ended.expect("asked once").send(()).expect("heard");
        Err("no shop after all".to_owned())
    }

    async fn stop(&self, _: &Path, _: bool) {}
}

#[tokio::test(flavor = "multi_thread")]
async fn an_operation_goes_to_its_end_when_who_asked_hangs_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ended, was_let_end) = oneshot::channel();
    let slow = Arc::new(Slow { began: Notify::new(), goes_on: Notify::new(), ended: Mutex::new(Some(ended)) });
    let core = Core::open(CoreOptions { demo: Some(slow.clone()), ..CoreOptions::new(folder.path()) }).await.expect("a core");
    let options = ServeOptions { port: 0, ui_dir: None, data_dir: folder.path().to_owned() };
    let running = serve(core.clone(), options).await.expect("an open door");
    let address = running.url().trim_start_matches("http://").to_owned();
    let mut caller = tokio::net::TcpStream::connect(&address).await.expect("connected");
    let request = format!("POST /rpc/demo_add HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {}\r\ncontent-length: 2\r\n\r\n{{}}", running.token());
    caller.write_all(request.as_bytes()).await.expect("asked");
    slow.began.notified().await;
    // The server closes its side as soon as it has seen that nobody waits any more.
    caller.shutdown().await.expect("hung up");
    let mut rest = Vec::new();
    let _ = tokio::time::timeout(Duration::from_secs(8), caller.read_to_end(&mut rest)).await.expect("closed");
    slow.goes_on.notify_one();
    was_let_end.await.expect("the operation went to its end");
    running.stop().await;
    core.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_left_by_a_kill_leads_nowhere() {
    let house = House::open().await;
    let note = house.folder.path().join("run.json");
    let mut left: Value = serde_json::from_slice(&std::fs::read(&note).expect("there")).expect("JSON");
    left["pid"] = json!(1);
    let other = tempfile::tempdir().expect("a folder");
    std::fs::write(other.path().join("run.json"), left.to_string()).expect("written");
    assert!(client::find(other.path()).await.is_none(), "another process answers on that port");
    left["url"] = json!("http://shop.example:80");
    std::fs::write(other.path().join("run.json"), left.to_string()).expect("written");
    assert!(client::find(other.path()).await.is_none(), "only this machine");
    std::fs::write(other.path().join("run.json"), "{").expect("written");
    assert!(client::find(other.path()).await.is_none());
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_door_is_on_this_machine_only() {
    let house = House::open().await;
    let port: u16 = house.running().url().rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let listening: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| std::fs::read_to_string(table).ok())
        .flat_map(|table| table.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| line.split_whitespace().nth(1).map(str::to_owned).filter(|local| local.ends_with(&format!(":{port:04X}")) && line.contains(" 0A ")))
        .collect();
    assert_eq!(listening, [format!("0100007F:{port:04X}")], "127.0.0.1 and nothing else");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_comes_under_the_windows_policy() {
    let house = House::open().await;
    let page = house.ask(Method::GET, "/").send().await.expect("an answer");
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let policy = page.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.starts_with("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(house.ask(Method::GET, "/assets/a.js").send().await.expect("an answer").text().await.expect("text"), "1");
    for outside in ["/../run.json", "/%2e%2e/run.json", "/assets/%2e%2e/%2e%2e/run.json", "/missing.js", "//etc/passwd"] {
        let answer = house.ask(Method::GET, outside).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{outside}");
    }
    let (_, code, message) = refusal(house.ask(Method::GET, "/missing.js")).await;
    assert_eq!((code, message.as_str()), (ErrorCode::UnknownOperation, "No such file"), "a browser shows words");
    house.close().await;
}
