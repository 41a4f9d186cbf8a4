//! The backup file: a tar inside an age file.
//!
//! Alternatives that lost: a container of our own (the owner could open it with this program only;
//! `age -d FILE | tar x` opens this one without it), a zip with its own encryption (it leaves the
//! names readable), SQLite's pages encrypted one by one (the files would need a second scheme).
//!
//! Everything goes through in pieces; nothing is held whole. What stands where: first what tells
//! the form and the versions, then the database, then the files, last the list of all with sizes and
//! hashes. A file whose list does not agree, or that does not end as age ends a file, is damaged.

use age::secrecy::SecretString;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The form of the archive.
const FORM: u32 = 1;
/// The first entry: the form and the versions.
const HEAD: &str = "pult-backup.json";
/// The last entry: the list of all.
const LIST: &str = "manifest.json";
/// The database in the archive.
pub(super) const DATABASE: &str = "pult.db";
/// scrypt's cost as a power of two: 2^17, RFC 7914's interactive 2^14 eight times over; 128 MiB for
/// less than a second. age's own choice is 2^18 on today's machines, twice the memory.
const WORK: u8 = 17;
/// The most that a file may ask for: four times age's own, so that no file stops the machine.
const MOST_WORK: u8 = 20;
/// Longest head and list that are read, in bytes: a list of 100,000 files has 15 MB.
const MOST_JSON: u64 = 256 << 20;

/// Why a backup was not written or not read.
#[derive(Debug)]
pub(super) enum Fault {
    /// The disk.
    Disk(io::Error),
    /// Not a file of ours.
    Unknown,
    /// Another passphrase.
    Passphrase,
    /// Cut or changed.
    Damaged,
    /// Of a newer program.
    Newer,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// What stands first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    form: u32,
    /// Version of the program.
    pub(super) program: String,
    /// Version of the database's schema.
    pub(super) schema: i64,
    /// When it was made, UTC milliseconds.
    pub(super) made_at_ms: i64,
}

impl Head {
    pub(super) fn new(schema: i64, made_at_ms: i64) -> Self {
        Self { form: FORM, program: env!("CARGO_PKG_VERSION").into(), schema, made_at_ms }
    }
}

/// One entry of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Its path in the data folder.
    pub(super) name: String,
    /// Its size.
    pub(super) bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub(super) sha256: String,
}

/// What stands last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct List {
    entries: Vec<Entry>,
}

/// Passes bytes on, counts and hashes them.
struct Counted<T> {
    inner: T,
    hash: Sha256,
    bytes: u64,
}

impl<T> Counted<T> {
    fn new(inner: T) -> Self {
        Self { inner, hash: Sha256::new(), bytes: 0 }
    }

