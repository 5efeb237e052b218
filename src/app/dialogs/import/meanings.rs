//! What a column can be said to hold.

use super::{Goal, TableSource};
use crate::interchange::{Field, Meaning};

/// The most persona names that are offered beside those that are guessed.
const MOST_NAMES: usize = 12;

/// The fields of a table of readings, the needed ones first.
const OF_READINGS: [Field; 9] = [
    Field::Metric,
    Field::Period,
    Field::Value,
    Field::Count,
    Field::Title,
    Field::Step,
    Field::Unit,
    Field::Target,
    Field::Owner,
];

/// The fields of a persona that are offered by name.
const OF_PERSONAS: [Field; 5] = [Field::Emotion, Field::Expected, Field::Word, Field::Ease, Field::Success];

/// What the columns of a table can hold: nothing, the fields of what is wanted, and those of each
/// persona that a head may name.
pub fn offered(source: &TableSource, goal: Goal) -> Vec<Option<Meaning>> {
    let mut offered: Vec<Option<Meaning>> = vec![None];
    let columns = 0..source.table.heads().len();
    let guessed = columns.filter_map(|column| source.mapping.meaning(column)).cloned();
    match goal {
        Goal::Readings => offered.extend(OF_READINGS.map(|field| Some(field.into()))),
        Goal::Map => {
            let of_cards = |field: &&Field| **field <= Field::Opportunity && **field != Field::Row;
            offered.extend(Field::ALL.iter().filter(of_cards).map(|field| Some((*field).into())));
            for name in names(source) {
                let of = |field| Some(Meaning { field, persona: name.clone(), channel: String::new() });
                offered.extend(OF_PERSONAS.map(of));
            }
            offered.extend(Field::ALL.iter().filter(|field| !of_cards(field)).map(|field| Some((*field).into())));
        }
    }
    for meaning in guessed {
        if !offered.contains(&Some(meaning.clone())) {
            offered.push(Some(meaning));
        }
    }
    offered
}

/// What people read for what a column holds.
pub fn words(meaning: Option<&Meaning>) -> String {
    match meaning {
        None => "– not read –".to_owned(),
        Some(meaning) if *meaning == Field::Title.into() => "Title (touchpoint)".to_owned(),
        Some(meaning) if *meaning == Field::Count.into() => "n (answers)".to_owned(),
        Some(meaning) => meaning.to_string(),
    }
}

/// Personas that the heads may name: those that are guessed, and heads that mean nothing else.
fn names(source: &TableSource) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (column, head) in source.table.heads().iter().enumerate() {
        let name = match source.mapping.meaning(column) {
            Some(meaning) => meaning.persona.clone(),
            None if Meaning::of_head(head).is_none() => head.trim().to_owned(),
            None => String::new(),
        };
        if !name.is_empty() && name.len() <= 60 && !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(MOST_NAMES);
    names
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    #[test]
    fn a_head_that_means_nothing_may_be_a_persona() {
        let text = "Stage,Touchpoint,Ada,Emotion (Ben)\nBuy,Pay,3,1\n";
        let Ok(Source::Table(source)) = Source::table(text.as_bytes().to_vec()) else { panic!("a table") };
        let all: Vec<String> = offered(&source, Goal::Map).iter().map(|meaning| words(meaning.as_ref())).collect();
        for wanted in ["– not read –", "Title (touchpoint)", "Emotion (Ada)", "Ease (Ben)", "Pain point", "Row"] {
            assert_eq!(all.iter().filter(|words| *words == wanted).count(), 1, "{wanted}");
        }
        assert!(!all.iter().any(|words| words == "Emotion (Stage)"));
        assert_eq!(offered(&source, Goal::Readings)[1], Some(Field::Metric.into()));
    }
}
