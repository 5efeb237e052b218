//! From pain to plan on the command line: check, report, diff and merge of the real program.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A folder with the sample of a current and a future map, and a map in which nothing is found.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (from, to) in [
        ("samples/onboarding-current.ron", "now.ron"),
        ("samples/onboarding-future.ron", "then.ron"),
        ("tests/fixtures/insight/clean.ron", "clean.ron"),
    ] {
        fs::copy(root.join(from), folder.path().join(to)).expect("a copy");
    }
    folder
}

/// Runs the program and gives its exit code, standard output and standard error.
fn pathos(folder: &TempDir, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_pathos"))
        .current_dir(folder)
        .args(arguments)
        .env("XDG_STATE_HOME", folder.path().join(".state"))
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

#[track_caller]
fn check(folder: &TempDir, arguments: &[&str], code: i32, words: &[&str]) -> String {
    let (ended, stdout, stderr) = pathos(folder, arguments);
    assert_eq!(ended, code, "{arguments:?}\n{stdout}{stderr}");
    for word in words {
        assert!(stdout.contains(word) || stderr.contains(word), "{arguments:?}: no {word:?} in\n{stdout}{stderr}");
    }
    stdout
}

fn change(folder: &TempDir, file: &str, from: &str, to: &str) {
    let path = folder.path().join(file);
    let text = fs::read_to_string(&path).expect("a map");
    assert!(text.contains(from), "{file} does not hold {from:?}");
    fs::write(path, text.replacen(from, to, 1)).expect("a map");
}

#[test]
fn advice_has_its_place_and_changes_no_exit_code() {
    let folder = folder();
    let pain = "text: \"Nobody picks up\",\n      severity: Moderate,\n      at: [Card(\"c-phone\")],\n      owner: \"Shop\",\n";
    change(&folder, "clean.ron", pain, &pain.replace("      owner: \"Shop\",\n", ""));
    let line = fs::read_to_string(folder.path().join("clean.ron")).expect("a map");
    let line = 1 + line.lines().position(|line| line.contains("\"pp-queue\",")).expect("a line");
    let told =
        check(&folder, &["check", "--strict", "clean.ron"], 0, &["[pain-without-owner] (what belongs to nobody"]);
    let advice = told.lines().find(|line| line.contains("pain-without-owner")).expect("told");
    let place = advice.strip_prefix("clean.ron:").and_then(|rest| rest.split_once(':')).expect("a place");
    assert!(place.0.parse::<usize>().is_ok_and(|at| at >= line - 1 && at < line + 6), "{advice}");

    let shown = check(&folder, &["check", "now.ron"], 0, &[]);
    assert!(!shown.contains("[pain-without-owner]"), "{shown}");
    check(
        &folder,
        &["check", "--accepted", "now.ron"],
        0,
        &["accepted: ", "[pain-without-owner] (2026-05-27: The calc"],
    );
}

#[test]
fn a_report_has_all_of_it_in_markdown_and_in_csv() {
    let folder = folder();
    check(&folder, &["report", "now.ron", "-o", "report.md"], 0, &["report.md: a report with "]);
    let text = fs::read_to_string(folder.path().join("report.md")).expect("a report");
    for section in [
        "# Becoming a Merrywatt customer",
        "## The map",
        "## Map check",
        "## Accepted findings",
        "## Highs",
        "## Lows",
        "## Expected and actual",
        "## Peak and end",
        "## Averages by stage",
        "## Pain points",
        "## Pain points by owner",
        "## Pain points by stage",
        "## Pain points by channel",
        "## Metrics",
        "## Opportunities by impact and effort",
        "## Votes",
        "## Road map",
    ] {
        assert!(text.lines().any(|line| line == section), "no {section:?}");
    }
    assert!(!text.contains("What must never change?"), "a ballot that may not be seen is told");
    assert!(!text.contains("Held against the support log"), "a private note is told");
    check(&folder, &["report", "now.ron", "-o", "report.md"], 1, &["exists already", "--overwrite"]);
    check(&folder, &["report", "now.ron", "-o", "report.txt"], 1, &["report.txt", "something.md"]);
    check(&folder, &["report", "now.ron", "-o", "now.ron", "--format", "md", "--overwrite"], 1, &["would replace"]);
    assert_eq!(check(&folder, &["report", "now.ron", "-o", "-"], 0, &[]), text);

    check(&folder, &["report", "now.ron", "-o", "report.csv"], 0, &[]);
    let table = fs::read_to_string(folder.path().join("report.csv")).expect("a report");
    assert_eq!(table.lines().next(), Some("section,id,item,measure,value"));
    assert!(table.contains("\nLows,c-firstbill,"), "{table}");
    assert!(table.contains(",Change,-") && table.contains(",Emotion,-"), "figures have a plain sign");
}

#[test]
fn a_diff_names_what_is_new_gone_and_different() {
    let folder = folder();
    let words = [
        "Becoming a Merrywatt customer → Becoming a Merrywatt customer, 2027",
        "+ Follow your switch (Follow the switch): new [The switch as a parcel; Market communication; 2026-Q4;",
        "~ Three weeks without a word",
        "resolved",
        "feels better: ",
    ];
    let told = check(&folder, &["diff", "now.ron", "then.ron"], 0, &words);
    assert!(told.lines().any(|line| line.starts_with("- ") && line.contains(": gone")), "{told}");
    check(&folder, &["diff", "now.ron", "now.ron"], 0, &["the maps say the same"]);
    check(&folder, &["diff", "now.ron", "then.ron", "-o", "-"], 0, &["## Cards", "| What | Where | Difference |"]);
    check(&folder, &["diff", "now.ron", "then.ron", "-o", "-", "--format", "csv"], 0, &["Cards,c-tracker,"]);
    check(&folder, &["diff", "now.ron", "nothing.ron"], 1, &["nothing.ron", "hint: "]);
}

#[test]
fn a_future_map_starts_from_a_current_one() {
    let folder = folder();
    fs::create_dir(folder.path().join("plans")).expect("a folder");
    let new = ["new", "--future-of", "now.ron", "--period", "2028", "-o", "plans/2028.ron"];
    check(&folder, &new, 0, &["plans/2028.ron: a future map that starts from now.ron"]);
    let text = fs::read_to_string(folder.path().join("plans/2028.ron")).expect("a map");
    assert!(text.contains("path: \"../now.ron\"") && text.contains("state: Future"), "{}", &text[..600]);
    let told = check(&folder, &["diff", "now.ron", "plans/2028.ron"], 0, &["state: “current” → “future”"]);
    assert!(!told.contains("Cards"), "{told}");
    check(&folder, &["new", "--future-of", "now.ron", "--template", "blank", "-o", "a.ron"], 2, &["cannot be used"]);
}

#[test]
fn a_merge_ends_with_0_or_with_1_and_the_conflicts() {
    let folder = folder();
    for name in ["ours.ron", "theirs.ron"] {
        fs::copy(folder.path().join("clean.ron"), folder.path().join(name)).expect("a copy");
    }
    change(&folder, "ours.ron", "title: \"Pay\",\n      place", "title: \"Pay at once\",\n      place");
    change(&folder, "theirs.ron", "title: \"Repair\"", "title: \"Mend\"");
    let merge = ["merge", "clean.ron", "ours.ron", "theirs.ron", "-o", "merged.ron"];
    assert_eq!(check(&folder, &merge, 0, &[]), "");
    let text = fs::read_to_string(folder.path().join("merged.ron")).expect("a map");
    assert!(text.contains("\"Pay at once\"") && text.contains("\"Mend\""));
    check(&folder, &merge, 1, &["exists already"]);

    change(&folder, "theirs.ron", "title: \"Pay\",\n      place", "title: \"Pay later\",\n      place");
    let told = check(&folder, &[&merge[..], &["--overwrite"]].concat(), 1, &["merged with 1 conflict"]);
    assert!(told.contains("ours says “Pay at once”, theirs says “Pay later”"), "{told}");
    check(&folder, &["check", "merged.ron"], 0, &["[merge-conflict]"]);
    check(&folder, &["merge", "clean.ron", "ours.ron", "then.ron", "-o", "x.ron"], 1, &["not versions of one map"]);
    assert!(!folder.path().join("x.ron").exists());
}

#[test]
fn git_merges_maps_with_it() {
    let folder = folder();
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .current_dir(&folder)
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"])
            .args(arguments)
            .env("XDG_STATE_HOME", folder.path().join(".state"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("HOME", folder.path())
            .output();
        output.map(|output| {
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(!told.contains("warning: the picture"), "{told}");
            (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
        })
    };
    // Where there is no git there is nothing to drive.
    if git(&["init", "-q"]).is_err() {
        return;
    }
    let git = |arguments: &[&str]| git(arguments).expect("git runs");
    fs::write(folder.path().join(".gitattributes"), "*.ron merge=pathos\n").expect("a file");
    let driver = format!("'{}' merge %O %A %B -o %A --overwrite", env!("CARGO_BIN_EXE_pathos"));
    git(&["config", "merge.pathos.driver", &driver]);
    let commit = |message: &str| {
        git(&["add", "-A", "--", ".gitattributes", "clean.ron"]);
        git(&["commit", "-q", "-m", message]);
    };
    commit("A map");
    git(&["checkout", "-q", "-b", "theirs"]);
    change(&folder, "clean.ron", "title: \"Pay\",\n      place", "title: \"Pay later\",\n      place");
    commit("Theirs");
    git(&["checkout", "-q", "main"]);
    // The same lines, other fields: git by itself would see a conflict.
    change(
        &folder,
        "clean.ron",
        "title: \"Pay\",\n      place: Cell(\"l-touch\"",
        "title: \"Pay\",\n      text: \"Cash\",\n      place: Cell(\"l-touch\"",
    );
    commit("Ours");
    assert!(git(&["merge", "-q", "theirs", "-m", "Merge"]).0);
    let text = fs::read_to_string(folder.path().join("clean.ron")).expect("a map");
    assert!(text.contains("\"Pay later\"") && text.contains("\"Cash\""), "{text}");

    for (branch, title) in [("theirs", "Pay tomorrow"), ("main", "Pay today")] {
        git(&["checkout", "-q", branch]);
        change(&folder, "clean.ron", "\"Pay later\"", &format!("\"{title}\""));
        commit(title);
    }
    assert!(!git(&["merge", "-q", "theirs", "-m", "Merge"]).0, "a conflict stops the merge");
    assert_eq!(git(&["diff", "--name-only", "--diff-filter=U"]).1, "clean.ron\n");
    check(&folder, &["check", "clean.ron"], 0, &["“Pay tomorrow” keeps what a merge could not decide"]);
}

#[test]
fn differences_and_the_road_map_are_posters_of_their_own() {
    let folder = folder();
    fs::copy(folder.path().join("now.ron"), folder.path().join("onboarding-current.ron")).expect("a copy");
    let export = |arguments: &[&str], code: i32, words: &[&str]| {
        check(&folder, &[&["export", "then.ron", "--paper", "a4", "--dpi", "50"], arguments].concat(), code, words)
    };
    export(&["-o", "delta.png", "--delta"], 0, &["delta.png: A4"]);
    export(&["-o", "other.pdf", "--against", "now.ron"], 0, &["other.pdf: A4"]);
    export(&["-o", "delta.svg", "--delta", "--svg-text"], 0, &["delta.svg: A4"]);
    let svg = fs::read_to_string(folder.path().join("delta.svg")).expect("a drawing");
    for word in ["Current state", "Future state · 2027", "Gone", "Pain resolved", "better"] {
        assert!(svg.contains(word), "{word} is missing");
    }
    export(&["-o", "road.pdf", "--roadmap"], 0, &["road.pdf: A4 landscape"]);
    export(&["-o", "road.svg", "--roadmap=owners", "--svg-text"], 0, &[]);
    let svg = fs::read_to_string(folder.path().join("road.svg")).expect("a drawing");
    for word in ["Road map", "Q4", "No opportunity named", "Billing", "Quick win"] {
        assert!(svg.contains(word), "{word} is missing");
    }
    export(&["-o", "x.png", "--roadmap=columns"], 2, &["not a kind of row", "owners, stages"]);
    export(&["-o", "x.png", "--delta", "--roadmap"], 2, &["cannot be used with"]);
    check(&folder, &["export", "then.ron", "-o", "x.csv", "--delta"], 1, &["--delta", "is for posters"]);
    export(&["-o", "now.ron", "--format", "png", "--against", "now.ron", "--overwrite"], 1, &["would replace"]);
}

#[test]
fn what_a_difference_lacks_is_told_with_what_to_do() {
    let folder = folder();
    let export = |arguments: &[&str], code: i32, words: &[&str]| {
        check(&folder, &[&["export", "--paper", "a4", "--dpi", "50"], arguments].concat(), code, words)
    };
    // The baseline is not where the map says.
    export(&["then.ron", "-o", "x.png", "--delta"], 1, &["onboarding-current.ron", "--against OTHER.ron"]);
    export(&["then.ron", "-o", "road.png", "--roadmap"], 0, &["what nobody planned yet is not shown"]);
    export(&["now.ron", "-o", "x.png", "--delta"], 1, &["does not say from which one it starts", "--against"]);
    export(&["clean.ron", "-o", "y.png", "--against", "gone.ron"], 1, &["gone.ron"]);
    // Another map than it was.
    fs::copy(folder.path().join("clean.ron"), folder.path().join("onboarding-current.ron")).expect("a copy");
    export(&["then.ron", "-o", "x.png", "--delta"], 0, &["the map starts from m-onboarding"]);
    // Nothing differs, and nothing is planned.
    export(&["clean.ron", "-o", "same.svg", "--against", "clean.ron"], 0, &[]);
}

#[test]
fn a_list_of_differences_names_what_fields_refer_to() {
    let folder = folder();
    let told = check(&folder, &["diff", "now.ron", "then.ron"], 0, &["channels: "]);
    let ids = ["c-cellar", "c-hotline", "c-riskcheck", "c-identity", "p-mia", "op-tracker", "s-wait", "l-touch"];
    let raw: Vec<&str> = told.lines().filter(|line| ids.iter().any(|id| line.contains(id))).collect();
    assert!(raw.is_empty(), "{raw:#?}");
    assert!(told.contains("leads to Down to the cellar with a torch"), "{told}");
}
