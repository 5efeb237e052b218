//! Call-outs on the curves: highs, lows and moments of truth. Each is named beside its point; where
//! there is no room, at the end of a line that crosses nothing; where there is no way for a line, by a
//! number that the foot explains.

use super::cards::callout_sign;
use super::compose::Composer;
use super::curve::RING_PT;
use super::{CalloutBox, Form, Mark, Placed, PointBox};
use crate::geom::{Dash, Line, Point, Rect, Vec2};
use crate::insight::{CurvePoint, Extreme};
use crate::model::{CalloutKind, LaneId, Target};
use crate::theme::{Ink, Role};

/// The longest line from a point to its words, in points.
const MAX_LEADER_PT: f64 = 96.0;
/// How far from a point lines are looked at that a leader could cross, in points.
const NEARBY_PT: f64 = 260.0;
/// How many of the places around a point are still near enough for its words.
const ASIDE: usize = 14;
/// How wide a leader is, in points.
const LEADER_PT: f64 = 1.0;
/// The side of a number's disk, in points.
pub(super) const NUMBER_PT: f64 = 13.0;

/// Something to call out.
struct Wanted {
    kind: CalloutKind,
    at: Target,
    center: Point,
    reach: f64,
    text: String,
}

impl Composer<'_> {
    /// Calls out what is marked among the points of a lane that stand in a strip.
    pub(super) fn callouts_on_curves(
        &mut self,
        lane: LaneId,
        strip: usize,
        points: &[(&CurvePoint, &PointBox)],
        labels: &mut Labels,
    ) {
        for wanted in self.wanted(points) {
            let (icon, ink) = callout_sign(wanted.kind);
            let natural = self.set(Role::Label, &wanted.text, None).size.width + 15.0;
            let width = natural.min((self.space.column - 16.0).max(72.0));
            let loose = self.icon_line(icon, ink, Role::Label, &wanted.text, Point::ZERO, width).0;
            // Broken lines take no more room than the longest of them.
            let width = width - loose.last().map_or(0.0, spare_width);
            let (line, height) = self.icon_line(icon, ink, Role::Label, &wanted.text, Point::ZERO, width);
            let up = wanted.kind != CalloutKind::Low;
            let (rect, leader, number, mut marks) = match labels.call_out(&wanted, (width, height), up) {
                Some((rect, leader)) => {
                    let pill = Mark { ink: Ink::Paper, form: Form::Pill(rect.inflate(3.0, 0.0)) };
                    let words = line.into_iter().map(|mark| mark.moved(rect.origin().to_vec2()));
                    (rect, leader, None, std::iter::once(pill).chain(words).collect::<Vec<_>>())
                }
                None => {
                    let number =
                        self.layout.callouts.iter().filter_map(|callout| callout.number).max().unwrap_or(0) + 1;
                    let rect = labels.number(&wanted);
                    (rect, None, Some(number), self.numbered(number, ink, rect))
                }
            };
            marks.extend(leader.map(|leader| Mark { ink, form: Form::Line(leader, LEADER_PT, Dash::Solid) }));
            let Wanted { kind, at, text, .. } = wanted;
            self.layout.callouts.push(CalloutBox { lane, strip, kind, at, text, rect, leader, number, marks });
        }
    }

    /// What is to be called out: the highs and lows of every curve, and each moment of truth once.
    fn wanted(&self, points: &[(&CurvePoint, &PointBox)]) -> Vec<Wanted> {
        let mut wanted = Vec::new();
        for (point, placed) in points {
            let Some(extreme) = point.mark else { continue };
            let (kind, word) = match extreme {
                Extreme::High => (CalloutKind::High, self.words.high),
                Extreme::Low => (CalloutKind::Low, self.words.low),
            };
            let name = if point.word.is_empty() { self.title_of(point.at) } else { point.word.clone() };
            wanted.push(self.called(kind, word, &name, placed));
        }
        for callout in self.map.callouts.iter().filter(|callout| callout.kind == CalloutKind::MomentOfTruth) {
            let is_it = |(point, placed): &&(&CurvePoint, &PointBox)| {
                point.at == callout.at && callout.persona.is_none_or(|persona| persona == placed.persona)
            };
            if let Some((point, placed)) = points.iter().find(is_it) {
                wanted.push(self.called(callout.kind, self.words.truth, &self.title_of(point.at), placed));
            }
        }
        wanted
    }

    fn called(&self, kind: CalloutKind, word: &str, name: &str, placed: &PointBox) -> Wanted {
        let text = if name.is_empty() { word.to_owned() } else { format!("{word}: {name}") };
        Wanted { kind, at: placed.at, center: placed.center, reach: placed.radius + RING_PT, text }
    }

    /// A number on its disk.
    pub(super) fn numbered(&mut self, number: usize, ink: Ink, rect: Rect) -> Vec<Mark> {
        let paragraph = self.set(Role::Label, &number.to_string(), None);
        let origin = rect.center() - paragraph.size.to_vec2() / 2.0;
        vec![
            Mark { ink, form: Form::Frame(rect) },
            Mark { ink: Ink::Text, form: Form::Text(Placed { paragraph, origin }) },
        ]
    }
}

