//! What a reader of the picture is promised: nothing clipped, nothing overlapping, nothing lost,
//! whatever stands in the map.

#[path = "common/generated.rs"]
mod generated;
#[path = "layout/lanes.rs"]
mod lanes;

#[path = "layout/slides.rs"]
mod slides;

use std::collections::HashSet;
use std::num::NonZeroU8;
use std::path::{Path, PathBuf};

use kurbo::{Line, ParamCurve, Point, Rect, Shape};
use pathos::layout::{CardBox, Form, Format, Layout, Mark, PointBox, Rows, SheetFormat, layout};
use pathos::model::*;
use pathos::picture::Pictures;
use pathos::scene::{self, Item, Node};
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::Theme;

fn shaper() -> Shaper {
    Shaper::new(SystemFonts::Ignored)
}

fn layout_of(map: &Map) -> Layout {
    layout(map, Format::Canvas, &Theme::light(), &mut shaper(), &Pictures::new())
}

fn samples() -> Vec<(PathBuf, Map)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("samples").map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "ron"));
    paths.sort();
    assert!(paths.len() >= 5, "samples are missing");
    let load = |path: PathBuf| {
        let loaded = pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}"));
        (path, loaded.map)
    };
    paths.into_iter().map(load).collect()
}

/// Half a pixel at 100 %: less is invisible.
const NOTHING: f64 = 0.4;

fn holds(outer: Rect, inner: Rect) -> bool {
    let outer = outer.inflate(NOTHING, NOTHING);
    outer.x0 <= inner.x0 && outer.y0 <= inner.y0 && inner.x1 <= outer.x1 && inner.y1 <= outer.y1
}

fn overlap(a: Rect, b: Rect) -> bool {
    let both = a.intersect(b);
    both.width() > NOTHING && both.height() > NOTHING
}

fn texts(marks: &[Mark]) -> impl Iterator<Item = Rect> {
    marks.iter().filter_map(|mark| match &mark.form {
        Form::Text(placed) => Some(placed.rect()),
        _ => None,
    })
}

fn texts_of(marks: &[Mark]) -> impl Iterator<Item = &str> {
    marks.iter().filter_map(|mark| match &mark.form {
        Form::Text(placed) => Some(&*placed.paragraph.text),
        _ => None,
    })
}

/// Everything that holds for the layout of any map on a canvas.
fn check(name: &str, map: &Map) {
    let layout = layout_of(map);
    check_layout(name, &layout);
    let shown = map.cards.iter().filter(|card| {
        let lane = card.place.lane().and_then(|lane| map.lanes.find(lane));
        lane.is_some_and(|lane| !lane.hidden && !lane.collapsed && lane.kind.holds_cards())
    });
    assert_eq!(layout.cards.len(), shown.count(), "{name}: a card is lost");
}

/// Everything that holds for any layout.
fn check_layout(name: &str, layout: &Layout) {
    let page = Rect::ZERO.with_size(layout.size);
    for lane in &layout.lanes {
        assert!(holds(page, lane.row), "{name}: the lane {} leaves the page", lane.id);
        assert!(holds(lane.label, lane.title.rect()), "{name}: the name of {} leaves its place", lane.id);
    }
    for pair in layout.lanes.windows(2) {
        assert!(pair[0].row.y1 <= pair[1].row.y0 + NOTHING, "{name}: lanes {} and {} overlap", pair[0].id, pair[1].id);
    }
    for card in &layout.cards {
        let (lane, step) = card.cell.expect("a cell");
        let strip = layout.step(step).expect("its step").strip;
        let row = layout.lanes.iter().find(|other| (other.id, other.strip) == (lane, strip)).expect("its lane").row;
        assert!(holds(row, card.rect), "{name}: the card {} leaves its lane", card.id);
        assert!(holds(card.rect, card.title.rect()), "{name}: the title of {} is cut", card.id);
        for text in texts(&card.marks) {
            assert!(holds(card.rect, text), "{name}: a text of {} is cut: {text:?} in {:?}", card.id, card.rect);
        }
        let mut all: Vec<Rect> = texts(&card.marks).filter(|rect| rect.width() > 0.0).collect();
        all.push(card.title.rect());
        for (n, a) in all.iter().enumerate() {
            assert!(all[..n].iter().all(|b| !overlap(*a, *b)), "{name}: texts of {} overlap", card.id);
        }
    }
    for (n, a) in layout.cards.iter().enumerate() {
        for b in &layout.cards[..n] {
            assert!(!overlap(a.rect, b.rect), "{name}: the cards {} and {} overlap", a.id, b.id);
        }
    }
    for chip in &layout.chips {
        assert!(texts(&chip.marks).all(|text| holds(chip.rect, text)), "{name}: a chip at {} is cut", chip.step);
    }
    lanes::check_lanes(name, layout);
    check_callouts(name, layout);
    for curve in &layout.curves {
        let row = layout.lanes.iter().find(|lane| (lane.id, lane.strip) == (curve.lane, curve.strip));
        let body = row.expect("its lane").row;
        if !curve.actual.elements().is_empty() {
            assert!(holds(body, curve.actual.bounding_box()), "{name}: the curve of {} leaves its lane", curve.persona);
        }
    }
}

