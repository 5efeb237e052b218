//! Cards: each grows with what is on it, and none lies on another.

use super::compose::Composer;
use super::{CardBox, Form, Mark, Piece, Placed};
use crate::geom::{Dash, Point, Rect};
use crate::icon::Icon;
use crate::model::{
    CalloutKind, Card, CardKind, ChannelId, Evidence, Kano, Lane, LaneKind, LinkKind, PainPoint, Place, StepId, Target,
    VoteFor,
};
use crate::text::Align;
use crate::theme::{Ink, Role};

/// The side of a Kano class's sign, in points.
const KANO_PT: f64 = 11.0;
/// The height of a storyboard's frame to the width of a usual one.
const FRAME_RATIO: f64 = 0.62;

impl<'a> Composer<'a> {
    /// The cards of a lane that begins at `y`; answers where the last of them ends.
    ///
    /// Each column has a height up to which it is filled; a card stands below what fills any of the
    /// columns that it spans. Those that span several come first, so that they lie flush.
    ///
    /// A card that spans more columns than its strip has is drawn again in the next one.
    pub(super) fn cards_in(&mut self, lane: &Lane, strip: usize, y: f64) -> f64 {
        let cell = self.space.cell;
        let columns = self.grid.strips[strip].clone();
        let mut filled = vec![y + cell; columns.end];
        let contents = self.contents;
        for (first, card) in contents.cards_of.get(&lane.id).into_iter().flatten() {
            let last = self.last_column(card, *first).min(columns.end - 1);
            let first = (*first).max(columns.start);
            if first > last {
                continue;
            }
            let top = filled[first..=last].iter().copied().fold(y + cell, f64::max);
            let (x0, x1) = (self.grid.columns[first].x0 + cell, self.grid.columns[last].x1 - cell);
            if self.is_left_out(Piece::Card(card.id)) {
                continue;
            }
            let card_box =
                self.card(Some((lane, self.grid.columns[first].step)), card, Point::new(x0, top), (x1 - x0).max(24.0));
            let bottom = card_box.rect.y1 + self.space.gap;
            filled[first..=last].fill(bottom);
            self.layout.cards.push(card_box);
        }
        filled.into_iter().fold(y, f64::max) - self.space.gap + cell
    }

    fn last_column(&self, card: &Card, first: usize) -> usize {
        let last = match card.place {
            Place::Span(_, _, to) => self.contents.column_of.get(&to).copied(),
            Place::Stage(_, stage) => {
                let steps = self.map.stages.find(stage).map(|stage| stage.steps.iter());
                steps
                    .and_then(|mut steps| steps.next_back())
                    .and_then(|step| self.contents.column_of.get(&step.id).copied())
            }
            Place::Cell(..) | Place::Parked => None,
        };
        last.unwrap_or(first).max(first)
    }

    pub(super) fn card(&mut self, cell: Option<(&Lane, StepId)>, card: &Card, origin: Point, width: f64) -> CardBox {
        let pad = self.space.card;
        let whole = self.whole_card(cell, card, origin, width);
        let tallest = self.slide.as_ref().and_then(|slide| slide.tallest_pt);
        if tallest.is_none_or(|tallest| whole.rect.height() <= tallest) {
            return whole;
        }
        // Its title alone, and a sign that there is more.
        let mut flow = Flow { x: origin.x + pad, y: origin.y + pad, width: width - 2.0 * pad, marks: Vec::new() };
        let title = self.card_title(card, &mut flow);
        self.more(&mut flow);
        CardBox {
            rect: Rect::new(origin.x, origin.y, origin.x + width, flow.y + pad),
            title,
            marks: flow.marks,
            ..whole
        }
    }

    fn whole_card(&mut self, cell: Option<(&Lane, StepId)>, card: &Card, origin: Point, width: f64) -> CardBox {
        let pad = self.space.card;
        let (x, inner) = (origin.x + pad, width - 2.0 * pad);
        let is_frame = cell.is_some_and(|(lane, _)| lane.kind == LaneKind::Storyboard);
        // Room for the marks of most cards.
        let mut flow = Flow { x, y: origin.y + pad, width: inner, marks: Vec::with_capacity(8) };
        self.notes_above(card, &mut flow);
        self.picture(card, is_frame, &mut flow);
        let beside = self.kano(card, &mut flow);
        flow.width -= beside;
        let has_channels = self.channels(card, &mut flow);
        if has_channels {
            flow.width += beside;
        }
        let title = self.card_title(card, &mut flow);
        flow.width = inner;
        self.card_text(card, &mut flow);
        self.signs(card, &mut flow);
        self.question(card, &mut flow);
        self.owner(card, &mut flow);
        self.tags(card, &mut flow);
        self.link_labels(card, &mut flow);
        self.dots(card, &mut flow);
        self.notes_below(card, &mut flow);
        CardBox {
            id: card.id,
            rect: Rect::new(origin.x, origin.y, origin.x + width, flow.y + pad),
            cell: cell.map(|(lane, step)| (lane.id, step)),
            kind: card.kind,
            hue: card.hue,
            evidence: card.evidence,
            title,
            marks: flow.marks,
        }
    }

