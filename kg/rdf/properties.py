"""The property of each field of a fact. Queries are composed from these, so this module makes no terms."""

from __future__ import annotations

from functools import cache

from kg.model.fact import Fact
from kg.model.fields import Concept, Property, marker
from kg.rdf.namespaces import camel


@cache
def property_of(model: type[Fact], field: str) -> str:
    """The property that holds a field, as a curie: `Property` names it, else its vocabulary, else the field."""
    if named := marker(model, field, Property):
        return named.name
    concept = marker(model, field, Concept)
    return "zm:" + camel(concept.scheme if concept else field)
