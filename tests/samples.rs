//! The sample maps: they are read without a single problem, show what their table promises, and
//! between them use everything that the model knows.
//!
//! `PATHOS_BLESS=1 cargo test --test samples as_the_program_saves_it` writes them in their saved form.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::{Path, PathBuf};

use pathos::insight::curves;
use pathos::model::*;
use pathos::store;
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

const NAMES: [&str; 7] = [
    "retail-bicycle",
    "hospital-outpatient",
    "onboarding-current",
    "onboarding-future",
    "hotel-blueprint",
    "clinic-ar",
    "station-ja",
];

#[test]
fn every_sample_is_known_to_the_tests_and_to_the_table() {
    let files: BTreeSet<String> = file_names(&folder()).into_iter().filter(|name| name.ends_with(".ron")).collect();
    let known: BTreeSet<String> = NAMES.iter().map(|name| format!("{name}.ron")).collect();
    assert_eq!(files, known);
    let table = std::fs::read_to_string(folder().join("README.md")).expect("the table of the samples");
    for name in known.iter().map(String::as_str).chain(["mermaid-journeys.md"]) {
        assert!(table.contains(&format!("`{name}`")), "{name} is missing in the table");
    }
}

#[test]
fn every_sample_stands_as_the_program_saves_it() {
    for name in NAMES {
        let (text, saved) = (text_of(name), store::to_ron(&sample(name)));
        if std::env::var_os("PATHOS_BLESS").is_some() {
            std::fs::write(path_of(name), saved).expect("the samples can be written");
        } else {
            let line = text.lines().zip(saved.lines()).position(|(a, b)| a != b).map(|at| at + 1);
            assert!(text == saved, "{name} differs from its saved form, first in line {line:?}");
        }
    }
}

#[test]
fn no_sample_has_a_problem() {
    for (name, map) in samples() {
        assert_eq!(check::check(&map), [], "{name}");
    }
}

#[test]
fn every_sample_is_a_poster_in_balance() {
    for (name, map) in samples() {
        let steps: Vec<StepId> = map.steps().map(|(_, step)| step.id).collect();
        within(name, "stages", map.stages.len(), 4..=6);
        within(name, "steps", steps.len(), 8..=16);
        within(name, "shown lanes", map.lanes.iter().filter(|lane| !lane.hidden && !lane.collapsed).count(), 5..=9);
        within(name, "cards", map.cards.len(), 35..=90);
        for step in steps {
            let cards = map.cards.iter().filter(|card| map.cell_of(card.place).is_some_and(|(_, at)| at == step));
            assert!(cards.count() > 1, "{name}: next to nothing stands at {step}");
        }
        for card in &map.cards {
            let words = card.title.split_whitespace().count();
            let is_short = words <= 9 || card.kind == CardKind::Quote;
            assert!(is_short, "{name}: the title of {} has {words} words", card.id);
        }
    }
}

#[test]
fn every_curve_has_a_high_and_a_low_where_the_callouts_say_so() {
    for (name, map) in samples() {
        let emotion_lanes = map.lanes.iter().filter(|lane| lane.kind == LaneKind::Emotion);
        for curve in emotion_lanes.flat_map(|lane| curves(&map, lane)) {
            let levels = || curve.points.iter().map(|point| point.level);
            let (low, high) = (levels().fold(0.0, f64::min), levels().fold(0.0, f64::max));
            assert!(low <= -1.0 && high >= 1.0, "{name}: the curve of {} is flat", curve.persona);
            let with_words = curve.points.iter().filter(|point| !point.word.is_empty()).count();
            assert!(with_words * 3 >= curve.points.len() * 2, "{name}: {} is short of words", curve.persona);
            for callout in map.callouts.iter().filter(|callout| callout.persona == Some(curve.persona)) {
                let wanted = match callout.kind {
                    CalloutKind::High => high,
                    CalloutKind::Low => low,
                    _ => continue,
                };
                let level = curve.points.iter().find(|point| point.at == callout.at).map(|point| point.level);
                assert_eq!(level, Some(wanted), "{name}: {}", callout.id);
            }
        }
        for kind in [CalloutKind::High, CalloutKind::Low, CalloutKind::MomentOfTruth] {
            assert!(map.callouts.iter().any(|callout| callout.kind == kind), "{name} has no {}", kind.words());
        }
    }
}

