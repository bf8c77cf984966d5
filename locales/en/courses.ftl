# What the public sees
courses-title = Courses and gatherings
courses-lead = Courses and gatherings at every place. You sign up with a name and a telephone number.
courses-lead-place = Courses and gatherings at { $place }. You sign up with a name and a telephone number.
courses-choose-place = Place
courses-all-places = All places
courses-none = There are no courses to sign up for now.
courses-next = Next: { $time }
courses-dates = { $n ->
    [one] one date
   *[other] { $n } dates
}
courses-free = { $n ->
    [0] full
    [one] one free seat next time
   *[other] { $n } free seats next time
}
courses-needs = needs { $n } more
courses-elsewhere = Courses at other places
course-which = Which dates do you want to join?
course-choose-date = Choose at least one date that has a free seat.
course-sign-up = Sign up for the chosen dates
course-sign-up-all = Sign up for all { $n } dates
course-sign-up-how = You get a seat on all the dates you choose, or on none. Later you can leave one date or all of them.
course-no-dates = This course has no more dates.
course-is-full = Full
course-is-off = Cancelled
course-full-title = You are not signed up
course-full = One of the dates you chose became full or was cancelled before you had finished. Choose again.
course-host-is = Held by { $host }.
course-host-here = one of our guides
course-room-is = Room: { $room }.
course-lecture-is = Lecture at several places
course-lecture-minimum = The lecture is held when at least { $n } people have signed up, at all the places together.
course-needs-by = Needs { $n } more. On { $time } we decide whether it is held, and tell everybody.
course-needs-none = Enough people have signed up.
course-skipped = No course on these dates
course-skipped-closed = Closed
course-skipped-busy = The room is taken
course-other-places = The same lecture at other places
course-more-here = More courses at this place
course-dates-chosen = { $n } dates
course-all-or-none = You sign up for all the dates together.
course-send = Sign me up
fact-course = Course
fact-topic = Topic
fact-other-dates = You are also signed up for

# On the pages of one's own booking
course-leave-question = What do you want to leave?
course-leave-this = Only this date
course-leave-all = All { $n } dates that are left
course-move-title = Change to another date
course-move-lead = This is the date you have now. You keep the seat until you have chosen a new one.
course-move-question = Which date suits you better?
course-move-do = Change date
course-move-none = No other date of this course has a free seat.
course-date-gone = That date became full. Choose another.

# Public holidays
holiday-new-years-day = New Year's Day
holiday-maundy-thursday = Maundy Thursday
holiday-good-friday = Good Friday
holiday-easter-sunday = Easter Sunday
holiday-easter-monday = Easter Monday
holiday-labour-day = 1 May
holiday-constitution-day = 17 May
holiday-ascension-day = Ascension Day
holiday-whit-sunday = Whit Sunday
holiday-whit-monday = Whit Monday
holiday-christmas-day = Christmas Day
holiday-second-christmas-day = Boxing Day

# Staff: lists and one date
menu-courses = Courses
courses-staff-title = Courses and gatherings
courses-staff-none = The place has no courses in the coming months.
courses-caption = Course dates
course-when = Time
course-signed-up = Signed up
course-of-seats = { $n } of { $seats }
course-new = New series
course-saved = Saved.
course-off-saved = Cancelled. Everybody who signed up is told.
course-attendance-saved = Attendance is recorded and counted.
course-invitations = Answer invitations
course-invited = The place has been asked to show the lecture. Say yes with room and seats, or no.
course-state-invited = Waits for an answer
course-state-open = Open for sign-up
course-state-on = Will be held
course-state-off = Cancelled
course-print = Print the list
course-people = Signed up
course-people-caption = Those who have signed up
course-nobody-yet = Nobody has signed up yet.
course-off-call = The date is cancelled. Those who can receive SMS have been told. Call the others.
course-call = Call
course-attendance = Attendance
course-came = Came
course-missed = Did not come
course-attendance-save = Record attendance
course-attendance-help = Attendance is counted without names. It cannot be changed afterwards.
course-back-to-list = All courses
course-enrol = Sign somebody up
course-file = Sign up from a file
course-edit = Change
course-helpers = Helpers
course-supervised-by = Supervisor: { $name }.

