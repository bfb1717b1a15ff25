"""The graph over HTTP: SPARQL, linked data, JSON API, search. A face: it reads requests, lets workers answer, and writes responses."""
