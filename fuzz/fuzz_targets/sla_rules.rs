#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| pult_core::fuzz::sla_rules(data));
