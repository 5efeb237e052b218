//! A scene with every kind of item, for the tests of what is written.

use std::sync::Arc;

use pathos::color::Color;
use pathos::geom::{BezPath, Circle, Line, Rect, Size};
use pathos::icon::Icon;
use pathos::model::Direction;
use pathos::picture::Bitmap;
use pathos::scene::{Dash, Geometry, Group, ImageItem, Item, Node, Scene, ShapeItem, Stroke, TextItem};
use pathos::text::{Align, Shaper, SystemFonts, TextStyle, Weight};

/// A scene with every kind of item, shape, dash and direction, some of it cut by the scene's edge.
pub fn scene() -> Scene {
    let blue = Color::rgb(0x1f_5f_a8);
    let mut items = vec![
        Item::Shape(ShapeItem::filled(Geometry::Rect(Rect::new(20.0, 20.0, 180.0, 120.0)), Color::rgb(0xff_e0_a0))),
        Item::Shape(ShapeItem {
            geometry: Geometry::RoundRect(Rect::new(200.3, 30.7, 380.1, 140.2), 12.0),
            fill: Some(Color::rgb(0x20_80_40).with_alpha(120)),
            stroke: Some(Stroke::new(Color::BLACK, 1.5)),
        }),
        Item::Shape(ShapeItem::filled(Geometry::Circle(Circle::new((150.0, 120.0), 45.0)), blue.with_alpha(100))),
        Item::Shape(ShapeItem::filled(Geometry::Circle(Circle::new((400.0, 300.0), 60.0)), Color::rgb(0xd0_30_30))),
    ];
    for (row, dash) in [Dash::Solid, Dash::Dashed, Dash::Dotted, Dash::DashDot].into_iter().enumerate() {
        let y = 160.0 + 12.0 * row as f64;
        let line = Geometry::Line(Line::new((20.0, y), (380.0, y + 5.0)));
        items.push(Item::Shape(ShapeItem::stroked(line, Stroke { color: blue, width: 3.0, dash, round: true })));
        let mut path = BezPath::new();
        path.move_to((20.0, y + 50.0));
        path.curve_to((120.0, y - 20.0), (220.0, y + 140.0), (390.0, y + 50.0));
        items.push(Item::Shape(ShapeItem::stroked(
            Geometry::path(path),
            Stroke { color: Color::rgb(0x60_20_80), width: 2.0, dash, round: row % 2 == 0 },
        )));
    }
    let icons = [Icon::Smiley, Icon::FlagFill, Icon::ShoppingCart].into_iter().enumerate().map(|(column, icon)| {
        let x = 30.0 + 40.0 * column as f64;
        Item::Shape(ShapeItem::filled(Geometry::Icon(icon, Rect::new(x, 30.0, x + 24.0, 54.0)), Color::BLACK))
    });
    items.push(Item::Group(Group::new(Some(Node::Legend), icons.collect())));
    items.push(Item::Image(ImageItem {
        rect: Rect::new(250.0, 215.0, 330.0, 275.0),
        radius: 10.0,
        bitmap: Arc::new(gradient(400, 300)),
        crop: Rect::new(40.0, 30.0, 360.0, 270.0),
        alt: "a gradient <of two colours>".into(),
    }));
    items.push(text("Find a bicycle & try it", (30.0, 60.0), 14.0, false, Color::BLACK));
    items.push(text("Überall wo es geht", (30.0, 80.0), 11.5, true, Color::rgb(0x40_40_40).with_alpha(180)));
    items.push(text("رحلة العميل في المتجر", (210.0, 40.0), 18.0, false, Color::rgb(0x80_00_20).with_alpha(160)));
    items.push(text("לפני הקנייה · यात्रा", (210.0, 75.0), 16.0, false, Color::WHITE));
    Scene { size: Size::new(400.0, 300.0), background: Color::rgb(0xfa_fa_f5), items }
}

fn text(text: &str, origin: (f64, f64), size_pt: f64, italic: bool, color: Color) -> Item {
    let style = TextStyle {
        size_pt,
        line_height: 1.3,
        weight: Weight::Regular,
        italic,
        align: Align::Start,
        direction: Direction::LeftToRight,
    };
    let paragraph = Shaper::new(SystemFonts::Ignored).paragraph(text, style, Some(160.0), "");
    Item::Text(TextItem { paragraph, origin: origin.into(), color })
}

fn gradient(width: u32, height: u32) -> Bitmap {
    let pixel = |x: u32, y: u32| [(x * 255 / width) as u8, (y * 255 / height) as u8, 90, if x > y { 255 } else { 128 }];
    let rgba = (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect();
    Bitmap { width, height, rgba }
}
