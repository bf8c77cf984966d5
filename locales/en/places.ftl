# Front page
front-title = Find help where you live
front-lead = We help you with public services and with going online. You can drop in, call or book an appointment.
open-now = Open now. Just drop in
open-now-lead = These places are open now. You can drop in without an appointment.
closed-now = Closed now
closed-now-lead = You can book an appointment online when the place is closed, too.
all-services = See everything we can help with
find-my-booking = Find your appointment

# When a place is open
open-until = Open until { $time } today.
opens-today = Opens at { $time } today.
opens-on = Opens on { $date } at { $time }.
closed-for-now = We do not know when it opens again. Call us before you come.
closed-day = Closed

# The page of a place
place-coming = What is coming here
place-drop-in = Drop in without an appointment
place-drop-in-lead = We help you with this when we are open. You can also book an appointment for most of it.
place-queue-draw = Take a queue number
place-queue-see = See the queue
place-booked = For this, make an appointment first
place-booked-lead = Choose what you need help with to see how to book.
place-hours = Opening hours in the next days
place-contact = Where to find us
place-address = Address
place-phone = Phone
place-email = Email
place-email-warning = Do not write about health or other private matters in emails. Do not write your national identity number.

# Privacy: must tell what the program really does (booking/jobs.rs, web/session.rs, store/access.rs)
privacy-lead = We store as little as possible about you. This page tells you what we store, why, and for how long.
privacy-what = What we store
privacy-what-lead = When you book an appointment, we store:
privacy-what-name = the name you give. It can be a nickname.
privacy-what-phone = your phone number and the language you want messages in.
privacy-what-booking = what the appointment is about, where and when it is, and what becomes of it.
privacy-what-note = what you write in the message field, if you write anything.
privacy-what-login = if you are logged in: a code that shows that the appointment is yours, and your name while you are logged in. The code is made from your phone number or from what ID-porten answers. We do not store your national identity number in readable form.
privacy-what-drop-in = If you drop in without an appointment, we store nothing about you. We only count that someone came. If you take a queue number, we store it, and your mobile number if you want text messages. Both are deleted when the day is over.
privacy-why = Why we store it
privacy-why-text = We need the information to keep the appointment for you, call your name, phone you and send you messages about the appointment. We do not use it for anything else.
privacy-why-counts = We also count how many people we help, and with what. The counts cannot be traced back to you.
privacy-long = How long we store it
privacy-long-unconfirmed = A booking that you do not confirm with the code is held for ten minutes. One hour after that it is deleted.
privacy-long-booking = An appointment is deleted 90 days after its date, also when you have cancelled it.
privacy-long-login = A login lasts until you log out, at most two hours. After 30 minutes without use, you are logged out. A code by SMS works for ten minutes.
privacy-long-log = We keep a log of what was done with appointments and which staff have seen them. The log has no name, phone number or subject of the appointment. It is not deleted together with the appointment.
privacy-long-backup = Backups may hold the information a little longer. Whoever runs the site decides how long.
privacy-who = Who can see it
privacy-who-staff = Staff at the place see the day's appointments, with name or reference. Those who are to help you can open the appointment. We record who has seen it before it is shown.
privacy-who-hidden = You can ask us not to show your name in lists. Then we show the reference instead, and messages to you do not mention the place.
privacy-who-sms = If you get an SMS, your number and the text pass through an SMS provider chosen by the municipality or whoever runs the site. The message does not say what the appointment is about.
privacy-who-address = We use your network address (IP address) for a short while to stop abuse. The program does not store it.
privacy-cookies = Cookies
privacy-cookies-lead = We only use cookies that the site does not work without. That is why we do not ask for consent. We do not track what you do, and we load no fonts, maps or anything else from others.
privacy-cookie-form = One that shows that a form you send comes from you. It disappears when you close the browser.
privacy-cookie-lang = One that remembers the language, if you have chosen one. It lasts one year.
privacy-cookie-session = One that keeps you logged in, if you log in. It stops working when you log out.
privacy-cookie-provider = One while you log in with ID-porten or another login service. It lasts a few minutes.
privacy-rights = Your rights
privacy-rights-text = You can see, move and cancel your appointment yourself. You can also ask to see what we have stored, have it corrected or deleted, or object to our using it.
privacy-rights-who = The municipality where the appointment is, is responsible for the information. It can also tell you which legal rules it relies on and who its data protection officer is. The phone number is on the page of each place.
privacy-rights-complain = If you think that we break the rules, you can complain to Datatilsynet, the Norwegian Data Protection Authority.
