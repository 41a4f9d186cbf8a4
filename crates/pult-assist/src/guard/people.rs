//! What belongs to somebody else: other customers, the instructions of a model, other marketplaces.

use super::text::{Cut, Token};
use super::{Outlet, Reply};
use pult_domain::ChannelKind;

/// So many words of the instructions in a row are a leak.
const LEAKED_WORDS: usize = 8;

/// Other customers' data that are known to be such, repeated in the reply.
pub(super) fn find(cut: &Cut, reply: &Reply<'_>) -> Vec<(u32, u32)> {
    let strangers = reply.facts.strangers.iter().map(|text| Cut::new(text, reply.locale));
    let places = strangers.flat_map(|stranger| repeated(&cut.tokens, &stranger.tokens));
    // One short word ("Ян") would be found in every other reply.
    places.filter(|(start, end)| end - start > 3).collect()
}

fn repeated(tokens: &[Token], wanted: &[Token]) -> Vec<(u32, u32)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let windows = tokens.windows(wanted.len());
    let same = windows.filter(|window| window.iter().zip(wanted).all(|(token, wanted)| token.word == wanted.word));
    same.filter_map(|window| Some((window.first()?.start, window.last()?.end))).collect()
}

/// Runs of words that stand in the instructions.
pub(super) fn leaked(cut: &Cut, reply: &Reply<'_>) -> Vec<(u32, u32)> {
    let Some(instructions) = &reply.facts.instructions else { return Vec::new() };
    let told = Cut::new(instructions, reply.locale);
    let size = LEAKED_WORDS.min(told.tokens.len());
    if size < 3 {
        return Vec::new();
    }
    let known: std::collections::HashSet<Vec<&str>> =
        told.tokens.windows(size).map(|window| window.iter().map(|token| token.word.as_str()).collect()).collect();
    let windows = cut.tokens.windows(size).filter(|window| known.contains(&window.iter().map(|token| token.word.as_str()).collect::<Vec<_>>()));
    windows.take(1).filter_map(|window| Some((window.first()?.start, window.last()?.end))).collect()
}

/// How each marketplace is written, folded, by the beginning of the word; and words only it has.
const NAMES: [(ChannelKind, &[&str]); 4] = [
    (ChannelKind::Wildberries, &["wildberries", "wb", "вб", "вилдберриз", "ваилдберриз", "ваилдбериз", "вб", "валбериз"]),
    (ChannelKind::Ozon, &["ozon", "озон", "озона", "озоне", "озону"]),
    (ChannelKind::YandexMarket, &["yandex", "яндекс", "яндекса", "яндексе", "маркета", "маркете", "маркет"]),
    (ChannelKind::Avito, &["avito", "авито"]),
];

/// What makes a marketplace's name an advice, folded, by the beginning of the word.
const ADVICE: &[&str] = &[
    "возврат",
    "возвращ",
    "вернет",
    "вернут",
    "верни",
    "сдат",
    "сдаит",
    "сдаете",
    "отмен",
    "оформ",
    "заявк",
    "пункт",
    "пвз",
    "кабинет",
    "приложен",
    "раздел",
    "обмен",
    "претензи",
    "поддержк",
    "деньг",
    "карт",
    "return",
    "refund",
    "cancel",
    "claim",
    "pickup",
    "pick",
    "app",
    "account",
    "section",
    "point",
    "drop",
    "visszakuld",
    "visszaker",
    "visszavisz",
    "visszaad",
    "visszater",
    "visszavet",
    "visszavit",
    "visszaru",
    "lemond",
    "torol",
    "atvevo",
    "atveteli",
    "fiok",
    "alkalmaz",
    "igeny",
    "reklamac",
    "kerelm",
    "vrat",
    "vraci",
    "vracen",
    "zrus",
    "stornu",
    "aplikac",
    "vydejn",
    "odberu",
    "uct",
    "zadost",
    "retour",
    "rembours",
    "annul",
    "renvoy",
    "rapport",
    "compte",
    "espace",
    "demande",
    "relais",
    "card",
    "wallet",
    "button",
    "money",
    "tarca",
    "kartya",
    "gomb",
    "penz",
    "kart",
    "tlacit",
    "penez",
    "peniz",
    "carte",
    "bouton",
    "portefeuille",
    "argent",
    "кошел",
    "кнопк",
    "retrait",
    "appli",
    "litige",
];

/// Other marketplaces beside words of advice.
pub(super) fn other_marketplaces(cut: &Cut, reply: &Reply<'_>) -> Vec<(u32, u32)> {
    let Outlet::Marketplace(here) = reply.outlet else { return Vec::new() };
    let here = if here == ChannelKind::Demo { ChannelKind::Wildberries } else { here };
    let mut places = Vec::new();
    for token in &cut.tokens {
        let other = NAMES.iter().any(|(kind, names)| *kind != here && names.iter().any(|name| named(token, name)));
        let advised = || cut.sentence(token.sentence).any(|(_, token)| ADVICE.iter().any(|stem| token.word.starts_with(stem)));
        if other && advised() {
            places.push((token.start, token.end));
        }
    }
    places
}

fn named(token: &Token, name: &str) -> bool {
    if name.chars().count() < 4 || matches!(name, "маркет" | "маркета" | "маркете") {
        token.word == name && (name != "маркет" || token.name)
    } else {
        token.word.starts_with(name)
    }
}
