//! What the typesetter may see: five templates, two fonts and one file of data. No disk, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Coverage, Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATES: [(&str, &str); 5] = [
    ("look.typ", include_str!("../templates/look.typ")),
    ("service.typ", include_str!("../templates/service.typ")),
    ("list.typ", include_str!("../templates/list.typ")),
    ("poster.typ", include_str!("../templates/poster.typ")),
    ("tours.typ", include_str!("../templates/tours.typ")),
];
const DATA: &str = "data.json";

/// What is the same for every sheet.
pub(crate) struct Ground {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    templates: Vec<(&'static str, Source)>,
    data: Option<FileId>,
    /// The letters of the ordinary weight; the bold has the same.
    pub coverage: Coverage,
}

pub(crate) fn ground() -> &'static Ground {
    static GROUND: LazyLock<Ground> = LazyLock::new(Ground::lay);
    &GROUND
}

impl Ground {
    fn lay() -> Ground {
        let files = [notosans::REGULAR_TTF, notosans::BOLD_TTF];
        let fonts: Vec<Font> = files.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
        let source = |(name, text): (&'static str, &str)| Some((name, Source::new(file_id(name)?, text.to_owned())));
        Ground {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            coverage: fonts.first().map_or(Coverage::from_vec(Vec::new()), |font| font.info().coverage.clone()),
            fonts,
            templates: TEMPLATES.into_iter().filter_map(source).collect(),
            data: file_id(DATA),
        }
    }
}

fn file_id(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// One sheet under work.
pub(crate) struct Desk {
    ground: &'static Ground,
    main: FileId,
    data: Bytes,
}

impl Desk {
    pub fn new(template: &str, data: String) -> Option<Desk> {
        let ground = ground();
        let (_, main) = ground.templates.iter().find(|(name, _)| *name == template)?;
        Some(Desk { ground, main: main.id(), data: Bytes::from_string(data) })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.ground.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.ground.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.ground.templates.iter().find(|(_, source)| source.id() == id);
        found.map(|(_, source)| source.clone()).ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if self.ground.data == Some(id) { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.ground.fonts.get(index).cloned()
    }

    /// A sheet carries the date that it is given.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
