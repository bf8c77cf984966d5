//! What the program logs while the tests run, looked through for personal data line by line.

use std::io;
use std::sync::{Arc, Mutex, OnceLock};

use torg_scan::{Options, scan_with};
use torg_store::Engine;
use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

use super::harness::Site;

/// Lines heard, and those that hold something.
#[derive(Clone, Default)]
pub struct Watch(Arc<Mutex<Heard>>);

#[derive(Default)]
struct Heard {
    lines: usize,
    telling: Vec<String>,
}

impl Watch {
    /// The program's own log, with more in it than the program says by itself.
    fn subscriber(&self) -> impl Subscriber + Send + Sync + use<> {
        tracing_subscriber::fmt().json().with_env_filter(EnvFilter::new("info")).with_writer(self.clone()).finish()
    }

    fn lines(&self) -> usize {
        self.0.lock().expect("no test panics while it writes").lines
    }
}

impl io::Write for Watch {
    /// One event, whole.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let line = String::from_utf8_lossy(event);
        let mut heard = self.0.lock().map_err(|_| io::ErrorKind::Other)?;
        heard.lines += 1;
        for hit in scan_with(&line, &Options::numbers()) {
            heard.telling.push(format!("{} in {line}", hit.kind));
        }
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Watch {
    type Writer = Watch;

    fn make_writer(&'a self) -> Watch {
        self.clone()
    }
}

/// Fails the test in which it is dropped when a line held something.
pub struct Guard(Watch);

impl Guard {
    /// Hears what the process logs from now on. A test that listens by itself keeps its own ear.
    pub fn new() -> Guard {
        static WATCH: OnceLock<Watch> = OnceLock::new();
        let watch = WATCH.get_or_init(|| {
            let watch = Watch::default();
            let _ = tracing::subscriber::set_global_default(watch.subscriber());
            watch
        });
        Guard(watch.clone())
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let telling = self.0.0.lock().map(|mut heard| std::mem::take(&mut heard.telling)).unwrap_or_default();
        if !std::thread::panicking() {
            assert!(telling.is_empty(), "the log holds personal data: {}", telling.concat());
        }
    }
}

#[tokio::test]
async fn a_site_hears_the_log_and_a_line_without_persons_is_no_find() {
    let guard = Guard::new();
    let _site = Site::alone(Engine::Sqlite).await;
    let before = guard.0.lines();
    let id = torg_base::new_id();
    tracing::error!(%id, place = "vanylven", seats = 12, "message not sent");
    assert!(guard.0.lines() > before, "the line was heard");
}

#[test]
#[should_panic(expected = "the log holds personal data: national_id in ")]
fn a_number_of_a_person_in_a_field_is_found() {
    let watch = Watch::default();
    let guard = Guard(watch.clone());
    tracing::subscriber::with_default(watch.subscriber(), || tracing::error!(who = "20914695016", "message not sent"));
    drop(guard);
}

#[test]
#[should_panic(expected = "the log holds personal data: phone in ")]
fn a_telephone_in_a_message_is_found() {
    let watch = Watch::default();
    let guard = Guard(watch.clone());
    let phone = "+4790000010";
    tracing::subscriber::with_default(watch.subscriber(), || tracing::info!("message to {phone} not sent"));
    drop(guard);
}
