//! Notices of changed practice: how certain they are, who has read them, who is sent them.

use axum::http::StatusCode;
use jiff::SignedDuration;
use torg_store::{Across, Engine, sql, testing::BOTH};

use super::harness::{Answer, Site, Visitor};

const SERVICE: &str = "logge-inn-altinn";
const ADDRESS: &str = "kari@eksempel.example";
const PHONE: &str = "+8000001234";
/// Words that an e-mail or SMS of these tests has, and no other.
const TITLE: &str = "Oppmøte for skjema 7";

fn fields<'a>(title: &'a str, agency: &'a str, certainty: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("etat", agency),
        ("sikkerhet", certainty),
        ("tittel-nb", title),
        ("tittel-nn", title),
        ("tittel-en", title),
        ("tekst-nb", "Etaten krever oppmøte."),
        ("tekst-nn", "Etaten krev oppmøte."),
        ("tekst-en", "The agency asks for a meeting."),
        ("kilde-1", "Brev til kommunen"),
        ("kilde-dato-1", "20.11.2026"),
        ("fra", "20.11.2026"),
        ("til", ""),
        ("tjeneste", SERVICE),
    ]
}

/// Writes a notice and returns its key.
async fn write(writer: &mut Visitor<'_>, fields: &[(&str, &str)]) -> String {
    let page = writer.open("/styring/varsler/nytt").await;
    let answer = writer.submit(&page, "/styring/varsler/nytt", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let list = writer.open("/styring/varsler").await;
    let title = fields.iter().find(|(name, _)| *name == "tittel-nb").expect("a title").1;
    let at = list.body.find(title).expect("the notice is in the list");
    let from = list.body[..at].rfind("/styring/varsler/").expect("a link") + "/styring/varsler/".len();
    list.body[from..from + 36].to_owned()
}

/// Sends a form that stands on the page of a notice.
async fn on_page(somebody: &mut Visitor<'_>, id: &str, action: &str, fields: &[(&str, &str)]) -> Answer {
    let page = somebody.open(&format!("/styring/varsler/{id}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut all = vec![("versjon", version_of(&page))];
    all.extend_from_slice(fields);
    somebody.submit(&page, &format!("/styring/varsler/{id}/{action}"), &all).await
}

pub(super) fn version_of(page: &Answer) -> &'static str {
    let mark = "name=\"versjon\" value=\"";
    let Some(at) = page.body.find(mark) else { return "" };
    let rest = &page.body[at + mark.len()..];
    rest[..rest.find('"').expect("a closing quote")].to_owned().leak()
}

async fn api(site: &Site, title: &str) -> Option<serde_json::Value> {
    let items = site.visitor().get(&format!("/api/v1/notices?lang=nb&service={SERVICE}")).await.json();
    let all = items["items"].as_array().expect("items").clone();
    all.into_iter().find(|item| item["title"].as_str().is_some_and(|t| t.contains(title)))
}

/// Every read and write of notices, for the test that asks how the engines run them.
pub async fn statements(site: &Site, citizen: &mut Visitor<'_>, guide: &mut Visitor<'_>, manager: &mut Visitor<'_>) {
    for path in ["/varsler", "/varsler.atom", "/tjenester/eos-registrering"] {
        citizen.open(path).await;
    }
    subscribe(site, citizen, ADDRESS, "sted:vanylven").await;
    let id = write(manager, &fields(TITLE, "Politiet", "meldt")).await;
    citizen.open(&format!("/varsler/{id}")).await;
    site.upkeep().await;
    let list = guide.open("/ansatt/varsler").await;
    guide.submit(&list, &format!("/ansatt/varsler/{id}/lest"), &[("sted", "vanylven"), ("versjon", "1")]).await;
    on_page(manager, &id, "trekk", &[]).await;
    guide.open("/ansatt/varsler").await;
    let end = citizen.open("/varsler/avslutt").await;
    citizen.submit(&end, "/varsler/avslutt/kode", &[("adresse", ADDRESS)]).await;
    let code = stop_code(&site.messages_to(ADDRESS).await[0]);
    citizen.submit(&end, "/varsler/avslutt", &[("kode", &code)]).await;
}

#[tokio::test]
async fn what_is_reported_is_never_told_as_a_fact() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut manager = site.signed_in("manager").await;
        let mut agency = site.signed_in("agency").await;
        let id = write(&mut manager, &fields(TITLE, "Demoetaten", "meldt")).await;
        let framed = format!("Ikke bekreftet: {TITLE}");
        let unsure = "har ikke bekreftet det. Spør etaten før du reiser.";
        let (public, service) = (format!("/varsler/{id}"), format!("/tjenester/{SERVICE}"));
        let mut citizen = site.visitor();
        for path in [public.as_str(), "/varsler", &service] {
            let page = citizen.open(path).await;
            assert!(page.has(&framed) && page.has("Demoetaten har ikke bekreftet det. Spør etaten"), "{path}");
            assert_eq!(page.body.matches(TITLE).count(), page.body.matches(&framed).count(), "never bare: {path}");
            assert!(page.has("notice--unsure") && page.has(">?</span>"), "it looks different: {path}");
        }
        let item = api(&site, TITLE).await.expect("it is in the open API");
        assert_eq!((item["state"].as_str(), item["title"].as_str()), (Some("reported"), Some(framed.as_str())));
        assert!(item["statement"].as_str().expect("a statement").contains(unsure));

        // The agency's own people confirm it.
        let answer = on_page(&mut agency, &id, "bekreft", &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let page = citizen.open(&public).await;
        assert!(page.has("Demoetaten har selv bekreftet dette") && !page.has(&framed) && !page.has("notice--unsure"));

        // New words are not confirmed; that they were is to be seen.
        let edit = manager.open(&format!("/styring/varsler/{id}/endre?lang=nb")).await;
        assert!(edit.has("er det ikke bekreftet lenger"));
        let mut changed = fields(TITLE, "Demoetaten", "meldt");
        changed.push(("versjon", version_of(&edit)));
        changed.retain(|(name, _)| *name != "tekst-nb");
        changed.push(("tekst-nb", "Etaten krever ikke oppmøte."));
        let path = format!("/styring/varsler/{id}/endre");
        assert_eq!(manager.submit(&edit, &path, &changed).await.status, StatusCode::SEE_OTHER);
        let page = citizen.open(&public).await;
        assert!(page.has(&framed) && page.has("Bekreftet av etaten"), "{}", page.body);
        assert_eq!(manager.submit(&edit, &path, &changed).await.status, StatusCode::UNPROCESSABLE_ENTITY, "too late");

        // A manager writes down who at the agency confirmed it, how and when; the public is not told who.
        let wrong =
            on_page(&mut manager, &id, "bekreft", &[("hvem", ""), ("hvordan", "letter"), ("dato", "1.1.2031")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.has("hvem-e") && wrong.has("dato-e") && wrong.has("1.1.2031"));
        let who = [("hvem", "Seksjonsleder i Bodø"), ("hvordan", "letter"), ("dato", "20.11.2026")];
        assert_eq!(on_page(&mut manager, &id, "bekreft", &who).await.status, StatusCode::SEE_OTHER);
        let page = citizen.open(&public).await;
        assert!(page.has("Demoetaten har bekreftet dette i brev til Vanylven"), "{}", page.body);
        assert!(
            !page.has("Seksjonsleder") && manager.open(&format!("/styring/varsler/{id}")).await.has("Seksjonsleder")
        );

        // Withdrawn, it is gone from the service and says so where it was.
        assert_eq!(on_page(&mut manager, &id, "trekk", &[]).await.status, StatusCode::SEE_OTHER);
        assert!(!citizen.open(&service).await.has(TITLE) && api(&site, TITLE).await.is_none());
        assert!(citizen.open("/varsler").await.has(&format!("Trukket tilbake: {TITLE}")));
        assert!(citizen.open(&public).await.has("Ikke bruk det"));
        site.later(SignedDuration::from_hours(24 * 31));
        site.upkeep().await;
        assert!(!citizen.open("/varsler").await.has(TITLE) && citizen.open(&public).await.has(TITLE));
    }
}

#[tokio::test]
async fn nobody_confirms_or_changes_what_is_anothers() {
    let site = Site::demo(Engine::Sqlite).await;
    let (mut manager, mut agency) = (site.signed_in("manager").await, site.signed_in("agency").await);
    let police = write(&mut manager, &fields(TITLE, "Politiet", "meldt")).await;
    // Another agency's person neither confirms, nor changes, nor withdraws it.
    let page = agency.open("/styring/varsler/nytt").await;
    for (action, fields) in
        [("bekreft", vec![("hvem", "X"), ("hvordan", "phone"), ("dato", "20.11.2026")]), ("trekk", vec![])]
    {
        let mut all = vec![("versjon", "1")];
        all.extend(fields);
        let answer = agency.submit(&page, &format!("/styring/varsler/{police}/{action}"), &all).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
    assert_eq!(agency.get(&format!("/styring/varsler/{police}/endre")).await.status, StatusCode::NOT_FOUND);
    // To write as the agency itself is for its own people, and about it only.
    let page = manager.open("/styring/varsler/nytt").await;
    let answer = manager.submit(&page, "/styring/varsler/nytt", &fields("A", "Demoetaten", "egen")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = agency.open("/styring/varsler/nytt").await;
    let answer = agency.submit(&page, "/styring/varsler/nytt", &fields("A", "Politiet", "egen")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let own = write(&mut agency, &fields("Eget varsel", "Demoetaten", "egen")).await;
    assert!(site.visitor().open(&format!("/varsler/{own}")).await.has("Demoetaten har selv bekreftet"));
    // Guides read, and do not write.
    let mut guide = site.signed_in("guide").await;
    assert_eq!(guide.get("/styring/varsler").await.status, StatusCode::FORBIDDEN);
    let day = guide.open("/ansatt/varsler").await;
    let answer = guide.submit(&day, "/styring/varsler/nytt", &fields("A", "Politiet", "meldt")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_wrong_in_the_form_is_said_and_what_was_typed_is_kept() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut manager = site.signed_in("manager").await;
    let page = manager.open("/styring/varsler/nytt").await;
    let mut typed = fields("Åpent <b>hus</b>", "Politiet", "uenige");
    typed.retain(|(name, _)| !["tekst-en", "kilde-dato-1"].contains(name));
    typed.extend([("kilde-adresse-1", "javascript:alert(1)"), ("til", "19.11.2026")]);
    typed.retain(|field| *field != ("til", ""));
    let answer = manager.submit(&page, "/styring/varsler/nytt", &typed).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["tekst-en", "kilde-dato-1", "kilde-adresse-1", "til", "kilde-2"] {
        assert!(answer.has(&format!("href=\"#{field}\"")) && answer.has(&format!("id=\"{field}\"")), "{field}");
    }
    assert!(answer.has("&#60;b&#62;hus") && !answer.has("<b>hus"), "what was typed is there, as text");
    assert!(answer.has("value=\"logge-inn-altinn\" checked"));
}

async fn reading_rows(site: &Site, id: &str) -> i64 {
    let id = uuid::Uuid::parse_str(id).expect("a key");
    let query = "SELECT CAST(count(*) AS bigint) FROM notice_reading WHERE notice_id = $1";
    sql::column::<i64, Vec<_>>(&site.app.store().across(Across::Probe), query, [id.into()]).await.expect("a count")[0]
}

#[tokio::test]
async fn each_place_reads_each_version_once() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let (mut manager, mut guide) = (site.signed_in("manager").await, site.signed_in("guide").await);
        assert!(guide.open("/ansatt/dag?sted=vanylven").await.has("3 nye varsel å lese"), "those of the demo");
        let id = write(&mut manager, &fields(TITLE, "Politiet", "meldt")).await;
        assert!(guide.open("/ansatt/dag?sted=vanylven").await.has("4 nye varsel å lese"));
        let mut helper = site.signed_in("helper").await;
        assert!(!helper.open("/ansatt/dag?sted=vanylven").await.has("varsel å lese"), "a pupil reads no notices");

        let list = guide.open("/ansatt/varsler?sted=vanylven").await;
        assert!(list.has(TITLE) && list.has("Politiet har ikkje stadfesta det"));
        let path = format!("/ansatt/varsler/{id}/lest");
        let stale = guide.submit(&list, &path, &[("sted", "vanylven"), ("versjon", "0")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        let foreign = guide.submit(&list, &path, &[("sted", "rost"), ("versjon", "1")]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "for one's own place only");
        assert_eq!(reading_rows(&site, &id).await, 0);
        for _ in 0..2 {
            let done = guide.submit(&list, &path, &[("sted", "vanylven"), ("versjon", "1")]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(reading_rows(&site, &id).await, 1, "once for the place");
        assert!(guide.open("/ansatt/dag?sted=vanylven").await.has("3 nye varsel å lese"));

        // When and in what role is told; the name is not.
        let own = manager.open(&format!("/styring/varsler/{id}")).await;
        assert!(own.has("Lese måndag 23. november 2026, rettleiar"), "{}", own.body);
        assert!(!own.has("Vigdis") && !guide.open("/ansatt/varsler").await.has("Vigdis"));
        let record: Vec<String> = sql::column(
            &site.app.store().across(Across::Probe),
            "SELECT actor FROM audit WHERE action = 'notice.read' AND subject_id = $1",
            [uuid::Uuid::parse_str(&id).expect("a key").into()],
        )
        .await
        .expect("the audit trail");
        assert_eq!(record, ["staff"], "the audit trail knows who, once");

        // A new version is read anew, and what changed is shown.
        let edit = manager.open(&format!("/styring/varsler/{id}/endre")).await;
        let mut changed = fields(TITLE, "Politiet", "meldt");
        changed.push(("versjon", version_of(&edit)));
        changed.retain(|(name, _)| *name != "tekst-nn");
        changed.push(("tekst-nn", "Etaten krev telefon."));
        manager.submit(&edit, &format!("/styring/varsler/{id}/endre"), &changed).await;
        assert!(guide.open("/ansatt/dag?sted=vanylven").await.has("4 nye varsel å lese"));
        let again = guide.open("/ansatt/varsler?sted=vanylven").await;
        assert!(again.has("Endra sidan staden las det sist") && again.has("<ins>") && again.has("telefon."));

        // The same once more is no new version.
        let edit = manager.open(&format!("/styring/varsler/{id}/endre")).await;
        let mut same = changed.clone();
        same.retain(|(name, _)| *name != "versjon");
        same.push(("versjon", version_of(&edit)));
        manager.submit(&edit, &format!("/styring/varsler/{id}/endre"), &same).await;
        let after = manager.open(&format!("/styring/varsler/{id}/endre")).await;
        assert_eq!(version_of(&after), version_of(&edit));
    }
}

#[tokio::test]
async fn the_writer_sees_that_others_have_read_and_no_more() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let (mut agency, mut guide) = (site.signed_in("agency").await, site.signed_in("guide").await);
        let id = write(&mut agency, &fields(TITLE, "Demoetaten", "egen")).await;
        assert!(agency.open("/styring/varsler").await.has("0 av 12 steder har lest det"));
        let list = guide.open("/ansatt/varsler?sted=vanylven").await;
        guide.submit(&list, &format!("/ansatt/varsler/{id}/lest"), &[("sted", "vanylven"), ("versjon", "1")]).await;
        assert!(agency.open("/styring/varsler").await.has("1 av 12 steder har lest det"));
        let page = agency.open(&format!("/styring/varsler/{id}")).await;
        assert!(!page.has("veileder") && !page.has("Lest mandag"), "neither role nor time leaves the municipality");
        let table = &page.body[page.body.find("Andre steder").expect("the table")..];
        assert_eq!((table.matches(">Lest</span>").count(), table.matches(">Ikke lest</span>").count()), (1, 11));
        // A manager of another's notice sees the own places only.
        let mut manager = site.signed_in("manager").await;
        let page = manager.open(&format!("/styring/varsler/{id}")).await;
        assert!(page.has("rettleiar") && !page.has("Andre stader"), "{}", page.body);
    }
}

/// Subscribes and types the code; returns the page that says it is done.
pub(super) async fn subscribe(site: &Site, visitor: &mut Visitor<'_>, to: &str, about: &str) -> Answer {
    let page = visitor.open("/varsler/abonner").await;
    let answer = visitor.submit(&page, "/varsler/abonner", &[("om", about), ("adresse", to)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let place = answer.location.clone();
    let page = visitor.open(&place).await;
    assert!(!page.has(to), "the address is not shown again");
    let wrong = visitor.submit(&page, &place, &[("code", "12")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let code = site.code_for(to).await;
    let other = if code == "000000" { "000001" } else { "000000" };
    let wrong = visitor.submit(&page, &place, &[("code", other)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "a wrong code");
    assert_eq!(visitor.submit(&page, &place, &[("code", &code)]).await.status, StatusCode::SEE_OTHER);
    visitor.open(&place).await
}

/// The code that ends it, out of a message: eight characters with a hyphen in the middle.
fn stop_code(message: &str) -> String {
    let words = message.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let mut codes = words.filter(|w| w.len() == 9 && w.as_bytes()[4] == b'-' && w.to_uppercase() == **w);
    codes.next().expect("a code in the message").to_owned()
}

#[tokio::test]
async fn subscribers_hear_of_what_they_asked_for_until_they_stop() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        let service = format!("tjeneste:{SERVICE}");
        assert!(subscribe(&site, &mut citizen, ADDRESS, &service).await.has("Du får varsler om «"));
        assert!(subscribe(&site, &mut citizen, PHONE, "etat:Politiet").await.has("Politiet"));
        let mut other = site.visitor();
        subscribe(&site, &mut other, "ola@eksempel.example", "etat:Skatteetaten").await;

        let mut manager = site.signed_in("manager").await;
        let id = write(&mut manager, &fields(TITLE, "Politiet", "meldt")).await;
        assert_eq!(about_it(&site).await, 0, "nothing is sent inside the unit that writes");
        site.upkeep().await;
        site.upkeep().await;
        let mail = site.messages_to(ADDRESS).await;
        let sms = site.messages_to(PHONE).await;
        assert_eq!(about_it(&site).await, 2, "one each, and none for the third");
        assert!(
            mail[0].contains("Politiet har ikke bekreftet det. Spør etaten før du reiser.")
                && mail[0].contains("Brev til kommunen")
        );
        let told = sms.iter().find(|text| text.contains(TITLE)).expect("an SMS");
        assert!(told.starts_with(&format!("Ikke bekreftet: {TITLE}")) && !told.contains("http"), "{told}");
        assert!(!mail[0].contains("http"), "{}", mail[0]);

        // Whatever becomes of it is told too.
        on_page(&mut manager, &id, "trekk", &[]).await;
        site.upkeep().await;
        assert!(site.messages_to(PHONE).await[0].starts_with("Trukket tilbake:"));

        // The code stands in the messages; a wrong one ends nothing.
        let end = citizen.open("/varsler/avslutt").await;
        let wrong = citizen.submit(&end, "/varsler/avslutt", &[("kode", "2222-2222")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let code = stop_code(&mail[0]).to_lowercase();
        assert_eq!(citizen.submit(&end, "/varsler/avslutt", &[("kode", &code)]).await.status, StatusCode::SEE_OTHER);
        // Without it, it is sent to the address, once a day; nobody learns which addresses there are.
        for to in [PHONE, PHONE, "+8000009999"] {
            let sent = citizen.submit(&end, "/varsler/avslutt/kode", &[("adresse", to)]).await;
            assert_eq!((sent.status, sent.location.as_str()), (StatusCode::SEE_OTHER, "/varsler/avslutt?sendt=1"));
        }
        let told = site.messages_to(PHONE).await;
        assert!(told[0].contains("slutte å få varsler") && !told[1].contains("slutte å få varsler"), "{told:?}");
        assert!(site.messages_to("+8000009999").await.is_empty());
        let code = stop_code(&told[0]);
        assert_eq!(citizen.submit(&end, "/varsler/avslutt", &[("kode", &code)]).await.status, StatusCode::SEE_OTHER);

        let before = site.messages().await.len();
        write(&mut manager, &fields("Enda et varsel", "Politiet", "meldt")).await;
        site.upkeep().await;
        assert_eq!(site.messages().await.len(), before, "who has stopped hears no more");
    }
}

#[tokio::test]
async fn a_subscription_is_forgotten_after_a_year_and_an_unproven_one_after_half_an_hour() {
    for engine in BOTH {
        let site = Site::demo(engine).await;
        let mut citizen = site.visitor();
        subscribe(&site, &mut citizen, ADDRESS, "alle").await;
        let page = citizen.open("/varsler/abonner").await;
        let asked = citizen.submit(&page, "/varsler/abonner", &[("om", "alle"), ("adresse", PHONE)]).await;
        assert_eq!(rows(&site).await, 2);
        // Too early for another code, and then a new one in the place of the old.
        let code = site.code_for(PHONE).await;
        let wait = citizen.submit(&page, &format!("{}/ny-kode", asked.location), &[]).await;
        assert_eq!(wait.status, StatusCode::UNPROCESSABLE_ENTITY);
        site.later(SignedDuration::from_secs(61));
        let again = citizen.submit(&page, &format!("{}/ny-kode", asked.location), &[]).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_ne!(site.code_for(PHONE).await, code);
        let old = citizen.submit(&page, &asked.location, &[("code", &code)]).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);

        site.later(SignedDuration::from_mins(31));
        site.upkeep().await;
        assert_eq!(rows(&site).await, 1);
        assert_eq!(citizen.get(&asked.location).await.status, StatusCode::NOT_FOUND);
        site.later(SignedDuration::from_hours(24 * 364));
        site.upkeep().await;
        assert_eq!(rows(&site).await, 1);
        site.later(SignedDuration::from_hours(24));
        site.upkeep().await;
        assert_eq!(rows(&site).await, 0);
        assert!(site.messages_to(ADDRESS).await[0].contains("Året er over"));
    }
}

/// Messages that tell of the notice.
async fn about_it(site: &Site) -> usize {
    site.messages().await.iter().filter(|(_, body)| body.contains(TITLE)).count()
}

async fn rows(site: &Site) -> i64 {
    let query = "SELECT CAST(count(*) AS bigint) FROM notice_subscription";
    sql::column::<i64, Vec<_>>(&site.app.store().across(Across::Probe), query, []).await.expect("a count")[0]
}

#[tokio::test]
async fn the_address_of_a_subscriber_is_not_to_be_read_in_the_database() {
    let site = Site::demo(Engine::Sqlite).await;
    subscribe(&site, &mut site.visitor(), ADDRESS, "alle").await;
    let db = site.app.store().across(Across::Probe);
    let query = "SELECT contact || contact_hash || stop_hash FROM notice_subscription";
    let kept: Vec<Vec<u8>> = sql::column(&db, query, []).await.expect("the row");
    let text = String::from_utf8_lossy(&kept[0]).to_lowercase();
    assert!(kept[0].len() > 40 && !text.contains("kari") && !text.contains("eksempel"));
}

#[tokio::test]
async fn without_a_way_to_send_nothing_is_offered() {
    let site = Site::alone(Engine::Sqlite).await;
    let mut citizen = site.visitor();
    let page = citizen.open("/varsler/abonner").await;
    assert!(page.has("sender ikke meldinger") && !page.has("name=\"adresse\""));
    let form = citizen.open("/varsler/avslutt").await;
    let answer = citizen.submit(&form, "/varsler/abonner", &[("om", "alle"), ("adresse", PHONE)]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(citizen.open("/varsler").await.has("Ingen varsler nå"));
}

#[tokio::test]
async fn the_feed_is_atom_and_says_how_certain_each_entry_is() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut manager = site.signed_in("manager").await;
    let title = "Kø & <ny> «ordning» \"her\"";
    let id = write(&mut manager, &fields("Et varsel", "Politiet", "meldt")).await;
    let edit = manager.open(&format!("/styring/varsler/{id}/endre")).await;
    let mut changed = fields(title, "Politiet", "meldt");
    changed.push(("versjon", version_of(&edit)));
    manager.submit(&edit, &format!("/styring/varsler/{id}/endre"), &changed).await;
    let answer = site.visitor().get("/varsler.atom?lang=nb").await;
    assert_eq!(answer.headers["content-type"], "application/atom+xml; charset=utf-8");
    let feed: atom_syndication::Feed = answer.body.parse().expect("an Atom feed");
    assert_eq!((feed.entries().len(), feed.lang()), (4, Some("nb")));
    let first = &feed.entries()[0];
    assert_eq!(first.id(), format!("urn:uuid:{id}"));
    assert_eq!(first.title().as_str(), format!("Ikke bekreftet: {title}"));
    assert!(first.summary().expect("a summary").as_str().contains("har ikke bekreftet det"));
    assert!(first.links()[0].href().ends_with(&format!("/varsler/{id}")) && !first.authors().is_empty());
    assert!(feed.entries().windows(2).all(|pair| pair[0].updated() >= pair[1].updated()), "newest first");
    assert_eq!(feed.updated(), first.updated());
}

#[tokio::test]
async fn the_open_api_filters_and_refuses_what_it_does_not_know() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut caller = site.visitor();
    let police = caller.get("/api/v1/notices?service=eos-registrering&lang=en").await.json();
    let items = police["items"].as_array().expect("items");
    assert_eq!((items.len(), items[0]["state"].as_str()), (1, Some("disputed")));
    assert!(items[0]["title"].as_str().expect("a title").starts_with("The sources disagree: "));
    assert_eq!(items[0]["sources"].as_array().expect("sources").len(), 2, "both sides are listed");
    assert_eq!(items[0]["sources"][1]["date"], "2025-11-28");
    let refused = [("lang=xx", StatusCode::BAD_REQUEST), ("service=finnes-ikke", StatusCode::NOT_FOUND)];
    for (query, status) in refused {
        assert_eq!(caller.get(&format!("/api/v1/notices?{query}")).await.status, status, "{query}");
    }
}
