//! What a room sees: slides that are read from the last row and leave nothing out, and nothing of what
//! only the facilitator may see.

use std::collections::{BTreeMap, BTreeSet};

use pathos::layout::{LEAST_TYPE_SHARE, Part, pages_of_card};
use pathos::model::*;
use pathos::picture::Pictures;
use pathos::presentation::{Deck, Emphasis, Making, card_picture, first_story, picture, public};
use pathos::sample::SAMPLES;
use pathos::scene::{Item, Scene};
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::{ScreenTheme, Theme};

/// The screens that people present on, in pixels.
const SCREENS: [(u32, u32); 4] = [(1024, 768), (1280, 720), (1920, 1080), (3840, 2160)];

fn samples() -> Vec<(&'static str, Map, Pictures)> {
    let mut ids = IdSource::seeded(6);
    SAMPLES
        .iter()
        .map(|sample| (sample.name, sample.map(&mut ids)))
        .map(|(name, (map, pictures, _))| (name, map, pictures))
        .collect()
}

fn shaper() -> Shaper {
    Shaper::new(SystemFonts::Ignored)
}

fn theme() -> Theme {
    Theme::slide(ScreenTheme::Light)
}

/// The smallest type of a scene, in points.
fn smallest(items: &[Item]) -> f64 {
    items.iter().fold(f64::INFINITY, |least, item| match item {
        Item::Group(group) => least.min(smallest(&group.items)),
        Item::Text(text) => text.paragraph.runs.iter().map(|run| run.size_pt).fold(least, f64::min),
        Item::Shape(_) | Item::Image(_) => least,
    })
}

/// The lowest and the outermost places that text reaches.
fn text_bounds(items: &[Item], found: &mut Vec<(String, pathos::geom::Rect)>) {
    for item in items {
        match item {
            Item::Group(group) => text_bounds(&group.items, found),
            Item::Text(text) => {
                for line in &text.paragraph.lines {
                    let rect = pathos::geom::Rect::new(line.extent.0, line.top, line.extent.1, line.bottom);
                    found.push((text.paragraph.text.to_string(), rect + text.origin.to_vec2()));
                }
            }
            Item::Shape(_) | Item::Image(_) => {}
        }
    }
}

fn check_slide(scene: &Scene, height_px: u32, what: &str) {
    let least_px = smallest(&scene.items) / scene.size.height * f64::from(height_px);
    assert!(least_px >= LEAST_TYPE_SHARE * f64::from(height_px), "{what}: {least_px:.1} px of {height_px}");
    let mut found = Vec::new();
    text_bounds(&scene.items, &mut found);
    for (text, rect) in found.into_iter().filter(|(text, _)| !text.trim().is_empty()) {
        let page = scene.size.to_rect().inflate(0.5, 0.5);
        assert!(page.contains_rect(rect), "{what}: “{text}” is cut off at {rect:?}");
    }
}

#[test]
fn every_slide_is_read_from_the_last_row_on_every_screen() {
    for (name, map, pictures) in samples() {
        for (width, height) in SCREENS {
            let (mut shaper, theme) = (shaper(), theme());
            let map = public(&map);
            let deck = Deck::of(&map, f64::from(width) / f64::from(height), &theme, &mut shaper, &pictures);
            for (n, page) in deck.pages.iter().enumerate() {
                let mut making = Making { map: &map, theme: &theme, pictures: &pictures, shaper: &mut shaper };
                let shown = picture(&mut making, page, &Emphasis::default());
                check_slide(&shown.scene, height, &format!("{name}, {width} × {height}, slide {}", n + 1));
            }
            if width == 1024 {
                for card in map.cards.iter().filter(|card| map.cell_of(card.place).is_some()) {
                    for slide in pages_of_card(&map, card.id, 4.0 / 3.0, &theme, &mut shaper, &pictures) {
                        let layout = pathos::layout::slide(&map, &slide, &theme, &mut shaper, &pictures);
                        let scene = pathos::scene::build(&map, &layout, &theme);
                        check_slide(&scene, height, &format!("{name}, {}", card.title));
                    }
                }
            }
        }
    }
}

