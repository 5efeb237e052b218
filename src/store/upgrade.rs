//! Files of former versions of the format, brought up to date one version at a time.

use super::file::FORMAT_VERSION;

/// Turns the text of one version into that of the next. It keeps every line where it is, so that
/// positions still hold.
type Step = fn(String) -> String;

/// The step at index `n` reads version `n + 1`.
const STEPS: [Step; FORMAT_VERSION as usize - 1] = [];

/// The text as today's version has it; `version` is 1 to [`FORMAT_VERSION`].
pub(super) fn upgrade(text: String, version: u32) -> String {
    STEPS.iter().skip((version as usize).saturating_sub(1)).fold(text, |text, step| step(text))
}
