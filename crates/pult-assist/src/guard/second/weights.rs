//! The learned weights, packed into a file: a sorted list of feature hashes, one byte a weight.

use super::HEADS;
use super::features::{BAGS, Sentence};

/// First bytes of the file; the digit changes with the meaning of features or of the layout.
const MAGIC: [u8; 8] = *b"pultgrd2";
/// How loud each bag is, however full: its features share this.
const LOUDNESS: [f32; BAGS] = [4.0, 2.5, 3.0];
/// Upper bits of a hash by which its place is found at once.
const INDEX_BITS: u32 = 14;

/// Weights of every head over the same features.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weights {
    bias: Vec<f32>,
    /// What one step of a weight is worth, by head.
    scale: Vec<f32>,
    keys: Vec<u32>,
    steps: Vec<i8>,
    /// For each value of the upper [`INDEX_BITS`] bits: the first of its keys. Not stored.
    index: Vec<u32>,
}

/// What the features of a sentence add up to, bag by bag: sentences are joined by adding.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    features: [u16; BAGS],
    steps: [[i32; HEADS]; BAGS],
}

impl Sums {
    /// Two sentences read as one.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.features.iter_mut().zip(other.features).for_each(|(mine, other)| *mine = mine.saturating_add(other));
        self.steps.iter_mut().flatten().zip(other.steps.iter().flatten()).for_each(|(mine, other)| *mine += other);
        self
    }
}

impl Weights {
    /// Packs learned rows: hash and weights, ascending.
    pub(super) fn pack(bias: Vec<f32>, rows: &[(u32, Vec<f32>)]) -> Self {
        let mut scale = vec![f32::MIN_POSITIVE; HEADS];
        for (_, row) in rows {
            scale.iter_mut().zip(row).for_each(|(most, weight)| *most = most.max(weight.abs()));
        }
        scale.iter_mut().for_each(|most| *most /= f32::from(i8::MAX));
        let pack = |row: &[f32]| row.iter().zip(&scale).map(|(weight, scale)| (weight / scale).round() as i8).collect::<Vec<_>>();
        let packed = rows.iter().map(|(key, row)| (*key, pack(row))).filter(|(_, row)| row.iter().any(|step| *step != 0));
        let (keys, steps): (Vec<u32>, Vec<Vec<i8>>) = packed.unzip();
        Self { bias, scale, keys, steps: steps.concat(), index: Vec::new() }.indexed()
    }

    fn indexed(mut self) -> Self {
        let first = |upper: u32| self.keys.partition_point(|key| u64::from(*key) < u64::from(upper) << (32 - INDEX_BITS));
        self.index = (0..=1_u32 << INDEX_BITS).map(|upper| u32::try_from(first(upper)).unwrap_or(u32::MAX)).collect();
        self
    }

    /// What a sentence adds up to.
    pub(super) fn sums(&self, sentence: &Sentence) -> Sums {
        let mut sums = Sums::default();
        for ((keys, steps), features) in sentence.bags.iter().zip(&mut sums.steps).zip(&mut sums.features) {
            *features = u16::try_from(keys.len()).unwrap_or(u16::MAX);
            for row in keys.iter().filter_map(|key| self.row(*key)) {
                steps.iter_mut().zip(row).for_each(|(sum, step)| *sum += i32::from(*step));
            }
        }
        sums
    }

    /// The odds of every head, as natural logarithms.
    pub(super) fn odds(&self, sums: &Sums) -> [f32; HEADS] {
        let mut odds = [0.0; HEADS];
        odds.iter_mut().zip(&self.bias).for_each(|(odds, bias)| *odds = *bias);
        for (bag, (steps, features)) in sums.steps.iter().zip(sums.features).enumerate() {
            let value = loudness(bag, features);
            odds.iter_mut().zip(steps).zip(&self.scale).for_each(|((odds, sum), scale)| *odds += value * scale * *sum as f32);
        }
        odds
    }

    /// Whether anything was learned of a feature.
    pub(super) fn knows(&self, key: u32) -> bool {
        self.row(key).is_some()
    }

    fn row(&self, key: u32) -> Option<&[i8]> {
        let upper = (key >> (32 - INDEX_BITS)) as usize;
        let (from, to) = (*self.index.get(upper)? as usize, *self.index.get(upper + 1)? as usize);
        let place = from + self.keys.get(from..to)?.binary_search(&key).ok()?;
        self.steps.get(place * HEADS..(place + 1) * HEADS)
    }

    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.bias.iter().chain(&self.scale).flat_map(|value| value.to_le_bytes()));
        out.extend(self.keys.iter().flat_map(|key| key.to_le_bytes()));
        out.extend(self.steps.iter().map(|step| step.to_le_bytes()[0]));
        out
    }

    /// Reads a file of this version.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (head, rest) = rest.split_at_checked(HEADS * 2 * 4)?;
        let numbers: Vec<f32> = words(head).map(f32::from_bits).collect();
        let (bias, scale) = numbers.split_at_checked(HEADS)?;
        let count = rest.len() / (4 + HEADS);
        let (keys, steps) = rest.split_at_checked(count * 4)?;
        let keys: Vec<u32> = words(keys).collect();
        let whole = steps.len() == count * HEADS && keys.is_sorted_by(|one, other| one < other);
        let steps = steps.iter().map(|byte| i8::from_le_bytes([*byte])).collect();
        whole.then(|| Self { bias: bias.to_vec(), scale: scale.to_vec(), keys, steps, index: Vec::new() }.indexed())
    }
}

/// What one of so many features of a bag counts.
pub(super) fn loudness(bag: usize, features: u16) -> f32 {
    LOUDNESS.get(bag).copied().unwrap_or_default() / f32::from(features.saturating_add(1)).sqrt()
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| four.first_chunk::<4>()).map(|four| u32::from_le_bytes(*four))
}
