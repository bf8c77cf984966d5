//! Whatever stands in the files: they are read or refused with lines, and what is read can be planned and checked.
#![no_main]

use std::{collections::BTreeMap, ops::ControlFlow};

use libfuzzer_sys::fuzz_target;
use torg_plan::{Options, check, read, solve, top, travel};

/// Files follow one another, each begun by a line `==> name`, as `head` and `tail` print them.
fn files(text: &str) -> BTreeMap<String, String> {
    let part = |part: &str| part.split_once('\n').map(|(name, text)| (name.trim().to_owned(), text.to_owned()));
    text.split("==> ").filter_map(part).collect()
}

fuzz_target!(|text: &str| {
    match top::read(text) {
        Ok(instance) => {
            let answer = top::solve(&instance, top::Limits { seed: 1, rounds: Some(3) }, |_| ControlFlow::Continue(()));
            assert!(top::check(&instance, &answer).is_empty());
        }
        Err(faults) => assert!(faults.iter().all(|f| f.line > 0)),
    }
    let _ = travel::links_from_matrix(text, &[0, 1], "fuzz");
    match read::read(&files(text)) {
        Ok(input) => {
            let options = Options { rounds: Some(3), ..Options::default() };
            let proposal = solve(&input, &options, |_| ControlFlow::Continue(()));
            let report = check(&input, &options, &proposal.plan);
            assert!(!proposal.unmet.is_empty() || report.violations.is_empty(), "{:?}", report.violations);
            assert!(proposal.bound >= report.totals.value);
        }
        Err(faults) => assert!(faults.iter().all(|f| f.line > 0)),
    }
});
