//! The words of a road map's picture, in the map's language where we know them.

use crate::insight::Quadrant;
use crate::model::OpportunityStatus;

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoadMapWords {
    language: &'static str,
    /// What the picture is.
    pub road_map: &'static str,
    /// What has no period yet.
    pub no_period: &'static str,
    /// What nobody is accountable for yet.
    pub no_owner: &'static str,
    /// What stands at no stage.
    pub no_stage: &'static str,
    /// All that is planned, where rows are not told apart.
    pub plan: &'static str,
    /// How much it would change.
    pub impact: &'static str,
    /// How much it would cost.
    pub effort: &'static str,
    /// Who is accountable.
    pub owner: &'static str,
    /// A pain point that an opportunity answers.
    pub answers: &'static str,
    /// What becomes different.
    pub changes: &'static str,
    /// A difference that no opportunity is named for.
    pub without_opportunity: &'static str,
    /// Differences for which nothing is planned.
    pub not_planned: &'static str,
    /// Idea, planned, started, done, dropped.
    statuses: [&'static str; 5],
    /// Quick win, big bet, fill-in, money pit.
    quadrants: [&'static str; 4],
}

const ENGLISH: RoadMapWords = RoadMapWords {
    language: "en",
    road_map: "Road map",
    no_period: "No period yet",
    no_owner: "No owner yet",
    no_stage: "The whole journey",
    plan: "What is planned",
    impact: "Impact",
    effort: "Effort",
    owner: "Owner",
    answers: "Pain point that it answers",
    changes: "What becomes different",
    without_opportunity: "No opportunity named",
    not_planned: "Not planned yet",
    statuses: ["Idea", "Planned", "Started", "Done", "Dropped"],
    quadrants: ["Quick win", "Big bet", "Fill-in", "Money pit"],
};

const OTHERS: [RoadMapWords; 5] = [
    RoadMapWords {
        language: "ar",
        road_map: "خارطة الطريق",
        no_period: "بلا موعد بعد",
        no_owner: "بلا مسؤول بعد",
        no_stage: "الرحلة كلها",
        plan: "ما خُطِّط له",
        impact: "الأثر",
        effort: "الجهد",
        owner: "المسؤول",
        answers: "نقطة الألم التي يعالجها",
        changes: "ما الذي يتغيّر",
        without_opportunity: "دون فرصة محددة",
        not_planned: "لم يُخطَّط بعد",
        statuses: ["فكرة", "مخطَّط", "بدأ", "أُنجز", "أُلغي"],
        quadrants: ["مكسب سريع", "رهان كبير", "تكميلي", "هدر"],
    },
    RoadMapWords {
        language: "ja",
        road_map: "ロードマップ",
        no_period: "時期未定",
        no_owner: "担当未定",
        no_stage: "ジャーニー全体",
        plan: "計画",
        impact: "効果",
        effort: "労力",
        owner: "担当",
        answers: "解決する課題",
        changes: "何が変わるか",
        without_opportunity: "機会の指定なし",
        not_planned: "未計画",
        statuses: ["アイデア", "計画済み", "着手", "完了", "中止"],
        quadrants: ["即効策", "大きな賭け", "穴埋め", "割に合わない"],
    },
    RoadMapWords {
        language: "de",
        road_map: "Fahrplan",
        no_period: "Noch ohne Zeitraum",
        no_owner: "Noch niemand",
        no_stage: "Die ganze Reise",
        plan: "Was geplant ist",
        impact: "Wirkung",
        effort: "Aufwand",
        owner: "Zuständig",
        answers: "Gelöster Schmerzpunkt",
        changes: "Was anders wird",
        without_opportunity: "Keine Chance genannt",
        not_planned: "Noch nicht geplant",
        statuses: ["Idee", "Geplant", "Begonnen", "Erledigt", "Verworfen"],
        quadrants: ["Schneller Gewinn", "Großer Wurf", "Lückenfüller", "Geldgrab"],
    },
    RoadMapWords {
        language: "fr",
        road_map: "Feuille de route",
        no_period: "Sans échéance",
        no_owner: "Sans responsable",
        no_stage: "Tout le parcours",
        plan: "Ce qui est prévu",
        impact: "Impact",
        effort: "Effort",
        owner: "Responsable",
        answers: "Irritant traité",
        changes: "Ce qui change",
        without_opportunity: "Sans opportunité",
        not_planned: "Pas encore prévu",
        statuses: ["Idée", "Prévu", "Commencé", "Fait", "Abandonné"],
        quadrants: ["Gain rapide", "Grand pari", "Complément", "Gouffre"],
    },
    RoadMapWords {
        language: "es",
        road_map: "Hoja de ruta",
        no_period: "Sin fecha",
        no_owner: "Sin responsable",
        no_stage: "Todo el recorrido",
        plan: "Lo previsto",
        impact: "Impacto",
        effort: "Esfuerzo",
        owner: "Responsable",
        answers: "Punto de dolor que resuelve",
        changes: "Lo que cambia",
        without_opportunity: "sin oportunidad",
        not_planned: "Sin planificar",
        statuses: ["Idea", "Planificado", "Empezado", "Hecho", "Descartado"],
        quadrants: ["Logro rápido", "Gran apuesta", "Complemento", "Pozo sin fondo"],
    },
];

impl RoadMapWords {
    /// The words of a language, by its BCP 47 tag; English where we have none.
    pub fn of_language(tag: &str) -> &'static Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        OTHERS.iter().find(|words| words.language.eq_ignore_ascii_case(language)).unwrap_or(&ENGLISH)
    }

    /// The word for how far an opportunity is.
    pub fn status(&self, status: OpportunityStatus) -> &'static str {
        self.statuses[status as usize]
    }

    /// The word for a quadrant; none while it is not judged.
    pub fn quadrant(&self, quadrant: Quadrant) -> Option<&'static str> {
        self.quadrants.get(quadrant as usize).copied()
    }
}
