//! How long it takes to open a map of 1,200 touchpoints and to change one card of it:
//! `cargo bench --bench map`. Each figure stands beside its limit; none is asserted. With a file's name
//! (`cargo bench --bench map -- large.ron`) the map is written there instead, for trying the window.

#[path = "../common/generated.rs"]
mod generated;

use std::hint::black_box;
use std::time::{Duration, Instant};

use pathos::edit::{CardField, Edit, History};
use pathos::layout::{Format, layout};
use pathos::model::{CardId, IdSource, Place};
use pathos::picture::Pictures;
use pathos::scene;
use pathos::store;
use pathos::text::{Shaper, SystemFonts};
use pathos::theme::Theme;

fn main() {
    let map = generated::map(20, 60);
    let theme = Theme::light();
    let ron = store::to_ron(&map);
    if let Some(path) = std::env::args().skip(1).find(|argument| argument != "--bench") {
        std::fs::write(&path, ron).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    println!("{} touchpoints, {} kB of RON", map.cards.len(), ron.len() / 1000);

    row("open: parse and check", "50 ms", &times(20, || drop(black_box(store::parse(&ron)))));
    row("  copy the same bytes", "", &times(20, || drop(black_box(ron.clone()))));
    row("write RON", "", &times(20, || drop(black_box(store::to_ron(&map)))));

    let pictures = Pictures::new();
    let first = times(1, || {
        let mut shaper = Shaper::new(SystemFonts::Ignored);
        let layout = layout(&map, Format::Canvas, &theme, &mut shaper, &pictures);
        drop(black_box(scene::build(&map, &layout, &theme)));
    });
    row("first layout and scene", "", &first);

    let mut shaper = Shaper::new(SystemFonts::Ignored);
    drop(layout(&map, Format::Canvas, &theme, &mut shaper, &pictures));
    let cards: Vec<CardId> = map.cards.iter().map(|card| card.id).collect();
    let mut history = History::new(map, IdSource::seeded(9));
    let (mut applied, mut laid_out, mut built) = (Vec::new(), Vec::new(), Vec::new());
    let mut whole = Vec::new();
    for n in 0..200 {
        let edit = edit(&history, &cards, n);
        let start = Instant::now();
        history.apply(&edit).expect("the card is there");
        let after_apply = Instant::now();
        let layout = layout(history.map(), Format::Canvas, &theme, &mut shaper, &pictures);
        let after_layout = Instant::now();
        drop(black_box(scene::build(history.map(), &layout, &theme)));
        let end = Instant::now();
        applied.push(after_apply - start);
        laid_out.push(after_layout - after_apply);
        built.push(end - after_layout);
        whole.push(end - start);
    }
    row("one edit: apply, layout, scene", "5 ms", &whole);
    row("  apply", "", &applied);
    row("  layout", "", &laid_out);
    row("  scene", "", &built);
}

/// In turn a new title and a move to the neighbouring lane.
fn edit(history: &History, cards: &[CardId], n: usize) -> Edit {
    let card = cards[n * 37 % cards.len()];
    if n.is_multiple_of(2) {
        return Edit::SetCards { cards: vec![card], field: CardField::Title(format!("A new title, number {n}")) };
    }
    let map = history.map();
    let step = map.steps().nth(n % 60).map(|(_, step)| step.id).expect("60 steps");
    let lane = map.lanes.at(n % 20).map(|lane| lane.id).expect("20 lanes");
    Edit::PlaceCards { cards: vec![card], to: Place::Cell(lane, step), before: None }
}

fn times(rounds: usize, mut work: impl FnMut()) -> Vec<Duration> {
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect()
}

fn row(name: &str, limit: &str, times: &[Duration]) {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    let limit = if limit.is_empty() { String::new() } else { format!("  limit {limit}") };
    println!("{name:<34} p50 {:>8.3} ms  p95 {:>8.3} ms  max {:>8.3} ms{limit}", at(0.5), at(0.95), at(1.0));
}
