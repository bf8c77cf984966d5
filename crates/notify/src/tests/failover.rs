use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;

use super::{NUMBER, WORDS, message};
use crate::failover::Failover;
use crate::transport::{Channel, Outgoing, SendError, Sent, Transport};

const REST: Duration = Duration::from_secs(60);

/// Answers as told, then takes everything; counts the attempts.
#[derive(Clone, Default)]
struct Scripted {
    name: &'static str,
    answers: Arc<Mutex<VecDeque<SendError>>>,
    attempts: Arc<Mutex<u32>>,
}

impl Scripted {
    fn new(name: &'static str, answers: &[SendError]) -> Self {
        Scripted { name, answers: Arc::new(Mutex::new(answers.iter().copied().collect())), attempts: Arc::default() }
    }

    fn attempts(&self) -> u32 {
        *self.attempts.lock().expect("lock")
    }
}

#[async_trait]
impl Transport for Scripted {
    fn name(&self) -> &str {
        self.name
    }

    fn channel(&self) -> Channel {
        Channel::Sms
    }

    async fn send(&self, _message: &Outgoing) -> Result<Sent, SendError> {
        *self.attempts.lock().expect("lock") += 1;
        match self.answers.lock().expect("lock").pop_front() {
            Some(error) => Err(error),
            None => Ok(Sent { provider_id: Some(self.name.to_owned()) }),
        }
    }
}

async fn sent_by(both: &Failover) -> Result<String, SendError> {
    both.send(&message("k", NUMBER, WORDS)).await.map(|sent| sent.provider_id.expect("an id"))
}

fn pair(first: &[SendError], second: &[SendError]) -> (Scripted, Scripted, Failover) {
    let (first, second) = (Scripted::new("first", first), Scripted::new("second", second));
    let both = Failover::new(Box::new(first.clone()), Box::new(second.clone()), REST);
    (first, second, both)
}

#[tokio::test(start_paused = true)]
async fn a_failed_first_rests_and_comes_back() {
    let (first, second, both) = pair(&[SendError::temporary("down")], &[]);
    assert_eq!(sent_by(&both).await.as_deref(), Ok("second"));
    assert!(both.primary_rests());
    tokio::time::advance(REST - Duration::from_secs(1)).await;
    assert_eq!(sent_by(&both).await.as_deref(), Ok("second"));
    assert_eq!((first.attempts(), second.attempts()), (1, 2), "the first was left alone");
    tokio::time::advance(Duration::from_secs(1)).await;
    assert_eq!(sent_by(&both).await.as_deref(), Ok("first"));
    assert!(!both.primary_rests());
}

#[tokio::test(start_paused = true)]
async fn a_permanent_refusal_stands() {
    let refusal = SendError::permanent("no such number");
    let (_, second, both) = pair(&[refusal], &[]);
    assert_eq!(sent_by(&both).await, Err(refusal));
    assert_eq!(second.attempts(), 0);
    assert!(!both.primary_rests());
}

#[tokio::test(start_paused = true)]
async fn a_wrongly_set_up_first_does_not_stop_messages() {
    let (_, second, both) = pair(&[SendError::misconfigured("no credit")], &[]);
    assert_eq!(sent_by(&both).await.as_deref(), Ok("second"));
    assert_eq!(second.attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn when_both_fail_the_message_is_kept_if_one_may_recover() {
    let (down, wrong) = (SendError::temporary("down"), SendError::misconfigured("no credit"));
    let (_, _, both) = pair(&[down], &[wrong, wrong]);
    assert_eq!(sent_by(&both).await, Err(down));
    let resting = sent_by(&both).await.expect_err("the second is still wrong");
    assert_eq!(resting.kind, crate::FailureKind::Temporary);
    let (_, _, both) = pair(&[wrong], &[down]);
    assert_eq!(sent_by(&both).await, Err(down));
    let (_, _, both) = pair(&[wrong], &[wrong]);
    assert_eq!(sent_by(&both).await, Err(wrong));
}
