//! Files as they are, as people break them, and as spreadsheets write them; on both engines.

use jiff::Timestamp;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use torg_base::{Actor, Clock};
use torg_store::testing::{BOTH, store};
use torg_store::{Across, Engine, Migration, Store, sql};

use super::{Kind, Options, Report, Table, import, read_table, table_from};
use crate::{places, services, travel};

const REAL: [(Kind, &str, usize); 6] = [
    (Kind::Places, include_str!("../../../../data/places.csv"), 12),
    (Kind::Services, include_str!("../../../../data/services.csv"), 70),
    (Kind::Resources, include_str!("../../../../data/resources.csv"), 40),
    (Kind::Hours, include_str!("../../../../data/hours.csv"), 57),
    (Kind::Offers, include_str!("../../../../data/offers.csv"), 400),
    (Kind::Travel, include_str!("../../../../data/travel.csv"), 7),
];

fn migrations() -> Vec<Migration> {
    let slices = [
        torg_slots::store::MIGRATIONS,
        places::store::MIGRATIONS,
        services::store::MIGRATIONS,
        crate::notices::store::MIGRATIONS,
        travel::store::MIGRATIONS,
        torg_people::staff::SLICE.migrations,
    ];
    torg_store::schema::MIGRATIONS.iter().chain(slices.into_iter().flatten()).copied().collect()
}

async fn empty(engine: Engine) -> Store {
    empty_at(engine, "2026-11-25T10:20:00Z").await
}

async fn empty_at(engine: Engine, now: &str) -> Store {
    let now: Timestamp = now.parse().expect("an instant");
    store(engine, Clock::fixed(now), migrations()).await
}

async fn full(engine: Engine) -> Store {
    let store = empty(engine).await;
    for (kind, text, _) in REAL {
        put(&store, kind, text).await;
    }
    store
}

async fn put(store: &Store, kind: Kind, text: &str) -> Report {
    put_table(store, kind, table_from(text.as_bytes()).expect("a table")).await
}

async fn put_table(store: &Store, kind: Kind, table: Table) -> Report {
    import(store, kind, table, Options::default()).await.expect("the import runs")
}

async fn number(store: &Store, query: &str) -> i64 {
    let found: Vec<i64> = sql::column(&store.across(Across::Probe), query, []).await.expect("a number");
    found[0]
}

async fn count(store: &Store, table: &str) -> i64 {
    number(store, &format!("SELECT CAST(count(*) AS bigint) FROM {table}")).await
}

/// Rows and columns of what is bad.
fn faults(report: &Report) -> Vec<(usize, &str)> {
    report.bad.iter().map(|b| (b.row, b.column.as_str())).collect()
}

#[tokio::test]
async fn the_real_files_come_in_whole_and_a_second_time_change_nothing() {
    for engine in BOTH {
        let store = empty(engine).await;
        for (kind, text, rows) in REAL {
            let report = put(&store, kind, text).await;
            assert_eq!(report.bad, [], "{kind:?}");
            assert_eq!((report.read, report.added, report.changed), (rows, rows, 0), "{kind:?}");
        }
        // Twelve municipalities and the shared organisation; forty resources and the hours of twelve places.
        for (table, rows) in [("organisation", 13), ("place", 12), ("service", 70), ("resource", 52), ("offer", 400)] {
            assert_eq!(count(&store, table).await, rows, "{table}");
        }
        let without = "SELECT CAST(count(*) AS bigint) FROM resource r
                       WHERE NOT EXISTS (SELECT 1 FROM availability a WHERE a.resource_id = r.id)";
        assert_eq!(number(&store, without).await, 0, "everything has hours, rooms the place's");
        let version = number(&store, "SELECT CAST(version AS bigint) FROM config_version").await;
        assert!(version > 1, "a change is announced");
        let audit = count(&store, "audit").await;
        for (kind, text, rows) in REAL {
            let again = put(&store, kind, text).await;
            let expected = Report { read: rows, ..Report::default() };
            assert_eq!(again, expected, "{kind:?}");
        }
        assert_eq!(number(&store, "SELECT CAST(version AS bigint) FROM config_version").await, version);
        assert_eq!(count(&store, "audit").await, audit);
    }
}

