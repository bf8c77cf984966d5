# Tours of an agency's teams: cases, runs, proposals
menu-tours = Tours
tours-title = Tour plans
tours-menu = The way back
tours-lead = Here you plan which places a travelling team should visit, when, and what the next place would cost.
tours-none = No cases yet.
tours-cases = Your cases, newest first
tours-case = Case
tours-organisation = Agency
tours-made = Added
tours-proposals = Proposals
tours-proposal = Proposal
tours-has-faults = Has faults
tours-new = New case
tours-new-lead = Upload the tables as one ZIP file or as several CSV files. Settings, places, services, pools and teams are needed. Leave out names of people.
tours-name = Name of the case
tours-name-help = For example winter 2027. Without a name we use that of the ZIP file, or the date.
tours-name-made = Tables of { $moment }
tours-files = Files
tours-files-help = ZIP or CSV, at most 4 MB in all.
tours-upload = Upload
tours-file-missing = Choose a file.
tours-file-large = The files are too large. Split them or leave out what is not needed.
tours-file-unreadable = We could not open the ZIP file. Make it again.
tours-faults = The tables have faults
tours-faults-lead = We have kept all the files. Mend the faults and upload only the files that have any.
tours-faults-caption = All faults, with file and line
tours-faults-more = And { $n ->
        [one] one more fault
       *[other] { $n } more faults
    }.
tours-file = File
tours-line = Line
tours-what = What is wrong
tours-mend = Upload mended files
tours-fault-unknown-table = We know no table of this name.
tours-fault-file-missing = The file is missing.
tours-fault-column-missing = The column { $column } is missing.
tours-fault-column-unknown = We do not know the column { $column }.
tours-fault-column-twice = The column { $column } stands twice.
tours-fault-fields = The line has { $found } fields. The heading has { $wanted }.
tours-fault-many-lines = The file has more than { $most } lines.
tours-fault-many-places = There are more than { $most } places.
tours-fault-empty = The field { $column } is empty.
tours-fault-twice = { $column } “{ $found }” stands on an earlier line too.
tours-fault-wrong-key = { $column } is “{ $found }”. No table has it.
tours-fault-wrong-whole = { $column } is “{ $found }”. Write a whole number from { $from } to { $to }.
tours-fault-wrong-decimal = { $column } is “{ $found }”. Write a number from { $from } to { $to }.
tours-fault-wrong-yes = { $column } is “{ $found }”. Write yes or no.
tours-fault-wrong-time = { $column } is “{ $found }”. Write a time such as 08:30.
tours-fault-wrong-date = { $column } is “{ $found }”. Write a date such as 2027-01-31.
tours-fault-wrong-weekdays = { $column } is “{ $found }”. Write weekdays such as mon tue wed.
tours-fault-wrong-demand = { $column } is “{ $found }”. Write district, minimum_people, return_after or fairness_floor.
tours-fault-wrong-wish = { $column } is “{ $found }”. Write lock or forbid.
tours-fault-setting = We do not know the setting { $name }.
tours-fault-calendar = The period is beyond the calendar.
tours-fault-clash-window = The window ends before it begins.
tours-fault-clash-event = The appointment ends before it begins.
tours-fault-clash-hours = The place closes before it opens.
tours-fault-clash-last-visit = The last visit must be before the period.
tours-fault-clash-day = The working day ends before it begins.
tours-fault-clash-lock = A lock needs team, place and date.
tours-fault-clash-district = A district rule must name its service.
tours-fault-clash-visit = This rule is about visits, not about a service.
tours-fault-other = The file cannot be read: { $words }
tours-fact-period = Period
tours-period = { $from } to { $to }
tours-fact-places = Places
tours-fact-people = People who need help
tours-fact-services = Services
tours-fact-teams = Teams
tours-fact-rules = Rules
tours-rules = { $n }, of them { $disputed } disputed
tours-run = Make a proposal
tours-seconds = Seconds
tours-seconds-help = How long to search, from 1 to 600. You can stop at any time.
tours-seconds-wrong = Write a number from 1 to 600.
tours-seconds-n = { $n ->
        [one] 1 second
       *[other] { $n } seconds
    }
