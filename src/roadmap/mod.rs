//! The road map as a picture: what is to be done, a column for each period, a row for each owner or
//! stage.
//!
//! It is a map of its own (periods are its steps, owners its lanes, entries its cards), so that it is
//! composed for a sheet, themed, mirrored and written like every other picture.

mod entry;
mod words;

use std::collections::BTreeMap;

use self::entry::Entry;
use crate::layout::{Layout, Notes};
use crate::model::{
    Card, CardId, CardKind, ChangeAt, Id, Lane, LaneId, LaneKind, Map, OpportunityId, Place, Rank, Stage, StageId,
    Step, StepId,
};
use crate::scene::{self, Scene};
use crate::theme::Theme;

pub use words::RoadMapWords;

/// What a row of a road map is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RoadMapRows {
    /// Owners or stages, whichever gives fewer rows; one row where both would leave most of it empty.
    #[default]
    Auto,
    /// A row for each owner.
    Owners,
    /// A row for each stage.
    Stages,
    /// One row.
    One,
}

impl RoadMapRows {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Owners, Self::Stages, Self::One];

    /// What people read.
    pub fn title(self) -> &'static str {
        match self {
            Self::Auto => "As it fits",
            Self::Owners => "Owners",
            Self::Stages => "Stages",
            Self::One => "One row",
        }
    }
}

/// A name such as `owners`.
impl std::fmt::Display for RoadMapRows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Auto => "auto",
            Self::Owners => "owners",
            Self::Stages => "stages",
            Self::One => "one",
        })
    }
}

impl std::str::FromStr for RoadMapRows {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = text.trim().to_lowercase();
        let is_it = |rows: &Self| rows.to_string() == wanted || rows.to_string().trim_end_matches('s') == wanted;
        Self::ALL.into_iter().find(is_it).ok_or_else(|| {
            format!("`{text}` is not a kind of row; use {}", Self::ALL.map(|rows| rows.to_string()).join(", "))
        })
    }
}

/// What an entry of a road map is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planned {
    /// An opportunity, with the differences that are due to it.
    Opportunity(OpportunityId),
    /// A difference for which no opportunity is named.
    Change(ChangeAt),
    /// Differences of a row for which nothing is planned.
    Unplanned,
}

/// A road map as a picture.
#[derive(Debug, Clone)]
pub struct RoadMap {
    /// What is laid out: periods as steps, rows as lanes, entries as cards.
    pub map: Map,
    /// What stands on the entries.
    pub notes: Notes,
    /// What the entries are about.
    pub entries: Vec<(CardId, Planned)>,
}

impl RoadMap {
    /// The road map of a map; with its baseline, also the differences for which nothing is planned.
    pub fn of(map: &Map, baseline: Option<&Map>, rows: RoadMapRows) -> Self {
        let words = RoadMapWords::of_language(&map.language);
        let mut entries = entry::planned(map, baseline, words);
        let rows = chosen(rows, &entries);
        entries.extend(entry::unplanned(map, baseline, rows, words));
        let mut drawn = Map { id: map.id, title: map.title.clone(), ..entry::frame(map) };
        let periods = columns(&entries, words, map.direction().is_rtl());
        drawn.stages = periods.iter().map(|column| column.stage.clone()).collect();
        let names = row_names(map, &entries, rows, words);
        let lane_of = |name: &str| names.iter().position(|other| other == name).unwrap_or_default();
        for (n, name) in names.iter().enumerate() {
            drawn.lanes.push(Lane::new(id::<Lane>("row", n), name.clone(), LaneKind::Touchpoints));
        }
        let mut notes = Notes { eyebrow: Some(entry::eyebrow(map, &entries, words)), ..Notes::default() };
        notes.has_plain_steps = true;
        notes.facts = entry::facts(map, &entries, words);
        notes.legend = entry::legend(map, &entries, rows, words);
        let mut planned = Vec::new();
        for (n, entry) in entries.iter().enumerate() {
            let Some(step) = step_of(&periods, &entry.period) else { continue };
            let lane: LaneId = id::<Lane>("row", lane_of(entry.row(rows, words)));
            let card: CardId = id::<Card>("entry", n);
            let mut drawn_card = Card::new(card, CardKind::Touchpoint, entry.title.clone(), Place::Cell(lane, step));
            drawn_card.text.clone_from(&entry.text);
            drawn_card.hue = entry.hue;
            drawn_card.rank = Rank::new(&format!("{:04}1", n)).unwrap_or_default();
            if rows != RoadMapRows::Owners && entry.about != Planned::Unplanned {
                drawn_card.owner = entry.owner.clone();
            }
            notes.cards.insert(card, entry.above.clone());
            notes.below_cards.insert(card, entry.below(rows, words));
            drawn.cards.push(drawn_card);
            planned.push((card, entry.about));
        }
        Self { map: drawn, notes, entries: planned }
    }

