# Drawing a number
queue-draw-title = Trekk kølapp
queue-now = Køen no
queue-waiting = { $n ->
    [0] Ingen ventar
    [one] Éin ventar
   *[other] { $n } ventar
  }
queue-about = Kva vil du ha hjelp til?
queue-about-open = Eg seier det når det er min tur
queue-phone = Mobilnummer
queue-phone-help = Vil du ha nummeret på SMS, og ein SMS når det snart er din tur? Vi slettar mobilnummeret når dagen er over.
queue-phone-wrong = Skriv eit mobilnummer, eller lat feltet stå tomt.
queue-phone-many = Dette nummeret har fått mange meldingar frå oss no. Lat feltet stå tomt, eller vent ti minutt.
queue-no-name = Vi spør ikkje kven du er.
queue-draw = Trekk nummer
queue-closed = Du kan trekkje kølapp når det er ope.
queue-closed-do = Du kan trekkje kølapp når det er ope.
queue-has = Har du kølapp alt?
queue-number = Nummer
queue-number-help = Slik det står på lappen, til dømes B17.
queue-number-unknown = Skriv eit nummer frå i dag, slik det står på lappen.
queue-see = Sjå kor langt køen er komen
queue-board-link = Skjermen med numra

# How long it may take
queue-estimate = { $from ->
    [0] Under { $to } minutt til det er din tur.
   *[other] Omtrent { $from }–{ $to } minutt til det er din tur.
  }
queue-estimate-basis = Vi ser på kor lenge besøk har vart dei siste fire vekene, og kor mange som tek imot no. Det stemmer som oftast, men ikkje alltid.
queue-unknown-few = Vi har målt for få besøk her til å seie kor lenge du må vente.
queue-unknown-nobody = Ingen er kalla opp den siste timen. Difor kan vi ikkje seie kor lenge du må vente.
queue-closes = Vi stengjer kl. { $time }. Det er ikkje sikkert det vert din tur før det.

# The ticket
queue-own-title = Kølappen din
queue-number-title = Kølapp { $number }
queue-drawn = { $date } kl. { $time }
queue-code = Kode:
queue-before = { $n ->
    [0] Du er neste
    [one] Éin framfor deg
   *[other] { $n } framfor deg
  }
queue-sms-comes = Du får ein SMS når det snart er din tur.
queue-watch = Følg med på skjermen eller på denne sida.
queue-closed-waiting = Staden er stengd no. Kølappen gjeld berre i dag.
queue-your-turn = Det er din tur
queue-come = Kom til skranken no.
queue-come-desk = Kom til skranke { $desk } no.
queue-desk-n = Skranke { $desk }
queue-missed = Vi ropte opp nummeret ditt
queue-missed-do = Gå til skranken og sei frå at du er her, så slepp du å trekkje eit nytt nummer.
queue-left = Du har gått ut av køen.
queue-done = Besøket er ferdig.
queue-leave = Gå ut av køen
queue-elsewhere = Du kan følgje med på din eigen mobil: Gå til sida for staden, vel «Trekk kølapp» og skriv nummeret ditt.
queue-elsewhere-link = Sida for { $number }
queue-refresh = Sjå på nytt
queue-print = Skriv ut lappen
queue-next-person = Ferdig, klar for nestemann
queue-to-desk = Tilbake til køen
queue-gone-title = Kølappen gjeld ikkje lenger
queue-gone = Ein kølapp gjeld berre den dagen du trekkjer han.
queue-yours = Er det din lapp?
queue-code-label = Koden på lappen
queue-code-help = Fire teikn. Med han kan du gå ut av køen.
queue-code-wrong = Koden høyrer ikkje til dette nummeret. Sjå på lappen og prøv igjen.
queue-open = Opne lappen

# The screen in the room
queue-board-title = Kø, { $place }
queue-board-called = No er det din tur
queue-board-none = Ingen er kalla opp enno.
queue-board-next = Neste
queue-board-nobody = Ingen ventar.

# Staff
queue-desk-title = Køen
queue-tablet-link = Kølapp på nettbrett
queue-mine = Hos deg no
queue-desk = Du tek imot ved
queue-desk-none = Utan nummer
queue-next = Kall neste
queue-done-next = Fullfør og kall neste
queue-again = Kall ein gong til
queue-skip = Kall etter dei to neste
queue-back = Legg først i køen att
queue-came = Kom likevel
queue-service-choose = Vel teneste
queue-service-missing = Vel kva det galdt. Det vert talt utan person.
queue-nobody-waits = Ingen ventar.
queue-caption = Dei som ventar, i den rekkjefølgja dei vert kalla
queue-column-drawn = Trekte kl.
queue-column-sms = SMS
queue-gets-sms = Får SMS
queue-others = Hos andre no
queue-did-not-come = Møtte ikkje då dei vart kalla
queue-give = Gje nummer
queue-give-phone-help = Om personen vil ha SMS. Nummeret er ikkje synleg her, og vert sletta når dagen er over.
queue-give-send = Gje nummer og vis lappen
queue-day-link = Køen: { $n ->
    [0] ingen ventar
    [one] éin ventar
   *[other] { $n } ventar
  }

# The manager's switch
queue-switch = Kølapp for dei som kjem innom
queue-switch-help = Då kan folk trekkje nummer på staden eller på mobilen når det er ope, og de kallar dei opp under «Køen». Slår du det av, vert sidene borte.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service
sms-queue-drawn = Kølapp { $number }, { $place }. { $before ->
    [0] Du er neste.
    [one] Éin framfor deg. Det er snart din tur.
   *[other] { $before } framfor deg. Du får SMS når det snart er din tur.
  } Ut av køen: kode { $code } på nettsida vår.
sms-queue-soon = Snart din tur: { $number }, { $place }. { $before ->
    [0] Du er neste.
   *[other] Éin framfor deg.
  } Hald deg i nærleiken.

# For the overview of what is stored
held-queue = Kølappen din: nummeret, når du trekte det, kva det gjeld, språk, og mobilnummeret om du ville ha SMS
held-queue-why = For å kalle deg opp når det er din tur