# Staff: signing up others
course-enrol-title = Sign somebody up
course-enrol-reach = What will the person join?
course-reach-this = Only this date
course-reach-following = This one and those that follow ({ $n } dates)
course-reach-all = All coming dates ({ $n })
course-cancel-form = Cancel
course-wrong-full = There is not room on all the dates.
course-wrong-closed = The date takes no more sign-ups.
course-file-title = Sign up from a file
course-file-lead = The file has one person per row. The column name is needed. Phone and language may be empty.
course-file-template = Download a template
course-file-label = File
course-file-help = CSV or XLSX, up to 200 rows. Use the name we shall call. Do not write national identity numbers.
course-file-send = Read the file and sign up
course-file-done = { $n ->
    [0] Nobody was signed up
    [one] One person was signed up
   *[other] { $n } people were signed up
}
course-file-bad = These rows were left out. Correct them and send the file again. Those who are signed up already are not signed up twice.
course-file-to-list = See the list
course-file-missing = Choose a file.
course-file-unreadable = We cannot read the file. Save it as XLSX or CSV with column names in the first row.
course-file-columns = The file has no column called name.
course-file-long = The file has more than 200 rows. Split it.
course-column-name = name
course-column-phone = phone
course-column-language = language
course-row = Row { $n }:
course-row-name = the name is missing.
course-row-long = the name is longer than 80 characters.
course-row-phone = the telephone number is not valid.
course-row-language = the language must be nb, nn or en.
course-row-twice = the person is on the list already.

# Managers: a series
course-new-title = New series
course-new-lead = Each date takes the room, the host and the seats. You can change each date afterwards.
course-no-services = The service list has no courses. Make a service of the kind group first.
course-service = Service in the service list
course-service-missing = Choose a service.
course-title = Title, if it is not the name of the service
course-days = Weekdays
course-day-missing = Choose at least one weekday.
course-from = From
course-to = To
course-time-wrong = Write the time like this: 11.30.
course-time-order = It must end after it begins, on the same day.
course-every = Every … weeks
course-every-wrong = Write a number from 1 to 4.
course-first = First date
course-last = Last date
course-date = Date
course-date-format = Write it like this: 26.11.2026
course-date-help = Write it like this: 26.11.2026. The date can be changed for one date at a time.
course-date-wrong = Write the date like this: 26.11.2026.
course-date-past = The date has passed.
course-date-far = The date is too far ahead.
course-date-order = The last date must be after the first.
course-date-alone = Choose “only this date” when you move to another day.
course-too-long = A series can last 400 days at most.
course-end = When does the series end?
course-end-count = After a number of dates
course-end-date = On a date
course-count = Number of dates
course-count-wrong = Write a number from 1 to 60.
course-skips = Public holidays and days when the place is closed are left out. They stand on the course page with the reason.
course-seats = Seats
course-seats-wrong = Write a number from 1 to 200.
course-seats-few = More people have signed up than there are seats.
course-seats-signed-up = { $n } have signed up for one of the dates.
course-room = Room
course-room-taken = The room is taken. Choose another room or another time.
course-host = Host
course-host-inside = One of the place's own
course-host-outside = Somebody from outside
course-host-outside-help = Write a title or an agency, not a name. For example “The Tax Administration”.
course-host-taken = The host is busy. Choose another or another time.
course-helpers-help = Pupils or volunteers. They must have a supervisor among the staff.
course-other-helpers = Other helpers
course-other-helpers-help = For example “two pupils from the upper secondary school”.
course-supervisor = Supervisor
course-supervisor-needed = Choose a supervisor for the helpers.
course-none = None
course-nobody = Nobody
course-choice-wrong = Choose from the list.
course-skip-taken = Leave out dates that are taken
course-skip-taken-help = Otherwise the series is not made when the room or the host is taken on one of the dates.
course-taken-on = Taken { $date }.
course-topics = Topics
course-topics-help = One per line, in order. You can write them in more languages when you change a date.
course-topic-long = A topic can have 100 characters at most.
course-make = Make the series
course-no-dates-made = No date fits: all are holidays, closed or outside the period.
course-edit-title = Change a course date
course-edit-lead = Only what you change here is changed on the other dates. Those who have signed up get one message about what is new for them.
course-edit-reach = What shall the change apply to?
course-save = Save and tell people
course-gone = The date cannot be changed. It has begun, is cancelled, or the new time has passed.
course-other-date = The course has another date then.
course-call-off = Cancel the date
course-call-off-lead = Those who have signed up get an SMS. You cannot undo this.
course-call-off-reach = What do you want to cancel?

