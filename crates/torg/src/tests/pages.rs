//! Whole pages as they are sent, so that a change in markup or wording is seen and meant.

use torg_store::Engine;

use super::harness::Site;

/// Takes out what differs from run to run: the form's token and the version of the built files.
fn settled(page: &str) -> String {
    let mut text = page.to_owned();
    for (mark, end) in [("name=\"csrf\" value=\"", '"'), ("?v=", '"')] {
        let mut from = 0;
        while let Some(at) = text[from..].find(mark) {
            let start = from + at + mark.len();
            let stop = start + text[start..].find(end).expect("an end");
            text.replace_range(start..stop, "…");
            from = start;
        }
    }
    text
}

#[tokio::test]
async fn the_pages_of_the_line() {
    let site = Site::demo(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let path = "/bestill/logge-inn-altinn/vanylven/counter";
    let time = visitor.open(path).await.field("tid");
    let pages = [
        ("front", "/".to_owned()),
        ("service", "/tjenester/logge-inn-altinn?sted=vanylven".to_owned()),
        ("contact", format!("{path}/kontakt?tid={time}")),
        ("find", "/min-time".to_owned()),
        ("not-known", "/tjenester?q=kvantefysikk".to_owned()),
    ];
    for (name, address) in pages {
        let answer = visitor.open(&address).await;
        insta::assert_snapshot!(name, settled(&answer.body));
    }
}
