//! Maps in other tools' formats.