/// Where words may stand in a lane of curves: beside their points, on nothing else.
pub(super) struct Labels {
    /// Left, right, top and bottom of the lane's body.
    pub bounds: (f64, f64, f64, f64),
    /// Faces and words.
    pub taken: Vec<Rect>,
    /// All curves, in short pieces: words stand on them only where there is no other room.
    pub lines: Vec<Line>,
    /// The lines from points to their words; nothing stands on them.
    pub leaders: Vec<Line>,
}

impl Labels {
    /// A free place of a size near a point: above or below it, then shifted to either side. Where there
    /// is none the words give way.
    pub fn find(&mut self, center: Point, radius: f64, size: (f64, f64), up: bool) -> Option<Rect> {
        let near: Vec<Line> =
            self.lines.iter().filter(|line| (line.p0.x - center.x).abs() < NEARBY_PT).copied().collect();
        let is_clear = |rect: &Rect| !near.iter().any(|line| meets(*line, rect.inflate(1.5, 0.5)));
        let free = self.beside(center, radius, size, up);
        // A little to the side is better than on a curve.
        let aside = places_around(center, radius, size, up).take(ASIDE).filter_map(|place| self.fitted(place, size));
        let found = free.iter().copied().chain(aside).find(is_clear).or(free.first().copied())?;
        self.taken.push(found.inflate(1.0, 0.0));
        Some(found)
    }

    /// The free places right beside a point, the best first.
    fn beside(&self, center: Point, radius: f64, size: (f64, f64), up: bool) -> Vec<Rect> {
        let above = center.y - radius - 3.0 - size.1;
        let below = center.y + radius + 3.0;
        let (near, far) = if up { (above, below) } else { (below, above) };
        let middle = center.x - size.0 / 2.0;
        let beside = [center.x + radius + 4.0, center.x - radius - 4.0 - size.0];
        let mut places = vec![(middle, near), (middle, far)];
        places.extend(beside.iter().map(|x| (*x, center.y - size.1 / 2.0)));
        places.extend([near, far].iter().flat_map(|y| beside.iter().map(|x| (*x, *y))));
        places.into_iter().filter_map(|place| self.fitted(place, size)).collect()
    }

    /// A place moved into the lane across; none if it leaves the lane or something stands there.
    fn fitted(&self, (x, y): (f64, f64), size: (f64, f64)) -> Option<Rect> {
        let (left, right, top, bottom) = self.bounds;
        let x = x.clamp(left + 4.0, (right - size.0 - 4.0).max(left + 4.0));
        let rect = Rect::new(x, y, x + size.0, y + size.1);
        let is_inside = rect.y0 >= top + 1.0 && rect.y1 <= bottom - 1.0;
        let is_free = !self.taken.iter().any(|taken| taken.overlaps(rect))
            && !self.leaders.iter().any(|leader| meets(*leader, rect.inflate(2.0, 2.0)));
        (is_inside && is_free).then_some(rect)
    }

