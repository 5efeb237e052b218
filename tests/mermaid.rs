//! Mermaid's journeys become maps: many small diagrams against what is expected of each.

use std::fmt::Write as _;
use std::path::Path;

use pathos::interchange::mermaid::{Diagram, MAX_TEXT_BYTES, SourceKind, diagrams, explain_none, export, import};
use pathos::model::check::check as problems;
use pathos::model::{IdSource, Map, ProblemSeverity, Target};
use proptest::prelude::*;

/// The map in short: `stage[task emotion persona persona, …] …`.
fn outline(map: &Map) -> String {
    let mut outline = String::new();
    for stage in map.stages.iter() {
        let mut cells = Vec::new();
        for step in stage.steps.iter() {
            let Some(card) =
                map.cards.iter().find(|card| map.cell_of(card.place).is_some_and(|cell| cell.1 == step.id))
            else {
                cells.push("-".to_owned());
                continue;
            };
            let mut cell = card.title.replace('\n', "/");
            for rating in map.ratings.iter().filter(|rating| rating.at == Target::Card(card.id)) {
                let persona = map.personas.find(rating.persona).expect("a persona");
                let _ = write!(cell, " {}{}", persona.name, rating.actual.expect("an emotion").signed());
            }
            cells.push(cell);
        }
        let _ = write!(outline, "{}[{}] ", stage.title.replace('\n', "/"), cells.join(", "));
    }
    outline.trim_end().to_owned()
}

fn import_all(text: &str, kind: SourceKind) -> Vec<(Map, Vec<String>)> {
    let mut ids = IdSource::seeded(1);
    let tell =
        |notice: &pathos::interchange::mermaid::Notice| format!("{}:{} {}", notice.line, notice.column, notice.text);
    let mut maps = Vec::new();
    for diagram in diagrams(text, kind) {
        let imported = import(&diagram, &mut ids).expect("a map");
        assert_eq!(imported.map.title, diagram.title);
        let wrong: Vec<_> =
            problems(&imported.map).into_iter().filter(|problem| problem.severity == ProblemSeverity::Error).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        maps.push((imported.map, imported.notices.iter().map(tell).collect()));
    }
    maps
}

/// One diagram without a title: its outline and its notices.
#[track_caller]
fn check(body: &str, expected: &str, notices: &[&str]) {
    let maps = import_all(&format!("journey\n{body}"), SourceKind::Mermaid);
    assert_eq!(maps.len(), 1, "{body:?}");
    assert_eq!(outline(&maps[0].0), expected, "{body:?}");
    assert_eq!(maps[0].1, notices, "{body:?}");
}

/// A text that is no journey: where and why.
#[track_caller]
fn check_error(text: &str, kind: SourceKind, expected: &str) {
    let error = match diagrams(text, kind).first() {
        Some(diagram) => import(diagram, &mut IdSource::seeded(1)).expect_err("no map"),
        None => explain_none(text, kind),
    };
    assert_eq!(error.to_string(), expected, "{text:?}");
    assert!(!error.hint.is_empty());
}

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mermaid").join(name);
    std::fs::read_to_string(path).expect("a fixture")
}

#[test]
fn tasks_are_read_as_mermaid_reads_them() {
    check("section S\n A: 5: Me, You\nB:1:Me", "S[A Me+2 You+2, B Me−2]", &[]);
    check("A: 3: Me", "[A Me0]", &[]);
    check("section S\n\tA\t:\t4\t:\tMe\t", "S[A Me+1]", &[]);
    check("SECTION S\n A: 4: Me", "S[A Me+1]", &[]);
    check("section S\nA: 5: Me\nA: 5: Me", "S[A Me+2, A Me+2]", &[]);
    check("section S\nA: 5: Me, Me,, Me", "S[A Me+2]", &[]);
    check("section S<br>T\nA<br />B: 5: Me", "S/T[A/B Me+2]", &[]);
    check(
        "section Back\nA:1:Me\nsection Out\nB:1:Me\nsection Back\nC:1:Me",
        "Back[A Me−2] Out[B Me−2] Back[C Me−2]",
        &[],
    );
    check("section S\nA:1:Me\nsection S\nB:1:Me", "S[A Me−2, B Me−2]", &[]);
}

#[test]
fn a_score_without_an_actor_is_the_customers() {
    check("section S\nA: 5", "S[A Customer+2]", &[]);
    check("section S\nA: 5:", "S[A Customer+2]", &[]);
    check("section S\nA: 5\nB: 1: Customer", "S[A Customer+2, B Customer−2]", &[]);
}

