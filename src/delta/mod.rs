//! The picture of a difference: a future map over the one that it starts from, or both beside each
//! other. The same picture is seen in the window and printed.
//!
//! Each difference is told by an icon, a color and a word, never by color alone; what is as it was
//! stands back. Pure: a picture is a map with notes, which the layout composes like any other.

mod look;
mod paint;
mod picture;
mod union;
mod words;

use std::collections::HashSet;

use self::look::{Look, Looks};
use self::picture::{Remarks, Side};
use self::union::Union;
use crate::icon::Icon;
use crate::insight::{Comparison, Sign, comparison};
use crate::layout::{self, Format, Layout, Note, Notes, Words};
use crate::model::{Lane, LaneId, LaneKind, Map, Record, Stage, Step, Table};
use crate::picture::Pictures;
use crate::text::Shaper;
use crate::theme::{Ink, Theme};

pub use look::{sign_icon, sign_ink};
pub use picture::Picture;
pub use words::DeltaWords;

/// Both maps in one picture: the second with what became of the first. Its title block names both.
pub fn overlay(before: &Map, after: &Map) -> Picture {
    let comparison = comparison(before, after);
    let words = DeltaWords::of_language(&after.language);
    let (first, second) = states(before, after);
    let union = Union::of(before, after, first);
    let mut notes = Notes {
        shadows: union.shadows.iter().copied().collect(),
        eyebrow: Some(format!("{}: {first} {} {second}", words.differences, onward(after))),
        ..Notes::default()
    };
    notes.facts = vec![
        (with_period(first, &before.period), title_of(before)),
        (with_period(second, &after.period), title_of(after)),
        (words.differences.to_owned(), summary(&comparison, words)),
    ];
    if !notes.shadows.is_empty() {
        notes.shadow_name = first.to_owned();
    }
    let picture = Picture { map: union.map, notes, looks: Looks::default(), moves: union.former_places };
    let mut picture = picture;
    bare(&mut picture.map);
    let mut picture = Remarks { before, after, side: Side::Both, words, picture, used: Vec::new() }.all(&comparison);
    hide_what_is_as_it_was(&mut picture);
    picture
}

/// Takes off the cards what would stand where a difference is told: how they are backed is told by an
/// outline, where they lead by arrows, what was voted by dots.
fn bare(map: &mut Map) {
    map.cards.update(
        |_| true,
        |card| {
            (card.evidence, card.kano) = (None, None);
            card.links.clear();
            card.tags.clear();
        },
    );
    map.pains.update(|pain| pain.evidence.is_some(), |pain| pain.evidence = None);
    map.ballots = Table::default();
}

/// Hides the lanes in which nothing differs, or in which no difference can be shown, so that the others
/// have their room. Curves stay, and where nothing differs at all, all lanes do.
fn hide_what_is_as_it_was(picture: &mut Picture) {
    let Picture { map, notes, looks, .. } = picture;
    if notes.legend.is_empty() {
        return;
    }
    let marked: HashSet<LaneId> = map
        .cards
        .iter()
        .filter(|card| looks.cards.contains_key(&card.id))
        .filter_map(|card| card.place.lane())
        .collect();
    let is_kept = |lane: &Lane| match lane.kind {
        LaneKind::Emotion => true,
        LaneKind::Pains => !looks.pains.is_empty(),
        LaneKind::Opportunities => !looks.opportunities.is_empty(),
        LaneKind::Ease | LaneKind::Channels | LaneKind::Time | LaneKind::Metrics => false,
        LaneKind::Touchpoints
        | LaneKind::Actions
        | LaneKind::Text
        | LaneKind::Quotes
        | LaneKind::Storyboard
        | LaneKind::Evidence
        | LaneKind::Systems => marked.contains(&lane.id),
    };
    map.lanes.update(|lane| !is_kept(lane) && !looks.lanes.contains_key(&lane.id), |lane| lane.hidden = true);
}

