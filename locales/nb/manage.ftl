# Everywhere
manage-title = Styring
manage-saved = Endringen er lagret.
manage-save = Lagre
manage-cancel = Avbryt
manage-add = Legg til
manage-back = Tilbake
manage-change = Endre
manage-remove = Fjern
manage-choose = Velg
manage-yes = Ja
manage-no = Nei
manage-name = Navn
manage-name-missing = Skriv et navn.
manage-state = Status
manage-in-use = I bruk
manage-off = Slått av
manage-lines-wrong = Det er for mange linjer, eller en linje er for lang.
manage-one-per-line = Skriv én ting per linje.
manage-url-wrong = Skriv en adresse som begynner med https://, for eksempel https://www.nav.no/.
manage-phone-wrong = Skriv et telefonnummer med åtte siffer. Et utenlandsk nummer begynner med + og landkoden.
manage-email-wrong = Skriv en e-postadresse, for eksempel post@kommunen.no.
manage-phone = Telefon
manage-email = E-post

# Overview
manage-organisations = Organisasjoner
manage-organisation = Organisasjonen
manage-staff = Ansatte
manage-services = Tjenester
manage-place = Stedet
manage-offers = Tilbud
manage-hours = Åpningstider
manage-travel = Reise hit
manage-travel-help = Folk som sier hvor de kommer fra, får først tidene de kan rekke. Tabellen leses inn fra en fil av dem som drifter systemet.
manage-travel-none = Ingen reiser er lagt inn.
manage-travel-to = Reise til { $name }
manage-travel-from = Fra
manage-travel-way = Minutter
manage-travel-arrivals = Framme
manage-travel-departures = Siste hjem
manage-travel-any = Når som helst
manage-resources = Folk, rom og utstyr
manage-count-services = { $n ->
    [one] 1 tjeneste
   *[other] { $n } tjenester
}
manage-count-offers = { $n ->
    [one] 1 tilbud
   *[other] { $n } tilbud
}
manage-count-guides = { $n ->
    [one] 1 veileder
   *[other] { $n } veiledere
}

# Bookings that are no longer covered
manage-outside = Timer som ikke passer lenger
manage-outside-do = Timene står fortsatt, men stedet er stengt, den som skulle møte, er borte, eller det er for få plasser. Åpne dagen og ring dem det gjelder.
manage-bookings = { $n ->
    [one] 1 time
   *[other] { $n } timer
}

# Services
manage-service = Tjeneste
manage-service-new = Ny tjeneste
manage-services-of = Tjenester som { $name } har ansvar for
manage-services-none = Ingen tjenester ennå.
manage-services-others = Tjenester som andre har ansvar for
manage-services-others-help = Dere kan tilby også disse tjenestene på stedene deres. Teksten kan bare endres av dem som har ansvar for den.
manage-keeper = Ansvar for teksten
manage-kept-by = { $name } har ansvar for denne teksten. Kontakt dem hvis noe må rettes.
manage-see-public = Se hvordan tjenesten vises for alle
manage-name-help = Kort og konkret, for eksempel «Skanne en kontrakt».
manage-name-missing-nb = Skriv navnet på bokmål.
manage-name-missing-nn = Skriv navnet på nynorsk.
manage-name-missing-en = Skriv navnet på engelsk.
manage-promise = Dette kan vi
manage-promise-help = Lov bare det dere holder. Skriv «du» og «vi».
manage-promise-missing-nb = Skriv på bokmål hva dere kan hjelpe med.
manage-promise-missing-nn = Skriv på nynorsk hva dere kan hjelpe med.
manage-promise-missing-en = Skriv på engelsk hva dere kan hjelpe med.
manage-boundary = Dette kan vi ikke
manage-boundary-help = Si også hvem som kan.
manage-bring = Ta med
manage-keywords = Søkeord
manage-keywords-help = Ord folk bruker når de leter, også feilskrevne. Skriv ett per linje.
manage-agency = Ansvarlig etat
manage-agency-help = Den som avgjør saken, for eksempel Nav eller Skatteetaten.
manage-agency-missing = Skriv hvilken etat som har ansvaret.
manage-url = Nettside der folk kan gjøre det selv
manage-url-help = Begynner med https://.
manage-minutes = Minutter
manage-minutes-help = Så lenge varer en vanlig time, fra 5 til 480 minutter.
manage-minutes-wrong = Skriv et helt tall fra 5 til 480.
manage-kind = Type
manage-kind-guidance = Veiledning
manage-kind-caseworker = Møte med saksbehandler
manage-kind-group = Gruppe eller kurs
manage-kind-missing = Velg en type.
manage-service-active = Tjenesten er i bruk
manage-service-active-help = En tjeneste som er slått av, vises ikke og kan ikke bestilles. Timer som er bestilt, står.

