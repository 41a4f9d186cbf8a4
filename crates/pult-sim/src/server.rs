//! The way of one request: noted, struck by faults, let in, answered, struck again.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body as HttpBody;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::control;
use crate::endpoint::Endpoint;
use crate::faults::{Fault, RetryHeaders};
use crate::line::{Gate, Line};
use crate::market::Market;
use crate::moment;
use crate::wire::{Answer, Body};
use crate::world::{Door, Seen, World};

/// More than any documented request: 30 MB of files and their wrapping.
const LARGEST_REQUEST: usize = 64 << 20;

/// Serves until the door is gone; closes and opens the same port on the way.
pub(crate) async fn run<M: Market>(world: Arc<World<M>>, first: TcpListener, listening: watch::Sender<bool>) {
    let Ok(addr) = first.local_addr() else { return };
    let app = Router::new().fallback(answer::<M>).layer(DefaultBodyLimit::max(LARGEST_REQUEST)).with_state(Arc::clone(&world));
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

async fn answer<M: Market>(State(world): State<Arc<World<M>>>, ConnectInfo(line): ConnectInfo<Line>, request: Request) -> Response {
    if request.uri().path().starts_with(control::PREFIX) {
        return plain(&control::answer(&world, request).await);
    }
    let _busy = Busy::enter(&world.busy);
    let endpoint = world.look(|market| market.endpoint(request.method().as_str(), request.uri().path()));
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
    let response = match before(&world, &line, &faults) {
        Some(turned_away) => turned_away.map(|answer| plain(&answer)),
        None => {
            let answer = M::process(&world, endpoint, &faults, request).await;
            after(&world, &line, &faults, endpoint, answer).await
        }
    };
    let Some(mut response) = response else { return nothing() };
    world.answered(note, at, response.status().as_u16());
    // The marketplace's own clock, or hyper would tell this machine's.
    let told = world.look(|market| market.told(world.now()));
    if let Ok(date) = HeaderValue::from_str(&moment::http_date(told)) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

/// Faults that keep a request from being processed: `Some(None)` is a dead connection.
#[allow(clippy::option_option, reason = "struck or not, and if struck, with an answer or without")]
fn before<M: Market>(world: &Arc<World<M>>, line: &Line, faults: &[Fault]) -> Option<Option<Answer>> {
    let problem = |status: u16, title: &str, detail: &str| M::problem(world, status, title, detail);
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
            Fault::TooManyRequests { headers } => return Some(Some(too_many(world, *headers))),
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

/// Only the documented form differs between marketplaces.
fn too_many<M: Market>(world: &World<M>, headers: RetryHeaders) -> Answer {
    let silent = || M::too_many(world, RetryHeaders::None);
    match headers {
        RetryHeaders::Documented(_) | RetryHeaders::Absurd | RetryHeaders::Garbage | RetryHeaders::None => M::too_many(world, headers),
        RetryHeaders::Seconds(s) => silent().header("Retry-After", s),
        RetryHeaders::Date(s) => silent().header("Retry-After", moment::http_date(world.now().plus_ms(s.saturating_mul(1_000)))),
    }
}

/// Faults that spoil an answer on its way; `None` is a dead connection.
async fn after<M: Market>(world: &World<M>, line: &Line, faults: &[Fault], endpoint: Endpoint, mut answer: Answer) -> Option<Response> {
    if let Body::Json(value) = &mut answer.body {
        M::distort(endpoint, value, faults);
    }
    for fault in faults {
        match fault {
            Fault::AcceptThen5xx { status } if answer.status < 300 => {
                answer = M::problem(world, *status, "bad gateway", "upstream answered too late");
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

/// Counts a request as being answered until it is dropped.
struct Busy<'a>(&'a AtomicUsize);

impl<'a> Busy<'a> {
    fn enter(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
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
