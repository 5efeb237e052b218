//! What a poster promises before it is printed: who can read it from where, and what helps.

#[path = "common/generated.rs"]
mod generated;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use pathos::export::{About, Dpi, Format, Orientation, Paper, PosterSettings, Run};
use pathos::layout::Rows;
use pathos::model::{ChangeAt, Id, LaneKind, Map};
use pathos::picture::Pictures;
use pathos::poster::{Against, Excerpt, Poster, PosterOptions, Remedy, Subject, usual_distance_m};
use pathos::roadmap::RoadMapRows;
use pathos::text::{Shaper, SystemFonts};

fn sample(name: &str) -> Map {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}")).map
}

fn samples() -> Vec<(String, Map)> {
    let names = [
        "clinic-ar.ron",
        "hospital-outpatient.ron",
        "hotel-blueprint.ron",
        "onboarding-current.ron",
        "onboarding-future.ron",
        "retail-bicycle.ron",
        "station-ja.ron",
    ];
    names.map(|name| (name.to_owned(), sample(name))).into()
}

fn compose(map: &Map, options: &PosterOptions) -> Poster {
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    Poster::compose(map, &Pictures::new(), options, &mut shaper).expect("a poster")
}

#[test]
fn a_remedy_makes_every_card_readable() {
    let map = sample("retail-bicycle.ron");
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    for (paper, distance_m) in [(Paper::A3, 0.8), (Paper::A2, 1.2), (Paper::Tabloid, 0.9)] {
        let options = PosterOptions::new(paper);
        let legibility = compose(&map, &options).legibility(distance_m);
        assert!(!legibility.cards.is_empty(), "{paper} is read from {distance_m} m without help");
        let remedies = options.remedies(&map, &Pictures::new(), distance_m, &mut shaper);
        assert!(!remedies.is_empty(), "nothing helps {paper}");
        for remedy in remedies {
            let helped = remedy.apply(&map, &options);
            assert_eq!(compose(&map, &helped).legibility(distance_m).cards, [], "{paper}: {remedy:?} does not help");
        }
    }
}

#[test]
fn what_can_be_read_grows_with_the_paper() {
    let map = sample("retail-bicycle.ron");
    let least = |paper: Paper| compose(&map, &PosterOptions::new(paper)).plan.smallest_text.expect("text").size_pt;
    let sizes = [Paper::A4, Paper::A3, Paper::A2, Paper::A1, Paper::A0].map(least);
    assert!(sizes.windows(2).all(|pair| pair[1] > pair[0] * 1.3), "{sizes:?}");
    assert_eq!([Paper::A4, Paper::A3, Paper::A2].map(usual_distance_m), [0.5, 0.5, 1.2]);
}

#[test]
fn an_excerpt_shows_what_was_asked_for_and_nothing_else() {
    let map = sample("retail-bicycle.ron");
    let curves = map.lanes.iter().find(|lane| lane.kind == LaneKind::Emotion).expect("a lane of curves").id;
    let stage = map.stages.at(1).expect("a second stage").id;
    let persona = map.personas.at(1).expect("a second persona").id;
    let excerpt =
        Excerpt { lanes: Some(vec![curves]), stages: Some(vec![stage]), personas: Some(vec![persona]), numbers: false };
    let poster = compose(&map, &PosterOptions { excerpt, ..PosterOptions::new(Paper::A3) });
    assert!(poster.layout.lanes.iter().all(|lane| lane.id == curves));
    assert!(poster.layout.stages.iter().all(|found| found.id == stage));
    assert!(poster.layout.curves.iter().all(|curve| curve.persona == persona));
    assert!(!poster.layout.points.is_empty());
    let shown = map.lanes.iter().filter(|lane| !lane.hidden).count();
    assert_eq!(compose(&map, &PosterOptions::new(Paper::A3)).layout.lanes.len(), shown);
}

#[test]
fn the_sheet_has_the_size_and_the_margins_that_were_asked_for() {
    let map = generated::map(4, 8);
    for orientation in [Orientation::Landscape, Orientation::Portrait] {
        let settings = PosterSettings { orientation, margin_mm: 25.0, ..PosterSettings::new(Paper::A3) };
        let poster = compose(&map, &PosterOptions { settings, ..PosterOptions::new(Paper::A3) });
        let portrait = (poster.plan.width_mm.round(), poster.plan.height_mm.round()) == (297.0, 420.0);
        assert_eq!(portrait, orientation == Orientation::Portrait);
        let margin = poster.layout.title.rect.x0 * poster.plan.scale / 72.0 * 25.4;
        assert!((margin - 25.0).abs() < 0.01, "{margin} mm");
    }
}

