//! Random maps and edits from a seed, for properties that must hold for all of them.

use fastrand::Rng;
use pathos::edit::*;
use pathos::model::*;

/// A map with something in every table and no error; the same for the same seed.
pub fn map(seed: u64) -> Map {
    let mut rng = Rng::with_seed(seed);
    let mut ids = IdSource::seeded(seed);
    let mut map = Map::new(ids.next(), text(&mut rng));
    for _ in 0..rng.usize(..4) {
        map.personas.push(Persona::new(ids.next(), text(&mut rng)));
    }
    let own = [ids.next(), ChannelId::new("web").expect("an id")];
    for id in own.into_iter().take(rng.usize(..3)) {
        map.channels.push(Channel { id, name: text(&mut rng), icon: String::new(), hue: None });
    }
    for _ in 0..rng.usize(..5) {
        map.stages.push(stage(&mut rng, &mut ids));
    }
    for _ in 0..rng.usize(..4) {
        let kind = *choice(&mut rng, LaneKind::ALL);
        let lane = Lane { personas: some(&mut rng, &personas(&map)), ..Lane::new(ids.next(), text(&mut rng), kind) };
        map.lanes.push(lane);
    }
    for _ in 0..rng.usize(..16) {
        let card = card(&mut rng, &map, &mut ids);
        let above = map.cards.iter().filter(|c| map.cell_of(c.place) == map.cell_of(card.place));
        let rank = Rank::between(above.map(|card| &card.rank).max(), None);
        map.cards.push(Card { rank, ..card });
    }
    experience(&mut rng, &mut map, &mut ids);
    workshop(&mut rng, &mut map, &mut ids);
    map
}

fn experience(rng: &mut Rng, map: &mut Map, ids: &mut IdSource) {
    let (personas, channels) = (personas(map), channels(map));
    for persona in &personas {
        for at in some(rng, &targets(map)) {
            let channel = rng.bool().then(|| *choice(rng, &channels));
            let actual = Emotion::new(rng.i64(-2..=2));
            map.ratings.push(Rating { channel, actual, ..Rating::new(ids.next(), *persona, at) });
        }
    }
    for at in some(rng, &targets(map)) {
        let persona = some(rng, &personas).first().copied();
        map.callouts.push(Callout {
            id: ids.next(),
            kind: *choice(rng, CalloutKind::ALL),
            at,
            persona,
            text: text(rng),
        });
    }
    for _ in 0..rng.usize(..4) {
        let pain = pain(rng, map, ids);
        map.pains.push(pain);
    }
    for _ in 0..rng.usize(..3) {
        let opportunity = opportunity(rng, map, ids);
        map.opportunities.push(opportunity);
    }
}

fn workshop(rng: &mut Rng, map: &mut Map, ids: &mut IdSource) {
    let (cards, stages) = (cards(map), map.stages.iter().map(|stage| stage.id).collect::<Vec<_>>());
    map.metrics.push(Metric {
        id: ids.next(),
        name: text(rng),
        kind: MetricKind::Nps,
        unit: String::new(),
        range: None,
        target: Some(20.0),
        better: None,
        top_box: None,
        owner: String::new(),
        at: some(rng, &targets(map)),
        series: Vec::new(),
    });
    let views = [StoryView::Overview, StoryView::Cards(some(rng, &cards))];
    let stages = stages.iter().map(|stage| StoryView::Stage(*stage));
    for view in views.into_iter().chain(stages) {
        map.story.push(StoryScene {
            id: ids.next(),
            headline: text(rng),
            view,
            lanes: some(rng, &map.lanes.iter().map(|lane| lane.id).collect::<Vec<_>>()),
            personas: some(rng, &personas(map)),
            highlight: some(rng, &cards),
            notes: String::new(),
            skipped: false,
        });
    }
    let votes = cards.iter().map(|card| VoteFor::Card(*card));
    let votes = votes.chain(map.pains.iter().map(|pain| VoteFor::Pain(pain.id)));
    let votes = votes.chain(map.opportunities.iter().map(|opportunity| VoteFor::Opportunity(opportunity.id)));
    let votes = votes.map(|vote| (vote, 3)).collect();
    let (question, date) = (text(rng), None);
    map.ballots.push(Ballot { id: ids.next(), question, date, voters: 4, dots: 3, revealed: true, votes });
    for card in some(rng, &cards) {
        let (finding, about) = ("touchpoint-without-owner".to_owned(), card.to_string());
        map.accepted.push(Accepted { finding, about, reason: String::new(), date: None });
        let opportunity = map.opportunities.at(0).map(|opportunity| opportunity.id);
        map.changes.push(Change { at: ChangeAt::Card(card), opportunity, period: String::new(), text: String::new() });
    }
}

