# What the public sees
courses-title = Kurs og treff
courses-lead = Her er kursa og treffa på alle stadene. Du melder deg på med namn og telefonnummer.
courses-lead-place = Her er kursa og treffa på { $place }. Du melder deg på med namn og telefonnummer.
courses-choose-place = Stad
courses-all-places = Alle stadene
courses-none = Det er ingen kurs å melde seg på no.
courses-next = Neste: { $time }
courses-dates = { $n ->
    [one] éin dato
   *[other] { $n } datoar
}
courses-free = { $n ->
    [0] fullt
    [one] éin ledig plass neste gong
   *[other] { $n } ledige plassar neste gong
}
courses-needs = manglar { $n } påmelde
courses-elsewhere = Kurs på andre stader
course-which = Kva datoar vil du vere med på?
course-choose-date = Vel minst éin dato som har ledig plass.
course-sign-up = Meld på valde datoar
course-sign-up-all = Meld på alle { $n } datoane
course-sign-up-how = Du får plass på alle datoane du vel, eller på ingen. Sidan kan du melde deg av éin dato eller alle.
course-no-dates = Det er ingen fleire datoar i dette kurset.
course-is-full = Fullt
course-is-off = Avlyst
course-full-title = Du er ikkje påmeld
course-full = Ein av datoane du valde, vart full eller avlyst før du var ferdig. Vel på nytt.
course-host-is = Kurshaldar: { $host }.
course-host-here = ein av rettleiarane våre
course-room-is = Rom: { $room }.
course-lecture-is = Foredrag på fleire stader
course-lecture-minimum = Foredraget blir halde når minst { $n } har meldt seg på, til saman på alle stadene.
course-needs-by = Manglar { $n } påmelde. Vi avgjer { $time } om det blir halde, og seier frå til alle.
course-needs-none = Nok har meldt seg på.
course-skipped = Desse datoane er det ikkje kurs
course-skipped-closed = Stengt
course-skipped-busy = Rommet er opptatt
course-other-places = Det same foredraget andre stader
course-more-here = Fleire kurs på denne staden
course-dates-chosen = { $n } datoar
course-all-or-none = Påmeldinga gjeld alle datoane samla.
course-send = Meld meg på
fact-course = Kurs
fact-topic = Tema
fact-other-dates = Du er også påmeld

# On the pages of one's own booking
course-leave-question = Kva vil du melde deg av?
course-leave-this = Berre denne datoen
course-leave-all = Alle { $n } datoane som er att
course-move-title = Byt til ein annan dato
course-move-lead = Dette er datoen du har no. Du held på plassen til du har valt ein ny.
course-move-question = Kva dato passar betre?
course-move-do = Byt dato
course-move-none = Det er ingen andre datoar med ledig plass i dette kurset.
course-date-gone = Denne datoen vart full. Vel ein annan.

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
courses-staff-none = Staden har ingen kurs dei nærmaste månadene.
courses-caption = Kursdatoar
course-when = Tid
course-signed-up = Påmelde
course-of-seats = { $n } av { $seats }
course-new = Ny kursrekkje
course-saved = Lagra.
course-off-saved = Avlyst. Dei påmelde får melding.
course-attendance-saved = Oppmøtet er registrert og talt.
course-invitations = Svar på invitasjonar
course-invited = Staden er spurd om å vise foredraget. Svar ja med rom og plassar, eller nei.
course-state-invited = Ventar på svar
course-state-open = Open for påmelding
course-state-on = Blir halde
course-state-off = Avlyst
course-print = Skriv ut lista
course-people = Påmelde
course-people-caption = Dei påmelde
course-nobody-yet = Ingen er påmelde enno.
course-off-call = Datoen er avlyst. Dei som kan ta imot SMS, har fått melding. Ring dei andre.
course-call = Ring
course-attendance = Oppmøte
course-came = Kom
course-missed = Kom ikkje
course-attendance-save = Registrer oppmøte
course-attendance-help = Oppmøtet blir talt utan namn. Det kan ikkje gjerast om.
course-back-to-list = Alle kurs
course-enrol = Meld på nokon
course-file = Meld på frå fil
course-edit = Endre
course-helpers = Hjelparar
course-supervised-by = Ansvarleg: { $name }.

