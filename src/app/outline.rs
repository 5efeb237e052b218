//! The map as a tree: personas, stages with their steps and cards, lanes, opportunities. What the
//! outline panel shows and what the keys do in it.

use std::collections::{HashMap, HashSet};

use super::command::TextPlace;
use super::spoken;
use crate::app::panels::palette::icon_of;
use crate::edit::{Edit, OpportunityField, PainField, PersonaField, Selection};
use crate::icon::Icon;
use crate::model::{Card, CardId, LaneId, Map, OpportunityId, PainId, PersonaId, StageId, Step, StepId, Target};

/// Something that has a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Node {
    /// The heading above the personas.
    Personas,
    /// A persona.
    Persona(PersonaId),
    /// A stage.
    Stage(StageId),
    /// A step.
    Step(StepId),
    /// A card.
    Card(CardId),
    /// A pain point, below the first of its places.
    Pain(PainId),
    /// The heading above the lanes.
    Lanes,
    /// A lane.
    Lane(LaneId),
    /// The heading above the opportunities.
    Opportunities,
    /// An opportunity.
    Opportunity(OpportunityId),
    /// The heading above the cards that stand nowhere.
    Parked,
}

/// A row of the tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it stands for.
    pub node: Node,
    /// How deep it stands; 1 is the top.
    pub level: usize,
    /// Its place among its siblings, from 1, and how many there are.
    pub place: (usize, usize),
    /// What people read.
    pub name: String,
    /// Whether rows may stand below it.
    pub has_children: bool,
    /// Whether those are shown.
    pub is_open: bool,
}

/// What the panel remembers.
#[derive(Debug, Default)]
pub struct Outline {
    /// The rows whose children are not shown.
    pub closed: HashSet<Node>,
    /// The row whose name is being edited.
    pub renamed: Option<Node>,
    /// The row that has the cursor while it cannot be selected, such as a heading.
    pub heading: Option<Node>,
    /// What was selected when the panel was shown last.
    pub followed: Option<Selection>,
}

impl Node {
    /// What is selected with its row; headings select nothing.
    pub fn selection(self) -> Option<Selection> {
        Some(match self {
            Self::Persona(persona) => Selection::Persona(persona),
            Self::Stage(stage) => Selection::Stage(stage),
            Self::Step(step) => Selection::Step(step),
            Self::Card(card) => Selection::card(card),
            Self::Pain(pain) => Selection::Pain(pain),
            Self::Lane(lane) => Selection::Lane(lane),
            Self::Opportunity(opportunity) => Selection::Opportunity(opportunity),
            Self::Personas | Self::Lanes | Self::Opportunities | Self::Parked => return None,
        })
    }

    /// The row of what is selected.
    pub fn of_selection(selection: &Selection) -> Option<Self> {
        Some(match selection {
            Selection::Cards(_) => Self::Card(selection.lead()?),
            Selection::Stage(_) | Selection::Stages(_) => Self::Stage(*selection.stages().last()?),
            Selection::Step(_) | Selection::Steps(_) => Self::Step(*selection.steps().last()?),
            Selection::Point { at: Target::Step(step), .. } => Self::Step(*step),
            Selection::Point { at: Target::Card(card), .. } => Self::Card(*card),
            Selection::Lane(_) | Selection::Lanes(_) => Self::Lane(*selection.lanes().last()?),
            Selection::Persona(persona) => Self::Persona(*persona),
            Selection::Pain(pain) => Self::Pain(*pain),
            Selection::Opportunity(opportunity) => Self::Opportunity(*opportunity),
            Selection::Metric(_) | Selection::Map => return None,
        })
    }

    /// The text of its name, which can be edited in the row.
    pub fn text(self, map: &Map) -> Option<&str> {
        match self {
            Self::Persona(id) => map.personas.find(id).map(|persona| persona.name.as_str()),
            Self::Pain(id) => map.pains.find(id).map(|pain| pain.text.as_str()),
            Self::Opportunity(id) => map.opportunities.find(id).map(|opportunity| opportunity.name.as_str()),
            _ => self.place()?.text(map),
        }
    }

    /// The edit that renames it.
    pub fn rename(self, text: String) -> Option<Edit> {
        Some(match self {
            Self::Persona(persona) => Edit::SetPersona { persona, field: PersonaField::Name(text) },
            Self::Pain(pain) => Edit::SetPain { pain, field: PainField::Text(text) },
            Self::Opportunity(opportunity) => Edit::SetOpportunity { opportunity, field: OpportunityField::Name(text) },
            _ => self.place()?.edit(text),
        })
    }

