# Choosing place and time
progress = Step { $n } of 4
progress-last = Last step
choose-place-title = Where do you want to meet?
choose-place-lead = You are booking an appointment for “{ $service }”. Choose where and how.
choose-place-help = Does none of these suit you? Call us.
choose-place-phones = Find the phone number
travel-from = Where do you come from?
travel-from-any = Anywhere
travel-show = Show free times
travel-takes = The journey takes about { $minutes } minutes each way.
travel-unknown = We do not know how long the journey is.
travel-early = Some times are left out because the boat or bus from { $from } has not arrived by then. The first one arrives at { $time }.
travel-late = Some times are left out because you would not get back to { $from }. The last boat or bus leaves at { $time }.
travel-nothing-goes = Some days are left out because no boat or bus runs to and from { $from }.
travel-show-all = Show all times anyway
spoken-question = Language of the meeting
spoken-usual = Norwegian
choose-place-more = Show { $n } more places
choose-time-title = Choose a time
choose-time-question = Which time suits you?
choose-a-time = Choose a time.
times-first = First free time: { $time }.
times-go-first = See free times then
times-none = There are no free times in these days.
times-none-at-all = No free times now. Call us, and we will find a solution.
times-seats = { $n } seats left
time-gone-title = The time was taken
time-gone = Someone else took the time you chose. Choose another time.
week-nav = Change week
week-previous = Earlier days
week-next = Later days

# What was chosen
fact-time = Time
fact-service = What it is about
fact-place = Place
fact-way = How
fact-spoken = Language of the meeting
fact-phone = Our phone
change = Change
change-time = time
reference = Reference

# How we reach you
contact-title = How can we reach you?
contact-lead-sms = We will send you a code by SMS. You use it to confirm the appointment.
contact-lead-call = We will call you to confirm the appointment.
contact-name = Name
contact-name-help = The name we will call out. You can use a nickname.
contact-name-missing = Enter the name we should use.
contact-phone = Phone number
contact-phone-help = Preferably a mobile. If you have no mobile, we will call you. A foreign number starts with + and the country code.
contact-phone-missing = Enter a phone number where we can reach you.
contact-phone-wrong = Enter a phone number with eight digits. A foreign number starts with + and the country code.
contact-note = Anything we should know
contact-note-help = For example that you need an interpreter or use a wheelchair. Do not write about illness or other private matters, and do not write your national identity number.
contact-hidden = Do not show my name in lists
contact-hidden-help = We will show your reference instead of your name and call that out. Messages to you do not say where the appointment is.
contact-kept = We delete the information 90 days after the appointment.
contact-privacy = Read about privacy
contact-send = Book the appointment

# A visit at home
address-title = Where shall we come?
address-help = We use the address only to find you, and delete it together with the appointment.
address-street = Street and number
address-street-missing = Write the street and number, or the name of the farm.
address-postcode = Postcode
address-postcode-wrong = Write the postcode with four digits.
address-town = Town
address-town-missing = Write the town.
address-none = We do not know the address. Call and ask.
held-address = Your address, when we come to your home
held-address-why = To find the way

# The code
code-title = Enter the code from the SMS
code-sent = We have sent a code to the number that ends in { $digits }.
code-until = We keep the time for you until { $time }. It is not booked until you have entered the code.
code-sent-again = We have sent a new code. The old one no longer works.
code-label = Code
code-help = Six digits
code-submit = Confirm the appointment
code-six-digits = Enter the six digits of the code.
code-wrong = The code is wrong. Look at the SMS and try again.
code-none = Did you not get the code?
code-none-do = Wait a minute. If it does not come, you can ask for a new code, or call us and we will book the appointment for you.
code-again = Send a new code
code-no-more = We have sent three codes and cannot send more. Call us.
expired-title = The appointment is not booked
expired-lead = The time ran out, or a wrong code was entered too many times. We no longer keep the time for you.
expired-again = Choose a time again

