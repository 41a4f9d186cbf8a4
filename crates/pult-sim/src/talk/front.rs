//! The three marketplaces behind the front.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::extract::Request;
use pult_domain::AtMs;
use serde_json::{Value, json};

use super::{Face, Talks, control};
use crate::endpoint::Endpoint;
use crate::faults::{Fault, RetryHeaders};
use crate::limits::{Rule, Verdict};
use crate::market::Market;
use crate::moment::http_date;
use crate::spoil::{Shape, spoil};
use crate::wire::Answer;
use crate::world::{World, lock};
use crate::{avito, ozon, yandex_market};

impl Market for Talks {
    fn endpoint(&self, method: &str, path: &str) -> Endpoint {
        match self.face {
            Face::Ozon => ozon::endpoint(method, path),
            Face::YandexMarket => yandex_market::endpoint(method, path),
            Face::Avito => avito::endpoint(method, path),
        }
    }

    fn catch_up(&mut self, now: AtMs) -> bool {
        self.catch_up(now)
    }

    fn mark(&self) -> (i64, usize, usize) {
        self.mark()
    }

    fn told(&self, at: AtMs) -> AtMs {
        self.told(at)
    }

    async fn process(world: &Arc<World<Self>>, endpoint: Endpoint, faults: &[Fault], request: Request) -> Answer {
        let face = world.look(|talks| talks.face);
        if endpoint == Endpoint::Unknown {
            return Self::problem(world, 404, "not found", "there is no such method");
        }
        let verdict =
            world.enforce_limits.then(|| rule(face, endpoint)).flatten().map(|(bucket, rule)| lock(&world.limits).take((bucket, false), rule, world.now()));
        if let Some(Verdict::Wait { retry_s, .. }) = verdict {
            return Self::too_many(world, RetryHeaders::Documented(u64::try_from(retry_s).unwrap_or(1)));
        }
        if let (true, Some(most)) = (world.enforce_limits, most_parallel(face))
            && world.busy.load(Ordering::SeqCst) > most
        {
            return yandex_market::too_many("Hit rate limit of 4 parallel requests");
        }
        let answer = match face {
            Face::Ozon => ozon::answer(world, endpoint, faults, request).await,
            Face::YandexMarket => yandex_market::answer(world, endpoint, faults, request).await,
            Face::Avito => avito::answer(world, endpoint, faults, request).await,
        };
        match (face, verdict) {
            (Face::YandexMarket, Some(Verdict::Pass { remaining })) => {
                let until = http_date(world.now().plus_ms(3_600_000));
                let limit = rule(face, endpoint).map_or(0, |(_, rule)| rule.burst);
                answer
                    .header("X-RateLimit-Resource-Limit", limit)
                    .header("X-RateLimit-Resource-Remaining", remaining)
                    .header("X-RateLimit-Resource-Until", until)
            }
            (Face::Avito, Some(Verdict::Pass { remaining })) => answer.header("X-RateLimit-Remaining", remaining),
            _ => answer,
        }
    }

    fn problem(world: &World<Self>, status: u16, title: &str, detail: &str) -> Answer {
        match world.look(|talks| talks.face) {
            Face::Ozon => ozon::problem(status, &format!("{title}: {detail}")),
            Face::YandexMarket => yandex_market::problem(status, &title.to_uppercase().replace(' ', "_"), detail),
            Face::Avito => avito::problem(status, &format!("{title}: {detail}")),
        }
    }

    /// What each document says of the wait: Ozon `Retry-After` (integrators), the Market a date, Avito
    /// nothing but the limit.
    fn too_many(world: &World<Self>, headers: RetryHeaders) -> Answer {
        let (face, now) = (world.look(|talks| talks.face), world.now());
        let answer = match face {
            Face::Ozon => ozon::problem(429, "You have reached request rate limit per second"),
            Face::YandexMarket => yandex_market::too_many("Hit rate limit of 1000 requests per 1 hours"),
            Face::Avito => avito::problem(429, "too many requests"),
        };
        match (face, headers) {
            (Face::Ozon, RetryHeaders::Documented(s)) => answer.header("Retry-After", s),
            (Face::Ozon, RetryHeaders::Absurd) => answer.header("Retry-After", 1_000_000_000),
            (Face::YandexMarket, RetryHeaders::Documented(s)) => until(answer, now, s),
            (Face::YandexMarket, RetryHeaders::Absurd) => until(answer, now, 1_000_000_000),
            (Face::YandexMarket, RetryHeaders::Garbage) => answer.header("X-RateLimit-Resource-Until", "скоро").header("Retry-After", "soon"),
            (Face::Avito, RetryHeaders::Documented(_)) => answer.header("X-RateLimit-Limit", 25).header("X-RateLimit-Remaining", 0),
            (_, RetryHeaders::Garbage) => answer.header("Retry-After", "soon").header("X-RateLimit-Remaining", "-1.5e"),
            (Face::Avito, RetryHeaders::Absurd) => answer.header("Retry-After", 1_000_000_000),
            _ => answer,
        }
    }

