# Everywhere
manage-title = Styring
manage-saved = Endringa er lagra.
manage-save = Lagre
manage-cancel = Avbryt
manage-add = Legg til
manage-back = Tilbake
manage-change = Endre
manage-remove = Fjern
manage-choose = Vel
manage-yes = Ja
manage-no = Nei
manage-name = Namn
manage-name-missing = Skriv eit namn.
manage-state = Status
manage-in-use = I bruk
manage-off = Slått av
manage-lines-wrong = Det er for mange linjer, eller ei linje er for lang.
manage-one-per-line = Skriv éin ting per linje.
manage-url-wrong = Skriv ei adresse som byrjar med https://, til dømes https://www.nav.no/.
manage-phone-wrong = Skriv eit telefonnummer med åtte siffer. Eit utanlandsk nummer byrjar med + og landkoden.
manage-email-wrong = Skriv ei e-postadresse, til dømes post@kommunen.no.
manage-phone = Telefon
manage-email = E-post

# Overview
manage-organisations = Organisasjonar
manage-organisation = Organisasjonen
manage-staff = Tilsette
manage-services = Tenester
manage-place = Staden
manage-offers = Tilbod
manage-hours = Opningstider
manage-travel = Reise hit
manage-travel-help = Folk som seier kvar dei kjem frå, får først tidene dei kan rekke. Tabellen blir lesen inn frå ei fil av dei som driftar systemet.
manage-travel-none = Ingen reiser er lagde inn.
manage-travel-to = Reise til { $name }
manage-travel-from = Frå
manage-travel-way = Minutt
manage-travel-arrivals = Framme
manage-travel-departures = Siste heim
manage-travel-any = Når som helst
manage-resources = Folk, rom og utstyr
manage-count-services = { $n ->
    [one] 1 teneste
   *[other] { $n } tenester
}
manage-count-offers = { $n ->
    [one] 1 tilbod
   *[other] { $n } tilbod
}
manage-count-guides = { $n ->
    [one] 1 rettleiar
   *[other] { $n } rettleiarar
}

# Bookings that are no longer covered
manage-outside = Timar som ikkje passar lenger
manage-outside-do = Timane står framleis, men staden er stengd, den som skulle møte, er borte, eller det er for få plassar. Opne dagen og ring dei det gjeld.
manage-bookings = { $n ->
    [one] 1 time
   *[other] { $n } timar
}

# Services
manage-service = Teneste
manage-service-new = Ny teneste
manage-services-of = Tenester som { $name } har ansvar for
manage-services-none = Ingen tenester enno.
manage-services-others = Tenester som andre har ansvar for
manage-services-others-help = De kan tilby også desse tenestene på stadene dykkar. Teksten kan berre endrast av dei som har ansvar for han.
manage-keeper = Ansvar for teksten
manage-kept-by = { $name } har ansvar for denne teksten. Kontakt dei dersom noko må rettast.
manage-see-public = Sjå korleis tenesta blir vist for alle
manage-name-help = Kort og konkret, til dømes «Skanne ein kontrakt».
manage-name-missing-nb = Skriv namnet på bokmål.
manage-name-missing-nn = Skriv namnet på nynorsk.
manage-name-missing-en = Skriv namnet på engelsk.
manage-promise = Dette kan vi
manage-promise-help = Lov berre det de held. Skriv «du» og «vi».
manage-promise-missing-nb = Skriv på bokmål kva de kan hjelpe med.
manage-promise-missing-nn = Skriv på nynorsk kva de kan hjelpe med.
manage-promise-missing-en = Skriv på engelsk kva de kan hjelpe med.
manage-boundary = Dette kan vi ikkje
manage-boundary-help = Sei òg kven som kan.
manage-bring = Ta med
manage-keywords = Søkjeord
manage-keywords-help = Ord folk bruker når dei leitar, også feilskrivne. Skriv eitt per linje.
manage-agency = Ansvarleg etat
manage-agency-help = Den som avgjer saka, til dømes Nav eller Skatteetaten.
manage-agency-missing = Skriv kva etat som har ansvaret.
manage-url = Nettside der folk kan gjere det sjølve
manage-url-help = Byrjar med https://.
manage-minutes = Minutt
manage-minutes-help = Så lenge varer ein vanleg time, frå 5 til 480 minutt.
manage-minutes-wrong = Skriv eit heilt tal frå 5 til 480.
manage-kind = Type
manage-kind-guidance = Rettleiing
manage-kind-caseworker = Møte med saksbehandlar
manage-kind-group = Gruppe eller kurs
manage-kind-missing = Vel ein type.
manage-service-active = Tenesta er i bruk
manage-service-active-help = Ei teneste som er slått av, blir ikkje vist og kan ikkje bestillast. Timar som er bestilte, står.

