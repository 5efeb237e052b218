//! The fields of a map by the names that people give them, at the head of a column or before a
//! colon in an outline.

use std::fmt;

/// Declares the fields: the name that is written, and more names under which one is known.
macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident => $words:literal, $others:expr;)*) => {
        /// What a column of a table, or a line of an outline, holds.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// Every field, in the order of the columns.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name under which the field is written.
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)* }
            }

            /// Names in several languages under which it is known beside its own.
            fn other_names(self) -> &'static [&'static str] {
                match self { $(Self::$name => &$others,)* }
            }
        }
    };
}

fields! {
    /// What the row is about: a card, where nothing is said.
    Row => "Row", [];
    /// The stage.
    Stage => "Stage", [
        "phase", "journey stage", "journey phase", "stufe", "abschnitt", "reisephase", "etape", "fase", "etapa",
        "phasen", "stadium", "ステージ", "フェーズ", "阶段", "階段", "단계", "этап", "стадия", "المرحلة", "مرحلة", "שלב",
    ];
    /// The step of the stage.
    Step => "Step", [
        "substage", "moment", "sub step", "schritt", "teilschritt", "sousetape", "paso", "passo", "stap", "steg",
        "ステップ", "步骤", "步驟", "шаг", "الخطوة", "خطوة", "צעד",
    ];
    /// The last step of a card that spans steps.
    Until => "Until step", ["to step", "bis schritt"];
    /// The lane.
    Lane => "Lane", [
        "swimlane", "swim lane", "layer", "bahn", "ebene", "spur", "couloir", "ligne", "carril", "corsia", "raia",
        "レーン", "泳道", "дорожка", "المسار", "מסלול",
    ];
    /// Whether a card is parked or stands across its whole stage.
    Place => "Place", [];
    /// What people read first.
    Title => "Title", [
        "touchpoint", "touch point", "name", "card", "activity", "action", "task", "interaction", "event", "titel",
        "kontaktpunkt", "aktivität", "aktion", "aufgabe", "titre", "point de contact", "nom", "activité", "titulo",
        "punto de contacto", "nombre", "actividad", "titolo", "punto di contatto", "nome", "attività",
        "ponto de contato", "ponto de contacto", "atividade", "contactpunt", "naam", "activiteit", "タッチポイント",
        "接点", "タイトル", "触点", "接触点", "標題", "标题", "접점", "точка контакта", "название", "действие",
        "نقطة التواصل", "نقطة الاتصال", "العنوان", "נקודת מגע", "כותרת",
    ];
    /// More about it.
    Text => "Text", [
        "description", "details", "detail", "comment", "what happens", "beschreibung", "bemerkung", "kommentar",
        "descripción", "comentario", "descrizione", "descrição", "omschrijving", "beschrijving", "説明", "描述",
        "說明", "설명", "описание", "الوصف", "תיאור",
    ];
    /// Which kind of card, lane, persona or metric.
    Kind => "Kind", ["type", "card type", "art", "typ", "tipo", "種類", "类型", "тип", "النوع", "סוג"];
    /// What the lane of the row holds.
    LaneKind => "Lane kind", ["lane type"];
    /// The media of a touchpoint.
    Channels => "Channels", [
        "channel", "medium", "media", "kanal", "kanäle", "canal", "canaux", "canales", "canali", "canale", "canais",
        "kanaal", "kanalen", "チャネル", "チャンネル", "渠道", "通路", "채널", "канал", "каналы", "القناة", "القنوات",
        "ערוץ", "ערוצים",
    ];
    /// Whom it concerns.
    Personas => "Personas", [
        "persona", "actor", "actors", "customer", "who", "akteur", "akteure", "kunde", "wer", "acteur", "client",
        "cliente", "ator", "ペルソナ", "人物", "用户", "角色", "페르소나", "персона", "клиент", "الشخصية", "פרסונה",
    ];
    /// How it felt.
    Emotion => "Emotion", [
        "feeling", "emotion score", "sentiment", "score", "mood", "experience", "satisfaction", "actual", "stimmung",
        "gefühl", "bewertung", "erlebnis", "ressenti", "humeur", "emoción", "emocion", "sentimiento", "emozione",
        "emoção", "sentimento", "emotie", "gevoel", "感情", "情绪", "情緒", "감정", "эмоция", "эмоции", "оценка",
        "المشاعر", "الشعور", "רגש",
    ];
    /// How it was expected to feel.
    Expected => "Expected", [
        "expected emotion", "expectation", "expectations", "erwartung", "erwartet", "attente", "attendu",
        "expectativa", "esperado", "aspettativa", "atteso", "verwachting", "期待", "预期", "預期", "기대", "ожидание",
        "التوقع", "ציפייה",
    ];
    /// The persona's own word for it.
    Word => "Word", ["emotion word", "feeling word", "wort", "gefühlswort", "palabra", "parola", "palavra"];
    /// How easy it was.
    Ease => "Ease", [
        "effort score", "ease of use", "leichtigkeit", "aufwand für kunden", "facilité", "facilidad", "facilità",
        "facilidade", "gemak", "容易さ", "易用性", "лёгкость", "السهولة", "קלות",
    ];
    /// Whether the goal was reached.
    Success => "Success", [
        "succeeded", "completed", "task success", "erfolg", "réussite", "succès", "éxito", "successo", "sucesso",
        "succes", "成功", "успех", "النجاح", "הצלחה",
    ];
    /// What a room said, round by round.
    Rounds => "Rounds", [];
    /// A pinned emotional high.
    High => "High", ["höhepunkt"];
    /// A pinned emotional low.
    Low => "Low", ["tiefpunkt"];
    /// A moment of truth.
    MomentOfTruth => "Moment of truth", ["moment der wahrheit", "moment de vérité"];
    /// The promise is kept.
    KeepsPromise => "Keeps the promise", [];
    /// The promise is broken.
    BreaksPromise => "Breaks the promise", [];
    /// The person or department that is accountable.
    Owner => "Owner", [
        "responsible", "department", "team", "accountable", "verantwortlich", "verantwortliche", "zuständig",
        "abteilung", "besitzer", "responsable", "propriétaire", "département", "departamento", "responsabile",
        "reparto", "responsável", "eigenaar", "afdeling", "担当", "担当者", "负责人", "負責人", "담당자",
        "ответственный", "владелец", "المسؤول", "אחראי",
    ];
    /// How well it is backed.
    Evidence => "Evidence", ["backed by", "beleg", "belege", "preuve", "evidencia", "evidenza", "evidência", "bewijs"];
    /// Where the evidence comes from.
    Source => "Source", ["quelle", "fuente", "fonte", "bron", "出典", "来源", "источник", "المصدر", "מקור"];
    /// When it was said or found.
    Date => "Date", ["datum", "fecha", "data", "日付", "日期", "дата", "التاريخ", "תאריך"];
    /// The Kano class.
    Kano => "Kano", ["kano class", "kano category", "kanoklasse", "kano klasse", "kano modell"];
    /// Words to find it by.
    Tags => "Tags", ["tag", "labels", "label", "keywords", "schlagwort", "schlagworte", "stichworte", "étiquettes", "etiquetas", "etichette", "タグ", "标签", "標籤", "метки"];
    /// Arrows to other cards.
    Links => "Links", ["leads to"];
    /// A private note.
    Note => "Note", ["notes", "remark", "remarks", "notiz", "notizen", "nota", "notas", "notitie", "メモ", "备注", "備註", "заметка", "ملاحظات", "הערה"];
    /// A color of the palette.
    Color => "Color", ["colour", "farbe", "couleur"];
    /// A language as a BCP 47 tag.
    Language => "Language", ["sprache", "langue", "idioma", "lingua", "taal", "言語", "语言", "язык", "اللغة", "שפה"];
    /// How long the persona is busy.
    Duration => "Duration", [
        "time", "time spent", "how long", "dauer", "zeit", "durée", "duración", "durata", "duração", "duur",
        "所要時間", "时长", "時長", "длительность", "المدة", "משך",
    ];
    /// How long the persona waits.
    Waiting => "Waiting", [
        "waiting time", "wait", "wait time", "wartezeit", "attente client", "temps d'attente", "espera",
        "tiempo de espera", "attesa", "tempo di attesa", "tempo de espera", "wachttijd", "待ち時間", "等待时间",
        "ожидание времени", "وقت الانتظار", "המתנה",
    ];
    /// A pain point of the card in the row.
    Pain => "Pain point", [
        "pain", "pains", "pain points", "problem", "problems", "issue", "frustration", "schmerzpunkt",
        "schmerzpunkte", "probleme", "problème", "irritant", "irritants", "point de douleur", "problema", "dolor",
        "punto de dolor", "frizione", "dor", "pijnpunt", "knelpunt", "痛点", "痛點", "ペインポイント", "課題", "불편",
        "боль", "проблема", "نقطة الألم", "المشكلة", "נקודת כאב", "כאב",
    ];
    /// How bad a pain point is.
    Severity => "Severity", [
        "pain severity", "pain level", "impact on customer", "schwere", "schweregrad", "gravité", "sévérité",
        "gravedad", "severidad", "gravità", "gravidade", "ernst", "深刻度", "严重程度", "嚴重程度", "심각도",
        "серьёзность", "الشدة", "חומרה",
    ];
    /// Who is accountable for the pain point of the card in the row.
    PainOwner => "Pain owner", ["pain point owner", "owner of the pain point", "schmerzpunkt verantwortlich"];
    /// It no longer hurts.
    Resolved => "Resolved", ["gelöst", "behoben"];
    /// An idea for the card in the row.
    Opportunity => "Opportunity", [
        "opportunities", "idea", "ideas", "improvement", "solution", "chance", "chancen", "idee", "ideen", "maßnahme",
        "verbesserung", "opportunité", "opportunités", "idée", "oportunidad", "oportunidades", "opportunità",
        "oportunidade", "kans", "kansen", "機会", "改善案", "机会", "機會", "기회", "возможность", "идея", "الفرصة",
        "فرصة", "הזדמנות",
    ];
    /// Where something applies: cards and steps.
    At => "At", ["place of measurement", "where"];
    /// The pain points that an opportunity answers.
    Answers => "Answers", [];
    /// How much it would change.
    Impact => "Impact", ["wirkung", "nutzen"];
    /// How much it would cost.
    Effort => "Effort", ["aufwand"];
    /// How far it is.
    Status => "Status", [];
    /// When.
    Period => "Period", [
        "quarter", "month", "week", "year", "zeitraum", "quartal", "monat", "jahr", "période", "mois", "trimestre",
        "periodo", "mes", "período", "mese", "periode", "maand", "kwartaal", "期間", "期间", "時期", "период",
        "الفترة", "תקופה",
    ];
    /// The metric of a reading.
    Metric => "Metric", [
        "kpi", "measure", "indicator", "kennzahl", "metrik", "indicateur", "métrique", "métrica", "indicador",
        "metrica", "indicatore", "指標", "指标", "지표", "метрика", "показатель", "المؤشر", "מדד",
    ];
    /// The value of a reading.
    Value => "Value", [
        "result", "reading", "wert", "ergebnis", "messwert", "valeur", "resultat", "valor", "valore", "waarde", "値",
        "数值", "數值", "값", "значение", "القيمة", "ערך",
    ];
    /// How many answers stand behind a reading.
    Count => "n", [
        "count", "answers received", "responses", "respondents", "sample", "sample size", "anzahl", "antworten",
        "stichprobe", "réponses", "échantillon", "respuestas", "muestra", "risposte", "campione", "respostas",
        "amostra", "aantal", "回答数", "样本量", "응답수", "ответы", "عدد الإجابات", "מספר תשובות",
    ];
    /// The unit of a metric.
    Unit => "Unit", ["einheit", "unité", "unidad", "unità", "unidade", "eenheid", "単位", "单位", "единица", "الوحدة", "יחידה"];
    /// What a metric is to reach.
    Target => "Target", ["target value", "ziel", "zielwert", "cible", "objetivo", "obiettivo", "meta", "doel", "目標", "目标", "цель", "الهدف", "יעד"];
    /// The lowest and the highest value of one's own metric.
    Range => "Range", [];
    /// Which way is up.
    Better => "Better", [];
    /// How many top answers of how many count as satisfied.
    TopBox => "Top box", [];
    /// The values of a metric, oldest first.
    Series => "Series", [];
    /// The zone of a lane.
    Zone => "Zone", [];
    /// What the persona wants in a stage; what the journey serves.
    Goal => "Goal", ["stage goal"];
    /// A column's width.
    Width => "Width", [];
    /// A row's least height.
    Height => "Height", [];
    /// Whether a lane is collapsed, hidden, pinned.
    Shown => "Shown", [];
    /// Who the persona is in a few words.
    Role => "Role", [];
    /// A sentence in the persona's own words.
    Quote => "Quote", [];
    /// What the persona wants.
    Goals => "Goals", [];
    /// How the persona's curve is drawn.
    Line => "Line", [];
    /// Whether the persona's curve is shown.
    Curve => "Curve", [];
    /// A channel's icon.
    Icon => "Icon", [];
    /// Current, future, research.
    State => "State", [];
    /// Who made the map.
    Author => "Author", [];
    /// Its version.
    Edition => "Edition", [];
    /// When it was begun.
    Created => "Created", [];
    /// When it was last held against reality.
    Reviewed => "Reviewed", [];
    /// Where the organization wants to be.
    Vision => "Vision", [];
    /// What the brand promises.
    Promise => "Promise", [];
    /// What is the case at the start.
    Situation => "Situation", [];
    /// What the persona wants of the journey.
    Wish => "Wish", [];
    /// What the persona expects of the journey.
    Hope => "Hope", [];
    /// A color of the map's own.
    Accent => "Accent", [];
    /// The map that a future map starts from.
    Baseline => "Baseline", [];
    /// Names a record for good.
    Id => "Id", [];
}

