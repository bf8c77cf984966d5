# Where one is
cards-manage = Styring
cards-menu = Styring av tenester
cards-services = Tenester
cards-service = Teneste
cards-place = Stad
cards-choose = Vel
cards-see-public = Sjå korleis tenesta blir vist
cards-one-per-line = Skriv éin ting per linje.

# More fields of a service
cards-languages = Språk de hjelper på
cards-languages-help = Vel berre språk der nokon på staden kan gi hjelpa. Vel de ingen, viser vi ikkje noko om språk.
cards-themes = Tema
cards-themes-help = Temaa er frå Los, det felles ordforrådet for offentlege tenester.
cards-events = Livshendingar
cards-events-help = Vel når tenesta ofte trengst i ein slik situasjon.
cards-legal = Lov eller forskrift
cards-legal-help = Skriv lov og paragraf, til dømes «Folketrygdlova § 5-16».
cards-legal-missing = Skriv lov og paragraf, eller ta bort lenkja og datoen.
cards-legal-url = Lenkje til lova
cards-legal-url-help = Byrjar med https://, til dømes https://lovdata.no/.
cards-legal-from = Gjeld frå
cards-legal-from-help = Dag.månad.år, til dømes 01.01.2027
cards-changed-meanwhile = Nokon andre har endra teksten sidan du opna han. Sjå kva dei endra under «Sjå versjonar». Skal teksten din gjelde, lagrar du ein gong til.

# How a card stands
cards-standing = Status for teksten
cards-version-title = Utgåve
cards-version = Versjon { $n }
cards-versions = Sjå versjonar
cards-checked-title = Sist sjekka
cards-checked = { $date }, { $role }
cards-checked-never = Aldri sjekka
cards-unchecked = Ikkje sjekka på { $n } månader
cards-check-help = Les teksten og sjå om han framleis stemmer.
cards-check = Teksten stemmer i dag
cards-stamp-title = Kven står bak teksten
cards-stamp-help = Stadfest at etaten står bak teksten slik han er no. Alle kommunar som bruker han, ser det.
cards-stamp = Etaten stadfestar teksten
cards-hand-over = La nokon andre ta over teksten
cards-hand-over-help = Dei som tek over, skriv teksten frå no av. De følgjer han.
cards-hand-over-do = Gi frå dykk teksten

# Versions
cards-versions-of = Versjonar av «{ $name }»
cards-versions-none = Teksten er ikkje endra sidan han vart lagd inn.
cards-versions-help = Det som vart teke bort, er stroke over. Det som kom til, er streka under.
cards-to-form = Til skjemaet for tenesta
cards-by-import = Import frå fil
cards-bring-back = Hent tilbake versjon { $n }
cards-gone = Teke bort:
cards-new = Nytt:

# A centre's own way with a card
cards-changed = Endra sidan sist
cards-changed-count = { $n ->
    [one] 1 tekst er endra sidan de sist såg på han
   *[other] { $n } tekstar er endra sidan de sist såg på dei
}
cards-changed-title = Endra sidan de sist såg på teksten
cards-changed-follows = De følgjer denne teksten, så endringa blir vist hos dykk no.
cards-changed-own = De har eigen tekst. Sjå om han bør endrast på same måten.
cards-changed-back = Teksten er vorten slik han var då de sist såg på han.
cards-acknowledge = Vi har sett endringa
cards-own = Eigen tekst
cards-follows = Følgjer felles tekst
cards-otherwise = Slik skil teksten dykkar seg frå den felles
cards-otherwise-none = Tekstane er like no.
cards-otherwise-help = Det som berre står i den felles teksten, er stroke over. Det som berre står i dykkar, er streka under.
cards-follow = Bruk den felles teksten
cards-follow-help = Då blir den eigne teksten borte, og de får med dykk alle endringar i den felles.
cards-card = Den felles teksten
cards-card-help = Stader, måtar og lokale beskjedar legg de inn under «Tilbod» for kvar stad.
cards-words-title = Eigne søkjeord
cards-words = Ord folk hos dykk bruker
cards-words-help = Dei kjem i tillegg til søkjeorda i den felles teksten. Skriv eitt per linje.
cards-words-save = Lagre søkjeorda
cards-own-title = Skriv eigen tekst
cards-own-help = Eigen tekst blir vist på sidene til stadene dykkar i staden for den felles. De får beskjed når den felles blir endra.
cards-own-save = Lagre eigen tekst

# Proposals
cards-proposals = Framlegg
cards-proposal = Framlegg
cards-proposals-help = Dei som arbeider ved skranken, gjer framlegg om det som manglar på lista. Dei ser kva du svarer.
cards-proposals-none = Ingen framlegg ventar på svar.
cards-proposals-settled = Framlegg som har fått svar
cards-outcome = Kva det vart til
cards-words-proposed = Framlegget
cards-about = Gjeld
cards-accept = Lag ei ny teneste
cards-accept-help = Tenesta blir laga utan tekst og er slått av til du har fylt ho ut.
cards-accept-do = Godta og fyll ut
cards-name = Namn på tenesta
cards-name-missing = Skriv eit namn på tenesta.
cards-accept-change = Endre tenesta
cards-accept-change-help = Du kjem til skjemaet for tenesta og gjer endringa der.
cards-accept-change-do = Godta og endre
cards-merge = Legg orda til ei teneste som finst
cards-word = Søkjeord
cards-word-help = Den som søkjer på ordet, finn tenesta.
cards-word-missing = Skriv ordet folk bruker.
cards-service-missing = Vel ei teneste.
cards-merge-do = Legg til
cards-decline = Ikkje ta det med
cards-reason = Grunn
cards-reason-help = Den som gjorde framlegget, ser grunnen.
cards-reason-missing = Skriv kvifor framlegget ikkje blir teke med.
cards-decline-do = Avslå framlegget

# Use
cards-usage = Bruk
cards-usage-help = Vi tel visingar og svar på «Fann du det du trong?». Vi veit ikkje kven som såg eller svarte. Tala kjem inn om lag kvart minutt.
cards-usage-none = Ingen visingar enno.
cards-usage-caption = Visingar og svar
cards-usage-month = Visingar denne månaden
cards-usage-year = Visingar siste 12 månader
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
plain-lix-none = Teksten er for kort til å rekne ut LIX.
plain-very-light = svært lett å lese
plain-light = lett å lese
plain-medium = middels tung å lese
plain-heavy = tung å lese
plain-very-heavy = svært tung å lese
plain-long-sentence = Setninga «{ $text } …» har { $n } ord. Del ho i to.
plain-passive = «{ $text }»: Skriv kven som gjer det, til dømes «vi» eller «du».
plain-jargon = «{ $text }»: Skriv heller { $plain }.
plain-bokmaal = «{ $text }» er bokmål. På nynorsk: { $plain }.
plain-nominal = «{ $text }»: Skriv det som noko nokon gjer, med eit verb.
plain-long-word = «{ $text }» har { $n } bokstavar. Kan du bruke eit kortare ord?
