# On the contact page
helper-link-lead = Bestiller du for noen andre?
helper-link = Bestill for noen andre
helper-own-link = Nei, timen er for meg
helper-lead = Skriv hvem timen er for, og hvem du er. Den timen er for, får koden på SMS. Gir de deg koden, sier de ja til at du kan bestille for dem her i { $days } dager. De kan trekke det tilbake når som helst.
helper-lead-call = Skriv hvem timen er for, og hvem du er. Vi ringer den timen er for, og spør om det er greit at du bestiller for dem her i { $days } dager. De kan trekke det tilbake når som helst.
helper-who = Hvem er timen for?
helper-somebody-else = Noen andre
helper-has-until = Du kan bestille til { $date }
helper-person = Den timen er for
helper-person-name = Navn
helper-person-name-help = Navnet vi roper opp. Et kallenavn holder.
helper-person-phone = Telefonnummeret til den timen er for
helper-person-phone-help = Koden går til dette nummeret. Har de ikke telefon, kan dere komme innom eller ringe oss.
helper-you = Du som bestiller
helper-name = Navnet ditt
helper-name-help = Den timen er for, ser navnet i meldingen med koden.
helper-name-missing = Skriv navnet ditt.
helper-phone = Telefonnummeret ditt
helper-phone-help = Vi minner deg også om timen.
helper-phone-missing = Skriv telefonnummeret ditt.
helper-phone-same = Du har skrevet det samme nummeret to ganger. Den timen er for, må ha sitt eget.
helper-hidden = Ikke vis navnet i lister
helper-kept = Vi sletter opplysningene 90 dager etter timen, og tillatelsen 90 dager etter at den er over.
helper-code = Koden gikk til den timen er for. Når du skriver den her, har de sagt ja til at { $name } kan bestille for dem til { $date }.
helper-mine-link = Se hvem som kan bestille for deg

# Who can book for me
helpers-mine-title = Hvem kan bestille for meg?
helpers-mine-lead = Disse har fått lov av deg til å bestille time i ditt navn.
helpers-mine-none = Ingen kan bestille for deg nå.
helpers-mine-until = Hos { $organisation } til { $date }
helpers-mine-how = Du sier ja ved å gi noen koden du får på SMS når de bestiller for deg. Det gjelder i { $days } dager. Trekker du det tilbake, kan de ikke bestille mer. Timer som er bestilt, beholder du.
helpers-withdraw = Trekk tilbake
helpers-back = Gå til Min side

# For whom I can book
helpers-others-title = Bestill for noen andre
helpers-others-lead = Disse har sagt ja til at du bestiller for dem. Du ser tidene du har bestilt, og ikke hva de gjelder.
helpers-others-none = Ingen har sagt ja til at du bestiller for dem nå.
helpers-others-no-times = Ingen kommende timer
helpers-others-waits = Står på venteliste fra { $from } til { $to }
helpers-others-how = Velg en tjeneste og en tid. På siden der du skriver navn, velger du «Bestill for noen andre». Den timen er for, sier ja med en kode, og det gjelder i { $days } dager.
helpers-others-book = Finn en tjeneste

# Staff
helper-staff = Er det noen som hjelper personen med timen?
helper-staff-help = Hjelperen får også en påminnelse, med tid og referanse. Hjelperen kan bestille for personen i { $days } dager.
helper-staff-name = Navnet til hjelperen
helper-staff-phone = Telefonnummeret til hjelperen
helper-staff-yes = Personen har sagt ja, her hos oss eller på papir
helper-staff-yes-missing = Spør personen først, og kryss av når svaret er ja.
helper-staff-has = Hjelper
helper-staff-until = { $name }, kan bestille til { $date }
helper-staff-asks = { $name } har bedt om å bestille for personen. Når du ringer og timen blir avtalt, kan { $name } bestille til { $date }. Spør om det er greit.
helper-staff-over = { $name }, kan ikke bestille mer
helper-staff-withdraw = Trekk tilbake tillatelsen
helper-staff-withdraw-lead = Gjør dette når personen ber om det. Timen beholder personen.

# SMS: one segment. Time and reference; never who, where or why
sms-helper-code = { $code } er koden for timen { $name } bestiller til deg. Gir du koden videre, kan { $name } bestille for deg i { $days } dager. Se Min side.
sms-helper-booked = Timen du bestilte for en annen, er { $time }. Referanse { $ref }.
sms-helper-booked-many = Du har meldt på en annen { $n } ganger. Første gang er { $time }. Referanse { $ref }.
sms-helper-reminder = Husk timen du bestilte for en annen: { $time }. Referanse { $ref }.
sms-helper-moved = Timen du bestilte for en annen, er flyttet til { $time }. Referanse { $ref }.
sms-helper-moved-many = { $n } tider du bestilte for en annen, er endret. Den første er { $time }. Referanse { $ref }.
sms-helper-cancelled = Timen du bestilte for en annen, { $time }, er avbestilt. Referanse { $ref }.
sms-helper-cancelled-many = { $n } tider du bestilte for en annen, er avbestilt. Den første var { $time }. Referanse { $ref }.

# For the overview of what is stored
held-helper = Hvem som kan bestille for deg, eller hvem du kan bestille for: navn, telefonnummer og sluttdato
held-helper-why = For at noen kan hjelpe deg, og at du ser og kan trekke det tilbake
