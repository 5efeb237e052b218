//! Emotions, pain points and call-outs of what is selected.

use super::action::Action;
use super::comparing::Mode;
use super::session::Session;
use super::settings::ThemeChoice;
use super::sides::{Center, LeftPanel};
use super::workshop::Bar;
use crate::edit::{Edit, PainField, RatingField, Selection};
use crate::model::{
    BuiltInChannel, CalloutKind, Channel, ChannelId, Emotion, Metric, MetricKind, Opportunity, PainId, PainPoint,
    Persona, PersonaId, Rating, Severity, Target,
};

/// Why an emotion cannot be set.
pub const VOTED: &str = "This emotion is the mean of a vote. It changes with the vote alone.";

impl Session {
    /// Sets the active persona's emotion at everything that is selected.
    pub(super) fn set_emotion(&mut self, emotion: Option<Emotion>) {
        let words =
            emotion.map_or("not set".to_owned(), |emotion| format!("{} ({})", emotion.signed(), emotion.words()));
        self.rate(&format!("Set the emotion: {words}"), |_| emotion);
    }

    /// Raises or lowers the emotion; one that is not set counts as neutral.
    pub(super) fn shift_emotion(&mut self, by: i64) {
        let label = if by > 0 { "Raise the emotion" } else { "Lower the emotion" };
        self.rate(label, |before| Some(Emotion::clamped(before.unwrap_or(Emotion::NEUTRAL).value() + by)));
    }

    fn rate(&mut self, label: &str, emotion: impl Fn(Option<Emotion>) -> Option<Emotion>) {
        let mut edits = Vec::new();
        let persona = self.rated_persona(&mut edits);
        let (voted, targets): (Vec<Target>, Vec<Target>) =
            self.targets().into_iter().partition(|at| self.is_voted(persona, *at));
        if !voted.is_empty() && targets.is_empty() {
            return self.say(VOTED);
        }
        for at in targets {
            let actual = emotion(self.emotion_at(persona, at));
            edits.push(Edit::SetRating { persona, at, channel: None, field: RatingField::Actual(actual) });
        }
        self.edit_one_or_all(label, edits);
    }

    /// The persona whose emotions are set. A map without one gets a customer: a feeling is somebody's.
    pub(super) fn rated_persona(&mut self, edits: &mut Vec<Edit>) -> PersonaId {
        if let Selection::Point { persona, .. } = self.selection {
            return persona;
        }
        if let Some(persona) = self.active_persona() {
            return persona;
        }
        let persona = Persona::new(self.history.new_id(), "Customer");
        let id = persona.id;
        edits.push(Edit::AddPersona { persona, before: None });
        id
    }

    /// What a persona's rating says at a place, in no channel in particular.
    pub fn emotion_at(&self, persona: PersonaId, at: Target) -> Option<Emotion> {
        let mut ratings = self.map().ratings.iter();
        ratings.find(|rating| (rating.persona, rating.at, rating.channel) == (persona, at, None))?.actual
    }

    /// Whether what the curve shows at a place is the mean of a vote, which nobody can set.
    pub fn is_voted(&self, persona: PersonaId, at: Target) -> bool {
        let is_edited = |rating: &&Rating| (rating.persona, rating.at, rating.channel) == (persona, at, None);
        let rating = self.map().ratings.iter().find(is_edited);
        rating.is_some_and(|rating| rating.rounds.iter().any(|round| round.mean().is_some()))
    }

    /// The first pain point of a place.
    pub fn pain_at(&self, at: Target) -> Option<&PainPoint> {
        self.map().pains.iter().find(|pain| pain.at.contains(&at))
    }

    /// Whether a call-out is pinned to a place, for everyone or for somebody.
    pub fn has_callout(&self, kind: CalloutKind, at: Target) -> bool {
        self.map().callouts.iter().any(|callout| callout.kind == kind && callout.at == at)
    }

