//! Notices of changed practice: one where real sources disagree, and two about an agency that does not exist. Some places
//! have read the first; the staff's own has not.

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use torg_base::{Actor, Membership, Role, Uuid};
use torg_store::{Error, Result};
use torg_web::App;

use torg_catalogue::directory::{Directories, Directory};
use torg_catalogue::import::SHARED;
use torg_catalogue::notices::{Acknowledge, Certainty, Content, Notice, Put, Source, Texts, Words};

use super::{HOME, cards};

/// Places that have read the first notice.
const READERS: usize = 5;

/// Writes the notices. `staff` are the demo's people by role.
pub async fn seed(app: &App, staff: &[(Role, Uuid)], today: Date) -> Result<()> {
    let directories = app.part::<Directories>();
    let directory = directories.get();
    let organisation = |slug: &str| {
        let found = directory.organisations.values().find(|o| o.slug == slug);
        found.map(|o| o.id).ok_or(Error::NotFound)
    };
    let actor = |role: Role, organisation: Uuid| {
        let id = staff.iter().find(|(r, _)| *r == role).map(|(_, id)| *id).ok_or(Error::NotFound)?;
        Ok::<_, Error>(Actor::Staff { staff: id, memberships: vec![Membership { organisation, place: None, role }] })
    };
    let (shared, home, agency) = (organisation(SHARED)?, organisation(HOME)?, organisation(cards::AGENCY)?);
    let plan = [
        (shared, Role::Manager, disputed(&directory), Certainty::Disputed, 9),
        (home, Role::Manager, reported(&directory, today), Certainty::Reported, 4),
        (agency, Role::Agency, confirmed(&directory, today), Certainty::Own(today), 0),
    ];
    let mut written = Vec::new();
    for (owner, role, content, certainty, days_ago) in plan {
        let at = app.clock().now() - SignedDuration::from_hours(24 * days_ago);
        let notice = Notice::new(owner, content, certainty, at);
        written.push(notice.id);
        app.store().write(owner, Put { actor: actor(role, owner)?, notice, deed: "notice.written" }).await?;
    }
    let readers = directory.places.iter().filter(|p| p.organisation != home).take(READERS);
    for place in readers {
        let role = Role::Guide;
        let actor = actor(role, place.organisation)?;
        let read = Acknowledge { actor, role, place: place.id, notice: written[0], version: 1 };
        app.store().write(place.organisation, read).await?;
    }
    directories.refresh(app.store()).await
}

fn words(title: &str, text: &str) -> Words {
    Words { title: title.into(), text: text.into() }
}

fn services(directory: &Directory, slug: &str) -> Vec<Uuid> {
    directory.service(slug).map(|s| s.id).into_iter().collect()
}

/// Both sources are real: the regulation of 15 October 2009 no. 1286, § 19-22, and the report to the ministry.
fn disputed(directory: &Directory) -> Content {
    Content {
        agency: "Politiet".into(),
        texts: Texts {
            nb: words(
                "Oppmøte hos politiet for EØS-borgere som skal registrere seg",
                "Utlendingsforskriften § 19-22 sier at den som skal ha registreringsbevis, må møte hos politiet eller et \
                 servicesenter for utenlandske arbeidstakere.\n\
                 Underveisrapporten om nærtjenestesentrene sier at det i praksis ikke kreves lenger: Nyankomne kan \
                 registrere seg på forhånd, fordi politiet ikke kan prioritere oppgaven. Rapporten sier også at loven er \
                 den samme, og at UDI ikke skriver om endringen på nettsidene sine.",
            ),
            nn: words(
                "Oppmøte hos politiet for EØS-borgarar som skal registrere seg",
                "Utlendingsforskrifta § 19-22 seier at den som skal ha registreringsbevis, må møte hos politiet eller eit \
                 servicesenter for utanlandske arbeidstakarar.\n\
                 Undervegsrapporten om nærtenestesentera seier at det i praksis ikkje blir kravd lenger: Nykomne kan \
                 registrere seg på førehand, fordi politiet ikkje kan prioritere oppgåva. Rapporten seier òg at lova er \
                 den same, og at UDI ikkje skriv om endringa på nettsidene sine.",
            ),
            en: words(
                "Meeting the police in person as an EEA citizen who registers",
                "Section 19-22 of the Immigration Regulations says that whoever is to have a registration certificate must \
                 meet the police or a service centre for foreign workers in person.\n\
                 The interim report on the local service centres says that in practice this is no longer asked for: \
                 newcomers can register in advance, because the police cannot give the task priority. The report also \
                 says that the law is the same, and that UDI does not mention the change on its website.",
            ),
        },
        services: services(directory, "eos-registrering"),
        sources: vec![
            Source {
                title: "Utlendingsforskriften § 19-22 (forskrift 15.10.2009 nr. 1286)".into(),
                url: "https://lovdata.no/dokument/SF/forskrift/2009-10-15-1286".into(),
                date: date(2009, 10, 15),
            },
            Source {
                title: "Underveisrapport, Pilot nærtjenestesenter (Oxford Research og Capgemini)".into(),
                url: String::new(),
                date: date(2025, 11, 28),
            },
        ],
        from: date(2025, 11, 28),
        to: None,
    }
}

fn reported(directory: &Directory, today: Date) -> Content {
    Content {
        agency: "Demoetaten".into(),
        texts: Texts {
            nb: words(
                "Kortere frist for å sende skjemaet om skattekort",
                "En innbygger har fått beskjed i telefonen om at skjemaet må sendes innen to uker. Før var det fire. \
                 Varselet er oppdiktet.",
            ),
            nn: words(
                "Kortare frist for å sende skjemaet om skattekort",
                "Ein innbyggjar har fått beskjed i telefonen om at skjemaet må sendast innan to veker. Før var det fire. \
                 Varselet er oppdikta.",
            ),
            en: words(
                "A shorter deadline for the tax card form",
                "A resident was told on the telephone that the form must be sent within two weeks. It used to be four. \
                 This notice is invented.",
            ),
        },
        services: services(directory, "skattekort"),
        sources: vec![Source {
            title: "Samtale med en innbygger ved skranken".into(),
            url: String::new(),
            date: ago(today, 5),
        }],
        from: ago(today, 5),
        to: None,
    }
}

fn confirmed(directory: &Directory, today: Date) -> Content {
    Content {
        agency: "Demoetaten".into(),
        texts: Texts {
            nb: words(
                "Flyttemelding kan sendes 31 dager før du flytter",
                "Demoetaten tar imot flyttemeldinger tidligere enn før. Varselet er oppdiktet.",
            ),
            nn: words(
                "Flyttemelding kan sendast 31 dagar før du flyttar",
                "Demoetaten tek imot flyttemeldingar tidlegare enn før. Varselet er oppdikta.",
            ),
            en: words(
                "You can report a move 31 days ahead",
                "Demoetaten accepts reports of a move earlier than before. This notice is invented.",
            ),
        },
        services: services(directory, "flyttemelding"),
        sources: vec![Source { title: "Demoetatens rundskriv 12".into(), url: String::new(), date: ago(today, 2) }],
        from: today,
        to: None,
    }
}

fn ago(today: Date, days: i64) -> Date {
    today.saturating_sub(SignedDuration::from_hours(24 * days))
}
