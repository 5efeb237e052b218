//! Pictures beside a map: found, checked, brought along, and never a reason not to open it.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use pathos::model::{Map, Picture, PictureName};
use pathos::store::{Loaded, PictureError, PictureFiles, StateFolder, load, parse, read_picture, save};

use super::BICYCLE;

fn encoded(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    let pixels = RgbaImage::from_fn(width, height, |x, y| Rgba([x as u8, y as u8, 9, 255]));
    let mut image = DynamicImage::ImageRgba8(pixels);
    if format == ImageFormat::Jpeg {
        image = image.into_rgb8().into();
    }
    let mut bytes = Vec::new();
    image.write_to(&mut Cursor::new(&mut bytes), format).expect("encoded");
    bytes
}

/// A PNG of this size by its header, without any pixels behind it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = encoded(ImageFormat::Png, 1, 1);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let checksum = crc32fast::hash(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

fn map_with(name: &PictureName) -> Map {
    let mut map = parse(BICYCLE).expect("a sound file").0;
    let id = map.cards.at(0).expect("a card").id;
    let picture = Picture { file: name.clone(), alt: "A poster".to_owned(), crop: None };
    map.cards.find_mut(id).expect("a card").picture = Some(picture);
    map
}

/// A folder with a map and its picture, saved.
fn saved() -> (tempfile::TempDir, Map, PictureName) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = PictureFiles::default();
    let (name, _) = files.add(&encoded(ImageFormat::Png, 3, 2)).expect("a picture");
    let map = map_with(&name);
    let report = save(&folder.path().join("one.ron"), &map, &files, &state(folder.path())).expect("saved");
    assert_eq!(report.warnings, Vec::<String>::new());
    (folder, map, name)
}

fn state(folder: &Path) -> StateFolder {
    StateFolder::at(folder.join("state"))
}

fn picture_file(folder: &Path, map: &str, name: &PictureName) -> PathBuf {
    folder.join(format!("{map}.pictures")).join(name.as_str())
}

/// The map opens without its picture, and says why where the picture stands.
fn check_not_shown(folder: &Path, why: &str) {
    let Loaded { map, pictures, problems, .. } = load(&folder.join("one.ron")).expect("opens all the same");
    assert_eq!(map.pictures().count(), 1);
    assert!(pictures.is_empty());
    assert_eq!(problems.len(), 1);
    assert!(problems[0].problem.text.ends_with(why), "{why:?}: {}", problems[0]);
    assert_eq!(problems[0].position.to_string(), "78:15");
    assert!(!problems[0].problem.hint.is_empty());
}

#[test]
fn the_kind_follows_from_the_content_and_the_name_too() {
    for (format, ending) in
        [(ImageFormat::Png, "png"), (ImageFormat::Jpeg, "jpg"), (ImageFormat::Gif, "gif"), (ImageFormat::WebP, "webp")]
    {
        let bytes = encoded(format, 3, 2);
        let (name, bitmap) = read_picture(&bytes).expect(ending);
        assert!(name.as_str().ends_with(ending), "{name:?}");
        assert_eq!((bitmap.width, bitmap.height, bitmap.rgba.len()), (3, 2, 24));
        assert_eq!(read_picture(&bytes).expect("the same").0, name);
    }
}

#[test]
fn the_name_is_half_of_the_sha_256_of_the_file() {
    use sha2::{Digest, Sha256};
    let bytes = encoded(ImageFormat::Png, 3, 2);
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(read_picture(&bytes).expect("a picture").0.as_str(), format!("{}.png", &hash[..32]));
}

