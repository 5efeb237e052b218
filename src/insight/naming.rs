//! Names in the place of ids, in what the fields of records say that refer to others.

use std::collections::HashMap;

use crate::model::fields::FieldChange;
use crate::model::{BUILT_IN_CHANNELS, Map, stage_words};

/// What people call the records of a map, by their ids, kind by kind.
pub(super) struct Names {
    channels: HashMap<String, String>,
    personas: HashMap<String, String>,
    /// Stages, steps, lanes and cards.
    places: HashMap<String, String>,
    cards: HashMap<String, String>,
    pains: HashMap<String, String>,
    opportunities: HashMap<String, String>,
}

impl Names {
    /// The names of all records that fields refer to.
    pub(super) fn of(map: &Map) -> Self {
        let built_in = BUILT_IN_CHANNELS.iter().map(|channel| (channel.id.to_owned(), channel.name.to_owned()));
        let own = map.channels.iter().map(|channel| (channel.id.to_string(), map.channel_words(channel.id)));
        let cards: HashMap<String, String> =
            map.cards.iter().map(|card| (card.id.to_string(), map.words_of(card))).collect();
        let stages = map.stages.iter().map(|stage| (stage.id.to_string(), stage_words(stage)));
        let steps = map.steps().map(|(_, step)| (step.id.to_string(), map.step_words(step.id)));
        let lanes = map.lanes.iter().map(|lane| (lane.id.to_string(), map.lane_words(lane.id)));
        let of_cards = cards.iter().map(|(id, name)| (id.clone(), name.clone()));
        Self {
            channels: built_in.chain(own).collect(),
            personas: map.personas.iter().map(|p| (p.id.to_string(), map.persona_words(p.id))).collect(),
            places: stages.chain(steps).chain(lanes).chain(of_cards).collect(),
            cards,
            pains: map.pains.iter().map(|pain| (pain.id.to_string(), pain.text.trim().to_owned())).collect(),
            opportunities: map.opportunities.iter().map(|o| (o.id.to_string(), o.name.trim().to_owned())).collect(),
        }
    }

    /// The names that a field refers to; none for a field that says what somebody wrote, in which a
    /// word may be an id by chance.
    fn of_field(&self, field: &str) -> Option<&HashMap<String, String>> {
        match field {
            "channel" | "channels" => Some(&self.channels),
            "persona" | "personas" => Some(&self.personas),
            "place" | "places" => Some(&self.places),
            "arrows" => Some(&self.cards),
            "pain points" => Some(&self.pains),
            "opportunity" => Some(&self.opportunities),
            _ => None,
        }
    }

    /// A change with names in place of ids.
    pub(super) fn name(before: &Self, after: &Self, change: FieldChange) -> FieldChange {
        let (Some(then), Some(now)) = (before.of_field(change.field), after.of_field(change.field)) else {
            return change;
        };
        FieldChange {
            before: in_words(&change.before, [then, now]),
            after: in_words(&change.after, [now, then]),
            ..change
        }
    }
}

/// A text with the first known name for each word that is an id; what stands in brackets is what
/// somebody wrote.
fn in_words(text: &str, names: [&HashMap<String, String>; 2]) -> String {
    let is_of_id = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut words = String::with_capacity(text.len());
    let (mut rest, mut depth) = (text, 0_usize);
    while let Some(first) = rest.chars().next() {
        let length = if is_of_id(first) { rest.find(|c| !is_of_id(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (word, after) = rest.split_at(length);
        match first {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let name =
            names.iter().filter(|_| depth == 0).find_map(|names| names.get(word)).filter(|name| !name.is_empty());
        words.push_str(name.map_or(word, String::as_str));
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Card, CardKind, Id, Place};

    #[test]
    fn ids_become_names_and_other_words_stay() {
        let map = |title: &str| {
            let mut map = Map::new(Id::new("m").expect("an id"), "");
            map.cards.push(Card::new(Id::new("pay").expect("an id"), CardKind::Text, title, Place::Parked));
            map
        };
        let (before, after) = (Names::of(&map("Pay")), Names::of(&map("Pay by card")));
        let check = |field: &'static str, said: &str, expected: (&str, &str)| {
            let named = Names::name(&before, &after, FieldChange { field, before: said.into(), after: said.into() });
            assert_eq!((named.before.as_str(), named.after.as_str()), expected);
        };
        let said = "leads to pay (to pay), c-x; web";
        let named = ("leads to Pay (to pay), c-x; web", "leads to Pay by card (to pay), c-x; web");
        check("arrows", said, named);
        check("title", said, (said, said));
        check("channels", "web, pay", ("Web, pay", "Web, pay"));
    }
}
