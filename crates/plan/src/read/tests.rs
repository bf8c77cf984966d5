use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::model::{Demand, Wish};

fn good() -> BTreeMap<String, String> {
    [
        ("settings.csv", "name,value\nstart,2027-01-04\nweeks,8\n"),
        (
            "places.csv",
            "place,name,district,latitude,longitude,island,lodging,opens,closes,last_visit\n\
             bodo,Bodø,nordland,67.28,14.4,no,yes,08:00,16:00,\n\
             rost,Røst,nordland,67.52,12.12,yes,yes,,,2026-10-01\n",
        ),
        ("services.csv", "service,name,skill,equipment,effort\nid_check,ID-kontroll,police,camera,\n"),
        ("pools.csv", "place,service,people,from,to,value\nrost,id_check,14,,2027-02-28,540\n"),
        (
            "teams.csv",
            "team,name,base,district,crew,skills,equipment,per_hour,setup,starts,ends,work,drive,days,nights,ferries\n\
             bus,Passbussen,bodo,nordland,2,police,camera lift,8,,,,,,mon tue wed,2,yes\n",
        ),
        (
            "rules.csv",
            "rule,demand,service,number,from,to,source,disputed\n\
             few,minimum_people,,20,,,the agency's own estimate,no\n\
             near,district,id_check,,2025-01-01,,interim report 2025,yes\n",
        ),
        ("events.csv", "team,date,place,from,to\nbus,2027-01-05,,,\n"),
        ("travel.csv", "from,to,minutes,ferry,both,source\nbodo,rost,240,yes,yes,timetable\n"),
        ("ferries.csv", "from,to,departs,minutes,days,source\nbodo,rost,16:45,235,mon fri,timetable\n"),
        ("closed.csv", "a,b,from,to,source\nbodo,rost,2027-01-04,2027-01-10,road authority\n"),
        ("wishes.csv", "wish,team,place,date\nlock,bus,rost,2027-01-12\nforbid,,rost,2027-01-13\n"),
    ]
    .map(|(name, text)| (name.to_owned(), text.to_owned()))
    .into()
}

#[test]
fn every_table_is_read() {
    let input = read(&good()).unwrap();
    assert_eq!((input.places.len(), input.pools[0].people, input.pools[0].to), (2, 14, 55));
    assert_eq!((input.places[0].opens, input.places[1].last_visit), (480, Some(-95)));
    assert_eq!(input.teams[0].weekdays, [true, true, true, false, false, false, false]);
    assert_eq!(input.teams[0].equipment, ["camera", "lift"]);
    assert_eq!(
        (input.rules[1].demand, input.rules[1].disputed, input.rules[1].service),
        (Demand::District, true, Some(0))
    );
    assert_eq!(input.ferries[0].departs, 16 * 60 + 45);
    assert_eq!(
        input.wishes,
        [Wish::Lock { team: 0, place: 1, day: 8 }, Wish::Forbid { team: None, place: 1, day: Some(9) }]
    );
}

/// Replaces text in a file; the faults as file and line.
fn faults(file: &str, from: &str, to: &str) -> Vec<(String, u64)> {
    let mut files = good();
    let text = files[file].replace(from, to);
    assert_ne!(text, files[file], "nothing was replaced");
    files.insert(file.into(), text);
    read(&files).unwrap_err().into_iter().map(|f| (f.file, f.line)).collect()
}

#[test]
fn a_fault_has_its_file_and_line() {
    for (file, from, to, line) in [
        ("settings.csv", "2027-01-04", "4. januar", 2),
        ("settings.csv", "weeks,8", "weeks,80", 3),
        ("settings.csv", "weeks", "wekes", 3),
        ("places.csv", "67.52", "167.52", 3),
        ("places.csv", "rost,", "bodo,", 3),
        ("places.csv", "08:00", "8 o'clock", 2),
        ("places.csv", "08:00", "17:00", 2),
        ("places.csv", "2026-10-01", "2027-10-01", 3),
        ("places.csv", "island", "isle", 1),
        ("services.csv", "camera,", "camera,0", 2),
        ("pools.csv", "14", "fourteen", 2),
        ("pools.csv", "2027-02-28", "2026-02-28", 2),
        ("teams.csv", "bus,Pass", ",Pass", 2),
        ("teams.csv", "mon tue", "mon tirsdag", 2),
        ("teams.csv", ",2,yes", ",2,yes,extra", 2),
        ("rules.csv", "minimum_people", "minimum", 2),
        ("rules.csv", "district,id_check", "district,", 3),
        ("rules.csv", ",20,", ",,", 2),
        ("rules.csv", "interim report 2025", "", 3),
        ("events.csv", "2027-01-05", "", 2),
        ("travel.csv", "240", "-1", 2),
        ("ferries.csv", "16:45", "", 2),
        ("closed.csv", "2027-01-10", "soon", 2),
        ("wishes.csv", "lock,bus", "lock,", 2),
        ("wishes.csv", "forbid", "avoid", 3),
    ] {
        let found = faults(file, from, to);
        assert!(found.contains(&(file.to_owned(), line)), "{file}: {from} -> {to}: {found:?}");
    }
}

#[test]
fn all_faults_come_at_once() {
    let mut files = good();
    files.remove("teams.csv");
    files.insert("pools.csv".into(), "place,service,people,from,to,value\nx,y,0,,,0\nrost,id_check,1,,,1\n".into());
    files.insert("extra.csv".into(), String::new());
    let found = read(&files).unwrap_err();
    assert!(found.len() >= 8, "{found:?}");
    assert_eq!(found.iter().filter(|f| f.file == "pools.csv").map(|f| f.line).collect::<Vec<_>>(), [2, 2, 2, 2]);
}

proptest! {
    #[test]
    fn any_text_in_any_file_is_read_or_refused(
        file in prop::sample::select(FILES.to_vec()),
        at in 0usize..400,
        cut in 0usize..20,
        text in "[a-z0-9,\n\":. -]{0,30}|.{0,12}",
    ) {
        let mut files = good();
        let old: Vec<char> = files[file].chars().collect();
        let at = at.min(old.len());
        let rest = (at + cut).min(old.len());
        let new: String = old[..at].iter().copied().chain(text.chars()).chain(old[rest..].iter().copied()).collect();
        files.insert(file.into(), new);
        match read(&files) {
            Ok(input) => drop(crate::travel::Travel::new(&input)),
            Err(faults) => prop_assert!(faults.iter().all(|f| f.line >= 1 && !f.what.to_string().is_empty())),
        }
    }
}
