//! What an edit is called: in the undo menu before it is done, in a sentence afterwards.

use super::field::Said;
use super::order;
use super::{Edit, PasteAt};
use crate::model::*;

/// The most letters of a title that a label shows.
const MAX_LETTERS: usize = 32;

/// What the undo menu shows for an edit of this map, which has not been applied yet:
/// `Move “Pay”`, `Set emotion of “Pay” to −2`, `Rename lane “Web”`.
pub fn label(map: &Map, edit: &Edit) -> String {
    let Phrase { verb, object, detail, .. } = phrase(map, edit);
    format!("{} {object}{detail}", verb.0)
}

/// What the status line shows and a screen reader says once the edit is applied: `Moved “Pay” to Buy, 2 of 4`.
/// `map` is the map afterwards; for what takes something out it is the map before, which alone knows the name.
pub fn announce(map: &Map, edit: &Edit) -> String {
    let Phrase { verb, object, detail, kind } = phrase(map, edit);
    match new_name(edit) {
        Some(name) => format!("{} {kind} to {}", verb.1, quoted(name).unwrap_or_else(|| "“”".to_owned())),
        None => format!("{} {object}{detail}{}", verb.1, whereabouts(map, edit)),
    }
}

/// A verb as an order and as a report.
type Verb = (&'static str, &'static str);

const ACCEPT: Verb = ("Accept", "Accepted");
const ADD: Verb = ("Add", "Added");
const CHANGE: Verb = ("Change", "Changed");
const CLEAR: Verb = ("Clear", "Cleared");
const COUNT: Verb = ("Count", "Counted");
const DUPLICATE: Verb = ("Duplicate", "Duplicated");
const MARK: Verb = ("Mark", "Marked");
const MERGE: Verb = ("Merge", "Merged");
const MOVE: Verb = ("Move", "Moved");
const PARK: Verb = ("Park", "Parked");
const PASTE: Verb = ("Paste", "Pasted");
const PIN: Verb = ("Pin", "Pinned");
const PLAN: Verb = ("Plan", "Planned");
const REMOVE: Verb = ("Remove", "Removed");
const RENAME: Verb = ("Rename", "Renamed");
const SET: Verb = ("Set", "Set");
const UNPIN: Verb = ("Unpin", "Unpinned");
const WITHDRAW: Verb = ("Withdraw", "Withdrew");

struct Phrase {
    verb: Verb,
    /// What it is done to: `“Pay”`, `lane “Web”`, `emotion of “Pay”`.
    object: String,
    /// What follows, with a blank before it; may be empty.
    detail: String,
    /// What it is done to without its name: `lane`.
    kind: String,
}

impl Phrase {
    fn new(verb: Verb, object: impl Into<String>) -> Self {
        Self { verb, object: object.into(), detail: String::new(), kind: String::new() }
    }

    /// The phrase for setting a field of something.
    fn set(subject: Named, field: &'static str, said: Said) -> Self {
        let Named { kind, words } = subject;
        let of = || format!("{field} of {words}");
        let (verb, object, detail) = match said {
            Said::Changed if field == "title" || field == "name" => (RENAME, words, String::new()),
            Said::Changed => (CHANGE, of(), String::new()),
            Said::Cleared => (CLEAR, of(), String::new()),
            Said::Is(value) => (SET, of(), format!(" to {value}")),
            Said::Marked(true) => (MARK, words, format!(" as {field}")),
            Said::Marked(false) => (MARK, words, format!(" as not {field}")),
        };
        Self { verb, object, detail, kind }
    }
}

