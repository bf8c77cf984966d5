# Somebody is away
away-title = Fråvær
away-link = Fråvær
away-who-when = Kven er borte?
away-another = Sjå på eit anna fråvær
away-lead = Du får sjå kva timar fråværet råkar, før noko blir lagra. Skriv aldri kvifor nokon er borte.
away-who = Kven
away-who-missing = Vel kven som er borte
away-from = Første dag
away-to = Siste dag
away-to-help = La han stå tom for éin dag
away-from-time = Frå klokka
away-to-time = Til klokka
away-time-help = Berre når det er ein del av dagen, til dømes 09.00
away-time-help-to = Til dømes 12.00
away-time-wrong = Skriv klokkeslettet slik: 09.00
away-time-order = Slutten må vere etter starten
away-date-missing = Vel ein dato
away-date-order = Siste dag kan ikkje vere før første dag
away-date-past = Fråværet er over. Vel ein dag frå i dag av.
away-date-far = Eit fråvær kan vare i høgst eitt år
away-look = Vis timane det råkar
away-nobody = Staden har ingen rettleiarar eller saksbehandlarar som er i bruk.
away-whole-day = heile dagen
away-none = Fråværet råkar ingen timar. Det er ikkje lagra enno.
away-none-left = Ingen timar ventar på eit val.
away-hits = { $n ->
    [one] Fråværet råkar éin time. Vel kva som skal skje. Ingenting er lagra enno.
   *[other] Fråværet råkar { $n } timar. Vel for kvar av dei. Ingenting er lagra enno.
  }
away-choose-again = Vel kva som skal skje med desse.
away-between = { $n ->
    [one] Nokon bestilte i mellomtida, eller tida vart teken. Éin time er att.
   *[other] Nokon bestilte i mellomtida, eller tidene vart tekne. { $n } timar er att.
  }
away-courses = { $n ->
    [one] Personen har òg ein kursdato då. Den må endrast på kurssida.
   *[other] Personen har òg { $n } kursdatoar då. Dei må endrast på kurssida.
  }
away-courses-see = Sjå kursa
away-holds = { $n ->
    [one] Nokon held på å bestille ein time til. Sjå på lista igjen om ti minutt.
   *[other] { $n } personar held på å bestille time. Sjå på lista igjen om ti minutt.
  }
away-other = { $name } tek over til same tid
away-time = Flytt til { $time }
away-call = Set personen på ringjelista
away-keep = La timen stå
away-no-sms = Får ikkje SMS
away-trip = Del av ein tur
away-told = Dei som får ny tid, får SMS. Dei som ikkje kan få SMS, kjem på ringjelista. Er det berre rettleiaren som er ny, sender vi ingenting.
away-save = Lagre fråværet
away-save-and-move = Lagre fråværet og vala
away-cancel = Avbryt
away-saved = Fråværet er lagra: { $name }, { $when }.
away-moved = { $n ->
    [0] Ingen timar er flytte.
    [one] Éin time har fått ny rettleiar eller ny tid.
   *[other] { $n } timar har fått ny rettleiar eller ny tid.
  }
away-settled = Står som før
away-to-call = Ring
away-kept = Står
away-coming = Fråvær som er lagt inn
away-remove = Fjern
calls-away = Rettleiaren er borte
held-away = At rettleiaren din er borte, og om nokon skal ringje deg
held-away-why = For å finne ei løysing når rettleiaren er borte
