//! What several records have in common.

/// A value that records share, or the fact that they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Common<T> {
    /// All have this value.
    Same(T),
    /// They have different ones.
    Mixed,
}

impl<T: PartialEq> Common<T> {
    /// What the values have in common; `None` if there is none.
    pub fn of(values: impl IntoIterator<Item = T>) -> Option<Self> {
        let mut values = values.into_iter();
        let first = values.next()?;
        Some(if values.all(|value| value == first) { Self::Same(first) } else { Self::Mixed })
    }
}

impl<T> Common<T> {
    /// The shared value.
    pub fn same(self) -> Option<T> {
        match self {
            Self::Same(value) => Some(value),
            Self::Mixed => None,
        }
    }

    /// The same of a part of the value.
    pub fn map<U>(self, part: impl FnOnce(T) -> U) -> Common<U> {
        match self {
            Self::Same(value) => Common::Same(part(value)),
            Self::Mixed => Common::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shared_or_mixed() {
        assert_eq!(Common::of([1, 1, 1]), Some(Common::Same(1)));
        assert_eq!(Common::of([1, 2]), Some(Common::Mixed));
        assert_eq!(Common::<u8>::of([]), None);
    }
}
