# Tours of an agency's teams: cases, runs, proposals
menu-tours = Turar
tours-title = Turplanar
tours-menu = Vegen tilbake
tours-lead = Her planlegg du kva stader eit team som reiser, skal vitje, når, og kva den neste staden ville koste.
tours-none = Ingen saker enno.
tours-cases = Sakene dine, dei nyaste først
tours-case = Sak
tours-organisation = Etat
tours-made = Lagd inn
tours-proposals = Framlegg
tours-proposal = Framlegg
tours-has-faults = Har feil
tours-new = Ny sak
tours-new-lead = Last opp tabellane som éi ZIP-fil eller som fleire CSV-filer. Settings, places, services, pools og teams må vere med. Ikkje ta med namn på personar.
tours-name = Namn på saka
tours-name-help = Til dømes vinteren 2027. Utan namn bruker vi namnet på ZIP-fila, eller datoen.
tours-name-made = Tabellar frå { $moment }
tours-files = Filer
tours-files-help = ZIP eller CSV, til saman høgst 4 MB.
tours-upload = Last opp
tours-file-missing = Vel ei fil.
tours-file-large = Filene er for store. Del dei opp eller ta bort det som ikkje trengst.
tours-file-unreadable = Vi klarte ikkje å opne ZIP-fila. Lag ho på nytt.
tours-faults = Tabellane har feil
tours-faults-lead = Vi har teke vare på alle filene. Rett feila og last opp berre dei filene som har feil.
tours-faults-caption = Alle feil, med fil og linje
tours-faults-more = Og { $n ->
        [one] éin feil
       *[other] { $n } feil
    } til.
tours-file = Fil
tours-line = Linje
tours-what = Kva som er gale
tours-mend = Last opp retta filer
tours-fault-unknown-table = Vi kjenner ingen tabell med dette namnet.
tours-fault-file-missing = Fila manglar.
tours-fault-column-missing = Kolonnen { $column } manglar.
tours-fault-column-unknown = Vi kjenner ikkje kolonnen { $column }.
tours-fault-column-twice = Kolonnen { $column } står to gonger.
tours-fault-fields = Linja har { $found } felt. Overskrifta har { $wanted }.
tours-fault-many-lines = Fila har meir enn { $most } linjer.
tours-fault-many-places = Det er meir enn { $most } stader.
tours-fault-empty = Feltet { $column } er tomt.
tours-fault-twice = { $column } «{ $found }» står på ei tidlegare linje òg.
tours-fault-wrong-key = { $column } er «{ $found }». Ingen av tabellane har den.
tours-fault-wrong-whole = { $column } er «{ $found }». Skriv eit heilt tal frå { $from } til { $to }.
tours-fault-wrong-decimal = { $column } er «{ $found }». Skriv eit tal frå { $from } til { $to }, med punktum.
tours-fault-wrong-yes = { $column } er «{ $found }». Skriv yes eller no.
tours-fault-wrong-time = { $column } er «{ $found }». Skriv eit klokkeslett som 08:30.
tours-fault-wrong-date = { $column } er «{ $found }». Skriv ein dato som 2027-01-31.
tours-fault-wrong-weekdays = { $column } er «{ $found }». Skriv vekedagar som mon tue wed.
tours-fault-wrong-demand = { $column } er «{ $found }». Skriv district, minimum_people, return_after eller fairness_floor.
tours-fault-wrong-wish = { $column } er «{ $found }». Skriv lock eller forbid.
tours-fault-setting = Vi kjenner ikkje innstillinga { $name }.
tours-fault-calendar = Perioden er utanfor kalenderen.
tours-fault-clash-window = Perioden sluttar før han byrjar.
tours-fault-clash-event = Avtalen sluttar før han byrjar.
tours-fault-clash-hours = Staden stengjer før han opnar.
tours-fault-clash-last-visit = Siste besøk må vere før perioden.
tours-fault-clash-day = Arbeidsdagen sluttar før han byrjar.
tours-fault-clash-lock = Ein lock må ha team, place og date.
tours-fault-clash-district = Ein distriktsregel må seie kva teneste han gjeld.
tours-fault-clash-visit = Denne regelen gjeld besøk, ikkje ei teneste.
tours-fault-other = Fila kan ikkje lesast: { $words }
tours-fact-period = Periode
tours-period = { $from } til { $to }
tours-fact-places = Stader
tours-fact-people = Personar som treng hjelp
tours-fact-services = Tenester
tours-fact-teams = Team
tours-fact-rules = Reglar
tours-rules = { $n }, av dei { $disputed } omstridd
tours-run = Lag eit framlegg
tours-seconds = Sekund
tours-seconds-help = Kor lenge vi skal leite, frå 1 til 600. Du kan stoppe når som helst.
tours-seconds-wrong = Skriv eit tal frå 1 til 600.
tours-seconds-n = { $n } sekund
tours-rounds-n = { $n } rundar
tours-seed = Startverdi
tours-seed-help = Eit heilt tal. Ein annan startverdi gir gjerne eit anna framlegg.
tours-seed-wrong = Skriv eit heilt tal frå 0 og oppover.
tours-run-start = Start
tours-busy = Etaten har eit framlegg i arbeid. Vent til det er ferdig, eller stopp det.
tours-proposals-caption = Framlegg i denne saka, dei nyaste først
tours-proposal-n = Framlegg { $n }
tours-state = Tilstand
tours-based-on = Byggjer på
tours-started = Starta
tours-compare-a = Samanlikn
tours-compare-b = med
tours-compare = Vis skilnadene
tours-tables = Tabellane
tours-lines = { $n ->
        [one] 1 linje
       *[other] { $n } linjer
    }
