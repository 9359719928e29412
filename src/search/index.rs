//! The search data of all packs: an [`Index`]. The bytes in which it travels: [`super::travel`].
//!
//! Everything in it was worked out when it was built: which stems speak for which statement and how strongly (`postings`), where
//! stems and statements lie in a space in which what means the same lies close (`codes`, `vectors`), shorthand and red flags.
//! A statement is known by its place: the statements of each pack in its own order, then its situations.

/// How many numbers the place of a stem or statement has.
pub const DIMENSIONS: usize = 64;
/// The place of a stem is put together from this many parts,
pub const PARTS: usize = 8;
/// each of this many numbers,
pub const PART: usize = DIMENSIONS / PARTS;
/// and each one of this many kinds.
pub const KINDS: usize = 64;
/// The place of a statement is so long, in whole numbers.
pub const WHOLE: u8 = 16;

/// How strongly a stem speaks for a statement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Posting {
    /// The statement.
    pub statement: u16,
    /// How often it is said there.
    pub times: u8,
    /// From 1 to 15, worked out from how often.
    pub weight: u8,
    /// Whether it stands in the statement's own words.
    pub own: bool,
}

/// The statements of one pack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackPart {
    /// `area/edition`.
    pub id: String,
    /// Tells this pack's statements from any others.
    pub check: u32,
    /// First statement.
    pub from: u16,
    /// One after the last.
    pub to: u16,
}

/// A grave sign: forms of it as stems, and the topics whose gravest statements it must show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flag {
    /// Each form is a row of stems.
    pub forms: Vec<Vec<u16>>,
    /// Topics, by number.
    pub topics: Vec<u8>,
}

/// The search data of all packs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// Stems and marks, in order.
    pub terms: Vec<String>,
    /// What each stem speaks for.
    pub postings: Vec<Vec<Posting>>,
    /// For each stem and each pack, in how many more statements it is said, too weakly to speak for them.
    pub left_out: Vec<u16>,
    /// `PARTS` kinds for every stem; none where a stem has no place.
    pub codes: Vec<Option<[u8; PARTS]>>,
    /// The kinds: `PARTS` times `KINDS` times `PART` numbers.
    pub codebook: Vec<i8>,
    /// The packs.
    pub packs: Vec<PackPart>,
    /// Topic of every statement, by number.
    pub topics: Vec<u8>,
    /// Height of every statement's level; 0 where it has none.
    pub heights: Vec<u8>,
    /// How often any stem is said of every statement.
    pub lengths: Vec<u16>,
    /// The place of every statement: `DIMENSIONS` numbers each.
    pub vectors: Vec<i8>,
    /// For every statement those that say the same in other documents, and how much it takes over of how well they fit, in
    /// hundredths.
    pub related: Vec<Vec<(u16, u8)>>,
    /// Near misses: words for which a statement that would come first must not.
    pub misses: Vec<(u16, Vec<u16>)>,
    /// Shorthand, as stems, and the stems that it stands for.
    pub shorthand: Vec<(Vec<u16>, Vec<u16>)>,
    /// Grave signs.
    pub flags: Vec<Flag>,
}

impl Index {
    /// The number of a stem.
    #[must_use]
    pub fn term(&self, stem: &str) -> Option<u16> {
        self.terms.binary_search_by(|known| known.as_str().cmp(stem)).ok().and_then(|at| u16::try_from(at).ok())
    }

    /// The part of a pack.
    #[must_use]
    pub fn pack(&self, id: &str) -> Option<&PackPart> {
        self.packs.iter().find(|pack| pack.id == id)
    }
}
