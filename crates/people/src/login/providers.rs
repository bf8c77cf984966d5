//! The log-in providers of the installation.

use std::sync::Arc;

use crate::oidc::{OidcClient, Profile};

/// Who can be logged in with: one provider for citizens, any number for staff.
#[derive(Debug, Default)]
pub struct Providers {
    pub citizen: Option<Arc<OidcClient>>,
    pub staff: Vec<Arc<OidcClient>>,
}

impl Providers {
    /// The provider of staff with this name; the first one when no name is given.
    pub fn staff_named(&self, name: &str) -> Option<&Arc<OidcClient>> {
        self.staff.iter().find(|client| name.is_empty() || client.provider().name == name)
    }

    /// The provider that a session began at. One issuer may serve both citizens and staff, as different clients.
    pub fn of_session(&self, staff: bool, issuer: &str) -> Option<&Arc<OidcClient>> {
        let mut own = self.all().filter(|client| client.provider().issuer == issuer);
        if staff { own.next_back() } else { own.next() }
    }

    /// Every provider, that of citizens first.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = &Arc<OidcClient>> {
        self.citizen.iter().chain(&self.staff)
    }
}

/// What people call the provider.
pub(super) fn label(client: &OidcClient) -> String {
    match client.provider().profile {
        Profile::IdPorten => "ID-porten".into(),
        Profile::Ansattporten => "Ansattporten".into(),
        Profile::Generic => client.provider().name.clone(),
    }
}
