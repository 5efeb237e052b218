//! Emotion curves: which ones a lane shows, their points, highs and lows.

use super::moment::{Moment, MomentOrder};
use crate::hash::HashMap;
use crate::model::{
    CalloutKind, Emotion, Lane, Map, Persona, PersonaId, PersonaKind, Rating, Round, Showing, StepId, Target,
};

/// How many curves an emotion lane shows where nobody says otherwise.
pub const CURVES_SHOWN: usize = 5;

/// The emotions of one persona along the journey.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Whose they are.
    pub persona: PersonaId,
    /// The persona's place in the map, from 0; it gives the colour and the line where none is set.
    pub index: usize,
    /// The rated moments in the order of time.
    pub points: Vec<CurvePoint>,
}

/// A rated moment.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePoint {
    /// What was rated.
    pub at: Target,
    /// The step in whose column it stands.
    pub step: StepId,
    /// How it felt, −2 … +2.
    pub level: f64,
    /// How it was expected to feel.
    pub expected: Option<Emotion>,
    /// What people in a room said in the round that the level is the mean of, from −2 to +2: how many said
    /// each; `None` where the level is no mean.
    pub tally: Option<[u32; 5]>,
    /// The persona's own word.
    pub word: String,
    /// Whether it is marked as a high or a low: pinned by somebody, or the curve's highest or
    /// lowest point.
    pub mark: Option<Extreme>,
}

/// A high or a low of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// A high.
    High,
    /// A low.
    Low,
}

/// The personas whose curves an emotion lane shows, each with its place in the map: those that the
/// lane names, else the customers (else everybody), at most [`CURVES_SHOWN`] unless set to be shown.
pub fn shown_personas<'a>(map: &'a Map, lane: &Lane) -> Vec<(usize, &'a Persona)> {
    let all = || map.personas.iter().enumerate();
    let named: Vec<_> = all().filter(|(_, persona)| lane.personas.contains(&persona.id)).collect();
    let customers: Vec<_> = all().filter(|(_, persona)| persona.kind == PersonaKind::Customer).collect();
    let candidates = match (lane.personas.is_empty(), customers.is_empty()) {
        (false, _) => named,
        (true, false) => customers,
        (true, true) => all().collect(),
    };
    let mut room = CURVES_SHOWN;
    let is_shown = |(_, persona): &(usize, &Persona)| match persona.curve {
        Showing::Shown => true,
        Showing::Hidden => false,
        Showing::Auto => {
            let fits = room > 0;
            room = room.saturating_sub(1);
            fits
        }
    };
    candidates.into_iter().filter(is_shown).collect()
}

/// The curves that an emotion lane shows. A persona without a rating has a curve without points.
pub fn curves(map: &Map, lane: &Lane) -> Vec<Curve> {
    let order = MomentOrder::new(map);
    shown_personas(map, lane).into_iter().map(|(index, persona)| curve(map, &order, index, persona.id)).collect()
}

fn curve(map: &Map, order: &MomentOrder<'_>, index: usize, persona: PersonaId) -> Curve {
    let mut points: Vec<(Moment<'_>, CurvePoint)> = shown_ratings(map, persona)
        .into_iter()
        .filter_map(|rating| {
            let (moment, step) = order.find(rating.at)?;
            let level = rating.level()?;
            let (expected, word) = (rating.expected, rating.word.clone());
            let tally = rating.last_round().map(Round::counts);
            Some((moment, CurvePoint { at: rating.at, step, level, expected, tally, word, mark: None }))
        })
        .collect();
    points.sort_by(|a, b| a.0.cmp(&b.0));
    let mut points: Vec<CurvePoint> = points.into_iter().map(|(_, point)| point).collect();
    mark(map, persona, &mut points);
    Curve { persona, index, points }
}

/// A persona's ratings, one for each place: the one of no channel in particular, which is the one that
/// is edited; where there is none, the first of a channel.
fn shown_ratings(map: &Map, persona: PersonaId) -> Vec<&Rating> {
    let mut shown: Vec<&Rating> = Vec::new();
    let mut place_of: HashMap<Target, usize> = HashMap::default();
    for rating in map.ratings.iter().filter(|rating| rating.persona == persona && rating.level().is_some()) {
        let place = *place_of.entry(rating.at).or_insert(shown.len());
        match shown.get_mut(place) {
            None => shown.push(rating),
            Some(other) if rating.channel.is_none() && other.channel.is_some() => *other = rating,
            Some(_) => {}
        }
    }
    shown
}

/// Marks what somebody pinned, and the first highest and the first lowest point.
fn mark(map: &Map, persona: PersonaId, points: &mut [CurvePoint]) {
    let first = |wanted: fn(f64, f64) -> bool| {
        let mut best: Option<usize> = None;
        for (index, point) in points.iter().enumerate() {
            if best.is_none_or(|best| wanted(point.level, points[best].level)) {
                best = Some(index);
            }
        }
        best
    };
    let (high, low) = (first(|a, b| a > b), first(|a, b| a < b));
    if let Some(high) = high.filter(|index| points[*index].level > 0.0) {
        points[high].mark = Some(Extreme::High);
    }
    if let Some(low) = low.filter(|index| points[*index].level < 0.0) {
        points[low].mark = Some(Extreme::Low);
    }
    for callout in map.callouts.iter().filter(|callout| callout.persona.is_none_or(|id| id == persona)) {
        let extreme = match callout.kind {
            CalloutKind::High => Extreme::High,
            CalloutKind::Low => Extreme::Low,
            CalloutKind::MomentOfTruth | CalloutKind::KeepsPromise | CalloutKind::BreaksPromise => continue,
        };
        for point in points.iter_mut().filter(|point| point.at == callout.at) {
            point.mark = Some(extreme);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, LaneKind, Stage, Step};

    #[test]
    fn of_several_ratings_of_a_place_the_one_of_no_channel_is_shown() {
        let mut ids = IdSource::seeded(3);
        let mut map = Map::new(ids.next(), "");
        let (persona, step) = (Persona::new(ids.next(), "Ada"), Step::new(ids.next(), "Pay"));
        let (who, at) = (persona.id, Target::Step(step.id));
        map.personas.push(persona);
        let (id, empty, steps) = (ids.next(), String::new(), [step].into_iter().collect());
        map.stages.push(Stage { id, title: empty.clone(), goal: empty.clone(), note: empty, steps });
        let lane = Lane::new(ids.next(), "", LaneKind::Emotion);
        let levels = |map: &Map| -> Vec<f64> { curves(map, &lane)[0].points.iter().map(|point| point.level).collect() };
        for (value, channel) in [(1, Some("web")), (2, Some("phone")), (-1, None)] {
            let channel = channel.and_then(crate::model::Id::new);
            let actual = Emotion::new(value);
            map.ratings.push(Rating { channel, actual, ..Rating::new(ids.next(), who, at) });
            assert_eq!(levels(&map), [if value == -1 { -1.0 } else { 1.0 }]);
        }
    }
}
