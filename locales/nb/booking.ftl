# Choosing place and time
progress = Steg { $n } av 4
progress-last = Siste steg
choose-place-title = Hvor vil du møte?
choose-place-lead = Du bestiller time til «{ $service }». Velg sted og måte.
choose-place-help = Passer ingen av disse? Ring oss.
choose-place-phones = Finn telefonnummeret
travel-from = Hvor kommer du fra?
travel-from-any = Alle steder
travel-show = Vis ledige timer
travel-takes = Reisen tar omtrent { $minutes } minutter hver vei.
travel-unknown = Vi vet ikke hvor lang reisen er.
travel-early = Noen tider er ikke vist, for båten eller bussen fra { $from } er ikke framme da. Den er tidligst framme kl. { $time }.
travel-late = Noen tider er ikke vist, for da rekker du ikke hjem til { $from }. Siste båt eller buss går kl. { $time }.
travel-nothing-goes = Noen dager er ikke vist, for da går det ingen båt eller buss til og fra { $from }.
travel-show-all = Vis alle tidene likevel
spoken-question = Språk i møtet
spoken-usual = Norsk
choose-place-more = Vis { $n } steder til
choose-time-title = Velg tid
choose-time-question = Hvilken tid passer?
choose-a-time = Velg en tid.
times-first = Første ledige: { $time }.
times-go-first = Se ledige tider da
times-none = Det er ingen ledige timer i disse dagene.
times-none-at-all = Ingen ledige timer nå. Ring oss, så finner vi en løsning.
times-seats = { $n } plasser igjen
time-gone-title = Tiden ble opptatt
time-gone = Noen andre tok tiden du valgte. Velg en annen tid.
week-nav = Bytt uke
week-previous = Tidligere dager
week-next = Senere dager

# What was chosen
fact-time = Tid
fact-service = Hva det gjelder
fact-place = Sted
fact-way = Måte
fact-spoken = Språk i møtet
fact-phone = Telefonen vår
change = Endre
change-time = tid
reference = Referanse

# How we reach you
contact-title = Hvordan når vi deg?
contact-lead-sms = Vi sender deg en kode på SMS. Med den bekrefter du timen.
contact-lead-call = Vi ringer deg og bekrefter timen.
contact-name = Navn
contact-name-help = Navnet vi roper opp. Du kan bruke et kallenavn.
contact-name-missing = Skriv navnet vi skal bruke.
contact-phone = Telefonnummer
contact-phone-help = Helst mobil. Har du ikke mobil, ringer vi deg. Et utenlandsk nummer begynner med + og landkoden.
contact-phone-missing = Skriv et telefonnummer vi kan nå deg på.
contact-phone-wrong = Skriv et telefonnummer med åtte siffer. Et utenlandsk nummer begynner med + og landkoden.
contact-note = Noe vi bør vite
contact-note-help = For eksempel at du trenger tolk eller bruker rullestol. Ikke skriv om sykdom eller andre private forhold, og ikke skriv fødselsnummer.
contact-hidden = Ikke vis navnet mitt i lister
contact-hidden-help = Da viser vi referansen din i stedet for navnet, og vi roper opp den. Meldinger til deg sier ikke hvor timen er.
contact-kept = Vi sletter opplysningene 90 dager etter timen.
contact-privacy = Les om personvern
contact-send = Bestill timen

# A visit at home
address-title = Hvor skal vi komme?
address-help = Vi bruker adressen bare til å finne fram, og sletter den sammen med timen.
address-street = Gate og nummer
address-street-missing = Skriv gate og nummer, eller gårdsnavn.
address-postcode = Postnummer
address-postcode-wrong = Skriv postnummeret med fire siffer.
address-town = Poststed
address-town-missing = Skriv poststedet.
address-none = Vi vet ikke adressen. Ring og spør.
held-address = Adressen din, når vi kommer hjem til deg
held-address-why = For å finne fram

# The code
code-title = Skriv koden fra SMS-en
code-sent = Vi har sendt en kode til nummeret som slutter på { $digits }.
code-until = Vi holder av timen til kl. { $time }. Den er ikke bestilt før du har skrevet koden.
code-sent-again = Vi har sendt en ny kode. Den gamle virker ikke lenger.
code-label = Kode
code-help = Seks siffer
code-submit = Bekreft timen
code-six-digits = Skriv de seks sifrene i koden.
code-wrong = Koden er feil. Se på SMS-en og prøv igjen.
code-none = Har du ikke fått koden?
code-none-do = Vent et minutt. Kommer den ikke, kan du be om en ny kode eller ringe oss, så bestiller vi timen for deg.
code-again = Send ny kode
code-no-more = Vi har sendt tre koder og kan ikke sende flere. Ring oss.
expired-title = Timen er ikke bestilt
expired-lead = Tiden gikk ut, eller koden ble skrevet feil for mange ganger. Vi holder ikke av timen lenger.
expired-again = Velg tid på nytt

