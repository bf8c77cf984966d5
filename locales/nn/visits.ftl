# Agencies' visits
visits-title = Etatar som kjem på besøk
visits-title-place = Besøk frå etatar: { $place }
visits-lead = Politiet, Skatteetaten og andre kjem til stadene våre. Her ser du når, og kva du kan få gjort.
visits-place = Stad
visits-all-places = Alle stader
visits-coming = Besøk som kjem
visits-none = Ingen besøk er kunngjorde no.
visits-none-subscribe = Få melding når eit besøk blir kunngjort
visits-none-ask = Vel ein stad og spør oss
visits-none-ask-place = Spør { $place }
visits-follow = Få melding om besøk
visits-follow-lead = Vel staden din, så får du SMS eller e-post når ein etat skal kome, og når noko endrar seg.
visits-follow-message = Få melding
visits-follow-place = Få melding om besøk: { $place }
visits-all-at = Alle besøk: { $place }

# One visit
visits-heading = { $agency } kjem til { $place }
visits-heading-over = { $agency } har vore på besøk: { $place }
visits-heading-cancelled = Avlyst: { $agency } kjem ikkje til { $place }
visits-is-cancelled = Besøket er avlyst.
visits-is-over = Besøket er over.
visits-when = Når
visits-where = Kvar
visits-why = Kvifor
visits-does = Dette kan du få gjort
visits-bring = Ta med
visits-services = Les meir om tenestene:
visits-how = Slik får du time
visits-book-at = Bestill time hos { $agency }
visits-call = Ring { $agency }:
visits-drop-in = Du kan kome utan time.
visits-no-drop-in = Du må ha time.
visits-calendar = Legg i kalenderen
visits-next-title = Når kjem { $agency } att?
visits-next = Neste gong:
visits-next-unknown = Det er ikkje avtalt enno.

# Where it stands
visits-state = Status
visits-planned = Ikkje kunngjort
visits-announced = Kunngjort
visits-held = Gjennomført
visits-cancelled = Avlyst

# Messages
visits-sms = { $heading }. Sjå "Besøk" hos { $site }.
visits-sms-announced = { $agency } kjem til { $place } { $when }
visits-sms-fortnight = Om to veker: { $agency } kjem til { $place } { $when }
visits-sms-soon = Snart: { $agency } kjem til { $place } { $when }
visits-sms-moved = Ny tid: { $agency } kjem til { $place } { $when }
visits-sms-cancelled = Avlyst: { $agency } kjem ikkje til { $place } { $when }
visits-mail-link = Du bestiller time hos etaten. Adressa står under «Besøk» på nettstaden.
visits-mail-phone = Ring { $agency }: { $phone }
visits-mail-more = Les meir under «Besøk» hos { $site }.

# At the counter
visits-menu = Besøk
visits-desk-title = Besøk frå etatar
visits-to-manage = Legg inn og endre besøk
visits-see-public = Slik innbyggjaren ser det
visits-today = I dag
visits-today-none = Ingen etat er på besøk i dag.
visits-uncounted = Manglar tal
visits-uncounted-lead = Desse besøka er over. Skriv kor mange som kom.
visits-coming-none = Ingen besøk er kunngjorde.
visits-count-title = Kor mange kom?
visits-count-lead = Skriv berre kor mange, aldri kven. Tala viser om besøka er nyttige.
visits-came = Fekk hjelp
visits-unserved = Gjekk utan hjelp
visits-unserved-help = Dei som kom fånyttes, til dømes fordi det var fullt.
visits-counted = { $came } fekk hjelp, { $unserved } gjekk utan hjelp
visits-count-wrong = Skriv eit heilt tal frå 0 til 2000.
visits-count-saved = Tala er lagra.
visits-next-question = Veit de når etaten kjem att?
visits-yes = Ja
visits-no = Nei
visits-next-choose = Vel om de veit når etaten kjem att.
visits-next-day = Neste gong dei kjem
visits-next-help = Skriv datoen dersom etaten har sagt han, og besøket ikkje er lagt inn. Dag, månad, år: 20.11.2026
visits-next-missing = Skriv datoen dei kjem att, eller vel «Nei».
visits-next-past = Skriv ein dato etter dette besøket.

