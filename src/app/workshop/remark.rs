//! What a line in the capture box means: signs at its beginning, then what was said.
//!
//! A sign stands before the text, alone or together with others, and ends at a blank: `-- !!! @ada the
//! queue is long`. What is no sign as a whole belongs to the text, so that nothing that was said is ever
//! taken for one: `-5 °C`, `+49 30`, `@nobody`. A `\` before a sign makes text of it. The signs are the
//! same in every script; those of Arabic and of full-width keyboards count as well.

use crate::app::letters::fold;
use crate::model::{Emotion, LaneId, Map, PersonaId, Severity, StepId};

/// What the signs of a line say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// How it feels.
    pub emotion: Option<Emotion>,
    /// How much it hurts.
    pub severity: Option<Severity>,
    /// Whether it is a question that nobody could answer.
    pub question: bool,
    /// Whether it goes onto the parking lot.
    pub parked: bool,
    /// Whom it concerns.
    pub personas: Vec<PersonaId>,
    /// The lane into which it goes.
    pub lane: Option<LaneId>,
    /// The step at which it stands.
    pub step: Option<StepId>,
}

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark<'a> {
    /// What the signs say.
    pub signs: Signs,
    /// What was said: the line behind the signs, without the blanks at its ends.
    pub text: &'a str,
    /// A sign that names somebody or something that is not in the map, where the text begins with one.
    pub unknown: Option<Named<'a>>,
}

/// A sign that names something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'a> {
    /// Of which kind.
    pub kind: NameKind,
    /// The letters behind the sign.
    pub letters: &'a str,
}

/// What a sign can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// `@ada`
    Persona,
    /// `>backstage`
    Lane,
    /// `#buy`
    Step,
}

/// A sign with what it does, for the line of hints.
pub const HINTS: [(&str, &str); 9] = [
    ("--", "very bad"),
    ("-", "bad"),
    ("=", "neutral"),
    ("+", "good"),
    ("++", "very good"),
    ("!", "pain, up to !!!!"),
    ("?", "open question"),
    ("_", "parking lot"),
    ("@ > #", "persona, lane, step"),
];

/// Reads a line.
pub fn read<'a>(line: &'a str, map: &Map) -> Remark<'a> {
    let (mut signs, mut rest, mut unknown) = (Signs::default(), line, None);
    loop {
        rest = rest.trim_start_matches(is_gap);
        let end = rest.find(is_gap).unwrap_or(rest.len());
        let word = &rest[..end];
        if word.is_empty() {
            break;
        }
        if let Some(plain) = word.strip_prefix('\\').filter(|plain| plain.chars().next().is_some_and(is_sign)) {
            rest = &rest[word.len() - plain.len()..];
            break;
        }
        let mut more = signs.clone();
        match take(word, map, &mut more) {
            Ok(()) => (signs, rest) = (more, &rest[end..]),
            Err(name) => {
                unknown = name;
                break;
            }
        }
    }
    Remark { signs, text: rest.trim_matches(is_gap), unknown }
}

/// What may stand between signs: blanks and the marks of direction that some keyboards put there.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_sign(c: char) -> bool {
    !matches!(sign_of(c), Sign::None) || c == '\\'
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Bad,
    Neutral,
    Good,
    Pain,
    Question,
    Parked,
    Name(NameKind),
    None,
}

fn sign_of(c: char) -> Sign {
    match c {
        '-' | '−' | '–' | '－' => Sign::Bad,
        '=' | '＝' => Sign::Neutral,
        '+' | '＋' => Sign::Good,
        '!' | '！' => Sign::Pain,
        '?' | '？' | '؟' => Sign::Question,
        '_' | '＿' => Sign::Parked,
        '@' | '＠' => Sign::Name(NameKind::Persona),
        // In a text from right to left the sign that points away is drawn the other way round.
        '>' | '<' | '＞' | '＜' => Sign::Name(NameKind::Lane),
        '#' | '＃' => Sign::Name(NameKind::Step),
        _ => Sign::None,
    }
}

