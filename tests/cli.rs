//! The real program, run in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

#[path = "cli/export.rs"]
mod export;

/// What a run gave.
struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

/// A folder to run in, with the fixtures of Mermaid in it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mermaid");
    for name in ["bicycle.mmd", "clinic-ar.mmd", "notes.md"] {
        fs::copy(fixtures.join(name), folder.path().join(name)).expect("a copy");
    }
    folder
}

fn command(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pathos"));
    command.current_dir(folder).args(arguments).env("XDG_STATE_HOME", folder.path().join(".state"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("CLICOLOR_FORCE");
    command
}

fn pathos(folder: &TempDir, arguments: &[&str]) -> Ran {
    let output = command(folder, arguments).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// Runs and expects a code, and words on standard output or, on failure, on standard error.
#[track_caller]
fn check(folder: &TempDir, arguments: &[&str], code: i32, words: &[&str]) -> Ran {
    let ran = pathos(folder, arguments);
    assert_eq!(ran.code, code, "{arguments:?}\n{}{}", ran.stdout, ran.stderr);
    let text = if code == 0 { &ran.stdout } else { &ran.stderr };
    for word in words {
        assert!(text.contains(word), "{arguments:?} does not say {word:?}:\n{}{}", ran.stdout, ran.stderr);
    }
    ran
}

/// The names of all files in a folder but those of the fixtures, sorted.
fn made(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| !["bicycle.mmd", "clinic-ar.mmd", "notes.md", ".state"].contains(&name.as_str()));
    names.sort();
    names
}

#[test]
fn help_says_what_there_is_with_examples() {
    let folder = folder();
    check(&folder, &["--help"], 0, &["Examples:", "export", "check", "import", "new", "[FILE]"]);
    for name in ["export", "check", "import", "new"] {
        check(&folder, &[name, "--help"], 0, &["Examples:", "Usage: pathos"]);
    }
    check(&folder, &["--version"], 0, &["pathos "]);
}

#[test]
fn what_is_not_understood_ends_with_2() {
    let folder = folder();
    check(&folder, &["--nonsense"], 2, &["error: ", "--nonsense"]);
    check(&folder, &["export"], 2, &["--output"]);
    check(&folder, &["check"], 2, &["<MAPS>"]);
    check(&folder, &["export", "a.ron", "-o", "a.png", "--paper", "a9"], 2, &["a9", "A0"]);
    check(&folder, &["export", "a.ron", "-o", "a.png", "--dpi", "7"], 2, &["30 to 1200"]);
    check(&folder, &["export", "a.ron", "-o", "a.png", "--orientation", "up"], 2, &["landscape"]);
    check(&folder, &["new"], 2, &["hint: give it with -o"]);
    assert!(made(folder.path()).is_empty());
}

#[test]
fn templates_are_listed_and_become_maps() {
    let folder = folder();
    let list = check(&folder, &["new", "--template", "list"], 0, &["blank", "service-blueprint"]);
    let names: Vec<&str> = list.stdout.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() >= 4);
    for name in names {
        let file = format!("{name}.ron");
        check(&folder, &["new", "--template", name, "-o", &file], 0, &[&file, name]);
        let ran = check(&folder, &["check", "--strict", &file], 0, &[]);
        assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    }
    check(&folder, &["new", "--template", "nothing", "-o", "a.ron"], 1, &["error: ", "hint: use one of blank"]);
    check(&folder, &["new", "-o", "a.png"], 1, &["ends in .ron", "hint: write to a.ron"]);
    check(&folder, &["new", "-o", "no/such/a.ron"], 1, &["error: no/such/a.ron", "hint: "]);
}

#[test]
fn nothing_is_replaced_unasked() {
    let folder = folder();
    let map = folder.path().join("a.ron");
    fs::write(&map, "mine").expect("a file");
    check(&folder, &["new", "-o", "a.ron"], 1, &["a.ron: this file exists already", "--overwrite"]);
    check(&folder, &["import", "bicycle.mmd", "-o", "a.ron"], 1, &["exists already"]);
    fs::write(folder.path().join("a.png"), "mine").expect("a file");
    check(&folder, &["export", "bicycle.mmd", "-o", "a.png"], 1, &["exists already", "--overwrite"]);
    for name in ["a.ron", "a.png"] {
        assert_eq!(fs::read_to_string(folder.path().join(name)).expect("a file"), "mine");
    }
    assert_eq!(made(folder.path()), ["a.png", "a.ron"]);
    check(&folder, &["new", "-o", "a.ron", "--overwrite"], 0, &["a.ron"]);
    check(&folder, &["check", "a.ron"], 0, &[]);
    check(&folder, &["export", "a.ron", "-o", "a.png", "--dpi", "30", "--overwrite"], 0, &["a.png: A3"]);
}

#[test]
fn an_output_is_never_its_own_input() {
    let folder = folder();
    check(&folder, &["new", "-o", "a.ron"], 0, &[]);
    fs::rename(folder.path().join("a.ron"), folder.path().join("a.svg")).expect("a new name");
    for output in ["a.svg", "./a.svg"] {
        check(&folder, &["export", "a.svg", "-o", output, "--overwrite"], 1, &["would replace"]);
    }
    check(&folder, &["import", "notes.md", "-o", "./notes.md", "--overwrite"], 1, &["would replace"]);
}

#[test]
fn problems_are_told_as_compilers_tell_them() {
    let folder = folder();
    check(&folder, &["new", "-o", "a.ron"], 0, &[]);
    let map = folder.path().join("a.ron");
    let good = fs::read_to_string(&map).expect("a map");

    let with_card = good.replacen("  lanes:", "  cards: [(id: \"c-1\", place: Parked)],\n    lanes:", 1);
    fs::write(&map, &with_card).expect("a file");
    let ran = check(&folder, &["check", "a.ron"], 0, &["warning: the card is empty"]);
    let line = 1 + with_card.lines().position(|line| line.contains("c-1")).expect("a line");
    assert!(ran.stdout.starts_with(&format!("a.ron:{line}:")), "{}", ran.stdout);
    assert_eq!(ran.stdout.lines().count(), 1);
    assert_eq!(pathos(&folder, &["check", "--strict", "a.ron"]).code, 1);

    fs::write(&map, good.replacen("kind: Emotion", "kind: Emotions", 1)).expect("a file");
    let ran = pathos(&folder, &["check", "a.ron"]);
    assert_eq!(ran.code, 1);
    assert!(ran.stdout.starts_with("a.ron:") && ran.stdout.contains(": error: "), "{}", ran.stdout);
    let ran = check(&folder, &["export", "a.ron", "-o", "a.png"], 1, &["error: a.ron:", "hint: "]);
    assert_eq!(ran.stdout, "");

    check(&folder, &["check", "nothing.ron"], 1, &["error: nothing.ron", "hint: "]);
    assert_eq!(made(folder.path()), ["a.ron"]);
}

#[test]
fn letters_without_a_font_are_warnings_with_a_place() {
    let folder = folder();
    check(&folder, &["new", "-o", "a.ron"], 0, &[]);
    let map = folder.path().join("a.ron");
    // A private-use letter, for which no font of anybody's stands.
    let text = fs::read_to_string(&map).expect("a map").replacen("New journey", "New \u{10fffd} journey", 1);
    fs::write(&map, &text).expect("a file");
    let ran = check(&folder, &["check", "a.ron"], 0, &["a.ron:6:17: warning: no font has these"]);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);

    // Neither in a comment nor in a note, and however far down.
    let text = text.replacen("  title:", "  note: \"\u{10fffd}\",\n    title:", 1);
    let padding = "// \u{10fffd} is a letter\n".repeat(5 << 20 >> 4);
    fs::write(&map, format!("{padding}{text}")).expect("a file");
    let line = 6 + 1 + padding.lines().count();
    check(&folder, &["check", "a.ron"], 0, &[&format!("a.ron:{line}:17: warning: no font has these")]);

    // Where only an escape stands for it, no place is better than a wrong one.
    fs::write(&map, text.replace('\u{10fffd}', "\\u{10fffd}")).expect("a file");
    check(&folder, &["check", "a.ron"], 0, &["a.ron: warning: no font has these"]);
}

