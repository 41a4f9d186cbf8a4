//! The way of one request: noted, struck by faults, let in, answered, struck again.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use pult_domain::AtMs;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::answers;
use crate::control;
use crate::endpoint::Endpoint;
use crate::faults::{Fault, RetryHeaders};
use crate::limits::Verdict;
use crate::line::{Gate, Line};
use crate::moment;
use crate::token;
use crate::wire::{self, Answer, Body};
use crate::world::{Door, Seen, World, lock};

/// More than any documented request: 30 MB of files and their wrapping.
const LARGEST_REQUEST: usize = 64 << 20;

/// Serves until the door is gone; closes and opens the same port on the way.
pub(crate) async fn run(world: Arc<World>, first: TcpListener, listening: watch::Sender<bool>) {
    let Ok(addr) = first.local_addr() else { return };
    let app = Router::new().fallback(answer).layer(DefaultBodyLimit::max(LARGEST_REQUEST)).with_state(Arc::clone(&world));
    let mut door = world.door.subscribe();
    let mut listener = Some(first);
    loop {
        let state = *door.borrow_and_update();
        match (state, listener.take()) {
            (Door::Gone, _) => break,
            (Door::Closed, _) => {
                listening.send_replace(false);
                if door.changed().await.is_err() {
                    break;
                }
            }
            (Door::Open, Some(open)) => {
                listening.send_replace(true);
                let gate = Gate { listener: open, lines: Arc::clone(&world.lines) };
                let service = app.clone().into_make_service_with_connect_info::<Line>();
                tokio::select! {
                    _ = axum::serve(gate, service) => {}
                    _ = door.changed() => {}
                }
            }
            (Door::Open, None) => match TcpListener::bind(addr).await {
                Ok(again) => listener = Some(again),
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
    world.lines.cut_all();
    listening.send_replace(false);
}

async fn answer(State(world): State<Arc<World>>, ConnectInfo(line): ConnectInfo<Line>, request: Request) -> Response {
    let endpoint = Endpoint::of(request.method().as_str(), request.uri().path());
    if endpoint == Endpoint::Control {
        return plain(&control::answer(&world, request).await);
    }
    let faults = world.faults.take(endpoint);
    let at = world.now();
    let note = world.note(Seen {
        endpoint,
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().map(str::to_owned),
        at,
        status: None,
        faults: faults.clone(),
    });
    if let Some(turned_away) = before(&world, &line, &faults, at) {
        if let Some(answer) = &turned_away {
            world.answered(note, at, answer.status);
        }
        return turned_away.map_or_else(nothing, |answer| plain(&answer));
    }
    let answer = process(&world, endpoint, &faults, request).await;
    let response = after(&world, &line, &faults, answer).await;
    if let Some(response) = &response {
        world.answered(note, at, response.status().as_u16());
    }
    response.unwrap_or_else(nothing)
}

/// Faults that keep a request from being processed: `Some(None)` is a dead connection.
#[allow(clippy::option_option, reason = "struck or not, and if struck, with an answer or without")]
fn before(world: &Arc<World>, line: &Line, faults: &[Fault], now: AtMs) -> Option<Option<Answer>> {
    let problem = |status: u16, title: &str, detail: &str| Answer::gateway(status, title, detail, &world.request_id(), now);
    for fault in faults {
        match fault {
            Fault::ResetBefore => {
                line.cut();
                return Some(None);
            }
            Fault::RefuseConnections { ms } => {
                let (world, ms) = (Arc::clone(world), *ms);
                line.cut();
                world.close_door();
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_millis(ms)).await;
                    world.open_door();
                });
                return Some(None);
            }
            Fault::TooManyRequests { headers } => {
                return Some(Some(waits(problem(429, "too many requests", "limited by c122a060-a7fb-4bb4-abb0-32fd4e18d489"), *headers, now)));
            }
            Fault::Status { status } => return Some(Some(problem(*status, "scripted", "scripted by the simulator"))),
            Fault::HtmlStatus { status } => return Some(Some(Answer::html(*status))),
            Fault::HtmlPage => return Some(Some(Answer::html(200))),
            Fault::Unavailable { retry_after_s } => {
                return Some(Some(problem(503, "service unavailable", "try again later").header("Retry-After", retry_after_s)));
            }
            _ => {}
        }
    }
    None
}

fn waits(answer: Answer, headers: RetryHeaders, now: AtMs) -> Answer {
    match headers {
        RetryHeaders::Documented(s) => answer.header("X-Ratelimit-Retry", s).header("X-Ratelimit-Limit", 10).header("X-Ratelimit-Reset", s.saturating_add(9)),
        RetryHeaders::Seconds(s) => answer.header("Retry-After", s),
        RetryHeaders::Date(s) => answer.header("Retry-After", moment::http_date(now.plus_ms(s.saturating_mul(1_000)))),
        RetryHeaders::Garbage => answer.header("Retry-After", "soon").header("X-Ratelimit-Retry", "-1.5e"),
        RetryHeaders::Absurd => answer.header("X-Ratelimit-Retry", 1_000_000_000).header("X-Ratelimit-Limit", 10).header("X-Ratelimit-Reset", 1_000_000_000),
        RetryHeaders::None => answer,
    }
}