# Offers
manage-offers-at = Dette tilbyr { $name }
manage-offers-none = Staden tilbyr ingen tenester enno.
manage-offers-help = Fjernar du eit tilbod, kan ingen bestille det lenger. Timar som er bestilte, står.
manage-offer-new = Nytt tilbod
manage-offer-exists = Staden tilbyr alt denne tenesta på denne måten.
manage-service-missing = Vel ei teneste.
manage-way = Måte
manage-way-missing = Vel ein måte.
manage-minutes-offer-help = Så lenge varer timen, frå 5 til 480 minutt. Lèt du feltet stå tomt, bruker vi den vanlege lengda.
manage-drop-in = Utan time
manage-drop-in-help = Folk kan kome innom når staden er open.
manage-needs = Ein time treng
manage-needs-help = Vel eitt eller fleire. Timen får éin ledig av kvar. Vel du ingen, kan tilbodet ikkje bestillast.
manage-needs-missing = Vel kva ein time treng, eller at folk kan kome utan time.
manage-needs-nothing = Staden har ingen folk, rom eller utstyr i bruk, så ingenting kan bestillast enno.
manage-demands = Krav
manage-demands-help = Då får timen ein som oppfyller alle krava du vel. Krava kjem frå sida for folk, rom og utstyr.
manage-or = eller
manage-needs-line-title = Fleire av same slag, eller noko anna når det første er opptatt
manage-needs-line = Behovet i éi linje
manage-needs-line-help = Fyller du ut dette, tel ikkje vala over. Skriv til dømes person+skatt|caseworker;room+skjermet. Semikolon tyder «og», strek tyder «eller», pluss er eit krav. Orda er person, caseworker, room, equipment, course, vehicle og desk.
manage-needs-line-wrong = Vi forstår ikkje behovet. Skriv til dømes person+skatt|caseworker;room+skjermet.
manage-visit-too-long = Timen blir lengre enn 12 timar når reise og pausar er med. Gjer noko av det kortare.
manage-buffer-before = Pause før timen, i minutt
manage-buffer-before-help = Tid til å gjere klart, frå 0 til 120.
manage-travel-minutes = Reisetid kvar veg, i minutt
manage-travel-minutes-help = Når rettleiaren dreg til den som har time: heime eller i butikken. Frå 0 til 240. Reisa må få plass i arbeidstida.
manage-travel-wrong = Skriv eit heilt tal frå 0 til 240.
manage-step = Minutt mellom kvar starttid
manage-step-help = Lèt du feltet stå tomt, byrjar ein ny time når den førre er slutt.
manage-step-wrong = Skriv eit heilt tal frå 0 til 480.
manage-not-bookable = Kan ikkje bestillast
manage-lacks = Manglar: { $kind }
manage-buffer = Pause etter timen, i minutt
manage-buffer-help = Tid til å rydde og skrive, frå 0 til 120.
manage-buffer-wrong = Skriv eit heilt tal frå 0 til 120.
manage-notice = Frist for å bestille, i minutt før timen
manage-notice-help = 60 er éin time, 1440 er eitt døgn.
manage-notice-wrong = Skriv eit heilt tal frå 0 til 43200.
manage-horizon = Kor mange dagar fram folk kan bestille
manage-horizon-help = Frå 1 til 365 dagar.
manage-horizon-wrong = Skriv eit heilt tal frå 1 til 365.
manage-note = Lokal beskjed
manage-note-help = Blir vist berre for denne staden, til dømes «Bruk inngangen på baksida».

