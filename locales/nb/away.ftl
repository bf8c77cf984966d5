# Somebody is away
away-title = Fravær
away-link = Fravær
away-who-when = Hvem er borte?
away-another = Se på et annet fravær
away-lead = Du får se hvilke timer fraværet treffer, før noe blir lagret. Skriv aldri hvorfor noen er borte.
away-who = Hvem
away-who-missing = Velg hvem som er borte
away-from = Første dag
away-to = Siste dag
away-to-help = La den stå tom for én dag
away-from-time = Fra klokken
away-to-time = Til klokken
away-time-help = Bare når det er en del av dagen, for eksempel 09.00
away-time-help-to = For eksempel 12.00
away-time-wrong = Skriv klokkeslettet slik: 09.00
away-time-order = Slutten må være etter begynnelsen
away-date-missing = Velg en dato
away-date-order = Siste dag kan ikke være før første dag
away-date-past = Fraværet er over. Velg en dag fra i dag av.
away-date-far = Et fravær kan vare i høyst ett år
away-look = Vis timene det treffer
away-nobody = Stedet har ingen veiledere eller saksbehandlere som er i bruk.
away-whole-day = hele dagen
away-none = Fraværet treffer ingen timer. Det er ikke lagret ennå.
away-none-left = Ingen timer venter på et valg.
away-hits = { $n ->
    [one] Fraværet treffer én time. Velg hva som skal skje. Ingenting er lagret ennå.
   *[other] Fraværet treffer { $n } timer. Velg for hver av dem. Ingenting er lagret ennå.
  }
away-choose-again = Velg hva som skal skje med disse.
away-between = { $n ->
    [one] Noen bestilte i mellomtiden, eller tiden ble tatt. Én time er igjen.
   *[other] Noen bestilte i mellomtiden, eller tidene ble tatt. { $n } timer er igjen.
  }
away-courses = { $n ->
    [one] Personen har også en kursdato da. Den må endres på kurssiden.
   *[other] Personen har også { $n } kursdatoer da. De må endres på kurssiden.
  }
away-courses-see = Se kursene
away-holds = { $n ->
    [one] Noen holder på å bestille en time til. Se på listen igjen om ti minutter.
   *[other] { $n } personer holder på å bestille time. Se på listen igjen om ti minutter.
  }
away-other = { $name } tar over til samme tid
away-time = Flytt til { $time }
away-call = Sett personen på ringelisten
away-keep = La timen stå
away-no-sms = Får ikke SMS
away-trip = Del av en tur
away-told = De som får ny tid, får SMS. De som ikke kan få SMS, kommer på ringelisten. Er det bare veilederen som er ny, sender vi ingenting.
away-save = Lagre fraværet
away-save-and-move = Lagre fraværet og valgene
away-cancel = Avbryt
away-saved = Fraværet er lagret: { $name }, { $when }.
away-moved = { $n ->
    [0] Ingen timer er flyttet.
    [one] Én time har fått ny veileder eller ny tid.
   *[other] { $n } timer har fått ny veileder eller ny tid.
  }
away-settled = Står som før
away-to-call = Ring
away-kept = Beholdt
away-coming = Fravær som er lagt inn
away-remove = Fjern
calls-away = Veilederen er borte
held-away = At veilederen din er borte, og om noen skal ringe deg
held-away-why = For å finne en løsning når veilederen er borte
