# Tours of an agency's teams: cases, runs, proposals
menu-tours = Turer
tours-title = Turplaner
tours-menu = Veien tilbake
tours-lead = Her planlegger du hvilke steder et team som reiser skal besøke, når, og hva det neste stedet ville koste.
tours-none = Ingen saker ennå.
tours-cases = Sakene dine, de nyeste først
tours-case = Sak
tours-organisation = Etat
tours-made = Lagt inn
tours-proposals = Forslag
tours-proposal = Forslag
tours-has-faults = Har feil
tours-new = Ny sak
tours-new-lead = Last opp tabellene som én ZIP-fil eller som flere CSV-filer. Settings, places, services, pools og teams må være med. Ikke ta med navn på personer.
tours-name = Navn på saken
tours-name-help = For eksempel vinteren 2027. Uten navn bruker vi navnet på ZIP-filen, eller datoen.
tours-name-made = Tabeller fra { $moment }
tours-files = Filer
tours-files-help = ZIP eller CSV, til sammen høyst 4 MB.
tours-upload = Last opp
tours-file-missing = Velg en fil.
tours-file-large = Filene er for store. Del dem opp eller ta bort det som ikke trengs.
tours-file-unreadable = Vi klarte ikke å åpne ZIP-filen. Lag den på nytt.
tours-faults = Tabellene har feil
tours-faults-lead = Vi har tatt vare på alle filene. Rett feilene og last opp bare de filene som har feil.
tours-faults-caption = Alle feil, med fil og linje
tours-faults-more = Og { $n ->
        [one] én feil
       *[other] { $n } feil
    } til.
tours-file = Fil
tours-line = Linje
tours-what = Hva som er galt
tours-mend = Last opp rettede filer
tours-fault-unknown-table = Vi kjenner ingen tabell med dette navnet.
tours-fault-file-missing = Filen mangler.
tours-fault-column-missing = Kolonnen { $column } mangler.
tours-fault-column-unknown = Vi kjenner ikke kolonnen { $column }.
tours-fault-column-twice = Kolonnen { $column } står to ganger.
tours-fault-fields = Linjen har { $found } felt. Overskriften har { $wanted }.
tours-fault-many-lines = Filen har mer enn { $most } linjer.
tours-fault-many-places = Det er mer enn { $most } steder.
tours-fault-empty = Feltet { $column } er tomt.
tours-fault-twice = { $column } «{ $found }» står på en tidligere linje også.
tours-fault-wrong-key = { $column } er «{ $found }». Ingen av tabellene har den.
tours-fault-wrong-whole = { $column } er «{ $found }». Skriv et helt tall fra { $from } til { $to }.
tours-fault-wrong-decimal = { $column } er «{ $found }». Skriv et tall fra { $from } til { $to }, med punktum.
tours-fault-wrong-yes = { $column } er «{ $found }». Skriv yes eller no.
tours-fault-wrong-time = { $column } er «{ $found }». Skriv et klokkeslett som 08:30.
tours-fault-wrong-date = { $column } er «{ $found }». Skriv en dato som 2027-01-31.
tours-fault-wrong-weekdays = { $column } er «{ $found }». Skriv ukedager som mon tue wed.
tours-fault-wrong-demand = { $column } er «{ $found }». Skriv district, minimum_people, return_after eller fairness_floor.
tours-fault-wrong-wish = { $column } er «{ $found }». Skriv lock eller forbid.
tours-fault-setting = Vi kjenner ikke innstillingen { $name }.
tours-fault-calendar = Perioden er utenfor kalenderen.
tours-fault-clash-window = Perioden slutter før den begynner.
tours-fault-clash-event = Avtalen slutter før den begynner.
tours-fault-clash-hours = Stedet stenger før det åpner.
tours-fault-clash-last-visit = Siste besøk må være før perioden.
tours-fault-clash-day = Arbeidsdagen slutter før den begynner.
tours-fault-clash-lock = En lock må ha team, place og date.
tours-fault-clash-district = En distriktsregel må si hvilken tjeneste den gjelder.
tours-fault-clash-visit = Denne regelen gjelder besøk, ikke en tjeneste.
tours-fault-other = Filen kan ikke leses: { $words }
tours-fact-period = Periode
tours-period = { $from } til { $to }
tours-fact-places = Steder
tours-fact-people = Personer som trenger hjelp
tours-fact-services = Tjenester
tours-fact-teams = Team
tours-fact-rules = Regler
tours-rules = { $n }, av dem { $disputed } omstridt
tours-run = Lag et forslag
tours-seconds = Sekunder
tours-seconds-help = Hvor lenge vi skal lete, fra 1 til 600. Du kan stoppe når som helst.
tours-seconds-wrong = Skriv et tall fra 1 til 600.
tours-seconds-n = { $n ->
        [one] 1 sekund
       *[other] { $n } sekunder
    }
