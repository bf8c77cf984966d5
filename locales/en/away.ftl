# Somebody is away
away-title = Absence
away-link = Absence
away-who-when = Who is away?
away-another = Look at another absence
away-lead = You see which appointments the absence hits before anything is saved. Never write why somebody is away.
away-who = Who
away-who-missing = Choose who is away
away-from = First day
away-to = Last day
away-to-help = Leave it empty for one day
away-from-time = From
away-to-time = Until
away-time-help = Only for part of the day, for example 09.00
away-time-help-to = For example 12.00
away-time-wrong = Write the time like this: 09.00
away-time-order = The end must be after the beginning
away-date-missing = Choose a date
away-date-order = The last day cannot be before the first day
away-date-past = The absence is over. Choose a day from today on.
away-date-far = An absence can last one year at most
away-look = Show the appointments it hits
away-nobody = The place has no guides or caseworkers in use.
away-whole-day = all day
away-none = The absence hits no appointments. It is not saved yet.
away-none-left = No appointments wait for a choice.
away-hits = { $n ->
    [one] The absence hits one appointment. Choose what is to happen. Nothing is saved yet.
   *[other] The absence hits { $n } appointments. Choose for each of them. Nothing is saved yet.
  }
away-choose-again = Choose what is to happen with these.
away-between = { $n ->
    [one] Somebody booked in between, or the time was taken. One appointment is left.
   *[other] Somebody booked in between, or the times were taken. { $n } appointments are left.
  }
away-courses = { $n ->
    [one] The person also has a course date then. Change it on the course page.
   *[other] The person also has { $n } course dates then. Change them on the course page.
  }
away-courses-see = See the courses
away-holds = { $n ->
    [one] Somebody is booking one more appointment. Look at the list again in ten minutes.
   *[other] { $n } people are booking appointments. Look at the list again in ten minutes.
  }
away-other = { $name } takes over at the same time
away-time = Move to { $time }
away-call = Put the person on the call list
away-keep = Leave the appointment as it is
away-no-sms = Gets no SMS
away-trip = Part of a trip
away-told = Those who get a new time are told by SMS. Those who cannot get an SMS are put on the call list. When only the guide is new, we send nothing.
away-save = Save the absence
away-save-and-move = Save the absence and the choices
away-cancel = Cancel
away-saved = The absence is saved: { $name }, { $when }.
away-moved = { $n ->
    [0] No appointments were moved.
    [one] One appointment has a new guide or a new time.
   *[other] { $n } appointments have a new guide or a new time.
  }
away-settled = Stay as they are
away-to-call = Call
away-kept = Kept
away-coming = Absences that are entered
away-remove = Remove
calls-away = The guide is away
held-away = That your guide is away, and whether somebody is to call you
held-away-why = To find a way when the guide is away