# A booking
booked-title = Timen er bestilt
booked-lead = Ta vare på referansen. Med den og telefonnummeret ditt finner du timen igjen.
booked-lead-phone = Vi ringer deg til avtalt tid. Ta vare på referansen. Med den og telefonnummeret ditt finner du timen igjen.
requested-title = Vi har fått bestillingen din
requested-lead = Vi ringer deg for å bekrefte timen, og vi holder av tiden til da. Ta vare på referansen.
cancelled-title = Timen er avbestilt
cancelled-lead = Du trenger ikke gjøre noe mer.
booking-moved = Timen er flyttet. Her er den nye tiden.
booking-bring = Dette må du ta med
booking-calendar = Legg i kalenderen
booking-print = Skriv ut
booking-change = Passer det ikke likevel?
booking-change-lead = Flytt eller avbestill, så kan andre få tiden.
booking-move = Flytt timen
booking-cancel = Avbestill timen
booking-keep = Behold timen
book-new = Bestill ny time
printed = Skrevet ut { $date }
cancel-title = Vil du avbestille timen?
cancel-lead = Når du avbestiller, kan andre få tiden. Du kan ikke angre.
cancel-or-move = Passer en annen tid bedre?
move-title = Flytt timen
move-lead = Dette er tiden du har nå. Du beholder den til du har valgt en ny.
move-question = Hvilken ny tid passer?
move-keep = Behold tiden
find-title = Finn timen din
find-lead = Her kan du se, flytte eller avbestille timen din.
find-reference-help = Åtte tegn, for eksempel K7MA-4NP2. Den står i meldingen fra oss og på utskriften.
find-phone-help = Nummeret du oppga da du bestilte.
find-submit = Finn timen
find-nothing = Vi finner ingen time med denne referansen og dette telefonnummeret. Se over begge.
reference-wrong = Skriv referansen med åtte tegn, for eksempel K7MA-4NP2.
find-lost = Har du mistet referansen?
find-lost-do = Ring stedet der timen er, så finner vi den.
my-page-title = Timene dine
my-page-empty = Du har ingen kommende timer.
my-page-missing = Ser du ikke timen din? Den kan være bestilt med et annet nummer eller uten innlogging.
my-page-find = Finn den med referansen

# A second appointment for the same thing, told when the phone number has been proven
double-title = Du har en time fra før
double-lead = Den nye timen er bestilt. Du har også denne timen til det samme:
double-question = Vil du flytte den til den nye tiden, eller beholde begge?
double-move = Flytt: behold bare den nye
double-keep = Behold begge
double-new = Den nye timen
double-old = Timen du har fra før
double-moved = Den gamle timen er avbestilt. Nå har du bare denne.
missed-title = Vi fikk ikke møtt deg
missed-lead = Du kan bestille en ny time når det passer. Det får ingen følger at du ikke kom.

# Where a booking stands
state-held = Venter på kode
state-requested = Ikke bekreftet ennå
state-confirmed = Bestilt
state-arrived = Møtt
state-started = I gang
state-done = Ferdig
state-missed = Ikke møtt
state-cancelled = Avbestilt
step-agree = Avtalt på telefon
step-arrive = Registrer ankomst
step-start = Start
step-finish = Fullfør
step-miss = Ikke møtt

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-code = { $code } er koden som bekrefter timen din. Den virker i 10 minutter. Ikke gi den til noen.
sms-confirmed = Timen er bestilt: { $time }, { $place }. Referanse { $ref }. Ring { $phone } hvis du vil flytte eller avbestille.
sms-confirmed-hidden = Timen din er bestilt: { $time }. Referanse { $ref }. Ta vare på referansen.
sms-moved = Timen er flyttet til { $time }, { $place }. Referanse { $ref }. Passer det ikke? Ring { $phone }.
sms-moved-hidden = Timen din er flyttet til { $time }. Referanse { $ref }.
sms-cancelled = Timen { $time }, { $place }, er avbestilt. Referanse { $ref }. Ring { $phone } hvis du vil ha en ny.
sms-cancelled-hidden = Timen din { $time } er avbestilt. Referanse { $ref }.

# Calendar file
ics-summary = Time hos { $place }
ics-summary-hidden = Avtale
ics-description = Referanse { $ref }. Ring { $phone } hvis du vil flytte eller avbestille.
ics-description-hidden = Referanse { $ref }.

# For the overview of what is stored
held-booking = Timene dine: navn, telefonnummer, språk, tid, sted, hva det gjelder og det du skrev til oss
held-booking-why = For å holde av timen, rope deg opp og nå deg

# Languages of a meeting
spoken-am = Amharisk
spoken-ar = Arabisk
spoken-da = Dansk
spoken-de = Tysk
spoken-en = Engelsk
spoken-es = Spansk
spoken-fa = Persisk eller dari
spoken-fi = Finsk
spoken-fr = Fransk
spoken-kmr = Kurmanji
spoken-lt = Litauisk
spoken-lv = Latvisk
spoken-nsl = Norsk tegnspråk
spoken-pl = Polsk
spoken-ps = Pashto
spoken-ro = Rumensk
spoken-ru = Russisk
spoken-se = Nordsamisk
spoken-sma = Sørsamisk
spoken-smj = Lulesamisk
spoken-so = Somali
spoken-sw = Swahili
spoken-th = Thai
spoken-ti = Tigrinja
spoken-tr = Tyrkisk
spoken-uk = Ukrainsk
spoken-vi = Vietnamesisk
