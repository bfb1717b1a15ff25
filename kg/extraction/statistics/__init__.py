"""What curated rows teach: linear models over the words of clauses, learnt from `data/` by `make learn` and committed."""