    /// Three dots, which say that a card has more than is seen.
    fn more(&mut self, flow: &mut Flow) {
        let unit = self.unit();
        let rect = Rect::from_origin_size(flow.origin() + (0.0, unit), (14.0 * unit, 9.0 * unit));
        flow.add(vec![Mark { ink: Ink::Quiet, form: Form::Icon(Icon::DotsThree, rect) }], 11.0 * unit);
    }

    fn notes_above(&mut self, card: &Card, flow: &mut Flow) {
        let contents = self.contents;
        let (marks, height) = self.notes(contents.notes.cards.get(&card.id), flow.origin(), flow.width);
        flow.add(marks, if height > 0.0 { height + 1.0 } else { 0.0 });
    }

    fn notes_below(&mut self, card: &Card, flow: &mut Flow) {
        let contents = self.contents;
        let Some(notes) = contents.notes.below_cards.get(&card.id) else { return };
        flow.y += 4.0;
        let (marks, height) = self.notes(Some(notes), flow.origin(), flow.width);
        flow.add(marks, height);
    }

    /// The sign of the Kano class in the upper corner; answers what it takes of the width.
    fn kano(&self, card: &Card, flow: &mut Flow) -> f64 {
        let Some(kano) = card.kano else { return 0.0 };
        let side = KANO_PT * self.unit();
        let x = flow.x + flow.width - side;
        let rect = Rect::new(x, flow.y + 0.5, x + side, flow.y + 0.5 + side);
        flow.marks.push(Mark { ink: Ink::Quiet, form: Form::Icon(kano_sign(kano), rect) });
        side + 4.0
    }

    fn picture(&mut self, card: &Card, is_frame: bool, flow: &mut Flow) {
        let Some(picture) = &card.picture else { return };
        let Some((bitmap, crop)) = self.bitmap(picture) else {
            let text = if picture.alt.is_empty() { picture.file.as_str() } else { &picture.alt };
            let (marks, height) = self.icon_line(Icon::Image, Ink::Quiet, Role::Small, text, flow.origin(), flow.width);
            flow.add(marks, height + 4.0);
            return;
        };
        let most = self.slide.as_ref().map_or(f64::INFINITY, |slide| slide.picture_pt);
        let (height, shown) = if is_frame {
            // The frames of a storyboard are all of one height.
            let frame = (self.space.column - 2.0 * (self.space.cell + self.space.card)).max(40.0) * FRAME_RATIO;
            let height = frame.min(most);
            (height, covering(crop, flow.width / height))
        } else {
            let height = (flow.width * crop.height() / crop.width()).min(flow.width * 1.5).min(most);
            // What is taller than half as high again as it is wide is cut at its foot.
            (height, Rect::new(crop.x0, crop.y0, crop.x1, crop.y0 + crop.width() * height / flow.width))
        };
        let rect = Rect::from_origin_size(flow.origin(), (flow.width, height));
        let form = Form::Picture { rect, radius: 3.0, bitmap, crop: shown, alt: picture.alt.clone() };
        flow.add(vec![Mark { ink: Ink::Quiet, form }], height + 6.0);
    }

    /// Answers whether there are any.
    fn channels(&mut self, card: &Card, flow: &mut Flow) -> bool {
        if card.channels.is_empty() {
            return false;
        }
        let (marks, height) = self.channel_row(&card.channels, flow.origin(), flow.width);
        flow.add(marks, height + 3.0);
        true
    }

