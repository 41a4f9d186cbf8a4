//! Trying a key before it is saved, and finding the cabinet it belongs to.

use pult_domain::{AtMs, ErrorCode, Retry, TokenCheck, TokenKind, TokenWarning};
use reqwest::Method as Verb;

use crate::channel::{ChannelError, settled};
use crate::loose::Fields;
use crate::yandex_market::limits::Method;
use crate::yandex_market::memory::Which;
use crate::yandex_market::wire;
use crate::yandex_market::{YandexMarket, hosts};

/// Longest key sent; real ones have some tens of characters.
const LONGEST_KEY: usize = 4_096;

/// Most pages of shops asked for.
const MOST_PAGES: usize = 20;

/// How long what a key may do is believed, in milliseconds: 10 min. Its rights can be changed in
/// the cabinet at any time, and the method that tells them may be asked 100 times an hour.
const RIGHTS_FOR_MS: i64 = 10 * 60 * 1_000;

/// How long one answer stands for refusals that follow each other, in milliseconds: 1 min, so that even one burst after
/// another stays under the 100 questions of an hour.
const BURST_MS: i64 = 60 * 1_000;

/// The right to talk with buyers, as the cabinet and the API call it.
pub(super) const COMMUNICATION: &str = "Общение с покупателями (COMMUNICATION)";
const ORDERS: &str = "Обработка заказов и учёт товаров (INVENTORY_AND_ORDER_PROCESSING)";
const OFFERS: &str = "Управление товарами и карточками (OFFERS_AND_CARDS_MANAGEMENT)";

/// The key in what was pasted: without space around it and without the header's name.
///
/// # Errors
/// [`ErrorCode::TokenEmpty`], or [`ErrorCode::TokenMalformed`] for what no header could carry.
pub(super) fn clean(pasted: &str) -> Result<&str, ErrorCode> {
    let pasted = pasted.trim();
    let named = pasted.split_at_checked(7).filter(|(name, _)| name.eq_ignore_ascii_case("api-key"));
    let key = named.map_or(pasted, |(_, rest)| rest.strip_prefix(':').map_or(pasted, str::trim));
    if key.is_empty() {
        return Err(ErrorCode::TokenEmpty);
    }
    if key.len() > LONGEST_KEY || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ErrorCode::TokenMalformed);
    }
    Ok(key)
}

/// What a key may do (`ApiKeyScopeType`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Scopes(Vec<String>);

impl Scopes {
    fn any(&self, among: &[&str]) -> bool {
        self.0.iter().any(|scope| among.contains(&scope.as_str()))
    }

    /// Whether the method may be called (`x-auth-scopes` of each method, 2026-07-17).
    pub(super) fn may(&self, method: Method) -> bool {
        const FULL: &str = "ALL_METHODS";
        const LOOKING: &str = "ALL_METHODS_READ_ONLY";
        const TALKING: &str = "COMMUNICATION";
        const HANDLING: [&str; 3] = ["INVENTORY_AND_ORDER_PROCESSING", "INVENTORY_AND_ORDER_PROCESSING_READ_ONLY", "FINANCE_AND_ACCOUNTING"];
        match method {
            Method::Token | Method::Campaigns | Method::File => true,
            Method::Chats | Method::Chat | Method::History | Method::Message => self.any(&[FULL, LOOKING, TALKING]),
            Method::Send | Method::SendFile => self.any(&[FULL, TALKING]),
            Method::Orders => self.any(&[FULL, LOOKING]) || self.any(&HANDLING),
            Method::Order => self.any(&[FULL, LOOKING, TALKING]) || self.any(&HANDLING),
            Method::Offers => self.any(&[FULL, LOOKING, "OFFERS_AND_CARDS_MANAGEMENT", "OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY"]),
        }
    }
}

/// What a 403 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forbidden {
    /// As a code, with the right that is missing.
    pub(super) meant: (ErrorCode, Option<&'static str>),
    /// When to look again, where the key could not be asked and nothing is known of it.
    pub(super) open: Option<Retry>,
}

/// The right a method needs, by the cabinet's name.
pub(super) fn right(method: Method) -> &'static str {
    match method {
        Method::Orders => ORDERS,
        Method::Offers => OFFERS,
        _ => COMMUNICATION,
    }
}

/// A cabinet: what chats belong to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cabinet {
    pub(super) id: String,
    pub(super) name: Option<String>,
    /// Its shops.
    pub(super) campaigns: Vec<String>,
    /// Whether the API of one of its shops is switched on, or nothing was said of it.
    pub(super) open: bool,
    /// The word for why not.
    pub(super) closed_word: Option<String>,
}

