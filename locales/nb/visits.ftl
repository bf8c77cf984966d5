# Agencies' visits
visits-title = Etater som kommer på besøk
visits-title-place = Besøk fra etater: { $place }
visits-lead = Politiet, Skatteetaten og andre kommer til stedene våre. Her ser du når, og hva du kan få gjort.
visits-place = Sted
visits-all-places = Alle steder
visits-coming = Besøk som kommer
visits-none = Ingen besøk er kunngjort nå.
visits-none-subscribe = Få melding når et besøk blir kunngjort
visits-none-ask = Velg et sted og spør oss
visits-none-ask-place = Spør { $place }
visits-follow = Få melding om besøk
visits-follow-lead = Velg stedet ditt, så får du SMS eller e-post når en etat skal komme, og når noe endrer seg.
visits-follow-message = Få melding
visits-follow-place = Få melding om besøk: { $place }
visits-all-at = Alle besøk: { $place }

# One visit
visits-heading = { $agency } kommer til { $place }
visits-heading-over = { $agency } har vært på besøk: { $place }
visits-heading-cancelled = Avlyst: { $agency } kommer ikke til { $place }
visits-is-cancelled = Besøket er avlyst.
visits-is-over = Besøket er over.
visits-when = Når
visits-where = Hvor
visits-why = Hvorfor
visits-does = Dette kan du få gjort
visits-bring = Ta med
visits-services = Les mer om tjenestene:
visits-how = Slik får du time
visits-book-at = Bestill time hos { $agency }
visits-call = Ring { $agency }:
visits-drop-in = Du kan komme uten time.
visits-no-drop-in = Du må ha time.
visits-calendar = Legg i kalenderen
visits-next-title = Når kommer { $agency } igjen?
visits-next = Neste gang:
visits-next-unknown = Det er ikke avtalt ennå.

# Where it stands
visits-state = Status
visits-planned = Ikke kunngjort
visits-announced = Kunngjort
visits-held = Gjennomført
visits-cancelled = Avlyst

# Messages
visits-sms = { $heading }. Se "Besøk" hos { $site }.
visits-sms-announced = { $agency } kommer til { $place } { $when }
visits-sms-fortnight = Om to uker: { $agency } kommer til { $place } { $when }
visits-sms-soon = Snart: { $agency } kommer til { $place } { $when }
visits-sms-moved = Ny tid: { $agency } kommer til { $place } { $when }
visits-sms-cancelled = Avlyst: { $agency } kommer ikke til { $place } { $when }
visits-mail-link = Du bestiller time hos etaten. Adressen står under «Besøk» på nettstedet.
visits-mail-phone = Ring { $agency }: { $phone }
visits-mail-more = Les mer under «Besøk» hos { $site }.

# At the counter
visits-menu = Besøk
visits-desk-title = Besøk fra etater
visits-to-manage = Legg inn og endre besøk
visits-see-public = Slik innbyggeren ser det
visits-today = I dag
visits-today-none = Ingen etat er på besøk i dag.
visits-uncounted = Mangler tall
visits-uncounted-lead = Disse besøkene er over. Skriv hvor mange som kom.
visits-coming-none = Ingen besøk er kunngjort.
visits-count-title = Hvor mange kom?
visits-count-lead = Skriv bare antall, aldri hvem. Tallene viser om besøkene er nyttige.
visits-came = Fikk hjelp
visits-unserved = Gikk uten hjelp
visits-unserved-help = De som kom forgjeves, for eksempel fordi det var fullt.
visits-counted = { $came } fikk hjelp, { $unserved } gikk uten hjelp
visits-count-wrong = Skriv et helt tall fra 0 til 2000.
visits-count-saved = Tallene er lagret.
visits-next-question = Vet dere når etaten kommer igjen?
visits-yes = Ja
visits-no = Nei
visits-next-choose = Velg om dere vet når etaten kommer igjen.
visits-next-day = Neste gang de kommer
visits-next-help = Skriv datoen hvis etaten har sagt den, og besøket ikke er lagt inn. Dag, måned, år: 20.11.2026
visits-next-missing = Skriv datoen de kommer igjen, eller velg «Nei».
visits-next-past = Skriv en dato etter dette besøket.

