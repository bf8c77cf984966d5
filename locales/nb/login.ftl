login-title = Logg inn
login-lead = Når du er logget inn, ser du timene dine og kan endre dem.
login-not-needed = Du trenger ikke å logge inn for å bestille time.
login-to-services = Se hva du kan få hjelp til
login-sms-heading = Logg inn med kode på SMS
login-phone = Mobilnummer
login-phone-help = Bruk nummeret du oppga da du bestilte time. Er det utenlandsk, begynner du med + og landkoden.
login-phone-wrong = Skriv et mobilnummer med åtte siffer. Et utenlandsk nummer begynner med + og landkoden.
login-phone-no-sms = Dette nummeret kan ikke ta imot SMS. Skriv et mobilnummer.
login-send-code = Send meg en kode
login-idporten-heading = Logg inn med ID-porten
login-idporten-help = Du kan bruke BankID, MinID, Buypass eller Commfides.
login-idporten = Logg inn med ID-porten
login-no-way = Du kan ikke logge inn på dette nettstedet ennå. Ring oss, så hjelper vi deg med timen din.

login-sms = { $code } er koden din til Torg. Koden virker i 10 minutter. Ikke gi den til noen.
login-code-title = Skriv koden du fikk på SMS
login-code-lead = Vi har sendt en SMS med en kode på seks siffer. Koden virker i ti minutter.
login-code = Kode
login-code-help = Seks siffer
login-code-submit = Logg inn
login-code-six = Skriv de seks sifrene i koden.
login-code-wrong = Koden er feil. Se på SMS-en og prøv igjen.
login-code-useless = Denne koden virker ikke lenger. Be om en ny kode.
login-code-wait = Vent ett minutt før du ber om en ny kode. SMS-en kan være på vei.
login-code-none = Har du ikke fått noen kode?
login-code-none-help = Det kan ta et minutt før SMS-en kommer. Etter det kan du be om en ny kode. Da virker ikke den gamle lenger.
login-code-again = Send ny kode
login-other-phone = Bruk et annet nummer

login-staff-title = Logg inn som ansatt
login-staff-lead = Her logger du inn hvis du jobber på servicetorget eller i en etat.
login-with = Logg inn med { $provider }
login-staff-none = Innlogging for ansatte er ikke satt opp ennå. Spør den som drifter nettstedet.
login-staff-unknown = Du er ikke registrert som ansatt her
login-staff-unknown-do = Innloggingen gikk bra, men vi finner deg ikke blant de ansatte. Be lederen din om å legge deg til, med samme e-postadresse eller fødselsnummer som du logger inn med. Logg så inn på nytt.
login-demo-heading = Logg inn i demoen
login-demo-help = Velg hvem du vil være. Alle personene er oppdiktet.

login-again = Prøv igjen
login-cancelled = Du avbrøt innloggingen
login-cancelled-do = Du er ikke logget inn. Du kan prøve igjen når du vil.
login-expired = Innloggingen tok for lang tid
login-expired-do = Du er ikke logget inn. Start på nytt, og bruk bare ett vindu mens du logger inn.
login-down = Innloggingstjenesten svarer ikke
login-down-do = Feilen er ikke hos deg. Vent noen minutter og prøv igjen.
login-weak = Du må logge inn på en sikrere måte
login-weak-do = Prøv igjen, og velg en innlogging på et høyere sikkerhetsnivå, for eksempel BankID.
login-failed = Innloggingen virket ikke
login-failed-do = Noe er galt med oppsettet hos oss. Prøv igjen senere. Hvis det fortsatt ikke virker, må du ringe oss.

login-home-title = Hva vil du gjøre?
login-home-nothing = Rollen din har ingen oppgaver her ennå. Er det feil, må du spørre lederen din.
login-task-day = Se dagens timer
login-task-booking = Bestill time for noen
login-task-statistics = Se tall
login-task-manage = Styre tjenester, steder og ansatte

login-signed-out-title = Du er logget ut her
login-signed-out-lead = Du kan fortsatt være logget inn hos { $provider }. Bruker flere denne maskinen, må du logge ut der også.
login-signed-out-there = Logg ut av { $provider }
login-signed-out-stay = Til forsiden

login-held-code = Mobilnummeret ditt (kryptert) mens du logger inn med kode
login-held-code-why = For å sende deg en kode og kjenne deg igjen når du skriver den
login-held-pending = At noen er i ferd med å logge inn hos ID-porten eller en annen innloggingstjeneste
login-held-pending-why = For å vite at svaret derfra hører til den som begynte
