//! Whoever wants notices sent: an address and what it is about. Nobody is known by more than the address, which is kept
//! encrypted; a code sent to it proves that it is theirs, and another, the same each time, ends everything for it.

use jiff::{SignedDuration, Timestamp};
use sea_orm::{ConnectionTrait, FromQueryResult};
use torg_base::{Lang, Phone, Reference, Uuid};
use torg_notify::{Channel, Message};
use torg_store::{At, Error, Keys, Reads, Result, Tx, sql};

use super::model::Notice;

/// Days that a subscription lasts.
pub const KEPT_DAYS: u16 = 365;
/// How long the code works: e-mail may take its time.
pub const CODE_LIVES: SignedDuration = SignedDuration::from_mins(30);
/// Wrong codes before a code is useless.
pub const TRIES: i32 = 5;
/// Codes for one subscription.
pub const CODES: i32 = 3;
/// Subscriptions to one address that may wait for their code at once, whoever asked for them.
pub const WAITING: i64 = 5;
/// How long somebody waits before asking for a new code.
pub const RESEND_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// An address that messages can be sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    pub channel: Channel,
    /// E.164, or an e-mail address in small letters.
    pub to: String,
}

impl Contact {
    /// Reads what somebody types: an e-mail address has an `@`, a number has not.
    pub fn parse(typed: &str) -> Option<Contact> {
        let typed = typed.trim();
        if typed.contains('@') {
            return email(typed).map(|to| Contact { channel: Channel::Email, to });
        }
        let phone = Phone::parse(typed).filter(Phone::can_receive_sms)?;
        Some(Contact { channel: Channel::Sms, to: phone.as_str().to_owned() })
    }

    pub fn hash(&self, keys: &Keys) -> Vec<u8> {
        keys.hash("notice-contact", &self.to)
    }

    /// The code that ends every subscription of this address: always the same, so that it can stand in each message.
    pub fn stop_code(&self, keys: &Keys) -> Reference {
        let bits = keys.hash("notice-stop", &self.to).iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        Reference::from_random(bits)
    }

    pub fn message(&self, subject: String, text: String) -> Message {
        let subject = (self.channel == Channel::Email).then_some(subject);
        Message { channel: self.channel, to: self.to.clone(), subject, text, calendar: None }
    }
}

/// What an e-mail address must look like is left to the post office, but for one `@`, a host with a point, and no
/// signs that would end a header.
fn email(typed: &str) -> Option<String> {
    let (who, host) = typed.split_once('@')?;
    let plain =
        typed.is_ascii() && !typed.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c));
    let whole = !who.is_empty() && !host.contains('@') && host.contains('.');
    let ends = !host.starts_with('.') && !host.ends_with('.');
    (plain && whole && ends && typed.len() <= 200).then(|| typed.to_lowercase())
}

/// How a stop code is looked up.
pub fn stop_hash(keys: &Keys, code: &Reference) -> Vec<u8> {
    keys.hash("notice-stop-code", code.as_str())
}

fn code_hash(keys: &Keys, id: Uuid, code: &str) -> Vec<u8> {
    keys.hash("notice-code", &format!("{id}:{code}"))
}

/// Six digits that nobody can foresee.
pub fn random_code() -> String {
    format!("{:06}", rand::random_range(0..1_000_000u32))
}

/// What somebody wants notices about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    All,
    Service(Uuid),
    Agency(String),
    /// What touches a service that is given there, and what touches no service in particular.
    Place(Uuid),
}

