//! The options of the start.

use clap::Parser;
use std::path::PathBuf;

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
}

impl Args {
    /// The data folder as an absolute path: the working folder may change, the data may not move.
    pub(crate) fn data_dir(&self) -> PathBuf {
        let folder = self.data.clone().unwrap_or_else(pult_core::data_dir::default_folder);
        std::path::absolute(&folder).unwrap_or(folder)
    }
}
