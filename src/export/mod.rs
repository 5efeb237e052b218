//! Scenes to files: one back end a file.
