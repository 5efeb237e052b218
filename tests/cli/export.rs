//! `pathos export` with posters, stories and archives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{check, command, folder, made, pathos};

/// Width, height and pixels per metre of a PNG.
fn png_size(path: PathBuf) -> (u32, u32, u32) {
    let bytes = fs::read(path).expect("a picture");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
    let physical = bytes.windows(4).position(|word| word == b"pHYs").expect("a physical size");
    (number(16), number(20), number(physical + 4))
}

#[test]
fn a_poster_has_its_true_size() {
    let folder = folder();
    let ran = check(
        &folder,
        &["export", "bicycle.mmd", "-o", "a.png", "--paper", "a4", "--dpi", "100"],
        0,
        &["a.png: A4 landscape, 297 × 210 mm, 1169 × 827 pixels at 100 dpi", "smallest text", " m"],
    );
    assert_eq!(ran.stdout.lines().count(), 1);
    assert!(ran.stderr.lines().all(|line| line.starts_with("bicycle.mmd:")), "no progress: {}", ran.stderr);
    assert_eq!(png_size(folder.path().join("a.png")), (1169, 827, 3937));
    let sheet = ["--paper", "a5", "--dpi", "72"];
    assert_eq!(pathos(&folder, &[&["export", "bicycle.mmd", "-o", "b.png"], &sheet[..]].concat()).code, 2);
    let portrait = ["export", "bicycle.mmd", "-o", "b.png", "--dpi", "60", "--orientation", "portrait"];
    check(&folder, &portrait, 0, &["A3 portrait, 297 × 420 mm"]);
    check(&folder, &["export", "clinic-ar.mmd", "-o", "c.svg"], 0, &["c.svg: A3 landscape"]);
    assert!(fs::read_to_string(folder.path().join("c.svg")).expect("a file").contains("<svg"));
    check(&folder, &["export", "bicycle.mmd", "-o", "d.jpg"], 1, &["d.jpg", "hint: call the output"]);
    check(&folder, &["export", "bicycle.mmd", "-o", "d.png", "--margin", "500"], 1, &["500 mm", "hint: use smaller"]);
    assert_eq!(made(folder.path()), ["a.png", "b.png", "c.svg"]);
}

#[test]
fn the_example_of_the_readme_makes_a_poster() {
    let folder = folder();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    fs::create_dir(folder.path().join("samples")).expect("a folder");
    let text = "samples/mermaid-journeys.md";
    fs::copy(samples.join("mermaid-journeys.md"), folder.path().join(text)).expect("a copy");
    let readme = fs::read_to_string(samples.join("../README.md")).expect("a text");
    let example = "export samples/mermaid-journeys.md --nth 2 -o poster.png --paper a1";
    assert!(readme.contains(example), "the README has another example");
    let arguments: Vec<&str> = example.split(' ').collect();
    check(&folder, &arguments, 0, &["poster.png: A1 landscape, 841 × 594 mm, 4967 × 3508 pixels at 150 dpi"]);
    assert_eq!(png_size(folder.path().join("poster.png")), (4967, 3508, 5906));

    // The third is Japanese: its letters are drawn, or the package is named that has them.
    let japanese = ["export", text, "--nth", "3", "-o", "japanese.png", "--dpi", "30"];
    let ran = check(&folder, &japanese, 0, &["japanese.png: A3"]);
    let is_missing = ran.stderr.contains("no font has these");
    assert!(!is_missing || ran.stderr.contains("such as the package fonts-noto-cjk"), "{}", ran.stderr);
}

#[test]
fn guide_lines_and_the_blueprint_are_choices_of_an_export() {
    let folder = folder();
    check(&folder, &["import", "bicycle.mmd", "-o", "map.ron"], 0, &["map.ron"]);
    let export = |more: &[&str]| -> Vec<u8> {
        let usual = ["export", "map.ron", "-o", "out.svg", "--overwrite"];
        check(&folder, &[&usual[..], more].concat(), 0, &["out.svg"]);
        fs::read(folder.path().join("out.svg")).expect("a picture")
    };
    let usual = export(&[]);
    assert!(usual == export(&["--guides", "5"]) && usual != export(&["--guides", "9"]));
    assert!(usual == export(&["--blueprint=no"]) && usual != export(&["--blueprint"]));
    let usual = ["export", "map.ron", "-o", "other.svg"];
    check(&folder, &[&usual[..], &["--guides", "12"]].concat(), 2, &["3 to 11"]);
    check(&folder, &[&usual[..], &["--blueprint=perhaps"]].concat(), 2, &["neither yes nor no"]);
    let text = ["export", "map.ron", "-o", "out.csv", "--blueprint"];
    check(&folder, &text, 1, &["--blueprint is for posters"]);
}

