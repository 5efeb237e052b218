//! `pathos import`: maps out of tables, outlines and Mermaid's journeys, out of archives and out of
//! posters that carry theirs.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, source};
use crate::edit::{self, Edit, MetricField};
use crate::interchange::mermaid::Diagram;
use crate::interchange::table::{self, CellTable, Mapping};
use crate::interchange::{Imported, outline};
use crate::model::{IdSource, Map, Metric};
use crate::store::{ARCHIVE_ENDING, safe_file_stem};

const EXAMPLES: &str = "\
Examples:
  pathos import table.csv -o bicycle.ron               a row for each touchpoint
  pathos import book.xlsx -o bicycle.ron --sheet Shop
  pathos import table.csv -o bicycle.ron --map \"Stage=A,Title=What happens,Emotion (Ada)=G\"
  pathos import readings.csv --into bicycle.ron -o bicycle-q3.ron    NPS and the like over periods
  pathos import bicycle.md -o bicycle.ron              an outline that `pathos export` wrote
  pathos import journey.mmd -o bicycle.ron
  pathos import notes.md -o bicycle.ron --nth 2        the second journey of a text
  pathos import bicycle.pathos -o bicycle.ron          with its pictures, out of the one file that was handed on
  pathos import poster.png -o bicycle.ron              out of a poster that was exported with --embed-map
  pathos import notes.md -o maps/                      all of them, named by their titles

Columns are found by their heads, in many languages. --map says what a column holds, named by its head or
its letters, and `-` that it is left out; of a persona as Emotion (Ada) or Expected (Ada). An empty stage, step
or lane is that of the row above.

Notes about what a map cannot hold go to standard error as FILE:LINE:COLUMN: note: TEXT; in a table the
column counts cells.";

/// Make maps of tables, outlines, Mermaid's user journeys, archives, and of posters that carry their map
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A table (.csv, .tsv, .xlsx), an outline or Markdown with journeys in code blocks (.md), a Mermaid file
    /// (.mmd, .mermaid), an archive (.pathos), or a poster (.png)
    text: PathBuf,
    /// The map to write (.ron), or a folder for all journeys of the text
    #[arg(short, long)]
    output: PathBuf,
    /// Which of several journeys, counted from 1
    #[arg(long, value_name = "NUMBER")]
    nth: Option<usize>,
    /// What the columns of a table hold: FIELD=COLUMN, parted by commas
    #[arg(long, value_name = "MAPPING")]
    map: Option<String>,
    /// The sheet of a workbook [default: the first with anything in it]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The map into whose metrics a table of readings goes (columns Metric, Period, Value, Touchpoint, n)
    #[arg(long, value_name = "MAP")]
    into: Option<PathBuf>,
    /// Replace files that exist
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    output::check_not_same(input, output)?;
    let has_ending = |wanted: &str| input.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted));
    if has_ending("png") || has_ending(ARCHIVE_ENDING) {
        arguments.refuse_table_options()?;
        return unpack(arguments);
    }
    if table::is_table_file(input) {
        return out_of_table(arguments);
    }
    arguments.refuse_table_options()?;
    let text = source::read_text(input)?;
    if outline::is_outline(&text) {
        output::check_map_path(output, arguments.overwrite)?;
        let imported = source::import_outline(input, &text, &mut IdSource::random())?;
        return save(arguments, &imported.map, imported.notices.len());
    }
    let found = source::journeys(input, &text)?;
    let is_folder = output.is_dir() || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    let chosen: Vec<&Diagram> = match (is_folder, arguments.nth) {
        (true, None) => found.iter().collect(),
        _ => vec![source::choose(input, &found, arguments.nth)?],
    };
    let mut ids = IdSource::random();
    let mut names = Names::default();
    let mut maps = Vec::new();
    for diagram in chosen {
        let path = if is_folder { output.join(names.name(&diagram.title)) } else { output.clone() };
        output::check_not_same(input, &path)?;
        output::check_map_path(&path, arguments.overwrite)?;
        maps.push((path, diagram, source::import(input, diagram, &mut ids)?));
    }
    // All that can be refused was refused; from here on files are written.
    if is_folder {
        fs::create_dir_all(output).map_err(|error| {
            Failure::new(format!("{}: the folder could not be made: {error}", output.display()), "")
        })?;
    }
    for (path, diagram, imported) in &maps {
        output::save(path, &imported.map)?;
        output::line(&summary(path, input, diagram, imported))?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    /// Refuses what only a table has.
    fn refuse_table_options(&self) -> Result<(), Failure> {
        let given = [("--map", self.map.is_some()), ("--sheet", self.sheet.is_some()), ("--into", self.into.is_some())];
        match given.into_iter().find(|(_, is_given)| *is_given) {
            None => Ok(()),
            Some((option, _)) => {
                let text = format!("{}: {option} is for tables, and this is none", self.text.display());
                Err(Failure::new(text, format!("leave {option} out, or name a .csv, .tsv or .xlsx file")))
            }
        }
    }
}

