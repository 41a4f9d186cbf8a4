//! A client that knows the documents and nothing else.

use pult_sim::{SimOptions, WbSim};
use serde_json::Value;

/// Asks a simulator with its own token.
pub(crate) struct Client {
    pub(crate) http: reqwest::Client,
    pub(crate) base: String,
    pub(crate) token: String,
}

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Got {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("no JSON ({error}): {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn detail(&self) -> String {
        self.json()["detail"].as_str().unwrap_or_default().to_owned()
    }
}

pub(crate) async fn start(options: SimOptions) -> (WbSim, Client) {
    let sim = WbSim::start(options).await.unwrap();
    let client = Client::of(&sim);
    (sim, client)
}

pub(crate) fn page_of(page_size: usize) -> SimOptions {
    SimOptions { page_size, ..SimOptions::default() }
}

impl Client {
    pub(crate) fn of(sim: &WbSim) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { http: reqwest::Client::new(), base: sim.base_url().to_owned(), token: sim.token().to_owned() }
    }

    pub(crate) async fn try_get(&self, path: &str) -> Result<Got, reqwest::Error> {
        let answer = self.http.get(format!("{}{path}", self.base)).header("Authorization", &self.token).send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Ok(Got { status, headers, text: answer.text().await? })
    }

    pub(crate) async fn get(&self, path: &str) -> Got {
        self.try_get(path).await.unwrap()
    }

    pub(crate) async fn events(&self, next: Option<i64>) -> Got {
        self.get(&next.map_or("/api/v1/seller/events".to_owned(), |next| format!("/api/v1/seller/events?next={next}"))).await
    }

    pub(crate) async fn try_send(&self, sign: &str, text: &str) -> Result<Got, reqwest::Error> {
        let form = reqwest::multipart::Form::new().text("replySign", sign.to_owned()).text("message", text.to_owned());
        self.post_form(form).await
    }

    pub(crate) async fn post_form(&self, form: reqwest::multipart::Form) -> Result<Got, reqwest::Error> {
        let answer = self.http.post(format!("{}/api/v1/seller/message", self.base)).header("Authorization", &self.token).multipart(form).send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Ok(Got { status, headers, text: answer.text().await? })
    }

    pub(crate) async fn send(&self, sign: &str, text: &str) -> Got {
        self.try_send(sign, text).await.unwrap()
    }

    /// The present signature of a chat.
    pub(crate) async fn sign(&self, chat: &str) -> String {
        let list = self.get("/api/v1/seller/chats").await.json();
        let row = list["result"].as_array().unwrap().iter().find(|row| row["chatID"] == chat).expect("the chat is listed").clone();
        row["replySign"].as_str().unwrap().to_owned()
    }

    /// Follows `next` as documented until a batch is empty; gives the ids in the order they came.
    pub(crate) async fn follow(&self, mut next: Option<i64>) -> (Vec<String>, i64) {
        let mut ids = Vec::new();
        loop {
            let page = self.events(next).await.json();
            next = page["result"]["next"].as_i64();
            let events = page["result"]["events"].as_array().unwrap().clone();
            assert_eq!(page["result"]["totalEvents"], events.len(), "totalEvents is the size of this batch");
            if events.is_empty() {
                return (ids, next.unwrap());
            }
            ids.extend(events.iter().map(|event| event["eventID"].as_str().unwrap().to_owned()));
        }
    }
}