/// An edit of any kind. Most can be applied to the map; some name what is not there.
pub fn edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    match rng.u8(..12) {
        10 => workshop_edit(rng, map, ids),
        11 => story_edit(rng, map, ids),
        9 => paste(rng, map, ids),
        0..=3 => card_edit(rng, map, ids),
        4..=5 => grid_edit(rng, map, ids),
        6 => people_edit(rng, map, ids),
        _ => experience_edit(rng, map, ids),
    }
}

/// Cards that become one, rounds, and votes.
fn workshop_edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let ballots: Vec<BallotId> = map.ballots.iter().map(|ballot| ballot.id).collect();
    let ballot = one(rng, &ballots, ids);
    let vote = match rng.u8(..3) {
        0 => VoteFor::Pain(one(rng, &map.pains.iter().map(|pain| pain.id).collect::<Vec<_>>(), ids)),
        1 => {
            let ideas: Vec<_> = map.opportunities.iter().map(|idea| idea.id).collect();
            VoteFor::Opportunity(one(rng, &ideas, ids))
        }
        _ => VoteFor::Card(one(rng, &cards(map), ids)),
    };
    match rng.u8(..9) {
        0..=2 => Edit::MergeCards { into: one(rng, &cards(map), ids), cards: some(rng, &cards(map)) },
        3 => Edit::AddBallot(Ballot { votes: vec![(vote, 0), (vote, 2)], ..Ballot::new(ids.next(), text(rng)) }),
        4 => Edit::RemoveBallot(ballot),
        5 => Edit::SetBallot { ballot, field: BallotField::Question(text(rng)) },
        6 => Edit::SetVote { ballot, vote, dots: rng.bool().then(|| rng.u32(..9)) },
        _ => {
            let persona = one(rng, &personas(map), ids);
            let at = *choice(rng, &[targets(map), vec![Target::Card(ids.next())]].concat());
            let round = Round { date: None, tally: (rng.u32(..4), 0, 1, 0, rng.u32(..4)) };
            Edit::SetRating { persona, at, channel: None, field: RatingField::Rounds(vec![round]) }
        }
    }
}

/// Something of this map or of another, to anywhere. A clip of another kind than its place is tried too.
fn paste(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let other = self::map(rng.u64(..50));
    let from = if rng.bool() { map } else { &other };
    let step = |rng: &mut Rng, map: &Map, ids: &mut IdSource| one(rng, &steps(map), ids);
    let clip = match rng.u8(..5) {
        0..=1 => Clip::of_cards(from, &some(rng, &cards(from))),
        2 => Clip::of_steps(from, &[step(rng, from, ids)]),
        3 => Clip::of_stages(from, &[one(rng, &stages(from), ids)]),
        _ => Clip::of_lanes(from, &[one(rng, &lanes(from), ids)]),
    };
    let before_card = rng.bool().then(|| one(rng, &cards(map), ids));
    let at = match rng.u8(..4) {
        0 => PasteAt::Cell { lane: one(rng, &lanes(map), ids), step: step(rng, map, ids), before: before_card },
        1 => PasteAt::Step { stage: one(rng, &stages(map), ids), before: None },
        2 => PasteAt::Stage(rng.bool().then(|| one(rng, &stages(map), ids))),
        _ => PasteAt::Lane(rng.bool().then(|| one(rng, &lanes(map), ids))),
    };
    Edit::Paste { clip: std::sync::Arc::new(clip), at }
}

