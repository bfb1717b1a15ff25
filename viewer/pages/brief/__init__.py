"""简报: a brief of a city, an agency, a talent category or of cities side by side."""
