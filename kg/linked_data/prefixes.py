"""Namespaces of the vocabularies for describing datasets, in addition to those of the data."""

from __future__ import annotations

from kg.rdf.namespaces import PREFIXES

DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"

DESCRIPTION_PREFIXES = {**PREFIXES, "dcat": DCAT, "foaf": FOAF, "sd": SD, "void": VOID}