# Offers
manage-offers-at = Dette tilbyr { $name }
manage-offers-none = Stedet tilbyr ingen tjenester ennå.
manage-offers-help = Fjerner du et tilbud, kan ingen bestille det lenger. Timer som er bestilt, står.
manage-offer-new = Nytt tilbud
manage-offer-exists = Stedet tilbyr allerede denne tjenesten på denne måten.
manage-service-missing = Velg en tjeneste.
manage-way = Måte
manage-way-missing = Velg en måte.
manage-minutes-offer-help = Så lenge varer timen, fra 5 til 480 minutter. Lar du feltet stå tomt, bruker vi den vanlige lengden.
manage-drop-in = Uten time
manage-drop-in-help = Folk kan komme innom når stedet er åpent.
manage-needs = En time trenger
manage-needs-help = Velg ett eller flere. Timen får én ledig av hver. Velger du ingen, kan tilbudet ikke bestilles.
manage-needs-missing = Velg hva en time trenger, eller at folk kan komme uten time.
manage-needs-nothing = Stedet har ingen folk, rom eller utstyr i bruk, så ingenting kan bestilles ennå.
manage-demands = Krav
manage-demands-help = Da får timen en som oppfyller alle kravene du velger. Kravene kommer fra siden for folk, rom og utstyr.
manage-or = eller
manage-needs-line-title = Flere av samme slag, eller noe annet når det første er opptatt
manage-needs-line = Behovet i én linje
manage-needs-line-help = Fyller du ut dette, teller ikke valgene over. Skriv for eksempel person+skatt|caseworker;room+skjermet. Semikolon betyr «og», strek betyr «eller», pluss er et krav. Ordene er person, caseworker, room, equipment, course, vehicle og desk.
manage-needs-line-wrong = Vi forstår ikke behovet. Skriv for eksempel person+skatt|caseworker;room+skjermet.
manage-visit-too-long = Timen blir lengre enn 12 timer når reise og pauser er med. Gjør noe av det kortere.
manage-buffer-before = Pause før timen, i minutter
manage-buffer-before-help = Tid til å gjøre klart, fra 0 til 120.
manage-travel-minutes = Reisetid hver vei, i minutter
manage-travel-minutes-help = Når veilederen drar til den som har time: hjemme eller i butikken. Fra 0 til 240. Reisen må få plass i arbeidstiden.
manage-travel-wrong = Skriv et helt tall fra 0 til 240.
manage-step = Minutter mellom hver starttid
manage-step-help = Lar du feltet stå tomt, begynner en ny time når den forrige er slutt.
manage-step-wrong = Skriv et helt tall fra 0 til 480.
manage-not-bookable = Kan ikke bestilles
manage-lacks = Mangler: { $kind }
manage-buffer = Pause etter timen, i minutter
manage-buffer-help = Tid til å rydde og skrive, fra 0 til 120.
manage-buffer-wrong = Skriv et helt tall fra 0 til 120.
manage-notice = Frist for å bestille, i minutter før timen
manage-notice-help = 60 er én time, 1440 er ett døgn.
manage-notice-wrong = Skriv et helt tall fra 0 til 43200.
manage-horizon = Hvor mange dager fram folk kan bestille
manage-horizon-help = Fra 1 til 365 dager.
manage-horizon-wrong = Skriv et helt tall fra 1 til 365.
manage-note = Lokal beskjed
manage-note-help = Vises bare for dette stedet, for eksempel «Bruk inngangen på baksiden».

