//! The words that the picture itself speaks, in the map's language where we know them.

use crate::model::{
    BUILT_IN_CHANNELS, CalloutKind, ChannelId, Evidence, Kano, LinkKind, Map, MapState, OpportunityStatus, Severity,
    TimeSpan, Zone,
};

mod languages;

pub use languages::ENGLISH;
use languages::{ARABIC, FRENCH, GERMAN, JAPANESE, SPANISH};

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The language, as it begins a BCP 47 tag.
    pub language: &'static str,
    /// How the journey is, is to be, or what is being found out.
    pub states: [&'static str; 3],
    /// What is the case.
    pub situation: &'static str,
    /// What the persona wants.
    pub goal: &'static str,
    /// What the persona expects.
    pub expectation: &'static str,
    /// Where the organisation wants to be.
    pub vision: &'static str,
    /// What the brand promises.
    pub promise: &'static str,
    /// What the journey is to reach.
    pub purpose: &'static str,
    /// A high of a curve.
    pub high: &'static str,
    /// A low of a curve.
    pub low: &'static str,
    /// A moment of truth.
    pub truth: &'static str,
    /// The promise is kept.
    pub keeps: &'static str,
    /// The promise is broken.
    pub breaks: &'static str,
    /// A pain point.
    pub pain: &'static str,
    /// Minor, moderate, major, blocking.
    pub severities: [&'static str; 4],
    /// Failed, partly, succeeded.
    pub successes: [&'static str; 3],
    /// A persona who serves.
    pub employee: &'static str,
    /// What was expected.
    pub expected: &'static str,
    /// What one waits.
    pub waiting: &'static str,
    /// Something that nobody could answer yet.
    pub question: &'static str,
    /// Where cards wait that stand in no lane yet, as facilitators call it.
    pub parking: &'static str,
    /// The sum of a stage.
    pub total: &'static str,
    /// Said of bars that are drawn on a logarithmic scale.
    pub logarithmic: &'static str,
    /// How far the channels of a step lie apart.
    pub spread: &'static str,
    /// The channel in which a step feels worst.
    pub weakest: &'static str,
    /// Of what is measured at no place in particular.
    pub whole: &'static str,
    /// What is to be reached.
    pub target: &'static str,
    /// A figure that rose or fell the way it should.
    pub better: &'static str,
    /// A figure that did not.
    pub worse: &'static str,
    /// How much an opportunity would change.
    pub impact: &'static str,
    /// How much it would cost.
    pub effort: &'static str,
    /// Idea, planned, started, done, dropped.
    pub statuses: [&'static str; 5],
    /// Basic, performance, delighter.
    pub kanos: [&'static str; 3],
    /// Assumed, partly researched, researched.
    pub backings: [&'static str; 3],
    /// Leads to, channel switch, hand-off.
    pub links: [&'static str; 3],
    /// The most intense moment of a curve.
    pub peak: &'static str,
    /// The last moment of a curve.
    pub end: &'static str,
    /// The mean of a stage.
    pub average: &'static str,
    /// Actual above expected.
    pub surprise: &'static str,
    /// Actual below expected.
    pub disappointment: &'static str,
    /// The lines below the customer's zone, the frontstage and the backstage.
    pub lines: [&'static str; 3],
    /// When the map was last held against reality.
    pub reviewed: &'static str,
    /// The version.
    pub edition: &'static str,
    /// Seconds, minutes, hours, days, weeks, months.
    pub units: [&'static str; 6],
    /// The built-in channels, in the order of [`BUILT_IN_CHANNELS`].
    pub channels: [&'static str; BUILT_IN_CHANNELS.len()],
}

impl Words {
    /// The words of a language, by its BCP 47 tag; English where we have none.
    pub fn of_language(tag: &str) -> &'static Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        [&ARABIC, &JAPANESE, &GERMAN, &FRENCH, &SPANISH]
            .into_iter()
            .find(|words| words.language.eq_ignore_ascii_case(language))
            .unwrap_or(&ENGLISH)
    }

    /// The word for a state.
    pub fn state(&self, state: MapState) -> &'static str {
        self.states[state as usize]
    }

    /// The word for a severity.
    pub fn severity(&self, severity: Severity) -> &'static str {
        self.severities[severity as usize]
    }

    /// The word for how far an opportunity is.
    pub fn status(&self, status: OpportunityStatus) -> &'static str {
        self.statuses[status as usize]
    }

    /// The word for a Kano class.
    pub fn kano(&self, kano: Kano) -> &'static str {
        self.kanos[kano as usize]
    }

    /// The words for how well something is backed.
    pub fn backing(&self, evidence: Evidence) -> &'static str {
        self.backings[evidence as usize]
    }

    /// The words for what an arrow means.
    pub fn link(&self, kind: LinkKind) -> &'static str {
        self.links[kind as usize]
    }

    /// A length of time, such as `12 min`.
    pub fn time(&self, span: TimeSpan) -> String {
        format!("{} {}", span.value(), self.units[span.unit() as usize])
    }

    /// The word for a call-out.
    pub fn callout(&self, kind: CalloutKind) -> &'static str {
        match kind {
            CalloutKind::High => self.high,
            CalloutKind::Low => self.low,
            CalloutKind::MomentOfTruth => self.truth,
            CalloutKind::KeepsPromise => self.keeps,
            CalloutKind::BreaksPromise => self.breaks,
        }
    }

    /// The name of a channel: the map's own, or ours in its language. Empty for one that the map does
    /// not know.
    pub fn channel<'a>(&self, map: &'a Map, id: ChannelId) -> &'a str
    where
        'static: 'a,
    {
        if let Some(own) = map.channels.find(id) {
            return &own.name;
        }
        let id = id.as_str();
        let built_in = BUILT_IN_CHANNELS.iter().position(|channel| channel.id == id);
        built_in.map_or("", |index| self.channels[index])
    }

    /// The name of the line below a zone; nothing lies below the last.
    pub fn line_below(&self, zone: Zone) -> &'static str {
        match zone {
            Zone::Customer => self.lines[0],
            Zone::Frontstage => self.lines[1],
            Zone::Backstage | Zone::Support => self.lines[2],
        }
    }
}
