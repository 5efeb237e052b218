//! The boundaries of `src/lib.rs`, held against the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use. The window may use everything, and nothing may use the window.
const ALLOWED: &[(&str, &[&str])] = &[
    ("geom", &[]),
    ("coverage", &["geom"]),
    ("hash", &[]),
    ("color", &[]),
    ("icon", &[]),
    ("disk", &[]),
    ("model", &["color", "icon"]),
    ("picture", &["model"]),
    ("edit", &["color", "model"]),
    ("merge", &["model"]),
    ("store", &["disk", "edit", "model", "picture"]),
    ("interchange", &["model"]),
    ("template", &["model", "store"]),
    ("sample", &["model", "picture", "store"]),
    ("text", &["geom", "hash", "model"]),
    ("theme", &["color", "model", "text"]),
    ("insight", &["hash", "model"]),
    ("minutes", &["insight", "model"]),
    ("layout", &["geom", "hash", "icon", "insight", "model", "picture", "text", "theme"]),
    ("scene", &["color", "geom", "icon", "insight", "layout", "model", "picture", "text", "theme"]),
    ("delta", &["color", "geom", "icon", "insight", "layout", "hash", "model", "picture", "scene", "text", "theme"]),
    ("roadmap", &["delta", "icon", "insight", "layout", "model", "scene", "theme"]),
    ("export", &["color", "coverage", "disk", "geom", "hash", "icon", "model", "picture", "scene", "text"]),
    ("poster", &["delta", "export", "geom", "layout", "model", "picture", "roadmap", "scene", "text", "theme"]),
    ("presentation", &["export", "geom", "insight", "layout", "model", "picture", "scene", "text", "theme"]),
    (
        "cli",
        &[
            "color",
            "disk",
            "edit",
            "export",
            "geom",
            "icon",
            "insight",
            "interchange",
            "layout",
            "merge",
            "minutes",
            "model",
            "picture",
            "poster",
            "presentation",
            "roadmap",
            "scene",
            "store",
            "template",
            "text",
            "theme",
        ],
    ),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The text of every source below `src`, by the module at the root that it belongs to. Comments are
/// taken out, so that documentation may point wherever it likes.
fn by_module() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut modules: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for path in files {
        let inside = path.strip_prefix(&root).expect("below src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().replace(".rs", "");
        let text = fs::read_to_string(&path).expect("a source");
        let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        modules.entry(first).or_default().push((inside.to_owned(), code.join("\n")));
    }
    modules
}

/// The names that follow `crate::` in a source; a list in braces counts each of its names.
fn used(code: &str) -> Vec<String> {
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                names.extend(list.split('}').next().unwrap_or_default().split(',').map(|part| name(part.trim())))
            }
            None => names.push(name(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let modules = by_module();
    for (module, allowed) in ALLOWED {
        for (path, code) in modules.get(*module).unwrap_or_else(|| panic!("there is no module {module}")) {
            for used in used(code) {
                let fine = used == *module || allowed.contains(&used.as_str());
                assert!(fine, "{} uses crate::{used}, which {module} may not", path.display());
            }
        }
    }
    let known =
        |name: &str| ["lib", "main", "app"].contains(&name) || ALLOWED.iter().any(|(module, _)| *module == name);
    let unknown: Vec<&String> = modules.keys().filter(|name| !known(name)).collect();
    assert!(unknown.is_empty(), "the table does not know {unknown:?}");
}

#[test]
fn only_the_window_names_the_window_library() {
    for (module, files) in by_module() {
        for (path, code) in files {
            let names = ["egui", "eframe", "rfd", "winit"].into_iter().find(|name| code.contains(&format!("{name}::")));
            assert!(module == "app" || names.is_none(), "{} names {names:?}", path.display());
        }
    }
}

#[test]
fn the_display_list_names_no_drawing_library() {
    for module in ["scene", "layout", "model", "theme", "insight"] {
        for (path, code) in &by_module()[module] {
            let libraries = ["vello_cpu", "parley", "skrifa", "fontique", "peniko", "krilla", "epaint"];
            let found = libraries.into_iter().find(|name| code.contains(name));
            assert!(found.is_none(), "{} names {found:?}", path.display());
        }
    }
}

#[test]
fn every_back_end_is_one_exhaustive_match() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root.join("export"), &mut files);
    sources(&root.join("app/canvas"), &mut files);
    let mut held = 0;
    for path in files {
        let code = fs::read_to_string(&path).expect("a source");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        if code.contains("Item::Shape(") || code.contains("Geometry::Icon(") {
            let lint = "#![deny(clippy::wildcard_enum_match_arm";
            assert!(code.contains(lint), "{} does not hold its matches to be exhaustive", path.display());
            held += 1;
        }
    }
    assert!(held >= 4, "the back ends for PNG, PDF, SVG and the screen are not where they were");
}
