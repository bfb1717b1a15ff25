"""What neither SQL nor SPARQL can say."""