tours-table-faults = { $n } feil
tours-hash = Fingeravtrykk
tours-state-running = I arbeid
tours-state-done = Ferdig
tours-state-stopped = Stoppa
tours-state-interrupted = Avbroten
tours-state-failed = Feila
tours-no-plan = Arbeidet vart brote av før det gav ein plan. Tabellane og ønska er tekne vare på, så du kan starte på nytt.
tours-run-again = Start på nytt
tours-under-way = Leiter etter gode turar
tours-step-searching = Leiter etter ein betre plan.
tours-step-comparing = Planlegg utan ein omstridd regel, for å sjå kva han kostar.
tours-step-explaining = Finn ut kvifor nokre stader ikkje får besøk.
tours-progress = Kor langt vi har kome
tours-so-far = Beste nytte så langt
tours-seconds-gone = Sekund brukte
tours-rounds = Rundar
tours-again = Oppdater sida
tours-follow = Oppdater av seg sjølv kvart 3. sekund
tours-follow-end = Slutt å oppdatere av seg sjølv
tours-stop = Stopp og ta vare på det beste
tours-stop-help = Stoppar du no, får du den beste planen så langt.
tours-origin = Kva framlegget er laga av
tours-asked = Leiting
tours-version = Versjon av programmet
tours-command = Lag det same utan nettstaden
tours-wishes-used = Ønske som galdt
tours-repeat = Lag det same ein gong til
tours-repeat-help = Same tabellar, ønske, startverdi og rundar gir same plan.
tours-zip = Last ned tabellane (ZIP)
tours-figure = Tal
tours-figure-people = Personar som får hjelp
tours-figure-left = Personar som ikkje får hjelp
tours-figure-visits = Besøk
tours-figure-nights = Netter borte
tours-figure-work = Arbeidstid for teama
tours-figure-drive = Køyretid
tours-figure-km = Kilometer, rekna omtrent
tours-figure-worth = Spart for innbyggjarane
tours-figure-cost = Kostnad for teama
tours-figure-floor = Besøk som manglar etter regelen om lengste ventetid
tours-figure-value = Nytte
tours-figure-bound = Høgst mogleg nytte
tours-figure-gap = Avstand til det høgste
tours-value-help = Nytta er tida innbyggjarane slepp å bruke, minus tida teama bruker. Ei natt borte tel som tid. Ingen plan kan gi meir enn det høgste.
tours-checked = Kontrollert: planen bryt ingen av reglane.
tours-violations = Kontrollen fann { $n } brot på reglane. Ikkje bruk planen, og meld frå til den som driftar Torg.
tours-unmet = Dette let seg ikkje gjere
tours-unmet-event = Avtalen til { $team } { $day }: { $place }
tours-unmet-lock = { $wish }
tours-change = Endre og lag eit nytt framlegg
tours-xlsx = Last ned rekneark (XLSX)
tours-pdf = Last ned til utskrift (PDF)
tours-map = Kart
tours-map-told = Kartet viser { $visits } besøk på { $tours } turar, og { $left } stader der nokon ventar.
tours-map-same = Tabellane under seier det same.
tours-key-base = Her held teamet til
tours-key-stop = Stopp, med nummer
tours-key-left = Nokon ventar, ingen kjem
tours-tours = Turane
tours-no-tours = Planen har ingen turar.
tours-work = arbeid { $time }
tours-drive = køyring { $time } og ca. { $km } km
tours-nights = { $n ->
        [0] ingen netter
        [one] éi natt
       *[other] { $n } netter
    }
