//! The demo shop's marketplace: the simulator, inside this program, on a free loopback port.

use async_trait::async_trait;
use pult_core::{DemoAddress, DemoShop};
use pult_sim::WbSim;
use pult_sim::demo::{self, DemoOptions};
use std::path::{Path, PathBuf};
use tokio::sync::Mutex;

/// Starts the simulator when the core asks for it, and keeps it until the core lets it go.
#[derive(Default)]
pub(crate) struct SimulatedShop(Mutex<Option<WbSim>>);

/// Where the shop remembers what was said, so that yesterday's demo is still there today.
fn memory(data_dir: &Path) -> PathBuf {
    data_dir.join("demo.json")
}

#[async_trait]
impl DemoShop for SimulatedShop {
    async fn start(&self, data_dir: &Path, chats: u32) -> Result<DemoAddress, String> {
        let mut running = self.0.lock().await;
        let shop = match running.take() {
            Some(shop) => shop,
            None => {
                let chats = usize::try_from(chats).unwrap_or(demo::WRITTEN_CHATS);
                let options = DemoOptions { chats, state_file: Some(memory(data_dir)), ..DemoOptions::default() };
                demo::start(options).await.map_err(|error| error.to_string())?
            }
        };
        let shop = running.insert(shop);
        Ok(DemoAddress { base_url: shop.base_url().to_owned(), token: shop.token().to_owned() })
    }

    async fn stop(&self, data_dir: &Path, forget: bool) {
        if let Some(shop) = self.0.lock().await.take() {
            shop.stop().await;
        }
        if forget && let Err(error) = std::fs::remove_file(memory(data_dir)) {
            tracing::debug!(kind = %error.kind(), "The demo shop had no memory to remove");
        }
    }
}
