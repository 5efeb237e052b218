//! A made-up picture of any number of cards, for measuring: text, icons, curves and frames in about
//! the mixture that a map has.

use pathos::color::Color;
use pathos::geom::{Affine, BezPath, Circle, Line, Point, Rect, Size};
use pathos::icon::Icon;
use pathos::model::{CardId, Direction, LaneId, PersonaId};
use pathos::scene::{Dash, Geometry, Group, Item, Node, Scene, ShapeItem, Stroke, TextItem};
use pathos::text::{Align, Shaper, TextStyle, Weight};

/// A card with its gap, in points: 136 of them are in view at 1,600 × 900 and 100 %.
const CELL: Size = Size::new(88.0, 90.0);
const CARD: Size = Size::new(80.0, 82.0);
const HEAD: f64 = 40.0;
const CURVE: f64 = 80.0;

const INK: Color = Color::rgb(0x22_26_2b);
const QUIET: Color = Color::rgb(0x5a_63_6d);
const LINE: Color = Color::rgb(0xc9_d0_d6);
const ACCENTS: [Color; 4] =
    [Color::rgb(0x00_72_b2), Color::rgb(0xd5_5e_00), Color::rgb(0x00_9e_73), Color::rgb(0xcc_79_a7)];

const WORDS: [&str; 24] = [
    "reads", "the", "offer", "on", "a", "phone", "asks", "for", "help", "at", "counter", "waits", "compares", "prices",
    "with", "friends", "signs", "contract", "gets", "parcel", "opens", "letter", "returns", "shoes",
];

/// A grid of `count` cards with stage heads above and three emotion curves below.
pub fn scene(count: usize, shaper: &mut Shaper) -> Scene {
    let columns = ((count as f64 * 4.0 / 3.0).sqrt().ceil() as usize).max(1);
    let rows = count.div_ceil(columns);
    let size = Size::new(columns as f64 * CELL.width, HEAD + rows as f64 * CELL.height + CURVE);
    let mut items = vec![];
    for row in 0..rows {
        let y = HEAD + row as f64 * CELL.height;
        let ground = Rect::new(0.0, y, size.width, y + CELL.height);
        let fill = if row % 2 == 0 { Color::rgb(0xf6_f7_f9) } else { Color::WHITE };
        let edge = Line::new((0.0, y), (size.width, y));
        let items_of_lane = vec![
            Item::Shape(ShapeItem::filled(Geometry::Rect(ground), fill)),
            Item::Shape(ShapeItem::stroked(Geometry::Line(edge), Stroke::new(LINE, 0.5))),
        ];
        items.push(Item::Group(Group::new(Some(Node::Lane(lane(row))), items_of_lane)));
    }
    for stage in 0..columns.div_ceil(5) {
        items.push(head(stage, size.width, shaper));
    }
    for index in 0..count {
        let at = Point::new((index % columns) as f64 * CELL.width + 4.0, HEAD + (index / columns) as f64 * CELL.height);
        items.push(card(index, Rect::from_origin_size(at + (0.0, 4.0), CARD), shaper));
    }
    for persona in 0..3 {
        items.push(curve(persona, columns, size.height - CURVE));
    }
    Scene { size, background: Color::WHITE, items }
}

/// The id of the card with a number.
pub fn card_id(index: usize) -> CardId {
    CardId::new(&format!("c-{index}")).expect("letters and digits")
}

fn lane(row: usize) -> LaneId {
    LaneId::new(&format!("l-{row}")).expect("letters and digits")
}

fn style(size_pt: f64, weight: Weight) -> TextStyle {
    let direction = Direction::LeftToRight;
    TextStyle { size_pt, line_height: 1.25, weight, italic: false, align: Align::Start, direction }
}

fn words(from: usize, count: usize) -> String {
    let words: Vec<&str> = (from..from + count).map(|i| WORDS[(i * 7 + i / 5) % WORDS.len()]).collect();
    words.join(" ")
}

