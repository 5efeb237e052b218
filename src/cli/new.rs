//! `pathos new`: a map to begin with.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output, source};
use crate::disk;
use crate::model::IdSource;
use crate::store;
use crate::template::{TEMPLATES, Template, future_of};

const EXAMPLES: &str = "\
Examples:
  pathos new -o bicycle.ron
  pathos new --template service-blueprint -o clinic.ron
  pathos new --template list                       what there is
  pathos new --future-of bicycle.ron --period 2027 -o bicycle-2027.ron

A future map begins as a copy of the current one in which every record keeps its id, so that
`pathos diff` can tell what becomes different.";

/// Begin a map from a template, or a future map from a current one
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The template, or `list` to see what there is
    #[arg(long, default_value = TEMPLATES[0].name)]
    template: String,
    /// The current map that a future map starts from
    #[arg(long, value_name = "MAP", conflicts_with = "template")]
    future_of: Option<PathBuf>,
    /// When the future map is to be true, such as 2027
    #[arg(long, requires = "future_of")]
    period: Option<String>,
    /// The map to write (.ron)
    #[arg(short, long)]
    output: Option<PathBuf>,
    /// Replace a file that exists
    #[arg(long)]
    overwrite: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if arguments.template == "list" {
        for template in TEMPLATES {
            output::line(&format!("{:<18} {}", template.name, template.about))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let template = Template::find(&arguments.template).ok_or_else(|| {
        let names = TEMPLATES.map(|template| template.name).join(", ");
        Failure::new(format!("there is no template \"{}\"", arguments.template), format!("use one of {names}"))
    })?;
    let Some(path) = &arguments.output else {
        output::failure(&Failure::new("the name of the map is missing", "give it with -o, such as -o bicycle.ron"));
        return Ok(ExitCode::from(2));
    };
    output::check_map_path(path, arguments.overwrite)?;
    let today = jiff::Zoned::now().date();
    if let Some(current) = &arguments.future_of {
        output::check_not_same(current, path)?;
        let loaded = store::load(current).map_err(source::load_failure)?;
        let mut map = future_of(
            &loaded.map,
            IdSource::random().next(),
            &disk::way_between(current, path.parent().unwrap_or(Path::new(""))),
        );
        map.created = Some(today);
        map.period = arguments.period.clone().unwrap_or_default();
        output::warn(path, &output::save_with(path, &map, &loaded.files)?);
        output::line(&format!("{}: a future map that starts from {}", path.display(), current.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut map = template.map(&mut IdSource::random());
    map.created = Some(today);
    output::save(path, &map)?;
    output::line(&format!("{}: a new map from the template \"{}\"", path.display(), template.name))?;
    Ok(ExitCode::SUCCESS)
}
