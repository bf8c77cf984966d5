//! The words that say what a number beside them is. `^` means that the word must begin there, `$` that it must end there;
//! without them the stem counts anywhere in a compound ("depositumskonto", "visakortet", "purregebyr").

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
    /// Version, chapter, section.
    Version,
    /// Money and counts.
    Amount,
    /// Some other day than that of a birth.
    OtherDay,
    /// Takes back a shorter stem inside a word that means something else.
    Nothing,
}

pub const STEMS: &[(Label, &[&str])] = &[
    (
        Label::National,
        &[
            "fødselsn", "fødselnummer", "fødselsnr", "fodselsn", "foedselsn", "^fnr", "personnum", "personnr", "person nr",
            "fødsels- og personnum", "personident", "^pnr$", "^d-num", "^dnum", "^d-nr", "^dnr", "^dnummer", "^d nummer",
            "h-num", "^h-nr", "hjelpenum", "^pid$", "^nin$", "national id", "identity num", "id number", "norwegian id",
            "personal num", "personal id", "birth num", "birthnum", "identitetsnum", "^id-nummer", "^ssn", "social security",
            "synpid", "nationalid", "national_id", "fødselsnummer", "fødselsnumre", "11 siffer", "elleve siffer", "11 digits",
            "eleven digits", "personal identi", "identifikasjonsnum", "identification num", "^f.nr", "^fødselsnr", "fødd- og pers",
            "national num", "folkeregister", "tax id",
        ],
    ),
    (
        Label::Account,
        &[
            "konto", "^kto", "^iban", "account", "^acc no", "^acct", "bankgiro", "innbetal", "utbetal", "overfør", "^overføre",
            "^transfer", "vipps", "^bankkt", "husleie til", "^giro", "sparebank", "^dnb", "^betal til", "^pay to", "bank acc",
            "^a/c",
        ],
    ),
    (
        Label::Organisation,
        &[
            "org.nr", "org. nr", "orgnr", "org nr", "org.num", "org. num", "orgnum", "org num", "organisasjonsn", "^org$",
            "organisation n", "organization n", "org no", "org. no", "org.no", "orgno", "company n", "company reg",
            "registration number", "foretak", "føretak", "firma", "selskap", "^as$", "^asa$", "^sa$", "^enk$", "^nuf$", "^da$", "^ans$",
            "enhetsregister", "einingsregister", "brønnøysund", "brreg", "brønnøysund", "verksemd", "virksomhet", "bedrift",
            "borettslag", "sameie", "^mva", "^vat", "employer", "arbeidsgiver", "arbeidsgjevar", "leverandør", "supplier",
            "^enhet", "underenhet", "daglig leder", "peppol", "enterprise num", "business n", "business reg", "^lag$", "^il$",
            "idrettslag", "forening", "stiftelse", "samvirke", "reg. nr. i f", "juridisk", "aksjeselskap", "company", "^ehf",
            "enkeltperson", "kommunen", "kommune", "skole", "hovedenhet", "hovudeining", "^eining", "undereining",
        ],
    ),
    (
        Label::Phone,
        &[
            "telefon", "^tlf", "^tel$", "^tel.", "^phone", "telephone", "phone", "mobil", "^mob$", "^mob.", "^ring$", "^ringe",
            "^ringte", "^ringer", "^ringde", "^ringjer", "^ringja", "^call", "^sms", "whatsapp", "signal", "viber", "^text",
            "^cell", "^tekst meg", "sentralbord", "^kontakt", "^contact", "^nås", "^nå meg", "^reach", "^svarer på", "^fax",
            "^faks", "^mitt nr", "^mitt nummer", "nytt nr", "nytt nummer", "new number", "^nummeret mitt", "^treffer", "^treffe",
            "vakttlf", "svarte ikke", "tok ikke", "pårørende", "^slå$", "^dial", "^message me", "my number", "^tastet",
            "^nr til", "^nummer til", "^number for", "switchboard", "hotline", "^oppring", "tilbake på", "^hotell", "^telegram",
            "^mobiln", "^telef",
        ],
    ),
    (
        Label::Card,
        &[
            "kortn", "^kort$", "^kortet", "bankkort", "betalingskort", "kredittkort", "debetkort", "^visa", "mastercard",
            "amex", "american express", "^card", "credit card", "debit card", "cardnum", "^pan$", "^maestro", "diners",
            "visakort", "kortet",
        ],
    ),
    (
        Label::Birth,
        &[
            "^født", "^fødd", "fødselsdat", "fødselsdag", "fødedat", "fødedag", "^fødde", "^f$", "^f.$", "^fdato", "^f.dato",
            "^fd$", "^fdt", "^f.d", "^born", "date of birth", "birth date", "birthdate", "birthday", "^dob", "^d.o.b",
            "bursdag", "^b.", "geboren", "^født:", "fodselsdato", "foedselsdato", "^fodt", "kom til verden", "kom til verda",
            "birth_date", "dateofbirth", "date_of_birth", "^birth$", "fødselstid", "^fødsel$",
        ],
    ),
    (
        Label::Passport,
        &[
            "^pass$", "^passet", "^passn", "passnummer", "pass nr", "pass no", "passport", "reisedokument", "reisebevis",
            "travel document", "travel doc", "^passdokument", "utlendingspass", "nødpass", "diplomatpass", "barnepass",
            "reiselegit", "^passa$", "^passene",
        ],
    ),
    (Label::Ip, &["^ip$", "^ip-", "^ipv", "^ip_", "^addr", "remote_addr", "^host", "server", "^dns", "gateway", "^src", "^dst",
        "klient", "client", "^ping", "^ssh", "forwarded-for", "brannmur", "firewall", "innlogg", "login", "nettverk", "network",
        "ruter", "router", "maskin"]),
    (
        Label::Reference,
        &[
            "^kid", "faktura", "invoice", "ordre", "^order", "bestilling", "booking", "^saksn", "^sak$", "^sak ", "saksnr", "^saka$",
            "^saken$", "^case", "journal", "referanse", "^refn", "^ref$", "^ref.", "reference", "kundenu", "kundenr", "^kunde n",
            "^kunde-", "customer", "medlem", "member", "^måler", "målar", "målepunkt", "^meter", "serienum", "serienr", "serial",
            "^s/n", "^sn$", "strekkode", "barcode", "^ean", "^gtin", "^isbn", "^issn", "^ismn", "lånen", "^lån$", "^lånet$",
            "^loan", "sporing", "tracking", "kolli", "pakke", "parcel", "shipment", "sending", "^imei", "^iccid", "sim-kort",
            "^mac$", "^mac-", "chassis", "^vin$", "registreringsn", "^reg.nr", "^regnr", "skiltn", "kjennemerke", "løpen", "arkivn",
            "arkivk", "varen", "artikkel", "article", "produkt", "product", "^sku", "dokument-id", "dokumentn", "document id",
            "^dokid", "prosjekt", "project", "transaksjon", "transaction", "batch", "loggn", "sekvens", "sequence", "bilag",
            "voucher", "kostnadss", "avtale", "contract", "kontrakt", "agreement", "abonnement", "subscription", "søknads-id",
            "søknadsn", "søknadsid", "application n", "application id", "kvittering", "receipt", "billett", "ticket",
            "forsikring", "insurance", "polise", "policy", "skade", "claim", "kode", "^code", "^pin", "passord", "password",
            "brukern", "username", "deltakern", "startn", "^lotto", "rekke", "^joker", "^tipp", "budsjettpost", "^post$", "^konto 1",
            "treff", "^byte", "^hash", "^uuid", "^commit", "^sha", "checksum", "sjekksum", "^id$", "^id=", "_id$", "-id$", "^ids$",
            "request", "^row", "^rad$", "^linje", "^line", "^item", "gnr", "bnr", "matrikkel", "eiendom", "seksjon", "^rev$",
            "vedtak", "skjema", "^form$", "^rt.", "^lov-", "forskrift", "^plan", "anlegg", "bygningsn", "bruksenhet", "^nav ",
            "tinglys", "dagbok", "purring", "inkasso", "reskontro", "giroref", "^betalingsid", "^melding ", "meldings-id",
            "message-id", "^session", "sesjon", "^token", "^nøkkel", "^key", "vare", "rekning", "^patent", "^batch", "^lot$",
            "^part n", "delenum", "^modell", "^model", "^resept", "^prescription", "rekvisisjon", "^kull", "autorisasjon",
            "^hpr", "^resh", "^her-id", "gavekort", "gift card", "fordelskort", "bonuskort", "lånekort", "lånarkort", "bibliotekkort",
            "library card", "nøkkelkort", "^tag$", "^aid$", "^fisk", "individn", "øremerk", "^chip", "microchip", "produsentn",
            "tidsstempel", "timestamp", "^epoch", "^unix", "koordinat", "coordinate", "^utm", "^gps", "^posisjon", "^position",
            "^brukar-id", "^bruker-id", "user id", "userid", "^student", "^elevn", "ansattn", "ansattnr", "employee n", "tilsettn",
            "^tjenesten", "frisørkort", "kortterm", "terminal", "parkering", "parking", "^bot$", "^gebyr", "^bøte", "^forelegg",
            "^flight", "^fly$", "varsel", "^hendelse", "incident", "feilkode", "error code", "^parti", "^batchnr", "^kat.", "katalog",
            "^lisens", "license", "licence", "førerkort", "^førarkort", "driver", "^modul", "^tlfkort", "strømm", "^node", "^port$",
            "^kontrolln", "control n", "^signatur", "arkivref", "bestillings", "reservasjon", "reservation", "^lagern",
            "^beholder", "container", "^avfall", "^dunk", "^nettleie", "^anleggsn", "^iden", "^oppgaven", "^prøve", "sample", "^lab",
        ],
    ),
    (
        Label::Version,
        &[
            "versjon", "version", "^v$", "^ver.", "^kapittel", "^kap.", "^kap$", "chapter", "section", "^punkt", "^pkt", "^avsnitt",
            "paragraf", "^§", "^build", "^release", "oppdatering til", "^firmware", "^programvare", "software", "^utgave", "^oid",
            "^figur", "^tabell", "^vedlegg", "^artikkel", "^del$", "^nivå", "^krav", "^trinn", "^punktet", "fastvare", "^clause",
            "^driver", "oppgrader", "upgrade", "^patch", "^api ",
        ],
    ),
    (
        Label::Amount,
        &[
            "^kr$", "^kr.", "kroner", "^nok", "^kost", "^pris", "^beløp", "^amount", "^sum$", "budsjett", "budget", "omsetning",
            "folketal", "innbygger", "population", "^antall", "^antal", "^totalt", "^total$", "^count", "inntekt", "^gjeld",
            "^skyld", "^eur$", "^usd$", "^euro", "^inkassobel", "^lønn$", "^salary of", "størrelse", "^size", "medlemstal",
            "^saldo", "^balance", "^km$", "kilometerstand", "^verdi", "^value", "^volum", "^areal", "^duration", "^forbruk",
            "^million", "^stand$", "^diskplass", "^opplag",
        ],
    ),
    (
        Label::OtherDay,
        &[
            "^frist", "deadline", "^gyldig", "^gjelder fra", "^gjeld frå", "^valid", "^expires", "^expir", "utløp", "^utgår", "^går ut",
            "^møte", "^meeting", "^time$", "^timen", "^appointment", "^avtale", "^datert", "^dated", "^dato$", "^date$", "^vedtak",
            "^død", "^døde", "^døydde", "^daud", "^died", "^death", "^deceased", "^bisatt", "^gravlagt", "^døpt", "^døyp", "^dåp", "baptis",
            "christen", "^konfirm", "^viet", "^vielse", "^vigd", "^gift$", "^married", "wedding", "^permisjon", "^foreldreperm", "parental",
            "maternity", "paternity", "^leave", "termin", "^due", "^innflytt", "^flyttet", "^flytta", "^moved", "^utstedt", "^utferda",
            "^utskrevet", "^issued", "^ankom", "^arrived", "^sendt", "^mottatt", "^mottok", "^received", "^betalt", "^paid", "^forfall",
            "^start", "^fra og med", "^til og med", "^innen", "^ansatt", "^tilsett", "^hired", "^employed", "^signert", "^signed",
            "^opprettet", "^created", "^oppdatert", "^updated", "^undersøk", "^operert", "^innlagt", "^behandl", "^kontroll$",
            "^separert", "^skilt", "^divorced", "barselperm", "fødselsperm", "svangerskap", "^registrert", "^registered", "^siste",
            "^sist$", "^neste", "^since", "^hentet", "^valgt", "^vaksin", "^skoles", "^begynte", "^sluttet", "^endret",
        ],
    ),
    (
        Label::Nothing,
        &[
            "kontor", "kontrakt ", "kontroll", "kontoret", "^pass på", "^pass opp", "passkontor", "passbilde", "passfoto",
            "passport office", "passport photo", "passport control", "^texture", "adressat", "ringvirk", "^ring ring", "signalement", "kontoutskrift nr",
            "firmaet ditt ikke", "^callisto", "account of", "on account of", "^codex",
            "kommunenum", "kommunenr", "skolekr",
        ],
    ),
];

