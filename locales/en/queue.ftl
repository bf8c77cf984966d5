# Drawing a number
queue-draw-title = Take a queue number
queue-now = The queue now
queue-waiting = { $n ->
    [0] Nobody is waiting
    [one] One person is waiting
   *[other] { $n } people are waiting
  }
queue-about = What do you want help with?
queue-about-open = I will say when it is my turn
queue-phone = Mobile number
queue-phone-help = Do you want your number by text message, and a message when it is soon your turn? We delete the mobile number when the day is over.
queue-phone-wrong = Enter a mobile number, or leave the field empty.
queue-phone-many = This number has had many messages from us just now. Leave the field empty, or wait ten minutes.
queue-no-name = We do not ask who you are.
queue-draw = Take a number
queue-closed = You can take a queue number when we are open.
queue-closed-do = You can take a queue number when we are open.
queue-has = Do you have a number already?
queue-number = Number
queue-number-help = As it stands on the slip, for example B17.
queue-number-unknown = Enter a number from today, as it stands on the slip.
queue-see = See how far the queue has come
queue-board-link = The screen with the numbers

# How long it may take
queue-estimate = { $from ->
    [0] Less than { $to } minutes until your turn.
   *[other] About { $from }–{ $to } minutes until your turn.
  }
queue-estimate-basis = We look at how long visits have lasted in the past four weeks, and how many staff are serving now. It is mostly right, but not always.
queue-unknown-few = We have timed too few visits here to say how long you must wait.
queue-unknown-nobody = Nobody has been called in the past hour. So we cannot say how long you must wait.
queue-closes = We close at { $time }. It may not be your turn before then.

# The ticket
queue-own-title = Your queue number
queue-number-title = Queue number { $number }
queue-drawn = { $date } at { $time }
queue-code = Code:
queue-before = { $n ->
    [0] You are next
    [one] One person before you
   *[other] { $n } people before you
  }
queue-sms-comes = You get a text message when it is soon your turn.
queue-watch = Watch the screen or this page.
queue-closed-waiting = The place is closed now. The number is for today only.
queue-your-turn = It is your turn
queue-come = Come to the desk now.
queue-come-desk = Come to desk { $desk } now.
queue-desk-n = Desk { $desk }
queue-missed = We called your number
queue-missed-do = Go to the desk and say that you are here. Then you do not need a new number.
queue-left = You have left the queue.
queue-done = The visit is over.
queue-leave = Leave the queue
queue-elsewhere = You can follow the queue on your own phone: go to the page of the place, choose “Take a queue number” and enter your number.
queue-elsewhere-link = The page of { $number }
queue-refresh = Look again
queue-print = Print the slip
queue-next-person = Done, ready for the next person
queue-to-desk = Back to the queue
queue-gone-title = The number is no longer valid
queue-gone = A queue number is only for the day you take it.
queue-yours = Is it your slip?
queue-code-label = The code on the slip
queue-code-help = Four characters. With it you can leave the queue.
queue-code-wrong = The code does not belong to this number. Look at the slip and try again.
queue-open = Open the slip

# The screen in the room
queue-board-title = Queue, { $place }
queue-board-called = Your turn now
queue-board-none = Nobody has been called yet.
queue-board-next = Next
queue-board-nobody = Nobody is waiting.

# Staff
queue-desk-title = The queue
queue-tablet-link = Queue numbers on a tablet
queue-mine = With you now
queue-desk = You serve at desk
queue-desk-none = No number
queue-next = Call the next
queue-done-next = Finish and call the next
queue-again = Call once more
queue-skip = Call after the next two
queue-back = Put first in the queue again
queue-came = Came after all
queue-service-choose = Choose a service
queue-service-missing = Choose what it was about. It is counted without a person.
queue-nobody-waits = Nobody is waiting.
queue-caption = Those who wait, in the order they are called
queue-column-drawn = Drawn at
queue-column-sms = Text message
queue-gets-sms = Gets messages
queue-others = With others now
queue-did-not-come = Did not come when called
queue-give = Give a number
queue-give-phone-help = If the person wants text messages. The number is not shown here, and is deleted when the day is over.
queue-give-send = Give a number and show the slip
queue-day-link = The queue: { $n ->
    [0] nobody is waiting
    [one] one is waiting
   *[other] { $n } are waiting
  }

# The manager's switch
queue-switch = Queue numbers for people who drop in
queue-switch-help = Then people can take a number at the place or on their phone when it is open, and you call them under “The queue”. If you switch it off, the pages disappear.

# SMS: one segment of 160 GSM-7 characters with the longest values. No links, no service
sms-queue-drawn = Queue number { $number }, { $place }. { $before ->
    [0] You are next.
    [one] One person before you. It is soon your turn.
   *[other] { $before } before you. We text you when it is soon your turn.
  } To leave: code { $code } on our website.
sms-queue-soon = Soon your turn: { $number }, { $place }. { $before ->
    [0] You are next.
   *[other] One person before you.
  } Please stay nearby.

# For the overview of what is stored
held-queue = Your queue number: the number, when you took it, what it is about, language, and the mobile number if you wanted text messages
held-queue-why = To call you when it is your turn
