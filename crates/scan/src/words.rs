//! The words that say what a number beside them is. `^` means that the word must begin there, `$` that it must end there;
//! without them the stem counts anywhere in a compound ("depositumskonto", "visakortet", "purregebyr").

/// A sorted list of small words, with a quick answer for words that are not in it.
pub struct Words {
    list: &'static [&'static str],
    /// For each first byte, one bit for each length of a word that begins so.
    lengths: [u32; 256],
}

impl Words {
    pub const fn new(list: &'static [&'static str]) -> Words {
        let mut lengths = [0; 256];
        let mut i = 0;
        while i < list.len() {
            let word = list[i].as_bytes();
            lengths[word[0] as usize] |= 1 << word.len();
            i += 1;
        }
        Words { list, lengths }
    }

    /// Whether the lower-case word is in the list. Words are shorter than 32 bytes.
    pub fn has(&self, word: &[u8]) -> bool {
        let Some(first) = word.first().filter(|_| word.len() < 32) else { return false };
        self.lengths[usize::from(*first)] & (1 << word.len()) != 0
            && self.list.binary_search_by(|entry| entry.as_bytes().cmp(word)).is_ok()
    }

    #[cfg(test)]
    pub fn is_sorted(&self) -> bool {
        self.list.is_sorted()
    }
}

/// What a word says about the number beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    National,
    Account,
    Organisation,
    Phone,
    Card,
    Birth,
    Passport,
    Ip,
    /// A person: a name follows.
    Person,
    /// KID, case, invoice, order, meter, serial and such numbers, that belong to a thing.
    Reference,
    /// A thing that claims a number only when the words say so: "saka har nummer 12", but not "i saken: 12".
    Case,
    /// A number of something that the table does not know ("skapnummer").
    Unknown,
    /// Version, chapter, section.
    Version,
    /// Money and counts.
    Amount,
    /// Some other day than that of a birth.
    OtherDay,
    /// Takes back a shorter stem inside a word that means something else.
    Nothing,
}

impl Label {
    /// Whether a number beside it belongs to a thing and to nobody.
    pub fn is_thing(self) -> bool {
        matches!(self, Label::Reference | Label::Case | Label::Unknown | Label::Version | Label::Amount)
    }
}

