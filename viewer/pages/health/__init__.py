"""The page 政策体检: contradictions, gaps, and what was answered."""