/// Whether two lines meet.
fn cross(a: Line, b: Line) -> bool {
    let side = |line: Line, point: Point| (line.p1 - line.p0).cross(point - line.p0);
    side(a, b.p0) * side(a, b.p1) < 0.0 && side(b, a.p0) * side(b, a.p1) < 0.0
}

/// Whether a line runs through a rectangle.
fn runs_through(line: Line, rect: Rect) -> bool {
    (0..=40).any(|n| rect.contains(line.p0.lerp(line.p1, f64::from(n) / 40.0)))
}

/// What is called out stands on nothing, and the lines to it cross nothing.
fn check_callouts(name: &str, layout: &Layout) {
    for (n, callout) in layout.callouts.iter().enumerate() {
        let name = format!("{name}: {:?} “{}”", callout.kind, callout.text);
        let here = |lane: LaneId, strip: usize| (lane, strip) == (callout.lane, callout.strip);
        let row = layout.lanes.iter().find(|lane| here(lane.id, lane.strip)).expect("its lane").row;
        assert!(holds(row, callout.rect), "{name} leaves its lane");
        let in_lane = |point: &&PointBox| point.lane == callout.lane && row.contains(point.center);
        for point in layout.points.iter().filter(in_lane) {
            let face = Rect::from_center_size(point.center, (2.0 * point.radius, 2.0 * point.radius));
            assert!(!overlap(face, callout.rect), "{name} stands on a face");
            let is_own = point.at == callout.at;
            let meets = callout.leader.is_some_and(|leader| runs_through(leader, face));
            assert!(is_own || !meets, "{name}: its line runs through a face");
        }
        for other in &layout.callouts[..n] {
            assert!(!overlap(other.rect, callout.rect), "{name} stands on “{}”", other.text);
            let lines = callout.leader.zip(other.leader);
            assert!(!lines.is_some_and(|(a, b)| cross(a, b)), "{name}: its line crosses that of “{}”", other.text);
        }
        for curve in layout.curves.iter().filter(|curve| here(curve.lane, curve.strip)) {
            let words = texts(&curve.marks).filter(|rect| rect.width() > 0.0);
            for rect in words {
                assert!(!overlap(rect, callout.rect), "{name} stands on words");
                assert!(
                    !callout.leader.is_some_and(|leader| runs_through(leader, rect)),
                    "{name}: its line runs through words"
                );
            }
            let pieces = curve.actual.segments().flat_map(|segment| {
                let at = move |n: u8| segment.eval(f64::from(n) / 16.0);
                (0..16).map(move |n| Line::new(at(n), at(n + 1)))
            });
            for piece in pieces {
                assert!(!callout.leader.is_some_and(|leader| cross(leader, piece)), "{name}: its line crosses a curve");
                let is_under = callout.number.is_none() && callout.rect.inset(-2.0).contains(piece.p0);
                assert!(!is_under, "{name} stands on a curve");
            }
        }
        let explained = |number: usize| texts_of(&layout.foot).any(|text| text == number.to_string());
        assert!(callout.number.is_none_or(explained), "{name}: its number is not explained");
    }
}

#[test]
fn samples_are_laid_out_whole() {
    for (path, map) in samples() {
        check(&path.display().to_string(), &map);
    }
}

const PAPERS_MM: [(f64, f64); 5] = [(210.0, 297.0), (297.0, 420.0), (420.0, 594.0), (594.0, 841.0), (841.0, 1189.0)];