# Managing
visits-manage-title = Besøk fra etater
visits-manage-none = Ingen besøk er lagt inn.
visits-past = Tidligere besøk
visits-new-title = Nytt besøk
visits-new-lead = Ingen får melding når du lagrer. Du kunngjør besøket på neste side.
visits-edit-title = Endre
visits-edit-lead = Endringene vises med en gang. Ingen får melding. Er dagen eller klokkeslettet nytt, velger du «Flytt».
visits-move-title = Flytt
visits-cancel-title = Avlys
visits-save = Lagre
visits-back = Gå tilbake
visits-saved = Lagret.
visits-stale = Noen andre har endret besøket. Det du gjorde, er ikke lagret.
visits-stale-see = Se besøket slik det er nå
visits-announce-title = Besøket er ikke kunngjort
visits-announce-lead = Når du kunngjør det, vises det for alle på nettstedet.
visits-announce = Kunngjør besøket
visits-hearers = { $n ->
    [0] Ingen har bedt om melding om dette stedet.
    [one] Én person får melding.
   *[other] { $n } personer får melding.
}
visits-now-at = Nå: { $day } { $time }
visits-sure-move = Besøket flyttes til { $to }.
visits-sure-cancel = Besøket blir avlyst. Det kan ikke angres.
visits-sure-do = Ja, lagre og send
visits-sure-again = Nei, gå tilbake
visits-agency = Hvem kommer?
visits-agency-help = Etatens navn, for eksempel «Skatteetaten».
visits-agency-missing = Skriv hvem som kommer.
visits-day = Dag
visits-from = Fra
visits-to = Til
visits-date-help = Dag, måned, år: 20.11.2026
visits-time-help = Klokkeslett: 09.00
visits-date-wrong = Skriv datoen som dag, måned, år: 20.11.2026
visits-day-missing = Skriv hvilken dag de kommer.
visits-day-past = Tidspunktet er passert. Skriv en tid som kommer.
visits-time-wrong = Skriv klokkeslettet slik: 09.00
visits-to-before-from = Slutten må være etter starten.
visits-room = Hvor på stedet
visits-room-help = For eksempel «Bussen står bak rådhuset» eller «Møterom 2».
visits-field-does = Hva kan folk få gjort?
visits-field-does-help = Én ting på hver linje: «Søke om pass».
visits-field-bring = Hva må de ta med?
visits-field-bring-help = Én ting på hver linje.
visits-languages-help = Skriv på bokmål eller nynorsk. Det som mangler på et språk, vises på et av de andre.
visits-does-missing = Skriv hva folk kan få gjort, på bokmål eller nynorsk.
visits-link = Etatens egen timebestilling
visits-link-help = Hele adressen. Den begynner med https://
visits-link-wrong = Skriv hele adressen. Den begynner med https://
visits-phone = Nummer for å bestille
visits-phone-wrong = Skriv et telefonnummer, for eksempel 77 00 00 00 eller 02800.
visits-field-drop-in = Folk kan komme uten time
visits-how-missing = Skriv adressen eller nummeret der folk bestiller, eller kryss av for at de kan komme uten time.
visits-field-services = Hvilke tjenester gjelder det?
visits-field-services-help = Kryss av for tjenestene besøket hører til
visits-service-wrong = Velg tjenester på lista.
visits-reason = Hvorfor er det avlyst? ({ $lang })
visits-reason-help = Folk ser dette på siden. Skriv ikke om enkeltpersoner.
visits-reason-missing = Skriv hvorfor besøket er avlyst, på bokmål eller nynorsk.
