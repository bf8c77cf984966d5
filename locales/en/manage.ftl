# Everywhere
manage-title = Manage
manage-saved = The change is saved.
manage-save = Save
manage-cancel = Cancel
manage-add = Add
manage-back = Back
manage-change = Change
manage-remove = Remove
manage-choose = Choose
manage-yes = Yes
manage-no = No
manage-name = Name
manage-name-missing = Write a name.
manage-state = Status
manage-in-use = In use
manage-off = Switched off
manage-lines-wrong = There are too many lines, or a line is too long.
manage-one-per-line = Write one thing per line.
manage-url-wrong = Write an address that begins with https://, for example https://www.nav.no/.
manage-phone-wrong = Write a phone number with eight digits. A foreign number begins with + and the country code.
manage-email-wrong = Write an e-mail address, for example post@kommunen.no.
manage-phone = Phone
manage-email = E-mail

# Overview
manage-organisations = Organisations
manage-organisation = The organisation
manage-staff = Staff
manage-services = Services
manage-place = The place
manage-offers = Offers
manage-hours = Opening hours
manage-travel = Travel here
manage-travel-help = People who say where they come from are shown the times they can reach first. Whoever runs the system reads the table from a file.
manage-travel-none = No travel has been entered.
manage-travel-to = Travel to { $name }
manage-travel-from = From
manage-travel-way = Minutes
manage-travel-arrivals = Arrives
manage-travel-departures = Last home
manage-travel-any = At any time
manage-resources = People, rooms and equipment
manage-count-services = { $n ->
    [one] 1 service
   *[other] { $n } services
}
manage-count-offers = { $n ->
    [one] 1 offer
   *[other] { $n } offers
}
manage-count-guides = { $n ->
    [one] 1 guide
   *[other] { $n } guides
}

# Bookings that are no longer covered
manage-outside = Bookings that no longer fit
manage-outside-do = The bookings still stand, but the place is closed, the guide is away, or there are too few seats. Open the day and call those concerned.
manage-bookings = { $n ->
    [one] 1 booking
   *[other] { $n } bookings
}

# Services
manage-service = Service
manage-service-new = New service
manage-services-of = Services kept by { $name }
manage-services-none = No services yet.
manage-services-others = Services kept by others
manage-services-others-help = You can offer these services at your places too. Only those who keep a text can change it.
manage-keeper = Kept by
manage-kept-by = { $name } keeps this text. Contact them if something must be corrected.
manage-see-public = See the service as everybody sees it
manage-name-help = Short and concrete, for example “Scan a contract”.
manage-name-missing-nb = Write the name in Bokmål.
manage-name-missing-nn = Write the name in Nynorsk.
manage-name-missing-en = Write the name in English.
manage-promise = What we can do
manage-promise-help = Promise only what you keep. Write “you” and “we”.
manage-promise-missing-nb = Write in Bokmål what you can help with.
manage-promise-missing-nn = Write in Nynorsk what you can help with.
manage-promise-missing-en = Write in English what you can help with.
manage-boundary = What we cannot do
manage-boundary-help = Say who can, too.
manage-bring = Bring
manage-keywords = Search words
manage-keywords-help = Words that people use, misspelled ones too. Write one per line.
manage-agency = Responsible agency
manage-agency-help = Whoever decides the case, for example Nav or the Tax Administration.
manage-agency-missing = Write which agency is responsible.
manage-url = Website where people can do it themselves
manage-url-help = Begins with https://.
manage-minutes = Minutes
manage-minutes-help = How long an ordinary visit takes, from 5 to 480 minutes.
manage-minutes-wrong = Write a whole number from 5 to 480.
manage-kind = Kind
manage-kind-guidance = Guidance
manage-kind-caseworker = Meeting with a caseworker
manage-kind-group = Group or course
manage-kind-missing = Choose a kind.
manage-service-active = The service is in use
manage-service-active-help = A service that is switched off is not shown and cannot be booked. Bookings that are made still stand.

