# Sheets and posters to print: what stands on them
sheet-foot = Laga { $date }. Nyaste utgåve: { $address }
sheet-page = Side
sheet-list = Dette hjelper vi deg med
sheet-booked-lead = Ring oss eller bestill time på nett.
sheet-phone = Telefon
sheet-web = På nett
sheet-hours = Vanlege opningstider
sheet-day = Dag
sheet-time = Tid
sheet-hours-note = Tidene kan vere andre i feriar og på heilagdagar.
sheet-many-places = { $n } stader hjelper deg med dette. Her ser du kva stader det er: { $address }
poster-drop-in-lead = Du treng ikkje time når vi har ope.
poster-call = Treng du hjelp?
poster-call-lead = Ring oss, så finn vi ei tid som passar.
poster-services = Vi hjelper deg med
poster-more = Og meir. Spør oss!

# Ways to them; the sizes are tested
sheets-service-link = Skriv ut eit ark om dette (PDF, A4, under 100 kB)
sheets-list-link = Skriv ut alt vi hjelper med (PDF, A4, under 100 kB)
sheets-poster-link = Skriv ut plakat (PDF, A4, under 100 kB)
sheets-title = Ark og plakatar
sheets-lead = Skriv ut og legg fram eller heng opp. Alle filene er PDF på under 100 kB, og skjermlesarar kan lese dei.
sheets-of-place = Om heile staden
sheets-of-services = Eitt ark for kvar teneste (A4)
sheets-file = Ark eller plakat
sheets-poster-a4 = Plakat, A4
sheets-poster-a3 = Plakat, A3
sheets-list = Alt vi hjelper med, A4
