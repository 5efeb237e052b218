//! A map with its pictures in one file: what goes in comes out, and nothing hostile does harm.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use pathos::disk::Existing;
use pathos::export::{About, Dpi, Format, Paper, PosterSettings, Run, to_file};
use pathos::picture::png;
use pathos::poster::{Poster, PosterOptions};
use pathos::store::{FileKind, Loaded, is_poster_with_map, load, pack, save_archive, to_ron};
use pathos::text::{Shaper, SystemFonts};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn sample() -> Loaded {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/retail-bicycle.ron");
    load(&path).unwrap_or_else(|error| panic!("{error}"))
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    path
}

/// An archive of these entries.
fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        zip.write_all(bytes).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

#[track_caller]
fn check_refused(bytes: &[u8], words: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let error = load(&written(folder.path(), "a.pathos", bytes)).expect_err("refused");
    assert!(error.to_string().contains(words), "{error}");
    assert!(!error.hint().is_empty());
    let left: Vec<_> = fs::read_dir(folder.path()).expect("a folder").collect();
    assert_eq!(left.len(), 1, "nothing was unpacked");
}

#[test]
fn a_map_comes_back_with_its_pictures() {
    let sample = sample();
    assert!(sample.files.len() >= 2, "it has pictures");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bicycle.pathos");
    let bytes = save_archive(&path, &sample.map, &sample.files, Existing::Kept).expect("a file");
    assert_eq!(bytes, path.metadata().expect("a file").len());
    let error = save_archive(&path, &sample.map, &sample.files, Existing::Kept).expect_err("it is there");
    assert!(error.to_string().ends_with("this file exists already"), "{error}");
    let loaded = load(&path).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((loaded.kind, &loaded.problems[..]), (FileKind::Archive, &[][..]));
    assert_eq!(to_ron(&loaded.map), to_ron(&sample.map));
    assert_eq!((loaded.pictures.len(), loaded.files.len()), (sample.pictures.len(), sample.files.len()));
    assert_eq!(pack(&loaded.map, &loaded.files), pack(&sample.map, &sample.files), "the same bytes each time");
}

#[test]
fn a_picture_carries_its_map() {
    let sample = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let settings = PosterSettings { dpi: Dpi::MIN, ..PosterSettings::new(Paper::A4) };
    let options = PosterOptions { settings, ..PosterOptions::new(Paper::A4) };
    let mut shaper = Shaper::new(SystemFonts::Ignored);
    let poster = Poster::compose(&sample.map, &sample.pictures, &options, &mut shaper).expect("a poster");
    let archive = pack(&sample.map, &sample.files).expect("an archive");
    let never = std::sync::atomic::AtomicBool::new(false);
    let write = |name: &str, map: Option<&[u8]>| {
        let run = Run { overwrite: false, workers: None, cancel: &never, progress: &|_| {} };
        let path = folder.path().join(name);
        let about = About { map, ..About::default() };
        to_file(&[poster.plan.page(&poster.scene)], Format::Png, &about, &path, &run).expect("a file");
        path
    };
    let (with, without) = (write("with.png", Some(&archive)), write("without.png", None));
    assert!(is_poster_with_map(&with) && !is_poster_with_map(&without));
    assert!(image::open(&with).is_ok(), "it is a picture all the same");
    let loaded = load(&with).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((loaded.kind, loaded.files.len()), (FileKind::Poster, sample.files.len()));
    assert_eq!(to_ron(&loaded.map), to_ron(&sample.map));
    let error = load(&without).expect_err("it carries none");
    assert!(error.to_string().contains("there is no map in this picture"), "{error}");
}

#[test]
fn what_leads_out_of_an_archive_is_refused() {
    let ron = to_ron(&sample().map);
    for name in ["../a.ron", "a.pictures/../../b", "/etc/a.ron", "a\\..\\b.ron", "c:/a.ron"] {
        // A writer refuses such names, so the name is put in the place of a harmless one.
        let harmless = "n".repeat(name.len());
        let mut bytes = zipped(&[("map.ron", ron.as_bytes()), (&harmless, b"harm")]);
        let at = |bytes: &[u8]| bytes.windows(harmless.len()).position(|part| part == harmless.as_bytes());
        while let Some(at) = at(&bytes) {
            bytes[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
        check_refused(&bytes, "leads out of it");
    }
}

#[test]
fn what_is_no_archive_of_one_map_is_refused() {
    let ron = to_ron(&sample().map);
    check_refused(&zipped(&[("notes.txt", b"none")]), "there is no map in this archive");
    let two = zipped(&[("a.ron", ron.as_bytes()), ("b.ron", ron.as_bytes())]);
    check_refused(&two, "there are 2 maps in this archive");
    check_refused(&zipped(&[("a.ron", b"Pathos(version: 1, map: (")]), ":1:");
    check_refused(b"PK\x03\x04 and then nothing of the kind", "the archive is damaged");
    let whole = zipped(&[("a.ron", ron.as_bytes())]);
    check_refused(&whole[..whole.len() / 2], "the archive is damaged");
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a.ron", SimpleFileOptions::default()).expect("an entry");
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..65 {
        zip.write_all(&blanks).expect("memory");
    }
    let bytes = zip.finish().expect("memory").into_inner();
    assert!(bytes.len() < 1 << 20, "65 MiB are deflated to {} bytes", bytes.len());
    check_refused(&bytes, "has more than 64 MiB");
}

#[test]
fn a_picture_that_is_missing_or_another_is_a_warning() {
    let sample = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let ron = to_ron(&sample.map);
    let name = sample.map.pictures().next().expect("a picture").file.as_str().to_owned();
    let other = format!("x.pictures/{name}");
    let bytes = zipped(&[("x.ron", ron.as_bytes()), (&other, b"no picture at all")]);
    let loaded = load(&written(folder.path(), "a.pathos", &bytes)).unwrap_or_else(|error| panic!("{error}"));
    assert!(loaded.files.is_empty());
    let told: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|text| text.contains("it is not in the archive")), "{told:?}");
    assert!(told.iter().any(|text| text.contains(&name) && text.contains("no PNG")), "{told:?}");
}

#[test]
fn bent_archives_and_pictures_give_an_error_or_a_map() {
    let sample = sample();
    let folder = tempfile::tempdir().expect("a folder");
    let map = pathos::model::Map { cards: Default::default(), ratings: Default::default(), ..sample.map };
    let archive = pack(&map, &Default::default()).expect("an archive");
    let mut random = fastrand::Rng::with_seed(7);
    for round in 0..400 {
        let mut bytes = archive.clone();
        for _ in 0..=round % 4 {
            let at = random.usize(..bytes.len());
            bytes[at] = random.u8(..);
        }
        bytes.truncate(random.usize(..=bytes.len()).max(bytes.len() / 2));
        let mut picture = png::SIGNATURE.to_vec();
        png::attach(&mut picture, &bytes).expect("memory");
        png::write_chunk(&mut picture, *b"IDAT", b"").expect("memory");
        drop(load(&written(folder.path(), "a.pathos", &bytes)));
        drop(load(&written(folder.path(), "a.png", &picture)));
    }
}
