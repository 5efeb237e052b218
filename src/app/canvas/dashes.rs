//! The dashes of a line: along straight pieces, without those out of view.

use eframe::egui::{self, Pos2};

/// Walks along a line and tells its dashes. The pattern holds the lengths of dashes and gaps in turn, in
/// the points' unit; they sum up to more than nothing. What lies beyond `seen` is counted and not told.
pub(super) fn dashes(
    points: &[Pos2],
    is_closed: bool,
    pattern: &[f32],
    seen: egui::Rect,
    tell: &mut impl FnMut(&mut Vec<Pos2>),
) {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let mut walk = Walk { pattern, at: 0, left: pattern.first().copied().unwrap_or_default(), dash: vec![*first] };
    let back = is_closed.then_some((*last, *first));
    // A piece that reaches far beyond the view is cut, so that most of it can be left out.
    let longest = seen.width() + seen.height();
    for (from, to) in points.windows(2).map(|pair| (pair[0], pair[1])).chain(back) {
        let cuts = (from.distance(to) / longest).ceil().clamp(1.0, 1e6);
        for cut in 0..cuts as u32 {
            let at = |cut: u32| from.lerp(to, cut as f32 / cuts);
            let (from, to) = (at(cut), at(cut + 1));
            if seen.intersects(egui::Rect::from_two_pos(from, to)) {
                walk.piece(from, to, tell);
            } else {
                walk.skip(from, to, tell);
            }
        }
    }
    walk.end(tell);
}

/// Where in its pattern a line is.
struct Walk<'a> {
    pattern: &'a [f32],
    /// Which dash or gap it is in; dashes have even numbers.
    at: usize,
    /// How much of that is left.
    left: f32,
    /// The dash so far.
    dash: Vec<Pos2>,
}

impl Walk<'_> {
    fn is_on(&self) -> bool {
        self.at.is_multiple_of(2)
    }

    fn turn(&mut self) {
        self.at = (self.at + 1) % self.pattern.len();
        self.left = self.pattern[self.at];
    }

    fn piece(&mut self, from: Pos2, to: Pos2, tell: &mut impl FnMut(&mut Vec<Pos2>)) {
        let length = from.distance(to);
        let mut gone = 0.0;
        while length - gone > self.left {
            gone += self.left;
            let point = from.lerp(to, gone / length);
            if self.is_on() {
                self.dash.push(point);
                tell(&mut self.dash);
            }
            self.dash.clear();
            self.turn();
            if self.is_on() {
                self.dash.push(point);
            }
        }
        self.left -= length - gone;
        if self.is_on() {
            self.dash.push(to);
        }
    }

    fn skip(&mut self, from: Pos2, to: Pos2, tell: &mut impl FnMut(&mut Vec<Pos2>)) {
        self.end(tell);
        let period: f32 = self.pattern.iter().sum();
        let mut length = from.distance(to) % period;
        while length > self.left {
            length -= self.left;
            self.turn();
        }
        self.left -= length;
        if self.is_on() {
            self.dash.push(to);
        }
    }

    fn end(&mut self, tell: &mut impl FnMut(&mut Vec<Pos2>)) {
        if self.dash.len() > 1 {
            tell(&mut self.dash);
        }
        self.dash.clear();
    }
}

#[cfg(test)]
mod tests {
    use eframe::egui::pos2;

    use super::*;

    const ALL: egui::Rect = egui::Rect::EVERYTHING;

    #[track_caller]
    fn check(points: &[(f32, f32)], is_closed: bool, pattern: &[f32], seen: egui::Rect, expected: &[&[(f32, f32)]]) {
        let points: Vec<Pos2> = points.iter().map(|(x, y)| pos2(*x, *y)).collect();
        let mut told: Vec<Vec<(f32, f32)>> = Vec::new();
        dashes(&points, is_closed, pattern, seen, &mut |dash| {
            told.push(dash.iter().map(|point| (point.x.round(), point.y.round())).collect());
        });
        assert_eq!(told, expected);
    }

    #[test]
    fn a_line_has_its_dashes_and_what_is_left_of_the_last() {
        let dashes: &[&[(f32, f32)]] = &[&[(0.0, 0.0), (4.0, 0.0)], &[(6.0, 0.0), (9.0, 0.0)]];
        check(&[(0.0, 0.0), (9.0, 0.0)], false, &[4.0, 2.0], ALL, dashes);
    }

    #[test]
    fn a_dash_goes_round_a_corner() {
        let dashes: &[&[(f32, f32)]] = &[&[(0.0, 0.0), (3.0, 0.0), (3.0, 2.0)]];
        check(&[(0.0, 0.0), (3.0, 0.0), (3.0, 6.0)], false, &[5.0, 9.0], ALL, dashes);
    }

    #[test]
    fn a_closed_line_goes_back_to_where_it_began() {
        let dashes: &[&[(f32, f32)]] = &[&[(0.0, 0.0), (6.0, 0.0)], &[(3.0, 0.0), (0.0, 0.0)]];
        check(&[(0.0, 0.0), (8.0, 0.0)], true, &[6.0, 7.0], ALL, dashes);
    }

    #[test]
    fn a_dot_is_a_dash_of_no_length() {
        let dots: &[&[(f32, f32)]] = &[&[(0.0, 0.0), (0.0, 0.0)], &[(3.0, 0.0), (3.0, 0.0)]];
        check(&[(0.0, 0.0), (5.0, 0.0)], false, &[0.0, 3.0], ALL, dots);
    }

    #[test]
    fn what_is_out_of_view_counts_and_is_not_told() {
        let seen = egui::Rect::from_min_max(pos2(1000.0, -5.0), pos2(1010.0, 5.0));
        let mut told = 0;
        dashes(&[pos2(0.0, 0.0), pos2(1e5, 0.0)], false, &[4.0, 2.0], seen, &mut |dash| {
            told += 1;
            // Each dash begins at a multiple of the pattern's length, or where the line was cut.
            let off = dash[0].x.rem_euclid(6.0);
            let is_cut = (dash[0].x / (seen.width() + seen.height())).fract() < 1e-3;
            assert!(!(0.1..=5.9).contains(&off) || is_cut, "{dash:?}");
        });
        assert!((2..40).contains(&told), "{told}");
    }
}