#[test]
fn every_pain_is_owned_backed_and_mostly_answered() {
    for (name, map) in samples() {
        for pain in &map.pains {
            let accepted =
                |wanted: &Accepted| wanted.finding == "pain-without-owner" && wanted.about == pain.id.as_str();
            let owned = pain.owner.is_empty() == map.accepted.iter().any(accepted);
            assert!(owned && pain.evidence.is_some(), "{name}: {}", pain.id);
        }
        let answered = |pain: &&PainPoint| map.opportunities.iter().any(|idea| idea.answers.contains(&pain.id));
        let open = map.pains.iter().filter(|pain| !pain.resolved && !answered(pain)).count();
        assert!(open <= 1, "{name}: {open} pain points have no answer");
        for quote in map.cards.iter().filter(|card| card.kind == CardKind::Quote) {
            assert!(!quote.source.is_empty() && quote.date.is_some(), "{name}: {} has no source", quote.id);
        }
    }
}

#[test]
fn the_bicycle_is_bought_by_two_across_channels() {
    let map = sample("retail-bicycle");
    assert_eq!(map.personas.len(), 2);
    assert!(map.ratings.iter().all(|rating| rating.actual.is_some() && rating.expected.is_some()));
    assert_eq!(map.story.iter().filter(|scene| !scene.skipped).count(), 8);
    assert!(map.metrics.iter().any(|metric| metric.kind == MetricKind::Nps && metric.series.len() >= 4));
    let kinds: BTreeSet<LinkKind> = map.cards.iter().flat_map(|card| &card.links).map(|link| link.kind).collect();
    assert_eq!(kinds.len(), LinkKind::ALL.len());
    let complete = |idea: &&Opportunity| idea.impact.is_some() && idea.effort.is_some() && !idea.owner.is_empty();
    assert_eq!(map.opportunities.iter().filter(complete).count(), map.opportunities.len());
}

#[test]
fn the_clinic_day_shows_the_nurse_beside_the_patient() {
    let map = sample("hospital-outpatient");
    let emotions: Vec<&Lane> = map.lanes.iter().filter(|lane| lane.kind == LaneKind::Emotion).collect();
    let kinds: Vec<PersonaKind> = emotions
        .iter()
        .flat_map(|lane| lane.personas.iter().filter_map(|id| map.personas.find(*id)))
        .map(|persona| persona.kind)
        .collect();
    assert_eq!(kinds, [PersonaKind::Customer, PersonaKind::Employee]);
    assert!(map.steps().all(|(_, step)| step.duration.is_some() || step.waiting.is_some()));
    assert_eq!(values(map.cards.iter().filter_map(|card| card.kano)).len(), Kano::ALL.len());
    assert_eq!(values(map.cards.iter().filter_map(|card| card.evidence)).len(), Evidence::ALL.len());
    assert_eq!(values(map.ratings.iter().filter_map(|rating| rating.success)).len(), Success::ALL.len());
}

#[test]
fn the_future_of_the_onboarding_starts_from_its_present() {
    let (now, then) = (sample("onboarding-current"), sample("onboarding-future"));
    let baseline = then.baseline.as_ref().expect("a baseline");
    assert_eq!((baseline.map, baseline.path.as_str()), (now.id, "onboarding-current.ron"));
    let shared = then.cards.iter().filter(|card| now.cards.contains(card.id)).count();
    assert!(shared > then.cards.len() / 2, "{shared} shared cards");
    for change in &then.changes {
        assert!([&now, &then].iter().any(|map| !map.change_words(change.at).is_empty()), "{:?}", change.at);
        assert!(change.opportunity.is_some() || !change.period.is_empty(), "{:?}", change.at);
    }
    for kind in [MetricKind::Csat, MetricKind::Ces] {
        assert!(now.metrics.iter().any(|metric| metric.kind == kind), "{}", kind.words());
    }
    assert!(!now.accepted.is_empty() && now.channels.len() == 1);
    assert!(now.ratings.iter().any(|rating| rating.rounds.len() > 1));
    for ballot in &now.ballots {
        let given: u32 = ballot.votes.iter().map(|(_, dots)| dots).sum();
        assert_eq!(given, ballot.voters * ballot.dots, "{}", ballot.id);
    }
}

#[test]
fn the_hotel_is_a_blueprint_from_the_customer_down() {
    let map = sample("hotel-blueprint");
    let zones: Vec<Zone> = map.lanes.iter().map(|lane| lane.zone).collect();
    assert!(zones.is_sorted(), "{zones:?}");
    assert_eq!(values(zones).len(), Zone::ALL.len());
    assert!(map.cards.iter().any(|card| matches!(card.place, Place::Span(..))));
    assert!(map.cards.iter().any(|card| matches!(card.place, Place::Stage(..))));
    let zone = |id| Some(map.lanes.find(map.cards.find(id)?.place.lane()?)?.zone);
    let crossing = map.cards.iter().flat_map(|card| card.links.iter().map(move |link| (card.id, link.to)));
    assert!(crossing.filter(|(from, to)| zone(*from) != zone(*to)).count() >= 8, "links across the lines");
}

