//! The demo shop's marketplace: the simulator inside this program, for the core's hook.

use async_trait::async_trait;
use pult_core::{DemoAddress, DemoShop};
use pult_sim::WbSim;
use pult_sim::demo::DemoOptions;
use std::path::{Path, PathBuf};
use tokio::sync::Mutex;

/// The simulator, while it runs.
#[derive(Default)]
pub(crate) struct SimulatedShop {
    /// Whether buyers write now and then: a command that ends at once has no use for them.
    alive: bool,
    running: Mutex<Option<WbSim>>,
}

impl SimulatedShop {
    /// A shop whose buyers come back while the program runs.
    pub(crate) fn alive() -> Self {
        Self { alive: true, ..Self::default() }
    }
}

fn memory(data_dir: &Path) -> PathBuf {
    data_dir.join("demo.json")
}

#[async_trait]
impl DemoShop for SimulatedShop {
    async fn start(&self, data_dir: &Path, chats: u32) -> Result<DemoAddress, String> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            let options = DemoOptions {
                chats: usize::try_from(chats).unwrap_or(usize::MAX),
                state_file: Some(memory(data_dir)),
                alive: self.alive,
                ..DemoOptions::default()
            };
            *running = Some(pult_sim::demo::start(options).await.map_err(|error| format!("The demo shop could not start: {}", error.kind()))?);
        }
        let sim = running.as_ref().ok_or("The demo shop is gone")?;
        Ok(DemoAddress { base_url: sim.base_url().to_owned(), token: sim.token().to_owned() })
    }

    async fn stop(&self, data_dir: &Path, forget: bool) {
        if let Some(sim) = self.running.lock().await.take() {
            sim.stop().await;
        }
        if forget {
            // Not there is as good as removed.
            let _ = tokio::fs::remove_file(memory(data_dir)).await;
        }
    }
}
