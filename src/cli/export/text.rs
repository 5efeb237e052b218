//! Maps as tables, outlines and diagrams: text, which has no paper.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::super::{Failure, output, source};
use super::Arguments;
use crate::export::Format;
use crate::interchange::TextFormat;

/// What `--format` can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnyFormat {
    Poster(Format),
    Text(TextFormat),
}

impl FromStr for AnyFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_named = |format: &TextFormat| format.ending().eq_ignore_ascii_case(text);
        let format = TextFormat::ALL.into_iter().find(is_named).map(Self::Text);
        format
            .or_else(|| text.parse().ok().map(Self::Poster))
            .ok_or_else(|| format!("`{text}` is not a kind of file to export; use png, pdf, svg, csv, tsv, md or mmd"))
    }
}

impl AnyFormat {
    /// The format that `--format` or the ending of the output asks for, if it is text.
    pub(super) fn text(wanted: Option<Self>, output: &Path) -> Result<Option<TextFormat>, Failure> {
        let ending = output.extension().and_then(|ending| ending.to_str()).and_then(|ending| ending.parse().ok());
        match (wanted, ending) {
            (Some(wanted), Some(ending)) if wanted != ending && !output.is_dir() => {
                let text = format!("{}: the ending and --format say different things", output.display());
                Err(Failure::new(text, "leave --format out, or change the ending"))
            }
            (Some(Self::Text(format)), _) | (None, Some(Self::Text(format))) => Ok(Some(format)),
            _ => Ok(None),
        }
    }
}

/// Writes every map as text.
pub(super) fn run(arguments: &Arguments, format: TextFormat) -> Result<(), Failure> {
    arguments.refuse_paper()?;
    let (maps, out) = (&arguments.maps, arguments.output.as_path());
    let is_folder = maps.len() > 1 || out.is_dir() || out.as_os_str().as_encoded_bytes().ends_with(b"/");
    if out == Path::new("-") && maps.len() > 1 {
        return Err(Failure::new("several maps cannot go to standard output", "give a folder with -o folder/"));
    }
    let targets: Vec<PathBuf> =
        maps.iter().map(|map| if is_folder { in_folder(map, out, format) } else { out.to_owned() }).collect();
    for (n, (map, target)) in maps.iter().zip(&targets).enumerate() {
        output::check_not_same(map, target)?;
        if targets[..n].contains(target) {
            let text = format!("{}: another map in the same call has the same name", map.display());
            return Err(Failure::new(text, "export it to a folder of its own"));
        }
    }
    if is_folder {
        fs::create_dir_all(out).map_err(|error| {
            Failure::new(format!("{}: the folder could not be made: {error}", out.display()), "may you write there?")
        })?;
    }
    for (map, target) in maps.iter().zip(&targets) {
        let exported = format.write(&source::open(map, arguments.nth)?.map);
        for text in &exported.left_out {
            output::note(&format!("{}: note: {text}", map.display()));
        }
        write(target, &exported.text, arguments.overwrite)?;
        if target != Path::new("-") {
            output::line(&summary(target, map, exported.left_out.len()))?;
        }
    }
    Ok(())
}

fn in_folder(map: &Path, folder: &Path, format: TextFormat) -> PathBuf {
    let stem = map.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    folder.join(format!("{stem}.{}", format.ending()))
}

fn write(target: &Path, text: &str, overwrite: bool) -> Result<(), Failure> {
    if target != Path::new("-") {
        return output::text(target, overwrite, text);
    }
    // Byte for byte, with the line ends of a table.
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the result could not be written: {error}"), ""))
        }
        _ => Ok(()),
    }
}

fn summary(target: &Path, map: &Path, notes: usize) -> String {
    let notes = match notes {
        0 => String::new(),
        notes => format!(", with {}", output::counted(notes, "note", "notes")),
    };
    format!("{}: from {}{notes}", target.display(), map.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_or_the_format_says_what_is_written() {
        let text = |wanted: Option<&str>, output: &str| {
            let wanted = wanted.map(|wanted| wanted.parse().expect("a format"));
            AnyFormat::text(wanted, Path::new(output)).map_err(|failure| failure.text)
        };
        assert_eq!(text(None, "a.CSV"), Ok(Some(TextFormat::Csv)));
        assert_eq!(text(Some("md"), "-"), Ok(Some(TextFormat::Markdown)));
        assert_eq!(text(None, "a.png"), Ok(None));
        assert_eq!(text(None, "a"), Ok(None));
        assert!(text(Some("csv"), "a.tsv").is_err());
        assert!("doc".parse::<AnyFormat>().is_err());
    }
}