#[test]
fn the_arabic_and_the_japanese_map_speak_their_language() {
    let arabic = sample("clinic-ar");
    assert!(arabic.language == "ar" && arabic.direction().is_rtl());
    speaks(&arabic, |c| ('\u{600}'..='\u{6ff}').contains(&c));
    let japanese = sample("station-ja");
    assert!(japanese.language == "ja" && !japanese.direction().is_rtl());
    speaks(&japanese, |c| ('\u{3040}'..='\u{9fff}').contains(&c));
}

/// Holds everything that people read in the picture against the script of the map.
fn speaks(map: &Map, is_of_script: impl Fn(char) -> bool) {
    let mut texts: Vec<&str> = vec![&map.title, &map.author];
    texts.extend(map.personas.iter().flat_map(|persona| [persona.name.as_str(), &persona.role, &persona.quote]));
    texts.extend(map.stages.iter().flat_map(|stage| [stage.title.as_str(), &stage.goal]));
    texts.extend(map.steps().map(|(_, step)| step.title.as_str()));
    texts.extend(map.lanes.iter().map(|lane| lane.title.as_str()));
    texts.extend(map.cards.iter().flat_map(|card| [card.title.as_str(), &card.owner]));
    texts.extend(map.cards.iter().flat_map(|card| &card.channels).map(|id| map.channel(*id).expect("checked").0));
    texts.extend(map.ratings.iter().map(|rating| rating.word.as_str()));
    texts.extend(map.pains.iter().flat_map(|pain| [pain.text.as_str(), &pain.owner]));
    texts.extend(map.opportunities.iter().flat_map(|idea| [idea.name.as_str(), &idea.owner]));
    texts.extend(map.metrics.iter().map(|metric| metric.name.as_str()));
    let foreign: Vec<&str> = texts
        .into_iter()
        .filter(|text| !text.is_empty() && *text != "SNS" && !text.chars().any(&is_of_script))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}

#[test]
fn the_markdown_holds_three_journeys() {
    let text = std::fs::read_to_string(folder().join("mermaid-journeys.md")).expect("the Markdown file");
    assert_eq!(text.matches("```mermaid\njourney\n").count(), 3);
}

#[test]
fn pictures_are_named_by_content_small_and_all_in_use() {
    for (name, map) in samples() {
        let pictures = folder().join(format!("{name}.pictures"));
        let used: BTreeSet<String> = map.pictures().map(|picture| picture.file.as_str().to_owned()).collect();
        assert_eq!(used, file_names(&pictures), "{name}");
        assert!(map.pictures().all(|picture| !picture.alt.is_empty()), "{name} has a picture without words");
        for file in used {
            let bytes = std::fs::read(pictures.join(&file)).expect("a picture in use");
            let hash: String = Sha256::digest(&bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(file, format!("{hash}.png"));
            assert!(bytes.len() <= 30 * 1024, "{file} has {} bytes", bytes.len());
        }
    }
}

#[test]
fn every_field_of_the_model_is_used() {
    let maps: Vec<Map> = samples().into_values().collect();
    map_fields_are_used(&maps, &[]);
    workshop_fields_are_used(&maps);
}

#[test]
fn the_map_that_scripts_rebuild_uses_every_field_beside_the_workshop() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/assistive/sample.ron");
    let text = std::fs::read_to_string(path).expect("the map that is rebuilt");
    let (map, warnings) = store::parse(&text).expect("a map");
    assert_eq!((warnings, check::check(&map)), (Vec::new(), Vec::new()));
    let without_remark: String = text.split_inclusive('\n').filter(|line| !line.starts_with("//")).collect();
    assert!(store::to_ron(&map).ends_with(&without_remark), "it stands as the program saves it");
    map_fields_are_used(&[map], &["story", "ballots", "rounds", "accepted"]);
}

/// Fails if none of the maps sets a field that the file knows, apart from some.
fn map_fields_are_used(maps: &[Map], apart_from: &[&str]) {
    fields_are_used(maps, apart_from);
    fields_are_used(maps.iter().map(|map| &map.purpose), &[]);
    fields_are_used(maps.iter().map(|map| &map.scenario), &[]);
    fields_are_used(maps.iter().filter_map(|map| map.baseline.as_ref()), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.changes), &[]);
    fields_are_used(maps.iter().flat_map(Map::pictures), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.personas), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.channels), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.stages), &[]);
    fields_are_used(maps.iter().flat_map(Map::steps).map(|(_, step)| step), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.lanes), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.cards), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.cards).flat_map(|card| &card.links), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.ratings), apart_from);
    fields_are_used(maps.iter().flat_map(|map| &map.callouts), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.pains), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.opportunities), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.metrics), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.metrics).flat_map(|metric| &metric.series), &[]);
}