    /// Channels by icon and name, as many to a line as fit.
    pub(super) fn channel_row(&mut self, channels: &[ChannelId], origin: Point, width: f64) -> (Vec<Mark>, f64) {
        let mut marks = Vec::new();
        let (mut x, mut y, mut line) = (origin.x, origin.y, 0.0_f64);
        for id in channels {
            let name = self.words.channel(self.map, *id);
            let icon = self.map.channel(*id).and_then(|(_, icon)| Icon::named(icon));
            let hue = self.map.channels.find(*id).and_then(|channel| channel.hue);
            let ink = hue.map_or(Ink::Quiet, Ink::Hue);
            let (unit, side) = (self.unit(), 11.0 * self.unit());
            let indent = if icon.is_some() { 14.0 * unit } else { 0.0 };
            let natural = self.set(Role::Small, name, None);
            let item = indent + natural.size.width;
            if x > origin.x && x + item > origin.x + width {
                (x, y, line) = (origin.x, y + line + 1.0, 0.0);
            }
            let room = (origin.x + width - x - indent).max(12.0);
            let paragraph = if natural.size.width <= room { natural } else { self.set(Role::Small, name, Some(room)) };
            let first = paragraph.lines.first().map_or(side, |line| line.bottom - line.top);
            if let Some(icon) = icon {
                let top = y + (first - side) / 2.0;
                marks.push(Mark { ink, form: Form::Icon(icon, Rect::new(x, top, x + side, top + side)) });
            }
            line = line.max(paragraph.size.height);
            let end = x + indent + paragraph.size.width;
            let placed = Placed { paragraph, origin: Point::new(x + indent, y) };
            marks.push(Mark { ink: Ink::Quiet, form: Form::Text(placed) });
            x = end + 8.0 * unit;
        }
        (marks, y + line - origin.y)
    }

    fn card_title(&mut self, card: &Card, flow: &mut Flow) -> Placed {
        let unit = self.unit();
        let indent = if card.kind == CardKind::Quote || card.kind == CardKind::System { 15.0 * unit } else { 0.0 };
        if indent > 0.0 {
            let icon = if card.kind == CardKind::Quote { Icon::Quotes } else { Icon::Stack };
            let rect = Rect::from_origin_size(flow.origin() + (0.0, 0.5 * unit), (12.0 * unit, 12.0 * unit));
            flow.marks.push(Mark { ink: Ink::Quiet, form: Form::Icon(icon, rect) });
        }
        let language = if card.language.is_empty() { &self.map.language } else { &card.language };
        let width = Some((flow.width - indent).max(12.0));
        let paragraph = self.set_in(Role::of_card_title(card.kind), &card.title, width, Align::Start, language);
        let placed = Placed { paragraph, origin: flow.origin() + (indent, 0.0) };
        let skipped = card.title.is_empty() && (!card.text.is_empty() || card.picture.is_some());
        if !skipped {
            flow.y += placed.paragraph.size.height;
        }
        placed
    }

    fn card_text(&mut self, card: &Card, flow: &mut Flow) {
        let language = if card.language.is_empty() { &self.map.language } else { &card.language };
        let text = self
            .slide
            .as_ref()
            .and_then(|slide| slide.opened.as_ref())
            .map_or(&card.text[..], |opened| card.text.get(opened.text.clone()).unwrap_or_default());
        if !text.is_empty() {
            let paragraph = self.set_in(Role::Small, text, Some(flow.width), Align::Start, language);
            let is_cut = paragraph.text.len() != text.len();
            if is_cut {
                // Half a text says less than the title alone.
                return self.more(flow);
            }
            flow.text(Ink::Text, 2.0 * self.unit(), paragraph);
        }
        let source = match (card.kind, card.date) {
            (CardKind::Quote, Some(date)) if card.source.is_empty() => date.to_string(),
            (CardKind::Quote, Some(date)) => format!("{} · {date}", card.source),
            (CardKind::Quote, None) => card.source.clone(),
            _ => String::new(),
        };
        if !source.is_empty() {
            let paragraph = self.set(Role::Small, &source, Some(flow.width));
            flow.text(Ink::Quiet, 3.0, paragraph);
        }
    }