    /// A place for a call-out that no curve runs through, with a line to it unless it stands right beside
    /// its point.
    fn call_out(&mut self, wanted: &Wanted, size: (f64, f64), up: bool) -> Option<(Rect, Option<Line>)> {
        let Wanted { center, reach, .. } = *wanted;
        let is_near = |line: &&Line| {
            (line.p0.x - center.x).abs() < NEARBY_PT && line.p0.distance(center).max(line.p1.distance(center)) > reach
        };
        let near: Vec<Line> = self.lines.iter().filter(is_near).copied().collect();
        let is_clear = |rect: Rect| !near.iter().any(|line| meets(*line, rect.inflate(1.0, 0.0)));
        // What stands at an angle could be of another point: a line says of which it is.
        let is_straight =
            |rect: &Rect| (rect.x0..rect.x1).contains(&center.x) || (rect.y0..rect.y1).contains(&center.y);
        let mut beside = self.beside(center, reach, size, up).into_iter().filter(is_straight);
        let right_beside = beside.find(|rect| is_clear(*rect));
        let found = right_beside.map(|rect| (rect, None)).or_else(|| {
            let places = places_around(center, reach, size, up).filter_map(|place| self.fitted(place, size));
            let leads = places.filter(|rect| is_clear(*rect)).filter_map(|rect| {
                let line = leader(center, reach, rect)?;
                self.is_way_free(line, center, &near).then_some((rect, line))
            });
            let shortest = leads.min_by(|a, b| length(a.1).total_cmp(&length(b.1)));
            shortest.map(|(rect, line)| (rect, Some(line)))
        });
        if let Some((rect, line)) = found {
            self.taken.push(rect.inflate(3.0, 0.0));
            self.leaders.extend(line);
        }
        found
    }

    /// Whether a line from a point crosses no face, no words, no curve and no other such line.
    fn is_way_free(&self, line: Line, center: Point, curves: &[Line]) -> bool {
        let others = self.taken.iter().filter(|taken| !taken.contains(center));
        others.into_iter().all(|taken| !meets(line, taken.inflate(1.0, 1.0)))
            && curves.iter().chain(&self.leaders).all(|other| !cross(line, *other))
    }

    /// Where a number stands: at the rim of its point, where least is hidden.
    fn number(&mut self, wanted: &Wanted) -> Rect {
        let away = wanted.reach + NUMBER_PT / 2.0;
        let at = |turn: u8| {
            let angle = f64::from(turn) * std::f64::consts::FRAC_PI_4 - std::f64::consts::FRAC_PI_2;
            let middle = wanted.center + Vec2::from_angle(angle) * away;
            (middle.x - NUMBER_PT / 2.0, middle.y - NUMBER_PT / 2.0)
        };
        let free = (0..8).find_map(|turn| self.fitted(at(turn), (NUMBER_PT, NUMBER_PT)));
        let rect = free.unwrap_or_else(|| Rect::from_origin_size(at(0), (NUMBER_PT, NUMBER_PT)));
        self.taken.push(rect);
        rect
    }
}

/// Places at some distance around a point, those in the given direction first.
fn places_around(center: Point, reach: f64, size: (f64, f64), up: bool) -> impl Iterator<Item = (f64, f64)> {
    const STEP_PT: f64 = 9.0;
    let shifts = [0.0, 0.35, -0.35, 0.7, -0.7, 1.1, -1.1];
    [up, !up].into_iter().flat_map(move |up| {
        (0..=8).flat_map(move |n| {
            let away = reach + 3.0 + f64::from(n) * STEP_PT;
            let y = if up { center.y - away - size.1 } else { center.y + away };
            shifts.into_iter().map(move |shift| (center.x - size.0 / 2.0 + shift * size.0, y))
        })
    })
}

/// The line from the rim of a point to the nearest edge of its words; none if it is too long.
fn leader(center: Point, reach: f64, rect: Rect) -> Option<Line> {
    let inset = (rect.width() / 2.0).min(6.0);
    let x = center.x.clamp(rect.x0 + inset, rect.x1 - inset);
    let y = if rect.y1 < center.y { rect.y1 + 1.0 } else { rect.y0 - 1.0 };
    let way = Point::new(x, y) - center;
    let line = Line::new(center + way.normalize() * reach, (x, y));
    (way.hypot() > reach + 1.0 && length(line) <= MAX_LEADER_PT).then_some(line)
}

/// How much wider a text's box is than its longest line.
fn spare_width(mark: &Mark) -> f64 {
    match &mark.form {
        Form::Text(placed) => {
            let longest = placed.paragraph.lines.iter().map(|line| line.extent.1 - line.extent.0).fold(0.0, f64::max);
            (placed.paragraph.size.width - longest.ceil()).max(0.0)
        }
        _ => 0.0,
    }
}

