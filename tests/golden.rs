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
use pathos::picture::Pictures;
use pathos::scene;
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::Theme;

/// How far a channel of a pixel may be off: processors round differently.
const TOLERANCE: u8 = 3;

/// Pixels a point: small, but every letter can be read.
const SCALE: f64 = 0.8;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn picture(map: &Map, theme: &Theme) -> RgbImage {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let layout = layout(map, Format::Canvas, theme, &mut shaper, &Pictures::new());
    let scene = scene::build(map, &layout, theme);
    let bitmap = render_rgba(&scene, SCALE, Rect::ZERO.with_size(scene.size));
    let picture = RgbaImage::from_raw(bitmap.width, bitmap.height, bitmap.rgba).expect("as many bytes as pixels");
    image::DynamicImage::ImageRgba8(picture).into_rgb8()
}

/// Holds a map's picture against the one that was looked at.
fn check(name: &str, map: &Map, theme: &Theme) {
    let new = picture(map, theme);
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
    for (step, (a, b)) in [(0, 0), (2, 1), (-2, 1)].into_iter().enumerate() {
        rate(&mut map, "p0", step, a, 0, ["wondering", "glad", "lost"][step]);
        rate(&mut map, "p1", step, b, 1, "");
    }
    check("curves", &map, &Theme::light());
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
    let known: BTreeSet<String> =
        ["blueprint", "cards", "cards-dark", "curves", "right-to-left"].map(|name| format!("{name}.png")).into();
    let names = std::fs::read_dir(folder()).expect("the pictures").map(|entry| entry.expect("a file").file_name());
    let found: BTreeSet<String> =
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.ends_with(".new.png")).collect();
    assert_eq!(found, known);
}
