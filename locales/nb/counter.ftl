# The day
day-nav = Bytt dag
day-previous = Forrige dag
day-today = I dag
day-next = Neste dag
day-print = Skriv ut dagen
day-place = Sted
show-place = Vis stedet
day-caption = Timer denne dagen
day-empty = Ingen timer denne dagen.
figure-expected = Kommer
figure-waiting = Venter nå
figure-started = I gang
figure-done = Ferdig
column-time = Tid
column-name = Navn
column-service = Tjeneste
column-way = Måte
column-language = Språk
column-status = Status
column-action = Handling
drop-in-title = Kom innom uten time
drop-in-service = Hva gjaldt det?
drop-in-count = Tell ett besøk
drop-in-counted = Talt i dag: { $n }.
drop-in-nothing-kept = Vi lagrer ingenting om personen.
calls-title = Ringeliste
calls-confirm = Ring for å bekrefte
calls-other-time = Vil ha en ny tid
calls-failed = Fikk ikke melding
calls-none = Ingen å ringe.
calls-done = Jeg har ringt

# One booking
staff-booking-title = Time
staff-booking-phone = Telefon
staff-booking-no-phone = Har ikke telefon
staff-booking-to-day = Til dagen
staff-booking-print = Skriv ut lapp
staff-cancel-lead = Tiden blir ledig for andre. Personen får SMS hvis timen var bekreftet og nummeret kan ta imot.

# Booking for somebody
new-offer = Hva gjelder det?
new-offer-choose = Velg tjeneste og måte
new-show-times = Vis ledige tider
new-no-offers = Stedet har ingenting som kan bestilles.
new-time = Tid
new-name = Navn
new-name-help = Navnet vi roper opp. Et kallenavn holder.
new-phone-help = Uten mobilnummer får personen ingen melding. Skriv ut en lapp.
new-language = Språk i meldinger
new-note-help = Bare det vi må vite for å ta imot. Ikke skriv om helse, og ikke skriv fødselsnummer.
new-hidden = Ikke vis navnet i lister
new-hidden-help = Lister viser referansen. Meldinger sier ikke hvor timen er.

# Figures
statistics-title = Tall for de siste 30 dagene
statistics-served = Timer gjennomført
statistics-drop-in = Innom uten time
statistics-missed = Ikke møtt
statistics-caption = Per tjeneste
statistics-empty = Ingenting er talt i denne perioden.
statistics-small = Tall under fem vises ikke for enkelttjenester, så ingen kan kjennes igjen.
statistics-print = Skriv ut
fewer-than-five = færre enn 5

# The waiting list, from the day
day-waiting = { $n ->
    [0] Ingen på ventelisten
    [one] Én på ventelisten
   *[other] { $n } på ventelisten
  }
day-waiting-call = Ring { $n } om ledig tid

# The week, and ways around
view-nav = Visning
view-day = Dag
view-week = Uke
day-week-title = Uke { $n }
day-week-nav = Bytt uke
day-week-previous = Forrige uke
day-week-this = Denne uken
day-week-next = Neste uke
day-week-print = Skriv ut uken
day-week-today = I dag
day-week-closed = Stengt
day-week-none = Ingen timer.
skip-to-bookings = Hopp til timene
skip-to-calls = Hopp til ringelisten
