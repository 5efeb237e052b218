//! Zooming by command: in and out, to the natural size, to the whole map, to what is selected.

use super::look;
use super::reorder::Head;
use super::session::Session;
use crate::edit::Selection;
use crate::geom::Rect;

impl Session {
    pub(super) fn zoom(&mut self, factor: f64) {
        let (camera, rect) = match &mut self.comparing {
            Some(comparing) => (&mut comparing.camera, comparing.view),
            None => (&mut self.view.camera, self.view.rect),
        };
        camera.zoom_about(rect, rect.center(), factor);
    }

    pub(super) fn zoom_to_actual(&mut self) {
        self.zoom(1.0 / self.comparing.as_ref().map_or(self.view.camera.zoom, |comparing| comparing.camera.zoom));
    }

    pub(super) fn zoom_to_fit(&mut self) {
        match &mut self.comparing {
            Some(comparing) => comparing.fits = true,
            None => self.view.fits = true,
        }
    }

    pub(super) fn zoom_to_selection(&mut self) {
        if let Some(rect) = self.selected_rect() {
            let rect = rect.inflate(look::GRID.into(), look::GRID.into());
            self.view.camera.fit(rect, self.view.rect);
            self.view.camera.zoom = self.view.camera.zoom.min(2.0);
        }
    }

    /// A rectangle around what is selected, on the page.
    pub fn selected_rect(&self) -> Option<Rect> {
        let layout = self.layout();
        match &self.selection {
            Selection::Cards(cards) => {
                let rects = layout.cards.iter().filter(|card| cards.contains(&card.id)).map(|card| card.rect);
                rects.reduce(|a, b| a.union(b))
            }
            selection if Head::of(selection).is_some() => {
                let rects = Head::all_of(selection).into_iter().filter_map(|head| head.rect(layout));
                rects.reduce(|a, b| a.union(b))
            }
            Selection::Point { persona, at } => layout
                .points
                .iter()
                .find(|point| point.persona == *persona && point.at == *at)
                .map(|point| Rect::from_center_size(point.center, (24.0, 24.0))),
            _ => self.cell.and_then(|(lane, step)| layout.cell(lane, step)),
        }
    }
}