# Lectures
lectures-title = Lectures at several places
lectures-lead = One lecture by video, seen from several places. Each place answers for itself, with room and seats.
lectures-none = You have made no lectures.
lectures-caption = Lectures
lectures-all = All lectures
lecture-column = Lecture
lecture-places = Places
lecture-minimum = At least
lecture-new-title = New lecture
lecture-new-lead = The places you choose are asked. They answer with room and seats, or no.
lecture-organisation = Who holds the lecture?
lecture-title = Title
lecture-title-help = Write it in at least one language.
lecture-title-missing = Write a title.
lecture-host = Who lectures?
lecture-host-help = An agency or a title, not a name. For example “The Tax Administration”.
lecture-host-missing = Write who lectures.
lecture-minimum-label = How many must sign up?
lecture-minimum-help = At all the places together.
lecture-minimum-wrong = Write a number from 1 to 10 000.
lecture-days = How many days before do we decide?
lecture-days-help = If too few have signed up by then, the lecture is cancelled. Everybody is told either way.
lecture-days-wrong = Write a number from 0 to 30.
lecture-days-past = Then the decision has passed already. Choose fewer days.
lecture-which-places = Which places do you ask?
lecture-places-missing = Choose at least one place.
lecture-make = Ask the places
lecture-of-minimum = { $n }, and at least { $minimum } are needed
lecture-together = { $n } signed up at all the places.
lecture-decides = Decided
lecture-caption = The places
lecture-no-names = You see numbers. Only the place itself sees names.
lecture-call-off = Cancel the lecture
lecture-call-off-lead = The lecture is cancelled at every place, and those who have signed up get an SMS. You cannot undo this.
lecture-accept-title = Will you show the lecture?
lecture-accept-lead = Yes means that the room is taken and that people can sign up with you.
lecture-accept = Yes, we show it
lecture-decline = No, thank you
lecture-waits = The manager of the place must answer.
lecture-seats-help = How many have room with you?
lecture-not-moved = A lecture cannot be moved, since several places have taken rooms. Cancel it and make a new one.

# What is different, in a message
course-changed-time = new time
course-changed-room = new room
course-changed-topic = new topic
course-changed-host = new host

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no topic; hidden ones no place either
sms-course-joined = You are signed up for { $n } course dates, first { $time }, { $place }. Reference { $ref }. Call { $phone } if you cannot.
sms-course-joined-hidden = You have { $n } appointments, the first { $time }. Reference { $ref }. Keep the reference.
sms-course-left = You have left { $n } course dates from { $time }, { $place }. Reference { $ref }.
sms-course-left-hidden = { $n } appointments from { $time } are cancelled. Reference { $ref }.
sms-course-off = The course { $time }, { $place }, is cancelled. Reference { $ref }. Questions? Call { $phone }.
sms-course-off-hidden = Your appointment { $time } is cancelled. Reference { $ref }.
sms-course-off-many = { $n } course dates from { $time }, { $place }, are cancelled. Reference { $ref }. Questions? Call { $phone }.
sms-course-off-many-hidden = { $n } appointments from { $time } are cancelled. Reference { $ref }.
sms-course-on = The lecture { $time }, { $place }, will be held. Welcome. Reference { $ref }.
sms-course-on-hidden = Your appointment { $time } stands. Reference { $ref }.
sms-course-changed = Changed: { $what }. Course { $time }, { $place }. Ref. { $ref }. Tel. { $phone }
sms-course-changed-hidden = Your appointment has changed. Time: { $time }. Reference { $ref }.

# For the overview of what is stored
held-sign-up = Which course date your booking is for
held-sign-up-why = To keep your seat, tell you about changes and count attendance
