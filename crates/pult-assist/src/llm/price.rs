//! What an answer costs, in whole millionths of the currency the provider bills in.
//!
//! No price list is built in: prices and models change monthly, and a stale list under a budget is
//! worse than none. Prices come from the provider's own list of models (OpenRouter), or from the
//! owner; where neither is known the profile's cautious price stands in, above what the provider's
//! dear models cost, so that a budget errs towards stopping early. [`Cost::exact`] tells which.

use pult_domain::ModelCurrency;

/// What a model costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Millionths of the currency for a million tokens of question; so 1,000,000 is one dollar.
    pub per_million_in: i64,
    /// The same for tokens of answer.
    pub per_million_out: i64,
}

impl Price {
    /// Nothing: models on this machine, as long as the owner says nothing else.
    pub const FREE: Self = Self { per_million_in: 0, per_million_out: 0 };

    /// In whole units of the currency for a million tokens.
    #[must_use]
    pub const fn of(units_in: i64, units_out: i64) -> Self {
        Self { per_million_in: units_in * 1_000_000, per_million_out: units_out * 1_000_000 }
    }

    /// The cost of so many tokens in millionths of the currency, rounded up: a budget must not be
    /// passed by rounding.
    #[must_use]
    pub fn micros(self, tokens_in: u32, tokens_out: u32) -> i64 {
        let part = |per_million: i64, tokens: u32| i128::from(per_million.max(0)) * i128::from(tokens);
        let sum = part(self.per_million_in, tokens_in) + part(self.per_million_out, tokens_out);
        i64::try_from(sum.saturating_add(999_999) / 1_000_000).unwrap_or(i64::MAX)
    }
}

/// What an answer cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Millionths of the currency.
    pub micros: i64,
    /// The currency.
    pub currency: ModelCurrency,
    /// From tokens the provider counted and a price that is known; otherwise a careful estimate.
    pub exact: bool,
}

/// Tokens a text may have at most, give or take: a Cyrillic letter (two bytes) is seldom more than
/// one token in any of the providers' tokenizers, a Latin one seldom more than a half.
#[must_use]
pub fn tokens_at_most(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(2)).unwrap_or(u32::MAX)
}

/// Tokens a text surely has: no tokenizer packs more than some eight bytes of prose into one token.
#[must_use]
pub fn tokens_at_least(bytes: usize) -> u32 {
    u32::try_from(bytes / 8).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fraction_of_a_millionth_is_a_whole_one() {
        assert_eq!(Price::of(1, 2).micros(1, 0), 1);
        assert_eq!(Price::of(1, 2).micros(1_000, 500), 2_000);
        assert_eq!(Price { per_million_in: 1, per_million_out: 0 }.micros(1, 0), 1, "rounded up");
        assert_eq!(Price::FREE.micros(u32::MAX, u32::MAX), 0);
        assert_eq!(Price { per_million_in: i64::MAX, per_million_out: i64::MAX }.micros(u32::MAX, u32::MAX), i64::MAX, "never wraps");
    }
}
