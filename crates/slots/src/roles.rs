//! Which resource fills which role: a matching, with the wanted alternatives first.

use std::ops::Range;

use uuid::Uuid;

use crate::rules::{Candidate, OfferRules, Stretch};

/// A resource in a search.
pub(crate) struct Resource {
    pub id: Uuid,
    pub capacity: u16,
    pub travels: bool,
    pub open: Vec<Stretch>,
}

/// The roles of an offer, as positions in a list of its resources.
pub(crate) struct Roles {
    /// Per role its alternatives in order; per alternative its resources.
    lists: Vec<Vec<Vec<usize>>>,
    /// No resource is a candidate for two roles.
    pub disjoint: bool,
    /// Some role has more than one alternative.
    ranked: bool,
}

impl Roles {
    /// The resources of all roles, each once, and the roles. One named with two capacities has the lower.
    pub fn of(rules: &OfferRules) -> (Vec<Resource>, Roles) {
        let mut resources: Vec<Resource> = Vec::new();
        let lists: Vec<Vec<Vec<usize>>> =
            rules.roles.iter().map(|role| alternatives(&role.candidates, &mut resources)).collect();
        let places: usize = lists.iter().flatten().map(Vec::len).sum();
        let roles = Roles {
            disjoint: places == resources.len(),
            ranked: lists.iter().any(|alternatives| alternatives.len() > 1),
            lists,
        };
        (resources, roles)
    }

    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Every resource of a role.
    pub fn members(&self, role: usize) -> impl Iterator<Item = usize> {
        self.lists.get(role).into_iter().flatten().flatten().copied()
    }

    /// A different usable resource for each role, or none if that cannot be. The first role gets the first alternative that
    /// is possible at all, then the second role, and so on; `salt` decides among those that are as good as each other.
    pub fn assign(&self, resources: usize, salt: u64, usable: impl Fn(usize) -> bool) -> Option<Vec<usize>> {
        if self.lists.is_empty() {
            return None;
        }
        let mut allowed: Vec<Range<usize>> = self.lists.iter().map(|list| 0..list.len()).collect();
        let matched = |allowed: &[Range<usize>]| {
            Matching { roles: self, allowed, salt, usable: &usable, role_of: vec![None; resources] }.complete()
        };
        let mut picks = matched(&allowed)?;
        if !self.ranked {
            return Some(picks);
        }
        for role in 0..self.lists.len() {
            for rank in allowed[role].clone() {
                allowed[role] = rank..rank + 1;
                if self.lists[role][rank].contains(&picks[role]) {
                    break;
                }
                if let Some(better) = matched(&allowed) {
                    picks = better;
                    break;
                }
            }
        }
        Some(picks)
    }
}

/// A role's candidates by alternative; new ones are added to the resources.
fn alternatives(candidates: &[Candidate], resources: &mut Vec<Resource>) -> Vec<Vec<usize>> {
    let mut found: Vec<(u8, usize)> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let known = resources.iter().position(|resource| resource.id == candidate.resource);
        let at = known.unwrap_or_else(|| {
            let (id, capacity, travels) = (candidate.resource, candidate.capacity, candidate.travels);
            resources.push(Resource { id, capacity, travels, open: Vec::new() });
            resources.len() - 1
        });
        resources[at].capacity = resources[at].capacity.min(candidate.capacity);
        resources[at].travels |= candidate.travels;
        match found.iter_mut().find(|(_, position)| *position == at) {
            Some((rank, _)) => *rank = candidate.rank.min(*rank),
            None => found.push((candidate.rank, at)),
        }
    }
    // Stable, so that within an alternative the candidates keep their order.
    found.sort_by_key(|(rank, _)| *rank);
    found.chunk_by(|a, b| a.0 == b.0).map(|group| group.iter().map(|(_, at)| *at).collect()).collect()
}

/// A matching under way (augmenting paths, so it is complete if it can be).
struct Matching<'a, Usable> {
    roles: &'a Roles,
    /// The alternatives that each role may use.
    allowed: &'a [Range<usize>],
    salt: u64,
    usable: &'a Usable,
    role_of: Vec<Option<usize>>,
}

impl<Usable: Fn(usize) -> bool> Matching<'_, Usable> {
    fn complete(mut self) -> Option<Vec<usize>> {
        for role in 0..self.roles.len() {
            let mut tried = vec![false; self.role_of.len()];
            if !self.seat(role, &mut tried) {
                return None;
            }
        }
        let mut picks = vec![0; self.roles.len()];
        for (position, role) in self.role_of.into_iter().enumerate() {
            if let Some(role) = role {
                picks[role] = position;
            }
        }
        Some(picks)
    }

    /// Finds a resource for the role, moving earlier roles to others where needed.
    fn seat(&mut self, role: usize, tried: &mut [bool]) -> bool {
        let (roles, allowed) = (self.roles, &self.allowed[role]);
        for list in &roles.lists[role][allowed.clone()] {
            let skip = (self.salt % list.len().max(1) as u64) as usize;
            for &position in list[skip..].iter().chain(&list[..skip]) {
                if tried[position] || !(self.usable)(position) {
                    continue;
                }
                tried[position] = true;
                let free = match self.role_of[position] {
                    None => true,
                    Some(other) => self.seat(other, tried),
                };
                if free {
                    self.role_of[position] = Some(role);
                    return true;
                }
            }
        }
        false
    }
}
