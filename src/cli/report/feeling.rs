//! The part of a report that says how the journey feels.

use super::{Row, Section, id_of, step_words, targets_words};
use crate::insight::{Feeling, averages, gaps, highs, level_words, lows, peaks_and_ends, spreads};
use crate::model::{Map, stage_words};

pub(super) fn sections(map: &Map) -> Vec<Section> {
    vec![
        ranked(map, "Highs", highs(map)),
        ranked(map, "Lows", lows(map)),
        expected_and_actual(map),
        peak_and_end(map),
        by_stage(map),
        channels(map),
    ]
}

/// The moment, who, and where, as the first cells of a row.
fn moment(map: &Map, feeling: &Feeling) -> [String; 3] {
    [map.target_words(feeling.at), map.persona_words(feeling.persona), step_words(map, feeling.step)]
}

fn ranked(map: &Map, title: &'static str, feelings: Vec<Feeling>) -> Section {
    let row = |feeling: &Feeling| {
        let cells = [level_words(feeling.level), feeling.word.clone()];
        Row::new(id_of(feeling.at), moment(map, feeling).into_iter().chain(cells))
    };
    let rows = feelings.iter().map(row).collect();
    Section { title, columns: &["Moment", "Persona", "Where", "Emotion", "Word"], rows }
}

fn expected_and_actual(map: &Map) -> Section {
    let rows = gaps(map).into_iter().map(|gap| {
        let feeling = &gap.feeling;
        let expected = feeling.expected.map(|expected| level_words(expected as f64)).unwrap_or_default();
        let cells = [expected, level_words(feeling.level), level_words(gap.size)];
        Row::new(id_of(feeling.at), moment(map, feeling).into_iter().chain(cells))
    });
    Section {
        title: "Expected and actual",
        columns: &["Moment", "Persona", "Where", "Expected", "Actual", "Gap"],
        rows: rows.collect(),
    }
}

fn peak_and_end(map: &Map) -> Section {
    let rows = peaks_and_ends(map).into_iter().flat_map(|found| {
        [("peak", found.peak), ("end", found.end)].map(|(part, feeling)| {
            let cells = [part.to_owned(), level_words(feeling.level)];
            Row::new(id_of(feeling.at), moment(map, &feeling).into_iter().chain(cells))
        })
    });
    Section { title: "Peak and end", columns: &["Moment", "Persona", "Where", "Part", "Emotion"], rows: rows.collect() }
}

fn by_stage(map: &Map) -> Section {
    let rows = averages(map).into_iter().map(|average| {
        let stage = map.stages.find(average.stage).map(stage_words).unwrap_or_default();
        let cells = [map.persona_words(average.persona), level_words(average.level), average.at.len().to_string()];
        Row::new(average.stage, std::iter::once(stage).chain(cells))
    });
    Section { title: "Averages by stage", columns: &["Stage", "Persona", "Emotion", "Moments"], rows: rows.collect() }
}

/// Steps in several channels: each is as good as its weakest.
fn channels(map: &Map) -> Section {
    let rows = spreads(map).into_iter().flat_map(|spread| {
        let (size, step) = (spread.size(), spread.step);
        let row = move |(n, channel): (usize, crate::insight::ChannelLevel)| {
            let weakest = if n == 0 { "weakest" } else { "" };
            let cells = [
                step_words(map, step),
                map.channel_words(channel.channel),
                level_words(channel.level),
                weakest.to_owned(),
                level_words(size).trim_start_matches('+').to_owned(),
                targets_words(map, &channel.at),
            ];
            Row::new(step, cells)
        };
        spread.channels.into_iter().enumerate().map(row)
    });
    Section {
        title: "Channels compared",
        columns: &["Step", "Channel", "Emotion", "Rank", "Spread", "Moments"],
        rows: rows.collect(),
    }
}