#[rustfmt::skip]
pub const STEMS: &[(Label, &[&str])] = &[
    (Label::National, &[
        "fødselsn", "fødselnummer", "fødselsnr", "fodselsn", "foedselsn", "^fnr", "personnum", "personnr",
        "person nr", "fødsels- og personnum", "personident", "^pnr$", "^d-num", "^dnum", "^d-nr", "^dnr", "^dnummer",
        "^d nummer", "h-num", "^h-nr", "hjelpenum", "^pid$", "^nin$", "national id", "identity num", "id number",
        "norwegian id", "personal num", "personal id", "birth num", "birthnum", "identitetsnum", "^id-nummer",
        "id-nr", "^idnr", "^id nr", "^id no", "^idnum", "^ssn", "social security", "synpid", "nationalid",
        "national_id", "fødselsnummer", "fødselsnumre", "11 siffer", "elleve siffer", "11 digits", "eleven digits",
        "personal identi", "identifikasjonsnum", "identification num", "^f.nr", "^fødselsnr", "fødd- og pers",
        "fødselnr", "persnum", "persnr", "personsnr", "national num", "folkeregister", "tax id",
    ]),
    (Label::Account, &[
        "konto", "^kto", "^iban", "account", "^acc no", "^acct", "bankgiro", "innbetal", "utbetal", "overfør",
        "^overføre", "^transfer", "^bankkt", "husleie til", "^giro", "sparebank", "^dnb", "^betal",
        "^pay to", "bank acc", "acount", "accont", "^kontnr", "^a/c",
    ]),
    (Label::Organisation, &[
        "org.nr", "org. nr", "orgnr", "org nr", "org.num", "org. num", "orgnum", "org num", "organisasjon",
        "organisation", "organization", "^org", "organisation n", "organization n", "org no", "org. no", "org.no",
        "orgno", "company n", "company reg", "registration number", "foretak", "føretak", "firma", "selskap", "^as$",
        "^asa$", "^sa$", "^enk$", "^nuf$", "^da$", "^ans$", "enhetsregister", "einingsregister", "brønnøysund",
        "brreg", "brønnøysund", "verksemd", "virksomhet", "bedrift", "borettslag", "sameie", "^mva", "^vat",
        "mva-registreringsn", "mva-reg", "moms", "employer", "arbeidsgiver", "arbeidsgjevar", "leverandør",
        "supplier", "^enhet", "underenhet", "daglig leder", "peppol", "enterprise num", "business n", "business reg",
        "^lag$", "^il$", "idrettslag", "forening", "stiftelse", "samvirke", "reg. nr. i f", "juridisk",
        "aksjeselskap", "company", "^ehf", "enkeltperson", "hovedenhet", "hovudeining", "^eining", "undereining",
        "company id", "business id", "employer id", "supplier id", "enterprise id", "firma-id", "org id", "organisation id", "organization id", "vat id", "merverdiavgift",
        "meirverdiavgift", "fakturaadr", "faktureringsadr", "^reg.nr", "^regnr", "^reg nr", "registreringsn",
        "registernum", "registernr", "trade reg", "commercial reg", "tax n", "tax reg", "skattenum", "^firm", "^business",
        "enterprise", "legal entity", "sasjonsn", "fortaksn", "fortaksr",
    ]),
    (Label::Phone, &[
        "telefon", "^tlf", "^tel$", "^tel.", "^phone", "telephone", "phone", "mobil", "^mob$", "^mob.", "^ring$",
        "^ringe", "^ringte", "^ringer", "^ringde", "^ringjer", "^ringja", "^call", "^sms", "whatsapp", "signal",
        "viber", "^text", "^cell", "^tekst meg", "sentralbord", "^kontakt", "^contact", "^nås", "^nå meg", "^reach",
        "^svarer på", "^fax", "^faks", "^mitt nr", "^mitt nummer", "nytt nr", "nytt nummer", "new number",
        "^nummeret mitt", "^treffer", "^treffe", "vakttlf", "svarte ikke", "tok ikke", "pårørende", "^slå$", "^dial",
        "^message me", "my number", "^tastet", "^nr til", "^nummer til", "^number for", "switchboard", "hotline",
        "^oppring", "tilbake på", "^hotell", "^telegram", "^mobiln", "^telef", "^telf", "tellefon", "^tele$",
        "mobbil", "timebestilling", "vipps", "anrop", "samtale",
    ]),
    (Label::Card, &[
        "kortn", "^kort$", "^kortet", "bankkort", "betalingskort", "kredittkort", "debetkort", "^visa", "mastercard",
        "amex", "american express", "^card", "credit card", "debit card", "cardnum", "^pan$", "^maestro", "diners",
        "visakort", "kortet",
    ]),
    (Label::Birth, &[
        "^født", "^fødd", "fødselsdat", "fødselsdag", "fødedat", "fødedag", "^fødde", "^f$", "^f.$", "^fdato",
        "^f.dato", "^fd$", "^fdt", "^f.d", "^born", "date of birth", "birth date", "birthdate", "birthday", "^dob",
        "^d.o.b", "bursdag", "^b.", "geboren", "^født:", "fodselsdato", "foedselsdato", "^fodt", "kom til verden",
        "kom til verda", "birth_date", "dateofbirth", "date_of_birth", "^birth$", "fødselstid", "^fødsel$",
        "fødseldat", "fødelsdat", "fødsdat", "^føtt$", "birtd", "birht", "bday", "b-day", "date of b",
        "date-of-birth", "^birth",
    ]),
    (Label::Passport, &[
        "^pass$", "^passet", "^passn", "passnummer", "pass nr", "pass no", "passport", "reisedokument", "reisebevis",
        "travel document", "travel doc", "^passdokument", "utlendingspass", "nødpass", "diplomatpass", "barnepass",
        "reiselegit", "^passa$", "^passene", "reisedok", "reisepap", "travel pap", "travel permit", "fremmedpass",
        "framandpass", "flyktningpass", "flyktningepass", "tenestepass", "tjenestepass", "spesialpass",
        "konvensjonspass", "reisepass", "pasaporte", "^passh", "^passd", "^passm", "^pass-", "pasport", "passeport",
        "passaport",
    ]),
    (Label::Ip, &[
        "^ip$", "^ip-", "^ipv", "^ip_", "^addr", "remote_addr", "^host", "server", "^dns", "gateway", "^src", "^dst",
        "klient", "client", "^ping", "^ssh", "forwarded-for", "brannmur", "firewall", "innlogg", "login", "nettverk",
        "network", "ruter", "router", "maskin",
    ]),
    (Label::Reference, &[
        "^kid", "faktura", "invoice", "ordre", "^order", "bestilling", "booking", "^saksn", "^sak$", "^sak ",
        "saksnr", "sak nr", "case n", "case id", "^case$", "^case-", "journal", "referanse", "^refn", "^ref$",
        "^ref.", "reference", "kundenu", "kundenr", "^kunde n", "^kunde-", "customer", "medlem", "member", "^måler",
        "målar", "målepunkt", "^meter", "serienum", "serienr", "serial", "^s/n", "^sn$", "strekkode", "barcode",
        "^ean", "^gtin", "^isbn", "^issn", "^ismn", "lånen", "^lån$", "^lånet$", "^loan", "sporing", "tracking",
        "kolli", "pakke", "parcel", "shipment", "sending", "^imei", "^iccid", "sim-kort", "^mac$", "^mac-", "chassis",
        "^vin$", "skiltn", "kjennemerke", "løpen", "arkivn", "arkivk",
        "^varen", "varenum", "varenr", "artikkel", "article", "produkt", "product", "^sku$", "dokument-id",
        "document id", "^dokid", "prosjekt", "project", "transaksjon", "transaction", "batch", "loggn", "sekvens",
        "sequence", "bilag", "voucher", "kostnadss", "avtalen", "avtale$", "avtale-", "contract", "kontrakt",
        "agreement", "abonnement", "subscription", "søknads-id", "søknadsn", "søknadsid", "application n",
        "application id", "kvittering", "receipt", "billett", "ticket", "forsikring", "insurance", "polise", "policy",
        "skaden", "skadesak", "forsikringssak", "sakens n", "sakas n", "skade$", "claim", "^kode", "koden", "kode$", "^code", "^pin", "passord", "password",
        "brukern", "username", "deltakern", "startn", "^lotto", "^rekke$", "^joker", "^tipp", "budsjettpost",
        "^konto 1", "^byte", "^hash", "^uuid", "^commit", "^sha$", "^sha1", "^sha2", "^sha-", "checksum", "sjekksum", "request", "gnr",
        "bnr", "matrikkel", "eiendom", "seksjon", "^rev$", "vedtak", "skjema", "^form$", "^rt.", "^lov-", "forskrift",
        "^plan", "anlegg", "bygningsn", "bruksenhet", "tinglys", "dagbok", "purring", "inkasso", "reskontro",
        "giroref", "^betalingsid", "^melding n", "meldings-id", "message-id", "^session", "sesjon", "^token",
        "^nøkkel", "^key", "^vare$", "rekning", "^patent", "^batch", "^lot$", "^part n", "delenum", "^modell",
        "^model", "^resept", "^prescription", "rekvisisjon", "^kull", "autorisasjon", "autorisasjonsn", "^hpr", "^resh", "^her-id",
        "gavekort", "gift card", "fordelskort", "bonuskort", "lånekort", "lånarkort", "bibliotekkort", "library card",
        "nøkkelkort", "^tag$", "^aid$", "^fisk$", "individn", "øremerk", "^chip", "microchip", "produsentn",
        "tidsstempel", "timestamp", "^epoch", "^unix", "koordinat", "coordinate", "^utm", "^gps", "^posisjon",
        "^position", "^studentn", "^student-", "student n", "student id", "^elevn", "ansattn", "ansattnr", "employee n", "tilsettn", "^tjenesten",
        "frisørkort", "kortterm", "terminal", "parkering", "parking", "^bot$", "gebyr", "^bøte", "^forelegg",
        "^flight", "^fly$", "^duf", "^job$", "^hendelse", "incident", "feilkode", "error code", "^parti", "^batchnr",
        "^kat.", "katalog", "^lisens", "license", "licence", "førerkort", "^førarkort", "driver's lic", "driver lic", "driving lic", "^modul",
        "^tlfkort", "strømm", "^node", "^port$", "^kontrolln", "control n", "^signatur", "arkivref", "bestillings",
        "reservasjon", "reservation", "^lagern", "^beholder", "container", "^avfall", "^dunk", "^nettleie",
        "^anleggsn", "^oppgaven", "sample n", "sample id", "blodprøve", "prøvenum", "prøvenr", "prøve-id",
        "henvisning", "tilvising", "^issue", "^oppgave$", "^oppgåve$", "^uid$", "^offset", "kredittnota", "kreditnota", "kontrollsum",
        "^låner$", "^lånar$", "telleverk", "^issi$", "^process$", "vannmål", "vassmål", "strømmål", "straummål", "gassmål", "maskin n", "maskinn",
        "confirmation n", "confirmation$", "bekreftelse$", "teamviewer", "anydesk", "^zoom", "møte-id", "meeting id", "^duns", "d-u-n-s", "^mmsi", "^imo$", "tinging",
        "lånekortn", "lånarkortn", "bibliotekkortn", "medlemskortn", "fordelskortn", "bonuskortn", "gavekortn",
        "nøkkelkortn", "adgangskort", "tilgangskort",
    ]),
    (Label::Case, &[
        "^saka$", "^saken$", "søknaden", "klagen", "klaga$", "henvendelsen", "henvendinga", "førespurnaden", "meldingen",
        "meldinga", "bekreftelsen", "stadfestinga", "^timen$", "varsel", "^treff$",
    ]),
    (Label::Unknown, &[
        "^id$", "_id$", "-id$", "^ids$", "^row$", "^rad$", "^linje$", "^line$", "^item", "user id", "userid",
    ]),
    (Label::Version, &[
        "versjon", "version", "^v$", "^ver.", "^kapittel", "^kap.", "^kap$", "chapter", "section", "^punkt", "^pkt",
        "^avsnitt", "paragraf", "^§", "^build", "^release", "oppdatering til", "^firmware", "^programvare",
        "software", "^utgave", "^oid", "^figur", "^tabell", "^vedlegg", "^artikkel", "^del$", "^nivå", "^krav",
        "^trinn", "^punktet", "fastvare", "^clause", "oppgrader", "upgrade", "^ios$", "^android",
        "^windows", "^chrome", "^firefox", "^office$", "^appen", "^app$", "^java$", "^teams", "^macos",
        "nettverksmaske", "netmask", "subnet", "^patch", "^api ",
    ]),
    (Label::Amount, &[
        "^kr$", "^kr.", "kroner", "^nok", "^kost", "^pris", "^beløp", "^amount", "^sum$", "budsjett", "budget",
        "omsetning", "folketal", "folkemengd", "innbyggere", "innbyggarar", "innbyggjarar", "population", "^antall", "^antal", "^totalt", "^total$", "^count",
        "inntekt", "^gjelden", "^gjelda", "^skyldig", "^skyld$", "^eur$", "^usd$", "^euro", "^inkassobel", "^lønn$", "^salary of",
        "størrelse", "^size", "medlemstal", "^saldo", "^balance", "^km$", "kilometerstand", "^verdi", "^value",
        "^volum", "^areal", "^duration", "^forbruk", "^million", "^stand$", "^diskplass", "^opplag",
    ]),
    (Label::OtherDay, &[
        "^frist", "deadline", "^gyldig", "^gjelder fra", "^gjeld frå", "^valid", "^expires", "^expir", "utløp",
        "^utgår", "^går ut", "^møte", "^meeting", "^time$", "^timen", "^appointment", "^avtale", "^datert", "^dated",
        "^vedtak", "^død", "^døde", "^døydde", "^daud", "^died", "^death", "^deceased", "^bisatt", "^gravlagt",
        "^døpt", "^døyp", "^dåp", "baptis", "christen", "^konfirm", "^viet", "^vielse", "^vigd", "^gift$", "^married",
        "wedding", "^permisjon", "^foreldreperm", "parental", "maternity", "paternity", "^leave", "termin", "^due",
        "^innflytt", "^flyttet", "^flytta", "^moved", "^utstedt", "^utferda", "^utskrevet", "^issued", "^ankom",
        "^arrived", "^sendt", "^mottatt", "^mottok", "^received", "^betalt", "^paid", "^forfall", "^start",
        "^fra og med", "^til og med", "^innen", "^ansatt", "^tilsett", "^hired", "^employed", "^signert", "^signed",
        "^opprettet", "^created", "^oppdatert", "^updated", "^undersøk", "^operert", "^innlagt", "^behandl",
        "^kontroll$", "^separert", "^skilt", "^divorced", "barselperm", "fødselsperm", "svangerskap", "^siste",
        "^sist$", "^neste", "^since", "^hentet", "^valgt", "^vaksin", "^skoles", "^begynte", "^sluttet", "^endret",
    ]),
    (Label::Nothing, &[
        "^f.eks", "^f. eks", "^f.o.m", "^f.k", "kontor", "kontrakt ", "kontroll", "kontoret", "^pass på", "^pass opp",
        "passkontor", "passbilde", "passfoto", "passport office", "passport photo", "passport control", "kontoeier",
        "kontohaver", "kontoinnehaver", "kontoeigar", "^texture", "adressat", "ringvirk", "^ring ring", "signalement",
        "kontoutskrift nr", "firmaet ditt ikke", "^callisto", "account of", "on account of", "^codex", "kommunenum",
        "kommunenr", "skolekr", "confirmat",
    ]),
];

