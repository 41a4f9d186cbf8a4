//! What the columns of a table hold, by their headings in the five languages.
//!
//! A heading is compared without case, accents and signs, whole: "time to answer" is not the time. What is
//! not known is left to the owner; two columns of one meaning are the first.

use crate::api::dto::ImportColumn;
use crate::export::CSV_COLUMNS;
use pult_domain::Author;
use pult_domain::stems::fold;

/// Headings by meaning. English, Russian, Hungarian, Czech, French.
const HEADINGS: &[(ImportColumn, &[&str])] = &[
    (
        ImportColumn::Time,
        &[
            "time",
            "date",
            "datetime",
            "date time",
            "sent",
            "sent at",
            "created",
            "created at",
            "timestamp",
            "moment",
            "время",
            "дата",
            "дата и время",
            "дата время",
            "отправлено",
            "создано",
            "ido",
            "idopont",
            "datum",
            "datum es ido",
            "kuldve",
            "elkuldve",
            "cas",
            "datum a cas",
            "odeslano",
            "heure",
            "date et heure",
            "envoye",
            "envoye le",
        ],
    ),
    (ImportColumn::TimeUtc, &["time utc", "utc", "date utc", "время utc", "ido utc", "cas utc", "heure utc"]),
    (
        ImportColumn::Author,
        &[
            "author",
            "from",
            "sender",
            "who",
            "role",
            "direction",
            "автор",
            "от кого",
            "отправитель",
            "кто",
            "роль",
            "направление",
            "szerzo",
            "kitol",
            "felado",
            "ki",
            "irany",
            "autor",
            "od",
            "od koho",
            "odesilatel",
            "smer",
            "kdo",
            "auteur",
            "de",
            "expediteur",
            "qui",
            "sens",
        ],
    ),
    (
        ImportColumn::Text,
        &[
            "text",
            "message",
            "body",
            "content",
            "message text",
            "текст",
            "сообщение",
            "текст сообщения",
            "szoveg",
            "uzenet",
            "uzenet szovege",
            "zprava",
            "text zpravy",
            "texte",
            "message texte",
            "contenu",
        ],
    ),
    (
        ImportColumn::Chat,
        &[
            "chat",
            "chat id",
            "conversation",
            "conversation id",
            "thread",
            "thread id",
            "dialog",
            "dialog id",
            "ticket",
            "чат",
            "id чата",
            "номер чата",
            "диалог",
            "id диалога",
            "переписка",
            "beszelgetes",
            "beszelgetes azonosito",
            "beszelgetes szama",
            "cseveges",
            "cseveges azonosito",
            "cseveges szama",
            "konverzace",
            "id konverzace",
            "cislo konverzace",
            "cislo chatu",
            "id chatu",
            "discussion",
            "id conversation",
            "numero de conversation",
            "numero du chat",
            "id du chat",
        ],
    ),
    (
        ImportColumn::Customer,
        &[
            "customer",
            "buyer",
            "client",
            "customer name",
            "buyer name",
            "name",
            "покупатель",
            "клиент",
            "имя",
            "имя покупателя",
            "имя клиента",
            "vevo",
            "ugyfel",
            "vevo neve",
            "nev",
            "kupujici",
            "zakaznik",
            "jmeno",
            "jmeno zakaznika",
            "acheteur",
            "nom",
            "nom du client",
            "nom de l acheteur",
        ],
    ),
    (
        ImportColumn::Order,
        &[
            "order",
            "order id",
            "order number",
            "заказ",
            "номер заказа",
            "id заказа",
            "отправление",
            "номер отправления",
            "rendeles",
            "rendelesszam",
            "rendeles szama",
            "objednavka",
            "cislo objednavky",
            "commande",
            "numero de commande",
            "n de commande",
        ],
    ),
    (
        ImportColumn::Item,
        &[
            "item",
            "product",
            "title",
            "товар",
            "название товара",
            "наименование",
            "termek",
            "termek neve",
            "zbozi",
            "produkt",
            "nazev",
            "article",
            "produit",
            "titre",
        ],
    ),
    (
        ImportColumn::Message,
        &[
            "message id",
            "id",
            "id сообщения",
            "номер сообщения",
            "uzenet azonosito",
            "uzenet szama",
            "id zpravy",
            "cislo zpravy",
            "id message",
            "id du message",
        ],
    ),
    (
        ImportColumn::Files,
        &["files", "attachments", "file", "файлы", "вложения", "файл", "fajlok", "mellekletek", "soubory", "prilohy", "fichiers", "pieces jointes"],
    ),
    (
        ImportColumn::Channel,
        &["channel", "marketplace", "platform", "площадка", "маркетплейс", "канал", "piacter", "csatorna", "trziste", "kanal", "place de marche", "canal"],
    ),
    (ImportColumn::Kind, &["kind", "type", "вид", "тип", "tipus", "typ", "druh"]),
];

