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
