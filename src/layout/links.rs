//! Arrows between cards. They run at right angles through the gaps between columns and between lanes,
//! where no card stands, and bend round. Where there is no way, as between two strips of a sheet, a
//! letter at both ends says what belongs together.

use super::cards::link_sign;
use super::mirror::mirror;
use super::route::{Side, Streets, Way};
use super::{CardBox, Form, Layout, LinkBox, Mark, Placed};
use crate::geom::{Affine, BezPath, Point, Rect, Vec2};
use crate::hash::HashMap;
use crate::model::{CardId, Direction, Link, LinkKind, Map};
use crate::text::{Align, Shaper};
use crate::theme::{Ink, Role, Theme};

/// The length and half the width of an arrow's head, in points.
const HEAD_PT: Head = Head { length: 5.5, half_width: 3.0 };
/// The radius of a bend, in points.
const BEND_PT: f64 = 4.0;
/// The radius of the disk with the sign of an arrow, in points.
const SIGN_PT: f64 = 5.5;
/// The size of the mark of an arrow that goes on elsewhere, in points.
const MARK_PT: (f64, f64) = (19.0, 11.0);

/// The shape of an arrow's head, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Head {
    /// From its tip to its base.
    pub length: f64,
    /// Half of its base.
    pub half_width: f64,
}

/// Arrows from cards to others around everything that stands in the cells: the shaft and the head of each, or
/// nothing where there is no way, as between two strips of a sheet.
pub fn arrows(layout: &Layout, pairs: &[(CardId, CardId)], head: Head) -> Vec<Option<(BezPath, BezPath)>> {
    // Ways are found from left to right.
    let is_rtl = layout.direction.is_rtl();
    let turned = is_rtl.then(|| {
        let mut layout = layout.clone();
        mirror(&mut layout);
        layout
    });
    let plain = turned.as_ref().unwrap_or(layout);
    let boxes = |id: CardId| -> Vec<usize> { (0..plain.cards.len()).filter(|n| plain.cards[*n].id == id).collect() };
    let ends: Vec<_> = pairs.iter().map(|(from, to)| between(plain, &boxes(*from), &boxes(*to))).collect();
    let mut streets = Streets::of(plain);
    let ways: Vec<Option<Way>> = ends.iter().map(|ends| ends.and_then(|(from, to)| streets.way(from, to))).collect();
    let paths = streets.paths(&ways);
    let back = if is_rtl { Affine::new([-1.0, 0.0, 0.0, 1.0, layout.size.width, 0.0]) } else { Affine::IDENTITY };
    let arrow = |(way, points): (&Option<Way>, Vec<Point>)| {
        way.as_ref().map(|_| drawn(&points, head)).map(|(shaft, head)| (back * shaft, back * head))
    };
    ways.iter().zip(paths).map(arrow).collect()
}

/// Of the boxes of two cards two in the same strip, or those that are nearest in the order of the journey.
fn between(layout: &Layout, from: &[usize], to: &[usize]) -> Option<(usize, usize)> {
    let strip = |n: usize| layout.cards[n].cell.and_then(|(_, step)| layout.step(step)).map(|step| step.strip);
    let mut pairs = from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to)));
    let ends = from.last().zip(to.first()).map(|(from, to)| (*from, *to));
    pairs.find(|(from, to)| strip(*from) == strip(*to)).or(ends)
}

/// An arrow that is to be drawn, with the boxes at its ends.
struct Wanted<'a> {
    link: &'a Link,
    from: usize,
    to: usize,
}

/// Adds the arrows to a layout that is composed from left to right.
pub(super) fn add_links(map: &Map, layout: &mut Layout, theme: &Theme, shaper: &mut Shaper) {
    let wanted = wanted(map, layout);
    if wanted.is_empty() {
        return;
    }
    let mut streets = Streets::of(layout);
    let ways: Vec<Option<Way>> = wanted.iter().map(|wanted| streets.way(wanted.from, wanted.to)).collect();
    let paths = streets.paths(&ways);
    let mut pen = Pen { theme, shaper, language: &map.language, is_rtl: map.direction().is_rtl() };
    let mut letters = 0;
    let mut links = Vec::with_capacity(wanted.len());
    for ((wanted, way), points) in wanted.iter().zip(&ways).zip(paths) {
        let (from, to) = (&layout.cards[wanted.from], &layout.cards[wanted.to]);
        links.push(match way {
            Some(_) => pen.arrow(wanted.link, from, &points),
            None => {
                letters += 1;
                pen.broken(wanted.link, from, to, &letter(letters))
            }
        });
    }
    layout.links = links;
}

/// The links of the cards that are shown, each between the boxes that stand in the same strip, if any do.
fn wanted<'a>(map: &'a Map, layout: &Layout) -> Vec<Wanted<'a>> {
    let linked = map.cards.iter().filter(|card| !card.links.is_empty());
    let mut wanted = Vec::new();
    let mut boxes: HashMap<CardId, Vec<usize>> = HashMap::default();
    for card in linked {
        if boxes.is_empty() {
            for (n, card) in layout.cards.iter().enumerate() {
                boxes.entry(card.id).or_default().push(n);
            }
        }
        let Some(from) = boxes.get(&card.id) else { continue };
        for link in card.links.iter().filter(|link| link.to != card.id) {
            let Some(to) = boxes.get(&link.to) else { continue };
            let Some((from, to)) = between(layout, from, to) else { continue };
            wanted.push(Wanted { link, from, to });
        }
    }
    wanted
}

