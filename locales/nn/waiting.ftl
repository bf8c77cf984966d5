# Joining
waiting-title = Set deg på venteliste
waiting-link-lead = Passar ingen av tidene?
waiting-link = Set deg på venteliste
waiting-lead-sms = Når ei tid som passar deg vert ledig, sender vi deg ein SMS. Då held vi av tida til du har svara.
waiting-lead-call = Når ei tid som passar deg vert ledig, ringer vi deg. Då held vi av tida til vi har snakka saman.
waiting-any-way = Det spelar inga rolle
waiting-dates = Dagar som passar
waiting-from = Tidlegast
waiting-to = Seinast
waiting-date-wrong = Vel ein dato.
waiting-date-order = Siste dag må vere lik eller etter første dag.
waiting-date-far = Siste dag kan vere høgst 90 dagar fram.
waiting-part = Tid på dagen
waiting-any-time = Heile dagen passar
waiting-morning = Før kl. 12
waiting-afternoon = Etter kl. 12
waiting-phone-help = Helst mobil. Vi sender koden og ledige tider hit. Har du ikkje mobil, ringer vi deg.
waiting-hidden-help = Då ser dei tilsette nummeret ditt, men ikkje namnet. Meldingar til deg seier ikkje kvar timen er.
waiting-kept = Vi slettar opplysningane når du har fått ein time, når du går ut av lista, og seinast når siste dag er over.
waiting-send = Set meg på lista
waiting-code-until = Skriv koden før kl. { $time }. Du står ikkje på lista før du har skrive han.
waiting-code-none-do = Vent eit minutt. Kjem han ikkje, kan du be om ein ny kode eller ringe oss.

# Where one stands
waiting-entry-title = Du står på ventelista
waiting-entry-sms = Vi sender deg ein SMS når ei tid vert ledig. Du har to timar på å svare, og vi sender berre mellom kl. 8 og 20.
waiting-entry-call = Vi ringer deg når ei tid vert ledig.
waiting-place-in-line = Plass i køen
waiting-before = { $n ->
    [0] Ingen har stått lenger enn deg
    [one] Éin har stått lenger enn deg
   *[other] { $n } har stått lenger enn deg
  }
waiting-between = { $from } til { $to }
waiting-rules = Vi spør i den rekkjefølgja folk sette seg på lista. Seier du nei, beheld du plassen. Svarar du ikkje to gonger, tek vi deg av lista.
waiting-leave = Gå ut av lista
waiting-offer-title = Vi held av { $time } til deg
waiting-offer-sms = Svar på SMS-en, eller skriv koden frå han her:
waiting-offer-call = Vi ringer deg. Du kan òg ringe oss.
waiting-gone-title = Du står ikkje på ventelista
waiting-gone = Du har gått ut av lista, fått ein time, eller tida for å skrive koden er ute.
waiting-gone-accepted = Har du sagt ja til ei tid?

# Staff
waiting-list-title = Venteliste
waiting-list-link = Venteliste
waiting-list-empty = Ingen står på ventelista.
waiting-list-caption = Dei som ventar, i den rekkjefølgja dei får tilbod
waiting-column-wish = Ønske
waiting-column-joined = Sidan
waiting-hidden-name = Skjult namn
waiting-status-waits = Ventar
waiting-status-no-sms = Får ikkje SMS
waiting-status-offered = Har fått tilbod
waiting-status-call = Ring no
waiting-said-yes = Sa ja
waiting-said-yes-where = Sa ja: skriv adressa
waiting-said-no = Sa nei
waiting-where-title = Kvar skal de møte?
waiting-where-lead = Timen er eit heimebesøk. Spør om adressa før du bestiller han.
waiting-where-send = Bestill timen
waiting-where-back = Tilbake til ventelista
waiting-helper = Hjelpar: { $name }, { $phone }
waiting-remove = Fjern
waiting-add = Set nokon på lista
waiting-add-send = Set på lista
waiting-not-offered = Tenesta kan ikkje bestillast slik her. Vel ein annan måte.
waiting-staff-phone-help = Mobil får SMS. Andre nummer må de ringe når ei tid vert ledig.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-waiting = Du står på ventelista, { $place }. Vi seier frå når ei tid vert ledig. Svar 2 om du vil ut av lista. Ring { $phone }.
sms-waiting-hidden = Du står på ventelista. Vi seier frå når ei tid vert ledig. Svar 2 om du vil ut av lista.
sms-waiting-code = Du står på venteliste, { $place }. Vi seier frå når ei tid vert ledig. Ut av lista: skriv koden { $code } under Svar på nettsida vår.
sms-waiting-code-hidden = Du står på venteliste. Vi seier frå når ei tid vert ledig. Ut av lista: skriv koden { $code } under Svar på nettsida vår.
sms-offer = Ledig time { $time }, { $place }. Svar 1 for ja eller 2 for nei innan { $until }. Ring { $phone }.
sms-offer-hidden = Ledig time { $time }. Svar 1 for ja eller 2 for nei innan { $until }.
sms-offer-code = Ledig time { $time }, { $place }. Skriv { $code } under Svar på nettsida vår innan { $until } eller ring { $phone }.
sms-offer-code-hidden = Ledig time { $time }. Skriv koden { $code } under Svar på nettsida vår innan { $until }.
sms-taken-off = Vi har ikkje fått svar på to ledige tider, så du er teken av ventelista, { $place }. Ring { $phone } om du vil ha time.
sms-taken-off-hidden = Vi har ikkje fått svar på to ledige tider, så du er teken av ventelista. Ring oss om du vil ha time.
sms-waiting-over = Inga tid vart ledig i dagane du ønskte, { $place }. Du er ikkje lenger på ventelista. Ring { $phone }, så hjelper vi deg.
sms-waiting-over-hidden = Inga tid vart ledig i dagane du ønskte. Du er ikkje lenger på ventelista. Ring oss, så hjelper vi deg.

# For the overview of what is stored
held-waiting = Plassen din på ventelista: namn, telefonnummer, språk, kva det gjeld, stad og dagar som passar
held-waiting-why = For å gi deg ei tid som vert ledig
