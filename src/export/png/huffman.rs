//! Prefix codes as deflate has them: short words for what is frequent.

/// The longest word of a code for bytes, lengths and distances.
pub(super) const LONGEST: u8 = 15;
/// The longest word of the code in which those codes themselves are told.
pub(super) const LONGEST_OF_LENGTHS: u8 = 7;

/// A word for each symbol.
pub(super) struct Code {
    /// How many bits each symbol's word has; 0 for one that does not occur.
    pub lengths: Vec<u8>,
    /// The words, the first bit lowest, as they go into the stream.
    words: Vec<u16>,
}

impl Code {
    /// A code for symbols that occur this often, with words of at most `longest` bits.
    pub fn new(counts: &[u32], longest: u8) -> Self {
        let lengths = lengths(counts, longest);
        let words = words(&lengths);
        Self { lengths, words }
    }

    /// A symbol's word and how many bits it has.
    pub fn word(&self, symbol: usize) -> (u64, u32) {
        (self.words[symbol].into(), self.lengths[symbol].into())
    }
}

/// The best lengths that a code can have, all but the limit (Huffman 1952); what lies beyond the limit
/// is shortened at the cost of the next shorter words.
fn lengths(counts: &[u32], longest: u8) -> Vec<u8> {
    let mut lengths = vec![0; counts.len()];
    let mut symbols: Vec<usize> = (0..counts.len()).filter(|symbol| counts[*symbol] > 0).collect();
    symbols.sort_by_key(|symbol| (counts[*symbol], *symbol));
    if let [symbol] = symbols[..] {
        lengths[symbol] = 1;
        return lengths;
    }
    let mut of_length = vec![0_u32; usize::from(longest) + 1];
    for depth in depths(symbols.iter().map(|symbol| counts[*symbol].into()).collect()) {
        of_length[depth.min(longest.into())] += 1;
    }
    limit(&mut of_length);
    // The rarest have the longest words.
    let mut rarest_first = symbols.into_iter();
    for (length, number) in of_length.iter().enumerate().rev() {
        for symbol in rarest_first.by_ref().take(*number as usize) {
            lengths[symbol] = length as u8;
        }
    }
    lengths
}

/// How deep each leaf lies in Huffman's tree of these ascending weights.
fn depths(mut weights: Vec<u64>) -> Vec<usize> {
    let leaves = weights.len();
    let mut parents = vec![0; (2 * leaves).saturating_sub(1)];
    // Leaves and joints each ascend, so the two lightest stand at the front of either.
    let (mut leaf, mut joint) = (0, leaves);
    for parent in leaves..parents.len() {
        let mut weight = 0;
        for _ in 0..2 {
            let is_leaf = leaf < leaves && (joint >= parent || weights[leaf] <= weights[joint]);
            let next = if is_leaf { &mut leaf } else { &mut joint };
            parents[*next] = parent;
            weight += weights[*next];
            *next += 1;
        }
        weights.push(weight);
    }
    let mut depths = vec![0; parents.len()];
    for node in (0..parents.len().saturating_sub(1)).rev() {
        depths[node] = depths[parents[node]] + 1;
    }
    depths.truncate(leaves);
    depths
}

/// Takes what a code with so many words of each length has too much.
fn limit(of_length: &mut [u32]) {
    let longest = of_length.len() - 1;
    let taken: u64 = (1..=longest).map(|length| u64::from(of_length[length]) << (longest - length)).sum();
    for _ in 1 << longest..taken {
        // A word of the longest goes below a shorter one, which becomes one bit longer for it.
        let Some(shorter) = (1..longest).rev().find(|length| of_length[*length] > 0) else { return };
        of_length[longest] -= 1;
        of_length[shorter] -= 1;
        of_length[shorter + 1] += 2;
    }
}

/// The words that follow from their lengths (RFC 1951, 3.2.2).
fn words(lengths: &[u8]) -> Vec<u16> {
    let mut words = vec![0; lengths.len()];
    let mut next = 0_u16;
    for length in 1..=LONGEST {
        for (symbol, _) in lengths.iter().enumerate().filter(|(_, of)| **of == length) {
            words[symbol] = next.reverse_bits() >> (16 - length);
            next += 1;
        }
        next <<= 1;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How much of the room for words a code takes, with all room as 1.
    fn room(code: &Code) -> f64 {
        code.lengths.iter().filter(|length| **length > 0).map(|length| 0.5_f64.powi((*length).into())).sum()
    }

    #[test]
    fn words_are_as_long_as_they_are_rare() {
        assert_eq!(Code::new(&[8, 0, 4, 2, 1, 1], LONGEST).lengths, [1, 0, 2, 3, 4, 4]);
        assert_eq!(Code::new(&[0, 7, 0], LONGEST).lengths, [0, 1, 0]);
        assert_eq!(Code::new(&[0, 0], LONGEST).lengths, [0, 0]);
    }

    #[test]
    fn no_word_is_longer_than_allowed() {
        let mut counts = vec![1_u32, 1];
        while counts.len() < 40 {
            counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
        }
        let code = Code::new(&counts, LONGEST);
        assert_eq!(code.lengths.iter().max(), Some(&LONGEST));
        assert_eq!(room(&code), 1.0);
        let code = Code::new(&counts[..19], LONGEST_OF_LENGTHS);
        assert_eq!(code.lengths.iter().max(), Some(&LONGEST_OF_LENGTHS));
        assert_eq!(room(&code), 1.0);
    }

    #[test]
    fn no_word_begins_with_another() {
        let code = Code::new(&[9, 3, 0, 7, 1, 1, 30, 2], LONGEST);
        let words: Vec<_> = (0..8).map(|symbol| code.word(symbol)).filter(|(_, length)| *length > 0).collect();
        for (n, (a, a_length)) in words.iter().enumerate() {
            for (b, b_length) in &words[n + 1..] {
                let common = (1 << a_length.min(b_length)) - 1;
                assert_ne!(a & common, b & common);
            }
        }
    }
}
