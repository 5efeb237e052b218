//! The words that the picture itself speaks, in the map's language where we know them.

use crate::model::{BUILT_IN_CHANNELS, CalloutKind, ChannelId, Map, MapState, Severity, TimeSpan, Zone};

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// The language, as it begins a BCP 47 tag.
    pub language: &'static str,
    /// How the journey is, is to be, or what is being found out.
    pub states: [&'static str; 3],
    /// What is the case.
    pub situation: &'static str,
    /// What the persona wants.
    pub goal: &'static str,
    /// What the persona expects.
    pub expectation: &'static str,
    /// Where the organisation wants to be.
    pub vision: &'static str,
    /// What the brand promises.
    pub promise: &'static str,
    /// What the journey is to reach.
    pub purpose: &'static str,
    /// A high of a curve.
    pub high: &'static str,
    /// A low of a curve.
    pub low: &'static str,
    /// A moment of truth.
    pub truth: &'static str,
    /// The promise is kept.
    pub keeps: &'static str,
    /// The promise is broken.
    pub breaks: &'static str,
    /// A pain point.
    pub pain: &'static str,
    /// Minor, moderate, major, blocking.
    pub severities: [&'static str; 4],
    /// Failed, partly, succeeded.
    pub successes: [&'static str; 3],
    /// A persona who serves.
    pub employee: &'static str,
    /// What was expected.
    pub expected: &'static str,
    /// What one waits.
    pub waiting: &'static str,
    /// The lines below the customer's zone, the frontstage and the backstage.
    pub lines: [&'static str; 3],
    /// When the map was last held against reality.
    pub reviewed: &'static str,
    /// The version.
    pub edition: &'static str,
    /// Seconds, minutes, hours, days, weeks, months.
    pub units: [&'static str; 6],
    /// The built-in channels, in the order of [`BUILT_IN_CHANNELS`].
    pub channels: [&'static str; BUILT_IN_CHANNELS.len()],
}

/// English; what a map speaks whose language has no words of its own here.
pub const ENGLISH: Words = Words {
    language: "en",
    states: ["Current state", "Future state", "Research"],
    situation: "Situation",
    goal: "Goal",
    expectation: "Expectation",
    vision: "Vision",
    promise: "Brand promise",
    purpose: "Purpose",
    high: "High",
    low: "Low",
    truth: "Moment of truth",
    keeps: "Keeps the promise",
    breaks: "Breaks the promise",
    pain: "Pain point",
    severities: ["minor", "moderate", "major", "blocking"],
    successes: ["failed", "partly", "succeeded"],
    employee: "employee",
    expected: "expected",
    waiting: "waiting",
    lines: ["Line of interaction", "Line of visibility", "Line of internal interaction"],
    reviewed: "Reviewed",
    edition: "Edition",
    units: ["s", "min", "h", "d", "wk", "mo"],
    channels: [
        "Web",
        "App",
        "E-mail",
        "Phone",
        "Chat",
        "Text message",
        "Social media",
        "Store",
        "In person",
        "Counter",
        "Kiosk",
        "Post",
        "Delivery",
        "Print",
        "Advertisement",
        "Event",
        "Video call",
        "Document",
    ],
};

const ARABIC: Words = Words {
    language: "ar",
    states: ["الوضع الحالي", "الوضع المستقبلي", "بحث"],
    situation: "الموقف",
    goal: "الهدف",
    expectation: "التوقعات",
    vision: "الرؤية",
    promise: "وعد العلامة",
    purpose: "الغاية",
    high: "ذروة",
    low: "أدنى نقطة",
    truth: "لحظة حاسمة",
    keeps: "يفي بالوعد",
    breaks: "يخلف الوعد",
    pain: "نقطة ألم",
    severities: ["طفيفة", "متوسطة", "كبيرة", "معطِّلة"],
    successes: ["فشل", "جزئيًا", "نجح"],
    employee: "موظف",
    expected: "متوقع",
    waiting: "انتظار",
    lines: ["خط التفاعل", "خط الرؤية", "خط التفاعل الداخلي"],
    reviewed: "روجعت",
    edition: "الإصدار",
    units: ["ثانية", "دقيقة", "ساعة", "يوم", "أسبوع", "شهر"],
    channels: [
        "الويب",
        "التطبيق",
        "البريد الإلكتروني",
        "الهاتف",
        "الدردشة",
        "رسالة نصية",
        "وسائل التواصل",
        "المتجر",
        "وجهًا لوجه",
        "الشبّاك",
        "جهاز خدمة ذاتية",
        "البريد",
        "التوصيل",
        "مطبوعات",
        "إعلان",
        "فعالية",
        "مكالمة مرئية",
        "مستند",
    ],
};

const JAPANESE: Words = Words {
    language: "ja",
    states: ["現状", "将来像", "調査"],
    situation: "状況",
    goal: "ゴール",
    expectation: "期待",
    vision: "ビジョン",
    promise: "ブランドの約束",
    purpose: "目的",
    high: "最高点",
    low: "最低点",
    truth: "決定的瞬間",
    keeps: "約束を守る",
    breaks: "約束を破る",
    pain: "ペインポイント",
    severities: ["軽微", "中程度", "重大", "致命的"],
    successes: ["失敗", "一部", "達成"],
    employee: "従業員",
    expected: "期待値",
    waiting: "待ち",
    lines: ["相互作用の境界線", "可視性の境界線", "内部相互作用の境界線"],
    reviewed: "見直し",
    edition: "版",
    units: ["秒", "分", "時間", "日", "週間", "か月"],
    channels: [
        "ウェブ",
        "アプリ",
        "メール",
        "電話",
        "チャット",
        "SMS",
        "SNS",
        "店舗",
        "対面",
        "窓口",
        "端末",
        "郵便",
        "配送",
        "印刷物",
        "広告",
        "イベント",
        "ビデオ通話",
        "書類",
    ],
};

const GERMAN: Words = Words {
    language: "de",
    states: ["Ist-Zustand", "Soll-Zustand", "Forschung"],
    situation: "Situation",
    goal: "Ziel",
    expectation: "Erwartung",
    vision: "Vision",
    promise: "Markenversprechen",
    purpose: "Zweck",
    high: "Hoch",
    low: "Tief",
    truth: "Moment der Wahrheit",
    keeps: "Hält das Versprechen",
    breaks: "Bricht das Versprechen",
    pain: "Schmerzpunkt",
    severities: ["gering", "mittel", "schwer", "blockierend"],
    successes: ["gescheitert", "teilweise", "gelungen"],
    employee: "Mitarbeitende",
    expected: "erwartet",
    waiting: "Warten",
    lines: ["Linie der Interaktion", "Linie der Sichtbarkeit", "Linie der internen Interaktion"],
    reviewed: "Geprüft",
    edition: "Ausgabe",
    units: ["s", "min", "Std.", "T.", "Wo.", "Mon."],
    channels: [
        "Web",
        "App",
        "E-Mail",
        "Telefon",
        "Chat",
        "SMS",
        "Soziale Medien",
        "Laden",
        "Persönlich",
        "Schalter",
        "Terminal",
        "Post",
        "Lieferung",
        "Druck",
        "Werbung",
        "Veranstaltung",
        "Videoanruf",
        "Dokument",
    ],
};

const FRENCH: Words = Words {
    language: "fr",
    states: ["État actuel", "État futur", "Recherche"],
    situation: "Situation",
    goal: "Objectif",
    expectation: "Attente",
    vision: "Vision",
    promise: "Promesse de la marque",
    purpose: "Finalité",
    high: "Sommet",
    low: "Creux",
    truth: "Moment de vérité",
    keeps: "Tient la promesse",
    breaks: "Rompt la promesse",
    pain: "Irritant",
    severities: ["mineur", "modéré", "majeur", "bloquant"],
    successes: ["échec", "en partie", "réussi"],
    employee: "employé",
    expected: "attendu",
    waiting: "attente",
    lines: ["Ligne d’interaction", "Ligne de visibilité", "Ligne d’interaction interne"],
    reviewed: "Revu le",
    edition: "Édition",
    units: ["s", "min", "h", "j", "sem.", "mois"],
    channels: [
        "Web",
        "Appli",
        "E-mail",
        "Téléphone",
        "Chat",
        "SMS",
        "Réseaux sociaux",
        "Magasin",
        "En personne",
        "Guichet",
        "Borne",
        "Courrier",
        "Livraison",
        "Imprimé",
        "Publicité",
        "Événement",
        "Visio",
        "Document",
    ],
};

const SPANISH: Words = Words {
    language: "es",
    states: ["Estado actual", "Estado futuro", "Investigación"],
    situation: "Situación",
    goal: "Objetivo",
    expectation: "Expectativa",
    vision: "Visión",
    promise: "Promesa de marca",
    purpose: "Propósito",
    high: "Punto alto",
    low: "Punto bajo",
    truth: "Momento de la verdad",
    keeps: "Cumple la promesa",
    breaks: "Rompe la promesa",
    pain: "Punto de dolor",
    severities: ["leve", "moderado", "grave", "bloqueante"],
    successes: ["fallido", "en parte", "logrado"],
    employee: "empleado",
    expected: "esperado",
    waiting: "espera",
    lines: ["Línea de interacción", "Línea de visibilidad", "Línea de interacción interna"],
    reviewed: "Revisado",
    edition: "Edición",
    units: ["s", "min", "h", "d", "sem.", "meses"],
    channels: [
        "Web",
        "App",
        "Correo electrónico",
        "Teléfono",
        "Chat",
        "SMS",
        "Redes sociales",
        "Tienda",
        "En persona",
        "Mostrador",
        "Quiosco",
        "Correo postal",
        "Entrega",
        "Impreso",
        "Publicidad",
        "Evento",
        "Videollamada",
        "Documento",
    ],
};

impl Words {
    /// The words of a language, by its BCP 47 tag; English where we have none.
    pub fn of_language(tag: &str) -> &'static Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        [&ARABIC, &JAPANESE, &GERMAN, &FRENCH, &SPANISH]
            .into_iter()
            .find(|words| words.language.eq_ignore_ascii_case(language))
            .unwrap_or(&ENGLISH)
    }

    /// The word for a state.
    pub fn state(&self, state: MapState) -> &'static str {
        self.states[state as usize]
    }

    /// The word for a severity.
    pub fn severity(&self, severity: Severity) -> &'static str {
        self.severities[severity as usize]
    }

    /// A length of time, such as `12 min`.
    pub fn time(&self, span: TimeSpan) -> String {
        format!("{} {}", span.value(), self.units[span.unit() as usize])
    }

    /// The word for a call-out.
    pub fn callout(&self, kind: CalloutKind) -> &'static str {
        match kind {
            CalloutKind::High => self.high,
            CalloutKind::Low => self.low,
            CalloutKind::MomentOfTruth => self.truth,
            CalloutKind::KeepsPromise => self.keeps,
            CalloutKind::BreaksPromise => self.breaks,
        }
    }

    /// The name of a channel: the map's own, or ours in its language. Empty for one that the map does
    /// not know.
    pub fn channel<'a>(&self, map: &'a Map, id: ChannelId) -> &'a str
    where
        'static: 'a,
    {
        if let Some(own) = map.channels.find(id) {
            return &own.name;
        }
        let id = id.as_str();
        let built_in = BUILT_IN_CHANNELS.iter().position(|channel| channel.id == id);
        built_in.map_or("", |index| self.channels[index])
    }

    /// The name of the line below a zone; nothing lies below the last.
    pub fn line_below(&self, zone: Zone) -> &'static str {
        match zone {
            Zone::Customer => self.lines[0],
            Zone::Frontstage => self.lines[1],
            Zone::Backstage | Zone::Support => self.lines[2],
        }
    }
}