tours-number = Nr.
tours-place = Stad
tours-day = Dag
tours-time = Kjem og dreg
tours-arrives = Kjem
tours-leaves = Dreg
tours-served = Kven som får hjelp
tours-way = Vegen hit, og kvar tida kjem frå
tours-driving = Køyretid
tours-source = Kjelde
tours-km = ca. { $n } km
tours-night = overnattar
tours-note-locked = halde fast
tours-note-sleep = berre overnatting
tours-note-event = avtale
tours-home = Heime igjen
tours-source-estimate = anslag: { $km } km veg
tours-source-estimate-crossing = anslag: { $km } km og overfart
tours-source-ferry = ferje { $time }, { $source }
tours-disputed = Omstridde reglar
tours-disputed-lead = Vi har òg planlagt utan kvar av desse reglane, like lenge. Skilnaden er kva regelen kostar.
tours-disputed-caption = Planen med og utan kvar omstridd regel
tours-rule = Regel
tours-rule-district = Berre team frå eige distrikt: { $service }
tours-rule-minimum = Minst { $n } personar ved kvart besøk
tours-rule-minimum-of = Minst { $n } personar til { $service } ved kvart besøk
tours-rule-return = Minst { $n } dagar mellom to besøk
tours-rule-floor = Høgst { $n } dagar utan besøk
tours-rule-from = { $rule }, frå { $date }
tours-rule-to = { $rule }, til { $date }
tours-people-with = Personar med
tours-people-without = Personar utan
tours-value-with = Nytte med
tours-value-without = Nytte utan
tours-rule-costs = Regelen kostar
tours-only-without = Blir vitja berre utan
tours-left = Kven som ikkje får hjelp, og kva det ville koste
tours-left-none = Alle får hjelp.
tours-left-more = Og { $n ->
        [one] éin stad
       *[other] { $n } stader
    } til. Reknearket har alle.
tours-why = Kvifor ikkje { $place }: { $n ->
        [one] 1 person
       *[other] { $n } personar
    }, kostar { $time } og { $nights ->
        [0] ingen netter
        [one] éi natt
       *[other] { $nights } netter
    }
tours-why-never = Kvifor ikkje { $place }: { $n ->
        [one] 1 person
       *[other] { $n } personar
    }, ingen av teama kan ta dei
tours-why-head = Kvifor ikkje
tours-reasons = Grunnar
tours-price = Kva eit besøk tek
tours-why-visit = Det billegaste besøket er med { $team } { $day }. Det hjelper { $n ->
        [one] 1 person
       *[other] { $n } personar
    }.