fn sheet(width_mm: f64, height_mm: f64, rows: Rows) -> SheetFormat {
    let pt = |mm: f64| mm / 25.4 * 72.0;
    SheetFormat { width_pt: pt(width_mm), height_pt: pt(height_mm), margin_pt: pt(10.0), rows }
}

fn on_sheet(map: &Map, sheet: SheetFormat) -> Layout {
    layout(map, Format::Sheet(sheet), &Theme::light(), &mut shaper(), &Pictures::new())
}

/// The share of the room within the margins that is used.
fn used(layout: &Layout, sheet: &SheetFormat) -> f64 {
    let lanes = layout.lanes.iter().map(|lane| lane.row);
    let marks = layout.foot.iter().map(Mark::bounds);
    let all = lanes.chain(marks).fold(layout.title.rect, |all, rect| all.union(rect));
    let scale = sheet.width_pt / layout.size.width;
    let room = (sheet.width_pt - 2.0 * sheet.margin_pt) * (sheet.height_pt - 2.0 * sheet.margin_pt);
    all.area() * scale * scale / room
}

#[test]
fn a_sheet_is_filled_and_holds_everything() {
    for (path, map) in samples() {
        for (a, b) in PAPERS_MM {
            for (width, height) in [(a, b), (b, a)] {
                let sheet = sheet(width, height, Rows::Auto);
                let layout = on_sheet(&map, sheet);
                let name = format!("{} on {width} × {height}", path.display());
                check_layout(&name, &layout);
                let shape = layout.size.width / layout.size.height;
                assert!((shape / (width / height) - 1.0).abs() < 0.01, "{name}: the page has the shape {shape}");
                let used = used(&layout, &sheet);
                assert!((0.85..=1.001).contains(&used), "{name}: {:.0} % are used", used * 100.0);
                let cards: HashSet<CardId> = layout.cards.iter().map(|card| card.id).collect();
                assert_eq!(cards, layout_of(&map).cards.iter().map(|card| card.id).collect(), "{name}: cards are lost");
            }
        }
    }
}

#[test]
fn rows_have_as_much_room_above_as_below_what_is_in_them() {
    let map = samples().into_iter().find(|(path, _)| path.ends_with("hospital-outpatient.ron")).expect("a sample").1;
    let layout = on_sheet(&map, sheet(297.0, 420.0, Rows::One));
    let mut rooms = Vec::new();
    for lane in layout.lanes.iter().filter(|lane| lane.kind.holds_cards()) {
        let within = |card: &&CardBox| card.cell.is_some_and(|(at, _)| at == lane.id);
        let cards = layout.cards.iter().filter(within).map(|card| card.rect).reduce(|a, b| a.union(b));
        let cards = cards.expect("cards in each of these lanes");
        let (above, below) = (cards.y0 - lane.row.y0, lane.row.y1 - cards.y1);
        assert!((above - below).abs() < 0.01, "{above} above and {below} below in {}", lane.title.paragraph.text);
        rooms.push(above);
    }
    assert!(rooms.len() == 3 && rooms.iter().all(|room| (room - rooms[0]).abs() < 0.01), "{rooms:?}");
    assert!(rooms[0] > 12.0, "this sheet has much to spare, and rows of {rooms:?}");
}

#[test]
fn a_journey_is_broken_into_the_strips_that_were_asked_for() {
    let (_, map) = samples().into_iter().find(|(path, _)| path.ends_with("retail-bicycle.ron")).expect("the sample");
    for rows in [1, 2, 3] {
        let layout = on_sheet(&map, sheet(297.0, 420.0, Rows::Exactly(NonZeroU8::new(rows).expect("above 0"))));
        assert_eq!(layout.strips.len(), usize::from(rows));
        check_layout(&format!("{rows} strips"), &layout);
        let steps: Vec<StepId> = layout.steps.iter().map(|step| step.id).collect();
        assert_eq!(steps, map.steps().map(|(_, step)| step.id).collect::<Vec<_>>(), "every step once, in order");
        let shown = map.lanes.iter().filter(|lane| !lane.hidden).count();
        assert_eq!(layout.lanes.len(), shown * usize::from(rows), "every strip has every lane");
        // A curve leaves one strip at the height at which it enters the next.
        for persona in &map.personas {
            let parts: Vec<_> = layout.curves.iter().filter(|curve| curve.persona == persona.id).collect();
            assert_eq!(parts.len(), usize::from(rows), "{} has a curve in every strip", persona.name);
            let scale = |strip: usize| {
                let lane = layout.lanes.iter().find(|lane| lane.strip == strip && lane.scale.is_some());
                lane.and_then(|lane| lane.scale).expect("a scale")
            };
            for pair in parts.windows(2) {
                let end = pair[0].actual.segments().last().expect("a curve").end();
                let start = pair[1].actual.segments().next().expect("a curve").start();
                let (left, entered) = (scale(pair[0].strip).level(end.y), scale(pair[1].strip).level(start.y));
                assert!((left - entered).abs() < 1e-6, "{left} and {entered}");
            }
        }
    }
}

