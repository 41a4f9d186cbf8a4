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
/// Of two files of one name some programs show the first and others the last, and a program that reads a
/// zip from its beginning shows what its list of contents does not name: hashes prove a pack only where
/// there is one way to read it.
///
/// # Errors
/// `import_not_found` where there is no such file, `pack_unknown` where it is no pack, `pack_damaged`
/// where the zip itself is broken or can be read in two ways.
pub fn verify(file: &Path) -> Result<PackVerdict, ApiError> {
    let unknown = || ApiError::new(ErrorCode::PackUnknown, "The file is no dispute pack");
    let file = File::open(file).map_err(|error| ApiError::new(ErrorCode::ImportNotFound, format!("The file cannot be read: {}", error.kind())))?;
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|_| unknown())?;
    let text = manifest_of(&mut zip).ok_or_else(unknown)?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| unknown())?;
    if manifest.format != FORMAT || manifest.version > VERSION {
        return Err(unknown());
    }
    // This looks for names that stand there twice as well.
    if zip.validate_header_consistency().is_err() {
        return Err(ApiError::new(ErrorCode::PackDamaged, "The pack can be read in two ways"));
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const SAID: (&str, &str) = ("timeline.html", "what was said");

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, text) in files {
            zip.start_file(*path, SimpleFileOptions::default().large_file(true)).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn manifest() -> String {
        let listed = Listed { path: SAID.0.into(), bytes: SAID.1.len() as u64, sha256: hex(&Sha256::digest(SAID.1)) };
        let manifest = Manifest {
            format: FORMAT.into(),
            version: VERSION,
            program: "0".into(),
            made_at: "now".into(),
            zone: "UTC".into(),
            chat: serde_json::Value::Null,
            files: vec![listed],
            missing: Vec::new(),
        };
        serde_json::to_string(&manifest).unwrap()
    }

    fn verified(bytes: &[u8]) -> Result<bool, ErrorCode> {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("pack.zip");
        std::fs::write(&file, bytes).unwrap();
        verify(&file).map(|verdict| verdict.holds()).map_err(|error| error.code)
    }

    #[test]
    fn a_pack_with_two_files_of_one_name_does_not_hold() {
        let manifest = manifest();
        let whole = zipped(&[SAID, (MANIFEST, &manifest)]);
        assert_eq!(verified(&whole), Ok(true));
        // No program writes a name twice: the first one is renamed afterwards, wherever it stands.
        let mut twice = zipped(&[("timeline.htmX", "what was never said"), SAID, (MANIFEST, &manifest)]);
        for at in 0..twice.len() {
            if twice[at..].starts_with(b"timeline.htmX") {
                twice[at..at + SAID.0.len()].copy_from_slice(SAID.0.as_bytes());
            }
        }
        assert_eq!(verified(&twice), Err(ErrorCode::PackDamaged));
        // The list of contents does not name it: only who reads from the beginning sees it.
        let before = [zipped(&[("timeline.html", "what was never said")]), whole].concat();
        assert!(verified(&before).is_err());
    }
}