#[test]
fn more_rows_than_steps_are_refused_with_the_numbers() {
    let map = sample("retail-bicycle.ron");
    let steps = u8::try_from(map.steps().count()).expect("a few");
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let mut rows = |number| {
        let options = PosterOptions { rows: Rows::of_number(number), ..PosterOptions::new(Paper::A0) };
        Poster::compose(&map, &Pictures::new(), &options, &mut shaper)
    };
    assert_eq!(rows(steps).expect("a row for each step").layout.strips.len(), usize::from(steps));
    let error = rows(255).expect_err("refused").to_string();
    assert_eq!(error, format!("a journey of {steps} steps cannot be broken into 255 rows"));
}

#[test]
fn every_sample_can_be_read_or_names_what_helps() {
    let mut told = Vec::new();
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    for (name, map) in samples() {
        for paper in [Paper::A4, Paper::A2] {
            let options = PosterOptions::new(paper);
            let distance_m = usual_distance_m(paper);
            let poster = Poster::compose(&map, &Pictures::new(), &options, &mut shaper).expect("a poster");
            let least_pt = poster.legibility(distance_m).least_pt;
            let small = poster.legibility(distance_m).cards;
            let smallest = poster.plan.smallest_text.expect("text").size_pt;
            assert!(!small.is_empty() || smallest > least_pt * 0.7, "{name} on {paper}: {smallest} pt is not listed");
            if small.is_empty() {
                continue;
            }
            let remedies = options.remedies(&map, &Pictures::new(), distance_m, &mut shaper);
            assert!(!remedies.is_empty(), "{name} on {paper}: {} cards and no remedy", small.len());
            for remedy in remedies {
                if let Remedy::Parts(parts) = &remedy {
                    let shown: usize = parts.iter().map(Vec::len).sum();
                    assert_eq!(shown, map.stages.len(), "{name} on {paper}: a stage is lost");
                }
                let helped = Poster::compose(&map, &Pictures::new(), &remedy.apply(&map, &options), &mut shaper);
                let left = helped.expect("a poster").legibility(distance_m).cards;
                assert_eq!(left, [], "{name} on {paper}: {remedy:?} does not help");
            }
            told.push((name.clone(), paper));
        }
    }
    assert!(!told.is_empty(), "some sample is too rich for a small sheet");
}

/// The two samples that show a journey as it is and as it is to be, as a subject of posters.
fn pair() -> (Map, Against) {
    (sample("onboarding-future.ron"), Against::new(sample("onboarding-current.ron"), Pictures::new()))
}

/// The Arabic clinic as it is to be, against how it is.
fn arabic_pair() -> (Map, Against) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/compare/clinic-ar-future.ron");
    let future = pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}")).map;
    (future, Against::new(sample("clinic-ar.ron"), Pictures::new()))
}

/// The subjects that are posters of their own.
fn subjects(against: &Against) -> Vec<Subject> {
    let rows = RoadMapRows::ALL.map(|rows| Subject::RoadMap(rows, Some(against.clone())));
    std::iter::once(Subject::Delta(against.clone())).chain(rows).collect()
}

/// How much of the room within the margins the picture takes, across and down.
fn filled(poster: &Poster, margin_mm: f64) -> (f64, f64) {
    let page = poster.layout.size;
    let margin = margin_mm / 25.4 * 72.0 / poster.plan.scale;
    let drawn = poster.scene.items.iter().map(pathos::scene::Item::bounds).reduce(|a, b| a.union(b)).expect("items");
    let room = (page.width - 2.0 * margin, page.height - 2.0 * margin);
    ((drawn.x1.min(page.width - margin) - drawn.x0.max(margin)) / room.0, (drawn.y1 - margin) / room.1)
}