/// Takes a word that consists of signs and nothing else; else it is text, perhaps with a name that is unknown.
fn take<'a>(word: &'a str, map: &Map, signs: &mut Signs) -> Result<(), Option<Named<'a>>> {
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let sign = sign_of(first);
        if let Sign::Name(kind) = sign {
            let letters = &rest[first.len_utf8()..];
            let named = Named { kind, letters };
            return if find(named, map, signs) { Ok(()) } else { Err((!letters.is_empty()).then_some(named)) };
        }
        let run: usize = rest.chars().take_while(|c| sign_of(*c) == sign).map(char::len_utf8).sum();
        let times = rest[..run].chars().count();
        match (sign, times) {
            (Sign::Bad, 1..=2) => signs.emotion = Emotion::new(-(times as i64)),
            (Sign::Good, 1..=2) => signs.emotion = Emotion::new(times as i64),
            (Sign::Neutral, 1) => signs.emotion = Some(Emotion::NEUTRAL),
            (Sign::Pain, 1..=4) => signs.severity = Severity::ALL.get(times - 1).copied(),
            (Sign::Question, 1) => signs.question = true,
            (Sign::Parked, 1) => signs.parked = true,
            _ => return Err(None),
        }
        rest = &rest[run..];
    }
    Ok(())
}

/// Looks for what a sign names; says whether the map has it.
fn find(named: Named<'_>, map: &Map, signs: &mut Signs) -> bool {
    match named.kind {
        NameKind::Persona => {
            let found = named_by(map.personas.iter().map(|persona| (persona.id, &*persona.name)), named.letters);
            signs.personas.extend(found);
            found.is_some()
        }
        NameKind::Lane => {
            let lanes = map.lanes.iter().filter(|lane| lane.kind.holds_cards());
            let found = named_by(lanes.map(|lane| (lane.id, &*lane.title)), named.letters);
            signs.lane = found.or(signs.lane);
            found.is_some()
        }
        NameKind::Step => {
            let stages = map.stages.iter().filter_map(|stage| Some((stage.steps.at(0)?.id, &*stage.title)));
            let steps = map.steps().map(|(_, step)| (step.id, &*step.title));
            let found = named_by(stages.chain(steps), named.letters);
            signs.step = found.or(signs.step);
            found.is_some()
        }
    }
}

/// The names that some letters may stand for, the best first: the whole name, its beginning, the beginning of one of
/// its words. Blanks in names do not count.
pub fn candidates<'n, T: Copy>(names: impl Iterator<Item = (T, &'n str)>, letters: &str) -> Vec<(T, &'n str)> {
    let wanted = fold(letters);
    let mut found: Vec<(u8, T, &str)> = names
        .filter_map(|(value, name)| {
            let words: Vec<Vec<char>> = name.split_whitespace().map(fold).collect();
            let whole: Vec<char> = words.concat();
            let rank = match () {
                () if whole == wanted => 0,
                () if whole.starts_with(&wanted) => 1,
                () if words.iter().any(|word| word.starts_with(&wanted)) => 2,
                () => return None,
            };
            (!whole.is_empty()).then_some((rank, value, name))
        })
        .collect();
    found.sort_by_key(|(rank, ..)| *rank);
    found.into_iter().map(|(_, value, name)| (value, name)).collect()
}

fn named_by<'n, T: Copy>(names: impl Iterator<Item = (T, &'n str)>, letters: &str) -> Option<T> {
    if letters.is_empty() { None } else { candidates(names, letters).first().map(|(value, _)| *value) }
}

