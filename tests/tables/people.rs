//! Tables and outlines as people make them.

use pathos::interchange::outline;
use pathos::interchange::table::{self, Mapping};
use pathos::model::*;

use super::{import, table_of, told};

/// The grid of a map, a line for each card: stage / step / lane / title.
fn grid(map: &Map) -> Vec<String> {
    let line = |card: &Card| {
        let (lane, step) = map.cell_of(card.place).expect("a cell");
        let (stage, step) = map.find_step(step).expect("a step");
        let lane = map.lanes.find(lane).expect("a lane");
        format!("{}/{}/{}/{}", stage.title, step.title, lane.title, card.title)
    };
    map.cards.iter().map(line).collect()
}

#[test]
fn a_table_of_touchpoints_becomes_a_map() {
    let text = "\
Phase;Schritt;Bahn;Kontaktpunkt;Beschreibung;Kanal;Verantwortlich;Emotion Ada;Erwartung Ada;Schmerzpunkt;Schwere;Chance;Dauer
Entdecken;Plakat;Sichtbar;Sieht das Plakat;An der Haltestelle;Werbung;Marketing;1;0;;;;2 min
;;;Fragt eine Freundin;;persönlich;;2;1;;;;
Kaufen;Kasse;;Wartet;;Filiale, Telefon;Verkauf;-1;1;Eine Kasse offen;hoch;Zweite Kasse;10 Minuten
";
    let imported = import(text.as_bytes()).expect("a map");
    assert_eq!(told(&imported), "");
    let map = imported.map;
    assert_eq!(
        grid(&map),
        [
            "Entdecken/Plakat/Sichtbar/Sieht das Plakat",
            "Entdecken/Plakat/Sichtbar/Fragt eine Freundin",
            "Kaufen/Kasse/Sichtbar/Wartet"
        ]
    );
    let wait = map.cards.at(2).expect("three cards");
    assert_eq!(wait.channels.iter().map(ChannelId::as_str).collect::<Vec<_>>(), ["store", "phone"]);
    assert_eq!(wait.owner, "Verkauf");
    let rating = map.ratings.iter().find(|rating| rating.at == Target::Card(wait.id)).expect("a rating");
    assert_eq!((rating.actual.map(Emotion::value), rating.expected.map(Emotion::value)), (Some(-1), Some(1)));
    assert_eq!(map.personas.at(0).map(|persona| persona.name.as_str()), Some("Ada"));
    let pain = map.pains.at(0).expect("a pain point");
    assert_eq!(
        (pain.text.as_str(), pain.severity, &pain.at[..]),
        ("Eine Kasse offen", Severity::Major, &[Target::Card(wait.id)][..])
    );
    let idea = map.opportunities.at(0).expect("an opportunity");
    assert_eq!((idea.name.as_str(), &idea.answers[..]), ("Zweite Kasse", &[pain.id][..]));
    let (_, till) = map.steps().nth(1).expect("two steps");
    assert_eq!(till.duration, TimeSpan::new(10.0, TimeUnit::Minutes));
    assert!(map.lanes.iter().any(|lane| lane.kind == LaneKind::Emotion));
    assert!(check::check(&map).iter().all(|problem| problem.severity != ProblemSeverity::Error));
}

#[test]
fn a_table_without_steps_has_a_step_for_each_row_of_a_lane() {
    let map = import(b"Stage,Lane,Touchpoint\nGo,Seen,A\nGo,Seen,B\nGo,Backstage,C\nBuy,Seen,D").expect("a map").map;
    assert_eq!(map.steps().count(), 3);
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    let at: Vec<StepId> = map.cards.iter().filter_map(|card| map.cell_of(card.place)).map(|(_, step)| step).collect();
    assert_eq!(at, [steps[0], steps[1], steps[0], steps[2]]);
    assert_eq!(map.lanes.at(1).map(|lane| (lane.kind, lane.zone)), Some((LaneKind::Actions, Zone::Backstage)));
}

#[test]
fn a_row_without_a_touchpoint_is_about_its_step() {
    let imported = import(b"Stage,Step,Title,Emotion,Pain,Waiting\nGo,Pay,,-2,Queue,3 d\nGo,Ask,A,,,").expect("a map");
    let map = &imported.map;
    assert_eq!(map.cards.len(), 1);
    let (_, pay) = map.steps().next().expect("a step");
    assert_eq!(map.ratings.at(0).map(|rating| rating.at), Some(Target::Step(pay.id)));
    assert_eq!(map.pains.at(0).map(|pain| pain.at.clone()), Some(vec![Target::Step(pay.id)]));
    assert_eq!(pay.waiting, TimeSpan::new(3.0, TimeUnit::Days));
    assert_eq!(told(&imported), "2:5: pain points: 1 without a severity of 1 to 4 got 2, moderate");
}