#[cfg(unix)]
#[test]
fn one_of_several_journeys_is_chosen() {
    let folder = folder();
    let listed = ["1. line 13: Checking in", "2. line 23: Checking out", "3. line 31: (no title)", "--nth"];
    check(&folder, &["import", "notes.md", "-o", "a.ron"], 1, &listed);
    check(&folder, &["export", "notes.md", "-o", "a.png"], 1, &listed);
    check(&folder, &["import", "notes.md", "-o", "a.ron", "--nth", "4"], 1, &["no journey 4"]);
    check(&folder, &["import", "notes.md", "-o", "a.ron", "--nth", "0"], 1, &["no journey 0"]);
    assert!(made(folder.path()).is_empty());
    let ran =
        check(&folder, &["import", "notes.md", "-o", "a.ron", "--nth", "2"], 0, &["2 touchpoints", "notes.md:23"]);
    assert!(ran.stderr.starts_with("notes.md:27:7: note: "), "{}", ran.stderr);
    check(&folder, &["export", "notes.md", "-o", "a.png", "--nth", "1", "--dpi", "30"], 0, &["a.png"]);
    check(&folder, &["check", "--strict", "a.ron"], 0, &[]);
    check(&folder, &["export", "a.ron", "-o", "b.png", "--nth", "1"], 1, &["--nth"]);
}