# Offers
manage-offers-at = Offered at { $name }
manage-offers-none = The place offers no services yet.
manage-offers-help = If you remove an offer, nobody can book it any more. Bookings that are made still stand.
manage-offer-new = New offer
manage-offer-exists = The place already offers this service in this way.
manage-service-missing = Choose a service.
manage-way = Way
manage-way-missing = Choose a way.
manage-minutes-offer-help = How long the visit takes, from 5 to 480 minutes. Leave it empty to use the ordinary length.
manage-drop-in = Without booking
manage-drop-in-help = People can come when the place is open.
manage-needs = A booking needs
manage-needs-help = Choose one or more. The booking gets one free of each. If you choose none, the offer cannot be booked.
manage-needs-missing = Choose what a booking needs, or that people can come without booking.
manage-needs-nothing = The place has no people, rooms or equipment in use, so nothing can be booked yet.
manage-demands = Requirements
manage-demands-help = The visit then gets somebody or something that meets every requirement you choose. The requirements come from the page about people, rooms and equipment.
manage-or = or
manage-needs-line-title = Several of one kind, or something else when the first is taken
manage-needs-line = The needs in one line
manage-needs-line-help = If you fill this in, the choices above do not count. Write for example person+skatt|caseworker;room+skjermet. A semicolon means “and”, a bar means “or”, a plus is a requirement. The words are person, caseworker, room, equipment, course, vehicle and desk.
manage-needs-line-wrong = We do not understand the needs. Write for example person+skatt|caseworker;room+skjermet.
manage-visit-too-long = With travel and breaks the visit is longer than 12 hours. Make some of it shorter.
manage-buffer-before = Break before the visit, in minutes
manage-buffer-before-help = Time to get ready, from 0 to 120.
manage-travel-minutes = Travel each way, in minutes
manage-travel-minutes-help = When the guide goes to the person: at home or in the shop. From 0 to 240. The travel must fit into working hours.
manage-travel-wrong = Write a whole number from 0 to 240.
manage-step = Minutes between starts
manage-step-help = If you leave this empty, a new visit begins when the one before is over.
manage-step-wrong = Write a whole number from 0 to 480.
manage-not-bookable = Cannot be booked
manage-lacks = Missing: { $kind }
manage-buffer = Break after the visit, in minutes
manage-buffer-help = Time to tidy up and write, from 0 to 120.
manage-buffer-wrong = Write a whole number from 0 to 120.
manage-notice = Latest booking, in minutes before the visit
manage-notice-help = 60 is one hour, 1440 is one day.
manage-notice-wrong = Write a whole number from 0 to 43200.
manage-horizon = How many days ahead people can book
manage-horizon-help = From 1 to 365 days.
manage-horizon-wrong = Write a whole number from 1 to 365.
manage-note = Local note
manage-note-help = Shown for this place only, for example “Use the back entrance”.

# Opening hours
manage-hours-of = Whose hours
manage-hours-of-place = The whole place
manage-hours-short = Hours
manage-hours-see = See hours
manage-rules = Weekly hours
manage-rules-none = The place has no weekly hours, so nobody can book.
manage-rules-none-resource = There are no weekly hours, so nobody can book here.
manage-rule-new = Add weekly hours
manage-rule-change = Change weekly hours
manage-break-from = Break from
manage-break-to = Break to
manage-break-help = For example lunch 11.30
manage-break-help-to = For example 12.00
manage-break-outside = The break must lie between start and end.
manage-days = Days
manage-days-missing = Choose at least one day.
manage-time = Time
manage-time-wrong = Write the time as 09.00.
manage-time-order = The end must be later than the start.
manage-time-help = For example 09.00
manage-time-help-to = For example 15.00
manage-from = From
manage-to = To
manage-valid = Valid
manage-valid-from = Valid from
manage-valid-to = Valid to
manage-always = Always
manage-date-help = Day.month.year, for example 01.06.2027
manage-date-help-to = Day.month.year, for example 31.08.2027
manage-date-missing = Write a date.
manage-date-wrong = Write the date as day.month.year, for example 01.06.2027.
manage-date-order = The last date cannot be before the first.
manage-date-past = The date has passed. Write a date from today on.
manage-date-far = The date is more than two years ahead. See if the year is right.
manage-on-holidays = Also on public holidays
manage-on-holidays-too = Also public holidays
manage-holiday = public holiday
manage-closed = Closed
manage-exceptions = Exceptions
manage-exceptions-none = There are no exceptions.
manage-exception-new = Add an exception
manage-exception-for = The exception is for { $name } only.
manage-exception-for-place = The exception is for the whole place and everybody who works there.
manage-exception-type = What is different?
manage-exception-type-missing = Choose what is different.
manage-exception-closed = Closed all day
manage-exception-closed-part = Closed for part of the day
manage-exception-open-extra = Open outside the weekly hours
manage-exception-closed-at = Closed { $time }
manage-exception-open-at = Open also { $time }
manage-exception-time-help = Only when it is not all day
manage-exception-time-help-to = Write for example 15.00
manage-exception-save = Save the exception
manage-whole-place = The whole place
manage-first-date = First day
manage-last-date = Last day
manage-last-date-help = Leave it empty for one day.
manage-reason = Reason
manage-reason-help = For example “Planning day”. Do not write about illness or other private matters.
manage-preview = The next 14 days
manage-preview-resource = Bookings can be made only when the place is open too.

