#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pult_assist::fuzz::model_json(data));