/// Both maps as two pictures whose columns and lanes stand in the same order, those that only one of
/// them has also in the other.
pub fn side_by_side(before: &Map, after: &Map) -> [Picture; 2] {
    let comparison = comparison(before, after);
    let words = DeltaWords::of_language(&after.language);
    let union = Union::of(before, after, "");
    let side = |own: &Map, side: Side| {
        let mut looks = Looks::default();
        let mut notes = Notes::default();
        let mut map = aligned(own, &union.map, words, &mut looks, &mut notes);
        bare(&mut map);
        let picture = Picture { map, notes, looks, moves: Vec::new() };
        Remarks { before, after, side, words, picture, used: Vec::new() }.all(&comparison)
    };
    [side(before, Side::Before), side(after, Side::After)]
}

/// The layouts of two pictures on a canvas, with rows of the same height.
pub fn side_by_side_layouts(
    pictures: &mut [Picture; 2],
    theme: &Theme,
    shaper: &mut Shaper,
    images: [&Pictures; 2],
) -> [Layout; 2] {
    let compose = |pictures: &[Picture; 2], shaper: &mut Shaper| {
        let of = |n: usize, shaper: &mut Shaper| {
            let Picture { map, notes, .. } = &pictures[n];
            layout::layout_with(map, notes, Format::Canvas, theme, shaper, images[n])
        };
        let first = of(0, shaper);
        [first, of(1, shaper)]
    };
    let layouts = compose(pictures, shaper);
    let heights = |layout: &Layout| -> Vec<(LaneId, f64)> {
        layout.lanes.iter().map(|lane| (lane.id, lane.row.height())).collect()
    };
    let own = [heights(&layouts[0]), heights(&layouts[1])];
    for picture in pictures.iter_mut() {
        for (lane, height) in own.iter().flatten() {
            let row = picture.notes.rows.entry(*lane).or_default();
            *row = row.max(*height);
        }
    }
    compose(pictures, shaper)
}

/// An arrow in the direction of reading.
fn onward(map: &Map) -> &'static str {
    if map.direction().is_rtl() { "←" } else { "→" }
}

/// What two maps are called beside each other: their states, or before and after.
fn states(before: &Map, after: &Map) -> (&'static str, &'static str) {
    let (words, delta) = (Words::of_language(&after.language), DeltaWords::of_language(&after.language));
    match before.state == after.state {
        true => (delta.before, delta.after),
        false => (words.state(before.state), words.state(after.state)),
    }
}

fn with_period(state: &str, period: &str) -> String {
    if period.trim().is_empty() { state.to_owned() } else { format!("{state} · {}", period.trim()) }
}

fn title_of(map: &Map) -> String {
    let title = map.title.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { map.id.to_string() } else { title }
}

/// How often each sign occurs.
fn summary(comparison: &Comparison, words: &DeltaWords) -> String {
    let signs: Vec<Sign> = comparison.entries.iter().flat_map(|entry| entry.shown_signs()).collect();
    let count = |sign: Sign| signs.iter().filter(|other| **other == sign).count();
    let counted = Sign::ALL.into_iter().map(|sign| (sign, count(sign))).filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counted.map(|(sign, count)| format!("{}: {count}", words.sign(sign))).collect();
    if parts.is_empty() { words.same.to_owned() } else { parts.join(" · ") }
}

