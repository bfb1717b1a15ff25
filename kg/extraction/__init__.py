"""A document's facts, drafted by machine: extractors propose rows with their words, and the proof of curated rows decides which stand."""
