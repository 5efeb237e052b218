//! What each kind of lane promises: arrows that avoid cards, rows that hold what they show, averages,
//! spreads and sums that are those of the map, and a blueprint that loses nothing.

use pathos::layout::{ChipSubject, Form, Layout, LinkBox, layout};
use pathos::theme::{Arrangement, Display, Guides};

use super::*;

/// Everything that holds for the arrows and the chips of any layout.
pub fn check_lanes(name: &str, layout: &Layout) {
    for link in &layout.links {
        check_link(name, layout, link);
    }
    for (n, chip) in layout.chips.iter().enumerate() {
        let strip = layout.step(chip.step).expect("its step").strip;
        let row = layout.lanes.iter().find(|lane| (lane.id, lane.strip) == (chip.lane, strip)).expect("its lane").row;
        assert!(holds(row, chip.rect), "{name}: a chip at {} leaves its lane", chip.step);
        let others = layout.chips[..n].iter().filter(|other| other.lane == chip.lane);
        assert!(others.clone().all(|other| !overlap(other.rect, chip.rect)), "{name}: chips at {} overlap", chip.step);
    }
    for lane in &layout.lanes {
        let all: Vec<Rect> = texts(&lane.marks).filter(|rect| rect.width() > 0.0).collect();
        for (n, rect) in all.iter().enumerate() {
            assert!(holds(lane.row, *rect), "{name}: a text beside {} leaves its row: {rect:?}", lane.id);
            assert!(!overlap(*rect, lane.title.rect()), "{name}: a text stands on the name of {}", lane.id);
            assert!(all[..n].iter().all(|other| !overlap(*other, *rect)), "{name}: texts beside {} overlap", lane.id);
        }
    }
}

/// An arrow runs through no card; it begins at the edge of one and its head touches the edge of another.
fn check_link(name: &str, layout: &Layout, link: &LinkBox) {
    let name = format!("{name}: the arrow from {} to {}", link.from, link.to);
    if link.path.elements().is_empty() {
        let letters = texts_of(&link.marks).count();
        return assert_eq!(letters, 2, "{name} has a mark at both ends");
    }
    for piece in link.pieces() {
        for card in &layout.cards {
            assert!(!runs_through(piece, card.rect.inset(-1.0)), "{name} runs through {}", card.id);
        }
    }
    let at_edge = |id: CardId, point: Point| {
        let rects = layout.cards.iter().filter(|card| card.id == id).map(|card| card.rect);
        rects.into_iter().any(|rect| rect.inflate(0.1, 0.1).contains(point) && !rect.inset(-0.1).contains(point))
    };
    let start = link.path.segments().next().expect("a line").start();
    let tip = link.head.segments().next().expect("a head").start();
    assert!(at_edge(link.from, start) && at_edge(link.to, tip), "{name} goes from {start:?} to {tip:?}");
}

fn sample(name: &str) -> Map {
    samples().into_iter().find(|(path, _)| path.ends_with(name)).expect("the sample").1
}

/// The number of links between cards that are shown.
fn links_of(map: &Map, layout: &Layout) -> usize {
    let is_shown = |id: CardId| layout.card(id).is_some();
    let links = map.cards.iter().filter(|card| is_shown(card.id)).flat_map(|card| &card.links);
    links.filter(|link| is_shown(link.to)).count()
}

#[test]
fn every_link_is_drawn_around_the_cards() {
    let mut drawn = 0;
    for (path, map) in samples() {
        let layout = layout_of(&map);
        assert_eq!(layout.links.len(), links_of(&map, &layout), "{}", path.display());
        drawn += layout.links.iter().filter(|link| !link.path.elements().is_empty()).count();
        // Between a card and one behind a bar that spans the whole journey there is none.
        let without_way = layout.links.iter().filter(|link| link.path.elements().is_empty()).count();
        assert!(without_way <= 1, "{}: {without_way} arrows find no way", path.display());
    }
    assert!(drawn > 30, "{drawn} arrows");
}