    fn distort(endpoint: Endpoint, value: &mut Value, faults: &[Fault]) {
        if matches!(endpoint, Endpoint::Chats | Endpoint::Events | Endpoint::Cards | Endpoint::Orders) {
            spoil(value, faults, &SHAPE);
        } else {
            spoil(value, faults, &Shape { lists: &[], ..SHAPE });
        }
    }

    fn pull(world: &World<Self>, method: &str, path: &str, query: &str, body: &[u8]) -> Option<Result<Value, String>> {
        control::pull(world, method, path, query, body)
    }
}

/// One shape for three marketplaces: their fields do not share a name with another meaning.
const SHAPE: Shape = Shape {
    lists: &["/chats", "/messages", "/result/chats", "/result/messages", "", "/items", "/orders", "/postings"],
    turns: true,
    optional: &[
        // Ozon
        "first_unread_message_id",
        "total_unread_count",
        "unread_count",
        "is_read",
        "moderate_image_status",
        "context",
        // Yandex Market
        "orderId",
        "customer",
        "campaignId",
        "returnId",
        // Avito ("context" above is also here)
        "meta",
        "quote",
        "read",
        "price_string",
        "images",
        "public_user_profile",
    ],
    numbers: &["message_id", "last_message_id", "chatId", "messageId", "id", "created", "updated", "author_id", "unread_count", "size"],
    broken: || json!({"chat": 7, "message_id": {"no": "id"}, "messageId": null, "created_at": "скоро", "createdAt": "скоро", "created": "скоро", "type": 4}),
};

/// The date is in whole seconds: rounded up, or a client would come back too early.
fn until(answer: Answer, now: AtMs, seconds: u64) -> Answer {
    let ms = i64::try_from(seconds).unwrap_or(i64::MAX / 2_000).saturating_mul(1_000);
    let whole = AtMs((now.0.saturating_add(ms) + 999).div_euclid(1_000) * 1_000);
    answer.header("X-RateLimit-Resource-Limit", 1_000).header("X-RateLimit-Resource-Remaining", 0).header("X-RateLimit-Resource-Until", http_date(whole))
}

/// Requests answered at once: 4 for a business (Yandex Market, "concepts/limits", 2026).
fn most_parallel(face: Face) -> Option<usize> {
    (face == Face::YandexMarket).then_some(4)
}

/// The documented limits, and which bucket a method draws from. Ozon: 50 a second over all methods
/// (FACTS 2.6). The Market: so many an hour for each method (`x-resource-limit-config`, July 2026).
/// Avito: 25 a minute for the list of items, 500 for orders (avito/context.json, April 2026), nothing
/// said for the messenger.
fn rule(face: Face, endpoint: Endpoint) -> Option<(Endpoint, Rule)> {
    let hourly = |burst: i64| Rule { burst, interval_ms: 3_600_000 / burst };
    let rule = match (face, endpoint) {
        (_, Endpoint::Download) => return None,
        (Face::Ozon, _) => return Some((Endpoint::Unknown, Rule { burst: 50, interval_ms: 20 })),
        (Face::YandexMarket, Endpoint::Chats) => hourly(5_000),
        (Face::YandexMarket, Endpoint::Events | Endpoint::Orders) => hourly(10_000),
        (Face::YandexMarket, Endpoint::Cards) => Rule { burst: 100, interval_ms: 600 },
        (Face::YandexMarket, _) => hourly(1_000),
        (Face::Avito, Endpoint::Cards) => Rule { burst: 25, interval_ms: 2_400 },
        (Face::Avito, Endpoint::Orders) => Rule { burst: 500, interval_ms: 120 },
        (Face::Avito, _) => return None,
    };
    Some((endpoint, rule))
}
