//! What a noun beside a number is made of: its ending, its beginning, a word for a number in it.

use crate::words::{AGENTS, PARTIES, TRADES};

/// "Fakturamottaker", "prosjekteier": somebody who has to do with the thing, whose number it may well be.
pub fn ends_in_a_role(word: &[u8]) -> bool {
    const ROLES: [&[u8]; 23] = [
        b"eier",
        b"eigar",
        b"giver",
        b"gjevar",
        b"mottaker",
        b"mottakar",
        b"taker",
        b"takar",
        b"part",
        b"parten",
        b"holder",
        b"haver",
        b"ansvarlig",
        b"utsteder",
        b"sender",
        b"partner",
        b"contractor",
        b"leder",
        b"leiar",
        b"legger",
        b"leggar",
        b"behandler",
        b"behandlar",
    ];
    ROLES.iter().any(|role| word.ends_with(role))
}

/// Whether a word such as "kunde" means somebody, and a thing only together with "nummer".
pub fn is_weak(word: &[u8]) -> bool {
    PARTIES.iter().any(|start| word.starts_with(start.as_bytes()))
}

/// Whether what follows the stem in a word makes an agent of it.
pub fn names_an_agent(tail: &[u8]) -> bool {
    AGENTS.iter().any(|agent| tail.windows(agent.len()).any(|part| part == agent.as_bytes()))
}

/// Whether a company may be named after the thing.
pub fn is_trade(word: &[u8]) -> bool {
    TRADES.iter().any(|start| word.starts_with(start.as_bytes()))
}

/// Whether a word means the phone or its number, and not a call or a contact.
pub fn names_a_phone(word: &[u8]) -> bool {
    const STARTS: [&[u8]; 7] = [b"tlf", b"tel", b"mob", b"phone", b"fax", b"faks", b"cell"];
    STARTS.iter().any(|start| word.starts_with(start))
}

/// Whether a word such as "ordrenummer", "saksnr" or "KID" speaks of a number by itself.
pub fn tells_of_number(word: &[u8]) -> bool {
    const PARTS: [&[u8]; 14] = [
        b"num", b"nr", b"kid", b"ref", b"isbn", b"issn", b"ean", b"imei", b"kode", b"-id", b"spor", b"iccid", b"track",
        b" n",
    ];
    PARTS.iter().any(|part| word.windows(part.len()).any(|w| w == *part))
}