#[tokio::test]
async fn a_dry_run_counts_and_writes_nothing() {
    let store = empty(Engine::Sqlite).await;
    let table = table_from(REAL[0].1.as_bytes()).expect("a table");
    let options = Options { dry_run: true, actor: Actor::Anonymous, ..Options::default() };
    let report = import(&store, Kind::Places, table, options).await.expect("runs");
    assert_eq!((report.added, count(&store, "place").await), (12, 0));
}

const PLACES: &str = "\
Slug,organisation_slug,organisation_name,written_language,municipality_no,name,address,latitude,longitude,phone,email,accent,Vær
good,good,God kommune,nn,1511,Godt torg,Gata 1,62.1,5.58,70000000,post@god.example,#0b5c66,sol

Bad Slug,one,En,nb,1512,Torg,Gata 2,62.1,5.58,70000000,a@b.example,#0b5c66,
colour,two,To,nb,1513,Torg,Gata 3,62.1,5.58,70000000,a@b.example,#f5a623,
swapped,three,Tre,nb,1514,Torg,Gata 4,5.58,62.1,70000000,a@b.example,#0b5c66,
language,four,Fire,se,1515,Torg,Gata 5,62.1,5.58,,a@b.example,#0b5c66,
\"line
break\",five,Fem,nb,15,Torg,Gata 6,62.1,5.58,70000000,nobody,#0b5c66,
good,good,God kommune,nn,1511,Andre torg,Gata 7,62.1,5.58,70000000,post@god.example,#0b5c66,
other,good,Anna namn,nn,1511,Tredje torg,Gata 8,62.1,5.58,70000000,post@god.example,#0b5c66,
comma,six,Seks,nb,1516,Torg, med komma,Gata 9,62.1,5.58,70000000,a@b.example,#0b5c66,regn
";

#[tokio::test]
async fn bad_places_are_told_by_line_and_good_ones_kept() {
    for engine in BOTH {
        let store = empty(engine).await;
        let report = put(&store, Kind::Places, PLACES).await;
        let expected = [
            (4, "slug"),
            (5, "accent"),
            (6, "latitude"),
            (6, "longitude"),
            (7, "phone"),
            (7, "written_language"),
            (8, "slug"),
            (8, "municipality_no"),
            (8, "email"),
            (10, "slug"),
            (11, "organisation_name"),
            // A comma without quotes: one reason, not one for each cell that it moved.
            (12, ""),
        ];
        assert_eq!(faults(&report), expected);
        assert_eq!((report.read, report.added, report.bad_rows()), (9, 1, 8));
        assert_eq!(report.notes, ["these columns are not known and were not read: vær"]);
        assert_eq!((count(&store, "organisation").await, count(&store, "place").await), (1, 1));
    }
}

#[tokio::test]
async fn an_agency_without_a_place_can_be_made_and_keeps_what_a_file_does_not_say() {
    let first = "slug,name,written_language,accent,organisation_number,phone\n\
        etaten,Etaten,nb,#1F3A5F,974760673,80080000\n\
        etaten,Etaten igjen,nb,#1F3A5F,,\n\
        feil,Feil,se,#f5a623,974760674,\n";
    for engine in BOTH {
        let store = empty(engine).await;
        let report = put(&store, Kind::Organisations, first).await;
        let expected = [(3, "slug"), (4, "written_language"), (4, "accent"), (4, "organisation_number")];
        assert_eq!(faults(&report), expected);
        assert_eq!((report.added, report.changed, count(&store, "organisation").await), (1, 0, 1));
        let again = "slug,name,written_language,accent,organisation_number\netaten,Etaten,nn,#1F3A5F,\n";
        let report = put(&store, Kind::Organisations, again).await;
        assert_eq!((report.added, report.changed, report.bad), (0, 1, vec![]));
        let report = put(&store, Kind::Organisations, again).await;
        assert_eq!((report.added, report.changed), (0, 0), "the same file a second time changes nothing");
        let db = store.across(Across::Operator);
        let rows = crate::places::store::organisations(&db).await.expect("organisations");
        let [row] = rows.as_slice() else { panic!("{rows:?}") };
        assert_eq!((row.written.as_str(), row.orgnr.as_str(), row.phone.as_str()), ("nn", "974760673", "80080000"));
    }
}

