"""Who gets what: a person against the offers of cities, by their conditions."""
