# What the public sees
courses-title = Kurs og treff
courses-lead = Her er kursene og treffene på alle stedene. Du melder deg på med navn og telefonnummer.
courses-lead-place = Her er kursene og treffene på { $place }. Du melder deg på med navn og telefonnummer.
courses-choose-place = Sted
courses-all-places = Alle stedene
courses-none = Det er ingen kurs å melde seg på nå.
courses-next = Neste: { $time }
courses-dates = { $n ->
    [one] én dato
   *[other] { $n } datoer
}
courses-free = { $n ->
    [0] fullt
    [one] én ledig plass neste gang
   *[other] { $n } ledige plasser neste gang
}
courses-needs = mangler { $n } påmeldte
courses-elsewhere = Kurs på andre steder
course-which = Hvilke datoer vil du være med på?
course-choose-date = Velg minst én dato som har ledig plass.
course-sign-up = Meld på valgte datoer
course-sign-up-all = Meld på alle { $n } datoene
course-sign-up-how = Du får plass på alle datoene du velger, eller på ingen. Siden kan du melde deg av en dato eller alle.
course-no-dates = Det er ingen flere datoer i dette kurset.
course-is-full = Fullt
course-is-off = Avlyst
course-full-title = Du er ikke påmeldt
course-full = En av datoene du valgte, ble full eller avlyst før du var ferdig. Velg på nytt.
course-host-is = Kursholder: { $host }.
course-host-here = en av våre veiledere
course-room-is = Rom: { $room }.
course-lecture-is = Foredrag på flere steder
course-lecture-minimum = Foredraget blir holdt når minst { $n } har meldt seg på, til sammen på alle stedene.
course-needs-by = Mangler { $n } påmeldte. Vi avgjør { $time } om det blir holdt, og sier fra til alle.
course-needs-none = Nok har meldt seg på.
course-skipped = Disse datoene er det ikke kurs
course-skipped-closed = Stengt
course-skipped-busy = Rommet er opptatt
course-other-places = Det samme foredraget andre steder
course-more-here = Flere kurs på dette stedet
course-dates-chosen = { $n } datoer
course-all-or-none = Påmeldingen gjelder alle datoene samlet.
course-send = Meld meg på
fact-course = Kurs
fact-topic = Tema
fact-other-dates = Du er også påmeldt

# On the pages of one's own booking
course-leave-question = Hva vil du melde deg av?
course-leave-this = Bare denne datoen
course-leave-all = Alle { $n } datoene som er igjen
course-move-title = Bytt til en annen dato
course-move-lead = Dette er datoen du har nå. Du beholder plassen til du har valgt en ny.
course-move-question = Hvilken dato passer bedre?
course-move-do = Bytt dato
course-move-none = Det er ingen andre datoer med ledig plass i dette kurset.
course-date-gone = Denne datoen ble full. Velg en annen.

# Public holidays
holiday-new-years-day = 1. nyttårsdag
holiday-maundy-thursday = Skjærtorsdag
holiday-good-friday = Langfredag
holiday-easter-sunday = 1. påskedag
holiday-easter-monday = 2. påskedag
holiday-labour-day = 1. mai
holiday-constitution-day = 17. mai
holiday-ascension-day = Kristi himmelfartsdag
holiday-whit-sunday = 1. pinsedag
holiday-whit-monday = 2. pinsedag
holiday-christmas-day = 1. juledag
holiday-second-christmas-day = 2. juledag

# Staff: lists and one date
menu-courses = Kurs
courses-staff-title = Kurs og treff
courses-staff-none = Stedet har ingen kurs de nærmeste månedene.
courses-caption = Kursdatoer
course-when = Tid
course-signed-up = Påmeldte
course-of-seats = { $n } av { $seats }
course-new = Ny kursrekke
course-saved = Lagret.
course-off-saved = Avlyst. De påmeldte får melding.
course-attendance-saved = Oppmøtet er registrert og talt.
course-invitations = Svar på invitasjoner
course-invited = Stedet er spurt om å vise foredraget. Svar ja med rom og plasser, eller nei.
course-state-invited = Venter på svar
course-state-open = Åpen for påmelding
course-state-on = Blir holdt
course-state-off = Avlyst
course-print = Skriv ut lista
course-people = Påmeldte
course-people-caption = De påmeldte
course-nobody-yet = Ingen er påmeldt ennå.
course-off-call = Datoen er avlyst. De som kan ta imot SMS, har fått melding. Ring de andre.
course-call = Ring
course-attendance = Oppmøte
course-came = Kom
course-missed = Kom ikke
course-attendance-save = Registrer oppmøte
course-attendance-help = Oppmøtet telles uten navn. Det kan ikke gjøres om.
course-back-to-list = Alle kurs
course-enrol = Meld på noen
course-file = Meld på fra fil
course-edit = Endre
course-helpers = Hjelpere
course-supervised-by = Ansvarlig: { $name }.

