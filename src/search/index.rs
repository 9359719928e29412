//! The search data of all packs: an [`Index`], and the bytes in which it travels.
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
pub const KINDS: usize = 256;
/// What the bytes begin with: kind of file, and version.
const MAGIC: &[u8] = b"doorstep-search-1\n";

/// How strongly a stem speaks for a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// The statement.
    pub statement: u16,
    /// From 1 to 15.
    pub weight: u8,
    /// Whether it stands in the statement's own words.
    pub own: bool,
}

/// The statements of one pack.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// Reads the bytes in which an index travels.
    /// # Errors
    /// Says that they are none; a file cut short or bent never panics.
    pub fn from_bytes(bytes: &[u8]) -> Result<Index, &'static str> {
        let mut bytes = Bytes(bytes.strip_prefix(MAGIC).ok_or("it is no search data of this version")?);
        bytes.index().ok_or("the search data are damaged")
    }

    /// The bytes in which an index travels: the same for the same index.
    #[must_use]
    #[cfg(feature = "cli")]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        put(&mut out, self.terms.len());
        let mut before = "";
        for term in &self.terms {
            let shared = before.bytes().zip(term.bytes()).take_while(|(a, b)| a == b).count();
            put(&mut out, shared);
            put(&mut out, term.len() - shared);
            out.extend(&term.as_bytes()[shared..]);
            before = term;
        }
        // Numbers of one kind stand together: they pack better so.
        for postings in &self.postings {
            put(&mut out, postings.len());
        }
        for postings in &self.postings {
            let mut before = 0;
            for posting in postings {
                put(&mut out, usize::from(posting.statement - before));
                before = posting.statement;
            }
        }
        let weights = self.postings.iter().flatten();
        out.extend(weights.map(|posting| posting.weight | if posting.own { 128 } else { 0 }));
        out.extend(self.codes.iter().map(|codes| u8::from(codes.is_some())));
        for part in 0..PARTS {
            out.extend(self.codes.iter().flatten().map(|codes| codes[part]));
        }
        out.extend(self.codebook.iter().map(|number| number.to_le_bytes()[0]));
        put(&mut out, self.packs.len());
        for pack in &self.packs {
            put(&mut out, pack.id.len());
            out.extend(pack.id.as_bytes());
            out.extend(pack.check.to_le_bytes());
            put(&mut out, usize::from(pack.from));
            put(&mut out, usize::from(pack.to));
        }
        put(&mut out, self.topics.len());
        out.extend(&self.topics);
        out.extend(&self.heights);
        out.extend(self.vectors.iter().map(|number| number.to_le_bytes()[0]));
        for related in &self.related {
            put(&mut out, related.len());
            for (statement, share) in related {
                put(&mut out, usize::from(*statement));
                out.push(*share);
            }
        }
        let row = |out: &mut Vec<u8>, row: &[u16]| {
            put(out, row.len());
            row.iter().for_each(|term| put(out, usize::from(*term)));
        };
        put(&mut out, self.misses.len());
        for (statement, stems) in &self.misses {
            put(&mut out, usize::from(*statement));
            row(&mut out, stems);
        }
        put(&mut out, self.shorthand.len());
        for (short, long) in &self.shorthand {
            row(&mut out, short);
            row(&mut out, long);
        }
        put(&mut out, self.flags.len());
        for flag in &self.flags {
            put(&mut out, flag.forms.len());
            flag.forms.iter().for_each(|form| row(&mut out, form));
            put(&mut out, flag.topics.len());
            out.extend(&flag.topics);
        }
        out
    }
}