#[test]
fn differences_and_road_maps_fill_their_sheet_and_nothing_is_cut_off() {
    for (map, against) in [pair(), arabic_pair()] {
        for subject in subjects(&against) {
            for (paper, orientation) in [
                (Paper::A3, Orientation::Auto),
                (Paper::A1, Orientation::Landscape),
                (Paper::A1, Orientation::Portrait),
            ] {
                let settings = PosterSettings { orientation, ..PosterSettings::new(paper) };
                let options = PosterOptions { settings, subject: subject.clone(), ..PosterOptions::new(paper) };
                let poster = compose(&map, &options);
                let page = poster.layout.size.to_rect();
                for item in &poster.scene.items {
                    let bounds = item.bounds();
                    assert!(
                        page.inflate(0.5, 0.5).contains_rect(bounds),
                        "{subject:?} on {paper}: {bounds:?} of {page:?}"
                    );
                }
                let (across, down) = filled(&poster, settings.margin_mm);
                let name = format!("{} on {paper} {orientation}", subject.title(&map));
                assert!(across > 0.97 && down > 0.85, "{name}: {across:.2} × {down:.2}");
                // What can be read must not be smaller than on a poster of the map itself.
                let size = poster.plan.smallest_text.expect("text").size_pt;
                assert!(size > if paper == Paper::A3 { 4.0 } else { 7.0 }, "{name}: {size} pt");
            }
        }
    }
}

#[test]
fn text_stays_within_its_card() {
    for (map, against) in [pair(), arabic_pair()] {
        for subject in subjects(&against) {
            let poster = compose(&map, &PosterOptions { subject, ..PosterOptions::new(Paper::A3) });
            for card in &poster.layout.cards {
                let within = card.rect.inflate(0.5, 0.5);
                for mark in &card.marks {
                    let bounds = mark.bounds();
                    assert!(within.y0 <= bounds.y0 && bounds.y1 <= within.y1, "{bounds:?} of {within:?}");
                    assert!(within.x0 <= bounds.x0 && bounds.x1 <= within.x1, "{bounds:?} of {within:?}");
                }
            }
            for (n, card) in poster.layout.cards.iter().enumerate() {
                let overlaps =
                    |other: &&pathos::layout::CardBox| other.rect.inset(-0.5).overlaps(card.rect.inset(-0.5));
                assert!(!poster.layout.cards[n + 1..].iter().any(|other| overlaps(&other)), "{}", card.id);
            }
        }
    }
}

#[test]
fn a_right_to_left_road_map_begins_at_the_right() {
    let (map, against) = arabic_pair();
    for subject in subjects(&against) {
        let poster = compose(&map, &PosterOptions { subject, ..PosterOptions::new(Paper::A3) });
        let steps: Vec<_> = poster.layout.steps.iter().filter(|step| step.strip == 0).collect();
        assert!(steps.len() > 1 && steps.windows(2).all(|pair| pair[1].column.x1 <= pair[0].column.x0 + 0.01));
        let label = poster.layout.lanes[0].label;
        assert!(label.x0 >= steps[0].column.x1 - 0.01, "names of lanes stand at the right");
    }
}

#[test]
fn every_opportunity_and_change_is_on_the_road_map_with_its_owner_and_its_reason() {
    let (mut map, against) = pair();
    // One difference that weighs is in no plan.
    map.changes.retain(|change| change.at != ChangeAt::Card(Id::new("c-cellar").expect("an id")));
    for rows in RoadMapRows::ALL {
        let subject = Subject::RoadMap(rows, Some(against.clone()));
        let text = compose(&map, &PosterOptions { subject, ..PosterOptions::new(Paper::A1) }).scene.text();
        for opportunity in &map.opportunities {
            assert!(text.contains(&opportunity.name) && text.contains(&opportunity.owner), "{}", opportunity.name);
        }
        for change in &map.changes {
            assert!(text.contains(&change.text), "{}", change.text);
        }
        for word in ["Road map", "2026", "Q4", "No period yet", "Impact", "Effort", "Quick win", "Not planned yet"] {
            assert!(text.contains(word), "{rows}: {word} is missing");
        }
    }
}

#[test]
fn the_same_differences_give_the_same_bytes_in_every_format() {
    let (map, against) = pair();
    for subject in [Subject::Delta(against.clone()), Subject::RoadMap(RoadMapRows::Auto, Some(against))] {
        let settings = PosterSettings { dpi: Dpi::new(60).expect("a resolution"), ..PosterSettings::new(Paper::A4) };
        let options = PosterOptions { settings, subject, ..PosterOptions::new(Paper::A4) };
        for format in Format::ALL {
            let write = || {
                let poster = compose(&map, &options);
                let mut bytes = Vec::new();
                let run = Run { overwrite: false, workers: None, cancel: &AtomicBool::new(false), progress: &|_| {} };
                let page = poster.plan.page(&poster.scene);
                pathos::export::to_writer(&[page], format, &About::default(), &mut bytes, &run).expect("written");
                bytes
            };
            let (first, second) = (write(), write());
            assert!(first.len() > 2_000 && first == second, "{format}");
        }
    }
}
