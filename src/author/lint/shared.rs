//! What all packs share: the topics and the bank holidays.

use super::line_of;
use crate::author::draft::{Holidays, Topics};
use crate::author::library::SharedFile;
use crate::fault::{Fault, did_you_mean, nearest, quote};

pub(super) fn check(topics: &SharedFile<Topics>, holidays: &SharedFile<Holidays>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let Topics { groups, topics: all } = &topics.value;
    for (i, topic) in all.iter().enumerate().filter(|(_, topic)| !topic.id.is_empty()) {
        if all[..i].iter().any(|other| other.id == topic.id) {
            let message = format!("the topic `{}` stands twice", topic.id);
            faults.push(topics.fault("duplicate-id", &format!("topics[{i}].id"), message, "take one out".into()));
        }
        if !topic.group.is_empty() && !groups.iter().any(|group| group.id == topic.group) {
            let near = nearest(&topic.group, groups.iter().map(|group| group.id.as_str()));
            let help = did_you_mean(&near, "declare it under [[groups]]");
            let message = format!("`{}` is no group of topics", quote(&topic.group));
            faults.push(topics.fault("unknown-group", &format!("topics[{i}].group"), message, help));
        }
    }
    let Holidays { from, until, days, .. } = &holidays.value;
    let mut before = "";
    for (i, day) in days.iter().enumerate().filter(|(_, day)| !day.is_empty()) {
        if day.as_str() <= before || day < from || day > until {
            let message = format!("{day} is out of order, stands twice, or is outside the span that is known");
            let help = "list the days in order, between `from` and `until`".into();
            faults.push(holidays.fault("holiday-order", &format!("days[{i}]"), message, help));
        }
        before = day;
    }
    faults
}

impl<T> SharedFile<T> {
    fn fault(&self, code: &'static str, path: &str, message: String, help: String) -> Fault {
        let mut fault = Fault::new(code, path, message, help);
        fault.file = Some(self.file.clone());
        fault.line = line_of(&self.lines, path);
        fault
    }
}
