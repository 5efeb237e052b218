//! How the journey feels: highs and lows in order, gaps between expected and actual, peak and end,
//! averages, and how far the channels of a step lie apart.

use std::collections::{BTreeMap, HashMap};

use super::moment::{Moment, MomentOrder};
use crate::model::{ChannelId, Map, PersonaId, Rating, RatingId, StageId, StepId, Target};

/// A rated moment of a persona.
#[derive(Debug, Clone, PartialEq)]
pub struct Feeling {
    /// The rating that it comes from.
    pub rating: RatingId,
    /// Who feels so.
    pub persona: PersonaId,
    /// Where.
    pub at: Target,
    /// In which channel, where the rating names one.
    pub channel: Option<ChannelId>,
    /// The step in whose column it stands.
    pub step: StepId,
    /// The stage of that step.
    pub stage: StageId,
    /// How it felt, −2 … +2.
    pub level: f64,
    /// How it was expected to feel, −2 … +2.
    pub expected: Option<i64>,
    /// The persona's own word.
    pub word: String,
}

impl Feeling {
    /// How far it lies above what was expected (below: negative), −4 … +4.
    pub fn gap(&self) -> Option<f64> {
        self.expected.map(|expected| self.level - expected as f64)
    }
}

/// Every rated moment of every persona, in the order of time and of the personas.
pub fn feelings(map: &Map) -> Vec<Feeling> {
    let order = MomentOrder::new(map);
    let stages: HashMap<StepId, StageId> = map.steps().map(|(stage, step)| (step.id, stage.id)).collect();
    let personas: HashMap<PersonaId, usize> =
        map.personas.iter().enumerate().map(|(n, persona)| (persona.id, n)).collect();
    let feeling = |rating: &Rating| -> Option<((Moment<'_>, usize), Feeling)> {
        let (moment, step) = order.find(rating.at)?;
        let feeling = Feeling {
            rating: rating.id,
            persona: rating.persona,
            at: rating.at,
            channel: rating.channel,
            step,
            stage: *stages.get(&step)?,
            level: rating.level()?,
            expected: rating.expected.map(|emotion| emotion.value()),
            word: rating.word.clone(),
        };
        Some(((moment, *personas.get(&rating.persona)?), feeling))
    };
    let mut found: Vec<_> = map.ratings.iter().filter_map(feeling).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().map(|(_, feeling)| feeling).collect()
}

/// What feels good, the best first; equals in the order of time.
pub fn highs(map: &Map) -> Vec<Feeling> {
    let mut highs = feelings(map);
    highs.retain(|feeling| feeling.level > 0.0);
    highs.sort_by(|a, b| b.level.total_cmp(&a.level));
    highs
}

/// What feels bad, the worst first; equals in the order of time.
pub fn lows(map: &Map) -> Vec<Feeling> {
    let mut lows = feelings(map);
    lows.retain(|feeling| feeling.level < 0.0);
    lows.sort_by(|a, b| a.level.total_cmp(&b.level));
    lows
}

/// A moment that was other than expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// The moment.
    pub feeling: Feeling,
    /// Actual − expected, −4 … +4; never 0.
    pub size: f64,
}

/// Moments that were other than expected, the greatest disappointment first and the greatest
/// surprise last.
pub fn gaps(map: &Map) -> Vec<Gap> {
    let gap = |feeling: Feeling| {
        let size = feeling.gap().filter(|size| *size != 0.0)?;
        Some(Gap { feeling, size })
    };
    let mut gaps: Vec<Gap> = feelings(map).into_iter().filter_map(gap).collect();
    gaps.sort_by(|a, b| a.size.total_cmp(&b.size));
    gaps
}

/// What of a persona's journey is remembered, after the peak-end rule (Kahneman and others, 1993): its
/// most intense moment, and its last.
#[derive(Debug, Clone, PartialEq)]
pub struct PeakAndEnd {
    /// Whose journey it is.
    pub persona: PersonaId,
    /// The moment farthest from neutral, the first of equals; of a good and a bad one the bad.
    pub peak: Feeling,
    /// The last moment.
    pub end: Feeling,
}

