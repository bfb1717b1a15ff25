"""What a text says of indicators: claims of a name and a value, in sentences and tables. Targets and baselines rest on it."""
