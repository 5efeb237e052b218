//! `pathos new`: a map to begin with.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, output};
use crate::model::IdSource;
use crate::template::{TEMPLATES, Template};

const EXAMPLES: &str = "\
Examples:
  pathos new -o bicycle.ron
  pathos new --template service-blueprint -o clinic.ron
  pathos new --template list                       what there is";

/// Begin a map from a template
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The template, or `list` to see what there is
    #[arg(long, default_value = TEMPLATES[0].name)]
    template: String,
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
    let mut map = template.map(&mut IdSource::random());
    map.created = Some(jiff::Zoned::now().date());
    output::save(path, &map)?;
    output::line(&format!("{}: a new map from the template \"{}\"", path.display(), template.name))?;
    Ok(ExitCode::SUCCESS)
}
