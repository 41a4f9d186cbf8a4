//! The client against scripted servers and recorded answers.
