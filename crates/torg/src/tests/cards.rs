//! The service list as shared work: versions, stamps, cards that centres follow or not, proposals, and counts of use.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use torg_store::testing::BOTH;
use torg_store::{Across, Engine, sql};

use super::harness::{Answer, Site, Visitor};

const CARD: &str = "/styring/tjenester/flyttemelding";

/// The fields of the form of a service as it stands, with some of them changed.
fn fields<'a>(page: &'a Answer, changes: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for part in page.body.split("<textarea").skip(1) {
        let name = part.split("name=\"").nth(1).and_then(|n| n.split('"').next()).expect("a name");
        let text = part.split_once('>').and_then(|(_, t)| t.split("</textarea>").next()).expect("a text");
        all.push((name.into(), text.replace("&#39;", "'").replace("&#38;", "&").replace("&#34;", "\"")));
    }
    for name in ["name-nb", "name-nn", "name-en", "agency", "url", "minutes", "versjon", "legal", "legal_url"] {
        if page.has(&format!("name=\"{name}\"")) {
            all.push((name.into(), page.field(name)));
        }
    }
    all.push(("kind".into(), "guidance".into()));
    all.push(("active".into(), "ja".into()));
    for (name, value) in changes {
        all.retain(|(known, _)| known != name);
        all.push(((*name).into(), (*value).into()));
    }
    all
}

async fn save(visitor: &mut Visitor<'_>, path: &str, page: &Answer, changes: &[(&str, &str)]) -> Answer {
    let all = fields(page, changes);
    let all: Vec<(&str, &str)> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    visitor.submit(page, path, &all).await
}