/// Words between a label and its number that do not part them ("kontonummeret mitt er", "fnr. for ham:").
pub const LINKS: &[&str] = &[
    "a", "are", "ble", "blei", "blir", "current", "deira", "den", "deres", "det", "din", "ditt", "dykkar", "er", "gamalt", "gammel",
    "gammelt", "har", "has", "id", "ident", "is", "it", "lyder", "med", "mi", "min", "mitt", "my", "n", "new", "no", "norsk",
    "norwegian", "nr", "number", "nummer", "nummeret", "ny", "nye", "nytt", "of", "old", "oppgitt", "rett", "riktig", "sitt", "som",
    "står", "the", "this", "under", "var", "vart", "vår", "vårt", "was", "with", "your",
];

/// Words that may stand between two numbers of one list.
pub const LIST_WORDS: &[&str] = &["og", "eller", "and", "or", "samt", "men", "til"];

/// Words behind a number that make it a count, an amount, a measure or a clock time.
pub const UNITS: &[&str] = &[
    "kroner", "kr", "krone", "nok", "kwh", "km", "kilometer", "m", "meter", "m2", "cm", "mm", "kg", "gram", "g", "liter", "dl", "stk", "prosent", "pst",
    "byte", "bytes", "kb", "mb", "gb", "dager", "dagar", "dag", "days", "day", "timer", "timar", "hours", "time", "minutter", "minutt", "minutes",
    "min", "sekunder", "seconds", "uker", "veker", "weeks", "måneder", "månader", "months", "år", "years", "ganger", "gonger", "times", "personer",
    "personar", "people", "innbyggere", "innbyggjarar", "elever", "elevar", "barn", "kl", "klokka", "klokken", "euro", "eur", "usd", "dollar", "dollars",
    "millioner", "millionar", "millions", "mill", "etg", "etasje", "høgda", "plasser", "deltakere", "treff", "hits", "stykk", "mål", "dekar", "ganga", "grader", "hundre",
];