/// A chevron with its title: a concave path.
fn head(stage: usize, width: f64, shaper: &mut Shaper) -> Item {
    let x0 = stage as f64 * 5.0 * CELL.width;
    let x1 = (x0 + 5.0 * CELL.width).min(width);
    let mut path = BezPath::new();
    path.move_to((x0, 4.0));
    for point in [(x1 - 14.0, 4.0), (x1 - 2.0, 18.0), (x1 - 14.0, 32.0), (x0, 32.0), (x0 + 12.0, 18.0)] {
        path.line_to(point);
    }
    path.close_path();
    let paragraph = shaper.paragraph(&words(stage, 2), style(14.0, Weight::Bold), None, "en");
    Item::Group(Group::new(
        None,
        vec![
            Item::Shape(ShapeItem::filled(Geometry::path(path), ACCENTS[stage % 4])),
            Item::Text(TextItem { paragraph, origin: Point::new(x0 + 20.0, 9.0), color: Color::WHITE }),
        ],
    ))
}

fn card(index: usize, rect: Rect, shaper: &mut Shaper) -> Item {
    let accent = ACCENTS[index % 4];
    let shadow = |spread: f64| {
        let rect = rect.inflate(spread, spread) + kurbo::Vec2::new(0.0, 1.0);
        Item::Shape(ShapeItem::filled(Geometry::RoundRect(rect, 4.0 + spread), Color::BLACK.with_alpha(8)))
    };
    let frame = ShapeItem {
        geometry: Geometry::RoundRect(rect, 4.0),
        fill: Some(Color::WHITE),
        stroke: Some(Stroke::new(LINE, 0.75)),
    };
    let icon = Rect::from_origin_size(rect.origin() + (6.0, 6.0), (12.0, 12.0));
    let dot = Circle::new((rect.x1 - 10.0, rect.y0 + 12.0), 4.0);
    let title = shaper.paragraph(&words(index, 2), style(9.0, Weight::Bold), Some(CARD.width - 40.0), "en");
    let body = shaper.paragraph(&words(index * 3, 9), style(7.5, Weight::Regular), Some(CARD.width - 12.0), "en");
    let text =
        |paragraph, x: f64, y: f64, color| Item::Text(TextItem { paragraph, origin: rect.origin() + (x, y), color });
    let items = vec![
        shadow(1.5),
        shadow(0.75),
        Item::Shape(frame),
        Item::Shape(ShapeItem::filled(Geometry::Icon(Icon::ALL[index % Icon::ALL.len()], icon), accent)),
        Item::Shape(ShapeItem::filled(Geometry::Circle(dot), accent)),
        text(title, 21.0, 5.0, INK),
        text(body, 6.0, 32.0, QUIET),
    ];
    Item::Group(Group::new(Some(Node::Card(card_id(index))), items))
}

/// A smooth curve over all columns, and a point in each.
fn curve(persona: usize, columns: usize, top: f64) -> Item {
    let color = ACCENTS[persona];
    let level = |column: usize| ((column * (persona + 2) * 7) % 5) as f64 / 4.0;
    let point = |column: usize| {
        Affine::translate((CELL.width * (column as f64 + 0.5), top + 6.0))
            * Point::new(0.0, level(column) * (CURVE - 12.0))
    };
    let mut path = BezPath::new();
    path.move_to(point(0));
    for column in 1..columns {
        let (from, to) = (point(column - 1), point(column));
        let bend = (to.x - from.x) / 2.0;
        path.curve_to(from + (bend, 0.0), to - (bend, 0.0), to);
    }
    let dash = [Dash::Solid, Dash::Dashed, Dash::Dotted][persona];
    let stroke = Stroke { color, width: 2.0, dash, round: true };
    let mut items = vec![Item::Shape(ShapeItem::stroked(Geometry::path(path), stroke))];
    items.extend((0..columns).map(|column| {
        Item::Shape(ShapeItem {
            geometry: Geometry::Circle(Circle::new(point(column), 3.0)),
            fill: Some(Color::WHITE),
            stroke: Some(Stroke::new(color, 1.5)),
        })
    }));
    let persona = PersonaId::new(&format!("p-{persona}")).expect("letters and digits");
    Item::Group(Group::new(Some(Node::Curve(lane(0), persona)), items))
}
