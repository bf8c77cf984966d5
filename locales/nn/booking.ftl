# Choosing place and time
progress = Steg { $n } av 4
progress-last = Siste steg
choose-place-title = Kvar vil du møte?
choose-place-lead = Du bestiller time til «{ $service }». Vel stad og måte.
choose-place-help = Passar ingen av desse? Ring oss.
choose-place-phones = Finn telefonnummeret
travel-from = Kvar kjem du frå?
travel-from-any = Alle stader
travel-show = Vis ledige timar
travel-takes = Reisa tek om lag { $minutes } minutt kvar veg.
travel-unknown = Vi veit ikkje kor lang reisa er.
travel-early = Nokre tider er ikkje viste, for båten eller bussen frå { $from } er ikkje framme då. Han er tidlegast framme kl. { $time }.
travel-late = Nokre tider er ikkje viste, for då rekk du ikkje heim til { $from }. Siste båt eller buss går kl. { $time }.
travel-nothing-goes = Nokre dagar er ikkje viste, for då går det ingen båt eller buss til og frå { $from }.
travel-show-all = Vis alle tidene likevel
spoken-question = Språk i møtet
spoken-usual = Norsk
choose-place-more = Vis { $n } stader til
choose-time-title = Vel tid
choose-time-question = Kva tid passar?
choose-a-time = Vel ei tid.
times-first = Første ledige: { $time }.
times-go-first = Sjå ledige tider då
times-none = Det er ingen ledige timar i desse dagane.
times-none-at-all = Ingen ledige timar no. Ring oss, så finn vi ei løysing.
times-seats = { $n } plassar att
time-gone-title = Tida vart oppteken
time-gone = Nokon andre tok tida du valde. Vel ei anna tid.
week-nav = Byt veke
week-previous = Tidlegare dagar
week-next = Seinare dagar

# What was chosen
fact-time = Tid
fact-service = Kva det gjeld
fact-place = Stad
fact-way = Måte
fact-spoken = Språk i møtet
fact-phone = Telefonen vår
change = Endre
change-time = tida
reference = Referanse

# How we reach you
contact-title = Korleis når vi deg?
contact-lead-sms = Vi sender deg ein kode på SMS. Med han stadfestar du timen.
contact-lead-call = Vi ringer deg og stadfestar timen.
contact-name = Namn
contact-name-help = Namnet vi ropar opp. Du kan bruke eit kallenamn.
contact-name-missing = Skriv namnet vi skal bruke.
contact-phone = Telefonnummer
contact-phone-help = Helst mobil. Har du ikkje mobil, ringer vi deg. Eit utanlandsk nummer byrjar med + og landkoden.
contact-phone-missing = Skriv eit telefonnummer vi kan nå deg på.
contact-phone-wrong = Skriv eit telefonnummer med åtte siffer. Eit utanlandsk nummer byrjar med + og landkoden.
contact-note = Noko vi bør vite
contact-note-help = Til dømes at du treng tolk eller bruker rullestol. Ikkje skriv om sjukdom eller andre private forhold, og ikkje skriv fødselsnummer.
contact-hidden = Ikkje vis namnet mitt i lister
contact-hidden-help = Då viser vi referansen din i staden for namnet, og vi ropar opp han. Meldingar til deg seier ikkje kvar timen er.
contact-kept = Vi slettar opplysningane 90 dagar etter timen.
contact-privacy = Les om personvern
contact-send = Bestill timen

# A visit at home
address-title = Kvar skal vi kome?
address-help = Vi bruker adressa berre til å finne fram, og slettar ho saman med timen.
address-street = Gate og nummer
address-street-missing = Skriv gate og nummer, eller gardsnamn.
address-postcode = Postnummer
address-postcode-wrong = Skriv postnummeret med fire siffer.
address-town = Poststad
address-town-missing = Skriv poststaden.
address-none = Vi veit ikkje adressa. Ring og spør.
held-address = Adressa di, når vi kjem heim til deg
held-address-why = For å finne fram

# The code
code-title = Skriv koden frå SMS-en
code-sent = Vi har sendt ein kode til nummeret som sluttar på { $digits }.
code-until = Vi held av timen til kl. { $time }. Han er ikkje bestilt før du har skrive koden.
code-sent-again = Vi har sendt ein ny kode. Den gamle verkar ikkje lenger.
code-label = Kode
code-help = Seks siffer
code-submit = Stadfest timen
code-six-digits = Skriv dei seks sifra i koden.
code-wrong = Koden er feil. Sjå på SMS-en og prøv igjen.
code-none = Har du ikkje fått koden?
code-none-do = Vent eit minutt. Kjem han ikkje, kan du be om ein ny kode eller ringe oss, så bestiller vi timen for deg.
code-again = Send ny kode
code-no-more = Vi har sendt tre kodar og kan ikkje sende fleire. Ring oss.
expired-title = Timen er ikkje bestilt
expired-lead = Tida gjekk ut, eller koden vart skriven feil for mange gonger. Vi held ikkje av timen lenger.
expired-again = Vel tid på nytt

