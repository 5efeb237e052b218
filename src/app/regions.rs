//! The parts of the window, round which F6 goes: each can have the keyboard as a whole, with a ring
//! around it, and Tab goes on into it.

use eframe::egui::{
    self, Id, Key, LayerId, Modifiers, Pos2, Rangef, Rect, Role, Sense, Stroke, StrokeKind, WidgetInfo, WidgetRect,
};

use super::canvas_view::canvas_id;
use super::look::Look;

/// A part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The toolbar.
    Toolbar,
    /// The panel on the left: palette, outline, find or history; on the welcome screen what opens files.
    Left,
    /// The canvas.
    Canvas,
    /// What stands in place of the map.
    Center,
    /// The inspector.
    Inspector,
    /// The list of problems.
    Problems,
    /// The strip of parked cards.
    Parking,
    /// What captures, below the canvas.
    Bar,
    /// The tiles of the welcome screen.
    Tiles,
    /// The status line.
    Status,
}

impl Region {
    /// In the order in which F6 goes.
    const ALL: [Self; 10] = [
        Self::Toolbar,
        Self::Left,
        Self::Canvas,
        Self::Center,
        Self::Tiles,
        Self::Inspector,
        Self::Bar,
        Self::Parking,
        Self::Problems,
        Self::Status,
    ];

    /// What has the keyboard when the whole of it has it.
    pub fn id(self) -> Id {
        if self == Self::Canvas { canvas_id() } else { Id::unique(("region", self)) }
    }
}

/// The regions that were shown with the last frame, and where.
#[derive(Debug, Default)]
pub struct Regions {
    shown: Vec<(Region, Rect)>,
}

impl Regions {
    /// Takes F6, before anything is shown, and forgets where the regions were.
    pub fn take_keys(&mut self, ctx: &egui::Context) {
        let by = ctx.input_mut(|input| {
            if input.consume_key(Modifiers::SHIFT, Key::F6) {
                Some(-1)
            } else {
                input.consume_key(Modifiers::NONE, Key::F6).then_some(1)
            }
        });
        if let Some(by) = by {
            let next = self.next(self.current(ctx), by);
            ctx.memory_mut(|memory| memory.request_focus(next.id()));
        }
        self.shown.clear();
    }

    /// The region that has the keyboard; the canvas while nobody has it.
    fn current(&self, ctx: &egui::Context) -> Region {
        let Some(focused) = ctx.memory(|memory| memory.focused()) else { return Region::Canvas };
        let of_id = Region::ALL.into_iter().find(|region| region.id() == focused);
        let at = ctx.read_response(focused).map(|response| response.rect.center());
        let of_place = at.and_then(|at| self.shown.iter().find(|(_, rect)| rect.contains(at)));
        of_id.or(of_place.map(|(region, _)| *region)).unwrap_or(Region::Canvas)
    }

    /// From where to where the side panel goes across the window that holds a place, also one that has been
    /// scrolled out of sight.
    fn panel_around(&self, at: Pos2) -> Option<Rangef> {
        let panels = self.shown.iter().filter(|(region, _)| matches!(region, Region::Left | Region::Inspector));
        panels.map(|(_, rect)| rect.x_range()).find(|across| across.contains(at.x))
    }

    /// Who would get the keyboard if the widget of a side panel went that has it: what stands behind it in the
    /// panel, then what stands before it.
    pub fn heirs(&self, ctx: &egui::Context, widget: Id) -> Vec<Id> {
        ctx.viewport(|viewport| {
            let widgets = &viewport.this_pass.widgets;
            let own = widgets.get(widget).filter(|own| own.layer_id == LayerId::background());
            let Some(panel) = own.and_then(|own| self.panel_around(own.rect.center())) else { return Vec::new() };
            let is_region = |id: Id| Region::ALL.iter().any(|region| region.id() == id);
            let can_have_it = |other: &&WidgetRect| {
                let can = other.enabled && other.sense.is_focusable() && !is_region(other.id);
                other.id == widget || (can && panel.contains(other.rect.center().x))
            };
            let around: Vec<Id> =
                widgets.get_layer(LayerId::background()).filter(can_have_it).map(|other| other.id).collect();
            let at = around.iter().position(|id| *id == widget).unwrap_or(0);
            let (before, behind) = around.split_at(at);
            behind.iter().skip(1).chain(before.iter().rev()).copied().collect()
        })
    }

    fn next(&self, from: Region, by: isize) -> Region {
        let is_shown = |region: &Region| self.shown.iter().any(|(shown, _)| shown == region);
        let shown: Vec<Region> = Region::ALL.into_iter().filter(is_shown).collect();
        let at = shown.iter().position(|region| *region == from).unwrap_or(0);
        let next = (at + shown.len()).wrapping_add_signed(by) % shown.len().max(1);
        shown.get(next).copied().unwrap_or(Region::Canvas)
    }

    /// Lets a region have the keyboard. To be called before what stands in it is shown.
    pub fn show(&mut self, ui: &egui::Ui, region: Region, name: &str) {
        let rect = ui.max_rect().expand(2.0);
        self.shown.push((region, rect));
        if region == Region::Canvas {
            return;
        }
        let response = ui.interact(rect, region.id(), Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
        if response.has_focus() {
            let ring = Stroke::new(2.0, Look::of(ui.ctx()).accent);
            ui.painter().rect_stroke(rect, 6.0, ring, StrokeKind::Outside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_round_goes_over_what_is_shown() {
        let shown = [Region::Toolbar, Region::Canvas, Region::Status].map(|region| (region, Rect::NOTHING));
        let regions = Regions { shown: shown.into() };
        assert_eq!(regions.next(Region::Canvas, 1), Region::Status);
        assert_eq!(regions.next(Region::Status, 1), Region::Toolbar);
        assert_eq!(regions.next(Region::Toolbar, -1), Region::Status);
    }
}
