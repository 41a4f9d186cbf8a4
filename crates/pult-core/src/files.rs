//! Files under the data folder: written whole or not at all, named by us, known by their contents.

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

/// Writes a file of mode 0600 through a neighbour and a rename: old or new, never between.
///
/// # Errors
/// What the file system says.
pub fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let beside = file.with_file_name(name);
    let mut out = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    let written = out.write_all(bytes).and_then(|()| out.sync_all()).and_then(|()| std::fs::rename(&beside, file));
    if written.is_err() {
        // On a full disk it would hold the last bytes, which a reply may need.
        let _ = std::fs::remove_file(&beside);
    }
    written
}

/// A kind of file that its first bytes prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownType {
    /// The media type.
    pub media_type: &'static str,
    /// The ending we give it.
    pub ending: &'static str,
    /// Whether it is shown as a picture.
    pub picture: bool,
}

/// Bytes at the beginning of a file that tell its type.
pub(crate) const KIND_BYTES: u64 = 16;

/// The type that the bytes themselves tell; a name or a claimed type proves nothing.
#[must_use]
pub fn known_type(bytes: &[u8]) -> Option<KnownType> {
    let picture = |media_type, ending| Some(KnownType { media_type, ending, picture: true });
    if bytes.starts_with(b"\xff\xd8\xff") {
        picture("image/jpeg", "jpg")
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        picture("image/png", "png")
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        picture("image/gif", "gif")
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        picture("image/webp", "webp")
    } else if bytes.starts_with(b"%PDF-") {
        Some(KnownType { media_type: "application/pdf", ending: "pdf", picture: false })
    } else {
        None
    }
}

/// Longest name of a file without its ending, in bytes: file systems take 255 (`NAME_MAX` of
/// `limits.h`), and " (999)" and the ending are still to come.
const NAME_BYTES: usize = 240;

/// A stranger's or the owner's name for a file, without folders, control characters and marks that
/// turn the direction of writing, and with the ending that its contents have.
#[must_use]
pub fn plain_name(given: &str, ending: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    // With such a mark one ending looks like another.
    let plain =
        stem.chars().filter(|c| !c.is_control() && !matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    let mut room = NAME_BYTES;
    let clean: String = plain
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .take_while(|c| {
            let fits = c.len_utf8() <= room;
            room = room.saturating_sub(c.len_utf8());
            fits
        })
        .collect();
    // In one go: " . .x" would else still begin with a dot, which hides a file.
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    format!("{}.{ending}", if clean.is_empty() { "file" } else { clean })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_plain_and_tells_what_the_file_is() {
        for (given, shown) in [
            ("фото чашки.PNG", "фото чашки.png"),
            ("../../etc/passwd", "passwd.png"),
            ("C:\\Users\\me\\a.b.jpg", "a.b.png"),
            ("invoice\u{202e}gpj.exe", "invoicegpj.png"),
            ("..", "file.png"),
            ("", "file.png"),
            ("a\0b\n.png", "ab.png"),
            (". . hidden.png", "hidden.png"),
        ] {
            assert_eq!(plain_name(given, "png"), shown);
        }
        let long = plain_name(&"照".repeat(300), "webp");
        assert_eq!(long.len(), NAME_BYTES + ".webp".len(), "file systems count bytes");
    }

    #[test]
    fn a_script_named_like_a_picture_is_no_picture() {
        assert_eq!(known_type(b"<svg onload=alert(1)>"), None);
        assert!(known_type(b"\xff\xd8\xff\xe0rest").is_some_and(|t| t.picture));
        assert!(known_type(b"%PDF-1.7").is_some_and(|t| !t.picture));
    }

    #[test]
    fn a_private_file_is_replaced_whole() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("run.json");
        write_private(&file, b"one").expect("written");
        write_private(&file, b"two").expect("replaced");
        assert_eq!(std::fs::read(&file).expect("read"), b"two");
        assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    }
}