fn phrase(map: &Map, edit: &Edit) -> Phrase {
    match edit {
        Edit::AddCards { cards, .. } => Phrase::new(ADD, cards_in_words(cards.iter())),
        Edit::RemoveCards(cards) => Phrase::new(REMOVE, Named::cards(map, cards).words),
        Edit::PlaceCards { cards, to: Place::Parked, .. } => Phrase::new(PARK, Named::cards(map, cards).words),
        Edit::PlaceCards { cards, .. } => Phrase::new(MOVE, Named::cards(map, cards).words),
        Edit::DuplicateCards(cards) => Phrase::new(DUPLICATE, Named::cards(map, cards).words),
        Edit::Paste { clip, .. } => Phrase::new(PASTE, clip.words()),
        Edit::SetCards { cards, field } => Phrase::set(Named::cards(map, cards), field.name(), field.said()),

        Edit::MergeCards { into, cards } => {
            let (into, others) = (Named::cards(map, &[*into]).words, Named::cards(map, cards).words);
            Phrase { detail: format!(" into {into}"), ..Phrase::new(MERGE, others) }
        }

        Edit::AddStage { stage, .. } => Phrase::new(ADD, Named::of::<Stage>(Some(&stage.title)).words),
        Edit::RemoveStage(stage) => Phrase::new(REMOVE, Named::stage(map, *stage).words),
        Edit::MoveStage { stage, .. } => Phrase::new(MOVE, Named::stage(map, *stage).words),
        Edit::SetStage { stage, field } => Phrase::set(Named::stage(map, *stage), field.name(), field.said()),
        Edit::AddStep { step, .. } => Phrase::new(ADD, Named::of::<Step>(Some(&step.title)).words),
        Edit::RemoveStep(step) => Phrase::new(REMOVE, Named::step(map, *step).words),
        Edit::MoveStep { step, .. } => Phrase::new(MOVE, Named::step(map, *step).words),
        Edit::SetStep { step, field } => Phrase::set(Named::step(map, *step), field.name(), field.said()),
        Edit::AddLane { lane, .. } => Phrase::new(ADD, Named::of::<Lane>(Some(&lane.title)).words),
        Edit::RemoveLane(lane) => Phrase::new(REMOVE, Named::lane(map, *lane).words),
        Edit::MoveLane { lane, .. } => Phrase::new(MOVE, Named::lane(map, *lane).words),
        Edit::SetLane { lane, field } => Phrase::set(Named::lane(map, *lane), field.name(), field.said()),

        Edit::AddPersona { persona, .. } => Phrase::new(ADD, Named::of::<Persona>(Some(&persona.name)).words),
        Edit::RemovePersona(persona) => Phrase::new(REMOVE, Named::persona(map, *persona).words),
        Edit::MovePersona { persona, .. } => Phrase::new(MOVE, Named::persona(map, *persona).words),
        Edit::SetPersona { persona, field } => Phrase::set(Named::persona(map, *persona), field.name(), field.said()),
        Edit::AddChannel(channel) => Phrase::new(ADD, Named::of::<Channel>(Some(&channel.name)).words),
        Edit::RemoveChannel(channel) => Phrase::new(REMOVE, Named::channel(map, *channel).words),
        Edit::SetChannel { channel, field } => Phrase::set(Named::channel(map, *channel), field.name(), field.said()),
        Edit::SetMap(field) => Phrase::set(Named::map(), field.name(), field.said()),

        Edit::SetRating { at, field, .. } => Phrase::set(Named::target(map, *at), field.name(), field.said()),
        Edit::SetCallout { kind, at, text, .. } => callout(*kind, text.is_some(), &Named::target(map, *at).words),
        Edit::AddPain(pain) => Phrase::new(ADD, Named::of::<PainPoint>(Some(&pain.text)).words),
        Edit::RemovePain(pain) => Phrase::new(REMOVE, Named::pain(map, *pain).words),
        Edit::SetPain { pain, field } => Phrase::set(Named::pain(map, *pain), field.name(), field.said()),
        Edit::AddOpportunity(new) => Phrase::new(ADD, Named::of::<Opportunity>(Some(&new.name)).words),
        Edit::RemoveOpportunity(id) => Phrase::new(REMOVE, Named::opportunity(map, *id).words),
        Edit::SetOpportunity { opportunity, field } => {
            Phrase::set(Named::opportunity(map, *opportunity), field.name(), field.said())
        }
        Edit::AddMetric(metric) => Phrase::new(ADD, Named::of::<Metric>(Some(&metric.name)).words),
        Edit::RemoveMetric(metric) => Phrase::new(REMOVE, Named::metric(map, *metric).words),
        Edit::SetMetric { metric, field } => Phrase::set(Named::metric(map, *metric), field.name(), field.said()),
        Edit::AddBallot(ballot) => Phrase::new(ADD, Named::of::<Ballot>(Some(&ballot.question)).words),
        Edit::RemoveBallot(ballot) => Phrase::new(REMOVE, Named::ballot(map, *ballot).words),
        Edit::SetBallot { ballot, field } => Phrase::set(Named::ballot(map, *ballot), field.name(), field.said()),
        // How many there are is nobody's business before the vote is revealed.
        Edit::SetVote { vote, dots: Some(_), .. } => {
            Phrase::new(COUNT, format!("dots of {}", Named::vote(map, *vote).words))
        }
        Edit::SetVote { ballot, vote, dots: None } => {
            let detail = format!(" from {}", Named::ballot(map, *ballot).words);
            Phrase { detail, ..Phrase::new(REMOVE, Named::vote(map, *vote).words) }
        }
        Edit::AddScenes { scenes, .. } => Phrase::new(ADD, scenes_in_words(scenes)),
        Edit::RemoveScene(scene) => Phrase::new(REMOVE, Named::scene(map, *scene).words),
        Edit::MoveScene { scene, .. } => Phrase::new(MOVE, Named::scene(map, *scene).words),
        Edit::SetScene { scene, field } => Phrase::set(Named::scene(map, *scene), field.name(), field.said()),
        Edit::PlanChange(change) => Phrase::new(PLAN, format!("change of {}", Named::change(map, change.at).words)),
        Edit::WithdrawChange(at) => Phrase::new(WITHDRAW, format!("plan for {}", Named::change(map, *at).words)),
        Edit::AcceptFinding(accepted) => Phrase::new(ACCEPT, format!("finding “{}”", accepted.finding)),
        Edit::WithdrawFinding { finding, .. } => Phrase::new(WITHDRAW, format!("acceptance of finding “{finding}”")),
    }
}

