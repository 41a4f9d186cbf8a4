//! A client of the three marketplaces without a feed: it knows how each wants to be asked.

use pult_sim::{ChatShop, SimOptions};
use serde_json::{Value, json};

use crate::client::Got;

pub(crate) struct Asker {
    http: reqwest::Client,
    base: String,
    headers: Vec<(&'static str, String)>,
}

impl Asker {
    pub(crate) fn new(shop: &ChatShop, headers: &[(&'static str, &str)]) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let headers = headers.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { http: reqwest::Client::new(), base: shop.base_url().to_owned(), headers }
    }

    pub(crate) async fn try_ask(&self, request: reqwest::RequestBuilder) -> Result<Got, reqwest::Error> {
        let request = self.headers.iter().fold(request, |request, (name, value)| request.header(*name, value));
        let answer = request.send().await?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Ok(Got { status, headers, text: answer.text().await? })
    }

    fn address(&self, path: &str) -> String {
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", self.base) }
    }

    pub(crate) async fn get(&self, path: &str) -> Got {
        self.try_ask(self.http.get(self.address(path))).await.unwrap()
    }

    pub(crate) async fn try_post(&self, path: &str, body: &Value) -> Result<Got, reqwest::Error> {
        self.try_ask(self.http.post(self.address(path)).json(body)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Got {
        self.try_post(path, &body).await.unwrap()
    }

    pub(crate) async fn form(&self, path: &str, part: &'static str, name: &str, media_type: &str, bytes: &[u8]) -> Got {
        let part_body = reqwest::multipart::Part::bytes(bytes.to_vec()).file_name(name.to_owned()).mime_str(media_type).unwrap();
        let form = reqwest::multipart::Form::new().part(part, part_body);
        self.try_ask(self.http.post(self.address(path)).multipart(form)).await.unwrap()
    }

    /// Avito: a token for the shop's own key.
    pub(crate) async fn with_token(shop: &ChatShop) -> Self {
        let plain = Self::new(shop, &[]);
        let token = plain.login(shop.client_id().unwrap(), shop.token()).await.json()["access_token"].as_str().unwrap().to_owned();
        Self::new(shop, &[("Authorization", &format!("Bearer {token}"))])
    }

    pub(crate) async fn login(&self, id: &str, secret: &str) -> Got {
        let body = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        let request = self.http.post(self.address("/token")).header("Content-Type", "application/x-www-form-urlencoded").body(body);
        self.try_ask(request).await.unwrap()
    }
}

pub(crate) fn pages_of(page_size: usize) -> SimOptions {
    SimOptions { page_size, ..SimOptions::default() }
}

/// The entries of a list under a JSON pointer.
pub(crate) fn list<'a>(value: &'a Value, place: &str) -> &'a [Value] {
    value.pointer(place).and_then(Value::as_array).unwrap_or_else(|| panic!("no list at {place}: {value}"))
}

pub(crate) fn empty() -> Value {
    json!({})
}