#[test]
fn a_large_map_is_laid_out_whole() {
    check("generated", &generated::map(6, 12));
}

#[test]
fn a_right_to_left_map_is_the_mirror_of_itself() {
    let mut map = generated::map(3, 6);
    let ltr = layout_of(&map);
    map.language = "ar".into();
    let rtl = layout_of(&map);
    assert!(rtl.stages[0].head.x0 > rtl.stages[1].head.x0, "the first stage stands at the right");
    assert!(rtl.lanes[0].label.x0 > rtl.lanes[0].body.x0, "the lane's name stands at the right");
    for (a, b) in ltr.points.iter().zip(&rtl.points) {
        assert!((a.center.x + b.center.x - ltr.size.width).abs() < NOTHING);
    }
    check("mirrored", &map);
}

#[test]
fn hostile_text_stays_in_its_card() {
    let long_word = "Donaudampfschifffahrtsgesellschaft".repeat(8);
    let url = format!("https://example.org/{}", "a-very-long-path/".repeat(30));
    let prose = "Somebody wrote a whole page into one card. ".repeat(116);
    let texts =
        [long_word, url, prose, "مرحبا ".repeat(200), "\n\n\n".into(), "\u{301}\u{202e}x".into(), "🙂🙂".repeat(40)];
    let mut map = generated::map(1, 7);
    let ids: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
    for (id, text) in ids.iter().zip(texts) {
        let card = map.cards.find_mut(*id).expect("a card");
        card.owner = text.clone();
        card.text = text.clone();
        card.title = text;
    }
    check("hostile", &map);
}

#[test]
fn maps_with_next_to_nothing_are_laid_out() {
    let mut ids = IdSource::seeded(1);
    let mut map = Map::new(ids.next(), "");
    check("empty", &map);
    map.lanes.push(Lane::new(ids.next(), "", LaneKind::Emotion));
    check("a lane without steps", &map);
    let steps = [Step::new(ids.next(), "")].into_iter().collect();
    map.stages.push(Stage { id: ids.next(), title: String::new(), goal: String::new(), note: String::new(), steps });
    check("a step without cards", &map);
    for kind in LaneKind::ALL {
        map.lanes.push(Lane::new(ids.next(), kind.words(), *kind));
    }
    check("every kind of lane, empty", &map);
}

#[test]
fn spanning_cards_reach_from_step_to_step() {
    let mut map = generated::map(1, 6);
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    let (lane, id) = (map.lanes.at(0).expect("a lane").id, map.cards.at(0).expect("a card").id);
    map.cards.find_mut(id).expect("a card").place = Place::Span(lane, steps[1], steps[3]);
    let layout = layout_of(&map);
    let (card, from, to) = (layout.card(id), layout.step(steps[1]), layout.step(steps[3]));
    let (card, from, to) = (card.expect("a card").rect, from.expect("a step").column, to.expect("a step").column);
    assert!(card.x0 >= from.x0 && card.x0 < from.x1 && card.x1 <= to.x1 && card.x1 > to.x0);
    check("spanning", &map);
}