fn length(line: Line) -> f64 {
    line.p0.distance(line.p1)
}

/// Whether two lines have a point in common.
pub(super) fn cross(a: Line, b: Line) -> bool {
    let side = |line: Line, point: Point| (line.p1 - line.p0).cross(point - line.p0);
    side(a, b.p0) * side(a, b.p1) <= 0.0
        && side(b, a.p0) * side(b, a.p1) <= 0.0
        && Rect::from_points(a.p0, a.p1).inflate(1e-9, 1e-9).overlaps(Rect::from_points(b.p0, b.p1).inflate(1e-9, 1e-9))
}

/// Whether a line runs through a rectangle.
pub(super) fn meets(line: Line, rect: Rect) -> bool {
    if line.p0.x.max(line.p1.x) < rect.x0
        || line.p0.x.min(line.p1.x) > rect.x1
        || line.p0.y.max(line.p1.y) < rect.y0
        || line.p0.y.min(line.p1.y) > rect.y1
    {
        return false;
    }
    let corner = |x: f64, y: f64| Point::new(x, y);
    let diagonals = [
        Line::new(corner(rect.x0, rect.y0), corner(rect.x1, rect.y1)),
        Line::new(corner(rect.x0, rect.y1), corner(rect.x1, rect.y0)),
    ];
    rect.contains(line.p0) || rect.contains(line.p1) || diagonals.into_iter().any(|diagonal| cross(line, diagonal))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(center: Point) -> Wanted {
        let at = Target::Step(crate::model::Id::new("s").expect("an id"));
        Wanted { kind: CalloutKind::High, at, center, reach: 12.0, text: String::new() }
    }

    fn labels(lines: Vec<Line>, taken: Vec<Rect>) -> Labels {
        Labels { bounds: (0.0, 600.0, 0.0, 200.0), taken, lines, leaders: Vec::new() }
    }

    #[test]
    fn words_stand_beside_their_point_where_there_is_room() {
        let found = labels(Vec::new(), Vec::new()).call_out(&wanted(Point::new(300.0, 100.0)), (60.0, 11.0), true);
        let (rect, leader) = found.expect("a place");
        assert!(leader.is_none() && (85.0 - rect.y1).abs() < 1e-9, "{rect:?}");
    }

    /// A level curve in short pieces.
    fn level(y: f64) -> impl Iterator<Item = Line> {
        (0..60).map(move |n| Line::new((f64::from(n) * 10.0, y), (f64::from(n + 1) * 10.0, y)))
    }

    #[test]
    fn a_line_leads_to_words_that_stand_away_and_crosses_nothing() {
        let beside = [(200.0, 88.0, 286.0, 112.0), (314.0, 88.0, 400.0, 112.0), (220.0, 72.0, 380.0, 86.0)];
        // Below there is room between two words for a line, and not for more words.
        let below = [(220.0, 114.0, 292.0, 128.0), (308.0, 114.0, 380.0, 128.0)];
        let taken: Vec<Rect> = beside.into_iter().chain(below).map(|(a, b, c, d)| Rect::new(a, b, c, d)).collect();
        let mut labels = labels(level(60.0).collect(), taken.clone());
        let (rect, leader) = labels.call_out(&wanted(Point::new(300.0, 100.0)), (60.0, 11.0), true).expect("a place");
        let leader = leader.expect("a line, as all around is taken");
        assert!(rect.y0 > 128.0, "below: above is a curve");
        assert!(!level(60.0).any(|curve| cross(leader, curve)) && !taken.iter().any(|taken| meets(leader, *taken)));
        let other = labels.call_out(&wanted(Point::new(300.0, 100.0)), (60.0, 11.0), true);
        assert!(other.is_none(), "two lines from one point would lie on each other");
    }

    #[test]
    fn where_no_line_has_a_way_there_is_a_number() {
        let lines = (0..50).flat_map(|n| level(4.0 * f64::from(n))).collect();
        let mut labels = labels(lines, Vec::new());
        let wanted = wanted(Point::new(300.0, 100.0));
        assert!(labels.call_out(&wanted, (60.0, 11.0), true).is_none());
        let rect = labels.number(&wanted);
        assert!((rect.center().distance(wanted.center) - 18.5).abs() < 1e-9);
    }
}