impl YandexMarket {
    /// See [`crate::channel::Channel::check`].
    pub(super) async fn check_key(&self) -> Result<TokenCheck, ChannelError> {
        let mut check = TokenCheck::begun(TokenKind::Personal, self.key.as_ref().err().or(self.chosen.as_ref().err()).copied());
        if check.problem.is_some() {
            return Ok(check);
        }
        let looked = self.try_key(&mut check).await;
        settled(check, looked)
    }

    /// The rights of the key, its cabinet, and one page of chats.
    async fn try_key(&self, check: &mut TokenCheck) -> Result<(), ChannelError> {
        match self.ask_scopes().await? {
            Some(scopes) if !scopes.may(Method::Chats) => {
                let error = ChannelError::of(ErrorCode::TokenMissingRight, Retry::NeedsOwner, "");
                return Err(ChannelError { missing_right: Some(COMMUNICATION.to_owned()), ..error });
            }
            Some(scopes) if !scopes.may(Method::Send) => check.warnings.push(TokenWarning::ReadOnly),
            Some(_) => {}
            None => check.warnings.push(TokenWarning::Unreadable),
        }
        let cabinets = self.cabinets().await?;
        let cabinet = self.choose(&cabinets)?;
        check.seller_id = Some(cabinet.id.clone());
        check.seller_name.clone_from(&cabinet.name);
        check.detail = other_cabinets(&cabinet, &cabinets);
        // A cabinet chosen by the check is the one asked from here on.
        let cabinet = self.cabinet.get_or_init(|| async { cabinet }).await;
        let page = self.chat_page(Which::All, None).await;
        let (page, _) = page.map_err(|error| match (&cabinet.closed_word, error.retry) {
            (Some(word), Retry::Never | Retry::NeedsOwner) if !cabinet.open => {
                ChannelError { retry: Retry::NeedsOwner, detail: format!("{word} {}", error.detail).trim().to_owned(), ..error }
            }
            // The method exists: what it refuses now it will refuse again.
            (_, Retry::Never) if error.status.is_some() => ChannelError { retry: Retry::NeedsOwner, ..error },
            _ => error,
        })?;
        check.chats_seen = Some(u32::try_from(page.rows.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// Asks what the key may do; `None` where the answer holds no scopes.
    pub(super) async fn ask_scopes(&self) -> Result<Option<Scopes>, ChannelError> {
        let url = self.line.url(hosts::API, "/v2/auth/token", None)?;
        let request = self.request(&self.line.http.reads, Verb::POST, url)?;
        let answer = self.read(Method::Token, request).await?;
        let text = wire::text_of(&answer.body);
        let result = wire::result(&text).map_err(|rejected| self.rejected(&answer, rejected))?;
        let key = result.get("apiKey").and_then(|raw| Fields::of(raw.get())).unwrap_or_default();
        let Ok(listed) = wire::elements(&key, "authScopes") else { return Ok(None) };
        let scopes = Scopes(listed.into_iter().filter_map(crate::loose::text).collect());
        self.note_scopes(&scopes);
        Ok(Some(scopes))
    }

    fn note_scopes(&self, scopes: &Scopes) {
        *self.scopes.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some((self.line.clock.now(), scopes.clone()));
    }

    /// What the key last told it may do, and when.
    pub(super) fn kept_scopes(&self) -> Option<(AtMs, Scopes)> {
        self.scopes.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// The same, if it was told within the time.
    fn told_within(&self, ms: i64) -> Option<Scopes> {
        let now = self.line.clock.now();
        self.kept_scopes().filter(|(at, _)| (0..ms).contains(&now.since_ms(*at))).map(|(_, scopes)| scopes)
    }

    /// What the key told within this burst of refusals.
    pub(super) fn just_told(&self) -> Option<Scopes> {
        self.told_within(BURST_MS)
    }

    /// What the key may do, asked anew now and then; `None` where that cannot be found out.
    pub(super) async fn scopes(&self) -> Option<Scopes> {
        match self.told_within(RIGHTS_FOR_MS) {
            Some(scopes) => Some(scopes),
            None => self.ask_scopes().await.ok().flatten(),
        }
    }

    /// The cabinet of the account, asked once.
    pub(super) async fn cabinet(&self) -> Result<&Cabinet, ChannelError> {
        self.cabinet.get_or_try_init(|| async { self.choose(&self.cabinets().await?) }).await
    }

    /// The number of the cabinet the account names.
    fn asked_for(&self) -> Result<Option<&str>, ChannelError> {
        let number = self.chosen.as_ref().map_err(|code| ChannelError::of(*code, Retry::NeedsOwner, "the number of a cabinet has digits only"))?;
        Ok(number.as_deref())
    }

    /// The cabinet that was asked for, else the first whose API is switched on, else the first.
    fn choose(&self, cabinets: &[Cabinet]) -> Result<Cabinet, ChannelError> {
        let asked = self.asked_for()?;
        let chosen = match asked {
            // The number of a shop is mistaken for that of its cabinet more often than not.
            Some(id) => cabinets.iter().find(|cabinet| cabinet.id == id || cabinet.campaigns.iter().any(|campaign| campaign == id)),
            None => cabinets.iter().find(|cabinet| cabinet.open).or(cabinets.first()),
        };
        let none = match asked {
            Some(_) => ChannelError::of(ErrorCode::ClientIdInvalid, Retry::NeedsOwner, "the key shows no cabinet with this number"),
            None => ChannelError::of(ErrorCode::ChannelRefused, Retry::NeedsOwner, "the key shows no shop"),
        };
        chosen.cloned().ok_or(none)
    }

    /// The cabinets of all shops the key shows.
    async fn cabinets(&self) -> Result<Vec<Cabinet>, ChannelError> {
        self.asked_for()?;
        let mut cabinets: Vec<Cabinet> = Vec::new();
        let mut token: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let mut url = self.line.url(hosts::API, "/v2/campaigns", None)?;
            url.query_pairs_mut().append_pair("limit", "100").extend_pairs(token.iter().map(|token| ("pageToken", token)));
            let request = self.request(&self.line.http.reads, Verb::GET, url)?;
            let answer = self.read(Method::Campaigns, request).await?;
            let text = wire::text_of(&answer.body);
            let fields = wire::answer(&text).map_err(|rejected| self.rejected(&answer, rejected))?;
            for shop in wire::elements(&fields, "campaigns").map_err(|rejected| self.rejected(&answer, rejected))? {
                if let Some(shop) = Fields::of(shop.get()) {
                    add_shop(&mut cabinets, &shop);
                }
            }
            let next = wire::next_page(&fields);
            if next.is_none() || next == token {
                break;
            }
            token = next;
        }
        Ok(cabinets)
    }
}

fn add_shop(cabinets: &mut Vec<Cabinet>, shop: &Fields<'_>) {
    let Some(business) = shop.get("business").and_then(|raw| Fields::of(raw.get())) else { return };
    let Some(id) = wire::id(&business, "id") else { return };
    let at = cabinets.iter().position(|cabinet| cabinet.id == id).unwrap_or_else(|| {
        cabinets.push(Cabinet { id, name: wire::present(&business, "name"), ..Cabinet::default() });
        cabinets.len() - 1
    });
    let Some(cabinet) = cabinets.get_mut(at) else { return };
    cabinet.campaigns.extend(wire::id(shop, "id"));
    match shop.text("apiAvailability") {
        Some(word) if word != "AVAILABLE" => cabinet.closed_word = Some(word),
        _ => cabinet.open = true,
    }
}

/// The finding where a key shows several cabinets: the chosen one first, then the others. Numbers
/// and the owner's own names, to be understood in any language.
fn other_cabinets(chosen: &Cabinet, cabinets: &[Cabinet]) -> Option<String> {
    let named = |cabinet: &Cabinet| cabinet.name.as_ref().map_or_else(|| cabinet.id.clone(), |name| format!("{} ({name})", cabinet.id));
    let others: Vec<String> = cabinets.iter().filter(|cabinet| cabinet.id != chosen.id).take(5).map(named).collect();
    (!others.is_empty()).then(|| format!("businessId = {}; + {}", named(chosen), others.join(", ")))
}

/// The number of a cabinet as it was given, if it may be one.
///
/// # Errors
/// [`ErrorCode::ClientIdInvalid`] for anything but digits.
pub(super) fn chosen(client_id: Option<&str>) -> Result<Option<String>, ErrorCode> {
    let Some(id) = client_id.map(str::trim).filter(|id| !id.is_empty()) else { return Ok(None) };
    let digits = id.len() <= 19 && id.bytes().all(|byte| byte.is_ascii_digit());
    if digits { Ok(Some(id.to_owned())) } else { Err(ErrorCode::ClientIdInvalid) }
}
