//! Maps with something in every field, for reading them back.

use pathos::color::Color;
use pathos::model::*;
use proptest::prelude::*;

/// What has broken a text format before.
const NASTY: [&str; 23] = [
    "",
    "\"",
    "\\",
    "\"#\"##",
    "r#\"x\"#",
    "a\r\nb",
    "\r",
    "\u{0}",
    "\u{1b}[1m\u{7f}\u{85}\u{9f}",
    "line\n<<<<<<< HEAD\n=======\n",
    "line\n>>>>>>> theirs",
    ">>>>>>> x",
    "\n=======\n",
    "// no comment",
    "/* open",
    "))]}",
    "नमस्ते",
    "السَّلَام",
    "สวัสดี",
    "👩‍👩‍👧\u{200f}\u{202e}\u{2028}\u{feff}",
    "tab\tand  blanks  ",
    "None",
    "\\u{41}\\n\\",
];

/// Sound maps of up to a dozen records of each kind; the texts are of every kind.
pub fn any_map() -> impl Strategy<Value = Map> {
    let text = prop_oneof![
        3 => proptest::sample::select(&NASTY[..]).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-z \"\\\\\n\r#]{0,12}",
    ];
    (any::<u64>(), proptest::collection::vec(text, 1..20)).prop_map(|(seed, texts)| map(seed, texts))
}

/// Draws what a map consists of.
struct Source {
    ids: IdSource,
    random: fastrand::Rng,
    texts: Vec<String>,
}

/// The sound map that belongs to a seed.
pub fn map(seed: u64, texts: Vec<String>) -> Map {
    let mut source = Source { ids: IdSource::seeded(seed), random: fastrand::Rng::with_seed(seed), texts };
    let mut map = Map::new(source.ids.next(), source.text());
    source.head(&mut map);
    source.structure(&mut map);
    source.cards(&mut map);
    source.experience(&mut map);
    source.rest(&mut map);
    map
}

impl Source {
    fn text(&mut self) -> String {
        self.random.choice(&self.texts).cloned().unwrap_or_default()
    }

    fn texts(&mut self) -> Vec<String> {
        (0..self.random.usize(..3)).map(|_| self.text()).collect()
    }

    fn one<T: Clone>(&mut self, all: &[T]) -> T {
        self.random.choice(all).cloned().expect("something to choose from")
    }

