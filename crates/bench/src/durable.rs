//! Shows with `strace` that the write-ahead log is on the disk before a hold is answered.

use std::collections::HashSet;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::sleep;

use crate::Outcome;
use crate::data;
use crate::http::Connection;
use crate::site::{Site, UNPACED, slots};
use crate::stats::{Table, right};

/// Holds, one after the other.
const HOLDS: usize = 20;
const CALLS: &str = "trace=fdatasync,fsync,write,writev,pwrite64,sendto,sendmsg,read,recvfrom,recvmsg";

pub async fn run(torg: &Path) -> Outcome<()> {
    let site = Site::make(torg, None, 0, UNPACED).await?;
    let server = site.serve().await?;
    let free = slots(&server, data::SERVICE, data::ONE, 1).await?;
    let trace = site.path("trace");
    let mut strace = Command::new("strace")
        .args(["-f", "-y", "-s", "64", "-e", CALLS, "-o"])
        .arg(&trace)
        .args(["-p", &server.pid.to_string()])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|e| format!("strace cannot be started ({e}); install it with: apt-get install strace"))?;
    sleep(Duration::from_secs(2)).await;
    let mut connection = Connection::to(server.address);
    for (slot, _) in free.iter().take(HOLDS) {
        let answer = connection.send(&slot.request()).await?;
        if answer.status != 201 {
            return Err(format!("a hold was answered {}", answer.status).into());
        }
        // The worker's own writes (the message goes out) shall not lie between a request and its answer.
        sleep(Duration::from_millis(700)).await;
    }
    strace.kill().await?;
    server.kill().await?;
    let seen = holds(&std::fs::read_to_string(&trace)?);
    let good = seen.iter().filter(|hold| hold.safe()).count();
    let mut table = Table::new("Durable: SQLite, one hold at a time, seen by strace", &["demand", "found", "verdict"]);
    table.row(["holds traced".into(), seen.len().to_string(), right(seen.len() == HOLDS)]);
    table.row(["log written, then on the disk, then answered".into(), good.to_string(), right(good == HOLDS)]);
    table.print();
    if good == HOLDS && seen.len() == HOLDS { Ok(()) } else { Err(format!("not shown: {seen:?}").into()) }
}

/// What happened between a request for a hold and its answer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Seen {
    written: bool,
    /// The log was flushed to the disk, and that had ended, after the last write to it.
    flushed: bool,
}

impl Seen {
    fn safe(self) -> bool {
        self.written && self.flushed
    }
}

/// Reads a trace: one item for every hold that was answered 201.
fn holds(trace: &str) -> Vec<Seen> {
    let (mut under_way, mut answered) = (None::<Seen>, Vec::new());
    // Threads whose flush of the log has begun: another thread's line came before its end.
    let mut flushing: HashSet<&str> = HashSet::new();
    for (thread, call) in trace.lines().filter_map(|line| line.split_once(' ')) {
        let call = call.trim_start();
        let flush_done = flush_done(thread, call, &mut flushing);
        if call.contains("\"POST /api/v1/bookings ") {
            under_way = Some(Seen::default());
        } else if let Some(seen) = &mut under_way {
            if call.starts_with("pwrite64(") && call.contains("-wal>") {
                *seen = Seen { written: true, flushed: false };
            } else if flush_done {
                seen.flushed = seen.written;
            } else if call.contains("\"HTTP/1.1 201 ") {
                answered.extend(under_way.take());
            }
        }
    }
    answered
}

/// Whether the line says that a flush of the log has ended with success.
fn flush_done<'a>(thread: &'a str, call: &str, flushing: &mut HashSet<&'a str>) -> bool {
    let flush = call.starts_with("fdatasync(") || call.starts_with("fsync(");
    let resumed = call.starts_with("<... fdatasync resumed>") || call.starts_with("<... fsync resumed>");
    if flush && call.contains("-wal>") && call.contains("<unfinished") {
        flushing.insert(thread);
        return false;
    }
    let ended = (flush && call.contains("-wal>")) || (resumed && flushing.remove(thread));
    ended && call.ends_with("= 0")
}

#[cfg(test)]
mod tests {
    use super::*;

    const REQUEST: &str =
        r#"11  recvfrom(19<socket:[1]>, "POST /api/v1/bookings HTTP/1.1\r\n"..., 8192, 0, NULL, NULL) = 300"#;
    const WRITE: &str = r#"12  pwrite64(9</tmp/x/torg.sqlite-wal>, "..."..., 4096, 4152) = 4096"#;
    const FLUSH: &str = "12  fdatasync(9</tmp/x/torg.sqlite-wal>) = 0";
    const BEGUN: &str = "12  fdatasync(9</tmp/x/torg.sqlite-wal> <unfinished ...>";
    const ENDED: &str = "12  <... fdatasync resumed>)        = 0";
    const ANSWER: &str =
        r#"11  sendto(19<socket:[1]>, "HTTP/1.1 201 Created\r\n"..., 400, MSG_NOSIGNAL, NULL, 0) = 400"#;

    fn safe(lines: &[&str]) -> bool {
        let seen = holds(&lines.join("\n"));
        assert_eq!(seen.len(), 1);
        seen[0].safe()
    }

    #[test]
    fn only_a_flush_that_ended_before_the_answer_counts() {
        assert!(safe(&[REQUEST, WRITE, FLUSH, ANSWER]));
        assert!(safe(&[REQUEST, WRITE, BEGUN, ENDED, ANSWER]));
        assert!(!safe(&[REQUEST, WRITE, BEGUN, ANSWER, ENDED]));
        assert!(!safe(&[REQUEST, WRITE, ANSWER, FLUSH]));
        assert!(!safe(&[REQUEST, FLUSH, WRITE, ANSWER]));
        assert!(!safe(&[REQUEST, WRITE, FLUSH, WRITE, ANSWER]));
        assert!(!safe(&[REQUEST, FLUSH, ANSWER]));
        assert!(!safe(&[REQUEST, WRITE, BEGUN, &ENDED.replace("12", "13"), ANSWER]));
        assert!(!safe(&[REQUEST, WRITE, &FLUSH.replace("-wal", ""), ANSWER]));
        assert!(!safe(&[REQUEST, WRITE, &FLUSH.replace("= 0", "= -1 EIO (Input/output error)"), ANSWER]));
    }
}
