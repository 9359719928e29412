//! An [`Overlay`]: a school's own contacts, its safeguarding lead first, laid over those of a document.
//!
//! It is one small file that a school keeps beside the page. It can add contacts, put its own number in the place of one that
//! has changed since the document was printed, and name the school's lead. It touches nothing else: no level, statement, rule
//! or step of a pack can be reached from here, nor the hours on which it hangs who answers at night. A file with any fault is refused whole, so that nobody rings half of it.

mod read;

use crate::fault::{Fault, did_you_mean, nearest, quote};
use crate::hours::Opening;
use crate::pack::{Contact, Pack};
use crate::parsed::Json;
use crate::words;

#[cfg(feature = "cli")]
pub(crate) use read::of_packs;

/// A school's own contacts, as its file gives them.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    /// Whose contacts these are.
    name: String,
    /// The day on which somebody last made sure of them: year-month-day, or [`UNKNOWN`].
    updated: String,
    /// Areas or packs that it is for; all where empty.
    areas: Vec<String>,
    /// Contacts to add, or to put in the place of the document's; the designated safeguarding lead first.
    contacts: Vec<Entry>,
}

/// One contact of the file.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    /// Where it stands in the file: `contacts[2]`.
    at: String,
    replaces: bool,
    /// What the file gives; whatever it does not speak of is empty.
    contact: Contact,
}

/// What an overlay has put into a pack's contacts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Local {
    /// Whose contacts these are.
    pub(crate) name: String,
    /// Citation of the file.
    pub(crate) cite: String,
    /// Ids of contacts that the document does not have; the safeguarding lead first.
    pub(crate) added: Vec<String>,
    /// Contacts of which the school gives something else, as the document prints them.
    pub(crate) replaced: Vec<Contact>,
}

impl Local {
    /// A contact as the document prints it, where the school gives something else of it.
    pub(crate) fn printed(&self, id: &str) -> Option<&Contact> {
        self.replaced.iter().find(|contact| contact.id == id)
    }

    /// Whether a contact is the school's and not the document's.
    pub(crate) fn brings(&self, id: &str) -> bool {
        self.added.iter().any(|added| added == id)
    }
}

/// Stands for the day where nobody has said it: settings of a page that shows this one in a frame may leave it out.
const UNKNOWN: &str = "unknown";

/// Id of the safeguarding lead among contacts.
pub(crate) const LEAD: &str = "school-dsl";

impl Overlay {
    /// Reads a file, given as JSON text.
    /// # Errors
    /// Every fault at once; then nothing of the file is used.
    pub fn from_json(json: &str) -> Result<Overlay, Vec<Fault>> {
        // Some editors put a mark before the first letter.
        let value = Json::parse(json.strip_prefix('\u{feff}').unwrap_or(json)).map_err(|error| {
            let message = ["the file is not valid JSON: ", &crate::case::near(error)].concat();
            vec![Fault::new("not-json", "", message, "check quotation marks, commas and brackets near that place")]
        })?;
        Overlay::read(value)
    }