# Staff: signing up others
course-enrol-title = Meld på noen
course-enrol-reach = Hva skal personen være med på?
course-reach-this = Bare denne datoen
course-reach-following = Denne og de som følger ({ $n } datoer)
course-reach-all = Alle kommende datoer ({ $n })
course-cancel-form = Avbryt
course-wrong-full = Det er ikke plass på alle datoene.
course-wrong-closed = Datoen tar ikke imot påmeldinger lenger.
course-file-title = Meld på fra fil
course-file-lead = Fila har én person på hver rad. Kolonnen navn må være med. Telefon og språk kan stå tomme.
course-file-template = Last ned en mal
course-file-label = Fil
course-file-help = CSV eller XLSX, inntil 200 rader. Bruk navnet vi skal rope opp. Skriv ikke fødselsnummer.
course-file-send = Les fila og meld på
course-file-done = { $n ->
    [0] Ingen ble påmeldt
    [one] Én person ble påmeldt
   *[other] { $n } personer ble påmeldt
}
course-file-bad = Disse radene ble ikke tatt med. Rett dem og send fila på nytt. De som allerede er påmeldt, blir ikke meldt på to ganger.
course-file-to-list = Se lista
course-file-missing = Velg en fil.
course-file-unreadable = Vi kan ikke lese fila. Lagre den som XLSX eller CSV med kolonnenavn i første rad.
course-file-columns = Fila mangler en kolonne som heter navn.
course-file-long = Fila har mer enn 200 rader. Del den i flere.
course-column-name = navn
course-column-phone = telefon
course-column-language = språk
course-row = Rad { $n }:
course-row-name = navnet mangler.
course-row-long = navnet er lengre enn 80 tegn.
course-row-phone = telefonnummeret er ikke gyldig.
course-row-language = språket må være nb, nn eller en.
course-row-twice = personen står på lista allerede.

# Managers: a series
course-new-title = Ny kursrekke
course-new-lead = Hver dato tar rommet, kursholderen og plassene. Du kan endre hver dato etterpå.
course-no-services = Tjenestelista har ingen kurs. Lag en tjeneste av typen gruppe først.
course-service = Tjeneste i tjenestelista
course-service-missing = Velg en tjeneste.
course-title = Tittel, hvis den er en annen enn tjenestens navn
course-days = Ukedager
course-day-missing = Velg minst én ukedag.
course-from = Fra klokka
course-to = Til klokka
course-time-wrong = Skriv klokkeslettet slik: 11.30.
course-time-order = Sluttiden må være etter starttiden, samme dag.
course-every = Hver … uke
course-every-wrong = Skriv et tall fra 1 til 4.
course-first = Første dato
course-last = Siste dato
course-date = Dato
course-date-format = Skriv slik: 26.11.2026
course-date-help = Skriv slik: 26.11.2026. Datoen kan bare endres for én dato om gangen.
course-date-wrong = Skriv datoen slik: 26.11.2026.
course-date-past = Datoen er passert.
course-date-far = Datoen er for langt fram.
course-date-order = Siste dato må være etter den første.
course-date-alone = Velg «bare denne datoen» når du flytter til en annen dag.
course-too-long = Rekka kan ikke vare mer enn 400 dager.
course-end = Når slutter rekka?
course-end-count = Etter et antall datoer
course-end-date = På en dato
course-count = Antall datoer
course-count-wrong = Skriv et tall fra 1 til 60.
course-skips = Helligdager og dager da stedet er stengt, blir hoppet over. De står på kurssiden med grunn.
course-seats = Plasser
course-seats-wrong = Skriv et tall fra 1 til 200.
course-seats-few = Det er flere påmeldte enn plasser.
course-seats-signed-up = { $n } er påmeldt en av datoene.
course-room = Rom
course-room-taken = Rommet er opptatt. Velg et annet rom eller en annen tid.
course-host = Kursholder
course-host-inside = En av stedets egne
course-host-outside = En utenfra
course-host-outside-help = Skriv tittel eller etat, ikke navn. For eksempel «Skatteetaten».
course-host-taken = Kursholderen er opptatt. Velg en annen eller en annen tid.
course-helpers-help = Elever eller frivillige. De må ha en ansvarlig ansatt.
course-other-helpers = Andre hjelpere
course-other-helpers-help = For eksempel «to elever fra videregående».
course-supervisor = Ansvarlig ansatt
course-supervisor-needed = Velg en ansvarlig ansatt for hjelperne.
course-none = Ingen
course-nobody = Ingen
course-choice-wrong = Velg fra lista.
course-skip-taken = Hopp over opptatte datoer
course-skip-taken-help = Ellers blir rekka ikke laget når rommet eller kursholderen er opptatt en av datoene.
course-taken-on = Opptatt { $date }.
course-topics = Temaer
course-topics-help = Ett på hver linje, i rekkefølge. Du kan skrive dem på flere språk når du endrer en dato.
course-topic-long = Et tema kan ha høyst 100 tegn.
course-make = Lag kursrekka
course-no-dates-made = Ingen dato passer: alle er helligdager, stengt eller utenfor perioden.
course-edit-title = Endre kursdato
course-edit-lead = Bare det du endrer her, blir endret på de andre datoene. De påmeldte får én melding om det som er nytt for dem.
course-edit-reach = Hva skal endringen gjelde?
course-save = Lagre og si fra
course-gone = Datoen kan ikke endres. Den har begynt, er avlyst, eller den nye tiden er passert.
course-other-date = Kurset har en annen dato da.
course-call-off = Avlys
course-call-off-lead = De påmeldte får SMS. Du kan ikke angre.
course-call-off-reach = Hva vil du avlyse?

