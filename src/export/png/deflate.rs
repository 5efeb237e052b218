//! Writes deflate (RFC 1951): bytes, and repeats of what stood before, in blocks with codes of their own.

use super::huffman::{Code, LONGEST, LONGEST_OF_LENGTHS};

/// The longest repeat in bytes.
pub(super) const MAX_REPEAT: usize = 258;
/// The shortest repeat in bytes.
pub(super) const MIN_REPEAT: usize = 3;
/// From how far back a repeat may be.
pub(super) const MAX_DISTANCE: usize = 1 << 15;

/// The tokens of a block: enough for its codes to cost little, few enough to stay in the cache.
const BLOCK: usize = 1 << 15;

/// The symbol that ends a block; those above it are lengths.
const END: usize = 256;

/// The shortest length of each symbol from 257 on, and how many bits follow it.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
/// How many symbols there are for distances.
const DISTANCES: usize = 30;
/// The most words that a block has besides its tokens': how its codes are told, and its end.
const MAX_HEAD_WORDS: usize = END + 1 + LENGTHS.len() + DISTANCES + 32;

/// What stands in a block, in 32 bits: a byte; three bytes, which are a pixel; or a repeat with its
/// distance (less one) and its length.
#[derive(Clone, Copy)]
struct Token(u32);

impl Token {
    const PIXEL: u32 = 1 << 30;
    const REPEAT: u32 = 1 << 31;
}

/// A stream under way, piece by piece.
pub(super) struct Deflate {
    tokens: Vec<Token>,
    /// How often each byte and each length occurs in the block.
    counts: [u32; END + 1 + LENGTHS.len()],
    /// How often each byte occurs as the second and the third of a pixel, which often are equal: one
    /// count after another is faster than the same twice.
    pixel_counts: [[u32; END]; 2],
    /// How often each distance does.
    distance_counts: [u32; DISTANCES],
    /// The symbol of each length.
    length_symbols: [u16; MAX_REPEAT + 1],
    bits: Bits,
}

impl Deflate {
    /// Nothing yet.
    pub fn new() -> Self {
        let mut length_symbols = [0; MAX_REPEAT + 1];
        for (number, (from, _)) in LENGTHS.iter().enumerate() {
            length_symbols[usize::from(*from)..].fill((END + 1 + number) as u16);
        }
        Self {
            tokens: Vec::with_capacity(BLOCK),
            counts: [0; END + 1 + LENGTHS.len()],
            pixel_counts: [[0; END]; 2],
            distance_counts: [0; DISTANCES],
            length_symbols,
            bits: Bits::default(),
        }
    }

    /// Adds a byte.
    pub fn byte(&mut self, byte: u8) {
        self.make_room();
        self.counts[usize::from(byte)] += 1;
        self.tokens.push(Token(byte.into()));
    }

    /// Adds the three low bytes of a number, the lowest first.
    pub fn pixel(&mut self, pixel: u32) {
        self.make_room();
        let [r, g, b, _] = pixel.to_le_bytes();
        self.counts[usize::from(r)] += 1;
        self.pixel_counts[0][usize::from(g)] += 1;
        self.pixel_counts[1][usize::from(b)] += 1;
        self.tokens.push(Token(Token::PIXEL | pixel & 0xff_ff_ff));
    }

    /// Repeats `length` bytes, at least [`MIN_REPEAT`], from `distance` bytes before.
    pub fn repeat(&mut self, mut length: usize, distance: usize) {
        // What is left in the end must not be too short.
        while length > MAX_REPEAT {
            let part = if length < MAX_REPEAT + MIN_REPEAT { MAX_REPEAT - MIN_REPEAT } else { MAX_REPEAT };
            self.repeat_once(part, distance);
            length -= part;
        }
        self.repeat_once(length, distance);
    }

    fn repeat_once(&mut self, length: usize, distance: usize) {
        debug_assert!((MIN_REPEAT..=MAX_REPEAT).contains(&length) && (1..=MAX_DISTANCE).contains(&distance));
        self.make_room();
        let before = (distance - 1) as u32;
        self.counts[usize::from(self.length_symbols[length])] += 1;
        self.distance_counts[distance_symbol(before).0] += 1;
        self.tokens.push(Token(Token::REPEAT | before << 9 | length as u32));
    }

    /// Ends a full block. Before a token and not after it, so that the last block is never empty.
    fn make_room(&mut self) {
        if self.tokens.len() == BLOCK {
            self.end_block(false);
        }
    }

    /// All that was added since the last call, up to a whole byte. The last piece ends the stream.
    pub fn end_piece(&mut self, is_last: bool) -> Vec<u8> {
        self.end_block(is_last);
        self.bits.make_room(4);
        if !is_last {
            // An empty block without a code begins at a whole byte.
            self.bits.put(0, 3);
            self.bits.fill_byte();
            self.bits.put(0xffff_0000, 32);
        }
        self.bits.fill_byte();
        self.bits.take()
    }

