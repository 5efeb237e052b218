//! Tells what of a poster is too small to be read, and what helps.

use super::super::output;
use super::super::source::Source;
use crate::model::{LaneId, Map, StageId};
use crate::poster::{Legibility, Poster, PosterOptions, Remedy};
use crate::text::Shaper;

/// Tells how many cards cannot be read from the usual distance.
pub(super) fn tell_what_is_too_small(poster: &Poster, distance_m: f64) {
    let Legibility { least_pt, cards, .. } = poster.legibility(distance_m);
    if !cards.is_empty() {
        let count = output::counted(cards.len(), "card has", "cards have");
        output::note(&format!(
            "note: {count} text under {least_pt:.0} points, too small to be read from {distance_m} m; \
             --distance {distance_m} tells what helps"
        ));
    }
}

/// Tells which cards cannot be read from a distance, and what was tried and helps.
pub(super) fn tell_what_helps(
    source: &Source,
    options: &PosterOptions,
    poster: &Poster,
    distance_m: f64,
    shaper: &mut Shaper,
) {
    let Legibility { least_pt, cards, .. } = poster.legibility(distance_m);
    if cards.is_empty() {
        return;
    }
    for card in cards.iter().filter_map(|card| source.map.cards.find(*card)) {
        let title = first_line(&card.title);
        output::note(&format!("warning: `{title}` has text under {least_pt:.0} points, too small for {distance_m} m"));
    }
    let remedies = options.remedies(&source.map, &source.pictures, distance_m, shaper);
    let words: Vec<String> = remedies.iter().map(|remedy| remedy_words(&source.map, remedy)).collect();
    match words.is_empty() {
        true => output::note("hint: shorten the texts, show fewer lanes with --lanes, or fewer stages with --stages"),
        false => output::note(&format!("hint: every card can be read with {}", words.join(", or with "))),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn remedy_words(map: &Map, remedy: &Remedy) -> String {
    match remedy {
        Remedy::Paper(paper) => format!("--paper {}", paper.to_string().to_lowercase().replace(' ', "-")),
        Remedy::Wrap => "--rows auto".to_owned(),
        Remedy::Hide(lanes) => format!("the lanes {} left out (--lanes)", lane_names(map, lanes)),
        Remedy::PaperAndHide(paper, lanes) => {
            let paper = remedy_words(map, &Remedy::Paper(*paper));
            format!("{paper} and the lanes {} left out (--lanes)", lane_names(map, lanes))
        }
        Remedy::Parts(parts) => {
            let number = |stage: &StageId| map.stages.position(*stage).map_or(0, |at| at + 1).to_string();
            let list =
                |part: &Vec<StageId>| format!("--stages {}", part.iter().map(number).collect::<Vec<_>>().join(","));
            format!("{} posters: {}", parts.len(), parts.iter().map(list).collect::<Vec<_>>().join(", then "))
        }
    }
}

fn lane_names(map: &Map, lanes: &[LaneId]) -> String {
    let names = lanes.iter().filter_map(|lane| map.lanes.find(*lane));
    let names = names.map(|lane| if lane.title.is_empty() { lane.kind.words() } else { &lane.title });
    names.collect::<Vec<_>>().join(" and ")
}
