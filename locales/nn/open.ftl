open-catalogue-title = Tenester frå { $name }
open-catalogue-description = Det innbyggjarane kan få hjelp til på nærtenestesenter, kvar og på kva måte. { $name } skriv lista.