tours-rounds-n = { $n } rounds
tours-seed = Seed
tours-seed-help = A whole number. Another seed often gives another proposal.
tours-seed-wrong = Write a whole number from 0 up.
tours-run-start = Start
tours-busy = The agency has a proposal under way. Wait until it is ready, or stop it.
tours-proposals-caption = Proposals of this case, newest first
tours-proposal-n = Proposal { $n }
tours-state = State
tours-based-on = Based on
tours-started = Started
tours-compare-a = Compare
tours-compare-b = with
tours-compare = Show the differences
tours-tables = The tables
tours-lines = { $n ->
        [one] 1 line
       *[other] { $n } lines
    }
tours-table-faults = { $n ->
        [one] 1 fault
       *[other] { $n } faults
    }
tours-hash = Fingerprint
tours-state-running = Under way
tours-state-done = Ready
tours-state-stopped = Stopped
tours-state-interrupted = Interrupted
tours-state-failed = Failed
tours-no-plan = The work broke off before there was a plan. The tables and wishes are kept, so you can start again.
tours-run-again = Start again
tours-under-way = Searching for good tours
tours-step-searching = Searching for a better plan.
tours-step-comparing = Planning without a disputed rule, to see what it costs.
tours-step-explaining = Finding out why some places are not visited.
tours-progress = How far we have come
tours-so-far = Best value so far
tours-seconds-gone = Seconds used
tours-rounds = Rounds
tours-again = Refresh the page
tours-follow = Refresh by itself every 3 seconds
tours-follow-end = Stop refreshing by itself
tours-stop = Stop and keep the best
tours-stop-help = If you stop now, you get the best plan so far.
tours-origin = What the proposal is made from
tours-asked = Search
tours-version = Version of the program
tours-command = Make the same without the site
tours-wishes-used = Wishes that held
tours-repeat = Make the same once more
tours-repeat-help = The same tables, wishes, seed and rounds give the same plan.
tours-zip = Download the tables (ZIP)
tours-figure = Figure
tours-figure-people = People served
tours-figure-left = People not served
tours-figure-visits = Visits
tours-figure-nights = Nights away
tours-figure-work = Working time of the teams
tours-figure-drive = Driving time
tours-figure-km = Kilometres, estimated
tours-figure-worth = Saved for people
tours-figure-cost = Cost of the teams
tours-figure-floor = Visits missing under the rule of the longest wait
tours-figure-value = Value
tours-figure-bound = Greatest possible value
tours-figure-gap = Distance to the greatest
tours-value-help = The value is the time people are spared, less the time the teams spend. A night away counts as time. No plan can give more than the greatest.
tours-checked = Checked: the plan breaks none of the rules.
tours-violations = The check found { $n } broken rules. Do not use the plan, and tell whoever runs Torg.
tours-unmet = This could not be done
tours-unmet-event = The appointment of { $team } on { $day }: { $place }
tours-unmet-lock = { $wish }
tours-change = Change and make a new proposal
tours-xlsx = Download spreadsheet (XLSX)
tours-pdf = Download for print (PDF)
tours-map = Map
tours-map-told = The map shows { $visits } visits on { $tours } tours, and { $left } places where people wait.
tours-map-same = The tables below say the same.
tours-key-base = Base of a team
tours-key-stop = Stop, with its number
tours-key-left = People wait, nobody comes
tours-tours = The tours
tours-no-tours = The plan has no tours.
tours-work = work { $time }
tours-drive = driving { $time } and about { $km } km
tours-nights = { $n ->
        [0] no nights
        [one] one night
       *[other] { $n } nights
    }
tours-number = No.
tours-place = Place
tours-day = Day
tours-time = Arrives and leaves
tours-arrives = Arrives
tours-leaves = Leaves
tours-served = Who is served
tours-way = The way here, and where its time comes from
tours-driving = Driving time
tours-source = Source
tours-km = about { $n } km
tours-night = stays the night
tours-note-locked = locked
tours-note-sleep = only to sleep
tours-note-event = appointment
tours-home = Home again
tours-source-estimate = estimate: { $km } km of road
tours-source-estimate-crossing = estimate: { $km } km and a crossing
tours-source-ferry = ferry { $time }, { $source }
tours-disputed = Disputed rules
tours-disputed-lead = We have also planned without each of these rules, for as long. The difference is what the rule costs.
tours-disputed-caption = The plan with and without each disputed rule
tours-rule = Rule
tours-rule-district = Only teams of the place’s own district: { $service }
tours-rule-minimum = At least { $n } people at each visit
tours-rule-minimum-of = At least { $n } people for { $service } at each visit
tours-rule-return = At least { $n } days between two visits
tours-rule-floor = At most { $n } days without a visit
tours-rule-from = { $rule }, from { $date }
tours-rule-to = { $rule }, until { $date }
tours-people-with = People with it
tours-people-without = People without it
tours-value-with = Value with it
tours-value-without = Value without it
tours-rule-costs = The rule costs
tours-only-without = Visited only without it
tours-left = Who is not served, and what it would cost
tours-left-none = Everybody is served.
tours-left-more = And { $n ->
        [one] one more place
       *[other] { $n } more places
    }. The spreadsheet has all of them.
