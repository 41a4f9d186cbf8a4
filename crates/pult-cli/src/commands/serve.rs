//! `serve`: the application without a window, until it is told to stop.

use crate::demo::SimulatedShop;
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::ServeLine;
use pult_core::dto::ApiError;
use pult_core::{Core, CoreOptions};
use pult_domain::ErrorCode;
use pult_server::ServeOptions;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Longest wait on the way out for replies that nobody can take back any more.
const LET_GO: Duration = Duration::from_secs(3);

/// Serves until SIGINT, SIGTERM or SIGHUP.
pub(crate) async fn run(data: &Path, port: u16, ui: Option<PathBuf>, face: &Face) -> Result<(), Failure> {
    if let Some(folder) = ui.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
        return Err(Failure::usage(ErrorCode::InvalidRequest, format!("There is no built interface in {}", folder.display())));
    }
    // Listened for before anything starts, so that no signal finds us half open.
    let mut signals = Signals::listen()?;
    let mut options = CoreOptions::new(data);
    options.demo = Some(Arc::new(SimulatedShop::alive()));
    let core = Core::open(options).await?;
    // After the folder is ours: its log is ours too.
    let _log = pult_core::log::start(Some(data), if face.is_json() { "error" } else { "warn" });
    let ended = serve(&core, data, port, ui, face, &mut signals).await;
    core.shutdown().await;
    ended
}

async fn serve(core: &Arc<Core>, data: &Path, port: u16, ui: Option<PathBuf>, face: &Face, signals: &mut Signals) -> Result<(), Failure> {
    let options = ServeOptions { port, ui_dir: ui, data_dir: data.to_owned() };
    let running = pult_server::serve(core.clone(), options).await.map_err(ApiError::from)?;
    let ended = match core.start().await {
        Ok(()) => face.line(&ServeLine { url: running.url(), token: running.token() }),
        Err(error) => Err(error.into()),
    };
    // A reader of the one line may leave; whoever wants the program to end sends a signal.
    let served = matches!(ended, Ok(()) | Err(Failure::PipeClosed));
    if served {
        signals.wait().await;
    }
    let replies = async {
        if served {
            core.let_go(LET_GO).await;
        }
    };
    tokio::join!(running.stop(), replies);
    ended
}

struct Signals([Signal; 3]);

impl Signals {
    fn listen() -> Result<Self, Failure> {
        let on = |kind| signal(kind).map_err(|error| Failure::failed(ErrorCode::Internal, format!("Signals cannot be heard: {}", error.kind())));
        Ok(Self([on(SignalKind::interrupt())?, on(SignalKind::terminate())?, on(SignalKind::hangup())?]))
    }

    async fn wait(&mut self) {
        let Self([interrupt, terminate, hangup]) = self;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}