impl Field {
    /// The field that is known under a name, whatever its case, blanks and punctuation.
    pub fn named(name: &str) -> Option<Self> {
        let name = plain(name);
        if name.is_empty() {
            return None;
        }
        let own = Self::ALL.iter().find(|field| plain(field.words()) == name);
        let other = || Self::ALL.iter().find(|field| field.other_names().iter().any(|known| plain(known) == name));
        own.or_else(other).copied()
    }

    /// Whether it says how a persona fared, so that there is one for each persona.
    pub fn is_of_persona(self) -> bool {
        self.is_rating() || self.is_callout()
    }

    /// Whether it is a part of a rating.
    pub(super) fn is_rating(self) -> bool {
        matches!(self, Self::Emotion | Self::Expected | Self::Word | Self::Ease | Self::Success | Self::Rounds)
    }

    /// Whether it is a call-out.
    pub(super) fn is_callout(self) -> bool {
        matches!(self, Self::High | Self::Low | Self::MomentOfTruth | Self::KeepsPromise | Self::BreaksPromise)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

/// What a column holds: a field, and of which persona in which channel, as `Emotion (Ada, Store)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Meaning {
    /// The field.
    pub field: Field,
    /// The name or id of the persona; empty where the field has none or the row says whose it is.
    pub persona: String,
    /// The name or id of the channel that is rated; empty for the place as a whole.
    pub channel: String,
}

impl From<Field> for Meaning {
    fn from(field: Field) -> Self {
        Self { field, persona: String::new(), channel: String::new() }
    }
}

impl Meaning {
    /// The meaning of a column's head; `None` if it is not known.
    ///
    /// Of the fields of personas also `Emotion: Ada`, `Emotion Ada` and `Ada, emotion` are read.
    pub fn of_head(head: &str) -> Option<Self> {
        let head = head.trim();
        if let Some((name, inner)) = head.strip_suffix(')').and_then(|head| head.split_once('('))
            && let Some(field) = Field::named(name).filter(|field| field.is_of_persona())
        {
            let (persona, channel) = inner.split_once(',').unwrap_or((inner, ""));
            return Some(Self { field, persona: persona.trim().to_owned(), channel: channel.trim().to_owned() });
        }
        if let Some(field) = Field::named(head) {
            return Some(field.into());
        }
        let is_mark = |c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-' | '–' | '—' | '/' | '|' | '_');
        let of = |name: &str, persona: &str| {
            let persona = persona.trim_matches(is_mark);
            let field = Field::named(name).filter(|field| field.is_of_persona() && !persona.is_empty())?;
            Some(Self { field, persona: persona.to_owned(), channel: String::new() })
        };
        let breaks = || head.char_indices().filter(|(_, letter)| is_mark(*letter)).map(|(at, _)| at);
        // The longest name first: `Expected emotion Ada` is not an `Expected` of `emotion Ada`.
        let first = breaks().rev().find_map(|at| of(&head[..at], &head[at..]));
        first.or_else(|| breaks().find_map(|at| of(&head[at..], &head[..at])))
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.persona.as_str(), self.channel.as_str()) {
            ("", "") => self.field.fmt(f),
            (persona, "") => write!(f, "{} ({persona})", self.field),
            (persona, channel) => write!(f, "{} ({persona}, {channel})", self.field),
        }
    }
}