tours-why-visit-unlawful = Reglane tillèt ikkje besøket. Elles var det billegaste med { $team } { $day }, for { $n ->
        [one] 1 person
       *[other] { $n } personar
    }.
tours-why-loss = Planen som heilskap ville tape høgst { $time }.
tours-why-gain = Planen som heilskap ville ikkje tape på det. Leit lenger, eller hald stoppet fast.
tours-reason-no-team = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: ingen team har kunnskapen og utstyret.
tours-reason-too-far = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: det er for langt for teama.
tours-reason-no-days = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: ingen team arbeider medan behovet varer.
tours-reason-district = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: berre team frå eige distrikt får kome ({ $rule }, { $source }).
tours-reason-district-disputed = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: berre team frå eige distrikt får kome, og regelen er omstridd ({ $rule }, { $source }).
tours-reason-forbidden = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: du har sagt nei til besøk her.
tours-reason-too-few = For få: { $n ->
        [one] 1 person
       *[other] { $n } personar
    }. Eit besøk krev { $minimum }.
tours-reason-too-soon = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: kvar dag er for nær eit anna besøk. Det skal gå { $days } dagar.
tours-reason-not-worth = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: besøket ville koste { $time }, meir enn dei sparer.
tours-reason-no-time = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }: teama har tid, men bruker dagane betre andre stader.
tours-wish-lock = { $team } skal vitje { $place } { $day }
tours-wish-forbid = Ingen skal vitje { $place }
tours-wish-forbid-team = { $team } skal ikkje vitje { $place }
tours-wish-forbid-day = Ingen skal vitje { $place } { $day }
tours-wish-forbid-both = { $team } skal ikkje vitje { $place } { $day }
tours-change-lead = Sei kva som skal vere annleis. Framlegget du ser på, blir ståande som det er. Det nye byrjar der dette sluttar.
tours-wishes-kept = Ønske som gjeld. Ta bort haken ved dei som ikkje skal gjelde lenger.
tours-stops = Stoppa i planen
tours-stop-now = Stopp
tours-choice = Kva skal skje
tours-choice-free = Planleggjaren vel
tours-choice-lock = Hald fast
tours-choice-move = Flytt
tours-choice-not-then = Ikkje dette teamet denne dagen
tours-choice-not-there = Ikkje vitj staden
tours-to-team = Team etter flytting
tours-to-date = Dato etter flytting
tours-move-help = Team og dato blir brukte berre når du vel «Flytt».
tours-move-same = Vel eit anna team eller ein annan dato.
tours-date-wrong = Skriv ein dato i perioden, som 31.1.2027.
tours-people-n = { $n ->
        [one] 1 person
       *[other] { $n } personar
    }
tours-new-wishes = Andre ønske
tours-new-wishes-help = For stader som ikkje står i planen. Eit besøk må ha både team og dato.
tours-new-wish-n = Ønske { $n }
tours-wish-visit = Vitj staden
tours-wish-not = Ikkje vitj staden
tours-team = Team
tours-any-team = Alle team
tours-date = Dato
tours-place-missing = Vel ein stad.
tours-lock-incomplete = Vel team og skriv ein dato.
tours-run-changed = Lag nytt framlegg
tours-back = Tilbake til framlegget
tours-comparison = Samanlikn to framlegg
tours-comparison-caption = Tal og besøk i dei to framlegga
tours-difference = Skilnad
tours-only-a = Berre i det første
tours-only-b = Berre i det andre
tours-same = Likt
tours-other-people = Andre personar
tours-moved = Flytta
tours-more-visits = Fleire besøk
tours-fewer-visits = Færre besøk
tours-unit = Eining
tours-hours = timar
tours-yes = ja
tours-hour-short = t
tours-printed = Skrive ut { $date }. Tala gjeld framlegget med dette fingeravtrykket.
