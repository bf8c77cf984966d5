# Answering on the site
answer-title = Answer a message from us
answer-lead = If we sent you a text message with a code, you can answer here.
answer-code = The code in the message
answer-code-help = Eight characters, for example K7MA-4NP2.
answer-code-form = Enter the code with eight characters, as it stands in the message.
answer-code-nothing = We cannot find this code. Look at the newest message from us, and enter the code again.
answer-no-code = No code?
answer-no-code-do = You can find your appointment with the reference and your phone number.
answer-reminder-title = Are you coming?
answer-offer-title = A time is free for you
answer-topic-title = What do you need help with?
answer-waiting-title = Do you want to stay on the waiting list?
answer-question = Choose your answer
answer-change = Do you want to answer something else?
answer-choose = Choose an answer.
answer-send = Send the answer
answer-until = Answer by { $time }.
answer-come = I am coming
answer-cancel = I want to cancel
answer-move = I want to move the appointment
answer-yes = Yes, I take it
answer-no = No, give it to the next person
answer-address = This is a visit at home. If you say yes, we need your address.
answer-stay = Yes, I am still waiting
answer-leave = No, take me off the list
done-coming = Thank you. We expect you.
done-accepted = You said yes, and the appointment is booked.
done-declined = Thank you for answering. The time goes to the next person, and you are still on the waiting list.
done-noted = Thank you. Now we can prepare.
done-stays = Thank you. You are still on the waiting list.
done-left = You are no longer on the waiting list.
late-offer = The deadline has passed, and the time has gone to somebody else. If you are still on the waiting list, we tell you when the next time is free.
late-cancelled = The appointment is cancelled. You can book a new one.
late-over = The appointment has begun or is over, so there is nothing to answer.
late-not-waiting = You are no longer on the waiting list.

# What the help is about; also in the SMS, so short
topic-form = filling in a form
topic-login = logging in
topic-letter = a letter I got
topic-other = something else
topic-new = a new case
topic-under-way = a case under way
topic-papers = papers
topic-told = What it is about

# The manager's own choices
choices-title = The question a week before
choices-lead = A week before the appointment we ask by text message what the help is about, so that the guide can prepare. We ask only those who booked at least eight days ahead, and never those who do not want to be shown in lists.
choices-saved = The answers are saved. They count for questions we send from now on.
choices-none = No services here can be booked.
choices-column = What people can answer
choices-own = Own answers
choices-form-title = Answers people can choose
choices-help = Write three to five short answers in every language. They stand in a text message that others may see. Write nothing about health, money or other private matters. Leave everything empty if the usual answers fit.
choices-ordinary = Usual answers:
choices-number = Answer { $n }
choices-save = Save the answers
choices-back = Cancel
choices-every-language = Write the answer in all three languages.
choices-too-few = Write at least three answers, or leave everything empty.
choices-too-long = The answers do not fit in one text message. Make them shorter.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service; hidden ones no place either
sms-reminder = Appointment { $time }, { $place }. Reply 1: I am coming, 2: cancel, 3: move. Reference { $ref }. Call { $phone }.
sms-reminder-hidden = Remember your appointment { $time }. Reply 1: I am coming, 2: cancel, 3: move. Reference { $ref }.
sms-reminder-code = Appointment { $time }, { $place }. To move or cancel, enter { $code } under Answer on our website or call { $phone }.
sms-reminder-code-hidden = Remember your appointment { $time }. To move or cancel, enter { $code } under Answer on our website.
sms-topic = Appointment { $time }: What do you need help with? Reply { $choices }.
sms-topic-code = What do you need help with on { $time }? Enter { $code } under Answer on our website and choose. Then we can prepare.
sms-will-call = We will call you to find a new time. You keep the one you have until we have spoken.
sms-declined = Thank you for answering. The time goes to the next person, and you are still on the waiting list.
sms-address-needed = We need your address before the time is booked. Enter the code from our last message under Answer on our website, or call us.
sms-left = You are no longer on the waiting list.
sms-late-offer = The deadline has passed, and the time has gone to somebody else. Call us if you need help.
sms-late-cancelled = The appointment is cancelled already. You can book a new one on our website, or call us.
sms-late-over = The appointment has begun or is over, so the answer changes nothing. Call us if you need help.
sms-late-not-waiting = You are no longer on the waiting list. Call us if you still want an appointment.
sms-not-understood = We did not understand the answer. Reply only with the number that fits in our last message, or call us.

# For the overview of what is stored
held-question = What we have asked you by text message, and the number you answered
held-question-why = To move, cancel or give you a free time when you answer
held-topic = The kind of help you chose before the appointment
held-topic-why = So that the guide can prepare
