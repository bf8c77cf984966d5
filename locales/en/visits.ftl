# Agencies' visits
visits-title = Agencies that visit
visits-title-place = Agency visits: { $place }
visits-lead = The police, the Tax Administration and others come to our places. Here you see when, and what you can get done.
visits-place = Place
visits-all-places = All places
visits-coming = Coming visits
visits-none = No visits are announced now.
visits-none-subscribe = Get a message when a visit is announced
visits-none-ask = Choose a place and ask us
visits-none-ask-place = Ask { $place }
visits-follow = Get messages about visits
visits-follow-lead = Choose your place, and we send you an SMS or e-mail when an agency is coming, and when something changes.
visits-follow-message = Get messages
visits-follow-place = Get messages about visits: { $place }
visits-all-at = All visits: { $place }

# One visit
visits-heading = { $agency } is coming to { $place }
visits-heading-over = { $agency } has visited: { $place }
visits-heading-cancelled = Cancelled: { $agency } is not coming to { $place }
visits-is-cancelled = The visit is cancelled.
visits-is-over = The visit is over.
visits-when = When
visits-where = Where
visits-why = Why
visits-does = What you can get done
visits-bring = Bring
visits-services = Read more about the services:
visits-how = How to get an appointment
visits-book-at = Book an appointment with { $agency }
visits-call = Call { $agency }:
visits-drop-in = You can come without an appointment.
visits-no-drop-in = You need an appointment.
visits-calendar = Add to calendar
visits-next-title = When does { $agency } come again?
visits-next = Next time:
visits-next-unknown = That is not agreed yet.

# Where it stands
visits-state = Status
visits-planned = Not announced
visits-announced = Announced
visits-held = Held
visits-cancelled = Cancelled

# Messages
visits-sms = { $heading }. See "Visits" at { $site }.
visits-sms-announced = { $agency } is coming to { $place } { $when }
visits-sms-fortnight = In two weeks: { $agency } is coming to { $place } { $when }
visits-sms-soon = Soon: { $agency } is coming to { $place } { $when }
visits-sms-moved = New time: { $agency } is coming to { $place } { $when }
visits-sms-cancelled = Cancelled: { $agency } is not coming to { $place } { $when }
visits-mail-link = You book with the agency. The address is under “Visits” on the site.
visits-mail-phone = Call { $agency }: { $phone }
visits-mail-more = Read more under “Visits” at { $site }.

# At the counter
visits-menu = Visits
visits-desk-title = Agency visits
visits-to-manage = Enter and change visits
visits-see-public = As the public sees it
visits-today = Today
visits-today-none = No agency visits today.
visits-uncounted = Not counted
visits-uncounted-lead = These visits are over. Write how many people came.
visits-coming-none = No visits are announced.
visits-count-title = How many people came?
visits-count-lead = Write numbers only, never who. The numbers show whether the visits are useful.
visits-came = Got help
visits-unserved = Left without help
visits-unserved-help = Those who came in vain, for example because it was full.
visits-counted = { $came } got help, { $unserved } left without help
visits-count-wrong = Write a whole number from 0 to 2000.
visits-count-saved = The numbers are saved.
visits-next-question = Do you know when the agency comes again?
visits-yes = Yes
visits-no = No
visits-next-choose = Choose whether you know when the agency comes again.
visits-next-day = Next time they come
visits-next-help = Write the date if the agency has told it and the visit is not entered. Day, month, year: 20.11.2026
visits-next-missing = Write the date they come again, or choose “No”.
visits-next-past = Write a date after this visit.

# Managing
visits-manage-title = Agency visits
visits-manage-none = No visits are entered.
visits-past = Earlier visits
visits-new-title = New visit
visits-new-lead = Nobody gets a message when you save. You announce the visit on the next page.
visits-edit-title = Change
visits-edit-lead = Changes show at once. Nobody gets a message. If the day or the time is new, choose “Move”.
visits-move-title = Move
visits-cancel-title = Cancel the visit
visits-save = Save
visits-back = Go back
visits-saved = Saved.
visits-stale = Somebody else has changed the visit. What you did is not saved.
visits-stale-see = See the visit as it is now
visits-announce-title = The visit is not announced
visits-announce-lead = When you announce it, everybody can see it on the site.
visits-announce = Announce the visit
visits-hearers = { $n ->
    [0] Nobody has asked for messages about this place.
    [one] One person gets a message.
   *[other] { $n } people get a message.
}
visits-now-at = Now: { $day } { $time }
visits-sure-move = The visit moves to { $to }.
visits-sure-cancel = The visit will be cancelled. That cannot be undone.
visits-sure-do = Yes, save and send
visits-sure-again = No, go back
visits-agency = Who is coming?
visits-agency-help = The name of the agency, for example “Skatteetaten”.
visits-agency-missing = Write who is coming.
visits-day = Day
visits-from = From
visits-to = To
visits-date-help = Day, month, year: 20.11.2026
visits-time-help = Time: 09.00
visits-date-wrong = Write the date as day, month, year: 20.11.2026
visits-day-missing = Write which day they come.
visits-day-past = That time has passed. Write a time to come.
visits-time-wrong = Write the time like this: 09.00
visits-to-before-from = The end must be after the start.
visits-room = Where at the place
visits-room-help = For example “The bus is behind the town hall” or “Meeting room 2”.
visits-field-does = What can people get done?
visits-field-does-help = One thing on each line: “Apply for a passport”.
visits-field-bring = What must they bring?
visits-field-bring-help = One thing on each line.
visits-languages-help = Write in bokmål or nynorsk. What is missing in a language is shown in one of the others.
visits-does-missing = Write what people can get done, in bokmål or nynorsk.
visits-link = The agency’s own booking
visits-link-help = The whole address. It begins with https://
visits-link-wrong = Write the whole address. It begins with https://
visits-phone = Number for booking
visits-phone-wrong = Write a telephone number, for example 77 00 00 00 or 02800.
visits-field-drop-in = People can come without an appointment
visits-how-missing = Write the address or the number where people book, or tick that they can come without an appointment.
visits-field-services = Which services does it concern?
visits-field-services-help = Tick the services that the visit belongs to
visits-service-wrong = Choose services in the list.
visits-reason = Why is it cancelled? ({ $lang })
visits-reason-help = People see this on the page. Do not write about individuals.
visits-reason-missing = Write why the visit is cancelled, in bokmål or nynorsk.