# A booking
booked-title = Timen er bestilt
booked-lead = Ta vare på referansen. Med han og telefonnummeret ditt finn du timen att.
booked-lead-phone = Vi ringer deg til avtalt tid. Ta vare på referansen. Med han og telefonnummeret ditt finn du timen att.
requested-title = Vi har fått bestillinga di
requested-lead = Vi ringer deg for å stadfeste timen, og vi held av tida til då. Ta vare på referansen.
cancelled-title = Timen er avbestilt
cancelled-lead = Du treng ikkje gjere noko meir.
booking-moved = Timen er flytta. Her er den nye tida.
booking-bring = Dette må du ta med
booking-calendar = Legg i kalenderen
booking-print = Skriv ut
booking-change = Passar det ikkje likevel?
booking-change-lead = Flytt eller avbestill, så kan andre få tida.
booking-move = Flytt timen
booking-cancel = Avbestill timen
booking-keep = Behald timen
book-new = Bestill ny time
printed = Skrive ut { $date }
cancel-title = Vil du avbestille timen?
cancel-lead = Når du avbestiller, kan andre få tida. Du kan ikkje angre.
cancel-or-move = Passar ei anna tid betre?
move-title = Flytt timen
move-lead = Dette er tida du har no. Du beheld henne til du har valt ei ny.
move-question = Kva ny tid passar?
move-keep = Behald tida
find-title = Finn timen din
find-lead = Her kan du sjå, flytte eller avbestille timen din.
find-reference-help = Åtte teikn, til dømes K7MA-4NP2. Han står i meldinga frå oss og på utskrifta.
find-phone-help = Nummeret du gav opp då du bestilte.
find-submit = Finn timen
find-nothing = Vi finn ingen time med denne referansen og dette telefonnummeret. Sjå over begge.
reference-wrong = Skriv referansen med åtte teikn, til dømes K7MA-4NP2.
find-lost = Har du mista referansen?
find-lost-do = Ring staden der timen er, så finn vi han.
my-page-title = Timane dine
my-page-empty = Du har ingen komande timar.
my-page-missing = Ser du ikkje timen din? Han kan vere bestilt med eit anna nummer eller utan innlogging.
my-page-find = Finn han med referansen

# A second appointment for the same thing, told when the phone number has been proven
double-title = Du har ein time frå før
double-lead = Den nye timen er bestilt. Du har òg denne timen til det same:
double-question = Vil du flytte han til den nye tida, eller behalde begge?
double-move = Flytt: behald berre den nye
double-keep = Behald begge
double-new = Den nye timen
double-old = Timen du har frå før
double-moved = Den gamle timen er avbestilt. No har du berre denne.
missed-title = Vi fekk ikkje møtt deg
missed-lead = Du kan bestille ein ny time når det passar. Det får ingen følgjer at du ikkje kom.

# Where a booking stands
state-held = Ventar på kode
state-requested = Ikkje stadfesta enno
state-confirmed = Bestilt
state-arrived = Møtt
state-started = I gang
state-done = Ferdig
state-missed = Ikkje møtt
state-cancelled = Avbestilt
step-agree = Avtalt på telefon
step-arrive = Registrer frammøte
step-start = Start
step-finish = Fullfør
step-miss = Ikkje møtt

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-code = { $code } er koden som stadfestar timen din. Han verkar i 10 minutt. Ikkje gi han til nokon.
sms-confirmed = Timen er bestilt: { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du vil flytte eller avbestille.
sms-confirmed-hidden = Timen din er bestilt: { $time }. Referanse { $ref }. Ta vare på referansen.
sms-moved = Timen er flytta til { $time }, { $place }. Referanse { $ref }. Passar det ikkje? Ring { $phone }.
sms-moved-hidden = Timen din er flytta til { $time }. Referanse { $ref }.
sms-cancelled = Timen { $time }, { $place }, er avbestilt. Referanse { $ref }. Ring { $phone } om du vil ha ein ny.
sms-cancelled-hidden = Timen din { $time } er avbestilt. Referanse { $ref }.

# Calendar file
ics-summary = Time hos { $place }
ics-summary-hidden = Avtale
ics-description = Referanse { $ref }. Ring { $phone } om du vil flytte eller avbestille.
ics-description-hidden = Referanse { $ref }.

# For the overview of what is stored
held-booking = Timane dine: namn, telefonnummer, språk, tid, stad, kva det gjeld og det du skreiv til oss
held-booking-why = For å halde av timen, rope deg opp og nå deg

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
spoken-nsl = Norsk teiknspråk
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
