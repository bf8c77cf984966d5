# Answering on the site
answer-title = Svar på melding fra oss
answer-lead = Har du fått en SMS med en kode, kan du svare her.
answer-code = Koden i meldingen
answer-code-help = Åtte tegn, for eksempel K7MA-4NP2.
answer-code-form = Skriv koden med åtte tegn, slik den står i meldingen.
answer-code-nothing = Vi finner ikke denne koden. Se på den nyeste meldingen fra oss, og skriv koden på nytt.
answer-no-code = Har du ikke en kode?
answer-no-code-do = Du kan finne timen din med referansen og telefonnummeret.
answer-reminder-title = Kommer du til timen?
answer-offer-title = En tid er ledig for deg
answer-topic-title = Hva vil du ha hjelp til?
answer-waiting-title = Vil du stå på ventelisten?
answer-question = Velg svaret ditt
answer-change = Vil du svare noe annet?
answer-choose = Velg et svar.
answer-send = Send svaret
answer-until = Svar innen { $time }.
answer-come = Jeg kommer
answer-cancel = Jeg vil avbestille
answer-move = Jeg vil flytte timen
answer-yes = Ja, jeg tar den
answer-no = Nei, gi den til nestemann
answer-address = Ved hjemmebesøk trenger vi adressen når du sier ja.
answer-stay = Ja, jeg venter fortsatt
answer-leave = Nei, ta meg av listen
done-coming = Takk. Vi venter deg.
done-accepted = Du har sagt ja, og timen er bestilt.
done-declined = Takk for svaret. Tiden går til nestemann, og du står fortsatt på ventelisten.
done-noted = Takk. Nå kan vi forberede oss.
done-stays = Takk. Du står fortsatt på ventelisten.
done-left = Du står ikke lenger på ventelisten.
late-offer = Fristen for å svare er ute, og tiden er gitt videre. Står du fortsatt på ventelisten, sier vi fra når neste tid blir ledig.
late-cancelled = Timen er avbestilt. Du kan bestille en ny.
late-over = Timen har begynt eller er over, så det er ingenting å svare på.
late-not-waiting = Du står ikke på ventelisten lenger.

# What the help is about; also in the SMS, so short
topic-form = fylle ut et skjema
topic-login = logge inn
topic-letter = forstå et brev
topic-other = noe annet
topic-new = en ny sak
topic-under-way = en sak som er i gang
topic-papers = papirer
topic-told = Hva det gjelder

# The manager's own choices
choices-title = Spørsmålet en uke før
choices-lead = En uke før timen spør vi på SMS hva hjelpen gjelder, så veilederen kan forberede seg. Vi spør bare dem som har bestilt minst åtte dager før, og aldri dem som ikke vil vises i lister.
choices-saved = Svarene er lagret. De gjelder for spørsmål vi sender fra nå av.
choices-none = Ingen tjenester her kan bestilles.
choices-column = Det folk kan svare
choices-own = Egne svar
choices-form-title = Svar folk kan velge
choices-help = Skriv tre til fem korte svar på alle språk. Svarene står i en SMS som andre kan se. Ikke skriv noe om helse, økonomi eller andre private forhold. La alt stå tomt hvis de vanlige svarene passer.
choices-ordinary = Vanlige svar:
choices-number = Svar { $n }
choices-save = Lagre svarene
choices-back = Avbryt
choices-every-language = Skriv svaret på alle tre språk.
choices-too-few = Skriv minst tre svar, eller la alt stå tomt.
choices-too-long = Svarene får ikke plass i én SMS. Gjør dem kortere.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-reminder = Husk timen { $time }, { $place }. Svar 1: jeg kommer, 2: avbestill, 3: flytt. Referanse { $ref }. Ring { $phone }.
sms-reminder-hidden = Husk timen din { $time }. Svar 1: jeg kommer, 2: avbestill, 3: flytt. Referanse { $ref }.
sms-reminder-code = Husk timen { $time }, { $place }. Passer den ikke? Skriv koden { $code } under Svar på nettsiden vår eller ring { $phone }.
sms-reminder-code-hidden = Husk timen din { $time }. Passer den ikke? Skriv koden { $code } under Svar på nettsiden vår.
sms-topic = Timen { $time }: Hva vil du ha hjelp til? Svar { $choices }.
sms-topic-code = Hva vil du ha hjelp til i timen { $time }? Skriv koden { $code } under Svar på nettsiden vår og velg. Da kan vi forberede oss.
sms-will-call = Vi ringer deg for å finne en ny tid. Du beholder timen du har til vi har snakket sammen.
sms-declined = Takk for svaret. Tiden går til nestemann, og du står fortsatt på ventelisten.
sms-address-needed = Vi trenger adressen din før timen er bestilt. Skriv koden fra forrige melding under Svar på nettsiden vår, eller ring oss.
sms-left = Du står ikke lenger på ventelisten.
sms-late-offer = Fristen for å svare er ute, og tiden er gitt videre. Ring oss hvis du trenger hjelp.
sms-late-cancelled = Timen er allerede avbestilt. Du kan bestille en ny på nettsiden vår, eller ringe oss.
sms-late-over = Timen har begynt eller er over, så svaret endrer ingenting. Ring oss hvis du trenger hjelp.
sms-late-not-waiting = Du står ikke på ventelisten lenger. Ring oss hvis du fortsatt vil ha time.
sms-not-understood = Vi forstod ikke svaret. Svar bare med tallet som passer i den siste meldingen fra oss, eller ring oss.

# For the overview of what is stored
held-question = Det vi har spurt deg om på SMS, og tallet du svarte
held-question-why = For å flytte, avbestille eller gi deg en ledig tid når du svarer
held-topic = Hva slags hjelp du har valgt før timen
held-topic-why = For at veilederen kan forberede seg
