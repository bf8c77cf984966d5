# Ways of being served
way-counter = På senteret
way-phone = På telefon
way-video = På video
way-group = I gruppe
way-home = Heime hos deg
way-mobile = Når vi er i bygda
way-visit = Når etaten er på besøk
way-self = På eiga hand
about-minutes = Ca. { $n } minutt
without-booking = Utan time

# The list and the search
services-title = Dette kan vi hjelpe med
services-at = Dette hjelper vi med på { $place }.
services-everywhere = Sjå alle stader
services-by-name = Alt vi hjelper med
search-title = Søk etter hjelp
search-label = Kva treng du hjelp til?
search-help = Bruk dine eigne ord. Ikkje skriv namn eller fødselsnummer.
search-submit = Søk
search-found = Dette passar best til «{ $q }»
search-unsure = Vi veit ikkje kva du treng hjelp til
search-unsure-do = Prøv med andre ord, eller kom innom når vi har ope. Du kan også ringe oss, så finn vi ut av det saman:
search-maybe = Kanskje er det noko av dette
search-all = Sjå alt vi hjelper med

# A service
service-can = Dette kan vi
service-cannot = Dette kan vi ikkje
bring-title = Ta med
service-agency = Ansvarleg
service-minutes = Så lang tid tek det
service-self = Gjer det sjølv
service-self-link = Til nettsida til { $agency }
service-where = Slik får du hjelp
service-not-here = Denne staden tilbyr det ikkje. Sjå om ein annan stad gjer det, eller ring oss.
service-nowhere = Ingen stader tilbyr dette no. Ring oss, så hjelper vi deg vidare.
service-everywhere = Sjå alle stader som hjelper med dette
service-book = Bestill time
offer-drop-in = Berre kom innom
offer-place = Sjå staden
service-languages = Språk vi hjelper deg på
service-law = Lov eller forskrift
service-law-from = (gjeld frå { $date })
service-checked = Sist sjekka { $date }.
service-written-by = { $name } har skrive denne teksten.
service-kept-for = { $name } held teksten oppdatert for { $agency }. { $agency } har ikkje stadfesta han.
service-stamped = { $name } stadfesta teksten { $date }.
service-stamped-before = { $name } stadfesta ei tidlegare utgåve { $date }. Teksten er endra etter det.

# Themes and life events (Los), kinds of services
theme-work = Arbeid
theme-property = Bygg og eigedom
theme-democracy = Demokrati og innbyggjar­rettar
theme-family = Familie og barn
theme-health = Helse og omsorg
theme-immigration = Innvandring og integrering
theme-culture = Kultur, idrett og fritid
theme-law = Lov og rett
theme-business = Næring
theme-nature = Natur, klima og miljø
theme-safety = Samfunnstryggleik og beredskap
theme-tax = Skatt og avgift
theme-school = Skule og utdanning
theme-social = Sosiale tenester
theme-transport = Trafikk og transport
event-ill-child = Å ha eit alvorleg sjukt barn
event-death = Dødsfall og arv
event-child = Å få barn
event-job = Å miste og finne jobb
event-new = Ny i Noreg
event-business = Å starte og drive ei bedrift
event-voluntary = Å starte og drive ein frivillig organisasjon
kind-guidance = Rettleiing
kind-caseworker = Møte med saksbehandlar
kind-group = Gruppe eller kurs

# Fields, where a difference is told
field-name = Namn
field-promise = Dette kan vi
field-boundary = Dette kan vi ikkje
field-bring = Ta med
field-keywords = Søkjeord
field-agency = Ansvarleg etat
field-url = Nettside
field-minutes = Minutt
field-kind = Type
field-active = Status
field-active-yes = I bruk
field-active-no = Slått av
field-languages = Språk
field-themes = Tema
field-events = Livshendingar
field-legal = Lov eller forskrift
field-legal-url = Lenkje til lova
