"""The JSON API, its schema, and downloads."""
