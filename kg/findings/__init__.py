"""Findings of the health check are answered: by hand, on a page, and by the list that an office fills in."""
