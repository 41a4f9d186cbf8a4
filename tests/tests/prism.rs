//! The marketplace's own specification as the judge of our requests, held by Prism on loopback.
//!
//! For Wildberries Prism serves the document's examples, and the real connector asks. The three
//! others are walked over many requests that follow from each other, which a server without state
//! cannot play: there Prism stands between the connector and the simulator, and holds every request
//! of the one and every answer of the other against the document. Skipped, and counted as skipped, where Prism
//! (`PULT_PRISM`, or `script/bootstrap`) or the specifications (`PULT_SPECS`) are not to be had.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use pult_connectors::{Channel, ChannelError, Connect, NoMarks, SendReply, Timeouts, Uncertain};
use pult_domain::{ChannelKind, Cursor, ErrorCode, RemoteChatId, SystemClock};
use pult_sim::{SimOptions, WbSim};
use pult_tests::skipped;
use secrecy::SecretString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

#[path = "prism_stories/judged.rs"]
mod judged;

/// Prism and the folder of a marketplace's documents; none, and said so, where one of them is not here.
fn judge(folder: &str) -> Option<(PathBuf, PathBuf)> {
    let at = |variable: &str, usual: &str| std::env::var_os(variable).map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(usual), PathBuf::from);
    let (program, specs) = (at("PULT_PRISM", "prism/node_modules/.bin/prism"), at("PULT_SPECS", "../../shared/specs").join(folder));
    let missing: Vec<String> = [&program, &specs].into_iter().filter(|path| !path.exists()).map(|path| path.display().to_string()).collect();
    if missing.is_empty() {
        return Some((program, specs));
    }
    let missing = missing.join(" and ");
    skipped::lacking(&format!(
        "the tests with Prism need {missing}: script/bootstrap installs Prism (PULT_PRISM names another), PULT_SPECS is the folder of specifications"
    ));
    None
}

/// A Prism that serves one document; dies with the test.
struct Prism {
    port: u16,
    _child: Child,
}

impl Prism {
    /// Serves the document's examples.
    async fn serve(program: &Path, document: &Path) -> Self {
        Self::start(program, document, &["mock"], &[]).await
    }

    /// Stands before a server and turns away what the document does not know, in requests and in
    /// answers.
    async fn before(program: &Path, document: &Path, server: &str) -> Self {
        Self::start(program, document, &["proxy"], &[server, "--errors"]).await
    }

    async fn start(program: &Path, document: &Path, before: &[&str], after: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").await.expect("a free port").local_addr().expect("its address").port();
        let mut command = Command::new(program);
        command.args(before).arg(document).args(after).args(["--host", "127.0.0.1", "--port", &port.to_string()]);
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true).spawn().expect("prism starts");
        let until = Instant::now() + Duration::from_secs(60);
        while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            assert!(Instant::now() < until, "prism does not serve {}", document.display());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Self { port, _child: child }
    }
}

type Log = Arc<Mutex<Vec<(String, u16)>>>;
/// The port that a request line belongs to.
type Route = Arc<dyn Fn(&str) -> u16 + Send + Sync>;

/// One address before several documents, as a connector's `base_url` stands for all hosts: each
/// request goes where its path is described. Notes request lines and statuses.
async fn front(route: Route) -> (String, Log) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("its address"));
    let log = Log::default();
    let kept = log.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (log, route) = (log.clone(), route.clone());
            tokio::spawn(async move {
                // A connection that breaks shows itself in the test's own answer.
                let _ = pass(client, &*route, &log).await;
            });
        }
    });
    (address, kept)
}

async fn pass(mut client: TcpStream, route: &(dyn Fn(&str) -> u16 + Send + Sync), log: &Log) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.windows(2).any(|pair| pair == b"\r\n") {
        if client.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    let end = head.windows(2).position(|pair| pair == b"\r\n").unwrap_or(0) + 2;
    let line = String::from_utf8_lossy(&head[..end - 2]).into_owned();
    let mut server = TcpStream::connect(("127.0.0.1", route(&line))).await?;
    server.write_all(&head[..end]).await?;
    // One request a connection: the next one may belong to the other document.
    server.write_all(b"Connection: close\r\n").await?;
    server.write_all(&head[end..]).await?;
    let mut answer = [0_u8; 12];
    let (mut from_client, mut to_server) = (Vec::new(), server);
    loop {
        tokio::select! {
            read = client.read_buf(&mut from_client) => {
                if read? == 0 { return Ok(()) }
                to_server.write_all(&from_client).await?;
                from_client.clear();
            }
            read = to_server.read_exact(&mut answer) => { read?; break }
        }
    }
    let status = String::from_utf8_lossy(&answer[9..]).parse().unwrap_or(0);
    log.lock().unwrap().push((line, status));
    client.write_all(&answer).await?;
    copy_bidirectional(&mut client, &mut to_server).await.map(drop)
}

