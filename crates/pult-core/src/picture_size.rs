//! How large a picture becomes, read from its header: a file of some kilobytes may unpack to gigabytes in
//! whatever shows it. Nothing is unpacked here; what a header does not tell plainly is not told.
//!
//! After PNG (ISO/IEC 15948), JPEG (ITU T.81), GIF89a and the WebP container (RFC 9649). Readers are as
//! forgiving as the usual decoders where those would go on, for else a picture is judged by other figures
//! than the ones it is unpacked with.

use crate::files::known_type;

/// Width and height in pixels; neither is 0.
pub(crate) fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match known_type(bytes)?.media_type {
        "image/png" => png(bytes),
        "image/jpeg" => jpeg(bytes),
        "image/gif" => gif(bytes),
        "image/webp" => webp(bytes),
        _ => None,
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

/// A number of up to four bytes, the highest first.
fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().fold(0, |number, digit| (number << 8) | u32::from(*digit)))
}

/// A number of up to four bytes, the lowest first.
fn little_endian(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| (number << 8) | u32::from(*digit)))
}

/// The header is the first chunk, or it is no picture.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    Some((big_endian(bytes, 16, 4)?, big_endian(bytes, 20, 4)?))
}

/// The size stands in the header of the frame, behind segments of any kind and length. What stands between
/// two segments is passed over.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        at += bytes.get(at..)?.iter().position(|byte| *byte != 0xff)?;
        let marker = *bytes.get(at)?;
        at += 1;
        match marker {
            // Markers without a segment, and a filling that is none.
            0x00 | 0x01 | 0xd0..=0xd8 => {}
            // The picture ends or its points begin, and nobody has said how many there are.
            0xd9 | 0xda => return None,
            // The tables of codes are numbered among the frames.
            0xc4 | 0xc8 | 0xcc => at = behind_segment(bytes, at)?,
            0xc0..=0xcf => return Some((big_endian(bytes, at.checked_add(5)?, 2)?, big_endian(bytes, at.checked_add(3)?, 2)?)),
            _ => at = behind_segment(bytes, at)?,
        }
    }
}

/// The place behind a JPEG segment, whose length counts itself.
fn behind_segment(bytes: &[u8], at: usize) -> Option<usize> {
    at.checked_add(usize::try_from(big_endian(bytes, at, 2)?).ok()?)
}

/// The screen, or what the frames need where one reaches beyond it.
fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    let (mut width, mut height) = (little_endian(bytes, 6, 2)?, little_endian(bytes, 8, 2)?);
    let mut at = 13 + colours(*bytes.get(10)?);
    // A file that ends early shows the frames it has; behind anything else than a block nothing is read.
    loop {
        let next = match bytes.get(at) {
            Some(0x21) => behind_blocks(bytes, at.saturating_add(2)),
            Some(0x2c) => frame(bytes, at).and_then(|(right, bottom, data)| {
                (width, height) = (width.max(right), height.max(bottom));
                behind_blocks(bytes, data)
            }),
            _ => None,
        };
        match next {
            Some(next) => at = next,
            None => return Some((width, height)),
        }
    }
}

/// How far a frame of a GIF reaches, and where its data begins.
fn frame(bytes: &[u8], at: usize) -> Option<(u32, u32, usize)> {
    let number = |n: usize| little_endian(bytes, at.checked_add(1 + 2 * n)?, 2);
    let (right, bottom) = (number(0)? + number(2)?, number(1)? + number(3)?);
    let flags = *bytes.get(at.checked_add(9)?)?;
    Some((right, bottom, at.checked_add(11 + colours(flags))?))
}

/// The bytes of the table of colours that such flags announce.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The place behind a chain of GIF's data blocks.
fn behind_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at = at.checked_add(1 + length)?;
        if length == 0 {
            return Some(at);
        }
    }
}