#[tokio::test]
async fn a_missing_column_stops_the_file_with_plain_words() {
    let store = empty(Engine::Sqlite).await;
    let report = put(&store, Kind::Resources, "\nplace_slug,kind\nvanylven,person\n").await;
    assert_eq!(faults(&report), [(2, "name_nb"), (2, "capacity")]);
    assert!(report.bad[0].reason.contains("nothing was imported"), "{}", report.bad[0].reason);
    assert_eq!(report.read, 1);
}

fn service(slug: &str, minutes: &str, ways: &str, url: &str, name: &str, promise: &str) -> String {
    format!(
        "{slug},Nav,{url},{minutes},{ways},guidance,{name},Namn,Name,{promise},Lov,Promise,Grense,Grense,Limit,Pass,Pass,\n"
    )
}

#[tokio::test]
async fn bad_services_are_told_and_formulas_are_only_text() {
    for engine in BOTH {
        let store = empty(engine).await;
        let head = "slug,agency,self_service_url,minutes,ways,kind,name_nb,name_nn,name_en,promise_nb,promise_nn,\
                    promise_en,boundary_nb,boundary_nn,boundary_en,bring_nb,bring_nn,bring_en\n";
        let whole =
            service("formel", "30", "counter", "", "=1+1", "@SUM(A1)").replace("Pass,Pass,\n", "Pass,Pass,Pass\n");
        let text = [
            head.to_owned(),
            whole,
            service("grid", "7", "counter", "", "Navn", "Løfte").replace("Pass,Pass,\n", ",,\n"),
            service("way", "30", "counter;pigeon", "", "Navn", "Løfte").replace("Pass,Pass,\n", ",,\n"),
            service("url", "30", "counter", "http://nav.no/", "Navn", "Løfte").replace("Pass,Pass,\n", ",,\n"),
            service("long", "30", "counter", "", &"x".repeat(61), &"y".repeat(400)).replace("Pass,Pass,\n", ",,\n"),
            service("huge", "30", "counter", "", "Navn", &"z".repeat(3_000_000)).replace("Pass,Pass,\n", ",,\n"),
            service("english", "30", "counter", "", "Navn", "Løfte"),
            service("nothing", "", "counter", "", "", "Løfte").replace("Pass,Pass,\n", ",,\n"),
        ]
        .concat();
        let report = put(&store, Kind::Services, &text).await;
        let expected = [
            (3, "minutes"),
            (4, "ways"),
            (5, "self_service_url"),
            (6, "name_nb"),
            (7, "promise_nb"),
            (8, "bring_en"),
            (9, "minutes"),
            (9, "name_nb"),
        ];
        assert_eq!(faults(&report), expected);
        assert!(report.bad.iter().all(|b| b.reason.len() < 300), "a reason never holds a whole cell");
        assert_eq!(report.added, 1);
        let kept = services::store::services(&store.across(Across::Probe)).await.expect("services");
        assert_eq!((kept[0].texts.nb.name.as_str(), kept[0].texts.nb.promise.as_str()), ("=1+1", "@SUM(A1)"));
        let owner = Options { organisation_slug: Some("nobody".into()), ..Options::default() };
        let table = table_from(text.as_bytes()).expect("a table");
        let refused = import(&store, Kind::Services, table, owner).await.expect("runs");
        assert_eq!((faults(&refused), refused.added), (vec![(1, "organisation")], 0));
    }
}

/// What an import accepts, the form of the list can store again.
#[tokio::test]
async fn so_many_search_words_come_in_and_no_more() {
    let store = empty(Engine::Sqlite).await;
    let head = "slug,agency,self_service_url,minutes,ways,kind,name_nb,name_nn,name_en,promise_nb,promise_nn,\
                promise_en,boundary_nb,boundary_nn,boundary_en,bring_nb,bring_nn,bring_en,kw_nb,kw_nn,kw_en\n";
    let with = |slug: &str, words: usize| {
        let words: Vec<String> = (0..words).map(|n| format!("ord{n}")).collect();
        let row = service(slug, "30", "counter", "", "Navn", "Løfte");
        row.replace("Pass,Pass,\n", &format!("Pass,Pass,Pass,{},ord,word\n", words.join(";")))
    };
    let text = [head.to_owned(), with("most", 150), with("more", 151)].concat();
    let report = put(&store, Kind::Services, &text).await;
    assert_eq!((faults(&report), report.added), (vec![(3, "kw_nb")], 1));
}

