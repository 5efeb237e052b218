//! Cleaning the text of a record before it enters the map: what comes from the clipboard, a name
//! field or an import can hold anything.

use std::collections::HashSet;
use std::hash::Hash;

use crate::model::check::limits;
use crate::model::*;

pub(super) fn card(card: &mut Card) {
    for text in [&mut card.title, &mut card.text, &mut card.note] {
        prose(text);
    }
    for text in [&mut card.owner, &mut card.source, &mut card.language] {
        line(text);
    }
    card.tags.iter_mut().for_each(line);
    card.tags.retain(|tag| !tag.trim().is_empty());
    distinct(&mut card.tags);
    distinct(&mut card.channels);
    distinct(&mut card.personas);
    card.links.iter_mut().for_each(|link| line(&mut link.label));
    card.picture.iter_mut().for_each(picture);
}

pub(super) fn stage(stage: &mut Stage) {
    line(&mut stage.title);
    prose(&mut stage.goal);
    prose(&mut stage.note);
}

pub(super) fn step(step: &mut Step) {
    prose(&mut step.title);
    prose(&mut step.note);
}

pub(super) fn lane(lane: &mut Lane) {
    line(&mut lane.title);
    prose(&mut lane.note);
    distinct(&mut lane.personas);
}

pub(super) fn persona(persona: &mut Persona) {
    line(&mut persona.name);
    line(&mut persona.role);
    prose(&mut persona.quote);
    prose(&mut persona.note);
    persona.goals.iter_mut().for_each(line);
    persona.picture.iter_mut().for_each(picture);
}

pub(super) fn channel(channel: &mut Channel) {
    line(&mut channel.name);
    line(&mut channel.icon);
}

pub(super) fn rating(rating: &mut Rating) {
    line(&mut rating.word);
}

pub(super) fn callout(callout: &mut Callout) {
    prose(&mut callout.text);
}

pub(super) fn pain(pain: &mut PainPoint) {
    prose(&mut pain.text);
    prose(&mut pain.note);
    line(&mut pain.owner);
    line(&mut pain.source);
    distinct(&mut pain.at);
    distinct(&mut pain.personas);
}

pub(super) fn opportunity(opportunity: &mut Opportunity) {
    prose(&mut opportunity.text);
    prose(&mut opportunity.note);
    line(&mut opportunity.name);
    line(&mut opportunity.owner);
    line(&mut opportunity.period);
    distinct(&mut opportunity.answers);
    distinct(&mut opportunity.at);
}

pub(super) fn metric(metric: &mut Metric) {
    for text in [&mut metric.name, &mut metric.unit, &mut metric.owner] {
        line(text);
    }
    metric.series.iter_mut().for_each(|reading| line(&mut reading.period));
    distinct(&mut metric.at);
}

pub(super) fn ballot(ballot: &mut Ballot) {
    line(&mut ballot.question);
    let mut seen = HashSet::new();
    ballot.votes.retain(|(vote, _)| seen.insert(*vote));
}

pub(super) fn scene(scene: &mut StoryScene) {
    line(&mut scene.headline);
    prose(&mut scene.notes);
    distinct(&mut scene.lanes);
    distinct(&mut scene.personas);
    distinct(&mut scene.highlight);
    if let StoryView::Cards(cards) = &mut scene.view {
        distinct(cards);
    }
}

pub(super) fn change(change: &mut Change) {
    line(&mut change.period);
    prose(&mut change.text);
}

pub(super) fn accepted(accepted: &mut Accepted) {
    line(&mut accepted.finding);
    line(&mut accepted.about);
    prose(&mut accepted.reason);
}

/// The map's own fields; its records are left alone.
pub(super) fn map(map: &mut Map) {
    let Map { title, period, language, author, edition, purpose, scenario, note, .. } = map;
    for text in [title, period, language, author, edition] {
        line(text);
    }
    for text in [&mut purpose.vision, &mut purpose.promise, &mut purpose.goal, note] {
        prose(text);
    }
    for text in [&mut scenario.situation, &mut scenario.goal, &mut scenario.expectation] {
        prose(text);
    }
    map.logo.iter_mut().for_each(picture);
    for change in &mut map.changes {
        line(&mut change.period);
        prose(&mut change.text);
    }
    map.baseline.iter_mut().for_each(|baseline| line(&mut baseline.path));
}

fn picture(picture: &mut Picture) {
    prose(&mut picture.alt);
}

/// Leaves of a text what a map can hold: line breaks as `\n`, tabs, no other control characters, and
/// at most [`limits::TEXT`] bytes.
fn prose(text: &mut String) {
    let is_unwanted = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.len() <= limits::TEXT && !text.contains(is_unwanted) {
        return;
    }
    let mut clean = text.replace("\r\n", "\n").replace('\r', "\n");
    clean.retain(|c| !is_unwanted(c));
    clean.truncate(clean.floor_char_boundary(limits::TEXT));
    *text = clean;
}

/// Leaves of a text what fits a field of one line: line breaks at the ends go, others and tabs
/// become blanks.
fn line(text: &mut String) {
    prose(text);
    let is_break = |c: char| matches!(c, '\n' | '\t' | '\u{2028}' | '\u{2029}');
    if text.contains(is_break) {
        *text = text.trim_matches(is_break).replace(is_break, " ");
    }
}

/// Leaves of each value the first.
fn distinct<T: Clone + Eq + Hash>(list: &mut Vec<T>) {
    if list.len() > 1 {
        let mut seen = HashSet::new();
        list.retain(|value| seen.insert(value.clone()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(clean: fn(&mut String), text: &str, expected: &str) {
        let mut cleaned = text.to_owned();
        clean(&mut cleaned);
        assert_eq!(cleaned, expected, "{text:?}");
    }

    #[test]
    fn prose_keeps_line_breaks_and_tabs_and_no_other_control() {
        check(prose, "a\r\nb\rc\nd\te", "a\nb\nc\nd\te");
        check(prose, "\u{0}be\u{7}ll\u{1b}[31m\u{85}\u{7f}", "bell[31m");
        check(prose, "  שלום 👋🏽\u{200d}  ", "  שלום 👋🏽\u{200d}  ");
    }

    #[test]
    fn a_line_has_no_breaks() {
        check(line, "\r\nfirst\r\nsecond\tthird\u{2028}fourth\n", "first second third fourth");
        check(line, "Anna ", "Anna ");
    }

    #[test]
    fn a_text_is_cut_between_letters() {
        let mut text = "ä".repeat(limits::TEXT);
        text.insert(0, 'x');
        prose(&mut text);
        assert_eq!(text.len(), limits::TEXT - 1);
        assert!(text.ends_with('ä'));
    }

    #[test]
    fn a_card_names_nothing_twice_and_has_no_empty_tag() {
        let mut ids = IdSource::seeded(1);
        let mut new = Card::new(ids.next(), CardKind::Action, "Pay\nnow", Place::Parked);
        let ada = ids.next();
        new.personas = vec![ada, ada];
        new.tags = ["cash", " ", "ca\nsh", "cash"].map(String::from).to_vec();
        card(&mut new);
        assert_eq!(new.personas, [ada]);
        assert_eq!(new.tags, ["cash", "ca sh"]);
        assert_eq!(new.title, "Pay\nnow");
    }
}
