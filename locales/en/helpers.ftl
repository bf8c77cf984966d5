# On the contact page
helper-link-lead = Are you booking for somebody else?
helper-link = Book for somebody else
helper-own-link = No, the appointment is for me
helper-lead = Tell us who the appointment is for, and who you are. The person gets the code by SMS. If they give you the code, they agree that you can book for them here for { $days } days. They can take it back at any time.
helper-lead-call = Tell us who the appointment is for, and who you are. We call the person and ask whether you may book for them here for { $days } days. They can take it back at any time.
helper-who = Who is the appointment for?
helper-somebody-else = Somebody else
helper-has-until = You can book until { $date }
helper-person = The person it is for
helper-person-name = Name
helper-person-name-help = The name we call out. A nickname will do.
helper-person-phone = The phone number of the person it is for
helper-person-phone-help = The code goes to this number. If they have no phone, you can come to us or call.
helper-you = You who are booking
helper-name = Your name
helper-name-help = The person it is for sees the name in the message with the code.
helper-name-missing = Write your name.
helper-phone = Your phone number
helper-phone-help = We remind you of the appointment too.
helper-phone-missing = Write your phone number.
helper-phone-same = You have written the same number twice. The person it is for must have their own.
helper-hidden = Do not show the name in lists
helper-kept = We delete the details 90 days after the appointment, and the permission 90 days after it has ended.
helper-code = The code went to the person it is for. When you type it here, they have agreed that { $name } can book for them until { $date }.
helper-mine-link = See who can book for you

# Who can book for me
helpers-mine-title = Who can book for me?
helpers-mine-lead = You have let these people book appointments in your name.
helpers-mine-none = Nobody can book for you now.
helpers-mine-until = With { $organisation } until { $date }
helpers-mine-how = You agree by giving somebody the code you get by SMS when they book for you. It lasts { $days } days. If you take it back, they cannot book any more. You keep the appointments that have been booked.
helpers-withdraw = Take back
helpers-back = Go to My page

# For whom I can book
helpers-others-title = Book for somebody else
helpers-others-lead = These people have agreed that you book for them. You see the times you have booked, and not what they are about.
helpers-others-none = Nobody has agreed that you book for them now.
helpers-others-no-times = No coming appointments
helpers-others-waits = On a waiting list from { $from } to { $to }
helpers-others-how = Choose a service and a time. On the page where you write names, choose “Book for somebody else”. The person it is for agrees with a code, and it lasts { $days } days.
helpers-others-book = Find a service

# Staff
helper-staff = Is somebody helping the person with the appointment?
helper-staff-help = The helper gets a reminder too, with time and reference. The helper can book for the person for { $days } days.
helper-staff-name = The helper's name
helper-staff-phone = The helper's phone number
helper-staff-yes = The person has agreed, here with us or on paper
helper-staff-yes-missing = Ask the person first, and tick the box when the answer is yes.
helper-staff-has = Helper
helper-staff-until = { $name }, can book until { $date }
helper-staff-asks = { $name } has asked to book for the person. When you call and agree on the appointment, { $name } can book until { $date }. Ask whether that is all right.
helper-staff-over = { $name }, can book no more
helper-staff-withdraw = Take back the permission
helper-staff-withdraw-lead = Do this when the person asks for it. The person keeps the appointment.

# SMS: one segment. Time and reference; never who, where or why
sms-helper-code = { $code } is the code for the appointment { $name } books for you. If you pass it on, { $name } can book for you for { $days } days.
sms-helper-booked = The appointment you booked for somebody else is { $time }. Reference { $ref }.
sms-helper-booked-many = You have signed somebody else up { $n } times. The first is { $time }. Reference { $ref }.
sms-helper-reminder = Remember the appointment you booked for somebody else: { $time }. Reference { $ref }.
sms-helper-moved = The appointment you booked for somebody else has moved to { $time }. Reference { $ref }.
sms-helper-moved-many = { $n } appointments you booked for somebody else have changed. The first is { $time }. Reference { $ref }.
sms-helper-cancelled = The appointment you booked for somebody else, { $time }, is cancelled. Reference { $ref }.
sms-helper-cancelled-many = { $n } appointments you booked for somebody else are cancelled. The first was { $time }. Reference { $ref }.

# For the overview of what is stored
held-helper = Who can book for you, or for whom you can book: names, phone numbers and the end date
held-helper-why = So that somebody can help you, and so that you see it and can take it back
