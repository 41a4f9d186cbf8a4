//! The learned weights, packed into a file: a sorted list of feature hashes, one byte a weight.

use super::KINDS;

/// First bytes of the file; the digit changes with the meaning of features or of the layout.
const MAGIC: [u8; 8] = *b"pultgrd1";
/// How loud a text is, however long: its features share this.
const LOUDNESS: f32 = 3.0;
/// Upper bits of a hash by which its place is found at once.
const INDEX_BITS: u32 = 12;

/// Weights of every kind over the same features.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weights {
    bias: Vec<f32>,
    /// What one step of a weight is worth.
    scale: f32,
    keys: Vec<u32>,
    steps: Vec<i8>,
    /// For each value of the upper [`INDEX_BITS`] bits: the first of its keys. Not stored.
    index: Vec<u32>,
}

impl Weights {
    /// Packs learned rows: hash and weights, ascending.
    pub(super) fn pack(bias: Vec<f32>, rows: &[(u32, Vec<f32>)]) -> Self {
        let most = rows.iter().flat_map(|(_, row)| row).fold(f32::MIN_POSITIVE, |most, weight| most.max(weight.abs()));
        let scale = most / f32::from(i8::MAX);
        let packed = rows.iter().map(|(key, row)| (*key, row.iter().map(|weight| (weight / scale).round() as i8).collect::<Vec<_>>()));
        let (keys, steps): (Vec<u32>, Vec<Vec<i8>>) = packed.filter(|(_, row)| row.iter().any(|step| *step != 0)).unzip();
        Self { bias, scale, keys, steps: steps.concat(), index: Vec::new() }.indexed()
    }

    fn indexed(mut self) -> Self {
        let first = |upper: u32| self.keys.partition_point(|key| u64::from(*key) < u64::from(upper) << (32 - INDEX_BITS));
        self.index = (0..=1_u32 << INDEX_BITS).map(|upper| u32::try_from(first(upper)).unwrap_or(u32::MAX)).collect();
        self
    }

    /// The scores of a text whose sentences have these features. Unknown ones count for nothing, so
    /// that strange words make nobody sure.
    pub(super) fn scores<'a>(&self, sentences: impl Iterator<Item = &'a [u32]>) -> Vec<f32> {
        let mut sums = vec![0_i32; self.bias.len()];
        let mut known = 0_u16;
        for row in sentences.flatten().filter_map(|key| self.row(*key)) {
            known = known.saturating_add(1);
            sums.iter_mut().zip(row).for_each(|(sum, step)| *sum += i32::from(*step));
        }
        let value = loudness(known) * self.scale;
        self.bias.iter().zip(sums).map(|(bias, sum)| bias + value * sum as f32).collect()
    }

    fn row(&self, key: u32) -> Option<&[i8]> {
        let upper = (key >> (32 - INDEX_BITS)) as usize;
        let (from, to) = (*self.index.get(upper)? as usize, *self.index.get(upper + 1)? as usize);
        let place = from + self.keys.get(from..to)?.binary_search(&key).ok()?;
        self.steps.get(place * self.bias.len()..(place + 1) * self.bias.len())
    }

    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.bias.iter().chain([&self.scale]).flat_map(|value| value.to_le_bytes()));
        out.extend(self.keys.iter().flat_map(|key| key.to_le_bytes()));
        out.extend(self.steps.iter().map(|step| step.to_le_bytes()[0]));
        out
    }

    /// Reads a file of this version.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&MAGIC)?;
        let (head, rest) = rest.split_at_checked((KINDS.len() + 1) * 4)?;
        let mut numbers: Vec<f32> = words(head).map(f32::from_bits).collect();
        let scale = numbers.pop()?;
        let count = rest.len() / (4 + KINDS.len());
        let (keys, steps) = rest.split_at_checked(count * 4)?;
        let keys: Vec<u32> = words(keys).collect();
        let whole = steps.len() == count * KINDS.len() && keys.is_sorted_by(|one, other| one < other);
        let steps = steps.iter().map(|byte| i8::from_le_bytes([*byte])).collect();
        whole.then(|| Self { bias: numbers, scale, keys, steps, index: Vec::new() }.indexed())
    }
}

/// What one of so many features counts.
pub(super) fn loudness(features: u16) -> f32 {
    LOUDNESS / f32::from(features.saturating_add(1)).sqrt()
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| four.first_chunk::<4>()).map(|four| u32::from_le_bytes(*four))
}