/// Every step and every card of the lanes that are shown is on the pages of its stage; a card that
/// begins in a cell on just one of them, and one that is parked on one at the end.
fn check_complete(name: &str, map: &Map, pictures: &Pictures, aspect: f64) {
    let (mut shaper, theme) = (shaper(), theme());
    let map = Map { story: Table::default(), ..public(map) };
    let deck = Deck::of(&map, aspect, &theme, &mut shaper, pictures);
    let mut steps = BTreeSet::new();
    let mut cards: BTreeMap<CardId, usize> = BTreeMap::new();
    for page in &deck.pages {
        let mut making = Making { map: &map, theme: &theme, pictures, shaper: &mut shaper };
        let shown = picture(&mut making, page, &Emphasis::default());
        if let Part::Stage { .. } | Part::Parked(_) = page.slide.part {
            steps.extend(shown.layout.steps.iter().map(|step| step.id));
            shown.layout.cards.iter().for_each(|card| *cards.entry(card.id).or_default() += 1);
        }
        let bar = shown.layout.bar.as_ref().expect("a bar");
        for card in &shown.layout.cards {
            assert!(card.rect.y1 <= bar.rect.y0 + 0.5, "{name}: a card lies on the bar");
        }
        for chip in &shown.layout.chips {
            assert!(chip.rect.y1 <= bar.rect.y0 + 0.5, "{name}: a chip lies on the bar");
        }
    }
    assert_eq!(steps.len(), map.steps().count(), "{name}: every step");
    for card in &map.cards {
        let shown = map.cell_of(card.place).and_then(|(lane, _)| map.lanes.find(lane));
        let is_shown = shown.is_some_and(|lane| !lane.hidden && !lane.collapsed && lane.kind.holds_cards());
        let count = cards.get(&card.id).copied().unwrap_or_default();
        match card.place {
            Place::Cell(..) => assert_eq!(count, usize::from(is_shown), "{name}: {}", card.title),
            Place::Parked => assert_eq!(count, 1, "{name}: {}", card.title),
            _ => assert_eq!(count > 0, is_shown, "{name}: {}", card.title),
        }
    }
    let listed: Vec<CardId> = deck.pages.iter().flat_map(|page| page.cards.iter().copied()).collect();
    let distinct: BTreeSet<CardId> = listed.iter().copied().collect();
    assert_eq!((listed.len(), distinct.len()), (cards.len(), cards.len()), "{name}: one goes to each card once");
}

#[test]
fn the_pages_of_the_samples_leave_nothing_out() {
    for (name, map, pictures) in samples() {
        for aspect in [4.0 / 3.0, 16.0 / 9.0] {
            check_complete(name, &map, &pictures, aspect);
        }
    }
}

/// A stage with many steps, a cell with far too many cards, and a card with far too much text.
fn crowded() -> Map {
    let mut ids = IdSource::seeded(8);
    let mut map = Map::new(ids.next(), "Crowded");
    let steps: Table<Step> = (0..11).map(|n| Step::new(ids.next(), format!("Step {n}"))).collect();
    let first = steps.at(0).expect("a step").id;
    let (id, goal, note) = (ids.next(), String::new(), String::new());
    map.stages.push(Stage { id, title: "Everything at once".into(), goal, note, steps });
    for kind in [LaneKind::Touchpoints, LaneKind::Actions] {
        map.lanes.push(Lane::new(ids.next(), "", kind));
    }
    let lane = map.lanes.at(0).expect("a lane").id;
    for n in 0..60 {
        let title = format!("Card {n} {}", "with a title that goes on and on ".repeat(n % 7));
        map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, title, Place::Cell(lane, first)));
    }
    let long = Card {
        text: "So many words. ".repeat(900),
        ..Card::new(ids.next(), CardKind::Text, "Long", Place::Cell(lane, first))
    };
    map.cards.push(long);
    for n in 0..40 {
        map.cards.push(Card::new(ids.next(), CardKind::Touchpoint, format!("Parked {n}"), Place::Parked));
    }
    map
}