/// Saves the map that a table makes, or one with the readings of a table in it.
fn out_of_table(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    if arguments.nth.is_some() {
        let text = format!("{}: --nth chooses among the diagrams of a text, and this is a table", input.display());
        return Err(Failure::new(text, "leave --nth out; --sheet chooses a sheet of a workbook"));
    }
    if let Some(into) = &arguments.into {
        output::check_not_same(into, output)?;
    }
    output::check_map_path(output, arguments.overwrite)?;
    let table = source::read_table(input, arguments.sheet.as_deref())?;
    let mut mapping = Mapping::guess(table.heads());
    if let Some(text) = &arguments.map {
        let failed = |error| Failure::new(format!("--map: {error}"), "write it as --map \"Stage=A,Title=Touchpoint\"");
        mapping.change(text, table.heads()).map_err(failed)?;
    }
    if let Some(into) = &arguments.into {
        return take_readings(arguments, into, &table, &mapping);
    }
    let imported = source::import_table(input, &table, &mapping, &mut IdSource::random())?;
    save(arguments, &imported.map, imported.notices.len())
}

/// Saves a map with the readings of a table among its metrics.
fn take_readings(
    arguments: &Arguments,
    into: &Path,
    table: &CellTable,
    mapping: &Mapping,
) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    let source = source::open_map(into)?;
    let mut map = source.map;
    let ids = &mut IdSource::random();
    let readings = table::import_readings(table, mapping, &map, ids);
    let readings = readings.map_err(|error| source::import_failure(input, &error))?;
    source::tell(input, &readings.notices);
    let changed = readings.changed.len();
    let series = |metric: Metric| Edit::SetMetric { metric: metric.id, field: MetricField::Series(metric.series) };
    let edits: Vec<Edit> =
        readings.changed.into_iter().map(series).chain(readings.added.into_iter().map(Edit::AddMetric)).collect();
    let added = edits.len() - changed;
    for edit in &edits {
        edit::apply(&mut map, edit, ids).map_err(|error| Failure::new(format!("{}: {error}", input.display()), ""))?;
    }
    output::warn(output, &output::save_with(output, &map, &source.files)?);
    let count = output::counted(readings.count, "reading", "readings");
    let (added, changed) = (output::counted(added, "metric", "metrics"), output::counted(changed, "metric", "metrics"));
    output::line(&format!("{}: {count} from {}; {added} added, {changed} changed", output.display(), input.display()))?;
    Ok(ExitCode::SUCCESS)
}

/// Saves a map and tells what is in it.
fn save(arguments: &Arguments, map: &Map, notes: usize) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    output::save(output, map)?;
    let mut line = format!(
        "{}: {}, {}, {}, from {}",
        output.display(),
        output::counted(map.stages.len(), "stage", "stages"),
        output::counted(map.cards.len(), "card", "cards"),
        output::counted(map.personas.len(), "persona", "personas"),
        input.display(),
    );
    if notes > 0 {
        line += &format!(", with {}", output::counted(notes, "note", "notes"));
    }
    output::line(&line)?;
    Ok(ExitCode::SUCCESS)
}

/// Saves the map that an archive holds or a poster carries, with its pictures.
fn unpack(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    output::check_map_path(output, arguments.overwrite)?;
    let source = source::open_map(input)?;
    output::warn(output, &output::save_with(output, &source.map, &source.files)?);
    let cards = output::counted(source.map.cards.len(), "card", "cards");
    let stages = output::counted(source.map.stages.len(), "stage", "stages");
    let pictures = match source.files.len() {
        0 => String::new(),
        count => format!(", {}", output::counted(count, "picture", "pictures")),
    };
    output::line(&format!("{}: {stages}, {cards}{pictures}, from {}", output.display(), input.display()))?;
    Ok(ExitCode::SUCCESS)
}

fn summary(path: &Path, input: &Path, diagram: &Diagram, imported: &Imported) -> String {
    let map = &imported.map;
    let mut line = format!(
        "{}: {}, {}, {}, from {}:{}",
        path.display(),
        output::counted(map.stages.len(), "stage", "stages"),
        output::counted(map.cards.len(), "touchpoint", "touchpoints"),
        output::counted(map.personas.len(), "persona", "personas"),
        input.display(),
        diagram.line
    );
    if !imported.notices.is_empty() {
        line += &format!(", with {}", output::counted(imported.notices.len(), "note", "notes"));
    }
    line
}

/// Gives files names that no system refuses and that differ also where case does not count.
#[derive(Default)]
struct Names(HashSet<String>);

impl Names {
    fn name(&mut self, title: &str) -> String {
        let stem = safe_file_stem(title);
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let free = |name: &String| !self.0.contains(&name.to_lowercase());
        let name = std::iter::once(stem.clone()).chain(numbered).find(free).unwrap_or_default();
        self.0.insert(name.to_lowercase());
        name + ".ron"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_clash_are_numbered() {
        let mut names = Names::default();
        let given: Vec<String> = ["A", "a", "A-2", "A", ""].map(|title| names.name(title)).into();
        assert_eq!(given, ["A.ron", "a-2.ron", "A-2-2.ron", "A-3.ron", "journey.ron"]);
    }
}
