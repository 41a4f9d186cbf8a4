//! Seeded numbers: the same seed plays the same day again.

/// SplitMix64: tiny, fast, good enough to choose faults and spell ids; nothing here guards a secret.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.roll().checked_rem(end).unwrap_or(0)
    }

    /// True in `permille` of a thousand cases.
    pub(crate) fn chance(&mut self, permille: u64) -> bool {
        self.below(1_000) < permille
    }

    /// One of the list, or `None` of an empty one.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.below(list.len() as u64)).unwrap_or(0);
        list.get(at)
    }
}

/// A number spread over all 64 bits.
pub(crate) fn mix(seed: u64) -> u64 {
    let mut z = seed;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// The number of a text (FNV-1a), mixed.
pub(crate) fn number_of(text: &str) -> u64 {
    mix(text.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)))
}

/// So many hex digits drawn from a seed.
pub(crate) fn hex(seed: u64, digits: usize) -> String {
    let mut dice = Dice::new(seed);
    let mut out = String::with_capacity(digits.saturating_add(16));
    while out.len() < digits {
        out.push_str(&format!("{:016x}", dice.roll()));
    }
    out.truncate(digits);
    out
}

/// Something that looks like a UUID.
pub(crate) fn uuid(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let (a, b) = (dice.roll(), dice.roll());
    format!("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", a >> 32, (a >> 16) & 0xFFFF, a & 0xFFFF, b >> 48, b & 0xFFFF_FFFF_FFFF)
}
