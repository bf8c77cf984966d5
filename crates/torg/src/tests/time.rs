//! Bookings and reminders over both daylight-saving days and New Year.

use torg_store::Engine;

use super::harness::{Site, instant};
use super::line::as_far_as_the_code;

/// Books in the week of a date and returns the start and the calendar file.
async fn booked(now: &str, week: &str, phone: &str) -> (Site, jiff::Timestamp, String) {
    let site = Site::demo_at(Engine::Sqlite, now).await;
    let mut citizen = site.visitor();
    let path = "/bestill/logge-inn-altinn/vanylven/counter";
    let time = citizen.open(&format!("{path}?uke={week}")).await.field("tid");
    let contact = citizen.open(&format!("{path}/kontakt?tid={time}")).await;
    let fields = [("tid", time.as_str()), ("name", "Tid"), ("phone", phone), ("note", "")];
    let held = citizen.submit(&contact, &format!("{path}/kontakt"), &fields).await;
    let page = citizen.open(&held.location).await;
    let code = site.code_for(&format!("+47{phone}")).await;
    citizen.submit(&page, &format!("{}/kode", held.location), &[("code", &code)]).await;
    let calendar = citizen.open(&format!("{}/kalender.ics", held.location)).await.body;
    (site, jiff::Timestamp::from_second(time.parse().unwrap()).unwrap(), calendar)
}

/// The start of a calendar file as another program reads it: Python's icalendar, in UTC.
fn read_by_icalendar(text: &str) -> jiff::Timestamp {
    let cache =
        std::env::var("XDG_CACHE_HOME").unwrap_or_else(|_| format!("{}/.cache", std::env::var("HOME").unwrap()));
    let python = format!("{cache}/torg/python/bin/python");
    let program = "import sys, datetime, icalendar\n\
                   event = icalendar.Calendar.from_ical(sys.stdin.read()).walk('VEVENT')[0]\n\
                   print(event.decoded('DTSTART').astimezone(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'))";
    let mut child = std::process::Command::new(&python)
        .args(["-c", program])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap_or_else(|_| panic!("{python} is missing: make deps-test"));
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "icalendar reads the file:\n{text}");
    instant(String::from_utf8_lossy(&output.stdout).trim())
}

/// The reminder goes out at the expected instant, neither a minute before nor another time.
async fn reminded_at(site: &Site, phone: &str, at: &str) {
    let before = site.messages_to(phone).await.len();
    site.clock.set(instant(at) - jiff::SignedDuration::from_mins(1));
    assert_eq!(site.messages_to(phone).await.len(), before, "no reminder before {at}");
    site.clock.set(instant(at) + jiff::SignedDuration::from_mins(1));
    assert_eq!(site.messages_to(phone).await.len(), before + 1, "a reminder at {at}");
}

#[tokio::test]
async fn over_the_switch_to_summer_time() {
    let (site, start, calendar) = booked("2027-03-18T09:00:00Z", "2027-03-29", "90000030").await;
    // Easter: 29 March is Easter Monday; the first opening day is Tuesday 09.00 summer time.
    assert_eq!(start, instant("2027-03-30T07:00:00Z"));
    assert!(calendar.contains("DTSTART;TZID=Europe/Oslo:20270330T090000"), "{calendar}");
    assert_eq!(read_by_icalendar(&calendar), start);
    reminded_at(&site, "+4790000030", "2027-03-28T07:00:00Z").await;
}

#[tokio::test]
async fn over_the_switch_to_winter_time() {
    let (site, start, calendar) = booked("2027-10-20T09:00:00Z", "2027-11-01", "90000031").await;
    assert_eq!(start, instant("2027-11-01T08:00:00Z"));
    assert_eq!(read_by_icalendar(&calendar), start);
    reminded_at(&site, "+4790000031", "2027-10-30T07:00:00Z").await;
}

#[tokio::test]
async fn over_new_year() {
    let (site, start, calendar) = booked("2026-12-20T09:00:00Z", "2027-01-01", "90000032").await;
    // New Year's Day is a Friday and a public holiday; Monday the fourth is the first day.
    assert_eq!(start, instant("2027-01-04T08:00:00Z"));
    assert!(calendar.contains("20270104T090000"), "{calendar}");
    assert_eq!(read_by_icalendar(&calendar), start);
    reminded_at(&site, "+4790000032", "2027-01-02T08:00:00Z").await;
}

#[tokio::test]
async fn whatever_the_first_time_is_it_can_be_booked() {
    // What is offered is accepted, also minutes before the notice runs out.
    let site = Site::demo_at(Engine::Sqlite, "2026-11-23T09:29:59Z").await;
    let mut citizen = site.visitor();
    let (location, _) =
        as_far_as_the_code(&mut citizen, "/bestill/logge-inn-altinn/vanylven/counter", "90000033").await;
    assert!(location.starts_with("/time/"));
}
