//! `pathos diff`: what becomes different from a current map to a future one.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::sections::{Row, Section, TextFormat, write};
use super::{Failure, output, source};
use crate::insight::{Compared, Comparison, Entry, comparison, difference};
use crate::model::{Map, Target};
use crate::store;

const EXAMPLES: &str = "\
Examples:
  pathos diff bicycle.ron bicycle-2027.ron
  pathos diff bicycle.ron bicycle-2027.ron -o changes.md
  pathos diff bicycle.ron bicycle-2027.ron --format csv -o -

Records are the same if their ids are, as in a future map that `pathos new --future-of` made. A line
begins with + for what is new, - for what is gone, and ~ for what is different. The exit code is 0
whether the maps differ or not.";

/// Tell what becomes different from one map to another
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map as it is
    current: PathBuf,
    /// The map as it is to be
    future: PathBuf,
    /// Write a table to this file (.md or .csv), or to standard output with -
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// How the table is written; without it the ending says so
    #[arg(long, requires = "output")]
    format: Option<TextFormat>,
    /// Replace a file that exists
    #[arg(long, requires = "output")]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let load = |path: &PathBuf| store::load(path).map_err(source::load_failure);
    let (current, future) = (load(&arguments.current)?.map, load(&arguments.future)?.map);
    let compared = comparison(&current, &future);
    let title = format!("{} → {}", title_of(&current), title_of(&future));
    match &arguments.output {
        None => {
            output::line(&title)?;
            for line in lines(&compared, &current, &future) {
                output::line(&line)?;
            }
        }
        Some(path) => {
            output::check_not_same(&arguments.current, path)?;
            output::check_not_same(&arguments.future, path)?;
            let format = TextFormat::of(arguments.format, path)?;
            write(path, arguments.overwrite, format, &title, &sections(&compared, &current, &future))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn title_of(map: &Map) -> &str {
    if map.title.trim().is_empty() { "(no title)" } else { map.title.trim() }
}

/// The differences for people, a line each.
fn lines(compared: &Comparison, current: &Map, future: &Map) -> Vec<String> {
    if compared.is_empty() {
        return vec!["the maps say the same".to_owned()];
    }
    let mut lines: Vec<String> = difference(current, future).lines().iter().map(|line| format!("  {line}")).collect();
    for section in sections(compared, current, future) {
        lines.extend([String::new(), section.title.to_owned()]);
        for row in section.rows {
            let [name, place, what, rest @ ..] = row.cells.as_slice() else { continue };
            let mark = match what.as_str() {
                "new" => '+',
                "gone" => '-',
                _ => '~',
            };
            let place = if place.is_empty() || place == name { String::new() } else { format!(" ({place})") };
            let plan: Vec<&str> = rest.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
            let plan = if plan.is_empty() { String::new() } else { format!(" [{}]", plan.join("; ")) };
            lines.push(format!("{mark} {name}{place}: {what}{plan}"));
        }
    }
    lines
}

const COLUMNS: &[&str] = &["What", "Where", "Difference", "Opportunity", "Owner", "Period", "Why"];

/// The differences in tables, kind by kind.
fn sections(compared: &Comparison, current: &Map, future: &Map) -> Vec<Section> {
    let about_map = compared.map.iter().map(|change| {
        let what = crate::insight::What::Changed(change.clone());
        let cells = ["The map".to_owned(), String::new(), what.words()];
        Row::new(future.id, cells.into_iter().chain(std::iter::repeat_n(String::new(), COLUMNS.len() - 3)))
    });
    let mut sections = vec![Section { title: "The map", columns: COLUMNS, rows: about_map.collect() }];
    for entry in &compared.entries {
        let title = heading(entry.subject);
        let row = row(entry, current, future);
        match sections.iter_mut().find(|section| section.title == title) {
            Some(section) => section.rows.push(row),
            None => sections.push(Section { title, columns: COLUMNS, rows: vec![row] }),
        }
    }
    sections.retain(|section| !section.rows.is_empty());
    sections
}

fn heading(subject: Compared) -> &'static str {
    match subject {
        Compared::Persona(_) => "Personas",
        Compared::Stage(_) => "Stages",
        Compared::Step(_) => "Steps",
        Compared::Lane(_) => "Lanes",
        Compared::Card(_) => "Cards",
        Compared::Emotion(..) => "Emotions",
        Compared::Callout(_) => "Call-outs",
        Compared::Pain(_) => "Pain points",
        Compared::Opportunity(_) => "Opportunities",
        Compared::Metric(_) => "Metrics",
    }
}

fn row(entry: &Entry, current: &Map, future: &Map) -> Row {
    let name = match entry.subject {
        Compared::Emotion(persona, _, channel) => {
            let channel = channel.map(|id| format!(", {}", future.channel_words(id))).unwrap_or_default();
            format!("{}: {}{channel}", future.persona_words(persona), entry.name)
        }
        subject if entry.name.is_empty() => format!("{} {}", subject.kind(), subject.id()),
        _ => entry.name.clone(),
    };
    let place = entry.at.first().map(|at| place_of(*at, current, future)).unwrap_or_default();
    let what = entry.what.iter().map(|what| what.words()).collect::<Vec<_>>().join("; ");
    let plan = entry.plan.as_ref();
    let opportunity = plan.and_then(|plan| future.opportunities.find(plan.opportunity?)).map(|idea| idea.name.clone());
    let said = |part: Option<&String>| part.cloned().unwrap_or_default();
    let plan = [
        opportunity.filter(|opportunity| *opportunity != name).unwrap_or_default(),
        said(plan.map(|plan| &plan.owner)),
        said(plan.map(|plan| &plan.period)),
        said(plan.map(|plan| &plan.text)),
    ];
    Row::new(entry.subject.id(), [name, place, what].into_iter().chain(plan))
}

/// The step at which something stands, in the map that has it.
fn place_of(at: Target, current: &Map, future: &Map) -> String {
    let in_map = |map: &Map| match at {
        Target::Card(id) => map.cell_of(map.cards.find(id)?.place).map(|(_, step)| map.step_words(step)),
        Target::Step(id) => map.find_step(id).map(|_| map.step_words(id)),
    };
    in_map(future).or_else(|| in_map(current)).unwrap_or_default()
}