# Opening hours
manage-hours-of = Kven tidene gjeld for
manage-hours-of-place = Heile staden
manage-hours-short = Tider
manage-hours-see = Sjå tidene
manage-rules = Faste tider
manage-rules-none = Staden har ingen faste opningstider, så ingen kan bestille time.
manage-rules-none-resource = Ingen faste tider er lagde inn, så ingen kan bestille time her.
manage-rule-new = Legg til faste tider
manage-rule-change = Endre faste tider
manage-break-from = Pause frå
manage-break-to = Pause til
manage-break-help = Til dømes lunsj 11.30
manage-break-help-to = Til dømes 12.00
manage-break-outside = Pausen må liggje mellom start og slutt.
manage-days = Dagar
manage-days-missing = Vel minst éin dag.
manage-time = Klokkeslett
manage-time-wrong = Skriv klokkeslettet som 09.00.
manage-time-order = Sluttida må vere seinare enn starttida.
manage-time-help = Til dømes 09.00
manage-time-help-to = Til dømes 15.00
manage-from = Frå
manage-to = Til
manage-valid = Gjeld
manage-valid-from = Gjeld frå og med
manage-valid-to = Gjeld til og med
manage-always = Alltid
manage-date-help = Dag.månad.år, til dømes 01.06.2027
manage-date-help-to = Dag.månad.år, til dømes 31.08.2027
manage-date-missing = Skriv ein dato.
manage-date-wrong = Skriv datoen som dag.månad.år, til dømes 01.06.2027.
manage-date-order = Den siste datoen kan ikkje vere før den første.
manage-date-past = Datoen har vore. Skriv ein dato frå i dag og framover.
manage-date-far = Datoen er meir enn to år fram. Sjå om årstalet er rett.
manage-on-holidays = Gjeld også på heilagdagar
manage-on-holidays-too = Også heilagdagar
manage-holiday = heilagdag
manage-closed = Stengt
manage-exceptions = Unntak
manage-exceptions-none = Ingen unntak er lagde inn.
manage-exception-new = Legg til eit unntak
manage-exception-for = Unntaket gjeld berre { $name }.
manage-exception-for-place = Unntaket gjeld heile staden og alle som arbeider der.
manage-exception-type = Kva er annleis?
manage-exception-type-missing = Vel kva som er annleis.
manage-exception-closed = Stengt heile dagen
manage-exception-closed-part = Stengt ein del av dagen
manage-exception-open-extra = Ope utanom dei faste tidene
manage-exception-closed-at = Stengt kl. { $time }
manage-exception-open-at = Ope også kl. { $time }
manage-exception-time-help = Berre når det ikkje gjeld heile dagen
manage-exception-time-help-to = Skriv til dømes 15.00
manage-exception-save = Lagre unntaket
manage-whole-place = Heile staden
manage-first-date = Første dag
manage-last-date = Siste dag
manage-last-date-help = La feltet stå tomt dersom det gjeld éin dag.
manage-reason = Grunn
manage-reason-help = Til dømes «Planleggingsdag». Ikkje skriv om sjukdom eller andre private forhold.
manage-preview = Dei neste 14 dagane
manage-preview-resource = Timar kan berre bestillast når også staden er open.

