login-title = Log in
login-lead = When you have logged in, you can see and change your appointments.
login-not-needed = You do not have to log in to book an appointment.
login-to-services = See what we can help you with
login-sms-heading = Log in with a code by SMS
login-phone = Mobile number
login-phone-help = Use the number you gave when you booked. If it is not Norwegian, begin with + and the country code.
login-phone-wrong = Write a mobile number of eight digits. A number from abroad begins with + and the country code.
login-phone-no-sms = This number cannot receive SMS. Write a mobile number.
login-send-code = Send me a code
login-idporten-heading = Log in with ID-porten
login-idporten-help = You can use BankID, MinID, Buypass or Commfides.
login-idporten = Log in with ID-porten
login-no-way = You cannot log in on this site yet. Call us, and we will help you with your appointment.

login-sms = { $code } is your code for Torg. The code works for 10 minutes. Do not give it to anyone.
login-code-title = Write the code from the SMS
login-code-lead = We have sent an SMS with a code of six digits. The code works for ten minutes.
login-code = Code
login-code-help = Six digits
login-code-submit = Log in
login-code-six = Write the six digits of the code.
login-code-wrong = The code is wrong. Look at the SMS and try again.
login-code-useless = This code no longer works. Ask for a new code.
login-code-wait = Wait one minute before you ask for a new code. The SMS may be on its way.
login-code-none = Have you not received a code?
login-code-none-help = The SMS may take a minute. After that you can ask for a new code. Then the old one no longer works.
login-code-again = Send a new code
login-other-phone = Use another number

login-staff-title = Log in as staff
login-staff-lead = Log in here if you work at the service centre or in an agency.
login-with = Log in with { $provider }
login-staff-none = Log-in for staff has not been set up yet. Ask whoever runs the site.
login-staff-unknown = You are not registered as staff here
login-staff-unknown-do = The log-in went well, but we cannot find you among the staff. Ask your manager to add you, with the same e-mail address or national identity number that you log in with. Then log in again.
login-demo-heading = Log in to the demo
login-demo-help = Choose who you want to be. All the people are made up.

login-again = Try again
login-cancelled = You cancelled the log-in
login-cancelled-do = You are not logged in. You can try again whenever you like.
login-expired = The log-in took too long
login-expired-do = You are not logged in. Start again, and use only one window while you log in.
login-down = The log-in service does not answer
login-down-do = The fault is not yours. Wait a few minutes and try again.
login-weak = You must log in in a safer way
login-weak-do = Try again, and choose a log-in with a higher level of security, such as BankID.
login-failed = The log-in did not work
login-failed-do = Something is wrong in our set-up. Try again later. If it still does not work, call us.

login-home-title = What do you want to do?
login-home-nothing = There is nothing for your role to do here yet. If that is wrong, ask your manager.
login-task-day = See today's appointments
login-task-booking = Book for somebody
login-task-statistics = See figures
login-task-manage = Manage services, places and staff

login-signed-out-title = You have logged out here
login-signed-out-lead = You may still be logged in at { $provider }. If others use this computer, log out there too.
login-signed-out-there = Log out of { $provider }
login-signed-out-stay = To the front page

login-held-code = Your mobile number (encrypted) while you log in with a code
login-held-code-why = To send you a code and recognise you when you write it
login-held-pending = That somebody is logging in at ID-porten or another log-in service
login-held-pending-why = To know that the answer from there belongs to whoever began
