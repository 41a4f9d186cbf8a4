//! A model for tests.

use super::Desk;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A model on this machine that answers each question with the next of its replies, the last for ever.
pub(crate) struct Stub {
    port: u16,
    pub(crate) asked: Arc<AtomicUsize>,
    pub(crate) heard: Arc<Mutex<Vec<String>>>,
}

impl Stub {
    pub(crate) async fn listen(replies: Vec<String>) -> Self {
        let usage = json!({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 90}});
        Self::ending(replies, format!("data: {usage}\n\n")).await
    }

    /// The same without a word about tokens.
    pub(crate) async fn uncounted(replies: Vec<String>) -> Self {
        Self::ending(replies, String::new()).await
    }

    async fn ending(replies: Vec<String>, usage: String) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (asked, heard): (Arc<AtomicUsize>, Arc<Mutex<Vec<String>>>) = Default::default();
        let (count, seen) = (asked.clone(), heard.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let body = request(&mut stream).await;
                let number = count.fetch_add(1, Ordering::SeqCst);
                seen.lock().unwrap().push(body);
                let reply = replies.get(number.min(replies.len() - 1)).cloned().unwrap_or_default();
                let content = json!({"language": "ru", "sentiment": "neutral", "categories": ["order_status"], "urgency": "normal", "confidence": 0.9, "reply": reply, "sources": []}).to_string();
                let events: String = content
                    .chars()
                    .collect::<Vec<_>>()
                    .chunks(7)
                    .map(|piece| format!("data: {}\n\n", json!({"choices": [{"delta": {"content": piece.iter().collect::<String>()}}]})))
                    .collect();
                let end = json!({"choices": [{"delta": {}, "finish_reason": "stop"}]});
                let body = format!("{events}data: {end}\n\n{usage}data: [DONE]\n\n");
                let answer = format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        Self { port, asked, heard }
    }

    pub(crate) async fn set_up(&self, desk: &Desk) {
        let _: Value = desk.ok("provider_set", json!({"kind": "llama_cpp", "base_url": format!("http://127.0.0.1:{}/v1", self.port), "model": "small"})).await;
    }
}

/// A whole request: its head, then as many bytes as it says.
async fn request(stream: &mut tokio::net::TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 16_384];
    loop {
        let read = stream.read(&mut piece).await.unwrap_or(0);
        bytes.extend_from_slice(&piece[..read]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.to_lowercase().lines().find_map(|line| line.strip_prefix("content-length: ").and_then(|n| n.trim().parse::<usize>().ok())).unwrap_or(0);
        if read == 0 || body.len() >= length {
            return body.to_owned();
        }
    }
}