/// Words between a label and its number that do not part them ("kontonummeret mitt er", "fnr. for ham:").
#[rustfmt::skip]
pub static LINKS: Words = Words::new(&[
    "a", "are", "ble", "blei", "blir", "current", "deira", "den", "deres", "det", "din", "ditt", "dykkar", "er",
    "gamalt", "gammel", "gammelt", "har", "has", "id", "ident", "is", "it", "lyder", "med", "mi", "min", "mitt", "my",
    "n", "new", "no", "norsk", "norwegian", "nr", "number", "nummer", "nummeret", "ny", "nye", "nytt", "of", "old",
    "oppgitt", "rett", "riktig", "sitt", "som", "står", "the", "this", "under", "var", "vart", "vår", "vårt", "was",
    "with", "your",
]);

/// Verbs that part a thing from a number that has another owner: "fakturaen sendes til 991825827".
#[rustfmt::skip]
pub static BREAKS: Words = Words::new(&[
    "angående", "belasta", "belastet", "betalt", "betalte", "charged", "concerns", "gjeld", "gjelder", "paid", "send",
    "sendast", "sende", "sendes", "sendt", "sent", "trekkes", "trekt", "trukket", "using",
]);
/// Prepositions that do the same behind a thing, but not behind its number: "fakturaen fra 991825827" is from a
/// company, "fakturanummeret fra Telia er 991825827" is not.
pub static OWNERS: Words =
    Words::new(&["about", "av", "by", "for", "fra", "from", "frå", "hos", "med", "mot", "om", "til", "to", "with"]);

