//! Saving: whole or not at all, with a backup, and never in the way of the person's work.

use std::fs;
use std::path::{Path, PathBuf};

use pathos::model::{Map, MapId};
use pathos::store::{PictureFiles, SaveError, SaveReport, StateFolder, load, parse, save, stamp};

use super::BICYCLE;

/// A folder for maps and one for the program's own state.
struct Disk {
    folder: tempfile::TempDir,
    state: StateFolder,
}

impl Disk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let state = StateFolder::at(folder.path().join("state"));
        fs::create_dir(folder.path().join("maps")).expect("a folder");
        Self { folder, state }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("maps").join(name)
    }

    fn save(&self, name: &str, map: &Map) -> Result<SaveReport, SaveError> {
        save(&self.path(name), map, &PictureFiles::default(), &self.state)
    }

    /// Everything in the folder of maps, with its content.
    fn listing(&self) -> Vec<(PathBuf, Option<Vec<u8>>)> {
        let entries = fs::read_dir(self.path("")).expect("a folder").flatten();
        let mut all: Vec<_> = entries.map(|entry| (entry.path(), fs::read(entry.path()).ok())).collect();
        all.sort();
        all
    }
}

fn bicycle() -> Map {
    parse(BICYCLE).expect("a sound file").0
}

fn titled(title: &str) -> Map {
    Map { title: title.to_owned(), ..bicycle() }
}

/// Saving fails with these words, and leaves the folder as it was.
fn check_refused(disk: &Disk, name: &str, text: &str) {
    let before = disk.listing();
    let error = disk.save(name, &titled("new")).expect_err(text);
    assert!(error.to_string().ends_with(text), "{text:?}: {error}");
    assert!(!error.hint().is_empty());
    assert_eq!(disk.listing(), before);
}

#[test]
fn what_was_saved_opens_the_same() {
    let disk = Disk::new();
    let report = disk.save("a map.ron", &bicycle()).expect("saved");
    assert_eq!(report.warnings, Vec::<String>::new());
    let loaded = load(&disk.path("a map.ron")).expect("a sound file");
    assert_eq!(loaded.map, bicycle());
    assert_eq!(report.stamp, Some(loaded.stamp));
    assert_eq!(disk.listing().len(), 1, "no other file is left");
}

#[test]
fn a_target_that_cannot_be_written_is_refused_before_anything_changes() {
    let disk = Disk::new();
    fs::create_dir(disk.path("folder.ron")).expect("a folder");
    check_refused(&disk, "folder.ron", "this is a folder, not a file");
    check_refused(&disk, "none/map.ron", "there is no such file or folder");
    disk.save("locked.ron", &bicycle()).expect("saved");
    let mut permissions = fs::metadata(disk.path("locked.ron")).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(disk.path("locked.ron"), permissions).expect("mine");
    check_refused(&disk, "locked.ron", "the file is read-only");
    let long = format!("{}.ron", "x".repeat(300));
    let error = disk.save(&long, &bicycle()).expect_err("too long a name");
    assert_eq!(disk.listing().len(), 2, "{error}");
}

#[cfg(unix)]
#[test]
fn a_folder_without_write_permission_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let disk = Disk::new();
    disk.save("map.ron", &bicycle()).expect("saved");
    fs::set_permissions(disk.path(""), fs::Permissions::from_mode(0o555)).expect("mine");
    check_refused(&disk, "map.ron", "the folder is read-only");
    fs::set_permissions(disk.path(""), fs::Permissions::from_mode(0o755)).expect("mine");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_mode_of_the_file_stays() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let disk = Disk::new();
    disk.save("real.ron", &bicycle()).expect("saved");
    fs::set_permissions(disk.path("real.ron"), fs::Permissions::from_mode(0o640)).expect("mine");
    symlink("real.ron", disk.path("link.ron")).expect("a link");
    disk.save("link.ron", &titled("through the link")).expect("saved");
    assert!(fs::symlink_metadata(disk.path("link.ron")).expect("a link").is_symlink());
    let mode = fs::metadata(disk.path("real.ron")).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(load(&disk.path("link.ron")).expect("a map").map.title, "through the link");
    assert_eq!(load(&disk.path("real.ron")).expect("a map").map.title, "through the link");
}

