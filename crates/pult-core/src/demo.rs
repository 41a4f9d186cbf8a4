//! The hook for the demo shop. The core does not know the simulator; whoever starts the program
//! hands in something that can start one.

use async_trait::async_trait;
use std::path::Path;

/// A running demo marketplace.
#[derive(Clone, Debug)]
pub struct DemoAddress {
    /// Loopback address of its API.
    pub base_url: String,
    /// A token it accepts; guards nothing of value.
    pub token: String,
}

/// Starts and ends the demo marketplace.
#[async_trait]
pub trait DemoShop: Send + Sync {
    /// Starts it (or finds it running) with its memory in the data folder; `chats` counts only
    /// when there is no memory yet.
    ///
    /// # Errors
    /// Why it could not start, in English.
    async fn start(&self, data_dir: &Path, chats: u32) -> Result<DemoAddress, String>;

    /// Ends it; `forget` also removes its memory.
    async fn stop(&self, data_dir: &Path, forget: bool);
}
