//! `pathos import`: maps out of Mermaid's journeys, and out of posters that hold theirs.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, source};
use crate::export::png::{EmbeddedError, embedded_map};
use crate::interchange::mermaid::{Diagram, Imported};
use crate::model::IdSource;
use crate::store::{MAX_FILE_LEN, parse, safe_file_stem};

const EXAMPLES: &str = "\
Examples:
  pathos import journey.mmd -o bicycle.ron
  pathos import notes.md -o bicycle.ron --nth 2        the second journey of a text
  pathos import poster.png -o bicycle.ron              out of a poster that was exported with --embed-map
  pathos import notes.md -o maps/                      all of them, named by their titles

Notes about what a map cannot hold go to standard error as FILE:LINE:COLUMN: note: TEXT.";

/// Make maps of Mermaid's user journeys, and of posters that hold their map
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A Mermaid file (.mmd, .mermaid), Markdown with journeys in code blocks (.md), or a poster (.png)
    text: PathBuf,
    /// The map to write (.ron), or a folder for all journeys of the text
    #[arg(short, long)]
    output: PathBuf,
    /// Which of several journeys, counted from 1
    #[arg(long, value_name = "NUMBER")]
    nth: Option<usize>,
    /// Replace files that exist
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    output::check_not_same(input, output)?;
    if input.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
        return out_of_poster(arguments);
    }
    let text = source::read_text(input)?;
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

/// Saves the map that a poster holds.
fn out_of_poster(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    output::check_map_path(output, arguments.overwrite)?;
    let failed = |error: &EmbeddedError| Failure::new(format!("{}: {error}", input.display()), error.hint());
    let file = File::open(input).map_err(|error| failed(&error.into()))?;
    let ron = embedded_map(&mut BufReader::new(file), MAX_FILE_LEN).map_err(|error| failed(&error))?;
    let (map, problems) = parse(&ron).map_err(|error| {
        let text = format!("{}: the map in this picture cannot be read: {error}", input.display());
        Failure::new(text, "was it exported by a later version of Pathos?")
    })?;
    for located in &problems {
        output::note(&format!("{}: {}: {}", input.display(), located.problem.severity, located.problem.text));
    }
    output::save(output, &map)?;
    let cards = output::counted(map.cards.len(), "card", "cards");
    let stages = output::counted(map.stages.len(), "stage", "stages");
    output::line(&format!("{}: {stages}, {cards}, from {}", output.display(), input.display()))?;
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
