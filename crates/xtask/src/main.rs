//! `cargo xtask check`: the structure that the compiler does not guard.
//!
//! Arrows between crates, tables that only their own slice touches, routes that name a permission, file lengths.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Lines at which a file is too long for a reader; and at which it may not land.
const WARN: usize = 500;
const FAIL: usize = 900;

/// What each crate may depend on. `torg` may depend on all, `xtask` and `bench` on none of ours.
const ARROWS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("store", &["base"]),
    ("plan", &["base"]),
    ("plain", &["base"]),
    ("find", &["base"]),
    ("scan", &["base"]),
    ("paper", &["base"]),
    ("slots", &["base", "store"]),
    ("web", &["base", "store"]),
    ("notify", &["base", "store"]),
    ("people", &["base", "store", "web", "notify"]),
    ("catalogue", &["base", "store", "web", "notify", "slots", "people", "find", "plain"]),
    ("booking", &["base", "store", "web", "notify", "slots", "people", "catalogue"]),
    (
        "centre",
        &[
            "base",
            "store",
            "web",
            "notify",
            "slots",
            "people",
            "catalogue",
            "booking",
            "find",
            "plain",
            "paper",
            "plan",
        ],
    ),
    ("xtask", &[]),
    ("bench", &[]),
];

/// Tables that another folder may name, each with its reason.
const SHARED: &[(&str, &str)] = &[
    ("membership", "crates/web/src/session.rs"), // a session carries its roles; reading them twice would cost a query more
    ("config_version", "crates/catalogue/src/directory.rs"), // the version of what is published belongs to its reader
    ("schema_migration", "crates/store/src/migrate.rs"),
];

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match std::env::args().nth(1).as_deref() {
        Some("check") => report(check(&root)),
        _ => {
            eprintln!("cargo xtask check");
            ExitCode::FAILURE
        }
    }
}

fn report(problems: Vec<String>) -> ExitCode {
    for problem in &problems {
        eprintln!("{problem}");
    }
    if problems.is_empty() {
        println!("structure: ok");
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn check(root: &Path) -> Vec<String> {
    let sources = sources(root);
    let mut problems = arrows(root);
    problems.extend(lengths(&sources));
    problems.extend(tables(&sources));
    problems.extend(routes(&sources));
    problems
}

/// Every Rust source with its path from the root.
fn sources(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.insert(shown(root, &path), fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    found
}

fn shown(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).map_or_else(|_| path.display().to_string(), |p| p.display().to_string())
}

fn arrows(root: &Path) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, allowed) in ARROWS {
        let manifest: PathBuf = root.join("crates").join(name).join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap_or_default();
        let dependencies = text.split("[dev-dependencies]").next().unwrap_or_default();
        for line in dependencies.lines() {
            let Some(other) = line.strip_prefix("torg-").and_then(|l| l.split(['.', ' ']).next()) else { continue };
            if !allowed.contains(&other) {
                problems.push(format!("crates/{name} may not depend on {other} (ARCHITECTURE.md, arrows)"));
            }
        }
    }
    problems
}

fn lengths(sources: &BTreeMap<String, String>) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, text) in sources {
        let lines = text.lines().count();
        if lines > FAIL {
            problems.push(format!("{path}: {lines} lines; split it ({FAIL} at most)"));
        } else if lines > WARN {
            println!("note: {path} has {lines} lines; would a reader find their way?");
        }
    }
    problems
}

/// The folder that owns a table is the one whose migration makes it; nobody else may name it in SQL.
fn tables(sources: &BTreeMap<String, String>) -> Vec<String> {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, text) in sources {
        for part in text.split("CREATE TABLE ").skip(1) {
            let name = part.trim_start_matches("IF NOT EXISTS ").split([' ', '(', '\n']).next().unwrap_or_default();
            if part.contains('{') && !name.is_empty() && !is_test(path) {
                owners.insert(name, folder(path));
            }
        }
    }
    let mut problems = Vec::new();
    for (path, text) in sources.iter().filter(|(path, _)| !is_test(path) && !path.starts_with("crates/bench/")) {
        for (table, owner) in &owners {
            let named = ["FROM ", "INTO ", "UPDATE ", "JOIN "].iter().any(|verb| names(program(text), verb, table));
            let shared = SHARED.iter().any(|(t, p)| t == table && p == path);
            if named && folder(path) != *owner && !shared {
                problems.push(format!("{path}: names the table {table}, which belongs to {owner}: call its functions"));
            }
        }
    }
    problems
}

fn names(text: &str, verb: &str, table: &str) -> bool {
    text.match_indices(verb).any(|(at, _)| {
        let rest = &text[at + verb.len()..];
        rest.starts_with(table) && !rest[table.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}

/// A file without its tests, which may look at any table.
fn program(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text)
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(folder, _)| folder)
}

fn is_test(path: &str) -> bool {
    path.contains("tests") || path.contains("/testing")
}

/// Routes are made by `torg_web::route`, which asks for a permission; two files may add others.
fn routes(sources: &BTreeMap<String, String>) -> Vec<String> {
    let allowed = ["crates/web/src/route.rs", "crates/torg/src/serve.rs", "crates/xtask/src/main.rs"];
    sources
        .iter()
        .filter(|(path, text)| text.contains(".route(") && !allowed.contains(&path.as_str()))
        .filter(|(path, _)| !is_test(path) && !path.starts_with("crates/bench/"))
        .map(|(path, _)| format!("{path}: adds a route without a permission; use torg_web::get or post"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(path: &str, text: &str) -> BTreeMap<String, String> {
        BTreeMap::from([
            ("crates/a/src/one/store.rs".to_owned(), "CREATE TABLE thing (\n id {uuid})".to_owned()),
            (path.to_owned(), text.to_owned()),
        ])
    }

    #[test]
    fn a_table_is_named_by_its_owner_only() {
        assert!(tables(&one("crates/a/src/one/jobs.rs", "DELETE FROM thing WHERE")).is_empty());
        assert_eq!(tables(&one("crates/a/src/two/store.rs", "SELECT 1 FROM thing WHERE")).len(), 1);
        assert!(tables(&one("crates/a/src/two/store.rs", "SELECT 1 FROM things")).is_empty());
    }

    #[test]
    fn routes_and_lengths_are_watched() {
        assert_eq!(routes(&one("crates/a/src/two.rs", "router.route(\"/x\", get(x))")).len(), 1);
        assert_eq!(lengths(&one("crates/a/src/two.rs", &"x\n".repeat(901))).len(), 1);
    }
}
