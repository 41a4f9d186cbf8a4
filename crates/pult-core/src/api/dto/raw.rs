//! What was kept of what was not understood.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

dto! {
    /// What a message came as.
    MessageRaw {
        /// Letter by letter; untrusted. `None` where it was not kept, because all of it was understood.
        text: Option<String>,
        /// Whether it is longer than this.
        cut: bool,
    }
}
