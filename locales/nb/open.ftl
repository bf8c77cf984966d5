open-catalogue-title = Tjenester fra { $name }
open-catalogue-description = Det innbyggere kan få hjelp til på nærtjenestesentre, hvor og på hvilken måte. { $name } skriver listen.
