//! `run.json` in the data folder: where the door of the running program is, for this user's eyes.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What `run.json` says.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RunFile {
    /// `http://127.0.0.1:PORT`.
    pub(crate) url: String,
    /// The token of this start.
    pub(crate) token: String,
    /// The process that serves; a note left by a kill names one that is gone.
    pub(crate) pid: u32,
}

/// Where the note lies.
pub(crate) fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("run.json")
}

impl RunFile {
    /// Writes the note, readable by this user alone.
    pub(crate) fn write(&self, data_dir: &Path) -> std::io::Result<()> {
        let text = serde_json::to_vec(self).map_err(std::io::Error::other)?;
        pult_core::files::write_private(&path(data_dir), &text)
    }

    /// Reads the note; one that cannot be read is no note.
    pub(crate) fn read(data_dir: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(path(data_dir)).ok()?).ok()
    }

    /// Removes the note, unless a later start has replaced it.
    pub(crate) fn remove(&self, data_dir: &Path) {
        if Self::read(data_dir).is_some_and(|there| there.token == self.token)
            && let Err(error) = std::fs::remove_file(path(data_dir))
        {
            tracing::warn!(kind = %error.kind(), "run.json could not be removed");
        }
    }
}
