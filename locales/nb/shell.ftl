# The frame around every page
skip-to-content = Hopp til hovedinnhold
language = Språk
main-menu = Hovedmeny
menu-services = Dette kan vi hjelpe med
menu-my-booking = Min time
menu-answer = Svar på melding fra oss
menu-my-page = Min side
menu-day = Dagen
menu-new-booking = Bestill for noen
menu-statistics = Tall
menu-notices = Varsler
menu-visits = Besøk
menu-propose = Forslag
menu-cards = Tjenestetekster
menu-manage = Styring
sign-in = Logg inn
sign-out = Logg ut
staff-side = For ansatte
for-staff = For ansatte
phone-short = tlf.
privacy = Personvern
accessibility-statement = Tilgjengelighetserklæring
demo-pages = Om demoen
to-front-page = Til forsiden
next-step = Neste steg
previous-step = Forrige steg
help-title = Hjelp
help-call = Trenger du hjelp? Ring oss:

# Warning before a session ends; the number of minutes stands between the two parts
session-warning = Du blir snart logget ut automatisk
session-warning-in = Om
session-warning-minutes = minutter. Vil du fortsatt være innlogget?
session-stay = Ja
session-leave = Nei

# Forms
title-error = Feil:
form-fix = Dette må du rette
form-optional = Valgfritt
form-too-long = Teksten er for lang. Gjør den kortere.
form-strange-character = Teksten har et tegn vi ikke kan lese. Skriv den på nytt.

# Personal data in a field that should hold none
private-found = Feltet skal ikke ha opplysninger om personer. Ta dem ut, eller la oss gjøre det.
private-found-asked = Det ser ut til å stå personopplysninger her. Ta dem ut, eller bekreft at de skal stå.
private-cleaned = Vi har tatt ut opplysninger. Les gjennom teksten, og send på nytt.
private-kinds = Vi fant: { $kinds }.
private-why = Slikt skal ikke stå her, for flere kan lese det.
private-why-asked = Flere kan lese dette feltet.
private-without = Slik blir teksten når vi fjerner det:
private-remove = Fjern for meg
private-keep = Behold likevel. Jeg vet at andre kan lese det.
private-national-id = fødselsnummer
private-account = kontonummer
private-organisation = organisasjonsnummer
private-phone = telefonnummer
private-email = e-postadresse
private-card = kortnummer
private-address = adresse
private-birth-date = fødselsdato
private-passport = passnummer
private-ip = IP-adresse
private-name = navn

# When a page cannot be shown
error-not-found = Vi finner ikke siden
error-not-found-do = Adressen kan være feil, eller siden finnes ikke lenger. Holdt du på å bestille time, kan tiden ha gått ut. Da må du bestille på nytt.
error-too-many = Det ble for mange forsøk
error-too-many-do = Vent noen minutter og prøv igjen. Haster det, må du ringe oss.
error-bad-request = Vi kunne ikke lese det som ble sendt
error-bad-request-do = Gå tilbake, last siden på nytt og prøv igjen.
error-old-form = Siden har stått åpen for lenge
error-old-form-do = Gå tilbake, last siden på nytt og send skjemaet igjen. Nettleseren må ta imot informasjonskapsler.
error-forbidden = Du har ikke tilgang til siden
error-forbidden-do = Logg inn på nytt. Mangler du fortsatt tilgang, må du spørre lederen din.
error-busy = Vi får ikke gjort dette akkurat nå
error-busy-do = Vent et minutt og prøv igjen.
error-internal = Noe gikk galt hos oss
error-internal-do = Feilen er ikke din. Prøv igjen om litt. Hvis det fortsatt ikke virker, må du ringe oss.

# The demo's own page
demo-title = Om demoen
demo-lead = Alt her er oppdiktet. Ingenting blir sendt. Velg hvem du vil være.
demo-as-citizen = Innbygger
demo-as-guide = Veileder i Vanylven
demo-as-manager = Leder i Vanylven
demo-as-national = Nasjonal bruker
demo-messages = Meldinger som ville blitt sendt
demo-no-messages = Ingen meldinger ennå. Bestill en time, så kommer koden hit.
