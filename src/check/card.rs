//! What a finding's card shows at a glance: how urgent it is, and whose numbers stand on it.

use crate::finding::{Card, ContactNow, Line, Urgency};
use crate::hours::Opening;
use crate::overlay::LEAD;
use crate::pack::{Band, Pack};

use super::route::Taken;
use super::weigh::Weighed;

/// How urgent a finding is: never less than its heading says. Immediate where the heading says "now", for whatever stands above
/// everything, and at a statutory level; advice only where nothing but a universal level is indicated. What the document ties to
/// no level is never shown as mild.
pub(super) fn urgency(weighed: &Weighed, action: &str, urgent: &[Line]) -> Urgency {
    let level = weighed.level.map_or(&[][..], |level| &level.bands);
    if !urgent.is_empty() || action.ends_with(" now") || level.contains(&Band::Statutory) {
        Urgency::Immediate
    } else if level == [Band::Universal] {
        Urgency::Advice
    } else {
        Urgency::Urgent
    }
}

/// Marks whose numbers belong on the card: those to ring now; where they are closed and nobody answers in their place, the one to
/// ring when open, and the school's own lead meanwhile; and who takes turns with any of these.
pub(super) fn mark(pack: &Pack, taken: &mut Taken) {
    let closed = taken.closed.iter().map(|(contact, _)| contact).find(|contact| !contact.phone.is_empty());
    let contacts = &mut taken.contacts;
    let someone_is_first = contacts.iter().any(|contact| contact.first);
    for contact in contacts.iter_mut() {
        contact.card = if contact.first {
            Some(Card::Ring)
        } else if someone_is_first {
            None
        } else if closed.is_some_and(|closed| closed.id == contact.id) {
            Some(Card::WhenOpen)
        } else {
            (contact.id == LEAD).then_some(Card::Lead)
        };
    }
    let on_it: Vec<String> = contacts.iter().filter(|contact| is_rung(contact)).map(|one| one.id.clone()).collect();
    for contact in contacts.iter_mut().filter(|contact| contact.card.is_none() && contact.id != LEAD) {
        if on_it
            .iter()
            .any(|other| answers_outside(pack, &contact.id, other) || answers_outside(pack, other, &contact.id))
        {
            contact.card = Some(Card::Instead);
        }
    }
}

fn is_rung(contact: &ContactNow) -> bool {
    matches!(contact.card, Some(Card::Ring | Card::WhenOpen))
}

/// Whether the one answers while the other is closed.
fn answers_outside(pack: &Pack, one: &str, other: &str) -> bool {
    pack.contact(one).is_some_and(|contact| matches!(&contact.opening, Opening::Outside { of } if of == other))
}