#[test]
fn where_nothing_stands_out_nothing_steps_back() {
    let mut map = crowded();
    let (stage, first) = (map.stages.at(0).expect("a stage").id, map.cards.at(0).expect("a card").id);
    map.story.push(StoryScene {
        id: IdSource::seeded(9).next(),
        headline: String::new(),
        view: StoryView::Stage(stage),
        lanes: Vec::new(),
        personas: Vec::new(),
        highlight: vec![first],
        notes: String::new(),
        skipped: false,
    });
    let (mut shaper, theme, pictures) = (shaper(), theme(), Pictures::new());
    let deck = Deck::of(&map, 16.0 / 9.0, &theme, &mut shaper, &pictures);
    let highlights: Vec<usize> = deck.pages.iter().map(|page| page.highlight.len()).collect();
    assert!(highlights.len() > 3 && highlights[0] == 1 && highlights[1..].iter().all(|n| *n == 0), "{highlights:?}");
    let plain = Deck::of(&Map { story: Table::default(), ..map.clone() }, 16.0 / 9.0, &theme, &mut shaper, &pictures);
    let mut seen = |page: &pathos::presentation::DeckPage| {
        let mut making = Making { map: &map, theme: &theme, pictures: &pictures, shaper: &mut shaper };
        let (slide, page) = (page.slide.clone(), page.clone());
        (slide.part, format!("{:?}", picture(&mut making, &page, &Emphasis::default()).scene))
    };
    let told: Vec<_> = deck.pages.iter().map(&mut seen).collect();
    let plain: BTreeMap<_, _> =
        plain.pages.iter().map(&mut seen).map(|(part, scene)| (format!("{part:?}"), scene)).collect();
    for (n, (part, scene)) in told.iter().enumerate() {
        let is_plain = plain.get(&format!("{part:?}")).expect("the same page without a story") == scene;
        assert_eq!(is_plain, n > 0, "page {}", n + 1);
    }
}

#[test]
fn what_is_parked_stands_at_the_end_or_where_the_story_says() {
    let mut map = crowded();
    map.language = "de".to_owned();
    let (mut shaper, theme, pictures) = (shaper(), theme(), Pictures::new());
    let deck = Deck::of(&map, 16.0 / 9.0, &theme, &mut shaper, &pictures);
    let is_parked = |page: &&pathos::presentation::DeckPage| matches!(page.slide.part, Part::Parked(_));
    let parked: Vec<_> = deck.pages.iter().rev().take_while(is_parked).collect();
    assert!(parked.len() > 1, "forty cards have no room on one page");
    assert_eq!(parked.len(), deck.pages.iter().filter(is_parked).count(), "all of them are at the end");
    assert!(parked.iter().all(|page| page.slide.headline == "Themenspeicher"), "in the map's language");
    // A story has it where it says so, and not else.
    let mut ids = IdSource::seeded(9);
    let scene = |view: StoryView, id: StorySceneId| StoryScene {
        id,
        headline: "What we come back to".to_owned(),
        view,
        lanes: Vec::new(),
        personas: Vec::new(),
        highlight: Vec::new(),
        notes: String::new(),
        skipped: false,
    };
    map.story.push(scene(StoryView::Overview, ids.next()));
    let deck = Deck::of(&map, 16.0 / 9.0, &theme, &mut shaper, &pictures);
    assert_eq!(deck.pages.iter().filter(is_parked).count(), 0);
    map.story.push(scene(StoryView::Parked, ids.next()));
    let deck = Deck::of(&map, 16.0 / 9.0, &theme, &mut shaper, &pictures);
    let last = deck.pages.last().expect("a page");
    assert_eq!((is_parked(&last), last.slide.headline.as_str()), (true, "What we come back to"));
    let first = deck.pages.iter().find(is_parked).expect("a page");
    let mut making = Making { map: &map, theme: &theme, pictures: &pictures, shaper: &mut shaper };
    let shown = picture(&mut making, first, &Emphasis::default());
    assert!(shown.scene.text().contains("Parked 0"), "{}", shown.scene.text());
    check_slide(&shown.scene, 720, "the parking lot");
    assert_eq!(first.slide.part, Part::Parked(shown.layout.cards.iter().map(|card| card.id).collect()));
}

#[test]
fn what_has_no_room_is_paged_and_not_shrunk() {
    let map = crowded();
    for aspect in [1.0, 4.0 / 3.0, 16.0 / 9.0, 3.0] {
        check_complete("crowded", &map, &Pictures::new(), aspect);
    }
}

