//! `pathos report`: what a map says in figures and lists.

mod feeling;
mod planning;
mod workshop;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;

use super::sections::{Row, Section, TextFormat, write};
use super::{Failure, output, source};
use crate::insight::{backing, findings, promise};
use crate::model::{Map, StepId, Target};
use crate::store;

const EXAMPLES: &str = "\
Examples:
  pathos report bicycle.ron -o report.md
  pathos report bicycle.ron -o report.csv      a line for each figure, with the id of its record
  pathos report bicycle.ron -o -               Markdown on standard output
  pathos report --workshop bicycle.ron -o minutes.md
  pathos report --workshop bicycle.ron --since before.ron

The report holds what the map check finds, highs and lows, gaps between expected and actual, peak and
end, averages, channels compared, pain points by owner, stage and channel, metrics, opportunities by
impact and effort, votes that may be seen, and the road map. Private notes are not in it.

With --workshop it is the minutes of a workshop: what was added and changed, how the room felt, votes,
parked cards and open questions, by time. They tell what differs from the map as it was when the workshop
began, as the window kept it, or from the map that --since names.";

/// Write what a map says in figures and lists
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map
    map: PathBuf,
    /// The report to write (.md or .csv), or - for standard output; minutes go there without it
    #[arg(short, long, required_unless_present = "workshop")]
    output: Option<PathBuf>,
    /// Write the minutes of the workshop
    #[arg(long)]
    workshop: bool,
    /// The map as it was before the workshop
    #[arg(long, value_name = "BASE", requires = "workshop")]
    since: Option<PathBuf>,
    /// How it is written; without it the ending says so
    #[arg(long)]
    format: Option<TextFormat>,
    /// Replace a file that exists
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let standard = PathBuf::from("-");
    let (path, out) = (&arguments.map, arguments.output.as_ref().unwrap_or(&standard));
    if arguments.workshop {
        return workshop::run(arguments, out);
    }
    let format = TextFormat::of(arguments.format, out)?;
    output::check_not_same(path, out)?;
    let map = store::load(path).map_err(source::load_failure)?.map;
    let title = if map.title.trim().is_empty() { "(no title)" } else { map.title.trim() };
    let sections = sections(&map, jiff::Zoned::now().date());
    write(out, arguments.overwrite, format, title, &sections)?;
    if out.as_os_str() != "-" {
        let rows: usize = sections.iter().map(|section| section.rows.len()).sum();
        output::line(&format!("{}: a report with {}", out.display(), output::counted(rows, "line", "lines")))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The whole report as of today.
fn sections(map: &Map, today: Date) -> Vec<Section> {
    let mut sections = vec![overview(map)];
    sections.extend(map_check(map, today));
    sections.extend(feeling::sections(map));
    sections.extend(planning::sections(map));
    sections
}

fn overview(map: &Map) -> Section {
    let fact = |name: &str, value: String| Row::new(map.id, [name.to_owned(), value]);
    let date = |date: Option<Date>| date.map_or_else(|| "not set".to_owned(), |date| date.to_string());
    let mut rows = vec![fact("State", map.state.words().to_owned())];
    for (name, text) in [
        ("Period", &map.period),
        ("Author", &map.author),
        ("Vision", &map.purpose.vision),
        ("Promise", &map.purpose.promise),
        ("Goal", &map.purpose.goal),
        ("Scenario", &map.scenario.situation),
    ] {
        if !text.trim().is_empty() {
            rows.push(fact(name, text.clone()));
        }
    }
    let (backing, promise) = (backing(map), promise(map));
    let percent = backing.share().map_or_else(|| "not set".to_owned(), |share| format!("{:.0} %", share * 100.0));
    rows.extend([
        fact("Last reviewed", date(map.reviewed)),
        fact("Stages", map.stages.len().to_string()),
        fact("Steps", map.steps().count().to_string()),
        fact("Cards", map.cards.len().to_string()),
        fact("Cards backed by evidence", percent),
        fact("Open pain points", map.pains.iter().filter(|pain| !pain.resolved).count().to_string()),
        fact("Promise kept at", promise.kept.len().to_string()),
        fact("Promise broken at", promise.broken.len().to_string()),
    ]);
    Section { title: "The map", columns: &["Fact", "Value"], rows }
}

/// What the map check finds, and what somebody accepted.
fn map_check(map: &Map, today: Date) -> [Section; 2] {
    let (accepted, open): (Vec<_>, Vec<_>) =
        findings(map, today).into_iter().partition(|finding| finding.accepted.is_some());
    let open = open.iter().map(|finding| {
        Row::new(finding.about(), [finding.text.clone(), finding.kind.name().to_owned(), finding.kind.why().to_owned()])
    });
    let accepted = accepted.iter().map(|finding| {
        let (reason, date) = match &finding.accepted {
            Some(accepted) => (accepted.reason.clone(), accepted.date.map(|date| date.to_string())),
            None => Default::default(),
        };
        let name = finding.kind.name().to_owned();
        Row::new(finding.about(), [finding.text.clone(), name, reason, date.unwrap_or_default()])
    });
    [
        Section { title: "Map check", columns: &["Finding", "Name", "Why it matters"], rows: open.collect() },
        Section {
            title: "Accepted findings",
            columns: &["Finding", "Name", "Reason", "Date"],
            rows: accepted.collect(),
        },
    ]
}

/// Stage and step: `Sign up · Prove identity`.
fn step_words(map: &Map, step: StepId) -> String {
    let stage = map.find_step(step).map(|(stage, _)| stage.title.trim()).unwrap_or_default();
    let step = map.step_words(step);
    if stage.is_empty() || stage == step { step } else { format!("{stage} · {step}") }
}

/// Cards and steps by their names.
fn targets_words(map: &Map, at: &[Target]) -> String {
    at.iter().map(|at| map.target_words(*at)).collect::<Vec<_>>().join("; ")
}

/// The id of a card or a step.
fn id_of(at: Target) -> String {
    match at {
        Target::Card(id) => id.to_string(),
        Target::Step(id) => id.to_string(),
    }
}