#[test]
fn what_is_no_picture_is_refused() {
    assert_eq!(read_picture(b""), Err(PictureError::UnknownKind));
    assert_eq!(read_picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Err(PictureError::UnknownKind));
    assert_eq!(read_picture(b"BM not a bitmap"), Err(PictureError::UnknownKind));
    assert_eq!(read_picture(&vec![0; (50 << 20) + 1]), Err(PictureError::TooLong));
    let whole = encoded(ImageFormat::Png, 40, 40);
    assert!(matches!(read_picture(&whole[..whole.len() / 2]), Err(PictureError::Damaged(_))));
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded() {
    for (width, height) in [(12_001, 1), (1, 12_001), (12_000, 12_000), (50_000, 50_000)] {
        let error = read_picture(&bomb(width, height)).expect_err("too large");
        assert_eq!(error, PictureError::TooLarge { width, height });
    }
    assert_eq!(read_picture(&bomb(u32::MAX >> 1, u32::MAX >> 1)), Err(PictureError::TooMuchMemory));
}

#[test]
fn saving_elsewhere_brings_the_pictures_along() {
    let (folder, map, name) = saved();
    let loaded = load(&folder.path().join("one.ron")).expect("a map");
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.pictures[&name].width, 3);
    fs::create_dir(folder.path().join("elsewhere")).expect("a folder");
    let other = folder.path().join("elsewhere/two.ron");
    save(&other, &map, &loaded.files, &state(folder.path())).expect("saved");
    let there = load(&other).expect("a map");
    assert_eq!((there.problems, there.pictures.len()), (Vec::new(), 1));
}

#[test]
fn a_picture_that_is_no_longer_used_stays() {
    let (folder, _, name) = saved();
    let without = parse(BICYCLE).expect("a sound file").0;
    save(&folder.path().join("one.ron"), &without, &PictureFiles::default(), &state(folder.path())).expect("saved");
    assert!(picture_file(folder.path(), "one", &name).exists());
}

#[test]
fn a_damaged_picture_is_mended_by_saving() {
    let (folder, map, name) = saved();
    let files = load(&folder.path().join("one.ron")).expect("a map").files;
    fs::write(picture_file(folder.path(), "one", &name), "cut off").expect("a file");
    save(&folder.path().join("one.ron"), &map, &files, &state(folder.path())).expect("saved");
    assert_eq!(load(&folder.path().join("one.ron")).expect("a map").problems, []);
}

#[test]
fn a_picture_that_is_not_at_hand_is_told_when_saving() {
    let folder = tempfile::tempdir().expect("a folder");
    let (name, _) = read_picture(&encoded(ImageFormat::Png, 3, 2)).expect("a picture");
    let path = folder.path().join("one.ron");
    let report = save(&path, &map_with(&name), &PictureFiles::default(), &state(folder.path())).expect("saved");
    assert_eq!(report.warnings, [format!("the picture {} is missing", name.as_str())]);
}

#[test]
fn pictures_do_not_stay_behind_when_the_map_cannot_be_saved() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files = PictureFiles::default();
    let (name, _) = files.add(&encoded(ImageFormat::Png, 3, 2)).expect("a picture");
    // Too long a name for the map, but not yet for its folder of pictures.
    let path = folder.path().join(format!("{}.{}", "x".repeat(200), "y".repeat(90)));
    save(&path, &map_with(&name), &files, &state(folder.path())).expect_err("too long a name");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_picture_that_cannot_be_read_is_a_warning_where_it_stands() {
    let (folder, _, name) = saved();
    let file = picture_file(folder.path(), "one", &name);
    fs::remove_file(&file).expect("there");
    check_not_shown(folder.path(), "it is missing");
    fs::write(&file, "no picture").expect("a file");
    check_not_shown(folder.path(), "no PNG, JPEG, GIF or WebP picture");
    fs::write(&file, encoded(ImageFormat::Png, 5, 5)).expect("a file");
    check_not_shown(folder.path(), "its content is not the one that its name stands for");
    fs::write(&file, bomb(50_000, 50_000)).expect("a file");
    check_not_shown(folder.path(), "100 million in all");
    fs::remove_file(&file).expect("there");
    fs::create_dir(&file).expect("a folder");
    check_not_shown(folder.path(), "it is no file");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_not_followed() {
    use std::os::unix::fs::symlink;
    let (folder, _, name) = saved();
    let file = picture_file(folder.path(), "one", &name);
    let outside = folder.path().join("outside.png");
    fs::rename(&file, &outside).expect("moved");
    symlink(&outside, &file).expect("a link");
    check_not_shown(folder.path(), "a link that leads out of the folder");
    // Within the folder it is followed.
    fs::rename(&outside, file.with_file_name("kept.png")).expect("moved");
    fs::remove_file(&file).expect("a link");
    symlink("kept.png", &file).expect("a link");
    assert_eq!(load(&folder.path().join("one.ron")).expect("a map").problems, []);
}