    /// Pins a call-out to everything that is selected; takes it away where all have it.
    pub(super) fn toggle_callout(&mut self, kind: CalloutKind) {
        let targets = self.targets();
        let all_have_it = targets.iter().all(|at| self.has_callout(kind, *at));
        let edits: Vec<Edit> = if all_have_it {
            let pinned = self.map().callouts.iter();
            let pinned = pinned.filter(|callout| callout.kind == kind && targets.contains(&callout.at));
            pinned.map(|pin| Edit::SetCallout { kind, at: pin.at, persona: pin.persona, text: None }).collect()
        } else {
            let lacking = targets.into_iter().filter(|at| !self.has_callout(kind, *at));
            lacking.map(|at| Edit::SetCallout { kind, at, persona: None, text: Some(String::new()) }).collect()
        };
        let label = if all_have_it { format!("Unmark: {}", kind.words()) } else { format!("Mark: {}", kind.words()) };
        self.edit_one_or_all(&label, edits);
        // What is typed into it next is a step of its own.
        self.history.break_group();
    }

    /// The next severity: from no pain point over minor to blocking. After blocking one without a
    /// text goes; one with a text begins anew.
    pub(super) fn next_pain(&mut self) {
        let Some(at) = self.targets().into_iter().next() else { return };
        let next = match self.pain_at(at) {
            None => Some(Severity::Minor),
            Some(pain) => Severity::ALL
                .get(usize::from(pain.severity.level()))
                .copied()
                .or_else(|| (!pain.text.trim().is_empty()).then_some(Severity::Minor)),
        };
        self.set_pain(next);
    }

    /// Gives everything that is selected a pain point of a severity, or takes its pain points away.
    pub(super) fn set_pain(&mut self, severity: Option<Severity>) {
        let mut edits = Vec::new();
        for at in self.targets() {
            match (severity, self.pain_at(at).map(|pain| pain.id)) {
                (Some(severity), Some(pain)) => {
                    edits.push(Edit::SetPain { pain, field: PainField::Severity(severity) });
                }
                (Some(severity), None) => {
                    edits.push(Edit::AddPain(PainPoint::new(self.history.new_id(), "", severity, at)));
                }
                (None, _) => edits.extend(self.without_pains(at)),
            }
        }
        let label = match severity {
            Some(severity) => format!("Mark: pain {}", severity.words()),
            None => "Unmark: pain".to_owned(),
        };
        self.edit_one_or_all(&label, edits);
    }

    /// One more pain point at a place, to be described.
    pub(super) fn add_pain(&mut self, at: Target) {
        let pain = PainPoint::new(self.history.new_id(), "", Severity::Moderate, at);
        self.newborn = Some(pain.id.to_string());
        self.edit(&Edit::AddPain(pain));
    }

    /// One more opportunity, to be described.
    pub(super) fn add_opportunity(&mut self, answers: Option<PainId>) {
        let id = self.history.new_id();
        let opportunity =
            Opportunity { answers: answers.into_iter().collect(), ..Opportunity::new(id, "New opportunity") };
        if self.edit(&Edit::AddOpportunity(opportunity)).is_some() {
            self.newborn = Some(id.to_string());
            self.panels.open_inspector();
            self.select(Selection::Opportunity(id));
        }
    }

    /// One more channel of the map's own, to be named, or what stands for a built-in one from now on.
    pub(super) fn add_own_channel(&mut self, built_in: Option<BuiltInChannel>) {
        let own = || (self.history.new_id(), "New channel", "tag");
        let (id, name, icon) = built_in.map_or_else(own, |found| (found.channel_id(), found.name, found.icon));
        let channel = Channel { id, name: name.into(), icon: icon.into(), hue: None };
        self.newborn = Some(channel.id.to_string());
        self.edit(&Edit::AddChannel(channel));
    }

    /// One more metric, to be described.
    pub(super) fn add_metric(&mut self) {
        let metric = Metric::new(self.history.new_id(), MetricKind::Nps);
        self.newborn = Some(metric.id.to_string());
        self.edit(&Edit::AddMetric(metric));
    }

    /// The edits that take a place's pain points away; one of several places stays with the others.
    fn without_pains(&self, at: Target) -> Vec<Edit> {
        let pains = self.map().pains.iter().filter(|pain| pain.at.contains(&at));
        pains
            .map(|pain| {
                let others: Vec<Target> = pain.at.iter().copied().filter(|other| *other != at).collect();
                if others.is_empty() {
                    Edit::RemovePain(pain.id)
                } else {
                    Edit::SetPain { pain: pain.id, field: PainField::At(others) }
                }
            })
            .collect()
    }

