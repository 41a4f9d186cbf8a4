//! A short sum of bytes: tells an edited file, a known event or a picture's name. It guards against a
//! slip of the hand, never against malice.

/// FNV-1a, 64 bits (draft-eastlake-fnv-17, offset basis and prime of section 5).
#[must_use]
pub fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::fnv;

    #[test]
    fn sums_are_those_of_the_document() {
        assert_eq!((fnv(b""), fnv(b"a"), fnv(b"foobar")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c, 0x8594_4171_f739_67e8));
    }
}