/// Seven bits a byte, lowest first.
#[cfg(feature = "cli")]
fn put(out: &mut Vec<u8>, mut number: usize) {
    while number > 127 {
        out.push(u8::try_from(number & 127).unwrap_or(0) | 128);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or(0));
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            number |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    /// A count of things of which each takes a byte at least: never more than there are bytes.
    fn count(&mut self) -> Option<usize> {
        self.number().filter(|n| *n <= self.0.len())
    }

    fn short(&mut self, below: usize) -> Option<u16> {
        self.number().filter(|number| *number < below).and_then(|number| u16::try_from(number).ok())
    }

    fn signed(&mut self, n: usize) -> Option<Vec<i8>> {
        Some(self.take(n)?.iter().map(|byte| i8::from_le_bytes([*byte])).collect())
    }

    fn row(&mut self, terms: usize) -> Option<Vec<u16>> {
        (0..self.count()?).map(|_| self.short(terms)).collect()
    }

    fn index(&mut self) -> Option<Index> {
        let n = self.count()?;
        let mut terms: Vec<String> = Vec::with_capacity(n);
        for _ in 0..n {
            let (shared, more) = (self.number()?, self.number()?);
            let before = terms.last().map_or("", String::as_str);
            let mut term = before.get(..shared)?.to_owned();
            term.push_str(std::str::from_utf8(self.take(more)?).ok()?);
            terms.push(term);
        }
        let counts: Vec<usize> = (0..n).map(|_| self.count()).collect::<Option<_>>()?;
        let mut postings: Vec<Vec<Posting>> = Vec::with_capacity(n);
        for count in counts {
            let mut row = Vec::with_capacity(count);
            let mut at = 0usize;
            for _ in 0..count {
                at += self.number()?;
                row.push(Posting { statement: u16::try_from(at).ok()?, weight: 0, own: false });
            }
            postings.push(row);
        }
        for posting in postings.iter_mut().flatten() {
            let byte = self.byte()?;
            (posting.weight, posting.own) = (byte & 127, byte > 127);
        }
        let has: Vec<bool> = self.take(n)?.iter().map(|byte| *byte == 1).collect();
        let placed = has.iter().filter(|has| **has).count();
        let parts: Vec<&[u8]> = (0..PARTS).map(|_| self.take(placed)).collect::<Option<_>>()?;
        let mut at = 0;
        let mut codes = Vec::with_capacity(n);
        for has in has {
            let mut code = [0; PARTS];
            if has {
                for (part, kinds) in code.iter_mut().zip(&parts) {
                    *part = *kinds.get(at)?;
                }
                at += 1;
            }
            codes.push(has.then_some(code));
        }
        let codebook = self.signed(PARTS * KINDS * PART)?;
        let mut packs = Vec::new();
        for _ in 0..self.count()? {
            let length = self.count()?;
            let id = std::str::from_utf8(self.take(length)?).ok()?.to_owned();
            let check = u32::from_le_bytes(self.take(4)?.try_into().ok()?);
            let (from, to) = (self.short(1 << 16)?, self.short(1 << 16)?);
            packs.push(PackPart { id, check, from, to });
        }
        let statements = self.count()?;
        let topics = self.take(statements)?.to_vec();
        let heights = self.take(statements)?.to_vec();
        let vectors = self.signed(statements * DIMENSIONS)?;
        let mut related = Vec::with_capacity(statements);
        for _ in 0..statements {
            let row =
                (0..self.count()?).map(|_| Some((self.short(statements)?, self.byte()?))).collect::<Option<_>>()?;
            related.push(row);
        }
        let mut misses = Vec::new();
        for _ in 0..self.count()? {
            misses.push((self.short(statements)?, self.row(n)?));
        }
        let mut shorthand = Vec::new();
        for _ in 0..self.count()? {
            shorthand.push((self.row(n)?, self.row(n)?));
        }
        let mut flags = Vec::new();
        for _ in 0..self.count()? {
            let forms = (0..self.count()?).map(|_| self.row(n)).collect::<Option<_>>()?;
            let topics = self.count()?;
            flags.push(Flag { forms, topics: self.take(topics)?.to_vec() });
        }
        let whole = self.0.is_empty()
            && packs.iter().all(|pack| pack.from <= pack.to && usize::from(pack.to) <= statements)
            && postings.iter().flatten().all(|posting| usize::from(posting.statement) < statements);
        whole.then_some(Index {
            terms,
            postings,
            codes,
            codebook,
            packs,
            topics,
            heights,
            vectors,
            related,
            misses,
            shorthand,
            flags,
        })
    }
}
