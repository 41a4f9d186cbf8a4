#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pult_domain::fuzz::snooze_typed(data));