/// A map in the columns and lanes of both; what it lacks itself is told.
fn aligned(own: &Map, both: &Map, words: &DeltaWords, looks: &mut Looks, notes: &mut Notes) -> Map {
    let lacking = || vec![Note { is_strong: false, ..Note::sign(Icon::Minus, Ink::Quiet, words.not_here) }];
    let of_step = |step: &Step| {
        let found = own.find_step(step.id).map(|(_, found)| found);
        Step { width: step.width, ..found.unwrap_or(step).clone() }
    };
    for (_, step) in both.steps().filter(|(_, step)| own.find_step(step.id).is_none()) {
        notes.steps.insert(step.id, lacking());
        looks.steps.insert(step.id, Look::Ghost(Sign::Removed));
    }
    for lane in both.lanes.iter().filter(|lane| !own.lanes.contains(lane.id)) {
        notes.lanes.insert(lane.id, lacking());
        looks.lanes.insert(lane.id, Look::Ghost(Sign::Removed));
    }
    let of_stage = |stage: &Stage| {
        let found = own.stages.find(stage.id).unwrap_or(stage);
        Stage { steps: stage.steps.iter().map(of_step).collect(), ..found.clone() }
    };
    let lanes: Table<_> = both
        .lanes
        .iter()
        .map(|lane| {
            let mut found = own.lanes.find(lane.id).unwrap_or(lane).clone();
            (found.height, found.collapsed, found.hidden) = (lane.height, lane.collapsed, lane.hidden);
            let own: HashSet<_> = own.personas.iter().map(Record::id).collect();
            found.personas.retain(|persona| own.contains(persona));
            found
        })
        .collect();
    Map {
        stages: both.stages.iter().map(of_stage).collect(),
        lanes,
        purpose: both.purpose.clone(),
        scenario: both.scenario.clone(),
        ..own.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Card, CardId, CardKind, Emotion, Id, PainPoint, Persona, Place, Rating, Round, Severity, StepId, Target,
    };
    use crate::scene::{Item, Node, Scene};
    use crate::text::SystemFonts;

    fn of<K>(text: &str) -> Id<K> {
        Id::new(text).expect("an id")
    }

    /// Three steps, a lane of cards and one of curves, a persona who is rated at the first two cards.
    fn shop() -> Map {
        let mut map = Map::new(of("m-now"), "Shop");
        let stage = |id: &str, title: &str, steps: &[&str]| Stage {
            id: of(id),
            title: title.into(),
            goal: String::new(),
            note: String::new(),
            steps: steps.iter().map(|step| Step::new(of(step), *step)).collect(),
        };
        map.stages.push(stage("st-buy", "Buy", &["s-look", "s-pay"]));
        map.stages.push(stage("st-use", "Use", &["s-ride"]));
        map.lanes.push(Lane::new(of("l-touch"), "Touchpoints", LaneKind::Touchpoints));
        map.lanes.push(Lane::new(of("l-feel"), "Emotions", LaneKind::Emotion));
        map.lanes.push(Lane::new(of("l-pains"), "Pain points", LaneKind::Pains));
        map.personas.push(Persona::new(of("p-ada"), "Ada"));
        for (card, step) in [("c-window", "s-look"), ("c-till", "s-pay"), ("c-hotline", "s-ride")] {
            let place = Place::Cell(of("l-touch"), of(step));
            map.cards.push(Card::new(of(card), CardKind::Touchpoint, format!("The {card}"), place));
        }
        for (card, value) in [("c-window", 1), ("c-till", -2)] {
            let actual = Emotion::new(value);
            let rating = Rating::new(of(&format!("r-{card}")), of("p-ada"), Target::Card(of(card)));
            map.ratings.push(Rating { actual, ..rating });
        }
        let at = Target::Card(of("c-till"));
        map.pains.push(PainPoint::new(of("pp-queue"), "The queue", Severity::Major, at));
        map
    }

    /// The same shop after the till was mended, the hotline taken out, and a new card made.
    fn future() -> Map {
        let mut map = shop();
        (map.id, map.period) = (of("m-then"), "2027".into());
        map.state = crate::model::MapState::Future;
        map.cards.remove(of("c-hotline"));
        let place = Place::Cell(of("l-touch"), of("s-ride"));
        map.cards.push(Card::new(of("c-app"), CardKind::Touchpoint, "The app", place));
        map.cards.find_mut(of("c-window")).expect("a card").place = Place::Cell(of("l-touch"), of("s-ride"));
        map.cards.find_mut(of("c-till")).expect("a card").title = "Pay with the watch".into();
        map.ratings.find_mut(of("r-c-till")).expect("a rating").actual = Emotion::new(2);
        map.pains.find_mut(of("pp-queue")).expect("a pain").resolved = true;
        map
    }

    fn texts(notes: Option<&Vec<Note>>) -> Vec<&str> {
        notes.into_iter().flatten().map(|note| note.text.as_str()).collect()
    }

    #[test]
    fn each_difference_has_its_sign_and_its_word() {
        let picture = overlay(&shop(), &future());
        let notes = &picture.notes;
        let card = |id: &str| texts(notes.cards.get(&of(id)));
        assert_eq!(card("c-app"), ["New"]);
        assert_eq!(card("c-hotline"), ["Gone"]);
        assert_eq!(card("c-window"), ["Moved from s-look"]);
        assert_eq!(card("c-till"), ["Changed", "was “The c-till”"]);
        assert_eq!(texts(notes.pains.get(&of("pp-queue"))), ["Pain resolved"]);
        let point = &notes.points[&(of("p-ada"), Target::Card(of("c-till")))];
        assert_eq!((point.text.as_str(), point.icon), ("+4 better", Some(Icon::ArrowUp)));
        let legend: Vec<&str> = notes.legend.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(legend, ["New", "Gone", "Moved", "Changed", "better", "Pain resolved"]);
        assert!(notes.legend.iter().all(|note| note.icon.is_some()), "never color alone");
    }

    #[test]
    fn what_is_gone_stands_where_it_stood_and_what_moved_leaves_its_place() {
        let picture = overlay(&shop(), &future());
        let place = |id: CardId| picture.map.cards.find(id).map(|card| card.place);
        assert_eq!(place(of("c-hotline")), Some(Place::Cell(of("l-touch"), of("s-ride"))));
        let (former, now) = picture.moves[0];
        assert_eq!((now, picture.card_of(former)), (of("c-window"), of("c-window")));
        assert_eq!(place(former), Some(Place::Cell(of("l-touch"), of("s-look"))));
        assert_eq!(crate::model::check::check(&picture.map), [], "the picture's map is sound");
    }

    #[test]
    fn what_a_room_said_does_not_hide_what_became_of_it() {
        let mut before = shop();
        let rounds = vec![Round { date: None, tally: (0, 1, 2, 3, 0) }];
        before.ratings.find_mut(of("r-c-till")).expect("a rating").rounds = rounds;
        let (_, scene) = drawn(&overlay(&before, &future()));
        assert!(!scene.text().contains("n = "), "{}", scene.text());
    }

    #[test]
    fn both_curves_are_drawn_and_the_former_one_has_no_face_and_no_block() {
        let picture = overlay(&shop(), &future());
        let (layout, scene) = drawn(&picture);
        assert_eq!(layout.curves.len(), 2);
        assert_eq!(layout.title.personas.len(), 1);
        let shadow = *picture.notes.shadows.keys().next().expect("a shadow");
        let faces = |wanted| {
            let is_it = |item: &&Item| matches!(item, Item::Group(group) if matches!(group.node, Some(Node::Point(_, p, _)) if p == wanted));
            let items = scene.items.iter().filter(is_it);
            items.map(|item| if let Item::Group(group) = item { group.items.len() } else { 0 }).collect::<Vec<_>>()
        };
        assert_eq!(faces(shadow), [1, 1], "a dot each");
        assert!(faces(of("p-ada")).iter().all(|items| *items > 3), "a face each");
        // Whoever fares as before has one curve.
        let same = overlay(&shop(), &Map { id: of("m-x"), ..shop() });
        assert!(same.notes.shadows.is_empty());
    }

    fn drawn(picture: &Picture) -> (Layout, Scene) {
        let (theme, mut shaper) = (Theme::light(), Shaper::new(SystemFonts::Ignored));
        let Picture { map, notes, .. } = picture;
        let layout = layout::layout_with(map, notes, Format::Canvas, &theme, &mut shaper, &Pictures::new());
        let scene = picture.scene(&layout, &theme);
        (layout, scene)
    }

    #[test]
    fn the_title_block_names_both_maps_and_their_periods() {
        let (before, after) = (Map { period: "2025".into(), ..shop() }, Map { title: "Shop+".into(), ..future() });
        let (_, scene) = drawn(&overlay(&before, &after));
        let text = scene.text();
        for word in ["Current state · 2025", "Future state · 2027", "Shop+", "Shop\n", "Gone: 1"] {
            assert!(text.contains(word), "{word:?} is missing:\n{text}");
        }
    }

    #[test]
    fn columns_and_rows_stand_beside_each_other() {
        let mut after = future();
        // A step and a lane of its own, and a taller card.
        after.stages.find_mut(of("st-buy")).expect("a stage").steps.insert(1, Step::new(of("s-try"), "Try it"));
        after.lanes.insert(0, Lane::new(of("l-new"), "New lane", LaneKind::Actions));
        after.cards.find_mut(of("c-till")).expect("a card").text = "And more to say. ".repeat(12);
        let mut before = shop();
        before.stages.find_mut(of("st-use")).expect("a stage").steps.push(Step::new(of("s-mend"), "Mend"));
        let mut pictures = side_by_side(&before, &after);
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let images = [&Pictures::new(), &Pictures::new()];
        let [first, second] = side_by_side_layouts(&mut pictures, &Theme::light(), &mut shaper, images);
        let steps = |layout: &Layout| -> Vec<(StepId, i64, i64)> {
            let edges = |x: f64| (x * 100.0).round() as i64;
            layout.steps.iter().map(|step| (step.id, edges(step.column.x0), edges(step.column.x1))).collect()
        };
        assert_eq!(steps(&first), steps(&second));
        assert_eq!(first.steps.len(), 5);
        let rows = |layout: &Layout| -> Vec<(LaneId, i64)> {
            let top = layout.strips[0].lanes.y0;
            layout.lanes.iter().map(|lane| (lane.id, ((lane.row.y1 - top) * 100.0).round() as i64)).collect()
        };
        assert_eq!(rows(&first), rows(&second));
        let lacking = |picture: &Picture, step: &str| texts(picture.notes.steps.get(&of(step))) == ["not in this map"];
        assert!(lacking(&pictures[0], "s-try") && lacking(&pictures[1], "s-mend"));
        assert!(!lacking(&pictures[1], "s-try") && !lacking(&pictures[0], "s-mend"));
    }

    #[test]
    fn two_maps_that_say_the_same_have_nothing_to_tell() {
        let picture = overlay(&shop(), &Map { id: of("m-copy"), ..shop() });
        assert!(picture.notes.legend.is_empty() && picture.notes.cards.is_empty() && picture.moves.is_empty());
        let (_, scene) = drawn(&picture);
        assert!(scene.text().contains("nothing"), "{}", scene.text());
    }

    #[test]
    fn what_stands_back_can_be_read_in_every_theme() {
        use crate::theme::PrintTheme;
        let picture = overlay(&shop(), &future());
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let screens = [Theme::light(), Theme::dark(), Theme::high_contrast()];
        let prints = PrintTheme::ALL.map(|theme| Theme::print(theme, None));
        for theme in screens.into_iter().chain(prints) {
            let Picture { map, notes, .. } = &picture;
            let layout = layout::layout_with(map, notes, Format::Canvas, &theme, &mut shaper, &Pictures::new());
            let scene = picture.scene(&layout, &theme);
            for item in &scene.items {
                let Item::Group(group) = item else { continue };
                let (Some(Node::Card(_)), Some(Item::Shape(ground))) = (group.node, group.items.first()) else {
                    continue;
                };
                let ground = ground.fill.unwrap_or(theme.paper);
                for text in &group.items {
                    if let Item::Text(text) = text {
                        let contrast = text.color.contrast(ground);
                        assert!(contrast >= 4.5, "“{}” has {contrast:.2}", text.paragraph.text);
                    }
                }
            }
        }
    }
}
