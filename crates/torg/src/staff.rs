//! `torg staff`: the operator gives somebody a role, so that an installation gets its first manager.

use std::path::PathBuf;

use torg_base::{Membership, Role, national_id};
use torg_catalogue::directory::Directories;
use torg_people::staff::{Account, Held, seed};
use torg_store::{Across, Result, Tx, Unit, migrate};

use crate::config::Config;
use crate::{commands, slices};

/// What the command was given.
pub struct NewStaff {
    pub organisation: String,
    pub role: String,
    pub name: String,
    pub email: Option<String>,
    pub national_id_file: Option<PathBuf>,
}

/// Adds the person, or gives a known one another role.
pub async fn add(config: &Config, new: NewStaff) -> std::result::Result<(), String> {
    let role = Role::parse(&new.role).filter(|r| r.is_staff() && *r != Role::Helper);
    let role = role.ok_or("which role? guide, caseworker, manager, agency, employer, national or admin")?;
    let pid = new.national_id_file.as_ref().map(read_national_id).transpose()?;
    let store = commands::open(config).await?;
    migrate::migrate(&store, slices::migrations()).await.map_err(commands::told)?;
    let directory = Directories::open(&store).await.map_err(commands::told)?.get();
    let organisation = directory.organisations.values().find(|o| o.slug == new.organisation);
    let organisation = organisation.ok_or("no organisation has that slug; import places first")?.id;
    let membership = Membership { organisation, place: None, role };
    let unit = Add { name: new.name, email: new.email, pid, held: Held { membership, supervisor: None } };
    store.write_across(Across::Operator, unit).await.map_err(commands::told)?;
    println!("done; the role works at the next log-in");
    Ok(())
}

fn read_national_id(file: &PathBuf) -> std::result::Result<String, String> {
    let text = std::fs::read_to_string(file).map_err(|_| format!("{} cannot be read", file.display()))?;
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match national_id::check(&digits) {
        Some(_) => Ok(digits),
        None => Err(format!("{} does not hold a national number; one digit may be wrong", file.display())),
    }
}

struct Add {
    name: String,
    email: Option<String>,
    pid: Option<String>,
    held: Held,
}

impl Unit for Add {
    type Out = ();

    async fn run(&self, tx: &Tx) -> Result<()> {
        let account = Account { email: self.email.as_deref(), pid: self.pid.as_deref() };
        seed(tx, &self.name, account, std::slice::from_ref(&self.held)).await?;
        Ok(())
    }
}