# Opening hours
manage-hours-of = Hvem tidene gjelder for
manage-hours-of-place = Hele stedet
manage-hours-short = Tider
manage-hours-see = Se tidene
manage-rules = Faste tider
manage-rules-none = Stedet har ingen faste åpningstider, så ingen kan bestille time.
manage-rules-none-resource = Ingen faste tider er lagt inn, så ingen kan bestille time her.
manage-rule-new = Legg til faste tider
manage-rule-change = Endre faste tider
manage-break-from = Pause fra
manage-break-to = Pause til
manage-break-help = For eksempel lunsj 11.30
manage-break-help-to = For eksempel 12.00
manage-break-outside = Pausen må ligge mellom start og slutt.
manage-days = Dager
manage-days-missing = Velg minst én dag.
manage-time = Klokkeslett
manage-time-wrong = Skriv klokkeslettet som 09.00.
manage-time-order = Sluttiden må være senere enn starttiden.
manage-time-help = For eksempel 09.00
manage-time-help-to = For eksempel 15.00
manage-from = Fra
manage-to = Til
manage-valid = Gjelder
manage-valid-from = Gjelder fra og med
manage-valid-to = Gjelder til og med
manage-always = Alltid
manage-date-help = Dag.måned.år, for eksempel 01.06.2027
manage-date-help-to = Dag.måned.år, for eksempel 31.08.2027
manage-date-missing = Skriv en dato.
manage-date-wrong = Skriv datoen som dag.måned.år, for eksempel 01.06.2027.
manage-date-order = Den siste datoen kan ikke være før den første.
manage-date-past = Datoen har vært. Skriv en dato fra i dag og framover.
manage-date-far = Datoen er mer enn to år fram. Se om årstallet er riktig.
manage-on-holidays = Gjelder også på helligdager
manage-on-holidays-too = Også helligdager
manage-holiday = helligdag
manage-closed = Stengt
manage-exceptions = Unntak
manage-exceptions-none = Ingen unntak er lagt inn.
manage-exception-new = Legg til et unntak
manage-exception-for = Unntaket gjelder bare { $name }.
manage-exception-for-place = Unntaket gjelder hele stedet og alle som jobber der.
manage-exception-type = Hva er annerledes?
manage-exception-type-missing = Velg hva som er annerledes.
manage-exception-closed = Stengt hele dagen
manage-exception-closed-part = Stengt en del av dagen
manage-exception-open-extra = Åpent utenom de faste tidene
manage-exception-closed-at = Stengt kl. { $time }
manage-exception-open-at = Åpent også kl. { $time }
manage-exception-time-help = Bare når det ikke gjelder hele dagen
manage-exception-time-help-to = Skriv for eksempel 15.00
manage-exception-save = Lagre unntaket
manage-whole-place = Hele stedet
manage-first-date = Første dag
manage-last-date = Siste dag
manage-last-date-help = La feltet stå tomt hvis det gjelder én dag.
manage-reason = Grunn
manage-reason-help = For eksempel «Planleggingsdag». Ikke skriv om sykdom eller andre private forhold.
manage-preview = De neste 14 dagene
manage-preview-resource = Timer kan bare bestilles når også stedet er åpent.

