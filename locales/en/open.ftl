open-catalogue-title = Services from { $name }
open-catalogue-description = What people can get help with at service centres, where and in which way. { $name } writes the list.
