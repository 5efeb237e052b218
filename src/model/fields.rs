//! Records taken apart into their named fields, three versions at a time: the one list by which maps
//! are compared and merged. A field that the list forgets does not compile.

use jiff::civil::Date;

use super::*;
use crate::color::Color;

/// Something that consists of named fields.
pub trait Fields: Sized {
    /// What people call it; may be empty.
    fn title(&self) -> &str {
        ""
    }

    /// One made of three versions, field by field.
    fn join<J: Join>(versions: [&Self; 3], by: &mut J) -> Self;
}

/// What is made of the three versions of a field.
pub trait Join {
    /// A single value.
    fn field<T: FieldValue>(&mut self, name: &'static str, versions: [&T; 3]) -> T;

    /// A list; its items are told apart by their keys.
    fn list<T: Item>(&mut self, name: &'static str, versions: [&Vec<T>; 3]) -> Vec<T>;

    /// Fields that stand in a group of their own.
    fn group<T: Fields>(&mut self, name: &'static str, versions: [&T; 3]) -> T;

    /// An order among neighbors, which says nothing by itself.
    fn rank(&mut self, name: &'static str, versions: [&Rank; 3]) -> Rank;

    /// What is the same in all versions, or is a table, which is joined by itself: the second version.
    fn keep<T: Clone>(&mut self, _name: &'static str, versions: [&T; 3]) -> T {
        versions[1].clone()
    }
}

/// A value of a field.
pub trait FieldValue: Clone + PartialEq {
    /// All that it says, as text; empty if it says nothing.
    fn words(&self) -> String;
}

/// An item of a list.
pub trait Item: Clone + PartialEq {
    /// What tells it from the other items.
    fn key(&self) -> String;

    /// One made of three versions with the same key.
    fn join<J: Join>(versions: [&Self; 3], by: &mut J) -> Self;
}

/// A field in which two versions differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// What people call the field.
    pub field: &'static str,
    /// What it said, as text; empty if nothing.
    pub before: String,
    /// What it says now.
    pub after: String,
}

/// The fields in which `after` differs from `before`; the order among neighbors does not count.
pub fn changes<T: Fields>(before: &T, after: &T) -> Vec<FieldChange> {
    let mut found = Changes(Vec::new());
    T::join([before, after, after], &mut found);
    found.0
}

/// Joins nothing and writes down what differs.
struct Changes(Vec<FieldChange>);

impl Changes {
    fn note(&mut self, field: &'static str, before: String, after: String) {
        if before != after {
            self.0.push(FieldChange { field, before, after });
        }
    }
}

impl Join for Changes {
    fn field<T: FieldValue>(&mut self, name: &'static str, [before, after, _]: [&T; 3]) -> T {
        self.note(name, before.words(), after.words());
        after.clone()
    }

    fn list<T: Item>(&mut self, name: &'static str, [before, after, _]: [&Vec<T>; 3]) -> Vec<T> {
        let words = |list: &[T]| list.iter().map(content).collect::<Vec<_>>().join(", ");
        self.note(name, words(before), words(after));
        after.clone()
    }

    fn group<T: Fields>(&mut self, _name: &'static str, versions: [&T; 3]) -> T {
        T::join(versions, self)
    }

    fn rank(&mut self, _name: &'static str, versions: [&Rank; 3]) -> Rank {
        versions[1].clone()
    }
}

/// All that an item of a list says: its key, and what differs from item to item behind it.
fn content<T: Item>(item: &T) -> String {
    struct Content(Vec<String>);
    impl Join for Content {
        fn field<T: FieldValue>(&mut self, _name: &'static str, versions: [&T; 3]) -> T {
            self.0.push(versions[1].words());
            versions[1].clone()
        }
        fn list<T: Item>(&mut self, _name: &'static str, versions: [&Vec<T>; 3]) -> Vec<T> {
            versions[1].clone()
        }
        fn group<T: Fields>(&mut self, _name: &'static str, versions: [&T; 3]) -> T {
            T::join(versions, self)
        }
        fn rank(&mut self, _name: &'static str, versions: [&Rank; 3]) -> Rank {
            versions[1].clone()
        }
    }
    let mut rest = Content(Vec::new());
    T::join([item; 3], &mut rest);
    rest.0.retain(|words| !words.is_empty());
    if rest.0.is_empty() { item.key() } else { format!("{} ({})", item.key(), rest.0.join(", ")) }
}

/// Declares the fields of records: `field: how "what people call it"`, and after `as` the field that
/// names the record.
macro_rules! fields {
    ($($type:ty $(as $title:ident)? { $($field:ident: $how:ident $words:literal,)* })*) => {
        $(impl Fields for $type {
            $(fn title(&self) -> &str {
                &self.$title
            })?

            fn join<J: Join>([a, b, c]: [&Self; 3], by: &mut J) -> Self {
                Self { $($field: by.$how($words, [&a.$field, &b.$field, &c.$field]),)* }
            }
        })*
    };
}

fields! {
    Map as title {
        id: keep "id", title: field "title", state: field "state", period: field "period",
        language: field "language", author: field "author", edition: field "edition",
        created: field "date of creation", reviewed: field "date of review", purpose: group "purpose",
        scenario: group "scenario", baseline: field "baseline", changes: list "changes", logo: field "logo",
        accent: field "accent color", note: field "note", personas: keep "personas", channels: keep "channels",
        stages: keep "stages", lanes: keep "lanes", cards: keep "cards", ratings: keep "ratings",
        callouts: keep "call-outs", pains: keep "pain points", opportunities: keep "opportunities",
        metrics: keep "metrics", story: keep "story", ballots: keep "ballots", accepted: list "accepted findings",
    }
    Purpose { vision: field "vision", promise: field "promise", goal: field "goal of the purpose", }
    Scenario {
        situation: field "situation", goal: field "goal of the scenario", expectation: field "expectation",
    }
    Persona as name {
        id: keep "id", name: field "name", kind: field "kind", role: field "role", quote: field "quote",
        goals: list "goals", picture: field "picture", hue: field "color", line: field "line style",
        curve: field "curve", note: field "note",
    }
    Channel as name { id: keep "id", name: field "name", icon: field "icon", hue: field "color", }
    Stage as title { id: keep "id", title: field "title", goal: field "goal", note: field "note", steps: keep "steps", }
    Step as title {
        id: keep "id", title: field "title", duration: field "duration", waiting: field "waiting time",
        width: field "width", note: field "note",
    }
    Lane as title {
        id: keep "id", title: field "title", kind: field "kind", zone: field "zone", personas: list "personas",
        height: field "height", collapsed: field "collapsed", hidden: field "hidden", pinned: field "pinned",
        note: field "note",
    }
    Card as title {
        id: keep "id", kind: field "kind", title: field "title", text: field "text", place: field "place",
        rank: rank "rank", channels: list "channels", personas: list "personas", owner: field "owner",
        evidence: field "evidence", source: field "source", date: field "date", kano: field "Kano class",
        picture: field "picture", hue: field "color", tags: list "tags", links: list "arrows", note: field "note",
        language: field "language",
    }
    Rating as word {
        id: keep "id", persona: field "persona", at: field "place", channel: field "channel", actual: field "emotion",
        expected: field "expectation", word: field "word", ease: field "ease", success: field "success",
        rounds: list "rounds",
    }
    Callout as text {
        id: keep "id", kind: field "kind", at: field "place", persona: field "persona", text: field "text",
    }
    PainPoint as text {
        id: keep "id", text: field "text", severity: field "severity", at: list "places", personas: list "personas",
        owner: field "owner", evidence: field "evidence", source: field "source", resolved: field "resolved",
        note: field "note",
    }
    Opportunity as name {
        id: keep "id", name: field "name", text: field "text", answers: list "pain points", at: list "places",
        owner: field "owner", impact: field "impact", effort: field "effort", status: field "status",
        period: field "period", note: field "note",
    }
    Metric as name {
        id: keep "id", name: field "name", kind: field "kind", unit: field "unit", range: field "range",
        target: field "target", better: field "direction", top_box: field "top box", owner: field "owner",
        at: list "places", series: list "values",
    }
    StoryScene as headline {
        id: keep "id", headline: field "headline", view: field "view", lanes: list "lanes", personas: list "personas",
        highlight: list "highlights", notes: field "notes", skipped: field "skipped",
    }
    Ballot as question {
        id: keep "id", question: field "question", date: field "date", voters: field "voters", dots: field "dots",
        revealed: field "revealed", votes: list "votes",
    }
}

/// Declares items of lists: what tells them apart, and the fields that may differ behind it.
macro_rules! items {
    ($($type:ty: |$item:ident| $key:expr, { $($field:ident: $how:ident $words:literal,)* })*) => {
        $(impl Item for $type {
            fn key(&self) -> String {
                let $item = self;
                $key
            }

            fn join<J: Join>([a, b, c]: [&Self; 3], by: &mut J) -> Self {
                Self { $($field: by.$how($words, [&a.$field, &b.$field, &c.$field]),)* }
            }
        })*
    };
}

items! {
    Link: |link| format!("{} {}", link.kind.words(), link.to), {
        to: keep "end", kind: keep "kind", label: field "label",
    }
    Reading: |reading| reading.period.clone(), { period: keep "period", value: field "value", n: field "answers", }
    Change: |change| change.at.words(), {
        at: keep "place", opportunity: field "opportunity", period: field "period", text: field "text",
    }
    Accepted: |accepted| format!("{} {}", accepted.finding, accepted.about), {
        finding: keep "finding", about: keep "record", reason: field "reason", date: field "date",
    }
}

impl Item for (VoteFor, u32) {
    fn key(&self) -> String {
        match self.0 {
            VoteFor::Card(id) => format!("card {id}"),
            VoteFor::Pain(id) => format!("pain point {id}"),
            VoteFor::Opportunity(id) => format!("opportunity {id}"),
        }
    }

    fn join<J: Join>([a, b, c]: [&Self; 3], by: &mut J) -> Self {
        (b.0, by.field("votes", [&a.1, &b.1, &c.1]))
    }
}

/// Declares items that are nothing but a value.
macro_rules! plain_items {
    ($($type:ty),*) => {
        $(impl Item for $type {
            fn key(&self) -> String {
                self.words()
            }

            fn join<J: Join>(versions: [&Self; 3], _by: &mut J) -> Self {
                versions[1].clone()
            }
        })*
    };
}

plain_items!(String, CardId, ChannelId, LaneId, PainId, PersonaId, Target, Round);

/// Declares what values say.
macro_rules! words {
    ($($type:ty: |$value:ident| $words:expr;)*) => {
        $(impl FieldValue for $type {
            fn words(&self) -> String {
                let $value = self;
                $words.to_string()
            }
        })*
    };
}

words! {
    String: |text| text;
    bool: |applies| if *applies { "yes" } else { "no" };
    u32: |count| count;
    f64: |value| value;
    (f64, f64): |range| format!("{} to {}", range.0, range.1);
    (u8, u8): |share| format!("{} of {}", share.0, share.1);
    Date: |date| date;
    Color: |color| color;
    CardId: |id| id;
    ChannelId: |id| id;
    LaneId: |id| id;
    OpportunityId: |id| id;
    PainId: |id| id;
    PersonaId: |id| id;
    Better: |better| (*better).words();
    CalloutKind: |kind| (*kind).words();
    CardKind: |kind| (*kind).words();
    Ease: |ease| ease.value();
    Emotion: |emotion| emotion.signed();
    Evidence: |evidence| (*evidence).words();
    Hue: |hue| (*hue).words();
    Kano: |kano| (*kano).words();
    LaneKind: |kind| (*kind).words();
    Length: |length| format!("{} pt", length.pt());
    LineStyle: |line| (*line).words();
    MapState: |state| (*state).words();
    MetricKind: |kind| (*kind).words();
    OpportunityStatus: |status| (*status).words();
    PersonaKind: |kind| (*kind).words();
    Score: |score| score.value();
    Severity: |severity| (*severity).words();
    Showing: |showing| (*showing).words();
    Success: |success| (*success).words();
    TimeSpan: |span| format!("{} {}", span.value(), span.unit().words());
    Zone: |zone| (*zone).words();
    Baseline: |baseline| format!("{} {}", baseline.map, baseline.path).trim_end();
    Picture: |picture| {
        let crop = picture.crop.map(|(left, top, right, bottom)| format!(" {left} {top} {right} {bottom}"));
        format!("{}{} {}", picture.file.as_str(), crop.unwrap_or_default(), picture.alt).trim_end().to_owned()
    };
    Round: |round| {
        let date = round.date.map(|date| format!("{date}: ")).unwrap_or_default();
        format!("{date}{}", round.counts().map(|count| count.to_string()).join(" "))
    };
    ChangeAt: |at| match at {
        ChangeAt::Card(id) => format!("card {id}"),
        ChangeAt::Step(id) => format!("step {id}"),
        ChangeAt::Stage(id) => format!("stage {id}"),
        ChangeAt::Lane(id) => format!("lane {id}"),
        ChangeAt::Persona(id) => format!("persona {id}"),
        ChangeAt::Metric(id) => format!("metric {id}"),
    };
    Target: |target| match target {
        Target::Card(id) => format!("card {id}"),
        Target::Step(id) => format!("step {id}"),
    };
    Place: |place| match place {
        Place::Cell(lane, step) => format!("lane {lane}, step {step}"),
        Place::Span(lane, from, to) => format!("lane {lane}, step {from} to {to}"),
        Place::Stage(lane, stage) => format!("lane {lane}, stage {stage}"),
        Place::Parked => "the parking lot".to_owned(),
    };
    StoryView: |view| match view {
        StoryView::Overview => "the whole map".to_owned(),
        StoryView::Stage(stage) => format!("stage {stage}"),
        StoryView::Parked => "the parking lot".to_owned(),
        StoryView::Cards(cards) => format!("cards {}", cards.iter().map(CardId::to_string).collect::<Vec<_>>().join(" ")),
    };
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn words(&self) -> String {
        self.as_ref().map(FieldValue::words).unwrap_or_default()
    }
}
