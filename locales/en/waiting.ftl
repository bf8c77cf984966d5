# Joining
waiting-title = Join the waiting list
waiting-link-lead = Does none of the times suit?
waiting-link = Join the waiting list
waiting-lead-sms = When a time that suits you becomes free, we send you a text message. We hold the time until you have answered.
waiting-lead-call = When a time that suits you becomes free, we call you. We hold the time until we have spoken.
waiting-any-way = It does not matter
waiting-dates = Days that suit
waiting-from = Earliest
waiting-to = Latest
waiting-date-wrong = Choose a date.
waiting-date-order = The last day must be the same as the first day, or later.
waiting-date-far = The last day can be at most 90 days ahead.
waiting-part = Time of day
waiting-any-time = The whole day suits
waiting-morning = Before 12 noon
waiting-afternoon = After 12 noon
waiting-phone-help = A mobile if you have one. We send the code and free times here. If you have no mobile, we call you.
waiting-hidden-help = Then staff see your number but not your name. Messages to you do not say where the appointment is.
waiting-kept = We delete this when you have got an appointment, when you leave the list, and at the latest when your last day is over.
waiting-send = Put me on the list
waiting-code-until = Enter the code before { $time }. You are not on the list until you have entered it.
waiting-code-none-do = Wait a minute. If it does not come, you can ask for a new code or call us.

# Where one stands
waiting-entry-title = You are on the waiting list
waiting-entry-sms = We send you a text message when a time becomes free. You have two hours to answer, and we only send between 8 and 20.
waiting-entry-call = We call you when a time becomes free.
waiting-place-in-line = Place in the queue
waiting-before = { $n ->
    [0] Nobody has waited longer than you
    [one] One person has waited longer than you
   *[other] { $n } people have waited longer than you
  }
waiting-between = { $from } to { $to }
waiting-rules = We ask in the order people joined the list. If you say no, you keep your place. If you do not answer twice, we take you off the list.
waiting-leave = Leave the list
waiting-offer-title = We are holding { $time } for you
waiting-offer-sms = Answer the text message, or enter the code from it here:
waiting-offer-call = We will call you. You can also call us.
waiting-gone-title = You are not on the waiting list
waiting-gone = You have left the list, got an appointment, or the time to enter the code has passed.
waiting-gone-accepted = Did you say yes to a time?

# Staff
waiting-list-title = Waiting list
waiting-list-link = Waiting list
waiting-list-empty = Nobody is on the waiting list.
waiting-list-caption = Those who wait, in the order they are asked
waiting-column-wish = Wish
waiting-column-joined = Since
waiting-hidden-name = Hidden name
waiting-status-waits = Waiting
waiting-status-no-sms = Cannot get text messages
waiting-status-offered = Has been asked
waiting-status-call = Call now
waiting-said-yes = Said yes
waiting-said-yes-where = Said yes: write the address
waiting-said-no = Said no
waiting-where-title = Where shall you meet?
waiting-where-lead = This is a visit at home. Ask for the address before you book it.
waiting-where-send = Book the appointment
waiting-where-back = Back to the waiting list
waiting-helper = Helper: { $name }, { $phone }
waiting-remove = Remove
waiting-add = Put somebody on the list
waiting-add-send = Put on the list
waiting-not-offered = The service cannot be booked like this here. Choose another way.
waiting-staff-phone-help = A mobile gets text messages. You must call other numbers when a time becomes free.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-waiting = You are on the waiting list, { $place }. We tell you when a time is free. Reply 2 to leave the list. Call { $phone }.
sms-waiting-hidden = You are on the waiting list. We tell you when a time is free. Reply 2 to leave the list.
sms-waiting-code = You are on the waiting list, { $place }. We tell you when a time is free. To leave, enter { $code } under Answer on our website.
sms-waiting-code-hidden = You are on the waiting list. We tell you when a time is free. To leave, enter { $code } under Answer on our website.
sms-offer = Free time { $time }, { $place }. Reply 1 for yes or 2 for no by { $until }. Call { $phone }.
sms-offer-hidden = Free time { $time }. Reply 1 for yes or 2 for no by { $until }.
sms-offer-code = Free time { $time }, { $place }. Enter { $code } under Answer on our website by { $until } or call { $phone }.
sms-offer-code-hidden = Free time { $time }. Enter { $code } under Answer on our website by { $until }.
sms-taken-off = We got no answer about two free times, so you are off the waiting list, { $place }. Call { $phone } if you want a time.
sms-taken-off-hidden = We got no answer about two free times, so you are off the waiting list. Call us if you want a time.
sms-waiting-over = No time became free on the days you wanted, { $place }. You are off the waiting list. Call { $phone }, and we help you.
sms-waiting-over-hidden = No time became free on the days you wanted. You are off the waiting list. Call us, and we help you.

# For the overview of what is stored
held-waiting = Your place on the waiting list: name, phone number, language, what it is about, place and days that suit
held-waiting-why = To give you a time that becomes free