#[test]
fn scores_off_the_scale_are_clamped_and_told() {
    let outside = |score: &str, to: u8| format!("2:1 the score {score} of \"A\" is outside 1 to 5; it counts as {to}");
    for (score, name, notice) in [
        ("0", "−2", outside("0", 1)),
        ("-3", "−2", outside("-3", 1)),
        ("7", "+2", outside("7", 5)),
        ("99999999999999999999", "+2", outside("99999999999999999999", 5)),
        ("3.5", "+1", "2:1 the score 3.5 of \"A\" was rounded to 4".to_owned()),
        ("2.4", "−1", "2:1 the score 2.4 of \"A\" was rounded to 2".to_owned()),
    ] {
        check(&format!("A: {score}: Me"), &format!("[A Me{name}]"), &[&notice]);
    }
    check("A: 4.0: Me", "[A Me+1]", &[]);
}

#[test]
fn what_is_no_score_is_told() {
    let dropped = "2:1 \"happy\" is not a score from 1 to 5; the emotion of \"A\" is not set";
    check("A: happy: Me", "[A]", &[dropped]);
    check("A: happy", "[A]", &[dropped]);
    for text in ["nan", "inf", "infinity", "1e1", "5/5", "٥"] {
        let notice = format!("2:1 \"{text}\" is not a score from 1 to 5; the emotion of \"A\" is not set");
        check(&format!("A: {text}: Me"), "[A]", &[&notice]);
    }
    for body in ["A", "A:", "A: : Me", "A::"] {
        check(body, "[A]", &["2:1 \"A\" has no score; its emotion is not set"]);
    }
    check(": 5: Me", "[ Me+2]", &["2:1 this task has no name"]);
    check("A: 5: Me: more", "[A Me+2]", &["2:1 \"more\" follows the actors and was left out"]);
}

#[test]
fn names_may_hold_what_mermaid_refuses() {
    check("Ring at 10:30: 4: Me", "[Ring at 10:30 Me+1]", &[]);
    check("Ring at 10:30: 4", "[Ring at 10:30 Customer+1]", &[]);
    check("Open https://example.org: 4: Me", "[Open https://example.org Me+1]", &[]);
    check("Choose: red or blue: 4: Me", "[Choose: red or blue Me+1]", &[]);
    check("Fix #12: 4: Me", "[Fix #12 Me+1]", &[]);
    check("Salt; pepper: 4: Me", "[Salt; pepper Me+1]", &[]);
    check("Journey begins: 4: Me", "[Journey begins Me+1]", &[]);
    check("Fish &amp; chips #quot;hot#quot;: 4: M&amp;M", "[Fish & chips \"hot\" M&M+1]", &[]);
    check("Say #35;1 #58; yes: 4: Me", "[Say #1 : yes Me+1]", &[]);
    check("section One: two\nA: 4: Me", "One: two[A Me+1]", &[]);
    check("section One:\nA: 4: Me", "One[A Me+1]", &[]);
    check("section: One\nA: 4: Me", "One[A Me+1]", &[]);
    check("sections: 4: Me", "[sections Me+1]", &[]);
}

#[test]
fn comments_and_separators_are_passed_over() {
    check("%% one\n# two\nA: 4: Me %% three\n  %%four\nB: 4: Me # five", "[A Me+1, B Me+1]", &[]);
    check("section S; A: 4: Me; B: 2: Me;", "S[A Me+1, B Me−1]", &[]);
    check(";;A: 4: Me;;;", "[A Me+1]", &[]);
    check("100%% sure: 4: Me", "[100%% sure Me+1]", &[]);
    check("%%{init: {\n'a': 1}\n}%%\nA: 4: Me", "[A Me+1]", &[]);
    check("%%{wrap}%% A: 4: Me", "[A Me+1]", &[]);
    check("%%{ never closed\nA: 4: Me", "[A Me+1]", &[]);
    check("section Phase #2\nA: 4: Me", "Phase[A Me+1]", &["2:1 \"#2\" is a comment to Mermaid and was left out"]);
}

#[test]
fn an_empty_section_is_a_stage_with_an_empty_step() {
    let told = "2:3 the section \"S\" has no task; it became a stage with one empty step";
    check("  section S\nsection T\nA: 4: Me", "S[-] T[A Me+1]", &[told]);
}

