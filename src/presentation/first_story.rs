//! A first story from a map: the overview, each stage, the lows, the highs, what could be done, and
//! where it leads.

use crate::insight::{self, Extreme};
use crate::layout::Words;
use crate::model::{CardId, LaneId, LaneKind, Map, MapState, StoryScene, StorySceneId, StoryView, Target};

/// The scenes of a first story. Parts that the map does not have have no scene. Headlines are in the
/// map's language; those that are empty show the map's or the stage's own title.
pub fn first_story(map: &Map, mut new_id: impl FnMut() -> StorySceneId) -> Vec<StoryScene> {
    let words = Words::of_language(&map.language);
    let mut scenes = Vec::new();
    let mut add = |headline: &str, view: StoryView, lanes: Vec<LaneId>| {
        scenes.push(StoryScene {
            id: new_id(),
            headline: headline.to_owned(),
            view,
            lanes,
            personas: Vec::new(),
            highlight: Vec::new(),
            notes: String::new(),
            skipped: false,
        });
    };
    add("", StoryView::Overview, Vec::new());
    for stage in &map.stages {
        add("", StoryView::Stage(stage.id), Vec::new());
    }
    for (extreme, headline) in [(Extreme::Low, words.low), (Extreme::High, words.high)] {
        let cards = extremes(map, extreme);
        if !cards.is_empty() {
            add(headline, StoryView::Cards(cards), Vec::new());
        }
    }
    let ideas: Vec<&crate::model::Lane> = map
        .lanes
        .iter()
        .filter(|lane| lane.kind == LaneKind::Opportunities && !lane.hidden && !lane.collapsed)
        .collect();
    if let (false, Some(first)) = (map.opportunities.is_empty(), ideas.first()) {
        let headline = if first.title.is_empty() { first.kind.words() } else { &first.title };
        add(headline, StoryView::Overview, ideas.iter().map(|lane| lane.id).collect());
    }
    let aims = [&map.purpose.vision, &map.purpose.goal, &map.purpose.promise, &map.scenario.expectation];
    let aim = aims.into_iter().find(|aim| !aim.is_empty());
    if map.state != MapState::Future || aim.is_some() {
        let headline = aim.map_or(words.state(MapState::Future), String::as_str);
        add(headline, StoryView::Overview, Vec::new());
    }
    scenes
}

/// The cards at the highs or the lows of all curves, in the order of time, each once.
fn extremes(map: &Map, extreme: Extreme) -> Vec<CardId> {
    let lanes = map.lanes.iter().filter(|lane| lane.kind == LaneKind::Emotion && !lane.hidden && !lane.collapsed);
    let mut found: Vec<(usize, CardId)> = Vec::new();
    for point in lanes.flat_map(|lane| insight::curves(map, lane)).flat_map(|curve| curve.points) {
        let at = map.steps().position(|(_, step)| step.id == point.step).unwrap_or_default();
        let card = match point.at {
            Target::Card(card) => Some(card),
            // A step as such is shown by its first card.
            Target::Step(step) => {
                map.lanes.iter().find_map(|lane| map.cards_in(lane.id, step).first().map(|card| card.id))
            }
        };
        if let Some(card) = card.filter(|_| point.mark == Some(extreme))
            && !found.iter().any(|(_, other)| *other == card)
        {
            found.push((at, card));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, card)| card).collect()
}