# Managing
visits-manage-title = Besøk frå etatar
visits-manage-none = Ingen besøk er lagde inn.
visits-past = Tidlegare besøk
visits-new-title = Nytt besøk
visits-new-lead = Ingen får melding når du lagrar. Du kunngjer besøket på neste side.
visits-edit-title = Endre
visits-edit-lead = Endringane kjem fram med ein gong. Ingen får melding. Er dagen eller klokkeslettet nytt, vel du «Flytt».
visits-move-title = Flytt
visits-cancel-title = Avlys
visits-save = Lagre
visits-back = Gå tilbake
visits-saved = Lagra.
visits-stale = Nokon andre har endra besøket. Det du gjorde, er ikkje lagra.
visits-stale-see = Sjå besøket slik det er no
visits-announce-title = Besøket er ikkje kunngjort
visits-announce-lead = Når du kunngjer det, ser alle det på nettstaden.
visits-announce = Kunngjer besøket
visits-hearers = { $n ->
    [0] Ingen har bede om melding om denne staden.
    [one] Éin person får melding.
   *[other] { $n } personar får melding.
}
visits-now-at = No: { $day } { $time }
visits-sure-move = Besøket blir flytta til { $to }.
visits-sure-cancel = Besøket blir avlyst. Det kan ikkje gjerast om.
visits-sure-do = Ja, lagre og send
visits-sure-again = Nei, gå tilbake
visits-agency = Kven kjem?
visits-agency-help = Namnet på etaten, til dømes «Skatteetaten».
visits-agency-missing = Skriv kven som kjem.
visits-day = Dag
visits-from = Frå
visits-to = Til
visits-date-help = Dag, månad, år: 20.11.2026
visits-time-help = Klokkeslett: 09.00
visits-date-wrong = Skriv datoen som dag, månad, år: 20.11.2026
visits-day-missing = Skriv kva dag dei kjem.
visits-day-past = Tidspunktet er passert. Skriv ei tid som kjem.
visits-time-wrong = Skriv klokkeslettet slik: 09.00
visits-to-before-from = Slutten må vere etter starten.
visits-room = Kvar på staden
visits-room-help = Til dømes «Bussen står bak rådhuset» eller «Møterom 2».
visits-field-does = Kva kan folk få gjort?
visits-field-does-help = Éin ting på kvar linje: «Søkje om pass».
visits-field-bring = Kva må dei ta med?
visits-field-bring-help = Éin ting på kvar linje.
visits-languages-help = Skriv på bokmål eller nynorsk. Det som manglar på eit språk, blir vist på eit av dei andre.
visits-does-missing = Skriv kva folk kan få gjort, på bokmål eller nynorsk.
visits-link = Timebestillinga til etaten
visits-link-help = Heile adressa. Ho byrjar med https://
visits-link-wrong = Skriv heile adressa. Ho byrjar med https://
visits-phone = Nummer for å bestille
visits-phone-wrong = Skriv eit telefonnummer, til dømes 77 00 00 00 eller 02800.
visits-field-drop-in = Folk kan kome utan time
visits-how-missing = Skriv adressa eller nummeret der folk bestiller, eller kryss av for at dei kan kome utan time.
visits-field-services = Kva tenester gjeld det?
visits-field-services-help = Kryss av for tenestene besøket høyrer til
visits-service-wrong = Vel tenester på lista.
visits-reason = Kvifor er det avlyst? ({ $lang })
visits-reason-help = Folk ser dette på sida. Skriv ikkje om enkeltpersonar.
visits-reason-missing = Skriv kvifor besøket er avlyst, på bokmål eller nynorsk.