#[test]
fn heads_are_read_wherever_they_stand() {
    for (text, title, situation) in [
        ("journey\ntitle T\nA:5", "T", ""),
        ("journey\ntitle: T: U\nA:5", "T: U", ""),
        ("journey title T\nA:5", "T", ""),
        ("Journey\nTITLE T<br>U\nA:5", "T U", ""),
        ("journey\naccTitle: T; #1\nA:5", "T; #1", ""),
        ("journey\naccTitle: Other\ntitle T\nA:5", "T", ""),
        ("---\ntitle: \"T\"\nconfig:\n  x: 1\n---\njourney\nA:5", "T", ""),
        ("---\ntitle: Other\n---\njourney\ntitle T\nA:5", "T", ""),
        ("\u{feff}\r\njourney\r\ntitle T\r\naccDescr: D\r\nA:5\r\n", "T", "D"),
        ("journey\raccDescr {\r  D\r  E }title T\rA:5", "T", "D\nE"),
        ("journey\naccDescr { D }\nA:5", "", "D"),
        ("journey\nA:5\naccDescr { never closed", "", "never closed"),
    ] {
        let maps = import_all(text, SourceKind::Mermaid);
        assert_eq!(maps.len(), 1, "{text:?}");
        let map = &maps[0].0;
        assert_eq!((map.title.as_str(), map.scenario.situation.as_str()), (title, situation), "{text:?}");
        assert_eq!(outline(map), "[A Customer+2]", "{text:?}");
    }
}

#[test]
fn what_is_no_journey_is_named_with_its_place() {
    use SourceKind::{Markdown, Mermaid};
    check_error("", Mermaid, "1:1: there is no diagram in this file");
    check_error("%% nothing\n", Mermaid, "1:1: there is no diagram in this file");
    check_error("\n  flowchart LR\n a-->b", Mermaid, "2:3: this is a flowchart, not a journey");
    check_error("stateDiagram-v2", Mermaid, "1:1: this is a state diagram, not a journey");
    check_error("Hello world", Mermaid, "1:1: this is a text that begins with `Hello`, not a journey");
    check_error("journeys", Mermaid, "1:1: this is a text that begins with `journeys`, not a journey");
    check_error("# Text\n", Markdown, "1:1: there is no Mermaid diagram in this text");
    check_error("# Text\n> ```mermaid\n> pie\n> ```", Markdown, "3:3: this is a pie chart, not a journey");
    check_error("\njourney\ntitle T", Mermaid, "1:1: the journey has neither a section nor a task");
    check_error(&" ".repeat(MAX_TEXT_BYTES + 1), Mermaid, "1:1: the text is longer than 4 MiB");
}

#[test]
fn what_a_map_cannot_hold_is_told_once() {
    let many = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
    let tasks = many(2_500, |n| format!("T{n}: 5: Me\n"));
    let (map, notices) = import_all(&format!("journey\n{tasks}"), SourceKind::Mermaid).remove(0);
    assert_eq!(map.steps().count(), 2_000);
    assert_eq!(notices, ["2002:1 a map holds 2000 tasks; this and all that follow were left out"]);

    let sections = many(2_500, |n| format!("section S{n}\n"));
    let (map, notices) = import_all(&format!("journey\nA: 5: Me\n{sections}"), SourceKind::Mermaid).remove(0);
    assert_eq!(map.steps().count(), 2_000);
    assert!(notices.contains(&"2002:1 a map holds 2000 steps; this and all that follows was left out".to_owned()));

    let actors = many(300, |n| format!("P{n}, "));
    let (map, notices) = import_all(&format!("journey\nA: 5: {actors}\nB: 5"), SourceKind::Mermaid).remove(0);
    assert_eq!((map.personas.len(), notices.len()), (200, 101));

    let long = "x".repeat(200_000);
    let (map, notices) = import_all(&format!("journey\n{long}: 5: Me"), SourceKind::Mermaid).remove(0);
    assert_eq!(map.cards.at(0).map(|card| card.title.len()), Some(100_000));
    assert_eq!(notices.len(), 1);
}

