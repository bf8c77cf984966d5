# The frame around every page
skip-to-content = Skip to main content
language = Language
main-menu = Main menu
menu-services = What we can help with
menu-my-booking = My appointment
menu-answer = Answer a message from us
menu-my-page = My page
menu-day = The day
menu-new-booking = Book for someone
menu-statistics = Figures
menu-notices = Notices
menu-visits = Visits
menu-propose = Proposals
menu-cards = Service texts
menu-manage = Manage
sign-in = Log in
sign-out = Log out
staff-side = Staff
for-staff = For staff
phone-short = phone
privacy = Privacy
accessibility-statement = Accessibility statement (in Norwegian)
demo-pages = About the demo
to-front-page = To the front page
next-step = Next step
previous-step = Previous step
help-title = Help
help-call = Need help? Call us:

# Warning before a session ends; the number of minutes stands between the two parts
session-warning = You will soon be logged out automatically
session-warning-in = In
session-warning-minutes = minutes. Do you want to stay logged in?
session-stay = Yes
session-leave = No

# Forms
title-error = Error:
form-fix = Please correct this
form-optional = Optional
form-too-long = The text is too long. Make it shorter.
form-strange-character = The text has a character that we cannot read. Type it again.

# Personal data in a field that should hold none
private-found = This field must not hold personal details. Take them out, or let us do it.
private-found-asked = There seem to be personal details here. Take them out, or confirm that they should stay.
private-cleaned = We have taken details out. Read the text through and send it again.
private-kinds = We found: { $kinds }.
private-why = This must not stand here, because others can read it.
private-why-asked = Others can read this field.
private-without = This is the text without it:
private-remove = Remove it for me
private-keep = Keep it. I know that others can read it.
private-national-id = national identity number
private-account = account number
private-organisation = organisation number
private-phone = phone number
private-email = email address
private-card = card number
private-address = address
private-birth-date = date of birth
private-passport = passport number
private-ip = IP address
private-name = name

# When a page cannot be shown
error-not-found = We cannot find the page
error-not-found-do = The address may be wrong, or the page is gone. If you were booking an appointment, your time may have run out. Then you need to book again.
error-too-many = Too many attempts
error-too-many-do = Wait a few minutes and try again. If it is urgent, call us.
error-bad-request = We could not read what was sent
error-bad-request-do = Go back, reload the page and try again.
error-old-form = The page has been open too long
error-old-form-do = Go back, reload the page and send the form again. Your browser must accept cookies.
error-forbidden = You do not have access to the page
error-forbidden-do = Log in again. If you still have no access, ask your manager.
error-busy = We cannot do this right now
error-busy-do = Wait a minute and try again.
error-internal = Something went wrong on our side
error-internal-do = It is not your fault. Try again in a while. If it still does not work, call us.

# The demo's own page
demo-title = About the demo
demo-lead = Everything here is invented. Nothing is sent. Choose who to be.
demo-as-citizen = Citizen
demo-as-guide = Guide in Vanylven
demo-as-manager = Manager in Vanylven
demo-as-national = National user
demo-messages = Messages that would have been sent
demo-no-messages = No messages yet. Book a time, and the code comes here.
