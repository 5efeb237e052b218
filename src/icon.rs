//! The one icon set, as vectors, for the screen and every export alike.
//!
//! The outlines are Phosphor's (MIT licence, beside them in `assets/icons`). Each file is a square of
//! 256 units with filled paths, which is all that is read of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use kurbo::{Affine, BezPath, Rect};

macro_rules! icons {
    ($($variant:ident = $name:literal,)*) => {
        /// An icon of the set.
        #[allow(missing_docs, reason = "each is named by what it shows")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Icon { $($variant,)* }

        impl Icon {
            /// Every icon, by name.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name by which files call it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            fn svg(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("../assets/icons/", $name, ".svg")),)* }
            }
        }
    };
}

icons! {
    Airplane = "airplane",
    ArrowBendUpRight = "arrow-bend-up-right",
    ArrowDown = "arrow-down",
    ArrowLeft = "arrow-left",
    ArrowRight = "arrow-right",
    ArrowUUpLeft = "arrow-u-up-left",
    ArrowUUpRight = "arrow-u-up-right",
    ArrowUp = "arrow-up",
    ArrowsLeftRight = "arrows-left-right",
    ArrowsOut = "arrows-out",
    Bed = "bed",
    BookOpen = "book-open",
    Calendar = "calendar",
    Car = "car",
    CaretDown = "caret-down",
    CaretLeft = "caret-left",
    CaretRight = "caret-right",
    CaretUp = "caret-up",
    ChartLineUp = "chart-line-up",
    ChatCircle = "chat-circle",
    ChatText = "chat-text",
    Check = "check",
    CircleHalf = "circle-half",
    Clock = "clock",
    Columns = "columns",
    ColumnsPlusRight = "columns-plus-right",
    Copy = "copy",
    CreditCard = "credit-card",
    Cube = "cube",
    Cursor = "cursor",
    Desk = "desk",
    DeviceMobile = "device-mobile",
    DotsSixVertical = "dots-six-vertical",
    DotsThree = "dots-three",
    Envelope = "envelope",
    Export = "export",
    Eye = "eye",
    EyeSlash = "eye-slash",
    FilePlus = "file-plus",
    FileText = "file-text",
    FirstAidKit = "first-aid-kit",
    Flag = "flag",
    FlagFill = "flag-fill",
    FloppyDisk = "floppy-disk",
    FolderOpen = "folder-open",
    Footprints = "footprints",
    FrameCorners = "frame-corners",
    Gear = "gear",
    Globe = "globe",
    Hand = "hand",
    Handshake = "handshake",
    Heart = "heart",
    HourglassMedium = "hourglass-medium",
    HouseLine = "house-line",
    Image = "image",
    Info = "info",
    Key = "key",
    Keyboard = "keyboard",
    Lightbulb = "lightbulb",
    Link = "link",
    List = "list",
    Lock = "lock",
    MagnifyingGlass = "magnifying-glass",
    MagnifyingGlassMinus = "magnifying-glass-minus",
    MagnifyingGlassPlus = "magnifying-glass-plus",
    Mailbox = "mailbox",
    MapPin = "map-pin",
    MaskHappy = "mask-happy",
    Megaphone = "megaphone",
    Minus = "minus",
    Monitor = "monitor",
    Moon = "moon",
    Newspaper = "newspaper",
    Note = "note",
    Package = "package",
    PencilSimple = "pencil-simple",
    Phone = "phone",
    Plus = "plus",
    Presentation = "presentation",
    Printer = "printer",
    QrCode = "qr-code",
    Question = "question",
    Quotes = "quotes",
    Receipt = "receipt",
    Robot = "robot",
    Rows = "rows",
    RowsPlusBottom = "rows-plus-bottom",
    SealCheck = "seal-check",
    SealCheckFill = "seal-check-fill",
    SealWarning = "seal-warning",
    SealWarningFill = "seal-warning-fill",
    ShareNetwork = "share-network",
    ShoppingCart = "shopping-cart",
    Smiley = "smiley",
    SmileyMeh = "smiley-meh",
    SmileySad = "smiley-sad",
    Stack = "stack",
    Star = "star",
    StarFill = "star-fill",
    Storefront = "storefront",
    Sun = "sun",
    Tag = "tag",
    Television = "television",
    Train = "train",
    Trash = "trash",
    TrendDown = "trend-down",
    TrendDownFill = "trend-down-fill",
    TrendUp = "trend-up",
    TrendUpFill = "trend-up-fill",
    Truck = "truck",
    User = "user",
    Users = "users",
    VideoCamera = "video-camera",
    Warning = "warning",
    WarningFill = "warning-fill",
    WarningOctagon = "warning-octagon",
    WarningOctagonFill = "warning-octagon-fill",
    Wrench = "wrench",
    X = "x",
}

/// The side of the square in which the files draw, in their own units.
const FILE_SIDE: f64 = 256.0;

static OUTLINES: LazyLock<Vec<BezPath>> =
    LazyLock::new(|| Icon::ALL.iter().map(|icon| read_outline(icon.svg())).collect());

impl Icon {
    /// The icon with this name.
    pub fn named(name: &str) -> Option<Self> {
        static ICONS: LazyLock<HashMap<&str, Icon>> =
            LazyLock::new(|| Icon::ALL.iter().map(|icon| (icon.name(), *icon)).collect());
        ICONS.get(name).copied()
    }

    /// Its outline in a square from (0, 0) to (1, 1), y down, to be filled by the non-zero rule.
    pub fn outline(self) -> &'static BezPath {
        &OUTLINES[self as usize]
    }

    /// Brings [`Icon::outline`] into a square or, centred, into any other rectangle.
    pub fn placed_in(rect: Rect) -> Affine {
        let side = rect.width().min(rect.height());
        Affine::translate(rect.center().to_vec2() - kurbo::Vec2::new(side, side) / 2.0) * Affine::scale(side)
    }
}

/// The paths of an icon's file as one, scaled to a square of 1.
fn read_outline(svg: &str) -> BezPath {
    let mut outline = BezPath::new();
    for data in svg.split(" d=\"").skip(1) {
        let data = data.split('"').next().unwrap_or_default();
        outline.extend(BezPath::from_svg(data).expect("the icons of the set are read by the tests"));
    }
    Affine::scale(1.0 / FILE_SIDE) * outline
}

#[cfg(test)]
mod tests {
    use kurbo::Shape;

    use super::*;

    #[test]
    fn every_icon_has_an_outline_within_its_square() {
        for icon in Icon::ALL {
            let bounds = icon.outline().bounding_box();
            assert!(bounds.width().max(bounds.height()) > 0.3, "{icon:?} {bounds:?}");
            let square = Rect::new(0.0, 0.0, 1.0, 1.0).inflate(1e-5, 1e-5);
            assert!(square.contains_rect(bounds), "{icon:?} {bounds:?}");
        }
    }
}