/// Scenes as a sentence calls them: a single one by its headline.
fn scenes_in_words(scenes: &[StoryScene]) -> String {
    match scenes {
        [scene] => Named::of::<StoryScene>(Some(&scene.headline)).words,
        _ => format!("{} scenes of the story", scenes.len()),
    }
}

fn callout(kind: CalloutKind, is_pinned: bool, at: &str) -> Phrase {
    let (verb, joint) = if is_pinned { (PIN, "to") } else { (UNPIN, "from") };
    Phrase { detail: format!(" {joint} {at}"), ..Phrase::new(verb, format!("“{}”", kind.words())) }
}

/// Cards as a sentence calls them: a single one by its title.
pub(super) fn cards_in_words<'a>(mut cards: impl ExactSizeIterator<Item = &'a Card>) -> String {
    match (cards.len(), cards.next()) {
        (1, Some(card)) => Named::card(Some(&card.title)).words,
        (count, _) => format!("{count} cards"),
    }
}

/// A record as a sentence calls it: `lane “Web”`; `a lane` if it has no name.
pub(super) fn in_words<K: Kind>(name: Option<&str>) -> String {
    Named::of::<K>(name).words
}

/// The name that an edit gives something, if it gives one.
fn new_name(edit: &Edit) -> Option<&str> {
    use super::{
        CardField, ChannelField, LaneField, MapField, OpportunityField, PersonaField, SceneField, StageField, StepField,
    };
    match edit {
        Edit::SetCards { field: CardField::Title(name), .. }
        | Edit::SetStage { field: StageField::Title(name), .. }
        | Edit::SetStep { field: StepField::Title(name), .. }
        | Edit::SetLane { field: LaneField::Title(name), .. }
        | Edit::SetPersona { field: PersonaField::Name(name), .. }
        | Edit::SetChannel { field: ChannelField::Name(name), .. }
        | Edit::SetOpportunity { field: OpportunityField::Name(name), .. }
        | Edit::SetScene { field: SceneField::Headline(name), .. }
        | Edit::SetMap(MapField::Title(name)) => Some(name),
        _ => None,
    }
}

/// What a sentence calls a record.
struct Named {
    /// Without its name: `lane`.
    kind: String,
    /// With its name: `lane “Web”`; `a lane` if it has none.
    words: String,
}

impl Named {
    fn of<K: Kind>(name: Option<&str>) -> Self {
        let words = match name.and_then(quoted) {
            Some(name) => format!("{} {name}", K::NAME),
            None => format!("{} {}", article(K::NAME), K::NAME),
        };
        Self { kind: K::NAME.to_owned(), words }
    }

    /// A card is called by its title alone.
    fn card(title: Option<&str>) -> Self {
        let words = title.and_then(quoted).unwrap_or_else(|| "a card".to_owned());
        Self { kind: "card".to_owned(), words }
    }

    fn cards(map: &Map, cards: &[CardId]) -> Self {
        match cards {
            [card] => Self::card(map.cards.find(*card).map(|card| card.title.as_str())),
            _ => Self { kind: format!("{} cards", cards.len()), words: format!("{} cards", cards.len()) },
        }
    }

    fn map() -> Self {
        Self { kind: "the map".to_owned(), words: "the map".to_owned() }
    }