/// Authors by what tables call them.
const AUTHORS: &[(Author, &[&str])] = &[
    (
        Author::Customer,
        &[
            "customer",
            "buyer",
            "client",
            "user",
            "visitor",
            "in",
            "incoming",
            "received",
            "покупатель",
            "клиент",
            "пользователь",
            "посетитель",
            "входящее",
            "получено",
            "vevo",
            "ugyfel",
            "vasarlo",
            "bejovo",
            "kupujici",
            "zakaznik",
            "klient",
            "prichozi",
            "prijata",
            "acheteur",
            "client e",
            "entrant",
            "recu",
        ],
    ),
    (
        Author::Seller,
        &[
            "seller",
            "shop",
            "store",
            "merchant",
            "operator",
            "agent",
            "manager",
            "me",
            "we",
            "us",
            "out",
            "outgoing",
            "sent",
            "продавец",
            "магазин",
            "оператор",
            "менеджер",
            "я",
            "мы",
            "исходящее",
            "отправлено",
            "elado",
            "bolt",
            "uzlet",
            "kimeno",
            "en",
            "mi",
            "prodejce",
            "prodavajici",
            "obchod",
            "odchozi",
            "odeslana",
            "ja",
            "my",
            "vendeur",
            "vendeuse",
            "boutique",
            "magasin",
            "sortant",
            "envoye",
            "moi",
            "nous",
        ],
    ),
    (Author::Assistant, &["assistant", "bot", "robot", "помощник", "бот", "робот", "ассистент", "seged", "segito", "pomocnik", "asistent"]),
    (
        Author::System,
        &[
            "system",
            "marketplace",
            "support",
            "notification",
            "система",
            "площадка",
            "поддержка",
            "уведомление",
            "rendszer",
            "piacter",
            "trziste",
            "oznameni",
            "systeme",
            "assistance",
        ],
    ),
];

/// Words without case, accents and signs, with single blanks between them.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && !is_accent(c)).map(fold).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// An accent that stands as a sign of its own behind its letter.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// What each column seems to hold.
pub(super) fn guessed(headings: &[String]) -> Vec<Option<ImportColumn>> {
    let mut taken = Vec::new();
    headings
        .iter()
        .map(|heading| {
            let plain = plain(heading);
            let found = HEADINGS.iter().find(|(_, names)| names.iter().any(|name| self::plain(name) == plain)).map(|(column, _)| *column);
            found.filter(|column| !taken.contains(column)).inspect(|column| taken.push(*column))
        })
        .collect()
}

/// Whether these are the columns of our own table.
pub(super) fn ours(headings: &[String]) -> bool {
    headings.iter().map(String::as_str).eq(CSV_COLUMNS)
}

/// The columns of our own table.
pub(super) fn own_columns() -> Vec<Option<ImportColumn>> {
    let named = |name: &str| match name {
        "channel" => Some(ImportColumn::Channel),
        "chat" => Some(ImportColumn::Chat),
        "customer" => Some(ImportColumn::Customer),
        "order" => Some(ImportColumn::Order),
        "item" => Some(ImportColumn::Item),
        "message" => Some(ImportColumn::Message),
        "time" => Some(ImportColumn::Time),
        "time_utc" => Some(ImportColumn::TimeUtc),
        "author" => Some(ImportColumn::Author),
        "kind" => Some(ImportColumn::Kind),
        "text" => Some(ImportColumn::Text),
        "files" => Some(ImportColumn::Files),
        _ => None,
    };
    CSV_COLUMNS.into_iter().map(named).collect()
}

/// What a table cannot do without and does not have.
pub(super) fn missing(columns: &[Option<ImportColumn>]) -> Vec<ImportColumn> {
    let has = |column| columns.contains(&Some(column));
    let needed = [
        (ImportColumn::Time, has(ImportColumn::Time) || has(ImportColumn::TimeUtc)),
        (ImportColumn::Author, has(ImportColumn::Author)),
        (ImportColumn::Text, has(ImportColumn::Text) || has(ImportColumn::Files)),
        (ImportColumn::Chat, has(ImportColumn::Chat) || has(ImportColumn::Customer)),
    ];
    needed.into_iter().filter(|(_, there)| !there).map(|(column, _)| column).collect()
}

/// Who is meant by a word of a table.
pub(super) fn author(word: &str) -> Option<Author> {
    let plain = plain(word);
    AUTHORS.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(author, _)| *author)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(headings: &[&str]) -> Vec<Option<ImportColumn>> {
        guessed(&headings.iter().map(|heading| (*heading).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn headings_are_understood_in_five_languages() {
        use ImportColumn::{Author, Chat, Customer, Order, Text, Time};
        let wanted = [Some(Time), Some(Author), Some(Text), Some(Chat), Some(Customer), Some(Order)];
        for headings in [
            ["Date", "Sender", "Message", "Chat ID", "Customer name", "Order number"],
            ["Дата и время", "Отправитель", "Текст сообщения", "ID чата", "Имя покупателя", "Номер заказа"],
            ["Időpont", "Feladó", "Üzenet", "Beszélgetés azonosító", "Vevő neve", "Rendelésszám"],
            ["Datum a čas", "Odesílatel", "Zpráva", "Číslo konverzace", "Zákazník", "Číslo objednávky"],
            ["Date et heure", "Expéditeur", "Texte", "Numéro de conversation", "Nom du client", "Numéro de commande"],
        ] {
            assert_eq!(means(&headings), wanted, "{headings:?}");
        }
        assert_eq!(means(&["Время ответа", "Дата", "date"]), [None, Some(Time), None], "a part of a heading is none, and the first of two counts");
    }

    #[test]
    fn what_is_missing_is_told() {
        assert_eq!(missing(&means(&["Дата", "Автор", "Покупатель", "Текст"])), []);
        assert_eq!(missing(&means(&["Текст"])), [ImportColumn::Time, ImportColumn::Author, ImportColumn::Chat]);
        assert_eq!(missing(&own_columns()), []);
    }

    #[test]
    fn authors_are_understood_in_five_languages() {
        for (word, meant) in [
            ("Покупатель", Author::Customer),
            ("Vevő", Author::Customer),
            ("zákazník", Author::Customer),
            ("Acheteur", Author::Customer),
            ("Магазин", Author::Seller),
            ("Eladó", Author::Seller),
            ("Prodávající", Author::Seller),
            ("vendeur", Author::Seller),
            ("Систе\u{301}ма", Author::System),
        ] {
            assert_eq!(author(word), Some(meant), "{word}");
        }
        assert_eq!(author("Мария Иванова"), None, "a name says nothing of whose side it is");
    }
}