    /// Applies edits: a single one with its own label, several as one step with the label given.
    pub(super) fn edit_one_or_all(&mut self, label: &str, edits: Vec<Edit>) {
        match &edits[..] {
            [] => {}
            [edit] => {
                self.edit(edit);
            }
            edits => self.edit_all(label, edits),
        }
    }
}

/// What menus and toolbar show as on.
impl Session {
    /// Whether an action that switches something has it switched on.
    pub fn is_on(&self, action: Action) -> bool {
        match action {
            Action::Sheet => self.view.is_sheet(),
            Action::Blueprint => self.is_blueprint(),
            Action::Compare => self.comparing().is_some_and(|comparing| comparing.mode != Mode::RoadMap),
            Action::RoadMap => self.comparing().is_some_and(|comparing| comparing.mode == Mode::RoadMap),
            Action::Palette => self.panels.left() == Some(LeftPanel::Palette),
            Action::Outline => self.panels.left() == Some(LeftPanel::Outline),
            Action::Find => self.panels.left() == Some(LeftPanel::Find),
            Action::History => self.panels.left() == Some(LeftPanel::History),
            Action::Insight => self.panels.left() == Some(LeftPanel::Insight),
            Action::Opportunities => self.panels.center == Center::Opportunities,
            Action::Metrics => self.panels.center == Center::Metrics,
            Action::Inspector => self.panels.inspector(),
            Action::Problems => self.panels.problems,
            Action::Votes => self.panels.left() == Some(LeftPanel::Votes),
            Action::ParkingLot => self.panels.parking,
            Action::Capture => self.workshop.bar == Some(Bar::Capture),
            Action::AskFeeling => self.workshop.bar == Some(Bar::Feel),
            Action::SortParked => self.workshop.bar == Some(Bar::Sort),
            Action::RecordWorkshop => self.workshop.record.is_running(),
            Action::Overview => self.settings.overview,
            Action::Story => self.panels.left() == Some(LeftPanel::Story),
            Action::Projector => self.is_presenting(),
            Action::FreezeProjector => self.presenting().is_some_and(|presenting| presenting.is_frozen),
            Action::CollapseLane => self.is_lane(|lane| lane.collapsed),
            Action::PinLane => self.is_lane(|lane| lane.pinned),
            Action::LightTheme => self.settings.theme == ThemeChoice::Light,
            Action::DarkTheme => self.settings.theme == ThemeChoice::Dark,
            Action::HighContrastTheme => self.settings.theme == ThemeChoice::HighContrast,
            Action::SystemTheme => self.settings.theme == ThemeChoice::System,
            _ => self.is_marked(action),
        }
    }

    /// Whether a mark is set at everything that is selected.
    pub fn is_marked(&self, action: Action) -> bool {
        let targets = self.targets();
        let all = |has: &dyn Fn(Target) -> bool| !targets.is_empty() && targets.iter().all(|at| has(*at));
        match action {
            Action::Emotion(value) => self.active_persona().is_some_and(|persona| {
                let emotion = Emotion::new(i64::from(value));
                all(&|at| self.emotion_at(persona, at) == emotion)
            }),
            Action::Pain => all(&|at| self.pain_at(at).is_some()),
            Action::High => all(&|at| self.has_callout(CalloutKind::High, at)),
            Action::Low => all(&|at| self.has_callout(CalloutKind::Low, at)),
            Action::MomentOfTruth => all(&|at| self.has_callout(CalloutKind::MomentOfTruth, at)),
            Action::KeepsPromise => all(&|at| self.has_callout(CalloutKind::KeepsPromise, at)),
            Action::BreaksPromise => all(&|at| self.has_callout(CalloutKind::BreaksPromise, at)),
            _ => false,
        }
    }

    /// Whether every selected card has a channel.
    pub fn cards_have_channel(&self, channel: ChannelId) -> bool {
        let mut cards = self.selection().cards().iter().filter_map(|card| self.map().cards.find(*card));
        self.has_cards() && cards.all(|card| card.channels.contains(&channel))
    }
}