#[test]
fn emotions_of_one_to_five_are_shifted_and_told() {
    let imported = import(b"Title,Emotion\nA,1\nB,5\nC,3").expect("a map");
    let felt: Vec<_> = imported.map.ratings.iter().filter_map(|rating| rating.actual).map(Emotion::value).collect();
    assert_eq!(felt, [-2, 2, 0]);
    assert!(told(&imported).starts_with("1:2: the column \"Emotion\" (B) runs from 1 to 5"), "{}", told(&imported));
    let imported = import(b"Title,Emotion\nA,1\nB,2").expect("a map");
    assert_eq!(imported.map.ratings.at(0).and_then(|rating| rating.actual).map(Emotion::value), Some(1));
    assert_eq!(told(&imported), "");
}

#[test]
fn what_cannot_be_taken_is_told_with_its_place() {
    let text = "Title,Emotion,Ease,Kano,Duration,Weather,Date\nA,7,9,odd,soon,rain,03/04/2026\nB,,,,,,";
    let told = told(&import(text.as_bytes()).expect("a map"));
    for word in [
        "1:6: the column \"Weather\" (F) is not known; its 1 cell was left out",
        "2:2: Emotion: \"7\" is not an emotion of -2 to +2",
        "2:3: Ease: \"9\" is not an ease of 1 to 7",
        "2:4: Kano: \"odd\" is not",
        "2:5: Duration: \"soon\" is not a length of time",
        "2:7: Date: \"03/04/2026\" is not a date",
    ] {
        assert!(told.contains(word), "{word}\n{told}");
    }
    assert_eq!(told.lines().count(), 6, "{told}");
}

#[test]
fn a_mapping_says_what_the_heads_do_not() {
    let table = table_of("I,II,III\nGo,See it,2\nGo,Pay,-1");
    let ids = &mut IdSource::seeded(1);
    let error = table::import(&table, &Mapping::guess(table.heads()), ids).expect_err("no heads that are known");
    assert!(error.hint.contains("--map"), "{error} {}", error.hint);
    let mut mapping = Mapping::guess(table.heads());
    mapping.change("Stage=I,Title=B,Emotion (Ada)=III", table.heads()).expect("a mapping");
    let map = table::import(&table, &mapping, ids).expect("a map").map;
    assert_eq!(map.cards.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["See it", "Pay"]);
    assert_eq!(map.ratings.len(), 2);
}

#[test]
fn an_outline_may_be_written_by_hand() {
    let text = "\
<!-- pathos-outline: 1 -->
# An errand

- **Language:** en

## Personas
### Ada
* Role: 34, in a hurry
  and always late

## Journey
### Go
#### Pay
##### Queue at the till
One till is open.
- Lane: In sight
- channel: Store
- Emotion (Ada): -1
- Weather: rain

## Pain points
### One till
- Severity: 3
- At: queue at the till
- Personas: Ada

## Weather
### Rain
- Owner: nobody
";
    let imported = outline::import(text, &mut IdSource::seeded(1)).expect("a map");
    let map = &imported.map;
    assert_eq!((map.title.as_str(), map.language.as_str()), ("An errand", "en"));
    assert_eq!(map.personas.at(0).map(|ada| ada.role.as_str()), Some("34, in a hurry\nand always late"));
    assert_eq!(grid(map), ["Go/Pay/In sight/Queue at the till"]);
    let card = map.cards.at(0).expect("a card");
    assert_eq!((card.text.as_str(), card.channels.len()), ("One till is open.", 1));
    assert_eq!(map.pains.at(0).map(|pain| pain.at.clone()), Some(vec![Target::Card(card.id)]));
    let told = told(&imported);
    assert_eq!(told.lines().count(), 4, "{told}");
    for word in [
        "19:1: \"Weather: rain\" says nothing",
        "27:1: \"Weather\" is no section",
        "28:1: \"Rain\"",
        "29:1: \"Owner: nobody\"",
    ] {
        assert!(told.contains(word), "{word}\n{told}");
    }
}

#[test]
fn only_an_outline_is_an_outline() {
    assert!(outline::is_outline("\u{feff}\n <!-- pathos-outline: 7 -->"));
    assert!(!outline::is_outline("# A\n<!-- pathos-outline: 1 -->"));
    let error = |text: &str| outline::import(text, &mut IdSource::seeded(1)).expect_err("no outline").to_string();
    assert!(error("<!-- pathos-outline: 7 -->\n# A").contains("another version"));
    assert!(error("# A").contains("not an outline"));
    assert!(error("<!-- pathos-outline: 1 -->\n").contains("nothing in it"));
}
