//! The arrows that lead from a card to others.

use eframe::egui;

use super::common::Common;
use super::fields::Form;
use crate::app::command::Command;
use crate::app::panels::palette::capitalized;
use crate::app::steady::Steady as _;
use crate::edit::{CardField, Edit, Selection};
use crate::icon::Icon;
use crate::model::{Card, CardId, Link, LinkKind, Target};

/// Shows them, and a button that adds one.
pub fn show(ui: &mut egui::Ui, form: &mut Form<'_>, card: &Card) {
    let set = |links: Vec<Link>| Edit::SetCards { cards: vec![card.id], field: CardField::Links(links) };
    let with = |at: usize, change: &dyn Fn(&mut Link)| {
        let mut links = card.links.clone();
        links.get_mut(at).map(change);
        set(links)
    };
    for (at, link) in card.links.iter().enumerate() {
        ui.steady(at, |ui| {
            let name = form.session.name_of(Target::Card(link.to));
            let (went, removed) = form.kit.removable_row(ui, Icon::ArrowBendUpRight, &name, true);
            if went {
                form.commands.push(Command::Select(Selection::card(link.to)));
            }
            if removed {
                let links = card.links.iter().enumerate().filter(|(other, _)| *other != at);
                form.commands.push(Command::Edit(set(links.map(|(_, link)| link.clone()).collect())));
            }
            let number = at + 1;
            form.choice(
                ui,
                &format!("Meaning of arrow {number}"),
                Common::Same(link.kind),
                LinkKind::ALL,
                |kind| capitalized(kind.words()),
                |kind| with(at, &|link| link.kind = kind),
            );
            let name = format!("Words at arrow {number}");
            form.line(ui, &name, &link.label, |text| with(at, &|link| link.label.clone_from(&text)));
        });
    }
    let others: Vec<(CardId, String)> = form
        .session
        .map()
        .cards
        .iter()
        .filter(|other| other.id != card.id && card.links.iter().all(|link| link.to != other.id))
        .map(|other| (other.id, other.title.clone()))
        .collect();
    if let Some(to) = form.kit.picker(ui, "Add an arrow to…", others) {
        let link = Link { to, kind: LinkKind::default(), label: String::new() };
        form.commands.push(Command::Edit(set(card.links.iter().cloned().chain([link]).collect())));
    }
}
