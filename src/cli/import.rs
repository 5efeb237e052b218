//! `pathos import`: maps out of Mermaid's journeys, out of archives and out of posters that carry theirs.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, source};
use crate::interchange::mermaid::{Diagram, Imported};
use crate::model::IdSource;
use crate::store::{ARCHIVE_ENDING, safe_file_stem};

const EXAMPLES: &str = "\
Examples:
  pathos import journey.mmd -o bicycle.ron
  pathos import notes.md -o bicycle.ron --nth 2        the second journey of a text
  pathos import bicycle.pathos -o bicycle.ron          with its pictures, out of the one file that was handed on
  pathos import poster.png -o bicycle.ron              out of a poster that was exported with --embed-map
  pathos import notes.md -o maps/                      all of them, named by their titles

Notes about what a map cannot hold go to standard error as FILE:LINE:COLUMN: note: TEXT.";

/// Make maps of Mermaid's user journeys, of archives, and of posters that carry their map
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A Mermaid file (.mmd, .mermaid), Markdown with journeys in code blocks (.md), an archive (.pathos), or a poster (.png)
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
    let has_ending = |wanted: &str| input.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(wanted));
    if has_ending("png") || has_ending(ARCHIVE_ENDING) {
        return unpack(arguments);
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

/// Saves the map that an archive holds or a poster carries, with its pictures.
fn unpack(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let (input, output) = (&arguments.text, &arguments.output);
    output::check_map_path(output, arguments.overwrite)?;
    let source = source::open_map(input)?;
    output::save_with(output, &source.map, &source.files)?;
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
