//! A server of raw bytes: it can break off, fall silent and lie as no proper one can.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request as it came.
#[derive(Clone, Debug)]
pub(super) struct Got {
    pub(super) line: String,
    pub(super) head: String,
    pub(super) body: String,
}

impl Got {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// Writes these bytes, keeping the connection open.
    Write(Vec<u8>),
    /// Writes these bytes and breaks off.
    Break(Vec<u8>),
    /// Writes these bytes, one every so often.
    Drip(Vec<u8>, Duration),
    /// Says nothing.
    Silence,
}

/// An answer with a status, headers (each ended by `\r\n`) and a body.
pub(super) fn answer(status: u16, headers: &str, body: &str) -> Act {
    Act::Write(bytes(status, headers, body.as_bytes()))
}

pub(super) fn json(body: &str) -> Act {
    answer(200, "content-type: application/json\r\n", body)
}

pub(super) fn bytes(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n", body.len()).into_bytes();
    out.extend_from_slice(body);
    out
}

/// How a server treats its n-th request.
type Script = Arc<dyn Fn(usize, &Got) -> Act + Send + Sync>;

/// A running server and what it was asked.
pub(super) struct Server {
    pub(super) url: String,
    seen: Arc<Mutex<Vec<Got>>>,
}

impl Server {
    /// Starts a server that treats the n-th request as `act` says.
    pub(super) async fn start(act: impl Fn(usize, &Got) -> Act + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address: SocketAddr = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<Got>>> = Arc::default();
        let (act, log): (Script, _) = (Arc::new(act), seen.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, act.clone(), log.clone()));
            }
        });
        Self { url: format!("http://{address}"), seen }
    }

    /// The same answer to everything.
    pub(super) async fn always(act: Act) -> Self {
        Self::start(move |_, _| act.clone()).await
    }

    pub(super) fn seen(&self) -> Vec<Got> {
        self.seen.lock().unwrap().clone()
    }
}

async fn serve(mut stream: TcpStream, act: Script, log: Arc<Mutex<Vec<Got>>>) {
    while let Some(got) = request(&mut stream).await {
        let n = {
            let mut log = log.lock().unwrap();
            log.push(got.clone());
            log.len() - 1
        };
        match act(n, &got) {
            Act::Write(bytes) => stream.write_all(&bytes).await.unwrap_or_default(),
            Act::Break(bytes) => return stream.write_all(&bytes).await.unwrap_or_default(),
            Act::Drip(bytes, pause) => {
                for byte in bytes {
                    if stream.write_all(&[byte]).await.is_err() {
                        return;
                    }
                    tokio::time::sleep(pause).await;
                }
            }
            Act::Silence => tokio::time::sleep(Duration::from_secs(30)).await,
        }
    }
}

async fn request(stream: &mut TcpStream) -> Option<Got> {
    let mut all = Vec::new();
    loop {
        let mut piece = [0; 4_096];
        let count = stream.read(&mut piece).await.ok()?;
        if count == 0 {
            return None;
        }
        all.extend_from_slice(&piece[..count]);
        let text = String::from_utf8_lossy(&all).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let got = Got { line: head.lines().next()?.to_owned(), head: head.to_owned(), body: body.to_owned() };
        let length = got.header("content-length").and_then(|length| length.parse::<usize>().ok()).unwrap_or(0);
        if body.len() >= length {
            return Some(got);
        }
    }
}