async fn connector(base_url: String) -> Arc<dyn Channel> {
    // A token of the right shape; Prism looks only whether there is one.
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let connect = Connect {
        channel: ChannelKind::Wildberries,
        base_url: Some(base_url),
        client_id: None,
        token: SecretString::from(sim.token().to_owned()),
        limits_off: true,
        timeouts: Timeouts::default(),
    };
    pult_connectors::connect(connect, Arc::new(SystemClock)).expect("a connector")
}

fn reply(text: String) -> SendReply {
    SendReply { chat: RemoteChatId::new("1:1e265a58-a120-b178-008c-60af2460207c"), reply_token: Some("1:1e265a58:sign".into()), text, file: None }
}

#[tokio::test]
async fn wildberries_own_specification_accepts_our_requests() {
    let Some((program, specs)) = judge("wildberries") else { return };
    let [chats, context] = ["communications.yaml", "context.yaml"].map(|name| specs.join(name));
    let (chats, context) = tokio::join!(Prism::serve(&program, &chats), Prism::serve(&program, &context));
    let ports = (chats.port, context.port);
    let (address, log) = front(Arc::new(move |line| if line.contains("/api/v1/seller/") { ports.0 } else { ports.1 })).await;
    let channel = connector(address).await;

    let check = channel.check().await.expect("the token can be tried");
    assert!(check.ok && check.chats_seen.is_some() && check.seller_name.is_some(), "{check:?}");

    let first = channel.page(None, &NoMarks).await.expect("the feed from its beginning");
    assert!(!first.messages.is_empty() && first.quarantined.is_empty(), "the documents' own events are understood: {first:?}");
    let cursor = first.cursor.expect("a cursor");
    channel.page(Some(&cursor), &NoMarks).await.expect("the feed after a cursor");
    channel.page(Some(&channel.overlap(&cursor)), &NoMarks).await.expect("the feed with its overlap");
    assert!(channel.page(Some(&Cursor("abc".into())), &NoMarks).await.is_ok(), "what is no cursor of ours never reaches the marketplace");

    let listed = channel.chats().await.expect("the list of chats");
    assert!(listed.iter().all(|chat| chat.reply_token.is_some()) && !listed.is_empty(), "{listed:?}");
    channel.send(&reply("Добрый день, отправим сегодня".into())).await.expect("a reply is accepted");
    channel.send(&reply("ё".repeat(1_000))).await.expect("a reply of the longest length is accepted");
    let refused = channel.send(&reply("ё".repeat(1_001))).await;
    assert!(matches!(&refused, Err(Uncertain::Refused(error)) if error.status == Some(400)), "one character more is refused: {refused:?}");
    match channel.download("abc").await {
        Ok(_) => {}
        Err(ChannelError { code: ErrorCode::FilePending, .. }) => {}
        Err(error) => panic!("a file can be asked for: {error:?}"),
    }
    let items = channel.items(&["12345678".into()]).await.expect("titles can be asked for").found;
    assert_eq!(items.len(), 1, "{items:?}");

    let log = log.lock().unwrap().clone();
    for (line, status) in &log {
        println!("{status} {line}");
    }
    let bad: Vec<_> = log.iter().filter(|(_, status)| !(200..300).contains(status)).collect();
    assert_eq!(bad.len(), 1, "only the reply that was too long is refused: {bad:?}");
    for asked in ["/seller/chats", "/seller/events ", "/seller/events?next=", "/seller/message", "/seller/download/abc", "/seller-info", "/cards/list"] {
        assert!(log.iter().any(|(line, _)| line.contains(asked)), "{asked} was asked: {log:?}");
    }
}

#[tokio::test]
async fn prism_would_notice_a_bad_request() {
    let Some((program, specs)) = judge("wildberries") else { return };
    let prism = Prism::serve(&program, &specs.join("communications.yaml")).await;
    let client = pult_tests::process::client();
    let url = format!("http://127.0.0.1:{}/api/v1/seller", prism.port);
    let status = async |request: reqwest::RequestBuilder| request.send().await.expect("an answer").status().as_u16();
    assert_eq!(status(client.get(format!("{url}/chats"))).await, 401, "no token");
    assert_eq!(status(client.get(format!("{url}/events?next=abc")).header("Authorization", "t")).await, 400, "no number");
    let unsigned = reqwest::multipart::Form::new().text("message", "Добрый день");
    assert_eq!(status(client.post(format!("{url}/message")).header("Authorization", "t").multipart(unsigned)).await, 400, "no replySign");
}
