//! Small pictures that somebody looked at. `PATHOS_BLESS=1 cargo test --test golden` writes them
//! anew; look at every one that changed before it is committed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{RgbImage, RgbaImage};
use kurbo::Rect;
use pathos::export::render_rgba;
use pathos::layout::{Format, layout};
use pathos::model::*;
use pathos::picture::{Bitmap, Pictures};
use pathos::scene;
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::{Arrangement, Display, Theme};

/// How far a channel of a pixel may be off: processors round differently.
const TOLERANCE: u8 = 3;

/// Pixels a point: small, but every letter can be read.
const SCALE: f64 = 0.8;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn picture(map: &Map, theme: &Theme, pictures: &Pictures) -> RgbImage {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let layout = layout(map, Format::Canvas, theme, &mut shaper, pictures);
    let scene = scene::build(map, &layout, theme);
    let bitmap = render_rgba(&scene, SCALE, Rect::ZERO.with_size(scene.size));
    let picture = RgbaImage::from_raw(bitmap.width, bitmap.height, bitmap.rgba).expect("as many bytes as pixels");
    image::DynamicImage::ImageRgba8(picture).into_rgb8()
}

/// Holds a map's picture against the one that was looked at.
fn check(name: &str, map: &Map, theme: &Theme) {
    check_with(name, map, theme, &Pictures::new());
}

fn check_with(name: &str, map: &Map, theme: &Theme, pictures: &Pictures) {
    let new = picture(map, theme, pictures);
    let path = folder().join(format!("{name}.png"));
    if std::env::var_os("PATHOS_BLESS").is_some() {
        let file = std::fs::File::create(&path).expect("a file is made");
        let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::Adaptive);
        new.write_with_encoder(encoder).expect("a picture is written");
        assert!(path.metadata().expect("a file").len() <= 30 * 1024, "{name} is larger than 30 KiB");
        return;
    }
    let old = image::open(&path).unwrap_or_else(|error| panic!("{name}: {error}")).into_rgb8();
    let save_new = || {
        let path = folder().join(format!("{name}.new.png"));
        new.save(&path).expect("a picture is written");
        path
    };
    assert_eq!(old.dimensions(), new.dimensions(), "{name} has another size: see {}", save_new().display());
    let differing = old.as_raw().iter().zip(new.as_raw()).filter(|(a, b)| a.abs_diff(**b) > TOLERANCE).count();
    assert!(differing == 0, "{name} differs in {differing} values: see {}", save_new().display());
}

fn id<K>(text: &str) -> Id<K> {
    Id::new(text).expect("an id")
}

/// A map of one stage with so many steps.
fn small(title: &str, steps: &[&str]) -> Map {
    let mut map = Map::new(id("m"), title);
    let steps = steps.iter().enumerate().map(|(n, title)| Step::new(id(&format!("s{n}")), *title)).collect();
    map.stages.push(Stage { id: id("st"), title: "Stage".into(), goal: "A goal".into(), note: String::new(), steps });
    map
}

fn add_card(map: &mut Map, lane: &str, step: usize, kind: CardKind, title: &str) -> CardId {
    let card_id = id(&format!("c{}", map.cards.len()));
    let place = Place::Cell(id(lane), id(&format!("s{step}")));
    map.cards.push(Card::new(card_id, kind, title, place));
    card_id
}

fn rate(map: &mut Map, persona: &str, step: usize, actual: i64, expected: i64, word: &str) {
    let rating_id = id(&format!("r{}", map.ratings.len()));
    let at = Target::Step(id(&format!("s{step}")));
    let (actual, expected, word) = (Emotion::new(actual), Emotion::new(expected), word.into());
    map.ratings.push(Rating { actual, expected, word, ..Rating::new(rating_id, id(persona), at) });
}