#[test]
fn an_export_that_is_stopped_leaves_nothing() {
    for signal in ["TERM", "INT"] {
        let folder = folder();
        let arguments = ["export", "bicycle.mmd", "-o", "a.png", "--paper", "a0", "--dpi", "600"];
        let mut running = command(&folder, &arguments).stderr(Stdio::piped()).spawn().expect("the program runs");
        while !made(folder.path()).iter().any(|name| name.starts_with(".pathos-")) {
            assert_eq!(running.try_wait().expect("a child"), None, "it ended before it could be stopped");
            std::thread::yield_now();
        }
        let killed = Command::new("kill").args([&format!("-{signal}"), &running.id().to_string()]).status();
        assert!(killed.expect("kill runs").success());
        let output = running.wait_with_output().expect("it ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{signal}: {stderr}");
        assert!(stderr.contains("error: the export was cancelled; nothing was written"), "{signal}: {stderr}");
        assert!(made(folder.path()).is_empty(), "{signal}: {:?}", made(folder.path()));
    }
}

#[test]
fn an_export_that_cannot_be_says_why_and_names_no_temporary_file() {
    let folder = folder();
    check(&folder, &["new", "-o", "a.ron"], 0, &["a.ron"]);
    let ran = check(
        &folder,
        &["export", "a.ron", "-o", "no/a.png"],
        1,
        &["no/a.png", "there is no such file or folder", "hint: "],
    );
    assert!(!ran.stderr.contains(".tmp"), "{}", ran.stderr);
    check(&folder, &["export", "a.ron", "-o", "a.png", "--margin", "148.4"], 1, &["148.4 mm", "hint: "]);
    assert_eq!(made(folder.path()), ["a.ron"]);
}

#[test]
fn a_poster_is_divided_into_sheets() {
    let folder = folder();
    let tiled = ["export", "bicycle.mmd", "--paper", "a0", "--tile", "a4", "--overlap", "5"];
    let said = ["on 21 sheets (7 across, 3 down) and one that shows how"];
    check(&folder, &[&tiled[..], &["-o", "a.pdf"]].concat(), 0, &said);
    let bytes = fs::read(folder.path().join("a.pdf")).expect("a file");
    assert_eq!(String::from_utf8_lossy(&bytes).matches("/Type/Page/").count(), 22);
    check(
        &folder,
        &[&tiled[..], &["--dpi", "30", "--format", "png", "-o", "sheets/"]].concat(),
        0,
        &["sheets/bicycle-*.png"],
    );
    assert_eq!(made(&folder.path().join("sheets")).len(), 22);
    check(&folder, &[&tiled[..], &["-o", "a.svg"]].concat(), 1, &["SVG", "hint: use PDF"]);
    check(&folder, &[&tiled[..], &["-o", "b.pdf", "--tile-margin", "31"]].concat(), 1, &["31 mm", "0 to 30 mm"]);
    check(&folder, &["export", "bicycle.mmd", "-o", "b.pdf", "--tile", "a0"], 1, &["A0", "A4, A3, Letter, Tabloid"]);
    check(&folder, &[&tiled[..], &["-o", "b.pdf", "--bleed", "3"]].concat(), 2, &["--bleed"]);
    check(&folder, &["export", "bicycle.mmd", "-o", "b.pdf", "--bleed", "21"], 1, &["21 mm", "0 to 20 mm"]);
    assert_eq!(made(folder.path()), ["a.pdf", "sheets"]);
}

#[test]
fn several_maps_go_to_a_folder() {
    let folder = folder();
    let maps = ["export", "bicycle.mmd", "clinic-ar.mmd", "--dpi", "30"];
    let ran =
        check(&folder, &[&maps[..], &["-o", "posters", "--format", "png"]].concat(), 0, &["posters/bicycle.png: A3"]);
    assert_eq!(ran.stdout.lines().count(), 2);
    assert_eq!(made(&folder.path().join("posters")), ["bicycle.png", "clinic-ar.png"]);
    check(&folder, &[&maps[..], &["-o", "-", "--format", "png"]].concat(), 1, &["standard output", "hint: "]);
    assert_eq!(made(folder.path()), ["posters"]);
}

#[test]
fn a_poster_goes_to_standard_output() {
    let folder = folder();
    for (format, begin) in [("png", &b"\x89PNG"[..]), ("pdf", b"%PDF-"), ("svg", b"<?xml")] {
        let output =
            command(&folder, &["export", "bicycle.mmd", "-o", "-", "--format", format, "--dpi", "30"]).output();
        let output = output.expect("the program runs");
        assert!(output.status.success() && output.stdout.starts_with(begin), "{format}");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(told.contains("standard output: A3 landscape"), "{told}");
    }
    check(&folder, &["export", "bicycle.mmd", "-o", "-"], 1, &["standard output", "--format png"]);
    assert!(made(folder.path()).is_empty());
}