tours-why = Why not { $place }: { $n ->
        [one] 1 person
       *[other] { $n } people
    }, costs { $time } and { $nights ->
        [0] no nights
        [one] one night
       *[other] { $nights } nights
    }
tours-why-never = Why not { $place }: { $n ->
        [one] 1 person
       *[other] { $n } people
    }, none of the teams can take them
tours-why-head = Why not
tours-reasons = Reasons
tours-price = What a visit takes
tours-why-visit = The cheapest visit is with { $team } on { $day }. It serves { $n ->
        [one] 1 person
       *[other] { $n } people
    }.
tours-why-visit-unlawful = The rules do not allow the visit. Otherwise the cheapest would be with { $team } on { $day }, for { $n ->
        [one] 1 person
       *[other] { $n } people
    }.
tours-why-loss = The plan as a whole would lose at most { $time }.
tours-why-gain = The plan as a whole would lose nothing. Search longer, or lock the stop.
tours-reason-no-team = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: no team has the skill and the equipment.
tours-reason-too-far = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: it is too far for the teams.
tours-reason-no-days = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: no team works while the need lasts.
tours-reason-district = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: only teams of the own district may come ({ $rule }, { $source }).
tours-reason-district-disputed = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: only teams of the own district may come, and the rule is disputed ({ $rule }, { $source }).
tours-reason-forbidden = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: you have ruled out visits here.
tours-reason-too-few = Too few: { $n ->
        [one] 1 person
       *[other] { $n } people
    }. A visit takes { $minimum }.
tours-reason-too-soon = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: every day is too near another visit. There must be { $days } days between.
tours-reason-not-worth = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: the visit would cost { $time }, more than they are spared.
tours-reason-no-time = { $n ->
        [one] 1 person
       *[other] { $n } people
    }: a visit is possible, but the days are better spent elsewhere.
tours-wish-lock = { $team } is to visit { $place } on { $day }
tours-wish-forbid = Nobody is to visit { $place }
tours-wish-forbid-team = { $team } is not to visit { $place }
tours-wish-forbid-day = Nobody is to visit { $place } on { $day }
tours-wish-forbid-both = { $team } is not to visit { $place } on { $day }
tours-change-lead = Say what should be otherwise. The proposal you look at stays as it is. The new one begins where this one ends.
tours-wishes-kept = Wishes that hold. Untick those that should not hold any more.
tours-stops = The stops of the plan
tours-stop-now = Stop
tours-choice = What should happen
tours-choice-free = The planner chooses
tours-choice-lock = Lock
tours-choice-move = Move
tours-choice-not-then = Not this team on this day
tours-choice-not-there = Do not visit the place
tours-to-team = Team after the move
tours-to-date = Date after the move
tours-move-help = Team and date are used only when you choose “Move”.
tours-move-same = Choose another team or another date.
tours-date-wrong = Write a date in the period, such as 31.1.2027.
tours-people-n = { $n ->
        [one] 1 person
       *[other] { $n } people
    }
tours-new-wishes = Other wishes
tours-new-wishes-help = For places that are not in the plan. A visit needs both team and date.
tours-new-wish-n = Wish { $n }
tours-wish-visit = Visit the place
tours-wish-not = Do not visit the place
tours-team = Team
tours-any-team = Any team
tours-date = Date
tours-place-missing = Choose a place.
tours-lock-incomplete = Choose a team and write a date.
tours-run-changed = Make a new proposal
tours-back = Back to the proposal
tours-comparison = Compare two proposals
tours-comparison-caption = Figures and visits of the two proposals
tours-difference = Difference
tours-only-a = Only in the first
tours-only-b = Only in the second
tours-same = The same
tours-other-people = Other people
tours-moved = Moved
tours-more-visits = More visits
tours-fewer-visits = Fewer visits
tours-unit = Unit
tours-hours = hours
tours-yes = yes
tours-hour-short = h
tours-printed = Printed { $date }. The figures are those of the proposal with this fingerprint.
