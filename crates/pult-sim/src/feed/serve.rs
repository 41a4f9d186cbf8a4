//! The fast feed over HTTP: no faults, no limits, nothing kept but what is sent to it.

use std::io;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Multipart, Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use pult_domain::{AtMs, Clock, SystemClock};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{Feed, FeedOptions, FeedRow};
use crate::dice;
use crate::moment::iso;
use crate::shop::Delivered;
use crate::token::{self, TokenSpec};
use crate::world::lock;

/// Most chats that the list shows: a hundred thousand would be tens of megabytes, and the feed
/// tells everything the list does.
const MOST_LISTED: u64 = 1_000;

#[derive(Debug)]
struct Served {
    feed: Feed,
    token: String,
    sid: String,
    sent: Mutex<Vec<Delivered>>,
}

/// A fast feed on a free port of 127.0.0.1; dropping it ends it.
#[derive(Debug)]
pub struct FeedSim {
    served: Arc<Served>,
    base_url: String,
    task: JoinHandle<()>,
}

impl FeedSim {
    /// Starts serving within the runtime of the caller. For a benchmark that is a runtime of its
    /// own, or the generator's time is taken from the program's.
    ///
    /// # Errors
    /// No port could be had.
    pub async fn start(options: FeedOptions) -> io::Result<Self> {
        Self::start_on(options, 0).await
    }

    /// The same on a port of one's choice.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn start_on(options: FeedOptions, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let sid = dice::uuid(options.seed ^ 0xFEED);
        let token = token::mint(TokenSpec::default(), &sid, options.seed, SystemClock.now()).text;
        let served = Arc::new(Served { feed: Feed::new(options), token, sid, sent: Mutex::default() });
        let app = Router::new()
            .route("/api/v1/seller/events", get(events))
            .route("/api/v1/seller/chats", get(chats))
            .route("/api/v1/seller/message", post(message))
            .route("/api/v1/seller/download/{id}", get(download))
            .route("/api/v1/seller-info", get(seller_info))
            .route("/content/v2/get/cards/list", post(cards))
            .route("/ping", get(ping))
            .with_state(Arc::clone(&served));
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { served, base_url, task })
    }

    /// The address that stands for all hosts of the marketplace.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A personal token with the rights for chats and cards.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.served.token
    }

    /// The feed as a function, for putting the very same rows elsewhere.
    #[must_use]
    pub fn feed(&self) -> &Feed {
        &self.served.feed
    }

    /// The message of a number.
    #[must_use]
    pub fn row(&self, number: u64) -> FeedRow {
        self.served.feed.row(number)
    }

    /// Replies that were sent to it, oldest first.
    #[must_use]
    pub fn delivered(&self) -> Vec<Delivered> {
        lock(&self.served.sent).clone()
    }
}