    fn stage(map: &Map, id: StageId) -> Self {
        Self::of::<Stage>(map.stages.find(id).map(|stage| stage.title.as_str()))
    }

    fn step(map: &Map, id: StepId) -> Self {
        Self::of::<Step>(map.find_step(id).map(|(_, step)| step.title.as_str()))
    }

    fn lane(map: &Map, id: LaneId) -> Self {
        Self::of::<Lane>(map.lanes.find(id).map(|lane| lane.title.as_str()))
    }

    fn persona(map: &Map, id: PersonaId) -> Self {
        Self::of::<Persona>(map.personas.find(id).map(|persona| persona.name.as_str()))
    }

    fn channel(map: &Map, id: ChannelId) -> Self {
        Self::of::<Channel>(map.channel(id).map(|(name, _)| name))
    }

    fn pain(map: &Map, id: PainId) -> Self {
        Self::of::<PainPoint>(map.pains.find(id).map(|pain| pain.text.as_str()))
    }

    fn opportunity(map: &Map, id: OpportunityId) -> Self {
        Self::of::<Opportunity>(map.opportunities.find(id).map(|opportunity| opportunity.name.as_str()))
    }

    fn metric(map: &Map, id: MetricId) -> Self {
        Self::of::<Metric>(map.metrics.find(id).map(|metric| metric.name.as_str()))
    }

    fn ballot(map: &Map, id: BallotId) -> Self {
        Self::of::<Ballot>(map.ballots.find(id).map(|ballot| ballot.question.as_str()))
    }

    fn vote(map: &Map, vote: VoteFor) -> Self {
        match vote {
            VoteFor::Card(id) => Self::cards(map, &[id]),
            VoteFor::Pain(id) => Self::pain(map, id),
            VoteFor::Opportunity(id) => Self::opportunity(map, id),
        }
    }

    fn scene(map: &Map, id: StorySceneId) -> Self {
        Self::of::<StoryScene>(map.story.find(id).map(|scene| scene.headline.as_str()))
    }

    fn change(map: &Map, at: ChangeAt) -> Self {
        match at {
            ChangeAt::Card(id) => Self::cards(map, &[id]),
            ChangeAt::Step(id) => Self::step(map, id),
            ChangeAt::Stage(id) => Self::stage(map, id),
            ChangeAt::Lane(id) => Self::lane(map, id),
            ChangeAt::Persona(id) => Self::persona(map, id),
            ChangeAt::Metric(id) => Self::metric(map, id),
        }
    }

