//! Secrets come from files, never from the configuration itself.

use std::fmt;
use std::path::Path;

use crate::config::Problem;

/// A secret in memory. Debug shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Reads the file's text without the line break at its end. `for_what` names the setting in a problem.
    pub fn read(file: &Path, for_what: &str) -> Result<Secret, Problem> {
        let text = std::fs::read_to_string(file).map_err(|error| {
            Problem::error(
                format!("{for_what}: the file {} cannot be read ({})", file.display(), error.kind()),
                "make the file, with the secret as its only text, and let the user that runs torg read it",
            )
        })?;
        let secret = text.trim_end_matches(['\r', '\n']);
        if secret.is_empty() || secret.contains(['\r', '\n']) {
            return Err(Problem::error(
                format!("{for_what}: the file {} is empty or has several lines", file.display()),
                "put the secret alone on one line",
            ));
        }
        Ok(Secret(secret.to_owned()))
    }

    /// The secret itself, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

/// Warns about a secret that every user of the machine can read.
#[cfg(unix)]
pub(crate) fn readable_by_all(file: &Path, for_what: &str) -> Option<Problem> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(file).ok()?.permissions().mode();
    (mode & 0o004 != 0).then(|| {
        Problem::warning(
            format!("{for_what}: every user of this machine can read {}", file.display()),
            format!("chmod o-rwx {}", file.display()),
        )
    })
}

#[cfg(not(unix))]
pub(crate) fn readable_by_all(_file: &Path, _for_what: &str) -> Option<Problem> {
    None
}
