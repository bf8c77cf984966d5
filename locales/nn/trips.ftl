# Choosing errands
trip-title = Fleire ærend på éin tur
trip-lead = Gjer fleire ting same dagen, så slepp du å reise fleire gonger. Vi finn ei rekkjefølgje som går opp. Du får alle timane, eller ingen.
trip-picked = Dette skal du gjere
trip-change-place = staden
trip-change-errands = ærenda
trip-not-here = Dette går ikkje an på staden du har valt.
trip-remove = Ta bort
trip-nowhere = Ingen stader tilbyr alt dette. Ta bort eit ærend, eller ring oss.
trip-which-place = Kvar vil du møte?
trip-first-errand = Kva vil du ha gjort?
trip-another = Kva meir vil du ha gjort?
trip-choose-errand = Vel
trip-courses = Kurs
trip-services = Hjelp til dette
trip-add = Legg til i turen
trip-full = Du har valt fire ærend. Fleire kan du ikkje ha på éin tur.
trip-find-day = Finn ein dag
trip-link-lead = Har du fleire ting å gjere same dagen?
trip-link = Legg til i ein tur

# Choosing a day and a plan
trip-plan-title = Vel dag og tid
trip-days = Dagar då du får gjort alt
trip-other-days = Andre dagar
trip-done-by = Tidlegast ferdig kl. { $time }
trip-no-days = Vi finn ingen dag i denne veka då alt går opp. Sjå på seinare dagar, eller ring oss.
trip-none-that-day = Alt går ikkje opp { $day }. Vel ein annan dag.
trip-which-plan = Kva plan passar { $day }?
trip-choose-plan = Vel ein plan.
trip-more-plans = { $n ->
    [one] Vis éin plan til
   *[other] Vis { $n } planar til
  }
trip-ride = Du er framme kl. { $there } og kan reise heim kl. { $away }.
trip-not-spoken = Ingen her snakkar språket du valde i dette møtet. Det blir på norsk:
trip-wait = { $n } minutt å vente
trip-gone = Nokon andre tok ein av timane. Då held vi ikkje av nokon av dei andre heller. Vel ein annan plan.

# How we reach you
trip-contact-sms = Vi sender deg éin kode på SMS. Med han stadfestar du alle timane.
trip-contact-call = Kvar stad ringer deg og stadfestar timen sin.
trip-note-help = Til dømes at du treng tolk eller bruker rullestol. Alle du møter på turen, får sjå det. Ikkje skriv om sjukdom eller andre private forhold, og ikkje skriv fødselsnummer.
trip-send = Bestill turen

# The code
trip-day = Dag
trip-code-until = Vi held av timane til kl. { $time }. Dei er ikkje bestilte før du har skrive koden.
trip-code-submit = Stadfest alle timane
trip-expired-title = Turen er ikkje bestilt
trip-expired-lead = Tida gjekk ut, eller koden vart skriven feil for mange gonger. Vi held ikkje av timane lenger.

# A trip
trip-booked-title = Turen er bestilt
trip-booked-lead = Her er heile dagen. Ta vare på referansen. Med han og telefonnummeret ditt finn du turen att.
trip-requested-lead = Kvar stad ringer deg for å stadfeste timen sin. Vi held av tidene til då. Ta vare på referansen.
trip-cancelled-title = Turen er avbestilt
trip-reference = Referanse for heile turen
trip-calendar = Legg alt i kalenderen
trip-change-one = Flytt eller avbestill denne
trip-change-lead = Du kan flytte eller avbestille éin time over, eller avbestille alt her.
trip-cancel = Avbestill heile turen
trip-cancel-title = Vil du avbestille heile turen?
trip-cancel-lead = Då avbestiller vi alle timane under, og andre kan få dei. Du kan ikkje angre.
trip-cancel-one = Vil du berre avbestille éin av dei?
trip-keep = Behald turen
trip-back = Gå tilbake til turen
trip-part-of = Timen er ein del av ein tur.
trip-whole = Sjå heile turen

# SMS: one segment. No links, no service; hidden ones no place either
sms-trip-booked = Turen er bestilt: { $n } timar, første { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du ikkje kan.
sms-trip-booked-hidden = Turen din er bestilt: { $n } timar, første { $time }. Referanse { $ref }. Ta vare på referansen.
sms-trip-reminder = Hugs turen: { $n } timar, første { $time }, { $place }. Referanse { $ref }. Ring { $phone } om du ikkje kan.
sms-trip-reminder-hidden = Hugs turen din: { $n } timar, første { $time }. Referanse { $ref }.
sms-trip-cancelled = Turen { $time }, { $place }, er avbestilt: { $n } timar. Referanse { $ref }. Ring { $phone } om du vil ha nye.
sms-trip-cancelled-hidden = Turen din { $time } er avbestilt: { $n } timar. Referanse { $ref }.

# For the overview of what is stored
held-trip = Turane dine: kva timar som høyrer saman
held-trip-why = For å bestille, minne om og avbestille alt på éin gong
