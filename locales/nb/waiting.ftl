# Joining
waiting-title = Sett deg på venteliste
waiting-link-lead = Passer ingen av tidene?
waiting-link = Sett deg på venteliste
waiting-lead-sms = Når en tid som passer deg blir ledig, sender vi deg en SMS. Da holder vi av tiden til du har svart.
waiting-lead-call = Når en tid som passer deg blir ledig, ringer vi deg. Da holder vi av tiden til vi har snakket sammen.
waiting-any-way = Det spiller ingen rolle
waiting-dates = Dager som passer
waiting-from = Tidligst
waiting-to = Senest
waiting-date-wrong = Velg en dato.
waiting-date-order = Siste dag må være lik eller etter første dag.
waiting-date-far = Siste dag kan være høyst 90 dager fram.
waiting-part = Tid på dagen
waiting-any-time = Hele dagen passer
waiting-morning = Før kl. 12
waiting-afternoon = Etter kl. 12
waiting-phone-help = Helst mobil. Vi sender koden og ledige tider hit. Har du ikke mobil, ringer vi deg.
waiting-hidden-help = Da ser de ansatte nummeret ditt, men ikke navnet. Meldinger til deg sier ikke hvor timen er.
waiting-kept = Vi sletter opplysningene når du har fått en time, når du går ut av listen, og senest når siste dag er over.
waiting-send = Sett meg på listen
waiting-code-until = Skriv koden før kl. { $time }. Du står ikke på listen før du har skrevet den.
waiting-code-none-do = Vent et minutt. Kommer den ikke, kan du be om en ny kode eller ringe oss.

# Where one stands
waiting-entry-title = Du står på ventelisten
waiting-entry-sms = Vi sender deg en SMS når en tid blir ledig. Du har to timer på å svare, og vi sender bare mellom kl. 8 og 20.
waiting-entry-call = Vi ringer deg når en tid blir ledig.
waiting-place-in-line = Plass i køen
waiting-before = { $n ->
    [0] Ingen har stått lenger enn deg
    [one] Én har stått lenger enn deg
   *[other] { $n } har stått lenger enn deg
  }
waiting-between = { $from } til { $to }
waiting-rules = Vi spør i den rekkefølgen folk satte seg på listen. Sier du nei, beholder du plassen. Svarer du ikke to ganger, tar vi deg av listen.
waiting-leave = Gå ut av listen
waiting-offer-title = Vi holder av { $time } til deg
waiting-offer-sms = Svar på SMS-en, eller skriv koden fra den her:
waiting-offer-call = Vi ringer deg. Du kan også ringe oss.
waiting-gone-title = Du står ikke på ventelisten
waiting-gone = Du har gått ut av listen, fått en time, eller tiden for å skrive koden er ute.
waiting-gone-accepted = Har du sagt ja til en tid?

# Staff
waiting-list-title = Venteliste
waiting-list-link = Venteliste
waiting-list-empty = Ingen står på ventelisten.
waiting-list-caption = De som venter, i den rekkefølgen de får tilbud
waiting-column-wish = Ønske
waiting-column-joined = Siden
waiting-hidden-name = Skjult navn
waiting-status-waits = Venter
waiting-status-no-sms = Får ikke SMS
waiting-status-offered = Har fått tilbud
waiting-status-call = Ring nå
waiting-said-yes = Sa ja
waiting-said-yes-where = Sa ja: skriv adressen
waiting-said-no = Sa nei
waiting-where-title = Hvor skal dere møte?
waiting-where-lead = Timen er et hjemmebesøk. Spør om adressen før du bestiller den.
waiting-where-send = Bestill timen
waiting-where-back = Tilbake til ventelisten
waiting-helper = Hjelper: { $name }, { $phone }
waiting-remove = Fjern
waiting-add = Sett noen på listen
waiting-add-send = Sett på listen
waiting-not-offered = Tjenesten kan ikke bestilles slik her. Velg en annen måte.
waiting-staff-phone-help = Mobil får SMS. Andre nummer må dere ringe når en tid blir ledig.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-waiting = Du står på ventelisten, { $place }. Vi sier fra når en tid blir ledig. Svar 2 hvis du vil ut av listen. Ring { $phone }.
sms-waiting-hidden = Du står på ventelisten. Vi sier fra når en tid blir ledig. Svar 2 hvis du vil ut av listen.
sms-waiting-code = Du står på venteliste, { $place }. Vi sier fra når en tid blir ledig. Ut av listen: skriv koden { $code } under Svar på nettsiden vår.
sms-waiting-code-hidden = Du står på venteliste. Vi sier fra når en tid blir ledig. Ut av listen: skriv koden { $code } under Svar på nettsiden vår.
sms-offer = Ledig time { $time }, { $place }. Svar 1 for ja eller 2 for nei innen { $until }. Ring { $phone }.
sms-offer-hidden = Ledig time { $time }. Svar 1 for ja eller 2 for nei innen { $until }.
sms-offer-code = Ledig time { $time }, { $place }. Skriv { $code } under Svar på nettsiden vår innen { $until } eller ring { $phone }.
sms-offer-code-hidden = Ledig time { $time }. Skriv koden { $code } under Svar på nettsiden vår innen { $until }.
sms-taken-off = Vi har ikke fått svar på to ledige tider, så du er tatt av ventelisten, { $place }. Ring { $phone } hvis du vil ha time.
sms-taken-off-hidden = Vi har ikke fått svar på to ledige tider, så du er tatt av ventelisten. Ring oss hvis du vil ha time.
sms-waiting-over = Ingen tid ble ledig i dagene du ønsket, { $place }. Du er ikke lenger på ventelisten. Ring { $phone }, så hjelper vi deg.
sms-waiting-over-hidden = Ingen tid ble ledig i dagene du ønsket. Du er ikke lenger på ventelisten. Ring oss, så hjelper vi deg.

# For the overview of what is stored
held-waiting = Plassen din på ventelisten: navn, telefonnummer, språk, hva det gjelder, sted og dager som passer
held-waiting-why = For å gi deg en tid som blir ledig
