//! Names of files; the rest is shown through the real program (`tests/tests/history`).