impl About {
    fn code(&self) -> &'static str {
        match self {
            About::All => "all",
            About::Service(_) => "service",
            About::Agency(_) => "agency",
            About::Place(_) => "place",
        }
    }

    fn id(&self) -> Option<Uuid> {
        match self {
            About::Service(id) | About::Place(id) => Some(*id),
            About::All | About::Agency(_) => None,
        }
    }

    fn agency(&self) -> Option<String> {
        match self {
            About::Agency(name) => Some(name.clone()),
            _ => None,
        }
    }

    fn read(code: &str, id: Option<Uuid>, agency: Option<String>) -> Option<About> {
        match code {
            "all" => Some(About::All),
            "service" => id.map(About::Service),
            "place" => id.map(About::Place),
            "agency" => agency.map(About::Agency),
            _ => None,
        }
    }

    /// Whether a notice is one of those wanted. `given` says whether a place gives a service.
    pub fn wants(&self, notice: &Notice, given: &dyn Fn(Uuid, Uuid) -> bool) -> bool {
        let touched = &notice.content.services;
        match self {
            About::All => true,
            About::Service(id) => notice.touches(*id),
            About::Agency(name) => name.to_lowercase() == notice.content.agency.to_lowercase(),
            About::Place(place) => touched.is_empty() || touched.iter().any(|service| given(*place, *service)),
        }
    }
}

/// A subscription.
#[derive(Clone)]
pub struct Subscription {
    pub id: Uuid,
    pub contact: Contact,
    pub about: About,
    pub lang: Lang,
    /// Codes sent for it.
    pub codes: i32,
    pub confirmed: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    channel: String,
    contact: Vec<u8>,
    about: String,
    about_id: Option<Uuid>,
    about_agency: Option<String>,
    lang: String,
    codes: i32,
    confirmed_at: Option<At>,
}

const COLUMNS: &str = "SELECT id, channel, contact, about, about_id, about_agency, lang, codes, confirmed_at
                       FROM notice_subscription";

impl Row {
    fn subscription(self, keys: &Keys) -> Result<Subscription> {
        let to =
            String::from_utf8(keys.open(self.id.as_bytes(), &self.contact)?).map_err(|_| Error::Sealed("utf-8"))?;
        let channel = if self.channel == "email" { Channel::Email } else { Channel::Sms };
        let about = About::read(&self.about, self.about_id, self.about_agency);
        Ok(Subscription {
            id: self.id,
            contact: Contact { channel, to },
            about: about.ok_or(Error::Database("about".into()))?,
            lang: Lang::parse(&self.lang).unwrap_or_default(),
            codes: self.codes,
            confirmed: self.confirmed_at.is_some(),
        })
    }
}