/// Prepositions between the number of a thing and the company that issued it: "kundenummer hos selskapet".
pub static ISSUED_BY: Words = Words::new(&["at", "by", "for", "fra", "from", "frå", "hos", "i", "in", "på", "with"]);

/// Beginnings of words for somebody who has to do with a thing: "kunde 991825827" is the customer, and only "kundenummer
/// 991825827" a number of the thing. Counts for organisation numbers.
pub const PARTIES: [&str; 4] = ["client", "customer", "klient", "kunde"];

/// Ends of words for agents, behind the stem of a thing: "inkassobyrået", "parkeringsvesenet".
pub const AGENTS: [&str; 26] = [
    "agent",
    "arrangør",
    "avdeling",
    "butikk",
    "byrå",
    "entreprenør",
    "etat",
    "forvalt",
    "gartner",
    "handler",
    "klubb",
    "konsulent",
    "kontor",
    "leverandør",
    "megler",
    "meklar",
    "part",
    "rådgiv",
    "senter",
    "sentral",
    "skole",
    "teneste",
    "tjeneste",
    "torg",
    "utleie",
    "vesen",
];

/// Beginnings of words for things that companies are named after: "Fjell Eiendom", "Byen Parkering".
pub const TRADES: [&str; 21] = [
    "anlegg",
    "avfall",
    "billett",
    "booking",
    "container",
    "eiendom",
    "forsikring",
    "inkasso",
    "insurance",
    "katalog",
    "modul",
    "pakke",
    "parkering",
    "parking",
    "plan",
    "produkt",
    "product",
    "project",
    "prosjekt",
    "skade",
    "terminal",
];