/// A change of the story.
fn story_edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let scenes: Vec<StorySceneId> = map.story.iter().map(|scene| scene.id).collect();
    let before = rng.bool().then(|| one(rng, &scenes, ids));
    let id = one(rng, &scenes, ids);
    let view = match rng.u8(..3) {
        0 => StoryView::Overview,
        1 => StoryView::Stage(one(rng, &stages(map), ids)),
        _ => StoryView::Cards(some(rng, &cards(map))),
    };
    match rng.u8(..8) {
        0..=2 => {
            let scene = StoryScene {
                id: ids.next(),
                headline: text(rng),
                view,
                lanes: some(rng, &lanes(map)),
                personas: some(rng, &personas(map)),
                highlight: some(rng, &cards(map)),
                notes: text(rng),
                skipped: rng.bool(),
            };
            Edit::AddScenes { scenes: vec![scene], before }
        }
        3 => Edit::RemoveScene(id),
        4 => Edit::MoveScene { scene: id, before },
        5 => Edit::SetScene { scene: id, field: SceneField::View(view) },
        6 => Edit::SetScene { scene: id, field: SceneField::Notes(text(rng)) },
        _ => Edit::SetScene { scene: id, field: SceneField::Lanes(some(rng, &lanes(map))) },
    }
}

fn steps(map: &Map) -> Vec<StepId> {
    map.steps().map(|(_, step)| step.id).collect()
}

fn stages(map: &Map) -> Vec<StageId> {
    map.stages.iter().map(|stage| stage.id).collect()
}

fn lanes(map: &Map) -> Vec<LaneId> {
    map.lanes.iter().map(|lane| lane.id).collect()
}

fn card_edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let before = rng.bool().then(|| one(rng, &cards(map), ids));
    match rng.u8(..9) {
        0..=1 => {
            let cards = (0..rng.usize(1..4)).map(|_| card(rng, map, ids)).collect();
            Edit::AddCards { cards, before }
        }
        2 => Edit::RemoveCards(some(rng, &cards(map))),
        3..=5 => {
            let mut moved = some(rng, &cards(map));
            moved.push(one(rng, &cards(map), ids));
            Edit::PlaceCards { cards: moved, to: place(rng, map), before }
        }
        6 => Edit::DuplicateCards(some(rng, &cards(map))),
        _ => {
            let field = match rng.u8(..6) {
                0 => CardField::Title(text(rng)),
                1 => CardField::Owner(text(rng)),
                2 => CardField::Tags((0..3).map(|_| text(rng)).collect()),
                3 => CardField::Personas(some(rng, &personas(map))),
                4 => CardField::Channels(some(rng, &channels(map))),
                _ => CardField::Links(links(rng, map)),
            };
            Edit::SetCards { cards: vec![one(rng, &cards(map), ids)], field }
        }
    }
}

fn grid_edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let stages: Vec<StageId> = map.stages.iter().map(|stage| stage.id).collect();
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    let lanes: Vec<LaneId> = map.lanes.iter().map(|lane| lane.id).collect();
    let (stage_id, step, lane) = (one(rng, &stages, ids), one(rng, &steps, ids), one(rng, &lanes, ids));
    let target = map.stages.find(stage_id);
    let before = target.map(|stage| stage.steps.iter().map(|step| step.id).collect::<Vec<_>>());
    let before_step = before.and_then(|steps| rng.bool().then(|| one(rng, &steps, ids)));
    let before_stage = rng.bool().then(|| one(rng, &stages, ids));
    let before_lane = rng.bool().then(|| one(rng, &lanes, ids));
    match rng.u8(..14) {
        0 => Edit::AddStage { stage: stage(rng, ids), before: before_stage },
        1 => Edit::RemoveStage(stage_id),
        2..=3 => Edit::MoveStage { stage: stage_id, before: before_stage },
        4 => Edit::SetStage { stage: stage_id, field: StageField::Title(text(rng)) },
        5 => Edit::AddStep { step: Step::new(ids.next(), text(rng)), stage: stage_id, before: before_step },
        6 => Edit::RemoveStep(step),
        7..=9 => Edit::MoveStep { step, stage: stage_id, before: before_step },
        10 => Edit::SetStep { step, field: StepField::Title(text(rng)) },
        11 => {
            let lane = Lane::new(ids.next(), text(rng), *choice(rng, LaneKind::ALL));
            Edit::AddLane { lane, before: before_lane }
        }
        12 if rng.bool() => Edit::RemoveLane(lane),
        12 => Edit::SetLane { lane, field: LaneField::Personas(some(rng, &personas(map))) },
        _ => Edit::MoveLane { lane, before: before_lane },
    }
}

