# The day
day-nav = Byt dag
day-previous = Førre dag
day-today = I dag
day-next = Neste dag
day-print = Skriv ut dagen
day-place = Stad
show-place = Vis staden
day-caption = Timar denne dagen
day-empty = Ingen timar denne dagen.
figure-expected = Kjem
figure-waiting = Ventar no
figure-started = I gang
figure-done = Ferdig
column-time = Tid
column-name = Namn
column-service = Teneste
column-way = Måte
column-language = Språk
column-status = Status
column-action = Handling
drop-in-title = Kom innom utan time
drop-in-service = Kva galdt det?
drop-in-count = Tel eitt besøk
drop-in-counted = Talt i dag: { $n }.
drop-in-nothing-kept = Vi lagrar ingenting om personen.
calls-title = Ringjeliste
calls-confirm = Ring for å stadfeste
calls-other-time = Vil ha ei ny tid
calls-failed = Fekk ikkje melding
calls-none = Ingen å ringe.
calls-done = Eg har ringt

# One booking
staff-booking-title = Time
staff-booking-phone = Telefon
staff-booking-no-phone = Har ikkje telefon
staff-booking-to-day = Til dagen
staff-booking-print = Skriv ut lapp
staff-cancel-lead = Tida blir ledig for andre. Personen får SMS dersom timen var stadfesta og nummeret kan ta imot.

# Booking for somebody
new-offer = Kva gjeld det?
new-offer-choose = Vel teneste og måte
new-show-times = Vis ledige tider
new-no-offers = Staden har ingenting som kan bestillast.
new-time = Tid
new-name = Namn
new-name-help = Namnet vi ropar opp. Eit kallenamn held.
new-phone-help = Utan mobilnummer får personen inga melding. Skriv ut ein lapp.
new-language = Språk i meldingar
new-note-help = Berre det vi må vite for å ta imot. Ikkje skriv om helse, og ikkje skriv fødselsnummer.
new-hidden = Ikkje vis namnet i lister
new-hidden-help = Lister viser referansen. Meldingar seier ikkje kvar timen er.

# Figures
statistics-title = Tal for dei siste 30 dagane
statistics-served = Timar gjennomførte
statistics-drop-in = Innom utan time
statistics-missed = Ikkje møtt
statistics-caption = Per teneste
statistics-empty = Ingenting er talt i denne perioden.
statistics-small = Tal under fem blir ikkje viste for einskilde tenester, så ingen kan kjennast att.
statistics-print = Skriv ut
fewer-than-five = færre enn 5

# The waiting list, from the day
day-waiting = { $n ->
    [0] Ingen på ventelista
    [one] Éin på ventelista
   *[other] { $n } på ventelista
  }
day-waiting-call = Ring { $n } om ledig tid

# The week, and ways around
view-nav = Vising
view-day = Dag
view-week = Veke
day-week-title = Veke { $n }
day-week-nav = Byt veke
day-week-previous = Førre veke
day-week-this = Denne veka
day-week-next = Neste veke
day-week-print = Skriv ut veka
day-week-today = I dag
day-week-closed = Stengt
day-week-none = Ingen timar.
skip-to-bookings = Hopp til timane
skip-to-calls = Hopp til ringjelista
