# Front page
front-title = Finn hjelp der du bor
front-lead = Vi hjelper deg med det offentlige og med nettet. Du kan komme innom, ringe eller bestille time.
open-now = Åpent nå. Bare kom innom
open-now-lead = Disse stedene har åpent nå. Du trenger ikke time for å komme innom.
closed-now = Stengt nå
closed-now-lead = Du kan bestille time på nett også når stedet er stengt.
all-services = Se alt vi kan hjelpe med
find-my-booking = Finn timen din

# When a place is open
open-until = Åpent til kl. { $time } i dag.
opens-today = Åpner kl. { $time } i dag.
opens-on = Åpner { $date } kl. { $time }.
closed-for-now = Vi vet ikke når det åpner igjen. Ring oss før du kommer.
closed-day = Stengt

# The page of a place
place-coming = Dette skjer her framover
place-drop-in = Kom innom uten time
place-drop-in-lead = Dette hjelper vi deg med når vi har åpent. Du kan også bestille time til det meste.
place-queue-draw = Trekk kølapp
place-queue-see = Se køen
place-booked = Dette må du avtale først
place-booked-lead = Velg det du trenger hjelp til, så ser du hvordan du bestiller.
place-hours = Åpningstider de neste dagene
place-contact = Her finner du oss
place-address = Adresse
place-phone = Telefon
place-email = E-post
place-email-warning = Ikke skriv om helse eller andre private forhold i e-post. Ikke skriv fødselsnummer.

# Privacy: must tell what the program really does (booking/jobs.rs, web/session.rs, store/access.rs)
privacy-lead = Vi lagrer så lite som mulig om deg. Her står det hva vi lagrer, hvorfor, og hvor lenge.
privacy-what = Dette lagrer vi
privacy-what-lead = Når du bestiller time, lagrer vi:
privacy-what-name = navnet du oppgir. Det kan være et kallenavn.
privacy-what-phone = telefonnummeret ditt og språket du vil ha meldinger på.
privacy-what-booking = hva timen gjelder, hvor og når den er, og hvordan det går med den.
privacy-what-note = det du skriver i meldingsfeltet, hvis du skriver noe.
privacy-what-login = om du er logget inn: en kode som viser at timen er din, og navnet ditt mens du er innlogget. Koden er laget av telefonnummeret ditt eller av det ID-porten svarer. Vi lagrer ikke fødselsnummeret ditt i klartekst.
privacy-what-drop-in = Kommer du innom uten time, lagrer vi ingenting om deg. Vi teller bare at noen var innom. Trekker du kølapp, lagrer vi nummeret, og mobilnummeret ditt hvis du vil ha SMS. Begge slettes når dagen er over.
privacy-why = Derfor lagrer vi det
privacy-why-text = Vi trenger opplysningene for å holde av timen, rope deg opp, ringe deg og sende deg meldinger om timen. Vi bruker dem ikke til noe annet.
privacy-why-counts = Vi lager også tall over hvor mange vi hjelper, og med hva. Tallene kan ikke føres tilbake til deg.
privacy-long = Så lenge lagrer vi det
privacy-long-unconfirmed = En bestilling du ikke bekrefter med koden, holdes i ti minutter. Én time etter det er den slettet.
privacy-long-booking = En time slettes 90 dager etter at den var, også når du har avbestilt den.
privacy-long-login = En innlogging varer til du logger ut, og lengst i to timer. Etter 30 minutter uten bruk blir du logget ut. Koden på SMS gjelder i ti minutter.
privacy-long-log = Vi har en logg over hva som er gjort med timene, og hvilke ansatte som har sett dem. I loggen står det ikke navn, telefonnummer eller hva timen gjaldt. Den slettes ikke sammen med timen.
privacy-long-backup = Sikkerhetskopier kan ha opplysningene litt lenger. Den som drifter nettstedet, bestemmer hvor lenge.
privacy-who = De som får se det
privacy-who-staff = Ansatte på stedet ser timene for dagen, med navn eller referanse. De som skal hjelpe deg, kan åpne timen. Vi noterer hvem som har sett den, før den vises.
privacy-who-hidden = Du kan be om at vi ikke viser navnet ditt i lister. Da viser vi referansen i stedet, og meldingene til deg nevner ikke stedet.
privacy-who-sms = Får du SMS, går nummeret og teksten gjennom en SMS-leverandør som kommunen eller den som drifter nettstedet, har valgt. Meldingen sier ikke hva timen gjelder.
privacy-who-address = Nettadressen (IP-adressen) din bruker vi en kort stund for å stoppe misbruk. Programmet lagrer den ikke.
privacy-cookies = Informasjonskapsler
privacy-cookies-lead = Vi bruker bare informasjonskapsler som nettstedet ikke virker uten. Derfor spør vi ikke om samtykke. Vi måler ikke hva du gjør, og vi henter ikke skrifter, kart eller annet fra andre.
privacy-cookie-form = En kapsel som viser at skjemaet du sender, kommer fra deg. Den forsvinner når du lukker nettleseren.
privacy-cookie-lang = En kapsel som husker språket, hvis du har valgt et. Den varer i ett år.
privacy-cookie-session = En kapsel som holder deg innlogget, hvis du logger inn. Den slutter å virke når du logger ut.
privacy-cookie-provider = En kapsel mens du logger inn hos ID-porten eller en annen innloggingstjeneste. Den varer i noen minutter.
privacy-rights = Rettighetene dine
privacy-rights-text = Du kan se, flytte og avbestille timen din selv. Du kan også be om å få se hva vi har lagret, få det rettet eller slettet, eller protestere mot at vi bruker det.
privacy-rights-who = Kommunen der timen er, har ansvaret for opplysningene. Den kan også fortelle deg hvilke lovregler den bygger på, og hvem som er personvernombud. Telefonnummeret står på siden til hvert sted.
privacy-rights-complain = Mener du at vi bryter reglene, kan du klage til Datatilsynet.