# People, rooms and equipment
manage-resources-help = Nothing is deleted here. If you switch something off, it can no longer be booked.
manage-resource-new = Add
manage-resource-kind = What is it?
manage-resource-kind-missing = Choose what it is.
manage-resource-person = Guide
manage-resource-caseworker = Caseworker
manage-resource-room = Room
manage-resource-equipment = Equipment
manage-resource-course = Course
manage-resource-vehicle = Vehicle
manage-resource-desk = Desk
manage-resource-place = The place
manage-resource-name-help = For example “Guide 1” or “Quiet room”.
manage-resource-name-missing = Write a name.
manage-resource-active-help = If you switch off, nobody can book here any more. Bookings that are made still stand, and you are told which days.
manage-capacity = Seats
manage-capacity-help = How many can have a booking at the same time. Usually 1, more for courses.
manage-capacity-wrong = Write a whole number from 1 to 1000.
manage-tags = Skills, languages and qualities
manage-tags-help = Put commas between, for example “tax, Polish” for a guide or “private, height-adjustable” for a room. Offers can require them. Do not write anything private about staff.
manage-tags-short = Can and has
manage-tags-wrong = Write short words without spaces, with commas between. Write languages by their name.
manage-same-hours = The same weekly hours as the place
manage-same-hours-help = You can change them afterwards. If you leave this out, you add the hours yourself.

# Organisation and place
manage-organisation-name-help = Shown at the top of all your pages.
manage-written = Written language
manage-written-missing = Choose Bokmål or Nynorsk.
manage-accent = Colour
manage-accent-help = Used on buttons and at the top of the pages. Write # and six characters, for example #0b5c66.
manage-accent-wrong = Write the colour as # and six characters, for example #0b5c66.
manage-accent-pale = The colour is too light for white text. Choose a darker one, with a contrast of at least 4.5 to 1 with white.
manage-organisation-phone-help = Shown where people may need to call.
manage-orgnr = Organisation number
manage-orgnr-help = Nine digits from the Central Coordinating Register. It shows who you are in the service catalogue at data.norge.no.
manage-orgnr-wrong = Write nine digits. One or more of the digits are not right.
manage-accessibility = Address of the accessibility statement
manage-accessibility-help = Begins with https://uustatus.no/.
manage-place-name-help = For example “Vanylven servicetorg”.
manage-address = Visiting address
manage-address-help = Street, postcode and town.
manage-address-missing = Write the visiting address.
manage-place-phone-help = The number people call to reach the place.
manage-latitude = Latitude
manage-latitude-help = For example 62.100
manage-latitude-wrong = Write the latitude as a number, for example 62.100.
manage-longitude = Longitude
manage-longitude-help = For example 5.580
manage-longitude-wrong = Write the longitude as a number, for example 5.580.

# Before a change that touches bookings
manage-confirm-title = The change hits appointments
manage-confirm-lead = Nothing is saved yet. After the change these appointments fall outside:
manage-confirm-more = Somebody booked in between, so the list is new.
manage-confirm-away = Is somebody away?
manage-confirm-away-see = Find a way for each appointment on the absence page
manage-confirm-then = If you save, the appointments stay as they are. Move them or call the people.
manage-confirm-save = Save all the same
manage-confirm-change = Change what I wrote

# Who a guide is
manage-resource-staff = Staff member
manage-resource-staff-help = The staff member can get the appointments into their own calendar.
manage-resource-staff-none = Nobody
manage-resource-staff-wrong = Choose one of the staff in the list
