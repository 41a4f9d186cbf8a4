//! What a failure says, and which accounts fetch ahead. How pictures come is shown with real marketplaces
//! (`tests/tests/fault_stories/pictures.rs`).

use super::*;
use crate::api::dto::ApiError;
use crate::core::CoreOptions;
use crate::secrets::FileSecrets;
use pult_connectors::ChannelError;
use pult_store::NewAccount;

fn failed(code: ErrorCode, retry: Retry) -> (Mark, Then) {
    judged(&Stopped::Channel(ChannelError { code, retry, status: None, detail: String::new(), missing_right: None }))
}

#[test]
fn a_failure_is_the_pictures_or_everybodys() {
    for (code, retry, mark, then) in [
        (ErrorCode::AttachmentNotFound, Retry::Never, Mark::Never, Then::Next),
        (ErrorCode::FileBlocked, Retry::Never, Mark::Never, Then::Next),
        (ErrorCode::FileTooLarge, Retry::Never, Mark::Never, Then::Next),
        (ErrorCode::FilePending, Retry::AfterMs(5_000), Mark::Later(5_000), Then::Next),
        (ErrorCode::FilePending, Retry::AfterMs(i64::MAX), Mark::Later(LONGEST_SERVER_WAIT_MS), Then::Next),
        (ErrorCode::ChannelFailed, Retry::Soon, Mark::Later(0), Then::Rest(REST_MS)),
        (ErrorCode::ChannelFailed, Retry::AfterMs(7_000), Mark::Later(7_000), Then::Rest(7_000)),
        (ErrorCode::TimedOut, Retry::Soon, Mark::Later(0), Then::Rest(REST_MS)),
        // The round went well: it is the file's host, or a right that this file asks for.
        (ErrorCode::Unreachable, Retry::Soon, Mark::Later(0), Then::Rest(REST_MS)),
        (ErrorCode::TokenRejected, Retry::NeedsOwner, Mark::Later(0), Then::Rest(REST_MS)),
        // A limit says nothing of the picture.
        (ErrorCode::RateLimited, Retry::AfterMs(9_000), Mark::None, Then::Rest(9_000)),
        (ErrorCode::RateLimited, Retry::Soon, Mark::None, Then::Rest(REST_MS)),
    ] {
        assert_eq!(failed(code, retry), (mark, then), "{code} {retry:?}");
    }
    // Ended for good, or not liked for a while: the others are not to follow it at once.
    let refused = |status| ChannelError { code: ErrorCode::AttachmentNotFound, retry: Retry::Never, status, detail: String::new(), missing_right: None };
    assert_eq!(judged(&Stopped::Channel(refused(Some(403)))), (Mark::Later(0), Then::Rest(REST_MS)));
    assert_eq!(judged(&Stopped::Channel(refused(Some(404)))), (Mark::Never, Then::Next));
    let here = Stopped::Here(ApiError::new(ErrorCode::StorageFailed, "the disk is full"));
    assert_eq!(judged(&here), (Mark::None, Then::Rest(REST_HERE_MS)));
}

#[test]
fn a_day_has_its_share_and_the_next_day_another() {
    let (fetched, noon) = (FetchedAhead::default(), AtMs(20_000 * DAY_MS + DAY_MS / 2));
    assert!(!fetched.is_enough(noon));
    assert_eq!(fetched.add(noon, DAY_BYTES - 1), DAY_BYTES - 1);
    assert!(!fetched.is_enough(noon));
    fetched.add(noon, 1);
    assert!(fetched.is_enough(noon) && fetched.is_enough(noon.plus_ms(DAY_MS / 2 - 1)));
    assert!(!fetched.is_enough(noon.plus_ms(DAY_MS / 2)));
}

#[tokio::test]
async fn an_account_that_rests_or_has_few_downloads_fetches_nothing_ahead() {
    let folder = tempfile::tempdir().unwrap();
    let secrets = Arc::new(FileSecrets::new(folder.path().join("secrets.json")));
    let core = Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder.path().join("data")) }).await.unwrap();
    let new = NewAccount { token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, "Глиняный дом") };
    let account = core.store.account_add(new).await.unwrap();
    let row = core.account_row(account).await.unwrap();
    assert!(may_fetch(&row));
    for resting in [
        AccountRow { paused: true, ..row.clone() },
        AccountRow { blocked: Some(ErrorCode::TokenRejected), ..row.clone() },
        AccountRow { error_count: 1, ..row.clone() },
        AccountRow { token_kind: TokenKind::Base, ..row.clone() },
        AccountRow { channel: ChannelKind::Demo, ..row.clone() },
        AccountRow { channel: ChannelKind::Archive, ..row.clone() },
    ] {
        assert!(!may_fetch(&resting), "{resting:?}");
    }
}

#[tokio::test]
async fn whoever_waits_for_a_file_goes_first() {
    let lane = Lane::default();
    assert!(lane.is_quiet());
    {
        let (_one, _other) = (lane.await_file(), lane.await_file());
        assert!(!lane.is_quiet());
    }
    assert!(lane.is_quiet(), "nobody waits any more");
    let replying = lane.delivery.lock().await;
    assert!(!lane.is_quiet());
    drop(replying);
    lane.syncing.store(true, Ordering::Relaxed);
    assert!(!lane.is_quiet());
}
