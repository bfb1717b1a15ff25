"""审校 Review: drafts become facts, one decision after another."""
