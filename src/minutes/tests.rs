//! What stands in the minutes, and what does not.

use super::*;
use crate::model::*;

const NOW: &str = "2026-11-25T16:00:00+01:00[Europe/Berlin]";

fn now() -> Zoned {
    NOW.parse().expect("a time")
}

fn at(minutes: i64) -> Timestamp {
    // 14:00 where one is.
    Timestamp::from_second(now().timestamp().as_second() - 7_200 + 60 * minutes).expect("a time")
}

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

/// A map with a card that stands at a step, and that of a workshop in which much was said.
fn workshop() -> (Map, Since) {
    let mut base = Map::new(id("m"), "Buying a *bicycle*");
    let steps = [Step::new(id("s-1"), "Pay")].into_iter().collect();
    let (title, goal, note) = ("Buy".to_owned(), String::new(), String::new());
    base.stages.push(Stage { id: id("st-1"), title, goal, note, steps });
    base.lanes.push(Lane::new(id("l-1"), "Touchpoints", LaneKind::Touchpoints));
    base.personas.push(Persona::new(id("p-1"), "Ada"));
    let cell = Place::Cell(id("l-1"), id("s-1"));
    base.cards.push(Card::new(id("c-till"), CardKind::Touchpoint, "Pay at the till", cell));
    base.cards.push(Card::new(id("c-old"), CardKind::Touchpoint, "Wait", cell));
    let mut map = base.clone();
    map.cards.push(Card::new(id("c-queue"), CardKind::Touchpoint, "The queue is long", cell));
    let mut question = Card::new(id("c-who"), CardKind::Text, "Who owns the till?", Place::Parked);
    question.tags.push(QUESTION_TAG.to_owned());
    question.note = "a private word".to_owned();
    map.cards.push(question);
    let queue = Target::Card(id("c-queue"));
    map.ratings.push(Rating { actual: Emotion::new(-2), ..Rating::new(id("r-1"), id("p-1"), queue) });
    map.pains.push(PainPoint::new(id("pp-1"), "The queue is long", Severity::Major, queue));
    let round = Round { date: Some(now().date()), tally: (3, 0, 0, 0, 1) };
    let till = Target::Card(id("c-till"));
    map.ratings.push(Rating { rounds: vec![round], ..Rating::new(id("r-2"), id("p-1"), till) });
    map.cards.remove(id("c-old"));
    map.cards.find_mut(id("c-till")).expect("a card").owner = "Cashier".to_owned();
    let votes = vec![(VoteFor::Card(id("c-till")), 1), (VoteFor::Card(id("c-queue")), 5)];
    let ballot = Ballot { voters: 3, dots: 2, revealed: true, votes, ..Ballot::new(id("b-1"), "What first?") };
    map.ballots.push(ballot.clone());
    map.ballots.push(Ballot { revealed: false, question: "Secretly?".into(), id: id("b-2"), ..ballot });
    let times = [("c-queue", 5), ("c-who", 3), ("c-till", 20), ("r-2", 30), ("c-old", 40)];
    let times = times.into_iter().map(|(id, minute)| (id.to_owned(), (at(minute), at(minute)))).collect();
    (map, Since { base, began: Some(at(0)), ended: None, times })
}

#[test]
fn what_happened_stands_in_the_order_of_time() {
    let (map, since) = workshop();
    let text = minutes(&map, Some(&since), &now());
    let expected = "\
# Minutes: Buying a \\*bicycle\\*

25 November 2026, 14:00 to 14:40

2 cards added, 1 changed, 1 removed; 2 emotions added; 1 pain point added; 2 votes added.

## Added

- 14:03 — **Who owns the till?**
- 14:05 — **The queue is long** (Touchpoints, Pay; Ada −2; pain point, major)

## Changed

- 14:20 — **Pay at the till**: owner: nothing → “Cashier”

## Taken out

- 14:40 — **Wait**

## How the room felt

### Pay at the till, Ada — 14:30

| Date | −2 | −1 | 0 | +1 | +2 | People | Mean |
| --- | --- | --- | --- | --- | --- | --- | --- |
| 2026-11-25 | 3 | 0 | 0 | 0 | 1 | 4 | −1 |

## Votes

### What first?

3 people, 2 dots each, 6 dots given

| For | Dots |
| --- | --- |
| The queue is long | 5 |
| Pay at the till | 1 |

### Secretly?

3 people, 2 dots each, 6 dots given

The result has not been revealed.

## Parking lot

- 14:03 — **Who owns the till?**

## Open questions

- 14:03 — **Who owns the till?**
";
    assert_eq!(text, expected);
}

#[test]
fn without_a_beginning_there_is_what_the_room_left() {
    let (map, _) = workshop();
    let text = minutes(&map, None, &now());
    assert!(
        text.starts_with("# Minutes: Buying a \\*bicycle\\*\n\n25 November 2026\n\n## How the room felt"),
        "{text}"
    );
    assert!(!text.contains("## Added") && text.contains("## Votes") && text.contains("- **Who owns the till?**"));
    let (_, since) = workshop();
    let nothing = minutes(&since.base, Some(&Since::map(since.base.clone())), &now());
    assert_eq!(nothing, "# Minutes: Buying a \\*bicycle\\*\n\n25 November 2026\n\nNothing was changed.\n");
}
