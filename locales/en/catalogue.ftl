# Ways of being served
way-counter = At the centre
way-phone = By phone
way-video = By video
way-group = In a group
way-home = In your home
way-mobile = When we are in your area
way-visit = When the agency visits
way-self = On your own
about-minutes = About { $n } minutes
without-booking = No appointment needed

# The list and the search
services-title = What we can help with
services-at = This is what we help with at { $place }.
services-everywhere = See all places
services-by-name = Everything we help with
search-title = Search for help
search-label = What do you need help with?
search-help = Use your own words. Do not write names or identity numbers.
search-submit = Search
search-found = Best matches for “{ $q }”
search-unsure = We do not know what you need help with
search-unsure-do = Try other words, or drop in when we are open. You can also call us, and we will work it out together:
search-maybe = It may be one of these
search-all = See everything we help with

# A service
service-can = What we can do
service-cannot = What we cannot do
bring-title = Bring with you
service-agency = Responsible
service-minutes = How long it takes
service-self = Do it yourself
service-self-link = To the website of { $agency }
service-where = How and where to get help
service-not-here = This place does not offer it. See if another place does, or call us.
service-nowhere = No place offers this now. Call us, and we will help you further.
service-everywhere = See all places that help with this
service-book = Book an appointment
offer-drop-in = Just drop in
offer-place = See the place
service-languages = Languages we can help you in
service-law = Act or regulation
service-law-from = (in force from { $date })
service-checked = Last checked { $date }.
service-written-by = { $name } has written this text.
service-kept-for = { $name } keeps this text up to date for { $agency }. { $agency } has not confirmed it.
service-stamped = { $name } confirmed this text { $date }.
service-stamped-before = { $name } confirmed an earlier version { $date }. The text has changed since then.

# Themes and life events (Los), kinds of services
theme-work = Work
theme-property = Building and property
theme-democracy = Democracy and citizens' rights
theme-family = Family and children
theme-health = Health and care
theme-immigration = Immigration and integration
theme-culture = Culture, sport and leisure
theme-law = Law and justice
theme-business = Business
theme-nature = Nature, climate and environment
theme-safety = Public safety and preparedness
theme-tax = Taxes and duties
theme-school = School and education
theme-social = Social services
theme-transport = Traffic and transport
event-ill-child = Having a seriously ill child
event-death = Death and inheritance
event-child = Having a child
event-job = Losing and finding a job
event-new = New in Norway
event-business = Starting and running a business
event-voluntary = Starting and running a voluntary organisation
kind-guidance = Guidance
kind-caseworker = Meeting with a caseworker
kind-group = Group or course

# Fields, where a difference is told
field-name = Name
field-promise = What we can do
field-boundary = What we cannot do
field-bring = Bring
field-keywords = Search words
field-agency = Responsible agency
field-url = Website
field-minutes = Minutes
field-kind = Kind
field-active = State
field-active-yes = In use
field-active-no = Switched off
field-languages = Languages
field-themes = Themes
field-events = Life events
field-legal = Act or regulation
field-legal-url = Link to the act
