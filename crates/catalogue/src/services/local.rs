//! Centres and the cards they use: who follows, who has an own text, and which version each has seen.

use std::collections::HashMap;
use std::sync::Arc;

use sea_orm::{FromQueryResult, JsonValue};
use torg_base::{Lang, Uuid};
use torg_store::{Reads, Result, Tx, sql};

use super::card::Local;
use super::model::Service;
use super::store::{from_json, to_json};

#[derive(FromQueryResult)]
struct Row {
    organisation_id: Uuid,
    service_id: Uuid,
    texts: Option<JsonValue>,
    keywords: JsonValue,
    seen: i32,
}

/// Every centre's way with every card.
pub async fn all(db: &Reads) -> Result<Vec<Local>> {
    let query = "SELECT organisation_id, service_id, texts, keywords, seen FROM service_local";
    let rows = sql::rows::<Row>(db, query, vec![]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Local {
                organisation: row.organisation_id,
                service: row.service_id,
                texts: row.texts.map(from_json).transpose()?,
                keywords: from_json(row.keywords)?,
                seen: row.seen,
            })
        })
        .collect()
}

/// Writes the organisation's own way with a card.
pub async fn put(tx: &Tx, local: &Local) -> Result<()> {
    let texts = local.texts.as_ref().map(to_json).transpose()?;
    sql::exec(
        tx,
        "INSERT INTO service_local (organisation_id, service_id, texts, keywords, seen) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id, service_id) DO UPDATE SET texts = excluded.texts, keywords = excluded.keywords,
           seen = excluded.seen",
        [
            tx.organisation().into(),
            local.service.into(),
            texts.into(),
            to_json(&local.keywords)?.into(),
            local.seen.into(),
        ],
    )
    .await?;
    Ok(())
}

/// Whoever begins to offer somebody else's card has seen it as it stands.
pub(super) async fn begin(tx: &Tx, service: Uuid) -> Result<()> {
    sql::exec(
        tx,
        "INSERT INTO service_local (organisation_id, service_id, seen)
         SELECT $1, s.id, s.version FROM service s WHERE s.id = $2 AND s.organisation_id <> $1
         ON CONFLICT (organisation_id, service_id) DO NOTHING",
        [tx.organisation().into(), service.into()],
    )
    .await?;
    Ok(())
}

/// Hands a card from the unit's organisation to another. The one that gives it away goes on as a centre that follows
/// it; the one that gets it has no way with its own card besides writing it.
pub(super) async fn hand_over(tx: &Tx, service: Uuid, to: Uuid) -> Result<()> {
    begin(tx, service).await?;
    let values = [to.into(), service.into()];
    sql::exec(tx, "DELETE FROM service_local WHERE organisation_id = $1 AND service_id = $2", values).await?;
    Ok(())
}

/// By centre and card.
pub type Locals = HashMap<(Uuid, Uuid), Local>;

/// The cards with an own text, as the centre shows them.
pub fn own_texts(services: &HashMap<Uuid, Arc<Service>>, locals: &Locals) -> HashMap<(Uuid, Uuid), Arc<Service>> {
    let own = |(key, local): (&(Uuid, Uuid), &Local)| {
        let (texts, card) = (local.texts.clone()?, services.get(&local.service)?);
        Some((*key, Arc::new(Service { texts, ..(**card).clone() })))
    };
    locals.iter().filter_map(own).collect()
}

/// Active services as the search knows them: with the words and the names that centres have added.
pub fn searched(services: &[Arc<Service>], locals: &Locals) -> Vec<Arc<Service>> {
    let mut words: HashMap<Uuid, Vec<String>> = HashMap::new();
    for local in locals.values() {
        let own = words.entry(local.service).or_default();
        own.extend(local.keywords.iter().cloned());
        let names = local.texts.iter().flat_map(|texts| Lang::ALL.map(|lang| texts.in_lang(lang).name.clone()));
        own.extend(names);
    }
    let with_words = |service: &Arc<Service>| match words.remove(&service.id) {
        Some(mut added) if !added.is_empty() => {
            added.sort_unstable();
            added.dedup();
            let mut known = (**service).clone();
            known.texts.nb.keywords.extend(added);
            Arc::new(known)
        }
        _ => service.clone(),
    };
    services.iter().filter(|s| s.active).map(with_words).collect()
}