    /// Builds the scene from the road map's layout.
    pub fn scene(&self, layout: &Layout, theme: &Theme) -> Scene {
        scene::build(&self.map, layout, theme)
    }

    /// What an entry is about.
    pub fn about(&self, card: CardId) -> Option<Planned> {
        self.entries.iter().find(|(entry, _)| *entry == card).map(|(_, about)| *about)
    }
}

fn id<K>(prefix: &str, n: usize) -> Id<K> {
    Id::new(&format!("{prefix}-{n}")).unwrap_or_else(|| unreachable!("a short prefix and a number are an id"))
}

/// The rows that were asked for, or those that leave the least empty.
fn chosen(rows: RoadMapRows, entries: &[Entry]) -> RoadMapRows {
    /// The least share of cells with something in them.
    const LEAST_FULL: f64 = 0.5;
    if rows != RoadMapRows::Auto {
        return rows;
    }
    let fullness = |row: fn(&Entry) -> &str| {
        let mut cells: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for entry in entries {
            *cells.entry((row(entry), entry.period.as_str())).or_default() += 1;
        }
        let mut rows: Vec<&str> = cells.keys().map(|(row, _)| *row).collect();
        let mut periods: Vec<&str> = cells.keys().map(|(_, period)| *period).collect();
        for names in [&mut rows, &mut periods] {
            names.sort_unstable();
            names.dedup();
        }
        cells.len() as f64 / (rows.len() * periods.len()).max(1) as f64
    };
    let (owners, stages) = (fullness(|entry| &entry.owner), fullness(|entry| &entry.stage));
    match (owners >= stages, owners.max(stages) >= LEAST_FULL) {
        (_, false) => RoadMapRows::One,
        (true, true) => RoadMapRows::Owners,
        (false, true) => RoadMapRows::Stages,
    }
}

/// The names of the rows: stages in the order of time, owners by when they are first on.
fn row_names(map: &Map, entries: &[Entry], rows: RoadMapRows, words: &RoadMapWords) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for entry in entries {
        let name = entry.row(rows, words);
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    if rows == RoadMapRows::Stages {
        let place = |name: &String| map.stages.iter().position(|stage| stage.title.trim() == name.as_str());
        names.sort_by_key(|name| place(name).unwrap_or(usize::MAX));
    } else {
        // What nobody owns comes last.
        names.sort_by_key(|name| name == words.no_owner || name.is_empty());
    }
    if names.is_empty() {
        names.push(words.plan.to_owned());
    }
    names
}

/// Periods of one year.
struct Column {
    stage: Stage,
    /// The periods and their steps.
    steps: Vec<(String, StepId)>,
}

