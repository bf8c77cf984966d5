# Did this help?
usage-helped = Fant du det du trengte?
usage-yes = Ja
usage-no = Nei
usage-thanks = Takk. Svaret hjelper oss å skrive bedre.
usage-thanks-do = Fant du ikke svar? Kom innom når vi har åpent, eller ring oss.
