//! The picture of a map, as the commands need it.

use crate::layout;
use crate::model::Map;
use crate::picture::Pictures;
use crate::scene::{self, Scene};
use crate::text::{MissingScript, Shaper, SystemFonts};
use crate::theme::Theme;

/// The scene of a map, and the letters in it for which there is no font.
pub fn picture_of(map: &Map, pictures: &Pictures) -> (Scene, Vec<MissingScript>) {
    let theme = Theme::light().with_accent(map.accent);
    let mut shaper = Shaper::new(SystemFonts::Used);
    let layout = layout::layout(map, layout::Format::Canvas, &theme, &mut shaper, pictures);
    let scene = scene::build(map, &layout, &theme);
    let missing = shaper.missing(&scene.text(), &map.language);
    (scene, missing)
}

/// What to tell about letters without a font.
pub(super) fn describe(missing: &MissingScript) -> (String, String) {
    let text = format!("no font has these {} letters: {}", missing.script, missing.sample);
    let hint = match missing.package {
        "" => "install a font for it".to_owned(),
        package => format!("install a font for it, such as the package {package}"),
    };
    (text, hint)
}
