//! The running program as handlers see it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

use torg_base::Clock;
use torg_store::Store;

use crate::limits::Limits;
use crate::session::Sessions;
use crate::texts::Texts;

/// How the site presents itself; see `docs/drift`.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// Name of the installation, shown on the common front page.
    pub name: String,
    /// Public address without trailing slash, e.g. `https://torg.example.no`.
    pub base_url: String,
    /// True in `torg demo`: shows messages instead of sending them and allows the demo log-in.
    pub demo: bool,
    /// True when a trusted proxy sets `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// False only in load tests.
    pub rate_limits: bool,
    /// Origins that may show the front-channel log-out page in a frame.
    pub frame_ancestors: Vec<String>,
}

impl SiteConfig {
    /// Cookies are `Secure` whenever the site is served over HTTPS.
    pub fn https(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// Shared by all requests. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    texts: Texts,
    site: SiteConfig,
    limits: Limits,
    sessions: Sessions,
    parts: HashMap<TypeId, Arc<dyn Any + Send + Sync>>,
}

/// Gathers what the program is made of before it starts.
pub struct Builder {
    inner: Inner,
}

impl App {
    pub fn builder(store: Store, texts: Texts, site: SiteConfig) -> Builder {
        let limits = Limits::new(site.rate_limits);
        let sessions = Sessions::default();
        Builder { inner: Inner { store, texts, site, limits, sessions, parts: HashMap::new() } }
    }

    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    pub fn clock(&self) -> &Clock {
        self.inner.store.clock()
    }

    pub fn texts(&self) -> &Texts {
        &self.inner.texts
    }

    pub fn site(&self) -> &SiteConfig {
        &self.inner.site
    }

    pub fn limits(&self) -> &Limits {
        &self.inner.limits
    }

    pub fn sessions(&self) -> &Sessions {
        &self.inner.sessions
    }

    /// A service that a slice put in when the program was built, found by its type.
    ///
    /// # Panics
    /// When the binary forgot to put it in; the HTTP tests start the whole program and would show it.
    pub fn part<T: Send + Sync + 'static>(&self) -> Arc<T> {
        let part = self.inner.parts.get(&TypeId::of::<T>()).cloned();
        let part = part.unwrap_or_else(|| panic!("{} was not put in", std::any::type_name::<T>()));
        part.downcast().unwrap_or_else(|_| unreachable!("parts are kept under their own type"))
    }
}

impl Builder {
    /// Puts in a service that handlers find with [`App::part`].
    pub fn with<T: Send + Sync + 'static>(mut self, part: Arc<T>) -> Builder {
        self.inner.parts.insert(TypeId::of::<T>(), part);
        self
    }

    pub fn build(self) -> App {
        App { inner: Arc::new(self.inner) }
    }
}
