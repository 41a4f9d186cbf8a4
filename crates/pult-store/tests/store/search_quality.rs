//! How well search finds, over cases in five languages: each language's messages in a store of its
//! own, each in a chat of its own, each case searched. A message of another case that turns up is
//! neither right nor wrong.

use crate::{DAY, Shop, buyer, page};
use pult_domain::AtMs;
use pult_domain::query::Query;
use pult_store::{SEARCH_CHATS, SearchRequest};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

/// The first fifty cases, two hundred more, and two hundred by a stranger who knew only the rules of a case: some of each kind in
/// each language.
const CASES: [&str; 3] =
    [include_str!("../data/search-first.jsonl"), include_str!("../data/search-more.jsonl"), include_str!("../data/search-strangers.jsonl")];
/// At least this part of what must be found, and at most this part of what must not.
const GOAL: (f64, f64) = (0.97, 0.02);

#[derive(serde::Deserialize)]
struct Case {
    id: String,
    lang: String,
    kind: String,
    query: String,
    must_find: Vec<String>,
    must_not_find: Vec<String>,
}

#[derive(Clone, Copy, Default)]
struct Score {
    found: u32,
    wanted: u32,
    wrong: u32,
    unwanted: u32,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.wanted += other.wanted;
        self.wrong += other.wrong;
        self.unwanted += other.unwanted;
    }

    fn found(self) -> f64 {
        f64::from(self.found) / f64::from(self.wanted.max(1))
    }

    fn wrong(self) -> f64 {
        f64::from(self.wrong) / f64::from(self.unwanted.max(1))
    }
}

#[tokio::test]
async fn cases_in_five_languages_reach_the_goal() {
    let cases: Vec<Case> =
        CASES.iter().flat_map(|file| file.lines()).filter(|line| !line.is_empty()).map(|line| serde_json::from_str(line).expect(line)).collect();
    assert!(cases.len() >= 450, "{} cases", cases.len());
    let mut by_language: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    cases.iter().for_each(|case| by_language.entry(&case.lang).or_default().push(case));
    let mut table: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    let mut whole = Score::default();
    let mut faults = String::new();
    for (language, cases) in by_language {
        let (shop, texts) = filled(&cases).await;
        for case in cases {
            let query = Query::parse(&case.query);
            let request = SearchRequest { query, limit: 1_000, chats: SEARCH_CHATS, ranked: true, now: AtMs(DAY), zone: "UTC".into() };
            let hits = shop.store.search_for(&request).await.unwrap().hits;
            let found: HashSet<&str> = hits.iter().map(|hit| texts[&hit.sent_at.0].as_str()).collect();
            let mut score = Score::default();
            for text in &case.must_find {
                score.wanted += 1;
                if found.contains(text.as_str()) {
                    score.found += 1;
                } else {
                    writeln!(faults, "{} {language} {}: {} misses {text}", case.id, case.kind, case.query).unwrap();
                }
            }
            for text in &case.must_not_find {
                score.unwanted += 1;
                if found.contains(text.as_str()) {
                    score.wrong += 1;
                    writeln!(faults, "{} {language} {}: {} finds {text}", case.id, case.kind, case.query).unwrap();
                }
            }
            table.entry((&case.kind, language)).or_default().add(score);
            whole.add(score);
        }
    }
    println!("{}", drawn(&table));
    println!("{faults}");
    println!("in all: {:.4} of what must be found, {:.4} of what must not", whole.found(), whole.wrong());
    assert!(whole.found() >= GOAL.0 && whole.wrong() <= GOAL.1, "found {:.4}, wrong {:.4}\n{faults}", whole.found(), whole.wrong());
}

/// A store with the messages of some cases, and the texts by their moments.
async fn filled(cases: &[&Case]) -> (Shop, HashMap<i64, String>) {
    let shop = Shop::open().await;
    let all: Vec<&String> = cases.iter().flat_map(|case| case.must_find.iter().chain(&case.must_not_find)).collect();
    let mut once = HashSet::new();
    let all: Vec<&String> = all.into_iter().filter(|text| once.insert(text.as_str())).collect();
    let messages = (0..).zip(&all).map(|(n, text)| buyer(&format!("c{n}"), &format!("m{n}"), text, DAY + n)).collect();
    shop.apply(page(messages, "1")).await;
    (shop, (0..).zip(all).map(|(n, text)| (DAY + n, text.clone())).collect())
}

/// Found and wrong, in hundredths, by kind and language.
fn drawn(table: &BTreeMap<(&str, &str), Score>) -> String {
    let languages = ["ru", "hu", "cs", "fr", "en"];
    let kinds: BTreeMap<&str, ()> = table.keys().map(|(kind, _)| (*kind, ())).collect();
    let mut out = format!("{:<12}{}\n", "", languages.map(|language| format!("{language:>10}")).concat());
    for kind in kinds.keys() {
        let cell = |language: &str| table.get(&(*kind, language)).map_or(String::new(), |s| format!("{:.0}/{:.0}", s.found() * 100.0, s.wrong() * 100.0));
        writeln!(out, "{kind:<12}{}", languages.map(|language| format!("{:>10}", cell(language))).concat()).unwrap();
    }
    out
}
