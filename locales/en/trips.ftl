# Choosing errands
trip-title = Several errands in one trip
trip-lead = Do several things on the same day, so that you need not travel many times. We find an order that works. You get all the appointments, or none.
trip-picked = What you want to do
trip-change-place = the place
trip-change-errands = the errands
trip-not-here = This is not possible at the place you have chosen.
trip-remove = Remove
trip-nowhere = No place offers all of this. Remove an errand, or call us.
trip-which-place = Where do you want to meet?
trip-first-errand = What do you want to get done?
trip-another = What else do you want to get done?
trip-choose-errand = Choose
trip-courses = Courses
trip-services = Help with this
trip-add = Add to the trip
trip-full = You have chosen four errands. One trip has room for no more.
trip-find-day = Find a day
trip-link-lead = Do you have more to do on the same day?
trip-link = Add to a trip

# Choosing a day and a plan
trip-plan-title = Choose a day and a time
trip-days = Days on which you can do everything
trip-other-days = Other days
trip-done-by = Done by { $time } at the earliest
trip-no-days = We find no day this week on which everything fits. Look at later days, or call us.
trip-none-that-day = Not everything fits on { $day }. Choose another day.
trip-which-plan = Which plan suits you on { $day }?
trip-choose-plan = Choose a plan.
trip-more-plans = { $n ->
    [one] Show one more plan
   *[other] Show { $n } more plans
  }
trip-ride = You arrive at { $there } and can leave at { $away }.
trip-not-spoken = Nobody here speaks the language you chose for this meeting. It will be in Norwegian:
trip-wait = { $n } minutes to wait
trip-gone = Somebody else took one of the times. We do not hold any of the others either. Choose another plan.

# How we reach you
trip-contact-sms = We send you one code by SMS. With it you confirm all the appointments.
trip-contact-call = Each place calls you to confirm its own appointment.
trip-note-help = For example that you need an interpreter or use a wheelchair. Everybody you meet on the trip can see it. Do not write about illness or other private matters, and do not write your national identity number.
trip-send = Book the trip

# The code
trip-day = Day
trip-code-until = We hold the appointments until { $time }. They are not booked until you have typed the code.
trip-code-submit = Confirm all appointments
trip-expired-title = The trip is not booked
trip-expired-lead = The time ran out, or the code was wrong too many times. We no longer hold the appointments.

# A trip
trip-booked-title = The trip is booked
trip-booked-lead = Here is the whole day. Keep the reference. With it and your phone number you find the trip again.
trip-requested-lead = Each place calls you to confirm its own appointment. Until then we hold the times. Keep the reference.
trip-cancelled-title = The trip is cancelled
trip-reference = Reference for the whole trip
trip-calendar = Add everything to your calendar
trip-change-one = Move or cancel this one
trip-change-lead = You can move or cancel one appointment above, or cancel everything here.
trip-cancel = Cancel the whole trip
trip-cancel-title = Do you want to cancel the whole trip?
trip-cancel-lead = We then cancel all the appointments below, and others can have them. You cannot undo it.
trip-cancel-one = Do you want to cancel only one of them?
trip-keep = Keep the trip
trip-back = Go back to the trip
trip-part-of = The appointment is part of a trip.
trip-whole = See the whole trip

# SMS: one segment. No links, no service; hidden ones no place either
sms-trip-booked = The trip is booked: { $n } appointments from { $time }, { $place }. Reference { $ref }. Call { $phone } if you cannot come.
sms-trip-booked-hidden = Your trip is booked: { $n } appointments from { $time }. Reference { $ref }. Keep the reference.
sms-trip-reminder = Remember the trip: { $n } appointments from { $time }, { $place }. Reference { $ref }. Call { $phone } if you can't come.
sms-trip-reminder-hidden = Remember your trip: { $n } appointments from { $time }. Reference { $ref }.
sms-trip-cancelled = The trip { $time }, { $place }, is cancelled: { $n } appointments. Reference { $ref }. Call { $phone } for new ones.
sms-trip-cancelled-hidden = Your trip { $time } is cancelled: { $n } appointments. Reference { $ref }.

# For the overview of what is stored
held-trip = Your trips: which appointments belong together
held-trip-why = To book, remind of and cancel everything at once
