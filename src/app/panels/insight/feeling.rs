//! How the journey feels: highs and lows, peak and end, gaps, averages, channels compared.

use eframe::egui;

use super::{Panel, note};
use crate::app::leads::{Bar, Lead};
use crate::app::look::Look;
use crate::insight::{Average, Feeling, Gap, PeakAndEnd, Spread, level_words};
use crate::model::{Target, stage_words};

/// What is said where nobody feels anything yet.
const UNRATED: &str = "Nothing is rated yet: select a card and press 1 to 5.";

/// Shows the sections.
pub fn show(ui: &mut egui::Ui, panel: &mut Panel<'_>) {
    let figures = &panel.session.insights.figures;
    panel.list(ui, "Highs", &figures.highs, UNRATED, |ui, panel, high| feeling_row(ui, panel, "High", high));
    panel.list(ui, "Lows", &figures.lows, UNRATED, |ui, panel, low| feeling_row(ui, panel, "Low", low));
    panel.list(ui, "Peak and end", &figures.peaks, UNRATED, peak_rows);
    let empty = "No emotion differs from what was expected, as far as it was said.";
    panel.list(ui, "Expected and actual", &figures.gaps, empty, gap_row);
    averages(ui, panel, &figures.averages);
    let empty = "No step is rated in more than one channel.";
    panel.list(ui, "Channels compared", &figures.spreads, empty, spread_rows);
}

/// A moment with how it felt.
fn feeling_row(ui: &mut egui::Ui, panel: &mut Panel<'_>, what: &str, feeling: &Feeling) {
    let (name, figure) = (panel.map().target_words(feeling.at), level_words(feeling.level));
    let persona = panel.map().persona_words(feeling.persona);
    let note = note(&[&persona, &panel.step_words(feeling.step), &feeling.word]);
    let spoken = format!("{what} {figure}: {name}, {persona}");
    let bar = Some(Bar::of_level(feeling.level, panel.level_color(feeling.level)));
    let lead = Lead { name: &name, note: &note, figure: &figure, spoken: &spoken, bar, ..Lead::default() };
    panel.lead(ui, lead, &[feeling.at]);
}

fn peak_rows(ui: &mut egui::Ui, panel: &mut Panel<'_>, found: &PeakAndEnd) {
    let persona = panel.map().persona_words(found.persona);
    panel.heading(ui, &persona);
    for (n, (what, feeling)) in [("Peak", &found.peak), ("End", &found.end)].into_iter().enumerate() {
        let (name, figure) = (panel.map().target_words(feeling.at), level_words(feeling.level));
        let step = panel.step_words(feeling.step);
        // A note runs the way of what it begins with.
        let note = if panel.rtl { note(&[&step, what]) } else { note(&[what, &step]) };
        let spoken = format!("{what} {figure}: {name}, {persona}");
        let lead = Lead { name: &name, note: &note, figure: &figure, spoken: &spoken, ..Lead::default() };
        ui.push_id(n, |ui| panel.lead(ui, lead, &[feeling.at]));
    }
}

fn gap_row(ui: &mut egui::Ui, panel: &mut Panel<'_>, gap: &Gap) {
    let feeling = &gap.feeling;
    let name = panel.map().target_words(feeling.at);
    let persona = panel.map().persona_words(feeling.persona);
    let (actual, size) = (level_words(feeling.level), level_words(gap.size));
    let expected = feeling.expected.map(|expected| level_words(expected as f64)).unwrap_or_default();
    let way = if gap.size < 0.0 { "worse" } else { "better" };
    let note = note(&[&persona, &format!("expected {expected}, is {actual}: {way}")]);
    let spoken = format!("Gap {size}: {name}, {persona}, expected {expected}, is {actual}");
    let bar = Some(Bar::of_level(gap.size / 2.0, panel.level_color(gap.size)));
    let lead = Lead { name: &name, note: &note, figure: &size, spoken: &spoken, bar, ..Lead::default() };
    panel.lead(ui, lead, &[feeling.at]);
}

/// The averages of each persona, stage by stage.
fn averages(ui: &mut egui::Ui, panel: &mut Panel<'_>, averages: &[Average]) {
    panel.section(ui, "Averages by stage", |ui, panel| {
        if averages.is_empty() {
            panel.hint(ui, UNRATED);
        }
        for persona in &panel.map().personas {
            let own: Vec<&Average> = averages.iter().filter(|average| average.persona == persona.id).collect();
            if own.is_empty() {
                continue;
            }
            let name = panel.map().persona_words(persona.id);
            panel.heading(ui, &name);
            for average in own {
                let stage = panel.map().stages.find(average.stage).map(stage_words).unwrap_or_default();
                let figure = level_words(average.level);
                let spoken = format!("Average {figure}: {name}, {stage}");
                let bar = Some(Bar::of_level(average.level, panel.level_color(average.level)));
                let lead = Lead { name: &stage, figure: &figure, spoken: &spoken, bar, ..Lead::default() };
                ui.push_id((average.stage, persona.id), |ui| panel.lead(ui, lead, &average.at));
            }
        }
    });
}

/// A step with its channels, the weakest first: it is only as good as that one.
fn spread_rows(ui: &mut egui::Ui, panel: &mut Panel<'_>, spread: &Spread) {
    let step = panel.map().step_words(spread.step);
    let all: Vec<Target> = spread.channels.iter().flat_map(|channel| channel.at.iter().copied()).collect();
    let size = level_words(spread.size()).trim_start_matches('+').to_owned();
    let spoken = format!("Spread {size}: {step}");
    let note = "how far its channels lie apart";
    let lead = Lead { name: &step, note, figure: &size, spoken: &spoken, ..Lead::default() };
    panel.lead(ui, lead, &all);
    for (n, channel) in spread.channels.iter().enumerate() {
        let name = panel.map().channel_words(channel.channel);
        let note = if n == 0 { "the weakest" } else { "" };
        let figure = level_words(channel.level);
        let spoken = format!("Channel {figure}: {name}, {step}");
        let bar = Some(Bar::of_level(channel.level, panel.level_color(channel.level)));
        let lead = Lead { name: &name, note, figure: &figure, spoken: &spoken, bar, ..Lead::default() };
        ui.horizontal(|ui| {
            ui.add_space(if panel.rtl { 0.0 } else { 14.0 });
            ui.vertical(|ui| {
                ui.set_max_width(ui.available_width() - if panel.rtl { 14.0 } else { 0.0 });
                ui.push_id(n, |ui| panel.lead(ui, lead, &channel.at));
            });
        });
    }
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), (1.0, Look::of(ui.ctx()).line));
}
