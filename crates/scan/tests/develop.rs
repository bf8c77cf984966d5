mod corpus;
use corpus::*;
use torg_scan::*;

#[test]
fn misses() {
    let lines = read("open.txt");
    let tuned: Vec<&Line> = lines.iter().enumerate().filter(|(i, _)| i % 3 != 2).map(|(_, l)| l).collect();
    let names = std::env::var("NAMES").is_ok();
    let options = Options::default();
    for line in &tuned {
        let hits = scan_with(&line.text, &options);
        let miss: Vec<_> = line
            .marks
            .iter()
            .filter(|(k, s)| {
                (names == (*k == Kind::Name)) && !hits.iter().any(|h| h.kind == *k && half_shared(s, &h.span))
            })
            .collect();
        let extra: Vec<_> = hits
            .iter()
            .filter(|h| {
                (names == (h.kind == Kind::Name))
                    && !line.marks.iter().any(|(k, s)| h.kind == *k && half_shared(s, &h.span))
            })
            .collect();
        let inexact: Vec<_> = hits
            .iter()
            .filter(|h| {
                (names == (h.kind == Kind::Name))
                    && line.marks.iter().any(|(k, s)| h.kind == *k && half_shared(s, &h.span) && *s != h.span)
            })
            .collect();
        for m in miss {
            println!("MISS {} {:?} | {}", m.0, &line.text[m.1.clone()], line.text);
        }
        for m in extra {
            println!("EXTRA {} {:?} ({}) | {}", m.kind, &line.text[m.span.clone()], m.reason, line.text);
        }
        for m in inexact {
            println!("INEXACT {} {:?} ({}) | {}", m.kind, &line.text[m.span.clone()], m.reason, line.text);
        }
    }
    print("tuned", &score(tuned, &options));
}
