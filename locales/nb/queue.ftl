# Drawing a number
queue-draw-title = Trekk kølapp
queue-now = Køen nå
queue-waiting = { $n ->
    [0] Ingen venter
    [one] Én venter
   *[other] { $n } venter
  }
queue-about = Hva vil du ha hjelp til?
queue-about-open = Jeg sier det når det er min tur
queue-phone = Mobilnummer
queue-phone-help = Vil du ha nummeret på SMS, og en SMS når det snart er din tur? Vi sletter mobilnummeret når dagen er over.
queue-phone-wrong = Skriv et mobilnummer, eller la feltet stå tomt.
queue-phone-many = Dette nummeret har fått mange meldinger fra oss nå. La feltet stå tomt, eller vent ti minutter.
queue-no-name = Vi spør ikke hvem du er.
queue-draw = Trekk nummer
queue-closed = Du kan trekke kølapp når det er åpent.
queue-closed-do = Du kan trekke kølapp når det er åpent.
queue-has = Har du kølapp allerede?
queue-number = Nummer
queue-number-help = Slik det står på lappen, for eksempel B17.
queue-number-unknown = Skriv et nummer fra i dag, slik det står på lappen.
queue-see = Se hvor langt køen har kommet
queue-board-link = Skjermen med numrene

# How long it may take
queue-estimate = { $from ->
    [0] Under { $to } minutter til det er din tur.
   *[other] Omtrent { $from }–{ $to } minutter til det er din tur.
  }
queue-estimate-basis = Vi ser på hvor lenge besøk har vart de siste fire ukene, og hvor mange som tar imot nå. Det stemmer som oftest, men ikke alltid.
queue-unknown-few = Vi har målt for få besøk her til å si hvor lenge du må vente.
queue-unknown-nobody = Ingen er kalt opp den siste timen. Derfor kan vi ikke si hvor lenge du må vente.
queue-closes = Vi stenger kl. { $time }. Det er ikke sikkert det blir din tur før det.

# The ticket
queue-own-title = Kølappen din
queue-number-title = Kølapp { $number }
queue-drawn = { $date } kl. { $time }
queue-code = Kode:
queue-before = { $n ->
    [0] Du er neste
    [one] Én foran deg
   *[other] { $n } foran deg
  }
queue-sms-comes = Du får en SMS når det snart er din tur.
queue-watch = Følg med på skjermen eller på denne siden.
queue-closed-waiting = Stedet er stengt nå. Kølappen gjelder bare i dag.
queue-your-turn = Det er din tur
queue-come = Kom til skranken nå.
queue-come-desk = Kom til skranke { $desk } nå.
queue-desk-n = Skranke { $desk }
queue-missed = Vi ropte opp nummeret ditt
queue-missed-do = Gå til skranken og si fra at du er her, så slipper du å trekke et nytt nummer.
queue-left = Du har gått ut av køen.
queue-done = Besøket er ferdig.
queue-leave = Gå ut av køen
queue-elsewhere = Du kan følge med på din egen mobil: Gå til siden for stedet, velg «Trekk kølapp» og skriv nummeret ditt.
queue-elsewhere-link = Siden for { $number }
queue-refresh = Se på nytt
queue-print = Skriv ut lappen
queue-next-person = Ferdig, klar for nestemann
queue-to-desk = Tilbake til køen
queue-gone-title = Kølappen gjelder ikke lenger
queue-gone = En kølapp gjelder bare den dagen du trekker den.
queue-yours = Er det din lapp?
queue-code-label = Koden på lappen
queue-code-help = Fire tegn. Med den kan du gå ut av køen.
queue-code-wrong = Koden hører ikke til dette nummeret. Se på lappen og prøv igjen.
queue-open = Åpne lappen

# The screen in the room
queue-board-title = Kø, { $place }
queue-board-called = Nå er det din tur
queue-board-none = Ingen er kalt opp ennå.
queue-board-next = Neste
queue-board-nobody = Ingen venter.

# Staff
queue-desk-title = Køen
queue-tablet-link = Kølapp på nettbrett
queue-mine = Hos deg nå
queue-desk = Du tar imot ved
queue-desk-none = Uten nummer
queue-next = Kall neste
queue-done-next = Fullfør og kall neste
queue-again = Kall en gang til
queue-skip = Kall etter de to neste
queue-back = Legg først i køen igjen
queue-came = Kom likevel
queue-service-choose = Velg tjeneste
queue-service-missing = Velg hva det gjaldt. Det blir talt uten person.
queue-nobody-waits = Ingen venter.
queue-caption = De som venter, i den rekkefølgen de blir kalt
queue-column-drawn = Trakk kl.
queue-column-sms = SMS
queue-gets-sms = Får SMS
queue-others = Hos andre nå
queue-did-not-come = Møtte ikke da de ble kalt
queue-give = Gi nummer
queue-give-phone-help = Hvis personen vil ha SMS. Nummeret vises ikke her, og slettes når dagen er over.
queue-give-send = Gi nummer og vis lappen
queue-day-link = Køen: { $n ->
    [0] ingen venter
    [one] én venter
   *[other] { $n } venter
  }

# The manager's switch
queue-switch = Kølapp for dem som kommer innom
queue-switch-help = Da kan folk trekke nummer på stedet eller på mobilen når det er åpent, og dere kaller dem opp under «Køen». Slår du det av, forsvinner sidene.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service
sms-queue-drawn = Kølapp { $number }, { $place }. { $before ->
    [0] Du er neste.
    [one] Én foran deg. Det er snart din tur.
   *[other] { $before } foran deg. Du får SMS når det snart er din tur.
  } Ut av køen: kode { $code } på nettsiden vår.
sms-queue-soon = Snart din tur: { $number }, { $place }. { $before ->
    [0] Du er neste.
   *[other] Én foran deg.
  } Hold deg i nærheten.

# For the overview of what is stored
held-queue = Kølappen din: nummeret, når du trakk det, hva det gjelder, språk, og mobilnummeret hvis du ville ha SMS
held-queue-why = For å kalle deg opp når det er din tur
