# Where one is
cards-manage = Styring
cards-menu = Styring av tjenester
cards-services = Tjenester
cards-service = Tjeneste
cards-place = Sted
cards-choose = Velg
cards-see-public = Se hvordan tjenesten vises
cards-one-per-line = Skriv én ting per linje.

# More fields of a service
cards-languages = Språk dere hjelper på
cards-languages-help = Velg bare språk der noen på stedet kan gi hjelpen. Velger dere ingen, viser vi ikke noe om språk.
cards-themes = Tema
cards-themes-help = Temaene er fra Los, det felles ordforrådet for offentlige tjenester.
cards-events = Livshendelser
cards-events-help = Velg når tjenesten ofte trengs i en slik situasjon.
cards-legal = Lov eller forskrift
cards-legal-help = Skriv lov og paragraf, for eksempel «Folketrygdloven § 5-16».
cards-legal-missing = Skriv lov og paragraf, eller ta bort lenken og datoen.
cards-legal-url = Lenke til loven
cards-legal-url-help = Begynner med https://, for eksempel https://lovdata.no/.
cards-legal-from = Gjelder fra
cards-legal-from-help = Dag.måned.år, for eksempel 01.01.2027
cards-changed-meanwhile = Noen andre har endret teksten siden du åpnet den. Se hva de endret under «Se versjoner». Skal din tekst gjelde, lagrer du en gang til.

# How a card stands
cards-standing = Status for teksten
cards-version-title = Utgave
cards-version = Versjon { $n }
cards-versions = Se versjoner
cards-checked-title = Sist sjekket
cards-checked = { $date }, { $role }
cards-checked-never = Aldri sjekket
cards-unchecked = Ikke sjekket på { $n } måneder
cards-check-help = Les teksten og se om den fortsatt stemmer.
cards-check = Teksten stemmer i dag
cards-stamp-title = Hvem står bak teksten
cards-stamp-help = Bekreft at etaten står bak teksten slik den er nå. Alle kommuner som bruker den, ser det.
cards-stamp = Etaten bekrefter teksten
cards-hand-over = La noen andre ta over teksten
cards-hand-over-help = De som tar over, skriver teksten fra nå av. Dere følger den.
cards-hand-over-do = Gi fra dere teksten

# Versions
cards-versions-of = Versjoner av «{ $name }»
cards-versions-none = Teksten er ikke endret siden den ble lagt inn.
cards-versions-help = Det som ble tatt bort, er strøket over. Det som kom til, er streket under.
cards-to-form = Til skjemaet for tjenesten
cards-by-import = Import fra fil
cards-bring-back = Hent tilbake versjon { $n }
cards-gone = Tatt bort:
cards-new = Nytt:

# A centre's own way with a card
cards-changed = Endret siden sist
cards-changed-count = { $n ->
    [one] 1 tekst er endret siden dere sist så på den
   *[other] { $n } tekster er endret siden dere sist så på dem
}
cards-changed-title = Endret siden dere sist så på teksten
cards-changed-follows = Dere følger denne teksten, så endringen vises hos dere nå.
cards-changed-own = Dere har egen tekst. Se om den bør endres på samme måte.
cards-changed-back = Teksten er blitt slik den var da dere sist så på den.
cards-acknowledge = Vi har sett endringen
cards-own = Egen tekst
cards-follows = Følger felles tekst
cards-otherwise = Slik skiller deres tekst seg fra den felles
cards-otherwise-none = Tekstene er like nå.
cards-otherwise-help = Det som bare står i den felles teksten, er strøket over. Det som bare står i deres, er streket under.
cards-follow = Bruk den felles teksten
cards-follow-help = Da blir den egne teksten borte, og dere får med dere alle endringer i den felles.
cards-card = Den felles teksten
cards-card-help = Steder, måter og lokale beskjeder legger dere inn under «Tilbud» for hvert sted.
cards-words-title = Egne søkeord
cards-words = Ord folk hos dere bruker
cards-words-help = De kommer i tillegg til søkeordene i den felles teksten. Skriv ett per linje.
cards-words-save = Lagre søkeordene
cards-own-title = Skriv egen tekst
cards-own-help = Egen tekst vises på sidene til stedene deres i stedet for den felles. Dere får beskjed når den felles endres.
cards-own-save = Lagre egen tekst

# Proposals
cards-proposals = Forslag
cards-proposal = Forslag
cards-proposals-help = De som jobber ved skranken, foreslår hva som mangler på lista. De ser hva du svarer.
cards-proposals-none = Ingen forslag venter på svar.
cards-proposals-settled = Forslag som har fått svar
cards-outcome = Hva ble det til
cards-words-proposed = Forslaget
cards-about = Gjelder
cards-accept = Lag en ny tjeneste
cards-accept-help = Tjenesten blir laget uten tekst og er slått av til du har fylt den ut.
cards-accept-do = Godta og fyll ut
cards-name = Navn på tjenesten
cards-name-missing = Skriv et navn på tjenesten.
cards-accept-change = Endre tjenesten
cards-accept-change-help = Du kommer til skjemaet for tjenesten og gjør endringen der.
cards-accept-change-do = Godta og endre
cards-merge = Legg ordene til en tjeneste som finnes
cards-word = Søkeord
cards-word-help = Den som søker på ordet, finner tjenesten.
cards-word-missing = Skriv ordet folk bruker.
cards-service-missing = Velg en tjeneste.
cards-merge-do = Legg til
cards-decline = Ikke ta det med
cards-reason = Grunn
cards-reason-help = Den som foreslo det, ser grunnen.
cards-reason-missing = Skriv hvorfor forslaget ikke tas med.
cards-decline-do = Avslå forslaget

# Use
cards-usage = Bruk
cards-usage-help = Vi teller visninger og svar på «Fant du det du trengte?». Vi vet ikke hvem som så eller svarte. Tallene kommer inn omtrent hvert minutt.
cards-usage-none = Ingen visninger ennå.
cards-usage-caption = Visninger og svar
cards-usage-month = Visninger denne måneden
cards-usage-year = Visninger siste 12 måneder
cards-usage-yes = Svarte ja
cards-usage-no = Svarte nei

# Plain language
plain-title = Klarspråk
plain-check = Sjekk teksten
plain-count = { $n ->
    [0] ingen råd
    [one] 1 råd
   *[other] { $n } råd
}
plain-lix = LIX { $n }: { $band }.
plain-lix-none = Teksten er for kort til å regne ut LIX.
plain-very-light = svært lett å lese
plain-light = lett å lese
plain-medium = middels tung å lese
plain-heavy = tung å lese
plain-very-heavy = svært tung å lese
plain-long-sentence = Setningen «{ $text } …» har { $n } ord. Del den i to.
plain-passive = «{ $text }»: Skriv hvem som gjør det, for eksempel «vi» eller «du».
plain-jargon = «{ $text }»: Skriv heller { $plain }.
plain-bokmaal = «{ $text }» er bokmål. På nynorsk: { $plain }.
plain-nominal = «{ $text }»: Skriv det som noe noen gjør, med et verb.
plain-long-word = «{ $text }» har { $n } bokstaver. Kan du bruke et kortere ord?
