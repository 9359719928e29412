//! Reach: every level can be indicated, every level and situation leads somewhere.

use super::Lint;

pub(super) fn check(lint: &mut Lint) {
    let draft = lint.draft;
    for (i, level) in draft.levels.iter().enumerate().filter(|(_, level)| !level.id.is_empty()) {
        let within: Vec<&str> = draft
            .levels
            .iter()
            .filter(|sub| sub.within.as_ref() == Some(&level.id))
            .map(|sub| sub.id.as_str())
            .chain([level.id.as_str()])
            .collect();
        let reached = draft.statements().any(|(_, of, _, _)| of.is_some_and(|of| within.contains(&of)))
            || draft
                .situations
                .iter()
                .any(|situation| situation.level.as_deref().is_some_and(|of| within.contains(&of)));
        if draft.about.indicators && !reached {
            lint.error(
                "level-unreachable",
                &format!("levels[{i}].id"),
                format!("no statement and no situation has the level `{}`: nobody can reach it", level.id),
                "add its statements, or take the level out",
            );
        }
        let leads = draft.routes.iter().any(|route| {
            route.levels.contains(&level.id)
                || level.within.as_ref().is_some_and(|parent| route.levels.contains(parent))
        });
        if draft.about.indicators && !leads {
            lint.error(
                "level-without-route",
                &format!("levels[{i}].id"),
                format!("no route is for the level `{}`: a finding would not say what to do", level.id),
                "add it to the `levels` of a route",
            );
        }
    }
    for (i, situation) in draft.situations.iter().enumerate() {
        if !situation.id.is_empty() && !draft.routes.iter().any(|route| route.situations.contains(&situation.id)) {
            lint.error(
                "situation-without-route",
                &format!("situations[{i}].id"),
                format!("no route is for the situation `{}`", situation.id),
                "add it to the `situations` of a route",
            );
        }
    }
}