#[test]
fn cards_of_every_kind() {
    let mut map = small("Cards", &["One", "Two", "Three", "Four"]);
    map.lanes.push(Lane::new(id("l"), "Touchpoints", LaneKind::Touchpoints));
    for (n, kind) in CardKind::ALL.iter().enumerate() {
        add_card(&mut map, "l", n % 4, *kind, kind.words());
    }
    let first = map.cards.find_mut(id("c0")).expect("a card");
    first.channels = vec![id("web"), id("phone")];
    first.owner = "Web team".into();
    first.text = "A text below".into();
    first.tags = vec!["digital".into(), "first visit".into()];
    for (n, kano) in Kano::ALL.iter().enumerate() {
        let card = map.cards.find_mut(id(&format!("c{n}"))).expect("a card");
        (card.kano, card.evidence) = (Some(*kano), Some(Evidence::ALL[n]));
    }
    let at = Target::Card(id("c1"));
    map.pains.push(PainPoint::new(id("pp"), "Nobody answers", Severity::Major, at));
    map.callouts.push(Callout {
        id: id("co"),
        kind: CalloutKind::MomentOfTruth,
        at,
        persona: None,
        text: String::new(),
    });
    check("cards", &map, &Theme::light());
    check("cards-dark", &map, &Theme::dark());
}

#[test]
fn curves_of_two_personas() {
    let mut map = small("Curves", &["One", "Two", "Three"]);
    map.lanes.push(Lane::new(id("l"), "How it feels", LaneKind::Emotion));
    map.personas.push(Persona::new(id("p0"), "Ada"));
    map.personas.push(Persona::new(id("p1"), "Ben"));
    map.stages.update(|_| true, |stage| stage.steps.update(|_| true, |step| step.width = Some(Length::clamped(92.0))));
    for (step, (a, b)) in [(0, 0), (2, 1), (-2, 1)].into_iter().enumerate() {
        rate(&mut map, "p0", step, a, 0, ["wondering", "glad", "lost"][step]);
        rate(&mut map, "p1", step, b, 1, "");
    }
    check("curves", &map, &Theme::light());
}

#[test]
fn ease_and_success_as_heat() {
    let mut map = small("Ease", &["One", "Two", "Three", "Four"]);
    map.lanes.push(Lane::new(id("l"), "How easy it was", LaneKind::Ease));
    map.personas.push(Persona::new(id("p0"), "Ada"));
    map.personas.push(Persona::new(id("p1"), "Ben"));
    for (n, ease) in [1, 3, 4, 6, 7].into_iter().enumerate() {
        let at = Target::Step(id(&format!("s{}", n % 4)));
        let persona = id(if n < 4 { "p0" } else { "p1" });
        let (ease, success) = (Ease::new(ease), Success::ALL.get(n).copied());
        map.ratings.push(Rating { ease, success, ..Rating::new(id(&format!("r{n}")), persona, at) });
    }
    check("ease", &map, &Theme::light());
}

#[test]
fn channels_as_a_matrix_with_their_switches() {
    let mut map = small("Channels", &["One", "Two", "Three"]);
    map.lanes.push(Lane { hidden: true, ..Lane::new(id("t"), "Touchpoints", LaneKind::Touchpoints) });
    map.lanes.push(Lane::new(id("l"), "Channels", LaneKind::Channels));
    map.personas.push(Persona::new(id("p0"), "Ada"));
    for (step, channels) in [&["web", "phone"][..], &["web"], &["store"]].into_iter().enumerate() {
        let card = add_card(&mut map, "t", step, CardKind::Touchpoint, "Card");
        map.cards.find_mut(card).expect("a card").channels = channels.iter().map(|channel| id(channel)).collect();
    }
    for (n, (channel, actual)) in [("web", 2), ("phone", -1)].into_iter().enumerate() {
        let (channel, actual) = (Some(id(channel)), Emotion::new(actual));
        let rating = Rating::new(id(&format!("r{n}")), id("p0"), Target::Step(id("s0")));
        map.ratings.push(Rating { channel, actual, ..rating });
    }
    check("channels", &map, &Theme::light());
}

