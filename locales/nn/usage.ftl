# Did this help?
usage-helped = Fann du det du trong?
usage-yes = Ja
usage-no = Nei
usage-thanks = Takk. Svaret hjelper oss å skrive betre.
usage-thanks-do = Fann du ikkje svar? Kom innom når vi har ope, eller ring oss.