# People, rooms and equipment
manage-resources-help = Ingenting slettes her. Slår du av noe, kan det ikke bestilles lenger.
manage-resource-new = Legg til
manage-resource-kind = Hva er det?
manage-resource-kind-missing = Velg hva det er.
manage-resource-person = Veileder
manage-resource-caseworker = Saksbehandler
manage-resource-room = Rom
manage-resource-equipment = Utstyr
manage-resource-course = Kurs
manage-resource-vehicle = Bil
manage-resource-desk = Arbeidsplass
manage-resource-place = Stedet
manage-resource-name-help = For eksempel «Veileder 1» eller «Skjermet rom».
manage-resource-name-missing = Skriv et navn.
manage-resource-active-help = Slår du av, kan ingen bestille time her lenger. Timer som er bestilt, står, og du får vite hvilke dager det gjelder.
manage-capacity = Plasser
manage-capacity-help = Hvor mange som kan ha time samtidig. Vanligvis 1, flere for kurs.
manage-capacity-wrong = Skriv et helt tall fra 1 til 1000.
manage-tags = Ferdigheter, språk og egenskaper
manage-tags-help = Skriv komma mellom, for eksempel «skatt, polsk» for en veileder eller «skjermet, heve-senk» for et rom. Tilbudene kan kreve det. Ikke skriv noe privat om de ansatte.
manage-tags-short = Kan og har
manage-tags-wrong = Skriv korte ord uten mellomrom, med komma mellom. Språk skriver du med navn.
manage-same-hours = Samme faste tider som stedet
manage-same-hours-help = Du kan endre dem etterpå. Velger du dette bort, legger du inn tidene selv.

# Organisation and place
manage-organisation-name-help = Vises øverst på alle sidene deres.
manage-written = Målform
manage-written-missing = Velg bokmål eller nynorsk.
manage-accent = Farge
manage-accent-help = Brukes på knapper og øverst på sidene. Skriv # og seks tegn, for eksempel #0b5c66.
manage-accent-wrong = Skriv fargen som # og seks tegn, for eksempel #0b5c66.
manage-accent-pale = Fargen er for lys til hvit skrift. Velg en mørkere farge, med kontrast på minst 4,5 til 1 mot hvitt.
manage-organisation-phone-help = Vises der folk kan trenge å ringe.
manage-orgnr = Organisasjonsnummer
manage-orgnr-help = Ni sifre fra Enhetsregisteret. Det viser hvem dere er i tjenestekatalogen på data.norge.no.
manage-orgnr-wrong = Skriv ni sifre. Ett eller flere av sifrene stemmer ikke.
manage-accessibility = Adresse til tilgjengelighetserklæringen
manage-accessibility-help = Begynner med https://uustatus.no/.
manage-place-name-help = For eksempel «Vanylven servicetorg».
manage-address = Besøksadresse
manage-address-help = Gate, postnummer og poststed.
manage-address-missing = Skriv besøksadressen.
manage-place-phone-help = Nummeret folk ringer for å nå stedet.
manage-latitude = Breddegrad
manage-latitude-help = For eksempel 62,100
manage-latitude-wrong = Skriv breddegraden som et tall, for eksempel 62,100.
manage-longitude = Lengdegrad
manage-longitude-help = For eksempel 5,580
manage-longitude-wrong = Skriv lengdegraden som et tall, for eksempel 5,580.

# Before a change that touches bookings
manage-confirm-title = Endringen treffer timer
manage-confirm-lead = Ingenting er lagret ennå. Etter endringen faller disse timene utenfor:
manage-confirm-more = Noen bestilte i mellomtiden, så listen er ny.
manage-confirm-away = Er det noen som er borte?
manage-confirm-away-see = Finn en løsning for hver time på siden for fravær
manage-confirm-then = Lagrer du, står timene som før. Flytt dem eller ring dem det gjelder.
manage-confirm-save = Lagre likevel
manage-confirm-change = Endre det jeg skrev

# Who a guide is
manage-resource-staff = Ansatt
manage-resource-staff-help = Den ansatte kan få timene i sin egen kalender.
manage-resource-staff-none = Ingen
manage-resource-staff-wrong = Velg en av de ansatte i listen
