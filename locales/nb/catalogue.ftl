# Ways of being served
way-counter = På senteret
way-phone = På telefon
way-video = På video
way-group = I gruppe
way-home = Hjemme hos deg
way-mobile = Når vi er i bygda
way-visit = Når etaten er på besøk
way-self = På egen hånd
about-minutes = Ca. { $n } minutter
without-booking = Uten time

# The list and the search
services-title = Dette kan vi hjelpe med
services-at = Dette hjelper vi med på { $place }.
services-everywhere = Se alle steder
services-by-name = Alt vi hjelper med
search-title = Søk etter hjelp
search-label = Hva trenger du hjelp til?
search-help = Bruk dine egne ord. Ikke skriv navn eller fødselsnummer.
search-submit = Søk
search-found = Dette passer best til «{ $q }»
search-unsure = Vi vet ikke hva du trenger hjelp til
search-unsure-do = Prøv med andre ord, eller kom innom når vi har åpent. Du kan også ringe oss, så finner vi ut av det sammen:
search-maybe = Kanskje er det noe av dette
search-all = Se alt vi hjelper med

# A service
service-can = Dette kan vi
service-cannot = Dette kan vi ikke
bring-title = Ta med
service-agency = Ansvarlig
service-minutes = Så lang tid tar det
service-self = Gjør det selv
service-self-link = Til nettsiden til { $agency }
service-where = Slik får du hjelp
service-not-here = Dette stedet tilbyr det ikke. Se om et annet sted gjør det, eller ring oss.
service-nowhere = Ingen steder tilbyr dette nå. Ring oss, så hjelper vi deg videre.
service-everywhere = Se alle steder som hjelper med dette
service-book = Bestill time
offer-drop-in = Bare kom innom
offer-place = Se stedet
service-languages = Språk vi hjelper deg på
service-law = Lov eller forskrift
service-law-from = (gjelder fra { $date })
service-checked = Sist sjekket { $date }.
service-written-by = { $name } har skrevet denne teksten.
service-kept-for = { $name } holder teksten oppdatert for { $agency }. { $agency } har ikke bekreftet den.
service-stamped = { $name } bekreftet teksten { $date }.
service-stamped-before = { $name } bekreftet en tidligere utgave { $date }. Teksten er endret etter det.

# Themes and life events (Los), kinds of services
theme-work = Arbeid
theme-property = Bygg og eiendom
theme-democracy = Demokrati og innbygger­rettigheter
theme-family = Familie og barn
theme-health = Helse og omsorg
theme-immigration = Innvandring og integrering
theme-culture = Kultur, idrett og fritid
theme-law = Lov og rett
theme-business = Næring
theme-nature = Natur, klima og miljø
theme-safety = Samfunnssikkerhet og beredskap
theme-tax = Skatt og avgift
theme-school = Skole og utdanning
theme-social = Sosiale tjenester
theme-transport = Trafikk og transport
event-ill-child = Å ha et alvorlig sykt barn
event-death = Dødsfall og arv
event-child = Å få barn
event-job = Å miste og finne jobb
event-new = Ny i Norge
event-business = Å starte og drive en bedrift
event-voluntary = Å starte og drive en frivillig organisasjon
kind-guidance = Veiledning
kind-caseworker = Møte med saksbehandler
kind-group = Gruppe eller kurs

# Fields, where a difference is told
field-name = Navn
field-promise = Dette kan vi
field-boundary = Dette kan vi ikke
field-bring = Ta med
field-keywords = Søkeord
field-agency = Ansvarlig etat
field-url = Nettside
field-minutes = Minutter
field-kind = Type
field-active = Status
field-active-yes = I bruk
field-active-no = Slått av
field-languages = Språk
field-themes = Tema
field-events = Livshendelser
field-legal = Lov eller forskrift
field-legal-url = Lenke til loven
