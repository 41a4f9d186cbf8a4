//! Wildberries behind the front: who is let in, how often, and what is said otherwise.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::header;
use pult_domain::AtMs;
use serde_json::Value;

use crate::answers;
use crate::control;
use crate::endpoint::Endpoint;
use crate::faults::{Fault, RetryHeaders};
use crate::limits::{self, Verdict};
use crate::market::Market;
use crate::shop::Shop;
use crate::token;
use crate::wire::{self, Answer};
use crate::world::{World, lock};

impl Market for Shop {
    fn endpoint(&self, method: &str, path: &str) -> Endpoint {
        Endpoint::of(method, path)
    }

    fn catch_up(&mut self, now: AtMs) -> bool {
        self.catch_up(now)
    }

    fn mark(&self) -> (i64, usize, usize) {
        self.mark()
    }

    async fn process(world: &Arc<World<Self>>, endpoint: Endpoint, faults: &[Fault], request: Request) -> Answer {
        let now = world.now();
        if endpoint == Endpoint::Unknown {
            return Self::problem(world, 404, "path not found", "path not found");
        }
        let header = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let kind = match world.look(|shop| token::admit(&shop.tokens, header, endpoint.need(), now).map(|token| token.spec.kind)) {
            Ok(kind) => kind,
            Err(refusal) => return Self::problem(world, refusal.status, refusal.title, refusal.detail),
        };
        let verdict =
            world.enforce_limits.then(|| limits::rule(endpoint, kind).map(|rule| lock(&world.limits).take((endpoint, kind.is_base()), rule, now))).flatten();
        let remaining = match verdict {
            Some(Verdict::Wait { retry_s, reset_s, limit }) => return waits(Self::too_many(world, RetryHeaders::None), retry_s, limit, reset_s),
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
            _ => return Answer::html(404),
        };
        match remaining {
            Some(remaining) if answer.status < 300 => answer.header("X-Ratelimit-Remaining", remaining),
            _ => answer,
        }
    }

    fn problem(world: &World<Self>, status: u16, title: &str, detail: &str) -> Answer {
        Answer::gateway(status, title, detail, &world.request_id(), world.now())
    }

    fn too_many(world: &World<Self>, headers: RetryHeaders) -> Answer {
        let answer = Self::problem(world, 429, "too many requests", "limited by c122a060-a7fb-4bb4-abb0-32fd4e18d489");
        match headers {
            RetryHeaders::Documented(s) => waits(answer, s, 10, s.saturating_add(9)),
            RetryHeaders::Absurd => waits(answer, 1_000_000_000, 10, 1_000_000_000),
            RetryHeaders::Garbage => answer.header("Retry-After", "soon").header("X-Ratelimit-Retry", "-1.5e"),
            _ => answer,
        }
    }

    fn distort(_: Endpoint, value: &mut Value, faults: &[Fault]) {
        wire::distort(value, faults);
    }

    fn pull(world: &World<Self>, method: &str, path: &str, query: &str, body: &[u8]) -> Option<Result<Value, String>> {
        control::wildberries(world, method, path, query, body)
    }
}

fn waits(answer: Answer, retry: impl ToString, limit: impl ToString, reset: impl ToString) -> Answer {
    answer.header("X-Ratelimit-Retry", retry).header("X-Ratelimit-Limit", limit).header("X-Ratelimit-Reset", reset)
}