/// The name that is being typed at the end of a line of nothing but signs, for a list of those that it may become.
pub fn typed_name<'a>(line: &'a str, map: &Map) -> Option<Named<'a>> {
    let line = line.trim_start_matches(is_gap);
    let last = line.rsplit(is_gap).next()?;
    let before = &line[..line.len() - last.len()];
    let (at, first) = last.char_indices().find(|(_, c)| matches!(sign_of(*c), Sign::Name(_)))?;
    let Sign::Name(kind) = sign_of(first) else { return None };
    let is_all_signs = read(before, map).text.is_empty() && take(&last[..at], map, &mut Signs::default()).is_ok();
    is_all_signs.then_some(Named { kind, letters: &last[at + first.len_utf8()..] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IdSource, Lane, LaneKind, Persona, Stage, Step};
    use proptest::prelude::*;

    fn map() -> Map {
        let mut ids = IdSource::seeded(11);
        let mut map = Map::new(ids.next(), "");
        for name in ["Ada Lovelace", "Adam", "Ève", "سارة"] {
            map.personas.push(Persona::new(ids.next(), name));
        }
        for (title, kind) in
            [("Feel", LaneKind::Emotion), ("Touchpoints", LaneKind::Touchpoints), ("Back stage", LaneKind::Actions)]
        {
            map.lanes.push(Lane::new(ids.next(), title, kind));
        }
        for (title, step) in [("Discover", "See the poster"), ("Buy", "Pay")] {
            let steps = [Step::new(ids.next(), step), Step::new(ids.next(), "")].into_iter().collect();
            let (id, empty) = (ids.next(), String::new());
            map.stages.push(Stage { id, title: title.into(), goal: empty.clone(), note: empty, steps });
        }
        map
    }

    /// The signs of a line in words, and its text.
    fn check(line: &str, expected: &str, text: &str) {
        let map = map();
        let remark = read(line, &map);
        let Signs { emotion, severity, question, parked, personas, lane, step } = &remark.signs;
        let mut words: Vec<String> = Vec::new();
        words.extend(emotion.map(|emotion| emotion.signed().to_owned()));
        words.extend(severity.map(|severity| severity.words().to_owned()));
        words.extend(question.then(|| "question".to_owned()));
        words.extend(parked.then(|| "parked".to_owned()));
        words.extend(personas.iter().map(|id| map.persona_words(*id)));
        words.extend(lane.map(|id| map.lane_words(id)));
        words.extend(step.map(|id| map.step_words(id)));
        assert_eq!((words.join(", ").as_str(), remark.text), (expected, text), "{line:?}");
    }

    #[test]
    fn signs_before_the_text_are_taken() {
        check("the queue is long", "", "the queue is long");
        check("- the queue", "−1", "the queue");
        check("-- !!! the queue", "−2, major", "the queue");
        check("--!!!@ada the queue", "−2, major, Ada Lovelace", "the queue");
        check("++ = ! fine", "0, minor", "fine");
        check("? _ who pays", "question, parked", "who pays");
        check(">back #pay !!!! lock it", "blocking, Back stage, Pay", "lock it");
        check("#buy >touch +now", "Touchpoints, Pay", "+now");
        check("@adam @eve both", "Adam, Ève", "both");
        check("@lovelace hers", "Ada Lovelace", "hers");
    }

    #[test]
    fn every_script_has_its_signs() {
        check("\u{200f}-- !! @سارة الطابور طويل\u{200f}", "−2, moderate, سارة", "الطابور طويل");
        check("؟ من يدفع؟", "question", "من يدفع؟");
        check("！！＞touch\u{3000}行列が長い", "moderate, Touchpoints", "行列が長い");
        check("<back קופה", "Back stage", "קופה");
    }

    #[test]
    fn what_is_no_sign_as_a_whole_is_text() {
        for text in [
            "-5 degrees",
            "+49 30 1234",
            "--- cut",
            "!!!!! what",
            "?? what",
            "@nobody said so",
            ">nowhere x",
            "@",
            "_x_ y",
        ] {
            check(text, "", text);
        }
        check("- @nobody said so", "−1", "@nobody said so");
        check(r"\- a dash", "", "- a dash");
        check(r"! \? why", "minor", "? why");
        check(r"\\- both", "", r"\- both");
        check(r"\n is no sign", "", r"\n is no sign");
        check("--", "−2", "");
        check("   ", "", "");
    }

    #[test]
    fn a_name_that_nobody_has_is_told() {
        let map = map();
        let named = |line| read(line, &map).unknown.map(|named| named.letters);
        assert_eq!(named("! @bob late"), Some("bob"));
        assert_eq!(named("@ada late"), None);
        assert_eq!(named("late @bob"), None);
        let typed = |line| typed_name(line, &map).map(|named| named.letters);
        assert_eq!(typed("!! @ad"), Some("ad"));
        assert_eq!(typed("!!@"), Some(""));
        assert_eq!(typed("late @ad"), None);
        let names = map.personas.iter().map(|persona| (persona.id, &*persona.name));
        let found: Vec<&str> = candidates(names, "ad").into_iter().map(|(_, name)| name).collect();
        assert_eq!(found, ["Ada Lovelace", "Adam"]);
    }

    proptest! {
        /// What was said is the end of the line, and the signs before it are signs and nothing else.
        #[test]
        fn no_letter_of_what_was_said_is_lost(line in r"([-+=!?_@>#\\ ]{0,6}[a-z\u{5d0}-\u{5ea}\u{627}-\u{64a}5 ]{0,12}){0,3}") {
            let map = map();
            let remark = read(&line, &map);
            prop_assert!(line.trim_end_matches(is_gap).ends_with(remark.text));
            let before = &line[..line.trim_end_matches(is_gap).len() - remark.text.len()];
            for word in before.split(is_gap).filter(|word| !word.is_empty() && *word != "\\") {
                prop_assert!(take(word, &map, &mut Signs::default()).is_ok(), "{word:?} of {line:?} is lost");
            }
        }

        /// A line that begins with no sign is text as a whole.
        #[test]
        fn a_line_without_signs_is_text(line in r"[\PC&&[^-+=!?_@><#\\−–－＝＋！？؟＿＠＞＜＃]]\PC{0,40}") {
            prop_assert_eq!(read(&line, &map()).text, line.trim_matches(is_gap));
        }
    }
}
