//! Starting with the session, where the owner wants it: a file in the autostart folder of the
//! desktop (Desktop Application Autostart Specification 0.5).

use std::io;
use std::path::{Path, PathBuf};

/// Our file in the folder.
const FILE: &str = "pult.desktop";
/// What stands before the data folder in the file.
const DATA: &str = " --data ";

/// Makes the folder agree with the setting.
pub(crate) fn follow(wanted: bool, data: &Path) {
    if !cfg!(target_os = "linux") {
        return;
    }
    let (Some(folder), Ok(program)) = (folder(), std::env::current_exe()) else { return };
    if let Err(error) = set(&folder, wanted, &program, data) {
        tracing::warn!(kind = %error.kind(), "Starting with the session could not be set");
    }
}

fn folder() -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let config = absolute("XDG_CONFIG_HOME").or_else(|| Some(absolute("HOME")?.join(".config")))?;
    Some(config.join("autostart"))
}

fn set(folder: &Path, wanted: bool, program: &Path, data: &Path) -> io::Result<()> {
    let file = folder.join(FILE);
    if wanted {
        let entry = entry(program, data);
        if std::fs::read_to_string(&file).is_ok_and(|kept| kept == entry) {
            return Ok(());
        }
        std::fs::create_dir_all(folder)?;
        return std::fs::write(file, entry);
    }
    if is_anothers(&file, data) {
        return Ok(());
    }
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether the file starts Pult on another data folder: then that folder's setting decides about it.
fn is_anothers(file: &Path, data: &Path) -> bool {
    let kept = std::fs::read_to_string(file).unwrap_or_default();
    let exec = kept.lines().find(|line| line.starts_with("Exec=")).unwrap_or_default();
    exec.contains(DATA) && !exec.contains(&format!("{DATA}{}", quoted(data)))
}

fn entry(program: &Path, data: &Path) -> String {
    let exec = format!("{} --hidden{DATA}{}", quoted(program), quoted(data));
    format!("[Desktop Entry]\nType=Application\nVersion=1.0\nName=Pult\nName[ru]=Пульт\nIcon=pult\nExec={exec}\nX-GNOME-Autostart-enabled=true\n")
}

/// A path as an argument of `Exec`: quoted, with what is special inside quotes escaped twice, once
/// as a string and once as an argument (Desktop Entry Specification 1.5, "The Exec key").
fn quoted(path: &Path) -> String {
    let mut out = String::from("\"");
    for c in path.to_string_lossy().chars() {
        match c {
            '"' | '`' | '$' => out.extend(['\\', '\\', c]),
            '\\' => out.push_str("\\\\\\\\"),
            '%' => out.push_str("%%"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_comes_and_goes_with_the_setting() {
        let home = std::env::temp_dir().join(format!("pult-autostart-{}", std::process::id()));
        let folder = home.join("autostart");
        let program = Path::new("/opt/my \"pult\"/50%/pult");
        set(&folder, false, program, Path::new("/data")).expect("nothing to remove is no failure");
        set(&folder, true, program, Path::new("/data")).expect("written");
        let kept = std::fs::read_to_string(folder.join(FILE)).expect("there");
        assert!(kept.contains(r#"Exec="/opt/my \\"pult\\"/50%%/pult" --hidden --data "/data""#), "{kept}");
        set(&folder, false, program, Path::new("/other")).expect("left alone");
        set(&folder, false, program, Path::new("/dat")).expect("left alone");
        assert_eq!(std::fs::read_to_string(folder.join(FILE)).expect("there"), kept, "another folder's setting");
        set(&folder, false, program, Path::new("/data")).expect("removed");
        assert!(!folder.join(FILE).exists());
        std::fs::remove_dir_all(home).expect("tidied up");
    }
}
