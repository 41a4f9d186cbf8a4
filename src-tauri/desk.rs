//! What the parts of the shell share.

use crate::badge::Badge;
use crate::door::Door;
use crate::tray::Tray;
use pult_core::Core;
use pult_core::dto::ApiError;
use pult_core::words::Words;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The core, or why there is none, and the state of the desktop around it.
pub(crate) struct Desk {
    core: Result<Arc<Core>, ApiError>,
    /// The way in for `pultctl` and a second start.
    pub(crate) door: Mutex<Option<Door>>,
    /// Whether something on this desktop shows tray icons, and ours is among them.
    tray_shown: AtomicBool,
    pub(crate) tray: Mutex<Option<Tray>>,
    /// The newest of what title and tray show, so that a tray made late starts right.
    pub(crate) face: Mutex<Face>,
    pub(crate) leaving: AtomicBool,
    pub(crate) left: AtomicBool,
}

/// What the title and the tray say, and in which language.
#[derive(Clone)]
pub(crate) struct Face {
    pub(crate) badge: Badge,
    pub(crate) locale: String,
    pub(crate) words: Words,
}

impl Face {
    pub(crate) fn new(badge: Badge, locale: String) -> Self {
        let words = Words::of(&locale);
        Self { badge, locale, words }
    }

    /// The window's title.
    pub(crate) fn title(&self) -> String {
        match self.badge.unread {
            0 => self.words.say("window-title", None),
            unread => self.words.say("window-title-unread", Some(i64::from(unread))),
        }
    }
}

impl Desk {
    pub(crate) fn running(core: Arc<Core>, door: Option<Door>) -> Self {
        Self::new(Ok(core), door)
    }

    pub(crate) fn refused(error: ApiError) -> Self {
        Self::new(Err(error), None)
    }

    fn new(core: Result<Arc<Core>, ApiError>, door: Option<Door>) -> Self {
        Self {
            core,
            door: Mutex::new(door),
            tray_shown: AtomicBool::new(false),
            tray: Mutex::default(),
            face: Mutex::new(Face::new(Badge::default(), pult_core::words::locale(None))),
            leaving: AtomicBool::new(false),
            left: AtomicBool::new(false),
        }
    }

    /// The core, or why the program could not start.
    pub(crate) fn core(&self) -> Result<Arc<Core>, ApiError> {
        self.core.clone()
    }

    pub(crate) fn tray_shown(&self) -> bool {
        self.tray_shown.load(Ordering::SeqCst)
    }

    pub(crate) fn set_tray_shown(&self, shown: bool) {
        self.tray_shown.store(shown, Ordering::SeqCst);
    }
}

/// A lock whose holder panicked still guards plain values: go on.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
