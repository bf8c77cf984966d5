//! Travel times from a routing service: the answer of OSRM's `table` or Valhalla's `sources_to_targets`, as text.

use serde::Deserialize;

use crate::{model::Link, read::Fault};

#[derive(Deserialize)]
struct Osrm {
    /// Seconds; `null` where there is no way.
    durations: Vec<Vec<Option<f64>>>,
}

#[derive(Deserialize)]
struct Valhalla {
    sources_to_targets: Vec<Vec<Cell>>,
}

#[derive(Deserialize)]
struct Cell {
    time: Option<f64>,
}

/// Links between the given places, in the order in which they were sent to the service.
///
/// Minutes are rounded up. The service does not say what is a ferry: all counts as driving. `source` is what each
/// number will show, such as the service's address without query and the day it was asked.
pub fn links_from_matrix(text: &str, places: &[usize], source: &str) -> Result<Vec<Link>, Fault> {
    let fault = |what: String| Fault::new("matrix", 1, what);
    let rows: Vec<Vec<Option<f64>>> = match serde_json::from_str::<Osrm>(text) {
        Ok(table) => table.durations,
        Err(not_osrm) => match serde_json::from_str::<Valhalla>(text) {
            Ok(table) => {
                table.sources_to_targets.into_iter().map(|r| r.into_iter().map(|c| c.time).collect()).collect()
            }
            Err(_) => return Err(fault(format!("neither `durations` nor `sources_to_targets`: {not_osrm}"))),
        },
    };
    if rows.len() != places.len() || rows.iter().any(|r| r.len() != places.len()) {
        return Err(fault(format!("{} places were asked about; the matrix is not of that size", places.len())));
    }
    let mut links = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for (j, seconds) in row.iter().enumerate().filter(|(j, _)| *j != i) {
            let Some(seconds) = seconds else { continue };
            if !(0.0..=1e7).contains(seconds) {
                return Err(fault(format!("row {}, column {}: {seconds} seconds", i + 1, j + 1)));
            }
            let minutes = (seconds / 60.0).ceil() as i32;
            links.push(Link {
                from: places[i],
                to: places[j],
                minutes,
                ferry: false,
                both: false,
                source: source.into(),
            });
        }
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_services_are_understood() {
        let osrm = r#"{"code":"Ok","durations":[[0,61],[null,0]]}"#;
        let links = links_from_matrix(osrm, &[4, 7], "osrm 2027-01-01").unwrap();
        assert_eq!(links.iter().map(|l| (l.from, l.to, l.minutes)).collect::<Vec<_>>(), [(4, 7, 2)]);
        let valhalla = r#"{"sources_to_targets":[[{"time":0},{"time":60}],[{"time":119.5},{"time":0}]]}"#;
        let links = links_from_matrix(valhalla, &[4, 7], "valhalla").unwrap();
        assert_eq!(links.iter().map(|l| (l.from, l.to, l.minutes)).collect::<Vec<_>>(), [(4, 7, 1), (7, 4, 2)]);
    }

    #[test]
    fn a_matrix_of_another_size_or_nature_is_refused() {
        assert!(links_from_matrix(r#"{"durations":[[0,61]]}"#, &[4, 7], "").is_err());
        assert!(links_from_matrix(r#"{"code":"InvalidUrl"}"#, &[4], "").is_err());
        assert!(links_from_matrix(r#"{"durations":[[0,-5],[1,0]]}"#, &[4, 7], "").is_err());
    }
}
