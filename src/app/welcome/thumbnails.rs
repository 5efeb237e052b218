//! Small pictures of maps, drawn on a thread of their own and kept in the state folder, so that the
//! window never waits for one.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};

use eframe::egui::{self, ColorImage, TextureHandle, TextureOptions};
use image::ImageEncoder as _;
use image::codecs::png::PngEncoder;
use jiff::Timestamp;

use crate::export::render_rgba;
use crate::geom::{Point, Rect, Size};
use crate::layout::{self, Format};
use crate::model::{Direction, IdSource, Map};
use crate::picture::{Bitmap, Pictures};
use crate::sample::Sample;
use crate::scene;
use crate::store::{self, StateFolder};
use crate::template::Template;
use crate::text::{Shaper, SystemFonts};
use crate::theme::Theme;

/// Width and height of a picture in pixels.
const SIZE: (f64, f64) = (320.0, 200.0);
/// Changes whenever pictures are drawn in another way, so that old ones are drawn anew.
const EDITION: u32 = 1;

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A map's file.
    File(PathBuf),
    /// A template of the program, by name.
    Template(&'static str),
    /// A sample, by name.
    Sample(&'static str),
}

/// What is known about a subject.
#[derive(Default)]
pub struct Preview {
    /// The picture; none if it cannot be drawn.
    pub texture: Option<TextureHandle>,
    /// When the file was written; none if it is no file or not there.
    pub modified: Option<Timestamp>,
}

/// What the thread found out.
struct Drawn {
    subject: Subject,
    modified: Option<Timestamp>,
    picture: Option<Bitmap>,
}

/// The pictures that were asked for.
pub struct Thumbnails {
    ctx: egui::Context,
    state: StateFolder,
    worker: Option<(Sender<Subject>, Receiver<Drawn>)>,
    /// None while it is being drawn.
    previews: BTreeMap<Subject, Option<Preview>>,
}

impl Thumbnails {
    /// None yet; the thread starts with the first that is asked for.
    pub fn new(ctx: &egui::Context, state: StateFolder) -> Self {
        Self { ctx: ctx.clone(), state, worker: None, previews: BTreeMap::new() }
    }

    /// What is known about a subject; nothing while it is being found out.
    pub fn preview(&mut self, subject: &Subject) -> Option<&Preview> {
        if !self.previews.contains_key(subject) {
            self.previews.insert(subject.clone(), None);
            self.ask(subject.clone());
        }
        self.previews.get(subject)?.as_ref()
    }

    /// Forgets what is known of files, which may have changed.
    pub fn forget_files(&mut self) {
        self.previews.retain(|subject, preview| !matches!(subject, Subject::File(_)) || preview.is_none());
    }

    /// Takes what the thread has drawn. To be called once a frame.
    pub fn take_drawn(&mut self) {
        let Some((_, receiver)) = &self.worker else { return };
        while let Ok(Drawn { subject, modified, picture }) = receiver.try_recv() {
            let texture = picture.map(|bitmap| {
                let side = [bitmap.width as usize, bitmap.height as usize];
                let image = ColorImage::from_rgba_unmultiplied(side, &bitmap.rgba);
                self.ctx.load_texture(format!("thumbnail {subject:?}"), image, TextureOptions::LINEAR)
            });
            self.previews.insert(subject, Some(Preview { texture, modified }));
        }
    }

    fn ask(&mut self, subject: Subject) {
        if self.worker.is_none() {
            let (sender, subjects) = channel();
            let (drawn, receiver) = channel();
            let (ctx, state) = (self.ctx.clone(), self.state.clone());
            let work = move || draw_all(&state, &subjects, &drawn, &ctx);
            // Without a thread there are no pictures, and everything else works.
            if std::thread::Builder::new().name("thumbnails".to_owned()).spawn(work).is_ok() {
                self.worker = Some((sender, receiver));
            }
        }
        if let Some((sender, _)) = &self.worker {
            // The thread lives as long as the sender, unless it could not begin.
            let _ = sender.send(subject);
        }
    }
}

/// Draws what is asked for until the window is gone.
fn draw_all(state: &StateFolder, subjects: &Receiver<Subject>, drawn: &Sender<Drawn>, ctx: &egui::Context) {
    let mut shaper = None;
    while let Ok(subject) = subjects.recv() {
        let modified = match &subject {
            Subject::File(path) => written(path),
            Subject::Template(_) | Subject::Sample(_) => None,
        };
        // A map that cannot be drawn must not keep the others from it.
        let picture = catch_unwind(AssertUnwindSafe(|| picture(state, &subject, &mut shaper))).unwrap_or(None);
        if drawn.send(Drawn { subject, modified, picture }).is_err() {
            return;
        }
        ctx.request_repaint();
    }
}

fn written(path: &Path) -> Option<Timestamp> {
    Timestamp::try_from(path.metadata().ok()?.modified().ok()?).ok()
}

/// The picture that was kept, or a new one, which is then kept.
fn picture(state: &StateFolder, subject: &Subject, shaper: &mut Option<Shaper>) -> Option<Bitmap> {
    let key = key(subject)?;
    let kept = state.thumbnail(&key).and_then(|bytes| store::read_picture(&bytes).ok());
    if let Some((_, bitmap)) = kept.filter(|(_, bitmap)| f64::from(bitmap.width) <= SIZE.0) {
        return Some(bitmap);
    }
    let mut ids = IdSource::seeded(0);
    let (map, pictures) = match subject {
        Subject::File(path) => store::load(path).map(|loaded| (loaded.map, loaded.pictures)).ok()?,
        Subject::Template(name) => (Template::find(name)?.map(&mut ids), Pictures::default()),
        Subject::Sample(name) => {
            let (map, pictures, _) = Sample::find(name)?.map(&mut ids);
            (map, pictures)
        }
    };
    let bitmap = draw(&map, &pictures, shaper.get_or_insert_with(|| Shaper::new(SystemFonts::Used)));
    let mut png = Vec::new();
    let encoder = PngEncoder::new(&mut png);
    let encoded = encoder.write_image(&bitmap.rgba, bitmap.width, bitmap.height, image::ExtendedColorType::Rgba8);
    if encoded.is_ok() {
        state.keep_thumbnail(&key, &png);
    }
    Some(bitmap)
}

/// Whatever the picture depends on.
fn key(subject: &Subject) -> Option<Vec<u8>> {
    let what = match subject {
        Subject::File(path) => {
            let metadata = path.metadata().ok()?;
            let path = std::path::absolute(path).ok()?;
            format!("{path:?} {} {:?}", metadata.len(), metadata.modified().ok())
        }
        Subject::Template(name) => format!("template {name} {}", env!("CARGO_PKG_VERSION")),
        Subject::Sample(name) => format!("sample {name} {}", env!("CARGO_PKG_VERSION")),
    };
    Some(format!("{EDITION} {what}").into_bytes())
}

/// The part of the map where the journey begins, filling the whole picture.
fn draw(map: &Map, pictures: &Pictures, shaper: &mut Shaper) -> Bitmap {
    let theme = Theme::light().with_accent(map.accent);
    let layout = layout::layout(map, Format::Canvas, &theme, shaper, pictures);
    let scene = scene::build(map, &layout, &theme);
    let (width, height) = SIZE;
    let scale = (width / scene.size.width.max(1.0)).max(height / scene.size.height.max(1.0)).min(1.0);
    let part = Size::new(width / scale, height / scale);
    let left = match map.direction() {
        Direction::LeftToRight => 0.0,
        Direction::RightToLeft => scene.size.width - part.width,
    };
    render_rgba(&scene, scale, Rect::from_origin_size(Point::new(left, 0.0), part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_small_and_kept_until_its_map_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path().join("state"));
        let path = folder.path().join("map.ron");
        let map = Template::find("blank").expect("a template").map(&mut IdSource::seeded(1));
        store::save(&path, &map, &store::PictureFiles::default(), &state).expect("saved");
        let mut shaper = Some(Shaper::new(SystemFonts::Ignored));
        let subject = Subject::File(path.clone());
        let first = picture(&state, &subject, &mut shaper).expect("a picture");
        assert_eq!((f64::from(first.width), f64::from(first.height)), SIZE);
        let kept = key(&subject).and_then(|key| state.thumbnail(&key)).expect("kept");
        assert_eq!(store::read_picture(&kept).expect("a picture").1.rgba, first.rgba);
        std::fs::write(&path, "Pathos(").expect("a file");
        assert!(picture(&state, &subject, &mut shaper).is_none(), "it is no longer a map");
        assert!(picture(&state, &Subject::File(folder.path().join("none.ron")), &mut shaper).is_none());
    }

    #[test]
    fn every_template_and_sample_has_a_picture() {
        let mut shaper = Some(Shaper::new(SystemFonts::Ignored));
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path());
        for template in crate::template::TEMPLATES {
            assert!(picture(&state, &Subject::Template(template.name), &mut shaper).is_some(), "{}", template.name);
        }
        for sample in crate::sample::SAMPLES {
            assert!(picture(&state, &Subject::Sample(sample.name), &mut shaper).is_some(), "{}", sample.name);
        }
    }
}