#[test]
fn times_as_bars_with_their_sums() {
    let mut map = small("Time", &["One", "Two", "Three"]);
    map.lanes.push(Lane::new(id("l"), "Time", LaneKind::Time));
    let times = [(Some(20.0), None), (Some(45.0), Some(90.0)), (None, Some(10.0))];
    let mut times = times.into_iter();
    map.stages.update(
        |_| true,
        |stage| {
            stage.steps.update(
                |_| true,
                |step| {
                    let (duration, waiting) = times.next().expect("as many times as steps");
                    let span = |minutes| TimeSpan::new(minutes, TimeUnit::Minutes);
                    (step.duration, step.waiting) = (duration.and_then(span), waiting.and_then(span));
                },
            );
        },
    );
    check("time", &map, &Theme::light());
}

#[test]
fn metrics_as_small_charts() {
    let mut map = small("Metrics", &["One", "Two"]);
    map.lanes.push(Lane::new(id("l"), "Figures", LaneKind::Metrics));
    let series = |values: &[f64]| -> Vec<Reading> {
        let reading =
            |(n, value): (usize, &f64)| Reading { period: format!("2026-Q{}", n + 1), value: *value, n: Some(212) };
        values.iter().enumerate().map(reading).collect()
    };
    let nps = Metric {
        target: Some(40.0),
        series: series(&[12.0, 18.0, 15.0, 31.0]),
        ..Metric::new(id("m0"), MetricKind::Nps)
    };
    let csat = Metric {
        at: vec![Target::Step(id("s1"))],
        series: series(&[74.0, 61.0]),
        ..Metric::new(id("m1"), MetricKind::Csat)
    };
    map.metrics.push(nps);
    map.metrics.push(csat);
    check("metrics", &map, &Theme::light());
}

#[test]
fn pains_and_the_opportunities_that_answer_them() {
    let mut map = small("Plan", &["One", "Two"]);
    map.lanes.push(Lane::new(id("p"), "Pain points", LaneKind::Pains));
    map.lanes.push(Lane::new(id("o"), "Opportunities", LaneKind::Opportunities));
    let pain = PainPoint::new(id("pp"), "Nobody answers", Severity::Blocking, Target::Step(id("s0")));
    map.pains.push(PainPoint { owner: "Service".into(), evidence: Some(Evidence::Partly), ..pain });
    let (impact, effort, status) = (Score::new(5), Score::new(2), OpportunityStatus::Started);
    let idea =
        Opportunity { answers: vec![id("pp")], impact, effort, status, ..Opportunity::new(id("op"), "Call back") };
    map.opportunities.push(Opportunity { owner: "Service".into(), period: "2027-Q1".into(), ..idea });
    check("plan", &map, &Theme::light());
}

#[test]
fn a_storyboard_with_frames_of_one_height() {
    let mut map = small("Story", &["One", "Two"]);
    map.lanes.push(Lane::new(id("l"), "Storyboard", LaneKind::Storyboard));
    let mut pictures = Pictures::new();
    for (step, (width, height)) in [(40_u32, 20_u32), (20, 40)].into_iter().enumerate() {
        let file = PictureName::try_from(format!("{step:032x}.png")).expect("a name");
        // A checkered ground, so that the crop is seen.
        let shade = |n: u32| {
            if (n % width / 5 + n / width / 5).is_multiple_of(2) { [60, 110, 160, 255] } else { [230, 200, 150, 255] }
        };
        let rgba = (0..width * height).flat_map(shade).collect();
        pictures.insert(file.clone(), Bitmap { width, height, rgba }.into());
        let card = add_card(&mut map, "l", step, CardKind::Picture, "A caption");
        let crop = (step == 0).then_some((0, 0, 500, 1000));
        map.cards.find_mut(card).expect("a card").picture = Some(Picture { file, alt: "Squares".into(), crop });
    }
    check_with("storyboard", &map, &Theme::light(), &pictures);
}

