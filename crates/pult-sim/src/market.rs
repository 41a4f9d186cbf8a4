//! What a marketplace must say of itself to stand behind the one front of this crate.

use std::fmt::Debug;
use std::future::Future;
use std::sync::Arc;

use axum::extract::Request;
use pult_domain::AtMs;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::faults::{Fault, RetryHeaders};
use crate::wire::Answer;
use crate::world::World;

/// The state of one marketplace, and how it speaks. The front ([`crate::server`]) notes requests,
/// lets faults strike and keeps the door; everything that differs between marketplaces is here.
pub(crate) trait Market: Debug + Serialize + DeserializeOwned + Send + Sized + 'static {
    /// Which method a request means.
    fn endpoint(&self, method: &str, path: &str) -> Endpoint;

    /// Does what has become due by now. Returns whether anything was.
    fn catch_up(&mut self, now: AtMs) -> bool;

    /// Differs whenever serving has changed something a restart must know.
    fn mark(&self) -> (i64, usize, usize);

    /// A moment as the marketplace's own clock has it.
    fn told(&self, at: AtMs) -> AtMs {
        at
    }

    /// Lets the request in and answers it.
    fn process(world: &Arc<World<Self>>, endpoint: Endpoint, faults: &[Fault], request: Request) -> impl Future<Output = Answer> + Send;

    /// An error of the gateway in front of every method.
    fn problem(world: &World<Self>, status: u16, title: &str, detail: &str) -> Answer;

    /// "Too many requests", with what it says about the wait.
    fn too_many(world: &World<Self>, headers: RetryHeaders) -> Answer;

    /// Changes an answer's JSON as the faults say.
    fn distort(endpoint: Endpoint, value: &mut Value, faults: &[Fault]);

    /// A string of its own for `/_sim/...`; `None` where it has no such string.
    fn pull(world: &World<Self>, method: &str, path: &str, query: &str, body: &[u8]) -> Option<Result<Value, String>>;
}
