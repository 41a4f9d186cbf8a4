//! Search as the window asks it: the query is read, days are counted in the shop's zone, an empty
//! answer comes with queries that find something, and what is being typed is completed.

use crate::api::dto::{ApiError, SearchFound, SearchHint, SearchHints, SearchProblem};
use crate::{Core, view};
use pult_domain::query::{Key, Piece, Query, is_quote, pieces};
use pult_domain::stems::fold;
use pult_store::SearchRequest;

/// Other queries offered where nothing was found.
const VARIANTS: usize = 4;
/// Hints shown at once.
const HINTS: usize = 8;

/// How much of what is found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// Most messages.
    pub(crate) limit: i64,
    /// Most chats.
    pub(crate) chats: usize,
}

impl Core {
    /// What a query finds.
    pub(crate) async fn search_found(&self, typed: &str, wanted: Wanted, ranked: bool) -> Result<SearchFound, ApiError> {
        let request = self.search_request(typed, wanted, ranked).await?;
        let found = self.store.search_for(&request).await?;
        let problems = request.query.problems.iter().map(|problem| SearchProblem { key: name(problem.key), value: problem.value.clone() }).collect();
        let nothing = found.hits.is_empty() && found.chats.is_empty() && found.notes.is_empty() && !request.query.is_empty();
        let variants = if nothing { self.variants(typed).await? } else { Vec::new() };
        Ok(SearchFound {
            hits: found.hits.into_iter().map(view::hit).collect(),
            chats: found.chats.into_iter().map(view::chat_hit).collect(),
            more_chats: found.more_chats,
            notes: found.notes.into_iter().map(view::note_hit).collect(),
            looked_back_to_ms: found.looked_back_to,
            problems,
            variants,
        })
    }

    async fn search_request(&self, typed: &str, Wanted { limit, chats }: Wanted, ranked: bool) -> Result<SearchRequest, ApiError> {
        let query = Query::parse(typed);
        let zone = self.policy(None).await?.policy.calendar.zone;
        Ok(SearchRequest { query, limit, chats, ranked, now: self.clock.now(), zone })
    }

    /// Queries of fewer pieces that find something: without the conditions, then each word alone.
    async fn variants(&self, typed: &str) -> Result<Vec<String>, ApiError> {
        let all = pieces(typed);
        let text = |piece: &Piece<'_>| typed.get(piece.range.clone()).unwrap_or_default().to_owned();
        let words: Vec<String> = all.iter().filter(|piece| piece.key.is_none()).map(text).collect();
        let mut tried = vec![typed.trim().to_owned()];
        let unnarrowed = words.join(" ");
        let unquoted = unnarrowed.replace(is_quote, "");
        let alone = words.iter().filter(|word| !word.starts_with('-')).cloned();
        let mut variants = Vec::new();
        for variant in [unnarrowed.clone(), unquoted].into_iter().chain(alone) {
            if variant.is_empty() || tried.contains(&variant) || variants.len() >= VARIANTS {
                continue;
            }
            let request = self.search_request(&variant, Wanted { limit: 1, chats: 0 }, false).await?;
            if !self.store.search_for(&request).await?.hits.is_empty() {
                variants.push(variant.clone());
            }
            tried.push(variant);
        }
        Ok(variants)
    }

    /// What may stand at the cursor.
    pub(crate) async fn hints(&self, typed: &str, locale: &str) -> Result<SearchHints, ApiError> {
        let all = pieces(typed);
        let last = all.last().filter(|piece| piece.open);
        let Some(piece) = last else {
            let hints = if all.is_empty() { operators("", locale) } else { Vec::new() };
            return Ok(SearchHints { replaces: 0.0, hints });
        };
        let whole = typed.get(piece.range.clone()).unwrap_or_default();
        let whole = whole.strip_prefix('-').unwrap_or(whole);
        let mut hints = match piece.key {
            None if piece.quoted => Vec::new(),
            None => operators(&fold(piece.value), locale),
            Some(key) => self.values(key, whole, piece.value, locale).await?,
        };
        hints.truncate(HINTS);
        Ok(SearchHints { replaces: units(whole), hints })
    }

    async fn values(&self, key: Key, whole: &str, value: &str, locale: &str) -> Result<Vec<SearchHint>, ApiError> {
        let operator = whole.split_once(':').map_or("", |(name, _)| name);
        let wanted = fold(value);
        let mut values: Vec<String> = key.values_begun(value).filter_map(|names| spoken(names, locale)).map(str::to_owned).collect();
        let known = match key {
            Key::Shop => self.store.accounts().await?.into_iter().map(|account| account.name).collect(),
            Key::Label => self.store.labels().await?.into_iter().map(|label| label.name).collect(),
            Key::From if !wanted.is_empty() => self.store.customers_named(value, HINTS).await?,
            _ => Vec::new(),
        };
        values.extend(known.into_iter().filter(|name| fold(name).contains(&wanted)));
        let hint = |value: String| SearchHint { insert: format!("{operator}:{} ", typed_name(&value)), key: name(key), operator: false };
        Ok(values.into_iter().map(hint).collect())
    }
}