# Staff: signing up others
course-enrol-title = Meld på nokon
course-enrol-reach = Kva skal personen vere med på?
course-reach-this = Berre denne datoen
course-reach-following = Denne og dei som følgjer ({ $n } datoar)
course-reach-all = Alle komande datoar ({ $n })
course-cancel-form = Avbryt
course-wrong-full = Det er ikkje plass på alle datoane.
course-wrong-closed = Datoen tek ikkje imot påmeldingar lenger.
course-file-title = Meld på frå fil
course-file-lead = Fila har éin person på kvar rad. Kolonnen namn må vere med. Telefon og språk kan stå tomme.
course-file-template = Last ned ein mal
course-file-label = Fil
course-file-help = CSV eller XLSX, inntil 200 rader. Bruk namnet vi skal rope opp. Skriv ikkje fødselsnummer.
course-file-send = Les fila og meld på
course-file-done = { $n ->
    [0] Ingen vart påmelde
    [one] Éin person vart påmeld
   *[other] { $n } personar vart påmelde
}
course-file-bad = Desse radene vart ikkje tekne med. Rett dei og send fila på nytt. Dei som alt er påmelde, blir ikkje melde på to gonger.
course-file-to-list = Sjå lista
course-file-missing = Vel ei fil.
course-file-unreadable = Vi kan ikkje lese fila. Lagre ho som XLSX eller CSV med kolonnenamn i første rad.
course-file-columns = Fila manglar ein kolonne som heiter namn.
course-file-long = Fila har meir enn 200 rader. Del ho i fleire.
course-column-name = namn
course-column-phone = telefon
course-column-language = språk
course-row = Rad { $n }:
course-row-name = namnet manglar.
course-row-long = namnet er lengre enn 80 teikn.
course-row-phone = telefonnummeret er ikkje gyldig.
course-row-language = språket må vere nb, nn eller en.
course-row-twice = personen står på lista alt.

# Managers: a series
course-new-title = Ny kursrekkje
course-new-lead = Kvar dato tek rommet, kurshaldaren og plassane. Du kan endre kvar dato etterpå.
course-no-services = Tenestelista har ingen kurs. Lag ei teneste av typen gruppe først.
course-service = Teneste i tenestelista
course-service-missing = Vel ei teneste.
course-title = Tittel, om han er ein annan enn namnet på tenesta
course-days = Vekedagar
course-day-missing = Vel minst éin vekedag.
course-from = Frå klokka
course-to = Til klokka
course-time-wrong = Skriv klokkeslettet slik: 11.30.
course-time-order = Slutten må vere etter starten, same dag.
course-every = Kvar … veke
course-every-wrong = Skriv eit tal frå 1 til 4.
course-first = Første dato
course-last = Siste dato
course-date = Dato
course-date-format = Skriv slik: 26.11.2026
course-date-help = Skriv slik: 26.11.2026. Datoen kan berre endrast for éin dato om gongen.
course-date-wrong = Skriv datoen slik: 26.11.2026.
course-date-past = Datoen er passert.
course-date-far = Datoen er for langt fram.
course-date-order = Siste dato må vere etter den første.
course-date-alone = Vel «berre denne datoen» når du flyttar til ein annan dag.
course-too-long = Rekkja kan ikkje vare meir enn 400 dagar.
course-end = Når sluttar rekkja?
course-end-count = Etter ei mengd datoar
course-end-date = På ein dato
course-count = Talet på datoar
course-count-wrong = Skriv eit tal frå 1 til 60.
course-skips = Heilagdagar og dagar då staden er stengd, blir hoppa over. Dei står på kurssida med grunn.
course-seats = Plassar
course-seats-wrong = Skriv eit tal frå 1 til 200.
course-seats-few = Det er fleire påmelde enn plassar.
course-seats-signed-up = { $n } er påmelde ein av datoane.
course-room = Rom
course-room-taken = Rommet er opptatt. Vel eit anna rom eller ei anna tid.
course-host = Kurshaldar
course-host-inside = Ein av dei som arbeider på staden
course-host-outside = Ein utanfrå
course-host-outside-help = Skriv tittel eller etat, ikkje namn. Til dømes «Skatteetaten».
course-host-taken = Kurshaldaren er opptatt. Vel ein annan eller ei anna tid.
course-helpers-help = Elevar eller frivillige. Dei må ha ein ansvarleg tilsett.
course-other-helpers = Andre hjelparar
course-other-helpers-help = Til dømes «to elevar frå vidaregåande».
course-supervisor = Ansvarleg tilsett
course-supervisor-needed = Vel ein ansvarleg tilsett for hjelparane.
course-none = Ingen
course-nobody = Ingen
course-choice-wrong = Vel frå lista.
course-skip-taken = Hopp over opptekne datoar
course-skip-taken-help = Elles blir rekkja ikkje laga når rommet eller kurshaldaren er opptatt ein av datoane.
course-taken-on = Opptatt { $date }.
course-topics = Tema
course-topics-help = Eitt på kvar linje, i rekkjefølgje. Du kan skrive dei på fleire språk når du endrar ein dato.
course-topic-long = Eit tema kan ha høgst 100 teikn.
course-make = Lag kursrekkja
course-no-dates-made = Ingen dato passar: alle er heilagdagar, stengde eller utanfor perioden.
course-edit-title = Endre kursdato
course-edit-lead = Berre det du endrar her, blir endra på dei andre datoane. Dei påmelde får éi melding om det som er nytt for dei.
course-edit-reach = Kva skal endringa gjelde?
course-save = Lagre og sei frå
course-gone = Datoen kan ikkje endrast. Han har byrja, er avlyst, eller den nye tida er passert.
course-other-date = Kurset har ein annan dato då.
course-call-off = Avlys
course-call-off-lead = Dei påmelde får SMS. Du kan ikkje angre.
course-call-off-reach = Kva vil du avlyse?

