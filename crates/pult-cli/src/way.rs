//! The way to the operations: through the program that holds the data folder, or, when nobody
//! holds it, in this process without anything in the background.

use crate::demo::SimulatedShop;
use crate::failure::Failure;
use pult_core::dto::ApiError;
use pult_core::{Core, CoreOptions};
use pult_domain::ErrorCode;
use pult_server::Client;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How often a held folder is asked for again: another `pultctl` lets it go within moments, and a
/// program that is just starting opens its door within moments. Ten seconds: of six at once on a busy
/// machine of two slow cores the last waited for more than four.
const TRIES: u32 = 100;
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(100);

/// A way to the operations.
pub(crate) enum Way {
    /// In this process.
    Here(Arc<Core>),
    /// Through the program that holds the folder.
    There(Client),
}

impl Way {
    /// Finds the way.
    pub(crate) async fn find(data_dir: &Path) -> Result<Self, ApiError> {
        let mut tries = 0;
        loop {
            let mut options = CoreOptions::new(data_dir);
            options.demo = Some(Arc::new(SimulatedShop::default()));
            let refused = match Core::open(options).await {
                Ok(core) => return Ok(Self::Here(core)),
                Err(error) => error,
            };
            if refused.code != ErrorCode::DataInUse {
                return Err(refused);
            }
            if let Some(client) = pult_server::client::find(data_dir).await {
                return Ok(Self::There(client));
            }
            tries += 1;
            if tries >= TRIES {
                return Err(refused);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Calls an operation.
    pub(crate) async fn call<T: DeserializeOwned>(&self, name: &str, request: &(impl Serialize + Sync)) -> Result<T, Failure> {
        let unreadable = |error: serde_json::Error| Failure::failed(ErrorCode::Internal, format!("An answer could not be read: {error}"));
        let request = serde_json::to_value(request).map_err(unreadable)?;
        Ok(match self {
            Self::Here(core) => core.call(name, request).await?,
            Self::There(client) => client.call(name, &request).await?,
        })
    }

    /// Lets the folder go.
    pub(crate) async fn leave(self) {
        if let Self::Here(core) = self {
            core.shutdown().await;
        }
    }
}
