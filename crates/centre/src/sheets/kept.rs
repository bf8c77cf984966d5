//! Sets sheets, one at a time, and keeps those that are asked for again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use jiff::civil::Date;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use torg_paper::{Frame, Sheet, render};
use torg_store::Error;
use torg_web::limits::Limit;
use torg_web::{Failure, Visit};

/// Bytes of files that are kept; a file has some 30 000.
const MOST_BYTES: usize = 32 << 20;
/// How long somebody waits while others' sheets are set.
const PATIENCE: Duration = Duration::from_secs(10);

/// All that stands on a sheet. Two that are equal are the same file.
type Words = (Frame, Sheet);

/// The sheets of today that somebody has asked for. They are known by what stands on them, so none is ever old.
pub struct Kept {
    files: Mutex<Files>,
    turn: Arc<Semaphore>,
}

#[derive(Default)]
struct Files {
    made: Date,
    bytes: usize,
    by_words: HashMap<Words, Bytes>,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept { files: Mutex::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

impl Kept {
    fn known(&self, words: &Words) -> Option<Bytes> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).by_words.get(words).cloned()
    }

    fn keep(&self, words: Words, file: Bytes) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.made != words.0.updated || files.bytes + file.len() > MOST_BYTES {
            *files = Files { made: words.0.updated, ..Files::default() };
        }
        files.bytes += file.len();
        files.by_words.insert(words, file);
    }
}

/// The file with these words: a kept one, or a new one when the asker has not asked for too many.
pub(crate) async fn file(visit: &Visit, words: Words) -> Result<Bytes, Failure> {
    let kept = visit.app.part::<Kept>();
    if let Some(file) = kept.known(&words) {
        return Ok(file);
    }
    if !visit.app.limits().allow(Limit::Print, &visit.address) {
        return Err(Failure::TooMany);
    }
    let turn = timeout(PATIENCE, kept.turn.clone().acquire_owned()).await;
    let Ok(Ok(turn)) = turn else { return Err(Failure::Store(Error::Unavailable)) };
    // Somebody may have asked for the same while we waited.
    if let Some(file) = kept.known(&words) {
        return Ok(file);
    }
    let work = move || {
        // Held to the end also when the asker has gone: the typesetter goes on, and the next must wait for it.
        let _turn = turn;
        let file = Bytes::from(render(&words.0, &words.1)?);
        kept.keep(words, file.clone());
        Ok(file)
    };
    let set: Result<Bytes, torg_paper::Error> = spawn_blocking(work).await.map_err(|_| Failure::Template)?;
    set.map_err(|error| {
        tracing::error!(%error, "a sheet could not be set");
        Failure::Template
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use torg_base::Lang;
    use torg_paper::{PlaceBlock, Poster, Section, ServiceSheet};

    use super::*;

    fn words(name: &str, updated: Date) -> Words {
        let frame = Frame {
            lang: Lang::Nb,
            title: name.into(),
            sender: String::new(),
            accent: String::new(),
            updated,
            foot: String::new(),
            page: String::new(),
        };
        let sheet = ServiceSheet { name: name.into(), can: Section::default(), ..ServiceSheet::default() };
        (frame, Sheet::Service(sheet))
    }

    #[test]
    fn keeps_what_is_the_same_until_the_day_is_over_or_there_is_too_much() {
        let kept = Kept::default();
        let (monday, tuesday) = (date(2026, 11, 23), date(2026, 11, 24));
        kept.keep(words("a", monday), Bytes::from_static(b"one"));
        assert_eq!(kept.known(&words("a", monday)).as_deref(), Some(&b"one"[..]));
        assert!(kept.known(&words("b", monday)).is_none() && kept.known(&words("a", tuesday)).is_none());
        let poster = Poster { place: PlaceBlock::default(), ..Poster::default() };
        assert!(kept.known(&(words("a", monday).0, Sheet::Poster(poster))).is_none());

        kept.keep(words("b", tuesday), Bytes::from_static(b"two"));
        assert!(kept.known(&words("a", monday)).is_none() && kept.known(&words("b", tuesday)).is_some());
        kept.keep(words("c", tuesday), Bytes::from(vec![0; MOST_BYTES]));
        assert!(kept.known(&words("b", tuesday)).is_none() && kept.known(&words("c", tuesday)).is_some());
    }
}
