#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pult_core::fuzz::import_file(data));
