//! A file that has no name until it is whole.
//!
//! It grows under a hidden name in the folder it is meant for, so that giving it its name is one step
//! that cannot run out of space. Whatever fails or is stopped removes it. After a kill it would stay:
//! a note under the data folder says where it lies, and the next start removes it. The note stays as long
//! as what it names may still be there.

use crate::lane::random_hex;
use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What a hidden name begins and ends with.
const HIDDEN: (&str, &str) = (".pult-", ".part");
/// The folder of the notes, under the data folder.
const NOTES: &str = "exports";
/// Names tried beside those that are taken.
const MOST_NAMES: u32 = 1_000;

/// A file being written.
#[derive(Debug)]
pub(crate) struct PartFile {
    file: NamedTempFile,
    folder: PathBuf,
    name: String,
    note: Note,
}

/// The note about a file; gone when its file is.
#[derive(Debug)]
struct Note {
    note: PathBuf,
    about: PathBuf,
}

impl Drop for Note {
    fn drop(&mut self) {
        if is_gone(std::fs::symlink_metadata(&self.about)) {
            // What stays is read at the next start and names a file that is not there any more.
            let _ = std::fs::remove_file(&self.note);
        }
    }
}

/// Whether what was asked of a file shows that there is none; any other failure leaves it open.
fn is_gone<T>(asked: Result<T>) -> bool {
    asked.is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

impl PartFile {
    /// Makes the file, readable by its owner alone.
    pub(crate) fn make(folder: &Path, name: &str, data: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)?;
        let notes = data.join(NOTES);
        std::fs::create_dir_all(&notes)?;
        let file = hidden(folder)?;
        let note = notes.join(random_hex().map_err(|_| Error::from(ErrorKind::Other))?);
        crate::files::write_private(&note, file.path().as_os_str().as_encoded_bytes())?;
        let note = Note { note, about: file.path().to_owned() };
        Ok(Self { file, folder: folder.to_owned(), name: name.to_owned(), note })
    }

    /// A handle to write through.
    pub(crate) fn file(&self) -> Result<File> {
        self.file.as_file().try_clone()
    }

    /// Where it lies as long as it has no name.
    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    /// Gives the file its name, or the next one that is free; where it lies and its size.
    pub(crate) fn finish(self) -> Result<(PathBuf, u64)> {
        // The note goes last, also where the file is let go.
        let Self { note, file, folder, name } = self;
        let lies_at = named(file, &folder, &name);
        drop(note);
        lies_at
    }
}

/// A file in this folder that nobody sees yet, readable by its owner alone; dropped, it is removed.
fn hidden(folder: &Path) -> Result<NamedTempFile> {
    tempfile::Builder::new().prefix(HIDDEN.0).suffix(HIDDEN.1).tempfile_in(folder)
}

/// Gives a hidden file, once it is on the disk, its name in its folder, or the next one that is free; where it
/// lies and its size. What fails removes it.
fn named(mut file: NamedTempFile, folder: &Path, name: &str) -> Result<(PathBuf, u64)> {
    file.as_file().sync_all()?;
    let bytes = file.as_file().metadata()?.len();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
    for n in 0..MOST_NAMES {
        let target = folder.join(if n == 0 { name.to_owned() } else { format!("{stem} ({n}).{ending}") });
        let given = match file.persist_noclobber(&target) {
            // Some file systems (FAT) can neither refuse to replace nor link.
            Err(refused) if refused.error.kind() != ErrorKind::AlreadyExists && is_gone(std::fs::symlink_metadata(&target)) => refused.file.persist(&target),
            given => given,
        };
        file = match given {
            Ok(_) => {
                // The name itself must survive a power cut; not every file system syncs a folder.
                let _ = File::open(folder).and_then(|folder| folder.sync_all());
                return Ok((target, bytes));
            }
            Err(refused) if refused.error.kind() == ErrorKind::AlreadyExists => refused.file,
            Err(refused) => return Err(refused.error),
        };
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Removes what a kill left of exports, backups and saved files.
pub(crate) fn clear_left_over(data: &Path) {
    use std::os::unix::ffi::OsStringExt as _;
    let Ok(notes) = std::fs::read_dir(data.join(NOTES)) else { return };
    for note in notes.flatten() {
        let left = std::fs::read(note.path()).map(|bytes| PathBuf::from(std::ffi::OsString::from_vec(bytes)));
        // Whatever a note says, only a hidden file of ours is removed.
        let ours = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(HIDDEN.0) && name.ends_with(HIDDEN.1));
        if let Ok(left) = left
            && ours(&left)
        {
            // A stick that is not there now may be there at a later start, or may be written to then.
            if left.parent().is_some_and(|folder| !folder.exists()) {
                continue;
            }
            if let Err(error) = std::fs::remove_file(left)
                && error.kind() != ErrorKind::NotFound
            {
                continue;
            }
        }
        let _ = std::fs::remove_file(note.path());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_kill_left_on_a_stick_goes_when_the_stick_is_back() {
        let dir = tempfile::tempdir().unwrap();
        let (data, stick, away) = (dir.path().join("data"), dir.path().join("stick"), dir.path().join("away"));
        let left = |folder: &Path| std::fs::read_dir(folder).unwrap().count();
        // As after a kill nothing is tidied up.
        std::mem::forget(PartFile::make(&stick, "pult.zip", &data).unwrap());
        std::fs::rename(&stick, &away).unwrap();
        clear_left_over(&data);
        assert_eq!(left(&away), 1);
        std::fs::rename(&away, &stick).unwrap();
        clear_left_over(&data);
        assert_eq!((left(&stick), left(&data.join(NOTES))), (0, 0));
    }

    #[test]
    fn what_cannot_be_removed_keeps_its_note_until_it_can() {
        let dir = tempfile::tempdir().unwrap();
        let (data, out) = (dir.path().join("data"), dir.path().join("out"));
        let notes = || std::fs::read_dir(data.join(NOTES)).unwrap().count();
        let part = PartFile::make(&out, "pult.zip", &data).unwrap();
        // A folder in the file's place is refused to everybody, whoever runs the tests.
        let stuck = part.path().to_owned();
        std::fs::remove_file(&stuck).unwrap();
        std::fs::create_dir(&stuck).unwrap();
        drop(part);
        assert_eq!(notes(), 1, "it may still be there");
        clear_left_over(&data);
        assert_eq!(notes(), 1, "and it is");
        std::fs::remove_dir(&stuck).unwrap();
        clear_left_over(&data);
        assert_eq!(notes(), 0);
    }
}