    fn entry(self, name: &str) -> Entry {
        Entry { name: name.to_owned(), bytes: self.bytes, sha256: hex(&self.hash.finalize()) }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hash.update(buffer.get(..n).unwrap_or_default());
        self.bytes += u64::try_from(n).unwrap_or_default();
        Ok(n)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a database and the files below a folder into a new encrypted file.
pub(super) fn write(out: File, passphrase: &SecretString, head: &Head, database: &Path, files: &Path) -> Result<Vec<Entry>, Fault> {
    let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(WORK);
    let recipients = std::iter::once(&recipient as &dyn age::Recipient);
    let encryptor = age::Encryptor::with_recipients(recipients).map_err(|_| io::Error::other("the encryption could not begin"))?;
    let mut tar = tar::Builder::new(encryptor.wrap_output(BufWriter::new(out))?);
    let mut entries = vec![append_json(&mut tar, HEAD, head)?, append(&mut tar, DATABASE, database)?];
    for (name, path) in below(files)? {
        match append(&mut tar, &format!("files/{name}"), &path) {
            Ok(entry) => entries.push(entry),
            // A file that the owner removed with its message since the folder was read.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    append_json(&mut tar, LIST, &List { entries: entries.clone() })?;
    let mut rest = tar.into_inner()?.finish()?;
    rest.flush()?;
    rest.get_ref().sync_all()?;
    Ok(entries)
}

fn header(bytes: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header
}

fn append_json<W: Write>(tar: &mut tar::Builder<W>, name: &str, value: &impl Serialize) -> io::Result<Entry> {
    let json = serde_json::to_vec(value)?;
    let mut counted = Counted::new(json.as_slice());
    tar.append_data(&mut header(u64::try_from(json.len()).unwrap_or_default()), name, &mut counted)?;
    Ok(counted.entry(name))
}

fn append<W: Write>(tar: &mut tar::Builder<W>, name: &str, path: &Path) -> io::Result<Entry> {
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let mut counted = Counted::new(file.take(bytes));
    tar.append_data(&mut header(bytes), name, &mut counted)?;
    // The sizes of the archive would no longer fit: our files are written whole, so somebody else was at it.
    if counted.bytes == bytes { Ok(counted.entry(name)) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Plain files below a folder with their paths in it, in order. Links are not followed.
pub(super) fn below(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        let inside = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            inside => inside?,
        };
        for each in inside {
            let each = each?;
            // Every name of ours is UTF-8; a stranger's file is not ours to take along.
            let Some(name) = each.file_name().to_str().map(|name| format!("{prefix}{name}")) else { continue };
            let kind = each.file_type()?;
            if kind.is_dir() {
                open.push((format!("{name}/"), each.path()));
            } else if kind.is_file() {
                found.push((name, each.path()));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads a backup to its end and holds it against its own list; with a folder, unpacks it there.
pub(super) fn read(file: &Path, passphrase: &SecretString, into: Option<&Path>) -> Result<(Head, Vec<Entry>), Fault> {
    let opened = File::open(file)?;
    let decryptor = age::Decryptor::new_buffered(BufReader::new(opened)).map_err(refused)?;
    if !decryptor.is_scrypt() {
        return Err(Fault::Unknown);
    }
    let mut identity = age::scrypt::Identity::new(passphrase.clone());
    identity.set_max_work_factor(MOST_WORK);
    let stream = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(refused)?;
    let mut archive = tar::Archive::new(stream);
    let mut reading = Reading::default();
    for entry in archive.entries().map_err(unread)? {
        reading.take(entry.map_err(unread)?, into)?;
    }
    // Only the end of the stream proves that nothing was cut off.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(unread)?;
    let (Some(head), Some(list)) = (reading.head, reading.list) else { return Err(Fault::Damaged) };
    if list.entries == reading.seen { Ok((head, reading.seen)) } else { Err(Fault::Damaged) }
}

#[derive(Default)]
struct Reading {
    head: Option<Head>,
    list: Option<List>,
    seen: Vec<Entry>,
}

impl Reading {
    fn take<R: Read>(&mut self, entry: tar::Entry<'_, R>, into: Option<&Path>) -> Result<(), Fault> {
        let name = entry.path().ok().and_then(|path| path.to_str().map(str::to_owned)).ok_or(Fault::Damaged)?;
        let mut counted = Counted::new(entry);
        match name.as_str() {
            HEAD if self.seen.is_empty() => {
                let head: Head = json(&mut counted)?;
                if head.form > FORM {
                    return Err(Fault::Newer);
                }
                self.head = Some(head);
            }
            LIST if self.list.is_none() => {
                self.list = Some(json(&mut counted)?);
                return Ok(());
            }
            // Whatever stands behind the list is not in it.
            name if self.head.is_some() && self.list.is_none() && is_ours(name) => match into {
                Some(folder) => unpack(&mut counted, &folder.join(name))?,
                None => drop(io::copy(&mut counted, &mut io::sink()).map_err(unread)?),
            },
            _ => return Err(if self.head.is_some() { Fault::Damaged } else { Fault::Unknown }),
        }
        self.seen.push(counted.entry(&name));
        Ok(())
    }
}

/// The names that a backup of ours has: nothing leads out of the folder.
fn is_ours(name: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0']);
    name == DATABASE || name.strip_prefix("files/").is_some_and(|rest| rest.split('/').all(plain))
}

fn json<T: serde::de::DeserializeOwned>(source: &mut impl Read) -> Result<T, Fault> {
    let mut bytes = Vec::new();
    source.take(MOST_JSON).read_to_end(&mut bytes).map_err(unread)?;
    serde_json::from_slice(&bytes).map_err(|_| Fault::Damaged)
}

/// A failing source is a damaged backup; a failing target is the disk.
fn unpack(source: &mut impl Read, target: &Path) -> Result<(), Fault> {
    use std::os::unix::fs::OpenOptionsExt as _;
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut out = File::options().write(true).create_new(true).mode(0o600).open(target)?;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let n = source.read(&mut buffer).map_err(unread)?;
        if n == 0 {
            break;
        }
        out.write_all(buffer.get(..n).unwrap_or_default())?;
    }
    Ok(out.sync_all()?)
}

fn unread(error: io::Error) -> Fault {
    // What the disk says has a number; what age and tar say has none.
    if error.raw_os_error().is_some() { Fault::Disk(error) } else { Fault::Damaged }
}

fn refused(error: age::DecryptError) -> Fault {
    use age::DecryptError as E;
    match error {
        E::DecryptionFailed | E::KeyDecryptionFailed | E::NoMatchingKeys => Fault::Passphrase,
        E::UnknownFormat | E::InvalidHeader => Fault::Unknown,
        E::Io(error) if error.raw_os_error().is_some() => Fault::Disk(error),
        _ => Fault::Damaged,
    }
}
