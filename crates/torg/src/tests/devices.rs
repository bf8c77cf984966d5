//! A device that books without a line, as a test holds it: what was lent to it, and what it sends.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::{Value, json};

use super::harness::{Answer, Site, Visitor};

/// The day that times are lent of.
pub const DAY: &str = "2026-11-26";

/// A device with what was lent to it.
pub struct Device {
    pub id: String,
    pub secret: String,
    pub service: String,
    /// Start in milliseconds, seat, reference.
    pub seats: Vec<(i64, String, String)>,
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn token(page: &Answer) -> String {
    page.attribute("data-csrf", "")
}

pub async fn ask_for(guide: &mut Visitor<'_>, name: &str, share: &str, more: &[(&str, &str)]) -> Answer {
    let page = guide.open("/ansatt/leie?sted=vanylven&lang=nb").await;
    assert_eq!(page.status, StatusCode::OK);
    let mut fields = vec![
        ("sted", "vanylven"),
        ("navn", name),
        ("tilbud", "logge-inn-altinn/counter"),
        ("fra", DAY),
        ("til", DAY),
        ("plasser", share),
        ("timer", "8"),
    ];
    fields.retain(|(field, _)| more.iter().all(|(other, _)| other != field));
    fields.extend_from_slice(more);
    guide.submit(&page, "/ansatt/leie", &fields).await
}

/// The code of the newest lease that waits for a device.
pub async fn lease_code(guide: &mut Visitor<'_>, name: &str, share: &str) -> String {
    let made = ask_for(guide, name, share, &[]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let list = guide.open(&made.location).await;
    let mark = "<strong class=\"nowrap\">";
    let at = list.body.find(mark).expect("a code") + mark.len();
    list.body[at..at + 9].to_owned()
}

pub async fn pair(visitor: &mut Visitor<'_>, code: &str) -> Answer {
    let token = token(&visitor.open("/leie/ny").await);
    pair_with(visitor, code, &token).await
}

pub async fn pair_with(visitor: &mut Visitor<'_>, code: &str, token: &str) -> Answer {
    let request =
        Request::post("/leie/ny").header(header::CONTENT_TYPE, "application/json").header("x-csrf-token", token);
    visitor.send(request, Body::from(json!({"code": code}).to_string())).await
}

/// Lends a share of the day to a device.
pub async fn lend(guide: &mut Visitor<'_>, name: &str, share: &str) -> Device {
    let code = lease_code(guide, name, share).await;
    let lent = pair(guide, &code.to_lowercase()).await;
    assert_eq!(lent.status, StatusCode::OK, "{}", lent.body);
    Device::of(&lent.json())
}

impl Device {
    /// What the server lent.
    pub fn of(lent: &Value) -> Device {
        let list = |value: &Value, name: &str| value[name].as_array().expect(name).clone();
        let mut seats = Vec::new();
        for start in list(lent, "days").iter().flat_map(|day| list(day, "starts")) {
            let at = start["at"].as_i64().expect("an instant");
            seats.extend(list(&start, "seats").iter().map(|seat| (at, text(&seat["id"]), text(&seat["reference"]))));
        }
        Device {
            id: text(&lent["id"]),
            secret: text(&lent["secret"]),
            service: text(&lent["services"][0]["id"]),
            seats,
        }
    }

    pub fn op(&self, site: &Site, kind: &str, more: Value) -> Value {
        let mut op = json!({"id": torg_base::new_id(), "at": site.clock.now().as_millisecond(), "kind": kind});
        let fields = op.as_object_mut().expect("an object");
        fields.extend(more.as_object().expect("an object").clone());
        op
    }

    pub fn book(&self, site: &Site, seat: usize, name: &str, phone: &str) -> Value {
        let more =
            json!({"seat": self.seats[seat].1, "service": self.service, "name": name, "phone": phone, "lang": "nn"});
        self.op(site, "book", more)
    }

    pub fn cancel(&self, site: &Site, op: &Value) -> Value {
        self.op(site, "cancel", json!({"of": op["id"]}))
    }

    pub fn drop_in(&self, site: &Site) -> Value {
        self.op(site, "dropin", json!({"service": self.service}))
    }

    pub async fn send(&self, site: &Site, ops: &[Value]) -> Answer {
        let request = Request::post(format!("/leie/{}/flett", self.id))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {}", self.secret));
        // No session: hours have passed since anybody signed in.
        site.visitor().send(request, Body::from(json!({"ops": ops}).to_string())).await
    }

    /// Hands over, and returns what became of each.
    pub async fn merge(&self, site: &Site, ops: &[Value]) -> Vec<String> {
        let answer = self.send(site, ops).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        let told = answer.json();
        let results = told["results"].as_array().expect("results");
        assert_eq!(results.len(), ops.len(), "each is answered");
        for (result, op) in results.iter().zip(ops) {
            assert_eq!(result["id"], op["id"]);
        }
        results.iter().map(|result| result["outcome"].as_str().expect("an outcome").to_owned()).collect()
    }
}
