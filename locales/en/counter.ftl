# The day
day-nav = Change day
day-previous = Previous day
day-today = Today
day-next = Next day
day-print = Print the day
day-place = Place
show-place = Show the place
day-caption = Appointments this day
day-empty = No appointments this day.
figure-expected = Expected
figure-waiting = Waiting now
figure-started = In progress
figure-done = Done
column-time = Time
column-name = Name
column-service = Service
column-way = How
column-language = Language
column-status = Status
column-action = Action
drop-in-title = Drop-in
drop-in-service = What was it about?
drop-in-count = Count one visit
drop-in-counted = Counted today: { $n }.
drop-in-nothing-kept = Nothing is stored about the person.
calls-title = Call list
calls-confirm = Call to confirm
calls-other-time = Want another time
calls-failed = Did not get a message
calls-none = Nobody to call.
calls-done = I have called

# One booking
staff-booking-title = Appointment
staff-booking-phone = Phone
staff-booking-no-phone = Has no phone
staff-booking-to-day = To the day
staff-booking-print = Print slip
staff-cancel-lead = The time becomes free for others. The person gets an SMS if the appointment was confirmed and the number can receive it.

# Booking for somebody
new-offer = What is it about?
new-offer-choose = Choose service and way
new-show-times = Show free times
new-no-offers = The place has nothing that can be booked.
new-time = Time
new-name = Name
new-name-help = The name to call out. A nickname will do.
new-phone-help = Without a mobile number the person gets no message. Print a slip.
new-language = Language of messages
new-note-help = Only what we must know to be prepared. Do not write about health, and do not write identity numbers.
new-hidden = Do not show the name in lists
new-hidden-help = Lists show the reference. Messages do not say where the appointment is.

# Figures
statistics-title = Figures for the last 30 days
statistics-served = Appointments held
statistics-drop-in = Drop-in visits
statistics-missed = Did not come
statistics-caption = Per service
statistics-empty = Nothing was counted in this period.
statistics-small = Counts below five are not shown for a single service, so that nobody can be recognised.
statistics-print = Print
fewer-than-five = fewer than 5

# The waiting list, from the day
day-waiting = { $n ->
    [0] Nobody on the waiting list
    [one] One on the waiting list
   *[other] { $n } on the waiting list
  }
day-waiting-call = Call { $n } about a free time

# The week, and ways around
view-nav = View
view-day = Day
view-week = Week
day-week-title = Week { $n }
day-week-nav = Change week
day-week-previous = Previous week
day-week-this = This week
day-week-next = Next week
day-week-print = Print the week
day-week-today = Today
day-week-closed = Closed
day-week-none = No appointments.
skip-to-bookings = Skip to the appointments
skip-to-calls = Skip to the call list