/// The canvas, or the picture where the file holds nothing else.
fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((1 + little_endian(bytes, 24, 3)?, 1 + little_endian(bytes, 27, 3)?)),
        b"VP8L" if bytes.get(20) == Some(&0x2f) => {
            let packed = little_endian(bytes, 21, 4)?;
            Some((1 + (packed & 0x3fff), 1 + ((packed >> 14) & 0x3fff)))
        }
        b"VP8 " if bytes.get(23..26)? == b"\x9d\x01\x2a" => Some((little_endian(bytes, 26, 2)? & 0x3fff, little_endian(bytes, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The header of a PNG of that size.
    pub(crate) fn png_of(width: u32, height: u32) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x06\0\0\0\x1f\x15\xc4\x89"].concat()
    }

    /// A JPEG as cameras write it: a preview of its own in the first segment, codes before the frame.
    fn jpeg_of(frame: u8, width: u16, height: u16) -> Vec<u8> {
        let preview = b"\xff\xe1\0\x0e\xff\xd8\xff\xc0\0\x11\x08\0\x01\0\x02\0";
        let codes = b"\xff\xff\xc4\0\x05\x01\x02\x03";
        let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
        [b"\xff\xd8".as_slice(), preview, codes, &[0xff, frame], b"\0\x0b\x08", &size, b"\x01\x01\x11\0\xff\xda"].concat()
    }

    /// A GIF with a table of two colours, a comment and one frame.
    fn gif_of(screen: (u16, u16), place: (u16, u16), frame: (u16, u16)) -> Vec<u8> {
        let pair = |(one, other): (u16, u16)| [one.to_le_bytes(), other.to_le_bytes()].concat();
        let head = [b"GIF89a".as_slice(), &pair(screen), b"\x80\0\0", &[7; 6], b"\x21\xfe\x03abc\0"].concat();
        [head.as_slice(), b"\x2c", &pair(place), &pair(frame), b"\x80", &[7; 6], b"\x02\x02\x4c\x01\0\x3b"].concat()
    }

    fn webp_of(chunk: &[u8; 4], payload: &[u8]) -> Vec<u8> {
        [b"RIFF\x40\0\0\0WEBP".as_slice(), chunk, b"\x20\0\0\0", payload].concat()
    }

    #[test]
    fn every_kind_tells_its_size() {
        assert_eq!(picture_size(&png_of(640, 480)), Some((640, 480)));
        for frame in [0xc0, 0xc1, 0xc2, 0xca] {
            assert_eq!(picture_size(&jpeg_of(frame, 4_000, 3_000)), Some((4_000, 3_000)), "{frame:#x}");
        }
        assert_eq!(picture_size(&gif_of((320, 200), (10, 20), (30, 40))), Some((320, 200)));
        assert_eq!(picture_size(&gif_of((1, 1), (10, 20), (30_000, 40_000))), Some((30_010, 40_020)), "a frame beyond the screen makes it larger");
        assert_eq!(picture_size(&webp_of(b"VP8X", b"\x10\0\0\0\xff\xff\0\x1f\x03\0")), Some((65_536, 800)));
        let packed = 1_279_u32 | (719 << 14);
        assert_eq!(picture_size(&webp_of(b"VP8L", &[b"\x2f".as_slice(), &packed.to_le_bytes()].concat())), Some((1_280, 720)), "14 bits each");
        assert_eq!(picture_size(&webp_of(b"VP8 ", b"\x30\x01\0\x9d\x01\x2a\x80\x02\xe0\x41")), Some((640, 480)), "the upper bits are a scale");
    }

    #[test]
    fn what_is_not_told_plainly_is_not_told() {
        let late = [b"\x89PNG\r\n\x1a\n\0\0\0\x04tEXt".as_slice(), &[0; 8], &png_of(1, 1)].concat();
        let odd = [webp_of(b"ALPH", &[0; 20]), webp_of(b"VP8L", &[0; 20]), webp_of(b"VP8 ", &[0; 20]), late, b"%PDF-1.7".to_vec()];
        for bytes in [png_of(0, 5), jpeg_of(0xc0, 5, 0), jpeg_of(0xc4, 5, 5)].into_iter().chain(odd) {
            assert_eq!(picture_size(&bytes), None, "{bytes:x?}");
        }
        for whole in [png_of(640, 480), jpeg_of(0xc0, 640, 480), webp_of(b"VP8X", &[9; 10])] {
            let told = (0..whole.len()).filter_map(|length| picture_size(&whole[..length])).all(|size| Some(size) == picture_size(&whole));
            assert!(told, "a file that was cut off tells the same or nothing");
        }
        assert_eq!(picture_size(&gif_of((320, 200), (0, 0), (5, 5))[..20]), Some((320, 200)), "a cut GIF has its screen");
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_odd(kind in 0_usize..4, rest in proptest::collection::vec(any::<u8>(), 0..400)) {
            let begins: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF\0\0\0\0WEBP"];
            let _ = picture_size(&[begins[kind], &rest].concat());
        }

        #[test]
        fn nor_is_a_changed_byte(kind in 0_usize..4, at in 0_usize..64, byte in any::<u8>(), tail in proptest::collection::vec(any::<u8>(), 0..64)) {
            let whole = [png_of(640, 480), jpeg_of(0xc2, 640, 480), gif_of((3, 2), (1, 1), (2, 1)), webp_of(b"VP8X", &[1; 10])];
            let mut bytes = [whole[kind].as_slice(), &tail].concat();
            let place = at % bytes.len();
            bytes[place] = byte;
            prop_assert!(picture_size(&bytes).is_none_or(|(width, height)| width > 0 && height > 0));
        }

        #[test]
        fn sizes_are_read_as_they_were_written(width in 1_u16..=u16::MAX, height in 1_u16..=u16::MAX) {
            let size = Some((u32::from(width), u32::from(height)));
            prop_assert_eq!(picture_size(&png_of(width.into(), height.into())), size);
            prop_assert_eq!(picture_size(&jpeg_of(0xc2, width, height)), size);
            prop_assert_eq!(picture_size(&gif_of((width, height), (0, 0), (1, 1))), size);
        }
    }
}
