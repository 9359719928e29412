//! Words to question a decision with: what the document indicates and why, a plain request, and the document's own way to take
//! a disagreement further. To paste in an email; holds no names.

use crate::case::Case;
use crate::check::{STANDING, level_of, of_situation};
use crate::finding::{Answer, Finding};
use crate::pack::Pack;
use crate::record::{Section, about, put, reasons, urgent};

/// The words with which to question a decision about this case.
#[must_use]
pub fn disagreement(pack: &Pack, case: &Case, finding: &Finding) -> String {
    let mut out = String::new();
    urgent(&mut out, finding);
    out.push_str("Please look again at the decision on what I reported.\n\n");
    if finding.answer == Answer::Level {
        let level = level_of(pack, finding.sublevel.as_deref().or(finding.level.as_deref()));
        put(&mut out, &["The local threshold document indicates at least ", &level, ".\n\n"]);
    } else {
        put(&mut out, &[&finding.headline, ".\n\n"]);
    }
    about(&mut out, case, finding);
    reasons(&mut out, finding);
    let mut situations = Section::new("Situations");
    for situation in finding.situations.iter().filter(|situation| pack.disagreement.as_ref() != Some(&situation.id)) {
        situations.cited(&mut out, &[&situation.text], &situation.cite);
    }
    out.push_str(if finding.reasons.iter().any(|reason| !reason.strength) {
        "\nPlease tell me in writing which criterion is not met and why, and what you advise instead.\n"
    } else {
        "\nPlease tell me in writing why, and what you advise instead.\n"
    });
    out.push_str("If the child is in danger, or the risk grows, I will not wait for an answer.\n");
    further(&mut out, pack, case);
    out
}

/// The document's own way to take a disagreement further.
fn further(out: &mut String, pack: &Pack, case: &Case) {
    let mut section = Section::new("How to take it further");
    let id = pack.disagreement.as_deref();
    let (steps, contacts) = id.map(|id| of_situation(pack, case, id)).unwrap_or_default();
    for step in &steps {
        section.step(out, step);
    }
    for contact in &contacts {
        section.contact(out, contact);
    }
    // What the document leaves out, and what to do all the same.
    for said in &pack.discrepancies {
        let names = id.is_some_and(|id| said.id == id || said.situations.iter().any(|situation| situation == id));
        if names {
            section.cited(out, &[&said.text, " ", &said.used], &said.cite);
        }
    }
    if steps.is_empty() {
        let text = "The document gives no way to take a disagreement further. Tell your safeguarding lead today, and follow the escalation procedure of your safeguarding partnership.";
        section.cited(out, &[text], STANDING);
    }
}