#[test]
fn a_folder_takes_all_journeys_of_a_text() {
    let folder = folder();
    check(&folder, &["import", "notes.md", "-o", "maps/"], 0, &["Checking in.ron", "journey.ron"]);
    assert_eq!(made(&folder.path().join("maps")), ["Checking in.ron", "Checking out.ron", "journey.ron"]);
    check(&folder, &["import", "notes.md", "-o", "maps"], 1, &["Checking in.ron: this file exists already"]);
    let hostile = "```mermaid\njourney\ntitle ../../outside\nA: 5\n```\n".repeat(2);
    fs::write(folder.path().join("hostile.md"), hostile).expect("a file");
    check(&folder, &["import", "hostile.md", "-o", "safe/"], 0, &[]);
    assert_eq!(made(&folder.path().join("safe")), ["outside-2.ron", "outside.ron"]);
}

#[test]
fn what_cannot_be_read_is_told_with_its_place() {
    let folder = folder();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    write("flow.mmd", b"%% hello\nflowchart LR\n a-->b");
    write("latin.mmd", b"journey\nCaf\xe9: 5: Me");
    write("long.md", &vec![b' '; 5 << 20]);
    write("plain.md", b"# Nothing here");
    for (name, words) in [
        ("flow.mmd", "error: flow.mmd:2:1: this is a flowchart, not a journey"),
        ("latin.mmd", "error: latin.mmd:2:1: this is not UTF-8 text"),
        ("long.md", "longer than 4 MiB"),
        ("plain.md", "error: plain.md:1:1: there is no Mermaid diagram"),
        ("nothing.mmd", "error: nothing.mmd: "),
    ] {
        check(&folder, &["import", name, "-o", "a.ron"], 1, &[words, "hint: "]);
        check(&folder, &["export", name, "-o", "a.png"], 1, &[words]);
    }
    write("odd.mmd", b"journey\n\x1b[31mA: 9: \x1b[0mMe");
    let ran = check(&folder, &["import", "odd.mmd", "-o", "b.ron"], 0, &[]);
    assert!(!ran.stderr.contains('\x1b'), "{:?}", ran.stderr);
    assert!(!folder.path().join("a.ron").exists() && !folder.path().join("a.png").exists());
}