/// The same for what a workshop and a check of the map leave in it.
fn workshop_fields_are_used(maps: &[Map]) {
    fields_are_used(maps.iter().flat_map(|map| &map.ratings).flat_map(|rating| &rating.rounds), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.story), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.ballots), &[]);
    fields_are_used(maps.iter().flat_map(|map| &map.accepted), &[]);
}

#[test]
fn every_kind_of_the_model_is_used() {
    let maps: Vec<Map> = samples().into_values().collect();
    let cards = || maps.iter().flat_map(|map| &map.cards);
    let lanes = || maps.iter().flat_map(|map| &map.lanes);
    all_are_used(MapState::ALL, maps.iter().map(|map| map.state));
    all_are_used(LaneKind::ALL, lanes().map(|lane| lane.kind));
    all_are_used(Zone::ALL, lanes().map(|lane| lane.zone));
    all_are_used(CardKind::ALL, cards().map(|card| card.kind));
    all_are_used(LinkKind::ALL, cards().flat_map(|card| &card.links).map(|link| link.kind));
    all_are_used(PersonaKind::ALL, maps.iter().flat_map(|map| &map.personas).map(|persona| persona.kind));
    all_are_used(CalloutKind::ALL, maps.iter().flat_map(|map| &map.callouts).map(|callout| callout.kind));
    all_are_used(Severity::ALL, maps.iter().flat_map(|map| &map.pains).map(|pain| pain.severity));
    all_are_used(OpportunityStatus::ALL, maps.iter().flat_map(|map| &map.opportunities).map(|idea| idea.status));
    all_are_used(Evidence::ALL, cards().filter_map(|card| card.evidence));
    all_are_used(Kano::ALL, cards().filter_map(|card| card.kano));
    all_are_used(Success::ALL, maps.iter().flat_map(|map| &map.ratings).filter_map(|rating| rating.success));
    all_are_used(MetricKind::ALL, maps.iter().flat_map(|map| &map.metrics).map(|metric| metric.kind));
}

/// Fails if the file knows a field of `T` that none of the records sets, apart from some.
fn fields_are_used<'a, T: Serialize + DeserializeOwned + 'a>(
    records: impl IntoIterator<Item = &'a T>,
    apart_from: &[&str],
) {
    let mut unused: BTreeSet<&str> = field_names::<T>().iter().copied().collect();
    unused.retain(|field| !apart_from.contains(field));
    assert!(!unused.is_empty());
    for record in records {
        let config = PrettyConfig::new().indentor("  ").depth_limit(1);
        let text = options().to_string_pretty(record, config).expect("plain data");
        unused.retain(|field| !text.lines().any(|line| line.starts_with(&format!("  {field}: "))));
    }
    assert!(unused.is_empty(), "no sample uses these fields of {}: {unused:?}", std::any::type_name::<T>());
}

/// The names of a struct's fields in the file, as the error about a field that it does not have tells them.
fn field_names<T: DeserializeOwned>() -> &'static [&'static str] {
    match options().from_str::<T>("(no_such_field: 0)").map_err(|error| error.code) {
        Err(ron::Error::NoSuchStructField { expected, .. }) => expected,
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("an unknown field must be an error"),
    }
}

fn all_are_used<T: Ord + Copy + Debug>(all: &[T], used: impl Iterator<Item = T>) {
    assert_eq!(values(used), all.iter().copied().collect());
}

fn values<T: Ord>(values: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    values.into_iter().collect()
}

fn within(name: &str, what: &str, count: usize, range: std::ops::RangeInclusive<usize>) {
    assert!(range.contains(&count), "{name} has {count} {what}");
}

fn samples() -> BTreeMap<&'static str, Map> {
    NAMES.into_iter().map(|name| (name, sample(name))).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn path_of(name: &str) -> PathBuf {
    folder().join(format!("{name}.ron"))
}

/// The names of the files in a folder; none if there is no such folder.
fn file_names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned()).collect()
}

/// How RON is read and written: an optional value stands as itself, without `Some`.
fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn text_of(name: &str) -> String {
    std::fs::read_to_string(path_of(name)).expect("a sample")
}

fn sample(name: &str) -> Map {
    let (map, warnings) = store::parse(&text_of(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(warnings.is_empty(), "{name}: {warnings:?}");
    map
}
