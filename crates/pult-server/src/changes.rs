//! `GET /changes`: a socket that tells what became stale. The first message of the client is the
//! token: a browser cannot set a header on a socket, and an address would put the token into logs.

use crate::serve::Served;
use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, close_code};
use axum::response::Response;
use pult_core::dto::CoreChange;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;

/// Longest wait for the token.
const HANDSHAKE: Duration = Duration::from_secs(5);
/// Largest message of a client, in bytes: a token has 43.
const CLIENT_BYTES: usize = 1024;

/// Opens the socket.
pub(crate) async fn open(State(served): State<Arc<Served>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.max_message_size(CLIENT_BYTES).max_frame_size(CLIENT_BYTES).on_upgrade(move |socket| tell(served, socket))
}

async fn tell(served: Arc<Served>, mut socket: WebSocket) {
    let first = tokio::select! {
        () = served.stop.cancelled() => return,
        first = tokio::time::timeout(HANDSHAKE, socket.recv()) => first,
    };
    let known = matches!(&first, Ok(Some(Ok(Message::Text(guess)))) if served.token.is(guess.as_str()));
    if !known {
        let _ = socket.send(Message::Close(Some(CloseFrame { code: close_code::POLICY, reason: "token".into() }))).await;
        return;
    }
    let mut changes = served.core.changes();
    // Nothing that changed between the client's last look and this moment was heard by anybody.
    let mut last = 0.0;
    if !send(&mut socket, &everything(last)).await {
        return;
    }
    loop {
        let change = tokio::select! {
            () = served.stop.cancelled() => break,
            heard = socket.recv() => match heard {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => continue,
            },
            change = changes.recv() => match change {
                Ok(change) => change,
                Err(RecvError::Lagged(_)) => everything(last),
                Err(RecvError::Closed) => break,
            },
        };
        last = change.seq;
        if !send(&mut socket, &change).await {
            return;
        }
    }
    let _ = socket.send(Message::Close(Some(CloseFrame { code: close_code::AWAY, reason: "".into() }))).await;
}

/// The change that says: ask again for everything.
fn everything(seq: f64) -> CoreChange {
    CoreChange { seq, tags: Vec::new(), chats: Vec::new(), accounts: Vec::new(), resync: true }
}

async fn send(socket: &mut WebSocket, change: &CoreChange) -> bool {
    match serde_json::to_string(change) {
        Ok(text) => socket.send(Message::Text(text.into())).await.is_ok(),
        Err(_) => false,
    }
}
