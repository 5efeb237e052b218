//! Files that are no map: each says where, what and what to do.

use std::fs;

use pathos::model::check::limits;
use pathos::store::{load, parse};

use super::BICYCLE;

/// Replaces `from` in a sound file and expects an error at `LINE:COLUMN` with these words in its text and hint.
fn check(from: &str, to: &str, at: &str, text: &str, hint: &str) {
    assert!(BICYCLE.contains(from), "{from:?} stands in the sound file");
    check_text(&BICYCLE.replacen(from, to, 1), at, text, hint);
}

fn check_text(file: &str, at: &str, text: &str, hint: &str) {
    let error = parse(file).expect_err(text);
    let (said, hinted) = (error.to_string(), error.hint());
    assert!(said.starts_with(&format!("{at}: ")), "at {at}: {said}");
    assert!(said.contains(text), "{text:?}: {said}");
    assert!(hinted.contains(hint), "{hint:?}: {hinted}");
}

#[test]
fn the_version_must_be_one_that_this_program_reads() {
    check(
        "version: 1",
        "version: 2",
        "3:12",
        "version 2 of the format; this program reads up to version 1",
        "update Pathos",
    );
    check("version: 1", "version: 0", "3:12", "0 is not a version", "Pathos(version: 1");
    check("version: 1", "version: \"1\"", "3:12", "is not a version", "Pathos(version: 1");
    check("  version: 1,\n", "", "1:1", "does not say which version", "Pathos(version: 1");
}

#[test]
fn a_file_of_something_else_is_told_so() {
    check("Pathos(", "Pythos(", "2:1", "not a map of Pathos", "begins with");
    check_text("journey\n    title Buying\n", "1:1", "not a map of Pathos", "begins with");
    check_text("{\"a\": 1}", "1:1", "not a map of Pathos", "begins with");
    check_text("<svg/>", "1:1", "not a map of Pathos", "begins with");
}

#[test]
fn an_empty_or_damaged_file_is_told_so() {
    check_text("", "1:1", "empty", "backup");
    check_text(" \n// nothing\n", "1:1", "not a map", "begins with");
    check("Ada's own", "Ada's \0 own", "166:22", "zero byte", "damaged");
    check("Till", "T\"ill", "84:17", "ended with the quote", "r#");
    check("  ),\n)\n", "  ),\n", "169:1", "ends before the `(` of line 2 is closed", "cut off");
    check("\"Ada's own\",\n    )],\n  ),\n)", "\"Ada's own", "166:15", "no closing quote", "cut off");
    check(
        "hue: Orange,\n    )]",
        "hue: Orange,\n    ]",
        "26:5",
        "`]` does not close the `(` of line 22",
        "missing or too many",
    );
    check("  ),\n)", "  ),\n))", "169:2", "`)` closes nothing", "take it out");
    check("  ),\n)", "  ),\n) (1)", "169:3", "behind the end", "take it out");
    check("id: \"m-bicycle\"", "/* id: \"m-bicycle\"", "5:5", "comment", "*/");
}

#[test]
fn what_a_merge_left_behind_is_told_so() {
    let ours_and_theirs = "<<<<<<< HEAD\n      title: \"Till\",\n=======\n      title: \"Desk\",\n>>>>>>> theirs\n";
    check("      title: \"Till\",\n", ours_and_theirs, "84:1", "conflict mark", "which of the two");
    check("      title: \"Till\",\n", "=======\n      title: \"Till\",\n", "84:1", "conflict mark", "which of the two");
    // Within a text, too.
    check("stolen.\n", "stolen.\n<<<<<<< HEAD\n", "14:1", "conflict mark", "which of the two");
}

#[test]
fn fields_and_values_are_named_with_the_nearest_right_one() {
    check("    title: \"See", "    titel: \"See", "37:9", "`titel` is not a field of a step", "did you mean `title`?");
    check(
        "    title: \"See",
        "    colour: \"See",
        "37:9",
        "`colour` is not a field of a step",
        "the fields are id, title, duration",
    );
    check("kano: Basic", "kano: Basik", "76:13", "`Basik` is not a value of `kano`", "did you mean `Basic`?");
    check("kind: Nps", "kind: NPS", "139:13", "`NPS` is not a value of `kind`", "did you mean `Nps`?");
    check("Cell(", "Zelle(", "71:14", "`Zelle` is not a value of `place`", "the values are Cell, Span, Stage, Parked");
}

#[test]
fn fields_that_are_missing_or_stand_twice_are_named() {
    check("      severity: Major,\n", "", "122:13", "this pain point has no `severity`", "add `severity: …`");
    check("    id: \"m-bicycle\",\n", "", "4:8", "this map has no `id`", "add `id: …`");
    check("word: \"anxious\"", "word: \"anxious\", ease: 2", "105:7", "`ease` stands here twice", "keep one");
}

#[test]
fn values_of_a_wrong_type_say_what_is_expected() {
    check(
        "title: \"Till\"",
        "title: 5",
        "84:14",
        "a text in double quotes is expected for `title`, and not 5",
        "correct",
    );
    check("actual: -2", "actual: \"bad\"", "102:15", "a whole number is expected for `actual`", "correct");
    check("actual: -2", "actual: 1.5", "102:15", "1.5 is not a whole number", "fraction");
    check("kano: Basic", "kano: \"Basic\"", "76:13", "a bare word without quotes", "correct");
    check("tags: [\"first\"]", "tags: \"first\"", "77:13", "a list in [ ] is expected for `tags`", "correct");
    check("(1, 2, 0, 0, 0)", "(1, 2)", "109:16", "`tally` has 2 values here, and not 5", "5 values");
    check("(1, 2, 0, 0, 0)", "(1, -2, 0, 0, 0)", "109:20", "-2 is out of range", "correct");
    check("title: \"Till\",", "title: \"Till\"", "85:7", "a comma is missing before place", "comma");
    check("title: \"Till\"", "title \"Till\"", "84:13", "a colon is missing", "field: value");
    check("title: \"Till\",", "title: \"Till\",,", "84:21", "one comma too many", "take it out");
    check("title: \"Till\"", "title: \"T\\ill\"", "84:14", "backslash", "r#");
    check("title: \"Till\"", "title: Till;", "84:18", "';' cannot stand here", "double quotes");
}