/// Peak and end of each persona that has a rating.
pub fn peaks_and_ends(map: &Map) -> Vec<PeakAndEnd> {
    let all = feelings(map);
    let of_persona = |persona: PersonaId| {
        let own = || all.iter().filter(|feeling| feeling.persona == persona);
        let intensity = |feeling: &Feeling| (feeling.level.abs(), feeling.level < 0.0);
        let mut peak = own().next()?;
        for feeling in own() {
            if intensity(feeling) > intensity(peak) {
                peak = feeling;
            }
        }
        Some(PeakAndEnd { persona, peak: peak.clone(), end: own().next_back()?.clone() })
    };
    map.personas.iter().filter_map(|persona| of_persona(persona.id)).collect()
}

/// How a persona fares in a stage, on average.
#[derive(Debug, Clone, PartialEq)]
pub struct Average {
    /// The stage.
    pub stage: StageId,
    /// Who.
    pub persona: PersonaId,
    /// The mean of its levels there, −2 … +2.
    pub level: f64,
    /// The moments that it is the mean of; at least one.
    pub at: Vec<Target>,
}

/// The averages of each persona in each stage where it has a rating, in the order of time.
pub fn averages(map: &Map) -> Vec<Average> {
    let all = feelings(map);
    let mut averages = Vec::new();
    for stage in &map.stages {
        for persona in &map.personas {
            let own: Vec<&Feeling> = all.iter().filter(|f| f.stage == stage.id && f.persona == persona.id).collect();
            if let Some(level) = mean(own.iter().map(|feeling| feeling.level)) {
                let at = own.iter().map(|feeling| feeling.at).collect();
                averages.push(Average { stage: stage.id, persona: persona.id, level, at });
            }
        }
    }
    averages
}

/// How the channels of one step compare: an experience is only as good as its weakest channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// The step.
    pub step: StepId,
    /// Its channels, the weakest first; at least two.
    pub channels: Vec<ChannelLevel>,
}

impl Spread {
    /// How far the best channel lies above the weakest, 0 … 4.
    pub fn size(&self) -> f64 {
        match (self.channels.first(), self.channels.last()) {
            (Some(weakest), Some(best)) => best.level - weakest.level,
            _ => 0.0,
        }
    }
}

/// How a step feels in a channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelLevel {
    /// The channel.
    pub channel: ChannelId,
    /// The mean of all personas' levels, −2 … +2.
    pub level: f64,
    /// The moments that it is the mean of.
    pub at: Vec<Target>,
}

/// The steps that are rated in more than one channel, the widest spread first. A rating that names no
/// channel counts for the first channel of its card.
pub fn spreads(map: &Map) -> Vec<Spread> {
    let channel = |feeling: &Feeling| match feeling.at {
        _ if feeling.channel.is_some() => feeling.channel,
        Target::Card(id) => map.cards.find(id)?.channels.first().copied(),
        Target::Step(_) => None,
    };
    let mut of_steps: HashMap<StepId, BTreeMap<ChannelId, Vec<Feeling>>> = HashMap::new();
    for feeling in feelings(map) {
        if let Some(channel) = channel(&feeling) {
            of_steps.entry(feeling.step).or_default().entry(channel).or_default().push(feeling);
        }
    }
    let level = |(channel, feelings): (ChannelId, Vec<Feeling>)| {
        let level = mean(feelings.iter().map(|feeling| feeling.level))?;
        Some(ChannelLevel { channel, level, at: feelings.iter().map(|feeling| feeling.at).collect() })
    };
    let spread = |step: StepId| {
        let mut channels: Vec<ChannelLevel> = of_steps.remove(&step)?.into_iter().filter_map(level).collect();
        channels.sort_by(|a, b| a.level.total_cmp(&b.level));
        (channels.len() > 1).then_some(Spread { step, channels })
    };
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    let mut spreads: Vec<Spread> = steps.into_iter().filter_map(spread).collect();
    spreads.sort_by(|a, b| b.size().total_cmp(&a.size()));
    spreads
}

/// A level with its sign and at most one decimal: `−1`, `+0.5`, `0`.
pub fn level_words(level: f64) -> String {
    let rounded = (level * 10.0).round() / 10.0;
    match rounded {
        _ if rounded < 0.0 => format!("−{}", -rounded),
        _ if rounded > 0.0 => format!("+{rounded}"),
        _ => "0".to_owned(),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let values: Vec<f64> = values.collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}