/// Prepositions before the thing that a number stands in: "kontoen i vedtaket er 12".
pub static PLACES: Words = Words::new(&["i", "in", "on", "på"]);

/// Words between a number and the field it goes into: "12 i KID-feltet".
pub static IN_FIELD: Words = Words::new(&["as", "i", "in", "som"]);

/// Words that may stand between two numbers of one list.
pub static LIST_WORDS: Words = Words::new(&["and", "eller", "men", "og", "or", "samt", "til"]);

/// Words that may stand between two dates of birth besides those of a list: "12.03.1985, ikke 13.03.1985".
#[rustfmt::skip]
pub static BETWEEN_DATES: Words = Words::new(&[
    "and", "be", "born", "burde", "but", "correct", "den", "det", "eller", "er", "fødd", "født", "han", "he", "ho",
    "hun", "i", "ikke", "ikkje", "in", "is", "it", "kanskje", "maybe", "men", "nei", "no", "not", "og", "on", "or",
    "papira", "papirene", "pass", "passet", "passport", "perhaps", "registered", "registrert", "rett", "riktig",
    "says", "seier", "she", "should", "sier", "skjemaet", "skulle", "stod", "står", "the", "var", "vært", "was",
]);

/// Words before "nummer" or "nr" that name nothing: "mitt nummer" is most often a phone.
#[rustfmt::skip]
pub static NAMELESS: Words = Words::new(&[
    "a", "and", "annet", "another", "av", "cell", "correct", "dansk", "deira", "den", "deres", "det", "dette", "di",
    "din", "dine", "direkte", "ditt", "eit", "emergency", "engelsk", "er", "et", "feil", "finsk", "first", "foreign",
    "forrige", "førre", "gamal", "gamalt", "gamle", "gammel", "gammelt", "grønt", "gyldig", "hans", "har", "has",
    "hemmeleg", "hemmelig", "hennar", "hennes", "her", "hidden", "his", "i", "is", "kjent", "ledig", "litauisk", "med",
    "mi", "min", "mine", "mitt", "mobile", "my", "new", "norsk", "norske", "norwegian", "ny", "nye", "nytt", "og",
    "old", "om", "on", "oppgitt", "our", "polsk", "previous", "privat", "private", "på", "registrert", "rett", "rette",
    "riktig", "riktige", "same", "samme", "second", "sitt", "skjult", "som", "svensk", "that", "the", "this", "til",
    "tysk", "ugyldig", "ukjent", "ukrainsk", "under", "unknown", "utanlandsk", "utenlandsk", "vår", "vårt", "with",
    "wrong", "your",
]);