# Lectures
lectures-title = Foredrag på flere steder
lectures-lead = Ett foredrag på video, sett fra flere steder. Hvert sted svarer for seg, med rom og plasser.
lectures-none = Du har ikke laget noen foredrag.
lectures-caption = Foredrag
lectures-all = Alle foredrag
lecture-column = Foredrag
lecture-places = Steder
lecture-minimum = Minst
lecture-new-title = Nytt foredrag
lecture-new-lead = Stedene du velger, blir spurt. De svarer med rom og plasser, eller nei.
lecture-organisation = Hvem holder foredraget?
lecture-title = Tittel
lecture-title-help = Skriv på minst ett språk.
lecture-title-missing = Skriv en tittel.
lecture-host = Hvem foreleser?
lecture-host-help = Etat eller tittel, ikke navn. For eksempel «Skatteetaten».
lecture-host-missing = Skriv hvem som foreleser.
lecture-minimum-label = Hvor mange må melde seg på?
lecture-minimum-help = Til sammen på alle stedene.
lecture-minimum-wrong = Skriv et tall fra 1 til 10 000.
lecture-days = Hvor mange dager før avgjør vi?
lecture-days-help = Er det for få påmeldte da, blir foredraget avlyst. Alle får melding begge veier.
lecture-days-wrong = Skriv et tall fra 0 til 30.
lecture-days-past = Da er avgjørelsen allerede passert. Velg færre dager.
lecture-which-places = Hvilke steder spør du?
lecture-places-missing = Velg minst ett sted.
lecture-make = Spør stedene
lecture-of-minimum = { $n }, og det må være minst { $minimum }
lecture-together = { $n } påmeldte på alle stedene.
lecture-decides = Avgjøres
lecture-caption = Stedene
lecture-no-names = Du ser antall. Navnene ser bare stedet selv.
lecture-call-off = Avlys foredraget
lecture-call-off-lead = Foredraget blir avlyst alle steder, og de påmeldte får SMS. Du kan ikke angre.
lecture-accept-title = Vil dere vise foredraget?
lecture-accept-lead = Ja betyr at rommet blir tatt, og at folk kan melde seg på hos dere.
lecture-accept = Ja, vi viser det
lecture-decline = Nei takk
lecture-waits = Lederen på stedet må svare.
lecture-seats-help = Hvor mange får plass hos dere?
lecture-not-moved = Et foredrag kan ikke flyttes, siden flere steder har tatt rom. Avlys det og lag et nytt.

# What is different, in a message
course-changed-time = nytt tidspunkt
course-changed-room = nytt rom
course-changed-topic = nytt tema
course-changed-host = ny kursholder

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no topic; hidden ones no place either
sms-course-joined = Du er påmeldt { $n } kursdatoer, første { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du ikke kan.
sms-course-joined-hidden = Du har { $n } avtaler, den første { $time }. Referanse { $ref }. Ta vare på referansen.
sms-course-left = Du er meldt av { $n } kursdatoer fra { $time }, { $place }. Referanse { $ref }.
sms-course-left-hidden = { $n } avtaler fra { $time } er avbestilt. Referanse { $ref }.
sms-course-off = Kurset { $time }, { $place }, er avlyst. Referanse { $ref }. Spørsmål? Ring { $phone }.
sms-course-off-hidden = Avtalen din { $time } er avlyst. Referanse { $ref }.
sms-course-off-many = { $n } kursdatoer fra { $time }, { $place }, er avlyst. Referanse { $ref }. Spørsmål? Ring { $phone }.
sms-course-off-many-hidden = { $n } avtaler fra { $time } er avlyst. Referanse { $ref }.
sms-course-on = Foredraget { $time }, { $place }, blir holdt. Velkommen. Referanse { $ref }.
sms-course-on-hidden = Avtalen din { $time } står ved lag. Referanse { $ref }.
sms-course-changed = Endret: { $what }. Kurs { $time }, { $place }. Ref. { $ref }. Tlf. { $phone }
sms-course-changed-hidden = Avtalen din er endret. Tid: { $time }. Referanse { $ref }.

# For the overview of what is stored
held-sign-up = Hvilken kursdato timen din gjelder
held-sign-up-why = For å holde av plassen, si fra om endringer og telle oppmøtet
