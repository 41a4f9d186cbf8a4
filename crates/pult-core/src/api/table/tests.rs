//! The table: names, refusals, and what an error message may repeat.

use super::*;
use serde_json::json;

fn refused<T: DeserializeOwned + std::fmt::Debug>(json: Value) -> ApiError {
    request::<T>(json).expect_err("must be refused")
}

#[test]
fn names_are_unique_and_can_be_looked_up() {
    let mut names: Vec<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), OPERATIONS.len());
    assert_eq!(Operation::find("chat_list").map(|operation| operation.reads), Some(&[Tag::Chats, Tag::Outbox, Tag::Drafts][..]));
    assert!(Operation::find("chat_lists").is_none());
}

#[test]
fn every_operation_says_what_it_does() {
    for operation in OPERATIONS {
        assert!(operation.doc.ends_with('.'), "{}: {:?}", operation.name, operation.doc);
    }
}

#[test]
fn a_wrong_request_is_refused_with_the_name_of_the_field() {
    let error = refused::<ReplySend>(json!({"chat": 1}));
    assert_eq!((error.code, error.message.as_str()), (ErrorCode::InvalidRequest, "missing field `text`"));
    assert!(refused::<ChatRef>(json!({"chta": 1})).message.starts_with("unknown field `chta`, expected"));
    assert!(refused::<ChatListQuery>(json!({"view": "tomorrow"})).message.contains("`tomorrow`"));
}

#[test]
fn what_was_sent_in_the_wrong_place_does_not_come_back() {
    let secrets = ["Анна, верните деньги", "eyJhbGciOi.J9\"`, expected `x", "a`b\"c`, there are no", "\"", "`"];
    for secret in secrets {
        let messages = [
            refused::<ChatRef>(json!({"chat": secret})).message,
            refused::<ChatRef>(json!({ secret: 1 })).message,
            refused::<ChatListQuery>(json!({ "view": secret })).message,
            refused::<AccountAdd>(json!({"channel": secret, "name": "", "token": secret})).message,
            refused::<ReplySend>(json!(secret)).message,
        ];
        for message in messages {
            assert!(secret.len() < 2 || !message.contains(secret), "{message}");
            assert!(!message.contains("eyJ") && !message.contains("Анна"), "{message}");
        }
    }
}

#[test]
fn nothing_may_be_null() {
    assert_eq!(request::<Nothing>(Value::Null).expect("null stands for {}"), Nothing {});
}