async fn found(
    db: &impl ConnectionTrait,
    keys: &Keys,
    rest: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<Subscription>> {
    let rows = sql::rows::<Row>(db, &format!("{COLUMNS} {rest}"), values).await?;
    rows.into_iter().map(|row| row.subscription(keys)).collect()
}

/// One that has not ended; an unconfirmed one while its code works.
pub async fn one(db: &impl ConnectionTrait, keys: &Keys, id: Uuid, now: Timestamp) -> Result<Option<Subscription>> {
    let values = vec![id.into(), At(now).into()];
    Ok(found(db, keys, "WHERE id = $1 AND expires_at > $2", values).await?.into_iter().next())
}

/// Confirmed subscriptions after one of them, in the order of their keys.
pub(super) async fn after(tx: &Tx, last: Uuid, most: i32) -> Result<Vec<Subscription>> {
    let rest = "WHERE id > $1 AND confirmed_at IS NOT NULL ORDER BY id LIMIT $2";
    found(tx, tx.keys(), rest, vec![last.into(), most.into()]).await
}

/// Confirmed subscriptions about a place after one of them, in the order of their keys. Whoever wants everything, or all
/// about an agency or a service, has not asked for what happens at one place.
pub async fn of_place(tx: &Tx, place: Uuid, last: Uuid, most: i32) -> Result<Vec<Subscription>> {
    let rest = "WHERE about_id = $1 AND id > $2 AND about = 'place' AND confirmed_at IS NOT NULL ORDER BY id LIMIT $3";
    found(tx, tx.keys(), rest, vec![place.into(), last.into(), most.into()]).await
}

/// How many have a confirmed subscription about a place.
pub async fn count_of_place(db: &Reads, place: Uuid) -> Result<i64> {
    let query = "SELECT count(*) FROM notice_subscription
                 WHERE about_id = $1 AND about = 'place' AND confirmed_at IS NOT NULL";
    Ok(sql::column::<i64, Vec<_>>(db, query, [place.into()]).await?.first().copied().unwrap_or_default())
}

/// The confirmed subscriptions of an address.
pub(super) async fn of_contact(tx: &Tx, contact: &Contact) -> Result<Vec<Subscription>> {
    let rest = "WHERE contact_hash = $1 AND confirmed_at IS NOT NULL ORDER BY id";
    found(tx, tx.keys(), rest, vec![contact.hash(tx.keys()).into()]).await
}

/// How many subscriptions of an address wait for their code.
pub(super) async fn waiting(tx: &Tx, contact: &Contact) -> Result<i64> {
    let query = "SELECT count(*) FROM notice_subscription
                 WHERE contact_hash = $1 AND confirmed_at IS NULL AND expires_at > $2";
    let values = [contact.hash(tx.keys()).into(), At(tx.now()).into()];
    Ok(sql::column::<i64, Vec<_>>(tx, query, values).await?.first().copied().unwrap_or_default())
}

/// Stores one that waits for its code.
pub(super) async fn add(tx: &Tx, id: Uuid, contact: &Contact, about: &About, lang: Lang, code: &str) -> Result<()> {
    let (keys, now) = (tx.keys(), tx.now());
    let channel = match contact.channel {
        Channel::Email => "email",
        Channel::Sms => "sms",
    };
    sql::exec(
        tx,
        "INSERT INTO notice_subscription (id, channel, contact_hash, contact, about, about_id, about_agency, lang,
           stop_hash, code_hash, sent_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        [
            id.into(),
            channel.into(),
            contact.hash(keys).into(),
            keys.seal(id.as_bytes(), contact.to.as_bytes())?.into(),
            about.code().into(),
            about.id().into(),
            about.agency().into(),
            lang.code().into(),
            stop_hash(keys, &contact.stop_code(keys)).into(),
            code_hash(keys, id, code).into(),
            At(now).into(),
            At(now + CODE_LIVES).into(),
        ],
    )
    .await?;
    Ok(())
}

/// Puts a new code in the place of the one before. False when there have been enough, or nothing waits.
pub(super) async fn renew(tx: &Tx, id: Uuid, code: &str) -> Result<bool> {
    let now = tx.now();
    let statement = "UPDATE notice_subscription
                     SET code_hash = $1, code_tries = 0, codes = codes + 1, sent_at = $2, expires_at = $3
                     WHERE id = $4 AND confirmed_at IS NULL AND expires_at > $2 AND codes < $5 AND sent_at <= $6";
    let values = [
        code_hash(tx.keys(), id, code).into(),
        At(now).into(),
        At(now + CODE_LIVES).into(),
        id.into(),
        CODES.into(),
        At(now - RESEND_AFTER).into(),
    ];
    Ok(sql::exec(tx, statement, values).await? > 0)
}

/// Tries a code: `None` when it is useless, else whether it was right.
pub(super) async fn try_code(tx: &Tx, id: Uuid, code: &str) -> Result<Option<bool>> {
    // Counting first is also the lock: a second try at the same moment waits here.
    let query = "UPDATE notice_subscription SET code_tries = code_tries + 1
                 WHERE id = $1 AND code_tries < $2 AND expires_at > $3 AND confirmed_at IS NULL RETURNING code_hash";
    let values = [id.into(), TRIES.into(), At(tx.now()).into()];
    let known: Vec<Vec<u8>> = sql::column(tx, query, values).await?;
    Ok(known.first().map(|known| *known == code_hash(tx.keys(), id, code)))
}

pub(super) async fn confirm(tx: &Tx, id: Uuid) -> Result<()> {
    let now = tx.now();
    let statement = "UPDATE notice_subscription SET confirmed_at = $1, code_hash = NULL, expires_at = $2 WHERE id = $3";
    let ends = now + SignedDuration::from_hours(24 * i64::from(KEPT_DAYS));
    sql::exec(tx, statement, [At(now).into(), At(ends).into(), id.into()]).await?;
    Ok(())
}

pub(super) async fn remove(tx: &Tx, id: Uuid) -> Result<()> {
    sql::exec(tx, "DELETE FROM notice_subscription WHERE id = $1", [id.into()]).await?;
    Ok(())
}

/// Ends everything that a stop code stands for; the keys of what ended.
pub(super) async fn stop(tx: &Tx, code: &Reference) -> Result<Vec<Uuid>> {
    let query = "DELETE FROM notice_subscription WHERE stop_hash = $1 AND confirmed_at IS NOT NULL RETURNING id";
    sql::column(tx, query, [stop_hash(tx.keys(), code).into()]).await
}

/// Subscriptions whose time is over, at most so many.
pub(super) async fn over(tx: &Tx, most: i32) -> Result<Vec<Subscription>> {
    let rest = "WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2";
    found(tx, tx.keys(), rest, vec![At(tx.now()).into(), most.into()]).await
}

#[cfg(test)]
mod tests {
    use super::super::model::tests::content;
    use super::super::model::{Certainty, Notice};
    use super::*;

    #[test]
    fn an_address_is_a_number_or_an_e_mail_address() {
        let read = |typed: &str| Contact::parse(typed).map(|c| (c.channel, c.to));
        assert_eq!(read(" 900 00 001 "), Some((Channel::Sms, "+4790000001".into())));
        assert_eq!(read("Kari@Eksempel.no"), Some((Channel::Email, "kari@eksempel.no".into())));
        for bad in [
            "",
            "78 49 63 00",
            "kari@",
            "@eksempel.no",
            "a@b",
            "a@b@c.no",
            "a b@c.no",
            "a@c.no\r\nBcc: d@e.no",
            "<a@c.no>",
        ] {
            assert_eq!(read(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn the_stop_code_is_the_same_each_time_and_another_for_another() {
        let keys = Keys::new([7; 32]);
        let contact = |to: &str| Contact::parse(to).expect("an address");
        assert_eq!(contact("90000001").stop_code(&keys), contact("+47 900 00 001").stop_code(&keys));
        assert_ne!(contact("90000001").stop_code(&keys), contact("90000002").stop_code(&keys));
        assert_ne!(contact("90000001").stop_code(&keys), contact("90000001").stop_code(&Keys::new([8; 32])));
    }

    #[test]
    fn what_somebody_wants_is_stored_and_read_back() {
        let id = Uuid::from_u128(3);
        for about in [About::All, About::Service(id), About::Agency("Nav".into()), About::Place(id)] {
            assert_eq!(About::read(about.code(), about.id(), about.agency()), Some(about));
        }
        assert_eq!(About::read("service", None, None), None);
    }

    #[test]
    fn each_gets_what_was_asked_for() {
        let (place, service) = (Uuid::from_u128(9), Uuid::from_u128(7));
        let mut notice = Notice::new(Uuid::nil(), content(), Certainty::Reported, Timestamp::UNIX_EPOCH);
        let given = |at: Uuid, what: Uuid| at == place && what == service;
        let wants = |about: About, notice: &Notice| about.wants(notice, &given);
        assert!(wants(About::All, &notice) && wants(About::Service(service), &notice));
        assert!(wants(About::Agency("etaten".into()), &notice) && wants(About::Place(place), &notice));
        assert!(!wants(About::Service(Uuid::from_u128(8)), &notice) && !wants(About::Agency("Nav".into()), &notice));
        assert!(!wants(About::Place(Uuid::from_u128(10)), &notice), "another place does not give it");
        notice.content.services.clear();
        assert!(wants(About::Place(Uuid::from_u128(10)), &notice), "what touches no service touches every place");
        assert!(!wants(About::Service(service), &notice));
    }
}
