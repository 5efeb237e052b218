//! The time of day, from a clock that tests can set, and how a moment is told to a person.

use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Tells the time where the person is.
pub type Clock = Arc<dyn Fn() -> Zoned + Send + Sync>;

/// The system's clock and time zone.
pub fn system_clock() -> Clock {
    Arc::new(Zoned::now)
}

/// A moment as a person says it: `3 minutes ago`, `today at 14:03`, `20 November 2026 at 14:03`.
pub fn moment(then: Timestamp, now: &Zoned) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let secs = now.timestamp().as_second() - then.as_second();
    let zone: TimeZone = now.time_zone().clone();
    let then = then.to_zoned(zone);
    let time = format!("{}:{:02}", then.hour(), then.minute());
    let day = match now.date() {
        today if then.date() == today => "today".to_owned(),
        today if today.yesterday().is_ok_and(|yesterday| then.date() == yesterday) => "yesterday".to_owned(),
        _ => {
            let month = MONTHS.get(usize::from(then.month().unsigned_abs()).saturating_sub(1)).copied();
            format!("{} {} {}", then.day(), month.unwrap_or_default(), then.year())
        }
    };
    match secs {
        0..60 => "a moment ago".to_owned(),
        60..120 => "a minute ago".to_owned(),
        120..3_600 => format!("{} minutes ago", secs / 60),
        _ => format!("{day} at {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_told_by_how_far_it_is() {
        let now: Zoned = "2027-03-31T10:00:00+02:00[Europe/Berlin]".parse().expect("a time");
        for (then, expected) in [
            ("2027-03-31T08:00:00Z", "a moment ago"),
            ("2027-03-31T07:58:30Z", "a minute ago"),
            ("2027-03-31T07:01:00Z", "59 minutes ago"),
            ("2027-03-31T06:05:00Z", "today at 8:05"),
            ("2027-03-30T22:00:00Z", "today at 0:00"),
            ("2027-03-30T21:59:00Z", "yesterday at 23:59"),
            ("2026-11-20T13:03:00Z", "20 November 2026 at 14:03"),
            ("2027-04-01T07:58:30Z", "1 April 2027 at 9:58"),
        ] {
            assert_eq!(moment(then.parse().expect("a time"), &now), expected, "{then}");
        }
    }
}
