//! The client against scripted servers and recorded answers.

mod asking;
mod faults;
mod fixtures;
mod providers;
mod server;

use crate::llm::books::{Books, Call, CallId, Spent};
use crate::llm::chain::{Errand, Unanswered};
use crate::llm::{Answer, Ask, Chain, Delta, Limits, Provider, Schema};
use async_trait::async_trait;
use pult_domain::{ErrorCode, ModelPurpose, ProviderId, ProviderKind, SystemClock};
use secrecy::SecretString;
use serde_json::json;
use server::Server;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Short enough for tests of silence, and only silence is measured against them.
const LIMITS: Limits =
    Limits { connect: Duration::from_secs(5), first_token: Duration::from_millis(300), between: Duration::from_millis(300), whole: Duration::from_secs(20) };
/// For everything else: a loaded machine must not fail a test.
const PATIENT: Limits =
    Limits { connect: Duration::from_secs(60), first_token: Duration::from_secs(60), between: Duration::from_secs(60), whole: Duration::from_secs(120) };

/// Books on paper: what was opened and closed, and a refusal where one is wanted.
#[derive(Default)]
struct Paper {
    refuse: Option<ErrorCode>,
    lines: Mutex<Vec<(Call, Option<Spent>)>>,
}

impl Paper {
    fn closed(&self) -> Vec<Spent> {
        self.lines.lock().unwrap().iter().map(|(_, spent)| spent.clone().expect("every call that was opened is closed")).collect()
    }
}

#[async_trait]
impl Books for Paper {
    async fn open(&self, call: &Call) -> Result<CallId, ErrorCode> {
        if let Some(code) = self.refuse.filter(|_| !call.local) {
            return Err(code);
        }
        let mut lines = self.lines.lock().unwrap();
        lines.push((call.clone(), None));
        Ok(CallId(i64::try_from(lines.len()).unwrap() - 1))
    }

    async fn close(&self, call: CallId, spent: &Spent) {
        self.lines.lock().unwrap()[usize::try_from(call.0).unwrap()].1 = Some(spent.clone());
    }
}

/// A provider of a kind at a server on this machine.
fn provider(kind: ProviderKind, server: &Server) -> Provider {
    let base_url = match kind {
        ProviderKind::Ollama => server.url(),
        _ => format!("{}/v1", server.url()),
    };
    Provider {
        id: ProviderId(1 + i64::from(server.port())),
        kind,
        base_url: Some(base_url),
        model: "small".into(),
        key: Some(SecretString::from("s3cret-key".to_owned())),
        place: Some("b1gfolder".into()),
        ca_file: None,
        price: None,
        context: None,
    }
}

fn mood() -> Schema {
    let value = json!({"type": "object", "properties": {"mood": {"enum": ["good", "bad"]}}, "required": ["mood"], "additionalProperties": false});
    Schema::new("mood", value).unwrap()
}

const ERRAND: Errand = Errand { purpose: ModelPurpose::Draft, chat: None };

/// One question to a chain, with everything that was shown.
struct Told {
    answer: Result<Answer, Unanswered>,
    shown: String,
    restarts: usize,
    books: Paper,
}

impl Told {
    fn code(&self) -> ErrorCode {
        self.answer.as_ref().expect_err("nobody should have answered").code()
    }
}

async fn tell(chain: &Chain, providers: &[Provider], ask: &Ask) -> Told {
    tell_with(chain, providers, ask, Paper::default(), &CancellationToken::new()).await
}

async fn tell_with(chain: &Chain, providers: &[Provider], ask: &Ask, books: Paper, cancel: &CancellationToken) -> Told {
    let (mut shown, mut restarts) = (String::new(), 0);
    let mut on_delta = |delta: Delta<'_>| match delta {
        Delta::Text(text) => shown.push_str(text),
        Delta::Restart => {
            shown.clear();
            restarts += 1;
        }
    };
    let answer = chain.ask(providers, ERRAND, ask, &books, &mut on_delta, cancel).await;
    Told { answer, shown, restarts, books }
}

fn chain() -> Chain {
    Chain::with_limits(Arc::new(SystemClock), PATIENT)
}
