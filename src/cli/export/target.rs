//! Where posters go: a file, a folder, or standard output.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::super::{Failure, output};
use crate::export::Format;

/// Where the poster of one map goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A file.
    File(PathBuf, Format),
    /// A picture for each sheet of an office printer, in a folder; the name with which theirs begin.
    Sheets(PathBuf, String),
    /// Standard output.
    Output(Format),
}

/// What was asked for.
pub(super) struct Wish<'a> {
    pub maps: &'a [PathBuf],
    pub output: &'a Path,
    pub format: Option<Format>,
    /// Whether a poster is divided into sheets of an office printer.
    pub is_tiled: bool,
}

impl Wish<'_> {
    /// Where each map's poster goes, in their order. Nothing is written.
    pub fn targets(&self) -> Result<Vec<Target>, Failure> {
        let targets = match self.output {
            output if output == Path::new("-") => vec![Target::Output(self.format_of_output()?)],
            folder if self.is_folder() => self.in_folder(folder)?,
            file => vec![Target::File(file.to_owned(), self.format_of(file)?)],
        };
        for (map, target) in self.maps.iter().zip(&targets) {
            if let Target::File(path, _) = target {
                output::check_not_same(map, path)?;
            }
        }
        Ok(targets)
    }

    fn is_folder(&self) -> bool {
        let is_named_so = self.output.as_os_str().as_encoded_bytes().ends_with(b"/");
        let is_of_sheets = self.is_tiled && self.format == Some(Format::Png);
        self.maps.len() > 1 || is_named_so || is_of_sheets || self.output.is_dir()
    }

    fn format_of_output(&self) -> Result<Format, Failure> {
        if self.maps.len() > 1 {
            return Err(Failure::new("several posters cannot go to standard output", "give a folder with -o folder/"));
        }
        match self.format {
            Some(Format::Png) if self.is_tiled => {
                Err(Failure::new("several pictures cannot go to standard output", "use --format pdf, or -o folder/"))
            }
            Some(format) => self.tiled(format),
            None => Err(Failure::new("standard output has no ending that says what to write", "add --format png")),
        }
    }

    fn format_of(&self, path: &Path) -> Result<Format, Failure> {
        let by_ending = Format::of(path);
        let format = match (self.format, by_ending) {
            (Some(wanted), Some(ending)) if wanted != ending => {
                let text = format!("{}: the ending says {ending}, and --format says {wanted}", path.display());
                return Err(Failure::new(text, "leave --format out, or change the ending"));
            }
            (Some(format), _) | (None, Some(format)) => format,
            (None, None) => {
                let text = format!("{}: the ending does not say what to write", path.display());
                return Err(Failure::new(
                    text,
                    "call the output something.png, .pdf, .svg, .csv, .tsv, .md or .mmd, or something.pathos for the map itself",
                ));
            }
        };
        if format == Format::Png && self.is_tiled {
            let text = format!("{}: sheets become several pictures, and this is one file", path.display());
            return Err(Failure::new(text, "give a folder with -o folder/ --format png, or call it something.pdf"));
        }
        self.tiled(format)
    }

    /// Refuses sheets where there is no way to write them.
    fn tiled(&self, format: Format) -> Result<Format, Failure> {
        if self.is_tiled && format == Format::Svg {
            return Err(Failure::new("an SVG file cannot hold several sheets", "use PDF, or PNG in a folder"));
        }
        Ok(format)
    }

    fn in_folder(&self, folder: &Path) -> Result<Vec<Target>, Failure> {
        let format = self.tiled(self.format.unwrap_or(Format::Png))?;
        let mut names = HashSet::new();
        let targets = self.maps.iter().map(|map| {
            let stem = map.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
            if !names.insert(stem.to_lowercase()) {
                let text = format!("{}: another map in the same call has the same name", map.display());
                return Err(Failure::new(text, "export it to a folder of its own"));
            }
            Ok(if self.is_tiled && format == Format::Png {
                Target::Sheets(folder.to_owned(), stem)
            } else {
                Target::File(folder.join(format!("{stem}.{format}")), format)
            })
        });
        targets.collect()
    }

    /// Makes the folder, if the posters go to one that is not there; sheets make theirs themselves.
    pub fn make_folder(&self) -> Result<(), Failure> {
        let is_of_sheets = self.is_tiled && self.format.is_none_or(|format| format == Format::Png);
        if self.output == Path::new("-") || !self.is_folder() || is_of_sheets {
            return Ok(());
        }
        fs::create_dir_all(self.output).map_err(|error| {
            let text = format!("{}: the folder could not be made: {error}", self.output.display());
            Failure::new(text, "may you write there?")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(maps: &[&str], output: &str, format: Option<Format>, is_tiled: bool) -> Result<Vec<Target>, String> {
        let maps: Vec<PathBuf> = maps.iter().map(PathBuf::from).collect();
        let wish = Wish { maps: &maps, output: Path::new(output), format, is_tiled };
        wish.targets().map_err(|failure| failure.text)
    }

    #[test]
    fn the_ending_or_the_format_says_what_is_written() {
        let file = |path: &str, format| Ok(vec![Target::File(path.into(), format)]);
        assert_eq!(targets(&["a.ron"], "b.PDF", None, false), file("b.PDF", Format::Pdf));
        assert_eq!(targets(&["a.ron"], "b", Some(Format::Svg), false), file("b", Format::Svg));
        assert_eq!(targets(&["a.ron"], "-", Some(Format::Pdf), true), Ok(vec![Target::Output(Format::Pdf)]));
        assert_eq!(targets(&["maps/a.ron"], "out/", None, false), file("out/a.png", Format::Png));
        assert_eq!(
            targets(&["a.ron"], "sheets", Some(Format::Png), true),
            Ok(vec![Target::Sheets("sheets".into(), "a".into())])
        );
        let two = vec![Target::File("out/a.pdf".into(), Format::Pdf), Target::File("out/b.pdf".into(), Format::Pdf)];
        assert_eq!(targets(&["a.ron", "b.ron"], "out", Some(Format::Pdf), false), Ok(two));
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let check = |maps: &[&str], output: &str, format, is_tiled, word: &str| {
            let error = targets(maps, output, format, is_tiled).expect_err("refused");
            assert!(error.contains(word), "{error}");
        };
        check(&["a.ron"], "b", None, false, "ending");
        check(&["a.ron"], "b.png", Some(Format::Pdf), false, "--format says pdf");
        check(&["a.ron"], "-", None, false, "standard output");
        check(&["a.ron", "b.ron"], "-", Some(Format::Png), false, "standard output");
        check(&["a.ron"], "-", Some(Format::Png), true, "several pictures");
        check(&["a.ron"], "b.svg", None, true, "SVG");
        check(&["a.ron"], "b.png", None, true, "several pictures");
        check(&["x/a.ron", "y/A.ron"], "out/", None, false, "same name");
    }
}