    fn target(map: &Map, at: Target) -> Self {
        match at {
            Target::Card(id) => Self::cards(map, &[id]),
            Target::Step(id) => Self::step(map, id),
        }
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// The first line of a name in quotation marks, shortened; `None` if it is blank.
fn quoted(name: &str) -> Option<String> {
    let line = name.lines().map(str::trim).find(|line| !line.is_empty())?;
    let mut letters = line.chars();
    let short: String = letters.by_ref().take(MAX_LETTERS).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    Some(format!("“{}{more}”", short.trim_end()))
}

/// Where something stands after it was added or moved, and whom a rating concerns; with a blank or a
/// comma before it, empty where there is nothing to say.
fn whereabouts(map: &Map, edit: &Edit) -> String {
    match edit {
        Edit::AddCards { cards, .. } => match cards.as_slice() {
            [card] => format!(" to {}{}", map.place_words(card.place), order_in_cell(map, card.id)),
            _ => String::new(),
        },
        Edit::Paste { at: PasteAt::Cell { lane, step, .. }, .. } => {
            format!(" to {}", map.place_words(Place::Cell(*lane, *step)))
        }
        Edit::PlaceCards { to: Place::Parked, .. } => String::new(),
        Edit::PlaceCards { cards, to, .. } => {
            let order = if let [card] = cards.as_slice() { order_in_cell(map, *card) } else { String::new() };
            format!(" to {}{order}", map.place_words(*to))
        }
        Edit::AddStage { stage: Stage { id, .. }, .. } | Edit::MoveStage { stage: id, .. } => {
            order_in(&map.stages, *id)
        }
        Edit::AddLane { lane: Lane { id, .. }, .. } | Edit::MoveLane { lane: id, .. } => order_in(&map.lanes, *id),
        Edit::AddPersona { persona: Persona { id, .. }, .. } | Edit::MovePersona { persona: id, .. } => {
            order_in(&map.personas, *id)
        }
        Edit::AddStep { step: Step { id, .. }, .. } | Edit::MoveStep { step: id, .. } => match map.find_step(*id) {
            Some((stage, _)) => format!(" to {}{}", stage_words(stage), order_in(&stage.steps, *id)),
            None => String::new(),
        },
        Edit::MoveScene { scene, .. } => order_in(&map.story, *scene),
        Edit::SetRating { persona, .. } if map.personas.len() > 1 => {
            let name = map.personas.find(*persona).map(|persona| persona.name.as_str()).unwrap_or_default();
            if name.trim().is_empty() { String::new() } else { format!(" for {name}") }
        }
        _ => String::new(),
    }
}

fn order_in<T: Record>(table: &Table<T>, id: Id<T>) -> String {
    table.position(id).map_or_else(String::new, |at| format!(", {} of {}", at + 1, table.len()))
}

fn order_in_cell(map: &Map, id: CardId) -> String {
    let Some(card) = map.cards.find(id) else { return String::new() };
    let cell = order::cards_of(map, map.cell_of(card.place));
    let at = cell.iter().position(|card| card.id == id).unwrap_or_default();
    format!(", {} of {}", at + 1, cell.len())
}

#[cfg(test)]
mod tests {
    use super::super::{CardField, LaneField, MapField, RatingField, apply};
    use super::*;

    fn id<K>(text: &str) -> Id<K> {
        Id::new(text).expect("an id")
    }

    fn map() -> Map {
        let mut map = Map::new(id("m"), "Buying a bicycle");
        for (stage, title) in [("st-1", "Discover"), ("st-2", "Buy")] {
            let steps = [Step::new(id(&format!("{stage}-a")), ""), Step::new(id(&format!("{stage}-b")), "Pay")];
            let steps = steps.into_iter().take(if stage == "st-1" { 1 } else { 2 }).collect();
            let (goal, note) = (String::new(), String::new());
            map.stages.push(Stage { id: id(stage), title: title.into(), goal, note, steps });
        }
        map.lanes.push(Lane::new(id("l-1"), "Web", LaneKind::Touchpoints));
        map.lanes.push(Lane::new(id("l-2"), "Backstage", LaneKind::Actions));
        map.personas.push(Persona::new(id("p-1"), "Ada"));
        map.personas.push(Persona::new(id("p-2"), "Ben"));
        for (card, title) in [("c-1", "See the poster"), ("c-2", "Queue"), ("c-3", "")] {
            let mut card = Card::new(id(card), CardKind::Touchpoint, title, Place::Cell(id("l-1"), id("st-1-a")));
            card.rank = Rank::new(&card.id.as_str()[2..]).expect("a rank");
            map.cards.push(card);
        }
        map
    }

    fn check(edit: Edit, expected_label: &str, expected_sentence: &str) {
        let mut map = map();
        assert_eq!(label(&map, &edit), expected_label);
        apply(&mut map, &edit, &mut IdSource::seeded(1)).expect("a valid edit");
        assert_eq!(announce(&map, &edit), expected_sentence);
    }

    #[test]
    fn cards() {
        let place = |cards: Vec<CardId>, to| Edit::PlaceCards { cards, to, before: None };
        let cell = Place::Cell(id("l-2"), id("st-2-b"));
        check(
            place(vec![id("c-1")], cell),
            "Move “See the poster”",
            "Moved “See the poster” to Backstage, Pay, 1 of 1",
        );
        check(place(vec![id("c-1"), id("c-2")], cell), "Move 2 cards", "Moved 2 cards to Backstage, Pay");
        let stage = Place::Stage(id("l-2"), id("st-2"));
        check(place(vec![id("c-2")], stage), "Move “Queue”", "Moved “Queue” to Backstage, all of Buy, 1 of 1");
        let span = Place::Span(id("l-2"), id("st-2-a"), id("st-1-a"));
        check(
            place(vec![id("c-2")], span),
            "Move “Queue”",
            "Moved “Queue” to Backstage, Buy, step 1 to Discover, 1 of 1",
        );
        check(place(vec![id("c-2")], Place::Parked), "Park “Queue”", "Parked “Queue”");
        let new = Card::new(id("c-9"), CardKind::Action, "Lock\nit", Place::Cell(id("l-1"), id("st-1-a")));
        let add = Edit::AddCards { cards: vec![new], before: Some(id("c-2")) };
        check(add, "Add “Lock”", "Added “Lock” to Web, Discover, 2 of 4");
    }

    #[test]
    fn what_is_taken_out_is_named_by_the_map_before() {
        let check = |edit: Edit, expected: &str| assert_eq!(announce(&map(), &edit), expected);
        check(Edit::RemoveCards(vec![id("c-1")]), "Removed “See the poster”");
        check(Edit::RemoveCards(vec![id("c-3")]), "Removed a card");
        check(Edit::RemoveCards(vec![id("c-1"), id("c-2")]), "Removed 2 cards");
        check(Edit::RemoveLane(id("l-1")), "Removed lane “Web”");
    }

    #[test]
    fn fields() {
        let set = |field| Edit::SetCards { cards: vec![id("c-2")], field };
        check(set(CardField::Title("Wait".into())), "Rename “Queue”", "Renamed card to “Wait”");
        check(set(CardField::Owner("Ben".into())), "Change owner of “Queue”", "Changed owner of “Queue”");
        let evidence = set(CardField::Evidence(Some(Evidence::Assumed)));
        check(evidence, "Set evidence of “Queue” to assumed", "Set evidence of “Queue” to assumed");
        check(set(CardField::Hue(None)), "Clear color of “Queue”", "Cleared color of “Queue”");
        let rename = Edit::SetLane { lane: id("l-1"), field: LaneField::Title("Online".into()) };
        check(rename, "Rename lane “Web”", "Renamed lane to “Online”");
        let hide = Edit::SetLane { lane: id("l-1"), field: LaneField::Hidden(true) };
        check(hide, "Mark lane “Web” as hidden", "Marked lane “Web” as hidden");
        let title = Edit::SetMap(MapField::Title("Renting a bicycle".into()));
        check(title, "Rename the map", "Renamed the map to “Renting a bicycle”");
    }

    #[test]
    fn grid_and_experience() {
        check(
            Edit::MoveLane { lane: id("l-2"), before: Some(id("l-1")) },
            "Move lane “Backstage”",
            "Moved lane “Backstage”, 1 of 2",
        );
        let step = Edit::AddStep { step: Step::new(id("s-9"), ""), stage: id("st-2"), before: None };
        check(step, "Add a step", "Added a step to Buy, 3 of 3");
        let at = Target::Card(id("c-2"));
        let field = RatingField::Actual(Some(Emotion::MIN));
        let rating = Edit::SetRating { persona: id("p-1"), at, channel: None, field };
        check(rating, "Set emotion of “Queue” to −2", "Set emotion of “Queue” to −2 for Ada");
        let pin = Edit::SetCallout { kind: CalloutKind::MomentOfTruth, at, persona: None, text: Some(String::new()) };
        check(pin, "Pin “moment of truth” to “Queue”", "Pinned “moment of truth” to “Queue”");
        let opportunity = Opportunity {
            id: id("op"),
            name: String::new(),
            text: String::new(),
            answers: Vec::new(),
            at: Vec::new(),
            owner: String::new(),
            impact: None,
            effort: None,
            status: OpportunityStatus::Idea,
            period: String::new(),
            note: String::new(),
        };
        check(Edit::AddOpportunity(opportunity), "Add an opportunity", "Added an opportunity");
    }

    #[test]
    fn changes_are_planned() {
        let at = ChangeAt::Card(id("c-2"));
        let change = Change { at, opportunity: None, period: "2027-Q1".into(), text: String::new() };
        check(Edit::PlanChange(change), "Plan change of “Queue”", "Planned change of “Queue”");
        check(Edit::WithdrawChange(at), "Withdraw plan for “Queue”", "Withdrew plan for “Queue”");
    }

    #[test]
    fn findings_are_accepted_and_withdrawn() {
        let (finding, about) = ("pain-without-owner".to_owned(), "pp-1".to_owned());
        let accepted = Accepted { finding: finding.clone(), about: about.clone(), reason: String::new(), date: None };
        let accept = "finding “pain-without-owner”";
        check(Edit::AcceptFinding(accepted), &format!("Accept {accept}"), &format!("Accepted {accept}"));
        let withdraw = "acceptance of finding “pain-without-owner”";
        let edit = Edit::WithdrawFinding { finding, about };
        check(edit, &format!("Withdraw {withdraw}"), &format!("Withdrew {withdraw}"));
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(quoted(&"ab ".repeat(40)), Some(format!("“{}ab…”", "ab ".repeat(10))));
        assert_eq!(quoted("\n  \nsecond line\nthird"), Some("“second line”".to_owned()));
        assert_eq!(quoted(" \n"), None);
    }
}