    fn place(self) -> Option<TextPlace> {
        match self {
            Self::Stage(stage) => Some(TextPlace::Stage(stage)),
            Self::Step(step) => Some(TextPlace::Step(step)),
            Self::Card(card) => Some(TextPlace::Card(card)),
            Self::Lane(lane) => Some(TextPlace::Lane(lane)),
            _ => None,
        }
    }

    /// Its icon.
    pub fn icon(self, map: &Map) -> Icon {
        match self {
            Self::Personas | Self::Persona(_) => Icon::User,
            Self::Stage(_) => Icon::Flag,
            Self::Step(_) => Icon::Columns,
            Self::Card(card) => map.cards.find(card).map_or(Icon::Note, |card| icon_of(card.kind)),
            Self::Pain(_) => Icon::Warning,
            Self::Lanes | Self::Lane(_) => Icon::Rows,
            Self::Opportunities | Self::Opportunity(_) => Icon::Lightbulb,
            Self::Parked => Icon::Package,
        }
    }

    /// What a screen reader says of its row.
    pub fn spoken(self, map: &Map, name: &str) -> String {
        match self {
            Self::Persona(_) => format!("Persona, {name}"),
            Self::Stage(stage) => spoken::stage(map, stage),
            Self::Step(step) => spoken::step(map, step),
            Self::Card(card) => spoken::card(map, card),
            Self::Pain(pain) => {
                let severity = map.pains.find(pain).map_or("", |pain| pain.severity.words());
                format!("Pain point, {name}, {severity}")
            }
            Self::Lane(lane) => spoken::lane(map, lane),
            Self::Opportunity(_) => format!("Opportunity, {name}"),
            Self::Personas | Self::Lanes | Self::Opportunities | Self::Parked => name.to_owned(),
        }
    }
}

/// The rows of a map, without those below closed ones.
pub fn rows(map: &Map, closed: &HashSet<Node>) -> Vec<Row> {
    Tree::new(map, closed).rows()
}

/// Opens every row above a node, so that it is seen.
pub fn open_above(map: &Map, outline: &mut Outline, node: Node) {
    let all = rows(map, &HashSet::new());
    let Some(at) = all.iter().position(|row| row.node == node) else { return };
    let mut level = all[at].level;
    for row in all[..at].iter().rev() {
        if row.level < level {
            level = row.level;
            outline.closed.remove(&row.node);
        }
    }
}

struct Tree<'a> {
    map: &'a Map,
    closed: &'a HashSet<Node>,
    cards: HashMap<StepId, Vec<&'a Card>>,
    parked: Vec<&'a Card>,
    /// Pain points by the first of their places.
    pains: HashMap<Target, Vec<PainId>>,
    rows: Vec<Row>,
}