/// Beginnings of words for people, whose number is most often a phone: "datterens nummer".
pub const PEOPLE: [&str; 18] = [
    "barn", "bror", "dotter", "datter", "daughter", "far", "husband", "kon", "mamma", "mann", "mor", "mother", "pappa",
    "pårør", "son", "søster", "syster", "wife",
];

/// Words behind a number that make it a count, an amount, a measure or a clock time.
#[rustfmt::skip]
pub static UNITS: Words = Words::new(&[
    "besøkande", "besøkende", "byte", "bytes", "dekar", "deltakarar", "deltakere", "dollar", "dollars", "eur", "euro",
    "gb", "gw", "husstander", "innbyggere", "innbyggjarar", "kb", "kg", "kilometer", "km", "kr", "krone", "kroner",
    "kubikkmeter", "kvadratmeter", "kwh", "liter", "mb", "menneske", "mennesker", "meter", "mill", "millionar",
    "millioner", "millions", "mw", "nok", "people", "personar", "personer", "prosent", "pst", "røyster", "stemmer",
    "stk", "tonn", "treff", "usd", "visningar", "visninger", "watt",
]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in
            [&LINKS, &BREAKS, &OWNERS, &ISSUED_BY, &IN_FIELD, &PLACES, &NAMELESS, &UNITS, &LIST_WORDS, &BETWEEN_DATES]
        {
            assert!(list.is_sorted());
        }
    }

    #[test]
    fn a_label_has_a_bit() {
        assert!((Label::Nothing as u16) < 16);
    }
}
