# Front page
front-title = Finn hjelp der du bur
front-lead = Vi hjelper deg med det offentlege og med nettet. Du kan kome innom, ringe eller bestille time.
open-now = Ope no. Berre kom innom
open-now-lead = Desse stadene har ope no. Du treng ikkje time for å kome innom.
closed-now = Stengt no
closed-now-lead = Du kan bestille time på nett også når staden er stengd.
all-services = Sjå alt vi kan hjelpe med
find-my-booking = Finn timen din

# When a place is open
open-until = Ope til kl. { $time } i dag.
opens-today = Opnar kl. { $time } i dag.
opens-on = Opnar { $date } kl. { $time }.
closed-for-now = Vi veit ikkje når det opnar igjen. Ring oss før du kjem.
closed-day = Stengt

# The page of a place
place-coming = Dette skjer her framover
place-drop-in = Kom innom utan time
place-drop-in-lead = Dette hjelper vi deg med når vi har ope. Du kan også bestille time til det meste.
place-queue-draw = Trekk kølapp
place-queue-see = Sjå køen
place-booked = Dette må du avtale først
place-booked-lead = Vel det du treng hjelp til, så ser du korleis du bestiller.
place-hours = Opningstider dei neste dagane
place-contact = Her finn du oss
place-address = Adresse
place-phone = Telefon
place-email = E-post
place-email-warning = Ikkje skriv om helse eller andre private forhold i e-post. Ikkje skriv fødselsnummer.

# Privacy: must tell what the program really does (booking/jobs.rs, web/session.rs, store/access.rs)
privacy-lead = Vi lagrar så lite som mogleg om deg. Her står det kva vi lagrar, kvifor, og kor lenge.
privacy-what = Dette lagrar vi
privacy-what-lead = Når du bestiller time, lagrar vi:
privacy-what-name = namnet du gir opp. Det kan vere eit kallenamn.
privacy-what-phone = telefonnummeret ditt og språket du vil ha meldingar på.
privacy-what-booking = kva timen gjeld, kvar og når han er, og korleis det går med han.
privacy-what-note = det du skriv i meldingsfeltet, dersom du skriv noko.
privacy-what-login = om du er logga inn: ein kode som viser at timen er din, og namnet ditt medan du er innlogga. Koden er laga av telefonnummeret ditt eller av det ID-porten svarer. Vi lagrar ikkje fødselsnummeret ditt i klartekst.
privacy-what-drop-in = Kjem du innom utan time, lagrar vi ingenting om deg. Vi tel berre at nokon var innom. Trekkjer du kølapp, lagrar vi nummeret, og mobilnummeret ditt om du vil ha SMS. Begge vert sletta når dagen er over.
privacy-why = Derfor lagrar vi det
privacy-why-text = Vi treng opplysningane for å halde av timen, rope deg opp, ringe deg og sende deg meldingar om timen. Vi bruker dei ikkje til noko anna.
privacy-why-counts = Vi lagar også tal over kor mange vi hjelper, og med kva. Tala kan ikkje førast tilbake til deg.
privacy-long = Så lenge lagrar vi det
privacy-long-unconfirmed = Ei bestilling du ikkje stadfestar med koden, blir halden i ti minutt. Éin time etter det er ho sletta.
privacy-long-booking = Ein time blir sletta 90 dagar etter at han var, også når du har avbestilt han.
privacy-long-login = Ei innlogging varer til du loggar ut, og lengst i to timar. Etter 30 minutt utan bruk blir du logga ut. Koden på SMS gjeld i ti minutt.
privacy-long-log = Vi har ein logg over kva som er gjort med timane, og kva tilsette som har sett dei. I loggen står det ikkje namn, telefonnummer eller kva timen galdt. Han blir ikkje sletta saman med timen.
privacy-long-backup = Tryggingskopiar kan ha opplysningane litt lenger. Den som driftar nettstaden, bestemmer kor lenge.
privacy-who = Dei som får sjå det
privacy-who-staff = Tilsette på staden ser timane for dagen, med namn eller referanse. Dei som skal hjelpe deg, kan opne timen. Vi noterer kven som har sett han, før han blir vist.
privacy-who-hidden = Du kan be om at vi ikkje viser namnet ditt i lister. Då viser vi referansen i staden, og meldingane til deg nemner ikkje kvar timen er.
privacy-who-sms = Får du SMS, går nummeret og teksten gjennom ein SMS-leverandør som kommunen eller den som driftar nettstaden, har valt. Meldinga seier ikkje kva timen gjeld.
privacy-who-address = Nettadressa (IP-adressa) di bruker vi ei kort stund for å stoppe misbruk. Programmet lagrar henne ikkje.
privacy-cookies = Informasjonskapslar
privacy-cookies-lead = Vi bruker berre informasjonskapslar som nettstaden ikkje verkar utan. Derfor spør vi ikkje om samtykke. Vi måler ikkje kva du gjer, og vi hentar ikkje skrifter, kart eller anna frå andre.
privacy-cookie-form = Ein kapsel som viser at skjemaet du sender, kjem frå deg. Han forsvinn når du lukkar nettlesaren.
privacy-cookie-lang = Ein kapsel som hugsar språket, dersom du har valt eit. Han varer i eitt år.
privacy-cookie-session = Ein kapsel som held deg innlogga, dersom du loggar inn. Han sluttar å verke når du loggar ut.
privacy-cookie-provider = Ein kapsel medan du loggar inn hos ID-porten eller ei anna innloggingsteneste. Han varer i nokre minutt.
privacy-rights = Rettane dine
privacy-rights-text = Du kan sjå, flytte og avbestille timen din sjølv. Du kan også be om å få sjå kva vi har lagra, få det retta eller sletta, eller protestere mot at vi bruker det.
privacy-rights-who = Kommunen der timen er, har ansvaret for opplysningane. Han kan også fortelje deg kva lovreglar han byggjer på, og kven som er personvernombod. Telefonnummeret står på sida til kvar stad.
privacy-rights-complain = Meiner du at vi bryt reglane, kan du klage til Datatilsynet.