/// A name as it can stand behind an operator. Quotes of its own (`ООО "Ромашка"`) would end it there; names are compared by their words.
fn typed_name(name: &str) -> String {
    let words: Vec<&str> = name.split(|c: char| is_quote(c) || c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 { format!("\"{}\"", words.join(" ")) } else { words.concat() }
}

/// The operators with a name that begins so, in the window's language.
fn operators(begun: &str, locale: &str) -> Vec<SearchHint> {
    let fits = |key: &Key| key.names().iter().any(|name| name.starts_with(begun));
    let hint = |key: Key| spoken(key.names(), locale).map(|spoken| SearchHint { insert: format!("{spoken}:"), key: name(key), operator: true });
    Key::ALL.into_iter().filter(fits).filter_map(hint).collect()
}

/// The name in the window's language: the lists have English first and Russian second.
fn spoken(names: &[&'static str], locale: &str) -> Option<&'static str> {
    let russian = locale.starts_with("ru").then(|| names.get(1)).flatten();
    russian.or_else(|| names.first()).copied()
}

fn name(key: Key) -> String {
    key.names().first().copied().unwrap_or_default().to_owned()
}

/// The length of a text as JavaScript counts it.
fn units(text: &str) -> f64 {
    f64::from(u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use crate::drafting::tests::Desk;
    use pult_domain::query::Key;
    use serde_json::json;

    #[tokio::test]
    async fn what_is_offered_is_spelled_as_it_is_written_and_finds_what_it_says() {
        let desk = Desk::open().await;
        desk.chat("a", "Жанна Ёлкина", 0, &["> Где мой заказ?"]).await;
        for (typed, locale, wanted) in [
            ("ес", "ru", vec!["есть:"]),
            ("есть:", "ru", vec!["есть:файл ", "есть:фото "]),
            ("есть:фай", "ru", vec!["есть:файл "]),
            ("это:ждет", "ru", vec!["это:ждёт "]),
            ("настроение:НЕЙ", "ru", vec!["настроение:нейтральное "]),
            ("-is:wait", "en", vec!["is:waiting "]),
            ("заказ intent:return_re", "en", vec!["intent:return_refund "]),
            ("магазин:глин", "ru", vec!["магазин:\"Глиняный дом\" "]),
            ("from:елк", "en", vec!["from:\"Жанна Ёлкина\" "]),
            ("заказ", "ru", vec!["заказ:"]),
            ("\"в кавычках", "ru", vec![]),
        ] {
            let found = desk.core.hints(typed, locale).await.unwrap().hints;
            assert_eq!(found.iter().map(|hint| hint.insert.as_str()).collect::<Vec<_>>(), wanted, "{typed}");
        }
        let page: serde_json::Value = desk.ok("search", json!({"query": "это:ждёт", "limit": 10})).await;
        assert_eq!(page["hits"].as_array().map(Vec::len), Some(1), "{page}");
    }

    #[tokio::test]
    async fn every_operator_and_each_of_its_values_is_completed_in_english_and_in_russian() {
        let desk = Desk::open().await;
        desk.chat("a", "Жанна", 0, &["> Где мой заказ?"]).await;
        let offered = async |typed: String, locale| {
            let hints = desk.core.hints(&typed, locale).await.unwrap().hints;
            hints.into_iter().map(|hint| hint.insert).collect::<Vec<_>>()
        };
        // The beginning of a word, without its last letter.
        let begun = |word: &str| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.pop();
            letters.into_iter().collect::<String>()
        };
        for (place, locale) in ["en", "ru"].into_iter().enumerate() {
            for key in Key::ALL {
                let name = key.names()[place];
                assert!(offered(begun(name), locale).await.contains(&format!("{name}:")), "{name} in {locale}");
                for value in key.values() {
                    let (value, typed) = (value[place], format!("{name}:{}", begun(value[place])));
                    let found = offered(typed.clone(), locale).await;
                    assert!(found.contains(&format!("{name}:{value} ")), "{typed} offers {found:?} and not {value}");
                }
            }
        }
    }

    #[tokio::test]
    async fn a_name_with_quotes_of_its_own_is_offered_so_that_it_is_found() {
        let desk = Desk::open().await;
        desk.chat("a", "Сад «Уют» Мира", 0, &["> Где мой заказ?"]).await;
        desk.chat("b", "Сад Ольги", 0, &["> Здравствуйте"]).await;
        let hints = desk.core.hints("от:уют", "ru").await.unwrap().hints;
        let offered: Vec<&str> = hints.iter().map(|hint| hint.insert.as_str()).collect();
        assert_eq!(offered, ["от:\"Сад Уют Мира\" "]);
        let page: serde_json::Value = desk.ok("search", json!({"query": offered[0], "limit": 10})).await;
        assert_eq!(page["hits"].as_array().map(Vec::len), Some(1), "{page}");
    }
}
