//! The shell around every page and every call: locale, session, CSRF, policy, headers, errors, assets.

pub mod app;
pub mod assets;
pub mod error;
pub mod forms;
pub mod headers;
pub mod limits;
pub mod page;
pub mod private;
pub mod route;
pub mod session;
pub mod slice;
pub mod texts;
pub mod visit;

pub use app::{App, SiteConfig};
pub use error::{ApiFailure, Failure};
pub use forms::{Choice, Field, Form};
pub use page::{Face, Html, Page};
pub use route::{Kind, Route, get, post};
pub use slice::Slice;
pub use visit::{Api, Visit};