fn people_edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let persona = one(rng, &personas(map), ids);
    let channel = one(rng, &map.channels.iter().map(|channel| channel.id).collect::<Vec<_>>(), ids);
    match rng.u8(..10) {
        8 => {
            let (finding, about) = ("pain-without-owner".to_owned(), persona.to_string());
            Edit::AcceptFinding(Accepted { finding, about, reason: text(rng), date: None })
        }
        9 => match map.accepted.first() {
            Some(Accepted { finding, about, .. }) => {
                Edit::WithdrawFinding { finding: finding.clone(), about: about.clone() }
            }
            None => Edit::WithdrawFinding { finding: text(rng), about: text(rng) },
        },
        0 => Edit::AddPersona { persona: Persona::new(ids.next(), text(rng)), before: None },
        1 => Edit::RemovePersona(persona),
        2 => Edit::MovePersona { persona, before: rng.bool().then(|| one(rng, &personas(map), ids)) },
        3 => Edit::SetPersona { persona, field: PersonaField::Goals((0..2).map(|_| text(rng)).collect()) },
        4 => Edit::AddChannel(Channel { id: ids.next(), name: text(rng), icon: text(rng), hue: None }),
        5 => Edit::RemoveChannel(channel),
        6 => Edit::SetChannel { channel, field: ChannelField::Name(text(rng)) },
        _ => Edit::SetMap(MapField::Vision(text(rng))),
    }
}

