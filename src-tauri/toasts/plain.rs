//! Toasts where nothing but showing is offered.

use pult_core::notices::{Note, Place};
use tauri::AppHandle;

/// The system's own way.
pub(super) struct Bus;

impl Bus {
    pub(super) async fn open(_app: &AppHandle) -> Self {
        Self
    }

    pub(super) fn connection(&self) -> Option<std::convert::Infallible> {
        None
    }

    pub(super) async fn show(&self, note: Note) -> Result<(), notify_rust::error::Error> {
        notify_rust::Notification::new().appname("Pult").summary(&note.title).body(&note.body).show().map(drop)
    }

    pub(super) async fn withdraw(&self, _place: Place) {}
}