const FACTS: &str = "languages,themes,events,legal,legal_url,legal_from";

#[tokio::test]
async fn facts_come_from_columns_that_old_files_do_not_have() {
    let store = empty(Engine::Sqlite).await;
    let header = Kind::Services.required().join(",");
    let row = |minutes: u8| {
        format!(
            "skattekort,Skatteetaten,,{minutes},counter,guidance,Kort,Kort,Card,Lov,Lov,Promise,Grense,Grense,Limit"
        )
    };
    let with = |cells: &str| format!("{header},{FACTS}\n{},{cells}\n", row(30));
    let full = "nb;pl;sign,https://psi.norge.no/los/tema/skatt-og-avgift,ny-i-norge,Skattebetalingsloven,https://lovdata.no,2009-01-01";
    assert_eq!(put(&store, Kind::Services, &with(full)).await.bad, []);
    let kept = || async {
        let all = services::store::services(&store.across(Across::Probe)).await.expect("reads");
        all.into_iter().next().expect("one service")
    };
    let facts = kept().await.facts;
    assert_eq!((facts.languages.len(), facts.themes.as_slice()), (3, &["skatt-og-avgift".to_owned()][..]));
    let from = facts.legal.as_ref().and_then(|legal| legal.valid_from);
    assert_eq!(from, Some(jiff::civil::date(2009, 1, 1)));
    // A file without the columns leaves them; one with empty cells empties them. Each change is a version.
    assert_eq!(put(&store, Kind::Services, &format!("{header}\n{}\n", row(45))).await.changed, 1);
    assert_eq!((kept().await.facts, kept().await.standing.version), (facts, 2));
    put(&store, Kind::Services, &with(",,,,,")).await;
    assert_eq!((kept().await.facts, kept().await.standing.version), (Default::default(), 3));

    let bad = put(&store, Kind::Services, &with("klingon,mat,,,https://lovdata.no,")).await;
    assert_eq!(faults(&bad), [(2, "languages"), (2, "themes"), (2, "legal")]);
}

#[tokio::test]
async fn bad_resources_and_offers_are_told() {
    for engine in BOTH {
        let store = full(engine).await;
        let resources = "place_slug,kind,name_nb,capacity\nvanylven,person,Veileder 4,1\nnowhere,person,A,1\n\
                         vanylven,robot,B,1\nvanylven,room,C,0\nvanylven,person,Veileder 4,1\nvanylven,person,Guide,1\n";
        let report = put(&store, Kind::Resources, resources).await;
        let expected = [(3, "place_slug"), (4, "kind"), (5, "capacity"), (6, "name_nb"), (7, "name_nb")];
        assert_eq!((faults(&report), report.added), (expected.to_vec(), 1));

        let offers = "place_slug,service_slug,way,minutes,drop_in,needs,note_nb\n\
                      vanylven,skattekort,counter,25,yes,person,\nvanylven,magic,counter,,yes,person,\n\
                      vanylven,skattekort,carrier,,yes,person,\nvanylven,skattekort,phone,31,no,person,\n\
                      vanylven,skattekort,phone,,maybe,person,\nvanylven,skattekort,phone,,no,course;wizard,\n\
                      vanylven,skattekort,phone,,no,,Bare bokmål\nvanylven,skattekort,counter,,yes,person,\n";
        let report = put(&store, Kind::Offers, offers).await;
        let expected = [
            (3, "service_slug"),
            (4, "way"),
            (5, "minutes"),
            (6, "drop_in"),
            (7, "needs"),
            (7, "needs"),
            (8, "needs"),
            (8, "note_nn"),
            (8, "note_en"),
            (9, ""),
        ];
        assert_eq!(faults(&report), expected);
        assert_eq!(report.added + report.changed, 1);
    }
}