    fn some<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        (0..self.random.usize(..4)).filter_map(|_| self.random.choice(all).cloned()).collect()
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.random.bool().then(|| value(self))
    }

    fn number(&mut self) -> f64 {
        let plain = self.random.f64() * 200.0 - 100.0;
        self.one(&[0.0, -0.0, 1.0, 1e-300, 1e300, 0.1, 12.5, plain])
    }

    fn date(&mut self) -> jiff::civil::Date {
        jiff::civil::date(self.random.i16(1900..2100), self.random.i8(1..=12), self.random.i8(1..=28))
    }

    fn time_span(&mut self) -> TimeSpan {
        let unit = self.one(&[TimeUnit::Seconds, TimeUnit::Days, TimeUnit::Months]);
        TimeSpan::new(self.number().abs(), unit).expect("0 or more")
    }

    fn picture(&mut self) -> Picture {
        let name = format!("{:032x}.{}", self.random.u128(..), self.one(&PictureName::ENDINGS));
        let crop = self.maybe(|source| (source.random.u16(..1000), 0, 1000, 65535));
        Picture { file: name.try_into().expect("a name"), alt: self.text(), crop }
    }

    fn head(&mut self, map: &mut Map) {
        map.state = self.one(MapState::ALL);
        map.period = self.text();
        map.language = self.one(&["", "ar", "zh-Hant"]).to_owned();
        map.author = self.text();
        map.edition = self.text();
        map.created = self.maybe(Self::date);
        map.reviewed = self.maybe(Self::date);
        map.purpose = Purpose { vision: self.text(), promise: self.text(), goal: self.text() };
        map.scenario = Scenario { situation: self.text(), goal: self.text(), expectation: self.text() };
        map.baseline = self.maybe(|source| Baseline { map: source.ids.next(), path: source.text() });
        map.logo = self.maybe(Self::picture);
        map.accent = self.maybe(|source| Color::rgb(source.random.u32(..) & 0xff_ffff));
        map.note = self.text();
    }

    fn structure(&mut self, map: &mut Map) {
        for _ in 0..self.random.usize(1..4) {
            let mut persona = Persona::new(self.ids.next(), self.text());
            persona.kind = self.one(PersonaKind::ALL);
            persona.role = self.text();
            persona.quote = self.text();
            persona.goals = self.texts();
            persona.picture = self.maybe(Self::picture);
            persona.hue = self.maybe(|source| source.one(Hue::ALL));
            persona.line = self.one(LineStyle::ALL);
            persona.curve = self.one(Showing::ALL);
            persona.note = self.text();
            map.personas.push(persona);
        }
        let personas: Vec<PersonaId> = map.personas.iter().map(|persona| persona.id).collect();
        for _ in 0..self.random.usize(..3) {
            let (id, name, icon) = (self.ids.next(), self.text(), self.text());
            let hue = self.maybe(|source| source.one(Hue::ALL));
            map.channels.push(Channel { id, name, icon, hue });
        }
        for _ in 0..self.random.usize(1..4) {
            let mut stage = Stage {
                id: self.ids.next(),
                title: self.text(),
                goal: self.text(),
                note: self.text(),
                steps: Table::default(),
            };
            for _ in 0..self.random.usize(1..4) {
                let mut step = Step::new(self.ids.next(), self.text());
                step.duration = self.maybe(Self::time_span);
                step.waiting = self.maybe(Self::time_span);
                step.width = self.maybe(|source| Length::clamped(source.number()));
                step.note = self.text();
                stage.steps.push(step);
            }
            map.stages.push(stage);
        }
        for _ in 0..self.random.usize(1..5) {
            let kind = self.one(LaneKind::ALL);
            let mut lane = Lane::new(self.ids.next(), self.text(), kind);
            lane.zone = self.one(Zone::ALL);
            lane.personas = self.some(&personas);
            lane.height = self.maybe(|source| Length::clamped(source.number()));
            lane.collapsed = self.random.bool();
            lane.hidden = self.random.bool();
            lane.pinned = self.random.bool();
            lane.note = self.text();
            map.lanes.push(lane);
        }
    }

    fn cards(&mut self, map: &mut Map) {
        let lanes: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
        let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
        let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
        let personas: Vec<PersonaId> = map.personas.iter().map(|persona| persona.id).collect();
        let mut channels: Vec<ChannelId> = map.channels.iter().map(|channel| channel.id).collect();
        channels.extend(BUILT_IN_CHANNELS.iter().map(BuiltInChannel::channel_id));
        for _ in 0..self.random.usize(1..12) {
            let lane = self.one(&lanes);
            let from = self.random.usize(..steps.len());
            let to = self.random.usize(from..steps.len());
            let stage = self.one(&stages);
            let place = self.one(&[
                Place::Cell(lane, steps[from]),
                Place::Span(lane, steps[from], steps[to]),
                Place::Stage(lane, stage),
                Place::Parked,
            ]);
            let kind = self.one(CardKind::ALL);
            let mut card = Card::new(self.ids.next(), kind, self.text(), place);
            card.text = self.text();
            card.rank = self.one(&["i", "1", "zz01"].map(|rank| Rank::new(rank).expect("a rank")));
            card.channels = self.some(&channels);
            card.personas = self.some(&personas);
            card.owner = self.text();
            card.evidence = self.maybe(|source| source.one(Evidence::ALL));
            card.source = self.text();
            card.date = self.maybe(Self::date);
            card.kano = self.maybe(|source| source.one(Kano::ALL));
            card.picture = self.maybe(Self::picture);
            card.hue = self.maybe(|source| source.one(Hue::ALL));
            card.tags = self.texts();
            let others: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
            for to in self.some(&others) {
                let link = Link { to, kind: self.one(LinkKind::ALL), label: self.text() };
                card.links.push(link);
            }
            card.note = self.text();
            card.language = self.one(&["", "he"]).to_owned();
            map.cards.push(card);
        }
    }

    fn targets(&mut self, map: &Map) -> Vec<Target> {
        let cards = map.cards.iter().map(|card| Target::Card(card.id));
        let all: Vec<Target> = cards.chain(map.steps().map(|(_, step)| Target::Step(step.id))).collect();
        self.some(&all)
    }

    fn experience(&mut self, map: &mut Map) {
        let personas: Vec<PersonaId> = map.personas.iter().map(|persona| persona.id).collect();
        let cards: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
        for card in &cards {
            let mut rating = Rating::new(self.ids.next(), self.one(&personas), Target::Card(*card));
            rating.channel = self.maybe(|source| source.one(BUILT_IN_CHANNELS).channel_id());
            rating.actual = self.maybe(|source| Emotion::clamped(source.random.i64(-2..=2)));
            rating.expected = self.maybe(|source| Emotion::clamped(source.random.i64(-2..=2)));
            rating.word = self.text();
            rating.ease = self.maybe(|source| Ease::clamped(source.random.i64(1..=7)));
            rating.success = self.maybe(|source| source.one(Success::ALL));
            for _ in 0..self.random.usize(..3) {
                rating
                    .rounds
                    .push(Round { date: self.maybe(Self::date), tally: (1, 0, self.random.u32(..), 2, u32::MAX) });
            }
            map.ratings.push(rating);
        }
        for _ in 0..self.random.usize(..3) {
            let (id, kind, at) = (self.ids.next(), self.one(CalloutKind::ALL), Target::Card(self.one(&cards)));
            let (persona, text) = (self.maybe(|source| source.one(&personas)), self.text());
            map.callouts.push(Callout { id, kind, at, persona, text });
        }
        for _ in 0..self.random.usize(1..4) {
            let severity = self.one(Severity::ALL);
            let mut pain = PainPoint::new(self.ids.next(), self.text(), severity, Target::Card(cards[0]));
            pain.at.extend(self.targets(map));
            pain.personas = self.some(&personas);
            pain.owner = self.text();
            pain.evidence = self.maybe(|source| source.one(Evidence::ALL));
            pain.source = self.text();
            pain.resolved = self.random.bool();
            pain.note = self.text();
            map.pains.push(pain);
        }
        let pains: Vec<PainId> = map.pains.iter().map(|pain| pain.id).collect();
        for _ in 0..self.random.usize(1..4) {
            let opportunity = Opportunity {
                id: self.ids.next(),
                name: self.text(),
                text: self.text(),
                answers: self.some(&pains),
                at: self.targets(map),
                owner: self.text(),
                impact: self.maybe(|source| Score::clamped(source.random.i64(1..=5))),
                effort: self.maybe(|source| Score::clamped(source.random.i64(1..=5))),
                status: self.one(OpportunityStatus::ALL),
                period: self.text(),
                note: self.text(),
            };
            map.opportunities.push(opportunity);
        }
    }

    fn rest(&mut self, map: &mut Map) {
        let cards: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
        let opportunities: Vec<OpportunityId> = map.opportunities.iter().map(|opportunity| opportunity.id).collect();
        let places = self.targets(map).into_iter().map(ChangeAt::from);
        let stages = map.stages.iter().map(|stage| ChangeAt::Stage(stage.id));
        let lanes = map.lanes.iter().map(|lane| ChangeAt::Lane(lane.id));
        let personas = map.personas.iter().map(|persona| ChangeAt::Persona(persona.id));
        for at in places.chain(stages).chain(lanes).chain(personas).collect::<Vec<_>>() {
            let opportunity = self.maybe(|source| source.one(&opportunities));
            map.changes.push(Change { at, opportunity, period: self.text(), text: self.text() });
        }
        for kind in [MetricKind::Own, MetricKind::Ces] {
            let metric = Metric {
                id: self.ids.next(),
                name: self.text(),
                kind,
                unit: self.text(),
                range: None,
                target: self.maybe(Self::number),
                better: self.maybe(|source| source.one(Better::ALL)),
                top_box: self.maybe(|source| (source.random.u8(..), 5)),
                owner: self.text(),
                at: self.targets(map),
                series: vec![Reading {
                    period: self.text(),
                    value: 3.5,
                    n: self.maybe(|source| source.random.u32(..)),
                }],
            };
            map.metrics.push(metric);
        }
        let stage = map.stages.at(0).expect("a stage").id;
        for view in [StoryView::Overview, StoryView::Stage(stage), StoryView::Cards(self.some(&cards))] {
            let scene = StoryScene {
                id: self.ids.next(),
                headline: self.text(),
                view,
                lanes: map.lanes.iter().map(|lane| lane.id).collect(),
                personas: map.personas.iter().map(|persona| persona.id).collect(),
                highlight: self.some(&cards),
                notes: self.text(),
                skipped: self.random.bool(),
            };
            map.story.push(scene);
        }
        let votes = vec![
            (VoteFor::Card(self.one(&cards)), self.random.u32(..)),
            (VoteFor::Opportunity(self.one(&opportunities)), 0),
        ];
        let (id, question, date) = (self.ids.next(), self.text(), self.maybe(Self::date));
        map.ballots.push(Ballot { id, question, date, voters: 3, dots: 0, revealed: self.random.bool(), votes });
        let (finding, about, reason) = (self.text(), self.text(), self.text());
        map.accepted.push(Accepted { finding, about, reason, date: self.maybe(Self::date) });
    }
}
