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
