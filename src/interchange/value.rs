//! Values as text: how tables and outlines write them, and how people do.

use jiff::civil::Date;

use super::field::plain;
use crate::model::check::limits;
use crate::model::*;

/// What a map holds of a text: line breaks as `\n`, tabs, no other control characters, no blanks at
/// the ends, at most [`limits::TEXT`] bytes. The second value tells whether something is missing.
pub(super) fn held(text: &str) -> (String, bool) {
    let is_unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    let mut held = text.replace("\r\n", "\n").replace('\r', "\n");
    let has_unwanted = held.contains(is_unwanted);
    held.retain(|c| !is_unwanted(c));
    let is_long = held.len() > limits::TEXT;
    held.truncate(held.floor_char_boundary(limits::TEXT));
    (held.trim().to_owned(), has_unwanted || is_long)
}

/// The items of a list as one text: `a; b`. What parts items stands behind a backslash within one.
pub(super) fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let escaped = |item: &str| {
        let mut text = String::with_capacity(item.len());
        for letter in item.chars() {
            if letter == '\\' || is_separator(letter) {
                text.push('\\');
            }
            text.push(letter);
        }
        text
    };
    let items: Vec<String> = items.into_iter().map(|item| escaped(held(item.as_ref()).0.as_str())).collect();
    items.join("; ")
}

/// The items of a text such as `a; b`: parted by semicolons, commas or line breaks, trimmed, none of
/// them empty.
pub(super) fn items(text: &str) -> Vec<String> {
    let (mut items, mut item) = (Vec::new(), String::new());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek().is_some_and(|next| *next == '\\' || is_separator(*next)) => {
                item.extend(letters.next());
            }
            letter if is_separator(letter) => items.push(std::mem::take(&mut item)),
            letter => item.push(letter),
        }
    }
    items.push(item);
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// Whether a letter parts the items of a list.
fn is_separator(letter: char) -> bool {
    matches!(letter, ',' | ';' | '\n' | '、' | '，' | '；' | '،')
}