tours-rounds-n = { $n } runder
tours-seed = Startverdi
tours-seed-help = Et helt tall. En annen startverdi gir gjerne et annet forslag.
tours-seed-wrong = Skriv et helt tall fra 0 og oppover.
tours-run-start = Start
tours-busy = Etaten har et forslag i arbeid. Vent til det er ferdig, eller stopp det.
tours-proposals-caption = Forslag i denne saken, de nyeste først
tours-proposal-n = Forslag { $n }
tours-state = Tilstand
tours-based-on = Bygger på
tours-started = Startet
tours-compare-a = Sammenlign
tours-compare-b = med
tours-compare = Vis forskjellene
tours-tables = Tabellene
tours-lines = { $n ->
        [one] 1 linje
       *[other] { $n } linjer
    }
tours-table-faults = { $n } feil
tours-hash = Fingeravtrykk
tours-state-running = I arbeid
tours-state-done = Ferdig
tours-state-stopped = Stoppet
tours-state-interrupted = Avbrutt
tours-state-failed = Feilet
tours-no-plan = Arbeidet ble brutt av før det ga en plan. Tabellene og ønskene er tatt vare på, så du kan starte på nytt.
tours-run-again = Start på nytt
tours-under-way = Leter etter gode turer
tours-step-searching = Leter etter en bedre plan.
tours-step-comparing = Planlegger uten en omstridt regel, for å se hva den koster.
tours-step-explaining = Finner ut hvorfor noen steder ikke får besøk.
tours-progress = Hvor langt vi har kommet
tours-so-far = Beste nytte så langt
tours-seconds-gone = Sekunder brukt
tours-rounds = Runder
tours-again = Oppdater siden
tours-follow = Oppdater av seg selv hvert 3. sekund
tours-follow-end = Slutt å oppdatere av seg selv
tours-stop = Stopp og behold det beste
tours-stop-help = Stopper du nå, får du den beste planen så langt.
tours-origin = Hva forslaget er laget av
tours-asked = Leting
tours-version = Versjon av programmet
tours-command = Lag det samme uten nettstedet
tours-wishes-used = Ønsker som gjaldt
tours-repeat = Lag det samme en gang til
tours-repeat-help = Samme tabeller, ønsker, startverdi og runder gir samme plan.
tours-zip = Last ned tabellene (ZIP)
tours-figure = Tall
tours-figure-people = Personer som får hjelp
tours-figure-left = Personer som ikke får hjelp
tours-figure-visits = Besøk
tours-figure-nights = Netter borte
tours-figure-work = Arbeidstid for teamene
tours-figure-drive = Kjøretid
tours-figure-km = Kilometer, anslått
tours-figure-worth = Spart for innbyggerne
tours-figure-cost = Kostnad for teamene
tours-figure-floor = Besøk som mangler etter regelen om lengste ventetid
tours-figure-value = Nytte
tours-figure-bound = Høyst mulig nytte
tours-figure-gap = Avstand til det høyeste
tours-value-help = Nytten er tiden innbyggerne slipper å bruke, minus tiden teamene bruker. En natt borte teller som tid. Ingen plan kan gi mer enn det høyeste.
tours-checked = Kontrollert: planen bryter ingen av reglene.
tours-violations = Kontrollen fant { $n } brudd på reglene. Ikke bruk planen, og meld fra til den som drifter Torg.
tours-unmet = Dette lot seg ikke gjøre
tours-unmet-event = Avtalen til { $team } { $day }: { $place }
tours-unmet-lock = { $wish }
tours-change = Endre og lag et nytt forslag
tours-xlsx = Last ned regneark (XLSX)
tours-pdf = Last ned til utskrift (PDF)
tours-map = Kart
tours-map-told = Kartet viser { $visits } besøk på { $tours } turer, og { $left } steder der noen venter.
tours-map-same = Tabellene under sier det samme.
tours-key-base = Her holder teamet til
tours-key-stop = Stopp, med nummer
tours-key-left = Noen venter, ingen kommer
tours-tours = Turene
tours-no-tours = Planen har ingen turer.
tours-work = arbeid { $time }
tours-drive = kjøring { $time } og ca. { $km } km
tours-nights = { $n ->
        [0] ingen netter
        [one] én natt
       *[other] { $n } netter
    }
tours-number = Nr.
tours-place = Sted
tours-day = Dag
tours-time = Kommer og drar
tours-arrives = Kommer
tours-leaves = Drar
tours-served = Hvem som får hjelp
tours-way = Veien hit, og hvor tiden kommer fra
tours-driving = Kjøretid
tours-source = Kilde
tours-km = ca. { $n } km
tours-night = overnatter
tours-note-locked = holdt fast
tours-note-sleep = bare overnatting
tours-note-event = avtale
tours-home = Hjemme igjen
tours-source-estimate = anslag: { $km } km vei
tours-source-estimate-crossing = anslag: { $km } km og overfart
tours-source-ferry = ferge { $time }, { $source }
tours-disputed = Omstridte regler
tours-disputed-lead = Vi har også planlagt uten hver av disse reglene, like lenge. Forskjellen er hva regelen koster.
tours-disputed-caption = Planen med og uten hver omstridt regel
tours-rule = Regel
tours-rule-district = Bare team fra eget distrikt: { $service }
tours-rule-minimum = Minst { $n } personer ved hvert besøk
tours-rule-minimum-of = Minst { $n } personer til { $service } ved hvert besøk
tours-rule-return = Minst { $n } dager mellom to besøk
tours-rule-floor = Høyst { $n } dager uten besøk
tours-rule-from = { $rule }, fra { $date }
tours-rule-to = { $rule }, til { $date }
tours-people-with = Personer med
tours-people-without = Personer uten
tours-value-with = Nytte med
tours-value-without = Nytte uten
tours-rule-costs = Regelen koster
tours-only-without = Besøkes bare uten
tours-left = Hvem som ikke får hjelp, og hva det ville koste
tours-left-none = Alle får hjelp.
tours-left-more = Og { $n ->
        [one] ett sted
       *[other] { $n } steder
    } til. Regnearket har alle.