#[test]
fn arrows_around_cards() {
    let mut map = small("Arrows", &["One", "Two", "Three"]);
    for lane in ["a", "b"] {
        map.lanes.push(Lane::new(id(lane), lane, LaneKind::Touchpoints));
    }
    let cells = [("a", 0), ("a", 1), ("a", 2), ("b", 1), ("b", 2)];
    for (lane, step) in cells {
        add_card(&mut map, lane, step, CardKind::Touchpoint, "Card");
    }
    let arrows =
        [(0, 1, LinkKind::Flow), (0, 2, LinkKind::ChannelSwitch), (1, 4, LinkKind::HandOff), (3, 0, LinkKind::Flow)];
    for (from, to, kind) in arrows {
        let link = Link { to: id(&format!("c{to}")), kind, label: String::new() };
        map.cards.find_mut(id(&format!("c{from}"))).expect("a card").links.push(link);
    }
    check("arrows", &map, &Theme::light());
}

#[test]
fn a_journey_map_as_a_blueprint() {
    let mut map = small("Journey", &["One", "Two"]);
    map.lanes.push(Lane::new(id("s"), "Systems", LaneKind::Systems));
    map.lanes.push(Lane::new(id("a"), "Actions", LaneKind::Actions));
    map.lanes.push(Lane::new(id("e"), "What is seen", LaneKind::Evidence));
    for (n, lane) in ["s", "a", "e"].into_iter().enumerate() {
        let kind = map.lanes.find(id(lane)).expect("a lane").kind.card_kind();
        add_card(&mut map, lane, n % 2, kind, "Card");
    }
    let display = Display { arrangement: Arrangement::Blueprint, ..Display::default() };
    check("journey-as-blueprint", &map, &Theme::light().with_display(display));
}

#[test]
fn a_right_to_left_map() {
    let mut map = small("رحلة", &["البحث", "الشراء"]);
    map.language = "ar".into();
    map.lanes.push(Lane::new(id("l"), "نقاط التواصل", LaneKind::Touchpoints));
    map.lanes.push(Lane::new(id("e"), "المشاعر", LaneKind::Emotion));
    map.personas.push(Persona::new(id("p0"), "سلمى"));
    let card = add_card(&mut map, "l", 0, CardKind::Touchpoint, "زيارة الموقع (Web)");
    map.cards.find_mut(card).expect("a card").channels = vec![id("web")];
    map.pains.push(PainPoint::new(id("pp"), "لا أحد يجيب", Severity::Minor, Target::Card(card)));
    rate(&mut map, "p0", 0, -2, 0, "حائرة");
    rate(&mut map, "p0", 1, 2, 1, "سعيدة");
    check("right-to-left", &map, &Theme::light());
}

#[test]
fn a_blueprint_with_its_lines() {
    let mut map = small("Blueprint", &["One", "Two", "Three"]);
    for (n, zone) in Zone::ALL.iter().enumerate() {
        let lane = Lane { zone: *zone, ..Lane::new(id(&format!("l{n}")), zone.words(), LaneKind::Actions) };
        map.lanes.push(lane);
        add_card(&mut map, &format!("l{n}"), n % 3, CardKind::Action, "Does something");
    }
    map.cards.find_mut(id("c1")).expect("a card").place = Place::Span(id("l1"), id("s0"), id("s1"));
    map.cards.find_mut(id("c3")).expect("a card").place = Place::Stage(id("l3"), id("st"));
    check("blueprint", &map, &Theme::light());
}

#[test]
fn every_picture_is_held_against_something() {
    let known: BTreeSet<String> = [
        "arrows",
        "blueprint",
        "cards",
        "cards-dark",
        "channels",
        "curves",
        "ease",
        "journey-as-blueprint",
        "metrics",
        "plan",
        "right-to-left",
        "storyboard",
        "time",
    ]
    .map(|name| format!("{name}.png"))
    .into();
    let names = std::fs::read_dir(folder()).expect("the pictures").map(|entry| entry.expect("a file").file_name());
    let found: BTreeSet<String> =
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.ends_with(".new.png")).collect();
    assert_eq!(found, known);
}