# Lectures
lectures-title = Foredrag på fleire stader
lectures-lead = Eitt foredrag på video, sett frå fleire stader. Kvar stad svarer for seg, med rom og plassar.
lectures-none = Du har ikkje laga noko foredrag.
lectures-caption = Foredrag
lectures-all = Alle foredrag
lecture-column = Foredrag
lecture-places = Stader
lecture-minimum = Minst
lecture-new-title = Nytt foredrag
lecture-new-lead = Stadene du vel, blir spurde. Dei svarer med rom og plassar, eller nei.
lecture-organisation = Kven held foredraget?
lecture-title = Tittel
lecture-title-help = Skriv på minst eitt språk.
lecture-title-missing = Skriv ein tittel.
lecture-host = Kven førelet?
lecture-host-help = Etat eller tittel, ikkje namn. Til dømes «Skatteetaten».
lecture-host-missing = Skriv kven som førelet.
lecture-minimum-label = Kor mange må melde seg på?
lecture-minimum-help = Til saman på alle stadene.
lecture-minimum-wrong = Skriv eit tal frå 1 til 10 000.
lecture-days = Kor mange dagar før avgjer vi?
lecture-days-help = Er det for få påmelde då, blir foredraget avlyst. Alle får melding begge vegar.
lecture-days-wrong = Skriv eit tal frå 0 til 30.
lecture-days-past = Då er avgjerda alt passert. Vel færre dagar.
lecture-which-places = Kva stader spør du?
lecture-places-missing = Vel minst éin stad.
lecture-make = Spør stadene
lecture-of-minimum = { $n }, og det må vere minst { $minimum }
lecture-together = { $n } påmelde på alle stadene.
lecture-decides = Blir avgjort
lecture-caption = Stadene
lecture-no-names = Du ser tal. Namna ser berre staden sjølv.
lecture-call-off = Avlys foredraget
lecture-call-off-lead = Foredraget blir avlyst alle stader, og dei påmelde får SMS. Du kan ikkje angre.
lecture-accept-title = Vil de vise foredraget?
lecture-accept-lead = Ja betyr at rommet blir tatt, og at folk kan melde seg på hos dykk.
lecture-accept = Ja, vi viser det
lecture-decline = Nei takk
lecture-waits = Leiaren på staden må svare.
lecture-seats-help = Kor mange får plass hos dykk?
lecture-not-moved = Eit foredrag kan ikkje flyttast, sidan fleire stader har tatt rom. Avlys det og lag eit nytt.

# What is different, in a message
course-changed-time = nytt tidspunkt
course-changed-room = nytt rom
course-changed-topic = nytt tema
course-changed-host = ny kurshaldar

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no topic; hidden ones no place either
sms-course-joined = Du er påmeld { $n } kursdatoar, første { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du ikkje kan.
sms-course-joined-hidden = Du har { $n } avtalar, den første { $time }. Referanse { $ref }. Ta vare på referansen.
sms-course-left = Du er meld av { $n } kursdatoar frå { $time }, { $place }. Referanse { $ref }.
sms-course-left-hidden = { $n } avtalar frå { $time } er avbestilte. Referanse { $ref }.
sms-course-off = Kurset { $time }, { $place }, er avlyst. Referanse { $ref }. Spørsmål? Ring { $phone }.
sms-course-off-hidden = Avtalen din { $time } er avlyst. Referanse { $ref }.
sms-course-off-many = { $n } kursdatoar frå { $time }, { $place }, er avlyste. Referanse { $ref }. Spørsmål? Ring { $phone }.
sms-course-off-many-hidden = { $n } avtalar frå { $time } er avlyste. Referanse { $ref }.
sms-course-on = Foredraget { $time }, { $place }, blir halde. Velkomen. Referanse { $ref }.
sms-course-on-hidden = Avtalen din { $time } står fast. Referanse { $ref }.
sms-course-changed = Endra: { $what }. Kurs { $time }, { $place }. Ref. { $ref }. Tlf. { $phone }
sms-course-changed-hidden = Avtalen din er endra. Tid: { $time }. Referanse { $ref }.

# For the overview of what is stored
held-sign-up = Kva kursdato timen din gjeld
held-sign-up-why = For å halde av plassen, seie frå om endringar og telje oppmøtet