#[test]
fn a_hostile_line_takes_no_more_than_its_length() {
    // With a step for each pair of marks this would not end within the life of a test run.
    for unit in
        ["a:1;", "a;", ";", "#", "%%{", "accDescr{}", "<br", "&", "title;", ":", "section a;", "}%%", "a:1;;;", "x %%"]
    {
        let text = format!("journey\n{}", unit.repeat(MAX_TEXT_BYTES / 8 / unit.len()));
        for diagram in diagrams(&text, SourceKind::Mermaid) {
            let _ = import(&diagram, &mut IdSource::seeded(1));
        }
    }
}

#[test]
fn a_real_diagram_keeps_all_that_a_map_can_hold() {
    let text = fixture("bicycle.mmd");
    let (map, notices) = import_all(&text, SourceKind::Mermaid).remove(0);
    assert_eq!(map.title, "Buying a bicycle");
    assert_eq!(map.scenario.situation, "A commuter whose old bicycle was stolen\nneeds another one before Monday.");
    assert_eq!(
        outline(&map),
        "Discover[See the poster Ada+1, Ask a friend Ada+2 Ben+2, Read reviews/on the web Ada+1] \
         Buy[Ring at 10:30 Ada−1 Clerk−1, Queue at the till Ada−2, Fix bug #12 in the form Ada−2 Clerk−2, \
         Pay Ada+1 Clerk+1] \
         Use[First ride to work Customer+2, Ask about \"warranty\", Come back] Leave[-]"
    );
    let lines: Vec<&str> = notices.iter().map(|notice| notice.split(' ').next().expect("a place")).collect();
    assert_eq!(lines, ["19:7", "22:7", "27:7", "28:7", "29:5"]);
    let warranty = map.cards.iter().find(|card| card.title.contains("warranty")).expect("a card");
    let names: Vec<&str> =
        warranty.personas.iter().filter_map(|id| map.personas.find(*id)).map(|persona| persona.name.as_str()).collect();
    assert_eq!(names, ["Ben"]);
    assert!(map.steps().all(|(_, step)| step.title.is_empty()));
}

#[test]
fn a_diagram_may_be_in_any_script() {
    for (name, language, lane, stage) in [
        ("clinic-ar.mmd", "ar", "نقاط التواصل", "قبل الزيارة"),
        ("train-ja.mmd", "ja", "タッチポイント", "予約"),
        ("permit-uk.mmd", "uk", "Точки дотику", "Подання"),
        ("bicycle.mmd", "", "Touchpoints", "Discover"),
    ] {
        let (map, _) = import_all(&fixture(name), SourceKind::Mermaid).remove(0);
        assert_eq!(map.language, language, "{name}");
        assert_eq!(map.lanes.at(0).map(|lane| lane.title.as_str()), Some(lane), "{name}");
        assert_eq!(map.stages.at(0).map(|stage| stage.title.as_str()), Some(stage), "{name}");
        assert_eq!(map.direction().is_rtl(), language == "ar");
    }
}

#[test]
fn markdown_gives_its_journeys_with_their_lines() {
    let text = fixture("notes.md");
    assert_eq!(SourceKind::of(Path::new("notes.md"), &text), SourceKind::Markdown);
    assert_eq!(SourceKind::of(Path::new("notes.mmd"), &text), SourceKind::Markdown);
    assert_eq!(SourceKind::of(Path::new("a.MD"), "journey"), SourceKind::Markdown);
    assert_eq!(SourceKind::of(Path::new("a.mermaid"), "journey"), SourceKind::Mermaid);
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let found: Vec<(u32, String)> = diagrams(&text, SourceKind::Markdown)
            .into_iter()
            .map(|Diagram { line, title, .. }| (line, title))
            .collect();
        assert_eq!(found, [(13, "Checking in".to_owned()), (23, "Checking out".to_owned()), (31, String::new())]);
        let maps = import_all(&text, SourceKind::Markdown);
        assert_eq!(outline(&maps[1].0), "Leave[Pay the bill Guest0, Score missing]");
        assert_eq!(maps[1].1, ["27:7 \"Score missing\" has no score; its emotion is not set"]);
    }
    let bare = diagrams("journey\nA: 5", SourceKind::Markdown);
    assert_eq!(bare.len(), 1);
}

#[test]
fn the_same_ids_give_the_same_map() {
    let text = fixture("bicycle.mmd");
    let once = import_all(&text, SourceKind::Mermaid);
    assert_eq!(once, import_all(&text, SourceKind::Mermaid));
}