/// A number with a point or a comma, with a true minus or a hyphen, with or without `%` behind it.
pub(super) fn number(text: &str) -> Option<f64> {
    let text =
        text.trim().trim_end_matches('%').trim_end().replace(['−', '–'], "-").replace(['\u{a0}', '\u{202f}'], "");
    let text = match (text.rfind(','), text.rfind('.')) {
        // What stands last parts the fraction; of a single kind, three digits behind it say nothing.
        (Some(comma), Some(point)) if comma > point => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        (Some(_), None) if text.matches(',').count() == 1 => text.replace(',', "."),
        _ => text,
    };
    let is_plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// A whole number such as `2`, `+2` or `2.0`.
pub(super) fn whole(text: &str) -> Option<i64> {
    number(text).filter(|number| number.fract() == 0.0 && number.abs() < 1e15).map(|number| number as i64)
}

/// Emotions by number or by name.
pub(super) fn emotion(text: &str) -> Option<Emotion> {
    let by_name = || Emotion::all().find(|emotion| plain(emotion.words()) == plain(text));
    match whole(text) {
        Some(value) => Emotion::new(value),
        None => by_name(),
    }
}

/// One of the values of a choice, by the words that people read or by another name.
pub(super) fn choice<T: Copy>(
    all: &[T],
    words: impl Fn(T) -> &'static str,
    others: &[(&str, T)],
    text: &str,
) -> Option<T> {
    let name = plain(text);
    let own = all.iter().copied().find(|value| plain(words(*value)) == name);
    own.or_else(|| others.iter().find(|(other, _)| plain(other) == name).map(|(_, value)| *value))
}

/// How bad a pain point is, by name or as 1 … 4.
pub(super) fn severity(text: &str) -> Option<Severity> {
    const OTHERS: &[(&str, Severity)] = &[
        ("low", Severity::Minor),
        ("medium", Severity::Moderate),
        ("high", Severity::Major),
        ("critical", Severity::Blocking),
        ("blocker", Severity::Blocking),
        ("gering", Severity::Minor),
        ("niedrig", Severity::Minor),
        ("mittel", Severity::Moderate),
        ("hoch", Severity::Major),
        ("schwer", Severity::Major),
        ("kritisch", Severity::Blocking),
        ("faible", Severity::Minor),
        ("moyen", Severity::Moderate),
        ("élevé", Severity::Major),
        ("bloquant", Severity::Blocking),
        ("bajo", Severity::Minor),
        ("medio", Severity::Moderate),
        ("alto", Severity::Major),
        ("crítico", Severity::Blocking),
    ];
    let by_number = || usize::try_from(whole(text)?).ok()?.checked_sub(1).and_then(|n| Severity::ALL.get(n)).copied();
    by_number().or_else(|| choice(Severity::ALL, Severity::words, OTHERS, text))
}

/// The Kano class.
pub(super) fn kano(text: &str) -> Option<Kano> {
    const OTHERS: &[(&str, Kano)] = &[
        ("must-be", Kano::Basic),
        ("must have", Kano::Basic),
        ("basis", Kano::Basic),
        ("basismerkmal", Kano::Basic),
        ("one-dimensional", Kano::Performance),
        ("leistung", Kano::Performance),
        ("leistungsmerkmal", Kano::Performance),
        ("attractive", Kano::Delighter),
        ("excitement", Kano::Delighter),
        ("begeisterung", Kano::Delighter),
        ("begeisterungsmerkmal", Kano::Delighter),
    ];
    choice(Kano::ALL, Kano::words, OTHERS, text)
}

/// How well something is backed.
pub(super) fn evidence(text: &str) -> Option<Evidence> {
    const OTHERS: &[(&str, Evidence)] = &[
        ("assumption", Evidence::Assumed),
        ("guess", Evidence::Assumed),
        ("annahme", Evidence::Assumed),
        ("partly", Evidence::Partly),
        ("partial", Evidence::Partly),
        ("teilweise", Evidence::Partly),
        ("research", Evidence::Researched),
        ("validated", Evidence::Researched),
        ("belegt", Evidence::Researched),
        ("erforscht", Evidence::Researched),
    ];
    choice(Evidence::ALL, Evidence::words, OTHERS, text)
}

/// Whether the goal was reached.
pub(super) fn success(text: &str) -> Option<Success> {
    const OTHERS: &[(&str, Success)] = &[("partial", Success::Partly), ("teilweise", Success::Partly)];
    let yes_or_no = || agreed(text).map(|yes| if yes { Success::Yes } else { Success::No });
    choice(Success::ALL, Success::words, OTHERS, text).or_else(yes_or_no)
}

/// Yes or no; `None` for anything else.
pub(super) fn agreed(text: &str) -> Option<bool> {
    const YES: [&str; 17] =
        ["yes", "y", "x", "true", "1", "ja", "wahr", "oui", "vrai", "sí", "si", "sì", "sim", "はい", "是", "نعم", "כן"];
    const NO: [&str; 13] =
        ["no", "n", "false", "0", "nein", "falsch", "non", "faux", "não", "nee", "いいえ", "否", "לא"];
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "✓" | "✔" | "✗" => Some(true),
        "-" | "–" => Some(false),
        text if YES.contains(&text) => Some(true),
        text if NO.contains(&text) => Some(false),
        _ => None,
    }
}

/// A day as `2026-11-23` or `23.11.2026`. What may be the month or the day is not guessed.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    // A spreadsheet's time of day says nothing about when something was said.
    let day = text.split_once([' ', 'T']).map_or(text, |(day, _)| day);
    if let Ok(date) = day.parse() {
        return Some(date);
    }
    let mut parts = day.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_date = parts.next().is_none() && year.len() == 4;
    is_date.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()).flatten()
}

/// A length of time as it is written: `3 d`.
pub(super) fn span_text(span: TimeSpan) -> String {
    format!("{} {}", span.value(), span.unit().words())
}

/// A length of time as people write it: `3 d`, `3 days`, `1.5h`, `10 Minuten`, `1:30` (hours).
pub(super) fn span(text: &str) -> Option<TimeSpan> {
    const UNITS: [(&str, TimeUnit); 6] = [
        (
            "s sec secs second seconds sekunde sekunden sek seconde secondes segundo segundos secondo secondi 秒 с сек",
            TimeUnit::Seconds,
        ),
        ("min mins m minute minutes minuten minuto minutos minuti minuut 分 分钟 分鐘 мин", TimeUnit::Minutes),
        (
            "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur 時間 小时 小時 ч час",
            TimeUnit::Hours,
        ),
        (
            "d day days t tag tage tagen jour jours día días dia dias giorno giorni dag dagen 日 天 дн день",
            TimeUnit::Days,
        ),
        (
            "wk wks w week weeks woche wochen semaine semaines semana semanas settimana settimane weken 週間 周 нед",
            TimeUnit::Weeks,
        ),
        ("mo month months monat monate monaten mois mes meses mese mesi maand maanden か月 个月 мес", TimeUnit::Months),
    ];
    let text = text.trim();
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let in_minutes = f64::from(hours) * 60.0 + f64::from(minutes);
        return TimeSpan::new(in_minutes, TimeUnit::Minutes).filter(|_| minutes < 60);
    }
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let end = text.rfind(is_digit)? + 1;
    let (value, unit) = (number(&text[..end])?, text[end..].trim().trim_end_matches('.').to_lowercase());
    let (_, unit) = UNITS.iter().find(|(names, _)| names.split(' ').any(|name| name == unit))?;
    TimeSpan::new(value, *unit)
}

