use jiff::{SignedDuration, Timestamp};
use torg_base::Clock;

use super::{NUMBER, message};
use crate::demo::Shown;
use crate::transport::{Channel, Transport};

#[tokio::test]
async fn newest_first_in_the_form_of_the_contract() {
    let clock = Clock::fixed(Timestamp::UNIX_EPOCH);
    let shown = Shown::new(10, clock.clone());
    let (sms, email) = (shown.transport(Channel::Sms), shown.transport(Channel::Email));
    assert_eq!((sms.name(), sms.channel(), email.channel()), ("shown", Channel::Sms, Channel::Email));
    sms.send(&message("a", NUMBER, "Koden er 1234")).await.expect("shown");
    clock.advance(SignedDuration::from_secs(1));
    email.send(&message("b", "test@torg.test", "Hei")).await.expect("shown");
    assert_eq!(
        serde_json::to_value(shown.messages()).expect("JSON"),
        serde_json::json!([
            {"to": "test@torg.test", "channel": "email", "body": "Hei", "at": "1970-01-01T00:00:01Z"},
            {"to": NUMBER, "channel": "sms", "body": "Koden er 1234", "at": "1970-01-01T00:00:00Z"},
        ])
    );
}

#[tokio::test]
async fn keeps_the_last_ones_and_shows_a_repeat_once() {
    let shown = Shown::new(2, Clock::fixed(Timestamp::UNIX_EPOCH));
    let sms = shown.transport(Channel::Sms);
    for key in ["a", "b", "b", "c"] {
        sms.send(&message(key, NUMBER, key)).await.expect("shown");
    }
    let bodies: Vec<String> = shown.messages().into_iter().map(|message| message.body).collect();
    assert_eq!(bodies, ["c", "b"]);
}