/// Draws arrows.
struct Pen<'a> {
    theme: &'a Theme,
    shaper: &'a mut Shaper,
    language: &'a str,
    is_rtl: bool,
}

impl Pen<'_> {
    /// An arrow along corners, with a sign where it begins.
    fn arrow(&self, link: &Link, from: &CardBox, points: &[Point]) -> LinkBox {
        let (path, head) = drawn(points, HEAD_PT);
        let mut marks = Vec::new();
        if link.kind != LinkKind::Flow
            && let Some(start) = points.first()
        {
            let disk = Rect::from_center_size(*start, (2.0 * SIGN_PT, 2.0 * SIGN_PT));
            let icon = Rect::from_center_size(*start, (1.5 * SIGN_PT, 1.5 * SIGN_PT));
            marks.push(Mark { ink: Ink::Accent, form: Form::Frame(disk) });
            marks.push(Mark { ink: Ink::Text, form: Form::Icon(link_sign(link.kind, self.is_rtl), icon) });
        }
        LinkBox { from: from.id, to: link.to, kind: link.kind, path, head, marks }
    }

    /// The marks at the ends of an arrow that cannot be drawn through.
    fn broken(&mut self, link: &Link, from: &CardBox, to: &CardBox, letter: &str) -> LinkBox {
        let arrow = match link.kind {
            LinkKind::HandOff => link_sign(LinkKind::HandOff, self.is_rtl),
            LinkKind::ChannelSwitch => link_sign(LinkKind::ChannelSwitch, self.is_rtl),
            LinkKind::Flow => link_sign(LinkKind::Flow, self.is_rtl),
        };
        let style = Role::Label.text_style(&self.theme.sizes, Align::Start, Direction::LeftToRight);
        let paragraph = self.shaper.paragraph(letter, style, None, self.language);
        let mut marks = Vec::new();
        // The letter stands toward the card that it begins at, and away from the one that it leads to.
        let ends =
            [(Point::new(from.rect.x1, from.rect.center().y), -1.0), (Point::new(to.rect.x0, to.rect.center().y), 1.0)];
        for (edge, side) in ends {
            let middle = edge - Vec2::new(side * 2.0, 0.0);
            let pill = Rect::from_center_size(middle, MARK_PT);
            let icon = Rect::from_center_size(middle + (4.5, 0.0), (8.0, 8.0));
            let origin = middle + (-4.5, 0.0) - paragraph.size.to_vec2() / 2.0;
            marks.push(Mark { ink: Ink::Quiet, form: Form::Pill(pill) });
            marks.push(Mark { ink: Ink::Paper, form: Form::Icon(arrow, icon) });
            marks.push(Mark { ink: Ink::Paper, form: Form::Text(Placed { paragraph: paragraph.clone(), origin }) });
        }
        let (path, head) = (BezPath::new(), BezPath::new());
        LinkBox { from: from.id, to: link.to, kind: link.kind, path, head, marks }
    }
}

/// The line through corners with round bends, up to the head at its end; and the head.
fn drawn(points: &[Point], shape: Head) -> (BezPath, BezPath) {
    let (mut path, mut head) = (BezPath::new(), BezPath::new());
    let [first, .., before, last] = points else {
        return match points {
            [first, last] => straight(*first, *last, shape),
            _ => (path, head),
        };
    };
    let along = (*last - *before).normalize();
    let base = *last - along * shape.length;
    path.move_to(*first);
    for (n, corner) in points.iter().enumerate().take(points.len() - 1).skip(1) {
        let (from, to) = (points[n - 1], points[n + 1]);
        let radius = BEND_PT.min(from.distance(*corner) / 2.0).min(to.distance(*corner) / 2.0);
        path.line_to(*corner + (from - *corner).normalize() * radius);
        path.quad_to(*corner, *corner + (to - *corner).normalize() * radius);
    }
    path.line_to(base + along);
    add_head(&mut head, *last, along, shape);
    (path, head)
}

fn straight(first: Point, last: Point, shape: Head) -> (BezPath, BezPath) {
    let (mut path, mut head) = (BezPath::new(), BezPath::new());
    if first.distance(last) < 1e-6 {
        return (path, head);
    }
    let along = (last - first).normalize();
    path.move_to(first);
    path.line_to(last - along * (shape.length - 1.0));
    add_head(&mut head, last, along, shape);
    (path, head)
}

fn add_head(head: &mut BezPath, tip: Point, along: Vec2, shape: Head) {
    let (base, across) = (tip - along * shape.length, Vec2::new(-along.y, along.x) * shape.half_width);
    head.move_to(tip);
    head.line_to(base + across);
    head.line_to(base - across);
    head.close_path();
}

/// The letters A … Z, AA, AB … by number from 1.
fn letter(mut number: usize) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        letters.push(b'A' + ((number - 1) % 26) as u8);
        number = (number - 1) / 26;
    }
    letters.reverse();
    String::from_utf8(letters).unwrap_or_default()
}

impl Side {
    /// The x of this side of a rectangle.
    pub(super) fn of(self, rect: Rect) -> f64 {
        match self {
            Self::Left => rect.x0,
            Self::Right => rect.x1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_that_go_on_elsewhere_have_letters_of_their_own() {
        let letters: Vec<String> = [1, 2, 26, 27, 52, 53].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "B", "Z", "AA", "AZ", "BA"]);
    }
}
