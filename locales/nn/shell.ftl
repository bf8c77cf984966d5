# The frame around every page
skip-to-content = Hopp til hovudinnhald
language = Språk
main-menu = Hovudmeny
menu-services = Dette kan vi hjelpe med
menu-my-booking = Timen min
menu-answer = Svar på melding frå oss
menu-my-page = Mi side
menu-day = Dagen
menu-new-booking = Bestill for nokon
menu-statistics = Tal
menu-notices = Varsel
menu-visits = Besøk
menu-propose = Framlegg
menu-cards = Tenestetekstar
menu-manage = Styring
sign-in = Logg inn
sign-out = Logg ut
staff-side = For tilsette
for-staff = For tilsette
phone-short = tlf.
privacy = Personvern
accessibility-statement = Tilgjengelegheitserklæring
demo-pages = Om demoen
to-front-page = Til framsida
next-step = Neste steg
previous-step = Førre steg
help-title = Hjelp
help-call = Treng du hjelp? Ring oss:

# Warning before a session ends; the number of minutes stands between the two parts
session-warning = Du blir snart logga ut automatisk
session-warning-in = Om
session-warning-minutes = minutt. Vil du framleis vere innlogga?
session-stay = Ja
session-leave = Nei

# Forms
title-error = Feil:
form-fix = Dette må du rette
form-optional = Valfritt
form-too-long = Teksten er for lang. Gjer han kortare.
form-strange-character = Teksten har eit teikn vi ikkje kan lese. Skriv han på nytt.

# Personal data in a field that should hold none
private-found = Feltet skal ikkje ha opplysningar om personar. Ta dei ut, eller la oss gjere det.
private-found-asked = Det ser ut til å stå personopplysningar her. Ta dei ut, eller stadfest at dei skal stå.
private-cleaned = Vi har teke ut opplysningar. Les gjennom teksten, og send på nytt.
private-kinds = Vi fann: { $kinds }.
private-why = Slikt skal ikkje stå her, for fleire kan lese det.
private-why-asked = Fleire kan lese dette feltet.
private-without = Slik blir teksten når vi fjernar det:
private-remove = Fjern for meg
private-keep = Behald likevel. Eg veit at andre kan lese det.
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
private-name = namn

# When a page cannot be shown
error-not-found = Vi finn ikkje sida
error-not-found-do = Adressa kan vere feil, eller sida finst ikkje lenger. Heldt du på å bestille time, kan tida ha gått ut. Då må du bestille på nytt.
error-too-many = Det vart for mange forsøk
error-too-many-do = Vent nokre minutt og prøv igjen. Hastar det, må du ringe oss.
error-bad-request = Vi kunne ikkje lese det som vart sendt
error-bad-request-do = Gå tilbake, last sida på nytt og prøv igjen.
error-old-form = Sida har stått open for lenge
error-old-form-do = Gå tilbake, last sida på nytt og send skjemaet igjen. Nettlesaren må ta imot informasjonskapslar.
error-forbidden = Du har ikkje tilgang til sida
error-forbidden-do = Logg inn på nytt. Manglar du framleis tilgang, må du spørje leiaren din.
error-busy = Vi får ikkje gjort dette akkurat no
error-busy-do = Vent eit minutt og prøv igjen.
error-internal = Noko gjekk gale hos oss
error-internal-do = Feilen er ikkje din. Prøv igjen om litt. Dersom det framleis ikkje verkar, må du ringe oss.

# The demo's own page
demo-title = Om demoen
demo-lead = Alt her er oppdikta. Ingenting blir sendt. Vel kven du vil vere.
demo-as-citizen = Innbyggjar
demo-as-guide = Rettleiar i Vanylven
demo-as-manager = Leiar i Vanylven
demo-as-national = Nasjonal brukar
demo-messages = Meldingar som ville blitt sende
demo-no-messages = Ingen meldingar enno. Bestill ein time, så kjem koden hit.
