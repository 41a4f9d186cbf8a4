//! Whether a dispute pack is what its manifest says. Needs no data folder: whoever was given the pack
//! can ask. The pack is a stranger's file: nothing is unpacked, and what is read is counted.

use super::pack::{FORMAT, Listed, MANIFEST, Manifest, VERSION, hex};
use crate::api::dto::ApiError;
use pult_domain::ErrorCode;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use zip::ZipArchive;

/// Largest manifest that is read, in bytes: 16 MB, some 100,000 files.
const MANIFEST_BYTES: u64 = 16 << 20;
/// Bytes read at once.
const BLOCK: usize = 64 * 1024;

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackVerdict {
    /// The hash of the manifest, to be compared with the one that was written down.
    pub manifest_sha256: String,
    /// When the pack was made, as the manifest says.
    pub made_at: String,
    /// Every file of the manifest and of the pack.
    pub entries: Vec<PackEntry>,
    /// Files of messages that are not in it, as the manifest says.
    pub missing: usize,
}

/// A file of the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackEntry {
    /// Its path in the pack.
    pub path: String,
    /// Its size as read, in bytes.
    pub bytes: u64,
    /// What is wrong with it: `changed`, `missing`, `unlisted`; nothing when all is well.
    pub problem: Option<&'static str>,
}

impl PackVerdict {
    /// Whether everything is as the manifest says.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.entries.iter().all(|entry| entry.problem.is_none())
    }
}

/// Recomputes every hash of a pack.
///
/// # Errors
/// `import_not_found` where there is no such file, `pack_unknown` where it is no pack, `pack_damaged`
/// where the zip itself is broken.
pub fn verify(file: &Path) -> Result<PackVerdict, ApiError> {
    let unknown = || ApiError::new(ErrorCode::PackUnknown, "The file is no dispute pack");
    let file = File::open(file).map_err(|error| ApiError::new(ErrorCode::ImportNotFound, format!("The file cannot be read: {}", error.kind())))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| unknown())?;
    let text = manifest_of(&mut zip).ok_or_else(unknown)?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| unknown())?;
    if manifest.format != FORMAT || manifest.version > VERSION {
        return Err(unknown());
    }
    let mut entries: Vec<PackEntry> = Vec::with_capacity(manifest.files.len());
    for listed in &manifest.files {
        entries.push(checked(&mut zip, listed)?);
    }
    let known: HashSet<&str> = manifest.files.iter().map(|listed| listed.path.as_str()).chain([MANIFEST]).collect();
    // A name that cannot be read was given by nobody of ours.
    let unlisted = zip.file_names().map(|name| name.map_or_else(|_| "?".to_owned(), std::borrow::Cow::into_owned));
    entries.extend(unlisted.filter(|name| !known.contains(name.as_str())).map(|path| PackEntry { path, bytes: 0, problem: Some("unlisted") }));
    Ok(PackVerdict { manifest_sha256: hex(&Sha256::digest(&text)), made_at: manifest.made_at, entries, missing: manifest.missing.len() })
}

fn manifest_of(zip: &mut ZipArchive<BufReader<File>>) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    let entry = zip.by_name(MANIFEST).ok()?;
    entry.take(MANIFEST_BYTES + 1).read_to_end(&mut text).ok()?;
    (u64::try_from(text.len()).unwrap_or(u64::MAX) <= MANIFEST_BYTES).then_some(text)
}

fn checked(zip: &mut ZipArchive<BufReader<File>>, listed: &Listed) -> Result<PackEntry, ApiError> {
    let path = listed.path.clone();
    let Ok(mut entry) = zip.by_name(&path) else { return Ok(PackEntry { path, bytes: 0, problem: Some("missing") }) };
    let (mut hash, mut bytes, mut block) = (Sha256::new(), 0_u64, vec![0; BLOCK]);
    loop {
        // One byte beyond what is listed proves the change; a bomb is not unpacked to its end.
        let Ok(read) = entry.read(&mut block) else { return Ok(PackEntry { path, bytes, problem: Some("changed") }) };
        hash.update(block.get(..read).unwrap_or_default());
        bytes += u64::try_from(read).unwrap_or(0);
        if read == 0 || bytes > listed.bytes {
            break;
        }
    }
    let same = bytes == listed.bytes && hex(&hash.finalize()) == listed.sha256;
    Ok(PackEntry { path, bytes, problem: (!same).then_some("changed") })
}