async fn process(world: &Arc<World>, endpoint: Endpoint, faults: &[Fault], request: Request) -> Answer {
    let now = world.now();
    if endpoint == Endpoint::Unknown {
        return Answer::gateway(404, "path not found", "path not found", &world.request_id(), now);
    }
    let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let kind = match world.look(|shop| token::admit(&shop.tokens, header, endpoint.need(), now).map(|token| token.spec.kind)) {
        Ok(kind) => kind,
        Err(refusal) => return Answer::gateway(refusal.status, refusal.title, refusal.detail, &world.request_id(), now),
    };
    let verdict = world.enforce_limits.then(|| lock(&world.limits).take(endpoint, kind, now)).flatten();
    let remaining = match verdict {
        Some(Verdict::Wait { retry_s, reset_s, limit }) => {
            return Answer::gateway(429, "too many requests", "limited by c122a060-a7fb-4bb4-abb0-32fd4e18d489", &world.request_id(), now)
                .header("X-Ratelimit-Retry", retry_s)
                .header("X-Ratelimit-Limit", limit)
                .header("X-Ratelimit-Reset", reset_s);
        }
        Some(Verdict::Pass { remaining }) => Some(remaining),
        None => None,
    };
    let answer = match endpoint {
        Endpoint::Chats => answers::chats(world, faults),
        Endpoint::Events => answers::events(world, request.uri().query(), faults),
        Endpoint::Message => answers::message(world, request, faults).await,
        Endpoint::Download => answers::download(world, request.uri().path()),
        Endpoint::Cards => answers::cards(world, request).await,
        Endpoint::SellerInfo => answers::seller_info(world),
        Endpoint::Ping => answers::ping(world),
        Endpoint::Control | Endpoint::Unknown => return Answer::html(404),
    };
    match remaining {
        Some(remaining) if answer.status < 300 => answer.header("X-Ratelimit-Remaining", remaining),
        _ => answer,
    }
}

/// Faults that spoil an answer on its way; `None` is a dead connection.
async fn after(world: &World, line: &Line, faults: &[Fault], mut answer: Answer) -> Option<Response> {
    if let Body::Json(value) = &mut answer.body {
        wire::distort(value, faults);
    }
    let now = world.now();
    for fault in faults {
        match fault {
            Fault::AcceptThen5xx { status } if answer.status < 300 => {
                answer = Answer::gateway(*status, "bad gateway", "upstream answered too late", &world.request_id(), now);
            }
            Fault::WrongContentType => answer.media_type = "text/plain; charset=utf-8",
            Fault::EmptyBody => answer.body = Body::Bytes(Vec::new()),
            Fault::CutJson => {
                let mut bytes = answer.bytes();
                bytes.truncate(bytes.len().saturating_sub(2) * 2 / 3);
                answer.body = Body::Bytes(bytes);
            }
            Fault::SlowAnswer { ms } => tokio::time::sleep(Duration::from_millis(*ms)).await,
            _ => {}
        }
    }
    for fault in faults {
        match fault {
            Fault::ResetAfter | Fault::AcceptThenDrop | Fault::AcceptLate { .. } => {
                line.cut();
                return None;
            }
            Fault::SlowBody { ms } => return Some(in_halves(&answer, Duration::from_millis(*ms), None)),
            Fault::ResetMidBody => return Some(in_halves(&answer, Duration::from_millis(5), Some(line.clone()))),
            Fault::HugeBody { mb } => return Some(padded(&answer, *mb)),
            _ => {}
        }
    }
    Some(plain(&answer))
}

fn head(answer: &Answer, body: HttpBody) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    response
}

fn plain(answer: &Answer) -> Response {
    head(answer, HttpBody::from(answer.bytes()))
}

/// What a handler returns on a connection that is cut already: nobody will see it.
fn nothing() -> Response {
    Response::new(HttpBody::empty())
}

/// Half of the body at once, then a pause, then the rest, or the end of the connection.
fn in_halves(answer: &Answer, pause: Duration, cut: Option<Line>) -> Response {
    let mut first = answer.bytes();
    let second = first.split_off(first.len() / 2);
    let length = first.len() + second.len();
    let steps = futures_util::stream::unfold((Some(first), Some(second), cut), move |(first, second, cut)| async move {
        if let Some(first) = first {
            return Some((Ok(first), (None, second, cut)));
        }
        let second = second?;
        tokio::time::sleep(pause).await;
        if let Some(line) = &cut {
            line.cut();
            return Some((Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset)), (None, None, None)));
        }
        Some((Ok(second), (None, None, None)))
    });
    let mut response = head(answer, HttpBody::from_stream(steps));
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    response
}

/// The answer behind so many megabytes of a field nobody knows.
fn padded(answer: &Answer, mb: usize) -> Response {
    let mut bytes = answer.bytes();
    let rest = if bytes.is_empty() { bytes } else { bytes.split_off(1) };
    let chunk = |text: Vec<u8>| Ok::<_, std::io::Error>(text);
    let parts = vec![chunk(br#"{"padding":""#.to_vec())];
    let padding = std::iter::repeat_with(move || chunk(vec![b'x'; 1 << 20])).take(mb);
    let tail = [chunk(br#"","#.to_vec()), chunk(rest)];
    head(answer, HttpBody::from_stream(futures_util::stream::iter(parts.into_iter().chain(padding).chain(tail))))
}