#[tokio::test]
async fn an_agency_changes_its_card_stamps_it_and_brings_a_version_back() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut agency = site.signed_in("agency").await;
        let form = agency.open(CARD).await;
        assert_eq!(form.status, StatusCode::OK);
        let changes = [
            ("promise-nb", "Vi hjelper deg å melde flytting med en gang."),
            ("languages", "pl"),
            ("themes", "skatt-og-avgift"),
            ("legal", "Folkeregisterloven § 6-1"),
            ("legal_url", "https://lovdata.no/lov/2016-12-09-88"),
            ("legal_from", "01.10.2017"),
        ];
        let saved = save(&mut agency, CARD, &form, &changes).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);

        // The public sees the words, the language, the law, and that the agency stands behind it.
        let mut citizen = site.visitor();
        let public = citizen.open("/tjenester/flyttemelding").await;
        for text in [
            "flytting med en gang",
            "lang=\"pl\">polski",
            "Folkeregisterloven",
            "lovdata.no",
            "Demoetaten bekreftet teksten",
        ] {
            assert!(public.has(text), "{text}");
        }
        let api = citizen.get("/api/v1/services?q=flytte").await.json();
        let item = api["items"].as_array().expect("a list").iter().find(|i| i["slug"] == "flyttemelding").expect("it");
        assert_eq!(item["languages"][0], "pl");
        assert_eq!(item["themes"][0], "https://psi.norge.no/los/tema/skatt-og-avgift");

        // What it said before stands with its words marked, and can be brought back as a new version.
        let versions = agency.open(&format!("{CARD}/versjoner")).await;
        assert!(versions.has("<ins>") && versions.has("Ansatt i en etat, Demoetaten"), "{}", versions.body);
        let back = versions.attribute("action", &format!("{CARD}/versjoner/"));
        assert!(back.ends_with("/1/tilbake"), "{back}");
        assert_eq!(agency.submit(&versions, &back, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(!citizen.open("/tjenester/flyttemelding").await.has("flytting med en gang"));
        assert!(agency.open(&format!("{CARD}/versjoner")).await.has("id=\"v-3\""));
        let none = agency.submit(&versions, &format!("{CARD}/versjoner/3/tilbake"), &[]).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND, "the present version is not a former one");

        // A form that was opened before is refused once, with what was typed kept.
        let late = save(&mut agency, CARD, &form, &[("promise-nb", "Noe helt annet.")]).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.has("Noe helt annet.") && late.has("Noen andre har endret"));
        let again = save(&mut agency, CARD, &late, &[("promise-nb", "Noe helt annet.")]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_centre_follows_sees_the_change_and_may_have_its_own_text() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut manager = site.signed_in("manager").await;
        // The demo's agency has changed this card since the centre began to use it.
        let local = "/styring/tjenester/skattekort/lokalt";
        let list = manager.open("/styring/tjenester").await;
        assert!(list.has("Endra sidan sist") && list.has("Eigen tekst"));
        let page = manager.open(local).await;
        assert!(page.has("<ins>") && page.has("løn."), "{}", page.body);
        let seen = page.field("versjon");
        assert_eq!(manager.submit(&page, &format!("{local}/sett"), &[("versjon", &seen)]).await.status, 303);
        assert!(!manager.open(local).await.has("Endra sidan sist"));

        // An own text is shown at the centre's place, and the card everywhere else.
        let page = manager.open(local).await;
        let own = [("promise-nb", "Her er det kaffe."), ("promise-nn", "Her er det kaffi."), ("promise-en", "Coffee.")];
        let saved = save(&mut manager, local, &page, &own).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let mut citizen = site.visitor();
        let here = citizen.open("/tjenester/skattekort?sted=vanylven&lang=nn").await;
        assert!(here.has("Her er det kaffi.") && here.has("Vanylven kommune har skrive denne teksten"));
        assert!(!citizen.open("/tjenester/skattekort?lang=nn").await.has("kaffi"));
        assert!(citizen.open("/sted/vanylven").await.has("kaffi"), "in the place's list too");

        // Own words for the search lead to the card; another centre's manager is not found here.
        let words = manager.submit(&page, &format!("{local}/ord"), &[("ord", "trekkprosentlappen")]).await;
        assert_eq!(words.status, StatusCode::SEE_OTHER);
        assert!(citizen.open("/tjenester?q=trekkprosentlappen").await.has("/tjenester/skattekort"));
        assert_eq!(manager.get(&format!("{local}?org=rost")).await.status, StatusCode::NOT_FOUND);

        // The way back to the shared text.
        assert_eq!(manager.submit(&page, &format!("{local}/folg"), &[]).await.status, StatusCode::SEE_OTHER);
        assert!(!citizen.open("/tjenester/skattekort?sted=vanylven&lang=nn").await.has("kaffi"));
        // One cannot write in somebody else's card.
        let form = manager.open("/styring/tjenester/ny").await;
        let forged = manager.submit(&form, "/styring/tjenester/skattekort", &[("name-nb", "x")]).await;
        assert_eq!(forged.status, StatusCode::NOT_FOUND);
        let check = manager.submit(&form, "/styring/tjenester/skattekort/sjekket", &[]).await;
        assert_eq!(check.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_card_that_the_agency_does_not_keep_says_so() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let page = citizen.open("/tjenester/logge-inn-nav").await;
    assert!(page.has("Fellesskapet holder teksten oppdatert for Nav. Nav har ikke bekreftet den."));
    let own = citizen.open("/tjenester/lese-brev").await;
    assert!(own.has("Fellesskapet har skrevet denne teksten.") && !own.has("har ikke bekreftet"));
}

#[tokio::test]
async fn help_with_the_text_stores_nothing_and_stops_nothing() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut agency = site.signed_in("agency").await;
    let form = agency.open(CARD).await;
    let heavy = "Søknaden behandles i henhold til loven.";
    let helped = save(&mut agency, CARD, &form, &[("promise-nb", heavy), ("name-nb", ""), ("gjor", "sjekk")]).await;
    assert_eq!(helped.status, StatusCode::OK);
    assert!(helped.has("<mark>i henhold til</mark>") && helped.has("«etter»"), "{}", helped.body);
    assert!(!helped.has("ds-error-summary"), "nothing is wrong when only help is asked for");
    assert!(!site.visitor().open("/tjenester/flyttemelding").await.has("i henhold til"));
    let saved = save(&mut agency, CARD, &form, &[("promise-nb", heavy)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "a heavy text may be saved");
    assert!(site.visitor().open("/tjenester/flyttemelding").await.has("i henhold til"));
}

#[tokio::test]
async fn a_proposal_from_the_counter_becomes_an_item_or_words_or_gets_a_reason() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut guide = site.signed_in("guide").await;
        let page = guide.open("/ansatt/forslag").await;
        let empty = guide.submit(&page, "/ansatt/forslag", &[("sted", "vanylven"), ("ord", "")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let other = guide.submit(&page, "/ansatt/forslag", &[("sted", "rost"), ("ord", "x")]).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        for words in ["Fylle ut båtregisteret", "Søke om jaktkort", "Klippe plenen"] {
            let sent = guide.submit(&page, "/ansatt/forslag", &[("sted", "vanylven"), ("ord", words)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        let mut manager = site.signed_in("manager").await;
        let address = |list: &Answer, words: &str| {
            let at = list.body.find(words).expect(words);
            let start = list.body[..at].rfind("/styring/forslag/").expect("an address");
            list.body[start..].split('"').next().expect("an end").to_owned()
        };
        let list = manager.open("/styring/forslag").await;
        let (new, merged, declined) =
            (address(&list, "båtregisteret"), address(&list, "jaktkort"), address(&list, "plenen"));

        let desk = manager.open(&new).await;
        let made = manager.submit(&desk, &new, &[("gjor", "ny"), ("navn", "Fylle ut båtregisteret")]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        assert!(made.location.starts_with("/styring/tjenester/fylle-ut-batregisteret"), "{}", made.location);
        assert!(manager.open(&made.location).await.has("båtregisteret"));
        let public = site.visitor().get("/tjenester/fylle-ut-batregisteret").await;
        assert_eq!(public.status, StatusCode::NOT_FOUND, "a draft is not shown");
        let twice = manager.submit(&desk, &new, &[("gjor", "ny"), ("navn", "Igjen")]).await;
        assert_eq!(twice.status, StatusCode::NOT_FOUND, "a proposal is settled once");

        let desk = manager.open(&merged).await;
        let fields = [("gjor", "ord"), ("ord", "kvotelappen"), ("tjeneste", "jegeravgift-fiske")];
        assert_eq!(manager.submit(&desk, &merged, &fields).await.status, StatusCode::SEE_OTHER);
        assert!(site.visitor().open("/tjenester?q=kvotelappen").await.has("/tjenester/jegeravgift-fiske"));

        let desk = manager.open(&declined).await;
        let silent = manager.submit(&desk, &declined, &[("gjor", "avsla"), ("grunn", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = [("gjor", "avsla"), ("grunn", "Det gjer frivilligsentralen.")];
        assert_eq!(manager.submit(&desk, &declined, &answer).await.status, StatusCode::SEE_OTHER);

        let told = guide.open("/ansatt/forslag").await;
        assert!(told.has("Det gjer frivilligsentralen.") && told.has("Godteke") && told.has("Lagt til ei teneste"));
    }
}

#[tokio::test]
async fn views_and_answers_are_counted_without_a_cookie_and_shown_to_the_manager() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let page = "/tjenester/bankid-ny?sted=vanylven";
        let looks = |browser: &'static str| Request::get(page).header(header::USER_AGENT, browser);
        for _ in 0..3 {
            let seen = site.visitor().send(looks("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), Body::empty()).await;
            assert!(seen.headers.get(header::SET_COOKIE).is_none(), "nobody gets a cookie for looking");
        }
        site.visitor().send(looks("Mozilla/5.0 (compatible; Bingbot/2.0)"), Body::empty()).await;
        let mut nobody = site.visitor();
        for (answer, times) in [("ja", 2), ("nei", 1)] {
            for _ in 0..times {
                let path = "/tjenester/bankid-ny/hjalp";
                let said = nobody.post(path, &[("svar", answer), ("sted", "vanylven")]).await;
                assert_eq!(said.status, StatusCode::SEE_OTHER);
                assert!(nobody.open(&said.location).await.has("Takk. Svaret hjelper oss"), "{}", said.location);
            }
        }
        assert_eq!(nobody.post("/tjenester/bankid-ny/hjalp", &[("svar", "x")]).await.status, StatusCode::BAD_REQUEST);

        let query = "SELECT u.kind, CAST(sum(u.count) AS bigint) AS count FROM service_use u
                     JOIN service s ON s.id = u.service_id JOIN place p ON p.id = u.place_id
                     WHERE s.slug = 'bankid-ny' AND p.slug = 'vanylven' GROUP BY u.kind ORDER BY u.kind";
        #[derive(sea_orm::FromQueryResult)]
        struct Row {
            kind: String,
            count: i64,
        }
        let db = site.app.store().across(Across::Probe);
        assert!(sql::rows::<Row>(&db, query, vec![]).await.expect("rows").is_empty(), "a view is not a write");
        site.upkeep().await;
        site.upkeep().await;
        let rows: Vec<Row> = sql::rows(&db, query, vec![]).await.expect("rows");
        let rows: Vec<(String, i64)> = rows.into_iter().map(|r| (r.kind, r.count)).collect();
        assert_eq!(rows, [("no".into(), 1), ("view".into(), 3), ("yes".into(), 2)]);
        let mut manager = site.signed_in("manager").await;
        let shown = manager.open("/styring/bruk").await;
        assert!(shown.has("BankID"), "{}", shown.body);
    }
}

#[tokio::test]
async fn whoever_presses_on_and_on_is_stopped() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut nobody = site.visitor();
    let mut last = StatusCode::OK;
    for _ in 0..30 {
        last = nobody.post("/tjenester/bankid-ny/hjalp", &[("svar", "ja")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
