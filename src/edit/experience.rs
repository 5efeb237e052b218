//! experience
