"""A country of generated documents to measure on: any number, of all cities, with all kinds of fact, the same for the same seed.

`documents` makes a document by its number, `registry` what documents share. `folders` writes them as curated data, `finished` as build
results. Each document is drawn by itself, so the first thousand of a larger country are those of the smaller one.
"""