#[test]
fn the_legend_explains_what_is_seen_and_nothing_else() {
    let mut map = sample("retail-bicycle.ron");
    let says = |map: &Map, word: &str| texts_of(&layout_of(map).foot).any(|text| text == word);
    for word in ["researched", "basic", "hand-off", "worse than expected", "Peak"] {
        assert!(says(&map, word), "{word}");
    }
    map.lanes.update(|lane| lane.kind == LaneKind::Touchpoints, |lane| lane.hidden = true);
    assert!(says(&map, "worse than expected") && !says(&map, "basic") && !says(&map, "hand-off"));
    map.lanes.update(|lane| lane.kind == LaneKind::Emotion, |lane| lane.hidden = true);
    assert!(!says(&map, "worse than expected") && !says(&map, "Peak"));
}

#[test]
fn in_a_large_map_arrows_go_around_everything_too() {
    let mut map = generated::map(6, 12);
    let ids: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
    let mut random = fastrand::Rng::with_seed(7);
    for id in &ids {
        let (to, kind) = (ids[random.usize(..ids.len())], LinkKind::ALL[random.usize(..3)]);
        let link = Link { to, kind, label: String::new() };
        map.cards.find_mut(*id).expect("a card").links = if to == *id { Vec::new() } else { vec![link] };
    }
    let layout = layout_of(&map);
    check_layout("linked at random", &layout);
    let through = layout.links.iter().filter(|link| !link.path.elements().is_empty()).count();
    assert!(through * 10 > layout.links.len() * 9, "{through} of {} arrows find a way", layout.links.len());
    map.language = "he".into();
    check_layout("linked at random, mirrored", &layout_of(&map));
}

#[test]
fn an_arrow_of_a_move_goes_around_everything_in_both_directions_of_reading() {
    let mut map = generated::map(6, 12);
    let ids: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
    let mut random = fastrand::Rng::with_seed(8);
    let pairs: Vec<(CardId, CardId)> = (0..60)
        .map(|_| (ids[random.usize(..ids.len())], ids[random.usize(..ids.len())]))
        .filter(|(a, b)| a != b)
        .collect();
    for language in ["en", "he"] {
        map.language = language.into();
        let layout = layout_of(&map);
        let head = pathos::layout::Head { length: 7.0, half_width: 3.5 };
        let arrows = pathos::layout::arrows(&layout, &pairs, head);
        let found = arrows.iter().flatten().count();
        assert!(found * 10 > pairs.len() * 9, "{found} of {} arrows find a way", pairs.len());
        for ((from, to), arrow) in pairs.iter().zip(arrows) {
            let Some((path, head)) = arrow else { continue };
            check_link(
                language,
                &layout,
                &LinkBox { from: *from, to: *to, kind: LinkKind::Flow, path, head, marks: Vec::new() },
            );
        }
    }
}

#[test]
fn an_arrow_between_two_strips_has_a_letter_at_both_ends() {
    let map = sample("retail-bicycle.ron");
    let layout = on_sheet(&map, sheet(297.0, 420.0, Rows::Exactly(NonZeroU8::new(4).expect("above 0"))));
    let broken: Vec<&LinkBox> = layout.links.iter().filter(|link| link.path.elements().is_empty()).collect();
    assert!(!broken.is_empty() && layout.links.len() == links_of(&map, &layout));
    let letters: Vec<&str> = broken.iter().flat_map(|link| texts_of(&link.marks)).collect();
    let each_twice = letters.chunks(2).all(|pair| pair[0] == pair[1]);
    assert!(each_twice && letters.iter().collect::<HashSet<_>>().len() == broken.len(), "{letters:?}");
}

#[test]
fn a_blueprint_stands_in_the_order_of_its_zones_with_three_lines_and_loses_nothing() {
    for (path, map) in samples() {
        let arranged = |arrangement| {
            let theme = Theme::light().with_display(Display { arrangement, ..Display::default() });
            layout(&map, Format::Canvas, &theme, &mut shaper(), &Pictures::new())
        };
        let (plain, blueprint) = (arranged(Arrangement::Journey), arranged(Arrangement::Blueprint));
        assert!(blueprint.lanes.is_sorted_by_key(|lane| lane.zone), "{}", path.display());
        assert_eq!((plain.zone_lines.len(), blueprint.zone_lines.len()), (0, 3), "{}", path.display());
        check_layout(&path.display().to_string(), &blueprint);
        let own: Vec<LaneId> = map.lanes.iter().filter(|lane| !lane.hidden).map(|lane| lane.id).collect();
        let ids = |layout: &Layout| layout.lanes.iter().map(|lane| lane.id).collect::<Vec<_>>();
        assert_eq!(ids(&plain), own);
        let sorted = |mut ids: Vec<LaneId>| {
            ids.sort();
            ids
        };
        assert_eq!(sorted(ids(&blueprint)), sorted(own));
        assert_eq!(plain.cards.len(), blueprint.cards.len());
        assert_eq!(plain.points.len(), blueprint.points.len());
    }
}

