# Answering on the site
answer-title = Svar på melding frå oss
answer-lead = Har du fått ein SMS med ein kode, kan du svare her.
answer-code = Koden i meldinga
answer-code-help = Åtte teikn, til dømes K7MA-4NP2.
answer-code-form = Skriv koden med åtte teikn, slik han står i meldinga.
answer-code-nothing = Vi finn ikkje denne koden. Sjå på den nyaste meldinga frå oss, og skriv koden på nytt.
answer-no-code = Har du ikkje ein kode?
answer-no-code-do = Du kan finne timen din med referansen og telefonnummeret.
answer-reminder-title = Kjem du til timen?
answer-offer-title = Ei tid er ledig for deg
answer-topic-title = Kva vil du ha hjelp til?
answer-waiting-title = Vil du stå på ventelista?
answer-question = Vel svaret ditt
answer-change = Vil du svare noko anna?
answer-choose = Vel eit svar.
answer-send = Send svaret
answer-until = Svar innan { $time }.
answer-come = Eg kjem
answer-cancel = Eg vil avbestille
answer-move = Eg vil flytte timen
answer-yes = Ja, eg tek henne
answer-no = Nei, gi henne til nestemann
answer-address = Ved heimebesøk treng vi adressa når du seier ja.
answer-stay = Ja, eg ventar framleis
answer-leave = Nei, ta meg av lista
done-coming = Takk. Vi ventar deg.
done-accepted = Du har sagt ja, og timen er bestilt.
done-declined = Takk for svaret. Tida går til nestemann, og du står framleis på ventelista.
done-noted = Takk. No kan vi førebu oss.
done-stays = Takk. Du står framleis på ventelista.
done-left = Du står ikkje lenger på ventelista.
late-offer = Fristen for å svare er ute, og tida er gitt vidare. Står du framleis på ventelista, seier vi frå når neste tid vert ledig.
late-cancelled = Timen er avbestilt. Du kan bestille ein ny.
late-over = Timen har byrja eller er over, så det er ingenting å svare på.
late-not-waiting = Du står ikkje på ventelista lenger.

# What the help is about; also in the SMS, so short
topic-form = fylle ut eit skjema
topic-login = logge inn
topic-letter = forstå eit brev
topic-other = noko anna
topic-new = ei ny sak
topic-under-way = ei sak som er i gang
topic-papers = papir
topic-told = Kva det gjeld

# The manager's own choices
choices-title = Spørsmålet ei veke før
choices-lead = Ei veke før timen spør vi på SMS kva hjelpa gjeld, så rettleiaren kan førebu seg. Vi spør berre dei som har bestilt minst åtte dagar før, og aldri dei som ikkje vil visast i lister.
choices-saved = Svara er lagra. Dei gjeld for spørsmål vi sender frå no av.
choices-none = Ingen tenester her kan bestillast.
choices-column = Det folk kan svare
choices-own = Eigne svar
choices-form-title = Svar folk kan velje
choices-help = Skriv tre til fem korte svar på alle språk. Svara står i ein SMS som andre kan sjå. Ikkje skriv noko om helse, økonomi eller andre private forhold. La alt stå tomt om dei vanlege svara passar.
choices-ordinary = Vanlege svar:
choices-number = Svar { $n }
choices-save = Lagre svara
choices-back = Avbryt
choices-every-language = Skriv svaret på alle tre språka.
choices-too-few = Skriv minst tre svar, eller la alt stå tomt.
choices-too-long = Svara får ikkje plass i éin SMS. Gjer dei kortare.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-reminder = Hugs timen { $time }, { $place }. Svar 1: eg kjem, 2: avbestill, 3: flytt. Referanse { $ref }. Ring { $phone }.
sms-reminder-hidden = Hugs timen din { $time }. Svar 1: eg kjem, 2: avbestill, 3: flytt. Referanse { $ref }.
sms-reminder-code = Hugs timen { $time }, { $place }. Passar han ikkje? Skriv koden { $code } under Svar på nettsida vår eller ring { $phone }.
sms-reminder-code-hidden = Hugs timen din { $time }. Passar han ikkje? Skriv koden { $code } under Svar på nettsida vår.
sms-topic = Timen { $time }: Kva vil du ha hjelp til? Svar { $choices }.
sms-topic-code = Kva vil du ha hjelp til i timen { $time }? Skriv koden { $code } under Svar på nettsida vår og vel. Då kan vi førebu oss.
sms-will-call = Vi ringer deg for å finne ei ny tid. Du beheld timen du har til vi har snakka saman.
sms-declined = Takk for svaret. Tida går til nestemann, og du står framleis på ventelista.
sms-address-needed = Vi treng adressa di før timen er bestilt. Skriv koden frå førre melding under Svar på nettsida vår, eller ring oss.
sms-left = Du står ikkje lenger på ventelista.
sms-late-offer = Fristen for å svare er ute, og tida er gitt vidare. Ring oss om du treng hjelp.
sms-late-cancelled = Timen er alt avbestilt. Du kan bestille ein ny på nettsida vår, eller ringe oss.
sms-late-over = Timen har byrja eller er over, så svaret endrar ingenting. Ring oss om du treng hjelp.
sms-late-not-waiting = Du står ikkje på ventelista lenger. Ring oss om du framleis vil ha time.
sms-not-understood = Vi forstod ikkje svaret. Svar berre med talet som passar i den siste meldinga frå oss, eller ring oss.

# For the overview of what is stored
held-question = Det vi har spurt deg om på SMS, og talet du svara
held-question-why = For å flytte, avbestille eller gi deg ei ledig tid når du svarar
held-topic = Kva slag hjelp du har valt før timen
held-topic-why = For at rettleiaren kan førebu seg
