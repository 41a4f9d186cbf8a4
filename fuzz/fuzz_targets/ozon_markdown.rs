#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pult_connectors::fuzz::ozon_markdown(data));
