use super::secret_file;
use crate::config::{NotifyConfig, Problem};
use crate::http_client;

fn config(text: &str) -> NotifyConfig {
    toml::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// The problems as text; each must say what to do.
fn problems(text: &str) -> Vec<String> {
    let problems = config(text).check();
    assert!(problems.iter().all(|problem| !problem.fix.is_empty()));
    problems.iter().map(Problem::to_string).collect()
}

fn has(problems: &[String], words: &str) {
    assert!(problems.iter().any(|problem| problem.contains(words)), "{words:?} is not among {problems:#?}");
}

#[test]
fn nothing_configured_is_fine() {
    assert!(problems("").is_empty());
    let ready = config("").transports(&http_client().expect("a client")).expect("no problem");
    assert!(ready.sms.is_none() && ready.email.is_none());
}

fn whole(secret: &str) -> String {
    format!(
        r#"
        rest_seconds = 30
        [[sms]]
        kind = "kannel"
        name = "eget modem"
        url = "http://127.0.0.1:13013/cgi-bin/sendsms"
        username = "torg"
        password_file = {secret:?}
        sender = "Rost torg"
        report_url = "https://torg.rost.test/sms/kannel/abc"
        [[sms]]
        kind = "http"
        name = "leverandør"
        url = "https://sms.test/v1"
        sender = "Torg"
        body = '{{"to":"{{to}}","text":"{{text}}","from":"{{sender}}","ref":"{{key}}"}}'
        id_pointer = "/id"
        headers = {{ Authorization = {{ prefix = "Bearer ", file = {secret:?} }}, Accept = "application/json" }}
        report = {{ id_pointer = "/id", status_pointer = "/status", delivered = ["ok"], failed = ["no"] }}
        [email]
        host = "mail.rost.test"
        from = "Servicetorget <torg@rost.test>"
        username = "torg"
        password_file = {secret:?}
        "#
    )
}

#[test]
fn a_whole_set_up_has_no_problem_but_an_open_secret_has_one() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, file) = secret_file("hem-lig");
    let text = whole(&file.display().to_string());
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).expect("chmod");
    assert_eq!(problems(&text), Vec::<String>::new());
    let ready = config(&text).transports(&http_client().expect("a client")).expect("no problem");
    assert_eq!(ready.sms.expect("SMS").name(), "eget modem");
    assert!(ready.email.is_some());

    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("chmod");
    let open = config(&text).check();
    assert_eq!(open.len(), 3);
    assert!(open.iter().all(|problem| !problem.stops && problem.to_string().contains("chmod o-rwx")));
}

#[test]
fn missing_empty_and_long_secrets() {
    has(&problems(&whole("/no/such/file")), "the file /no/such/file cannot be read");
    for text in ["", "one\ntwo"] {
        let (_folder, file) = secret_file(text);
        has(&problems(&whole(&file.display().to_string())), "is empty or has several lines");
    }
    assert!(config(&whole("/no/such/file")).transports(&http_client().expect("a client")).is_err());
}

#[test]
fn a_wrong_http_provider_is_told_so() {
    let found = problems(
        r#"
        [[sms]]
        kind = "http"
        url = "http://sms.test"
        method = "get"
        body = "text={text}"
        success = []
        id_pointer = "id"
        headers = { X-To = "{to}" }
        [[sms]]
        kind = "http"
        url = "ftp://sms.test"
        body = '{"to":{to},"text":"{text}","from":"{sender}"}'
        "#,
    );
    for words in [
        "provider 1: url is not encrypted",
        "proxies log",
        "lacks {to} or {text}",
        "success is empty",
        "id_pointer does not begin with /",
        "header X-To holds the receiver",
        "provider 2: url is neither http nor https",
        "body is not JSON when filled in",
        "sender is empty",
    ] {
        has(&found, words);
    }
}

#[test]
fn a_wrong_kannel_or_mail_server_is_told_so() {
    let (_folder, file) = secret_file("hem-lig");
    let found = problems(&format!(
        "[[sms]]\nkind = \"kannel\"\nurl = \"kannel\"\nusername = \"torg\"\npassword_file = {file:?}\nsender = \"Røst kommune\"\n\
         [email]\nhost = \"mail.test\"\nfrom = \"torg\"\nsecurity = \"none\"\n"
    ));
    for words in [
        "url is not an address",
        "a phone cannot show this sender",
        "without report_url",
        "in the clear",
        "from is not an e-mail address",
    ] {
        has(&found, words);
    }
    has(&problems("[email]\nhost = \"m.test\"\nfrom = \"a@b.test\"\nusername = \"torg\""), "go together");
    has(
        &problems("[email]\nhost = \"m.test\"\nfrom = \"a@b.test\"\nca_file = \"/no/such\""),
        "not a readable certificate",
    );
}

#[test]
fn a_misspelt_or_misplaced_setting_is_refused() {
    for text in [
        "[[sms]]\nkind = \"http\"\nurl = \"https://a.test\"\nbody = \"\"\nsucess = [200]",
        "[[sms]]\nkind = \"kannel\"\nurl = \"https://a.test\"\nusername = \"a\"\npassword = \"b\"\nsender = \"c\"",
        "[[sms]]\nkind = \"pigeon\"",
        "[email]\nhost = \"a\"\nfrom = \"a@b.test\"\npassword = \"b\"",
        "[mail]\nhost = \"a\"",
    ] {
        assert!(toml::from_str::<NotifyConfig>(text).is_err(), "{text}");
    }
}

#[test]
fn a_secret_shows_nowhere() {
    let (_folder, file) = secret_file("hem-lig");
    let secret = crate::secret::Secret::read(&file, "test").expect("a secret");
    assert_eq!(secret.expose(), "hem-lig");
    assert_eq!(format!("{secret:?}"), "Secret(hidden)");
}
