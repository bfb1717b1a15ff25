"""The page 政策对比: cities and documents side by side."""
