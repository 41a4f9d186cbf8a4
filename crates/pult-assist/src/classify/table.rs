//! Learned weights, packed: a sorted list of feature hashes, a row of small integers for each, and a scale
//! a column.
//!
//! One byte a weight lost nothing that the measurements could see against four; rows of little weight are
//! left out.

use super::features::Bag;
use super::learn::Dense;
use std::collections::HashMap;

/// Weights of one or more heads over the same features.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Table {
    /// What stands without any feature, a column.
    bias: Vec<f32>,
    /// What one step of a weight is worth, a column.
    scale: Vec<f32>,
    /// Hashes of the features, ascending.
    keys: Vec<u32>,
    /// A row for each of them.
    weights: Vec<i8>,
    /// For each value of the upper [`INDEX_BITS`] bits: the first of its keys. Not stored.
    index: Vec<u32>,
}

/// Upper bits of a hash by which its place is found at once.
const INDEX_BITS: u32 = 14;

impl Table {
    /// Packs heads over the features that matter most, at most so many.
    pub(super) fn pack(heads: &[&Dense], most: usize) -> Self {
        let columns: usize = heads.iter().map(|head| head.bias.len()).sum();
        let scale: Vec<f32> = heads.iter().flat_map(|head| (0..head.bias.len()).map(|column| reach(head, column) / f32::from(i8::MAX))).collect();
        let mut rows: HashMap<u32, Vec<i8>> = HashMap::new();
        let mut first = 0;
        for head in heads {
            let width = head.bias.len();
            for (key, weights) in head.keys.iter().zip(head.weights.chunks_exact(width)) {
                let row = rows.entry(*key).or_insert_with(|| vec![0; columns]);
                for ((cell, weight), scale) in row.iter_mut().skip(first).zip(weights).zip(scale.iter().skip(first)) {
                    *cell = (weight / scale.max(f32::MIN_POSITIVE)).round().clamp(-127.0, 127.0) as i8;
                }
            }
            first += width;
        }
        let mut kept: Vec<(i32, u32)> = rows.iter().map(|(key, row)| (loudness(row), *key)).filter(|(loudness, _)| *loudness > 0).collect();
        kept.sort_unstable_by_key(|(loudness, key)| (std::cmp::Reverse(*loudness), *key));
        kept.truncate(most);
        let mut keys: Vec<u32> = kept.into_iter().map(|(_, key)| key).collect();
        keys.sort_unstable();
        let weights = keys.iter().filter_map(|key| rows.get(key)).flatten().copied().collect();
        Self { bias: heads.iter().flat_map(|head| head.bias.iter().copied()).collect(), scale, keys, weights, index: Vec::new() }.indexed()
    }

    fn indexed(mut self) -> Self {
        self.index =
            (0..=1_u32 << INDEX_BITS).map(|upper| self.keys.partition_point(|key| u64::from(*key) < u64::from(upper) << (32 - INDEX_BITS)) as u32).collect();
        self
    }

    /// How many features it knows.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The scores of a message, a column.
    pub(super) fn scores(&self, bags: &[Bag]) -> Vec<f32> {
        let columns = self.bias.len();
        let mut scores = self.bias.clone();
        let mut sums = vec![0_i32; columns];
        for bag in bags {
            sums.fill(0);
            for row in bag.keys.iter().filter_map(|key| self.row(*key)) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(*weight));
            }
            for ((score, sum), scale) in scores.iter_mut().zip(&sums).zip(&self.scale) {
                *score += *sum as f32 * scale * bag.weight;
            }
        }
        scores
    }

    fn row(&self, key: u32) -> Option<&[i8]> {
        let upper = (key >> (32 - INDEX_BITS)) as usize;
        let (from, to) = (*self.index.get(upper)? as usize, *self.index.get(upper + 1)? as usize);
        let place = from + self.keys.get(from..to)?.binary_search(&key).ok()?;
        let columns = self.bias.len();
        self.weights.get(place * columns..(place + 1) * columns)
    }

    /// Writes it behind what is there.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let number = |out: &mut Vec<u8>, value: usize| out.extend((value as u32).to_le_bytes());
        number(out, self.bias.len());
        number(out, self.keys.len());
        for value in self.bias.iter().chain(&self.scale) {
            out.extend(value.to_le_bytes());
        }
        for key in &self.keys {
            out.extend(key.to_le_bytes());
        }
        out.extend(self.weights.iter().map(|weight| weight.to_le_bytes()[0]));
    }

    /// Reads one with so many columns, and what stands behind it.
    pub(super) fn read(bytes: &[u8], columns: usize) -> Option<(Self, &[u8])> {
        let (written, rest) = word(bytes)?;
        let (count, rest) = word(rest)?;
        let count = count as usize;
        if written as usize != columns {
            return None;
        }
        let (bias, rest) = words(rest, columns)?;
        let (scale, rest) = words(rest, columns)?;
        let (keys, rest) = words(rest, count)?;
        let (weights, rest) = rest.split_at_checked(count.checked_mul(columns)?)?;
        let sorted = keys.is_sorted_by(|a, b| a < b);
        let float = |bits: Vec<u32>| bits.into_iter().map(f32::from_bits).collect();
        let table =
            Self { bias: float(bias), scale: float(scale), keys, weights: weights.iter().map(|byte| i8::from_le_bytes([*byte])).collect(), index: Vec::new() };
        sorted.then(|| (table.indexed(), rest))
    }
}

fn word(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (four, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*four), rest))
}

fn words(bytes: &[u8], count: usize) -> Option<(Vec<u32>, &[u8])> {
    let (own, rest) = bytes.split_at_checked(count.checked_mul(4)?)?;
    Some((own.chunks_exact(4).filter_map(|four| word(four).map(|(value, _)| value)).collect(), rest))
}

/// The largest weight of a column.
fn reach(head: &Dense, column: usize) -> f32 {
    head.weights.iter().skip(column).step_by(head.bias.len()).fold(0.0, |most, weight| most.max(weight.abs()))
}

fn loudness(row: &[i8]) -> i32 {
    row.iter().map(|weight| i32::from(*weight).pow(2)).sum()
}
