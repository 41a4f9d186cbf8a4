//! A provider of models on plain sockets, which does exactly what a test says: no HTTP library would
//! send half an answer and hold the line.

use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Bytes of one write of a body: small, so that a stream arrives in pieces.
const PIECE: usize = 97;

/// What a request gets.
#[derive(Clone, Debug)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    then: Then,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Close,
    Hold,
    Again,
}

impl Reply {
    /// A body with a status and a type.
    #[must_use]
    pub fn new(status: &str, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let head = format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\nconnection: close\r\n");
        Self { head, body: body.into(), then: Then::Close }
    }

    /// A refusal, or whatever else comes as one JSON value.
    #[must_use]
    pub fn json(status: &str, body: &str) -> Self {
        Self::new(status, "application/json", body)
    }

    /// A stream of events as it stands.
    #[must_use]
    pub fn events(body: impl Into<Vec<u8>>) -> Self {
        Self::new("200 OK", "text/event-stream", body)
    }

    /// A whole answer in OpenAI's dialect, with its counts of tokens.
    #[must_use]
    pub fn says(text: &str) -> Self {
        let counts = json!({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 90}});
        let end = json!({"choices": [{"delta": {}, "finish_reason": "stop"}]});
        Self::events(format!("{}data: {end}\n\ndata: {counts}\n\ndata: [DONE]\n\n", pieces(text)))
    }

    /// A drafted reply in the shape that drafts have.
    #[must_use]
    pub fn drafts(language: &str, reply: Option<&str>) -> Self {
        Self::says(&draft(language, reply))
    }

    /// Not even a head.
    #[must_use]
    pub fn silence() -> Self {
        Self { head: String::new(), body: Vec::new(), then: Then::Hold }
    }

    /// Then the line is held open instead of closed.
    #[must_use]
    pub fn then_holds(self) -> Self {
        Self { then: Then::Hold, ..self }
    }

    /// The body comes again and again.
    #[must_use]
    pub fn forever(self) -> Self {
        Self { then: Then::Again, ..self }
    }

    /// One more line of the head.
    #[must_use]
    pub fn header(mut self, line: &str) -> Self {
        self.head.push_str(line);
        self.head.push_str("\r\n");
        self
    }
}

/// The beginning of a stream in OpenAI's dialect: these words and no end.
#[must_use]
pub fn pieces(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let delta = |some: &[char]| json!({"model": "small-1", "choices": [{"index": 0, "delta": {"content": some.iter().collect::<String>()}}]});
    letters.chunks(9).map(|some| format!("data: {}\n\n", delta(some))).collect()
}

/// What a model that drafts writes.
#[must_use]
pub fn draft(language: &str, reply: Option<&str>) -> String {
    let all = json!({"language": language, "sentiment": "neutral", "categories": ["order_status"], "urgency": "normal",
        "confidence": 0.9, "reply": reply, "sources": []});
    all.to_string()
}

type Answerer = Arc<dyn Fn(usize, &str) -> Reply + Send + Sync>;

/// A provider that answers as it was told to.
pub struct StubProvider {
    port: u16,
    asked: Arc<AtomicUsize>,
    heard: Arc<Mutex<Vec<String>>>,
    task: tokio::task::JoinHandle<()>,
}

impl StubProvider {
    /// One that gives this reply to every question.
    pub async fn always(reply: Reply) -> Self {
        Self::with(move |_, _| reply.clone()).await
    }

    /// One that answers by the number of the question, from 0, and its body.
    ///
    /// # Panics
    /// Without a free port.
    pub async fn with(answer: impl Fn(usize, &str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let port = listener.local_addr().expect("its port").port();
        let (asked, heard): (Arc<AtomicUsize>, Arc<Mutex<Vec<String>>>) = Default::default();
        let (answer, count, seen): (Answerer, _, _) = (Arc::new(answer), asked.clone(), heard.clone());
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, count, seen) = (answer.clone(), count.clone(), seen.clone());
                tokio::spawn(async move { serve(stream, &answer, &count, &seen).await });
            }
        });
        Self { port, asked, heard, task }
    }

    /// Its address in OpenAI's dialect.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/v1", self.port)
    }

    /// Its address without a path.
    #[must_use]
    pub fn root(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Questions so far.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// The bodies of the questions, in order.
    #[must_use]
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for StubProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn serve(mut stream: TcpStream, answer: &Answerer, count: &AtomicUsize, seen: &Mutex<Vec<String>>) -> Option<()> {
    let body = read(&mut stream).await?;
    let number = count.fetch_add(1, Ordering::SeqCst);
    seen.lock().unwrap_or_else(PoisonError::into_inner).push(body.clone());
    let reply = answer(number, &body);
    if !reply.head.is_empty() {
        stream.write_all(format!("{}\r\n", reply.head).as_bytes()).await.ok()?;
    }
    loop {
        for piece in reply.body.chunks(PIECE) {
            stream.write_all(piece).await.ok()?;
        }
        if reply.then != Then::Again {
            break;
        }
        // An endless answer must not take the processor from the one who is to end it.
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    if reply.then == Then::Hold {
        let mut rest = [0_u8; 64];
        while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
    }
    stream.shutdown().await.ok()
}

/// A whole request: its head, then as many bytes as it says.
async fn read(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut piece = [0_u8; 16_384];
    loop {
        let read = stream.read(&mut piece).await.ok().filter(|read| *read > 0)?;
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length:")?.trim().parse::<usize>().ok()).unwrap_or(0);
        if body.len() >= length {
            return Some(body.to_owned());
        }
    }
}

/// The words of a question that was heard: of what we say and of the instructions.
#[must_use]
pub fn words_of(body: &str) -> String {
    let value: Value = serde_json::from_str(body).unwrap_or_default();
    let turns = value["messages"].as_array().cloned().unwrap_or_default();
    turns.iter().filter_map(|turn| turn["content"].as_str()).collect::<Vec<_>>().join("\n")
}