#[test]
fn a_long_card_is_opened_on_slides_that_show_all_of_its_text() {
    let map = crowded();
    let long = map.cards.iter().find(|card| card.title == "Long").expect("a card");
    let (mut shaper, theme) = (shaper(), theme());
    let slides = pages_of_card(&map, long.id, 16.0 / 9.0, &theme, &mut shaper, &Pictures::new());
    assert!(slides.len() > 3, "{}", slides.len());
    let mut at = 0;
    for slide in &slides {
        let Part::Card { text, .. } = &slide.part else { panic!("a card") };
        assert_eq!(text.start, at);
        at = text.end;
        let layout = pathos::layout::slide(&map, slide, &theme, &mut shaper, &Pictures::new());
        assert!(layout.cards[0].rect.y1 <= layout.bar.as_ref().expect("a bar").rect.y0);
    }
    assert_eq!(at, long.text.len());
}

#[test]
fn the_room_sees_the_same_whether_or_not_there_is_something_to_hide() {
    for (name, map, pictures) in samples() {
        let mut secret = map.clone();
        secret.note = "nobody may read this".to_owned();
        secret.cards.update(|_| true, |card| card.note = "nobody may read this".to_owned());
        secret.pains.update(|_| true, |pain| pain.note = "nobody may read this".to_owned());
        secret.lanes.update(|_| true, |lane| lane.note = "nobody may read this".to_owned());
        secret.personas.update(|_| true, |persona| persona.note = "nobody may read this".to_owned());
        secret.story.update(|_| true, |scene| scene.notes = "nobody may read this".to_owned());
        let mut ids = IdSource::seeded(9);
        let votes = map.cards.iter().map(|card| (VoteFor::Card(card.id), 3)).collect();
        let question = "nobody may read this".to_owned();
        secret.ballots.push(Ballot {
            id: ids.next(),
            question,
            date: None,
            voters: 4,
            dots: 3,
            revealed: false,
            votes,
        });
        let seen = |map: &Map| -> Vec<String> {
            let (mut shaper, theme) = (shaper(), theme());
            let map = public(map);
            let deck = Deck::of(&map, 16.0 / 9.0, &theme, &mut shaper, &pictures);
            let mut seen = Vec::new();
            for page in &deck.pages {
                let mut making = Making { map: &map, theme: &theme, pictures: &pictures, shaper: &mut shaper };
                seen.push(format!("{:?}", picture(&mut making, page, &Emphasis::default()).scene));
                if let Some(card) = page.cards.first() {
                    let slides = pages_of_card(&map, *card, 16.0 / 9.0, &theme, making.shaper, &pictures);
                    seen.push(format!("{:?}", card_picture(&mut making, page, &slides[0], &Emphasis::default()).scene));
                }
            }
            seen
        };
        let (with, without) = (seen(&secret), seen(&map));
        assert!(with == without, "{name}: the room would see what it must not");
        assert!(!with.iter().any(|scene| scene.contains("nobody may read")), "{name}");
    }
}

#[test]
fn a_first_story_goes_from_the_overview_over_the_stages_to_the_aim() {
    for (name, map, pictures) in samples() {
        let mut ids = IdSource::seeded(10);
        let scenes = first_story(&map, || ids.next());
        assert_eq!(scenes[0].view, StoryView::Overview, "{name}");
        let stages: Vec<StageId> = scenes
            .iter()
            .filter_map(|scene| match scene.view {
                StoryView::Stage(stage) => Some(stage),
                _ => None,
            })
            .collect();
        assert_eq!(stages, map.stages.iter().map(|stage| stage.id).collect::<Vec<_>>(), "{name}");
        let cards = scenes.iter().filter(|scene| matches!(scene.view, StoryView::Cards(_))).count();
        assert!(cards >= 1, "{name}: the lows or the highs");
        let told = Map { story: scenes.into_iter().collect(), ..map.clone() };
        let errors: Vec<Problem> = pathos::model::check::check(&told)
            .into_iter()
            .filter(|problem| problem.severity == ProblemSeverity::Error)
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let (mut shaper, theme) = (shaper(), theme());
        let deck = Deck::of(&told, 16.0 / 9.0, &theme, &mut shaper, &pictures);
        for scene in &told.story {
            assert!(deck.pages.iter().any(|page| page.scene == Some(scene.id)), "{name}: {}", scene.headline);
        }
        for page in &deck.pages {
            let mut making = Making { map: &told, theme: &theme, pictures: &pictures, shaper: &mut shaper };
            let shown = picture(&mut making, page, &Emphasis::default());
            check_slide(&shown.scene, 1080, &format!("{name}, {}", page.slide.headline));
        }
    }
}