#[test]
fn former_versions_are_kept_up_to_ten() {
    let disk = Disk::new();
    for version in 0..14 {
        disk.save("map.ron", &titled(&format!("version {version}"))).expect("saved");
    }
    let titles: Vec<String> =
        disk.state.backups(bicycle().id).iter().map(|path| load(path).expect("a map").map.title).collect();
    let expected: Vec<String> = (3..13).rev().map(|version| format!("version {version}")).collect();
    assert_eq!(titles, expected);
    // Saving what is there already drops none of them.
    disk.save("map.ron", &titled("version 13")).expect("saved");
    assert_eq!(disk.state.backups(bicycle().id).len(), 10);
    let first = disk.state.backups(bicycle().id);
    assert!(first[0].ends_with("0000000013.ron"), "{first:?}");
}

#[test]
fn a_state_folder_that_cannot_be_written_hinders_nothing() {
    let mut disk = Disk::new();
    fs::write(disk.path("occupied"), "a file, no folder").expect("a file");
    disk.state = StateFolder::at(disk.path("occupied"));
    disk.save("map.ron", &titled("one")).expect("saved");
    let report = disk.save("map.ron", &titled("two")).expect("saved all the same");
    assert_eq!(report.warnings.len(), 1);
    assert!(report.warnings[0].starts_with("no backup of the former version was kept"), "{report:?}");
    assert_eq!(load(&disk.path("map.ron")).expect("a map").map.title, "two");
    disk.state.add_recent(&disk.path("map.ron"));
    disk.state.set_export_of(bicycle().id, "(paper: a1)");
    assert_eq!((disk.state.recent(), disk.state.export_of(bicycle().id)), (Vec::new(), None));
}

#[test]
fn a_map_that_will_not_open_is_saved_with_a_warning() {
    let disk = Disk::new();
    let mut map = bicycle();
    map.note = "x".repeat(100_001);
    let report = disk.save("map.ron", &map).expect("saved");
    assert!(report.warnings[0].contains("needs correcting"), "{report:?}");
    assert!(load(&disk.path("map.ron")).is_err());
}

#[test]
fn files_opened_last_come_first_and_once() {
    let disk = Disk::new();
    assert_eq!(disk.state.recent(), Vec::<PathBuf>::new());
    let path = |n: u32| disk.path(&format!("नक्शा \"{n}\".ron"));
    (0..25).for_each(|n| disk.state.add_recent(&path(n)));
    disk.state.add_recent(&path(20));
    let recent = disk.state.recent();
    assert_eq!(recent.len(), 20);
    assert_eq!(recent[..3], [path(20), path(24), path(23)]);
    assert_eq!(recent.last(), Some(&path(5)));
    for damaged in ["", "[\"a\"", "\u{0}", "[1, 2]"] {
        fs::write(disk.folder.path().join("state/recent.ron"), damaged).expect("a file");
        assert_eq!(disk.state.recent(), Vec::<PathBuf>::new(), "{damaged:?}");
    }
    disk.state.add_recent(Path::new("relative.ron"));
    assert!(disk.state.recent()[0].is_absolute());
}

#[test]
fn each_map_has_a_view_of_its_own() {
    let disk = Disk::new();
    let (one, other) = (MapId::new("m-1").expect("an id"), MapId::new("m-2").expect("an id"));
    disk.state.set_export_of(one, "(paper: a1)");
    assert_eq!(disk.state.export_of(one).as_deref(), Some("(paper: a1)"));
    assert_eq!(disk.state.export_of(other), None);
}

#[test]
fn a_stamp_tells_whether_another_program_changed_the_file() {
    let disk = Disk::new();
    let path = disk.path("map.ron");
    assert_eq!(stamp(&path), None);
    let saved = disk.save("map.ron", &bicycle()).expect("saved").stamp.expect("a file");
    assert!(saved.seems_current(&path));
    fs::write(&path, BICYCLE).expect("the same content");
    assert_eq!(stamp(&path), Some(saved.clone()), "written anew, but the same");
    fs::write(&path, BICYCLE.replace("Till", "Desk")).expect("another content");
    assert_ne!(stamp(&path), Some(saved));
}