#[test]
fn the_number_of_lines_behind_a_curve_is_a_choice_of_display() {
    let map = generated::map(1, 3);
    let lines = |number: u8| {
        let guides = Guides::new(number).expect("a number of lines");
        let theme = Theme::light().with_display(Display { guides, ..Display::default() });
        let layout = layout(&map, Format::Canvas, &theme, &mut shaper(), &Pictures::new());
        let lane = layout.lanes.iter().find(|lane| lane.scale.is_some()).expect("a lane of emotions");
        let scene = scene::build(&map, &layout, &theme);
        let group = scene.items.iter().find_map(|item| match item {
            Item::Group(group) if group.node == Some(Node::Lane(lane.id)) => Some(group),
            _ => None,
        });
        let in_scale = |y: f64| {
            let scale = lane.scale.expect("a scale");
            (scale.top - NOTHING..=scale.bottom + NOTHING).contains(&y)
        };
        let is_line = |item: &&Item| match item {
            Item::Shape(shape) => matches!(&shape.geometry, scene::Geometry::Line(line) if in_scale(line.p0.y)),
            _ => false,
        };
        group.expect("its group").items.iter().filter(is_line).count()
    };
    assert_eq!([3, 4, 5, 10, 11].map(lines), [3, 5, 5, 11, 11], "an even number and the neutral one");
}

#[test]
fn a_curve_has_one_peak_and_one_end_and_an_average_for_each_stage() {
    let map = sample("retail-bicycle.ron");
    let layout = layout_of(&map);
    for curve in &layout.curves {
        let own = || layout.points.iter().filter(|point| (point.lane, point.persona) == (curve.lane, curve.persona));
        assert_eq!(own().filter(|point| point.is_peak).count(), 1);
        let peak = own().find(|point| point.is_peak).expect("a peak").level.abs();
        assert!(own().all(|point| point.level.abs() <= peak));
        assert!(own().next_back().expect("a point").is_end && own().filter(|point| point.is_end).count() == 1);
        assert!(!curve.better.elements().is_empty() || !curve.worse.elements().is_empty(), "a gap is seen");
    }
    let lane = layout.lanes.iter().find(|lane| lane.scale.is_some()).expect("a lane of emotions");
    let values = texts_of(&lane.marks).filter(|text| text.chars().any(|c| c.is_ascii_digit())).count();
    assert_eq!(values, map.stages.len() * layout.curves.len());
}

#[test]
fn the_weakest_channel_of_a_step_is_named() {
    let map = sample("onboarding-current.ron");
    let layout = layout_of(&map);
    let spread = pathos::insight::spreads(&map).into_iter().find(|spread| spread.size() > 0.0).expect("a spread");
    let chip = layout.chips.iter().find(|chip| chip.about == ChipSubject::Spread && chip.step == spread.step);
    let words: String = texts_of(&chip.expect("its chip").marks).collect();
    let (name, _) = map.channel(spread.channels[0].channel).expect("a channel");
    assert!(words.contains(name), "{words} does not name {name}");
}

#[test]
fn bars_of_time_have_one_scale() {
    let map = sample("hospital-outpatient.ron");
    let layout = layout_of(&map);
    let mut bars: Vec<(f64, f64)> = Vec::new();
    for chip in layout.chips.iter().filter(|chip| chip.about == ChipSubject::Time) {
        let (_, step) = map.find_step(chip.step).expect("a step");
        let spans = [step.duration, step.waiting].into_iter().flatten().map(TimeSpan::seconds);
        let lengths = chip.marks.iter().filter_map(|mark| match mark.form {
            Form::Block { rect, .. } | Form::Hatched(rect) => Some(rect.width()),
            _ => None,
        });
        bars.extend(spans.zip(lengths));
    }
    bars.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert!(bars.len() > 5 && bars.is_sorted_by(|a, b| a.1 <= b.1 + 1e-9), "{bars:?}");
    assert!(bars.windows(2).all(|pair| pair[0].0 < pair[1].0 || (pair[0].1 - pair[1].1).abs() < 1e-9), "{bars:?}");
}