proptest! {
    #[test]
    fn any_text_gives_a_sound_map_or_an_error(text in "\\PC*", markdown: bool) {
        any(&text, markdown);
    }

    #[test]
    fn any_likely_text_gives_a_sound_map_or_an_error(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60),
        markdown: bool,
    ) {
        any(&format!("{}{}", if markdown { "```mermaid\n" } else { "" }, pieces.concat()), markdown);
        any(&format!("journey{}", pieces.concat()), false);
    }
}

const PIECES: [&str; 31] = [
    "journey",
    "title",
    "section",
    "accTitle",
    "accDescr",
    ":",
    "{",
    "}",
    ";",
    "#",
    "%%",
    "%%{",
    "}%%",
    "\n",
    " ",
    "\t",
    "\r\n",
    "---",
    "5",
    "-1",
    "3.5",
    "Ada",
    ",",
    "<br>",
    "&amp;",
    "#35;",
    "é日",
    "\u{feff}",
    "```",
    "> ",
    "🙂\u{200f}",
];

fn any(text: &str, markdown: bool) {
    let kind = if markdown { SourceKind::Markdown } else { SourceKind::Mermaid };
    let found = diagrams(text, kind);
    if found.is_empty() {
        assert!(!explain_none(text, kind).text.is_empty());
    }
    for diagram in found {
        if let Ok(imported) = import(&diagram, &mut IdSource::seeded(1)) {
            let wrong = problems(&imported.map);
            assert!(wrong.iter().all(|problem| problem.severity == ProblemSeverity::Warning), "{wrong:?}");
            assert!(imported.notices.iter().all(|notice| notice.line >= diagram.line && notice.column >= 1));
        }
    }
}

/// A diagram written and read again, with what was told on the way out.
fn through(map: &Map) -> (Map, Vec<String>, String) {
    let exported = export(map);
    let found = diagrams(&exported.text, SourceKind::Mermaid);
    assert_eq!(found.len(), 1, "{}", exported.text);
    let imported = import(&found[0], &mut IdSource::seeded(2)).expect("a map");
    assert_eq!(imported.notices, [], "{}", exported.text);
    (imported.map, exported.left_out, exported.text)
}

#[test]
fn a_diagram_gives_back_its_titles_and_emotions() {
    let text = "journey\ntitle Buy: #35;1 &amp; more\nsection Dis#58;cover\n See it, now: 4: Ada, Ben\n #115;ection 2: 1: Ada\n a<br>b: 5: Ada\nsection Buy\n Pay #59; go: 2: Ben";
    let map = import_all(text, SourceKind::Mermaid).remove(0).0;
    let (back, left_out, written) = through(&map);
    assert_eq!(outline(&back), outline(&map), "{written}");
    assert_eq!(back.title, "Buy: #1 & more");
    assert_eq!(left_out, ["2 lanes are not in it"]);
}

#[test]
fn what_a_diagram_cannot_hold_is_told() {
    let mut map = import_all("journey\nsection S\nA: 4: Ada, Ben\nB: 2: Ada", SourceKind::Mermaid).remove(0).0;
    let ratings: Vec<_> = map.ratings.iter().map(|rating| rating.id).collect();
    map.ratings.find_mut(ratings[1]).expect("Ben's").actual = pathos::model::Emotion::new(-2);
    map.ratings.find_mut(ratings[0]).expect("Ada's").word = "fine".into();
    map.ratings.find_mut(ratings[2]).expect("Ada's").actual = None;
    let (back, left_out, written) = through(&map);
    assert_eq!(outline(&back), "S[A Ada+1, A Ben−2, B Ada0]", "{written}");
    for told in [
        "1 expectation, word, ease or success is not in it",
        "1 touchpoint without an emotion got the score 3, because Mermaid has no task without one",
        "1 touchpoint where personas feel differently became a task for each score",
    ] {
        assert!(left_out.iter().any(|line| line == told), "{told}: {left_out:?}");
    }
}

#[test]
fn every_sample_is_written_as_a_diagram() {
    for name in ["retail-bicycle", "onboarding-current", "clinic-ar", "station-ja", "hotel-blueprint"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}.ron"));
        let map = pathos::store::parse(&std::fs::read_to_string(path).expect("a sample")).expect("a map").0;
        let (back, left_out, _) = through(&map);
        let stages = |map: &Map| map.stages.iter().map(|stage| stage.title.clone()).collect::<Vec<_>>();
        assert_eq!(stages(&back), stages(&map), "{name}");
        assert!(!left_out.is_empty(), "{name}");
    }
}
