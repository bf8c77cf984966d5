login-title = Logg inn
login-lead = Når du er logga inn, ser du timane dine og kan endre dei.
login-not-needed = Du treng ikkje å logge inn for å bestille time.
login-to-services = Sjå kva du kan få hjelp til
login-sms-heading = Logg inn med kode på SMS
login-phone = Mobilnummer
login-phone-help = Bruk nummeret du gav opp då du bestilte time. Er det utanlandsk, byrjar du med + og landkoden.
login-phone-wrong = Skriv eit mobilnummer med åtte siffer. Eit utanlandsk nummer byrjar med + og landkoden.
login-phone-no-sms = Dette nummeret kan ikkje ta imot SMS. Skriv eit mobilnummer.
login-send-code = Send meg ein kode
login-idporten-heading = Logg inn med ID-porten
login-idporten-help = Du kan bruke BankID, MinID, Buypass eller Commfides.
login-idporten = Logg inn med ID-porten
login-no-way = Du kan ikkje logge inn på denne nettstaden enno. Ring oss, så hjelper vi deg med timen din.

login-sms = { $code } er koden din til Torg. Koden verkar i 10 minutt. Ikkje gi han til nokon.
login-code-title = Skriv koden du fekk på SMS
login-code-lead = Vi har sendt ein SMS med ein kode på seks siffer. Koden verkar i ti minutt.
login-code = Kode
login-code-help = Seks siffer
login-code-submit = Logg inn
login-code-six = Skriv dei seks sifra i koden.
login-code-wrong = Koden er feil. Sjå på SMS-en og prøv igjen.
login-code-useless = Denne koden verkar ikkje lenger. Be om ein ny kode.
login-code-wait = Vent eitt minutt før du ber om ein ny kode. SMS-en kan vere på veg.
login-code-none = Har du ikkje fått nokon kode?
login-code-none-help = Det kan ta eit minutt før SMS-en kjem. Etter det kan du be om ein ny kode. Då verkar ikkje den gamle lenger.
login-code-again = Send ny kode
login-other-phone = Bruk eit anna nummer

login-staff-title = Logg inn som tilsett
login-staff-lead = Her loggar du inn dersom du arbeider på servicetorget eller i ein etat.
login-with = Logg inn med { $provider }
login-staff-none = Innlogging for tilsette er ikkje sett opp enno. Spør den som driftar nettstaden.
login-staff-unknown = Du er ikkje registrert som tilsett her
login-staff-unknown-do = Innlogginga gjekk bra, men vi finn deg ikkje mellom dei tilsette. Be leiaren din om å leggje deg til, med same e-postadresse eller fødselsnummer som du loggar inn med. Logg så inn på nytt.
login-demo-heading = Logg inn i demoen
login-demo-help = Vel kven du vil vere. Alle personane er oppdikta.

login-again = Prøv igjen
login-cancelled = Du avbraut innlogginga
login-cancelled-do = Du er ikkje logga inn. Du kan prøve igjen når du vil.
login-expired = Innlogginga tok for lang tid
login-expired-do = Du er ikkje logga inn. Start på nytt, og bruk berre eitt vindauge medan du loggar inn.
login-down = Innloggingstenesta svarer ikkje
login-down-do = Feilen er ikkje hos deg. Vent nokre minutt og prøv igjen.
login-weak = Du må logge inn på ein tryggare måte
login-weak-do = Prøv igjen, og vel ei innlogging på eit høgare tryggleiksnivå, til dømes BankID.
login-failed = Innlogginga verka ikkje
login-failed-do = Noko er gale med oppsettet hos oss. Prøv igjen seinare. Dersom det framleis ikkje verkar, må du ringje oss.

login-home-title = Kva vil du gjere?
login-home-nothing = Rolla di har ingen oppgåver her enno. Er det feil, må du spørje leiaren din.
login-task-day = Sjå timane i dag
login-task-booking = Bestill time for nokon
login-task-statistics = Sjå tal
login-task-manage = Styre tenester, stader og tilsette

login-signed-out-title = Du er logga ut her
login-signed-out-lead = Du kan framleis vere logga inn hos { $provider }. Bruker fleire denne maskina, må du logge ut der òg.
login-signed-out-there = Logg ut av { $provider }
login-signed-out-stay = Til framsida

login-held-code = Mobilnummeret ditt (kryptert) medan du loggar inn med kode
login-held-code-why = For å sende deg ein kode og kjenne deg att når du skriv han
login-held-pending = At nokon er i ferd med å logge inn hos ID-porten eller ei anna innloggingsteneste
login-held-pending-why = For å vite at svaret derifrå høyrer til den som byrja