/// A reading as it is written: `2026-Q3: 42 (n 120)`.
pub(super) fn reading_text(reading: &Reading) -> String {
    let n = reading.n.map(|n| format!(" (n {n})")).unwrap_or_default();
    format!("{}: {}{n}", held(&reading.period).0, reading.value)
}

/// A reading such as `2026-Q3: 42 (n 120)`.
pub(super) fn reading(text: &str) -> Option<Reading> {
    let (period, rest) = text.rsplit_once(':')?;
    let (value, n) = match rest.split_once('(') {
        Some((value, n)) => {
            let n = n.trim().strip_prefix('n')?.trim().strip_suffix(')')?.trim();
            (value, Some(n.parse().ok()?))
        }
        None => (rest, None),
    };
    Some(Reading { period: period.trim().to_owned(), value: number(value)?, n })
}

/// What people said in a round as it is written: `2026-11-23 1/0/3/2/1`.
pub(super) fn round_text(round: &Round) -> String {
    let counts = round.counts().map(|count| count.to_string()).join("/");
    round.date.map_or_else(|| counts.clone(), |date| format!("{date} {counts}"))
}

/// A round such as `2026-11-23 1/0/3/2/1`.
pub(super) fn round(text: &str) -> Option<Round> {
    let (date, counts) = match text.trim().rsplit_once(' ') {
        Some((date, counts)) => (Some(self::date(date)?), counts),
        None => (None, text.trim()),
    };
    let counts: Option<Vec<u32>> = counts.split('/').map(|count| count.parse().ok()).collect();
    let [a, b, c, d, e]: [u32; 5] = counts?.try_into().ok()?;
    Some(Round { date, tally: (a, b, c, d, e) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_would_part_them() {
        for list_of in [&["a", "b"][..], &["Smith, John", "a;b", "back\\slash", "two\nlines", "出口が多く、困る"], &[]]
        {
            assert_eq!(items(&list(list_of)), list_of);
        }
        assert_eq!(items(" Web, App ;\nStore,,"), ["Web", "App", "Store"]);
        assert_eq!(items("C:\\new、d"), ["C:\\new", "d"]);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("42", 42.0), ("−1", -1.0), ("87 %", 87.0), ("3,5", 3.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", "x", "1 2", "inf", "NaN", "1,2,3", "--1", "0x10"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, written) in [
            ("3 d", "3 d"),
            ("3 days", "3 d"),
            ("1.5h", "1.5 h"),
            ("10 Minuten", "10 min"),
            ("1:30", "90 min"),
            ("2 Wochen", "2 wk"),
            ("5分", "5 min"),
        ] {
            assert_eq!(span(text).map(span_text).as_deref(), Some(written), "{text}");
        }
        for text in ["", "3", "days", "-3 d", "3 lightyears", "1:99"] {
            assert_eq!(span(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_only_where_it_is_clear() {
        let day = Some(jiff::civil::date(2026, 3, 4));
        for text in ["2026-03-04", "04.03.2026", "4.3.2026", "2026-03-04 00:00:00"] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in ["03/04/2026", "4.3.26", "31.02.2026", "soon", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn values_outside_their_scale_are_none() {
        assert_eq!(emotion("Very good").map(Emotion::value), Some(2));
        assert_eq!(emotion("−2").map(Emotion::value), Some(-2));
        assert_eq!(emotion("3"), None);
        assert_eq!(severity("4"), Some(Severity::Blocking));
        assert_eq!(severity("Hoch"), Some(Severity::Major));
        assert_eq!(severity("5"), None);
        assert_eq!(success("ja"), Some(Success::Yes));
    }
}