impl<'a> Tree<'a> {
    fn new(map: &'a Map, closed: &'a HashSet<Node>) -> Self {
        let mut cards: HashMap<StepId, Vec<(usize, &Card)>> = HashMap::new();
        let mut parked = Vec::new();
        for card in &map.cards {
            match map.cell_of(card.place) {
                Some((lane, step)) => {
                    let lane = map.lanes.position(lane).unwrap_or(usize::MAX);
                    cards.entry(step).or_default().push((lane, card));
                }
                None => parked.push(card),
            }
        }
        let in_order = |(step, mut cards): (StepId, Vec<(usize, &'a Card)>)| {
            cards.sort_by(|a, b| (a.0, &a.1.rank).cmp(&(b.0, &b.1.rank)));
            (step, cards.into_iter().map(|(_, card)| card).collect())
        };
        let cards = cards.into_iter().map(in_order).collect();
        let mut pains: HashMap<Target, Vec<PainId>> = HashMap::new();
        for pain in &map.pains {
            if let Some(at) = pain.at.first() {
                pains.entry(*at).or_default().push(pain.id);
            }
        }
        Self { map, closed, cards, parked, pains, rows: Vec::new() }
    }

    fn rows(mut self) -> Vec<Row> {
        let map = self.map;
        let tops = 3 + map.stages.len() + usize::from(!self.parked.is_empty());
        if self.row(Node::Personas, 1, (1, tops), "Personas", !map.personas.is_empty()) {
            for (n, persona) in map.personas.iter().enumerate() {
                self.row(Node::Persona(persona.id), 2, (n + 1, map.personas.len()), &persona.name, false);
            }
        }
        for (n, stage) in map.stages.iter().enumerate() {
            if self.row(Node::Stage(stage.id), 1, (n + 2, tops), &stage.title, true) {
                for (n, step) in stage.steps.iter().enumerate() {
                    self.step(step, (n + 1, stage.steps.len()));
                }
            }
        }
        let mut place = map.stages.len() + 2;
        if self.row(Node::Lanes, 1, (place, tops), "Lanes", !map.lanes.is_empty()) {
            for (n, lane) in map.lanes.iter().enumerate() {
                self.row(Node::Lane(lane.id), 2, (n + 1, map.lanes.len()), &lane.title, false);
            }
        }
        place += 1;
        if self.row(Node::Opportunities, 1, (place, tops), "Opportunities", !map.opportunities.is_empty()) {
            for (n, opportunity) in map.opportunities.iter().enumerate() {
                let place = (n + 1, map.opportunities.len());
                self.row(Node::Opportunity(opportunity.id), 2, place, &opportunity.name, false);
            }
        }
        let parked = std::mem::take(&mut self.parked);
        if !parked.is_empty() && self.row(Node::Parked, 1, (place + 1, tops), "Parked cards", true) {
            for (n, card) in parked.iter().enumerate() {
                self.card(card, 2, (n + 1, parked.len()));
            }
        }
        self.rows
    }

    fn step(&mut self, step: &Step, place: (usize, usize)) {
        let cards = self.cards.remove(&step.id).unwrap_or_default();
        let pains = self.pains.remove(&Target::Step(step.id)).unwrap_or_default();
        let count = cards.len() + pains.len();
        if self.row(Node::Step(step.id), 2, place, &step.title, count > 0) {
            for (n, card) in cards.iter().enumerate() {
                self.card(card, 3, (n + 1, count));
            }
            self.pains_at(&pains, 3, cards.len(), count);
        }
    }

    fn card(&mut self, card: &Card, level: usize, place: (usize, usize)) {
        let pains = self.pains.remove(&Target::Card(card.id)).unwrap_or_default();
        if self.row(Node::Card(card.id), level, place, &card.title, !pains.is_empty()) {
            self.pains_at(&pains, level + 1, 0, pains.len());
        }
    }

    fn pains_at(&mut self, pains: &[PainId], level: usize, before: usize, of: usize) {
        for (n, id) in pains.iter().enumerate() {
            let text = self.map.pains.find(*id).map_or("", |pain| pain.text.as_str());
            self.row(Node::Pain(*id), level, (before + n + 1, of), text, false);
        }
    }

    /// Adds a row; answers whether its children are to be added.
    fn row(&mut self, node: Node, level: usize, place: (usize, usize), name: &str, has_children: bool) -> bool {
        let is_open = has_children && !self.closed.contains(&node);
        self.rows.push(Row { node, level, place, name: name.to_owned(), has_children, is_open });
        is_open
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CardKind, IdSource, Lane, LaneKind, PainPoint, Place, Severity, Stage, Table};

    #[test]
    fn cards_stand_below_their_steps_in_the_order_of_the_lanes() {
        let mut ids = IdSource::seeded(3);
        let mut map = Map::new(ids.next(), "");
        let lanes: [LaneId; 2] = [ids.next(), ids.next()];
        for lane in lanes {
            map.lanes.push(Lane::new(lane, "", LaneKind::Touchpoints));
        }
        let step = Step::new(ids.next(), "Look");
        let at = step.id;
        let steps: Table<Step> = [step].into_iter().collect();
        let stage: StageId = ids.next();
        map.stages.push(Stage { id: stage, title: "Buy".into(), goal: String::new(), note: String::new(), steps });
        let cards: [CardId; 3] = [ids.next(), ids.next(), ids.next()];
        map.cards.push(Card::new(cards[0], CardKind::Touchpoint, "Below", Place::Cell(lanes[1], at)));
        map.cards.push(Card::new(cards[1], CardKind::Touchpoint, "Above", Place::Cell(lanes[0], at)));
        map.cards.push(Card::new(cards[2], CardKind::Touchpoint, "Away", Place::Parked));
        map.pains.push(PainPoint::new(ids.next(), "Queue", Severity::Major, Target::Card(cards[0])));
        let names = |closed: &HashSet<Node>| -> Vec<String> {
            rows(&map, closed).into_iter().map(|row| format!("{} {}", row.level, row.name)).collect()
        };
        let all = names(&HashSet::new());
        let expected = ["1 Personas", "1 Buy", "2 Look", "3 Above", "3 Below", "4 Queue", "1 Lanes"];
        assert_eq!(all[..7], expected);
        assert_eq!(all[9..], ["1 Opportunities", "1 Parked cards", "2 Away"]);
        let mut outline = Outline { closed: HashSet::from([Node::Stage(stage), Node::Step(at)]), ..Outline::default() };
        assert_eq!(names(&outline.closed)[1..3], ["1 Buy", "1 Lanes"]);
        open_above(&map, &mut outline, Node::Card(cards[0]));
        assert_eq!(names(&outline.closed), all);
    }
}
