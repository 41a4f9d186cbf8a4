//! The options of the start.

use clap::Parser;
use std::path::PathBuf;
use std::time::Duration;

/// Every buyer's chat in one place, the urgent one first.
#[derive(Debug, Parser)]
#[command(name = "pult", version)]
pub(crate) struct Args {
    /// The data folder; without it `PULT_DATA`, else the system's place for programs' data.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Open on the demo shop, if no shop is connected yet.
    #[arg(long)]
    pub(crate) demo: bool,
    /// Start without showing the window; the icon by the clock brings it.
    #[arg(long)]
    pub(crate) hidden: bool,
    /// How long a window closed into the icon by the clock keeps its page in memory, in seconds; 0 keeps it.
    #[arg(long, value_name = "SECONDS", default_value_t = 300)]
    keep_page: u64,
}

impl Args {
    /// How long a hidden page is kept; nothing for ever.
    pub(crate) fn page_kept(&self) -> Option<Duration> {
        (self.keep_page > 0).then(|| Duration::from_secs(self.keep_page))
    }

    /// The data folder as an absolute path: the working folder may change, the data may not move.
    pub(crate) fn data_dir(&self) -> PathBuf {
        let folder = self.data.clone().unwrap_or_else(pult_core::data_dir::default_folder);
        std::path::absolute(&folder).unwrap_or(folder)
    }
}