    /// Call-outs, pain points and, where no lane shows them, emotions.
    fn signs(&mut self, card: &Card, flow: &mut Flow) {
        let (target, contents) = (Target::Card(card.id), self.contents);
        for callout in contents.callouts_at(target) {
            let (icon, ink) = callout_sign(callout.kind);
            let word = self.words.callout(callout.kind);
            let text = if callout.text.is_empty() { word.to_owned() } else { format!("{word}: {}", callout.text) };
            flow.y += 3.0;
            let (marks, height) = self.icon_line(icon, ink, Role::Label, &text, flow.origin(), flow.width);
            flow.add(marks, height);
        }
        let opened = self.slide.as_ref().and_then(|slide| slide.opened.clone());
        let has_lane = self.contents.shows(LaneKind::Pains) && opened.is_none();
        let pains = contents.pains_at(target);
        let shown = opened.as_ref().map_or(0..pains.len(), |opened| opened.pains.clone());
        for pain in pains.get(shown).unwrap_or_default() {
            if contents.notes.shown_pains.contains(&pain.id) {
                // It hurts no longer: what became of it stands in the place of its severity. One that is
                // gone altogether stands in its lane alone.
                if pain.resolved || !has_lane {
                    let (marks, height) = self.notes(contents.notes.pains.get(&pain.id), flow.origin(), flow.width);
                    flow.add(marks, height);
                }
                continue;
            }
            flow.y += 4.0 * self.unit();
            if has_lane {
                let text = self.words.severity(pain.severity);
                let (marks, height) =
                    self.icon_line(Icon::WarningFill, Ink::Pain, Role::Label, text, flow.origin(), flow.width);
                let (start, end) = marks.last().map_or((flow.x, flow.x), |mark| {
                    let start = mark.bounds().x0;
                    (start, start + text_width(mark))
                });
                let (dots, below) = severity_dots(pain, (start, end), flow.x + flow.width, flow.y, height, self.unit());
                flow.marks.push(dots);
                flow.add(marks, height + below);
            } else {
                let (marks, height) = self.pain(pain, flow.origin(), flow.width);
                flow.add(marks, height);
            }
        }
        if opened.is_some() {
            self.feelings(target, flow);
        } else if !self.contents.shows(LaneKind::Emotion) {
            let ratings = contents.ratings_at(target);
            let faces = ratings.iter().filter_map(|rating| rating.level());
            for (n, level) in faces.enumerate() {
                let emotion = crate::model::Emotion::clamped(level.round() as i64);
                let rect = Rect::from_origin_size((flow.x + 18.0 * n as f64, flow.y + 4.0), (14.0, 14.0));
                flow.marks.push(Mark { ink: Ink::Emotion(emotion), form: Form::Face(emotion, rect) });
            }
            if ratings.iter().any(|rating| rating.level().is_some()) {
                flow.y += 18.0;
            }
        }
    }

    /// A pain point: its sign, text, and severity in dots and in a word.
    pub(super) fn pain(&mut self, pain: &PainPoint, origin: Point, width: f64) -> (Vec<Mark>, f64) {
        let word = self.words.severity(pain.severity);
        let text = if pain.text.is_empty() { self.words.pain } else { &pain.text };
        let (mut marks, mut height) = self.icon_line(Icon::WarningFill, Ink::Pain, Role::Small, text, origin, width);
        if let Some(text) = marks.last_mut() {
            text.ink = Ink::Text;
        }
        let indent = marks.last().map_or(15.0, |text| text.bounds().x0 - origin.x);
        let label = self.place(Role::Label, word, origin + (indent, height + 1.0), Some((width - indent).max(12.0)));
        let line = label.paragraph.size.height;
        let end = label.origin.x + label.paragraph.lines.first().map_or(0.0, |line| line.extent.1 - line.extent.0);
        let span = (label.origin.x, end);
        let unit = self.unit();
        let (dots, below) = severity_dots(pain, span, origin.x + width, origin.y + height + 1.0, line, unit);
        marks.push(dots);
        marks.push(Mark { ink: Ink::Pain, form: Form::Text(label) });
        height += line + 1.0 + below;
        (marks, height)
    }

    /// That it asks what nobody could answer yet.
    fn question(&mut self, card: &Card, flow: &mut Flow) {
        if card.is_question() {
            flow.y += 3.0;
            let text = self.words.question;
            let (marks, height) =
                self.icon_line(Icon::Question, Ink::Accent, Role::Label, text, flow.origin(), flow.width);
            flow.add(marks, height);
        }
    }

    /// What it got in a vote that may be seen.
    fn dots(&mut self, card: &Card, flow: &mut Flow) {
        let dots = self.contents.dots_for(VoteFor::Card(card.id));
        if dots > 0 {
            flow.y += 4.0;
            let (marks, height) = self.vote_dots(dots, flow.origin(), flow.width);
            flow.add(marks, height);
        }
    }

    fn owner(&mut self, card: &Card, flow: &mut Flow) {
        if card.owner.is_empty() {
            return;
        }
        flow.y += 4.0;
        let (marks, height) =
            self.icon_line(Icon::User, Ink::Quiet, Role::Small, &card.owner, flow.origin(), flow.width);
        flow.add(marks, height);
    }

    fn tags(&mut self, card: &Card, flow: &mut Flow) {
        if card.tags.is_empty() {
            return;
        }
        flow.y += 2.0;
        let text = card.tags.join(" · ");
        let (marks, height) = self.icon_line(Icon::Tag, Ink::Quiet, Role::Small, &text, flow.origin(), flow.width);
        flow.add(marks, height);
    }

