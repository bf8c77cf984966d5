# On the contact page
helper-link-lead = Bestiller du for nokon andre?
helper-link = Bestill for nokon andre
helper-own-link = Nei, timen er til meg
helper-lead = Skriv kven timen er til, og kven du er. Den timen er til, får koden på SMS. Gir dei deg koden, seier dei ja til at du kan bestille for dei her i { $days } dagar. Dei kan trekkje det tilbake når som helst.
helper-lead-call = Skriv kven timen er til, og kven du er. Vi ringer den timen er til, og spør om det er greitt at du bestiller for dei her i { $days } dagar. Dei kan trekkje det tilbake når som helst.
helper-who = Kven er timen til?
helper-somebody-else = Nokon andre
helper-has-until = Du kan bestille til { $date }
helper-person = Den timen er til
helper-person-name = Namn
helper-person-name-help = Namnet vi ropar opp. Eit kallenamn held.
helper-person-phone = Telefonnummeret til den timen er til
helper-person-phone-help = Koden går til dette nummeret. Har dei ikkje telefon, kan de kome innom eller ringje oss.
helper-you = Du som bestiller
helper-name = Namnet ditt
helper-name-help = Den timen er til, ser namnet i meldinga med koden.
helper-name-missing = Skriv namnet ditt.
helper-phone = Telefonnummeret ditt
helper-phone-help = Vi minner deg òg om timen.
helper-phone-missing = Skriv telefonnummeret ditt.
helper-phone-same = Du har skrive det same nummeret to gonger. Den timen er til, må ha sitt eige.
helper-hidden = Ikkje vis namnet i lister
helper-kept = Vi slettar opplysningane 90 dagar etter timen, og løyvet 90 dagar etter at det er over.
helper-code = Koden gjekk til den timen er til. Når du skriv han her, har dei sagt ja til at { $name } kan bestille for dei til { $date }.
helper-mine-link = Sjå kven som kan bestille for deg

# Who can book for me
helpers-mine-title = Kven kan bestille for meg?
helpers-mine-lead = Desse har fått lov av deg til å bestille time i ditt namn.
helpers-mine-none = Ingen kan bestille for deg no.
helpers-mine-until = Hos { $organisation } til { $date }
helpers-mine-how = Du seier ja ved å gi nokon koden du får på SMS når dei bestiller for deg. Det gjeld i { $days } dagar. Trekkjer du det tilbake, kan dei ikkje bestille meir. Timar som er bestilte, beheld du.
helpers-withdraw = Trekk tilbake
helpers-back = Gå til Mi side

# For whom I can book
helpers-others-title = Bestill for nokon andre
helpers-others-lead = Desse har sagt ja til at du bestiller for dei. Du ser tidene du har bestilt, og ikkje kva dei gjeld.
helpers-others-none = Ingen har sagt ja til at du bestiller for dei no.
helpers-others-no-times = Ingen komande timar
helpers-others-waits = Står på venteliste frå { $from } til { $to }
helpers-others-how = Vel ei teneste og ei tid. På sida der du skriv namn, vel du «Bestill for nokon andre». Den timen er til, seier ja med ein kode, og det gjeld i { $days } dagar.
helpers-others-book = Finn ei teneste

# Staff
helper-staff = Er det nokon som hjelper personen med timen?
helper-staff-help = Hjelparen får òg ei påminning, med tid og referanse. Hjelparen kan bestille for personen i { $days } dagar.
helper-staff-name = Namnet til hjelparen
helper-staff-phone = Telefonnummeret til hjelparen
helper-staff-yes = Personen har sagt ja, her hos oss eller på papir
helper-staff-yes-missing = Spør personen først, og kryss av når svaret er ja.
helper-staff-has = Hjelpar
helper-staff-until = { $name }, kan bestille til { $date }
helper-staff-asks = { $name } har bede om å bestille for personen. Når du ringer og timen vert avtalt, kan { $name } bestille til { $date }. Spør om det er greitt.
helper-staff-over = { $name }, kan ikkje bestille meir
helper-staff-withdraw = Trekk tilbake løyvet
helper-staff-withdraw-lead = Gjer dette når personen ber om det. Timen beheld personen.

# SMS: one segment. Time and reference; never who, where or why
sms-helper-code = { $code } er koden for timen { $name } bestiller til deg. Gir du koden vidare, kan { $name } bestille for deg i { $days } dagar. Sjå Mi side.
sms-helper-booked = Timen du bestilte for ein annan, er { $time }. Referanse { $ref }.
sms-helper-booked-many = Du har meldt på ein annan { $n } gonger. Første gong er { $time }. Referanse { $ref }.
sms-helper-reminder = Hugs timen du bestilte for ein annan: { $time }. Referanse { $ref }.
sms-helper-moved = Timen du bestilte for ein annan, er flytt til { $time }. Referanse { $ref }.
sms-helper-moved-many = { $n } tider du bestilte for ein annan, er endra. Den første er { $time }. Referanse { $ref }.
sms-helper-cancelled = Timen du bestilte for ein annan, { $time }, er avbestilt. Referanse { $ref }.
sms-helper-cancelled-many = { $n } tider du bestilte for ein annan, er avbestilte. Den første var { $time }. Referanse { $ref }.

# For the overview of what is stored
held-helper = Kven som kan bestille for deg, eller kven du kan bestille for: namn, telefonnummer og sluttdato
held-helper-why = For at nokon kan hjelpe deg, og at du ser og kan trekkje det tilbake
