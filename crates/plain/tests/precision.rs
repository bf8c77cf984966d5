//! The control of the control: good plain sentences, many of them tricky, get no advice at all.

use torg_base::Lang;
use torg_plain::review;

const NB: &[&str] = &[
    "Vi møtes i skranken kl. 9. Det finnes kaffe, og vi synes du skal ta en kopp.",
    "Du har rett til å klage på vedtaket, og vi hjelper deg å skrive klagen.",
    "Trives du ikke i jobben? Det lykkes ofte å finne noe annet når vi hjelpes at.",
    "Ta med f.eks. pass, førerkort, bankkort m.m. når du kommer til oss den 17. mai 2026, eller ring 55 55 33 33.",
    "Kommunens kontor er stengt mandag. Barnas plass er klar, og søknaden er sendt.",
    "Blir du syk, eller blir timen feil, sier du fra. Da blir det lett å finne en ny.",
    "Deres barn får samme tilbud som alles barn. Det er fremdeles gratis.",
    "Dette tar du med:\n- pass\n- en måneds lønnsslipp\n- brevet fra Nav\n- nøkkelen til huset\n- et bilde\n- adressen til legen",
];

const NN: &[&str] = &[
    "Vi møtest i skranken kl. 9. Det finst kaffi, og vi synest du skal ta ein kopp.",
    "Kven som helst kan komme. Det er raskast å ta bussen, og oftast har vi ope til kl. 15.",
    "Trivst du ikkje i jobben? Seier du frå, finn vi ut av det saman.",
    "Du kan søkje sjølv, eller be dottera di gjere det. Ho må ha fullmakt frå deg.",
    "Blir du sjuk, ringjer du oss. Då blir det lett å finne ein ny time.",
    "Noreg og Sverige har ulike reglar. Dei fleste treng ikkje visum, men dei må ha pass.",
    "Her vert det kurs. Vert du med? Verten vår heiter Kari.",
];

const EN: &[&str] = &[
    "The office is closed on Monday. You can drop in on Tuesday from 9 to 3.",
    "Bring your passport, e.g. a Norwegian one, and the letter you got from Nav.",
    "You are the one who decides. We were there to help, and it was good to see you.",
    "If you have been in Norway for more than six months, you must tell the tax office that you have moved.",
    "We cannot fill in the form for you, but we can sit with you while you do it.",
];

#[test]
fn plain_sentences_are_left_in_peace() {
    let cases = [(Lang::Nb, NB), (Lang::Nn, NN), (Lang::En, EN)];
    assert_eq!(cases.iter().map(|(_, texts)| texts.len()).sum::<usize>(), 20);
    for (lang, texts) in cases {
        for text in texts {
            let findings = review(text, lang).findings;
            assert!(findings.is_empty(), "{text}\n{findings:?}");
        }
    }
}