# A booking
booked-title = Your appointment is booked
booked-lead = Keep the reference. With it and your phone number you can find the appointment again.
booked-lead-phone = We will call you at the agreed time. Keep the reference. With it and your phone number you can find the appointment again.
requested-title = We have received your booking
requested-lead = We will call you to confirm the appointment, and we keep the time for you until then. Keep the reference.
cancelled-title = The appointment is cancelled
cancelled-lead = You do not need to do anything more.
booking-moved = The appointment is moved. Here is the new time.
booking-bring = What to bring
booking-calendar = Add to calendar
booking-print = Print
booking-change = Does it not suit you after all?
booking-change-lead = Move or cancel it, so that someone else can have the time.
booking-move = Move the appointment
booking-cancel = Cancel the appointment
booking-keep = Keep the appointment
book-new = Book a new appointment
printed = Printed { $date }
cancel-title = Do you want to cancel the appointment?
cancel-lead = When you cancel, someone else can have the time. You cannot undo it.
cancel-or-move = Would another time suit you better?
move-title = Move the appointment
move-lead = This is the time you have now. You keep it until you have chosen a new one.
move-question = Which new time suits you?
move-keep = Keep the time
find-title = Find your appointment
find-lead = Here you can see, move or cancel your appointment.
find-reference-help = Eight characters, for example K7MA-4NP2. It is in the message from us and on the printout.
find-phone-help = The number you gave when you booked.
find-submit = Find the appointment
find-nothing = We find no appointment with this reference and phone number. Check both.
reference-wrong = Enter the reference with eight characters, for example K7MA-4NP2.
find-lost = Have you lost the reference?
find-lost-do = Call the place where the appointment is, and we will find it.
my-page-title = Your appointments
my-page-empty = You have no upcoming appointments.
my-page-missing = Is your appointment missing? It may have been booked with another number or without logging in.
my-page-find = Find it with the reference

# A second appointment for the same thing, told when the phone number has been proven
double-title = You already have an appointment
double-lead = The new appointment is booked. You also have this one for the same thing:
double-question = Do you want to move it to the new time, or keep both?
double-move = Move: keep only the new one
double-keep = Keep both
double-new = The new appointment
double-old = The one you already have
double-moved = The old appointment is cancelled. Now you have only this one.
missed-title = We did not get to meet you
missed-lead = You can book a new appointment when it suits you. It has no consequences that you did not come.

# Where a booking stands
state-held = Waiting for code
state-requested = Not confirmed yet
state-confirmed = Booked
state-arrived = Arrived
state-started = In progress
state-done = Done
state-missed = Did not come
state-cancelled = Cancelled
step-agree = Agreed by phone
step-arrive = Register arrival
step-start = Start
step-finish = Finish
step-miss = Did not come

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-code = { $code } is the code that confirms your appointment. It works for 10 minutes. Do not give it to anyone.
sms-confirmed = Your appointment is booked: { $time }, { $place }. Reference { $ref }. Call { $phone } to move or cancel it.
sms-confirmed-hidden = Your appointment is booked: { $time }. Reference { $ref }. Keep the reference.
sms-moved = Your appointment is moved to { $time }, { $place }. Reference { $ref }. Cannot make it? Call { $phone }.
sms-moved-hidden = Your appointment is moved to { $time }. Reference { $ref }.
sms-cancelled = Your appointment { $time }, { $place }, is cancelled. Reference { $ref }. Call { $phone } for a new one.
sms-cancelled-hidden = Your appointment { $time } is cancelled. Reference { $ref }.

# Calendar file
ics-summary = Appointment, { $place }
ics-summary-hidden = Appointment
ics-description = Reference { $ref }. Call { $phone } to move or cancel it.
ics-description-hidden = Reference { $ref }.

# For the overview of what is stored
held-booking = Your appointments: name, phone number, language, time, place, what they are about and what you wrote to us
held-booking-why = To keep the appointment for you, call your name and reach you

# Languages of a meeting
spoken-am = Amharic
spoken-ar = Arabic
spoken-da = Danish
spoken-de = German
spoken-en = English
spoken-es = Spanish
spoken-fa = Persian or Dari
spoken-fi = Finnish
spoken-fr = French
spoken-kmr = Kurmanji
spoken-lt = Lithuanian
spoken-lv = Latvian
spoken-nsl = Norwegian Sign Language
spoken-pl = Polish
spoken-ps = Pashto
spoken-ro = Romanian
spoken-ru = Russian
spoken-se = North Sami
spoken-sma = South Sami
spoken-smj = Lule Sami
spoken-so = Somali
spoken-sw = Swahili
spoken-th = Thai
spoken-ti = Tigrinya
spoken-tr = Turkish
spoken-uk = Ukrainian
spoken-vi = Vietnamese
