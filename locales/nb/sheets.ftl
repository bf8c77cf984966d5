# Sheets and posters to print: what stands on them
sheet-foot = Laget { $date }. Nyeste utgave: { $address }
sheet-page = Side
sheet-list = Dette hjelper vi deg med
sheet-booked-lead = Ring oss eller bestill time på nett.
sheet-phone = Telefon
sheet-web = På nett
sheet-hours = Vanlige åpningstider
sheet-day = Dag
sheet-time = Tid
sheet-hours-note = Tidene kan være andre i ferier og på helligdager.
sheet-many-places = { $n } steder hjelper deg med dette. Her ser du hvilke: { $address }
poster-drop-in-lead = Du trenger ikke time når vi har åpent.
poster-call = Trenger du hjelp?
poster-call-lead = Ring oss, så finner vi en tid som passer.
poster-services = Vi hjelper deg med
poster-more = Og mer. Spør oss!

# Ways to them; the sizes are tested
sheets-service-link = Skriv ut et ark om dette (PDF, A4, under 100 kB)
sheets-list-link = Skriv ut alt vi hjelper med (PDF, A4, under 100 kB)
sheets-poster-link = Skriv ut plakat (PDF, A4, under 100 kB)
sheets-title = Ark og plakater
sheets-lead = Skriv ut og legg fram eller heng opp. Alle filene er PDF på under 100 kB, og skjermlesere kan lese dem.
sheets-of-place = Om hele stedet
sheets-of-services = Ett ark for hver tjeneste (A4)
sheets-file = Ark eller plakat
sheets-poster-a4 = Plakat, A4
sheets-poster-a3 = Plakat, A3
sheets-list = Alt vi hjelper med, A4
