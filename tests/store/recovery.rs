//! What is not saved outlives its window, and is told from what a living window still needs.

use std::fs;
use std::path::{Path, PathBuf};

use pathos::model::Map;
use pathos::store::{Leftover, PictureFiles, Presence, StateFolder, Unsaved, load, parse, save};

use super::BICYCLE;

struct Desk {
    folder: tempfile::TempDir,
    state: StateFolder,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path().join("state"));
        Self { folder, state }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A window that keeps a map and ends without warning: its lock is released, its files stay.
    fn die_with(&self, unsaved: &Unsaved) {
        let window = Presence::new(&self.state);
        window.recovery_file().keep(unsaved).expect("kept");
        assert_eq!(self.state.leftovers(), Vec::<Leftover>::new(), "it is a living window's");
    }

    fn leftover(&self) -> Leftover {
        let [leftover] = &self.state.leftovers()[..] else { panic!("{:?}", self.state.leftovers()) };
        leftover.clone()
    }
}

fn unsaved(title: &str, file: Option<PathBuf>) -> Unsaved {
    let map = Map { title: title.to_owned(), ..parse(BICYCLE).expect("a sound file").0 };
    let at = "2027-03-31T10:00:00Z".parse().expect("a time");
    Unsaved { map, pictures: PictureFiles::default(), file, stamp: None, at }
}

#[test]
fn what_a_dead_window_kept_is_found_whole() {
    let desk = Desk::new();
    let file = desk.path("it's a \"map\"\nof two lines.ron");
    let report = save(&file, &unsaved("saved", None).map, &PictureFiles::default(), &desk.state).expect("saved");
    let kept = Unsaved { stamp: report.stamp, ..unsaved("later", Some(file.clone())) };
    desk.die_with(&kept);
    let found = desk.leftover().load().expect("a map").unsaved;
    assert_eq!((&found.map, &found.file, &found.stamp, found.at), (&kept.map, &kept.file, &kept.stamp, kept.at));
    assert_eq!(load(desk.leftover().path()).expect("a map like any other").map, kept.map);
    desk.leftover().clear();
    assert_eq!(desk.state.leftovers(), []);
    assert_eq!(fs::read_dir(desk.path("state/recovery")).expect("a folder").count(), 0);
}

#[test]
fn the_last_state_counts_and_a_cleared_one_leaves_nothing() {
    let desk = Desk::new();
    let window = Presence::new(&desk.state);
    window.recovery_file().keep(&unsaved("one", None)).expect("kept");
    window.recovery_file().keep(&unsaved("two", None)).expect("kept");
    drop(window);
    assert_eq!(desk.leftover().load().expect("a map").unsaved.map.title, "two");
    let window = Presence::new(&desk.state);
    window.recovery_file().keep(&unsaved("three", None)).expect("kept");
    window.recovery_file().clear();
    drop(window);
    assert_eq!(desk.leftover().load().expect("a map").unsaved.map.title, "two", "another window's stays");
}

#[test]
fn pictures_that_are_nowhere_else_are_kept_too() {
    let desk = Desk::new();
    let mut kept = unsaved("with pictures", Some(desk.path("map.ron")));
    let mut names = Vec::new();
    for side in [1, 2] {
        let mut png = std::io::Cursor::new(Vec::new());
        image::DynamicImage::new_rgb8(side, side).write_to(&mut png, image::ImageFormat::Png).expect("a picture");
        names.push(kept.pictures.add(png.get_ref()).expect("a picture").0);
    }
    let shown = kept.map.cards.iter().map(|card| card.id).zip(&names).collect::<Vec<_>>();
    for (card, name) in shown {
        let picture = pathos::model::Picture { file: name.clone(), alt: String::new(), crop: None };
        kept.map.cards.find_mut(card).expect("a card").picture = Some(picture);
    }
    // The first one lies beside the map already.
    fs::create_dir(desk.path("map.pictures")).expect("a folder");
    let beside = desk.path("map.pictures").join(names[0].as_str());
    fs::write(beside, kept.pictures.find(&names[0]).expect("bytes")).expect("a file");
    desk.die_with(&kept);
    let leftover = desk.leftover();
    let copied = fs::read_dir(leftover.path().with_extension("pictures")).expect("a folder").count();
    let found = leftover.load().expect("a map");
    assert_eq!(copied, 1);
    for name in &names {
        assert!(found.pictures.contains_key(name) && found.unsaved.pictures.find(name).is_some(), "{name:?}");
    }
    leftover.clear();
    assert!(!leftover.path().with_extension("pictures").exists());
}

#[test]
fn a_damaged_leftover_is_an_error_and_can_be_set_aside() {
    let desk = Desk::new();
    for damage in ["", "// Not saved yet: (file: Some(3\nPathos(version: 1, map: (", "\u{0}", "// Not saved yet: ("] {
        let path = desk.path("state/recovery/1-1.ron");
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, damage).expect("a file");
        let leftover = desk.leftover();
        assert!(leftover.load().is_err(), "{damage:?}");
        assert!(leftover.set_aside().exists());
        assert_eq!(desk.state.leftovers(), []);
    }
    // A head that says nothing costs the file's name and not the map.
    let path = desk.path("state/recovery/1-1.ron");
    fs::write(&path, format!("// Not saved yet: (nonsense)\n{BICYCLE}")).expect("a file");
    let found = desk.leftover().load().expect("a map").unsaved;
    assert_eq!((found.file, found.map), (None, parse(BICYCLE).expect("a map").0));
}

#[test]
fn a_window_sees_another_one_on_its_file() {
    let desk = Desk::new();
    let file = desk.path("map.ron");
    fs::write(&file, BICYCLE).expect("a file");
    let (one, other) = (Presence::new(&desk.state), Presence::new(&desk.state));
    one.note().tell(Some(&file));
    let detour = desk.folder.path().join("state").join("..").join("map.ron");
    assert_eq!(other.other_on(&detour), Some(std::process::id()));
    assert_eq!(one.other_on(&file), None, "it is the only one");
    one.note().tell(None);
    assert_eq!(other.other_on(&file), None);
    one.note().tell(Some(&file));
    drop(one);
    assert_eq!(other.other_on(&file), None);
    assert_eq!(other.other_on(Path::new("not there")), None);
}

#[test]
fn a_window_that_died_counts_no_more() {
    let desk = Desk::new();
    let file = desk.path("map.ron");
    fs::write(&file, BICYCLE).expect("a file");
    let windows = desk.path("state/windows");
    fs::create_dir_all(&windows).expect("a folder");
    fs::write(windows.join("1-1.lock"), "").expect("a file");
    fs::write(windows.join("1-1.ron"), format!("(process: 1, file: {:?})", file.canonicalize().expect("a file")))
        .expect("a file");
    let window = Presence::new(&desk.state);
    assert_eq!(window.other_on(&file), None);
    assert_eq!(desk.state.leftovers(), []);
    assert_eq!(fs::read_dir(&windows).expect("a folder").count(), 1, "what the dead one left is cleared up");
}

#[test]
fn without_a_state_folder_keeping_fails_with_words_and_nothing_else() {
    let desk = Desk::new();
    fs::write(desk.path("occupied"), "a file, no folder").expect("a file");
    let window = Presence::new(&StateFolder::at(desk.path("occupied")));
    let error = window.recovery_file().keep(&unsaved("lost", None)).expect_err("no place");
    assert!(!error.hint().is_empty());
    assert_eq!(window.other_on(&desk.path("occupied")), None);
    window.note().tell(None);
    window.recovery_file().clear();
}
