//! Request bodies with our values put in: `{to}`, `{to_digits}`, `{text}`, `{key}`, `{sender}`.

use url::form_urlencoded::byte_serialize;

use crate::transport::Outgoing;

/// How a value is written so that it cannot break out of its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// Inside a JSON string (the quotes stand in the template).
    Json,
    /// A value of `application/x-www-form-urlencoded`.
    Form,
    /// A header value: no line breaks or other control characters.
    Header,
}

const NAMES: [&str; 5] = ["to", "to_digits", "text", "key", "sender"];

/// Fills a template in one pass: braces inside a value stay as they are, other braces are the template's own (JSON).
pub(crate) fn fill(template: &str, escape: Escape, message: &Outgoing, sender: &str) -> String {
    let mut filled = String::with_capacity(template.len() + message.text.len());
    let mut rest = template;
    while let Some(start) = rest.find('{') {
        filled.push_str(&rest[..start]);
        rest = &rest[start..];
        match NAMES.iter().find(|name| is_placeholder(rest, name)) {
            Some(name) => {
                filled.push_str(&escaped(value(name, message, sender), escape));
                rest = &rest[name.len() + 2..];
            }
            None => {
                filled.push('{');
                rest = &rest[1..];
            }
        }
    }
    filled.push_str(rest);
    filled
}

/// Whether the template uses the named placeholder.
pub(crate) fn uses(template: &str, name: &str) -> bool {
    template.contains(&format!("{{{name}}}"))
}

fn is_placeholder(rest: &str, name: &str) -> bool {
    rest[1..].strip_prefix(name).is_some_and(|after| after.starts_with('}'))
}

fn value<'a>(name: &str, message: &'a Outgoing, sender: &'a str) -> &'a str {
    match name {
        "to" => &message.to,
        "to_digits" => message.to.trim_start_matches('+'),
        "text" => &message.text,
        "key" => &message.key,
        _ => sender,
    }
}

fn escaped(value: &str, escape: Escape) -> String {
    match escape {
        Escape::Json => {
            let quoted = serde_json::Value::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
        Escape::Form => byte_serialize(value.as_bytes()).collect(),
        Escape::Header => value.chars().filter(|letter| !letter.is_control()).collect(),
    }
}