    /// Reads a file.
    /// # Errors
    /// Every fault at once; then nothing of the file is used.
    pub fn read<'a>(value: impl Into<Json<'a>>) -> Result<Overlay, Vec<Fault>> {
        read::read(&value.into())
    }

    /// Whether the file is for this pack.
    #[must_use]
    pub fn is_for(&self, pack: &Pack) -> bool {
        self.areas.is_empty() || self.areas.iter().any(|area| *area == pack.area || *area == pack.id)
    }

    /// Areas or packs that the file names.
    #[must_use]
    pub fn areas(&self) -> &[String] {
        &self.areas
    }

    /// The pack with the school's contacts laid over its own; unchanged where the file is for other areas.
    /// # Errors
    /// A contact to replace that this pack does not have, or that nothing may replace, or whose hours nothing may.
    pub fn over(&self, pack: &Pack) -> Result<Pack, Vec<Fault>> {
        let mut pack = pack.clone();
        self.lay(&mut pack).map(|()| pack)
    }

    /// As [`Overlay::over`], on the pack itself, which stays as it was where there is any fault.
    /// # Errors
    /// A contact to replace that this pack does not have, or that nothing may replace, or whose hours nothing may.
    pub fn lay(&self, pack: &mut Pack) -> Result<(), Vec<Fault>> {
        if !self.is_for(pack) {
            return Ok(());
        }
        let sure = if self.updated == UNKNOWN { "" } else { "made sure of on " };
        let cite = [&self.name, ", its own contacts, ", sure, &words::published(&self.updated)].concat();
        let mut local = Local { name: self.name.clone(), cite, ..Local::default() };
        let mut faults = Vec::new();
        let mut contacts = pack.contacts.clone();
        for entry in &self.contacts {
            let id = &entry.contact.id;
            let known = contacts.iter_mut().find(|contact| contact.id == *id);
            match known {
                None if !entry.replaces => {
                    local.added.push(id.clone());
                    contacts.push(Contact { cite: local.cite.clone(), ..entry.contact.clone() });
                }
                Some(known)
                    if entry.replaces
                        && !known.phone.iter().any(|phone| is_999(phone))
                        && !(entry.gives_hours() && fixed(pack, known)) =>
                {
                    local.replaced.push(known.clone());
                    entry.put_into(known, &local.cite);
                }
                known => faults.push(self.refused(entry, pack, known.as_deref())),
            }
        }
        if faults.is_empty() {
            pack.contacts = contacts;
            pack.local = Some(local);
            Ok(())
        } else {
            Err(faults)
        }
    }

    /// Why a contact of the file has no place in this pack.
    #[cold]
    #[inline(never)]
    fn refused(&self, entry: &Entry, pack: &Pack, known: Option<&Contact>) -> Fault {
        let id = &quote(&entry.contact.id);
        let mut near = Vec::new();
        let (code, key, message, help) = match (entry.replaces, known) {
            (true, Some(known)) if entry.gives_hours() && !known.phone.iter().any(|phone| is_999(phone)) => (
                "hours-not-replaceable",
                if entry.contact.opening == Opening::Always { ".always" } else { ".hours" },
                ["who answers at night hangs on the hours of `", id, "`, and no file may change them"],
                "leave the hours out: numbers and addresses may be replaced",
            ),
            (true, Some(_)) => (
                "not-replaceable",
                ".replaces",
                ["`", id, "` is reached by 999, and no file may change that"],
                "leave this contact out",
            ),
            (true, None) => {
                near = nearest(id, pack.contacts.iter().map(|contact| contact.id.as_str()));
                let help = if self.areas.is_empty() {
                    "add `areas`, and name there only areas that have this contact"
                } else {
                    "`doorstep show` lists the contacts of a document"
                };
                ("unknown-contact", ".replaces", [&pack.id, " has no contact `", id], help)
            }
            (false, _) => (
                "contact-is-the-documents",
                ".id",
                [&pack.id, " has this contact itself: `", id],
                "write `replaces` to put your number in its place, or choose another id",
            ),
        };
        let end = if known.is_some() && entry.replaces { "" } else { "`" };
        Fault::new(code, [&entry.at, key].concat(), [&message.concat(), end].concat(), did_you_mean(&near, help))
    }
}

/// Whether this is the number of the emergency services.
fn is_999(phone: &str) -> bool {
    let digits: Vec<u8> = phone.bytes().filter(u8::is_ascii_digit).collect();
    digits == b"999" || digits == b"112"
}

/// Whether it hangs on the hours of a contact who answers at night: emergency teams, and those in whose place they answer.
fn fixed(pack: &Pack, contact: &Contact) -> bool {
    contact.emergency
        || !contact.outside.is_empty()
        || matches!(contact.opening, Opening::Outside { .. })
        || pack.contacts.iter().any(|other| {
            other.outside.contains(&contact.id)
                || matches!(&other.opening, Opening::Outside { of } if *of == contact.id)
        })
}

impl Entry {
    /// Whether the file says when they answer.
    fn gives_hours(&self) -> bool {
        self.contact.opening != Opening::NotStated
    }

    /// Puts what the file gives in the place of what the document prints. Whom it is for, and who answers in its place, stay;
    /// so does whatever the file does not speak of: a new number does not take the address away.
    fn put_into(&self, contact: &mut Contact, cite: &str) {
        let own = &self.contact;
        if !own.name.is_empty() {
            contact.name.clone_from(&own.name);
        }
        if own.purpose.is_some() {
            contact.purpose.clone_from(&own.purpose);
        }
        if own.opening != Opening::NotStated {
            contact.opening.clone_from(&own.opening);
        }
        for (own, printed) in
            [(&own.phone, &mut contact.phone), (&own.email, &mut contact.email), (&own.web, &mut contact.web)]
        {
            if !own.is_empty() {
                printed.clone_from(own);
            }
        }
        if !own.phone.is_empty() {
            contact.phone_faulty.clear();
            contact.borrowed_from = None;
        }
        contact.cite = [cite, ", in the place of ", &contact.cite].concat();
    }
}
