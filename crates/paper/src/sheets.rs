//! What stands on each sheet. Every word is given in the sheet's language; an empty text is left out.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use torg_base::Lang;
use torg_base::colour::Colour;

/// Used where an organisation's own colour is too light to carry white text or to be read on white.
const DARK: &str = "#1f2933";

/// What every sheet says about itself and its sender.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Frame {
    pub lang: Lang,
    /// The title of the file, which readers and search pages show.
    pub title: String,
    /// Who hands it out.
    pub sender: String,
    /// `#rrggbb`; replaced by a dark one when contrast to white is below 4.5:1 (WCAG 2.2, 1.4.3).
    #[serde(serialize_with = "readable")]
    pub accent: String,
    /// The date of what is said, kept in the file.
    #[serde(skip)]
    pub updated: Date,
    /// Small line at the foot of each page: date and where the newest version is.
    pub foot: String,
    /// «Side», shown with numbers when there are several pages.
    pub page: String,
}

fn readable<S: Serializer>(accent: &str, out: S) -> Result<S::Ok, S::Error> {
    let dark_enough = Colour::parse(accent).is_some_and(Colour::carries_white_text);
    out.serialize_str(if dark_enough { accent } else { DARK })
}

/// One kind of sheet with its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Sheet {
    Service(ServiceSheet),
    List(ServiceList),
    Poster(Poster),
    Tours(TourSheet),
}

impl Sheet {
    pub(crate) fn template(&self) -> &'static str {
        match self {
            Sheet::Service(_) => "service.typ",
            Sheet::List(_) => "list.typ",
            Sheet::Poster(_) => "poster.typ",
            Sheet::Tours(_) => "tours.typ",
        }
    }
}

/// One service to take home, A4 in large type: what we do, what we do not, what to bring, where and when.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ServiceSheet {
    pub name: String,
    pub can: Section,
    pub cannot: Section,
    pub bring: Points,
    /// Heading over the places.
    pub whereabouts: String,
    pub places: Vec<PlaceBlock>,
}

/// Everything that a place helps with, A4, on as many pages as it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ServiceList {
    pub heading: String,
    pub groups: Vec<Group>,
    /// Heading over the place.
    pub whereabouts: String,
    pub place: PlaceBlock,
}

/// One page for a wall or a shop: come in, this is what we do, then and there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Poster {
    pub size: PaperSize,
    /// «Bare kom innom».
    pub invitation: String,
    pub lead: String,
    pub services: Points,
    /// Ends the list when there is more than it says, or than there is room for in type that is legible from afar.
    pub more: String,
    /// Whether there is more in any case.
    pub has_more: bool,
    /// Heading over address and telephone.
    pub contact: String,
    pub place: PlaceBlock,
}

/// A proposal of the tour planner, A4: its figures, each tour with its stops, what is left, and what it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct TourSheet {
    pub heading: String,
    pub lead: String,
    pub figure_heads: (String, String),
    pub figures: Vec<(String, String)>,
    /// Headings of a tour's table: number, place, day, time, who.
    pub stop_heads: [String; 5],
    pub tours: Vec<TourTable>,
    pub left: Points,
    pub origin: Points,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TourTable {
    pub heading: String,
    pub lead: String,
    pub rows: Vec<[String; 5]>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperSize {
    #[default]
    A4,
    A3,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Section {
    pub heading: String,
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Points {
    pub heading: String,
    pub points: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Group {
    pub heading: String,
    pub lead: String,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Item {
    pub name: String,
    pub text: String,
}

/// A place: where it is, how to reach it, when it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PlaceBlock {
    pub name: String,
    /// Ways in which the help is given there, a local line: one line each.
    pub lines: Vec<String>,
    pub address: String,
    pub phone: Labelled,
    pub web: Labelled,
    pub hours: Hours,
}

/// A value with the word in front of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Labelled {
    pub label: String,
    pub value: String,
}

/// Ordinary opening hours as a table with two columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Hours {
    pub heading: String,
    /// Headings of the columns: the day, the time.
    pub day: String,
    pub time: String,
    /// Days and times; none when nobody has told the hours.
    pub rows: Vec<(String, String)>,
    pub note: String,
}