#[test]
fn the_pointer_finds_what_is_under_it() {
    let map = generated::map(3, 6);
    let layout = layout_of(&map);
    for card in &layout.cards {
        assert_eq!(layout.card_at(card.rect.center()).map(|found| found.id), Some(card.id));
        let (lane, step) = layout.cell_at(card.rect.center()).expect("a cell");
        assert_eq!(card.cell, Some((lane.id, step.id)));
        let cell: Vec<_> = layout.cards_in(lane.id, step.id).collect();
        assert!(cell.iter().any(|found| found.id == card.id));
        assert!(cell.is_sorted_by(|above, below| above.rect.y1 <= below.rect.y0), "from top to bottom");
    }
    for point in &layout.points {
        let scale = layout.lane(point.lane).and_then(|lane| lane.scale).expect("a scale");
        assert!((scale.level(scale.y(point.level)) - point.level).abs() < 1e-9);
    }
    assert!(layout.card_at(Point::new(-5.0, -5.0)).is_none());
}

/// The nodes of a scene, in paint order.
fn nodes(items: &[Item], found: &mut Vec<Node>) {
    for item in items {
        if let Item::Group(group) = item {
            found.extend(group.node);
            nodes(&group.items, found);
        }
    }
}

#[test]
fn a_scene_names_everything_that_can_be_pointed_at() {
    for (path, map) in samples() {
        let theme = Theme::light();
        let layout = layout_of(&map);
        let scene = scene::build(&map, &layout, &theme);
        let mut found = Vec::new();
        nodes(&scene.items, &mut found);
        for card in &layout.cards {
            assert!(found.contains(&Node::Card(card.id)), "{}: {}", path.display(), card.id);
        }
        for stage in &map.stages {
            assert!(found.contains(&Node::Stage(stage.id)));
        }
        let page = Rect::ZERO.with_size(scene.size).inflate(1.0, 1.0);
        for item in &scene.items {
            let bounds = item.bounds();
            assert!(bounds.is_zero_area() || holds(page, bounds), "{}: {bounds:?} leaves {page:?}", path.display());
        }
    }
}

#[test]
fn secret_votes_notes_and_parked_cards_are_in_no_picture() {
    for (path, map) in samples() {
        let scene_of = |map: &Map| {
            let layout = layout_of(map);
            format!("{:?}", scene::build(map, &layout, &Theme::light()))
        };
        let mut secret = map.clone();
        secret.ballots = secret.ballots.iter().map(|ballot| Ballot { revealed: false, ..ballot.clone() }).collect();
        let mut bare = secret.clone();
        let votes = map.cards.iter().map(|card| (VoteFor::Card(card.id), 2)).collect();
        let ballot = Id::new("b-secret").expect("an id");
        secret.ballots.push(Ballot { votes, voters: 5, dots: 3, ..Ballot::new(ballot, "Secretly?") });
        secret.cards.update(|_| true, |card| card.note.push_str("a private word"));
        bare.ballots = Table::default();
        bare.cards.update(|_| true, |card| card.note.clear());
        bare.cards.retain(|card| card.place != Place::Parked);
        assert_eq!(scene_of(&secret), scene_of(&bare), "{}", path.display());
        let revealed: Table<Ballot> =
            secret.ballots.iter().map(|ballot| Ballot { revealed: true, ..ballot.clone() }).collect();
        assert_ne!(scene_of(&Map { ballots: revealed, ..secret.clone() }), scene_of(&bare), "{}", path.display());
    }
}

#[test]
fn the_room_is_seen_to_disagree() {
    let (_, mut map) = samples().into_iter().find(|(path, _)| path.ends_with("retail-bicycle.ron")).expect("a sample");
    let rating = map.ratings.iter().find(|rating| rating.actual.is_some()).expect("a rating").id;
    let before = layout_of(&map);
    let round = |tally| Round { date: None, tally };
    map.ratings.update(|r| r.id == rating, |r| r.rounds = vec![round((0, 0, 9, 0, 0)), round((6, 0, 0, 1, 3))]);
    check("rounds", &map);
    let layout = layout_of(&map);
    let spreads = |layout: &Layout| layout.curves.iter().map(|curve| curve.spreads.len()).sum::<usize>();
    assert_eq!(spreads(&layout), spreads(&before) + 1);
    let spread = layout.curves.iter().flat_map(|curve| &curve.spreads).find(|spread| spread.bars.len() == 3);
    let widths: Vec<f64> = spread.expect("three values were said").bars.iter().map(Rect::width).collect();
    assert!(widths[0] > widths[2] && widths[2] > widths[1], "{widths:?}");
    let words: Vec<&str> = layout.curves.iter().flat_map(|curve| texts_of(&curve.marks)).collect();
    assert!(words.contains(&"n = 10"), "{words:?}");
}