/// A name without what people write differently: case, blanks, punctuation.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_many_ways_to_write_them() {
        for (head, meaning) in [
            ("Stage", "Stage"),
            (" journey-PHASE ", "Stage"),
            ("Kontaktpunkt", "Title"),
            ("E-Motion", "Emotion"),
            ("point de contact", "Title"),
            ("Verantwortlich:", "Owner"),
            ("触点", "Title"),
            ("المرحلة", "Stage"),
            ("Emotion (Ada)", "Emotion (Ada)"),
            ("Emotion: Ada", "Emotion (Ada)"),
            ("Ada – Erwartung", "Expected (Ada)"),
            ("Expected emotion Ada Lovelace", "Expected (Ada Lovelace)"),
            ("Emotion (Ada, Store)", "Emotion (Ada, Store)"),
            ("Moment of Truth", "Moment of truth"),
        ] {
            assert_eq!(Meaning::of_head(head).map(|meaning| meaning.to_string()).as_deref(), Some(meaning), "{head}");
        }
        for head in ["", "  ", "...", "Nothing of ours", "Stage (Ada)"] {
            assert_eq!(Meaning::of_head(head), None, "{head}");
        }
    }

    #[test]
    fn every_field_is_known_by_its_own_name_and_no_name_means_two_fields() {
        for field in Field::ALL {
            assert_eq!(Field::named(field.words()), Some(*field));
        }
        let mut known = std::collections::HashMap::new();
        for field in Field::ALL {
            for name in field.other_names().iter().chain([&field.words()]) {
                let other = known.insert(plain(name), *field);
                assert!(other.is_none_or(|other| other == *field), "{name}: {field}, {other:?}");
            }
        }
    }
}
