"""HTTP and SPARQL as protocols: connections, negotiation, conditional requests, problem details, the SPARQL endpoint."""
