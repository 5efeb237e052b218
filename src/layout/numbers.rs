//! Numbers before the titles of steps and cards: `1.2` is the second step of the first stage, `1.2.3`
//! its third card.

use std::collections::HashMap;

use crate::model::{CardId, LaneId, Map, StepId};

/// The map with numbers in its titles, to be laid out in its place. Cards are counted from lane to
/// lane, in each from top to bottom; parked ones have no number.
pub fn numbered(map: &Map) -> Map {
    let mut steps: HashMap<StepId, String> = HashMap::new();
    for (n, stage) in map.stages.iter().enumerate() {
        steps.extend(stage.steps.iter().enumerate().map(|(m, step)| (step.id, format!("{}.{}", n + 1, m + 1))));
    }
    let cards = card_numbers(map, &steps);
    let mut map = map.clone();
    map.stages.update(
        |_| true,
        |stage| stage.steps.update(|_| true, |step| put_before(&mut step.title, steps.get(&step.id))),
    );
    map.cards.update(|card| cards.contains_key(&card.id), |card| put_before(&mut card.title, cards.get(&card.id)));
    map
}

fn card_numbers(map: &Map, steps: &HashMap<StepId, String>) -> HashMap<CardId, String> {
    let lanes: HashMap<LaneId, usize> = map.lanes.iter().enumerate().map(|(n, lane)| (lane.id, n)).collect();
    let mut order: Vec<_> = map
        .cards
        .iter()
        .filter_map(|card| {
            let (lane, step) = map.cell_of(card.place)?;
            Some((lanes.get(&lane)?, &card.rank, card.id, step))
        })
        .collect();
    order.sort();
    let mut counts: HashMap<StepId, usize> = HashMap::new();
    let number = |(_, _, card, step): (_, _, CardId, StepId)| {
        let count = counts.entry(step).or_default();
        *count += 1;
        Some((card, format!("{}.{count}", steps.get(&step)?)))
    };
    order.into_iter().filter_map(number).collect()
}

fn put_before(title: &mut String, number: Option<&String>) {
    if let Some(number) = number {
        *title = if title.is_empty() { number.clone() } else { format!("{number}  {title}") };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Card, CardKind, IdSource, Lane, LaneKind, Place, Stage, Step};

    #[test]
    fn steps_and_cards_are_counted_as_they_are_read() {
        let mut ids = IdSource::seeded(2);
        let mut map = Map::new(ids.next(), "");
        let lanes: [LaneId; 2] = [ids.next(), ids.next()];
        for lane in lanes {
            map.lanes.push(Lane::new(lane, "", LaneKind::Touchpoints));
        }
        let steps: Vec<Step> = ["Look", ""].map(|title| Step::new(ids.next(), title)).into();
        let second = steps[1].id;
        let (id, empty) = (ids.next(), String::new());
        let steps = steps.into_iter().collect();
        map.stages.push(Stage { id, title: "Buy".into(), goal: empty.clone(), note: empty, steps });
        for (title, place) in [
            ("below", Place::Cell(lanes[1], second)),
            ("above", Place::Cell(lanes[0], second)),
            ("away", Place::Parked),
        ] {
            map.cards.push(Card::new(ids.next(), CardKind::Text, title, place));
        }
        let numbered = numbered(&map);
        let titles: Vec<&str> = numbered.steps().map(|(_, step)| step.title.as_str()).collect();
        assert_eq!(titles, ["1.1  Look", "1.2"]);
        let titles: Vec<&str> = numbered.cards.iter().map(|card| card.title.as_str()).collect();
        assert_eq!(titles, ["1.2.2  below", "1.2.1  above", "away"]);
    }
}
