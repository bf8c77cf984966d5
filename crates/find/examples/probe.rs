#[path = "../tests/common/mod.rs"]
mod common;
fn main() {
    let index = common::index();
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let (mut n, mut first, mut near, mut near_any) = (0, 0, 0, 0);
    for q in common::questions(&text) {
        let f = index.search(&q.text);
        let hits: Vec<&str> = f.hits.iter().take(3).map(|h| h.0.as_str()).collect();
        n += 1;
        let place = hits.iter().position(|h| q.right.iter().any(|r| r == h));
        first += u32::from(f.confident && place == Some(0));
        near += u32::from(f.confident && place.is_some());
        near_any += u32::from(place.is_some());
        if !(f.confident && place.is_some()) { println!("{:.2} {:?} -> {hits:?} {:?}", f.evidence.probability(), q.text, q.right); }
    }
    println!("{n} first {first} near {near} near_any {near_any}");
}
