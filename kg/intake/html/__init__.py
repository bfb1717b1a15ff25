"""Saved pages of government sites: what a reader sees on them, the document apart from the furniture around it."""
