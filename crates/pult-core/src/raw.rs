//! What was kept of what was not understood, for the owner to read.

use crate::api::dto::{ApiError, MessageRaw};
use crate::core::Core;
use pult_domain::{ErrorCode, MessageId};

/// Most characters told of one message. An event has some thousands; in a hostile page it may have 16 million.
const MOST_CHARS: i64 = 65_536;

impl Core {
    /// What a message came as: letters, which nothing here takes for anything else.
    pub(crate) async fn raw_of(&self, message: MessageId) -> Result<MessageRaw, ApiError> {
        let kept = self.store.message_raw(message, MOST_CHARS).await?;
        let kept = kept.ok_or_else(|| ApiError::missing(ErrorCode::MessageNotFound))?;
        Ok(MessageRaw { text: kept.text, cut: kept.cut })
    }
}

#[cfg(test)]
mod tests {
    use super::MOST_CHARS;
    use crate::api::dto::{MessagePage, MessageRaw};
    use crate::drafting::tests::Desk;
    use pult_domain::{AtMs, Author, ErrorCode, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId};
    use pult_store::Lane;
    use serde_json::json;

    #[tokio::test]
    async fn what_came_is_given_back_letter_by_letter_within_bounds() {
        let desk = Desk::open().await;
        let chat = desk.chat("a", "Олег", 0, &["> Добрый день"]).await;
        let event = "{\"eventType\":\"refund\",\"note\":\"<b>\\u202e</b>\u{202e}\",\"sum\":12345678901234567890}".to_owned();
        let longest = "ы".repeat(usize::try_from(MOST_CHARS).unwrap());
        let longer = format!("{longest}ё");
        let kept = [Some(event.clone()), None, Some(longest.clone()), Some(longer)];
        // The first can be shown, and has more to it than that.
        let messages = kept.into_iter().zip(1_i64..).map(|(raw, n)| FeedMessage {
            remote_chat_id: RemoteChatId::new("a"),
            remote_id: RemoteMessageId::new(format!("r{n}")),
            author: Author::Customer,
            kind: if n == 1 { MessageKind::Text } else { MessageKind::Unsupported },
            text: if n == 1 { "Верните деньги".to_owned() } else { String::new() },
            sent_at: AtMs(1_795_000_000_000 + n),
            attachments: Vec::new(),
            read: None,
            raw,
            undated: false,
        });
        let told = FeedPage { messages: messages.collect(), ..FeedPage::default() };
        desk.core.store.apply_pages(desk.account, vec![told], Lane::Live).await.unwrap();

        let page: MessagePage = desk.ok("chat_messages", json!({"chat": chat})).await;
        let told: Vec<_> = page.messages.iter().filter(|message| message.text != "Добрый день").collect();
        assert_eq!(told.iter().map(|message| message.has_raw).collect::<Vec<_>>(), [true, false, true, true]);
        let mut came: Vec<MessageRaw> = Vec::new();
        for message in told {
            came.push(desk.ok("message_raw", json!({"message": message.message})).await);
        }
        let whole = |text: String| MessageRaw { text: Some(text), cut: false };
        let expected = [whole(event), MessageRaw { text: None, cut: false }, whole(longest.clone()), MessageRaw { text: Some(longest), cut: true }];
        let lengths = || came.iter().map(|raw| (raw.text.as_deref().map(str::len), raw.cut)).collect::<Vec<_>>();
        assert!(came == expected, "{:?}", lengths());

        for asked in ["message_raw", "message_delete"] {
            let refused = desk.core.call_text(asked, json!({"message": 1})).await.unwrap_err();
            assert_eq!(refused.code, ErrorCode::MessageNotFound, "{asked}");
        }
    }
}
