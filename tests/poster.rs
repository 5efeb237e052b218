//! What a poster promises before it is printed: who can read it from where, and what helps.

#[path = "common/generated.rs"]
mod generated;

use std::path::Path;

use pathos::export::{Orientation, Paper, PosterSettings};
use pathos::layout::Rows;
use pathos::model::{LaneKind, Map};
use pathos::picture::Pictures;
use pathos::poster::{Excerpt, Poster, PosterOptions, Remedy, usual_distance_m};
use pathos::text::{Shaper, SystemFonts};

fn sample(name: &str) -> Map {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    pathos::store::load(&path).unwrap_or_else(|error| panic!("{error}")).map
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
            let mut helped = options.clone();
            match &remedy {
                Remedy::Paper(paper) => helped.settings = PosterSettings { paper: *paper, ..helped.settings },
                Remedy::Wrap => helped.rows = Rows::Auto,
                Remedy::Hide(lanes) => {
                    let shown = map.lanes.iter().map(|lane| lane.id).filter(|lane| !lanes.contains(lane)).collect();
                    helped.excerpt.lanes = Some(shown);
                }
            }
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
