//! The words of a comparison's picture, in the map's language where we know them.

use crate::insight::Sign;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeltaWords {
    language: &'static str,
    signs: [&'static str; 8],
    /// What the picture is.
    pub differences: &'static str,
    /// Before what a title said.
    pub was: &'static str,
    /// Before the place that a card came from.
    pub moved_from: &'static str,
    /// Before the place that a card goes to.
    pub moved_to: &'static str,
    /// Over a column or a lane that only the other map has.
    pub not_here: &'static str,
    /// The first of two maps of the same state.
    pub before: &'static str,
    /// The second of them.
    pub after: &'static str,
    /// Two maps that say the same.
    pub same: &'static str,
}

const ENGLISH: DeltaWords = DeltaWords {
    language: "en",
    signs: ["New", "Gone", "Moved", "Changed", "better", "worse", "Pain resolved", "New pain"],
    differences: "What becomes different",
    was: "was",
    moved_from: "Moved from",
    moved_to: "Moves to",
    not_here: "not in this map",
    before: "Before",
    after: "After",
    same: "nothing",
};

const OTHERS: [DeltaWords; 5] = [
    DeltaWords {
        language: "ar",
        signs: ["جديد", "أُزيل", "نُقل", "تغيّر", "أفضل", "أسوأ", "أُزيل الألم", "ألم جديد"],
        differences: "ما الذي يتغيّر",
        was: "كان",
        moved_from: "نُقل من",
        moved_to: "يُنقل إلى",
        not_here: "ليس في هذه الخريطة",
        before: "قبل",
        after: "بعد",
        same: "لا شيء",
    },
    DeltaWords {
        language: "ja",
        signs: ["新規", "廃止", "移動", "変更", "改善", "悪化", "ペイン解消", "新しいペイン"],
        differences: "何が変わるか",
        was: "以前：",
        moved_from: "移動元：",
        moved_to: "移動先：",
        not_here: "このマップにはない",
        before: "前",
        after: "後",
        same: "なし",
    },
    DeltaWords {
        language: "de",
        signs: ["Neu", "Entfällt", "Verschoben", "Geändert", "besser", "schlechter", "Schmerz gelöst", "Neuer Schmerz"],
        differences: "Was anders wird",
        was: "vorher",
        moved_from: "Verschoben von",
        moved_to: "Kommt nach",
        not_here: "nicht in dieser Karte",
        before: "Vorher",
        after: "Nachher",
        same: "nichts",
    },
    DeltaWords {
        language: "fr",
        signs: [
            "Nouveau",
            "Supprimé",
            "Déplacé",
            "Modifié",
            "mieux",
            "moins bien",
            "Irritant résolu",
            "Nouvel irritant",
        ],
        differences: "Ce qui change",
        was: "avant :",
        moved_from: "Déplacé de",
        moved_to: "Va à",
        not_here: "pas dans cette carte",
        before: "Avant",
        after: "Après",
        same: "rien",
    },
    DeltaWords {
        language: "es",
        signs: ["Nuevo", "Eliminado", "Movido", "Cambiado", "mejor", "peor", "Dolor resuelto", "Dolor nuevo"],
        differences: "Lo que cambia",
        was: "antes:",
        moved_from: "Movido de",
        moved_to: "Pasa a",
        not_here: "no está en este mapa",
        before: "Antes",
        after: "Después",
        same: "nada",
    },
];

impl DeltaWords {
    /// The words of a language, by its BCP 47 tag; English where we have none.
    pub fn of_language(tag: &str) -> &'static Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        OTHERS.iter().find(|words| words.language.eq_ignore_ascii_case(language)).unwrap_or(&ENGLISH)
    }

    /// The word for a sign.
    pub fn sign(&self, sign: Sign) -> &'static str {
        self.signs[sign as usize]
    }
}