#[test]
fn a_reader_that_has_gone_away_is_no_panic() {
    let folder = folder();
    for arguments in [&["new", "--template", "list"][..], &["--help"], &["import", "notes.md", "-o", "maps/"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = command(&folder, arguments).stdout(writer).stderr(Stdio::piped()).output().expect("a run");
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && !stderr.contains("panicked"), "{arguments:?}: {:?} {stderr}", output.status);
    }
}

#[cfg(not(feature = "gui"))]
#[test]
fn a_build_without_a_window_says_so() {
    let folder = folder();
    check(&folder, &[], 1, &["error: this build of Pathos has no window", "hint: "]);
    check(&folder, &["./export"], 1, &["no window"]);
}

#[test]
fn a_table_becomes_a_map_and_a_map_a_table() {
    let folder = folder();
    let table = "Stage;Step;Title;Emotion (Ada);Weather\nGo;Pay;Queue at the till;-1;rain\n;;Say good-bye;2;\n";
    fs::write(folder.path().join("errand.csv"), table).expect("a file");
    let words = ["a.ron: 1 stage, 2 cards, 1 persona, from errand.csv, with 1 note"];
    let ran = check(&folder, &["import", "errand.csv", "-o", "a.ron"], 0, &words);
    assert_eq!(ran.stderr, "errand.csv:1:5: note: the column \"Weather\" (E) is not known; its 1 cell was left out\n");
    check(&folder, &["check", "--strict", "a.ron"], 0, &[]);
    assert!(fs::read_to_string(folder.path().join("a.ron")).expect("a map").contains("title: \"errand\""));
    for name in ["b.csv", "b.tsv", "b.md"] {
        let ran = check(&folder, &["export", "a.ron", "-o", name], 0, &[&format!("{name}: from a.ron")]);
        assert_eq!(ran.stderr, "", "{name}");
        check(&folder, &["import", name, "-o", "b.ron", "--overwrite"], 0, &["from b."]);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a map");
        let without_ids = |text: String| {
            text.lines().filter(|line| !line.contains("id: \"r-")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(without_ids(read("b.ron")), without_ids(read("a.ron")), "{name}");
    }
    check(&folder, &["export", "errand.csv", "-o", "c.png", "--dpi", "30"], 0, &["c.png: A3"]);
    check(&folder, &["export", "b.md", "-o", "d.png", "--dpi", "30"], 0, &["d.png: A3"]);
    let ran = check(&folder, &["export", "a.ron", "-o", "a.mmd"], 0, &["a.mmd: from a.ron, with"]);
    assert!(ran.stderr.contains("a.ron: note: 2 lanes are not in it"), "{}", ran.stderr);
    check(&folder, &["import", "a.mmd", "-o", "e.ron"], 0, &["2 touchpoints"]);
    let ran =
        check(&folder, &["export", "a.ron", "bicycle.mmd", "-o", "out", "--format", "csv"], 0, &["out/bicycle.csv"]);
    assert_eq!(ran.stdout.lines().count(), 2);
    let output = command(&folder, &["export", "a.ron", "-o", "-", "--format", "md"]).output().expect("a run");
    assert!(output.stdout.starts_with(b"<!-- pathos-outline: 1 -->"));
}

#[test]
fn a_mapping_is_given_on_the_command_line() {
    let folder = folder();
    fs::write(folder.path().join("a.csv"), "I,II\nGo,Queue\n").expect("a file");
    check(&folder, &["import", "a.csv", "-o", "a.ron"], 1, &["a.csv:1:1: no column says", "hint: ", "--map"]);
    check(
        &folder,
        &["import", "a.csv", "-o", "a.ron", "--map", "Title=Z"],
        1,
        &["--map: there is no column `Z`", "\"I\" (A)"],
    );
    check(&folder, &["import", "a.csv", "-o", "a.ron", "--map", "Stage=A,Title=II"], 0, &["1 card"]);
    check(&folder, &["import", "bicycle.mmd", "-o", "b.ron", "--map", "Title=A"], 1, &["--map is for tables"]);
    check(&folder, &["import", "a.csv", "-o", "b.ron", "--nth", "1"], 1, &["--nth chooses among"]);
    check(&folder, &["import", "a.csv", "-o", "b.ron", "--sheet", "One"], 1, &["not a workbook"]);
    for option in [&["--marks"][..], &["--dpi", "100"], &["--tile", "a4"], &["--lanes", "Emotion"]] {
        let arguments = [&["export", "a.ron", "-o", "b.csv"], option].concat();
        check(&folder, &arguments, 1, &["is for posters, and this is text", "hint: leave"]);
    }
    check(&folder, &["export", "a.ron", "-o", "a.csv"], 1, &["a.csv: this file exists already", "--overwrite"]);
    check(&folder, &["export", "a.ron", "-o", "b.csv", "--format", "md"], 1, &["say different things"]);
    assert_eq!(made(folder.path()), ["a.csv", "a.ron"]);
}

#[test]
fn readings_go_into_a_map() {
    let folder = folder();
    check(&folder, &["import", "bicycle.mmd", "-o", "a.ron"], 0, &[]);
    fs::write(folder.path().join("r.csv"), "Metric,Period,Value,n\nNPS,2026-Q3,31,120\nNPS,2026-Q2,500,\n")
        .expect("a file");
    let words = ["b.ron: 1 reading from r.csv; 1 metric added, 0 metrics changed"];
    let ran = check(&folder, &["import", "r.csv", "--into", "a.ron", "-o", "b.ron"], 0, &words);
    assert_eq!(ran.stderr, "r.csv:3:3: note: 500 is outside the scale of NPS, -100 to 100; the row was left out\n");
    assert!(fs::read_to_string(folder.path().join("b.ron")).expect("a map").contains("2026-Q3"));
    check(&folder, &["import", "r.csv", "--into", "a.ron", "-o", "a.ron"], 1, &["would replace what it is made of"]);
    fs::write(folder.path().join("t.csv"), "Title\nA\n").expect("a file");
    let words = ["t.csv:1:1: there is no column for Metric"];
    check(&folder, &["import", "t.csv", "--into", "a.ron", "-o", "c.ron"], 1, &words);
    check(&folder, &["check", "--strict", "b.ron"], 0, &[]);
}

#[test]
fn minutes_tell_what_differs_since_a_workshop_began() {
    let folder = folder();
    check(&folder, &["import", "bicycle.mmd", "-o", "before.ron"], 0, &[]);
    let text = fs::read_to_string(folder.path().join("before.ron")).expect("a map");
    let after = text.replacen("title: \"", "title: \"The new ", 2);
    assert_ne!(text, after);
    fs::write(folder.path().join("after.ron"), after).expect("written");
    let ran =
        check(&folder, &["report", "--workshop", "after.ron", "--since", "before.ron"], 0, &["# Minutes: The new"]);
    assert!(ran.stdout.contains("## Changed") && ran.stdout.contains("The new"), "{}", ran.stdout);
    let ran =
        check(&folder, &["report", "--workshop", "after.ron", "-o", "minutes.md"], 0, &["minutes.md: the minutes"]);
    assert!(ran.stderr.contains("--since"), "{}", ran.stderr);
    assert_eq!(made(folder.path()), ["after.ron", "before.ron", "minutes.md"]);
    check(&folder, &["report", "--workshop", "after.ron", "-o", "minutes.md"], 1, &["exists already"]);
    check(&folder, &["report", "--workshop", "after.ron", "-o", "minutes.csv"], 1, &["Markdown"]);
    check(&folder, &["report", "--workshop", "after.ron", "-o", "after.ron"], 1, &["would replace"]);
    check(&folder, &["report", "after.ron"], 2, &["--output"]);
    check(&folder, &["report", "after.ron", "-o", "-", "--since", "before.ron"], 2, &["--workshop"]);
}