impl Drop for FeedSim {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn json_text(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn refused(status: u16, detail: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let body = json!({"status": status.as_u16(), "title": "refused", "detail": detail, "origin": "proxy-chats", "requestId": "0", "error": detail});
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

impl Served {
    fn admits(&self, headers: &HeaderMap) -> bool {
        let said = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
        said.strip_prefix("Bearer ").unwrap_or(said).trim() == self.token
    }

    /// Events made by replies, later than a moment; they follow the last row of the feed.
    fn sent_after(&self, after: Option<AtMs>) -> Vec<Delivered> {
        lock(&self.sent).iter().filter(|one| after.is_none_or(|after| one.at > after)).cloned().collect()
    }
}

async fn events(State(served): State<Arc<Served>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    if !served.admits(&headers) {
        return refused(401, "token problem");
    }
    let asked = query.as_deref().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("next=")));
    let after = match asked.map(str::parse::<i64>) {
        None => None,
        Some(Ok(number)) if number > 0 => Some(AtMs(number)),
        Some(Ok(_)) => return refused(400, "Invalid value for \"next\""),
        Some(Err(_)) => return refused(400, "Invalid number"),
    };
    json_text(page(&served, after))
}

fn page(served: &Served, after: Option<AtMs>) -> String {
    let feed = &served.feed;
    let options = feed.options();
    let from = feed.after(after);
    let to = from.saturating_add(options.page_size.max(1) as u64).min(options.messages);
    let mut events = String::with_capacity(options.page_size.saturating_mul(640));
    feed.write_events(from..to, &mut events);
    let mut count = to - from;
    let mut times = (to > from).then(|| (feed.at(from), feed.at(to - 1)));
    if to == options.messages {
        for one in served.sent_after(after) {
            if count > 0 {
                events.push(',');
            }
            let event = json!({
                "chatID": one.chat, "eventID": dice::uuid(dice::number_of(&one.chat) ^ one.at.0.unsigned_abs()), "eventType": "message",
                "message": {"text": one.text}, "source": "seller-public-api", "sender": "seller", "addTimestamp": one.at.0, "addTime": iso(one.at),
            });
            events.push_str(&event.to_string());
            count += 1;
            times = Some((times.map_or(one.at, |times| times.0), one.at));
        }
    }
    let next = times.map(|times| times.1).or(after).unwrap_or(options.ends_at);
    let span = times.map(|(oldest, newest)| format!(r#""newestEventTime":"{}","oldestEventTime":"{}","#, iso(newest), iso(oldest))).unwrap_or_default();
    format!(r#"{{"result":{{"next":{},{span}"totalEvents":{count},"events":[{events}]}},"errors":null}}"#, next.0)
}

async fn chats(State(served): State<Arc<Served>>, headers: HeaderMap) -> Response {
    if !served.admits(&headers) {
        return refused(401, "token problem");
    }
    let feed = &served.feed;
    let rows: Vec<_> = (0..feed.options().chats.min(MOST_LISTED))
        .map(|chat| {
            let mut sign = String::new();
            feed.sign(chat, &mut sign);
            json!({"chatID": feed.chat_id(chat), "replySign": sign, "clientName": feed.words.name(feed.chat_dice(chat))})
        })
        .collect();
    json_text(json!({"result": rows, "errors": null}).to_string())
}

async fn message(State(served): State<Arc<Served>>, headers: HeaderMap, mut form: Multipart) -> Response {
    if !served.admits(&headers) {
        return refused(401, "token problem");
    }
    let (mut sign, mut text) = (String::new(), String::new());
    while let Ok(Some(part)) = form.next_field().await {
        let name = part.name().unwrap_or_default().to_owned();
        let value = part.text().await.unwrap_or_default();
        match name.as_str() {
            "replySign" => sign = value,
            "message" => text = value,
            _ => {}
        }
    }
    let Some(chat) = sign.rsplit_once(':').map(|(chat, _)| chat.to_owned()).filter(|chat| chat.starts_with("1:")) else {
        return refused(400, "Invalid signature");
    };
    let mut sent = lock(&served.sent);
    // Later than the feed's last row and than any cursor it can have given out.
    let least = sent.last().map_or(served.feed.options().ends_at.plus_ms(1_000), |one| one.at.plus_ms(1));
    let at = AtMs(SystemClock.now().0.max(least.0));
    sent.push(Delivered { chat: chat.clone(), text, files: Vec::new(), at });
    json_text(json!({"result": {"addTime": at.0, "chatID": chat}, "errors": []}).to_string())
}

async fn download(State(served): State<Arc<Served>>, headers: HeaderMap, Path(_id): Path<String>) -> Response {
    if !served.admits(&headers) {
        return refused(401, "token problem");
    }
    let picture: &[u8] = include_bytes!("../../assets/demo/jar-lid.png");
    ([(header::CONTENT_TYPE, "image/png")], picture).into_response()
}

async fn seller_info(State(served): State<Arc<Served>>) -> Response {
    json_text(json!({"name": "ИП Замер", "sid": served.sid, "tin": "1234567890", "tradeMark": "Большая лавка"}).to_string())
}

async fn cards() -> Response {
    json_text(json!({"cards": [], "cursor": {"updatedAt": "2026-11-01T00:00:00Z", "nmID": 0, "total": 0}}).to_string())
}

async fn ping() -> Response {
    json_text(json!({"TS": iso(SystemClock.now()), "Status": "OK"}).to_string())
}
