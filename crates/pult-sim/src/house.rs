//! A marketplace on its port: opened, closed for a while, gone.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::market::Market;
use crate::server;
use crate::sim::SimOptions;
use crate::world::{Door, World};

/// Whoever holds this keeps the marketplace open; dropping it ends it.
#[derive(Debug)]
pub(crate) struct House<M: Market> {
    world: Arc<World<M>>,
    listening: watch::Receiver<bool>,
}

impl<M: Market> House<M> {
    /// Opens the port and serves from then on, within the runtime of the caller. The address that
    /// stands for all hosts is the world's `base_url`.
    pub(crate) async fn open(options: SimOptions, market: M) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", options.port)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let world = Arc::new(World::new(market, options, base_url));
        let (sender, listening) = watch::channel(true);
        tokio::spawn(server::run(Arc::clone(&world), listener, sender));
        Ok(Self { world, listening })
    }

    pub(crate) fn world(&self) -> Arc<World<M>> {
        Arc::clone(&self.world)
    }

    /// Returns when the port is closed for good.
    pub(crate) async fn stop(&mut self) {
        self.leave();
        let _ = self.listening.wait_for(|listening| !listening).await;
    }

    pub(crate) async fn refuse_connections(&mut self) {
        self.world.close_door();
        let _ = self.listening.wait_for(|listening| !listening).await;
    }

    pub(crate) async fn accept_connections(&mut self) {
        self.world.open_door();
        let _ = self.listening.wait_for(|listening| *listening).await;
    }

    fn leave(&self) {
        self.world.door.send_replace(Door::Gone);
        self.world.lines.cut_all();
    }
}

impl<M: Market> Drop for House<M> {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The state kept by an earlier run; `None` where there is none yet.
pub(crate) fn kept<M: Market>(path: Option<&Path>) -> io::Result<Option<M>> {
    let Some(path) = path else { return Ok(None) };
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(serde_json::from_slice(&bytes)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