#[test]
fn values_outside_their_scale_say_the_scale() {
    check("actual: -2", "actual: 3", "102:15", "3 is outside the scale of emotion: -2 to 2", "correct");
    check("ease: 3", "ease: 0", "105:13", "0 is outside the scale of ease: 1 to 7", "correct");
    check("impact: 4", "impact: 6", "132:15", "outside the scale of impact and effort: 1 to 5", "correct");
    check("value: 12.0", "value: 101.0", "143:16", "101 is outside the scale of NPS: -100 to 100", "correct");
    check("width: 240.0", "width: 2.0", "51:16", "20 to 5000 points", "correct");
    check("(12.5, Minutes)", "(-1, Minutes)", "50:18", "-1 is not a length of time", "correct");
    check("2027-01-15", "2027-02-30", "8:14", "is not a date", "year, month and day");
    check("#205080", "blue", "16:13", "is not a colour", "correct");
    check("c-idea", "c idea", "93:11", "`c idea` is not an id", "correct");
    for number in ["inf", "-inf", "NaN", "1e999"] {
        check("value: 12.0", &format!("value: {number}"), "143:16", "must be finite", "plain number");
    }
}

#[test]
fn ids_that_do_not_fit_together_are_all_told() {
    check("Cell(\"l-touch\"", "Cell(\"l-gone\"", "71:14", "there is no lane with the id \"l-gone\"", "correct the id");
    check("id: \"c-till\"", "id: \"c-idea\"", "79:13", "there is no card with the id \"c-till\"", "correct the id");
    let error = parse(&BICYCLE.replace("p-ben", "p-ada")).expect_err("an id that stands twice");
    assert_eq!(error.to_string(), "23:11: the id \"p-ada\" belongs to another persona already");
    let error = parse(&BICYCLE.replace("id: \"s-till\"", "id: \"s-new\"")).expect_err("no such step");
    assert_eq!(error.problems().len(), 2, "{error}");
    assert!(error.to_string().ends_with("(and one more problem)"), "{error}");
}

#[test]
fn more_than_a_map_can_hold_is_an_error() {
    let deep = "(".repeat(200);
    check("Parked", &deep, "96:74", "too deep", "no more than ten");
    let long = "x".repeat(limits::TEXT + 1);
    check("Till", &long, "84:14", "100001 bytes", "shorten");
    check("Till", &"\\u{41}".repeat(limits::TEXT + 1), "84:14", "100001 bytes", "shorten");
    assert!(parse(&BICYCLE.replacen("Till", &"\\u{41}".repeat(limits::TEXT), 1)).is_ok());
    let personas: String = (0..=limits::PERSONAS).map(|n| format!("(id: \"p-{n}\"),")).collect();
    check("id: \"p-ben\"", &format!("id: \"p-ben\"), {personas} (id: \"p-x\""), "17:15", "the limit is 200", "divide");
    let brackets = "[".repeat(1_000_000);
    assert!(parse(&brackets).is_err());
}

/// Writes `bytes` to a file, opens it and expects these words, with the position in front if there is one.
fn check_load(bytes: &[u8], at: Option<&str>, text: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("map.ron");
    fs::write(&path, bytes).expect("a file");
    let error = load(&path).expect_err(text);
    let position = error.position().map(|position| position.to_string());
    assert_eq!(position.as_deref(), at, "{error}");
    let place = at.map(|at| format!(":{at}")).unwrap_or_default();
    assert!(error.to_string().starts_with(&format!("{}{place}: ", path.display())), "{error}");
    assert!(error.to_string().contains(text), "{text:?}: {error}");
    assert!(!error.hint().is_empty());
}

#[test]
fn a_file_that_is_no_text_is_told_so() {
    let mut latin = BICYCLE.replacen("Till", "Te?te", 1).into_bytes();
    let at = latin.iter().position(|b| *b == b'?').expect("a question mark");
    latin[at] = 0xea;
    check_load(&latin, Some("20:29"), "not text in UTF-8");
    check_load(b"\xff\xfeP\0a\0", Some("1:1"), "UTF-16");
    check_load(&[], Some("1:1"), "empty");
    check_load(&vec![b' '; (64 << 20) + 1], None, "more than 64 MiB");
}

#[test]
fn a_path_that_is_no_file_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |path: &std::path::Path| {
        let error = load(path).expect_err("no file");
        assert_eq!((error.path(), error.position(), error.problems().len()), (path, None, 0));
        assert!(!error.hint().is_empty());
        error.to_string()
    };
    assert!(said(folder.path()).ends_with("this is a folder, not a file"));
    assert!(said(&folder.path().join("none.ron")).ends_with("there is no such file or folder"));
    #[cfg(unix)]
    {
        let circle = folder.path().join("circle.ron");
        std::os::unix::fs::symlink(&circle, &circle).expect("a link");
        assert!(said(&circle).ends_with("links lead in a circle"));
        assert!(said(std::path::Path::new("/dev/null")).ends_with("no ordinary file"));
    }
}
