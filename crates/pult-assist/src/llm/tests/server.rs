//! A server of plain sockets that does exactly what a test says, wrong things included: no HTTP
//! library would send half an answer and hold the line.

use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What one request gets.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) head: String,
    pub(super) pieces: Vec<Vec<u8>>,
    /// Then the line is held open instead of closed.
    pub(super) hold: bool,
    /// The pieces are sent again and again.
    pub(super) endless: bool,
    /// After each round of them.
    pub(super) pause: Duration,
}

impl Reply {
    pub(super) fn new(status: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            head: format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\nconnection: close\r\n"),
            pieces: vec![body.into()],
            hold: false,
            endless: false,
            pause: Duration::ZERO,
        }
    }

    pub(super) fn json(status: &str, body: &str) -> Self {
        Self::new(status, "application/json", body)
    }

    pub(super) fn events(body: impl Into<Vec<u8>>) -> Self {
        Self::new("200 OK", "text/event-stream", body)
    }

    /// An answer in OpenAI's dialect.
    pub(super) fn says(text: &str) -> Self {
        Self::events(said(&[text]))
    }

    pub(super) fn header(mut self, line: &str) -> Self {
        self.head.push_str(line);
        self.head.push_str("\r\n");
        self
    }

    pub(super) fn then_holds(mut self) -> Self {
        self.hold = true;
        self
    }

    pub(super) fn forever(mut self) -> Self {
        self.endless = true;
        self
    }

    pub(super) fn slowly(mut self) -> Self {
        self.pause = Duration::from_millis(20);
        self
    }

    /// Never even a head.
    pub(super) fn silence() -> Self {
        Self { head: String::new(), pieces: Vec::new(), hold: true, endless: false, pause: Duration::ZERO }
    }
}

/// A whole stream in OpenAI's dialect.
pub(super) fn said(texts: &[&str]) -> String {
    let deltas: String = texts
        .iter()
        .map(|text| format!("data: {}\n\n", serde_json::json!({"model": "small-1", "choices": [{"index": 0, "delta": {"content": text}}]})))
        .collect();
    format!(
        "{deltas}data: {{\"choices\":[{{\"index\":0,\"delta\":{{}},\"finish_reason\":\"stop\"}}]}}\n\n\
         data: {{\"choices\":[],\"usage\":{{\"prompt_tokens\":12,\"completion_tokens\":5}}}}\n\ndata: [DONE]\n\n"
    )
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(super) struct Came {
    pub(super) line: String,
    pub(super) head: String,
    pub(super) body: String,
}

impl Came {
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub(super) struct Server {
    port: u16,
    came: Arc<Mutex<Vec<Came>>>,
    closed: Arc<tokio::sync::Notify>,
}

impl Server {
    /// Gives these replies in order, and the last one to every later request.
    pub(super) async fn with(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let came: Arc<Mutex<Vec<Came>>> = Arc::default();
        let closed = Arc::new(tokio::sync::Notify::new());
        let (seen, gone) = (came.clone(), closed.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (replies, seen, gone) = (replies.clone(), seen.clone(), gone.clone());
                tokio::spawn(async move { serve(stream, &replies, &seen, &gone).await });
            }
        });
        Self { port, came, closed }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(super) fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    /// Waits until a client has closed a line that was held.
    pub(super) async fn line_closed(&self) {
        tokio::time::timeout(Duration::from_secs(60), self.closed.notified()).await.expect("the line is closed");
    }
}

async fn serve(mut stream: TcpStream, replies: &[Reply], seen: &Mutex<Vec<Came>>, gone: &tokio::sync::Notify) -> Option<()> {
    let came = read(&mut stream).await?;
    let nth = {
        let mut seen = seen.lock().unwrap();
        seen.push(came);
        seen.len() - 1
    };
    let reply = replies.get(nth).or(replies.last())?.clone();
    if !reply.head.is_empty() {
        stream.write_all(format!("{}\r\n", reply.head).as_bytes()).await.ok()?;
    }
    loop {
        for piece in &reply.pieces {
            if stream.write_all(piece).await.is_err() {
                gone.notify_one();
                return None;
            }
        }
        if !reply.endless {
            break;
        }
        tokio::time::sleep(reply.pause).await;
    }
    if reply.hold {
        let mut rest = [0_u8; 64];
        while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
        gone.notify_one();
    }
    stream.shutdown().await.ok()
}

async fn read(stream: &mut TcpStream) -> Option<Came> {
    let mut bytes = Vec::new();
    let mut piece = [0_u8; 4096];
    loop {
        let read = stream.read(&mut piece).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok()).unwrap_or(0);
        if body.len() >= length {
            let line = head.lines().next().unwrap_or_default().to_owned();
            return Some(Came { line, head: head.to_ascii_lowercase(), body: body.to_owned() });
        }
    }
}