tours-why = Hvorfor ikke { $place }: { $n ->
        [one] 1 person
       *[other] { $n } personer
    }, koster { $time } og { $nights ->
        [0] ingen netter
        [one] én natt
       *[other] { $nights } netter
    }
tours-why-never = Hvorfor ikke { $place }: { $n ->
        [one] 1 person
       *[other] { $n } personer
    }, ingen av teamene kan ta dem
tours-why-head = Hvorfor ikke
tours-reasons = Grunner
tours-price = Hva et besøk tar
tours-why-visit = Det billigste besøket er med { $team } { $day }. Det hjelper { $n ->
        [one] 1 person
       *[other] { $n } personer
    }.
tours-why-visit-unlawful = Reglene tillater ikke besøket. Ellers var det billigste med { $team } { $day }, for { $n ->
        [one] 1 person
       *[other] { $n } personer
    }.
tours-why-loss = Planen som helhet ville tape høyst { $time }.
tours-why-gain = Planen som helhet ville ikke tape på det. Let lenger, eller hold stoppet fast.
tours-reason-no-team = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: ingen team har kunnskapen og utstyret.
tours-reason-too-far = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: det er for langt for teamene.
tours-reason-no-days = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: ingen team arbeider mens behovet varer.
tours-reason-district = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: bare team fra eget distrikt får komme ({ $rule }, { $source }).
tours-reason-district-disputed = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: bare team fra eget distrikt får komme, og regelen er omstridt ({ $rule }, { $source }).
tours-reason-forbidden = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: du har sagt nei til besøk her.
tours-reason-too-few = For få: { $n ->
        [one] 1 person
       *[other] { $n } personer
    }. Et besøk krever { $minimum }.
tours-reason-too-soon = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: hver dag er for nær et annet besøk. Det skal gå { $days } dager.
tours-reason-not-worth = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: besøket ville koste { $time }, mer enn de sparer.
tours-reason-no-time = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }: teamene har tid, men bruker dagene bedre andre steder.
tours-wish-lock = { $team } skal besøke { $place } { $day }
tours-wish-forbid = Ingen skal besøke { $place }
tours-wish-forbid-team = { $team } skal ikke besøke { $place }
tours-wish-forbid-day = Ingen skal besøke { $place } { $day }
tours-wish-forbid-both = { $team } skal ikke besøke { $place } { $day }
tours-change-lead = Si hva som skal være annerledes. Forslaget du ser på, blir stående som det er. Det nye begynner der dette slutter.
tours-wishes-kept = Ønsker som gjelder. Ta bort haken ved dem som ikke skal gjelde lenger.
tours-stops = Stoppene i planen
tours-stop-now = Stopp
tours-choice = Hva skal skje
tours-choice-free = Planleggeren velger
tours-choice-lock = Hold fast
tours-choice-move = Flytt
tours-choice-not-then = Ikke dette teamet denne dagen
tours-choice-not-there = Ikke besøk stedet
tours-to-team = Team etter flytting
tours-to-date = Dato etter flytting
tours-move-help = Team og dato brukes bare når du velger «Flytt».
tours-move-same = Velg et annet team eller en annen dato.
tours-date-wrong = Skriv en dato i perioden, som 31.1.2027.
tours-people-n = { $n ->
        [one] 1 person
       *[other] { $n } personer
    }
tours-new-wishes = Andre ønsker
tours-new-wishes-help = For steder som ikke står i planen. Et besøk må ha både team og dato.
tours-new-wish-n = Ønske { $n }
tours-wish-visit = Besøk stedet
tours-wish-not = Ikke besøk stedet
tours-team = Team
tours-any-team = Alle team
tours-date = Dato
tours-place-missing = Velg et sted.
tours-lock-incomplete = Velg team og skriv en dato.
tours-run-changed = Lag nytt forslag
tours-back = Tilbake til forslaget
tours-comparison = Sammenlign to forslag
tours-comparison-caption = Tall og besøk i de to forslagene
tours-difference = Forskjell
tours-only-a = Bare i det første
tours-only-b = Bare i det andre
tours-same = Likt
tours-other-people = Andre personer
tours-moved = Flyttet
tours-more-visits = Flere besøk
tours-fewer-visits = Færre besøk
tours-unit = Enhet
tours-hours = timer
tours-yes = ja
tours-hour-short = t
tours-printed = Skrevet ut { $date }. Tallene gjelder forslaget med dette fingeravtrykket.
