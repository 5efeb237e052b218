//! Turns a layout that was composed from left to right into one that runs from right to left.
//!
//! Boxes change sides; text inside its box stays as it was shaped, and icons are not turned round.

use super::{Form, Layout, Mark, Placed};
use crate::geom::{Affine, Line, Point, Rect};
use crate::model::Direction;

/// Mirrors everything about the picture's vertical middle.
pub(super) fn mirror(layout: &mut Layout) {
    let m = Mirror { width: layout.size.width };
    layout.direction = Direction::RightToLeft;
    m.rect(&mut layout.title.rect);
    m.placed(&mut layout.title.title);
    m.marks(&mut layout.title.marks);
    m.marks(&mut layout.foot);
    for persona in &mut layout.title.personas {
        m.rect(&mut persona.rect);
        m.marks(&mut persona.marks);
    }
    for strip in &mut layout.strips {
        m.rect(&mut strip.lanes);
    }
    for stage in &mut layout.stages {
        m.rect(&mut stage.head);
        m.rect(&mut stage.column);
        m.placed(&mut stage.title);
        m.marks(&mut stage.marks);
    }
    for step in &mut layout.steps {
        m.rect(&mut step.head);
        m.rect(&mut step.column);
        m.placed(&mut step.title);
        m.marks(&mut step.marks);
    }
    for lane in &mut layout.lanes {
        m.rect(&mut lane.row);
        m.rect(&mut lane.label);
        m.rect(&mut lane.body);
        m.placed(&mut lane.title);
        m.marks(&mut lane.marks);
    }
    for card in &mut layout.cards {
        m.rect(&mut card.rect);
        m.placed(&mut card.title);
        m.marks(&mut card.marks);
    }
    for chip in &mut layout.chips {
        m.rect(&mut chip.rect);
        m.marks(&mut chip.marks);
    }
    for link in &mut layout.links {
        link.path.apply_affine(m.affine());
        link.head.apply_affine(m.affine());
        m.marks(&mut link.marks);
    }
    for curve in &mut layout.curves {
        curve.actual.apply_affine(m.affine());
        curve.expected.apply_affine(m.affine());
        curve.better.apply_affine(m.affine());
        curve.worse.apply_affine(m.affine());
        for spread in &mut curve.spreads {
            m.line(&mut spread.range);
            spread.bars.iter_mut().for_each(|bar| m.rect(bar));
        }
        m.marks(&mut curve.marks);
    }
    for point in &mut layout.points {
        m.point(&mut point.center);
    }
    for callout in &mut layout.callouts {
        m.rect(&mut callout.rect);
        callout.leader.iter_mut().for_each(|leader| m.line(leader));
        m.marks(&mut callout.marks);
    }
    if let Some(bar) = &mut layout.bar {
        m.rect(&mut bar.rect);
        bar.span.iter_mut().for_each(|span| m.rect(span));
        for stage in &mut bar.stages {
            m.rect(&mut stage.rect);
            m.placed(&mut stage.title);
        }
        bar.curves.iter_mut().for_each(|curve| curve.path.apply_affine(m.affine()));
        bar.markers.iter_mut().for_each(|(_, _, point)| m.point(point));
    }
    for zone in &mut layout.zone_lines {
        m.line(&mut zone.line);
        m.placed(&mut zone.name);
    }
}

struct Mirror {
    width: f64,
}

impl Mirror {
    fn affine(&self) -> Affine {
        Affine::new([-1.0, 0.0, 0.0, 1.0, self.width, 0.0])
    }

    fn point(&self, point: &mut Point) {
        point.x = self.width - point.x;
    }

    fn rect(&self, rect: &mut Rect) {
        *rect = Rect::new(self.width - rect.x1, rect.y0, self.width - rect.x0, rect.y1);
    }

    fn line(&self, line: &mut Line) {
        self.point(&mut line.p0);
        self.point(&mut line.p1);
    }

    fn placed(&self, placed: &mut Placed) {
        placed.origin.x = self.width - placed.origin.x - placed.paragraph.size.width;
    }

    fn marks(&self, marks: &mut [Mark]) {
        for mark in marks {
            match &mut mark.form {
                Form::Text(placed) => self.placed(placed),
                Form::Icon(_, rect)
                | Form::Face(_, rect)
                | Form::Dots { rect, .. }
                | Form::Pill(rect)
                | Form::Frame(rect)
                | Form::Block { rect, .. }
                | Form::Hatched(rect)
                | Form::Picture { rect, .. } => self.rect(rect),
                Form::Path(path, ..) | Form::Area(path) => path.apply_affine(self.affine()),
                Form::Line(line, _, _) => self.line(line),
            }
        }
    }
}
