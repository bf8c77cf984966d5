//! The words of the waiting list's messages. Each fits one SMS segment; a test measures them.
//!
//! As all messages: never the service, never a link; for somebody who asked not to be shown, not the place either.

use jiff::Timestamp;
use torg_base::Lang;
use torg_base::time::sms_moment;
use torg_web::texts::Texts;

use crate::booking::messages::{Where, shortened};
use crate::replies::messages::How;

/// What all of them need to know about who is told.
#[derive(Clone, Copy)]
pub struct To<'a> {
    pub texts: &'a Texts,
    pub lang: Lang,
    pub hidden: bool,
}

/// «Du står på ventelisten …»
pub fn joined(to: To<'_>, at: &Where<'_>, how: How<'_>) -> String {
    let open = how.key("sms-waiting", "sms-waiting-code");
    let hidden = how.key("sms-waiting-hidden", "sms-waiting-code-hidden");
    format(to, at, open, hidden, &[("code", how.code())])
}

/// «Ledig time … Svar 1 for ja …», or with a code for the site.
pub fn offer(to: To<'_>, at: &Where<'_>, starts: Timestamp, until: Timestamp, how: How<'_>) -> String {
    let open = how.key("sms-offer", "sms-offer-code");
    let hidden = how.key("sms-offer-hidden", "sms-offer-code-hidden");
    let args = [("time", sms_moment(starts, to.lang)), ("until", sms_moment(until, to.lang)), ("code", how.code())];
    format(to, at, open, hidden, &args)
}

/// «Vi fikk ikke svar to ganger …»
pub fn taken_off(to: To<'_>, at: &Where<'_>) -> String {
    format(to, at, "sms-taken-off", "sms-taken-off-hidden", &[])
}

/// «Ingen time ble ledig …»
pub fn over(to: To<'_>, at: &Where<'_>) -> String {
    format(to, at, "sms-waiting-over", "sms-waiting-over-hidden", &[])
}

fn format(to: To<'_>, at: &Where<'_>, open: &str, hidden: &str, more: &[(&str, String)]) -> String {
    let mut args = vec![("place", shortened(at.place)), ("phone", at.phone)];
    args.extend(more.iter().map(|(name, value)| (*name, value.as_str())));
    to.texts.format(to.lang, if to.hidden { hidden } else { open }, &args)
}