/// Weekly rules of a resource, as `weekdays from-to`.
async fn rules(store: &Store, place: &str, name: &str) -> Vec<String> {
    let query = format!(
        "SELECT CAST(a.weekdays AS text) || ' ' || CAST(a.from_minute AS text) || '-' || CAST(a.to_minute AS text)
         FROM availability a JOIN resource r ON r.id = a.resource_id JOIN place p ON p.id = r.place_id
         WHERE p.slug = '{place}' AND (r.name = '{name}' OR r.kind = '{name}') ORDER BY a.from_minute, a.weekdays"
    );
    sql::column(&store.across(Across::Probe), &query, []).await.expect("rules")
}

#[tokio::test]
async fn hours_replace_a_week_as_a_whole_or_not_at_all() {
    for engine in BOTH {
        let store = full(engine).await;
        assert_eq!(rules(&store, "vanylven", "Skjermet rom").await, ["31 540-900"]);
        let head = "place_slug,resource,weekdays,from,to,valid_from,valid_to\n";
        let bad = format!(
            "{head}vanylven,place,mo,10:00,14:00,,\nvanylven,place,xx,10:00,14:00,,\nvanylven,guide,mo,14:00,10:00,,\n\
             vanylven,guide,tu,10:00,12:00,2026-02-30,\nulstein,guide,mo,25:00,26:00,,\nulstein,robot,mo,09:00,10:00,,\n\
             rost,room,mo,09:00,10:00,,\nrost,guide,mo,09.30,24:00,01.02.2026,2026-01-01\n"
        );
        let report = put(&store, Kind::Hours, &bad).await;
        let expected = [
            (2, ""),
            (3, "weekdays"),
            (4, "to"),
            (5, "valid_from"),
            (6, "from"),
            (6, "to"),
            (7, "resource"),
            (8, "resource"),
            (9, "valid_to"),
        ];
        assert_eq!(faults(&report), expected);
        assert_eq!((report.added, report.changed), (0, 0));
        assert_eq!(rules(&store, "vanylven", "place").await, ["31 540-900"], "as it was");

        let good = format!(
            "{head}vanylven,place,mo;tu,10:00,14:00,,\nvanylven,guide,mo,10:00,12:00,,\nvanylven,guide,tu,10:00,13:00,,\n\
             vanylven,Veileder 2,tu,10:00,11:00,,\n"
        );
        let report = put(&store, Kind::Hours, &good).await;
        assert_eq!((report.changed, report.bad.len()), (4, 0));
        assert_eq!(rules(&store, "vanylven", "Veileder 1").await, ["1 600-720", "2 600-780"]);
        assert_eq!(rules(&store, "vanylven", "Veileder 2").await, ["2 600-660"], "who is named has own hours");
        assert_eq!(rules(&store, "vanylven", "Skjermet rom").await, ["3 600-840"], "the room follows the place");
        assert_eq!(put(&store, Kind::Hours, &good).await, Report { read: 4, ..Report::default() });
        let other = put(&store, Kind::Hours, &format!("{head}vanylven,room,mo,08:00,09:00,,\n")).await;
        assert_eq!(other.changed, 1);
        put(&store, Kind::Hours, &format!("{head}vanylven,place,fr,08:00,16:00,,\n")).await;
        assert_eq!(rules(&store, "vanylven", "Skjermet rom").await, ["1 480-540"], "own hours stay");
    }
}

#[tokio::test]
async fn many_rows_are_written_in_a_few_units() {
    for engine in BOTH {
        let store = full(engine).await;
        let audit = count(&store, "audit").await;
        let rows: String = (1..=450).map(|i| format!("rost,desk,Plass {i},1\n")).collect();
        let text = format!("place_slug,kind,name_nb,capacity\n{rows}");
        assert_eq!(put(&store, Kind::Resources, &text).await.added, 450);
        assert_eq!(count(&store, "resource").await, 52 + 450);
        assert_eq!(count(&store, "audit").await - audit, 3, "units of at most 200");
        assert_eq!(put(&store, Kind::Resources, &text).await, Report { read: 450, ..Report::default() });
        let fewer = text.replace("Plass 7,1", "Plass 7,2");
        assert_eq!(put(&store, Kind::Resources, &fewer).await.changed, 1);
    }
}

