#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pult_store::fuzz::search_query(data));