#[test]
fn a_poster_can_hold_its_map() {
    let folder = folder();
    check(&folder, &["import", "bicycle.mmd", "-o", "a.ron"], 0, &[]);
    let ran = check(&folder, &["export", "a.ron", "-o", "a.png", "--dpi", "30", "--embed-map"], 0, &["a.png"]);
    assert!(ran.stderr.contains("has the whole map, with all its notes"), "{}", ran.stderr);
    check(&folder, &["import", "a.png", "-o", "b.ron"], 0, &["b.ron: ", "from a.png"]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a map");
    assert_eq!(read("b.ron"), read("a.ron"));

    check(&folder, &["export", "a.ron", "-o", "plain.png", "--dpi", "30"], 0, &[]);
    check(&folder, &["import", "plain.png", "-o", "c.ron"], 1, &["plain.png: there is no map", "hint: only a poster"]);
    check(&folder, &["export", "a.ron", "-o", "a.pdf", "--embed-map"], 1, &["only a PNG", "hint: "]);
    fs::write(folder.path().join("no.png"), "none at all").expect("a file");
    check(&folder, &["import", "no.png", "-o", "c.ron"], 1, &["no.png:1:1: this is not a map", "hint: "]);
    assert_eq!(made(folder.path()), ["a.png", "a.ron", "b.ron", "no.png", "plain.png"]);
}

#[test]
fn a_map_is_handed_on_in_one_file() {
    let folder = folder();
    check(&folder, &["import", "bicycle.mmd", "-o", "a.ron"], 0, &[]);
    check(&folder, &["export", "a.ron", "-o", "a.pathos"], 0, &["a.pathos: ", "0 pictures"]);
    check(&folder, &["import", "a.pathos", "-o", "b.ron"], 0, &["b.ron: ", "from a.pathos"]);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a map");
    assert_eq!(read("b.ron"), read("a.ron"));
    check(&folder, &["export", "a.pathos", "-o", "a.svg"], 0, &["a.svg: A3"]);
    check(&folder, &["check", "a.pathos"], 0, &[]);
    check(&folder, &["export", "a.ron", "-o", "a.pathos"], 1, &["a.pathos: this file exists already", "hint: "]);
    check(&folder, &["export", "a.ron", "-o", "a.pathos", "--overwrite"], 0, &[]);
    check(&folder, &["export", "a.ron", "b.ron", "-o", "c.pathos"], 1, &["one file holds one map"]);
    check(&folder, &["export", "a.ron", "-o", "c.pathos", "--tile", "a4"], 1, &["not for a poster"]);
    check(&folder, &["export", "a.ron", "-o", "c.pathos", "--stages", "1"], 1, &["handed on as a whole"]);
    assert_eq!(made(folder.path()), ["a.pathos", "a.ron", "a.svg", "b.ron"]);
}

#[test]
fn a_story_is_written_as_a_pdf_and_as_pictures() {
    let folder = folder();
    check(&folder, &["import", "bicycle.mmd", "-o", "a.ron"], 0, &[]);
    let ran = check(&folder, &["export", "a.ron", "-o", "story.pdf", "--story"], 0, &["story.pdf: ", " slides, "]);
    assert!(ran.stderr.contains("the map has no story"), "{}", ran.stderr);
    let pdf = fs::read(folder.path().join("story.pdf")).expect("a file");
    assert!(pdf.starts_with(b"%PDF"));
    check(&folder, &["export", "a.ron", "-o", "notes.pdf", "--story", "--notes"], 0, &["notes.pdf: "]);
    check(&folder, &["export", "a.ron", "-o", "slides/", "--story", "--theme", "dark"], 0, &["a-*.png: "]);
    let first = image::open(folder.path().join("slides/a-01.png")).expect("a picture");
    assert_eq!((first.width(), first.height()), (1920, 1080));
    check(&folder, &["export", "a.ron", "-o", "story.pdf", "--story"], 1, &["this file exists already"]);
    check(&folder, &["export", "a.ron", "-o", "b.png", "--story"], 1, &["several pictures", "hint: give a folder"]);
    check(&folder, &["export", "a.ron", "-o", "b.svg", "--story"], 1, &["SVG"]);
    check(&folder, &["export", "a.ron", "-o", "-", "--story"], 1, &["standard output"]);
    check(&folder, &["export", "a.ron", "bicycle.mmd", "-o", "b/", "--story"], 1, &["one map at a time"]);
    check(&folder, &["export", "a.ron", "-o", "b.pdf", "--story", "--theme", "gray"], 1, &["light, dark"]);
    check(&folder, &["export", "a.ron", "-o", "b.pdf", "--notes"], 2, &["--story"]);
}