#[test]
fn csv_is_read_however_it_was_saved() {
    let expected = table_from("slug,navn\næ-å,\"Ørnes, øst\"\n".as_bytes()).expect("UTF-8");
    assert_eq!(expected.rows[0].cells, ["æ-å", "Ørnes, øst"]);
    assert_eq!(table_from("\u{feff}Slug ; NAVN\r\næ-å;Ørnes, øst\r\n".as_bytes()).expect("mark"), expected);
    assert_eq!(table_from("slug\tnavn\næ-å\tØrnes, øst\n".as_bytes()).expect("tabs"), expected);
    let windows = b"slug;navn\n\xe6-\xe5;\xd8rnes, \xf8st\n";
    assert_eq!(table_from(windows).expect("Windows-1252"), expected);
    let utf16: Vec<u8> = "\u{feff}slug\tnavn\næ-å\tØrnes, øst\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(table_from(&utf16).expect("UTF-16"), expected);
    assert_eq!(table_from(b"a\nx\0y\n").expect("a table").rows[0].cells, ["x y"], "no column holds a zero byte");
    for bad in [&b""[..], b"\n\n", b"a,a\n1,2\n", b"PK\x03\x04rubbish", &[0xD0, 0xCF, 0x11, 0xE0]] {
        assert!(table_from(bad).is_err());
    }
}

#[test]
fn line_numbers_are_those_of_an_editor() {
    let table = table_from(b"\n\na,b\r\n1,\"two\nlines\"\r\n\r\n,\r\n3,4").expect("a table");
    assert_eq!(table.header_row, 3);
    assert_eq!(table.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [4, 8]);
}

#[tokio::test]
async fn a_sheet_gives_numbers_dates_and_times_in_our_forms() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (date, time) = (Format::new().set_num_format("dd.mm.yyyy"), Format::new().set_num_format("hh:mm"));
    for (i, column) in ["place_slug", "resource", "weekdays", "from", "to", "valid_from"].iter().enumerate() {
        sheet.write(2, u16::try_from(i).expect("few"), *column).expect("writes");
    }
    for (row, resource) in [(3, "guide"), (5, "=place")] {
        sheet.write(row, 0, "rost").expect("writes");
        sheet.write_string(row, 1, resource).expect("writes");
        sheet.write(row, 2, "mo;we").expect("writes");
        let at = |h, m| ExcelDateTime::from_hms(h, m, 0.0).expect("a time");
        sheet.write_datetime_with_format(row, 3, at(9, 35), &time).expect("writes");
        sheet.write_datetime_with_format(row, 4, at(13, 50), &time).expect("writes");
        let day = ExcelDateTime::from_ymd(2027, 6, 20).expect("a date");
        sheet.write_datetime_with_format(row, 5, day, &date).expect("writes");
    }
    sheet.write(5, 6, 4626.0).expect("writes");
    sheet.write(5, 7, 62.125).expect("writes");
    sheet.write(5, 8, true).expect("writes");
    let file = tempfile::Builder::new().suffix(".xlsx").tempfile().expect("a file");
    book.save(file.path()).expect("saves");

    let table = read_table(file.path()).expect("a table");
    assert_eq!(table.header_row, 3);
    assert_eq!(table.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [4, 6]);
    assert_eq!(table.rows[0].cells[..6], ["rost", "guide", "mo;we", "09:35", "13:50", "2027-06-20"]);
    assert_eq!(table.rows[1].cells[6..], ["4626", "62.125", "yes"]);

    let store = full(Engine::Sqlite).await;
    let report = put_table(&store, Kind::Hours, table).await;
    assert_eq!((faults(&report), report.changed), (vec![(6, "resource")], 1));
    assert_eq!(rules(&store, "rost", "person").await, ["5 575-830"]);
}

#[test]
fn a_file_that_is_not_there_is_told_in_words() {
    let told = read_table("/nowhere/places.csv").expect_err("no file");
    assert!(told.contains("cannot be opened"), "{told}");
}

