# Where one is
cards-manage = Management
cards-menu = Management of services
cards-services = Services
cards-service = Service
cards-place = Place
cards-choose = Choose
cards-see-public = See how the service is shown
cards-one-per-line = Write one thing per line.

# More fields of a service
cards-languages = Languages you help in
cards-languages-help = Choose only languages in which somebody at the place can give the help. If you choose none, we say nothing about languages.
cards-themes = Themes
cards-themes-help = The themes come from Los, the shared vocabulary for public services.
cards-events = Life events
cards-events-help = Choose one if people often need the service in that situation.
cards-legal = Act or regulation
cards-legal-help = Write the act and the section, for example “National Insurance Act section 5-16”.
cards-legal-missing = Write the act and the section, or remove the link and the date.
cards-legal-url = Link to the act
cards-legal-url-help = Begins with https://, for example https://lovdata.no/.
cards-legal-from = In force from
cards-legal-from-help = Day.month.year, for example 01.01.2027
cards-changed-meanwhile = Somebody else has changed the text since you opened it. See what they changed under “See versions”. If your text should stand, save once more.

# How a card stands
cards-standing = Status of the text
cards-version-title = Edition
cards-version = Version { $n }
cards-versions = See versions
cards-checked-title = Last checked
cards-checked = { $date }, { $role }
cards-checked-never = Never checked
cards-unchecked = Not checked for { $n } months
cards-check-help = Read the text and see if it is still right.
cards-check = The text is right today
cards-stamp-title = Who stands behind the text
cards-stamp-help = Confirm that the agency stands behind the text as it is now. Every municipality that uses it can see so.
cards-stamp = The agency confirms the text
cards-hand-over = Let somebody else take over the text
cards-hand-over-help = They write the text from now on. You follow it.
cards-hand-over-do = Hand over the text

# Versions
cards-versions-of = Versions of “{ $name }”
cards-versions-none = The text has not changed since it was added.
cards-versions-help = What was removed is struck through. What was added is underlined.
cards-to-form = To the form of the service
cards-by-import = Import from a file
cards-bring-back = Bring back version { $n }
cards-gone = Removed:
cards-new = Added:

# A centre's own way with a card
cards-changed = Changed since last time
cards-changed-count = { $n ->
    [one] 1 text has changed since you last looked at it
   *[other] { $n } texts have changed since you last looked at them
}
cards-changed-title = Changed since you last looked at the text
cards-changed-follows = You follow this text, so the change is shown on your pages now.
cards-changed-own = You have your own text. See if it should change in the same way.
cards-changed-back = The text is again as it was when you last looked at it.
cards-acknowledge = We have seen the change
cards-own = Own text
cards-follows = Follows shared text
cards-otherwise = How your text differs from the shared one
cards-otherwise-none = The texts are the same now.
cards-otherwise-help = What stands only in the shared text is struck through. What stands only in yours is underlined.
cards-follow = Use the shared text
cards-follow-help = Your own text will be gone, and you will get every change in the shared one.
cards-card = The shared text
cards-card-help = You add places, ways and local lines under “Offers” for each place.
cards-words-title = Own search words
cards-words = Words that people near you use
cards-words-help = They come in addition to the search words of the shared text. Write one per line.
cards-words-save = Save the search words
cards-own-title = Write your own text
cards-own-help = Your own text is shown on the pages of your places instead of the shared one. We tell you when the shared one changes.
cards-own-save = Save your own text

# Proposals
cards-proposals = Proposals
cards-proposal = Proposal
cards-proposals-help = Those who work at the counter propose what is missing from the list. They see what you answer.
cards-proposals-none = No proposals are waiting for an answer.
cards-proposals-settled = Proposals that have been answered
cards-outcome = What became of it
cards-words-proposed = The proposal
cards-about = About
cards-accept = Make a new service
cards-accept-help = The service is made without a text and is switched off until you have filled it in.
cards-accept-do = Accept and fill in
cards-name = Name of the service
cards-name-missing = Write a name for the service.
cards-accept-change = Change the service
cards-accept-change-help = You come to the form of the service and make the change there.
cards-accept-change-do = Accept and change
cards-merge = Add the words to a service that exists
cards-word = Search word
cards-word-help = Whoever searches for the word finds the service.
cards-word-missing = Write the word that people use.
cards-service-missing = Choose a service.
cards-merge-do = Add
cards-decline = Do not take it up
cards-reason = Reason
cards-reason-help = Whoever proposed it sees the reason.
cards-reason-missing = Write why the proposal is not taken up.
cards-decline-do = Decline the proposal

# Use
cards-usage = Use
cards-usage-help = We count views and answers to “Did you find what you needed?”. We do not know who looked or answered. The numbers come in about once a minute.
cards-usage-none = No views yet.
cards-usage-caption = Views and answers
cards-usage-month = Views this month
cards-usage-year = Views in the last 12 months
cards-usage-yes = Answered yes
cards-usage-no = Answered no

# Plain language
plain-title = Plain language
plain-check = Check the text
plain-count = { $n ->
    [0] no advice
    [one] 1 piece of advice
   *[other] { $n } pieces of advice
}
plain-lix = LIX { $n }: { $band }.
plain-lix-none = The text is too short for a LIX.
plain-very-light = very easy to read
plain-light = easy to read
plain-medium = of medium difficulty
plain-heavy = heavy to read
plain-very-heavy = very heavy to read
plain-long-sentence = The sentence “{ $text } …” has { $n } words. Make it two.
plain-passive = “{ $text }”: Say who does it, for example “we” or “you”.
plain-jargon = “{ $text }”: Write { $plain } instead.
plain-bokmaal = “{ $text }” is bokmål. In nynorsk: { $plain }.
plain-nominal = “{ $text }”: Write it as something that somebody does, with a verb.
plain-long-word = “{ $text }” has { $n } letters. Is there a shorter word?
