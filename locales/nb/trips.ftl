# Choosing errands
trip-title = Flere ærend på én tur
trip-lead = Gjør flere ting samme dag, så slipper du å reise flere ganger. Vi finner en rekkefølge som går opp. Du får alle timene, eller ingen.
trip-picked = Dette skal du gjøre
trip-change-place = sted
trip-change-errands = ærend
trip-not-here = Dette er ikke mulig på stedet du har valgt.
trip-remove = Ta bort
trip-nowhere = Ingen steder tilbyr alt dette. Ta bort et ærend, eller ring oss.
trip-which-place = Hvor vil du møte?
trip-first-errand = Hva vil du ha gjort?
trip-another = Hva mer vil du ha gjort?
trip-choose-errand = Velg
trip-courses = Kurs
trip-services = Hjelp til dette
trip-add = Legg til i turen
trip-full = Du har valgt fire ærend. Flere kan du ikke ha på én tur.
trip-find-day = Finn en dag
trip-link-lead = Har du flere ting å gjøre samme dag?
trip-link = Legg til i en tur

# Choosing a day and a plan
trip-plan-title = Velg dag og tid
trip-days = Dager da du får gjort alt
trip-other-days = Andre dager
trip-done-by = Tidligst ferdig kl. { $time }
trip-no-days = Vi finner ingen dag i denne uken da alt går opp. Se på senere dager, eller ring oss.
trip-none-that-day = Alt går ikke opp { $day }. Velg en annen dag.
trip-which-plan = Hvilken plan passer { $day }?
trip-choose-plan = Velg en plan.
trip-more-plans = { $n ->
    [one] Vis én plan til
   *[other] Vis { $n } planer til
  }
trip-ride = Du er framme kl. { $there } og kan reise hjem kl. { $away }.
trip-not-spoken = Ingen her snakker språket du valgte i dette møtet. Det blir på norsk:
trip-wait = { $n } minutter å vente
trip-gone = Noen andre tok en av timene. Vi holder ikke av noen av de andre heller. Velg en annen plan.

# How we reach you
trip-contact-sms = Vi sender deg én kode på SMS. Med den bekrefter du alle timene.
trip-contact-call = Hvert sted ringer deg og bekrefter sin time.
trip-note-help = For eksempel at du trenger tolk eller bruker rullestol. Alle du møter på turen, får se det. Ikke skriv om sykdom eller andre private forhold, og ikke skriv fødselsnummer.
trip-send = Bestill turen

# The code
trip-day = Dag
trip-code-until = Vi holder av timene til kl. { $time }. De er ikke bestilt før du har skrevet koden.
trip-code-submit = Bekreft alle timene
trip-expired-title = Turen er ikke bestilt
trip-expired-lead = Tiden gikk ut, eller koden ble skrevet feil for mange ganger. Vi holder ikke av timene lenger.

# A trip
trip-booked-title = Turen er bestilt
trip-booked-lead = Her er hele dagen. Ta vare på referansen. Med den og telefonnummeret ditt finner du turen igjen.
trip-requested-lead = Hvert sted ringer deg for å bekrefte sin time. Vi holder av tidene til da. Ta vare på referansen.
trip-cancelled-title = Turen er avbestilt
trip-reference = Referanse for hele turen
trip-calendar = Legg alt i kalenderen
trip-change-one = Flytt eller avbestill denne
trip-change-lead = Du kan flytte eller avbestille én time over, eller avbestille alt her.
trip-cancel = Avbestill hele turen
trip-cancel-title = Vil du avbestille hele turen?
trip-cancel-lead = Da avbestiller vi alle timene under, og andre kan få dem. Du kan ikke angre.
trip-cancel-one = Vil du bare avbestille én av dem?
trip-keep = Behold turen
trip-back = Gå tilbake til turen
trip-part-of = Timen er en del av en tur.
trip-whole = Se hele turen

# SMS: one segment. No links, no service; hidden ones no place either
sms-trip-booked = Turen er bestilt: { $n } timer, første { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du ikke kan.
sms-trip-booked-hidden = Turen din er bestilt: { $n } timer, første { $time }. Referanse { $ref }. Ta vare på referansen.
sms-trip-reminder = Husk turen: { $n } timer, første { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du ikke kan.
sms-trip-reminder-hidden = Husk turen din: { $n } timer, første { $time }. Referanse { $ref }.
sms-trip-cancelled = Turen { $time }, { $place }, er avbestilt: { $n } timer. Referanse { $ref }. Ring { $phone } om du vil ha nye.
sms-trip-cancelled-hidden = Turen din { $time } er avbestilt: { $n } timer. Referanse { $ref }.

# For the overview of what is stored
held-trip = Turene dine: hvilke timer som hører sammen
held-trip-why = For å bestille, minne om og avbestille alt på én gang