#[tokio::test]
async fn tags_needs_and_times_around_a_visit_come_from_columns() {
    for engine in BOTH {
        let store = full(engine).await;
        let tagged = "place_slug,kind,name_nb,capacity,tags\nvanylven,person,Veileder 1,1,Skatt; lang:pl\n\
                      vanylven,person,Veileder 2,1,\nvanylven,room,Skjermet rom,1,ikke sånn her\n";
        let report = put(&store, Kind::Resources, tagged).await;
        assert_eq!((faults(&report), report.changed), (vec![(4, "tags")], 2));
        // A file without the column leaves them.
        let plain = "place_slug,kind,name_nb,capacity\nvanylven,person,Veileder 1,1\n";
        assert_eq!(put(&store, Kind::Resources, plain).await.changed, 0);

        let header =
            "place_slug,service_slug,way,drop_in,needs,minutes,buffer_before,buffer_after,step,travel,notice,horizon";
        let row = |cells: &str| format!("{header}\nvanylven,skattekort,home,no,{cells}\n");
        let good = row("Person+Skatt|caseworker;room+skjermet,45,5,10,15,40,1440,21");
        assert_eq!(put(&store, Kind::Offers, &good).await.bad, []);
        let kept = || async {
            let all = services::store::offers(&store.across(Across::Probe)).await.expect("reads");
            all.into_iter().find(|o| o.needs.to_string().starts_with("person+skatt|caseworker")).expect("the offer")
        };
        let offer = kept().await;
        assert_eq!(offer.needs.to_string(), "person+skatt|caseworker;room+skjermet");
        let around = (offer.buffer_before, offer.buffer_minutes, offer.step_minutes, offer.travel_minutes);
        assert_eq!((around, offer.notice_minutes, offer.horizon_days), ((5, 10, 15, 40), 1440, 21));
        // Cells that are left empty leave what was there.
        assert_eq!(put(&store, Kind::Offers, &row("person+skatt|caseworker;room+skjermet,45,,,,,,")).await.changed, 0);
        for (cells, column) in [
            ("person+snekker,45,,,,,,", "needs"),
            ("person|,45,,,,,,", "needs"),
            ("person,45,121,,,,,", "buffer_before"),
            ("person,480,120,,,121,,", "minutes"),
        ] {
            assert_eq!(faults(&put(&store, Kind::Offers, &row(cells)).await), [(2, column)], "{cells}");
        }
    }
}

#[tokio::test]
async fn travel_is_read_changed_and_told_when_it_is_bad() {
    for engine in BOTH {
        let store = full(engine).await;
        let text = "from,place_slug,minutes,arrivals,departures\nKvamsøya,vanylven,75,mo-fr 10:15;13:20;sa 11:00,mo-fr 12:40;15:10;sa 13:30\n\
                    Åram,vanylven,30,,\nÅram,vanylven,31,,\n,vanylven,5,,\nVoksa,nowhere,5,,\nVoksa,vanylven,-1,,\n\
                    Voksa,vanylven,5,10,ma-fr 15:00\n";
        let report = put(&store, Kind::Travel, text).await;
        let expected =
            [(4, "from"), (5, "from"), (6, "place_slug"), (7, "minutes"), (8, "arrivals"), (8, "departures")];
        assert_eq!((faults(&report), report.added, report.changed), (expected.to_vec(), 1, 1));
        let routes = travel::store::routes(&store.across(Across::Probe)).await.expect("routes");
        let island = routes.iter().find(|r| r.origin == "Kvamsøya" && r.minutes == 75).expect("changed");
        assert_eq!(island.arrivals.to_string(), "mo-fr 10:15;13:20;sa 11:00");
        assert_eq!(routes.len(), 8);
    }
}

/// The same as a sheet, where times and numbers are cells of other kinds.
#[tokio::test]
async fn travel_comes_from_a_sheet_too() {
    let store = full(Engine::Sqlite).await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reise.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["from", "place_slug", "minutes", "arrivals", "departures"].iter().enumerate() {
        sheet.write(0, column as u16, *head).expect("a cell");
    }
    sheet.write(1, 0, "Voksa").expect("a cell");
    sheet.write(1, 1, "vanylven").expect("a cell");
    sheet.write(1, 2, 55).expect("a cell");
    sheet.write(1, 3, "mo-fr 10.15").expect("a cell");
    book.save(&path).expect("a file");
    let report = put_table(&store, Kind::Travel, read_table(&path).expect("a table")).await;
    assert_eq!((report.bad, report.added), (vec![], 1));
}
