//! How far help may go with a service, for each kind of helper.

use sea_orm::{ConnectionTrait, FromQueryResult, JsonValue};
use serde::{Deserialize, Serialize};
use torg_base::{Actor, Lang, Role, Uuid};
use torg_catalogue::places::model::Place;
use torg_store::{Error, Result, Tx, sql};

/// Who helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Helper {
    Employee,
    /// A pupil or a volunteer.
    Volunteer,
    Caseworker,
}

impl Helper {
    pub const ALL: [Helper; 3] = [Helper::Employee, Helper::Volunteer, Helper::Caseworker];

    pub fn code(self) -> &'static str {
        match self {
            Helper::Employee => "employee",
            Helper::Volunteer => "helper",
            Helper::Caseworker => "caseworker",
        }
    }

    fn parse(code: &str) -> Option<Helper> {
        Helper::ALL.into_iter().find(|helper| helper.code() == code)
    }

    /// Key of the word.
    pub fn word(self) -> &'static str {
        match self {
            Helper::Employee => "boundary-employee",
            Helper::Volunteer => "boundary-helper",
            Helper::Caseworker => "boundary-caseworker",
        }
    }

    /// As what somebody helps at a place; whoever has several roles there helps as the widest of them.
    pub fn of(actor: &Actor, place: &Place) -> Helper {
        let here = |m: &&torg_base::Membership| {
            m.organisation == place.organisation && m.place.is_none_or(|own| own == place.id)
        };
        let has = |roles: &[Role]| actor.memberships().iter().filter(here).any(|m| roles.contains(&m.role));
        match () {
            () if has(&[Role::Guide, Role::Manager]) => Helper::Employee,
            () if has(&[Role::Caseworker]) => Helper::Caseworker,
            () => Helper::Volunteer,
        }
    }
}

/// What the helper may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// Tell and show; the person does it elsewhere.
    Inform,
    /// Sit beside; the person does it, and types.
    #[default]
    Beside,
    /// Not at all; hand over.
    Stop,
}

impl Class {
    pub const ALL: [Class; 3] = [Class::Inform, Class::Beside, Class::Stop];

    pub fn code(self) -> &'static str {
        match self {
            Class::Inform => "inform",
            Class::Beside => "beside",
            Class::Stop => "stop",
        }
    }

    pub fn parse(code: &str) -> Option<Class> {
        Class::ALL.into_iter().find(|class| class.code() == code)
    }

    /// Key of the short word.
    pub fn word(self) -> &'static str {
        match self {
            Class::Inform => "boundary-inform",
            Class::Beside => "boundary-beside",
            Class::Stop => "boundary-stop",
        }
    }

    /// Key of what it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Class::Inform => "boundary-inform-means",
            Class::Beside => "boundary-beside-means",
            Class::Stop => "boundary-stop-means",
        }
    }

    pub fn colour(self) -> &'static str {
        match self {
            Class::Inform => "info",
            Class::Beside => "success",
            Class::Stop => "danger",
        }
    }
}

/// Why, and to whom the person is sent on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Words {
    pub reason: String,
    pub handover: String,
}

/// The words in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Texts {
    pub nb: Words,
    pub nn: Words,
    pub en: Words,
}

impl Texts {
    pub fn in_lang(&self, lang: Lang) -> &Words {
        match lang {
            Lang::Nb => &self.nb,
            Lang::Nn => &self.nn,
            Lang::En => &self.en,
        }
    }

    pub fn in_lang_mut(&mut self, lang: Lang) -> &mut Words {
        match lang {
            Lang::Nb => &mut self.nb,
            Lang::Nn => &mut self.nn,
            Lang::En => &mut self.en,
        }
    }

    /// In a language, or in the first that has any words: a boundary must be seen.
    pub fn shown(&self, lang: Lang) -> (Lang, &Words) {
        let filled = |lang: &Lang| !self.in_lang(*lang).reason.is_empty();
        let lang = [lang, Lang::Nb, Lang::Nn, Lang::En].into_iter().find(filled).unwrap_or(lang);
        (lang, self.in_lang(lang))
    }
}

/// How far one kind of helper may go with a service. The default is to sit beside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boundary {
    pub class: Class,
    /// «BankID: avtalevilkårene § 7»; may be empty.
    pub legal: String,
    pub texts: Texts,
}

#[derive(FromQueryResult)]
struct Row {
    helper: String,
    class: String,
    legal: String,
    texts: JsonValue,
}

/// What an organisation has said about a service; those it has not named have the default.
pub async fn of_service(
    db: &impl ConnectionTrait,
    organisation: Uuid,
    service: Uuid,
) -> Result<Vec<(Helper, Boundary)>> {
    let query = "SELECT helper, class, legal, texts FROM service_boundary
                 WHERE organisation_id = $1 AND service_id = $2";
    let rows: Vec<Row> = sql::rows(db, query, vec![organisation.into(), service.into()]).await?;
    let read = |row: Row| {
        let helper = Helper::parse(&row.helper).ok_or(Error::Database("helper".into()))?;
        let class = Class::parse(&row.class).ok_or(Error::Database("class".into()))?;
        let texts = serde_json::from_value(row.texts).map_err(|_| Error::Database("json".into()))?;
        Ok((helper, Boundary { class, legal: row.legal, texts }))
    };
    let mut known = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    for helper in Helper::ALL {
        if !known.iter().any(|(other, _)| *other == helper) {
            known.push((helper, Boundary::default()));
        }
    }
    known.sort_by_key(|(helper, _)| *helper);
    Ok(known)
}

/// Stores how far one kind of helper may go.
pub async fn put(tx: &Tx, service: Uuid, helper: Helper, boundary: &Boundary) -> Result<()> {
    let texts = serde_json::to_value(&boundary.texts).map_err(|_| Error::Database("json".into()))?;
    sql::exec(
        tx,
        "INSERT INTO service_boundary (organisation_id, service_id, helper, class, legal, texts)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organisation_id, service_id, helper)
         DO UPDATE SET class = excluded.class, legal = excluded.legal, texts = excluded.texts",
        [
            tx.organisation().into(),
            service.into(),
            helper.code().into(),
            boundary.class.code().into(),
            boundary.legal.as_str().into(),
            texts.into(),
        ],
    )
    .await?;
    Ok(())
}
