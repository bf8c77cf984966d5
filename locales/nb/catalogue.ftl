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