/// The columns: a stage for each year with a step for each period in it; periods that do not begin
/// with a year are stages of their own.
fn columns(entries: &[Entry], words: &RoadMapWords, is_rtl: bool) -> Vec<Column> {
    /// Lets what follows stand where reading begins, whatever letters it has.
    const RIGHT_TO_LEFT_MARK: &str = "\u{200f}";
    let mut periods: Vec<&str> = entries.iter().map(|entry| entry.period.as_str()).collect();
    periods.sort_by_key(|period| (period.is_empty(), *period));
    periods.dedup();
    if periods.is_empty() {
        periods.push("");
    }
    let mut columns: Vec<Column> = Vec::new();
    for (n, period) in periods.into_iter().enumerate() {
        let (head, title) = match (period.is_empty(), year(period)) {
            (true, _) => (words.no_period, ""),
            (false, Some((year, ""))) => (year, period),
            (false, Some((year, rest))) => (year, rest),
            (false, None) => (period, ""),
        };
        let mark = if is_rtl && !title.is_empty() { RIGHT_TO_LEFT_MARK } else { "" };
        let step = Step::new(id::<Step>("period", n), format!("{mark}{title}"));
        let placed = (period.to_owned(), step.id);
        match columns.last_mut().filter(|column| column.stage.title == head) {
            Some(column) => {
                column.stage.steps.push(step);
                column.steps.push(placed);
            }
            None => {
                let id: StageId = id::<Stage>("year", n);
                let (goal, note, steps) = (String::new(), String::new(), [step].into_iter().collect());
                let stage = Stage { id, title: head.to_owned(), goal, note, steps };
                columns.push(Column { stage, steps: vec![placed] });
            }
        }
    }
    columns
}

fn step_of(columns: &[Column], period: &str) -> Option<StepId> {
    let steps = columns.iter().flat_map(|column| &column.steps);
    steps.into_iter().find(|(name, _)| name == period).map(|(_, step)| *step)
}

/// The year with which a period begins, and the rest: `2027-Q1` is `2027` and `Q1`.
fn year(period: &str) -> Option<(&str, &str)> {
    let (year, rest) = period.split_at_checked(4)?;
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    let is_parted = rest.is_empty() || rest.starts_with(['-', '/', ' ', '.', 'Q', 'H']);
    (is_year && is_parted).then(|| (year, rest.trim_start_matches(['-', '/', ' ', '.'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_begins_with_its_year() {
        for (period, expected) in [
            ("2027-Q1", Some(("2027", "Q1"))),
            ("2027 spring", Some(("2027", "spring"))),
            ("2027", Some(("2027", ""))),
            ("20271", None),
            ("Sprint 4", None),
            ("٢٠٢٧", None),
            ("Q1", None),
        ] {
            assert_eq!(year(period), expected, "{period}");
        }
    }

    /// The names of the rows of the road map of opportunities with owners and periods.
    fn rows_of(opportunities: &[(&str, &str)]) -> Vec<String> {
        let mut ids = crate::model::IdSource::seeded(5);
        let mut map = Map::new(ids.next(), "Plan");
        for (owner, period) in opportunities {
            let opportunity = crate::model::Opportunity::new(ids.next(), "Do it");
            map.opportunities.push(crate::model::Opportunity {
                owner: (*owner).to_owned(),
                period: (*period).to_owned(),
                ..opportunity
            });
        }
        RoadMap::of(&map, None, RoadMapRows::Auto).map.lanes.iter().map(|lane| lane.title.clone()).collect()
    }

    #[test]
    fn there_are_rows_where_they_are_not_mostly_empty() {
        let full = [("Ada", "2027-Q1"), ("Ada", "2027-Q2"), ("Ben", "2027-Q1"), ("Ben", "2027-Q2")];
        assert_eq!(rows_of(&full), ["Ada", "Ben"]);
        let empty = [("Ada", "2027-Q1"), ("Ben", "2027-Q2"), ("Cem", "2027-Q3"), ("Dora", "2027-Q4")];
        assert_eq!(rows_of(&empty).len(), 1);
    }

    #[test]
    fn kinds_of_rows_are_read_as_they_are_written() {
        for rows in RoadMapRows::ALL {
            assert_eq!(rows.to_string().parse(), Ok(rows));
        }
        assert_eq!("owner".parse(), Ok(RoadMapRows::Owners));
        assert!("columns".parse::<RoadMapRows>().is_err());
    }
}