    fn end_block(&mut self, is_last: bool) {
        self.counts[END] += 1;
        for counts in &mut self.pixel_counts {
            self.counts.iter_mut().zip(counts.iter()).for_each(|(all, count)| *all += count);
            counts.fill(0);
        }
        let code = Code::new(&self.counts, LONGEST);
        let distance_code = Code::new(&self.distance_counts, LONGEST);
        self.bits.make_room(self.tokens.len() + MAX_HEAD_WORDS);
        // The last block, with codes of its own.
        self.bits.put(u64::from(is_last) | 0b10 << 1, 3);
        self.bits.put_codes(&code.lengths, &distance_code.lengths);

        let bits = &mut self.bits;
        // Length and bits that follow in one.
        let length_words: [Word; MAX_REPEAT + 1] = std::array::from_fn(|length| {
            let Some(symbol) = usize::from(self.length_symbols[length]).checked_sub(END + 1) else { return (0, 0) };
            let (from, more_bits) = LENGTHS[symbol];
            let (word, word_bits) = code.word(END + 1 + symbol);
            (word | (length as u64 - u64::from(from)) << word_bits, word_bits + u32::from(more_bits))
        });
        let distance_words: [Word; DISTANCES] = std::array::from_fn(|symbol| distance_code.word(symbol));
        let words: [Word; END] = std::array::from_fn(|byte| code.word(byte));
        for Token(token) in self.tokens.drain(..) {
            let [r, g, b, _] = token.to_le_bytes();
            let (word, length) = if token & Token::REPEAT != 0 {
                let (symbol, more, more_bits) = distance_symbol((token & !Token::REPEAT) >> 9);
                let (word, length) = distance_words[symbol];
                let distance = (word | u64::from(more) << length, length + more_bits);
                joined(length_words[(token & 0x1ff) as usize], distance)
            } else if token & Token::PIXEL != 0 {
                joined(joined(words[usize::from(r)], words[usize::from(g)]), words[usize::from(b)])
            } else {
                words[usize::from(r)]
            };
            bits.put(word, length);
        }
        let (word, length) = code.word(END);
        bits.put(word, length);
        self.counts.fill(0);
        self.distance_counts.fill(0);
    }
}

/// Bits, the first lowest, and how many.
type Word = (u64, u32);

/// Two words after each other.
fn joined(first: Word, second: Word) -> Word {
    (first.0 | second.0 << first.1, first.1 + second.1)
}

/// The symbol of a distance less one, the number that follows it, and how many bits that has.
fn distance_symbol(before: u32) -> (usize, u32, u32) {
    if before < 4 {
        return (before as usize, 0, 0);
    }
    let more_bits = before.ilog2() - 1;
    ((2 * more_bits + (before >> more_bits)) as usize, before & ((1 << more_bits) - 1), more_bits)
}

/// Bits on their way to bytes, the first lowest.
#[derive(Default)]
struct Bits {
    /// Whole bytes, and room for more.
    bytes: Vec<u8>,
    /// How many bytes are whole.
    end: usize,
    /// Fewer than 8 bits that are no byte yet.
    held: u64,
    held_bits: u32,
}

impl Bits {
    /// The most bits that are added at once: the longest words of a repeat's length and distance.
    const MOST: u32 = 48;

    /// Makes room for so many words.
    fn make_room(&mut self, words: usize) {
        self.bytes.resize(self.end + words * (Self::MOST as usize / 8) + size_of::<u64>(), 0);
    }

    /// Adds at most [`Bits::MOST`] bits, for which there has to be room.
    fn put(&mut self, bits: u64, number: u32) {
        debug_assert!(number <= Self::MOST);
        self.held |= bits << self.held_bits;
        self.held_bits += number;
        self.bytes[self.end..self.end + size_of::<u64>()].copy_from_slice(&self.held.to_le_bytes());
        self.end += (self.held_bits / 8) as usize;
        self.held >>= self.held_bits / 8 * 8;
        self.held_bits %= 8;
    }

    /// Adds zeros up to a whole byte.
    fn fill_byte(&mut self) {
        self.put(0, (8 - self.held_bits) % 8);
    }

    /// All bytes; the last bits have to fill one.
    fn take(&mut self) -> Vec<u8> {
        self.bytes.truncate(self.end);
        self.end = 0;
        std::mem::take(&mut self.bytes)
    }

    /// Tells the lengths of a block's two codes, in a code of their own (RFC 1951, 3.2.7).
    fn put_codes(&mut self, lengths: &[u8], distance_lengths: &[u8]) {
        /// The order in which the lengths of that code are told: those that are seldom 0 first.
        const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        let used = |lengths: &[u8], least: usize| {
            lengths.iter().rposition(|length| *length > 0).map_or(least, |last| least.max(last + 1))
        };
        let (lengths, distance_lengths) =
            (&lengths[..used(lengths, END + 1)], &distance_lengths[..used(distance_lengths, 1)]);
        let symbols = run_lengths(&[lengths, distance_lengths].concat());
        let mut counts = [0; ORDER.len()];
        for symbol in &symbols {
            counts[symbol.0] += 1;
        }
        let code = Code::new(&counts, LONGEST_OF_LENGTHS);
        let in_order = ORDER.map(|symbol| code.lengths[symbol]);
        let told = used(&in_order, 4);
        self.put((lengths.len() - END - 1) as u64, 5);
        self.put((distance_lengths.len() - 1) as u64, 5);
        self.put((told - 4) as u64, 4);
        for length in &in_order[..told] {
            self.put((*length).into(), 3);
        }
        for (symbol, more, more_bits) in symbols {
            let (word, length) = code.word(symbol);
            self.put(word | u64::from(more) << length, length + more_bits);
        }
    }
}

/// Lengths of words as symbols: each with the number that follows it and the bits of that.
fn run_lengths(lengths: &[u8]) -> Vec<(usize, u32, u32)> {
    let mut symbols = Vec::new();
    for run in lengths.chunk_by(|a, b| a == b) {
        let (length, mut left) = (usize::from(run[0]), run.len());
        if length > 0 {
            symbols.push((length, 0, 0));
            left -= 1;
        }
        while left > 0 {
            let (symbol, from, most, more_bits) = match (length, left) {
                (0, 11..) => (18, 11, 138, 7),
                (0, 3..) => (17, 3, 10, 3),
                (_, 3..) => (16, 3, 6, 2),
                _ => (length, 1, 1, 0),
            };
            let taken = left.min(most);
            symbols.push((symbol, (taken - from) as u32, more_bits));
            left -= taken;
        }
    }
    symbols
}
