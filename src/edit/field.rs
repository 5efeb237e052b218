//! The fields that an edit can set: one enum for each kind of record, one variant for each field.

use jiff::civil::Date;

use crate::color::Color;
use crate::model::*;

/// What a label says about a field's new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// It was taken away.
    Cleared,
    /// It is now so, in a word or two.
    Is(String),
    /// It now applies, or does not.
    Marked(bool),
    /// Too long or too many to be said.
    Changed,
}

/// A value that a field can have.
trait FieldValue: Sized {
    /// What a label says about it.
    fn said(&self) -> Said;

    /// Whether people type it: what is typed letter by letter is one step.
    const IS_TYPED: bool = false;

    /// The empty value, if it is one that people type.
    fn blank(&self) -> Option<Self> {
        None
    }
}

impl FieldValue for String {
    const IS_TYPED: bool = true;

    fn said(&self) -> Said {
        Said::Changed
    }

    fn blank(&self) -> Option<Self> {
        Some(Self::new())
    }
}

impl FieldValue for bool {
    fn said(&self) -> Said {
        Said::Marked(*self)
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    fn said(&self) -> Said {
        if self.is_empty() { Said::Cleared } else { Said::Changed }
    }

    fn blank(&self) -> Option<Self> {
        T::IS_TYPED.then(Self::new)
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    fn said(&self) -> Said {
        self.as_ref().map_or(Said::Cleared, FieldValue::said)
    }

    fn blank(&self) -> Option<Self> {
        T::IS_TYPED.then_some(None)
    }
}

/// Declares values that a label can say, with how it says them.
macro_rules! said {
    ($($type:ty: |$value:ident| $words:expr $(, $typed:ident)?;)*) => {
        $(impl FieldValue for $type {
            $(const $typed: bool = true;)?

            fn said(&self) -> Said {
                let $value = self;
                Said::Is($words.to_string())
            }
        })*
    };
}

said! {
    Better: |better| better.words();
    CardKind: |kind| kind.words();
    Color: |color| color, IS_TYPED;
    Date: |date| date, IS_TYPED;
    Ease: |ease| format!("{} of {}", ease.value(), Ease::MAX.value());
    Emotion: |emotion| emotion.signed();
    Evidence: |evidence| evidence.words();
    Hue: |hue| hue.words();
    Kano: |kano| kano.words();
    LaneKind: |kind| kind.words();
    Length: |length| format!("{} pt", length.pt().round()), IS_TYPED;
    LineStyle: |line| line.words();
    MapState: |state| state.words();
    MetricKind: |kind| kind.words();
    f64: |value| value, IS_TYPED;
    OpportunityStatus: |status| status.words();
    PersonaKind: |kind| kind.words();
    Score: |score| format!("{} of {}", score.value(), Score::MAX.value());
    Severity: |severity| severity.words();
    Showing: |showing| showing.words();
    Success: |success| success.words();
    (f64, f64): |range| format!("{} to {}", range.0, range.1), IS_TYPED;
    (u8, u8): |share| format!("{} of {}", share.0, share.1), IS_TYPED;
    u32: |number| number, IS_TYPED;
    TimeSpan: |span| format!("{} {}", span.value(), span.unit().words()), IS_TYPED;
    Zone: |zone| zone.words();
}

/// Declares values that are too much for a label, and whether people type them.
macro_rules! unsaid {
    ($($type:ty: $typed:literal;)*) => {
        $(impl FieldValue for $type {
            const IS_TYPED: bool = $typed;

            fn said(&self) -> Said {
                Said::Changed
            }
        })*
    };
}

unsaid! {
    // What a picture shows and which part of it are typed.
    Picture: true;
    Baseline: true;
    // Why something differs is typed.
    Change: true;
    Link: false;
    // How many say what is counted one after the other.
    Round: true;
    Target: false;
    // The values of a metric are typed as lines.
    Reading: true;
    CardId: false;
    ChannelId: false;
    LaneId: false;
    PainId: false;
    PersonaId: false;
    StoryView: false;
}

/// Declares the fields of a record: `Variant(type) => path.in.the.record, "what people call it"`.
macro_rules! fields {
    (
        $(#[$doc:meta])* $name:ident of $record:ty {
            $($(#[$vdoc:meta])* $variant:ident($type:ty) => $($path:ident).+, $words:literal;)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub enum $name { $($(#[$vdoc])* $variant($type),)* }

        impl $name {
            /// What people call the field.
            pub fn name(&self) -> &'static str {
                match self { $(Self::$variant(_) => $words,)* }
            }

            /// Puts the value into the record, as it is.
            pub(super) fn put(&self, record: &mut $record) {
                match self { $(Self::$variant(value) => record.$($path).+.clone_from(value),)* }
            }

            /// The field with an empty text, if it is a text into which people type.
            pub(super) fn blank(&self) -> Option<Self> {
                match self { $(Self::$variant(value) => value.blank().map(Self::$variant),)* }
            }

            /// What a label says about the value.
            pub(super) fn said(&self) -> Said {
                match self { $(Self::$variant(value) => value.said(),)* }
            }
        }
    };
}

fields! {
    /// A field of a card and its new value. Where a card stands is not a field:
    /// see [`Edit::PlaceCards`](super::Edit::PlaceCards).
    CardField of Card {
        /// What it stands for.
        Kind(CardKind) => kind, "kind";
        /// What people read first. May hold line breaks.
        Title(String) => title, "title";
        /// More, below the title. May hold line breaks.
        Text(String) => text, "text";
        /// The media of a touchpoint; the first gives the icon.
        Channels(Vec<ChannelId>) => channels, "channels";
        /// Whom it concerns; empty means everyone.
        Personas(Vec<PersonaId>) => personas, "personas";
        /// The person or department that is accountable.
        Owner(String) => owner, "owner";
        /// How well it is backed.
        Evidence(Option<Evidence>) => evidence, "evidence";
        /// Where the evidence, or a quote, comes from.
        Source(String) => source, "source";
        /// When a quote was said or a finding made.
        Date(Option<Date>) => date, "date";
        /// What it does to satisfaction.
        Kano(Option<Kano>) => kano, "Kano class";
        /// Its picture.
        Picture(Option<Picture>) => picture, "picture";
        /// A colour from the palette instead of the kind's own.
        Hue(Option<Hue>) => hue, "color";
        /// Words to find and filter by.
        Tags(Vec<String>) => tags, "tags";
        /// Arrows to other cards.
        Links(Vec<Link>) => links, "arrows";
        /// A private note.
        Note(String) => note, "note";
        /// The language of its text as a BCP 47 tag, where it differs from the map's.
        Language(String) => language, "language";
    }
}

fields! {
    /// A field of a stage and its new value.
    StageField of Stage {
        /// What people read; one line.
        Title(String) => title, "title";
        /// What the persona wants to reach in this stage.
        Goal(String) => goal, "goal";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of a step and its new value.
    StepField of Step {
        /// What people read. May hold line breaks.
        Title(String) => title, "title";
        /// How long the persona is busy with it.
        Duration(Option<TimeSpan>) => duration, "duration";
        /// How long the persona waits in it.
        Waiting(Option<TimeSpan>) => waiting, "waiting time";
        /// The column's width, set by hand.
        Width(Option<Length>) => width, "width";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of a lane and its new value.
    LaneField of Lane {
        /// What people read; one line.
        Title(String) => title, "title";
        /// What it holds.
        Kind(LaneKind) => kind, "kind";
        /// On which side of the blueprint's lines it lies.
        Zone(Zone) => zone, "zone";
        /// Whose emotions, ease or cards it shows; empty means everyone who fits.
        Personas(Vec<PersonaId>) => personas, "personas";
        /// The row's least height, set by hand.
        Height(Option<Length>) => height, "height";
        /// Shown as a thin strip.
        Collapsed(bool) => collapsed, "collapsed";
        /// Not shown at all.
        Hidden(bool) => hidden, "hidden";
        /// Kept in sight while the canvas scrolls.
        Pinned(bool) => pinned, "pinned";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of a persona and its new value.
    PersonaField of Persona {
        /// What people read; one line.
        Name(String) => name, "name";
        /// Customer or employee.
        Kind(PersonaKind) => kind, "kind";
        /// Profession, age, situation in a few words; one line.
        Role(String) => role, "role";
        /// One sentence in the persona's own words.
        Quote(String) => quote, "quote";
        /// What the persona wants; each one line.
        Goals(Vec<String>) => goals, "goals";
        /// A portrait.
        Picture(Option<Picture>) => picture, "picture";
        /// The colour of its curve.
        Hue(Option<Hue>) => hue, "color";
        /// How its curve is drawn.
        Line(LineStyle) => line, "line style";
        /// Whether its curve is shown.
        Curve(Showing) => curve, "curve";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of a channel of the map's own and its new value.
    ChannelField of Channel {
        /// What people read; one line.
        Name(String) => name, "name";
        /// The name of its icon.
        Icon(String) => icon, "icon";
        /// A colour from the palette.
        Hue(Option<Hue>) => hue, "color";
    }
}

fields! {
    /// A field of a rating and its new value.
    RatingField of Rating {
        /// How it felt.
        Actual(Option<Emotion>) => actual, "emotion";
        /// How the persona expected it to feel.
        Expected(Option<Emotion>) => expected, "expectation";
        /// The persona's own word for it; one line.
        Word(String) => word, "word";
        /// How easy it was.
        Ease(Option<Ease>) => ease, "ease";
        /// Whether the persona reached what it wanted.
        Success(Option<Success>) => success, "success";
        /// What people in a room said, oldest first.
        Rounds(Vec<Round>) => rounds, "rounds";
    }
}

fields! {
    /// A field of a pain point and its new value.
    PainField of PainPoint {
        /// What hurts.
        Text(String) => text, "text";
        /// How much.
        Severity(Severity) => severity, "severity";
        /// Where.
        At(Vec<Target>) => at, "places";
        /// Whom; empty means everyone.
        Personas(Vec<PersonaId>) => personas, "personas";
        /// The person or department that is accountable.
        Owner(String) => owner, "owner";
        /// How well it is backed.
        Evidence(Option<Evidence>) => evidence, "evidence";
        /// Where the evidence comes from.
        Source(String) => source, "source";
        /// It no longer hurts.
        Resolved(bool) => resolved, "resolved";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of an opportunity and its new value.
    OpportunityField of Opportunity {
        /// What people read first; one line.
        Name(String) => name, "name";
        /// More about it.
        Text(String) => text, "text";
        /// The pain points that it answers.
        Answers(Vec<PainId>) => answers, "pain points";
        /// Where it applies, beyond the places of those pain points.
        At(Vec<Target>) => at, "places";
        /// The person or department that is accountable.
        Owner(String) => owner, "owner";
        /// How much it would change.
        Impact(Option<Score>) => impact, "impact";
        /// How much it would cost.
        Effort(Option<Score>) => effort, "effort";
        /// How far it is.
        Status(OpportunityStatus) => status, "status";
        /// When it is to be done, such as `2027-Q1`; one line.
        Period(String) => period, "period";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of the map itself and its new value.
    MapField of Map {
        /// What people read first; one line.
        Title(String) => title, "title";
        /// How the journey is, how it is to be, or what is being found out.
        State(MapState) => state, "state";
        /// When a future map is to be true, such as `2027`; one line.
        Period(String) => period, "period";
        /// The language of its text as a BCP 47 tag; its direction follows from it.
        Language(String) => language, "language";
        /// Who made it; one line.
        Author(String) => author, "author";
        /// The version that its author gave it; one line.
        Edition(String) => edition, "edition";
        /// When it was begun.
        Created(Option<Date>) => created, "date of creation";
        /// When it was last held against reality.
        Reviewed(Option<Date>) => reviewed, "date of review";
        /// Where the organisation wants to be.
        Vision(String) => purpose.vision, "vision";
        /// What the brand promises.
        Promise(String) => purpose.promise, "promise";
        /// What is to be reached with this journey.
        PurposeGoal(String) => purpose.goal, "goal of the purpose";
        /// What is the case when the journey starts.
        Situation(String) => scenario.situation, "situation";
        /// What the persona wants.
        ScenarioGoal(String) => scenario.goal, "goal of the scenario";
        /// What the persona expects.
        Expectation(String) => scenario.expectation, "expectation";
        /// The map that a future map starts from.
        Baseline(Option<Baseline>) => baseline, "baseline";
        /// What differs from the baseline, and why.
        Changes(Vec<Change>) => changes, "changes";
        /// A colour of the map's own.
        Accent(Option<Color>) => accent, "accent color";
        /// A logo for the title block.
        Logo(Option<Picture>) => logo, "logo";
        /// A private note.
        Note(String) => note, "note";
    }
}

fields! {
    /// A field of a scene of the story and its new value.
    SceneField of StoryScene {
        /// What stands above the picture.
        Headline(String) => headline, "title";
        /// What is in view.
        View(StoryView) => view, "view";
        /// The lanes that are shown; empty means all.
        Lanes(Vec<LaneId>) => lanes, "lanes";
        /// The personas whose curves are shown; empty means all.
        Personas(Vec<PersonaId>) => personas, "personas";
        /// The cards that stand out.
        Highlight(Vec<CardId>) => highlight, "highlighted cards";
        /// What the speaker says.
        Notes(String) => notes, "notes";
        /// Left out when the story is told.
        Skipped(bool) => skipped, "skipped";
    }
}

fields! {
    /// A field of a metric and its new value.
    MetricField of Metric {
        /// What people read; one line. Empty means the kind's own name.
        Name(String) => name, "name";
        /// Which figure it is.
        Kind(MetricKind) => kind, "kind";
        /// The unit of one's own metric and of a response time; one line.
        Unit(String) => unit, "unit";
        /// The lowest and the highest value that one's own metric can have.
        Range(Option<(f64, f64)>) => range, "scale";
        /// How many of a question's top answers count as satisfied, of how many.
        TopBox(Option<(u8, u8)>) => top_box, "top box";
        /// What is to be reached.
        Target(Option<f64>) => target, "target";
        /// Whether more is better.
        Better(Option<Better>) => better, "direction";
        /// The person or department that is accountable.
        Owner(String) => owner, "owner";
        /// What it is measured at; empty means the whole journey.
        At(Vec<Target>) => at, "places";
        /// The values, oldest first.
        Series(Vec<Reading>) => series, "values";
    }
}

fields! {
    /// A field of a vote and its new value. The dots are no field: see [`Edit::SetVote`](super::Edit::SetVote).
    BallotField of Ballot {
        /// What is asked; one line.
        Question(String) => question, "question";
        /// When.
        Date(Option<Date>) => date, "date";
        /// How many people vote.
        Voters(u32) => voters, "number of voters";
        /// How many dots each of them has.
        Dots(u32) => dots, "number of dots";
        /// Whether the result may be seen.
        Revealed(bool) => revealed, "revealed";
    }
}
