//! Starts the real programs that tests send to.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// The folder `tests/peers` of the repository.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers")
}

/// Finds a program on PATH, or where Debian puts servers that an ordinary user's PATH leaves out. A missing one fails
/// the test: a skipped test would look like a passed one.
pub fn program(name: &str, package: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let servers = ["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from);
    let mut folders = std::env::split_paths(&path).chain(servers);
    match folders.find_map(|folder| Some(folder.join(name)).filter(|file| file.is_file())) {
        Some(file) => file,
        None => panic!("this test needs the program {name}: install the Debian package {package} (make deps)"),
    }
}

/// A peer that lives no longer than this value, nor than the test's process.
pub struct Peer {
    _child: Child,
    pub lines: Lines<BufReader<ChildStdout>>,
}

impl Peer {
    pub fn start(program: &Path, arguments: &[&str]) -> Peer {
        let mut child = Command::new("sh")
            .arg(folder().join("hold.sh"))
            .arg(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh starts");
        let stdout = child.stdout.take().expect("a pipe");
        Peer { _child: child, lines: BufReader::new(stdout).lines() }
    }
}

#[test]
#[should_panic(expected = "install the Debian package some-package (make deps)")]
fn a_missing_program_fails_the_test_and_says_what_to_install() {
    program("no-such-program", "some-package");
}