# People, rooms and equipment
manage-resources-help = Ingenting blir sletta her. Slår du av noko, kan det ikkje bestillast lenger.
manage-resource-new = Legg til
manage-resource-kind = Kva er det?
manage-resource-kind-missing = Vel kva det er.
manage-resource-person = Rettleiar
manage-resource-caseworker = Saksbehandlar
manage-resource-room = Rom
manage-resource-equipment = Utstyr
manage-resource-course = Kurs
manage-resource-vehicle = Bil
manage-resource-desk = Arbeidsplass
manage-resource-place = Staden
manage-resource-name-help = Til dømes «Rettleiar 1» eller «Skjerma rom».
manage-resource-name-missing = Skriv eit namn.
manage-resource-active-help = Slår du av, kan ingen bestille time her lenger. Timar som er bestilte, står, og du får vite kva dagar det gjeld.
manage-capacity = Plassar
manage-capacity-help = Kor mange som kan ha time samstundes. Vanlegvis 1, fleire for kurs.
manage-capacity-wrong = Skriv eit heilt tal frå 1 til 1000.
manage-tags = Ferdigheiter, språk og eigenskapar
manage-tags-help = Skriv komma imellom, til dømes «skatt, polsk» for ein rettleiar eller «skjerma, hev-senk» for eit rom. Tilboda kan krevje det. Ikkje skriv noko privat om dei tilsette.
manage-tags-short = Kan og har
manage-tags-wrong = Skriv korte ord utan mellomrom, med komma imellom. Språk skriv du med namn.
manage-same-hours = Same faste tider som staden
manage-same-hours-help = Du kan endre dei etterpå. Vel du dette bort, legg du inn tidene sjølv.

# Organisation and place
manage-organisation-name-help = Blir vist øvst på alle sidene dykkar.
manage-written = Målform
manage-written-missing = Vel bokmål eller nynorsk.
manage-accent = Farge
manage-accent-help = Blir brukt på knappar og øvst på sidene. Skriv # og seks teikn, til dømes #0b5c66.
manage-accent-wrong = Skriv fargen som # og seks teikn, til dømes #0b5c66.
manage-accent-pale = Fargen er for lys til kvit skrift. Vel ein mørkare farge, med kontrast på minst 4,5 til 1 mot kvitt.
manage-organisation-phone-help = Blir vist der folk kan trenge å ringje.
manage-orgnr = Organisasjonsnummer
manage-orgnr-help = Ni siffer frå Einingsregisteret. Det viser kven de er i tenestekatalogen på data.norge.no.
manage-orgnr-wrong = Skriv ni siffer. Eitt eller fleire av siffera stemmer ikkje.
manage-accessibility = Adresse til tilgjengelegheitserklæringa
manage-accessibility-help = Byrjar med https://uustatus.no/.
manage-place-name-help = Til dømes «Vanylven servicetorg».
manage-address = Besøksadresse
manage-address-help = Gate, postnummer og poststad.
manage-address-missing = Skriv besøksadressa.
manage-place-phone-help = Nummeret folk ringjer for å nå staden.
manage-latitude = Breiddegrad
manage-latitude-help = Til dømes 62,100
manage-latitude-wrong = Skriv breiddegraden som eit tal, til dømes 62,100.
manage-longitude = Lengdegrad
manage-longitude-help = Til dømes 5,580
manage-longitude-wrong = Skriv lengdegraden som eit tal, til dømes 5,580.

# Before a change that touches bookings
manage-confirm-title = Endringa råkar timar
manage-confirm-lead = Ingenting er lagra enno. Etter endringa fell desse timane utanfor:
manage-confirm-more = Nokon bestilte i mellomtida, så lista er ny.
manage-confirm-away = Er det nokon som er borte?
manage-confirm-away-see = Finn ei løysing for kvar time på sida for fråvær
manage-confirm-then = Lagrar du, står timane som før. Flytt dei eller ring dei det gjeld.
manage-confirm-save = Lagre likevel
manage-confirm-change = Endre det eg skreiv

# Who a guide is
manage-resource-staff = Tilsett
manage-resource-staff-help = Den tilsette kan få timane i sin eigen kalender.
manage-resource-staff-none = Ingen
manage-resource-staff-wrong = Vel ein av dei tilsette i lista