fn something_that_differs(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> ChangeAt {
    let metrics: Vec<_> = map.metrics.iter().map(|metric| metric.id).collect();
    match rng.u8(..6) {
        0 => ChangeAt::Stage(one(rng, &stages(map), ids)),
        1 => ChangeAt::Lane(one(rng, &lanes(map), ids)),
        2 => ChangeAt::Persona(one(rng, &personas(map), ids)),
        3 => ChangeAt::Metric(one(rng, &metrics, ids)),
        _ => (*choice(rng, &[targets(map), vec![Target::Card(ids.next())]].concat())).into(),
    }
}

fn experience_edit(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Edit {
    let persona = one(rng, &personas(map), ids);
    let at = *choice(rng, &[targets(map), vec![Target::Card(ids.next())]].concat());
    let pain_id = one(rng, &map.pains.iter().map(|pain| pain.id).collect::<Vec<_>>(), ids);
    let opportunities: Vec<_> = map.opportunities.iter().map(|opportunity| opportunity.id).collect();
    let opportunity_id = one(rng, &opportunities, ids);
    let channel = rng.bool().then(|| *choice(rng, &channels(map)));
    match rng.u8(..11) {
        9 => {
            let at = something_that_differs(rng, map, ids);
            let opportunity = rng.bool().then_some(opportunity_id);
            Edit::PlanChange(Change { at, opportunity, period: text(rng), text: text(rng) })
        }
        10 => Edit::WithdrawChange(something_that_differs(rng, map, ids)),
        0..=1 => {
            let emotion = rng.bool().then(|| Emotion::clamped(rng.i64(-2..=2)));
            Edit::SetRating { persona, at, channel, field: RatingField::Actual(emotion) }
        }
        2 => Edit::SetRating { persona, at, channel, field: RatingField::Word(text(rng)) },
        3 => Edit::toggle_callout(map, *choice(rng, CalloutKind::ALL), at, rng.bool().then_some(persona)),
        4 => Edit::AddPain(pain(rng, map, ids)),
        5 => Edit::RemovePain(pain_id),
        6 => Edit::SetPain { pain: pain_id, field: PainField::At(some(rng, &targets(map))) },
        7 if rng.bool() => Edit::AddOpportunity(opportunity(rng, map, ids)),
        7 => Edit::RemoveOpportunity(opportunity_id),
        _ => {
            let answers = map.pains.iter().map(|pain| pain.id).collect::<Vec<_>>();
            let field = OpportunityField::Answers(some(rng, &answers));
            Edit::SetOpportunity { opportunity: opportunity_id, field }
        }
    }
}

fn stage(rng: &mut Rng, ids: &mut IdSource) -> Stage {
    let steps = (0..rng.usize(1..4)).map(|_| Step::new(ids.next(), text(rng))).collect();
    Stage { id: ids.next(), title: text(rng), goal: String::new(), note: String::new(), steps }
}

fn card(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Card {
    Card {
        personas: some(rng, &personas(map)),
        channels: some(rng, &channels(map)),
        links: links(rng, map),
        ..Card::new(ids.next(), *choice(rng, CardKind::ALL), text(rng), place(rng, map))
    }
}

fn pain(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> PainPoint {
    let (at, personas) = (some(rng, &targets(map)), some(rng, &personas(map)));
    let severity = *choice(rng, pathos::model::Severity::ALL);
    let somewhere = Target::Card(ids.next());
    PainPoint { at, personas, ..PainPoint::new(ids.next(), text(rng), severity, somewhere) }
}

fn opportunity(rng: &mut Rng, map: &Map, ids: &mut IdSource) -> Opportunity {
    Opportunity {
        id: ids.next(),
        name: text(rng),
        text: String::new(),
        answers: some(rng, &map.pains.iter().map(|pain| pain.id).collect::<Vec<_>>()),
        at: some(rng, &targets(map)),
        owner: String::new(),
        impact: None,
        effort: Score::new(rng.i64(1..=5)),
        status: OpportunityStatus::Idea,
        period: String::new(),
        note: String::new(),
    }
}

fn place(rng: &mut Rng, map: &Map) -> Place {
    let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
    if map.lanes.is_empty() || steps.is_empty() {
        return Place::Parked;
    }
    let lane = choice(rng, &map.lanes.iter().collect::<Vec<_>>()).id;
    let (a, b) = (rng.usize(..steps.len()), rng.usize(..steps.len()));
    match rng.u8(..8) {
        0..=3 => Place::Cell(lane, steps[a]),
        4..=5 if a != b => Place::Span(lane, steps[a.min(b)], steps[a.max(b)]),
        6 => Place::Stage(lane, choice(rng, &map.stages.iter().collect::<Vec<_>>()).id),
        _ => Place::Parked,
    }
}

fn links(rng: &mut Rng, map: &Map) -> Vec<Link> {
    let link = |to| Link { to, kind: LinkKind::Flow, label: String::new() };
    some(rng, &cards(map)).into_iter().take(2).map(link).collect()
}

fn cards(map: &Map) -> Vec<CardId> {
    map.cards.iter().map(|card| card.id).collect()
}

fn personas(map: &Map) -> Vec<PersonaId> {
    map.personas.iter().map(|persona| persona.id).collect()
}

fn channels(map: &Map) -> Vec<ChannelId> {
    let own = map.channels.iter().map(|channel| channel.id);
    own.chain(BUILT_IN_CHANNELS[..3].iter().map(BuiltInChannel::channel_id)).collect()
}

fn targets(map: &Map) -> Vec<Target> {
    let steps = map.steps().map(|(_, step)| Target::Step(step.id));
    cards(map).into_iter().map(Target::Card).chain(steps).collect()
}

/// A text with what texts can hold: other scripts, line breaks, control characters, nothing.
fn text(rng: &mut Rng) -> String {
    let words = ["", "Pay", "دفع", "待つ\nどこで", "a\r\nb\u{7}", " ", "👋🏽 café", "queue at the till until it is done"];
    (*choice(rng, &words)).to_owned()
}

fn choice<'a, T>(rng: &mut Rng, of: &'a [T]) -> &'a T {
    &of[rng.usize(..of.len())]
}

/// Some of the values, in their order.
fn some<T: Copy>(rng: &mut Rng, of: &[T]) -> Vec<T> {
    let share = rng.u8(..4);
    of.iter().copied().filter(|_| rng.u8(..8) < share).collect()
}

/// One of the ids; one that nothing has where there is none, and now and then.
fn one<K: Kind>(rng: &mut Rng, of: &[Id<K>], ids: &mut IdSource) -> Id<K> {
    if of.is_empty() || rng.u8(..24) == 0 { ids.next() } else { *choice(rng, of) }
}
