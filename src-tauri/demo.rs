//! The demo shop's marketplace: the simulator inside this program.
use async_trait::async_trait;
use pult_core::{DemoAddress, DemoShop};
use std::path::Path;

/// A stub.
#[derive(Default)]
pub(crate) struct SimulatedShop;

#[async_trait]
impl DemoShop for SimulatedShop {
    async fn start(&self, _data_dir: &Path, _chats: u32) -> Result<DemoAddress, String> {
        Err("not here yet".into())
    }
    async fn stop(&self, _data_dir: &Path, _forget: bool) {}
}