    /// What stands beside the arrows that begin here. The words stand on the card: beside the arrow, which
    /// runs in a narrow gap, there is no room for them.
    fn link_labels(&mut self, card: &Card, flow: &mut Flow) {
        let is_rtl = self.map.direction().is_rtl();
        for link in card.links.iter().filter(|link| !link.label.is_empty()) {
            flow.y += 2.0;
            let sign = link_sign(link.kind, is_rtl);
            let (marks, height) = self.icon_line(sign, Ink::Quiet, Role::Small, &link.label, flow.origin(), flow.width);
            flow.add(marks, height);
        }
    }
}

/// The part of a picture that fills a frame of an aspect ratio, from its middle.
fn covering(crop: Rect, ratio: f64) -> Rect {
    let (width, height) = (crop.width().min(crop.height() * ratio), crop.height().min(crop.width() / ratio));
    Rect::from_center_size(crop.center(), (width, height))
}

/// The pattern of an outline by how well something is backed.
pub(crate) fn evidence_dash(evidence: Option<Evidence>) -> Dash {
    match evidence {
        Some(Evidence::Assumed) => Dash::Dotted,
        Some(Evidence::Partly) => Dash::Dashed,
        Some(Evidence::Researched) | None => Dash::Solid,
    }
}

/// The sign of a Kano class.
pub(super) fn kano_sign(kano: Kano) -> Icon {
    match kano {
        Kano::Basic => Icon::Cube,
        Kano::Performance => Icon::ChartLineUp,
        Kano::Delighter => Icon::Heart,
    }
}

/// The sign of what an arrow between two cards means; a right-to-left map turns the one that points.
pub(super) fn link_sign(kind: LinkKind, is_rtl: bool) -> Icon {
    match kind {
        LinkKind::Flow if is_rtl => Icon::ArrowLeft,
        LinkKind::Flow => Icon::ArrowRight,
        LinkKind::ChannelSwitch => Icon::ArrowsLeftRight,
        LinkKind::HandOff => Icon::Handshake,
    }
}

/// The icon and the ink of a call-out.
pub(super) fn callout_sign(kind: CalloutKind) -> (Icon, Ink) {
    match kind {
        CalloutKind::High => (Icon::TrendUpFill, Ink::Emotion(crate::model::Emotion::MAX)),
        CalloutKind::Low => (Icon::TrendDownFill, Ink::Emotion(crate::model::Emotion::MIN)),
        CalloutKind::MomentOfTruth => (Icon::StarFill, Ink::Truth),
        CalloutKind::KeepsPromise => (Icon::SealCheckFill, Ink::Accent),
        CalloutKind::BreaksPromise => (Icon::SealWarningFill, Ink::Pain),
    }
}

fn text_width(mark: &Mark) -> f64 {
    match &mark.form {
        Form::Text(placed) => placed.paragraph.lines.first().map_or(0.0, |line| line.extent.1 - line.extent.0),
        _ => 0.0,
    }
}

/// The dots of a pain point's severity: behind its word, which stands across `span` in a line from
/// `top`, or, where there is no room before `limit`, in a line of their own. Answers also what that
/// line takes.
fn severity_dots(pain: &PainPoint, span: (f64, f64), limit: f64, top: f64, line: f64, unit: f64) -> (Mark, f64) {
    let size = (27.0 * unit, 5.0 * unit);
    let fits = span.1 + 6.0 * unit + size.0 <= limit;
    let (x, middle, below) =
        if fits { (span.1 + 6.0 * unit, top + line / 2.0, 0.0) } else { (span.0, top + line + 4.5 * unit, 9.0 * unit) };
    let rect = Rect::from_origin_size((x, middle - size.1 / 2.0), size);
    (Mark { ink: Ink::Pain, form: Form::Dots { level: pain.severity.level(), of: 4, rect } }, below)
}

/// Marks below each other, in a column.
pub(super) struct Flow {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) marks: Vec<Mark>,
}

impl Flow {
    pub(super) fn origin(&self) -> Point {
        Point::new(self.x, self.y)
    }

    pub(super) fn add(&mut self, marks: Vec<Mark>, height: f64) {
        self.marks.extend(marks);
        self.y += height;
    }

    fn text(&mut self, ink: Ink, gap: f64, paragraph: std::sync::Arc<crate::text::Paragraph>) {
        self.y += gap;
        let height = paragraph.size.height;
        let placed = Placed { paragraph, origin: self.origin() };
        self.add(vec![Mark { ink, form: Form::Text(placed) }], height);
    }
}
