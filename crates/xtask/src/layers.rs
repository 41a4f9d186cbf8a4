//! Later.
use crate::Findings;
use std::path::Path;
pub(crate) fn check(_: &Path) -> Findings { Vec::new() }
pub(crate) fn seal(_: &Path) -> Findings { Vec::new() }
