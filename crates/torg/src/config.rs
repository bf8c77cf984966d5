//! The configuration: `torg.toml`, and `TORG_*` variables over it (`TORG_SITE__NAME` for `name` under `[site]`).

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use torg_notify::NotifyConfig;
use torg_people::oidc::Provider;
use torg_store::{Keys, StoreConfig};
use torg_web::SiteConfig;

use crate::papers::Papers;

/// Everything that an installation decides.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    /// `sqlite:FILE` or `postgres://…`.
    pub database: String,
    /// The file with the installation's secret; made at the first start when the database is SQLite.
    pub secret_file: PathBuf,
    /// `false` only in load tests.
    pub rate_limits: Switch,
    pub site: Site,
    #[serde(default)]
    pub notify: NotifyConfig,
    #[serde(default)]
    pub login: Login,
    /// What has been approved; only `torg check --papers` reads it.
    #[serde(default)]
    pub papers: Papers,
}

/// How the site presents itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    pub name: String,
    /// Public address, without a slash at the end.
    pub base_url: String,
    /// True when a proxy in front sets `X-Forwarded-For`.
    pub behind_proxy: bool,
}

/// Who can sign in, and through whom.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Login {
    pub citizen: Option<Provider>,
    pub staff: Vec<Provider>,
}

/// `on` or `off`, as words or as true and false.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Switch {
    Bool(bool),
    Word(Word),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Word {
    On,
    Off,
}

impl Switch {
    pub fn on(self) -> bool {
        matches!(self, Switch::Bool(true) | Switch::Word(Word::On))
    }
}

#[derive(Serialize)]
struct Defaults {
    database: String,
    secret_file: PathBuf,
    rate_limits: bool,
    site: Site,
}

impl Config {
    /// Reads the file (which may be missing when it was not named) and the environment.
    pub fn read(file: Option<&Path>) -> Result<Config, String> {
        let path = file.unwrap_or(Path::new("torg.toml"));
        if file.is_some() && !path.exists() {
            return Err(format!("the configuration file {} does not exist", path.display()));
        }
        Config::figment(Figment::from(Serialized::defaults(Defaults::ordinary())).merge(Toml::file(path)))
    }

    /// The demo's configuration: everything in one folder, nothing leaves the machine.
    pub fn demo(folder: &Path, listen: &str) -> Result<Config, String> {
        let mut defaults = Defaults::ordinary();
        defaults.database = format!("sqlite:{}", folder.join("torg.sqlite").display());
        defaults.secret_file = folder.join("torg.secret");
        defaults.site.base_url = format!("http://{listen}");
        Config::figment(Figment::from(Serialized::defaults(defaults)))
    }

    fn figment(figment: Figment) -> Result<Config, String> {
        let environment = Env::prefixed("TORG_").ignore(&["listen", "test_postgres", "log", "config"]).split("__");
        // The error says which setting and what was expected; values of secrets are never in the configuration.
        figment.merge(environment).extract().map_err(|error| format!("configuration: {error}"))
    }

    pub fn store(&self) -> Result<StoreConfig, String> {
        StoreConfig::parse(&self.database)
            .ok_or_else(|| "database must be sqlite:FILE or postgres://USER@HOST/NAME".to_owned())
    }

    /// Reads the secret. With SQLite it is made when it does not exist; with PostgreSQL the operator makes it, since all
    /// copies must have the same.
    pub fn keys(&self) -> Result<Keys, String> {
        let path = &self.secret_file;
        if !path.exists() && matches!(self.store()?, StoreConfig::Sqlite(_)) {
            write_secret(path)?;
        }
        let text = std::fs::read_to_string(path).map_err(|_| {
            format!("the secret file {} cannot be read; make one with: torg secret > FILE", path.display())
        })?;
        Keys::from_text(&text)
            .ok_or_else(|| format!("{} must hold 64 hexadecimal digits (torg secret > FILE)", path.display()))
    }

    pub fn site(&self, demo: bool) -> SiteConfig {
        let providers = self.login.citizen.iter().chain(&self.login.staff);
        // Digdir's providers show the frame from the host that the log-in page has, `login.` before the issuer's.
        let frames = |issuer: &str| {
            let issuer = issuer.trim_end_matches('/').to_owned();
            let login = issuer.strip_prefix("https://").map(|host| format!("https://login.{host}"));
            std::iter::once(issuer).chain(login)
        };
        SiteConfig {
            name: self.site.name.clone(),
            base_url: self.site.base_url.trim_end_matches('/').to_owned(),
            demo,
            behind_proxy: self.site.behind_proxy,
            rate_limits: self.rate_limits.on(),
            frame_ancestors: providers.flat_map(|p| frames(&p.issuer)).collect(),
        }
    }
}

impl Defaults {
    fn ordinary() -> Defaults {
        Defaults {
            database: "sqlite:torg.sqlite".into(),
            secret_file: "torg.secret".into(),
            rate_limits: true,
            site: Site { name: "Torg".into(), base_url: "http://127.0.0.1:8080".into(), behind_proxy: false },
        }
    }
}

/// Writes a new secret that only the owner can read.
fn write_secret(path: &Path) -> Result<(), String> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let open = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    open.and_then(|mut file| {
        file.write_all(format!("{}\n", Keys::generate()).as_bytes())?;
        file.sync_all()
    })
    .map_err(|error| format!("the secret file {} cannot be made: {}", path.display(), error.kind()))
}
